"""What was found in a plan as tables: each finding with its place, its sentence and what to do.

What could not be checked is listed as well: it must not look like what was found in order.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Final, Protocol

import attrs

from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.locations import Location

__all__ = ["finding_table", "finding_tables", "place_text"]


class SeverityLike(Protocol):
    """How much a finding matters."""

    @property
    def value(self) -> str:
        """Its word in English."""

    @property
    def signal(self) -> Signal:
        """What its colour says."""

    def word(self, language: str = ...) -> str:
        """Give the word for it."""


class FindingLike(Protocol):
    """What is printed of a finding."""

    @property
    def severity(self) -> SeverityLike:
        """How much it matters."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def place(self) -> Location:
        """Where it is."""

    def sentences(self, language: str = ...) -> tuple[str, str]:
        """Give what is wrong, and what to do."""


class NotCheckedLike(Protocol):
    """What is printed of a check that could not be made."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def place(self) -> Location:
        """Where it is."""

    def sentence(self, language: str = ...) -> str:
        """Give why not."""


class ReportLike(Protocol):
    """What is printed of a report, which stands above this module and prints itself with it."""

    @property
    def findings(self) -> Sequence[FindingLike]:
        """The findings."""

    @property
    def not_checked(self) -> Sequence[NotCheckedLike]:
        """What could not be checked."""

    @property
    def checked(self) -> Mapping[str, int]:
        """How much was checked."""


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


def finding_tables(report: ReportLike, language: str) -> Iterator[PrintedTable]:
    """Print a report: the findings, and what could not be checked where there is any.

    Args:
        report: The report.
        language: `en` or `zh`; a finding without a Chinese sentence is told in English.
    """
    _, _, heading_open, headers_open, fine, found, unknown = _WORDS[language]
    count, checked = len(report.findings), sum(report.checked.values())
    notes = [found.format(checked, count) if count else fine.format(checked)]
    notes += [unknown.format(len(report.not_checked))] if report.not_checked else []
    yield attrs.evolve(finding_table(report.findings, language), notes=tuple(notes))
    if report.not_checked:
        open_rows = (_not_checked(one, language) for one in report.not_checked)
        yield PrintedTable(
            heading_open, _columns(headers_open, _WIDTHS_OPEN), _numbered(open_rows), is_wide=True
        )


def finding_table(findings: Sequence[FindingLike], language: str) -> PrintedTable:
    """Print findings in their order, with the signal of how much each matters.

    Args:
        findings: The findings.
        language: `en` or `zh`; a finding without a Chinese sentence is told in English.
    """
    heading, headers, *_ = _WORDS[language]
    rows = _numbered((_finding(one, language) for one in findings), [one.severity.signal for one in findings])
    return PrintedTable(heading, _columns(headers, _WIDTHS), rows, is_wide=True)


def _columns(headers: Iterable[str], widths: Iterable[int]) -> tuple[PrintedColumn, ...]:
    return tuple(
        PrintedColumn(header, width, not index)
        for index, (header, width) in enumerate(zip(headers, widths, strict=True))
    )


def _numbered(
    rows: Iterable[tuple[str, ...]], signals: Iterable[Signal | None] = repeat(None)
) -> tuple[PrintedRow, ...]:
    """Number rows; the first cell of each has its signal."""
    return tuple(
        PrintedRow(
            (
                PrintedCell(str(number)),
                PrintedCell(printable(first), signal=signal),
                *(PrintedCell(printable(text)) for text in others),
            )
        )
        for number, ((first, *others), signal) in enumerate(zip(rows, signals, strict=False), start=1)
    )


def _finding(one: FindingLike, language: str) -> tuple[str, ...]:
    return one.severity.word(language), one.code, place_text(one.place, language), *one.sentences(language)


def _not_checked(one: NotCheckedLike, language: str) -> tuple[str, ...]:
    return one.code, place_text(one.place, language), one.sentence(language)


def place_text(place: Location, language: str) -> str:
    """Tell a place without the folder of its file, which is nobody's business but the writer's.

    Args:
        place: The place.
        language: What the plan itself is called in, `en` or `zh`.
    """
    path = place.path or _WHOLE[language]
    if place.file is None:
        return path
    file = re.split(r"[/\\]", place.file)[-1]
    return f"{path} ({attrs.evolve(place, file=file).in_file})"


_WHOLE: Final = {"zh": "规划", "en": "the plan"}
