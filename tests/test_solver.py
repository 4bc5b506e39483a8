from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.intervals import Interval
from zoneplan.solver import Answer, Solver, is_installed

if TYPE_CHECKING:
    import pytest

LONG = 12345678901234567890123456789012345678901234567891
ROOT = "(declare-const x Real)(declare-const on Bool)(assert (= (* x x) 2.0))(assert (> x 0.0))"


def test_the_solver_is_found_without_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only asking needs it."""
    assert is_installed()
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "z3", raising=False)
    assert not is_installed()


def test_numbers_come_back_exactly() -> None:
    """Long, negative and fractional ones; those that are no fraction come close."""
    text = "".join(
        f"(declare-const {name} Real)(assert (= {name} {value}))"
        for name, value in {
            "a": "(- (/ 1.0 3.0))",
            "b": f"(/ {LONG}.0 {LONG * 7 + 1}.0)",
            "c": "(- 7.0)",
        }.items()
    )
    answer, model = Solver(10).solve(text, is_linear=True)
    assert Answer.YES is answer
    assert model is not None
    assert {
        "a": Fraction(-1, 3),
        "b": Fraction(LONG, LONG * 7 + 1),
        "c": Fraction(-7),
    } == model.values
    answer, model = Solver(10).solve(ROOT, is_linear=False)
    assert model is not None
    assert {} == {key: value for key, value in model.values.items() if key == "x"}
    assert abs(model.near["x"] ** 2 - 2) < Fraction(1, 10**30)


def test_a_contradiction_names_its_switches() -> None:
    """Those that suffice, among those that are on."""
    text = (
        "(declare-const x Real)(declare-const a Bool)(declare-const b Bool)(declare-const c Bool)"
        "(assert (=> a (> x 1.0)))(assert (=> b (< x 1.0)))(assert (=> c (< x 9.0)))"
    )
    solver = Solver(Fraction(1, 2))
    session = solver.session(text, is_linear=True)
    assert (Answer.NO, frozenset({"a", "b"})) == session.ask(["a", "b", "c"])
    assert (Answer.YES, frozenset()) == session.ask(["a", "c"])
    assert 2 == solver.questions


def test_extremes_are_exact_with_the_right_kind_of_end() -> None:
    """Closed, open and infinite ends; nothing where the solver does not answer."""
    solver = Solver(10)
    text = "(declare-const x Real)(assert (> x (/ 1.0 3.0)))"
    assert Interval.more_than(Fraction(1, 3)) == solver.extremes(text, "x")
    assert Interval(Fraction(1, 3), 2, lo_closed=False) == solver.extremes(text + "(assert (<= x 2.0))", "x")
    assert solver.extremes(text + "(assert (< x 0.0))", "x") is None


def test_whole_unknowns_can_be_multiplied() -> None:
    """A small question of that kind is answered."""
    text = "(declare-const x Real)(assert (is_int x))(assert (= (* x x) 49.0))"
    answer, _ = Solver(10).solve(text, is_linear=False, is_whole=True)
    assert Answer.YES is answer
