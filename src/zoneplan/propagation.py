"""Narrowing the ranges of numbers by one relation after the other, until nothing moves.

Where numbers and relations form a tree this finds every contradiction there is. Around a cycle it can
miss one: that a contradiction was found is always true, that none was found proves nothing there. What
is called consistent here was shown so, by numbers that make every relation hold.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.conflicts import Members, smallest_core
from zoneplan.constraints import Linear
from zoneplan.intervals import Interval
from zoneplan.outcomes import Gap, Method, Outcome, Proof
from zoneplan.systems import Member, System, mentions
from zoneplan.verdicts import Status
from zoneplan.witnesses import spread

if TYPE_CHECKING:
    from zoneplan.constraints import Box, Constraint

__all__ = ["Narrowed", "narrowed", "propagate"]

_VISITS = 30  # of one constraint; a tree needs few, a cycle may approach its limits for ever
_BITS = 4096  # of an end; what comes out of a cycle may grow without limit, and is then rounded outward
_SCALE = 1 << _BITS


@attrs.frozen
class Narrowed:
    """Ranges after narrowing, and what took part in a contradiction.

    Attributes:
        box: What is left of each number's range.
        conflict: The members that left nothing of some range; None when something is left of each.
        is_settled: Whether narrowing ended because nothing moved any more and no end had to be rounded.
        steps: How often a constraint was looked at.
    """

    box: Mapping[str, Interval]
    conflict: Members | None
    is_settled: bool
    steps: int


def narrowed(system: System, members: Members | None = None, *, wide: bool = False) -> Narrowed:
    """Narrow the ranges of numbers by what relations say about them.

    Args:
        system: The numbers and relations.
        members: Which readings and relations are believed; None for all. Domains always are.
        wide: Whether figures are read at their loosest.
    """
    believed = system.members() if members is None else members
    readings = system.box(wide=wide)
    box = {
        key: readings[key] if Member("figure", key) in believed else one.domain
        for key, one in system.variables.items()
    }
    return _Narrowing(system, box, believed).run()


def narrowed_box(system: System, box: Box) -> Narrowed:
    """Narrow given ranges by what all relations say about them.

    Args:
        system: The numbers and relations.
        box: What each number can be.
    """
    return _Narrowing(system, box, system.members()).run()


class _Narrowing:
    """One run, which remembers what each range owes its ends to."""

    def __init__(self, system: System, box: Box, members: Members) -> None:
        self._box = dict(box)
        self._owed = {
            key: frozenset[Member]() if box[key] == one.domain else frozenset((Member("figure", key),))
            for key, one in system.variables.items()
        }
        self._empty = next((key for key, one in box.items() if one.is_empty), None)
        self._is_rounded = False
        self._rules: list[tuple[Member, Constraint]] = [
            (relation, one)
            for name, constraints in system.relations.items()
            for relation in (Member("relation", name),)
            if relation in members
            for one in constraints
        ]
        self._users: dict[str, list[int]] = {}
        for index, (_, rule) in enumerate(self._rules):
            for key in dict.fromkeys(mentions(rule)):
                self._users.setdefault(key, []).append(index)

    def run(self) -> Narrowed:
        waiting, queued = deque(range(len(self._rules))), set(range(len(self._rules)))
        visits = [0] * len(self._rules)
        conflict = None if self._empty is None else self._owed[self._empty]
        is_settled = True
        while waiting and conflict is None:
            index = waiting.popleft()
            queued.discard(index)
            if visits[index] >= _VISITS:
                is_settled = False
                continue
            visits[index] += 1
            moved, conflict = self._visit(index)
            for key in moved:
                fresh = [one for one in self._users[key] if one != index and one not in queued]
                waiting.extend(fresh)
                queued.update(fresh)
        is_settled = is_settled and not self._is_rounded
        return Narrowed(self._box, conflict, is_settled, sum(visits))

    def _visit(self, index: int) -> tuple[list[str], Members | None]:
        relation, rule = self._rules[index]
        if not mentions(rule) and isinstance(rule, Linear) and not rule.holds({}):
            return [], frozenset((relation,))
        moved: list[str] = []
        for key in rule.keys:
            old = self._box[key]
            new = old & rule.implied(self._box, key)
            if new == old:
                continue
            owed = self._owed[key].union(
                (relation,), *(self._owed[other] for other in rule.keys if other != key)
            )
            if new.is_empty:
                return moved, owed
            self._box[key], self._owed[key] = self._short(new, old), owed
            moved.append(key)
        return moved, None

    def _short(self, new: Interval, old: Interval) -> Interval:
        """Round ends that have grown beyond use outward, but not beyond the old range."""
        if all(end is None or end.denominator.bit_length() <= _BITS for end in (new.lo, new.hi)):
            return new
        self._is_rounded = True
        lo = None if new.lo is None else Fraction(math.floor(new.lo * _SCALE), _SCALE)
        hi = None if new.hi is None else Fraction(math.ceil(new.hi * _SCALE), _SCALE)
        return Interval(lo, hi, integral=new.integral) & old


@attrs.define
class PropagationOracle:
    """Tells contradictions by narrowing ranges; it can miss some.

    Attributes:
        system: The numbers and relations.
        wide: Whether figures are read at their loosest.
        is_sure: Whether narrowing misses no contradiction in the system.
        steps: How often a constraint was looked at.
    """

    system: System
    wide: bool
    is_sure: bool = False
    steps: int = 0

    def refute(self, members: Members) -> Members | None:
        """Give the members that took part in a contradiction; None when none was found.

        Args:
            members: The readings and relations that are believed.
        """
        result = narrowed(self.system, members, wide=self.wide)
        self.steps += result.steps
        return result.conflict


def is_lossless(system: System) -> bool:
    """Tell whether narrowing finds every contradiction of a system and of its parts.

    It does on a tree, unless numbers have to be whole ones or a range that is only enclosed is passed on.

    Args:
        system: The numbers and relations.
    """
    used = Counter(key for one in system.constraints for key in mentions(one))
    ends = {key for key, times in used.items() if times == 1}
    enclosed = [{key for key in one.keys if one.is_enclosure(key)} for one in system.constraints]
    variables = system.variables.values()
    is_whole = any(one.strict.integral or one.wide.integral or one.domain.integral for one in variables)
    return (
        system.is_tree
        and not is_whole
        and all(
            keys <= ends and keys < set(one.keys)
            for keys, one in zip(enclosed, system.constraints, strict=True)
            if keys
        )
    )


def propagate(system: System) -> Proof:
    """Examine numbers and relations together without a solver.

    A core is one that propagation itself finds; on a tree of relations it is the smallest one.

    Args:
        system: The numbers and relations.
    """
    outcomes, steps = [], 0
    for component in system.components():
        outcome, taken = _outcome(component)
        outcomes.append(outcome)
        steps += taken
    return Proof(method=Method.PROPAGATION, outcomes=tuple(outcomes), steps=steps)


def _outcome(component: System) -> tuple[Outcome, int]:
    strict = narrowed(component)
    steps = strict.steps
    bare = Outcome(
        keys=tuple(component.variables),
        relations=tuple(component.relations),
        status=Status.UNDECIDED,
        gap=Gap.PROPAGATION,
    )
    if strict.conflict is None:
        found = spread(component, strict.box)
        return bare.shown(Status.CONSISTENT, None, found) if found else bare, steps
    wide = narrowed(component, wide=True)
    is_wide = wide.conflict is not None
    oracle = PropagationOracle(component, wide=is_wide)
    oracle.is_sure = is_lossless(component)
    core = smallest_core(oracle, component.members())
    steps += wide.steps + oracle.steps
    if is_wide:
        return attrs.evolve(bare, status=Status.INCONSISTENT, gap=None, core=core), steps
    found = spread(component, wide.box)
    outcome = bare.shown(Status.UNDECIDED, Gap.READING, found) if found else bare
    return attrs.evolve(outcome, core=core), steps
