"""What an engine answered, read once for all rows of a kind, and sorted by metric, aspect and period.

Most of it is merged at once; the rest is kept subject by subject for `chosen` to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from zoneplan.errors import OutlineError
from zoneplan.frames.calendars import Calendar, Slot
from zoneplan.frames.engines import kind_of_rows
from zoneplan.frames.merging import Merged, Plain, merged, sorted_kinds
from zoneplan.metrics import Metric, TimeRule
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.texts import member
from zoneplan.units import Unit, unit

if TYPE_CHECKING:
    from collections.abc import Collection

    from zoneplan.frames.engines import Added, State, StateKind
    from zoneplan.frames.merging import Sorted

__all__ = [
    "Number",
    "Part",
    "StateLedger",
    "Told",
    "aspect_of",
    "bears_on",
    "meant_basis",
    "told_of",
]

Number: TypeAlias = "int | Fraction"
"""A whole number of a metric's steps, or a fraction of them where a mean has no whole one."""

_RANKS = {None: 0, Vintage.ESTIMATE: 1, Vintage.PRELIMINARY: 2, Vintage.FINAL: 3, Vintage.REVISED: 4}


@attrs.frozen(eq=False)
class Told:
    """What the rows of a kind say, read once for all of them.

    Attributes:
        metric: Id of the metric.
        aspect: What the figures are figures of.
        unit: The unit.
        rank: The place of their vintage in its order.
        basis: The prices they state.
        words: The words beside the numbers; empty for plain ones.
        slot: The slot of time.
        period: The period, where the state is of one only.
    """

    metric: str
    aspect: Aspect
    unit: Unit
    rank: int
    basis: PriceBasis
    words: str
    slot: Slot
    period: Period | None


Part: TypeAlias = "tuple[Told, State]"
"""One state of a subject, with what its rows say."""

Parts: TypeAlias = "dict[str, list[Part]]"
Key: TypeAlias = "tuple[str, Aspect, Period]"
"""A metric's id, an aspect, and the period that states are used for."""
Detail: TypeAlias = Callable[[str, Period, "Collection[str]"], "Iterable[tuple[str, StateKind, State]]"]
"""Asks again for the states of some subjects of a metric for an asked period, period by period."""


@cache
def aspect_of(text: str | None) -> Aspect:
    """Give the aspect that a row tells.

    Args:
        text: The word; None is what was achieved.

    Raises:
        OutlineError: If it is no aspect.
    """
    return Aspect.ACTUAL if text is None else member(Aspect, text, OutlineError)


@cache
def _rank(text: str | None) -> int:
    return _RANKS[None if text is None else member(Vintage, text, OutlineError)]


@attrs.frozen(eq=False)
class StateLedger:
    """The states of all metrics, by metric, aspect and the period they are used for.

    Attributes:
        groups: The states of each subject, where they take judgement.
        merged: The states of each subject merged, where they do not.
        calendar: The periods of the observations.
        scale: How many digits behind the point a step of the numbers is.
        steps: For each metric how many steps its unit has, so that every figure is a whole number of them.
        factors: For each metric and unit how many of those one step of the written numbers is.
        detail: Asks for the states of some subjects again, period by period.
        told_aspects: Asks for the aspects that a metric is reported of.
        most: How many states may be asked for again at once; None for any number.
    """

    groups: Mapping[Key, Parts]
    merged: Mapping[Key, Merged]
    calendar: Calendar
    scale: int
    steps: Mapping[str, int]
    factors: Mapping[tuple[str, Unit], int]
    detail: Detail
    told_aspects: Callable[[str], Iterable[str | None]]
    most: int | None = None

    @classmethod
    def of(
        cls,
        added: Added,
        calendar: Calendar,
        metrics: Mapping[str, Metric],
        detail: Detail,
        told_aspects: Callable[[str], Iterable[str | None]],
        most: int | None = None,
    ) -> StateLedger:
        """Sort states by what they are of.

        Args:
            added: What the engine answered.
            calendar: The periods of the observations.
            metrics: The metrics by id.
            detail: Asks for the states of some subjects again, period by period.
            told_aspects: Asks for the aspects that a metric is reported of.
            most: How many states may be asked for again at once; None for any number.
        """
        if added.table is None:
            return cls({}, {}, calendar, added.scale, {}, {}, detail, told_aspects, most)
        found: Mapping[Key, Merged] = {}
        listed: Iterable[tuple[str, StateKind, State]] = ()
        if added.bound is not None:
            kinds = sorted_kinds(added.table, added.keys)
            told = {kind: told_of(kind, calendar) for kind in map(kind_of_rows, kinds.kinds)}
        else:
            listed = list(added.states())
            told = {kind: told_of(kind, calendar) for kind in dict.fromkeys(kind for _, kind, _ in listed)}
        units: dict[str, set[Unit]] = {}
        for one in told.values():
            units.setdefault(one.metric, set()).add(one.unit)
        steps = {one: _steps(metrics[one], names, added.scale) for one, names in units.items()}
        factors = {
            (one, measured): _factor(metrics[one], measured, steps[one], added.scale)
            for one, names in units.items()
            for measured in names
        }
        if added.bound is not None:
            found, left = _merged(added, kinds, list(told.values()), calendar, metrics, factors)
            listed = added.states(left)
        groups: dict[Key, Parts] = {}
        for subject, kind, state in listed:
            one = told[kind]
            if bears_on(one, metrics[one.metric]):
                key = (one.metric, one.aspect, one.slot.asked)
                groups.setdefault(key, {}).setdefault(subject, []).append((one, state))
        return cls(groups, found, calendar, added.scale, steps, factors, detail, told_aspects, most)

    def step(self, metric: Metric, measured: Unit) -> int:
        """Give how many of a metric's steps one step of the written numbers is; 0 for another dimension.

        Args:
            metric: The metric.
            measured: The unit that a number is written in.
        """
        return self.factors[metric.id, measured]

    def aspects(self, metric: str) -> list[Aspect]:
        """Give the aspects that a metric is reported of, for any period.

        Args:
            metric: Id of the metric.
        """
        return list(dict.fromkeys(map(aspect_of, self.told_aspects(metric))))

    def subjects(self, key: Key) -> Collection[str]:
        """Give the subjects that have states of a metric, aspect and period.

        Args:
            key: The metric's id, the aspect and the period.
        """
        found = self.merged.get(key)
        return self.groups.get(key, {}) if found is None else found.subjects


def _factor(metric: Metric, measured: Unit, steps: int, scale: int) -> int:
    if measured.dimension != metric.unit.dimension:
        return 0
    ratio = measured.factor / metric.unit.factor * Fraction(steps, 10**scale)
    return int(ratio)  # whole, for the steps are so chosen


def _merged(
    added: Added,
    kinds: Sorted,
    told: list[Told],
    calendar: Calendar,
    metrics: Mapping[str, Metric],
    factors: Mapping[tuple[str, Unit], int],
) -> tuple[Mapping[Key, Merged], Any]:
    """Merge the states of the metrics and periods that take no judgement."""
    homes: dict[Key, list[Told]] = {}
    for one in told:
        if bears_on(one, metrics[one.metric]):
            homes.setdefault((one.metric, one.aspect, one.slot.asked), []).append(one)
    plain = [key for key, found in homes.items() if _is_plain(metrics[key[0]], found)]
    numbers = {key: number for number, key in enumerate(plain)}

    def group(one: Told) -> int:
        is_meant = bears_on(one, metrics[one.metric])
        return numbers.get((one.metric, one.aspect, one.slot.asked), -1) if is_meant else -1

    def is_usable(number: int, shapes: set[tuple[int, int]]) -> bool:
        asked = plain[number][2]
        if homes[plain[number]][0].slot.is_whole:
            return all(rows == 1 for rows, _ in shapes)
        tiled = (calendar.tiled(asked, mask) for _, mask in shapes)
        return all(rows == mask.bit_count() for rows, mask in shapes) and all(
            is_all for _, _, is_all in tiled
        )

    found, left = merged(
        kinds,
        [Plain(group(one), factors[one.metric, one.unit]) for one in told],
        added.masks,
        added.bits,
        added.bound or 0,
        is_usable,
    )
    bases = {number: homes[key][0].basis for key, number in numbers.items()}
    return {plain[number]: attrs.evolve(one, basis=bases[number]) for number, one in found.items()}, left


def bears_on(one: Told, metric: Metric) -> bool:
    """Whether rows count for a metric: of a year to date that starts before, only a stock's end does.

    Args:
        one: What the rows say.
        metric: The metric.
    """
    return one.slot.is_inside or metric.over_time is TimeRule.LAST


def _is_plain(metric: Metric, told: list[Told]) -> bool:
    """Whether states may be merged unseen: one dimension and price basis, and single figures or sums."""
    first = told[0]
    if any(one.unit.dimension != metric.unit.dimension or one.basis != first.basis for one in told):
        return False
    if all(one.slot.is_whole for one in told):
        return True
    is_sum = metric.over_time is TimeRule.SUM and not meant_basis(first.basis, metric).is_year_unstated
    return is_sum and not any(one.slot.is_whole for one in told)


def told_of(kind: StateKind, calendar: Calendar) -> Told:
    """Read what the rows of a kind say.

    Args:
        kind: Their texts.
        calendar: The periods of the observations.
    """
    return Told(
        metric=kind.metric,
        aspect=aspect_of(kind.aspect),
        unit=unit(kind.unit),
        rank=_rank(kind.vintage),
        basis=PriceBasis.unstated() if kind.price_basis is None else PriceBasis.parse(kind.price_basis),
        words=kind.qualifiers or "",
        slot=calendar.slots[kind.slot],
        period=None if kind.period is None else calendar.periods[kind.period],
    )


def _steps(metric: Metric, found: Collection[Unit], scale: int) -> int:
    """Give the number of steps in a metric's unit in which figures of all units are whole."""
    ratios = (one.factor / metric.unit.factor for one in found if one.dimension == metric.unit.dimension)
    power: int = 10**scale
    return power * lcm(*(ratio.denominator for ratio in ratios))


def meant_basis(basis: PriceBasis, metric: Metric) -> PriceBasis:
    """Give the prices that a figure is at: those of its metric when it does not say.

    Args:
        basis: The prices that it states.
        metric: The metric.
    """
    return metric.price_basis if basis.kind is PriceBasisKind.UNSTATED else basis
