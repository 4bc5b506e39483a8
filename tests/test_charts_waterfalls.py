"""A total by its parts: the bars end at the total exactly, and what is missing is shown as missing."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chart_data import NASTY, rows
from plans_of_any_size import large_plan
from vega_lite import expressions, fault
from zoneplan import Action, Metric, Missing, Observation, Period, Plan, Program, Project, read_plan
from zoneplan.charts import waterfall_chart
from zoneplan.errors import RollupError, UnknownIdError
from zoneplan.strategies import followed_plans

if TYPE_CHECKING:
    from zoneplan.rollup import Rollup

SPENT = Metric(id="m", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")
BALANCE = Metric(id="m", name="差额", unit="亿元", kind="flow", across="sum", domain="(-∞, ∞)")


def action(name: str, figure: str | None = None, **more: Any) -> Action:
    """Give an action that reports an amount, or nothing."""
    reports = () if figure is None else (Observation(metric="m", period=2023, figure=figure),)
    return Action(id=name, name=name, observations=reports, **more)


def plan_of(*actions: Action, metric: Metric = SPENT, stated: str | None = None) -> Plan:
    """Give a plan of one program; all figures are invented."""
    reports = () if stated is None else (Observation(metric="m", period=2023, figure=stated),)
    program = Program(id="p", name="方案", actions=actions, observations=reports)
    return Plan(id="plan", name="虚构", metrics=(metric,), programs=(program,))


def drawn(rollup: Rollup, node: str | None = None) -> list[dict[str, Any]]:
    """Give the rows of a chart that is there, valid, and runs nothing."""
    chart = waterfall_chart(rollup, node=node)
    assert chart is not None
    assert (None, []) == (fault(chart), list(expressions(chart.spec)))
    return rows(chart)


def require_exact(rollup: Rollup, node: str) -> None:
    """Require that each bar begins where the one before it ended, and the last ends at the total."""
    found = drawn(rollup, node)
    steps = [row for row in found if row["kind"] in {"part", "missing", "silent"} and row["next"] is not None]
    ends = [0.0, *(row["start"] if row["end"] is None else row["end"] for row in steps)]
    assert ends[:-1] == [row["start"] for row in steps]
    assert all(row["end"] is None for row in steps if row["kind"] != "part")
    computed = rollup[node].computed
    (total,) = [row for row in found if row["label"] == ["合计（汇总）"]]
    if computed is None:
        assert (None, "missing") == (total["end"], total["kind"])
    else:
        assert (float(computed.exact), ends[-1]) == (total["end"], total["end"])


@given(followed_plans(), st.integers(2021, 2025), st.sampled_from(list(Missing)))
def test_bars_end_at_the_total_exactly(plan: Plan, year: int, missing: Missing) -> None:
    """For the plan and for each program, whatever was reported and whatever missing data means."""
    try:
        rollup = plan.roll_up("invested", period=Period.year(year), missing=missing)
    except RollupError:
        assume(False)
    for node in (plan.id, *(one.id for one in plan.programs)):
        if waterfall_chart(rollup, node=node) is not None:
            require_exact(rollup, node)


@given(
    st.lists(
        st.integers(-10_000, 10_000).map(lambda number: f"{number / 100:.2f}亿元"), min_size=1, max_size=60
    )
)
def test_bars_end_at_the_total_with_parts_below_zero_and_many_parts(figures: list[str]) -> None:
    """Running sums are exact until the last step to a number of a picture."""
    plan = plan_of(*(action(f"a{place}", one) for place, one in enumerate(figures)), metric=BALANCE)
    rollup = plan.roll_up("m")
    require_exact(rollup, "p")
    expected = sum((Fraction(one.removesuffix("亿元")) for one in figures), Fraction(0))
    (total,) = [row for row in drawn(rollup, "p") if row["kind"] == "total"]
    assert float(expected) == total["end"]


@pytest.mark.parametrize(("name", "metric"), [("hanzhong", "项目数"), ("minhou", "total-investment")])
def test_examples_show_what_their_rollup_says(name: str, metric: str) -> None:
    """Every part once, in document order, with its figure, the total, the difference and what is stated."""
    rollup = read_plan(f"examples/{name}/plan.yaml").roll_up(metric)
    found = drawn(rollup)
    parts = rollup.outline.children[rollup.outline.root.id]
    assert [rollup.outline.nodes[part].name for part in parts] == [
        "".join(row["label"]) for row in found[: len(parts)]
    ]
    assert [str(rollup[part].computed) for part in parts] == [row["told"][0] for row in found[: len(parts)]]
    assert ["total", "residual", "stated"] == [row["kind"] for row in found[len(parts) :]]
    total = rollup.total
    assert [row["told"][0] for row in found[len(parts) :]] == [
        str(one) for one in (total.computed, total.residual, total.stated)
    ]


def test_a_part_that_need_not_report_has_neither_bar_nor_box() -> None:
    """The projects in preparation of Hanzhong invest nothing yet."""
    found = drawn(read_plan("examples/hanzhong/plan.yaml").roll_up("完成投资"))
    assert (["前期"], ["不需填报"], None, None) == (
        found[3]["label"], found[3]["told"], found[3]["end"], found[3]["gap"],
    )  # fmt: skip


def test_what_is_stated_stands_without_a_total() -> None:
    """There is no difference then."""
    plan = plan_of(action("a", "3亿元"), action("b"), stated="7.5亿元")
    kinds = [row["kind"] for row in drawn(plan.roll_up("m", missing=Missing.SKIP_IF_ANY), "p")]
    assert ["part", "missing", "missing", "stated"] == kinds


def test_what_did_not_report_is_a_box_with_words_and_no_bar() -> None:
    """A missing part is never a bar of no length, and a reported zero is no box."""
    found = drawn(plan_of(action("a", "3亿元"), action("b"), action("c", "0亿元")).roll_up("m"), "p")
    shown = [(row["kind"], row["end"], row["gap"], row["told"]) for row in found[:3]]
    assert [
        ("part", 3.0, None, ["3亿元"]),
        ("missing", None, 3.0, ["未上报"]),
        ("part", 3.0, None, ["0亿元"]),
    ] == shown
    assert ("total", 3.0, 3.0) == (found[3]["kind"], found[3]["end"], found[3]["gap"])


def test_a_part_that_reported_some_says_of_how_many() -> None:
    """The box behind its bar and the words say that something is missing."""
    (first, _) = drawn(plan_of(action("a", "3亿元"), action("b")).roll_up("m"))
    assert (["3亿元", "应报2个，已报1个"], 3.0) == (first["told"], first["gap"])


def test_missing_data_that_counts_as_zero_is_said_to() -> None:
    """By its author's word; there is no box then."""
    rollup = plan_of(action("a", "3亿元"), action("b")).roll_up("m", missing=Missing.ZERO)
    found = drawn(rollup, "p")
    assert (["未上报，按0计"], None, None) == (found[1]["told"], found[1]["end"], found[1]["gap"])
    assert None is found[2]["gap"]


def test_without_a_total_there_is_no_total() -> None:
    """Where the rule for missing data forbids it, words stand in its place."""
    rollup = plan_of(action("a", "3亿元"), action("b")).roll_up("m", missing=Missing.SKIP_IF_ANY)
    assert ["无合计：有缺数"] == drawn(rollup, "p")[2]["told"]


def test_parts_below_zero_look_unlike_others() -> None:
    """Their bars lead back, and are pale."""
    plan = plan_of(action("a", "3亿元"), action("b", "-1亿元"), metric=BALANCE)
    found = drawn(plan.roll_up("m"), "p")
    assert [("part", 0.0, 3.0), ("less", 3.0, 2.0), ("total", 0.0, 2.0)] == [
        (row["look"], row["start"], row["end"]) for row in found
    ]


def test_a_leaf_of_two_parts_counts_once() -> None:
    """It counts with the first of them, and the second says that it is counted."""
    reports = (Observation(metric="m", period=2023, figure="5亿元"),)
    shared = Project(id="x", name="x", serves=("b",), observations=reports)
    plan = plan_of(action("a", projects=(shared,)), action("b"))
    found = drawn(plan.roll_up("m"), "p")
    assert [(5.0, ["5亿元"]), (None, ["已计入上面的部分"]), (5.0, ["5亿元"])] == [
        (row["end"], row["told"]) for row in found
    ]


def test_ranges_and_bounds_are_drawn_and_told() -> None:
    """A range has its low end as its bar, a line for what it can be, and its reading in words."""
    plan = plan_of(action("a", "10—15亿元"), action("b", "超5亿元"))
    first, second, total = drawn(plan.roll_up("m"), "p")
    assert (10.0, 10.0, 15.0, None) == (first["end"], first["low"], first["high"], first["open"])
    assert ["10—15亿元，可为[10, 15]"] == first["told"]
    assert (15.0, None, "above", ["超5亿元"]) == (
        second["end"], second["high"], second["open"], second["told"],
    )  # fmt: skip
    assert (15.0, "above") == (total["end"], total["open"])


def test_what_a_node_states_stands_beside_what_was_computed() -> None:
    """With the difference, which begins where the computed total ends."""
    plan = plan_of(action("a", "3亿元"), action("b", "4亿元"), stated="7.5亿元")
    residual, stated = drawn(plan.roll_up("m"), "p")[-2:]
    assert (7.0, 7.5, ["0.5亿元"]) == (residual["start"], residual["end"], residual["told"])
    assert (0.0, 7.5, ["7.5亿元"]) == (stated["start"], stated["end"], stated["told"])


def test_of_many_parts_the_last_are_one_bar() -> None:
    """No more rows than a page holds; what is together says how many it is and how many lack some."""
    actions = [action(f"a{number}", "1亿元" if number % 3 else None) for number in range(60)]
    found = drawn(plan_of(*actions).roll_up("m"), "p")
    assert (21, ["其余41个部分"]) == (len(found), found[-2]["label"])
    assert ["28亿元", "其中13个有未报"] == found[-2]["told"]
    require_exact(plan_of(*actions).roll_up("m"), "p")


def test_parts_that_are_declared_and_not_listed_are_a_row() -> None:
    """They should report, and nobody wrote them down."""
    program = Program(id="p", name="方案", actions=(action("a", "3亿元"),), declared_actions=3)
    plan = Plan(id="plan", name="虚构", metrics=(SPENT,), programs=(program,))
    found = drawn(plan.roll_up("m"), "p")
    assert (["另有2个未列出"], ["未上报"], 3.0) == (found[1]["label"], found[1]["told"], found[1]["gap"])


@pytest.mark.parametrize(
    ("plan", "node"),
    [
        (plan_of(action("a", "3亿元")), "a"),
        (plan_of(action("a"), action("b"), stated="3亿元"), "p"),
        (plan_of(action("a", "3亿元"), metric=Metric(
            id="m", name="人均", unit="亿元", kind="stock", across="max")), None),
        (plan_of(action("a")), None),
    ],
)  # fmt: skip
def test_no_chart_where_nothing_is_made_of_parts(plan: Plan, node: str | None) -> None:
    """A leaf, a node that speaks for its parts, a metric that is no sum, and one nobody reported."""
    assert waterfall_chart(plan.roll_up("m"), node=node) is None


def test_an_unknown_node_is_refused() -> None:
    """With the ids that are near."""
    with pytest.raises(UnknownIdError, match="'q'"):
        waterfall_chart(plan_of(action("a", "3亿元")).roll_up("m"), node="q")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_programs_of_a_large_plan_have_charts(language: str) -> None:
    """In both languages, for the plan and for the actions of each program."""
    rollup = large_plan(300).roll_up("firms", period=Period.year(2023), aspect="actual")
    for node in (None, *rollup.outline.children["plan" if "plan" in rollup else rollup.outline.root.id]):
        chart = waterfall_chart(rollup, node=node, language=language)  # type: ignore[arg-type]
        assert chart is not None
        assert fault(chart) is None
        require_exact(rollup, node or rollup.outline.root.id)


def test_titles_are_data_only() -> None:
    """Names enter no expression; control characters are spelled out."""
    hostile = Action(id="a", name=NASTY, observations=action("a", "3亿元").observations)
    chart = waterfall_chart(plan_of(hostile, action("b", "1亿元")).roll_up("m"), node="p")
    assert chart is not None
    assert (None, []) == (fault(chart), list(expressions(chart.spec)))
    assert "\x1b" not in chart.to_json() + chart.description


def test_consecutive_rows_are_joined() -> None:
    """A line leads from the end of each bar to the next."""
    found = drawn(plan_of(action("a", "3亿元"), action("b"), action("c", "4亿元")).roll_up("m"), "p")
    for (place, one), (_, other) in pairwise(enumerate(found)):
        if one["next"] is not None and other["kind"] != "total":
            assert (place + 1, other["start"]) == (one["next"], one["reached"])
