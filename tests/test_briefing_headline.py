from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing_contents import answers_of, example, lines, tables, texts, tiles
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan.briefings.headline import headline
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from zoneplan.briefings import Tile
    from zoneplan.layout import Language

GOALS = """\
zone: {id: zone, name: 园区}
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, direction: higher, across: sum, over_time: sum}
  - {id: gdp, name: 生产总值, unit: 亿元, kind: flow, direction: higher, over_time: sum}
targets:
  - {metric: gdp, by: 2020, level: 500亿元}
  - {metric: gdp, by: 2022, level: 600亿元}
  - {metric: gdp, by: 长期, qualitative: 稳步增长}
observations:
  - {metric: gdp, subject: zone, period: 2020, figure: 约480亿元, vintage: preliminary}
"""


def told(plan_text: str, as_of: str = "2021-06", language: Language = "en") -> dict[str, Tile]:
    """Give the tiles of a plan by their labels."""
    return {one.label: one for one in tiles(headline(answers_of(plan_of(plan_text), as_of, language)))}


def test_kunshan_shows_what_it_counts_and_that_nothing_was_reported_of_its_targets() -> None:
    """Counts, targets, dates and findings come first, then the zone's own figures with what each can mean."""
    section = headline(answers_of(example("kunshan"), "2024-12-31", "zh"))
    assert (
        ("规划构成", "1+5+22", "", Signal.OPEN, "structure"),
        ("目标", "6个", "", Signal.OPEN, "indicators"),
        ("平均完成率", "无法计算", "", Signal.OPEN, "indicators"),
        ("时限和节点", "未写明", "", Signal.OPEN, "schedule"),
        ("数据核对", "错误0个，警告1个", "", Signal.WARNING, "findings"),
    ) == tuple((one.label, one.value, one.reading, one.signal, one.link) for one in tiles(section)[:5])
    assert (
        ("地区生产总值", "2400亿元", "可能的值：2399.5至2400.5亿元", "figure-observations-2"),
        ("工业总产值", "6586.80亿元", "可能的值：6586.795至6586.805亿元", "figure-observations-4"),
        ("外贸进出口总额", "844.40亿美元", "可能的值：844.395至844.405亿美元", "figure-observations-6"),
    ) == tuple((one.label, one.value, one.reading, one.link) for one in tiles(section)[5:])
    assert ["未上报6个", "可计完成率的目标6个，已知0个，占权重0.00%", "未写明时限的行动或项目17个"] == [
        one.note for one in tiles(section)[1:4]
    ]
    assert ["规划自身的指标另有4个，见“指标”一节"] == lines(section)


def test_a_metric_has_the_tile_of_the_goal_that_is_due_next() -> None:
    """Of several goals the next one is told; a report that tells nothing of it is told as just that."""
    tile = told(GOALS, "2021-06")["生产总值"]
    assert ("约480亿元", "can be from 479.5 to 480.5 亿元") == (tile.value, tile.reading)
    assert (Signal.OPEN, "figure-observations-0") == (tile.signal, tile.link)
    assert tile.note.startswith(
        "2020, preliminary; goal 600亿元 (2022); not reported; nothing was reported for"
    )


def test_where_all_goals_are_due_the_last_is_told() -> None:
    """What is due longest ago is not what a meeting asks about."""
    tile = told(GOALS.replace("{metric: gdp, by: 2022", "{metric: gdp, by: 2019"), "2021-06")["生产总值"]
    assert "2020, preliminary; goal 500亿元 (2020); missed" == tile.note
    assert Signal.BAD is tile.signal


def test_what_was_never_reported_has_words_and_no_figure() -> None:
    """A dash or a 0 would look like an answer."""
    tile = told(GOALS, "2020-06")["生产总值"]
    assert ("not reported", "", Signal.OPEN) == (tile.value, tile.reading, tile.signal)
    assert tile.note.startswith("goal 500亿元 (2020); nothing was reported")


def test_money_says_how_much_of_it_was_reported() -> None:
    """A total beside which parts are missing is open, and its coverage stands beside it."""
    tile = told("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - {id: a, name: 甲, observations: [{metric: inv, period: 2020, figure: 1.5亿元}]}
  - {id: b, name: 乙}
""")["完成投资"]
    assert ("1.5亿元", "can be from 1.45 to 1.55 亿元") == (tile.value, tile.reading)
    assert ("2020; actual; 1 of 2 reported", Signal.OPEN) == (tile.note, tile.signal)
    assert "computed-0" == tile.link


def test_what_a_plan_states_of_all_its_money_stands_beside_what_its_parts_add_up_to() -> None:
    """A stated total is told next to the computed one, in one tile."""
    found = told("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs: [{id: a, name: 甲, observations: [{metric: inv, period: 2020, figure: 1.5亿元}]}]
observations: [{metric: inv, period: 2020, figure: 2亿元}]
""")
    assert "2020; actual; 1 of 1 reported; stated as 2亿元" == found["完成投资"].note


def test_money_that_was_not_reported_by_the_day_is_told_as_missing() -> None:
    """A metric of money whose reports are all of later periods has no total, and no zero."""
    tile = told("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs: [{id: a, name: 甲, observations: [{metric: inv, period: 2022, figure: 1.5亿元}]}]
""")["完成投资"]
    assert ("not reported", "nothing was reported by 2021-06-30") == (tile.value, tile.note)
    assert Signal.OPEN is tile.signal


def test_money_that_cannot_be_added_up_says_why() -> None:
    """What a rollup refuses is told in the place of the total."""
    tile = told(
        """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - {id: a, name: 甲, observations: [{metric: inv, period: 2020, figure: 1.5亿元}]}
  - {id: b, name: 乙, observations: [{metric: inv, period: 2020, figure: 1亿美元}]}
""",
        language="zh",
    )["完成投资"]
    assert ("不能汇总", Signal.OPEN, "money") == (tile.value, tile.signal, tile.link)
    assert tile.note


def test_without_metrics_of_money_the_investment_of_projects_is_told() -> None:
    """The total investments are added up, with how many projects state one."""
    tile = told("""\
projects:
  - {id: x, name: 甲, investment: {total: 3亿元}}
  - {id: y, name: 乙, investment: {total: 4亿元}}
  - {id: z, name: 丙}
""")["Investment of projects"]
    assert ("7亿元", "stated by 2 of 3 projects", Signal.OPEN) == (tile.value, tile.note, tile.signal)


def test_a_plan_of_nothing_shows_that_nothing_was_set() -> None:
    """Each tile says in words that nothing was stated, and none is good."""
    found = told("note: null\n")
    assert {
        "What the plan holds": "0 programs",
        "Targets": "none set",
        "Deadlines and milestones": "none stated",
        "Checks of the figures": "0 errors, 0 warnings",
    } == {label: tile.value for label, tile in found.items()}
    assert all(tile.signal is not Signal.GOOD for label, tile in found.items() if label.startswith("Targ"))


def test_two_last_reports_that_differ_are_not_chosen_between() -> None:
    """Where the last report is told twice with two figures, none of them is a headline."""
    text = GOALS + "  - {metric: gdp, subject: zone, period: 2020, figure: 520亿元, vintage: preliminary}\n"
    tile = told(text, "2021-06")["生产总值"]
    assert ("not reported", Signal.OPEN) == (tile.value, tile.signal)


def test_nothing_leads_to_a_section_that_is_not_there() -> None:
    """A plan without dates has no schedule, and its tile no link to it."""
    links = {label: tile.link for label, tile in told("note: null\n").items()}
    assert ("", "findings") == (links["Deadlines and milestones"], links["Checks of the figures"])


def test_missed_targets_are_listed_and_none_is_hidden() -> None:
    """The first ten are listed by name, and how many more there are is said."""
    answers = answers_of(large_plan(300), "2024-09-30", "zh")
    (table,) = tables(headline(answers))
    missed = [one for one in answers.progress if one.status == "missed"]
    assert (10, (f"另有{len(missed) - 10}个未达到，见“指标”一节",)) == (len(table.rows), table.notes)
    assert {"未达到"} == {row.cells[9].text for row in table.rows if row.cells[9] is not None}
    assert ("高新技术企业", "行动21（虚构）", "家") == texts(table.rows[0])[:3]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_at_most_eight_tiles(language: Language) -> None:
    """How many tiles there are does not depend on how much a plan says."""
    for name in ("kunshan", "hanzhong", "zones", "indicators", "yijiang"):
        assert len(tiles(headline(answers_of(example(name), "2023-12-31", language)))) <= 8


def test_a_metric_has_one_tile() -> None:
    """What is rolled up as money is not told again as a key indicator."""
    labels = [one.label for one in tiles(headline(answers_of(example("hanzhong"), "2023-12-31")))]
    assert len(set(labels)) == len(labels)
