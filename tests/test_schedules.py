from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import documents
from zoneplan.errors import DocumentError, FloatRefusedError, PeriodError, ScheduleError
from zoneplan.figures import Figure
from zoneplan.formats import yaml
from zoneplan.locations import Mark
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.scheduled import SchedulePoint
from zoneplan.schedules import EvenSchedule, LevelSchedule, Schedule, ShareSchedule, as_schedule
from zoneplan.strategies import periods, schedules
from zoneplan.strategies.schedules import levels_over_time

YEARS = Period.span(2021, 2025)
MONTHS = [Period.month(2021 + n // 12, n % 12 + 1) for n in range(60)]
BEFORE = Period.month(2020, 12)
CURVE = ShareSchedule({"2020-01/03": "20%", "2020-01/06": "45%", "2020": "100%"})
LEVELS = LevelSchedule({"2022": "2600亿元", "2025": "30000000万元"})
SPANS = st.tuples(periods(), periods()).filter(lambda pair: pair[0].first <= pair[1].last)


# -- laws -----------------------------------------------------------------------------------------


@given(SPANS, st.integers(0, 400))
def test_an_even_schedule_is_proportional_to_months(span: tuple[Period, Period], elapsed: int) -> None:
    """Each month gone by is scheduled as much as every other, and no more than all of them."""
    start, end = span
    months = end.last - start.first + 1
    found = EvenSchedule().at(start.first - 1 + elapsed, start, end)
    assert Fraction(min(elapsed, months), months) == found.share
    assert not found.is_interpolated
    assert (min(elapsed, months), months) == (found.elapsed, found.months)


@given(schedules())
def test_a_schedule_never_falls_and_ends_with_all_of_the_goal(schedule: EvenSchedule | ShareSchedule) -> None:
    """From nothing before the start the share never falls, and at the end it is 1."""
    shares = [schedule.at(month, YEARS, YEARS).share for month in (BEFORE, *MONTHS)]
    assert shares == sorted(shares)
    assert [0, 1] == [shares[0], shares[-1]]
    for outside, share in ((Period.year(2019), 0), (Period.year(2026), 1)):
        assert share == schedule.at(outside, YEARS, YEARS).share


@given(schedules(kinds=(ShareSchedule,)))
def test_a_curve_meets_its_points_and_is_straight_between_them(curve: ShareSchedule) -> None:
    """What is stated is given as stated; what lies between is said to, and grows by the same each month."""
    stated = {point.by.last: point.figure.base_value for point in curve.points}
    found = {month.last: curve.at(month, YEARS, YEARS) for month in MONTHS}
    for month, answer in found.items():
        assert stated.get(month, answer.share) == answer.share
        assert answer.is_interpolated == (month not in stated and month != YEARS.last)
    knots = sorted({YEARS.first - 1, *stated, YEARS.last})
    shares = {YEARS.first - 1: Fraction(0), **{month: one.share for month, one in found.items()}}
    for low, high in pairwise(knots):
        assert 1 == len({shares[month + 1] - shares[month] for month in range(low, high)})


@given(levels_over_time(), st.integers(1, 9999), st.integers(1, 9999))
def test_levels_are_those_of_the_curve_through_them(levels: LevelSchedule, base: int, goal: int) -> None:
    """Stated levels are met, the base holds before the start, and months between two levels lie between."""
    unit = levels.points[0].figure.unit
    last = levels.points[-1]
    aim = last.figure if last.by.last == YEARS.last else Figure(goal, unit)
    ends = {"base": Figure(base, unit), "goal": aim}
    found = [levels.scheduled_level(month, YEARS, YEARS, **ends) for month in (BEFORE, *MONTHS)]
    assert (Fraction(base), aim.exact) == (found[0].level, found[-1].level)
    for point in levels.points:
        answer = found[point.by.last - BEFORE.last]
        assert (point.figure.exact, False) == (answer.level, answer.is_interpolated)
    for one in found:
        if one.between is not None:
            before, after = ((0 if end is None else end.figure.exact) for end in one.between)
            known = [base if one.between[0] is None else before, goal if one.between[1] is None else after]
            assert min(known) <= one.level <= max(known)


# -- what months are over -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "elapsed"),
    [
        ("2020-10", 10),
        ("2020-01/10", 10),
        (Period.quarter(2020, 3), 9),
        (2020, 12),
        (12 * 2020 + 2, 3),
        (datetime.date(2020, 3, 31), 3),
        (datetime.date(2020, 3, 30), 2),
        (datetime.datetime(2020, 2, 29, 12, tzinfo=datetime.UTC), 2),
        ("2019", 0),
        ("2021-06", 12),
    ],
)
def test_months_that_are_over_count(as_of: Any, elapsed: int) -> None:
    """A period counts to its end, and a day counts the months that are over with it."""
    assert elapsed == EvenSchedule().at(as_of, 2020, 2020).elapsed


def test_time_progress_of_published_reports() -> None:
    """By October five sixths of a year are gone, and by March a quarter: 83.3% and 25.00%."""
    even = EvenSchedule()
    assert [Fraction(5, 6), Fraction(1, 4)] == [
        even.at("2020-10", 2020, 2020).share,
        even.at("2021-01/03", 2021, 2021).share,
    ]


def test_a_level_before_the_first_or_after_the_last_needs_an_end() -> None:
    """What nothing states is not guessed: the base, or the goal, has to be given."""
    early = LevelSchedule({"2022": "2600亿元"})
    for as_of, shown, side, needed in (
        ("2021", "2021-12", "first", "base"),
        ("2023", "2023-12", "last", "goal"),
    ):
        with pytest.raises(ScheduleError) as caught:
            early.scheduled_level(as_of, 2021, 2025)
        assert (
            f"no level is scheduled for {shown}, beyond the {side} point of the schedule\ngive the {needed}"
        ) == str(caught.value)
    ends = {"base": "2400亿元", "goal": "2900亿元"}
    found = [early.scheduled_level(as_of, 2021, 2025, **ends).level for as_of in ("2020", "2021", "2023")]
    assert [2400, 2500, 2700] == found


# -- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({}, "a schedule needs a point, got none"),
        ({"2021": "45%", "2022": "20%"}, "the schedule falls to 20% by 2022"),
        ({"2021": "120%"}, "expected a share from 0 % to 100 % by 2021, got 120%"),
        ({"2021": "-1%"}, "expected a share from 0 % to 100 % by 2021, got -1%"),
        ({"2021": "5亿元"}, "expected a share from 0 % to 100 % by 2021, got 5亿元"),
        ({"2021": "5—6%"}, "expected one number for 2021, got a range: 5—6%"),
        ({"2021": "增长5%"}, "expected a share from 0 % to 100 % by 2021, got 增长5%"),
        ({"2021": "增长2倍"}, "expected one number for 2021, got a change: 增长2倍"),
        (
            {"2021Q1": "5%", "2021-01/03": "5%"},
            "2021Q1 and 2021-01/03 end in the same month, for which two figures are given",
        ),
        (["20%"], "expected a point of a schedule, got '20%'"),
    ],
)
def test_curves_that_cannot_be_are_refused(points: Any, message: str) -> None:
    """Shares lie from nothing to all, never fall, and are one number for one month."""
    with pytest.raises(ScheduleError) as caught:
        ShareSchedule(points)
    assert message == caught.value.message


def test_curves_that_do_not_fit_their_months_are_refused() -> None:
    """Points lie between start and end, and at the end all is due."""
    for curve, start, end, message in (
        (CURVE, 2021, 2022, "the point 20% by 2020-01/03 lies outside the months from 2021-01 to 2022-12"),
        (
            CURVE,
            "2020",
            "2020Q1",
            "the point 45% by 2020-01/06 lies outside the months from 2020-01 to 2020-03",
        ),
        (
            ShareSchedule({"2020": "90%"}),
            2020,
            2020,
            "90% is scheduled by 2020, where all of the goal is due",
        ),
        (CURVE, 2021, 2020, "a schedule cannot end in 2020-12, before 2021-01"),
    ):
        with pytest.raises(ScheduleError) as caught:
            curve.at("2020", start, end)
        assert message == caught.value.message
    with pytest.raises(PeriodError, match="expected a period, got 'soon'"):
        CURVE.at("soon", 2020, 2020)


def test_levels_that_cannot_be_are_refused() -> None:
    """Levels are of one dimension, at the same prices, and end where the goal is."""
    priced = Figure.parse("5亿元", price_basis=PriceBasis.current())
    for make, message in (
        (
            lambda: LevelSchedule({"2022": "2600亿元", "2025": "3000家"}),
            "the levels 3000家 and 2600亿元 of a schedule cannot be compared",
        ),
        (
            lambda: LevelSchedule({"2022": priced, "2025": "6亿元"}),
            "the levels 6亿元 and 5亿元 of a schedule cannot be compared",
        ),
        (
            lambda: LEVELS.scheduled_level("2021", 2021, 2025, base="5—6亿元"),
            "expected one number for the start, got a range: 5—6亿元",
        ),
        (
            lambda: LEVELS.scheduled_level("2021", 2021, 2025, goal="3001亿元"),
            "3000亿元 is scheduled by 2025, where the goal 3001亿元 is due",
        ),
        (
            lambda: LEVELS.scheduled_level("2021", 2021, 2024),
            "the point 3000亿元 by 2025 lies outside the months from 2021-01 to 2024-12",
        ),
    ):
        with pytest.raises(ScheduleError) as caught:
            make()
        assert message == caught.value.message
    assert 3000 * 10**4 == LEVELS.scheduled_level("2025", 2021, 2025, goal="3000亿元以上").level


def test_the_first_years_of_the_calendar_have_a_month_before_them() -> None:
    """A refusal names a month even where no period is."""
    with pytest.raises(ScheduleError, match="no level is scheduled for month 11"):
        LevelSchedule({Period.year(2): "5亿元"}).scheduled_level(
            datetime.date(1, 1, 15), Period.year(1), Period.year(2)
        )


# -- in documents -----------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Holder:
    """A record with a schedule, as a target has one."""

    schedule: Schedule | None = None
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)


@given(st.none() | schedules() | levels_over_time())
def test_schedules_come_back_from_documents(schedule: Schedule | None) -> None:
    """What is written is read back, as data and as YAML."""
    one = Holder(schedule=schedule)
    data = documents.to_dict(one)
    assert one == documents.from_dict(data, Holder)
    if data:
        assert one == documents.structure(yaml.load(yaml.dump(data), "t.yaml"), Holder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schedule: even", EvenSchedule()),
        ("schedule: 均衡", EvenSchedule()),
        ("schedule: {2020-01/03: 20%, 2020-01/06: 45%, 2020: 100%}", CURVE),
        ("schedule: {shares: {2020-01/03: 20%, 2020-01/06: 45%, 2020: 100%}}", CURVE),
        ("schedule: {2022: 2600亿元, 2025: 30000000万元}", LEVELS),
        ("schedule: {levels: {2022: {text: 2.5%}, 2025: 3%}}", LevelSchedule({2022: "2.5%", 2025: "3%"})),
        ("schedule: null", None),
    ],
)
def test_schedules_are_read_from_text(text: str, expected: Schedule | None) -> None:
    """A word, shares or levels by period; levels in % are told apart by a key."""
    assert Holder(schedule=expected) == documents.structure(yaml.load(text, "t.yaml"), Holder)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("schedule: [20%]", "schedule (t.yaml:1:11): expected text, got a list"),
        ("schedule: soon", "schedule (t.yaml:1:11): expected a schedule, got 'soon'"),
        ("schedule: {2020: 20}", "schedule.2020 (t.yaml:1:18): expected a figure with its unit, got 20"),
        ("schedule: {2020: 20%, 2021: 5家}", "schedule (t.yaml:1:12): a schedule mixes shares and levels"),
        ("schedule: {soon: 20%}", "schedule (t.yaml:1:12): expected a period, got 'soon'"),
        (
            "schedule: {levels: {2020: 3%}, 2021: 5%}",
            "schedule (t.yaml:1:12): expected levels alone, got levels, 2021",
        ),
        ("schedule: {}", "schedule (t.yaml:1:11): a schedule needs a point, got none"),
        ("schedule: {levels: 3%}", "schedule (t.yaml:1:12): expected a figure for each period, got '3%'"),
    ],
)
def test_faulty_schedules_are_told_with_their_places(text: str, problem: str) -> None:
    """Each problem has its line and column."""
    with pytest.raises(DocumentError) as caught:
        documents.structure(yaml.load(text, "t.yaml"), Holder, "t.yaml")
    (found,) = caught.value.problems
    assert problem == f"{found.place}: {found.message}"


def test_what_python_gives_is_taken() -> None:
    """A schedule stays as it is, points may be given, and a float is refused."""
    assert CURVE is as_schedule(CURVE)
    assert CURVE == ShareSchedule(reversed(CURVE.points))
    assert LEVELS == as_schedule({2022: "2600亿元", 2025: "3000亿元"})
    with pytest.raises(ScheduleError, match="expected a schedule, got 5"):
        as_schedule(5)
    with pytest.raises(FloatRefusedError):
        SchedulePoint(2022, 0.5)
