"""Whether figures and relations can all be true together, shown by numbers or by a smallest contradiction.

The solver is asked in exact numbers and believed as little as possible: numbers it finds are put into
every relation, and where it gives up, narrowing ranges may still settle the matter.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.conflicts import smallest_core
from zoneplan.constraints import Box
from zoneplan.formulas import Formula
from zoneplan.intervals import Interval
from zoneplan.outcomes import Core, Gap, Method, Outcome, Proof
from zoneplan.pinning import pins
from zoneplan.points import candidates
from zoneplan.propagation import PropagationOracle, narrowed_box, propagate
from zoneplan.solver import Answer, Model, Solver, is_installed
from zoneplan.systems import System
from zoneplan.verdicts import Status
from zoneplan.witnesses import Witness, completed, confirmed, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.conflicts import Members

__all__ = ["Core", "Gap", "Method", "Outcome", "Proof", "SolverOracle", "prove"]


def prove(system: System, *, time_limit: int | Fraction = 10) -> Proof:
    """Find out whether all figures and relations can be true together.

    Without the solver (`pip install "zoneplan[prove]"`) ranges are only narrowed, and `method` says so.

    Args:
        system: The numbers and relations.
        time_limit: Seconds for each question about a part that shares no number with another; above 0.
    """
    if not is_installed():
        return propagate(system)
    prover = _Prover(Solver(time_limit))
    outcomes = prover.outcomes(system.components())
    return Proof(method=Method.SOLVER, outcomes=outcomes, steps=prover.solver.questions)


@attrs.frozen
class _Task:
    """One part, read in one way."""

    system: System
    box: Box


@attrs.frozen
class _Solution:
    """What the solver says of a task: its numbers by key, exact or near."""

    answer: Answer
    values: dict[str, Fraction] = attrs.field(factory=dict)
    near: dict[str, Fraction] = attrs.field(factory=dict)


class SolverOracle:
    """Tells contradictions among the members of one part."""

    def __init__(self, solver: Solver, system: System, *, wide: bool) -> None:
        """Load the part into the solver.

        Args:
            solver: The solver.
            system: The numbers and relations.
            wide: Whether figures are read at their loosest.
        """
        self.is_sure = True
        self._names_members = True
        self._solver = solver
        self._system = system
        self._wide = wide
        self._formula = Formula.of(system, system.box(wide=wide), switched=True)
        self._members = {symbol: one for one, symbol in self._formula.switches.items()}
        self._session = solver.session(self._formula.text, is_linear=self._formula.is_linear)
        self._propagation = PropagationOracle(system, wide=wide)

    def refute(self, members: Members) -> Members | None:
        """Give some of the members that contradict each other; None when no contradiction was found.

        Args:
            members: The readings and relations that are believed.
        """
        if not self._formula.is_linear:
            # The solver is at its best without switches there, but then names no members.
            conflict = self._propagation.refute(members)
            if conflict is not None:
                return conflict
            answer = self._plain(members)
            if answer is not Answer.NO:
                self.is_sure = self.is_sure and answer is Answer.YES
                return None
            if not self._names_members:
                return members
        answer, symbols = self._session.ask(
            symbol for one, symbol in self._formula.switches.items() if one in members
        )
        if answer is Answer.NO:
            return frozenset(self._members[symbol] for symbol in symbols)
        if self._formula.is_linear:
            self.is_sure = self.is_sure and answer is Answer.YES
            return None
        self._names_members = False
        return members

    def _plain(self, members: Members) -> Answer:
        kept: dict[str, list[str]] = {"figure": [], "relation": []}
        for one in members:
            kept[one.kind].append(one.id)
        system = self._system.restricted(kept["figure"], kept["relation"])
        formula = Formula.of(system, system.box(wide=self._wide))
        return _asked(self._solver, formula)[0]


def _asked(solver: Solver, formula: Formula) -> tuple[Answer, Model | None]:
    return solver.solve(formula.text, is_linear=formula.is_linear, is_whole=formula.is_whole)


class _Prover:
    """One proof: the parts of a system, asked about together where that is faster."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver

    def outcomes(self, components: Sequence[System]) -> tuple[Outcome, ...]:
        strict = [_Task(one, one.box()) for one in components]
        found = self._with_witnesses(strict)
        left = [index for index, (answer, _) in enumerate(found) if answer is not Answer.YES]
        wide = [_Task(components[index], components[index].box(wide=True)) for index in left]
        loose = dict(zip(left, self._with_witnesses(wide), strict=True))
        return tuple(
            self._outcome(one, found[index], loose.get(index)) for index, one in enumerate(components)
        )

    def _outcome(
        self,
        component: System,
        strict: tuple[Answer, Witness | None],
        wide: tuple[Answer, Witness | None] | None,
    ) -> Outcome:
        bare = Outcome(
            keys=tuple(component.variables),
            relations=tuple(component.relations),
            status=Status.UNDECIDED,
            gap=Gap.TIME,
        )
        if wide is None:
            return bare.shown(Status.CONSISTENT, None, strict[1])
        if wide[0] is Answer.NO:
            core = self._core(component, wide=True)
            return attrs.evolve(bare, status=Status.INCONSISTENT, gap=None, core=core)
        if strict[0] is Answer.NO and wide[0] is Answer.YES:
            core = self._core(component, wide=False)
            return attrs.evolve(bare.shown(Status.UNDECIDED, Gap.READING, wide[1]), core=core)
        return bare

    def _core(self, component: System, *, wide: bool) -> Core | None:
        oracle = SolverOracle(self.solver, component, wide=wide)
        members = component.members()
        core = smallest_core(oracle, members)
        return core or smallest_core(PropagationOracle(component, wide=wide), members)

    def _with_witnesses(self, tasks: Sequence[_Task]) -> list[tuple[Answer, Witness | None]]:
        solutions = self._solutions(tasks)
        found = [self._judged(task, one) for task, one in zip(tasks, solutions, strict=True)]
        open_ones = [
            index
            for index, (answer, witness) in enumerate(found)
            if answer is Answer.YES and (witness is None or witness.irrational)
        ]
        for index, witness in self._pinned(tasks, solutions, open_ones).items():
            found[index] = Answer.YES, witness
        return found

    def _judged(self, task: _Task, solution: _Solution) -> tuple[Answer, Witness | None]:
        if solution.answer is Answer.YES:
            witness = _shown(task, solution)
            if witness is not None:
                return Answer.YES, witness
            if solution.near or completed(task.system, solution.values).irrational:
                return Answer.YES, None
        if solution.answer is Answer.NO:
            return Answer.NO, None
        # The solver gave up, or its numbers are wrong.
        result = narrowed_box(task.system, task.box)
        if result.conflict is not None:
            return Answer.NO, None
        found = spread(task.system, result.box)
        return (Answer.UNKNOWN if found is None else Answer.YES), found

    def _pinned(
        self, tasks: Sequence[_Task], solutions: Sequence[_Solution], wanted: Sequence[int]
    ) -> dict[int, Witness]:
        """Find rational numbers where the solver's are roots, by fixing rates close to them."""
        found: dict[int, Witness] = {}
        tries = {
            index: pins(tasks[index].system, tasks[index].box, solutions[index].values, solutions[index].near)
            for index in wanted
        }
        for choice in (0, 1):
            left = [index for index in wanted if index not in found and tries[index]]
            fixed = [
                _Task(
                    tasks[index].system,
                    _fixed(tasks[index].box, {k: v[choice] for k, v in tries[index].items()}),
                )
                for index in left
            ]
            for index, task, solution in zip(left, fixed, self._solutions(fixed), strict=True):
                witness = _shown(task, solution)
                if witness is not None and not witness.irrational:
                    found[index] = witness
        for index in wanted:
            if index not in found:
                single = self._pinned_singly(tasks[index], tries[index])
                found.update({} if single is None else {index: single})
        return found

    def _pinned_singly(self, task: _Task, tries: dict[str, tuple[Fraction, ...]]) -> Witness | None:
        """Fix one rate after the other, each at the first number that leaves the rest possible."""
        fixed, found = task, None
        for key, numbers in tries.items():
            for number in dict.fromkeys(numbers):
                attempt = _Task(task.system, _fixed(fixed.box, {key: number}))
                (solution,) = self._solutions([attempt])
                if solution.answer is Answer.YES:
                    fixed, found = attempt, solution
                    break
        return None if found is None else _shown(fixed, found)

    def _solutions(self, tasks: Sequence[_Task]) -> list[_Solution]:
        result: list[_Solution | None] = [None] * len(tasks)
        together: list[tuple[int, Formula]] = []
        for index, task in enumerate(tasks):
            if not task.system.relations:
                result[index] = _unrelated(task)
                continue
            formula = Formula.of(task.system, task.box, prefix=f"c{index}")
            if formula.is_linear and not formula.is_whole:
                together.append((index, formula))
            else:
                answer, model = _asked(self.solver, formula)
                result[index] = _solution(answer, model, formula, task.box)
        for index, formula, answer, model in self._joined(together):
            result[index] = _solution(answer, model, formula, tasks[index].box)
        return [one for one in result if one is not None]

    def _joined(
        self, formulas: Sequence[tuple[int, Formula]]
    ) -> Iterable[tuple[int, Formula, Answer, Model | None]]:
        """Ask about many parts at once, and about each half where the answer is not yes."""
        stack = [formulas] if formulas else []
        while stack:
            batch = stack.pop()
            answer, model = self.solver.solve("".join(one.text for _, one in batch), is_linear=True)
            if answer is Answer.YES or len(batch) == 1:
                yield from ((index, formula, answer, model) for index, formula in batch)
            else:
                middle = len(batch) // 2
                stack += [batch[:middle], batch[middle:]]


def _fixed(box: Box, numbers: Mapping[str, Fraction]) -> dict[str, Interval]:
    return {**box, **{key: Interval.point(x) for key, x in numbers.items()}}


def _shown(task: _Task, solution: _Solution) -> Witness | None:
    """Give a solution's numbers with what follows from them, if they stand the test."""
    witness = completed(task.system, {**_points(task.box), **solution.values})
    is_shown = solution.answer is Answer.YES and confirmed(task.system, task.box, witness)
    return witness if is_shown else None


def _unrelated(task: _Task) -> _Solution:
    values: dict[str, Fraction] = {}
    for key, interval in task.box.items():
        first = next(candidates(interval), None)
        if first is None:
            return _Solution(Answer.NO)
        values[key] = first
    return _Solution(Answer.YES, values)


def _solution(answer: Answer, model: Model | None, formula: Formula, box: Box) -> _Solution:
    if model is None:
        return _Solution(answer)
    values = _points({key: one for key, one in box.items() if key not in formula.implied})
    near: dict[str, Fraction] = {}
    for key, symbol in formula.symbols.items():
        if symbol in model.near:
            near[key] = model.near[symbol]
        elif symbol in model.values:
            values[key] = model.values[symbol]
        else:  # nothing was said about it, so anything will do
            values[key] = next(candidates(box[key]))
    return _Solution(answer, values, near)


def _points(box: Box) -> dict[str, Fraction]:
    return {key: one.lo for key, one in box.items() if one.is_point and one.lo is not None}
