"""What was reported of a metric and subject, from early to late, and the level a target starts from."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.ledger import Entry, PlanLike
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period, PeriodKind
from zoneplan.selection import latest

if TYPE_CHECKING:
    from collections.abc import Set

    from zoneplan.outline import Node
    from zoneplan.targets import Target

__all__ = ["Base", "Histories", "History", "last_month"]

_MONTHS = 12
_ACTUAL, _BASELINE = Aspect.ACTUAL, Aspect.BASELINE


def last_month(day: datetime.date) -> int:
    """Give the last month that has ended by the evening of a day, counted as in `Period.last`.

    >>> last_month(datetime.date(2020, 10, 31)) == Period.month(2020, 10).last
    True
    >>> last_month(datetime.date(2020, 10, 30)) == Period.month(2020, 9).last
    True

    Args:
        day: The day.
    """
    ends = (day + datetime.timedelta(days=1)).day == 1 if day < datetime.date.max else True
    return _MONTHS * day.year + day.month - (1 if ends else 2)


@attrs.frozen
class Base:
    """The level that a target starts from.

    Attributes:
        entry: The entry that tells it, of several vintages the latest.
        stated: Whether the target names its period itself.
    """

    entry: Entry
    stated: bool

    @property
    def period(self) -> Period:
        """The period it is the level of."""
        return self.entry.record.period


@attrs.frozen(eq=False, slots=False)
class History:
    """What was reported of one metric and subject.

    Most observations are only added up: a plan has hundreds of thousands. So an entry, with its path, is
    made of those alone that somebody asks for.

    Attributes:
        metric: The metric.
        subject: Id of the node or place.
        written: Every observation of what was, in document order.
        lists: The path and the observations of each list that they stand in.
    """

    metric: Metric
    subject: str
    written: Sequence[Observation] = attrs.field(repr=False)
    lists: Sequence[tuple[str, Sequence[Observation]]] = attrs.field(repr=False)

    def entry(self, record: Observation) -> Entry:
        """Give the entry of an observation, with its path.

        Args:
            record: One of the observations of this history.
        """
        path = next(
            f"{listed}[{index}]"
            for listed, records in self.lists
            for index, one in enumerate(records)
            if one is record
        )
        return Entry(self.subject, record, path)

    def entries(self, record: Observation) -> tuple[Entry, ...]:
        """Give the entries that a report stands for: its own, or those of the parts it was added from.

        Args:
            record: One of the observations of this history.
        """
        return (self.entry(record),)

    @cached_property
    def _ordered(self) -> tuple[tuple[Observation, ...], bool]:
        """What was achieved, from early to late, and whether nothing is reported twice.

        Of one period they stand in document order.
        """
        found = [record for record in self.written if record.aspect is _ACTUAL]
        months = [(record.period.last, record.period.first) for record in found]
        if months != sorted(months):
            found.sort(key=_order)
        return tuple(found), len(set(months)) == len(months)

    @property
    def _actuals(self) -> tuple[Observation, ...]:
        return self._ordered[0]

    @property
    def first_month(self) -> int | None:
        """The first month that anything achieved is reported for, as in `Period.first`; None for none."""
        return min((record.period.first for record in self._actuals), default=None)

    def has_told(self, month: int) -> bool:
        """Tell whether anything achieved was reported of a period that had ended by a month.

        Args:
            month: The month, as in `Period.last`.
        """
        return any(record.period.last <= month for record in self._actuals)

    def until(self, month: int, *, first: int = 0) -> tuple[Observation, ...]:
        """Give what was reported of periods between two months, of each period the latest vintage.

        Args:
            month: The last month, as in `Period.last`.
            first: The first month, as in `Period.first`.

        Returns:
            The reports, those that end earlier first, and of those that end together the longest first.

        Raises:
            RollupError: If two figures of one period and vintage differ.
        """
        reports, is_single = self._ordered
        ended = reports[: bisect_right(reports, month, key=_last)]
        if first and ended:
            ended = tuple([one for one in ended if one.period.first >= first])
        if is_single:
            return ended
        return tuple(self._newest(list(same)) for _, same in groupby(ended, key=_order))

    def last(self, month: int) -> Observation | None:
        """Give the latest report that had ended by a month; of those that end together the longest.

        A year to date tells of more than the month it ends with, and so does a year of its last quarter.

        Args:
            month: The month, as in `Period.last`.

        Raises:
            RollupError: If two figures of that period and vintage differ.
        """
        ended = [one for one in self._actuals if one.period.last <= month]
        if not ended:
            return None
        best = max(ended, key=lambda one: (one.period.last, -one.period.first))
        return self._newest([one for one in ended if _order(one) == _order(best)])

    def of_length(self, months: int, month: int) -> Observation | None:
        """Give the latest report of a period of so many months that has ended by a month.

        Args:
            months: The length of the period.
            month: The last month, as in `Period.last`.

        Raises:
            RollupError: If two figures of that period and vintage differ.
        """
        ended = [one for one in self._actuals if one.period.last <= month and one.period.months == months]
        if not ended:
            return None
        best = max(one.period.last for one in ended)
        return self._newest([one for one in ended if one.period.last == best])

    def base(self, target: Target, plan_period: Period | None) -> Base | None:
        """Give the level that a target starts from; None when nothing tells it.

        It is that of the period which the target names; without one, the latest baseline, or what was
        achieved in the year before the plan's first. Of several vintages the latest is taken.

        Args:
            target: The target.
            plan_period: The years that the plan covers.

        Raises:
            RollupError: If two figures of the period and vintage differ.
        """
        if target.base is not None:
            return self._base(self._of(target.base), stated=True)
        due = None if target.by.period is None else target.by.period.last
        before = [
            record.period
            for record in self.written
            if record.aspect is Aspect.BASELINE and (due is None or record.period.last < due)
        ]
        if before:
            return self._base(self._of(max(before, key=_lateness)), stated=False)
        if plan_period is None or plan_period.first_year == 1:
            return None
        year = Period.year(plan_period.first_year - 1)
        found = [one for one in self._of(year) if one.period.kind is PeriodKind.YEAR]
        return self._base(found, stated=False)

    def _of(self, period: Period) -> list[Observation]:
        """Give all that is written of the months of a period, whatever they are called."""
        return [one for one in self.written if _order(one) == (period.last, period.first)]

    def _base(self, found: list[Observation], *, stated: bool) -> Base | None:
        return Base(self.entry(self._newest(found)), stated) if found else None

    def _newest(self, found: list[Observation]) -> Observation:
        if len(found) == 1:
            return found[0]
        entries = [self.entry(one) for one in found]
        return found[entries.index(latest(entries))]


def _order(record: Observation) -> tuple[int, int]:
    return record.period.last, record.period.first


def _last(record: Observation) -> int:
    return record.period.last


_Gathered: TypeAlias = "tuple[list[Observation], list[tuple[str, Sequence[Observation]]]]"


def _lateness(period: Period) -> tuple[int, int]:
    return period.last, -period.first


@attrs.frozen(eq=False)
class Histories(Mapping[tuple[str, str], History]):
    """The histories of some metrics and subjects, by both ids; the plan's zone and the plan are one subject.

    A metric and subject of which nothing was reported has an empty history.
    """

    plan: PlanLike
    _found: Mapping[tuple[str, str], _Gathered]

    @classmethod
    def of(cls, plan: PlanLike, wanted: Set[tuple[str, str]]) -> Histories:
        """Gather what a plan reports of metrics and subjects.

        Args:
            plan: The plan.
            wanted: The ids of each metric and subject.
        """
        found: dict[tuple[str, str], _Gathered] = {one: ([], []) for one in wanted}
        outline, zone = plan.outline, plan.zone
        own = {} if zone is None else {zone.id: plan.id}
        for node in outline.walk():
            if node.observations:
                path = outline.paths[node.id]
                _gather(found, node, f"{path}.observations" if path else "observations", own)
        return cls(plan, found)

    def __getitem__(self, key: tuple[str, str]) -> History:
        metric, subject = key
        return History(self.plan.ledger.metrics[metric], subject, *self._found[key])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _gather(
    found: Mapping[tuple[str, str], _Gathered], node: Node, path: str, own: Mapping[str, str]
) -> None:
    """Add the observations of a node to the histories they belong to."""
    metric: str | None = None
    subject: str | None = None
    reports: list[Observation] | None = None
    for record in node.observations:
        # What is of the same metric and subject as the one before it need not be looked up again.
        if record.metric is not metric or record.subject is not subject:
            metric, subject = record.metric, record.subject
            about = subject or node.id
            gathered = found.get((metric, own.get(about, about)))
            reports = None if gathered is None else gathered[0]
            if gathered is not None and path not in [listed for listed, _ in gathered[1][-1:]]:
                gathered[1].append((path, node.observations))
        if reports is not None and (record.aspect is _ACTUAL or record.aspect is _BASELINE):
            reports.append(record)
