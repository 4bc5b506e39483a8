from __future__ import annotations

from collections import Counter

import pytest

from briefing_contents import answers_of, example, lines, tables, texts
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.paths import paths
from zoneplan.printed_tables import Signal
from zoneplan.standings import TargetStatus, Yardstick

PLAN = """\
metrics: [{id: firms, name: 企业, unit: 家, kind: count, direction: higher, across: sum, over_time: last}]
targets: [{metric: firms, by: 2025, level: 150家以上}]
observations:
  - {metric: firms, period: 2020, figure: 100家, aspect: baseline}
  - {metric: firms, period: 2019, figure: 90家}
  - {metric: firms, period: 2022, figure: 约115家, vintage: final}
  - {metric: firms, period: 2022, figure: 110家, vintage: preliminary}
  - {metric: firms, period: 2021, figure: 105家}
"""


def test_a_path_leads_from_the_base_over_the_reports_to_the_goal() -> None:
    """In order of time, of each period the latest vintage, with what each can be and where it comes from."""
    (table,) = tables(paths(answers_of(plan_of(PLAN), "2022-12", "zh")))
    assert [
        ("企业", "2020", "基期", "100家", "恰为此数", ""),
        ("", "2021", "实际", "105家", "恰为此数", ""),
        ("", "2022，最终核实", "实际", "约115家", "恰为此数", ""),
        ("", "2025", "目标", "150家以上", "", "落后"),
    ] == [texts(row) for row in table.rows]
    assert [figure_anchor(f"observations[{one}]") for one in (0, 4, 2)] == [
        row.cells[3].link for row in table.rows[:3] if row.cells[3] is not None
    ]
    assert 4 == (table.rows[0].cells[0] or pytest.fail("no cell")).rows


def test_what_is_reported_later_than_the_day_is_not_told() -> None:
    """The path ends with the last period that had ended."""
    (table,) = tables(paths(answers_of(plan_of(PLAN), "2021-12")))
    assert ["2020", "2021", "2025"] == [texts(row)[1] for row in table.rows]


def test_a_sum_of_parts_says_of_how_many_reports_it_is() -> None:
    """Where the whole reports nothing, its parts are added, and the sum leads to the target."""
    plan = plan_of("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, direction: higher, across: sum, over_time: sum}]
programs:
  - {id: a, name: 甲, observations: [{metric: inv, period: 2021, figure: 1.5亿元}]}
  - {id: b, name: 乙, observations: [{metric: inv, period: 2021, figure: 2亿元}]}
targets: [{metric: inv, by: 2021, level: 4亿元}]
""")
    (table,) = tables(paths(answers_of(plan, "2021-12")))
    assert (
        "完成投资",
        "2021",
        "actual, added up from 2 reports",
        "3.5亿元",
        "from 2.95 to 4.05 亿元",
        "",
    ) == texts(table.rows[0])
    assert "figure-targets-0" == (table.rows[0].cells[3] or pytest.fail("no cell")).link


def test_of_many_reports_the_last_twelve_are_listed() -> None:
    """How many earlier ones there are is said."""
    months = "".join(f"  - {{metric: inv, period: 2021-{one:02}, figure: 1亿元}}\n" for one in range(1, 13))
    plan = plan_of(f"""\
metrics: [{{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}}]
targets: [{{metric: inv, by: 2021-2022, level: 40亿元}}]
observations:
{months}  - {{metric: inv, period: 2022-01, figure: 1亿元}}
  - {{metric: inv, period: 2022-02, figure: 1亿元}}
""")
    (table,) = tables(paths(answers_of(plan, "2022-06")))
    assert (14, "2 earlier reports are not listed") == (len(table.rows), texts(table.rows[0])[4])
    assert ("2021-03", "2022-02") == (texts(table.rows[1])[1], texts(table.rows[12])[1])


def test_two_figures_of_one_period_are_told_and_none_is_chosen() -> None:
    """What a path cannot hold is said in its place."""
    plan = plan_of(f"{PLAN}  - {{metric: firms, period: 2021, figure: 501家}}\n")
    for language, said in (("zh", "501家"), ("en", "501家")):
        (table,) = tables(paths(answers_of(plan, "2022-12", language)))  # type: ignore[arg-type]  # two texts
        assert "—" == texts(table.rows[1])[3]
        assert said in texts(table.rows[1])[4]


def test_kunshan_has_goals_and_nothing_that_leads_to_them() -> None:
    """A goal without a report says that nothing was reported."""
    (table,) = tables(paths(answers_of(example("kunshan"), "2024-12-31", "zh")))
    assert [
        ("城镇开发边界（产城融合）", "—", "实际", "—", "没有上报", ""),
        ("", "2025", "目标", "99.38平方公里", "", "未上报"),
    ] == [texts(row) for row in table.rows[:2]]
    assert 2 * 6 == len(table.rows)


def test_a_plan_without_numbers_to_reach_has_no_path() -> None:
    """A goal in words has a line that says so, and so has a plan of nothing."""
    plan = plan_of("""\
metrics: [{id: rate, name: 涨幅, unit: '%', kind: rate}]
targets: [{metric: rate, by: 长期, qualitative: 保持在合理区间}]
""")
    for one in (plan, plan_of("note: null\n")):
        section = paths(answers_of(one, "2020-10", "zh"))
        assert (["没有设定数值目标，因此没有路径"], []) == (lines(section), tables(section))


def test_of_a_large_plan_the_own_and_the_worst_are_drawn_and_the_rest_is_counted() -> None:
    """No target is passed over: drawn and counted together they are all that set a number."""
    answers = answers_of(large_plan(300), "2024-09-30", "zh")
    section = paths(answers)
    (table,) = tables(section)
    goals = [one.signal for row in table.rows if (one := row.cells[5]) is not None and one.signal]
    numbered = [one for one in answers.progress if one.yardstick is not Yardstick.NONE]
    missed = sum(one.status is TargetStatus.MISSED for one in numbered)
    assert (36, missed) == (len(goals), goals.count(Signal.BAD))
    assert {"地区生产总值", "综合排名"} <= {texts(row)[0] for row in table.rows}
    assert {Signal.BAD, Signal.WARNING} == set(goals)
    left = Counter(one.status.signal for one in numbered) - Counter(goals)
    said = "已达到11个、达到进度108个、落后43个、未上报3个、无法判断41个"
    assert [f"未在此列出的目标：{said}。全部目标见“指标”一节。"] == lines(section)
    assert {Signal.GOOD: 119, Signal.WARNING: 43, Signal.OPEN: 44} == left
