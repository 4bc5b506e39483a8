from __future__ import annotations

from hypothesis import given

from plan_texts import plan_of
from zoneplan import Progress, strategies
from zoneplan.progress_groups import programs_of, target_groups

PLAN = """\
zone: {id: zone, name: 园区}
places: [{id: city, name: 全市}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
programs:
  - {id: a, name: 甲, actions: [{id: a1, name: 甲一, targets: [{metric: inv, by: 2020, level: 1亿元}]}]}
  - {id: b, name: 乙, actions: [{id: b1, name: 乙一}]}
projects: [{id: x, name: 共有项目, serves: [b1, a1], targets: [{metric: inv, by: 2020, level: 2亿元}]}]
targets:
  - {metric: inv, by: 2020, level: 3亿元}
  - {metric: inv, by: 2020, subject: zone, level: 4亿元}
  - {metric: inv, by: 2020, subject: city, level: 5亿元}
"""


def test_targets_stand_with_the_plan_their_first_program_or_other_places() -> None:
    """The zone is the plan itself, what several programs share stands in the first, and places come last."""
    plan = plan_of(PLAN)
    groups = target_groups(plan.progress("2020-10"))
    found = [(group.node, {key: len(some) for key, some in group.standings.items()}) for group in groups]
    assert [("plan", {"plan": 2}), ("a", {"a1": 1, "x": 1}), (None, {"city": 1})] == found


def test_programs_are_given_in_document_order() -> None:
    """A project that serves two programs belongs to both, whichever it names first."""
    plan = plan_of(PLAN)
    found = [programs_of(plan, one) for one in ("plan", "b", "b1", "x")]
    assert [(), ("b",), ("b",), ("a", "b")] == found


@given(strategies.progresses())
def test_every_target_stands_in_one_group(progress: Progress) -> None:
    """Groups hold each target once."""
    grouped = [one for group in target_groups(progress) for some in group.standings.values() for one in some]
    assert sorted(map(id, progress)) == sorted(map(id, grouped))
