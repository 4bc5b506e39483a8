"""Zones and other places that figures are about, and which lies in which."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.short_reprs import short_repr
from zoneplan.texts import check_id, check_name, check_text, member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Zone", "ZoneLevel", "enclosing"]


class ZoneLevel(enum.StrEnum):
    """The administrative level of a zone or place."""

    NATION = "nation"
    NATIONAL = "national"
    """A zone of national rank, such as a 国家级经开区."""
    PROVINCE = "province"
    PROVINCIAL = "provincial"
    """A zone of provincial rank."""
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    PARK = "park"


def _as_level(value: ZoneLevel | str | None) -> ZoneLevel | None:
    return None if value is None else member(ZoneLevel, value, OutlineError)


@attrs.frozen(kw_only=True)
class Zone:
    """A development zone, or any place that figures are about.

    Attributes:
        id: Id of the place; a subject of observations and targets.
        name: Its name as documents print it.
        kind: Kind of zone, such as 经开区, 高新区 or 综保区; None for an ordinary place.
        level: Its administrative level; None when it does not matter.
        within: Id of the place it lies in; None for the outermost. A figure of a place is never added
            to a figure of one that it lies in.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If its id or a text of it cannot be one, or its level is no word of its set.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    kind: str | None = attrs.field(default=None, validator=check_text)
    level: ZoneLevel | None = attrs.field(default=None, converter=_as_level)
    within: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr


def enclosing(place: str, places: Mapping[str, Zone]) -> Iterable[str]:
    """Give the ids of the places that a place lies in, the nearest first.

    A place that is not in `places` lies nowhere, and a circle ends where it closes.

    Args:
        place: Id of the place asked about.
        places: The places known, by id.
    """
    seen = {place}
    zone = places.get(place)
    while zone is not None and zone.within is not None and zone.within not in seen:
        yield zone.within
        seen.add(zone.within)
        zone = places.get(zone.within)
