"""The amounts of running text: one pass from left to right.

A number that does not fit the grammar is left alone and told as unread, never guessed at.

Not read: dates, numbers inside names (“十四五”, 1+5+22, 第三产业), times, 若干.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from zoneplan import units
from zoneplan.clauses import NOTHING
from zoneplan.designations import name_at
from zoneplan.kinds import FigureKind, Modality
from zoneplan.lexicon import BEHIND, CONTEXT_WORDS
from zoneplan.measures import (
    HAN_DIGIT,
    NUMBER,
    OVER_HUNDRED,
    Measure,
    measure_at,
    measure_or_share_at,
    numeral_of,
    run_end,
)
from zoneplan.mentions import Mention
from zoneplan.numerals import numeral
from zoneplan.passages import Passage
from zoneplan.phrases import Part, Phrase, Unread, turned
from zoneplan.plain_amounts import PLAIN, PLAIN_CLASS, PLAIN_NUMERAL, PlainReader
from zoneplan.qualifiers import Qualifier
from zoneplan.senses import AFTER_GROWTH, read_mention
from zoneplan.spelling import folded
from zoneplan.unit_words import CURRENCY_BEFORE, UNIT, scaled_unit

__all__ = ["phrases_in", "whole_phrase"]

_HAN_GOES_ON = frozenset("十百千万亿")


_HAN_STARTS = f"{HAN_DIGIT}十拾百佰千仟万亿廿卅几数"
_AFTER_HAN = (
    f"{HAN_DIGIT}十拾百佰千仟万亿兆廿卅几点\\s多余半分成倍个年元块角毛美港日欧英韩澳加新人家户"
    "项件台张所辆座条套只艘架列班处类种门场篇本部支枚栋幢间宗笔份头株棵股亩公平立万米千厘毫吨"
    "斤克升度岁周小天位名次标兆亿微吉工%‰"
)
# One character class comes first, which is searched fast. A Han digit begins a number only where one can
# go on: before another, a scale word or a unit.
_START = re.compile(
    rf"[0-9\[翻半{_HAN_STARTS}](?:"
    rf"(?<=[0-9])(?:{PLAIN})?"
    rf"|(?<=[{_HAN_STARTS}])(?=[{_AFTER_HAN}])"
    rf"|(?<=\[)(?=\s?\d)|(?<=翻)(?=[了近超约一二两三四五1-9]{{0,3}}番)"
    rf"|(?<=[过近超]半)|(?<=半)(?=年|个月|个小时|小时|天|亩|公里|吨|斤|数)"
    rf"|(?<=[第前][{HAN_DIGIT}十])|(?<=[{HAN_DIGIT}十])(?=[到至—–~-][{HAN_DIGIT}十百千0-9])"
    r")",
)
_FAN = re.compile(r"翻了?(?P<word>近|超|约)?(?P<count>[一二两三四五1-5])?番(?P<more>多)?")
_BRACKET = re.compile(
    r"\[\s?(?P<number>\d{1,12}(?:\.\d{1,12})?)\s?(?P<unit>%|‰|个百分点|万亩|亿元|万元|万人|亩)?\s?\]",
    re.ASCII,
)
_BEHIND_BRACKET = re.compile(rf"\s?(?P<name>(?:万亿|[万亿])?(?:{UNIT.pattern}))")
_ORDINAL = re.compile(r"\s?(?:个)?(?:位|名|席|)(?P<stop>[一-鿿]{0,2})")
_NOT_RANKED = re.compile(
    r"[一二三四]?(?:季度|批|产业|章|节|条|届|期|次|阶段|代|方|轮|个|年|天|款|项|步|类|种|编|部|局|中学|小学|医院|人民|城|大道|师|集团|线|医|五年)"
)
_RANK_ENDS = re.compile(r"(?:个?位次?|名|席|强(?!化|调|度|势|大|烈)|行列|之列|甲|$|[,。;:、)!?的\s]|以内)")
_LETTER = re.compile(r"[A-Za-zＡ-Ｚ·]")
_MEASURES = ("GDP", "gdp", "ESI", "PCT")
_SCALED = re.compile("[十百千万亿].*[百千万亿]")
_INNER = {"近": (Qualifier.NEARLY,), "超": (Qualifier.OVER,), "约": (Qualifier.ABOUT,)}
_FIVE_YEARS = re.compile("个五年")
_RANK_WORD = re.compile(r"个?位次?|名|席|强(?!化|调|度|势|大|烈)")
_CUMULATED = re.compile("累计|下降|增长|减少")
_NAMED = re.compile(
    r"(?:[年件项类种条家名]|位(?!数)|个(?![小季工]))(?![以左多余半亿万百月上内之有\d/每至到—–~-])"
)
_BEFORE_NAMED = frozenset("近超约过于足满少多到逾>≥≤<续持时期前达第至每")
_SHARES = frozenset({"%", "‰", "分之", "百分之", "千分之", "成"})
# 前10% is a place among others and no share; 目前10%, 会后10% are shares at a time.
_PLACED = re.compile(r"(?<![目以此之当年月日税事会其今疫])[前后]$|(?:倒数|末位|末尾|垫底的?)$")
_FROM_THE_END = re.compile(r"倒数$|倒数第$")
_IN_A_ROW = re.compile(r"(?:连续|蝉联|连)[\d〇零一二两三四五六七八九十]{1,4}[年届次]$")
_AFTER_HALF = re.compile(r"$|[,。;:、)的是来]|以[上下内]|左右")


def phrases_in(text: str, *, sure: bool = False) -> tuple[list[Phrase], list[Unread]]:
    """Find the phrases of a text that state amounts, and the numbers that were left alone.

    Args:
        text: Any text; places are counted in it as it is.
        sure: Whether only those are wanted that are amounts wherever they stand.
    """
    passage = Passage(folded(text), sure=sure)
    _scan(passage)
    return passage.phrases, passage.unread


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
# 保持第五 and 稳居全国前五 are places; before a number 保持 and 稳定在 say something else.
_PLACE_LEAD = re.compile(
    r"(?:力争|争取|确保|努力|继续|持续|始终|保持|稳居|稳定|跻身|进入|升至|前移至|位列|位居|排名|名列|居|列|在|为|达到"
    r"|全国|全省|全市|\s)*"
)
_TRAIL = re.compile(r"\s?(?:\((?:预计数|估计数|初步数|初步核算数?|预计)\))?\s*")


def whole_phrase(text: str) -> Phrase | None:
    """Take a text apart that is one amount and nothing else; None when it is not.

    Words that only say how it is meant (力争, 预计, 增长, 提高, 连续) may stand before it, and before a
    place in an order those that it is held or reached by (保持, 稳居, 进入).

    Args:
        text: The text of one figure.
    """
    plain = folded(text)
    passage = Passage(plain)
    _scan(passage)
    if len(passage.phrases) != 1 or any(not one.is_name for one in passage.unread):
        return None
    phrase = passage.phrases[0]
    lead = _PLACE_LEAD if phrase.kind is FigureKind.RANK else _LEAD
    alone = lead.fullmatch(plain, 0, phrase.start) and _TRAIL.fullmatch(plain, phrase.end)
    if not alone or len(phrase.parts) > 1 or phrase.per or passage.unread:
        return None
    return phrase


def _scan(passage: Passage) -> None:
    """Read a whole text."""
    plain = PlainReader(passage)
    search, text, at = _START.search, passage.text, 0
    while match := search(text, at):
        start, end = match.start(), None
        if match.lastindex is not None:
            end = plain.read(match, start)
        elif text[start + 1 : start + 2] in _HAN_GOES_ON and not (start and text[start - 1] in _HAN_STARTS):
            if (found := PLAIN_NUMERAL.match(text, start)) is not None:
                end = plain.read(found, start, is_numeral=True)
            elif (found := PLAIN_CLASS.match(text, start)) is not None:
                end = plain.read_class(found, start)
        at = max(_read(passage, start), start + 1) if end is None else end
    passage.set_aside()


def _read(passage: Passage, at: int) -> int:
    text = passage.text
    first, before = text[at], text[at - 1] if at else ""
    if first == "[":
        return _bracket(passage, at)
    if first == "翻":
        return _doubling(passage, at)
    if first == "半":
        return _half(passage, at, before)
    if before == "第":
        return _ordinal(passage, at, leading=False)
    if passage.sure and first in HAN_DIGIT and _NAMED.match(text, at + 1) and before not in _BEFORE_NAMED:
        return at + 1  # 三年行动, 两件大事, 一个: hardly ever an amount, and on every page
    if before == "前" and (found := _ordinal(passage, at, leading=True)) > at:
        return found
    if first == "一" and text.startswith("半", at + 1) and _AFTER_HALF.match(text, at + 2):
        return _halved(passage, at, at + 2)
    if text.startswith(OVER_HUNDRED, at):
        return _percentage(passage, at, before)
    if first in "两二双" and text.startswith("位数", at + 1):
        return _order(passage, at)
    name = name_at(text, at)
    if name is not None:
        return passage.skip(at, name.end(), is_name=True)
    if before and (_LETTER.match(before) or before in "._#/×*±+^") and not _follows_mark(passage, at, before):
        return passage.skip(at, run_end(passage.text, at), is_name=before not in "±/^")
    return _amount(passage, at)


def _follows_mark(passage: Passage, at: int, before: str) -> bool:
    if before == "+":
        return at < 2 or not passage.text[at - 2].isalnum()
    if before == "/":
        return False
    if passage.text.endswith(_MEASURES, 0, at):
        return True
    return CURRENCY_BEFORE.search(passage.text, max(passage.last, at - 6), at) is not None


def _percentage(passage: Passage, at: int, before: str) -> int:
    measure = measure_or_share_at(passage.text, at)
    if measure is None or (before and before in HAN_DIGIT + "十"):
        return passage.skip(at, run_end(passage.text, at + 3), is_name=False)
    return _placed(passage, measure) or read_mention(Mention(passage, measure))


def _amount(passage: Passage, at: int) -> int:
    measure = measure_at(passage.text, at)
    if measure is None:
        han = not passage.text[at].isdecimal()
        end = run_end(passage.text, at)
        return passage.skip(at, end, is_name=han and not _SCALED.search(passage.text[at:end]))
    return _placed(passage, measure) or read_mention(Mention(passage, measure))


def _placed(passage: Passage, measure: Measure) -> int:
    """Leave 前10% and 后三分之一 alone, which no figure can say; 0 for all other amounts."""
    start = measure.start
    if measure.unit not in _SHARES or not _PLACED.search(passage.text, max(0, start - 3), start):
        return 0
    return passage.skip(start, measure.end, is_name=False)


def _bracket(passage: Passage, at: int) -> int:
    """Read 〔18〕 or [13.5]: what is cumulated over a plan's years, in % where no unit stands there."""
    text = passage.text
    match = _BRACKET.match(text, at)
    if match is None:
        return at + 1
    end, name = match.end(), match["unit"]
    behind = _BEHIND_BRACKET.match(text, end) if name is None else None
    if behind is not None:  # [1]岁
        end, name = behind.end(), behind["name"]
    given = scaled_unit("", name or "%", None)
    is_alone = end - at == passage.size
    is_told = is_alone or _CUMULATED.search(text, max(passage.last, at - 12), at) is not None
    if not is_told or given is None or given[1] != 1 or BEHIND.match(text, end):
        is_note = name is None and not is_told and match["number"].isdecimal() and len(match["number"]) < 4
        return passage.skip(at, end, is_name=is_note)  # 文献[1]
    part = Part(Decimal(match["number"]), given[0])
    context = NOTHING if is_alone else passage.clause_before(at)
    parts = (turned(part),) if context.kind == "down" else (part,)
    passage.add(Phrase(at, end, parts, FigureKind.CUMULATIVE, context.modality), context)
    return end


def _doubling(passage: Passage, at: int) -> int:
    """Read 翻一番 as 2 times, 翻两番 as 4 times."""
    match = _FAN.match(passage.text, at)
    if match is None:
        return at + 1
    count = 1 if match["count"] is None else int(numeral(match["count"]).value)  # type: ignore[union-attr]  # one digit
    words = _INNER.get(match["word"] or "", ())
    is_more = match["more"] is not None
    measure = Measure(at, match.end(), Decimal(2**count), "", "倍", None, is_more=is_more, is_exact=True)
    return read_mention(Mention(passage, measure, inner=words, is_level=True))


def _half(passage: Passage, at: int, before: str) -> int:
    """Read 半年, 半个月; 上半年 and 半年度 are periods. 过半 and 半数 are a half."""
    number = 2 if passage.text.startswith("半数", at) else 1
    if (number == 2 or before in ("过", "近", "超")) and _AFTER_HALF.match(passage.text, at + number):
        return _halved(passage, at, at + number)
    if before in tuple("上下前后大多一过近") or passage.text.startswith(("年度", "年报"), at + 1):
        return at + 1
    unit = UNIT.match(passage.text, at + 1)
    if unit is None:
        return at + 1
    measure = Measure(at, unit.end(), Decimal("0.5"), "", unit["unit"], None, number_end=at + 1)
    return read_mention(Mention(passage, measure))


def _halved(passage: Passage, at: int, end: int) -> int:
    """Read 一半, 过半 and 近半 as a half."""
    half = Fraction(1, 2)
    return read_mention(
        Mention(passage, Measure(at, end, Decimal(1), "", "分之", None, fraction=half, place=2))
    )


def _order(passage: Passage, at: int) -> int:
    """Read 两位数 as 10 % where growth is told."""
    end = at + 3
    context = passage.clause_before(at)
    if context.kind not in ("up", "down", "yearly", "level") and not AFTER_GROWTH.match(passage.text, end):
        return passage.skip(at, end, is_name=False)
    measure = Measure(at, end, Decimal(10), "", "%", None)
    return read_mention(Mention(passage, measure, inner=(Qualifier.OF_ORDER,), is_growth=True))


def _ordinal(passage: Passage, at: int, *, leading: bool) -> int:
    """Read 第五 and 前五 as ranks where they are ranks."""
    text = passage.text
    match = NUMBER.match(text, at)
    found = numeral_of(match)[0] if match else None
    if match is None or found is None or found.value != found.value.to_integral_value() or found.scale:
        return at if leading else passage.skip(at - 1, run_end(passage.text, at), is_name=True)
    end = match.end()
    if _FROM_THE_END.search(text, max(0, at - 3), at):  # no figure can say from which end a rank counts
        return passage.skip(at - 1, end, is_name=False)
    ranked = (not _NOT_RANKED.match(text, end)) and _RANK_ENDS.match(text, end)
    if leading and (ranked is None or ranked is False or found.is_several):
        return at
    told = passage.subject(at - 1) == "rank" or (ranked and ranked.group().strip()[:1] in tuple("个位名强"))
    told = told or _IN_A_ROW.search(text, max(0, at - 8), at - 1) is not None
    if not ranked or not (told or leading or at == 1):
        plan = _FIVE_YEARS.match(text, end)
        return passage.skip(at - 1, plan.end() if plan else max(end, at + 1), is_name=True)
    word = _RANK_WORD.match(text, end)
    end = word.end() if word else end
    words = (Qualifier.AT_MOST,) if leading else ()
    part = Part(found.value, units.unit("名次"), words)
    context = passage.clause_before(at - 1)
    passage.add(Phrase(at - 1, end, (part,), FigureKind.RANK, context.modality), context)
    return end
