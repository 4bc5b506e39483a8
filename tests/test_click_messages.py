from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from zoneplan.cli import main
from zoneplan.click_messages import TEMPLATES, in_chinese

OURS = {"--json gives records and --explain a tree; ask for one of them"}


def run(*args: str) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, args, prog_name="zoneplan")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("check",), "缺少参数 'FILE'"),
        (("progress", "-"), "缺少选项 '--as-of'"),
        (("chekc",), "没有命令 'chekc'；是否应为 'check'？"),
        (("check", "--jsn", "-"), "没有选项 '--jsn'；是否应为 '--json'？"),
        (("check", "--xyzzy", "-"), "没有选项 '--xyzzy'"),
        (("check", "none.yaml"), "'FILE' 的值不对：文件 'none.yaml' 不存在"),
        (("check", "."), "'FILE' 的值不对：'.' 是文件夹，不是文件"),
        (("rollup", "-"), "缺少参数 'METRIC...'"),
        (
            ("rollup", "-", "m", "--missing", "none"),
            "'--missing' 的值不对：'none' 不是下列之一：'skip_if_any', 'skip_if_all', 'zero'",
        ),
        (("rollup", "-", "m", "--json", "--explain=p"), "--json 与 --explain 请只用其一"),
        (("check", "-", "--time-limit", "x"), "'--time-limit' 的值不对：'x' 不是整数"),
        (("check", "-", "--time-limit", "0"), "'--time-limit' 的值不对：0 不在范围 x>=1 之内"),
        (("check", "a", "b"), "'FILE' 的值不对：文件 'a' 不存在"),
        (("check", "-", "--time-limit"), "'--time-limit' 的值不对：'--lang' 不是整数"),
        (("check", "-", "--json=1"), "选项 '--json' 不带值"),
        (("portfolio", "check", "none"), "'FOLDER...' 的值不对：路径 'none' 不存在"),
    ],
)
def test_wrong_use_is_told_in_chinese(args: tuple[str, ...], sentence: str) -> None:
    """With --lang zh what is wrong, how the command is called and where to read on are told in Chinese."""
    result = run(*args, "--lang", "zh")
    *head, last = result.stderr.splitlines()
    assert (2, "", f"错误：{sentence}") == (result.exit_code, result.stdout, last)
    assert all(line.startswith(("用法：", "用 ")) for line in head if line)


@pytest.mark.parametrize("args", [("--lang=zh",), ("--lang", "zh")])
def test_the_language_is_found_wherever_it_stands(args: tuple[str, ...]) -> None:
    """The language counts before and behind what is wrong, in both ways of writing it."""
    assert run("check", *args, "none.yaml").stderr.endswith("文件 'none.yaml' 不存在\n")
    assert run("check", "none.yaml", "--lang", "en").stderr.endswith("File 'none.yaml' does not exist.\n")


def test_a_choice_that_is_missing_lists_what_there_is() -> None:
    """A sentence over several lines is put into Chinese as one."""
    assert "缺少选项 '--x'，可选：\n\ta,\n\tb" == in_chinese("Missing option '--x'. Choose from:\n\ta,\n\tb")


def test_an_unknown_sentence_stays_as_it_is() -> None:
    """English is better than a wrong sentence."""
    assert "Something new happened." == in_chinese("Something new happened.")


@pytest.mark.parametrize("template", sorted(set(TEMPLATES) - OURS))
def test_each_sentence_is_one_that_click_says(template: str) -> None:
    """Every template is found in the sources of click, so that a change of its words is noticed.

    Where it has a name of a parameter or its type between quotes, the words around it are looked for.
    """
    folder = Path(click.__file__).parent
    source = " ".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    pieces = [piece.strip(" .:") for piece in re.split(r"\{\w+\}", template.removeprefix("File "))]
    pieces = [re.sub("^(Path|Directory) ", "", piece) for piece in pieces]
    assert [] == [piece for piece in pieces if piece and re.sub("integer( range)?", "", piece) not in source]


def test_an_interruption_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops a command is told so in the language asked for."""

    def interrupt(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zoneplan.files.read_plan", interrupt)
    result = run("check", __file__, "--lang", "zh")
    assert (130, "已中断") == (result.exit_code, result.stderr.strip())
