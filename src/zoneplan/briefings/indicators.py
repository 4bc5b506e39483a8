"""The indicators of a plan: every target with its base, its goal, what was last reported and how far it is.

Each target has one row, below the program it belongs to. What is reported without a target is listed as well:
that nothing was set is told, and never looks as if all were well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.key_indicators import report_anchor
from zoneplan.briefings.printing import about, can_be, cell, line, listed, refusal, shown
from zoneplan.briefings.sections import Block, Section, SectionName
from zoneplan.briefings.untargeted import untargeted
from zoneplan.listing import Printing, several
from zoneplan.percentages import shown_share
from zoneplan.printed_figures import without_unit
from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal
from zoneplan.progress_groups import target_groups
from zoneplan.progress_listing import coverage_text, statuses_text
from zoneplan.signals import signal_words, worst
from zoneplan.standing_listing import dated, standing_row
from zoneplan.standings import TargetStatus
from zoneplan.subjects import as_written, own_subject, shown_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.briefings.untargeted import Untargeted
    from zoneplan.layout import Language
    from zoneplan.progress_groups import TargetGroup
    from zoneplan.standings import Standing

__all__ = ["group_anchor", "indicators", "missed_table"]

_MOST_MISSED: Final = 10
_MOST_UNTARGETED: Final = 100
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "Indicators",
        "table": "Targets and how they stand",
        "heads": "Indicator;Subject;Unit;Base;Goal;Last report;Completion;Scheduled;Gap, points;Status",
        "light": "Light",
        "notes": "What has to be known",
        "dark": "no light",
        "own": "The plan itself",
        "places": "Places outside the plan",
        "whole": "The whole plan",
        "missed": "Targets that were missed",
        "more missed": "{0} more were missed; they stand among the indicators",
        "bars": "The tick in a bar is what was scheduled by the end of the last report: by the schedule or "
        "the growth that is stated, else as much as time had gone by.",
        "mean": "The completion in the row of a program is the mean of its targets.",
        "none": "the plan sets no target",
        "untargeted": "Reported without a target",
        "untargeted heads": "Indicator;Subject;Unit;Last report;Can be;Target",
        "no target": "no target set",
        "digits": "What a figure can be is reckoned by its last digit; one with “about” may lie further off.",
        "not by then": "nothing reported by {0}",
        "more untargeted": "{0} more without a target: see where each figure comes from",
        "unused": "Defined, with no figure and no target: {0}",
        "dated": "{0}\n({1})",
    },
    "zh": {
        "heading": "指标",
        "table": "目标及其进展",
        "heads": "指标;主体;单位;基期;目标;最近上报;完成率;序时进度;差距（百分点）;状态",
        "light": "亮灯",
        "notes": "说明",
        "dark": "无灯",
        "own": "规划自身",
        "places": "规划以外的地区",
        "whole": "全规划",
        "missed": "未达到的目标",
        "more missed": "另有{0}个未达到，见“指标”一节",
        "bars": "条中的竖线是最近上报时期末的序时进度：按写明的序时计划或增速计算，未写明的按时间进度。",
        "mean": "方案一行的完成率是其各目标的平均。",
        "none": "规划没有设定目标",
        "untargeted": "有数据而未设目标的指标",
        "untargeted heads": "指标;主体;单位;最近上报;可能的值;目标",
        "no target": "未设目标",
        "digits": "可能的值按末位取整计算；带“约”的数可能相差更多。",
        "not by then": "截至{0}没有上报",
        "more untargeted": "另有{0}个未设目标的指标，见“数据来源”一节",
        "unused": "已定义而没有数据和目标的指标：{0}",
        "dated": "{0}\n（{1}）",
    },
}
_WIDTHS: Final = (8, 7, 4, 6, 7, 7, 7, 5, 5, 5)
_NUMBERS: Final = frozenset({3, 4, 5, 6, 7, 8})


def group_anchor(path: str) -> str:
    """Give the anchor of the row of a program among the indicators.

    Args:
        path: The path of the program in the plan; empty for the plan.
    """
    return f"targets-{figure_anchor(path).removeprefix('figure-')}".removesuffix("-")


def indicators(answers: Answers) -> Section:
    """Show every target, and what is reported without one.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    blocks: list[Block] = [_targets(answers)] if answers.progress.standings else [line(words["none"])]
    others = untargeted(answers.plan, answers.as_of)
    if others:
        blocks.append(_others(answers, others))
    used = {one.metric.id for one in others} | {one.target.metric for one in answers.plan.ledger.targets}
    unused = [metric.name for metric in answers.plan.ledger.metrics.values() if metric.id not in used]
    if unused:
        blocks.append(line(words["unused"].format(listed(unused, answers.language))))
    return Section(SectionName.INDICATORS, words["heading"], tuple(blocks))


def missed_table(answers: Answers) -> PrintedTable | None:
    """List the targets that were missed, in document order; None where there is none.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    missed = [one for one in answers.progress if one.status.signal is Signal.BAD]
    if not missed:
        return None
    rows = [_target(answers, one, has_subject=True) for one in missed[:_MOST_MISSED]]
    kept = len(missed) - len(rows)
    notes = [words["more missed"].format(several(kept, "target", answers.language))] if kept else []
    return PrintedTable(words["missed"], _columns(answers, has_subject=True), tuple(rows), tuple(notes), True)


# -- the table of targets -------------------------------------------------------------------------


def _targets(answers: Answers) -> PrintedTable:
    words = _WORDS[answers.language]
    groups = target_groups(answers.progress)
    has_subject = any(subject != group.node for group in groups for subject in group.standings)
    rows = [row for group in groups for row in _group(answers, group, has_subject=has_subject)]
    if len(groups) > 1:
        rows.append(_summary(answers, words["whole"], None, has_subject=has_subject))
    return PrintedTable(
        words["table"],
        _columns(answers, has_subject=has_subject),
        tuple(rows),
        (words["bars"], words["mean"]),
        is_wide=True,
    )


def _columns(answers: Answers, *, has_subject: bool) -> tuple[PrintedColumn, ...]:
    words = _WORDS[answers.language]
    heads = words["heads"].split(";")
    found = [
        PrintedColumn(head, width, index in _NUMBERS)
        for index, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True))
        if has_subject or index != 1
    ]
    if answers.progress.lights is not None:
        found.append(PrintedColumn(words["light"], 4))
    return (*found, PrintedColumn(words["notes"], 12, is_remark=True))


def _group(answers: Answers, group: TargetGroup, *, has_subject: bool) -> Iterator[PrintedRow]:
    words, plan = _WORDS[answers.language], answers.plan
    standings = [one for within in group.standings.values() for one in within]
    if group.node is None or group.node == plan.id:
        name = words["places" if group.node is None else "own"]
        yield _row_of_group(answers, name, standings, has_subject=has_subject)
    else:
        name = shown_name(plan.outline.nodes[group.node])
        yield _summary(answers, name, group.node, has_subject=has_subject)
    for one in standings:
        yield _target(answers, one, has_subject=has_subject)


def _row_of_group(
    answers: Answers, name: str, standings: Sequence[Standing], *, has_subject: bool
) -> PrintedRow:
    """Print the row above the targets of the plan itself, or of places: they have no mean of their own."""
    statuses = [one.status for one in standings]
    counts = {one: statuses.count(one) for one in TargetStatus}
    said = statuses_text(counts, answers.language)
    return _heading_row(answers, name, PrintedCell(), statuses, said, has_subject=has_subject)


def _summary(answers: Answers, name: str, node: str | None, *, has_subject: bool) -> PrintedRow:
    """Print the row of a program, or of the whole plan, with the mean of what lies below it."""
    language = answers.language
    found = answers.progress.summary(node)
    known = found.completion
    mean = PrintedCell()
    if found.expected:
        bar = None if known is None else PrintedBar(known)
        mean = cell(MISSING if known is None else shown_share(known, language), bar=bar)
    said = coverage_text(found, answers.progress, language)
    statuses = [one for one, number in found.statuses.items() if number]
    told = f"{statuses_text(found.statuses, language)}\n{said}"
    anchor = "" if node is None else group_anchor(answers.plan.outline.paths[node])
    return _heading_row(answers, name, mean, statuses, told, has_subject=has_subject, anchor=anchor)


def _heading_row(
    answers: Answers,
    name: str,
    mean: PrintedCell,
    statuses: Iterable[TargetStatus],
    said: str,
    *,
    has_subject: bool,
    anchor: str = "",
) -> PrintedRow:
    signal = worst(one.signal for one in statuses)
    status = cell(signal_words(signal, answers.language), signal=signal)
    blank = PrintedCell()
    light = [] if answers.progress.lights is None else [blank]
    head = PrintedCell(shown(name), anchor=anchor)
    before = [blank] * (5 if has_subject else 4)
    return PrintedRow((head, *before, mean, blank, blank, status, *light, cell(said)), is_total=True)


def _target(answers: Answers, one: Standing, *, has_subject: bool) -> PrintedRow:
    """Print the row of a target; what each number is from is linked."""
    language, words, unit = answers.language, _WORDS[answers.language], one.metric.unit.name
    row = standing_row(answers.progress, one, Printing(language=language))
    name, goal, due, actual, period, completion, scheduled, gap, status, *light = row.cells
    own = figure_anchor(one.entry.path)
    subject = [cell(about(answers.plan, own_subject(answers.plan, one.entry)))] if has_subject else []
    bar = None if one.completion is None else PrintedBar(one.completion, one.scheduled)
    told = actual if one.actual is None else words["dated"].format(without_unit(actual, unit), period)
    return PrintedRow(
        (
            cell(name),
            *subject,
            cell(unit),
            _base(one, language),
            cell(words["dated"].format(without_unit(goal, unit), due), link=own),
            cell(told, link="" if one.actual is None else report_anchor(one)),
            cell(completion, bar=bar, link=own if one.completion is not None else ""),
            cell(scheduled),
            cell(gap),
            cell(status, signal=one.status.signal),
            *([_light(answers, one, light[0])] if light else []),
            cell("\n".join(row.others)),
        )
    )


def _base(one: Standing, language: Language) -> PrintedCell:
    if one.base is None:
        return PrintedCell(MISSING)
    entry = one.base.entry
    figure = without_unit(as_written(entry.record.figure), one.metric.unit.name)
    said = _WORDS[language]["dated"].format(figure, dated(entry, language))
    return cell(said, link=figure_anchor(entry.path))


def _light(answers: Answers, one: Standing, told: str) -> PrintedCell:
    if told == MISSING:
        signal = Signal.NONE if one.status is TargetStatus.UNMEASURED else Signal.OPEN
        return cell(_WORDS[answers.language]["dark"], signal=signal)
    light = answers.progress.light(one)
    return cell(told, signal=Signal.OPEN if light is None else light.signal)


# -- without a target -----------------------------------------------------------------------------


def _others(answers: Answers, others: Sequence[Untargeted]) -> PrintedTable:
    words = _WORDS[answers.language]
    heads = words["untargeted heads"].split(";")
    columns = [
        PrintedColumn(head, width, is_number)
        for head, width, is_number in zip(
            heads, (8, 8, 4, 8, 10, 8), (False, False, False, True, False, False), strict=True
        )
    ]
    rows = [_other(answers, one) for one in others[:_MOST_UNTARGETED]]
    left = len(others) - len(rows)
    said = several(left, "indicator", answers.language)
    notes = (words["digits"], *([words["more untargeted"].format(said)] if left else []))
    return PrintedTable(words["untargeted"], tuple(columns), tuple(rows), notes)


def _other(answers: Answers, one: Untargeted) -> PrintedRow:
    words, language, unit = _WORDS[answers.language], answers.language, one.metric.unit.name
    told, means = PrintedCell(MISSING), words["not by then"].format(answers.as_of)
    if one.refusal is not None:
        means = refusal(one.refusal, language)
    signal = Signal.OPEN
    if one.entry is not None:
        figure = one.entry.record.figure
        text = words["dated"].format(without_unit(as_written(figure), unit), dated(one.entry, language))
        told, means = cell(text, link=figure_anchor(one.entry.path)), can_be(figure, language)
        signal = Signal.NONE
    subject = cell(about(answers.plan, one.subject))
    status = cell(words["no target"], signal=signal)
    return PrintedRow((cell(one.metric.name), subject, cell(unit), told, cell(means), status))
