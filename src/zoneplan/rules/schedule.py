"""Dates that run backwards or leave the plan, and schedules that do not lead to their target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import RollupError, ScheduleError
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.goals import Cumulative, Level
from zoneplan.growths import CumulativeForm
from zoneplan.histories import Histories
from zoneplan.locations import Location, located
from zoneplan.metrics import Direction, TimeRule
from zoneplan.observations import Aspect
from zoneplan.scheduled import SchedulePoint
from zoneplan.schedules import LevelSchedule
from zoneplan.selection import at_meant_prices
from zoneplan.subjects import as_written, goal_text, node_place, own_subject, shown_name
from zoneplan.targets import Target, change_written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.histories import History
    from zoneplan.ledger import PlanLike, TargetEntry
    from zoneplan.metrics import Metric
    from zoneplan.outline import Node
    from zoneplan.periods import Period

__all__ = ["dates_in_order", "dates_inside_plan", "schedules_of_targets"]


def dates_in_order(plan: PlanLike) -> Iterator[Judgement]:
    """Find deadlines before the start (`DATE-REVERSED`)."""
    checked = 0
    for node in plan.outline.walk():
        due = None if node.deadline is None else node.deadline.due
        if node.start is None or due is None:
            continue
        checked += 1
        if due < node.start.start:
            yield Finding(
                code="DATE-REVERSED",
                severity=Severity.ERROR,
                place=node_place(plan, node, "deadline"),
                message=f"{shown_name(node)} is due {node.deadline}, before it starts in {node.start}",
                message_zh=f"{shown_name(node)}的完成时限{node.deadline}早于开始时间{node.start}",
                remedy="correct the start or the deadline",
                remedy_zh="请改正开始时间或完成时限",
                evidence={"start": str(node.start), "deadline": str(node.deadline)},
            )
    yield Checked("DATE-REVERSED", checked)


def dates_inside_plan(plan: PlanLike) -> Iterator[Judgement]:
    """Find starts, deadlines and targets outside the plan's years, and figures after them (`DATE-OUT`)."""
    if plan.period is None:
        reason = "the plan states no period"
        yield NotChecked(
            code="DATE-OUT",
            place=located(plan.mark, "", "period"),
            reason=reason,
            reason_zh="规划未写明起止年份",
        )
        return
    checked = 0
    for node in plan.outline.walk():
        for field, what, what_zh, day in _dates(node):
            checked += 1
            if not plan.period.start <= day <= plan.period.end:
                yield _outside(
                    plan.period,
                    f"{shown_name(node)} {what}",
                    f"{shown_name(node)}{what_zh}",
                    day,
                    node_place(plan, node, field),
                )
    for entry in plan.ledger.written:
        record = entry.record
        if own_subject(plan, entry) not in plan.outline.nodes:
            continue
        checked += 1
        if not isinstance(record, Target):
            # What came before the plan is where it starts from; what comes after it cannot be its own.
            if record.period.start > plan.period.end:
                place = located(record.mark, entry.path, "period")
                what, what_zh = f"a figure for {record.metric} is of", f"指标{record.metric}的数据属于"
                yield _outside(plan.period, what, what_zh, record.period.start, place)
        elif record.by.due is not None and not plan.period.start <= record.by.due <= plan.period.end:
            place = located(record.mark, entry.path, "by")
            what, what_zh = f"the target for {record.metric} is due", f"指标{record.metric}的目标期限为"
            yield _outside(plan.period, what, what_zh, record.by.due, place)
    yield Checked("DATE-OUT", checked)


def _dates(node: Node) -> Iterator[tuple[str, str, str, datetime.date]]:
    if node.start is not None:
        yield "start", "starts on", "开始于", node.start.start
    if node.deadline is not None and node.deadline.due is not None:
        yield "deadline", "is due on", "的完成时限为", node.deadline.due


def _outside(period: Period, what: str, what_zh: str, day: datetime.date, place: Location) -> Finding:
    return Finding(
        code="DATE-OUT",
        severity=Severity.WARNING,
        place=place,
        message=f"{what} {day}, outside the plan's {period}",
        message_zh=f"{what_zh}{day}，不在规划期{period}之内",
        remedy="correct the date, or the plan's period",
        remedy_zh="请改正日期或规划期",
        evidence={"date": str(day), "period": str(period)},
    )


# -- schedules --------------------------------------------------------------------------------------


def schedules_of_targets(plan: PlanLike) -> Iterator[Judgement]:
    """Find schedules that do not lead to their target (`SCHEDULE-WRONG`).

    Points have to lie between the base, or the plan's first year, and the date the target is due, those of
    an amount within its own period; levels have to be of its metric and not beyond its goal, and the last
    one, where it is due with the target, has to be the goal. A target that is to be held every year, or for
    good, has no way that could be scheduled.
    """
    listed = [
        (entry, plan.ledger.metrics[entry.target.metric])
        for entry in plan.ledger.targets
        if entry.target.schedule is not None and entry.target.metric in plan.ledger.metrics
    ]
    histories = Histories.of(plan, {(metric.id, own_subject(plan, entry)) for entry, metric in listed})
    checked = 0
    for entry, metric in listed:
        if change_written(entry.target, metric) is not None:
            continue  # `POINT-PERCENT` says that it has no level to lead to
        checked += 1
        wrong = _misfit(entry, histories[metric.id, own_subject(plan, entry)], plan.period)
        if wrong is not None:
            yield _not_leading(entry, metric, wrong)
    yield Checked("SCHEDULE-WRONG", checked)


def _not_leading(entry: TargetEntry, metric: Metric, wrong: ScheduleError) -> Finding:
    goal, goal_zh = goal_text(entry.target.goal), goal_text(entry.target.goal, "zh")
    return Finding(
        code="SCHEDULE-WRONG",
        severity=Severity.ERROR if _contradicts(entry.target) else Severity.WARNING,
        place=located(entry.mark, entry.path, "schedule"),
        message=f"the schedule does not lead to the target {goal} for {metric.name}: {wrong.message}",
        message_zh=f"序时计划与“{metric.name}”的目标{goal_zh}不符：{wrong.message_zh}",
        remedy=wrong.remedy,
        remedy_zh=wrong.remedy_zh,
    )


def _contradicts(target: Target) -> bool:
    """Whether a schedule that does not fit speaks against its target, or only leaves something unsaid."""
    schedule, goal = target.schedule, target.goal
    if target.by.kind not in _ONCE:
        return False
    if not isinstance(schedule, LevelSchedule) or not isinstance(goal, Level):
        return True
    return schedule.points[-1].figure.price_basis == goal.figure.price_basis


_ONCE = frozenset({DeadlineKind.BY_END_OF, DeadlineKind.ALL_YEAR, DeadlineKind.WITHIN})


def _misfit(entry: TargetEntry, history: History, plan_period: Period | None) -> ScheduleError | None:
    """Give what keeps a schedule from leading to its target; None where it does."""
    target, schedule = entry.target, entry.target.schedule
    if target.by.kind not in _ONCE:
        return ScheduleError(
            f"it is due {target.by}, and there is no way to it that could be scheduled",
            "leave the schedule out, or write a target for each year",
            "该目标须逐年或长期保持，不存在可安排序时的过程",
            "请删去序时计划，或逐年填写目标",
        )
    if isinstance(schedule, LevelSchedule) and (other := _other_measure(schedule, history.metric)):
        return ScheduleError(
            f"{as_written(other)} is not in a unit of {history.metric.name}, which is in "
            f"{history.metric.unit}",
            "correct the unit; shares of the goal are written {shares: {2025: 100%}}",
            f"{as_written(other)}的单位与指标的单位{history.metric.unit}不相容",
            "请改正单位；如为目标的比例，请写为 {shares: {2025: 100%}}",
        )
    first, last = _first_month(target, history, plan_period), target.period.last
    try:
        if isinstance(schedule, LevelSchedule):
            return _unlike_levels(target, _at_meant_prices(schedule, history.metric), history, (first, last))
        if schedule is not None:  # pragma: no branch  # only targets with a schedule come here
            schedule.at(target.period, first, last)
    except ScheduleError as error:
        return error
    return None


def _at_meant_prices(schedule: LevelSchedule, metric: Metric) -> LevelSchedule:
    points = (SchedulePoint(one.by, at_meant_prices(one.figure, metric)) for one in schedule.points)
    return LevelSchedule(tuple(points))


def _unlike_levels(
    target: Target, schedule: LevelSchedule, history: History, months: tuple[int, int]
) -> ScheduleError | None:
    """Give what keeps levels from leading to a goal: their months, their end, or one beyond the goal.

    Raises:
        ScheduleError: If they do not fit their months, the goal or each other.
    """
    goal = target.goal.figure if isinstance(target.goal, Level) else None
    if goal is None or goal.upper is not None:
        schedule.scheduled_level(schedule.points[-1].by, *months)
        return None
    goal = at_meant_prices(goal, history.metric)
    schedule.scheduled_level(schedule.points[-1].by, *months, goal=goal)
    for point in schedule.points:
        beyond = point.figure.base_value - goal.base_value
        if beyond * _way_of(target, history) > 0:
            said, said_zh = goal_text(target.goal), goal_text(target.goal, "zh")
            return ScheduleError(
                f"{as_written(point.figure)} is scheduled by {point.by}, beyond the goal {said}",
                "correct the schedule or the goal",
                f"{point.by}的序时计划为{as_written(point.figure)}，已超过目标{said_zh}",
                "请改正序时计划或目标",
            )
    return None


def _way_of(target: Target, history: History) -> int:
    """Give 1 where a target is reached from below, -1 from above, and 0 where that cannot be told."""
    match history.metric.direction:
        case Direction.HIGHER:
            return 1
        case Direction.LOWER:
            return -1
        case None if _is_amount(target, history.metric):
            return 1
        case _:
            return 0


def _other_measure(schedule: LevelSchedule, metric: Metric) -> Figure | None:
    """Give a level that is of another dimension than the metric; None where all are of its own."""
    figures = (point.figure for point in schedule.points)
    return next((one for one in figures if one.unit.dimension != metric.unit.dimension), None)


def _is_amount(target: Target, metric: Metric) -> bool:
    """Whether a target is for what is done within its own period, as progress measures it."""
    goal = target.goal
    is_flow = isinstance(goal, Cumulative) and goal.form is CumulativeForm.FLOW
    return is_flow or (isinstance(goal, Level) and metric.over_time is TimeRule.SUM)


def _first_month(target: Target, history: History, plan_period: Period | None) -> int:
    """Give the first month that a schedule may speak of, as progress applies it.

    A way begins after its base, and an amount with its own period. A year's amount has a way to it as well,
    as the output of 2025 has in 2023, where a base is written for it or it ends the plan. Without a base a
    way cannot be followed, and the plan's first month is taken for its beginning.
    """
    own = target.period.first
    try:
        base = history.base(target, plan_period)
    except RollupError:
        base = None  # `SAME-FACT` says that it is told in two ways
    is_amount = _is_amount(target, history.metric)
    if base is None:
        return own if is_amount or plan_period is None else min(own, plan_period.first)
    ends_plan = plan_period is not None and target.period.last == plan_period.last
    is_written = base.stated or base.entry.record.aspect is Aspect.BASELINE
    if is_amount and not (isinstance(target.goal, Level) and (is_written or ends_plan)):
        return own
    return min(own, base.period.last + 1) if is_amount else base.period.last + 1
