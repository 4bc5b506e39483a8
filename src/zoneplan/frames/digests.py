"""A digest to compare answers by, whatever their order and however large they are.

Every row is hashed to a number of 2,048 bits, the numbers are added modulo 2^2048, and the sum is hashed with
the number of rows. So no row has to be remembered, the order cannot matter, and the sums of two tables add up
to that of both. By chance two different answers do not agree. To forge one that agrees with a given one is to
solve a subset sum of 2,048 bits: some 2^90 steps by the best way known (Wagner 2002). That holds of answers,
which have each row once; it is no seal on tables that repeat rows at will.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zoneplan.errors import RollupError
from zoneplan.frames.exchange import frame_batches
from zoneplan.frames.tables import COLUMNS

__all__ = ["RowSum", "digest"]

_BYTES = 256
_MODULUS = 1 << 8 * _BYTES
_BETWEEN, _NOTHING = "\x1f", "\x00"


class RowSum:
    """The sum of the hashes of rows, from which their digest is made."""

    def __init__(self) -> None:
        self.rows = 0
        self._total = 0

    def add(self, table: Any) -> None:
        """Add the rows of a table.

        Args:
            table: An Arrow table or batch with the columns of an answer.

        Raises:
            RollupError: If it lacks one, or a column holds something else.
        """
        shake, number = hashlib.shake_128, int.from_bytes
        lines = _lines(table)
        self.rows += len(lines)
        self._total += sum(number(shake(line.encode()).digest(_BYTES), "big") for line in lines)
        self._total %= _MODULUS

    def digest(self) -> str:
        """Give the digest of all rows that were added: 64 hexadecimal digits."""
        told = b"%d:%s" % (self.rows, self._total.to_bytes(_BYTES, "big"))
        return hashlib.sha256(told).hexdigest()


def digest(result: object) -> str:
    """Give a digest of an answer: equal for equal answers, whatever made them and in whatever order.

    A file is read piece by piece, so it may be larger than memory.

    Args:
        result: What `roll_up` or `rollup_table` gave, or the path of a Parquet or CSV file that holds it.

    Raises:
        RollupError: If it lacks a column of an answer, or cannot be read.
    """
    found = RowSum()
    for batch in frame_batches(result):
        found.add(batch)
    return found.digest()


def _lines(table: Any) -> list[str]:
    """Write each row as one text, so that nothing is not taken for an empty text."""
    lacking = [name for name in COLUMNS if name not in table.schema.names]
    if lacking and table.num_rows:
        raise _no_answer(f"it has no column {', '.join(map(repr, lacking))}", f"没有 {'、'.join(lacking)} 栏")
    if not table.num_rows:
        return []
    try:
        texts = [_text(table[name], kind) for name, kind in COLUMNS.items()]
    except pa.ArrowException as error:
        raise _no_answer(str(error), str(error)) from None
    joined = pc.binary_join_element_wise(*texts, _BETWEEN, null_handling="replace", null_replacement=_NOTHING)
    lines: list[str] = joined.to_pylist()
    return lines


def _text(column: Any, kind: Any) -> Any:
    """Write a column as text; numbers and truths are the same in CSV and in Parquet."""
    cast = column.cast(kind)
    return cast.cast(pa.int8()).cast(pa.string()) if pa.types.is_boolean(kind) else cast.cast(pa.string())


def _no_answer(why: str, why_zh: str) -> RollupError:
    return RollupError(
        f"this is no answer of a rollup: {why}",
        "give what roll_up, write_rollup or rollup_table gave",
        f"这不是汇总结果：{why_zh}",
        "请给出 roll_up、write_rollup 或 rollup_table 的结果",
    )
