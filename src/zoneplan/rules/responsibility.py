"""Who leads and who supports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.locations import located
from zoneplan.outline import NodeKind
from zoneplan.subjects import node_place, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike

__all__ = ["leads"]


def leads(plan: PlanLike) -> Iterator[Judgement]:
    """Find actions without a lead (`LEAD-MISSING`), and nodes with several (`LEAD-SEVERAL`).

    A lead that also supports is found too (`SELF-LEAD`). A plan that names no lead anywhere is told so once.
    """
    nodes = list(plan.outline.walk())
    actions = [node for node in nodes if node.kind is NodeKind.ACTION and node.name is not None]
    led = [node for node in nodes if node.lead_units]
    if len(actions) > 1 and not led:
        yield Finding(
            code="LEAD-MISSING",
            severity=Severity.WARNING,
            place=located(plan.mark, ""),
            message=f"none of the {len(actions)} named actions has a lead unit",
            message_zh=f"{len(actions)}个已列明的行动均未写明牵头单位",
            remedy="write lead_units in each action",
            remedy_zh="请为每个行动写明牵头单位",
        )
    for node in actions if led or len(actions) == 1 else ():
        if not node.lead_units:
            yield Finding(
                code="LEAD-MISSING",
                severity=Severity.WARNING,
                place=node_place(plan, node, "lead_units"),
                message=f"{shown_name(node)} has no lead unit",
                message_zh=f"{shown_name(node)}没有牵头单位",
                remedy="write its lead_units",
                remedy_zh="请写明牵头单位",
            )
    for node in led:
        lead_units, supporting_units = _named(node.lead_units), _named(node.supporting_units)
        if len(lead_units) > 1:
            yield Finding(
                code="LEAD-SEVERAL",
                severity=Severity.WARNING,
                place=node_place(plan, node, "lead_units"),
                message=f"{shown_name(node)} has {len(lead_units)} lead units: " + ", ".join(lead_units),
                message_zh=f"{shown_name(node)}有{len(lead_units)}个牵头单位：" + "、".join(lead_units),
                remedy="keep one as lead and make the others supporting units",
                remedy_zh="请保留一个牵头单位，其余列为配合单位",
                evidence={"lead_units": ", ".join(lead_units)},
            )
        both = [unit for unit in lead_units if unit in supporting_units]
        if both:
            yield Finding(
                code="SELF-LEAD",
                severity=Severity.ERROR,
                place=node_place(plan, node, "supporting_units"),
                message=f"{', '.join(both)} both leads and supports {shown_name(node)}",
                message_zh=f"{shown_name(node)}的牵头单位{'、'.join(both)}同时列为配合单位",
                remedy="take it out of one of the two lists",
                remedy_zh="请从其中一处删去",
                evidence={"units": ", ".join(both)},
            )
    yield Checked("LEAD-MISSING", len(actions))
    yield Checked("LEAD-SEVERAL", len(led))
    yield Checked("SELF-LEAD", len(led))


def _named(texts: tuple[str, ...]) -> list[str]:
    """Give the units that texts name: documents write several into one, as 招商局、经发局."""
    return [unit for text in texts for unit in re.split(r"\s*[、，,；;]\s*", text.strip()) if unit]
