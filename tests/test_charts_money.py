"""Investments of projects in charts: each currency by itself, and what is not told is a box with words."""

from __future__ import annotations

from typing import Any

import pytest

from chart_data import NASTY, rows
from plans_of_any_size import large_plan
from test_invested import MIXED, plan_of, project
from vega_lite import expressions, fault
from zoneplan import Figure, Funding, Investment, Plan, Project, YearlyInvestment, read_plan
from zoneplan.charts import funding_chart, yearly_chart
from zoneplan.invested import invested


def drawn(chart: Any) -> list[dict[str, Any]]:
    """Give the rows of a chart that is there, valid, and runs nothing."""
    assert chart is not None
    assert (None, []) == (fault(chart), list(expressions(chart.spec)))
    return rows(chart)


def test_each_currency_has_a_panel_of_its_own() -> None:
    """Money of two currencies stands on two axes, and a line says that it was not added."""
    chart = funding_chart(MIXED)
    found = [("".join(row["label"]), row["told"]) for row in drawn(chart)]
    assert [
        ("总投资", ["30亿元", "2个项目（4个中3个写明）"]),
        ("累计完成", ["4.5亿元", "5个项目中1个写明"]),
        ("贷款", ["未写明金额，不是零", "0个项目，另有1个未写金额"]),
        ("自筹", ["20亿元", "1个项目"]),
        ("总投资", ["2亿美元", "1个项目（4个中3个写明）"]),
        ("外资", ["2亿美元", "1个项目"]),
    ] == found
    assert chart is not None
    assert "不同币种或价格口径的金额不相加，分别画出" in chart.spec["vconcat"][0]["title"]["text"]


def test_what_is_not_told_has_a_box_and_no_bar() -> None:
    """A source without an amount is no bar of no length."""
    (loan,) = [row for row in drawn(funding_chart(MIXED)) if row["label"] == ["贷款"]]
    assert (None, 0.0) == (loan["end"], loan["gap"])


def test_a_total_that_some_did_not_tell_has_a_box_behind_its_bar() -> None:
    """Three of four projects state theirs, and one of five what is done."""
    total, done, *_ = drawn(funding_chart(MIXED))
    assert [(30.0, 30.0), (4.5, 4.5)] == [(row["end"], row["gap"]) for row in (total, done)]


def test_sources_without_any_amount_are_named() -> None:
    """There is no currency then, and no unit at the axis."""
    found = drawn(funding_chart(plan_of(project("p", by_source=[Funding(name="贷款")]))))
    assert [(None, 0.0, "未写明金额，不是零")] * 3 == [
        (row["end"], row["gap"], row["told"][0]) for row in found
    ]


def test_a_sum_that_all_told_has_no_box() -> None:
    """Nothing is missing of it."""
    plan = plan_of(project("p", total="3亿元", by_source=[Funding(name="自筹", figure="3亿元")]))
    (total, done, own) = drawn(funding_chart(plan))
    assert [(3.0, None), (None, 0.0), (3.0, None)] == [(row["end"], row["gap"]) for row in (total, done, own)]


@pytest.mark.parametrize("draw", [funding_chart, yearly_chart])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_large_plan_shows_its_sums(draw: Any, language: str) -> None:
    """Bars are as long as the sums over its projects, in the unit of the axis."""
    plan = large_plan(300)
    found, sums = drawn(draw(plan, language=language)), invested(plan)
    margins = [sums.total, sums.done, *(sums.by_source if draw is funding_chart else sums.by_year)]
    assert [str(one) for margin in margins for one in margin.figures] == [row["told"][0] for row in found]
    assert [float(one.exact) for margin in margins for one in margin.figures] == [row["end"] for row in found]


def test_amounts_in_several_units_share_an_axis() -> None:
    """All bars of a panel are in one unit, whatever they were written in."""
    years = [YearlyInvestment(period=2021, figure="5000万元"), YearlyInvestment(period=2022, figure="2亿元")]
    found = drawn(yearly_chart(plan_of(project("p", by_year=years))))
    assert [("2021计划", 0.5), ("2022计划", 2.0)] == [
        ("".join(row["label"]), row["end"]) for row in found[2:]
    ]


def test_money_at_prices_of_an_untold_year_is_listed_and_not_drawn() -> None:
    """Two amounts that cannot be added are named in words, with the reason."""
    money = [Figure(number, "亿元", price_basis="constant unstated") for number in (1, 2)]
    plan = plan_of(*(project(f"p{one}", by_source=[Funding(name="自筹", figure=one)]) for one in money))
    (own,) = [row for row in drawn(funding_chart(plan)) if row["label"] == ["自筹"]]
    assert (None, "1亿元、2亿元：价格年份未写明，不能相加") == (own["end"], "".join(own["told"]))


def test_price_bases_are_named_at_the_axis() -> None:
    """Whoever reads a bar knows at which prices it is."""
    money = Figure(3, "亿元", price_basis="constant 2020")
    chart = funding_chart(plan_of(project("p", by_source=[Funding(name="自筹", figure=money)])))
    assert chart is not None
    assert "2020" in chart.to_json()
    assert "3亿元" in chart.description


def test_ranges_and_bounds_are_told_with_their_readings() -> None:
    """A range can be anything between its ends, and a bound has an arrow."""
    sources = [Funding(name="自筹", figure="10—15亿元"), Funding(name="专项债", figure="超5亿元")]
    own, bond = drawn(funding_chart(plan_of(project("p", by_source=sources))))[2:]
    assert (["10—15亿元，可为[10, 15]", "1个项目"], 10.0, 15.0) == (own["told"], own["low"], own["high"])
    assert ("above", None) == (bond["open"], bond["high"])


def test_more_sources_than_a_page_holds_are_counted() -> None:
    """What is not drawn is said to be so."""
    sources = [Funding(name=f"来源{number}", figure="1亿元") for number in range(40)]
    found = drawn(funding_chart(plan_of(project("p", by_source=sources))))
    assert (24, ["其余19项"]) == (len(found), found[-1]["label"])


@pytest.mark.parametrize(
    "plan",
    [
        Plan(id="plan", name="虚构"),
        plan_of(Project(id="p", name="p")),
        plan_of(project("p", total="3亿元")),
        read_plan("examples/kunshan/plan.yaml"),
    ],
)
def test_no_chart_where_nothing_is_said(plan: Plan) -> None:
    """Neither sources, nor years, nor what was done."""
    assert (None, None) == (funding_chart(plan), yearly_chart(plan))


def test_what_is_done_alone_has_a_chart_by_year() -> None:
    """Beside the total that was planned."""
    found = drawn(yearly_chart(plan_of(project("p", total="3亿元", done="1亿元"))))
    assert [("planned", 3.0), ("done", 1.0)] == [(row["kind"], row["end"]) for row in found]


def test_names_of_sources_are_data_only() -> None:
    """They enter no expression."""
    investment = Investment(by_source=[Funding(name=NASTY, figure="3亿元")])
    chart = funding_chart(plan_of(Project(id="p", name=NASTY, investment=investment)))
    drawn(chart)
    assert chart is not None
    assert "\x1b" not in chart.to_json() + chart.description
