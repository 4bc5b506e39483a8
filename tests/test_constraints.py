from __future__ import annotations

from fractions import Fraction

import pytest

from zoneplan import Interval
from zoneplan.constraints import (
    Compound,
    CompoundChange,
    Constraint,
    Linear,
    MeanGrowth,
    Product,
    Sense,
    narrow,
)

ONE = Fraction(1)
EMPTY = Interval.empty()
POINT = Interval.point


def parsed(**box: str) -> dict[str, Interval]:
    """A box from the text of its sides."""
    return {key: Interval.parse(text) for key, text in box.items()}


class TestLinear:
    """Sums, differences and orders."""

    def test_open_ends_and_signs(self) -> None:
        """An end is attained only when all that make it up are; a negative weight swaps the flags."""
        rule = Linear((("a", ONE), ("b", -ONE), ("t", -ONE)))
        box = parsed(a="(9, 11)", b="[2, 4)", t="[0, 0]")
        assert str(rule.implied(box, "t")) == "(5, 9)"
        assert str(rule.implied(parsed(a="[9, 11]", b="[2, 4)", t="∅"), "t")) == "(5, 9]"

    def test_weights_divide(self) -> None:
        """A coefficient other than 1 is divided out, a negative one turns the interval."""
        rule = Linear((("a", Fraction(2)), ("b", Fraction(-3))), Fraction(6))
        assert str(rule.implied(parsed(a="[0, 12)"), "b")) == "[-2, 6)"

    @pytest.mark.parametrize(
        ("sense", "implied"), [(Sense.EQUAL, "[4, 5]"), (Sense.AT_MOST, "(-∞, 5]"), (Sense.LESS, "(-∞, 5)")]
    )
    def test_senses(self, sense: Sense, implied: str) -> None:
        """An inequality bounds to one side."""
        rule = Linear((("a", ONE), ("b", ONE)), Fraction(10), sense)
        assert str(rule.implied(parsed(b="[5, 6]"), "a")) == implied

    def test_inequalities_are_entailed_or_not(self) -> None:
        """They hold everywhere, somewhere or nowhere."""
        rule = Linear((("a", ONE), ("b", -ONE)), sense=Sense.LESS)
        assert rule.is_entailed(parsed(a="[1, 2)", b="[2, 3]"))
        assert not rule.is_entailed(parsed(a="[1, 2]", b="[2, 3]"))
        assert rule.admits(parsed(a="[1, 2]", b="[2, 3]"))
        assert not rule.admits(parsed(a="[3, 4]", b="[2, 3]"))
        assert not rule.holds({"a": Fraction(3), "b": Fraction(3)})

    def test_nothing_on_the_left(self) -> None:
        """What has cancelled out leaves 0 against the bound."""
        assert Linear(()).admits({})
        assert not Linear((), ONE).admits({})

    def test_whole_numbers_add_up_to_whole_numbers(self) -> None:
        """Half a house is none."""
        rule = Linear((("a", ONE), ("b", ONE)), Fraction(5, 2))
        box = {key: Interval(0, 9, integral=True) for key in "ab"}
        assert rule.witness(box) is None
        found = Linear((("a", Fraction(2)), ("b", Fraction(3))), Fraction(17)).witness(box)
        assert found is not None
        assert 2 * found["a"] + 3 * found["b"] == 17
        assert all(x.denominator == 1 for x in found.values())


class TestProduct:
    """Shares, ratios and multiples."""

    @pytest.mark.parametrize(
        ("factor", "result", "base"),
        [
            ("[0, 1/2]", "[0, 10]", "(0, ∞)"),  # no share of anything is nothing
            ("(0, 1/2]", "[10, 20)", "[20, ∞)"),
            ("[1/4, 1/2]", "[0, 0]", "∅"),
            ("[0, 0]", "[1, 2]", "∅"),
            ("[-2, -1]", "[-4, 6]", "(0, 4]"),
            ("[-1, 1]", "[-8, 4]", "[4, ∞)"),
            ("[1/4, 1/2]", "[1, ∞)", "[2, ∞)"),
        ],
    )
    def test_the_base_is_above_zero(self, factor: str, result: str, base: str) -> None:
        """The base that fits, whatever the signs of the others."""
        rule = Product("b", "f", "r")
        box = parsed(f=factor, r=result)
        expected = Interval.parse(base)
        if factor == "[-1, 1]":
            expected = Interval.more_than(0)  # 0 is a result too
        assert rule.implied(box, "b") == expected

    def test_an_open_end_stays_open(self) -> None:
        """2400.5 of more than 5000 is less than 48.01 %."""
        box = parsed(b="(5000, ∞)", r="[2399.5, 2400.5]", f="[0, 1]")
        assert str(Product("b", "f", "r").implied(box, "f")) == "(0, 0.4801)"

    def test_no_base_above_zero(self) -> None:
        """Nothing is a share of nothing."""
        rule = Product("b", "f", "r")
        box = parsed(b="[-5, 0]", f="[0, 1]", r="[0, 0]")
        assert not rule.admits(box)
        assert rule.implied(box, "f").is_empty
        assert rule.witness(box) is None
        assert not rule.holds({"b": Fraction(0), "f": ONE, "r": Fraction(0)})

    def test_whole_numbers(self) -> None:
        """The number that need not be whole follows from the others."""
        rule = Product("b", "f", "r")
        box = parsed(b="[9, 11] ∩ ℤ", f="[0.3, 0.34]", r="[3, 4] ∩ ℤ")
        found = rule.witness(box)
        assert found is not None
        assert rule.holds(found)
        assert found["b"].denominator == found["r"].denominator == 1

    def test_a_number_of_its_own(self) -> None:
        """What is its own share is the whole of itself."""
        rule = Product("x", "f", "x")
        assert rule.is_enclosure("x")
        assert rule.holds({"x": Fraction(5), "f": ONE})
        assert not Product("b", "f", "r").is_enclosure("b")


class TestCompound:
    """Growth by the level method."""

    RULE = Compound("b", "r", "t", 5)

    def test_forward(self) -> None:
        """2400 at 6.5 % to 7.5 % for five years."""
        box = parsed(b="[2399.5, 2400.5]", r="[0.065, 0.075]")
        assert self.RULE.implied(box, "t").describe(2) == "[3287.52, 3446.23]"

    def test_backward(self) -> None:
        """The base has to be above zero, and nothing grows from nothing."""
        box = parsed(r="[-1, 0]", t="[0, 5]")
        assert self.RULE.implied(box, "b") == Interval.more_than(0)
        assert self.RULE.implied(parsed(r="[-1, -1]", t="[1, 5]"), "b") == EMPTY
        assert self.RULE.implied(parsed(r="[0, 1]", t="[32, 32]"), "b") == Interval(1, 32)

    def test_the_rate_is_enclosed(self) -> None:
        """It is a root: exact where it can be, otherwise outward to thirty digits."""
        assert self.RULE.implied(parsed(b="[1, 1]", t="[32, 32]"), "r") == POINT(1)
        rate = self.RULE.implied(parsed(b="[1, 1]", t="[2, 2]"), "r")
        assert rate.lo is not None
        assert rate.hi is not None
        assert (1 + rate.lo) ** 5 < 2 < (1 + rate.hi) ** 5
        assert self.RULE.is_enclosure("r")
        assert not self.RULE.is_enclosure("t")
        assert not Compound("b", "r", "t", 1).is_enclosure("r")

    def test_a_level_that_falls_to_nothing(self) -> None:
        """Minus 100 % leaves nothing, and less than that is no rate."""
        assert self.RULE.implied(parsed(b="[1, 2]", r="[-3, -1]"), "t") == POINT(0)
        assert self.RULE.implied(parsed(b="[1, 2]", r="[-3, -2]"), "t") == EMPTY
        assert not self.RULE.holds({"b": ONE, "r": Fraction(-2), "t": -ONE})

    def test_no_fraction_is_the_rate(self) -> None:
        """Between exact counts there is a rate, but no witness."""
        box = parsed(b="[100, 100]", r="[0.1, 0.2]", t="[200, 200]")
        assert self.RULE.admits(box)
        assert self.RULE.witness(box) is None

    def test_whole_levels(self) -> None:
        """With one whole level the other, or the rate, follows."""
        box = parsed(b="[100, 100]", r="[0.1, 0.2]", t="[190, 210]")
        found = self.RULE.witness(box)
        assert found is not None
        assert self.RULE.holds(found)


class TestCompoundChange:
    """Changes over several years."""

    def test_both_ways(self) -> None:
        """Two years of 10 % are 21 %."""
        rule = CompoundChange("r", "c", 2)
        assert rule.implied(parsed(r="[0.1, 0.2)"), "c") == Interval.parse("[0.21, 0.44)")
        assert rule.implied(parsed(c="[0.21, 0.44)"), "r") == Interval.parse("[0.1, 0.2)")
        assert rule.implied(parsed(c="[-3, -2]"), "r") == EMPTY
        assert rule.admits(parsed(r="[0.1, 0.1]", c="[0.2, 0.3]"))
        assert rule.is_entailed(parsed(r="[0.1, 0.1]", c="[0.21, 0.21]"))
        assert not rule.is_entailed(parsed(r="[0.1, 0.1]", c="[0.21, 0.22]"))

    def test_witness(self) -> None:
        """The change follows from the rate."""
        rule = CompoundChange("r", "c", 5)
        found = rule.witness(parsed(r="[0.02, 0.03]", c="[0.12, 0.13]"))
        assert found is not None
        assert rule.holds(found)
        assert rule.is_enclosure("r")
        assert not rule.is_enclosure("c")
        assert not rule.holds({"r": Fraction(-3), "c": Fraction(-33)})


class TestMeanGrowth:
    """Growth as the mean of yearly rates."""

    RULE = MeanGrowth(("x", "y", "z"), "r")

    def test_enclosure_of_the_rate(self) -> None:
        """Every mean of levels in the box is in it."""
        box = parsed(x="[236.25, 236.35]", y="[314.45, 314.55]", z="[364.5, 365.5]", r="[0, 1]")
        assert (self.RULE.implied(box, "r") * 100).describe(2) == "[24.46, 24.69]"
        assert self.RULE.is_enclosure("r")

    def test_enclosure_of_levels(self) -> None:
        """The true levels are in what the others imply for them."""
        box = parsed(x="[2, 2]", y="[3, 3]", z="[6, 6]", r="[0.75, 0.75]")
        assert self.RULE.implied(box, "x") == POINT(2)
        assert self.RULE.implied(box, "z") == POINT(6)
        assert 3 in self.RULE.implied(box, "y")
        assert self.RULE.implied({**box, "r": Interval.parse("[-9, -8]")}, "y").is_empty

    def test_two_levels_are_exact(self) -> None:
        """Then it is the one yearly rate."""
        rule = MeanGrowth(("x", "y"), "r")
        box = parsed(x="[2, 4]", y="[3, 3]", r="[0, 1]")
        assert rule.implied(box, "r") == Interval(Fraction(-1, 4), Fraction(1, 2))
        assert not rule.is_enclosure("r")
        assert rule.is_entailed(parsed(x="[2, 2]", y="[3, 3]", r="[0.5, 0.5]"))
        assert not rule.is_entailed(parsed(x="[2, 2]", y="[3, 4]", r="[0.5, 0.5]"))

    def test_witness(self) -> None:
        """Found at a corner, between two corners, or not at all."""
        box = parsed(x="[2, 2.5]", y="[3, 3.5]", z="[5, 6]", r="[0.7, 0.8]")
        found = self.RULE.witness(box)
        assert found is not None
        assert self.RULE.holds(found)
        assert all(found[key] in box[key] for key in box)
        assert self.RULE.witness({**box, "r": Interval(5, 6)}) is None

    def test_levels_are_above_zero(self) -> None:
        """From nothing no rate leads anywhere."""
        levels = {"x": Fraction(0), "y": ONE, "z": ONE, "r": ONE}
        assert not self.RULE.holds(levels)
        assert self.RULE.implied(parsed(x="[0, 0]", y="[1, 1]", z="[1, 1]"), "r").is_empty


class TestNarrow:
    """Several constraints together."""

    def test_to_a_fixpoint(self) -> None:
        """What one cuts away is cut away from the others."""
        rules: list[Constraint] = [
            Linear((("a", ONE), ("b", ONE)), Fraction(10)),
            Linear((("b", ONE), ("c", -ONE))),
        ]
        box = parsed(a="[7, 20]", b="[0, ∞)", c="[2, 9]")
        found = narrow(rules, box)
        assert {key: str(interval) for key, interval in found.items()} == {
            "a": "[7, 8]",
            "b": "[2, 3]",
            "c": "[2, 3]",
        }

    def test_to_nothing(self) -> None:
        """An empty interval is a contradiction."""
        rules = [Linear((("a", ONE),), ONE), Linear((("a", ONE),), Fraction(2))]
        assert narrow(rules, parsed(a="[0, 9]"))["a"].is_empty

    def test_without_end(self) -> None:
        """What would go on for ever stops; nothing possible has been cut away."""
        half = Linear((("a", ONE), ("b", Fraction(-1, 2))))
        same = Linear((("a", ONE), ("b", -ONE)))
        found = narrow([half, same], parsed(a="[0, 1]", b="[0, 1]"))
        assert 0 in found["a"]
        assert not found["a"].is_empty


@pytest.mark.parametrize("zeros", [0, 1, 4])
def test_a_mean_of_rates_is_shown_whatever_the_unit(zeros: int) -> None:
    """A point is found for levels of any size: the search goes by ratios, which know no unit."""
    rule = MeanGrowth(("x", "y", "z"), "rate")
    size = Fraction(10) ** zeros
    box = {
        "x": Interval.more_than(0),
        "y": Interval(-50_000 * size, 50_000 * size),
        "z": Interval(Fraction(199, 2) * size, Fraction(201, 2) * size),
        "rate": Interval(Fraction(4949, 100), Fraction(4951, 100)),
    }
    point = rule.witness(box)
    assert point is not None
    assert rule.holds(point)
    assert all(point[key] in box[key] for key in box)
