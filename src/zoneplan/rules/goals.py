"""What goals are stated as: changes written as levels, rates of shares, figures for all years read as annual.

Goals that are held against each other are judged with the other relations.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from zoneplan.aims import aimed_relations
from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import ZoneplanError
from zoneplan.facts import Facts
from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.goals import AnnualRate, Cumulative, Level, PointChange
from zoneplan.growths import CumulativeForm
from zoneplan.histories import Histories
from zoneplan.implications import implied_level
from zoneplan.metrics import MetricKind
from zoneplan.selection import at_meant_prices
from zoneplan.subjects import goal_place, goal_text, own_subject
from zoneplan.targets import change_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.histories import History
    from zoneplan.ledger import PlanLike, TargetEntry
    from zoneplan.metrics import Metric

__all__ = ["annual_goals", "changes_as_levels", "rates_of_shares"]


def _known(plan: PlanLike) -> Iterator[tuple[TargetEntry, Metric]]:
    """Give the targets whose metric is known."""
    for entry in plan.ledger.targets:
        metric = plan.ledger.metrics.get(entry.target.metric)
        if metric is not None:
            yield entry, metric


# -- changes that are written as levels -------------------------------------------------------------


def changes_as_levels(plan: PlanLike) -> Iterator[Judgement]:
    """Find changes that are written as levels, and points of what is no share (`POINT-PERCENT`).

    提高2个百分点, 下降13.5%, 翻一番 and [13.5] say how far to go, not where to arrive, and which of 2% and
    2个百分点 is meant has to be said.
    """
    checked = 0
    for entry, metric in _known(plan):
        goal = entry.target.goal
        if isinstance(goal, Level):
            checked += 1
            key = change_written(entry.target, metric)
            if key is not None:
                yield _written_as_level(entry, metric, key)
        elif isinstance(goal, PointChange):
            checked += 1
            if metric.unit.dimension != "ratio":
                yield _points_of_no_share(entry, metric)
    yield Checked("POINT-PERCENT", checked)


def _written_as_level(entry: TargetEntry, metric: Metric, key: str) -> Finding:
    said = goal_text(entry.target.goal)
    is_percent = key == "cumulative" and entry.target.figure.unit.dimension == "ratio"
    also, also_zh = "", ""
    if is_percent and metric.unit.dimension == "ratio":
        also, also_zh = ", or as point_change if points are meant", "，若指百分点则写为 point_change"
    return Finding(
        code="POINT-PERCENT",
        severity=Severity.WARNING,
        place=goal_place(entry),
        message=f"{said} is a change of {metric.name}, and is written as its level",
        message_zh=f"{said}是“{metric.name}”的变化幅度，却写成了目标水平",
        remedy=f"write it as {key}{also}, or state the level to be reached",
        remedy_zh=f"请写为 {key}{also_zh}，或填写要达到的水平",
        evidence={"figure": said, "goal": key},
    )


def _points_of_no_share(entry: TargetEntry, metric: Metric) -> Finding:
    said = goal_text(entry.target.goal)
    return Finding(
        code="POINT-PERCENT",
        severity=Severity.WARNING,
        place=goal_place(entry),
        message=f"{said} is in points, which only shares and rates change by, and {metric.name} is in "
        f"{metric.unit}",
        message_zh=f"{said}以百分点计，只适用于比重和比率，而“{metric.name}”的单位为{metric.unit}",
        remedy="write a change in % as annual_rate or cumulative, or correct the metric it is written for",
        remedy_zh="百分比变化请写为 annual_rate 或 cumulative，或改正所属指标",
        evidence={"figure": said, "unit": metric.unit.name},
    )


# -- rates of shares --------------------------------------------------------------------------------


def rates_of_shares(plan: PlanLike) -> Iterator[Judgement]:
    """Find goals that change a share by a rate in %, which may mean per cent or points (`RATE-KIND`).

    In one column of a table stand 9.3, 提高13.4个百分点 and 0.18: what is not said to be points is read as
    per cent by some and as points by others. A goal beside a level of its metric is left to the relation
    between the two, which says how it fits.
    """
    related = {one.place.path for one in aimed_relations(Facts(plan))}
    checked = 0
    for entry, metric in _known(plan):
        goal = entry.target.goal
        if metric.kind is not MetricKind.RATIO or metric.unit.dimension != "ratio":
            continue
        place = goal_place(entry)
        if not isinstance(goal, (AnnualRate, Cumulative, PointChange)) or place.path in related:
            continue
        checked += 1
        if isinstance(goal, PointChange) or goal.figure.unit.dimension != "ratio":
            continue
        is_yearly = isinstance(goal, AnnualRate)
        yield Finding(
            code="RATE-KIND",
            severity=Severity.WARNING,
            place=place,
            message=f"{goal} is to change {metric.name}, a share, and may mean per cent or points",
            message_zh=f"“{metric.name}”为比重，目标{goal}可能指百分比，也可能指百分点",
            remedy="state the change of a share in 个百分点, as point_change"
            + ("; with yearly: true if it is one a year" if is_yearly else ""),
            remedy_zh="比重的变化请以百分点表示，写为 point_change"
            + ("；若为每年的变化，请加 yearly: true" if is_yearly else ""),
            evidence={"goal": str(goal), "unit": metric.unit.name},
        )
    yield Checked("RATE-KIND", checked)


# -- figures for all years that are read as annual --------------------------------------------------


def annual_goals(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures for all years that are read as annual (`CUM-AS-ANNUAL`).

    Here are the same amount for each year and for all years together, and yearly changes that lead out of
    what the metric can be, which the same change in all would not. Rates and changes in % that are set
    together are held against each other as relations.
    """
    yield from _amounts_told_twice(plan)
    yield from _impossible_ends(plan)


def _amounts_told_twice(plan: PlanLike) -> Iterator[Judgement]:
    checked = 0
    yearly: dict[tuple[str, str], list[TargetEntry]] = defaultdict(list)
    for entry, metric in _known(plan):
        if _is_each_year(entry):
            yearly[metric.id, own_subject(plan, entry)].append(entry)
    for entry, metric in _known(plan):
        goal = entry.target.goal
        if not isinstance(goal, Cumulative) or goal.form is not CumulativeForm.FLOW:
            continue
        for other in yearly[metric.id, own_subject(plan, entry)]:
            if not _runs_along(other, entry):
                continue
            checked += 1
            amount, whole = other.target.figure, goal.figure
            if amount.unit.dimension == whole.unit.dimension and amount.base_value == whole.base_value:
                yield _told_for_both(entry, other, metric)
    yield Checked("CUM-AS-ANNUAL", checked)


def _is_each_year(entry: TargetEntry) -> bool:
    target = entry.target
    is_each = target.by.kind is DeadlineKind.EACH_YEAR and isinstance(target.goal, Level)
    return is_each and target.period.months > 12  # more than one year


def _runs_along(each: TargetEntry, whole: TargetEntry) -> bool:
    """Whether years that have one amount each are those of a sum, which is due as they end."""
    by = whole.target.by.period
    return by is not None and by.last == each.target.period.last


def _told_for_both(entry: TargetEntry, other: TargetEntry, metric: Metric) -> Finding:
    said, each = goal_text(entry.target.goal), goal_text(other.target.goal)
    return Finding(
        code="CUM-AS-ANNUAL",
        severity=Severity.WARNING,
        place=goal_place(other),
        message=f"{each} of {metric.name} in each year of {other.target.period} is the figure that is set "
        f"for all years together, {said}",
        message_zh=f"“{metric.name}”{other.target.period}每年{each}，与各年合计的目标{said}是同一个数",
        remedy="keep the figure that is meant, for each year or for all of them",
        remedy_zh="请核对该数是每年的数还是各年合计，并保留其一",
        evidence={"each year": each, "all years": said},
    )


def _impossible_ends(plan: PlanLike) -> Iterator[Judgement]:
    """Find yearly changes that lead out of what their metric can be, and would not in all."""
    listed = [(entry, metric) for entry, metric in _known(plan) if _is_yearly(entry)]
    histories = Histories.of(plan, {(metric.id, own_subject(plan, entry)) for entry, metric in listed})
    checked = 0
    for entry, metric in listed:
        ends = _ends(entry, histories[metric.id, own_subject(plan, entry)], plan)
        if ends is None:
            continue
        checked += 1
        years, led, in_all = ends
        if led.reading.wide.overlaps(metric.base_domain) or not in_all.reading.wide.overlaps(
            metric.base_domain
        ):
            continue
        goal = goal_text(entry.target.goal)
        yield Finding(
            code="CUM-AS-ANNUAL",
            severity=Severity.WARNING,
            place=goal_place(entry),
            message=f"{goal} a year would lead {metric.name} to {led} in {years} years, outside what it can "
            f"be, {metric.natural_domain} {metric.unit}; in all it would lead to {in_all}",
            message_zh=f"“{metric.name}”每年{goal}，{years}年后为{led.text('zh')}，超出取值范围"
            f"{metric.natural_domain}{metric.unit}；若为各年累计，则为{in_all.text('zh')}",
            remedy="state it as the change over all years, if that is what is meant",
            remedy_zh="若为各年累计的变化，请写明",
            evidence={"goal": goal, "years": str(years), "domain": str(metric.natural_domain)},
        )
    yield Checked("CUM-AS-ANNUAL", checked)


def _is_yearly(entry: TargetEntry) -> bool:
    goal, by = entry.target.goal, entry.target.by
    is_yearly = isinstance(goal, AnnualRate) or (isinstance(goal, PointChange) and goal.yearly)
    return is_yearly and by.period is not None


def _ends(entry: TargetEntry, history: History, plan: PlanLike) -> tuple[int, Any, Any] | None:
    """Give the years, the level that a yearly change leads to, and the one it would lead to in all."""
    target, metric = entry.target, history.metric
    try:
        base = history.base(target, plan.period)
        if base is None or (years := target.period.last_year - base.period.last_year) < 2:
            return None
        start = at_meant_prices(base.entry.record.figure, metric)
        led, in_all = (implied_level(target.goal, base=start, years=n) for n in (years, 1))
    except ZoneplanError:
        return None  # another rule says what is wrong with its figures
    is_measured = start.unit.dimension == metric.unit.dimension
    if led.reading is None or in_all.reading is None or not is_measured:
        return None
    return years, led, in_all
