"""Pages: sheets as they are to be written, with what helps people who fill them in.

A page knows no plan and no file format. It has a header row and rows of cells below it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from zoneplan.locations import Part
from zoneplan.sheets import Sheet, Stored

__all__ = [
    "MOST_CHARACTERS", "Link", "ListOf", "Number", "Page", "PageCell", "PageColumn", "Result", "Tone",
    "as_sheet",
]  # fmt: skip

MOST_CHARACTERS: Final = 32_767
"""A cell of a spreadsheet holds no more."""


@attrs.frozen
class Number:
    """A number that is shown with the decimals it was written with.

    Attributes:
        value: The number; at most 15 digits, which is what spreadsheets keep.
        decimals: How many decimals are shown.
    """

    value: Decimal
    decimals: int = 0


@attrs.frozen
class Result:
    """A formula with what it comes to, for readers that compute nothing.

    Attributes:
        formula: The formula, with its equals sign.
        value: What it comes to; a text where it is none.
        decimals: How many decimals are shown.
        is_percent: Whether a number is shown in %.
    """

    formula: str
    value: Decimal | str
    decimals: int = 0
    is_percent: bool = False


@attrs.frozen
class Link:
    """A text that leads to a cell of the same file.

    Attributes:
        text: What is shown.
        page: Name of the page.
        row: Row of the cell, from 1.
        column: Column of the cell, from 1.
    """

    text: str
    page: str
    row: int
    column: int


PageCell: TypeAlias = str | int | datetime.date | Number | Result | Link | None
"""What a cell of a page holds."""


@attrs.frozen
class ListOf:
    """The words a cell is chosen from, where they stand in a column of the same file.

    Attributes:
        page: Name of the page.
        column: The column, from 1.
    """

    page: str
    column: int


@attrs.frozen
class Tone:
    """How a word stands out.

    Attributes:
        ground: Colour behind it, such as `#FFC7CE`.
        ink: Colour of the word.
    """

    ground: str
    ink: str


_NO_TONES: Final[Mapping[str, Tone]] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class PageColumn:
    """A column of a page.

    Attributes:
        header: What stands in row 1.
        note: What the column holds, for who fills it in; empty when that needs no saying.
        width: Its width, counted in narrow characters.
        choices: What a cell is chosen from; words, or where they stand; empty when anything is allowed.
        is_open: Whether something else than the choices may be written.
        is_text: Whether what is typed is kept as text: 2023-06 must not become a day.
        is_number: Whether numbers are typed.
        is_derived: Whether it is computed from other columns, so that nobody fills it in.
        tones: How some words stand out.
    """

    header: str
    note: str = ""
    width: int = 12
    choices: tuple[str, ...] | ListOf = ()
    is_open: bool = False
    is_text: bool = True
    is_number: bool = False
    is_derived: bool = False
    tones: Mapping[str, Tone] = _NO_TONES


@attrs.frozen(kw_only=True)
class Page:
    """A sheet to be written.

    Attributes:
        name: Its name, at most 31 characters.
        columns: Its columns; their headers are row 1.
        rows: The rows below, from row 2; a row may be shorter than the columns.
        spare: How many empty rows below are prepared for filling in.
        frozen: How many columns at the left stay in view.
        is_hidden: Whether it is kept out of sight, and off paper, until somebody needs it.
    """

    name: str
    columns: tuple[PageColumn, ...]
    rows: tuple[tuple[PageCell, ...], ...] = ()
    spare: int = 0
    frozen: int = 0
    is_hidden: bool = False


def as_sheet(page: Page, file: str) -> Sheet:
    """Give a page as the sheet that a reader finds once it is written.

    Args:
        page: The page.
        file: Name of the file.
    """
    header: tuple[Stored, ...] = tuple(column.header for column in page.columns)
    rows = tuple(tuple(map(_stored, row)) for row in page.rows)
    computed = frozenset(
        (number, column)
        for number, row in enumerate(page.rows, 2)
        for column, cell in enumerate(row, 1)
        if isinstance(cell, Result)
    )
    return Sheet(file, Part(page.name), (header, *rows), computed=computed)


def _stored(cell: PageCell) -> Stored:
    match cell:
        case Number(value):
            return float(value)
        case Result(_, value):
            return float(value) if isinstance(value, Decimal) else value
        case Link(text):
            return text
        case _:
            return cell
