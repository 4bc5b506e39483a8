from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from plan_texts import plan_of
from zoneplan import Action, Figure, Metric, Observation, Plan, Program, Project, Target, Zone
from zoneplan.errors import OutlineError, PeriodError, RollupError, UnknownIdError
from zoneplan.outline import NodeKind
from zoneplan.programs import members

PLAN = plan_of("""\
metrics: [{id: jobs, name: 带动就业, unit: 人, kind: count, across: sum}]
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
    actions:
      - id: a1
        name: 现代产业提升
        metrics: [{id: area, name: 面积, unit: 亩, kind: stock, across: sum}]
        observations: [{metric: area, period: 2023, figure: 100亩}]
        projects:
          - id: p
            name: 产业园
            serves: b1
            observations:
              - {metric: inv, period: 2023, figure: 3亿元}
              - {metric: jobs, period: 2023, figure: 30人}
      - {id: a2, observations: [{metric: inv, period: 2023, figure: 1亿元}]}
  - id: b
    name: 产城融合
    actions: [{id: b1, name: 规划引领}]
    projects:
      - {id: q, name: 全市, place: kunshan, observations: [{metric: jobs, period: 2023, figure: 30人}]}
      - {id: r, name: 周市, place: zhoushi, observations: [{metric: jobs, period: 2023, figure: 3人}]}
observations: [{metric: inv, period: 2023, figure: 2亿元, subject: b1}]
""")
A, A1, B = PLAN.programs[0], PLAN.programs[0].actions[0], PLAN.programs[1]


def test_nodes_say_what_they_are() -> None:
    """Kind, declared number, links, names and metrics are those of the class, or empty."""
    project = A1.projects[0]
    assert [NodeKind.PROGRAM, NodeKind.ACTION, NodeKind.PROJECT] == [A.kind, A1.kind, project.kind]
    assert (3, None, None) == (A.declared, A1.declared, project.declared)
    assert ((), (), (("serves", "b1"),)) == (A.links, A1.links, project.links)
    assert ((), (), ()) == (A.aliases, A1.aliases, project.metrics)


def test_children_come_with_their_paths() -> None:
    """Actions come before projects; a project has no children written in it."""
    assert ["actions[0]", "projects[0]", "projects[1]"] == [path for path, _ in B.children()]
    assert [("projects[0]", "p")] == [(path, node.id) for path, node in A1.children()]
    assert [] == list(A1.projects[0].children())


def test_a_package_is_a_link_before_what_is_served() -> None:
    """Each link names its field."""
    project = Project(id="p", name="一期", part_of="all", serves=["a1", "a2"])
    assert (("part_of", "all"), ("serves", "a1"), ("serves", "a2")) == project.links


def test_parts_are_frozen_and_change_by_evolving() -> None:
    """A value cannot be changed in place; a changed copy leaves it as it was."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        A.name = "另一方案"  # type: ignore[misc]  # what is tested
    assert ("另一方案", "产业创新") == (attrs.evolve(A, name="另一方案").name, A.name)


def test_lists_become_tuples_and_texts_values() -> None:
    """Lists, lone texts, periods and deadlines are taken as people write them."""
    action = Action(
        id="a",
        lead_units="科技局",
        supporting_units=["财政局"],
        start=2024,
        deadline="2025年底前",
        projects=iter([Project(id="p", name="产业园")]),
        observations=[Observation(metric="m", period=2023, figure="1亿元")],
        targets=[Target(metric="m", by=2025, goal="2亿元")],
        metrics=[Metric(id="m", name="投资", unit="亿元", kind="flow")],
    )
    assert (("科技局",), ("财政局",), "2024", "2025") == (
        action.lead_units,
        action.supporting_units,
        str(action.start),
        str(action.deadline),
    )
    assert [1, 1, 1, 1] == [
        len(found) for found in (action.projects, action.observations, action.targets, action.metrics)
    ]


@pytest.mark.parametrize(
    ("make", "fields", "message"),
    [
        (Program, {"actions": ["a1"]}, "expected an Action, got 'a1'\nmake an Action of it first"),
        (
            Program,
            {"declared_actions": -1},
            "expected a whole number for declared_actions, got -1\nsuch as 4",
        ),
        (
            Program,
            {"declared_actions": True},
            "expected a whole number for declared_actions, got True\nsuch as 4",
        ),
        (
            Program,
            {"declared_actions": Decimal(4)},
            "expected a whole number for declared_actions, got Decimal('4')\nsuch as 4",
        ),
        (Program, {"name": " "}, "expected a name, got an empty text\nleave name out, or write it"),
        (Project, {"name": None}, "expected text for name, got None\nput quotes around it: 'None'"),
        (Project, {"note": ""}, "expected a note, got an empty text\nleave note out, or write it"),
        (Project, {"place": 5}, "expected text for place, got 5\nput quotes around it: '5'"),
        (
            Action,
            {"id": "a b"},
            """\
expected an id of 1 to 100 characters without blanks, got 'a b'
use letters, digits, Chinese characters, '-', '_' or '.'""",
        ),
        (Action, {"lead_units": [""]}, "expected a text, got ''\nput quotes around it, or leave it out"),
    ],
)
def test_what_is_no_part_of_a_plan_is_refused(make: Any, fields: dict[str, Any], message: str) -> None:
    """A constructor refuses what the object alone can know to be wrong, with the whole sentence."""
    with pytest.raises(OutlineError) as caught:
        make(**{"id": "a", "name": "产业创新", **fields})
    assert message == str(caught.value)


def test_members_are_of_one_class() -> None:
    """A tuple of the right class is taken as it is."""
    projects = A1.projects
    assert projects is members(projects, Project)


def test_a_program_answers_from_what_is_written_in_it() -> None:
    """What is defined and written inside is rolled up; unlisted actions count as missing."""
    rollup = A.roll_up("inv")
    assert (Figure(4, "亿元"), "2 of 3 reported") == (rollup.total.computed, str(rollup.total.coverage))
    assert Figure(3, "亿元") == rollup["a1"].computed


def test_an_action_answers_with_metrics_of_the_plan() -> None:
    """A definition that lies outside is given with the question, by id or as it is."""
    assert Figure(100, "亩") == A1.roll_up("area").total.computed
    assert Figure(30, "人") == A1.roll_up("jobs", metrics=PLAN.metrics).total.computed
    assert Figure(30, "人") == A1.roll_up(PLAN.metric("jobs"), missing="skip_if_any").total.computed


def test_several_metrics_are_answered_at_once() -> None:
    """A list or a generator of metrics gives a dictionary by id."""
    expected = {"inv": Figure(4, "亿元"), "jobs": Figure(30, "人")}
    asked: list[str | Metric] = ["inv", PLAN.metric("jobs")]
    for found in (A.roll_up(asked), A.roll_up(one for one in asked)):
        assert expected == {metric: rollup.total.computed for metric, rollup in found.items()}


def test_the_plan_counts_what_a_program_does_not_see() -> None:
    """Entries beside the plan and projects of other programs belong to the whole plan's answer."""
    assert Figure(5, "亿元") != (own := B.roll_up(A.metrics[0]).total.computed)
    assert None is own
    assert Figure(3, "亿元") == PLAN.roll_up("inv")["b"].computed


def test_an_unknown_metric_says_how_to_give_it() -> None:
    """A metric that is defined elsewhere in the plan is asked for with its definition."""
    with pytest.raises(UnknownIdError) as caught:
        A.roll_up(["inv", "jobs"])
    expected = (
        "unknown metric 'jobs' in program 'a'\n"
        "the plan declares 'inv', 'area'; one defined elsewhere in the plan is given with it: "
        "roll_up('jobs', metrics=plan.metrics)"
    )
    assert expected == str(caught.value)


def test_a_program_adds_no_part_to_its_whole() -> None:
    """Without the plan's places it cannot be known that one lies in the other, with them it is."""
    jobs = PLAN.metric("jobs")
    with pytest.raises(RollupError) as caught:
        B.roll_up(jobs)
    assert "cannot add 'jobs' of 'kunshan' and 'zhoushi': where 'kunshan' lies is not known" in str(
        caught.value
    )
    with pytest.raises(RollupError) as caught:
        B.roll_up(jobs, places=[*PLAN.places, *PLAN.places])
    assert "cannot add 'jobs' of 'r' to that of 'q': 'zhoushi' lies in 'kunshan'" in str(caught.value)
    towns = [Zone(id="kunshan", name="昆山市"), Zone(id="zhoushi", name="周市镇")]
    assert Figure(33, "人") == B.roll_up(jobs, places=towns).total.computed


def test_a_period_that_cannot_be_read_is_refused() -> None:
    """Periods, aspects and words for missing data are read as people write them."""
    with pytest.raises(PeriodError, match="expected a period, got 'last year'"):
        A.roll_up("inv", period="last year")
    assert Figure(4, "亿元") == A.roll_up("inv", period="2023年", aspect="actual").total.computed


def test_a_plan_holds_programs_of_any_iterable() -> None:
    """Programs may come from a generator."""
    plan = Plan(id="plan", name="规划", programs=(one for one in PLAN.programs))
    assert PLAN.programs == plan.programs
