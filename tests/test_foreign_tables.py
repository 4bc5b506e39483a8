"""Files that others made, each read with the right figures or the right refusal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zoneplan import Plan, read_table
from zoneplan.errors import DocumentError, MetricError, Problem
from zoneplan.foreign_tables import ForeignTable, table_of
from zoneplan.goals import Cumulative
from zoneplan.locations import Part
from zoneplan.sheets import Area, Sheet
from zoneplan.table_cells import Absence
from zoneplan.table_heads import Field
from zoneplan.table_rows import RowKind

if TYPE_CHECKING:
    from zoneplan.findings import Finding

FOLDER = Path(__file__).parent / "data" / "foreign"


def read(name: str, **known: Any) -> ForeignTable:
    """Read one of the foreign files."""
    return read_table(FOLDER / name, **known)


def cells(table: ForeignTable, field: Field, *kinds: RowKind) -> list[str]:
    """Give the figures of a column as they are written, or what its cells say instead."""
    found = []
    for row in table.rows:
        cell = row.cell(field)
        if cell is not None and (not kinds or row.kind in kinds):
            found.append(str(cell.figure) if cell.figure is not None else str(cell.absence or cell.text))
    return found


def told(table: ForeignTable) -> list[str]:
    """Give problems and findings, each with the cell it is about, without the sheet."""
    found: list[Problem | Finding] = [*table.problems, *table.findings]
    return [f"{str(one.place.to_dict()['cell']).rpartition('!')[2]}: {one.message}" for one in found]


def refused(name: str, **known: Any) -> tuple[str, str]:
    """Give the place and sentence by which a file is refused."""
    with pytest.raises(DocumentError) as caught:
        read(name, **known)
    (problem,) = caught.value.problems
    assert problem.message_zh
    assert problem.remedy_zh
    return problem.place.in_file.replace(str(FOLDER), ""), problem.message


def test_a_list_of_projects_is_read() -> None:
    """Merged categories are filled down, texts are figures, and what is no figure is kept apart from zero."""
    table = read("projects.xlsx")
    assert [] == told(table)
    assert ["18500万元", "7200万元", "4000.5万元", "约6000万元"] == cells(
        table, Field.INVESTMENT, RowKind.ITEM
    )
    assert ["先进制造", "先进制造", "城市更新", "城市更新"] == cells(table, Field.CATEGORY, RowKind.ITEM)
    assert ["3500万元", "dash", "4000.5万元", "pending"] == cells(table, Field.FUNDING, RowKind.ITEM)
    assert ["item", "item", "subtotal", "item", "item", "subtotal", "total"] == [
        row.kind.value for row in table.rows
    ]
    assert (
        "注：1.总投资含土地费用；2.资金来源待定的以批复为准。",
        "填报单位：经发局",
        "审核：张某",
    ) == table.notes
    assert (8, 5) == (table.checked, len(table.not_checked))


def test_projects_become_values() -> None:
    """A row is a project with its years, its sources of money and its units; a plan takes it as it is."""
    projects = read("projects.xlsx").projects()
    plan = Plan(id="p", name="计划", period="2022-2026", projects=projects)
    first, second, _, last = plan.projects
    assert ("1", "新型显示产业园", "new", "2023", "2025") == (
        first.id,
        first.name,
        str(first.construction),
        str(first.start),
        str(first.deadline),
    )
    assert first.investment is not None
    assert last.investment is not None
    assert [("财政", "3500万元"), ("专项债", "5000万元"), ("自筹", "10000万元")] == [
        (one.name, str(one.figure)) for one in first.investment.by_source
    ]
    assert [("财政", None), ("专项债", None), ("自筹", None)] == [
        (one.name, one.figure) for one in last.investment.by_source
    ]
    assert ["2024 6000万元"] == [f"{one.period} {one.figure}" for one in first.investment.by_year]
    assert ("科技局", "经发局") == second.lead_units
    assert "类别：先进制造" == first.note
    assert first.mark is not None
    assert f"{FOLDER / 'projects.xlsx'}: 重点项目!C5" == first.mark.at("", "name").in_file


def test_figures_say_where_they_are_from() -> None:
    """A cell names the file, the cell, and the words that stand there."""
    table = read("projects.xlsx")
    cell = table.rows[0].cell(Field.INVESTMENT)
    assert cell is not None
    assert f"{FOLDER / 'projects.xlsx'}, 重点项目!F5: “１８，５００”" == str(cell.source)


def test_a_web_table_that_libreoffice_saved_is_read() -> None:
    """Unreported, a dash and a slash stay apart; the total of the district is not held against a gap."""
    table = read("hanzhong.xlsx")
    assert ["622.2亿元", "454.31亿元", "124.06亿元", "40.48亿元", "unreported"] == cells(
        table, Field.DONE_YEAR
    )
    assert ["73%", "75%", "64%", "73%", "dash"] == cells(table, Field.RATE)
    assert ["853.8亿元", "slash", "slash", "slash", "slash"] == cells(table, Field.ANNUAL)
    assert ["项目数（个）"] == [head.text for head in table.unknown]
    assert 2 == len(table.not_checked)


def test_percentages_are_read_as_they_are_shown() -> None:
    """A rate that a formula gives has the digits of its format; totals agree within rounding."""
    table = read("minhou.xlsx")
    assert ["64.49%", "71.99%", "52.42%", "61.74%"] == cells(table, Field.RATE)
    assert ([], 3) == (told(table), table.checked)


def test_errors_are_told_with_their_cell() -> None:
    """#DIV/0! is a problem, no figure, and keeps typed results from being made."""
    table = read("errors.xlsx")
    assert ["D3: the cell has the error #DIV/0!"] == told(table)
    assert ["40.00%", "refused"] == cells(table, Field.RATE)
    for make in (table.to_records, table.projects, table.raise_for_problems):
        with pytest.raises(DocumentError):
            make()


def test_sectors_add_up() -> None:
    """Three sectors come to the product, and their shares to all of it; dots and dashes are no zero."""
    table = read("sectors.xlsx")
    assert ["5380.17亿元", "30.81亿元", "2786.07亿元", "2563.29亿元"] == cells(table, Field.VALUE)
    assert ["6.1%", "ellipsis", "dash", "dash"] == cells(table, Field.GROWTH)
    assert ([], 2) == (told(table), table.checked)


def test_hidden_rows_are_refused_until_something_is_said() -> None:
    """Whether a hidden row counts is for the caller to say."""
    assert (
        "/indicators.xlsx: 主要指标!A6",
        "1 rows and 0 columns are hidden, and may or may not count",
    ) == refused("indicators.xlsx")
    assert [5, 4] == [len(read("indicators.xlsx", hidden=how).items) for how in ("read", "skip")]


def test_an_indicator_table_is_read() -> None:
    """Two levels of heads, percent cells and words become what an indicator table holds."""
    table = read("indicators.xlsx", hidden="skip").indicators(id="t", name="主要指标")
    assert ["300.41亿元", "27.2亿元", "30.2%", "77.9%"] == [
        str(row.base.figure) for row in table.rows if row.base
    ]
    assert ("2015", "2020") == (str(table.base), str(table.by))
    assert isinstance(table.rows[2].goals[1], Cumulative)
    assert "完成市政府下达目标" == table.rows[3].target_text


def test_sections_and_parts_count_once() -> None:
    """Lines of sections are sums, 其中 are parts, heads printed again are no rows; a wrong total is found."""
    table = read("sections.xlsx")
    assert [
        "E8: 45352 may be a day that has lost its format, since spreadsheets count days",
        "C2: '总计' states 32.8亿元 in 总投资（亿元）, its 3 items come to 30.3亿元: 2.5亿元 too little",
    ] == told(table)
    assert ["total", "subtotal", "item", "item", "subtotal", "item", "part", "part"] == [
        row.kind.value for row in table.rows
    ]
    assert ("产业项目（2个）",) == table.items[0].section
    assert "总投资（亿元）" == table.findings[0].place.path
    assert ["2023年3月15日", "2024年3月", "refused"] == cells(table, Field.START, RowKind.ITEM)


def test_what_was_never_computed_is_refused_with_its_cell() -> None:
    """A formula without value, and units that contradict each other, are told and give no figure."""
    table = read("formulas.xlsx")
    assert [
        "B2: the figures of '总投资（亿元）' are in 亿元 here, and {}: 汇总!A1 says 万元",
        "C4: the cell says 亿元, and {}: 汇总!C2 says 万元",
        "B5: the formula was never computed, so that its value is not known",
        "C5: the formula was never computed, so that its value is not known",
    ] == [one.replace(str(FOLDER / "formulas.xlsx"), "{}") for one in told(table)]
    assert ["refused", "refused", "refused"] == cells(table, Field.INVESTMENT)
    chosen = read("formulas.xlsx", units={"总投资（亿元）": "亿元"})
    assert ["1.5亿元", "2亿元", "refused"] == cells(chosen, Field.INVESTMENT)


def test_weights_are_exact() -> None:
    """Weights are set, not rounded: 101 is not 100, though a blank one stands beside them."""
    table = read("weights.csv")
    assert ["C7: '合计' states 100 in 权重, its 4 items come to 101: 1 too much"] == told(table)
    assert Absence.BLANK is table.items[2].cells[2].absence


@pytest.mark.parametrize(("name", "format"), [("old.xls", ".xls, .doc"), ("open.ods", ".ods, .xlsb")])
def test_formats_that_hide_percentages_are_refused(name: str, format: str) -> None:  # noqa: A002  # what it is
    """What cannot be told from 0.42 is not read, and the sentence says how to save it."""
    assert f"({format}) cannot be read" in refused(name)[1]


def test_a_table_of_a_word_document_is_read() -> None:
    """Places name the table, and a note below it is no row."""
    table = read("responsibilities.docx")
    assert ["编制产业链图谱", "建设公共服务平台", "引进龙头企业3家"] == cells(table, Field.TASK)
    assert "table 1, row 3, column 5" == table.rows[1].cells[4].source.place
    assert ("注：排名第一的为牵头单位。",) == table.notes


def test_tables_of_documents_are_named_in_places() -> None:
    """A sheet of a document is read like any other, with merged cells and places of its own."""
    rows = (
        ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
        ("1", "编制图谱", "经发局", "—", "2024年6月底前"),
        ("2", "建设平台", None, "财政局；人社局", "2025年底"),
    )
    sheet = Sheet("a.docx", Part("2", is_table=True), rows, merged=(Area(2, 3, 3, 3),))
    table = table_of(sheet)
    assert ["经发局", "经发局"] == cells(table, Field.LEAD)
    assert "table 2, row 3, column 4" == table.rows[1].cells[3].source.place
    second = table.projects(prefix="t")[1]
    assert ("t2", ("经发局",), ("财政局", "人社局")) == (
        second.id,
        second.lead_units,
        second.supporting_units,
    )


def sheet_of(*rows: tuple[Any, ...], **known: Any) -> Sheet:
    """Make a sheet."""
    return Sheet("a.xlsx", Part("表"), rows, **known)


def test_headers_that_are_not_known_can_be_named() -> None:
    """The caller's word goes before what a header seems to be; a header that is not there is refused."""
    sheet = sheet_of(("标的", "投入（亿元）", "序号"), ("甲", 1.5, 1))
    table = table_of(sheet, columns={"投入（亿元）": "investment", "标的": "name"})
    assert (["1.5亿元"], ["甲"]) == (cells(table, Field.INVESTMENT), cells(table, Field.NAME))
    with pytest.raises(DocumentError, match="no row of the sheet names two columns"):
        table_of(sheet)
    with pytest.raises(DocumentError, match="no column is headed '投资'"):
        table_of(sheet, columns={"投入（亿元）": "investment", "标的": "name", "投资": "annual"})
    with pytest.raises(MetricError):
        table_of(sheet, columns={"标的": "nothing"})


def test_two_columns_of_one_meaning_are_refused() -> None:
    """Which of two totals is meant is not guessed."""
    sheet = sheet_of(("项目名称", "总投资（亿元）", "计划总投资（亿元）"), ("甲", 1, 2))
    with pytest.raises(DocumentError, match="both hold the field 'investment'"):
        table_of(sheet)
    kept = table_of(sheet, columns={"计划总投资（亿元）": "note"})
    assert ["1亿元"] == cells(kept, Field.INVESTMENT)


def test_a_figure_without_unit_is_refused_once() -> None:
    """Nothing says which unit a column is in: the header is told once, and no cell states a figure."""
    sheet = sheet_of(("项目名称", "总投资", "完成率"), ("甲", 1, 97.2), ("乙", 2, "85%"))
    table = table_of(sheet)
    assert [
        "B1: nothing says which unit the figures of '总投资' are in",
        "C1: nothing says which unit the figures of '完成率' are in",
    ] == told(table)
    assert ["refused", "85%"] == cells(table, Field.RATE)
    named = table_of(sheet, units={"总投资": "万元", "完成率": "%"})
    assert (["1万元", "2万元"], ["97.2%", "85%"]) == (
        cells(named, Field.INVESTMENT),
        cells(named, Field.RATE),
    )


def test_a_percentage_is_no_money() -> None:
    """A cell of the wrong kind is told, by its own sign or by its format."""
    sheet = sheet_of(("项目名称", "总投资"), ("甲", "5%"), ("乙", 0.42), formats={(3, 2): "0%"})
    assert [
        "B2: expected money in '总投资', got '5%'",
        "B3: expected money in '总投资', got '42%'",
    ] == told(table_of(sheet))
    rates = sheet_of(("项目名称", "完成率"), ("甲", "5亿元"))
    assert ["B2: expected a percentage in '完成率', got '5亿元'"] == told(table_of(rates))


def test_a_figure_in_merged_cells_counts_once() -> None:
    """One investment for two projects stands with the first, and does not come up twice in the total."""
    sheet = sheet_of(
        ("项目名称", "总投资（亿元）"), ("甲", 3), ("乙", None), ("合计", 3), merged=(Area(2, 2, 3, 2),)
    )
    table = table_of(sheet)
    assert ["3亿元", "shared", "3亿元"] == cells(table, Field.INVESTMENT)
    assert ([], 1) == (told(table), table.checked)


def test_a_figure_over_several_columns_is_refused() -> None:
    """Whose column it is cannot be told; a dash and the line of a section may be merged over many."""
    heads = ("项目名称", "总投资（亿元）", "累计完成投资（亿元）")
    rows = (heads, ("甲", 3, None), ("乙", "—", None), ("一、产业项目3个", None, None), ("丙", "另文", None))
    areas = (Area(2, 2, 2, 3), Area(3, 2, 3, 3), Area(4, 1, 4, 3), Area(5, 2, 5, 3))
    table = table_of(sheet_of(*rows, merged=areas))
    over = "stands in merged cells over '总投资（亿元）' and '累计完成投资（亿元）'"
    assert [f"B2: '3' {over}", f"B5: '另文' {over}"] == told(table)
    assert ["refused", "dash", "shared", "refused"] == cells(table, Field.DONE)
    assert ["item", "item", "heading", "item"] == [row.kind.value for row in table.rows]


def test_columns_without_head_are_told() -> None:
    """Cells under no head are kept under the letters of their column, and can be named by them."""
    sheet = sheet_of(("项目名称", "总投资（亿元）", None), ("甲", 3, 7))
    assert ["(C)"] == [head.text for head in table_of(sheet).unknown]
    named = table_of(sheet, columns={"(C)": "done"}, units={"(C)": "亿元"})
    assert ["7亿元"] == cells(named, Field.DONE)


def test_a_name_alone_is_an_item() -> None:
    """A project of which nothing else is known is one, and its total is not held against it."""
    sheet = sheet_of(("项目名称", "责任单位", "总投资（亿元）"), ("甲", None, None), ("合计", None, 3))
    table = table_of(sheet)
    assert (["item", "total"], 1) == ([row.kind.value for row in table.rows], len(table.not_checked))


def test_offices_are_no_units() -> None:
    """填报单位 and 单位 before an office name who reports; a unit that is not known is refused."""
    heads, row = ("项目名称", "总投资（亿元）"), ("甲", 3)
    for line in ("填报单位：经发局", "单位：开发区管委会", "责任单位：某公司"):
        assert [] == told(table_of(sheet_of((line, None), heads, row)))
    with pytest.raises(DocumentError, match="the unit in '单位：亿员' is not known"):
        table_of(sheet_of(("单位：亿员", None), heads, row))


def test_rows_without_name_are_told() -> None:
    """Figures that belong to nothing are a problem, and blank rows are none."""
    sheet = sheet_of(("项目名称", "总投资（亿元）"), ("甲", 3), (None, None), (None, 5))
    assert ["B4: the row has figures and no name"] == told(table_of(sheet))


def test_the_sheet_is_chosen_or_named(tmp_path: Path) -> None:
    """The only table is taken; of two, one has to be named, and one that is not there is refused."""
    import openpyxl

    path = tmp_path / "two.xlsx"
    book = openpyxl.Workbook()
    for name, sheet in (("一", book.active), ("二", book.create_sheet("二"))):
        sheet.title = name
        sheet.append(["项目名称", "总投资（亿元）"])
        sheet.append([name, 1])
    book.create_sheet("说明").append(["填表说明"])
    book.save(path)
    with pytest.raises(DocumentError, match="'一' and '二' each hold a table"):
        read_table(path)
    assert ["二", "二"] == [read_table(path, sheet=which).items[0].name for which in ("二", 2)]
    with pytest.raises(DocumentError, match="there is no sheet '三'; there are '一', '二', '说明'"):
        read_table(path, sheet="三")
    with pytest.raises(DocumentError, match="no row of the sheet names two columns"):
        read_table(path, sheet="说明")


def test_a_workbook_without_tables_is_refused(tmp_path: Path) -> None:
    """Of several sheets none of which has heads, none is chosen; an unknown ending is refused."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["说明"])
    book.create_sheet("又一").append(["说明"])
    book.save(tmp_path / "none.xlsx")
    with pytest.raises(DocumentError, match="no visible sheet has a row that names two known columns"):
        read_table(tmp_path / "none.xlsx")
    with pytest.raises(DocumentError, match=r"the ending '\.pdf' does not say which format the file has"):
        read_table(tmp_path / "a.pdf")


def test_the_separator_of_csv_can_be_said(tmp_path: Path) -> None:
    """Where two separators make a table each, the caller says which is one."""
    path = tmp_path / "a.csv"
    path.write_text("项目名称;甲,总投资（亿元）\n乙;丙,3\n", "utf-8")
    with pytest.raises(DocumentError, match="which of comma and semicolon"):
        read_table(path)
    table = read_table(path, separator=",", columns={"项目名称;甲": "name"})
    assert ["乙;丙"] == cells(table, Field.NAME)


def test_annual_plans_need_a_year() -> None:
    """A plan of a year that nothing names is told, and taken once the caller names it."""
    sheet = sheet_of(("项目名称", "年度计划投资（亿元）", "开工时间"), ("甲", 3, "开春"))
    with pytest.raises(DocumentError, match="the head names no year") as caught:
        table_of(sheet).projects()
    assert ["表!C2", "表!B2"] == [one.place.to_dict()["cell"] for one in caught.value.problems]
    plain = sheet_of(("项目名称", "年度计划投资（亿元）"), ("甲", 3))
    (project,) = table_of(plain).projects(year=2024)
    assert project.investment is not None
    assert "2024" == str(project.investment.by_year[0].period)
    assert "r2" == project.id


def test_units_are_told_by_column() -> None:
    """The unit of each column of figures is told; a column of several units has none."""
    table = table_of(
        sheet_of(
            ("指标", "单位", "数值", "权重（%）"),
            ("甲", "亿元", 3, 40),
            ("乙", "家", 5, 60),
            ("丙", "?", 5, 0),
        )
    )
    assert {"权重（%）": "%"} == {header: str(unit) for header, unit in table.units.items()}


def test_units_of_rows_go_before_lines_and_not_against_heads() -> None:
    """The row's unit holds where a line speaks of other columns; where both could be meant, neither does."""
    heads = ("产业", "单位", "数值")
    line = (None, None, "单位：亿元")
    other = table_of(sheet_of(line, heads, ("甲", "家", 3), ("乙", "亿元", 4)))
    assert (["3家", "4亿元"], []) == (cells(other, Field.VALUE), told(other))
    same = table_of(sheet_of(line, heads, ("甲", "万元", 3)))
    assert ["B3: the row is in 万元, and a.xlsx: 表!C1 says 亿元"] == told(same)
    unknown = table_of(sheet_of(("指标", "单位", "2025年目标值"), ("甲", "亿员", 3), ("乙", "（缺失）", 4)))
    assert ["B2: unknown unit '亿员'"] == [one[:21] for one in told(unknown)]


def test_a_line_of_two_currencies_leaves_money_open() -> None:
    """万元、万美元 above a column of money does not say which; the caller does."""
    sheet = sheet_of(("单位：万元、万美元", None), ("项目名称", "总投资"), ("甲", 3))
    assert ["A1: the figures of '总投资' are in 万美元 here, and a.xlsx: 表!A1 says 万元"] == told(
        table_of(sheet)
    )
    assert ["3万元"] == cells(table_of(sheet, units={"总投资": "万元"}), Field.INVESTMENT)


def test_weights_given_twice_can_be_told_apart() -> None:
    """Two columns that the caller calls weights are kept apart by their headers."""
    sheet = sheet_of(("指标", "目标分", "效果分"), ("甲", 60, 50), ("乙", 40, 50), ("合计", 100, 99))
    table = table_of(sheet, columns={"目标分": "weight", "效果分": "weight"})
    assert ["C4: '合计' states 99 in 效果分, its 2 items come to 100: 1 too much"] == told(table)


def test_it_says_what_it_is() -> None:
    """The representation counts items, problems and findings."""
    assert "<ForeignTable a.xlsx 表: 1 items, 0 problems, 0 findings>" == repr(
        table_of(sheet_of(("项目名称", "总投资（亿元）"), ("甲", 3)))
    )
