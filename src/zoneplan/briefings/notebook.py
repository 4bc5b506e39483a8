"""The sections of a briefing as a notebook shows them: tables and lines; pictures by their words.

A chart shows itself in a cell of its own. The page that `write_briefing` makes has everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.sections import Explained, Tile
from zoneplan.charts.chart import Chart
from zoneplan.html_tables import escaped
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.printed_tables import PrintedCell, PrintedLine, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.briefings.sections import Block, Section
    from zoneplan.layout import Language

__all__ = ["briefing_html"]

_WORDS: Final = {
    "en": {
        "heads": ("figure", "as written", "can mean", "note"),
        "picture": "picture: {title}. {description}",
        "explained": "figures explained: {count}; the page has them",
    },
    "zh": {
        "heads": ("指标", "数值", "可能的值", "说明"),
        "picture": "图：{title}。{description}",
        "explained": "已说明出处的数{count}个，见简报网页",
    },
}


def briefing_html(
    title: str, lines: Iterable[PrintedLine], sections: Iterable[Section], language: Language
) -> str:
    """Write a briefing for a notebook, long tables cut.

    Args:
        title: Its title.
        lines: What stands below the title.
        sections: Its sections.
        language: The language it is in.
    """
    parts = [f"<h2>{escaped(title)}</h2>", *(f"<p>{escaped(line.text)}</p>" for line in lines)]
    for section in sections:
        parts.append(f"<h3>{escaped(section.heading)}</h3>")
        parts += _blocks(section.blocks, language)
    return f"<div>{''.join(parts)}</div>"


def _blocks(blocks: Sequence[Block], language: Language) -> Iterator[str]:
    words, explained = _WORDS[language], 0
    for block in blocks:
        match block:
            case PrintedTable():
                yield notebook_html([block], language=language)
            case PrintedLine():
                yield f"<p>{escaped(block.text)}</p>"
            case Chart():
                said = str(words["picture"]).format(title=block.title, description=block.description)
                yield f"<p>{escaped(said)}</p>"
            case Explained():
                explained += 1
            case _:
                yield notebook_html([_tiles(block, language)], language=language)
    if explained:
        yield f"<p>{escaped(str(words['explained']).format(count=explained))}</p>"


def _tiles(tiles: Sequence[Tile], language: Language) -> PrintedTable:
    heads = [str(head) for head in _WORDS[language]["heads"]]
    rows = (
        (PrintedCell(tile.label, signal=tile.signal), tile.value, tile.reading, tile.note) for tile in tiles
    )
    return plain_table("", heads, rows, numbers=(1,))
