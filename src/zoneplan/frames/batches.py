"""Batches of observations in Parquet files: rows in one form, what each batch holds, and rows of several.

What a rollup has to know of all rows, such as which aspects a metric is reported of, is counted once when a
batch is written; so nothing has to be read again that new rows do not bear on.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs
import narwhals as nw

from zoneplan.frames.engines import KEYS, Observed, observed, scaled
from zoneplan.frames.exchange import Backend, Kind
from zoneplan.frames.reading import literal_path
from zoneplan.frames.stored_files import Seal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import duckdb

__all__ = [
    "Batch",
    "Content",
    "Fact",
    "StoredRows",
    "bearing",
    "changes",
    "stored_rows",
    "told_rows",
    "write_rows",
]

_TEXTS = ("metric", "subject", "period", "unit", "aspect", "vintage", "price_basis", "qualifiers")
_MOST = 10**38
"""What no engine's decimal of 38 digits reaches."""


@attrs.frozen
class Fact:
    """How many rows of a batch are of one metric, aspect and period, and about what.

    Attributes:
        metric: Id of the metric.
        aspect: The word for what the figures are figures of; None when the rows do not say.
        period: The text of the period.
        is_node: Whether they are about nodes; False for a root's place, None for what the outline has not.
        rows: How many rows.
    """

    metric: str
    aspect: str | None
    period: str
    is_node: bool | None
    rows: int


@attrs.frozen
class Content:
    """What is known of the rows of a batch without reading them.

    Attributes:
        facts: How many rows there are of what.
        scale: How many digits behind the point a step of the numbers is.
        greatest: What no number passes, in steps, whatever its sign.
        is_text: Whether the numbers are text, having more digits than a decimal holds.
    """

    facts: tuple[Fact, ...]
    scale: int
    greatest: int
    is_text: bool

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(fact.rows for fact in self.facts)


@attrs.frozen
class Batch:
    """A batch of observations that a folder holds.

    Attributes:
        name: Its name, which the user gave.
        seal: Its file.
        content: What is known of its rows.
    """

    name: str
    seal: Seal
    content: Content


@attrs.frozen(eq=False)
class StoredRows(Observed):
    """Rows of some batches in DuckDB, and what is reported in all of them.

    Attributes:
        facts: How many rows there are of what, in all batches.
    """

    facts: tuple[Fact, ...] = ()

    def periods(self, metrics: Collection[str] = ()) -> list[str]:
        """Give the texts of all periods that figures are reported for, in any batch.

        Args:
            metrics: Ids of the metrics whose rows count; empty for all.
        """
        return sorted({fact.period for fact in self.facts if not metrics or fact.metric in metrics})

    def aspects(self, metric: str) -> list[str | None]:
        """Give the aspects that a metric is reported of, in any batch.

        Args:
            metric: Id of the metric.
        """
        return list(dict.fromkeys(fact.aspect for fact in self.facts if fact.metric == metric))

    def reported(
        self,
        metrics: Collection[str],
        subjects: Mapping[str, bool],  # they were looked at when each batch was written
    ) -> list[tuple[str, str | None, str, bool]]:
        """Give what is reported at all, in any batch, as `Observed.reported` does.

        Args:
            metrics: Ids of the metrics whose rows count.
            subjects: The subjects whose rows count, the same as when the batches were written.
        """
        return [
            (fact.metric, fact.aspect, fact.period, fact.is_node)
            for fact in self.facts
            if fact.is_node is not None and fact.metric in metrics
        ]


def write_rows(
    connection: duckdb.DuckDBPyConnection, observations: object, path: Path, subjects: Mapping[str, bool]
) -> Content:
    """Write observations as a Parquet file, in one form whatever they came as.

    Args:
        connection: The connection that files are written and read by.
        observations: What `roll_up` takes.
        path: The file.
        subjects: The subjects whose rows count, each with whether it is a node.

    Returns:
        What is known of the rows.

    Raises:
        ZoneplanError: If they are no observations, as `roll_up` says.
    """
    rows = observed(observations, None)
    frame = rows.frame
    is_text = frame.collect_schema()["number"] == nw.String
    digits = 0 if rows.is_long or not rows.rows else len(str(rows.bound // rows.rows))
    number = "number" if is_text else f"CAST(number AS DECIMAL({_width(rows, digits)}, {rows.scale}))"
    columns = [
        f'"{name}"' if name in frame.columns else f'CAST(NULL AS VARCHAR) AS "{name}"' for name in _TEXTS
    ]
    native = nw.to_native(frame)
    if rows.kind.backend is not Backend.DUCKDB:
        native = connection.from_arrow(rows.kind.to_arrow(frame))
    native.project(f"{', '.join(columns)}, {number} AS number").write_parquet(str(path), compression="zstd")
    return _content(connection, path, subjects, rows.scale, is_text=is_text)


def _width(rows: Observed, digits: int) -> int:
    """Give how many digits decimals need: those of at most 18 take half of the room and time."""
    return 38 if rows.is_long or max(digits, rows.scale) > 18 else 18


def _content(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    subjects: Mapping[str, bool],
    scale: int,
    *,
    is_text: bool,
) -> Content:
    kind = Kind(Backend.DUCKDB, None, connection.read_parquet(literal_path(path)), is_lazy=True)
    named = nw.to_native(kind.small({"subject": list(subjects), "is_node": list(subjects.values())}))
    before = r"length(regexp_extract(number, '^[+-]?([0-9]*)', 1))"
    ends = f"0, max({before})" if is_text else "min(number), max(number)"
    rows = kind.anchor.set_alias("rows").join(named.set_alias("named"), "subject", how="left")
    found = rows.aggregate(f"metric, aspect, period, is_node, count(*), {ends}").fetchall()
    facts = sorted((Fact(*row[:5]) for row in found), key=_order)
    if is_text:
        greatest = 10 ** (max(row[6] for row in found) + scale)
    else:
        greatest = max((abs(scaled(one, scale)) for row in found for one in row[5:]), default=0)
    return Content(tuple(facts), scale, greatest, is_text)


def _order(fact: Fact) -> tuple[str, ...]:
    return fact.metric, fact.period, fact.aspect or "", str(fact.is_node)


def told_rows(batches: Iterable[Batch]) -> StoredRows:
    """Give what is reported in batches, without rows that could be added up.

    Args:
        batches: The batches.
    """
    facts = tuple(fact for batch in batches for fact in batch.content.facts)
    kind = Kind(Backend.DUCKDB, None, None, is_lazy=True)
    texts = tuple(sorted({fact.period for fact in facts}))
    return StoredRows(None, kind, KEYS, 0, is_long=False, rows=0, bound=0, texts=texts, facts=facts)


def bearing(batches: Iterable[Batch], metrics: Collection[str], periods: Collection[str]) -> list[Batch]:
    """Give the batches that have rows of some metrics and periods.

    Args:
        batches: The batches.
        metrics: Ids of the metrics.
        periods: The texts of the periods.
    """
    return [batch for batch in batches if _count(batch, metrics, periods)]


def _count(batch: Batch, metrics: Collection[str], periods: Collection[str]) -> int:
    facts = batch.content.facts
    return sum(fact.rows for fact in facts if fact.metric in metrics and fact.period in periods)


def stored_rows(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    batches: Iterable[Batch],
    metrics: Collection[str],
    periods: Collection[str],
) -> StoredRows:
    """Give the rows of batches that are of some metrics and periods, which are not read yet.

    Args:
        connection: The connection that reads them.
        folder: The folder that the batches are in.
        batches: All batches.
        metrics: Ids of the metrics.
        periods: The texts of the periods.
    """
    batches = list(batches)
    read = bearing(batches, metrics, periods)
    scale, greatest, number = _number(read)
    count = sum(_count(batch, metrics, periods) for batch in read)
    bound = greatest * count
    is_long = number == "VARCHAR" or bound >= _MOST
    where = f"metric IN ({_listed(metrics)}) AND period IN ({_listed(periods)})" if read else "false"
    source = " UNION ALL ".join(_selected(folder, read, number)) or _nothing(number)
    relation = connection.sql(f"SELECT * FROM ({source}) WHERE {where}")
    return attrs.evolve(
        told_rows(batches),
        frame=nw.from_native(relation),
        kind=Kind(Backend.DUCKDB, None, relation, is_lazy=True),
        scale=scale,
        is_long=is_long,
        rows=count,
        bound=0 if is_long else bound,
    )


def _number(batches: Iterable[Batch]) -> tuple[int, int, str]:
    """Give the scale that the numbers of some batches share, the greatest of them, and their type."""
    contents = [batch.content for batch in batches]
    scale = max((one.scale for one in contents), default=0)
    greatest = max((one.greatest * 10 ** (scale - one.scale) for one in contents), default=0)
    digits = max(len(str(greatest)), scale)
    if digits > 38 or any(one.is_text for one in contents):
        return scale, greatest, "VARCHAR"
    return scale, greatest, f"DECIMAL({18 if digits <= 18 else 38}, {scale})"


def _selected(folder: Path, batches: Iterable[Batch], number: str) -> list[str]:
    """Give a query for all files of each form of numbers."""
    forms: dict[object, list[str]] = {}
    for batch in batches:
        content = batch.content
        form = (content.scale, len(str(content.greatest)) <= 18, content.is_text)
        forms.setdefault(form, []).append(literal_path(folder / batch.seal.file))
    names = ", ".join(f'"{name}"' for name in _TEXTS)
    return [
        f"SELECT {names}, CAST(number AS {number}) AS number FROM read_parquet([{_listed(files)}])"
        for files in forms.values()
    ]


def _nothing(number: str) -> str:
    names = ", ".join(f'CAST(NULL AS VARCHAR) AS "{name}"' for name in _TEXTS)
    return f"SELECT {names}, CAST(NULL AS {number}) AS number"


def _listed(texts: Iterable[str]) -> str:
    quoted = (text.replace("'", "''") for text in sorted(texts))
    return ", ".join(f"'{text}'" for text in quoted)


def changes(
    connection: duckdb.DuckDBPyConnection, folder: Path, old: Batch, new: Batch
) -> set[tuple[str, str]]:
    """Give the metrics and periods in which two batches differ; nothing when they have the same rows.

    Args:
        connection: The connection that reads them.
        folder: The folder that both are in.
        old: The one.
        new: The other.
    """
    _, _, number = _number([old, new])
    one, other = (" UNION ALL ".join(_selected(folder, [batch], number)) for batch in (old, new))
    if number == "VARCHAR":
        return _changed_texts(connection, one, other, max(old.content.scale, new.content.scale))
    differing = f"({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one})"
    found = connection.execute(f"SELECT DISTINCT metric, period FROM ({differing})").fetchall()
    return {(metric, period) for metric, period in found}


def _changed_texts(
    connection: duckdb.DuckDBPyConnection, one: str, other: str, scale: int
) -> set[tuple[str, str]]:
    """Compare rows whose numbers are text: 1.50 and 1.5 are one number."""
    counted = []
    for query in (one, other):
        rows = connection.execute(query).fetchall()
        counted.append(Counter((*row[:-1], scaled(row[-1], scale)) for row in rows))
    differing = [*(counted[0] - counted[1]), *(counted[1] - counted[0])]
    return {(row[_TEXTS.index("metric")], row[_TEXTS.index("period")]) for row in differing}
