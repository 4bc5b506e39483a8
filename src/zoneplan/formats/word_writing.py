"""Word documents (.docx) of parts made before, by python-docx (extra `word`).

The same content gives the same bytes: no time of writing is kept, in the document or in its archive.
What is *not* checked: what the texts say.
"""

from __future__ import annotations

import copy
import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.errors import MissingLibraryError
from zoneplan.formats.word_content import (
    WordHeading,
    WordPart,
    WordPicture,
    WordText,
    WordTiles,
    anchors_of,
)
from zoneplan.formats.word_markup import (
    LETTERS,
    NOT_IN_XML,
    TABLE_TEXT,
    TILE_LABEL,
    Bookmarks,
    field_xml,
    paragraph_xml,
    picture_xml,
    run_xml,
    table_xml,
    tiles_xml,
)
from zoneplan.printed_tables import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.formats.word_content import WordBlock
    from zoneplan.printed_tables import PrintedDocument

__all__ = [
    "NOT_IN_XML",
    "Layout",
    "block_elements",
    "document_bytes",
    "letters",
    "parts_bytes",
    "python_docx",
    "repacked",
]

_SONG: Final = ("Times New Roman", "宋体")
_HEI: Final = ("Arial", "黑体")
# Lengths in twentieths of a point: A4, with margins of 2 cm.
_SHORT, _LONG, _MARGIN = 11906, 16838, 1134
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENT: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # what stands for no time at all
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_HEADING_ROOM: Final = 1400
_MOST_IN_PROPERTY: Final = 255
_OWN_STYLES: Final = (("Table Text", _SONG, 10.5), ("Tile Label", _SONG, 9), ("Tile Value", _HEI, 15))


def document_bytes(document: PrintedDocument) -> bytes:
    """Write a document of tables.

    Args:
        document: The document; its texts hold no character of `NOT_IN_XML`.

    Raises:
        DocumentError: If python-docx is not installed.
    """
    lines = WordPart(tuple(WordText(line.text) for line in document.lines))
    parts = [WordPart((WordHeading(one.heading), one), one.is_wide) for one in document.tables]
    if parts and not parts[0].is_wide:
        parts[0] = attrs.evolve(parts[0], blocks=(*lines.blocks, *parts[0].blocks))
    else:
        parts.insert(0, lines)
    return parts_bytes(document.title.text, parts, document.language)


def parts_bytes(
    title: str, parts: Sequence[WordPart], language: str, running: tuple[str, str] | None = None
) -> bytes:
    """Write a document of parts.

    Args:
        title: The title; no text holds a character of `NOT_IN_XML`.
        parts: What stands below it.
        language: The language of its headings, `en` or `zh`.
        running: What stands at the head of each page, and around the page's number and their count at the
            foot, such as `{0} of {1}`; None for pages without both.

    Raises:
        DocumentError: If python-docx is not installed.
    """
    made: Any = python_docx().Document()
    _set_styles(made, language)
    _set_properties(made, title, language)
    made.add_heading(title, 0)
    layout = Layout(Bookmarks(anchor for part in parts for anchor in anchors_of(part.blocks)))
    before: WordPart | None = None
    for part in parts:
        if before is not None and part.is_wide != before.is_wide:
            made.add_section()
        _set_page(made.sections[-1], is_wide=part.is_wide)
        before = part
        across, high = (_LONG, _SHORT) if part.is_wide else (_SHORT, _LONG)
        room = attrs.evolve(layout, space=(across - 2 * _MARGIN, high - 2 * _MARGIN))
        pages = made.element.body[-1]  # the properties of the last pages stand at the end
        for element in block_elements(made.part, part.blocks, room):
            pages.addprevious(element)
    if not parts:
        _set_page(made.sections[-1], is_wide=False)
    if running is not None:
        _set_running(made.sections[0], *running)
    raw = io.BytesIO()
    made.save(raw)
    return repacked(raw.getvalue())


def python_docx() -> Any:
    """Import the library that writes documents.

    Raises:
        MissingLibraryError: When it is not installed.
    """
    try:
        import docx  # noqa: PLC0415  # an extra
    except ImportError:
        raise MissingLibraryError.of(
            "python-docx", "word", "writing Word documents", "写 Word 文档"
        ) from None
    return docx


# -- blocks -----------------------------------------------------------------------------------------

_HEADINGS: Final[Mapping[int, str]] = {1: "Heading1", 2: "Heading2", 3: "Heading3"}


@attrs.frozen
class Layout:
    """What blocks are written with.

    Attributes:
        marks: The bookmarks of the document.
        space: How much room a page has across and down, in twentieths of a point.
        headings: Id of the style of each level of headings.
        text: The XML of a paragraph's properties for texts, and of the properties in its runs.
    """

    marks: Bookmarks
    space: tuple[int, int] = (_SHORT - 2 * _MARGIN, _LONG - 2 * _MARGIN)
    headings: Mapping[int, str] = attrs.field(factory=lambda: _HEADINGS)
    text: tuple[str, str] = ("", "")


def letters(xml: str) -> list[Any]:
    """Give the elements of XML in which `w` stands for Word's names, as a list.

    Args:
        xml: The XML.
    """
    from docx.oxml import parse_xml  # noqa: PLC0415  # an extra

    parsed = parse_xml(f'<w:body xmlns:w="{LETTERS}">{xml}</w:body>')
    # A copy declares the names itself. An element that does not is moved in quadratic time by lxml, which
    # takes a minute for the tables of 2,000 actions.
    return [copy.deepcopy(one) for one in parsed]


def block_elements(part: Any, blocks: Iterable[WordBlock], layout: Layout) -> list[Any]:
    """Give the elements of blocks.

    Args:
        part: The part of the document they will stand in, which takes their pictures.
        blocks: The blocks.
        layout: What they are written with.
    """
    return letters("".join(_blocks_xml(part, blocks, layout)))


def _blocks_xml(part: Any, blocks: Iterable[WordBlock], layout: Layout) -> Iterator[str]:
    for block in blocks:
        match block:
            case WordHeading(text, level, anchor):
                yield paragraph_xml(layout.marks.around(anchor, run_xml(text)), layout.headings[level])
            case WordText():
                yield _text_xml(block, layout)
            case WordTiles() if block.tiles:
                yield tiles_xml(block, layout.space[0], layout.marks) + _after("")
            case PrintedTable():
                yield _with_notes(block, layout)
            case WordPicture():
                yield _picture(part, block, layout)
            case _:
                pass


def _text_xml(block: WordText, layout: Layout) -> str:
    about, look = layout.text
    content = layout.marks.around(block.anchor, run_xml(block.text, "<w:b/>" if block.is_strong else look))
    if block.is_strong:
        return paragraph_xml(content, TABLE_TEXT, '<w:keepNext/><w:spacing w:before="120"/>')
    if block.is_small or block.indent:
        return paragraph_xml(content, TILE_LABEL, f'<w:ind w:left="{block.indent * 90}"/>')
    return f"<w:p>{about}{content}</w:p>"


def _with_notes(table: PrintedTable, layout: Layout) -> str:
    made = table_xml(table, layout.space[0], layout.marks) if table.rows else ""
    notes = [_after(run_xml(note)) if not number else paragraph_xml(run_xml(note), TILE_LABEL)
             for number, note in enumerate(table.notes)]  # fmt: skip
    # A paragraph at least: else two tables would become one.
    return made + ("".join(notes) or _after(""))


def _after(content: str) -> str:
    """Give the paragraph behind a table, which would touch it otherwise."""
    return paragraph_xml(content, TILE_LABEL, '<w:spacing w:before="80" w:after="80"/>')


def _picture(part: Any, picture: WordPicture, layout: Layout) -> str:
    relation, _ = part.get_or_add_image(io.BytesIO(picture.png))
    across, high = layout.space
    content = picture_xml(picture, relation, layout.marks.next_number(), (across, high - _HEADING_ROOM))
    return paragraph_xml(
        content, "", '<w:spacing w:before="60" w:after="120"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    )


# -- styles and pages -----------------------------------------------------------------------------


def _set_styles(made: Any, language: str) -> None:
    """Give every style its fonts by name: a theme's font would win over them, for Chinese above all."""
    styles = made.styles
    for fonts in styles.element.iter(f"{{{LETTERS}}}rFonts"):
        for theme in _THEMES:
            fonts.attrib.pop(f"{{{LETTERS}}}{theme}", None)
    for spoken in styles.element.iter(f"{{{LETTERS}}}lang"):
        spoken.set(f"{{{LETTERS}}}eastAsia", "zh-CN")
    _set_fonts(styles["Normal"], _SONG, 12)
    _set_fonts(styles["Title"], _HEI, 22)
    for level, size in enumerate((16, 13, 11), start=1):
        _set_fonts(styles[f"Heading {level}"], _HEI, size)
    for name in ("Header", "Footer"):
        _set_fonts(styles[name], _SONG, 9)
    styles["Title"].paragraph_format.alignment = 1  # in the middle
    for name, fonts, points in _OWN_STYLES:
        style = styles.add_style(name, 1)
        style.base_style = styles["Normal"]
        _set_fonts(style, fonts, points)
        style.paragraph_format.space_after = style.paragraph_format.space_before = 0
        style.paragraph_format.line_spacing = 1.0
    if language == "zh":
        # Shapes and quotation marks are in Latin fonts as well, and look like Latin ones without this.
        for named in styles.element.iter(f"{{{LETTERS}}}rFonts"):
            named.set(f"{{{LETTERS}}}hint", "eastAsia")


def _set_fonts(style: Any, fonts: tuple[str, str], size: float) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  # an extra

    latin, chinese = fonts
    style.font.name = latin
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.rPr.rFonts.set(f"{{{LETTERS}}}eastAsia", chinese)
    for border in style.element.iter(f"{{{LETTERS}}}pBdr"):
        border.getparent().remove(border)


def _set_properties(made: Any, title: str, language: str) -> None:
    about = made.core_properties
    about.title = title[:_MOST_IN_PROPERTY]
    about.author = about.comments = about.last_modified_by = ""
    about.language = "zh-CN" if language == "zh" else "en"
    about.created = about.modified = _MOMENT


def _set_page(section: Any, *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415  # an extra
    from docx.shared import Twips  # noqa: PLC0415  # the same

    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    section.page_width, section.page_height = Twips(width), Twips(height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(_MARGIN))


def _set_running(section: Any, head: str, foot: str) -> None:
    """Put a line at the head of all pages, and their numbers at the foot; later pages take both over."""
    before, _, rest = foot.partition("{0}")
    between, _, after = rest.partition("{1}")
    numbers = "".join(
        (run_xml(before), field_xml("PAGE"), run_xml(between), field_xml("NUMPAGES"), run_xml(after))
    )
    for holder, content in ((section.header, run_xml(head)), (section.footer, numbers)):
        paragraph = holder.paragraphs[0]
        paragraph.alignment = 1  # in the middle, on pages of either orientation
        for element in letters(content):
            paragraph._p.append(element)


def repacked(raw: bytes) -> bytes:
    """Pack an archive anew, with the same time for every member.

    Args:
        raw: The archive.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 0  # or the archive would differ from system to system
            new.writestr(about, old.read(name))
    return packed.getvalue()
