"""Dates that run backwards or leave the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.locations import Location, located
from zoneplan.subjects import node_place, own_subject, shown_name
from zoneplan.targets import Target

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Node
    from zoneplan.periods import Period

__all__ = ["dates_in_order", "dates_inside_plan"]


def dates_in_order(plan: PlanLike) -> Iterator[Judgement]:
    """Find deadlines before the start (`DATE-REVERSED`)."""
    checked = 0
    for node in plan.outline.walk():
        due = None if node.deadline is None else node.deadline.due
        if node.start is None or due is None:
            continue
        checked += 1
        if due < node.start.start:
            yield Finding(
                code="DATE-REVERSED",
                severity=Severity.ERROR,
                place=node_place(plan, node, "deadline"),
                message=f"{shown_name(node)} is due {node.deadline}, before it starts in {node.start}",
                message_zh=f"{shown_name(node)}的完成时限{node.deadline}早于开始时间{node.start}",
                remedy="correct the start or the deadline",
                remedy_zh="请改正开始时间或完成时限",
                evidence={"start": str(node.start), "deadline": str(node.deadline)},
            )
    yield Checked("DATE-REVERSED", checked)


def dates_inside_plan(plan: PlanLike) -> Iterator[Judgement]:
    """Find starts, deadlines and targets outside the plan's years, and figures after them (`DATE-OUT`)."""
    if plan.period is None:
        reason = "the plan states no period"
        yield NotChecked(
            code="DATE-OUT",
            place=located(plan.mark, "", "period"),
            reason=reason,
            reason_zh="规划未写明起止年份",
        )
        return
    checked = 0
    for node in plan.outline.walk():
        for field, what, what_zh, day in _dates(node):
            checked += 1
            if not plan.period.start <= day <= plan.period.end:
                yield _outside(
                    plan.period,
                    f"{shown_name(node)} {what}",
                    f"{shown_name(node)}{what_zh}",
                    day,
                    node_place(plan, node, field),
                )
    for entry in plan.ledger.written:
        record = entry.record
        if own_subject(plan, entry) not in plan.outline.nodes:
            continue
        checked += 1
        if not isinstance(record, Target):
            # What came before the plan is where it starts from; what comes after it cannot be its own.
            if record.period.start > plan.period.end:
                place = located(record.mark, entry.path, "period")
                what, what_zh = f"a figure for {record.metric} is of", f"指标{record.metric}的数据属于"
                yield _outside(plan.period, what, what_zh, record.period.start, place)
        elif record.by.due is not None and not plan.period.start <= record.by.due <= plan.period.end:
            place = located(record.mark, entry.path, "by")
            what, what_zh = f"the target for {record.metric} is due", f"指标{record.metric}的目标期限为"
            yield _outside(plan.period, what, what_zh, record.by.due, place)
    yield Checked("DATE-OUT", checked)


def _dates(node: Node) -> Iterator[tuple[str, str, str, datetime.date]]:
    if node.start is not None:
        yield "start", "starts on", "开始于", node.start.start
    if node.deadline is not None and node.deadline.due is not None:
        yield "deadline", "is due on", "的完成时限为", node.deadline.due


def _outside(period: Period, what: str, what_zh: str, day: datetime.date, place: Location) -> Finding:
    return Finding(
        code="DATE-OUT",
        severity=Severity.WARNING,
        place=place,
        message=f"{what} {day}, outside the plan's {period}",
        message_zh=f"{what_zh}{day}，不在规划期{period}之内",
        remedy="correct the date, or the plan's period",
        remedy_zh="请改正日期或规划期",
        evidence={"date": str(day), "period": str(period)},
    )
