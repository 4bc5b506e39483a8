"""Totals per node of the outline: computed from the leaves, beside what the node itself states.

A leaf is the deepest node that reports the metric. Every ancestor counts a leaf once, however many
ways lead to it, and a node's own entry is never added to those of its parts.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.aggregation import combine
from zoneplan.errors import DimensionMismatchError, RollupError
from zoneplan.explanations import Explanation, Part
from zoneplan.figures import Figure, require_addable, unchecked_total
from zoneplan.leaves import deepest, missing_leaves, place_of, spread
from zoneplan.ledger import Ledger
from zoneplan.metrics import AcrossRule, Metric
from zoneplan.observations import Aspect
from zoneplan.outline import Outline, unknown_id
from zoneplan.periods import Period
from zoneplan.selection import Selection, choose_aspect, choose_period, select
from zoneplan.units import unit
from zoneplan.zones import Zone, enclosing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.ledger import Entry

__all__ = ["Coverage", "Missing", "Rollup", "RollupRow", "roll_up"]


class Missing(enum.StrEnum):
    """What a leaf that did not report means for the totals above it."""

    SKIP_IF_ANY = "skip_if_any"
    """There is a total only where every leaf reported."""
    SKIP_IF_ALL = "skip_if_all"
    """The total is of what was reported; there is none only where nothing was."""
    ZERO = "zero"
    """What was not reported counts as zero, because the author says so."""


@attrs.frozen
class Coverage:
    """How much of what should be reported was reported.

    Attributes:
        reported: Number of leaves that reported the whole period.
        partial: Number of leaves that reported a part of the period only.
        expected: Number of leaves that should report, declared but unlisted ones included.
        reported_weight: Weight of the leaves that reported; None when the metric names no weight, or
            the weight of some expected leaf is not known.
        expected_weight: Weight of all expected leaves; None as above.
    """

    reported: int
    partial: int
    expected: int
    reported_weight: Figure | None = None
    expected_weight: Figure | None = None

    @property
    def by_count(self) -> Fraction | None:
        """Share of the expected leaves that reported wholly, 0 to 1; None when none is expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    @property
    def by_weight(self) -> Fraction | None:
        """The same share by weight, 0 to 1; None when weights are not known or come to nothing."""
        if (
            self.reported_weight is None
            or self.expected_weight is None
            or not self.expected_weight.base_value
        ):
            return None
        return self.reported_weight.base_value / self.expected_weight.base_value

    @property
    def is_complete(self) -> bool:
        """Whether every expected leaf reported the whole period."""
        return self.reported == self.expected

    def __str__(self) -> str:
        if not self.expected:
            return "none expected to report"
        text = f"{self.reported} of {self.expected} reported"
        if self.partial:
            text += f", {self.partial} in part"
        if self.by_weight is not None:
            text += f", {percent(self.by_weight)} by weight"
        return text


def percent(share: Fraction) -> str:
    """Print a share as a percentage that never says 0 % or 100 % of what is neither."""
    tenths = round(share * 1000)
    if tenths >= 1000 and share < 1:
        tenths = 999
    if tenths <= 0 < share:
        tenths = 1
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} %" if rest else f"{whole} %"


@attrs.frozen(eq=False, slots=False)
class RollupRow:
    """One node's figure: computed from its leaves, beside what it states itself.

    Attributes:
        node: Id of the node.
        rollup: The rollup it is a row of.
    """

    node: str
    rollup: Rollup = attrs.field(repr=False)

    @cached_property
    def computed(self) -> Figure | None:
        """What the leaves give, in the metric's unit; None when the rule for missing data forbids it."""
        return self.rollup._computed(self.node)  # a row is a view of its rollup

    @property
    def stated_entry(self) -> Entry | None:
        """The entry by which the node states its own figure; None when it does not."""
        return self.rollup._stated_entry(self.node)

    @property
    def stated(self) -> Figure | None:
        """What the node states itself; None when it states nothing for this period."""
        return self.rollup._stated(self.node)

    @property
    def residual(self) -> Figure | None:
        """Stated less computed, in the metric's unit; None when either is missing."""
        stated, computed = self.stated, self.computed
        return None if stated is None or computed is None else stated.to(self.rollup.metric.unit) - computed

    @cached_property
    def coverage(self) -> Coverage:
        """How much of what should be reported below the node was."""
        return self.rollup._coverage(self.node)

    @property
    def leaves(self) -> Mapping[str, Figure]:
        """The figure of each leaf that the computed figure is from, by node id in document order."""
        return self.rollup._leaf_figures(self.node)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the leaves that should have reported and did not, in document order."""
        return self.rollup._missing_under(self.node)

    @property
    def unlisted(self) -> int:
        """How many further leaves are declared below the node without being listed."""
        return self.rollup._unlisted_under(self.node)


@attrs.frozen(eq=False, slots=False)
class Rollup(Mapping[str, RollupRow]):
    """A metric's figures for every node of an outline; `rollup[node_id]` gives a row.

    Attributes:
        metric: The metric rolled up.
        period: The period it is for; None when nothing at all is reported.
        aspect: What the figures are figures of; None when nothing at all is reported.
        missing: What a leaf that did not report means.
        outline: The outline it was rolled up along.
        ledger: The entries it was rolled up from.
    """

    metric: Metric
    period: Period | None
    aspect: Aspect | None
    missing: Missing
    outline: Outline = attrs.field(repr=False)
    ledger: Ledger = attrs.field(repr=False)
    _values: Selection | None = attrs.field(repr=False)
    _own: Selection | None = attrs.field(repr=False)
    _operands: Mapping[str, Figure] = attrs.field(repr=False)
    _weights: Mapping[str, Figure] | None = attrs.field(repr=False)
    _coverage_weights: Mapping[str, Figure] | None = attrs.field(repr=False)
    _root_places: tuple[str, ...] = attrs.field(repr=False)

    # -- looking up -----------------------------------------------------------------------------

    def __getitem__(self, node_id: str) -> RollupRow:
        """Give the row of a node.

        Raises:
            UnknownIdError: If the outline has no such node; the message offers the nearest ids.
        """
        row = self._rows.get(node_id)
        if row is None:
            if node_id not in self.outline.nodes:
                raise unknown_id("node", node_id, self.outline.nodes)
            row = self._rows[node_id] = RollupRow(node_id, self)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self.outline.nodes)

    def __len__(self) -> int:
        return len(self.outline.nodes)

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.outline.nodes

    @property
    def total(self) -> RollupRow:
        """The row of the root: the whole plan, or the program or action that was asked."""
        return self[self.outline.root.id]

    def explain(self, node_id: str | None = None) -> Explanation:
        """Give the tree behind a node's figure, down to the leaves and their sources; print it.

        Args:
            node_id: Id of the node; None for the whole.

        Raises:
            UnknownIdError: If the outline has no such node.
        """
        row = self.total if node_id is None else self[node_id]
        return _explained(self, row.node, set())

    def to_records(self) -> list[dict[str, object]]:
        """Give one flat record per node, in document order, figures as exact decimal text.

        A value that no finite decimal holds is given at 28 digits with `computed_is_exact` False.
        """
        return [_record(self, row) for row in self.values()]

    def entries_behind(self, node_id: str) -> tuple[Entry, ...]:
        """Give the entries by which a leaf reported; empty for a node that is no reporting leaf."""
        if node_id not in self._operands or self._values is None:
            return ()
        return self._values.entries.get(node_id, ())

    # -- how the rows are computed --------------------------------------------------------------

    @cached_property
    def _rows(self) -> dict[str, RollupRow]:
        return {}

    @cached_property
    def _leaves_under(self) -> dict[str, list[str]]:
        """The reporting leaves below each node, each once."""
        return spread(self.outline, self._operands)

    @cached_property
    def _missing_leaves(self) -> tuple[dict[str, None], dict[str, list[str]], dict[str, int]]:
        """The leaves that did not report, the same below each node, and the counts of unlisted ones."""
        missing, unlisted = missing_leaves(self.outline, self.metric, self._operands)
        return dict.fromkeys(missing), spread(self.outline, missing), unlisted

    def _leaf_ids(self, node: str) -> Sequence[str]:
        if node in self._operands:
            return (node,)
        if node == self.outline.root.id:
            return tuple(self._operands)
        return self._leaves_under.get(node, ())

    def _leaf_figures(self, node: str) -> Mapping[str, Figure]:
        return {leaf: self._operands[leaf] for leaf in self._leaf_ids(node)}

    def _missing_under(self, node: str) -> tuple[str, ...]:
        missing, below, _ = self._missing_leaves
        return (node,) if node in missing else tuple(below.get(node, ()))

    def _unlisted_under(self, node: str) -> int:
        return sum(count for owner, count in self._missing_leaves[2].items() if self.outline.is_under(owner, node))

    def _stated(self, node: str) -> Figure | None:
        own = self._own
        if own is None:
            return None
        if node == self.outline.root.id:
            for name in (node, *self._root_places):
                if name in own.figures:
                    return own.figures[name]
        return own.figures.get(node)

    def _stated_entry(self, node: str) -> Entry | None:
        own = self._own
        if own is None or self._stated(node) is None:
            return None
        names = (node, *self._root_places) if node == self.outline.root.id else (node,)
        return next(own.entries[name][0] for name in names if name in own.figures)

    def _coverage(self, node: str) -> Coverage:
        reported = self._leaf_ids(node)
        missing = self._missing_under(node)
        partial = self._partial_under(reported)
        expected = len(reported) + len(missing) + self._unlisted_under(node)
        weights = self._coverage_weights
        if (
            weights is None
            or self._unlisted_under(node)
            or any(leaf not in weights for leaf in (*reported, *missing))
        ):
            return Coverage(len(reported) - partial, partial, expected)
        counted = [weights[leaf] for leaf in reported]
        zero = Figure(0, next(iter(weights.values())).unit, quantum=0) if weights else None
        if zero is None:
            return Coverage(len(reported) - partial, partial, expected)
        basis = next(iter(weights.values())).price_basis
        return Coverage(
            len(reported) - partial,
            partial,
            expected,
            unchecked_total(counted, zero.unit, basis) if counted else zero,
            unchecked_total([*counted, *(weights[leaf] for leaf in missing)], zero.unit, basis),
        )

    def _computed(self, node: str) -> Figure | None:
        leaves = self._leaf_ids(node)
        absent = self._missing_under(node) if self.missing is not Missing.SKIP_IF_ALL else ()
        unlisted = self._unlisted_under(node) if self.missing is not Missing.SKIP_IF_ALL else 0
        if self.missing is Missing.SKIP_IF_ANY and (absent or unlisted or self._partial_under(leaves)):
            return None
        if not leaves and (self.missing is not Missing.ZERO or not (absent or unlisted)):
            return None
        basis = self.metric.price_basis if self._values is None else self._values.basis
        operands = list(map(self._operands.__getitem__, leaves))
        weights = None if self._weights is None else [self._weights[leaf] for leaf in leaves]
        if self.missing is Missing.ZERO and (absent or unlisted):
            zero = Figure(0, self.metric.unit, quantum=0, price_basis=basis)
            operands = self._with_zeros(operands, absent, unlisted, zero)
            weights = None if weights is None else self._with_weights(weights, absent, unlisted)
        return combine(self.metric, operands, weights, basis)

    def _partial_under(self, leaves: Sequence[str]) -> int:
        if self._values is None or not self._values.partial:
            return 0
        return sum(1 for leaf in leaves if leaf in self._values.partial)

    def _with_zeros(
        self, operands: list[Figure], absent: Sequence[str], unlisted: int, zero: Figure
    ) -> list[Figure]:
        if self.metric.across is AcrossRule.RATIO_OF_SUMS:
            raise RollupError(
                f"cannot count missing data of {self.metric.id!r} as zero: it is a ratio of sums",
                "use missing='skip_if_all' or 'skip_if_any', or roll up its numerator and denominator",
            )
        return [*operands, *([zero] * (len(absent) + unlisted))]

    def _with_weights(self, weights: list[Figure], absent: Sequence[str], unlisted: int) -> list[Figure]:
        known = self._coverage_weights or {}
        unknown = [leaf for leaf in absent if leaf not in known]
        if unknown or unlisted:
            name = repr(unknown[0]) if unknown else "a leaf that is declared but not listed"
            raise RollupError(
                f"cannot count missing data of {self.metric.id!r} as zero: {name} has no weight",
                f"report {self.metric.weight!r} for it, or use missing='skip_if_all'",
            )
        return [*weights, *(known[leaf] for leaf in absent)]


def roll_up(
    outline: Outline,
    ledger: Ledger,
    metric: str | Metric,
    *,
    period: Period | None = None,
    aspect: Aspect | None = None,
    missing: Missing = Missing.SKIP_IF_ALL,
    weight: str | None = None,
    places: Mapping[str, Zone] | None = None,
    root_place: str | None = None,
) -> Rollup:
    """Roll a metric up along an outline.

    Args:
        outline: The nodes.
        ledger: The entries and metrics.
        metric: The metric or its id.
        period: The period; None for the only one reported.
        aspect: What the figures are figures of; None for the only one reported, or the actual one.
        missing: What a leaf that did not report means.
        weight: Id of the metric that coverage is weighed by; None for the metric's own weight.
        places: The places that nodes may be about, by id.
        root_place: Id of the place that the root as a whole is about; an entry for it is the root's
            own statement.

    Raises:
        UnknownIdError: If a metric is not defined.
        OutlineError: If an id occurs twice or a reference is broken, so that totals would be wrong.
        RollupError: If the metric has no rule, several periods or aspects are reported and none was
            asked for, figures contradict each other, or a part would be added to its whole.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
        PriceBasisMismatchError: If figures are at different price bases.
    """
    outline.require_usable()
    chosen = _own_metric(ledger, metric)
    _require_rule(chosen)
    root_places = () if root_place is None else (root_place,)
    subjects = outline.nodes
    sources = _operand_metrics(ledger, chosen)
    stating = _Either(subjects, root_places)
    if aspect is None:
        aspect = choose_aspect(ledger, sources[0], subjects) or choose_aspect(ledger, chosen, stating)
    if period is None and aspect is not None:
        period = choose_period(ledger, sources[0], aspect, subjects) or choose_period(
            ledger, chosen, aspect, stating
        )
    if aspect is None or period is None:
        return Rollup(
            chosen, period, aspect, missing, outline, ledger, None, None, {}, None, None, root_places
        )
    values = select(ledger, sources[0], aspect, period, subjects)
    operands, weights = deepest(outline, values.figures), None
    if len(sources) == 2:
        others = select(ledger, sources[1], aspect, period, subjects)
        operands, weights = _paired(outline, chosen, values, others)
    own = (
        values
        if sources[0] is chosen and not root_places
        else select(ledger, chosen, aspect, period, stating)
    )
    _require_disjoint_places(outline, chosen, operands, places or {})
    weigher = weight or chosen.weight
    coverage_weights = (
        None if weigher is None else _weights_for(ledger, ledger.metric(weigher), aspect, period, subjects)
    )
    return Rollup(
        chosen,
        period,
        aspect,
        missing,
        outline,
        ledger,
        values,
        own,
        operands,
        weights,
        coverage_weights,
        root_places,
    )


def _own_metric(ledger: Ledger, metric: str | Metric) -> Metric:
    if isinstance(metric, str):
        return ledger.metric(metric)
    known = ledger.metrics.get(metric.id)
    if known is not None and known != metric:
        raise RollupError(
            f"metric {metric.id!r} is defined otherwise in the plan", "ask by its id, or give it another id"
        )
    return metric


def _require_rule(metric: Metric) -> None:
    if metric.across is None:
        raise RollupError(
            f"metric {metric.id!r} states no rule across parts, so its parts give no whole",
            "state across: sum, weighted_mean, ratio_of_sums, max, min or none",
        )
    if metric.across is AcrossRule.NONE:
        raise RollupError(
            f"metric {metric.id!r} has no value for a whole that follows from its parts",
            "read the figures of the single nodes instead; its definition says across: none",
        )


def _operand_metrics(ledger: Ledger, metric: Metric) -> tuple[Metric, ...]:
    """Give the metrics that a value is computed from: itself, or with a weight, or a ratio's two."""
    if metric.across is AcrossRule.WEIGHTED_MEAN:
        return (metric, ledger.metric(metric.weight or ""))
    if metric.across is AcrossRule.RATIO_OF_SUMS:
        above, below = ledger.metric(metric.numerator or ""), ledger.metric(metric.denominator or "")
        given = unit(f"{above.unit.name}/{below.unit.name}")
        if given.dimension != metric.unit.dimension:
            raise DimensionMismatchError(
                f"{above.id!r} in {above.unit} over {below.id!r} in {below.unit} does not give {metric.id!r} in {metric.unit}",
                "check the units of the three metrics",
            )
        return (above, below)
    return (metric,)


class _Either:
    """The ids of the nodes and of the places that speak for the root."""

    __slots__ = ("_nodes", "_places")

    def __init__(self, nodes: Mapping[str, object], places: tuple[str, ...]) -> None:
        self._nodes, self._places = nodes, places

    def __contains__(self, subject: object) -> bool:
        return subject in self._nodes or subject in self._places

    def __iter__(self) -> Iterator[str]:
        yield from self._nodes
        yield from self._places

    def __len__(self) -> int:
        return len(self._nodes) + len(self._places)


def _paired(
    outline: Outline, metric: Metric, values: Selection, others: Selection
) -> tuple[Mapping[str, Figure], Mapping[str, Figure]]:
    """Keep the leaves that have both a value and its weight, or numerator and denominator."""
    if metric.across is AcrossRule.WEIGHTED_MEAN:
        operands = deepest(outline, values.figures)
        for leaf in operands:
            if leaf not in others.figures:
                raise RollupError(
                    f"cannot weigh {metric.id!r} of {leaf!r}: {others.metric.id!r} is not reported for it",
                    f"report {others.metric.id!r} for the same period and aspect",
                )
        return operands, {leaf: others.figures[leaf] for leaf in operands}
    both = {node: figure for node, figure in values.figures.items() if node in others.figures}
    operands = deepest(outline, both)
    if values.basis != others.basis and values.metric.unit.currency and others.metric.unit.currency:
        require_addable(next(iter(values.figures.values())), next(iter(others.figures.values())), "compare")
    return operands, {leaf: others.figures[leaf] for leaf in operands}


def _weights_for(
    ledger: Ledger, metric: Metric, aspect: Aspect, period: Period, subjects: Mapping[str, object]
) -> Mapping[str, Figure] | None:
    """Give the weights of the same aspect, or of the only aspect that is reported."""
    own = select(ledger, metric, aspect, period, subjects).figures
    if own:
        return own
    others = [one for one in ledger.by_metric.get(metric.id, {}) if one is not aspect]
    return select(ledger, metric, others[0], period, subjects).figures if len(others) == 1 else None


def _require_disjoint_places(
    outline: Outline, metric: Metric, leaves: Mapping[str, Figure], places: Mapping[str, Zone]
) -> None:
    """Refuse to add a place to one that it lies in."""
    if not outline.placed:
        return
    by_place: dict[str, str] = {}
    for leaf in leaves:
        place = place_of(outline, leaf)
        if place is not None:
            by_place.setdefault(place, leaf)
    for place, leaf in by_place.items():
        for outer in enclosing(place, places):
            if outer in by_place:
                raise RollupError(
                    f"cannot add {metric.id!r} of {leaf!r} to that of {by_place[outer]!r}: {place!r} lies in {outer!r}",
                    "a part is never added to its whole; report one of the two",
                )


def _explained(rollup: Rollup, node_id: str, seen: set[str]) -> Explanation:
    """Build the tree behind a node's figure; a node met again is marked and not opened."""
    node, row = rollup.outline.nodes[node_id], rollup[node_id]
    entries = rollup.entries_behind(node_id)
    part = _part(rollup, row, is_leaf=bool(entries), is_repeated=node_id in seen)
    seen.add(node_id)
    own = row.stated_entry if part is Part.TOTAL else None
    cited = entries or (() if own is None else (own,))
    opened = rollup.outline.children[node_id] if part is Part.TOTAL else ()
    return Explanation(
        key=f"{rollup.metric.id}@{node_id}<{rollup.period}>",
        label=node.name or f"({node_id}, not named)",
        part=part,
        figure=rollup._operands[node_id] if part is Part.LEAF and rollup._weights is None else row.computed,
        stated=None if own is None else row.stated,
        written=tuple(entry.record.figure.text or str(entry.record.figure) for entry in entries),
        sources=tuple(rollup.ledger.source_of(entry) for entry in cited),
        coverage=str(row.coverage),
        unlisted=rollup.outline.unlisted.get(node_id, 0) if opened else 0,
        children=tuple(_explained(rollup, child, seen) for child in opened),
    )


def _part(rollup: Rollup, row: RollupRow, *, is_leaf: bool, is_repeated: bool) -> Part:
    if is_repeated:
        return Part.REPEATED
    if is_leaf:
        return Part.LEAF
    if row.missing == (row.node,):
        return Part.MISSING
    if row.coverage.expected or row.computed is not None:
        return Part.TOTAL
    return Part.SILENT


def _record(rollup: Rollup, row: RollupRow) -> dict[str, object]:
    node = rollup.outline.nodes[row.node]
    computed, coverage = row.computed, row.coverage
    metric = rollup.metric
    stated = None if row.stated is None else row.stated.to(metric.unit)
    return {
        "node": row.node,
        "name": node.name,
        "kind": node.kind.value,
        "path": rollup.outline.paths[row.node],
        "metric": metric.id,
        "unit": metric.unit.name,
        "period": None if rollup.period is None else str(rollup.period),
        "aspect": None if rollup.aspect is None else rollup.aspect.value,
        "missing": rollup.missing.value,
        "computed": _number(computed),
        "computed_is_exact": None if computed is None else computed.is_exact_decimal,
        "computed_reading": None if computed is None else str(computed.strict),
        "stated": _number(stated),
        "residual": _number(row.residual),
        "reported": coverage.reported,
        "partial": coverage.partial,
        "expected": coverage.expected,
        "weight_share": None if coverage.by_weight is None else percent(coverage.by_weight),
        "missing_leaves": list(row.missing),
        "unlisted_leaves": row.unlisted,
    }


def _number(figure: Figure | None) -> str | None:
    return None if figure is None else format(figure.number, "f")
