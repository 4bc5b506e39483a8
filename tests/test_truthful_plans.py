"""Whole plans of rounded truths are never called contradictory; `tests/soak` has the long run."""

from __future__ import annotations

import random

import attrs
import pytest

from soak import truthful_plans
from zoneplan import Figure, Plan

FEW = 200


def test_p01_truth_is_never_called_inconsistent_in_whole_plans() -> None:
    """However true values are published, no relation and no joint proof finds a contradiction."""
    tally = truthful_plans.run(FEW)
    assert (FEW, []) == (tally.plans, tally.faults)
    assert tally.verdicts["consistent"] > 4 * FEW
    assert tally.joint > FEW


def _with_wrong_output(plan: Plan, index: int) -> Plan:
    wrong = attrs.evolve(plan.observations[index], figure=Figure.parse("123456789.5亿元"))
    rest = (*plan.observations[:index], wrong, *plan.observations[index + 1 :])
    return attrs.evolve(plan, observations=rest)


@pytest.mark.parametrize("number", range(5))
def test_a_lie_in_such_a_plan_is_found(number: int) -> None:
    """A zone's output that is far too large contradicts its sectors, its city or its growth."""
    plan = truthful_plans.truthful_plan(random.Random(number), truthful_plans.NEAREST)
    index = next(i for i, one in enumerate(plan.observations) if (one.metric, one.subject) == ("gdp", None))
    tally = truthful_plans.Tally()
    truthful_plans.judge(tally, _with_wrong_output(plan, index), "a lie", strictly=True)
    assert tally.faults
