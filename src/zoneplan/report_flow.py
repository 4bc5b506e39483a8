"""Printed tables and lines below each other on a sheet, with where each of them came to stand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import width
from zoneplan.printed_tables import PrintedTable
from zoneplan.report_pages import (
    ReportCell,
    ReportNumber,
    ReportPage,
    ReportRow,
    Role,
    Spot,
    as_number,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow
    from zoneplan.report_pages import NativeChart, ReportContent, ReportFormula, ReportPicture

__all__ = ["ReportFlow", "TablePlace", "exact_share"]

_LEAST, _MOST_NUMBER, _MOST_TEXT = 8, 18, 40
_TEXT_ACROSS: Final = 96
"""Narrow characters that a sheet is wide at least, so that lines of text have room."""
_AROUND: Final = 3
_FEW: Final = 6


@attrs.frozen
class TablePlace:
    """Where a table stands on its sheet.

    Attributes:
        table: The table.
        head: The row of its headers, from 1.
        first: Its first row; greater than the last where it has none.
        last: Its last row.
    """

    table: PrintedTable
    head: int
    first: int
    last: int


class ReportFlow:
    """A sheet on which things are put below each other.

    Args:
        name: The name of the sheet.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: list[TablePlace] = []
        self.charts: list[NativeChart] = []
        self.pictures: list[ReportPicture] = []
        self.anchors: dict[str, Spot] = {}
        self.kept: list[tuple[int, int]] = []
        self._rows: list[list[ReportCell | None]] = []
        self._lines: list[int] = []  # rows with a text across the sheet, from 0
        self._links: dict[tuple[int, int], str] = {}

    @property
    def next_row(self) -> int:
        """The row that comes next, from 1."""
        return len(self._rows) + 1

    def text(self, text: str, role: Role = Role.TEXT, *, anchor: str = "", indent: int = 0) -> None:
        """Put a text across the sheet.

        Args:
            text: The text.
            role: What it is.
            anchor: What links lead here by; empty where none does.
            indent: By how many steps it is set in.
        """
        self._anchor(anchor, 0)
        self._lines.append(len(self._rows))
        self._rows.append([ReportCell(content=text, role=role, indent=indent)])

    def link(self, text: str, spot: Spot) -> None:
        """Put a text across the sheet that leads to another cell.

        Args:
            text: The text.
            spot: The cell.
        """
        self._lines.append(len(self._rows))
        self._rows.append([ReportCell(content=text, role=Role.TEXT, link=spot)])

    def space(self, rows: int = 1) -> int:
        """Leave rows empty, and give the first of them, from 1.

        Args:
            rows: How many.
        """
        first = self.next_row
        self._rows += [[] for _ in range(rows)]
        return first

    def keep(self, first: int) -> None:
        """Keep the rows from one to the last on one printed page, where they have room there.

        Args:
            first: The first row, from 1.
        """
        self.kept.append((first, self.next_row - 1))

    def row(self, cells: Sequence[ReportCell | None]) -> None:
        """Put a row of cells.

        Args:
            cells: The cells by column.
        """
        self._rows.append(list(cells))

    def table(self, table: PrintedTable) -> TablePlace:
        """Put a table without its heading, and give where it stands.

        Args:
            table: The table.
        """
        head = self.next_row
        self.row([ReportCell(content=one.header, role=Role.HEAD) for one in table.columns])
        for row in table.rows:
            self._table_row(row, table.columns)
        place = TablePlace(table, head, head + 1, head + len(table.rows))
        self.tables.append(place)
        for note in table.notes:
            self.text(note, Role.SMALL)
        return place

    def put(self, row: int, column: int, content: ReportContent) -> None:
        """Put other content into a cell.

        Args:
            row: The row, from 1.
            column: The column, from 1.
            content: The content.
        """
        cell = self._rows[row - 1][column - 1]
        if cell is not None:
            self._rows[row - 1][column - 1] = attrs.evolve(cell, content=content)

    def content(self, row: int, column: int) -> ReportContent | None:
        """Give what a cell holds; None where there is none.

        Args:
            row: The row, from 1.
            column: The column, from 1.
        """
        cell = self._rows[row - 1][column - 1]
        return None if cell is None else cell.content

    def number(self, row: int, column: int) -> ReportNumber:
        """Give the number in a cell.

        Args:
            row: The row, from 1.
            column: The column, from 1.

        Raises:
            TypeError: If the cell holds no number.
        """
        found = self.content(row, column)
        if not isinstance(found, ReportNumber):
            raise TypeError(f"no number in row {row}, column {column} of {self.name!r}")
        return found

    def _table_row(self, row: PrintedRow, columns: Sequence[PrintedColumn]) -> None:
        made: list[ReportCell | None] = []
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            if cell is None:
                made.append(None)
                continue
            self._anchor(cell.anchor, number)
            if cell.link:
                self._links[len(self._rows), number] = cell.link
            content = _content(cell) if column.is_number else cell.text
            is_number = isinstance(content, ReportNumber)
            made.append(
                ReportCell(
                    content=_signalled(cell) if cell.signal is not None else content,
                    role=Role.TOTAL if row.is_total else Role.CELL,
                    down=cell.rows,
                    is_right=column.is_number,
                    signal=cell.signal,
                    bar=cell.bar.share if cell.bar is not None and is_number else None,
                )
            )
        self.row(made)

    def _anchor(self, anchor: str, column: int) -> None:
        if anchor:
            self.anchors.setdefault(anchor, Spot(self.name, self.next_row, column + 1))

    # -- the sheet --------------------------------------------------------------------------------

    def page(self, spots: Mapping[str, Spot], header: str = "", footer: str = "{0} / {1}") -> ReportPage:
        """Give the sheet.

        Args:
            spots: Where each anchor of the file stands; a link to any other is none.
            header: What stands at the head of each printed page.
            footer: What stands around the number of a printed page and their count.
        """
        widths = self._widths()
        for (row, column), anchor in self._links.items():
            cell = self._rows[row][column]
            if cell is not None and anchor in spots:
                self._rows[row][column] = attrs.evolve(cell, link=spots[anchor])
        for row in self._lines:
            cell = self._rows[row][0]
            if cell is not None:
                self._rows[row][0] = attrs.evolve(cell, across=len(widths))
        place = self.tables[0] if len(self.tables) == 1 else None
        is_merged = place is not None and any(
            one is not None and one.rows > 1 for row in place.table.rows for one in row.cells
        )
        is_alone = place is not None and place.first <= place.last and not is_merged
        return ReportPage(
            name=self.name,
            widths=widths,
            rows=tuple(ReportRow(tuple(row)) for row in self._rows),
            charts=tuple(self.charts),
            pictures=tuple(self.pictures),
            kept=tuple(self.kept),
            frozen=place.head if place is not None and place.head <= _FEW else 1,
            filtered=(place.head, place.last) if place is not None and is_alone else None,
            # One column that is wider than the paper would be cut: no program breaks a page within one.
            is_wide=sum(widths) > _TEXT_ACROSS * 1.2 or len(widths) == 1,
            header=header,
            footer=footer,
        )

    def _widths(self) -> tuple[int, ...]:
        lines = set(self._lines)
        columns: dict[int, list[ReportCell]] = {}
        for number, row in enumerate(self._rows):
            for column, cell in enumerate(row if number not in lines else ()):
                if cell is not None:
                    columns.setdefault(column, []).append(cell)
        found = [_needed(columns.get(column, ())) for column in range(max(columns, default=-1) + 1)]
        if sum(found) < _TEXT_ACROSS:
            found.append(_TEXT_ACROSS - sum(found))
        return tuple(found)


def _needed(cells: Collection[ReportCell]) -> int:
    """Give how wide a column is: as its contents are, a header not counting for more than a narrow column."""
    most = _MOST_NUMBER if any(cell.is_right for cell in cells) else _MOST_TEXT
    widest = _LEAST
    for cell in cells:
        text = cell.content if isinstance(cell.content, str) else _digits(cell.content)
        wide = max(map(width, text.split("\n"))) + _AROUND
        widest = max(widest, min(wide, _MOST_NUMBER if cell.role is Role.HEAD else most))
    return min(widest, most)


def _digits(content: ReportNumber | ReportFormula) -> str:
    return str(content.value) if isinstance(content.value, str) else f"{content.value:.2f}"


def _signalled(cell: PrintedCell) -> str:
    signal = cell.signal
    if signal is None or cell.text.startswith(signal.shape):
        return cell.text
    return f"{signal.shape} {cell.text}".rstrip()


def _content(cell: PrintedCell) -> ReportContent:
    """Give a cell as a number where that shows exactly its text; a share with more digits behind them."""
    number = as_number(cell.text)
    if number is None:
        return cell.text
    if cell.bar is None or not number.shown.endswith("%"):
        return number
    return exact_share(cell.bar.share, number)


def exact_share(share: Fraction, number: ReportNumber) -> ReportNumber:
    """Give a share with more digits behind those that are shown, where it is shown as the same text.

    Args:
        share: The share, 1 for all of it.
        number: The share as it is printed.
    """
    places = -int(number.value.as_tuple().exponent)
    value = Decimal(f"{float(share):.15g}")
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return ReportNumber(value, number.shown) if shown == number.value else number
