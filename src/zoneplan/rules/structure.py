"""What a plan declares of itself, against what it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity, plural
from zoneplan.locations import located
from zoneplan.outline import NodeKind, listed_children
from zoneplan.subjects import node_place, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.locations import Location

__all__ = ["declared_counts", "pattern", "unnamed_actions"]

_DECLARED = {
    NodeKind.PLAN: ("program", "个方案", "declared_programs"),
    NodeKind.PROGRAM: ("action", "个行动", "declared_actions"),
}


def declared_counts(plan: PlanLike) -> Iterator[Judgement]:
    """Find lists that do not have the declared number of members (`COUNT-DECLARED`).

    A program that lists fewer actions than it declares is not in error: the others are unnamed.
    """
    checked = 0
    for node in plan.outline.walk():
        if node.declared is None or node.kind not in _DECLARED:
            continue
        checked += 1
        listed = sum(1 for _ in listed_children(node))
        noun, noun_zh, field = _DECLARED[node.kind]
        if listed > node.declared or (listed < node.declared and node.kind is NodeKind.PLAN):
            yield Finding(
                code="COUNT-DECLARED",
                severity=Severity.ERROR,
                place=node_place(plan, node, field),
                message=f"{shown_name(node)} declares {plural(node.declared, noun)} and lists {listed}",
                message_zh=f"{shown_name(node)}声明{node.declared}{noun_zh}，实际列出{listed}个",
                remedy="correct the declared number or the list",
                remedy_zh="请改正声明数或清单",
                evidence={"declared": str(node.declared), "listed": str(listed)},
            )
    yield Checked("COUNT-DECLARED", checked)


def pattern(plan: PlanLike) -> Iterator[Judgement]:
    """Find an announced pattern such as "1+5+22" that the plan does not have (`COUNT-PATTERN`)."""
    place = located(plan.mark, "", "pattern")
    if plan.pattern is None:
        return
    census = plan.outline.census
    declared = plan.declared if plan.declared is not None else census.programs
    pairs = (
        ("plan", "个总体", plan.pattern.plans, census.plans),
        ("program", "个方案", plan.pattern.programs, declared),
        ("action", "个行动", plan.pattern.actions, census.declared_actions),
    )
    for noun, noun_zh, announced, counted in pairs:
        if announced != counted:
            yield Finding(
                code="COUNT-PATTERN",
                severity=Severity.ERROR,
                place=place,
                message=f"the pattern {plan.pattern} announces {plural(announced, noun)}, "
                f"the plan declares {counted}",
                message_zh=f"结构“{plan.pattern}”声明{announced}{noun_zh}，规划中为{counted}个",
                remedy="correct the pattern, or the declared numbers",
                remedy_zh="请改正结构或各处声明数",
                evidence={"announced": str(announced), "counted": str(counted)},
            )
    yield Checked("COUNT-PATTERN", len(pairs))


def unnamed_actions(plan: PlanLike) -> Iterator[Judgement]:
    """Say which declared actions have no name (`ACTION-UNNAMED`)."""
    outline = plan.outline
    for node in outline.walk():
        if node.kind is NodeKind.ACTION and node.name is None:
            program = outline.nodes[outline.parents[node.id][0]] if outline.parents[node.id] else node
            message = f"an action of {shown_name(program)} has no name"
            yield _unnamed(
                plan, node_place(plan, node), message, f"{shown_name(program)}有一个行动未写明名称"
            )
    for node_id, count in outline.unlisted.items():
        node = outline.nodes[node_id]
        if node.kind is not NodeKind.PROGRAM or node.declared is None:
            continue
        name, listed = shown_name(node), node.declared - count
        for number in range(1, count + 1):
            message = (
                f"{name} declares {plural(node.declared, 'action')} and lists {listed}; "
                f"this is number {number} of {count} without a name"
            )
            chinese = (
                f"{name}声明{node.declared}个行动，列出{listed}个；未写明名称的共{count}个，此为第{number}个"
            )
            yield _unnamed(plan, node_place(plan, node, "declared_actions"), message, chinese)
    yield Checked("ACTION-UNNAMED", outline.census.declared_actions)


def _unnamed(plan: PlanLike, place: Location, message: str, message_zh: str) -> Finding:
    return Finding(
        code="ACTION-UNNAMED",
        severity=Severity.ADVICE,
        place=place,
        message=message,
        message_zh=message_zh,
        remedy="name it once its name is published",
        remedy_zh="名称公布后请补上",
    )
