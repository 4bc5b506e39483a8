"""Frames that are streams of Arrow batches: Dask, Ibis, Arrow's data sets and readers; DuckDB adds them up.

None of these adds exactly by itself: Dask adds 64 bits that wrap around, and what Ibis stands before differs
from place to place. Their rows are copied once, as Arrow, into a table that DuckDB keeps.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zoneplan.errors import FloatRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["copied", "in_kind", "is_stream"]

_ROWS = 1_000_000
"""How many rows a batch has at most, where the library lets one say."""


def is_stream(frame: object) -> bool:
    """Whether the rows of a frame come batch by batch.

    Args:
        frame: Anything.
    """
    return _sort(frame) is not None


def copied(frame: Any) -> Any:
    """Copy the rows of a frame into a table of DuckDB, or give a data set as a relation that scans it.

    Args:
        frame: A frame that `is_stream`.

    Returns:
        A DuckDB relation.

    Raises:
        FloatRefusedError: If a column of any values holds binary floats.
    """
    import duckdb  # noqa: PLC0415  # only these frames and files need it

    connection = duckdb.connect()
    sort = _sort(frame)
    if sort == "data set":
        return connection.from_arrow(frame)
    pieces = _partitions(frame) if sort == "dask" else _batches(frame, sort)
    batch = next(pieces)
    connection.execute("CREATE TABLE observations AS SELECT * FROM batch")
    for batch in pieces:  # noqa: B007  # DuckDB finds `batch` by its name
        connection.execute("INSERT INTO observations SELECT * FROM batch")
    return connection.table("observations")


def in_kind(given: Any, table: Any) -> Any:
    """Give an Arrow table as a frame of the sort that observations came as.

    Args:
        given: A frame that `is_stream`.
        table: The table.
    """
    match _sort(given):
        case "dask":
            # Arrow's types keep truth beside nothing, which pandas' own would turn into objects.
            kept = table.to_pandas(types_mapper=sys.modules["pandas"].ArrowDtype)
            return sys.modules["dask.dataframe"].from_pandas(kept, npartitions=1)
        case "ibis":
            return sys.modules["ibis"].memtable(table)
        case "data set":
            return sys.modules["pyarrow.dataset"].dataset(table)
        case _:
            return table.to_reader()


def _sort(frame: object) -> str | None:
    """Tell which library a frame is of; one that is not imported has made none."""
    if isinstance(frame, pa.RecordBatchReader):
        return "reader"
    for sort, module, name in (
        ("dask", "dask.dataframe", "DataFrame"),
        ("ibis", "ibis.expr.types", "Table"),
        ("data set", "pyarrow.dataset", "Dataset"),
    ):
        known = getattr(sys.modules.get(module), name, None)
        if known is not None and isinstance(frame, known):
            return sort
    return None


def _batches(frame: Any, sort: str | None) -> Iterator[Any]:
    """Give the rows of a reader or of an Ibis table, first none of them, which tells the columns."""
    if sort == "ibis":
        # Ibis asks DuckDB for batches by a name that DuckDB 2.0 no longer has.
        if frame.get_backend().name == "duckdb":
            yield frame.to_pyarrow()
            return
        frame = frame.to_pyarrow_batches(chunk_size=_ROWS)
    yield frame.schema.empty_table()
    for batch in frame:
        yield pa.Table.from_batches([batch])


def _partitions(frame: Any) -> Iterator[Any]:
    """Give the rows of a Dask frame partition by partition, each with the columns of the whole."""
    told = pa.Schema.from_pandas(frame._meta, preserve_index=False)
    schema = pa.schema([(field.name, _stored(field.type)) for field in told])
    mixed = [name for name, kind in frame.dtypes.items() if kind.name == "object"]
    yield schema.empty_table()
    for place in range(frame.npartitions):
        rows = frame.partitions[place].compute()
        rows = rows.assign(**{name: [_written(name, value) for value in rows[name]] for name in mixed})
        yield pa.Table.from_pandas(rows, schema=schema, preserve_index=False)


def _stored(kind: Any) -> Any:
    """Give the type that values are stored as: those of any sort, such as decimals, as text."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    return pa.string() if pa.types.is_null(kind) else kind


def _written(name: str, value: object) -> str | None:
    """Write a value of a column of any values; every decimal has its own digits, and text holds them all."""
    if value is None or value is sys.modules["pandas"].NA or value != value:
        return None  # what is not itself is pandas' nothing
    if isinstance(value, float):
        raise FloatRefusedError(
            f"the column {name!r} holds binary floats, which are not exact",
            "give decimals, whole numbers, or text",
            f"{name} 一栏有二进制浮点数，不精确",
            "请给出十进制小数、整数或文字",
        )
    return format(value, "f") if isinstance(value, Decimal) else str(value)
