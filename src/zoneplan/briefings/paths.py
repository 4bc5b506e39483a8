"""How indicators came to where they are: period by period from the base to the last report, with the goal.

Up to 36 targets are drawn and listed: those of the plan itself or its zone, then those that were missed, that
are behind, that are open, and the rest, each in document order. How many of which sort are left out is said;
all of them stand among the indicators.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.printing import about, can_be, cell, line, refusal
from zoneplan.briefings.sections import Block, Section, SectionName
from zoneplan.charts.paths import path_charts
from zoneplan.errors import ZoneplanError
from zoneplan.histories import last_month
from zoneplan.listing import Printing
from zoneplan.observations import Aspect
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal
from zoneplan.progress_listing import statuses_text
from zoneplan.standing_listing import dated, standing_row, status_word
from zoneplan.standings import Yardstick
from zoneplan.subjects import as_written, own_subject
from zoneplan.terminal import MISSING, shown_figure
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.layout import Language
    from zoneplan.ledger import Entry
    from zoneplan.standings import Standing

__all__ = ["paths"]

_MOST: Final = 36
_LAST_REPORTS: Final = 12
_ORDER: Final = (Signal.BAD, Signal.WARNING, Signal.OPEN, Signal.GOOD, Signal.NONE)
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "Paths to the goals",
        "table": "Period by period",
        "heads": "Indicator;Period;What it is;Figure;Can be;Status",
        "named": "{0}, {1}",
        "goal": "goal",
        "sum": "{0}, added up from {1} reports",
        "none": "no target sets a number to be reached, so that there is no path to it",
        "left": "Not drawn here: {0}. All of them stand among the indicators.",
        "earlier": "{0} earlier reports are not listed",
        "silent": "nothing reported",
        "digits": "What a figure can be is reckoned by its last digit; one with “about” may lie further off.",
    },
    "zh": {
        "heading": "达标路径",
        "table": "各时期数据",
        "heads": "指标;时期;类别;数值;可能的值;状态",
        "named": "{0}（{1}）",
        "goal": "目标",
        "sum": "{0}，由{1}个上报数相加",
        "none": "没有设定数值目标，因此没有路径",
        "left": "未在此列出的目标：{0}。全部目标见“指标”一节。",
        "earlier": "更早的{0}个上报数未列出",
        "silent": "没有上报",
        "digits": "可能的值按末位取整计算；带“约”的数可能相差更多。",
    },
}
_WIDTHS: Final = (9, 5, 7, 6, 9, 6)


def paths(answers: Answers) -> Section:
    """Show the paths of the targets that set a number.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    drawn, left = _chosen(answers)
    if not drawn:
        return Section(SectionName.PATHS, words["heading"], (line(words["none"]),))
    progress = attrs.evolve(answers.progress, standings=tuple(drawn))
    charts = path_charts(progress, language=answers.language)
    blocks: list[Block] = [*charts, _table(answers, drawn)]
    if left:
        counts = Counter(one.status for one in left)
        blocks.append(line(words["left"].format(statuses_text(counts, answers.language))))
    return Section(SectionName.PATHS, words["heading"], tuple(blocks))


def _chosen(answers: Answers) -> tuple[list[Standing], list[Standing]]:
    """Give the targets that are drawn, in document order, and those that are left out."""
    plan = answers.plan
    numbered = [one for one in answers.progress if one.yardstick is not Yardstick.NONE]

    def rank(one: Standing) -> tuple[bool, int]:
        return own_subject(plan, one.entry) != plan.id, _ORDER.index(one.status.signal)

    kept = set(map(id, sorted(numbered, key=rank)[:_MOST]))
    return [one for one in numbered if id(one) in kept], [one for one in numbered if id(one) not in kept]


def _table(answers: Answers, drawn: Sequence[Standing]) -> PrintedTable:
    words = _WORDS[answers.language]
    columns = tuple(
        PrintedColumn(head, width, index == 3)
        for index, (head, width) in enumerate(zip(words["heads"].split(";"), _WIDTHS, strict=True))
    )
    rows = [row for one in drawn for row in _rows(answers, one)]
    return PrintedTable(words["table"], columns, tuple(rows), (words["digits"],))


def _rows(answers: Answers, one: Standing) -> Iterator[PrintedRow]:
    """Print the base of a target, what was reported, and its goal, below each other."""
    language = answers.language
    rows = [*_base(one, language), *_reports(one, language), _goal(answers, one)]
    subject = own_subject(answers.plan, one.entry)
    name = one.metric.name
    if subject != answers.plan.id:
        name = _WORDS[language]["named"].format(name, about(answers.plan, subject))
    first = attrs.evolve(cell(name), rows=len(rows))
    for index, cells in enumerate(rows):
        yield PrintedRow((None if index else first, *cells))


def _base(one: Standing, language: Language) -> Iterator[tuple[PrintedCell, ...]]:
    if one.base is not None:
        yield _told(one.base.entry, word_of(Aspect.BASELINE, language), language)


def _told(entry: Entry, word: str, language: Language) -> tuple[PrintedCell, ...]:
    figure = entry.record.figure
    return (
        cell(dated(entry, language)),
        cell(word),
        cell(as_written(figure), link=figure_anchor(entry.path)),
        cell(can_be(figure, language)),
        PrintedCell(),
    )


def _reports(one: Standing, language: Language) -> Iterator[tuple[PrintedCell, ...]]:
    """Print what was reported since the base, the last of many; a sum of parts says of how many it is."""
    words, history = _WORDS[language], one.history
    word = word_of(Aspect.ACTUAL, language)
    since = 0 if one.base is None else one.base.period.last + 1
    try:
        found = () if history is None else history.until(last_month(one.as_of), first=since)
    except ZoneplanError as error:
        yield _untold(word, refusal(error, language))
        return
    if not found or history is None:
        yield _untold(word, words["silent"])
        return
    hidden = len(found) - _LAST_REPORTS
    if hidden > 0:
        yield _untold(word, words["earlier"].format(hidden))
    for record in found[-_LAST_REPORTS:]:
        entries = history.entries(record)
        if len(entries) == 1:
            yield _told(entries[0], word, language)
            continue
        said = words["sum"].format(word, len(entries))
        figure = record.figure
        yield (
            cell(str(record.period)),
            cell(said),
            cell(shown_figure(figure), link=figure_anchor(one.entry.path)),
            cell(can_be(figure, language)),
            PrintedCell(),
        )


def _untold(word: str, why: str) -> tuple[PrintedCell, ...]:
    return PrintedCell(MISSING), cell(word), PrintedCell(MISSING), cell(why), PrintedCell()


def _goal(answers: Answers, one: Standing) -> tuple[PrintedCell, ...]:
    language = answers.language
    _, goal, due, *_ = standing_row(answers.progress, one, Printing(language=language)).cells
    return (
        cell(due),
        cell(_WORDS[language]["goal"]),
        cell(goal, link=figure_anchor(one.entry.path)),
        PrintedCell(),
        cell(status_word(one.status, language), signal=one.status.signal),
    )
