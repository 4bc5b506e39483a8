"""Which money of a plan is rolled up for a day, and for which period and aspect.

Which metrics are money that adds up is the plan's own statement: their unit, and `across: sum`. Of what is
reported for several periods or aspects one is chosen by rules that are written here, and the rest is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import ZoneplanError
from zoneplan.histories import last_month
from zoneplan.metrics import AcrossRule, Metric, TimeRule
from zoneplan.observations import Aspect
from zoneplan.periods import Period, PeriodKind, fill
from zoneplan.rollup import Rollup
from zoneplan.subjects import root_place

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Outline
    from zoneplan.plans import Plan

__all__ = ["RolledMoney", "money_metrics", "parts_of", "rolled_money"]

_MONTHS: Final = 12
_ASPECTS: Final = (Aspect.ACTUAL, Aspect.PLANNED, Aspect.FORECAST, Aspect.TARGET, Aspect.BASELINE)
"""The first of these that tells something by the day is rolled up."""
_WAS: Final = frozenset({Aspect.ACTUAL, Aspect.BASELINE})
"""What was is known once its period has ended; what is to be, once its period has begun."""


@attrs.frozen(eq=False, kw_only=True)
class RolledMoney:
    """A metric of money, rolled up for a day.

    Attributes:
        metric: The metric.
        rollup: Its rollup; None where it was refused, or where nothing was reported by the day.
        refusal: Why it could not be rolled up; None where it could.
        others: What else is reported, by aspect and period, beside what was rolled up; in order of time.
    """

    metric: Metric
    rollup: Rollup | None = None
    refusal: ZoneplanError | None = None
    others: tuple[tuple[Aspect, Period], ...] = ()


def money_metrics(plan: PlanLike, across: AcrossRule | None) -> tuple[Metric, ...]:
    """Give the plan's metrics of plain money that have a rule across parts; None for those that state none.

    Args:
        plan: The plan.
        across: The rule.
    """
    return tuple(one for one in plan.ledger.metrics.values() if one.unit.currency and one.across is across)


def parts_of(outline: Outline) -> tuple[str, ...]:
    """Give the ids of what stands right below the plan: programs, and projects that belong to nothing else.

    Args:
        outline: The outline of the plan.
    """
    root = outline.root.id
    return tuple(one for one in outline.children[root] if outline.parents[one] == (root,))


def rolled_money(plan: Plan, as_of: datetime.date) -> tuple[RolledMoney, ...]:
    """Roll up every metric of money that adds up, in the order of their definitions.

    The aspect is actual where anything actual is told by the day, else planned, forecast, target or baseline.
    What was counts once its period has ended, what is to be once its period has begun. Of the periods the
    one that ends last is taken, of those that end together the longest; of a flow, the months from January
    on, where the reports make them up.

    Args:
        plan: The plan.
        as_of: The day.
    """
    return tuple(_rolled(plan, metric, as_of) for metric in money_metrics(plan, AcrossRule.SUM))


def _rolled(plan: Plan, metric: Metric, as_of: datetime.date) -> RolledMoney:
    told = _told(plan, metric)
    chosen = _chosen(metric, told, as_of)
    if chosen is None:
        return RolledMoney(metric=metric, others=told)
    aspect, period = chosen
    others = tuple(one for one in told if one[0] is not aspect or not period.contains(one[1]))
    try:
        rollup = plan.roll_up(metric, period=period, aspect=aspect)
        for row in (rollup.total, *(rollup[node] for node in parts_of(plan.outline))):
            row.residual  # noqa: B018  # now, so that what refuses is told in the place of the table
    except ZoneplanError as error:
        return RolledMoney(metric=metric, refusal=error, others=others)
    return RolledMoney(metric=metric, rollup=rollup, others=others)


def _told(plan: PlanLike, metric: Metric) -> tuple[tuple[Aspect, Period], ...]:
    """Give what nodes report, and the zone of the plan, in order of time."""
    place = root_place(plan)
    known = plan.outline.nodes
    found = [
        (aspect, period)
        for aspect, periods in plan.ledger.by_metric.get(metric.id, {}).items()
        for period, group in periods.items()
        if any(subject in known or subject == place for subject in group.figures)
    ]
    return tuple(sorted(found, key=lambda one: (one[1].sort_key, _ASPECTS.index(one[0]))))


def _chosen(
    metric: Metric, told: Sequence[tuple[Aspect, Period]], as_of: datetime.date
) -> tuple[Aspect, Period] | None:
    ended = last_month(as_of)
    for aspect in _ASPECTS:
        periods = [
            period
            for one, period in told
            if one is aspect and (period.last <= ended if aspect in _WAS else period.start <= as_of)
        ]
        if periods:
            latest = max(periods, key=lambda one: (one.last, -one.first))
            return aspect, _from_january(latest, periods) if _adds_over_time(metric) else latest
    return None


def _adds_over_time(metric: Metric) -> bool:
    return metric.over_time is TimeRule.SUM


def _from_january(latest: Period, periods: Iterable[Period]) -> Period:
    """Give the months from January to the end of a period, where reports make them up; else the period."""
    if latest.kind is PeriodKind.SPAN or latest.first % _MONTHS == 0:
        return latest
    whole = Period.of_months(_MONTHS * latest.last_year, latest.last)
    return latest if whole is None or fill(whole, periods) is None else whole
