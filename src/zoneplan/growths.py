"""Growth from one level to another, and changes over several years."""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.constraints import Compound, CompoundChange, Constraint, MeanGrowth
from zoneplan.errors import RelationError
from zoneplan.periods import Period
from zoneplan.short_reprs import short_repr
from zoneplan.statements import Part, Statement, as_optional_term, as_term, as_terms, linear, year_of
from zoneplan.terms import Term
from zoneplan.texts import member

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cumulative", "CumulativeForm", "Growth", "GrowthMethod"]


class GrowthMethod(enum.StrEnum):
    """How a yearly rate of growth was worked out."""

    LEVEL = "level"
    """水平法: target = base · (1 + rate)^years, the usual meaning of 年均增长."""
    MEAN = "mean"
    """The arithmetic mean of the yearly rates, as newspapers also print it."""


class CumulativeForm(enum.StrEnum):
    """What a figure for several years together is."""

    CHANGE = "change"
    """A change over all years that yearly rates compound to, as in [13.5] %."""
    FLOW = "flow"
    """The sum of the years' amounts, as in 累计投资."""


def _as_method(value: GrowthMethod | str) -> GrowthMethod:
    return member(GrowthMethod, value, RelationError)


def _as_form(value: CumulativeForm | str) -> CumulativeForm:
    return member(CumulativeForm, value, RelationError)


def _as_period(value: Period | str | int | None) -> Period | None:
    return value if value is None or isinstance(value, Period) else Period.parse(value)


@attrs.frozen(kw_only=True)
class Growth(Statement):
    """A level grows from one year to another at a yearly rate: 年均增长.

    The years are those in which the periods of base and target end. The base year is the last year
    before the span that the rate is stated for: 十四五 grows from 2020 to 2025, five times.

    >>> base, target = Term("2400亿元", period=2025), Term("3400亿元", period=2030)
    >>> Growth(base=base, target=target, rate="7%左右").years
    5

    Attributes:
        base: The level it starts from; its period is needed.
        target: The level that is reached; its period is needed.
        rate: The yearly rate.
        method: How the rate was worked out.
        levels: For the mean of yearly rates, the levels of the years between, in order; empty when none
            of them is known. A missing one is a term without figure.

    Raises:
        RelationError: If a period is missing, the years do not run forward, or the levels between are not
            one for each year.
    """

    base: Term = attrs.field(converter=as_term)
    target: Term = attrs.field(converter=as_term)
    rate: Term = attrs.field(converter=as_term)
    method: GrowthMethod = attrs.field(default=GrowthMethod.LEVEL, converter=_as_method)
    levels: tuple[Term, ...] = attrs.field(default=(), converter=as_terms)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        first, last = year_of(self.base, "base"), year_of(self.target, "target")
        if last <= first:
            raise RelationError(
                f"growth cannot run from {first} to {last}",
                "give the earlier level as base",
                f"增长不能从{first}年到{last}年",
                "基数请写较早的数",
            )
        if self.method is GrowthMethod.LEVEL:
            if self.levels:
                raise RelationError(
                    "levels between base and target do not enter growth by the level method",
                    "leave them out, or state method='mean'",
                    "水平法的增长不用基数与末值之间各年的数",
                    "请去掉“各年”，或将“算法”写成累计平均",
                )
        elif not self.levels:
            object.__setattr__(self, "levels", (Term(),) * (last - first - 1))
        elif len(self.levels) != last - first - 1:
            raise RelationError(
                f"expected {last - first - 1} levels between {first} and {last}, got {len(self.levels)}",
                "give one for each year, None for a missing one",
                f"{first}年与{last}年之间应有{last - first - 1}个各年的数，写了{len(self.levels)}个",
                "每年请写一个，缺数的写指标和时期",
            )

    @property
    def years(self) -> int:
        """How many times the yearly rate applies, 1 or more."""
        return year_of(self.target, "target") - year_of(self.base, "base")

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (
            ("base", self.base, Part.LEVEL),
            *((f"levels[{index}]", term, Part.LEVEL) for index, term in enumerate(self.levels)),
            ("rate", self.rate, Part.RATE),
            ("target", self.target, Part.LEVEL),
        )

    @property
    def stated_role(self) -> str:
        """The role of the term that is shown as stated: the target, or the rate of a mean."""
        return "target" if self.method is GrowthMethod.LEVEL else "rate"

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        base, rate, target = keys["base"], keys["rate"], keys["target"]
        if self.method is GrowthMethod.LEVEL or not self.levels:
            return (Compound(base, rate, target, self.years),)
        between = (keys[f"levels[{index}]"] for index in range(len(self.levels)))
        return (MeanGrowth((base, *between, target), rate),)


@attrs.frozen(kw_only=True)
class Cumulative(Statement):
    """A figure for several years together: a change that yearly rates compound to, or a sum of years.

    It is one of three: a change from start to end; a change and the yearly rate it compounds from over
    `period`; a flow and its parts, the years.

    >>> cut = Cumulative(change="13.5%", rate="2.7%", period="2021-2025", falling=True)
    >>> cut.years
    5

    Attributes:
        change: The change over all years, or the sum of all years.
        form: Whether it is a change or a flow.
        start: The level before the change; None when the relation is not about levels.
        end: The level after it.
        rate: The yearly rate; None when the relation is not about a rate.
        parts: The amounts of the years of a flow.
        period: The years that the change is over, when it is about a rate.
        falling: Whether change and rate are cuts that are printed as positive numbers.

    Raises:
        RelationError: If it is none of the three, or more than one.
    """

    change: Term = attrs.field(converter=as_term)
    form: CumulativeForm = attrs.field(default=CumulativeForm.CHANGE, converter=_as_form)
    start: Term | None = attrs.field(default=None, converter=as_optional_term)
    end: Term | None = attrs.field(default=None, converter=as_optional_term)
    rate: Term | None = attrs.field(default=None, converter=as_optional_term)
    parts: tuple[Term, ...] = attrs.field(default=(), converter=as_terms)
    period: Period | None = attrs.field(default=None, converter=_as_period)
    falling: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        is_flow = self.form is CumulativeForm.FLOW
        has_levels = self.start is not None and self.end is not None
        has_some_level = self.start is not None or self.end is not None
        if is_flow:
            is_right = bool(self.parts) and self.rate is None and not has_some_level and not self.falling
        elif self.rate is not None:
            is_right = self.period is not None and not has_some_level and not self.parts
        else:
            is_right = has_levels and not self.parts
        if not is_right:
            raise RelationError(
                f"a cumulative {self.form} needs "
                + ("its parts alone" if is_flow else "either start and end, or rate and period"),
                "give a missing figure as Term(), and leave out what the relation is not about",
                ("累计应只写分项" if is_flow else "累计应写起点和终点，或写增速和时期"),
                "缺数的写指标和时期，不写数值；与此关系无关的请不写",
            )

    @property
    def years(self) -> int | None:
        """How many years the change is over; None when no period is stated."""
        return None if self.period is None else self.period.last_year - self.period.first_year + 1

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        if self.form is CumulativeForm.FLOW:
            parts = ((f"parts[{index}]", term, Part.LEVEL) for index, term in enumerate(self.parts))
            return (*parts, ("change", self.change, Part.LEVEL))
        rate = Part.CUT if self.falling else Part.RATE
        if self.rate is not None:
            return (("rate", self.rate, rate), ("change", self.change, rate))
        if self.start is None or self.end is None:  # pragma: no cover  # refused above
            return ()
        return (
            ("start", self.start, Part.LEVEL),
            ("end", self.end, Part.LEVEL),
            ("change", self.change, rate),
        )

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        if self.form is CumulativeForm.FLOW:
            signs = ((key, Fraction(-1 if role == "change" else 1)) for role, key in keys.items())
            return (linear(signs),)
        if self.rate is not None:
            return (CompoundChange(keys["rate"], keys["change"], self.years or 1),)
        return (Compound(keys["start"], keys["change"], keys["end"], 1),)
