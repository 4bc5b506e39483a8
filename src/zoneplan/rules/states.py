"""States of projects that cannot follow each other, or whose dates run backwards."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from zoneplan.dates import first_day, last_day
from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.locations import located
from zoneplan.states import LEGAL, ProjectState
from zoneplan.subjects import shown_name
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.locations import Location
    from zoneplan.states import StateChange

__all__ = ["states_in_order"]

_ZH = {member: word for word, member in WORDS[ProjectState].items()}


def states_in_order(plan: PlanLike) -> Iterator[Judgement]:
    """Find states that may not follow the one before, and dates that run backwards (`STATE-ORDER`).

    Two periods that overlap may have either order.
    """
    checked = 0
    for node in plan.outline.walk():
        path = plan.outline.paths[node.id]
        for index, (earlier, later) in enumerate(pairwise(node.states), start=1):
            checked += 1
            place = located(later.mark, f"{path}.states[{index}]")
            if later.state not in LEGAL[earlier.state]:
                yield _illegal(shown_name(node), earlier, later, place)
            elif last_day(later.on) < first_day(earlier.on):
                yield _backwards(shown_name(node), earlier, later, place)
    yield Checked("STATE-ORDER", checked)


def _said(change: StateChange) -> tuple[str, str]:
    return f"{change.state.value.replace('_', ' ')} ({change.on})", f"{_ZH[change.state]}（{change.on}）"


def _illegal(name: str, earlier: StateChange, later: StateChange, place: Location) -> Finding:
    (before, before_zh), (after, after_zh) = _said(earlier), _said(later)
    legal = [one for one in ProjectState if one in LEGAL[earlier.state] and one is not earlier.state]
    following = ", ".join(one.value.replace("_", " ") for one in legal) or "nothing else"
    following_zh = f"可为{'、'.join(_ZH[one] for one in legal)}" if legal else "不再有其他状态"
    return Finding(
        code="STATE-ORDER",
        severity=Severity.ERROR,
        place=place,
        message=f"{name} is {before} and then {after}, which cannot follow",
        message_zh=f"{name}由{before_zh}变为{after_zh}，不合先后",
        remedy="correct one of them, or write what lies between; "
        f"after {earlier.state.value.replace('_', ' ')} comes {following}",
        remedy_zh=f"请改正其中之一，或补写其间的状态；{_ZH[earlier.state]}之后{following_zh}",
        evidence={"before": before, "after": after},
    )


def _backwards(name: str, earlier: StateChange, later: StateChange, place: Location) -> Finding:
    (before, before_zh), (after, after_zh) = _said(earlier), _said(later)
    return Finding(
        code="STATE-ORDER",
        severity=Severity.ERROR,
        place=place,
        message=f"{name} is listed as {before} and then as {after}, an earlier date",
        message_zh=f"{name}先列{before_zh}，后列{after_zh}，日期倒退",
        remedy="correct one of the dates, or list the states in order",
        remedy_zh="请改正日期，或按先后排列状态",
        evidence={"before": before, "after": after},
    )
