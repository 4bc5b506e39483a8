"""Every id is given once, and every id that is referred to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.goals import RelativeTo
from zoneplan.locations import Location, located
from zoneplan.outline import LINKED_KINDS, a_kind, suggestion
from zoneplan.stated import named_terms
from zoneplan.subjects import known_places, listed_places, listed_rates, milestones_of
from zoneplan.targets import Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from zoneplan.ledger import PlanLike
    from zoneplan.lights import LightRules
    from zoneplan.relations import Relation
    from zoneplan.sources import Source

__all__ = ["duplicate_ids", "unknown_ids"]

_PLAN = "the plan"


def duplicate_ids(plan: PlanLike) -> Iterator[Judgement]:
    """Find ids given twice (`ID-DUPLICATE`).

    Nodes and places share their ids; metrics, sources, relations and rule sets for lights have their own.
    """
    outline, ledger = plan.outline, plan.ledger
    for path, node in outline.duplicates:
        yield _duplicate(node.id, located(node.mark, path, "id"), outline.paths[node.id] or _PLAN)
    for path, metric in ledger.duplicate_metrics:
        yield _duplicate(metric.id, located(metric.mark, path, "id"), ledger.metric_paths[metric.id])
    taken = {node: outline.paths[node] or _PLAN for node in outline.nodes}
    places = listed_places(plan)
    for path, zone in places:
        if zone.id in taken:
            yield _duplicate(zone.id, located(zone.mark, path, "id"), taken[zone.id])
        else:
            taken[zone.id] = path
    yield from _duplicates_in("sources", plan.sources)
    yield from _duplicates_in("relations", plan.relations)
    yield from _duplicates_in("light_rules", plan.light_rules)
    things = len(outline.nodes) + len(outline.duplicates) + len(ledger.metrics) + len(places)
    named = sum(1 for relation in plan.relations if relation.id is not None)
    yield Checked("ID-DUPLICATE", things + len(plan.sources) + named + len(plan.light_rules))


def _duplicates_in(field: str, listed: Sequence[Source | Relation | LightRules]) -> Iterator[Judgement]:
    """Find ids given twice in one list of the plan, whose ids are its own."""
    first: dict[str, str] = {}
    for index, one in enumerate(listed):
        path = f"{field}[{index}]"
        if one.id is None:
            continue
        if one.id in first:
            yield _duplicate(one.id, located(one.mark, path, "id"), first[one.id])
        first.setdefault(one.id, path)


def unknown_ids(plan: PlanLike) -> Iterator[Judgement]:
    """Find references to ids that nothing has (`ID-UNKNOWN`), or that run in a circle (`ID-CIRCLE`)."""
    checked = 0
    for what, wanted, known, place in _references(plan):
        checked += 1
        if wanted not in known:
            yield _unknown(what, wanted, known, place)
    for link in plan.outline.broken_links:
        node = plan.outline.nodes[link.node]
        place = located(node.mark, plan.outline.paths[link.node], link.field)
        if link.is_circle:
            yield _circle(link.target, place)
        elif link.target in plan.outline.nodes:
            yield _wrong_kind(plan, link.target, link.field, place)
        else:
            kind = LINKED_KINDS[link.field]
            known = [one.id for one in plan.outline.walk() if one.kind is kind]
            yield _unknown("node", link.target, known, place)
    yield Checked("ID-UNKNOWN", checked + len(plan.outline.broken_links))
    links = sum(len(node.links) for node in plan.outline.walk())
    yield Checked("ID-CIRCLE", links + sum(1 for _, zone in listed_places(plan) if zone.within is not None))
    yield from _circles_of_places(plan)


def _circles_of_places(plan: PlanLike) -> Iterator[Judgement]:
    """Find places that lie in themselves, each circle once."""
    places = known_places(plan)
    told: set[str] = set()
    for path, zone in listed_places(plan):
        seen, outer = {zone.id}, zone.within
        while outer in places and outer not in seen:
            seen.add(outer)
            outer = places[outer].within
        if outer == zone.id and zone.id not in told:
            told |= seen
            yield _circle(zone.within or "", located(zone.mark, path, "within"))


def _references(plan: PlanLike) -> Iterator[tuple[str, str, Collection[str], Location]]:
    """Give every reference by id: what it should be, the id, the ids there are, and where it stands."""
    outline, ledger = plan.outline, plan.ledger
    places = known_places(plan)
    subjects = {**dict.fromkeys(outline.nodes), **dict.fromkeys(places)}
    yield from _references_of_entries(plan, subjects)
    for path, rate in listed_rates(plan):
        if rate.source is not None and rate.source.id is not None:
            yield "source", rate.source.id, ledger.sources, located(rate.mark, path, "source")
    yield from _references_of_metrics(plan, {*places, plan.id})
    for path, zone in listed_places(plan):
        if zone.within is not None:
            yield "place", zone.within, places, located(zone.mark, path, "within")
    for node in outline.walk():
        if node.place is not None:
            yield "place", node.place, places, located(node.mark, outline.paths[node.id], "place")
        for milestone, path in milestones_of(plan, node):
            if milestone.source is not None and milestone.source.id is not None:
                yield "source", milestone.source.id, ledger.sources, located(milestone.mark, path, "source")
    yield from _references_of_relations(plan, subjects)
    for index, rules in enumerate(plan.light_rules):
        if rules.source is not None and rules.source.id is not None:
            place = located(rules.mark, f"light_rules[{index}]", "source")
            yield "source", rules.source.id, ledger.sources, place


def _references_of_entries(
    plan: PlanLike, subjects: Collection[str]
) -> Iterator[tuple[str, str, Collection[str], Location]]:
    """Give the references of observations and targets."""
    ledger = plan.ledger
    for entry in ledger.written:
        record = entry.record
        if record.metric not in ledger.metrics:
            yield "metric", record.metric, ledger.metrics, located(record.mark, entry.path, "metric")
        if isinstance(record, Target) and isinstance(record.goal, RelativeTo):
            place = located(record.mark, entry.path, "relative_to")
            yield "metric", record.goal.metric, ledger.metrics, place
        if record.subject is not None:
            yield "subject", record.subject, subjects, located(record.mark, entry.path, "subject")
        source = record.source
        if source is not None and source.id is not None:
            yield "source", source.id, ledger.sources, located(record.mark, entry.path, "source")


def _references_of_metrics(
    plan: PlanLike, wholes: Collection[str]
) -> Iterator[tuple[str, str, Collection[str], Location]]:
    """Give the references of metrics; a share may be taken of a place, or of the plan itself."""
    ledger = plan.ledger
    for metric in ledger.metrics.values():
        path = ledger.metric_paths.get(metric.id, "metrics")
        for field, wanted in metric.references:
            yield "metric", wanted, ledger.metrics, located(metric.mark, path, field)
        if metric.share_in is not None:
            yield "place", metric.share_in, wholes, located(metric.mark, path, "share_in")
        for wanted in metric.reported_by:
            yield "node", wanted, plan.outline.nodes, located(metric.mark, path, "reported_by")


def _references_of_relations(
    plan: PlanLike, subjects: Collection[str]
) -> Iterator[tuple[str, str, Collection[str], Location]]:
    """Give the references of relations and of the figures they name."""
    ledger = plan.ledger
    for index, relation in enumerate(plan.relations):
        path = f"relations[{index}]"
        if relation.source is not None and relation.source.id is not None:
            yield "source", relation.source.id, ledger.sources, located(relation.mark, path, "source")
        for role, term in named_terms(relation):
            named = f"{path}.{role}"
            if term.metric is not None:
                yield "metric", term.metric, ledger.metrics, located(term.mark, named, "metric")
            if term.subject is not None:
                yield "subject", term.subject, subjects, located(term.mark, named, "subject")
            if term.source is not None and term.source.id is not None:
                yield "source", term.source.id, ledger.sources, located(term.mark, named, "source")


def _duplicate(name: str, place: Location, first: str) -> Finding:
    return Finding(
        code="ID-DUPLICATE",
        severity=Severity.ERROR,
        place=place,
        message=f"id {name!r} is already taken by {first}",
        message_zh=f"编号“{name}”已被 {'规划本身' if first == _PLAN else first} 使用",
        remedy="give it an id of its own",
        remedy_zh="请另取一个编号",
        evidence={"id": name, "first": first},
    )


def _unknown(what: str, wanted: str, known: Collection[str], place: Location) -> Finding:
    chinese = {"metric": "指标", "node": "节点", "place": "地区", "source": "来源", "subject": "主体"}[what]
    return Finding(
        code="ID-UNKNOWN",
        severity=Severity.ERROR,
        place=place,
        message=f"unknown {what} {wanted!r}",
        message_zh=f"{chinese}“{wanted}”不存在",
        remedy=suggestion(wanted, known),
        remedy_zh="请核对编号，或先声明它",
        evidence={"id": wanted},
    )


def _wrong_kind(plan: PlanLike, target: str, field: str, place: Location) -> Finding:
    kind, wanted = plan.outline.nodes[target].kind.value, LINKED_KINDS[field].value
    chinese = {"plan": "规划", "program": "方案", "action": "行动", "project": "项目"}
    return Finding(
        code="ID-UNKNOWN",
        severity=Severity.ERROR,
        place=place,
        message=f"{target!r} is {a_kind(kind)}, not {a_kind(wanted)}",
        message_zh=f"“{target}”是{chinese[kind]}，不是{chinese[wanted]}",
        remedy=f"name the id of {a_kind(wanted)}",
        remedy_zh=f"请写{chinese[wanted]}的编号",
        evidence={"id": target},
    )


def _circle(wanted: str, place: Location) -> Finding:
    return Finding(
        code="ID-CIRCLE",
        severity=Severity.ERROR,
        place=place,
        message=f"following {wanted!r} leads back to where it started",
        message_zh=f"从“{wanted}”出发会回到起点，形成循环",
        remedy="take one of the references out",
        remedy_zh="请删去其中一个引用",
        evidence={"id": wanted},
    )
