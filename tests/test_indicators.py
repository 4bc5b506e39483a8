from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import IndicatorTable, Plan, Source, Zone, strategies
from zoneplan.columns import Column
from zoneplan.errors import DocumentError, MetricError
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate, Cumulative, Delegated, Level, Multiple, PointChange, Qualitative
from zoneplan.growths import Cumulative as CumulativeChange
from zoneplan.growths import CumulativeForm, Growth
from zoneplan.indicator_lines import default_kind
from zoneplan.metrics import Direction, MetricKind, Nature
from zoneplan.relations import Difference
from zoneplan.relations import Multiple as Times
from zoneplan.strategies import indicator_records, indicator_tables
from zoneplan.units import unit

HEADS = ("指标", "单位", "2020年", "2025年", "年均增速[累计]")
REACHED = ("指标", "单位", "2015年完成", "2020年完成", "年均增长(%)")


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, **said: Any) -> IndicatorTable:
    """A table of some rows."""
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    return IndicatorTable.from_records(records, id="t", name="主要指标", **said)


def told(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, **said: Any) -> str:
    """What keeps a table from being read."""
    with pytest.raises(DocumentError) as caught:
        table(*rows, heads=heads, **said)
    return str(caught.value)


# -- laws ---------------------------------------------------------------------------------------------


@given(indicator_records())
def test_records_come_back_as_they_were(records: list[dict[str, str]]) -> None:
    """`to_records` is the inverse of `from_records`."""
    assert records == IndicatorTable.from_records(records, id="t", name="主要指标").to_records()


@given(indicator_records().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_permuting_rows_permutes_the_result(drawn: tuple[list[dict[str, str]], list[int]]) -> None:
    """What a row comes to does not depend on where it stands in the table."""
    records, order = drawn
    read = IndicatorTable.from_records(records, id="t", name="主要指标", source="doc")
    other = IndicatorTable.from_records(
        [records[index] for index in order], id="t", name="主要指标", source="doc"
    )
    assert tuple(read.rows[index] for index in order) == other.rows


@given(indicator_tables())
def test_a_plan_of_a_table_is_written_and_read_again(drawn: IndicatorTable) -> None:
    """The plan of a table survives being plain data."""
    plan = Plan.from_indicators(drawn)
    assert plan == Plan.from_dict(plan.to_dict())


@given(indicator_tables())
def test_a_table_is_a_value(drawn: IndicatorTable) -> None:
    """A table survives pickling, and equal ones have one hash."""
    again = pickle.loads(pickle.dumps(drawn))
    assert (drawn, hash(drawn)) == (again, hash(again))


@given(strategies.indicator_rows())
def test_a_row_gives_the_goals_of_its_indicators(row: Any) -> None:
    """A row's goals are those of its indicators, and its targets carry them in order."""
    assert row.goals == tuple(target.goal for one in row.indicators for target in one.targets)


# -- what a table comes to ----------------------------------------------------------------------------


def test_a_table_of_levels_and_rates() -> None:
    """Base, target and rate of a row are an observation and two targets, and no relation of its own."""
    (row,) = table(("地区生产总值", "亿元", "100", "150", "8.5")).rows
    assert (Level("150亿元"), AnnualRate("8.5%")) == row.goals
    assert "100亿元" == str(row.base and row.base.figure)
    assert () == row.indicator.relations


@pytest.mark.parametrize(
    ("measured", "cell", "kind"),
    [
        ("亿元", "8.5", Growth),
        ("亿元", "翻一番", Times),
        ("亿元", "[50]", Difference),
        ("%", "提高5个百分点", Difference),
        ("%", "[50]", CumulativeChange),
        ("%", "稳步提高", None),
    ],
)
def test_how_a_change_stands_to_its_levels(measured: str, cell: str, kind: type | None) -> None:
    """A change beside two levels is a relation of its own kind; words are none."""
    (row,) = table(("某指标", measured, "50", "75", cell), heads=REACHED).rows
    assert [kind] * (kind is not None) == [type(one) for one in row.indicator.relations]


def test_a_cut_is_taken_from_the_base() -> None:
    """[20] of a metric whose name says 减少 leads down from the base."""
    read = table(("排放总量减少", "万吨", "100", "80", "[20]"), heads=REACHED)
    (cut,) = read.relations
    assert ["minuend", "subtrahend", "difference"] == [role for role, _ in cut.operands]
    plan = Plan.from_indicators(read)
    assert () == plan.validate().errors


def test_a_sum_of_years_is_no_change() -> None:
    """A flow's figure for all years is their sum, and says nothing of the last one."""
    (row,) = table(("城镇新增就业", "万人", "1100", "1200", "[5500]")).rows
    assert Cumulative("5500万人", form=CumulativeForm.FLOW) == row.goals[1]
    (row,) = table(("城镇新增就业", "万人", "1100", "1200", "[5500]"), heads=REACHED).rows
    assert () == row.indicator.relations


def test_a_table_that_looks_back() -> None:
    """What was done is actual; words there set a target, and growth is kept though a level is missing."""
    heads = REACHED
    read = table(
        ("产值", "亿元", "10", "20", "14.9"),
        ("PM2.5浓度", "微克/立方米", "57", "完成市政府下达目标", "/"),
        ("收入", "元", "", "30", "9"),
        heads=heads,
    )
    assert ["20亿元", "30元"] == [str(one.figure) for one in read.observations if one.aspect == "actual"]
    assert [Delegated("市政府", text="完成市政府下达目标")] == [one.goal for one in read.targets]
    assert ["产值.rate", "收入.rate"] == [one.id for one in read.relations]
    assert "2016-2020" == str(read.period)
    assert "row 1, 2020年完成: cannot read '约1、2' without guessing" in told(
        ("产值", "亿元", "10", "约1、2", ""), heads=heads
    )
    assert "row 1, 2020年完成: cannot read '[50]' without guessing" in told(
        ("产值", "亿元", "10", "[50]", ""), heads=heads
    )


@pytest.mark.parametrize(
    ("heads", "said", "figures"),
    [
        (("2020年", "2024年实际", "2025年目标"), {}, ["100亿元 2020 baseline", "155亿元 2024 actual"]),
        (("2015年", "2020年实际", "2025年目标"), {}, ["100亿元 2015 baseline", "155亿元 2020 actual"]),
        (("2020年", "完成", "2025年目标"), {"done": 2023}, ["100亿元 2020 baseline", "155亿元 2023 actual"]),
        (("2020年", "2023年完成", "目标"), {"by": 2025}, ["100亿元 2020 baseline", "155亿元 2023 actual"]),
        (
            ("2015年完成", "2020年完成", "2025年目标"),
            {"columns": {"base": "2020年完成"}},
            ["155亿元 2020 baseline", "100亿元 2015 actual"],
        ),
        (
            ("2020年", "完成", "目标"),
            {"columns": {"done": "完成"}, "done": "2022H1", "by": 2025},
            ["100亿元 2020 baseline", "155亿元 2022H1 actual"],
        ),
    ],
)
def test_what_was_done_is_of_the_year_of_its_head(
    heads: tuple[str, ...], said: dict[str, Any], figures: list[str]
) -> None:
    """Beside targets, what was done is dated by its own head or by the caller, never by the deadline."""
    read = table(("产值", "亿元", "100", "155", "150"), heads=("指标", "单位", *heads), **said)
    assert figures == [f"{one.figure} {one.period} {one.aspect.value}" for one in read.observations]
    assert [(Level("150亿元"), "2025")] == [(one.goal, str(one.period)) for one in read.targets]


def test_an_actual_beside_a_target_is_no_base_by_itself() -> None:
    """2020年实际 beside 2025年目标 was reached in 2020; the years of the plan are the caller's to say."""
    heads = ("指标", "单位", "2020年实际", "2025年目标")
    read = table(("年龄", "岁", "45", "50"), heads=heads)
    assert ["45岁 2020 actual"] == [f"{one.figure} {one.period} {one.aspect}" for one in read.observations]
    assert (None, None) == (read.base, read.period)
    assert "2021-2025" == str(table(("年龄", "岁", "45", "50"), heads=heads, base=2020).period)


def test_a_table_that_looks_back_may_be_dated_by_what_was_done() -> None:
    """Without targets, the period of what was done is the table's own end."""
    read = table(("产值", "亿元", "10", "20"), heads=("指标", "单位", "2015年", "完成"), done=2020)
    assert "2016-2020" == str(read.period)
    assert ["2015", "2020"] == [str(one.period) for one in read.observations]
    assert "'2020年完成' is of 2020, and 2021 was given for it" in told(
        ("产值", "亿元", "20"), heads=("指标", "单位", "2020年完成"), done=2021
    )


@pytest.mark.parametrize("words", ["缺报", "完成市政府下达目标", "高于全国平均水平"])
def test_words_beside_targets_are_no_target(words: str) -> None:
    """Words where a figure has to stand are told at their place, and make no goal."""
    output = told(
        ("产值", "亿元", "100", words, "150"), heads=("指标", "单位", "2020年", "2024年实际", "2025年目标")
    )
    assert (
        f"1 problem\nrow 1, 2024年实际: expected a figure, got {words!r}\n"
        "    write the figure that was reached; leave the cell empty where none is known"
    ) == output


def test_words_in_a_table_that_looks_back_are_told() -> None:
    """What was set from above is a target without a number; other words are no figure."""
    assert "row 1, 2020年完成: expected a figure, got '缺报'" in told(
        ("产值", "亿元", "10", "缺报", ""), heads=REACHED
    )


def test_units_stand_in_names_where_no_column_has_them() -> None:
    """指标名称(单位) gives the unit; a bracket that is no unit belongs to the name, whose unit is lost."""
    read = table(
        ("森林覆盖率(%)", "23.2", "24.1"),
        ("国内生产总值（GDP）", "100", "翻一番"),
        ("产值", "-", "-"),
        heads=("指标名称(单位)", "2020年", "2025年"),
    )
    assert [("森林覆盖率", "%"), ("国内生产总值（GDP）", "1"), ("产值", "1")] == [
        (one.name, one.unit.name) for one in read.metrics
    ]
    assert "森林覆盖率(%)" == read.rows[0].name
    found = Plan.from_indicators(read).validate().findings
    assert ["100 for 国内生产总值（GDP） has no unit, and neither has the metric"] == [
        one.message for one in found if one.code == "UNIT-LOST"
    ]


def test_a_cumulative_figure_that_lost_its_unit_is_found() -> None:
    """[13.5] under a damaged unit is no 13.5 %; `UNIT-LOST` finds it."""
    plan = Plan.from_indicators(table(("单位能耗降低", "(unit missing)", "", "", "[13.5]")))
    assert ["targets[0].cumulative"] == [
        one.place.path for one in plan.validate().findings if one.code == "UNIT-LOST"
    ]


def test_an_index_needs_no_unit() -> None:
    """A metric that is said to be an index stands without a unit."""
    plan = Plan.from_indicators(table(("发展指数", "", "100", "120", ""), kinds={"发展指数": "index"}))
    assert [] == [one.code for one in plan.validate().findings if one.code == "UNIT-LOST"]


@pytest.mark.parametrize(
    ("name", "measured", "kind"),
    [
        ("地区生产总值增长", "%", MetricKind.RATE),
        ("单位GDP能耗降低", "%", MetricKind.RATE),
        ("城镇化率", "%", MetricKind.RATIO),
        ("亩均税收", "万元/亩", MetricKind.RATIO),
        ("高新技术企业数", "家", MetricKind.COUNT),
        ("城镇新增就业", "万人", MetricKind.FLOW),
        ("地区生产总值", "亿元", MetricKind.STOCK),
        ("考核位次", "位", MetricKind.RANK),
        ("价格指数", "无单位", MetricKind.INDEX),
        ("某指标", None, MetricKind.STOCK),
    ],
)
def test_kinds_are_taken_where_name_and_unit_are_sure(
    name: str, measured: str | None, kind: MetricKind
) -> None:
    """What nothing tells is a stock, which nobody adds up over time."""
    assert kind is default_kind(name, None if measured is None else unit(measured))


def test_what_somebody_says_of_a_metric() -> None:
    """Kinds, directions, units and growth are taken by the name of the indicator."""
    read = table(
        ("产值", "亿元", "10", "20", ""),
        ("产值年均增长", "%", "", "6左右", ""),
        ("浓度", "", "57", "45", ""),
        kinds={"产值": "flow"},
        directions={"浓度": "lower"},
        units={"浓度": "微克/立方米"},
        growth_of={"产值年均增长": "产值"},
    )
    output, density = read.metrics
    assert (MetricKind.FLOW, "产值") == (output.kind, read.rows[1].metric.growth_of)
    assert (Direction.LOWER, "微克/立方米") == (density.direction, density.unit.name)
    assert Level(Figure.parse("45无单位")) == read.rows[2].goals[0]
    assert [("产值", AnnualRate("6%左右"))] == [
        (one.metric, one.goal) for one in read.rows[1].indicator.targets
    ]


def test_a_growth_that_another_goal_stands_beside_is_measured() -> None:
    """A growth that sets a rate of what grows is a metric of its own where others are compared with it."""
    read = table(
        ("产值", "亿元", "10", "20", ""),
        ("产值年均增长", "%", "", "6左右", ""),
        ("收入增长", "%", "", "", "高于产值年均增长"),
        growth_of={"产值年均增长": "产值"},
    )
    assert ["产值", "产值年均增长", "收入增长"] == [one.id for one in read.metrics]
    assert "" == "".join(one.code for one in Plan.from_indicators(read).validate().errors)


def test_words_of_closed_columns() -> None:
    """Attribute and direction are taken from their columns, and empty cells say nothing."""
    read = table(
        ("甲", "%", "5", "6", "约束性指标", "越高越好"),
        ("乙", "%", "5", "4", "anticipatory", "lower"),
        ("丙", "%", "5", "4", "", "-"),
        heads=("指标", "单位", "2020年", "2025年", "属性", "方向"),
    )
    assert [
        (Nature.BINDING, Direction.HIGHER),
        (Nature.ANTICIPATORY, Direction.LOWER),
        (None, None),
    ] == [(one.nature, one.direction) for one in read.metrics]


def test_a_footnote_says_of_which_year_a_base_is() -> None:
    """A mark on a base figure stands for the year that somebody says, from which its changes count."""
    read = table(("寿命", "岁", "77.3*", "", "[1]"), footnotes={"*": 2019})
    assert "2019" == str(read.rows[0].base and read.rows[0].base.period)
    assert read.targets[0].base is None
    assert "77.3*" == read.rows[0].base_text


def test_a_year_without_a_base_still_counts_for_the_change() -> None:
    """A base year beside a blank base is where the change starts from."""
    read = table(
        ("能耗降低", "%", "", "2019", "", "[13.5]"),
        heads=("指标", "单位", "2020年", "基期年", "2025年", "累计"),
    )
    assert "2019" == str(read.targets[0].base)
    assert PointChange not in {type(goal) for goal in read.rows[0].goals}


def test_columns_that_somebody_names() -> None:
    """A header that is not known is named by the caller, with the years that it does not tell."""
    read = table(
        ("产值", "亿元", "10", "翻一番"),
        heads=("指标", "单位", "“十三五”末", "“十四五”末"),
        columns={"base": "“十三五”末", "target": "“十四五”末"},
        base=2020,
        by=2025,
    )
    assert "“十四五”末" == read.columns[Column.TARGET]
    assert (Multiple("翻一番"),) == read.rows[0].goals
    assert "2021-2025" == str(read.period)


def test_heads_that_print_their_year_in_brackets_are_read() -> None:
    """现状值（2020年） and 规划目标（2025年） are base and target, of those years."""
    heads = ("指标", "单位", "现状值（2020年）", "规划目标（2025年）", "年均增长(%)[累计]")
    read = table(("产值", "亿元", "100", "150", "8.5"), heads=heads)
    assert ("2020", "2025") == (str(read.base), str(read.by))
    assert ["100亿元", "150亿元", "8.5%"] == [
        *(str(one.figure) for one in read.observations),
        *(str(one.goal) for one in read.targets),
    ]


def test_ends_of_five_year_plans_are_read() -> None:
    """“十三五”末 and “十四五”末 are 2020 and 2025."""
    read = table(("产值", "亿元", "100", "150"), heads=("指标", "单位", "“十三五”末", "“十四五”末"))
    assert ("2020", "2025", "2021-2025") == (str(read.base), str(read.by), str(read.period))


@pytest.mark.parametrize(
    ("head", "cell", "column"),
    [
        ("年均", "5", "rate"),
        ("2035年愿景", "300", "target"),
        ("2023年", "120亿元", "target"),
        ("“十四五”目标", "翻一番", "target"),
        ("预计数值", ">5", "target"),
        ("forecast", "7.5", "target"),
    ],
)
def test_a_column_of_figures_that_is_not_known_is_told(head: str, cell: str, column: str) -> None:
    """No column of figures is left out unseen; the caller names it, or keeps it as it is."""
    heads = ("指标", "单位", "基期", "2025年目标", head)
    row = ("产值", "亿元", "100", "150", cell)
    assert (
        f"1 problem\nthe header: it cannot be told what the columns of figures {head!r} hold\n"
        f"    say it: columns={{{column!r}: {head!r}}}, or another of base, done, target and rate; "
        f"what is not to be read is kept as it is: further=[{head!r}]"
    ) == told(row, heads=heads, base=2020)
    assert ((head, cell),) == table(row, heads=heads, base=2020, further=[head]).rows[0].further


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("数据来源（2020年）", "年鉴 12"),
        ("备注", "5"),
        ("序列", "5"),
        ("2035年愿景", "全面建成"),
        ("目标说明", "3"),
    ],
)
def test_a_column_that_is_not_known_and_holds_no_figures_is_kept(head: str, cell: str) -> None:
    """Sources, notes and words are kept as they are."""
    read = table(("产值", "亿元", "100", "150", cell), heads=(*HEADS[:4], head))
    assert ((head, cell),) == read.rows[0].further


def test_a_table_without_columns_of_figures_is_refused() -> None:
    """A table of names alone says nothing, and may have heads that are not known."""
    assert (
        "1 problem\nthe header: no column holds a base, what was done, a target or a rate; "
        "the headers are '指标', '单位', '甲'\n    say which do: columns={'base': '…', 'target': '…'}"
    ) == told(("产值", "亿元", "5"), heads=("指标", "单位", "甲"))


def test_headers_that_are_kept_have_to_be_there() -> None:
    """A header that the caller keeps and the table does not have is a slip."""
    assert (
        "1 problem\nthe header: further names '2023年', and no column is headed so\n"
        "    give headers as they are printed"
    ) == told(("产值", "亿元", "100", "150", ""), further=["2023年"])


def test_two_heads_of_one_year_are_told_apart_by_the_caller() -> None:
    """Of 2020年 and 2020年完成, the one that is chosen as the base is read, as the refusal says."""
    heads = ("指标", "单位", "2020年", "2020年完成", "2025年")
    said: dict[str, Any] = {"columns": {"base": "2020年完成"}, "further": ["2020年"]}
    read = table(("产值", "亿元", "99", "100", "150"), heads=heads, **said)
    assert ["100亿元 2020"] == [f"{one.figure} {one.period}" for one in read.observations]
    assert (Level("150亿元"),) == read.rows[0].goals


def test_rates_of_an_earlier_plan_are_no_goal() -> None:
    """“十三五”年均增长 beside targets of 2025 is of years that are over."""
    heads = ("指标", "单位", "2020年", "2025年", "“十三五”年均增长(%)")
    assert "'“十三五”年均增长(%)' is of 2020, and 2025 was given for it" in told(
        ("产值", "亿元", "100", "150", "8"), heads=heads
    )


def test_one_name_in_two_rows_is_told_apart_by_unit_category_or_number() -> None:
    """Ids say what tells two rows of one name apart, and do not depend on their order."""
    heads = ("序号", "类别", "指标", "单位", "2025年目标")
    read = table(
        ("1", "工业", "投资", "亿元", "5"),
        ("2", "工业", "投资", "%", "6"),
        ("3", "服务业", "投资", "亿元", "7"),
        ("4", "服务业", "投资", "亿元", "8"),
        heads=heads,
    )
    assert ["投资.亿元.工业", "投资.%", "投资.亿元.服务业.3", "投资.亿元.服务业.4"] == [
        one.id for one in read.metrics
    ]


def test_a_plan_has_the_source_of_its_table() -> None:
    """Every figure names its cell in the document, which the plan lists once."""
    source = Source(id="fyp", document="规划纲要", place="专栏1")
    read = table(("产值", "亿元", "10", "20", ""), source=source)
    plan = Plan.from_indicators(read, id="p", name="规划", zone=Zone(id="z", name="示范区"))
    assert (source,) == plan.sources
    assert Source(id="fyp", place="专栏1，“产值”，“2025年”", quote="20") == plan.targets[0].source
    assert ("p", "规划", "z") == (plan.id, plan.name, plan.zone and plan.zone.id)
    lone = table(("产值", "亿元", "10", "20", ""), source=Source(document="规划纲要"))
    assert "规划纲要" == (lone.targets[0].source and lone.targets[0].source.document)
    assert () == Plan.from_indicators(lone).sources


def test_a_row_of_several_names_has_no_only_indicator() -> None:
    """Of two indicators none is the row's own; a cell must have a value for each, or none."""
    (row,) = table(("甲/乙", "%", "", "<4/<5.5", "")).rows
    with pytest.raises(MetricError) as caught:
        _ = row.metric
    assert "the row '甲/乙' names several indicators\ngo through row.indicators" == str(caught.value)
    assert "'甲/乙' names 2 indicators, and '4' in '2020年' is not one value for each" in told(
        ("甲/乙", "%", "4", "<4/<5.5", "")
    )
    assert "甲/乙" == table(("甲/乙", "%", "4", "5", "")).metrics[0].name


# -- what is refused ----------------------------------------------------------------------------------


def test_every_problem_is_told_at_once() -> None:
    """Each cell that cannot be read is told with its row and header, and none hides another."""
    problems = told(
        ("甲", "亿园", "1", "2", ""),
        ("乙", "%", "1/2", "约3或4", "7、8"),
        ("", "%", "1", "2", ""),
        ("丁", "%", "60.6*", "65", ""),
    )
    places = [line.split(": ")[0] for line in problems.splitlines() if line.startswith("row")]
    assert problems.startswith("6 problems\n")
    assert [
        "row 1, 单位",
        "row 3, 指标",
        "row 2, 2020年",
        "row 2, 2025年",
        "row 2, 年均增速[累计]",
        "row 4, 2020年",
    ] == places


@pytest.mark.parametrize(
    ("row", "said", "message"),
    [
        (("甲", "%", "5*", "6", ""), {}, "the base carries the mark *, and nothing says what it means"),
        (("甲", "%", "5", "6", ""), {"kinds": {"乙": "flow"}}, "the table has no indicator '乙'"),
        (("甲", "%", "5", "6", ""), {"base": 2019}, "'2020年' is of 2020, and 2019 was given for it"),
        (("甲", "%", "5", "6", ""), {"by": 2030}, "'2025年' is of 2025, and 2030 was given for it"),
        (
            ("甲", "%", "5", "6", ""),
            {"columns": {"base": "2025年", "target": "2020年"}},
            "the base 2025 is not before 2020, when the targets are due",
        ),
        (
            ("甲", "%", "5", "6", ""),
            {"growth_of": {"甲": "甲"}},
            "'甲' cannot be the growth of '甲': no one other indicator has that name",
        ),
    ],
)
def test_what_contradicts_the_table_is_refused(
    row: tuple[str, ...], said: dict[str, Any], message: str
) -> None:
    """What the caller says has to go with what the table prints."""
    assert message in told(row, **said)


@pytest.mark.parametrize(
    ("heads", "row", "message"),
    [
        (("指标", "单位", "基期", "2025年"), ("甲", "%", "5", "6"), "it is not known of which year '5' is"),
        (("指标", "单位", "目标"), ("甲", "%", "6"), "it is not known by when the targets are due"),
        (("指标", "单位", "完成"), ("甲", "%", "6"), "it is not known by when the targets are due"),
        (
            ("指标", "单位", "完成", "2025年目标"),
            ("甲", "%", "6", "7"),
            "it is not known of which year what",
        ),
        (("指标", "单位", "2025年目标", "属性"), ("甲", "%", "6", "必须"), "expected one of 约束性"),
        (("指标", "单位", "2025年目标", "rate_kind", "累计"), ("甲", "%", "6", "x", "7"), "expected one of "),
        (("指标", "单位", "2025年目标", "bound"), ("甲", "%", "6", "more"), "expected one of eq"),
        (
            ("指标", "单位", "2025年目标", "累计", "rate_kind"),
            ("甲", "%", "", "<5", "level_each_year"),
            "it is to hold each year, and the years of the plan are not known",
        ),
        (
            ("指标", "单位", "2020年", "base_year", "2025年"),
            ("甲", "%", "5", "前年", "6"),
            "row 1, base_year",
        ),
    ],
)
def test_what_a_table_leaves_open_is_refused(
    heads: tuple[str, ...], row: tuple[str, ...], message: str
) -> None:
    """Years and words that nothing tells are asked for."""
    assert message in told(row, heads=heads)


def test_two_rows_that_say_the_same_are_refused() -> None:
    """Two indicators of one name, unit, category and number cannot be told apart."""
    assert "two indicators are '甲', in the same unit and category" in told(
        ("甲", "%", "5", "6", ""), ("甲", "%", "5", "7", "")
    )


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([], "the table has no rows"),
        ([{"指标": "甲", "2025年": 5}], "expected text under '2025年', got 5"),
        ([{"指标": "甲", "2025年": None}], "expected text under '2025年', got None"),
        ([{"指标": "甲"}, {"指标": "乙", "x": "1"}], "its headers differ from those of row 1: ['指标', 'x']"),
        ([["甲", "5"]], "expected a mapping of headers to cells, got ['甲', '5']"),
        ([{"指标": "甲"}, "乙"], "expected a mapping of headers to cells, got '乙'"),
    ],
)
def test_records_are_mappings_of_texts(records: list[Any], message: str) -> None:
    """A table has rows, and every row has a text under the same headers."""
    with pytest.raises(DocumentError) as caught:
        IndicatorTable.from_records(records, id="t", name="主要指标")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (("指标", "2023年", "基期", "2025年目标"), {}),
        (("指标", "单位", "甲", "乙"), {}),
        (("指标", "2020年", "2020年完成", "2025年"), {}),
        (("指标", "2020年", "完成", "2025年目标"), {}),
        (("指标", "单位", "2020年", "2025年"), {"further": ["丙"]}),
    ],
)
def test_each_problem_of_heads_is_told_in_chinese_as_well(
    heads: tuple[str, ...], said: dict[str, Any]
) -> None:
    """Problems of heads have a Chinese sentence and a Chinese remedy."""
    with pytest.raises(DocumentError) as caught:
        table(("甲", "5", "6", "7"), heads=heads, **said)
    assert [] == [one for one in caught.value.problems if not one.message_zh or not one.remedy_zh]


def test_each_problem_is_told_in_chinese_as_well() -> None:
    """Problems of cells have a Chinese sentence."""
    with pytest.raises(DocumentError) as caught:
        table(("甲", "%", "5*", "约3或4", "7、8"))
    assert [] == [one for one in caught.value.problems if not one.message_zh]


@pytest.mark.parametrize("heads", [HEADS, REACHED])
def test_one_wrong_rate_of_a_row_is_told_once(heads: tuple[str, ...]) -> None:
    """A rate that does not follow from the levels of its row is one finding, ahead or looking back."""
    plan = Plan.from_indicators(table(("产值", "亿元", "100", "150", "20"), heads=heads))
    assert ["RATE-WRONG"] == [one.code for one in plan.validate().errors]


def test_a_goal_in_words_alone() -> None:
    """Words alone are one goal, whatever column they stand in."""
    (row,) = table(("甲", "%", "", "逐步提高", "")).rows
    assert (Qualitative("逐步提高"),) == row.goals


def test_a_table_is_shown_in_one_short_line() -> None:
    """Its id, its name, its years and how many rows it has."""
    row = ("甲", "%", "5", "6", "")
    assert "<IndicatorTable 't' 主要指标, 2021-2025, 1 row>" == repr(table(row))
    several = IndicatorTable(id="t", name="主要指标", rows=2 * table(row).rows)
    assert "<IndicatorTable 't' 主要指标, 2 rows>" == repr(several)
