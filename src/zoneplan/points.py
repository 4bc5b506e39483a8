"""Exact numbers chosen from intervals so that a constraint holds: what a witness is made of."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, Protocol

from zoneplan.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["between", "candidates", "walk"]

_WHOLE_TRIES = 40
_STEPS = 400
_CORNERS = 500
_HALVINGS = 100
_PARTS = (Fraction(1, 4), Fraction(3, 4))


class _Walkable(Protocol):
    """What a walk asks of a constraint."""

    def implied(self, box: Mapping[str, Interval], key: str) -> Interval:
        """Give what one number can be, from the others."""

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Tell whether the constraint holds at a point."""


def candidates(interval: Interval) -> Iterator[Fraction]:
    """Give some numbers of an interval, the most telling first: its middle, its ends, what lies between.

    >>> from zoneplan.intervals import Interval
    >>> [str(x) for x in candidates(Interval(0, 1, hi_closed=False))]
    ['1/2', '0', '1/4', '3/4']

    Args:
        interval: The numbers to choose from; an empty one gives none.
    """
    if interval.is_empty:
        return
    if interval.integral:
        yield from _whole(interval)
    elif interval.lo is not None and interval.hi is not None:
        yield from _bounded(interval, interval.lo, interval.hi)
    else:
        yield from _unbounded(interval)


def _bounded(interval: Interval, lo: Fraction, hi: Fraction) -> Iterator[Fraction]:
    if lo == hi:
        yield lo
        return
    yield _short(lo + (hi - lo) / 2, (hi - lo) / 2)
    if interval.lo_closed:
        yield lo
    if interval.hi_closed:
        yield hi
    yield from (lo + (hi - lo) * part for part in _PARTS)


def _short(x: Fraction, near: Fraction) -> Fraction:
    """Round a number to as few digits as leave it nearer than `near`, so that witnesses read well."""
    exponent = len(str(near.numerator)) - len(str(near.denominator)) - 1  # 10^exponent < near
    step = Fraction(10) ** exponent
    return round(x / step) * step


def _unbounded(interval: Interval) -> Iterator[Fraction]:
    end = interval.hi if interval.lo is None else interval.lo
    if end is None:
        yield from map(Fraction, (0, 1, -1))
        return
    away = -1 if interval.lo is None else 1
    if interval.lo_closed or interval.hi_closed:
        yield end
    size = abs(end) or Fraction(1)
    yield from (end + away * size * step for step in (Fraction(1, 16), Fraction(1), Fraction(1000)))


def _whole(interval: Interval) -> Iterator[Fraction]:
    """Give whole numbers, from the middle outward."""
    lo, hi = interval.lo, interval.hi
    if lo is not None and hi is not None:
        middle = math.floor((lo + hi) / 2)
    else:
        end = hi if lo is None else lo
        middle = 0 if end is None else math.floor(end)
    for step in range(_WHOLE_TRIES):
        for x in {middle - step, middle + step}:
            if x in interval:
                yield Fraction(x)


def walk(
    constraint: _Walkable, box: Mapping[str, Interval], order: Sequence[str]
) -> dict[str, Fraction] | None:
    """Fix one number after the other, each where the others still leave room, until all are fixed.

    Args:
        constraint: What has to hold.
        box: What each number can be.
        order: The numbers in the order in which they are fixed; the last one has to follow from the others.

    Returns:
        A point of the box at which the constraint holds, or None when none was found in 400 steps.
    """
    return _walk(constraint, dict(box), tuple(order), {}, [_STEPS])


def _walk(
    constraint: _Walkable,
    box: dict[str, Interval],
    order: tuple[str, ...],
    point: dict[str, Fraction],
    steps: list[int],
) -> dict[str, Fraction] | None:
    if not order:
        return point if constraint.holds(point) else None
    key = order[0]
    for x in candidates(box[key] & constraint.implied(box, key)):
        steps[0] -= 1
        if steps[0] < 0:
            return None
        fixed = {**box, key: Interval.point(x)}
        found = _walk(constraint, fixed, order[1:], {**point, key: x}, steps)
        if found is not None:
            return found
    return None


def between(
    value: Callable[[Sequence[Fraction]], Fraction], box: Sequence[Interval], wanted: Interval
) -> tuple[Fraction, ...] | None:
    """Find a point of a box at which a continuous function has a wanted value.

    Corners and middles are tried first; then the line from one where the value is too small to one
    where it is too large is halved.

    Args:
        value: The function.
        box: What each of its arguments can be.
        wanted: The values looked for.

    Returns:
        A point, or None when none was found.
    """
    below: tuple[Fraction, ...] | None = None
    above: tuple[Fraction, ...] | None = None
    for point in islice(product(*(tuple(islice(candidates(side), 3)) for side in box)), _CORNERS):
        found = value(point)
        if found in wanted:
            return point
        if wanted.overlaps(Interval.more_than(found)):
            below = point
        else:
            above = point
    if below is None or above is None:
        return None
    return _halved(value, box, wanted, below, above)


def _halved(
    value: Callable[[Sequence[Fraction]], Fraction],
    box: Sequence[Interval],
    wanted: Interval,
    below: tuple[Fraction, ...],
    above: tuple[Fraction, ...],
) -> tuple[Fraction, ...] | None:
    for _ in range(_HALVINGS):
        middle = tuple((one + other) / 2 for one, other in zip(below, above, strict=True))
        found = value(middle)
        if found in wanted:
            return middle if all(x in side for x, side in zip(middle, box, strict=True)) else None
        if wanted.overlaps(Interval.more_than(found)):
            below = middle
        else:
            above = middle
    return None
