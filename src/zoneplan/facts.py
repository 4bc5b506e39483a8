"""What a plan says of one metric, subject and period, looked up as a term of a relation."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import RollupError
from zoneplan.leaves import place_of
from zoneplan.ledger import PlanLike
from zoneplan.observations import Aspect, Vintage
from zoneplan.selection import at_meant_prices, latest, untold_vintage, vintage_rank
from zoneplan.subjects import figure_place, known_places, listed_places
from zoneplan.terms import Term
from zoneplan.zones import enclosing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.intervals import Interval
    from zoneplan.ledger import Entry
    from zoneplan.metrics import Metric
    from zoneplan.periods import Period
    from zoneplan.units import Unit
    from zoneplan.zones import Zone

__all__ = ["ASPECTS", "Facts", "nature"]

ASPECTS = (Aspect.ACTUAL, Aspect.BASELINE, Aspect.TARGET, Aspect.PLANNED, Aspect.FORECAST)
"""The order in which a figure is looked for when nothing says what it is a figure of."""


def nature(aspect: Aspect | None) -> Aspect:
    """Give what a figure is by its nature: a baseline is what was, seen from the plan, and so is no word."""
    return Aspect.ACTUAL if aspect in {None, Aspect.BASELINE} else Aspect(aspect)


@attrs.frozen(eq=False, slots=False)
class Facts:
    """The figures of a plan by metric, subject and period.

    Entries whose subject's id is given twice are left out: whose figures they are is not known.

    Attributes:
        plan: The plan.
    """

    plan: PlanLike

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Ids that more than one node or place has."""
        nodes = self.plan.outline.nodes
        found = {node.id for _, node in self.plan.outline.duplicates}
        seen: set[str] = set()
        for _, place in listed_places(self.plan):
            if place.id in seen or (place.id in nodes and place.id != self.plan.id):
                found.add(place.id)
            seen.add(place.id)
        return frozenset(found)

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str, Period], list[Entry]]:
        found: dict[tuple[str, str, Period], list[Entry]] = {}
        for entry in self.plan.ledger:
            record = entry.record
            if entry.subject not in self.doubtful:
                named = (record.metric, self.subject(entry.subject), record.period)
                found.setdefault(named, []).append(entry)
        return found

    @cached_property
    def _places(self) -> Mapping[str, Zone]:
        return known_places(self.plan)

    @cached_property
    def blocked(self) -> frozenset[str]:
        """Keys of the numbers that entries tell differently, so that nothing may rest on them."""
        found = set()
        for (metric, subject, period), entries in self._entries.items():
            if len(entries) < 2:
                continue
            for aspect, vintage in {(entry.record.aspect, entry.record.vintage) for entry in entries}:
                if _agreed([one for one in entries if _is(one, aspect, vintage)]) is None:
                    term = self.term(metric, subject, period, aspects=(aspect,), vintage=vintage)
                    found.add(term.key or "")
            for aspect in {entry.record.aspect for entry in entries}:
                if _agreed([one for one in entries if one.record.aspect is aspect]) is None:
                    found.add(self.term(metric, subject, period, aspects=(aspect,)).key or "")
        return frozenset(found)

    # -- subjects -------------------------------------------------------------------------------

    def subject(self, subject: str | None) -> str:
        """Give what a figure is about: the plan's zone and the plan itself are one subject.

        Args:
            subject: Id of a node or place; None for the plan itself.
        """
        zone = self.plan.zone
        return self.plan.id if subject is None or (zone is not None and subject == zone.id) else subject

    def around(self, subject: str) -> tuple[str, ...]:
        """Give the subjects that another lies in, the nearest first; empty where none is stated.

        A node lies in the place that it, or the nearest node above it, names, and otherwise in what the
        plan is about.

        Args:
            subject: Id of a node or place.
        """
        outline, zone = self.plan.outline, self.plan.zone
        if subject == self.plan.id:
            return () if zone is None else self._outward(zone.id)
        if subject in self._places:
            return self._outward(subject)
        if subject not in outline.nodes:
            return ()
        place = place_of(outline, subject) or (None if zone is None else zone.id)
        return (self.plan.id,) if place is None else (self.subject(place), *self._outward(place))

    def _outward(self, place: str) -> tuple[str, ...]:
        return tuple(self.subject(one) for one in enclosing(place, self._places))

    def name(self, subject: str) -> str:
        """Give the name of a node or place, or its id when it has none.

        Args:
            subject: Id of a node or place.
        """
        if subject == self.plan.id and self.plan.zone is not None:
            return self.plan.zone.name
        if subject in self._places:
            return self._places[subject].name
        node = self.plan.outline.nodes.get(subject)
        return subject if node is None else node.name or subject

    # -- looking up -----------------------------------------------------------------------------

    def entries(self, wanted: Iterable[Metric]) -> Iterator[tuple[Metric, Entry]]:
        """Give the entries of some metrics; of a fact told twice in one vintage only the first.

        Args:
            wanted: The metrics.
        """
        metrics = {metric.id: metric for metric in wanted}
        if not metrics:
            return
        for (metric, _, _), entries in self._entries.items():
            if metric in metrics:
                told: dict[tuple[Aspect, Vintage | None], Entry] = {}
                for entry in entries:
                    told.setdefault((entry.record.aspect, entry.record.vintage), entry)
                yield from ((metrics[metric], entry) for entry in told.values())

    def aspects(self, metric: str, subject: str | None, period: Period) -> tuple[Aspect, ...]:
        """Give the aspects that a fact is told in.

        Args:
            metric: Id of the metric.
            subject: Id of the node or place; None for the plan itself.
            period: The period.
        """
        entries = self._entries.get((metric, self.subject(subject), period), ())
        return tuple(dict.fromkeys(entry.record.aspect for entry in entries))

    def term(
        self,
        metric: str,
        subject: str | None,
        period: Period,
        *,
        aspects: Sequence[Aspect] = ASPECTS,
        vintage: Vintage | None = None,
        or_latest: bool = False,
    ) -> Term:
        """Look a fact up; without a figure it is missing, and known by its metric's domain alone.

        A fact that is told twice with different figures has none, nor has one of which it is not known which
        figure is the latest.

        Args:
            metric: Id of the metric.
            subject: Id of the node or place; None for the plan itself.
            period: The period.
            aspects: What it may be a figure of: the first that is told counts, else the first of all.
            vintage: How final it is to be; entries that do not say count too. None for the latest.
            or_latest: Whether the latest will do when none is of the vintage.
        """
        named = (metric, self.subject(subject), period)
        told = self._entries.get(named, [])
        aspect = _told_aspect(told, aspects)
        group = _group([one for one in told if one.record.aspect is aspect], vintage, or_latest=or_latest)
        entry = _agreed(group)
        if group:
            vintage = group[0].record.vintage
        term = Term(metric=metric, subject=named[1], period=period, aspect=aspect, vintage=vintage)
        return self._filled(term, entry)

    def of(self, entry: Entry) -> Term:
        """Give the fact that an entry tells, in its own vintage.

        Args:
            entry: An entry of the plan's ledger.
        """
        record = entry.record
        told = self._entries.get((record.metric, self.subject(entry.subject), record.period), [])
        group = [one for one in told if _is(one, record.aspect, record.vintage)]
        term = Term(
            metric=record.metric,
            subject=self.subject(entry.subject),
            period=record.period,
            aspect=record.aspect,
            vintage=record.vintage,
        )
        return self._filled(term, _agreed(group))

    def is_latest(self, entry: Entry) -> bool:
        """Tell whether no later vintage replaces what an entry tells.

        Args:
            entry: An entry of the plan's ledger.
        """
        record = entry.record
        return (
            self.of(entry).key
            == self.term(record.metric, entry.subject, record.period, aspects=(record.aspect,)).key
        )

    def described(self, term: Term) -> Term:
        """Give a term with what its metric says of it: its name, coverage, unit and domain.

        Args:
            term: The term; what it says itself stays.
        """
        metric = None if term.metric is None else self.plan.ledger.metrics.get(term.metric)
        if metric is None or term.period is None:
            return term
        subject = self.subject(term.subject)
        figure = term.figure
        if figure is not None and term.price_basis is None:
            figure = at_meant_prices(figure, metric)
        # A domain that a term states without a unit is in the unit of its figure.
        unit = term.unit or (metric.unit if term.domain is None or figure is None else None)
        return attrs.evolve(
            term,
            figure=figure,
            subject=subject,
            name=term.name or f"{self.name(subject)} {metric.name} {term.period}",
            scope=term.scope or metric.scope,
            unit=unit,
            domain=term.domain or (None if unit is None else _domain_in(unit, metric)),
        )

    def _filled(self, term: Term, entry: Entry | None) -> Term:
        described = self.described(term)
        metric = None if term.metric is None else self.plan.ledger.metrics.get(term.metric)
        if entry is None or metric is None:
            return described
        return attrs.evolve(
            described,
            figure=at_meant_prices(entry.record.figure, metric),
            source=self.plan.ledger.source_of(entry),
            place=figure_place(entry),
        )


def _domain_in(unit: Unit, metric: Metric) -> Interval | None:
    return metric.base_domain * (1 / unit.factor) if unit.dimension == metric.unit.dimension else None


def _is(entry: Entry, aspect: Aspect, vintage: Vintage | None) -> bool:
    return entry.record.aspect is aspect and entry.record.vintage is vintage


def _told_aspect(entries: Sequence[Entry], aspects: Sequence[Aspect]) -> Aspect:
    told = {entry.record.aspect for entry in entries}
    return next((aspect for aspect in aspects if aspect in told), aspects[0])


def _group(entries: Sequence[Entry], vintage: Vintage | None, *, or_latest: bool) -> Sequence[Entry]:
    """Keep the entries of the vintage that is meant.

    All of them are then of one, unless an entry that states none may be later still.
    """
    for wanted in () if vintage is None else (vintage, None):
        found = [entry for entry in entries if entry.record.vintage is wanted]
        if found:
            return found
    if vintage is not None and not or_latest:
        return ()
    best = max((vintage_rank(entry) for entry in entries), default=0)
    newest = [entry for entry in entries if vintage_rank(entry) == best]
    untold = untold_vintage(newest[0], entries) if newest else None
    return newest if untold is None else [*newest, untold]


def _agreed(entries: Sequence[Entry]) -> Entry | None:
    """Give the entry that speaks for others of its vintage; None when they differ."""
    try:
        return latest(entries) if entries else None
    except RollupError:
        return None
