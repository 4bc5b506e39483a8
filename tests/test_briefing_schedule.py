"""What is due and done in a briefing: what is overdue first, what is due next, and the rest in numbers."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from briefing_checks import blocks, example, lines, table, tables, texts
from plans_of_any_size import large_plan
from zoneplan import Action, ItemStatus, Milestone, Plan, Program, Project, SignOff
from zoneplan.briefings import briefing
from zoneplan.charts import Chart
from zoneplan.outline import NodeKind
from zoneplan.printed_tables import PrintedTable, Signal
from zoneplan.strategies import plans

if TYPE_CHECKING:
    import pytest

DAY = datetime.date(2023, 7, 10)
DUE = datetime.date(2024, 10, 31)
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2028, 12, 31))


def action(name: str, deadline: str | None = None, **fields: Any) -> Action:
    """Give an invented action."""
    return Action(id=name, name=name, deadline=deadline, **fields)


def plan_of(*actions: Action, **fields: Any) -> Plan:
    """Give an invented plan of one program."""
    return Plan(id="p", name="规划", programs=[Program(id="g", name="方案", actions=actions)], **fields)


def drawn(plan: Plan) -> dict[str, set[str]]:
    """Give the ids of what the pictures of a schedule have rows of, by their kinds."""
    found: dict[str, set[str]] = {"program": set(), "action": set(), "project": set()}
    for chart in blocks(briefing(plan, DUE), "schedule", Chart):
        for row in chart.spec["datasets"]["rows"]:
            found[row["kind"]].add(row["id"])
    return found


def test_what_is_overdue_stands_first_and_the_longest_overdue_before_the_others() -> None:
    """Days late and who leads are told; who leads nobody says is a dash."""
    signed = SignOff(on="2023-02-01", reopened="2023-05-01")
    plan = plan_of(
        action("a", "2023-06", lead_units=["发改局", "经发局"]),
        action("b", "2022-12"),
        action("c", "2022-12", sign_offs=[signed]),
        action("d", "2023-12"),
    )
    assert [
        ("2022-12", "b", "—", "overdue by 191 days, not reported done", "191"),
        ("2022-12", "c", "—", "reopened on 2023-05-01, 191 days past its date", "191"),
        ("2023-06", "a", "发改局, 经发局", "overdue by 10 days, not reported done", "10"),
    ] == table(plan, DAY, "schedule", "Overdue or reopened (3)")


def test_what_is_due_within_ninety_days_stands_next() -> None:
    """The ninetieth day counts and the next one does not; the nearest stands first."""
    plan = plan_of(
        action("a", "2023-10-08"),
        action("b", "2023-10-09"),
        action("c", "2023-07", milestones=[Milestone(name="开工", due="2023-08-01")]),
    )
    assert [
        ("2023-07", "c", "—", "due", "—"),
        ("2023-08-01", "c: 开工", "—", "due", "—"),
        ("2023-10-08", "a", "—", "due", "—"),
    ] == table(plan, DAY, "schedule", "Due within 90 days (3)")
    assert [("方案", "1", "1"), ("Total", "1", "1")] == table(plan, DAY, "schedule", "All else (1)")


def test_what_is_due_each_year_is_due_at_the_end_of_its_first_open_year() -> None:
    """Of a span of years it is the year that is running."""
    plan = plan_of(action("a", "2023-2025 each year"))
    day = datetime.date(2023, 11, 1)
    assert [("2023-2025 each year", "a", "—", "due each year", "—")] == table(
        plan, day, "schedule", "Due within"
    )


def test_the_rest_is_counted_by_program_and_once_in_all() -> None:
    """An item of two programs counts in both; one of none has a row of its own."""
    programs = [Program(id=one, name=one, actions=[action(f"{one}1")]) for one in ("a", "b")]
    shared = Project(id="s", name="s", serves=["a1", "b1"], deadline="2025-06")
    started = Milestone(name="m", due="2020-06", done=datetime.date(2020, 1, 1))
    alone = Project(id="t", name="t", milestones=[started])
    done = Project(id="u", name="u", serves=["a1"], deadline="2025-06", milestones=[started])
    plan = Plan(id="p", name="规划", programs=programs, projects=[shared, alone, done])
    rest = tables(plan, DAY, "schedule")[-1]
    assert ["Program", "Items", "not due yet", "done"] == [column.header for column in rest.columns]
    assert [
        ("a", "3", "2", "1"),
        ("b", "1", "1", "0"),
        ("In no program", "1", "0", "1"),
        ("Total", "4", "2", "2"),
    ] == texts(rest)
    assert ("What belongs to several programs counts in each, and once in the total.",) == rest.notes
    assert [
        "Nothing is overdue or reopened on 2023-07-10.",
        "Nothing is due within 90 days after 2023-07-10.",
        "Actions or projects that state no deadline: 3.",
    ] == lines(plan, DAY, "schedule")


def test_a_status_has_shape_and_words() -> None:
    """What is overdue is bad by its shape and its words."""
    (found,) = tables(plan_of(action("a", "2023-06")), DAY, "schedule", "zh")
    assert [(Signal.BAD, "逾期10天，未报完成")] == [
        (row.cells[3].signal, row.cells[3].text) for row in found.rows if row.cells[3]
    ]
    assert ["时限", "事项", "牵头单位", "状态", "逾期天数"] == [column.header for column in found.columns]


def test_a_plan_without_dates_says_so() -> None:
    """昆山 states no date: that and the number of its actions are told."""
    assert ["规划没有写明时限或里程碑。", "未写明时限的行动或项目：17个。"] == lines(
        example("kunshan"), "2023-08-01", "schedule", "zh"
    )


def test_a_plan_of_nothing_but_figures_has_no_schedule() -> None:
    """Without any action or project there is nothing that could have a date."""
    assert briefing(example("sectors"), DAY).section("schedule") is None


def test_pictures_stand_above_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pictures there are, all of them are shown, for the day that was asked."""
    chart = Chart(name="schedule", title="t", description="d", spec={})
    asked: list[object] = []

    def draw(plan: Plan, as_of: datetime.date, *, language: str) -> tuple[Chart, ...]:
        asked.append((plan.id, as_of, language))
        return (chart, chart)

    monkeypatch.setattr("zoneplan.briefings.schedule.schedule_charts", draw)
    found = briefing(plan_of(action("a", "2023-06")), DAY).section("schedule")
    assert found is not None
    assert [Chart, Chart, PrintedTable] == [type(one) for one in found.blocks[:3]]
    assert [("p", DAY, "zh")] == asked


def test_a_plan_of_three_hundred_actions_is_drawn_whole() -> None:
    """Every action has its row, and no words about a choice stand below."""
    plan = large_plan(300)
    assert {one.id for one in plan.walk() if one.kind is NodeKind.ACTION} == drawn(plan)["action"]
    assert not [one for one in lines(plan, DUE, "schedule", "en") if "are drawn" in one]


def test_of_a_very_large_plan_what_matters_is_drawn() -> None:
    """Drawn are the parts overdue the longest and those due first, a hundred of each, and this is said."""
    plan = large_plan(1000)
    register = plan.register(DUE)
    late = register.with_status(ItemStatus.OVERDUE, ItemStatus.REOPENED)
    nodes = dict.fromkeys(one.node for one in sorted(late, key=lambda one: -(one.days_late or 0)))
    found = drawn(plan)
    parts = found["action"] | found["project"]
    assert set(list(nodes)[:100]) <= parts
    soon = {
        one.node
        for one in register.with_status(ItemStatus.DUE, ItemStatus.ALL_YEAR)
        if one.next_due is not None and (one.next_due - DUE).days <= 90
    }
    assert 100 == len(parts - nodes.keys())
    assert parts - nodes.keys() <= soon
    (told,) = [one for one in lines(plan, DUE, "schedule", "en") if "are drawn" in one]
    assert f"of {len(nodes)} programs, actions and projects" in told
    assert f"of {len(soon - nodes.keys())} others" in told


def test_a_very_large_plan_without_anything_due_has_no_picture() -> None:
    """What is neither overdue nor due soon is counted in words and in the table."""
    plan = plan_of(*(action(f"a{number}", "2025") for number in range(401)))
    assert [] == blocks(briefing(plan, DAY, language="en"), "schedule", Chart)
    (told,) = [one for one in lines(plan, DAY, "schedule", "en") if "are drawn" in one]
    assert "of 0 programs, actions and projects" in told


@given(plans(), DAYS)
def test_no_item_of_the_register_is_lost(plan: Plan, day: datetime.date) -> None:
    """Every deadline and milestone is listed or counted, exactly once."""
    found = blocks(briefing(plan, day, language="en"), "schedule", PrintedTable)
    listed = sum(len(one.rows) for one in found if not one.heading.startswith("All else"))
    counted = sum(int(texts(one)[-1][1]) for one in found if one.heading.startswith("All else"))
    assert len(plan.register(day).items) == listed + counted


@given(plans(), DAYS)
def test_what_is_overdue_is_never_only_counted(plan: Plan, day: datetime.date) -> None:
    """Each overdue item has a row with its words."""
    found = blocks(briefing(plan, day, language="en"), "schedule", PrintedTable)
    rows = Counter(row[3] for one in found if one.heading.startswith("Overdue") for row in texts(one))
    items = plan.register(day).with_status(ItemStatus.OVERDUE, ItemStatus.REOPENED)
    assert Counter(one.text() for one in items) == rows
