"""A plan as the rows of sheets, without loss; `sheet_reading` is the inverse.

A workbook shows more beside these rows: that is in `workbook_pages`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError, Problem
from zoneplan.formats.text import FORBIDDEN
from zoneplan.locations import Location
from zoneplan.pages import MOST_CHARACTERS, ListOf, Number, Page, PageCell, PageColumn
from zoneplan.plan_sheets import OVERVIEW, PLAN, TABLES, Table
from zoneplan.sheet_fields import Head, Record, header_of
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BY_KEY", "IS_PATH", "NODES", "PlanRows", "column_of", "table_page", "text_tables"]

BY_KEY: Final = {key: table for table in TABLES for key in table.keys}
"""For each key whose records have rows of their own, their sheet."""

NODES: Final = ("programs", "actions", "projects")
"""The keys of what other rows belong to."""

IS_PATH: Final = re.compile(r"[a-z_]+\[[0-9]+\](?:\.[a-z_]+\[[0-9]+\])*")
"""A row named by its path in the plan, where its id would not tell it from another."""


class PlanRows:
    """The records of a plan in rows, and where each is.

    Attributes:
        rows: The rows of each sheet, by its name.
        cells: For each path of a record, its sheet and the number of its row.
    """

    def __init__(self, data: Record) -> None:
        """Put a plan into rows.

        Args:
            data: The plan as plain data.

        Raises:
            DocumentError: If a text is one that no cell can hold, with its path in the plan.
        """
        self.data = data
        self.rows: dict[str, list[tuple[PageCell, ...]]] = {table.name: [] for table in TABLES}
        self.cells: dict[str, tuple[str, int]] = {}
        self._problems: list[Problem] = []
        self._ids = Counter(_ids(data))
        self._add_below(data, "", "", "")
        for cell in self.overview():
            self._check(cell, "")
        if self._problems:
            raise DocumentError(tuple(self._problems))

    def overview(self) -> list[PageCell]:
        """Give what the plan says of itself, in the order of `PLAN`."""
        return [field.write(self.data)[0] for field in PLAN]

    def cell(self, path: str) -> tuple[str, int, int]:
        """Give page, row and column of what a path in the plan leads to, or of what it lies in.

        Args:
            path: The path, such as `programs[2].actions[0].deadline`; empty for the whole plan.
        """
        above, below = path, ""
        while above and above not in self.cells:
            above, _, last = above.rpartition(".")
            below = f"{last}.{below}" if below else last
        keys = tuple(one.partition("[")[0] for one in below.split("."))
        if not above:
            row = next((row for row, field in enumerate(PLAN, 2) if field.path == keys[:1]), 2)
            return OVERVIEW, row, 2
        name, row = self.cells[above]
        table = next(one for one in TABLES if one.name == name)
        header = header_of(table.fields, keys) if below else None
        return name, row, 1 if header is None else column_of(table, header)

    def _add_below(self, record: Record, path: str, owner: str, milestone: str) -> None:
        """Add the rows of all records that nest in one, those that hold others last."""
        keys = sorted((key for key in record if key in BY_KEY), key=lambda key: key in NODES)
        for key in keys:
            several = isinstance(record[key], list)
            names = Counter(one["name"] for one in record[key]) if key == "milestones" else Counter()
            for index, one in enumerate(record[key] if several else [record[key]]):
                below = f"{path}.{key}" if path else key
                self._add(one, key, f"{below}[{index}]" if several else below, owner, milestone, names)

    def _add(self, one: Record, key: str, path: str, owner: str, milestone: str, names: Counter[str]) -> None:
        table = BY_KEY[key]
        row: list[PageCell] = [table.keys[key]] if table.role_header else []
        row += [owner or None] if table.owner_header else []
        row += [milestone or None] if table.milestones else []
        for field in table.fields:
            row += field.write(one)
        for cell in row:
            self._check(cell, path)
        self.rows[table.name].append(tuple(row))
        self.cells[path] = table.name, len(self.rows[table.name]) + 1
        if key == "milestones":
            name = one["name"]
            is_clear = names[name] == 1 and IS_PATH.fullmatch(name) is None
            self._add_below(one, path, owner, name if is_clear else path)
        else:
            self._add_below(one, path, self._reference(one, path), "")

    def _reference(self, record: Record, path: str) -> str:
        """Name a row for those that belong to it: by its id, or by its path where that is not clear."""
        name = str(record.get("id", ""))
        return name if self._ids[name] == 1 and IS_PATH.fullmatch(name) is None else path

    def _check(self, cell: PageCell, path: str) -> None:
        if not isinstance(cell, str):
            return
        if len(cell) > MOST_CHARACTERS:
            self._problems.append(_too_long(len(cell), path))
        elif (found := FORBIDDEN.search(cell)) is not None:
            self._problems.append(_forbidden(found[0], path))


def _walk(record: Record, path: str) -> Iterator[tuple[str, Record]]:
    for key in record:
        if key in BY_KEY:
            several = isinstance(record[key], list)
            for index, one in enumerate(record[key] if several else [record[key]]):
                below = f"{path}.{key}" if path else key
                here = f"{below}[{index}]" if several else below
                yield here, one
                yield from _walk(one, here)


def _ids(data: Record) -> Iterator[str]:
    yield str(data["id"])
    for path, record in _walk(data, ""):
        key = path.rpartition(".")[2].partition("[")[0]
        if key in NODES or key == "light_rules":
            yield str(record["id"])


def _too_long(length: int, path: str) -> Problem:
    return Problem(
        Location(path),
        f"a text of {length:,} characters does not fit into a cell, which holds {MOST_CHARACTERS:,}",
        "shorten it, or write the plan to a .yaml or .json file",
        f"文字有{length:,}个字符，单元格最多容纳{MOST_CHARACTERS:,}个",
        "请缩短，或将规划写成 .yaml 或 .json 文件",
    )


def _forbidden(character: str, path: str) -> Problem:
    code = f"U+{ord(character):04X}"
    return Problem(
        Location(path),
        f"a text holds the character {code}, which a cell does not keep",
        "take it out, or write the plan to a .yaml or .json file",
        f"文字中有单元格不能保存的字符 {code}",
        "请删去，或将规划写成 .yaml 或 .json 文件",
    )


def column_of(table: Table, header: str) -> int:
    """Give the number of a column, from 1.

    Args:
        table: The sheet.
        header: The column's header.
    """
    return next(number for number, head in enumerate(table.heads, 1) if head.header == header)


_ID_COLUMNS: Final = {
    table.name: column_of(table, "编号")
    for table in TABLES
    if any(head.header == "编号" for head in table.heads)
}


def page_columns(heads: tuple[Head, ...]) -> tuple[PageColumn, ...]:
    """Give the columns of a page for those of a sheet.

    Args:
        heads: The columns of the sheet.
    """
    return tuple(map(_page_column, heads))


def _page_column(head: Head) -> PageColumn:
    choices: tuple[str, ...] | ListOf = head.choices
    if not choices and head.words is not None:
        choices = tuple(WORDS[head.words])
    if head.ids:
        choices = ListOf(head.ids, _ID_COLUMNS[head.ids])
    return PageColumn(
        header=head.header,
        note=f"必填。{head.note}" if head.is_required else head.note,
        width=head.width,
        choices=choices,
        is_open=bool(head.ids),
        is_text=not head.is_number,
        is_number=head.is_number,
    )


def table_page(table: Table, rows: PlanRows | None, spare: int) -> Page:
    """Give the page of a sheet.

    Args:
        table: The sheet.
        rows: The plan's rows; None for an empty page.
        spare: How many empty rows are prepared for filling in.
    """
    found: tuple[tuple[PageCell, ...], ...] = () if rows is None else tuple(rows.rows[table.name])
    frozen = next((number for number, head in enumerate(table.heads, 1) if head.header == "名称"), 0)
    return Page(name=table.name, columns=page_columns(table.heads), rows=found, spare=spare, frozen=frozen)


def text_tables(data: Record) -> dict[str, list[list[str | None]]]:
    """Give the tables of a plan as rows of texts, headers first, each by the name of its sheet.

    Args:
        data: The plan as plain data.

    Raises:
        DocumentError: If a text is one that no cell can hold, with its path in the plan.
    """
    rows = PlanRows(data)
    told = zip(PLAN, rows.overview(), strict=True)
    overview: list[list[str | None]] = [["项目", "内容"]]
    overview += [[field.head.header, _as_text(cell)] for field, cell in told]
    found = {OVERVIEW: overview}
    for table in TABLES:
        headers: list[str | None] = [head.header for head in table.heads]
        found[table.name] = [headers, *([_as_text(cell) for cell in row] for row in rows.rows[table.name])]
    return found


def _as_text(cell: PageCell) -> str | None:
    match cell:
        case None:
            return None
        case Number(value, decimals):
            return f"{value:.{decimals}f}"
        case _:
            return str(cell)
