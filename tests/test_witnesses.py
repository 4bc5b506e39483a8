from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from joint_systems import RATES, missing, total, variable
from zoneplan.constraints import Compound, CompoundChange, Constraint, Product
from zoneplan.intervals import Interval
from zoneplan.systems import System
from zoneplan.witnesses import Witness, completed, confirmed, short, spread

GROWTH = System.of(
    [
        variable("a", Interval(1, 3)),
        variable("r", Interval(0, 1), domain=RATES),
        variable("b", Interval(1, 9)),
    ],
    {"grow": Compound("a", "r", "b", 2)},
)


def test_numbers_are_confirmed_by_everything() -> None:
    """A number outside its range, a missing one or a relation that fails refutes them."""

    def is_confirmed(a: int, b: int, r: Fraction | None = None, *roots: str) -> bool:
        values = {"a": Fraction(a), "b": Fraction(b)} | ({} if r is None else {"r": r})
        return confirmed(GROWTH, GROWTH.box(), Witness(values, frozenset(roots)))

    assert is_confirmed(2, 8, Fraction(1))
    assert not is_confirmed(4, 4, Fraction(0))
    assert not is_confirmed(2, 8)
    assert not is_confirmed(2, 7, Fraction(1))
    assert is_confirmed(2, 7, None, "r")
    assert not is_confirmed(1, 9, None, "r")


def test_a_root_that_others_speak_of_is_not_confirmed() -> None:
    """Its power alone then says too little; the same holds for a level that is left out."""
    system = System.of(
        [*list(GROWTH.variables.values()), missing("c", RATES)],
        {"grow": Compound("a", "r", "b", 2), "change": CompoundChange("r", "c", 3)},
    )
    values = {"a": Fraction(2), "b": Fraction(7), "c": Fraction(1)}
    assert not confirmed(system, system.box(), Witness(values, frozenset({"r"})))
    assert not confirmed(
        GROWTH, GROWTH.box(), Witness({"r": Fraction(1), "b": Fraction(7)}, frozenset({"a"}))
    )


def test_what_follows_is_completed() -> None:
    """Shares are quotients, rates are roots, and those that are no fraction are named."""
    system = System.of(
        [missing(key, RATES) for key in ("a", "b", "s", "r", "q", "c", "d", "e")],
        {
            "share": Product("a", "s", "b"),
            "two": Compound("a", "r", "b", 2),
            "three": Compound("a", "q", "b", 3),
            "four": CompoundChange("c", "d", 2),
            "five": Compound("e", "e", "b", 2),
        },
    )
    found = completed(system, {"a": Fraction(4), "b": Fraction(9), "d": Fraction(-2)})
    assert {"a": 4, "b": 9, "d": -2, "s": Fraction(9, 4), "r": Fraction(1, 2)} == found.values
    assert {"q"} == found.irrational


def test_numbers_spread_from_one_to_all() -> None:
    """Through every kind of relation; a rate that is no fraction is left out."""
    relations: dict[str, Constraint] = {"grow": Compound("a", "r", "b", 5), "sum": total("c", "a", "b")}
    numbers = [variable("a", Interval.point(2)), missing("r", RATES), variable("b", Interval.point(3))]
    system = System.of([*numbers, missing("c")], relations)
    found = spread(system, {**system.box(), "c": Interval.point(5)})
    assert found == Witness({"a": Fraction(2), "b": Fraction(3), "c": Fraction(5)}, frozenset({"r"}))


def test_nothing_spreads_where_nothing_holds() -> None:
    """An empty range, a rate out of reach, or a relation that cannot hold."""
    assert spread(GROWTH, {**GROWTH.box(), "a": Interval.empty()}) is None
    assert spread(GROWTH, {**GROWTH.box(), "a": Interval.point(1), "b": Interval.point(9)}) is None
    same = System.of([missing("a"), missing("b")], {"same": total("a", "b")})
    assert spread(same, {"a": Interval(1, 2), "b": Interval(3, 4)}) is None


@given(st.fractions(-9, 9), st.fractions(0, 1), st.booleans(), st.booleans())
def test_a_short_number_lies_inside(lo: Fraction, width: Fraction, lo_closed: bool, hi_closed: bool) -> None:
    """Whatever the interval, unless it is empty; the digits are as few as its width allows."""
    interval = Interval(lo, lo + width, lo_closed, hi_closed)
    found = short(interval)
    if interval.is_empty:
        assert found is None
        return
    assert found is not None
    assert found in interval
    if width:
        assert found.denominator <= 100 / width


def test_a_short_number_of_a_half_line() -> None:
    """Ends and whole numbers are taken as they are."""
    assert Fraction(3) == short(Interval.at_least(3))
    assert Fraction(2) == short(Interval(1, 4, integral=True))
