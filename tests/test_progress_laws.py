"""Laws of progress, each on plans drawn by the public strategies, and an independent reckoning."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zoneplan import (
    Action,
    AnnualRate,
    Aspect,
    Direction,
    Figure,
    Interval,
    Level,
    Metric,
    Observation,
    Pace,
    Period,
    Plan,
    Program,
    Progress,
    Target,
    goals,
    lights,
)
from zoneplan.lights import Band, Light, LightRules
from zoneplan.published_lights import PUBLISHED
from zoneplan.standings import Standing, TargetStatus, Yardstick
from zoneplan.strategies import followed_plans, paces, progresses, standings

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = st.builds(Period.month, st.integers(2020, 2026), st.integers(1, 12))
AMOUNTS = st.integers(1, 99_999).map(lambda number: Decimal(number) / 100)
INVESTED = Metric(id="invested", name="完成投资", unit="亿元", kind="flow", over_time="sum")


def level_metric(direction: Direction | None) -> Metric:
    """Give a stock that is better one way."""
    return Metric(id="level", name="水平", unit="亿元", kind="stock", over_time="last", direction=direction)


def way_plan(metric: Metric, base: Decimal, goal: Any, levels: dict[Any, Decimal], **fields: Any) -> Plan:
    """Give a plan whose metric goes from a base in 2020 to a goal by 2025."""
    start = Observation(metric="level", period=2020, figure=Figure(base, "亿元"), aspect=Aspect.BASELINE)
    reports = [
        Observation(metric="level", period=period, figure=Figure(number, "亿元"))
        for period, number in levels.items()
    ]
    return Plan(
        id="p",
        name="规划",
        period="2021-2025",
        metrics=[metric],
        observations=[start, *reports],
        targets=[Target(metric="level", by=2025, goal=goal, **fields)],
    )


def rewritten(plan: Plan, observations: Callable[[tuple[Observation, ...]], Any]) -> Plan:
    """Give a followed plan with the observations of every action changed."""
    return attrs.evolve(
        plan,
        programs=[
            attrs.evolve(
                program,
                actions=[
                    attrs.evolve(action, observations=observations(action.observations))
                    for action in program.actions
                ],
            )
            for program in plan.programs
        ],
    )


def told(one: Standing) -> tuple[object, ...]:
    """Give all that a standing says, its paths left out."""
    return (
        one.completion,
        one.completion_range,
        one.scheduled,
        one.gap,
        one.status,
        one.is_borderline,
        one.is_met,
        one.missing_months,
        None if one.pace is None else (one.pace.start, one.pace.goal, one.pace.months),
        None if one.projection is None else (one.projection.value, one.projection.strict),
        one.reported_for,
    )


# -- laws -------------------------------------------------------------------------------------------


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from((Direction.HIGHER, Direction.LOWER)))
def test_progress_is_monotone_in_the_actual(
    base: Decimal, goal: Decimal, one: Decimal, other: Decimal, direction: Direction
) -> None:
    """What is better the way the metric is better has no smaller completion, and is met no less."""
    worse, better = sorted((one, other), reverse=direction is Direction.LOWER)
    metric = level_metric(direction)
    goal_figure = Figure(goal, "亿元")
    (low,) = way_plan(metric, base, goal_figure, {2022: worse}).progress("2022")
    (high,) = way_plan(metric, base, goal_figure, {2022: better}).progress("2022")
    assert low.yardstick is high.yardstick
    if low.completion is not None:
        assert high.completion is not None
        assert low.completion <= high.completion
    assert (low.is_met, high.is_met) != (True, False)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_progress_of_an_amount_is_monotone_in_what_was_done(
    goal: Decimal, one: Decimal, more: Decimal
) -> None:
    """Who has done more has the higher completion."""
    aim = Target(metric="invested", by=2023, goal=Figure(goal, "亿元"))
    found = []
    for done in (one, one + more):
        report = Observation(metric="invested", period="2023-01/06", figure=Figure(done, "亿元"))
        plan = Plan(id="p", name="规划", metrics=[INVESTED], observations=[report], targets=[aim])
        found.append(plan.progress("2023-06")[0].completion)
    assert found[0] < found[1]


@given(st.integers(1, 999), st.integers(-99, 99), st.integers(1, 60))
def test_on_a_linear_path_met_exactly_the_gap_is_zero_at_every_date(base: int, step: int, month: int) -> None:
    """A stock that moves by the same each month has no gap at the end of any."""
    assume(step != 0)
    direction = Direction.HIGHER if step > 0 else Direction.LOWER
    last = Period.month(2021 + (month - 1) // 12, (month - 1) % 12 + 1)
    start = Decimal(base + 6000)
    plan = way_plan(
        level_metric(direction), start, Figure(start + 60 * step, "亿元"), {last: start + month * step}
    )
    (one,) = plan.progress(last)
    assert Fraction(0) == one.gap
    assert one.status is (TargetStatus.MET if month == 60 else TargetStatus.ON_TRACK)


@given(st.integers(1, 9999), st.integers(-30, 60), st.integers(1, 60))
def test_on_a_path_of_growth_met_exactly_the_gap_is_zero_at_every_date(
    base: int, rate: int, month: int
) -> None:
    """A stock that grows by its yearly rate, and within a year by the same each month, has no gap."""
    assume(rate != 0)
    direction = Direction.HIGHER if rate > 0 else Direction.LOWER
    last = Period.month(2021 + (month - 1) // 12, (month - 1) % 12 + 1)
    factor, start = Decimal(100 + rate) / 100, Decimal(12 * base)
    years, rest = divmod(month, 12)
    level = start * factor**years * (12 + rest * (factor - 1)) / 12
    goal = AnnualRate(Figure(rate, "%"))
    (one,) = way_plan(level_metric(direction), start, goal, {last: level}).progress(last)
    assert Fraction(0) == one.gap
    assert one.status is (TargetStatus.MET if month == 60 else TargetStatus.ON_TRACK)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_an_amount_done_evenly_has_no_gap_at_any_month(yearly: int, month: int) -> None:
    """A twelfth of the year's amount each month is time progress exactly."""
    amount = Figure(Decimal(yearly), "亿元")
    months = [
        Observation(metric="invested", period=Period.month(2023, one), figure=amount)
        for one in range(1, month + 1)
    ]
    aim = Target(metric="invested", by=2023, goal=Figure(Decimal(12 * yearly), "亿元"))
    plan = Plan(id="p", name="规划", metrics=[INVESTED], observations=months, targets=[aim])
    (one,) = plan.progress(Period.month(2023, month))
    assert Fraction(0) == one.gap


@given(progresses())
def test_required_pace_applied_gives_exactly_the_target(progress: Progress) -> None:
    """The months that are left, each at the pace that is told, end at the goal."""
    for one in progress:
        if one.pace is not None:
            assert one.pace.after(one.pace.months) == one.pace.goal == one.goal.value
            assert one.actual is not None
            assert one.pace.after(0) == one.actual.base_value


@given(paces())
def test_required_rate_applied_gives_exactly_the_target(pace: Pace) -> None:
    """Growth at the yearly rate that is told, over the months that are left, ends at the goal."""
    assert pace.after(pace.months) == pace.goal
    rate = pace.rate
    assert (rate is None) == (pace.is_amount or pace.start == 0)
    if rate is not None:
        # Roots of months are no fractions: over twelve times as long the rate is applied whole years.
        assert (pace.goal / pace.start) ** 12 in (rate / 100 + 1) ** pace.months


@given(followed_plans(), MONTHS, st.data())
def test_missing_reports_lower_coverage_and_never_the_completion_of_others(
    plan: Plan, month: Period, data: st.DataObject
) -> None:
    """Where one action reports nothing, every other stands as before, and no more are counted."""
    action = data.draw(st.sampled_from([one for program in plan.programs for one in program.actions]))
    silent = attrs.evolve(action, observations=())
    less = attrs.evolve(
        plan,
        programs=[
            attrs.evolve(one, actions=[silent if act is action else act for act in one.actions])
            for one in plan.programs
        ],
    )
    before, after = plan.progress(month), less.progress(month)
    for one, other in zip(before, after, strict=True):
        if one.subject != action.id:
            assert told(one) == told(other)
        elif other.yardstick is not Yardstick.NONE:
            assert other.completion is None
    assert after.summary().counted <= before.summary().counted


@given(followed_plans(), MONTHS)
def test_a_month_left_out_never_counts_as_zero(plan: Plan, month: Period) -> None:
    """An amount with a month missing has no completion, and is met only by what was reported."""
    for one in plan.progress(month):
        if one.missing_months:
            assert one.completion is None
            assert one.status in {TargetStatus.MET, TargetStatus.UNKNOWN}


@given(followed_plans(), MONTHS)
def test_what_is_dated_after_the_day_changes_nothing(plan: Plan, month: Period) -> None:
    """Reports of later periods might as well not be written."""
    earlier = rewritten(plan, lambda records: [one for one in records if one.period.last <= month.last])
    assert [told(one) for one in plan.progress(month)] == [told(one) for one in earlier.progress(month)]


@given(followed_plans(), MONTHS, st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(plan: Plan, month: Period, random: Any) -> None:
    """Reports may be written in any order."""

    def shuffled(records: tuple[Observation, ...]) -> list[Observation]:
        return random.sample(records, len(records))  # type: ignore[no-any-return]  # Hypothesis' own randoms

    mixed = rewritten(plan, shuffled)
    assert [told(one) for one in plan.progress(month)] == [told(one) for one in mixed.progress(month)]


@given(followed_plans(), MONTHS)
def test_the_unit_that_reports_are_written_in_changes_nothing(plan: Plan, month: Period) -> None:
    """万元 instead of 亿元, with as many places told, stands the same."""

    def in_wan(records: tuple[Observation, ...]) -> list[Observation]:
        return [attrs.evolve(one, figure=one.figure.to("万元")) for one in records]

    other = rewritten(plan, in_wan)
    for one, two in zip(plan.progress(month), other.progress(month), strict=True):
        assert told(one) == told(two)
        assert one.light(PUBLISHED["sanya-2022"]) is two.light(PUBLISHED["sanya-2022"])


@given(standings())
def test_completion_range_contains_completion(one: Standing) -> None:
    """Where there is a completion, what it can be holds it."""
    if one.completion is not None:
        assert one.completion_range is not None
        assert one.completion in one.completion_range


@given(progresses(), st.data())
def test_completion_range_contains_the_completion_of_any_true_values(
    progress: Progress, data: st.DataObject
) -> None:
    """Whatever true values the figures were rounded from, their completion lies in the range."""
    for one in progress:
        if one.completion is None or one.actual is None:
            continue
        assert one.completion_range is not None
        true, goal = data.draw(inside(one.actual)), one.entry.target.goal
        if one.yardstick is Yardstick.AMOUNT:
            assert isinstance(goal, Level)
            assert true / data.draw(inside(goal.figure)) in one.completion_range
            continue
        assert one.base is not None
        start = data.draw(inside(one.base.entry.record.figure))
        end = reached(goal, start, data)
        if end != start:
            assert (true - start) / (end - start) in one.completion_range


def reached(goal: goals.Goal, start: Fraction, data: st.DataObject) -> Fraction:
    """Draw what a goal comes to from a start, by any value that its figure can mean."""
    match goal:
        case Level(figure):
            return data.draw(inside(figure))
        case AnnualRate(figure):
            return start * (1 + data.draw(inside(figure))) ** 5
        case goals.Multiple(figure):
            return start * data.draw(inside(figure))
        case goals.Cumulative(figure, falling=True):
            return start * (1 - data.draw(inside(figure)))
        case goals.Cumulative(figure):
            return start + data.draw(inside(figure))
        case _:
            raise AssertionError(goal)


def inside(figure: Figure) -> st.SearchStrategy[Fraction]:
    """Draw a value that a figure can mean, in the base unit."""
    reading = figure.base_reading.strict
    assert reading.lo is not None
    assert reading.hi is not None
    low, width = reading.lo, reading.hi - reading.lo
    return st.integers(0, 1000).map(lambda part: low + width * Fraction(part, 1000))


@given(progresses(), st.integers(-50, 50), st.integers(0, 50), st.booleans(), st.booleans())
def test_rules_without_holes_give_exactly_one_colour(
    progress: Progress, edge: int, width: int, closed: bool, closed_too: bool
) -> None:
    """Every standing with a gap has one light by rules on gaps that leave no hole and no overlap."""
    low, high = Interval(None, edge, True, closed), Interval(edge + width, None, closed_too)
    middle = Interval(edge, edge + width, not closed, not closed_too)
    assume(not middle.is_empty)
    bands = [
        Band(light=light, shortfall_points=interval)
        for light, interval in zip(Light, (low, middle, high), strict=True)
    ]
    rules = LightRules(id="r", bands=bands)
    assert rules.problems() == ()
    for one in progress:
        assert (one.light(rules) is None) == (one.gap is None)


@given(progresses())
def test_a_colour_for_every_gap(progress: Progress) -> None:
    """三亚's rules leave no hole: a gap has a colour unless nothing was scheduled."""
    rules = PUBLISHED["sanya-2022"]
    for one in progress:
        assert (one.light(rules) is not None) == (one.gap is not None and one.scheduled != 0)
        if one.light(rules) is not None and one.gap is not None:
            assert (one.light(rules) is Light.GREEN) == (one.gap >= 0)


@given(progresses())
def test_status_never_contradicts_what_is_shown(progress: Progress) -> None:
    """Each status goes with the numbers beside it, and only what is not known has a reason."""
    for one in progress:
        status = one.status
        quiet = {TargetStatus.UNREPORTED, TargetStatus.UNKNOWN, TargetStatus.UNMEASURED}
        assert (status in quiet) == bool(one.reason())
        assert bool(one.reason()) == bool(one.reason("zh"))
        if status is TargetStatus.MET:
            assert one.is_met
        if status in {TargetStatus.ON_TRACK, TargetStatus.BEHIND} and one.has_completion:
            assert one.gap is not None
            assert (status is TargetStatus.ON_TRACK) == (one.gap >= 0)
        if status is TargetStatus.MISSED:
            assert one.is_met is False
            assert one.is_due
        if status is TargetStatus.UNREPORTED:
            assert one.reports == ()
        if one.is_met and one.completion is not None and one.yardstick is Yardstick.AMOUNT:
            assert one.completion >= 1


@given(followed_plans(), MONTHS, st.booleans())
def test_summary_equals_the_weighted_mean_of_its_targets(plan: Plan, month: Period, capped: bool) -> None:
    """The completion of a node is the mean of those known below it, each by its weight."""
    weights = {"plan": 0}
    programs = []
    for number, program in enumerate(plan.programs):
        actions = []
        for index, action in enumerate(program.actions):
            weights[action.id] = number + index
            weight = Observation(metric="weight", period=2023, figure=Figure(number + index, "个"))
            actions.append(attrs.evolve(action, observations=[*action.observations, weight]))
        programs.append(attrs.evolve(program, actions=actions))
    weighing = Metric(id="weight", name="项目数", unit="个", kind="count", across="sum")
    weighted = attrs.evolve(plan, programs=programs, metrics=[*plan.metrics, weighing])
    progress = weighted.progress(month, weights="weight", capped=capped)
    for node in weighted.walk():
        summary = progress.summary(node.id)
        # Ten lines of its own: nothing of the summary is used.
        below = {node.id, *(one.id for one in weighted.walk() if is_below(weighted, one.id, node.id))}
        mine = [one for one in progress if one.subject in below and one.yardstick.value in {"amount", "way"}]
        known = [(one.completion, weights[one.subject]) for one in mine if one.completion is not None]
        known = [(min(done, Fraction(1)) if capped else done, weight) for done, weight in known]
        whole = sum(weight for _, weight in known)
        mean = sum(done * weight for done, weight in known) / whole if whole else None
        assert (mean, len(known), len(mine)) == (summary.completion, summary.counted, summary.expected)
        everything = sum(weights[one.subject] for one in mine)
        assert summary.weight == (Fraction(whole, everything) if everything else None)


def is_below(plan: Plan, node: str, above: str) -> bool:
    """Tell whether a program or action lies in another node, by the way it is written."""
    programs = {program.id: {action.id for action in program.actions} for program in plan.programs}
    return above == plan.id or node in programs.get(above, set())


@given(followed_plans(), MONTHS)
def test_evenly_weighed_means_count_each_target_once(plan: Plan, month: Period) -> None:
    """Without weights each target that has a completion counts as much as every other."""
    progress = plan.progress(month)
    known = [one.completion for one in progress if one.completion is not None]
    summary = progress.summary()
    assert (sum(known) / len(known) if known else None) == summary.completion
    assert len(progress) == sum(summary.statuses.values())
    share = Fraction(summary.counted, summary.expected) if summary.expected else None
    assert share == summary.weight


# -- an independent reckoning -----------------------------------------------------------------------


def reckoned(plan: Plan, action: Action, target: Target, month: Period) -> tuple[object, ...]:
    """Work out completion, time gone by and status anew, with nothing but fractions."""
    goal, reports = target.goal, [one for one in action.observations if one.metric == target.metric]
    base = next((value(one) for one in reports if one.aspect is Aspect.BASELINE), None)
    done = {one.period: value(one) for one in reports if one.aspect is Aspect.ACTUAL}
    done = {period: amount for period, amount in done.items() if period.last <= month.last}
    if isinstance(goal, goals.Qualitative):
        return None, None, "unmeasured"
    if target.metric == "invested":
        inside = {period: amount for period, amount in done.items() if target.period.contains(period)}
        if not inside:
            return None, None, "unreported"
        longest = max(inside, key=lambda period: (period.months, period.last))
        if longest.months == 1:
            amount, told_months = sum(inside.values()), len(inside)
        else:
            amount, told_months = inside[longest], longest.months
        elapsed = max(period.last for period in inside) - target.period.first + 1
        aim = value(goal)
        if elapsed > told_months:
            return None, Fraction(elapsed, 12), "met" if amount >= aim else "unknown"
        return judged(amount / aim, Fraction(elapsed, 12), amount >= aim, month, target)
    direction = target.metric.removeprefix("level-")
    aims: dict[type, Callable[[Fraction], Fraction]] = {
        AnnualRate: lambda start: start * Fraction(106, 100) ** 5,
        goals.Multiple: lambda start: 2 * start,
        Level: lambda _: value(goal),
        goals.Cumulative: lambda start: (
            start * Fraction(865, 1000) if getattr(goal, "falling", False) else start + 12 * 10**8
        ),
    }
    is_contrary = isinstance(goal, goals.Cumulative) and goal.falling and direction == "higher"
    if is_contrary:
        return None, None, "unknown"
    if not done:
        return None, None, "unreported"
    year = max(done, key=lambda period: period.last)
    level, gone = done[year], Fraction(year.last_year - 2020, 5)
    if base is None and not isinstance(goal, Level):
        return None, None, "unknown"
    aim = aims[type(goal)](base or Fraction(0))
    is_met = {"higher": level >= aim, "lower": level <= aim}.get(direction)
    if is_met is None:
        return None, None, "held"
    is_floor = base is not None and (aim <= base if direction == "higher" else aim >= base)
    if base is None:
        return None, None, "met" if is_met else "missed" if is_final(year, month) else "unknown"
    if is_floor:
        is_late = month.last >= Period.year(2025).last and year.last_year < 2025
        return (
            None,
            None,
            "unknown" if is_late else "met" if is_met else ("missed" if is_final(year, month) else "behind"),
        )
    found = judged((level - base) / (aim - base), gone, is_met, month, target)
    return (*found[:2], as_grown(str(found[-1]), goal, (level / base, aim / base), year.last_year - 2020))


def as_grown(status: str, goal: goals.Goal, grown: tuple[Fraction, Fraction], years: int) -> str:
    """Give the status of a goal that is growth: no roots are taken, but fifth powers compared."""
    is_grown = isinstance(goal, (AnnualRate, goals.Multiple)) or getattr(goal, "falling", False)
    if not is_grown or status not in {"on_track", "behind"}:
        return status
    power, path = grown[0] ** 5, grown[1] ** years
    is_behind = power < path if grown[1] > 1 else power > path
    return "behind" if is_behind else "on_track"


def is_final(year: Period, month: Period) -> bool:
    """Whether the last year is over and reported."""
    return year.last_year == 2025 and month.last >= year.last


def judged(
    completion: Fraction, gone: Fraction, is_met: bool, month: Period, target: Target
) -> tuple[object, ...]:
    """Give the status that goes with a completion."""
    if is_met:
        return completion, gone, "met"
    if month.last >= target.period.last:
        return completion, gone, "missed" if gone == 1 else "unknown"
    return completion, gone, "on_track" if completion >= gone else "behind"


def value(one: Any) -> Fraction:
    """Give the number of an observation or a level, in 元."""
    return Fraction(one.figure.number) * 10**8


@settings(max_examples=max(300, settings().max_examples))
@given(followed_plans(), MONTHS)
def test_an_independent_reckoning_agrees(plan: Plan, month: Period) -> None:
    """Plain fractions, worked out without the library, give the same completion, time and status."""
    actions = {action.id: action for program in plan.programs for action in program.actions}
    for one in plan.progress(month):
        expected = reckoned(plan, actions[one.subject], one.entry.target, month)
        if expected[-1] == "held":
            continue  # whether a level is held depends on what its rounding allows
        shown = one.completion, one.time_progress, one.status.value
        assert expected == shown, one.reason()


def test_the_day_counts_to_the_last_month_that_is_over() -> None:
    """On the 30th of October the month's own report does not count yet, on the 31st it does."""
    report = Observation(metric="invested", period="2020-01/10", figure="629.0亿元")
    plan = Plan(
        id="p",
        name="规划",
        metrics=[INVESTED],
        programs=[Program(id="g", name="方案")],
        observations=[report],
        targets=[Target(metric="invested", by=2020, goal="647.4亿元")],
    )
    found = [plan.progress(datetime.date(2020, 10, day))[0].status.value for day in (30, 31)]
    assert ["unreported", "on_track"] == found


def test_lights_is_a_public_module() -> None:
    """Rules for lights are reached from the front door."""
    assert lights.LightRules is LightRules
