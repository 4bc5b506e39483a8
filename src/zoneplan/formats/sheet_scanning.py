"""What a sheet's XML says beside its values: formats, formulas, errors, what is merged or hidden.

The library that reads the values tells none of it, and a percentage without its format is another number.
The XML is not parsed but scanned, which takes a fraction of the time; that is sound for XML written as office
programs write it, and whatever is written otherwise is first brought to that form by a parser.
What is *not* checked: the values themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

import attrs

from zoneplan.locations import column_letters
from zoneplan.sheets import Area

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Scan", "longest_run", "plain_xml", "scanned"]

# Rows without values are stepped over: spreadsheets write a million of them where a column has a colour.
_ROW: Final = re.compile(rb"<row\b([^>]*+)(?<!/)>\s*+(?:<c\s[^>]*+(?<=/)>\s*+)*+(?=<c\b)")
_ROW_NUMBER: Final = re.compile(rb' r="([0-9]{1,7})"')
_CELL: Final = re.compile(rb'<c\b(?:\sr="([A-Z]{1,3})([0-9]{1,7})"([^>]*+)>|)')
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*+)>\s*+'
    rb"<f\b[^>]*+>(?:[^<]*+</f>)?\s*+(<v\b[^>]*+>)?([^<]*+)"
)
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*+>'
    rb"\s*+(?:<f\b[^>]*+>(?:[^<]*+</f>)?\s*+)?<v\b[^>]*+>([^<]*+)<"
)
_COLUMN: Final = re.compile(rb"<col ([^>]*+)>")
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_STYLE: Final = re.compile(rb' s="([0-9]+)"')
_TYPE: Final = re.compile(rb' t="([a-zA-Z]+)"')
_HIDDEN: Final = re.compile(rb'(?:^|\s)(?:hidden="(?:1|true)"|(?:ht|width)="0(?:\.0*)?")')
_NUMBER: Final = re.compile(rb'(?:^|\s)(min|max)="([0-9]+)"')
_MOST_LOOKS: Final = 10_000


@attrs.frozen(kw_only=True)
class Scan:
    """What a sheet's XML says beside values.

    Attributes:
        height: The last row with a value.
        width: The last column with a value.
        formats: How numbers are shown, by cell, where that is not the general way.
        computed: Cells with a formula.
        uncached: Cells with a formula and no value.
        doubtful: Cells with a formula and the value 0, which some programs write for want of a value.
        errors: What cells with an error show.
        merged: Areas of merged cells, as far as they hold values.
        hidden_rows: Numbers of hidden rows, among those up to the last with a value.
        hidden_columns: Numbers of hidden columns, the same.
    """

    height: int
    width: int
    formats: Mapping[tuple[int, int], str]
    computed: frozenset[tuple[int, int]]
    uncached: frozenset[tuple[int, int]]
    doubtful: frozenset[tuple[int, int]]
    errors: Mapping[tuple[int, int], str]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def scanned(xml: bytes, formats: Mapping[int, str]) -> Scan:
    """Scan the XML of a sheet.

    Args:
        xml: The XML, in UTF-8, without entities of its own.
        formats: The number format of each style by its number, those of the general format left out.

    Raises:
        ValueError: If it is not well formed.
    """
    try:
        cells = _cells(xml, formats)
    except _OtherSpellingError:
        xml = plain_xml(xml)
        cells = _cells(xml, formats)
    height = max(cells.rows, default=0)
    width = max(map(column_number, cells.letters), default=0)
    start = max(xml.find(b"<sheetData"), 0)
    return Scan(
        height=height,
        width=width,
        formats=cells.formats,
        **_computed(xml, start),
        errors=_errors(xml, start),
        merged=tuple(_merged(xml, start, height, width)),
        hidden_rows=frozenset(cells.hidden),
        hidden_columns=frozenset(_hidden_columns(xml[:start], width)),
    )


def longest_run(content: bytes, mark: bytes, most: int) -> int | None:
    """Give where more than so many bytes follow each other without a mark; None where that is nowhere.

    Args:
        content: The bytes.
        mark: What has to come up often enough.
        most: How many bytes may lie between two of them.
    """
    at = 0
    while len(content) - at > most:
        found = content.rfind(mark, at, at + most)
        if found < 0:
            return at
        at = found + 1
    return None


class _OtherSpellingError(ValueError):
    """The XML is not written as the scan takes for granted."""


@attrs.frozen
class _Cells:
    """What the cells of a sheet say: rows and letters of columns with values, formats, and hidden rows."""

    rows: set[int] = attrs.field(factory=set)
    letters: set[bytes] = attrs.field(factory=set)
    formats: dict[tuple[int, int], str] = attrs.field(factory=dict)
    hidden: list[int] = attrs.field(factory=list)


def _cells(xml: bytes, styles: Mapping[int, str]) -> _Cells:
    """Go through the rows with values.

    Raises:
        _OtherSpellingError: If anything is written otherwise than the scan takes for granted.
    """
    if not _is_plain(xml):
        raise _OtherSpellingError
    found, looks = _Cells(), _Looks(styles)
    columns = _Numbers()
    for match in _ROW.finditer(xml):
        own = _ROW_NUMBER.match(match[1])
        if own is None or b"'" in match[1]:
            raise _OtherSpellingError
        name, row = own[1], int(own[1])
        has_value = False
        for letters, digits, tail in _CELL.findall(xml, match.end(), xml.find(b"</row>", match.end())):
            if digits != name:
                raise _OtherSpellingError
            look = looks[tail]
            if look is None:  # nothing is stored
                continue
            has_value = True
            if look:
                found.formats[row, columns[letters]] = look
            elif letters not in columns:
                columns[letters]
        if has_value:
            found.rows.add(row)
            if _HIDDEN.search(match[1]):
                found.hidden.append(row)
    found.letters.update(columns)
    return found


class _Numbers(dict[bytes, int]):
    """The number of each column by its letters."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = number = column_number(letters)
        return number


class _Looks(dict[bytes, "str | None"]):
    """How the number of a cell is shown, by the cell's attributes; None for a cell that stores nothing."""

    def __init__(self, styles: Mapping[int, str]) -> None:
        super().__init__()
        self.styles = styles

    def __missing__(self, tail: bytes) -> str | None:
        if b"'" in tail:
            raise _OtherSpellingError
        style, kind = _STYLE.search(tail), _TYPE.search(tail)
        is_number = kind is None or kind[1] == b"n"
        shown = self.styles.get(0 if style is None else int(style[1]), "") if is_number else ""
        look = None if tail.endswith(b"/") else shown
        if len(self) < _MOST_LOOKS:
            self[tail] = look
        return look


def _computed(xml: bytes, start: int) -> dict[str, frozenset[tuple[int, int]]]:
    """Give the cells with formulas: all, those without a value, and those whose value is 0."""
    found: dict[str, set[tuple[int, int]]] = {"computed": set(), "uncached": set(), "doubtful": set()}
    if xml.find(b"<f", start) >= 0:
        for letters, row, tail, has_value, value in _FORMULA.findall(xml, start):
            cell = int(row), column_number(letters)
            found["computed"].add(cell)
            kind = _TYPE.search(tail)
            # Excel writes an empty value for an empty text.
            if not value and not (has_value and kind is not None and kind[1] == b"str"):
                found["uncached"].add(cell)
            elif value == b"0" and kind is None:
                found["doubtful"].add(cell)
    return {name: frozenset(cells) for name, cells in found.items()}


def _errors(xml: bytes, start: int) -> dict[tuple[int, int], str]:
    if xml.find(b't="e"', start) < 0:
        return {}
    return {
        (int(row), column_number(letters)): value.decode("utf-8", "replace") or "#VALUE!"
        for letters, row, value in _ERROR.findall(xml, start)
    }


def column_number(letters: bytes) -> int:
    """Give the number of a column by its letters.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)

    Args:
        letters: Its letters, in capitals.
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _merged(xml: bytes, start: int, height: int, width: int) -> Iterator[Area]:
    """Give the merged areas, cut to the cells with values: some reach to the end of the sheet."""
    for left, top, right, bottom in _MERGED.findall(xml, start):
        area = Area(int(top), column_number(left), min(int(bottom), height), min(column_number(right), width))
        if area.top <= area.bottom and area.left <= area.right:
            yield area


def _hidden_columns(head: bytes, width: int) -> Iterator[int]:
    for match in _COLUMN.finditer(head):
        ends = {key: int(number) for key, number in _NUMBER.findall(match[1])}
        if _HIDDEN.search(match[1]) and len(ends) == 2:
            yield from range(ends[b"min"], min(ends[b"max"], width) + 1)


# -- other spellings --------------------------------------------------------------------------------


def _is_plain(xml: bytes) -> bool:
    """Tell whether XML has no comments and no prefixes, which office programs do not write here."""
    strange = (b"<!", b":c ", b":c>", b":row", b":sheetData", b":mergeCell", b":col ")
    return b"<worksheet" in xml[:1000] and xml.find(b"<?", 2) < 0 and not any(one in xml for one in strange)


_ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "row": ("r", "hidden", "ht"),
    "col": ("min", "max", "hidden", "width"),
    "mergeCell": ("ref",),
    "c": ("r", "s", "t"),
}
_KEPT: Final = frozenset({*_ATTRIBUTES, "worksheet", "sheetData", "f", "v", "is"})


def plain_xml(xml: bytes) -> bytes:
    """Give what matters of a sheet's XML in the one spelling that office programs use.

    Prefixes of names are dropped, rows and cells without a name get theirs, and texts are left out but for
    values.

    Args:
        xml: The XML of a sheet.

    Raises:
        ValueError: If it is not well formed.
    """
    writer = _PlainWriter()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return "".join(writer.parts).encode()


class _PlainWriter:
    """Writes what matters of a sheet's XML."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.row = self.column = 0
        self.is_value = False

    def start(self, full: str, attributes: Mapping[str, str]) -> None:
        """Write the start of an element."""
        name = full.rpartition(" ")[2]
        if name not in _KEPT:
            return
        said = dict(attributes)
        if name == "row":
            self.row = int(said["r"]) if said.get("r", "").isdecimal() else self.row + 1
            self.column = 0
            said["r"] = str(self.row)
        elif name == "c":
            self.column = self._column(said.get("r", "").upper())
            said["r"] = f"{column_letters(self.column)}{self.row}"
        self.is_value = name == "v"
        told = "".join(f" {key}={quoteattr(said[key])}" for key in _ATTRIBUTES.get(name, ()) if key in said)
        self.parts.append(f"<{name}{told}>")

    def _column(self, name: str) -> int:
        """Give the column of a cell, which has to lie in its row.

        Raises:
            ValueError: If it does not.
        """
        if not name:
            return self.column + 1
        match = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", name)
        if match is None or int(match[2]) != self.row:
            raise ValueError(f"cell {name!r} in row {self.row}")
        return column_number(match[1].encode())

    def end(self, full: str) -> None:
        """Write the end of an element."""
        name = full.rpartition(" ")[2]
        if name == "c" and self.parts[-1].startswith("<c "):
            self.parts[-1] = f"{self.parts[-1][:-1]}/>"
        elif name in _KEPT:
            self.parts.append(f"</{name}>")
        self.is_value = False

    def text(self, text: str) -> None:
        """Write the text of a value."""
        if self.is_value:
            self.parts.append(text.replace("&", "&amp;").replace("<", "&lt;"))
