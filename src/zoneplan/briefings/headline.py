"""The headline figures of a briefing: a few tiles, chosen by one rule for every plan.

First what the plan counts, its targets, their mean completion, its money, its dates and what was found in it;
a plan that says nothing of money has no tile for it. Then its key indicators, in document order, until there
are eight tiles; how many more there are is said below. Targets that were missed are listed by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.indicators import missed_table
from zoneplan.briefings.key_indicators import key_tiles
from zoneplan.briefings.printing import joined, line, meaning, refusal, shown
from zoneplan.briefings.sections import Block, Section, SectionName, Tile
from zoneplan.briefings.untargeted import untargeted
from zoneplan.listing import several
from zoneplan.percentages import shown_share
from zoneplan.printed_tables import Signal
from zoneplan.progress_listing import counted, coverage_text, statuses_text
from zoneplan.register import ItemStatus
from zoneplan.signals import worst
from zoneplan.terminal import shown_figure
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.briefings.answers import Answers
    from zoneplan.briefings.rolled_money import RolledMoney
    from zoneplan.layout import Language

__all__ = ["headline"]

_MOST: Final = 8
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "Headline figures",
        "structure": "What the plan holds",
        "programs": "{0}",
        "targets": "Targets",
        "set": "{0}",
        "none set": "none set",
        "completion": "Mean completion",
        "no completion": "cannot be told",
        "not reported": "not reported",
        "refused": "cannot be added up",
        "no money": "nothing was reported by {0}",
        "stated": "stated as {0}",
        "invested": "Investment of projects",
        "told": "stated by {0} of {1}",
        "dates": "Deadlines and milestones",
        "overdue": "{0} overdue",
        "no dates": "none stated",
        "undated": "{0} without a deadline",
        "checks": "Checks of the figures",
        "found": "{0}, {1}",
        "checked": "{0}; {1} made, {2} not possible",
        "more": "{0} of the plan itself beside these: see the indicators",
    },
    "zh": {
        "heading": "总体情况",
        "structure": "规划构成",
        "programs": "{0}个方案",
        "targets": "目标",
        "set": "{0}个",
        "none set": "未设目标",
        "completion": "平均完成率",
        "no completion": "无法计算",
        "not reported": "未上报",
        "refused": "不能汇总",
        "no money": "截至{0}没有上报",
        "stated": "自报数{0}",
        "invested": "项目总投资",
        "told": "{1}个项目中写明的有{0}个",
        "dates": "时限和节点",
        "overdue": "逾期{0}项",
        "no dates": "未写明",
        "undated": "未写明时限的行动或项目{0}个",
        "checks": "数据核对",
        "found": "错误{0}个，警告{1}个",
        "checked": "提示{0}条；已检查{1}项，无法检查{2}项",
        "more": "规划自身的指标另有{0}个，见“指标”一节",
    },
}


def headline(answers: Answers) -> Section:
    """Show the most telling figures, with what each can mean.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    money = _first_money(answers)
    tiles = [*_tiles(answers, money)]
    others = [
        one
        for one in untargeted(answers.plan, answers.as_of)
        if money is None or money.rollup is None or one.metric.id != money.metric.id
    ]
    key = list(key_tiles(answers, others))
    kept = max(_MOST - len(tiles), 0)
    blocks: list[Block] = [(*tiles, *key[:kept])]
    if len(key) > kept:
        said = several(len(key) - kept, "indicator", answers.language)
        blocks.append(line(words["more"].format(said)))
    missed = missed_table(answers)
    if missed is not None:
        blocks.append(missed)
    return Section(SectionName.HEADLINE, words["heading"], tuple(blocks))


def _tiles(answers: Answers, money: RolledMoney | None) -> Iterator[Tile]:
    yield _structure(answers)
    yield _targets(answers)
    yield from _completion(answers)
    yield from _money(answers, money)
    yield _dates(answers)
    yield _checks(answers)


def _structure(answers: Answers) -> Tile:
    plan, language, words = answers.plan, answers.language, _WORDS[answers.language]
    census = plan.outline.census
    value = words["programs"].format(several(census.programs, "program", language))
    return Tile(
        label=words["structure"],
        value=value if plan.pattern is None else str(plan.pattern),
        note=census.text(language),
        signal=Signal.OPEN if census.unnamed_actions else Signal.NONE,
        link=SectionName.STRUCTURE,
    )


def _targets(answers: Answers) -> Tile:
    progress, language, words = answers.progress, answers.language, _WORDS[answers.language]
    if not progress.standings:
        return Tile(label=words["targets"], value=words["none set"], link=SectionName.INDICATORS)
    return Tile(
        label=words["targets"],
        value=words["set"].format(len(progress)),
        note=statuses_text(counted(progress), language),
        signal=worst(one.status.signal for one in progress),
        link=SectionName.INDICATORS,
    )


def _completion(answers: Answers) -> Iterator[Tile]:
    """Give the mean of the completions, with how many of them are known; nothing where none could be."""
    language, words = answers.language, _WORDS[answers.language]
    whole = answers.progress.summary()
    if not whole.expected:
        return
    known = whole.completion
    yield Tile(
        label=words["completion"],
        value=words["no completion"] if known is None else shown_share(known, language),
        note=coverage_text(whole, answers.progress, language),
        signal=Signal.NONE if whole.counted == whole.expected and known is not None else Signal.OPEN,
        link=SectionName.INDICATORS,
    )


def _first_money(answers: Answers) -> RolledMoney | None:
    """Give the first money that adds up and was reported, else the first of which that is missing."""
    rollups = answers.money_rollups
    told = (one for one in rollups if one.rollup is not None and one.rollup.total.computed is not None)
    # What the plan states of itself as a whole is a key indicator, though no part of it reports.
    silent = (one for one in rollups if _is_silent(one))
    return next(told, next(silent, None))


def _money(answers: Answers, first: RolledMoney | None) -> Iterator[Tile]:
    """Give the money that was chosen, else what projects cost; nothing where the plan has neither."""
    if first is not None:
        yield _rolled(answers, first)
        return
    total, words = answers.invested.total, _WORDS[answers.language]
    if total.figures:
        (only, *others) = total.figures
        yield Tile(
            label=words["invested"],
            value=shown("、".join(map(shown_figure, total.figures))),
            reading="" if others else meaning(only, answers.language),
            note=words["told"].format(total.told, several(total.expected, "project", answers.language)),
            signal=Signal.NONE if total.told == total.expected else Signal.OPEN,
            link=SectionName.MONEY,
        )


def _is_silent(one: RolledMoney) -> bool:
    """Tell whether something is missing: what the metric reports of other places is not the plan's."""
    if one.rollup is None:
        return one.refusal is not None or bool(one.others)
    return one.rollup.total.stated is None


def _rolled(answers: Answers, one: RolledMoney) -> Tile:
    words, language = _WORDS[answers.language], answers.language
    row = None if one.rollup is None else one.rollup.total
    computed = None if row is None else row.computed
    if one.rollup is None or row is None or computed is None:
        why = words["no money"].format(answers.as_of)
        if one.refusal is not None:
            why = refusal(one.refusal, language)
        return Tile(
            label=shown(one.metric.name),
            value=words["not reported" if one.refusal is None else "refused"],
            note=shown(why),
            signal=Signal.OPEN,
            link=SectionName.MONEY,
        )
    aspect = "" if one.rollup.aspect is None else word_of(one.rollup.aspect, language)
    is_compared = row.stated_entry is not None and row.stated_entry not in one.rollup.entries_behind(row.node)
    stated = words["stated"].format(shown_figure(row.stated)) if is_compared else ""
    anchor = answers.computed_anchor(one.metric.id, answers.plan.id)
    return Tile(
        label=shown(one.metric.name),
        value=shown(shown_figure(computed)),
        reading=meaning(computed, language),
        note=shown(joined([str(one.rollup.period), aspect, row.coverage.text(language), stated], language)),
        signal=Signal.NONE if row.coverage.is_complete else Signal.OPEN,
        link=anchor or SectionName.MONEY,
    )


def _dates(answers: Answers) -> Tile:
    register, language, words = answers.register, answers.language, _WORDS[answers.language]
    undated = len(register.without_deadline)
    number = str(undated)
    if language == "en":
        number = "1 action or project" if undated == 1 else f"{undated} actions or projects"
    said = words["undated"].format(number) if undated else ""
    if not register.items:
        return Tile(
            label=words["dates"],
            value=words["no dates"],
            note=said,
            signal=Signal.OPEN if undated else Signal.NONE,
            link=SectionName.SCHEDULE if undated else "",  # without anything to list there is no such section
        )
    return Tile(
        label=words["dates"],
        value=words["overdue"].format(register.counts[ItemStatus.OVERDUE]),
        note=joined([register.summary_text(language), said], language),
        signal=worst(item.status.signal for item in register.items),
        link=SectionName.SCHEDULE,
    )


def _checks(answers: Answers) -> Tile:
    counts, language, words = answers.report.counts, answers.language, _WORDS[answers.language]
    signal = Signal.GOOD
    if counts["advice"] or counts["not_checked"] or not counts["checked"]:
        signal = Signal.OPEN
    if counts["warning"]:
        signal = Signal.WARNING
    if counts["error"]:
        signal = Signal.BAD
    errors, warnings = (several(counts[one], one, language) for one in ("error", "warning"))
    advice = several(counts["advice"], "piece", language) + (" of advice" if language == "en" else "")
    made = several(counts["checked"], "check", language)
    return Tile(
        label=words["checks"],
        value=words["found"].format(errors, warnings),
        note=words["checked"].format(advice, made, counts["not_checked"]),
        signal=signal,
        link=SectionName.FINDINGS,
    )
