from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from zoneplan import Deadline, Plan, Program, documents, strategies
from zoneplan.errors import DocumentError, OutlineError, PeriodError
from zoneplan.milestones import Milestone, SignOff


def test_a_milestone_takes_texts() -> None:
    """Dates, deadlines and sources may be given as people write them."""
    milestone = Milestone(name="开工", due="2023年底前", done="2023年6月3日", source="plan-text")
    assert (Deadline.parse(2023), datetime.date(2023, 6, 3)) == (milestone.due, milestone.done)
    assert milestone.source is not None
    assert ("plan-text", ()) == (milestone.source.id, milestone.sign_offs)


def test_a_sign_off_is_open_from_the_day_of_its_reopening() -> None:
    """The day of the reopening belongs to what is open."""
    sign_off = SignOff(on="2023-07-03", reopened="2023-09-01")
    days = [datetime.date(2023, 8, 31), datetime.date(2023, 9, 1)]
    assert [False, True] == [sign_off.is_open_on(day) for day in days]
    assert not SignOff(on="2023-07-03").is_open_on(days[1])


def test_a_reopening_before_the_sign_off_is_refused() -> None:
    """Neither day means anything then; the same day is in order."""
    with pytest.raises(OutlineError) as caught:
        SignOff(on="2023-07-03", reopened="2023-07-02")
    expected = (
        "what was signed off on 2023-07-03 cannot have been reopened on 2023-07-02, before it\n"
        "correct one of the two days"
    )
    assert expected == str(caught.value)
    assert SignOff(on="2023-07-03", reopened="2023-07-03").reopened == datetime.date(2023, 7, 3)


def test_a_sign_off_of_another_class_is_refused() -> None:
    """A bare day does not say what it is the day of."""
    with pytest.raises(OutlineError) as caught:
        Milestone(name="开工", due=2023, sign_offs=["2023-07-03"])  # type: ignore[list-item]  # refused
    assert "expected a SignOff, got '2023-07-03'\nsuch as SignOff(on='2023-07-03')" == str(caught.value)


def test_a_milestone_of_another_class_is_refused() -> None:
    """A text is no milestone."""
    with pytest.raises(OutlineError) as caught:
        Program(id="g", name="产业创新", milestones=["开工"])  # type: ignore[list-item]  # refused
    assert "expected a Milestone, got '开工'\nmake a Milestone of it first" == str(caught.value)


def test_a_milestone_needs_a_date_that_can_be_read() -> None:
    """下半年 of no year is refused, and so is a month for the day on which it was done."""
    with pytest.raises(PeriodError, match="expected a deadline, got '下半年'"):
        Milestone(name="开工", due="下半年")
    with pytest.raises(PeriodError, match="expected a day, got '2023-06'"):
        Milestone(name="开工", due=2023, done="2023-06")


@given(strategies.milestones())
def test_reading_a_written_milestone_gives_it_back(milestone: Milestone) -> None:
    """Plain data and back is the identity."""
    plan = Plan(id="p", name="示范规划", programs=[Program(id="g", name="产业创新", milestones=[milestone])])
    assert plan == Plan.from_dict(documents.to_dict(plan))


def test_every_problem_of_a_milestone_has_its_place() -> None:
    """A missing date, a wrong day and an unknown key are told together, where they stand."""
    wrong = {
        "名称": "开工",
        "完成时间": "六月",
        "地点": "东园",
        "销号": [{"时间": "2023-07-03", "重新打开": "2023-07-01"}],
    }
    data = {"id": "p", "name": "示范规划", "programs": [{"id": "g", "name": "产业创新", "时间节点": [wrong]}]}
    with pytest.raises(DocumentError) as caught:
        Plan.from_dict(data)
    told = {problem.place.path: problem.message for problem in caught.value.problems}
    expected = {
        "programs[0].milestones[0].地点": "unknown key '地点'",
        "programs[0].milestones[0]": "missing key 'due'",
        "programs[0].milestones[0].done": "expected a day, got '六月'",
        "programs[0].milestones[0].sign_offs[0]": "what was signed off on 2023-07-03 cannot have been "
        "reopened on 2023-07-01, before it",
    }
    assert expected == told
