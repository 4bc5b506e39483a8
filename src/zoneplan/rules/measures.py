"""Metrics and the single figures written for them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.locations import located
from zoneplan.metrics import AcrossRule, Direction, Nature
from zoneplan.observations import Aspect
from zoneplan.outline import NodeKind
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.relations import SharesSum
from zoneplan.selection import vintage_rank
from zoneplan.stated import named_terms
from zoneplan.subjects import as_written, figure_place, node_place, own_subject, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.ledger import Entry, PlanLike
    from zoneplan.metrics import Metric
    from zoneplan.relations import Relation
    from zoneplan.terms import Term

__all__ = [
    "attributes",
    "binding_targets",
    "domains",
    "sources",
    "targets_against_baselines",
    "unit_dimensions",
    "unmeasured_actions",
    "unused_metrics",
]


def _measured(plan: PlanLike) -> Iterator[tuple[Entry, Metric]]:
    """Give the entries that have a figure and whose metric is known."""
    for entry in plan.ledger:
        metric = plan.ledger.metrics.get(entry.record.metric)
        if metric is not None:
            yield entry, metric


def unit_dimensions(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures that measure something else than their metric (`UNIT-DIMENSION`).

    A figure without any unit is left to `UNIT-LOST`.
    """
    checked = 0
    for entry, metric in _measured(plan):
        checked += 1
        figure = entry.record.figure
        if figure.unit.dimension in {metric.unit.dimension, "number"}:
            continue
        money = figure.unit.currency and metric.unit.currency
        yield Finding(
            code="UNIT-DIMENSION",
            severity=Severity.ERROR,
            place=figure_place(entry),
            message=f"{as_written(figure)} is not in a unit of {metric.name}, which is in {metric.unit}",
            message_zh=f"{as_written(figure)}的单位与指标“{metric.name}”的单位{metric.unit}不相容",
            remedy="state the figure in the metric's currency, or make it a metric of its own"
            if money
            else "correct the unit, or the metric it is written for",
            remedy_zh="请改正单位或所属指标",
            evidence={"figure": as_written(figure), "metric": metric.id, "unit": metric.unit.name},
        )
    yield Checked("UNIT-DIMENSION", checked)


def domains(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures that their metric cannot have, such as a negative area (`VALUE-DOMAIN`)."""
    checked = 0
    for entry, metric in _measured(plan):
        figure = entry.record.figure
        if figure.unit.dimension != metric.unit.dimension:
            continue
        checked += 1
        domain = metric.natural_domain
        if figure.is_plain and domain.contains(figure.base_value / metric.unit.factor):
            continue
        if figure.base_reading.wide.overlaps(metric.base_domain):
            continue
        yield Finding(
            code="VALUE-DOMAIN",
            severity=Severity.ERROR,
            place=figure_place(entry),
            message=f"{as_written(figure)} is outside what {metric.name} can be, {domain} {metric.unit}",
            message_zh=f"{as_written(figure)}超出指标“{metric.name}”的取值范围{domain}{metric.unit}",
            remedy="correct the figure, or state the metric's domain",
            remedy_zh="请改正数值，或写明指标的取值范围",
            evidence={"figure": as_written(figure), "domain": str(domain)},
        )
    yield Checked("VALUE-DOMAIN", checked)


def unused_metrics(plan: PlanLike) -> Iterator[Judgement]:
    """Find metrics that no entry, no relation and no other metric names (`METRIC-UNUSED`)."""
    ledger = plan.ledger
    used: set[str | None] = {entry.record.metric for entry in ledger}
    used.update(term.metric for relation in plan.relations for _, term in named_terms(relation))
    for metric in ledger.metrics.values():
        used.update(other for _, other in metric.references)
        if metric.across is AcrossRule.RATIO_OF_SUMS:
            used.add(metric.id)  # it is computed from its two metrics, and needs no entry of its own
    for metric in ledger.metrics.values():
        if metric.id not in used:
            yield Finding(
                code="METRIC-UNUSED",
                severity=Severity.WARNING,
                place=located(metric.mark, ledger.metric_paths[metric.id]),
                message=f"metric {metric.name} is defined and never used",
                message_zh=f"指标“{metric.name}”已定义但从未使用",
                remedy="write an observation or target for it, or take it out",
                remedy_zh="请为它填写数值或目标，或将其删去",
            )
    yield Checked("METRIC-UNUSED", len(ledger.metrics))


def unmeasured_actions(plan: PlanLike) -> Iterator[Judgement]:
    """Find named actions that nothing is measured for (`ACTION-UNMEASURED`)."""
    outline = plan.outline
    measured: set[str] = set()
    for subject in {entry.subject for entry in plan.ledger}:
        if subject in outline.nodes:
            measured.add(subject)
            measured.update(outline.ancestors(subject))
    actions = [node for node in outline.walk() if node.kind is NodeKind.ACTION and node.name is not None]
    for node in actions:
        if node.id not in measured:
            yield Finding(
                code="ACTION-UNMEASURED",
                severity=Severity.ADVICE,
                place=node_place(plan, node),
                message=f"{shown_name(node)} has no metric",
                message_zh=f"{shown_name(node)}没有任何指标",
                remedy="write an observation or target in it",
                remedy_zh="请为它填写指标数值或目标",
            )
    yield Checked("ACTION-UNMEASURED", len(actions))


def sources(plan: PlanLike) -> Iterator[Judgement]:
    """Find entries that do not say where they were read (`SOURCE-MISSING`).

    A relation whose own figures have no source of theirs needs one as well; figures that it looks up
    have that of their entries.
    """
    for entry in plan.ledger:
        if entry.record.source is None:
            yield Finding(
                code="SOURCE-MISSING",
                severity=Severity.ADVICE,
                place=located(entry.mark, entry.path),
                message=f"{as_written(entry.record.figure)} for {entry.record.metric} names no source",
                message_zh=f"{entry.record.metric}的{as_written(entry.record.figure)}未注明来源",
                remedy="name the document it was read in",
                remedy_zh="请注明出处",
            )
    stating = [
        (index, relation) for index, relation in enumerate(plan.relations) if any(_own_figures(relation))
    ]
    for index, relation in stating:
        bare = [term for term in _own_figures(relation) if term.source is None]
        if relation.source is None and bare:
            path = f"relations[{index}]"
            name = relation.id or path
            yield Finding(
                code="SOURCE-MISSING",
                severity=Severity.ADVICE,
                place=located(relation.mark, path),
                message=f"{name} states {_written(bare[-1])} and names no source",
                message_zh=f"{name}所写的{_written(bare[-1])}未注明来源",
                remedy="name the document it was read in",
                remedy_zh="请注明出处",
            )
    yield Checked("SOURCE-MISSING", len(plan.ledger) + len(stating))


def _own_figures(relation: Relation) -> Iterator[Term]:
    """Give the terms whose figure stands in the relation itself; 100 % of shares is nobody's statement."""
    for role, term in named_terms(relation):
        if term.figure is not None and not (isinstance(relation, SharesSum) and role == "total"):
            yield term


def _written(term: Term) -> str:
    return "" if term.figure is None else as_written(term.figure)


def _targeted(plan: PlanLike) -> set[str]:
    return {entry.record.metric for entry in plan.ledger if entry.record.aspect is Aspect.TARGET}


def attributes(plan: PlanLike) -> Iterator[Judgement]:
    """Find metrics that are neither binding nor anticipatory (`ATTR-EMPTY`).

    Those with a target are looked at, and those with a category: they stand in an indicator table, which
    has a column for the attribute (属性).
    """
    ledger = plan.ledger
    wanted = _targeted(plan)
    listed = [
        metric for metric in ledger.metrics.values() if metric.id in wanted or metric.category is not None
    ]
    for metric in listed:
        if metric.nature is None:
            why, why_zh = (
                ("has a target", "有目标值")
                if metric.id in wanted
                else ("stands in an indicator table", "列入指标表")
            )
            yield Finding(
                code="ATTR-EMPTY",
                severity=Severity.ADVICE,
                place=located(metric.mark, ledger.metric_paths[metric.id], "nature"),
                message=f"{metric.name} {why} and is neither binding nor anticipatory",
                message_zh=f"“{metric.name}”{why_zh}，但属性（约束性或预期性）为空",
                remedy="state its nature: binding or anticipatory",
                remedy_zh="请写明属性：约束性或预期性",
            )
    yield Checked("ATTR-EMPTY", len(listed))


def binding_targets(plan: PlanLike) -> Iterator[Judgement]:
    """Find binding metrics that no target gives a number for (`TARGET-MISSING`)."""
    ledger = plan.ledger
    targeted = _targeted(plan)
    binding = [metric for metric in ledger.metrics.values() if metric.nature is Nature.BINDING]
    for metric in binding:
        if metric.id not in targeted:
            yield Finding(
                code="TARGET-MISSING",
                severity=Severity.ERROR,
                place=located(metric.mark, ledger.metric_paths[metric.id]),
                message=f"{metric.name} is binding and no target gives it a number",
                message_zh=f"“{metric.name}”为约束性指标，但没有目标数值",
                remedy="write a target with its number",
                remedy_zh="请填写带数值的目标",
            )
    yield Checked("TARGET-MISSING", len(binding))


def targets_against_baselines(plan: PlanLike) -> Iterator[Judgement]:
    """Find targets that are worse than the baseline of the same subject (`TARGET-WORSE`).

    A floor below the present level is legal, so this warns and does not fail.
    """
    checked = 0
    baselines = _baselines(plan)
    for entry, metric in _measured(plan):
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
    for entry, metric in _measured(plan):
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
