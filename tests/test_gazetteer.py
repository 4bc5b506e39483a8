"""The places of many plans as one list."""

from __future__ import annotations

import pytest

from zoneplan import Plan, Zone
from zoneplan.gazetteer import Gazetteer


def gazetteer(*withins: dict[str, str | None]) -> Gazetteer:
    """List the places of plans of which each says what lies in what."""
    plans = {
        f"p{number}": Plan(
            id=f"p{number}",
            name="规划",
            places=[Zone(id=one, name=one, within=outer) for one, outer in said.items()],
        )
        for number, said in enumerate(withins)
    }
    return Gazetteer.of(plans)


@pytest.mark.parametrize(
    ("withins", "expected", "is_settled"),
    [
        (({"z": "c", "c": "p"}, {"z": "p"}), "c", True),
        (({"z": "p"}, {"z": "c"}, {"c": "p"}), "c", True),
        (({"z": "c"}, {"z": "d"}), None, False),
        (({"z": None},), None, True),
        (({"z": "c"}, {"c": "z"}), None, False),
    ],
)
def test_the_nearest_place_is_the_one_that_lies_in_the_others(
    withins: tuple[dict[str, str | None], ...], expected: str | None, is_settled: bool
) -> None:
    """What one plan leaves out another completes; what they say differently stays open."""
    found = gazetteer(*withins)
    assert (expected, is_settled) == (found.innermost("z"), found.is_settled("z"))


def test_kinds_are_levels_or_zones() -> None:
    """A county that a plan is for is a county; a zone is one by its level or because a plan is for it."""
    levels = {"a": "county", "b": "national", "c": None, "d": None}
    plans = {
        one: Plan(id=f"p{one}", name="规划", zone=Zone(id=one, name=one, level=level, within="e"))
        for one, level in levels.items()
        if one != "d"
    } | {"d": Plan(id="pd", name="规划", places=[Zone(id="d", name="d")])}
    found = Gazetteer.of(plans)
    assert ["county", "zone", "zone", "place", "place"] == [found.kind(one) for one in "abcde"]
    assert ("d", "e") == (found.name("d"), found.name("e"))
