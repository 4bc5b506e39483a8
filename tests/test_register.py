from __future__ import annotations

import datetime
import json
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Action, Plan, Program, Project, strategies
from zoneplan.errors import OutlineError, PeriodError, RegisterError
from zoneplan.milestones import Milestone, SignOff
from zoneplan.register import ItemStatus, Register, RegisterItem
from zoneplan.states import ProjectState, StateChange

Node = TypeVar("Node", Program, Action, Project)
DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2033, 12, 31))
DONE = {ItemStatus.DONE, ItemStatus.DONE_LATE, ItemStatus.SIGNED_OFF}


def plan_with(*nodes: Action | Project) -> Plan:
    """Give a plan of one program with actions, and projects beside it."""
    actions = [node for node in nodes if isinstance(node, Action)]
    projects = [node for node in nodes if isinstance(node, Project)]
    program = Program(id="g", name="产业创新", actions=actions)
    return Plan(id="p", name="规划", programs=[program], projects=projects)


def item(node: Action | Project, day: str) -> RegisterItem:
    """Give the item of a single node on a day."""
    (found,) = plan_with(node).register(as_of=day).items
    return found


def action(**fields: object) -> Action:
    """Give an action due at the end of June 2023."""
    return Action(**{"id": "a", "name": "产业强链", "deadline": "2023-06", **fields})  # type: ignore[arg-type]


# -- each status ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "day", "status", "late", "text", "text_zh"),
    [
        ({}, "2023-06-30", "due", None, "due", "未到期"),
        ({}, "2023-07-01", "overdue", 1, "overdue by 1 day, not reported done", "逾期1天，未报完成"),
        ({"done": "2023-06-30"}, "2023-06-30", "done", None, "done 2023-06-30", "2023-06-30完成"),
        ({"done": "2023-06-30"}, "2023-06-29", "due", None, "due", "未到期"),
        (
            {"done": "2023-07-05"},
            "2023-07-05",
            "done_late",
            5,
            "done 2023-07-05, 5 days late",
            "2023-07-05完成，逾期5天",
        ),
        ({"deadline": "长期"}, "2099-01-01", "ongoing", None, "ongoing", "长期"),
        ({"deadline": "2023年全年"}, "2022-12-31", "due", None, "due", "未到期"),
        ({"deadline": "2023年全年"}, "2023-01-01", "all_year", None, "all year", "全年"),
        ({"deadline": "2023年全年"}, "2023-12-31", "all_year", None, "all year", "全年"),
        (
            {"deadline": "2023年全年"},
            "2024-01-01",
            "overdue",
            1,
            "overdue by 1 day, not reported done",
            "逾期1天，未报完成",
        ),
        (
            {"deadline": None, "done": "2023-06-30"},
            "2023-01-01",
            "unknown",
            None,
            "not reported done, and no date is stated",
            "未报完成，也未写明时限",
        ),
        (
            {"deadline": None, "done": "2023-06-30"},
            "2024-01-01",
            "done",
            None,
            "done 2023-06-30",
            "2023-06-30完成",
        ),
        (
            {"done": "2023-06-01", "sign_offs": [SignOff(on="2023-06-05")]},
            "2023-06-05",
            "signed_off",
            None,
            "signed off on 2023-06-05",
            "2023-06-05销号",
        ),
        (
            {"done": "2023-07-01", "sign_offs": [SignOff(on="2023-07-05")]},
            "2023-08-05",
            "signed_off",
            1,
            "signed off on 2023-07-05, done 1 day late",
            "2023-07-05销号，逾期1天完成",
        ),
        (
            {"sign_offs": [SignOff(on="2023-07-05")]},
            "2023-08-05",
            "signed_off",
            None,
            "signed off on 2023-07-05",
            "2023-07-05销号",
        ),
        (
            {"done": "2023-06-01", "sign_offs": [SignOff(on="2023-06-05", reopened="2023-06-20")]},
            "2023-06-20",
            "reopened",
            None,
            "reopened on 2023-06-20",
            "2023-06-20重新打开",
        ),
        (
            {"done": "2023-06-01", "sign_offs": [SignOff(on="2023-06-05", reopened="2023-06-20")]},
            "2023-07-02",
            "reopened",
            2,
            "reopened on 2023-06-20, 2 days past its date",
            "2023-06-20重新打开，已逾期2天",
        ),
        (
            {"done": "2023-06-25", "sign_offs": [SignOff(on="2023-06-05", reopened="2023-06-20")]},
            "2023-06-25",
            "done",
            None,
            "done 2023-06-25",
            "2023-06-25完成",
        ),
    ],
)
def test_what_an_action_has_come_to(
    fields: dict[str, object], day: str, status: str, late: int | None, text: str, text_zh: str
) -> None:
    """Each status has its day, its words in both languages, and the days it is late."""
    found = item(action(**fields), day)
    assert (status, late, text, text_zh) == (
        found.status.value,
        found.days_late,
        found.text(),
        found.text("zh"),
    )


def test_what_was_done_on_the_day_of_a_reopening_is_what_was_reopened() -> None:
    """It takes a later day to be done anew."""
    closed = [SignOff(on="2023-06-20", reopened="2023-06-20")]
    assert ItemStatus.REOPENED is item(action(done="2023-06-20", sign_offs=closed), "2023-06-21").status


def test_a_second_sign_off_closes_again() -> None:
    """What was reopened and closed again is signed off; in between it was not."""
    twice = action(sign_offs=[SignOff(on="2023-05-01", reopened="2023-05-20"), SignOff(on="2023-06-01")])
    days = ("2023-04-30", "2023-05-19", "2023-05-31", "2023-06-01")
    statuses = [item(twice, day).status.value for day in days]
    assert ["due", "signed_off", "reopened", "signed_off"] == statuses


def project(*states: tuple[str, object], **fields: object) -> Project:
    """Give a project due at the end of June 2023 that came into states."""
    changes = [StateChange(state=state, on=on) for state, on in states]
    return Project(**{"id": "x", "name": "产业园", "deadline": "2023-06", "states": changes, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "day", "status", "text"),
    [
        ([("completed", "2023-06-30")], "2023-06-30", "done", "done 2023-06-30"),
        ([("in_production", "2023-07-02")], "2023-07-02", "done_late", "done 2023-07-02, 2 days late"),
        ([("completed", 2024)], "2024-12-30", "overdue", "overdue by 549 days, not reported done"),
        ([("completed", 2024)], "2024-12-31", "done_late", "done 2024, late"),
        ([("completed", 2023)], "2024-12-31", "done", "done 2023, whether in time is not stated"),
        ([("under_construction", 2022)], "2023-06-01", "due", "due"),
        ([("suspended", 2022)], "2023-06-01", "due", "due; the project is suspended"),
        ([("cancelled", "2023-05-05")], "2024-01-01", "cancelled", "cancelled"),
    ],
)
def test_a_project_is_done_when_it_is_built(
    states: list[tuple[str, object]], day: str, status: str, text: str
) -> None:
    """From the day, or the end of the period, in which it is completed or more."""
    found = item(project(*states), day)
    assert (status, text) == (found.status.value, found.text())


def test_of_two_words_that_it_is_done_the_earlier_counts() -> None:
    """A project may be reported done, and be completed by its states on another day."""
    both = project(("completed", "2023-06-10"), done="2023-07-10")
    assert (datetime.date(2023, 6, 10), ItemStatus.DONE) == (
        item(both, "2023-08-01").done,
        item(both, "2023-08-01").status,
    )


def test_the_milestones_of_a_cancelled_project_are_cancelled() -> None:
    """What is open of it is no longer to be done; what was done stays so."""
    steps = [Milestone(name="开工", due=2022, done="2022-03-01"), Milestone(name="竣工", due=2023)]
    cancelled = project(("cancelled", "2023-05-05"), milestones=steps)
    statuses = [one.status.value for one in plan_with(cancelled).register(as_of="2024-01-01").items]
    assert ["cancelled", "done", "cancelled"] == statuses


# -- the whole ----------------------------------------------------------------------------------------


def example() -> Plan:
    """Give a plan with an action, a project that serves two programs, and one that belongs to none."""
    steps = [
        Milestone(name="方案印发", due="2023-03", done="2023-03-20"),
        Milestone(name="评估", due="2023-06"),
    ]
    shared = project(("under_construction", 2022), serves=["b"], id="shared")
    first = Program(
        id="g", name="产业创新", deadline=2023, actions=[action(milestones=steps, projects=[shared])]
    )
    second = Program(id="h", name="城市更新", actions=[Action(id="b", name="老旧小区改造")])
    return Plan(id="p", name="规划", programs=[first, second], projects=[project(id="alone", name="科创园")])


def test_a_register_prints_in_both_languages() -> None:
    """A table in document order, the counts, and what states no date."""
    register = example().register(as_of="2023-07-01")
    expected = """\
register as of 2023-07-01
due      item                status
2023     产业创新            due
2023-06  产业强链            overdue by 1 day, not reported done
2023-03  产业强链: 方案印发  done 2023-03-20
2023-06  产业强链: 评估      overdue by 1 day, not reported done
2023-06  产业园              overdue by 1 day, not reported done
2023-06  科创园              overdue by 1 day, not reported done
6 items: 4 overdue, 1 due, 1 done
1 more action or project states no deadline"""
    expected_zh = """\
台账（截至2023-07-01）
时限     事项                状态
2023     产业创新            未到期
2023-06  产业强链            逾期1天，未报完成
2023-03  产业强链: 方案印发  2023-03-20完成
2023-06  产业强链: 评估      逾期1天，未报完成
2023-06  产业园              逾期1天，未报完成
2023-06  科创园              逾期1天，未报完成
共6项：逾期4、未到期1、完成1
另有1个行动或项目未写明时限"""
    assert (expected, expected_zh) == (str(register), register.text("zh"))


def test_an_empty_register_prints_too() -> None:
    """A plan that says nothing of dates has no item, and its actions are named as such."""
    nodes = Action(id="a", name="甲"), Action(id="b")
    register = plan_with(*nodes).register(as_of="2023-07-01")
    expected = "register as of 2023-07-01\n0 items\n2 more actions or projects state no deadline"
    assert (expected, ("a", "b")) == (register.text(), register.without_deadline)
    assert "台账（截至2023-07-01）\n共0项\n另有2个行动或项目未写明时限" == register.text("zh")
    assert "1 item: 1 due" in str(plan_with(action()).register(as_of="2023-01-01"))


def test_a_shared_project_counts_in_each_program_and_once_in_all() -> None:
    """What belongs to no program counts under the plan itself."""
    register = example().register(as_of="2023-07-01")
    overdue = {program: counts[ItemStatus.OVERDUE] for program, counts in register.by_program.items()}
    assert {"g": 3, "h": 1, "p": 1} == overdue
    assert 4 == register.counts[ItemStatus.OVERDUE]


def test_items_are_found_by_status() -> None:
    """Words and members do; a word that is no status is refused."""
    register = example().register(as_of="2023-07-01")
    assert ["产业创新"] == [one.title for one in register.with_status("due")]
    assert 5 == len(register.with_status(ItemStatus.OVERDUE, "due"))
    assert register.with_status("overdue", "due") == register.with_status("逾期", "未到期")
    with pytest.raises(RegisterError) as caught:
        register.with_status("late")
    assert str(caught.value) == (
        "expected one of overdue, reopened, due, all_year, ongoing, unknown, done_late, done, signed_off, "
        "cancelled, got 'late'\n"
        "in Chinese: 逾期、重新打开、未到期、全年、长期、无时限、逾期完成、完成、已销号、取消"
    )
    assert caught.value.message_zh.endswith("逾期完成、完成、已销号、取消；写的是'late'")


def test_a_register_is_plain_data() -> None:
    """Everything in it is text, numbers, lists and mappings, so that JSON holds it."""
    register = example().register(as_of="2023-07-01")
    data = json.loads(json.dumps(register.to_dict()))
    assert ("2023-07-01", 4, 0) == (data["as_of"], data["counts"]["overdue"], data["counts"]["ongoing"])
    assert {"g": 1, "h": 0, "p": 0} == {name: one["done"] for name, one in data["by_program"].items()}
    assert ["b"] == data["without_deadline"]
    expected = {
        "node": "a",
        "kind": "action",
        "name": "产业强链",
        "milestone": "方案印发",
        "path": "programs[0].actions[0].milestones[0].due",
        "programs": ["g"],
        "due": "2023-03",
        "done": "2023-03-20",
        "signed_off": None,
        "reopened": None,
        "state": None,
        "status": "done",
        "days_late": None,
    }
    assert expected == data["items"][2]
    assert "under_construction" == data["items"][4]["state"]


def test_no_item_is_lost_to_an_id_given_twice() -> None:
    """A register that would leave an action out is refused."""
    with pytest.raises(OutlineError, match="id 'a' in programs"):
        plan_with(action(), action(name="另一个")).register(as_of="2023-07-01")


def test_a_register_needs_a_day() -> None:
    """No clock is read, and a month is no day."""
    with pytest.raises(TypeError):
        example().register()  # type: ignore[call-arg]  # what is tested
    with pytest.raises(PeriodError, match="expected a day, got '2023-07'"):
        example().register(as_of="2023-07")


@pytest.mark.parametrize(
    ("done", "day", "status", "late", "text", "text_zh"),
    [
        (None, "2020-12-31", "due", None, "due", "未到期"),
        (None, "2021-12-31", "all_year", None, "due each year", "每年"),
        (
            None,
            "2023-12-01",
            "overdue",
            700,
            "overdue by 700 days, not reported done for 2021",
            "逾期700天，2021年未报完成",
        ),
        ("2022-12-20", "2022-12-31", "done", None, "done 2022-12-20", "2022-12-20完成"),
        ("2022-12-20", "2023-12-31", "all_year", None, "due each year", "每年"),
        (
            "2022-12-20",
            "2024-01-01",
            "overdue",
            1,
            "overdue by 1 day, not reported done for 2023",
            "逾期1天，2023年未报完成",
        ),
        ("2025-12-20", "2027-01-01", "done", None, "done 2025-12-20", "2025-12-20完成"),
        (
            "2026-01-02",
            "2027-01-01",
            "done_late",
            2,
            "done 2026-01-02, 2 days late",
            "2026-01-02完成，逾期2天",
        ),
    ],
)
def test_what_is_due_each_year_is_judged_by_years(
    done: str | None, day: str, status: str, late: int | None, text: str, text_zh: str
) -> None:
    """A year that is over needs a report, and a report speaks of the years up to its own."""
    found = item(action(deadline="2021—2025年每年", done=done), day)
    assert (status, late, text, text_zh) == (found.status, found.days_late, found.text(), found.text("zh"))


# -- laws -----------------------------------------------------------------------------------------------


@given(strategies.plans(), DAYS)
def test_every_item_has_exactly_one_status(plan: Plan, day: datetime.date) -> None:
    """Every deadline and milestone is one item, and the counts of the statuses add up to all items."""
    register = plan.register(as_of=day)
    nodes = [node for node in plan.walk() if node.deadline is not None]
    milestones = sum(len(node.milestones) for node in plan.walk())
    assert len(register.items) >= len(nodes) + milestones
    assert milestones == sum(one.milestone is not None for one in register.items)
    assert len(register.items) == sum(register.counts.values())
    assert len({one.place.path for one in register.items}) == len(register.items)
    assert all(one.text() and one.text("zh") for one in register.items)


@given(strategies.plans(), DAYS, DAYS)
def test_what_is_done_stays_done_unless_it_is_reopened(
    plan: Plan, one: datetime.date, other: datetime.date
) -> None:
    """On a later day nothing that was done is open again without a reopening in between."""
    before, after = sorted((one, other))
    earlier, later = plan.register(as_of=before), plan.register(as_of=after)
    found = {one.place.path: one for one in later.items}
    for was in earlier.items:
        now = found[was.place.path]
        if was.status in DONE and now.status not in DONE:
            assert now.reopened is not None
            assert before < now.reopened <= after


@given(strategies.plans(), DAYS)
def test_nothing_dated_after_the_day_is_used(plan: Plan, day: datetime.date) -> None:
    """The plan as it was known on the day has the same register."""
    assert plan.register(as_of=day).to_dict() == _known(plan, day).register(as_of=day).to_dict() | {
        "without_deadline": list(plan.register(as_of=day).without_deadline)
    }


def _known(plan: Plan, day: datetime.date) -> Plan:
    """Give the plan without reopenings that are dated after a day."""

    def known(sign_offs: tuple[SignOff, ...]) -> tuple[SignOff, ...]:
        return tuple(
            attrs.evolve(one, reopened=one.reopened if one.is_open_on(day) else None)
            for one in sign_offs
            if one.on <= day
        )

    def step(one: Milestone) -> Milestone:
        done = one.done if one.done is not None and one.done <= day else None
        return attrs.evolve(one, done=done, sign_offs=known(one.sign_offs))

    def node(one: Node) -> Node:
        changes: dict[str, object] = {"milestones": [step(milestone) for milestone in one.milestones]}
        if one.deadline is not None:  # without one, what was reported is what makes it an item
            done = one.done if one.done is not None and one.done <= day else None
            changes |= {"done": done, "sign_offs": known(one.sign_offs)}
        if not isinstance(one, Project):
            changes["projects"] = [node(project) for project in one.projects]
        if isinstance(one, Program):
            changes["actions"] = [node(action) for action in one.actions]
        return attrs.evolve(one, **changes)  # type: ignore[arg-type]  # fields of the node

    return attrs.evolve(
        plan,
        programs=[node(one) for one in plan.programs],
        projects=[node(one) for one in plan.projects],
    )


@given(strategies.registers())
def test_days_late_go_with_the_status(register: Register) -> None:
    """What is overdue says by how many days, at least one; what is due or for good says none."""
    for one in register.items:
        assert one.days_late is None or one.days_late > 0
        if one.status is ItemStatus.OVERDUE:
            assert one.days_late is not None
        if one.status in {ItemStatus.DUE, ItemStatus.ONGOING, ItemStatus.ALL_YEAR, ItemStatus.UNKNOWN}:
            assert one.days_late is None


@given(strategies.plans(), DAYS)
def test_a_plan_read_back_has_the_same_register(plan: Plan, day: datetime.date) -> None:
    """Nothing of what is due and done is lost in a file."""
    again = Plan.from_dict(plan.to_dict())
    assert plan.register(as_of=day).to_dict() == again.register(as_of=day).to_dict()


def test_the_state_of_a_project_is_that_of_the_day() -> None:
    """Other nodes have none."""
    items = example().register(as_of="2023-01-01").items
    assert [None, None, None, None, ProjectState.UNDER_CONSTRUCTION, None] == [one.state for one in items]
