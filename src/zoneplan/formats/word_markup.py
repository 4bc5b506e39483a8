"""The XML of Word paragraphs, tables, links and pictures, as text.

A text of thousands of rows is made in one go: a library that adds cell after cell takes minutes for it.
Texts hold no character of `NOT_IN_XML`; whoever makes them has seen to that.
"""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

import attrs

from zoneplan.layout import width as columns_of
from zoneplan.printed_tables import PrintedTable, Signal
from zoneplan.signal_tones import BAR, TICK, TONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.formats.word_content import WordPicture, WordTile, WordTiles
    from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow

__all__ = [
    "LETTERS", "NOT_IN_XML", "TABLE_TEXT", "TILE_LABEL", "TILE_VALUE", "Bookmarks", "bar_units",
    "bookmark_name", "field_xml", "paragraph_xml", "picture_xml", "run_xml", "table_xml", "tiles_xml",
]  # fmt: skip

LETTERS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of Word's elements."""
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold; a carriage return would come back as another line end."""
TABLE_TEXT, TILE_LABEL, TILE_VALUE = "TableText", "TileLabel", "TileValue"

_SPACE: Final = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEAD: Final = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
_BOLD: Final = "<w:b/>"
# Dotted and in the colour of the text: a table in which every figure is a link stays readable on paper.
_LINK: Final = '<w:u w:val="dotted" w:color="868B94"/>'
_PLAIN_ANCHOR: Final = re.compile("[a-z][a-z0-9-]{0,37}")
_LONGEST_NAME: Final = 40
_SIDE: Final = 80
_UNIT: Final = 40
"""The shortest length of a bar that is seen, in twentieths of a point."""
_FEWEST_UNITS: Final = 12
_SHORT_TABLE: Final = 12
"""So many rows stay on one page together, as long as they have room there."""
_MOST_LINES: Final = 20
"""So many lines have room on a page that lies on its side; what is kept together and has none leaves its
heading behind on an empty page."""
_HALF_COLUMN: Final = 105
"""Twips that a letter takes; a Chinese character takes two of them."""
_TILES_ACROSS: Final = 3
_EMU: Final = 9525
_TWIPS_TO_EMU: Final = 635


# -- links and what they lead to --------------------------------------------------------------------


def bookmark_name(anchor: str) -> str:
    """Give the name of the bookmark for an anchor: at most 40 characters, as Word allows, and one for each.

    It begins with an underscore, so that it is not listed among the bookmarks that people made. Word takes A
    for a: only small letters are kept, and an anchor with others is named by its digest.

    >>> bookmark_name("figure-programs-0-targets-1")
    '_figure_programs_0_targets_1'

    Args:
        anchor: The anchor.
    """
    if _PLAIN_ANCHOR.fullmatch(anchor):
        return f"_{anchor.replace('-', '_')}"
    digest = hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()
    return f"_{digest[: _LONGEST_NAME - 1]}"


class Bookmarks:
    """The bookmarks of one document: which links have a target, and which targets have been written.

    Args:
        anchors: Every anchor that will be written.
        taken: Names of bookmarks that are in the document already.
        first: The greatest number that something in it has already.
    """

    def __init__(self, anchors: Iterable[str], taken: Iterable[str] = (), first: int = 0) -> None:
        used = {name.casefold() for name in taken}
        self._names: dict[str, str] = {}
        self._number = first
        self._written: set[str] = set()
        for anchor in anchors:
            if anchor not in self._names:
                name, more = bookmark_name(anchor), 0
                while name.casefold() in used:
                    more += 1
                    name = bookmark_name(f"{anchor} {more}")
                used.add(name.casefold())
                self._names[anchor] = name

    def next_number(self) -> int:
        """Give a number that nothing else in the document has, from 1."""
        self._number += 1
        return self._number

    def around(self, anchor: str, content: str) -> str:
        """Give content as the target of an anchor; as it is where that has a place already, or is empty."""
        name = self._names.get(anchor)
        if name is None or anchor in self._written:
            return content
        self._written.add(anchor)
        number = self.next_number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def link(self, anchor: str, text: str, look: str = "") -> str:
        """Give a text that leads to an anchor; the text alone where the document has no such place."""
        name = self._names.get(anchor)
        if name is None or not text:
            return run_xml(text, look)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{run_xml(text, look + _LINK)}</w:hyperlink>'


# -- text -------------------------------------------------------------------------------------------


def run_xml(text: str, look: str = "") -> str:
    """Give a run of text in one line; nothing of none.

    Args:
        text: The text; a tabulator stays one.
        look: The XML of its properties.
    """
    if not text:
        return ""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    about = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{about}{'<w:tab/>'.join(pieces)}</w:r>"


def paragraph_xml(content: str, style: str = "", properties: str = "") -> str:
    """Give a paragraph.

    Args:
        content: The XML of its runs.
        style: Id of its style; empty for the usual one.
        properties: The XML of its further properties, in the order of the schema.
    """
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{about}{content}</w:p>"


def field_xml(instruction: str, shown: str = "1") -> str:
    """Give a field that Word computes, such as `PAGE`.

    Args:
        instruction: What it computes.
        shown: What is shown until it is computed.
    """
    return f'<w:fldSimple w:instr=" {instruction} ">{run_xml(shown)}</w:fldSimple>'


# -- tables -----------------------------------------------------------------------------------------


def table_xml(table: PrintedTable, space: int, marks: Bookmarks) -> str:
    """Give a table without its heading and notes.

    Args:
        table: The table.
        space: How wide it is, in twentieths of a point.
        marks: The bookmarks of the document.
    """
    return "".join(_TableXml(table.columns, space, marks).of(table.rows))


@attrs.frozen
class _CellLook:
    """How a cell looks: its width, side, merging and ground, and whether its row keeps with the next one."""

    width: int
    side: str = "left"
    properties: str = ""
    keeps: bool = False


class _TableXml:
    """One table on its way into XML."""

    def __init__(self, columns: Sequence[PrintedColumn], space: int, marks: Bookmarks) -> None:
        self.columns = columns
        self.marks = marks
        whole = sum(column.width for column in columns)
        self.widths = [column.width * space // whole for column in columns]
        self.reaching = [0] * len(columns)
        self.keeps = False

    def of(self, rows: Sequence[PrintedRow]) -> Iterator[str]:
        yield _table_start(self.widths)
        yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        for column, width in zip(self.columns, self.widths, strict=True):
            look = _CellLook(width, "center", _HEAD, keeps=bool(rows))
            yield _cell_xml([run_xml(line, _BOLD) for line in column.header.split("\n")], look)
        yield "</w:tr>"
        is_short = len(rows) <= _SHORT_TABLE and sum(map(self._lines, rows)) <= _MOST_LINES
        for number, row in enumerate(rows, start=1):
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            reaching = [0 if cell is None else cell.rows for cell in row.cells]
            self.keeps = number < len(rows) and (
                is_short or 1 < max(*reaching, *self.reaching, 0) <= _SHORT_TABLE
            )
            for index, cell in enumerate(row.cells):
                is_bold = row.is_total and not self.columns[index].is_remark
                yield self._cell(index, cell, _BOLD if is_bold else "")
            yield "</w:tr>"
        yield "</w:tbl>"

    def _lines(self, row: PrintedRow) -> int:
        """Give how many lines high a row will be, about."""
        return max(
            sum(max(1, -(-columns_of(line) * _HALF_COLUMN // wide)) for line in cell.text.split("\n"))
            for cell, wide in zip(row.cells, self.widths, strict=True)
            if cell is not None
        )

    def _cell(self, index: int, cell: PrintedCell | None, weight: str) -> str:
        width = self.widths[index]
        side = "right" if self.columns[index].is_number else "left"
        if cell is None:
            self.reaching[index] -= 1
            return _cell_xml([""], _CellLook(width, side, "<w:vMerge/>", keeps=self.keeps))
        self.reaching[index] = cell.rows - 1
        merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        ink, ground = _tones(cell.signal)
        lines = _signalled(cell.text, cell.signal).split("\n")
        runs = [self.marks.link(cell.link, line, weight + ink) for line in lines]
        runs[0] = self.marks.around(cell.anchor, runs[0])
        bar = "" if cell.bar is None else _bar_xml(cell.bar, width)
        return _cell_xml(runs, _CellLook(width, side, merge + ground, keeps=self.keeps), bar)


def _table_start(widths: Sequence[int], style: str = "") -> str:
    lines = style or "".join(f'<w:{side} w:val="single" w:sz="4" w:color="8C9299"/>' for side in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_SPACE}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _cell_xml(runs: Sequence[str], look: _CellLook, below: str = "") -> str:
    side = ("<w:keepNext/>" if look.keeps else "") + f'<w:jc w:val="{look.side}"/>'
    paragraphs = "".join(paragraph_xml(run, TABLE_TEXT, side) for run in runs) + below
    size = f'<w:tcW w:w="{look.width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{look.properties}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'


def _signalled(text: str, signal: Signal | None) -> str:
    """Put the shape of a signal before its words, unless they begin with it."""
    if signal is None or text.startswith(signal.shape):
        return text
    return f"{signal.shape} {text}".rstrip()


def _tones(signal: Signal | None) -> tuple[str, str]:
    """Give the properties of text and cell that show a signal."""
    tone = None if signal is None else TONES.get(signal)
    if tone is None:
        return "", ""
    return f'<w:color w:val="{tone.ink[1:]}"/>', _ground(tone.ground)


def _ground(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour[1:]}"/>'


# -- bars and tiles ---------------------------------------------------------------------------------


def bar_units(bar: PrintedBar, units: int) -> tuple[int, int | None]:
    """Give how many units of a bar are filled, and on which unit its tick stands, from 0; None for no tick.

    All are filled only where the share is 1 or more, none only where it is 0 or less, and a share that has
    reached the tick is filled beyond it: the bar never says other than the numbers. A tick beyond 1 stands at
    the end.

    Args:
        bar: The bar.
        units: How many units it has, at least 3.
    """
    share, tick = bar.share, bar.tick
    if share >= 1:
        filled = units
    elif share <= 0:
        filled = 0
    else:
        filled = min(units - 1, max(1, int(share * units)))
    if tick is None:
        return filled, None
    at = units - 1 if tick >= 1 else min(units - 2, max(1, int(tick * units))) if tick > 0 else 0
    if share < min(tick, Fraction(1)):
        return min(filled, at), at
    return (max(filled, at + 1), at) if share > 0 else (filled, at)


def _bar_xml(bar: PrintedBar, width: int) -> str:
    """Draw a bar as a low paragraph on a ground, and its tick as the end of a line below it.

    The whole width of the cell is all of it. Nothing is read aloud that the text does not say.
    """
    room = width - 2 * _SIDE
    units = max(_FEWEST_UNITS, room // _UNIT)
    filled, tick = bar_units(bar, units)
    made = ""
    if filled:
        made = _low_paragraph(room - filled * room // units, "", _ground(BAR))
    if tick is not None:
        end = f'w:val="single" w:sz="12" w:space="0" w:color="{TICK[1:]}"'
        line = f'w:val="single" w:sz="6" w:space="0" w:color="{TICK[1:]}"'
        made += _low_paragraph(
            room - (tick + 1) * room // units, f"<w:pBdr><w:top {line}/><w:right {end}/></w:pBdr>"
        )
    return made


def _low_paragraph(indent: int, lines: str, ground: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{TABLE_TEXT}"/>{lines}{ground}'
        '<w:spacing w:line="90" w:lineRule="exact"/>'
        f'<w:ind w:right="{indent}"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>'
    )


def tiles_xml(tiles: WordTiles, space: int, marks: Bookmarks) -> str:
    """Give headline figures as a small table.

    Args:
        tiles: The figures.
        space: How wide it is, in twentieths of a point.
        marks: The bookmarks of the document.
    """
    across = min(_TILES_ACROSS, len(tiles.tiles))
    widths = [space // across] * across
    line = "".join(f'<w:{side} w:val="single" w:sz="12" w:color="FFFFFF"/>' for side in _SIDES)
    made = [_table_start(widths, line)]
    for first in range(0, len(tiles.tiles), across):
        row = tiles.tiles[first : first + across]
        made.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        made += [_tile_xml(tile, widths[0], marks) for tile in row]
        made += [_cell_xml([""], _CellLook(widths[0]))] * (across - len(row))
        made.append("</w:tr>")
    return "".join([*made, "</w:tbl>"])


def _tile_xml(tile: WordTile, width: int, marks: Bookmarks) -> str:
    tone = TONES.get(tile.signal, TONES[Signal.OPEN])
    ink = f'<w:color w:val="{tone.ink[1:]}"/>' if tile.signal is not Signal.NONE else ""
    lines = [paragraph_xml(run_xml(line), TILE_LABEL) for line in tile.label.split("\n")]
    lines += [paragraph_xml(marks.link(tile.link, line), TILE_VALUE) for line in tile.value.split("\n")]
    if tile.reading:
        lines += [paragraph_xml(run_xml(line), TILE_LABEL) for line in tile.reading.split("\n")]
    note = tile.note if tile.signal is Signal.NONE else _signalled(tile.note, tile.signal)
    if note:
        lines += [paragraph_xml(run_xml(line, ink), TILE_LABEL) for line in note.split("\n")]
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{_ground(tone.ground)}</w:tcPr>{''.join(lines)}</w:tc>"


# -- pictures ---------------------------------------------------------------------------------------


def picture_xml(picture: WordPicture, relation: str, number: int, space: tuple[int, int]) -> str:
    """Give the run of a picture that is no larger than the page has room for.

    Args:
        picture: The picture.
        relation: Id of the relation to its file.
        number: Its number in the document, from 1.
        space: How wide and high it may be, in twentieths of a point.
    """
    wide, high = (side * _EMU for side in picture.size)
    least = min(1.0, *(room * _TWIPS_TO_EMU / side for room, side in zip(space, (wide, high), strict=True)))
    width, height = int(wide * least), int(high * least)
    told = quoteattr(picture.description)
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:a="{drawing}/main" '
        f'xmlns:pic="{drawing}/picture" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={told}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{drawing}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Chart {number}" descr={told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
