"""The rules that judge many plans together: what no plan can be told of by itself.

A rule is a function from the plans, by what the portfolio calls them, to judgements. Plans are
compared in the order in which they stand; a thing that stands in several is told once for each plan
after the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.figures import Figure
from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.gazetteer import Gazetteer, in_file
from zoneplan.leaves import place_of
from zoneplan.ledger import PlanLike
from zoneplan.likeness import money_of, shared_money
from zoneplan.locations import Location, Mark, located
from zoneplan.outline import Node, NodeKind
from zoneplan.rules.portfolio_metrics import clashing_metrics
from zoneplan.rules.portfolio_places import clashing_places, places_within
from zoneplan.subjects import node_place, root_place, shown_name
from zoneplan.texts import normal_name

if TYPE_CHECKING:
    from zoneplan.periods import Period
    from zoneplan.zones import Zone

__all__ = ["CODES", "STANDARD", "PortfolioRule", "plan_ids", "shared_projects", "shared_zones"]

PortfolioRule: TypeAlias = Callable[[Mapping[str, PlanLike]], Iterable[Judgement]]

CODES: Mapping[str, str] = {
    "METRIC-CLASH": "plans define one metric differently",
    "PLACE-CLASH": "an id stands for two places, or a place has two ids",
    "PLACE-WITHIN": "plans differ on where a place lies",
    "PLAN-TWICE": "two plans have one id",
    "PROJECT-TWICE": "one project is listed in two plans",
    "ZONE-TWICE": "two plans are for one zone in the same years",
}
"""What each finding code of the rules over many plans means."""


def plan_ids(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find plans of one id (`PLAN-TWICE`), whose nodes could not be told apart."""
    first: dict[str, str] = {}
    for key, plan in plans.items():
        if plan.id in first:
            yield Finding(
                code="PLAN-TWICE",
                severity=Severity.ERROR,
                place=_at(key, plan.mark, "", "id"),
                message=f"the plan id {plan.id!r} is already taken by {first[plan.id]}",
                message_zh=f"规划编号“{plan.id}”已被 {first[plan.id]} 使用",
                remedy="give it an id of its own, or take one of the two plans out",
                remedy_zh="请另取一个编号，或去掉其中一个规划",
                evidence={"id": plan.id, "first": first[plan.id]},
            )
        first.setdefault(plan.id, key)
    yield Checked("PLAN-TWICE", len(plans))


def shared_zones(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find plans that are for one zone in the same years (`ZONE-TWICE`): its figures would count twice.

    A zone is the same when its id is, or its name and level are and no plan says that they lie in
    different places. Plans that state years without a common one follow each other.
    """
    gazetteer = Gazetteer.of(plans)
    by_id: dict[str, list[str]] = {}
    by_name: dict[tuple[str, str], list[str]] = {}
    zones = 0
    for key, plan in plans.items():
        if plan.zone is None:
            continue
        zones += 1
        alike = by_id.setdefault(plan.zone.id, [])
        named = by_name.setdefault((normal_name(plan.zone.name), plan.zone.level or ""), [])
        like_id = next((one for one in alike if _meet(plans[one].period, plan.period)), None)
        like_name = next((one for one in named if _is_same_zone(plans, gazetteer, one, key)), None)
        if like_id is not None or (like_name is not None and plan.zone.level is not None):
            yield _zone_twice(key, plan.zone, like_id or like_name or "", has_same_id=like_id is not None)
        alike.append(key)
        named.append(key)
    yield Checked("ZONE-TWICE", zones)


def _meet(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _is_same_zone(plans: Mapping[str, PlanLike], gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Tell whether two plans of zones with one name and level may well be for one zone in the same years."""
    mine, its = root_place(plans[one]) or "", root_place(plans[other]) or ""
    if mine == its or not _meet(plans[one].period, plans[other].period):
        return False
    return not gazetteer.lie_apart(mine, its)


def _zone_twice(key: str, zone: Zone, first: str, *, has_same_id: bool) -> Finding:
    same, same_zh = ("id", "编号") if has_same_id else ("name and level", "名称与级别")
    return Finding(
        code="ZONE-TWICE",
        severity=Severity.WARNING,
        place=_at(key, zone.mark, "zone"),
        message=f"{zone.name} has a plan for these years in {first} too (same {same})",
        message_zh=f"“{zone.name}”在 {first} 中另有同期规划（{same_zh}相同）",
        remedy="keep one plan of a zone for each year, or tell the zones apart",
        remedy_zh="同一开发区每年请只保留一个规划；如非同一开发区，请加以区分",
        evidence={"zone": zone.id, "first": first},
    )


@attrs.frozen
class _Listed:
    """A project with what tells it from others.

    Attributes:
        key: What the portfolio calls its plan.
        plan: Its plan.
        node: The project.
        place: Id of the place it is about; None when nothing says.
        is_place_stated: Whether the outline says so, and not only the plan's zone.
        money: The amounts written for it.
    """

    key: str
    plan: PlanLike
    node: Node
    place: str | None
    is_place_stated: bool
    money: dict[tuple[object, ...], Figure]


def shared_projects(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find projects that are listed in two plans (`PROJECT-TWICE`), whose money would count twice.

    The names have to be the same after folding width, case, blanks, punctuation and a closing 项目 or
    工程, and so has the place or an amount of money. Amounts or stated places that differ tell them
    apart, and so do plans of different years.
    """
    by_trait: dict[tuple[object, ...], list[_Listed]] = {}
    count = 0
    for key, plan in plans.items():
        money = money_of(plan)
        for node in plan.outline.walk():
            if node.kind is not NodeKind.PROJECT:
                continue
            count += 1
            stated = place_of(plan.outline, node.id)
            one = _Listed(
                key, plan, node, stated or root_place(plan), stated is not None, money.get(node.id, {})
            )
            traits = list(dict.fromkeys(_traits(one)))
            alike = (other for trait in traits for other in by_trait.get(trait, ()) if _is_alike(one, other))
            if (other := next(alike, None)) is not None:
                yield _project_twice(one, other)
            for trait in traits:
                by_trait.setdefault(trait, []).append(one)
    yield Checked("PROJECT-TWICE", count)


def _traits(one: _Listed) -> Iterator[tuple[object, ...]]:
    """Give what a project has to share with another to be taken for it: a name with a place or with money."""
    for name in (shown_name(one.node), *one.node.aliases):
        folded = normal_name(name)
        if one.place is not None:
            yield folded, one.place
        yield from ((folded, *key, figure) for key, figure in one.money.items())


def _is_alike(one: _Listed, other: _Listed) -> bool:
    if one.key == other.key:  # `rules.projects` speaks of one plan
        return False
    if not _meet(one.plan.period, other.plan.period):
        return False
    if one.is_place_stated and other.is_place_stated and one.place != other.place:
        return False
    return shared_money(one.money, other.money) is not None


def _project_twice(one: _Listed, other: _Listed) -> Finding:
    has_place, has_money = (
        one.place is not None and one.place == other.place,
        bool(shared_money(one.money, other.money)),
    )
    shared = [("name", "名称"), *[("place", "地点")] * has_place, *[("money", "投资")] * has_money]
    same, same_zh = ", ".join(english for english, _ in shared), "、".join(chinese for _, chinese in shared)
    name, its_name = shown_name(one.node), shown_name(other.node)
    path = other.plan.outline.paths[other.node.id]
    return Finding(
        code="PROJECT-TWICE",
        severity=Severity.WARNING,
        place=in_file(node_place(one.plan, one.node), one.key),
        message=f"{name} looks like {its_name} in {other.key} ({path}): same {same}",
        message_zh=f"“{name}”与 {other.key}（{path}）的“{its_name}”疑为同一项目：{same_zh}相同",
        remedy="keep it in one plan, or tell their names apart",
        remedy_zh="如为同一项目，请只在一个规划中保留；否则请区分名称",
        evidence={"here": one.node.id, "there": other.node.id, "first": other.key},
    )


def _at(key: str, mark: Mark | None, path: str, field: str = "") -> Location:
    return in_file(located(mark, path, field), key)


STANDARD: tuple[PortfolioRule, ...] = (
    plan_ids,
    shared_zones,
    clashing_places,
    places_within,
    clashing_metrics,
    shared_projects,
)
"""The rules that `portfolio.validate()` applies over all plans."""
