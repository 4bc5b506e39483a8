"""How targets came to where they are and what lies before them: a small panel for each, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import label_lines
from zoneplan.charts.panels import Aim, Panel, PanelPoint, panel_spec
from zoneplan.charts.rows import pages, with_keys
from zoneplan.charts.theme import themed
from zoneplan.courses import course
from zoneplan.deadlines import DeadlineKind
from zoneplan.goals import RelativeTo
from zoneplan.histories import Histories, last_month
from zoneplan.intervals import Interval
from zoneplan.layout import printable
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.qualifiers import Bound
from zoneplan.selection import at_meant_prices
from zoneplan.standing_listing import status_word
from zoneplan.standings import Yardstick
from zoneplan.subjects import as_written, goal_text, own_subject, shown_name
from zoneplan.yardsticks import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from zoneplan.figures import Figure
    from zoneplan.histories import History
    from zoneplan.layout import Language
    from zoneplan.progress import Progress
    from zoneplan.standings import Standing
    from zoneplan.units import Unit

__all__ = ["path_charts"]

_MOST_PANELS: Final = 12
_COLUMNS: Final = 3
_MONTHS: Final = 12
_WHOLE: Final = frozenset({DeadlineKind.ALL_YEAR, DeadlineKind.EACH_YEAR})
_EARLY: Final = frozenset({Vintage.ESTIMATE, Vintage.PRELIMINARY})
_UPPER: Final = frozenset({Bound.LE, Bound.LT})
_LOWER: Final = frozenset({Bound.GE, Bound.GT})
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "title": "目标路径（截至{day}）",
        "page": "（{page}/{pages}）",
        "reported": "● 上报数；○ 预计或初步数；✕ 已被替换的旧数；◇ 只含已上报的部分；竖条：取整留下的范围",
        "goal": "■ 基期；▲ 目标（不低于）；▼ 目标（不高于）；◆ 目标；浅色区：达到目标",
        "course": "虚线：序时进度；竖线：{day}",
        "undrawn": "没有可画的数：{names}",
        "join": "、",
        "of": "{metric}（{subject}）",
        "says": "{name}：{told}，目标{goal}（{by}）{actual}",
        "actual": "，{period}为{figure}",
        "rank": "位次（越靠上越好）",
        "broken": "{unit}（不从0起）",
        "between": "；",
        "end": "。",
    },
    "en": {
        "title": "Paths of targets as of {day}",
        "page": " ({page} of {pages})",
        "reported": "● reported; ○ estimated or preliminary; ✕ replaced since; ◇ only a part is reported",
        "goal": "■ base; ▲ goal (at least); ▼ goal (at most); ◆ goal; shaded: what reaches the goal",
        "course": "upright bar: what rounding leaves open; dashed: scheduled; upright line: {day}",
        "undrawn": "no number to be drawn: {names}",
        "join": ", ",
        "of": "{metric} ({subject})",
        "says": "{name}: {told}, goal {goal} ({by}){actual}",
        "actual": ", {figure} for {period}",
        "rank": "place (higher is better)",
        "broken": "{unit} (not from 0)",
        "between": "; ",
        "end": ".",
    },
}


def path_charts(progress: Progress, *, language: Language = "zh") -> tuple[Chart, ...]:
    """Draw the paths of targets, twelve panels to a chart, each with its own unit and scale.

    A panel has what was reported by the day, with the range that rounding leaves to each figure, the base,
    the goal where it is due and what reaches it, and the course that was scheduled. An amount is shown as
    what had been done since the start of its period. Where an axis does not start at 0 a zigzag and words
    say so. A target of which no number is known is named below the title.

    Args:
        progress: How the targets stand.
        language: What titles and words are in, `zh` or `en`.

    Returns:
        The charts, none where no target has a number that could be drawn.
    """
    others = _others(progress)
    drawn: list[tuple[Standing, Panel]] = []
    undrawn: list[str] = []
    for one in progress:
        panel = _panel(progress, one, others, language)
        if panel is None:
            undrawn.append(_name(progress, one, language))
        else:
            drawn.append((one, panel))
    found = [list(page) for page in pages(drawn, _MOST_PANELS)]
    return tuple(
        _chart(progress, page, (number, len(found)), undrawn if number == len(found) else [], language)
        for number, page in enumerate(found, start=1)
    )


def _chart(
    progress: Progress,
    page: Sequence[tuple[Standing, Panel]],
    numbered: tuple[int, int],
    undrawn: Sequence[str],
    language: Language,
) -> Chart:
    words = _WORDS[language]
    title = words["title"].format(day=progress.as_of)
    if numbered[1] > 1:
        title += words["page"].format(page=numbered[0], pages=numbered[1])
    keys = [words["reported"], words["goal"], words["course"].format(day=progress.as_of)]
    left = [words["undrawn"].format(names=words["join"].join(undrawn))] if undrawn else []
    said = words["between"].join([title, *(_said(progress, one, language) for one, _ in page), *left])
    panels = {
        "concat": [panel_spec(panel) for _, panel in page],
        "columns": _COLUMNS,
        "spacing": {"row": 18, "column": 14},
    }
    spec = with_keys(title, [*keys, *left], panels)
    return Chart(name="paths", title=title, description=f"{said}{words['end']}", spec=themed(spec))


def _name(progress: Progress, one: Standing, language: Language) -> str:
    metric, subject = printable(one.metric.name), _subject(progress, one)
    return _WORDS[language]["of"].format(metric=metric, subject=subject) if subject else metric


def _subject(progress: Progress, one: Standing) -> str:
    """Give the name of what a target is about; empty where that is the whole plan."""
    subject = own_subject(progress.plan, one.entry)
    if subject == progress.plan.id:
        return ""
    node = progress.plan.outline.nodes.get(subject)
    return printable(subject if node is None else shown_name(node))


def _said(progress: Progress, one: Standing, language: Language) -> str:
    words = _WORDS[language]
    actual = ""
    if one.actual is not None:
        actual = words["actual"].format(figure=one.actual.text or one.actual, period=one.reported_for)
    return words["says"].format(
        name=_name(progress, one, language),
        told=status_word(one.status, language),
        goal=printable(goal_text(one.entry.target.goal, language)),
        by=one.entry.target.by.text(language),
        actual=printable(actual),
    )


# -- what a panel shows ---------------------------------------------------------------------------


def _panel(
    progress: Progress, one: Standing, others: Mapping[int, History], language: Language
) -> Panel | None:
    """Give the panel of a target; None where no number of it is known."""
    if one.yardstick is Yardstick.NONE or one.history is None:
        return None
    unit, basis = _measured(one)
    reports = _reports(progress, one, one.history, others.get(id(one)))
    base = None if one.base is None else one.base.entry.record
    start = (
        [] if base is None else [_point("base", base.period.last, at_meant_prices(base.figure, one.metric))]
    )
    points = [point for figure, point in [*start, *reports] if _compares(figure, unit, basis)]
    aim = _aim(one, unit, points)
    if not points and aim is None:
        return None
    words, signal = _WORDS[language], one.status.signal
    axis = unit.name if basis.kind is PriceBasisKind.UNSTATED else f"{unit.name}, {basis.describe(language)}"
    axis = words["rank"] if unit.dimension == "rank" else axis
    return Panel(
        title=printable(one.metric.name),
        lines=(
            *label_lines(_subject(progress, one), 192, 1),
            f"{signal.shape} {status_word(one.status, language)}",
        ),
        signal=signal,
        axis=axis,
        broken=words["broken"].format(unit=axis),
        is_rank=unit.dimension == "rank",
        points=tuple(_scaled(point, unit) for point in points),
        aim=aim,
        course=tuple((month, level / unit.factor) for month, level in course(one)),
        as_of=progress.as_of,
    )


def _measured(one: Standing) -> tuple[Unit, PriceBasis]:
    """Give the unit and the price basis of a panel: all that it draws is comparable with what was reached."""
    metric = one.metric
    actual = one.actual
    if actual is None and one.base is not None:
        actual = at_meant_prices(one.base.entry.record.figure, metric)
    if actual is None:
        return metric.unit, metric.price_basis
    is_alike = actual.unit.dimension == metric.unit.dimension
    return metric.unit if is_alike else actual.unit, actual.price_basis


def _compares(figure: Figure, unit: Unit, basis: PriceBasis) -> bool:
    return figure.unit.dimension == unit.dimension and figure.price_basis == basis


def _point(kind: str, month: int, figure: Figure) -> tuple[Figure, PanelPoint]:
    """Give a figure with its point, in base units."""
    told = printable(as_written(figure))
    return figure, PanelPoint(
        kind=kind, month=month, value=figure.base_value, can_be=figure.base_reading.strict, told=told
    )


def _scaled(point: PanelPoint, unit: Unit) -> PanelPoint:
    scale = 1 / unit.factor
    return attrs.evolve(point, value=point.value * scale, can_be=point.can_be * scale)


# -- what was reported ----------------------------------------------------------------------------


def _others(progress: Progress) -> dict[int, History]:
    """Give the history that each goal beside another metric is measured by."""
    plan = progress.plan
    beside = {
        id(one): (one.entry.target.goal.metric, own_subject(plan, one.entry))
        for one in progress
        if isinstance(one.entry.target.goal, RelativeTo)
    }
    known = {key for key in beside.values() if key[0] in plan.ledger.metrics}
    histories = Histories.of(plan, known)
    return {one: histories[key] for one, key in beside.items() if key in known}


def _reports(
    progress: Progress, one: Standing, history: History, other: History | None
) -> Iterator[tuple[Figure, PanelPoint]]:
    """Give what had been reached at the end of each report by the day, as the target is measured."""
    ended = {record.period.last for record in history.written if record.aspect is Aspect.ACTUAL}
    told = set[int]()
    for month in sorted(month for month in ended if month <= last_month(one.as_of)):
        day = Period.month(month // _MONTHS, month % _MONTHS + 1).end
        then = standing(one.entry, history, day, plan_period=progress.plan.period, other=other)
        if then.actual is None or then.yardstick is not one.yardstick or then.reported_for is None:
            continue
        if then.reported_for.last in told:
            continue
        told.add(then.reported_for.last)
        yield from _replaced(then, history)
        yield _point(_kind(one, then), then.reported_for.last, then.actual)


def _kind(one: Standing, then: Standing) -> str:
    """Give what sort of report it is: of a part only, an early one, or one that stands."""
    if then.missing_months or (one.parts is not None and one.parts[0] < one.parts[1]):
        return "partial"
    return "early" if any(record.vintage in _EARLY for record in then.used) else "reported"


def _replaced(then: Standing, history: History) -> Iterator[tuple[Figure, PanelPoint]]:
    """Give what was reported of the same period before, and replaced by a later vintage."""
    if len(then.used) != 1:
        return
    used = then.used[0]
    for record in history.written:
        is_same = record.aspect is Aspect.ACTUAL and record.period == used.period
        if is_same and record is not used and record.vintage is not used.vintage:
            yield _point("replaced", record.period.last, at_meant_prices(record.figure, then.metric))


# -- goals ----------------------------------------------------------------------------------------


def _aim(one: Standing, unit: Unit, points: Sequence[PanelPoint]) -> Aim | None:
    """Give the goal as it is drawn; None where it comes to no number, or to one that does not compare."""
    goal, months = one.goal, _months(one, points)
    reading = goal.reading
    if reading is None or months is None or goal.unit.dimension != unit.dimension:
        return None
    scale = 1 / unit.factor
    aimed = one.entry.target.goal
    side = "at_least" if aimed.bound in _LOWER else "at_most" if aimed.bound in _UPPER else "exactly"
    return Aim(
        side=side,
        months=months,
        value=None if goal.value is None else goal.value * scale,
        span=reading.strict * scale if side == "exactly" else None,
        told=printable(goal_text(aimed)),
        reaches=_reaches(one, side, scale),
    )


def _reaches(one: Standing, side: str, scale: Fraction) -> Interval | None:
    """Give what keeps a limit; None for a goal that a way leads to."""
    if one.yardstick is not Yardstick.LIMIT:
        return None
    if one.allowed is not None:
        return one.allowed * scale
    if one.goal.value is None or side == "exactly":
        return None
    value = one.goal.value * scale
    return Interval.at_least(value) if side == "at_least" else Interval.at_most(value)


def _months(one: Standing, points: Sequence[PanelPoint]) -> tuple[int, int] | None:
    """Give the months at whose ends a goal is drawn; None where nothing tells when it holds."""
    by = one.entry.target.by
    if isinstance(one.entry.target.goal, RelativeTo):  # its number is that of the last report
        return None if one.reported_for is None else (one.reported_for.last, one.reported_for.last)
    if by.period is None:
        return (points[0].month, points[-1].month) if points else None
    is_kept = by.kind in _WHOLE and one.yardstick is Yardstick.LIMIT
    return (by.period.first, by.period.last) if is_kept else (by.period.last, by.period.last)
