"""Findings grouped by place, each place with the line of the file that it is about, as compilers do.

The words are those of the plain report; see `zoneplan.terminal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.excerpts import excerpt_lines
from zoneplan.findings import Severity
from zoneplan.listing import Printing
from zoneplan.locations import Location
from zoneplan.styled_lines import Style, StyledLine, spans
from zoneplan.terminal import closing_lines, kept_advice, problem_count, shown_place, told_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.errors import Problem
    from zoneplan.excerpts import Excerpts
    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.layout import Language

__all__ = ["problem_view", "report_view"]

_PLAINLY: Final = Printing()
_STYLES: Final = {Severity.ERROR: Style.BAD, Severity.WARNING: Style.WARNING, Severity.ADVICE: Style.OPEN}


@attrs.frozen
class _Told:
    """A judgement at its place.

    Attributes:
        place: Where it is.
        head: Its severity and code.
        style: How the head is shown.
        sentences: What is wrong, and what to do.
    """

    place: Location
    head: str
    style: Style
    sentences: tuple[str, ...]


def report_view(
    report: Report, file: str, excerpts: Excerpts, printing: Printing = _PLAINLY
) -> Iterator[StyledLine]:
    """Print a report with the lines of the file: errors and warnings whole, advice by code, then the counts.

    Args:
        report: The report.
        file: The file the plan is from, for findings that do not know their own.
        excerpts: The lines of the file.
        printing: How it is printed; everything means all advice, and every check that could not be made.
    """
    language, everything, columns = printing.language, printing.everything, printing.columns
    advice, left_out = kept_advice(report, language, everything=everything)
    findings = [_finding(one, file, language) for one in (*report.errors, *report.warnings, *advice)]
    yield from _placed(findings, excerpts, language, columns)
    for line in left_out:
        yield spans((line, Style.QUIET))
    if left_out:
        yield ()
    if everything and report.not_checked:
        yield from _placed(
            [_open(one, file, language) for one in report.not_checked], excerpts, language, columns
        )
    yield from (spans(line) for line in closing_lines(report, language, everything=everything))


def problem_view(
    problems: Sequence[Problem], file: str, excerpts: Excerpts, printing: Printing = _PLAINLY
) -> Iterator[StyledLine]:
    """Print what keeps a file from being read as a plan, with the lines of the file.

    Args:
        problems: The problems; those without a Chinese sentence are told in English.
        file: The file, for problems that do not know their own.
        excerpts: The lines of the file.
        printing: How it is printed.
    """
    language, columns = printing.language, printing.columns
    head = told_words(language)["problem"]
    told = [_Told(_in(one.place, file), head, Style.BAD, one.sentences(language)) for one in problems]
    yield from _placed(told, excerpts, language, columns)
    yield spans(problem_count(len(problems), file, language))


def _finding(one: Finding, file: str, language: Language) -> _Told:
    head = f"{one.severity.word(language)} {one.code}"
    return _Told(_in(one.place, file), head, _STYLES[one.severity], one.sentences(language))


def _open(one: NotChecked, file: str, language: Language) -> _Told:
    head = f"{told_words(language)['not_checked']} {one.code}"
    return _Told(_in(one.place, file), head, Style.OPEN, (one.sentence(language),))


def _in(place: Location, file: str) -> Location:
    return attrs.evolve(place, file=place.file or file)


def _placed(
    told: Iterable[_Told], excerpts: Excerpts, language: Language, columns: int
) -> Iterator[StyledLine]:
    """Print judgements by place, the place of the first of each kind first."""
    groups: dict[Location, list[_Told]] = {}
    for one in told:
        groups.setdefault(one.place, []).append(one)
    joint = told_words(language)["in"]
    for place, found in groups.items():
        path = f" {joint} {place.path}" if place.path else ""
        yield spans((f"{shown_place(place, '')}:", Style.HEADING), (path, Style.QUIET))
        if (excerpt := excerpts.at(place)) is not None:
            yield from excerpt_lines(excerpt, columns)
        for one in found:
            sentence, *others = one.sentences
            yield spans("  ", (one.head, one.style), f": {sentence}")
            yield from (spans(f"    {other}") for other in others if other)
        yield ()
