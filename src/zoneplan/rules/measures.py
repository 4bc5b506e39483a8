"""Metrics and the single figures written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.goals import RelativeTo
from zoneplan.locations import located
from zoneplan.metrics import AcrossRule
from zoneplan.outline import NodeKind
from zoneplan.relations import SharesSum
from zoneplan.stated import named_terms
from zoneplan.subjects import as_written, figure_place, goal_text, node_place, shown_name
from zoneplan.targets import Target, change_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import Entry, PlanLike
    from zoneplan.metrics import Metric
    from zoneplan.relations import Relation
    from zoneplan.terms import Term

__all__ = [
    "attributes",
    "domains",
    "sources",
    "unit_dimensions",
    "unmeasured_actions",
    "unused_metrics",
]


def _measured(plan: PlanLike) -> Iterator[tuple[Entry, Metric]]:
    """Give the entries that have a figure and whose metric is known.

    A change that stands where a level should is left to `POINT-PERCENT`.
    """
    for entry in plan.ledger:
        metric, record = plan.ledger.metrics.get(entry.record.metric), entry.record
        if metric is None or (isinstance(record, Target) and change_written(record, metric) is not None):
            continue
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
    used: set[str | None] = {entry.record.metric for entry in ledger.written}
    used.update(one.target.goal.metric for one in ledger.targets if isinstance(one.target.goal, RelativeTo))
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
    for subject in {entry.subject for entry in plan.ledger.written}:
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
    for entry in plan.ledger.written:
        if entry.record.source is None:
            record = entry.record
            said, said_zh = (
                (goal_text(record.goal), goal_text(record.goal, "zh"))
                if isinstance(record, Target)
                else (as_written(record.figure),) * 2
            )
            yield Finding(
                code="SOURCE-MISSING",
                severity=Severity.ADVICE,
                place=located(entry.mark, entry.path),
                message=f"{said} for {record.metric} names no source",
                message_zh=f"{record.metric}的{said_zh}未注明来源",
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
    yield Checked("SOURCE-MISSING", len(plan.ledger.written) + len(stating))


def _own_figures(relation: Relation) -> Iterator[Term]:
    """Give the terms whose figure stands in the relation itself; 100 % of shares is nobody's statement."""
    for role, term in named_terms(relation):
        if term.figure is not None and not (isinstance(relation, SharesSum) and role == "total"):
            yield term


def _written(term: Term) -> str:
    return "" if term.figure is None else as_written(term.figure)


def _targeted(plan: PlanLike) -> set[str]:
    return {entry.target.metric for entry in plan.ledger.targets}


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
