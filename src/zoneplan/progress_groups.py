"""The targets of a plan, put together by the program they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from zoneplan.outline import NodeKind
from zoneplan.standings import Standing
from zoneplan.subjects import own_subject

if TYPE_CHECKING:
    from zoneplan.ledger import PlanLike
    from zoneplan.progress import Progress

__all__ = ["TargetGroup", "programs_of", "target_groups"]


@attrs.frozen
class TargetGroup:
    """The targets that stand in one table.

    Attributes:
        node: Id of the plan or program; None for places that are no nodes.
        standings: Its targets by subject, in document order.
    """

    node: str | None
    standings: Mapping[str, Sequence[Standing]]


def target_groups(progress: Progress) -> list[TargetGroup]:
    """Put each target into the group of the plan, of the first program around it, or of other places.

    Args:
        progress: How the targets stand.

    Returns:
        The groups in document order, other places last; each target stands in one of them.
    """
    plan = progress.plan
    nodes = list(plan.outline.nodes)
    found: dict[str | None, dict[str, list[Standing]]] = {}
    for one in progress:
        subject = own_subject(plan, one.entry)
        programs = programs_of(plan, subject) if subject in plan.outline.nodes else ()
        node = (programs[0] if programs else plan.id) if subject in plan.outline.nodes else None
        found.setdefault(node, {}).setdefault(subject, []).append(one)
    order = {node: index for index, node in enumerate(nodes)}
    return [
        TargetGroup(node, dict(sorted(within.items(), key=lambda item: order.get(item[0], len(order)))))
        for node, within in sorted(
            found.items(), key=lambda item: len(order) if item[0] is None else order[item[0]]
        )
    ]


def programs_of(plan: PlanLike, node_id: str) -> tuple[str, ...]:
    """Give the programs that a node is or belongs to, in document order.

    Args:
        plan: The plan.
        node_id: Id of the node.
    """
    outline = plan.outline
    around = {
        node
        for node in (node_id, *outline.ancestors(node_id))
        if outline.nodes[node].kind is NodeKind.PROGRAM
    }
    return tuple(around) if len(around) < 2 else tuple(node for node in outline.nodes if node in around)
