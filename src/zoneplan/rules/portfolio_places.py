"""Places on which plans differ: what an id stands for, and where a place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.gazetteer import Gazetteer, Mention
from zoneplan.texts import normal_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.ledger import PlanLike

__all__ = ["clashing_places", "places_within"]


def clashing_places(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find ids that stand for two places, and places that go by two ids (`PLACE-CLASH`)."""
    gazetteer = Gazetteer.of(plans)
    count = 0
    named: dict[tuple[str, str], list[Mention]] = {}
    for mentions in gazetteer.mentions.values():
        count += len(mentions)
        for mention in mentions[1:]:
            differing = _differing_place(mentions[0], mention)
            if differing and mention.plan != mentions[0].plan:  # within one plan it is ID-DUPLICATE
                yield _two_places(mentions[0], mention, differing)
        zone = mentions[0].zone
        level = gazetteer.level(zone.id)
        if level is not None:
            named.setdefault((normal_name(zone.name), level), []).append(mentions[0])
    for group in named.values():
        for position, mention in enumerate(group):
            if mention.zone.id in gazetteer.own:
                continue  # `shared_zones` speaks of the zones that plans are for
            other = next((one for one in group[:position] if _is_alias(gazetteer, one, mention)), None)
            if other is not None:
                yield _two_ids(other, mention)
    yield Checked("PLACE-CLASH", count)


def _differing_place(one: Mention, other: Mention) -> str:
    """Give the field in which two mentions of an id differ; empty when they may be one place."""
    if normal_name(one.zone.name) != normal_name(other.zone.name):
        return "name"
    levels = {one.zone.level, other.zone.level} - {None}
    return "level" if len(levels) > 1 else ""


def _is_alias(gazetteer: Gazetteer, one: Mention, other: Mention) -> bool:
    return (
        one.plan != other.plan
        and one.zone.id not in gazetteer.own
        and not gazetteer.lie_apart(one.zone.id, other.zone.id)
    )


def _two_places(one: Mention, other: Mention, field: str) -> Finding:
    mine, its = str(getattr(other.zone, field)), str(getattr(one.zone, field))
    word = "名称" if field == "name" else "级别"
    return Finding(
        code="PLACE-CLASH",
        severity=Severity.ERROR,
        place=other.at(field),
        message=f"the place {other.zone.id!r} has the {field} {mine!r} here and {its!r} in {one.plan}",
        message_zh=f"地区“{other.zone.id}”的{word}在此为“{mine}”，在 {one.plan} 中为“{its}”",
        remedy="give the two places ids of their own, or write one of them as the other",
        remedy_zh="如为两个地区，请各取编号；如为同一地区，请统一写法",
        evidence={"id": other.zone.id, "first": one.plan, "here": mine, "there": its},
    )


def _two_ids(one: Mention, other: Mention) -> Finding:
    return Finding(
        code="PLACE-CLASH",
        severity=Severity.WARNING,
        place=other.at("id"),
        message=f"{other.zone.name} is {other.zone.id!r} here and {one.zone.id!r} in {one.plan}",
        message_zh=f"“{other.zone.name}”的编号在此为“{other.zone.id}”，在 {one.plan} 中为“{one.zone.id}”",
        remedy="give it one id in all plans, or say in `within` where the two lie",
        remedy_zh="如为同一地区，请统一编号；否则请写明各自的“上级地区”",
        evidence={"here": other.zone.id, "there": one.zone.id, "first": one.plan},
    )


def places_within(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find places of which plans differ on where they lie, or that lie in themselves (`PLACE-WITHIN`).

    A plan that names a place farther out than another says less, and differs from nobody.
    """
    gazetteer = Gazetteer.of(plans)
    told: set[str] = set()
    for place in sorted(gazetteer.withins):
        if gazetteer.is_settled(place) or place in told:
            continue
        first, *others = gazetteer.withins[place].values()
        if place in gazetteer.above(place):
            circle = {one for one in gazetteer.above(place) if place in gazetteer.above(one)}
            told |= circle
            steps = _steps_inside(gazetteer, circle)
            if len({step.plan for step in steps}) > 1:  # within one plan it is ID-CIRCLE
                yield _circle(steps[0])
            continue
        for other in others:
            if other.plan != first.plan and not _agree(gazetteer, first, other):
                yield _within(gazetteer, first, other)
    yield Checked("PLACE-WITHIN", len(gazetteer.withins))


def _steps_inside(gazetteer: Gazetteer, circle: set[str]) -> list[Mention]:
    """Give the mentions that lead from one place of a circle to another."""
    return [
        mention
        for place in sorted(circle)
        for outer, mention in gazetteer.withins.get(place, {}).items()
        if outer in circle
    ]


def _agree(gazetteer: Gazetteer, one: Mention, other: Mention) -> bool:
    mine, its = one.zone.within or "", other.zone.within or ""
    return mine in gazetteer.above(its) or its in gazetteer.above(mine)


def _within(gazetteer: Gazetteer, one: Mention, other: Mention) -> Finding:
    """Tell where plans differ: surely wrong for two places of one level, else one may lie in the other."""
    mine, its = other.zone.within or "", one.zone.within or ""
    levels = {gazetteer.level(mine), gazetteer.level(its)}
    is_certain = len(levels) == 1 and None not in levels
    remedy, remedy_zh = "name the same place in both", "请统一两处的写法"
    if not is_certain:
        remedy = f"name the same place in both, or say which of {mine!r} and {its!r} lies in the other"
        remedy_zh = f"请统一两处的写法，或写明“{mine}”与“{its}”何者位于另一者之内"
    return Finding(
        code="PLACE-WITHIN",
        severity=Severity.ERROR if is_certain else Severity.WARNING,
        place=other.at("within"),
        message=f"{other.zone.name} lies in {mine!r} here and in {its!r} in {one.plan}",
        message_zh=f"“{other.zone.name}”在此位于“{mine}”，在 {one.plan} 中位于“{its}”",
        remedy=remedy,
        remedy_zh=remedy_zh,
        evidence={"place": other.zone.id, "here": mine, "there": its, "first": one.plan},
    )


def _circle(mention: Mention) -> Finding:
    outer = mention.zone.within or ""
    return Finding(
        code="PLACE-WITHIN",
        severity=Severity.ERROR,
        place=mention.at("within"),
        message=f"{mention.zone.name} lies in {outer!r}, which by other plans lies in {mention.zone.id!r}",
        message_zh=f"“{mention.zone.name}”位于“{outer}”，而按其他规划“{outer}”又位于“{mention.zone.id}”",
        remedy="correct `within` in one of the plans",
        remedy_zh="请改正其中一个规划的“上级地区”",
        evidence={"place": mention.zone.id, "within": outer},
    )
