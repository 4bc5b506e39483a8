"""The projects that the rows of somebody else's table are, what they cannot hold kept in their notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import Problem, ZoneplanError
from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.locations import Mark
from zoneplan.periods import Period
from zoneplan.programs import Project
from zoneplan.states import ConstructionKind
from zoneplan.table_cells import Absence, TableCell
from zoneplan.table_heads import Field
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.figures import Figure
    from zoneplan.table_rows import TableRow

__all__ = ["project_of"]

T = TypeVar("T")

_UNITS: Final = re.compile(r"[、，,；;\n/]")
_MONTH: Final = re.compile(r"((?:19|20)\d{2})\.(\d{2})")
_SPAN: Final = re.compile(r"(.+?)[-—–~～至](.+)")
_NOTED: Final = {
    Field.CONTENT: "建设内容",
    Field.OWNER: "建设单位",
    Field.PROGRESS: "形象进度",
    Field.STATE: "状态",
    Field.SOURCES: "资金来源",
    Field.CATEGORY: "类别",
    Field.PLACE: "建设地点",
    Field.LEADER: "责任领导",
    Field.PERSON: "责任人",
    Field.RATE: "完成率",
    Field.DONE_YEAR: "本年完成",
    Field.NOTE: "备注",
}


def project_of(row: TableRow, id: str, year: int | None, problems: list[Problem]) -> Project | None:  # noqa: A002
    """Make the project that a row is; None when it cannot be made.

    Args:
        row: The row.
        id: Id of the project.
        year: The year of an annual plan whose head names none.
        problems: What was told so far; what cannot be read is added.
    """
    start, deadline = _dates(row, problems)
    lead = _units(row.text(Field.LEAD)) or _units(row.text(Field.RESPONSIBLE))
    responsible = _units(row.text(Field.RESPONSIBLE)) if row.text(Field.LEAD) else ()
    supporting = tuple(dict.fromkeys((*responsible, *_units(row.text(Field.SUPPORTING)))))
    named = next(
        (cell for field in (Field.NAME, Field.TASK) if (cell := row.cell(field)) is not None), row.cells[0]
    )
    return _made(
        named,
        problems,
        lambda: Project(
            id=id,
            name=row.name,
            lead_units=lead,
            supporting_units=tuple(unit for unit in supporting if unit not in lead),
            construction=_construction(row),
            start=start,
            deadline=deadline,
            investment=_investment(row, year, problems),
            note=_note(row),
            mark=_mark(row),
        ),
    )


def _made(cell: TableCell, problems: list[Problem], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except ZoneplanError as error:
        told = (str(getattr(error, name, "")) for name in ("message", "remedy", "message_zh", "remedy_zh"))
        problems.append(Problem(cell.place, *told))
        return None


def _units(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for one in _UNITS.split(text) if (part := one.strip())))


def _construction(row: TableRow) -> ConstructionKind | None:
    """Give what is built; a word that is not known stays in the note."""
    found = WORDS[ConstructionKind].get(row.text(Field.CONSTRUCTION).strip())
    return found if isinstance(found, ConstructionKind) else None


def _note(row: TableRow) -> str | None:
    """Give what a project has no field for, each with the name of its column."""
    told = [f"{word}：{text.strip()}" for field, word in _NOTED.items() if (text := row.text(field)).strip()]
    if row.text(Field.CONSTRUCTION) and _construction(row) is None:
        told.append(f"建设性质：{row.text(Field.CONSTRUCTION).strip()}")
    told += [
        f"{head.text}：{cell.text.strip()}"
        for head, cell in zip(row.heads, row.cells, strict=True)
        if head.field is None and cell.absence is None
    ]
    return "；".join(told) or None


def _mark(row: TableRow) -> Mark:
    cell = row.cells[0].place
    named = row.cell(Field.NAME) or row.cells[0]
    positions = (named.place.line or 0, named.place.column or 0)
    return Mark(cell.file or "", row.number, cell.column or 1, ("name",), positions, cell.part)


# -- dates ------------------------------------------------------------------------------------------


def _dates(row: TableRow, problems: list[Problem]) -> tuple[Period | None, Deadline | None]:
    start: Period | None = None
    deadline: Deadline | None = None
    span = row.cell(Field.PERIOD)
    if span is not None and span.absence is None:
        start, deadline = _made(span, problems, lambda: _span(span.text)) or (None, None)
    first, last = row.cell(Field.START), row.cell(Field.DEADLINE)
    if first is not None and first.absence is None:
        start = _made(first, problems, lambda: Period.parse(_month_of(first.text)))
    if last is not None and last.absence is None:
        deadline = _made(last, problems, lambda: Deadline.parse(_day(last.text)))
    return start, deadline


def _span(text: str) -> tuple[Period, Deadline]:
    """Read 2023-2025 as years, and 2023年3月-2025年12月 as months.

    Raises:
        PeriodError: If an end is no period.
    """
    bare = text.strip()
    match = _SPAN.fullmatch(bare)
    if match is None or re.fullmatch(r"(?:19|20)\d{2}-\d{1,2}", bare):
        whole = Period.parse(_month(bare))
        return whole, Deadline(DeadlineKind.BY_END_OF, whole)
    start, end = Period.parse(_month(match[1])), Period.parse(_month(match[2]))
    return start, Deadline(DeadlineKind.BY_END_OF, end)


def _month(text: str) -> str:
    """Give 2024.03 as 2024-03; a number 2024.1 may be January or October, and is left as it is."""
    match = _MONTH.fullmatch(text.strip())
    return text.strip() if match is None else f"{match[1]}-{match[2]}"


def _month_of(text: str) -> str:
    """Give the month of a day: projects start in a period."""
    match = re.fullmatch(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])\d{1,2}日?", text.strip())
    return _month(text) if match is None else f"{match[1]}-{int(match[2]):02}"


def _day(text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?", text.strip())
    return _month(text) if match is None else f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


# -- money ------------------------------------------------------------------------------------------


def _investment(row: TableRow, year: int | None, problems: list[Problem]) -> Investment | None:
    """Give what a project is to cost; None where no column says it."""
    done = _figure(row, Field.DONE) or _figure(row, Field.DONE_BEFORE)
    by_year = []
    for head, cell in row.columns(Field.ANNUAL):
        if not _is_told(cell):
            continue
        if (own := head.year or year) is None:
            problems.append(Problem(cell.place, *_NO_YEAR))
        else:
            by_year.append(YearlyInvestment(period=own, figure=cell.figure))
    by_source = [
        Funding(name=head.detail, figure=cell.figure)
        for head, cell in row.columns(Field.FUNDING)
        if _is_told(cell)
    ]
    found = Investment(
        total=_figure(row, Field.INVESTMENT), by_year=by_year, by_source=by_source, done=done, mark=_mark(row)
    )
    return None if found == Investment() else found


def _is_told(cell: TableCell) -> bool:
    """Tell whether there is an amount, known or not; a dash, a slash and 无 say that there is none."""
    return cell.absence not in _NO_AMOUNT


_NO_AMOUNT: Final = frozenset({Absence.DASH, Absence.SLASH, Absence.NONE, Absence.SHARED})
_NO_YEAR: Final = (
    "the head names no year that the annual plan is of",
    "say it: projects(year=2024)",
    "表头没有写明是哪一年的计划投资",
    "请指明年份：projects(year=2024)",
)


def _figure(row: TableRow, field: Field) -> Figure | None:
    cell = row.cell(field)
    return None if cell is None else cell.figure
