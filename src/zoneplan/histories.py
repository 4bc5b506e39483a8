"""What was reported of a metric and subject, from early to late, and the level a target starts from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from zoneplan.ledger import Entry, PlanLike
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period, PeriodKind
from zoneplan.selection import latest

if TYPE_CHECKING:
    from collections.abc import Set

    from zoneplan.targets import Target

__all__ = ["Base", "Histories", "History", "last_month"]

_WAS = frozenset({Aspect.ACTUAL, Aspect.BASELINE})
_MONTHS = 12


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

    Attributes:
        metric: The metric.
        subject: Id of the node or place.
        written: Every observation of what was, with its path, in document order.
    """

    metric: Metric
    subject: str
    written: tuple[tuple[Observation, str], ...]

    @cached_property
    def _actuals(self) -> tuple[Observation, ...]:
        """What was achieved, from early to late, the later vintages of one period last."""
        found = [record for record, _ in self.written if record.aspect is Aspect.ACTUAL]
        return tuple(sorted(found, key=_order))

    def until(self, month: int, *, first: int = 0) -> tuple[Entry, ...]:
        """Give what was reported of periods between two months, of each period the latest vintage.

        Args:
            month: The last month, as in `Period.last`.
            first: The first month, as in `Period.first`.

        Raises:
            RollupError: If two figures of one period and vintage differ.
        """
        found = [one for one in self._actuals if one.period.last <= month and one.period.first >= first]
        return tuple(self._newest(list(same)) for _, same in groupby(found, key=_months))

    def last(self, month: int) -> Entry | None:
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
        return self._newest([one for one in ended if _months(one) == _months(best)])

    def of_length(self, months: int, month: int) -> Entry | None:
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
        past = [record for record, _ in self.written if record.aspect in _WAS]
        if target.base is not None:
            return self._base([one for one in past if one.period == target.base], stated=True)
        due = None if target.by.period is None else target.by.period.last
        before = [
            one for one in past if one.aspect is Aspect.BASELINE and (due is None or one.period.last < due)
        ]
        if before:
            last = max(one.period.last for one in before)
            wanted = [one.period for one in before if one.period.last == last]
            return self._base([one for one in past if one.period == wanted[0]], stated=False)
        if plan_period is None:
            return None
        year = plan_period.first_year - 1
        return self._base(
            [one for one in past if one.period.kind is PeriodKind.YEAR and one.period.first_year == year],
            stated=False,
        )

    def _base(self, found: list[Observation], *, stated: bool) -> Base | None:
        return Base(self._newest(found), stated) if found else None

    def _newest(self, found: list[Observation]) -> Entry:
        if len(found) == 1:
            return self._entry(found[0])
        return latest([self._entry(one) for one in found])

    def _entry(self, record: Observation) -> Entry:
        path = next(path for one, path in self.written if one is record)
        return Entry(self.subject, record, path)


def _order(record: Observation) -> tuple[int, int]:
    return record.period.last, record.period.first


def _months(record: Observation) -> tuple[int, int]:
    return record.period.first, record.period.last


@attrs.frozen(eq=False)
class Histories(Mapping[tuple[str, str], History]):
    """The histories of some metrics and subjects, by both ids; the plan's zone and the plan are one subject.

    A metric and subject of which nothing was reported has an empty history.
    """

    plan: PlanLike
    _found: Mapping[tuple[str, str], list[tuple[Observation, str]]]

    @classmethod
    def of(cls, plan: PlanLike, wanted: Set[tuple[str, str]]) -> Histories:
        """Gather what a plan reports of metrics and subjects.

        Args:
            plan: The plan.
            wanted: The ids of each metric and subject.
        """
        found: dict[tuple[str, str], list[tuple[Observation, str]]] = {one: [] for one in wanted}
        outline, zone = plan.outline, plan.zone
        own = {plan.id: plan.id} if zone is None else {plan.id: plan.id, zone.id: plan.id}
        for node in outline.walk():
            if not node.observations:
                continue
            path = outline.paths[node.id]
            prefix = f"{path}.observations[" if path else "observations["
            for index, record in enumerate(node.observations):
                subject = record.subject or node.id
                listed = found.get((record.metric, own.get(subject, subject)))
                if listed is not None and record.aspect in _WAS:
                    listed.append((record, f"{prefix}{index}]"))
        return cls(plan, found)

    def __getitem__(self, key: tuple[str, str]) -> History:
        metric, subject = key
        return History(self.plan.ledger.metrics[metric], subject, tuple(self._found[key]))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
