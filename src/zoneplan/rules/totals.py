"""Stated totals against their parts, parts against their wholes, and one fact told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.errors import ZoneplanError
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.intervals import Interval
from zoneplan.leaves import deepest, place_of
from zoneplan.locations import Location, located
from zoneplan.metrics import AcrossRule
from zoneplan.rollup import RollupRow, roll_up
from zoneplan.rules.subjects import known_places, node_place, shown_name
from zoneplan.zones import enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.ledger import Entry, Group, PlanLike
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period

__all__ = ["conflicting_entries", "parts_of_wholes", "stated_totals"]


def _groups(plan: PlanLike) -> Iterator[tuple[Metric, Aspect, Period, Group]]:
    """Give the entries of metrics that add across parts, by metric, aspect and period."""
    for metric_id, aspects in plan.ledger.by_metric.items():
        metric = plan.ledger.metrics.get(metric_id)
        if metric is None or metric.across is not AcrossRule.SUM:
            continue
        for aspect, periods in aspects.items():
            for period, group in periods.items():
                yield metric, aspect, period, group


def stated_totals(plan: PlanLike) -> Iterator[Judgement]:
    """Find stated totals that their parts contradict within their readings (`SUM-TOTAL`).

    Readings follow S2, so a difference that rounding explains is no finding. A total with parts that
    were not reported is contradicted only when no admissible value of them would mend it; otherwise
    it counts as not checked.
    """
    outline = plan.outline
    root_place = None if plan.zone is None else plan.zone.id
    checked = 0
    for metric, aspect, period, group in _groups(plan):
        inner = [node for node in group.figures if outline.children.get(node)]
        if not inner and root_place not in group.figures:
            continue
        try:
            rollup = roll_up(
                outline,
                plan.ledger,
                metric,
                period=period,
                aspect=aspect,
                places=known_places(plan),
                root_place=root_place,
            )
        except ZoneplanError as error:
            yield NotChecked(
                code="SUM-TOTAL",
                place=located(group.entries[0].mark, group.entries[0].path),
                reason=f"{metric.name} in {period} cannot be rolled up: {str(error).splitlines()[0]}",
                reason_zh=f"“{metric.name}”（{period}）无法汇总",
            )
            continue
        for node in dict.fromkeys([*inner, outline.root.id]):
            row = rollup[node]
            if row.stated is not None and row.computed is not None and not rollup.entries_behind(node):
                checked += 1
                yield from _judged(plan, metric, row)
    yield Checked("SUM-TOTAL", checked)


def _judged(plan: PlanLike, metric: Metric, row: RollupRow) -> Iterator[Judgement]:
    stated, computed, entry = row.stated, row.computed, row.stated_entry
    if stated is None or computed is None or entry is None:
        return
    open_ended = not row.coverage.is_complete
    reading, claim = computed.base_reading, stated.base_reading
    rest = _rest(metric) if open_ended else Interval.point(0)
    strict, wide = reading.strict + rest, reading.wide + rest
    place = located(entry.mark, entry.path, "figure")
    if not wide.overlaps(claim.wide):
        yield _contradicted(plan, metric, row, stated, computed, place)
    elif open_ended:
        needed = (claim.strict - reading.strict) & rest
        range_text = (needed * (1 / metric.unit.factor)).describe(2)
        yield NotChecked(
            code="SUM-TOTAL",
            place=place,
            reason=f"{row.coverage} of the parts of {stated}; what is missing would have to be {range_text} {metric.unit}",
            reason_zh=f"{stated}的分项未报全（{row.coverage}）；缺报部分应为{range_text}{metric.unit}",
        )
    elif not strict.overlaps(claim.strict):
        yield Finding(
            code="SUM-TOTAL",
            severity=Severity.ADVICE,
            place=place,
            message=f"the parts of {stated} come to {computed}, which agrees only if figures were rounded more coarsely than written",
            message_zh=f"{stated}的分项合计为{computed}，只有在数值取整比写出的位数更粗时才相符",
            remedy="state the figures to the same place, or say how they were rounded",
            remedy_zh="请统一小数位数，或说明取整方式",
            evidence=_evidence(row, stated, computed),
        )


def _rest(metric: Metric) -> Interval:
    """What any number of missing parts can add."""
    domain = metric.base_domain
    if domain.lo is not None and domain.lo >= 0:
        return Interval.at_least(0)
    return Interval.everything()


def _contradicted(
    plan: PlanLike, metric: Metric, row: RollupRow, stated: Figure, computed: Figure, place: Location
) -> Finding:
    name = shown_name(plan.outline.nodes[row.node])
    gap = row.residual
    return Finding(
        code="SUM-TOTAL",
        severity=Severity.ERROR,
        place=place,
        message=f"{name} states {stated} for {metric.name}, its parts come to {computed}: {gap} too much"
        if gap is not None and gap.base_value > 0
        else f"{name} states {stated} for {metric.name}, its parts come to {computed}",
        message_zh=f"{name}的“{metric.name}”写为{stated}，分项合计为{computed}，相差{gap}",
        remedy="correct the total or the part; rounding does not explain the difference",
        remedy_zh="请改正合计数或分项；差额不能用四舍五入解释",
        evidence=_evidence(row, stated, computed),
    )


def _evidence(row: RollupRow, stated: Figure, computed: Figure) -> dict[str, str]:
    return {
        "stated": str(stated),
        "stated can mean": str(stated.wide),
        "parts": " + ".join(str(figure) for figure in list(row.leaves.values())[:12])
        + (" + …" if len(row.leaves) > 12 else ""),
        "parts come to": str(computed),
        "parts can mean": str(computed.wide),
        "residual": str(row.residual),
        "coverage": str(row.coverage),
    }


def parts_of_wholes(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures of a place that would be added to those of a place it lies in (`PART-WHOLE`)."""
    outline = plan.outline
    places = known_places(plan)
    checked = 0
    if any(node.place is not None for node in outline.walk()):
        for metric, _, period, group in _groups(plan):
            checked += 1
            figures = {
                subject: figure for subject, figure in group.figures.items() if subject in outline.nodes
            }
            by_place: dict[str, list[str]] = {}
            for leaf in deepest(outline, figures):
                place = place_of(outline, leaf)
                if place is not None:
                    by_place.setdefault(place, []).append(leaf)
            for place, leaves in by_place.items():
                for outer in enclosing(place, places):
                    if outer in by_place:
                        yield _part_of_whole(
                            plan, metric, period, leaves[0], place, by_place[outer][0], outer
                        )
    yield Checked("PART-WHOLE", checked)


def _part_of_whole(
    plan: PlanLike, metric: Metric, period: Period, leaf: str, place: str, whole: str, outer: str
) -> Finding:
    one, other = plan.outline.nodes[leaf], plan.outline.nodes[whole]
    return Finding(
        code="PART-WHOLE",
        severity=Severity.ERROR,
        place=node_place(plan, one),
        message=f"{metric.name} of {shown_name(one)} ({place}) in {period} is part of that of {shown_name(other)} ({outer})",
        message_zh=f"{shown_name(one)}（{place}）的“{metric.name}”已包含在{shown_name(other)}（{outer}）之中",
        remedy="report one of the two, or take the part out of the outline's sum",
        remedy_zh="两者只报其一，部分不得与整体相加",
        evidence={"part": place, "whole": outer},
    )


def conflicting_entries(plan: PlanLike) -> Iterator[Judgement]:
    """Find two figures for one fact: same metric, subject, period, aspect and vintage (`SAME-FACT`)."""
    first: dict[tuple[object, ...], Entry] = {}
    checked = 0
    for entry in plan.ledger:
        record = entry.record
        key = (record.metric, entry.subject, record.period, record.aspect, record.vintage)
        known = first.setdefault(key, entry)
        if known is entry:
            continue
        checked += 1
        if known.record.figure != record.figure:
            yield Finding(
                code="SAME-FACT",
                severity=Severity.ERROR,
                place=located(record.mark, entry.path, "figure"),
                message=f"{record.figure} for {record.metric} of {entry.subject} in {record.period}, but {known.path} says {known.record.figure}",
                message_zh=f"{entry.subject}{record.period}的{record.metric}为{record.figure}，而 {known.path} 写为{known.record.figure}",
                remedy="keep one, or state which is preliminary and which is final as their vintage",
                remedy_zh="请保留其一，或注明初步数与最终数",
                evidence={"first": str(known.record.figure), "second": str(record.figure)},
            )
    yield Checked("SAME-FACT", checked)
