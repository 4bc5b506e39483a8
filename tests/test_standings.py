"""What a standing says of one target: borderline cases, ranges, projections, lights and reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from zoneplan import Metric, Observation, Plan, Target
from zoneplan.goals import AnnualRate, Cumulative, Multiple, PointChange
from zoneplan.lights import Measure
from zoneplan.published_lights import PUBLISHED
from zoneplan.standings import TargetStatus
from zoneplan.strategies import standings

if TYPE_CHECKING:
    from zoneplan import Standing

INVESTED = Metric(id="m", name="完成投资", unit="亿元", kind="flow", over_time="sum")
LEVEL = Metric(id="m", name="水平", unit="亿元", kind="stock", over_time="last", direction="higher")
PEOPLE = Metric(id="m", name="人数", unit="人", kind="count", direction="higher")
SHARE = Metric(id="m", name="比重", unit="%", kind="ratio", direction="higher")
USED = Metric(id="m", name="能耗", unit="亿元", kind="flow", over_time="sum", direction="lower")


def stand(
    metric: Metric, goal: Any, figure: str, period: Any = 2023, *, base: str | None = None, **target: Any
) -> Standing:
    """Give where a target stands by one report, as of its end."""
    seen = [Observation(metric="m", period=period, figure=figure)]
    if base is not None:
        seen.append(Observation(metric="m", period=2020, figure=base, aspect="baseline"))
    aim = Target(**{"metric": "m", "by": 2025 if base else 2023, "goal": goal, **target})
    plan = Plan(id="p", name="规划", metrics=[metric], observations=seen, targets=[aim])
    (one,) = plan.progress(seen[0].period)
    return one


@pytest.mark.parametrize(
    ("metric", "goal", "figure", "base", "expected"),
    [
        (INVESTED, "100亿元", "100亿元", None, (True, True)),
        (INVESTED, "100.4亿元", "100亿元", None, (False, True)),
        (INVESTED, "100.6亿元", "100亿元", None, (False, False)),
        (INVESTED, "99.5亿元", "100亿元", None, (True, False)),
        (INVESTED, "超100亿元", "100亿元", None, (False, True)),
        (INVESTED, "100亿元", "超100亿元", None, (True, False)),
        (INVESTED, "100亿元", "90—110亿元", None, (None, False)),
        (PEOPLE, "100人", "100人", "90人", (True, False)),
        (LEVEL, "200亿元", "199.96亿元", "100亿元", (False, False)),
        (LEVEL, "200亿元", "200.0亿元", "100亿元", (True, True)),
    ],
)
def test_rounding_may_leave_open_if_a_goal_is_reached(
    metric: Metric, goal: str, figure: str, base: str | None, expected: tuple[bool | None, bool]
) -> None:
    """By the numbers as written it is met or not; borderline where rounding could turn that round."""
    one = stand(metric, goal, figure, base=base)
    assert expected == (one.is_met, one.is_borderline)


@pytest.mark.parametrize(
    ("metric", "goal", "figure", "base", "shown"),
    [
        (INVESTED, "100亿元", "50亿元", None, "[0.492, 0.508]"),
        (INVESTED, "超100亿元", "50亿元", None, "[0.495, 0.505]"),
        (INVESTED, "100亿元", "超50亿元", None, "(0.497, ∞)"),
        (INVESTED, "100亿元", "近50亿元", None, "(0.487, 0.503)"),
        (LEVEL, "200亿元", "150亿元", "100亿元", "[0.49, 0.51]"),
        (LEVEL, "200亿元以上", "150亿元", "100亿元", "[0.492, 0.508]"),
        (LEVEL, "200亿元", "超150亿元", "100亿元", "(-∞, ∞)"),
        (LEVEL, Multiple("2倍以上"), "150亿元", "100亿元", "[0.487, 0.513]"),
        (LEVEL, AnnualRate("15%以上"), "150亿元", "100亿元", "[0.482, 0.507]"),
        (LEVEL, Cumulative("100亿元以上"), "150亿元", "100亿元", "[0.49, 0.51]"),
        (SHARE, PointChange("提高10个百分点"), "55%", "50%", "[0.38, 0.632]"),
        (LEVEL, "102亿元", "101亿元", "101亿元左右", "(-∞, ∞)"),
        (LEVEL, "200亿元", "150亿元", "100—120亿元", "[0.366, 0.508]"),
    ],
)
def test_what_the_completion_can_be(
    metric: Metric, goal: Any, figure: str, base: str | None, shown: str
) -> None:
    """The range of completions that rounding allows; without bounds where the way may be nothing."""
    one = stand(metric, goal, figure, base=base)
    assert one.completion_range is not None
    assert shown == one.completion_range.describe(3)


def test_a_completion_without_a_base_has_no_range() -> None:
    """Where the way has no start nothing is told of how much is gone."""
    one = stand(LEVEL, "200亿元", "150亿元")
    assert (None, None, None) == (one.completion, one.completion_range, one.scheduled)


def test_an_implied_goal_that_is_missing_has_no_range() -> None:
    """A rate without a base comes to no goal."""
    one = stand(LEVEL, AnnualRate("6%"), "150亿元")
    assert (None, None) == (one.completion, one.completion_range)


@pytest.mark.parametrize(
    ("metric", "goal", "figure", "period", "base", "value", "shown"),
    [
        (INVESTED, "100亿元", "40亿元", "2023-01/06", None, 80, "79 to 81 亿元"),
        (LEVEL, "200亿元", "130亿元", 2023, "100亿元", 150, "148.83 to 151.17 亿元"),
    ],
)
def test_going_on_as_before(
    metric: Metric, goal: str, figure: str, period: Any, base: str | None, value: int, shown: str
) -> None:
    """What is past is taken to go on evenly: 40 by June are 80 by December."""
    projection = stand(metric, goal, figure, period, base=base).projection
    assert projection is not None
    assert value * 10**8 == projection.value
    assert str(projection).startswith(shown)


def test_a_limit_has_no_completion_pace_or_projection() -> None:
    """There is no way to go to a limit."""
    one = stand(USED, "100亿元", "40亿元", "2023-01/06")
    assert (None, None, None, None) == (one.completion, one.completion_range, one.pace, one.projection)
    assert not one.has_completion
    assert {} == one.measures()
    assert one.light(PUBLISHED["sanya-2022"]) is None


def test_a_report_that_leaves_a_cap_open_is_unknown() -> None:
    """More than 90 may be more than the 100 that are allowed."""
    one = stand(USED, "100亿元", "超90亿元", "2023-01/06")
    assert "unknown" == one.status.value
    assert ("超90亿元 leaves open how far it is", "仅凭超90亿元无法判断进展") == (
        one.reason(),
        one.reason("zh"),
    )


def test_what_is_short_of_the_schedule_is_measured_in_points_and_per_cent() -> None:
    """20 done where 50 are scheduled is 30 points short, and 60 % of the schedule."""
    one = stand(INVESTED, "100亿元", "20亿元", "2023-01/06")
    assert {
        Measure.SHORTFALL_POINTS: Fraction(30),
        Measure.SHORTFALL_SHARE: Fraction(60),
    } == one.measures()


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        ("超60亿元", "unknown"),
        ("不足40亿元", "behind"),
        ("不足60亿元", "unknown"),
        ("近80亿元", "on_track"),
        ("40—45亿元", "unknown"),
    ],
)
def test_a_report_with_a_bound_is_judged_by_what_is_certain(figure: str, status: str) -> None:
    """Less than 40 of 100 in June is behind whatever it is; less than 60 may be, more than 60 may be met."""
    assert status == stand(INVESTED, "100亿元", figure, "2023-01/06").status.value


@given(standings())
def test_what_is_left_is_told_only_where_something_is(one: Standing) -> None:
    """A pace goes with a completion and time left, never with a goal that is met or due."""
    if one.pace is not None:
        assert one.completion is not None
        assert not one.is_met
        assert not one.is_due
        assert one.months is not None
        assert one.pace.months == one.months[0] - one.months[1] > 0
    if one.status is TargetStatus.UNMEASURED:
        assert one.pace is None


def test_reports_are_named_with_their_paths() -> None:
    """Each report behind what was reached is an entry with its path; the last has a vintage."""
    seen = [
        Observation(metric="m", period=f"2023-{month:02}", figure="10亿元", vintage="preliminary")
        for month in range(1, 4)
    ]
    aim = Target(metric="m", by=2023, goal="120亿元")
    plan = Plan(id="p", name="规划", metrics=[INVESTED], observations=seen, targets=[aim])
    (one,) = plan.progress("2023-03")
    assert [f"observations[{index}]" for index in range(3)] == [entry.path for entry in one.reports]
    assert "preliminary" == one.vintage
    assert "30亿元" == str(one.actual)
    assert "2023-03" == str(one.reported_for)
    assert ("p", "targets[0]") == (one.subject, one.entry.path)


@pytest.mark.parametrize(
    ("reports", "as_of", "growth"),
    [
        ({"2022-01/06": "50.0亿元", "2023-01/06": "45.0亿元"}, "2023-06", Fraction(-1, 10)),
        ({"2022Q1": "20亿元", "2022Q2": "30亿元", "2023-01/06": "45亿元"}, "2023-06", Fraction(-1, 10)),
        ({"2022-01/06": "50亿元", "2023Q1": "20亿元", "2023Q2": "40亿元"}, "2023-06", Fraction(1, 5)),
        ({"2022-01/03": "20亿元", "2022-01/06": "50亿元", "2023-01/03": "25亿元"}, "2023-06", Fraction(1, 4)),
        ({"2022": "80亿元", "2023": "100亿元"}, "2023", Fraction(1, 4)),
        ({"2022": "80亿元", "2023-01/06": "50亿元"}, "2023-06", None),
        ({"2022-01/06": "0亿元", "2023-01/06": "50亿元"}, "2023-06", None),
        ({"2022-01/06": "50—60亿元", "2023-01/06": "50亿元"}, "2023-06", None),
        ({"2022-01/06": "50亿美元", "2023-01/06": "50亿元"}, "2023-06", None),
        ({"2022-01/06": "50亿元", "2023-02": "10亿元"}, "2023-06", None),  # nobody reported 2022-02
    ],
)
def test_growth_is_over_the_same_months_of_the_year_before(
    reports: dict[str, str], as_of: str, growth: Fraction | None
) -> None:
    """45.0 by June after 50.0 a year ago is -10 %; without all of both there is no growth."""
    seen = [Observation(metric="m", period=period, figure=figure) for period, figure in reports.items()]
    aim = Target(metric="m", by=2023, goal="100亿元")
    plan = Plan(id="p", name="规划", metrics=[INVESTED], observations=seen, targets=[aim])
    (one,) = plan.progress(as_of)
    assert growth == one.growth
    assert (None if growth is None else 100 * growth) == one.measures().get(Measure.GROWTH)


def test_a_level_has_no_growth_among_its_measures() -> None:
    """Growth over the same months is told of what is done within them."""
    assert None is stand(LEVEL, "200亿元", "150亿元", base="100亿元").growth
