"""Targets: whether they set a number, in what unit, and what they are against where they start from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.deadlines import DeadlineKind
from zoneplan.errors import RollupError
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
    wanted_dimension,
)
from zoneplan.growths import CumulativeForm
from zoneplan.histories import Histories
from zoneplan.locations import located
from zoneplan.metrics import Direction, Nature
from zoneplan.observations import Aspect
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.selection import vintage_rank
from zoneplan.subjects import as_written, figure_place, goal_place, goal_text, own_subject, shown_name
from zoneplan.targets import Target, change_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.goals import Goal
    from zoneplan.histories import History
    from zoneplan.ledger import Entry, PlanLike, TargetEntry
    from zoneplan.locations import Location
    from zoneplan.metrics import Metric

__all__ = ["binding_targets", "goal_units", "targets_against_baselines"]


def binding_targets(plan: PlanLike) -> Iterator[Judgement]:
    """Find binding metrics that no target gives a number for (`TARGET-MISSING`).

    Words, another plan's number and a comparison with another metric are no numbers: nobody can say
    later whether they were reached.
    """
    ledger = plan.ledger
    targets: dict[str, list[TargetEntry]] = {}
    for entry in ledger.targets:
        targets.setdefault(entry.target.metric, []).append(entry)
    binding = [metric for metric in ledger.metrics.values() if metric.nature is Nature.BINDING]
    for metric in binding:
        found = targets.get(metric.id, [])
        if all(isinstance(one.target.goal, (Qualitative, Delegated, RelativeTo)) for one in found):
            yield _without_number(plan, metric, found)
    yield Checked("TARGET-MISSING", len(binding))


def _without_number(plan: PlanLike, metric: Metric, found: list[TargetEntry]) -> Finding:
    place = located(metric.mark, plan.ledger.metric_paths[metric.id])
    told, told_zh = "no target gives it a number", "没有目标数值"
    if found:
        place = goal_place(found[0])
        goal = found[0].target.goal
        told = f"its target {goal_text(goal)!r} gives it no number"
        told_zh = f"其目标“{goal_text(goal, 'zh')}”没有数值"
    return Finding(
        code="TARGET-MISSING",
        severity=Severity.ERROR,
        place=place,
        message=f"{metric.name} is binding and {told}",
        message_zh=f"“{metric.name}”为约束性指标，但{told_zh}",
        remedy="write a target with its number",
        remedy_zh="请填写带数值的目标",
    )


def goal_units(plan: PlanLike) -> Iterator[Judgement]:
    """Find goals whose figure measures something else than their metric (`UNIT-DIMENSION`).

    Levels that are due once are looked at with the other figures of their metric.
    """
    checked = 0
    for entry in plan.ledger.targets:
        target, metric = entry.target, plan.ledger.metrics.get(entry.target.metric)
        wanted = None if metric is None else wanted_dimension(target.goal, metric.unit)
        if target.is_level or metric is None or wanted is None or change_written(target, metric) is not None:
            continue
        checked += 1
        figure: Figure = target.goal.figure  # type: ignore[union-attr]  # only such goals want a dimension
        if figure.unit.dimension in {wanted, "number"}:
            continue
        yield Finding(
            code="UNIT-DIMENSION",
            severity=Severity.ERROR,
            place=goal_place(entry),
            message=f"{as_written(figure)} is not in a unit of {metric.name}, which is in {metric.unit}",
            message_zh=f"{as_written(figure)}的单位与指标“{metric.name}”的单位{metric.unit}不相容",
            remedy="correct the unit, or the metric it is written for",
            remedy_zh="请改正单位或所属指标",
            evidence={"figure": as_written(figure), "metric": metric.id, "unit": metric.unit.name},
        )
    yield Checked("UNIT-DIMENSION", checked)


def _levels(plan: PlanLike) -> Iterator[tuple[Entry, Metric]]:
    """Give the entries whose metric is known."""
    for entry in plan.ledger:
        metric = plan.ledger.metrics.get(entry.record.metric)
        if metric is not None:
            yield entry, metric


def targets_against_baselines(plan: PlanLike) -> Iterator[Judgement]:
    """Find targets that are worse than the baseline of the same subject (`TARGET-WORSE`).

    Levels are compared with it by the numbers as written, and places in an order likewise, the first being
    the best where the metric says nothing else; a rate, change or multiple has to lead the way that is
    better. A floor below the present level is legal, so this warns and does not fail. What is to be held
    every year, or for good, is a limit and not looked at.
    """
    yield from _levels_against_baselines(plan)
    yield from _places_against_baselines(plan)
    yield from _changes_for_the_worse(plan)


def _levels_against_baselines(plan: PlanLike) -> Iterator[Judgement]:
    checked = 0
    baselines = _baselines(plan)
    for entry, metric in _levels(plan):
        record = entry.record
        if not isinstance(record, Target) or metric.direction in {None, Direction.HOLD}:
            continue
        if change_written(record, metric) is not None:
            continue  # `POINT-PERCENT` says that it is no level
        base = baselines.get((metric.id, own_subject(plan, entry)))
        why, why_zh = _incomparable(metric, entry, base)
        if base is None or why:
            yield NotChecked(
                code="TARGET-WORSE",
                place=figure_place(entry),
                reason=f"the target for {metric.name} of {_subject_name(plan, entry)} {why}",
                reason_zh=f"“{metric.name}”（{_subject_name(plan, entry)}）的目标{why_zh}",
            )
            continue
        checked += 1
        target, start = entry.record.figure, base.record.figure
        if _is_worse(target, start, metric.direction):
            yield _worse_than(figure_place(entry), metric, target, start)
    yield Checked("TARGET-WORSE", checked)


def _worse_than(place: Location, metric: Metric, target: Figure, start: Figure) -> Finding:
    goal, before = as_written(target), as_written(start)
    return Finding(
        code="TARGET-WORSE",
        severity=Severity.WARNING,
        place=place,
        message=f"the target {goal} for {metric.name} is worse than its baseline {before}",
        message_zh=f"“{metric.name}”的目标{goal}差于基期值{before}",
        remedy="check both figures and the metric's direction",
        remedy_zh="请核对两个数值和指标的方向",
        evidence={
            "target": goal,
            "baseline": before,
            "direction": str(metric.direction or Direction.LOWER),
        },
    )


def _baselines(plan: PlanLike) -> dict[tuple[str, str], Entry]:
    """Give the baseline of each metric and subject: the latest period, then the latest vintage."""
    found: dict[tuple[str, str], Entry] = {}
    for entry, metric in _levels(plan):
        if entry.record.aspect is Aspect.BASELINE:
            known = found.setdefault((metric.id, own_subject(plan, entry)), entry)
            if _lateness(entry) > _lateness(known):
                found[metric.id, own_subject(plan, entry)] = entry
    return found


def _lateness(entry: Entry) -> tuple[int, int]:
    return entry.record.period.last, vintage_rank(entry)


def _incomparable(metric: Metric, target: Entry, base: Entry | None) -> tuple[str, str]:
    """Say in both languages why a target cannot be set against its baseline; empty when it can."""
    if base is None:
        return "has no baseline", "没有基期值"
    goal, start = target.record.figure, base.record.figure
    if not goal.unit.dimension == start.unit.dimension == metric.unit.dimension:
        return "and its baseline are in units that do not compare", "与基期值的单位不可比"
    prices, earlier = _prices(goal.price_basis, metric), _prices(start.price_basis, metric)
    if prices != earlier:
        return (
            f"is {prices.describe()}, its baseline {earlier.describe()}",
            f"与基期值的价格口径不同（{prices}；{earlier}）",
        )
    return "", ""


def _prices(basis: PriceBasis, metric: Metric) -> PriceBasis:
    return metric.price_basis if basis.kind is PriceBasisKind.UNSTATED else basis


def _is_worse(target: Figure, start: Figure, direction: Direction | None) -> bool:
    """Whether a target is worse than its baseline; of a range, the ends that speak for the target count."""
    if direction is Direction.HIGHER:
        return _top(target) < start.base_value
    return target.base_value > _top(start)


def _top(figure: Figure) -> Fraction:
    return figure.base_value if figure.upper is None else Fraction(figure.upper) * figure.unit.factor


def _places_against_baselines(plan: PlanLike) -> Iterator[Judgement]:
    """Hold places in an order against the present ones."""
    checked = 0
    ranked = list(_goals_of(plan, Rank))
    histories = Histories.of(plan, {(metric.id, own_subject(plan, entry)) for entry, metric in ranked})
    for entry, metric in ranked:
        goal, target = entry.target.goal, entry.target
        if not isinstance(goal, Rank) or metric.direction is Direction.HOLD or target.by.kind not in _ONCE:
            continue
        base = _present(histories[metric.id, own_subject(plan, entry)], target, plan)
        if base is None:
            yield NotChecked(
                code="TARGET-WORSE",
                place=goal_place(entry),
                reason=f"the target for {metric.name} of {_subject_name(plan, entry)} has no baseline",
                reason_zh=f"“{metric.name}”（{_subject_name(plan, entry)}）的目标没有基期值",
            )
            continue
        checked += 1
        start = base.record.figure
        if _is_worse(goal.figure, start, metric.direction or Direction.LOWER):
            yield _worse_than(goal_place(entry), metric, goal.figure, start)
    yield Checked("TARGET-WORSE", checked)


def _present(history: History, target: Target, plan: PlanLike) -> Entry | None:
    """Give the place that was held; None when nothing tells it, or it is told in two ways."""
    try:
        found = history.base(target, plan.period)
    except RollupError:
        return None
    is_place = found is not None and found.entry.record.figure.unit.dimension == "rank"
    return found.entry if found is not None and is_place else None


def _goals_of(plan: PlanLike, kind: type[Goal]) -> Iterator[tuple[TargetEntry, Metric]]:
    for entry in plan.ledger.targets:
        metric = plan.ledger.metrics.get(entry.target.metric)
        if metric is not None and isinstance(entry.target.goal, kind):
            yield entry, metric


def _changes_for_the_worse(plan: PlanLike) -> Iterator[Judgement]:
    """Find rates, changes and multiples that lead the way that is worse."""
    checked = 0
    for entry in plan.ledger.targets:
        goal, metric = entry.target.goal, plan.ledger.metrics.get(entry.target.metric)
        if metric is None or metric.direction in {None, Direction.HOLD}:
            continue
        steps = _steps(goal)
        if steps is None:
            continue
        checked += 1
        is_worse = max(steps) < 0 if metric.direction is Direction.HIGHER else min(steps) > 0
        if not is_worse:
            continue
        is_cut = isinstance(goal, Cumulative) and metric.direction is Direction.LOWER
        way, way_zh = (
            ("a fall, and higher is better", "会使其下降，而该指标越高越好")
            if metric.direction is Direction.HIGHER
            else ("a rise, and lower is better", "会使其上升，而该指标越低越好")
        )
        yield Finding(
            code="TARGET-WORSE",
            severity=Severity.WARNING,
            place=goal_place(entry),
            message=f"the target {goal} for {metric.name} is {way}",
            message_zh=f"“{metric.name}”的目标{goal}{way_zh}",
            remedy=f"check the figure and the metric's direction{_CUT if is_cut else ''}",
            remedy_zh=f"请核对数值和指标的方向{_CUT_ZH if is_cut else ''}",
            evidence={"target": str(goal), "direction": str(metric.direction)},
        )
    yield Checked("TARGET-WORSE", checked)


_CUT = "; a cut that is printed as a positive number is written {figure: 13.5%, falling: true}"
_CUT_ZH = "；以正数表示的降幅请注明 falling: true"


def _steps(goal: Goal) -> tuple[Fraction, ...] | None:
    """Give by how much a change raises a level, as written, at its ends; None for other goals."""
    match goal:
        case AnnualRate(figure) | PointChange(figure):
            return figure.base_value, _top(figure)
        case Cumulative(figure, form=CumulativeForm.CHANGE, falling=falling):
            sign = -1 if falling else 1
            return sign * figure.base_value, sign * _top(figure)
        case Multiple(figure):
            less = 0 if figure.is_increment else 1
            return figure.base_value - less, _top(figure) - less
        case _:
            return None


_ONCE = frozenset({DeadlineKind.BY_END_OF, DeadlineKind.ALL_YEAR, DeadlineKind.WITHIN})


def _subject_name(plan: PlanLike, entry: Entry | TargetEntry) -> str:
    node = plan.outline.nodes.get(own_subject(plan, entry))
    return entry.subject if node is None else shown_name(node)
