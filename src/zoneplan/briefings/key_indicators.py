"""The key indicators of a plan: what it sets out to reach or reports for itself, or its zone as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.printing import joined, meaning, refusal, shown
from zoneplan.briefings.sections import SectionName, Tile
from zoneplan.errors import ZoneplanError
from zoneplan.histories import last_month
from zoneplan.listing import Printing
from zoneplan.printed_tables import Signal
from zoneplan.standing_listing import dated, standing_row, status_word
from zoneplan.standings import TargetStatus
from zoneplan.subjects import as_written, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.briefings.untargeted import Untargeted
    from zoneplan.layout import Language
    from zoneplan.ledger import Entry
    from zoneplan.standings import Standing

__all__ = ["key_tiles", "report_anchor"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "silent": "not reported",
        "goal": "goal {0} ({1})",
        "untargeted": "no target set",
        "refused": "cannot be told",
    },
    "zh": {
        "silent": "未上报",
        "goal": "目标{0}（{1}）",
        "untargeted": "未设目标",
        "refused": "无法确定",
    },
}


def report_anchor(one: Standing) -> str:
    """Give the anchor of what explains the figure that was reached: its report, else the target.

    What was added up from several reports is explained with the target.

    Args:
        one: Where the target stands.
    """
    path = one.reports[0].path if len(one.reports) == 1 else one.entry.path
    return figure_anchor(path)


def key_tiles(answers: Answers, others: Sequence[Untargeted]) -> Iterator[Tile]:
    """Give a tile for each key indicator: those with a target in document order, then those without.

    A metric has one tile: of several goals the one that is due next, and the last where all are due.
    Goals that set no number have none. Where nothing was reported for a goal, the last report is shown, with
    the words that it tells nothing of it.

    Args:
        answers: The plan with its answers.
        others: What has figures and no target.
    """
    plan = answers.plan
    goals: dict[str, list[Standing]] = {}
    for one in answers.progress:
        if own_subject(plan, one.entry) == plan.id and one.status is not TargetStatus.UNMEASURED:
            goals.setdefault(one.metric.id, []).append(one)
    for standings in goals.values():
        yield _aimed(answers, _next(standings))
    for other in others:
        if other.subject == plan.id and other.metric.id not in goals:
            yield _unaimed(other, answers.language)


def _next(standings: Sequence[Standing]) -> Standing:
    open_ = [one for one in standings if not one.is_due]
    if not open_:
        return max(standings, key=_end)
    return min(open_, key=_end)


def _end(one: Standing) -> tuple[bool, int]:
    """Order goals by when they are due; what is due for good comes last."""
    period = one.entry.target.by.period
    return (True, 0) if period is None else (False, period.last)


def _aimed(answers: Answers, one: Standing) -> Tile:
    words, language = _WORDS[answers.language], answers.language
    row = standing_row(answers.progress, one, Printing(language=language))
    name, goal, due, actual, period, *_ = row.cells
    figure, link = one.actual, report_anchor(one)
    if figure is None and (last := _last_report(one)) is not None:
        figure, link = last.record.figure, figure_anchor(last.path)
        actual, period = as_written(figure), dated(last, language)
    said = [words["goal"].format(goal, due), status_word(one.status, language), one.reason(language)]
    if figure is None and one.status is TargetStatus.UNREPORTED:
        del said[1]  # the value says so
    return Tile(
        label=shown(name),
        value=words["silent"] if figure is None else shown(actual),
        reading="" if figure is None else meaning(figure, language),
        note=shown(joined(said if figure is None else [period, *said], language)),
        signal=one.status.signal,
        link=link,
    )


def _last_report(one: Standing) -> Entry | None:
    """Give the last report of what tells nothing of its goal, such as that of an earlier year."""
    if one.history is None or one.why:
        return None
    try:
        last = one.history.last(last_month(one.as_of))
    except ZoneplanError:  # two figures of one period: the checks tell it
        return None
    return None if last is None else one.history.entry(last)


def _unaimed(other: Untargeted, language: Language) -> Tile:
    words, entry = _WORDS[language], other.entry
    if entry is None:
        why = "" if other.refusal is None else refusal(other.refusal, language)
        return Tile(
            label=shown(other.metric.name),
            value=words["silent" if other.refusal is None else "refused"],
            note=shown(joined([why, words["untargeted"]], language)),
            signal=Signal.OPEN,
            link=SectionName.INDICATORS,
        )
    return Tile(
        label=shown(other.metric.name),
        value=shown(as_written(entry.record.figure)),
        reading=meaning(entry.record.figure, language),
        note=shown(joined([dated(entry, language), words["untargeted"]], language)),
        link=figure_anchor(entry.path),
    )
