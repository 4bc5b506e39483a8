"""What a goal comes to in numbers: the level it implies, and the yearly rate that leads there.

Everything is exact and follows the figures' readings. A goal that implies no number says so in a sentence.
Growth is by the level method (水平法): a rate of 7 % over five years multiplies by 1.07⁵. A cumulative
change in % compounds, so [13.5] over five years is 2.848 to 2.870 % a year and not 2.7.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import GoalError
from zoneplan.figures import Figure, as_figure
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.growths import CumulativeForm
from zoneplan.intervals import Interval
from zoneplan.qualifiers import Bound
from zoneplan.ranges import shown_range, telling_places
from zoneplan.readings import Reading
from zoneplan.roots import root_of
from zoneplan.short_reprs import short_repr
from zoneplan.units import Unit, unit

if TYPE_CHECKING:
    from zoneplan.layout import Language

__all__ = ["Implication", "implied_level", "implied_rate"]

_ONE = Reading(Interval.point(1), Interval.point(1))
_FACTORS = Interval.at_least(0)
_POSITIVE = Interval.more_than(0)
_BARE, _PERCENT = unit("倍"), unit("%")
_POINT = Fraction(1, 100)
_PLACES = 4


@attrs.frozen(kw_only=True, slots=False)
class Implication:
    """What a goal implies for one number, or why it implies none.

    Attributes:
        unit: The unit that the number is shown in.
        value: The number that follows from the figures as they are written, in base units; None when
            nothing follows, when a figure is a range, or when the number is no fraction.
        why: Why nothing follows, as a sentence in English; empty when something does.
        why_zh: The same sentence in Chinese.
    """

    unit: Unit
    _reading: Reading | None = attrs.field(default=None, repr=False)
    _figure: Figure | None = attrs.field(default=None, repr=False)
    value: Fraction | None = None
    why: str = ""
    why_zh: str = ""

    __repr__ = short_repr

    @property
    def follows(self) -> bool:
        """Whether a number follows at all."""
        return self._reading is not None or self._figure is not None

    @cached_property
    def reading(self) -> Reading | None:
        """What the number can be, in base units; None when nothing follows."""
        return self._reading if self._figure is None else self._figure.base_reading

    @property
    def strict(self) -> Interval:
        """What it can be when every digit counts, in `unit`.

        Raises:
            GoalError: If nothing follows.
        """
        return self._read().strict * (1 / self.unit.factor)

    @property
    def wide(self) -> Interval:
        """What it can be when its figures are read at their loosest, in `unit`.

        Raises:
            GoalError: If nothing follows.
        """
        return self._read().wide * (1 / self.unit.factor)

    def _read(self) -> Reading:
        if self.reading is None:
            raise GoalError(
                self.why,
                "ask for `reading`, which is None when nothing follows",
                self.why_zh,
                "请改用 `reading`，无法推算时为 None",
            )
        return self.reading

    def text(self, language: Language = "en") -> str:
        """Print the range with its unit, or the sentence that says why there is none.

        Args:
            language: The language of the sentence.
        """
        if self.reading is None:
            return self.why_zh if language == "zh" else self.why
        places = min(_PLACES, telling_places(self.strict))
        return f"{shown_range(self.strict, places, language)} {self.unit}"

    def __str__(self) -> str:
        return self.text()


def _nothing(measured: Unit, why: str, why_zh: str) -> Implication:
    return Implication(unit=measured, why=why, why_zh=why_zh)


def _written(figure: Figure) -> Fraction | None:
    """Give the number as it is written, in the base unit; None for a range."""
    return None if figure.upper is not None else figure.base_value


def _as_optional_figure(value: Figure | str | None) -> Figure | None:
    return None if value is None else as_figure(value)


# -- levels -----------------------------------------------------------------------------------------


def implied_level(
    goal: Goal,
    *,
    base: Figure | str | None = None,
    years: int | None = None,
    other: Figure | str | None = None,
) -> Implication:
    """Give the level that a goal comes to.

    >>> from zoneplan.goals import AnnualRate, Cumulative
    >>> print(implied_level(AnnualRate("7%左右"), base="2400亿元", years=5))
    [3287.52, 3446.23] 亿元
    >>> print(implied_level(Cumulative("1岁"), base="77.3岁"))
    [77.75, 78.85] 岁

    Args:
        goal: The goal.
        base: The level it starts from; a goal that does not start from one needs none.
        years: How many years lie between the base and the year asked about, 1 or more; needed for what
            is meant by the year.
        other: For a goal beside another metric, that metric's figure.

    Raises:
        GoalError: If the years are no whole number of 1 or more.
        DimensionMismatchError: If base and goal measure different things.
    """
    if years is not None:
        _check_years(years)
    start = _as_optional_figure(base)
    match goal:
        case Level(figure) | Rank(figure):
            return Implication(unit=figure.unit, figure=figure, value=_written(figure))
        case RelativeTo():
            return _beside(goal, _as_optional_figure(other))
        case Qualitative() | Delegated():
            return _words(goal)
        case Cumulative(figure, form=CumulativeForm.FLOW):
            return _nothing(
                figure.unit,
                f"{goal} is the sum of all years, which sets no year's level",
                f"{goal}是各年合计，不确定某一年的水平",
            )
        case _:
            return _from_base(goal, start, years)


def _words(goal: Qualitative | Delegated) -> Implication:
    if isinstance(goal, Delegated):
        return _nothing(
            unit("倍"),
            f"its number is set by {goal.to}, and not here",
            f"目标数值由{goal.to}下达，此处未写明",
        )
    return _nothing(unit("倍"), f"{goal.text!r} sets no number", f"“{goal.text}”没有设定数值")


def _beside(goal: RelativeTo, other: Figure | None) -> Implication:
    if other is None:
        return _nothing(
            _BARE,
            f"the figure of {goal.metric!r}, which it stands beside, is missing",
            f"所参照的“{goal.metric}”没有数值",
        )
    reading, value = other.base_reading, _written(other)
    if goal.gap is not None:
        sign = 1 if goal.bound in {Bound.GT, Bound.GE} else -1
        scale = _scale(goal.gap, other.unit)
        shift = goal.gap.base_reading.scaled(sign * scale)
        reading = reading + shift
        value = None if value is None else value + sign * scale * goal.gap.base_value
    return Implication(unit=other.unit, reading=_bounded(goal.bound, reading), value=value)


def _bounded(bound: Bound, reading: Reading) -> Reading:
    """Give what a number can be that is to stand so to another."""
    strict, wide = reading.strict, reading.wide
    match bound:
        case Bound.GT:
            return Reading(strict + Interval.more_than(0), wide + Interval.at_least(0))
        case Bound.GE:
            return Reading(strict + Interval.at_least(0), wide + Interval.at_least(0))
        case Bound.LT:
            return Reading(strict + Interval.less_than(0), wide + Interval.at_most(0))
        case Bound.LE:
            return Reading(strict + Interval.at_most(0), wide + Interval.at_most(0))
        case Bound.APPROX:
            return Reading(strict, Interval.everything())
        case _:
            return reading


def _from_base(
    goal: AnnualRate | Cumulative | PointChange | Multiple, base: Figure | None, years: int | None
) -> Implication:
    """Give the level that a change of a base comes to."""
    measured = goal.figure.unit if base is None else base.unit
    if base is None:
        return _nothing(
            measured, f"the level that {goal} starts from is missing", f"{goal}所依据的基期数值缺失"
        )
    is_yearly = isinstance(goal, AnnualRate) or (isinstance(goal, PointChange) and goal.yearly)
    if years is None and is_yearly:
        return _nothing(
            measured, f"it is not known over how many years {goal} is meant", f"不知道{goal}持续多少年"
        )
    reading, written = base.base_reading, _written(base)
    change, step = goal.figure.base_reading, _written(goal.figure)
    if isinstance(goal, PointChange) or (
        isinstance(goal, Cumulative) and goal.figure.unit.dimension != "ratio"
    ):
        times = years if isinstance(goal, PointChange) and goal.yearly and years is not None else 1
        sign = -1 if isinstance(goal, Cumulative) and goal.falling else 1
        scale = sign * times * _scale(goal.figure, base.unit)
        value = None if written is None or step is None else written + scale * step
        return Implication(unit=measured, reading=reading + change.scaled(scale), value=value)
    if base.unit.dimension == "ratio" and not isinstance(goal, Multiple):
        return _nothing(
            measured,
            f"{goal} of a share may mean per cent or points",
            f"比重的变化{goal}可能指百分比，也可能指百分点",
        )
    if not reading.strict.is_subset(_POSITIVE):
        return _nothing(
            measured,
            f"{goal} of {base} is not defined: only a level above 0 grows by a rate or a multiple",
            f"{base}不大于零，{goal}没有意义",
        )
    factor, exact = _factor(goal, years or 1)
    value = None if written is None or exact is None else written * exact
    return Implication(unit=measured, reading=_times(reading, factor), value=value)


def _scale(change: Figure, measured: Unit) -> Fraction:
    """Give what turns a change's base unit into that of a level: a point is a hundredth.

    Raises:
        DimensionMismatchError: If the change is not of the level's dimension.
    """
    if change.unit.dimension == "percentage_point" and measured.dimension == "ratio":
        return _POINT
    change.to(measured)  # refuses another dimension
    return Fraction(1)


def _factor(goal: AnnualRate | Cumulative | Multiple, years: int) -> tuple[Reading, Fraction | None]:
    """Give what a level is multiplied by in all, as a reading and from the number as written."""
    reading, number = goal.figure.base_reading, _written(goal.figure)
    match goal:
        case Multiple(figure):
            more = 1 if figure.is_increment else 0
            shifted = reading + _ONE if more else reading
            return _not_negative(shifted), None if number is None else number + more
        case AnnualRate():
            grown = _not_negative(reading + _ONE)
            power = Reading(grown.strict**years, grown.wide**years)
            return power, None if number is None else (1 + number) ** years
        case Cumulative(falling=falling):  # pragma: no branch  # mypy knows it is the last
            sign = Fraction(-1 if falling else 1)
            return (
                _not_negative(reading.scaled(sign) + _ONE),
                None if number is None else 1 + sign * number,
            )


def _not_negative(reading: Reading) -> Reading:
    return Reading(reading.strict & _FACTORS, reading.wide & _FACTORS)


def _times(one: Reading, other: Reading) -> Reading:
    return Reading(one.strict * other.strict, one.wide * other.wide)


# -- rates ------------------------------------------------------------------------------------------


def implied_rate(goal: Goal, years: int, *, base: Figure | str | None = None) -> Implication:
    """Give the yearly rate of growth that leads to a goal, in %.

    >>> from zoneplan.goals import Cumulative, Multiple
    >>> print(implied_rate(Multiple("翻一番"), 10))
    (7.1773, 7.1774) %
    >>> print(implied_rate(Cumulative("13.5%", falling=True), 5).strict.describe(3))
    (-2.871, -2.847)

    Args:
        goal: The goal.
        years: How many years lie between the base and the year it is due, 1 or more: 2020 to 2025 are
            five, from a base of 2019 they are six.
        base: The level it starts from; needed for a goal that is a level or an addition to one.

    Raises:
        GoalError: If the years are no whole number of 1 or more.
    """
    start = _as_optional_figure(base)
    match goal:
        case AnnualRate(figure):
            return Implication(unit=_PERCENT, reading=figure.base_reading, value=_written(figure))
        case Cumulative(figure, form=CumulativeForm.CHANGE) if figure.unit.dimension == "ratio":
            _check_years(years)
            factor, exact = _factor(goal, years)
        case Multiple():
            _check_years(years)
            factor, exact = _factor(goal, years)
        case _:
            reached = implied_level(goal, base=start, years=years)
            if reached.reading is None or start is None:
                why = reached.why or f"the level that {goal} starts from is missing"
                why_zh = reached.why_zh or f"{goal}所依据的基期数值缺失"
                return _nothing(_PERCENT, why, why_zh)
            return _rate_between(start, reached, years)
    return _rooted(factor, exact, years)


def _check_years(years: object) -> None:
    if type(years) is not int or years < 1:
        raise GoalError(
            f"expected a number of years from 1 on, got {years!r}",
            "count from the base year: from 2020 to 2025 are five",
            f"年数应为不小于1的整数，写的是 {years!r}",
            "请从基期起算：2020年至2025年为五年",
        )


def _rate_between(start: Figure, reached: Implication, years: int) -> Implication:
    _check_years(years)
    reading = start.base_reading
    if reached.reading is None or not reading.wide.is_subset(_POSITIVE) or start.unit.dimension == "rank":
        return _nothing(
            _PERCENT,
            f"no rate leads from {start}: growth from a level that may be 0 is not defined",
            f"{start}可能为0，增速无定义",
        )
    if start.unit.dimension != reached.unit.dimension:
        return _nothing(
            _PERCENT,
            f"{start} and the goal are in units that do not compare",
            f"{start}与目标的单位不可比",
        )
    factor = Reading(
        (reached.reading.strict & _FACTORS) / reading.strict, (reached.reading.wide & _FACTORS) / reading.wide
    )
    written = _written(start)
    exact = None if written is None or reached.value is None else reached.value / written
    return _rooted(factor, exact, years)


def _rooted(factor: Reading, exact: Fraction | None, years: int) -> Implication:
    """Give the yearly rate of a factor over some years, its ends rounded outward where it is no fraction."""
    reading = Reading(root_of(factor.strict, years) - 1, root_of(factor.wide, years) - 1)
    value = None
    if exact is not None and exact >= 0:
        root = root_of(Interval.point(exact), years)
        value = root.lo - 1 if root.is_point and root.lo is not None else None
    return Implication(unit=_PERCENT, reading=reading, value=value)
