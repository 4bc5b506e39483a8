"""Sheets that are read and printed: tables below each other, lines of text, pictures and charts.

They know no plan and no file format. Charts take their numbers from cells, so that whoever opens the file can
change both. A number is shown as its text says, or it is a text.
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from zoneplan.printed_tables import Signal

__all__ = [
    "Area", "ChartKind", "NativeChart", "NativeSeries", "ReportCell", "ReportContent", "ReportFormula",
    "ReportNumber", "ReportPage", "ReportPicture", "ReportRow", "Role", "SeriesRole", "Spot", "as_number",
]  # fmt: skip

_MOST_DIGITS: Final = 15
_NUMBER: Final = re.compile(r"([+-]?)(0|[1-9][0-9]*)(?:\.([0-9]+))?( ?%)?")


class Role(enum.StrEnum):
    """What a cell is, by which it looks."""

    TITLE = "title"
    HEADING = "heading"
    HEAD = "head"
    """At the head of a table."""
    CELL = "cell"
    TOTAL = "total"
    """In a row that adds up others."""
    TEXT = "text"
    """A line of text across the sheet."""
    STRONG = "strong"
    SMALL = "small"


@attrs.frozen
class ReportNumber:
    """A number.

    Attributes:
        value: The number, of at most 15 digits, which is what spreadsheets keep.
        shown: How it is shown, as spreadsheets write that, such as `0.00%`.
    """

    value: Decimal
    shown: str


@attrs.frozen
class ReportFormula:
    """A formula with what it comes to, for readers that compute nothing.

    Attributes:
        formula: The formula, with its equals sign.
        value: What it comes to; a text where it is none.
        shown: How a number is shown.
    """

    formula: str
    value: Decimal | str
    shown: str = "General"


ReportContent: TypeAlias = str | ReportNumber | ReportFormula


@attrs.frozen
class Spot:
    """A cell of the same file.

    Attributes:
        page: Name of the page.
        row: The row, from 1.
        column: The column, from 1.
    """

    page: str
    row: int
    column: int = 1


@attrs.frozen(kw_only=True)
class ReportCell:
    """A cell of a report.

    Attributes:
        content: What it holds; a text is never a formula.
        role: What it is.
        across: Over how many columns it reaches.
        down: Over how many rows it reaches.
        is_right: Whether it stands at the right, as numbers do.
        signal: What its colour says; its words say the same.
        bar: The share that a bar behind the number shows; None for no bar.
        link: The cell it leads to; None for none.
        indent: By how many steps it is set in.
    """

    content: ReportContent
    role: Role = Role.CELL
    across: int = 1
    down: int = 1
    is_right: bool = False
    signal: Signal | None = None
    bar: Fraction | None = None
    link: Spot | None = None
    indent: int = 0


@attrs.frozen
class ReportRow:
    """A row of a report.

    Attributes:
        cells: Its cells by column; None where there is none, or another one reaches there.
    """

    cells: tuple[ReportCell | None, ...] = ()


@attrs.frozen
class Area:
    """Cells below each other, that a chart takes its numbers or names from.

    Attributes:
        page: Name of the page.
        column: Their column, from 1.
        first: The first row, from 1.
        last: The last row.
    """

    page: str
    column: int
    first: int
    last: int


class SeriesRole(enum.StrEnum):
    """How the numbers of a series are drawn."""

    VALUE = "value"
    MARK = "mark"
    """As a tick across the bar beside it, or as points."""
    BASE = "base"
    """Not at all: what other bars stand on."""
    PLAN = "plan"
    """As what was planned, beside what was done."""


@attrs.frozen(kw_only=True)
class NativeSeries:
    """Numbers of a chart.

    Attributes:
        name: What they are.
        values: Where they stand.
        role: How they are drawn.
    """

    name: str
    values: Area
    role: SeriesRole = SeriesRole.VALUE


class ChartKind(enum.StrEnum):
    """What a chart looks like."""

    BARS = "bars"
    """Bars to the right, one below the other."""
    COLUMNS = "columns"
    """Columns beside each other."""
    STACKED = "stacked"
    """Bars on each other."""
    LINES = "lines"
    """Lines over time."""


@attrs.frozen(kw_only=True)
class NativeChart:
    """A chart that a spreadsheet draws from cells.

    Attributes:
        kind: What it looks like.
        title: Its title.
        description: What it shows, for who does not see it.
        names: Where the names of its bars or points stand.
        series: Its numbers.
        row: The row that it begins at, from 1.
        rows: How many rows high it is.
        axis: The title of the axis of numbers, such as a unit; empty for none.
        shown: How numbers are shown at its axis.
    """

    kind: ChartKind
    title: str
    description: str
    names: Area
    series: tuple[NativeSeries, ...]
    row: int
    rows: int
    axis: str = ""
    shown: str = "General"


@attrs.frozen(kw_only=True)
class ReportPicture:
    """A picture on a sheet.

    Attributes:
        png: The picture as a PNG file.
        description: What it shows, for who does not see it.
        row: The row that it begins at, from 1.
        scale: By how much it is made smaller or larger.
    """

    png: bytes = attrs.field(repr=False)
    description: str
    row: int
    scale: float


@attrs.frozen(kw_only=True)
class ReportPage:
    """A sheet that is read and printed.

    Attributes:
        name: Its name, at most 31 characters.
        widths: How wide each column is, in narrow characters.
        rows: Its rows, from row 1.
        charts: Its charts.
        pictures: Its pictures.
        kept: First and last rows, from 1, of what stays on one printed page where it has room there.
        frozen: How many rows at the top stay in view and are printed on every page.
        filtered: The first and last row of the one table whose rows can be filtered; None for none.
        is_wide: Whether it is printed on paper that lies on its side.
        header: What stands at the head of each printed page.
        footer: What stands around the page's number and their count at its foot, such as `{0} of {1}`.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[ReportRow, ...]
    charts: tuple[NativeChart, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()
    kept: tuple[tuple[int, int], ...] = ()
    frozen: int = 0
    filtered: tuple[int, int] | None = None
    is_wide: bool = False
    header: str = ""
    footer: str = "{0} / {1}"


def as_number(text: str) -> ReportNumber | None:
    """Give a text as a number that is shown as exactly that text; None where it is no plain number.

    >>> as_number("97.16 %")
    ReportNumber(value=Decimal('0.9716'), shown='0.00 %')
    >>> as_number("约5亿元") is None
    True

    Args:
        text: The text.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or len(found[2]) + len(found[3] or "") > _MOST_DIGITS:
        return None
    sign, whole, decimals, percent = found[1], found[2], found[3] or "", found[4] or ""
    shown = f"0{'.' if decimals else ''}{'0' * len(decimals)}{percent}"
    value = Decimal(f"{sign}{whole}.{decimals or '0'}") if decimals else Decimal(f"{sign}{whole}")
    if sign == "-" and not value:
        return None  # a spreadsheet shows no sign of nothing
    if sign == "+":
        shown = f"+{shown};-{shown};+{shown}"
    return ReportNumber(value.scaleb(-2) if percent else value, shown)
