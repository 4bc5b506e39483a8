"""Exact decimals: sums that never round, fractions that say whether a decimal can hold them.

`Decimal` arithmetic rounds silently at the 28 digits of its default context. Everything here either
is exact or says that it is not.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import TYPE_CHECKING

from zoneplan.errors import AmountError, FloatRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

__all__ = [
    "MAX_DIGITS",
    "as_number",
    "exact_sum",
    "finite_decimal",
    "is_short",
    "nearest_decimal",
    "plain_text",
    "rounded",
]

# A figure of a plan has some twenty digits at most; the limits below keep hostile numbers such as
# 1E+999999999 from ever being expanded, and bound every sum far inside the context's precision.
MAX_DIGITS = 60
_EXACT = decimal.Context(
    prec=1000, traps=[decimal.Inexact, decimal.InvalidOperation, decimal.Overflow, decimal.FloatOperation]
)
_DISPLAY_LONG = decimal.Context(prec=1000)
_UNBOUNDED = decimal.Context(prec=decimal.MAX_PREC, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX)
_DISPLAY = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_EVEN)


def as_number(value: object) -> Decimal:
    """Take an exact number as `Decimal`.

    Args:
        value: A finite `Decimal` or an `int` of at most 60 digits before and after the point.

    Raises:
        FloatRefusedError: If the value is a binary float.
        AmountError: If it is no number, not finite, or longer than 60 digits on either side.
    """
    if type(value) is Decimal:
        number = value
    elif isinstance(value, float):
        raise FloatRefusedError(
            f"expected an exact number, got the float {value!r}",
            f"write it as text or as Decimal('{value!r}')",
        )
    elif isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise AmountError(f"expected an exact number, got {_short(value)}", "give a Decimal or an int")
    else:
        number = Decimal(value)
    if not number.is_finite():
        raise AmountError(f"expected a finite number, got {number!r}", "leave a missing figure out")
    if not is_short(number):
        raise AmountError(
            f"expected a number of at most {MAX_DIGITS} digits, got {_short(number)}", "check the unit"
        )
    return number or number.copy_abs()  # a signed zero is zero


def is_short(number: Decimal) -> bool:
    """Tell whether a finite decimal has at most 60 digits before the point and 60 behind it."""
    lowest = number.as_tuple().exponent
    return number.adjusted() < MAX_DIGITS and isinstance(lowest, int) and lowest >= -MAX_DIGITS


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """Add decimals without any rounding.

    >>> exact_sum([Decimal("0.1"), Decimal("1e27")])
    Decimal('1000000000000000000000000000.1')
    """
    with decimal.localcontext(_EXACT):
        return sum(numbers, Decimal(0))


def finite_decimal(value: Fraction) -> Decimal | None:
    """Give the decimal equal to a fraction, or None when no finite decimal is.

    >>> from fractions import Fraction
    >>> finite_decimal(Fraction(1, 8)), finite_decimal(Fraction(2000, 3))
    (Decimal('0.125'), None)
    """
    rest, twos = value.denominator, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    fives = 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    coefficient = value.numerator * 10**places // value.denominator
    return Decimal(coefficient).scaleb(-places, _UNBOUNDED)


def nearest_decimal(value: Fraction) -> Decimal:
    """Give the decimal nearest to a fraction, at 28 significant digits and 60 places, ties to even."""
    number = _DISPLAY.divide(Decimal(value.numerator), Decimal(value.denominator))
    return rounded(number, MAX_DIGITS) if number.adjusted() < 28 - MAX_DIGITS else number


def rounded(number: Decimal, places: int) -> Decimal:
    """Round a decimal to so many places behind the point, ties to even, whatever its length.

    >>> rounded(Decimal("2.345"), 2)
    Decimal('2.34')
    """
    result = number.quantize(Decimal((0, (1,), -places)), decimal.ROUND_HALF_EVEN, _DISPLAY_LONG)
    return result or result.copy_abs()  # -0.04 gives 0.0


def plain_text(number: Decimal) -> str:
    """Write a decimal without exponent, all its digits kept.

    >>> plain_text(Decimal("3.5E+4"))
    '35000'
    """
    return format(number, "f")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
