from __future__ import annotations

import datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from plan_sheets_made import read_back, sheets_of, whole_plans, with_cell
from plan_texts import plan_of
from zoneplan import Plan, read_plan
from zoneplan.errors import DocumentError
from zoneplan.locations import Part
from zoneplan.plan_sheets import TABLES
from zoneplan.sheet_writing import column_of
from zoneplan.sheets import Area, CellError, Sheet

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("**/plan.yaml"))

# Made up for these tests.
PLAN = plan_of(
    """\
zone: {id: z, name: 示范区}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher, over_time: sum}
  - {id: share, name: 占比, unit: '%', kind: ratio}
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, name: 强链, lead_units: [经发局], deadline: 2025-06}, {id: a2, name: 补链}]
    milestones: [{name: 开工, due: 2024, sign_offs: [{on: 2024-05-01}]}]
projects:
  - {id: p, name: 产业园, done: 2024-03-01, investment: {total: 5.50亿元, by_year: [{period: 2023}]}}
observations:
  - {metric: gdp, period: 2022, figure: 431.50亿元, source: {id: s}}
  - {metric: share, period: 2022, figure: 42%}
targets: [{metric: gdp, by: 2025, level: 500亿元}]
relations: [{id: r, kind: share, part: 1亿元, whole: 4亿元, share: 25%}]
sources: [{id: s, document: 公报}]
"""
)


def column(sheet: str, header: str) -> int:
    """Give the number of a column."""
    return column_of(next(table for table in TABLES if table.name == sheet), header)


def changed(sheet: str, row: int, header: str, stored: object) -> dict[str, Sheet]:
    """Give the sheets of the plan with one cell changed."""
    return with_cell(sheets_of(PLAN), sheet, row, column(sheet, header), stored)  # type: ignore[arg-type]


def refusal(sheets: dict[str, Sheet]) -> str:
    """Give the text of the error that sheets lead to."""
    with pytest.raises(DocumentError) as caught:
        read_back(sheets)
    return str(caught.value)


@given(whole_plans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_sheets_is_the_inverse_of_writing_them(plan: Plan) -> None:
    """A plan comes back from its sheets as it was: figures as written, order and nesting included."""
    assert plan == read_back(sheets_of(plan))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_comes_back_from_its_sheets(path: Path) -> None:
    """All example plans survive."""
    plan = read_plan(path)
    assert plan == read_back(sheets_of(plan))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_findings_are_the_same_and_name_cells(path: Path) -> None:
    """A plan read from sheets is judged alike; each place is a cell instead of a line."""
    plan = read_plan(path)
    known = plan.validate().findings
    found = read_back(sheets_of(plan)).validate().findings
    assert sorted((one.code, one.place.path, one.message) for one in known) == sorted(
        (one.code, one.place.path, one.message) for one in found
    )
    assert all(one.place.part is not None for one in found)


def test_a_finding_names_the_cell() -> None:
    """What is wrong with a figure is told at its cell."""
    # 上级 is A, 编号 B …; the total of the project stands in K.
    sheets = changed("数据", 2, "单位", "亩")
    found = [one for one in read_back(sheets).validate().findings if "observations[0]" in one.place.path]
    assert "observations[0].figure (plan.xlsx: 数据!F2)" == str(found[0].place)


def test_rows_and_columns_may_stand_in_any_order() -> None:
    """Sorted rows, moved columns and blank rows change nothing but the order of lists."""
    sheets = sheets_of(PLAN)
    outline = sheets["专项与行动"]
    header, program, *actions = (row[::-1] for row in outline.rows)
    sheets["专项与行动"] = attrs.evolve(outline, rows=(header, *actions, (), (None,) * 3, program))
    assert PLAN == read_back(sheets)


def test_a_title_may_stand_above_the_headers() -> None:
    """Headers are found below a title row."""
    sheets = sheets_of(PLAN)
    sources = sheets["来源"]
    sheets["来源"] = attrs.evolve(sources, rows=(("文件清单",), (), *sources.rows))
    assert PLAN == read_back(sheets)


def test_headers_may_hold_blanks_and_brackets_and_be_called_otherwise() -> None:
    """责任单位 is 牵头单位, and a unit in brackets is not part of a header."""
    sheets = with_cell(
        sheets_of(PLAN), "专项与行动", 1, column("专项与行动", "牵头单位"), " 责任 单位（主办）"
    )
    assert PLAN == read_back(sheets)


def test_sheets_and_columns_of_ones_own_are_left_alone() -> None:
    """Other sheets, the findings, the explanations and computed columns are not read."""
    sheets = sheets_of(PLAN)
    sheets["我的表"] = Sheet("plan.xlsx", Part("我的表"), (("编号",), ("x",)))
    sheets = with_cell(sheets, "检查", 2, 1, "改过")
    sheets = with_cell(sheets, "主要指标", 2, 22, 999.0)
    assert PLAN == read_back(sheets)


def test_empty_sheets_may_be_taken_out() -> None:
    """A workbook without the sheets that hold nothing is the same plan."""
    sheets = sheets_of(PLAN)
    for name in ("汇率", "物价指数", "说明", "检查", "亮灯规则", "分档"):
        del sheets[name]
    assert PLAN == read_back(sheets)


def test_a_renamed_sheet_is_refused() -> None:
    """A sheet that is missing beside one that is not known was probably renamed: nothing is dropped."""
    sheets = sheets_of(PLAN)
    sheets["数据2023"] = sheets.pop("数据")
    assert refusal(sheets) == (
        "1 problem\n"
        "the plan (plan.xlsx): the sheet '数据' is missing\n"
        "    rename '数据2023' to '数据'; a plan without such rows keeps the empty sheet"
    )


def test_a_workbook_of_something_else_is_refused() -> None:
    """Without any sheet of a plan it is somebody's table, and without that of the plan itself no plan."""
    assert refusal({"Sheet1": Sheet("plan.xlsx", Part("Sheet1"), (("a",),))}) == (
        "1 problem\n"
        "the plan (plan.xlsx): holds none of the sheets of a plan\n"
        "    if it is a table that somebody made, read it in Python with zoneplan.read_table"
    )
    sheets = sheets_of(PLAN)
    del sheets["总览"]
    assert "the sheet '总览' is missing" in refusal(sheets)


@pytest.mark.parametrize(
    ("sheet", "row", "header", "stored", "message"),
    [
        ("专项与行动", 3, "级别", "行劝", "专项与行动!A3): expected one of 专项、行动, got '行劝'"),
        ("专项与行动", 3, "级别", None, "专项与行动!A3): expected one of 专项、行动, got nothing"),
        ("专项与行动", 3, "上级", "b", "专项与行动!B3): no row 'b' to belong to"),
        ("专项与行动", 3, "上级", None, "专项与行动!B3): the row does not say to which row"),
        ("专项与行动", 3, "完成时限", "明年", "专项与行动!L3): expected a deadline, got '明年'"),
        ("专项与行动", 2, "编号", None, "专项与行动!C2): missing key 'id'"),
        ("主要指标", 2, "类型", "流最", "主要指标!E2): expected one of stock, flow"),
        ("数据", 2, "数值", datetime.date(2023, 6, 1), "数据!F2): the spreadsheet made a date or time"),
        ("数据", 2, "数值", CellError("#DIV/0!"), "数据!F2): the cell shows the error #DIV/0!"),
        ("数据", 2, "单位", None, "数据!F2): the figure 431.5 has no unit"),
        ("数据", 2, "数值", None, "数据!F2): missing key 'figure'"),
        ("数据", 2, "数值", "—", "数据!F2): '—' is no figure\n    leave the cell empty, or delete the row"),
        ("数据", 2, "数值", "待定", "数据!F2): '待定' is no figure"),
        ("数据", 2, "数值", "43,15", "数据!F2): the figure '43,15' stands beside the unit '亿元'"),
        ("数据", 2, "数值", "约431", "数据!F2): the figure '约431' stands beside the unit '亿元'"),
        ("数据", 2, "小数位", 1.5, "数据!H2): expected a whole number from 0 to 30, got '1.5'"),
        ("数据", 2, "时期", datetime.date(2023, 6, 1), "数据!D2): the spreadsheet made a date or time"),
        ("数据", 2, "备注", True, "数据!N2): expected a text, got TRUE"),
        ("数据", 2, "来源", "{编号: s", "数据!K2): the '{' opened here is not closed"),
        ("目标", 2, "目标类型", "目标", "目标!E2): expected one of level, annual_rate"),
        ("目标", 2, "数值", None, "目标!F2): the target states no figure"),
        ("销号", 2, "时间节点", "竣工", "销号!B2): no milestone '竣工' to belong to"),
        ("关系", 2, "内容", "部分：1亿元", "关系!C2): "),
        ("项目", 2, "总投资", "-5亿元", "项目!K2): "),
        ("项目", 2, "备注", datetime.date(2023, 6, 1), "项目!Y2): the spreadsheet made a date or time"),
        ("项目", 2, "备注", datetime.time(8), "项目!Y2): the spreadsheet made a date or time"),
        ("关系", 2, "内容", "一半", "关系!C2): expected a line 'key: value' for each key, got '一半'"),
        ("关系", 2, "内容", "编号: x", "关系!C2): 'id' is told twice in this row"),
        ("目标", 2, "目标补充", "下降", "目标!J2): expected a line 'key: value' for each key, got '下降'"),
        ("目标", 2, "目标类型", None, "目标!E2): the target does not say of which kind it is"),
        ("目标", 2, "序时计划", "明年", "目标!L2): "),
        ("地区", 3, "角色", "开发区", "地区!A3): a plan has one zone, and this is the second"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_cell(
    sheet: str, row: int, header: str, stored: object, message: str
) -> None:
    """Each wrong cell is told by its name; nothing is guessed."""
    told = refusal(changed(sheet, row, header, stored))
    assert f"(plan.xlsx: {message}" in told


def test_a_cell_that_was_refused_is_not_told_as_missing_too() -> None:
    """What a row lacks because its cell could not be read is told once, beside what else it lacks."""
    sheets = with_cell(changed("数据", 2, "小数位", 1.5), "数据", 2, column("数据", "时期"), None)
    assert [line.split(": ", 1)[1] for line in refusal(sheets).split("\n")[1::2]] == [
        "数据!D2): missing key 'period'",
        "数据!H2): expected a whole number from 0 to 30, got '1.5'",
    ]


def test_rows_below_a_row_that_was_refused_are_not_told_too() -> None:
    """One wrong word at a program is one problem, however many actions and figures belong to it."""
    assert "1 problem" == refusal(changed("专项与行动", 2, "级别", "专向")).splitlines()[0]
    assert "1 problem" == refusal(changed("专项与行动", 3, "上级", "b")).splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("４３１.５", "431.50亿元"), (" ４３１．５００ ", "431.500亿元"), ("-1,431.50", "-1431.50亿元"),
        ("12,431", "12431.00亿元"), ("1，431.5", "1431.50亿元"),
    ],
)  # fmt: skip
def test_numbers_typed_as_text_are_the_numbers_that_they_show(typed: str, text: str) -> None:
    """Full-width digits and thousands are how hands type; 小数位 holds for them as for numbers."""
    assert text == read_back(changed("数据", 2, "数值", typed)).observations[0].figure.text


@pytest.mark.parametrize("typed", ["0,431.5", "1,43", "1,4315", "12,431,5", "1.431,5"])
def test_commas_that_part_no_thousands_are_refused(typed: str) -> None:
    """Whether such a comma is a decimal point nobody knows."""
    told = refusal(changed("数据", 2, "数值", typed))
    assert f"数据!F2): the figure '{typed}' stands beside the unit '亿元' and does not hold it" in told


def test_merged_cells_say_the_same_wherever_they_reach_and_hidden_rows_count() -> None:
    """An office merges what repeats and hides what it has looked at; neither changes the plan."""
    sheets = sheets_of(PLAN)
    data = sheets["数据"]
    first = column("数据", "指标")
    again = [*data.rows[:2], data.rows[1]]
    merged = [*again[:2], (*again[2][: first - 1], None, *again[2][first:])]
    sheets["数据"] = attrs.evolve(data, rows=tuple(again))
    expected = read_back(sheets)
    shown = attrs.evolve(data, rows=tuple(merged), merged=(Area(2, first, 3, first),))
    sheets["数据"] = attrs.evolve(shown, hidden_rows=frozenset({3}))
    assert expected == read_back(sheets)
    assert 2 == len(expected.observations)


def test_blanks_around_an_id_are_a_slip_of_the_hand() -> None:
    """No id has blanks, so that those of a cell say nothing."""
    sheets = changed("数据", 2, "指标", f" {PLAN.observations[0].metric} ")
    assert PLAN == read_back(sheets)


def test_an_unknown_header_is_refused_unless_its_column_is_empty() -> None:
    """A renamed header would drop a column; one over nothing drops nothing."""
    sheets = with_cell(sheets_of(PLAN), "数据", 1, column("数据", "时期"), "时间期")
    told = refusal(sheets)
    assert "plan.xlsx: 数据!D1): unknown header '时间期'\n    did you mean '时期'?" in told
    assert PLAN == read_back(with_cell(sheets_of(PLAN), "数据", 1, 20, "我的列"))


def test_a_cell_under_no_header_is_refused() -> None:
    """What stands beside the columns is not dropped in silence."""
    assert "plan.xlsx: 数据!T3): this cell stands under no header" in refusal(
        with_cell(sheets_of(PLAN), "数据", 3, 20, "注意")
    )


def test_a_header_or_key_given_twice_is_refused() -> None:
    """Of two columns or rows with one name, neither is chosen."""
    sheets = with_cell(sheets_of(PLAN), "数据", 1, 20, "时期")
    assert "plan.xlsx: 数据!T1): '时期' stands here for the second time" in refusal(sheets)
    sheets = with_cell(sheets_of(PLAN), "总览", 12, 1, "名称")
    assert "plan.xlsx: 总览!A12): '名称' stands here for the second time" in refusal(sheets)


def test_an_unknown_row_of_the_plan_is_refused() -> None:
    """The sheet of the plan itself takes its keys alone, and offers those that come near."""
    sheets = with_cell(sheets_of(PLAN), "总览", 4, 1, "规划其")
    assert "plan.xlsx: 总览!A4): unknown header '规划其'\n    did you mean '规划期'?" in refusal(sheets)


def test_a_missing_column_is_refused() -> None:
    """A column that every row needs cannot be left out."""
    sheets = with_cell(sheets_of(PLAN), "来源", 1, 1, None)
    told = refusal(sheets)
    assert "plan.xlsx: 来源!A1): the column '编号' is missing" in told


def test_all_problems_are_told_in_the_order_of_the_file() -> None:
    """Reading goes on after a problem."""
    sheets = changed("数据", 2, "单位", None)
    sheets = with_cell(sheets, "专项与行动", 4, 2, "b")
    sheets = with_cell(sheets, "总览", 2, 2, None)
    told = [line for line in refusal(sheets).splitlines() if "plan.xlsx" in line]
    assert ["总览!B2", "专项与行动!B4", "数据!F2"] == [
        line.partition("plan.xlsx: ")[2].partition(")")[0] for line in told
    ]


def test_an_id_that_several_rows_have_is_refused_as_owner() -> None:
    """A row is not put under one of two rows at will; their paths tell them apart."""
    sheets = with_cell(sheets_of(PLAN), "专项与行动", 4, 3, "a1")
    sheets = with_cell(sheets, "数据", 2, 1, "a1")
    told = refusal(sheets)
    assert "'a1' names several rows: programs[0].actions[0], programs[0].actions[1]" in told
    sheets = with_cell(sheets, "数据", 2, 1, "programs[0].actions[1]")
    assert PLAN.observations[0] == read_back(sheets).programs[0].actions[1].observations[0]


@pytest.mark.parametrize(
    ("stored", "decimals", "expected"),
    [
        (431.5, 2.0, "431.50亿元"),
        (431.5, None, "431.5亿元"),
        (431.567, 2.0, "431.567亿元"),
        (0.1 + 0.2, None, "0.3亿元"),
        ("431.50", None, "431.50亿元"),
        ("431.5", "2", "431.50亿元"),
        ("约431亿元", None, "约431亿元"),
    ],
)
def test_a_figure_keeps_the_decimals_it_was_written_with(
    stored: object, decimals: object, expected: str
) -> None:
    """The greater of 小数位 and the number's own decimals counts, also of numbers kept as text."""
    sheets = with_cell(changed("数据", 2, "数值", stored), "数据", 2, column("数据", "小数位"), decimals)  # type: ignore[arg-type]
    assert expected == read_back(sheets).observations[0].figure.text


def test_a_percentage_cell_is_refused() -> None:
    """A cell that shows 42% stores 0.42; the reader asks for 42 and the unit."""
    sheets = changed("数据", 3, "数值", 0.42)
    sheets["数据"] = attrs.evolve(sheets["数据"], formats={(3, column("数据", "数值")): "0%"})
    told = refusal(sheets)
    assert "plan.xlsx: 数据!F3): the cell shows 42 % and stores 0.42\n" in told
    assert "set its format to General, write 42 and the unit %" in told


@pytest.mark.parametrize(("shown", "expected"), [("yyyy/m/d", "2023-06-01"), ('yyyy"年"m"月"', "2023-06")])
def test_a_date_is_taken_as_far_as_it_is_shown(shown: str, expected: str) -> None:
    """Spreadsheets make the first of the month of 2023-06; how it is shown tells what was meant."""
    sheets = changed("专项与行动", 3, "完成时限", datetime.date(2023, 6, 1))
    cell = (3, column("专项与行动", "完成时限"))
    sheets["专项与行动"] = attrs.evolve(sheets["专项与行动"], formats={cell: shown})
    assert expected == str(read_back(sheets).programs[0].actions[0].deadline)


def test_a_day_may_be_a_date_cell() -> None:
    """Columns of days take the dates that spreadsheets keep."""
    sheets = changed("项目", 2, "完成时间", datetime.date(2024, 3, 2))
    assert datetime.date(2024, 3, 2) == read_back(sheets).projects[0].done


def test_a_formula_without_a_value_is_refused() -> None:
    """What no program has computed is not taken for blank or 0."""
    sheets = changed("数据", 2, "数值", 0.0)
    cell = frozenset({(2, column("数据", "数值"))})
    sheets["数据"] = attrs.evolve(sheets["数据"], computed=cell, uncached=cell)
    assert "plan.xlsx: 数据!F2): this formula has no computed value" in refusal(sheets)


def test_a_number_in_a_text_column_is_its_digits() -> None:
    """An id or name of digits that became a number is text again."""
    sheets = changed("专项与行动", 3, "名称", 2025.0)
    assert "2025" == read_back(sheets).programs[0].actions[0].name


def test_what_nests_stands_as_in_a_plan_file() -> None:
    """Schedules, goals that say more, figures with a precision of their own and inline sources come back."""
    plan = plan_of(
        """\
metrics: [{id: gdp, name: 生产总值, unit: 亿元, kind: flow}, {id: share, name: 占比, unit: '%', kind: ratio}]
observations:
  - {metric: gdp, period: 2022, figure: {text: 400亿元, price_basis: constant 2020, quantum: 100}}
  - {metric: gdp, period: 2023, figure: {text: 400亿元, quantum: 10}, source: {document: 公报, date: 2024-02}}
targets:
  - {metric: gdp, by: 2024, level: 500亿元, schedule: {2024Q1: 15%, 2024H1: 45%}}
  - {metric: share, by: 2025, level: 50%, schedule: {levels: {2023: 45%, 2024: 48%}}}
  - {metric: gdp, by: 2025, level: 600亿元, schedule: even, base: 2022}
  - {metric: share, by: ongoing, relative_to: {metric: gdp, bound: ge, text: '{同步}'}}
  - {metric: share, by: 2025, cumulative: {figure: {text: 5%, price_basis: current}, falling: true}}
  - {metric: share, by: 2025, delegated: {to: 市政府, text: 完成下达目标}}
"""
    )
    assert plan == read_back(sheets_of(plan))
    rows = sheets_of(plan)["目标"].rows
    cell = column("目标", "序时计划") - 1
    assert ["2024Q1: 15%\n2024H1: 45%", "各年: {'2023': 45%, '2024': 48%}", "均衡"] == [
        row[cell] for row in rows[1:4]
    ]
    changed_price = with_cell(sheets_of(plan), "数据", 2, column("数据", "价格"), "现价")
    assert "current" == str(read_back(changed_price).observations[0].figure.price_basis)
