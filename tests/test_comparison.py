from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from comparison import trials

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "comparison.md"
ALWAYS_HERE: Final = ("pandas", "pint-pandas", "zoneplan")
"""The tools that the group dev installs; the others are tried by hand, as the page says."""


def page_rows() -> dict[str, dict[str, str]]:
    """Give the rows of each table of the page, by the case above it and the tool."""
    text = PAGE.read_text("utf-8")
    by_case = {}
    for case, words in trials.CASES.items():
        _, _, rest = text.partition(f"**{words}**")
        table = re.match(r"\n\n((?:\|.*\n)+)", rest)
        assert table is not None, case
        by_case[case] = {row.split("|")[1].strip(): row for row in table[1].splitlines()[2:]}
    return by_case


@pytest.mark.parametrize("tool", ALWAYS_HERE)
def test_the_page_says_what_a_tool_gives(tool: str) -> None:
    """Each row about a tool that is here is what it gives now."""
    expected = {case: answers[tool] for case, answers in trials.rows([tool]).items()}
    assert expected == {case: listed[tool] for case, listed in page_rows().items()}


def test_the_page_has_a_row_for_every_tool_and_case() -> None:
    """No tool is left out where it does well."""
    assert all(listed.keys() == trials.TOOLS.keys() for listed in page_rows().values())
