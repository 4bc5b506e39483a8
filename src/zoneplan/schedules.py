"""Scheduled progress (序时进度): how much of a goal should be done by when.

Most plans are followed evenly: elapsed months over all months (时间进度). Some publish a curve of
shares, or the levels to be reached in milestone years. Between two stated points the straight line is
taken, and the answer says so.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

import attrs

from zoneplan.errors import PeriodError, ScheduleError
from zoneplan.figures import Figure, as_figure
from zoneplan.kinds import FigureKind
from zoneplan.locations import MARK_KEY
from zoneplan.periods import Period
from zoneplan.scheduled import Between, Scheduled, ScheduledLevel, SchedulePoint, check_single
from zoneplan.short_reprs import short_repr

__all__ = [
    "EvenSchedule",
    "LevelSchedule",
    "Schedule",
    "ShareSchedule",
    "as_schedule",
]

EVEN_WORDS = ("even", "均衡")
"""The words for an even schedule."""
_FORMS = (
    "write even, or shares by the end of periods such as {2020-01/03: 20%, 2020: 100%}, "
    "or levels such as {2022: 2600亿元, 2025: 3000亿元}"
)
_FORMS_ZH = (
    "请写“均衡”，或写到各期末应完成的比例，例如 {2020年1—3月: 20%, 2020: 100%}，"
    "或各期末的水平，例如 {2022: 2600亿元, 2025: 3000亿元}"
)

Moment: TypeAlias = Period | datetime.date | int
"""When progress is looked at: a period at whose end, a day, or a month as `12 * year + month - 1`."""


_Points: TypeAlias = Mapping[Any, Any] | Iterable[SchedulePoint]


def _as_points(values: _Points) -> tuple[SchedulePoint, ...]:
    if isinstance(values, Mapping):
        found = [SchedulePoint(by, figure) for by, figure in values.items()]
    else:
        found = list(values)
        for value in found:
            if not isinstance(value, SchedulePoint):
                raise ScheduleError(f"expected a point of a schedule, got {value!r}", _FORMS)
    if not found:
        raise ScheduleError(
            "a schedule needs a point, got none",
            "leave it out to mean an even one",
            "序时计划没有一个时点",
            "如为均衡进度，请不写该键",
        )
    found.sort(key=lambda point: point.by.last)
    for one, other in pairwise(found):
        if one.by.last == other.by.last:
            raise ScheduleError(
                f"{one.by} and {other.by} end in the same month, for which two figures are given",
                "keep one of them",
                f"{one.by}与{other.by}止于同一个月，写了两个数",
                "请只留一个",
            )
    return tuple(found)


# -- the kinds of schedule ------------------------------------------------------------------------


@attrs.frozen
class EvenSchedule:
    """Every month is scheduled as much as every other (均衡): elapsed months over all months.

    >>> print(EvenSchedule().at("2020-10", 2020, 2020).share)
    5/6
    """

    def at(self, as_of: Moment | str, start: Period | str | int, end: Period | str | int) -> Scheduled:
        """Give the share that should be done.

        Args:
            as_of: A period, at whose end; a day, of whose month only a month that is over counts; or a
                month as `12 * year + month - 1`. Text is read as a period, and so is a year. Before the
                start nothing is scheduled, and after the end everything.
            start: The period whose first month is the first that counts.
            end: The period whose last month is the last that counts.

        Raises:
            ScheduleError: If the end lies before the start.
            PeriodError: If a text is no period.
        """
        first, last = _span(start, end)
        elapsed = _elapsed(as_of, first, last)
        months = last - first + 1
        return Scheduled(share=Fraction(elapsed, months), elapsed=elapsed, months=months)

    def __str__(self) -> str:
        return "even"


@attrs.frozen
class ShareSchedule:
    """Shares of the goal that should be done by the end of some periods, counted from the start.

    >>> curve = ShareSchedule({"2020-01/03": "20%", "2020-01/06": "45%", "2020": "100%"})
    >>> print(curve.at("2020-05", 2020, 2020).message)
    ≈36.666667 % is scheduled after 5 of 12 months, on the straight line from 20% by 2020-01/03 to 45% by \
2020-01/06

    Attributes:
        points: The points from early to late, given as points or as figures by period.

    Raises:
        ScheduleError: If there is no point, a share lies outside 0 % to 100 % or below an earlier one, or
            two points end in one month.
    """

    points: tuple[SchedulePoint, ...] = attrs.field(converter=_as_points)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        before = Fraction(0)
        for point in self.points:
            share = _share(point)
            if share < before:
                raise ScheduleError(
                    f"the schedule falls to {point.figure} by {point.by}",
                    "give shares counted from the start",
                    f"序时计划到{point.by}降为{point.figure}",
                    "请写从起点算起的累计比例",
                )
            before = share

    def at(self, as_of: Moment | str, start: Period | str | int, end: Period | str | int) -> Scheduled:
        """Give the share that should be done; the start is 0 and the end all of the goal.

        Args:
            as_of: As of an even schedule.
            start: The period whose first month is the first that counts.
            end: The period whose last month is the last that counts.

        Raises:
            ScheduleError: If the end lies before the start, a point lies outside of both, or the share
                stated for the end is not 100 %.
            PeriodError: If a text is no period.
        """
        first, last = _span(start, end)
        _check_inside(self.points, first, last)
        final = self.points[-1]
        if final.by.last == last and _share(final) != 1:
            raise ScheduleError(
                f"{final.figure} is scheduled by {final.by}, where all of the goal is due",
                "write 100% for the end, or leave it out; levels are written {levels: {2025: 3%}}",
                f"{final.by}应完成全部目标，而序时计划为{final.figure}",
                "期末请写100%，或不写；如为水平值，请写为 {levels: {2025: 3%}}",
            )
        elapsed = _elapsed(as_of, first, last)
        knots: list[_Knot] = [(first - 1, Fraction(0), None)]
        knots += [(point.by.last, _share(point), point) for point in self.points]
        if final.by.last < last:
            knots.append((last, Fraction(1), None))
        share, between = _on_line(knots, first - 1 + elapsed)
        return Scheduled(share=share, elapsed=elapsed, months=last - first + 1, between=between)


@attrs.frozen
class LevelSchedule:
    """Levels that should be reached by the end of some periods, such as milestone years.

    >>> levels = LevelSchedule({"2022": "2600亿元", "2025": "3000亿元"})
    >>> print(levels.scheduled_level("2023", 2021, 2025).message)
    ≈2733.3333 亿元 is scheduled, on the straight line from 2600亿元 by 2022 to 3000亿元 by 2025

    Attributes:
        points: The points from early to late, given as points or as figures by period.

    Raises:
        ScheduleError: If there is no point, two points end in one month, or their figures cannot be
            compared.
    """

    points: tuple[SchedulePoint, ...] = attrs.field(converter=_as_points)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for point in self.points:
            _check_alike(self.points[-1].figure, point.figure)

    def scheduled_level(
        self,
        as_of: Moment | str,
        start: Period | str | int,
        end: Period | str | int,
        *,
        base: Figure | str | None = None,
        goal: Figure | str | None = None,
    ) -> ScheduledLevel:
        """Give the level that should be reached.

        Args:
            as_of: As of an even schedule.
            start: The period whose first month is the first that counts; the base holds just before it.
            end: The period whose last month is the last that counts.
            base: The level it starts from; needed before the first point.
            goal: The level at the end; needed after the last point, unless that is the end.

        Raises:
            ScheduleError: If the end lies before the start, a point lies outside of both, the level stated
                for the end is not the goal, the base or goal is needed and missing, or one of them cannot
                be compared with the levels.
            PeriodError: If a text is no period.
            AmountError: If a text is no amount.
        """
        first, last = _span(start, end)
        _check_inside(self.points, first, last)
        final = self.points[-1]
        knots: list[_Knot] = [(one.by.last, self._in_unit(one.figure), one) for one in self.points]
        if base is not None:
            knots.insert(0, (first - 1, self._in_unit(check_single(as_figure(base), "the start")), None))
        if goal is not None:
            level = self._in_unit(check_single(as_figure(goal), "the end"))
            if final.by.last == last and level != knots[-1][1]:
                raise ScheduleError(
                    f"{final.figure} is scheduled by {final.by}, where the goal {goal} is due",
                    "correct the schedule or the goal",
                    f"{final.by}的目标为{goal}，而序时计划为{final.figure}",
                    "请改正序时计划或目标",
                )
            if final.by.last < last:
                knots.append((last, level, None))
        month = first - 1 + _elapsed(as_of, first, last)
        if not knots[0][0] <= month <= knots[-1][0]:
            side, needed = ("first", "base") if month < knots[0][0] else ("last", "goal")
            raise ScheduleError(
                f"no level is scheduled for {_shown(month)}, beyond the {side} point of the schedule",
                f"give the {needed}",
                f"序时计划的时点未及{_shown(month)}",
                "请写基期值" if needed == "base" else "请写目标值",
            )
        level, between = _on_line(knots, month)
        return ScheduledLevel(level=level, unit=final.figure.unit, between=between)

    def _in_unit(self, figure: Figure) -> Fraction:
        final = self.points[-1].figure
        _check_alike(final, figure)
        return figure.base_value / final.unit.factor


Schedule: TypeAlias = EvenSchedule | ShareSchedule | LevelSchedule
"""How a goal is to be reached over time: a closed set, consumed by `match`."""


def as_schedule(value: object) -> Schedule | None:
    """Take a schedule as it is, the word for an even one, or points by period; None stays None.

    Points in % are shares of the goal and all others are levels. Levels of a metric that is itself in %
    are told apart by a key: `{"levels": {"2025": "3%"}}`; `shares` says the other.

    >>> as_schedule("均衡"), type(as_schedule({"2022": "2600亿元"})).__name__
    (EvenSchedule(), 'LevelSchedule')

    Args:
        value: A schedule, `even` or `均衡`, or a mapping.

    Raises:
        ScheduleError: If it is none of these, or its points do not make a schedule.
        PeriodError: If a key is no period.
        AmountError: If a value is no amount.
        UnitError: If a unit is not known.
    """
    if value is None or isinstance(value, (EvenSchedule, ShareSchedule, LevelSchedule)):
        return value
    if isinstance(value, str) and value in EVEN_WORDS:
        return EvenSchedule()
    if not isinstance(value, Mapping):
        raise ScheduleError(
            f"expected a schedule, got {value!r}", _FORMS, f"应为序时计划，写的是{value!r}", _FORMS_ZH
        )
    rows = {key: row for key, row in value.items() if key != MARK_KEY}
    named = rows.keys() & {"shares", "levels"}
    if named:
        if len(rows) > 1:
            alone = min(named)
            rest = [_NAMED_ZH.get(key, key) for key in rows if key != alone]
            raise ScheduleError(
                f"expected {alone} alone, got {', '.join(map(str, rows))}",
                _FORMS,
                f"应只写{_NAMED_ZH[alone]}，另写了{'、'.join(map(str, rest))}",
                _FORMS_ZH,
            )
        inner = rows[min(named)]
        if not isinstance(inner, Mapping):
            raise ScheduleError(
                f"expected a figure for each period, got {inner!r}",
                _FORMS,
                f"每期应有一个数，写的是{inner!r}",
                _FORMS_ZH,
            )
        inner = {key: row for key, row in inner.items() if key != MARK_KEY}
        return ShareSchedule(inner) if named == {"shares"} else LevelSchedule(inner)
    points = _as_points(rows)
    kinds = {point.figure.unit.dimension == "ratio" for point in points}
    if len(kinds) > 1:
        raise ScheduleError(
            "a schedule mixes shares and levels",
            "write all of it as one of them",
            "序时计划混用了比例和水平值",
            "请统一写成其中一种",
        )
    return ShareSchedule(points) if kinds == {True} else LevelSchedule(points)


# -- reckoning ------------------------------------------------------------------------------------


_NAMED_ZH = {"shares": "各占比（shares）", "levels": "各年（levels）"}

# A month, what is scheduled by its end, and the point that states it; None for the start and the end.
_Knot: TypeAlias = tuple[int, Fraction, SchedulePoint | None]


_SHARES = frozenset({FigureKind.RATIO, FigureKind.SHARE, FigureKind.COMPLETION})


def _share(point: SchedulePoint) -> Fraction:
    if point.figure.kind not in _SHARES or not 0 <= point.figure.base_value <= 1:
        raise ScheduleError(
            f"expected a share from 0 % to 100 % by {point.by}, got {point.figure.text or point.figure}",
            "write the share of the goal that should be done by then",
            f"到{point.by}应为0 %至100 %的比例，写的是{point.figure.text or point.figure}",
            "请写到时应完成目标的比例",
        )
    return point.figure.base_value


def _check_alike(one: Figure, other: Figure) -> None:
    if one.unit.dimension != other.unit.dimension or one.price_basis != other.price_basis:
        raise ScheduleError(
            f"the levels {one} and {other} of a schedule cannot be compared",
            "write all of them in one unit and at the same prices",
            f"序时计划中的{one}与{other}不可比",
            "请统一单位和价格口径",
        )


def _check_inside(points: tuple[SchedulePoint, ...], first: int, last: int) -> None:
    for point in points:
        if not first <= point.by.last <= last:
            raise ScheduleError(
                f"the point {point} lies outside the months from {_shown(first)} to {_shown(last)}",
                "correct the schedule, or the years of the target",
                f"序时计划的{point.by}（{point.figure}）不在{_shown(first)}至{_shown(last)}之内",
                "请改正序时计划，或目标的年份",
            )


def _span(start: Period | str | int, end: Period | str | int) -> tuple[int, int]:
    first, last = _months(start).first, _months(end).last
    if last < first:
        raise ScheduleError(f"a schedule cannot end in {_shown(last)}, before {_shown(first)}", "swap them")
    return first, last


def _months(value: Period | str | int) -> Period:
    """Take a period; an int is a year when it has four digits at most, else a month."""
    if type(value) is int and value > 9999:
        return Period.month(value // 12, value % 12 + 1)
    return value if isinstance(value, Period) else Period.parse(value)


def _elapsed(as_of: Moment | str, first: int, last: int) -> int:
    """Give how many months of a span are over."""
    if isinstance(as_of, datetime.date):
        month = Period.month(as_of.year, as_of.month)
        reached = month.last if as_of.day == month.end.day else month.last - 1
    else:
        reached = _months(as_of).last
    return min(max(reached - first + 1, 0), last - first + 1)


def _on_line(knots: list[_Knot], month: int) -> tuple[Fraction, Between | None]:
    """Give the value at a month, and the neighbours it was drawn between when none is stated for it."""
    index = bisect_left(knots, month, key=lambda knot: knot[0])
    month_after, value_after, after = knots[index]
    if month_after == month:
        return value_after, None
    month_before, value_before, before = knots[index - 1]
    slope = (value_after - value_before) / (month_after - month_before)
    return value_before + slope * (month - month_before), (before, after)


def _shown(month: int) -> str:
    try:
        return str(Period.month(month // 12, month % 12 + 1))
    except PeriodError:
        return f"month {month}"
