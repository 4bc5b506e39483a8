"""What a plan reports of indicators for which it sets no target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import ZoneplanError
from zoneplan.histories import Histories, last_month
from zoneplan.ledger import Entry
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect
from zoneplan.subjects import own_subject

if TYPE_CHECKING:
    import datetime

    from zoneplan.plans import Plan

__all__ = ["Untargeted", "untargeted"]


@attrs.frozen(eq=False)
class Untargeted:
    """An indicator of a node or place that has figures and no target.

    Attributes:
        metric: The metric.
        subject: Id of the node or place.
        entry: The last report for a period that had ended by the day; None where there is none by then.
        refusal: Why there is none though something was reported; None where nothing was refused.
    """

    metric: Metric
    subject: str
    entry: Entry | None
    refusal: ZoneplanError | None = None


def untargeted(plan: Plan, as_of: datetime.date) -> tuple[Untargeted, ...]:
    """Give every indicator that has figures and no target: of the plan and its zone first.

    Args:
        plan: The plan.
        as_of: The day; what is reported for periods that ended later is not used.

    Returns:
        One for each metric and subject, in document order; the plan and its zone are one subject.
    """
    aimed = {(one.target.metric, own_subject(plan, one)) for one in plan.ledger.targets}
    pairs: dict[tuple[str, str], None] = {}
    for entry in plan.ledger:
        pair = entry.record.metric, own_subject(plan, entry)
        if entry.record.aspect is not Aspect.TARGET and pair not in aimed and pair[0] in plan.ledger.metrics:
            pairs.setdefault(pair)
    histories = Histories.of(plan, set(pairs))
    month = last_month(as_of)
    found = []
    for metric_id, subject in sorted(pairs, key=lambda pair: pair[1] != plan.id):
        history, metric = histories[metric_id, subject], plan.ledger.metric(metric_id)
        try:
            last = history.last(month)
        except ZoneplanError as error:
            found.append(Untargeted(metric, subject, None, error))
            continue
        found.append(Untargeted(metric, subject, None if last is None else history.entry(last)))
    return tuple(found)
