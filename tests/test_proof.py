from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from joint_systems import RATES, missing, shares_of_less_than_all, table, total, variable
from zoneplan import proof as module
from zoneplan.constraints import Compound, CompoundChange, Constraint, Linear, MeanGrowth, Product
from zoneplan.intervals import Interval
from zoneplan.outcomes import Core, Gap, Method, Minimality
from zoneplan.proof import SolverOracle, prove
from zoneplan.propagation import PropagationOracle
from zoneplan.solver import Answer, Model, Solver
from zoneplan.systems import System
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from zoneplan.outcomes import Outcome


BENCHMARK = Path(__file__).parent / "benchmarks" / "proof_speed.py"


def percent(low: str, high: str) -> Interval:
    """An interval of rates from percentages."""
    return Interval(Fraction(low) / 100, Fraction(high) / 100)


def rate(key: str, low: str, high: str) -> object:
    """A published rate."""
    return variable(key, percent(low, high), domain=RATES)


def only(system: System) -> Outcome:
    """What is found about a system of one part."""
    (outcome,) = prove(system).outcomes
    return outcome


def test_shares_that_do_not_make_the_whole_are_refuted() -> None:
    """Each relation holds by itself; together they cannot, whatever the whole is."""
    outcome = only(shares_of_less_than_all())
    assert Status.INCONSISTENT is outcome.status
    assert outcome.core == Core(
        figures=("share-a", "share-b"),
        relations=("a-of-whole", "b-of-whole", "sum"),
        minimality=Minimality.SMALLEST,
    )


def growth_system(low: str, high: str, wide_low: str, wide_high: str) -> System:
    """2400 growing for five years to 3500 or more."""
    return System.of(
        [
            variable("base", Interval(Fraction("2399.5"), Fraction("2400.5")), Interval(2350, 2450)),
            variable("rate", percent(low, high), percent(wide_low, wide_high), domain=RATES),
            variable("target", Interval.at_least(3500)),
        ],
        {"grow": Compound("base", "rate", "target", 5)},
    )


def test_a_growth_is_decided_by_its_powers() -> None:
    """7 % for five years misses 3500 with every digit counting, and reaches it at the loosest."""
    outcome = only(growth_system("6.5", "7.5", "6", "8"))
    assert (Status.UNDECIDED, Gap.READING) == (outcome.status, outcome.gap)
    assert outcome.core is not None
    assert ("base", "rate", "target") == outcome.core.figures
    assert outcome.witness is not None
    assert Compound("base", "rate", "target", 5).holds(outcome.witness)
    assert Status.INCONSISTENT is only(growth_system("6.5", "7", "6", "7.2")).status
    assert Status.CONSISTENT is only(growth_system("6.5", "8", "6", "9")).status


def test_a_rate_that_is_no_fraction_is_named() -> None:
    """2 becomes 3 in five years at a rate whose place is known, but which no witness can show."""
    system = System.of(
        [variable("a", Interval.point(2)), missing("r", RATES), variable("b", Interval.point(3))],
        {"grow": Compound("a", "r", "b", 5)},
    )
    outcome = only(system)
    assert Status.CONSISTENT is outcome.status
    assert {"a": Fraction(2), "b": Fraction(3)} == outcome.witness
    assert ("r",) == outcome.irrational


def test_roots_are_avoided_where_there_is_room() -> None:
    """A little room in one level is enough for rates that are fractions."""
    system = System.of(
        [
            variable("a", Interval.point(2)),
            missing("r", RATES),
            variable("b", Interval(3, Fraction(31, 10), False, False)),
            missing("s", RATES),
            variable("c", Interval.point(7)),
            variable("d", Interval(8, 9)),
            missing("t", RATES),
        ],
        {
            "one": Compound("a", "r", "b", 5),
            "two": Compound("b", "s", "c", 3),
            "three": Compound("c", "t", "d", 2),
        },
    )
    outcome = only(system)
    assert Status.CONSISTENT is outcome.status
    assert outcome.witness is not None
    assert {"r"} >= set(outcome.irrational) - {"s"}
    for one in system.constraints:
        assert set(outcome.irrational) & set(one.keys) or one.holds(outcome.witness)


SHARED: list[tuple[str, list[object], dict[str, Constraint], Status]] = [
    (
        "one share of two wholes",
        [
            variable("w", Interval(100, 110)),
            variable("v", Interval(200, 210)),
            variable("p", Interval(50, 51)),
            variable("q", Interval(120, 130)),
            missing("s", Interval(0, 1)),
        ],
        {"one": Product("w", "s", "p"), "two": Product("v", "s", "q")},
        Status.INCONSISTENT,
    ),
    (
        "one rate over equal years",
        [
            variable("w", Interval(100, 101)),
            variable("v", Interval(200, 202)),
            variable("p", Interval(150, 151)),
            variable("q", Interval(300, 303)),
            rate("r", "0", "20"),
        ],
        {"one": Compound("w", "r", "p", 5), "two": Compound("v", "r", "q", 5)},
        Status.CONSISTENT,
    ),
    (
        "one rate over unequal years",
        [variable("w", Interval.point(100)), missing("p"), missing("c", RATES), rate("r", "5", "6")],
        {
            "one": Compound("w", "r", "p", 5),
            "two": CompoundChange("r", "c", 3),
            "three": Compound("w", "r", "p", 1),
        },
        Status.INCONSISTENT,
    ),
    (
        "one rate over equal and unequal years",
        [missing("w"), missing("v"), missing("p"), missing("q"), missing("c", RATES), rate("r", "5", "6")],
        {
            "one": Compound("w", "r", "p", 5),
            "two": Compound("v", "r", "q", 5),
            "three": CompoundChange("r", "c", 3),
        },
        Status.CONSISTENT,
    ),
    (
        "a known rate",
        [variable("w", Interval.point(100)), missing("p"), missing("c", RATES), rate("r", "5", "5")],
        {"one": Compound("w", "r", "p", 5), "two": CompoundChange("r", "c", 3)},
        Status.CONSISTENT,
    ),
    (
        "a rate below -100 %",
        [
            missing("c", Interval.everything()),
            variable("r", Interval.point(-3), domain=Interval.everything()),
        ],
        {"one": CompoundChange("r", "c", 3), "two": CompoundChange("r", "c", 2)},
        Status.INCONSISTENT,
    ),
    (
        "a mean of yearly ratios",
        [
            variable("x", Interval.point(100)),
            missing("y"),
            variable("z", Interval.point(121)),
            rate("r", "10", "10"),
        ],
        {"mean": MeanGrowth(("x", "y", "z"), "r")},
        Status.CONSISTENT,
    ),
    (
        "a mean that cannot be so small",
        [
            variable("x", Interval.point(100)),
            missing("y"),
            variable("z", Interval.point(121)),
            rate("r", "9", "9.9"),
        ],
        {"mean": MeanGrowth(("x", "y", "z"), "r")},
        Status.INCONSISTENT,
    ),
    (
        "whole numbers",
        [variable(key, Interval(1, 4, integral=True)) for key in ("a", "b")],
        {"even": Linear((("a", Fraction(2)), ("b", Fraction(-2))), Fraction(1))},
        Status.INCONSISTENT,
    ),
    (
        "a whole factor",
        [
            variable("a", Interval(2, 3)),
            variable("n", Interval(1, 2, integral=True)),
            variable("b", Interval(4, 5)),
        ],
        {"times": Product("a", "n", "b")},
        Status.CONSISTENT,
    ),
    (
        "a share outside its domain",
        [variable("w", Interval(1, 2)), variable("s", Interval(2, 3), domain=Interval(0, 1)), missing("p")],
        {"share": Product("w", "s", "p")},
        Status.INCONSISTENT,
    ),
    (
        "a relation that is no relation",
        [],
        {"odd": Linear((), Fraction(1))},
        Status.INCONSISTENT,
    ),
    ("nothing", [variable("a", Interval(-2, -1))], {}, Status.INCONSISTENT),
]


@pytest.mark.parametrize(
    ("variables", "relations", "status"), [one[1:] for one in SHARED], ids=[one[0] for one in SHARED]
)
def test_what_several_relations_share_is_decided(
    variables: list[object], relations: dict[str, Constraint], status: Status
) -> None:
    """Also where unknowns are multiplied, have to be whole, or contradict themselves."""
    system = System.of(variables, relations)  # type: ignore[arg-type]  # the table holds other things too
    outcome = only(system)
    assert status is outcome.status
    if status is Status.CONSISTENT:
        assert outcome.witness is not None
        assert all(one.holds(outcome.witness) for one in system.constraints)
    else:
        assert outcome.core is not None


def test_what_no_fraction_satisfies_is_consistent_without_a_witness() -> None:
    """A share whose square is 2 exists, but cannot be shown."""
    system = System.of(
        [variable("x", Interval(1, 9)), missing("s"), missing("y"), missing("z")],
        {
            "one": Product("x", "s", "y"),
            "two": Product("y", "s", "z"),
            "twice": Linear((("x", Fraction(2)), ("z", Fraction(-1)))),
        },
    )
    outcome = only(system)
    assert Status.CONSISTENT is outcome.status
    assert outcome.witness is None


def test_parts_are_found_apart() -> None:
    """One broken part among many leaves the others with their witness."""
    sums = {f"{index}": total(f"t{index}", f"a{index}") for index in range(9)}
    numbers = [variable(f"{letter}{index}", Interval(1, 2)) for letter in "ta" for index in range(9)]
    broken = variable("t4", Interval(5, 6))
    system = System.of([*numbers, broken], sums)
    proof = prove(system)
    assert [4] == [index for index, one in enumerate(proof.outcomes) if one.witness is None]
    assert (("a4", "t4"),) == tuple(one.figures for one in proof.cores)
    assert proof.witness is None
    assert Status.INCONSISTENT is proof.status


def test_a_cycle_of_sums_is_shown_by_numbers() -> None:
    """A table's cells, rows and columns fit together."""
    proof = prove(table())
    assert Status.CONSISTENT is proof.status
    assert proof.witness is not None
    assert all(one.holds(proof.witness) for one in table().constraints)


def test_a_proof_is_plain_data() -> None:
    """Numbers are text, and nothing says how long it took."""
    assert {
        "method": "z3",
        "status": "consistent",
        "outcomes": [
            {
                "status": "consistent",
                "is_by_word": False,
                "note": None,
                "note_zh": None,
                "gap": None,
                "advice": None,
                "advice_zh": None,
                "keys": ["a"],
                "relations": [],
                "core": None,
                "witness": {"a": "1/3"},
                "irrational": [],
            }
        ],
    } == prove(System.of([variable("a", Interval.point(Fraction(1, 3)))], {})).to_dict()
    json.dumps(prove(shares_of_less_than_all()).to_dict())


def test_without_the_solver_ranges_are_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof says so, and what to install."""
    monkeypatch.setattr(module, "is_installed", lambda: False)
    proof = prove(shares_of_less_than_all())
    assert Method.PROPAGATION is proof.method
    assert 'pip install "zoneplan[prove]"' in (proof.outcomes[0].advice or "")


def test_giving_up_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver gives up, narrowing may still decide; otherwise time is the reason."""
    monkeypatch.setattr(Solver, "_counted", lambda *_: Answer.UNKNOWN)
    outcome = only(shares_of_less_than_all())
    assert (Status.UNDECIDED, Gap.TIME) == (outcome.status, outcome.gap)
    assert "the solver ran out of time; give it a longer time limit" == outcome.advice
    broken = System.of(
        [variable("a", Interval(1, 2)), variable("b", Interval(3, 4))], {"same": total("a", "b")}
    )
    refuted = only(broken)
    assert Status.INCONSISTENT is refuted.status
    assert refuted.core is not None
    assert ("a", "b") == refuted.core.figures
    assert (
        Status.CONSISTENT is only(System.of([missing("a"), missing("b")], {"same": total("a", "b")})).status
    )


def test_wrong_numbers_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that errs is treated as one that gave up."""
    monkeypatch.setattr(Solver, "solve", lambda *_, **__: (Answer.YES, Model({}, {})))
    assert Gap.TIME is only(shares_of_less_than_all()).gap


def test_an_oracle_left_without_an_answer_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not refute may still be contradictory."""
    shared = System.of(*next((one[1], one[2]) for one in SHARED if one[0].startswith("one share")))  # type: ignore[arg-type]  # as above
    for system in (shares_of_less_than_all(), shared):
        oracle = SolverOracle(Solver(10), system, wide=True)
        assert oracle.is_sure
        monkeypatch.setattr(Solver, "_counted", lambda *_: Answer.UNKNOWN)
        figures = frozenset(one for one in system.members() if one.kind == "figure")
        assert oracle.refute(system.members() if system is not shared else figures) is None
        monkeypatch.undo()


def test_a_contradiction_of_products_can_be_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver refutes a system but names no members, all of them are the contradiction."""
    x, y = "x", "y"
    system = System.of(
        [
            variable(x, Interval(1, 9)),
            variable(y, Interval(1, 9)),
            missing("s"),
            variable("t", Interval(1, 2)),
        ],
        {
            "one": Product(x, "s", y),
            "two": Product(y, "s", x),
            "less": Linear(((x, Fraction(1)), (y, Fraction(-1))), Fraction(1)),
        },
    )
    oracle = SolverOracle(Solver(10), system, wide=True)
    assert oracle.refute(system.members()) is not None
    monkeypatch.setattr(oracle._session, "ask", lambda _: (Answer.UNKNOWN, frozenset()))
    monkeypatch.setattr(PropagationOracle, "refute", lambda *_: None)
    assert system.members() == oracle.refute(system.members())
    monkeypatch.delattr(oracle, "_session")
    assert system.members() == oracle.refute(system.members())  # it is not asked in vain again


def test_the_benchmark_measures_its_bar() -> None:
    """The ratio is printed with whether it was met, here on a plan small enough for every test run."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), "60"], capture_output=True, encoding="utf-8", check=False
    )
    assert "" == done.stderr
    sizes, bar = done.stdout.splitlines()
    assert sizes.startswith("55 figures, 19 relations, bare z3 ")
    assert bar.startswith("prove / bare z3, plain check")
    assert bar.endswith(("   met", "   MISSED"))
