"""Outlines and ledgers as tables of plain values: one row for each entry, and for each node and parent.

The rows are dicts, so every frame library takes them as they are. Numbers are the decimals that were
written, in the unit that was written; nothing is converted, rounded or added here.

What is *not* checked: whether entries name metrics that exist or agree with each other; `validate` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from zoneplan.errors import AmountError, OutlineError
from zoneplan.gazetteer import Gazetteer, in_file
from zoneplan.subjects import figure_place, own_subject, root_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from zoneplan.ledger import Entry, PlanLike

__all__ = ["LedgerRow", "OutlineRow", "Tables", "ledger_rows", "node_name", "outline_rows", "plan_tables"]

SEPARATOR = "/"
"""Stands between the id of a plan and that of a node in it."""


class OutlineRow(TypedDict):
    """One node under one of its parents; a node that has several parents stands in several rows.

    Attributes:
        node: Id of the node, unique in the table.
        parent: Id of the node it lies in; None for a root.
        kind: plan, program, action or project; for a place its level, zone for a development zone, or
            place when no plan states its level.
        name: Its name; None for an action that is declared but not named.
        place: Id of the place it is said to be about; None when it does not say.
        declared: How many children of the next level it declares; None when it does not say.
        plan: Id of the plan it is in; None for a place.
    """

    node: str
    parent: str | None
    kind: str
    name: str | None
    place: str | None
    declared: int | None
    plan: str | None


class LedgerRow(TypedDict):
    """One entry of a ledger: an observation, or a target that is a level.

    Attributes:
        plan: Id of the plan it stands in.
        subject: Id of the node or place it is about, as in the table of the outline.
        metric: Id of the metric.
        period: The period, such as 2025, 2025Q1 or 2025-03.
        aspect: baseline, actual, planned, forecast or target.
        vintage: estimate, preliminary, final or revised; None when not stated.
        number: The number as written; the lower end of a range.
        upper: The upper end of a range; None for a single number.
        unit: The unit as written.
        price_basis: The prices it states: current, constant 2020, comparable or unstated.
        qualifiers: What the words beside the number say, such as over or about, parted by blanks; None
            for a plain number.
        text: The figure as its author wrote it; None when it was made in Python.
        source: Where it was read; None when not stated.
        path: Its path in the plan.
    """

    plan: str
    subject: str
    metric: str
    period: str
    aspect: str
    vintage: str | None
    number: Decimal
    upper: Decimal | None
    unit: str
    price_basis: str
    qualifiers: str | None
    text: str | None
    source: str | None
    path: str


class Tables(NamedTuple):
    """An outline and a ledger as rows."""

    outline: list[OutlineRow]
    ledger: list[LedgerRow]


def plan_tables(plan: PlanLike) -> Tables:
    """Give the outline and the ledger of one plan as rows; ids are the plan's own.

    The plan's zone and the plan are one subject, as in `plan.roll_up`: an entry about the zone is a
    row about the plan.

    >>> from zoneplan import Observation, Plan, Program
    >>> done = Observation(metric="done", period=2024, figure="3.50亿元")
    >>> plan = Plan(id="p", name="示范规划", programs=[Program(id="a", name="产业", observations=[done])])
    >>> tables = plan_tables(plan)
    >>> [(row["node"], row["parent"]) for row in tables.outline]
    [('p', None), ('a', 'p')]
    >>> [(row["subject"], row["period"], str(row["number"]), row["unit"]) for row in tables.ledger]
    [('a', '2024', '3.50', '亿元')]

    Args:
        plan: The plan.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that a row would be lost.
        AmountError: If a computed figure has no finite decimal.
    """
    plan.outline.require_usable()
    return Tables(list(_node_rows(plan, str, None)), list(_entry_rows(plan, str, "")))


def outline_rows(plans: Mapping[str, PlanLike]) -> Iterator[OutlineRow]:
    """Give the outline of many plans: places, their zones, the plans in these, and what is in the plans.

    Ids of nodes stand behind the id of their plan and a slash; plans and places keep theirs.

    Args:
        plans: The plans, by what the portfolio calls them.

    Raises:
        OutlineError: If an id would stand for two nodes, plans differ on where a place lies, or a plan's
            own outline is broken.
    """
    gazetteer = Gazetteer.of(plans)
    owners: dict[str, str] = {}
    for place, within in gazetteer.enclosing_own().items():
        owners[place] = "a place"
        yield OutlineRow(
            node=place,
            parent=within,
            kind=gazetteer.kind(place),
            name=gazetteer.name(place),
            place=place,
            declared=None,
            plan=None,
        )
    for key, plan in plans.items():
        plan.outline.require_usable()
        name = _namer(plan)
        for node in plan.outline.nodes:
            other = owners.setdefault(name(node), key)
            if other != key:
                raise _taken(name(node), key, other)
        yield from _node_rows(plan, name, root_place(plan))


def ledger_rows(plans: Mapping[str, PlanLike]) -> Iterator[LedgerRow]:
    """Give the entries of many plans, one after the other, about the nodes of `outline_rows`.

    An entry about a place is about that place, whatever plan it stands in; one about a plan's own zone
    is about the plan.

    Args:
        plans: The plans, by what the portfolio calls them.

    Raises:
        AmountError: If a computed figure has no finite decimal.
    """
    for key, plan in plans.items():
        yield from _entry_rows(plan, _namer(plan), key)


def node_name(plan: PlanLike, one: str) -> str:
    """Give the id that a node or place of a plan has in the tables of a portfolio.

    Args:
        plan: The plan.
        one: The id in the plan.
    """
    return _namer(plan)(one)


def _namer(plan: PlanLike) -> Callable[[str], str]:
    """Give the function that names a node or place of the plan in the tables of the portfolio."""
    places = {zone.id for zone in plan.places}
    nodes = plan.outline.nodes

    def name(one: str) -> str:
        if one == plan.id or (one in places and one not in nodes):
            return one
        return f"{plan.id}{SEPARATOR}{one}"

    return name


def _node_rows(plan: PlanLike, name: Callable[[str], str], above: str | None) -> Iterator[OutlineRow]:
    for node in plan.outline.walk():
        parents = plan.outline.parents[node.id]
        for parent in map(name, parents) if parents else (above,):
            yield OutlineRow(
                node=name(node.id),
                parent=parent,
                kind=node.kind.value,
                name=node.name,
                place=node.place if parents else root_place(plan),
                declared=node.declared,
                plan=plan.id,
            )


def _entry_rows(plan: PlanLike, name: Callable[[str], str], key: str) -> Iterator[LedgerRow]:
    for entry in plan.ledger:
        record, figure = entry.record, entry.record.figure
        if not figure.is_exact_decimal:
            raise _inexact(entry, key)
        source = plan.ledger.source_of(entry)
        yield LedgerRow(
            plan=plan.id,
            subject=name(own_subject(plan, entry)),
            metric=record.metric,
            period=str(record.period),
            aspect=record.aspect.value,
            vintage=None if record.vintage is None else record.vintage.value,
            number=figure.number,
            upper=figure.upper,
            unit=figure.unit.name,
            price_basis=str(figure.price_basis),
            qualifiers=" ".join(word.value for word in figure.qualifiers) or None,
            text=figure.text,
            source=None if source is None else str(source),
            path=entry.path,
        )


def _taken(node: str, key: str, other: str) -> OutlineError:
    return OutlineError(
        f"the id {node!r} stands for two nodes in one table: of {key} and of {other}",
        "give every plan an id of its own, which no place has",
        f"编号“{node}”在一张表中代表两个节点：{key} 与 {other}",
        "请为每个规划取一个不重复、也不与地区相同的编号",
    )


def _inexact(entry: Entry, key: str) -> AmountError:
    place = in_file(figure_place(entry), key) if key else figure_place(entry)
    return AmountError(
        f"{entry.record.figure} in {place} has no finite decimal, and a table would round it",
        "leave computed figures out of the plan, or round them yourself",
        f"{place} 的 {entry.record.figure} 不是有限小数，写入表格会被舍入",
        "请不要把计算所得的数写入规划，或自行取整",
    )
