from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from zoneplan.outcomes import Core, Gap, Method, Minimality, Outcome, Proof
from zoneplan.verdicts import Status
from zoneplan.witnesses import Witness

CORE = Core(figures=("a",), relations=("same",), minimality=Minimality.SMALLEST)
FINE = Outcome(keys=("c",), relations=(), status=Status.CONSISTENT, witness={"c": Fraction(1, 3)})
BROKEN = Outcome(keys=("a", "b"), relations=("same",), status=Status.INCONSISTENT, core=CORE)
TIGHT = Outcome(
    keys=("d",),
    relations=("r",),
    status=Status.UNDECIDED,
    gap=Gap.READING,
    core=CORE,
    witness={"d": Fraction(2)},
)


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ((), Status.CONSISTENT),
        ((FINE,), Status.CONSISTENT),
        ((FINE, TIGHT), Status.UNDECIDED),
        ((TIGHT, BROKEN, FINE), Status.INCONSISTENT),
    ],
)
def test_the_worst_part_decides(outcomes: tuple[Outcome, ...], status: Status) -> None:
    """Inconsistent before undecided before consistent."""
    assert status is Proof(method=Method.SOLVER, outcomes=outcomes).status


def test_cores_are_those_of_refuted_parts() -> None:
    """What contradicts itself only with every digit counting is not among them."""
    assert (CORE,) == Proof(method=Method.SOLVER, outcomes=(TIGHT, BROKEN)).cores


def test_a_witness_is_whole_or_none() -> None:
    """The parts' numbers together, unless a part has none."""
    proof = Proof(method=Method.SOLVER, outcomes=(FINE, TIGHT))
    assert {"c": Fraction(1, 3), "d": Fraction(2)} == proof.witness
    assert Proof(method=Method.SOLVER, outcomes=(FINE, BROKEN)).witness is None


def test_every_gap_says_what_to_do() -> None:
    """In one sentence and both languages; without a gap there is nothing to say."""
    assert (FINE.advice, FINE.advice_zh) == (None, None)
    assert (
        "read at their loosest, the figures can all be true; with every digit counting they cannot"
    ) == TIGHT.advice
    assert "从宽读可同时成立，按写出的位数则不能" == TIGHT.advice_zh
    assert all(attrs.evolve(TIGHT, gap=gap).advice for gap in Gap)
    assert all(not (attrs.evolve(TIGHT, gap=gap).advice_zh or "").isascii() for gap in Gap)


def test_what_no_numbers_show_is_said_to_rest_on_the_solver() -> None:
    """A part is consistent, or is so at its loosest, by the solver's word alone when it has no witness."""
    bare, loose = (attrs.evolve(one, witness=None) for one in (FINE, TIGHT))
    assert [True, True, False, False, False] == [one.is_by_word for one in (bare, loose, FINE, TIGHT, BROKEN)]
    assert ("by the solver's word; no witness in fractions", "据求解器，未找到分数形式的例证") == (
        bare.note,
        bare.note_zh,
    )
    assert (
        "that they can at their loosest is by the solver's word; no witness in fractions",
        "从宽读可同时成立系据求解器，未找到分数形式的例证",
    ) == (loose.note, loose.note_zh)
    assert (FINE.note, FINE.note_zh) == (None, None)
    assert bare.to_dict()["is_by_word"]


def test_steps_do_not_make_proofs_different() -> None:
    """How long it took says nothing about what was found."""
    one, other = (Proof(method=Method.SOLVER, outcomes=(FINE,), steps=steps) for steps in (1, 2))
    assert one == other


def test_a_witness_is_shown_in_order() -> None:
    """Keys are sorted, and so are rates that are no fraction."""
    witness = Witness({"b": Fraction(1), "a": Fraction(2)}, frozenset({"s", "r"}))
    shown = BROKEN.shown(Status.CONSISTENT, None, witness)
    assert ["a", "b"] == list(shown.witness or ())
    assert ("r", "s") == shown.irrational
    assert BROKEN.shown(Status.CONSISTENT, None, None).witness is None


def test_outcomes_are_plain_data() -> None:
    """Cores and gaps by their names."""
    assert {
        "status": "undecided",
        "is_by_word": False,
        "note": None,
        "note_zh": None,
        "gap": "reading",
        "advice": "read at their loosest, the figures can all be true; with every digit counting they cannot",
        "advice_zh": "从宽读可同时成立，按写出的位数则不能",
        "keys": ["d"],
        "relations": ["r"],
        "core": {"figures": ["a"], "relations": ["same"], "minimality": "smallest"},
        "witness": {"d": "2"},
        "irrational": [],
    } == TIGHT.to_dict()
