from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given

from zoneplan import Action, Metric, Observation, Plan, Program, Target, read_plan, strategies
from zoneplan.layout import printable, width
from zoneplan.listing import Printing
from zoneplan.node_statuses import statuses_below
from zoneplan.plan_trees import plan_tree
from zoneplan.styled_lines import Style, StyledLine, plain
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from zoneplan import Progress

METRIC = Metric(id="inv", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")


def planned() -> Plan:
    """A plan of two programs: one behind with an action that is overdue, one that reports nothing."""
    chain = Action(
        id="chain",
        name="链补强",
        deadline="2021-02",
        observations=[Observation(metric="inv", period="2021-01/06", figure="30亿元")],
        targets=[Target(metric="inv", by=2021, goal="100亿元")],
    )
    industry = Program(id="industry", name="产业创新", declared_actions=3, actions=[chain])
    city = Program(id="city", name="产城融合", targets=[Target(metric="inv", by=2021, goal="50亿元")])
    return Plan(id="p", name="示范园区", metrics=[METRIC], programs=[industry, city])


def lines(plan: Plan, **how: object) -> list[StyledLine]:
    """The tree of a plan in the middle of 2021."""
    return list(plan_tree(plan.progress("2021-06"), Printing(**how)))  # type: ignore[arg-type]


def test_the_tree_shows_what_each_part_has_come_to() -> None:
    """What lies above shows the worst below it, and each target how much is done of what should be."""
    assert [plain(line) for line in lines(planned(), columns=100)] == [
        "示范园区 (p) as of 2021-06-30",
        "",
        "■ 示范园区  1 behind, 1 not reported, 1 overdue",
        "├─ ■ 产业创新  1 behind, 1 overdue",
        "│  ├─ ■ 链补强  1 behind, 1 overdue",
        "│  │  └─ ▲ 完成投资 100亿元 (2021)  behind  ███···│·····  30.00 %, scheduled 50.00 %",
        "│  └─ ○ 2 more declared, not named",
        "└─ ○ 产城融合  1 not reported",
        "   └─ ○ 完成投资 50亿元 (2021)  not reported",
        "",
        "● good  ▲ behind or open again  ■ missed or overdue  ○ not reported or not known  – nothing due",
        "█ done  │ where it should be",
    ]


def test_a_narrow_tree_is_chinese_and_cuts_names_only() -> None:
    """In 40 columns names are cut and bars left out; figures and statuses stay whole."""
    assert [plain(line) for line in lines(planned(), language="zh", columns=40)] == [
        "示范园区（p）截至2021-06-30",
        "",
        "■ 示范园区  落后1个、未上报1个、逾期1项",
        "├─ ■ 产业创新  落后1个、逾期1项",
        "│  ├─ ■ 链补强  落后1个、逾期1项",
        "│  │  └─ ▲ 完成投资 100亿元（2021）  落后",
        "│  │     └─ 30.00%，应完成50.00%",
        "│  └─ ○ 另有2个已声明，未写明名称",
        "└─ ○ 产城融合  未上报1个",
        "   └─ ○ 完成投资 50亿元（2021）  未上报",
        "",
        "● 良好  ▲ 落后或重新打开  ■ 未达到或逾期",
        "○ 未上报或无法判断  – 无到期事项",
    ]
    long = Plan(id="p", name="长" * 60)
    (line,) = [plain(one) for one in lines(long, columns=40) if plain(one).startswith("– 长")]
    assert (True, True) == (width(line) <= 40, "…" in line)


def test_a_plan_that_says_nothing_has_nothing_to_be_judged() -> None:
    """No target and no deadline is neither good nor bad, and said so."""
    assert "– 规划  no target, no deadline" in [plain(line) for line in lines(Plan(id="p", name="规划"))]


@given(strategies.progresses())
def test_every_target_stands_in_the_tree(progress: Progress) -> None:
    """Each target about a node has its line with its shape, and the others are counted."""
    plan = progress.plan
    assert isinstance(plan, Plan)
    tree = list(plan_tree(progress, Printing()))
    shown = [plain(line) for line in tree]
    assert shown == [printable(line) for line in shown]
    inside = [one for one in progress if one.subject in {*plan.outline.nodes, plan.zone and plan.zone.id}]
    for shape in "●▲■○–":
        wanted = [one for one in inside if one.status.signal.shape == shape]
        found = [line for line in shown if f" {shape} " in f" {line.lstrip('├─└│ ')}"]
        assert len(wanted) <= len(found)
    if len(inside) < len(progress):
        assert any(f"{len(progress) - len(inside)} target" in line for line in shown)


@given(strategies.followed_plans() | strategies.plans())
def test_the_tree_has_the_shapes_of_the_report(plan: Plan) -> None:
    """Each node stands there once whole, with the shape that its row of a report has."""
    progress = plan.progress("2024-06-30")
    shown = [plain(line).lstrip("├─└│ ") for line in plan_tree(progress, Printing(columns=1000))]
    for node, status in statuses_below(progress).items():
        name = printable(shown_name(plan.outline.nodes[node]))
        assert any(line.startswith(f"{status.signal.shape} {name}") for line in shown)


def test_what_is_declared_and_not_named_keeps_a_program_open() -> None:
    """A program whose one target is on track is not good while nothing is known of its other actions."""
    plan = read_plan(Path(__file__).parents[1] / "examples" / "tutorial" / "plan-2024.yaml")
    shown = [plain(line) for line in plan_tree(plan.progress("2024-10-15"), Printing())]
    assert "└─ ○ 共同富裕  1 on track" in shown


def test_words_stand_beside_every_colour() -> None:
    """A part with a style of status has a shape or words, so that it is read without colour."""
    tree = lines(planned())
    coloured = [
        one for line in tree for one in line if one.style not in {Style.PLAIN, Style.QUIET, Style.HEADING}
    ]
    assert [] == [one for one in coloured if not one.text.strip()]
