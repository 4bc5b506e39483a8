"""Paths of targets: what is drawn is what was reported, with its range, and an axis that hides nothing."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart_data import NASTY, panels, values
from plans_of_any_size import AS_OF, large_plan
from vega_lite import expressions, fault
from zoneplan import (
    AnnualRate,
    Figure,
    Interval,
    LevelSchedule,
    Metric,
    Observation,
    Period,
    Plan,
    Rank,
    RelativeTo,
    Target,
    read_plan,
)  # fmt: skip
from zoneplan.charts import Chart, path_charts
from zoneplan.charts.panels import Aim, Panel, PanelPoint, panel_spec
from zoneplan.courses import course
from zoneplan.printed_tables import Signal
from zoneplan.standings import Yardstick
from zoneplan.strategies import progresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.progress import Progress

OUTPUT = Metric(id="m", name="产值", unit="亿元", kind="stock", over_time="last", direction="higher")
SPENT = Metric(id="m", name="投资", unit="亿元", kind="flow", over_time="sum", direction="higher")
PLACE = Metric(id="m", name="排名", unit="位", kind="rank", direction="lower")
BASE = Observation(metric="m", period=2020, figure="100亿元", aspect="baseline")


def plan_of(metric: Metric, target: Target, *reports: Observation, more: tuple[Metric, ...] = ()) -> Plan:
    """Give a plan with one target; all figures are invented."""
    return Plan(
        id="plan",
        name="虚构",
        period="2021-2025",
        metrics=(metric, *more),
        observations=reports,
        targets=(target,),
    )


def only(plan: Plan, day: str = "2023-12-31") -> Mapping[str, Any]:
    """Give the only panel of a plan, whose chart is valid and runs nothing."""
    (chart,) = path_charts(plan.progress(day))
    require_sound(chart)
    (panel,) = panels(chart)
    return panel


def require_sound(chart: Chart) -> None:
    """Require that a chart is Vega-Lite, runs nothing, and that no layer has a name that clashes."""
    assert (None, []) == (fault(chart), list(expressions(chart.spec)))
    # Two layers of one name anywhere in a chart share their scales: all panels would lie about their values.
    assert '"name":' not in chart.to_json()


def points(panel: Mapping[str, Any], *kinds: str) -> list[dict[str, Any]]:
    """Give the rows of a panel that have one of some kinds, each once."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for one in values(panel["layer"]):
        if one.get("kind") in kinds:
            found[one["kind"], one["time"], one["value"]] = one
    return list(found.values())


def moment(year: int, month: int = 12) -> int:
    """Give the end of a month in milliseconds."""
    return (Period.month(year, month).end - datetime.date(1970, 1, 1)).days * 86_400_000


def domain(panel: Mapping[str, Any]) -> list[float]:
    """Give the least and the most of a panel's axis."""
    found: list[float] = panel["encoding"]["y"]["scale"]["domain"]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["following", "indicators", "kunshan", "zones", "yijiang", "hanzhong"])
def test_charts_of_examples_are_vega_lite_and_run_nothing(name: str, language: str) -> None:
    """Each specification is valid by the published schema, and holds no expression."""
    plan = read_plan(f"examples/{name}/plan.yaml")
    for chart in path_charts(plan.progress("2023-06-30"), language=language):  # type: ignore[arg-type]
        require_sound(chart)


def require_agreement(progress: Progress) -> None:
    """Require that each target has its panel once, or is named, and that the last report is its actual."""
    charts = path_charts(progress, language="en")
    drawn = [panel for chart in charts for panel in panels(chart)]
    assert all(len(panels(chart)) <= 12 for chart in charts)
    waiting = iter(drawn)
    for one in progress:
        has_number = one.actual is not None or one.base is not None or one.goal.reading is not None
        if one.yardstick is Yardstick.NONE or not has_number:
            continue
        panel = next(waiting)
        assert one.metric.name == "".join(panel["title"]["text"])
        unit = one.metric.unit
        if one.actual is not None and one.reported_for is not None:
            last = points(panel, "reported", "early", "partial")[-1]
            found = one.actual.base_reading.strict * (1 / unit.factor)
            expected = (float(one.actual.base_value / unit.factor), moment_of(one.reported_for))
            assert expected == (last["value"], last["time"])
            assert [None if end is None else float(end) for end in (found.lo, found.hi)] == [
                last["low"], last["high"],
            ]  # fmt: skip
        course_drawn = [layer["data"]["values"] for layer in panel["layer"] if "strokeDash" in layer["mark"]]
        assert [[float(level / unit.factor) for _, level in course(one)]] == [
            [row["value"] for row in rows] for rows in course_drawn
        ]
    assert [] == list(waiting)


def moment_of(period: Period) -> int:
    """Give the end of a period in milliseconds."""
    return (period.end - datetime.date(1970, 1, 1)).days * 86_400_000


@given(progresses())
def test_every_target_with_a_number_has_one_panel_that_agrees_with_it(progress: Progress) -> None:
    """The last point is what was reached, with its range, and the dashed line is the course."""
    require_agreement(progress)


def test_panels_of_a_large_plan_agree_with_its_standings() -> None:
    """With growth, schedules, ranks, shares and bounds; every chart is sound."""
    progress = large_plan(300).progress(AS_OF)
    charts = path_charts(progress)
    for chart in charts:
        require_sound(chart)
    named = [one for one in progress if one.yardstick is Yardstick.NONE]
    assert len(progress) - len(named) == sum(len(panels(chart)) for chart in charts)
    assert "没有可画的数：" in charts[-1].description


def test_points_before_the_day_are_drawn_with_their_vintages() -> None:
    """An estimate is an open circle, and a figure that was replaced is crossed out."""
    reports = (
        Observation(metric="m", period=2021, figure="110亿元", vintage="preliminary"),
        Observation(metric="m", period=2021, figure="112亿元", vintage="final"),
        Observation(metric="m", period=2022, figure="130亿元", vintage="estimate"),
        Observation(metric="m", period=2024, figure="190亿元"),
    )
    panel = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal="200亿元以上"), BASE, *reports))
    shown = [(one["kind"], one["value"]) for one in points(panel, "base", "replaced", "reported", "early")]
    assert {("base", 100.0), ("replaced", 110.0), ("reported", 112.0), ("early", 130.0)} == set(shown)
    marks = {layer["data"]["values"][0].get("kind"): layer["mark"] for layer in panel["layer"] if
             layer["mark"]["type"] == "point" and layer["data"]["values"]}  # fmt: skip
    assert [True, False, "M-1,-1L1,1M-1,1L1,-1"] == [
        marks["reported"]["filled"], marks["early"]["filled"], marks["replaced"]["shape"],
    ]  # fmt: skip


def test_an_amount_is_shown_as_done_so_far() -> None:
    """Months add up from the start of its period; a gap makes it a part only."""
    reports = [Observation(metric="m", period=f"2023-{month:02}", figure="2亿元") for month in (1, 2, 4)]
    panel = only(plan_of(SPENT, Target(metric="m", by=2023, goal="20亿元"), *reports))
    assert [("reported", 2.0), ("reported", 4.0), ("partial", 6.0)] == [
        (one["kind"], one["value"]) for one in points(panel, "reported", "partial")
    ]
    assert 0.0 == domain(panel)[0]


def test_levels_of_years_are_no_points_of_an_amount() -> None:
    """Once the year of the target is reported, only what is done of it counts."""
    reports = [Observation(metric="m", period=period, figure="40亿元") for period in (2022, "2025-01/03")]
    panel = only(plan_of(SPENT, Target(metric="m", by=2025, goal="200亿元"), BASE, *reports), "2025-03-31")
    assert [moment(2025, 3)] == [one["time"] for one in points(panel, "reported")]


def test_reports_of_other_lengths_are_no_points() -> None:
    """A month says nothing of a year's output, so the year before stays the last that is told."""
    metric = Metric(id="m", name="产值", unit="亿元", kind="flow", over_time="none", direction="higher")
    reports = [Observation(metric="m", period=period, figure="110亿元") for period in (2021, "2022-03", 2022)]
    panel = only(plan_of(metric, Target(metric="m", by=2025, goal="200亿元"), BASE, *reports))
    assert [moment(2021), moment(2022)] == [one["time"] for one in points(panel, "reported")]


@pytest.mark.parametrize(
    ("goal", "side", "value"),
    [("200亿元以上", "at_least", 200.0), ("90亿元以下", "at_most", 90.0), ("200亿元", "exactly", 200.0)],
)
def test_a_goal_shows_its_side(goal: str, side: str, value: float) -> None:
    """At least and at most are triangles, and what is to be met is neither."""
    panel = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal=goal), BASE))
    (found,) = points(panel, "at_least", "at_most", "exactly")
    assert (side, value, moment(2025)) == (found["kind"], found["value"], found["time"])


def test_a_goal_that_is_a_range_is_drawn_as_one() -> None:
    """It has no one number, and so no point."""
    panel = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal="180—200亿元"), BASE))
    spans = [one for one in values(panel["layer"]) if one.get("told") == "180—200亿元"]
    assert [(180.0, 200.0)] == [(one["value"], one["high"]) for one in spans]


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    """With a zigzag and with words; one that does says nothing."""
    near = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal="110亿元"), BASE))
    far = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal="200亿元"), BASE))
    assert domain(near)[0] > 0
    assert 0.0 == domain(far)[0]
    assert ("亿元（不从0起）", "亿元") == tuple(one["encoding"]["y"]["axis"]["title"] for one in (near, far))
    zigzags = [[one for one in values(panel["layer"]) if "broken" in one] for panel in (near, far)]
    assert [1, 0] == [len(one) for one in zigzags]


@given(st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
def test_what_is_drawn_lies_within_the_axis(base: int, goal: int) -> None:
    """Whatever the numbers; and 0 lies on the axis, or a zigzag says that it does not."""
    metric = Metric(id="m", name="m", unit="亿元", kind="stock", over_time="last", domain="(-∞, ∞)")
    reports = (Observation(metric="m", period=2020, figure=f"{base}亿元", aspect="baseline"),)
    panel = only(plan_of(metric, Target(metric="m", by=2025, goal=f"{goal}亿元"), *reports))
    low, high = domain(panel)
    assert low < high
    assert all(low <= one["value"] <= high for one in values(panel["layer"]) if "value" in one)
    is_broken = any("broken" in one for one in values(panel["layer"]))
    assert is_broken == (not low <= 0 <= high)


def test_a_place_in_an_order_has_the_first_at_the_top() -> None:
    """The area of the places that keep the goal reaches up to the first."""
    report = Observation(metric="m", period=2022, figure="第七")
    panel = only(plan_of(PLACE, Target(metric="m", by=2025, goal=Rank("前五")), report))
    y = panel["encoding"]["y"]
    assert (True, [0.5, 8.0], "位次（越靠上越好）") == (
        y["scale"]["reverse"], y["scale"]["domain"], y["axis"]["title"],
    )  # fmt: skip
    (area,) = [layer for layer in panel["layer"] if layer["mark"]["type"] == "rect"]
    assert [(0.5, 5.0)] == [(one["value"], one["high"]) for one in area["data"]["values"]]


def test_a_limit_for_every_year_is_a_line_with_the_area_that_keeps_it() -> None:
    """From the first month of its years to the last."""
    report = Observation(metric="m", period=2022, figure="4.9%")
    metric = Metric(id="m", name="失业率", unit="%", kind="rate", direction="lower")
    panel = only(plan_of(metric, Target(metric="m", by="2021-2025 each year", goal="5.5%以下"), report))
    lines = [layer["data"]["values"] for layer in panel["layer"] if layer["mark"]["type"] == "line"]
    assert [(5.5, moment(2021, 1)), (5.5, moment(2025))] in [
        [(one["value"], one["time"]) for one in line] for line in lines
    ]
    (area,) = [layer["data"]["values"] for layer in panel["layer"] if layer["mark"]["type"] == "rect"]
    assert [(domain(panel)[0], 5.5)] == [(one["value"], one["high"]) for one in area]


def test_a_limit_for_good_is_drawn_over_what_was_reported() -> None:
    """No period ends it; without a report there is nothing to be drawn."""
    metric = Metric(id="m", name="耕地", unit="亩", kind="stock", direction="higher")
    target = Target(metric="m", by="ongoing", goal="100亩以上")
    report = Observation(metric="m", period=2022, figure="120亩")
    assert {(100.0, moment(2022))} == {
        (one["value"], one["time"]) for one in points(only(plan_of(metric, target, report)), "at_least")
    }
    assert () == path_charts(plan_of(metric, target).progress("2023-12-31"))


def test_a_goal_beside_another_metric_stands_at_the_last_report() -> None:
    """Its number is that of the other metric for the same months."""
    other = Metric(id="o", name="全国", unit="%", kind="rate", direction="higher")
    mine = Metric(id="m", name="本地", unit="%", kind="rate", direction="higher")
    reports = [
        Observation(metric=name, period=year, figure=f"{figure}%")
        for name, year, figure in (("o", 2021, 5), ("m", 2021, 6), ("o", 2022, 4), ("m", 2022, 5))
    ]
    target = Target(metric="m", by=2025, goal=RelativeTo(metric="o", bound="gt"))
    panel = only(plan_of(mine, target, *reports, more=(other,)))
    assert [6.0, 5.0] == [one["value"] for one in points(panel, "reported")]
    assert [(4.0, moment(2022))] == [(one["value"], one["time"]) for one in points(panel, "at_least")]


def test_money_at_other_prices_is_not_drawn_beside() -> None:
    """What does not compare with what was reached shares no axis with it."""
    metric = Metric(
        id="m", name="产值", unit="亿元", kind="stock", over_time="last", direction="higher",
        price_basis="constant 2020",
    )  # fmt: skip
    current = Figure(500, "亿元", price_basis="current")
    reports = (
        BASE,
        Observation(metric="m", period=2021, figure=current),
        Observation(metric="m", period=2022, figure="130亿元"),
    )
    panel = only(plan_of(metric, Target(metric="m", by=2025, goal="200亿元"), *reports))
    assert [130.0] == [one["value"] for one in points(panel, "reported")]
    assert "2020" in panel["encoding"]["y"]["axis"]["title"]


def test_growth_has_a_bent_course_and_the_goal_it_comes_to() -> None:
    """The label is the rate as it is written, at the level that it leads to."""
    panel = only(plan_of(OUTPUT, Target(metric="m", by=2023, goal=AnnualRate("10%")), BASE))
    (found,) = points(panel, "exactly")
    assert (133.1, "10%") == (found["value"], found["told"])
    dashed = [layer["data"]["values"] for layer in panel["layer"] if "strokeDash" in layer["mark"]]
    assert [[100.0, 110.0, 121.0, 133.1]] == [[one["value"] for one in line] for line in dashed]


def test_levels_of_a_schedule_are_passed() -> None:
    """The dashed line has the points that the plan states."""
    target = Target(metric="m", by=2025, goal="200亿元", schedule=LevelSchedule({"2022": "150亿元"}))
    panel = only(plan_of(OUTPUT, target, BASE))
    dashed = [layer["data"]["values"] for layer in panel["layer"] if "strokeDash" in layer["mark"]]
    assert [[100.0, 150.0, 200.0]] == [[one["value"] for one in line] for line in dashed]


def test_a_report_with_a_bound_has_an_arrow_and_no_bar() -> None:
    """What may be more than its number points upward."""
    report = Observation(metric="m", period=2022, figure="超130亿元")
    panel = only(plan_of(OUTPUT, Target(metric="m", by=2025, goal="200亿元"), BASE, report))
    arrows = [layer for layer in panel["layer"] if layer["mark"].get("text") == "↑"]
    assert [[130.0]] == [[one["value"] for one in layer["data"]["values"]] for layer in arrows]


def test_targets_without_a_number_are_named() -> None:
    """Below the title of the last chart and in its description; alone they make no chart."""
    plan = read_plan("examples/indicators/plan.yaml")
    last = path_charts(plan.progress("2023-06-30"))[-1]
    assert "国内生产总值(GDP)增长" in last.description
    assert "没有可画的数" in "".join(last.spec["vconcat"][0]["title"]["text"])


def test_names_of_a_plan_are_data_only() -> None:
    """They enter no expression, and control characters are spelled out."""
    metric = Metric(id="m", name=NASTY, unit="亿元", kind="stock", over_time="last")
    chart = path_charts(plan_of(metric, Target(metric="m", by=2025, goal="200亿元"), BASE).progress(AS_OF))[0]
    require_sound(chart)
    assert "\x1b" not in chart.to_json() + chart.description


def panel_of(*levels: tuple[int, int], as_of: datetime.date = AS_OF) -> Panel:
    """Give a panel of figures in months from January of the year 1 on."""
    shown = tuple(
        PanelPoint(kind="reported", month=month, value=Fraction(level), can_be=Interval.point(level), told="")
        for month, level in levels
    )
    return Panel(
        title="m", lines=("", "s"), signal=Signal.GOOD, axis="u", broken="u!", is_rank=False, points=shown,
        aim=None, course=(), as_of=as_of,
    )  # fmt: skip


@given(st.integers(12, 12 * 9999), st.integers(0, 12 * 200))
def test_marks_of_the_time_axis_lie_on_it_and_are_few(first: int, more: int) -> None:
    """From one month to two centuries there are at most five, in order."""
    last = min(first + more, 12 * 9999 + 11)
    x = panel_spec(panel_of((first, 1), (last, 2)))["encoding"]["x"]
    marks, (low, high) = x["axis"]["values"], x["scale"]["domain"]
    assert sorted(marks) == marks
    assert len(marks) <= 5
    assert all(low <= mark <= high for mark in marks)


def test_the_day_is_drawn_where_it_lies_on_the_axis() -> None:
    """A day long after the last month would press all before it together."""
    inside = panel_spec(panel_of((12 * 2024, 1), (12 * 2025, 2)))
    beyond = panel_spec(panel_of((12 * 2014, 1), (12 * 2015, 2)))
    drawn = [[one for one in values(panel["layer"]) if one.keys() == {"time"}] for panel in (inside, beyond)]
    assert [1, 0] == [len(one) for one in drawn]


def test_an_aim_beyond_the_axis_has_no_area() -> None:
    """What keeps a limit may lie where nothing is drawn."""
    aim = Aim(
        side="at_least", months=(24000, 24000), value=None, span=None, told="", reaches=Interval.at_least(99)
    )
    spec = panel_spec(attrs.evolve(panel_of((24000, 1)), aim=aim))
    assert [] == [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
