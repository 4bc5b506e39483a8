"""Filling a template that an office made in Word, WPS or LibreOffice (.docx or .dotx), by python-docx.

A place is a name in double braces, `{{标题}}`, in the text, a table, a text box, a header or a footer. It is
what everybody can type and see; a place may be split over runs, as spelling and formatting leave it. All else
in the template stays as it is: styles, page set-up, headers and the red head.

The file comes by mail as any other: it is unpacked within limits before python-docx opens it, what runs or
is fetched from elsewhere when it is opened is refused, and so is a name that stands for nothing.
What is *not* checked: how the filled document looks.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.errors import DocumentError, Problem, Sentences
from zoneplan.formats.text import DEFAULT_LIMITS, Limits
from zoneplan.formats.word_content import WordBlock, anchors_of
from zoneplan.formats.word_markup import LETTERS, Bookmarks
from zoneplan.formats.word_opening import opened_document
from zoneplan.formats.word_template_styles import heading_styles
from zoneplan.formats.word_writing import Layout, block_elements, repacked
from zoneplan.layout import printable, shortened
from zoneplan.locations import Location
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Places", "filled_template"]

_W: Final = f"{{{LETTERS}}}"
_SDT: Final = f"{_W}sdt"
_SHOWN: Final = tuple(f"{_W}{one}" for one in ("drawing", "pict", "object"))
_TEXT: Final = frozenset(
    f"{_W}{one}" for one in ("pPr", "r", "proofErr", "ins", "del", "smartTag", "hyperlink")
)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PLACE: Final = re.compile(r"\{\{([^{}\n]*)\}\}")
_BRACES: Final = str.maketrans("｛｝", "{}")
_SNIPPET: Final = 40
_LISTED: Final = 12
_PAGE: Final = {"w": 11906, "h": 16838, "left": 1134, "right": 1134, "top": 1134, "bottom": 1134}
_LONGEST_SIDE: Final = 31680

_NO_PLACES: Final[Sentences] = (
    "the template has no place to fill",
    "write a name in double braces where something is to stand, such as {{标题}} or {{title}}",
    "模板中没有可填的位置",
    "请在要填的地方写上双花括号中的名称，例如 {{标题}}",
)


@attrs.frozen(kw_only=True)
class Places:
    """What can be filled into a template, by the names of the places; small and large letters are alike.

    Attributes:
        texts: Texts of one line, which can stand anywhere.
        blocks: Headings, texts, tables and pictures, which take a paragraph of the text for themselves.
        refused: Names that cannot be filled, with why.
        shown: The names that are told where somebody wrote another one.
    """

    texts: Mapping[str, str]
    blocks: Mapping[str, tuple[WordBlock, ...]]
    refused: Mapping[str, Sentences]
    shown: tuple[str, ...]


def filled_template(raw: bytes, name: str, places: Places, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Fill a template.

    Args:
        raw: The bytes of the template.
        name: Its name, for messages.
        places: What can be filled in; texts hold no character of `NOT_IN_XML`.
        limits: What the template may cost.

    Raises:
        DocumentError: If python-docx is not installed; if the file is no document, is damaged or hostile,
            holds macros or fetches something from elsewhere; and with every place that cannot be filled, or
            when there is none.
    """
    made = opened_document(raw, name, limits)
    filling = _Filling(made, name, places)
    filling.fill()
    packed = io.BytesIO()
    made.save(packed)
    return repacked(packed.getvalue())


def _key(name: str) -> str:
    return folded(name).strip().casefold()


def _problem(name: str, sentences: Sentences) -> Problem:
    return Problem(Location("template", name), *sentences)


# -- places -----------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _Piece:
    """A place as it stands in a paragraph.

    Attributes:
        name: The name as it is written.
        start: Where its braces begin in the text of the paragraph.
        end: Where they end.
    """

    name: str
    start: int
    end: int


@attrs.frozen(eq=False)
class _Line:
    """A paragraph with the places in it.

    Attributes:
        element: The paragraph.
        texts: The elements that hold its text, with where in it each begins; breaks are text as well.
        text: Its text.
        where: In what it stands, in English and Chinese.
    """

    element: Any
    texts: tuple[tuple[int, Any], ...]
    text: str
    where: tuple[str, str]

    @property
    def pieces(self) -> list[_Piece]:
        """The places in it, from the last to the first: so none moves the others."""
        found = [_Piece(one[1].strip(), one.start(), one.end()) for one in _PLACE.finditer(self.text)]
        return found[::-1]

    @property
    def is_open(self) -> bool:
        """Whether braces are opened that are not closed in it."""
        return "{{" in _PLACE.sub("", self.text)

    def put(self, piece: _Piece, text: str) -> None:
        """Put a text where a place stands, with the look of its first brace."""
        for start, element in self.texts:
            held = element.text or ""
            left, right = max(piece.start - start, 0), min(piece.end - start, len(held))
            if left < right:
                is_first = piece.start >= start
                element.text = held[:left] + (text if is_first else "") + held[right:]
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _line(element: Any, where: tuple[str, str]) -> _Line:
    texts, whole = [], ""
    for one in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        # A text box stands in a run of a paragraph, and has paragraphs of its own.
        if next(one.iterancestors(f"{_W}p"), None) is not element:
            continue
        if one.tag == f"{_W}t":
            texts.append((len(whole), one))
            whole += (one.text or "").translate(_BRACES)
        else:
            whole += "\n"
    return _Line(element, tuple(texts), whole, where)


def _where(element: Any, part: tuple[str, str]) -> tuple[str, str]:
    for above in element.iterancestors():
        if above.tag == f"{_W}txbxContent":
            return "a text box", "文本框"
        if above.tag == f"{_W}tc":
            return "a table", "表格"
    return part


_PARTS: Final = (
    ("document.main+xml", ("the text", "正文")),
    (".header+xml", ("a header", "页眉")),
    (".footer+xml", ("a footer", "页脚")),
)


class _Filling:
    """One template while it is filled."""

    def __init__(self, made: Any, name: str, places: Places) -> None:
        self.made = made
        self.name = name
        self.texts = {_key(one): text for one, text in places.texts.items()}
        self.blocks = {_key(one): blocks for one, blocks in places.blocks.items()}
        self.refused = {_key(one): why for one, why in places.refused.items()}
        self.shown = places.shown
        self.known = [*places.texts, *places.blocks]
        self.problems: list[Problem] = []

    def fill(self) -> None:
        """Fill every place.

        Raises:
            DocumentError: With every place that cannot be filled, or when there is none.
        """
        lines = [line for line in self._lines() if line.pieces or line.is_open]
        for line in lines:
            self._judge(line)
        if not lines and not self.problems:
            self.problems.append(_problem(self.name, _NO_PLACES))
        if self.problems:
            raise DocumentError(tuple(dict.fromkeys(self.problems)))
        wanted = [self.blocks[one] for line in lines for one in self._block_names(line)]
        layout = self._layout(block for blocks in wanted for block in blocks)
        for line in lines:
            if any(self._block_names(line)):
                self._put_blocks(line, layout)
            for piece in line.pieces:
                if _key(piece.name) in self.texts:
                    line.put(piece, self.texts[_key(piece.name)])

    def _lines(self) -> Iterator[_Line]:
        for part in self.made.part.package.iter_parts():
            named = next((words for end, words in _PARTS if part.content_type.endswith(end)), None)
            if named is not None and hasattr(part, "element"):
                for element in part.element.iter(f"{_W}p"):
                    yield _line(element, _where(element, named))
            elif part.content_type.endswith(("notes+xml", "comments+xml")):
                self._judge_note(part)

    def _block_names(self, line: _Line) -> Iterator[str]:
        return (one for piece in line.pieces if (one := _key(piece.name)) in self.blocks)

    # -- what cannot be filled --------------------------------------------------------------------

    def _judge(self, line: _Line) -> None:
        if line.is_open:
            self._refuse(line, *_UNCLOSED)
        for piece in line.pieces[::-1]:
            name = _key(piece.name)
            if name in self.refused:
                self._refuse(line, *self.refused[name])
            elif name in self.blocks:
                self._judge_block(line, piece)
            elif name not in self.texts:
                self._refuse(line, *self._unknown(piece.name))

    def _judge_block(self, line: _Line, piece: _Piece) -> None:
        shown = printable(piece.name)
        has_more = next(line.element.iter(*_SHOWN), None) is not None
        if has_more or line.text.strip() != line.text[piece.start : piece.end]:
            self._refuse(
                line,
                f"the place {{{{{shown}}}}} stands amid other text or pictures",
                "a section takes a paragraph for itself: put it on a line of its own",
                f"位置{{{{{shown}}}}}夹在其他文字或图片中",
                "一节内容须独占一段，请让它单独成行",
            )
        elif not _is_in_body(line.element):
            self._refuse(
                line,
                f"the place {{{{{shown}}}}} cannot hold tables and pictures",
                "put it into the text itself, outside of tables, text boxes, headers and footers",
                f"位置{{{{{shown}}}}}处放不下表格和图片",
                "请放在正文中，不要放在表格、文本框、页眉或页脚中",
            )

    def _judge_note(self, part: Any) -> None:
        text = re.sub(rb"<[^>]*>", b"", part.blob).decode("utf-8", "replace").translate(_BRACES)
        if "{{" in text:
            self.problems.append(_problem(self.name, _IN_NOTES))

    def _unknown(self, name: str) -> Sentences:
        by_fold = {_key(one): one for one in reversed(self.known)}
        found = difflib.get_close_matches(_key(name)[:100], list(by_fold)[:5000], n=3, cutoff=0.5)
        near = [by_fold[one] for one in found]
        listed = near or list(self.shown[:_LISTED])
        shown = printable(name[:_SNIPPET])
        told = ", ".join(f"{{{{{one}}}}}" for one in listed)
        told_zh = "、".join(f"{{{{{one}}}}}" for one in listed)
        return (
            f"nothing is called {{{{{shown}}}}}",
            f"did you mean {told}?" if near else f"places are such as {told}",
            f"没有名为{{{{{shown}}}}}的内容",
            f"是否应为{told_zh}？" if near else f"可用的位置例如{told_zh}",
        )

    def _refuse(self, line: _Line, message: str, remedy: str, message_zh: str, remedy_zh: str) -> None:
        where, where_zh = line.where
        snippet = printable(shortened(line.text.strip(), _SNIPPET))
        self.problems.append(
            _problem(
                self.name,
                (
                    f"{message}, in {where}: '{snippet}'",
                    remedy,
                    f"{message_zh}（{where_zh}：“{snippet}”）",
                    remedy_zh,
                ),
            )
        )

    # -- filling ----------------------------------------------------------------------------------

    def _layout(self, blocks: Iterable[WordBlock]) -> Layout:
        """Give what blocks are written with in this template: its styles, and bookmarks that it has not."""
        names, numbers = [], [0]
        for part in self.made.part.package.iter_parts():
            if hasattr(part, "element"):
                names += [one.get(f"{_W}name", "") for one in part.element.iter(f"{_W}bookmarkStart")]
                told = [one.get(f"{_W}id", "") for one in part.element.iter(f"{_W}bookmarkStart")]
                told += [one.get("id", "") for one in part.element.iter(_DRAWING)]
                numbers += [int(one) for one in told if one.isascii() and one.isdecimal() and len(one) < 10]
        marks = Bookmarks([anchor for block in blocks for anchor in anchors_of([block])], names, max(numbers))
        return Layout(marks, headings=heading_styles(self.made.styles.element))

    def _put_blocks(self, line: _Line, layout: Layout) -> None:
        paragraph = line.element
        (name,) = self._block_names(line)
        about = paragraph.find(f"{_W}pPr")
        # The end of pages with their set-up, or of something that began elsewhere, stands in this paragraph.
        is_kept = about is not None and about.find(f"{_W}sectPr") is not None
        is_kept = is_kept or any(one.tag not in _TEXT for one in paragraph)
        room = attrs.evolve(layout, space=_space(paragraph, self.made.element.body), text=_look(paragraph))
        for element in block_elements(self.made.part, self.blocks[name], room):
            paragraph.addprevious(element)
        for control in paragraph.iterancestors(_SDT):
            for hint in list(control.iter(f"{_W}showingPlcHdr")):
                hint.getparent().remove(hint)
        if is_kept:
            for one in [one for one in paragraph if one is not about and one.tag in _TEXT]:
                paragraph.remove(one)
        else:
            paragraph.getparent().remove(paragraph)


_UNCLOSED: Final[Sentences] = (
    "a place is opened with {{ and not closed with }} in the same line",
    "write it as {{标题}}, without a line break in it",
    "位置以 {{ 开始，同一行内没有以 }} 结束",
    "请写成 {{标题}}，中间不要换行",
)
_IN_NOTES: Final[Sentences] = (
    "a place stands in a footnote, an endnote or a comment, which are not filled",
    "put it into the text",
    "位置写在脚注、尾注或批注中，这些地方不填写",
    "请移到正文中",
)


def _is_in_body(paragraph: Any) -> bool:
    """Whether tables may stand beside a paragraph: in the text itself, or in a control around paragraphs."""
    above = paragraph.getparent()
    while above.tag == f"{_W}sdtContent":
        if above.getparent().find(f"{_W}sdtPr/{_W}text") is not None:
            return False
        above = above.getparent().getparent()
    return bool(above.tag == f"{_W}body")


def _look(paragraph: Any) -> tuple[str, str]:
    """Give the properties of a paragraph and of its text, for the texts that take its place."""
    about, run = paragraph.find(f"{_W}pPr"), paragraph.find(f".//{_W}r/{_W}rPr")
    told = "" if about is None else str(about.xml)
    if about is not None and about.find(f"{_W}sectPr") is not None:
        told = ""
    is_hint = any(
        control.find(f".//{_W}showingPlcHdr") is not None for control in paragraph.iterancestors(_SDT)
    )
    return told, "" if run is None or is_hint else "".join(str(one.xml) for one in run)


def _space(paragraph: Any, body: Any) -> tuple[int, int]:
    """Give the room of the page that a paragraph stands on, in twentieths of a point."""
    top = paragraph
    while top.getparent() is not body:
        top = top.getparent()
    ends = [top, *top.itersiblings()]
    about = next((found for one in ends for found in one.iter(f"{_W}sectPr")), None)
    sizes = dict(_PAGE)
    columns = 1
    if about is not None:
        for element in about.iter(f"{_W}pgSz", f"{_W}pgMar", f"{_W}cols"):
            told = {key.removeprefix(_W): _length(value) for key, value in element.attrib.items()}
            columns = max(columns, min(told.get("num") or 1, 9)) if element.tag == f"{_W}cols" else columns
            sizes |= {key: value for key, value in told.items() if key in sizes and value is not None}
    across = (sizes["w"] - sizes["left"] - sizes["right"]) // columns
    high = sizes["h"] - sizes["top"] - sizes["bottom"]
    return (across if across > 1000 else 5000), (high if high > 3000 else 8000)


def _length(text: str) -> int | None:
    return min(int(text), _LONGEST_SIDE) if text.isascii() and text.isdecimal() and len(text) < 10 else None
