"""A number with the words that stand before it: bound, sign, currency mark."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.lexicon import BEFORE, before_word
from zoneplan.measures import HAN_DIGIT, Measure
from zoneplan.phrases import Unread
from zoneplan.qualifiers import Qualifier
from zoneplan.unit_words import CURRENCY_BEFORE, CURRENCY_MARKS, scaled_unit

if TYPE_CHECKING:
    from zoneplan.clauses import Context
    from zoneplan.passages import Passage
    from zoneplan.units import Unit

__all__ = ["CURRENCY_FREE", "HUNDREDTHS", "Mention"]

_MARK_ENDS = frozenset(mark[-1] for mark in CURRENCY_MARKS) | {" ", ":"}
_BARE_BEFORE = re.compile(r"(?<![超通经不越透途路])过|(?<![以之线网地街村向])上")
_MINUS = re.compile(r"(?:负\s+|零下\s*|minus\s+)$")
_OR_EQUAL = re.compile(r"(?:不\s?)?[大小多少高低]于\s?(?:或者?|、)?\s?等于$|等于\s?或者?\s?[大小多少高低]于$")
_BLANKS = re.compile(r"\s+")
_PASSED = re.compile(r"(?<![超通经不越透途路见做花用借给拿收付])过$")
_STRANGE_MONEY = re.compile(r"(?:[元币镑盾铢]|卢比|比索|克朗|法郎|先令|里拉|第纳尔|兰特|福林|克瓦查)$")
_SOME = re.compile(r"(?<![人户次指倍系函参总个件台])数$")
_POWERS_OF_TEN = frozenset({Decimal(10), Decimal(100), Decimal(1000)})
_CUT_RANGE = re.compile(rf"[\d{HAN_DIGIT}十百千万亿几]\s?[到至—–~-]$")
HUNDREDTHS = {"百分之": "%", "千分之": "‰"}
CURRENCY_FREE = frozenset({"元", "圆", "块", "块钱", "元钱"})
_SLOT = re.compile(r"每(?:超过|超|增加|减少|降低|提高|下降|上升|增|减|多|少|满|低|高)?\s?$")


class Mention:
    """A number with the words that belong to it, while they are looked for.

    Attributes:
        passage: The text that it stands in, as far as it is read.
        text: The same text.
        measure: The number with its scale word and unit.
        words: What the words beside it say, in the order they were read.
        is_level: Whether its words say a level, not a change: 翻一番.
        is_growth: Whether its words say that it is a growth: 两位数增长.
        left: Where the first of its words starts.
        end: Where the last of its words ends.
        negative: Whether a sign before it is a minus.
        mark: The unit of the currency that stands before it; None when none does.
        upper: The upper end of a range; None for a single number.
        upper_negative: Whether a sign before the upper end is a minus.
        before: The bound word before it, as written; empty when there is none.
    """

    negative = False
    mark: str | None = None
    upper: Measure | None = None
    upper_negative = False
    before = ""

    def __init__(
        self,
        passage: Passage,
        measure: Measure,
        *,
        inner: tuple[Qualifier, ...] = (),
        is_level: bool = False,
        is_growth: bool = False,
    ) -> None:
        self.passage = passage
        self.text = passage.text
        self.measure = measure
        self.words = list(inner)
        self.is_level = is_level
        self.is_growth = is_growth
        self.left = measure.start
        self.end = measure.end

    def refused(self) -> int:
        """Leave the number alone and give where to go on."""
        end = max(self.end, self.measure.end)
        bare = self.measure.is_bare or (self.measure.is_small and self.measure.unit is None)
        return self.passage.skip(self.measure.start, end, is_name=bare and not self.words)

    def clause(self) -> Context:
        """Read what the clause before it says."""
        return self.passage.clause_before(self.left)

    def unit_of(self, measure: Measure) -> tuple[Unit, int] | None:
        """Give the unit of one of its numbers, and what the number is multiplied by.

        Args:
            measure: The number, or the upper end.
        """
        if measure.unit is None:
            return None
        if measure.unit in HUNDREDTHS:
            return units.unit(HUNDREDTHS[measure.unit]), 1
        if measure.unit == "分之":
            return units.unit("分之"), 1
        name = measure.unit
        if name in CURRENCY_FREE and self.mark is not None:
            name = self.mark
        return scaled_unit(measure.scale, name, measure.below)

    def look_left(self) -> bool:
        """Read the words before the number; False when they leave it without one meaning."""
        text, last = self.text, self.passage.last
        signed = self._sign(self.left)
        if signed is None:
            return False
        left = signed
        if left > last and text[left - 1] in _MARK_ENDS:
            mark = CURRENCY_BEFORE.search(text, max(last, left - 7), left)
            if mark is not None:
                self.mark, left = CURRENCY_MARKS[mark.group().rstrip(": ")], mark.start()
        at = left
        while left > last and text[left - 1] == " ":
            left -= 1
        word = self._or_equal(left) or before_word(text, left, last)
        if word is not None:
            left -= len(word[0])
            self.before = word[0]
            self.words.append(word[1])
        elif left > last and text[left - 1] == "过" and self._is_money_passed(left):
            left, self.before = left - 1, "过"
            self.words.append(Qualifier.OVER)
        elif self._is_tens() and _SOME.search(text, max(last, left - 2), left):
            left, self.before = left - 1, "数"
            self.words.append(Qualifier.SEVERAL)
        elif self.measure.fraction is not None and text.startswith("过", left - 1) and left > last:
            left, self.before = left - 1, "过"
            self.words.append(Qualifier.OVER)
        elif (
            self.measure.is_bare
            and left > last
            and (said := _BARE_BEFORE.search(text, max(last, left - 2), left))
        ):
            left, self.before = said.end() - 1, said.group()[-1]
            self.words.append(Qualifier.OVER if self.before == "过" else Qualifier.AT_LEAST)
        else:
            left = at
        self.left = left
        if (
            self.mark is None
            and self.measure.unit is None
            and _STRANGE_MONEY.search(text, max(last, left - 4), left)
        ):
            return False
        # What is left of a range whose lower end could not be read is no amount.
        return not (left - 1 > last and _CUT_RANGE.search(text, max(last, left - 3), left))

    def _sign(self, left: int) -> int | None:
        """Read the sign before a place and give where it starts; None where it is no sign of the number."""
        text, passage, last = self.text, self.passage, self.passage.last
        sign = text[left - 1] if left > last else ""
        if sign and sign in " 下s" and (minus := _MINUS.search(text, max(last, left - 8), left)):
            self.negative, left, sign = True, minus.start(), ""
        if sign and sign in "-负+~±":
            if sign == "-" and passage.phrases and passage.phrases[-1].end == left - 1:
                cut = passage.phrases.pop()  # the dash of a range whose upper end was not read with it
                passage.unread.append(Unread(cut.start, cut.end, False))
                return None
            if (
                sign in "~±"
                or (sign == "-" and left > 1 and text[left - 2] == ")")
                or (left - 1 > last and (text[left - 2].isalnum() and text[left - 2].isascii()))
            ):
                return None
            self.negative, left = sign != "+", left - 1
        return left

    def _or_equal(self, left: int) -> tuple[str, Qualifier] | None:
        """Give 大于或等于 and its like before a place, blanks inside included, with what it says."""
        last = self.passage.last
        if left <= last or self.text[left - 1] != "于":
            return None
        match = _OR_EQUAL.search(self.text, max(last, left - 16), left)
        said = None if match is None else BEFORE.get(_BLANKS.sub("", match.group()))
        return None if match is None or said is None else (match.group(), said)

    def _is_money_passed(self, left: int) -> bool:
        """Whether 过 before money says more, as in 纳税过1亿元."""
        own = self.unit_of(self.measure)
        if own is None or own[0].currency is None:
            return False
        return _PASSED.search(self.text, max(0, left - 2), left) is not None

    def _is_tens(self) -> bool:
        return self.measure.is_arabic and self.measure.value in _POWERS_OF_TEN and not self.measure.is_more

    def is_slot(self) -> bool:
        """Whether the number says per how many: 每1个, 每万人, 每超1个亿元."""
        text, last, start = self.text, self.passage.last, self.measure.start
        if "每" not in text[max(last, min(self.left, start) - 4) : start]:
            return False
        match = _SLOT.search(text, max(last, self.left - 3), self.left) or (
            _SLOT.search(text, max(last, start - 4), start)
        )
        if match is None:
            return False
        self.passage.per = self.text[match.start() : self.end]
        self.passage.unread.append(Unread(match.start(), self.end, True))
        self.passage.last = self.end
        return True
