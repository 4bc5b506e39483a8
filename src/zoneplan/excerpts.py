"""The lines and cells of a file that findings are about, with a caret below the column.

A file is read once more for it, by the readers that know its encoding; what cannot be read any more is
simply not shown, since the place stands beside it anyhow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import DocumentError
from zoneplan.layout import printable, shortened, width
from zoneplan.sheets import Sheet
from zoneplan.styled_lines import Style, StyledLine, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.locations import Location

__all__ = ["Excerpt", "Excerpts", "excerpt_lines"]

_LEAST: Final = 20


@attrs.frozen
class Excerpt:
    """A line of a file, or what a cell shows.

    Attributes:
        label: Number of the line, or name of the cell.
        text: What stands there.
        column: At which character the place is, from 1; None for a cell as a whole.
    """

    label: str
    text: str
    column: int | None = None


@attrs.define
class Excerpts:
    """The files of findings, each read when it is first asked for.

    Attributes:
        given: What was read from elsewhere, by the name that places have for it.
    """

    given: Mapping[str, bytes] = attrs.field(factory=dict)
    _lines: dict[str, Sequence[str]] = attrs.field(factory=dict, init=False)
    _sheets: dict[str, Mapping[str, Sheet]] = attrs.field(factory=dict, init=False)

    def at(self, place: Location) -> Excerpt | None:
        """Give what stands at a place; None where that is not known, or no longer so.

        Args:
            place: The place.
        """
        if place.file is None or place.line is None:
            return None
        try:
            return self._in_sheet(place) if place.part is not None else self._in_text(place)
        except (DocumentError, OSError):  # it was read before, and the judgement stands without it
            return None

    def _in_text(self, place: Location) -> Excerpt | None:
        file, number = str(place.file), place.line or 0
        if file not in self._lines:
            from zoneplan.formats import text  # noqa: PLC0415  # most reports are about one file

            # Characters that no plan may hold are shown all the same: they may be what is wrong.
            whole = text.decoded(self._raw(file), file).replace("\r\n", "\n").replace("\r", "\n")
            self._lines[file] = whole.split("\n")
        lines = self._lines[file]
        if not 1 <= number <= len(lines):
            return None
        line = lines[number - 1]
        column = None if place.column is None else min(place.column, len(line) + 1)
        return Excerpt(str(number), line, column)

    def _in_sheet(self, place: Location) -> Excerpt | None:
        file, part = str(place.file), place.part
        if part is None or place.line is None or place.column is None:
            return None
        if file not in self._sheets:
            self._sheets[file] = self._read_sheets(file)
        sheet = self._sheets[file].get(part.name)
        if sheet is None:
            return None
        stored = sheet.cell(place.line, place.column).stored
        return Excerpt(part.cell(place.line, place.column), "" if stored is None else str(stored))

    def _read_sheets(self, file: str) -> Mapping[str, Sheet]:
        from zoneplan.formats import csv, text, workbook_reading  # noqa: PLC0415  # few plans are workbooks

        if Path(file).suffix.lower() == ".csv":
            sheet = csv.read_csv(Path(file))
            return {sheet.part.name: sheet}
        sheets = workbook_reading.read_sheets(self._raw(file), file, text.DEFAULT_LIMITS)
        return {sheet.part.name: sheet for sheet in sheets}

    def _raw(self, file: str) -> bytes:
        from zoneplan.formats import text  # noqa: PLC0415  # most reports are about one file

        return self.given[file] if file in self.given else text.read_bytes(file)


def excerpt_lines(excerpt: Excerpt, columns: int) -> Iterator[StyledLine]:
    """Print an excerpt with its number, and a caret below its column; of a long line the part around it.

    Args:
        excerpt: The excerpt.
        columns: How wide the terminal is.
    """
    room = max(columns - width(excerpt.label) - 5, _LEAST)
    before = printable(excerpt.text[: (excerpt.column or 1) - 1])
    after = printable(excerpt.text[(excerpt.column or 1) - 1 :])
    if width(before) > room // 2 and width(before + after) > room:
        before = f"…{_end(before, room // 2 - 1)}"
    shown = before + shortened(after, max(room - width(before), 1))
    yield spans((f"  {excerpt.label} | ", Style.QUIET), shown)
    if excerpt.column is not None:
        yield spans(
            (f"  {' ' * width(excerpt.label)} | ", Style.QUIET), " " * width(before), ("^", Style.BAD)
        )


def _end(text: str, columns: int) -> str:
    """Give as much of the end of a text as fits."""
    start = len(text)
    while start and width(text[start - 1 :]) <= columns:
        start -= 1
    return text[start:]
