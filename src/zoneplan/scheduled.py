"""What is scheduled: the points that a plan states, and the answers for the months between them."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from zoneplan.errors import ScheduleError
from zoneplan.figures import Figure, as_figure
from zoneplan.periods import Period
from zoneplan.ranges import short_text
from zoneplan.short_reprs import short_repr
from zoneplan.units import Unit

__all__ = ["Between", "SchedulePoint", "Scheduled", "ScheduledLevel", "check_single"]


def _as_period(value: Period | str | int) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


@attrs.frozen
class SchedulePoint:
    """What should be reached by the end of a period.

    Attributes:
        by: The period, given as a `Period` or its text.
        figure: The share or level, given as a `Figure` or its text; one number, whose qualifying words
            do not move it: 20%以上 is scheduled as 20 %.

    Raises:
        ScheduleError: If the figure is a range or a change.
    """

    by: Period = attrs.field(converter=_as_period)
    figure: Figure = attrs.field(converter=as_figure)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        check_single(self.figure, str(self.by))

    def __str__(self) -> str:
        return f"{self.figure} by {self.by}"


Between: TypeAlias = tuple[SchedulePoint | None, SchedulePoint | None]


def check_single(figure: Figure, where: str) -> Figure:
    """Give a figure back when it is one number, neither a range nor a change.

    Args:
        figure: The figure.
        where: What it is scheduled for, to be named in the refusal.

    Raises:
        ScheduleError: If it is a range or a change.
    """
    if figure.upper is not None or figure.is_increment:
        what = "a change" if figure.upper is None else "a range"
        raise ScheduleError(
            f"expected one number for {where}, got {what}: {figure.text or figure}",
            "write the share or level that should be reached",
            f"序时计划的每一点应为一个数，写的是{figure.text or figure}",
            "请写到时应完成的比例或应达到的水平",
        )
    return figure


@attrs.frozen(kw_only=True)
class Scheduled:
    """How much of a goal should be done.

    Attributes:
        share: The share, from 0 to 1, exactly.
        elapsed: The months gone by, from 0 to `months`.
        months: All months from the start to the end.
        between: The stated points that a straight line was drawn between; None stands for the start or
            the end. None as a whole when no line was drawn.
    """

    share: Fraction
    elapsed: int
    months: int
    between: Between | None = None

    __repr__ = short_repr

    @property
    def is_interpolated(self) -> bool:
        """Whether no share was stated for the month, so that the straight line was taken."""
        return self.between is not None

    @property
    def message(self) -> str:
        """The answer as a sentence in English."""
        return f"{_percent(self.share)} % is scheduled after {self.elapsed} of {self.months} months" + _line(
            self.between
        )

    @property
    def message_zh(self) -> str:
        """The same sentence in Chinese."""
        return f"{self.months}个月中过去{self.elapsed}个月，序时进度为{_percent(self.share)}%" + _line_zh(
            self.between
        )


@attrs.frozen(kw_only=True)
class ScheduledLevel:
    """The level that should be reached.

    Attributes:
        level: The level, exactly, in `unit`.
        unit: The unit of the last stated level.
        between: As of a scheduled share.
    """

    level: Fraction
    unit: Unit
    between: Between | None = None

    __repr__ = short_repr

    @property
    def is_interpolated(self) -> bool:
        """Whether no level was stated for the month, so that the straight line was taken."""
        return self.between is not None

    @property
    def message(self) -> str:
        """The answer as a sentence in English."""
        return f"{short_text(self.level)} {self.unit} is scheduled" + _line(self.between)

    @property
    def message_zh(self) -> str:
        """The same sentence in Chinese."""
        return f"应达到{short_text(self.level)}{self.unit}" + _line_zh(self.between)


def _percent(share: Fraction) -> str:
    return short_text(share * 100)


def _line(between: Between | None) -> str:
    if between is None:
        return ""
    before, after = between
    return f", on the straight line from {before or 'the start'} to {after or 'the end'}"


def _line_zh(between: Between | None) -> str:
    if between is None:
        return ""
    before, after = between
    first = "起点" if before is None else f"{before.by}的{before.figure}"
    last = "终点" if after is None else f"{after.by}的{after.figure}"
    return f"，按{first}与{last}之间的直线推算"
