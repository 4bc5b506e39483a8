"""The tables of finding codes, made by checking one small invented plan for each code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_tables import anchor, cell, table
from zoneplan import read_plan, read_portfolio
from zoneplan.rules import CODES, portfolios

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan import Finding

__all__ = ["PLANS", "chinese_table", "examples_of_findings", "found", "portfolio_table", "table_of_findings"]

PLANS = Path(__file__).parents[1] / "reference" / "findings"
"""One plan file for each code, or a folder of two for a code of portfolios; all of them are invented."""

_PAGE = "finding-examples.md"
_NOT_CHECKED: Mapping[str, str] = {
    "BASE-MISSING": "the target names no base",
    "BASE-YEAR": "the plan states no period",
    "COUNT-DECLARED": "nothing is declared",
    "CUM-AS-ANNUAL": "it is not known over how many years it is meant",
    "DATE-OUT": "the plan states no period",
    "DATE-REVERSED": "start, or the other date, is missing",
    "JOINT": "a solver is needed and missing, ran out of time, or found no numbers that show what it says",
    "OVER-PLAN": "the total is missing, a part is missing that could mend it, or currencies or prices differ",
    "PART-WHOLE": "the nodes name no places",
    "RATE-WRONG": "a level is missing, or at other prices than the rate",
    "RATIO-WRONG": "parts are missing, or the metric cannot be computed",
    "RELATION-WRONG": "a figure is missing, or they cannot be compared",
    "SHARE-100": "a share is missing that could mend it",
    "SHARE-WRONG": "part or whole is missing, or they cannot be compared",
    "SUM-PERIOD": "shorter periods are missing that could mend it, or they cannot be combined",
    "SUM-TOTAL": "parts are missing that could mend it, or the metric cannot be rolled up",
    "TARGET-WORSE": "there is no baseline for the subject",
    "UNIT-SCALE": "nothing of its metric and subject, and no sum of its parts, stands beside it",
    "VALUE-DOMAIN": "the unit is not the metric's",
    "YTD-FALLS": "the two are at different prices, or in units of different dimensions",
    "PLACE-WITHIN": "one of the two places lies in the other",
    "PROJECT-TWICE": "amounts, stated places or the plans' years set the two apart",
    "ZONE-TWICE": "the years of the plans do not meet",
}


@cache
def found(code: str) -> Finding:
    """Give the finding that the plan for a code leads to.

    Args:
        code: A finding code.

    Raises:
        LookupError: If there is no plan for it, or the plan does not lead to it.
    """
    path = PLANS / f"{code}.yaml"
    if path.exists():
        findings = read_plan(path).validate(together=code == "JOINT").findings
    elif (PLANS / code).is_dir():
        findings = read_portfolio(PLANS / code).validate().across.findings
    else:
        raise LookupError(f"no plan shows what {code} is: write docs/reference/findings/{code}.yaml")
    own = [finding for finding in findings if finding.code == code]
    if not own:
        raise LookupError(f"the plan that is to show {code} does not lead to it")
    return own[0]


def table_of_findings() -> str:
    """Give the table of all codes of plans, in English."""
    return _english(CODES, "not checked when")


def portfolio_table() -> str:
    """Give the table of all codes of portfolios, in English."""
    return _english(portfolios.CODES, "not found when")


def chinese_table() -> str:
    """Give the table of all codes, in Chinese."""
    rows = []
    for code in [*CODES, *portfolios.CODES]:
        message, remedy = found(code).sentences("zh")
        link = f"[{cell(_told(message))}](../../reference/{_PAGE}#{anchor(code)})"
        rows.append([code, found(code).severity.word("zh"), link, cell(remedy)])
    return table(["代码", "程度", "例如", "怎么办"], rows)


def examples_of_findings() -> str:
    """Give a section for each code: the plan that leads to it, and what is told of it in both languages."""
    parts = []
    for code in [*CODES, *portfolios.CODES]:
        files = (
            [PLANS / f"{code}.yaml"]
            if (PLANS / f"{code}.yaml").exists()
            else sorted((PLANS / code).iterdir())
        )
        shown = [f"```{{code-block}} yaml\n{path.read_text(encoding='utf-8').strip()}\n```" for path in files]
        told = "\n".join(_told(found(code).text(language)) for language in ("en", "zh"))
        parts += [f"## {code}", *shown, f"```text\n{told}\n```"]
    return "\n\n".join(parts)


def _english(codes: Mapping[str, str], last: str) -> str:
    rows = []
    for code, meaning in codes.items():
        message, remedy = found(code).sentences()
        link = f"[{cell(_told(message))}]({_PAGE}#{anchor(code)})"
        severity = found(code).severity.value
        rows.append([code, severity, meaning, link, cell(remedy), _NOT_CHECKED.get(code, "")])
    return table(["code", "severity", "found when", "for example", "what to do", last], rows)


def _told(text: str) -> str:
    """Give a text with the names of files as they are, wherever the project lies."""
    return text.replace(f"{PLANS}/", "")
