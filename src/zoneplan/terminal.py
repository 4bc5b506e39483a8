"""Reports, plans and rollups as plain text for a terminal, with Chinese and Latin columns aligned.

Nothing here colours, wraps or moves the cursor: what is printed can be piped, searched and compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.findings import plural
from zoneplan.layout import Language, printable
from zoneplan.shown_figures import MISSING, shown_figure, telling_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.errors import Problem
    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.locations import Location

__all__ = [
    "MISSING",
    "closing_lines",
    "finding_lines",
    "kept_advice",
    "problem_count",
    "problem_lines",
    "report_lines",
    "shown_figure",
    "shown_place",
    "telling_places",
    "told_problem",
    "told_words",
]

_SHOWN_ADVICE: Final = 2
_SOURCE_WIDTH: Final = 40


# -- reports ------------------------------------------------------------------------------------

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "not_checked": "not checked",
        "problem": "problem",
        "in": "in",
        "more": "… and {count} more {code}; --all shows them",
        "open": "{checks} could not be made, so nothing is known there; --all lists each with its reason",
    },
    "zh": {
        "not_checked": "未核对",
        "problem": "问题",
        "in": "位于",
        "more": "…… 另有{count}条 {code}；用 --all 全部列出",
        "open": "有{count}项无法检查，对错未知；用 --all 逐项列出原因",
    },
}


def report_lines(
    report: Report, file: str, *, language: Language = "en", everything: bool = False
) -> Iterator[str]:
    """Print a report: errors and warnings whole, advice by code, then what was and was not checked.

    Args:
        report: The report.
        file: The file the plan is from, for findings that do not know their own.
        language: What sentences, headings and counts are printed in.
        everything: Whether all advice is printed, and every check that could not be made.
    """
    words = _WORDS[language]
    for finding in (*report.errors, *report.warnings):
        yield from finding_lines(finding, file, language)
    if report.errors or report.warnings:
        yield ""
    for code, found in _advice_by_code(report).items():
        kept = found if everything else found[:_SHOWN_ADVICE]
        for finding in kept:
            yield from finding_lines(finding, file, language)
        if len(kept) < len(found):
            yield words["more"].format(count=len(found) - len(kept), code=code)
        yield ""
    if everything and report.not_checked:
        for one in report.not_checked:
            yield from _open_lines(one, file, language)
        yield ""
    yield from closing_lines(report, language, everything=everything)


def _advice_by_code(report: Report) -> dict[str, list[Finding]]:
    by_code: dict[str, list[Finding]] = {}
    for finding in report.advice:
        by_code.setdefault(finding.code, []).append(finding)
    return by_code


def kept_advice(
    report: Report, language: Language, *, everything: bool
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Give the advice that is printed, and a line for each code of which more was found.

    Args:
        report: The report.
        language: What the lines are in.
        everything: Whether all advice is printed.
    """
    by_code = _advice_by_code(report)
    if everything:
        return report.advice, ()
    kept = tuple(one for found in by_code.values() for one in found[:_SHOWN_ADVICE])
    more = {code: len(found) - _SHOWN_ADVICE for code, found in by_code.items()}
    form = _WORDS[language]["more"]
    return kept, tuple(form.format(count=count, code=code) for code, count in more.items() if count > 0)


def closing_lines(report: Report, language: Language, *, everything: bool) -> Iterator[str]:
    """Print what a plan holds, and how many checks were made and could not be made.

    Args:
        report: The report.
        language: What it is printed in.
        everything: Whether every check that could not be made was printed.
    """
    yield report.census.text(language)
    yield _counts(report.counts, language)
    if report.not_checked and not everything:
        count = len(report.not_checked)
        yield _WORDS[language]["open"].format(checks=plural(count, "check"), count=count)


def problem_lines(problems: Iterable[Problem], file: str, language: Language = "en") -> Iterator[str]:
    """Print what keeps a file from being read as a plan, or a plan from being rolled up, like findings.

    Args:
        problems: The problems; those without a Chinese sentence are told in English.
        file: The file, for problems that do not know their own.
        language: What sentences and headings are printed in.
    """
    count = 0
    for count, problem in enumerate(problems, start=1):  # noqa: B007  # used below
        yield from told_problem(problem, file, language)
    yield ""
    yield problem_count(count, file, language)


def problem_count(count: int, file: str, language: Language) -> str:
    """Say how many problems keep a file from being read.

    Args:
        count: How many.
        file: The file.
        language: What it is said in.
    """
    if language == "zh":
        return f"{printable(file)} 有{count}个问题，其余未核对"
    return f"{plural(count, 'problem')} in {printable(file)}; nothing else was looked at"


def told_words(language: Language) -> Mapping[str, str]:
    """Give the words between the parts of a judgement: `problem`, `not_checked`, `in`.

    Args:
        language: The language.
    """
    return _WORDS[language]


def told_problem(problem: Problem, file: str, language: Language) -> Iterator[str]:
    """Print one problem: its place, its sentence and what to do.

    Args:
        problem: The problem.
        file: The file, for a problem that does not know its own.
        language: What it is told in; one without a Chinese sentence is told in English.
    """
    head = _WORDS[language]["problem"]
    return _told(head, problem.place, file, problem.sentences(language), language)


def finding_lines(finding: Finding, file: str, language: Language) -> Iterator[str]:
    """Print one finding: its place and code, its sentence and what to do.

    Args:
        finding: The finding.
        file: The file, for a finding that does not know its own.
        language: What it is told in; one without a Chinese sentence is told in English.
    """
    head = f"{finding.severity.word(language)} {finding.code}"
    return _told(head, finding.place, file, finding.sentences(language), language)


def _open_lines(one: NotChecked, file: str, language: Language) -> Iterator[str]:
    head = f"{_WORDS[language]['not_checked']} {one.code}"
    return _told(head, one.place, file, (one.sentence(language),), language)


def _told(
    head: str, place: Location, file: str, sentences: Iterable[str], language: Language
) -> Iterator[str]:
    """Print a judgement: its place first, as editors and terminals expect, its sentences below it."""
    path = f" {_WORDS[language]['in']} {place.path}" if place.path else ""
    yield printable(f"{shown_place(place, file)}: {head}{path}")
    for sentence in sentences:
        if sentence:
            yield f"    {printable(sentence)}"


def shown_place(place: Location, file: str) -> str:
    """Give file, line and column of a place as editors read them, or file and cell.

    Args:
        place: The place.
        file: The file, for a place that does not know its own.
    """
    return attrs.evolve(place, file=place.file or file).in_file


def _counts(counts: Mapping[str, int], language: Language) -> str:
    if language == "zh":
        return (
            f"错误{counts['error']}个，警告{counts['warning']}个，提示{counts['advice']}条；"
            f"已检查{counts['checked']}项，无法检查{counts['not_checked']}项"
        )
    return (
        f"{plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
        f"{plural(counts['advice'], 'piece')} of advice; "
        f"{plural(counts['checked'], 'check')} made, {counts['not_checked']} not possible"
    )
