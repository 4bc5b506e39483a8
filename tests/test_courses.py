"""The course of a target gives at every month what its standing says is scheduled."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from plans_of_any_size import AS_OF, large_plan
from zoneplan import (
    AnnualRate,
    LevelSchedule,
    Metric,
    Observation,
    Plan,
    ShareSchedule,
    Target,
)  # fmt: skip
from zoneplan.courses import Course, course
from zoneplan.standings import Standing, Yardstick
from zoneplan.strategies import progresses

if TYPE_CHECKING:
    from zoneplan.progress import Progress

OUTPUT = Metric(id="m", name="产值", unit="亿元", kind="stock", over_time="last", direction="higher")
SPENT = Metric(id="m", name="投资", unit="亿元", kind="flow", over_time="sum", direction="higher")


def level_at(found: Course, month: int) -> Fraction | None:
    """Give the level on a course at the end of a month."""
    for (before, low), (after, high) in pairwise(found):
        if before <= month <= after:
            return low + (high - low) * Fraction(month - before, after - before)
    return None


def scheduled_level(one: Standing) -> Fraction | None:
    """Give the level that a standing says is scheduled, by its share of the way or amount."""
    share, goal = one.scheduled, one.goal.value
    if share is None or goal is None or not one.has_completion:
        return None
    low = Fraction(0)
    if one.yardstick is Yardstick.WAY:
        if one.base is None or one.base.entry.record.figure.upper is not None:
            return None
        low = one.base.entry.record.figure.base_value
    return low + share * (goal - low)


def require_agreement(progress: Progress) -> int:
    """Require that every course agrees with its standing, and count those that were compared."""
    compared = 0
    for one in progress:
        expected, found = scheduled_level(one), course(one)
        if expected is not None and one.reported_for is not None and not one.why:
            assert expected == level_at(found, one.reported_for.last)
            compared += 1
    return compared


@given(progresses())
def test_course_is_what_is_scheduled(progress: Progress) -> None:
    """At the end of the last report a course has the level that the standing schedules."""
    require_agreement(progress)


def test_course_is_what_is_scheduled_in_a_large_plan() -> None:
    """With schedules by shares and levels, growth, amounts and ways."""
    assert require_agreement(large_plan(300).progress(AS_OF)) > 50


def standing_of(metric: Metric, target: Target, *reports: Observation, by: str = "2023-12-31") -> Standing:
    """Give the standing of a plan's only target; all figures are invented."""
    plan = Plan(
        id="plan", name="虚构", period="2021-2025", metrics=(metric,), observations=reports, targets=(target,)
    )
    (found,) = plan.progress(by)
    return found


BASE = Observation(metric="m", period=2020, figure="100亿元", aspect="baseline")
LATER = LevelSchedule({"2027": "150亿元"})
REPORT = Observation(metric="m", period=2022, figure="130亿元")


def levels(found: Course) -> list[tuple[int, str]]:
    """Give the years at whose ends a course has points, with its levels in 亿元."""
    return [(month // 12, f"{float(level / 10**8):.2f}") for month, level in found]


def test_even_course_is_one_line() -> None:
    """From the base to the goal."""
    one = standing_of(OUTPUT, Target(metric="m", by=2025, goal="200亿元"), BASE, REPORT)
    assert [(2020, "100.00"), (2025, "200.00")] == levels(course(one))


def test_course_of_growth_bends() -> None:
    """The same rate in every year makes larger steps later on."""
    one = standing_of(OUTPUT, Target(metric="m", by=2023, goal=AnnualRate("10%")), BASE, REPORT)
    assert [(2020, "100.00"), (2021, "110.00"), (2022, "121.00"), (2023, "133.10")] == levels(course(one))


def test_course_by_levels_passes_them() -> None:
    """A schedule of levels gives its own points, with the base before and the goal behind."""
    target = Target(metric="m", by=2025, goal="200亿元", schedule=LevelSchedule({"2022": "150亿元"}))
    one = standing_of(OUTPUT, target, BASE, REPORT)
    assert [(2020, "100.00"), (2022, "150.00"), (2025, "200.00")] == levels(course(one))
    assert Fraction(150 * 10**8) == level_at(course(one), 12 * 2022 + 11)


def test_course_by_shares_passes_them() -> None:
    """A schedule of shares gives the parts of the way."""
    target = Target(metric="m", by=2025, goal="200亿元", schedule=ShareSchedule({"2021": "10%"}))
    one = standing_of(OUTPUT, target, BASE, REPORT)
    assert [(2020, "100.00"), (2021, "110.00"), (2025, "200.00")] == levels(course(one))


def test_course_by_levels_ends_with_them_where_the_goal_is_growth() -> None:
    """A rate is no level that a schedule of levels could lead to, so nothing is drawn beyond them."""
    goal, schedule = AnnualRate("10%"), LevelSchedule({"2022": "120亿元"})
    one = standing_of(OUTPUT, Target(metric="m", by=2025, goal=goal, schedule=schedule), BASE, REPORT)
    assert [(2020, "100.00"), (2022, "120.00")] == levels(course(one))


def test_growth_of_nothing_has_no_course() -> None:
    """There is no way to go."""
    assert () == course(standing_of(OUTPUT, Target(metric="m", by=2025, goal=AnnualRate("0%")), BASE))


def test_an_amount_starts_with_nothing() -> None:
    """A schedule of levels for an amount starts at 0, before the first month of its period."""
    target = Target(metric="m", by="2021-2025", goal="50亿元", schedule=LevelSchedule({"2022": "10亿元"}))
    one = standing_of(SPENT, target, Observation(metric="m", period=2021, figure="5亿元"))
    assert [(2020, "0.00"), (2022, "10.00"), (2025, "50.00")] == levels(course(one))


@pytest.mark.parametrize(
    ("target", "reports"),
    [
        (Target(metric="m", by=2025, goal="200亿元"), (REPORT,)),
        (Target(metric="m", by=2025, goal="180—200亿元"), (BASE, REPORT)),
        (Target(metric="m", by=2025, goal="100亿元"), (BASE, REPORT)),
        (Target(metric="m", by="2021-2025 each year", goal="200亿元"), (BASE, REPORT)),
        (Target(metric="m", by=2025, goal=AnnualRate("5—6%")), (BASE, REPORT)),
        (Target(metric="m", by=2025, goal="200亿元", schedule=LATER), (BASE, REPORT)),
        (Target(metric="m", by=2025, goal="200亿元"), (Observation(
            metric="m", period=2020, figure="90—100亿元", aspect="baseline"), REPORT)),
        (Target(metric="m", by=2019, goal="200亿元", base=2020), (BASE, REPORT)),
    ],
)  # fmt: skip
def test_no_course_where_none_can_be_told(target: Target, reports: tuple[Observation, ...]) -> None:
    """Without a base, for ranges, floors, limits, schedules that do not fit, and years that run backwards."""
    assert () == course(standing_of(OUTPUT, target, *reports))
