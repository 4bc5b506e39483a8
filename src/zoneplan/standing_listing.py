"""How one target stands, as a row of a table and the sentences below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import attrs

from zoneplan.errors import LightError
from zoneplan.goals import AnnualRate, Cumulative, PointChange
from zoneplan.growths import CumulativeForm
from zoneplan.percentages import shown_share, shown_shares
from zoneplan.ranges import shown_range
from zoneplan.shown_figures import MISSING, shown_figure
from zoneplan.standings import TargetStatus, Yardstick
from zoneplan.subjects import as_written, goal_text
from zoneplan.vocabulary import KEYS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.layout import Language
    from zoneplan.ledger import Entry
    from zoneplan.lights import Light, LightRules, Measure
    from zoneplan.printing import Printing
    from zoneplan.standings import Standing

__all__ = ["StandingRow", "dated", "standing_row", "status_word"]


class Lit(Protocol):
    """What gives targets their lights: the progress, which prints itself with this module."""

    @property
    def lights(self) -> LightRules | None:
        """The rules for lights."""

    def light(self, one: Standing) -> Light | None:
        """Give the light of a target."""


_STATUSES_ZH: Final[Mapping[TargetStatus, str]] = {
    TargetStatus.MET: "已达到",
    TargetStatus.ON_TRACK: "达到进度",
    TargetStatus.BEHIND: "落后",
    TargetStatus.MISSED: "未达到",
    TargetStatus.UNREPORTED: "未上报",
    TargetStatus.UNKNOWN: "无法判断",
    TargetStatus.UNMEASURED: "未设数值",
}
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "until": "{first} to {last}",
        "vintage": "{period}, {vintage}",
        "base": "measured from {figure} ({period})",
        "limit": "a limit to be kept, without completion: there is no way to go",
        "no_base": "no completion: the level it starts from is missing",
        "no_goal": "no completion: its goal comes to no one number",
        "parts": "from {told} of {parts} parts, as nothing was reported of the whole",
        "missing": "not counted, because not reported: {missing} of the first {elapsed} months",
        "failed": "not kept in {periods}",
        "borderline": "judged as reported; rounding leaves open whether the goal is reached",
        "hole": "no light: the rules give none for this gap",
        "unasked": "no light: the rules go by {measures}, which is not known of it",
        "pace": "to reach the goal: {pace}",
        "projection": "projection: {projection}",
        "no_schedule": "no scheduled share: {text}",
        "schedule": "{text}; time progress {share}",
        "range": "as rounded, completion can be {range}",
        "report": "reported {figure} for {period}: {source}",
        "no_source": "no source",
        "joint": ", ",
    },
    "zh": {
        "until": "{first}至{last}",
        "vintage": "{period}，{vintage}",
        "base": "基期为{figure}（{period}）",
        "limit": "属于须保持的限值，不计完成率",
        "no_base": "无完成率：基期数值缺失",
        "no_goal": "无完成率：目标不是一个确定的数",
        "parts": "整体没有上报，由{parts}个部分中的{told}个相加",
        "missing": "前{elapsed}个月中有{missing}个月未上报，未计入",
        "failed": "{periods}未保持",
        "borderline": "按所报的数判断；因取整，实际是否达到目标不能确定",
        "hole": "无灯：规则未规定这一差距对应的灯",
        "unasked": "无灯：规则所用的{measures}未知",
        "pace": "达到目标需要：{pace}",
        "projection": "{projection}",
        "no_schedule": "无序时进度：{text}",
        "schedule": "{text}；时间进度{share}",
        "range": "考虑取整，完成率为{range}",
        "report": "{period}上报{figure}：{source}",
        "no_source": "无来源",
        "joint": "、",
    },
}


def status_word(status: TargetStatus, language: Language = "en") -> str:
    """Give the words for what a target has come to.

    Args:
        status: What it has come to.
        language: `en` or `zh`.
    """
    if language == "zh":
        return _STATUSES_ZH[status]
    return "not reported" if status is TargetStatus.UNREPORTED else status.value.replace("_", " ")


def _goal(one: Standing, language: Language) -> str:
    """Give a goal as it is written, with the word that tells a rate or a sum from a level."""
    goal = one.entry.target.goal
    text = goal_text(goal, language)
    chinese = language == "zh"
    match goal:
        case AnnualRate() if "年均" not in text:
            return f"年均{text}" if chinese else f"{text} a year"
        case PointChange(yearly=True):
            return f"每年{text}" if chinese else f"{text} each year"
        case Cumulative(form=CumulativeForm.FLOW) if "累计" not in text:
            return f"累计{text}" if chinese else f"{text} in all"
        case Cumulative(form=CumulativeForm.CHANGE, falling=falling):
            word, word_zh = ("a fall of ", "累计降低") if falling else ("a change of ", "累计变化")
            return f"{word_zh}{text}" if chinese else f"{word}{text}"
        case _:
            return text


def _actual(one: Standing) -> str:
    if one.actual is None:
        return MISSING
    return one.actual.text or shown_figure(one.actual)


def _reported(one: Standing, language: Language) -> str:
    """Give the periods of the reports that were used, and how final the last one is."""
    if not one.reports:
        return MISSING
    words = _WORDS[language]
    first, last = one.used[0].period, one.used[-1].period
    period = str(last) if first == last else words["until"].format(first=first, last=last)
    return _with_vintage(period, one.reports[-1], language)


def dated(entry: Entry, language: Language) -> str:
    """Give the period of a report, and how final it says it is.

    Args:
        entry: The report.
        language: `en` or `zh`.
    """
    return _with_vintage(str(entry.record.period), entry, language)


def _with_vintage(period: str, entry: Entry, language: Language) -> str:
    vintage = entry.record.vintage
    if vintage is None:
        return period
    chinese = (word for word, known in WORDS[type(vintage)].items() if known is vintage)
    word = next(chinese) if language == "zh" else vintage.value
    return _WORDS[language]["vintage"].format(period=period, vintage=word)


@attrs.frozen
class StandingRow:
    """What is printed of one target.

    Attributes:
        cells: Metric, goal, deadline, actual, period, completion, scheduled, gap, status, and the light where
            lights were asked for.
        base: The sentence that says what it is measured from; empty where it has no base or no way to go.
        others: The other sentences below it.
    """

    cells: tuple[str, ...]
    base: str
    others: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below it."""
        return (self.base, *self.others) if self.base else self.others


def standing_row(progress: Lit, one: Standing, printing: Printing) -> StandingRow:
    """Give what is printed of a target.

    Args:
        progress: How all targets stand, with the rules for lights.
        one: How this one stands.
        printing: How it is printed; everything means what each number is from as well.
    """
    language = printing.language
    light, why_dark = _light(progress, one, language)
    cells = (
        one.metric.name,
        _goal(one, language),
        one.entry.target.by.text(language),
        _actual(one),
        _reported(one, language),
        *_shares(one, language),
        status_word(one.status, language),
        *light,
    )
    return StandingRow(cells, _measured_from(one, language), (*_notes(one, printing), *why_dark))


def _measured_from(one: Standing, language: Language) -> str:
    """Say which level a way starts from; nothing where there is none or no way to go."""
    if one.base is None or not one.has_completion:
        return ""
    written = as_written(one.base.entry.record.figure)
    return _WORDS[language]["base"].format(figure=written, period=dated(one.base.entry, language))


def _shares(one: Standing, language: Language) -> tuple[str, str, str]:
    """Give the cells for completion, schedule and the gap between them, where one may be told."""
    scheduled = one.scheduled if one.has_completion else None
    completion, planned, gap = shown_shares(one.completion, scheduled, language)
    return completion, planned, MISSING if one.gap is None else gap


def _light(progress: Lit, one: Standing, language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the cell for a light, none when none was asked for, and why there is no light."""
    rules = progress.lights
    if rules is None:
        return (), ()
    try:
        light = progress.light(one)
    except LightError as error:
        return (MISSING,), (error.message_zh if language == "zh" and error.message_zh else error.message,)
    if light is not None:
        return (light.chinese if language == "zh" else light.value,), ()
    if one.reason():
        return (MISSING,), ()  # the reason stands below already
    words = _WORDS[language]
    if set(rules.measures) <= one.measures().keys():
        return (MISSING,), (words["hole"],)
    unknown = [measure for measure in rules.measures if measure not in one.measures()]
    named = words["joint"].join(_measure(measure, language) for measure in unknown)
    return (MISSING,), (words["unasked"].format(measures=named),)


def _measure(measure: Measure, language: Language) -> str:
    chinese = (word for word, key in KEYS.items() if key == measure.value)
    return next(chinese) if language == "zh" else measure.value.replace("_", " ")


def _notes(one: Standing, printing: Printing) -> Iterator[str]:
    """Give what is said below a target: what cannot be told and why, and what the rest would take."""
    language = printing.language
    words, reason = _WORDS[language], one.reason(language)
    yield from _parts(one, language)
    if reason:
        yield reason
    elif one.yardstick is Yardstick.LIMIT:
        yield words["limit"]
    elif one.completion is None and not one.missing_months:
        yield words["no_base" if one.base is None else "no_goal"]
    if one.scheduled is None and one.scheduled_text():
        yield words["no_schedule"].format(text=one.scheduled_text(language))
    if one.missing_months and one.months is not None and one.status is not TargetStatus.UNKNOWN:
        yield words["missing"].format(missing=one.missing_months, elapsed=one.months[1])
    if one.failed:
        yield words["failed"].format(
            periods=words["joint"].join(str(entry.record.period) for entry in one.failed)
        )
    if one.is_borderline:
        yield words["borderline"]
    if one.pace is not None:
        yield words["pace"].format(pace=one.pace.text(language))
        if one.projection is not None:
            yield words["projection"].format(projection=one.projection.text(language))
    if printing.everything:
        yield from _details(one, language)


def _parts(one: Standing, language: Language) -> Iterator[str]:
    """Say from how many parts a sum is, where the whole reports nothing itself."""
    if one.parts is not None and one.actual is not None:
        yield _WORDS[language]["parts"].format(told=one.parts[0], parts=one.parts[1])


def _details(one: Standing, language: Language) -> Iterator[str]:
    """Give what only a reader who wants everything is told."""
    words = _WORDS[language]
    if one.scheduled is not None and one.scheduled_text() and one.time_progress is not None:
        time = shown_share(one.time_progress, language)
        yield words["schedule"].format(text=one.scheduled_text(language), share=time)
    if one.completion_range is not None:
        yield words["range"].format(
            range=shown_range(one.completion_range * 100, language=language, unit="%")
        )
    for entry in one.reports:
        record = entry.record
        source = record.source and (record.source.document or record.source.id)
        yield words["report"].format(
            figure=as_written(record.figure), period=record.period, source=source or words["no_source"]
        )
