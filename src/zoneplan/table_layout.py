"""Where the parts of somebody else's table lie in a sheet: its title, heads, body and notes.

Nothing is guessed: a sheet in which no row names at least two known columns has no table that can be read.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import AmountError, DocumentError, UnitError
from zoneplan.locations import Location, column_letters
from zoneplan.sheets import Sheet
from zoneplan.table_cells import shown_text
from zoneplan.table_heads import NAMES, Field, Head, head_of, known_field, told_unit
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


__all__ = ["Layout", "has_heads", "layout_of"]

_MOST_ROWS: Final = 60
_NONE: Final[Mapping[str, Field]] = MappingProxyType({})
_NAMED: Final = frozenset({*NAMES, Field.CATEGORY})
_NOTE: Final = re.compile(
    r"\s*(?:[*＊①-⑳]|(?:注|备注|说明|附注|资料来源|数据来源|填表说明)\s*(?:[:：]|[0-9０-９]+[.、:：]))"
)
_SIGNED: Final = re.compile(
    r"\s*(?:填报单位|填报人|填表人|审核人?|负责人|制表人?|联系电话|填报日期|报送单位|编制单位)\s*[:：].*"
)


@attrs.frozen(kw_only=True)
class Layout:
    """Where the parts of a table lie.

    Attributes:
        heads: The heads of its columns, from left to right; one without a head is named by its letters.
        title: The lines above it.
        units: The units that a line such as 单位：万元 states, and where.
        body: The numbers of its rows, those of heads that are printed again left out.
        notes: The lines below it: 注, 资料来源 and the like.
    """

    heads: tuple[Head, ...]
    title: tuple[str, ...]
    units: tuple[tuple[Unit, Location], ...]
    body: tuple[int, ...]
    notes: tuple[str, ...]


@attrs.frozen
class _Grid:
    """The cells of a sheet that are looked at, as texts."""

    sheet: Sheet
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def text(self, row: int, column: int) -> str:
        """Give what a cell shows; nothing where it cannot be told."""
        try:
            return shown_text(self.sheet.cell(row, column)).strip()
        except AmountError as error:
            return error.message

    def texts(self, row: int) -> dict[int, str]:
        """Give the texts of a row by column, those of merged cells once."""
        found: dict[int, str] = {}
        seen = set()
        for column in self.columns:
            area = self.sheet.cell(row, column).merged
            if area is not None and area in seen:
                continue
            seen.add(area)
            if text := self.text(row, column):
                found[column] = text
        return found


def has_heads(sheet: Sheet) -> bool:
    """Tell whether a sheet has a row that names at least two known columns.

    Args:
        sheet: The sheet.
    """
    return _head_row(_grid(sheet, frozenset(), frozenset())) is not None


def _grid(sheet: Sheet, rows: Collection[int], columns: Collection[int]) -> _Grid:
    kept = tuple(row for row in range(1, len(sheet.rows) + 1) if row not in rows)
    return _Grid(sheet, kept, tuple(one for one in range(1, sheet.width + 1) if one not in columns))


def layout_of(
    sheet: Sheet,
    *,
    chosen: Mapping[str, Field],
    without_rows: Collection[int] = (),
    without_columns: Collection[int] = (),
) -> Layout:
    """Say where the parts of a table lie in a sheet.

    Args:
        sheet: The sheet.
        chosen: Fields by header, for headers that the caller knows.
        without_rows: Rows that are not looked at.
        without_columns: Columns that are not looked at.

    Raises:
        DocumentError: If no row names at least two known columns, or the unit of the table is not known.
    """
    grid = _grid(sheet, frozenset(without_rows), frozenset(without_columns))
    found = _head_row(grid, {re.sub(r"\s", "", header): field for header, field in chosen.items()})
    if found is None:
        raise DocumentError.at(attrs.evolve(sheet.place(1, 1), path="the table"), *_NO_HEADS)
    first, last = _head_rows(grid, found)
    heads = tuple(_heads(grid, first, last, chosen))
    above = [row for row in grid.rows if row < first]
    title = list(dict.fromkeys(sheet.above))
    units = [one for text in title for one in _units_in(text, Location("the line above", sheet.file))]
    for row in [*above, *(row for row in grid.rows if first <= row <= last)]:
        for column, text in grid.texts(row).items():
            told = _units_in(text, sheet.place(row, column))
            units += told
            if row < first and text not in title:
                title.append(text)
    body, notes, more = _body(grid, last, heads, first)
    return Layout(heads=heads, title=tuple(title), units=(*units, *more), body=body, notes=notes)


_NO_HEADS: Final = (
    "no row of the sheet names two columns that are known, such as 项目名称 and 总投资",
    "say what its headers mean: columns={'总投资（万元）': 'investment'}",
    "表中没有一行含两个以上能识别的列标题，例如项目名称、总投资",
    "请说明各列标题的含义：columns={'总投资（万元）': 'investment'}",
)


def _units_in(text: str, place: Location) -> list[tuple[Unit, Location]]:
    """Give the units that a cell states for the whole table.

    Raises:
        DocumentError: If one of them is not known.
    """
    try:
        return [(unit, place) for unit in told_unit(text)]
    except UnitError as error:
        raise DocumentError.at(
            place,
            f"the unit in {text!r} is not known: {error.message}",
            "write one unit, such as 单位：万元",
            f"“{text}”中的单位无法识别",
            "请写成一个单位，例如 单位：万元",
        ) from None


def _head_row(grid: _Grid, chosen: Mapping[str, Field] = _NONE) -> int | None:
    """Give the first row that names two known columns, one of them what the rows are about."""
    for row in grid.rows[:_MOST_ROWS]:
        texts = [re.sub(r"\s", "", text) for text in grid.texts(row).values()]
        known = {field for text in texts if (field := chosen.get(text) or known_field(text)) is not None}
        is_named = any(field in _NAMED for field in known)
        if len(known) >= 2 and (is_named or _names_below(grid, row)):
            return row
    return None


def _names_below(grid: _Grid, row: int) -> bool:
    """Tell whether the next row goes on with heads, of which one says what the rows are about."""
    below = [one for one in grid.rows if one > row][:1]
    return any(known_field(text) in NAMES for one in below for text in grid.texts(one).values())


def _head_rows(grid: _Grid, row: int) -> tuple[int, int]:
    """Give the first and last row of the head: cells merged over rows or columns make several levels."""
    first = last = row
    areas = [area for column in grid.columns if (area := grid.sheet.cell(row, column).merged) is not None]
    last = max([last, *(area.bottom for area in areas)])
    first = min([first, *(area.top for area in areas)])
    if (last == row and any(area.right > area.left for area in areas)) or (
        last == row and _is_continued(grid, row)
    ):
        last = row + 1
    above = first - 1
    if above in grid.rows and sum(_is_group(grid, above, column) for column in grid.columns) >= 2:
        first = above
    return first, last


def _is_group(grid: _Grid, row: int, column: int) -> bool:
    """Tell whether a cell is the first of a head over several columns, and not of the whole table."""
    area = grid.sheet.cell(row, column).merged
    width = len(grid.columns)
    return area is not None and area.left == column and 1 < area.right - area.left + 1 < width - 1


def _is_continued(grid: _Grid, row: int) -> bool:
    """Tell whether the next row holds sub-heads where this one is blank, as a flattened head does."""
    if row + 1 not in grid.rows:
        return False
    above, below = grid.texts(row), grid.texts(row + 1)
    return (
        len(below) >= 2
        and all(
            not any(sign.isdigit() for sign in re.sub(r"(?:19|20)\d{2}年?", "", text))
            for text in below.values()
        )
        and any(column not in above for column in below)
        and not any(known_field(above.get(column, "")) in {*NAMES, Field.NUMBER} for column in below)
    )


def _heads(grid: _Grid, first: int, last: int, chosen: Mapping[str, Field]) -> Iterator[Head]:
    """Give the head of each column that has one."""
    group: dict[int, str] = {}
    # A column without a head that holds something is told: nothing is left out unseen.
    used = {column for row in grid.rows if row > last for column in grid.texts(row)}
    # A column without a head that holds something is told: nothing is left out unseen.
    {column for row in grid.rows if row > last for column in grid.texts(row)}
    for column in grid.columns:
        levels: list[str] = []
        lowest = first
        for row in range(first, last + 1):
            text = grid.text(row, column)
            if text:
                group = {level: told for level, told in group.items() if level < row} | {row: text}
                lowest = row
            elif row < last and not levels and grid.sheet.cell(row, column).merged is None:
                # A flattened head: the group goes on to the right until another text begins.
                text = group.get(row, "") if grid.text(last, column) else ""
            if text and text not in levels and not (levels and _is_unit_line(text)):
                levels.append(text)
        if not levels:
            if column in used:
                name, place = f"({column_letters(column)})", grid.sheet.place(last, column)
                yield Head(text=name, field=_chosen(name, chosen), place=place, column=column)
            continue
        head = head_of(levels, grid.sheet.place(lowest, column), column)
        for spelling in (head.text, *levels):
            if (field := _chosen(spelling, chosen)) is not None:
                head = attrs.evolve(head, field=field, detail=head.detail or head.text)
        yield head


def _is_unit_line(text: str) -> bool:
    try:
        return bool(told_unit(text))
    except UnitError:
        return True


def _chosen(header: str, chosen: Mapping[str, Field]) -> Field | None:
    bare = re.sub(r"\s", "", header)
    return next((field for key, field in chosen.items() if re.sub(r"\s", "", key) == bare), None)


def _body(
    grid: _Grid, last: int, heads: Sequence[Head], first: int
) -> tuple[tuple[int, ...], tuple[str, ...], list[tuple[Unit, Location]]]:
    """Give the rows below the head, the notes among and below them, and units that are stated there."""
    head_texts = [frozenset(grid.texts(row).values()) for row in range(first, last + 1)]
    title = {text for row in grid.rows if row < first for text in grid.texts(row).values()}
    body: list[int] = []
    notes: list[str] = []
    units: list[tuple[Unit, Location]] = []
    is_over = False
    for row in (row for row in grid.rows if row > last):
        texts = grid.texts(row)
        words = [*texts.values()]
        if not words or frozenset(words) in head_texts or set(words) <= title:
            continue
        if len(words) == 1 and _is_unit_line(words[0]):
            units += _units_in(words[0], grid.sheet.place(row, next(iter(texts))))
        elif (_NOTE.match(words[0]) and len(words) == 1) or all(map(_SIGNED.fullmatch, words)):
            is_over = True
            notes += words
        elif is_over and len(words) == 1:
            notes += words
        else:
            body.append(row)
    return tuple(body), tuple(notes), units
