"""Numbers that are known to be no amounts."""

from __future__ import annotations

import pytest

from zoneplan.designations import name_at


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2025年3月", "2025年3月"),
        ("1+5+22", "1+5+22"),
        ("十四五规划", "十四五"),
        ("2025亿元", None),
        ("5%", None),
    ],
)
def test_dates_and_names_are_no_amounts(text: str, name: str | None) -> None:
    """A date, a code and the name of a plan are told from numbers with units."""
    match = name_at(text, 0)
    assert name == (None if match is None else match.group())
