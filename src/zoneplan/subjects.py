"""The nodes and places that a plan's figures may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.goals import KINDS, Delegated, RelativeTo
from zoneplan.locations import Location, located
from zoneplan.observations import Aspect
from zoneplan.qualifiers import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.goals import Goal
    from zoneplan.layout import Language
    from zoneplan.ledger import Entry, PlanLike, TargetEntry
    from zoneplan.milestones import Milestone
    from zoneplan.outline import Node
    from zoneplan.prices import PriceBasis
    from zoneplan.rates import ExchangeRate, PriceIndex
    from zoneplan.zones import Zone

__all__ = [
    "as_written",
    "basis_zh",
    "figure_place",
    "goal_place",
    "goal_text",
    "known_places",
    "listed_places",
    "listed_rates",
    "milestones_of",
    "node_place",
    "own_subject",
    "root_place",
    "shown_name",
    "subject_name",
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


def milestones_of(plan: PlanLike, node: Node) -> Iterator[tuple[Milestone, str]]:
    """Give the milestones of a node, each with its path."""
    prefix = plan.outline.paths[node.id]
    for index, milestone in enumerate(node.milestones):
        yield milestone, f"{prefix}.milestones[{index}]" if prefix else f"milestones[{index}]"


def shown_name(node: Node) -> str:
    """Give a node's name, or its id when it has none."""
    return node.name or node.id


def subject_name(plan: PlanLike, subject: str) -> str:
    """Give the name of a node or place; its id where it has none.

    Args:
        plan: The plan.
        subject: Id of the node or place.
    """
    node = plan.outline.nodes.get(subject)
    if node is not None:
        return shown_name(node)
    place = known_places(plan).get(subject)
    return subject if place is None else place.name


def own_subject(plan: PlanLike, entry: Entry | TargetEntry) -> str:
    """Give what an entry is about, the plan's zone and the plan itself being one subject."""
    is_zone = plan.zone is not None and entry.subject == plan.zone.id
    return plan.id if is_zone else entry.subject


def figure_place(entry: Entry) -> Location:
    """Give where an entry's figure stands: that of a target is its level."""
    field = "level" if entry.record.aspect is Aspect.TARGET else "figure"
    return located(entry.mark, entry.path, field)


def goal_place(entry: TargetEntry) -> Location:
    """Give where a target's goal stands."""
    key = next(key for key, kind in KINDS.items() if type(entry.target.goal) is kind)
    return located(entry.mark, entry.path, key)


def goal_text(goal: Goal, language: Language = "en") -> str:
    """Give a goal as its author wrote it; words of our own stand for one that was never written.

    Args:
        goal: The goal.
        language: The language of those words.
    """
    match goal:
        case RelativeTo(text=None, metric=metric, bound=bound, gap=gap) if language == "zh":
            return f"{_BOUNDS_ZH[bound]}{metric}{'' if gap is None else gap}"
        case Delegated(text=None, to=to) if language == "zh":
            return f"完成{to}下达目标"
        case _:
            return str(goal)


_BOUNDS_ZH = {
    Bound.GT: "高于",
    Bound.GE: "不低于",
    Bound.EQ: "等于",
    Bound.APPROX: "大致等于",
    Bound.LE: "不高于",
    Bound.LT: "低于",
}


def as_written(figure: Figure) -> str:
    """Give a figure as its author wrote it, so that it can be found in the document."""
    return figure.text or str(figure)


def basis_zh(basis: PriceBasis) -> str:
    """Name a price basis in Chinese."""
    return basis.describe("zh")
