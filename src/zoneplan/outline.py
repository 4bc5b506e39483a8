"""The outline: what a plan is made of, as one index with lookup, ancestors and document order.

The index knows nodes only by what they offer (`Node`), so everything that asks questions of a plan
stands below the classes that carry those questions as methods.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import attrs

from zoneplan.errors import OutlineError, UnknownIdError
from zoneplan.locations import located
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Iterator

    from zoneplan.deadlines import Deadline
    from zoneplan.investments import Investment
    from zoneplan.locations import Mark
    from zoneplan.metrics import Metric
    from zoneplan.milestones import Milestone, SignOff
    from zoneplan.observations import Observation
    from zoneplan.periods import Period
    from zoneplan.states import StateChange
    from zoneplan.targets import Target

__all__ = ["BrokenLink", "Census", "Node", "NodeKind", "Outline", "unknown_id"]


class NodeKind(enum.StrEnum):
    """What a node of the outline is."""

    PLAN = "plan"
    PROGRAM = "program"
    ACTION = "action"
    PROJECT = "project"


class Node(Protocol):
    """What a plan, program, action or project offers to those who ask about it."""

    @property
    def id(self) -> str:
        """Id, unique among the nodes and places of a plan."""

    @property
    def name(self) -> str | None:
        """Name as printed; None for an action that is declared but not named."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Further names it goes by."""

    @property
    def kind(self) -> NodeKind:
        """What the node is."""

    @property
    def mark(self) -> Mark | None:
        """Where it stands in the file it was read from."""

    @property
    def lead_units(self) -> tuple[str, ...]:
        """The units that lead it."""

    @property
    def supporting_units(self) -> tuple[str, ...]:
        """The units that support it."""

    @property
    def start(self) -> Period | None:
        """The period in which it starts."""

    @property
    def deadline(self) -> Deadline | None:
        """By when it is to be done."""

    @property
    def done(self) -> datetime.date | None:
        """The day on which it was reported done."""

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """When it was closed after a check."""

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The steps that are due by dates of their own."""

    @property
    def states(self) -> tuple[StateChange, ...]:
        """The states it came into; empty for anything but a project."""

    @property
    def investment(self) -> Investment | None:
        """What it is to cost; None for anything but a project."""

    @property
    def place(self) -> str | None:
        """Id of the place it is about."""

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics defined in it."""

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The observations written in it."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets written in it."""

    @property
    def declared(self) -> int | None:
        """How many children of the next level it declares; None when it does not say."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Ids of further parents, each with the field that names it."""

    def children(self) -> Iterable[tuple[str, Node]]:
        """Give the nodes written in it, each with its path from here, in document order."""


@attrs.frozen
class BrokenLink:
    """A reference from a node to a parent that cannot be followed.

    Attributes:
        node: Id of the node that refers.
        field: The field that holds the reference.
        target: The id it names.
        is_circle: Whether following it would lead back to the node; otherwise the id is unknown, or that
            of a node of another kind.
    """

    node: str
    field: str
    target: str
    is_circle: bool


@attrs.frozen(kw_only=True)
class Census:
    """What an outline holds, counted.

    Attributes:
        plans: Number of plans, 1 for a whole plan and 0 for a program or action by itself.
        programs: Number of programs listed.
        declared_actions: Number of actions declared; a program that declares none counts its list.
        named_actions: Number of actions listed with a name.
        unnamed_actions: Number of actions declared or listed without a name.
        projects: Number of projects, each once.
    """

    plans: int
    programs: int
    declared_actions: int
    named_actions: int
    unnamed_actions: int
    projects: int

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str = "en") -> str:
        """Give the counts as a line; actions and projects are left out of a plan that has none.

        Args:
            language: `en` or `zh`.
        """
        chinese = language == "zh"
        parts = [
            f"总体规划{self.plans}个" if chinese else _counted(self.plans, "plan"),
            f"方案{self.programs}个" if chinese else _counted(self.programs, "program"),
        ]
        if self.declared_actions:
            declared, named, unnamed = self.declared_actions, self.named_actions, self.unnamed_actions
            parts += (
                [f"声明行动{declared}个", f"已写明名称{named}个", f"未写明{unnamed}个"]
                if chinese
                else [_counted(declared, "declared action"), f"{named} named", f"{unnamed} unnamed"]
            )
        if self.projects:
            parts.append(f"项目{self.projects}个" if chinese else _counted(self.projects, "project"))
        return ("，" if chinese else ", ").join(parts)


@attrs.frozen(eq=False, slots=False)
class Outline:
    """The nodes of a plan (or of one program or action), indexed by id in document order.

    Attributes:
        root: The node that everything else lies in.
        nodes: Every node by id; of nodes with one id, the first.
        paths: The path of each node in the plan, such as `programs[0].actions[2]`; empty for the root.
        parents: The parents of each node: the one it is written in, then those it serves or is part of.
        duplicates: Nodes whose id was taken already, each with its path.
        broken_links: References to parents that are unknown or run in a circle; not followed.
    """

    root: Node
    nodes: Mapping[str, Node]
    paths: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    duplicates: tuple[tuple[str, Node], ...]
    broken_links: tuple[BrokenLink, ...]

    @classmethod
    def of(cls, root: Node) -> Outline:
        """Index a node and everything in it.

        Args:
            root: A plan, or a program or action by itself.
        """
        nodes: dict[str, Node] = {root.id: root}
        paths: dict[str, str] = {root.id: ""}
        parents: dict[str, tuple[str, ...]] = {root.id: ()}
        duplicates: list[tuple[str, Node]] = []
        linked: list[Node] = []
        stack = [(root.id, "", iter(root.children()))]
        alone: dict[str, tuple[str, ...]] = {}
        while stack:
            parent, prefix, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                continue
            path, node = f"{prefix}{step[0]}", step[1]
            # What lies in a node without an id of its own is listed too, so that it is not told as unknown.
            stack.append((node.id, f"{path}.", iter(node.children())))
            if node.id in nodes:
                duplicates.append((path, node))
                continue
            nodes[node.id] = node
            paths[node.id] = path
            parents[node.id] = alone.setdefault(parent, (parent,))
            if node.links:
                linked.append(node)
        broken = tuple(_link(linked, parents, nodes, is_whole=root.kind is NodeKind.PLAN))
        return cls(root, nodes, paths, parents, tuple(duplicates), broken)

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.nodes

    def __getitem__(self, node_id: str) -> Node:
        """Give the node with an id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        try:
            return self.nodes[node_id]
        except KeyError:
            raise unknown_id("node", node_id, self.nodes) from None

    def walk(self) -> Iterator[Node]:
        """Give every node once, in document order, the root first."""
        return iter(self.nodes.values())

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The children of each node: those written in it, then those that serve or are part of it."""
        lists: dict[str, list[str]] = {node: [] for node in self.nodes}
        for node, parents in self.parents.items():
            for parent in parents[:1]:
                lists[parent].append(node)
        for node, parents in self.parents.items():
            for parent in parents[1:]:
                lists[parent].append(node)
        return {node: tuple(found) for node, found in lists.items()}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {node: position for position, node in enumerate(self.nodes)}

    def ordered(self, node_ids: Collection[str]) -> tuple[str, ...]:
        """Give ids of nodes in document order."""
        return tuple(sorted(node_ids, key=self._positions.__getitem__)) if node_ids else ()

    @cached_property
    def _ancestors(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {(): ()}

    def ancestors(self, node_id: str) -> tuple[str, ...]:
        """Give every node above a node once, however many ways lead there.

        The order is stable: nearer parents as they were written, then what lies above them.
        """
        parents, known = self.parents, self._ancestors
        found = known.get(parents[node_id])
        if found is not None:
            return found
        # A stack of our own: projects may be part of one another, however long the chain.
        wanted = [parents[node_id]]
        while wanted:
            asked = wanted[-1]
            unknown = [parents[one] for one in asked if parents[one] not in known]
            if unknown:
                wanted.extend(unknown)
                continue
            above = [*asked, *(one for parent in asked for one in known[parents[parent]])]
            known[wanted.pop()] = tuple(dict.fromkeys(above))
        return known[parents[node_id]]

    @cached_property
    def terminals(self) -> Mapping[str, Node]:
        """The nodes that have no children, by id in document order."""
        return {node: self.nodes[node] for node, children in self.children.items() if not children}

    @cached_property
    def placed(self) -> tuple[str, ...]:
        """The ids of the nodes that are about a place of their own."""
        return tuple(node.id for node in self.nodes.values() if node.place is not None)

    def prepare(self) -> None:
        """Build the indexes now instead of at the first question."""
        self.terminals, self.placed, self.unlisted  # noqa: B018  # cached properties

    def is_under(self, node_id: str, above: str) -> bool:
        """Tell whether a node is another, or lies somewhere below it."""
        return node_id == above or above in self.ancestors(node_id)

    @cached_property
    def unlisted(self) -> Mapping[str, int]:
        """How many children each node declares beyond those it lists, where it does."""
        return {node.id: missing for node in self.nodes.values() if (missing := _unlisted(node)) > 0}

    @property
    def census(self) -> Census:
        """What the outline holds, counted."""
        by_kind: dict[NodeKind, list[Node]] = {kind: [] for kind in NodeKind}
        for node in (*self.nodes.values(), *(node for _, node in self.duplicates)):
            by_kind[node.kind].append(node)
        unlisted = sum(max(0, _unlisted(program)) for program in by_kind[NodeKind.PROGRAM])
        named = sum(1 for action in by_kind[NodeKind.ACTION] if action.name is not None)
        listed = len(by_kind[NodeKind.ACTION])
        return Census(
            plans=len(by_kind[NodeKind.PLAN]),
            programs=len(by_kind[NodeKind.PROGRAM]),
            declared_actions=listed + unlisted,
            named_actions=named,
            unnamed_actions=listed - named + unlisted,
            projects=len(by_kind[NodeKind.PROJECT]),
        )

    def require_usable(self) -> None:
        """Refuse an outline whose totals would be wrong.

        Raises:
            OutlineError: If an id occurs twice, or a project refers to a parent that is unknown or
                runs in a circle.
        """
        if self.duplicates:
            path, node = self.duplicates[0]
            place = located(node.mark, path, "id")
            raise OutlineError(
                f"id {node.id!r} in {place} is taken by {self.paths[node.id] or 'the plan'}",
                "give every node its own id; `validate()` lists all of them",
                f"{path}.id 的编号 {node.id!r} 已用于{self.paths[node.id] or '规划'}",
                "请为每个节点另取编号；用 `zoneplan check` 全部列出",
            )
        if self.broken_links:
            link = self.broken_links[0]
            wanted = LINKED_KINDS[link.field].value
            what = "runs in a circle" if link.is_circle else f"is not the id of {a_kind(wanted)}"
            named_zh = {NodeKind.ACTION: "行动", NodeKind.PROJECT: "项目"}[LINKED_KINDS[link.field]]
            what_zh = "形成循环" if link.is_circle else f"不是{named_zh}的编号"
            place = located(self.nodes[link.node].mark, self.paths[link.node], link.field)
            raise OutlineError(
                f"{link.target!r} in {place} {what}",
                "correct the id; `validate()` lists all of them",
                f"{self.paths[link.node]}.{link.field} 中的 {link.target!r} {what_zh}",
                "请改正编号；用 `zoneplan check` 全部列出",
            )


_NEXT_LEVEL = {
    NodeKind.PLAN: NodeKind.PROGRAM,
    NodeKind.PROGRAM: NodeKind.ACTION,
    NodeKind.ACTION: NodeKind.PROJECT,
}


def listed_children(node: Node) -> Iterator[Node]:
    """Give the children of the level that a node's declared count speaks of."""
    level = _NEXT_LEVEL.get(node.kind)
    return (child for _, child in node.children() if child.kind is level)


def _unlisted(node: Node) -> int:
    """Count the children that a node declares beyond those it lists; negative when it lists more."""
    return 0 if node.declared is None else node.declared - sum(1 for _ in listed_children(node))


def unknown_id(what: str, wanted: str, known: Collection[str]) -> UnknownIdError:
    """Make the error for an id that nothing has.

    Args:
        what: What was looked for, such as `node` or `metric`.
        wanted: The id that was asked for.
        known: The ids that exist.
    """
    return UnknownIdError(
        f"unknown {what} {wanted!r}",
        suggestion(wanted, known),
        f"没有编号为 {wanted!r} 的{_WHAT_ZH.get(what, what)}",
        _suggestion_zh(wanted, known),
    )


_WHAT_ZH = {"node": "节点", "metric": "指标", "place": "地区", "subject": "主体", "batch": "批次"}


def _near(wanted: str, known: Collection[str]) -> list[str]:
    """Give the known ids that come near to one that nothing has, three at most."""
    return difflib.get_close_matches(str(wanted)[:100], list(known)[:5000], n=3, cutoff=0.6)


def _suggestion_zh(wanted: str, known: Collection[str]) -> str:
    near = _near(wanted, known)
    if near:
        return f"是否应为{'或'.join(map(repr, near))}？"
    if not known:
        return "规划中一个也没有"
    if len(known) <= _FEW:
        return f"规划中有{'、'.join(map(repr, known))}"
    return f"规划中另有{len(known)}个，请在规划中查找"


_FEW = 8


def suggestion(wanted: str, known: Collection[str]) -> str:
    """Say which known ids come near to one that nothing has; all of them when they are few."""
    near = _near(wanted, known)
    if near:
        return "did you mean " + " or ".join(repr(one) for one in near) + "?"
    if not known:
        return "the plan declares none"
    if len(known) <= _FEW:
        return "the plan declares " + ", ".join(repr(one) for one in known)
    return f"the plan declares {len(known)} others; look the id up in the plan"


LINKED_KINDS = {"serves": NodeKind.ACTION, "part_of": NodeKind.PROJECT}
"""What a project's references have to lead to, by the field that holds them."""


def _link(
    linked: list[Node], parents: dict[str, tuple[str, ...]], nodes: Mapping[str, Node], *, is_whole: bool
) -> Iterator[BrokenLink]:
    """Add the parents that nodes refer to, leaving out what is unknown or would close a circle.

    A project serves actions and is part of projects; a node of another kind is no parent for it.

    In an outline that is not whole, an unknown parent lies elsewhere in the plan.
    """
    for node in linked:
        for field, target in node.links:
            if target not in parents:
                if is_whole:
                    yield BrokenLink(node.id, field, target, is_circle=False)
            elif nodes[target].kind is not LINKED_KINDS[field]:
                yield BrokenLink(node.id, field, target, is_circle=False)
            elif _leads_to(target, node.id, parents):
                yield BrokenLink(node.id, field, target, is_circle=True)
            elif target not in parents[node.id]:
                parents[node.id] = (*parents[node.id], target)


def _leads_to(start: str, goal: str, parents: Mapping[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    stack = [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            stack.extend(parents[node])
    return False


def a_kind(word: str) -> str:
    """Give a kind of node with its article, such as `an action`."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
