"""Explanations: the tree behind a number, printed with its sources down to the leaves."""

from __future__ import annotations

from typing import Any

import pytest

from zoneplan import Figure, Source
from zoneplan.explanations import Explanation, Part
from zoneplan.figures import total


def _line(label: str, part: Part, figure: str | None = None, **fields: Any) -> Explanation:
    read = None if figure is None else Figure.parse(figure)
    return Explanation(key=f"land@{label}<2025>", label=label, part=part, figure=read, **fields)


LEAF = _line("行动一", Part.LEAF, "3000亩", written=("3000亩",), sources=(Source(document="新华日报"), None))
OTHER = _line("行动二", Part.LEAF, "200公顷", written=("2平方公里", "200公顷"))
MISSING = _line("行动三", Part.MISSING)
SHARED = _line("项目", Part.REPEATED, "3000亩")
SILENT = _line("行动四", Part.SILENT)
INNER = _line("方案", Part.TOTAL, "6000亩", coverage="2 of 3 reported", children=(LEAF, OTHER, MISSING))
OUTER = _line(
    "规划", Part.TOTAL, "6000亩", coverage="2 of 8 reported", stated=Figure.parse("6000 亩"),
    sources=(Source(id="plan", place="p. 3"),), unlisted=5, children=(INNER, SHARED, SILENT),
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LEAF, "行动一: 3000亩\n    source: 新华日报"),
        (OTHER, "行动二: 200公顷, written as 2平方公里, 200公顷"),
        (
            _line("行动五", Part.LEAF, "5亩", written=("5亩",), is_partial=True),
            "行动五: 5亩 (a part of the period only)",
        ),
        (MISSING, "行动三: not reported"),
        (SHARED, "项目: 3000亩 (counted above)"),
        (SILENT, "行动四: not expected to report"),
        (_line("项目", Part.REPEATED), "项目: no total (counted above)"),
        (_line("方案", Part.TOTAL, coverage="0 of 3 reported"), "方案: no total (0 of 3 reported)"),
        (
            _line("方案", Part.TOTAL, "5亩", coverage="all", stated=Figure(6, "亩")),
            "方案: 5亩, stated as 6亩 (all)",
        ),
        (
            _line("方案", Part.TOTAL, "5亩", coverage="all", unlisted=2),
            "方案: 5亩 (all)\n└─ 2 more declared, not listed: no figure",
        ),
    ],
)
def test_a_line_says_what_it_stands_for(line: Explanation, expected: str) -> None:
    """Totals, leaves, missing, repeated and silent nodes each print in their own words."""
    assert expected == str(line)


def test_the_tree_behind_a_number() -> None:
    """Each line stands under the total it belongs to, with its source below it."""
    expected = """\
规划: 6000亩, stated as 6000 亩 (2 of 8 reported)
    source: plan, p. 3
├─ 方案: 6000亩 (2 of 3 reported)
│  ├─ 行动一: 3000亩
│  │      source: 新华日报
│  ├─ 行动二: 200公顷, written as 2平方公里, 200公顷
│  └─ 行动三: not reported
├─ 项目: 3000亩 (counted above)
├─ 行动四: not expected to report
└─ 5 more declared, not listed: no figure"""
    assert expected == str(OUTER)


def test_the_leaves_add_up_to_the_number() -> None:
    """Only what was reported is a leaf, and each is given once."""
    leaves = list(OUTER.leaves())
    assert [LEAF, OTHER] == leaves
    assert OUTER.figure == total([leaf.figure for leaf in leaves if leaf.figure is not None])
    assert [LEAF] == list(LEAF.leaves())
    assert [] == list(MISSING.leaves())
