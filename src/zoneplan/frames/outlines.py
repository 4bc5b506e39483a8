"""The outline of a portfolio as a table: nodes and their parents, checked before anything is computed.

A row names a node and one parent of it; a node that several others share stands in several rows. Roots
have no parent, and there may be many: the outline of a portfolio is a forest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from zoneplan.errors import OutlineError
from zoneplan.outline import NodeKind, Outline, suggestion
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.outline import Node

__all__ = [
    "ABOVE_ALL",
    "FIELDS",
    "TableNode",
    "about",
    "outline_of",
    "outline_rows",
    "own_places",
    "reporting_subjects",
    "root_places",
    "roots_of",
]

FIELDS = ("name", "kind", "place", "unlisted", "declared")
"""What an outline's table may say of a node besides `node` and `parent`."""

_IN_PLANS = {kind.value for kind in NodeKind}
ABOVE_ALL = ""
"""Id of the node above the roots of a forest, which no table has: ids are not empty."""


@attrs.frozen
class TableNode:
    """A node as a table tells it: enough of one to be rolled up along.

    Attributes:
        id: Its id.
        name: Its name; None when the table has none.
        kind: What it is, in any word: nation, province, zone, program, project.
        place: Id of the place it is about; None when it is about none of its own.
        declared: How many leaves are declared below it without being listed; None for none.
        announced: How many parts it declares, listed ones among them; None when it does not say.
        about: Id of the place that a root as a whole is about. Leaves that name no place do not lie in it
            by name, so it is kept apart from `place`.
    """

    id: str
    name: str | None = None
    kind: str | None = None
    place: str | None = None
    declared: int | None = None
    announced: int | None = None
    about: str | None = None

    def children(self) -> tuple[tuple[str, Node], ...]:
        """Give nothing: a table lists every node by itself, and `declared` counts only what it leaves out."""
        return ()


def outline_of(rows: Iterable[Mapping[str, Any]]) -> Outline:
    """Check the rows of a table and make their outline.

    Args:
        rows: `node` and `parent`, and any of `FIELDS`; a node of several parents stands in several rows.

    Raises:
        OutlineError: If there is no row, an id is empty or no text, two rows of a node differ or repeat
            each other, a parent is in no row, a node is both a root and a part, a node that is no
            project has two parents, or parents run in a circle.
    """
    nodes: dict[str, TableNode] = {}
    parents: dict[str, list[str | None]] = {}
    for number, row in enumerate(rows, 1):
        node = _node(row, number)
        known = nodes.setdefault(node.id, node)
        if known != node:
            raise _told(
                f"two rows of node {node.id!r} differ: {_said(known)} and {_said(node)}",
                "give every node its own id; rows of a shared node differ in their parent only",
                f"节点 {node.id!r} 的两行不一致：{_said(known)}，{_said(node)}",
                "每个节点用自己的编号；共用节点的各行只有上级不同",
            )
        _add_parent(parents.setdefault(node.id, []), node, row.get("parent"))
    if not nodes:
        raise _told(
            "the outline has no row",
            "give a row for every node, with its parent",
            "提纲没有任何一行",
            "每个节点写一行，写明上级",
        )
    _require_parents(nodes, parents)
    above = {node: tuple(one for one in found if one) for node, found in parents.items()}
    return _outline(_with_unlisted(nodes, above), above)


def outline_rows(outline: Outline) -> list[dict[str, Any]]:
    """Give the rows of an outline; `outline_of` makes the same outline of them.

    Args:
        outline: The outline of a table.
    """
    rows = []
    for node in cast("Mapping[str, TableNode]", outline.nodes).values():
        if node.id == ABOVE_ALL:
            continue
        said: dict[str, Any] = {"name": node.name, "kind": node.kind, "place": node.place or node.about}
        if node.announced is None:
            said["unlisted"] = node.declared
        else:
            said["declared"] = node.announced  # from which `declared` follows
        told = {field: value for field, value in said.items() if value is not None}
        rows += [
            {"node": node.id, "parent": None if parent == ABOVE_ALL else parent, **told}
            for parent in outline.parents[node.id] or (ABOVE_ALL,)
        ]
    return rows


def roots_of(outline: Outline) -> tuple[str, ...]:
    """Give the ids of the nodes that lie in no other, in the table's order.

    Args:
        outline: The outline of a table.
    """
    top = outline.root.id
    return outline.children[top] if top == ABOVE_ALL else (top,)


def about(outline: Outline, root: str) -> str | None:
    """Give the place that a root as a whole is about; None when it is about none.

    Args:
        outline: The outline of a table.
        root: Id of a root.
    """
    return cast("TableNode", outline.nodes[root]).about


def root_places(outline: Outline) -> Mapping[str, str]:
    """Give the root that each place stands for: a figure of the place is the root's own statement.

    Args:
        outline: The outline of a table.
    """
    found = {about(outline, root): root for root in roots_of(outline)}
    return {place: root for place, root in found.items() if place is not None and place not in outline.nodes}


def reporting_subjects(outline: Outline) -> dict[str, bool]:
    """Give the subjects whose figures are looked at, each with whether it is a node and not a root's place.

    Args:
        outline: The outline of a table.
    """
    found = dict.fromkeys(root_places(outline), False) | dict.fromkeys(outline.nodes, True)
    found.pop(ABOVE_ALL, None)
    return found


def own_places(outline: Outline) -> Mapping[str, Zone]:
    """Give the places that nodes are, such as the cities of a portfolio: each lies in the one above it.

    Args:
        outline: The outline of a table, in which such a node names its own id as its place, and is of no
            kind that the nodes of a plan are of.
    """
    nodes = cast("Mapping[str, TableNode]", outline.nodes)
    found = {
        node.id
        for node in nodes.values()
        if node.id in {node.place, node.about} and node.kind not in _IN_PLANS
    }
    return {
        one: Zone(
            id=one,
            name=nodes[one].name or one,
            within=next((parent for parent in outline.parents[one] if parent in found), None),
        )
        for one in found
    }


def _node(row: Mapping[str, Any], number: int) -> TableNode:
    identity, unlisted, announced = row.get("node"), _count(row.get("unlisted")), _count(row.get("declared"))
    if not isinstance(identity, str) or not identity.strip():
        raise _told(
            f"expected the id of a node in row {number} of the outline, got {identity!r}",
            "write it as text in the column 'node'",
            f"提纲第 {number} 行应有节点编号，写的是 {identity!r}",
            "请在 node 一栏写文字",
        )
    for count, what, what_zh in (
        (unlisted, "leaves node {} does not list", "未列出的末级"),
        (announced, "parts node {} declares", "宣布的下级"),
    ):
        if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 0):
            raise _told(
                f"expected how many {what.format(repr(identity))}, got {count!r}",
                "write a whole number from 0, or leave it empty",
                f"节点 {identity!r} 的{what_zh}数应为非负整数，写的是 {count!r}",
                "请写从 0 起的整数，或留空",
            )
    if unlisted is not None and announced is not None:
        raise _told(
            f"node {identity!r} says both what it does not list and what it declares",
            "leave one of 'unlisted' and 'declared' empty",
            f"节点 {identity!r} 同时写了 unlisted 与 declared",
            "请只填其一",
        )
    name, kind, place = (row.get(field) for field in FIELDS[:3])
    return TableNode(identity, name, kind, place, unlisted or None, announced)


def _count(value: Any) -> Any:
    """Give as a number what pandas holds as a float beside empty cells, and CSV as text."""
    is_number = (
        value.is_integer() if isinstance(value, float) else isinstance(value, str) and value.isdecimal()
    )
    return int(value) if is_number else value


def _add_parent(found: list[str | None], node: TableNode, parent: object) -> None:
    if parent is not None and (not isinstance(parent, str) or not parent.strip()):
        raise _told(
            f"expected the id of the parent of {node.id!r}, got {parent!r}",
            "write it as text, or leave it empty for a root",
            f"节点 {node.id!r} 的上级应为编号，写的是 {parent!r}",
            "请写文字；根节点留空",
        )
    if parent in found:
        raise _told(
            f"node {node.id!r} stands twice under {parent!r}" if parent else f"root {node.id!r} stands twice",
            "give every node one row for each of its parents",
            f"节点 {node.id!r} 重复",
            "每个节点对每个上级只写一行",
        )
    if found and (parent is None or None in found):
        raise _told(
            f"node {node.id!r} is a root in one row and a part of {parent or found[-1]!r} in another",
            "leave out the row without a parent",
            f"节点 {node.id!r} 既是根节点，又有上级",
            "请删去没有上级的那一行",
        )
    if found and node.kind not in {None, NodeKind.PROJECT.value}:
        raise _told(
            f"node {node.id!r} of kind {node.kind!r} has two parents, {found[0]!r} and {parent!r}",
            "only a project may be shared; give any other node one parent",
            f"节点 {node.id!r} 不是项目，却有两个上级：{found[0]!r} 和 {parent!r}",
            "只有项目可以共用；其他节点只写一个上级",
        )
    found.append(parent)


def _require_parents(nodes: Mapping[str, TableNode], parents: Mapping[str, Sequence[str | None]]) -> None:
    for node, above in parents.items():
        for parent in above:
            if parent is not None and parent not in nodes:
                raise OutlineError(
                    f"the parent {parent!r} of node {node!r} is no node of the outline",
                    f"add a row for it; {suggestion(parent, nodes)}",
                    f"节点 {node!r} 的上级 {parent!r} 不在提纲中",
                    "请为它加一行，或改正编号",
                )
    circle = _circle(parents)
    if circle:
        raise _told(
            f"the outline runs in a circle: {' in '.join(map(repr, circle))}",
            "correct a parent",
            f"提纲的上级成环：{'、'.join(map(repr, circle))}",
            "请改正其中一个上级",
        )


def _circle(parents: Mapping[str, Sequence[str | None]]) -> list[str]:
    """Give the ids along a circle, first and last the same; empty when there is none."""
    done: set[str] = set()
    for start in parents:
        way: list[str] = []
        stack: list[tuple[str, bool]] = [(start, True)]
        while stack:
            node, enters = stack.pop()
            if not enters:
                done.add(way.pop())
                continue
            if node in way:
                return [*way[way.index(node) :], node]
            if node in done:
                continue
            way.append(node)
            stack.append((node, False))
            stack.extend((parent, True) for parent in parents[node] if parent is not None)
    return []


_NEXT = {NodeKind.PLAN.value: NodeKind.PROGRAM.value, NodeKind.PROGRAM.value: NodeKind.ACTION.value}
"""What the parts are that a node of a kind declares; those of any other kind count all of their parts."""


def _with_unlisted(
    nodes: Mapping[str, TableNode], parents: Mapping[str, tuple[str, ...]]
) -> Mapping[str, TableNode]:
    """Say of nodes that declare how many parts they have, how many of these the table leaves out."""
    if all(node.announced is None for node in nodes.values()):
        return nodes
    listed: dict[str, int] = {}
    for node, above in parents.items():
        for parent in above:
            wanted = _NEXT.get(nodes[parent].kind or "")
            listed[parent] = listed.get(parent, 0) + (wanted is None or nodes[node].kind == wanted)
    return {
        one: node
        if node.announced is None
        else attrs.evolve(node, declared=max(0, node.announced - listed.get(one, 0)) or None)
        for one, node in nodes.items()
    }


def _outline(nodes: Mapping[str, TableNode], parents: Mapping[str, tuple[str, ...]]) -> Outline:
    roots = [node for node, above in parents.items() if not above]
    apart = {root: attrs.evolve(nodes[root], place=None, about=nodes[root].place) for root in roots}
    listed = {**nodes, **apart}
    if len(roots) > 1:
        listed = {ABOVE_ALL: TableNode(ABOVE_ALL), **listed}
        parents = {ABOVE_ALL: (), **{node: above or (ABOVE_ALL,) for node, above in parents.items()}}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    return Outline(
        cast("Node", listed[ABOVE_ALL if len(roots) > 1 else roots[0]]),
        cast("Mapping[str, Node]", listed),
        dict.fromkeys(listed, ""),
        {node: shared.setdefault(above, above) for node, above in parents.items()},
        (),
        (),
    )


def _said(node: TableNode) -> str:
    told = attrs.asdict(node)
    told["unlisted"], told["declared"] = told["declared"], told["announced"]
    parts = [f"{field} {told[field]!r}" for field in FIELDS if told[field] is not None]
    return ", ".join(parts) or "nothing said"


def _told(message: str, remedy: str, message_zh: str, remedy_zh: str) -> OutlineError:
    return OutlineError(message, remedy, message_zh, remedy_zh)
