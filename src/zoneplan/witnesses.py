"""Numbers that make a whole system true, chosen one after the other and checked against everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.constraints import Compound, CompoundChange, Linear, Product
from zoneplan.intervals import Interval
from zoneplan.points import candidates
from zoneplan.roots import root_between
from zoneplan.systems import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.constraints import Box, Constraint
    from zoneplan.systems import System

__all__ = ["Witness", "completed", "confirmed", "growth_factor", "power", "spread"]


_FLOOR = Interval.at_least(-1)


@attrs.frozen
class Witness:
    """Numbers that make a system true.

    Attributes:
        values: An exact number for each key.
        irrational: The keys of rates left out of `values`: with the other numbers such a rate is a root
            that is no fraction.
    """

    values: Mapping[str, Fraction]
    irrational: frozenset[str] = frozenset()


def confirmed(system: System, box: Box, witness: Witness) -> bool:
    """Tell whether numbers lie in their ranges and make every relation hold, exactly.

    A rate that is no fraction is confirmed by its power: the levels grow by a factor that lies between
    the powers of its ends, and no other relation speaks of it.

    Args:
        system: The numbers and relations.
        box: What each number can be.
        witness: The numbers.
    """
    values = witness.values
    if any(
        key not in witness.irrational and (key not in values or values[key] not in box[key]) for key in box
    ):
        return False
    used = _uses(system)
    return all(
        one.holds(values)
        if not witness.irrational.intersection(one.keys)
        else _has_root(one, box, values, used)
        for one in system.constraints
    )


def _uses(system: System) -> Counter[str]:
    return Counter(key for one in system.constraints for key in mentions(one))


def _has_root(one: Constraint, box: Box, values: Mapping[str, Fraction], used: Counter[str]) -> bool:
    growth = growth_factor(one, values)
    if growth is None or not isinstance(one, (Compound, CompoundChange)):
        return False
    is_own = used[one.rate] == 1 and not box[one.rate].integral
    return is_own and growth in power(box[one.rate], one.years)


def growth_factor(one: Constraint, values: Mapping[str, Fraction]) -> Fraction | None:
    """Give what a growth multiplied by, from the numbers it leads from and to; None when not all are known.

    Args:
        one: The constraint.
        values: The numbers that are known.
    """
    match one:
        case Compound(base=base, target=target) if base in values and target in values and values[base] > 0:
            return values[target] / values[base]
        case CompoundChange(change=change) if change in values:
            return 1 + values[change]
    return None


def completed(system: System, values: Mapping[str, Fraction]) -> Witness:
    """Add the shares and rates that follow from the other numbers.

    Args:
        system: The numbers and relations.
        values: The numbers that are known.
    """
    filled = dict(values)
    roots = set()
    for one in system.constraints:
        if isinstance(one, Product) and one.factor not in filled:
            if one.result in filled and filled.get(one.base):
                filled[one.factor] = filled[one.result] / filled[one.base]
        elif isinstance(one, (Compound, CompoundChange)) and one.rate not in filled:
            growth = growth_factor(one, filled)
            if growth is None or growth < 0:
                continue
            low, high = root_between(growth, one.years)
            if low == high:
                filled[one.rate] = low - 1
            else:
                roots.add(one.rate)
    return Witness(filled, frozenset(roots))


def power(interval: Interval, years: int) -> Interval:
    """Give what growth over some years multiplies by, for rates of at least -1.

    Args:
        interval: The yearly rate, as a ratio.
        years: The number of years.
    """
    factor: Interval = ((interval & _FLOOR) + 1) ** years
    return factor


def spread(system: System, box: Box) -> Witness | None:
    """Find a witness by fixing one number and following the relations outward from it.

    On narrowed ranges of a tree every choice can be carried on, so one is found where there is one; the
    exceptions are whole numbers and rates that are no fraction. Around a cycle it is a matter of luck.

    Args:
        system: The numbers and relations, a single component.
        box: What each number can be, narrowed.
    """
    for order in _orders(system):
        found = _followed(system, box, order)
        if found is not None:
            return found
    return None


def _orders(system: System) -> Iterator[tuple[str, ...]]:
    """Give numbers to start from: those in most relations first, then any."""
    used = _uses(system)
    keys = sorted(system.variables, key=lambda key: (-used[key], key))
    if not keys:
        yield ()
    for start in keys[:3]:
        yield (start, *(key for key in keys if key != start))


def _followed(system: System, box: Box, order: tuple[str, ...]) -> Witness | None:
    ranges = dict(box)
    values: dict[str, Fraction] = {}
    roots: set[str] = set()
    users: dict[str, list[Constraint]] = {}
    for one in system.constraints:
        for key in one.keys:
            users.setdefault(key, []).append(one)
    done: set[int] = set()
    for start in order:
        waiting = [start] if start not in values and start not in roots else []
        while waiting:
            key = waiting.pop()
            if key not in values and key not in roots:
                first = short(ranges[key])
                if first is None:
                    return None
                values[key] = first
                ranges[key] = Interval.point(first)
            for one in users.get(key, ()):
                if id(one) in done:
                    continue
                done.add(id(one))
                found = _step(one, ranges)
                if found is None:
                    return None
                values.update(found.values)
                roots |= found.irrational
                ranges.update((other, Interval.point(x)) for other, x in found.values.items())
                waiting += (other for other in one.keys if other != key)
    witness = Witness(values, frozenset(roots))
    return witness if confirmed(system, box, witness) else None


def _step(one: Constraint, ranges: Box) -> Witness | None:
    point = _chosen(one, ranges) or one.witness(ranges)
    if point is not None:
        return Witness(point)
    if not isinstance(one, (Compound, CompoundChange)):
        return None
    known = {key: x for key in one.keys if (x := ranges[key].lo) is not None and ranges[key].is_point}
    growth = growth_factor(one, known)
    if growth is None or growth not in power(ranges[one.rate], one.years):
        return None
    known.pop(one.rate, None)
    return Witness(known, frozenset((one.rate,)))


def _chosen(one: Constraint, ranges: Box) -> dict[str, Fraction] | None:
    """Choose numbers with few digits, the last following from the others; None when that fails."""
    box = dict(ranges)
    point: dict[str, Fraction] = {}
    free = [key for key in dict.fromkeys(one.keys) if not box[key].is_point]
    if not isinstance(one, Linear):
        free.sort(key=lambda key: key not in {getattr(one, "factor", None), getattr(one, "rate", None)})
    for key in (*(key for key in one.keys if box[key].is_point), *free):
        number = short(box[key] & one.implied(box, key))
        if number is None:
            return None
        point[key] = number
        box[key] = Interval.point(number)
    return point if one.holds(point) else None


def short(interval: Interval) -> Fraction | None:
    """Give a number of an interval with few digits, near its middle; None when there is none.

    Args:
        interval: The numbers to choose from.
    """
    lo, hi = interval.lo, interval.hi
    if lo is None or hi is None or interval.integral or lo == hi:
        return next(candidates(interval), None)
    middle = (lo + hi) / 2
    digits = 0
    while (rounded := round(middle, digits)) not in interval:
        digits += 1
    return rounded
