"""Targets: whether they set a number, in what unit, and what they are against where they start from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.goals import Delegated, Qualitative, RelativeTo, wanted_dimension
from zoneplan.locations import located
from zoneplan.metrics import Direction, Nature
from zoneplan.observations import Aspect
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.selection import vintage_rank
from zoneplan.subjects import as_written, figure_place, goal_place, goal_text, own_subject, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.ledger import Entry, PlanLike, TargetEntry
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
        if target.is_level or metric is None or wanted is None:
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

    A floor below the present level is legal, so this warns and does not fail.
    """
    checked = 0
    baselines = _baselines(plan)
    for entry, metric in _levels(plan):
        if entry.record.aspect is not Aspect.TARGET or metric.direction in {None, Direction.HOLD}:
            continue
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
            goal, before = as_written(target), as_written(start)
            yield Finding(
                code="TARGET-WORSE",
                severity=Severity.WARNING,
                place=figure_place(entry),
                message=f"the target {goal} for {metric.name} is worse than its baseline {before}",
                message_zh=f"“{metric.name}”的目标{goal}差于基期值{before}",
                remedy="check both figures and the metric's direction",
                remedy_zh="请核对两个数值和指标的方向",
                evidence={"target": goal, "baseline": before, "direction": str(metric.direction)},
            )
    yield Checked("TARGET-WORSE", checked)


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


def _subject_name(plan: PlanLike, entry: Entry) -> str:
    node = plan.outline.nodes.get(own_subject(plan, entry))
    return entry.subject if node is None else shown_name(node)
