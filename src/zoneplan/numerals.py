"""Numbers as Chinese documents write them: 2400, 二千四百, 1.2万亿, 肆佰叁拾萬, 一点二, 数十, 三四百.

Everything is exact. A numeral that has no one meaning (兆 alone, 二三〇 by chance, 五千三亿) is not read.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

import attrs

from zoneplan.errors import AmountError

__all__ = ["MAX_LENGTH", "SCALES", "Numeral", "numeral", "read_numeral"]

MAX_LENGTH = 40
"""The most characters of one numeral: more than any figure has, and few enough to read at once."""

SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
"""The scale words that people leave behind a number, as in 2400亿."""

_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "叄": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6,
    "柒": 7, "捌": 8, "玖": 9, "兩": 2, "貳": 2, "弍": 2, "幺": 1,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_PLAIN = str.maketrans({"萬": "万", "億": "亿", "拾": "十", "佰": "百", "仟": "千", "○": "〇", "點": "点"})
_ONES = "".join(_DIGITS)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|廿|卅|.", re.ASCII | re.DOTALL)
_SCALE_TAIL = re.compile(r"(?:万亿|亿|万)$")
_POINT = re.compile(rf"(?P<whole>[{_ONES}十百千万亿]*)点(?P<digits>[{_ONES}]+)(?P<scale>[十百千万亿]*)")
_SEVERAL = re.compile(r"[几数](?P<power>[十百千]?(?:万亿|亿|万)?)")
_TWO_DIGITS = re.compile(
    rf"(?P<head>[{_ONES}十百千万亿]*?)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
    r"(?P<power>[十百千]?(?:万亿|亿|万)?)"
)
_CODE = re.compile(rf"[{_ONES}]{{3,}}")
_WIDE = Context(prec=80)
# 1.5万5 is refused: nobody can say whose tenth the five is.
_AFTER_POINT = re.compile(r"\.\d+[^\d.]+[\d一二三四五六七八九零〇两]", re.ASCII)
_ARABIC = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_MOST_DIGITS = 12  # of one part of a numeral, so that their sum stays far inside the decimal context
_COLLOQUIAL_TENTH = {2: 10, 3: 100, 4: 1000, 8: 10**7, 12: 10**11}


@attrs.frozen
class Numeral:
    """A numeral taken apart.

    Attributes:
        value: The number before its scale word, exact; the lower end of 三四百.
        scale: The scale word that closes it: 万, 亿, 万亿, or nothing.
        upper: The upper end where two digits stand for a range (三四百); None else.
        place: The power of ten of the last place that was written, where the digits of `value` do
            not show it: 3 for 3千. None where they do.
        is_bare: Whether it is a scale word with no digit before it: 百亿, 千万, 亿.
        is_several: Whether it is 几 or 数 before a power of ten: 数十亿 is several times 10亿.
        is_more: Whether 几 closes it: 十几, 二十几.
        is_colloquial: Whether its last digit counts a tenth of the word before: 两万五 is 25000.
    """

    value: Decimal
    scale: str = ""
    upper: Decimal | None = None
    place: int | None = None
    is_bare: bool = False
    is_several: bool = False
    is_more: bool = False
    is_colloquial: bool = False

    @property
    def total(self) -> Decimal:
        """The number with its scale word multiplied in."""
        return _WIDE.multiply(self.value, Decimal(SCALES[self.scale]))


def read_numeral(text: str) -> Decimal:
    """Read a numeral as the number it means.

    >>> read_numeral("一万零五百"), read_numeral("1.2万亿"), read_numeral("负三点五")
    (Decimal('10500'), Decimal('1200000000000.0'), Decimal('-3.5'))

    Args:
        text: The numeral: Arabic digits, Chinese or financial ones, or both; 负 or - before it.

    Raises:
        AmountError: If it is no numeral, stands for no one number (数十, 三四百, 十几, 兆), or is longer
            than 40 characters.
    """
    found = numeral(text.removeprefix("负").removeprefix("-")) if isinstance(text, str) else None
    if found is None or found.upper is not None or found.is_several or found.is_more:
        shown = text if len(str(text)) <= MAX_LENGTH else f"{str(text)[:20]}…"
        raise AmountError(f"expected a numeral, got {shown!r}", "write digits, such as '2400' or '1.2万亿'")
    total = found.total
    return total.copy_negate() if total and text[0] in "负-" else total


@lru_cache(maxsize=4096)
def numeral(text: str) -> Numeral | None:
    """Take a numeral apart; None when it has no one meaning.

    >>> found = numeral("二千四百亿")
    >>> found.value, found.scale
    (Decimal('2400'), '亿')

    Args:
        text: Digits without sign, blanks or thousands separators.
    """
    if not 0 < len(text) <= MAX_LENGTH:
        return None
    if _ARABIC.fullmatch(text):
        return Numeral(Decimal(text))
    plain = text.translate(_PLAIN)
    if match := _SEVERAL.fullmatch(plain):
        return _several(match["power"])
    if "几" in plain:
        return _and_some(*plain.partition("几")[::2])
    if "点" in plain:
        return _with_point(plain)
    return _composed(plain) or _two_digits(plain) or _digit_list(plain)


def _several(power: str) -> Numeral | None:
    found = _composed(power) if power else None
    return None if found is None else attrs.evolve(found, is_several=True, is_bare=False)


def _and_some(text: str, scale: str) -> Numeral | None:
    """Read 十几 and 二十几亿: more than what is said, less than the next ten."""
    head = _composed(text) if text and scale in SCALES else None
    if head is None or head.is_colloquial or head.scale or head.value % 10 != 0:
        return None
    return attrs.evolve(head, scale=scale, is_more=True, is_bare=False)


def _with_point(text: str) -> Numeral | None:
    match = _POINT.fullmatch(text)
    whole = None if match is None else _composed(match["whole"] or "零")
    if match is None or whole is None or whole.is_bare or whole.is_colloquial:
        return None
    places = "".join(str(_DIGITS[digit]) for digit in match["digits"])
    return _composed(f"{whole.total:f}.{places}{match['scale']}")


def _two_digits(text: str) -> Numeral | None:
    """Read two neighbouring digits as a range: 三四百, 七八十万, 二三十亿; but 十四五 is no number."""
    match = _TWO_DIGITS.fullmatch(text)
    if match is None or match["head"]:
        return None
    step = _DIGITS[match["high"]] - _DIGITS[match["low"]]
    if step != 1 and (match["low"] + match["high"] != "三五" or not match["power"]):
        return None
    ends = [_composed(match[end] + match["power"]) for end in ("low", "high")]
    low, high = ends
    if low is None or high is None or low.scale != high.scale:
        return None
    return attrs.evolve(low, upper=high.value, is_bare=False)


def _digit_list(text: str) -> Numeral | None:
    """Read digits said one by one, three or more: 一五〇."""
    if text[0] in "〇零" or not _CODE.fullmatch(text):
        return None
    return Numeral(Decimal("".join(str(_DIGITS[digit]) for digit in text)))


def _composed(text: str) -> Numeral | None:
    """Add up a numeral of digits and scale words."""
    tail = _SCALE_TAIL.search(text)
    total = _total(text)
    if total is None or (total.value == 0 and tail):
        return None
    scale = tail.group() if tail else ""
    if scale == "亿" and total.value % 10**12 == 0 and text == "万亿":
        scale = "万亿"
    down = len(str(SCALES[scale])) - 1
    place = 0 if total.place is None else total.place - down
    # Of 1.50万 both places are kept, and of 3千 none is added: the last place written is the thousand.
    value = total.value.scaleb(-down).quantize(Decimal(1).scaleb(min(place, 0)))
    return attrs.evolve(total, value=value, scale=scale, place=place if place > 0 else None)


class _Adder:
    """Adds up one numeral from left to right; `ok` turns false at the first thing that does not fit."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, Decimal]] = []
        self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.lowest = 4  # the powers of ten within a section go down
        self.after = 0  # the power of ten of the word just read; 0 behind 零 and digits
        self.zero = False
        self.place: int | None = None
        self.colloquial = False

    def number(self, value: Decimal, *, is_arabic: bool) -> bool:
        if self.digit is not None or len(value.as_tuple().digits) > _MOST_DIGITS:
            return False
        if self.parts or self.section:
            room = min(self.lowest, 4 if not self.parts else self.lowest)
            if value >= 10**room or value != value.to_integral_value():
                return False
        self.digit = value
        if is_arabic:
            exponent = value.as_tuple().exponent
            self.place = exponent if isinstance(exponent, int) else 0
        return True

    def ten(self, power: int, *, is_first: bool) -> bool:
        if power >= self.lowest:
            return False
        if self.digit is None:
            if not is_first and power != 1:
                return False
            self.digit = Decimal(1)
        if self.digit == 0 or (self.digit >= 10 and self.section):
            return False
        self.section += self.digit * 10**power
        self.place = None if self.place is None else self.place + power
        self.digit, self.lowest, self.after, self.zero = None, power, power, False
        return True

    def big(self, power: int, *, is_first: bool) -> bool:
        value = self.section + (self.digit or 0)
        below = [part for part in self.parts if part[0] < power]
        joined = power == 8 and bool(below) and below == self.parts[-len(below) :]
        if below and not joined:
            return False
        if value == 0 and not below:
            if not is_first:
                return False
            value = Decimal(1)
        reach = power
        if below:
            value += sum(part[1] for part in below)
            del self.parts[-len(below) :]
            reach = 12 if value >= 10**4 and value % 10**4 == 0 else 8
        if any(part[0] <= power for part in self.parts):
            return False
        self.parts.append((reach if not self.parts else power, value * 10**power))
        self.place = None if self.place is None else self.place + power
        self.section, self.digit, self.lowest, self.after, self.zero = Decimal(0), None, 4, power, False
        return True

    def closed(self) -> Decimal | None:
        last = self.digit
        if last is not None and self.after > 1 and not self.zero and 0 < last < 10:
            last *= _COLLOQUIAL_TENTH[self.after]
            self.colloquial = True
        elif last is not None and self.after and not self.zero and last >= 10**self.after:
            return None
        return sum((part[1] for part in self.parts), self.section) + (last or 0)


def _total(text: str) -> Numeral | None:
    if "." in text and _AFTER_POINT.search(text):
        return None
    adder = _Adder()
    first = True
    for token in _TOKEN.findall(text):
        if not _add(adder, token, first=first):
            return None
        first = False
    value = adder.closed()
    if value is None or ("兆" in text and not {"亿", "億"} & set(text)):
        return None
    bare = text[0] in "百千万亿"
    if bare and adder.colloquial:  # 万一, 百二
        return None
    place = adder.place
    return Numeral(value, place=place, is_bare=bare, is_colloquial=adder.colloquial)


def _add(adder: _Adder, token: str, *, first: bool) -> bool:
    if token[0].isdecimal() and token.isascii():
        after, adder.after = adder.after, 0
        fits = adder.number(Decimal(token), is_arabic=True)
        adder.after = after if len(token) == 1 else 0
        return fits
    if token in ("廿", "卅"):
        fits = adder.number(Decimal(2 if token == "廿" else 3), is_arabic=False) and first
        return fits and adder.ten(1, is_first=True)
    if token in _TENS:
        return adder.ten(len(str(_TENS[token])) - 1, is_first=first)
    if token in _BIG:
        return adder.big(_BIG[token], is_first=first)
    if token in "零〇○":
        adder.zero, fits = True, adder.digit is None
        if first:
            adder.digit = Decimal(0)
        return fits
    return token in _DIGITS and adder.number(Decimal(_DIGITS[token]), is_arabic=False)
