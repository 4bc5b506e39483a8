"""A text while it is read."""

from __future__ import annotations

from zoneplan.passages import Passage


def test_a_passage_tells_what_a_clause_is_about() -> None:
    """The last subject before the number counts, and none in another clause."""
    passage = Passage("常住人口增加,进出口总额")
    assert ("people", "money", None) == (passage.subject(4), passage.subject(11), passage.subject(0))


def test_constant_prices_take_the_year_beside_them() -> None:
    """2020年不变价 is told with its base year."""
    text = "按2020年不变价计算增长"
    basis = Passage(text).clause_before(len(text)).basis
    assert "constant 2020" == str(basis)
