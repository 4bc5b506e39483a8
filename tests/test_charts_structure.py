"""The structure of a plan: every action has its place, also one that has no name."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans_of_any_size import AS_OF, large_plan
from vega_lite import data_rows, expressions, fault
from zoneplan import Action, Milestone, Plan, Program, Project, read_plan
from zoneplan.charts import Chart, structure_chart, structure_charts
from zoneplan.charts.theme import HEIGHT
from zoneplan.errors import OutlineError
from zoneplan.layout import printable
from zoneplan.outline import NodeKind
from zoneplan.signals import worst
from zoneplan.strategies import followed_plans, outlines

if TYPE_CHECKING:
    from zoneplan.layout import Language

KUNSHAN = read_plan(Path(__file__).parent.parent / "examples" / "kunshan" / "plan.yaml")
few = settings(max_examples=max(10, settings().max_examples // 6))  # the schema is large and slow
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 12, 31))
NASTY = "a\"b'c & <script>alert(1)</script> datum.x ]]> {{ x }}"


def boxes(chart: Chart) -> list[dict[str, Any]]:
    """Give the boxes of a chart, from the left and the top."""
    return list(chart.spec["datasets"]["parts"])


def box(chart: Chart, node: str) -> dict[str, Any]:
    """Give the box of a node."""
    (found,) = (one for one in boxes(chart) if one["id"] == node)
    return found


def test_the_plan_of_kunshan_has_a_place_for_all_22_actions() -> None:
    """Seventeen are named, five are declared, and all have one height."""
    found = boxes(structure_chart(KUNSHAN))
    last = [one for one in found if one["column"] == 2]
    assert [1, 5] == [sum(one["column"] == column for one in found) for column in (0, 1)]
    assert 22 == sum(one["rows"] for one in last)
    assert 17 == sum(one["kind"] == "action" for one in last)
    assert ["另有2个行动未写明名称", "另有2个行动未写明名称", "另有1个行动未写明名称"] == [
        one["name"] for one in last if one["kind"] == "unnamed"
    ]
    assert 1 == len({(one["y2"] - one["y"] + 2) // one["rows"] for one in last})
    assert "1+5+22" == found[0]["note"]


def test_what_is_declared_and_not_listed_is_not_known() -> None:
    """A program whose actions are partly unlisted is open at best, and so is the plan."""
    chart = structure_chart(KUNSHAN, KUNSHAN.progress("2024-06-30"))
    signals = {one["id"]: one["signal"] for one in boxes(chart) if one["column"] < 2}
    unlisted = KUNSHAN.outline.unlisted
    assert set(unlisted) <= {node for node, signal in signals.items() if signal == "open"}
    assert "none" == signals[KUNSHAN.programs[0].id]


def test_names_of_kunshan_are_whole() -> None:
    """No name of the plan has to be shortened."""
    found = boxes(structure_chart(KUNSHAN, KUNSHAN.progress("2023-12-31")))
    assert [] == [one["name"] for one in found if "".join(one["label"]).replace(" ", "") != one["name"]]


@given(outlines())
def test_every_action_stands_in_one_box(plan: Plan) -> None:
    """Each program and each listed action has exactly one box, in document order."""
    found = boxes(structure_chart(plan))
    expected = [one.id for one in plan.walk() if one.kind in {NodeKind.PROGRAM, NodeKind.ACTION}]
    assert [plan.id, *expected] == [one["id"] for one in found if one["id"]]
    names = [printable(one.name) for one in plan.walk() if one.kind is NodeKind.ACTION and one.name]
    assert names == [one["name"] for one in found if one["kind"] == "action"]


@given(outlines())
def test_declared_and_unnamed_actions_are_shown(plan: Plan) -> None:
    """As many actions without a name are told as the census of the plan counts."""
    found = [one for one in boxes(structure_chart(plan)) if one["kind"] == "unnamed"]
    told = sum(1 if one["id"] else int(one["name"].removeprefix("另有").split("个")[0]) for one in found)
    assert plan.outline.census.unnamed_actions == told


@given(outlines())
def test_boxes_fill_their_columns(plan: Plan) -> None:
    """What lies below a part is as high as it, and nothing lies over another."""
    found = boxes(structure_chart(plan))
    height = found[0]["rows"]
    for column in (0, 1, 2):
        rows = [
            row
            for one in found
            if one["column"] == column
            for row in range(one["row"], one["row"] + one["rows"])
        ]
        if column == 0 or plan.programs:
            assert list(range(height)) == rows


@given(st.one_of(outlines(), followed_plans()), DAYS)
def test_a_part_has_the_worst_colour_below_it(plan: Plan, day: datetime.date) -> None:
    """Its counts are those of all targets and dates about it or below it, each once."""
    progress = plan.progress(day)
    chart = structure_chart(plan, progress)
    expected: dict[str, Counter[str]] = {node: Counter() for node in plan.outline.nodes}
    told = [(one.subject, one.status.signal) for one in progress]
    told += [(one.node, one.status.signal) for one in plan.register(day).items]
    for subject, signal in told:
        own = plan.id if plan.zone is not None and subject == plan.zone.id else subject
        for node in {own, *plan.outline.ancestors(own)} if own in plan.outline.nodes else ():
            expected[node][signal] += 1
    for one in boxes(chart):
        if one["id"]:
            assert expected[one["id"]] == one["counts"]
            below = {
                one["id"],
                *(node for node in plan.outline.nodes if one["id"] in plan.outline.ancestors(node)),
            }
            is_open = any(plan.outline.unlisted.get(node) for node in below - {plan.id})
            found = [*expected[one["id"]], *(["open"] if is_open else [])]
            assert worst(found) == one["signal"]  # type: ignore[arg-type]  # a StrEnum and its values are equal


@few
@given(st.one_of(followed_plans(), outlines()), DAYS, st.booleans(), st.sampled_from(["zh", "en"]))
def test_specifications_are_vega_lite(
    plan: Plan, day: datetime.date, judged: bool, language: Language
) -> None:
    """Every chart is valid, and runs nothing."""
    chart = structure_chart(plan, plan.progress(day) if judged else None, language=language)
    assert fault(chart) is None
    assert [] == list(expressions(chart.spec))


def test_without_progress_nothing_is_judged() -> None:
    """No shape and no key: a structure alone says nothing of how it stands."""
    chart = structure_chart(large_plan(20))
    assert {"none"} == {one["signal"] for one in boxes(chart)}
    assert not any(one["sign"] or one["counts"] for one in boxes(chart))
    assert [] == [row for row in data_rows(chart) if "words" in row]


def test_the_key_explains_every_shape() -> None:
    """Whatever stands in a box or in its counts is in the key, and nothing else."""
    chart = structure_chart(large_plan(20), large_plan(20).progress(AS_OF))
    shown = {one["signal"] for one in boxes(chart)} | {key for one in boxes(chart) for key in one["counts"]}
    assert shown == {row["signal"] for row in data_rows(chart) if "words" in row}


def test_many_actions_are_counted_and_drawn_program_by_program() -> None:
    """The first chart has the programs with the number of their actions, the others every action once."""
    plan = large_plan(300)
    whole, *parts = structure_charts(plan, plan.progress(AS_OF))
    assert whole == structure_chart(plan, plan.progress(AS_OF))
    closed = [one["name"] for one in boxes(whole) if one["kind"] == "closed"]
    assert ["20个行动", "35个行动，其中1个未写明名称"] == closed[:2]
    assert "30个行动，其中3个未写明名称" == closed[3]
    actions = [one.id for one in plan.walk() if one.kind is NodeKind.ACTION]
    assert actions == [one["id"] for part in parts for one in boxes(part) if one["column"] == 2 and one["id"]]
    assert max(part.spec["height"] for part in parts) <= HEIGHT
    titles = [part.title for part in parts]
    assert len(titles) == len(set(titles))
    assert "项目建设方案3（虚构）（2/2）：规划结构与完成情况（截至2024-09-30）" in titles
    assert [None] * len(parts) == [fault(part) for part in parts]


@pytest.mark.parametrize(("name", "most"), [("行动", 35), ("持续优化一流营商环境" * 4, 22)])
def test_a_plan_that_fits_on_a_page_has_one_chart(name: str, most: int) -> None:
    """One more action makes them several; fewer fit where names need two lines."""
    assert [1, 3] == [len(structure_charts(of_actions(number, name))) for number in (most, most + 1)]
    (fitting,) = structure_charts(of_actions(most, name))
    assert fitting == structure_chart(of_actions(most, name))
    assert fitting.spec["height"] <= HEIGHT


def test_many_programs_are_cut_in_pages_as_well() -> None:
    """A plan of sixty programs: two pages of programs, then each program; nothing is lost."""
    programs = [
        Program(id=f"p{index}", name=f"方案{index}", actions=[Action(id=f"a{index}")]) for index in range(60)
    ]
    plan = Plan(id="p", name="规划", programs=programs)
    charts = structure_charts(plan)
    assert ["规划结构（1/2）", "规划结构（2/2）", "方案0：规划结构"] == [one.title for one in charts[:3]]
    assert max(one.spec["height"] for one in charts) <= HEIGHT
    shown = [one["id"] for chart in charts[:2] for one in boxes(chart) if one["column"] == 1]
    assert [one.id for one in programs] == shown
    whole = boxes(structure_chart(plan))
    assert [one.id for one in programs] == [one["id"] for one in whole if one["column"] == 1]


def of_actions(number: int, name: str = "行动") -> Plan:
    """Give a plan of one program with so many actions."""
    actions = [Action(id=f"a{index}", name=f"{name}{index}") for index in range(number)]
    return Plan(id="p", name="规划", programs=[Program(id="one", name="方案", actions=actions)])


def test_a_long_name_is_told_in_full() -> None:
    """A name takes two lines, and one that needs more is shortened where the pointer tells the rest."""
    long, longer = "持续优化营商环境" * 4, "持续优化营商环境" * 12
    plan = attrs_named(long, longer)
    first, second = (box(structure_chart(plan), node) for node in ("a", "b"))
    assert (long, "") == ("".join(first["label"]), first["full"])
    assert 2 == len(second["label"])
    assert second["label"][-1].endswith("…")
    assert (longer, longer) == (second["full"], second["told"])


def attrs_named(*names: str) -> Plan:
    """Give a plan of one program with actions of some names."""
    actions = [Action(id="abc"[index], name=name) for index, name in enumerate(names)]
    return Plan(id="p", name="规划", programs=[Program(id="one", name="方案", actions=actions)])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_plan_says_is_data(language: Language) -> None:
    """A name stands in data, title and description, and is drawn as it is."""
    plan = attrs_named(NASTY, "</svg>")
    chart = structure_chart(plan, plan.progress("2024-12-31"), language=language)
    assert fault(chart) is None
    assert [] == list(expressions(chart.spec))
    svg = chart.to_svg()
    assert ("&lt;script&gt;" in svg, "<script" in svg, svg.count("</svg>")) == (True, False, 1)


def test_projects_are_counted_where_no_action_is_listed() -> None:
    """A program may list projects alone; what has neither says so."""
    plan = Plan(
        id="p",
        name="规划",
        programs=[
            Program(id="a", name="甲", projects=[Project(id="x", name="厂房")]),
            Program(
                id="b", name="乙", actions=[Action(id="c", name="丙", projects=[Project(id="y", name="路")])]
            ),
        ],
    )
    last = [(one["name"], one["note"]) for one in boxes(structure_chart(plan)) if one["column"] == 2]
    assert [("未列行动", "1个项目"), ("丙", "1个项目")] == last
    english = boxes(structure_chart(Plan(id="p", name="plan"), language="en"))
    assert ["plan", "no programs"] == [one["name"] for one in english]


def test_words_are_in_the_language_asked_for() -> None:
    """Title and description, with the census and what each program has come to."""
    plan = KUNSHAN
    chinese = structure_chart(plan, plan.progress("2023-12-31"))
    english = structure_chart(plan, plan.progress("2023-12-31"), language="en")
    assert "规划结构与完成情况（截至2023-12-31）" == chinese.title
    assert "Structure of the plan and what it has come to as of 2023-12-31" == english.title
    assert chinese.description.startswith(
        "打造全国一流现代化示范园区（总体）：总体规划1个，方案5个，声明行动22个，已写明名称17个，未写明5个；"
        "产业创新：6个行动；产城融合：5个行动，未报、不明6；"
    )
    assert english.description.startswith(
        "打造全国一流现代化示范园区（总体）: 1 plan, 5 programs, 22 declared actions, 17 named, 5 unnamed; "
        "产业创新: 6 actions; 产城融合: 5 actions, 6 not reported or known; "
    )
    assert ("规划结构", "Structure of the plan") == (
        structure_chart(plan).title,
        structure_chart(plan, language="en").title,
    )


def test_an_overdue_milestone_colours_its_action_and_what_lies_above() -> None:
    """On the day after its date it is bad, and the day before it is not."""
    late = Action(id="a", name="甲", milestones=[Milestone(name="开工", due="2024-06-30")])
    plan = Plan(id="p", name="规划", programs=[Program(id="one", name="方案", actions=[late])])
    before, after = (structure_chart(plan, plan.progress(day)) for day in ("2024-06-30", "2024-07-01"))
    assert ["none"] * 3 == [one["signal"] for one in boxes(before)]
    assert ["bad"] * 3 == [one["signal"] for one in boxes(after)]


def test_a_broken_outline_is_refused() -> None:
    """Where an id occurs twice something would be lost."""
    plan = Plan(id="p", name="空", programs=[Program(id="a", name="甲"), Program(id="a", name="乙")])
    with pytest.raises(OutlineError):
        structure_chart(plan)
