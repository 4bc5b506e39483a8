"""What is done, signed off and due in an order that cannot be, or outside the dates it belongs to."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.locations import Location, Mark, located
from zoneplan.milestones import SignOff
from zoneplan.subjects import milestones_of, node_place, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.milestones import Milestone
    from zoneplan.outline import Node

__all__ = ["done_after_start", "milestones_in_order", "milestones_inside", "sign_offs_in_order"]


def done_after_start(plan: PlanLike) -> Iterator[Judgement]:
    """Find what is done before it starts (`DATE-REVERSED`)."""
    checked = 0
    for node in plan.outline.walk():
        if node.start is None or node.done is None:
            continue
        checked += 1
        if node.done < node.start.start:
            yield Finding(
                code="DATE-REVERSED",
                severity=Severity.ERROR,
                place=node_place(plan, node, "done"),
                message=f"{shown_name(node)} is done on {node.done}, before it starts in {node.start}",
                message_zh=f"{shown_name(node)}的完成时间{node.done}早于开始时间{node.start}",
                remedy="correct the start, or the day on which it was done",
                remedy_zh="请改正开始时间或完成时间",
                evidence={"start": str(node.start), "done": str(node.done)},
            )
    yield Checked("DATE-REVERSED", checked)


# -- sign-offs ------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Signed:
    """What was signed off: a node or a milestone of one.

    Attributes:
        name: Its name.
        done: The day on which it was done.
        sign_offs: Its sign-offs.
        mark: Where it stands in the file.
        path: Its path in the plan.
    """

    name: str
    done: datetime.date | None
    sign_offs: tuple[SignOff, ...]
    mark: Mark | None
    path: str

    def place(self, index: int) -> Location:
        """Give where a sign-off stands."""
        path = f"{self.path}.sign_offs[{index}]" if self.path else f"sign_offs[{index}]"
        mark = self.sign_offs[index].mark or self.mark
        return located(mark, path)


def sign_offs_in_order(plan: PlanLike) -> Iterator[Judgement]:
    """Find what is signed off before it is done, or again without having been reopened (`SIGN-OFF`).

    A sign-off that was followed by a reopening may lie before the day on which it was done: it was done
    anew.
    """
    checked = 0
    for one in _signed(plan):
        for index, sign_off in enumerate(one.sign_offs):
            checked += 1
            if _is_before_done(sign_off, one.done):
                yield _too_early(one, index)
            elif index and not _is_open(one.sign_offs[index - 1], sign_off):
                yield _closed_twice(one, index)
    yield Checked("SIGN-OFF", checked)


def _signed(plan: PlanLike) -> Iterator[_Signed]:
    for node in plan.outline.walk():
        path, name = plan.outline.paths[node.id], shown_name(node)
        yield _Signed(name=name, done=node.done, sign_offs=node.sign_offs, mark=node.mark, path=path)
        for milestone, path in milestones_of(plan, node):
            yield _Signed(
                name=f"{name}: {milestone.name}",
                done=milestone.done,
                sign_offs=milestone.sign_offs,
                mark=milestone.mark,
                path=path,
            )


def _is_before_done(sign_off: SignOff, done: datetime.date | None) -> bool:
    if done is None or sign_off.on >= done:
        return False
    return sign_off.reopened is None or sign_off.reopened >= done


def _is_open(earlier: SignOff, later: SignOff) -> bool:
    return earlier.reopened is not None and earlier.reopened <= later.on


def _too_early(one: _Signed, index: int) -> Finding:
    day = one.sign_offs[index].on
    return Finding(
        code="SIGN-OFF",
        severity=Severity.ERROR,
        place=one.place(index),
        message=f"{one.name} is signed off on {day}, before it is done on {one.done}",
        message_zh=f"{one.name}于{day}销号，早于完成时间{one.done}",
        remedy="correct one of the two days; for what was done anew, say when it was reopened",
        remedy_zh="请改正其中一个日期；如系重新办理，请写明重新打开的时间",
        evidence={"done": str(one.done), "signed off": str(day)},
    )


def _closed_twice(one: _Signed, index: int) -> Finding:
    earlier, day = one.sign_offs[index - 1], one.sign_offs[index].on
    since = "not reopened" if earlier.reopened is None else f"reopened on {earlier.reopened} only"
    since_zh = "未重新打开" if earlier.reopened is None else f"{earlier.reopened}才重新打开"
    return Finding(
        code="SIGN-OFF",
        severity=Severity.ERROR,
        place=one.place(index),
        message=f"{one.name} is signed off on {day}, but was signed off on {earlier.on} and {since}",
        message_zh=f"{one.name}于{day}销号，而此前已于{earlier.on}销号，{since_zh}",
        remedy="say when it was reopened, or take one of the two out",
        remedy_zh="请写明重新打开的时间，或删去其中一次",
        evidence={"earlier": str(earlier.on), "later": str(day)},
    )


# -- milestones -----------------------------------------------------------------------------------


def milestones_in_order(plan: PlanLike) -> Iterator[Judgement]:
    """Find milestones that are due before one that is listed ahead of them (`MILESTONE-ORDER`).

    A milestone for good is due on no day, and stands anywhere.
    """
    checked = 0
    for node in plan.outline.walk():
        dated = [(one.due.due, one, path) for one, path in milestones_of(plan, node) if one.due.due]
        for (before, earlier, _), (day, later, path) in pairwise(dated):
            checked += 1
            if day < before:
                yield _out_of_order(node, earlier, later, path)
    yield Checked("MILESTONE-ORDER", checked)


def _out_of_order(node: Node, earlier: Milestone, later: Milestone, path: str) -> Finding:
    name = shown_name(node)
    return Finding(
        code="MILESTONE-ORDER",
        severity=Severity.WARNING,
        place=located(later.mark, path, "due"),
        message=f"milestone {later.name!r} of {name} is due {later.due}, before {earlier.name!r}, "
        f"due {earlier.due}, which is listed ahead of it",
        message_zh=f"{name}的节点“{later.name}”（{later.due}）列在“{earlier.name}”（{earlier.due}）之后，时限却更早",
        remedy="correct one of the dates, or list the milestones in order",
        remedy_zh="请改正时限，或按先后排列节点",
        evidence={earlier.name: str(earlier.due), later.name: str(later.due)},
    )


def milestones_inside(plan: PlanLike) -> Iterator[Judgement]:
    """Find milestones due outside the plan's years, or after what they lead to (`DATE-OUT`)."""
    checked = 0
    for node in plan.outline.walk():
        last = None if node.deadline is None else node.deadline.due
        for milestone, path in milestones_of(plan, node):
            day, place = milestone.due.due, located(milestone.mark, path, "due")
            if day is None:
                continue
            checked += last is not None or plan.period is not None
            if last is not None and day > last:
                yield _after_deadline(node, milestone, day, place)
            elif plan.period is not None and not plan.period.start <= day <= plan.period.end:
                yield _outside_plan(plan, node, milestone, day, place)
    if checked or plan.period is not None:  # otherwise the rule on the plan's dates says why not
        yield Checked("DATE-OUT", checked)


def _after_deadline(node: Node, milestone: Milestone, day: datetime.date, place: Location) -> Finding:
    name, deadline = shown_name(node), node.deadline
    return Finding(
        code="DATE-OUT",
        severity=Severity.WARNING,
        place=place,
        message=f"milestone {milestone.name!r} of {name} is due on {day}, after {name} itself is due "
        f"in {deadline}",
        message_zh=f"{name}的节点“{milestone.name}”时限为{day}，晚于{name}的完成时限{deadline}",
        remedy="correct the milestone or the deadline",
        remedy_zh="请改正节点时限或完成时限",
        evidence={"date": str(day), "deadline": str(deadline)},
    )


def _outside_plan(
    plan: PlanLike, node: Node, milestone: Milestone, day: datetime.date, place: Location
) -> Finding:
    name, period = shown_name(node), plan.period
    return Finding(
        code="DATE-OUT",
        severity=Severity.WARNING,
        place=place,
        message=f"milestone {milestone.name!r} of {name} is due on {day}, outside the plan's {period}",
        message_zh=f"{name}的节点“{milestone.name}”时限为{day}，不在规划期{period}之内",
        remedy="correct the date, or the plan's period",
        remedy_zh="请改正日期或规划期",
        evidence={"date": str(day), "period": str(period)},
    )
