"""Plans as Word documents: what stands in the tables, what does not, and how it looks to Word."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import (
    Action,
    Figure,
    Funding,
    Investment,
    Metric,
    Observation,
    Plan,
    PriceBasis,
    Program,
    Project,
    StateChange,
    Target,
    YearlyInvestment,
    Zone,
    read_plan,
    read_table,
    strategies,
)
from zoneplan.errors import DocumentError
from zoneplan.formats.word_reading import read_tables
from zoneplan.formats.word_writing import document_bytes, letters
from zoneplan.goals import Level
from zoneplan.losses import leaves, losses_of
from zoneplan.printed_plans import printed_plan
from zoneplan.printed_values import PlanValues
from zoneplan.vocabulary import WORDS
from zoneplan.word_documents import write_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.foreign_tables import ForeignTable
    from zoneplan.printed_tables import PrintedDocument
    from zoneplan.sheets import Sheet

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/plan.yaml"))
LETTERS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = {one.value: word for words in WORDS.values() for word, one in words.items()}


def program(**fields: Any) -> Program:
    """Give a program with fields of its own."""
    return Program(id="g", name="产业创新", **fields)


def plan_of(*programs: Program, **fields: Any) -> Plan:
    """Give an invented plan of programs."""
    return Plan(id="p", name="虚构规划", programs=programs, **fields)


def sheets_of(plan: Plan, path: Path, language: Any = "zh") -> dict[str, Sheet]:
    """Write a plan and read its tables back, by their headings."""
    write_word(plan, path, language=language)
    return {table.above[-1]: table for table in read_tables(path)}


def texts(sheet: Sheet) -> list[list[str]]:
    """Give what the rows of a sheet show, without the header."""
    return [[str(cell or "") for cell in row] for row in sheet.rows[1:]]


def printed(plan: Plan) -> PrintedDocument:
    """Give what is printed of a plan."""
    return printed_plan(PlanValues.of(plan, "zh"), plan.validate(()))


# -- laws -----------------------------------------------------------------------------------------


def shown(document: PrintedDocument, raw: bytes) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give what stands beside the paths of each cell once the document is read back: cell, row and header."""
    lines = {one.text for one in docx.Document(io.BytesIO(raw)).paragraphs}
    for line in (document.title, *document.lines):
        assert line.text in lines
        yield line.holds, line.text
    tables = [table for table in document.tables if table.rows]
    for made, read in zip(tables, read_tables(raw), strict=True):
        assert [one.header for one in made.columns] == list(read.rows[0])
        for number, row in enumerate(made.rows, start=2):
            whole = " ".join(str(cell or "") for cell in read.rows[number - 1])
            for column, cell in enumerate(row.cells, start=1):
                found = str(read.cell(number, column).stored or "")
                if cell is not None:
                    assert cell.text.strip("\n") == found
                    yield cell.holds, f"{found} {made.columns[column - 1].header} {whole}"


def is_shown(value: object, text: str) -> bool:
    """Tell whether a value stands in a text: as it is, by its Chinese word, or its number with its unit."""
    told = str(value)
    words = (told, CHINESE.get(told, told), *(told.replace(*one) for one in DEADLINES))
    number = re.match(r"-?[0-9.]+", told)
    apart = number is not None and number[0] in text and told[number.end() :] in text
    return apart or any(word in text for word in words)


DEADLINES = ((" all year", "全年"), (" each year", "每年"), ("ongoing", "长期"), (" alone", "当"))


def check_nothing_is_dropped(plan: Plan) -> None:
    """Every value of the plan stands in the document, or is told not to."""
    document = printed(plan)
    raw = document_bytes(document)
    held = {path: text for paths, text in shown(document, raw) for path in paths}
    values = dict(leaves(plan.to_dict()))
    assert [] == [path for path, text in held.items() if not is_shown(values[path], text)]
    losses = {loss.place.path for loss in losses_of(plan.to_dict(), document.held())}
    uncovered = [path for path in values if path not in held and not is_covered(path, losses)]
    assert [] == uncovered
    assert [] == [path for path in held if is_covered(path, losses)]


def is_covered(path: str, losses: set[str]) -> bool:
    """Tell whether a path, or one above it, is among the losses."""
    return any(path[:end] in losses for end in (*(m.start() for m in re.finditer(r"[.\[]", path)), len(path)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_nothing_of_an_example_is_dropped_in_silence(path: Path) -> None:
    """Every value of an example stands in the document's tables, or is told not to be held."""
    check_nothing_is_dropped(read_plan(path))


@given(strategies.plans())
def test_nothing_of_a_plan_is_dropped_in_silence(plan: Plan) -> None:
    """Every value of a plan stands in the document's tables, or is told not to be held."""
    check_nothing_is_dropped(plan)


@given(strategies.plans(), st.sampled_from(["zh", "en"]))
def test_one_plan_gives_the_same_bytes(plan: Plan, language: Any) -> None:
    """Writing depends on the plan and the language alone, not on the time."""
    report = plan.validate(())
    once, again = (document_bytes(printed_plan(PlanValues.of(plan, language), report)) for _ in range(2))
    assert once == again


def test_what_is_written_says_what_it_does_not_hold(tmp_path: Path) -> None:
    """The losses that are returned are those of the document."""
    plan = plan_of(program(note="草案"))
    losses = write_word(plan, tmp_path / "x.docx")
    assert ["id", "programs[0].id", "programs[0].note"] == [one.place.path for one in losses]


# -- the tables -----------------------------------------------------------------------------------


def test_the_responsibility_table_merges_programs_and_counts_what_is_not_listed(tmp_path: Path) -> None:
    """Actions are numbered; a program's own duties and its unlisted actions have rows without a number."""
    actions = [
        Action(
            id="a", name="强链", lead_units=["工信局"], supporting_units=["科技局", "财政局"],
            deadline="2025-06",
        ),
        Action(id="b", supporting_units=["甲、乙局", "丙局"]),
    ]  # fmt: skip
    plan = plan_of(program(lead_units=["管委会"], actions=actions, declared_actions=5))
    sheet = sheets_of(plan, tmp_path / "x.docx")["任务分工表"]
    assert ("序号", "专项", "行动", "牵头单位", "配合单位", "完成时限") == sheet.rows[0]
    assert [
        ["", "产业创新", "（专项整体）", "管委会", "", ""],
        ["1", "", "强链", "工信局", "科技局、财政局", "2025-06"],
        ["2", "", "（未列名）", "", "甲、乙局\n丙局", ""],
        ["", "", "另有3项行动未列出", "", "", ""],
    ] == texts(sheet)
    assert [(2, 2, 5, 2)] == [(one.top, one.left, one.bottom, one.right) for one in sheet.merged]


GDP = Metric(id="gdp", name="生产总值", unit="亿元", kind="flow", nature="anticipatory")
RATE = Metric(id="rate", name="增速", unit="%", kind="rate")


def test_the_indicator_table_puts_shared_years_into_its_header(tmp_path: Path) -> None:
    """Figures are as written, short of the unit that stands beside them."""
    plan = Plan(
        id="p",
        name="虚构规划",
        metrics=[GDP, RATE],
        observations=[Observation(metric="gdp", period=2020, figure="2400.0亿元", aspect="baseline")],
        targets=[
            Target(metric="gdp", by=2025, goal="超3000亿元"),
            Target(metric="rate", by=2025, goal="6.5%左右"),
        ],
    )
    sheet = sheets_of(plan, tmp_path / "x.docx")["主要指标"]
    assert ("序号", "指标", "单位", "2020年基期", "2025年目标", "属性") == sheet.rows[0]
    assert [
        ["1", "生产总值", "亿元", "2400.0", "超3000亿元", "预期性"],
        ["2", "增速", "%", "", "6.5%左右", ""],
    ] == texts(sheet)


def test_the_indicator_table_tells_years_and_subjects_that_differ(tmp_path: Path) -> None:
    """Where no baseline is stated the last figure reached is called actual; metrics without figures stay."""
    zone = Zone(id="z", name="示范区", kind="经开区", level="national")
    plan = Plan(
        id="p", name="虚构规划", zone=zone, metrics=[GDP, RATE],
        programs=[program(targets=[Target(metric="gdp", by="2025 all year", goal="5亿元")])],
        observations=[
            Observation(metric="gdp", period=2021, figure="1亿元"),
            Observation(metric="gdp", period=2022, figure="2亿元"),
            Observation(metric="gdp", period=2023, figure="9亿元", aspect="forecast"),
            Observation(metric="gdp", period=2020, figure="3亿元", aspect="baseline", subject="g"),
            Observation(metric="other", period=2022, figure="1家"),
        ],
    )  # fmt: skip
    sheet = sheets_of(plan, tmp_path / "x.docx")["主要指标"]
    assert ("序号", "指标", "主体", "单位", "基期", "目标", "属性") == sheet.rows[0]
    assert [
        ["1", "生产总值", "虚构规划", "亿元", "2\n（2022，实际）", "", "预期性"],
        ["2", "生产总值", "产业创新", "亿元", "3\n（2020）", "5\n（2025全年）", "预期性"],
        ["3", "增速", "虚构规划", "%", "", "", ""],
        ["4", "other", "虚构规划", "", "1家\n（2022，实际）", "", ""],
    ] == texts(sheet)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_goals_that_are_no_levels_say_what_they_are(tmp_path: Path, language: str) -> None:
    """A yearly rate is not taken for a level, and words stay words."""
    from zoneplan.goals import AnnualRate, Qualitative, RelativeTo

    targets = [
        Target(metric="gdp", by=2025, goal=AnnualRate("6.5%")),
        Target(metric="gdp", by=2025, goal=Qualitative("保持增长")),
        Target(metric="gdp", by=2025, goal=RelativeTo("rate", bound="gt")),
    ]
    plan = Plan(id="p", name="虚构规划", metrics=[GDP], targets=targets)
    heading, expected = {
        "zh": ("主要指标", "年均增速：6.5%\n定性目标：保持增长\n高于rate"),
        "en": ("Main indicators", "annual rate: 6.5%\nqualitative: 保持增长\nmore than rate"),
    }[language]
    assert expected == texts(sheets_of(plan, tmp_path / "x.docx", language)[heading])[0][4]


def project(name: str, **fields: Any) -> Project:
    """Give a project that is called by its id."""
    return Project(id=name, name=name, **fields)


def test_totals_say_of_how_many_projects_they_are(tmp_path: Path) -> None:
    """Missing is not zero, currencies stay apart, and a part of a package is not counted twice."""
    plan = plan_of(
        projects=[
            project("甲", investment=Investment(
                total="10.5亿元", by_year=[YearlyInvestment(period=2024, figure="2亿元")],
                by_source=[Funding(name="财政", figure="1亿元"), Funding(name="自筹")],
            ), start=2023, deadline="2025", states=[StateChange(state="under_construction", on="2023-05")]),
            project("乙", part_of="甲", investment=Investment(total="3亿元")),
            project("丙", investment=Investment(
                total="2.5亿元", by_source=[Funding(name="财政", figure="2亿元")]), start=2024),
            project("丁", deadline="2026"),
        ]
    )  # fmt: skip
    path = tmp_path / "x.docx"
    sheet = sheets_of(plan, path)["项目表"]
    assert (
        "序号", "项目", "总投资（亿元）", "2024年度计划（亿元）", "资金来源（亿元）", "起止年限", "状态"
    ) == sheet.rows[0]  # fmt: skip
    assert [
        ["1", "甲", "10.5", "2", "财政：1\n自筹", "2023—2025", "在建（2023-05）"],
        ["2", "乙", "3", "", "", "", ""],
        ["3", "丙", "2.5", "", "财政：2", "自2024", ""],
        ["4", "丁", "", "", "", "至2026", ""],
        [
            "", "合计（4个项目；已报：总投资 2/3，2024年度计划 1/3，资金来源 2/3）",
            "13", "2", "财政：3", "", "",
        ],
    ] == texts(sheet)  # fmt: skip
    lines = [one.text for one in docx.Document(str(path)).paragraphs]
    assert "打包项目已报的，其子项目不重复计入合计：1个。" in lines


def test_what_cannot_be_added_stands_by_itself(tmp_path: Path) -> None:
    """Currencies and price bases are added each by themselves; nobody is asked for a rate."""
    unknown = Figure.parse("1亿元", price_basis=PriceBasis.parse("constant unstated"))
    plan = plan_of(
        projects=[
            project("甲", investment=Investment(total="1亿美元")),
            project("乙", investment=Investment(total="2亿元")),
            project("丙", investment=Investment(total="3亿元")),
            project("丁", investment=Investment(total=unknown)),
            project("戊", investment=Investment(total=unknown)),
        ]
    )
    total = texts(sheets_of(plan, tmp_path / "x.docx")["项目表"])[-1][2]
    assert "1亿美元\n5亿元\n1亿元\n1亿元" == total


def test_nothing_reported_is_no_total(tmp_path: Path) -> None:
    """A column that nobody reported says so, and many years stand in one column."""
    years = [
        YearlyInvestment(period=year, figure="1亿元" if year < 2024 else None) for year in range(2020, 2025)
    ]
    plan = plan_of(projects=[project("甲", investment=Investment(by_year=years))])
    *_, last = rows = texts(sheets_of(plan, tmp_path / "x.docx")["项目表"])
    assert ["合计（1个项目；已报：总投资 0/1，年度计划 1/1）", "—"] == last[1:3]
    assert "2020：1\n2021：1\n2022：1\n2023：1\n2024" == rows[0][3]
    assert "2020：1\n2021：1\n2022：1\n2023：1" == last[3]


def test_packages_that_hold_each_other_are_counted_once(tmp_path: Path) -> None:
    """A circle of packages, which is a finding of its own, ends."""
    plan = plan_of(projects=[project("甲", part_of="乙"), project("乙", part_of="甲")])
    *_, last = texts(sheets_of(plan, tmp_path / "x.docx")["项目表"])
    assert ["合计（2个项目；已报：总投资 0/2）", "—"] == last[1:3]


def test_findings_are_listed_with_their_remedy_and_what_was_not_checked(tmp_path: Path) -> None:
    """What is not known is told, the folder of the file is not."""
    plan = read_plan(next(one for one in EXAMPLES if one.parent.name == "following"))
    path = tmp_path / "x.docx"
    found = sheets_of(plan, path)
    report = plan.validate()
    first = report.findings[0]
    assert len(report.findings) == len(texts(found["检查结果"]))
    assert len(report.not_checked) == len(texts(found["未能检查"]))
    place = f"{first.place.path} (plan.yaml:{first.place.line}:{first.place.column})"
    told = ["1", "■ 错误", first.code, place, first.message_zh, first.remedy_zh]
    assert told == texts(found["检查结果"])[0]
    lines = [one.text for one in docx.Document(str(path)).paragraphs]
    assert f"共检查{sum(report.checked.values())}项，发现2个问题。" in lines
    assert "另有9项无法检查，对错未知。" in lines


def test_a_plan_with_nothing_found_says_how_much_was_looked_at(tmp_path: Path) -> None:
    """No empty table stands for good news; the sentence says what was checked."""
    plan = plan_of()
    write_word(plan, tmp_path / "x.docx", report=plan.validate(()), language="en")
    lines = [one.text for one in docx.Document(str(tmp_path / "x.docx")).paragraphs]
    assert ["Findings", "0 things were checked, and nothing was found."] == lines[-2:]


# -- the document ---------------------------------------------------------------------------------


def test_the_document_is_as_an_office_wants_it(tmp_path: Path) -> None:
    """Headers repeat, numbers stand right, Chinese fonts are named, wide tables lie on their side."""
    plan = plan_of(program(), projects=[project("甲", investment=Investment(total="1亿元"))], metrics=[GDP])
    write_word(plan, tmp_path / "x.docx")
    made = docx.Document(str(tmp_path / "x.docx"))
    for table in made.tables:
        assert len(table._tbl.findall(f".//{LETTERS}tblHeader")) == 1
        assert table.rows[0]._tr.find(f".//{LETTERS}tblHeader") is not None
        assert sum(int(one.get(f"{LETTERS}w")) for one in table._tbl.tblGrid) <= 16838 - 2 * 1134
    paragraph = made.tables[2].cell(1, 2).paragraphs[0]
    assert "right" == paragraph._p.pPr.find(f"{LETTERS}jc").get(f"{LETTERS}val")
    fonts = {name: made.styles[name].element.rPr.rFonts for name in ("Normal", "Title", "Heading 1")}
    assert {"Normal": "宋体", "Title": "黑体", "Heading 1": "黑体"} == {
        name: one.get(f"{LETTERS}eastAsia") for name, one in fonts.items()
    }
    assert "Theme" not in " ".join(key for one in made.styles.element.iter(f"{LETTERS}rFonts") for key in one)
    assert [(11906, 16838), (16838, 11906)] == [
        tuple(round((side or 0) / 635) for side in (one.page_width, one.page_height)) for one in made.sections
    ]
    assert ("", "虚构规划") == (made.core_properties.author, made.core_properties.title)
    with zipfile.ZipFile(tmp_path / "x.docx") as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {one.date_time for one in archive.infolist()}


def test_characters_that_no_document_holds_are_refused_with_their_places(tmp_path: Path) -> None:
    """Every such text is told, and the file that was there stays."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")
    plan = attrs.evolve(plan_of(program(lead_units=["甲\x01局"])), name="规\x00划")
    with pytest.raises(DocumentError) as caught:
        write_word(plan, path)
    first, second = caught.value.problems
    assert ("name", "programs[0].lead_units[0]") == (first.place.path, second.place.path)
    assert "a document cannot hold the character U+0000 of '规\\x00划'" == first.message
    assert "文档不能写入“规\\x00划”中的字符 U+0000" == first.message_zh
    assert b"old" == path.read_bytes()


def test_without_the_library_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is asked for when it is needed."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DocumentError) as caught:
        write_word(plan_of(), tmp_path / "x.docx")
    (problem,) = caught.value.problems
    assert "install it with: pip install 'zoneplan[word]'" == problem.remedy
    assert "写 Word 文档需要 python-docx，尚未安装" == problem.message_zh


def test_another_language_is_refused(tmp_path: Path) -> None:
    """There are two languages."""
    with pytest.raises(DocumentError, match="expected the language 'zh' or 'en', got 'fr'"):
        write_word(plan_of(), tmp_path / "x.docx", language="fr")  # type: ignore[arg-type]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link that leads elsewhere is refused before anything is written."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.docx").symlink_to(tmp_path / "out.docx")
    with pytest.raises(PermissionError, match="leads out of its folder"):
        write_word(plan_of(), tmp_path / "in" / "x.docx")
    assert not (tmp_path / "out.docx").exists()


# -- back by the reader of tables that others made ---------------------------------------------------


def foreign(plan: Plan, path: Path) -> dict[str, ForeignTable]:
    """Write a plan and read its tables as those of a stranger, without those of the findings."""
    write_word(plan, path)
    return {
        sheet.above[-1]: read_table(path, sheet=number)
        for number, sheet in enumerate(read_tables(path), start=1)
        if sheet.above[-1] in {"任务分工表", "主要指标", "项目表"}
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_tables_of_an_example_are_read_by_their_headers(path: Path, tmp_path: Path) -> None:
    """Every cell of the three tables is read without a problem, under a head that is known, as it stands."""
    plan = read_plan(path)
    tables = foreign(plan, tmp_path / "x.docx")
    printed_rows = {one.heading: one.rows for one in printed(plan).tables if one.rows}
    for heading, table in tables.items():
        assert () == (*table.problems, *table.findings)
        assert {"主体"} >= {head.text for head in table.unknown}
        assert len(printed_rows[heading]) == len(table.rows)
        for row, made in zip(table.rows, printed_rows[heading], strict=True):
            texts = [cell.text for cell in row.cells]
            assert all(
                cell is None or cell.text.strip() == text
                for cell, text in zip(made.cells, texts, strict=True)
            )
    if "项目表" in tables:
        listed = [one for _, one in PlanValues.of(plan, "zh").nodes() if isinstance(one, Project)]
        assert [one.name for one in listed] == [one.name for one in tables["项目表"].projects()]


def test_figures_of_tables_are_read_back_exactly(tmp_path: Path) -> None:
    """Where baseline and targets share a year, they and the projects' money come back as they were."""
    gdp = Metric(id="gdp", name="地区生产总值", unit="亿元", kind="flow", nature="anticipatory")
    made = Project(
        id="x", name="中试基地", investment=Investment(total="12.50亿元"), start="2023", deadline="2025",
        lead_units=["科技局"],
    )  # fmt: skip
    plan = plan_of(
        program(projects=[made]),
        metrics=[gdp],
        observations=[Observation(metric="gdp", period=2020, figure="431.50亿元", aspect="baseline")],
        targets=[Target(metric="gdp", by=2025, goal=Level(figure="600亿元"))],
    )
    tables = foreign(plan, tmp_path / "x.docx")
    again = tables["主要指标"].indicators(id="main", name="主要指标")
    assert plan.metrics[0].name == again.rows[0].name
    read = Plan.from_indicators(again, id="q", name="又一")
    assert [one.figure for one in plan.observations] == [one.figure for one in read.observations]
    assert [one.goal for one in plan.targets] == [one.goal for one in read.targets]
    project = tables["项目表"].projects()[0]
    assert (made.name, made.start, made.deadline) == (project.name, project.start, project.deadline)
    assert made.investment == project.investment


def test_elements_that_are_made_stand_for_themselves() -> None:
    """Each declares its names itself; one below another is moved in a time that grows with its square."""
    found = letters("<w:p/><w:tbl><w:tr/></w:tbl>")
    assert [None, None] == [one.getparent() for one in found]
    assert ["p", "tbl"] == [one.tag.rpartition("}")[2] for one in found]
