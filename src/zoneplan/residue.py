"""What is left of a phrase beside its amounts, where that bears on a value and no figure says it.

A phrase that states one amount is read only if every character that could change the amount is accounted
for: words of a bound, signs, what it is counted per, a unit in brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.errors import UnitError
from zoneplan.lexicon import BEFORE, BEHIND_WORDS
from zoneplan.unit_words import UNIT, scaled_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.phrases import Phrase
    from zoneplan.units import Unit

__all__ = ["counted_per", "stray_in"]

_WORDS = re.compile(
    r"\d|大于|多于|少于|等于|不超过|不低于|不少于|不高于|不多于|至少|至多|最多|最少|上限|下限"
    r"|(?<![规模限额级及科专学])以[上下内](?![海来简述])|正负|(?<![新净])增减(?![税])|涨跌|升降|上下浮动|倒数|末位|末尾|垫底|[多少][增减](?![税负])"
    r"|每(?:隔|[百千万亿天日周月季]|小时|分钟|[两二三四五六七八九十]\w)|[±∓×÷^√≈≠≯≮<>≤≥]"
)
# Whatever else stands right beside an amount is a sign of something, and which is not known.
_BESIDE_LEFT = re.compile(r"(?:^|[\s一-鿿A-Za-z(\[{\"“‘「『《【,。;:、!?…)\]}”’」』》】|/·=—–])$")
_BESIDE_RIGHT = re.compile(r"[\s一-鿿A-Za-z(\[{)\]}\"”’“‘」』《》】,。;、!?…|—–]|:(?!\s?\d)|$")
_IN_A_ROW = re.compile(r"连续?[\d一二两三四五六七八九十]{1,4}年$")
_LESS = re.compile(r"(?<![最至不减缩降多高大])[少低短慢]$")
_GOES_ON = re.compile(
    r"每(?!年)|[折番]|次(?![数产序要新])|基点|之间|[xX]\s?\d|(?:[强弱许起]|出头|冒头|起步|打底)(?![一-鿿])"
)
_FALLS = re.compile(r"(?:缩短|压减|缩减|减少|降低|削减|压缩|下降)(?![到至为成])[一-鿿]{1,8}$")
_DASHES = re.compile(r"\s*[—–-]+\s*")
_BRACKETED = re.compile(r"\((?:单位:?)?([^()]{1,12})\)")
_SCALE = r"(?P<scale>[十百千]?万亿|[十百千]?[万亿]|[百千])?"
_UNIT_ALONE = re.compile(rf"{_SCALE}{UNIT.pattern}")
_PER = re.compile(r"每\s?(?P<digits>\d[\d.,]*)?\s?" + _UNIT_ALONE.pattern)
_RELATIVE = frozenset({"ratio", "percentage_point"})
_SHARED_AMONG = frozenset({"area", "count:人", "count:户"})


def stray_in(text: str, phrases: Iterable[Phrase], names: Iterable[tuple[int, int]]) -> str | None:
    """Give what bears on the amounts of a text but is part of none of them; None when nothing does.

    Args:
        text: The folded text.
        phrases: Its amounts.
        names: Where the numbers start and end that are known to be no amounts.
    """
    phrases = sorted(phrases)
    amounts = [(one.start, one.end) for one in phrases]
    rest = _without(text, sorted([*amounts, *names]))
    found = _WORDS.search(rest)
    if found is not None:
        return found.group()
    starts, ends = {start for start, _ in amounts}, {end for _, end in amounts}
    for start, end in amounts:
        before = None if start in ends else _left_of(text, start)
        behind = None if end in starts else _right_of(text, end)
        if before or behind:
            return before or behind
    for one in phrases:
        if (verb := _unread_fall(text, one)) is not None:
            return verb
    return _other_unit(text, amounts, [part.unit for one in phrases for part in one.parts])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, last = [], 0
    for start, end in spans:
        kept.append(text[last:start])
        last = max(last, end)
    return "|".join([*kept, text[last:]])


def _left_of(text: str, start: int) -> str | None:
    """Give a sign or a word right before an amount that is not understood."""
    if not _BESIDE_LEFT.search(text, max(0, start - 1), start) or _DASHES.fullmatch(text, 0, start):
        return text[start - 1]
    if years := _IN_A_ROW.search(text, max(0, start - 8), start):  # 连续三年前五
        return years.group()
    less = _LESS.search(text, max(0, start - 2), start)  # 比上年低3% is a fall
    return None if less is None else less.group()


def _right_of(text: str, end: int) -> str | None:
    """Give a sign or a word right behind an amount that is not understood."""
    understood = _BESIDE_RIGHT.match(text, end) and not _GOES_ON.match(text, end)
    return None if understood else text[end]


def _unread_fall(text: str, phrase: Phrase) -> str | None:
    """Give the verb of a fall before a noun, as in 缩短办理时限30天, or the brackets of a loss: (5)."""
    start, end, (part, *_) = phrase[:3]
    is_bare = part.unit.name == "1" or text.strip() == text[start - 1 : end + 1]
    if is_bare and start and text[start - 1] == "(" and text.startswith(")", end):
        return text[start - 1 : end + 1]
    is_level = part.number >= 0 and part.unit.dimension not in _RELATIVE
    verb = _FALLS.search(text, max(0, start - 12), start) if is_level else None
    return None if verb is None else verb.group()


def _other_unit(text: str, amounts: list[tuple[int, int]], told: list[Unit]) -> str | None:
    """Give the bound or the unit that stands in brackets and is not that of the amounts: 400(亿元)."""
    for bracket in _BRACKETED.finditer(text):
        said = bracket[1]
        if any(start < bracket.start() and bracket.end() <= end for start, end in amounts):
            continue  # 5%(含)
        if said in BEFORE or said in BEHIND_WORDS:
            return said
        match = _UNIT_ALONE.fullmatch(said)
        if match is None:
            continue
        found = scaled_unit(match["scale"] or "", match["unit"], match["below"])
        if found is None or found[0] not in told:
            return said
    return None


def counted_per(phrase: Phrase) -> Phrase | None:
    """Put what an amount is counted per into its unit: 每万人90件 is 90件/万人; None when no unit says it.

    What names an indicator (人均, 亩均) or a rule of scoring (每1个扣0.3分), and one thing of a kind (每股,
    每家), stays in the words only.

    Args:
        phrase: The one amount of a text.
    """
    match = None if phrase.per is None else _PER.fullmatch(phrase.per)
    unit = phrase.parts[0].unit
    if match is None or unit.dimension == "score" or "/" in unit.name:
        return phrase
    if match["digits"]:
        return phrase if match["digits"] == "1" and not match["scale"] else None
    if unit.dimension in _RELATIVE:
        return phrase
    below = f"{match['scale'] or ''}{match['unit'].removesuffix('口')}"
    try:
        if not match["scale"] and units.unit(below).dimension not in _SHARED_AMONG:
            return phrase
        parts = tuple(part._replace(unit=units.unit(f"{part.unit}/{below}")) for part in phrase.parts)
    except UnitError:
        return None
    return phrase._replace(parts=parts)
