from __future__ import annotations

from briefing_contents import answers_of, example
from plan_texts import plan_of
from zoneplan.briefings.opening import opening


def told(text: str, language: str = "en") -> list[str]:
    """Give the lines below the title of a plan."""
    return [one.text for one in opening(answers_of(plan_of(text), "2020-10", language))]  # type: ignore[arg-type]


def test_kunshan_opens_with_its_zone_pattern_day_and_census() -> None:
    """What the plan states is told, and what was counted stands beside what it announces."""
    found = [one.text for one in opening(answers_of(example("kunshan"), "2024-12-31", "zh"))]
    assert [
        "开发区：昆山经济技术开发区",
        "规划期：2023-2025",
        "结构：1+5+22",
        "截至2024-12-31：此日之后的记载和尚未结束时期的数据均未采用",
        "计数：总体规划1个，方案5个，声明行动22个，已写明名称17个，未写明5个",
    ] == found[:5]


def test_a_plan_that_states_nothing_has_the_day_and_the_census() -> None:
    """Nothing is made up for what is not stated."""
    assert [
        "As of 2020-10-31: nothing dated after that day is used, and no period that had not ended",
        "Counted: 1 plan, 0 programs",
    ] == told("note: null\n")


def test_units_weights_lights_and_the_note_are_told() -> None:
    """Who leads, what targets are weighed by and which rules give lights changes what is read below."""
    plan = plan_of(
        "lead_units: [发改局, 住建局]\nsupporting_units: [财政局]\nnote: 虚构\n"
        "metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]\n"
    )
    answers = answers_of(plan, "2020-10", lights="sanya-2022")
    weighed = type(answers)(plan, plan.progress("2020-10", weights="inv", lights="sanya-2022"), "en")
    assert [
        "Lead units: 发改局、住建局",
        "Supporting units: 财政局",
        "Targets are weighed by 完成投资 in means",
        "Status lights by 三亚市建设项目亮牌 (sanya-2022)",
        "Note: 虚构",
    ] == [one.text for one in opening(weighed) if not one.text.startswith(("As of", "Counted"))]


def test_a_note_cannot_break_its_line() -> None:
    """What would move a cursor or begin a new line is spelled out."""
    assert "Note: a b\\x1bc" == told('note: "a\\n  b\\ec"\n')[-1]
