from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from zoneplan import (
    Cumulative,
    Difference,
    Growth,
    Order,
    Run,
    SameFact,
    Share,
    Status,
    Sum,
    Term,
    decide,
)

if TYPE_CHECKING:
    from zoneplan.relations import Relation


def lines(relation: Relation) -> list[str]:
    """The proof, each line with how often it is taken."""
    verdict = decide(relation)
    assert verdict.status is Status.INCONSISTENT
    return [f"{line.multiplier} × ({line.text})" for line in verdict.certificate]


def test_a_sum_that_is_too_large() -> None:
    """The parts are at least 7, the total is less than 6."""
    assert lines(Sum(total="5.0元", parts=["3.0元", "4.0元"])) == [
        "1 × (parts[0] + parts[1] - total ≤ 0)",
        "1 × (parts[0] > 2.9)",
        "1 × (parts[1] > 3.9)",
        "1 × (total < 5.1)",
    ]


def test_a_sum_that_is_too_small() -> None:
    """The same from the other side, with a weight."""
    relation = Sum(total="9.0元", parts=["3.0元", "1.0元"], weights=[2, -1])
    assert lines(relation) == [
        "1 × (2·parts[0] - parts[1] - total ≥ 0)",
        "2 × (parts[0] < 3.1)",
        "1 × (parts[1] > 0.9)",
        "1 × (total > 8.9)",
    ]


def test_what_is_open_to_one_side_still_contradicts() -> None:
    """A part of 3 at most is no 9 or more; of years with one end open neither start is the other."""
    assert lines(Sum(total="超9元", parts=["3元以内"])) == [
        "1 × (parts[0] - total ≥ 0)",
        "1 × (parts[0] ≤ 3)",
        "1 × (total ≥ 9)",
    ]
    lengths = ("5年以上", "9年", "10年", "12年")
    runs = [Term(length, period=2020 + index) for index, length in enumerate(lengths)]
    assert lines(Run(runs=runs))[0] == "1 × (runs[1] - runs[3] ≥ -2)"


def test_a_share_that_is_too_large_or_too_small() -> None:
    """Both ends of the share are used."""
    assert lines(Share(part="5.0元", whole="20.0元", share="50.1%"))[0] == "1 × (0.5·whole - part < 0)"
    assert lines(Share(part="15.1元", whole="20.1元", share="50.1%"))[0] == "1 × (part - 0.502·whole < 0)"


def test_a_whole_of_nothing_has_no_parts() -> None:
    """That a whole is above 0 is the relation's own condition, and no reading."""
    verdict = decide(Share(part="-5元", whole="超0元", share="50.1%"))
    assert [(line.text, line.is_reading) for line in verdict.certificate] == [
        ("0.5·whole - part < 0", False),
        ("part < -4", True),
        ("whole > 0", False),
    ]


def test_a_negative_part_is_no_share_of_anything() -> None:
    """Whatever the whole is: it counts nought times."""
    assert lines(Share(part="-5元", whole="6元", share=None)) == [
        "1 × (part ≥ 0)",
        "1 × (part < -4)",
    ]


def test_a_share_above_all() -> None:
    """Its own rule is the proof."""
    assert lines(Share(part="5.0元", whole="4.0元", share="125.1%")) == [
        "1 × (share ≤ 1)",
        "1 × (share > 1.25)",
    ]


def test_growth_is_a_line_between_levels() -> None:
    """With the power of the rate as its slope."""
    relation = Growth(base=Term("1.0元", period=2020), target=Term("5.0元", period=2022), rate="10.0%")
    assert lines(relation) == [
        "1 × (target - 1.212201·base < 0)",
        "1 × (target > 4.9)",
        "1212201/1000000 × (base < 1.1)",
    ]


def test_growth_by_the_mean_and_changes_are_bounds() -> None:
    """What the others give is compared with what is printed."""
    relation = Growth(
        base=Term("1.0元", period=2020), target=Term("4.0元", period=2022), levels=["2.0元"], rate="10.0%",
        method="mean",
    )  # fmt: skip
    assert lines(relation)[1] == "1 × (rate < 0.101)"
    assert lines(Cumulative(change="50.1%", rate="10.0%", period="2021-2022")) == [
        "1 × (change < 0.212201)",
        "1 × (change > 0.5)",
    ]
    assert lines(Cumulative(change="5.1%", rate="10.0%", period="2021-2022")) == [
        "1 × (change > 0.207801)",
        "1 × (change < 0.052)",
    ]


def test_a_cut_is_spoken_of_as_printed() -> None:
    """Not by its negative."""
    assert lines(Cumulative(change="50.1%", start="10.0元", end="9.0元", falling=True))[1:] == [
        "1 × (end > 8.9)",
        "1/2 × (start < 10.1)",
    ]


def test_orders_and_differences() -> None:
    """They are sums with signs."""
    assert lines(Order(smaller="6.0元", larger="5.0元", strictly=True)) == [
        "1 × (smaller - larger < 0)",
        "1 × (smaller > 5.9)",
        "1 × (larger < 5.1)",
    ]
    relation = Difference(minuend="50.0%", subtrahend="48.0%", difference="5.0个百分点")
    assert lines(relation)[0] == "1 × (minuend - subtrahend - 0.01·difference ≥ 0)"


def test_runs_are_held_against_each_other() -> None:
    """Over a start that neither has to state."""
    runs = [Term("9年", period=2020), Term("10年", period=2021), Term("9年", period=2022)]
    assert lines(Run(runs=runs)) == [
        "1 × (runs[2] - runs[0] ≥ 2)",
        "1 × (runs[2] ≤ 9)",
        "1 × (runs[0] ≥ 9)",
    ]
    assert lines(Run(runs=runs[:2], start="2010年"))[0] == "1 × (runs[0] + start ≥ 2021)"


def test_one_fact_told_twice() -> None:
    """By two of three tellings, as ranges; or as printed, where the place is the same."""
    assert lines(SameFact(statements=["5.01元", "4.0元", "6元"])) == [
        "1 × (statements[0] - statements[1] ≤ 0)",
        "1 × (statements[0] > 5)",
        "1 × (statements[1] < 4.1)",
    ]
    assert lines(SameFact(statements=["5元", "5.41元", "4.6元"])) == [
        "1 × (statements[1] - statements[2] ≤ 0)",
        "1 × (statements[1] > 5.4)",
        "1 × (statements[2] < 4.7)",
    ]
    assert lines(SameFact(statements=["54%", "53%"])) == [
        "1 × (statements[1] says 53%)",
        "1 × (statements[0] says 54%)",
    ]


@pytest.mark.parametrize("share", ["48%", "49%"])
def test_there_is_no_proof_without_a_contradiction(share: str) -> None:
    """Consistent and undecided verdicts have no lines."""
    assert decide(Share(part="2400亿元", whole="超5000亿元", share=share)).certificate == ()


def test_a_line_keeps_its_numbers() -> None:
    """In base units, for whoever wants to add them up."""
    line = decide(Share(part="5.0元", whole="20.0元", share="50.1%")).certificate[0]
    assert line.coefficients == {"whole": Fraction(1, 2), "part": Fraction(-1)}
    assert line.bound == 0
    assert (line.strict, line.is_reading) == (True, False)
