"""Why figures contradict each other: lines that anyone can add up to something impossible."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from zoneplan.constraints import (
    Compound,
    CompoundChange,
    Constraint,
    Linear,
    MeanGrowth,
    Product,
    Sense,
)
from zoneplan.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.constraints import Box
    from zoneplan.statements import Compiled

__all__ = ["CertificateLine", "certificate"]

_POSITIVE = Interval.more_than(0)
_ZERO, _ONE = Fraction(0), Fraction(1)


@attrs.frozen
class CertificateLine:
    """One inequality of a proof: Σ c·x ≤ bound, or < bound, taken so many times.

    The lines of a proof add up to 0 ≤ a negative number, or to 0 < 0. All numbers are in base units.

    Attributes:
        text: What it says.
        multiplier: How many times it is taken; above 0.
        coefficients: The c of each number, by its key.
        bound: The number on the right.
        strict: Whether it says < instead of ≤.
        is_reading: Whether it is an end of what one figure can mean; otherwise it follows from the relation.
    """

    text: str
    multiplier: Fraction
    coefficients: Mapping[str, Fraction] = attrs.field(hash=False)
    bound: Fraction
    strict: bool
    is_reading: bool = False


def certificate(compiled: Compiled, box: Box) -> tuple[CertificateLine, ...]:
    """Prove that a relation holds nowhere in a box; no lines when it may hold.

    Args:
        compiled: The relation.
        box: What each of its numbers can be.
    """
    for constraint in _consequences(compiled.deciding):
        if not constraint.admits(box):
            lines = _lines(constraint, box)
            return tuple(_unmirrored(line, compiled.mirrors) for line in lines if line.multiplier)
    return ()


def _consequences(constraints: tuple[Constraint, ...]) -> Iterator[Constraint]:
    """Give the constraints, and what each pair of equations over a shared number comes to without it."""
    yield from constraints
    equations = [one for one in constraints if isinstance(one, Linear) and one.sense is Sense.EQUAL]
    for one, other in combinations(equations, 2):
        weights, others = dict(one.terms), dict(other.terms)
        for key in [key for key in weights if key in others]:
            share = weights[key] / others[key]
            rest = {
                name: weights.get(name, _ZERO) - share * others.get(name, _ZERO)
                for name in (*weights, *others)
            }
            yield Linear(tuple(item for item in rest.items() if item[1]), one.bound - share * other.bound)


def _lines(constraint: Constraint, box: Box) -> Iterator[CertificateLine]:
    match constraint:
        case Linear():
            return _of_linear(constraint, box)
        case Product():
            return _of_product(constraint.base, constraint.result, box[constraint.factor], box)
        case Compound():
            return _of_product(constraint.base, constraint.target, constraint.factor(box), box)
        case CompoundChange():
            return _of_value(constraint.change, constraint.implied(box, constraint.change), box)
        case MeanGrowth():  # pragma: no branch  # mypy knows it is the last
            return _of_value(constraint.rate, constraint.implied(box, constraint.rate), box)


def _of_linear(constraint: Linear, box: Box) -> Iterator[CertificateLine]:
    is_above = _is_above(constraint.total(box), Interval.point(0))
    sign = _ONE if is_above or constraint.sense is not Sense.EQUAL else -_ONE
    weights = {key: sign * weight for key, weight in constraint.terms}
    strict = constraint.sense is Sense.LESS
    yield _relation(weights, sign * constraint.bound, strict)
    for key, weight in weights.items():
        yield from _end(key, box[key], weight)


def _is_above(one: Interval, other: Interval) -> bool:
    """Tell whether every number of one interval is larger than all of another that it does not meet."""
    if one.lo is None or other.hi is None:
        return False
    return one.lo > other.hi or (one.lo == other.hi and not (one.lo_closed and other.hi_closed))


def _of_product(base: str, result: str, factor: Interval, box: Box) -> Iterator[CertificateLine]:
    bases = box[base] & _POSITIVE
    if _is_above(bases * factor, box[result]):
        # Where the product is too large or too small, the factor has the end that makes it so.
        least = factor.lo or _ZERO
        yield _relation(_added((base, least), (result, -_ONE)), _ZERO, not factor.lo_closed)
        yield from _end(result, box[result], -_ONE)
        # That a base is above 0 is the relation's own condition, where its reading does not say so.
        yield from _end(base, bases, least, is_reading=bases == box[base])
    else:
        most = factor.hi or _ZERO
        yield _relation(_added((result, _ONE), (base, -most)), _ZERO, not factor.hi_closed)
        yield from _end(result, box[result], _ONE)
        yield from _end(base, bases, -most, is_reading=most > 0 or bases == box[base])


def _of_value(key: str, implied: Interval, box: Box) -> Iterator[CertificateLine]:
    if _is_above(implied, box[key]):
        yield _relation({key: -_ONE}, -(implied.lo or _ZERO), not implied.lo_closed)
        yield from _end(key, box[key], -_ONE)
    else:
        yield _relation({key: _ONE}, implied.hi or _ZERO, not implied.hi_closed)
        yield from _end(key, box[key], _ONE)


def _end(
    key: str, interval: Interval, weight: Fraction, *, is_reading: bool = True
) -> Iterator[CertificateLine]:
    """Give the end of a number's interval that cancels `weight` times the number.

    There is one: an interval that is open to infinity on this side contradicts nothing.
    """
    if weight > 0:
        bound, strict = -(interval.lo or _ZERO), not interval.lo_closed
        yield _line({key: -_ONE}, bound, strict, weight, is_reading=is_reading)
    elif weight < 0:
        bound, strict = interval.hi or _ZERO, not interval.hi_closed
        yield _line({key: _ONE}, bound, strict, -weight, is_reading=is_reading)


def _added(*terms: tuple[str, Fraction]) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    for key, weight in terms:
        weights[key] = weights.get(key, _ZERO) + weight
    return {key: weight for key, weight in weights.items() if weight}


def _relation(weights: dict[str, Fraction], bound: Fraction, strict: bool) -> CertificateLine:
    return _line(weights, bound, strict, _ONE)


def _line(
    weights: dict[str, Fraction],
    bound: Fraction,
    strict: bool,
    multiplier: Fraction,
    *,
    is_reading: bool = False,
) -> CertificateLine:
    return CertificateLine("", multiplier, weights, bound, strict, is_reading)


def _unmirrored(line: CertificateLine, mirrors: Mapping[str, str]) -> CertificateLine:
    """Speak of a printed cut instead of its negative, and say the line in words."""
    printed = {mirror: key for key, mirror in mirrors.items()}
    weights = _added(
        *(
            (printed[key], -weight) if key in printed else (key, weight)
            for key, weight in line.coefficients.items()
        )
    )
    return attrs.evolve(line, coefficients=weights, text=_told(weights, line.bound, line.strict))


def _told(weights: dict[str, Fraction], bound: Fraction, strict: bool) -> str:
    """Say an inequality with its first number positive."""
    sign = "<" if strict else "≤"
    if weights and next(iter(weights.values())) < 0:
        weights, bound = {key: -weight for key, weight in weights.items()}, -bound
        sign = ">" if strict else "≥"
    left = "".join(
        f"{' - ' if weight < 0 else ' + '}{'' if abs(weight) == 1 else f'{_number(abs(weight))}·'}{key}"
        for key, weight in weights.items()
    )
    return f"{left.removeprefix(' + ') or '0'} {sign} {_number(bound)}"


def _number(x: Fraction) -> str:
    return str(Interval.point(x))[1:].partition(",")[0]
