"""Workbooks (.xlsx, .xlsm) to sheets of cells, with what a reader has to know of each cell.

python-calamine reads the values. What it does not tell is scanned from the XML beside it: number formats,
formulas and whether they have a value, errors, what is merged and what is hidden.
What is *not* checked: what the cells say. The formats .xls, .xlsb and .ods are refused, since no library here
tells percentages and hidden rows in them, and 42% would silently be 0.42.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

import attrs

from zoneplan.errors import DocumentError, MissingLibraryError
from zoneplan.formats.packages import unpacked
from zoneplan.formats.sheet_scanning import Scan, longest_run, scanned
from zoneplan.formats.text import DEFAULT_LIMITS, Limits, named_bytes, raised
from zoneplan.locations import Location, Part
from zoneplan.sheets import CellError, Sheet, Stored

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from zoneplan.errors import Sentences

__all__ = ["read_sheets"]

_ROOT: Final = "_rels/.rels"
_KINDS: Final = ("officeDocument", "worksheet", "styles", "sharedStrings")
_BUILT_IN: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
        13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
        28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0",
        39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
        44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        50: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
    }
)  # fmt: skip
"""The number formats that a workbook names by number alone (ISO/IEC 29500-1, 18.8.30)."""

_NOT_A_BOOK: Final[Sentences] = (
    "the file is a package, but no workbook",
    "open it in a spreadsheet program and save it as .xlsx",
    "这个文件不是工作簿",
    "请用表格软件打开后另存为 .xlsx",
)
_OTHER_BOOK: Final[Sentences] = (
    "a workbook of this format (.ods, .xlsb) cannot be read: its percentages and hidden rows are not told",
    "open it in a spreadsheet program and save it as .xlsx",
    "不能读取这种格式（.ods、.xlsb）的工作簿：无从得知其百分比格式和隐藏行",
    "请用表格软件打开后另存为 .xlsx",
)
_BROKEN: Final[Sentences] = (
    "the workbook is damaged: a part of it cannot be read",
    "open it in a spreadsheet program and save it once more",
    "工作簿已损坏：其中一部分无法读取",
    "请用表格软件打开后另存一次",
)
_BYTES_PER_CHARACTER: Final = 4


def read_sheets(
    source: str | os.PathLike[str] | bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook, in its order; those of charts alone are left out.

    Args:
        source: The file, or its bytes.
        name: The file's name for places and messages; None for the path as given.
        limits: What is accepted: `size` bytes packed and unpacked, `nodes` cells up to the last with a value,
            `scalar` characters of one cell, and large members at most `ratio` times larger than packed.

    Raises:
        DocumentError: When the file is no workbook, is protected or damaged, goes beyond a limit, or holds
            what no spreadsheet program writes.
        OSError: When the file is missing or cannot be read.
    """
    raw, called = named_bytes(source, name, "workbook.xlsx", limits)
    members = unpacked(raw, called, limits)
    book = _Book(members, called, limits)
    scans = [book.scan(path) for path in book.paths]
    book.check_sizes(scans)
    del members
    return tuple(_sheets(raw, called, book.entries, scans))


@attrs.frozen
class _Entry:
    """A sheet as the workbook lists it: its name, its id in the package, and whether it is hidden."""

    name: str
    relation: str
    is_hidden: bool


class _Book:
    """The parts of a workbook that say where its sheets are and how their numbers are shown."""

    def __init__(self, members: Mapping[str, bytes], name: str, limits: Limits) -> None:
        self.members, self.name, self.limits = members, name, limits
        book = self._book()
        self.is_recomputed = False
        listed: list[_Entry] = []
        folder = PurePosixPath(book).parent
        relations = self._relations(str(folder / "_rels" / f"{PurePosixPath(book).name}.rels"), folder)
        targets = {own: path for own, (kind, path) in relations.items() if kind == "worksheet"}

        def take(name: str, said: Mapping[str, str]) -> None:
            if name == "sheet":
                hidden = said.get("state", "visible") != "visible"
                listed.append(_Entry(said.get("name", ""), said.get("id", ""), hidden))
            elif name == "calcPr":
                self.is_recomputed = said.get("fullCalcOnLoad") in {"1", "true"}

        self.parse(book, take)
        self.entries = [one for one in listed if one.relation in targets]
        self.paths = [targets[one.relation] for one in self.entries]
        parts = {kind: path for kind, path in relations.values() if kind != "worksheet"}
        self.formats = self._formats(parts.get("styles", ""))
        self._check_texts(parts.get("sharedStrings", ""), b"</si>")

    def refusal(self, sentences: Sentences, part: Part | None = None) -> DocumentError:
        """Make the error of a file that is not read."""
        place = Location("", self.name, part=part) if part is None else Location("", self.name, 1, 1, part)
        return DocumentError.at(place, *sentences)

    def parse(self, member: str, take: Callable[[str, Mapping[str, str]], None]) -> None:
        """Parse a member; each element's name and attributes are taken without their prefixes.

        Raises:
            DocumentError: When it is missing or not well formed.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = lambda name, said: take(
            name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in said.items()}
        )
        try:
            parser.Parse(self.members[member], True)
        except (KeyError, expat.ExpatError, ValueError):
            raise self.refusal(_BROKEN) from None

    def _book(self) -> str:
        """Give the member that lists the sheets.

        Raises:
            DocumentError: When the package is no workbook, or one in a format that cannot be read.
        """
        is_other = "content.xml" in self.members or "xl/_rels/workbook.bin.rels" in self.members
        if is_other or _ROOT not in self.members:
            raise self.refusal(_OTHER_BOOK if is_other else _NOT_A_BOOK)
        relations = self._relations(_ROOT, PurePosixPath())
        books = [path for kind, path in relations.values() if kind == "officeDocument"]
        if len(books) != 1 or not any(path.endswith(".xml") and "workbook" in path for path in books):
            raise self.refusal(_NOT_A_BOOK)
        return books[0]

    def _relations(self, member: str, folder: PurePosixPath) -> dict[str, tuple[str, str]]:
        """Give the kind and the member of each relation that matters, by its id.

        Raises:
            DocumentError: When they cannot be read, or one id is given twice: readers would differ.
        """
        found: dict[str, tuple[str, str]] = {}
        ids: list[str] = []

        def take(name: str, said: Mapping[str, str]) -> None:
            kind = said.get("Type", "").rpartition("/")[2]
            if name == "Relationship" and kind in _KINDS:
                target = said.get("Target", "")
                path = target.removeprefix("/") if target.startswith("/") else str(folder / target)
                found[said.get("Id", "")] = (kind, path)
                ids.append(said.get("Id", ""))

        self.parse(member, take)
        if len(found) < len(ids):
            raise self.refusal(_BROKEN)
        return found

    def _formats(self, member: str) -> Mapping[int, str]:
        """Give the number format of each style, those of the general format left out."""
        if member not in self.members:
            return {}
        custom: dict[int, str] = {}
        styles: list[int] = []
        inside = [False]

        def take(name: str, said: Mapping[str, str]) -> None:
            if name == "numFmt":
                custom[int(said["numFmtId"])] = said.get("formatCode", "")
            elif name in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
                inside[0] = name == "cellXfs"
            elif name == "xf" and inside[0]:
                styles.append(int(said.get("numFmtId", "0")))

        self.parse(member, take)
        shown = [custom.get(number, _BUILT_IN.get(number, "")) for number in styles]
        return {style: told for style, told in enumerate(shown) if told and told != "General"}

    def _check_texts(self, member: str, end: bytes) -> None:
        """Check that no text is longer than the limit, before anything makes text of it."""
        content = self.members.get(member, b"")
        longest = _BYTES_PER_CHARACTER * self.limits.scalar
        # Text of many runs has tags between them, which no limit of characters counts.
        runs = (longest_run(content, b"<", longest), longest_run(content, end, 4 * longest))
        if runs != (None, None):
            raise self.refusal(_too_long(self.limits))

    def scan(self, path: str) -> Scan:
        """Scan a sheet.

        Raises:
            DocumentError: When it is missing, not well formed, or a text is too long.
        """
        if path not in self.members:
            raise self.refusal(_BROKEN)
        self._check_texts(path, b">")
        try:
            found = scanned(self.members[path], self.formats)
        except ValueError:
            raise self.refusal(_BROKEN) from None
        if self.is_recomputed and found.doubtful:
            # The workbook asks to be computed when it is opened: a value 0 may be no value at all.
            return attrs.evolve(found, uncached=found.uncached | found.doubtful)
        return found

    def check_sizes(self, scans: Sequence[Scan]) -> None:
        """Check how many cells the values of all sheets span: so many are made of them.

        Raises:
            DocumentError: When they are more than `limits.nodes`.
        """
        total = 0
        for entry, scan in zip(self.entries, scans, strict=True):
            total += scan.height * scan.width + sum(
                (area.bottom - area.top + 1) * (area.right - area.left + 1) for area in scan.merged
            )
            if total > self.limits.nodes:
                cells = f"{scan.height:,} rows and {scan.width:,} columns"
                raise self.refusal(
                    raised(
                        "nodes",
                        total,
                        f"the values of sheet {entry.name!r} span {cells}, "
                        f"more cells than the limit of {self.limits.nodes:,}",
                        f"工作表“{entry.name}”的内容跨{scan.height:,}行、{scan.width:,}列，"
                        f"单元格数超过上限{self.limits.nodes:,}",
                    )
                )


def _too_long(limits: Limits) -> Sentences:
    return raised(
        "scalar",
        10 * limits.scalar,
        f"a cell has more text than the limit of {limits.scalar:,} characters",
        f"有单元格的文字超过上限{limits.scalar:,}个字符",
    )


def _sheets(raw: bytes, name: str, entries: Sequence[_Entry], scans: Sequence[Scan]) -> Iterator[Sheet]:
    """Read the values, and put what was scanned beside them."""
    calamine = _calamine()
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for entry, scan in zip(entries, scans, strict=True):
            values = workbook.get_sheet_by_name(entry.name).to_python(skip_empty_area=False)
            yield Sheet(
                file=name,
                part=Part(entry.name),
                rows=_rows(values, scan),
                merged=scan.merged,
                formats=scan.formats,
                computed=scan.computed,
                uncached=scan.uncached,
                hidden_rows=scan.hidden_rows,
                hidden_columns=scan.hidden_columns,
                is_hidden=entry.is_hidden,
            )
    except (calamine.CalamineError, OSError, ValueError):
        raise DocumentError.at(Location("", name), *_BROKEN) from None


def _calamine() -> Any:
    """Import the library that reads values.

    Raises:
        DocumentError: When it is not installed.
    """
    try:
        import python_calamine  # noqa: PLC0415  # an extra: who reads no workbook needs none
    except ImportError:
        raise MissingLibraryError.of("python-calamine", "excel", "reading workbooks", "读取工作簿") from None
    return python_calamine


def _rows(values: Sequence[Sequence[Any]], scan: Scan) -> tuple[tuple[Stored, ...], ...]:
    """Give the rows of a sheet: blank cells store nothing, and cells with an error store it.

    Raises:
        ValueError: If there are values where none were scanned, so that nothing is known of them.
    """
    if len(values) > scan.height or any(len(row) > scan.width for row in values[:1]):
        raise ValueError("values outside what was scanned")
    rows = [tuple([None if value == "" else value for value in row]) for row in values]
    for (row, column), code in scan.errors.items():
        while len(rows) < row:
            rows.append(())
        own = [*rows[row - 1], *[None] * (column - len(rows[row - 1]))]
        own[column - 1] = CellError(code)
        rows[row - 1] = tuple(own)
    return tuple(rows)
