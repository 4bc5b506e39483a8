from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result

from zoneplan import cli_frames
from zoneplan.chinese_help import OPTIONS, PAGES, first_sentence, wrapped
from zoneplan.cli import main
from zoneplan.help_pages import asked_language
from zoneplan.layout import width

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(*args: str, **environment: str) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, args, env=environment, prog_name="zoneplan")


def every_command(command: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give every command and group with the words that call it."""
    yield command, path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every_command(below, (*path, name))


COMMANDS = [*every_command(), (cli_frames.rollup, ("rollup", "--observations", "x"))]


def helps(command: click.Command) -> list[str]:
    """Give what the options of a command say they do."""
    context = click.Context(command)
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    return [" ".join((one.help or "").split()) for one in options]


def test_every_page_and_option_has_its_chinese_twin() -> None:
    """Each command and option of the command line is in the tables, and nothing else is."""
    assert {first_sentence(command.help or "") for command, _ in COMMANDS} == set(PAGES)
    assert {one for command, _ in COMMANDS for one in helps(command)} == set(OPTIONS)


@pytest.mark.parametrize("path", [path for _, path in COMMANDS], ids=" ".join)
@pytest.mark.parametrize("columns", [40, 80])
def test_a_page_is_chinese_from_top_to_bottom(path: tuple[str, ...], columns: int) -> None:
    """Usage, text, options, defaults and commands are Chinese, and lines keep to the terminal."""
    args = ("--lang", "zh", *path, "--help")
    result = CliRunner().invoke(main, args, prog_name="zoneplan", terminal_width=columns)
    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout.startswith("用法：zoneplan")
    for word in ("Usage", "Options", "Commands", "default", "required", "Show this"):
        assert word not in result.stdout
    english = [line for line in result.stdout.splitlines() if line.isascii() and len(line.split()) > 7]
    assert [] == [line for line in english if "--" not in line and "zoneplan" not in line]
    # A choice of words, or an example, is a word of its own and not broken.
    long = [one.strip() for one in result.stdout.splitlines() if width(one) > columns]
    assert [] == [one for one in long if " " in one and "[" not in one and "eval" not in one]


def test_the_language_is_said_before_the_command_or_in_the_environment() -> None:
    """--lang in front is that of every command; the variable counts where nothing is said."""
    chinese = run("check", "--lang", "zh", "--help").stdout
    assert chinese == run("--lang", "zh", "check", "--help").stdout.replace("默认：zh", "默认：en")
    assert "用法：" in run("check", "--help", ZONEPLAN_LANG="zh").stdout
    assert "Usage:" in run("--lang", "en", "check", "--help", ZONEPLAN_LANG="zh").stdout
    assert "Usage:" in run("check", "--help", LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8").stdout


def test_results_follow_the_language_too() -> None:
    """What is said before the command counts for what it prints, unless the command says otherwise."""
    plan = "id: p\nname: 规划\n"
    run_in = CliRunner().invoke
    front = run_in(main, ["--lang", "zh", "check", "-"], input=plan).stdout
    assert front == run_in(main, ["check", "-", "--lang", "zh"], input=plan).stdout
    assert front == run_in(main, ["check", "-"], input=plan, env={"ZONEPLAN_LANG": "zh"}).stdout
    back = run_in(main, ["--lang", "zh", "check", "-", "--lang", "en"], input=plan).stdout
    assert back == run_in(main, ["check", "-"], input=plan).stdout != front


@pytest.mark.parametrize(
    ("args", "language"),
    [
        (("check", "--lang=zh"), "zh"),
        (("--lang", "zh", "check", "--lang", "en"), "en"),
        (("check", "--lang"), "en"),
        (("check", "--", "--lang", "zh"), "en"),
        ((), "en"),
    ],
)
def test_the_last_word_on_the_language_counts(args: tuple[str, ...], language: str) -> None:
    """Even where the arguments are wrong it is known what to complain in."""
    assert language == asked_language(args)


def test_a_language_that_is_none_is_refused() -> None:
    """So is one in the environment, which is then named."""
    result = run("check", "x", ZONEPLAN_LANG="fr")
    said = "Error: Invalid value for '--lang' (env var: 'ZONEPLAN_LANG'): 'fr' is not one of 'en', 'zh'.\n"
    assert (2, True) == (result.exit_code, result.stderr.endswith(said))


@pytest.mark.parametrize("columns", [4, 12, 30])
def test_a_closing_sign_begins_no_line(columns: int) -> None:
    """Lines are filled as far as they go, and lose nothing but blanks."""
    text = "检查开发区规划，列出内容（FILE 是 plan.yaml）；'-' 表示从标准输入读取。"
    lines = wrapped(text, columns)
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert [] == [line for line in lines if line[:1] in set("，。；：）")]
    assert [] == [line for line in lines if width(line) > columns and len(line) > 12]


def test_help_loads_nothing_of_the_library() -> None:
    """In either language a page is there before anything slow is imported."""
    for args in (["--help"], ["--lang", "zh", "check", "--help"]):
        code = (
            f"import sys; sys.argv[1:] = {args!r}\n"
            "from zoneplan.cli import main\n"
            "try:\n    main()\nexcept SystemExit: pass\n"
            "slow = {'pint', 'attrs', 'attr', 'yaml', 'cattrs', 'rich', 'jinja2', 'json', 'decimal'}\n"
            "print(sorted(slow & sys.modules.keys()), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert "['json']\n" == done.stderr
