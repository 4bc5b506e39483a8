from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Interval
from zoneplan.ranges import exact_text, short_text, shown_range, telling_places


@pytest.mark.parametrize(
    ("interval", "english", "chinese"),
    [
        ("[2399.5, 2400.5]", "[2399.5, 2400.5]", "[2399.5, 2400.5]"),
        ("(1/3, 2/3)", "(0.3333, 0.6667)", "(0.3333, 0.6667)"),
        ("(5000, ∞)", "> 5000", "> 5000"),
        ("[5000, ∞)", "≥ 5000", "≥ 5000"),
        ("(-∞, 7)", "< 7", "< 7"),
        ("(-∞, 7]", "≤ 7", "≤ 7"),
        ("(-∞, ∞)", "anything", "任意"),
        ("(-∞, ∞) ∩ ℤ", "anything, whole", "任意，整数"),
        ("[11, 19] ∩ ℤ", "[11, 19], whole", "[11, 19]，整数"),
        ("[11, ∞) ∩ ℤ", "≥ 11, whole", "≥ 11，整数"),
        ("[206, 206]", "= 206", "= 206"),
        ("[1/3, 1/3]", "[0.3333, 0.3334]", "[0.3333, 0.3334]"),
        ("∅", "none", "无"),
    ],
)
def test_a_range_is_shown_for_people(interval: str, english: str, chinese: str) -> None:
    """Open ends are signs, infinite ones are left out, and an endless decimal is no point."""
    assert (english, chinese) == (
        shown_range(Interval.parse(interval)),
        shown_range(Interval.parse(interval), language="zh"),
    )


def test_places_are_as_asked_for() -> None:
    """Ends are rounded outward to the places that are asked for."""
    interval = Interval(Fraction(1, 3), Fraction(2, 3))
    assert ["[0.3, 0.7]", "[0.33333, 0.66667]"] == [shown_range(interval, places) for places in (1, 5)]


@pytest.mark.parametrize(
    ("intervals", "places"),
    [
        ([], 2),
        (["(-∞, ∞)", "∅"], 2),
        (["[2399.5, 2400.5]"], 2),
        (["[0.0312, 0.0314]"], 5),
        (["[2450, 2450]", "[2450.001, 2460]"], 4),
        (["[0, 0.00000000000000001]"], 12),
    ],
)
def test_places_tell_ends_apart(intervals: list[str], places: int) -> None:
    """Two places at least, more for small numbers and for ends that lie close together, twelve at most."""
    assert places == telling_places(*map(Interval.parse, intervals))


@given(st.fractions(min_value=-10_000, max_value=10_000), st.fractions(min_value=0, max_value=100))
def test_shown_ranges_lose_no_value(low: Fraction, width: Fraction) -> None:
    """Reading what is shown gives a range that holds the whole one."""
    interval = Interval(low, low + width + 1)
    assert interval.is_subset(Interval.parse(shown_range(interval)))


@pytest.mark.parametrize(
    ("number", "exact", "short"),
    [
        (Fraction(3, 8), "0.375", "0.375"),
        (Fraction(-45), "-45", "-45"),
        (Fraction(0), "0", "0"),
        (Fraction(1, 3), "1/3", "≈0.33333333"),
        (Fraction(-200, 3), "-200/3", "≈-66.666667"),
        (Fraction("1.4025517307"), "1.4025517307", "1.4025517307"),
        (Fraction("2.1552257171584"), "2.1552257171584", "≈2.1552257"),
        (Fraction(10**20, 3), f"{10**20}/3", "≈33333333333333333333"),
    ],
)
def test_numbers_are_exact_or_say_they_are_not(number: Fraction, exact: str, short: str) -> None:
    """A short number stands as it is; a long one has eight digits and says so."""
    assert (exact, short) == (exact_text(number), short_text(number))


def test_a_unit_stands_behind_a_range_that_has_an_end() -> None:
    """With a space in English only; nothing and anything are of no unit."""
    interval = Interval(1, 2)
    assert ("[1, 2] 亩", "[1, 2]亩") == (
        shown_range(interval, unit="亩"),
        shown_range(interval, None, "zh", "亩"),
    )
    assert ("none", "anything") == (
        shown_range(Interval.empty(), unit="亩"),
        shown_range(Interval.everything(), unit="亩"),
    )
