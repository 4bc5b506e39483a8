"""Stated ratios, means and extremes against what they are computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.errors import RollupError, ZoneplanError
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.metrics import AcrossRule
from zoneplan.rollup import Rollup, RollupRow, roll_up
from zoneplan.subjects import as_written, figure_place, known_places, root_place, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.ledger import Group, PlanLike
    from zoneplan.locations import Location
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period

__all__ = ["stated_ratios"]

_COMPUTED = {AcrossRule.RATIO_OF_SUMS, AcrossRule.WEIGHTED_MEAN, AcrossRule.MAX, AcrossRule.MIN}


def stated_ratios(plan: PlanLike) -> Iterator[Judgement]:
    """Find stated ratios, means and extremes that do not agree with their parts (`RATIO-WRONG`).

    Readings follow S2, as for totals. What is computed from parts that were not all reported says
    nothing about the whole, so it counts as not checked.
    """
    checked = 0
    for metric_id, aspects in plan.ledger.by_metric.items():
        metric = plan.ledger.metrics.get(metric_id)
        if metric is None or metric.across not in _COMPUTED:
            continue
        for aspect, periods in aspects.items():
            for period, group in periods.items():
                for judgement in _judged_group(plan, metric, aspect, period, group):
                    checked += not isinstance(judgement, NotChecked)
                    if judgement is not None:
                        yield judgement
    yield Checked("RATIO-WRONG", checked)


def _judged_group(
    plan: PlanLike, metric: Metric, aspect: Aspect, period: Period, group: Group
) -> Iterator[Finding | NotChecked | None]:
    outline, place = plan.outline, root_place(plan)
    nodes = dict.fromkeys(outline.root.id if subject == place else subject for subject in group.figures)
    claims = [node for node in nodes if node in outline.nodes]
    if not claims:
        return
    try:
        rollup = roll_up(
            outline,
            plan.ledger,
            metric,
            period=period,
            aspect=aspect,
            places=known_places(plan),
            root_place=place,
        )
    except ZoneplanError as error:
        yield _not_checked(figure_place(group.entries[0]), str(error).splitlines()[0], "无法计算")
        return
    for node in claims:
        row = rollup[node]
        if not _is_operand(rollup, row):
            yield _judged(plan, metric, row)


def _is_operand(rollup: Rollup, row: RollupRow) -> bool:
    """Whether the node's own figure is what the whole is computed from, so that nothing bears on it."""
    return rollup.metric.across is not AcrossRule.RATIO_OF_SUMS and bool(rollup.entries_behind(row.node))


def _judged(plan: PlanLike, metric: Metric, row: RollupRow) -> Finding | NotChecked | None:
    stated, entry = row.stated, row.stated_entry
    if stated is None or entry is None:  # pragma: no cover  # a claim has an entry, as mypy cannot know
        return None
    place = figure_place(entry)
    try:
        computed = row.computed
    except RollupError as error:
        return _not_checked(place, error.message, "无法计算")
    coverage = row.coverage
    if not coverage.expected:
        reason = f"nothing that {as_written(stated)} is computed from is reported here"
        return _not_checked(place, reason, f"此处没有计算{as_written(stated)}所需的数据")
    if computed is None or not coverage.is_complete:
        return _not_checked(
            place,
            f"what {as_written(stated)} is computed from is not all reported ({coverage})",
            f"计算{as_written(stated)}所需的数据未报全（应报{coverage.expected}项，已报{coverage.reported}项）",
        )
    reading, claim = computed.base_reading, stated.base_reading
    if not reading.wide.overlaps(claim.wide):
        return _wrong(plan, metric, row, stated, computed, place)
    return None


def _not_checked(place: Location, reason: str, reason_zh: str) -> NotChecked:
    return NotChecked(code="RATIO-WRONG", place=place, reason=reason, reason_zh=reason_zh)


def _wrong(
    plan: PlanLike, metric: Metric, row: RollupRow, stated: Figure, computed: Figure, place: Location
) -> Finding:
    name, shown = shown_name(plan.outline.nodes[row.node]), f"{computed:.2}"
    return Finding(
        code="RATIO-WRONG",
        severity=Severity.ERROR,
        place=place,
        message=f"{name} states {as_written(stated)} for {metric.name}, its parts give {shown}",
        message_zh=f"{name}的“{metric.name}”写为{as_written(stated)}，按分项计算为{shown}",
        remedy="correct it, or the figures it is computed from; rounding does not explain the difference",
        remedy_zh="请改正该数或其计算所用的数据；差额不能用四舍五入解释",
        evidence={
            "stated": as_written(stated),
            "stated can mean": str(stated.wide),
            "computed": str(computed),
            "computed can mean": computed.wide.describe(2),
            "coverage": str(row.coverage),
        },
    )
