from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from briefing_contents import answers_of, example
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan import Period, Plan, strategies
from zoneplan.node_statuses import NodeStatus, statuses_below, statuses_by_program
from zoneplan.printed_tables import Signal
from zoneplan.register import ItemStatus
from zoneplan.standings import TargetStatus

MONTHS = st.builds(Period.month, st.integers(2020, 2026), st.integers(1, 12))
SHARED = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
programs:
  - {id: a, name: 甲, actions: [{id: a1, name: 甲一}], deadline: 2020}
  - {id: b, name: 乙, actions: [{id: b1, name: 乙一}], declared_actions: 3}
projects:
  - {id: x, name: 共有, serves: [a1, b1], deadline: 2019, targets: [{metric: inv, by: 2020, level: 2亿元}]}
"""


def test_what_is_shared_counts_once_in_each_part_and_once_in_the_whole() -> None:
    """A project of two programs is told in both, and the plan counts it once."""
    found = statuses_below(answers_of(plan_of(SHARED), "2020-10").progress)
    told = {node: one.text("en") for node, one in found.items() if node in {"plan", "a", "b", "x"}}
    assert {
        "plan": "1 target: 1 not reported; 2 dates: 1 overdue, 1 not due yet; "
        "2 actions declared and not listed: nothing is known of them",
        "a": "1 target: 1 not reported; 2 dates: 1 overdue, 1 not due yet",
        "b": "1 target: 1 not reported; 1 date: 1 overdue; "
        "2 actions declared and not listed: nothing is known of them",
        "x": "1 target: 1 not reported; 1 date: 1 overdue",
    } == told


def test_by_program_what_is_shared_stands_with_the_plan() -> None:
    """Rows that add up have nothing twice."""
    found = statuses_by_program(answers_of(plan_of(SHARED), "2020-10").progress)
    told = {key: one.text("zh") for key, one in found.items()}
    assert {
        "a": "时限和节点1项：未到期1项",
        "b": "2个行动已声明而未列出，情况不明",
        "plan": "目标1个：未上报1个；时限和节点1项：逾期1项",
        None: "",
    } == told


def test_what_is_declared_and_not_listed_is_open() -> None:
    """A program that is otherwise good is not good as long as some of its actions are unknown."""
    good = {TargetStatus.MET: 2}
    assert (Signal.GOOD, Signal.OPEN) == (NodeStatus(good).signal, NodeStatus(good, {}, 1).signal)


def test_nothing_to_tell_is_neither_good_nor_bad() -> None:
    """An action of which nothing is set has no text and no colour."""
    nothing = NodeStatus()
    assert (False, "", Signal.NONE) == (bool(nothing), nothing.text("zh"), nothing.signal)


def test_a_part_has_one_signal() -> None:
    """Of a status those can be taken that have one signal."""
    status = NodeStatus({TargetStatus.MET: 2, TargetStatus.MISSED: 1}, {ItemStatus.OVERDUE: 3}, 4)
    assert "1 target: 1 missed; 3 dates: 3 overdue" == status.of(Signal.BAD).text("en")
    assert Counter({Signal.BAD: 4, Signal.GOOD: 2}) == status.signals


@given(strategies.followed_plans(), MONTHS)
def test_programs_add_up_to_every_target_and_date(plan: Plan, month: Period) -> None:
    """Each target and each item of the register counts once."""
    answers = answers_of(plan, str(month))
    whole = NodeStatus.together(statuses_by_program(answers.progress).values())
    assert Counter(one.status for one in answers.progress) == Counter(whole.targets)
    assert Counter(one.status for one in answers.register.items) == Counter(whole.items)


def test_programs_of_a_large_plan_add_up() -> None:
    """The same holds of milestones, sign-offs and projects."""
    answers = answers_of(large_plan(300), "2024-09")
    whole = NodeStatus.together(statuses_by_program(answers.progress).values())
    signals = Counter(one.status.signal for one in (*answers.progress, *answers.register.items))
    assert signals == whole.signals
    root = statuses_below(answers.progress)[answers.plan.id]
    assert (whole.signals, whole.unlisted) == (root.signals, root.unlisted)


def test_kunshan_has_five_actions_that_are_not_listed() -> None:
    """What the plan declares and does not name is open."""
    found = statuses_below(answers_of(example("kunshan"), "2024-12").progress)
    assert (5, 2, 0) == tuple(found[one].unlisted for one in ("kunshan-1-5-22", "taiwan", "industry"))
