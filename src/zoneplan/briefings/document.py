"""A briefing as a Word document, or filled into the template of an office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.pictures import MOST_PICTURES, SCALE, left_out, picture
from zoneplan.briefings.sections import Explained, SectionName, Tile
from zoneplan.charts.chart import Chart
from zoneplan.formats import text
from zoneplan.formats.word_content import WordHeading, WordPart, WordPicture, WordText, WordTile, WordTiles
from zoneplan.formats.word_markup import NOT_IN_XML
from zoneplan.formats.word_templates import Places, filled_template
from zoneplan.formats.word_writing import parts_bytes
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedLine, PrintedTable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.briefings.sections import Block, Section
    from zoneplan.errors import Sentences
    from zoneplan.formats.word_content import WordBlock
    from zoneplan.layout import Language

__all__ = ["document_bytes", "places_of"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "running": "{title}　截至{day}",
        "foot": "第{0}页　共{1}页",
    },
    "en": {
        "running": "{title}, as of {day}",
        "foot": "Page {0} of {1}",
    },
}


def document_bytes(briefing: Briefing, template: str | os.PathLike[str] | None = None) -> bytes:
    """Give a briefing as a Word document (.docx), a new one or the template of an office filled in.

    In a template (.docx or .dotx) a name in double braces, such as `{{标题}}`, is a place to fill: `标题` or
    `title`, `日期` or `day`, `概况` or `about` for the lines below the title, the name of a section in
    Chinese or English for what stands in it without its heading, `全部` or `everything` for all sections
    with their headings, and the id of a metric, or its name, for its headline figure. All else stays.

    Args:
        briefing: The briefing.
        template: The file of the template; None for a new document.

    Raises:
        DocumentError: If python-docx is not installed; of a template also when it cannot be read, has no
            place to fill, or has one that stands for nothing.
        OSError: If the template cannot be opened.
    """
    if template is not None:
        raw = text.read_bytes(template, text.DEFAULT_LIMITS)
        return filled_template(raw, os.fspath(template), places_of(briefing))
    words = _WORDS[briefing.language]
    first = WordPart(tuple(WordText(_shown(line.text)) for line in briefing.lines))
    title = _shown(briefing.title)
    parts = [first, *(part for section in briefing.sections for part in _parts(section, briefing.language))]
    running = words["running"].format(title=title, day=_day_text(briefing.as_of, briefing.language))
    return parts_bytes(title, parts, briefing.language, (running, words["foot"]))


def _day_text(day: datetime.date, language: Language) -> str:
    """Give a day as it stands in an official document.

    Args:
        day: The day.
        language: `en` or `zh`.
    """
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def _parts(section: Section, language: Language) -> Iterator[WordPart]:
    """Give a section with its heading, its wide tables on pages that lie on their side.

    A line goes with what stands before it, and the heading with the first table, picture or figures.
    """
    heading = WordHeading(_shown(section.heading), 1, section.name.value)
    held: list[WordBlock] = [heading]
    was_wide: bool | None = None
    drawn = 0
    for block in section.blocks:
        drawn += isinstance(block, Chart)
        is_wide = isinstance(block, PrintedTable) and block.is_wide
        decides = not isinstance(block, (PrintedLine, Explained))
        if decides and was_wide is not None and is_wide != was_wide:
            yield WordPart(tuple(held), was_wide)
            held = []
        if decides:
            was_wide = is_wide
        held += _blocks(block, section, language, drawn)
    if said := left_out(drawn, language):
        held.append(WordText(said))
    yield WordPart(tuple(held), bool(was_wide))


def _section_blocks(section: Section, language: Language) -> tuple[WordBlock, ...]:
    """Give what stands in a section, without its heading.

    Args:
        section: The section.
        language: The language of the briefing.
    """
    return tuple(one for part in _parts(section, language) for one in part.blocks)[1:]


def _blocks(block: Block, section: Section, language: Language, drawn: int) -> Iterator[WordBlock]:
    match block:
        case PrintedTable():
            if block.heading and block.heading != section.heading:
                yield WordHeading(_shown(block.heading), 2)
            yield block.with_texts(_shown)
        case PrintedLine(said):
            yield from (WordText(line) for line in _shown(said).split("\n"))
        case Chart():
            if drawn <= MOST_PICTURES:
                yield _picture(block, language)
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


def _picture(chart: Chart, language: Language) -> WordBlock:
    """Give a chart as a picture, or a line that says why there is none."""
    drawn = picture(chart, language)
    if isinstance(drawn, str):
        return WordText(_shown(drawn))
    return WordPicture(drawn, _shown(chart.description), SCALE)


# -- the places of a template -----------------------------------------------------------------------

_SECTIONS_ZH: Final[Mapping[SectionName, str]] = {
    SectionName.HEADLINE: "主要数据",
    SectionName.STRUCTURE: "规划结构",
    SectionName.INDICATORS: "主要指标",
    SectionName.PATHS: "指标走势",
    SectionName.MONEY: "资金",
    SectionName.LIGHTS: "亮灯",
    SectionName.SCHEDULE: "进度安排",
    SectionName.FINDINGS: "检查结果",
    SectionName.ORIGINS: "数据出处",
}
_NOTHING: Final[Mapping[Language, str]] = {
    "zh": "规划没有这方面的内容。",
    "en": "The plan says nothing of this.",
}


def places_of(briefing: Briefing) -> Places:
    """Give what can be filled into a template.

    Args:
        briefing: The briefing.
    """
    day = _day_text(briefing.as_of, briefing.language)
    title = _shown(briefing.title).replace("\n", " ")
    texts = {"标题": title, "title": title, "日期": day, "day": day}
    blocks = dict(_named_blocks(briefing))
    figures, refused = _figures(briefing, {one.casefold() for one in (*texts, *blocks)})
    shown = ("标题", "日期", "全部", *_SECTIONS_ZH.values())
    if briefing.language == "en":
        shown = ("title", "day", "everything", *(one.value for one in SectionName))
    return Places(texts=texts | figures, blocks=blocks, refused=refused, shown=shown)


def _named_blocks(briefing: Briefing) -> Iterator[tuple[str, tuple[WordBlock, ...]]]:
    about = tuple(WordText(line) for one in briefing.lines for line in _shown(one.text).split("\n"))
    parts = [
        block
        for section in briefing.sections
        for part in _parts(section, briefing.language)
        for block in part.blocks
    ]
    for names, blocks in ((("概况", "about"), about), (("全部", "everything"), tuple(parts))):
        yield from ((name, blocks) for name in names)
    for section_name, chinese in _SECTIONS_ZH.items():
        section = briefing.section(section_name)
        found: tuple[WordBlock, ...] = (WordText(_NOTHING[briefing.language]),)
        if section is not None:
            found = _section_blocks(section, briefing.language)
            yield section.heading.strip(), found
        yield chinese, found
        yield section_name.value, found


def _figures(briefing: Briefing, taken: set[str]) -> tuple[dict[str, str], dict[str, Sentences]]:
    """Give the headline figures by id and name of their metric, and the names that stand for several."""
    told: dict[str, dict[str, None]] = {}
    tiles = [tile for section in briefing.sections for tile in _tiles(section)]
    for tile in tiles:
        for name in {tile.metric.strip(), tile.label.strip()}:
            if name and name.casefold() not in taken:
                told.setdefault(name.casefold(), {})[_shown(tile.value).replace("\n", " ")] = None
    single = {name: next(iter(values)) for name, values in told.items() if len(values) == 1}
    several = {name: _ambiguous(name, values) for name, values in told.items() if len(values) > 1}
    return single, several


def _tiles(section: Section) -> Iterator[Tile]:
    for block in section.blocks:
        if isinstance(block, tuple):
            yield from block


def _ambiguous(name: str, values: Iterable[str]) -> Sentences:
    listed = list(values)
    return (
        f"{{{{{name}}}}} stands for several figures: {', '.join(listed)}",
        "name another one, or the section with all of them: {{headline}}",
        f"{{{{{name}}}}}对应几个数：{'、'.join(listed)}",
        "请改用其他名称，或用整节内容：{{主要数据}}",
    )


# -- texts that a document can hold -----------------------------------------------------------------


def _shown(told: str) -> str:
    """Give a text with the characters spelled out that no document can hold; lines stay lines."""
    return "\n".join(map(printable, told.split("\n"))) if NOT_IN_XML.search(told) else told
