"""Locations: a path in the plan, and a line and column in the file it was read from."""

from __future__ import annotations

import pytest

from zoneplan.locations import Location, Mark, located

MARK = Mark("kunshan.yaml", 41, 5, ("id", "budget"), (41, 9, 42, 13))


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Location(), "the plan"),
        (Location("programs[2]"), "programs[2]"),
        (Location("programs[2]", line=3, column=4), "programs[2]"),
        (Location("programs[2]", "a.yaml"), "programs[2] (a.yaml)"),
        (Location("programs[2]", "a.yaml", 41), "programs[2] (a.yaml:41)"),
        (Location("programs[2]", "a.yaml", 41, 17), "programs[2] (a.yaml:41:17)"),
        (Location("", "a.yaml", 1, 1), "the plan (a.yaml:1:1)"),
    ],
)
def test_a_location_prints_what_is_known(location: Location, expected: str) -> None:
    """The path comes first; file, line and column follow as far as they are known."""
    assert expected == str(location)


@pytest.mark.parametrize(
    ("path", "field", "expected"),
    [
        ("programs[2]", "budget", Location("programs[2].budget", "kunshan.yaml", 42, 13)),
        ("programs[2]", "id", Location("programs[2].id", "kunshan.yaml", 41, 9)),
        ("programs[2]", "lead_units", Location("programs[2].lead_units", "kunshan.yaml", 41, 5)),
        ("programs[2]", "", Location("programs[2]", "kunshan.yaml", 41, 5)),
        ("", "budget", Location("budget", "kunshan.yaml", 42, 13)),
        ("", "", Location("", "kunshan.yaml", 41, 5)),
    ],
)
def test_a_mark_places_a_field(path: str, field: str, expected: Location) -> None:
    """A field that was written has its own place; one that was not falls back to its mapping."""
    assert expected == MARK.at(path, field)
    assert expected == located(MARK, path, field)


@pytest.mark.parametrize(
    ("path", "field", "expected"),
    [
        ("programs[2]", "budget", Location("programs[2].budget")),
        ("programs[2]", "", Location("programs[2]")),
        ("", "budget", Location("budget")),
        ("", "", Location()),
    ],
)
def test_what_was_made_in_python_has_a_path_only(path: str, field: str, expected: Location) -> None:
    """Without a mark there is a path and no file."""
    assert expected == located(None, path, field)


def test_locations_stand_in_order() -> None:
    """Locations sort by path, then by place in the file."""
    places = [Location("b", "a.yaml", 1, 1), Location("a", "a.yaml", 2, 1), Location("a", "a.yaml", 1, 9)]
    assert [places[2], places[1], places[0]] == sorted(places)
