"""Ranges as people read them: ends rounded outward, open ones as > and <, none ever left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from zoneplan.decimals import finite_decimal, nearest_decimal, plain_text, rounded

if TYPE_CHECKING:
    from fractions import Fraction

    from zoneplan.intervals import Interval
    from zoneplan.layout import Language

__all__ = ["exact_text", "short_text", "shown_range", "telling_places"]

_FEWEST, _MOST = 2, 12
_WORDS = {
    "en": {"none": "none", "any": "anything", "whole": ", whole"},
    "zh": {"none": "无", "any": "任意", "whole": "，整数"},
}


def telling_places(*ranges: Interval) -> int:
    """Give how many decimal places tell the ends of some ranges apart: from 2 to 12.

    Args:
        ranges: The ranges that are to be shown beside each other.
    """
    ends = sorted({end for one in ranges for end in (one.lo, one.hi) if end is not None})
    # The four leading digits of an end, and two of how far two ends lie apart.
    sizes = [3 - _magnitude(end) for end in ends if end]
    gaps = [1 - _magnitude(high - low) for low, high in pairwise(ends)]
    return min(_MOST, max(_FEWEST, *sizes, *gaps, 0))


def _magnitude(number: Fraction) -> int:
    return nearest_decimal(abs(number)).adjusted()


def shown_range(
    interval: Interval, places: int | None = None, language: Language = "en", unit: object = ""
) -> str:
    """Print a range with its ends rounded outward.

    >>> from fractions import Fraction
    >>> from zoneplan.intervals import Interval
    >>> shown_range(Interval.more_than(5000)), shown_range(Interval(Fraction(1, 3), 2, hi_closed=False))
    ('> 5000', '[0.3333, 2)')

    Args:
        interval: The range.
        places: How many digits behind the point at most; None for as many as tell its ends apart.
        language: The language of the few words that are needed.
        unit: What to print behind it, where it has an end.
    """
    words = _WORDS[language]
    if interval.is_empty:
        return words["none"]
    if unit and not (interval.lo is None and interval.hi is None):
        return f"{shown_range(interval, places, language)}{'' if language == 'zh' else ' '}{unit}"
    if places is None:
        places = telling_places(interval)
    text = interval.describe(places).removesuffix(" ∩ ℤ")
    low, _, high = text[1:-1].partition(", ")
    whole = words["whole"] if interval.integral else ""
    if interval.lo is None and interval.hi is None:
        return words["any"] + whole
    if interval.lo is None:
        return f"{'≤' if interval.hi_closed else '<'} {high}{whole}"
    if interval.hi is None:
        return f"{'≥' if interval.lo_closed else '>'} {low}{whole}"
    return f"= {low}" if low == high else text + whole


def exact_text(number: Fraction) -> str:
    """Write a number as a decimal when it is a finite one, otherwise as a fraction such as `1/3`."""
    decimal = finite_decimal(number)
    return str(number) if decimal is None else plain_text(decimal)


def short_text(number: Fraction, longest: int = 14) -> str:
    """Write a number exactly when that is short, otherwise to eight digits with a ≈ before it.

    >>> from fractions import Fraction
    >>> short_text(Fraction(3, 8)), short_text(Fraction(1, 3))
    ('0.375', '≈0.33333333')

    Args:
        number: The number.
        longest: How many characters an exact text may take.
    """
    text = exact_text(number)
    if "/" not in text and len(text) <= longest:
        return text
    return f"≈{plain_text(rounded(nearest_decimal(number), max(0, 7 - _magnitude(number))))}"
