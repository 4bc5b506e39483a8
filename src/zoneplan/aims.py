"""The relations that the goals of one metric, subject and due date stand in to each other.

A level and a rate that are both set from a known base have to agree, and so have a rate and a change over
all years. Each is an ordinary relation, so that it is decided, explained and proved like any other.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan import goals
from zoneplan.deadlines import DeadlineKind
from zoneplan.decimals import nearest_decimal
from zoneplan.errors import RollupError
from zoneplan.facts import Facts
from zoneplan.figures import Figure
from zoneplan.growths import Cumulative, CumulativeForm, Growth
from zoneplan.histories import Histories, History
from zoneplan.ledger import TargetEntry
from zoneplan.metrics import Metric, MetricKind
from zoneplan.observations import Aspect
from zoneplan.origins import Origin, PlanRelation
from zoneplan.periods import Period
from zoneplan.qualifiers import Qualifier
from zoneplan.relations import Difference, Multiple, Relation
from zoneplan.subjects import goal_place
from zoneplan.targets import Target, change_written
from zoneplan.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["aimed_relations"]

_Change: TypeAlias = goals.AnnualRate | goals.Cumulative | goals.PointChange | goals.Multiple
_Unmet: TypeAlias = tuple[str, str] | None

_ONCE = frozenset({DeadlineKind.BY_END_OF, DeadlineKind.ALL_YEAR, DeadlineKind.WITHIN})
_WAS = (Aspect.BASELINE, Aspect.ACTUAL)
_MONTHS = 12
_NO_BASE = (
    "the plan does not say which year it starts from",
    "未注明以哪一年为基期",
)
_TWO_BASES = ("the level it starts from is told in two ways", "基期数值有两种说法")
_OTHER_LENGTH = (
    "the level it starts from is of a longer or shorter period than the one it leads to",
    "基期与目标期的长短不同",
)


def aimed_relations(facts: Facts) -> Iterator[PlanRelation]:
    """Give the relations between the goals that are set for one metric and subject by one date.

    A single goal stands in none. Levels that are to be held for years, or for good, are limits and take
    no part.

    Args:
        facts: The plan's figures.
    """
    groups: dict[tuple[str, str, int], list[TargetEntry]] = {}
    for entry in facts.plan.ledger.targets:
        target = entry.target
        known = target.metric in facts.plan.ledger.metrics and entry.subject not in facts.doubtful
        if known and target.by.kind in _ONCE:
            named = (target.metric, facts.subject(entry.subject), target.period.last)
            groups.setdefault(named, []).append(entry)
    several = {named: found for named, found in groups.items() if len(found) > 1}
    histories = Histories.of(facts.plan, {named[:2] for named in several})
    for (metric, subject, _), found in several.items():
        yield from _Aims(facts, histories[metric, subject], tuple(found)).relations()


@attrs.frozen(eq=False, slots=False)
class _Aims:
    """What is set for one metric and subject by one date."""

    facts: Facts
    history: History
    entries: tuple[TargetEntry, ...]

    @property
    def _metric(self) -> Metric:
        return self.history.metric

    @cached_property
    def _levels(self) -> tuple[Period, ...]:
        """The periods that a level is set for, each once."""
        found = (
            one.target.period
            for one in self.entries
            if one.target.is_level
            and change_written(one.target, self._metric) is None
            and one.target.period.months <= _MONTHS
        )
        return tuple(dict.fromkeys(found))

    def relations(self) -> Iterator[PlanRelation]:
        """Give what has to hold between them."""
        for entry in self.entries:
            found = [*self._with_levels(entry), *self._with_changes(entry)]
            for index, (relation, unmet) in enumerate(found):
                name = f"{Origin.TARGET}:{entry.path}"
                yield PlanRelation(
                    id=name if len(found) == 1 else f"{name}[{index}]",
                    relation=relation,
                    origin=Origin.TARGET,
                    place=goal_place(entry),
                    unmet=unmet,
                )

    # -- a change and the level it leads to -----------------------------------------------------

    def _with_levels(self, entry: TargetEntry) -> Iterator[tuple[Relation, _Unmet]]:
        goal = entry.target.goal
        if not isinstance(goal, _CHANGES):
            return
        for due in self._levels:
            base, unmet = self._base(entry.target, due)
            start = base.period
            if start is None or start.last_year >= due.last_year:
                continue
            if self._metric.kind is MetricKind.FLOW and start.months != due.months:
                base, unmet = Term(period=start), unmet or _OTHER_LENGTH
            level = self.facts.term(self._metric.id, self.history.subject, due, aspects=(Aspect.TARGET,))
            relation = self._leading(goal, base, level, _years(start, due))
            if relation is not None:
                yield relation, unmet

    def _leading(self, goal: _Change, base: Term, level: Term, years: Period) -> Relation | None:
        """Give the relation of a change to the levels it leads from and to; None for a sum of years."""
        match goal:
            case goals.AnnualRate(figure):
                return Growth(base=base, target=level, rate=self._term(figure, "年均增长", years))
            case goals.Multiple(figure):
                return Multiple(base=base, target=level, multiple=self._term(figure, "倍数", years))
            case goals.PointChange(figure, yearly=yearly):
                change = self._term(figure, "年均变化" if yearly else "变化", years)
                return Difference(minuend=level, subtrahend=base, difference=change, yearly=yearly)
            case goals.Cumulative(form=CumulativeForm.FLOW):
                return None
            case goals.Cumulative(figure, falling=falling):  # pragma: no branch  # mypy knows it is the last
                change = self._term(figure, "累计下降" if falling else "累计变化", years)
                if figure.unit.dimension == "ratio":
                    return Cumulative(start=base, end=level, change=change, falling=falling)
                high, low = (base, level) if falling else (level, base)
                return Difference(minuend=high, subtrahend=low, difference=change)

    def _base(self, target: Target, due: Period) -> tuple[Term, _Unmet]:
        """Give the level that a target starts from, and why it is not known which one that is."""
        plan_period = self.facts.plan.period
        first = 1 if plan_period is None else plan_period.first_year
        period = target.base or (Period.year(first - 1) if first > 1 else None)
        try:
            found = self.history.base(target, plan_period)
        except RollupError:
            return Term(period=period or _before(due)), _TWO_BASES
        if found is not None:
            return self.facts.of(found.entry), None
        if period is None:
            return Term(period=_before(due)), _NO_BASE
        return self.facts.term(self._metric.id, self.history.subject, period, aspects=_WAS), None

    def _term(self, figure: Figure, head: str, years: Period) -> Term:
        """Give a figure that a target states a change with, named as indicator tables head it."""
        name = f"{self.facts.name(self.history.subject)} {self._metric.name} {head}"
        return Term(figure, name=name, period=years)

    # -- a yearly rate and a change over all years ----------------------------------------------

    def _with_changes(self, entry: TargetEntry) -> Iterator[tuple[Relation, _Unmet]]:
        """Give what has to hold between a yearly rate and each change over all years."""
        goal = entry.target.goal
        if not isinstance(goal, goals.AnnualRate) or self._metric.unit.dimension == "ratio":
            return  # of a share, a rate may be one of points
        for other in self.entries:
            if not isinstance(other.target.goal, (goals.Cumulative, goals.Multiple)):
                continue
            due = entry.target.period
            (first, unmet), (second, _) = (self._base(one.target, due) for one in (entry, other))
            start = first.period
            if start is None or start != second.period or start.last_year >= due.last_year:
                continue
            relation = self._compounding(goal.figure, other.target.goal, _years(start, due))
            if relation is not None:
                yield relation, unmet if unmet is _NO_BASE else None

    def _compounding(
        self, rate: Figure, goal: goals.Cumulative | goals.Multiple, years: Period
    ) -> Relation | None:
        """Give what a yearly rate has to compound to; None where the other is no change in %."""
        is_falling = isinstance(goal, goals.Cumulative) and goal.falling
        change: Figure | None = goal.figure
        if isinstance(goal, goals.Multiple):
            change = _as_change(goal.figure)
        elif goal.figure.unit.dimension != "ratio":
            return None
        told: Figure | None = rate
        if is_falling and rate.number < 0:
            told = _negative(rate)
        elif is_falling:
            change, is_falling = _negative(goal.figure), False
        if told is None or change is None:
            return None
        heads = ("年均下降", "累计下降") if is_falling else ("年均增长", "累计变化")
        return Cumulative(
            rate=self._term(told, heads[0], years),
            change=self._term(change, heads[1], years),
            period=years,
            falling=is_falling,
        )


_CHANGES = (goals.AnnualRate, goals.Cumulative, goals.PointChange, goals.Multiple)


def _before(due: Period) -> Period | None:
    """Give the year before a date, to stand for a base that is not known; None where there is none."""
    return Period.year(due.last_year - 1) if due.last_year > 1 else None


def _years(base: Period, due: Period) -> Period:
    """Give the years that a change runs over: the base year is the last one before them."""
    return Period.span(base.last_year + 1, due.last_year)


def _as_change(multiple: Figure) -> Figure:
    """Give a multiple as the change it is: 翻一番 is 100 % more."""
    less = Fraction(0 if multiple.is_increment else 1)
    ends = [
        nearest_decimal((Fraction(end) - less) * 100)
        for end in (multiple.number, multiple.upper)
        if end is not None
    ]
    return Figure(
        ends[0],
        "%",
        upper=ends[1] if len(ends) > 1 else None,
        qualifiers=multiple.qualifiers,
        quantum=multiple.quantum * 100,
        price_basis=multiple.price_basis,
    )


_FLIPPED = {
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.UNDER: Qualifier.OVER,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.ABOUT: Qualifier.ABOUT,
}


def _negative(figure: Figure) -> Figure | None:
    """Give a decline as a positive number or the other way round; None for words that have no opposite."""
    if not _FLIPPED.keys() >= {*figure.qualifiers}:
        return None
    return Figure(
        -(figure.number if figure.upper is None else figure.upper),
        figure.unit,
        upper=None if figure.upper is None else -figure.number,
        qualifiers=[_FLIPPED[one] for one in figure.qualifiers],
        quantum=figure.quantum,
        price_basis=figure.price_basis,
    )
