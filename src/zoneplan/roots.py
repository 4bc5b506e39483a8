"""Roots of exact numbers, enclosed by fractions: a yearly rate is a root, and most roots are no fraction."""

from __future__ import annotations

from fractions import Fraction

from zoneplan.intervals import Interval

__all__ = ["root_between", "root_of"]

_DIGITS = 30


def root_between(x: Fraction, n: int) -> tuple[Fraction, Fraction]:
    """Give two fractions that the nth root of a number lies between, equal when it is a fraction itself.

    >>> root_between(Fraction(9, 4), 2)
    (Fraction(3, 2), Fraction(3, 2))
    >>> low, high = root_between(Fraction(2), 2)
    >>> low**2 < 2 < high**2, high - low < Fraction(1, 10**29)
    (True, True)

    Args:
        x: The number, 0 or more.
        n: Which root, 1 or more.
    """
    if n == 1 or not x:
        return x, x
    top, bottom = _floor_root(x.numerator, n), _floor_root(x.denominator, n)
    if top**n == x.numerator and bottom**n == x.denominator:
        exact = Fraction(top, bottom)
        return exact, exact
    # So many places that 30 digits of the root stand before the cut, however small the number is.
    places = _DIGITS + max(0, (len(str(x.denominator)) - len(str(x.numerator))) // n + 1)
    scale = 10**places
    floor = _floor_root(x.numerator * scale**n // x.denominator, n)
    return Fraction(floor, scale), Fraction(floor + 1, scale)


def _floor_root(x: int, n: int) -> int:
    """Give the largest whole number whose nth power is at most x, by Newton's method from above."""
    if x < 2:
        return x
    guess = 1 << -(-x.bit_length() // n)
    while True:
        closer = ((n - 1) * guess + x // guess ** (n - 1)) // n
        if closer >= guess:
            return guess
        guess = closer


def root_of(interval: Interval, n: int) -> Interval:
    """Give an interval that holds the nth root of every number of an interval, negative numbers left out.

    It is the smallest one where the roots of the ends are fractions. Where they are not, its ends lie
    beyond them by less than 10⁻²⁹ and are open: no root reaches them.

    Args:
        interval: The numbers.
        n: Which root, 1 or more.
    """
    numbers = interval & _NOT_NEGATIVE
    if numbers.is_empty:
        return numbers
    lo, above = root_between(numbers.lo or Fraction(0), n)
    lo_closed = numbers.lo_closed and lo == above
    if numbers.hi is None:
        return Interval(lo, None, lo_closed)
    below, hi = root_between(numbers.hi, n)
    return Interval(lo, hi, lo_closed, numbers.hi_closed and below == hi)


_NOT_NEGATIVE = Interval.at_least(0)
