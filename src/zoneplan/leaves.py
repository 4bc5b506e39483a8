"""Which nodes speak for a metric: the deepest that report it, and those that should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zoneplan.figures import Figure
    from zoneplan.metrics import Metric
    from zoneplan.outline import Outline

__all__ = ["deepest", "missing_leaves", "place_of", "spread"]


def deepest(outline: Outline, figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
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
    outline: Outline, metric: Metric, reported: Mapping[str, Figure]
) -> tuple[list[str], dict[str, int]]:
    """Give the leaves that should have reported and did not, and the counts of unlisted ones."""
    if not metric.reported_by and reported.keys() <= outline.terminals.keys():
        return [node for node in outline.terminals if node not in reported], dict(outline.unlisted)
    above = {one for leaf in reported for one in outline.ancestors(leaf)}
    inner = {leaf for leaf in reported if outline.children[leaf]}

    def is_spoken_for(node: str) -> bool:
        return node in reported or (bool(inner) and not inner.isdisjoint(outline.ancestors(node)))

    wanted: Iterable[str] = outline.terminals
    owners: Iterable[str] = outline.unlisted
    if metric.reported_by:
        known = [one for one in metric.reported_by if one in outline.nodes]
        lone = [one for one in known if one not in above]
        open_ended = [one for one in known if one in above]
        under = [t for t in outline.terminals if any(outline.is_under(t, one) for one in open_ended)]
        wanted = [one for one in outline.nodes if one in {*lone, *under}]
        owners = [
            owner for owner in outline.unlisted if any(outline.is_under(owner, one) for one in open_ended)
        ]
    missing = [node for node in wanted if not is_spoken_for(node)]
    return missing, {owner: outline.unlisted[owner] for owner in owners if not is_spoken_for(owner)}


def place_of(outline: Outline, node_id: str) -> str | None:
    """Give the place a node is about: its own, else that of the nearest node above it."""
    for one in (node_id, *outline.ancestors(node_id)):
        place = outline.nodes[one].place
        if place is not None:
            return place
    return None
