from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Plan, Project, strategies
from zoneplan.dates import last_day
from zoneplan.errors import OutlineError
from zoneplan.states import FINISHED, LEGAL, ConstructionKind, ProjectState, StateChange, state_on

DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2031, 12, 31))
ORDER = tuple(ProjectState)[:7]


def test_states_go_forward_and_may_be_left_out() -> None:
    """Each state of the order may be followed by itself and by any later one, and by no earlier one."""
    for index, state in enumerate(ORDER):
        assert set(ORDER[index:]) == LEGAL[state] & set(ORDER)


def test_only_what_is_not_built_is_suspended_or_cancelled() -> None:
    """停建 and 取消 may follow every state before completion, and none from there on."""
    stopped = {ProjectState.SUSPENDED, ProjectState.CANCELLED}
    assert set(ORDER[:4]) == {state for state in ORDER if stopped <= LEGAL[state]}
    assert set() == set().union(*(LEGAL[state] for state in FINISHED)) & stopped


def test_a_suspended_project_is_taken_up_before_it_is_completed() -> None:
    """It may go back to where it was or further, be cancelled, but not be built at once."""
    expected = {*ORDER[:4], ProjectState.SUSPENDED, ProjectState.CANCELLED}
    assert expected == LEGAL[ProjectState.SUSPENDED]


def test_cancelled_is_final() -> None:
    """Nothing follows but the same told again."""
    assert {ProjectState.CANCELLED} == LEGAL[ProjectState.CANCELLED]


@given(strategies.state_paths(most=6))
def test_a_legal_path_gives_no_finding(path: tuple[StateChange, ...]) -> None:
    """States that may follow each other, with dates in order, are no finding, and each step was looked at."""
    report = Plan(id="p", name="规划", projects=[Project(id="x", name="产业园", states=path)]).validate()
    assert [] == [one for one in report.findings if one.code == "STATE-ORDER"]
    assert max(0, len(path) - 1) == report.checked["STATE-ORDER"]


@given(st.lists(strategies.state_changes(), max_size=5))
def test_any_other_path_gives_one_for_each_wrong_step(path: list[StateChange]) -> None:
    """A step is wrong when the state may not follow, or its date lies wholly before."""
    report = Plan(id="p", name="规划", projects=[Project(id="x", name="产业园", states=path)]).validate()
    wrong = [
        index
        for index, (one, other) in enumerate(pairwise(path), start=1)
        if other.state not in LEGAL[one.state] or is_before(other, one)
    ]
    found = [one.place.path for one in report.findings if one.code == "STATE-ORDER"]
    assert [f"projects[0].states[{index}]" for index in wrong] == found


def is_before(one: StateChange, other: StateChange) -> bool:
    """Whether a change surely came before another."""
    start = other.on if isinstance(other.on, datetime.date) else other.on.start
    return last_day(one.on) < start


@given(strategies.state_paths(), DAYS)
def test_the_state_on_a_day_is_the_last_one_reached(
    path: tuple[StateChange, ...], day: datetime.date
) -> None:
    """It is one of those dated by then, none when there is none, and a project says the same."""
    reached = [change.state for change in path if last_day(change.on) <= day]
    expected = reached[-1] if reached else None
    assert expected == state_on(path, day) == Project(id="x", name="产业园", states=path).state_on(day)


def test_a_period_counts_from_its_last_day() -> None:
    """Who was completed in 2024 is not known to be so in November."""
    project = Project(id="x", name="产业园", states=[StateChange(state="completed", on=2024)])
    assert [None, ProjectState.COMPLETED] == [project.state_on(f"2024-{day}") for day in ("11-30", "12-31")]


@given(strategies.state_paths())
def test_reading_written_states_gives_them_back(path: tuple[StateChange, ...]) -> None:
    """Plain data and back is the identity."""
    plan = Plan(id="p", name="规划", projects=[Project(id="x", name="产业园", states=path)])
    assert plan == Plan.from_dict(plan.to_dict())


@pytest.mark.parametrize(
    ("word", "state"),
    [("续建", "under_construction"), ("建成", "completed"), ("缓建", "suspended"), ("预备", "reserve")],
)
def test_further_words_of_lists_are_read(word: str, state: str) -> None:
    """Two words of lists may mean one state."""
    states = [{"状态": word, "时间": "2023"}]
    plan = Plan.from_dict(
        {"id": "p", "name": "规划", "projects": [{"id": "x", "name": "甲", "进展": states}]}
    )
    assert (ProjectState(state),) == tuple(change.state for change in plan.projects[0].states)


def test_what_is_built_is_a_word_of_its_set() -> None:
    """建设性质 is taken as a member or its word, and stays open when it is not stated."""
    made = [Project(id="x", name="甲", construction=one).construction for one in ("alteration", None)]
    assert [ConstructionKind.ALTERATION, None] == made
    with pytest.raises(OutlineError, match="expected one of new, continued, alteration, got 'rebuilt'"):
        Project(id="x", name="甲", construction="rebuilt")


def test_a_state_of_another_class_is_refused() -> None:
    """A word alone says no date."""
    with pytest.raises(OutlineError) as caught:
        Project(id="x", name="甲", states=["completed"])  # type: ignore[list-item]  # refused
    expected = "expected a StateChange, got 'completed'\nsuch as StateChange(state='completed', on=2023)"
    assert expected == str(caught.value)
