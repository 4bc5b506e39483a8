"""The course on which a target should be reached, as a line from its base to its goal.

A course has a point wherever its schedule states one, and at the end of each year where growth leads to the
goal; between two points it is straight. At every month it gives what `Standing.scheduled` does.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from zoneplan.errors import ScheduleError
from zoneplan.figures import Figure
from zoneplan.goals import Cumulative, Level
from zoneplan.periods import Period
from zoneplan.scheduled import SchedulePoint
from zoneplan.schedules import LevelSchedule, ShareSchedule
from zoneplan.selection import at_meant_prices
from zoneplan.standings import Yardstick
from zoneplan.trajectories import Trajectory, grows_by_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.standings import Standing

__all__ = ["Course", "course"]

_MONTHS = 12

Course: TypeAlias = tuple[tuple[int, Fraction], ...]
"""Months, counted as in `Period.last`, each with the level to be reached by its end, in base units."""


def course(one: Standing) -> Course:
    """Give the course on which a target should be reached; empty where none can be told.

    There is none for a limit, without a base or a goal that is one number, and where the schedule does not
    fit the target.

    Args:
        one: Where the target stands.
    """
    goal, start = one.goal.value, _start(one)
    if one.why or not one.has_completion or goal is None or start is None:
        return ()
    (before, low), last = start, one.entry.target.period.last
    schedule = one.entry.target.schedule
    try:
        if isinstance(schedule, LevelSchedule):
            return tuple(_levels(one, schedule, before))
        if isinstance(schedule, ShareSchedule):
            shares = list(_shares(one, schedule, before))
        elif schedule is None and one.yardstick is Yardstick.WAY and _is_grown(one):
            shares = list(_grown(one, before))
        else:
            shares = [(before, Fraction(0)), (last, Fraction(1))]
    except ScheduleError:
        return ()
    return tuple((month, low + share * (goal - low)) for month, share in shares)


def _start(one: Standing) -> tuple[int, Fraction] | None:
    """Give the month at whose end it starts, and the level there: an amount starts with nothing done."""
    if one.yardstick is Yardstick.AMOUNT:
        return one.entry.target.period.first - 1, Fraction(0)
    if one.base is None:
        return None
    figure = one.base.entry.record.figure
    return None if figure.upper is not None else (one.base.period.last, figure.base_value)


def _span(one: Standing, before: int) -> tuple[Period, Period]:
    """Give the periods between which a schedule counts."""
    last = one.entry.target.period
    if one.yardstick is Yardstick.AMOUNT:
        return last, last
    return Period.month((before + 1) // _MONTHS, (before + 1) % _MONTHS + 1), last


# -- by shares ------------------------------------------------------------------------------------


def _shares(one: Standing, schedule: ShareSchedule, before: int) -> Iterator[tuple[int, Fraction]]:
    first, last = _span(one, before)
    for month in sorted({before, last.last, *(point.by.last for point in schedule.points)}):
        yield month, schedule.at(month, first, last).share


def _is_grown(one: Standing) -> bool:
    return one.years is not None and grows_by_rate(one.entry.target.goal)


def _grown(one: Standing, before: int) -> Iterator[tuple[int, Fraction]]:
    """Give the shares at the end of each year where the same rate leads from the base to the goal."""
    years = one.years or 0
    path = Trajectory(one.entry.target.goal, years)
    for year in range(years + 1):
        share = path.share(_MONTHS * year)
        if share is not None:
            yield before + _MONTHS * year, share


# -- by levels ------------------------------------------------------------------------------------


def _levels(one: Standing, schedule: LevelSchedule, before: int) -> Iterator[tuple[int, Fraction]]:
    """Give the levels at the base, at each point that is stated, and at the goal where that is a figure."""
    first, last = _span(one, before)
    meant = LevelSchedule(
        tuple(SchedulePoint(point.by, at_meant_prices(point.figure, one.metric)) for point in schedule.points)
    )
    final = meant.points[-1].figure
    base, goal = _base(one, final), _goal(one)
    ends = {before, *(() if goal is None else (last.last,))}
    for month in sorted(ends | {point.by.last for point in meant.points}):
        found = meant.scheduled_level(month, first, last, base=base, goal=goal)
        yield month, found.level * found.unit.factor


def _base(one: Standing, final: Figure) -> Figure:
    if one.yardstick is Yardstick.AMOUNT or one.base is None:
        return Figure(0, final.unit, price_basis=final.price_basis)
    return at_meant_prices(one.base.entry.record.figure, one.metric)


def _goal(one: Standing) -> Figure | None:
    """Give the figure that a schedule of levels ends at; None for a goal that is no level."""
    goal = one.entry.target.goal
    is_level = isinstance(goal, Level) or one.yardstick is Yardstick.AMOUNT
    if not is_level or not isinstance(goal, (Level, Cumulative)) or goal.figure.upper is not None:
        return None
    return at_meant_prices(goal.figure, one.metric)
