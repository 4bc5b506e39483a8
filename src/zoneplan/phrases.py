"""The phrases of running text that state amounts: taken apart, before figures are made of them.

One pass from left to right. What a phrase does not say is left open; a number that does not fit the
grammar is left alone and told as unread, never guessed at.

Not read: dates, numbers inside names (“十四五”, 1+5+22, 第三产业), times, 若干.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zoneplan import units
from zoneplan.decimals import finite_decimal, nearest_decimal
from zoneplan.kinds import FigureKind, Modality
from zoneplan.lexicon import (
    BEFORE,
    BEHIND,
    BEHIND_WORDS,
    CONTEXT,
    CONTEXT_WORDS,
    CURRENCY_BEFORE,
    CURRENCY_MARKS,
    GROWTH_NOUNS,
    NOTES,
    PRICES_OF_YEAR,
    SUBJECT_WORDS,
    SUBJECTS,
    UNIT,
    after_name,
    alternation,
    before_word,
    folded,
    listed,
    scaled_unit,
)
from zoneplan.numerals import SCALES, Numeral, numeral
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Qualifier, sayable

if TYPE_CHECKING:
    from zoneplan.units import Unit

__all__ = ["Part", "Phrase", "Unread", "phrases_in", "whole_phrase"]


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


# -- numbers --------------------------------------------------------------------------------------

_HAN_DIGIT = "〇零一二两三四五六七八九壹贰叁參肆伍陆柒捌玖"
_HAN_ONE = f"[{_HAN_DIGIT}十拾百佰千仟万亿兆廿卅几]"
# 兆瓦 and 千瓦 are units, and 百分之 begins a percentage.
_NO_SCALE = r"(?!兆[瓦伏]|[千仟][瓦克伏焦卡]|百分)"
_NUMBER = re.compile(
    rf"""
    (?P<arabic>\d{{1,3}}(?:,\d{{3}}){{1,9}}(?![\d,])
      |\d{{1,3}}(?:\ \d{{3}}){{1,4}}(?![\d,])(?=[.%\ 十百千万亿元美港日欧家人亩吨])|\d+)
    (?P<point>[.。]\d+)?
    (?P<tail>(?:\ ?(?:{_NO_SCALE}[十拾百佰千仟万亿兆])+(?:[零〇]?\d+(?![\d.,年月日]))?
      |[{_HAN_DIGIT}](?={_NO_SCALE}[十百千万亿拾佰仟]))*)
    |(?P<han>[数几]?(?:{_NO_SCALE}{_HAN_ONE})+
      (?:(?:点|(?<![这那有早差快慢多高大小好]一)\ 点\ ?|(?<!一)点\ )
      [{_HAN_DIGIT}]+(?:{_NO_SCALE}[十百千万亿])*)?)
    """,
    re.VERBOSE | re.ASCII,
)
_HAN_STARTS = f"{_HAN_DIGIT}十拾百佰千仟万亿廿卅几数"
_AFTER_HAN = (
    f"{_HAN_DIGIT}十拾百佰千仟万亿兆廿卅几点\\s多余半分成倍个年元块角毛美港日欧英韩澳加新人家户"
    "项件台张所辆座条套只艘架列班处类种门场篇本部支枚栋幢间宗笔份头株棵股亩公平立万米千厘毫吨"
    "斤克升度岁周小天位名次标兆亿微吉工%‰"
)
# The amounts that most of a page consists of are matched at once, up to what cannot belong to them.
_QUICK_UNITS = alternation(
    {
        name: after_name(name, alone=True)
        for name in listed(
            "元 美元 % 家 人 人次 亩 公顷 平方公里 平方米 公里 吨 个 个百分点 项 件 户 辆 台 所 套 倍 岁"
        )
    }
)
_QUICK_REST = (
    rf"(?:(?P<more>[多余])(?=[万亿]|{_QUICK_UNITS}))?"
    rf"(?P<scale>万亿|[万亿])?(?P<unit>{_QUICK_UNITS})"
    r"(?:/(?P<below>亩|平方公里|平方米|人(?!次)))?+"
    r"(?P<behind>以上|左右|以内|以下|大关)?+"
    rf"(?![-—–~至到/:(\[ 以之左多余半每大台关门级内有不整正封为之前开起上及或年\d{_HAN_DIGIT}十百千万亿])"
)
_QUICK = rf"(?P<number>[0-9]{{0,11}}(?:\.[0-9]{{1,6}})?){_QUICK_REST}"
_QUICK_HAN = re.compile(
    rf"(?P<number>[一二两三四五六七八九][零一二两三四五六七八九十百千万亿]{{1,16}}){_QUICK_REST}"
)
# One character class comes first, which is searched fast. A Han digit begins a number only where one can
# go on: before another, a scale word or a unit.
_START = re.compile(
    rf"[0-9\[翻半{_HAN_STARTS}](?:"
    rf"(?<=[0-9])(?:{_QUICK})?"
    rf"|(?<=[{_HAN_STARTS}])(?=[{_AFTER_HAN}])"
    rf"|(?<=\[)(?=\s?\d)|(?<=翻)(?=[了近超约一二两三四五1-9]{{0,3}}番)"
    rf"|(?<=[过近超]半)|(?<=半)(?=年|个月|个小时|小时|天|亩|公里|吨|斤|数)"
    rf"|(?<=[第前][{_HAN_DIGIT}十])|(?<=[{_HAN_DIGIT}十])(?=[到至—–~-][{_HAN_DIGIT}十百千0-9])"
    r")",
)
_NAMES = re.compile(
    r"""
    (?:19|20|21)\d\d\s?(?:[-—–~至到、/]+\s?(?:(?:19|20|21)?\d\d)\s?){0,3}年(?![多余])
      (?:\s?\d{1,2}\s?(?:[-—–~至到]\s?\d{1,2}\s?)?月(?:\s?\d{1,2}\s?[日号])?|[一二三四1-4]季度)?
    |(?:19|20|21)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.%亿万元])
    |\d{1,2}(?:\s?[-—–~至、]\s?\d{1,2}){0,6}\s?月份?(?:\s?\d{1,2}\s?[日号])?
    |\d{1,2}\s?[日号](?![元圆均])
    |\d{1,2}[时点]\d{1,2}分
    |\d{1,2}(?::[0-5]\d|[时点]\d{1,2}分?)(?![\d%:.])(?=\s*(?:[,。;]|$|前|后|起|开))
    |\d(?:[-—–~至]\d)?季度
    |\d{1,9}(?:[+×*]\d{1,9})+
    |\d{1,9}(?:\.\d{1,9}){2,}
    |[一二][〇零一二三四五六七八九]{3}年
    |[一二三四五六七八九十]{1,3}(?:月(?:[一二三四五六七八九十]{1,3}[日号])?|季度)
    |(?:十[一二三四五六七八九]|[七八九])五(?=["”』」末时期规以和、,。]|$|计划|开局|收官)
    """,
    re.VERBOSE | re.ASCII,
)
_BEST = re.compile(r"\d{2,4}强(?![化调度势大烈])", re.ASCII)
_BEST_OF = re.compile(r"(?:世界|中国|全国|全球|民营|民企|制造业)$")
_QUOTED = re.compile(r"\d{1,9}(?=[”」』’])", re.ASCII)
_MORE = re.compile(
    r"\s?(?:多(?![元种样数家项少于年级功式])|多(?=[元家项年])|余|几)(?P<scale>个?(?:万亿|亿|万))?"
)
_CLASSIFIER = re.compile(r"\s?个(?=多?(?:万亿|亿|万))(?P<more>多)?(?P<scale>万亿|亿|万)(?!级)")
_LATE_MORE = re.compile(r"[多余](?=$|[,。;:、)的]|以|左)")
_JIAO = re.compile(
    rf"(?:零?(?P<jiao>\d|[{_HAN_DIGIT}])[角毛])?(?:零?(?P<fen>\d|[{_HAN_DIGIT}])分(?!之|[别为析类公]))?(?:[整正]|钱整?)?"
)
_BLOCK_TAIL = re.compile(
    rf"(?:零(?P<fen>[{_HAN_DIGIT}])(?![\d.,{_HAN_DIGIT}十百千万亿个%]))|(?P<jiao>\d|[{_HAN_DIGIT}])(?![\d.,{_HAN_DIGIT}十百千万亿]|个|%)毛?钱?"
)
_HALF = re.compile(r"半(?![径夜导数])")
_DASH = re.compile(r"\s?(?:[—–~]{1,2}|-{1,2}|至|到)\s?")
_AND = re.compile(r"\s?[和与]\s?")
_JOIN = re.compile(r"\s?(?:[、,]|和|及|与|以及|/)\s?")
_RATIO = re.compile(r"\s?:\s?(?P<number>\d+(?:\.\d+)?)", re.ASCII)
_CELL = re.compile(r"\s?/\s?(?P<sign>[<>≤≥]=?)\s?", re.ASCII)
_SLASH = re.compile(r"/(?P<under>\d{1,5})(?![\d.,/年月])", re.ASCII)
_FAN = re.compile(r"翻了?(?P<word>近|超|约)?(?P<count>[一二两三四五1-5])?番(?P<more>多)?")
_BRACKET = re.compile(
    r"\[\s?(?P<number>\d{1,12}(?:\.\d{1,12})?)\s?(?P<unit>%|‰|个百分点|万亩|亿元|万元|万人|亩)?\s?\]",
    re.ASCII,
)
_ORDINAL = re.compile(r"\s?(?:个)?(?:位|名|席|)(?P<stop>[一-鿿]{0,2})")
_NOT_RANKED = re.compile(
    r"[一二三四]?(?:季度|批|产业|章|节|条|届|期|次|阶段|代|方|轮|个|年|天|款|项|步|类|种|编|部|局|中学|小学|医院|人民|城|大道|师|集团|线|医|五年)"
)
_RANK_ENDS = re.compile(r"(?:个?位次?|名|席|强(?!化|调|度|势|大|烈)|行列|之列|甲|$|[,。;:、)!?的\s]|以内)")
_SEPARATED = re.compile(
    r"(?:[^\d,。;:、!?()\s\[\]元%]{0,8}?)(?P<noun>人口|居民|群众|市民|村民|农民|职工|员工|学生|大学生|游客|劳动力|从业者|就业者|党员|干部|老人|儿童|"
    r"台商台胞|台商|台胞|人)(?=$|[,。;:、)!?\s]|实现|脱贫|在|走出|转移|参加|参保)"
)
_TIMES_OF = re.compile(r"(?:增|提|扩|涨|翻|激|暴|猛|大|多)[长加高升大涨增出]?了?(?:约|近|超|超过)?$")
_LEFT_VERBS = re.compile(r"(?:了|约|达|达到|近|超|超过|逾|接近|不低于|不少于|不超过|再)*$")
_LETTER = re.compile(r"[A-Za-zＡ-Ｚ·]")
_AFTER_GROWTH = re.compile(r"(?:以上|左右|以内)?的?(?P<word>增长|增速|增幅|涨幅|降幅|速度)")
_SLOT = re.compile(r"每(?:超过|超|增加|减少|降低|提高|下降|上升|增|减|多|少|满|低|高)?\s?$")
_TAKEN = re.compile(r"已|成功|跃|跨|迈上|登上|连续|突破|站上|连跨|跨上|实现")
_BLANK = re.compile(r"\s?")

_TEN = Decimal(10)
_YEARS = {"year", "month", "day", "workday", "hour"}
_PAIRED = re.compile(r"(?:从|由|自)(?:[^,。;!?\n]{0,16})$")
_RISES = re.compile(
    r"(?:的)?(?:[^\d,。;!?\n]{0,10}?)(?:提高|提升|增加|增长|上升|下降|降低|减少|缩小|扩大|回落|下调|上调|压缩|压减|增|降|升|减|调整|变|发展|跃升|攀升)"
    r"(?:到|至|为|成)(?:了)?(?:(?:19|20)\d\d年(?:底|末)?的)?$"
)


class Term(NamedTuple):
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


class _Context(NamedTuple):
    """What the clause before a number says of it."""

    kind: str | None = None
    modality: Modality | None = None
    basis: PriceBasis | None = None
    per: str | None = None
    is_flow: bool = False
    is_each: bool = False
    start: int = -1
    end: int = -1


_NOTHING = _Context()


def phrases_in(text: str, *, sure: bool = False) -> tuple[list[Phrase], list[Unread]]:
    """Find the phrases of a text that state amounts, and the numbers that were left alone.

    Args:
        text: Any text; places are counted in it as it is.
        sure: Whether only those are wanted that are amounts wherever they stand.
    """
    reader = _Reader(folded(text), sure=sure)
    reader.run()
    reader.set_aside()
    return reader.phrases, reader.unread


_LEADS = sorted(
    (
        word
        for word, what in CONTEXT_WORDS.items()
        if what in ("up", "down", "level", "yearly") or isinstance(what, Modality)
    ),
    key=len,
    reverse=True,
)
_LEAD = re.compile(
    rf"(?:{'|'.join(map(re.escape, _LEADS))}|连续|持续|达到|达|为|再|累计|控制在"
    r"|位列|位居|排名|名列|居|列|全国|全省|全市|\s)*"
)
_TRAIL = re.compile(r"\s?(?:\((?:预计数|估计数|初步数|初步核算数?|预计)\))?\s*")


def whole_phrase(text: str) -> Phrase | None:
    """Take a text apart that is one amount and nothing else; None when it is not.

    Words that only say how it is meant (力争, 预计, 增长, 提高, 连续) may stand before it.

    Args:
        text: The text of one figure.
    """
    plain = folded(text)
    reader = _Reader(plain)
    reader.run()
    reader.set_aside()
    if len(reader.phrases) != 1 or any(not one.is_name for one in reader.unread):
        return None
    phrase = reader.phrases[0]
    alone = _LEAD.fullmatch(plain, 0, phrase.start) and _TRAIL.fullmatch(plain, phrase.end)
    if not alone or len(phrase.parts) > 1 or phrase.per or reader.unread:
        return None
    return phrase


class _Reader:
    """Reads one folded text from left to right."""

    def __init__(self, text: str, *, sure: bool = False) -> None:
        self.text = text
        self.sure = sure
        self.size = len(text.strip())
        self.phrases: list[Phrase] = []
        self.unread: list[Unread] = []
        self.last = 0  # the end of the amount or date before, where the context of the next begins
        self.context = _NOTHING  # of the phrase before, which a list goes on with
        self.per: str | None = None
        self.stops = tuple(stop for stop in "。;\n|\t" if stop in text)
        self.stated = _Stated(self, _QUICK_TERM)

    def run(self) -> None:
        """Read the whole text."""
        search, text, at = _START.search, self.text, 0
        quick, read, is_slow = self._quick, self._read, self._is_slow
        while match := search(text, at):
            start = match.start()
            if match.lastgroup is not None and not (start and is_slow(start)):
                at = quick(match, start)
            elif (
                text[start + 1 : start + 2] in _HAN_GOES_ON
                and (han := _QUICK_HAN.match(text, start)) is not None
                and not (start and (text[start - 1] in _HAN_STARTS or is_slow(start)))
            ):
                at = quick(han, start, is_han=True)
            else:
                at = read(start)
                if at <= start:
                    at = start + 1

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

    def _is_slow(self, start: int) -> bool:
        """Whether what stands before a number has to be looked at."""
        before = self.text[start - 1]
        if before in "到至":
            return start > 1 and self.text[start - 2] in _NUMERIC
        if before in _MARK_LETTERS:
            return CURRENCY_BEFORE.search(self.text, max(self.last, start - 7), start) is not None
        return before in _SLOW_BEFORE

    def _quick(self, match: re.Match[str], start: int, *, is_han: bool = False) -> int:
        """Read a number with its unit that nothing unusual stands beside."""
        text, last, end, phrases = self.text, self.last, match.end(), self.phrases
        number, more, scale, name, below, behind = match.groups()
        if is_han:
            value, scale = _plain_numeral(number) if more is None else (_TEN, None)
            if scale is None:
                return max(self._read(start), start + 1)
        else:
            value = Decimal(text[start] + number)
        found = scaled_unit(scale or "", name, below)
        if found is None or found[1] != 1 or (text[start] == "0" and number[:1].isdecimal()):
            return max(self._read(start), start + 1)
        left, unit = start, found[0]
        word = before_word(text, start, last) if start > last and text[start - 1] in _BOUND_ENDS else None
        if word is not None:
            left -= len(word[0])
            recent = word[0] == "近" and unit.dimension in _YEARS
            if recent or text[left - 1] in "到至—–-~ ":
                return max(self._read(start), start + 1)
            words = _quick_words(word[1], more, behind)
        elif text[start - 1 : start] == "过" or (name == "个" and "." in number):
            return max(self._read(start), start + 1)
        elif more is None and behind is None:
            words = ()
        else:
            words = _quick_words(None, more, behind)
        is_close = left - last < 4 and bool(phrases)
        if (
            words is None
            or "每" in text[left - 4 if left > 3 else 0 : left]
            or (
                (is_close or is_han or text[start - 1 : start] in _PLACES)
                and self._is_hemmed(start, left, end)
            )
        ):
            return max(self._read(start), start + 1)
        context = self._context(left)
        parts = (_new(Part, (value, unit, words, None, None, None)),)
        if is_close or context[0] is not None or unit.dimension in _TOLD or self.per is not None:
            stated = self.stated
            stated.left, stated.end, stated.words = left, end, list(words)
            return stated._kept(parts, context)
        phrase = _new(Phrase, (left, end, parts, None, context[1], context[2], False, context[3], True))
        if (
            phrases
            and left - (before := phrases[-1])[1] <= _FARTHEST
            and ((own := before[2][-1][1]) is unit or own.dimension == unit.dimension)
        ):
            self._add(phrase, context)
        else:
            phrases.append(phrase)
            self.last, self.context = end, context
        return end

    def _is_hemmed(self, start: int, left: int, end: int) -> bool:
        """Whether a range, a date or a longer word may go on beside an amount."""
        text = self.text
        return (
            text[end : end + 1] in _HEMMING
            or text[end : end + 1].isspace()
            or text.endswith("大关", start, end)
            or text[left - 2 : left - 1].isspace()
            or _NAMES.match(text, start) is not None
        )

    # -- what stands at a place -----------------------------------------------------------------

    def _read(self, at: int) -> int:
        text = self.text
        first, before = text[at], text[at - 1] if at else ""
        if first == "[":
            return self._bracket(at)
        if first == "翻":
            return self._doubling(at)
        if first == "半":
            return self._half(at, before)
        if before == "第":
            return self._ordinal(at, leading=False)
        if self.sure and first in _HAN_DIGIT and _NAMED.match(text, at + 1) and before not in _BEFORE_NAMED:
            return at + 1  # 三年行动, 两件大事, 一个: hardly ever an amount, and on every page
        if before == "前" and (found := self._ordinal(at, leading=True)) > at:
            return found
        if first == "一" and text.startswith("半", at + 1) and _AFTER_HALF.match(text, at + 2):
            return self._halved(at, at + 2)
        if text.startswith(_OVER_HUNDRED, at):
            return self._percentage(at, before)
        if first in "两二双" and text.startswith("位数", at + 1):
            return self._order(at)
        name = self._name(at, before)
        if name is not None:
            return self._skip(at, name.end(), is_name=True)
        if before and (_LETTER.match(before) or before in "._#/×*±+") and not self._follows_mark(at, before):
            return self._skip(at, self._run_end(at), is_name=before not in "±/")
        return self._amount(at)

    def _name(self, at: int, before: str) -> re.Match[str] | None:
        """Give the date or the name that starts at a place: 2025年, 500强 of 世界500强, 3210 in quotes."""
        text = self.text
        name = _NAMES.match(text, at)
        if name is None and before and before in "“「『‘":
            name = _QUOTED.match(text, at)
        if name is None and (best := _BEST.match(text, at)) and _BEST_OF.search(text, max(0, at - 3), at):
            name = best
        return name

    def _follows_mark(self, at: int, before: str) -> bool:
        if before == "+":
            return at < 2 or not self.text[at - 2].isalnum()
        if before == "/":
            return False
        if self.text.endswith(_MEASURES, 0, at):
            return True
        return CURRENCY_BEFORE.search(self.text, max(self.last, at - 6), at) is not None

    def _run_end(self, at: int) -> int:
        match = _NUMBER.match(self.text, at)
        end = match.end() if match else at + 1
        run = _RUN.match(self.text, end)
        return max(end, run.end() if run else end, at + 1)

    def _skip(self, start: int, end: int, *, is_name: bool) -> int:
        self.unread.append(Unread(start, end, is_name))
        if not is_name or self.text[start].isdecimal():
            self.last = end if not is_name else self.last
        return end

    def _term_or_percentage(self, at: int) -> Term | None:
        if not self.text.startswith(_OVER_HUNDRED, at):
            return self._term(at)
        under = numeral(self.text[at])
        return None if under is None else self._per_hundred(at, under, at + 1)

    def _percentage(self, at: int, before: str) -> int:
        term = self._term_or_percentage(at)
        if term is None or (before and before in _HAN_DIGIT + "十"):
            return self._skip(at, self._run_end(at + 3), is_name=False)
        return _Stated(self, term).read()

    def _amount(self, at: int) -> int:
        term = self._term(at)
        if term is None:
            han = not self.text[at].isdecimal()
            end = self._run_end(at)
            return self._skip(at, end, is_name=han and not _SCALED.search(self.text[at:end]))
        return _Stated(self, term).read()

    # -- one number -----------------------------------------------------------------------------

    def _term(self, at: int) -> Term | None:
        """Read a number with its scale word and unit."""
        text = self.text
        match = _NUMBER.match(text, at)
        if match is None:
            return None
        found, tail = _numeral_of(match)
        end = match.end()
        if found is None and tail == "兆" and self._is_trillions(at, end):
            tail = "万亿"
            found = Numeral(Decimal(match["arabic"].replace(",", "") + (match["point"] or "")), tail)
        if found is None or (not tail and _GOES_ON.match(text, end)) or _LEADING_ZERO.match(text, at):
            return None
        if text.startswith("分之", end):
            return self._per_hundred(at, found, end)
        arabic = match["arabic"] is not None
        if arabic and not tail and text[end : end + 1] == "/" and (part := self._slash(at, found, end)):
            return part
        return self._with_unit(at, match, found, tail)

    def _is_trillions(self, at: int, end: int) -> bool:
        """Whether 兆 between two places is 10^12 of 人民币, as in 人民币4.06兆元."""
        text = self.text
        named = text.startswith("元人民币", end) or (
            text.endswith("人民币", 0, at) and text.startswith("元", end)
        )
        return named and (_PLAIN_TRILLIONS.fullmatch(text, at, end) is not None)

    def _with_unit(self, at: int, match: re.Match[str], found: Numeral, tail: str) -> Term | None:
        text, end = self.text, match.end()
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
                value, scale, place = Decimal(match["arabic"] + (match["point"] or "")), own.group(), None
        number_end = end
        blank = end + 1 if text.startswith(" ", end) else end
        unit = UNIT.match(text, blank)
        if unit is not None and unit.start() < unit.end():
            end = unit.end()
        if found.is_colloquial and unit is None and not _STOPS.match(text, end):
            return None
        return Term(
            at, end, value, scale, unit["unit"] if unit else ("元" if classified else None),
            unit["below"] if unit else None, found.upper, place, found.is_bare, found.is_several, more,
            match["arabic"] is not None, None, len(match.group()) == 1 and match["arabic"] is None,
            number_end=number_end,
        )  # fmt: skip

    def _per_hundred(self, at: int, under: Numeral, end: int) -> Term | None:
        """Read 百分之五, 千分之三, 五分之一; the number is what stands behind 分之."""
        text, start = self.text, end + 2
        negative = text.startswith("负", start)
        match = _NUMBER.match(text, start + negative)
        if match is None:
            return None
        found, _ = _numeral_of(match)
        if found is None or found.is_several or _GOES_ON.match(text, match.end()):
            return None
        value = -found.total if negative else found.total
        end = match.end()
        more = found.is_more
        if (said := _MORE.match(text, end)) and not said["scale"]:
            more, end = True, said.end()
        if under.total in (100, 1000) and under.is_bare:
            unit = "百分之" if under.total == 100 else "千分之"
            return Term(
                at, end, value, "", unit, None, found.upper, found.place, is_more=more, number_end=end
            )
        if found.upper is not None or under.total <= 0 or under.upper is not None or under.is_several:
            return None
        if value.as_tuple().exponent != 0 or under.total.as_tuple().exponent != 0:
            return None
        exact = Fraction(int(value), int(under.total))
        return Term(
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

    def _slash(self, at: int, over: Numeral, end: int) -> Term | None:
        """Read 1/5: whole numbers in lowest terms, below 1, of few parts; all else may be two cells."""
        match = _SLASH.match(self.text, end)
        if match is None or over.value.as_tuple().exponent != 0:
            return None
        top, under = int(over.value), int(match["under"])
        if not (0 < top < under <= 20 and Fraction(top, under).denominator == under):
            return None
        after = self.text[match.end() : match.end() + 1]
        if after not in _AFTER_FRACTION and not _PARTED.match(self.text, match.end()):
            return None
        return Term(
            at, match.end(), over.value, "", "分之", None, fraction=Fraction(top, under), place=under,
            number_end=match.end(),
        )  # fmt: skip

    # -- special forms --------------------------------------------------------------------------

    def _bracket(self, at: int) -> int:
        """Read 〔18〕 or [13.5]: what is cumulated over a plan's years, in % where no unit stands there."""
        match = _BRACKET.match(self.text, at)
        alone = match is not None and match.end() - at == self.size
        around = match is not None and CONTEXT_CUMULATIVE.search(self.text, max(self.last, at - 12), at)
        if match is None or not (alone or around):
            return at + 1
        given = scaled_unit("", "%", None) if match["unit"] is None else (units.unit(match["unit"]), 1)
        if given is None:  # pragma: no cover  # % is a unit
            return at + 1
        part = Part(Decimal(match["number"]), given[0])
        self._add(Phrase(at, match.end(), (part,), FigureKind.CUMULATIVE), _NOTHING)
        return match.end()

    def _doubling(self, at: int) -> int:
        """Read 翻一番 as 2 times, 翻两番 as 4 times."""
        match = _FAN.match(self.text, at)
        if match is None:
            return at + 1
        count = 1 if match["count"] is None else int(numeral(match["count"]).value)  # type: ignore[union-attr]  # one digit
        words = _INNER.get(match["word"] or "", ())
        is_more = match["more"] is not None
        term = Term(at, match.end(), Decimal(2**count), "", "倍", None, is_more=is_more, is_exact=True)
        return _Stated(self, term, inner=words, is_level=True).read()

    def _half(self, at: int, before: str) -> int:
        """Read 半年, 半个月; 上半年 and 半年度 are periods. 过半 and 半数 are a half."""
        number = 2 if self.text.startswith("半数", at) else 1
        if (number == 2 or before in ("过", "近", "超")) and _AFTER_HALF.match(self.text, at + number):
            return self._halved(at, at + number)
        if before in tuple("上下前后大多一过近") or self.text.startswith(("年度", "年报"), at + 1):
            return at + 1
        unit = UNIT.match(self.text, at + 1)
        if unit is None:
            return at + 1
        term = Term(at, unit.end(), Decimal("0.5"), "", unit["unit"], None, number_end=at + 1)
        return _Stated(self, term).read()

    def _halved(self, at: int, end: int) -> int:
        """Read 一半, 过半 and 近半 as a half."""
        half = Fraction(1, 2)
        return _Stated(self, Term(at, end, Decimal(1), "", "分之", None, fraction=half, place=2)).read()

    def _order(self, at: int) -> int:
        """Read 两位数 as 10 % where growth is told."""
        end = at + 3
        context = self._context(at)
        if context.kind not in ("up", "down", "yearly", "level") and not _AFTER_GROWTH.match(self.text, end):
            return self._skip(at, end, is_name=False)
        term = Term(at, end, _TEN, "", "%", None)
        return _Stated(self, term, inner=(Qualifier.OF_ORDER,), is_growth=True).read()

    def _ordinal(self, at: int, *, leading: bool) -> int:
        """Read 第五 and 前五 as ranks where they are ranks."""
        text = self.text
        match = _NUMBER.match(text, at)
        found = _numeral_of(match)[0] if match else None
        if match is None or found is None or found.value != found.value.to_integral_value() or found.scale:
            return at if leading else self._skip(at - 1, self._run_end(at), is_name=True)
        end = match.end()
        ranked = (not _NOT_RANKED.match(text, end)) and _RANK_ENDS.match(text, end)
        if leading and (ranked is None or ranked is False or found.is_several):
            return at
        told = self._subject(at - 1) == "rank" or (ranked and ranked.group().strip()[:1] in tuple("个位名强"))
        if not ranked or not (told or leading or at == 1):
            plan = _FIVE_YEARS.match(text, end)
            return self._skip(at - 1, plan.end() if plan else max(end, at + 1), is_name=True)
        word = _RANK_WORD.match(text, end)
        end = word.end() if word else end
        words = (Qualifier.AT_MOST,) if leading else ()
        part = Part(found.value, units.unit("名次"), words)
        context = self._context(at - 1)
        self._add(Phrase(at - 1, end, (part,), FigureKind.RANK, context.modality), context)
        return end

    # -- context --------------------------------------------------------------------------------

    def _context(self, end: int) -> _Context:
        """Read the words of the clause before a place."""
        start = end - 48
        if start < self.last:
            start = self.last
        before, said = _said_behind(self.text[start:end], self.stops)
        if said[6] < 0 and said[2] is None:
            return said
        start += before
        kind, modality, basis, per, flow, each, first, till = said
        if basis is not None:
            basis = self._dated(basis, start, end)
        if first >= 0:
            first, till = first + start, till + start
        return _new(_Context, (kind, modality, basis, per, flow, each, first, till))

    def _sentence(self, end: int) -> int:
        """Give where the sentence, cell or line around a place begins, no farther than the amount before."""
        text = self.text
        start = end - 48
        if start < self.last:
            start = self.last
        for stop in self.stops:
            at = text.rfind(stop, start, end)
            if at >= 0:
                start = at + 1
        return start

    def _subject(self, end: int) -> str | None:
        """Read what the clause before a place is about: money, people, a rank, power."""
        start = self._sentence(end)
        start = max(start, self.text.rfind(",", start, end) + 1)
        words = SUBJECTS.findall(self.text, start, end)
        return SUBJECT_WORDS[words[-1]] if words else None

    def _dated(self, basis: PriceBasis, start: int, end: int) -> PriceBasis:
        """Give constant prices the base year that is written beside them."""
        if not basis.is_year_unstated:
            return basis
        dated = PRICES_OF_YEAR.search(self.text, max(self.last, start - 5), end)
        return PriceBasis.constant(int(dated["before"] or dated["after"])) if dated else basis

    # -- keeping --------------------------------------------------------------------------------

    def _add(self, phrase: Phrase, context: _Context) -> None:
        """Keep a phrase, as one with the phrase before where the two state one thing."""
        before = self.phrases[-1] if self.phrases else None
        if before is not None and (joined := _joined(self.text, before, phrase)):
            self.phrases[-1] = joined
        else:
            self.phrases.append(phrase)
        self.last, self.context = phrase.end, context


_MAY_TURN = frozenset("于负下s点又零 不未没无勿难应当能够可以会宜许准允必该定再要需曾法得达到满足)")
_TURNS = re.compile(
    rf"(?:或者?|[大小多少高低]于?|[、/])\s*等于\s*$|(?:负|零下|minus)\s*$|[\d{_HAN_DIGIT}]\s?[点又零]\s?$"
    r"|\)[-—–~]$|(?:不|未|没有?|无|勿|难)(?:应当?|能够?|可能?|可以|会|宜|许|准|允许|必|该|一定|再|要|需|曾|法|以|得)?"
    r"(?:达到|达|到|足|满)?\s*(?<![不未没无])$|(?:不|未|没有?|勿)\s*$"
)
_MAY_GO_ON = frozenset("又零点或.·以及 大小①②③④⑤⑥⑦⑧⑨⑩²³¹½¼¾")
_CARRIED_ON = re.compile(
    rf"\s?[又零点]\s?[\d{_HAN_DIGIT}]|\s*(?:或者?|及其?)?(?:更[多少高低大小]|以[上下内](?!海|来|简))"
    r"|·[A-Za-z]|[①-⑳²³¹½¼¾]"
)
_DOTS = re.compile(r"\.+\d")


@lru_cache(maxsize=4096)
def _said_behind(words: str, stops: tuple[str, ...]) -> tuple[int, _Context]:
    """Find where the clause begins that some words end with, and read it."""
    start = 0
    for stop in stops:  # as _sentence does
        at = words.rfind(stop, start)
        if at >= 0:
            start = at + 1
    return start, _said_in(words[start:])


@lru_cache(maxsize=4096)
def _said_in(clause: str) -> _Context:
    """Read what a clause says of the number behind it; places are counted in the clause."""
    comma = clause.rfind(",")
    kind = modality = basis = per = None
    flow = done = each = rate = False
    span = (-1, -1)
    for match in CONTEXT.finditer(clause):
        word = match.group()
        what, said = _MEANINGS[word]
        if what == _MODALITY:
            modality = said
        elif what == _BASIS:
            basis = said
        elif what == _EACH:
            each = True
        elif match.start() < comma:
            continue
        elif what == _CHANGE:
            flow = flow or word in GROWTH_NOUNS
            rate = rate or said == "rate"
            kind, span = ("rate" if said == "level" and rate else said), match.span()
        elif what == _YEARLY:
            kind = kind or said
        elif what == _PER:
            per = word
        elif what == _PLAN:
            kind = "plan" if done or kind == "share" or word == "完成率" else kind
        else:
            done = done or what == _DONE
    return _Context(kind, modality, basis, per, flow, each, *span)


@lru_cache(maxsize=4096)
def _plain_numeral(text: str) -> tuple[Decimal, str | None]:
    """Give the value and the scale word of a Chinese numeral of one meaning; no scale where it has none."""
    found = numeral(text)
    if found is None or found != Numeral(found.value, found.scale):
        return _TEN, None
    return found.value, found.scale


@lru_cache(maxsize=512)
def _quick_words(
    before: Qualifier | None, more: str | None, behind: str | None
) -> tuple[Qualifier, ...] | None:
    """Put together what the words beside a number say; None when no phrase says all of it."""
    said = [] if before is None else [before]
    if more is not None:
        said.append(Qualifier.JUST_OVER)
    if behind is not None and not (behind == "大关" and said):
        said.append(BEHIND_WORDS[behind])
    return sayable(said)


_new = tuple.__new__  # makes a named tuple without the call of its own constructor
_MARK_LETTERS = frozenset(
    mark[-1] for mark in CURRENCY_MARKS if not mark[-1].isascii() and mark[-1].isalpha()
)
_PLACES = _MARK_LETTERS | {"在", "于"}
_BOUND_ENDS = frozenset(word[-1] for word in BEFORE)
_HAN_GOES_ON = frozenset("十百千万亿")
_HEMMING = frozenset("和与规量")
_FARTHEST = 30  # characters between two phrases that state one thing
_QUICK_TERM = Term(0, 0, _TEN, "", None, None)
_MEASURES = ("GDP", "gdp", "ESI", "PCT")
_CHANGE, _MODALITY, _BASIS, _PER, _PLAN, _EACH, _DONE, _NONE, _YEARLY = range(9)
_MEANS = dict.fromkeys(("up", "down", "level", "share", "rate", "gap"), _CHANGE) | {
    "yearly": _YEARLY,
    "per": _PER,
    "plan": _PLAN,
    "each": _EACH,
    "done": _DONE,
    "none": _NONE,
}
_MEANINGS: dict[str, tuple[int, Any]] = {
    word: (
        _MODALITY
        if isinstance(what, Modality)
        else _BASIS
        if isinstance(what, PriceBasis)
        else _MEANS[str(what)],
        what,
    )
    for word, what in CONTEXT_WORDS.items()
}
_NUMERIC = frozenset(f"0123456789几{_HAN_DIGIT}十百千万亿%元") - {"元"}
_SLOW_BEFORE = (
    frozenset("第前翻每./+×*±~·#$¥€£:—–-负半数 [_0123456789")
    | {mark[-1] for mark in CURRENCY_MARKS}
    | set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
)
_RUN = re.compile(r"[\d.,]*")
_PLAIN_TRILLIONS = re.compile(r"\d{1,9}(?:\.\d{1,9})?\s?兆", re.ASCII)
_GOES_ON = re.compile(r"\d|[.,]\d|。\d{3}")
_MOST_DIGITS = 27  # as many as arithmetic with decimals keeps
_LEADING_ZERO = re.compile("0[0-9]")
_SCALED = re.compile("[十百千万亿].*[百千万亿]")
_OWN_SCALE = re.compile("千|百万|十万")
_KEPT = frozenset({"千", "百万"})
_STOPS = re.compile(r"$|[,。;:、!?)\s]")
_PARTED = re.compile("份额|产值|总量|产量|产能|总产值|人口|面积|市场|企业|时间")
_AFTER_FRACTION = ("", *" ,。;:、)左以上的强多")
_INNER = {"近": (Qualifier.NEARLY,), "超": (Qualifier.OVER,), "约": (Qualifier.ABOUT,)}
_FIVE_YEARS = re.compile("个五年")
_RANK_WORD = re.compile(r"个?位次?|名|席|强(?!化|调|度|势|大|烈)")
CONTEXT_CUMULATIVE = re.compile("累计|下降|增长|减少")


def _numeral_of(match: re.Match[str]) -> tuple[Numeral | None, str]:
    """Evaluate a number that the pattern found; its scale words are given too."""
    arabic = match["arabic"]
    if arabic is None:
        return numeral(match["han"].replace(" ", "")), ""
    digits = arabic.replace(",", "").replace(" ", "")
    if match["point"]:
        digits += "." + match["point"][1:]
    if len(digits) > _MOST_DIGITS:
        return None, ""
    tail = match["tail"].replace(" ", "")
    if not tail:
        return Numeral(Decimal(digits)), ""
    if tail in SCALES:
        return Numeral(Decimal(digits), tail), tail
    return numeral(digits + tail), tail


class _Stated:
    """Makes a phrase of a number: looks to its left, to its right, and at its clause."""

    negative = False
    mark: str | None = None
    upper: Term | None = None
    upper_negative = False
    before = ""
    is_shape = False

    def __init__(
        self,
        reader: _Reader,
        term: Term,
        *,
        inner: tuple[Qualifier, ...] = (),
        is_level: bool = False,
        is_growth: bool = False,
    ) -> None:
        self.reader = reader
        self.text = reader.text
        self.term = term
        self.words = list(inner)
        self.is_level = is_level
        self.is_growth = is_growth
        self.left = term.start
        self.end = term.end

    def read(self) -> int:
        """Read the phrase and give where to go on."""
        if not self._look_left() or not self._look_right():
            return self._refused()
        if self._is_slot():
            return self.end
        parts = self._shapes()
        self.is_shape = parts is not None
        parts = parts or self._parts()
        if parts is None:
            return self._refused()
        return self._kept(parts)

    def _refused(self) -> int:
        end = max(self.end, self.term.end)
        bare = self.term.is_bare or (self.term.is_small and self.term.unit is None)
        return self.reader._skip(self.term.start, end, is_name=bare and not self.words)

    # -- to the left ----------------------------------------------------------------------------

    def _look_left(self) -> bool:
        text, reader = self.text, self.reader
        left, last = self.left, reader.last
        signed = self._sign(left)
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
        elif self.term.fraction is not None and text.startswith("过", left - 1) and left > last:
            left, self.before = left - 1, "过"
            self.words.append(Qualifier.OVER)
        elif (
            self.term.is_bare
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
            and self.term.unit is None
            and _STRANGE_MONEY.search(text, max(last, left - 4), left)
        ):
            return False
        # What is left of a range whose lower end could not be read is no amount.
        return not (left - 1 > last and _CUT_RANGE.search(text, max(last, left - 3), left))

    def _sign(self, left: int) -> int | None:
        """Read the sign before a place and give where it starts; None where it is no sign of the number."""
        text, reader, last = self.text, self.reader, self.reader.last
        sign = text[left - 1] if left > last else ""
        if sign and sign in " 下s" and (minus := _MINUS.search(text, max(last, left - 8), left)):
            self.negative, left, sign = True, minus.start(), ""
        if sign and sign in "-负+~±":
            if sign == "-" and reader.phrases and reader.phrases[-1].end == left - 1:
                cut = reader.phrases.pop()  # the dash of a range whose upper end was not read with it
                reader.unread.append(Unread(cut.start, cut.end, False))
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
        last = self.reader.last
        if left <= last or self.text[left - 1] != "于":
            return None
        match = _OR_EQUAL.search(self.text, max(last, left - 16), left)
        said = None if match is None else BEFORE.get(_BLANKS.sub("", match.group()))
        return None if match is None or said is None else (match.group(), said)

    def _is_money_passed(self, left: int) -> bool:
        """Whether 过 before money says more, as in 纳税过1亿元."""
        own = self._unit_of(self.term)
        if own is None or own[0].currency is None:
            return False
        return _PASSED.search(self.text, max(0, left - 2), left) is not None

    def _is_tens(self) -> bool:
        return self.term.is_arabic and self.term.value in _POWERS_OF_TEN and not self.term.is_more

    def _is_slot(self) -> bool:
        """Whether the number says per how many: 每1个, 每万人, 每超1个亿元."""
        match = _SLOT.search(self.text, max(self.reader.last, self.left - 3), self.left) or (
            _SLOT.search(self.text, max(self.reader.last, self.term.start - 4), self.term.start)
        )
        if match is None:
            return False
        self.reader.per = self.text[match.start() : self.end]
        self.reader.unread.append(Unread(match.start(), self.end, True))
        self.reader.last = self.end
        return True

    # -- to the right ---------------------------------------------------------------------------

    def _look_right(self) -> bool:
        text = self.text
        if not self._range():
            return False
        if self.upper is None and self.term.unit is not None:
            self._money_tail()
            if self.end > self.term.end and self.term.unit == "元" and not self._range_of_tails():
                return False
        if self.upper is None and self.term.unit is not None and (late := _LATE_MORE.match(text, self.end)):
            self.end = late.end()
            self.term = self.term._replace(late_more=True)
        self._behind()
        return True

    def _range(self) -> bool:
        """Read the upper end of a range; False when there is one that cannot be read."""
        text, reader = self.text, self.reader
        between = _BETWEEN.search(text, max(reader.last, self.left - 3), self.left)
        dash = self._range_mark(is_between=between is not None)
        if dash is None or self.term.fraction is not None:
            return True
        at = dash.end()
        negative = text[at : at + 1] in ("-", "负") and at < len(text)
        at += negative
        at += text[at : at + 1] in tuple("$¥€£")
        percentage = text.startswith(_OVER_HUNDRED, at)
        if at >= len(text) or not (percentage or _NUMBER.match(text, at)) or _NAMES.match(text, at):
            return True
        upper = reader._term_or_percentage(at)
        if upper is not None and upper.is_bare and not self.term.is_bare:  # 5—亿元
            return False
        if upper is None:
            return not text[at].isdecimal()
        if upper.unit is None and self.term.unit in _PARTS and self.term.unit is not None:
            upper = upper._replace(unit=self.term.unit)
        if self._is_bare_range(upper):
            self.upper, self.upper_negative, self.end = upper, negative, upper.end
            return True
        if upper.unit is None and (self.term.unit is not None or (not upper.scale and not upper.is_arabic)):
            return self.term.unit is not None and not upper.is_arabic and not _STOPS.match(text, upper.end)
        if _DASH.match(text, upper.end) and text[upper.end + 1 : upper.end + 2].isdecimal():
            self.end = reader._run_end(upper.end + 1)
            return False
        mine = self._unit_of(self.term) if self.term.unit else None
        theirs = self._unit_of(upper)
        if mine and theirs and mine[0].dimension != theirs[0].dimension:
            return True
        self.upper, self.upper_negative, self.end = upper, negative, upper.end
        if between:
            self.left = between.start()
        if text.startswith("之间", self.end):
            self.end += 2
        return True

    def _range_of_tails(self) -> bool:
        """Read 五元六角-五元七毛八分; False when there is an upper end that cannot be read."""
        if not self._range():
            return False
        if self.upper is not None and not self.upper.scale and self.upper.unit == self.term.unit:
            low, self.term = self.term, self.upper
            self._money_tail()
            self.term, self.upper = low, self.term
        return True

    def _range_mark(self, *, is_between: bool) -> re.Match[str] | None:
        """Find the dash, 到 or 和 of a range behind the number; a remark (含) may stand before a dash."""
        text, end = self.text, self.end
        dash = _DASH.match(text, end)
        if dash is None and (is_between or _AND_BETWEEN.match(text, end)):
            dash = _AND.match(text, end)
        if dash is None and (note := _EDGE.match(text, end)):
            dash = _DASH.match(text, note.end())
        return dash

    def _is_bare_range(self, upper: Term) -> bool:
        """Whether two numbers in words, with no unit, are a range: 一千到一千五百."""
        term = self.term
        if term.unit or term.scale or upper.unit or upper.scale or term.is_arabic or upper.is_arabic:
            return False
        if term.is_several or upper.is_several or term.upper is not None or upper.upper is not None:
            return False
        return 100 <= term.value < upper.value and _STOPS.match(self.text, upper.end) is not None

    def _money_tail(self) -> None:
        """Read 三元五角, 10块5, 三年半."""
        term, text = self.term, self.text
        own = scaled_unit("", term.unit or "", None)
        name = own[0].name if own else ""
        if name == "元" and term.below is None and not term.is_more:
            match = _JIAO.match(text, self.end)
            tail = match if match and (match["jiao"] or match["fen"]) else None
            if tail is None and term.unit == "块":
                tail = _BLOCK_TAIL.match(text, self.end)
            if tail is not None and term.value != term.value.to_integral_value():
                tail = None
            if tail is not None:
                self._add_jiao(tail)
            elif match:
                self.end = match.end()
        elif name == "角" and (match := _FEN.match(text, self.end)):
            tenth = Decimal(_small(match["fen"])) / 100 + term.value / 10
            self.term, self.end = term._replace(value=tenth, unit="元"), match.end()
        elif name == "成" and (digit := _TENTH.match(text, self.end)) and not (term.scale or term.is_more):
            self.term = term._replace(value=term.value + Decimal(_small(digit.group())).scaleb(-1))
            self.end = digit.end()
        elif _HALF.match(text, self.end) and name in _HALVED and term.value == term.value.to_integral_value():
            if not term.scale and not term.is_more:
                self.term, self.end = term._replace(value=term.value + Decimal("0.5")), self.end + 1
        elif term.unit == "个" and not term.scale and (half := _AND_A_HALF.match(text, self.end)):
            self.term = term._replace(value=term.value + Decimal("0.5"), unit=half["unit"])
            self.end = half.end()

    def _add_jiao(self, tail: re.Match[str]) -> None:
        groups = tail.groupdict()
        cents = 10 * _small(groups["jiao"]) + _small(groups.get("fen"))
        total = self.term.value * SCALES.get(self.term.scale, 1) + Decimal(cents).scaleb(-2)
        if not groups.get("fen"):
            total = total.quantize(Decimal("0.1"))
        self.term = self.term._replace(value=total, scale="", unit="元", place=None)
        self.end = tail.end()

    def _behind(self) -> None:
        match = BEHIND.match(self.text, self.end)
        edge = None
        if match is None:
            note = _EDGE.match(self.text, self.end)
            if note is not None:
                edge, self.end = note["edge"], note.end()
        elif self._fits(match["word"]):
            self.end = match.end()
            word = BEHIND_WORDS[match["word"]]
            if self.is_growth:  # 两位数以上 is 10 % or more
                self.words = [one for one in self.words if one is not Qualifier.OF_ORDER]
            if match["word"] not in _STEPS or not self.words:
                self.words.append(word)
            edge = match["edge"] or match["late"]
        if edge and len(self.words) and self.upper is None:
            turn = _INCLUDED if edge == "含" else _EXCLUDED
            self.words = [turn.get(word, word) for word in self.words]

    def _fits(self, word: str) -> bool:
        term = self.upper or self.term
        if word in ("级", "量级", "规模级"):
            own = self._unit_of(term) if term.unit else None
            return (
                self.upper is None
                and bool(term.scale)
                and (term.unit is None or bool(own and own[0].currency))
            )
        if word in ("内", "之内", "前后"):
            own = self._unit_of(term)
            return own is not None and own[0].dimension in _NEAR
        return True

    # -- shapes of several numbers --------------------------------------------------------------

    def _shapes(self) -> tuple[Part, ...] | None:
        term = self.term
        if term.unit == "个" and not self.words and (listed_points := _POINTS.match(self.text, term.start)):
            self.end = listed_points.end()
            numbers = _ARABIC.findall(listed_points.group())
            return tuple(Part(Decimal(number), units.unit("个百分点")) for number in numbers)
        if term.unit is not None or term.scale or not term.is_arabic or self.upper is not None:
            return None
        if self.words and (cell := _CELL.match(self.text, self.end)):
            return self._cells(cell)
        if _RATIO.match(self.text, self.term.end):
            return self._structure()
        if self._clause().is_each and _JOIN.match(self.text, self.end):
            return self._shared_unit()
        return None

    def _cells(self, cell: re.Match[str] | None) -> tuple[Part, ...] | None:
        """Read <4/<5.5: cells of several indicators in one."""
        words = sayable(self.words) or ()
        parts = [Part(self.term.value, units.unit("1"), words)]
        while cell is not None:
            if BEFORE_SIGNS[cell["sign"]] not in words:
                return None
            term = self.reader._term(cell.end()) if cell.end() < len(self.text) else None
            if term is None or term.unit or term.scale:
                return None
            parts.append(Part(term.value, units.unit("1"), words))
            self.end = term.end
            cell = _CELL.match(self.text, self.end)
        return tuple(parts)

    def _structure(self) -> tuple[Part, ...] | None:
        """Read 0.6:51.8:47.6 as a structure and 1.94:1 as a ratio."""
        numbers, end = [self.term.value], self.term.end
        while (match := _RATIO.match(self.text, end)) and len(match["number"]) <= 20:
            numbers.append(Decimal(match["number"]))
            end = match.end()
        self.end = end
        if _UNENDED.match(self.text, end) or self.negative:
            return None
        if len(numbers) == 2 and numbers[1] == 1:
            self._behind()
            words = sayable(self.words)
            return None if words is None else (Part(numbers[0], units.unit("1"), words),)
        if len(numbers) == 2 and not _COMPARED.search(self.text, max(0, self.left - 16), self.left):
            return None
        return tuple(Part(number, units.unit("比")) for number in numbers)

    def _shared_unit(self) -> tuple[Part, ...] | None:
        """Read 分别增长3.2、1.5个百分点: the unit stands behind the last number."""
        values = [self.term.value]
        join = _JOIN.match(self.text, self.end)
        while join is not None and join.end() < len(self.text) and len(values) <= _LONGEST_LIST:
            term = self.reader._term(join.end())
            if term is None:
                return None
            values.append(term.value)
            self.end = term.end
            if term.unit or term.scale:
                unit = self._unit_of(term)
                if unit is None or unit[1] != 1:
                    return None
                self._behind()
                words = sayable(self.words)
                return None if words is None else tuple(Part(value, unit[0], words) for value in values)
            join = _JOIN.match(self.text, self.end)
        return None

    # -- the number and its unit ----------------------------------------------------------------

    def _unit_of(self, term: Term) -> tuple[Unit, int] | None:
        if term.unit is None:
            return None
        if term.unit in _PARTS:
            return units.unit(_PARTS[term.unit]), 1
        if term.unit == "分之":
            return units.unit("分之"), 1
        name = term.unit
        if name in _CURRENCY_FREE and self.mark is not None:
            name = self.mark
        return scaled_unit(term.scale, name, term.below)

    def _clause(self) -> _Context:
        return self.reader._context(self.left)

    def _parts(self) -> tuple[Part, ...] | None:
        term = self.upper or self.term
        found = self._elided(term) if term.unit is None else self._unit_of(term)
        if found is None or not self._may_be_bare() or not self._may_be_near(found[0]):
            return None
        named = self.mark is not None and term.unit is not None and term.unit not in _CURRENCY_FREE
        if named and found[0].currency != units.unit(str(self.mark)).currency:
            return None
        if found[0].name == "千瓦时" and term.unit == "度" and self.reader._subject(self.left) != "power":
            return None
        if self.upper is not None:
            return self._ranged(found)
        return self._single(found)

    def _may_be_bare(self) -> bool:
        """Whether a scale word without a digit, as in 超亿元, is an amount here."""
        term = self.term
        if not term.is_bare or self.words or term.is_more or self.upper is not None:
            return True
        return term.unit is not None and (term.value > 1 or term.scale == "万亿")

    def _may_be_near(self, unit: Unit) -> bool:
        """近三年 and 近10年来 are the last years, not nearly so many."""
        if self.before != "近" or unit.dimension not in _YEARS:
            return True
        value = self.term.value
        if _LASTED.search(self.text, max(0, self.left - 2), self.left):
            return True
        return value >= 20 and value % 10 == 0 and not _LATELY.match(self.text, self.end)

    def _elided(self, term: Term) -> tuple[Unit, int] | None:
        """Find the unit of a number that is written without one."""
        text, end = self.text, term.number_end or term.end
        if self.mark is not None:
            return scaled_unit(term.scale, self.mark, None)
        if term.scale and "亿" in term.scale and Qualifier.OF_ORDER in self.words:
            return scaled_unit(term.scale, "元", None)
        subject = self.reader._subject(self.left)
        closed = self.end > (self.upper or self.term).end or not _NOUN.match(text, self.end)
        closed = closed or _OTHER_END.match(text, self.end) is not None
        closed = closed or ("亿" in term.scale and subject == "money" and text.startswith("的", self.end))
        if term.scale:
            if not term.is_bare and (apart := _SEPARATED.match(text, end)):
                self.end = apart.end()
                return scaled_unit(term.scale, "人", None)
            if subject == "people" and closed:
                return scaled_unit(term.scale, "人", None)
            money = (
                subject == "money"
                or (term.is_bare and "亿" in term.scale)
                or _MONEY_NOUN.match(text, self.end)
            )
            if money and (closed or term.is_bare or _MONEY_NOUN.match(text, self.end)):
                return scaled_unit(term.scale, "元", None)
        if not closed or (term.is_bare and not self.words):
            return None
        return units.unit("1"), SCALES.get(term.scale, 1)

    def _single(self, found: tuple[Unit, int]) -> tuple[Part, ...] | None:
        term, (unit, times) = self.term, found
        words = [*self.words]
        if term.is_several:
            words.append(Qualifier.SEVERAL)
        if term.is_more or term.late_more:
            exact_step = (
                not term.late_more or term.value % 10 != 0 or term.value != term.value.to_integral_value()
            )
            words.append(Qualifier.JUST_OVER if exact_step else Qualifier.OVER)
        said = sayable(words)
        if said is None or (term.upper is not None and set(said) - {Qualifier.ABOUT}):
            return None
        number, quantum = _times(term.value, times, term.place)
        if term.is_exact:
            quantum = Fraction(0)
        upper = None if term.upper is None else _times(term.upper, times, None)[0]
        if term.fraction is not None:
            exact = -term.fraction if self.negative else term.fraction
            held = finite_decimal(exact)
            self.negative = False
            return (
                Part(
                    nearest_decimal(exact) if held is None else held, unit, said, None,
                    Fraction(1, term.place or 1), exact if held is None else None,
                ),
            )  # fmt: skip
        return (Part(-number if self.negative else number, unit, said, upper, quantum),)

    def _ranged(self, found: tuple[Unit, int]) -> tuple[Part, ...] | None:
        low, high = self.term, self.upper
        if (
            high is None
            or low.is_several
            or high.is_several
            or low.upper is not None
            or high.upper is not None
        ):
            return None
        unit, times = found
        top = Fraction(high.value) * times
        bottom = self._lower_end(low, high, unit, times)
        if bottom is None:
            return None
        if self.negative:
            bottom = -bottom
        if self.upper_negative:
            top = -top
        if bottom > top:
            return None
        words = [*self.words]
        if high.is_more or low.is_more or (said := sayable(words)) is None or set(said) - {Qualifier.ABOUT}:
            return None
        ends = finite_decimal(bottom), finite_decimal(top)
        if ends[0] is None or ends[1] is None:
            return None
        number = low.value if bottom == Fraction(low.value) else ends[0]
        upper = high.value if top == Fraction(high.value) else ends[1]
        return (Part(number, unit, said, upper),)

    def _lower_end(self, low: Term, high: Term, unit: Unit, times: int) -> Fraction | None:
        """Give the lower end in the unit of the upper; it shares scale and unit where it has none."""
        value = Fraction(low.value)
        if low.unit is not None:
            own = self._unit_of(low)
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

    # -- what it is -----------------------------------------------------------------------------

    def _kept(self, parts: tuple[Part, ...], context: _Context | None = None) -> int:
        reader, text = self.reader, self.text
        is_quick = context is not None
        context = reader._context(self.left) if context is None else context
        joined = False
        if self.left - reader.last < 4 and reader.phrases:
            joined = _JOIN.fullmatch(text, reader.phrases[-1].end, self.left) is not None
            if joined and context == _NOTHING:
                context = reader.context
        unit = parts[0].unit
        kind, negative, increment = self._judged(context, unit)
        if negative and not self.negative:
            parts = tuple(_turned(part) for part in parts)
            if context.end == self.left and not joined:
                self.left = context.start
        modality, basis, is_sure = context.modality, context.basis, True
        if not is_quick:
            parts = self._named(parts, context, increment)
            if text.startswith("台阶", self.end - 2) and not _TAKEN.search(
                text, reader.last, self.term.start
            ):
                modality = modality or Modality.AIM
            note = NOTES.match(text, self.end)
            if note is not None:
                modality, basis = _noted(note.group(1), modality, basis)
            is_sure = self._is_sure()
            if self._is_weak(unit):
                return self._refused()
        per, reader.per = reader.per or context.per, None
        left, end = self.left, self.end
        phrase = _new(Phrase, (left, end, parts, kind, modality, basis, increment, per, is_sure))
        phrases = reader.phrases
        if (
            phrases
            and left - (before := phrases[-1])[1] <= _FARTHEST
            and ((own := before[2][-1][1]) is (unit := parts[0][1]) or own.dimension == unit.dimension)
        ):
            reader._add(phrase, context)
        else:
            phrases.append(phrase)
            reader.last, reader.context = end, context
        return max(end, self.term.end)

    def _is_weak(self, unit: Unit) -> bool:
        """Whether it is one Han digit before a measure word of names: 三类, 一种."""
        term = self.term
        return term.is_small and not self.words and unit.dimension.startswith("count:") and term.unit in _WEAK

    def _is_sure(self) -> bool:
        term = self.term
        if (
            self.upper is not None
            and term.unit is None
            and not (self.upper.unit or self.upper.scale or self.words)
        ):
            return self.reader.size == self.end - self.left
        if self.words or self.upper is not None or term.is_more or term.is_several or self.is_shape:
            return True
        if term.unit is None and not term.scale:
            return self.reader.size == self.end - self.left
        if term.unit is None and self.mark is None:
            return term.scale != ""
        return not (term.is_small and (term.unit or "") in _SMALL_UNITS)

    def _named(self, parts: tuple[Part, ...], context: _Context, increment: bool) -> tuple[Part, ...]:
        """Name 位 what it means: a rank where ranks are told, people before a noun."""
        if self.term.unit == "名" and _RANKED.search(self.text, max(0, self.left - 16), self.left):
            return tuple(part._replace(unit=units.unit("名次")) for part in parts)
        if parts[0].unit.name != "位":
            return parts
        if self.reader._subject(self.left) == "rank" or increment:
            name = "名次"
        elif self.end < len(self.text) and _NOUN.match(self.text, self.end):
            name = "人"
        else:
            return parts
        return tuple(part._replace(unit=units.unit(name)) for part in parts)

    def _judged(self, context: _Context, unit: Unit) -> tuple[FigureKind | None, bool, bool]:
        """Tell the kind, whether a word turns the sign, and whether it is an increment."""
        said = context.kind
        if said is None and unit.dimension not in _TOLD and not self.words:
            return None, False, False
        down, up = said == "down", said == "up"
        if unit.dimension == "ratio" and unit.name != "倍":
            return self._share_kind(context, unit), down, False
        if unit.dimension == "percentage_point":
            return FigureKind.PP_CHANGE, down, up or down
        if unit.name == "倍":
            return FigureKind.MULTIPLE, down, (up or down) and not self.is_level
        near = context.end == self.left or (
            context.end >= 0 and _LEFT_VERBS.fullmatch(self.text, context.end, self.left) is not None
        )
        if unit.dimension in ("age", "rank") and (up or down) and near:
            return FigureKind.INCREMENT, down and unit.dimension == "age", True
        if Qualifier.OF_ORDER in self.words:
            return FigureKind.SCALE_CLASS, False, False
        if unit.dimension == "structure":
            return FigureKind.STRUCTURE, False, False
        if unit.name == "1":
            ratio = _RATIO.match(self.text, self.term.end)
            counted = self.term.unit == "次"
            return (
                (FigureKind.RATIO if ratio else FigureKind.COUNT if counted else None),
                down and near,
                False,
            )
        return None, down and near, (up or down) and near

    def _share_kind(self, context: _Context, unit: Unit) -> FigureKind | None:
        said = context.kind
        if said in ("up", "down", "yearly") or self.is_growth or (context.is_flow and said == "level"):
            return FigureKind.GROWTH if unit.name != "成" or said != "yearly" else FigureKind.SHARE
        if unit.name in ("成", "分之"):
            return FigureKind.SHARE
        if unit.name == "‰":
            return FigureKind.SHARE if self.term.unit == "千分之" else FigureKind.RATE
        if _AFTER_GROWTH.match(self.text, self.end):
            return FigureKind.GROWTH
        if self.negative and said is None:  # no share is below zero
            return FigureKind.GROWTH
        return _OF_CONTEXT.get(said or "", FigureKind.SHARE if self.term.unit == "百分之" else None)


_RANKED = re.compile(r"(?:排名|位次|名次|排位)[^,。;\d]{0,10}$")
_TOLD = frozenset({"ratio", "percentage_point", "structure", "number", "age", "rank"})
_OF_CONTEXT = {
    "share": FigureKind.SHARE,
    "level": FigureKind.SHARE,
    "plan": FigureKind.COMPLETION,
    "rate": FigureKind.RATE,
}
_MARK_ENDS = frozenset(mark[-1] for mark in CURRENCY_MARKS) | {" ", ":"}
_BARE_BEFORE = re.compile(r"(?<![超通经不越透途路])过|(?<![以之线网地街村向])上")
_POINTS = re.compile(r"(?:\d{1,9}\.\d{1,9}个、){1,9}\d{1,9}\.\d{1,9}个百分点", re.ASCII)
_ARABIC = re.compile(r"\d+\.\d+", re.ASCII)
_MINUS = re.compile(r"(?:负\s+|零下\s*|minus\s+)$")
_OR_EQUAL = re.compile(r"(?:不\s?)?[大小多少高低]于\s?(?:或者?|、)?\s?等于$|等于\s?或者?\s?[大小多少高低]于$")
_BLANKS = re.compile(r"\s+")
_PASSED = re.compile(r"(?<![超通经不越透途路见做花用借给拿收付])过$")
_BETWEEN = re.compile(r"(?:介于|处于|在)$")
_STRANGE_MONEY = re.compile(r"(?:[元币镑盾铢]|卢比|比索|克朗|法郎|先令|里拉|第纳尔|兰特|福林|克瓦查)$")
_SOME = re.compile(r"(?<![人户次指倍系函参总个件台])数$")
_POWERS_OF_TEN = frozenset({Decimal(10), Decimal(100), Decimal(1000)})
_NAMED = re.compile(
    r"(?:[年件项类种条家名]|位(?!数)|个(?![小季工]))(?![以左多余半亿万百月上内之有\d/每至到—–~-])"
)
_BEFORE_NAMED = frozenset("近超约过于足满少多到逾>≥≤<续持时期前达第至每")
_CUT_RANGE = re.compile(rf"[\d{_HAN_DIGIT}十百千万亿几]\s?[到至—–~-]$")
_OVER_HUNDRED = ("百分之", "千分之", "万分之", "佰分之", "仟分之")
_AFTER_HALF = re.compile(r"$|[,。;:、)的是来]|以[上下内]|左右")
_FEN = re.compile(rf"(?P<fen>\d|[{_HAN_DIGIT}])分(?!之)")
_TENTH = re.compile(rf"[{_HAN_DIGIT}](?![{_HAN_DIGIT}十百千万亿个成分]|左|是)")
_HALVED = frozenset(listed("年 亩 公里 小时 天 岁 倍 成 斤 吨 周"))
_AND_A_HALF = re.compile(r"半(?P<unit>月|小时|星期)")
_AND_BETWEEN = re.compile(r"\s?[和与]\s?[^,。;:和与]{1,14}?之间")
_EDGE = re.compile(r"\s?\((?P<edge>不?含)[^()]{0,20}\)")
_INCLUDED = {Qualifier.OVER: Qualifier.AT_LEAST, Qualifier.UNDER: Qualifier.AT_MOST}
_EXCLUDED = {Qualifier.AT_LEAST: Qualifier.OVER, Qualifier.AT_MOST: Qualifier.UNDER}
_STEPS = frozenset(listed("大关 关口 台阶 门槛"))
_NEAR = _YEARS | {"length"}
_UNENDED = re.compile(r"\s?(?:[:\d.]|[万亿]|个(?!\s|$)|[%‰元家人亩])")
_COMPARED = re.compile(r"比|结构|构成")
_PARTS = {"百分之": "%", "千分之": "‰"}
_CURRENCY_FREE = frozenset({"元", "圆", "块", "块钱", "元钱"})
_LASTED = re.compile("经过|历经|历时|耗时|长达")
_LATELY = re.compile(r"来|以来|里|间|内|时间|中|的时间")
_NOUN = re.compile(r"[一-鿿A-Za-z]")
_MONEY_NOUN = re.compile(r"(?:投资|产值|资金|营收|收入|税收|销售|利润|市值|贷款)")
_OTHER_END = re.compile(
    r"[,且但而并]?(?:小于|低于|少于|不到|不足|不满|不超过|不高于|大于|高于|超过|多于|且|但|而)"
)
_WEAK = frozenset(listed("类 种 门 处 部 本 班 支 场 列 头 次 条 座 间 份 笔 股"))
_SMALL_UNITS = frozenset(
    listed("个 项 件 家 户 人 名 位 张 所 辆 台 座 条 套 只 年 个月 天 周 小时 岁 次 分 口人")
)
BEFORE_SIGNS = {
    "<": Qualifier.UNDER, ">": Qualifier.OVER, "≤": Qualifier.AT_MOST, "≥": Qualifier.AT_LEAST,
    "<=": Qualifier.AT_MOST, ">=": Qualifier.AT_LEAST,
}  # fmt: skip
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


def _small(digit: str | None) -> int:
    found = numeral(digit) if digit else None
    return 0 if found is None else int(found.value)


def _turned(part: Part) -> Part:
    """Give the part with the sign of a fall, its words saying the same of the negative number."""
    words = sayable(_TURNED.get(word, word) for word in part.qualifiers) or ()
    exact = None if part.exact is None else -part.exact
    if part.upper is None:
        return part._replace(number=-part.number, qualifiers=words, exact=exact)
    return part._replace(number=-part.upper, upper=-part.number, qualifiers=words, exact=exact)


def _times(value: Decimal, times: int, place: int | None) -> tuple[Decimal, Fraction | None]:
    """Multiply a number by a scale that its unit cannot carry; its last written place goes along."""
    if times == 1:
        return value, None if place is None else Fraction(10) ** place
    exponent = value.as_tuple().exponent
    last = place if place is not None else exponent if isinstance(exponent, int) else 0
    product = finite_decimal(Fraction(value) * times) or Decimal(0)
    return product, Fraction(10) ** last * times


def _leading_tens(term: Term) -> int:
    """Give 100 for 五百 and 1000 for 3千, whose scale a number before 到 may share; 1 for all else."""
    digits = str(int(term.value)) if term.value == term.value.to_integral_value() else ""
    shared = len(digits) in (3, 4) and not digits[1:].strip("0")
    if not shared or (term.is_arabic and term.place is None):
        return 1
    return int(10 ** (len(digits) - 1))


def _noted(
    note: str, modality: Modality | None, basis: PriceBasis | None
) -> tuple[Modality | None, PriceBasis | None]:
    """Read a remark in brackets: 预计数, 名义增长率, 按可比价格计算."""
    for match in CONTEXT.finditer(note):
        what = CONTEXT_WORDS.get(match.group())
        if match.group() == "预计" and note.startswith("预计数"):
            what = Modality.ESTIMATE
        if isinstance(what, Modality):
            modality = what
        elif isinstance(what, PriceBasis):
            basis = what
    return modality, basis


def _joined(text: str, before: Phrase, phrase: Phrase) -> Phrase | None:
    """Join two phrases that state one thing: a list, from-to, or 1亿元以上5亿元以下."""
    if phrase.start - before.end > _FARTHEST or len(before.parts) > _LONGEST_LIST:
        return None
    last, first = before.parts[-1], phrase.parts[0]
    if last.unit is not first.unit and last.unit.dimension != first.unit.dimension:
        return None
    if len(before.parts) == len(phrase.parts) == 1:
        if last.qualifiers and first.qualifiers and (merged := _bounded(text, before, phrase)) is not None:
            return merged
        if (
            last.upper is None
            and text[phrase.start - 1] in "到至为成了的"
            and _RISES.fullmatch(text, before.end, phrase.start)
        ):
            return phrase._replace(start=before.start, parts=(last, first), per=phrase.per or before.per)
    if (
        phrase.start - before.end > 4
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


_LONGEST_LIST = 20  # numbers that one phrase may list
_LISTED = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_BOUNDED = re.compile(r"\s?[、,]?\s?(?:且|但|并且|而|而且|至|到|并)?\s?")


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
