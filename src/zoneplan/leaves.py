"""Which nodes speak for a metric: the deepest that report it, and those that should have."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.zones import enclosing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.metrics import Metric
    from zoneplan.outline import Outline
    from zoneplan.zones import Zone

__all__ = ["Overlap", "deepest", "missing_leaves", "overlapping_places", "place_of", "spread"]

F = TypeVar("F")


def deepest(outline: Outline, figures: Mapping[str, F]) -> Mapping[str, F]:
    """Keep the nodes that report while nothing below them does: the leaves, in document order."""
    if figures.keys() <= outline.terminals.keys():
        return figures
    above: set[str] = set()
    for parents in {outline.parents[node] for node in figures}:
        for parent in parents:
            if parent not in above:
                above.add(parent)
                above.update(outline.ancestors(parent))
    if not above.isdisjoint(figures):
        figures = {node: figure for node, figure in figures.items() if node not in above}
    return figures


def spread(outline: Outline, leaves: Iterable[str]) -> dict[str, list[str]]:
    """Give the leaves below each node, each once; a leaf is below itself."""
    by_parents: dict[tuple[str, ...], list[str]] = {}
    parents = outline.parents
    for leaf in leaves:
        by_parents.setdefault(parents[leaf], []).append(leaf)
    below: dict[str, list[str]] = {}
    for parent_ids, group in by_parents.items():
        for above in _above(outline, parent_ids):
            below.setdefault(above, []).extend(group)
        if not parent_ids:
            below.setdefault(group[0], []).extend(group)
    return below


def _above(outline: Outline, parents: tuple[str, ...]) -> Iterable[str]:
    return dict.fromkeys([*parents, *(one for parent in parents for one in outline.ancestors(parent))])


def missing_leaves(
    outline: Outline, metric: Metric, reported: Mapping[str, object]
) -> tuple[list[str], dict[str, int]]:
    """Give the leaves that should have reported and did not, and the counts of unlisted ones.

    A node that lists none of its parts does not stand for them: the parts it declares are what is
    missing. A node that reports itself, whole, speaks for all of its parts.
    """
    terminals, unlisted = outline.terminals, outline.unlisted
    wanted: Iterable[str] = (node for node in terminals if node not in unlisted)
    owners: Iterable[str] = unlisted
    if metric.reported_by:
        above = {one for leaf in reported for one in outline.ancestors(leaf)}
        known = [one for one in metric.reported_by if one in outline.nodes]
        closed = {one for one in known if one not in above}
        opened = [one for one in known if one in above]
        under = {node for node in wanted if any(outline.is_under(node, one) for one in opened)}
        wanted = (node for node in outline.nodes if node in closed or node in under)
        owners = [owner for owner in unlisted if any(outline.is_under(owner, one) for one in opened)]
    inner = reported.keys() - terminals.keys()
    if not inner and not metric.reported_by:
        silent = terminals.keys() - reported.keys()
        missing = [node for node in terminals if node in silent and node not in unlisted] if silent else []
        return missing, {owner: count for owner, count in unlisted.items() if owner not in reported}

    def is_spoken_for(node: str) -> bool:
        return node in reported or (bool(inner) and not inner.isdisjoint(outline.ancestors(node)))

    missing = [node for node in wanted if not is_spoken_for(node)]
    return missing, {owner: unlisted[owner] for owner in owners if not is_spoken_for(owner)}


def place_of(outline: Outline, node_id: str) -> str | None:
    """Give the place a node is about: its own, else that of the nearest node above it."""
    for one in (node_id, *outline.ancestors(node_id)):
        place = outline.nodes[one].place
        if place is not None:
            return place
    return None


@attrs.frozen
class Overlap:
    """Two leaves of which one is about a place, the other about a place that it lies in.

    Attributes:
        part: Id of the leaf that is about the inner place.
        part_place: Id of the inner place.
        whole: Id of the leaf that is about the outer place.
        whole_place: Id of the outer place.
    """

    part: str
    part_place: str
    whole: str
    whole_place: str


def overlapping_places(
    outline: Outline, leaves: Iterable[str], places: Mapping[str, Zone], root_place: str | None
) -> Iterator[Overlap]:
    """Find leaves whose figures would be added although one is part of the other.

    A leaf that names no place is a part of what the root is about, so it overlaps with every place
    around that.

    Args:
        outline: The nodes.
        leaves: Ids of the leaves.
        places: The places known, by id.
        root_place: Id of the place that the root as a whole is about; None when it is about none.
    """
    named: dict[str, str] = {}
    inside: dict[str, str] = {}
    for leaf in leaves:
        place = place_of(outline, leaf)
        if place is not None:
            named.setdefault(place, leaf)
        elif root_place is not None:
            inside.setdefault(root_place, leaf)
    for place, leaf in {**inside, **named}.items():
        for outer in enclosing(place, places):
            if outer in named:
                yield Overlap(leaf, place, named[outer], outer)
