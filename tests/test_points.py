from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from zoneplan import Interval
from zoneplan.constraints import Linear, Product
from zoneplan.points import between, candidates, walk
from zoneplan.strategies import intervals

if TYPE_CHECKING:
    from collections.abc import Sequence


@given(intervals())
def test_candidates_are_numbers_of_the_interval(interval: Interval) -> None:
    """All are in it, and only an empty one has none."""
    found = list(candidates(interval))
    assert all(x in interval for x in found)
    assert bool(found) == (not interval.is_empty)


def test_candidates_read_well() -> None:
    """The first is short: people will read it."""
    assert next(candidates(Interval(Fraction(1, 3), Fraction(1, 2)))) == Fraction(21, 50)
    assert next(candidates(Interval(Fraction("2399.51"), Fraction("2400.52")))) == 2400
    assert list(candidates(Interval(3, 3))) == [3]
    assert list(candidates(Interval.everything())) == [0, 1, -1]
    assert next(candidates(Interval.more_than(0))) == Fraction(1, 16)
    assert next(candidates(Interval.at_most(-5))) == -5


def test_whole_candidates_go_outward_from_the_middle() -> None:
    """Forty steps to either side at most."""
    assert list(candidates(Interval(1, 4, integral=True))) == [2, 1, 3, 4]
    assert len(list(candidates(Interval(0, None, integral=True)))) == 40
    assert len(list(candidates(Interval(None, None, integral=True)))) == 79
    assert next(candidates(Interval(None, 7, integral=True))) == 7


ONE = Fraction(1)


def test_a_walk_leaves_room_for_the_rest() -> None:
    """Each number is fixed where the others can still follow."""
    rule = Linear((("a", ONE), ("b", ONE)), Fraction(10))
    found = walk(rule, {"a": Interval(0, 100), "b": Interval(9, 20)}, ["a", "b"])
    assert found is not None
    assert rule.holds(found)


def test_a_walk_gives_up() -> None:
    """Where there is no point, and after 400 steps."""
    rule = Linear((("a", ONE), ("b", ONE)), Fraction(10))
    assert walk(rule, {"a": Interval(0, 1), "b": Interval(0, 1)}, ["a", "b"]) is None
    box = {key: Interval(2, 10**9, integral=True) for key in "bfr"}
    box["r"] = Interval.point(10**9 + 7)  # a prime
    assert walk(Product("b", "f", "r"), box, ["b", "f", "r"]) is None
    odd = Linear((("b", 2 * ONE), ("f", 2 * ONE), ("r", 2 * ONE)), Fraction(10**6 + 1))
    whole = {key: Interval(0, 10**6, integral=True) for key in "bfr"}
    assert walk(odd, whole, ["b", "f", "r"]) is None


def total(values: Sequence[Fraction]) -> Fraction:
    """A continuous function."""
    return values[0] + values[1] ** 2


def test_halving_finds_a_value_between_corners() -> None:
    """The corners are too small and too large, the wanted value lies on the line between them."""
    box = [Interval(0, 1), Interval(0, 1)]
    wanted = Interval(Fraction(30, 100), Fraction(31, 100))
    found = between(total, box, wanted)
    assert found is not None
    assert total(found) in wanted
    assert between(total, box, Interval(5, 6)) is None
    assert between(total, box, Interval(-6, -5)) is None


def test_halving_finds_no_root_that_is_no_fraction() -> None:
    """A single value that only a root reaches is never hit, nor are points outside a box of whole numbers."""
    box = [Interval.point(0), Interval(1, 2)]
    assert between(total, box, Interval.point(3)) is None
    whole = [Interval.point(0), Interval(0, 9, integral=True)]
    assert between(total, whole, Interval(2, 3)) is None
