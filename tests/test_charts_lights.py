"""Lights by program: every target and date is counted once, whatever it belongs to."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans_of_any_size import AS_OF, large_plan
from vega_lite import data_rows, expressions, fault
from zoneplan import Action, Metric, Milestone, Observation, Plan, Program, Project, Target, Zone
from zoneplan.charts import Chart, lights_chart, lights_charts
from zoneplan.charts.theme import HEIGHT
from zoneplan.errors import OutlineError
from zoneplan.printed_tables import Signal
from zoneplan.strategies import followed_plans, outlines

if TYPE_CHECKING:
    from zoneplan.layout import Language

few = settings(max_examples=max(10, settings().max_examples // 6))  # the schema is large and slow
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 12, 31))


def drawn(plan: Plan, day: datetime.date | str, language: Language = "zh") -> Chart:
    """Give the chart of a plan that has something to count."""
    chart = lights_chart(plan.progress(day), language=language)
    assert chart is not None
    return chart


def matrix(chart: Chart) -> dict[str, Counter[str]]:
    """Give the counts of each row by signal, those that are 0 left out."""
    found: dict[str, Counter[str]] = {}
    for row in data_rows(chart):
        if "count" in row:
            found.setdefault(row["row"], Counter())[row["signal"]] += row["count"]
    return {name: +counts for name, counts in found.items()}


def sample() -> Plan:
    """Give an invented plan with something of each sort."""
    jobs = Metric(id="jobs", name="就业", unit="人", kind="stock", over_time="last")
    start = Observation(metric="jobs", period=2020, figure="60人", aspect="baseline")
    reached = Observation(metric="jobs", period=2024, figure="120人")
    return Plan(
        id="plan",
        name="示范规划",
        zone=Zone(id="zone", name="示范区"),
        places=[Zone(id="city", name="示范市")],
        metrics=[jobs],
        targets=[
            Target(metric="jobs", by="2024", goal="5人", subject="city"),
            Target(metric="jobs", by="2024", goal="9人"),
        ],
        programs=[
            Program(
                id="industry",
                name="产业",
                actions=[
                    Action(
                        id="chips",
                        name="芯片",
                        deadline="2024-06",
                        milestones=[Milestone(name="开工", due="2023-06", done="2023-05-01")],
                        targets=[Target(metric="jobs", by="2024", goal="100人")],
                        observations=[start, reached],
                    )
                ],
            ),
            Program(id="green", name="绿色", actions=[Action(id="park", name="公园")]),
        ],
        projects=[Project(id="road", name="道路", deadline="2026", serves=["chips", "park"])],
    )  # fmt: skip


def test_rows_hold_what_their_program_has_come_to() -> None:
    """An overdue action, a milestone that was done and a target that was met stand in their program."""
    expected = {
        "产业": {"good": 2, "bad": 1},
        "绿色": {},
        "规划本身或涉及多个方案": {"open": 1, "none": 1},
        "规划以外的地区": {"open": 1},
    }
    assert expected == matrix(drawn(sample(), "2024-12-31"))


def test_what_was_not_known_on_the_day_does_not_count() -> None:
    """On an earlier day the milestone is not done, and nothing is overdue."""
    expected = {"none": 2, "open": 1}
    assert expected == matrix(drawn(sample(), "2023-04-30"))["产业"]


@given(st.one_of(outlines(), followed_plans()), DAYS)
def test_cells_add_up_to_targets_and_items(plan: Plan, day: datetime.date) -> None:
    """Every target and every item of the register stands in one cell."""
    progress = plan.progress(day)
    expected = len(progress) + len(plan.register(day).items)
    chart = lights_chart(progress)
    found = 0 if chart is None else sum(sum(counts.values()) for counts in matrix(chart).values())
    assert expected == found
    assert (expected == 0) is (chart is None)


@given(st.one_of(outlines(), followed_plans()), DAYS)
def test_sums_stand_beside_their_cells(plan: Plan, day: datetime.date) -> None:
    """The last column and the last row hold the sums, and their corner that of all."""
    chart = lights_chart(plan.progress(day))
    if chart is None:
        return
    cells = [row for row in data_rows(chart) if "count" in row]
    sums = [row["sum"] for row in data_rows(chart) if "sum" in row]
    lines = [cells[first : first + len(Signal)] for first in range(0, len(cells), len(Signal))]
    expected = [sum(cell["count"] for cell in line) for line in lines]
    expected += [sum(line[place]["count"] for line in lines) for place in range(len(Signal))]
    assert [*expected, sum(cell["count"] for cell in cells)] == sums


@few
@given(st.one_of(outlines(), followed_plans()), DAYS, st.sampled_from(["zh", "en"]))
def test_specifications_are_vega_lite(plan: Plan, day: datetime.date, language: Language) -> None:
    """Every chart is valid, and runs nothing."""
    chart = lights_chart(plan.progress(day), language=language)
    if chart is not None:
        assert fault(chart) is None
        assert [] == list(expressions(chart.spec))


def test_words_are_in_the_language_asked_for() -> None:
    """Title, description, heads and rows."""
    chinese, english = drawn(sample(), "2024-12-31"), drawn(sample(), "2024-12-31", "en")
    assert "各方案的目标和时限（截至2024-12-31）" == chinese.title
    assert "Targets and dates by program as of 2024-12-31" == english.title
    assert (
        "示范规划：6个目标和时限中，完成或达到进度2，未达标、逾期1，未报、不明2，不评、未到期1。 "
        "产业：完成或达到进度2，未达标、逾期1；绿色：—；规划本身或涉及多个方案：未报、不明1，不评、未到期1；"
        "规划以外的地区：未报、不明1"
    ) == chinese.description
    assert (
        "示范规划: 6 targets and dates, 2 done or on track, 1 missed or overdue, 2 not reported or known, "
        "1 not judged or not due. 产业: 2 done or on track, 1 missed or overdue; 绿色: —; "
        "the plan itself, or several programs: 1 not reported or known, 1 not judged or not due; "
        "places outside the plan: 1 not reported or known"
    ) == english.description
    heads = [" ".join(row["label"]) for row in data_rows(english) if row.get("text_y") == 22]
    assert "not judged or not due" == " ".join(heads[-1].split())


def test_a_program_without_targets_and_dates_is_no_row_of_zeros() -> None:
    """Nothing was judged there, which a dash says and a zero would not."""
    empty = Program(id="empty", name="空方案")
    plan = attrs.evolve(sample(), programs=(*sample().programs, empty))
    cells = [one for one in data_rows(drawn(plan, "2024-12-31")) if one.get("row") == "空方案"]
    assert ["—"] * len(Signal) == [one["shown"] for one in cells]


def test_a_plan_without_targets_and_dates_has_no_chart() -> None:
    """There is nothing to draw, which is for words to say."""
    plan = Plan(id="p", name="空", programs=[Program(id="a", name="甲")])
    assert lights_chart(plan.progress("2024-12-31")) is None


def test_a_broken_outline_is_refused() -> None:
    """Where an id occurs twice something would be lost."""
    plan = Plan(id="p", name="空", programs=[Program(id="a", name="甲"), Program(id="a", name="乙")])
    with pytest.raises(OutlineError):
        plan.progress("2024-12-31")


def test_many_programs_are_cut_in_pages() -> None:
    """Each chart fits on a page, the rows of all are those of the whole, and the last one has the total."""
    plan = large_plan(1200)
    progress = plan.progress(AS_OF)
    whole, charts = lights_chart(progress), lights_charts(progress)
    assert whole is not None
    cells = [[row for row in data_rows(chart) if "count" in row] for chart in charts]
    expected = [(row["row"], row["signal"], row["count"]) for row in data_rows(whole) if "count" in row]
    assert expected == [(row["row"], row["signal"], row["count"]) for page in cells for row in page]
    assert max(chart.spec["height"] for chart in charts) <= HEIGHT
    totals = [[row for row in data_rows(chart) if "sum" in row and row["signal"]] for chart in charts]
    assert [0, len(Signal)] == [len(found) for found in totals]
    assert "各方案的目标和时限（截至2024-09-30）（1/2）" == charts[0].title


def test_a_plan_that_fits_has_one_chart() -> None:
    """It is the one that is drawn of the whole."""
    progress = sample().progress("2024-12-31")
    assert (lights_chart(progress),) == lights_charts(progress)
    assert () == lights_charts(Plan(id="p", name="空").progress("2024-12-31"))


def test_a_large_plan_is_counted_whole() -> None:
    """Three hundred actions: a row for each program and one for the plan itself."""
    plan = large_plan(300)
    chart = drawn(plan, AS_OF)
    assert [program.name for program in plan.programs] == list(matrix(chart))[: len(plan.programs)]
    assert len(plan.programs) + 1 == len(matrix(chart))
    assert fault(chart) is None
