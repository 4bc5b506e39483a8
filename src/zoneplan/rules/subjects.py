"""The nodes and places that a plan's figures may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.locations import Location, located

if TYPE_CHECKING:
    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Node
    from zoneplan.zones import Zone

__all__ = ["known_places", "listed_places", "node_place", "shown_name"]


def listed_places(plan: PlanLike) -> list[tuple[str, Zone]]:
    """Give the plan's zone and further places, each with its path."""
    zone = [] if plan.zone is None else [("zone", plan.zone)]
    return [*zone, *((f"places[{index}]", place) for index, place in enumerate(plan.places))]


def known_places(plan: PlanLike) -> dict[str, Zone]:
    """Give the plan's zone and further places by id; of several with one id, the first."""
    found: dict[str, Zone] = {}
    for _, zone in listed_places(plan):
        found.setdefault(zone.id, zone)
    return found


def node_place(plan: PlanLike, node: Node, field: str = "") -> Location:
    """Give where a node, or one of its fields, stands."""
    return located(node.mark, plan.outline.paths[node.id], field)


def shown_name(node: Node) -> str:
    """Give a node's name, or its id when it has none."""
    return node.name or node.id
