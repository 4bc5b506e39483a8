"""A text while its amounts are read: what was found so far, and what stands before a place."""

from __future__ import annotations

import re

from zoneplan.clauses import NOTHING, Context, said_behind
from zoneplan.lexicon import PRICES_OF_YEAR, SUBJECT_WORDS, SUBJECTS
from zoneplan.measures import HAN_DIGIT
from zoneplan.phrases import FARTHEST, Phrase, Unread, joined, may_join
from zoneplan.prices import PriceBasis
from zoneplan.unit_words import UNIT

__all__ = ["Passage"]

_MAY_TURN = frozenset(
    "于负下s点又零 不未没无勿难应当能够可以会宜许准允必该定再要需曾法得达到满足)正增±∓+-≈≠≯≮▲△▼▽↑↓动减跌降"
)
_TURNS = re.compile(
    rf"(?:或者?|[大小多少高低]于?|[、/])\s*等于\s*$|(?:负|零下|minus)\s*$|[\d{HAN_DIGIT}]\s?[点又零]\s?$"
    r"|\)[-—–~]$|(?:不|未|没有?|无|勿|难)(?:应当?|能够?|可能?|可以|会|宜|许|准|允许|必|该|一定|再|要|需|曾|法|以|得)?"
    r"(?:达到|达|到|足|满)?\s*(?<![不未没无])$|(?:不|未|没有?|勿)\s*$|[正±∓+≈≠≯≮▲△▼▽↑↓-]$|(?:增减|涨跌|升降|[浮波]动)$"
)
_MAY_GO_ON = frozenset("又零点或.·以及 大小①②③④⑤⑥⑦⑧⑨⑩²³¹½¼¾/×*^±℃基")
_CARRIED_ON = re.compile(
    rf"\s?[又零点]\s?[\d{HAN_DIGIT}]|\s*(?:或者?|及其?)?(?:更[多少高低大小]|以[上下内](?!海|来|简))"
    r"|·[A-Za-z一-鿿]|[①-⑳²³¹½¼¾^±℃]|基点|[×*]\d|/\(|/[万亿]?(?:[日月年天季周秒时分班次期批]|"
    rf"{UNIT.pattern.replace('?P<unit>', '?:').replace('?P<below>', '?:')})"
)
_DOTS = re.compile(r"\.+\d")


_FAR = 48  # characters that the words on an amount may stand before it


class Passage:
    """A folded text that is read from left to right.

    Attributes:
        text: The text.
        sure: Whether only those amounts are wanted that are amounts wherever they stand.
        size: How many characters it has, blanks around it apart.
        phrases: The amounts found so far.
        unread: The numbers left alone so far.
        last: The end of the amount or date before, where the clause of the next begins.
        context: What was said of the phrase before, which a list goes on with.
        per: What the next amount is counted per, where words just read say so (每亩).
    """

    def __init__(self, text: str, *, sure: bool = False) -> None:
        self.text = text
        self.sure = sure
        self.size = len(text.strip())
        self.phrases: list[Phrase] = []
        self.unread: list[Unread] = []
        self.last = 0
        self.context = NOTHING
        self.per: str | None = None
        self._stops = tuple(stop for stop in "。;\n|\t" if stop in text)

    def clause_before(self, end: int) -> Context:
        """Read the words of the clause before a place.

        Args:
            end: The place.
        """
        start = end - _FAR
        if start < self.last:
            start = self.last
        words = self.text[start:end]
        for stop in self._stops:
            words = words[words.rfind(stop) + 1 :]
        said = said_behind(words)
        basis = said.basis
        return said if basis is None else said._replace(basis=self._dated(basis, self._sentence(end), end))

    def subject(self, end: int) -> str | None:
        """Read what the clause before a place is about: money, people, a rank, power; or None.

        Args:
            end: The place.
        """
        start = self._sentence(end)
        start = max(start, self.text.rfind(",", start, end) + 1)
        words = SUBJECTS.findall(self.text, start, end)
        return SUBJECT_WORDS[words[-1]] if words else None

    def _sentence(self, end: int) -> int:
        """Give where the sentence, cell or line around a place begins, no farther than the amount before."""
        text = self.text
        start = max(end - _FAR, self.last)
        for stop in self._stops:
            at = text.rfind(stop, start, end)
            if at >= 0:
                start = at + 1
        return start

    def _dated(self, basis: PriceBasis, start: int, end: int) -> PriceBasis:
        """Give constant prices the base year that is written beside them."""
        if not basis.is_year_unstated:
            return basis
        dated = PRICES_OF_YEAR.search(self.text, max(self.last, start - 5), end)
        return PriceBasis.constant(int(dated["before"] or dated["after"])) if dated else basis

    def add(self, phrase: Phrase, context: Context) -> None:
        """Keep a phrase, as one with the phrase before where the two state one thing.

        Args:
            phrase: The phrase.
            context: What its clause says of it.
        """
        phrases = self.phrases
        # Hardly any two state one thing, and most lie too far apart: by places, that is seen at a glance.
        if phrases and phrase[0] - phrases[-1][1] <= FARTHEST and may_join(self.text, phrases[-1], phrase):
            both = joined(self.text, phrases[-1], phrase)
            if both is not None:
                phrases.pop()
                phrase = both
        phrases.append(phrase)
        self.last, self.context = phrase[1], context

    def skip(self, start: int, end: int, *, is_name: bool) -> int:
        """Leave a number alone and give where to go on.

        Args:
            start: Where it starts.
            end: Where it ends.
            is_name: Whether it is known not to be an amount.
        """
        self.unread.append(Unread(start, end, is_name))
        if not is_name or self.text[start].isdecimal():
            self.last = end if not is_name else self.last
        return end

    def set_aside(self) -> None:
        """Tell as unread what has a sign, a bound or more of the number beside it that was not read."""
        text, cut = self.text, False
        for one in self.phrases:
            start, end = one.start, one.end
            if (start and text[start - 1] in _MAY_TURN and _TURNS.search(text, max(0, start - 9), start)) or (
                text[end : end + 1] in _MAY_GO_ON
                and (_CARRIED_ON.match(text, end) or (text[end - 1].isdecimal() and _DOTS.match(text, end)))
            ):
                self.unread.append(Unread(start, end, False))
                cut = True
        if cut:
            gone = {one.start for one in self.unread if not one.is_name}
            self.phrases = [one for one in self.phrases if one.start not in gone]
