"""What the words beside a number say about the true value: 超, 以上, 约, 多, 近, 级 and their like."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Bound", "Qualifier", "Side", "bound_of", "sayable", "side_of"]


class Qualifier(enum.StrEnum):
    """What a word beside a number says about the true value.

    Whether an end belongs to the range follows 民法典 art. 1259: 以上, 以下 and 以内 include the
    number, 超过, 不满 and 以外 exclude it.
    """

    OVER = "over"
    """超, 超过, 突破, 逾, 多于, 高于, 大于, >: more than the number."""
    AT_LEAST = "at_least"
    """以上, 不低于, 不少于, 至少, ≥, 大关: the number or more."""
    UNDER = "under"
    """低于, 不足, 不满, 少于, 小于, <: less than the number."""
    AT_MOST = "at_most"
    """以下, 以内, 不超过, 不高于, 至多, ≤: the number or less."""
    JUST_OVER = "just_over"
    """多, 余 or 几 behind the digits: more, and less than the next step of the last digit that is no zero."""
    NEARLY = "nearly"
    """近, 接近, 将近: a little less than the number."""
    ABOUT = "about"
    """约, 大约, 左右, 上下: the number is not meant exactly."""
    OF_ORDER = "of_order"
    """级: of this order of magnitude, from the number to less than ten times it."""
    SEVERAL = "several"
    """几 or 数 before a power of ten: several times it, less than ten times."""


class Bound(enum.StrEnum):
    """The one word for what a figure says of the true value."""

    EQ = "eq"
    APPROX = "approx"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"


class Side(enum.StrEnum):
    """On which side of the number the true value lies, where a vague word says it."""

    BELOW = "below"
    ABOVE = "above"


_MORE = {
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.JUST_OVER,
    Qualifier.OF_ORDER,
    Qualifier.SEVERAL,
}
_LESS = {Qualifier.UNDER, Qualifier.AT_MOST, Qualifier.NEARLY}
_BEFORE_ONLY = {Qualifier.OVER, Qualifier.UNDER, Qualifier.NEARLY}
_BEHIND_TOO = {Qualifier.AT_LEAST, Qualifier.AT_MOST}
_ALONE = {Qualifier.OF_ORDER, Qualifier.SEVERAL}
# The first that a figure has names its bound: 超过1000家以上 is more than 1000.
_BOUNDS = {
    Qualifier.OVER: Bound.GT,
    Qualifier.JUST_OVER: Bound.GT,
    Qualifier.SEVERAL: Bound.GT,
    Qualifier.UNDER: Bound.LT,
    Qualifier.AT_LEAST: Bound.GE,
    Qualifier.OF_ORDER: Bound.GE,
    Qualifier.AT_MOST: Bound.LE,
    Qualifier.NEARLY: Bound.APPROX,
    Qualifier.ABOUT: Bound.APPROX,
}


def sayable(words: Iterable[Qualifier]) -> tuple[Qualifier, ...] | None:
    """Give qualifiers once each and in a fixed order; None when no phrase can say all of them.

    A phrase has room for one word before its number and one behind its unit, and cannot say both
    more and less; 级 and 数十 stand alone.

    >>> sayable([Qualifier.OVER, Qualifier.AT_MOST]) is None
    True

    Args:
        words: The qualifiers, in any order.
    """
    said = set(words)
    if len(said) == 1:
        return tuple(said)
    if said:
        beside = len(said & _BEFORE_ONLY), len(said & _BEHIND_TOO)
        room = max(beside) < 2 and sum(beside) + (Qualifier.ABOUT in said) < 3
        if not room or (said & _MORE and said & _LESS) or said & _ALONE:
            return None
    return tuple(word for word in Qualifier if word in said) if said else ()


def bound_of(words: tuple[Qualifier, ...], *, is_range: bool = False) -> Bound:
    """Give the one word for what qualifiers say.

    >>> bound_of((Qualifier.OVER, Qualifier.ABOUT))
    <Bound.GT: 'gt'>

    Args:
        words: The qualifiers of a figure.
        is_range: Whether it is a range such as 5—6%.
    """
    if is_range:
        return Bound.RANGE
    return next((bound for word, bound in _BOUNDS.items() if word in words), Bound.EQ)


def side_of(words: tuple[Qualifier, ...]) -> Side | None:
    """Give the side on which a vague word puts the true value: below for 近, above for 多, 余 and 几.

    Args:
        words: The qualifiers of one number.
    """
    if Qualifier.NEARLY in words:
        return Side.BELOW
    return Side.ABOVE if Qualifier.JUST_OVER in words or Qualifier.SEVERAL in words else None
