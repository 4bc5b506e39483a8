from __future__ import annotations

from fractions import Fraction

from joint_systems import RATES, missing, total, variable
from zoneplan.constraints import Compound, Linear, Product, Sense
from zoneplan.formulas import Formula, number
from zoneplan.intervals import Interval
from zoneplan.systems import Member, System

SHARE = System.of(
    [
        variable("part", Interval(1, 2, hi_closed=False)),
        variable("share", Interval(Fraction(1, 4), Fraction(1, 2), lo_closed=False), domain=Interval(0, 1)),
        variable("whole", Interval.point(4)),
    ],
    {"share": Product("whole", "share", "part")},
)


def test_numbers_keep_every_digit() -> None:
    """Fractions are written as such, negative ones as SMT-LIB wants them."""
    assert "0.0" == number(Fraction(0))
    assert "(- (/ 1.0 3.0))" == number(Fraction(-1, 3))
    assert "100000000000000000000000000001.0" == number(Fraction(10**29 + 1))


def test_a_share_used_once_is_two_inequalities() -> None:
    """No unknowns are multiplied, ends stay open, and a known number is written as itself."""
    formula = Formula.of(SHARE, SHARE.box())
    assert (
        "(declare-const x0 Real)(assert (>= x0 1.0))(assert (< x0 2.0))"
        "(assert (> 4.0 0.0))"
        "(assert (> x0 (* (/ 1.0 4.0) 4.0)))(assert (<= x0 (* (/ 1.0 2.0) 4.0)))"
    ) == formula.text
    assert {"part": "x0"} == formula.symbols
    assert {"share": ("x0", "4.0", 0)} == formula.implied
    assert "(assert (>= x0 (* (/ 1.0 3.0) 4.0)))" == formula.within(
        "share", Interval.at_least(Fraction(1, 3))
    )
    assert "(assert (= x0 1.0))" == formula.within("part", Interval.point(1))
    assert formula.is_linear
    assert not formula.is_whole


def test_switches_turn_readings_and_relations_on() -> None:
    """Domains always hold; the share's reading counts where its relation does."""
    formula = Formula.of(SHARE, SHARE.box(), switched=True)
    assert {
        Member("figure", "part"),
        Member("figure", "share"),
        Member("figure", "whole"),
        Member("relation", "share"),
    } == formula.switches.keys()
    assert "(assert (>= x0 0.0))(assert (=> s0 (>= x0 1.0)))" in formula.text
    assert "(assert (=> (and s3 s1) (<= x0 (* (/ 1.0 2.0) x1))))" in formula.text
    assert "(assert (=> s3 (<= x0 x1)))" in formula.text


def test_a_number_that_is_asked_for_has_a_symbol() -> None:
    """A share then stays an unknown of its own."""
    formula = Formula.of(SHARE, SHARE.box(), asked="share")
    assert "share" in formula.symbols
    assert formula.is_linear  # the whole is known
    whole = Formula.of(SHARE, {**SHARE.box(), "whole": Interval(4, 5)}, asked="share")
    assert not whole.is_linear


def test_growths_at_one_rate_share_its_power() -> None:
    """The power is the unknown, and its range that of the rate's powers."""
    system = System.of(
        [missing("a"), missing("b"), missing("c"), variable("r", Interval(0, 1), domain=RATES)],
        {"one": Compound("a", "r", "b", 2), "two": Compound("b", "r", "c", 2)},
    )
    formula = Formula.of(system, system.box(), prefix="p")
    assert "(declare-const pw0 Real)(assert (>= pw0 0.0))" in formula.text
    assert "(assert (<= pw0 4.0))" in formula.text
    assert 1 == formula.text.count("declare-const pw")
    assert not formula.is_linear


def test_comparisons_and_whole_numbers() -> None:
    """≤ and < stand as they are, whole numbers are asked for, and nothing adds up to 0."""
    system = System.of(
        [variable("n", Interval(1, 5, integral=True)), variable("m", Interval(1, 5))],
        {
            "less": Linear((("n", Fraction(1)), ("m", Fraction(-2))), Fraction(3), Sense.LESS),
            "most": Linear((("n", Fraction(1)),), Fraction(3), Sense.AT_MOST),
            "void": Linear(()),
        },
    )
    formula = Formula.of(system, system.box())
    assert formula.is_whole
    assert "(assert (is_int x0))" in formula.text
    assert "(assert (< (+ x0 (* (- 2.0) x1)) 3.0))" in formula.text
    assert "(assert (<= x0 3.0))(assert (= 0.0 0.0))" in formula.text


def test_an_empty_range_is_false() -> None:
    """Whether the number has a symbol or not."""
    system = System.of([missing("a"), missing("b")], {"same": total("a", "b")})
    assert "(assert false)" in Formula.of(system, {**system.box(), "a": Interval.empty()}).text
    assert "(assert false)" in Formula.of(SHARE, {**SHARE.box(), "share": Interval.empty()}).text
