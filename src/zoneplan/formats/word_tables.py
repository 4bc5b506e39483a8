"""A table of a Word document while it is read: its rows, cells and their texts, and the sheet that they make.

Word tells a merged cell piece by piece: each cell says whether it goes on with the one above or beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.formats.word_styles import PLAIN, Look
from zoneplan.locations import Part
from zoneplan.sheets import Area, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OpenCell", "OpenRow", "OpenTable", "OpenText", "Run"]


class Run:
    """How a piece of text is shown."""

    __slots__ = ("is_hidden", "is_raised", "is_struck")

    def __init__(self, look: Look = PLAIN) -> None:
        self.take(look)

    def take(self, look: Look) -> None:
        """Take over how a style shows text.

        Args:
            look: What the style says.
        """
        self.is_hidden, self.is_struck, self.is_raised = look.is_hidden, look.is_struck, look.is_raised


class OpenText:
    """The paragraphs of a cell, of the body, or of a text box while they are read."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self.length = 0
        self.is_joined = False

    def begin(self) -> None:
        """Begin a paragraph, or go on with one whose end was deleted."""
        if not self.is_joined or not self.lines:
            self.lines.append([])
        self.is_joined = False

    def add(self, text: str) -> None:
        """Add a text to the paragraph.

        Args:
            text: The text.
        """
        if not self.lines:
            self.begin()
        self.lines[-1].append(text)
        self.length += len(text)

    def whole(self) -> str:
        """Give the text with a line for each paragraph, without blank ones at its ends."""
        return "\n".join("".join(line) for line in self.lines).strip("\n")


class OpenCell(OpenText):
    """A cell while it is read."""

    def __init__(self, column: int) -> None:
        super().__init__()
        self.column = column
        self.span = 1
        self.goes_on_below: bool | None = None  # True goes on with the cell above, False starts an area
        self.goes_on_beside = False
        self.is_computed = False


class OpenRow:
    """A row while it is read."""

    def __init__(self) -> None:
        self.cells: list[OpenCell] = []
        self.next_column = 1
        self.is_deleted = self.is_hidden = False


class OpenTable:
    """A table while it is read."""

    def __init__(self, number: str, before: tuple[str, ...]) -> None:
        self.number = number
        self.before = before
        self.rows: list[OpenRow] = []
        self.inner = 0

    @property
    def part(self) -> Part:
        """The table by its number."""
        return Part(self.number, is_table=True)

    def made(self, name: str) -> Sheet:
        """Give the sheet, without rows that were deleted.

        Args:
            name: What the document is called.
        """
        kept = [row for row in self.rows if not row.is_deleted]
        areas = _areas(kept)
        starts = {(one.top, one.left) for one in areas}
        shown = [
            [(cell.column, cell.whole() or None) for cell in row.cells if (number, cell.column) in starts]
            for number, row in enumerate(kept, start=1)
        ]
        computed = frozenset(
            (number, cell.column)
            for number, row in enumerate(kept, start=1)
            for cell in row.cells
            if cell.is_computed
        )
        return Sheet(
            name,
            self.part,
            tuple(_filled(dict(cells), row.next_column) for cells, row in zip(shown, kept, strict=True)),
            merged=tuple(one for one in areas if (one.top, one.left) != (one.bottom, one.right)),
            computed=computed,
            uncached=frozenset(
                (number, column)
                for number, cells in enumerate(shown, start=1)
                for column, text in cells
                if text is None and (number, column) in computed
            ),
            hidden_rows=frozenset(number for number, row in enumerate(kept, start=1) if row.is_hidden),
            above=self.before,
        )


def _filled(cells: Mapping[int, str | None], end: int) -> tuple[str | None, ...]:
    return tuple(cells.get(column) for column in range(1, end))


def _areas(rows: list[OpenRow]) -> list[Area]:
    """Give the area of every cell, those that are merged into one as one."""
    found: list[Area] = []
    above: dict[int, Area] = {}
    for number, row in enumerate(rows, start=1):
        here: dict[int, Area] = {}
        last: Area | None = None
        for cell in row.cells:
            right = cell.column + cell.span - 1
            upper = above.get(cell.column)
            if cell.goes_on_beside and last is not None:
                last = here[last.left] = attrs.evolve(last, right=right)
                continue
            if cell.goes_on_below and upper is not None and upper.right == right:
                last = attrs.evolve(upper, bottom=number)
            else:
                last = Area(number, cell.column, number, right)
            here[cell.column] = last
        found += [area for column, area in above.items() if not _goes_on(area, here.get(column))]
        above = here
    return [*found, *above.values()]


def _goes_on(area: Area, below: Area | None) -> bool:
    return below is not None and (below.top, below.left, below.right) == (area.top, area.left, area.right)
