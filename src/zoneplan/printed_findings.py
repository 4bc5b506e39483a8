"""What was found in a plan as tables: each finding with its place, its sentence and what to do.

What could not be checked is listed as well: it must not look like what was found in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.locations import Location

__all__ = ["finding_tables", "place_text"]

_WORDS: Final = {
    "zh": (
        "检查结果", ("序号", "级别", "代码", "位置", "问题", "建议"),
        "未能检查", ("序号", "代码", "位置", "原因"),
        "共检查{0}项，未发现问题。", "共检查{0}项，发现{1}个问题。", "另有{0}项无法检查，对错未知。",
    ),
    "en": (
        "Findings", ("No.", "Severity", "Code", "Place", "Finding", "What to do"),
        "Not checked", ("No.", "Code", "Place", "Reason"),
        "{0} things were checked, and nothing was found.", "{0} things were checked; findings: {1}.",
        "{0} checks could not be made, so nothing is known there.",
    ),
}  # fmt: skip
_WIDTHS: Final = (3, 4, 8, 9, 14, 10)
_WIDTHS_OPEN: Final = (3, 8, 12, 25)


def finding_tables(report: Report, language: str) -> Iterator[PrintedTable]:
    """Print a report: the findings, and what could not be checked where there is any.

    Args:
        report: The report.
        language: `en` or `zh`; a finding without a Chinese sentence is told in English.
    """
    heading, headers, heading_open, headers_open, fine, found, unknown = _WORDS[language]
    count, checked = len(report.findings), sum(report.checked.values())
    notes = [found.format(checked, count) if count else fine.format(checked)]
    notes += [unknown.format(len(report.not_checked))] if report.not_checked else []
    rows = (_finding(one, language) for one in report.findings)
    yield PrintedTable(heading, _columns(headers, _WIDTHS), _numbered(rows), tuple(notes), is_wide=True)
    if report.not_checked:
        open_rows = (_not_checked(one, language) for one in report.not_checked)
        yield PrintedTable(
            heading_open, _columns(headers_open, _WIDTHS_OPEN), _numbered(open_rows), is_wide=True
        )


def _columns(headers: Iterable[str], widths: Iterable[int]) -> tuple[PrintedColumn, ...]:
    return tuple(
        PrintedColumn(header, width, not index)
        for index, (header, width) in enumerate(zip(headers, widths, strict=True))
    )


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[PrintedRow, ...]:
    return tuple(
        PrintedRow(tuple(PrintedCell(printable(text)) for text in (str(number), *cells)))
        for number, cells in enumerate(rows, start=1)
    )


def _finding(one: Finding, language: str) -> tuple[str, ...]:
    return one.severity.word(language), one.code, place_text(one.place), *one.sentences(language)


def _not_checked(one: NotChecked, language: str) -> tuple[str, ...]:
    return one.code, place_text(one.place), one.sentence(language)


def place_text(place: Location) -> str:
    """Tell a place without the folder of its file, which is nobody's business but the writer's.

    Args:
        place: The place.
    """
    if place.file is None:
        return str(place)
    return str(attrs.evolve(place, file=re.split(r"[/\\]", place.file)[-1]))
