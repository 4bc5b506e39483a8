"""Charts for sheets of a report, made from the numbers in the cells of its tables.

Names and numbers of a chart stand in cells of their own, the numbers as formulas that take them from the
tables: whoever changes a table changes the chart. What is missing is no bar, and never one of no length that
says 0.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zoneplan.locations import column_letters
from zoneplan.printed_tables import PrintedCell
from zoneplan.report_pages import (
    Area,
    ChartKind,
    NativeChart,
    NativeSeries,
    ReportCell,
    ReportFormula,
    ReportNumber,
    Role,
    SeriesRole,
    as_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.printed_tables import PrintedRow, PrintedTable
    from zoneplan.report_flow import ReportFlow, TablePlace

__all__ = ["add_bar_charts", "add_money_charts"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "name": "名称", "tick": "序时进度", "ticked": "{0}（竖线为序时进度）", "base": "起点",
        "title": "{0}：{1}", "page": "{0}（{1}/{2}）",
    },
    "en": {
        "name": "Name", "tick": "Scheduled", "ticked": "{0} (the tick is what was scheduled)",
        "base": "Starts at", "title": "{0}: {1}",
        "page": "{0} ({1} of {2})",
    },
}  # fmt: skip
_MOST_BARS: Final = 24
_MOST_CHARTS: Final = 6
_YEAR: Final = re.compile("[12][0-9]{3}")
_ROWS_AROUND: Final = 6


def add_bar_charts(flow: ReportFlow, data: ReportFlow, place: TablePlace, language: Language) -> int:
    """Draw the bars of a table as charts, with their ticks, and give how many charts that are.

    Args:
        flow: The sheet with the table.
        data: The sheet that the charts are put on, each below its names and numbers.
        place: Where the table stands.
        language: The language of the words.
    """
    table, drawn = place.table, 0
    for number, column in enumerate(table.columns):
        held = [index for index, row in enumerate(table.rows) if _bar(row, number) and not row.is_total]
        held = held[: _MOST_BARS * _MOST_CHARTS]
        pages = [held[at : at + _MOST_BARS] for at in range(0, len(held), _MOST_BARS)]
        for page, rows in enumerate(pages, start=1):
            words = _WORDS[language]
            title = words["title"].format(table.heading or flow.name, column.header)
            if len(pages) > 1:
                title = words["page"].format(title, page, len(pages))
            _bar_chart(flow, data, place, (number, rows), title, language)
            drawn += 1
    return drawn


def _bar(row: PrintedRow, column: int) -> bool:
    cell = row.cells[column]
    return cell is not None and cell.bar is not None and as_number(cell.text) is not None


def _bar_chart(
    flow: ReportFlow,
    data: ReportFlow,
    place: TablePlace,
    bars: tuple[int, Sequence[int]],
    title: str,
    language: Language,
) -> None:
    words, table = _WORDS[language], place.table
    column, rows = bars
    header = table.columns[column].header
    start = data.next_row
    data.text(title, Role.HEADING)
    data.row([ReportCell(content=one, role=Role.HEAD) for one in (words["name"], header, words["tick"])])
    first = data.next_row
    has_ticks = False
    for index in rows:
        cell = _cell(table.rows[index], column)
        tick = None if cell.bar is None else cell.bar.tick
        has_ticks = has_ticks or tick is not None
        told = None if tick is None else ReportNumber(Decimal(f"{float(tick):.15g}"), "0.00%")
        data.row(
            [
                ReportCell(content=_name(table, index)),
                ReportCell(content=_taken(flow, place, index, column), is_right=True),
                None if told is None else ReportCell(content=told, is_right=True),
            ]
        )
    last = data.next_row - 1
    series = [NativeSeries(name=header, values=Area(data.name, 2, first, last))]
    if has_ticks:
        title = words["ticked"].format(title)
        values = Area(data.name, 3, first, last)
        series.append(NativeSeries(name=words["tick"], values=values, role=SeriesRole.MARK))
    height = _ROWS_AROUND + len(rows) + 2
    data.charts.append(
        NativeChart(
            kind=ChartKind.BARS,
            title=title,
            description=title,
            names=Area(data.name, 1, first, last),
            series=tuple(series),
            row=data.space(height),
            rows=height,
            shown="0%",
        )
    )
    data.keep(start)


def add_money_charts(flow: ReportFlow, data: ReportFlow, place: TablePlace, language: Language) -> int:
    """Draw the first column of numbers of a table as a chart, and give how many charts that are.

    Parts that add up to the total in the last row stand on each other, as in a waterfall; years stand beside
    each other; all else are bars.

    Args:
        flow: The sheet with the table.
        data: The sheet that the chart is put on, below its names and numbers.
        place: Where the table stands.
        language: The language of the words.
    """
    table = place.table
    column = next((index for index in range(len(table.columns)) if _is_drawn(table, index)), None)
    if column is None or len(table.rows) > _MOST_BARS:
        return 0
    words, rows = _WORDS[language], table.rows
    header, is_waterfall = table.columns[column].header, _adds_up(table, column)
    kept = [index for index, row in enumerate(rows) if is_waterfall or not row.is_total]
    are_years = all(_YEAR.match(_name(table, index)) for index in kept)
    title = words["title"].format(table.heading or flow.name, header)
    start = data.next_row
    data.text(title, Role.HEADING)
    heads = (words["name"], header, *([words["base"]] if is_waterfall else []))
    data.row([ReportCell(content=one, role=Role.HEAD) for one in heads])
    first = data.next_row
    bases = list(_bases(table, column, first)) if is_waterfall else []
    for number, index in enumerate(kept):
        is_told = as_number(_cell(rows[index], column).text) is not None
        content = _taken(flow, place, index, column) if is_told else ""
        base = [ReportCell(content=bases[number], is_right=True)] if bases else []
        data.row([ReportCell(content=_name(table, index)), ReportCell(content=content, is_right=True), *base])
    last = data.next_row - 1
    series = [NativeSeries(name=header, values=Area(data.name, 2, first, last))]
    if is_waterfall:
        base_area = Area(data.name, 3, first, last)
        series.insert(0, NativeSeries(name=words["base"], values=base_area, role=SeriesRole.BASE))
    height = 14 if are_years else _ROWS_AROUND + len(kept) + 2
    data.charts.append(
        NativeChart(
            kind=ChartKind.STACKED if is_waterfall else ChartKind.COLUMNS if are_years else ChartKind.BARS,
            title=title,
            description=title,
            names=Area(data.name, 1, first, last),
            series=tuple(series),
            row=data.space(height),
            rows=height,
        )
    )
    data.keep(start)
    return 1


def _is_drawn(table: PrintedTable, column: int) -> bool:
    """Whether a column holds numbers of one unit, none below 0, in rows that do not add up others."""
    if not table.columns[column].is_number or not table.columns[column].unit:
        return False
    numbers = [
        as_number(cell.text)
        for row in table.rows
        if not row.is_total and (cell := row.cells[column]) is not None
    ]
    told = [one for one in numbers if one is not None]
    return bool(told) and all(one.value >= 0 and "%" not in one.shown for one in told)


def _adds_up(table: PrintedTable, column: int) -> bool:
    *parts, total = table.rows
    if not total.is_total or not parts or any(row.is_total for row in parts):
        return False
    whole = as_number(_cell(total, column).text)
    told = [one for row in parts if (one := as_number(_cell(row, column).text)) is not None]
    return whole is not None and sum(one.value for one in told) == whole.value


def _bases(table: PrintedTable, column: int, first: int) -> Iterator[ReportFormula]:
    """Give what each part stands on: the part before it and what that stands on; the total on nothing."""
    reached = Decimal(0)
    for number, row in enumerate(table.rows):
        if row.is_total:
            yield ReportFormula("=0", Decimal(0))
        else:
            above = first + number - 1
            yield ReportFormula(f"=N(C{above})+N(B{above})" if number else "=0", reached)
            told = as_number(_cell(row, column).text)
            reached += Decimal(0) if told is None else told.value


# -- cells of tables --------------------------------------------------------------------------------


def _cell(row: PrintedRow, column: int) -> PrintedCell:
    return row.cells[column] or PrintedCell()


def _name(table: PrintedTable, index: int) -> str:
    """Give the name of a row: its first text, or the one that reaches down to it."""
    column = next((at for at, one in enumerate(table.columns) if not one.is_number), 0)
    for row in reversed(table.rows[: index + 1]):
        cell = row.cells[column]
        if cell is not None:
            return cell.text.replace("\n", " ")
    return ""


def _taken(flow: ReportFlow, place: TablePlace, index: int, column: int) -> ReportFormula:
    """Give the formula that takes the number of a cell, with its value."""
    name = flow.name.replace("'", "''")
    number = flow.number(place.first + index, column + 1)
    return ReportFormula(
        f"='{name}'!{column_letters(column + 1)}{place.first + index}", number.value, number.shown
    )
