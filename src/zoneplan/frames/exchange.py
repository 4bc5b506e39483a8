"""Frames of other libraries, taken as they are and given back in kind; Arrow is what they share.

Arrow is the one way out of every engine that keeps all digits: DuckDB turns decimals into floats on the
way to pandas and numpy. No library is imported before a frame of it is met.
"""

from __future__ import annotations

import enum
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import pyarrow as pa

from zoneplan.errors import RollupError
from zoneplan.frames import spark
from zoneplan.frames.frame_faults import frame_faults_told
from zoneplan.frames.reading import arrow_batches, arrow_of, blamed, engine_faults_told, read_files
from zoneplan.frames.streams import copied, in_kind, is_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Backend", "Kind", "codes", "frame_batches", "integers", "low_words", "native_of", "small_table"]


class Backend(enum.StrEnum):
    """Where rows are added up."""

    DUCKDB = "duckdb"
    POLARS = "polars"
    PYARROW = "pyarrow"
    SPARK = "spark"


@attrs.frozen(eq=False)
class Kind:
    """What sort of frame observations came as.

    Attributes:
        backend: The engine that adds them up.
        given: The frame that they were given as, in whose kind the answer is; None for files.
        anchor: A frame of the engine, by which small tables are brought to the same place.
        is_lazy: Whether the engine's frame is a lazy one.
    """

    backend: Backend
    given: Any
    anchor: Any
    is_lazy: bool

    def to_arrow(self, frame: Any) -> Any:
        """Run a query and give its answer.

        Args:
            frame: The query, as narwhals knows it.

        Raises:
            RollupError: If the engine cannot carry it out.
        """
        native = nw.to_native(frame)
        match self.backend:
            case Backend.DUCKDB:
                return arrow_of(native)
            case Backend.POLARS:
                with frame_faults_told():
                    return (native.collect() if self.is_lazy else native).to_arrow()
            case Backend.SPARK:
                return spark.to_arrow(native)
            case _:
                return native

    def small(self, columns: Mapping[str, Sequence[object]]) -> Any:
        """Bring a small table to where the rows are.

        Args:
            columns: Its columns; whole numbers or text.
        """
        return nw.from_native(self.placed(pa.table(dict(columns))))

    def placed(self, table: Any) -> Any:
        """Give an Arrow table as a frame of the engine.

        Args:
            table: The table.
        """
        match self.backend:
            case Backend.DUCKDB:
                # DuckDB finds `placed` by its name; so it comes to the connection of the observations.
                placed = table  # noqa: F841  # read by the query
                return self.anchor.query("zoneplan_observations", "SELECT * FROM placed")
            case Backend.POLARS:
                frame = sys.modules["polars"].from_arrow(table)
                return frame.lazy() if self.is_lazy else frame
            case Backend.SPARK:
                return spark.placed(self.anchor.sparkSession, table)
            case _:
                return table

    def answer(self, table: Any) -> Any:
        """Give an Arrow table in the kind of what was given.

        Args:
            table: The table.
        """
        pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
        if pandas is not None and isinstance(self.given, pandas.DataFrame):
            return table.to_pandas()
        if polars is not None and isinstance(self.given, polars.DataFrame):
            return polars.from_arrow(table)
        if polars is not None and isinstance(self.given, polars.LazyFrame):
            return polars.from_arrow(table).lazy()
        if is_stream(self.given):
            return in_kind(self.given, table)
        return table if isinstance(self.given, pa.Table) else self.placed(table)

    def scale(self, frame: Any) -> int:
        """Give how many digits behind the point the numbers of a frame have.

        Args:
            frame: A frame whose column `number` holds decimals or whole numbers.

        Raises:
            RollupError: If it holds neither.
        """
        kind = self.to_arrow(frame.select("number").head(0)).schema.field("number").type
        if pa.types.is_integer(kind):
            return 0
        if pa.types.is_decimal(kind):
            return int(kind.scale)
        raise RollupError(
            f"the column 'number' holds {kind}, not numbers",
            "give decimals, whole numbers, or text",
            f"number 一栏是 {kind}，不是数字",
            "请给出十进制小数、整数或文字",
        )

    def as_decimals(self, frame: Any, scale: int) -> Any:
        """Turn plain numbers written as text, of at most 38 digits, into decimals.

        Args:
            frame: The frame, whose column `number` is text.
            scale: The most digits that one has behind the point.
        """
        native = nw.to_native(frame)
        others = [column for column in frame.columns if column != "number"]
        match self.backend:
            case Backend.DUCKDB:
                names = ", ".join(f'"{column}"' for column in others)
                changed = native.project(f"{names}, CAST(number AS DECIMAL(38, {scale})) AS number")
            case Backend.POLARS:
                polars = sys.modules["polars"]
                changed = native.with_columns(polars.col("number").cast(polars.Decimal(38, scale)))
            case Backend.SPARK:
                changed = native.selectExpr(*others, f"CAST(number AS DECIMAL(38, {scale})) AS number")
            case _:
                place = native.schema.get_field_index("number")
                changed = native.set_column(place, "number", native["number"].cast(pa.decimal128(38, scale)))
        return nw.from_native(changed)

    def widened(self, frame: Any) -> Any:
        """Turn whole numbers into decimals of 38 digits, for a sum that 64 bits may not hold.

        Args:
            frame: The frame, whose column `number` is of whole numbers.
        """
        if self.backend is Backend.DUCKDB:
            return frame  # its sums of whole numbers have 128 bits
        if self.backend is Backend.PYARROW:
            native = nw.to_native(frame)
            place = native.schema.get_field_index("number")
            # Arrow turns 64 bits into no more than 19 digits first.
            narrow = native["number"].cast(pa.decimal128(20, 0))
            return nw.from_native(native.set_column(place, "number", narrow.cast(pa.decimal128(38, 0))))
        return self.as_decimals(frame, 0)


def native_of(observations: object, engine: str | None) -> tuple[Any, Kind]:
    """Give observations as a frame of the engine that will add them up.

    Args:
        observations: A frame, rows as dicts, or a path or glob of Parquet or CSV files.
        engine: The engine; None for the frame's own, DuckDB for files.

    Raises:
        RollupError: If it is no frame, or the engine is none of those.
    """
    if engine is not None and engine not in set(Backend):
        raise RollupError(
            f"unknown engine {engine!r}",
            "use 'duckdb', 'polars', 'pyarrow', 'spark', or None for the frame's own",
            f"不认识的引擎 {engine!r}",
            "可用 'duckdb'、'polars'、'pyarrow'、'spark'；留空则用数据自己的引擎",
        )
    if isinstance(observations, str | Path):
        read = spark.read_files if engine == Backend.SPARK else read_files
        native = read(str(observations))
        given = None
    else:
        native = given = _of_rows(observations) if isinstance(observations, list) else observations
    if engine is not None:
        native = _moved(native, engine)
    backend, is_lazy, native = _recognised(native)
    return native, Kind(backend, given, native, is_lazy)


def _of_rows(rows: list[Any]) -> Any:
    """Make an Arrow table of rows; decimals are written as text, which holds them all."""
    if not all(isinstance(row, dict) for row in rows):
        raise _no_frame(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    for name, column in columns.items():
        if any(isinstance(value, Decimal) for value in column):
            columns[name] = list(map(_written, column))
    try:
        return pa.table(columns)
    except pa.ArrowException as error:
        raise RollupError(
            f"these rows make no table: {error}",
            "give values of one sort in each column",
            f"这些行不能成表：{error}",
            "每一栏请用同一类值",
        ) from None


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if type(value) is int else value


def _no_frame(given: object) -> RollupError:
    return RollupError(
        f"expected a frame or a path, got {type(given).__name__}",
        "give a pandas, Polars, pyarrow, DuckDB, Dask, Ibis or Spark frame, or a path of Parquet or CSV",
        f"应为数据表或路径，给的是 {type(given).__name__}",
        "请给 pandas、Polars、pyarrow、DuckDB、Dask、Ibis 或 Spark 的表，或 Parquet、CSV 文件的路径",
    )


def _recognised(native: Any) -> tuple[Backend, bool, Any]:
    if is_stream(native):
        with engine_faults_told():  # Ibis may stand before DuckDB itself
            return Backend.DUCKDB, True, copied(native)
    try:
        frame = nw.from_native(native)
    except TypeError:
        raise _no_frame(native) from None
    implementation = frame.implementation
    if implementation.is_pandas():
        # pandas adds 64 bits that wrap around and objects that round at 28 digits: Arrow adds for it.
        return Backend.PYARROW, False, pa.Table.from_pandas(native, preserve_index=False)
    known = {
        nw.Implementation.DUCKDB: Backend.DUCKDB,
        nw.Implementation.POLARS: Backend.POLARS,
        nw.Implementation.PYARROW: Backend.PYARROW,
        nw.Implementation.PYSPARK: Backend.SPARK,
    }
    if implementation not in known:
        raise RollupError(
            f"no exact sums are known of {implementation.value} frames",
            "turn it into a DuckDB, Polars, pyarrow or Spark frame first",
            f"不能保证 {implementation.value} 的求和精确",
            "请先转为 DuckDB、Polars、pyarrow 或 Spark 的表",
        )
    backend = known[implementation]
    if backend is Backend.SPARK:
        spark.require_exact(native.sparkSession)
    return backend, isinstance(frame, nw.LazyFrame), native


def _moved(native: Any, engine: str) -> Any:
    backend, is_lazy, native = _recognised(native)
    if backend == engine:
        return native
    table = Kind(backend, None, native, is_lazy).to_arrow(nw.from_native(native))
    if engine == Backend.DUCKDB:
        import duckdb  # noqa: PLC0415  # only this engine needs it

        return duckdb.connect().from_arrow(table)
    if engine == Backend.POLARS:
        import polars  # noqa: PLC0415  # only this engine needs it

        return polars.from_arrow(table)
    return spark.placed(spark.session(), table) if engine == Backend.SPARK else table


def small_table(frame: object) -> list[dict[str, Any]]:
    """Give the rows of a small table, such as an outline.

    Args:
        frame: A frame, rows as dicts, or a path or glob of Parquet or CSV files.

    Raises:
        RollupError: If it is no frame.
    """
    with blamed(frame):
        native, kind = native_of(frame, None)
        rows: list[dict[str, Any]] = kind.to_arrow(nw.from_native(native)).to_pylist()
    return rows


def frame_batches(frame: object) -> Iterator[Any]:
    """Give the rows of a table of any size in pieces, as Arrow batches; only files may pass the memory.

    Args:
        frame: A frame, rows as dicts, or a path or glob of Parquet or CSV files.

    Raises:
        RollupError: If it is no frame, or a file cannot be read.
    """
    with blamed(frame):
        native, kind = native_of(frame, None)
        if kind.backend is Backend.DUCKDB:
            yield from arrow_batches(native)
        else:
            yield from kind.to_arrow(nw.from_native(native)).to_batches()


def codes(column: Any) -> tuple[list[Any], list[int]]:
    """Give the values of a column, each once, and which of them each row has.

    Args:
        column: A column of an Arrow table.
    """
    combined = pa.chunked_array([column.combine_chunks()]) if column.num_chunks != 1 else column
    if not len(combined):
        return [], []
    encoded = combined.chunk(0).dictionary_encode(null_encoding="encode")
    return encoded.dictionary.to_pylist(), integers(pa.chunked_array([encoded.indices]))


def integers(column: Any) -> list[int]:
    """Give the whole numbers of a column without nulls, decimals in steps of their scale.

    Read from the column's bytes: making a `Decimal` of each number takes twenty times as long.

    Args:
        column: A column of an Arrow table.
    """
    found: list[int] = []
    for chunk in column.chunks:
        if not len(chunk):
            continue
        if pa.types.is_integer(chunk.type):
            plain = chunk.cast(pa.int64())
            words = memoryview(plain.buffers()[1]).cast("b").cast("q")
            found += words[plain.offset : plain.offset + len(plain)].tolist()
        else:
            found += _of_128_bits(chunk.cast(pa.decimal128(38, chunk.type.scale)))
    return found


def low_words(column: Any) -> Any:
    """Give whole numbers, or decimals in steps of their scale, as an Arrow array of 64 bits.

    Args:
        column: A column without nulls, whose numbers are known to fit.
    """
    chunk = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if pa.types.is_integer(chunk.type):
        return chunk.cast(pa.int64())
    wide = chunk.cast(pa.decimal128(38, chunk.type.scale))
    start = 2 * wide.offset
    words = memoryview(wide.buffers()[1]).cast("b").cast("q")[start : start + 2 * len(wide) : 2]
    return pa.Array.from_buffers(pa.int64(), len(wide), [None, pa.py_buffer(words.tobytes())])


def _of_128_bits(chunk: Any) -> list[int]:
    """Read numbers of 128 bits: two words each, the lower one first."""
    size, start = 2 * len(chunk), 2 * chunk.offset
    data = memoryview(chunk.buffers()[1])
    lower = data.cast("b").cast("Q")[start : start + size][::2].tolist()
    upper = data.cast("b").cast("q")[start : start + size][1::2].tolist()
    return [high << 64 | low for high, low in zip(upper, lower, strict=True)]
