"""What the rest of a target's time would take, and what would come of going on as before."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.bands import in_short_words
from zoneplan.errors import GoalError
from zoneplan.intervals import Interval
from zoneplan.ranges import short_text
from zoneplan.roots import root_of
from zoneplan.short_reprs import short_repr
from zoneplan.units import Unit

if TYPE_CHECKING:
    from zoneplan.layout import Language

__all__ = ["Pace", "Projection"]

_MONTHS = 12
_PLACES = 2
# A share moves by points: per cent of it would be another number.
_POINTS = {"%": ("points", "个百分点"), "‰": ("per mille points", "个千分点")}


def _as_exact(value: object) -> Fraction:
    """Take an exact number; an interval refuses floats with a sentence."""
    if type(value) is Fraction:
        return value
    point = Interval.point(value)  # type: ignore[arg-type]  # strangers are refused
    return point.lo or Fraction(0)


def _check_months(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int or value < 1:
        raise GoalError(
            f"expected a number of months from 1 on, got {value!r}",
            "where no month is left there is no pace",
            f"月数应为不小于1的整数，写的是 {value!r}",
            "没有剩余月份时无所谓进度要求",
        )


def _shown(meant: Interval, unit: str, language: Language) -> str:
    """Say what a number can be, as it stands behind "of" or 为."""
    said = in_short_words(meant, unit, language, _PLACES)
    return said.removeprefix("等于" if language == "zh" else "exactly ").removeprefix("from ")


@attrs.frozen(kw_only=True)
class Pace:
    """What each of the months that are left has to bring, so that the goal is reached exactly.

    >>> from zoneplan.units import unit
    >>> pace = Pace(unit=unit("亿元"), start=6 * 10**10, goal=9 * 10**10, months=6, is_amount=True)
    >>> str(pace.per_month), pace.after(6) == pace.goal
    ('50', True)

    Attributes:
        unit: The unit that it is told in.
        start: What was reached, in the base unit.
        goal: What is to be reached, in the base unit.
        months: How many months are left, 1 or more.
        is_amount: Whether amounts of single months add up; a level grows by a rate as well.

    Raises:
        GoalError: If no month is left.
        FloatRefusedError: If a number is a binary float.
        IntervalError: If a number is not exact.
    """

    unit: Unit
    start: Fraction = attrs.field(converter=_as_exact)
    goal: Fraction = attrs.field(converter=_as_exact)
    months: int = attrs.field(validator=_check_months)
    is_amount: bool

    __repr__ = short_repr

    @property
    def per_month(self) -> Fraction:
        """What each month has to bring, in `unit`; negative where the goal lies lower."""
        return (self.goal - self.start) / self.months / self.unit.factor

    @property
    def per_year(self) -> Fraction:
        """What twelve such months bring, in `unit`."""
        return self.per_month * _MONTHS

    @property
    def rate(self) -> Interval | None:
        """The yearly rate of growth, in %, that leads from the level reached to the goal.

        It is a point where it is a fraction, and else so narrow an interval that 29 digits are sure. None for
        an amount, for a share told in % or ‰, which moves by points, and where a level is 0 or less.
        """
        if self.is_amount or self.unit.name in _POINTS or self.start <= 0 or self.goal < 0:
            return None
        factor = root_of(Interval.point((self.goal / self.start) ** _MONTHS), self.months)
        return (factor - 1) * 100

    def after(self, months: int) -> Fraction:
        """Give what is reached after some months at this pace, in the base unit.

        Args:
            months: How many of the months that are left.
        """
        return self.start + self.per_month * self.unit.factor * months

    def text(self, language: Language = "en") -> str:
        """Say what the rest takes.

        Args:
            language: `en` or `zh`.
        """
        chinese = language == "zh"
        unit = _POINTS.get(self.unit.name, (str(self.unit),) * 2)[chinese]
        if not self.is_amount and self.months % _MONTHS == 0:
            years, step = self.months // _MONTHS, f"{short_text(self.per_year)} {unit}"
            said = f"今后{years}年每年{step}" if chinese else f"{step} a year for {years} years"
        else:
            step = f"{short_text(self.per_month)} {unit}"
            said = (
                f"今后{self.months}个月每月{step}" if chinese else f"{step} a month for {self.months} months"
            )
        if self.rate is None:
            return said
        is_fall = self.goal < self.start
        rate = _shown(-self.rate if is_fall else self.rate, "%" if chinese else " %", language)
        if chinese:
            return f"{said}，即年均{'下降' if is_fall else '增长'}{rate}"
        return f"{said}, or {'a fall' if is_fall else 'growth'} of {rate} a year"

    def __str__(self) -> str:
        return self.text()


@attrs.frozen(kw_only=True)
class Projection:
    """What would be reached if the rest went on as what is past, on average. A reckoning, and no forecast.

    Attributes:
        unit: The unit that it is told in.
        value: What would be reached, by the figures as they are written, in the base unit.
        strict: What it can be when every figure is rounded as it is written, in the base unit.
    """

    unit: Unit
    value: Fraction
    strict: Interval

    __repr__ = short_repr

    @property
    def range(self) -> Interval:
        """What it can be, in `unit`."""
        return self.strict * (1 / self.unit.factor)

    def text(self, language: Language = "en") -> str:
        """Say what would be reached, and on what ground.

        Args:
            language: `en` or `zh`.
        """
        shown = _shown(self.range, str(self.unit) if language == "zh" else f" {self.unit}", language)
        if language == "zh":
            return f"按已有平均进度推算为{shown}（仅为推算）"
        return f"{shown} at the average pace so far (a reckoning, no forecast)"

    def __str__(self) -> str:
        return self.text()
