from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Interval
from zoneplan.roots import root_between, root_of
from zoneplan.strategies import intervals

POSITIVE = st.builds(Fraction, st.integers(0, 10**20), st.integers(1, 10**12))
ROOTS = st.integers(1, 9)


@given(POSITIVE, ROOTS)
def test_a_root_lies_between_its_bounds(x: Fraction, n: int) -> None:
    """The bounds enclose the root to thirty digits, and are equal only when they are the root."""
    low, high = root_between(x, n)
    assert low**n <= x <= high**n
    assert (low == high) == (low**n == x)
    assert high - low <= Fraction(1, 10**30)
    assert not low or (high - low) / low < Fraction(1, 10**25)


@given(st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 10**6)), ROOTS)
def test_a_power_has_its_root(x: Fraction, n: int) -> None:
    """What is a power of a fraction gives that fraction back."""
    assert root_between(x**n, n) == (x, x)


@given(intervals(), POSITIVE, ROOTS)
def test_roots_of_an_interval_are_in_its_root(interval: Interval, x: Fraction, n: int) -> None:
    """A number is in the root when its power is in the interval, and negative numbers have no root."""
    roots = root_of(interval, n)
    if x**n in interval:
        assert x in roots
    assert roots.is_subset(Interval.at_least(0))


def test_ends_that_no_root_reaches_are_open() -> None:
    """The root of [4, 5] is closed where it is exact and open where it is enclosed."""
    roots = root_of(Interval(4, 5), 2)
    assert (roots.lo, roots.lo_closed, roots.hi_closed) == (Fraction(2), True, False)
    assert root_of(Interval.more_than(4), 2) == Interval.more_than(2)
    assert root_of(Interval.everything(), 3) == Interval.at_least(0)
    assert root_of(Interval(-5, -4), 2).is_empty
    assert root_of(Interval(4, 5, hi_closed=False), 1) == Interval(4, 5, hi_closed=False)
