"""Exact constraints between numbers that are known as intervals, each decided in closed form.

A constraint knows its numbers by key only, in base units. Everything is exact: ends are fractions,
and a share or a growth is compared by multiplying, never by dividing or by taking roots.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import attrs

from zoneplan.intervals import Interval
from zoneplan.points import between, walk
from zoneplan.roots import root_of

__all__ = [
    "Box",
    "Compound",
    "CompoundChange",
    "Constraint",
    "Linear",
    "MeanGrowth",
    "Product",
    "Sense",
    "Variable",
    "narrow",
]

Box: TypeAlias = Mapping[str, Interval]
"""What each number can be, by its key."""

_ZERO, _ONE = Fraction(0), Fraction(1)
_POSITIVE = Interval.more_than(0)
_NEGATIVE = Interval.less_than(0)
_NOT_NEGATIVE = Interval.at_least(0)
_STEPS = 2000


class Sense(enum.StrEnum):
    """How a linear combination stands to its bound."""

    EQUAL = "="
    AT_MOST = "<="
    LESS = "<"


@attrs.frozen(kw_only=True)
class Variable:
    """A number that constraints are about.

    Attributes:
        key: What identifies it among all numbers.
        strict: What it can be when every digit counts.
        wide: What it can be when its figure is read at its loosest; contains `strict`.
        domain: What it can be at all.
        is_given: Whether a figure was published for it; without one both readings are its domain.
    """

    key: str
    strict: Interval
    wide: Interval
    domain: Interval
    is_given: bool = True


@attrs.frozen
class Linear:
    """Σ c·x = b, or ≤ b, or < b.

    >>> rule = Linear((("a", Fraction(1)), ("b", Fraction(-1))), Fraction(2))
    >>> print(rule.implied({"b": Interval(5, 6, hi_closed=False)}, "a"))
    [7, 8)

    Attributes:
        terms: Each key with its coefficient; keys are distinct and no coefficient is zero.
        bound: The number on the right.
        sense: How the two sides stand to each other.
    """

    terms: tuple[tuple[str, Fraction], ...]
    bound: Fraction = _ZERO
    sense: Sense = Sense.EQUAL

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its numbers."""
        return tuple([key for key, _ in self.terms])

    def implied(self, box: Box, key: str) -> Interval:
        """Give the smallest interval of all values that one number can have, from the others.

        Args:
            box: What the numbers can be; that of `key` itself is not asked for.
            key: The number.
        """
        own, rest = _ONE, Interval.point(self.bound)
        for other, weight in self.terms:
            if other == key:
                own = weight
            else:
                rest = rest - box[other] * weight
        return (rest + self._slack) * (1 / own)

    @property
    def _slack(self) -> Interval:
        """What the left side may differ from the right one by."""
        if self.sense is Sense.EQUAL:
            return Interval.point(0)
        return Interval.at_most(0) if self.sense is Sense.AT_MOST else _NEGATIVE

    def total(self, box: Box) -> Interval:
        """Give the range of the left side, less the bound."""
        result = Interval.point(-self.bound)
        for key, weight in self.terms:
            result = result + box[key] * weight
        return result

    def admits(self, box: Box) -> bool:
        """Tell whether numbers of a box can satisfy it: the closed form.

        Exact, but for whole numbers with coefficients other than 1 and -1, where yes means perhaps.
        """
        return self.total(box).overlaps(self._slack)

    def is_entailed(self, box: Box) -> bool:
        """Tell whether all numbers of a box satisfy it."""
        return self.total(box).is_subset(self._slack)

    def is_enclosure(self, key: str) -> bool:
        """Tell whether `implied` may be wider than it has to be."""
        return False

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether it holds at a point, exactly."""
        left = sum((weight * point[key] for key, weight in self.terms), -self.bound)
        return left in self._slack

    def witness(self, box: Box) -> dict[str, Fraction] | None:
        """Give a point of a box at which it holds, or None when none was found."""
        whole = [key for key in self.keys if box[key].integral]
        return walk(self, box, [*whole, *(key for key in self.keys if key not in whole)])


@attrs.frozen
class Product:
    """result = factor · base, the base being above zero.

    >>> share = Product("whole", "share", "part")
    >>> box = {"part": Interval.point(50), "share": Interval(Fraction(1, 4), Fraction(1, 2))}
    >>> print(share.implied(box, "whole"))
    [100, 200]

    Attributes:
        base: Key of the base, such as a whole.
        factor: Key of the factor, such as a share.
        result: Key of the result, such as a part.
    """

    base: str
    factor: str
    result: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its numbers."""
        return (self.base, self.factor, self.result)

    def implied(self, box: Box, key: str) -> Interval:
        """Give the smallest interval of all values that one number can have, from the others.

        Args:
            box: What the numbers can be; that of `key` itself is not asked for.
            key: The number.
        """
        if key == self.base:
            return _bases(box[self.factor], box[self.result])
        base = box[self.base] & _POSITIVE
        return box[self.factor] * base if key == self.result else box[self.result] / base

    def admits(self, box: Box) -> bool:
        """Tell whether numbers of a box can satisfy it; for whole numbers yes means perhaps."""
        return self.implied(box, self.result).overlaps(box[self.result])

    def is_entailed(self, box: Box) -> bool:
        """Tell whether all numbers of a box satisfy it."""
        return _are_points(self, box)

    def is_enclosure(self, key: str) -> bool:
        """Tell whether `implied` may be wider than it has to be: when a number stands in it twice."""
        return len({*self.keys}) < 3

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether it holds at a point, exactly."""
        base = point[self.base]
        return base > 0 and point[self.result] == point[self.factor] * base

    def witness(self, box: Box) -> dict[str, Fraction] | None:
        """Give a point of a box at which it holds, or None when none was found."""
        return walk(self, box, _ordered(self.keys, box, (self.result, self.factor, self.base)))


@attrs.frozen
class Compound:
    """target = base · (1 + rate)^years, the base above zero and the rate at least -1.

    >>> growth = Compound("base", "rate", "target", 2)
    >>> box = {"base": Interval.point(100), "target": Interval(121, 144)}
    >>> print(growth.implied(box, "rate"))
    [0.1, 0.2]

    Attributes:
        base: Key of the level that growth starts from.
        rate: Key of the yearly rate, as a ratio.
        target: Key of the level that is reached.
        years: Number of years, at least 1.
    """

    base: str
    rate: str
    target: str
    years: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its numbers."""
        return (self.base, self.rate, self.target)

    def factor(self, box: Box) -> Interval:
        """Give the range of (1 + rate)^years."""
        return _powers(box[self.rate], self.years)

    def implied(self, box: Box, key: str) -> Interval:
        """Give the smallest interval of all values that one number can have, from the others.

        For a rate over several years it is an outward enclosure to about 30 digits.

        Args:
            box: What the numbers can be; that of `key` itself is not asked for.
            key: The number.
        """
        if key == self.base:
            return _bases(self.factor(box), box[self.target])
        base = box[self.base] & _POSITIVE
        if key == self.target:
            return self.factor(box) * base
        return root_of(box[self.target] / base, self.years) - 1

    def admits(self, box: Box) -> bool:
        """Tell whether numbers of a box can satisfy it; for whole numbers yes means perhaps."""
        return self.implied(box, self.target).overlaps(box[self.target])

    def is_entailed(self, box: Box) -> bool:
        """Tell whether all numbers of a box satisfy it."""
        return _are_points(self, box)

    def is_enclosure(self, key: str) -> bool:
        """Tell whether `implied` may be wider than it has to be: for roots, or a number that stands twice."""
        return len({*self.keys}) < 3 or (key == self.rate and self.years > 1)

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether it holds at a point, exactly."""
        base, factor = point[self.base], 1 + point[self.rate]
        return base > 0 and factor >= 0 and point[self.target] == base * factor**self.years

    def witness(self, box: Box) -> dict[str, Fraction] | None:
        """Give a point of a box at which it holds, or None when none was found.

        There is none where base and target are single numbers and the rate between them is no fraction.
        """
        return walk(self, box, _ordered(self.keys, box, (self.target, self.base, self.rate)))


@attrs.frozen
class CompoundChange:
    """1 + change = (1 + rate)^years, the rate at least -1.

    >>> rule = CompoundChange("rate", "change", 2)
    >>> print(rule.implied({"rate": Interval.point(Fraction(1, 10))}, "change"))
    [0.21, 0.21]

    Attributes:
        rate: Key of the yearly rate, as a ratio.
        change: Key of the change over all years, as a ratio.
        years: Number of years, at least 1.
    """

    rate: str
    change: str
    years: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its numbers."""
        return (self.rate, self.change)

    def implied(self, box: Box, key: str) -> Interval:
        """Give the smallest interval of all values that one number can have, from the other.

        For the rate over several years it is an outward enclosure to about 30 digits.

        Args:
            box: What the numbers can be; that of `key` itself is not asked for.
            key: The number.
        """
        if key == self.change:
            return _powers(box[self.rate], self.years) - 1
        return root_of(box[self.change] + 1, self.years) - 1

    def admits(self, box: Box) -> bool:
        """Tell whether numbers of a box can satisfy it; for whole numbers yes means perhaps."""
        return self.implied(box, self.change).overlaps(box[self.change])

    def is_entailed(self, box: Box) -> bool:
        """Tell whether all numbers of a box satisfy it."""
        return _are_points(self, box)

    def is_enclosure(self, key: str) -> bool:
        """Tell whether `implied` may be wider than it has to be: for roots, or a number that stands twice."""
        return self.rate == self.change or (key == self.rate and self.years > 1)

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether it holds at a point, exactly."""
        factor = 1 + point[self.rate]
        return factor >= 0 and 1 + point[self.change] == factor**self.years

    def witness(self, box: Box) -> dict[str, Fraction] | None:
        """Give a point of a box at which it holds, or None when none was found."""
        return walk(self, box, tuple(dict.fromkeys((self.rate, self.change))))


@attrs.frozen
class MeanGrowth:
    """rate = mean of the yearly ratios of levels, less 1; all levels above zero.

    >>> rule = MeanGrowth(("x", "y", "z"), "rate")
    >>> box = {"x": Interval.point(2), "y": Interval.point(3), "z": Interval.point(6)}
    >>> print(rule.implied(box, "rate"))
    [0.75, 0.75]

    Attributes:
        levels: Keys of the levels, one a year, in order; at least two.
        rate: Key of the mean yearly rate, as a ratio.
    """

    levels: tuple[str, ...]
    rate: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its numbers."""
        return (*self.levels, self.rate)

    def implied(self, box: Box, key: str) -> Interval:
        """Give an interval of all values that one number can have, from the others.

        A level between two others stands in two ratios, so it is an outward enclosure.

        Args:
            box: What the numbers can be; that of `key` itself is not asked for.
            key: The number.
        """
        levels = [box[level] & _POSITIVE if level != key else _POSITIVE for level in self.levels]
        ratios = [later / earlier for earlier, later in pairwise(levels)]
        if key == self.rate:
            return _sum(ratios) * Fraction(1, len(ratios)) - 1
        at = self.levels.index(key)
        own = slice(max(0, at - 1), at + 1)
        left = (box[self.rate] + 1) * len(ratios) - _sum([*ratios[: own.start], *ratios[own.stop :]])
        return self._level(levels, at, left & _POSITIVE)

    @staticmethod
    def _level(levels: list[Interval], at: int, ratios: Interval) -> Interval:
        """Give the range of a level from what its one ratio, or its two, can add up to."""
        result = _POSITIVE
        most = Interval(0, ratios.hi, False, ratios.hi_closed) if 0 < at < len(levels) - 1 else ratios
        if ratios.is_empty:
            return ratios
        if at > 0:
            result = result & levels[at - 1] * most
        if at < len(levels) - 1:
            result = result & levels[at + 1] / most
        return result

    def admits(self, box: Box) -> bool:
        """Tell whether numbers of a box can satisfy it; with three levels or more yes means perhaps."""
        return self.implied(box, self.rate).overlaps(box[self.rate])

    def is_entailed(self, box: Box) -> bool:
        """Tell whether all numbers of a box satisfy it."""
        return _are_points(self, box)

    def is_enclosure(self, key: str) -> bool:
        """Tell whether `implied` may be wider than it has to be: with three levels or more."""
        return len(self.levels) > 2 or len({*self.keys}) < 3

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether it holds at a point, exactly."""
        levels = [point[level] for level in self.levels]
        return min(levels) > 0 and self.mean(levels) == point[self.rate]

    @staticmethod
    def mean(levels: Iterable[Fraction]) -> Fraction:
        """Give the mean yearly rate of levels above zero."""
        ratios = [later / earlier for earlier, later in pairwise(levels)]
        return sum(ratios, _ZERO) / len(ratios) - 1

    def witness(self, box: Box) -> dict[str, Fraction] | None:
        """Give a point of a box at which it holds, or None when none was found.

        The levels move on a straight line from where the mean is least to where it is largest.
        """
        near = narrow([self], box)
        levels = [near[level] & _POSITIVE for level in self.levels]
        # Ratios do not depend on the unit, so the search must not: its steps are those of levels up to 1.
        ends = [end for one in levels for end in (one.lo, one.hi) if end]
        size = max(ends) if ends and not any(one.integral for one in levels) else Fraction(1)
        found = between(self.mean, [one * (1 / size) for one in levels], box[self.rate])
        if found is None:
            return None
        point = {level: x * size for level, x in zip(self.levels, found, strict=True)}
        point[self.rate] = self.mean(found)
        return point if self.holds(point) else None


Constraint: TypeAlias = Linear | Product | Compound | CompoundChange | MeanGrowth
"""Every kind of constraint; all answer `keys`, `implied`, `admits`, `holds`, `witness` and `is_enclosure`."""


def narrow(constraints: Iterable[Constraint], box: Box) -> dict[str, Interval]:
    """Cut every number of a box down to what the constraints leave of it, as far as propagation goes.

    Values that satisfy all constraints are never cut away. An empty interval in the result means that
    there are none; on cyclic constraints there may be none although no interval is empty.

    >>> rule = Linear((("a", Fraction(1)), ("b", Fraction(1))), Fraction(10))
    >>> print(narrow([rule], {"a": Interval(7, 20), "b": Interval.at_least(0)})["b"])
    [0, 3]

    Args:
        constraints: What has to hold together.
        box: What each number can be; every key of a constraint is in it.
    """
    rules = tuple(constraints)
    users: dict[str, list[Constraint]] = {}
    for rule in rules:
        for key in rule.keys:
            users.setdefault(key, []).append(rule)
    result, waiting = dict(box), deque(rules)
    for _ in range(_STEPS):
        if not waiting:
            break
        rule = waiting.popleft()
        for key in rule.keys:
            cut = result[key] & rule.implied(result, key)
            if cut != result[key]:
                result[key] = cut
                waiting.extend(one for one in users[key] if one is not rule and one not in waiting)
            if cut.is_empty:
                return result
    return result


def _are_points(rule: Constraint, box: Box) -> bool:
    """Tell whether a box is one point, at which a rule holds."""
    point = {key: x for key in rule.keys if (x := box[key].lo) is not None and box[key].is_point}
    return len(point) == len({*rule.keys}) and rule.holds(point)


def _ordered(keys: Iterable[str], box: Box, last: Iterable[str]) -> list[str]:
    """Order keys so that a number that need not be whole comes last and can follow from the others."""
    free = next((key for key in last if not box[key].integral), next(iter(last)))
    whole = [key for key in dict.fromkeys(keys) if box[key].integral and key != free]
    return [*whole, *(key for key in dict.fromkeys(keys) if key != free and key not in whole), free]


def _powers(rate: Interval, years: int) -> Interval:
    return ((rate + 1) & _NOT_NEGATIVE) ** years


def _bases(factor: Interval, result: Interval) -> Interval:
    """Give the positive numbers that a number of `factor` multiplies to one of `result`."""
    if _ZERO in factor and _ZERO in result:
        return _POSITIVE
    above = (result & _POSITIVE) / (factor & _POSITIVE)
    return above.hull((result & _NEGATIVE) / (factor & _NEGATIVE))


def _sum(intervals: Iterable[Interval]) -> Interval:
    result = Interval.point(0)
    for interval in intervals:
        result = result + interval
    return result
