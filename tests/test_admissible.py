from __future__ import annotations

from fractions import Fraction

import pytest

from joint_systems import RATES, missing, shares_of_less_than_all, table, total, variable
from zoneplan import admissible as module
from zoneplan.admissible import AdmissibleRange, admissible, admissible_range, simplest
from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth, Product, Sense
from zoneplan.intervals import Interval
from zoneplan.solver import Answer, Solver
from zoneplan.systems import System


def zone_system() -> System:
    """A zone of 2400 that is 48 % of a city of more than 5000."""
    return System.of(
        [
            variable("zone", Interval(Fraction("2399.5"), Fraction("2400.5")), Interval(2350, 2450)),
            variable("share", Interval(Fraction("0.475"), Fraction("0.485")), domain=Interval(0, 1)),
            variable("city", Interval.more_than(5000)),
        ],
        {"share": Product("city", "share", "zone")},
    )


def test_a_figures_own_reading_is_left_out() -> None:
    """The city can be what zone and share say, also below what was published for it."""
    expected = Interval(Fraction("2399.5") / Fraction("0.485"), Fraction("2400.5") / Fraction("0.475"))
    assert expected == admissible(zone_system(), "city")
    assert AdmissibleRange(expected, is_exact=True) == admissible_range(zone_system(), "city")
    assert expected.is_subset(admissible(zone_system(), "city", use_wide=True))


def test_an_unknown_number_has_no_range() -> None:
    """It is a KeyError."""
    with pytest.raises(KeyError):
        admissible(zone_system(), "county")


def test_nothing_is_admissible_where_the_others_contradict_each_other() -> None:
    """Whether narrowing sees it or only the solver does."""
    broken = System.of(
        [variable("a", Interval(1, 2)), variable("b", Interval(3, 4)), missing("c")],
        {"same": total("a", "b"), "more": total("c", "b")},
    )
    assert AdmissibleRange(Interval.empty(), is_exact=True) == admissible_range(broken, "c")
    assert AdmissibleRange(Interval.empty(), is_exact=True) == admissible_range(
        shares_of_less_than_all(), "whole"
    )


def test_a_root_is_only_enclosed() -> None:
    """The rate of five years' growth lies within 1e-29 of the ends given."""
    system = System.of(
        [variable("a", Interval.point(2)), missing("r", RATES), variable("b", Interval.point(3))],
        {"grow": Compound("a", "r", "b", 5)},
    )
    found = admissible_range(system, "r")
    assert not found.is_exact
    assert found.interval.width is not None
    assert found.interval.width < Fraction(1, 10**28)
    assert not found.interval.is_empty
    assert admissible_range(system, "b").is_exact


def test_a_root_that_is_passed_on_is_only_enclosed() -> None:
    """Exactness is judged along the way to the number asked for."""
    system = System.of(
        [
            variable("a", Interval.point(1)),
            missing("r", RATES),
            variable("b", Interval(4, 9)),
            missing("c", RATES),
        ],
        {"grow": Compound("a", "r", "b", 2), "change": CompoundChange("r", "c", 4)},
    )
    assert Interval(15, 80) == admissible(system, "c")
    changed = System({**system.variables, "c": variable("c", Interval(15, 80))}, system.relations)
    assert AdmissibleRange(Interval(4, 9), is_exact=True) == admissible_range(changed, "b")


def test_around_a_cycle_the_solver_gives_the_ends() -> None:
    """A table's missing corner is bounded by all its sums at once, and one end is not reached."""
    system = table()
    assert AdmissibleRange(Interval(1, 5), is_exact=True) == admissible_range(system, "c11")
    open_end = AdmissibleRange(Interval(4, 8, hi_closed=False), is_exact=True)
    assert open_end == admissible_range(system, "row1")
    free = System(
        {**system.variables, "spare": missing("spare")},
        {
            **system.relations,
            "more": (Linear((("all", Fraction(1)), ("spare", Fraction(-1))), sense=Sense.LESS),),
        },
    )
    assert AdmissibleRange(Interval.more_than(8), is_exact=True) == admissible_range(free, "spare")


def test_a_range_can_be_open_to_both_sides() -> None:
    """Differences in a cycle that nothing bounds."""
    names = [missing(key, Interval.everything()) for key in "abc"]
    system = System.of(
        names,
        {
            "one": Linear((("a", Fraction(1)), ("b", Fraction(-1)))),
            "two": Linear((("a", Fraction(1)), ("b", Fraction(1)), ("c", Fraction(-1)))),
        },
    )
    assert AdmissibleRange(Interval.everything(), is_exact=True) == admissible_range(system, "c")


def test_without_the_solver_a_cycle_is_only_enclosed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What narrowing leaves is given, and labelled."""
    exact = admissible(table(), "c11")
    monkeypatch.setattr(module, "is_installed", lambda: False)
    found = admissible_range(table(), "c11")
    assert not found.is_exact
    assert exact.is_subset(found.interval)


def cyclic_share() -> System:
    """The share of one of three parts that together are the whole: base and result hang together."""
    return System.of(
        [
            variable("a", Interval(1, 2)),
            variable("b", Interval(3, 5, hi_closed=False)),
            variable("whole", Interval(0, 100)),
            missing("s", Interval(0, 1)),
        ],
        {"sum": total("whole", "a", "b"), "share": Product("whole", "s", "a")},
    )


def test_the_range_of_a_share_in_a_cycle_is_closed_in_on() -> None:
    """1/(1+5) is not reached, 2/(2+3) is."""
    found = admissible_range(cyclic_share(), "s")
    assert AdmissibleRange(Interval(Fraction(1, 6), Fraction(2, 5), lo_closed=False), is_exact=True) == found


def test_ends_that_no_fraction_reaches_are_enclosed() -> None:
    """Where levels and their rate form a cycle, a root's neighbourhood is given."""
    system = System.of(
        [
            variable("a", Interval.point(1)),
            missing("r", RATES),
            variable("c", Interval.point(2)),
            missing("b"),
        ],
        {
            "grow": Compound("a", "r", "b", 2),
            "same": total("b", "c"),
            "again": Linear((("b", Fraction(1)), ("c", Fraction(1))), Fraction(4)),
        },
    )
    found = admissible_range(system, "r")
    assert not found.is_exact
    assert found.interval.width is not None
    assert found.interval.width < Fraction(1, 10**25)


def limit_questions(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Let the solver give up after so many questions."""
    asked = Solver._counted
    left = [most]

    def limited(self: Solver, *rest: object) -> Answer:
        left[0] -= 1
        return asked(self, *rest) if left[0] >= 0 else Answer.UNKNOWN

    monkeypatch.setattr(Solver, "_counted", limited)


def test_a_range_without_end_stays_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mean growth rate can be as large as the middle level lets it."""
    system = System.of(
        [
            variable("x", Interval.point(100)),
            missing("y"),
            variable("z", Interval.point(121)),
            missing("r", RATES),
        ],
        {"mean": MeanGrowth(("x", "y", "z"), "r")},
    )
    found = admissible_range(system, "r")
    assert not found.is_exact
    assert found.interval.hi is None
    assert found.interval.lo is not None
    assert Fraction(9, 100) < found.interval.lo <= Fraction(1, 10)
    limit_questions(monkeypatch, 2)
    given_up = admissible_range(system, "r")
    assert not given_up.is_exact
    assert found.interval.is_subset(given_up.interval)


def test_whole_numbers_are_bounded_by_whole_numbers() -> None:
    """The solver finds ends that narrowing cannot."""
    system = System.of(
        [
            variable("a", Interval(1, 8, integral=True), domain=Interval(0, 99, integral=True)),
            variable("b", Interval(1, 8, integral=True)),
            variable("c", Interval(1, 8)),
        ],
        {
            "twice": Linear((("a", Fraction(1)), ("b", Fraction(-2)))),
            "thrice": Linear((("a", Fraction(1)), ("c", Fraction(-3)))),
        },
    )
    found = admissible_range(system, "a")
    assert AdmissibleRange(Interval(4, 16, integral=True), is_exact=True) == found


def test_a_solver_that_gives_up_leaves_what_narrowing_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it does."""
    whole = admissible(cyclic_share(), "s")
    for most in range(14):
        limit_questions(monkeypatch, most)
        found = admissible_range(cyclic_share(), "s")
        assert not found.is_exact
        assert whole.is_subset(found.interval)
        monkeypatch.undo()
        limit_questions(monkeypatch, most)
        assert Interval(1, 5).is_subset(admissible(table(), "c11"))
        monkeypatch.undo()


def test_the_simplest_fraction_between_two() -> None:
    """The one with the smallest denominator, on either side of zero."""
    assert Fraction(1, 3) == simplest(Fraction(333, 1000), Fraction(334, 1000))
    assert Fraction(0) == simplest(Fraction(-1), Fraction(1))
    assert Fraction(-1) == simplest(Fraction(-5, 2), Fraction(-1, 2))
    assert Fraction(2) == simplest(Fraction(3, 2), Fraction(7, 2))
    assert Fraction(-1, 3) == simplest(Fraction(-334, 1000), Fraction(-333, 1000))
