"""What may be put together in a rollup, and what is refused, alike for a plan's tree and for data frames.

Figures are looked at by the ids of their nodes only, so it does not matter what they are kept as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from zoneplan.errors import DimensionMismatchError, PriceBasisMismatchError, RollupError
from zoneplan.leaves import deepest, overlapping_places, place_of
from zoneplan.metrics import AcrossRule, MetricKind
from zoneplan.units import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zoneplan.metrics import Metric
    from zoneplan.outline import Outline
    from zoneplan.periods import Period
    from zoneplan.prices import PriceBasis
    from zoneplan.zones import Zone

__all__ = ["Reported", "paired", "require_disjoint_places", "sources_of"]

F = TypeVar("F")
F_co = TypeVar("F_co", covariant=True)

_NEVER_SUMMED: Final = {MetricKind.RATIO, MetricKind.RATE, MetricKind.INDEX, MetricKind.RANK}


class Reported(Protocol[F_co]):
    """The figure of each subject for one metric, aspect and period."""

    @property
    def metric(self) -> Metric:
        """The metric."""

    @property
    def figures(self) -> Mapping[str, F_co]:
        """The figure of each subject that reported."""

    @property
    def partial(self) -> frozenset[str]:
        """Subjects whose figure covers only a part of the period."""

    @property
    def basis(self) -> PriceBasis:
        """The price basis that all figures share."""

    def periods_of(self, subject: str) -> Sequence[Period]:
        """Give the periods that the figure of a subject is made up of."""


def sources_of(metric: Metric, named: Callable[[str], Metric]) -> tuple[Metric, ...]:
    """Give the metrics that a value is computed from: itself, or with a weight, or a ratio's two.

    Args:
        metric: The metric to be rolled up.
        named: Gives the metric with an id, or raises.

    Raises:
        RollupError: If it is a ratio of what does not add.
        DimensionMismatchError: If its unit is not that of its numerator over its denominator.
    """
    if metric.across is AcrossRule.WEIGHTED_MEAN:
        return (metric, named(metric.weight or ""))
    if metric.across is not AcrossRule.RATIO_OF_SUMS:
        return (metric,)
    above, below = named(metric.numerator or ""), named(metric.denominator or "")
    for one in (above, below):
        if one.kind in _NEVER_SUMMED or one.across not in {None, AcrossRule.SUM}:
            raise RollupError(
                f"cannot divide sums for {metric.id!r}: {one.id!r} does not add across parts",
                "name two metrics that add, such as amounts or counts",
                f"指标 {metric.id!r} 不能由总量相除：{one.id!r} 不可相加",
                "请写明两个可相加的指标",
            )
    if unit(f"{above.unit.name}/{below.unit.name}").dimension != metric.unit.dimension:
        raise DimensionMismatchError(
            f"{above.id!r} in {above.unit} over {below.id!r} in {below.unit} "
            f"does not give {metric.id!r} in {metric.unit}",
            "check the units of the three metrics",
            f"{above.unit}除以{below.unit}得不出{metric.unit}",
            "请核对三个指标的单位",
        )
    return (above, below)


def paired(
    outline: Outline, metric: Metric, values: Reported[F], others: Reported[F] | None
) -> tuple[Mapping[str, F], Mapping[str, F] | None]:
    """Keep the leaves that report, for a mean or ratio those with both of its figures.

    Args:
        outline: The nodes.
        metric: The metric to be rolled up.
        values: What nodes report of its first source.
        others: What they report of its weight or denominator; None for the other rules.

    Returns:
        The figure of each leaf, and that of its weight or denominator.

    Raises:
        RollupError: If a leaf lacks its weight, or the two are of different months.
        PriceBasisMismatchError: If the two are money at different prices.
    """
    if others is None:
        return deepest(outline, values.figures), None
    if metric.across is AcrossRule.WEIGHTED_MEAN:
        figures = deepest(outline, values.figures)
        for leaf in figures:
            if leaf not in others.figures:
                raise RollupError(
                    f"cannot weigh {metric.id!r} of {leaf!r}: {others.metric.id!r} is not reported for it",
                    f"report {others.metric.id!r} for the same period and aspect",
                    f"{leaf!r} 的 {metric.id!r} 无法加权：没有填报 {others.metric.id!r}",
                    f"请填报同一时期、同一方面的 {others.metric.id!r}",
                )
    else:
        figures = deepest(
            outline, {node: figure for node, figure in values.figures.items() if node in others.figures}
        )
        _require_one_basis(metric, values, others)
    _require_same_months(values, others, figures)
    return figures, {leaf: others.figures[leaf] for leaf in figures}


def _require_one_basis(metric: Metric, values: Reported[F], others: Reported[F]) -> None:
    above, below = values.metric, others.metric
    if not (values.figures and others.figures and above.unit.currency and below.unit.currency):
        return
    if values.basis != others.basis:
        raise PriceBasisMismatchError(
            f"cannot divide for {metric.id!r}: {above.id!r} is {values.basis.describe()} "
            f"and {below.id!r} {others.basis.describe()}",
            "bring both to one price basis, or state price_basis in the metrics that do not say",
            f"{metric.id!r} 无法相除：{above.id!r} 为{values.basis.describe('zh')}，"
            f"{below.id!r} 为{others.basis.describe('zh')}",
            "请折算到同一口径，或在没有写明的指标中写上价格",
        )


def _require_same_months(values: Reported[F], others: Reported[F], leaves: Mapping[str, F]) -> None:
    """Refuse to set a figure of some months against one of other months."""
    for leaf in (values.partial | others.partial) & leaves.keys():
        one, other = values.periods_of(leaf), others.periods_of(leaf)
        if _months(one) != _months(other):
            raise RollupError(
                f"cannot set {values.metric.id!r} of {leaf!r} against its {others.metric.id!r}: "
                f"one is of {', '.join(map(str, one))}, the other of {', '.join(map(str, other))}",
                "report both for the same periods, or ask for a period that both are reported for",
                f"{leaf!r} 的 {values.metric.id!r} 不能与 {others.metric.id!r} 相对照："
                f"一个属于{'、'.join(map(str, one))}，另一个属于{'、'.join(map(str, other))}",
                "请填报相同时期的数，或查询两者都有的时期",
            )


def _months(periods: Iterable[Period]) -> set[int]:
    return {month for period in periods for month in range(period.first, period.last + 1)}


def require_disjoint_places(
    outline: Outline,
    metric: Metric,
    leaves: Iterable[str],
    places: Mapping[str, Zone],
    root_place: str | None,
) -> None:
    """Refuse to add a place to one that it lies in, or to one that may lie in it.

    Args:
        outline: The nodes.
        metric: The metric to be rolled up.
        leaves: The nodes that speak for it.
        places: The places that are known, by id.
        root_place: The place that the root is about; None when it does not say.

    Raises:
        RollupError: If two of the leaves' places overlap, or where one lies is not known.
    """
    listed = list(leaves)
    for overlap in overlapping_places(outline, listed, places, root_place):
        raise RollupError(
            f"cannot add {metric.id!r} of {overlap.part!r} to that of {overlap.whole!r}: "
            f"{overlap.part_place!r} lies in {overlap.whole_place!r}",
            "a part is never added to its whole; report one of the two",
            f"{overlap.part!r} 与 {overlap.whole!r} 的 {metric.id!r} 不能相加："
            f"{overlap.part_place!r} 在 {overlap.whole_place!r} 之内",
            "部分从不与整体相加，请只填报其一",
        )
    found = dict.fromkeys(place for leaf in listed if (place := place_of(outline, leaf)) is not None)
    unknown = [place for place in found if place not in places]
    if unknown and len(found) > 1:
        raise RollupError(
            f"cannot add {metric.id!r} of {' and '.join(map(repr, found))}: "
            f"where {unknown[0]!r} lies is not known",
            "a part is never added to its whole; give the places, such as places=(plan.zone, *plan.places)",
            f"{metric.id!r} 不能相加：不知道 {unknown[0]!r} 在哪里",
            "请给出各地方，例如 places=(plan.zone, *plan.places)",
        )
