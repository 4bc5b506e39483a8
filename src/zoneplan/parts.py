"""The numbers of a mention with their units: one, or the two ends of a range."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.decimals import finite_decimal, nearest_decimal
from zoneplan.endings import YEARS
from zoneplan.mentions import CURRENCY_FREE
from zoneplan.numerals import SCALES
from zoneplan.phrases import Part
from zoneplan.qualifiers import Qualifier, sayable
from zoneplan.unit_words import scaled_unit

if TYPE_CHECKING:
    from zoneplan.measures import Measure
    from zoneplan.mentions import Mention
    from zoneplan.units import Unit

__all__ = ["NOUN", "parts_of"]

_SEPARATED = re.compile(
    r"(?:[^\d,。;:、!?()\s\[\]元%/每]{0,8}?)(?P<noun>人口|居民|群众|市民|村民|农民|职工|员工|学生|大学生|游客|劳动力|从业者|就业者|党员|干部|老人|儿童|"
    r"台商台胞|台商|台胞|人)(?=$|[,。;:、)!?\s]|实现|脱贫|在|走出|转移|参加|参保)"
)
_LASTED = re.compile("经过|历经|历时|耗时|长达")
_LATELY = re.compile(r"来|以来|里|间|内|时间|中|的时间")
NOUN = re.compile(r"[一-鿿A-Za-z]")
_MONEYNOUN = re.compile(r"(?:投资|产值|资金|营收|收入|税收|销售|利润|市值|贷款)")
_OTHER_END = re.compile(
    r"[,且但而并]?(?:小于|低于|少于|不到|不足|不满|不超过|不高于|大于|高于|超过|多于|且|但|而)"
)


def parts_of(mention: Mention) -> tuple[Part, ...] | None:
    """Give the number of a mention, or its two ends, with the unit; None when it has no one meaning.

    Args:
        mention: The mention, its words read.
    """
    measure = mention.upper or mention.measure
    found = _elided(mention, measure) if measure.unit is None else mention.unit_of(measure)
    if found is None or not _may_be_bare(mention) or not _may_be_near(mention, found[0]):
        return None
    named = mention.mark is not None and measure.unit is not None and measure.unit not in CURRENCY_FREE
    if named and found[0].currency != units.unit(str(mention.mark)).currency:
        return None
    if (
        found[0].name == "千瓦时"
        and measure.unit == "度"
        and mention.passage.subject(mention.left) != "power"
    ):
        return None
    if mention.upper is not None:
        return _ranged(mention, found)
    return _single(mention, found)


def _may_be_bare(mention: Mention) -> bool:
    """Whether a scale word without a digit, as in 超亿元, is an amount here."""
    measure = mention.measure
    if not measure.is_bare or mention.words or measure.is_more or mention.upper is not None:
        return True
    return measure.unit is not None and (measure.value > 1 or measure.scale == "万亿")


def _may_be_near(mention: Mention, unit: Unit) -> bool:
    """近三年 and 近10年来 are the last years, not nearly so many."""
    if mention.before != "近" or unit.dimension not in YEARS:
        return True
    value = mention.measure.value
    if _LASTED.search(mention.text, max(0, mention.left - 2), mention.left):
        return True
    return value >= 20 and value % 10 == 0 and not _LATELY.match(mention.text, mention.end)


def _elided(mention: Mention, measure: Measure) -> tuple[Unit, int] | None:
    """Find the unit of a number that is written without one."""
    text, end = mention.text, measure.number_end or measure.end
    if mention.mark is not None:
        return scaled_unit(measure.scale, mention.mark, None)
    if measure.scale and "亿" in measure.scale and Qualifier.OF_ORDER in mention.words:
        return scaled_unit(measure.scale, "元", None)
    subject = mention.passage.subject(mention.left)
    closed = mention.end > (mention.upper or mention.measure).end or not NOUN.match(text, mention.end)
    closed = closed or _OTHER_END.match(text, mention.end) is not None
    closed = closed or ("亿" in measure.scale and subject == "money" and text.startswith("的", mention.end))
    if measure.scale:
        if not measure.is_bare and (apart := _SEPARATED.match(text, end)):
            mention.end = apart.end()
            return scaled_unit(measure.scale, "人", None)
        if subject == "people" and closed:
            return scaled_unit(measure.scale, "人", None)
        money = (
            subject == "money"
            or (measure.is_bare and "亿" in measure.scale)
            or _MONEYNOUN.match(text, mention.end)
        )
        if money and (closed or measure.is_bare or _MONEYNOUN.match(text, mention.end)):
            return scaled_unit(measure.scale, "元", None)
    if not closed or (measure.is_bare and not mention.words):
        return None
    return units.unit("1"), SCALES.get(measure.scale, 1)


def _single(mention: Mention, found: tuple[Unit, int]) -> tuple[Part, ...] | None:
    measure, (unit, times) = mention.measure, found
    words = [*mention.words]
    if measure.is_several:
        words.append(Qualifier.SEVERAL)
    if measure.is_more or measure.late_more:
        exact_step = (
            not measure.late_more
            or measure.value % 10 != 0
            or measure.value != measure.value.to_integral_value()
        )
        words.append(Qualifier.JUST_OVER if exact_step else Qualifier.OVER)
    said = sayable(words)
    if said is None or (measure.upper is not None and set(said) - {Qualifier.ABOUT}):
        return None
    if measure.fraction is not None:
        return (_fraction(mention, measure.fraction, unit, said),)
    number, quantum = _times(measure.value, times, measure.place)
    if measure.is_exact:
        quantum = Fraction(0)
    upper = None if measure.upper is None else _times(measure.upper, times, None)[0]
    return (Part(-number if mention.negative else number, unit, said, upper, quantum),)


def _fraction(mention: Mention, value: Fraction, unit: Unit, words: tuple[Qualifier, ...]) -> Part:
    """Give a number of parts of a whole, told to the nearest part."""
    exact = -value if mention.negative else value
    held = finite_decimal(exact)
    mention.negative = False
    quantum = Fraction(1, mention.measure.place or 1)
    if held is None:
        return Part(nearest_decimal(exact), unit, words, None, quantum, exact)
    return Part(held, unit, words, None, quantum)


def _ranged(mention: Mention, found: tuple[Unit, int]) -> tuple[Part, ...] | None:
    low, high = mention.measure, mention.upper
    if high is None or low.is_several or high.is_several or low.upper is not None or high.upper is not None:
        return None
    unit, times = found
    top = Fraction(high.value) * times
    bottom = _lower_end(mention, low, high, unit, times)
    if bottom is None:
        return None
    if mention.negative:
        bottom = -bottom
    if mention.upper_negative:
        top = -top
    if bottom > top:
        return None
    words = [*mention.words]
    if high.is_more or low.is_more or (said := sayable(words)) is None or set(said) - {Qualifier.ABOUT}:
        return None
    ends = finite_decimal(bottom), finite_decimal(top)
    if ends[0] is None or ends[1] is None:
        return None
    number = low.value if bottom == Fraction(low.value) else ends[0]
    upper = high.value if top == Fraction(high.value) else ends[1]
    return (Part(number, unit, said, upper),)


def _lower_end(mention: Mention, low: Measure, high: Measure, unit: Unit, times: int) -> Fraction | None:
    """Give the lower end in the unit of the upper; it shares scale and unit where it has none."""
    value = Fraction(low.value)
    if low.unit is not None:
        own = mention.unit_of(low)
        return None if own is None else value * own[1] * own[0].factor / unit.factor
    over = SCALES.get(high.scale, 1)
    under = SCALES.get(low.scale, 1)
    if low.scale and low.scale != high.scale:
        return value * times * under / over
    if low.scale:
        return value * times
    tens = _leading_tens(high)
    if tens > 1 and value < 10 and (low.is_small or low.is_arabic):
        if value == 1 and low.is_small:
            return None
        if value < high.value / tens:
            return value * tens * times
    inherited = value * times
    return inherited if inherited <= Fraction(high.value) * times else inherited / over


def _times(value: Decimal, times: int, place: int | None) -> tuple[Decimal, Fraction | None]:
    """Multiply a number by a scale that its unit cannot carry; its last written place goes along."""
    if times == 1:
        return value, None if place is None else Fraction(10) ** place
    exponent = value.as_tuple().exponent
    last = place if place is not None else exponent if isinstance(exponent, int) else 0
    product = finite_decimal(Fraction(value) * times) or Decimal(0)
    return product, Fraction(10) ** last * times


def _leading_tens(measure: Measure) -> int:
    """Give 100 for 五百 and 1000 for 3千, whose scale a number before 到 may share; 1 for all else."""
    digits = str(int(measure.value)) if measure.value == measure.value.to_integral_value() else ""
    shared = len(digits) in (3, 4) and not digits[1:].strip("0")
    if not shared or (measure.is_arabic and measure.place is None):
        return 1
    return int(10 ** (len(digits) - 1))
