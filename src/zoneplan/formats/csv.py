"""CSV files to sheets of texts and back, as Excel on Chinese Windows writes them.

A cell that a spreadsheet would run as a formula is written behind an apostrophe, which is taken away again
when it is read: every text comes back as it was.
What is *not* checked: what the cells say.
"""

from __future__ import annotations

import datetime
import os
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError
from zoneplan.formats.files import write_text
from zoneplan.formats.text import (
    DEFAULT_LIMITS,
    EMPTY,
    FORBIDDEN,
    Limits,
    check_characters,
    decoded,
    named_bytes,
    shown,
    too_long,
    too_many,
)
from zoneplan.locations import Location, Part
from zoneplan.sheets import CellError, Sheet, Stored, exact_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.errors import Sentences

__all__ = ["csv_text", "read_csv", "write_csv"]

SEPARATORS: Final = (",", "\t", ";")
_NAMES: Final = {",": ("comma", "逗号"), "\t": ("tab", "制表符"), ";": ("semicolon", "分号")}
_BOM: Final = "\ufeff"
_TOLD: Final = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)")
_QUOTED_WHEN: Final = re.compile(r"[,;\t\"\r\n]|^\s|\s$|^sep=")
# What a spreadsheet computes: also behind blanks, and written full-width, as Chinese keyboards do.
_FORMULA: Final = re.compile("('*)([ \u00a0\u3000]*[=+\\-@\t\r\n＝＋－＠].*)", re.DOTALL)
_PLAIN_NUMBER: Final = re.compile(r"[-+](?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?%?")


# -- reading ----------------------------------------------------------------------------------------


def read_csv(
    source: str | os.PathLike[str] | bytes,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    separator: str | None = None,
) -> Sheet:
    """Read a CSV file in UTF-8, UTF-16 with a byte order mark, or GB18030.

    Args:
        source: The file, or its bytes.
        name: The file's name for places and messages; None for the path as given.
        limits: What is accepted: `size` bytes, `nodes` cells, `scalar` characters of one cell.
        separator: What stands between cells: a comma, a tab or a semicolon; None where the file tells.

    Raises:
        DocumentError: When the encoding or the separator cannot be told, a quotation does not end, the file
            is empty, or goes beyond a limit.
        OSError: When the file is missing or cannot be read.
    """
    raw, called = named_bytes(source, name, "table.csv", limits)
    text = decoded(raw, called)
    if not text.strip():
        raise _refusal(called, 1, 1, EMPTY)
    check_characters(text, called)
    start = 0
    if separator is None and (told := _TOLD.match(text)) is not None:
        separator, start = told[1], told.end()
    rows = _rows(text[start:], separator, called, limits)
    return Sheet(called, Part(), tuple(tuple(map(_restored, row)) for row in rows))


class _MalformedError(ValueError):
    """A text is no table with a given separator: row and column of the cell, and what is wrong."""

    def __init__(self, row: int, column: int, sentences: Sentences) -> None:
        super().__init__(row, column, sentences)
        self.row, self.column, self.sentences = row, column, sentences


def _refusal(name: str, row: int, column: int, sentences: Sentences) -> DocumentError:
    return DocumentError.at(Location("", name, row, column, Part()), *sentences)


def _rows(text: str, separator: str | None, name: str, limits: Limits) -> list[list[str]]:
    """Give the cells by the separator that is given, or by the only one that makes a table of the text.

    Raises:
        DocumentError: When none or several do.
    """
    tried: dict[str, list[list[str]]] = {}
    faults: list[_MalformedError] = []
    for one in SEPARATORS if separator is None else (separator,):
        try:
            tried[one] = _parsed(text, one, limits)
        except _MalformedError as fault:
            faults.append(fault)
    if not tried:
        last = max(faults, key=lambda one: (one.row, one.column))
        raise _refusal(name, last.row, last.column, last.sentences)
    used = {one: rows for one, rows in tried.items() if max(map(len, rows)) > 1}
    even = {one: rows for one, rows in used.items() if len(set(map(len, rows))) == 1}
    for found in (even, used):
        if len(found) == 1:
            return next(iter(found.values()))
    if not used:
        return next(iter(tried.values()))
    names, names_zh = zip(*(_NAMES[one] for one in used), strict=True)
    raise _refusal(
        name,
        1,
        1,
        (
            f"it cannot be told which of {' and '.join(names)} stands between the cells",
            f"say it: separator={next(iter(used))!r}",
            f"无法确定单元格之间用的是{'还是'.join(names_zh)}",
            f"请指明：separator={next(iter(used))!r}",
        ),
    )


def _parsed(text: str, separator: str, limits: Limits) -> list[list[str]]:
    """Give the cells of a text.

    Raises:
        _MalformedError: When a quotation does not end where a cell does, or a limit is passed.
    """
    plain = f'[^"{separator}\\r\\n]*+'
    pattern = re.compile(
        rf'(?:"((?:[^"]++|""){{0,{limits.scalar + 1}}}+)"|({plain}))({separator}|\r\n|\r|\n|\Z)'
    )
    if text.count(separator) + text.count("\n") + text.count("\r") > 2 * limits.nodes:
        raise _MalformedError(1, 1, too_many(limits))  # before time is spent on them
    rows: list[list[str]] = [[]]
    at = cells = 0
    while at < len(text):
        match = pattern.match(text, at)
        row = rows[-1]
        if match is None:
            endless = re.compile(rf'"(?:[^"]++|""){{{limits.scalar + 1}}}').match(text, at)
            told = _unended(text[at : at + 20])
            if endless is not None:
                told = too_long(endless[0], limits.scalar + 1, limits, is_more=True)
            raise _MalformedError(len(rows), len(row) + 1, told)
        quoted, bare, end = match.groups()
        cell = bare if quoted is None else quoted.replace('""', '"')
        cells += 1
        if len(cell) > limits.scalar or cells > limits.nodes:
            told = too_many(limits) if cells > limits.nodes else too_long(cell, len(cell), limits)
            raise _MalformedError(len(rows), len(row) + 1, told)
        row.append(cell)
        at = match.end()
        if end == separator and at == len(text):
            row.append("")
        elif end != separator and at < len(text):
            rows.append([])
    return rows


def _unended(text: str) -> Sentences:
    return (
        f"{shown(text)!r} has a quotation mark that neither starts nor ends a cell",
        'quote the whole cell, and write quotation marks inside it twice: "a ""b"""',
        f"“{shown(text)}”中的引号不在单元格的开头或末尾",
        '请给整个单元格加引号，其中的引号写两次："a ""b"""',
    )


def _restored(cell: str) -> str | None:
    if (match := _FORMULA.fullmatch(cell)) is not None and match[1] and _is_run(match[2]):
        cell = cell[1:]
    return cell or None


# -- writing ----------------------------------------------------------------------------------------


def write_csv(path: str | os.PathLike[str], rows: Iterable[Sequence[Stored]]) -> None:
    """Write a CSV file in UTF-8 with a byte order mark, by which Excel knows it, whole or not at all.

    Args:
        path: The file; a symbolic link is followed only inside the folder it lies in.
        rows: The cells, row by row; None, and an empty text, for a blank one.

    Raises:
        DocumentError: When a cell holds a control character, which no reader would take.
        PermissionError: When the file is read-only, or a symbolic link leads out of its folder.
        OSError: When the file cannot be written; it is then as it was before.
    """
    write_text(path, csv_text(rows, os.fspath(path)))


def csv_text(rows: Iterable[Sequence[Stored]], name: str = "table.csv") -> str:
    r"""Give the text of a CSV file: a byte order mark, commas, and `"\r\n"` at the end of each row.

    >>> csv_text([["项目", "说明"], ["=1+1", -5]])
    "\ufeff项目,说明\r\n'=1+1,-5\r\n"

    Args:
        rows: The cells, row by row; None, and an empty text, for a blank one. Shorter rows are filled up.
        name: The file's name, for messages.

    Raises:
        DocumentError: When a cell holds a control character, which no reader would take.
    """
    cells = [[_spelled(cell) for cell in row] for row in rows]
    for row, column, text in _numbered(cells):
        if (found := FORBIDDEN.search(text)) is not None:
            raise _refusal(name, row, column, _unwritable(found[0]))
    width = max(map(len, cells), default=0)
    lines = (",".join(map(_escaped, [*row, *[""] * (width - len(row))])) for row in cells)
    return _BOM + "".join(f"{line}\r\n" for line in lines)


def _numbered(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            yield row, column, text


def _unwritable(character: str) -> Sentences:
    return (
        f"cannot write the character U+{ord(character):04X} to CSV",
        "remove it from the text",
        f"CSV 不能写入字符 U+{ord(character):04X}",
        "请从文字中删去",
    )


def _spelled(stored: Stored) -> str:
    match stored:
        case None:
            return ""
        case bool():
            return "TRUE" if stored else "FALSE"
        case int() | float() | Decimal():
            return format(exact_number(stored), "f")
        case datetime.date() | datetime.time():
            return stored.isoformat()
        case str() | CellError() | datetime.timedelta():
            return str(stored)


def _is_run(text: str) -> bool:
    """Tell whether a spreadsheet would run a text as a formula; a lone dash and a number it would not."""
    return _PLAIN_NUMBER.fullmatch(text) is None


def _escaped(text: str) -> str:
    match = _FORMULA.fullmatch(text)
    if match is not None and _is_run(match[2]):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED_WHEN.search(text) else text
