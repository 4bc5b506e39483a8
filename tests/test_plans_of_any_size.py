from __future__ import annotations

from collections import Counter

import pytest

from plans_of_any_size import AS_OF, large_plan
from zoneplan.register import ItemStatus
from zoneplan.standings import TargetStatus


@pytest.mark.parametrize("actions", [1, 21, 300])
def test_a_plan_has_as_many_actions_as_were_asked_for(actions: int) -> None:
    """The actions that were asked for are listed; a few more are declared and left out on purpose."""
    plan = large_plan(actions)
    assert actions == sum(len(program.actions) for program in plan.programs)
    assert plan.outline.census.declared_actions == actions + sum(plan.outline.unlisted.values())


def test_a_plan_is_the_same_each_time() -> None:
    """No number depends on chance."""
    assert large_plan(60) == large_plan(60)


def test_a_large_plan_has_everything_that_a_meeting_asks_about() -> None:
    """Every status of targets and most of dates occur, some figures are missing, and nothing is an error."""
    plan = large_plan(300)
    statuses = Counter(one.status for one in plan.progress(AS_OF))
    assert set(TargetStatus) == set(statuses)
    items = {one.status for one in plan.register(AS_OF).items}
    assert set(ItemStatus) - items == {ItemStatus.UNKNOWN, ItemStatus.DONE_LATE, ItemStatus.CANCELLED}
    assert () == plan.validate().errors
    assert plan.roll_up("invested", period=2023).total.missing
    assert plan.outline.unlisted


def test_a_large_plan_says_that_it_is_invented() -> None:
    """Nobody can take its figures for those of a place."""
    plan = large_plan(30)
    assert plan.note is not None
    assert "虚构" in plan.name
    assert "虚构" in plan.note
