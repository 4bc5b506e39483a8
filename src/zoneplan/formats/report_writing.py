"""Sheets of reports into a workbook that is being written, by xlsxwriter.

Charts are those of the spreadsheet: they follow the cells when somebody changes these.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from zoneplan.layout import width
from zoneplan.locations import column_letters
from zoneplan.report_pages import ChartKind, ReportFormula, ReportNumber, Role, SeriesRole
from zoneplan.signal_tones import BAR, TICK, TONES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zoneplan.report_pages import Area, NativeChart, NativeSeries, ReportCell, ReportPage, ReportPicture

__all__ = ["ReportWriting"]

_A4: Final = 9
_LINE: Final = 15
_MOST_HEIGHT: Final = 405
_MOST_LINKS: Final = 65_000
"""Excel repairs a sheet of more than 65,530 links by leaving all of them out."""

_PIXELS_OF_WIDTH: Final = 7
_ACROSS: Final = {False: 660, True: 980}
_DOWN: Final = {False: 700, True: 450}
"""Room on A4, upright or on its side: across in picture elements, down in points. It is a little less than
there is, for programs do not measure alike."""
_PIXELS_OF_ROW: Final = 20
_SCREEN_DENSITY: Final = 96.0
_METRES: Final = 0.0254
"""An inch."""
_PHYSICAL: Final = struct.Struct(">IIB")
"""Picture elements across and down, and 1 where that is for a metre (PNG, chunk pHYs)."""
_LEAST_CHART: Final = 560
_PLANNED: Final = "#A9B1BB"
_LOOKS: Final[dict[Role, dict[str, Any]]] = {
    Role.TITLE: {"bold": True, "font_size": 18},
    Role.HEADING: {"bold": True, "font_size": 12},
    Role.HEAD: {
        "bold": True,
        "bg_color": "#EDEDED",
        "border": 1,
        "border_color": "#8C9299",
        "align": "center",
    },
    Role.CELL: {"border": 1, "border_color": "#C4C8CD"},
    Role.TOTAL: {"border": 1, "border_color": "#C4C8CD", "bold": True},
    Role.TEXT: {},
    Role.STRONG: {"bold": True},
    Role.SMALL: {"font_size": 9, "font_color": "#44494F"},
}
_SIZES: Final = {Role.TITLE: 26.0, Role.HEADING: 18.0}


class ReportWriting:
    """One page of a report on its way into a worksheet.

    Args:
        book: The workbook.
        sheet: The worksheet.
        page: The page.
        style: Gives the format with some properties.
        unheld: Gives the error for a cell that cannot hold its text, by its page, row and column from 0.
    """

    def __init__(
        self,
        book: Any,
        sheet: Any,
        page: ReportPage,
        style: Callable[..., Any],
        unheld: Callable[[str, int, int], Exception],
    ) -> None:
        self.book = book
        self.sheet = sheet
        self.page = page
        self.style = style
        self.unheld = unheld
        self.links = 0
        self.heights: list[float] = []

    def write(self) -> None:
        """Write everything.

        Raises:
            DocumentError: If a cell cannot hold its text.
        """
        for number, wide in enumerate(self.page.widths):
            self.sheet.set_column(number, number, wide, self.style(valign="top"))
        for row, content in enumerate(self.page.rows):
            for number, cell in enumerate(content.cells):
                if cell is not None:
                    self._write(row, number, cell)
            high = max((self._height(number, cell) for number, cell in enumerate(content.cells)), default=0.0)
            if high > _LINE:
                self.sheet.set_row(row, min(high, _MOST_HEIGHT))
            self.heights.append(min(max(high, _LINE), _MOST_HEIGHT))
        self._bars()
        for chart in self.page.charts:
            self._chart(chart)
        for picture in self.page.pictures:
            self._picture(picture)
        self._lay_out()

    # -- cells ------------------------------------------------------------------------------------

    def _write(self, row: int, number: int, cell: ReportCell) -> None:
        style = self._style(cell)
        if cell.across > 1 or cell.down > 1:
            # The cells that one reaches over need its border as well.
            self.sheet.merge_range(row, number, row + cell.down - 1, number + cell.across - 1, "", style)
        if cell.link is not None and self.links < _MOST_LINKS:
            self.links += 1
            name = cell.link.page.replace("'", "''")
            place = f"internal:'{name}'!{column_letters(cell.link.column)}{cell.link.row}"
            self.sheet.write_url(row, number, place, style, " ")
        match cell.content:
            case ReportNumber(value):
                self.sheet.write_number(row, number, float(value), style)
            case ReportFormula(formula, value):
                told = value if isinstance(value, str) else float(value)
                self.sheet.write_formula(row, number, formula, style, told)
            case "":
                self.sheet.write_blank(row, number, None, style)
            case text:
                if self.sheet.write_string(row, number, text, style):
                    raise self.unheld(self.page.name, row, number)

    def _style(self, cell: ReportCell) -> Any:
        look: dict[str, Any] = {"valign": "vcenter", "text_wrap": True, **_LOOKS[cell.role]}
        if isinstance(cell.content, (ReportNumber, ReportFormula)):
            look["num_format"] = cell.content.shown
        if cell.is_right and cell.role is not Role.HEAD:
            look["align"] = "right"
        if cell.indent:
            look["indent"] = min(cell.indent, 15)
        if cell.link is not None:
            look["underline"] = 1
        tone = None if cell.signal is None else TONES.get(cell.signal)
        if tone is not None:
            look |= {"bg_color": tone.ground, "font_color": tone.ink}
        return self.style(**look)

    def _height(self, number: int, cell: ReportCell | None) -> float:
        """Give how high a row has to be for a cell: not every program finds that out by itself."""
        if cell is None:
            return 0.0
        size = _SIZES.get(cell.role, float(_LINE))
        if not isinstance(cell.content, str):
            return size
        room = max(sum(self.page.widths[number : number + cell.across]) - 1 - 2 * cell.indent, 4)
        lines = sum(-(-max(width(line), 1) // room) for line in cell.content.split("\n"))
        return size * lines / cell.down

    def _bars(self) -> None:
        """Put bars behind the shares of each column, drawn from 0 to 1."""
        look = {
            "type": "data_bar", "bar_solid": True, "bar_color": "#A9CBF2", "min_type": "num",
            "max_type": "num", "min_value": 0, "max_value": 1, "bar_border_color": "#A9CBF2",
            "bar_negative_color_same": True,
        }  # fmt: skip
        for number in range(len(self.page.widths)):
            rows = [
                row
                for row, content in enumerate(self.page.rows)
                if number < len(content.cells)
                and (cell := content.cells[number]) is not None
                and cell.bar is not None
            ]
            if rows:
                self.sheet.conditional_format(rows[0], number, rows[-1], number, look)

    # -- charts and pictures ----------------------------------------------------------------------

    def _room(self) -> int:
        return max(_LEAST_CHART, sum(self.page.widths) * _PIXELS_OF_WIDTH)

    def _chart(self, chart: NativeChart) -> None:
        made = _made(self.book, chart)
        if chart.kind is ChartKind.COLUMNS:
            marks = [one for one in chart.series if one.role is SeriesRole.MARK]
            if marks:
                line = self.book.add_chart({"type": "line"})
                for one in marks:
                    line.add_series(_series(chart, one))
                made.combine(line)
        made.set_size({"width": min(self._room(), 1100), "height": chart.rows * _PIXELS_OF_ROW - 8})
        self.sheet.insert_chart(
            chart.row - 1,
            0,
            made,
            {"description": chart.description, "x_offset": 2, "y_offset": 4, "object_position": 2},
        )

    def _picture(self, picture: ReportPicture) -> None:
        across, down = _density(picture.png)
        self.sheet.insert_image(
            picture.row - 1,
            0,
            "chart.png",
            {
                "image_data": BytesIO(picture.png),
                "description": picture.description,
                # What writes the file makes a picture as large as its density says, before it is scaled.
                "x_scale": picture.scale * across / _SCREEN_DENSITY,
                "y_scale": picture.scale * down / _SCREEN_DENSITY,
                "x_offset": 2,
                "y_offset": 4,
                "object_position": 2,
            },
        )

    # -- printing ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        sheet, page = self.sheet, self.page
        sheet.hide_gridlines(2)
        if page.frozen:
            sheet.freeze_panes(page.frozen, 0)
            sheet.repeat_rows(0, page.frozen - 1)
        if page.filtered is not None:
            first, last = page.filtered
            sheet.autofilter(first - 1, 0, last - 1, len(page.widths) - 1)
        if page.is_wide:
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        if page.kept:
            sheet.set_h_pagebreaks(list(self._page_breaks()))
        sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{column_letters(len(page.widths))}{len(page.rows) + 1}"}
        )
        if page.header:
            sheet.set_header(f"&C&9{page.header.replace('&', '&&')[:200]}")
        sheet.set_footer(f"&C&9{page.footer.replace('&', '&&').format('&P', '&N')}")

    def _page_breaks(self) -> Iterator[int]:
        """Give the rows before which a new page begins, so that nothing that is kept together is cut."""
        page = self.page
        wide = sum(page.widths) * _PIXELS_OF_WIDTH
        room = _DOWN[page.is_wide] * max(1.0, wide / _ACROSS[page.is_wide]) - sum(self.heights[: page.frozen])
        starts = {first: sum(self.heights[first - 1 : last]) for first, last in page.kept}
        used = 0.0
        for row, high in enumerate(self.heights, start=1):
            if used and used + max(high, min(starts.get(row, 0.0), room)) > room:
                yield row - 1
                used = 0.0
            used += high


def _density(png: bytes) -> tuple[float, float]:
    """Give the picture elements of an inch, across and down, as a PNG file says; 96 where it does not."""
    place = png.find(b"pHYs", 0, png.find(b"IDAT"))
    if place < 0:
        return _SCREEN_DENSITY, _SCREEN_DENSITY
    across, down, unit = _PHYSICAL.unpack_from(png, place + 4)
    is_told = unit == 1 and across > 0 and down > 0
    return (across * _METRES, down * _METRES) if is_told else (_SCREEN_DENSITY, _SCREEN_DENSITY)


def _made(book: Any, chart: NativeChart) -> Any:
    kinds = {
        ChartKind.BARS: {"type": "bar"},
        ChartKind.COLUMNS: {"type": "column"},
        ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
        ChartKind.LINES: {"type": "line"},
    }
    made = book.add_chart(kinds[chart.kind])
    drawn = [
        one for one in chart.series if chart.kind is not ChartKind.COLUMNS or one.role is not SeriesRole.MARK
    ]
    for one in drawn:
        made.add_series(_series(chart, one))
    made.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 12, "bold": True}})
    numbers: dict[str, Any] = {
        "num_format": chart.shown, "major_gridlines": {"visible": True, "line": {"color": "#DFE2E6"}},
        "line": {"none": True}, "num_font": {"size": 9},
    }  # fmt: skip
    if chart.axis:
        numbers |= {"name": chart.axis, "name_font": {"size": 9, "bold": False}}
    names: dict[str, Any] = {"num_font": {"size": 9}, "line": {"color": "#8C9299"}}
    if chart.kind in {ChartKind.BARS, ChartKind.STACKED}:
        # Bars begin at the bottom unless they are turned around; then the numbers move to the top.
        made.set_x_axis(numbers | {"min": 0} if "%" in chart.shown else numbers)
        made.set_y_axis(names | {"reverse": True})
    else:
        dates = {"date_axis": True, "num_format": "yyyy-mm"} if chart.kind is ChartKind.LINES else {}
        made.set_x_axis(names | dates)
        made.set_y_axis(numbers)
    hidden = [index for index, one in enumerate(drawn) if one.role is SeriesRole.BASE]
    is_plain = sum(one.role is not SeriesRole.BASE for one in drawn) == 1 or chart.kind is ChartKind.BARS
    made.set_legend(
        {"none": True} if is_plain else {"position": "bottom", "font": {"size": 9}, "delete_series": hidden}
    )
    made.show_blanks_as("span" if chart.kind is ChartKind.LINES else "gap")
    made.set_chartarea({"border": {"none": True}})
    return made


def _series(chart: NativeChart, one: NativeSeries) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": one.name,
        "categories": _range(chart.names),
        "values": _range(one.values),
    }
    is_bars = chart.kind in {ChartKind.BARS, ChartKind.STACKED}
    match one.role:
        case SeriesRole.BASE:
            made |= {"fill": {"none": True}, "border": {"none": True}}
        case SeriesRole.MARK if is_bars:
            # The end of an error bar of no length is a tick across the bar.
            made |= {"fill": {"none": True}, "border": {"none": True}, "y_error_bars": _TICK_BAR}
        case SeriesRole.MARK:
            made |= {
                "line": {"none": True},
                "marker": {
                    "type": "short_dash",
                    "size": 12,
                    "fill": {"color": TICK},
                    "border": {"color": TICK},
                },
            }
        case SeriesRole.PLAN if chart.kind is ChartKind.LINES:
            made |= {
                "line": {"color": "#868B94", "dash_type": "dash", "width": 1.5},
                "marker": {"type": "none"},
            }
        case SeriesRole.PLAN:
            made |= {"fill": {"color": _PLANNED}, "border": {"none": True}}
        case SeriesRole.VALUE if chart.kind is ChartKind.LINES:
            point = {"type": "circle", "size": 6, "fill": {"color": BAR}, "border": {"color": BAR}}
            made |= {"line": {"color": BAR, "width": 2}, "marker": point}
        case SeriesRole.VALUE:  # pragma: no branch  # mypy knows it is the last
            made |= {"fill": {"color": BAR}, "border": {"none": True}}
            made["data_labels"] = {"value": True, "font": {"size": 8}}
    if is_bars:
        made |= {"gap": 60, "overlap": 100}
    return made


_TICK_BAR: Final = {
    "type": "fixed",
    "value": 0.0001,
    "direction": "plus",
    "end_style": 1,
    "line": {"color": TICK, "width": 2},
}


def _range(area: Area) -> list[Any]:
    return [area.page, area.first - 1, area.column - 1, area.last - 1, area.column - 1]
