"""Where one target stands as of a day: what was reached, what should be, and what the rest would take.

Every number is an exact fraction of the figures as they are written, as offices reckon; what rounding
leaves open is told beside it, as a range. What cannot be told has a reason, and is never counted as zero.
How a target is measured is in `yardsticks`.
"""

from __future__ import annotations

import datetime
import enum
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import ScheduleError
from zoneplan.figures import Figure, total
from zoneplan.goals import Cumulative, Delegated, Level, Qualitative, RelativeTo
from zoneplan.histories import Base, History, last_month
from zoneplan.implications import Implication, implied_level
from zoneplan.intervals import Interval
from zoneplan.ledger import Entry, TargetEntry
from zoneplan.lights import Measure
from zoneplan.metrics import Metric, MetricKind, TimeRule
from zoneplan.observations import Observation
from zoneplan.paces import Pace, Projection
from zoneplan.periods import Period, PeriodKind, fill
from zoneplan.printed_tables import Signal
from zoneplan.qualifiers import Bound, Qualifier
from zoneplan.scheduled import SchedulePoint
from zoneplan.schedules import LevelSchedule
from zoneplan.selection import at_meant_prices
from zoneplan.short_reprs import shortened_repr
from zoneplan.subjects import goal_text
from zoneplan.trajectories import Trajectory, grows_by_rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.layout import Language
    from zoneplan.lights import Light, LightRules
    from zoneplan.observations import Vintage

__all__ = ["Standing", "TargetStatus", "Yardstick"]

_MONTHS = 12
_PLAN_YEARS = 5
_TO_THE_END = frozenset({DeadlineKind.ALL_YEAR, DeadlineKind.EACH_YEAR})


class Yardstick(enum.StrEnum):
    """What a target's progress is measured by."""

    AMOUNT = "amount"
    """What was done of an amount that is due within the target's period, such as a year's investment."""
    WAY = "way"
    """How much of the way from the base to the goal was gone."""
    LIMIT = "limit"
    """Whether what was reported keeps a limit, a floor or a place; there is no way to go."""
    NONE = "none"
    """The goal sets no number."""


class TargetStatus(enum.StrEnum):
    """What a target has come to."""

    MET = "met"
    """The goal is reached, or the limit kept."""
    ON_TRACK = "on_track"
    """Not reached yet, and not behind what was scheduled; a limit for the whole of a time, kept so far."""
    BEHIND = "behind"
    """Behind what was scheduled, or a limit that is not kept and not yet due."""
    MISSED = "missed"
    """Due, and not reached; a limit that cannot be kept any more."""
    UNREPORTED = "unreported"
    """Nothing that tells of it was reported by the day."""
    UNKNOWN = "unknown"
    """It cannot be told how it stands, and `reason` says why."""
    UNMEASURED = "unmeasured"
    """The goal sets no number that could be reached."""

    @property
    def signal(self) -> Signal:
        """What its colour says; what is not reported or not known is never good."""
        return _TARGET_STATUS_SIGNALS[self]


_TARGET_STATUS_SIGNALS: Final[Mapping[TargetStatus, Signal]] = {
    TargetStatus.MET: Signal.GOOD,
    TargetStatus.ON_TRACK: Signal.GOOD,
    TargetStatus.BEHIND: Signal.WARNING,
    TargetStatus.MISSED: Signal.BAD,
    TargetStatus.UNREPORTED: Signal.OPEN,
    TargetStatus.UNKNOWN: Signal.OPEN,
    TargetStatus.UNMEASURED: Signal.NONE,
}


@attrs.frozen(kw_only=True, eq=False, slots=False)
class Standing:
    """Where one target stands.

    Attributes:
        entry: The target, with its subject and place.
        metric: Its metric.
        as_of: The day; nothing that ended later was used.
        history: What was reported of its metric and subject; None where the metric is not defined.
        yardstick: What it is measured by.
        base: The level it starts from; None where it needs none or nothing tells it.
        years: How many years lie between the base and the period it is due in; None where it has no base,
            or they are not whole years.
        used: The reports behind `actual`, from early to late.
        actual: What was reached, at the prices it is meant at; None when nothing was reported.
        goal: The level or amount to be reached, or why it is not known.
        allowed: What the actual has to be for the goal to be reached, in base units; None where that
            cannot be told.
        possible: What it may be for the goal to be called reached at the loosest, where the goal has 约 or
            左右, in base units; None for all other goals.
        months: How many months the way or the period has, and how many of them the last report covers.
        missing_months: How many months before the last report were not reported, of an amount, or of a
            limit for every year.
        parts: How many parts of its subject have reported, and how many should have, where the subject
            reports nothing itself and its parts are added; None where it reports itself.
        broken: The reports that did not keep a limit, where it holds for every year.
        why: Why it cannot be told how it stands, in English; empty when it can.
        why_zh: The same sentence in Chinese.
    """

    entry: TargetEntry
    metric: Metric
    as_of: datetime.date
    history: History | None = attrs.field(default=None, repr=False)
    yardstick: Yardstick
    base: Base | None = None
    years: int | None = None
    used: tuple[Observation, ...] = attrs.field(default=(), repr=False)
    actual: Figure | None = None
    goal: Implication
    allowed: Interval | None = None
    possible: Interval | None = None
    months: tuple[int, int] | None = None
    missing_months: int = 0
    parts: tuple[int, int] | None = None
    broken: tuple[Observation, ...] = attrs.field(default=(), repr=False)
    why: str = ""
    why_zh: str = ""

    def __repr__(self) -> str:
        target = self.entry.target
        return shortened_repr(
            f"<Standing of {target.metric!r} of {self.subject!r} by {target.by}, as of {self.as_of}: "
            f"{self.status.value.replace('_', ' ')}>"
        )

    @property
    def subject(self) -> str:
        """Id of the node or place it is about."""
        return self.entry.subject

    @cached_property
    def reports(self) -> tuple[Entry, ...]:
        """The entries behind `actual`, from early to late."""
        return self._entries(self.used)

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The entries that did not keep a limit, where it holds for every year."""
        return self._entries(self.broken)

    def _entries(self, reports: tuple[Observation, ...]) -> tuple[Entry, ...]:
        if self.history is None:
            return ()
        return tuple([entry for report in reports for entry in self.history.entries(report)])

    @property
    def reported_for(self) -> Period | None:
        """The period of the last report that was used."""
        return self.used[-1].period if self.used else None

    @property
    def has_completion(self) -> bool:
        """Whether it can have a completion at all; words and limits have none."""
        return self.yardstick in {Yardstick.AMOUNT, Yardstick.WAY}

    @property
    def vintage(self) -> Vintage | None:
        """How final the last report is, as it says itself."""
        return self.used[-1].vintage if self.used else None

    # -- how far it is --------------------------------------------------------------------------

    @cached_property
    def _start(self) -> Figure | None:
        return None if self.base is None else at_meant_prices(self.base.entry.record.figure, self.metric)

    @property
    def _lacks_some(self) -> bool:
        """Whether months or parts were not reported, which are not zero."""
        return bool(self.missing_months) or (self.parts is not None and self.parts[0] < self.parts[1])

    @cached_property
    def completion(self) -> Fraction | None:
        """What was reached as a share of what is to be, 1 for all of it; more and less than that is possible.

        Of an amount it is done over planned (完成率), of a way the part of it that was gone. None where a
        figure is a range, and where a month of an amount is not reported: it is not zero.
        """
        if self.why or self._lacks_some or not self.has_completion:
            return None
        done, goal = _number(self.actual), self.goal.value
        if done is None or goal is None:
            return None
        if self.yardstick is Yardstick.AMOUNT:
            return done / goal
        start = _number(self._start)
        return None if start is None else (done - start) / (goal - start)

    @cached_property
    def completion_range(self) -> Interval | None:
        """What the completion can be when every figure is rounded as it is written; None where not known.

        A bound such as 超5000亿元 is taken at its number where it is the goal. Figures that are ranges have
        a range of completions, though no one completion.
        """
        if self.why or self._lacks_some or not self.has_completion or self.actual is None:
            return None
        done = self.actual.base_reading.strict
        if self.yardstick is Yardstick.AMOUNT:
            goal = self._goal_range
            found = done / goal if goal.is_subset(Interval.more_than(0)) else Interval.everything()
        elif self._start is None:
            return None
        else:
            found = _way_range(done, self._start.base_reading.strict, self._goal_range)
        # 近600亿元 lies below 600, at which offices reckon nevertheless.
        return found if self.completion is None else found.hull(Interval.point(self.completion))

    @property
    def _goal_range(self) -> Interval:
        """What the goal can be by rounding, in base units, a bound being taken at its number."""
        goal, implied = self.entry.target.goal, self.goal
        if not isinstance(goal, (RelativeTo, Qualitative, Delegated)) and goal.bound in _ONE_SIDED:
            exact = attrs.evolve(goal, figure=attrs.evolve(goal.figure, qualifiers=(), quantum=0))
            if isinstance(exact, Cumulative) and self.yardstick is Yardstick.AMOUNT:
                exact = Level(exact.figure)
            implied = implied_level(exact, base=self._start, years=self.years)
        return implied.strict * implied.unit.factor

    @cached_property
    def time_progress(self) -> Fraction | None:
        """How much of the time has gone by at the end of the last report (时间进度), 1 for all of it."""
        return None if self.months is None else Fraction(self.months[1], self.months[0])

    @cached_property
    def _scheduled(self) -> tuple[Fraction | None, str, str]:
        """The scheduled share, and how it was come by or why there is none."""
        schedule, elapsed, at = self.entry.target.schedule, self.time_progress, self.reported_for
        if schedule is None and self._is_grown:
            return self._grown
        if schedule is None or elapsed is None or at is None or self.why:
            return elapsed, "", ""
        first, last = self._span
        try:
            if not isinstance(schedule, LevelSchedule):
                share = schedule.at(at, first, last)
                return share.share, share.message, share.message_zh
            level = self._at_meant_prices(schedule).scheduled_level(
                at, first, last, base=self._schedule_base, goal=self._schedule_goal
            )
        except ScheduleError as error:
            return None, error.message, error.message_zh or f"序时计划不适用：{error.message}"
        return self._share_of(level.level * level.unit.factor), level.message, level.message_zh

    @property
    def _is_grown(self) -> bool:
        """Whether growth leads from the base to the goal over whole years, so that each has the same rate."""
        is_way = self.yardstick is Yardstick.WAY and self.years is not None and self.months is not None
        return is_way and not self.why and grows_by_rate(self.entry.target.goal)

    @property
    def _grown(self) -> tuple[Fraction | None, str, str]:
        """The share that the same rate in every year has gone by then; None of a rate that is a range."""
        goal, years, months = self.entry.target.goal, self.years, self.months
        if years is None or months is None or goal.figure.upper is not None:  # type: ignore[union-attr]  # growth has one
            return None, "", ""
        path = Trajectory(goal, years)
        return path.share(months[1]), path.text(months[1]), path.text(months[1], "zh")

    def _at_meant_prices(self, schedule: LevelSchedule) -> LevelSchedule:
        return LevelSchedule(
            tuple(
                SchedulePoint(point.by, at_meant_prices(point.figure, self.metric))
                for point in schedule.points
            )
        )

    @property
    def _span(self) -> tuple[Period, Period]:
        """The first and the last month of the way, or of the target's period."""
        last = self.entry.target.period
        if self.yardstick is Yardstick.AMOUNT or self.base is None:
            return last, last
        first = self.base.period.last + 1
        return Period.month(first // _MONTHS, first % _MONTHS + 1), last

    @property
    def _schedule_base(self) -> Figure | None:
        """Where a schedule of levels starts: an amount at nothing done."""
        if self.yardstick is not Yardstick.AMOUNT or self.actual is None:
            return self._start
        return Figure(0, self.actual.unit, price_basis=self.actual.price_basis)

    @property
    def _schedule_goal(self) -> Figure | None:
        goal = self.entry.target.goal
        is_number = isinstance(goal, (Level, Cumulative)) and goal.figure.upper is None
        is_amount = isinstance(goal, Level) or self.yardstick is Yardstick.AMOUNT
        if not is_number or not is_amount:
            return None
        return at_meant_prices(goal.figure, self.metric)  # type: ignore[union-attr]  # such goals have one

    def _share_of(self, level: Fraction) -> Fraction | None:
        goal = self.goal.value
        if goal is None:
            return None
        if self.yardstick is Yardstick.AMOUNT:
            return level / goal
        start = _number(self._start)
        return None if start is None or goal == start else (level - start) / (goal - start)

    @property
    def scheduled(self) -> Fraction | None:
        """How much should be reached by then (序时进度): by the schedule that is stated.

        Without one it is evenly over time, and by the same rate in every year where the goal is growth.
        """
        return self._scheduled[0]

    def scheduled_text(self, language: Language = "en") -> str:
        """Say how the scheduled share follows from a schedule or from growth, or why not; else empty.

        Args:
            language: `en` or `zh`.
        """
        _, said, said_zh = self._scheduled
        return said_zh if language == "zh" else said

    @cached_property
    def gap(self) -> Fraction | None:
        """Completion less what was scheduled: 1/10 is 10 points ahead, and a negative one behind.

        None for what is due and not settled: nothing says that it was behind in the end.
        """
        if self.completion is None or self.scheduled is None:
            return None
        if self.is_due and self.status is TargetStatus.UNKNOWN:
            return None
        return self.completion - self.scheduled

    # -- what it has come to --------------------------------------------------------------------

    @property
    def is_due(self) -> bool:
        """Whether the day on which it is due has come."""
        due = self.entry.target.by.due
        return due is not None and due <= self.as_of

    @property
    def _reaches_end(self) -> bool:
        """Whether what was reported tells of the whole of the time until it is due."""
        due, reported = self.entry.target.by.period, self.reported_for
        is_told = due is None or (reported is not None and reported.last >= due.last)
        return is_told and not self.missing_months

    @cached_property
    def is_met(self) -> bool | None:
        """Whether the goal is reached, by the figures as they are written; None where that cannot be told.

        A figure with a bound, such as 超5000亿元, reaches a goal when all that it can be does. A goal with 约
        or 左右 is reached by what it means when every digit counts; what lies beside it, though not far, is
        left open.
        """
        if self.actual is None or self.why:
            return None
        if self.broken:
            return False
        if self.allowed is None:
            return None
        if self.parts is not None and self.parts[0] < self.parts[1]:
            return self._is_met_by_some
        if self.missing_months and self.yardstick is Yardstick.AMOUNT:
            # What is not reported can only add to it, unless such amounts may be below 0.
            least = self.metric.base_domain.lo
            is_sure = least is not None and least >= 0 and _at_least(self.actual).is_subset(self.allowed)
            return True if is_sure else None
        number = self.actual.base_value
        can_be = Interval.point(number) if _is_number(self.actual) else self.actual.base_reading.strict
        if can_be.is_subset(self.allowed):
            return True
        return False if (can_be & (self.possible or self.allowed)).is_empty else None

    @property
    def _is_met_by_some(self) -> bool | None:
        """Whether what some of the parts report is enough, or too much, whatever the others have."""
        least = self.metric.base_domain.lo
        if self.actual is None or self.allowed is None or least is None or least < 0:
            return None
        can_be = _at_least(self.actual)
        if can_be.is_subset(self.allowed):
            return True
        return False if (can_be & self.allowed).is_empty else None

    @property
    def _is_about(self) -> bool:
        """Whether only the 约 of its goal leaves open if it is reached."""
        if self.is_met is not None or self.possible is None or self.actual is None or self._lacks_some:
            return False
        return _is_number(self.actual)

    @property
    def is_borderline(self) -> bool:
        """Whether rounding leaves open if the goal is reached."""
        if self.is_met is None or self.actual is None or self.allowed is None:
            return False
        if self._lacks_some or self.broken:
            return False
        can_be = self.actual.base_reading.strict
        return not can_be.is_subset(self.allowed) and not (can_be & self.allowed).is_empty

    @cached_property
    def status(self) -> TargetStatus:
        """What it has come to."""
        if self.yardstick is Yardstick.NONE:
            return TargetStatus.UNMEASURED
        if self.why:
            return TargetStatus.UNKNOWN
        if self.actual is None:
            return TargetStatus.UNKNOWN if self._cannot_be_added else TargetStatus.UNREPORTED
        if self.is_met:
            return self._status_of_met
        if self.is_met is None and (self.is_due or not (self._is_about and self.has_completion)):
            return TargetStatus.UNKNOWN
        if self.yardstick is Yardstick.LIMIT:
            return self._status_of_limit
        if self.is_due:
            return TargetStatus.MISSED if self._reaches_end else TargetStatus.UNKNOWN
        is_behind = self._is_behind
        if is_behind is None:
            return TargetStatus.UNKNOWN
        return TargetStatus.BEHIND if is_behind else TargetStatus.ON_TRACK

    @property
    def _status_of_met(self) -> TargetStatus:
        """What a goal has come to that is reached now, and may have to be kept to the end."""
        is_limit = self.yardstick is Yardstick.LIMIT
        is_open = is_limit and (self.months is not None or self.is_due)
        if self.entry.target.by.kind in _TO_THE_END and self.yardstick is not Yardstick.AMOUNT:
            is_open = True
        if not is_open or self._reaches_end:
            return TargetStatus.MET
        return TargetStatus.UNKNOWN if self.is_due or self.missing_months else TargetStatus.ON_TRACK

    @property
    def _status_of_limit(self) -> TargetStatus:
        """What a limit has come to that is not kept."""
        if self.broken or (self.months is not None and self._is_above):
            return TargetStatus.MISSED
        if self.months is not None and not self._reaches_end:
            # An amount so far: what is below its limit may still come.
            is_open = self.is_due or self.missing_months
            return TargetStatus.UNKNOWN if is_open else TargetStatus.ON_TRACK
        if self.is_due:
            return TargetStatus.MISSED if self._reaches_end else TargetStatus.UNKNOWN
        return TargetStatus.BEHIND

    @property
    def _is_above(self) -> bool:
        """Whether an amount that does not keep its limit lies above it, where it stays."""
        top = None if self.allowed is None else self.allowed.hi
        least = None if self.actual is None else _at_least(self.actual).lo
        return top is not None and least is not None and least >= top

    @property
    def _is_behind(self) -> bool | None:
        """Whether it is behind what was scheduled; of a figure with a bound only where all it can be is."""
        if self.gap is None or self.scheduled is None:
            return None
        if self.actual is None or _is_number(self.actual):
            return self.gap < 0
        can_be = self.completion_range or Interval.everything()
        if can_be.is_subset(Interval.at_least(self.scheduled)):
            return False
        return True if can_be.is_subset(Interval.less_than(self.scheduled)) else None

    def reason(self, language: Language = "en") -> str:
        """Say why it cannot be told how it stands; empty when it can.

        Args:
            language: `en` or `zh`.
        """
        if self.why:
            found = self.why, self.why_zh
        elif self.actual is None and self.status is not TargetStatus.UNMEASURED:
            found = self._unreported
        elif self.status is TargetStatus.UNKNOWN:
            found = self._open
        else:
            return ""
        return found[language == "zh"]

    @property
    def _unreported(self) -> tuple[str, str]:
        if self.base is None and self.yardstick is Yardstick.AMOUNT and self._was_told_before:
            return self._told_before
        if self._cannot_be_added:
            name = self.metric.name
            said = f"what was told by {self.as_of} is for parts of a year, and {name} has no rule over time"
            said_zh = f"截至{self.as_of}只上报了年内部分时期的数，而“{name}”未写明时间规则"
            return (
                f"{said}: state over_time: sum in the metric if its months add up",
                f"{said_zh}：各月可以相加的，请在指标中写明时间规则为求和",
            )
        if self.base is None:
            return f"nothing was reported by {self.as_of}", f"截至{self.as_of}没有上报数据"
        return (
            f"nothing that tells of a whole period after {self.base.period} was reported by {self.as_of}",
            f"截至{self.as_of}没有上报{self.base.period}之后完整时期的数据",
        )

    @property
    def _told_before(self) -> tuple[str, str]:
        """Say what would make use of the reports of earlier periods, where something would."""
        target = self.entry.target
        period = target.period
        said = f"nothing was reported for {period} by {self.as_of}"
        said_zh = f"截至{self.as_of}没有上报{period}的数据"
        if period.kind is not PeriodKind.YEAR:
            return said, said_zh
        if isinstance(target.goal, Level):
            return (
                f"{said}; with a baseline, the way there is measured by what was reported before",
                f"{said_zh}；写明基期值后，可按此前的数据计算进度",
            )
        last = period.last_year
        years = Period.span(max(last - _PLAN_YEARS + 1, 1), last)
        return (
            f"{said}; a sum of several years is written with all of them, such as {years}",
            f"{said_zh}；如为多年合计，期限应写明起止年份，例如{years}",
        )

    @property
    def _was_told_before(self) -> bool:
        """Whether something was reported of the metric and subject by the day, for whatever period."""
        return self.history is not None and self.history.has_told(last_month(self.as_of))

    @property
    def _cannot_be_added(self) -> bool:
        """Whether parts of years were reported since the base of a flow that nothing says how to add up."""
        if (
            self.history is None
            or self.metric.kind is not MetricKind.FLOW
            or self.metric.over_time is not None
        ):
            return False
        first = 0 if self.base is None else self.base.period.last + 1
        return bool(self.history.until(last_month(self.as_of), first=first))

    @property
    def _open(self) -> tuple[str, str]:
        """Why something was reported and it cannot be told how the target stands."""
        if self.parts is not None and self.parts[0] < self.parts[1]:
            told, parts = self.parts
            return f"only {told} of {parts} parts are reported", f"{parts}个部分中只上报了{told}个"
        if self.missing_months and self.months is not None:
            told, months = self.months[1] - self.missing_months, self.months[1]
            return f"only {told} of {months} months are reported", f"{months}个月中只上报了{told}个月"
        if self.is_due and not self._reaches_end:
            return (
                f"it was due, and is reported for {self.reported_for} only",
                f"目标已到期，但只上报到{self.reported_for}",
            )
        if self._is_about and (self.is_due or self.yardstick is Yardstick.LIMIT):
            goal = self.entry.target.goal
            return (
                f"{goal} is no exact number, which leaves open whether {self.actual} reaches it",
                f"目标{goal_text(goal, 'zh')}不是确数，{self.actual}是否达到目标无法判断",
            )
        if self.allowed is None:
            return (
                "the metric does not say which way it is better; write its direction: higher, lower or hold",
                "未注明指标的方向，无法判断是否达到目标；请写明方向：越高越好、越低越好或保持",
            )
        if self.yardstick is Yardstick.WAY and self.base is None:
            return "the level it starts from is missing", "基期数值缺失"
        if self.completion is not None and self.scheduled is None:
            return self._scheduled[1:]
        goal = self.entry.target.goal
        for figure in (self.actual, self._start, getattr(goal, "figure", None)):
            if figure is not None and figure.upper is not None:
                return (
                    f"{figure.text or figure} is a range, and no one number",
                    f"{figure.text or figure}是一个区间，不是一个数",
                )
        return (
            f"{self.actual} leaves open how far it is",
            f"仅凭{self.actual}无法判断进展",
        )

    # -- what the rest would take ---------------------------------------------------------------

    @cached_property
    def pace(self) -> Pace | None:
        """What the rest takes to reach the goal exactly; None when nothing is left, or unknown."""
        if self.completion is None or self.actual is None or self.goal.value is None or self.is_met:
            return None
        if self.is_due or self.months is None or self.months[0] == self.months[1]:
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
        if self.completion is None or self.actual is None or not elapsed:
            return None
        weight = 1 / elapsed
        value, reading = self.actual.base_value * weight, self.actual.base_reading.strict * weight
        if self.yardstick is Yardstick.WAY and self._start is not None:
            value += self._start.base_value * (1 - weight)
            reading = reading + self._start.base_reading.strict * (1 - weight)
        return Projection(unit=self.actual.unit, value=value, strict=reading)

    @cached_property
    def growth(self) -> Fraction | None:
        """How much more was done than in the same months of the year before, 1/10 for 10 % more.

        Of an amount or a flow it compares the months of the last year that was reported, from January or the
        start of the target's period on. None for all else, where a month of either year is not reported,
        where figures are ranges or at unlike prices, and from what is not above 0.
        """
        if self.metric.over_time is not TimeRule.SUM or self.history is None or not self.used or self.why:
            return None
        if self._lacks_some:
            return None
        last = self.used[-1].period.last
        first = max(last - last % _MONTHS, self.used[0].period.first)
        done, before = self._within(first, last), self._within(first - _MONTHS, last - _MONTHS)
        if done is None or before is None or done.price_basis != before.price_basis:
            return None
        now, then = _number(done), _number(before)
        if now is None or then is None or then <= 0 or done.unit.dimension != before.unit.dimension:
            return None
        return now / then - 1

    def _within(self, first: int, last: int) -> Figure | None:
        """Give what was reported of all months between two; None where one of them is not reported."""
        if self.history is None:
            return None
        asked = Period.of_months(first, last)
        reports = {one.period: one for one in self.history.until(last, first=first)}
        chosen = None if asked is None else fill(asked, reports)
        if chosen is None:
            return None
        figures = [at_meant_prices(reports[one].figure, self.metric) for one in chosen]
        same = {(one.unit.dimension, one.price_basis) for one in figures}
        return total(figures) if len(same) == 1 else None

    def measures(self) -> dict[Measure, Fraction]:
        """Give what light rules can ask of it, each in its measure's unit; what is not known is left out.

        Growth over plan and over the mean are never known: no target says what growth is planned, and which
        others it is to be compared with.
        """
        found = self._shortfalls()
        if self.growth is not None and not (self.is_due and self.status is TargetStatus.UNKNOWN):
            found[Measure.GROWTH] = 100 * self.growth
        return found

    def _shortfalls(self) -> dict[Measure, Fraction]:
        """Give how far it is behind its schedule, where that is known."""
        gap = self.gap
        if gap is None or self.scheduled is None or self.status is TargetStatus.UNKNOWN:
            return {}
        if self.is_met and self.possible is not None:
            gap = max(gap, Fraction(0))  # what reaches a goal with 约 falls short of nothing
        found = {Measure.SHORTFALL_POINTS: -100 * gap}
        if self.scheduled:
            found[Measure.SHORTFALL_SHARE] = -100 * gap / self.scheduled
        return found

    def light(self, rules: LightRules) -> Light | None:
        """Give the light that rules give it; None where they leave a hole, or ask for what is not known.

        Args:
            rules: The rules.

        Raises:
            LightError: If bands of two colours claim it.
        """
        # Growth takes reading the year before: most rules do not ask for it.
        known = self.measures() if Measure.GROWTH in rules.measures else self._shortfalls()
        return rules.light_of(known) if set(rules.measures) <= known.keys() else None


_ONE_SIDED = frozenset({Bound.GT, Bound.GE, Bound.LT, Bound.LE})


def _number(figure: Figure | None) -> Fraction | None:
    """Give the number as it is written, in the base unit; None for a range."""
    return None if figure is None or figure.upper is not None else figure.base_value


def _is_number(figure: Figure) -> bool:
    """Whether a figure is one number, said to be exact or about right, and no bound or range."""
    return figure.upper is None and figure.qualifiers in {(), (Qualifier.ABOUT,)}


def _at_least(figure: Figure) -> Interval:
    """Give what is at least as much as a figure says, at its number or at the low end of what it can mean."""
    if _is_number(figure):
        return Interval.at_least(figure.base_value)
    return figure.base_reading.strict + Interval.at_least(0)


def _way_range(done: Interval, start: Interval, goal: Interval) -> Interval:
    """Give the range of (done - start) / (goal - start), in which each number rises or falls alone.

    Such a quotient has its extremes at the corners, unless the way can be nothing.
    """
    way = goal - start
    if None in {done.lo, done.hi, start.lo, start.hi, goal.lo, goal.hi} or _touches_zero(way):
        return Interval.everything()
    sides = [(box.lo or Fraction(0), box.hi or Fraction(0)) for box in (done, start, goal)]
    corners = [(a - b) / (g - b) for a, b, g in product(*sides)]
    return Interval(min(corners), max(corners))


def _touches_zero(way: Interval) -> bool:
    """Whether 0 lies in a bounded interval or at one of its ends."""
    return way.lo is None or way.hi is None or way.lo <= 0 <= way.hi
