"""Where something is: its path in the plan and its position in the file it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

__all__ = ["MARK_KEY", "Location", "Mark", "located"]

MARK_KEY: Final = "@"
"""The key under which a reader leaves the `Mark` of a mapping; no document may use it."""


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
    """

    file: str
    line: int
    column: int
    keys: tuple[str, ...] = attrs.field(default=(), repr=False)
    positions: Sequence[int] = attrs.field(default=(), repr=False, eq=False)

    def at(self, path: str, field: str = "") -> Location:
        """Give the location of one field of the mapping, or of the mapping itself.

        Args:
            path: The mapping's path in the plan, such as `programs[2].actions[0]`.
            field: A key of the mapping; a key that was not written falls back to the mapping.
        """
        full = f"{path}.{field}" if path and field else path or field
        if field in self.keys:
            index = 2 * self.keys.index(field)
            return Location(full, self.file, self.positions[index], self.positions[index + 1])
        return Location(full, self.file, self.line, self.column)


@attrs.frozen(order=True)
class Location:
    """A place that a finding or a problem speaks of.

    Attributes:
        path: Path in the plan, such as `programs[2].actions[0].lead_units`; empty for the whole plan.
        file: Name of the file; None when the plan did not come from a file.
        line: Line in the file, from 1; None when unknown.
        column: Column in the file, from 1; None when unknown.
    """

    path: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        path = self.path or "the plan"
        if self.file is None:
            return path
        place = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        return f"{path} ({':'.join(place)})"


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
