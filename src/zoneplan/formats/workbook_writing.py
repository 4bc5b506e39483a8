"""Pages to a workbook (.xlsx) that opens in Excel, WPS and LibreOffice, alike from alike pages.

Every text is written as text: none becomes a number, a formula or a link. Every formula carries the value it
comes to. The same pages give the same bytes, with the same version of xlsxwriter.
What is *not* checked: whether formulas are right.
"""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from zoneplan.errors import DocumentError, MissingLibraryError
from zoneplan.formats.report_writing import ReportWriting
from zoneplan.layout import width
from zoneplan.locations import Location, Part, column_letters
from zoneplan.pages import MOST_CHARACTERS, Link, ListOf, Number, Result
from zoneplan.report_pages import ReportPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.pages import Page, PageCell, PageColumn

__all__ = ["workbook_bytes"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
# A workbook says when it was made; the same plan must give the same bytes.
_MADE: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # written as it stands, whatever the time zone
_A4: Final = 9
_MEASURED_ROWS: Final = 200
_LEAST_WIDTH: Final = 6
_MOST_UNWRAPPED: Final = 26
_FILTER_BUTTON: Final = 4
_LINE_HEIGHT: Final = 15
_MOST_HEIGHT: Final = 400
_SHEET_OF_PAPER: Final = 190
"""Narrow characters that A4 across still shows at a size that can be read."""

_MOST_LINKS: Final = 65_000
"""Excel repairs a sheet of more than 65,530 links by leaving all of them out."""

_MOST_IN_LIST: Final = 255
"""Characters that a drop-down list holds; longer ones stand in a column."""

_INK, _GROUND, _PALE = "#1F3864", "#D9E2F3", "#7F7F7F"


def workbook_bytes(pages: Iterable[Page | ReportPage], title: str = "") -> bytes:
    """Give the bytes of a workbook.

    Args:
        pages: Its sheets in order.
        title: The title among its properties.

    Raises:
        DocumentError: If xlsxwriter is not installed, or a cell cannot hold its text.
    """
    raw = BytesIO()
    book = _xlsxwriter().Workbook(raw, _OPTIONS)
    book.set_properties({"title": title[:_MOST_IN_LIST], "author": "zoneplan", "created": _MADE})
    formats = _Formats(book)
    for page in pages:
        sheet = book.add_worksheet(page.name)
        if isinstance(page, ReportPage):
            ReportWriting(book, sheet, page, formats.of, _unheld).write()
        else:
            _Writing(sheet, page, formats).write()
    book.close()
    return raw.getvalue()


def _xlsxwriter() -> Any:
    """Import the library that writes workbooks.

    Raises:
        DocumentError: When it is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  # an extra: who writes no workbook needs none
    except ImportError:
        raise MissingLibraryError.of("xlsxwriter", "excel", "writing workbooks", "写工作簿") from None
    return xlsxwriter


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Give the format with some properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def cell(self, column: PageColumn, shown: str) -> Any:
        """Give the format of cells of a column that show numbers in some way."""
        more: dict[str, Any] = {"italic": True, "font_color": _PALE} if column.is_derived else {}
        if column.is_text and not column.is_derived:
            more["align"] = "left"
        return self.of(valign="top", text_wrap=True, num_format=shown, **more)

    def header(self, column: PageColumn) -> Any:
        """Give the format of a header."""
        pale = {"italic": True, "font_color": _PALE} if column.is_derived else {"font_color": _INK}
        return self.of(
            bold=True,
            bg_color=_GROUND,
            border=1,
            border_color="#8EA9DB",
            text_wrap=True,
            valign="vcenter",
            **pale,
        )


class _Writing:
    """One page on its way into a worksheet."""

    def __init__(self, sheet: Any, page: Page, formats: _Formats) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.last = len(page.rows) + page.spare
        self.links = 0
        self.plain = [formats.cell(column, "@" if column.is_text else "General") for column in page.columns]
        self.numbers: dict[tuple[int, int, bool], Any] = {}
        self.widths = [self._width(number, column) for number, column in enumerate(page.columns)]

    def write(self) -> None:
        """Write everything.

        Raises:
            DocumentError: If a cell cannot hold its text.
        """
        for number, column in enumerate(self.page.columns):
            self._prepare(number, column)
        for row, cells in enumerate(self.page.rows, 1):
            if (lines := self._lines(cells)) > 1:
                self.sheet.set_row(row, min(lines * _LINE_HEIGHT, _MOST_HEIGHT))
            for number, cell in enumerate(cells):
                if cell.__class__ is str:
                    if self.sheet.write_string(row, number, cell, self.plain[number]):
                        raise _unheld(self.page.name, row, number)
                elif cell is not None:
                    self._write(row, number, cell)
        self._lay_out()

    def _lines(self, cells: Sequence[PageCell]) -> int:
        """Give how many lines a row takes: not every program finds that out by itself."""
        most = 1
        for cell, wide in zip(cells, self.widths, strict=False):
            # Two columns for each character is the most that a text can take.
            if cell.__class__ is str and (2 * len(cell) >= wide or "\n" in cell):
                lines = sum(-(-max(width(line), 1) // (wide - 1)) for line in str(cell).split("\n"))
                most = max(most, lines)
        return most

    def _write(self, row: int, number: int, cell: PageCell) -> None:
        match cell:
            case Number(value, decimals):
                self.sheet.write_number(row, number, float(value), self._shown(number, decimals))
            case int():
                self.sheet.write_number(row, number, cell, self._shown(number, 0))
            case Result(formula, value, decimals, is_percent):
                shown = self._shown(number, decimals, is_percent=is_percent)
                told = value if isinstance(value, str) else float(value)
                self.sheet.write_formula(row, number, formula, shown, told)
            case Link():
                self._link(row, number, cell)
            case _:  # pragma: no cover  # no page holds anything else
                raise TypeError(f"cannot write {cell!r}")

    def _link(self, row: int, number: int, link: Link) -> None:
        self.links += 1
        if self.links > _MOST_LINKS:
            self.sheet.write_string(row, number, link.text, self.plain[number])
            return
        name = link.page.replace("'", "''")
        target = f"internal:'{name}'!{column_letters(link.column)}{link.row}"
        shown = self.formats.of(valign="top", text_wrap=True, font_color="#0563C1", underline=1)
        self.sheet.write_url(row, number, target, shown, link.text)

    def _shown(self, number: int, decimals: int, *, is_percent: bool = False) -> Any:
        """Give the format of numbers with so many decimals."""
        key = number, decimals, is_percent
        if key not in self.numbers:
            places = f".{'0' * decimals}" if decimals else ""
            column = self.page.columns[number]
            self.numbers[key] = self.formats.cell(column, f"0{places}{'%' if is_percent else ''}_ ")
        return self.numbers[key]

    def _prepare(self, number: int, column: PageColumn) -> None:
        """Write the header of a column and prepare the cells below it."""
        sheet, last = self.sheet, self.last
        sheet.set_column(number, number, self.widths[number], self.plain[number])
        sheet.write_string(0, number, column.header, self.formats.header(column))
        if column.note:
            lines = 2 + width(column.note) // 24
            sheet.write_comment(
                0, number, column.note, {"width": 200, "height": 20 * lines, "author": "zoneplan"}
            )
        if not last:
            return
        if column.choices:
            sheet.data_validation(1, number, last, number, _choices(column, last))
        for word, tone in column.tones.items():
            shown = {"bg_color": tone.ground, "font_color": tone.ink}
            sheet.conditional_format(
                1, number, last, number,
                {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.formats.of(**shown)},
            )  # fmt: skip

    def _width(self, number: int, column: PageColumn) -> int:
        """Give a width that shows header and cells; longer texts than the column is meant for are wrapped."""
        header = width(column.header) + _FILTER_BUTTON
        held = [row[number] for row in self.page.rows[:_MEASURED_ROWS] if number < len(row)]
        widest = max((_shown_width(cell) for cell in held if cell is not None), default=column.width)
        return max(_LEAST_WIDTH, header, min(widest + 2, max(column.width, _MOST_UNWRAPPED)))

    def _lay_out(self) -> None:
        sheet, page = self.sheet, self.page
        across = len(page.columns) - 1
        sheet.freeze_panes(1, page.frozen)
        sheet.autofilter(0, 0, max(self.last, 1), across)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(across + 1)}{self.last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        across_paper = max(1, -(-sum(self.widths) // _SHEET_OF_PAPER)) if page.rows else 1
        sheet.fit_to_pages(across_paper, 0)
        sheet.repeat_rows(0)
        if across_paper > 1 and page.frozen:
            sheet.repeat_columns(0, page.frozen - 1)
        sheet.set_footer("&C&A　第 &P 页，共 &N 页")
        if page.is_hidden:
            sheet.hide()


def _shown_width(cell: PageCell) -> int:
    match cell:
        case str():
            return max(map(width, cell.split("\n")))
        case Number(value, decimals) | Result(_, value, decimals):
            return width(value) if isinstance(value, str) else len(f"{value:.{decimals}f}") + 1
        case Link(text):
            return width(text)
        case _:
            return len(str(cell))


def _choices(column: PageColumn, last: int) -> dict[str, Any]:
    """Give the drop-down list of a column."""
    listed: Any = list(column.choices) if isinstance(column.choices, tuple) else None
    if isinstance(column.choices, ListOf):
        letters = column_letters(column.choices.column)
        listed = f"='{column.choices.page}'!${letters}$2:${letters}${last + 1}"
    rule: dict[str, Any] = {"validate": "list", "source": listed, "show_error": not column.is_open}
    if not column.is_open:
        rule |= {"error_title": "请从列表中选择", "error_message": "此列只能填下拉列表中的词，或留空。"}
    return rule


def _unheld(page: str, row: int, column: int) -> DocumentError:
    place = Location("", None, row + 1, column + 1, Part(page))
    return DocumentError.at(
        place,
        f"the cell {Part(page).cell(row + 1, column + 1)} cannot hold its text",
        f"shorten it to {MOST_CHARACTERS:,} characters",
        f"单元格 {Part(page).cell(row + 1, column + 1)} 容纳不下其文字",
        f"请缩短到{MOST_CHARACTERS:,}个字符以内",
    )
