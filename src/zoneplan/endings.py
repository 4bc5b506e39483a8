"""What stands behind a number: the upper end of a range, small change, and bound words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from zoneplan.designations import NAMES
from zoneplan.lexicon import BEHIND, BEHIND_WORDS
from zoneplan.measures import HAN_DIGIT, NUMBER, OVER_HUNDRED, STOPS, digit_of, measure_or_share_at, run_end
from zoneplan.mentions import HUNDREDTHS
from zoneplan.numerals import SCALES
from zoneplan.qualifiers import Qualifier
from zoneplan.spelling import listed
from zoneplan.unit_words import scaled_unit

if TYPE_CHECKING:
    from zoneplan.measures import Measure
    from zoneplan.mentions import Mention

__all__ = ["YEARS", "look_right", "read_behind"]

_LATE_MORE = re.compile(r"[多余](?=$|[,。;:、)的]|以|左)")
_JIAO = re.compile(
    rf"(?:零?(?P<jiao>\d|[{HAN_DIGIT}])[角毛])?(?:零?(?P<fen>\d|[{HAN_DIGIT}])分(?!之|[别为析类公]))?(?:[整正]|钱整?)?"
)
_BLOCK_TAIL = re.compile(
    rf"(?:零(?P<fen>[{HAN_DIGIT}])(?![\d.,{HAN_DIGIT}十百千万亿个%]))|(?P<jiao>\d|[{HAN_DIGIT}])(?![\d.,{HAN_DIGIT}十百千万亿]|个|%)毛?钱?"
)
_HALF = re.compile(r"半(?![径夜导数])")
_DASH = re.compile(r"\s?(?:[—–~]{1,2}|-{1,2}|至|到)\s?")
_MARK_STARTS = frozenset("—–~-至到和与(")
_AND = re.compile(r"\s?[和与]\s?")
_BETWEEN = re.compile(r"(?:介于|处于|在)$")
_FEN = re.compile(rf"(?P<fen>\d|[{HAN_DIGIT}])分(?!之)")
_TENTH = re.compile(rf"[{HAN_DIGIT}](?![{HAN_DIGIT}十百千万亿个成分]|左|是)")
_HALVED = frozenset(listed("年 亩 公里 小时 天 岁 倍 成 斤 吨 周"))
_AND_A_HALF = re.compile(r"半(?P<unit>月|小时|星期)")
_AND_BETWEEN = re.compile(r"\s?[和与]\s?[^,。;:和与]{1,14}?之间")
_EDGE = re.compile(r"\s?\((?P<edge>不?含)[^()]{0,20}\)")
_INCLUDED = {Qualifier.OVER: Qualifier.AT_LEAST, Qualifier.UNDER: Qualifier.AT_MOST}
_EXCLUDED = {Qualifier.AT_LEAST: Qualifier.OVER, Qualifier.AT_MOST: Qualifier.UNDER}
_STEPS = frozenset(listed("大关 关口 台阶 门槛"))
YEARS = {"year", "month", "day", "workday", "hour"}
_NEAR = YEARS | {"length"}


def look_right(mention: Mention) -> bool:
    """Read what stands behind the number of a mention; False when that leaves it without one meaning.

    Args:
        mention: The mention; its end, its upper end and its words are filled in.
    """
    text = mention.text
    if not _range(mention) or _leaves_out_lower_end(mention):
        return False
    if mention.upper is None and mention.measure.unit is not None:
        _money_tail(mention)
        if (
            mention.end > mention.measure.end
            and mention.measure.unit == "元"
            and not _range_of_tails(mention)
        ):
            return False
    if (
        mention.upper is None
        and mention.measure.unit is not None
        and (late := _LATE_MORE.match(text, mention.end))
    ):
        mention.end = late.end()
        mention.measure = mention.measure._replace(late_more=True)
    return read_behind(mention)


def _range(mention: Mention) -> bool:
    """Read the upper end of a range; False when there is one that cannot be read."""
    text, passage = mention.text, mention.passage
    between = _BETWEEN.search(text, max(passage.last, mention.left - 3), mention.left)
    dash = _range_mark(mention, is_between=between is not None)
    if dash is None or mention.measure.fraction is not None:
        return True
    at = dash.end()
    negative = text[at : at + 1] in ("-", "负") and at < len(text)
    at += negative
    at += text[at : at + 1] in tuple("$¥€£")
    percentage = text.startswith(OVER_HUNDRED, at)
    if at >= len(text) or not (percentage or NUMBER.match(text, at)) or NAMES.match(text, at):
        return True
    upper = measure_or_share_at(text, at)
    if upper is not None and upper.is_bare and not mention.measure.is_bare:  # 5—亿元
        return False
    if upper is None:
        return not text[at].isdecimal()
    if upper.unit is None and mention.measure.unit in HUNDREDTHS and mention.measure.unit is not None:
        upper = upper._replace(unit=mention.measure.unit)
    if _is_bare_range(mention, upper):
        mention.upper, mention.upper_negative, mention.end = upper, negative, upper.end
        return True
    if upper.unit is None and (mention.measure.unit is not None or (not upper.scale and not upper.is_arabic)):
        return mention.measure.unit is not None and not upper.is_arabic and not STOPS.match(text, upper.end)
    if _DASH.match(text, upper.end) and text[upper.end + 1 : upper.end + 2].isdecimal():
        mention.end = run_end(text, upper.end + 1)
        return False
    mine = mention.unit_of(mention.measure) if mention.measure.unit else None
    theirs = mention.unit_of(upper)
    if mine and theirs and mine[0].dimension != theirs[0].dimension:
        return True
    mention.upper, mention.upper_negative, mention.end = upper, negative, upper.end
    if between:
        mention.left = between.start()
    if text.startswith("之间", mention.end):
        mention.end += 2
    return True


def _leaves_out_lower_end(mention: Mention) -> bool:
    """Whether a remark says so, as in 5%(不含)—6%, which no figure can say."""
    upper = mention.upper
    return upper is not None and "不含" in mention.text[mention.measure.end : upper.start]


def _range_of_tails(mention: Mention) -> bool:
    """Read 五元六角-五元七毛八分; False when there is an upper end that cannot be read."""
    if not _range(mention):
        return False
    if mention.upper is not None and not mention.upper.scale and mention.upper.unit == mention.measure.unit:
        low, mention.measure = mention.measure, mention.upper
        _money_tail(mention)
        mention.measure, mention.upper = low, mention.measure
    return True


def _range_mark(mention: Mention, *, is_between: bool) -> re.Match[str] | None:
    """Find the dash, 到 or 和 of a range behind the number; a remark (含) may stand before a dash."""
    text, end = mention.text, mention.end
    if text[end : end + 1] not in _MARK_STARTS and not text[end : end + 1].isspace():
        return None
    dash = _DASH.match(text, end)
    if dash is None and (is_between or _AND_BETWEEN.match(text, end)):
        dash = _AND.match(text, end)
    if dash is None and (note := _EDGE.match(text, end)):
        dash = _DASH.match(text, note.end())
    return dash


def _is_bare_range(mention: Mention, upper: Measure) -> bool:
    """Whether two numbers in words, with no unit, are a range: 一千到一千五百."""
    measure = mention.measure
    if measure.unit or measure.scale or upper.unit or upper.scale or measure.is_arabic or upper.is_arabic:
        return False
    if measure.is_several or upper.is_several or measure.upper is not None or upper.upper is not None:
        return False
    return 100 <= measure.value < upper.value and STOPS.match(mention.text, upper.end) is not None


def _money_tail(mention: Mention) -> None:
    """Read 三元五角, 10块5, 三年半."""
    measure, text = mention.measure, mention.text
    own = scaled_unit("", measure.unit or "", None)
    name = own[0].name if own else ""
    if name == "元" and measure.below is None and not measure.is_more:
        match = _JIAO.match(text, mention.end)
        tail = match if match and (match["jiao"] or match["fen"]) else None
        if tail is None and measure.unit == "块":
            tail = _BLOCK_TAIL.match(text, mention.end)
        if tail is not None and measure.value != measure.value.to_integral_value():
            tail = None
        if tail is not None:
            _add_jiao(mention, tail)
        elif match:
            mention.end = match.end()
    elif name == "角" and (match := _FEN.match(text, mention.end)):
        tenth = Decimal(digit_of(match["fen"])) / 100 + measure.value / 10
        mention.measure, mention.end = measure._replace(value=tenth, unit="元"), match.end()
    elif (
        name == "成" and (digit := _TENTH.match(text, mention.end)) and not (measure.scale or measure.is_more)
    ):
        mention.measure = measure._replace(value=measure.value + Decimal(digit_of(digit.group())).scaleb(-1))
        mention.end = digit.end()
    elif (
        _HALF.match(text, mention.end)
        and name in _HALVED
        and measure.value == measure.value.to_integral_value()
    ):
        if not measure.scale and not measure.is_more:
            mention.measure, mention.end = (
                measure._replace(value=measure.value + Decimal("0.5")),
                mention.end + 1,
            )
    elif measure.unit == "个" and not measure.scale and (half := _AND_A_HALF.match(text, mention.end)):
        mention.measure = measure._replace(value=measure.value + Decimal("0.5"), unit=half["unit"])
        mention.end = half.end()


def _add_jiao(mention: Mention, tail: re.Match[str]) -> None:
    groups = tail.groupdict()
    cents = 10 * digit_of(groups["jiao"]) + digit_of(groups.get("fen"))
    total = mention.measure.value * SCALES.get(mention.measure.scale, 1) + Decimal(cents).scaleb(-2)
    if not groups.get("fen"):
        total = total.quantize(Decimal("0.1"))
    mention.measure = mention.measure._replace(value=total, scale="", unit="元", place=None)
    mention.end = tail.end()


def read_behind(mention: Mention) -> bool:
    """Read the bound words and the remark (含) that a mention ends with.

    False when the remark leaves out the upper end of a range, which no figure can say.

    Args:
        mention: The mention; its end and its words are filled in.
    """
    match = BEHIND.match(mention.text, mention.end)
    edge = None
    if match is None:
        note = _EDGE.match(mention.text, mention.end)
        if note is not None:
            edge, mention.end = note["edge"], note.end()
    elif _fits(mention, match["word"]):
        mention.end = match.end()
        word = BEHIND_WORDS[match["word"]]
        if mention.is_growth:  # 两位数以上 is 10 % or more
            mention.words = [one for one in mention.words if one is not Qualifier.OF_ORDER]
        if match["word"] not in _STEPS or not mention.words:
            mention.words.append(word)
        edge = match["edge"] or match["late"]
    if edge and mention.upper is None:
        turn = _INCLUDED if edge == "含" else _EXCLUDED
        mention.words = [turn.get(word, word) for word in mention.words]
    return mention.upper is None or edge != "不含"


def _fits(mention: Mention, word: str) -> bool:
    measure = mention.upper or mention.measure
    if word in ("级", "量级", "规模级"):
        own = mention.unit_of(measure) if measure.unit else None
        return (
            mention.upper is None
            and bool(measure.scale)
            and (measure.unit is None or bool(own and own[0].currency))
        )
    if word in ("内", "之内", "前后"):
        own = mention.unit_of(measure)
        return own is not None and own[0].dimension in _NEAR
    return True
