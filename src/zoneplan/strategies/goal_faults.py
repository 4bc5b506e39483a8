"""Planters of faults in goals, in what they start from, and in their schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.goals import AnnualRate, Cumulative, Goal, Level, Multiple, PointChange, Rank
from zoneplan.observations import Aspect
from zoneplan.strategies.nodes import pick
from zoneplan.strategies.planting import (
    FLAGS,
    YEAR,
    Planted,
    amount_of,
    with_base,
    with_figure,
    with_metric,
    with_target,
)

if TYPE_CHECKING:
    from hypothesis import strategies as st

    from zoneplan.plans import Plan

__all__ = [
    "base_missing",
    "base_vintage",
    "base_year",
    "cum_as_annual",
    "goals_apart",
    "point_percent",
    "schedule_wrong",
    "target_missing",
    "target_worse",
    "wrong_way",
]


def base_missing(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a target that names a base of which nothing is told."""
    plan, _ = with_metric(plan, nature="anticipatory")
    goal = draw(pick((AnnualRate("6%"), Multiple("翻一番"), Level("5亿元"))))
    plan, path = with_target(plan, goal, base=YEAR.first_year - draw(pick((1, 4))))
    return plan, f"{path}.base"


def base_vintage(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a baseline that is an estimate beside the figure that replaced it."""
    amount = amount_of(draw)
    plan, _ = with_metric(plan, across="none")
    later = draw(pick(("preliminary", "final", "revised")))
    told = draw(pick((("预计", None), ("", "estimate"))))
    plan, path = with_figure(plan, f"{told[0]}{amount}亿元", aspect=Aspect.BASELINE, vintage=told[1])
    plan, _ = with_figure(plan, f"{amount}.76亿元", vintage=later)
    return plan, f"{path}.figure"


def base_year(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a baseline of two or three years before the plan's first."""
    if plan.period is None:
        plan = attrs.evolve(plan, period=YEAR)
    years = plan.period or YEAR
    plan, _ = with_metric(plan, nature="anticipatory", across="none")
    start = years.first_year - draw(pick((2, 3)))
    plan, path = with_figure(plan, f"{amount_of(draw)}亿元", aspect=Aspect.BASELINE, period=start)
    goal = draw(pick((AnnualRate("6%"), Level("9999亿元"))))
    return with_target(plan, goal)[0], f"{path}.figure"


def cum_as_annual(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a change over five years that is set as a yearly rate as well, or divided by the years."""
    plan, due = with_base(plan, f"{amount_of(draw)}亿元")
    cut = Cumulative("13.5%", falling=True)
    change, rate = draw(
        pick((("[20]", "20%"), (cut, "-2.7%"), (cut, "年均下降13.5%"), ("累计增长40%", "年均增长8.0%")))
    )
    goal = change if isinstance(change, Cumulative) else Cumulative(change)
    plan, _ = with_target(plan, goal, by=due)
    plan, path = with_target(plan, AnnualRate(rate), by=due)
    return plan, f"{path}.annual_rate"


def point_percent(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a change that is written as a level."""
    unit, kind, goal = draw(
        pick(
            (
                ("%", "ratio", "提高2个百分点"),
                ("%", "ratio", "2个百分点"),
                ("%", "ratio", "提高2%"),
                ("亿元", "flow", "增长两倍"),
                ("亿元", "flow", "年均增长6%"),
                ("亿元", "flow", "增加5亿元"),
            )
        )
    )
    plan, _ = with_metric(plan, unit=unit, kind=kind, across="none", nature="anticipatory")
    plan, path = with_target(plan, goal)
    return plan, f"{path}.level"


def schedule_wrong(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a schedule that ends elsewhere, later, or in another unit than its target."""
    plan, due = with_base(plan, "100亿元")
    year, after = str(due), str(due.last_year + 1)
    by, figure = draw(pick(((year, "199亿元"), (year, "80%"), (after, "200亿元"), (year, "200亩"))))
    rows = {by: figure}
    plan, path = with_target(plan, "200亿元", by=due, schedule=rows)
    return plan, f"{path}.schedule"


def goals_apart(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a level five years on beside a rate, a change or a multiple that does not lead there."""
    amount = amount_of(draw)
    plan, due = with_base(plan, f"{amount}亿元")
    plan, _ = with_target(plan, f"{3 * amount}亿元", by=due)
    key, goal = draw(
        pick(
            (
                ("annual_rate", AnnualRate("6%")),
                ("multiple", Multiple("翻一番")),
                ("cumulative", Cumulative("累计增长20%")),
                ("cumulative", Cumulative("20%", falling=True)),
            )
        )
    )
    plan, path = with_target(plan, goal, by=due)
    return plan, f"{path}.{key}"


def target_missing(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a binding metric without a target."""
    plan, path = with_metric(plan, nature="binding")
    return with_figure(plan, f"{amount_of(draw)}亿元")[0], path


def target_worse(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a target that is worse than its baseline, or a change for the worse."""
    if draw(FLAGS):
        return wrong_way(draw, plan)
    amount = amount_of(draw)
    direction, goal = draw(pick((("higher", amount - 1), ("lower", amount + 1))))
    plan, _ = with_metric(plan, direction=direction, nature="anticipatory")
    plan, _ = with_figure(plan, f"{amount}亿元", aspect=Aspect.BASELINE)
    plan, path = with_target(plan, f"{goal}亿元")
    return plan, f"{path}.level"


def wrong_way(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant a change that leads the way that is worse, or a place behind the present one."""
    rows: tuple[tuple[dict[str, Any], str, Goal, str], ...] = (
        ({"direction": "higher"}, "annual_rate", AnnualRate("-2%"), "100亿元"),
        ({"direction": "lower"}, "annual_rate", AnnualRate("年均增长2%左右"), "100亿元"),
        ({"direction": "higher"}, "multiple", Multiple("0.5倍"), "100亿元"),
        ({"direction": "higher"}, "cumulative", Cumulative("5亿元", falling=True), "100亿元"),
        ({"direction": "lower"}, "cumulative", Cumulative("[13.5]"), "100亿元"),
        (
            {"direction": "higher", "unit": "%", "kind": "ratio"},
            "point_change",
            PointChange("降低2个百分点"),
            "50%",
        ),
        ({"unit": "名次", "kind": "rank"}, "rank", Rank("前五"), "第四"),
    )
    fields, key, goal, base = rows[draw(pick(tuple(range(len(rows)))))]
    plan, due = with_base(plan, base, **fields)
    plan, path = with_target(plan, goal, by=due)
    return plan, f"{path}.{key}"
