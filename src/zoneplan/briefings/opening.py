"""What stands below the title of a briefing: zone, period, pattern, the day, and what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.printing import line
from zoneplan.progress import EVENLY
from zoneplan.progress_listing import rules_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.briefings.answers import Answers
    from zoneplan.layout import Language
    from zoneplan.printed_tables import PrintedLine

__all__ = ["opening"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "zone": "Zone: {0}",
        "period": "Period: {0}",
        "pattern": "Pattern: {0}",
        "lead": "Lead units: {0}",
        "supporting": "Supporting units: {0}",
        "day": "As of {0}: nothing dated after that day is used, and no period that had not ended",
        "census": "Counted: {0}",
        "weights": "Targets are weighed by {0} in means",
        "lights": "Status lights by {0}",
        "note": "Note: {0}",
    },
    "zh": {
        "zone": "开发区：{0}",
        "period": "规划期：{0}",
        "pattern": "结构：{0}",
        "lead": "牵头单位：{0}",
        "supporting": "配合单位：{0}",
        "day": "截至{0}：此日之后的记载和尚未结束时期的数据均未采用",
        "census": "计数：{0}",
        "weights": "计算平均时，各目标以“{0}”为权重",
        "lights": "亮灯规则：{0}",
        "note": "备注：{0}",
    },
}


def opening(answers: Answers) -> tuple[PrintedLine, ...]:
    """Give the lines below the title; what the plan does not state has none.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    return tuple(line(words[word].format(text)) for word, text in _facts(answers))


def _facts(answers: Answers) -> Iterator[tuple[str, str]]:
    plan, language, progress = answers.plan, answers.language, answers.progress
    if plan.zone is not None:
        yield "zone", plan.zone.name
    if plan.period is not None:
        yield "period", str(plan.period)
    if plan.pattern is not None:
        yield "pattern", str(plan.pattern)
    if plan.lead_units:
        yield "lead", "、".join(plan.lead_units)
    if plan.supporting_units:
        yield "supporting", "、".join(plan.supporting_units)
    yield "day", answers.as_of.isoformat()
    yield "census", plan.outline.census.text(language)
    if progress.weights != EVENLY:
        yield "weights", plan.metric(progress.weights).name
    if progress.lights is not None:
        yield "lights", rules_name(progress.lights, language)
    if plan.note is not None:
        yield "note", " ".join(plan.note.split())
