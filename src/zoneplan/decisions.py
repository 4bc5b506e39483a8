"""Deciding a relation: whether the figures it is about can all be true.

The procedure is S4 of the specification of published figures. Every step is exact. What the figures are
figures of is taken from their terms; whether a term names the right figure is for its author to say.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from zoneplan import closed_forms
from zoneplan.constraints import Constraint, Linear, narrow
from zoneplan.intervals import Interval
from zoneplan.points import candidates
from zoneplan.preconditions import failures
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import DEFAULT, Policy
from zoneplan.relations import Relation, SameFact
from zoneplan.verdicts import Reason, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from zoneplan.statements import Compiled

__all__ = ["decide"]

_VAGUE = frozenset({Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.JUST_OVER})
_NOTHING: frozenset[str] = frozenset()
_TRIES = 200


def decide(relation: Relation, policy: Policy = DEFAULT, *, blocked: Set[str] = _NOTHING) -> Verdict:
    """Decide whether the figures of a relation can all be true.

    >>> from zoneplan.relations import Share
    >>> print(decide(Share(part="2400亿元", whole="超5000亿元", share="48%")))
    consistent
    >>> print(decide(Share(part="2400亿元", whole="超5000亿元", share="49%")))
    undecided (reading)
    >>> print(decide(Share(part="2400亿元", whole="超5000亿元", share="50%")))
    inconsistent

    Args:
        relation: The relation.
        policy: How numbers are read.
        blocked: Keys of terms that are told differently by different sources: nothing rests on them.
    """
    reasons = failures(relation)
    if reasons:
        return Verdict(relation=relation, status=Status.UNDECIDED, reasons=reasons, policy=policy)
    status = None if blocked else closed_forms.status(relation, policy)
    if status is None:
        status, reasons = _decided(relation, relation.compiled(policy), blocked)
    return Verdict(relation=relation, status=status, reasons=reasons, policy=policy)


def _decided(relation: Relation, compiled: Compiled, blocked: Set[str]) -> tuple[Status, tuple[Reason, ...]]:
    if blocked and not isinstance(relation, SameFact) and not blocked.isdisjoint(compiled.roles.values()):
        return Status.UNDECIDED, (Reason.BLOCKED,)
    if isinstance(relation, SameFact) and relation.contradiction is not None:
        return Status.INCONSISTENT, ()
    strict = compiled.box()
    if _admits(compiled.deciding, strict):
        return _admitted(compiled, strict)
    if any(interval.is_empty for interval in strict.values()):
        return Status.UNDECIDED, (Reason.BLOCKED,)  # two terms tell one number differently
    if not _admits(compiled.deciding, compiled.box(wide=True)):
        return Status.INCONSISTENT, ()
    return Status.UNDECIDED, (_looseness(relation, compiled),)


def _admitted(compiled: Compiled, strict: dict[str, Interval]) -> tuple[Status, tuple[Reason, ...]]:
    """Say what follows when nothing speaks against the relation."""
    if any(not compiled.variables[key].is_given for key in compiled.roles.values()):
        return Status.UNDECIDED, (Reason.MISSING,)
    if not _is_shown(compiled.deciding, strict):
        return Status.UNDECIDED, (Reason.ENCLOSURE,)
    if not _has_power(compiled, strict):
        return Status.UNDECIDED, (Reason.NO_POWER,)
    return Status.CONSISTENT, ()


def _admits(constraints: tuple[Constraint, ...], box: dict[str, Interval]) -> bool:
    if len(constraints) == 1:
        return constraints[0].admits(box)
    return not any(interval.is_empty for interval in narrow(constraints, box).values())


# -- what "admits" leaves open --------------------------------------------------------------------


def _is_shown(constraints: tuple[Constraint, ...], box: dict[str, Interval]) -> bool:
    """Tell whether the box surely holds a point at which all is true, where closed forms only say perhaps."""
    if len(constraints) > 1:
        box = narrow(constraints, box)
    return all(_is_surely_admitted(constraint, box) for constraint in constraints)


def _is_surely_admitted(constraint: Constraint, box: dict[str, Interval]) -> bool:
    keys = constraint.keys
    whole = [key for key in keys if box[key].integral]
    is_simple = isinstance(constraint, Linear) and all(abs(weight) == 1 for _, weight in constraint.terms)
    # One number that the others give exactly is enough: what it can be then holds some value or does not.
    is_single = len({*keys}) == len(keys) and not all(map(constraint.is_enclosure, keys))
    if is_single and (not whole or is_simple):
        return True
    if is_single:
        return _has_whole_solution(constraint, box, whole)
    return constraint.witness(box) is not None


def _has_whole_solution(constraint: Constraint, box: dict[str, Interval], whole: list[str]) -> bool:
    """Try whole numbers until the closed form, exact for the others, says yes."""
    choices = [candidates(box[key] & constraint.implied(box, key)) for key in whole]
    for _, values in zip(range(_TRIES), product(*choices), strict=False):
        fixed = {key: Interval.point(x) for key, x in zip(whole, values, strict=True)}
        if constraint.admits({**box, **fixed}):
            return True
    return False


def _has_power(compiled: Compiled, strict: dict[str, Interval]) -> bool:
    """Tell whether some number is bound by the others more closely than by its own domain."""
    for key, variable in compiled.variables.items():
        domain = variable.domain
        for constraint in compiled.deciding:
            if key in constraint.keys and not domain.is_subset(constraint.implied(strict, key)):
                return True
    return False


# -- how loose a reading has to be ----------------------------------------------------------------


def _looseness(relation: Relation, compiled: Compiled) -> Reason:
    """Say whether vague words, stretched alone, make a relation hold; otherwise rounding has to."""
    vague = {
        key
        for role, term in relation.operands
        if term.figure is not None and _VAGUE & {*term.figure.qualifiers}
        for key in _names(compiled, role)
    }
    if not vague:
        return Reason.READING
    strict, wide = compiled.box(), compiled.box(wide=True)
    stretched = {key: wide[key] if key in vague else strict[key] for key in strict}
    if _admits(compiled.deciding, stretched):
        return Reason.VAGUE
    kept = {key: strict[key] if key in vague else wide[key] for key in strict}
    return Reason.READING if _admits(compiled.deciding, kept) else Reason.VAGUE


def _names(compiled: Compiled, role: str) -> Iterator[str]:
    key = compiled.roles[role]
    yield key
    if key in compiled.mirrors:
        yield compiled.mirrors[key]
