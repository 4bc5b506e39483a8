"""Bands of one measure: where they leave a hole, and where they share an edge, found exactly.

The ends of all bands cut the line into points and the open intervals between them. Inside such a
cell no band begins or ends, so one look at each cell is a look at every number.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import IntervalError
from zoneplan.intervals import Interval
from zoneplan.ranges import exact_text, telling_places
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.layout import Language

__all__ = ["EdgeProblem", "cells", "edge_problems", "in_short_words", "in_words", "spanned"]


@attrs.frozen
class EdgeProblem:
    """Numbers that no band holds, or more than one.

    Attributes:
        interval: The numbers.
        bands: The bands that hold them, counted from 0 in the order given; empty for a hole.
    """

    interval: Interval
    bands: tuple[int, ...]

    __repr__ = short_repr

    @property
    def is_hole(self) -> bool:
        """Whether no band holds the numbers; otherwise several do."""
        return not self.bands

    @property
    def message(self) -> str:
        """What is wrong, as a sentence in English; bands are counted from 1."""
        where = in_words(self.interval)
        if self.is_hole:
            return f"{where} is in no band"
        return f"{where} is in bands {' and '.join(str(band + 1) for band in self.bands)}"

    @property
    def message_zh(self) -> str:
        """The same sentence in Chinese."""
        where = in_words(self.interval, language="zh")
        if self.is_hole:
            return f"{where}不属于任何一档"
        return f"{where}同属第{'、'.join(str(band + 1) for band in self.bands)}档"


def cells(bands: Iterable[Interval], domain: Interval) -> tuple[Interval, ...]:
    """Cut a domain at the ends of bands, so that each band holds all of a piece or nothing of it.

    >>> [str(cell) for cell in cells([Interval(0, 5)], Interval.at_least(0))]
    ['[0, 0]', '(0, 5)', '[5, 5]', '(5, ∞)']

    Args:
        bands: The bands.
        domain: What the measure can be at all.

    Returns:
        The pieces from low to high: points and the open intervals between them, each within the domain.

    Raises:
        IntervalError: When a band is of whole numbers and the domain is not: it has no pieces then.
    """
    ends: set[Fraction] = set()
    for band in bands:
        if band.integral and not domain.integral:
            raise IntervalError(
                f"the band {band} is of whole numbers, the measure {domain} is not",
                "take the whole numbers out of the band, or give a domain of whole numbers",
            )
        ends |= {end for end in (band.lo, band.hi) if end is not None and not band.is_empty}
    return tuple(cell for piece in _pieces(sorted(ends)) if not (cell := piece & domain).is_empty)


def _pieces(ends: list[Fraction]) -> Iterator[Interval]:
    if not ends:
        yield Interval.everything()
        return
    yield Interval.less_than(ends[0])
    for low, high in pairwise(ends):
        yield Interval.point(low)
        yield Interval(low, high, lo_closed=False, hi_closed=False)
    yield Interval.point(ends[-1])
    yield Interval.more_than(ends[-1])


def edge_problems(bands: Iterable[Interval], domain: Interval | None = None) -> tuple[EdgeProblem, ...]:
    """Find the numbers that no band holds, and those that several hold.

    Tables of sizes such as 1-5, 5-10, 10-50 share their edges: a project of exactly 5 is in two bands.

    >>> for problem in edge_problems([Interval(1, 5), Interval(5, 10), Interval.more_than(20)]):
    ...     print(problem.message)
    exactly 5 is in bands 1 and 2
    above 10 and at most 20 is in no band

    Args:
        bands: The bands in the order of the table. An empty one holds nothing.
        domain: What the measure can be at all; None for all from the lowest band to the highest.

    Returns:
        Every hole and overlap from low to high, each as long as it is.

    Raises:
        IntervalError: When some bands are of whole numbers and the domain, or another band, is not.
    """
    listed = tuple(bands)
    measure = _from_lowest_to_highest(listed) if domain is None else domain
    found: list[EdgeProblem] = []
    before: tuple[int, ...] | None = None
    for cell in cells(listed, measure):
        holders = tuple(index for index, band in enumerate(listed) if cell.is_subset(band))
        if len(holders) != 1:
            joined = spanned(found.pop().interval, cell, measure) if holders == before else cell
            found.append(EdgeProblem(joined, holders))
        before = holders
    return tuple(found)


def _from_lowest_to_highest(bands: tuple[Interval, ...]) -> Interval:
    whole = Interval.empty()
    for band in bands:
        whole = whole.hull(band)
    # Points such as 50 and 60 are whole numbers, which does not make their measure one of whole numbers.
    counted = whole.integral and any(band.integral for band in bands)
    return Interval(whole.lo, whole.hi, whole.lo_closed, whole.hi_closed, counted)


def spanned(first: Interval, last: Interval, domain: Interval) -> Interval:
    """Give all of a domain from one piece of it to a later one.

    Args:
        first: The piece it starts with.
        last: The piece it ends with.
        domain: The domain that both are pieces of.
    """
    return Interval(first.lo, last.hi, first.lo_closed, last.hi_closed, domain.integral)


_WORDS = {
    "en": {"any": "any", "exactly": "exactly {}", "both": "from {} to {}", "and": " and ",
           "above": "above {}", "least": "at least {}", "below": "below {}", "most": "at most {}"},
    "zh": {"any": "任意", "exactly": "等于{}", "both": "{}至{}", "and": "且",
           "above": "大于{}", "least": "不小于{}", "below": "小于{}", "most": "不大于{}"},
}  # fmt: skip


def in_words(interval: Interval, unit: str = "", language: Language = "en") -> str:
    """Say which numbers an interval holds.

    >>> in_words(Interval(0, 10, False, False), " points"), in_words(Interval.more_than(30), "%", "zh")
    ('above 0 and below 10 points', '大于30%')

    Args:
        interval: The interval; not the empty one. Whether it holds whole numbers only is not said.
        unit: The unit to write behind it, with the blank that belongs before it.
        language: The language of the words.
    """
    words = _WORDS[language]
    low = None if interval.lo is None else exact_text(interval.lo)
    high = None if interval.hi is None else exact_text(interval.hi)
    if low is not None and interval.is_point:
        return words["exactly"].format(low) + unit
    if low is not None and high is not None and interval.lo_closed and interval.hi_closed:
        return words["both"].format(low, high) + unit
    parts = []
    if low is not None:
        parts.append(words["least" if interval.lo_closed else "above"].format(low))
    if high is not None:
        parts.append(words["most" if interval.hi_closed else "below"].format(high))
    return (words["and"].join(parts) + unit) if parts else words["any"]


_LONGEST = 14


def in_short_words(
    interval: Interval, unit: str = "", language: Language = "en", places: int | None = None
) -> str:
    """Say which numbers an interval holds, with an end that takes many digits rounded outward.

    >>> in_short_words(Interval(Fraction(1, 3), 2)), in_short_words(Interval(0, 1, False, False), "%", "zh")
    ('from 0.3333 to 2', '大于0且小于1%')

    Args:
        interval: The interval; not the empty one.
        unit: The unit to write behind it, with the blank that belongs before it.
        language: The language of the words.
        places: How many decimal places are few, 0 or more; None for as many as tell its ends apart.
    """
    return in_words(_rounded(interval, places), unit, language)


def _rounded(interval: Interval, places: int | None) -> Interval:
    scale = 10 ** (telling_places(interval) if places is None else places)
    lo, hi, lo_closed, hi_closed = interval.lo, interval.hi, interval.lo_closed, interval.hi_closed
    # A rounded end lies beyond every number that is meant, so that holding it as well tells nothing false.
    if lo is not None and _is_long(lo, places):
        lo, lo_closed = Fraction(math.floor(lo * scale), scale), True
    if hi is not None and _is_long(hi, places):
        hi, hi_closed = Fraction(math.ceil(hi * scale), scale), True
    return Interval(lo, hi, lo_closed, hi_closed)


def _is_long(number: Fraction, places: int | None) -> bool:
    if places is not None:
        return bool(10**places % number.denominator)
    text = exact_text(number)
    return "/" in text or len(text) > _LONGEST
