"""What the targets, deadlines and milestones of each program have come to, and the lights by given rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.printing import about, cell, joined, line, listed, shown
from zoneplan.briefings.sections import Block, Section, SectionName
from zoneplan.charts.lights import lights_charts
from zoneplan.errors import LightError
from zoneplan.lights import Light
from zoneplan.listing import Printing, several
from zoneplan.node_statuses import NodeStatus, statuses_by_program
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal
from zoneplan.progress_listing import rules_name
from zoneplan.signals import signal_words
from zoneplan.standing_listing import standing_row
from zoneplan.standings import TargetStatus
from zoneplan.subjects import own_subject, shown_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.layout import Language
    from zoneplan.lights import LightRules
    from zoneplan.standings import Standing

__all__ = ["lights"]

_MOST_DARK: Final = 50
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "Status by program",
        "matrix": "Targets, deadlines and milestones by program",
        "program": "Program",
        "total": "Total",
        "own": "The plan itself, or several programs",
        "places": "Places outside the plan",
        "whole": "In all",
        "once": "Each target, deadline and milestone counts once.",
        "unlisted": "{0} declared and not listed: nothing is known of them, and they stand in no count.",
        "shapes": "What a shape means: {0}",
        "nothing": "the plan sets no target and states no deadline or milestone, so that nothing is judged",
        "no rules": "No rules for status lights were asked for.",
        "own rules": "No rules for status lights were asked for; the plan states {0}.",
        "bands": "Status lights by {0}",
        "bands heads": "Light;When;Targets",
        "dark": "no light",
        "dark when": "the rules leave a hole, or ask for what is not known",
        "unmeasured": "no number set",
        "unmeasured when": "the goal sets no number",
        "clash": "two lights at once",
        "clash when": "bands of two colours claim it",
        "source": "Source: {0}",
        "no source": "Source: not stated",
        "holes": "Targets without a light",
        "holes heads": "Indicator;Subject;Gap, points;Why",
        "more": "{0} more without a light: see the indicators",
    },
    "zh": {
        "heading": "亮灯",
        "matrix": "各方案的目标、时限和节点",
        "program": "方案",
        "total": "合计",
        "own": "规划自身或涉及多个方案",
        "places": "规划以外的地区",
        "whole": "合计",
        "once": "每个目标、时限和节点只计一次。",
        "unlisted": "{0}个行动已声明而未列出，情况不明，不在其中。",
        "shapes": "图形含义：{0}",
        "nothing": "规划没有设定目标，也没有写明时限和节点，无从判断",
        "no rules": "没有指定亮灯规则。",
        "own rules": "没有指定亮灯规则；规划写明的有{0}。",
        "bands": "亮灯规则：{0}",
        "bands heads": "灯;条件;目标",
        "dark": "无灯",
        "dark when": "规则未规定，或所用的数未知",
        "unmeasured": "未设数值",
        "unmeasured when": "目标没有数值",
        "clash": "同时亮两种灯",
        "clash when": "同时符合两种灯的条件",
        "source": "来源：{0}",
        "no source": "来源：未写明",
        "holes": "无灯的目标",
        "holes heads": "指标;主体;差距（百分点）;原因",
        "more": "另有{0}个无灯的目标，见“指标”一节",
    },
}


def lights(answers: Answers) -> Section:
    """Show what each program has come to by counts, and the lights where rules were given.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    if not answers.progress.standings and not answers.register.items:
        blocks: tuple[Block, ...] = (line(words["nothing"]),)
    else:
        drawn = lights_charts(answers.progress, language=answers.language)
        blocks = (*drawn, _matrix(answers), *_by_rules(answers))
    return Section(SectionName.LIGHTS, words["heading"], blocks)


# -- by program -----------------------------------------------------------------------------------


def _matrix(answers: Answers) -> PrintedTable:
    words = _WORDS[answers.language]
    meant = {signal: signal_words(signal, answers.language) for signal in Signal}
    columns = [
        PrintedColumn(words["program"], 8),
        *(PrintedColumn(f"{signal.shape} {meant[signal]}", 6) for signal in Signal),
        PrintedColumn(words["total"], 3, True),
    ]
    by_program = statuses_by_program(answers.progress)
    rows = [
        _matrix_row(_program_name(answers, key), status, answers.language)
        for key, status in by_program.items()
        if (key is not None and key != answers.plan.id) or any(status.signals.values())
    ]
    whole = NodeStatus.together(by_program.values())
    rows.append(_matrix_row(words["whole"], whole, answers.language, is_total=True))
    shapes = joined((f"{signal.shape} {meant[signal]}" for signal in Signal), answers.language)
    notes = [words["shapes"].format(shapes), words["once"]]
    if whole.unlisted:
        notes.append(words["unlisted"].format(several(whole.unlisted, "action", answers.language)))
    return PrintedTable(words["matrix"], tuple(columns), tuple(rows), tuple(notes))


def _program_name(answers: Answers, key: str | None) -> str:
    words = _WORDS[answers.language]
    if key is None or key == answers.plan.id:
        return words["places" if key is None else "own"]
    return shown_name(answers.plan.outline.nodes[key])


def _matrix_row(name: str, status: NodeStatus, language: Language, *, is_total: bool = False) -> PrintedRow:
    counts = status.signals
    if not any(counts.values()):  # a zero would look as if something had been judged
        return PrintedRow((cell(name), *[PrintedCell(MISSING)] * len(Signal), PrintedCell("0")), is_total)
    cells = [_count(status.of(signal), signal, counts[signal], language) for signal in Signal]
    return PrintedRow((cell(name), *cells, PrintedCell(str(sum(counts.values())))), is_total)


def _count(status: NodeStatus, signal: Signal, number: int, language: Language) -> PrintedCell:
    if not number:
        return PrintedCell("0")
    return cell(f"{number}\n{status.text(language)}", signal=signal)


# -- by rules -------------------------------------------------------------------------------------


def _by_rules(answers: Answers) -> Iterator[Block]:
    words, rules = _WORDS[answers.language], answers.progress.lights
    if rules is None:
        own = [rules_name(one, answers.language) for one in answers.plan.light_rules]
        said = listed(own, answers.language)
        yield line(words["own rules"].format(said) if own else words["no rules"])
        return
    lit = [(one, _lit(answers, one)) for one in answers.progress]
    yield _bands(answers, rules, Counter(kind for _, kind in lit))
    dark = [one for one, kind in lit if kind in {"dark", "clash"}]
    if dark:
        yield _holes(answers, dark)


def _lit(answers: Answers, one: Standing) -> Light | str:
    """Give the light of a target, or the word for why it has none."""
    if one.status is TargetStatus.UNMEASURED:
        return "unmeasured"
    try:
        return answers.progress.light(one) or "dark"
    except LightError:
        return "clash"


def _bands(answers: Answers, rules: LightRules, counts: Mapping[Light | str, int]) -> PrintedTable:
    """Print when each light is given and how many targets have it; the counts add up to all targets."""
    words, language = _WORDS[answers.language], answers.language
    columns = zip(words["bands heads"].split(";"), (4, 16, 4), (False, False, True), strict=True)
    rows = []
    for light in Light:
        when = [band.text(language) for band in rules.bands if band.light is light]
        if when or counts.get(light):
            told = cell(light.chinese if language == "zh" else light.value, signal=light.signal)
            rows.append(PrintedRow((told, cell("\n".join(when)), PrintedCell(str(counts.get(light, 0))))))
    for kind, signal in (("clash", Signal.OPEN), ("dark", Signal.OPEN), ("unmeasured", Signal.NONE)):
        if counts.get(kind):
            told = cell(words[kind], signal=signal)
            rows.append(PrintedRow((told, cell(words[f"{kind} when"]), PrintedCell(str(counts[kind])))))
    source = rules.source
    notes = [words["no source"] if source is None else words["source"].format(source)]
    notes += [one.message_zh if language == "zh" else one.message for one in rules.problems()]
    if rules.note is not None:
        notes.append(" ".join(rules.note.split()))
    return PrintedTable(
        words["bands"].format(rules_name(rules, language)),
        tuple(PrintedColumn(*one) for one in columns),
        tuple(rows),
        tuple(map(shown, notes)),
    )


def _holes(answers: Answers, dark: Sequence[Standing]) -> PrintedTable:
    words, language = _WORDS[answers.language], answers.language
    columns = zip(words["holes heads"].split(";"), (8, 8, 4, 14), (False, False, True, False), strict=True)
    rows = [_hole(answers, one) for one in dark[:_MOST_DARK]]
    left = len(dark) - len(rows)
    notes = (words["more"].format(several(left, "target", language)),) if left else ()
    return PrintedTable(
        words["holes"], tuple(PrintedColumn(*column) for column in columns), tuple(rows), notes
    )


def _hole(answers: Answers, one: Standing) -> PrintedRow:
    """Print a target without a light, with why it has none."""
    language = answers.language
    row = standing_row(answers.progress, one, Printing(language=language))
    why = one.reason(language) or row.others[-1]
    subject = about(answers.plan, own_subject(answers.plan, one.entry))
    name = cell(one.metric.name, link=figure_anchor(one.entry.path))
    return PrintedRow((name, cell(subject), cell(row.cells[7]), cell(why)))
