"""One project listed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.likeness import money_of, shared_money
from zoneplan.outline import NodeKind
from zoneplan.subjects import node_place, shown_name
from zoneplan.texts import normal_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Node

__all__ = ["duplicate_projects"]


def duplicate_projects(plan: PlanLike) -> Iterator[Judgement]:
    """Find projects that are one under two ids: same name, place and money (`DUP-PROJECT`).

    Names are compared after folding width, case, blanks, punctuation and a closing 项目 or 工程.
    """
    outline = plan.outline
    projects = [node for node in outline.walk() if node.kind is NodeKind.PROJECT]
    money = money_of(plan)
    by_name: dict[tuple[str, str | None], list[Node]] = {}
    for project in projects:
        for name in dict.fromkeys(normal_name(one) for one in (shown_name(project), *project.aliases)):
            by_name.setdefault((name, project.place), []).append(project)
    found: set[tuple[str, str]] = set()
    for group in by_name.values():
        # Each project is told to be like one earlier project, not like every one of them.
        for position, other in enumerate(group):
            for one in group[:position]:
                if (one.id, other.id) in found:
                    break
                if outline.is_under(one.id, other.id) or outline.is_under(other.id, one.id):
                    continue  # a package and its part may well share a name
                shared = shared_money(money.get(one.id, {}), money.get(other.id, {}))
                if shared is not None:
                    found.add((one.id, other.id))
                    yield _duplicate(plan, one, other, has_same_money=shared)
                    break
    yield Checked("DUP-PROJECT", len(projects))


def _duplicate(plan: PlanLike, one: Node, other: Node, *, has_same_money: bool) -> Finding:
    first = plan.outline.paths[one.id]
    same, same_zh = "same name and place", "名称、地点相同"
    if has_same_money:
        same, same_zh = "same name, place and investment", "名称、地点、投资相同"
    return Finding(
        code="DUP-PROJECT",
        severity=Severity.WARNING,
        place=node_place(plan, other),
        message=f"{shown_name(other)} looks like {shown_name(one)} in {first}: {same}",
        message_zh=f"“{shown_name(other)}”与 {first} 的“{shown_name(one)}”疑为同一项目：{same_zh}",
        remedy="keep one and let it serve both actions, or tell their names apart",
        remedy_zh="如为同一项目，请只保留一个并写明其服务的各行动；否则请区分名称",
        evidence={"first": one.id, "second": other.id},
    )
