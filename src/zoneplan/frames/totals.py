"""The figures of every node of an outline, up from its leaves in whole numbers that never overflow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.coverage import Missing
from zoneplan.errors import PriceBasisMismatchError, RollupError
from zoneplan.frames.states import Number
from zoneplan.leaves import missing_leaves
from zoneplan.metrics import AcrossRule, Metric
from zoneplan.prices import PriceBasisKind

if TYPE_CHECKING:
    from zoneplan.frames.gathering import Gathered, Question
    from zoneplan.outline import Outline
    from zoneplan.prices import PriceBasis

__all__ = ["Totals", "totals"]

T = TypeVar("T")
_NOTHING: Mapping[str, int] = {}


@attrs.frozen(eq=False)
class Totals:
    """One metric's figures for one period, by node; a node that has none is left out of a mapping.

    Attributes:
        computed: What the leaves give, in steps.
        steps: How many steps of `computed` the metric's unit has.
        stated: What nodes state themselves, in steps.
        stated_steps: How many steps of `stated` the metric's unit has.
        reported: Number of leaves that reported at all.
        partial: Number of leaves that reported a part of the period only.
        missing: Number of leaves that should have reported and did not, unlisted ones among them.
        shares: Share of the weight that reported wholly.
    """

    computed: Mapping[str, Number]
    steps: int
    stated: Mapping[str, Number]
    stated_steps: int
    reported: Mapping[str, int]
    partial: Mapping[str, int]
    missing: Mapping[str, int]
    shares: Mapping[str, Fraction]


def totals(question: Question, metric: Metric, gathered: Gathered, missing: Missing) -> Totals:
    """Give every node its figure, its coverage, and what it states itself.

    Args:
        question: What is asked.
        metric: The metric.
        gathered: What it is rolled up from.
        missing: What a leaf that did not report means.

    Raises:
        RollupError: If weights come to nothing or are negative, a ratio would divide by zero, or what is
            missing cannot count as zero.
        PriceBasisMismatchError: If a node states a figure at other prices than those of its parts.
    """
    outline, figures = question.outline, gathered.figures
    silent, owners = missing_leaves(outline, metric, figures)
    unlisted = _unlisted(outline, owners)
    absent = _up(outline, dict.fromkeys(silent, 1), sum) if silent else _NOTHING
    partial_leaves = gathered.partial & figures.keys()
    reported = _counts(question, figures)
    partial: Mapping[str, int] = _NOTHING
    if partial_leaves:
        is_all = len(partial_leaves) == len(figures)
        partial = reported if is_all else _up(outline, dict.fromkeys(partial_leaves, 1), sum)
    gone = _added(absent, unlisted)
    computed = _computed(question, metric, gathered, silent, unlisted, missing)
    if missing is Missing.SKIP_IF_ANY:
        computed = {one: value for one, value in computed.items() if one not in gone and one not in partial}
    values, own = gathered.values, gathered.own
    stated = {} if own is None else {one: own.figures[one] for one in own.figures if one not in own.partial}
    _require_one_basis(metric, gathered, stated, computed)
    return Totals(
        computed,
        _steps(metric, gathered),
        stated,
        1 if own is None else own.steps,
        reported,
        partial,
        gone,
        {} if values is None else _shares(outline, gathered, partial_leaves, silent, unlisted),
    )


def _steps(metric: Metric, gathered: Gathered) -> int:
    exact = metric.across in {AcrossRule.WEIGHTED_MEAN, AcrossRule.RATIO_OF_SUMS}
    return 1 if exact or gathered.values is None else gathered.values.steps


def _up(outline: Outline, amounts: Mapping[str, T], reduce: Callable[[Iterable[T]], T]) -> dict[str, T]:
    """Combine amounts of leaves for every node above them, each leaf once however many ways lead up.

    Leaves with the same parents are combined first, which is most of the work.
    """
    parents = outline.parents
    groups: dict[tuple[str, ...], list[T]] = {}
    first: dict[tuple[str, ...], str] = {}
    found: dict[str, T] = dict(amounts)
    for leaf, amount in amounts.items():
        above = parents[leaf]
        group = groups.get(above)
        if group is None:
            groups[above] = [amount]
            first[above] = leaf
        else:
            group.append(amount)
    for key, parts in groups.items():
        part = reduce(parts)
        for node in outline.ancestors(first[key]):
            found[node] = reduce((found[node], part)) if node in found else part
    found.update(amounts)
    return found  # what stands for itself stands for all below it


def _counts(question: Question, figures: Mapping[str, Number]) -> Mapping[str, int]:
    """Count the leaves of every node; metrics that the same leaves report are counted once."""
    known = question.counted.get("last")
    if known is None or known[0] != figures.keys():
        known = (figures.keys(), _up(question.outline, dict.fromkeys(figures, 1), sum))
        question.counted["last"] = known
    return known[1]


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    if not (one and other):
        return one or other
    return {node: one.get(node, 0) + other.get(node, 0) for node in {**one, **other}}


def _unlisted(outline: Outline, owners: Mapping[str, int]) -> Mapping[str, int]:
    """How many leaves are declared without being listed, below each node and in it."""
    found: dict[str, int] = {}
    for owner, count in owners.items():
        for node in (owner, *outline.ancestors(owner)):
            found[node] = found.get(node, 0) + count
    return found


def _computed(
    question: Question,
    metric: Metric,
    gathered: Gathered,
    silent: list[str],
    unlisted: Mapping[str, int],
    missing: Missing,
) -> Mapping[str, Number]:
    """Give each node's figure by the metric's rule across parts; what is missing counts as the word says."""
    outline, figures = question.outline, dict(gathered.figures)
    as_zero = missing is Missing.ZERO
    if metric.across in {AcrossRule.WEIGHTED_MEAN, AcrossRule.RATIO_OF_SUMS}:
        if as_zero:
            _refuse_zero(metric, gathered, silent, unlisted)
        if metric.across is AcrossRule.RATIO_OF_SUMS:
            return _ratios(outline, metric, gathered)
        return _means(outline, metric, gathered, silent if as_zero else [])
    rules: dict[object, Callable[[Iterable[Number]], Number]] = {AcrossRule.MAX: max, AcrossRule.MIN: min}
    rule = rules.get(metric.across, sum)
    if as_zero:
        figures |= dict.fromkeys(silent, 0)
    found = _up(outline, figures, rule)
    if as_zero:
        for node in unlisted:
            found[node] = rule((found[node], 0)) if node in found else 0
    return found


def _refuse_zero(metric: Metric, gathered: Gathered, silent: list[str], unlisted: Mapping[str, int]) -> None:
    known = {} if gathered.others is None else gathered.others.figures
    is_ratio = metric.across is AcrossRule.RATIO_OF_SUMS
    unknown = [leaf for leaf in silent if is_ratio or leaf not in known]
    if unknown or unlisted:
        name = repr(unknown[0]) if unknown else "a leaf that is declared but not listed"
        why = "it is a ratio of sums" if is_ratio else f"{name} has no weight"
        raise RollupError(
            f"cannot count missing data of {metric.id!r} as zero: {why}",
            "use missing='skip_if_all' or 'skip_if_any'",
            f"{metric.id!r} 的缺报不能计为零：{'它是总量之比' if is_ratio else '有末级没有权数'}",
            "请用 missing='skip_if_all' 或 'skip_if_any'",
        )


def _means(
    outline: Outline, metric: Metric, gathered: Gathered, zeros: Iterable[str]
) -> Mapping[str, Number]:
    values, others = gathered.values, gathered.others
    if values is None or others is None:
        return {}
    weights = {**(gathered.weights or {}), **{leaf: others.figures[leaf] for leaf in zeros}}
    for leaf, weight in weights.items():
        if weight < 0:
            raise _no_weight(metric, f"that of {leaf!r} is negative")
    moments = {leaf: figure * weights[leaf] for leaf, figure in gathered.figures.items()}
    above = _up(outline, {**dict.fromkeys(zeros, 0), **moments}, sum)
    below = _up(outline, weights, sum)
    found: dict[str, Number] = {}
    for node, moment in above.items():
        if below[node] <= 0:
            raise _no_weight(metric, f"those of {node!r} come to {below[node]}")
        found[node] = Fraction(moment) / below[node] / values.steps
    return found


def _no_weight(metric: Metric, why: str) -> RollupError:
    return RollupError(
        f"cannot weigh {metric.id!r} by {metric.weight!r}: {why}",
        f"check the observations of {metric.weight!r}",
        f"{metric.id!r} 无法按 {metric.weight!r} 加权：权数为负或合计为零",
        f"请核对 {metric.weight!r} 的数据",
    )


def _ratios(outline: Outline, metric: Metric, gathered: Gathered) -> Mapping[str, Number]:
    values, others = gathered.values, gathered.others
    if values is None or others is None:
        return {}
    above = _up(outline, gathered.figures, sum)
    below = _up(outline, gathered.weights or {}, sum)
    upper, lower = values.metric.unit.factor / values.steps, others.metric.unit.factor / others.steps
    scale = upper / lower / metric.unit.factor
    found: dict[str, Number] = {}
    for node, number in above.items():
        if not below[node]:
            raise RollupError(
                f"cannot divide by zero: {metric.denominator!r} of {metric.id!r} comes to 0 in {node!r}",
                f"check the observations of {metric.denominator!r}",
                f"不能除以零：{node!r} 的 {metric.denominator!r} 为 0",
                f"请核对 {metric.denominator!r} 的数据",
            )
        found[node] = Fraction(number) / below[node] * scale
    return found


def _require_one_basis(
    metric: Metric, gathered: Gathered, stated: Mapping[str, Number], computed: Mapping[str, Number]
) -> None:
    """Refuse a residual between figures at different prices."""
    own = gathered.own
    if own is None:
        return
    basis = gathered.basis(metric)

    def differs(found: PriceBasis) -> bool:
        found = basis if found.kind is PriceBasisKind.UNSTATED else found
        return found != basis or (found.is_year_unstated and metric.unit.currency is not None)

    # Thousands of figures share one object for their prices.
    if not any(map(differs, {id(found): found for found in own.bases.values()}.values())):
        return
    for node in stated:
        found = own.bases[node]
        if node in computed and differs(found):
            raise PriceBasisMismatchError(
                f"{metric.id!r} of {node!r} is stated {found.describe()} and computed {basis.describe()}",
                "bring both to one price basis first, or state the basis where it is missing",
                f"{node!r} 的 {metric.id!r}：所报数与汇总数的价格口径不同",
                "请先折算到同一口径，或补写口径",
            )


def _shares(
    outline: Outline,
    gathered: Gathered,
    partial: Iterable[str],
    silent: list[str],
    unlisted: Mapping[str, int],
) -> Mapping[str, Fraction]:
    """Give the share of the weight that reported wholly, where every expected leaf's weight is known."""
    weights = gathered.coverage_weights
    if not weights:
        return {}
    expected = [*gathered.figures, *silent]
    unknown = _up(outline, {leaf: 1 for leaf in expected if leaf not in weights}, sum)
    not_whole = {*partial, *silent}
    known = {leaf: weights[leaf] for leaf in expected if leaf in weights}
    wanted = _up(outline, known, sum)
    whole = _up(outline, {leaf: weight for leaf, weight in known.items() if leaf not in not_whole}, sum)
    return {
        node: Fraction(whole.get(node, 0)) / weight
        for node, weight in wanted.items()
        if weight and node not in unknown and node not in unlisted
    }
