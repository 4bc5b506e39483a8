"""What a rollup is computed from: the figures of its leaves, their weights, and what nodes state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.addends import paired, require_disjoint_places, sources_of
from zoneplan.errors import (
    OutlineError,
    RollupError,
    UnknownIdError,
)
from zoneplan.figures import Figure
from zoneplan.metrics import AcrossRule, Metric
from zoneplan.observations import Aspect
from zoneplan.outline import NodeKind, Outline, unknown_id
from zoneplan.periods import Period
from zoneplan.selection import Selection, choose_aspect, choose_period, select

if TYPE_CHECKING:
    from zoneplan.ledger import Entry, Ledger
    from zoneplan.zones import Zone

__all__ = ["Operands", "gather", "own_metric"]


@attrs.frozen(eq=False, kw_only=True)
class Operands:
    """What the leaves of an outline report for one metric, and what its nodes state.

    Attributes:
        period: The period; None when nothing at all is reported and none was asked for.
        aspect: What the figures are figures of; None as above.
        figures: The figure of each leaf; for a ratio its numerator.
        weights: The weight of each leaf, for a ratio its denominator; None for the other rules.
        values: What `figures` were chosen from; None when nothing at all is reported.
        others: What `weights` were chosen from; None when there are none.
        own: The metric's own figures, stated totals among them; None when nothing is reported.
        coverage_weights: The figures that coverage is weighed by; None when no metric is named for it,
            or none of its figures fits.
    """

    period: Period | None = None
    aspect: Aspect | None = None
    figures: Mapping[str, Figure] = attrs.field(factory=dict)
    weights: Mapping[str, Figure] | None = None
    values: Selection | None = None
    others: Selection | None = None
    own: Selection | None = None
    coverage_weights: Mapping[str, Figure] | None = None

    def entries(self, leaf: str) -> tuple[Entry, ...]:
        """Give the entries by which a leaf reported its value, then those of its weight or denominator."""
        if leaf not in self.figures or self.values is None:
            return ()
        further = () if self.others is None else self.others.entries[leaf]
        return (*self.values.entries[leaf], *further)

    @property
    def partial(self) -> frozenset[str]:
        """The leaves that reported a part of the period only."""
        found = (
            frozenset() if selection is None else selection.partial
            for selection in (self.values, self.others)
        )
        return frozenset[str]().union(*found)


def own_metric(ledger: Ledger, metric: str | Metric) -> Metric:
    """Give the metric that is meant by an id or a definition.

    Raises:
        UnknownIdError: If no metric has the id.
        RollupError: If the plan defines a metric with this id otherwise.
    """
    if isinstance(metric, str):
        return ledger.metric(metric)
    known = ledger.metrics.get(metric.id)
    if known is not None and known != metric:
        raise RollupError(
            f"metric {metric.id!r} is defined otherwise in the plan",
            "ask by its id, or give it another id",
            f"规划中的指标 {metric.id!r} 定义不同",
            "请用编号查询，或换一个编号",
        )
    return metric


def gather(
    outline: Outline,
    ledger: Ledger,
    metric: Metric,
    *,
    period: Period | None,
    aspect: Aspect | None,
    weight: str | None,
    places: Mapping[str, Zone],
    root_place: str | None,
) -> Operands:
    """Gather what a metric is rolled up from, or refuse where the result would be wrong.

    Args:
        outline: The nodes.
        ledger: The entries and metrics.
        metric: The metric.
        period: The period; None for the only one reported.
        aspect: What the figures are figures of; None for the only one reported, or the actual one.
        weight: Id of the metric that coverage is weighed by; None for the metric's own weight.
        places: The places that nodes may be about, by id.
        root_place: Id of the place that the root as a whole is about; None when it is about none.

    Raises:
        UnknownIdError: If the metric refers to a metric or node that does not exist.
        OutlineError: If a node and a place share an id.
        RollupError: If the metric has no rule across parts, several periods or aspects are reported and
            none was asked for, figures contradict each other, a leaf's figure would be a difference of
            years to date, or a part would be added to its whole.
        DimensionMismatchError: If a figure is not of its metric's dimension.
        PriceBasisMismatchError: If figures are at different price bases.
    """
    _require_rule(metric)
    _require_known_reporters(outline, metric)
    _require_distinct_ids(outline, places)
    sources = sources_of(metric, ledger.metric)
    nodes = outline.nodes
    speaks = root_place is not None and any(
        _speaks(ledger, metric, one, root_place) for one in ledger.by_metric.get(metric.id, {})
    )
    stating: Mapping[str, object] = (
        {**nodes, root_place: None} if speaks and root_place is not None else nodes
    )
    if aspect is None:
        aspect = choose_aspect(ledger, sources[0], nodes) or choose_aspect(ledger, metric, stating)
    if period is None and aspect is not None:
        period = choose_period(ledger, sources[0], aspect, nodes) or choose_period(
            ledger, metric, aspect, stating
        )
    weigher = (
        None if weight is None and metric.weight is None else ledger.metric(weight or metric.weight or "")
    )
    if aspect is None or period is None:
        return Operands(period=period, aspect=aspect)
    values = select(ledger, sources[0], aspect, period, nodes)
    others = None if len(sources) == 1 else select(ledger, sources[1], aspect, period, nodes)
    figures, weights = paired(outline, metric, values, others)
    for selection in (values, others):
        if selection is not None and selection.apart:
            _require_single(outline, selection, period, figures)
    # A place's own entries are looked for only where there are any: copying all nodes costs time.
    is_own = sources[0] is metric and not _speaks(ledger, metric, aspect, root_place)
    if outline.placed:
        require_disjoint_places(outline, metric, figures, places, root_place)
    return Operands(
        period=period,
        aspect=aspect,
        figures=figures,
        weights=weights,
        values=values,
        others=others,
        own=values if is_own else select(ledger, metric, aspect, period, stating),
        coverage_weights=None if weigher is None else _weights(ledger, weigher, aspect, period, nodes),
    )


def _require_rule(metric: Metric) -> None:
    if metric.across is None:
        raise RollupError(
            f"metric {metric.id!r} states no rule across parts, so its parts give no whole",
            "state across: sum, weighted_mean, ratio_of_sums, max, min or none",
            f"指标 {metric.id!r} 没有写明汇总规则，由各部分得不出整体",
            "请写汇总规则：求和、加权平均、总和之比、最大、最小或不汇总",
        )
    if metric.across is AcrossRule.NONE:
        raise RollupError(
            f"metric {metric.id!r} has no value for a whole that follows from its parts",
            "read the figures of the single nodes instead; its definition says across: none",
            f"指标 {metric.id!r} 的整体不能由各部分得出",
            "请看各节点自己的数；其汇总规则为“不汇总”",
        )


def _speaks(ledger: Ledger, metric: Metric, aspect: Aspect, place: str | None) -> bool:
    """Whether there is an entry about a place, for a metric and aspect."""
    groups = ledger.by_metric.get(metric.id, {}).get(aspect, {})
    return any(place in group.figures for group in groups.values())


def _require_known_reporters(outline: Outline, metric: Metric) -> None:
    """Refuse a typing error in `reported_by`, which would make a total look complete."""
    if outline.root.kind is not NodeKind.PLAN:
        return  # the others may lie elsewhere in the plan
    for wanted in metric.reported_by:
        if wanted not in outline.nodes:
            error = unknown_id("node", wanted, outline.nodes)
            raise UnknownIdError(
                f"{error.message} in reported_by of metric {metric.id!r}",
                error.remedy,
                f"指标 {metric.id!r} 的“填报”中：{error.message_zh}",
                error.remedy_zh,
            )


def _require_distinct_ids(outline: Outline, places: Mapping[str, Zone]) -> None:
    for place in places:
        if place in outline.nodes:
            raise OutlineError(
                f"id {place!r} is both a place and {outline.paths[place] or 'the plan'}, "
                "so its figures may be of either",
                "give every place its own id",
                f"编号 {place!r} 既是地区，又是{outline.paths[place] or '规划'}，其数据可能属于任一个",
                "请为每个地区另取编号",
            )


def _require_single(
    outline: Outline, selection: Selection, period: Period, leaves: Mapping[str, Figure]
) -> None:
    """Refuse to leave out, or to count in part, a leaf whose figure its years to date would give."""
    above = {node for leaf in leaves for node in outline.ancestors(leaf)}
    metric = selection.metric.id
    for node in outline.ordered(selection.apart - above):
        raise RollupError(
            f"{metric!r} of {node!r} for {period} is a difference of reports from January on, "
            "which a rollup does not take apart",
            f"take it from plan.series({metric!r}, {node!r}).single() or .by({period.kind.value!r}), "
            f"and report it for {period}",
            f"“{node}”的指标“{metric}”在{period}的数须由1月起的累计数相减得出，汇总时不作相减",
            f"请用 plan.series({metric!r}, {node!r}).single() 或 .by({period.kind.value!r}) 计算，"
            f"并填报{period}的数",
        )


def _weights(
    ledger: Ledger, metric: Metric, aspect: Aspect, period: Period, subjects: Mapping[str, object]
) -> Mapping[str, Figure] | None:
    """Give the weights of the same aspect, or of the only aspect that is reported."""
    own = select(ledger, metric, aspect, period, subjects).figures
    if own:
        return own
    others = [one for one in ledger.by_metric.get(metric.id, {}) if one is not aspect]
    return select(ledger, metric, others[0], period, subjects).figures if len(others) == 1 else None
