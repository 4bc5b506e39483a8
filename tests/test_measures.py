"""Numbers with scale word and unit, as they are written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from zoneplan.measures import measure_at, measure_or_share_at, run_end


@pytest.mark.parametrize(
    ("text", "value", "scale", "unit"),
    [
        ("1,234千元", "1234", "千", "元"),
        ("2400亿元", "2400", "亿", "元"),
        ("二千四百亿元", "2400", "亿", "元"),
        ("1个亿", "1", "亿", "元"),
        ("5", "5", "", None),
    ],
)
def test_a_number_keeps_its_scale_word_and_unit(text: str, value: str, scale: str, unit: str | None) -> None:
    """Separators go, digits stay, and the scale word stands apart."""
    found = measure_at(text, 0)
    assert found is not None
    assert (Decimal(value), scale, unit, len(text)) == (found.value, found.scale, found.unit, found.end)


def test_a_number_of_parts_is_exact() -> None:
    """Neither 三分之一 nor 1/5 is rounded; 百分之五 has a unit of its own."""
    third, fifth, share = measure_at("三分之一", 0), measure_at("1/5", 0), measure_or_share_at("百分之五", 0)
    assert third is not None
    assert fifth is not None
    assert share is not None
    assert (Fraction(1, 3), Fraction(1, 5), "百分之") == (third.fraction, fifth.fraction, share.unit)


def test_the_digits_of_a_number_end_where_no_more_follow() -> None:
    """Points and commas between digits belong to them."""
    assert 5 == run_end("1.2.3元", 0)
