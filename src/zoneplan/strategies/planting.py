"""Writing into a drawn plan: what the planters of faults share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
from hypothesis import strategies as st

from zoneplan.metrics import Metric
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.programs import Action
from zoneplan.sources import Source
from zoneplan.strategies import words
from zoneplan.strategies.nodes import pick
from zoneplan.targets import Target

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.goals import Goal

__all__ = [
    "FLAGS",
    "YEAR",
    "Planted",
    "amount_of",
    "with_action",
    "with_base",
    "with_figure",
    "with_metric",
    "with_target",
    "with_values",
]

Planted: TypeAlias = tuple[Plan, str]
"""A plan with a fault, and the path of the finding it leads to."""

YEAR = Period.year(2023)
"""The year of what is written into a plan that states no years."""


def with_action(draw: st.DrawFn, plan: Plan, **fields: Any) -> Planted:
    """Give the plan with one more action, counted wherever actions are, and the action's path."""
    index = draw(pick(tuple(range(len(plan.programs)))))
    program = plan.programs[index]
    action = Action(**{"id": "fault", "name": "新增行动", "lead_units": words.OFFICES[0], **fields})
    declared = program.declared_actions
    changed = attrs.evolve(
        program,
        actions=(*program.actions, action),
        declared_actions=None if declared is None else declared + 1,
    )
    pattern = plan.pattern
    if pattern is not None:
        pattern = attrs.evolve(pattern, actions=pattern.actions + 1)
    listed = (*plan.programs[:index], changed, *plan.programs[index + 1 :])
    path = f"programs[{index}].actions[{len(program.actions)}]"
    return attrs.evolve(plan, programs=listed, pattern=pattern), path


def with_values(plan: Plan, field: str, *values: object) -> Planted:
    """Give the plan with values added to one of its lists, and the path of the last of them."""
    found = (*getattr(plan, field), *values)
    changes: dict[str, Any] = {field: found}
    return attrs.evolve(plan, **changes), f"{field}[{len(found) - 1}]"


def with_metric(plan: Plan, **fields: Any) -> Planted:
    """Give the plan with one more metric, in 亿元 unless said, and its path."""
    given = {"id": "fault", "name": "新增指标", "unit": "亿元", "kind": "flow", "across": "sum", **fields}
    return with_values(plan, "metrics", Metric(**given))


def with_figure(plan: Plan, figure: Figure | str, **fields: Any) -> Planted:
    """Give the plan with an observation, of the further metric unless said, and its path."""
    entry = {
        "metric": "fault",
        "period": YEAR,
        "figure": figure,
        "source": Source(document="虚构"),
        **fields,
    }
    return with_values(plan, "observations", Observation(**entry))


def with_target(plan: Plan, goal: Goal | str, **fields: Any) -> Planted:
    """Give the plan with a target, due with the plan and of the further metric unless said, and its path."""
    last = YEAR if plan.period is None else Period.year(plan.period.last_year)
    target = Target(
        **{"metric": "fault", "by": last, "goal": goal, "source": Source(document="虚构"), **fields}
    )
    return with_values(plan, "targets", target)


def with_base(plan: Plan, figure: str, **fields: Any) -> tuple[Plan, Period]:
    """Give the plan with the baseline of a further metric, and the year five years on."""
    first = YEAR.first_year if plan.period is None else plan.period.first_year
    plan, _ = with_metric(plan, nature="anticipatory", across="none", **fields)
    plan, _ = with_figure(plan, figure, aspect=Aspect.BASELINE, period=first - 1)
    return plan, Period.year(first + 4)


def amount_of(draw: st.DrawFn) -> int:
    """Draw a number of three or four digits."""
    return draw(_AMOUNTS)


_AMOUNTS = st.integers(101, 9999)

FLAGS = st.booleans()
"""Whether one thing is planted or another."""
