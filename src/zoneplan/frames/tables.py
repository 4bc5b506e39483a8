"""The answer as a table, the same from a tree and from frames."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import RollupError
from zoneplan.frames.outlines import ABOVE_ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.coverage import Missing
    from zoneplan.figures import Figure
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
        nodes = [node for node in outline.nodes if node != ABOVE_ALL]
        computed = [totals.computed.get(node) for node in nodes]
        texts = _texts(computed, totals.steps)
        stated, residual = _beside(totals, nodes, texts)
        counts = [totals.reported.get(node, 0) for node in nodes]
        partial = [totals.partial.get(node, 0) for node in nodes]
        columns = self._columns
        columns["node"] += nodes
        for name, value in (
            ("metric", metric.id),
            ("period", None if period is None else str(period)),
            ("aspect", None if aspect is None else aspect.value),
            ("missing", missing.value),
            ("unit", metric.unit.name),
        ):
            columns[name] += [value] * len(nodes)
        columns["computed"] += texts
        columns["is_decimal"] += [None if text is None else "/" not in text for text in texts]
        columns["stated"] += stated
        columns["residual"] += residual
        columns["reported"] += [count - part for count, part in zip(counts, partial, strict=True)]
        columns["partial"] += partial
        columns["expected"] += [
            count + totals.missing.get(node, 0) for node, count in zip(nodes, counts, strict=True)
        ]
        shares = totals.shares
        columns["weight_share"] += (
            [exact_text(shares[node]) if node in shares else None for node in nodes]
            if shares
            else [None] * len(nodes)
        )

    def __len__(self) -> int:
        return len(self._columns["node"])

    def table(self) -> pa.Table:
        """Give the rows as an Arrow table."""
        return pa.table(self._columns, schema=SCHEMA)


def _texts(values: Sequence[Number | None], steps: int) -> list[str | None]:
    """Write numbers of steps, fast where the steps are decimal ones."""
    places = next((places for places in range(61) if 10**places % steps == 0), None)
    if places is None:
        return [None if value is None else exact_text(Fraction(value) / steps) for value in values]
    factor = 10**places // steps
    return [
        None
        if value is None
        else _pointed(value * factor, places)
        if type(value) is int
        else exact_text(Fraction(value) / steps)
        for value in values
    ]


def _pointed(value: int, places: int) -> str:
    """Write a whole number with the point so many places from its end, without zeros at the end."""
    digits = str(value)
    if not places:
        return digits
    if value < 0:
        return f"-{_pointed(-value, places)}"
    whole, rest = digits[:-places], digits[-places:].rjust(places, "0").rstrip("0")
    return f"{whole or 0}.{rest}" if rest else whole or "0"


def _beside(
    totals: Totals, nodes: Sequence[str], texts: Sequence[str | None]
) -> tuple[list[str | None], list[str | None]]:
    """Give what nodes state, and what that is more than computed."""
    stated, computed = totals.stated, totals.computed
    is_alike = totals.steps == totals.stated_steps
    found: list[str | None] = [None] * len(nodes)
    residual: list[str | None] = [None] * len(nodes)
    further: dict[int, Number] = {}
    for place, node in enumerate(nodes):
        number = stated.get(node)
        if number is None:
            continue
        other = computed.get(node)
        if is_alike and number == other:  # every leaf of a metric that is no ratio
            found[place], residual[place] = texts[place], "0"
            continue
        further[place] = number
        if other is not None:
            left = Fraction(number) / totals.stated_steps - Fraction(other) / totals.steps
            residual[place] = exact_text(left)
    for place, text in zip(further, _texts(list(further.values()), totals.stated_steps), strict=True):
        found[place] = text
    return found, residual


def rollup_table(*rollups: Rollup) -> pa.Table:
    """Give rollups of a plan as the table that `roll_up` gives of frames, so that the two can be compared.

    Args:
        *rollups: What `plan.roll_up` gave.
    """
    rows = [_row(rollup, row) for rollup in rollups for row in rollup.values()]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(rollup: Rollup, row: RollupRow) -> dict[str, object]:
    metric, coverage = rollup.metric, row.coverage
    computed = _exact(row.computed)
    stated = None if row.stated is None else row.stated.to(metric.unit)
    return {
        "node": row.node,
        "metric": metric.id,
        "period": None if rollup.period is None else str(rollup.period),
        "aspect": None if rollup.aspect is None else rollup.aspect.value,
        "missing": rollup.missing.value,
        "unit": metric.unit.name,
        "computed": computed,
        "is_decimal": None if computed is None else "/" not in computed,
        "stated": _exact(stated),
        "residual": _exact(row.residual),
        "reported": coverage.reported,
        "partial": coverage.partial,
        "expected": coverage.expected,
        "weight_share": None if coverage.by_weight is None else exact_text(coverage.by_weight),
    }


def _exact(figure: Figure | None) -> str | None:
    return None if figure is None else exact_text(figure.exact)


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
