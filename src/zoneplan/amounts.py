"""One amount as plans print it: `超5000亿元`, `3000亩以上`, `5—6%`.

The reader is strict: one grammar, a length limit, no evaluation. It takes the text apart into
number, unit name and qualifiers; what does not fit the grammar is refused, never guessed at.

Not read here: Chinese numerals, several values in one phrase, growth and ranks in words.
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import AmountError, FloatRefusedError
from zoneplan.texts import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Amount", "Qualifier", "read_amount", "sayable"]

MAX_LENGTH = 120


class Qualifier(enum.StrEnum):
    """What a word beside a number says about the true value.

    Whether an end belongs to the range follows 民法典 art. 1259: 以上, 以下 and 以内 include the
    number, 超过 and 不满 exclude it.
    """

    OVER = "over"
    """超, 超过, 突破, 逾, 多于, 高于, 大于, >: more than the number."""
    AT_LEAST = "at_least"
    """以上, 不低于, 不少于, 至少, ≥: the number or more."""
    UNDER = "under"
    """低于, 不足, 不满, 少于, 小于, <: less than the number."""
    AT_MOST = "at_most"
    """以下, 以内, 不超过, 不高于, 至多, ≤: the number or less."""
    JUST_OVER = "just_over"
    """多 or 余 behind the digits: somewhat more, strictly less than one step of its trailing zeros more."""
    NEARLY = "nearly"
    """近, 接近, 将近: a little less than the number."""
    ABOUT = "about"
    """约, 大约, 左右, 上下: the number is not meant exactly."""


# Longest first, so that 不超过 is never read as 超过, nor 不低于 as 低于.
_BEFORE = {
    "不低于": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "不小于": Qualifier.AT_LEAST,
    "不高于": Qualifier.AT_MOST,
    "不超过": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "不大于": Qualifier.AT_MOST,
    "至少": Qualifier.AT_LEAST,
    "至多": Qualifier.AT_MOST,
    "最多": Qualifier.AT_MOST,
    "超过": Qualifier.OVER,
    "突破": Qualifier.OVER,
    "多于": Qualifier.OVER,
    "高于": Qualifier.OVER,
    "大于": Qualifier.OVER,
    "低于": Qualifier.UNDER,
    "少于": Qualifier.UNDER,
    "小于": Qualifier.UNDER,
    "不足": Qualifier.UNDER,
    "不满": Qualifier.UNDER,
    "不到": Qualifier.UNDER,
    "接近": Qualifier.NEARLY,
    "将近": Qualifier.NEARLY,
    "大约": Qualifier.ABOUT,
    "超": Qualifier.OVER,
    "逾": Qualifier.OVER,
    "近": Qualifier.NEARLY,
    "约": Qualifier.ABOUT,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "≤": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    ">": Qualifier.OVER,
    "<": Qualifier.UNDER,
}
_BEHIND = {
    "及以上": Qualifier.AT_LEAST,
    "以上": Qualifier.AT_LEAST,
    "及以下": Qualifier.AT_MOST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
}
# Whole numbers have no leading zero; commas stand only between groups of three digits.
_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?"
_DASH = r"(?:[-‐-―~∼]|——|至|到)"
_UNIT = r"[^\d\s.,+\-‐-―~∼<>=≤≥−][^\s<>=≤≥]*?"
_AMOUNT = re.compile(
    rf"(?P<before>{'|'.join(map(re.escape, _BEFORE))})?\s?"
    rf"(?P<number>[-−+]?{_NUMBER})\s?"
    rf"(?:(?P<more>[多余])|(?P<left>{_UNIT})??\s?{_DASH}\s?(?P<upper>[-−+]?{_NUMBER}))?\s?"
    rf"(?P<unit>{_UNIT})\s?"
    rf"(?P<behind>{'|'.join(map(re.escape, _BEHIND))})?",
    re.ASCII,
)


@attrs.frozen(kw_only=True)
class Amount:
    """An amount taken apart, before its unit is looked up.

    Attributes:
        text: The amount as it was written.
        number: The number before the unit; the lower end of a range. Its digits are kept.
        upper: The upper end of a range such as 5—6%; None for a single number.
        unit: The name of the unit as written.
        qualifiers: What the words around the number say, in the order of `Qualifier`; empty for a
            plain number, and for a range nothing but about.
    """

    text: str
    number: Decimal
    upper: Decimal | None
    unit: str
    qualifiers: tuple[Qualifier, ...]


def read_amount(text: str) -> Amount:
    """Take one amount apart.

    >>> read_amount("超5000亿元").qualifiers
    (<Qualifier.OVER: 'over'>,)

    Args:
        text: One amount with its unit; full-width digits, signs and letters are folded.

    Raises:
        FloatRefusedError: If it is a binary float.
        AmountError: If the text is not one amount of the grammar, has no unit, runs backwards
            (`6—5%`), bounds a range that has its ends (`超5—6%`), says both more and less, or is
            longer than 120 characters.
    """
    if isinstance(text, float):
        raise FloatRefusedError(f"expected an amount as text, got the float {text!r}", _HOW)
    if not isinstance(text, str):
        raise AmountError(f"expected an amount as text, got {text!r}", _HOW)
    if len(text) > MAX_LENGTH:
        raise AmountError(
            f"expected an amount of at most {MAX_LENGTH} characters, got {len(text)}: {text[:20]!r}…", _HOW
        )
    match = _AMOUNT.fullmatch(folded(text).strip())
    if match is None:
        raise _refusal(text)
    before, number, more, left, upper, unit, behind = match.groups()
    words = [] if before is None else [_BEFORE[before]]
    if more is not None:
        words.append(Qualifier.JUST_OVER)
    if behind is not None:
        words.append(_BEHIND[behind])
    qualifiers = sayable(words)
    if qualifiers is None:
        raise AmountError(f"{text!r} says both more and less than its number", "keep one of the two words")
    if left is not None and left != unit:
        raise AmountError(
            f"expected one unit in a range, got {left!r} and {unit!r} in {text!r}",
            "write both ends in one unit",
        )
    low, high = _decimal(number), None if upper is None else _decimal(upper)
    if high is not None and high < low:
        raise AmountError(f"the range {text!r} runs backwards", "write the smaller end first")
    if high is not None and set(qualifiers) - {Qualifier.ABOUT}:
        raise AmountError(
            f"{text!r} bounds a range, which has both its ends already",
            "write '5—6%', '约5—6%', or one number with its word, such as '超5%'",
        )
    return Amount(
        text=text,
        number=low,
        upper=high,
        unit=unit,
        qualifiers=qualifiers,
    )


def sayable(words: Iterable[Qualifier]) -> tuple[Qualifier, ...] | None:
    """Give qualifiers once each and in a fixed order; None when no phrase can say all of them.

    A phrase has room for one word before its number and one behind its unit, and cannot say both
    more and less.

    >>> sayable([Qualifier.OVER, Qualifier.AT_MOST]) is None
    True
    """
    said = set(words)
    if len(said) > 1:
        beside = len(said & _BEFORE_ONLY), len(said & _BEHIND_TOO)
        room = max(beside) < 2 and sum(beside) + (Qualifier.ABOUT in said) < 3
        if not room or (said & _MORE and said & _LESS):
            return None
    return tuple(word for word in Qualifier if word in said) if said else ()


_MORE = {Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.JUST_OVER}
_LESS = {Qualifier.UNDER, Qualifier.AT_MOST, Qualifier.NEARLY}
_BEFORE_ONLY = {Qualifier.OVER, Qualifier.UNDER, Qualifier.NEARLY}
_BEHIND_TOO = {Qualifier.AT_LEAST, Qualifier.AT_MOST}
_HOW = "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("−", "-").removeprefix("+"))


def _refusal(text: str) -> AmountError:
    plain = folded(text).strip()
    if not plain:
        return AmountError("expected an amount, got an empty text", "leave a missing figure out")
    if re.fullmatch(rf"[-−+]?{_NUMBER}", plain, re.ASCII):
        return AmountError(
            f"expected an amount with its unit, got {text!r}",
            f"write the unit behind the number, such as '{plain}亿元'",
        )
    if re.search(r"\d,\d{1,2}(?!\d)|\d,\d{4}", plain, re.ASCII):
        return AmountError(
            f"expected an amount, got {text!r}: a comma stands only between groups of three digits",
            "write 1,234 or 1234 for one thousand two hundred and thirty-four, and 12.34 for a decimal point",
        )
    return AmountError(f"expected an amount, got {text!r}", _HOW)
