"""A number in a text as it is written: digits or numeral, scale word, and the unit behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from zoneplan.numerals import SCALES, Numeral, numeral
from zoneplan.unit_words import UNIT, scaled_unit

__all__ = [
    "HAN_DIGIT",
    "NUMBER",
    "OVER_HUNDRED",
    "STOPS",
    "Measure",
    "digit_of",
    "measure_at",
    "measure_or_share_at",
    "numeral_of",
    "run_end",
]

HAN_DIGIT = "〇零一二两三四五六七八九壹贰叁參肆伍陆柒捌玖"
_HAN_ONE = f"[{HAN_DIGIT}十拾百佰千仟万亿兆廿卅几]"
# 兆瓦 and 千瓦 are units, and 百分之 begins a percentage.
_NO_SCALE = r"(?!兆[瓦伏]|[千仟][瓦克伏焦卡]|百分)"
NUMBER = re.compile(
    rf"""
    (?P<arabic>\d{{1,3}}(?:,\d{{3}}){{1,9}}(?![\d,])
      |\d{{1,3}}(?:\ \d{{3}}){{1,4}}(?![\d,])(?=[.%\ 十百千万亿元美港日欧家人亩吨])|\d+)
    (?P<point>[.。]\d+)?
    (?P<tail>(?:\ ?(?:{_NO_SCALE}[十拾百佰千仟万亿兆])+(?:[零〇]?\d+(?![\d.,年月日]))?
      |[{HAN_DIGIT}](?={_NO_SCALE}[十百千万亿拾佰仟]))*)
    |(?P<han>[数几]?(?:{_NO_SCALE}{_HAN_ONE})+
      (?:(?:点|(?<![这那有早差快慢多高大小好]一)\ 点\ ?|(?<!一)点\ )
      [{HAN_DIGIT}]+(?:{_NO_SCALE}[十百千万亿])*)?)
    """,
    re.VERBOSE | re.ASCII,
)
_MORE = re.compile(
    r"\s?(?:多(?![元种样数家项少于年级功式])|多(?=[元家项年])|余|几)(?P<scale>个?(?:万亿|亿|万))?"
)
_CLASSIFIER = re.compile(r"\s?个(?=多?(?:万亿|亿|万))(?P<more>多)?(?P<scale>万亿|亿|万)(?!级)")
_SLASH = re.compile(r"/(?P<under>\d{1,5})(?![\d.,/年月])", re.ASCII)
_RUN = re.compile(r"[\d.,]*")
_PLAIN_TRILLIONS = re.compile(r"\d{1,9}(?:\.\d{1,9})?\s?兆", re.ASCII)
_GOES_ON = re.compile(r"\d|[.,]\d|。\d{3}")
_MOST_DIGITS = 27  # as many as arithmetic with decimals keeps
_LEADING_ZERO = re.compile("0[0-9]")
_OWN_SCALE = re.compile("千|百万|十万")
_KEPT = frozenset({"千", "百万"})
STOPS = re.compile(r"$|[,。;:、!?)\s]")
_PARTED = re.compile("份额|产值|总量|产量|产能|总产值|人口|面积|市场|企业|时间")
_AFTER_FRACTION = ("", *" ,。;:、)左以上的强多")
OVER_HUNDRED = ("百分之", "千分之", "万分之", "佰分之", "仟分之")


class Measure(NamedTuple):
    """A number with what belongs to it directly: sign and scale before, unit behind."""

    start: int
    end: int
    value: Decimal
    scale: str
    unit: str | None
    below: str | None
    upper: Decimal | None = None
    place: int | None = None
    is_bare: bool = False
    is_several: bool = False
    is_more: bool = False
    is_arabic: bool = True
    fraction: Fraction | None = None
    is_small: bool = False  # one Han digit before a measure word: 一个, 三项
    late_more: bool = False
    number_end: int = 0
    is_exact: bool = False  # not rounded, whatever its digits: 翻一番 is twice


def measure_or_share_at(text: str, at: int) -> Measure | None:
    """Read a number with its unit, or 百分之五 and its like; None when it has no one meaning.

    Args:
        text: A folded text.
        at: Where the number starts.
    """
    if not text.startswith(OVER_HUNDRED, at):
        return measure_at(text, at)
    under = numeral(text[at])
    return None if under is None else _per_hundred(text, at, under, at + 1)


def measure_at(text: str, at: int) -> Measure | None:
    """Read a number with its scale word and unit; None when it has no one meaning.

    Args:
        text: A folded text.
        at: Where the number starts.
    """
    match = NUMBER.match(text, at)
    if match is None:
        return None
    found, tail = numeral_of(match)
    end = match.end()
    if found is None and tail == "兆" and _is_trillions(text, at, end):
        tail = "万亿"
        found = Numeral(Decimal(_plain_digits(match)), tail)
    if found is None or (not tail and _GOES_ON.match(text, end)) or _LEADING_ZERO.match(text, at):
        return None
    if text.startswith("分之", end):
        return _per_hundred(text, at, found, end)
    arabic = match["arabic"] is not None
    if arabic and not tail and text[end : end + 1] == "/" and (part := _slash(text, at, found, end)):
        return part
    return _with_unit(text, at, match, found, tail)


def _is_trillions(text: str, at: int, end: int) -> bool:
    """Whether 兆 between two places is 10^12 of 人民币, as in 人民币4.06兆元."""
    named = text.startswith("元人民币", end) or (
        text.endswith("人民币", 0, at) and text.startswith("元", end)
    )
    return named and (_PLAIN_TRILLIONS.fullmatch(text, at, end) is not None)


def _with_unit(text: str, at: int, match: re.Match[str], found: Numeral, tail: str) -> Measure | None:
    end = match.end()
    value, scale, more, place = found.value, found.scale, found.is_more, found.place
    said_more = _MORE.match(text, end)
    if said_more is not None:
        word = (said_more["scale"] or "").removeprefix("个")
        if scale and word:
            if (scale, word) != ("万", "亿"):
                return None
            word = "万亿"
        more, end, scale = True, said_more.end(), word or scale
    if not scale and (between := _CLASSIFIER.match(text, end)):
        more, scale, end = more or bool(between["more"]), between["scale"], between.end()
        classified = True
    else:
        classified = False
    if place is not None and not more and (own := _OWN_SCALE.fullmatch(tail)):
        unit = UNIT.match(text, end)
        if (
            unit
            and not unit["below"]
            and scaled_unit(own.group(), unit["unit"], None)
            and own.group() in _KEPT
        ):
            value, scale, place = Decimal(_plain_digits(match)), own.group(), None
    number_end = end
    blank = end + 1 if text.startswith(" ", end) else end
    unit = UNIT.match(text, blank)
    if unit is not None and unit.start() < unit.end():
        end = unit.end()
    if found.is_colloquial and unit is None and not STOPS.match(text, end):
        return None
    return Measure(
        at, end, value, scale, unit["unit"] if unit else ("元" if classified else None),
        unit["below"] if unit else None, found.upper, place, found.is_bare, found.is_several, more,
        match["arabic"] is not None, None, len(match.group()) == 1 and match["arabic"] is None,
        number_end=number_end,
    )  # fmt: skip


def _per_hundred(text: str, at: int, under: Numeral, end: int) -> Measure | None:
    """Read 百分之五, 千分之三, 五分之一; the number is what stands behind 分之."""
    start = end + 2
    negative = text.startswith("负", start)
    match = NUMBER.match(text, start + negative)
    if match is None:
        return None
    found, _ = numeral_of(match)
    if found is None or found.is_several or _GOES_ON.match(text, match.end()):
        return None
    value = -found.total if negative else found.total
    end = match.end()
    more = found.is_more
    if (said := _MORE.match(text, end)) and not said["scale"]:
        more, end = True, said.end()
    if under.total in (100, 1000) and under.is_bare:
        unit = "百分之" if under.total == 100 else "千分之"
        return Measure(at, end, value, "", unit, None, found.upper, found.place, is_more=more, number_end=end)
    if found.upper is not None or under.total <= 0 or under.upper is not None or under.is_several:
        return None
    if value.as_tuple().exponent != 0 or under.total.as_tuple().exponent != 0:
        return None
    exact = Fraction(int(value), int(under.total))
    return Measure(
        at,
        end,
        value,
        "",
        "分之",
        None,
        fraction=exact,
        place=int(under.total),
        number_end=end,
        is_more=more,
    )


def _slash(text: str, at: int, over: Numeral, end: int) -> Measure | None:
    """Read 1/5: whole numbers in lowest terms, below 1, of few parts; all else may be two cells."""
    match = _SLASH.match(text, end)
    if match is None or over.value.as_tuple().exponent != 0:
        return None
    top, under = int(over.value), int(match["under"])
    if not (0 < top < under <= 20 and Fraction(top, under).denominator == under):
        return None
    after = text[match.end() : match.end() + 1]
    if after not in _AFTER_FRACTION and not _PARTED.match(text, match.end()):
        return None
    return Measure(
        at, match.end(), over.value, "", "分之", None, fraction=Fraction(top, under), place=under,
        number_end=match.end(),
    )  # fmt: skip


def numeral_of(match: re.Match[str]) -> tuple[Numeral | None, str]:
    """Evaluate a number that `NUMBER` found; its scale words are given too.

    Args:
        match: The match.
    """
    arabic = match["arabic"]
    if arabic is None:
        return numeral(match["han"].replace(" ", "")), ""
    digits = _plain_digits(match)
    if len(digits) > _MOST_DIGITS:
        return None, ""
    tail = match["tail"].replace(" ", "")
    if not tail:
        return Numeral(Decimal(digits)), ""
    if tail in SCALES:
        return Numeral(Decimal(digits), tail), tail
    return numeral(digits + tail), tail


def _plain_digits(match: re.Match[str]) -> str:
    """Give the Arabic digits of a number without separators, a point before its decimals."""
    digits: str = match["arabic"].replace(",", "").replace(" ", "")
    return f"{digits}.{match['point'][1:]}" if match["point"] else digits


def digit_of(digit: str | None) -> int:
    """Give the number that one digit means, Arabic or Chinese; 0 where there is none.

    Args:
        digit: The digit.
    """
    found = numeral(digit) if digit else None
    return 0 if found is None else int(found.value)


def run_end(text: str, at: int) -> int:
    """Give where the digits end that begin at a place, with points and commas between them.

    Args:
        text: A folded text.
        at: Where the number starts.
    """
    match = NUMBER.match(text, at)
    end = match.end() if match else at + 1
    run = _RUN.match(text, end)
    return max(end, run.end() if run else end, at + 1)
