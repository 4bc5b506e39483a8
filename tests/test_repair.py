from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from joint_systems import missing, shares_of_less_than_all, total, variable
from zoneplan import repair as module
from zoneplan.constraints import Linear
from zoneplan.errors import ZoneplanError
from zoneplan.intervals import Interval
from zoneplan.repair import Slip, Suggestion, doubts, suggestions
from zoneplan.systems import System
from zoneplan.units import unit


def sum_system(stated: Interval) -> System:
    """Two parts of about 700 and 730, and a stated total."""
    return System.of(
        [variable("a", Interval(699, 701)), variable("b", Interval(729, 731)), variable("t", stated)],
        {"sum": total("t", "a", "b")},
    )


def test_nothing_is_doubted_where_all_can_be_true() -> None:
    """The one lightest set is empty."""
    assert (frozenset(),) == doubts(sum_system(Interval(1430, 1431)))


def test_every_lightest_set_is_given() -> None:
    """Any of the three figures may be the wrong one, in order."""
    assert (frozenset({"a"}), frozenset({"b"}), frozenset({"t"})) == doubts(sum_system(Interval(1500, 1501)))


def test_a_total_that_its_parts_exceed_cannot_be_met_by_one_part() -> None:
    """A part is not below zero: doubting either part alone does not help, doubting the total does."""
    assert (frozenset({"t"}),) == doubts(sum_system(Interval(10, 11)))


def test_better_sourced_figures_are_doubted_last() -> None:
    """Weights decide between the sets."""
    system = sum_system(Interval(1500, 1501))
    assert (frozenset({"b"}),) == doubts(system, {"a": 3, "t": Fraction(3, 2)})
    with pytest.raises(ZoneplanError) as caught:
        doubts(system, {"a": 0})
    assert (
        "expected a weight above 0 for 'a', got 0\n"
        "a figure that may be doubted at no loss needs no reading: leave it out"
    ) == str(caught.value)


def test_independent_contradictions_are_combined() -> None:
    """Each choice for one part goes with each for the other."""
    system = System.of(
        [
            variable("a", Interval(1, 2)),
            variable("b", Interval(3, 4)),
            variable("c", Interval(1, 2)),
            variable("d", Interval(3, 4)),
            variable("e", Interval(-2, -1)),
        ],
        {"one": total("a", "b"), "two": total("c", "d")},
    )
    expected = [frozenset({x, y, "e"}) for x in "ab" for y in "cd"]
    assert expected == list(doubts(system))


def test_relations_that_cannot_hold_leave_nothing_to_doubt() -> None:
    """No figure is to blame for 0 = 1."""
    assert () == doubts(System.of([missing("a")], {"odd": Linear((), Fraction(1))}))


def test_without_the_solver_what_narrowing_finds_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contradiction that it misses gives no reason to doubt anything."""
    assert (frozenset({"share-a"}), frozenset({"share-b"})) == doubts(shares_of_less_than_all())
    monkeypatch.setattr(module, "is_installed", lambda: False)
    assert (frozenset(),) == doubts(shares_of_less_than_all())
    assert 3 == len(doubts(sum_system(Interval(1500, 1501))))


def suggested(number: str, stated: Interval, factor: int = 1) -> list[tuple[Slip, str]]:
    """What is suggested for the total of 1429 to 1431."""
    written = Decimal(number)
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)
    system = sum_system(stated)
    found = suggestions(
        system, "t", number=written, quantum=Fraction(10) ** exponent, factor=Fraction(factor)
    )
    assert all(one.before == written for one in found)
    return [(one.kind, str(one.after)) for one in found]


def test_a_slip_of_the_pen_is_found() -> None:
    """Each kind by itself, the number's digits kept."""
    stated = Interval(0, 1)
    assert [(Slip.TRANSPOSED, "1430")] == suggested("1340", stated)
    assert (Slip.DIGIT, "1430") in suggested("1930", stated)
    assert [(Slip.UNIT, "0.1430")] == suggested("1430", stated, 10_000)
    assert [(Slip.POINT, "143.0")] == suggested("1430", stated, 10)
    assert [(Slip.PERCENT, "1430")] == [
        (kind, f"{Decimal(text):f}") for kind, text in suggested("14.30", stated)
    ]
    assert [(Slip.SIGN, "1430")] == suggested("-1430", stated)
    assert [(Slip.UNIT, "1.43E+3")] == suggested("0.143", stated)


def test_a_suggestion_says_what_happened() -> None:
    """In words, beside the numbers."""
    (found,) = suggestions(
        sum_system(Interval(0, 1)), "t", number=Decimal(1340), quantum=Fraction(1), factor=Fraction(1)
    )
    assert found == Suggestion(
        kind=Slip.TRANSPOSED,
        before=Decimal(1340),
        after=Decimal(1430),
    )
    assert {
        "slip": "transposed",
        "before": "1340",
        "after": "1430",
        "why": "two neighbouring digits changed places",
        "why_zh": "相邻两位数字颠倒",
    } == found.to_dict()


@pytest.mark.parametrize("slip", Slip)
def test_every_slip_is_a_sentence_in_both_languages(slip: Slip) -> None:
    """Lower case, without a full stop, and no two alike."""
    assert slip.sentence[0].islower()
    assert not slip.sentence.endswith(".")
    assert not slip.sentence_zh.isascii()
    others = [other for other in Slip if other is not slip]
    assert slip.sentence not in {other.sentence for other in others}
    assert slip.sentence_zh not in {other.sentence_zh for other in others}


def test_a_figure_that_fits_needs_no_suggestion() -> None:
    """Nor does one that no slip can explain."""
    assert [] == suggested("1430", Interval(1430, 1431))
    assert [] == suggested("5", Interval(5, 6))


def test_no_slip_is_told_from_an_open_range() -> None:
    """A total of which one part is unknown can be of any size, so a move of the point proves nothing."""
    system = System.of(
        [variable("a", Interval(3942, 3944)), missing("b"), variable("t", Interval(705, 706))],
        {"sum": total("t", "a", "b")},
    )
    number = Decimal("705.1")
    assert () == suggestions(system, "t", number=number, quantum=Fraction(1, 10), factor=Fraction(1))
    found = suggestions(system, "a", number=Decimal(3943), quantum=Fraction(1), factor=Fraction(1))
    # Two places and four lead below the total as well, but one is enough.
    assert [(Slip.POINT, "394.3")] == [(one.kind, str(one.after)) for one in found]


def test_only_slips_that_are_asked_for_are_given() -> None:
    """What suits a figure's unit is the caller's to say."""
    kinds = [one for one in Slip if one.suits(unit("亿元"))]
    system = sum_system(Interval(0, 1))
    found = suggestions(
        system, "t", number=Decimal("14.30"), quantum=Fraction(1, 100), factor=Fraction(1), kinds=kinds
    )
    assert () == found


@pytest.mark.parametrize(
    ("name", "unsuited"),
    [("亿元", Slip.PERCENT), ("家", Slip.PERCENT), ("%", Slip.UNIT), ("个百分点", Slip.UNIT)],
)
def test_only_a_ratio_is_mistaken_for_a_percentage(name: str, unsuited: Slip) -> None:
    """And only what is no ratio is written in 万 or 亿."""
    assert [unsuited] == [one for one in Slip if not one.suits(unit(name))]
