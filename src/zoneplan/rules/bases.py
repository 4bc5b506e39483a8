"""What targets start from: of which year it is, how final it is, and whether it is told at all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import RollupError
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.goals import Delegated, Qualitative, Rank, RelativeTo
from zoneplan.histories import Histories
from zoneplan.kinds import Modality
from zoneplan.locations import located
from zoneplan.observations import Aspect, Vintage
from zoneplan.selection import vintage_rank
from zoneplan.subjects import as_written, figure_place, goal_text, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.histories import Base
    from zoneplan.ledger import Entry, PlanLike, TargetEntry
    from zoneplan.metrics import Metric
    from zoneplan.periods import Period

__all__ = ["baseline_vintages", "baseline_years", "missing_bases"]

_ONCE = frozenset({DeadlineKind.BY_END_OF, DeadlineKind.ALL_YEAR, DeadlineKind.WITHIN})
_WITHOUT_BASE = (Qualitative, Delegated, RelativeTo, Rank)


def _started(plan: PlanLike) -> Iterator[tuple[TargetEntry, Metric, Base | None]]:
    """Give the targets that start from a level, with that level where it is told in one way."""
    listed = [
        (entry, plan.ledger.metrics[entry.target.metric])
        for entry in plan.ledger.targets
        if entry.target.metric in plan.ledger.metrics and not isinstance(entry.target.goal, _WITHOUT_BASE)
    ]
    histories = Histories.of(plan, {(metric.id, own_subject(plan, entry)) for entry, metric in listed})
    for entry, metric in listed:
        try:
            base = histories[metric.id, own_subject(plan, entry)].base(entry.target, plan.period)
        except RollupError:
            continue  # `SAME-FACT` says that it is told in two ways
        yield entry, metric, base


def baseline_years(plan: PlanLike) -> Iterator[Judgement]:
    """Find baselines of another year than the one before the plan's first (`BASE-YEAR`).

    Growth is counted from the baseline's own year: from 2019 to 2025 are six years and not five. Where a
    footnote says so, the target names its base and nothing is left unsaid. What is to be held every year,
    or for good, counts no years.
    """
    checked = 0
    told: dict[str, tuple[TargetEntry, Metric, Base]] = {}
    for entry, metric, base in _started(plan):
        if entry.target.by.kind not in _ONCE or base is None:
            continue
        if base.entry.record.aspect is not Aspect.BASELINE:
            continue
        if plan.period is None:
            yield NotChecked(
                code="BASE-YEAR",
                place=located(plan.mark, "", "period"),
                reason="the plan states no period, so that no year is the one before its first",
                reason_zh="规划未写明起止年份，无法确定基期年",
            )
            return
        checked += 1
        if not base.stated and base.period.last_year != plan.period.first_year - 1:
            told.setdefault(base.entry.path, (entry, metric, base))
    if plan.period is not None:
        yield from (_of_another_year(*one, plan.period) for one in told.values())
    yield Checked("BASE-YEAR", checked)


def _of_another_year(entry: TargetEntry, metric: Metric, base: Base, years: Period) -> Finding:
    figure, year, head = as_written(base.entry.record.figure), base.period, years.first_year - 1
    due = entry.target.period.last_year
    run = due - base.period.last_year
    counted = f", so that {run} {'year leads' if run == 1 else 'years lead'} to {due}" if run > 0 else ""
    counted_zh = f"，到{due}年应按{run}年计算" if run > 0 else ""
    return Finding(
        code="BASE-YEAR",
        severity=Severity.WARNING,
        place=figure_place(base.entry),
        message=f"the baseline {figure} for {metric.name} is of {year}, and the year before the plan's is "
        f"{head}{counted}",
        message_zh=f"“{metric.name}”的基期值{figure}为{year}数据，而规划期前一年为{head}年{counted_zh}",
        remedy=f"name it in the target as base: {year}, or state the baseline of {head}",
        remedy_zh=f"请在目标中注明基期（base: {year}），或填写{head}年的基期值",
        evidence={"baseline": figure, "period": str(year), "year before the plan": str(head)},
    )


def baseline_vintages(plan: PlanLike) -> Iterator[Judgement]:
    """Find baselines that a later vintage of the same fact has replaced (`BASE-VINTAGE`).

    A figure that is printed as 预计 or 初步核算 is an estimate, whether it says so as its vintage or in its
    words. Progress counts from the latest vintage.
    """
    facts: dict[tuple[str, str, Period], list[Entry]] = defaultdict(list)
    for entry in plan.ledger:
        if entry.record.aspect in {Aspect.BASELINE, Aspect.ACTUAL}:
            facts[entry.record.metric, own_subject(plan, entry), entry.record.period].append(entry)
    checked = 0
    for (metric, _, _), entries in facts.items():
        baselines = [entry for entry in entries if entry.record.aspect is Aspect.BASELINE]
        if not baselines or metric not in plan.ledger.metrics:
            continue
        checked += 1
        used, newest = (max(found, key=_finality) for found in (baselines, entries))
        is_early = 0 < _finality(used) < _finality(newest)
        if is_early and used.record.figure != newest.record.figure:
            yield _replaced(used, newest, plan.ledger.metrics[metric])
    yield Checked("BASE-VINTAGE", checked)


_ESTIMATED = frozenset({Modality.EXPECTED, Modality.ESTIMATE})
_RANK_OF_ESTIMATES = 1


def _finality(entry: Entry) -> int:
    """Give how final a figure is, as it says itself; 0 where it does not say."""
    record = entry.record
    is_estimate = record.vintage is None and record.figure.modality in _ESTIMATED
    return _RANK_OF_ESTIMATES if is_estimate else vintage_rank(entry)


_NAMES = {
    Vintage.ESTIMATE: ("an estimate", "预计数"),
    Vintage.PRELIMINARY: ("a preliminary figure", "初步核算数"),
    Vintage.FINAL: ("the final figure", "最终核实数"),
    Vintage.REVISED: ("the revised figure", "修订数"),
    None: ("an estimate", "预计数"),
}


def _replaced(used: Entry, newest: Entry, metric: Metric) -> Finding:
    old, new = as_written(used.record.figure), as_written(newest.record.figure)
    (what, what_zh), (other, other_zh) = _NAMES[used.record.vintage], _NAMES[newest.record.vintage]
    period = used.record.period
    return Finding(
        code="BASE-VINTAGE",
        severity=Severity.WARNING,
        place=figure_place(used),
        message=f"the baseline {old} for {metric.name} in {period} is {what}, and {newest.path} gives "
        f"{other}, {new}",
        message_zh=f"“{metric.name}”（{period}）的基期值{old}为{what_zh}，"
        f"而 {newest.path} 已有{other_zh}{new}",
        remedy=f"take {new} as the baseline; progress counts from it already",
        remedy_zh=f"请以{new}为基期值；进度已按该数计算",
        evidence={"baseline": old, "later": new},
    )


def missing_bases(plan: PlanLike) -> Iterator[Judgement]:
    """Find targets that name the period they start from, of which nothing is told (`BASE-MISSING`)."""
    checked = 0
    for entry, metric, base in _started(plan):
        period = entry.target.base
        if period is None:
            continue
        checked += 1
        if base is None:
            goal, goal_zh = goal_text(entry.target.goal), goal_text(entry.target.goal, "zh")
            yield Finding(
                code="BASE-MISSING",
                severity=Severity.ADVICE,
                place=located(entry.mark, entry.path, "base"),
                message=f"the target {goal} for {metric.name} starts from {period}, which no figure is given "
                "for",
                message_zh=f"“{metric.name}”的目标{goal_zh}以{period}为基期，但没有该期数值",
                remedy=f"write an observation for {period}, with aspect: baseline",
                remedy_zh=f"请填写{period}的基期值",
            )
    yield Checked("BASE-MISSING", checked)
