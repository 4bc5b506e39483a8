from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zoneplan import (
    Difference,
    Figure,
    Multiple,
    Order,
    Run,
    SameFact,
    SharesSum,
    Status,
    Sum,
    Term,
    decide,
)
from zoneplan.constraints import Linear, Sense
from zoneplan.errors import FloatRefusedError, RelationError


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Sum(total="5亿元", parts=[]),
            "expected at least one part, got none\na missing part is given as None",
        ),
        (
            lambda: Sum(total="5亿元", parts=["5亿元"], weights=[1, 1]),
            "expected 1 weights, got 2\ngive one for each part",
        ),
        (
            lambda: Sum(total="5亿元", parts=["5亿元"], weights=[0]),
            "expected a weight other than 0, got 0\nleave a part out that does not count",
        ),
        (
            lambda: Sum(total="5亿元", parts=["5亿元"], weights=[True]),
            "expected a weight other than 0, got True\nleave a part out that does not count",
        ),
        (lambda: SharesSum(shares=["5%"]), "expected two shares or more, got 1\ngive them all"),
        (
            lambda: Difference(
                minuend=Term("5%", period=2020),
                subtrahend=Term("4%", period=2021),
                difference=None,
                yearly=True,
            ),
            "a yearly difference cannot run over -1 years\ngive the later number as minuend",
        ),
        (
            lambda: Run(runs=[Term("5年", period=2020)]),
            "expected two statements of one streak, got 1\ngive another run, or the year it started in",
        ),
        (
            lambda: Run(runs=[Term("5年"), Term("6年")]),
            "the run 5年 has no period\nstate the year of each, such as Term('2400亿元', period=2025)",
        ),
        (
            lambda: SameFact(statements=["5%"]),
            "expected two statements of one fact, got 1\ngive them all",
        ),
    ],
)
def test_relations_that_cannot_be_built(make: Any, message: str) -> None:
    """Each says what it lacks."""
    with pytest.raises(RelationError) as caught:
        make()
    assert message == str(caught.value)


def test_a_float_is_no_weight() -> None:
    """Weights are exact."""
    with pytest.raises(FloatRefusedError) as caught:
        Sum(total="5亿元", parts=["5亿元"], weights=[0.5])  # type: ignore[list-item]
    assert str(caught.value) == (
        "expected an exact weight, got the float 0.5\ngive an int, a Decimal or a Fraction"
    )


def test_sums_have_weights_and_may_be_partial() -> None:
    """10 - 3 = 7, and at least 7 when something is left out."""
    relation = Sum(total="7亿元", parts=["10亿元", "3亿元"], weights=[1, Decimal(-1)])
    assert relation.weights == (Fraction(1), Fraction(-1))
    (rule,) = relation.compiled().deciding
    assert rule == Linear((("parts[0]", Fraction(1)), ("parts[1]", Fraction(-1)), ("total", Fraction(-1))))
    partial = Sum(total="9亿元", parts=["5亿元"], partial=True)
    (rule,) = partial.compiled().deciding
    assert isinstance(rule, Linear)
    assert rule.sense is Sense.AT_MOST
    assert decide(partial).status is Status.CONSISTENT
    assert decide(Sum(total="4亿元", parts=["5.0亿元"], partial=True)).status is Status.UNDECIDED
    assert decide(Sum(total="3亿元", parts=["5亿元"], partial=True)).status is Status.INCONSISTENT


@pytest.mark.parametrize(
    ("minuend", "subtrahend", "difference", "expected"),
    [
        ("50%", "48%", "2个百分点", Status.CONSISTENT),
        ("50%", "48%", "3个百分点", Status.CONSISTENT),  # two integer shares have a slack of a point
        ("50%", "48%", "6个百分点", Status.INCONSISTENT),
        ("50‰", "48‰", "0.2个百分点", Status.CONSISTENT),
        ("50亿元", "48亿元", "2亿元", Status.CONSISTENT),
        ("50亿元", "48亿元", "90000万元", Status.INCONSISTENT),
        ("48%", "50%", "-2个百分点", Status.CONSISTENT),
    ],
)
def test_differences(minuend: str, subtrahend: str, difference: str, expected: Status) -> None:
    """Of ratios they are in points, of anything else in its own unit."""
    relation = Difference(minuend=minuend, subtrahend=subtrahend, difference=difference)
    assert expected is decide(relation).status


def test_a_difference_a_year_applies_every_year() -> None:
    """From 40 % to 50 % in five years are 2 points a year."""
    later, earlier = Term("50.0%", period=2025), Term("40.0%", period=2020)
    for points, expected in (("2.0个百分点", Status.CONSISTENT), ("2.5个百分点", Status.INCONSISTENT)):
        relation = Difference(minuend=later, subtrahend=earlier, difference=points, yearly=True)
        assert relation.years == 5
        assert expected is decide(relation).status


@pytest.mark.parametrize(
    ("multiple", "target", "expected"),
    [
        ("翻一番", "200.0亿元", Status.CONSISTENT),
        ("翻一番", "240.0亿元", Status.INCONSISTENT),
        ("翻两番", "200.0亿元", Status.INCONSISTENT),
        ("翻两番", "400.0亿元", Status.CONSISTENT),
        ("增长到2.0倍", "200.0亿元", Status.CONSISTENT),
        ("增长2.0倍", "300.0亿元", Status.CONSISTENT),
        ("增长2.0倍", "200.0亿元", Status.INCONSISTENT),
        ("200.0%", "200.0亿元", Status.CONSISTENT),
    ],
)
def test_multiples(multiple: str, target: str, expected: Status) -> None:
    """增长X倍 is X + 1 times, 增长到X倍 is X times, 翻一番 is twice."""
    assert expected is decide(Multiple(base="100.0亿元", target=target, multiple=multiple)).status


@pytest.mark.parametrize(
    ("text", "strict", "wide"),
    [
        ("翻一番", "[2, 2]", "[2, 2]"),
        ("翻两番", "[4, 4]", "[4, 4]"),
        ("翻一番以上", "[2, ∞)", "[2, ∞)"),
        ("超翻一番", "(2, ∞)", "[2, ∞)"),
        ("2倍", "[1.5, 2.5]", "(1, 3)"),
    ],
)
def test_a_doubling_is_exact(text: str, strict: str, wide: str) -> None:
    """No digits of 翻一番 were rounded, as those of 2倍 may have been."""
    reading = Figure.parse(text).reading
    assert (str(reading.strict), str(reading.wide)) == (strict, wide)


def test_orders() -> None:
    """At most, or less than."""
    assert decide(Order(smaller="5家", larger="5家")).status is Status.CONSISTENT
    assert decide(Order(smaller="5家", larger="5家", strictly=True)).status is Status.INCONSISTENT
    assert decide(Order(smaller="6亿元", larger="4亿元")).status is Status.INCONSISTENT


def test_runs_of_one_streak_share_their_start() -> None:
    """A stated start is held against each."""
    runs = [Term("19年", period=2023), Term("18年", period=2022)]
    assert decide(Run(runs=runs, start="2005年")).status is Status.CONSISTENT
    verdict = decide(Run(runs=runs, start="2004年"))
    assert verdict.status is Status.INCONSISTENT
    assert verdict.relation.stated_role == "runs[1]"


def test_figures_that_contradict_each_other_as_printed() -> None:
    """The smaller one is named first; words and other places keep figures apart."""
    assert SameFact(statements=["54%", "53%"]).contradiction == ("statements[1]", "statements[0]")
    assert SameFact(statements=["53%", "54%"]).contradiction == ("statements[0]", "statements[1]")
    assert SameFact(statements=["53%", "54.0%"]).contradiction is None
    assert SameFact(statements=["53%", "超54%", None]).contradiction is None


def test_only_the_first_telling_keeps_the_key() -> None:
    """The others are numbers of their own, tied to it."""
    fact = SameFact(statements=[Term("53%", name="x"), Term("53.1%", name="x")])
    assert fact.compiled(prefix="r:").roles == {"statements[0]": "x", "statements[1]": "r:statements[1]"}
