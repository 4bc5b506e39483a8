from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result

from zoneplan.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN = """\
id: p
name: 重点项目
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations: [{metric: inv, period: 2020-01/10, figure: 629.0亿元}]
targets: [{metric: inv, by: 2020, level: 647.4亿元}]
programs: [{id: a, name: 产业创新, actions: [{id: a1, name: 链补强, lead_units: 局, deadline: 2020-09}]}]
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    """An invented plan with a target and a deadline."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def run(*args: str, stdin: str | None = None, **environment: str) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, args, input=stdin, env=environment, prog_name="zoneplan")


# -- report -------------------------------------------------------------------------------------


def test_a_page_is_written(plan_file: str, tmp_path: Path) -> None:
    """The page holds the plan's name, and what was written is said in the language asked for."""
    page = tmp_path / "out.html"
    result = run("report", plan_file, "-o", str(page), "--as-of", "2020-10", "--lang", "zh")
    assert (0, f"已写入 {page}\n", "") == (result.exit_code, result.stdout, result.stderr)
    assert "重点项目" in page.read_text(encoding="utf-8")


def test_what_was_written_is_told_as_json(plan_file: str, tmp_path: Path) -> None:
    """A program learns which file, how large, of which plan and day, what it shows and what was found."""
    page = tmp_path / "out.html"
    told = json.loads(run("report", plan_file, "-o", str(page), "--as-of", "2020Q3", "--json").stdout)
    assert {
        "version": 1,
        "output": str(page),
        "format": "html",
        "bytes": page.stat().st_size,
        "plan": "p",
        "title": "重点项目",
        "as_of": "2020-09-30",
        "language": "en",
    } == {key: told[key] for key in list(told)[:8]}
    assert (0, ["sections", "counts"]) == (told["counts"]["error"], list(told)[8:])


def test_a_page_is_printed_from_standard_input() -> None:
    """With '-' both ways nothing touches the disk; the title may be another one."""
    result = run("report", "-", "-o", "-", "--as-of", "2020-10", "--title", "年中<简报>", stdin=PLAN)
    assert (0, True) == (result.exit_code, result.stdout.startswith("<!"))
    assert "年中&lt;简报&gt;" in result.stdout


def test_a_plan_with_errors_is_reported_and_says_so(tmp_path: Path) -> None:
    """The exit code is 0, and a note says that the figures may be wrong."""
    path = tmp_path / "plan.yaml"
    path.write_text(
        PLAN.replace("[{metric: inv, by", "[{metric: nope, by: 2020, level: 1亿元}, {metric: inv, by")
    )
    result = run("report", str(path), "-o", str(tmp_path / "o.html"), "--as-of", "2020-10", "--lang", "zh")
    assert (0, f"注意：规划有1个错误，可能影响这些数；用 `zoneplan check {path}` 列出\n") == (
        result.exit_code,
        result.stderr,
    )


@pytest.mark.parametrize(
    ("args", "message", "message_zh"),
    [
        (
            ("-o", "out.pdf"),
            "the ending of 'out.pdf' does not say which format the file has\nknown are .html, .docx, .xlsx",
            "'out.pdf' 的扩展名不表示文件的格式\n可用的有 .html、.docx、.xlsx",
        ),
        (
            ("-o", "-", "--json"),
            "--json and -o '-' both print; name a file",
            "--json 与 -o '-' 都要输出；请写文件名",
        ),
        (
            ("-o", "out.html", "--template", __file__),
            f"a template is a Word document, for -o FILE.docx; got {__file__!r} for 'out.html'",
            f"模板应为 Word 文档，与 -o FILE.docx 合用；写的是 {__file__!r} 与 'out.html'",
        ),
        (
            ("-o", "out.html", "--lights", "yinchuan"),
            "unknown light rules 'yinchuan'\nthe plan has none of its own; published are yinchuan-2025, ",
            "没有编号为 'yinchuan' 的亮灯规则\n规划自己没有写明；已公布的有",
        ),
        (
            ("-o", "none/out.html"),
            "cannot write 'none/out.html': No such file or directory",
            "无法写入 'none/out.html'：没有这个文件或文件夹",
        ),
    ],
)
def test_what_cannot_be_written_is_wrong_use(
    plan_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    message: str,
    message_zh: str,
) -> None:
    """The exit code is 2, nothing is written, and the sentence says what to do."""
    monkeypatch.chdir(tmp_path)
    for language, said in (("en", f"Error: {message}"), ("zh", f"错误：{message_zh}")):
        result = run("report", plan_file, *args, "--as-of", "2020-10", "--lang", language)
        assert (2, "", True) == (result.exit_code, result.stdout, said in result.stderr), result.stderr
    assert ["plan.yaml"] == [path.name for path in tmp_path.iterdir()]


def test_a_file_is_replaced_only_when_asked(plan_file: str, tmp_path: Path) -> None:
    """What is there already stays as it is without --force."""
    page = tmp_path / "out.html"
    page.write_text("old")
    args = ("report", plan_file, "-o", str(page), "--as-of", "2020-10")
    refused = run(*args)
    assert (2, "old") == (refused.exit_code, page.read_text())
    assert refused.stderr == f"Error: {str(page)!r} is there already\n--force replaces it\n"
    assert (0, True) == (run(*args, "--force").exit_code, len(page.read_text(encoding="utf-8")) > 100)


def test_a_file_that_is_no_plan_is_no_report(tmp_path: Path) -> None:
    """Its problems are printed, and nothing is written."""
    path = tmp_path / "plan.yaml"
    path.write_text("id: p\n")
    result = run("report", str(path), "-o", str(tmp_path / "o.html"), "--as-of", "2020")
    assert (1, True) == (result.exit_code, "1 problem in" in result.stdout)
    assert ["plan.yaml"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("args", "missing", "sentence"),
    [
        (("report", "{plan}", "-o", "{out}.html", "--as-of", "2020"), "jinja2", "zoneplan[report]"),
        (("convert", "{plan}", "{out}.xlsx"), "xlsxwriter", "zoneplan[excel]"),
        (("convert", "{plan}", "{out}.docx"), "docx", "zoneplan[word]"),
        (("template", "{out}.xlsx"), "xlsxwriter", "zoneplan[excel]"),
    ],
)
def test_a_missing_library_is_wrong_use(
    plan_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    missing: str,
    sentence: str,
) -> None:
    """It is no fault of a file: the exit code is 2, and the command that installs it is told."""
    for name in [one for one in sys.modules if one.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("zoneplan.formats.html", "zoneplan.briefings.page"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    filled = [one.format(plan=plan_file, out=tmp_path / "out") for one in args]
    for language, words in (("en", "install it with: pip install"), ("zh", "请安装：pip install")):
        result = run(*filled, "--lang", language)
        assert (2, "", True) == (result.exit_code, result.stdout, f"{words} '{sentence}'" in result.stderr)


# -- every command ------------------------------------------------------------------------------


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


CALLS = {
    ("check",): ("{plan}",),
    ("relations",): ("{plan}",),
    ("show",): ("{plan}",),
    ("rollup",): ("{plan}", "inv"),
    ("progress",): ("{plan}", "--as-of", "2020-10"),
    ("register",): ("{plan}", "--as-of", "2020-10"),
    ("report",): ("{plan}", "-o", "{out}.html", "--as-of", "2020-10"),
    ("completion",): ("bash",),
    ("schema",): (),
    ("template",): ("{out}.yaml",),
    ("convert",): ("{plan}", "{out}.json"),
    ("portfolio", "check"): ("{plan}",),
}
"""How each command is called in the tests below; one that is missing here makes them fail."""


def test_every_command_is_called_below() -> None:
    """A new command has to be added to the table, and so to the tests."""
    assert set(CALLS) == {path for path, _ in commands()}


@pytest.mark.parametrize("path", CALLS)
def test_every_command_gives_json(path: tuple[str, ...], plan_file: str, tmp_path: Path) -> None:
    """With --json a command prints one document of version 1 and nothing else."""
    args = [one.format(plan=plan_file, out=tmp_path / "out") for one in CALLS[path]]
    result = run(*path, *args, "--json")
    assert (0, 1) == (result.exit_code, json.loads(result.stdout)["version"])


@pytest.mark.parametrize("path", [path for path, given in CALLS.items() if "{plan}" in given[:1]])
def test_every_command_reads_standard_input(path: tuple[str, ...], tmp_path: Path) -> None:
    """What reads a FILE takes '-' for standard input; a portfolio reads folders."""
    if path == ("portfolio", "check"):
        pytest.skip("reads folders")
    args = [one.format(plan="-", out=tmp_path / "out") for one in CALLS[path]]
    assert 0 == run(*path, *args, stdin=PLAN).exit_code


@pytest.mark.parametrize("path", CALLS)
def test_every_command_speaks_both_languages(path: tuple[str, ...]) -> None:
    """Each command has --lang."""
    (command,) = [one for found, one in commands() if found == path]
    assert {"--json", "--lang"} <= {name for param in command.params for name in param.opts}


# -- completion ---------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_script(shell: str) -> None:
    """The script asks zoneplan, whatever shell it is for."""
    result = run("completion", shell)
    assert (0, True) == (result.exit_code, f"_ZONEPLAN_COMPLETE={shell}_complete" in result.stdout)
    assert {"version": 1, "shell": shell, "script": result.stdout.removesuffix("\n")} == json.loads(
        run("completion", shell, "--json").stdout
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zoneplan re", {"relations", "register", "report"}),
        ("zoneplan check --tog", {"--together"}),
        ("zoneplan check --lang ", {"en", "zh"}),
        ("zoneplan portfolio ch", {"check"}),
        ("zoneplan rollup --missing skip", {"skip_if_any", "skip_if_all"}),
    ],
)
def test_bash_completes(words: str, expected: set[str], tmp_path: Path) -> None:
    """The script is sourced by a real bash, which then completes what was typed."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    script = tmp_path / "completion.sh"
    script.write_text(run("completion", "bash").stdout, encoding="utf-8")
    typed = f"{words.rstrip()} ''" if words.endswith(" ") else words
    program = (
        f'source "{script}"; COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); '
        "_zoneplan_completion zoneplan; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [bash, "-c", program], capture_output=True, encoding="utf-8", env=environment, check=True
    )
    assert expected == set(done.stdout.split())


def test_completion_loads_nothing_of_the_library() -> None:
    """What a shell asks at each key press does not wait for the library."""
    code = (
        "import sys, os; os.environ.update(_ZONEPLAN_COMPLETE='bash_complete', COMP_WORDS='zoneplan re', "
        "COMP_CWORD='1'); sys.argv[:] = ['zoneplan']\n"
        "from zoneplan.cli import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "print(*sorted({'pint', 'attrs', 'yaml', 'cattrs', 'rich'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ["plain,register", "plain,relations", "plain,report", ""] == done.stdout.splitlines()
