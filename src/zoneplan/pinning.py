"""Where to fix a rate or share so that numbers which would be roots become fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.constraints import Compound, CompoundChange, MeanGrowth, Product
from zoneplan.roots import root_between
from zoneplan.witnesses import growth_factor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.constraints import Box, Constraint
    from zoneplan.intervals import Interval
    from zoneplan.systems import System

__all__ = ["pins"]

_SCALE = 10**8


def pins(
    system: System, box: Box, values: Mapping[str, Fraction], near: Mapping[str, Fraction]
) -> dict[str, tuple[Fraction, ...]]:
    """Give numbers to fix rates and shares at: just below and just above where a solution has them.

    With them fixed, everything else is linear, and so has a solution in fractions.

    Args:
        system: The numbers and relations.
        box: What each number can be.
        values: A solution, as far as its numbers are fractions.
        near: Fractions close to the solution's other numbers.
    """
    known = {**near, **values}
    found: dict[str, tuple[Fraction, ...]] = {}
    for one in system.constraints:
        for key, (low, high) in _around(one, known, near):
            if key not in found and not box[key].is_point:
                numbers = _inside(box[key], low, high)
                if numbers:
                    found[key] = numbers
    return found


def _around(
    one: Constraint, known: Mapping[str, Fraction], near: Mapping[str, Fraction]
) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    match one:
        case Compound() | CompoundChange():
            growth = growth_factor(one, known)
            if growth is not None and growth >= 0:
                low, high = root_between(growth, one.years)
                yield one.rate, (low - 1, high - 1)
        case Product(base=base, factor=factor, result=result):
            if factor in known:
                yield factor, (known[factor], known[factor])
            elif near.keys() & {base, result} and known.get(base):
                yield factor, (known[result] / known[base],) * 2
        case MeanGrowth(levels=levels):
            yield from ((key, (known[key], known[key])) for key in levels if key in known)


def _inside(box: Interval, low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Give short numbers below and above, then long ones, as far as they lie in the range; at least two."""
    short = Fraction(math.floor(low * _SCALE), _SCALE), Fraction(math.ceil(high * _SCALE), _SCALE)
    numbers = [one for one in (*short, low, high) if one in box]
    if low == high and numbers:
        numbers = [low, *numbers] if low in box else numbers
    return (numbers[0], numbers[-1], *numbers[1:]) if numbers else ()
