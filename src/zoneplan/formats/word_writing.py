"""Printed tables as a Word document (.docx), by python-docx (extra `word`).

The same document gives the same bytes: no time of writing is kept, in the document or in its archive.
What is *not* checked: what the tables say.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from zoneplan.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.printed_tables import PrintedCell, PrintedDocument, PrintedRow, PrintedTable

__all__ = ["NOT_IN_XML", "document_bytes"]

NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold; a carriage return would come back as another line end."""

_SONG: Final = ("Times New Roman", "宋体")
_HEI: Final = ("Arial", "黑体")
# Lengths in twentieths of a point: A4, with margins of 2 cm.
_SHORT, _LONG, _MARGIN = 11906, 16838, 1134
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENT: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # what stands for no time at all
_LETTERS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE: Final = '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar>'
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def document_bytes(document: PrintedDocument) -> bytes:
    """Write a document.

    Args:
        document: The document; its texts hold no character of `NOT_IN_XML`.

    Raises:
        DocumentError: If python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415  # an extra
    except ImportError:
        raise MissingLibraryError.of(
            "python-docx", "word", "writing Word documents", "写 Word 文档"
        ) from None
    made: Any = docx.Document()
    _set_styles(made)
    _set_properties(made, document)
    made.add_heading(document.title.text, 0)
    for line in document.lines:
        made.add_paragraph(line.text)
    for number, table in enumerate(document.tables):
        _turn_page(made, document.tables[number - 1] if number else None, table)
        _add_table(made, table)
    _set_page(made.sections[-1], is_wide=bool(document.tables) and document.tables[-1].is_wide)
    raw = io.BytesIO()
    made.save(raw)
    return _without_times(raw.getvalue())


# -- styles and pages -----------------------------------------------------------------------------


def _set_styles(made: Any) -> None:
    """Give every style its fonts by name: a theme's font would win over them, for Chinese above all."""
    styles = made.styles
    for fonts in styles.element.iter(f"{{{_LETTERS}}}rFonts"):
        for theme in _THEMES:
            fonts.attrib.pop(f"{{{_LETTERS}}}{theme}", None)
    _set_fonts(styles["Normal"], _SONG, 12)
    _set_fonts(styles["Title"], _HEI, 22)
    _set_fonts(styles["Heading 1"], _HEI, 16)
    styles["Title"].paragraph_format.alignment = 1  # in the middle
    cell = styles.add_style("Table Text", 1)
    cell.base_style = styles["Normal"]
    _set_fonts(cell, _SONG, 10.5)
    cell.paragraph_format.space_after = cell.paragraph_format.space_before = 0


def _set_fonts(style: Any, fonts: tuple[str, str], size: float) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  # an extra

    latin, chinese = fonts
    style.font.name = latin
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.rPr.rFonts.set(f"{{{_LETTERS}}}eastAsia", chinese)
    for border in style.element.iter(f"{{{_LETTERS}}}pBdr"):
        border.getparent().remove(border)


def _set_properties(made: Any, document: PrintedDocument) -> None:
    about = made.core_properties
    about.title = document.title.text[:255]
    about.author = about.comments = about.last_modified_by = ""
    about.language = "zh-CN" if document.language == "zh" else "en"
    about.created = about.modified = _MOMENT


def _turn_page(made: Any, before: PrintedTable | None, table: PrintedTable) -> None:
    """Begin a new section where the page has to be turned: a wide table lies on its side."""
    was_wide = before is not None and before.is_wide
    if was_wide != table.is_wide:
        _set_page(made.sections[-1], is_wide=was_wide)
        made.add_section()
        _set_page(made.sections[-1], is_wide=table.is_wide)


def _set_page(section: Any, *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415  # an extra
    from docx.shared import Twips  # noqa: PLC0415  # the same

    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    section.page_width, section.page_height = Twips(width), Twips(height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(_MARGIN))


# -- tables ---------------------------------------------------------------------------------------


def _add_table(made: Any, table: PrintedTable) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415  # an extra
    from docx.shared import Pt  # noqa: PLC0415  # the same

    made.add_heading(table.heading, 1)
    if table.rows:
        # Made as text: python-docx looks through the whole table for each of its cells.
        element = parse_xml("".join(_table_xml(table)))
        made.element.body.insert(len(made.element.body) - 1, element)
    for number, note in enumerate(table.notes):
        told = made.add_paragraph(note)
        if table.rows and not number:
            told.paragraph_format.space_before = Pt(6)  # or it would touch the table
    if table.rows and not table.notes:
        made.add_paragraph()  # so that two tables do not become one


def _table_xml(table: PrintedTable) -> Iterator[str]:
    space = (_LONG if table.is_wide else _SHORT) - 2 * _MARGIN
    whole = sum(column.width for column in table.columns)
    widths = [column.width * space // whole for column in table.columns]
    yield f'<w:tbl xmlns:w="{_LETTERS}"><w:tblPr><w:tblStyle w:val="TableGrid"/>'
    yield f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_SPACE}</w:tblPr>'
    yield "<w:tblGrid>"
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for column, width in zip(table.columns, widths, strict=True):
        yield _cell_xml(column.header, width, '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>',
                        side="center", is_bold=True)  # fmt: skip
    yield "</w:tr>"
    reaching: list[int] = [0] * len(widths)
    for row in table.rows:
        yield from _row_xml(table, row, widths, reaching)
    yield "</w:tbl>"


def _row_xml(
    table: PrintedTable, row: PrintedRow, widths: Sequence[int], reaching: list[int]
) -> Iterator[str]:
    yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for index, cell in enumerate(row.cells):
        side = "right" if table.columns[index].is_number else "left"
        text, merge = _merged(cell, index, reaching)
        yield _cell_xml(text, widths[index], merge, side=side, is_bold=row.is_total)
    yield "</w:tr>"


def _merged(cell: PrintedCell | None, column: int, reaching: list[int]) -> tuple[str, str]:
    """Give a cell's text, and whether it begins or continues one that reaches down."""
    if cell is None:
        reaching[column] -= 1
        return "", "<w:vMerge/>"
    reaching[column] = cell.rows - 1
    return cell.text, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""


def _cell_xml(text: str, width: int, look: str, *, side: str, is_bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    style = f'<w:pPr><w:pStyle w:val="TableText"/><w:jc w:val="{side}"/></w:pPr>'
    paragraphs = "".join(f"<w:p>{style}{_run_xml(line, weight)}</w:p>" for line in text.split("\n"))
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{look}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'


def _run_xml(line: str, weight: str) -> str:
    if not line:
        return ""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
    return f"<w:r>{weight}{'<w:tab/>'.join(pieces)}</w:r>"


def _without_times(raw: bytes) -> bytes:
    """Pack an archive anew, with the same time for every member."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 0  # or the archive would differ from system to system
            new.writestr(about, old.read(name))
    return packed.getvalue()
