"""Tables of a Word document (.docx) as sheets of cells, each with its place: `table 2, row 4, column 3`.

What is read is what the document says once all changes are accepted: inserted text is read, deleted and
moved-away text is not, and neither are hidden text, placeholders of empty fields and the pinyin above
characters. A raised digit is read as ², so that 12.5 with a footnote mark is not 12.51. Text that is struck
through is refused: it may be meant or not.
What is *not* read: pictures, the numbers that Word gives to list items, text that the style of a table hides,
and text boxes; a formula of Word's own is read as `\N{OBJECT REPLACEMENT CHARACTER}`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from zoneplan.errors import DocumentError, Problem
from zoneplan.formats.packages import unpacked
from zoneplan.formats.text import DEFAULT_LIMITS, named_bytes
from zoneplan.formats.word_styles import PLAIN, Look, Styles, is_on
from zoneplan.formats.word_tables import OpenCell, OpenRow, OpenTable, OpenText, Run
from zoneplan.locations import Location

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from zoneplan.errors import Sentences
    from zoneplan.formats.text import Limits
    from zoneplan.sheets import Sheet

__all__ = ["read_tables"]

_MOST_ELEMENTS: Final = 500_000
_MOST_CELLS: Final = 60_000
_MOST_COLUMNS: Final = 256
_KEPT_BEFORE: Final = 3
_LETTERS: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # the same words, in strict documents
}
_ROOTS: Final = {f"{space} document" for space in _LETTERS}
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHEMATICS: Final = {
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
}
_PIECE: Final = 1 << 18
_LONGEST_TAG: Final = 1 << 21
_NO_DOCUMENT: Final[Sentences] = (
    "the file is no Word document",
    "open it in the program that made it and save it as .docx",
    "文件不是 Word 文档",
    "请用原来的程序打开，另存为 .docx",
)
_DAMAGED: Final[Sentences] = (
    "the document is damaged",
    "open it in Word and save it again",
    "文档已损坏",
    "请在 Word 中打开并重新保存",
)
_UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# What a tracked change of form was before, and what is no text of the document.
_PASSED_OVER: Final = {
    "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "sectPrChange", "rt",
}  # fmt: skip


def read_tables(
    source: str | os.PathLike[str] | bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Read the tables of a Word document as sheets, in document order.

    A table inside a cell is a sheet of its own: 2.1 is the first one in table 2. With each come the last
    paragraphs before it that are not blank, at most three, such as its title and 单位：万元.

    Args:
        source: The document's path, or its bytes.
        name: What the document is called in places; None for its path.
        limits: What is accepted: `size` bytes of the file and as many unpacked, `scalar` characters of a
            cell.

    Raises:
        DocumentError: If it is no Word document, is damaged, encrypted or beyond the limits, embeds another
            document, or has cells in which it is not clear what counts, each with its place.
        OSError: When the file is missing or cannot be read.
    """
    raw, called = named_bytes(source, name, "the document", limits)
    members = unpacked(raw, called, limits)
    main = _main_part(members, called)
    reader = _Reader(called, limits, _styles(members, main, called))
    reader.read(members[main])
    if reader.problems:
        raise DocumentError(tuple(reader.problems))
    return tuple(table.made(called) for table in reader.tables)


def _styles(members: Mapping[str, bytes], main: str, name: str) -> Styles:
    """Read the styles that a document names.

    Raises:
        DocumentError: If they are damaged, or more than any program writes.
    """
    path = PurePosixPath(main)
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.endswith(" Relationship") and attributes.get("Type", "").endswith("/styles"):
            target = attributes.get("Target", "")
            found.append(target.lstrip("/") if target.startswith("/") else str(path.parent / target))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    _feed(parser, members.get(str(path.parent / "_rels" / f"{path.name}.rels"), b"<none/>"), name)
    styles = Styles()
    content = members.get(found[0], b"<none/>") if found else b"<none/>"
    if content.count(b"<") > _MOST_ELEMENTS:
        raise _refused(name, *_DAMAGED)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: styles.start(
        tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda _: styles.end()
    _feed(parser, content, name)
    return styles


def _main_part(members: Mapping[str, bytes], name: str) -> str:
    """Give the name of the part that holds the document's text.

    Raises:
        DocumentError: If there is none.
    """
    found: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.endswith(" Relationship") and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    _feed(parser, members.get("_rels/.rels", b"<none/>"), name)
    if not found or found[0] not in members:
        raise _refused(name, *_NO_DOCUMENT)
    return found[0]


def _feed(parser: expat.XMLParserType, content: bytes, name: str) -> None:
    """Parse XML piece by piece.

    Raises:
        DocumentError: If it is no XML, or has a tag longer than any that Word writes.
    """
    try:
        for start in range(0, len(content), _PIECE):
            parser.Parse(content[start : start + _PIECE], False)
            # A tag is looked at anew with every piece until it ends, which takes forever for a long one.
            if start - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _refused(name, *_DAMAGED)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise _refused(name, *_DAMAGED) from None


def _refused(name: str, *sentences: str) -> DocumentError:
    return DocumentError.at(Location("", name), *sentences)


# -- reading --------------------------------------------------------------------------------------


class _Reader:
    """Follows the XML of a document and collects its tables."""

    def __init__(self, name: str, limits: Limits, styles: Styles) -> None:
        self.name = name
        self.limits = limits
        self._styles = styles
        self.tables: list[OpenTable] = []
        self.problems: list[Problem] = []
        self._open_tables: list[OpenTable] = []
        self._texts: list[OpenText] = [OpenText()]
        self._runs: list[Run] = [Run()]
        self._looks = [PLAIN]  # of the paragraphs that are open: boxes of text hold some inside others
        self._before: list[str] = []
        self._cells = self._outer = 0
        self._depth = 0
        self._muted: list[int] = []  # at these depths begins what is read for its form and not its text
        self._passed_over = 0  # how deep we are in what is not looked at at all
        self._properties: list[str] = []
        self._placeholders: list[bool] = []
        self._letters: list[str] | None = None
        self._is_preserved = False
        starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            **dict.fromkeys(_PASSED_OVER, self._pass_over),
            "tbl": self._start_table, "tr": self._start_row, "tc": self._start_cell, "p": self._start_line,
            "r": self._start_run, "t": self._start_text, "instrText": self._start_text,
            "txbxContent": self._start_box, "sdt": self._start_field, "sdtContent": self._start_content,
            "pPr": lambda _: self._properties.append("p"), "trPr": lambda _: self._properties.append("tr"),
            "tcPr": lambda _: self._properties.append("tc"), "del": self._deleted,
            "moveFrom": lambda _: self._muted.append(self._depth), "gridSpan": self._spanned,
            "gridBefore": self._grid_before, "vMerge": self._merged_down, "hMerge": self._merged_right,
            "hidden": self._hidden_row, "vanish": self._vanished, "strike": self._struck,
            "dstrike": self._struck, "pStyle": self._styled_line, "rStyle": self._styled_run,
            "vertAlign": self._raised, "tab": lambda _: self._put("\t"),
            "br": lambda _: self._put("\n"), "cr": lambda _: self._put("\n"),
            "noBreakHyphen": lambda _: self._put("-"), "sym": self._symbol, "fldSimple": self._simple_field,
            "showingPlcHdr": self._placeholder,
            "cellDel": self._unclear_cell, "cellMerge": self._unclear_cell, "altChunk": self._embedded,
            "subDoc": self._embedded,
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "tbl": self._end_table, "tr": self._end_row, "tc": self._end_cell, "p": self._end_line,
            "r": self._end_run, "t": self._end_text, "instrText": self._end_code,
            "txbxContent": lambda: self._drop(self._texts), "sdt": lambda: self._drop(self._placeholders),
            "pPr": lambda: self._drop(self._properties), "trPr": lambda: self._drop(self._properties),
            "tcPr": lambda: self._drop(self._properties),
        }  # fmt: skip
        self._by_tag = {f"{space} {word}": begin for space in _LETTERS for word, begin in starts.items()}
        self._by_tag |= {f"{space} oMath": self._start_formula for space in _MATHEMATICS}
        self._by_tag[f"{_COMPATIBILITY} Fallback"] = self._pass_over  # the same again, for older programs
        self._ends_by_tag = {f"{space} {word}": end for space in _LETTERS for word, end in ends.items()}

    def read(self, content: bytes) -> None:
        """Read the part that holds the text."""
        # Counted before anything is parsed, which takes a hundred times as long.
        if content.count(b"<") - content.count(b"</") > _MOST_ELEMENTS:
            raise self._too_much(f"{_MOST_ELEMENTS:,} elements", f"{_MOST_ELEMENTS:,}个元素")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            _feed(parser, content, self.name)
        except IndexError:  # a cell outside a row, a row outside a table
            raise _refused(self.name, *_DAMAGED) from None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._passed_over:
            self._passed_over += 1
        elif (begin := self._by_tag.get(tag)) is not None:
            begin({key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else {})
        if self._depth == 1 and tag not in _ROOTS:
            raise _refused(self.name, *_NO_DOCUMENT)

    def _end(self, tag: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
        elif (end := self._ends_by_tag.get(tag)) is not None:
            end()
        if self._muted and self._muted[-1] == self._depth:
            self._muted.pop()
        self._depth -= 1

    def _pass_over(self, _: Mapping[str, str]) -> None:
        self._passed_over = 1

    def _start_formula(self, _: Mapping[str, str]) -> None:
        self._put(_UNREADABLE)
        self._passed_over = 1

    def _data(self, text: str) -> None:
        if self._letters is not None and not self._passed_over:
            self._letters.append(text)

    @staticmethod
    def _drop(stack: list[OpenText] | list[str] | list[bool] | list[Run]) -> None:
        stack.pop()

    def _too_much(self, what: str, what_zh: str) -> DocumentError:
        return _refused(
            self.name,
            f"the document has more than {what}",
            "split it into several documents",
            f"文档超过{what_zh}",
            "请分成几个文档",
        )

    # -- tables, rows and cells

    def _start_table(self, _: Mapping[str, str]) -> None:
        if len(self._open_tables) >= self.limits.depth:
            raise self._too_much(
                f"{self.limits.depth} tables inside each other", f"{self.limits.depth}层嵌套表格"
            )
        if self._open_tables:
            outer = self._open_tables[-1]
            outer.inner += 1
            number = f"{outer.number}.{outer.inner}"
        else:
            self._outer += 1
            number = str(self._outer)
        before = () if self._open_tables else tuple(self._before)
        if not self._open_tables:
            self._before.clear()
        table = OpenTable(number, before)
        self.tables.append(table)
        self._open_tables.append(table)

    def _end_table(self) -> None:
        self._open_tables.pop()

    def _start_row(self, _: Mapping[str, str]) -> None:
        self._open_tables[-1].rows.append(OpenRow())

    def _end_row(self) -> None:
        row = self._row
        self._cells += row.next_column - 1
        if self._cells > _MOST_CELLS:
            raise self._too_much(f"{_MOST_CELLS:,} cells in tables", f"{_MOST_CELLS:,}个单元格")

    @property
    def _row(self) -> OpenRow:
        return self._open_tables[-1].rows[-1]

    def _start_cell(self, _: Mapping[str, str]) -> None:
        cell = OpenCell(self._row.next_column)
        self._row.cells.append(cell)
        self._row.next_column += 1
        self._texts.append(cell)

    def _end_cell(self) -> None:
        self._texts.pop()

    @property
    def _cell(self) -> OpenCell | None:
        text = self._texts[-1]
        return text if isinstance(text, OpenCell) else None

    def _spanned(self, attributes: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._cell.span = self._columns(attributes)
            self._row.next_column = self._cell.column + self._cell.span

    def _grid_before(self, attributes: Mapping[str, str]) -> None:
        self._row.next_column += self._columns(attributes)

    def _columns(self, attributes: Mapping[str, str]) -> int:
        text = attributes.get("val", "1")
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
        if self._row.next_column + count > _MOST_COLUMNS:
            raise self._too_much(f"{_MOST_COLUMNS} columns in a table", f"{_MOST_COLUMNS}列")
        return max(count, 1)

    def _merged_down(self, attributes: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._cell.goes_on_below = attributes.get("val", "continue") == "continue"

    def _merged_right(self, attributes: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._cell.goes_on_beside = attributes.get("val", "continue") == "continue"

    def _hidden_row(self, attributes: Mapping[str, str]) -> None:
        if self._is_about("tr") and is_on(attributes):
            self._row.is_hidden = True

    def _is_about(self, what: str) -> bool:
        return bool(self._properties) and self._properties[-1] == what

    def _deleted(self, _: Mapping[str, str]) -> None:
        if self._is_about("tr"):
            self._row.is_deleted = True
        elif self._is_about("p"):  # the end of the paragraph: it and the next are one
            self._texts[-1].is_joined = True
        else:
            self._muted.append(self._depth)

    def _unclear_cell(self, _: Mapping[str, str]) -> None:
        self._unclear(
            "whether the cell is deleted or merged is a change that nobody accepted yet",
            "accept or reject the changes in Word and save the document",
            "单元格的删除或合并是尚未接受的修订",
            "请在 Word 中接受或拒绝修订后保存",
        )

    def _unclear(self, *sentences: str) -> None:
        table = self._open_tables[-1]
        column = table.rows[-1].cells[-1].column
        kept = sum(not row.is_deleted for row in table.rows)
        problem = Problem(Location("", self.name, kept, column, table.part), *sentences)
        if problem not in self.problems[-1:]:
            self.problems.append(problem)

    def _embedded(self, _: Mapping[str, str]) -> None:
        raise _refused(
            self.name,
            "the document embeds another document, whose tables cannot be read from here",
            "open it in Word and save it as .docx",
            "文档嵌入了另一份文件，其中的表格无法读取",
            "请在 Word 中打开后另存为 .docx",
        )

    # -- text

    def _start_line(self, _: Mapping[str, str]) -> None:
        self._looks.append(PLAIN)
        self._texts[-1].begin()

    def _styled_line(self, attributes: Mapping[str, str]) -> None:
        if self._properties[-1:] == ["p"] and len(self._looks) > 1:
            self._looks[-1] = self._styles.look(attributes.get("val", ""))

    def _styled_run(self, attributes: Mapping[str, str]) -> None:
        if not self._properties:
            own, around = self._styles.look(attributes.get("val", "")), self._looks[-1]
            hidden, struck = own.is_hidden or around.is_hidden, own.is_struck or around.is_struck
            self._runs[-1].take(Look(hidden, struck, own.is_raised or around.is_raised))

    def _end_line(self) -> None:
        self._looks.pop()
        if len(self._texts) > 1:
            return
        body = self._texts[0]
        if not body.is_joined and body.lines:
            if text := body.whole().strip():
                self._before[:] = [*self._before, text][-_KEPT_BEFORE:]
            self._texts[0] = OpenText()

    def _start_run(self, _: Mapping[str, str]) -> None:
        self._runs.append(Run(self._looks[-1]))

    def _end_run(self) -> None:
        self._runs.pop()

    def _start_box(self, _: Mapping[str, str]) -> None:
        self._texts.append(OpenText())

    def _start_field(self, _: Mapping[str, str]) -> None:
        self._placeholders.append(False)

    def _placeholder(self, attributes: Mapping[str, str]) -> None:
        if self._placeholders and is_on(attributes):
            self._placeholders[-1] = True

    def _start_content(self, _: Mapping[str, str]) -> None:
        if self._placeholders and self._placeholders[-1]:
            self._muted.append(self._depth)

    def _vanished(self, attributes: Mapping[str, str]) -> None:
        if not self._properties:
            self._runs[-1].is_hidden = is_on(attributes)

    def _struck(self, attributes: Mapping[str, str]) -> None:
        if not self._properties:
            self._runs[-1].is_struck = is_on(attributes)

    def _raised(self, attributes: Mapping[str, str]) -> None:
        if not self._properties:
            self._runs[-1].is_raised = attributes.get("val") == "superscript"

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        """Put a character of a symbol font: what it shows is not known, and is taken for no digit."""
        code = attributes.get("char", "")
        try:
            number = int(code, 16)
        except ValueError:
            number = 0
        self._put(chr(number) if 0xE000 <= number <= 0xF8FF else _UNREADABLE)

    def _simple_field(self, attributes: Mapping[str, str]) -> None:
        self._computed(attributes.get("instr", ""))

    def _computed(self, code: str) -> None:
        if self._cell is not None and code.strip().startswith("="):
            self._cell.is_computed = True

    def _start_text(self, attributes: Mapping[str, str]) -> None:
        self._letters = []
        self._is_preserved = attributes.get("space") == "preserve"

    def _end_text(self) -> None:
        text = self._taken()
        self._put(text if self._is_preserved else text.strip(" \t\r\n"))

    def _end_code(self) -> None:
        self._computed(self._taken())

    def _taken(self) -> str:
        text = "".join(self._letters or ())
        self._letters = None
        return text

    def _put(self, text: str) -> None:
        run = self._runs[-1]
        # Tab stops of a paragraph are called like the tabs of a run.
        if self._muted or run.is_hidden or self._properties or not text:
            return
        holder = self._texts[-1]
        if run.is_struck and text.strip() and isinstance(holder, OpenCell):
            self._unclear(
                f"{text.strip()[:20]!r} is struck through, which does not say whether it counts",
                "delete it, or remove the line through it",
                f"“{text.strip()[:20]}”带删除线，不知是否有效",
                "请删去该文字，或去掉删除线",
            )
        holder.add(text.translate(_RAISED) if run.is_raised else text)
        if holder.length > self.limits.scalar:
            self._refuse_length()

    def _refuse_length(self) -> None:
        limit = self.limits.scalar
        if not self._open_tables or self._cell is None:
            self._texts[-1].lines, self._texts[-1].length = [], 0  # long paragraphs are no tables
            return
        self._unclear(
            f"the cell has more than {limit:,} characters",
            f"if it is meant to be so, raise the limit: limits=Limits(scalar={10 * limit})",
            f"单元格超过{limit:,}个字符",
            f"如本应如此，请放宽上限：limits=Limits(scalar={10 * limit})",
        )
        raise DocumentError(tuple(self.problems))
