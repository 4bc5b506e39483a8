"""Zones: places and the places that they lie in."""

from __future__ import annotations

import pytest

from zoneplan import Zone, ZoneLevel
from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.zones import enclosing

PLACES = {
    zone.id: zone
    for zone in (
        Zone(id="ketd", name="昆山开发区", kind="经开区", level=ZoneLevel.NATIONAL, within="kunshan"),
        Zone(id="kunshan", name="昆山市", level=ZoneLevel.COUNTY, within="suzhou"),
        Zone(id="suzhou", name="苏州市", level=ZoneLevel.CITY, within="jiangsu"),
        Zone(id="a", name="甲", within="b"),
        Zone(id="b", name="乙", within="a"),
        Zone(id="c", name="丙", within="c"),
    )
}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("ketd", ["kunshan", "suzhou", "jiangsu"]),
        ("suzhou", ["jiangsu"]),
        ("jiangsu", []),
        ("nowhere", []),
        ("a", ["b"]),
        ("c", []),
    ],
)
def test_a_place_lies_in_others_up_to_the_outermost(place: str, expected: list[str]) -> None:
    """The nearest comes first, an unknown place lies nowhere, and a circle ends where it closes."""
    assert expected == list(enclosing(place, PLACES))


def test_a_level_may_be_text() -> None:
    """A level is given as a value, as its text, or not at all."""
    assert ZoneLevel.CITY is Zone(id="a", name="甲", level="city").level
    assert Zone(id="a", name="甲").level is None


def test_zones_are_equal_by_what_they_say() -> None:
    """Where a zone stands in a file makes no difference."""
    assert Zone(id="a", name="甲") == Zone(id="a", name="甲", mark=Mark("a.yaml", 1, 1))
    assert Zone(id="a", name="甲") != Zone(id="a", name="乙")


def test_a_level_that_does_not_exist_is_refused() -> None:
    """Levels are a closed set."""
    with pytest.raises(OutlineError) as refusal:
        Zone(id="a", name="甲", level="village")
    expected = (
        "expected one of nation, national, province, provincial, city, county, town, park, got 'village'\n"
        "write one of these words, or the member itself, such as ZoneLevel.NATION"
    )
    assert expected == str(refusal.value)


@pytest.mark.parametrize("level", ZoneLevel)
def test_a_level_is_given_as_member_or_word(level: ZoneLevel) -> None:
    """The member and its English word give the same zone."""
    assert Zone(id="a", name="甲", level=level) == Zone(id="a", name="甲", level=level.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"id": "a b", "name": "甲"},
            (
                "expected an id of 1 to 100 characters without blanks, got 'a b'\n"
                "use letters, digits, Chinese characters, '-', '_' or '.'"
            ),
        ),
        ({"id": "a", "name": ""}, "expected a name, got an empty text\nleave name out, or write it"),
        (
            {"id": "a", "name": "甲", "kind": " "},
            "expected a kind, got an empty text\nleave kind out, or write it",
        ),
        (
            {"id": "a", "name": "甲", "within": ""},
            "expected a within, got an empty text\nleave within out, or write it",
        ),
    ],
)
def test_a_zone_without_id_or_name_is_refused(fields: dict[str, str], message: str) -> None:
    """A zone has an id and a name, and says nothing blank."""
    with pytest.raises(OutlineError) as refusal:
        Zone(id=fields["id"], name=fields["name"], kind=fields.get("kind"), within=fields.get("within"))
    assert message == str(refusal.value)
