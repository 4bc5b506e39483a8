"""What the pages of the examples say, line by line, and what of it one figure changes."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest

from page_snapshots import EXAMPLES, ROOT, example, snapshot, snapshot_path
from zoneplan import briefing
from zoneplan.charts import Chart
from zoneplan.files import parse_plan

if TYPE_CHECKING:
    from zoneplan import Plan

PLAN = (ROOT / "examples" / "following" / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_of_an_example_says_what_it_said(name: str) -> None:
    """Every line is as it was kept; `python tests/page_snapshots.py` keeps what was changed on purpose."""
    kept = snapshot_path(name).read_text(encoding="utf-8").splitlines()
    assert kept == snapshot(example(name), name)


def test_the_kept_pages_hold_every_section() -> None:
    """Each of the nine sections is kept at least once."""
    kept = "\n".join(snapshot_path(name).read_text(encoding="utf-8") for name in EXAMPLES)
    sections = {
        "headline", "structure", "indicators", "paths", "money", "lights", "schedule", "findings", "origins"
    }  # fmt: skip
    assert sections == set(re.findall(r"^<(\w+)> section:", kept, re.MULTILINE))


def drawn_twice(before: str, after: str) -> tuple[Plan, Plan]:
    """Read the plan as it stands, and with one text of it replaced by another."""
    assert 1 == PLAN.count(before)
    return parse_plan(PLAN.encode(), "plan.yaml"), parse_plan(
        PLAN.replace(before, after).encode(), "plan.yaml"
    )


def changed_lines(before: str, after: str) -> list[str]:
    """Give the start of each line of the page that differs when a text of the plan is another."""
    old, new = (snapshot(one, "following") for one in drawn_twice(before, after))
    found = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += old[start:end] or new[first:last]
    return [re.sub(r"^\w+: *", "", one).strip(" |")[:19].strip(" |") for one in found]


def changed_charts(before: str, after: str) -> list[str]:
    """Give the name of each chart that differs when a text of the plan is another."""
    old, new = (
        [
            block
            for section in briefing(one, EXAMPLES["following"][0]).sections
            for block in section.blocks
            if isinstance(block, Chart)
        ]
        for one in drawn_twice(before, after)
    )
    return [one.name for one, other in zip(old, new, strict=True) if one != other]


def test_one_figure_changes_what_depends_on_it_and_nothing_else() -> None:
    """The figure, what is added up from it, the means and findings it bears on, and where they come from."""
    assert [
        "71.59% → #indicator",  # headline: the mean completion, the sum, the findings
        "可计完成率的目标9个，已知9个，占权重",
        "362.33亿元 → #compute",
        "可能的值：362.27至362.39亿",
        "■ 提示1条；已检查251项，无法检查",
        "<targets-programs-5",  # indicators: the mean of the program, the target, the mean of the plan
        "达到进度4个 / 可计完成率的目标4个",
        "完成投资 | 在建 | 亿元 | —",
        "达到目标需要：今后6个月每月≈15.2",
        "全规划",
        "已达到1个、达到进度4个、无法判断4个",
        "目标路径（截至2023-08-31）；",
        "2| 完成投资（在建） | 2023-",
        "闽侯县2023年重点项目 | 362.",
        "全规划 | 362.33 → #com",
        "完成投资：重点项目年中进展的构成（亿元",
        "发现的问题（2个）",
        "○ 提示 | SUM-TOTAL",
        "共检查251项，发现2个问题：错误1个",
        "完成投资，重点项目年中进展，2023-",
        "可能的值：362.27至362.39亿",
        "完成投资，闽侯县2023年重点项目，2",
        "可能的值：362.27至362.39亿",
        "完成投资，在建，2023-01/06，",
        "可能的值：235.75至235.85亿",
    ] == changed_lines("235.8亿元", "235.9亿元")


def test_one_figure_changes_the_charts_that_show_it_and_no_other() -> None:
    """Charts of paths and of what adds up to the sum show it; those of structure and of lights do not."""
    assert ["paths", "waterfall"] == changed_charts("235.8亿元", "235.9亿元")


def test_a_name_changes_no_figure() -> None:
    """Where a name is another, the lines that differ are those that say the name."""
    old, new = (snapshot(one, "following") for one in drawn_twice("name: 预备", "name: 储备项目"))
    assert [one.replace("预备", "储备项目") for one in old] == new
