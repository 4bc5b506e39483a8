"""The ledger: everything a plan says in numbers, wherever it was written, as one index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

import attrs

from zoneplan.figures import Figure
from zoneplan.metrics import Metric
from zoneplan.outline import Node, Outline, unknown_id
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source
from zoneplan.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.lights import LightRules
    from zoneplan.locations import Mark
    from zoneplan.observations import Aspect, Observation
    from zoneplan.patterns import Pattern
    from zoneplan.periods import Period
    from zoneplan.rates import ExchangeRate, PriceIndex
    from zoneplan.relations import Relation
    from zoneplan.zones import Zone

__all__ = ["Entry", "Group", "Ledger", "PlanLike", "Record", "TargetEntry"]

Record: TypeAlias = "Observation | Target"
"""What an entry holds: a figure of its metric for a period. Of targets only those that are such a level."""


@attrs.frozen
class Entry:
    """One line of the ledger: a record with the subject it is about and the place it was written.

    Attributes:
        subject: Id of the node or place that the record is about.
        record: The observation, or the target that is a level.
        path: Its path in the plan, such as `programs[1].targets[0]`.
    """

    subject: str
    record: Record
    path: str

    __repr__ = short_repr

    @property
    def mark(self) -> Mark | None:
        """Where the record stands in the file it was read from."""
        return self.record.mark


@attrs.frozen
class TargetEntry:
    """A target of any sort, with the subject it is about and the place it was written.

    Attributes:
        subject: Id of the node or place that the target is about.
        target: The target.
        path: Its path in the plan, such as `programs[1].targets[0]`.
    """

    subject: str
    target: Target
    path: str

    __repr__ = short_repr

    @property
    def record(self) -> Target:
        """The target, under the name that it has in an `Entry`."""
        return self.target

    @property
    def mark(self) -> Mark | None:
        """Where the target stands in the file it was read from."""
        return self.target.mark


@attrs.frozen(eq=False)
class Group:
    """The entries of one metric, aspect and period, read once for every question about them.

    Attributes:
        entries: The entries, in document order.
        by_subject: The entry of each subject; of several, the last.
        figures: The figure of each subject; of several, the last.
        is_single: Whether no subject has two entries.
        samples: For each unit and price basis that occurs, one figure that has it.
    """

    entries: tuple[Entry, ...]
    by_subject: Mapping[str, Entry]
    figures: Mapping[str, Figure]
    is_single: bool
    samples: tuple[Figure, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Group:
        """Group entries that share their metric, aspect and period."""
        found = tuple(entries)
        by_subject = {entry.subject: entry for entry in found}
        figures = {subject: entry.record.figure for subject, entry in by_subject.items()}
        return cls(found, by_subject, figures, len(by_subject) == len(found), _samples(figures))

    def without(self, subjects: Iterable[str]) -> Group:
        """Give the group without the entries of some subjects; each subject has one entry.

        Args:
            subjects: Subjects of the group.
        """
        by_subject, figures = dict(self.by_subject), dict(self.figures)
        for subject in subjects:
            del by_subject[subject], figures[subject]
        return Group(tuple(by_subject.values()), by_subject, figures, True, _samples(figures))


def _samples(figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    kinds = {(id(figure.unit), id(figure.price_basis)): figure for figure in figures.values()}
    return tuple(kinds.values())


class PlanLike(Node, Protocol):
    """What a whole plan offers to the rules that judge it."""

    @property
    def outline(self) -> Outline:
        """The index of its nodes."""

    @property
    def ledger(self) -> Ledger:
        """The index of its entries."""

    @property
    def zone(self) -> Zone | None:
        """The zone it is for."""

    @property
    def places(self) -> tuple[Zone, ...]:
        """Further places that its figures are about."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents that its entries refer to."""

    @property
    def period(self) -> Period | None:
        """The years it covers."""

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What its author says of figures that stand beside each other."""

    @property
    def light_rules(self) -> tuple[LightRules, ...]:
        """The rule sets by which its progress is given a light."""

    @property
    def price_indices(self) -> tuple[PriceIndex, ...]:
        """How prices stood from year to year."""

    @property
    def exchange_rates(self) -> tuple[ExchangeRate, ...]:
        """What currencies cost."""

    @property
    def pattern(self) -> Pattern | None:
        """The numbers of plans, programs and actions it announces."""


@attrs.frozen(eq=False, slots=False)
class Ledger:
    """The entries of a plan in document order, and the metrics they are entries of.

    Entries are listed when they are first asked for: who follows targets needs none of the observations.

    Attributes:
        metrics: The metrics by id; of several with one id, the first.
        metric_paths: The path of each metric's definition.
        duplicate_metrics: Metrics whose id was taken already, each with its path.
        sources: The documents that entries refer to, by id.
    """

    _holders: tuple[tuple[str, Node], ...] = attrs.field(repr=False)
    metrics: Mapping[str, Metric]
    metric_paths: Mapping[str, str]
    duplicate_metrics: tuple[tuple[str, Metric], ...]
    sources: Mapping[str, Source] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls, outline: Outline, *, further_metrics: Iterable[Metric] = (), sources: Iterable[Source] = ()
    ) -> Ledger:
        """Index the entries and metrics written in the nodes of an outline.

        Args:
            outline: The nodes.
            further_metrics: Metrics known from elsewhere, for a program or action by itself.
            sources: The documents that entries refer to by id.
        """
        metrics: dict[str, Metric] = {}
        paths: dict[str, str] = {}
        duplicates: list[tuple[str, Metric]] = []
        listed_nodes = [(outline.paths[node.id], node) for node in outline.walk()]
        holders = [
            (f"{where}." if where else "", node) for where, node in (*listed_nodes, *outline.duplicates)
        ]
        for prefix, node in holders:
            for index, metric in enumerate(node.metrics):
                path = f"{prefix}metrics[{index}]"
                if metrics.setdefault(metric.id, metric) is metric and metric.id not in paths:
                    paths[metric.id] = path
                else:
                    duplicates.append((path, metric))
        for metric in further_metrics:
            metrics.setdefault(metric.id, metric)
        listed: dict[str, Source] = {}
        for source in sources:
            if source.id is not None:
                listed.setdefault(source.id, source)
        return cls(tuple(holders), metrics, paths, tuple(duplicates), listed)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every observation, and every target that is a level: whatever is a figure for a period."""
        return tuple(
            one if isinstance(one, Entry) else Entry(one.subject, one.target, one.path)
            for one in self.written
            if isinstance(one, Entry) or one.target.is_level
        )

    @cached_property
    def written(self) -> tuple[Entry | TargetEntry, ...]:
        """Every observation and every target, whatever its goal."""
        found: list[Entry | TargetEntry] = []
        for (prefix, node), aims in zip(self._holders, self._targets, strict=True):
            found += _observations(node, prefix)
            found += aims
        return tuple(found)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def targets(self) -> tuple[TargetEntry, ...]:
        """Every target, whatever its goal, in document order."""
        return tuple(one for aims in self._targets for one in aims)

    @cached_property
    def _targets(self) -> tuple[tuple[TargetEntry, ...], ...]:
        """The targets of each node."""
        return tuple(tuple(_targets(node, prefix)) for prefix, node in self._holders)

    def metric(self, metric_id: str) -> Metric:
        """Give the metric with an id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        try:
            return self.metrics[metric_id]
        except KeyError:
            raise unknown_id("metric", metric_id, self.metrics) from None

    def prepare(self) -> None:
        """Build the index of entries now instead of at the first question."""
        self.by_metric  # noqa: B018  # a cached property

    def source_of(self, entry: Entry | TargetEntry) -> Source | None:
        """Give where an entry was read, with what it leaves out taken from the plan's list.

        Args:
            entry: An entry of this ledger; None comes back when it names no source.
        """
        return self.listed(entry.record.source)

    def listed(self, source: Source | None) -> Source | None:
        """Give a source with what it leaves out taken from the plan's list.

        Args:
            source: A source as it was written; None comes back as it is.
        """
        if source is None or source.id is None or source.id not in self.sources:
            return source
        return source.combined(self.sources[source.id])

    @cached_property
    def by_metric(self) -> Mapping[str, Mapping[Aspect, Mapping[Period, Group]]]:
        """The entries of each metric, by aspect and period."""
        groups: dict[str, dict[Aspect, dict[Period, list[Entry]]]] = {}
        for entry in self.entries:
            record = entry.record
            aspects = groups.setdefault(record.metric, {})
            periods = aspects.setdefault(record.aspect, {})
            periods.setdefault(record.period, []).append(entry)
        return {
            metric: {
                aspect: {period: Group.of(found) for period, found in periods.items()}
                for aspect, periods in aspects.items()
            }
            for metric, aspects in groups.items()
        }


def _observations(node: Node, prefix: str) -> Iterator[Entry]:
    for index, observation in enumerate(node.observations):
        yield Entry(observation.subject or node.id, observation, f"{prefix}observations[{index}]")


def _targets(node: Node, prefix: str) -> Iterator[TargetEntry]:
    for index, target in enumerate(node.targets):
        yield TargetEntry(target.subject or node.id, target, f"{prefix}targets[{index}]")
