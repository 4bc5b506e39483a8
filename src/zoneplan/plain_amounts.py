"""The amounts that most of a page consists of: a number with its unit, and nothing unusual beside it.

They are matched at once, which takes a fraction of what looking at each word beside a number does. Wherever
anything stands there that may change what the amount means, it is left to `zoneplan.senses`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zoneplan.designations import NAMES
from zoneplan.endings import YEARS
from zoneplan.kinds import FigureKind
from zoneplan.lexicon import BEFORE, BEHIND_WORDS, REJECTED_BEHIND, before_word
from zoneplan.measures import HAN_DIGIT, Measure
from zoneplan.mentions import Mention
from zoneplan.numerals import Numeral, numeral
from zoneplan.phrases import Part, Phrase
from zoneplan.qualifiers import Qualifier, sayable
from zoneplan.senses import TOLD, keep_plain
from zoneplan.spelling import alternation, listed
from zoneplan.unit_words import CURRENCY_BEFORE, CURRENCY_MARKS, after_name, scaled_unit

if TYPE_CHECKING:
    from zoneplan.passages import Passage
    from zoneplan.units import Unit

__all__ = ["PLAIN", "PLAIN_CLASS", "PLAIN_NUMERAL", "PlainReader"]

_UNITS = alternation(
    {
        name: after_name(name, alone=True)
        for name in listed(
            "元 美元 % 家 人 人次 亩 公顷 平方公里 平方米 公里 吨 个 个百分点 项 件 户 辆 台 所 套 倍 岁"
        )
    }
)
_TAIL = (
    rf"(?:(?P<more>[多余])(?=[万亿]|{_UNITS}))?"
    rf"(?P<scale>万亿|[万亿])?(?P<unit>{_UNITS})"
    r"(?:/(?P<below>亩|平方公里|平方米|人(?!次)))?+"
    r"(?P<behind>以上|左右|以内|以下|大关)?+"
)
_TAIL_PARTS = re.compile(_TAIL)
_PLAIN_TAIL = (
    "(" + re.sub(r"\?P<\w+>", "?:", _TAIL) + ")"
    rf"(?![-—–~至到/:(\[ 以之左多余半每大台关门级内有不整正封为之前开起上及或年\d{HAN_DIGIT}十百千万亿])"
)
PLAIN = rf"([0-9]{{0,11}}(?:\.[0-9]{{1,6}})?){_PLAIN_TAIL}"
"""The pattern of a plain amount behind its first digit: more digits, and the tail up to its end."""

PLAIN_NUMERAL = re.compile(
    rf"([一二两三四五六七八九][零一二两三四五六七八九十百千万亿]{{1,16}}){_PLAIN_TAIL}"
)
"""A plain amount in Chinese numerals: the numeral, and the tail."""

PLAIN_CLASS = re.compile(rf"([十百千]亿)级(?![{REJECTED_BEHIND['级']}以\s(、和与及至到—–~-])")
"""A class of size: 千亿级."""

_MARK_LETTERS = frozenset(
    mark[-1] for mark in CURRENCY_MARKS if not mark[-1].isascii() and mark[-1].isalpha()
)
_PLACES = _MARK_LETTERS | {"在", "于"}
_BOUND_ENDS = frozenset(word[-1] for word in BEFORE)
_NEAR = frozenset(f"{HAN_DIGIT}十百千万亿几数多个每 ")
_HEMMING = frozenset("和与规量")
_NUMERIC = frozenset(f"0123456789几{HAN_DIGIT}十百千万亿%")
_UNUSUAL = (
    frozenset("第前后翻每./+×*±^~·#$¥€£:—–-负半数 [_0123456789")
    | {mark[-1] for mark in CURRENCY_MARKS}
    | set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
)
_MAY_BE_UNUSUAL = _UNUSUAL | _MARK_LETTERS | set("到至")
_ZERO = Decimal(0)
_NUMBER = Measure(0, 0, _ZERO, "", None, None)  # stands for the number of every plain amount
_new = tuple.__new__  # makes a named tuple without the call of its own constructor


class _Tail(NamedTuple):
    """What stands behind a number: the unit, and what the words around it say."""

    unit: Unit
    more: str | None
    behind: str | None
    words: tuple[Qualifier, ...] | None
    is_told: bool  # whether the unit alone leaves open what it measures
    is_span: bool  # whether it is a length of time
    is_piece: bool  # 个, of which there are no 1.5


@lru_cache(maxsize=4096)  # a page has few: 亿元, %, 家以上
def _tail(text: str) -> _Tail | None:
    """Take apart what stands behind a number; None when its unit has no such multiple."""
    match = _TAIL_PARTS.fullmatch(text)
    if match is None:  # the scale word of a numeral before another
        return None
    more, scale, name, below, behind = match.groups()
    found = scaled_unit(scale or "", name, below)
    if found is None or found[1] != 1:
        return None
    unit = found[0]
    words = _said(None, more, behind)
    return _Tail(unit, more, behind, words, unit.dimension in TOLD, unit.dimension in YEARS, name == "个")


@lru_cache(maxsize=512)
def _said(before: Qualifier | None, more: str | None, behind: str | None) -> tuple[Qualifier, ...] | None:
    """Put together what the words beside a number say; None when no phrase says all of it."""
    said = [] if before is None else [before]
    if more is not None:
        said.append(Qualifier.JUST_OVER)
    if behind is not None and not (behind == "大关" and said):
        said.append(BEHIND_WORDS[behind])
    return sayable(said)


@lru_cache(maxsize=4096)
def _numeral(digits: str, behind: str) -> tuple[Decimal, _Tail | None]:
    """Take an amount in Chinese numerals apart; no tail where it has no one meaning."""
    found = numeral(digits)
    if found is None or found != Numeral(found.value, found.scale):
        return _ZERO, None
    tail = _tail(found.scale + behind)
    return found.value, None if tail is None or tail.more is not None else tail


@lru_cache(maxsize=64)
def _class(digits: str) -> Part | None:
    """Give the part that a class of size is: 千亿级 is 1000亿元 and less than ten times it."""
    found = numeral(digits)
    scaled = None if found is None else scaled_unit(found.scale, "元", None)
    if found is None or scaled is None:  # pragma: no cover  # the pattern has no other numerals
        return None
    return Part(found.value, scaled[0], (Qualifier.OF_ORDER,))


class PlainReader:
    """Reads the plain amounts of a passage.

    Args:
        passage: The passage; what is read is kept in it.
    """

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._mention = Mention(passage, _NUMBER)  # of every amount in turn

    def read(self, match: re.Match[str], start: int, *, is_numeral: bool = False) -> int | None:
        """Read an amount and give where to go on; None when it has to be looked at closely.

        Args:
            match: A match whose groups are those of `PLAIN`, or of `PLAIN_NUMERAL`.
            start: Where its first digit stands.
            is_numeral: Whether it is written in Chinese numerals.
        """
        passage = self._passage
        text, last, left, end = passage.text, passage.last, start, match.end()
        before = text[start - 1] if start else ""
        if before in _MAY_BE_UNUSUAL and self._is_unusual(start):
            return None
        digits, behind = match.groups()
        first = text[start]
        if is_numeral:
            value, tail = _numeral(digits, behind)
        elif first == "0" and digits[:1].isdecimal():
            return None
        else:
            value, tail = Decimal(first + digits), _tail(behind)
        if tail is None:
            return None
        words = tail.words
        word = before_word(text, start, last) if before in _BOUND_ENDS and start > last else None
        if word is not None:
            left -= len(word[0])
            if (word[0] == "近" and tail.is_span) or text[left - 1] in "到至—–-~ ":
                return None
            words = _said(word[1], tail.more, tail.behind)
        elif before == "过" or (tail.is_piece and value != value.to_integral_value()):
            return None
        is_close = left - last < 4 and bool(passage.phrases)
        if (
            words is None
            or "每" in text[left - 4 if left > 3 else 0 : left]
            or ((is_close or is_numeral or before in _PLACES) and self._is_hemmed(start, left, end))
        ):
            return None
        part = _new(Part, (value, tail.unit, words, None, None, None))
        context = passage.clause_before(left)
        if is_close or tail.is_told or context[0] is not None or passage.per is not None:
            mention = self._mention
            mention.left, mention.end, mention.words = left, end, list(words)
            return keep_plain(mention, part, context)
        phrase = _new(Phrase, (left, end, (part,), None, context[1], context[2], False, context[3], True))
        passage.add(phrase, context)
        return end

    def read_class(self, match: re.Match[str], start: int) -> int | None:
        """Read a class of size and give where to go on; None when it has to be looked at closely.

        Args:
            match: A match of `PLAIN_CLASS`.
            start: Where it starts.
        """
        passage = self._passage
        before = passage.text[start - 1] if start else ""
        if before in _MAY_BE_UNUSUAL or before in _BOUND_ENDS or before in _NEAR or passage.per is not None:
            return None
        if start - passage.last < 4 and passage.phrases:
            return None
        part, context = _class(match[1]), passage.clause_before(start)
        if part is None or context.per is not None or context.basis is not None:
            return None
        phrase = Phrase(start, match.end(), (part,), FigureKind.SCALE_CLASS, context.modality)
        passage.add(phrase, context)
        return phrase.end

    def _is_unusual(self, start: int) -> bool:
        """Whether what stands before a number has to be looked at."""
        text = self._passage.text
        before = text[start - 1]
        if before in "到至":
            return start > 1 and text[start - 2] in _NUMERIC
        if before in _MARK_LETTERS:
            return CURRENCY_BEFORE.search(text, max(self._passage.last, start - 7), start) is not None
        return before in _UNUSUAL

    def _is_hemmed(self, start: int, left: int, end: int) -> bool:
        """Whether a range, a date or a longer word may go on beside an amount."""
        text = self._passage.text
        return (
            text[end : end + 1] in _HEMMING
            or text[end : end + 1].isspace()
            or text.endswith("大关", start, end)
            or text[left - 2 : left - 1].isspace()
            or NAMES.match(text, start) is not None
        )
