"""Printed tables and lines below each other on a sheet, with where each of them came to stand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import width
from zoneplan.printed_tables import PrintedTable
from zoneplan.report_pages import ReportCell, ReportNumber, ReportPage, ReportRow, Role, Spot, as_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow
    from zoneplan.report_pages import NativeChart, ReportContent, ReportPicture

__all__ = ["ReportFlow", "TablePlace"]

_LEAST, _MOST_NUMBER, _MOST_TEXT = 8, 18, 40
_TEXT_ACROSS: Final = 96
"""Narrow characters that a sheet is wide at least, so that lines of text have room."""
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

    def number(self, row: int, column: int) -> ReportNumber:
        """Give the number in a cell.

        Args:
            row: The row, from 1.
            column: The column, from 1.

        Raises:
            TypeError: If the cell holds no number.
        """
        cell = self._rows[row - 1][column - 1]
        if cell is None or not isinstance(cell.content, ReportNumber):
            raise TypeError(f"no number in row {row}, column {column} of {self.name!r}")
        return cell.content

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
            frozen=place.head if place is not None and place.head <= _FEW else 1,
            filtered=(place.head, place.last) if place is not None and is_alone else None,
            is_wide=sum(widths) > _TEXT_ACROSS * 1.2,
            header=header,
            footer=footer,
        )

    def _widths(self) -> tuple[int, ...]:
        found: list[int] = []
        for place in self.tables:
            for number, column in enumerate(place.table.columns):
                most = _MOST_NUMBER if column.is_number else _MOST_TEXT
                cells = [row.cells[number] for row in place.table.rows]
                lines = [line for one in cells if one is not None for line in one.text.split("\n")]
                widest = max((width(line) for line in lines), default=0) + 4
                header = max(map(width, column.header.split("\n"))) + 4
                needed = max(_LEAST, min(max(widest, min(header, most)), most))
                if number < len(found):
                    found[number] = max(found[number], needed)
                else:
                    found.append(needed)
        if sum(found) < _TEXT_ACROSS:
            found.append(_TEXT_ACROSS - sum(found))
        return tuple(found)


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
    return _exact(cell.bar.share, number)


def _exact(share: Fraction, number: ReportNumber) -> ReportNumber:
    places = -int(number.value.as_tuple().exponent)
    value = Decimal(f"{float(share):.15g}")
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return ReportNumber(value, number.shown) if shown == number.value else number
