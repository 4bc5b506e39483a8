"""Names of units in text: the longest, none inside another word, each with its scale."""

from __future__ import annotations

import pytest

from zoneplan.unit_words import UNIT, scaled_unit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("元旦", None),
        ("元", "元"),
        ("吨标准煤", "吨标准煤"),
        ("台湾", None),
        ("台币", "新台币"),
        ("分别", None),
        ("个百分点", "个百分点"),
        ("个月", "个月"),
        ("元/亩", "元/亩"),
        ("元每平方米", "元/平方米"),
        ("kWh", "千瓦时"),
        ("kWhx", None),
        ("家庭", None),
        ("成立", None),
    ],
)
def test_a_units_name_in_text(text: str, name: str | None) -> None:
    """The longest name is taken, and none where another word begins."""
    match = UNIT.match(text)
    if name is None:
        assert match is None
    else:
        assert match is not None
        found = scaled_unit("", match["unit"], match["below"])
        assert found is not None
        assert (name, 1) == (str(found[0]), found[1])


def test_a_scale_that_a_unit_cannot_carry_is_multiplied_in() -> None:
    """20万次 is the number 200000, and 万千瓦 a unit of its own."""
    times, power = scaled_unit("万", "次", None), scaled_unit("万", "千瓦", None)
    assert times is not None
    assert power is not None
    assert ("1", 10**4) == (times[0].name, times[1])
    assert ("万千瓦", 1) == (power[0].name, power[1])
    assert scaled_unit("", "牛", None) is None
    assert scaled_unit("", "次", "年") is None
