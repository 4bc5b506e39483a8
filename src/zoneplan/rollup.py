"""Totals per node of the outline: computed from the leaves, beside what the node itself states.

A leaf is the deepest node that reports the metric. Every ancestor counts a leaf once, however many
ways lead to it, and a node's own entry is never added to those of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.aggregation import combine
from zoneplan.coverage import Coverage, Missing, percent
from zoneplan.errors import RollupError
from zoneplan.explanations import Explanation, Part
from zoneplan.figures import Figure, unchecked_total
from zoneplan.leaves import missing_leaves, spread
from zoneplan.ledger import Ledger
from zoneplan.metrics import AcrossRule, Metric
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.observations import Aspect
from zoneplan.operands import Operands, gather, own_metric
from zoneplan.outline import Outline, unknown_id
from zoneplan.periods import Period
from zoneplan.prices import PriceBasisKind
from zoneplan.rollup_listing import rollup_heading, rollup_heads, rollup_rows
from zoneplan.short_reprs import shortened_repr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.layout import Language
    from zoneplan.ledger import Entry
    from zoneplan.zones import Zone

__all__ = ["Coverage", "Missing", "Rollup", "RollupRow", "roll_up"]


@attrs.frozen(eq=False, slots=False, repr=False)
class RollupRow:
    """One node's figure: computed from its leaves, beside what it states itself.

    Attributes:
        node: Id of the node.
        rollup: The rollup it is a row of.
    """

    node: str
    rollup: Rollup

    def __repr__(self) -> str:
        return shortened_repr(f"<RollupRow {self.node!r}: {self}>")

    def __str__(self) -> str:
        try:
            total = "no total" if self.computed is None else str(self.computed)
        except RollupError as error:  # it is for showing, and a ratio over 0 has to be shown as well
            total = f"no total, {error.message}"
        stated = "" if self.stated is None else f", stated as {self.stated}"
        return f"{total}{stated} ({self.coverage})"

    @cached_property
    def computed(self) -> Figure | None:
        """What the leaves give, in the metric's unit; None when the rule for missing data forbids it.

        Raises:
            RollupError: If a ratio would divide by zero, or weights come to nothing.
        """
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
        if stated is None or computed is None:
            return None
        if stated.price_basis.kind is PriceBasisKind.UNSTATED:  # then it is at the metric's, like its parts
            stated = attrs.evolve(stated, price_basis=computed.price_basis)
        return stated.to(self.rollup.metric.unit) - computed

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


@attrs.frozen(eq=False, slots=False, repr=False)
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
    outline: Outline
    ledger: Ledger
    _operands: Operands
    _root_place: str | None

    def __repr__(self) -> str:
        asked = [] if self.period is None or self.aspect is None else [str(self.period), self.aspect.value]
        named = " ".join([repr(self.metric.id), *asked])
        return shortened_repr(f"<Rollup {named}: {self.total}>")

    def __str__(self) -> str:
        return str(self.explain())

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        rows = rollup_rows(self, language)
        table = plain_table(
            rollup_heading(self, language), rollup_heads(language), rows, numbers=(1, 2, 3, 4)
        )
        return notebook_html([table], language=language, whole="rollup.to_records()")

    def _repr_html_(self) -> str:
        return self.to_html()

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
            RollupError: If the tree is more than 100 levels deep.
        """
        row = self.total if node_id is None else self[node_id]
        return _explained(self, row.node, set())

    def key(self, node_id: str) -> str:
        """Give the stable key of a node's figure, which its line in an explanation has.

        Args:
            node_id: Id of the node.
        """
        return f"{self.metric.id}@{node_id}<{self.period}>"

    def to_records(self) -> list[dict[str, object]]:
        """Give one flat record per node, in document order, figures as exact decimal text.

        A value that no finite decimal holds is given at 28 digits with `computed_is_exact` False.
        """
        return [_record(self, row) for row in self.values()]

    def entries_behind(self, node_id: str) -> tuple[Entry, ...]:
        """Give the entries by which a leaf reported; empty for a node that is no reporting leaf.

        For a mean those of its weight follow, for a ratio those of its denominator.

        Args:
            node_id: The id of a node.
        """
        return self._operands.entries(node_id)

    # -- how the rows are computed --------------------------------------------------------------

    @cached_property
    def _rows(self) -> dict[str, RollupRow]:
        return {}

    @cached_property
    def _leaves_under(self) -> dict[str, list[str]]:
        """The reporting leaves below each node, each once."""
        return spread(self.outline, self._operands.figures)

    @cached_property
    def _missing_leaves(self) -> tuple[dict[str, None], dict[str, list[str]], dict[str, int]]:
        """The leaves that did not report, the same below each node, and the counts of unlisted ones."""
        missing, unlisted = missing_leaves(self.outline, self.metric, self._operands.figures)
        return dict.fromkeys(missing), spread(self.outline, missing), unlisted

    @cached_property
    def _unlisted_leaves(self) -> dict[str, int]:
        """How many leaves are declared without being listed, below each node and in it."""
        found: dict[str, int] = {}
        for owner, count in self._missing_leaves[2].items():
            for node in (owner, *self.outline.ancestors(owner)):
                found[node] = found.get(node, 0) + count
        return found

    def _leaf_ids(self, node: str) -> Sequence[str]:
        figures = self._operands.figures
        if node in figures:
            return (node,)
        if node == self.outline.root.id:
            return tuple(figures)
        return self._leaves_under.get(node, ())

    def _leaf_figures(self, node: str) -> Mapping[str, Figure]:
        return {leaf: self._operands.figures[leaf] for leaf in self.outline.ordered(self._leaf_ids(node))}

    def _missing_under(self, node: str) -> tuple[str, ...]:
        missing, below, _ = self._missing_leaves
        if node in missing:
            return (node,)
        return self.outline.ordered(below.get(node, ()))

    def _unlisted_under(self, node: str) -> int:
        return self._unlisted_leaves.get(node, 0)

    def _stated_entry(self, node: str) -> Entry | None:
        own = self._operands.own
        if own is None:
            return None
        if node not in own.figures and node == self.outline.root.id and self._root_place is not None:
            node = self._root_place
        # What a node reports of a part of the period is no statement about the whole of it.
        return own.entries[node][0] if node in own.figures and node not in own.partial else None

    def _stated(self, node: str) -> Figure | None:
        entry, own = self._stated_entry(node), self._operands.own
        return None if entry is None or own is None else own.figures[entry.subject]

    def _coverage(self, node: str) -> Coverage:
        leaves, missing, unlisted = (
            self._leaf_ids(node),
            self._missing_under(node),
            self._unlisted_under(node),
        )
        partial = self._operands.partial
        whole = [leaf for leaf in leaves if leaf not in partial] if partial else leaves
        expected = [*leaves, *missing]
        counts = (len(whole), len(leaves) - len(whole), len(expected) + unlisted)
        weights = self._operands.coverage_weights
        if not weights or unlisted or any(leaf not in weights for leaf in expected):
            return Coverage(*counts)
        sample = next(iter(weights.values()))
        zero = Figure(0, sample.unit, quantum=0, price_basis=sample.price_basis)
        reported, wanted = (
            unchecked_total([weights[leaf] for leaf in ids] or [zero], zero.unit, zero.price_basis)
            for ids in (whole, expected)
        )
        return Coverage(*counts, reported, wanted)

    def _computed(self, node: str) -> Figure | None:
        operands, leaves = self._operands, self._leaf_ids(node)
        absent: Sequence[str] = ()
        unlisted = 0
        if self.missing is not Missing.SKIP_IF_ALL:
            absent, unlisted = self._missing_under(node), self._unlisted_under(node)
        if self.missing is Missing.SKIP_IF_ANY and (
            absent or unlisted or not operands.partial.isdisjoint(leaves)
        ):
            return None
        if not (leaves or absent or unlisted):
            return None
        basis = self.metric.price_basis if operands.values is None else operands.values.basis
        figures = [operands.figures[leaf] for leaf in leaves]
        weights = None if operands.weights is None else [operands.weights[leaf] for leaf in leaves]
        if absent or unlisted:
            zero = Figure(0, self.metric.unit, quantum=0, price_basis=basis)
            figures += [zero] * (len(absent) + unlisted)
            weights = self._with_weights(weights, absent, unlisted)
        return combine(self.metric, figures, weights, basis)

    def _with_weights(
        self, weights: list[Figure] | None, absent: Sequence[str], unlisted: int
    ) -> list[Figure] | None:
        """Give the weights of the leaves with those of what is counted as zero."""
        if self.metric.across is AcrossRule.RATIO_OF_SUMS:
            raise RollupError(
                f"cannot count missing data of {self.metric.id!r} as zero: it is a ratio of sums",
                "use missing='skip_if_all' or 'skip_if_any', or roll up its numerator and denominator",
                f"{self.metric.id!r} 的缺数不能按0计：它是总和之比",
                "请用 skip_if_all 或 skip_if_any，或分别汇总其分子和分母",
            )
        if self.metric.across is not AcrossRule.WEIGHTED_MEAN:
            return None
        others = self._operands.others
        known = {} if others is None else others.figures
        unknown = [leaf for leaf in absent if leaf not in known]
        if unknown or unlisted:
            name = repr(unknown[0]) if unknown else "a leaf that is declared but not listed"
            name_zh = f" {unknown[0]!r} " if unknown else "已声明而未列出的一项"
            raise RollupError(
                f"cannot count missing data of {self.metric.id!r} as zero: {name} has no weight",
                f"report {self.metric.weight!r} for it, or use missing='skip_if_all'",
                f"{self.metric.id!r} 的缺数不能按0计：{name_zh}没有权重",
                f"请填报其 {self.metric.weight!r}，或用 skip_if_all",
            )
        return [*(weights or ()), *(known[leaf] for leaf in absent)]


_DEEPEST_EXPLAINED = 100
"""Projects may be parts of parts; a chain of more is a mistake, and would exhaust Python's stack."""


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
        UnknownIdError: If a metric is not defined, or refers to a metric or node that does not exist.
        OutlineError: If an id occurs twice or a reference is broken, so that totals would be wrong.
        RollupError: If the metric has no rule, several periods or aspects are reported and none was
            asked for, figures contradict each other, a leaf's figure would be a difference of years to
            date (`plan.series` takes them apart), or a part would be added to its whole.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
        PriceBasisMismatchError: If figures are at different price bases.
    """
    outline.require_usable()
    chosen = own_metric(ledger, metric)
    operands = gather(
        outline,
        ledger,
        chosen,
        period=period,
        aspect=aspect,
        weight=weight,
        places=places or {},
        root_place=root_place,
    )
    return Rollup(chosen, operands.period, operands.aspect, missing, outline, ledger, operands, root_place)


def _explained(rollup: Rollup, node_id: str, seen: set[str], depth: int = 0) -> Explanation:
    """Build the tree behind a node's figure; a node met again is marked and not opened."""
    if depth > _DEEPEST_EXPLAINED:
        raise RollupError(
            f"{rollup.outline.root.id!r} is nested more than {_DEEPEST_EXPLAINED} levels deep",
            "explain a node further down, such as " + repr(node_id),
            f"{rollup.outline.root.id!r} 嵌套超过{_DEEPEST_EXPLAINED}层",
            f"请解释下面的节点，例如 {node_id!r}",
        )
    node, row = rollup.outline.nodes[node_id], rollup[node_id]
    entries = rollup.entries_behind(node_id)
    part = _part(row, is_leaf=bool(entries), is_repeated=node_id in seen)
    seen.add(node_id)
    own = row.stated_entry if part is Part.TOTAL else None
    cited = entries if part is Part.LEAF else (() if own is None else (own,))
    opened = rollup.outline.children[node_id] if part is Part.TOTAL else ()
    is_plain_leaf = part is Part.LEAF and rollup._operands.weights is None
    return Explanation(
        key=rollup.key(node_id),
        label=node.name or f"({node_id}, not named)",
        label_zh=node.name or f"（{node_id}，未写明名称）",
        part=part,
        figure=rollup._operands.figures[node_id] if is_plain_leaf else row.computed,
        stated=None if own is None else row.stated,
        written=_written(rollup, entries),
        sources=tuple(rollup.ledger.source_of(entry) for entry in cited),
        coverage=row.coverage.text(),
        coverage_zh=row.coverage.text("zh"),
        is_partial=bool(entries) and bool(row.coverage.partial),
        unlisted=rollup._missing_leaves[2].get(node_id, 0) if part is Part.TOTAL else 0,
        children=tuple(_explained(rollup, child, seen, depth + 1) for child in opened),
    )


def _written(rollup: Rollup, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Give the texts behind a leaf; those of a weight or denominator say what they are."""
    words = {AcrossRule.WEIGHTED_MEAN: "weight", AcrossRule.RATIO_OF_SUMS: "divided by"}
    word, others = words.get(rollup.metric.across or AcrossRule.NONE), rollup._operands.others
    texts = []
    for entry in entries:
        text = entry.record.figure.text or str(entry.record.figure)
        is_other = others is not None and entry.record.metric == others.metric.id
        texts.append(f"{word} {text}" if is_other else text)
    return tuple(texts)


def _part(row: RollupRow, *, is_leaf: bool, is_repeated: bool) -> Part:
    if row.missing == (row.node,):
        return Part.MISSING
    if not (row.coverage.expected or row.computed is not None):
        return Part.SILENT
    if is_repeated:
        return Part.REPEATED
    return Part.LEAF if is_leaf else Part.TOTAL


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
        "stated_reading": None if stated is None else str(stated.strict),
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
