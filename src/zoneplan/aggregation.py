"""How figures give the figure of a whole: leaves by the rule across parts, periods by the rule over time."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import RollupError
from zoneplan.figures import Derivation, Figure, figure_of, total, unchecked_total
from zoneplan.metrics import AcrossRule, Metric, TimeRule
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import Operation
from zoneplan.units import unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.periods import Period
    from zoneplan.prices import PriceBasis

__all__ = ["combine", "combine_over_time", "looser_words"]


def combine(
    metric: Metric, operands: Sequence[Figure], weights: Sequence[Figure] | None, basis: PriceBasis
) -> Figure:
    """Combine the figures of leaves by the metric's rule across parts, in the metric's unit.

    Args:
        metric: The metric, with a rule other than none.
        operands: The figures of the leaves, at least one; for a ratio its numerators.
        weights: Their weights, one each; for a ratio its denominators; None for the other rules.
        basis: The price basis of the result.

    Raises:
        RollupError: If weights come to nothing or are negative, or a ratio would divide by zero.
    """
    if len(operands) == 1 and weights is None:
        return _alone(metric, operands[0], basis)
    match metric.across:
        case AcrossRule.WEIGHTED_MEAN:
            return _weighted_mean(metric, operands, weights or (), basis)
        case AcrossRule.RATIO_OF_SUMS:
            return _ratio_of_sums(metric, operands, weights or ())
        case AcrossRule.MAX:
            return _extreme(metric, max(operands, key=_base_value), operands, Operation.MAX, basis)
        case AcrossRule.MIN:
            return _extreme(metric, min(operands, key=_base_value), operands, Operation.MIN, basis)
        case _:
            return unchecked_total(operands, metric.unit, basis)


def _alone(metric: Metric, figure: Figure, basis: PriceBasis) -> Figure:
    """Give the figure of a lone leaf as that of the whole: every rule but a ratio agrees on it."""
    found = figure.to(metric.unit)
    return found if found.price_basis == basis else attrs.evolve(found, price_basis=basis)


def _base_value(figure: Figure) -> Fraction:
    return figure.base_value


def _weighted_mean(
    metric: Metric, operands: Sequence[Figure], weights: Sequence[Figure], basis: PriceBasis
) -> Figure:
    weight = sum((one.base_value for one in weights), Fraction(0))
    negative = next((one for one in weights if one.base_value < 0), None)
    if weight <= 0 or negative is not None:
        why = f"its weights come to {weight}" if negative is None else f"{negative} is no weight"
        why_zh = f"权重合计为{weight}" if negative is None else f"{negative}不能作权重"
        raise RollupError(
            f"cannot weigh {metric.id!r}: {why}",
            f"check the entries of {metric.weight!r}",
            f"{metric.id!r} 无法加权：{why_zh}",
            f"请核对 {metric.weight!r} 的数据",
        )
    moment = sum(
        (value.base_value * one.base_value for value, one in zip(operands, weights, strict=True)), Fraction(0)
    )
    return figure_of(
        moment / weight / metric.unit.factor,
        metric.unit,
        qualifiers=looser_words((*operands, *weights)),
        price_basis=basis,
        derivation=Derivation(Operation.WEIGHTED_MEAN, tuple(operands), tuple(weights)),
    )


def _ratio_of_sums(metric: Metric, above: Sequence[Figure], below: Sequence[Figure]) -> Figure:
    divisor = sum((one.base_value for one in below), Fraction(0))
    if not divisor:
        raise RollupError(
            f"cannot divide by zero: {metric.denominator!r} of {metric.id!r} comes to 0",
            f"check the entries of {metric.denominator!r}",
            f"不能除以0：{metric.id!r} 的分母 {metric.denominator!r} 合计为0",
            f"请核对 {metric.denominator!r} 的数据",
        )
    value = sum((one.base_value for one in above), Fraction(0)) / divisor
    return figure_of(
        value / metric.unit.factor,
        metric.unit,
        qualifiers=looser_words((*above, *below)),
        price_basis=metric.price_basis,
        derivation=Derivation(Operation.RATIO_OF_SUMS, tuple(above), tuple(below)),
    )


def _extreme(
    metric: Metric, winner: Figure, operands: Sequence[Figure], operation: Operation, basis: PriceBasis
) -> Figure:
    return figure_of(
        winner.base_value / metric.unit.factor,
        metric.unit,
        qualifiers=looser_words(operands, winner),
        price_basis=basis,
        derivation=Derivation(operation, tuple(operands)),
    )


def combine_over_time(metric: Metric, period: Period, parts: Mapping[Period, Figure]) -> Figure:
    """Combine the figures of shorter periods by the metric's rule over time.

    Args:
        metric: The metric, whose rule over time says how.
        period: The period that the result is for.
        parts: The figures by their periods inside it, from early to late.

    Raises:
        RollupError: If the metric has no rule over time, or periods overlap, as those of two years to date
            do: what both hold would count twice.
        DimensionMismatchError: If the figures measure different things.
        CurrencyMismatchError: If they are money of different currencies.
        PriceBasisMismatchError: If they are at different price bases.
    """
    figures = tuple(parts.values())
    if metric.over_time in {TimeRule.SUM, TimeRule.MEAN}:
        _refuse_overlap(metric, tuple(parts))
    match metric.over_time:
        case None | TimeRule.NONE:
            why = (
                "states no rule over time" if metric.over_time is None else "has no value for a longer period"
            )
            why_zh = "没有写明时间规则" if metric.over_time is None else "没有较长时期的数"
            raise RollupError(
                f"metric {metric.id!r} {why}, so {', '.join(map(str, parts))} do not give {period}",
                "ask for a period that is reported, or state over_time in the metric",
                f"指标 {metric.id!r} {why_zh}，{'、'.join(map(str, parts))}得不出{period}",
                "请改查已填报的时期，或在指标中写明时间规则",
            )
        case TimeRule.SUM:
            return total(figures)
        case TimeRule.MEAN:
            return _mean(figures, [part.months for part in parts])
        case TimeRule.MAX:
            return _chosen(max(figures, key=_base_value), Operation.MAX, figures)
        case TimeRule.MIN:
            return _chosen(min(figures, key=_base_value), Operation.MIN, figures)
        case TimeRule.LAST:  # pragma: no branch  # mypy knows it is the last
            return figures[-1]


def _refuse_overlap(metric: Metric, periods: tuple[Period, ...]) -> None:
    for earlier, later in pairwise(periods):
        if earlier.overlaps(later):
            raise RollupError(
                f"{earlier} and {later} of metric {metric.id!r} share months and cannot be added: "
                "what both hold would count twice",
                "take year-to-date values apart first, with plan.series(…).single()",
                f"指标 {metric.id!r} 的{earlier}与{later}有共同的月份，不能相加：会重复计算",
                "请先用 plan.series(…).single() 拆开累计数",
            )


def _mean(figures: tuple[Figure, ...], months: list[int]) -> Figure:
    total(figures)  # refuses what cannot be added, and so not averaged either
    first = figures[0]
    products = (figure.base_value * length for figure, length in zip(figures, months, strict=True))
    moment = sum(products, Fraction(0))
    weights = tuple(Figure(length, unit("个月"), quantum=0) for length in months)
    return figure_of(
        moment / sum(months) / first.unit.factor,
        first.unit,
        qualifiers=looser_words(figures),
        price_basis=first.price_basis,
        derivation=Derivation(Operation.WEIGHTED_MEAN, figures, weights),
    )


def _chosen(winner: Figure, operation: Operation, figures: tuple[Figure, ...]) -> Figure:
    total(figures)  # refuses what cannot be added, and so not compared either
    return figure_of(
        winner.exact,
        winner.unit,
        qualifiers=looser_words(figures, winner),
        price_basis=winner.price_basis,
        derivation=Derivation(operation, figures),
    )


def looser_words(operands: Sequence[Figure], winner: Figure | None = None) -> tuple[Qualifier, ...]:
    """Give the words that a computed figure deserves when some of what it is from is not plain.

    Args:
        operands: What it is computed from.
        winner: The operand whose number it is; None when it is the number of none.
    """
    if all(one.is_plain for one in operands if one is not winner) and (
        winner is None or winner.upper is None
    ):
        return () if winner is None else winner.qualifiers
    return (Qualifier.ABOUT,)
