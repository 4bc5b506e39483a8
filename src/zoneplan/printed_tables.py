"""Tables and lines as they are printed in a document, whatever program will show it.

A printed cell remembers which values of the plan it shows, so that what a document does not hold can be told.
"""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "PrintedBar", "PrintedCell", "PrintedColumn", "PrintedDocument", "PrintedLine", "PrintedRow",
    "PrintedTable", "Signal",
]  # fmt: skip


class Signal(enum.StrEnum):
    """What a colour says, with the shape that says it where the colour is not seen.

    Whatever shows one shows its shape and words beside the colour: colour alone tells nothing to many people
    and to no black-and-white printer.
    """

    GOOD = "good"
    """●: reached, or where it should be."""
    WARNING = "warning"
    """▲: behind, with time left."""
    BAD = "bad"
    """■: missed, overdue or far behind."""
    OPEN = "open"
    """○: not reported or not known, which is never good."""
    NONE = "none"
    """–: nothing to be judged."""

    @property
    def shape(self) -> str:
        """The shape that stands for it."""
        return {"good": "●", "warning": "▲", "bad": "■", "open": "○", "none": "–"}[self.value]


@attrs.frozen
class PrintedBar:
    """A bar in a cell, whose text says the same.

    Attributes:
        share: How much of it is filled, 1 for all of it; it is drawn from 0 to 1 whatever the share.
        tick: Where a tick stands, such as the share of time that has gone by; None for none.
    """

    share: Fraction
    tick: Fraction | None = None


@attrs.frozen
class PrintedCell:
    """A cell of a printed table.

    Attributes:
        text: What it shows; a line break is one in the cell.
        holds: Paths in the plan of the values that it shows.
        rows: Over how many rows it reaches down, at least 1.
        signal: What its colour says; None for no colour. The text says it in words, without the shape.
        bar: A bar beside the text; None for none.
        link: Anchor of the place in the same document that says more; empty for none.
        anchor: What links lead here by; empty where none does. Letters, digits and hyphens.
    """

    text: str = ""
    holds: tuple[str, ...] = ()
    rows: int = 1
    signal: Signal | None = attrs.field(default=None, kw_only=True)
    bar: PrintedBar | None = attrs.field(default=None, kw_only=True)
    link: str = attrs.field(default="", kw_only=True)
    anchor: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class PrintedColumn:
    """A column of a printed table.

    Attributes:
        header: What stands at its head, with the unit where all figures share one.
        width: How wide it is beside the others.
        is_number: Whether it holds numbers, which stand at the right.
        unit: The unit in its header; empty where cells state their own.
        is_remark: Whether it holds sentences, which a page shows below each row over the whole width.
    """

    header: str
    width: int
    is_number: bool = False
    unit: str = ""
    is_remark: bool = False


@attrs.frozen
class PrintedRow:
    """A row of a printed table.

    Attributes:
        cells: One for each column; None where a cell above reaches down.
        is_total: Whether it adds up others.
    """

    cells: tuple[PrintedCell | None, ...]
    is_total: bool = False


@attrs.frozen
class PrintedTable:
    """A table with its heading.

    Attributes:
        heading: What stands above it.
        columns: Its columns.
        rows: Its rows.
        notes: Lines below it.
        is_wide: Whether it needs a page that lies on its side.
    """

    heading: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...] = ()
    is_wide: bool = False

    def with_texts(self, shown: Callable[[str], str]) -> PrintedTable:
        """Give the same table with other texts, such as those that a kind of file can hold.

        Args:
            shown: Gives what stands in place of a text.
        """
        return attrs.evolve(
            self,
            heading=shown(self.heading),
            columns=tuple(attrs.evolve(column, header=shown(column.header)) for column in self.columns),
            rows=tuple(
                attrs.evolve(
                    row,
                    cells=tuple(cell and attrs.evolve(cell, text=shown(cell.text)) for cell in row.cells),
                )
                for row in self.rows
            ),
            notes=tuple(map(shown, self.notes)),
        )


@attrs.frozen
class PrintedLine:
    """A line of text.

    Attributes:
        text: What it says.
        holds: Paths in the plan of the values that it shows.
    """

    text: str
    holds: tuple[str, ...] = ()


@attrs.frozen
class PrintedDocument:
    """All that is printed of a plan.

    Attributes:
        title: The title.
        lines: Lines below the title.
        tables: The tables.
        language: The language of headings, `en` or `zh`.
    """

    title: PrintedLine
    lines: tuple[PrintedLine, ...]
    tables: tuple[PrintedTable, ...]
    language: str = "zh"

    def texts(self) -> Iterator[PrintedLine | PrintedCell]:
        """Give every text that shows something of the plan."""
        yield self.title
        yield from self.lines
        for table in self.tables:
            for row in table.rows:
                yield from (cell for cell in row.cells if cell is not None)

    def held(self) -> frozenset[str]:
        """Give the paths of all values of the plan that are shown."""
        return frozenset(path for one in self.texts() for path in one.holds)
