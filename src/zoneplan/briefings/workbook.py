"""A briefing as a workbook: a sheet for each section, with charts that follow the cells.

What is a plain number is a number, shown exactly as the briefing says it; everything else is a text, and no
text becomes a formula.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.pictures import MOST_PICTURES, SCALE, left_out, picture
from zoneplan.briefings.sections import Explained, SectionName
from zoneplan.charts.chart import Chart
from zoneplan.formats.text import FORBIDDEN
from zoneplan.formats.word_content import WordPicture
from zoneplan.formats.workbook_writing import workbook_bytes as book_bytes
from zoneplan.layout import Language, printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable, Signal
from zoneplan.report_charts import add_bar_charts, add_money_charts
from zoneplan.report_flow import ReportFlow
from zoneplan.report_pages import ReportPicture, Role, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.briefings.sections import Section, Tile

__all__ = ["workbook_bytes"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "contents": "目录", "data": "图表", "tiles": "指标;数值;可能的值;说明",
        "running": "{title}　截至{day}", "foot": "第{0}页　共{1}页",
        "about data": "图表的数取自其他各表：改动各表的数，图表随之改变。", "charts": "图表见“{0}”",
    },
    "en": {
        "contents": "Contents", "data": "Charts", "tiles": "Figure;Value;Can mean;Note",
        "running": "{title}, as of {day}", "foot": "Page {0} of {1}",
        "about data": "The charts take their numbers from the other sheets: change them there.",
        "charts": "Charts: see {0}",
    },
}  # fmt: skip
_NOT_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME: Final = 31
_AS_CHARTS: Final = frozenset({"indicators", "waterfall", "funding", "yearly"})
"""Pictures that charts of the spreadsheet stand for."""
_ROW_PIXELS: Final = 20
_ACROSS_PIXELS: Final = 672
_DOWN_PIXELS: Final = 860
"""Room on an upright A4 sheet below the rows that each page repeats."""


def workbook_bytes(briefing: Briefing) -> bytes:
    """Give a briefing as a workbook (.xlsx).

    Args:
        briefing: The briefing.

    Raises:
        DocumentError: If xlsxwriter is not installed, or a cell cannot hold a text.
    """
    words = _WORDS[briefing.language]
    taken: set[str] = set()
    contents = ReportFlow(_sheet_name(words["contents"], taken))
    data = ReportFlow(_sheet_name(words["data"], taken))
    data.text(words["data"], Role.TITLE)
    data.text(words["about data"], Role.SMALL)
    flows = [_flow(section, data, briefing.language, taken) for section in briefing.sections]
    title = _shown(briefing.title)
    contents.text(title, Role.TITLE)
    for line in briefing.lines:
        contents.text(_shown(line.text))
    contents.space()
    for section, flow in zip(briefing.sections, flows, strict=True):
        contents.link(_shown(section.heading), Spot(flow.name, 1))
    spots: dict[str, Spot] = {}
    for flow in flows:
        for anchor, spot in flow.anchors.items():
            spots.setdefault(anchor, spot)
    running = words["running"].format(title=title, day=briefing.as_of.isoformat())
    has_charts = bool(data.charts or data.pictures)
    if has_charts:
        contents.link(data.name, Spot(data.name, 1))
    used = [contents, *flows, *([data] if has_charts else [])]
    return book_bytes([one.page(spots, running, words["foot"]) for one in used], title)


def _sheet_name(heading: str, taken: set[str]) -> str:
    """Give the name of a sheet: at most 31 characters, without those that it may not have, and no other's."""
    bare = _NOT_IN_NAME.sub(" ", printable(heading)).strip("' ")[:_LONGEST_NAME].strip("' ") or "1"
    name, number = bare, 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel keeps that name for itself
        number += 1
        name = f"{bare[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _flow(section: Section, data: ReportFlow, language: Language, taken: set[str]) -> ReportFlow:
    flow = ReportFlow(_sheet_name(section.heading, taken))
    flow.text(_shown(section.heading), Role.TITLE, anchor=section.name.value)
    drawn, first = 0, data.next_row
    for block in section.blocks:
        match block:
            case PrintedTable():
                if block.heading and block.heading != section.heading:
                    flow.space()
                    flow.text(_shown(block.heading), Role.HEADING)
                place = flow.table(block.with_texts(_shown))
                drawn += add_bar_charts(flow, data, place, language)
                if section.name is SectionName.MONEY:
                    drawn += add_money_charts(flow, data, place, language)
            case PrintedLine(text):
                flow.text(_shown(text))
            case Explained():
                flow.text(_shown(block.heading), Role.STRONG, anchor=block.anchor)
                _explain(flow, block.lines)
            case Chart():
                pass
            case _:
                flow.table(_tiles(block, language))
    charts = [one for one in section.blocks if isinstance(one, Chart)]
    charts = [one for one in charts if not (drawn and one.name in _AS_CHARTS)]
    lacks = [_picture(data, chart, language) for chart in charts[:MOST_PICTURES]]
    for line in filter(None, (*lacks, left_out(len(charts), language))):
        flow.text(line)
    if data.next_row > first:
        flow.space()
        flow.link(_WORDS[language]["charts"].format(data.name), Spot(data.name, first))
    return flow


def _explain(flow: ReportFlow, lines: Iterable[str]) -> None:
    for line in lines:
        bare = line.lstrip(" \u3000")
        flow.text(_shown(bare), Role.SMALL, indent=1 + (len(line) - len(bare)) // 2)


def _tiles(tiles: tuple[Tile, ...], language: Language) -> PrintedTable:
    """Give headline figures as a table."""
    heads = _WORDS[language]["tiles"].split(";")
    columns = tuple(PrintedColumn(head, 8) for head in heads)
    return PrintedTable("", columns, tuple(_tile(one) for one in tiles))


def _tile(tile: Tile) -> PrintedRow:
    signal = None if tile.signal is Signal.NONE else tile.signal
    return PrintedRow(
        (
            PrintedCell(_shown(tile.label)),
            PrintedCell(_shown(tile.value), link=tile.link),
            PrintedCell(_shown(tile.reading)),
            PrintedCell(_shown(tile.note), signal=signal),
        )
    )


def _picture(flow: ReportFlow, chart: Chart, language: Language) -> str:
    """Put a chart as a picture; or give a line that says why there is none."""
    drawn = picture(chart, language)
    if isinstance(drawn, str):
        return _shown(drawn)
    start = flow.next_row
    across, high = WordPicture(drawn, "", SCALE).size
    smaller = min(1.0, _ACROSS_PIXELS / across, _DOWN_PIXELS / high)
    rows = int(high * smaller / _ROW_PIXELS) + 2
    flow.pictures.append(
        ReportPicture(
            png=drawn, description=_shown(chart.description), row=flow.space(rows), scale=smaller / SCALE
        )
    )
    flow.keep(start)
    return ""


# -- texts that a cell can hold ---------------------------------------------------------------------


def _shown(text: str) -> str:
    """Give a text with the characters spelled out that no cell keeps; lines stay lines."""
    return "\n".join(map(printable, text.split("\n"))) if FORBIDDEN.search(text) or "\r" in text else text
