"""Money in a briefing: what is rolled up by program, for which period, and what projects are to cost."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_checks import blocks, example, explained, lines, table, tables, texts
from zoneplan import (
    Action,
    Aspect,
    Figure,
    Funding,
    Investment,
    Metric,
    Observation,
    Plan,
    PriceBasis,
    Program,
    Project,
    Target,
    YearlyInvestment,
)
from zoneplan.briefings import briefing
from zoneplan.briefings.answers import Answers
from zoneplan.briefings.funding import named_margins
from zoneplan.briefings.rolled_money import rolled_money
from zoneplan.charts import Chart
from zoneplan.invested import sums_apart
from zoneplan.printed_tables import PrintedTable, Signal
from zoneplan.strategies import investments

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = datetime.date(2023, 8, 15)
SPENT = Metric(id="spent", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")
WORTH = Metric(id="worth", name="总投资", unit="亿元", kind="stock", across="sum", over_time="last")


def said(period: object, figure: str | Figure, **fields: Any) -> Observation:
    """Say what was spent."""
    return Observation(**{"metric": "spent", "period": period, "figure": figure, **fields})


BASELINE = said(2022, "1亿元", aspect="baseline")


def plan_of(*observations: Observation, metrics: Sequence[Metric] = (SPENT, WORTH), **fields: Any) -> Plan:
    """Give an invented plan of two programs, the first of which reports."""
    first = Program(id="a", name="甲", observations=observations)
    return Plan(id="p", name="规划", metrics=metrics, programs=[first, Program(id="b", name="乙")], **fields)


# -- examples --------------------------------------------------------------------------------------


def test_parts_of_hanzhong_stand_beside_what_was_stated() -> None:
    """454.31 + 124.06 + 40.48 = 618.85 stands beside 622.2; what is not to report is a dash."""
    assert [
        ("续建", "454.31", "from 454.305 to 454.315 亿元", "454.31", "—", "1 of 1 reported"),
        ("新建", "124.06", "from 124.055 to 124.065 亿元", "124.06", "—", "1 of 1 reported"),
        ("建成", "40.48", "from 40.475 to 40.485 亿元", "40.48", "—", "1 of 1 reported"),
        ("前期", "—", "—", "—", "—", "not expected"),
        ("The whole plan", "618.85", "from 618.835 to 618.865 亿元", "622.2", "3.35", "3 of 3 reported"),
    ] == table(example("hanzhong"), "2018-09-19", "money", "完成投资")


def test_a_table_says_period_and_aspect_in_either_language() -> None:
    """The caption tells what was chosen, and units stand in the heads."""
    plan = example("hanzhong")
    english, chinese = (tables(plan, "2018-09-19", "money", one)[2] for one in ("en", "zh"))
    assert ("完成投资 (2018-01/08, actual)", "完成投资（2018-01/08，实际）") == (
        english.heading,
        chinese.heading,
    )
    assert ["Program", "Computed (亿元)", "Can mean", "Stated (亿元)", "Residual (亿元)", "Coverage"] == [
        one.header for one in english.columns
    ]
    assert ("全规划", "618.85", "618.835至618.865亿元", "622.2", "3.35", "应报3个，已报3个") == texts(
        chinese
    )[-1]


def test_rounded_parts_of_minhou_leave_the_last_digit() -> None:
    """Two totals differ by a hundredth from their parts, and coverage is told by money as well."""
    plan = example("minhou")
    assert (
        "The whole plan",
        "561.85",
        "from 561.835 to 561.865 亿元",
        "561.86",
        "0.01",
        "3 of 3 reported",
    ) == table(plan, "2023-07-12", "money", "年度计划投资")[-1]
    assert (
        "The whole plan", "362.33", "from 362.27 to 362.39 亿元", "362.32", "-0.01",
        "3 of 3 reported, 100 % by weight",
    ) == table(plan, "2023-07-12", "money", "完成投资")[-1]  # fmt: skip


def test_the_latest_report_of_following_is_rolled_up_and_the_others_are_named() -> None:
    """闽侯 alone reported for the first half of 2023; all others are dashes, and their periods are told."""
    (found,) = tables(example("following"), "2023-06-30", "money")
    assert ("江门市2018年重点项目", "—", "—", "—", "—", "0 of 1 reported") == texts(found)[0]
    assert (
        "闽侯县2023年重点项目",
        "362.33",
        "from 362.27 to 362.39 亿元",
        "362.32",
        "-0.01",
        "3 of 3 reported",
    ) == texts(found)[-2]
    assert ("The whole plan", "362.33", "from 362.27 to 362.39 亿元", "—", "—", "3 of 10 reported") == texts(
        found
    )[-1]
    first, second = found.notes
    assert "Totals add up what was reported; what was not reported is left out, not counted as 0." == first
    assert (
        "Also reported, and not in these totals: actual (2018-01/08, 2018-01/10, 2020-01/10, 2021-01/03); "
        "target (2018, 2020, 2021, 2023)."
    ) == second


def test_what_has_no_rule_or_another_rule_is_named() -> None:
    """弋江 states no rule for its money, and sectors that none of it is added up."""
    assert [
        "规划没有写明汇总规则，因此不汇总：地区生产总值、人均地区生产总值、财政收入、社会消费品零售总额、规模以上工业增加值。"
    ] == lines(example("yijiang"), "2021-03-01", "money", "zh")
    (said_of_sectors,) = lines(example("sectors"), "2024-12-31", "money")
    assert (
        "Not added up from parts, by the rule that the plan states: "
        "地区生产总值, 第一产业增加值, 第二产业增加值, 第三产业增加值."
    ) == said_of_sectors


def test_a_plan_without_money_has_no_such_section() -> None:
    """A plan with neither metrics of money nor investments says nothing of it."""
    assert briefing(Plan(id="p", name="规划"), DAY).section("money") is None


# -- which period and aspect -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        ([said(2022, "1亿元"), said("2023H1", "2亿元")], "2亿元 2023H1 actual"),
        ([said("2023Q2", "1亿元"), said("2023H1", "2亿元")], "2亿元 2023H1 actual"),
        ([said("2023Q1", "1亿元"), said("2023Q2", "2亿元")], "3亿元 2023H1 actual"),
        ([said("2023-01/06", "1亿元"), said("2023-07", "2亿元")], "3亿元 2023-01/07 actual"),
        ([said("2023Q2", "2亿元")], "2亿元 2023Q2 actual"),
        ([said("2023Q3", "2亿元"), said("2023Q1", "1亿元")], "1亿元 2023Q1 actual"),
        ([said("2023H1", "2亿元"), said(2023, "9亿元", aspect="planned")], "2亿元 2023H1 actual"),
        ([said(2023, "9亿元", aspect="planned"), BASELINE], "9亿元 2023 planned"),
        ([said(2024, "9亿元", aspect="planned"), BASELINE], "1亿元 2022 baseline"),
        ([said(2023, "9亿元", aspect="forecast"), said(2024, "1亿元")], "9亿元 2023 forecast"),
    ],
)  # fmt: skip
def test_the_period_is_the_last_that_is_known_by_the_day(
    observations: list[Observation], expected: str
) -> None:
    """What was counts when it has ended, what is to be when it has begun; flows count from January on."""
    found = rolled_money(plan_of(*observations), DAY)[0].rollup
    assert found is not None
    assert found.aspect is not None
    assert expected == f"{found.total.computed} {found.period} {found.aspect.value}"


def test_a_stock_is_that_of_the_last_period() -> None:
    """What does not add up over time is not taken from January on."""
    worth = [said(one, "1亿元", metric="worth") for one in ("2023Q1", "2023Q2")]
    found = rolled_money(plan_of(*worth), DAY)[1].rollup
    assert found is not None
    assert ("2023Q2", "1亿元") == (str(found.period), str(found.total.computed))


def test_of_periods_that_end_together_the_longest_is_taken() -> None:
    """A half year tells of more than the quarter it ends with."""
    worth = [said(one, "1亿元", metric="worth") for one in ("2023Q2", "2023H1")]
    found = rolled_money(plan_of(*worth), DAY)[1].rollup
    assert found is not None
    assert "2023H1" == str(found.period)


def test_a_target_that_is_a_level_is_rolled_up_where_nothing_else_is_told() -> None:
    """Programs' targets for a year that has begun give the whole plan's."""
    program = Program(id="a", name="甲", targets=[Target(metric="spent", by=2023, goal="5亿元")])
    plan = Plan(id="p", name="规划", metrics=[SPENT], programs=[program])
    (one,) = rolled_money(plan, DAY)
    assert one.rollup is not None
    assert Aspect.TARGET is one.rollup.aspect


def test_what_is_only_reported_for_later_is_told_and_not_used() -> None:
    """Figures of periods that end after the day are in no total."""
    plan = plan_of(said(2023, "9亿元"), metrics=[SPENT])
    assert [
        "完成投资: nothing that could be rolled up was reported by 2023-08-15; reported are actual (2023)."
    ] == lines(plan, DAY, "money")
    assert ["完成投资：截至2023-08-15没有可汇总的填报；填报的是：实际（2023）。"] == lines(
        plan, DAY, "money", "zh"
    )


def test_a_metric_without_a_report_says_so() -> None:
    """Nothing reported is a line, not a gap."""
    assert ["完成投资：截至2023-08-15没有可汇总的填报。"] == lines(
        plan_of(metrics=[SPENT]), DAY, "money", "zh"
    )


def test_many_periods_are_counted() -> None:
    """Of very many periods the number, the first and the last are told."""
    months = [said(f"2022-{month:02}", "1亿元") for month in range(1, 13)]
    (found,) = tables(
        plan_of(*months, said(2023, "1亿元", aspect="planned"), metrics=[SPENT]), "2023-01", "money"
    )
    assert "Also reported, and not in these totals: planned (2023)." == found.notes[-1]
    (found,) = tables(plan_of(*months, said("2023Q2", "1亿元"), metrics=[SPENT]), DAY, "money")
    assert (
        "Also reported, and not in these totals: actual (12 periods from 2022-01 to 2022-12)."
        == found.notes[-1]
    )


def at_prices(text: str, basis: str) -> Figure:
    """Give a figure with the prices it is at."""
    return Figure.parse(text, price_basis=PriceBasis.parse(basis))


def test_a_refusal_stands_where_the_table_would() -> None:
    """Figures at two price bases cannot be added: the line says why and what to do, in both languages."""
    programs = [
        Program(id=one, name=one, observations=[said(2022, figure)])
        for one, figure in (("a", at_prices("1亿元", "constant 2020")), ("b", "1亿元"))
    ]
    plan = Plan(id="p", name="规划", metrics=[SPENT], programs=programs)
    (english,), (chinese,) = (lines(plan, DAY, "money", one) for one in ("en", "zh"))
    assert english.startswith("完成投资: cannot be rolled up. cannot roll up 'spent': its figures are ")
    assert english.endswith("state price_basis in the metric for those that do not say")
    assert chinese.startswith("完成投资：不能汇总。'spent' 无法汇总：其数据为")
    assert chinese.endswith("；请统一价格口径，或在指标中为没有写明的写上价格")


def test_prices_stand_in_the_caption() -> None:
    """Money at constant prices says so where its period is told."""
    plan = plan_of(said(2022, at_prices("1亿元", "constant 2020")), metrics=[SPENT])
    assert "完成投资 (2022, actual, at 2020 prices)" == tables(plan, DAY, "money")[0].heading


# -- what a row says -------------------------------------------------------------------------------


def test_what_is_not_reported_is_open_and_a_dash() -> None:
    """A program without a report has no 0; its coverage is told in words beside the shape."""
    (found,) = tables(plan_of(said(2022, "0亿元"), metrics=[SPENT]), DAY, "money")
    (zero, silent, _) = found.rows
    assert ["0", "—"] == [row.cells[1].text for row in (zero, silent) if row.cells[1]]
    assert [None, Signal.OPEN] == [row.cells[5].signal for row in (zero, silent) if row.cells[5]]


def test_programs_that_are_declared_and_not_listed_have_a_row() -> None:
    """They count as not reported and are no gap."""
    found = table(
        plan_of(said(2022, "1亿元"), metrics=[SPENT], declared_programs=4), DAY, "money", "完成投资"
    )
    assert ("2 more declared, not listed", "—", "—", "—", "—", "0 of 2 reported") == found[2]
    assert "1 of 4 reported" == found[3][-1]


def test_what_two_programs_share_counts_once() -> None:
    """A project of two programs is in both rows and once in the whole, which is said."""
    shared = Project(id="s", name="共建", serves=["a1", "b1"], observations=[said(2022, "2亿元")])
    programs = [
        Program(id=one, name=one, actions=[Action(id=f"{one}1", name=f"{one}1")]) for one in ("a", "b")
    ]
    plan = Plan(id="p", name="规划", metrics=[SPENT], programs=programs, projects=[shared])
    (found,) = tables(plan, DAY, "money")
    assert [("a", "2"), ("b", "2"), ("The whole plan", "2")] == [row[:2] for row in texts(found)]
    assert ("What belongs to several programs counts once in the whole plan.",) == found.notes


def test_a_stated_figure_is_as_it_was_written() -> None:
    """A figure in another unit keeps its own; what can be read from the head is left out."""
    own = said(2022, "300000 万元", subject="p")
    plan = plan_of(said(2022, "1.20亿元"), metrics=[SPENT], observations=[own])
    (found,) = tables(plan, DAY, "money")
    assert ["1.20", "—", "300000 万元"] == [row[3] for row in texts(found)]


def test_pictures_stand_below_their_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rollup is asked for a picture, projects for two; a function that draws nothing leaves no gap."""
    asked: list[tuple[str, object]] = []

    def drawing(name: str, drawn: object) -> Any:
        def draw(what: object, *, language: str) -> object:
            asked.append((f"{name} {language}", what))
            return drawn

        return draw

    chart = Chart(name="waterfall", title="t", description="d", spec={})
    monkeypatch.setattr("zoneplan.briefings.money.waterfall_chart", drawing("waterfall", chart))
    monkeypatch.setattr("zoneplan.briefings.money.funding_chart", drawing("funding", None))
    monkeypatch.setattr("zoneplan.briefings.money.yearly_chart", drawing("yearly", chart))
    plan = plan_of(
        said(2022, "1亿元"), projects=[Project(id="x", name="x", investment=Investment(total="1亿元"))]
    )
    found = briefing(plan, DAY, language="en")
    assert [PrintedTable, Chart] == [type(one) for one in found.section("money").blocks[:2]]  # type: ignore[union-attr]
    assert 2 == len(blocks(found, "money", Chart))
    assert ["waterfall en", "funding en", "yearly en"] == [name for name, _ in asked]
    assert plan == asked[-1][1]


# -- what projects are to cost ---------------------------------------------------------------------


def projects() -> list[Project]:
    """Give invented projects: one that tells all, one that names a source without an amount, one silent."""
    first = Investment(
        total="10亿元",
        done="40000万元",
        by_source=[Funding(name="财政", figure="4亿元"), Funding(name="自筹", figure="6亿元")],
        by_year=[
            YearlyInvestment(period=2024, figure="7亿元"),
            YearlyInvestment(period=2023, figure="3亿元"),
        ],
    )
    second = Investment(by_source=[Funding(name="银行贷款"), Funding(name="财政", figure="1亿元")])
    return [
        Project(id="x", name="甲项目", investment=first),
        Project(id="y", name="乙项目", investment=second),
        Project(id="z", name="丙项目"),
    ]


def test_investments_are_told_with_how_many_projects_they_are_of() -> None:
    """Totals, sources and years each say how many told them; what is named without an amount is a dash."""
    whole, sources, years = tables(Plan(id="p", name="规划", projects=projects()), DAY, "money")
    assert [
        ("Total investment", "10亿元", "1 of 3 projects"),
        ("Done until now", "40000万元", "1 of 3 projects"),
    ] == (texts(whole))
    assert [
        ("财政", "5", "2 of 2 that name it tell how much"),
        ("自筹", "6", "1 of 1 that name it tell how much"),
        ("银行贷款", "—", "0 of 1 that name it tell how much"),
        ("Total", "11", "2 of 3 projects; amounts not stated: 1"),
    ] == texts(sources)
    assert [
        ("2023", "3", "1 of 1 that name it tell how much"),
        ("2024", "7", "1 of 1 that name it tell how much"),
    ] == texts(years)
    assert (
        "Told for some year by 1 of 3 projects; periods may overlap and are not added up.",
    ) == years.notes


def test_every_sum_of_investments_is_explained() -> None:
    """A sum leads to what each project stated, and where."""
    found = explained(briefing(Plan(id="p", name="规划", projects=projects()), DAY))
    one, other = found["invested-source-0"], found["invested-source-2"]
    assert "资金来源：财政：5亿元" == one.heading
    assert (
        "甲项目：4亿元；位置：projects[0].investment.by_source[0].figure",
        "乙项目：1亿元；位置：projects[1].investment.by_source[1].figure",
    ) == one.lines
    assert ("乙项目：未写明金额；位置：projects[1].investment.by_source[0].figure",) == other.lines
    assert "总投资：10亿元" == found["invested-total"].heading


def test_a_part_of_a_package_is_not_counted_twice() -> None:
    """What a package tells holds that of its parts, which is said."""
    whole = Project(id="w", name="打包", investment=Investment(total="10亿元"))
    part = Project(id="x", name="子项目", part_of="w", investment=Investment(total="4亿元"))
    plan = Plan(id="p", name="规划", projects=[whole, part])
    (found,) = tables(plan, DAY, "money")
    assert [("Total investment", "10", "1 of 1 projects")] == texts(found)
    assert ("Parts of a package that reports itself are not counted again.",) == found.notes
    assert 1 == len(explained(briefing(plan, DAY))["invested-total"].lines)


def test_a_package_that_tells_a_source_tells_all_of_them() -> None:
    """What only its part names is counted in the package, and has no row and no explanation."""
    whole = Investment(by_source=[Funding(name="财政", figure="10亿元")])
    part = Investment(by_source=[Funding(name="财政", figure="1亿元"), Funding(name="自筹", figure="4亿元")])
    projects = [
        Project(id="w", name="打包", investment=whole),
        Project(id="x", name="子项目", part_of="w", investment=part),
    ]
    plan = Plan(id="p", name="规划", projects=projects)
    assert [
        ("财政", "10", "1 of 1 that name it tell how much"),
        ("Total", "10", "1 of 1 projects"),
    ] == table(plan, DAY, "money", "Investments")
    found = explained(briefing(plan, DAY))
    assert {"invested-source-0"} == set(found)
    assert ("打包：10亿元；位置：projects[0].investment.by_source[0].figure",) == found[
        "invested-source-0"
    ].lines


@given(st.lists(investments(), min_size=1, max_size=4), st.booleans())
def test_sums_are_of_what_their_explanations_list(given_: list[Investment], is_packaged: bool) -> None:
    """Whatever projects tell, a sum adds up the amounts that stand below it, and counts them."""
    projects = [
        Project(id=f"x{index}", name="x", investment=one, part_of="x0" if is_packaged and index else None)
        for index, one in enumerate(given_)
    ]
    plan = Plan(id="p", name="规划", projects=projects)
    for one in named_margins(Answers(plan, plan.progress(DAY), "zh")):
        told = [stated.figure for stated in one.stated if stated.figure is not None]
        assert sums_apart(told) == one.margin.figures
        assert (one.margin.told, one.margin.untold) == (len(told), len(one.stated) - len(told))


def test_currencies_are_never_added() -> None:
    """Two currencies stand under each other with their units."""
    given = [
        Project(id=one, name=one, investment=Investment(total=figure))
        for one, figure in (("x", "1亿元"), ("y", "2亿美元"))
    ]
    assert [("Total investment", "1亿元\n2亿美元", "2 of 2 projects")] == table(
        Plan(id="p", name="规划", projects=given), DAY, "money", "Investments"
    )


def test_projects_without_investments_are_told_of() -> None:
    """Where money is spoken of and no project states an investment, that is said."""
    plan = plan_of(metrics=[SPENT], projects=[Project(id="x", name="x")])
    assert "项目没有写明投资。" == lines(plan, DAY, "money", "zh")[-1]


def test_a_briefing_names_its_day_and_sections() -> None:
    """Its plain form is short and says what it holds."""
    found = repr(briefing(plan_of(metrics=[SPENT]), DAY))
    assert found.startswith("<Briefing 规划 as of 2023-08-15: ")
    assert "money" in found
