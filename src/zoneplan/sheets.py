"""Sheets of cells as files hold them: of a workbook, of a CSV file, or a table of a document.

A sheet knows no plan. It says of every cell what is stored there, where that is, and what a reader has to
know before taking it for a figure: how it is shown, whether a formula gives it, whether it can be seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from zoneplan.locations import Location, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_DIGITS", "Area", "Cell", "CellError", "Sheet", "Stored", "exact_number"]


@attrs.frozen
class CellError:
    """What a spreadsheet stores where a formula went wrong.

    Attributes:
        code: What the cell shows, such as `#DIV/0!`.
    """

    code: str

    def __str__(self) -> str:
        return self.code


Stored: TypeAlias = (
    str | int | float | Decimal | bool | datetime.date | datetime.time | datetime.timedelta | CellError | None
)
"""What a cell stores: nothing, text, a number, a truth value, a date or time, or an error."""

MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more digits of a number."""


def exact_number(stored: float | Decimal) -> Decimal:
    """Give the decimal that a spreadsheet shows for a number it stores.

    Spreadsheets store binary floats and show at most 15 digits of them: 0.1 + 0.2 is shown as 0.3.

    >>> exact_number(0.1 + 0.2), exact_number(2025.0), exact_number(18.3)
    (Decimal('0.3'), Decimal('2025'), Decimal('18.3'))

    Args:
        stored: The number, finite, in whatever unit the sheet has it.
    """
    if isinstance(stored, float):
        found = Decimal(format(stored, f".{MOST_DIGITS}g"))
        return Decimal(format(found, "f"))
    return Decimal(stored)


@attrs.frozen
class Area:
    """Cells that are merged into one, which shows what the first of them stores.

    Attributes:
        top: Its first row, from 1.
        left: Its first column, from 1.
        bottom: Its last row.
        right: Its last column.
    """

    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[tuple[int, int]]:
        """Give row and column of each of its cells."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@attrs.frozen
class Cell:
    """One cell of a sheet.

    Attributes:
        stored: What it stores; what a merged cell stores it has from the first of its area.
        place: Where it is.
        number_format: How the number is shown, such as `0.0%`; empty when that is not known.
        is_computed: Whether a formula gives it.
        is_uncached: Whether a formula should give it and no program has computed its value.
        is_hidden: Whether its row or column is hidden.
        merged: The area it is merged in; None when it stands alone.
    """

    stored: Stored
    place: Location
    number_format: str = ""
    is_computed: bool = False
    is_uncached: bool = False
    is_hidden: bool = False
    merged: Area | None = None


_NO_FORMATS: Final[Mapping[tuple[int, int], str]] = MappingProxyType({})


@attrs.frozen(eq=False)
class Sheet:
    """A sheet of cells. Rows and columns are numbered from 1, as people who look at the file see them.

    Attributes:
        file: The file's name as it was given to the reader.
        part: Its name, or the number of the table.
        rows: What the cells store, row by row from row 1; rows may be of different length.
        merged: The areas of merged cells.
        formats: How numbers are shown, for cells whose format matters: percentages and dates; by row
            and column, from 1.
        computed: Row and column of the cells that a formula gives.
        uncached: Row and column of those whose formula no program has computed.
        hidden_rows: Numbers of the rows that are hidden.
        hidden_columns: Numbers of the columns that are hidden.
        is_hidden: Whether the whole sheet is hidden.
        above: Lines of text right above it, which are no cells, such as 单位：万元 in a document.
    """

    file: str
    part: Part
    rows: tuple[tuple[Stored, ...], ...]
    merged: tuple[Area, ...] = ()
    formats: Mapping[tuple[int, int], str] = _NO_FORMATS
    computed: frozenset[tuple[int, int]] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    above: tuple[str, ...] = ()
    _areas: dict[tuple[int, int], Area] = attrs.field(init=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for area in self.merged:
            self._areas.update(dict.fromkeys(area.cells(), area))

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)

    def place(self, row: int, column: int) -> Location:
        """Give the place of a cell.

        Args:
            row: Its row, from 1.
            column: Its column, from 1.
        """
        return Location("", self.file, row, column, self.part)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; one outside the rows stores nothing.

        Args:
            row: Its row, from 1.
            column: Its column, from 1.
        """
        area = self._areas.get((row, column))
        first = (row, column) if area is None else (area.top, area.left)
        return Cell(
            self._stored(*first),
            self.place(row, column),
            self.formats.get(first, ""),
            first in self.computed,
            first in self.uncached,
            row in self.hidden_rows or column in self.hidden_columns,
            area,
        )

    def _stored(self, row: int, column: int) -> Stored:
        if not 1 <= row <= len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None
