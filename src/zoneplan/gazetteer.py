"""The places of many plans as one list: what each id stands for, and which place lies in which.

Places are told apart by their ids alone. Plans that say less than others are completed by them: one
plan may name only the province of a zone, another its city. What plans say differently is kept, for
`zoneplan.rules.portfolios` to report, and never decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import OutlineError
from zoneplan.locations import Location, located
from zoneplan.subjects import listed_places
from zoneplan.zones import Zone, ZoneLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.ledger import PlanLike

__all__ = ["Gazetteer", "Mention", "in_file"]

_ORDINARY = frozenset(
    (ZoneLevel.NATION, ZoneLevel.PROVINCE, ZoneLevel.CITY, ZoneLevel.COUNTY, ZoneLevel.TOWN)
)


def in_file(place: Location, file: str) -> Location:
    """Give a place the name of its plan in the portfolio as its file, when it knows none.

    Args:
        place: The place.
        file: What the portfolio calls the plan.
    """
    return place if place.file is not None else attrs.evolve(place, file=file)


@attrs.frozen
class Mention:
    """A place as one plan lists it.

    Attributes:
        plan: What the portfolio calls the plan, such as its file.
        path: The path of the place in the plan.
        zone: The place.
    """

    plan: str
    path: str
    zone: Zone

    def at(self, field: str = "") -> Location:
        """Give where the place, or one of its fields, stands."""
        return in_file(located(self.zone.mark, self.path, field), self.plan)


@attrs.frozen(eq=False)
class Gazetteer:
    """The places of a portfolio by id, and where each lies.

    Attributes:
        mentions: Every mention of each place, in the order of the plans.
        withins: For each place the ids of the places it is said to lie in, each with its first mention.
        own: Ids of the places that plans are for: their zones.
    """

    mentions: Mapping[str, tuple[Mention, ...]]
    withins: Mapping[str, Mapping[str, Mention]]
    own: frozenset[str]

    @classmethod
    def of(cls, plans: Mapping[str, PlanLike]) -> Gazetteer:
        """List the places of plans.

        Args:
            plans: The plans, by what the portfolio calls them.
        """
        mentions: dict[str, list[Mention]] = {}
        withins: dict[str, dict[str, Mention]] = {}
        for key, plan in plans.items():
            for path, zone in listed_places(plan):
                mention = Mention(key, path, zone)
                mentions.setdefault(zone.id, []).append(mention)
                if zone.within is not None:
                    withins.setdefault(zone.id, {}).setdefault(zone.within, mention)
        own = frozenset(plan.zone.id for plan in plans.values() if plan.zone is not None)
        return cls({place: tuple(found) for place, found in mentions.items()}, withins, own)

    def above(self, place: str) -> set[str]:
        """Give every place that a place lies in by what any plan says; itself when that is a circle."""
        found: set[str] = set()
        waiting = list(self.withins.get(place, ()))
        while waiting:
            outer = waiting.pop()
            if outer not in found:
                found.add(outer)
                waiting.extend(self.withins.get(outer, ()))
        return found

    def innermost(self, place: str) -> str | None:
        """Give the nearest of the places that a place is said to lie in; None where plans leave it open.

        The nearest is the one that lies in all the others. A place of which no plan says where it lies
        has none either: see `withins`.
        """
        stated = self.withins.get(place, {})
        if place in self.above(place):
            return None
        return next((one for one in sorted(stated) if stated.keys() - {one} <= self.above(one)), None)

    def lie_apart(self, one: str, other: str) -> bool:
        """Whether two places are said to lie in different places, neither of which holds the other."""
        mine, its = self.above(one), self.above(other)
        return bool(mine and its) and not (mine <= its or its <= mine)

    def is_settled(self, place: str) -> bool:
        """Whether plans do not differ on where a place lies, or differ only in how near a place they name."""
        return place not in self.withins or self.innermost(place) is not None

    def name(self, place: str) -> str:
        """Give the name of a place by its first mention, or its id when no plan lists it."""
        return self.mentions[place][0].zone.name if place in self.mentions else place

    def level(self, place: str) -> ZoneLevel | None:
        """Give the level of a place by the first mention that states one."""
        levels = (mention.zone.level for mention in self.mentions.get(place, ()))
        return next((level for level in levels if level is not None), None)

    def kind(self, place: str) -> str:
        """Give what a place is in an outline: its level, `zone` for a development zone, else `place`.

        Args:
            place: Id of the place.
        """
        level = self.level(place)
        if level in _ORDINARY:
            return level.value
        return "zone" if level is not None or place in self.own else "place"

    def enclosing_own(self) -> dict[str, str | None]:
        """Give the zones that plans are for and all places around them, each with the place it lies in.

        The outer places come first, those of one depth in the order of their ids.

        Raises:
            OutlineError: If plans differ on where one of them lies.
        """
        wanted = set(self.own)
        for zone in self.own:
            wanted |= self.above(zone)
        for place in sorted(wanted):
            if not self.is_settled(place):
                said = _listed(sorted(self.withins[place]))
                raise OutlineError(
                    f"plans differ on where {place!r} lies: {said}",
                    "let all plans name one place in `within`; PLACE-WITHIN of `validate()` says where",
                    f"各规划对“{place}”位于何处说法不一：{said}",
                    "请统一各规划中的“上级地区”；`validate()` 的 PLACE-WITHIN 说明位置",
                )
        depth = {place: len(self.above(place)) for place in wanted}
        return {place: self.innermost(place) for place in sorted(wanted, key=lambda one: (depth[one], one))}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)
