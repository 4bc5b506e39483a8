"""Where one target stands as of a day: what was reached, what should be, and what the rest would take.

Every number is an exact fraction of the figures as they are written, as offices reckon; what rounding
leaves open is told beside it, as a range. What cannot be told has a reason, and is never counted as zero.
"""

from __future__ import annotations

import datetime
import enum
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import ScheduleError, ZoneplanError
from zoneplan.figures import Figure, total
from zoneplan.goals import AnnualRate, Cumulative, Delegated, Level, Qualitative, Rank, RelativeTo
from zoneplan.growths import CumulativeForm
from zoneplan.histories import Base, History, last_month
from zoneplan.implications import Implication, implied_level
from zoneplan.intervals import Interval
from zoneplan.ledger import Entry, TargetEntry
from zoneplan.lights import Measure
from zoneplan.metrics import Direction, Metric, MetricKind, TimeRule
from zoneplan.paces import Pace, Projection
from zoneplan.periods import Period
from zoneplan.prices import PriceBasisKind
from zoneplan.qualifiers import Bound
from zoneplan.schedules import LevelSchedule
from zoneplan.selection import at_meant_prices
from zoneplan.subjects import basis_zh, goal_text

if TYPE_CHECKING:
    from zoneplan.layout import Language
    from zoneplan.lights import Light, LightRules
    from zoneplan.observations import Vintage

__all__ = ["Standing", "TargetStatus", "Yardstick", "standing", "unknown_standing"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_MONTHS = 12
_Why = tuple[str, str]


class Yardstick(enum.StrEnum):
    """What a target's progress is measured by."""

    AMOUNT = "amount"
    """What was done of an amount that is due within the target's period, such as a year's investment."""
    WAY = "way"
    """How much of the way from the base to the goal was gone."""
    LIMIT = "limit"
    """Whether what was reported keeps a limit or a place; there is no way to go."""
    NONE = "none"
    """The goal sets no number."""


class TargetStatus(enum.StrEnum):
    """What a target has come to."""

    MET = "met"
    """The goal is reached, or the limit kept."""
    ON_TRACK = "on_track"
    """Not reached yet, and not behind what was scheduled."""
    BEHIND = "behind"
    """Behind what was scheduled, or a limit that is not kept and not yet due."""
    MISSED = "missed"
    """Due, and not reached."""
    UNREPORTED = "unreported"
    """Nothing was reported by the day."""
    UNKNOWN = "unknown"
    """Something was reported, and it cannot be told how it stands."""
    UNMEASURED = "unmeasured"
    """The goal sets no number that could be reached."""


@attrs.frozen(kw_only=True, eq=False, slots=False)
class Standing:
    """Where one target stands.

    Attributes:
        entry: The target, with its subject and place.
        metric: Its metric.
        as_of: The day; nothing that ended later was used.
        yardstick: What it is measured by.
        base: The level it starts from; None where it needs none or nothing tells it.
        reports: The entries behind `actual`, from early to late.
        actual: What was reached, at the prices it is meant at; None when nothing was reported.
        goal: The level or amount to be reached, or why it is not known.
        months: How many months the way or the period has, and how many of them the last report covers.
        missing_months: How many months before the last report were not reported, of an amount.
        failed: The reports that did not keep a limit, where it holds for every year.
        why: Why it cannot be told how it stands, in English; empty when it can.
        why_zh: The same sentence in Chinese.
    """

    entry: TargetEntry
    metric: Metric
    as_of: datetime.date
    yardstick: Yardstick
    base: Base | None = None
    reports: tuple[Entry, ...] = ()
    actual: Figure | None = None
    goal: Implication
    months: tuple[int, int] | None = None
    missing_months: int = 0
    failed: tuple[Entry, ...] = ()
    why: str = ""
    why_zh: str = ""

    @property
    def subject(self) -> str:
        """Id of the node or place it is about."""
        return self.entry.subject

    @property
    def reported_for(self) -> Period | None:
        """The period of the last report that was used."""
        return self.reports[-1].record.period if self.reports else None

    @property
    def has_completion(self) -> bool:
        """Whether it can have a completion at all; words and limits have none."""
        return self.yardstick in {Yardstick.AMOUNT, Yardstick.WAY}

    @property
    def vintage(self) -> Vintage | None:
        """How final the last report is, as it says itself."""
        return self.reports[-1].record.vintage if self.reports else None

    # -- how far it is --------------------------------------------------------------------------

    @cached_property
    def _start(self) -> Figure | None:
        return None if self.base is None else at_meant_prices(self.base.entry.record.figure, self.metric)

    @cached_property
    def completion(self) -> Fraction | None:
        """What was reached as a share of what is to be, 1 for all of it; more and less than that is possible.

        Of an amount it is done over planned (完成率), of a way the part of it that was gone.
        """
        if self.actual is None or self.goal.value is None or self.why:
            return None
        done, goal = self.actual.base_value, self.goal.value
        if self.yardstick is Yardstick.AMOUNT:
            return done / goal
        if self.yardstick is Yardstick.WAY and self._start is not None:
            start = self._start.base_value
            return (done - start) / (goal - start)
        return None

    @cached_property
    def completion_range(self) -> Interval | None:
        """What the completion can be when every figure is rounded as it is written; None where not known.

        A limit such as 超5000亿元 is taken at its number.
        """
        if self.completion is None or self.actual is None:
            return None
        done, goal = self.actual.base_reading.strict, self._goal_range
        if self.yardstick is Yardstick.AMOUNT:
            positive = goal & Interval.more_than(0)
            return done / goal if positive == goal else Interval.everything()
        start = self._start.base_reading.strict if self._start is not None else Interval.everything()
        return _way_range(done, start, goal)

    @property
    def _goal_range(self) -> Interval:
        bound = getattr(self.entry.target.goal, "bound", None)
        if self.goal.reading is None or self.goal.value is None or bound not in {Bound.EQ, Bound.APPROX}:
            return Interval.point(self.goal.value or 0)
        return self.goal.reading.strict

    @cached_property
    def time_progress(self) -> Fraction | None:
        """How much of the time has gone by at the end of the last report (时间进度), 1 for all of it."""
        return None if self.months is None else Fraction(self.months[1], self.months[0])

    @cached_property
    def _scheduled(self) -> tuple[Fraction | None, str, str]:
        """The scheduled share, and how it was come by or why there is none."""
        schedule, elapsed = self.entry.target.schedule, self.time_progress
        if schedule is None or elapsed is None or self.reported_for is None:
            return elapsed, "", ""
        first, last = self._span
        at = self.reported_for
        try:
            if not isinstance(schedule, LevelSchedule):
                share = schedule.at(at, first, last)
                return share.share, share.message, share.message_zh
            level = schedule.scheduled_level(at, first, last, base=self._start, goal=self._goal_figure)
        except ScheduleError as error:
            return None, error.message, f"序时计划不适用：{error.message}"
        return self._share_of(level.level * level.unit.factor), level.message, level.message_zh

    @property
    def _span(self) -> tuple[Period, Period]:
        """The first and the last month of the way, or of the target's period."""
        last = self.entry.target.period
        if self.yardstick is Yardstick.AMOUNT or self.base is None:
            return last, last
        first = self.base.period.last + 1
        return Period.month(first // _MONTHS, first % _MONTHS + 1), last

    @property
    def _goal_figure(self) -> Figure | None:
        goal = self.entry.target.goal
        return goal.figure if isinstance(goal, Level) and goal.figure.upper is None else None

    def _share_of(self, level: Fraction) -> Fraction | None:
        goal = self.goal.value
        if goal is None:
            return None
        if self.yardstick is Yardstick.AMOUNT:
            return level / goal
        start = None if self._start is None else self._start.base_value
        return None if start is None or goal == start else (level - start) / (goal - start)

    @property
    def scheduled(self) -> Fraction | None:
        """How much should be reached by then (序时进度): evenly over time, unless a schedule is stated."""
        return self._scheduled[0]

    def scheduled_text(self, language: Language = "en") -> str:
        """Say how the scheduled share follows from a stated schedule, or why it does not; else empty.

        Args:
            language: `en` or `zh`.
        """
        _, text, text_zh = self._scheduled
        return text_zh if language == "zh" else text

    @cached_property
    def gap(self) -> Fraction | None:
        """Completion less what was scheduled: 1/10 is 10 points ahead, and a negative one behind."""
        if self.completion is None or self.scheduled is None:
            return None
        return self.completion - self.scheduled

    # -- what it has come to --------------------------------------------------------------------

    @property
    def is_due(self) -> bool:
        """Whether the day on which it is due has come."""
        due = self.entry.target.by.due
        return due is not None and due <= self.as_of

    @cached_property
    def is_met(self) -> bool | None:
        """Whether the goal is reached, by the figures as they are written; None where that cannot be told."""
        if self.actual is None or self.why:
            return None
        if self.failed:
            return False
        return _keeps(self, self.actual)

    @property
    def is_borderline(self) -> bool:
        """Whether rounding leaves open if the goal is reached."""
        if self.actual is None or self.goal.value is None or self.is_met is None:
            return False
        can_be = self.actual.base_reading.strict
        return can_be.contains(self.goal.value) and not can_be.is_point

    @cached_property
    def status(self) -> TargetStatus:
        """What it has come to."""
        if self.yardstick is Yardstick.NONE:
            return TargetStatus.UNMEASURED
        if self.actual is None:
            return TargetStatus.UNREPORTED
        if self.is_met:
            return TargetStatus.MET
        if self.why or (self.is_met is None and self.gap is None):
            return TargetStatus.UNKNOWN
        if self.is_due and self.is_met is not None:
            has_whole = self.yardstick is not Yardstick.AMOUNT or not self.missing_months
            reaches_due = self.months is None or self.months[0] == self.months[1]
            return TargetStatus.MISSED if has_whole and reaches_due else TargetStatus.UNKNOWN
        if self.yardstick is Yardstick.LIMIT:
            return TargetStatus.MISSED if self.failed else TargetStatus.BEHIND
        if self.gap is None or (self.missing_months and self.gap < 0):
            return TargetStatus.UNKNOWN
        return TargetStatus.ON_TRACK if self.gap >= 0 else TargetStatus.BEHIND

    def reason(self, language: Language = "en") -> str:
        """Say why it cannot be told how it stands; empty when it can.

        Args:
            language: `en` or `zh`.
        """
        chinese = language == "zh"
        if self.why:
            return self.why_zh if chinese else self.why
        if self.status is TargetStatus.UNREPORTED:
            return f"截至{self.as_of}没有上报数据" if chinese else f"nothing was reported by {self.as_of}"
        if self.status is not TargetStatus.UNKNOWN:
            return ""
        if self.missing_months and self.months is not None:
            told = self.months[1] - self.missing_months
            return (
                f"{self.months[1]}个月中只上报了{told}个月"
                if chinese
                else f"only {told} of {self.months[1]} months are reported"
            )
        if self.is_due and self.reported_for is not None:
            return (
                f"目标已到期，但只上报到{self.reported_for}"
                if chinese
                else f"it was due, and is reported for {self.reported_for} only"
            )
        if self.base is None and self.yardstick is Yardstick.WAY:
            return "基期数值缺失" if chinese else "the level it starts from is missing"
        return (
            "未注明指标的方向，无法判断是否达到目标"
            if chinese
            else "the metric does not say which way it is better"
        )

    @cached_property
    def pace(self) -> Pace | None:
        """What the rest takes to reach the goal exactly; None when nothing is left, or unknown."""
        if self.completion is None or self.actual is None or self.goal.value is None or self.is_met:
            return None
        if self.is_due or self.months is None or self.months[0] == self.months[1] or self.missing_months:
            return None
        return Pace(
            unit=self.actual.unit,
            start=self.actual.base_value,
            goal=self.goal.value,
            months=self.months[0] - self.months[1],
            is_amount=self.yardstick is Yardstick.AMOUNT,
        )

    @cached_property
    def projection(self) -> Projection | None:
        """What would be reached if the rest went as what is past, on average; a reckoning, no forecast."""
        elapsed = self.time_progress
        if self.completion is None or self.actual is None or not elapsed or self.missing_months:
            return None
        weight = 1 / elapsed
        value, reading = self.actual.base_value * weight, self.actual.base_reading.strict * weight
        if self.yardstick is Yardstick.WAY and self._start is not None:
            value += self._start.base_value * (1 - weight)
            reading = reading + self._start.base_reading.strict * (1 - weight)
        return Projection(unit=self.actual.unit, value=value, strict=reading)

    def measures(self) -> dict[Measure, Fraction]:
        """Give what light rules can ask of it, each in its measure's unit; what is not known is left out."""
        if self.gap is None or self.scheduled is None or self.missing_months:
            return {}
        found = {Measure.SHORTFALL_POINTS: -100 * self.gap}
        if self.scheduled:
            found[Measure.SHORTFALL_SHARE] = -100 * self.gap / self.scheduled
        return found

    def light(self, rules: LightRules) -> Light | None:
        """Give the light that rules give it; None where they leave a hole, or ask for what is not known.

        Args:
            rules: The rules.

        Raises:
            LightError: If bands of two colours claim it.
        """
        known = self.measures()
        return rules.light_of(known) if set(rules.measures) <= known.keys() else None


def _way_range(done: Interval, start: Interval, goal: Interval) -> Interval:
    """Give the range of (done - start) / (goal - start), in which each number rises or falls alone.

    Such a quotient has its extremes at the corners, unless the way can be nothing.
    """
    if 0 in goal - start or None in {one for box in (done, start, goal) for one in (box.lo, box.hi)}:
        return Interval.everything()
    corners = [
        (a - b) / (g - b)
        for a, b, g in product(*({box.lo or _ZERO, box.hi or _ZERO} for box in (done, start, goal)))
    ]
    return Interval(min(corners), max(corners))


# -- whether a goal is reached ----------------------------------------------------------------------


def _keeps(one: Standing, actual: Figure) -> bool | None:
    """Tell whether a figure reaches the goal, by the numbers as they are written."""
    goal, value = one.entry.target.goal, one.goal.value
    if value is None:
        reading = one.goal.reading
        return None if reading is None else reading.strict.contains(actual.base_value)
    done = actual.base_value
    match getattr(goal, "bound", None):
        case Bound.GT:
            return done > value
        case Bound.GE:
            return done >= value
        case Bound.LT:
            return done < value
        case Bound.LE:
            return done <= value
        case _:
            return _reaches(one, done, value)


def _reaches(one: Standing, done: Fraction, value: Fraction) -> bool | None:
    """Tell whether a number reaches one that is meant exactly, or about, by the way the metric is better."""
    match one.metric.direction:
        case Direction.HIGHER:
            return done >= value
        case Direction.LOWER:
            return done <= value
        case Direction.HOLD:
            return one.goal.reading is not None and one.goal.reading.strict.contains(done)
        case _:
            pass
    if one.yardstick is Yardstick.AMOUNT:
        return done >= value
    if one.metric.kind is MetricKind.RANK:
        return done <= value
    start = None if one._start is None else one._start.base_value
    if start is None or start == value:
        return None
    return done >= value if value > start else done <= value


# -- making -----------------------------------------------------------------------------------------


def standing(
    entry: TargetEntry,
    history: History,
    as_of: datetime.date,
    *,
    plan_period: Period | None = None,
    other: History | None = None,
) -> Standing:
    """Give where a target stands.

    Args:
        entry: The target, with its subject.
        history: What was reported of its metric and subject.
        as_of: The day; what ended later is not used.
        plan_period: The years that the plan covers; the year before them is the base of targets that
            name none and have no baseline.
        other: For a goal beside another metric, that metric's history.
    """
    target, metric = entry.target, history.metric
    made: dict[str, Any] = {"entry": entry, "metric": metric, "as_of": as_of}
    if isinstance(target.goal, (Qualitative, Delegated)):
        goal = implied_level(target.goal)
        return Standing(**made, yardstick=Yardstick.NONE, goal=goal, why=goal.why, why_zh=goal.why_zh)
    try:
        return _measured(made, entry, history, last_month(as_of), plan_period, other)
    except ZoneplanError as error:
        told = str(error).splitlines()[0]
        nothing = Implication(unit=metric.unit, why=told, why_zh=f"无法计算：{told}")
        return Standing(**made, yardstick=Yardstick.LIMIT, goal=nothing, why=told, why_zh=nothing.why_zh)


def unknown_standing(entry: TargetEntry, as_of: datetime.date) -> Standing:
    """Give where a target stands whose metric is not defined: nothing can be told.

    Args:
        entry: The target.
        as_of: The day.
    """
    name = entry.target.metric
    why, why_zh = f"metric {name!r} is not defined", f"指标“{name}”没有定义"
    metric = Metric(id=name, name=name, unit="倍", kind=MetricKind.INDEX)
    goal = Implication(unit=metric.unit, why=why, why_zh=why_zh)
    return Standing(
        entry=entry, metric=metric, as_of=as_of, yardstick=Yardstick.LIMIT, goal=goal, why=why, why_zh=why_zh
    )


def _measured(
    made: dict[str, Any],
    entry: TargetEntry,
    history: History,
    month: int,
    plan_period: Period | None,
    other: History | None,
) -> Standing:
    target, metric = entry.target, history.metric
    if _is_limit(entry, metric):
        return _limit(made, entry, history, month, other)
    amount = _amount(made, entry, history, month)
    if amount is not None:
        return amount
    base = history.base(target, plan_period)
    return _way(made, entry, history, month, base)


def _is_limit(entry: TargetEntry, metric: Metric) -> bool:
    target = entry.target
    is_standing = target.by.kind in {DeadlineKind.EACH_YEAR, DeadlineKind.ONGOING}
    is_place = isinstance(target.goal, (Rank, RelativeTo)) or metric.kind is MetricKind.RANK
    return is_standing or is_place or metric.direction is Direction.HOLD


def _limit(
    made: dict[str, Any], entry: TargetEntry, history: History, month: int, other: History | None
) -> Standing:
    """Hold the last report, or those of all years so far, against a limit."""
    target, metric = entry.target, history.metric
    period = target.by.period
    reports = history.until(month if period is None else min(month, period.last))
    if target.by.kind is DeadlineKind.EACH_YEAR and period is not None:
        reports = tuple(one for one in reports if period.contains(one.record.period))
        reports = tuple(one for one in reports if one.record.period.months == _MONTHS) or reports
    made |= {"yardstick": Yardstick.LIMIT, "reports": reports[-1:]}
    if not reports:
        return Standing(**made, goal=_limit_goal(entry, other, None))
    goal = _limit_goal(entry, other, reports[-1])
    actual = at_meant_prices(reports[-1].record.figure, metric)
    why, why_zh = (goal.why, goal.why_zh) if goal.reading is None else _unlike(actual, goal, entry, metric)
    one = Standing(**made, goal=goal, actual=actual, why=why, why_zh=why_zh)
    if target.by.kind is not DeadlineKind.EACH_YEAR or why:
        return one
    failed = []
    for report in reports:
        held = attrs.evolve(one, goal=_limit_goal(entry, other, report))
        if held.goal.reading is not None and _keeps(held, report.record.figure) is False:
            failed.append(report)
    return attrs.evolve(one, failed=tuple(failed))


def _limit_goal(entry: TargetEntry, other: History | None, report: Entry | None) -> Implication:
    """Give the limit; beside another metric it is that metric's figure for the period of the report."""
    goal = entry.target.goal
    if not isinstance(goal, RelativeTo) or other is None or report is None:
        return implied_level(goal)
    period = report.record.period
    same = [one for one in other.until(period.last, first=period.first) if one.record.period == period]
    figure = at_meant_prices(same[0].record.figure, other.metric) if same else None
    return implied_level(goal, other=figure)


def _amount(made: dict[str, Any], entry: TargetEntry, history: History, month: int) -> Standing | None:
    """Measure what was done within the target's own period; None when the target is no such amount."""
    target, metric = entry.target, history.metric
    aim = target.goal
    is_flow = isinstance(aim, Cumulative) and aim.form is CumulativeForm.FLOW
    if not isinstance(aim, (Level, Cumulative)) or not (is_flow or metric.over_time is TimeRule.SUM):
        return None
    if isinstance(aim, Cumulative) and not is_flow:
        return None
    period = target.period
    inside = history.until(min(month, period.last), first=period.first)
    if not inside and not is_flow:
        return None
    goal = implied_level(Level(aim.figure))
    made |= {"yardstick": Yardstick.AMOUNT, "goal": goal}
    if not inside:
        return Standing(**made)
    chosen = _stretch(inside, period.first)
    figures = [at_meant_prices(one.record.figure, metric) for one in chosen]
    actual = figures[0] if len(figures) == 1 else total(figures)
    reached = max(one.record.period.last for one in chosen)
    elapsed = reached - period.first + 1
    why, why_zh = _unlike(actual, goal, entry, metric)
    if not why and goal.value is not None and goal.value <= 0:
        why, why_zh = f"{actual} of {aim} is no share", f"{aim}不大于零，无法计算完成率"
    return Standing(
        **made,
        reports=chosen,
        actual=actual,
        months=(period.months, elapsed),
        missing_months=elapsed - sum(one.record.period.months for one in chosen),
        why=why,
        why_zh=why_zh,
    )


def _stretch(inside: tuple[Entry, ...], first: int) -> tuple[Entry, ...]:
    """Choose reports that do not overlap, from the start on; the longest of those that start together.

    A year to date is one of them: what follows it is added to it, and no other year to date is.
    """
    chosen: list[Entry] = []
    reached = first
    for one in sorted(inside, key=lambda one: (one.record.period.first, -one.record.period.last)):
        if one.record.period.first >= reached:
            chosen.append(one)
            reached = one.record.period.last + 1
    return tuple(chosen)


def _way(
    made: dict[str, Any], entry: TargetEntry, history: History, month: int, base: Base | None
) -> Standing:
    """Measure how much of the way from the base to the goal was gone."""
    target, metric = entry.target, history.metric
    due = target.period
    last = min(month, due.last)
    length = due.months if base is None else base.period.months
    reports = _latest_level(history, length, last)
    start = None if base is None else at_meant_prices(base.entry.record.figure, metric)
    years = None if base is None else due.last_year - base.period.last_year
    goal = implied_level(target.goal, base=start, years=years if years and years > 0 else None)
    made |= {"yardstick": Yardstick.WAY, "goal": goal, "base": base}
    if not reports:
        return Standing(**made)
    figures = [at_meant_prices(one.record.figure, metric) for one in reports]
    actual = figures[0] if len(figures) == 1 else total(figures)
    made |= {"reports": reports, "actual": actual}
    why, why_zh = _unlike(actual, goal, entry, metric)
    if goal.reading is None:
        why, why_zh = goal.why, goal.why_zh
    if base is None or why:
        return Standing(**made, why=why, why_zh=why_zh)
    if _is_behind_base(metric, start, goal):
        return attrs.evolve(Standing(**made), yardstick=Yardstick.LIMIT)
    months = (due.last - base.period.last, max(0, reports[-1].record.period.last - base.period.last))
    if start is not None and start.base_value == goal.value:
        why, why_zh = f"the goal {target.goal} is the base itself", f"目标{target.goal}与基期值相同"
    mixed, mixed_zh = _unlike_rate(target.goal, metric, start)
    return Standing(**made, months=months, why=why or mixed, why_zh=why_zh or mixed_zh)


def _latest_level(history: History, length: int, month: int) -> tuple[Entry, ...]:
    """Give what tells the latest level: of a flow a whole period as long as the base's, of a stock the last.

    A year that is not reported as such is the sum of its months or quarters, where all of them are.
    """
    metric = history.metric
    if metric.kind is not MetricKind.FLOW:
        report = history.last(month)
        return () if report is None else (report,)
    report = history.of_length(length, month)
    if metric.over_time is not TimeRule.SUM or length != _MONTHS:
        return () if report is None else (report,)
    if report is None:
        reported = min((one.record.period.first for one in history.until(month)), default=month) - 1
    else:
        reported = report.record.period.last
    for year in range((month + 1) // _MONTHS - 1, reported // _MONTHS, -1):
        period = Period.year(year)
        parts = _stretch(history.until(period.last, first=period.first), period.first)
        if sum(one.record.period.months for one in parts) == _MONTHS:
            return parts
    return () if report is None else (report,)


def _is_behind_base(metric: Metric, start: Figure | None, goal: Implication) -> bool:
    """Whether a goal is no better than the base, so that it is a floor to be kept and no way to go."""
    if start is None or goal.value is None:
        return False
    if metric.direction is Direction.HIGHER:
        return goal.value < start.base_value
    return metric.direction is Direction.LOWER and goal.value > start.base_value


def _unlike(actual: Figure, goal: Implication, entry: TargetEntry, metric: Metric) -> _Why:
    """Say why a report and a goal cannot be compared; empty when they can."""
    if goal.reading is not None and actual.unit.dimension != goal.unit.dimension:
        return (
            f"{actual} and the goal are in units that do not compare: {actual.unit} and {goal.unit}",
            f"{actual}与目标的单位不可比（{actual.unit}、{goal.unit}）",
        )
    aim = entry.target.goal
    meant = at_meant_prices(aim.figure, metric).price_basis if isinstance(aim, Level) else actual.price_basis
    if meant != actual.price_basis:
        return (
            f"{actual} is {actual.price_basis.describe()} and the goal {aim} is {meant.describe()}",
            f"{actual}与目标{aim}的价格口径不同（{basis_zh(actual.price_basis)}、{basis_zh(meant)}）",
        )
    return "", ""


def _unlike_rate(goal: object, metric: Metric, start: Figure | None) -> _Why:
    """Say that growth at one price basis does not lead to levels at another."""
    if not isinstance(goal, (AnnualRate, Cumulative)) or start is None:
        return "", ""
    basis = goal.figure.price_basis
    if basis.kind is PriceBasisKind.UNSTATED or basis == start.price_basis:
        return "", ""
    return (
        f"{goal} is {basis.describe()} and the levels are {start.price_basis.describe()}",
        f"{goal_text(goal, 'zh')}与各年数值的价格口径不同",
    )
