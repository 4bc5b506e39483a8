"""A briefing as a Word document, or filled into the template of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.sections import Explained, Tile
from zoneplan.charts.chart import Chart
from zoneplan.errors import MissingLibraryError
from zoneplan.formats.word_content import WordHeading, WordPart, WordPicture, WordText, WordTile, WordTiles
from zoneplan.formats.word_markup import NOT_IN_XML
from zoneplan.formats.word_writing import parts_bytes
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.briefings.sections import Block, Section
    from zoneplan.formats.word_content import WordBlock
    from zoneplan.layout import Language

__all__ = ["day_text", "document_bytes", "section_blocks"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {"running": "{title}　截至{day}", "foot": "第{0}页　共{1}页", "undrawn": "此处未绘图“{title}”：{why}。{remedy}"},
    "en": {"running": "{title}, as of {day}", "foot": "Page {0} of {1}", "undrawn": "“{title}” is not drawn: {why}; {remedy}"},
}  # fmt: skip
_SCALE: Final = 2


def document_bytes(briefing: Briefing) -> bytes:
    """Give a briefing as a Word document (.docx).

    Args:
        briefing: The briefing.

    Raises:
        MissingLibraryError: If python-docx is not installed.
    """
    words = _WORDS[briefing.language]
    first = WordPart(tuple(WordText(_shown(line.text)) for line in briefing.lines))
    title = _shown(briefing.title)
    parts = [first, *(_part(section, briefing.language) for section in briefing.sections)]
    running = words["running"].format(title=title, day=day_text(briefing.as_of, briefing.language))
    return parts_bytes(title, parts, briefing.language, (running, words["foot"]))


def day_text(day: datetime.date, language: Language) -> str:
    """Give a day as it stands in an official document.

    Args:
        day: The day.
        language: `en` or `zh`.
    """
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def _part(section: Section, language: Language) -> WordPart:
    heading = WordHeading(_shown(section.heading), 1, section.name.value)
    is_wide = any(isinstance(block, PrintedTable) and block.is_wide for block in section.blocks)
    return WordPart((heading, *section_blocks(section, language)), is_wide)


def section_blocks(section: Section, language: Language) -> tuple[WordBlock, ...]:
    """Give what stands in a section, without its heading.

    Args:
        section: The section.
        language: The language of the briefing.
    """
    return tuple(one for block in section.blocks for one in _blocks(block, section, language))


def _blocks(block: Block, section: Section, language: Language) -> Iterator[WordBlock]:
    match block:
        case PrintedTable():
            if block.heading and block.heading != section.heading:
                yield WordHeading(_shown(block.heading), 2)
            yield _table(block)
        case PrintedLine(text):
            yield from (WordText(line) for line in _shown(text).split("\n"))
        case Chart():
            yield from _picture(block, language)
        case Explained():
            yield WordText(_shown(block.heading), is_strong=True, anchor=block.anchor)
            yield from _explanation(block.lines)
        case _:
            yield WordTiles(tuple(map(_tile, block)))


def _explanation(lines: Iterable[str]) -> Iterator[WordText]:
    for line in lines:
        bare = line.lstrip(" \u3000")
        yield WordText(_shown(bare), indent=2 + len(line) - len(bare), is_small=True)


def _tile(tile: Tile) -> WordTile:
    return WordTile(
        label=_shown(tile.label),
        value=_shown(tile.value),
        reading=_shown(tile.reading),
        note=_shown(tile.note),
        signal=tile.signal,
        link=tile.link,
    )


def _picture(chart: Chart, language: Language) -> Iterator[WordBlock]:
    """Give a chart as a picture, or a line that says why there is none."""
    yield WordHeading(_shown(chart.title), 3)
    try:
        png = chart.to_png(_SCALE)
    except MissingLibraryError as error:
        problem = error.problems[0]
        chinese = language == "zh"
        why, remedy = (
            (problem.message_zh, problem.remedy_zh) if chinese else (problem.message, problem.remedy)
        )
        yield WordText(_WORDS[language]["undrawn"].format(title=_shown(chart.title), why=why, remedy=remedy))
    else:
        yield WordPicture(png, _shown(chart.description), _SCALE)


# -- texts that a document can hold -----------------------------------------------------------------


def _shown(text: str) -> str:
    """Give a text with the characters spelled out that no document can hold; lines stay lines."""
    return "\n".join(map(printable, text.split("\n"))) if NOT_IN_XML.search(text) else text


def _table(table: PrintedTable) -> PrintedTable:
    """Give a table whose texts a document can hold."""
    texts = [cell.text for row in table.rows for cell in row.cells if cell is not None]
    texts += [*table.notes, *(column.header for column in table.columns)]
    if not any(map(NOT_IN_XML.search, texts)):
        return table
    return PrintedTable(
        table.heading,
        tuple(PrintedColumn(_shown(one.header), one.width, one.is_number, one.unit) for one in table.columns),
        tuple(PrintedRow(tuple(map(_cell, row.cells)), row.is_total) for row in table.rows),
        tuple(map(_shown, table.notes)),
        table.is_wide,
    )


def _cell(cell: PrintedCell | None) -> PrintedCell | None:
    if cell is None or not NOT_IN_XML.search(cell.text):
        return cell
    return PrintedCell(
        _shown(cell.text),
        cell.holds,
        cell.rows,
        signal=cell.signal,
        bar=cell.bar,
        link=cell.link,
        anchor=cell.anchor,
    )
