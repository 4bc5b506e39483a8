"""What a metric is rolled up from: the figures of its leaves, their weights, and what nodes state.

The meaning is that of `zoneplan.operands`, whose errors it raises too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.addends import paired, require_disjoint_places, sources_of
from zoneplan.errors import (
    OutlineError,
    RollupError,
    UnknownIdError,
)
from zoneplan.frames.chosen import Chosen, select
from zoneplan.frames.outlines import about, root_places, roots_of
from zoneplan.frames.states import Number, StateLedger
from zoneplan.metrics import AcrossRule, Metric, MetricKind
from zoneplan.outline import Outline, unknown_id
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.frames.differences import Reports
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period
    from zoneplan.prices import PriceBasis

__all__ = [
    "Gathered",
    "Question",
    "gather",
    "needed_metrics",
    "require_distinct_ids",
    "require_rule",
]

_NEVER_SUMMED = {MetricKind.RATIO, MetricKind.RATE, MetricKind.INDEX, MetricKind.RANK}


@attrs.frozen(eq=False)
class Question:
    """What is asked of the states, for every metric alike.

    Attributes:
        outline: The nodes.
        metrics: All metrics by id, those that are only weights among them.
        places: The places that nodes may be about, by id.
        weight: Id of the metric that coverage is weighed by; None for each metric's own.
        counted: The leaves that were counted last, with their number for every node.
    """

    outline: Outline
    metrics: Mapping[str, Metric]
    places: Mapping[str, Zone]
    weight: str | None
    counted: dict[str, tuple[Collection[str], Mapping[str, int]]] = attrs.field(factory=dict)

    def metric(self, metric_id: str) -> Metric:
        """Give the metric with an id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        if metric_id not in self.metrics:
            raise unknown_id("metric", metric_id, self.metrics)
        return self.metrics[metric_id]

    def weigher(self, metric: Metric) -> Metric | None:
        """Give the metric that the coverage of another is weighed by; None when it is weighed by none.

        Args:
            metric: The metric that is rolled up.
        """
        name = self.weight or metric.weight
        return None if name is None else self.metric(name)


@attrs.frozen(eq=False)
class Gathered:
    """What the leaves report for one metric, aspect and period, and what nodes state.

    Attributes:
        figures: The figure of each leaf, in steps; for a ratio its numerator.
        weights: The weight of each leaf, for a ratio its denominator; None for the other rules.
        values: What `figures` were chosen from; None when nothing at all is reported.
        others: What `weights` were chosen from; None when there are none.
        own: The metric's own figures, stated totals among them; None when nothing is reported.
        coverage_weights: The figures that coverage is weighed by; None when there are none.
    """

    figures: Mapping[str, Number] = attrs.field(factory=dict)
    weights: Mapping[str, Number] | None = None
    values: Chosen | None = None
    others: Chosen | None = None
    own: Chosen | None = None
    coverage_weights: Mapping[str, Number] | None = None

    @property
    def partial(self) -> frozenset[str]:
        """The leaves that reported a part of the period only."""
        found = (frozenset() if one is None else one.partial for one in (self.values, self.others))
        return frozenset[str]().union(*found)

    def basis(self, metric: Metric) -> PriceBasis:
        """Give the prices that computed figures are at.

        Args:
            metric: The metric that is rolled up.
        """
        if self.values is None or metric.across is AcrossRule.RATIO_OF_SUMS:
            return metric.price_basis
        return self.values.basis


def require_distinct_ids(outline: Outline, places: Iterable[str]) -> None:
    """Refuse a node and a place of one id, since a figure of it may be of either.

    Args:
        outline: The nodes.
        places: Ids of the places that are given.

    Raises:
        OutlineError: If a node and a place share an id.
    """
    for place in places:
        if place in outline.nodes:
            raise OutlineError(
                f"id {place!r} is both a place and a node of the outline, so its figures may be of either",
                "give every place its own id",
                f"编号 {place!r} 既是地方，又是节点，它的数据可能属于任一个",
                "每个地方用自己的编号",
            )


def require_rule(question: Question, metric: Metric) -> None:
    """Refuse a metric without a rule across parts, or that names a node that does not exist.

    Args:
        question: What is asked.
        metric: The metric to be rolled up.

    Raises:
        RollupError: If it has no rule, or its rule is that there is none.
        UnknownIdError: If it is to be reported by a node that the outline does not have.
    """
    if metric.across is None:
        raise RollupError(
            f"metric {metric.id!r} states no rule across parts, so its parts give no whole",
            "state across: sum, weighted_mean, ratio_of_sums, max, min or none; or leave it out of `only`",
            f"指标 {metric.id!r} 没有写明跨部分的汇总规则",
            "请写明 across，或不在 only 中列出它",
        )
    if metric.across is AcrossRule.NONE:
        raise RollupError(
            f"metric {metric.id!r} has no value for a whole that follows from its parts",
            "read the figures of the single nodes instead, and leave it out of `only`",
            f"指标 {metric.id!r} 的整体值不能由部分得出",
            "请直接读各节点的数，不在 only 中列出它",
        )
    for wanted in metric.reported_by:
        if wanted not in question.outline.nodes:
            error = unknown_id("node", wanted, question.outline.nodes)
            raise UnknownIdError(f"{error.message} in reported_by of metric {metric.id!r}", error.remedy)


def needed_metrics(question: Question, asked: Iterable[Metric]) -> dict[str, Metric]:
    """Give every metric whose figures are needed: those asked for, their sources and weights.

    Args:
        question: What is asked.
        asked: The metrics to be rolled up.

    Raises:
        UnknownIdError: If one names a metric that is not given.
        RollupError: If a ratio is of what does not add.
        DimensionMismatchError: If the unit of a ratio is not that of its two metrics.
    """
    found: dict[str, Metric] = {}
    for metric in asked:
        weigher = question.weigher(metric)
        for one in (metric, *sources_of(metric, question.metric), *(() if weigher is None else (weigher,))):
            found[one.id] = one
    return found


def gather(
    question: Question,
    ledger: StateLedger,
    reports: Reports,
    metric: Metric,
    aspect: Aspect | None,
    asked: Period | None,
) -> Gathered:
    """Gather what a metric is rolled up from, or refuse where the result would be wrong.

    Args:
        question: What is asked.
        ledger: The states.
        reports: What is reported for which periods.
        metric: The metric.
        aspect: The aspect; None when nothing at all is reported.
        asked: The period; None when nothing at all is reported.

    Raises:
        RollupError: If figures contradict each other, a leaf lacks its weight, its figure would be a
            difference of years to date, or a part would be added to its whole.
        PriceBasisMismatchError: If figures are at different price bases.
    """
    if aspect is None or asked is None:
        return Gathered()
    sources, nodes = sources_of(metric, question.metric), question.outline.nodes
    values = select(ledger, sources[0], aspect, asked, nodes)
    others = None if len(sources) == 1 else select(ledger, sources[1], aspect, asked, nodes)
    figures, weights = paired(question.outline, metric, values, others)
    for chosen in (values, others):
        if chosen is not None:
            reports.require_single(question.outline, chosen, aspect, asked, figures)
    _require_disjoint_places(question, metric, figures)
    places = root_places(question.outline)
    spoken = places and any(one in places for one in ledger.subjects((metric.id, aspect, asked)))
    own = values
    if sources[0] is not metric or spoken:
        own = _at_roots(select(ledger, metric, aspect, asked, {*nodes, *places}), places)
    weigher = question.weigher(metric)
    return Gathered(
        figures,
        weights,
        values,
        others,
        own,
        None if weigher is None else _weights(ledger, weigher, aspect, asked, nodes),
    )


def _at_roots(own: Chosen, places: Mapping[str, str]) -> Chosen:
    """Give the figures of the roots' places to the roots, where these state none themselves."""
    moved = {
        place: root for place, root in places.items() if place in own.figures and root not in own.figures
    }
    return attrs.evolve(
        own,
        figures={**own.figures, **{root: own.figures[place] for place, root in moved.items()}},
        bases={**own.bases, **{root: own.bases[place] for place, root in moved.items()}},
        partial=own.partial | {root for place, root in moved.items() if place in own.partial},
    )


def _weights(
    ledger: StateLedger, metric: Metric, aspect: Aspect, asked: Period, subjects: Collection[str]
) -> Mapping[str, Number] | None:
    """Give the weights of the same aspect, or of the only aspect that is reported."""
    own = select(ledger, metric, aspect, asked, subjects).figures
    if own:
        return own
    others = [one for one in ledger.aspects(metric.id) if one is not aspect]
    return select(ledger, metric, others[0], asked, subjects).figures if len(others) == 1 else None


def _require_disjoint_places(question: Question, metric: Metric, leaves: Mapping[str, Number]) -> None:
    """Refuse to add a place to one that it lies in, below each root by itself."""
    outline = question.outline
    if not outline.placed:
        return
    for root in roots_of(outline):
        below = [leaf for leaf in leaves if outline.is_under(leaf, root)]
        require_disjoint_places(outline, metric, below, question.places, about(outline, root))
