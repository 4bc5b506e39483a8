from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_contents import answers_of, cells, example, lines, tables, texts
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan import Period, Plan, strategies
from zoneplan.briefings.lights import lights
from zoneplan.lights import Band, Light, LightRules
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from zoneplan.layout import Language

MONTHS = st.builds(Period.month, st.integers(2020, 2026), st.integers(1, 12))
CLASH = LightRules(
    id="clash",
    bands=[
        Band(light="green", shortfall_points="<= 5"),
        Band(light="red", shortfall_points="> 0"),
    ],
)


def test_a_program_has_a_count_of_every_signal_with_words() -> None:
    """The counts of programs add up to the last row; one of which nothing is set has dashes, no zeros."""
    (table,) = tables(lights(answers_of(example("kunshan"), "2024-12-31", "zh")))
    heads = ["方案", "● 完成或达到进度", "▲ 落后", "■ 未达标、逾期", "○ 未报、不明", "– 不评、未到期", "合计"]
    assert heads == [one.header for one in table.columns]
    assert [
        ("产业创新", "—", "—", "—", "—", "—", "0"),
        ("产城融合", "0", "0", "0", "6\n目标6个：未上报6个", "0", "6"),
        ("合计", "0", "0", "0", "6\n目标6个：未上报6个", "0", "6"),
    ] == [texts(table.rows[index]) for index in (0, 1, 5)]
    assert "5个行动已声明而未列出，情况不明，不在其中。" == table.notes[-1]


def test_bands_and_their_source_stand_beside_the_lights() -> None:
    """When each light is given, how many targets have it, whose rules they are, what they leave open."""
    _, bands, holes = tables(
        lights(answers_of(example("following"), "2023-06-30", "zh", lights="yinchuan-2025"))
    )
    assert "亮灯规则：银川市重点项目进度亮灯（yinchuan-2025）" == bands.heading
    assert [
        ("绿灯", "落后序时进度不大于0个百分点", "5"),
        ("黄灯", "落后序时进度10至30个百分点", "0"),
        ("红灯", "落后序时进度大于30个百分点", "0"),
        ("无灯", "规则未规定，或所用的数未知", "4"),
    ] == [texts(row) for row in bands.rows]
    assert bands.notes[0].startswith("来源：银川市发展和改革委员会：重点项目“红黄绿灯”推进机制")
    assert "落后序时进度大于0且小于10个百分点时没有对应的灯" == bands.notes[1]
    assert ("完成投资", "江门市2018年重点项目", "—", "目标已到期，但只上报到2018-01/10") == texts(
        holes.rows[0]
    )


def test_a_gap_without_a_colour_is_listed() -> None:
    """Between the bands of a rule there is no light, and the target says which gap it has."""
    answers = answers_of(large_plan(30), "2024-09-30", lights="yinchuan-2025")
    *_, holes = tables(lights(answers))
    found = [texts(row) for row in holes.rows if "-5.60" in texts(row)]
    assert [("完成投资", "行动5（虚构）", "-5.60", "no light: the rules give none for this gap")] == found


def test_two_lights_at_once_are_told() -> None:
    """A target that bands of two colours claim has neither."""
    answers = answers_of(large_plan(30), "2024-09-30", lights=CLASH)
    _, bands, holes = tables(lights(answers))
    told = {texts(row)[0]: texts(row)[1:] for row in bands.rows}
    assert ("bands of two colours claim it", "2") == told["two lights at once"]
    assert "Source: not stated" == bands.notes[0]
    assert any("clash" in texts(row)[3] for row in holes.rows)


def test_without_rules_none_are_made_up() -> None:
    """That no rules were asked for is said, with those that the plan states."""
    plan = plan_of("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
targets: [{metric: inv, by: 2020, level: 4亿元}]
light_rules: [{id: own, name: 本区规则, bands: [{light: green, shortfall_points: <= 0}]}]
""")
    assert ["没有指定亮灯规则；规划写明的有本区规则（own）。"] == lines(
        lights(answers_of(plan, "2020-10", "zh"))
    )
    assert ["No rules for status lights were asked for."] == lines(
        lights(answers_of(example("kunshan"), "2024-12-31"))
    )


def test_a_plan_of_nothing_is_judged_by_nothing() -> None:
    """A line says that there is nothing to judge, in the place of an empty matrix."""
    section = lights(answers_of(plan_of("note: null\n"), "2020-10", "zh"))
    assert (["规划没有设定目标，也没有写明时限和节点，无从判断"], []) == (lines(section), tables(section))


def test_many_targets_without_a_light_are_counted() -> None:
    """Fifty are listed, and how many more there are is said."""
    answers = answers_of(large_plan(400), "2024-09-30", "zh", lights="sanya-2022")
    _, bands, holes = tables(lights(answers))
    dark = next(int(texts(row)[2]) for row in bands.rows if texts(row)[0] == "无灯")
    assert (50, (f"另有{dark - 50}个无灯的目标，见“指标”一节",)) == (len(holes.rows), holes.notes)


@given(strategies.followed_plans(), MONTHS, strategies.light_rules(), st.sampled_from(("zh", "en")))
def test_lights_add_up_to_the_targets(
    plan: Plan, month: Period, rules: LightRules, language: Language
) -> None:
    """Every target has one light or one reason for having none."""
    answers = answers_of(plan, str(month), language, lights=rules)
    if not answers.progress.standings:
        return
    bands = tables(lights(answers))[1]
    assert len(answers.progress) == sum(int(texts(row)[2]) for row in bands.rows)


@given(strategies.followed_plans(), MONTHS)
def test_counts_add_up_to_what_is_judged(plan: Plan, month: Period) -> None:
    """Each column adds up to its last row, and each row to its last cell."""
    answers = answers_of(plan, str(month))
    judged = [one.status.signal for one in (*answers.progress, *answers.register.items)]
    if not judged:
        return
    table = tables(lights(answers))[0]
    numbers = [[int(text.split("\n")[0].replace("—", "0")) for text in texts(row)[1:]] for row in table.rows]
    assert numbers[-1][:-1] == [
        sum(column) for column in zip(*(row[:-1] for row in numbers[:-1]), strict=True)
    ]
    assert all(row[-1] == sum(row[:-1]) for row in numbers)
    assert [Counter(judged)[signal] for signal in Signal] == numbers[-1][:-1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_colour_has_words(language: Language) -> None:
    """A coloured cell has more than its number."""
    answers = answers_of(large_plan(60), "2024-09-30", language, lights="sanya-2022")
    found = [one for one in cells(lights(answers)) if one.signal is not None]
    assert found
    assert all(any(letter.isalpha() for letter in one.text) for one in found)


def test_every_light_has_its_own_colour() -> None:
    """Green, yellow and red stand in the colours of good, warning and bad."""
    answers = answers_of(large_plan(60), "2024-09-30", lights="sanya-2022")
    bands = tables(lights(answers))[1]
    assert {one.value: one.signal for one in Light} == {
        row.cells[0].text: row.cells[0].signal for row in bands.rows[:3] if row.cells[0] is not None
    }
