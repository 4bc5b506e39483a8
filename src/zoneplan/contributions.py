"""What the parts of a node report of an amount that adds up, put together as one history of the node.

Each part counts once: the deepest nodes that report, as in a rollup. A period is told where every part that
reports tells it, itself or by shorter periods; parts that never reported are counted, and are not zero.
"""

from __future__ import annotations

from collections.abc import Mapping  # attrs reads the annotation

import attrs

from zoneplan.errors import RollupError
from zoneplan.figures import Figure, total
from zoneplan.histories import Histories, History
from zoneplan.leaves import deepest, missing_leaves, overlapping_places
from zoneplan.ledger import Entry, PlanLike  # attrs reads the annotation
from zoneplan.metrics import AcrossRule, Metric, TimeRule
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period, fill
from zoneplan.selection import at_meant_prices
from zoneplan.subjects import known_places, root_place

__all__ = ["Contributions", "contributions"]


@attrs.frozen(eq=False, slots=False)
class _Joint(History):
    """A history whose reports are sums of those of the parts."""

    behind: Mapping[int, tuple[Entry, ...]] = attrs.field(factory=dict, repr=False)

    def entries(self, record: Observation) -> tuple[Entry, ...]:
        found = self.behind.get(id(record))
        return super().entries(record) if found is None else found


@attrs.frozen(eq=False)
class Contributions:
    """What the parts of a node report together.

    Attributes:
        history: Their sums by period, beside what is written of the node itself.
        told: How many parts have reported.
        expected: How many should have.
    """

    history: History
    told: int
    expected: int


def contributions(plan: PlanLike, metric: Metric, node: str, month: int) -> Contributions | None:
    """Put together what the parts of a node report; None where nothing adds up, or no part reports.

    Args:
        plan: The plan.
        metric: The metric.
        node: Id of the plan, or of a program or action.
        month: The last month that counts, as in `Period.last`.

    Raises:
        RollupError: If two figures of a period and vintage differ, or a part would be added to its whole.
        DimensionMismatchError: If figures measure different things.
        PriceBasisMismatchError: If figures are at different prices.
    """
    outline = plan.outline
    if metric.across is not AcrossRule.SUM or node not in outline.nodes or not _adds_up(metric):
        return None
    histories = Histories.of(plan, {(metric.id, one) for one in outline.nodes})
    below = [one for one in outline.nodes if one != node and node in outline.ancestors(one)]
    told = {one: _by_period(histories[metric.id, one], month) for one in below}
    sample = Figure(0, metric.unit)
    leaves = tuple(deepest(outline, {one: sample for one in below if told[one]}))
    if not leaves:
        return None
    places = known_places(plan)
    for overlap in overlapping_places(outline, leaves, places, root_place(plan)):
        raise RollupError(
            f"cannot add {metric.id!r} of {overlap.part!r} to that of {overlap.whole!r}: "
            f"{overlap.part_place!r} lies in {overlap.whole_place!r}",
            "a part is never added to its whole; report one of the two",
            f"“{overlap.part}”与“{overlap.whole}”的“{metric.name}”不能相加：{overlap.part_place}属于{overlap.whole_place}",
            "部分不能与整体相加，请只报其一",
        )
    silent, unlisted = missing_leaves(outline, metric, dict.fromkeys(leaves, sample))
    inside = {node, *below}
    missing = sum(one in inside for one in silent)
    missing += sum(count for owner, count in unlisted.items() if owner in inside)
    joint = _joined(histories, metric, node, {leaf: told[leaf] for leaf in leaves})
    return Contributions(joint, len(leaves), len(leaves) + missing)


def _adds_up(metric: Metric) -> bool:
    return metric.over_time in {None, TimeRule.SUM, TimeRule.LAST}


def _by_period(history: History, month: int) -> dict[Period, Observation]:
    return {one.period: one for one in history.until(month)}


def _joined(
    histories: Histories, metric: Metric, node: str, told: Mapping[str, Mapping[Period, Observation]]
) -> History:
    """Add what the parts tell of each period that all of them tell."""
    own = histories[metric.id, node]
    written, behind = list(own.written), {}
    # 2018 and 2018-01/12 are the same months, written by one part this way and by another that way.
    periods = {(one.first, one.last): one for reports in told.values() for one in reports}
    for record in own.written:  # what the whole reports itself comes first
        if record.aspect is Aspect.ACTUAL:
            periods.pop((record.period.first, record.period.last), None)
    for period in periods.values():
        found = {leaf: _of(metric, period, reports) for leaf, reports in told.items()}
        if all(found.values()):
            records = [record for used in found.values() for record in used]
            figure = total([at_meant_prices(one.figure, metric) for one in records])
            joint = Observation(metric=metric.id, period=period, figure=figure)
            written.append(joint)
            behind[id(joint)] = tuple(
                histories[metric.id, leaf].entry(one) for leaf, used in found.items() for one in used
            )
    return _Joint(metric, node, written, own.lists, behind)


def _of(metric: Metric, period: Period, reports: Mapping[Period, Observation]) -> tuple[Observation, ...]:
    """Give the reports by which a part tells a period; none where it does not."""
    if period in reports:
        return (reports[period],)
    if metric.over_time is TimeRule.SUM:
        return tuple(reports[one] for one in fill(period, reports) or ())
    return tuple(one for one in reports.values() if one.period.last == period.last)[:1]
