"""Synthetic portfolios as files: Parquet or CSV, written row by row, whole or not at all.

Parquet takes DuckDB, which draws the numbers itself, or else pyarrow; CSV takes neither. All three
write the same rows in the same order.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zoneplan.decimals import plain_text
from zoneplan.errors import ZoneplanError
from zoneplan.portfolio_tables import SEPARATOR, OutlineRow
from zoneplan.synthetic import PRIME, ObservationRow
from zoneplan.synthetic_metrics import KINDS, metric_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.synthetic import SyntheticPortfolio

__all__ = [
    "OBSERVATION_COLUMNS",
    "MissingEngineError",
    "observations_query",
    "write_observations",
    "write_outline",
]

_ROW_GROUP: Final = 122_880
_OUTLINE: Final = tuple(OutlineRow.__annotations__)
OBSERVATION_COLUMNS: Final = tuple(ObservationRow.__annotations__)
"""The columns of a table of observations, in their order."""


class MissingEngineError(ZoneplanError, ImportError):
    """A library that is needed to write a file is not installed."""


def write_outline(synthetic: SyntheticPortfolio, path: str | os.PathLike[str]) -> int:
    """Write the table of the outline; give the number of its rows.

    Args:
        synthetic: The portfolio.
        path: The file, which ends in .parquet or .csv; it is replaced whole.

    Raises:
        MissingEngineError: If it is Parquet, and neither DuckDB nor pyarrow is installed.
        ValueError: If the ending is another one.
        OSError: If the file cannot be written.
    """
    kind = _kind(path)
    with _whole(Path(path)) as temporary:
        if kind == "csv":
            return _write_csv(synthetic.outline(), _OUTLINE, temporary)
        if (duckdb := _library("duckdb")) is not None:
            return _copy_rows(duckdb, synthetic.outline(), temporary)
        return _write_arrow(synthetic.outline(), _OUTLINE, temporary, _ROW_GROUP)


def write_observations(
    synthetic: SyntheticPortfolio, path: str | os.PathLike[str], *, row_group: int = _ROW_GROUP
) -> int:
    """Write the table of the observations; give the number of its rows.

    Numbers are `DECIMAL(18, 6)` in Parquet and plain decimals in CSV, where what is missing is empty.

    Args:
        synthetic: The portfolio.
        path: The file, which ends in .parquet or .csv; it is replaced whole.
        row_group: Rows in a row group of Parquet.

    Raises:
        MissingEngineError: If it is Parquet, and neither DuckDB nor pyarrow is installed.
        ValueError: If the ending is another one.
        OSError: If the file cannot be written.
    """
    kind = _kind(path)
    with _whole(Path(path)) as temporary:
        if kind == "csv":
            return _write_csv(synthetic.observations(), OBSERVATION_COLUMNS, temporary)
        if (duckdb := _library("duckdb")) is not None:
            return _copied(duckdb, observations_query(synthetic), temporary, row_group)
        return _write_arrow(synthetic.observations(), OBSERVATION_COLUMNS, temporary, row_group)


def _kind(path: str | os.PathLike[str]) -> str:
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind not in {"csv", "parquet"}:
        raise ValueError(f"expected a file ending in .parquet or .csv, got {os.fspath(path)!r}")
    return kind


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a file to write to, which takes the place of the target once all of it is written."""
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _write_csv(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            number = {"number": plain_text(row["number"])} if "number" in row else {}
            writer.writerow([{**row, **number}[column] for column in columns])
            count += 1
    return count


# -- Parquet by pyarrow -------------------------------------------------------------------------


def _write_arrow(
    rows: Iterator[Mapping[str, Any]] | Iterator[Any], columns: tuple[str, ...], path: Path, size: int
) -> int:
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    if arrow is None:
        raise MissingEngineError(
            "Parquet is written by DuckDB or pyarrow, and neither is installed",
            'pip install "zoneplan[frames]", or write a file ending in .csv',
        )
    types = {"number": arrow.decimal128(18, 6), "declared": arrow.int32()}
    schema = arrow.schema([(column, types.get(column, arrow.string())) for column in columns])
    count = 0
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, size)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema), row_group_size=size)
            count += len(batch)
    return count


# -- Parquet by DuckDB --------------------------------------------------------------------------


def _copied(duckdb: Any, query: str, path: Path, size: int) -> int:
    target = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        (count,) = connection.execute(
            f"COPY ({query}) TO '{target}' (FORMAT parquet, ROW_GROUP_SIZE {size})"
        ).fetchone()
    return int(count)


def _copy_rows(duckdb: Any, rows: Iterator[OutlineRow], path: Path) -> int:
    """Write an outline by way of a CSV file beside it, since DuckDB takes single rows slowly."""
    beside = path.with_suffix(".csv")
    try:
        _write_csv(rows, _OUTLINE, beside)
        names = ", ".join(f"'{one}': '{'INTEGER' if one == 'declared' else 'VARCHAR'}'" for one in _OUTLINE)
        source = str(beside).replace("'", "''")
        query = f"SELECT * FROM read_csv('{source}', header = true, columns = {{{names}}})"
        return _copied(duckdb, query, path, _ROW_GROUP)
    finally:
        beside.unlink(missing_ok=True)


def observations_query(synthetic: SyntheticPortfolio) -> str:
    """Give the query by which DuckDB draws the observations: the rows of `observations()`, in their order.

    Args:
        synthetic: The portfolio.
    """
    one = synthetic  # less than 3e9 slots and numbers below 2^31: every product stays below 2^63
    shift, first = one.seed % PRIME * 48_271 + 11, one.missing_slots + one.revised_slots
    bounds = [kind.bound for kind in KINDS]
    per_metric, per_leaf = one.months, one.months * one.metrics
    return f"""
WITH slots AS (
    SELECT range AS slot,
        (range * {one.stride} + {one.seed % one.slots}) % {one.slots} AS position
    FROM range({one.slots})
), reports AS (
    SELECT slot, unnest(CASE WHEN position < {first} THEN [1, 0] ELSE [0] END) AS earlier,
        position < {first} AS is_revised
    FROM slots WHERE position >= {one.missing_slots}
), seeded AS (
    SELECT *, ({shift} + (slot + earlier * {one.slots}) % {PRIME} * 69621) % {PRIME} AS first FROM reports
), squared AS (
    SELECT *, (first * first + first * 3 + 7) % {PRIME} AS second FROM seeded
), drawn AS (
    SELECT *, (second * second + 40692 * second + 13) % {PRIME} AS value,
        slot // {per_metric} % {one.metrics} AS k, slot // {per_leaf} AS leaf, slot % {per_metric} AS month
    FROM squared
), figures AS (
    SELECT *, value % {bounds}[k % {len(KINDS)} + 1] AS whole, {_units(one)} AS unit_power FROM drawn
)
SELECT
    {_list([metric_id(k) for k in range(one.metrics)])}[k + 1] AS metric,
    {_subject(one)} AS subject,
    {_list(one.periods)}[month + 1] AS period,
    'actual' AS aspect,
    CASE WHEN NOT is_revised THEN NULL WHEN earlier = 1 THEN 'preliminary' ELSE 'final' END AS vintage,
    CAST(CAST(whole * unit_power.factor AS DECIMAL(18, 0)) * CAST(0.000001 AS DECIMAL(7, 6))
        AS DECIMAL(18, 6)) AS number,
    unit_power.unit AS unit,
    {_list([str(one.basis(k)) for k in range(one.metrics)])}[k + 1] AS price_basis
FROM figures"""


def _list(words: list[str]) -> str:
    return "[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "]"


def _units(synthetic: SyntheticPortfolio) -> str:
    """Give the expression for a figure's unit, and for what its whole number counts in millionths."""
    kinds: list[str] = []
    for kind in KINDS:
        units = kind.units if synthetic.mixed_units else kind.units[:1]
        listed = ", ".join(f"{{'unit': '{unit}', 'factor': {10 ** (power + 6)}}}" for unit, power in units)
        kinds.append(f"WHEN {len(kinds)} THEN [{listed}][value // 7919 % {len(units)} + 1]")
    return f"CASE k % {len(KINDS)} {' '.join(kinds)} END"


def _subject(synthetic: SyntheticPortfolio) -> str:
    one = synthetic
    projects = one.projects or 1
    in_plan = f"leaf % {one.leaves_per_zone}"
    action = f"({in_plan}) // {projects}"
    name = (
        f"'syn' || leaf // {one.leaves_per_zone} || '{SEPARATOR}g' || {action} // {one.actions}"
        f" || 'a' || {action} % {one.actions}"
    )
    return f"{name} || 'p' || ({in_plan}) % {projects}" if one.projects else name
