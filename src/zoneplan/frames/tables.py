"""The answer as a table, the same from a tree and from frames."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import RollupError
from zoneplan.frame_rows import rollup_row
from zoneplan.frames.outlines import ABOVE_ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.coverage import Missing
    from zoneplan.frames.states import Number
    from zoneplan.frames.totals import Totals
    from zoneplan.ledger import Entry
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.outline import Outline
    from zoneplan.periods import Period
    from zoneplan.plans import Plan
    from zoneplan.rollup import Rollup, RollupRow

__all__ = ["COLUMNS", "SCHEMA", "Answer", "exact_text", "observations_table", "outline_table", "rollup_table"]

COLUMNS = {
    "node": pa.string(), "metric": pa.string(), "period": pa.string(), "aspect": pa.string(),
    "missing": pa.string(), "unit": pa.string(), "computed": pa.string(), "is_decimal": pa.bool_(),
    "stated": pa.string(), "residual": pa.string(), "reported": pa.int64(), "partial": pa.int64(),
    "expected": pa.int64(), "weight_share": pa.string(),
}  # fmt: skip
"""The columns of an answer, with their types."""

SCHEMA = pa.schema(list(COLUMNS.items()))
"""The same, as Arrow names them."""


def exact_text(value: Fraction) -> str:
    """Write an exact number: as a decimal without an exponent, or as a fraction where none holds it.

    >>> exact_text(Fraction(9, 2)), exact_text(Fraction(2000, 3))
    ('4.5', '2000/3')

    Args:
        value: The number; `Fraction(text)` gives it back.
    """
    found = finite_decimal(value)
    if found is None:
        return f"{value.numerator}/{value.denominator}"
    text = plain_text(found)
    return text.rstrip("0").rstrip(".") if "." in text else text


class Answer:
    """The rows of an answer while they are collected, column by column."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
        self._nodes: tuple[Outline, list[str], Any] | None = None

    def add(
        self,
        outline: Outline,
        metric: Metric,
        period: Period | None,
        aspect: Aspect | None,
        missing: Missing,
        totals: Totals,
    ) -> None:
        """Add one row for every node.

        Args:
            outline: The nodes.
            metric: The metric.
            period: The period; None when nothing at all is reported.
            aspect: The aspect; None as above.
            missing: What a leaf that did not report means.
            totals: The figures of the nodes.
        """
        nodes, column = self._listed(outline)
        computed = list(map(totals.computed.get, nodes))
        stated = list(map(totals.stated.get, nodes))
        counts, gone, partial = (
            pa.array(list(map(found.get, nodes)), pa.int64()).fill_null(0)
            for found in (totals.reported, totals.missing, totals.partial)
        )
        shares = [None if one is None else exact_text(one) for one in map(totals.shares.get, nodes)]
        texts = _texts(computed, totals.steps)
        beside = _beside(totals, stated, computed, texts)
        added = {
            "node": column,
            "metric": pa.repeat(metric.id, len(nodes)),
            "period": _repeated(None if period is None else str(period), len(nodes)),
            "aspect": _repeated(None if aspect is None else aspect.value, len(nodes)),
            "missing": pa.repeat(missing.value, len(nodes)),
            "unit": pa.repeat(metric.unit.name, len(nodes)),
            "computed": texts,
            "is_decimal": pc.invert(pc.match_substring(texts, "/")),
            "stated": beside[0],
            "residual": beside[1],
            "reported": pc.subtract(counts, partial),
            "partial": partial,
            "expected": pc.add(counts, gone),
            "weight_share": pa.array(shares, pa.string()),
        }
        for name, values in added.items():
            self._columns[name].append(values)

    def _listed(self, outline: Outline) -> tuple[list[str], Any]:
        """Give the nodes, and their ids as a column; the same for all metrics of an outline."""
        if self._nodes is None or self._nodes[0] is not outline:
            nodes = [node for node in outline.nodes if node != ABOVE_ALL]
            self._nodes = outline, nodes, pa.array(nodes, pa.string())
        return self._nodes[1:]

    def __len__(self) -> int:
        return sum(map(len, self._columns["node"]))

    def table(self) -> pa.Table:
        """Give the rows as an Arrow table."""
        columns = [pa.chunked_array(self._columns[field.name], field.type) for field in SCHEMA]
        return pa.table(columns, schema=SCHEMA)


def _repeated(text: str | None, rows: int) -> Any:
    return pa.nulls(rows, pa.string()) if text is None else pa.repeat(text, rows)


def _texts(values: Sequence[Number | None], steps: int) -> Any:
    """Write numbers of steps as a column, all at once where they are whole and the steps decimal ones."""
    places = next((places for places in range(19) if 10**places % steps == 0), None)
    if places is not None and set(map(type, values)) <= {int, type(None)}:
        try:
            whole = pa.array(values, pa.int64())
            return _pointed(pc.multiply_checked(whole, 10**places // steps), places)
        except (OverflowError, pa.ArrowInvalid):
            pass  # more than 64 bits hold
    texts = [None if value is None else exact_text(Fraction(value) / steps) for value in values]
    return pa.array(texts, pa.string())


def _pointed(numbers: Any, places: int) -> Any:
    """Write whole numbers with the point so many places from their ends, without zeros at the end."""
    sign = pc.if_else(pc.less(numbers, 0), "-", "")
    # The digits of the lowest number of 64 bits have no positive number of 64 bits.
    digits = pc.utf8_lpad(pc.ascii_ltrim(numbers.cast(pa.string()), "-"), places + 1, "0")
    whole = pc.utf8_slice_codeunits(digits, 0, -places) if places else digits
    if places:
        rest = pc.utf8_rtrim(pc.utf8_slice_codeunits(digits, -places), "0")
        point = pc.if_else(pc.equal(rest, ""), "", ".")
        whole = pc.binary_join_element_wise(whole, point, rest, "")
    return pc.binary_join_element_wise(sign, whole, "")


def _beside(
    totals: Totals, stated: Sequence[Number | None], computed: Sequence[Number | None], texts: Any
) -> tuple[Any, Any]:
    """Write what nodes state, and what that is more than their parts come to."""
    is_alike = totals.steps == totals.stated_steps
    if is_alike and all(map(_is_nothing_more, stated, computed)):
        # As every leaf of a metric that is no ratio: what is stated was just written.
        told = pa.array([one is not None for one in stated], pa.bool_())
        return pc.if_else(told, texts, None), pc.if_else(told, "0", None)
    left = [
        None
        if one is None or other is None
        else one - other
        if is_alike
        else Fraction(one) / totals.stated_steps - Fraction(other) / totals.steps
        for one, other in zip(stated, computed, strict=True)
    ]
    return _texts(stated, totals.stated_steps), _texts(left, totals.steps if is_alike else 1)


def _is_nothing_more(stated: Number | None, computed: Number | None) -> bool:
    return stated is None or stated == computed


def rollup_table(*rollups: Rollup) -> pa.Table:
    """Give rollups of a plan as the table that `roll_up` gives of frames, so that the two can be compared.

    Args:
        *rollups: What `plan.roll_up` gave.
    """
    rows = [_row(rollup, row) for rollup in rollups for row in rollup.values()]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(rollup: Rollup, row: RollupRow) -> dict[str, object]:
    exact = rollup_row(rollup, row)
    found = {
        name: exact_text(value) if isinstance(value, Fraction) else value for name, value in exact.items()
    }
    computed = found["computed"]
    return {**found, "is_decimal": None if computed is None else "/" not in str(computed)}


def outline_table(plan: Plan) -> pa.Table:
    """Give the outline of a plan as a table.

    Args:
        plan: The plan.
    """
    outline = plan.outline
    rows = [
        {
            "node": node.id,
            "parent": parent,
            "kind": node.kind.value,
            "name": node.name,
            "place": _place(plan, node.id, node.place),
            "unlisted": outline.unlisted.get(node.id),
        }
        for node in outline.walk()
        for parent in (outline.parents[node.id] or (None,))
    ]
    kinds = {name: pa.string() for name in ("node", "parent", "kind", "name", "place")}
    return pa.Table.from_pylist(rows, schema=pa.schema([*kinds.items(), ("unlisted", pa.int64())]))


def _place(plan: Plan, node: str, place: str | None) -> str | None:
    return plan.zone.id if node == plan.id and plan.zone is not None else place


def observations_table(plan: Plan) -> pa.Table:
    """Give the entries of a plan's ledger as a table of observations; numbers are text with all digits.

    The words beside a number are told in `qualifiers`, so that two figures which differ in them differ.

    Args:
        plan: The plan.

    Raises:
        RollupError: If a figure is a range, or no decimal holds it.
    """
    return pa.Table.from_pylist(
        list(map(_observation, plan.ledger.entries)),
        schema=pa.schema([(name, pa.string()) for name in _OBSERVATION]),
    )


_OBSERVATION = (
    "metric", "subject", "period", "aspect", "vintage", "number", "unit", "price_basis", "qualifiers",
)  # fmt: skip


def _observation(entry: Entry) -> Mapping[str, str | None]:
    record = entry.record
    figure = record.figure
    number = finite_decimal(figure.exact)
    if number is None:
        raise RollupError(
            f"{figure} in {entry.path} is held by no decimal",
            "write it as a decimal, or roll the plan up itself",
            f"{entry.path} 的 {figure} 不能写成有限小数",
            "请写成小数，或直接汇总规划",
        )
    if figure.upper is not None:
        raise RollupError(
            f"{figure} in {entry.path} is a range, and frames hold one number an observation",
            "roll the plan up itself",
            f"{entry.path} 的 {figure} 是区间，数据表每行只有一个数",
            "请直接汇总规划",
        )
    return {
        "metric": record.metric,
        "subject": entry.subject,
        "period": str(record.period),
        "aspect": record.aspect.value,
        "vintage": None if record.vintage is None else record.vintage.value,
        "number": plain_text(number),
        "unit": figure.unit.name,
        "price_basis": str(figure.price_basis),
        "qualifiers": " ".join(figure.qualifiers) or None,
    }
