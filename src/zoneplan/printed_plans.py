"""A plan as a document that an office can edit: its title, four tables, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError, Problem
from zoneplan.layout import printable
from zoneplan.locations import Location
from zoneplan.printed_actions import action_table
from zoneplan.printed_findings import finding_tables
from zoneplan.printed_indicators import indicator_table
from zoneplan.printed_projects import project_table
from zoneplan.printed_tables import PrintedDocument, PrintedLine

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from zoneplan.findings import Report
    from zoneplan.printed_values import PlanValues

__all__ = ["printed_plan", "require_printable"]

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {"zone": "开发区：{}", "period": "规划期：{}", "pattern": "结构：{}", "lead": "牵头单位：{}",
           "supporting": "配合单位：{}"},
    "en": {"zone": "Zone: {}", "period": "Period: {}", "pattern": "Pattern: {}", "lead": "Lead units: {}",
           "supporting": "Supporting units: {}"},
}  # fmt: skip


def printed_plan(values: PlanValues, report: Report) -> PrintedDocument:
    """Print a plan with what was found in it.

    Args:
        values: The plan.
        report: What was found.
    """
    plan = values.plan
    projects = project_table(values)
    tables = (
        *([action_table(values)] if plan.programs else []),
        indicator_table(values),
        *([] if projects is None else [projects]),
        *finding_tables(report, values.language),
    )
    title = PrintedLine(plan.name, ("name",))
    return PrintedDocument(title, tuple(_lines(values)), tables, values.language)


def _lines(values: PlanValues) -> Iterator[PrintedLine]:
    plan, words = values.plan, _WORDS[values.language]
    if plan.zone is not None:
        yield PrintedLine(words["zone"].format(plan.zone.name), ("zone.name",))
    for field in ("period", "pattern"):
        if field in values.values:
            yield PrintedLine(words[field].format(values.values[field]), (field,))
    for word, field, units in (
        ("lead", "lead_units", plan.lead_units),
        ("supporting", "supporting_units", plan.supporting_units),
    ):
        if units:
            cell = values.units("", field, units)
            yield PrintedLine(words[word].format(cell.text), cell.holds)


def require_printable(document: PrintedDocument, forbidden: re.Pattern[str]) -> None:
    """Refuse a document with characters that a file cannot hold.

    Args:
        document: The document.
        forbidden: The characters.

    Raises:
        DocumentError: With the place in the plan of every text that has one.
    """
    problems: dict[str, Problem] = {}
    for one in document.texts():
        if (found := forbidden.search(one.text)) is not None:
            path = one.holds[0] if one.holds else ""
            problems.setdefault(path, _unprintable(path, one.text, ord(found[0])))
    if problems:
        raise DocumentError(tuple(problems.values()))


def _unprintable(path: str, text: str, code: int) -> Problem:
    return Problem(
        Location(path),
        f"a document cannot hold the character U+{code:04X} of '{printable(text[:40])}'",
        "remove it from the plan",
        f"文档不能写入“{printable(text[:40])}”中的字符 U+{code:04X}",
        "请从规划中删去该字符",
    )
