"""Rows as data frames of pandas, Polars or pyarrow, with exact decimals.

Needs the extra `frames`, or the library of the frame with narwhals and pyarrow. Decimals are Arrow's of 38
digits, pandas' by its Arrow types: no frame holds a binary float, and what is missing is missing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import AmountError, DocumentError
from zoneplan.locations import Location
from zoneplan.ranges import exact_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.frame_rows import Rows

__all__ = ["FrameBackend", "Numbers", "framed"]

FrameBackend: TypeAlias = Literal["pandas", "polars", "pyarrow"]
"""The library whose frame is made."""

Numbers: TypeAlias = Literal["decimal", "text"]
"""How numbers are given: as decimals of 38 digits, or as text, which holds all of them, fractions too."""

_MOST_DIGITS: Final = 38


def framed(rows: Rows, backend: FrameBackend = "pyarrow", numbers: Numbers = "decimal") -> Any:
    """Make a data frame of rows.

    Args:
        rows: The rows.
        backend: `pandas`, `polars` or `pyarrow`.
        numbers: `decimal`, or `text`.

    Raises:
        DocumentError: If the backend is unknown or not installed, or `numbers` is another word.
        AmountError: If a number has no finite decimal or more than 38 digits, and decimals are asked for.
    """
    _require(backend, get_args(FrameBackend), "backend", "后端")
    _require(numbers, get_args(Numbers), "numbers", "数的形式")
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise _not_installed(error.name or "pyarrow") from None
    columns = {}
    for name, kind in rows.columns.items():
        values = [row[name] for row in rows.rows]
        if kind == "number" and numbers == "text":
            columns[name] = pa.array([_text(value) for value in values], pa.string())
        elif kind == "number":
            columns[name] = _decimals(name, values)
        else:
            columns[name] = pa.array(values, pa.int64() if kind == "count" else pa.string())
    return _given(pa.table(columns), backend)


def _given(table: Any, backend: FrameBackend) -> Any:
    """Give an Arrow table as a frame of another library."""
    try:
        if backend == "pandas":
            import pandas as pd  # noqa: PLC0415  # an extra

            return table.to_pandas(types_mapper=pd.ArrowDtype)
        import narwhals as nw  # noqa: PLC0415  # an extra

        return nw.to_native(nw.from_arrow(table, backend=backend))
    except ImportError as error:
        raise _not_installed(error.name or backend) from None


def _decimals(name: str, values: Iterable[object]) -> Any:
    """Give decimals of as many places as the longest of them needs."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    numbers = [None if value is None else _decimal(name, value) for value in values]
    known = [one for one in numbers if one is not None]
    places = max((_places(one) for one in known), default=0)
    whole = max((max(one.adjusted() + 1, 0) for one in known if one), default=0)
    if whole + places > _MOST_DIGITS:
        long = max(known, key=lambda one: max(one.adjusted(), _places(one)))
        raise _too_long(name, plain_text(long))
    return pa.array(numbers, pa.decimal128(_MOST_DIGITS, places))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _decimal(name: str, value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    found = finite_decimal(value) if isinstance(value, Fraction) else None
    if found is None:
        raise _too_long(name, str(value))
    return found


def _text(value: object) -> str | None:
    if value is None:
        return None
    return exact_text(value) if isinstance(value, Fraction) else plain_text(Decimal(str(value)))


def _too_long(name: str, number: str) -> AmountError:
    return AmountError(
        f"{number} in the column {name!r} fits no decimal of {_MOST_DIGITS} digits beside the others",
        "ask for exact text: numbers='text'",
        f"“{name}”栏的 {number} 不能与其他数一起写成{_MOST_DIGITS}位的小数",
        "请用精确的文字：numbers='text'",
    )


def _require(word: str, known: tuple[str, ...], what: str, what_zh: str) -> None:
    if word not in known:
        raise DocumentError.at(
            Location(),
            f"unknown {what} {word!r}",
            f"use {', '.join(map(repr, known))}",
            f"不认识的{what_zh} {word!r}",
            f"可用 {'、'.join(map(repr, known))}",
        )


def _not_installed(library: str) -> DocumentError:
    return DocumentError.at(
        Location(),
        f"data frames need {library}, which is not installed",
        "install it with: pip install 'zoneplan[frames]', and the library whose frames you use",
        f"数据表需要 {library}，尚未安装",
        "请安装：pip install 'zoneplan[frames]'，以及所用数据表的库",
    )
