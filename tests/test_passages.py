"""A text while it is read."""

from __future__ import annotations

import pytest

from zoneplan.passages import Passage
from zoneplan.scanner import phrases_in


def test_a_passage_tells_what_a_clause_is_about() -> None:
    """The last subject before the number counts, and none in another clause."""
    passage = Passage("常住人口增加,进出口总额")
    assert ("people", "money", None) == (passage.subject(4), passage.subject(11), passage.subject(0))


def test_constant_prices_take_the_year_beside_them() -> None:
    """2020年不变价 is told with its base year."""
    text = "按2020年不变价计算增长"
    basis = Passage(text).clause_before(len(text)).basis
    assert "constant 2020" == str(basis)


@pytest.mark.parametrize(
    "text",
    [
        "正负1%", "+-1%", "±1%", "增减1%", "涨跌5%", "上下浮动10%", "▼3%", "△3亿元", "≈3%", "≠3%",
        "3万元/人·年", "3万元/人/年", "3万元/(人·年)", "300万元以上/亩", "5万/人", "20吨/日", "4.5米/秒",
        "2亿元×3年", "2亿元*3", "3×10^4", "38℃", "50个基点",
    ],
)  # fmt: skip
def test_a_sign_or_a_per_beside_an_amount_is_never_lost(text: str) -> None:
    """What bears on the value and is no part of the unit leaves the amount unread."""
    found, unread = phrases_in(text)
    assert ([], True) == (found, any(not one.is_name for one in unread))
