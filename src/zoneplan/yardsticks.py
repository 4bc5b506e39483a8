"""How a target is measured: by an amount, by a way that was gone, by a limit, or not at all.

An amount is what was done within the target's own period. A way leads from a base to a goal. A limit is
kept or not: a place in an order, a floor, a cap, what is to hold every year or for good.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import ZoneplanError
from zoneplan.figures import Figure, total, unchecked_total
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.growths import CumulativeForm
from zoneplan.histories import Base, History, last_month
from zoneplan.implications import Implication, implied_level
from zoneplan.intervals import Interval
from zoneplan.ledger import TargetEntry
from zoneplan.metrics import Direction, Metric, MetricKind, TimeRule
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period
from zoneplan.prices import PriceBasisKind
from zoneplan.qualifiers import Bound
from zoneplan.selection import at_meant_prices, meant_basis
from zoneplan.standings import Standing, Yardstick
from zoneplan.subjects import basis_zh, goal_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

__all__ = ["standing", "unknown_standing"]

_MONTHS = 12
_Why = tuple[str, str]
_CHANGES = (AnnualRate, Cumulative, Multiple, PointChange)
_ENDLESS = frozenset({DeadlineKind.EACH_YEAR, DeadlineKind.ONGOING})
_UPPER = frozenset({Bound.LE, Bound.LT})
_ONE_SIDED = frozenset({Bound.GT, Bound.GE, Bound.LT, Bound.LE})
_REAL = frozenset({PriceBasisKind.CONSTANT, PriceBasisKind.COMPARABLE})


@attrs.frozen(kw_only=True)
class _Case:
    """A target, what was reported of it, and when it is looked at."""

    entry: TargetEntry
    history: History
    as_of: datetime.date
    plan_period: Period | None
    other: History | None

    @property
    def goal(self) -> Goal:
        return self.entry.target.goal

    @property
    def metric(self) -> Metric:
        return self.history.metric

    @property
    def month(self) -> int:
        """The last month that counts: over by the day, and not after the target is due."""
        by, month = self.entry.target.by, last_month(self.as_of)
        if by.period is None:
            return month
        return min(month, by.period.last if by.day is None else by.period.last - 1)

    def stand(self, yardstick: Yardstick, goal: Implication, **fields: Any) -> Standing:
        return Standing(
            entry=self.entry,
            metric=self.metric,
            as_of=self.as_of,
            history=self.history,
            yardstick=yardstick,
            goal=goal,
            **fields,
        )

    def refuse(self, why: _Why, yardstick: Yardstick = Yardstick.LIMIT) -> Standing:
        goal = Implication(unit=self.metric.unit, why=why[0], why_zh=why[1])
        return self.stand(yardstick, goal, why=why[0], why_zh=why[1])

    def figure(self, reports: Sequence[Observation]) -> Figure:
        """Give what reports come to together, at the prices they are meant at."""
        figures = [record.figure for record in reports]
        first = figures[0]
        if len(figures) == 1:
            return at_meant_prices(first, self.metric)
        unit, basis = first.unit, first.price_basis
        if basis.is_year_unstated or any(
            one.unit is not unit or one.price_basis is not basis for one in figures
        ):
            return total([at_meant_prices(one, self.metric) for one in figures])
        return unchecked_total(figures, unit, meant_basis(first, self.metric))


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
    case = _Case(entry=entry, history=history, as_of=as_of, plan_period=plan_period, other=other)
    if isinstance(case.goal, (Qualitative, Delegated)):
        goal = implied_level(case.goal)
        return case.refuse((goal.why, goal.why_zh), Yardstick.NONE)
    try:
        return _measured(case)
    except ZoneplanError as error:
        told = getattr(error, "message", str(error))
        return case.refuse((told, getattr(error, "message_zh", "") or f"无法计算：{told}"))


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


def _measured(case: _Case) -> Standing:
    goal, kind = case.goal, case.entry.target.by.kind
    why = _unfollowed(case)
    if why[0]:
        return case.refuse(why)
    if kind is DeadlineKind.EACH_YEAR:
        return _every_year(case)
    if kind is DeadlineKind.ONGOING or isinstance(goal, (Rank, RelativeTo)):
        return _limit(case)
    if _is_flow(goal) or (isinstance(goal, Level) and case.metric.over_time is TimeRule.SUM):
        return _amount(case)
    is_held = case.metric.direction is Direction.HOLD or case.metric.kind is MetricKind.RANK
    return _limit(case) if is_held and isinstance(goal, Level) else _way(case)


def _is_flow(goal: Goal) -> bool:
    return isinstance(goal, Cumulative) and goal.form is CumulativeForm.FLOW


def _unfollowed(case: _Case) -> _Why:
    """Say why a goal cannot be followed as it is written; empty when it can."""
    goal, by, metric = case.goal, case.entry.target.by, case.metric
    is_change = isinstance(goal, _CHANGES) and not _is_flow(goal)
    if by.kind in _ENDLESS and isinstance(goal, _CHANGES):
        return (
            f"{goal} counts from a base to a year, and {by} is no one year",
            f"{goal_text(goal, 'zh')}须从基期计至某一年，而时限“{by}”不是某一年",
        )
    if _is_flow(goal) and not _can_be_summed(metric):
        return (
            f"{goal} is a sum of years, and {metric.name} is a {metric.kind.value} that is never added",
            f"{goal}是各年合计，而“{metric.name}”不能按时间相加",
        )
    is_summed = metric.over_time is TimeRule.SUM
    if is_change and is_summed and isinstance(goal, Cumulative) and goal.figure.unit.dimension != "ratio":
        return (
            f"{goal} of an amount may be the sum of the years or what a year's amount grows by",
            f"{goal}可能是各年合计，也可能是年度数额的增量",
        )
    if isinstance(goal, Cumulative) and goal.falling and metric.direction is Direction.HIGHER:
        return (
            f"{goal} is a fall, and {metric.name} is better when it is higher",
            f"{goal}是下降，而“{metric.name}”越高越好",
        )
    if by.day is not None and (is_summed or _is_flow(goal)):
        return (
            f"figures are by month, and do not tell what was done by {by.day}",
            f"数据按月上报，无法得知截至{by.day}的完成数",
        )
    return _of_two_extents(case) if is_summed or _is_flow(goal) else ("", "")


def _of_two_extents(case: _Case) -> _Why:
    """Say that an amount due by a month may be counted from January or from the month's own first day."""
    goal, by = case.goal, case.entry.target.by
    is_amount = _is_flow(goal) or isinstance(goal, Level)
    if by.period is None or by.kind is not DeadlineKind.BY_END_OF or not is_amount:
        return "", ""
    first = by.period.first - by.period.first % _MONTHS
    to_date = Period.of_months(first, by.period.last)
    if by.period.months >= _MONTHS or by.period.first == first or to_date is None:
        return "", ""
    alone = Deadline(DeadlineKind.WITHIN, by.period)
    said = f"{goal} by {by} may be what is done from January to then or in {by} alone"
    return (
        f"{said}: write the deadline as {to_date} or as {alone}",
        f"期限{by}的{goal}可能自1月起累计，也可能只是{by}的数：请将期限写为{to_date}或{alone.text('zh')}",
    )


def _can_be_summed(metric: Metric) -> bool:
    is_amount = metric.kind in {MetricKind.FLOW, MetricKind.COUNT}
    return is_amount and metric.over_time in {None, TimeRule.SUM}


# -- reports ----------------------------------------------------------------------------------------


def _stretch(inside: Sequence[Observation], first: int) -> tuple[Observation, ...]:
    """Choose reports that do not overlap, from a month on: those that cover most months.

    From the start on the longest of those that start together is taken, so that of several years to date
    the last one counts, with what follows it. Where that leaves months uncovered, another choice may not.
    """
    reached = first
    for record in inside:
        if record.period.first != reached:
            return _longest(inside, first)
        reached = record.period.last + 1
    return tuple(inside)  # one month after the other, as most are


def _longest(inside: Sequence[Observation], first: int) -> tuple[Observation, ...]:
    chosen: list[Observation] = []
    reached = first
    gap = False
    for one in sorted(inside, key=_from_start):
        start, end = one.period.first, one.period.last
        if start >= reached:
            gap = gap or start > reached
            chosen.append(one)
            reached = end + 1
    is_whole = not gap and reached == max(one.period.last for one in inside) + 1
    return tuple(chosen) if is_whole else _fullest(inside, first)


def _from_start(report: Observation) -> tuple[int, int]:
    return report.period.first, -report.period.last


def _fullest(inside: Sequence[Observation], first: int) -> tuple[Observation, ...]:
    """Choose reports that do not overlap and cover most months; of equal choices the fewest reports."""
    # The best choice of reports that end before each month, as months covered, reports saved, reports.
    best: dict[int, tuple[int, int, tuple[Observation, ...]]] = {first: (0, 0, ())}
    reached = first
    for one in sorted(inside, key=lambda one: (one.period.last, one.period.first)):
        period = one.period
        months, saved, before = best[max(month for month in best if month <= period.first)]
        taken = (months + period.months, saved - 1, (*before, one))
        best[period.last + 1] = max(taken, best[reached], key=lambda choice: choice[:2])
        reached = period.last + 1
    return best[reached][2]


def _is_by_length(metric: Metric) -> bool:
    """Whether a figure tells of its own period only, so that only periods of one length compare."""
    if metric.kind is MetricKind.FLOW:
        return metric.over_time is not TimeRule.LAST
    return metric.over_time not in {None, TimeRule.LAST}


def _latest_level(case: _Case, length: int, month: int) -> tuple[Observation, ...]:
    """Give what tells the latest level: the last report, or of an amount that of a whole period.

    A year that is not reported as such is the sum of its months or quarters, where all of them are.
    """
    history = case.history
    if not _is_by_length(case.metric):
        report = history.last(month)
        return () if report is None else (report,)
    report = history.of_length(length, month)
    first = history.first_month
    if case.metric.over_time is TimeRule.SUM and length == _MONTHS and first is not None:
        known = first if report is None else report.period.last + 1
        for year in range((month + 1) // _MONTHS - 1, known // _MONTHS - 1, -1):
            parts = _whole_year(history, year)
            if parts:
                return parts
    return () if report is None else (report,)


def _whole_year(history: History, year: int) -> tuple[Observation, ...]:
    """Give the reports that make up a year; none where a month is missing."""
    period = Period.year(year)
    parts = _stretch(history.until(period.last, first=period.first), period.first)
    return parts if _covered(parts) == _MONTHS else ()


def _covered(used: Sequence[Observation]) -> int:
    """Count the months that reports cover which do not overlap."""
    return sum([record.period.last - record.period.first + 1 for record in used])


# -- limits -----------------------------------------------------------------------------------------


def _limit(case: _Case) -> Standing:
    """Hold the last report against a limit or a place."""
    due = case.entry.target.by.period
    length = _MONTHS if due is None else min(due.months, _MONTHS)
    used = _latest_level(case, length, case.month)
    if not used:
        return case.stand(Yardstick.LIMIT, implied_level(case.goal))
    return _held(case, used)


def _held(case: _Case, used: tuple[Observation, ...]) -> Standing:
    actual, other = case.figure(used), _beside(case, used)
    goal = implied_level(case.goal, other=other)
    why = (goal.why, goal.why_zh) if not goal.follows else _unlike_goal(case, actual, goal)
    if not why[0] and other is not None:
        why = _unlike_prices(actual, other, f"{other}, which it stands beside,", f"所参照的{other}")
    is_amount = case.metric.over_time is TimeRule.SUM
    yardstick = Yardstick.AMOUNT if is_amount else Yardstick.LIMIT
    reached = {} if why[0] else _reached(case, yardstick, goal, None)
    return case.stand(Yardstick.LIMIT, goal, used=used, actual=actual, why=why[0], why_zh=why[1], **reached)


def _beside(case: _Case, used: Sequence[Observation]) -> Figure | None:
    """Give the figure that another metric has for the months of some reports; None where there is none."""
    if not isinstance(case.goal, RelativeTo) or case.other is None:
        return None
    first, last = used[0].period.first, used[-1].period.last
    same = [one for one in case.other.until(last, first=first) if one.period.last == last]
    same = [one for one in same if one.period.first == first]
    return at_meant_prices(same[0].figure, case.other.metric) if same else None


def _every_year(case: _Case) -> Standing:
    """Hold the figure of each year that is over against a limit."""
    period = case.entry.target.period
    ended = range(period.first_year, min(period.last_year, (case.month + 1) // _MONTHS - 1) + 1)
    found = [(year, _of_year(case, year)) for year in ended]
    held = [_held(case, used) for _, used in found if used]
    if not held:
        return case.stand(Yardstick.LIMIT, implied_level(case.goal))
    untold = next((one for one in held if one.is_met is None), None)
    if untold is not None:
        return untold
    broken = tuple(one.used[-1] for one in held if one.is_met is False)
    return attrs.evolve(
        held[-1],
        broken=broken,
        months=(period.months, len(ended) * _MONTHS),
        missing_months=_MONTHS * (len(ended) - len(held)),
    )


def _of_year(case: _Case, year: int) -> tuple[Observation, ...]:
    """Give the reports that tell a year's figure: those of all of it, or of a stock that at its end."""
    period = Period.year(year)
    if case.metric.over_time is TimeRule.SUM:
        return _whole_year(case.history, year)
    inside = case.history.until(period.last, first=period.first)
    at_end = [one for one in inside if one.period.last == period.last]
    if _is_by_length(case.metric):
        at_end = [one for one in at_end if one.period.months == _MONTHS]
    return tuple(at_end[:1])


# -- amounts ----------------------------------------------------------------------------------------


def _amount(case: _Case) -> Standing:
    """Measure what was done within the target's own period."""
    aim, period, metric = case.goal, case.entry.target.period, case.metric
    inside = case.history.until(case.month, first=period.first)
    goal = implied_level(Level(aim.figure))  # type: ignore[union-attr]  # a level or a sum of years
    if not inside:
        way = _way_before(case)
        return case.stand(Yardstick.AMOUNT, goal) if way is None else way
    used = _stretch(inside, period.first)
    actual = case.figure(used)
    elapsed = used[-1].period.last - period.first + 1
    is_cap = aim.bound in _UPPER or metric.direction in {Direction.LOWER, Direction.HOLD}
    yardstick = Yardstick.LIMIT if is_cap else Yardstick.AMOUNT
    why = _unlike_goal(case, actual, goal)
    if not why[0] and goal.value is not None and goal.value <= 0 and not is_cap:
        why = f"no share of {aim} can be told, which is not above 0", f"{aim}不大于零，无法计算完成率"
    return case.stand(
        yardstick,
        goal,
        used=used,
        actual=actual,
        months=(period.months, elapsed),
        missing_months=elapsed - _covered(used),
        why=why[0],
        why_zh=why[1],
        **({} if why[0] else _reached(case, Yardstick.AMOUNT, goal, None)),
    )


def _way_before(case: _Case) -> Standing | None:
    """Measure the way to a year's amount before that year, as to the output of 2025 in 2023.

    What was achieved before the plan is the base of what the whole plan leads to. For an earlier year only
    a base that is written as such makes it a way: what was invested in 2020 says nothing of an investment
    that is planned for 2023.
    """
    if not isinstance(case.goal, Level):
        return None
    base, years = case.history.base(case.entry.target, case.plan_period), case.plan_period
    ends_plan = years is not None and case.entry.target.period.last == years.last
    if base is None or not (base.stated or base.entry.record.aspect is Aspect.BASELINE or ends_plan):
        return None
    found = _way(case)
    return found if found.used or found.why else None


# -- ways -------------------------------------------------------------------------------------------


def _way(case: _Case) -> Standing:
    """Measure how much of the way from the base to the goal was gone."""
    target, metric = case.entry.target, case.metric
    due, base = target.period, case.history.base(target, case.plan_period)
    start = None if base is None else at_meant_prices(base.entry.record.figure, metric)
    apart = None if base is None else due.last - base.period.last
    years = None if apart is None or apart <= 0 or apart % _MONTHS else apart // _MONTHS
    goal = implied_level(target.goal, base=start, years=years)
    length = min(due.months, _MONTHS) if base is None else base.period.months
    used = _latest_level(case, length, case.month)
    if base is not None:
        used = tuple(one for one in used if one.period.last > base.period.last)
    actual = case.figure(used) if used else None
    why = _unlike_lengths(case, base) if base is not None else ("", "")
    if not why[0] and actual is not None:
        why = (goal.why, goal.why_zh) if not goal.follows else _unlike_way(case, actual, goal, start)
    fields: dict[str, Any] = {
        "base": base, "years": years, "used": used, "actual": actual, "why": why[0], "why_zh": why[1]
    }  # fmt: skip
    if actual is None or why[0]:
        return case.stand(Yardstick.WAY, goal, **fields)
    fields.update(_reached(case, Yardstick.WAY, goal, start))
    if metric.direction is Direction.HOLD or _is_floor(metric, start, goal):
        return case.stand(Yardstick.LIMIT, goal, **fields)
    if base is None or apart is None:
        return case.stand(Yardstick.WAY, goal, **fields)
    if start is not None and start.upper is None and start.base_value == goal.value:
        fields["why"] = f"the goal {target.goal} is the base itself"
        fields["why_zh"] = f"目标{target.goal}与基期值相同"
    months = (apart, used[-1].period.last - base.period.last)
    return case.stand(Yardstick.WAY, goal, months=months, **fields)


def _is_floor(metric: Metric, start: Figure | None, goal: Implication) -> bool:
    """Whether a goal is no better than the base, so that it is a limit to be kept and no way to go."""
    if start is None or start.upper is not None or goal.value is None:
        return False
    if metric.direction is Direction.HIGHER:
        return goal.value <= start.base_value
    return metric.direction is Direction.LOWER and goal.value >= start.base_value


def _unlike_lengths(case: _Case, base: Base) -> _Why:
    """Say why no way leads from a base to the period that a target is due in; empty when one does."""
    due, start = case.entry.target.period, base.period
    if start.last >= due.last:
        return (
            f"the base {start} does not end before {due}, when it is due",
            f"基期{start}不早于目标期{due}",
        )
    if not _is_by_length(case.metric):
        return "", ""
    is_level = isinstance(case.goal, Level)
    fits = due.months == start.months if is_level else due.months % start.months == 0
    if fits and (due.last - start.last) % start.months == 0:
        return "", ""
    return (
        f"figures for {start} and {due} are of unlike length, and do not compare",
        f"{start}与{due}的时长不同，数值不可比",
    )


# -- what compares ----------------------------------------------------------------------------------


def _unlike_goal(case: _Case, actual: Figure, goal: Implication) -> _Why:
    """Say why a report and a goal cannot be compared; empty when they can."""
    if goal.follows and actual.unit.dimension != goal.unit.dimension:
        return (
            f"{actual} and the goal are in units that do not compare: {actual.unit} and {goal.unit}",
            f"{actual}与目标的单位不可比（{actual.unit}、{goal.unit}）",
        )
    aim = case.goal
    if isinstance(aim, Level) or (isinstance(aim, Cumulative) and aim.form is CumulativeForm.FLOW):
        meant = at_meant_prices(aim.figure, case.metric)
        return _unlike_prices(actual, meant, f"the goal {aim}", f"目标{aim}")
    return "", ""


def _unlike_way(case: _Case, actual: Figure, goal: Implication, start: Figure | None) -> _Why:
    """Say why a report, a goal and a base cannot be compared; empty when they can."""
    why = _unlike_goal(case, actual, goal)
    if why[0] or start is None:
        return why
    if actual.unit.dimension != start.unit.dimension:
        return (
            f"{actual} and the base {start} are in units that do not compare: {actual.unit} and {start.unit}",
            f"{actual}与基期值{start}的单位不可比（{actual.unit}、{start.unit}）",
        )
    why = _unlike_prices(actual, start, f"the base {start}", f"基期值{start}")
    return why if why[0] else _unlike_rate(case, start)


def _unlike_prices(actual: Figure, other: Figure, what: str, what_zh: str) -> _Why:
    one, two = actual.price_basis, other.price_basis
    if one == two and not (one.is_year_unstated and actual.unit.currency is not None):
        return "", ""
    return (
        f"{actual} is {one.describe()} and {what} is {two.describe()}",
        f"{actual}与{what_zh}的价格口径不同（{basis_zh(one)}、{basis_zh(two)}）",
    )


def _unlike_rate(case: _Case, start: Figure) -> _Why:
    """Say that growth at one price basis, or at prices nobody told, does not lead to levels at another.

    A rate has its own prices: that levels are told at current ones says nothing of a growth beside them. A
    change in money is at the prices of its metric, as all its figures are.
    """
    goal = case.goal
    if not isinstance(goal, (AnnualRate, Cumulative)):
        return "", ""
    is_rate = goal.figure.unit.dimension == "ratio"
    basis = goal.figure.price_basis if is_rate else meant_basis(goal.figure, case.metric)
    levels = start.price_basis
    is_real = basis.kind in _REAL and levels.kind is PriceBasisKind.CONSTANT
    if basis == levels or is_real:
        return "", ""
    if basis.kind is PriceBasisKind.UNSTATED:
        return (
            f"{goal} does not say at which prices it is, and the levels are {levels.describe()}",
            f"{goal_text(goal, 'zh')}未注明价格口径，各年数值为{basis_zh(levels)}",
        )
    return (
        f"{goal} is {basis.describe()} and the levels are {levels.describe()}",
        f"{goal_text(goal, 'zh')}为{basis_zh(basis)}，各年数值为{basis_zh(levels)}",
    )


# -- what reaches a goal ----------------------------------------------------------------------------


def _reached(
    case: _Case, yardstick: Yardstick, goal: Implication, start: Figure | None
) -> dict[str, Interval | None]:
    """Give what reaches the goal for sure, and what may be said to."""
    allowed = _allowed(case, yardstick, goal, start)
    return {"allowed": allowed, "possible": _possible(case, yardstick, goal, start, allowed)}


def _allowed(case: _Case, yardstick: Yardstick, goal: Implication, start: Figure | None) -> Interval | None:
    """Give what the actual has to be for the goal to be reached; None where that cannot be told.

    A goal with a bound says it itself. One number is reached by what is better, and one with 约 or 左右 by
    whatever it can mean when every digit counts as well.
    """
    bound, value = _bound(case.goal), goal.value
    if bound not in _ONE_SIDED:
        better = _better(case, yardstick, value, start)
        if value is not None and better is None:
            return _equal(case.goal, bound, goal)
        if value is not None and better is not Direction.HOLD and bound is not Bound.APPROX:
            return _or_better(better, value, value)
        return None if goal.reading is None else _in_or_better(better, goal.reading.strict)
    if value is None:
        return None if goal.reading is None else goal.reading.strict
    match bound:
        case Bound.GT:
            return Interval.more_than(value)
        case Bound.GE:
            return Interval.at_least(value)
        case Bound.LT:
            return Interval.less_than(value)
        case _:
            return Interval.at_most(value)


def _equal(aim: Goal, bound: Bound | None, goal: Implication) -> Interval | None:
    """Give what is equal to another metric's figure, which is reached whichever way is better."""
    if not isinstance(aim, RelativeTo) or goal.value is None or goal.reading is None:
        return None
    return goal.reading.strict if bound is Bound.APPROX else Interval.point(goal.value)


def _possible(
    case: _Case, yardstick: Yardstick, goal: Implication, start: Figure | None, allowed: Interval | None
) -> Interval | None:
    """Give what may be called about the goal at the loosest, where it has 约 or 左右; None for all others.

    No rule says how far 约 reaches. But what lies nearer to the start, or to nothing, than to the goal is
    not about the goal in anybody's words.
    """
    if allowed is None or _bound(case.goal) is not Bound.APPROX or goal.value is None:
        return None
    origin = start.base_value if start is not None and start.upper is None else 0
    reach = abs(goal.value - origin) / 2
    around = Interval(goal.value - reach, goal.value + reach)
    return _in_or_better(_better(case, yardstick, goal.value, start), around).hull(allowed)


def _in_or_better(better: Direction | None, reading: Interval) -> Interval:
    """Give what reaches a range: what lies in it or is better."""
    found = None if better is Direction.HOLD else _or_better(better, reading.lo, reading.hi)
    return reading if found is None else found


def _or_better(better: Direction | None, low: Fraction | None, high: Fraction | None) -> Interval | None:
    match better:
        case Direction.HIGHER:
            return Interval(low, None)
        case Direction.LOWER:
            return Interval(None, high)
        case _:
            return None


def _better(case: _Case, yardstick: Yardstick, value: Any, start: Figure | None) -> Direction | None:
    """Give the way that is better: the metric's, that of places and amounts, or that from base to goal."""
    if case.metric.direction is not None:
        return case.metric.direction
    if isinstance(case.goal, Rank) or case.metric.kind is MetricKind.RANK:
        return Direction.LOWER
    if yardstick is Yardstick.AMOUNT:
        return Direction.HIGHER
    if start is None or start.upper is not None or value is None or start.base_value == value:
        return None
    return Direction.HIGHER if value > start.base_value else Direction.LOWER


_TURNED = {Bound.GT: Bound.LT, Bound.GE: Bound.LE, Bound.LT: Bound.GT, Bound.LE: Bound.GE}


def _bound(goal: Goal) -> Bound | None:
    """Give the bound on the level that a goal comes to: a cut of at least 18 % is a level of at most that."""
    if isinstance(goal, Cumulative) and goal.falling:
        return _TURNED.get(goal.bound, goal.bound)
    return goal.bound
