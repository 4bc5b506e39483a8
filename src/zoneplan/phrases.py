"""The phrases of running text that state amounts: their numbers, and what their words say.

What a phrase does not say is left open.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zoneplan.decimals import finite_decimal
from zoneplan.kinds import FigureKind, Modality
from zoneplan.qualifiers import Qualifier, sayable

if TYPE_CHECKING:
    from decimal import Decimal

    from zoneplan.prices import PriceBasis
    from zoneplan.units import Unit

__all__ = ["FARTHEST", "LONGEST_LIST", "Part", "Phrase", "Unread", "joined", "may_join", "turned"]


class Part(NamedTuple):
    """One number of a phrase.

    Attributes:
        number: The number as written; the lower end of a range.
        unit: Its unit.
        qualifiers: What the words around it say, in the order of `Qualifier`.
        upper: The upper end of a range; None for a single number.
        quantum: The last place written, where the digits do not show it.
        exact: The number itself where no finite decimal holds it.
    """

    number: Decimal
    unit: Unit
    qualifiers: tuple[Qualifier, ...] = ()
    upper: Decimal | None = None
    quantum: Fraction | None = None
    exact: Fraction | None = None


class Phrase(NamedTuple):
    """A phrase that states one amount, or several of one unit and kind.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        parts: Its numbers, in order.
        kind: What it measures; None where only the unit tells.
        modality: How it is meant; None for a plain statement.
        basis: The price basis that its words name; None when they name none.
        is_increment: Whether it states a change and not a level.
        per: The word that says per what: 人均, 每亩, 每1个; None when there is none.
        is_sure: Whether it is an amount wherever it stands; a bare number, 一个 or 三年 may be none.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    kind: FigureKind | None = None
    modality: Modality | None = None
    basis: PriceBasis | None = None
    is_increment: bool = False
    per: str | None = None
    is_sure: bool = True


class Unread(NamedTuple):
    """A number that is there and was not read.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        is_name: Whether it is known not to be an amount: a date, an ordinal, a part of a name.
    """

    start: int
    end: int
    is_name: bool


_LEAD_ON = "到至为成了的"
_LIST_GAP = 4  # characters between two numbers of a list
LONGEST_LIST = 20  # numbers that one phrase may list
FARTHEST = 30  # characters between two phrases that state one thing
_LISTED = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_BOUNDED = re.compile(r"\s?[、,]?\s?(?:且|但|并且|而|而且|至|到|并)?\s?")
_RISES = re.compile(
    r"(?:的)?(?:[^\d,。;!?\n]{0,10}?)(?:提高|提升|增加|增长|上升|下降|降低|减少|缩小|缩短|延长|放缓|扩大|回落|下调|上调|压缩|压减|增|降|升|减|调整|变|发展|跃升|攀升)"
    r"(?:到|至|为|成)(?:了)?(?:(?:19|20)\d\d年(?:底|末)?的)?$"
)
_TURNED = {
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.UNDER: Qualifier.OVER,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.JUST_OVER: Qualifier.UNDER,
    Qualifier.SEVERAL: Qualifier.UNDER,
    Qualifier.OF_ORDER: Qualifier.AT_MOST,
    Qualifier.NEARLY: Qualifier.ABOUT,
}


def turned(part: Part) -> Part:
    """Give the part with the sign of a fall, its words saying the same of the negative number.

    Args:
        part: The part, as its digits say it.
    """
    number, unit, words, upper, quantum, exact = part
    words = _turned_words(words) if words else words
    exact = None if exact is None else -exact
    if upper is None:
        return Part(-number, unit, words, None, quantum, exact)
    return Part(-upper, unit, words, -number, quantum, exact)


@lru_cache(maxsize=512)
def _turned_words(words: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    return sayable(_TURNED.get(word, word) for word in words) or ()


def may_join(text: str, before: Phrase, phrase: Phrase) -> bool:
    """Tell, at the cost of a glance, whether two phrases can state one thing; hardly any two can.

    Args:
        text: The folded text that they stand in.
        before: The first.
        phrase: The second.
    """
    start = phrase[0]
    if start - before[1] <= _LIST_GAP or text[start - 1] in _LEAD_ON:
        return True
    return bool(phrase[2][0][2] and before[2][-1][2])  # the words of both


def joined(text: str, before: Phrase, phrase: Phrase) -> Phrase | None:
    """Join two phrases that state one thing: a list, from-to, or 1亿元以上5亿元以下; None when they do not.

    Args:
        text: The folded text that they stand in.
        before: The first.
        phrase: The second.
    """
    last, first = before.parts[-1], phrase.parts[0]
    if last.unit is not first.unit and last.unit.dimension != first.unit.dimension:
        return None
    if len(before.parts) > LONGEST_LIST:
        return None
    if len(before.parts) == len(phrase.parts) == 1:
        if last.qualifiers and first.qualifiers and (merged := _bounded(text, before, phrase)) is not None:
            return merged
        if (
            last.upper is None
            and text[phrase.start - 1] in _LEAD_ON
            and _RISES.fullmatch(text, before.end, phrase.start)
        ):
            return phrase._replace(start=before.start, parts=(last, first), per=phrase.per or before.per)
    if (
        phrase.start - before.end > _LIST_GAP
        or phrase.kind is FigureKind.STRUCTURE
        or last.unit != first.unit
        or last.upper is not None
    ):
        return None
    if not _LISTED.fullmatch(text, before.end, phrase.start) or first.upper is not None:
        return None
    over_steps = last.qualifiers == (Qualifier.OVER,) and text.startswith("跨越", before.start)
    if over_steps and first.qualifiers == (Qualifier.AT_LEAST,) and text.endswith("台阶", 0, phrase.end):
        last = last._replace(qualifiers=first.qualifiers)
    if last.qualifiers and last.qualifiers != first.qualifiers:
        return None
    shared = tuple(part._replace(qualifiers=first.qualifiers) for part in before.parts)
    return before._replace(end=phrase.end, parts=(*shared, *phrase.parts))


def _bounded(text: str, before: Phrase, phrase: Phrase) -> Phrase | None:
    low, high = before.parts[0], phrase.parts[0]
    floor = {Qualifier.OVER, Qualifier.AT_LEAST} & set(low.qualifiers)
    roof = {Qualifier.UNDER, Qualifier.AT_MOST} & set(high.qualifiers)
    if len(low.qualifiers) != 1 or len(high.qualifiers) != 1 or not floor or not roof:
        return None
    if (
        low.upper is not None
        or high.upper is not None
        or not _BOUNDED.fullmatch(text, before.end, phrase.start)
    ):
        return None
    bottom = Fraction(low.number) * low.unit.factor / high.unit.factor
    number = low.number if low.unit == high.unit else finite_decimal(bottom)
    if number is None or number > high.number:
        return None
    part = Part(number, high.unit, (), high.number)
    return before._replace(end=phrase.end, parts=(part,))
