"""What was found in a plan, with places and remedies, and what could not be checked.

Many findings of one code stand in one row with all their places, so that they do not bury the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.printing import listed
from zoneplan.briefings.sections import Section, SectionName
from zoneplan.layout import Language, printable
from zoneplan.locations import Location
from zoneplan.printed_findings import place_text
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.findings import Finding, NotChecked

__all__ = ["MOST_LISTED", "compact_places", "findings"]

MOST_LISTED: Final = 10
"""More findings of one code and severity than these stand in one row."""

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "heading": "检查结果", "found": "发现的问题（{0}个）", "open": "未能检查（{0}项）",
        "columns": "级别;代码;位置;问题;建议", "open columns": "代码;项数;位置;原因",
        "fine": "共检查{0}项，未发现问题。", "counted": "共检查{0}项，发现{1}个问题：{2}。",
        "count": "{0}{1}个", "unknown": "另有{0}项无法检查，对错未知。",
        "many": "共{0}个，首个：{1}",
    },
    "en": {
        "heading": "Findings", "found": "Findings ({0})", "open": "Not checked ({0})",
        "columns": "Severity;Code;Place;Finding;What to do", "open columns": "Code;Number;Place;Reason",
        "fine": "{0} things were checked, and nothing was found.",
        "counted": "{0} things were checked; findings: {1} ({2}).",
        "count": "{0} {1}", "unknown": "{0} checks could not be made, so nothing is known there.",
        "many": "{0} of these; the first: {1}",
    },
}  # fmt: skip
_WIDTHS: Final = (4, 8, 9, 14, 10)
_WIDTHS_OPEN: Final = (8, 3, 12, 18)


def findings(answers: Answers) -> Section:
    """Show what was found and what could not be checked, both counted.

    Args:
        answers: The plan with its answers.
    """
    words, report = _WORDS[answers.language], answers.report
    tables = [_found(answers), *([_open(answers)] if report.not_checked else [])]
    return Section(SectionName.FINDINGS, words["heading"], tuple(tables))


# -- found ----------------------------------------------------------------------------------------


def _found(answers: Answers) -> PrintedTable:
    words, report = _WORDS[answers.language], answers.report
    checked, count = sum(report.checked.values()), len(report.findings)
    by_severity = {
        one.severity.word(answers.language): sum(other.severity is one.severity for other in report.findings)
        for one in report.findings
    }
    each = listed(
        (words["count"].format(word, number) for word, number in by_severity.items()), answers.language
    )
    notes = [words["counted"].format(checked, count, each) if count else words["fine"].format(checked)]
    if report.not_checked:
        notes.append(words["unknown"].format(len(report.not_checked)))
    explained = frozenset(entry.path for entry in answers.plan.ledger.written)
    rows = tuple(_rows(answers.language, report.findings, explained))
    return PrintedTable(
        words["found"].format(count), _columns(words["columns"], _WIDTHS), rows, tuple(notes), is_wide=True
    )


def _columns(headers: str, widths: Iterable[int]) -> tuple[PrintedColumn, ...]:
    return tuple(PrintedColumn(*one) for one in zip(headers.split(";"), widths, strict=True))


def _rows(language: Language, found: Sequence[Finding], explained: frozenset[str]) -> Iterator[PrintedRow]:
    """Print findings in their order; those of a code that has many stand where its first one would."""
    by_code: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        by_code.setdefault((one.severity, one.code), []).append(one)
    for one in found:
        alike = by_code[one.severity, one.code]
        if len(alike) <= MOST_LISTED:
            yield _row(language, one, explained)
        elif one is alike[0]:
            yield _grouped(language, alike)


def _row(language: Language, one: Finding, explained: frozenset[str]) -> PrintedRow:
    message, remedy = one.sentences(language)
    path = _entry_path(one.place.path)
    return PrintedRow(
        (
            PrintedCell(one.severity.word(language), signal=one.severity.signal),
            PrintedCell(one.code),
            PrintedCell(
                printable(place_text(one.place, language)),
                link=figure_anchor(path) if path in explained else "",
            ),
            PrintedCell(printable(message)),
            PrintedCell(printable(remedy)),
        )
    )


def _entry_path(path: str) -> str:
    """Give the path of the observation or target that a place is, or is a field of."""
    found = re.match(r"(?:.*\.)?(?:observations|targets)\[\d+\]", path)
    return "" if found is None else found.group()


def _grouped(language: Language, alike: Sequence[Finding]) -> PrintedRow:
    """Print findings of one code: how many, the first of them, every place, and each thing to do."""
    words = _WORDS[language]
    remedies = dict.fromkeys(one.sentences(language)[1] for one in alike)
    first = alike[0].sentences(language)
    remedy = first[1] if len(remedies) == 1 else words["many"].format(len(remedies), first[1])
    return PrintedRow(
        (
            PrintedCell(alike[0].severity.word(language), signal=alike[0].severity.signal),
            PrintedCell(alike[0].code),
            PrintedCell(printable(compact_places([one.place.path for one in alike], language))),
            PrintedCell(printable(words["many"].format(len(alike), first[0]))),
            PrintedCell(printable(remedy)),
        )
    )


# -- not checked ----------------------------------------------------------------------------------


def _open(answers: Answers) -> PrintedTable:
    """List what could not be checked, with every reason; a code that has many of them has one row."""
    words, report = _WORDS[answers.language], answers.report
    by_code: dict[str, dict[str, list[NotChecked]]] = {}
    for one in report.not_checked:
        by_code.setdefault(one.code, {}).setdefault(one.sentence(answers.language), []).append(one)
    rows = []
    for by_reason in by_code.values():
        if len(by_reason) <= MOST_LISTED:
            rows += [_open_row(answers.language, alike, reason) for reason, alike in by_reason.items()]
        else:
            alike = [one for found in by_reason.values() for one in found]
            first = words["many"].format(len(by_reason), next(iter(by_reason)))
            rows.append(_open_row(answers.language, alike, first))
    columns = _columns(words["open columns"], _WIDTHS_OPEN)
    return PrintedTable(words["open"].format(len(report.not_checked)), columns, tuple(rows), is_wide=True)


def _open_row(language: Language, alike: Sequence[NotChecked], reason: str) -> PrintedRow:
    places = [one.place.path for one in alike]
    place = place_text(alike[0].place, language) if len(alike) == 1 else compact_places(places, language)
    return PrintedRow(
        (
            PrintedCell(alike[0].code, signal=Signal.OPEN),
            PrintedCell(str(len(alike))),
            PrintedCell(printable(place)),
            PrintedCell(printable(reason)),
        )
    )


# -- places ---------------------------------------------------------------------------------------


def compact_places(paths: Sequence[str], language: Language = "en") -> str:
    """List paths in one line, those that differ in one number only as one, with its numbers run together.

    >>> compact_places([f"programs[{one}].actions[{two}]" for one in (0, 1) for two in (0, 1, 2, 7)] + [""])
    'programs[0–1].actions[0–2, 7], the plan'

    Args:
        paths: Paths in a plan; an empty one is the plan itself.
        language: What the plan itself is called in.
    """
    # Text and numbers in turn; the last number of each path is run together first.
    found = dict.fromkeys(tuple(re.split(r"\[(\d+)\]", path)) for path in paths)
    for place in range(max(map(len, found), default=0) - 2, 0, -2):
        groups: dict[tuple[str, ...], list[str]] = {}
        for parts in found:
            if place < len(parts):
                groups.setdefault((*parts[:place], "", *parts[place + 1 :]), []).append(parts[place])
            else:
                groups[parts] = []
        found = dict.fromkeys(
            (*parts[:place], _runs(numbers), *parts[place + 1 :]) if numbers else parts
            for parts, numbers in groups.items()
        )
    return ", ".join(_path(parts) or place_text(Location(), language) for parts in found)


def _path(parts: tuple[str, ...]) -> str:
    """Put a path together again from its texts and numbers."""
    return "".join(f"[{one}]" if index % 2 else one for index, one in enumerate(parts))


def _runs(numbers: Sequence[str]) -> str:
    """Print numbers in order, those that follow each other as a run; runs already made stay as they are."""
    if len(numbers) == 1:
        return numbers[0]
    runs: list[tuple[int, int]] = []
    for number in sorted(set(map(int, numbers))):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
