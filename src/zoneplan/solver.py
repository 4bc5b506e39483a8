"""The one door to z3: text goes in, exact numbers come out.

Everything z3 says is checked elsewhere where it can be: numbers by putting them into the relations,
contradictions by being found again without the member left out.
"""

from __future__ import annotations

import enum
import importlib.util
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Answer", "Model", "Session", "Solver", "is_installed"]

_DIGITS = 40
_SYMBOL = re.compile(r"\b[a-z]+[0-9]+\b")
_DEFINITION = "(define-fun "
_NUMERAL = re.compile(r"(\S+) \(\) Real\s+(\(-\s+)?(?:\(/\s+)?([0-9]+)\.0(?:\s+([0-9]+)\.0\))?[)\s]*")


class Answer(enum.Enum):
    """Whether something can be true."""

    YES = enum.auto()
    NO = enum.auto()
    UNKNOWN = enum.auto()


@attrs.frozen
class Model:
    """Numbers that make a text true, as the solver says.

    Attributes:
        values: The exact number of each symbol that has a rational one.
        near: Of the other symbols, a number within 1e-40 of theirs.
    """

    values: Mapping[str, Fraction]
    near: Mapping[str, Fraction]


def is_installed() -> bool:
    """Tell whether z3 can be imported."""
    return importlib.util.find_spec("z3") is not None


class Solver:
    """z3 with memory of its own, so that nothing asked before changes an answer."""

    def __init__(self, time_limit: int | Fraction) -> None:
        """Start with empty memory.

        Args:
            time_limit: Seconds for each question; more than 0.
        """
        # Imported here because only proofs need it: it is an extra, and slow to load.
        import z3  # noqa: PLC0415

        self._z3: Any = z3
        self._context: Any = z3.Context()
        self._milliseconds = max(1, int(time_limit * 1000))
        self._switches: dict[str, Any] = {}
        self.questions = 0

    def _new(self, *, is_linear: bool, is_whole: bool = False) -> Any:
        if is_linear:
            made = self._z3.SimpleSolver(ctx=self._context)
        elif is_whole:
            made = self._z3.Solver(ctx=self._context)
        else:
            made = self._z3.SolverFor("QF_NRA", ctx=self._context)
        made.set("timeout", self._milliseconds)
        return made

    def solve(self, text: str, *, is_linear: bool, is_whole: bool = False) -> tuple[Answer, Model | None]:
        """Ask whether a text can be true, and with what numbers.

        Args:
            text: Declarations and assertions.
            is_linear: Whether no two unknowns are multiplied.
            is_whole: Whether a number has to be a whole one.
        """
        asked = self._new(is_linear=is_linear, is_whole=is_whole)
        asked.from_string(text)
        answer = self._asked(asked)
        return answer, self._model(asked.model()) if answer is Answer.YES else None

    def session(self, text: str, *, is_linear: bool) -> Session:
        """Load a text with switches, to ask about many of their settings.

        Args:
            text: Declarations and assertions.
            is_linear: Whether no two unknowns are multiplied.
        """
        loaded = self._new(is_linear=is_linear, is_whole=True)
        loaded.from_string(text)
        return Session(self, loaded)

    def _check(self, loaded: Any, switches: Iterable[str]) -> Answer:
        """Ask with some switches on, past z3's own wrapper, which takes longer than z3 with thousands."""
        terms = [self._switch(name).as_ast() for name in switches]
        array = (self._z3.Ast * len(terms))(*terms)
        answer = self._z3.Z3_solver_check_assumptions(self._context.ref(), loaded.solver, len(terms), array)
        return self._counted(self._z3.CheckSatResult(answer))

    def _check_also(self, loaded: Any, text: str) -> Answer:
        known = {name: self._z3.Real(name, self._context) for name in _SYMBOL.findall(text)}
        loaded.push()
        loaded.add(self._z3.parse_smt2_string(text, decls=known, ctx=self._context))
        answer = self._asked(loaded)
        loaded.pop()
        return answer

    def _switch(self, name: str) -> Any:
        if name not in self._switches:
            self._switches[name] = self._z3.Bool(name, self._context)
        return self._switches[name]

    def _asked(self, asked: Any) -> Answer:
        return self._counted(asked.check())

    def _counted(self, answer: Any) -> Answer:
        self.questions += 1
        return {"sat": Answer.YES, "unsat": Answer.NO}.get(str(answer), Answer.UNKNOWN)

    def _model(self, model: Any) -> Model:
        values: dict[str, Fraction] = {}
        near: dict[str, Fraction] = {}
        # One text for all numbers: asking for each of thousands would take longer than solving.
        for definition in model.sexpr().split(_DEFINITION)[1:]:
            name, value = _parsed(definition)
            if value is not None:
                values[name] = value
            elif definition.startswith(f"{name} () Real"):  # not a switch, nor division by zero
                number = model.eval(self._z3.Real(name, self._context))
                near[name] = Fraction(number.approx(_DIGITS).as_string())
        return Model(values, near)

    def extremes(self, text: str, symbol: str) -> Interval | None:
        """Give the range of a symbol under a linear text, as the solver says; None when it cannot.

        Args:
            text: Declarations and assertions that can be true.
            symbol: The symbol to make small and large.
        """
        low, high = (self._extreme(text, symbol, name) for name in ("minimize", "maximize"))
        if low is None or high is None:
            return None
        # An end is given as infinite, finite and infinitesimal part; a part of the last kind means open.
        lo, hi = (None if one[0] else one[1] for one in (low, high))
        return Interval(lo, hi, not low[2], not high[2])

    def _extreme(self, text: str, symbol: str, direction: str) -> list[Fraction] | None:
        asked = self._z3.Optimize(ctx=self._context)
        asked.set("timeout", self._milliseconds)
        asked.from_string(text)
        handle = getattr(asked, direction)(self._z3.Real(symbol, self._context))
        if self._asked(asked) is not Answer.YES:
            return None
        values = handle.lower_values() if direction == "minimize" else handle.upper_values()
        return [Fraction(one.as_string()) for one in values]


class Session:
    """A text with switches, loaded once."""

    def __init__(self, solver: Solver, loaded: Any) -> None:
        """Keep what was loaded.

        Args:
            solver: Where the text was loaded.
            loaded: The solver that holds it.
        """
        self._solver = solver
        self._loaded = loaded

    def ask(self, switches: Iterable[str]) -> tuple[Answer, frozenset[str]]:
        """Ask whether the text can be true with only these switches on.

        With NO come the switches that suffice for it.

        Args:
            switches: The symbols that are on.
        """
        answer = self._solver._check(self._loaded, switches)
        core = self._loaded.unsat_core() if answer is Answer.NO else ()
        return answer, frozenset(str(one) for one in core)

    def ask_also(self, text: str) -> Answer:
        """Ask whether the text can be true together with another one, which is forgotten again.

        Args:
            text: Assertions about symbols that were declared before.
        """
        return self._solver._check_also(self._loaded, text)


def _parsed(definition: str) -> tuple[str, Fraction | None]:
    match = _NUMERAL.fullmatch(definition)
    if match is None:
        return definition.split(" ", 1)[0], None
    name, negative, numerator, denominator = match.groups()
    value = Fraction(int(numerator), int(denominator or 1))
    return name, -value if negative else value
