"""Shares as percentages that never contradict what is said of them beside."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from zoneplan.decimals import nearest_decimal, plain_text, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.layout import Language

__all__ = ["shown_share", "shown_shares"]

_MISSING: Final = "—"
_FEWEST, _MOST = 2, 8


def shown_shares(
    completion: Fraction | None, scheduled: Fraction | None, language: Language = "en"
) -> tuple[str, str, str]:
    """Print a completion, what was scheduled, and the gap between them in points.

    All three have the same digits, two or as many as it takes until what is printed lies to the same side
    of 0 %, of 100 % and of each other as what is meant. The gap is that of the exact shares, not of the
    printed ones.

    >>> shown_shares(Fraction(6290, 6474), Fraction(10, 12))
    ('97.16 %', '83.33 %', '+13.82')
    >>> shown_shares(Fraction(99_996, 100_000), Fraction(1))
    ('99.996 %', '100.000 %', '-0.004')

    Args:
        completion: The completion, 1 for all of it; None when it is not known.
        scheduled: The share that was scheduled; None when it is not known.
        language: `en` or `zh`.
    """
    known = [share for share in (completion, scheduled) if share is not None]
    marks = [Fraction(0), Fraction(1), *known]
    places = next((one for one in range(_FEWEST, _MOST) if _tells(known, marks, one)), _MOST)
    unit = "%" if language == "zh" else " %"
    first, second = (
        _MISSING if share is None else f"{_side(share, places)}{_digits(share, places)}{unit}"
        for share in (completion, scheduled)
    )
    if completion is None or scheduled is None:
        return first, second, _MISSING
    gap = completion - scheduled
    if gap and not _rounded(gap, places):
        return first, second, ">0" if gap > 0 else "<0"
    return first, second, f"{'+' if gap > 0 else ''}{_digits(gap, places)}"


def _tells(shares: Iterable[Fraction], marks: Sequence[Fraction], places: int) -> bool:
    """Whether so many digits tell shares from the marks, and their distance from nothing."""
    return all(
        _rounded(share, places) != _rounded(mark, places) and _rounded(share - mark, places) != 0
        for share in shares
        for mark in marks
        if share != mark
    )


def _rounded(share: Fraction, places: int) -> Fraction:
    return Fraction(rounded(nearest_decimal(share * 100), places))


def _digits(share: Fraction, places: int) -> str:
    return plain_text(rounded(nearest_decimal(share * 100), places))


def _side(share: Fraction, places: int) -> str:
    """Give the sign that stands before a share that no digits tell from 0 % or 100 %."""
    for mark in (Fraction(0), Fraction(1)):
        if share != mark and _rounded(share, places) == _rounded(mark, places):
            return "<" if share < mark else ">"
    return ""


def shown_share(share: Fraction, language: Language = "en") -> str:
    """Print one share as a percentage, such as `45.00 %`, or `99.996 %` where two digits would say all of it.

    Args:
        share: The share, 1 for all of it.
        language: `en` or `zh`.
    """
    return shown_shares(share, None, language)[0]
