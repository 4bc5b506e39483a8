"""What an amount states: its kind, its sign, whether it is an increment, and whether it is one at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.clauses import NOTHING, Context, noted
from zoneplan.endings import look_right
from zoneplan.enumerations import JOIN, RATIO, enumerated
from zoneplan.kinds import FigureKind, Modality
from zoneplan.lexicon import NOTES
from zoneplan.parts import NOUN, parts_of
from zoneplan.phrases import Part, Phrase, turned
from zoneplan.qualifiers import Qualifier
from zoneplan.spelling import listed

if TYPE_CHECKING:
    from zoneplan.mentions import Mention
    from zoneplan.units import Unit

__all__ = ["AFTER_GROWTH", "TOLD", "keep_plain", "read_mention"]

_LEFT_VERBS = re.compile(r"(?:了|约|达|达到|近|超|超过|逾|接近|不低于|不少于|不超过|再)*$")
AFTER_GROWTH = re.compile(r"(?:以上|左右|以内)?的?(?P<word>增长|增速|增幅|涨幅|降幅|速度)")
_TAKEN = re.compile(r"已|成功|跃|跨|迈上|登上|连续|突破|站上|连跨|跨上|实现")
_RANKED = re.compile(r"(?:排名|位次|名次|排位)[^,。;\d]{0,10}$")
TOLD = frozenset({"ratio", "percentage_point", "structure", "number", "age", "rank"})
_OF_CONTEXT = {
    "share": FigureKind.SHARE,
    "level": FigureKind.SHARE,
    "plan": FigureKind.COMPLETION,
    "rate": FigureKind.RATE,
}
_WEAK = frozenset(listed("类 种 门 处 部 本 班 支 场 列 头 次 条 座 间 份 笔 股"))
_SMALL_UNITS = frozenset(
    listed("个 项 件 家 户 人 名 位 张 所 辆 台 座 条 套 只 年 个月 天 周 小时 岁 次 分 口人")
)


def read_mention(mention: Mention) -> int:
    """Read the phrase that a number belongs to, keep it, and give where to go on.

    Args:
        mention: The number as it was found, its words unread.
    """
    if not mention.look_left() or not look_right(mention):
        return mention.refused()
    if mention.is_slot():
        return mention.end
    listed_parts = enumerated(mention)
    parts = parts_of(mention) if listed_parts is None else listed_parts
    if not parts:
        return mention.refused()
    return _keep(mention, parts, is_shape=listed_parts is not None)


def _keep(mention: Mention, parts: tuple[Part, ...], *, is_shape: bool) -> int:
    passage, text, measure = mention.passage, mention.text, mention.measure
    unit, clause = parts[0].unit, mention.clause()
    if mention.negative and clause.kind == "down":  # 下降-3% may be a fall, or a rise by a slip
        return mention.refused()
    parts, kind, increment, context = _meant(mention, parts, clause)
    parts = _named(mention, parts, increment=increment)
    modality, basis = context.modality, context.basis
    if text.startswith("台阶", mention.end - 2) and not _TAKEN.search(text, passage.last, measure.start):
        modality = modality or Modality.AIM
    note = NOTES.match(text, mention.end)
    if note is not None:
        modality, basis = noted(note.group(1), modality, basis)
    if _is_weak(mention, unit):
        return mention.refused()
    is_sure = is_shape or _is_sure(mention)
    per, passage.per = passage.per or context.per, None
    phrase = Phrase(mention.left, mention.end, parts, kind, modality, basis, increment, per, is_sure)
    passage.add(phrase, context)
    return max(mention.end, measure.end)


def keep_plain(mention: Mention, part: Part, context: Context) -> int:
    """Keep a plain amount whose unit or clause says more of it, and give where to go on.

    Args:
        mention: The amount, its words read; nothing unusual stands beside it.
        part: Its number.
        context: What its clause says.
    """
    passage = mention.passage
    parts, kind, increment, context = _meant(mention, (part,), context)
    per, passage.per = passage.per or context.per, None
    said = (mention.left, mention.end, parts, kind, context.modality, context.basis, increment, per, True)
    passage.add(_new(Phrase, said), context)
    return mention.end


_new = tuple.__new__  # makes a named tuple without the call of its own constructor


def _meant(
    mention: Mention, parts: tuple[Part, ...], context: Context
) -> tuple[tuple[Part, ...], FigureKind | None, bool, Context]:
    """Give the numbers with the sign that is meant, their kind, whether they are a change, and the clause.

    A list goes on with what was said of its first number.
    """
    passage, goes_on = mention.passage, False
    if mention.left - passage.last < 4 and passage.phrases:
        goes_on = JOIN.fullmatch(mention.text, passage.phrases[-1].end, mention.left) is not None
        if goes_on and context == NOTHING:
            context = passage.context._replace(gap=-1)  # its verb stands before another number
    kind, negative, increment = _judged(mention, context, parts[0].unit)
    if negative:
        parts = tuple(turned(part) for part in parts)
        if context.gap == 0 and not goes_on:
            mention.left -= context.reach
    return parts, kind, increment, context


def _is_weak(mention: Mention, unit: Unit) -> bool:
    """Whether it is one Han digit before a measure word of names: 三类, 一种."""
    measure = mention.measure
    return (
        measure.is_small
        and not mention.words
        and unit.dimension.startswith("count:")
        and measure.unit in _WEAK
    )


def _is_sure(mention: Mention) -> bool:
    measure = mention.measure
    if (
        mention.upper is not None
        and measure.unit is None
        and not (mention.upper.unit or mention.upper.scale or mention.words)
    ):
        return mention.passage.size == mention.end - mention.left
    if mention.words or mention.upper is not None or measure.is_more or measure.is_several:
        return True
    if measure.unit is None and not measure.scale:
        return mention.passage.size == mention.end - mention.left
    if measure.unit is None and mention.mark is None:
        return measure.scale != ""
    return not (measure.is_small and (measure.unit or "") in _SMALL_UNITS)


def _named(mention: Mention, parts: tuple[Part, ...], *, increment: bool) -> tuple[Part, ...]:
    """Name 位 what it means: a rank where ranks are told, people before a noun."""
    if mention.measure.unit == "名" and _RANKED.search(mention.text, max(0, mention.left - 16), mention.left):
        return tuple(part._replace(unit=units.unit("名次")) for part in parts)
    if parts[0].unit.name != "位":
        return parts
    if mention.passage.subject(mention.left) == "rank" or increment:
        name = "名次"
    elif mention.end < len(mention.text) and NOUN.match(mention.text, mention.end):
        name = "人"
    else:
        return parts
    return tuple(part._replace(unit=units.unit(name)) for part in parts)


def _judged(mention: Mention, context: Context, unit: Unit) -> tuple[FigureKind | None, bool, bool]:
    """Tell the kind, whether a word turns the sign, and whether it is an increment."""
    said = context.kind
    if said is None and unit.dimension not in TOLD and not mention.words:
        return None, False, False
    down, up = said == "down", said == "up"
    if unit.dimension == "ratio" and unit.name != "倍":
        return _share_kind(mention, context, unit), down, False
    if unit.dimension == "percentage_point":
        return FigureKind.PP_CHANGE, down, up or down
    if unit.name == "倍":
        return FigureKind.MULTIPLE, down, (up or down) and not mention.is_level
    left, gap = mention.left, context.gap
    near = gap == 0 or (gap > 0 and _LEFT_VERBS.fullmatch(mention.text, left - gap, left) is not None)
    if unit.dimension in ("age", "rank") and (up or down) and near:
        return FigureKind.INCREMENT, down and unit.dimension == "age", True
    if Qualifier.OF_ORDER in mention.words:
        return FigureKind.SCALE_CLASS, False, False
    if unit.dimension == "structure":
        return FigureKind.STRUCTURE, False, False
    if unit.name == "1":
        ratio = RATIO.match(mention.text, mention.measure.end)
        counted = mention.measure.unit == "次"
        return (
            (FigureKind.RATIO if ratio else FigureKind.COUNT if counted else None),
            down and near,
            False,
        )
    return None, down and near, (up or down) and near


def _share_kind(mention: Mention, context: Context, unit: Unit) -> FigureKind | None:
    said = context.kind
    if said in ("up", "down", "yearly") or mention.is_growth or (context.is_flow and said == "level"):
        return FigureKind.GROWTH if unit.name != "成" or said != "yearly" else FigureKind.SHARE
    if unit.name in ("成", "分之"):
        return FigureKind.SHARE
    if unit.name == "‰":
        return FigureKind.SHARE if mention.measure.unit == "千分之" else FigureKind.RATE
    if AFTER_GROWTH.match(mention.text, mention.end):
        return FigureKind.GROWTH
    if mention.negative and said is None:  # no share is below zero
        return FigureKind.GROWTH
    return _OF_CONTEXT.get(said or "", FigureKind.SHARE if mention.measure.unit == "百分之" else None)
