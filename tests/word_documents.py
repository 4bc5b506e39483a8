"""Word documents made by hand for tests: what Word would write, reduced to what is asked about."""

from __future__ import annotations

import io
import zipfile

LETTERS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def package(content: str) -> bytes:
    """Give a document whose text is the XML given."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", content)
    return raw.getvalue()


def document(body: str, letters: str = LETTERS) -> bytes:
    """Give a document with a body."""
    return package(
        f'<w:document xmlns:w="{letters}" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )


def run(text: str, properties: str = "") -> str:
    """Give a piece of text, perhaps with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str) -> str:
    """Give a paragraph of runs, or of a plain text."""
    return f"<w:p>{content if content.startswith('<') else run(content)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """Give a cell of runs or of a plain text, perhaps with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Give a row of cells, each a `<w:tc>` or a plain text."""
    made = (one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str) -> str:
    """Give a table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
