"""The sheets of a plan back to the plan; `sheet_writing` is the inverse.

Sheets, columns and rows may stand in any order, and rows may be blank. Sheets that are not the plan's are
left alone, unless one of the plan's is missing and may have been renamed; what stands in a column that is not
the plan's is refused, so that nothing is dropped in silence.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from zoneplan.documents import structure
from zoneplan.errors import DocumentError, Problem
from zoneplan.locations import MARK_KEY, Location, Mark
from zoneplan.plan_sheets import (
    BANDS,
    BELOW_ROWS,
    CHARTS,
    DERIVED,
    FIRST,
    LAST,
    METRICS,
    OUTLINE,
    OVERVIEW,
    PLAN,
    PROGRESS,
    PROJECTS,
    STATES,
    TABLES,
    Table,
)
from zoneplan.plans import Plan
from zoneplan.sheet_cells import RowCells
from zoneplan.sheet_fields import Found, Record
from zoneplan.sheet_writing import IS_PATH
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.errors import Sentences
    from zoneplan.sheets import Sheet

__all__ = ["NO_PLAN", "plan_of_sheets"]

NO_PLAN: Final[Sentences] = (
    "holds none of the sheets of a plan",
    "if it is a table that somebody made, read it in Python with zoneplan.read_table",
    "没有规划的工作表",
    "如果是他人编制的表格，请在 Python 中用 zoneplan.read_table 读取",
)
"""What is said of tables of which none is a plan's: they are somebody's own."""

_HEADER_ROWS: Final = 10
_SYNONYMS: Final[Mapping[str, str]] = {"责任单位": "牵头单位"}
_ROLES: Final[Mapping[str, str]] = {"方案": "专项"}

_BRACKETED: Final = re.compile(r"\(.*?\)|\s")
_ABOVE: Final[Mapping[str, tuple[str, ...]]] = {
    OUTLINE.name: ("programs",),
    METRICS.name: ("programs", "actions"),
    PROJECTS.name: ("programs", "actions"),
    STATES.name: ("projects",),
    BANDS.name: ("light_rules",),
}
"""Of sheets whose rows do not belong to just any node, the keys of those they can belong to."""

_NODES: Final = ("programs", "actions", "projects")


def plan_of_sheets(sheets: Mapping[str, Sheet], file: str) -> Plan:
    """Read a plan from its sheets.

    Args:
        sheets: The sheets by their names.
        file: The file's name, for messages.

    Raises:
        DocumentError: With every problem, each with its cell and what to do.
    """
    reader = _Reader(sheets, file)
    data = reader.plan()
    try:
        plan = structure(data, Plan, file)
    except DocumentError as error:
        # A key that a row lacks is told at its first cell; a cell that was refused is why it is lacking.
        refused = {(*_row(one), one.place.column) for one in reader.problems}
        refused |= {(*_row(one), 1) for one in reader.problems}
        reader.problems += [one for one in error.problems if (*_row(one), one.place.column) not in refused]
    if reader.problems:
        raise DocumentError(tuple(sorted(reader.problems, key=reader.in_order)))
    return plan


def _row(problem: Problem) -> tuple[object, ...]:
    return problem.place.file, problem.place.part, problem.place.line


class _Owners:
    """The records that rows can belong to, by id and by path."""

    def __init__(self) -> None:
        self.by_id: dict[str, list[tuple[str, Record]]] = {}
        self.by_path: dict[str, Record] = {}

    def add(self, path: str, record: Record) -> None:
        self.by_path[path] = record
        self.by_id.setdefault(str(record.get("id")), []).append((path, record))

    def of(self, name: str, keys: tuple[str, ...]) -> list[tuple[str, Record]]:
        """Give those with an id, or the one with a path, that stand under one of some keys."""
        if IS_PATH.fullmatch(name):
            found = [(name, self.by_path[name])] if name in self.by_path else []
        else:
            found = self.by_id.get(name, [])
        return [(path, record) for path, record in found if _key(path) in keys]


def _key(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]


class _Reader:
    """One reading of the sheets of one plan."""

    def __init__(self, sheets: Mapping[str, Sheet], file: str) -> None:
        self.file = file
        self.sheets = {name.strip(): sheet for name, sheet in sheets.items()}
        self.problems: list[Problem] = []
        self.owners = _Owners()
        self.unplaced: set[str] = set()  # ids of rows that were refused: rows below them are not told too
        self.order = {(sheet.file, sheet.part): number for number, sheet in enumerate(sheets.values())}
        self.data: Record = {}

    def in_order(self, problem: Problem) -> tuple[int, int, int]:
        """Tell where a problem stands in the file."""
        place = problem.place
        sheet = -1 if place.part is None else self.order.get((place.file or "", place.part), -1)
        return sheet, place.line or 0, place.column or 0

    def refuse(self, place: Location, *sentences: str) -> None:
        self.problems.append(Problem(place, *sentences))

    def plan(self) -> Record:
        """Read all sheets.

        Raises:
            DocumentError: If the sheet of the plan itself is missing.
        """
        self._check_names()
        if OVERVIEW not in self.sheets:
            raise DocumentError(tuple(self.problems))
        self.data = self._overview(self.sheets[OVERVIEW])
        for table in (OUTLINE, PROJECTS, *(one for one in TABLES if one not in (OUTLINE, PROJECTS))):
            if table.name in self.sheets:
                rows = self._rows(table, self.sheets[table.name])
                # Rows may stand in any order: what others belong to is placed first.
                for key in table.keys:
                    for cells, one in rows:
                        if one == key:
                            self._place(table, key, cells)
        return self.data

    def _check_names(self) -> None:
        """Tell of sheets that are missing and may have been renamed."""
        wanted = [OVERVIEW, *(table.name for table in TABLES)]
        if self.sheets.keys().isdisjoint(wanted):
            self.refuse(Location("", self.file), *NO_PLAN)
            return
        strangers = [one for one in self.sheets if one not in {*wanted, CHARTS, FIRST, LAST, PROGRESS}]
        for name in wanted:
            if name in self.sheets or not (strangers or name == OVERVIEW):
                continue
            near = difflib.get_close_matches(name, strangers, n=1, cutoff=0.3)
            likely = near[0] if near else None
            advice, advice_zh = (
                (f"rename {likely!r} to {name!r}", f"请将“{likely}”改名为“{name}”")
                if likely
                else (
                    f"name the sheet {name!r}, with its headers in the first row",
                    f"请将工作表命名为“{name}”",
                )
            )
            self.refuse(
                Location("", self.file),
                f"the sheet {name!r} is missing",
                f"{advice}; a plan without such rows keeps the empty sheet",
                f"缺少工作表“{name}”",
                f"{advice_zh}；没有内容的也请保留空表",
            )

    def _overview(self, sheet: Sheet) -> Record:
        """Read what the plan says of itself, a row for each."""
        known = {field.head.header: field for field in PLAN}
        found: dict[str, int] = {}
        for row in range(1, len(sheet.rows) + 1):
            word = _normal(sheet.cell(row, 1).stored)
            if word in known:
                if word in found:
                    self.refuse(sheet.place(row, 1), *_twice(word))
                found[word] = row
            elif word and row > 1:
                self.refuse(sheet.place(row, 1), *_unknown(word, list(known)))
        positions: dict[str, tuple[int, int]] = {}
        record: Record = {}
        for word, row in found.items():
            cells = RowCells(sheet, row, {word: 2}, self.problems)
            one = Found(cells)
            known[word].read(cells, one)
            record |= one.record
            positions[known[word].path[0]] = row, 2
        flat = tuple(number for place in positions.values() for number in place)
        return {**record, MARK_KEY: Mark(sheet.file, 2, 2, tuple(positions), flat, sheet.part)}

    def _rows(self, table: Table, sheet: Sheet) -> list[tuple[RowCells, str]]:
        """Give the rows of a sheet that are not blank, each with the key that its records stand under."""
        top = _header_row(table, sheet)
        columns = self._columns(table, sheet, top)
        found = []
        for row in range(top + 1, len(sheet.rows) + 1):
            cells = RowCells(sheet, row, columns, self.problems)
            if not cells.is_blank and (key := self._role(table, cells)) is not None:
                found.append((cells, key))
        if found:
            for head in table.heads:
                if head.is_required and head.header not in columns:
                    self.refuse(sheet.place(top, 1), *_lacking(head.header))
        return found

    def _columns(self, table: Table, sheet: Sheet, top: int) -> dict[str, int]:
        """Find the columns by their headers, and tell of those that are not known and not empty."""
        headers = [head.header for head in table.heads]
        ignored = DERIVED if table is METRICS else ()
        columns: dict[str, int] = {}
        for column in range(1, sheet.width + 1):
            written = sheet.cell(top, column).stored if top else None
            header = _SYNONYMS.get(_normal(written), _normal(written))
            if header in headers and header in columns:
                self.refuse(sheet.place(top, column), *_twice(_normal(written)))
            elif header in headers:
                columns[header] = column
            elif header not in ignored and (row := _first_filled(sheet, top, column)) is not None:
                if header:
                    self.refuse(sheet.place(top, column), *_unknown(header, headers))
                else:
                    self.refuse(sheet.place(row, column), *_OUTSIDE)
        return columns

    def _role(self, table: Table, cells: RowCells) -> str | None:
        if not table.role_header:
            return next(iter(table.keys))
        word = (cells.text(table.role_header) or "").strip()
        word = _ROLES.get(word, word)
        for key, one in table.keys.items():
            if word == one:
                return key
        allowed = "、".join(table.keys.values())
        cells.refuse(
            table.role_header,
            (
                f"expected one of {allowed}, got {word!r}"
                if word
                else f"expected one of {allowed}, got nothing",
                "choose one of them",
                f"应为下列之一：{allowed}；写的是“{word}”" if word else f"应为下列之一：{allowed}；此处为空",
                "请选择其一",
            ),
        )
        self.unplaced.add((cells.text("编号") or "").strip())
        return None

    def _place(self, table: Table, key: str, cells: RowCells) -> None:
        """Put the record of a row where it belongs."""
        found = Found(cells)
        for field in table.fields:
            field.read(cells, found)
        record = found.marked()
        owner = self._owner(table, key, cells)
        if owner is None:
            self.unplaced.add(str(record.get("id", "")))
            return
        above, holder = owner
        if key == "zone":
            if key in holder:
                cells.refuse(table.role_header, _SECOND_ZONE)
            holder[key] = record
            return
        siblings = holder.setdefault(key, [])
        path = f"{above}.{key}[{len(siblings)}]" if above else f"{key}[{len(siblings)}]"
        siblings.append(record)
        if key in {*_NODES, "milestones", "light_rules"}:
            self.owners.add(path, record)

    def _owner(self, table: Table, key: str, cells: RowCells) -> tuple[str, Record] | None:
        """Find the record that a row belongs to; None after telling that there is no such."""
        if not table.owner_header or key == "programs":
            return "", self.data
        name = (cells.text(table.owner_header) or "").strip()
        keys = _ABOVE.get(table.name, _NODES)
        found = self.owners.of(name, keys) if name else []
        may_be_the_plans = key not in {"actions", *BELOW_ROWS}
        if may_be_the_plans and name in ("", self.data.get("id")):
            found = [("", self.data), *found]
        if len(found) != 1:
            if not (name and name in self.unplaced):
                places = [path for path, _ in found]
                cells.refuse(table.owner_header, self._no_owner(name, table, places, keys))
            return None
        return self._milestone(table, cells, *found[0])

    def _milestone(
        self, table: Table, cells: RowCells, path: str, owner: Record
    ) -> tuple[str, Record] | None:
        name = cells.text(table.milestones) if table.milestones else None
        if name is None:
            return path, owner
        if IS_PATH.fullmatch(name):
            found = self.owners.of(name, ("milestones",))
        else:
            found = [
                (f"{path}.milestones[{index}]", one)
                for index, one in enumerate(owner.get("milestones", ()))
                if one.get("name") == name
            ]
        if len(found) == 1:
            return found[0]
        names = [str(one.get("name")) for one in owner.get("milestones", ())]
        cells.refuse(
            table.milestones, _no_such("milestone", "时间节点", name, names, [one for one, _ in found])
        )
        return None

    def _no_owner(self, name: str, table: Table, found: list[str], keys: tuple[str, ...]) -> Sentences:
        if not name:
            return (
                f"the row does not say to which row of {' or '.join(table.owners)} it belongs",
                "write the id of that row",
                f"本行没有写明属于{'或'.join(table.owners)}中的哪一行",
                "请填写那一行的编号",
            )
        ids = [
            one for one, known in self.owners.by_id.items() if any(_key(path) in keys for path, _ in known)
        ]
        return _no_such("row", "行", name, ids, found)


def _no_such(noun: str, noun_zh: str, name: str, known: list[str], found: list[str]) -> Sentences:
    if found:
        paths = [path or "the plan" for path in found]
        return (
            f"{name!r} names several {noun}s: {', '.join(paths)}",
            "give each of them an id or name of its own, or write the path",
            f"“{name}”同时指{len(found)}个{noun_zh}：{'、'.join(path or '规划' for path in found)}",
            "请分别使用不同的编号或名称，或填写路径",
        )
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return (
        f"no {noun} {name!r} to belong to",
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else "write the id or name of a row that there is",
        f"没有可归属的{noun_zh}“{name}”",
        f"是否应为{'或'.join(f'“{one}”' for one in near)}？" if near else "请填写已有的编号或名称",
    )


def _header_row(table: Table, sheet: Sheet) -> int:
    """Find the row of headers, which may stand below a title; 0 where there is none."""
    headers = {head.header for head in table.heads}
    for row in range(1, min(_HEADER_ROWS, len(sheet.rows)) + 1):
        words = [_normal(sheet.cell(row, column).stored) for column in range(1, sheet.width + 1)]
        if sum(_SYNONYMS.get(word, word) in headers for word in words) > 1:
            return row
    return 0


def _normal(written: object) -> str:
    """Give a header without blanks and what stands in brackets, such as its unit."""
    return _BRACKETED.sub("", folded(written)) if isinstance(written, str) else ""


def _first_filled(sheet: Sheet, top: int, column: int) -> int | None:
    for row in range(top + 1, len(sheet.rows) + 1):
        cells = sheet.rows[row - 1]
        if column <= len(cells) and cells[column - 1] is not None and str(cells[column - 1]).strip():
            return row
    return None


def _twice(word: str) -> Sentences:
    return (
        f"{word!r} stands here for the second time",
        "keep one of them",
        f"“{word}”出现了两次",
        "请只留一个",
    )


def _unknown(word: str, known: Sequence[str]) -> Sentences:
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    asked = " or ".join(map(repr, near))
    asked_zh = "或".join(f"“{one}”" for one in near)
    return (
        f"unknown header {word!r}",
        f"did you mean {asked}?"
        if near
        else f"known are {', '.join(known)}; move other things to a sheet of your own",
        f"不认识的列名“{word}”",
        f"是否应为{asked_zh}？" if near else f"可用的有{'、'.join(known)}；其他内容请移到自己的工作表",
    )


def _lacking(header: str) -> Sentences:
    return (
        f"the column {header!r} is missing",
        "restore it; its header stands in the first row",
        f"缺少“{header}”一列",
        "请补上该列，列名写在第一行",
    )


_OUTSIDE: Final[Sentences] = (
    "this cell stands under no header",
    "move it into a column, such as 备注, or to a sheet of your own",
    "此格上方没有列名",
    "请移到有列名的列（例如备注），或移到自己的工作表",
)
_SECOND_ZONE: Final[Sentences] = (
    "a plan has one zone, and this is the second",
    "make it one of the places (地区)",
    "一个规划只有一个开发区，这是第二个",
    "请将角色改为“地区”",
)
