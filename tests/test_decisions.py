from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from zoneplan import (
    Cumulative,
    Difference,
    Growth,
    Multiple,
    Order,
    Policy,
    Run,
    SameFact,
    Share,
    SharesSum,
    Status,
    Sum,
    Term,
    decide,
)

if TYPE_CHECKING:
    from zoneplan.relations import Relation

CONSISTENT, INCONSISTENT, UNDECIDED = Status.CONSISTENT, Status.INCONSISTENT, Status.UNDECIDED


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        # a negative weight swaps the ends together with their flags
        (Sum(total="7元", parts=["10元", "3元"], weights=[1, -1]), "consistent"),
        # what is inconsistent with a figure missing
        (Sum(total="150亿元", parts=["200亿元", None]), "inconsistent"),
        # the reading comes before what is missing
        (Sum(total="198亿元", parts=["200亿元", None]), "undecided (reading)"),
        (Sum(total="200亿元", parts=["150亿元", None]), "undecided (missing)"),
        # vague words
        (Order(smaller="6.2亿元", larger="约5亿元"), "undecided (vague)"),
        (Order(smaller="6.6亿元", larger="近5亿元"), "inconsistent"),
        (Order(smaller="近5亿元", larger="3.0亿元"), "undecided (vague)"),
        (Sum(total="2.0亿元", parts=["近2.0亿元", "超0.3亿元"]), "undecided (vague)"),
        (
            Cumulative(change="约13.5%", rate="2.7%", period="2021-2025", falling=True),
            "undecided (vague)",
        ),
        (Order(smaller="7亿元", larger="5亿多元"), "undecided (vague)"),
        # a vague word that does not help beside zeros that do
        (Sum(total="2470亿元", parts=["2400亿元", "近21亿元"]), "undecided (reading)"),
        # shares
        (SharesSum(shares=["33.3%", "33.3%", "33.3%"]), "consistent"),
        (SharesSum(shares=["30.0%", "30.0%"]), "inconsistent"),
        (SharesSum(shares=["30.0%", None]), "undecided (missing)"),
        (Share(part="5亿元", whole="4亿元", share="125%"), "inconsistent"),
        (Share(part="5亿元", whole="4亿元", share="125%", may_exceed=True), "consistent"),
        # counts
        (Share(part="3家", whole="9家", share="33%"), "consistent"),
        (Share(part="3家", whole="9家", share="35%"), "inconsistent"),
        (Multiple(base="3家", target="6家", multiple="2.00倍"), "consistent"),
        # nothing is bounded by anything
        (Order(smaller="5亿元以上", larger="6亿元"), "consistent"),
        (Difference(minuend=None, subtrahend="3%", difference="1个百分点"), "undecided (missing)"),
    ],
)
def test_the_procedure(relation: Relation, expected: str) -> None:
    """Step by step as S4 has it."""
    assert expected == str(decide(relation))


def test_figures_that_agree_with_anything() -> None:
    """Open to the sides that do not meet: a total of more than nothing, parts of less than much."""
    relation = Sum(total="0亿元以上", parts=["0亿元以上", "0亿元以上"])
    assert str(decide(relation)) == "undecided (no_power)"


def test_a_figure_told_differently_blocks_what_rests_on_it() -> None:
    """Only the repetition itself is decided."""
    relation = Sum(total=Term("7.0亿元", name="T"), parts=["3.0亿元", "4.0亿元"])
    assert str(decide(relation, blocked={"T"})) == "undecided (blocked)"
    assert str(decide(relation, blocked={"other"})) == "consistent"
    fact = SameFact(statements=[Term("7.0亿元", name="T"), "7.1亿元"])
    assert str(decide(fact, blocked={"T"})) == "inconsistent"


def test_two_terms_that_tell_one_number_differently_block_it() -> None:
    """One name stands for one number."""
    parts = [Term("3.0亿元", name="x"), Term("5.0亿元", name="x")]
    assert str(decide(Sum(total="8.0亿元", parts=parts))) == "undecided (blocked)"


class TestFigureUsedTwice:
    """Plain interval arithmetic would take it for two numbers."""

    def test_coefficients_are_merged(self) -> None:
        """What is taken from itself leaves exactly nothing."""
        x = Term("5.0亿元", name="x")
        relation = Sum(total="0.2亿元", parts=[x, x], weights=[1, -1])
        assert str(decide(relation)) == "inconsistent"
        assert str(decide(Sum(total="0.0亿元", parts=[x, x], weights=[1, -1]))) == "consistent"

    def test_a_part_that_is_its_own_whole(self) -> None:
        """Its share is 100 %, which the ranges alone do not tell."""
        x = Term("50亿元", name="x")
        assert str(decide(Share(part=x, whole=x, share="100%"))) == "consistent"
        assert str(decide(Share(part=x, whole=x, share="99%"))) == "undecided (enclosure)"
        assert str(decide(Share(part=x, whole=x, share="80%"))) == "inconsistent"


class TestMeanOfRates:
    """The years between stand in two ratios each."""

    BASE, TARGET = Term("236.3亿元", period=2016), Term("365亿元", period=2018)

    def test_the_real_case(self) -> None:
        """年均24.5% is the mean of the two rates and no compound rate; the sister claims are neither."""
        level = Growth(base=self.BASE, target=self.TARGET, rate="24.5%")
        strict = decide(level).line("rate").implied
        assert strict is not None
        assert strict.strict.describe(2) == "(24.18, 24.39)"
        assert str(decide(level, Policy(coarse_zeros=False, any_rounding=False))) == "inconsistent"
        mean = Growth(base=self.BASE, target=self.TARGET, rate="24.5%", levels=["314.5亿元"], method="mean")
        assert str(decide(mean)) == "consistent"
        for rate in ("27.9%", "17.4%"):
            assert str(decide(mean.with_terms({"rate": Term(rate)}))) == "inconsistent"

    def test_a_missing_year(self) -> None:
        """Then nothing but its range can be said."""
        relation = Growth(base=self.BASE, target=self.TARGET, rate="24.5%", method="mean")
        verdict = decide(relation)
        assert str(verdict) == "undecided (missing)"
        assert verdict.derived["levels[0]"].strict.overlaps(
            type(verdict.derived["levels[0]"].strict).point(Fraction("314.5"))
        )

    def test_an_enclosure_decides_nothing(self) -> None:
        """A rate within the enclosure that no levels were found for."""
        relation = Growth(
            base=Term("100户", period=2016), target=Term("100户", period=2018), levels=["141—142户"],
            rate=Term("20.87%"), method="mean",
        )  # fmt: skip
        assert decide(relation).status in {UNDECIDED, INCONSISTENT}


def test_whole_numbers_that_no_closed_form_settles() -> None:
    """The closed form says perhaps; only whole numbers that fit make it consistent."""
    relation = Share(part="2—4家", whole="10—12家", share="30.0%")
    assert decide(relation).status is CONSISTENT
    none = Multiple(base="2—3家", target="9—10家", multiple=Term("4.01—4.02倍"))
    assert str(decide(none)) in {"undecided (enclosure)", "inconsistent"}


def test_several_constraints_at_once() -> None:
    """A start and two runs; a share above all."""
    runs = [Term("19年", period=2023), Term("18年以上", period=2022)]
    verdict = decide(Run(runs=runs, start="2005年"))
    assert str(verdict) == "consistent"
    expected = {"start": Fraction(2005), "runs[0]": Fraction(19), "runs[1]": Fraction(18)}
    assert expected == verdict.witness
    assert str(decide(Cumulative(change="200%", start="1.0亿元", end="3.0亿元"))) == "consistent"
