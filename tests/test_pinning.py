from __future__ import annotations

from fractions import Fraction

from joint_systems import RATES, missing, variable
from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth, Product
from zoneplan.intervals import Interval
from zoneplan.pinning import pins
from zoneplan.systems import System

ROOT = Fraction(2) ** 10


def test_rates_are_pinned_beside_their_root() -> None:
    """First below, then above, as far as their range allows."""
    system = System.of(
        [missing("a"), missing("b"), variable("r", Interval(0, 1), domain=RATES), missing("c", RATES)],
        {"grow": Compound("a", "r", "b", 2), "change": CompoundChange("q", "c", 2)},
    )
    box = {**system.box(), "q": Interval(0, Fraction(2, 5))}
    found = pins(system, box, {"a": Fraction(1), "b": Fraction(2), "c": Fraction(1)}, {})
    below, above = found["r"][:2]
    assert below**2 < (1 + below) ** 2 < 2 < (1 + above) ** 2
    assert "q" not in found


def test_what_is_known_or_out_of_reach_is_not_pinned() -> None:
    """A rate that is a point already, a growth from unknown levels or to below zero, a plain sum."""
    system = System.of(
        [missing("a", RATES), missing("b", RATES), variable("r", Interval.point(0)), missing("s", RATES)],
        {
            "one": Compound("a", "r", "b", 2),
            "two": CompoundChange("s", "b", 2),
            "sum": Linear((("a", Fraction(1)),)),
            "share": Product("a", "s", "b"),
            "three": Compound("a", "s", "c", 2),
        },
    )
    assert {} == pins(system, system.box(), {"a": Fraction(1), "b": Fraction(-2)}, {})


def test_shares_and_levels_of_means_are_pinned_where_they_are() -> None:
    """Beside the number that the solver came near to."""
    system = System.of(
        [missing(key) for key in ("w", "s", "p", "x", "y", "t", "q", "r")],
        {
            "share": Product("w", "s", "p"),
            "mean": MeanGrowth(("x", "y"), "r"),
            "other": Product("w", "t", "q"),
        },
    )
    near = {"s": Fraction(1, 3), "x": Fraction(2, 3), "q": Fraction(1)}
    found = pins(system, system.box(), {"w": Fraction(3)}, near)
    assert {"s", "x", "t"} == found.keys()
    assert Fraction(1, 3) == found["s"][0] == found["t"][0]
