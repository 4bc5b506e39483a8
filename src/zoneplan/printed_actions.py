"""The responsibility table (任务分工表): which unit leads which action, with whom, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.printed_values import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.printed_values import PlanValues
    from zoneplan.programs import Action, Program

__all__ = ["action_table"]

_HEADERS: Final = {
    "zh": ("序号", "专项", "行动", "牵头单位", "配合单位", "完成时限"),
    "en": ("No.", "Program", "Action", "Lead units", "Supporting units", "Deadline"),
}
_WIDTHS: Final = (3, 6, 9, 6, 8, 5)
_WORDS: Final = {
    "zh": ("任务分工表", "（专项整体）", "（未列名）", "另有{0}项行动未列出"),
    "en": ("Responsibilities", "(the program as a whole)", "(unnamed)", "{0} further actions are not listed"),
}


def action_table(values: PlanValues) -> PrintedTable:
    """Print who is responsible for what: a row for each action, and one for a program that says so itself.

    A program that declares more actions than it lists has a row that says how many are not listed.

    Args:
        values: The plan.
    """
    heading = _WORDS[values.language][0]
    columns = zip(_HEADERS[values.language], _WIDTHS, (True, *[False] * 5), strict=True)
    rows: list[PrintedRow] = []
    listed = 0
    for index, program in enumerate(values.plan.programs):
        rows += _program_rows(values, f"programs[{index}]", program, listed + 1)
        listed += len(program.actions)
    return PrintedTable(heading, tuple(PrintedColumn(*one) for one in columns), tuple(rows))


def _program_rows(values: PlanValues, path: str, program: Program, first: int) -> list[PrintedRow]:
    """Print a program; its actions alone are numbered."""
    _, whole, _, unlisted = _WORDS[values.language]
    found: list[tuple[PrintedCell, ...]] = []
    if program.lead_units or program.supporting_units or program.deadline or not program.actions:
        found.append((PrintedCell(), PrintedCell(whole), *_duties(values, path, program)))
    for index, action in enumerate(program.actions):
        below = f"{path}.actions[{index}]"
        number = PrintedCell(str(first + index))
        found.append((number, _action_name(values, below, action), *_duties(values, below, action)))
    if (program.declared_actions or 0) > len(program.actions):
        missing = unlisted.format((program.declared_actions or 0) - len(program.actions))
        found.append((PrintedCell(), PrintedCell(missing), *[PrintedCell()] * 3))
    name = values.cell(program.name, join(path, "name"), rows=len(found))
    return [
        PrintedRow((number, None if index else name, *cells)) for index, (number, *cells) in enumerate(found)
    ]


def _action_name(values: PlanValues, path: str, action: Action) -> PrintedCell:
    return values.cell(action.name or _WORDS[values.language][2], join(path, "name"))


def _duties(values: PlanValues, path: str, node: Program | Action) -> Iterator[PrintedCell]:
    yield values.units(path, "lead_units", node.lead_units)
    yield values.units(path, "supporting_units", node.supporting_units)
    due = "" if node.deadline is None else node.deadline.text(values.language)
    yield values.cell(due, join(path, "deadline"))
