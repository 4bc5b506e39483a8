"""Exact intervals: what a published number can mean, between ends that belong to it or do not.

Ends are `Fraction`, never `float` and never a rounded `Decimal`: division and powers stay exact.
Every operation gives the smallest interval that holds all results, with the right kind of end, as
long as its operands are different figures; a figure used twice in one formula widens the result.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import FloatRefusedError, IntervalError
from zoneplan.short_reprs import short_repr
from zoneplan.texts import folded

__all__ = ["Exact", "Interval"]

Exact: TypeAlias = int | Fraction | Decimal
"""The numbers an interval reckons with."""

# Sign of infinity (0 when finite), value (0 when infinite), and one flag. As a low end the flag says
# "open", as a high end it says "closed": then tuples compare as the ends lie, -∞ < [5 < (5 and 5) < 5] < ∞.
_End: TypeAlias = tuple[int, Fraction, bool]

_ZERO = Fraction(0)
_LIMIT = 200

_NUMBER = r"[+-]? [0-9]+ (?: \.[0-9]+ | /0*[1-9][0-9]* )?"
_INTERVAL = rf"""
    \s* (?: (?P<empty> ∅ )
        | (?: (?P<lo_bracket> [\[(] ) \s* (?P<lo> {_NUMBER} )
            | \( \s* - \s* (?: ∞ | 无穷大? | inf ) )
          \s* , \s*
          (?: (?P<hi> {_NUMBER} ) \s* (?P<hi_bracket> [\])] )
            | \+? \s* (?: ∞ | 无穷大? | inf ) \s* \) )
          (?P<integral> \s* ∩ \s* [ℤZ] )?
        ) \s*
    """
# One end in the signs that people write: ≤ 0, > 30, or = 0 for a single number.
_ONE_SIDED = rf"\s* (?P<sign> <= | >= | [<>=≤≥] ) \s* (?P<end> {_NUMBER} ) \s*"
FORMS = (_ONE_SIDED, _INTERVAL)
"""How an interval is written, once the text is folded and − is -; verbose, the case of letters ignored."""
_TEXT = re.compile(_INTERVAL, re.VERBOSE | re.IGNORECASE)
_ONE_END = re.compile(_ONE_SIDED, re.VERBOSE)
_FORMS = "write it as [0, 100], (0, ∞), (-∞, 1/3], > 0, <= 5, [0, 5] ∩ ℤ or ∅"
_FORMS_ZH = "请写成 [0, 100]、(0, ∞)、(-∞, 1/3]、> 0、<= 5、[0, 5] ∩ ℤ 或 ∅"


def _exact(value: object) -> Fraction:
    if type(value) is Fraction:
        return value
    if isinstance(value, float):
        raise FloatRefusedError(
            message=f"expected an exact number, got the float {float(value)!r}",
            remedy=f"write Decimal('{float(value)!r}') to mean the digits as they stand",
        )
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, Decimal)):
        raise IntervalError(
            f"expected an exact number, got {value!r}", "give an int, a Fraction or a Decimal"
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise IntervalError(f"expected a finite number, got {value!r}", "write None for an end at infinity")
    return Fraction(value)


def _end(value: Exact | None) -> Fraction | None:
    return None if value is None else _exact(value)


@attrs.frozen(order=False)  # the default, spelled out because mypy would let `<` pass otherwise
class Interval:
    """All exact numbers between two ends, or only the whole ones among them.

    Two intervals are equal exactly when they hold the same numbers: there is one empty interval, an
    infinite end is open, and a single whole number is the same with and without `integral`.

    >>> share, whole = Interval(Decimal("0.49"), Decimal("0.51"), False, False), Interval.more_than(5000)
    >>> print(whole * share)
    (2450, ∞)
    >>> print(Interval.parse("[2350, 2450]") & whole * share)
    ∅
    >>> Fraction(7351, 3) in whole * share
    True

    Attributes:
        lo: The low end; None for minus infinity. An int or a Decimal is turned into a Fraction.
        hi: The high end; None for infinity. Below `lo` the interval is empty.
        lo_closed: Whether the low end itself belongs to the interval; False at infinity.
        hi_closed: Whether the high end itself belongs to the interval; False at infinity.
        integral: Whether only whole numbers belong to it. The ends are then moved inward to whole numbers
            and closed. False for the empty interval and for one single number, which need no such word.

    Raises:
        FloatRefusedError: When an end is a float.
        IntervalError: When an end is anything else than an int, a Fraction or a finite Decimal.
    """

    lo: Fraction | None = attrs.field(converter=_end)
    hi: Fraction | None = attrs.field(converter=_end)
    lo_closed: bool = True
    hi_closed: bool = True
    integral: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        # Equality and hash are those of the fields, so every set of numbers must have one spelling only.
        lo, hi = self.lo, self.hi
        if lo is not None and hi is not None and not self.integral and lo < hi:
            return  # most intervals: nothing to put right
        if self.integral:
            lo, hi = self._snap(lo, hi)
        if lo is None:
            object.__setattr__(self, "lo_closed", False)
        if hi is None:
            object.__setattr__(self, "hi_closed", False)
        if lo is None or hi is None or lo < hi:
            return
        object.__setattr__(self, "integral", False)
        if lo > hi or not (self.lo_closed and self.hi_closed):
            object.__setattr__(self, "lo", _ZERO)
            object.__setattr__(self, "hi", _ZERO)
            object.__setattr__(self, "lo_closed", False)
            object.__setattr__(self, "hi_closed", False)

    def _snap(self, lo: Fraction | None, hi: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
        if lo is not None:
            lo = Fraction(math.ceil(lo) if self.lo_closed else math.floor(lo) + 1)
            object.__setattr__(self, "lo", lo)
            object.__setattr__(self, "lo_closed", True)
        if hi is not None:
            hi = Fraction(math.floor(hi) if self.hi_closed else math.ceil(hi) - 1)
            object.__setattr__(self, "hi", hi)
            object.__setattr__(self, "hi_closed", True)
        return lo, hi

    @classmethod
    def point(cls, x: Exact) -> Interval:
        """Give the interval that holds one number only.

        Args:
            x: The number; an interval knows no unit.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        value = _exact(x)
        return cls(value, value)

    @classmethod
    def everything(cls) -> Interval:
        """Give the interval that holds every number."""
        return _EVERYTHING

    @classmethod
    def empty(cls) -> Interval:
        """Give the interval that holds no number."""
        return _EMPTY

    @classmethod
    def at_least(cls, x: Exact) -> Interval:
        """Give `[x, ∞)`, as 以上 and 不低于 say it.

        Args:
            x: The low end, which belongs to the interval.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        return cls(_exact(x), None)

    @classmethod
    def more_than(cls, x: Exact) -> Interval:
        """Give `(x, ∞)`, as 超过 says it.

        Args:
            x: The low end, which does not belong to the interval.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        return cls(_exact(x), None, lo_closed=False)

    @classmethod
    def at_most(cls, x: Exact) -> Interval:
        """Give `(-∞, x]`, as 以下 and 不超过 say it.

        Args:
            x: The high end, which belongs to the interval.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        return cls(None, _exact(x))

    @classmethod
    def less_than(cls, x: Exact) -> Interval:
        """Give `(-∞, x)`, as 不满 says it.

        Args:
            x: The high end, which does not belong to the interval.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        return cls(None, _exact(x), hi_closed=False)

    @classmethod
    def around(cls, centre: Exact, radius: Exact, closed: bool = True) -> Interval:
        """Give the interval that reaches equally far to both sides of a number.

        >>> print(Interval.around(2400, Decimal("0.5")))
        [2399.5, 2400.5]

        Args:
            centre: The number in the middle; an interval knows no unit.
            radius: How far each end lies from it; 0 or more.
            closed: Whether both ends belong to the interval.

        Raises:
            FloatRefusedError: When a number is a float.
            IntervalError: When a number is not exact and finite, or the radius is negative.
        """
        middle, reach = _exact(centre), _exact(radius)
        if reach < 0:
            raise IntervalError(
                f"expected a radius of 0 or more, got {radius!r}", "give the distance to either end"
            )
        return cls(middle - reach, middle + reach, closed, closed)

    @classmethod
    def parse(cls, value: object) -> Interval:
        """Read an interval as `str` writes it; full-width brackets, commas and digits are read too.

        >>> Interval.parse("[0, 1/3]").hi
        Fraction(1, 3)
        >>> print(Interval.parse("> 30"), Interval.parse("≤ 0"), Interval.parse("= 5"))
        (30, ∞) (-∞, 0] [5, 5]

        Args:
            value: Text of at most 200 characters, such as `[0, 100]`, `(-∞, 5]`, `(0, inf)`, `> 0` or `∅`.

        Raises:
            IntervalError: When the value is not such a text, or its brackets hold no number at all.
        """
        if not isinstance(value, str) or len(value) > _LIMIT:
            shown = f"{value[:20]!r}... of {len(value)} characters" if isinstance(value, str) else repr(value)
            raise IntervalError(f"expected an interval, got {shown}", _FORMS, _not_one_zh(value), _FORMS_ZH)
        plain = folded(value).replace("−", "-")
        if one := _ONE_END.fullmatch(plain):
            return _BY_SIGN[one["sign"]](Fraction(one["end"]))
        match = _TEXT.fullmatch(plain)
        if match is None:
            raise IntervalError(f"expected an interval, got {value!r}", _FORMS, _not_one_zh(value), _FORMS_ZH)
        if match["empty"]:
            return _EMPTY
        read = cls(
            None if match["lo"] is None else Fraction(match["lo"]),
            None if match["hi"] is None else Fraction(match["hi"]),
            match["lo_bracket"] == "[",
            match["hi_bracket"] == "]",
            match["integral"] is not None,
        )
        if read.is_empty:
            raise IntervalError(
                f"no number lies in {value!r}",
                "put the lower end first, or write ∅ to mean none",
                f"{value!r}之内没有数",
                "请先写下限；如确无取值，请写 ∅",
            )
        return read

    @property
    def is_empty(self) -> bool:
        """Whether it holds no number."""
        return not self.lo_closed and not self.hi_closed and self.lo is not None and self.lo == self.hi

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.lo_closed and self.lo == self.hi

    @property
    def width(self) -> Fraction | None:
        """How far the ends lie apart: None when one is infinite, 0 when it is empty or a point."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    @property
    def _is_whole(self) -> bool:
        """Whether all its numbers are whole numbers."""
        return self.integral or (self.lo is not None and self.is_point and self.lo.denominator == 1)

    @property
    def _low(self) -> _End:
        return (-1, _ZERO, True) if self.lo is None else (0, self.lo, not self.lo_closed)

    @property
    def _high(self) -> _End:
        return (1, _ZERO, False) if self.hi is None else (0, self.hi, self.hi_closed)

    def contains(self, x: Exact) -> bool:
        """Say whether a number belongs to the interval; `x in interval` says the same.

        Args:
            x: The number; an interval knows no unit.

        Raises:
            FloatRefusedError: When `x` is a float.
            IntervalError: When `x` is not an exact, finite number.
        """
        value = _exact(x)
        return (
            (self.lo is None or self.lo < value or (self.lo_closed and self.lo == value))
            and (self.hi is None or value < self.hi or (self.hi_closed and self.hi == value))
            and (not self.integral or value.denominator == 1)
        )

    __contains__ = contains

    def is_subset(self, other: Interval) -> bool:
        """Say whether every number of this interval also belongs to another one.

        Args:
            other: The interval that would have to hold them all.
        """
        return self & other == self

    def overlaps(self, other: Interval) -> bool:
        """Say whether some number belongs to both intervals.

        Args:
            other: The other interval.
        """
        return not (self & other).is_empty

    def hull(self, other: Interval) -> Interval:
        """Give the smallest interval that holds both.

        >>> print(Interval(1, 2).hull(Interval(2, 5, hi_closed=False)))
        [1, 5)

        Args:
            other: The other interval; an empty one adds nothing.
        """
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        whole = self._is_whole and other._is_whole
        return _between(min(self._low, other._low), max(self._high, other._high), whole)

    def __and__(self, other: Interval) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        whole = self.integral or other.integral
        return _between(max(self._low, other._low), min(self._high, other._high), whole)

    def __neg__(self) -> Interval:
        return self._scaled(Fraction(-1))

    def __add__(self, other: Interval | Exact) -> Interval:
        right = _operand(other)
        if right is None:
            return NotImplemented
        if self.is_empty or right.is_empty:
            return _EMPTY
        return Interval(
            None if self.lo is None or right.lo is None else self.lo + right.lo,
            None if self.hi is None or right.hi is None else self.hi + right.hi,
            self.lo_closed and right.lo_closed,
            self.hi_closed and right.hi_closed,
            self._is_whole and right._is_whole,
        )

    __radd__ = __add__

    def __sub__(self, other: Interval | Exact) -> Interval:
        right = _operand(other)
        return NotImplemented if right is None else self + -right

    def __rsub__(self, other: Exact) -> Interval:
        return -self + other

    def __mul__(self, other: Interval | Exact) -> Interval:
        if isinstance(other, Fraction):
            return self._scaled(other)  # most factors: units
        right = _operand(other)
        if right is None:
            return NotImplemented
        if self.is_empty or right.is_empty:
            return _EMPTY
        if right.is_point and right.lo is not None:
            return self._scaled(right.lo)
        if self.is_point and self.lo is not None:
            return right._scaled(self.lo)
        # x·y runs to its extremes in the corners of the box, so the four corners say it all.
        corners = [_corner(a, b) for a in self._corners() for b in right._corners()]
        low = min((infinite, value, not closed) for infinite, value, closed in corners)
        return _between(low, max(corners), self.integral and right.integral)

    __rmul__ = __mul__

    def _scaled(self, factor: Fraction) -> Interval:
        if self.is_empty:
            return _EMPTY
        if not factor:
            return Interval(_ZERO, _ZERO)
        lo = None if self.lo is None else self.lo * factor
        hi = None if self.hi is None else self.hi * factor
        whole = self.integral and factor.denominator == 1
        if factor > 0:
            return Interval(lo, hi, self.lo_closed, self.hi_closed, whole)
        return Interval(hi, lo, self.hi_closed, self.lo_closed, whole)

    def _corners(self) -> tuple[_End, _End]:
        low = (-1, _ZERO, False) if self.lo is None else (0, self.lo, self.lo_closed)
        return low, self._high

    def __truediv__(self, other: Interval | Exact) -> Interval:
        right = _operand(other)
        if right is None:
            return NotImplemented
        if self.is_empty or right.is_empty:
            return _EMPTY
        if _ZERO in right:
            raise IntervalError(
                f"cannot divide {self} by {right}, which contains 0",
                "multiply the other side of the relation instead, or intersect the divisor with (0, ∞) first",
            )
        return self * right._reciprocal()

    def __rtruediv__(self, other: Exact) -> Interval:
        left = _operand(other)
        return NotImplemented if left is None else left / self

    def _reciprocal(self) -> Interval:
        # Without 0 inside, an end at 0 is open, and 1/x runs off to infinity there.
        lo = _ZERO if self.hi is None else 1 / self.hi if self.hi else None
        hi = _ZERO if self.lo is None else 1 / self.lo if self.lo else None
        return Interval(lo, hi, self.hi_closed, self.lo_closed)

    def __pow__(self, n: int) -> Interval:
        if isinstance(n, bool) or not isinstance(n, int) or n < 0:
            raise IntervalError(
                f"expected a power that is a whole number of 0 or more, got {n!r}",
                "for a negative power divide 1 by the positive one",
            )
        if self.is_empty:
            return _EMPTY
        if n == 0:
            return _ONE
        base = self if n % 2 else self._magnitude()
        lo = None if base.lo is None else base.lo**n
        hi = None if base.hi is None else base.hi**n
        return Interval(lo, hi, base.lo_closed, base.hi_closed, base.integral)

    def _magnitude(self) -> Interval:
        """Give |x| for all x of a non-empty interval."""
        if self.lo is not None and self.lo >= 0:
            return self
        if self.hi is not None and self.hi <= 0:
            return -self
        return _between((0, _ZERO, False), max(self._high, (-self)._high), self.integral)

    def __str__(self) -> str:
        return self._shown(self.lo, self.hi)

    def describe(self, places: int) -> str:
        """Show the interval with at most so many decimal places, its ends rounded outward.

        What is shown holds at least the numbers of the interval, never fewer. A rounded end keeps its
        bracket: it lies beyond every number of the interval, so either bracket is true of it.

        >>> print(Interval(Fraction(1, 3), Fraction(2, 3), hi_closed=False).describe(2))
        [0.33, 0.67)

        Args:
            places: How many digits after the point at most, 0 or more; zeros at the end are not padded.

        Raises:
            IntervalError: When `places` is negative or not an int.
        """
        if isinstance(places, bool) or not isinstance(places, int) or places < 0:
            raise IntervalError(
                f"expected a number of decimal places, got {places!r}", "give a whole number of 0 or more"
            )
        scale = 10**places
        lo = None if self.lo is None else Fraction(math.floor(self.lo * scale), scale)
        hi = None if self.hi is None else Fraction(math.ceil(self.hi * scale), scale)
        return self._shown(lo, hi)

    def _shown(self, lo: Fraction | None, hi: Fraction | None) -> str:
        if self.is_empty:
            return "∅"
        low = "(-∞" if lo is None else f"{'[' if self.lo_closed else '('}{_digits(lo)}"
        high = "∞)" if hi is None else f"{_digits(hi)}{']' if self.hi_closed else ')'}"
        return f"{low}, {high}{' ∩ ℤ' if self.integral else ''}"


_EMPTY = Interval(0, 0, lo_closed=False, hi_closed=False)
_EVERYTHING = Interval(None, None)
_ONE = Interval(1, 1)
_BY_SIGN = {
    "<": Interval.less_than,
    "<=": Interval.at_most,
    "≤": Interval.at_most,
    "=": Interval.point,
    "≥": Interval.at_least,
    ">=": Interval.at_least,
    ">": Interval.more_than,
}


def _not_one_zh(value: object) -> str:
    """Say in Chinese that a value is no interval, at most its beginning being quoted."""
    if isinstance(value, str) and len(value) > _LIMIT:
        return f"应为取值范围，写的是{value[:20]!r}……（共{len(value)}个字符）"
    return f"应为取值范围，写的是{value!r}"


def _operand(value: object) -> Interval | None:
    if isinstance(value, Interval):
        return value
    if not isinstance(value, (int, Fraction, Decimal, float)):
        return None
    x = _exact(value)  # refuses a float with a sentence, where Python would speak of operand types
    return Interval(x, x)


def _between(low: _End, high: _End, integral: bool) -> Interval:
    (lo_infinite, lo, lo_open), (hi_infinite, hi, hi_closed) = low, high
    return Interval(
        None if lo_infinite else lo, None if hi_infinite else hi, not lo_open, hi_closed, integral
    )


def _corner(a: _End, b: _End) -> _End:
    """Multiply two ends, each with its flag meaning "closed"; 0 times an infinite end is 0."""
    (a_infinite, x, x_closed), (b_infinite, y, y_closed) = a, b
    a_sign, b_sign = a_infinite or _sign(x), b_infinite or _sign(y)
    if not a_sign or not b_sign:
        # A 0 that belongs to one factor gives 0 with every number of the other, so it is attained.
        return 0, _ZERO, (not a_sign and x_closed) or (not b_sign and y_closed)
    if a_infinite or b_infinite:
        return a_sign * b_sign, _ZERO, False
    return 0, x * y, x_closed and y_closed


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def _digits(x: Fraction) -> str:
    """Write a number as a decimal when it is a finite one, otherwise as a fraction."""
    number = finite_decimal(x)
    return str(x) if number is None else plain_text(number)
