"""The way on which growth leads from a base to a goal: the same rate in every year, not the same step."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import GoalError
from zoneplan.goals import AnnualRate, Cumulative, Goal, Multiple
from zoneplan.growths import CumulativeForm
from zoneplan.ranges import short_text
from zoneplan.roots import root_between

if TYPE_CHECKING:
    from zoneplan.layout import Language

__all__ = ["Trajectory", "grows_by_rate"]

_MONTHS = 12


def grows_by_rate(goal: Goal) -> bool:
    """Tell whether a goal is told by growth, so that a rate and no step is the same in every year.

    >>> grows_by_rate(AnnualRate("8%")), grows_by_rate(Cumulative("50亿元"))
    (True, False)

    Args:
        goal: The goal.
    """
    match goal:
        case AnnualRate() | Multiple():
            return True
        case Cumulative(figure, form=CumulativeForm.CHANGE):
            return figure.unit.dimension == "ratio"
        case _:
            return False


def _check_years(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int or value < 1:
        raise GoalError(
            f"expected a number of years from 1 on, got {value!r}",
            "count from the base year: from 2020 to 2025 are five",
            f"年数应为不小于1的整数，写的是 {value!r}",
            "请从基期起算：2020年至2025年为五年",
        )


@attrs.frozen(slots=False)
class Trajectory:
    """How much of the way is gone by when, where a level grows by the same rate in every year.

    At the end of each year the level is a power of what it grows by in one. Between two years it is on the
    straight line. A yearly rate gives exact powers of the number that is written. A multiple and a change
    over all years have roots that are no fractions: there the share is the one of 30 digits that schedules
    less, so that nothing is behind by the rounding.

    >>> path = Trajectory(AnnualRate("8%"), 5)
    >>> path.share(60), round(float(path.share(24)), 4)
    (Fraction(1, 1), 0.3545)

    Attributes:
        goal: A yearly rate, a multiple, or a change over all years in %, which is one number.
        years: How many years lie between the base and the year it is due in, 1 or more.

    Raises:
        GoalError: If the goal is no growth or a range, or there is no year.
    """

    goal: Goal
    years: int = attrs.field(validator=_check_years)

    def __attrs_post_init__(self) -> None:
        if not grows_by_rate(self.goal) or self.goal.figure.upper is not None:  # type: ignore[union-attr]  # all have one
            raise GoalError(
                f"{self.goal} is no growth by one number",
                "give a yearly rate, a multiple or a change in %",
                f"{self.goal}不是以一个数表示的增长",
                "请给出年均增速、倍数或以百分数表示的累计变化",
            )

    @property
    def _whole(self) -> Fraction:
        """What the base is multiplied by in all, or in one year of a yearly rate."""
        number = self.goal.figure.base_value  # type: ignore[union-attr]  # checked when it was made
        match self.goal:
            case Multiple(figure):
                return number + 1 if figure.is_increment else number
            case Cumulative(falling=True):
                return 1 - number
            case _:
                return 1 + number

    @cached_property
    def factors(self) -> tuple[Fraction, ...]:
        """What the base is multiplied by at its own end and at that of each year after it."""
        whole, years = self._whole, self.years
        if isinstance(self.goal, AnnualRate):
            return tuple([whole**year for year in range(years + 1)])
        if whole < 0:
            return ()
        side = 0 if whole > 1 else 1  # the end that lies nearer to the base
        inner = [root_between(whole**year, years)[side] for year in range(1, years)]
        return (Fraction(1), *inner, whole)

    def share(self, months: int) -> Fraction | None:
        """Give the part of the way that is gone after some months; None where there is no way.

        Args:
            months: The months since the base, from 0 to those of all years.
        """
        if not self.factors or self.factors[-1] == 1:
            return None
        year, rest = divmod(months, _MONTHS)
        reached = self.factors[year]
        if rest:
            reached += (self.factors[year + 1] - reached) * Fraction(rest, _MONTHS)
        return (reached - 1) / (self.factors[-1] - 1)

    def text(self, months: int, language: Language = "en") -> str:
        """Say what is scheduled after some months, and on what ground; empty where nothing is.

        Args:
            months: As of `share`.
            language: `en` or `zh`.
        """
        share = self.share(months)
        if share is None:
            return ""
        shown, whole = short_text(share * 100), self.years * _MONTHS
        if language == "zh":
            return f"{whole}个月中过去{months}个月，按每年增速相同，序时进度为{shown}%"
        return f"{shown} % is scheduled after {months} of {whole} months, by the same rate in every year"
