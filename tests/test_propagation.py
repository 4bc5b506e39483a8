from __future__ import annotations

from fractions import Fraction

from joint_systems import RATES, missing, shares_of_less_than_all, total, variable
from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth, Product, Sense
from zoneplan.intervals import Interval
from zoneplan.outcomes import Core, Gap, Method, Minimality
from zoneplan.propagation import is_lossless, narrowed, narrowed_box, propagate
from zoneplan.systems import System
from zoneplan.verdicts import Status

HALF = Fraction(1, 2)


def off_sum() -> System:
    """A sum whose total is too large, and a number that has nothing to do with it."""
    return System.of(
        [
            variable("a", Interval(1, 2)),
            variable("b", Interval(1, 2)),
            variable("c", Interval(0, 9)),
            variable("t", Interval(5, 6)),
        ],
        {
            "sum": total("t", "a", "b"),
            "loose": Linear((("c", Fraction(1)), ("t", Fraction(-1))), sense=Sense.AT_MOST),
        },
    )


def test_a_contradiction_names_who_took_part() -> None:
    """The core has the three figures and the sum, and not the number beside them."""
    proof = propagate(off_sum())
    assert Method.PROPAGATION is proof.method
    assert Status.INCONSISTENT is proof.status
    assert (Core(figures=("a", "b", "t"), relations=("sum",), minimality=Minimality.SMALLEST),) == proof.cores


def test_a_reading_outside_its_domain_contradicts_itself() -> None:
    """One figure alone is then the core."""
    system = System.of([variable("a", Interval(-2, -1))], {})
    assert Core(figures=("a",), relations=(), minimality=Minimality.SMALLEST) == propagate(system).cores[0]


def test_a_relation_can_contradict_itself() -> None:
    """0 = 1 has no numbers to narrow."""
    proof = propagate(System.of([], {"odd": Linear((), Fraction(1)), "even": Linear(())}))
    assert [Status.CONSISTENT, Status.INCONSISTENT] == [one.status for one in proof.outcomes]


def test_a_tree_is_shown_by_numbers() -> None:
    """The witness lies in the readings and fulfils every relation."""
    system = System.of(
        [
            variable("a", Interval(1, 2)),
            variable("r", Interval(Fraction(1, 20), Fraction(1, 10)), domain=RATES),
            missing("b"),
            variable("c", Interval(6, 9, integral=True)),
        ],
        {"grow": Compound("a", "r", "b", 5), "share": Product("b", "f", "c")},
    )
    system = System({**system.variables, "f": missing("f")}, system.relations)
    proof = propagate(system)
    assert Status.CONSISTENT is proof.status
    assert proof.witness is not None
    assert all(one.holds(proof.witness) for one in system.constraints)


def test_a_cycle_can_hide_a_contradiction() -> None:
    """Two shares of 50 % and 40 % make no whole, but each range by itself stays as it is."""
    system = shares_of_less_than_all()
    (outcome,) = propagate(system).outcomes
    assert (Status.UNDECIDED, Gap.PROPAGATION) == (outcome.status, outcome.gap)
    assert (
        "only ranges were narrowed, which can miss a contradiction; "
        'to prove or refute it: pip install "zoneplan[prove]"'
    ) == outcome.advice


def test_what_holds_at_the_loosest_only_is_undecided() -> None:
    """The core is that of the strict readings, the witness lies in the wide ones."""
    system = System.of(
        [variable("a", Interval(1, 2), Interval(0, 3)), variable("b", Interval(4, 5), Interval(3, 6))],
        {"same": total("a", "b")},
    )
    (outcome,) = propagate(system).outcomes
    assert (Status.UNDECIDED, Gap.READING) == (outcome.status, outcome.gap)
    assert outcome.core is not None
    assert ("a", "b") == outcome.core.figures
    assert {"a": Fraction(3), "b": Fraction(3)} == outcome.witness


def test_narrowing_ends_on_what_never_settles() -> None:
    """Ranges that shrink for ever are left after some rounds, and the result says so."""
    system = System.of(
        [variable("x", Interval(0, 1)), variable("y", Interval(0, 1))],
        {
            "half": Linear((("x", Fraction(1)), ("y", -HALF))),
            "same": Linear((("x", Fraction(1)), ("y", Fraction(-1)))),
        },
    )
    result = narrowed(system)
    assert not result.is_settled
    assert result.conflict is None
    assert Fraction(0) in result.box["x"]
    assert result.steps < 100


def test_ends_beyond_use_are_rounded_outward() -> None:
    """A number of thousands of digits is replaced by a shorter one that leaves nothing out."""
    tiny = Fraction(1, 3**3000)
    system = System.of(
        [variable("a", Interval(tiny, 1 - tiny)), missing("b"), variable("c", Interval(0, 9))],
        {"one": total("b", "a"), "two": total("c", "b")},
    )
    result = narrowed_box(system, system.box())
    assert not result.is_settled
    assert Interval(tiny, 1 - tiny).is_subset(result.box["b"])
    above = System.of([variable("a", Interval.at_least(tiny)), missing("b")], {"one": total("b", "a")})
    assert narrowed(above).box["b"].hi is None
    below = System.of(
        [
            variable("a", Interval.at_most(tiny), domain=Interval.everything()),
            missing("b", Interval.everything()),
        ],
        {"one": total("b", "a")},
    )
    assert narrowed(below).box["b"].lo is None


def test_narrowing_loses_nothing_on_plain_trees_only() -> None:
    """Cycles, whole numbers, means and rates that pass a root on can hide a contradiction."""
    names = [missing(key, RATES) for key in ("a", "b", "c", "r", "s")]
    grows = Compound("a", "r", "b", 5)
    assert is_lossless(System.of(names, {"grow": grows}))
    assert not is_lossless(System.of(names, {"grow": grows, "change": CompoundChange("r", "s", 5)}))
    assert not is_lossless(System.of(names, {"mean": MeanGrowth(("a", "b", "c"), "r")}))
    assert not is_lossless(System.of(names, {"one": total("a", "b"), "two": total("b", "a")}))
    whole = variable("a", Interval(0, 5, integral=True))
    assert not is_lossless(System.of([*names, whole], {"grow": grows}))
