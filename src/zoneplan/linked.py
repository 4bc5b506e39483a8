"""The relations that a rollup follows, for a judgement of all figures together.

Each by itself is judged by the rules on totals, ratios and longer periods; here they are what ties the
figures of other relations to each other.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import ZoneplanError
from zoneplan.facts import Facts
from zoneplan.growths import Cumulative, CumulativeForm
from zoneplan.implied import related
from zoneplan.locations import Location
from zoneplan.metrics import AcrossRule, Metric, TimeRule
from zoneplan.observations import Aspect
from zoneplan.origins import Origin, PlanRelation
from zoneplan.periods import Period, cover
from zoneplan.relations import Ratio, Sum
from zoneplan.rollup import RollupRow, roll_up
from zoneplan.subjects import known_places, root_place
from zoneplan.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from zoneplan.ledger import Entry

__all__ = ["linking_relations"]


def linking_relations(facts: Facts, used: Set[str]) -> Iterator[PlanRelation]:
    """Give ratios, sums over time and sums over the outline.

    A sum over the outline whose total is not stated is given only where the total bears on another
    relation. Of several vintages only the latest counts, as in a rollup.

    Args:
        facts: The plan's figures.
        used: Keys of the numbers of the plan's other relations.
    """
    found = [*_ratios(facts), *_periods(facts)]
    yield from found
    keys = {term.key for one in found for _, term in one.relation.operands if term.key is not None}
    yield from _outline_sums(facts, used | keys)


def _ratios(facts: Facts) -> Iterator[PlanRelation]:
    metrics = facts.plan.ledger.metrics.values()
    for metric, entry in facts.entries(one for one in metrics if one.across is AcrossRule.RATIO_OF_SUMS):
        record = entry.record
        if not facts.is_latest(entry):
            continue
        above, below = (
            facts.term(other or "", entry.subject, record.period, aspects=(record.aspect,))
            for other in (metric.numerator, metric.denominator)
        )
        ratio = Ratio(numerator=above, denominator=below, ratio=facts.of(entry))
        yield related(Origin.RATIO, facts, entry, ratio)


def _periods(facts: Facts) -> Iterator[PlanRelation]:
    """Give sums over time: a period's figure and those of the shorter ones that it is made of."""
    metrics = facts.plan.ledger.metrics.values()
    told: dict[tuple[str, str, Aspect], list[Entry]] = {}
    for _, entry in facts.entries(one for one in metrics if one.over_time is TimeRule.SUM):
        named = (entry.record.metric, facts.subject(entry.subject), entry.record.aspect)
        if facts.is_latest(entry):
            told.setdefault(named, []).append(entry)
    for (metric, subject, aspect), entries in told.items():
        periods = [entry.record.period for entry in entries]
        for entry in entries:
            asked = entry.record.period
            chosen, gap = cover(asked, [one for one in periods if one != asked])
            parts = [facts.term(metric, subject, one, aspects=(aspect,)) for one in chosen]
            if parts:
                total = facts.of(entry)
                rest = [_rest(total, f"other months of {asked}")] if gap else []
                flow = Cumulative(change=total, parts=(*parts, *rest), form=CumulativeForm.FLOW)
                yield related(Origin.TIME, facts, entry, flow)


def _rest(total: Term, name: str) -> Term:
    """Give a missing part that no entry could name."""
    return Term(name=f"{total.key}: {name}", unit=total.unit, domain=total.domain)


@attrs.frozen(eq=False, slots=False)
class _OutlineSums:
    """The sums of one metric, period and aspect over the outline."""

    facts: Facts
    metric: Metric
    period: Period
    aspect: Aspect

    @cached_property
    def rows(self) -> Mapping[str, RollupRow]:
        plan = self.facts.plan
        try:
            return roll_up(
                plan.outline,
                plan.ledger,
                self.metric,
                period=self.period,
                aspect=self.aspect,
                places=known_places(plan),
                root_place=root_place(plan),
            )
        except ZoneplanError:
            return {}  # the rule on totals says why it cannot be rolled up

    def relation(self, node: str, row: RollupRow) -> PlanRelation | None:
        """Give the sum that a node's figure is; None for a leaf."""
        leaves = (*row.leaves, *row.missing)
        if not leaves or node in leaves:
            return None
        total = self._term(node)
        # A leaf that only reports shorter periods has no figure here, and can have any.
        parts = [self._term(leaf) for leaf in leaves]
        if row.unlisted:
            parts.append(_rest(total, f"{row.unlisted} unlisted"))
        return PlanRelation(
            id=f"{Origin.OUTLINE}:{total.key}",
            relation=Sum(total=total, parts=parts),
            origin=Origin.OUTLINE,
            place=total.place or Location(self.facts.plan.outline.paths[node]),
        )

    def _term(self, node: str) -> Term:
        return self.facts.term(self.metric.id, node, self.period, aspects=(self.aspect,))


def _outline_sums(facts: Facts, used: Set[str]) -> Iterator[PlanRelation]:
    plan = facts.plan
    for metric_id, aspects in plan.ledger.by_metric.items():
        metric = plan.ledger.metrics.get(metric_id)
        if metric is None or metric.across is not AcrossRule.SUM:
            continue
        for aspect, periods in aspects.items():
            for period in periods:
                sums = _OutlineSums(facts, metric, period, aspect)
                for node, row in sums.rows.items():
                    found = sums.relation(node, row)
                    if found is not None and _matters(found, used):
                        yield found


def _matters(found: PlanRelation, used: Set[str]) -> bool:
    """Whether a sum's total is stated, or bears on another relation."""
    total = dict(found.relation.operands)["total"]
    return total.figure is not None or total.key in used
