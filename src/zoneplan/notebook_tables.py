"""Tables as a notebook shows them: without script or style sheet, and not so many rows that it hangs.

Rows that say something is wrong are never left out, and what was left out is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.html_tables import escaped, table_html
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.layout import Language

__all__ = ["MOST_ROWS", "notebook_html", "plain_table", "shortened_table"]

MOST_ROWS: Final = 60
"""How many rows of a table a notebook shows, those that say something is wrong apart."""

_WORDS: Final = {
    "en": ("… and {count} more rows", "1 more row", "; {how} shows them all"),
    "zh": ("…… 另有{count}行未列出", "另有1行未列出", "；用 {how} 全部列出"),
}


def notebook_html(
    tables: Iterable[PrintedTable], *, lines: Sequence[str] = (), language: Language = "en", whole: str = ""
) -> str:
    """Write tables for a notebook, long ones cut.

    Args:
        tables: The tables.
        lines: What is said above them.
        language: What is said of rows that were left out.
        whole: What shows everything, such as `print(report)`.
    """
    said = "".join(f"<p>{escaped(line)}</p>" for line in lines)
    shown = (shortened_table(one, language=language, whole=whole) for one in tables)
    return f"<div>{said}{''.join(table_html(one, inline=True) for one in shown)}</div>"


def shortened_table(
    table: PrintedTable, most: int = MOST_ROWS, *, language: Language = "en", whole: str = ""
) -> PrintedTable:
    """Give a table with at most so many rows, all that say something is wrong, and a line on the others.

    Args:
        table: The table.
        most: How many rows.
        language: What the line is in.
        whole: What shows everything.
    """
    kept = tuple(row for index, row in enumerate(table.rows) if index < most or _must_stay(row))
    count = len(table.rows) - len(kept)
    if not count:
        return table
    more, one_more, how = _WORDS[language]
    said = (one_more if count == 1 else more.format(count=f"{count:,}")) + (
        how.format(how=whole) if whole else ""
    )
    return attrs.evolve(table, rows=kept, notes=(said, *table.notes))


def _must_stay(row: PrintedRow) -> bool:
    return any(cell is not None and cell.signal is Signal.BAD for cell in row.cells)


def plain_table(
    heading: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str | PrintedCell]],
    *,
    numbers: Iterable[int] = (),
    notes: Sequence[str] = (),
) -> PrintedTable:
    """Make a table of texts; blanks at the beginning of a text stay.

    Args:
        heading: What stands above it.
        heads: What stands above the columns.
        rows: The rows, cells with a signal or a bar among them.
        numbers: The columns of numbers, from 0.
        notes: Lines below it.
    """
    right = frozenset(numbers)
    columns = tuple(PrintedColumn(head, 1, index in right) for index, head in enumerate(heads))
    made = tuple(
        PrintedRow(tuple(one if isinstance(one, PrintedCell) else PrintedCell(_kept(one)) for one in row))
        for row in rows
    )
    return PrintedTable(heading, columns, made, tuple(notes))


def _kept(text: str) -> str:
    """Keep what a page would take away: the blanks that a name is indented by."""
    bare = text.lstrip(" ")
    return "\u3000" * ((len(text) - len(bare)) // 2) + printable(bare)
