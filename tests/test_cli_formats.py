from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from zoneplan import console, plan_schema, plan_transfer, read_plan, templates, write_plan
from zoneplan.cli import main
from zoneplan.formats import yaml

PLAN = "# 说明\nid: p\nname: 规划  # 名称\nnote: '不是 # 注释'\n"
SAME, SAME_ZH = "are the same: 'plan.yaml'", "是同一个：'plan.yaml'"
ENDINGS = ("plan.yml", "plan.json", "plan.xlsx", "csv/")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own that holds a plan with comments."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, args, input=stdin, prog_name="zoneplan")


# -- schema -------------------------------------------------------------------------------------


def test_the_schema_is_printed_or_written() -> None:
    """`zoneplan schema` prints what `plan_schema()` gives, and with -o writes the same."""
    printed, written = run("schema"), run("schema", "-o", "plan.schema.json")
    assert (0, "") == (printed.exit_code, printed.stderr)
    assert plan_schema() == json.loads(printed.stdout)
    assert (0, "wrote plan.schema.json\n") == (written.exit_code, written.stdout)
    assert printed.stdout == Path("plan.schema.json").read_text(encoding="utf-8")


def test_the_schema_replaces_nothing_unasked() -> None:
    """A file that is there stays as it is without --force."""
    refused = run("schema", "-o", "plan.yaml", "--lang", "zh")
    assert (2, "错误：'plan.yaml' 已存在\n用 --force 替换\n") == (refused.exit_code, refused.stderr)
    assert PLAN == Path("plan.yaml").read_text(encoding="utf-8")
    assert 0 == run("schema", "-o", "plan.yaml", "--force").exit_code
    assert plan_schema() == json.loads(Path("plan.yaml").read_text(encoding="utf-8"))


# -- template -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["new.yaml", "new.yml", "new.json"])
def test_a_template_is_a_plan_without_error(name: str, language: str) -> None:
    """What is written reads and validates as it stands, and names the schema that an editor checks it by."""
    result = run("template", name, "--lang", language)
    assert 0 == result.exit_code
    assert () == read_plan(name).validate().errors
    first = {"json": '  "$schema": "plan.schema.json",'}.get(
        name[-4:], "# yaml-language-server: $schema=plan.schema.json"
    )
    assert first in Path(name).read_text(encoding="utf-8").splitlines()[:2]
    assert result.stdout.endswith("zoneplan schema -o plan.schema.json\n")


def test_a_template_with_a_schema_beside_it_needs_no_hint() -> None:
    """Whoever has the schema already is not told how to write it."""
    run("schema", "-o", "plan.schema.json")
    assert "wrote new.yaml\n" == run("template", "new.yaml").stdout


def test_a_template_is_printed() -> None:
    """`-` prints YAML."""
    assert templates.yaml_template("zh") == run("template", "-", "--lang", "zh").stdout


def test_a_template_of_a_workbook_waits_for_a_plan() -> None:
    """A workbook says in its cells what belongs there, and is a plan once it has an id and a name."""
    result = run("template", "new.xlsx")
    assert (0, "wrote new.xlsx\n") == (result.exit_code, result.stdout)
    assert "missing key 'id'" in run("check", "new.xlsx").stdout
    assert 2 == run("template", "new.xlsx").exit_code


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("plan.yaml", "'plan.yaml' is there already\n--force replaces it"),
        (
            "new.doc",
            (
                "the ending of 'new.doc' does not say which format the file has\n"
                "known are .yaml, .yml, .json, .xlsx"
            ),
        ),
        ("none/new.yaml", "cannot write 'none/new.yaml': No such file or directory"),
        ("none/new.xlsx", "cannot write 'none/new.xlsx': No such file or directory"),
    ],
)
def test_a_template_that_cannot_be_written_is_wrong_use(name: str, sentence: str) -> None:
    """Exit code 2 and a sentence; nothing is overwritten."""
    result = run("template", name)
    assert (2, f"Error: {sentence}\n") == (result.exit_code, result.stderr)
    assert PLAN == Path("plan.yaml").read_text(encoding="utf-8")


# -- convert ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENDINGS)
def test_a_plan_goes_to_each_format_and_back(name: str) -> None:
    """Converted there and back it is the same plan; the comments are told, the way back loses nothing."""
    there, back = run("convert", "plan.yaml", name), run("convert", name, "back.yaml")
    assert (0, 0) == (there.exit_code, back.exit_code)
    assert there.stdout == (
        f"wrote {name}\n{name} does not hold:\n    2 × the comment, first plan.yaml:1:1\n"
    )
    assert "wrote back.yaml\n" == back.stdout
    assert read_plan("plan.yaml") == read_plan("back.yaml")


def test_what_is_lost_is_told_in_chinese() -> None:
    """Losses are counted by their sort, each with its first place."""
    result = run("convert", "plan.yaml", "plan.json", "--lang", "zh")
    assert "已写入 plan.json\nplan.json 未写入：\n    2 处注释，首处 plan.yaml:1:1\n" == result.stdout


def test_losses_give_an_exit_code_when_strict() -> None:
    """With --strict what cannot be held gives exit code 1; the file is written all the same."""
    lossy = run("convert", "plan.yaml", "plan.json", "--strict")
    whole = run("convert", "plan.json", "again.yaml", "--strict")
    assert (1, 0) == (lossy.exit_code, whole.exit_code)
    assert read_plan("plan.yaml") == read_plan("again.yaml")


def test_losses_come_as_json() -> None:
    """One document: what was converted, whether all is held, and each loss with its place."""
    data = json.loads(run("convert", "plan.yaml", "plan.json", "--json").stdout)
    assert ["version", "from", "to", "held", "not_held"] == list(data)
    assert (False, [(1, 1), (3, 11)]) == (
        data["held"],
        [(one["line"], one["column"]) for one in data["not_held"]],
    )
    assert json.loads(run("convert", "plan.json", "x.yaml", "--json").stdout)["held"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("named.json", '{"$schema": "s.json", "id": "p", "name": "x"}'),
        ("named.yaml", "$schema: s.json\nid: p\nname: x\n"),
    ],
)
def test_the_name_of_a_schema_is_told(name: str, content: str) -> None:
    """The key that names the schema is no part of the plan and does not travel with it."""
    Path(name).write_text(content, encoding="utf-8")
    result = run("convert", name, "x.yml")
    assert result.stdout.endswith("    1 × the name of the schema, first $schema\n")


def test_a_text_that_speaks_of_a_schema_names_none() -> None:
    """The word alone is no loss."""
    Path("word.yaml").write_text("id: p\nname: x\nnote: 'about $schema'\n", encoding="utf-8")
    assert "wrote x.yml\n" == run("convert", "word.yaml", "x.yml").stdout


def test_sheets_that_somebody_added_are_told() -> None:
    """A workbook's own sheets beside those of the plan are read by nobody, and not dropped in silence."""
    run("convert", "plan.yaml", "csv/")
    Path("csv", "附表.csv").write_text("甲,乙\n", encoding="utf-8")
    result = run("convert", "csv", "x.yaml")
    assert "wrote x.yaml\nx.yaml does not hold:\n    1 × the sheet, first csv: 附表!A1\n" == result.stdout


def test_standard_streams_are_converted() -> None:
    """`-` reads standard input, and prints YAML; losses are told beside it."""
    result = run("convert", "-", "-", stdin='{"id": "p", "name": "规划"}')
    assert (0, "id: p\nname: 规划\n", "") == (result.exit_code, result.stdout, result.stderr)
    lossy = run("convert", "-", "-", stdin=PLAN)
    assert "- does not hold:\n    2 × the comment, first <stdin>:1:1\n" == lossy.stderr
    run("convert", "plan.yaml", "plan.xlsx")
    book = run("convert", "-", "-", stdin=Path("plan.xlsx").read_bytes())
    assert read_plan("plan.yaml").to_dict() == yaml_of(book.stdout)


def yaml_of(text: str) -> Any:
    """Give the plain data of a document, without marks."""
    data = yaml.load(text, "x")
    assert isinstance(data, dict)
    return {key: value for key, value in data.items() if key != "@"}


def foreign(name: str) -> None:
    """Write a workbook as somebody would who knows nothing of plans."""
    book = xlsxwriter.Workbook(name)
    book.add_worksheet("Sheet1").write_row(0, 0, ["指标", "单位", "2025"])
    book.close()


def test_a_table_that_somebody_made_is_no_plan() -> None:
    """It is refused with a hint, not with a list of all sheets that it lacks."""
    foreign("table.xlsx")
    result = run("convert", "table.xlsx", "x.yaml", "--lang", "zh")
    assert (1, "") == (result.exit_code, result.stderr)
    assert result.stdout.startswith(
        "table.xlsx: 问题\n    没有规划的工作表\n"
        "    如果是他人编制的表格，请在 Python 中用 zoneplan.read_table 读取\n"
    )
    Path("tables").mkdir()
    Path("tables", "a.csv").write_text("甲,乙\n", encoding="utf-8")
    assert "holds none of the sheets of a plan" in run("convert", "tables", "x.yaml").stdout
    assert not Path("x.yaml").exists()


@pytest.mark.parametrize(
    ("args", "english", "chinese"),
    [
        (("plan.yaml", "plan.yaml"), f"FROM and TO {SAME}", f"FROM 与 TO {SAME_ZH}"),
        (("plan.yaml", "./plan.yaml"), f"FROM and TO {SAME}", f"FROM 与 TO {SAME_ZH}"),
        (("none.yaml", "x.yaml"), "there is no 'none.yaml'", "没有 'none.yaml'"),
        (
            ("plan.yaml", "other.json"),
            "'other.json' is there already\n--force replaces it",
            "'other.json' 已存在\n用 --force 替换",
        ),
        (
            ("plan.yaml", "x.doc"),
            (
                "the ending of 'x.doc' does not say which format the file has\n"
                "known are .yaml, .yml, .json, .xlsx, .docx"
            ),
            "'x.doc' 的扩展名不表示文件的格式\n可用的有 .yaml、.yml、.json、.xlsx、.docx",
        ),
        (
            ("x.txt", "x.yaml"),
            (
                "the ending of 'x.txt' does not say which format the file has\n"
                "known are .yaml, .yml, .json, .xlsx"
            ),
            "'x.txt' 的扩展名不表示文件的格式\n可用的有 .yaml、.yml、.json、.xlsx",
        ),
        (
            ("table.csv", "x.yaml"),
            "'table.csv' holds tables and no plan\nread them in Python with zoneplan.read_table",
            "'table.csv' 中是表格，不是规划\n请在 Python 中用 zoneplan.read_table 读取",
        ),
        (
            ("plan.yaml", "full"),
            "'full' is a folder with something in it\nname a file, or a new folder that ends in '/'",
            "'full' 是已有内容的文件夹\n请写文件名，或以 '/' 结尾的新文件夹",
        ),
        (
            ("plan.yaml", "none/x.yaml"),
            "cannot write 'none/x.yaml': No such file or directory",
            "无法写入 'none/x.yaml'：没有这个文件或文件夹",
        ),
        (
            ("plan.yaml", "-", "--json"),
            "--json and TO '-' both print; name a file",
            "--json 与 TO 为 '-' 都要输出；请写文件名",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_converted_is_wrong_use(args: tuple[str, ...], english: str, chinese: str) -> None:
    """Exit code 2 and a sentence in the language asked for; nothing is written."""
    Path("full").mkdir()
    for name in ("full/x", "other.json", "x.txt", "table.csv"):
        Path(name).write_text("x", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    for language, sentence in (("en", f"Error: {english}\n"), ("zh", f"错误：{chinese}\n")):
        result = run("convert", *args, "--lang", language)
        assert (2, "", sentence) == (result.exit_code, result.stdout, result.stderr)
    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link that leads elsewhere is refused, with --force too; one inside is followed."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    Path("out.yaml").symlink_to(outside)
    result = run("convert", "plan.yaml", "out.yaml", "--force")
    assert (2, False) == (result.exit_code, outside.exists())
    assert "is a symbolic link that leads out of its folder" in result.stderr
    Path("in.yaml").symlink_to("real.yaml")
    assert 0 == run("convert", "plan.yaml", "in.yaml").exit_code
    assert Path("real.yaml").exists()


def test_an_existing_file_is_replaced_when_forced() -> None:
    """With --force the old file gives way to the new one."""
    Path("x.json").write_text("old", encoding="utf-8")
    assert 0 == run("convert", "plan.yaml", "x.json", "--force").exit_code
    assert read_plan("plan.yaml") == read_plan("x.json")


def test_a_file_that_is_no_plan_is_told_with_its_problems() -> None:
    """What keeps FROM from being read stands in the answer, as it does for `check`."""
    Path("wrong.yaml").write_text("id: p\nnmae: x\n", encoding="utf-8")
    result = run("convert", "wrong.yaml", "x.json")
    assert 1 == result.exit_code
    assert "wrong.yaml:2:7: problem in nmae\n    unknown key 'nmae'\n" in result.stdout


def test_a_word_document_says_what_it_does_not_hold() -> None:
    """A document for people holds less than a plan, and each thing that is left out is listed."""
    result = run("convert", "plan.yaml", "plan.docx")
    assert 0 == result.exit_code
    assert "plan.docx does not hold:" in result.stdout.splitlines()


# -- progress -----------------------------------------------------------------------------------


class Terminal:
    """A standard error that says it is a terminal and keeps what is written."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        """Keep a text."""
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Do nothing."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


@pytest.mark.parametrize(("quiet", "shown"), [(False, True), (True, False)])
def test_progress_is_shown_on_a_terminal(quiet: bool, shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar says how far it is, on standard error; with --json there is none."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.Progress("reading plans", quiet=quiet) as progress:
        for done in range(3):
            progress(done, 2)
    assert shown == ("reading plans" in terminal.text)


def test_nothing_to_do_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that was never needed is not drawn, and one is not missed where standard error is closed."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.Progress("x", quiet=False):
        pass
    assert "" == terminal.text
    monkeypatch.setattr(sys, "stderr", None)
    with console.Progress("x", quiet=False) as progress:
        progress(1, 1)


def test_piped_output_has_no_bar() -> None:
    """Where standard error is no terminal nothing is shown of progress."""
    assert "" == run("convert", "plan.yaml", "x.json").stderr
    assert "" == run("portfolio", "check", ".").stderr


# -- the library --------------------------------------------------------------------------------


def test_a_plan_is_read_with_what_stands_beside_it() -> None:
    """Reading gives the plan and the comments, each with its place."""
    plan, beside = plan_transfer.read("plan.yaml")
    assert read_plan("plan.yaml") == plan
    assert ["plan.yaml:1:1", "plan.yaml:3:11"] == [one.place.in_file for one in beside]
    assert "the plan (plan.yaml:1:1): the comment is not held" == str(beside[0])


def test_a_folder_is_one_that_is_there_or_ends_as_one() -> None:
    """What ends in a slash or is a folder holds tables; all else is a file."""
    Path("there").mkdir()
    assert [True, True, False] == [plan_transfer.is_folder(one) for one in ("new/", "there", "new.yaml")]


def test_every_text_that_is_read_is_converted() -> None:
    """A plan in GB18030 has its comments told as well."""
    Path("gb.yaml").write_bytes(PLAN.encode("gb18030"))
    assert "2 × the comment" in run("convert", "gb.yaml", "x.json").stdout
    write_plan(read_plan("gb.yaml"), "y.json")
    assert Path("x.json").read_bytes() == Path("y.json").read_bytes()
