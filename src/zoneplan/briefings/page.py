"""A briefing as one page of HTML: no network, no script, in light, in dark and on A4 paper.

The page shows what the briefing holds and computes nothing. Pictures are drawn into it; where they cannot be,
a line says so.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from zoneplan.briefings.sections import Explained
from zoneplan.charts.chart import Chart
from zoneplan.charts.theme import COLOURS
from zoneplan.errors import MissingLibraryError
from zoneplan.formats.html import rendered, resource
from zoneplan.html_tables import table_html
from zoneplan.layout import width
from zoneplan.printed_tables import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.briefings.sections import Block
    from zoneplan.layout import Language

__all__ = ["page_text"]

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "tag": "zh-CN",
        "title": "{title}：截至 {day} 的简报",
        "skip": "跳到正文",
        "contents": "目录",
        "lack": "图未画出：",
        "told": "图中内容",
        "made": "由 zoneplan 生成；未使用 {day} 之后的数据。",
    },
    "en": {
        "tag": "en",
        "title": "{title}: briefing as of {day}",
        "skip": "Skip to the text",
        "contents": "Contents",
        "lack": "Not drawn: ",
        "told": "What the picture shows",
        "made": "Made by zoneplan; nothing dated after {day} was used.",
    },
}


@attrs.frozen
class _Picture:
    """A chart as a page shows it.

    Attributes:
        chart: The chart.
        svg: What was drawn; empty where nothing could be.
        width: How wide it was drawn, in points.
        lack: Why nothing was drawn and what to do about it; empty where something was.
    """

    chart: Chart
    svg: str = ""
    width: str = ""
    lack: str = ""

    @property
    def is_long(self) -> bool:
        """Whether its description is folded up, as the picture says it at a glance to who sees it."""
        return bool(self.svg) and len(self.chart.description) > _LONG


_LONG: Final = 80
_WIDTH: Final = re.compile(r'<svg[^>]* width="([0-9.]+)"')
_ACROSS: Final = 50
"""Narrow characters that have room beside each other in a column of a printed sheet, rather fewer."""
_MOST_LINES: Final = 25
"""Printed lines that stay together: under half a column, so that little of one is left empty before them."""
_Shown: TypeAlias = tuple[str, object]
"""A block as the template takes it: its kind, and what it shows."""


def page_text(briefing: Briefing) -> str:
    """Write a briefing as a page of HTML: one file that refers to nothing outside it and holds no script.

    Needs the extra `report`; with the extra `charts` its pictures are drawn, and without it a line stands
    where each would be and says so.

    Args:
        briefing: The briefing. Its texts are shown as texts, whatever they look like.

    Raises:
        MissingLibraryError: If Jinja2 is not installed.
    """
    sections = [
        {"name": one.name, "heading": one.heading, "blocks": list(_shown(one.blocks, briefing.language))}
        for one in briefing.sections
    ]
    values = {
        "briefing": briefing,
        "words": _WORDS[briefing.language],
        "style": _style(),
        "sections": sections,
    }
    return rendered("briefings/page.html", values)


def _style() -> str:
    """Give the style sheet with the colours of the charts, so that a status has one colour."""
    colours = "".join(f"--{signal}:{colour};" for signal, colour in COLOURS.items())
    return f":root{{{colours}}}\n{resource('briefings/page.css')}"


def _shown(blocks: Sequence[Block], language: Language) -> Iterator[_Shown]:
    """Give each block as the template takes it; figures explained one after another make one list."""
    for kind, same in groupby(blocks, key=_kind):
        if kind == "origins":
            yield kind, [(one, _is_long(one)) for one in same if isinstance(one, Explained)]
        else:
            for block in same:
                match block:
                    case PrintedTable():
                        yield kind, table_html(block)
                    case Chart():
                        yield kind, _picture(block, language)
                    case _:
                        yield kind, block


def _is_long(figure: Explained) -> bool:
    """Whether what explains a figure is not kept together in print, as a column may be too short for it."""
    texts = (figure.heading, *figure.lines)
    if not figure.lines:
        return False
    # No character takes more than two columns, so that most need not be measured line by line.
    if 2 * sum(map(len, texts)) // _ACROSS + len(texts) <= _MOST_LINES:
        return False
    return sum(-(-max(width(one), 1) // _ACROSS) for one in texts) > _MOST_LINES


def _kind(block: Block) -> str:
    match block:
        case PrintedTable():
            return "table"
        case Chart():
            return "picture"
        case Explained():
            return "origins"
        case tuple():
            return "tiles"
        case _:
            return "line"


def _picture(chart: Chart, language: Language) -> _Picture:
    """Draw a chart without its title, which the page says itself."""
    try:
        svg = chart.to_svg(titled=False)
    except MissingLibraryError as error:
        message, remedy = error.problems[0].sentences(language)
        return _Picture(chart, lack=f"{_WORDS[language]['lack']}{message}\n{remedy}")
    drawn = _WIDTH.match(svg)
    return _Picture(chart, svg, drawn[1] if drawn else "640")
