"""The rows of somebody else's table: items, and subtotals, totals and parts that must not count again."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import MetricError
from zoneplan.table_cells import Absence, TableCell
from zoneplan.table_heads import NAMES, Field, Head
from zoneplan.texts import member

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["RowKind", "TableRow", "classified", "covered"]


class RowKind(enum.StrEnum):
    """What a row of a table is."""

    ITEM = "item"
    """It counts once."""
    HEADING = "heading"
    """It names the rows below it and has no figures."""
    SUBTOTAL = "subtotal"
    """小计, or a section's line with figures: it is the sum of items that are listed as well."""
    TOTAL = "total"
    """合计, 总计."""
    PART = "part"
    """其中: part of the row above it."""


_TOTAL: Final = re.compile(r"(?:总计|合计|共计|总合计|全部合计|全[区市县省]合计)(?:[(（:：].*)?")
_GRAND: Final = re.compile(r"总计|总合计|全部合计|全[区市县省]合计")
_SUBTOTAL: Final = re.compile(r"(?:小计|分计|.{1,20}(?:小计|合计))(?:[(（:：].*)?")
_PART: Final = re.compile(r"(?:其中[:：]?|#).*")
_SECTIONS: Final = (
    re.compile("[一二三四五六七八九十]+(?:[、.．].*)?"),
    re.compile("[(（][一二三四五六七八九十]+[)）].*"),
)
_LABELS: Final = (Field.NUMBER, Field.CATEGORY, *NAMES)


@attrs.frozen(kw_only=True)
class TableRow:
    """One row of somebody else's table.

    Attributes:
        kind: What it is.
        number: Its number in the sheet, from 1.
        heads: The heads of the columns.
        cells: Its cells, one for each head.
        level: How deep a section's line lies, from 1; 0 for any other row.
        section: The headings and section lines that it stands under, from the outermost.
    """

    kind: RowKind
    number: int
    heads: tuple[Head, ...] = attrs.field(repr=False)
    cells: tuple[TableCell, ...] = attrs.field(repr=False)
    level: int = 0
    section: tuple[str, ...] = ()

    def columns(self, field: Field | str) -> Iterator[tuple[Head, TableCell]]:
        """Give the cells of a field, each with its head.

        Args:
            field: The field, or its word.

        Raises:
            MetricError: If there is no such field.
        """
        asked = member(Field, field, MetricError)
        for head, cell in zip(self.heads, self.cells, strict=True):
            if head.field is asked:
                yield head, cell

    def cell(self, field: Field | str) -> TableCell | None:
        """Give the first cell of a field; None where the table has no such column.

        Args:
            field: The field, or its word.

        Raises:
            MetricError: If there is no such field.
        """
        return next((cell for _, cell in self.columns(field)), None)

    def text(self, field: Field | str) -> str:
        """Give what the first cell of a field shows; empty where it says nothing.

        Args:
            field: The field, or its word.

        Raises:
            MetricError: If there is no such field.
        """
        cell = self.cell(field)
        return "" if cell is None or cell.absence is not None else cell.text

    @property
    def name(self) -> str:
        """What it is about: the project, task or indicator, else its category or number."""
        named = (self.text(field) for field in (*NAMES, Field.CATEGORY, Field.NUMBER))
        return next((text for text in named if text), "")

    @property
    def has_figures(self) -> bool:
        """Whether any of its cells states a figure."""
        return any(cell.figure is not None for cell in self.cells)


def classified(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """Say of each row what it is.

    Args:
        rows: The rows, all taken for items.
    """
    levels = _levels(rows)
    totals = [row for row in rows if any(map(_TOTAL.fullmatch, _labels(row)))]
    has_grand = any(map(_GRAND.match, (label for row in totals for label in _labels(row))))
    found: list[TableRow] = []
    section: dict[int, str] = {}
    for row, level in zip(rows, levels, strict=True):
        kind = _kind(row, level, found[-1] if found else None)
        if kind is RowKind.TOTAL and len(totals) > 1:
            is_grand = has_grand and any(map(_GRAND.match, _labels(row)))
            kind = RowKind.TOTAL if is_grand else RowKind.SUBTOTAL
        if kind is RowKind.HEADING or (kind is RowKind.SUBTOTAL and level):
            depth = level or 1
            section = {own: name for own, name in section.items() if own < depth}
            found.append(attrs.evolve(row, kind=kind, level=depth, section=tuple(section.values())))
            section[depth] = row.name
            continue
        found.append(attrs.evolve(row, kind=kind, section=tuple(section.values())))
    return tuple(found)


def _labels(row: TableRow) -> list[str]:
    """Give what names a row, without blanks: its number, category and name."""
    return [re.sub(r"\s", "", text) for field in _LABELS if (text := row.text(field))]


def _levels(rows: Sequence[TableRow]) -> list[int]:
    """Give how deep the lines of sections lie; where all rows are numbered 一, 二, none is one."""
    levels = []
    for row in rows:
        own = _labels(row)[:1]
        levels.append(
            next((depth for depth, form in enumerate(_SECTIONS, 1) if any(map(form.fullmatch, own))), 0)
        )
    return levels if 0 in levels else [0] * len(levels)


def _kind(row: TableRow, level: int, before: TableRow | None) -> RowKind:
    labels = _labels(row)
    if any(map(_TOTAL.fullmatch, labels)):
        return RowKind.TOTAL
    if any(map(_SUBTOTAL.fullmatch, labels)):
        return RowKind.SUBTOTAL
    if any(map(_PART.fullmatch, labels)) or (before is not None and _goes_on(row, before)):
        return RowKind.PART
    if level:
        return RowKind.SUBTOTAL if row.has_figures else RowKind.HEADING
    return RowKind.HEADING if _is_heading(row) else RowKind.ITEM


def _is_heading(row: TableRow) -> bool:
    """Tell whether a row is one text over several cells, or one that stands where no names do."""
    told = [cell for cell in row.cells if cell.absence not in {Absence.BLANK, Absence.SHARED}]
    if row.has_figures or len({cell.text for cell in told}) != 1 or len(row.heads) <= 2:
        return False
    has_names = any(head.field in NAMES for head in row.heads)
    return len(told) > 1 or (has_names and not any(row.text(field) for field in NAMES))


def _goes_on(row: TableRow, before: TableRow) -> bool:
    """Tell whether a row is one more of the parts before it: indented, and without a number."""
    named = next((cell for field in NAMES if (cell := row.cell(field)) is not None), None)
    is_indented = named is not None and named.text != named.text.lstrip()
    return before.kind is RowKind.PART and is_indented and not row.text(Field.NUMBER)


def covered(rows: Sequence[TableRow]) -> dict[int, tuple[int, ...]]:
    """Give for each subtotal and total the rows that it is the sum of, by their indices.

    A section's line covers the items under it; 小计 covers the items of its category, else those before it,
    or below it where none stand before it. A total covers every item, and subtotals that list no items.

    Args:
        rows: The rows, each with its kind.
    """
    found: dict[int, tuple[int, ...]] = {}
    for index, row in enumerate(rows):
        if row.kind is RowKind.SUBTOTAL:
            found[index] = _under(rows, index) if row.level else _beside(rows, index)
    leaves = [
        index
        for index, row in enumerate(rows)
        if row.kind is RowKind.ITEM or (row.kind is RowKind.SUBTOTAL and not found[index])
    ]
    for index, row in enumerate(rows):
        if row.kind is RowKind.TOTAL:
            found[index] = tuple(leaves)
    return found


def _under(rows: Sequence[TableRow], index: int) -> tuple[int, ...]:
    """Give the items below a section's line, up to the next line of its level or above; else sub-sections."""
    inside: list[int] = []
    for other in range(index + 1, len(rows)):
        row = rows[other]
        if row.kind is RowKind.TOTAL or (row.level and row.level <= rows[index].level):
            break
        inside.append(other)
    items = tuple(other for other in inside if rows[other].kind is RowKind.ITEM)
    return items or tuple(other for other in inside if rows[other].kind is RowKind.SUBTOTAL)


def _beside(rows: Sequence[TableRow], index: int) -> tuple[int, ...]:
    own = rows[index].text(Field.CATEGORY)
    if own and not _SUBTOTAL.fullmatch(re.sub(r"\s", "", own)):
        return tuple(
            other
            for other, row in enumerate(rows)
            if row.kind is RowKind.ITEM and row.text(Field.CATEGORY) == own
        )
    before = _run(rows, range(index - 1, -1, -1))
    return before[::-1] or _run(rows, range(index + 1, len(rows)))


def _run(rows: Sequence[TableRow], indices: range) -> tuple[int, ...]:
    """Give the items up to the next row that begins or ends a block."""
    found = []
    for index in indices:
        if rows[index].kind in {RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.HEADING}:
            break
        if rows[index].kind is RowKind.ITEM:
            found.append(index)
    return tuple(found)
