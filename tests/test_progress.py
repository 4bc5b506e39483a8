"""How the targets of a plan stand together: summaries, weights, lights and rows."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import attrs
import pytest

from zoneplan import Action, Metric, Observation, Plan, Program, Project, Target, Zone
from zoneplan.errors import OutlineError, PeriodError, RollupError, UnknownIdError
from zoneplan.goals import Qualitative, RelativeTo
from zoneplan.lights import Light
from zoneplan.standings import TargetStatus

INVESTED = Metric(id="invested", name="完成投资", unit="亿元", kind="flow", over_time="sum")
PLANNED = Metric(id="planned", name="计划投资", unit="亿元", kind="flow", across="sum")


def action(name: str, done: str | None, weight: str | None = None, **fields: Any) -> Action:
    """Give an action that is to invest 100 in 2023, with what it reports by June."""
    seen = [] if done is None else [Observation(metric="invested", period="2023-01/06", figure=done)]
    if weight is not None:
        seen.append(Observation(metric="planned", period=2023, figure=weight))
    aim = Target(metric="invested", by=2023, goal="100亿元")
    return Action(**{"id": name, "name": name, "observations": seen, "targets": [aim], **fields})


def plan_of(*actions: Action, **fields: Any) -> Plan:
    """Give a plan of one program."""
    program = Program(id="g", name="方案", actions=actions)
    return Plan(id="p", name="规划", metrics=[INVESTED, PLANNED], programs=[program], **fields)


THREE = plan_of(
    action("a", "60亿元", "300亿元"), action("b", "20亿元", "100亿元"), action("c", None, "100亿元")
)


def test_targets_stand_in_document_order() -> None:
    """Progress is a sequence of standings, asked for by metric and subject as well."""
    progress = THREE.progress("2023-06")
    assert ["a", "b", "c"] == [one.subject for one in progress]
    assert (3, "b") == (len(progress), progress[1].subject)
    assert progress[1:2] == progress.of("invested", "b")
    assert progress.standings == progress.of("invested")
    assert () == progress.of("planned")
    with pytest.raises(UnknownIdError) as refusal:
        progress.of("investment")
    assert "unknown metric 'investment'\ndid you mean 'invested'?" == str(refusal.value)


def test_a_summary_weighs_evenly_unless_told() -> None:
    """The mean of what is known, with how much of it is known beside it."""
    summary = THREE.progress("2023-06").summary()
    assert ("p", "evenly") == (summary.node, summary.weights)
    assert (Fraction(2, 5), 2, 3, Fraction(2, 3)) == (
        summary.completion,
        summary.counted,
        summary.expected,
        summary.weight,
    )
    assert {
        TargetStatus.ON_TRACK: 1,
        TargetStatus.BEHIND: 1,
        TargetStatus.UNREPORTED: 1,
    } == summary.statuses


def test_a_summary_is_weighed_by_a_metric() -> None:
    """三百 of five hundred counts more than one hundred; the weight that is known stands beside it."""
    summary = THREE.progress("2023-06", weights="planned").summary("g")
    assert (Fraction(1, 2), Fraction(4, 5)) == (summary.completion, summary.weight)
    assert Fraction(3, 5) == THREE.progress("2023-06", weights="planned").summary("a").completion


def test_a_missing_weight_is_not_zero() -> None:
    """Without the weight of one target no mean is told, and the share of weights neither."""
    plan = plan_of(action("a", "60亿元", "300亿元"), action("b", "20亿元"))
    summary = plan.progress("2023-06", weights="planned").summary()
    assert (None, 2, None) == (summary.completion, summary.counted, summary.weight)
    lost = plan_of(action("a", "60亿元", "300亿元"), action("b", None))
    summary = lost.progress("2023-06", weights="planned").summary()
    assert (Fraction(3, 5), None) == (summary.completion, summary.weight)


def test_weights_of_nothing_weigh_nothing() -> None:
    """Where all weights are 0 there is no mean; a target of weight 0 does not move it."""
    plan = plan_of(action("a", "60亿元", "0亿元"), action("b", "20亿元", "100亿元"))
    assert Fraction(1, 5) == plan.progress("2023-06", weights="planned").summary().completion
    none = plan_of(action("a", "60亿元", "0亿元"))
    summary = none.progress("2023-06", weights="planned").summary()
    assert (None, None) == (summary.completion, summary.weight)


@pytest.mark.parametrize("weight", ["-1亿元", "1—2亿元"])
def test_a_weight_is_one_number_of_0_or_more(weight: str) -> None:
    """A mean by negative weights or ranges is no mean."""
    progress = plan_of(action("a", "60亿元", weight)).progress("2023-06", weights="planned")
    with pytest.raises(RollupError) as refusal:
        progress.summary()
    assert "weigh by a metric whose figures are single numbers of 0 or more" == refusal.value.remedy
    assert "请用数值不小于零且不是区间的指标作权重" == refusal.value.remedy_zh
    assert refusal.value.message.endswith("is no weight")
    assert refusal.value.message_zh.endswith("不能作为权重")


def test_a_metric_that_does_not_roll_up_does_not_weigh() -> None:
    """Weights that nobody may add are refused; so is a metric that nobody defined."""
    plan = attrs.evolve(THREE, metrics=[INVESTED, attrs.evolve(PLANNED, across=None)])
    with pytest.raises(RollupError):
        plan.progress("2023-06", weights="planned").summary()
    with pytest.raises(UnknownIdError) as refusal:
        THREE.progress("2023-06", weights="plan")
    assert str(refusal.value).startswith("unknown metric 'plan'\n")
    with pytest.raises(UnknownIdError):
        THREE.progress("2023-06").summary("nowhere")


def test_completions_are_capped_only_when_asked() -> None:
    """107.56 % makes up for others unless it counts as 100 %."""
    plan = plan_of(action("a", "150亿元"), action("b", "50亿元"))
    assert Fraction(1) == plan.progress("2023-06").summary().completion
    assert Fraction(3, 4) == plan.progress("2023-06", capped=True).summary().completion


def test_words_and_limits_are_not_expected_to_be_complete() -> None:
    """Only what has a way to go is counted; targets about places are in no summary."""
    words = Target(metric="invested", by=2023, goal=Qualitative("稳步提升"))
    city = Target(metric="invested", by=2023, goal="900亿元", subject="city")
    plan = plan_of(
        action("a", "60亿元"),
        targets=[words, city],
        places=[Zone(id="city", name="市")],
        zone=Zone(id="z", name="区"),
    )
    summary = plan.progress("2023-06").summary()
    assert (1, 1, 2) == (summary.counted, summary.expected, sum(summary.statuses.values()))
    assert None is Plan(id="q", name="空").progress("2023").summary().completion


def test_a_project_of_two_actions_counts_once() -> None:
    """A target is counted once at each node above it, however many ways lead there."""
    seen = [Observation(metric="invested", period="2023-01/06", figure="90亿元")]
    aim = Target(metric="invested", by=2023, goal="100亿元")
    shared = Project(id="x", name="项目", serves=["a", "b"], observations=seen, targets=[aim])
    plan = plan_of(action("a", "60亿元"), action("b", "20亿元"), projects=[shared])
    progress = plan.progress("2023-06")
    means = {node: progress.summary(node).completion for node in ("a", "b", "g", "p", "x")}
    assert {
        "a": Fraction(3, 4),
        "b": Fraction(11, 20),
        "g": Fraction(17, 30),
        "p": Fraction(17, 30),
        "x": Fraction(9, 10),
    } == means


def test_an_outline_that_is_not_sound_is_refused() -> None:
    """Where an id occurs twice nobody can say what a figure is about."""
    plan = plan_of(action("a", "60亿元"), action("a", "20亿元"))
    with pytest.raises(OutlineError) as refusal:
        plan.progress("2023-06")
    assert str(refusal.value).startswith("id 'a' in programs[0].actions[1].id is taken by")


def test_lights_are_given_by_rules() -> None:
    """By published rules or by rules of the plan; none without rules, and none in a hole."""
    progress = THREE.progress("2023-06", lights="yinchuan-2025")
    assert [Light.GREEN, Light.YELLOW, None] == [progress.light(one) for one in progress]
    assert [None] * 3 == [THREE.progress("2023-06").light(one) for one in progress]
    hole = plan_of(action("a", "45亿元")).progress("2023-06", lights="yinchuan-2025")
    assert [None] == [hole.light(one) for one in hole]
    growth = plan_of(action("a", "45亿元")).progress("2023-06", lights="tianjin-2022-investment")
    assert [None] == [growth.light(one) for one in growth]
    with pytest.raises(UnknownIdError):
        THREE.progress("2023-06", lights="nowhere")


def test_nothing_scheduled_has_no_share_to_fall_short_of() -> None:
    """Where nothing should be done yet the shortfall in per cent of it is not known."""
    aim = Target(metric="invested", by=2023, goal="100亿元", schedule={"2023-01/06": "0%", "2023": "100%"})
    plan = plan_of(action("a", "10亿元", targets=[aim]))
    (one,) = plan.progress("2023-06", lights="sanya-2022")
    assert ["shortfall_points"] == [str(measure) for measure in one.measures()]
    assert plan.progress("2023-06", lights="sanya-2022").light(one) is None


def test_rows_are_plain_data() -> None:
    """Exact numbers are texts, what is not known is None, and a reason is there where one is needed."""
    rows = THREE.progress("2023-06", lights="yinchuan-2025").to_records()
    assert {
        "metric": "invested",
        "subject": "b",
        "path": "programs[0].actions[1].targets[0]",
        "goal": "100亿元",
        "by": "2023",
        "yardstick": "amount",
        "base": None,
        "actual": "20亿元",
        "reported_for": "2023-01/06",
        "reports": ["programs[0].actions[1].observations[0]"],
        "vintage": None,
        "completion": "1/5",
        "scheduled": "1/2",
        "gap": "-3/10",
        "status": "behind",
        "light": "yellow",
        "why": None,
        "why_zh": None,
    } == rows[1]
    assert (None, "nothing was reported by 2023-06-30", "截至2023-06-30没有上报数据") == (
        rows[2]["completion"],
        rows[2]["why"],
        rows[2]["why_zh"],
    )
    json.dumps(rows)
    level = Metric(id="level", name="水平", unit="亿元", kind="stock", direction="higher")
    start = Observation(metric="level", period=2020, figure="100亿元", aspect="baseline")
    seen = Observation(metric="level", period=2022, figure="120亿元", vintage="final")
    aim = Target(metric="level", by=2025, goal="200亿元")
    plan = Plan(id="p", name="规划", metrics=[level], observations=[start, seen], targets=[aim])
    (row,) = plan.progress("2023").to_records()
    assert ("observations[0]", "final") == (row["base"], row["vintage"])


def test_a_day_is_read_or_refused() -> None:
    """A day, its text, or a period at whose end it lies."""
    assert 3 == len({str(THREE.progress(day).as_of) for day in ("2023-06-30", "2023-07", "2023")})
    with pytest.raises(PeriodError):
        THREE.progress("soon")


def test_a_goal_beside_a_metric_that_is_defined() -> None:
    """The history of the other metric is gathered for the same subject."""
    growth = Metric(id="growth", name="增速", unit="%", kind="rate", direction="higher")
    gdp = Metric(id="gdp", name="GDP增速", unit="%", kind="rate")
    seen = [
        Observation(metric=one, period=2022, figure=text) for one, text in (("growth", "7%"), ("gdp", "6%"))
    ]
    aim = Target(metric="growth", by=2025, goal=RelativeTo("gdp", bound="gt"))
    plan = Plan(id="p", name="规划", metrics=[growth, gdp], observations=seen, targets=[aim])
    assert ["met"] == [one.status.value for one in plan.progress("2023")]


def test_progress_is_shown_in_one_short_line() -> None:
    """Whose it is, as of when, and how many targets have come to what."""
    expected = "<Progress of 'p' as of 2023-06-30: 1 on track, 1 behind, 1 unreported>"
    assert expected == repr(THREE.progress("2023-06"))
    assert "<Progress of 'p' as of 2023-06-30: no targets>" == repr(plan_of().progress("2023-06"))


def test_the_register_of_the_day_is_drawn_up_once() -> None:
    """It is that of the plan, and whoever asks again gets the same one."""
    plan = Plan(
        id="p",
        name="规划",
        programs=[Program(id="g", name="方案", actions=[Action(id="a", name="甲", deadline="2023")])],
    )
    found = plan.progress("2024-06-30")
    assert plan.register("2024-06-30") == found.register
    assert found.register is found.register
