"""The nodes and places that a plan's figures may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.locations import Location, located
from zoneplan.observations import Aspect
from zoneplan.prices import PriceBasis, PriceBasisKind

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.ledger import Entry, PlanLike
    from zoneplan.outline import Node
    from zoneplan.rates import ExchangeRate, PriceIndex
    from zoneplan.zones import Zone

__all__ = [
    "as_written",
    "basis_zh",
    "figure_place",
    "known_places",
    "listed_places",
    "listed_rates",
    "node_place",
    "own_subject",
    "root_place",
    "shown_name",
]


def listed_places(plan: PlanLike) -> list[tuple[str, Zone]]:
    """Give the plan's zone and further places, each with its path."""
    zone = [] if plan.zone is None else [("zone", plan.zone)]
    return [*zone, *((f"places[{index}]", place) for index, place in enumerate(plan.places))]


def listed_rates(plan: PlanLike) -> list[tuple[str, PriceIndex | ExchangeRate]]:
    """Give the plan's price indices and exchange rates, each with its path."""
    indices = [(f"price_indices[{index}]", one) for index, one in enumerate(plan.price_indices)]
    rates = [(f"exchange_rates[{index}]", one) for index, one in enumerate(plan.exchange_rates)]
    return [*indices, *rates]


def known_places(plan: PlanLike) -> dict[str, Zone]:
    """Give the plan's zone and further places by id; of several with one id, the first."""
    found: dict[str, Zone] = {}
    for _, zone in listed_places(plan):
        found.setdefault(zone.id, zone)
    return found


def root_place(plan: PlanLike) -> str | None:
    """Give the id of the place that the plan as a whole is about."""
    return None if plan.zone is None else plan.zone.id


def node_place(plan: PlanLike, node: Node, field: str = "") -> Location:
    """Give where a node, or one of its fields, stands."""
    return located(node.mark, plan.outline.paths[node.id], field)


def shown_name(node: Node) -> str:
    """Give a node's name, or its id when it has none."""
    return node.name or node.id


def own_subject(plan: PlanLike, entry: Entry) -> str:
    """Give what an entry is about, the plan's zone and the plan itself being one subject."""
    is_zone = plan.zone is not None and entry.subject == plan.zone.id
    return plan.id if is_zone else entry.subject


def figure_place(entry: Entry) -> Location:
    """Give where an entry's figure stands: that of a target is its level."""
    field = "level" if entry.record.aspect is Aspect.TARGET else "figure"
    return located(entry.mark, entry.path, field)


def as_written(figure: Figure) -> str:
    """Give a figure as its author wrote it, so that it can be found in the document."""
    return figure.text or str(figure)


def basis_zh(basis: PriceBasis) -> str:
    """Name a price basis in Chinese."""
    return _BASES_ZH.get(basis.kind) or f"{basis.year}年不变价"


_BASES_ZH = {
    PriceBasisKind.UNSTATED: "未注明价格",
    PriceBasisKind.CURRENT: "现价",
    PriceBasisKind.COMPARABLE: "可比价",
}
