"""Where something is: its path in the plan and its position in the file it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from zoneplan.short_reprs import short_repr

__all__ = ["MARK_KEY", "Location", "Mark", "Part", "column_letters", "located"]

MARK_KEY: Final = "@"
"""The key under which a reader leaves the `Mark` of a mapping; no document may use it."""


def column_letters(column: int) -> str:
    """Give the letters that a spreadsheet calls a column by.

    >>> column_letters(1), column_letters(27), column_letters(16_384)
    ('A', 'AA', 'XFD')

    Args:
        column: Its number, from 1.
    """
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


@attrs.frozen(order=True)
class Part:
    """The part of a file that cells lie in: a sheet of a workbook, or a table of a document.

    Attributes:
        name: Name of the sheet; of a table its number, from 1. Empty where a file is one sheet, as CSV is.
        is_table: Whether it is a table of a document.
    """

    name: str = ""
    is_table: bool = False

    def cell(self, line: int, column: int) -> str:
        """Give a cell's name as people who look at the file find it.

        >>> Part("行动").cell(7, 7), Part("2", is_table=True).cell(4, 3)
        ('行动!G7', 'table 2, row 4, column 3')

        Args:
            line: The row, from 1.
            column: The column, from 1.
        """
        if self.is_table:
            return f"table {self.name}, row {line}, column {column}"
        name = f"{column_letters(column)}{line}"
        return f"{self.name}!{name}" if self.name else name


@attrs.frozen
class Mark:
    """The position of a mapping in a file, and of each of its values.

    A mark rides along with the object that was read there, so a finding still names the right line
    after the plan has been rearranged.

    Attributes:
        file: The file's name as it was given to the reader.
        line: Line of the mapping's first key, from 1.
        column: Column of the mapping's first key, from 1.
        keys: The mapping's keys in English, in document order (shared by mappings of one shape).
        positions: Line and column of each value in turn, twice as long as `keys`.
        part: The sheet or table that lines and columns count in; None in a file of text.
    """

    file: str
    line: int
    column: int
    keys: tuple[str, ...] = attrs.field(default=(), repr=False)
    positions: Sequence[int] = attrs.field(default=(), repr=False, eq=False)
    part: Part | None = None

    def at(self, path: str, field: str = "") -> Location:
        """Give the location of one field of the mapping, or of the mapping itself.

        Args:
            path: The mapping's path in the plan, such as `programs[2].actions[0]`.
            field: A key of the mapping; a key that was not written falls back to the mapping.
        """
        full = f"{path}.{field}" if path and field else path or field
        if field in self.keys:
            index = 2 * self.keys.index(field)
            return Location(full, self.file, self.positions[index], self.positions[index + 1], self.part)
        return Location(full, self.file, self.line, self.column, self.part)


@attrs.frozen(order=True)
class Location:
    """A place that a finding or a problem speaks of.

    Attributes:
        path: Path in the plan, such as `programs[2].actions[0].lead_units`; empty for the whole plan.
        file: Name of the file; None when the plan did not come from a file.
        line: Line in the file, or row of a sheet, from 1; None when unknown.
        column: Column in the file or sheet, from 1; None when unknown.
        part: The sheet or table that lines and columns count in; None in a file of text.
    """

    path: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    part: Part | None = attrs.field(default=None, order=lambda part: (part is not None, part or Part()))

    __repr__ = short_repr

    def __str__(self) -> str:
        path = self.path or "the plan"
        if self.file is None:
            return path
        return f"{path} ({self.in_file})"

    @property
    def in_file(self) -> str:
        """Where it is in the file: `plan.yaml:7:3`, `plan.xlsx: 行动!G7`; the file alone when unknown.

        Empty when the plan did not come from a file.
        """
        if self.part is not None and self.line is not None and self.column is not None:
            return f"{self.file}: {self.part.cell(self.line, self.column)}"
        return ":".join(str(one) for one in (self.file, self.line, self.column) if one is not None)

    def to_dict(self) -> dict[str, object]:
        """Give the place as plain data; of a cell of a sheet or table its name, too."""
        found: dict[str, object] = {
            "path": self.path, "file": self.file, "line": self.line, "column": self.column,
        }  # fmt: skip
        if self.part is not None and self.line is not None and self.column is not None:
            found["cell"] = self.part.cell(self.line, self.column)
        return found


def located(mark: Mark | None, path: str, field: str = "") -> Location:
    """Give the location of a field whose mark may be unknown.

    Args:
        mark: Where the object was read; None when it was made in Python.
        path: The object's path in the plan.
        field: A field of the object; empty for the object itself.
    """
    if mark is not None:
        return mark.at(path, field)
    return Location(f"{path}.{field}" if path and field else path or field)
