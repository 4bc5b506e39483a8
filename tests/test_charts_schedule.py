"""Actions in time: what is known of their dates is drawn as it is known, and no more."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans_of_any_size import AS_OF, large_plan
from vega_lite import data_rows, expressions, fault
from zoneplan import Action, Milestone, Plan, Program, Project, StateChange, read_plan
from zoneplan.charts import Chart, schedule_charts
from zoneplan.charts.theme import HEIGHT
from zoneplan.errors import OutlineError, PeriodError
from zoneplan.layout import printable
from zoneplan.outline import NodeKind
from zoneplan.strategies import actions, milestones, outlines, plans

if TYPE_CHECKING:
    from zoneplan.layout import Language

EXAMPLES = Path(__file__).parent.parent / "examples"
few = settings(max_examples=max(10, settings().max_examples // 6))  # the schema is large and slow
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 12, 31))
NASTY = "a\"b'c & <script>alert(1)</script> datum.x ]]> {{ x }}"


def rows(*charts: Chart) -> list[dict[str, Any]]:
    """Give the rows of charts, from the top."""
    return [row for chart in charts for row in chart.spec["datasets"]["rows"]]


def points(*charts: Chart) -> list[dict[str, Any]]:
    """Give the milestones of charts that have a date."""
    return [row for chart in charts for row in chart.spec["datasets"]["milestones"]]


def of_actions(*found: Action) -> Plan:
    """Give an invented plan of one program with some actions."""
    return Plan(id="p", name="规划", programs=[Program(id="one", name="方案", actions=found)])


def drawn(*found: Action, day: str = "2024-10-31", language: Language = "zh") -> dict[str, dict[str, Any]]:
    """Give the rows of actions by id, on one chart."""
    (chart,) = schedule_charts(of_actions(*found), day, language=language)
    return {row["id"]: row for row in rows(chart)}


DATED = Action(id="dated", name="有日期", start="2023", deadline="2025")


def test_a_bar_goes_from_the_first_day_to_the_last() -> None:
    """Where both are known, a bar has both ends and no cap."""
    row = drawn(Action(id="a", name="甲", start="2023-03", deadline="2025-06"))["a"]
    expected = {"known": "both", "from": "2023-03-01", "to": "2025-06-30", "cap": None, "words": ""}
    assert expected == {key: row[key] for key in expected}


def test_what_is_known_at_one_end_looks_different() -> None:
    """A broken line is open to the side of which nothing is stated, and capped at the other."""
    found = drawn(
        DATED, Action(id="s", name="始", start="2024Q1"), Action(id="d", name="终", deadline="2024-09-30")
    )
    keys = ("known", "from", "to", "cap")
    assert ("start", "2024-01-01", "2025-12-31", "2024-01-01") == tuple(found["s"][key] for key in keys)
    assert ("deadline", "2023-01-01", "2024-09-30", "2024-09-30") == tuple(found["d"][key] for key in keys)


def test_what_is_not_known_is_said_and_not_drawn() -> None:
    """Neither end, an end for good without a start, and an end before the start are words."""
    found = drawn(
        DATED,
        Action(id="n", name="无"),
        Action(id="o", name="长", deadline="长期"),
        Action(id="r", name="反", start="2025", deadline="2024"),
    )
    assert [None] * 9 == [found[one][key] for one in "nor" for key in ("from", "to", "cap")]
    assert ["未写明起止", "长期，未写明起始", "期限早于起始：2025—2024"] == [
        found[one]["words"] for one in "nor"
    ]
    english = drawn(
        DATED, Action(id="n", name="无"), Action(id="o", name="长", deadline="ongoing"), language="en"
    )
    assert ["start and deadline not stated", "ongoing; start not stated"] == [
        english[one]["words"] for one in "no"
    ]


def test_what_is_for_good_has_no_end() -> None:
    """A line with a cap at its start goes on to the end of the chart."""
    row = drawn(DATED, Action(id="o", name="长", start="2023-06", deadline="长期"))["o"]
    assert ("ongoing", "2023-06-01", "2025-12-31", "2023-06-01") == (
        row["known"], row["from"], row["to"], row["cap"],
    )  # fmt: skip


def test_milestones_have_the_status_of_the_register() -> None:
    """Done, overdue and to come; one without a date is counted in words."""
    action = Action(
        id="a",
        name="甲",
        start="2023",
        deadline="2025",
        milestones=[
            Milestone(name="开工", due="2023-06", done="2023-06-01"),
            Milestone(name="封顶", due="2024-06"),
            Milestone(name="验收", due="2025-06"),
            Milestone(name="运营", due="长期"),
        ],
    )
    (chart,) = schedule_charts(of_actions(action), "2024-10-31")
    expected = [
        ("开工", "2023-06-30", "good", "开工：时限2023-06，2023-06-01完成"),
        ("封顶", "2024-06-30", "bad", "封顶：时限2024-06，逾期123天，未报完成"),
        ("验收", "2025-06-30", "none", "验收：时限2025-06，未到期"),
    ]
    assert expected == [(one["milestone"], one["due"], one["signal"], one["told"]) for one in points(chart)]
    assert "1个节点无日期" == rows(chart)[1]["words"]
    (english,) = schedule_charts(of_actions(action), "2024-10-31", language="en")
    assert "1 milestone without a date" == rows(english)[1]["words"]
    assert "封顶: due 2024-06, overdue by 123 days, not reported done" == points(english)[1]["told"]


@given(plans(), DAYS)
def test_every_action_stands_in_one_row(plan: Plan, day: datetime.date) -> None:
    """Each action and program has a row once, in document order, where the plan has a date at all."""
    charts = schedule_charts(plan, day)
    listed = {NodeKind.PROGRAM, NodeKind.ACTION}
    if charts:
        expected = [one.id for one in plan.walk() if one.kind in listed]
        assert expected == [row["id"] for row in rows(*charts) if row["kind"] in listed]
        names = [printable(one.name) for one in plan.walk() if one.kind is NodeKind.ACTION and one.name]
        assert names == [
            row["name"] for row in rows(*charts) if row["name"] in names and row["kind"] == "action"
        ]


@given(outlines(), st.lists(actions(), max_size=4), DAYS)
def test_rows_and_points_are_those_of_the_register(
    plan: Plan, more: list[Action], day: datetime.date
) -> None:
    """Every dated milestone is a point once, and every row that is an item has its status."""
    renamed = [
        attrs.evolve(one, id=f"more-{index}", projects=(), place=None) for index, one in enumerate(more)
    ]
    program = Program(id="more", name="方案", actions=renamed)
    plan = attrs.evolve(plan, programs=(*plan.programs, program))
    charts = schedule_charts(plan, day)
    items = plan.register(day).items
    if not charts:
        assert [] == [one for one in items if one.due is not None and one.due.due is not None]
        return
    expected = [
        (one.node, printable(one.milestone), str(one.due.due), one.status.signal)
        for one in items
        if one.milestone is not None and one.due is not None and one.due.due is not None
    ]
    found = [(one["node"], one["milestone"], one["due"], one["signal"]) for one in points(*charts)]
    assert sorted(expected) == sorted(found)
    own = {one.node: one.status.signal for one in items if one.milestone is None}
    assert all(own[row["id"]] == row["signal"] for row in rows(*charts) if row["is_item"])
    assert {row["id"] for row in rows(*charts)} >= {
        node for node in own if plan.outline.nodes[node].kind is NodeKind.ACTION
    }


@given(st.lists(milestones(), min_size=1, max_size=4), DAYS)
def test_nothing_is_known_before_its_day(found: list[Milestone], day: datetime.date) -> None:
    """What is reported after the day changes nothing: the chart is that of a plan without it."""
    later = day + datetime.timedelta(days=1)
    known = [
        attrs.evolve(
            one,
            done=one.done if one.done is not None and one.done <= day else None,
            sign_offs=[
                attrs.evolve(
                    sign, reopened=sign.reopened if sign.reopened and sign.reopened < later else None
                )
                for sign in one.sign_offs
                if sign.on <= day
            ],
        )
        for one in found
    ]
    both = [
        schedule_charts(of_actions(Action(id="a", name="甲", start="2023", milestones=each)), day)
        for each in (found, known)
    ]
    assert both[0] == both[1]


@few
@given(plans(), DAYS, st.sampled_from(["zh", "en"]))
def test_specifications_are_vega_lite(plan: Plan, day: datetime.date, language: Language) -> None:
    """Every chart is valid, and runs nothing."""
    for chart in schedule_charts(plan, day, language=language):
        assert fault(chart) is None
        assert [] == list(expressions(chart.spec))


@given(plans(), DAYS)
def test_everything_lies_between_the_ends_of_the_axis(plan: Plan, day: datetime.date) -> None:
    """No bar, milestone or day lies outside of the years that are drawn."""
    epoch = datetime.date(1970, 1, 1)
    for chart in schedule_charts(plan, day):
        (scale,) = {
            tuple(layer["encoding"]["x"]["scale"]["domain"])
            for layer in chart.spec["layer"]
            if layer["encoding"]["x"].get("type") == "temporal"
        }
        drawn_days = [day.isoformat(), *(one["due"] for one in points(chart))]
        drawn_days += [row[key] for row in rows(chart) for key in ("from", "to") if row[key]]
        found = [(datetime.date.fromisoformat(one) - epoch).days * 86_400_000 for one in drawn_days]
        assert scale[0] <= min(found) <= max(found) <= scale[1]


def test_a_plan_without_dates_has_no_chart() -> None:
    """Nothing was stated of the plans of Kunshan and of the follow-up, so nothing is drawn."""
    for name in ("kunshan", "following"):
        assert () == schedule_charts(read_plan(EXAMPLES / name / "plan.yaml"), "2024-06-30")
    ongoing = of_actions(Action(id="o", name="长", deadline="长期"))
    assert () == schedule_charts(ongoing, "2024-06-30")


def test_many_rows_are_drawn_program_by_program() -> None:
    """Each chart fits on a page, all have one axis, and every action stands in one of them."""
    plan = large_plan(300)
    charts = schedule_charts(plan, AS_OF)
    assert max(chart.spec["height"] for chart in charts) <= HEIGHT
    domains = [layer["encoding"]["x"]["scale"]["domain"] for one in charts for layer in one.spec["layer"][:1]]
    assert domains == [domains[0]] * len(charts)
    expected = [one.id for one in plan.walk() if one.kind is NodeKind.ACTION]
    assert expected == [row["id"] for row in rows(*charts) if row["kind"] == "action"]
    assert [None] * len(charts) == [fault(chart) for chart in charts]
    titles = [chart.title for chart in charts]
    assert len(titles) == len(set(titles))
    assert "产业创新方案1（虚构）：行动进度（截至2024-09-30）" == titles[0]


def test_parts_that_were_chosen_fill_the_pages_below_their_programs() -> None:
    """Each stands once, in order; a page begins with a program, and there are fewer than programs."""
    plan = large_plan(300)
    chosen = [one.id for one in plan.walk() if one.kind is NodeKind.ACTION][::7]
    charts = schedule_charts(plan, AS_OF, only=chosen)
    assert chosen == [row["id"] for row in rows(*charts) if row["kind"] == "action"]
    assert ["program"] * len(charts) == [rows(chart)[0]["kind"] for chart in charts]
    assert max(chart.spec["height"] for chart in charts) <= HEIGHT
    assert len(charts) < len(plan.programs)
    assert [f"行动进度（截至2024-09-30）（{part + 1}/{len(charts)}）" for part in range(len(charts))] == [
        chart.title for chart in charts
    ]


@pytest.mark.parametrize("number", range(1, 50))
def test_no_program_stands_last_on_a_page_away_from_its_actions(number: int) -> None:
    """Wherever the first program ends, the second begins where there is room for an action as well."""
    found = [
        [Action(id=f"{name}{turn}", name=name, deadline="2024") for turn in range(number)] for name in "ab"
    ]
    plan = Plan(id="p", name="规划", programs=[
        Program(id=f"program-{turn}", name="方案", actions=actions) for turn, actions in enumerate(found)
    ])  # fmt: skip
    charts = schedule_charts(plan, AS_OF, only=[one.id for actions in found for one in actions])
    assert ["action"] * len(charts) == [rows(chart)[-1]["kind"] for chart in charts]
    assert [one.id for actions in found for one in actions] == [
        row["id"] for row in rows(*charts) if row["kind"] == "action"
    ]


def test_no_part_chosen_gives_no_chart() -> None:
    """Where nothing is to be drawn there is no empty picture."""
    assert () == schedule_charts(large_plan(20), AS_OF, only=())


def test_projects_stand_where_they_are_listed() -> None:
    """A project with dates has a row below its action; one beside the programs stands for itself."""
    built = [StateChange(state="completed", on="2024-10")]
    plan = Plan(
        id="p",
        name="规划",
        programs=[
            Program(
                id="one",
                name="方案",
                actions=[Action(id="a", name="甲", projects=[Project(id="x", name="厂房", start="2024")])],
                projects=[Project(id="quiet", name="无日期")],
            )
        ],
        projects=[Project(id="y", name="道路", deadline="2024", states=built, serves=["a"])],
    )
    (chart,) = schedule_charts(plan, "2024-12-31")
    assert [("one", 0), ("a", 1), ("x", 2), ("y", 0)] == [(row["id"], row["depth"]) for row in rows(chart)]
    assert "good" == rows(chart)[-1]["signal"]


def test_the_key_explains_what_is_drawn() -> None:
    """Shapes and lines that are drawn are in the key, and no others."""
    (chart,) = schedule_charts(of_actions(DATED), "2024-10-31")
    words = [
        row["words"] for row in data_rows(chart) if "text_x" in row and "words" in row and "id" not in row
    ]
    assert ["不评、未到期", "起始至时限"] == list(dict.fromkeys(words))


def test_long_times_have_few_years_on_the_axis() -> None:
    """Of forty years every fourth is named."""
    (chart,) = schedule_charts(
        of_actions(Action(id="a", name="甲", start="2001", deadline="2040")), "2024-10-31"
    )
    years = list(dict.fromkeys(row["year"] for row in data_rows(chart) if "year" in row))
    assert ["2001", "2005", "2009", "2013", "2017", "2021", "2025", "2029", "2033", "2037"] == years


def test_words_are_in_the_language_asked_for() -> None:
    """Titles and descriptions, with the names of what has no dates."""
    plan = of_actions(DATED, Action(id="n", name="无"), Action(id="m"))
    (chinese,), (english,) = (schedule_charts(plan, "2024-10-31", language=one) for one in LANGUAGES)
    assert ("行动进度（截至2024-10-31）", "Actions in time, as of 2024-10-31") == (
        chinese.title,
        english.title,
    )
    assert (
        "规划：3个行动，0个有日期的节点；2个行动未写明起止：无、未写明名称的行动（m）" == chinese.description
    )
    assert (
        "规划: 3 actions, 0 dated milestones; 2 actions without start and deadline: "
        "无, action without a name (m)"
    ) == english.description


LANGUAGES: tuple[Language, Language] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_plan_says_is_data(language: Language) -> None:
    """Names of actions and milestones are drawn as they are, and nothing of them is run."""
    action = Action(
        id="a", name=NASTY, start="2023", deadline="2025", milestones=[Milestone(name=NASTY, due="2024")]
    )
    (chart,) = schedule_charts(of_actions(action), "2024-10-31", language=language)
    assert fault(chart) is None
    assert [] == list(expressions(chart.spec))
    svg = chart.to_svg()
    assert ("&lt;script&gt;" in svg, "<script" in svg) == (True, False)


def test_bars_are_drawn_the_same_in_every_time_zone() -> None:
    """A day is a day: the zone of the computer moves nothing."""
    code = """\
from zoneplan import Action, Plan, Program
from zoneplan.charts import schedule_charts
action = Action(id="a", name="a", start="2023", deadline="2025")
plan = Plan(id="p", name="p", programs=[Program(id="one", name="one", actions=[action])])
print(schedule_charts(plan, "2024-10-31", language="en")[0].to_svg())
"""
    pictures = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for zone in ("America/Los_Angeles", "Asia/Shanghai")
    }
    assert 1 == len(pictures)
    assert "2024" in pictures.pop()
    (chart,) = schedule_charts(of_actions(DATED), "2024-10-31")
    encodings = [layer["encoding"]["x"] for layer in chart.spec["layer"]]
    assert {"utc"} == {one["scale"]["type"] for one in encodings if one.get("type") == "temporal"}


def test_no_day_and_a_broken_outline_are_refused() -> None:
    """What is no day cannot be asked about, and an id that occurs twice would lose an item."""
    with pytest.raises(PeriodError):
        schedule_charts(of_actions(DATED), "yesterday")
    with pytest.raises(OutlineError):
        schedule_charts(of_actions(DATED, DATED), "2024-10-31")
