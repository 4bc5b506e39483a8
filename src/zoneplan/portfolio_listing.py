"""What is found in many plans as lines for a terminal: file by file, then over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.findings import plural
from zoneplan.layout import Language, printable
from zoneplan.terminal import finding_lines, told_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.findings import Report
    from zoneplan.portfolio import PortfolioReport

__all__ = ["portfolio_lines"]

_ALL_PLANS: Final[Mapping[Language, str]] = {"en": "all plans together", "zh": "各规划之间"}


def portfolio_lines(
    report: PortfolioReport, *, language: Language = "en", everything: bool = False
) -> Iterator[str]:
    """Print what is wrong in each file, then what was found over all plans, then the counts.

    Args:
        report: The report.
        language: What sentences, headings and counts are printed in.
        everything: Whether advice is printed too.
    """
    for path, error in report.problems:
        yield f"{printable(path)}: {_problems(len(error.problems), language)}"
        for problem in error.problems:
            yield from told_problem(problem, path, language)
        yield ""
    for key, own in report.plans.items():
        yield from _report_lines(key, own, key, language, everything=everything)
    yield from _report_lines(_ALL_PLANS[language], report.across, "", language, everything=everything)
    yield report.census.text(language)
    yield _counts(report.counts, language)


def _report_lines(
    head: str, report: Report, file: str, language: Language, *, everything: bool
) -> Iterator[str]:
    """Print a report under its heading; one in which nothing was found is its heading alone."""
    yield f"{printable(head)}: {_found(report.counts, language)}"
    shown = report.findings if everything else (*report.errors, *report.warnings)
    for finding in shown:
        yield from finding_lines(finding, file, language)
    if shown:
        yield ""


def _found(counts: Mapping[str, int], language: Language) -> str:
    if language == "zh":
        return f"错误{counts['error']}个，警告{counts['warning']}个，提示{counts['advice']}条"
    return (
        f"{plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
        f"{plural(counts['advice'], 'piece')} of advice"
    )


def _problems(count: int, language: Language) -> str:
    return (
        f"不是可用的规划，问题{count}个"
        if language == "zh"
        else f"no plan that counts, {plural(count, 'problem')}"
    )


def _counts(counts: Mapping[str, int], language: Language) -> str:
    found, made, not_made = _found(counts, language), counts["checked"], counts["not_checked"]
    if language == "zh":
        return f"{found}；已检查{made}项，无法检查{not_made}项；未读入的文件{counts['unread']}个"
    return (
        f"{found}; {plural(made, 'check')} made, {not_made} not possible; "
        f"{plural(counts['unread'], 'file')} not read"
    )
