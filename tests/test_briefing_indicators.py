from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_contents import answers_of, cells, example, lines, tables, texts
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan import Period, Plan, strategies
from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.indicators import indicators, missed_table
from zoneplan.listing import Printing
from zoneplan.percentages import shown_share
from zoneplan.printed_tables import PrintedBar, PrintedRow, Signal
from zoneplan.standing_listing import standing_row
from zoneplan.standings import TargetStatus

if TYPE_CHECKING:
    from zoneplan.briefings.answers import Answers
    from zoneplan.layout import Language

MONTHS = st.builds(Period.month, st.integers(2020, 2026), st.integers(1, 12))
PLAN = """\
zone: {id: zone, name: 园区}
places: [{id: city, name: 全市}]
metrics:
  - {id: firms, name: 企业, unit: 家, kind: count, direction: higher, over_time: last}
  - {id: idle, name: 闲置, unit: 亩, kind: stock}
  - {id: rate, name: 增速, unit: '%', kind: rate}
programs:
  - id: a
    name: 甲
    actions:
      - id: a1
        name: 甲一
        targets: [{metric: firms, by: 2025, level: 150家以上}]
        observations:
          - {metric: firms, period: 2020, figure: 100家, aspect: baseline, vintage: final}
          - {metric: firms, period: 2022, figure: 115家, vintage: preliminary}
targets: [{metric: firms, by: 2021, level: 90家}]
observations:
  - {metric: firms, subject: zone, period: 2021, figure: 89家}
  - {metric: rate, subject: city, period: 2021, figure: 约5.0%}
  - {metric: rate, subject: zone, period: 2023, figure: 6.1%}
"""


def target_rows(answers: Answers) -> list[PrintedRow]:
    """Give the rows of the targets, without those of programs."""
    table = tables(indicators(answers))[0]
    return [row for row in table.rows if not row.is_total]


def test_a_target_has_base_goal_report_completion_schedule_gap_and_status() -> None:
    """Each is as it is written, with its date; the bar has the completion and the tick of the schedule."""
    rows = target_rows(answers_of(plan_of(PLAN), "2022-12"))
    assert (
        "企业",
        "甲一",
        "家",
        "100\n(2020, final)",
        "150家以上\n(2025)",
        "115\n(2022, preliminary)",
        "30.00 %",
        "40.00 %",
        "-10.00",
        "behind",
    ) == texts(rows[1])[:10]
    assert PrintedBar(Fraction(3, 10), Fraction(2, 5)) == (rows[1].cells[6] or pytest.fail("no cell")).bar
    assert texts(rows[1])[10].startswith("to reach the goal: ")


def test_numbers_lead_to_where_they_come_from() -> None:
    """The base and the report lead to themselves, the goal and the completion to the target."""
    rows = target_rows(answers_of(plan_of(PLAN), "2022-12"))
    target = figure_anchor("programs[0].actions[0].targets[0]")
    reports = [figure_anchor(f"programs[0].actions[0].observations[{index}]") for index in (0, 1)]
    assert ["", "", "", reports[0], target, reports[1], target, "", "", "", ""] == [
        one.link for one in rows[1].cells if one is not None
    ]


def test_the_zone_is_named_where_a_figure_is_the_plans_own() -> None:
    """What is about the plan is about its zone, and stands above the programs without a mean."""
    table = tables(indicators(answers_of(plan_of(PLAN), "2022-12", "zh")))[0]
    assert [("规划自身", ""), ("企业", "园区"), ("甲", ""), ("企业", "甲一"), ("全规划", "")] == [
        texts(row)[:2] for row in table.rows
    ]
    assert ["", "—", "30.00%", "30.00%", "30.00%"] == [texts(row)[6] for row in table.rows]
    assert ["未达标、逾期", "未达到", "落后", "落后", "未达标、逾期"] == [texts(row)[9] for row in table.rows]


def test_what_has_no_target_is_told_as_that() -> None:
    """Figures without a target are listed, the plan's own first; those of a later period are not used."""
    table = tables(indicators(answers_of(plan_of(PLAN), "2022-12")))[1]
    assert [
        ("增速", "园区", "%", "—", "nothing reported by 2022-12-31", "no target set"),
        ("增速", "全市", "%", "约5.0%\n(2021)", "from 4.95 to 5.05 %", "no target set"),
    ] == [texts(row) for row in table.rows]
    assert [Signal.OPEN, Signal.NONE] == [
        row.cells[5].signal for row in table.rows if row.cells[5] is not None
    ]


def test_a_metric_without_figures_and_targets_is_named() -> None:
    """What is defined and never used is not passed over."""
    assert ["Defined, with no figure and no target: 闲置"] == lines(
        indicators(answers_of(plan_of(PLAN), "2022-12"))
    )


def test_two_figures_of_one_period_are_refused_and_told() -> None:
    """Of two that differ none is chosen."""
    plan = plan_of("""\
metrics: [{id: firms, name: 企业, unit: 家, kind: count}]
observations:
  - {metric: firms, period: 2021, figure: 89家}
  - {metric: firms, period: 2021, figure: 98家}
""")
    (row,) = tables(indicators(answers_of(plan, "2022-12", "zh")))[0].rows
    assert ("—", "未设目标") == (texts(row)[3], texts(row)[5])
    assert "89家" in texts(row)[4]


def test_a_plan_without_targets_says_so() -> None:
    """There is a line, and no empty table."""
    section = indicators(answers_of(plan_of("note: null\n"), "2020-10", "zh"))
    assert (["规划没有设定目标"], []) == (lines(section), tables(section))


def test_many_figures_without_a_target_are_counted() -> None:
    """A hundred are listed, and how many more there are is said."""
    metrics = "".join(f"  - {{id: m{one}, name: 数{one}, unit: 家, kind: count}}\n" for one in range(103))
    told = "".join(f"  - {{metric: m{one}, period: 2020, figure: 1家}}\n" for one in range(103))
    plan = plan_of(f"metrics:\n{metrics}observations:\n{told}")
    (table,) = tables(indicators(answers_of(plan, "2020-12")))
    assert (100, "3 indicators more without a target: see where each figure comes from") == (
        len(table.rows),
        table.notes[-1],
    )


def test_a_target_without_a_light_says_so_in_its_row() -> None:
    """A light stands beside each target where rules were given; a hole and a goal in words have none."""
    answers = answers_of(large_plan(30), "2024-09-30", lights="yinchuan-2025")
    found = Counter(
        (row.cells[10].text, row.cells[10].signal)
        for row in target_rows(answers)
        if row.cells[10] is not None
    )
    assert {
        ("green", Signal.GOOD),
        ("yellow", Signal.WARNING),
        ("no light", Signal.OPEN),
        ("no light", Signal.NONE),
    } == set(found)
    lit = sum(answers.progress.light(one) is not None for one in answers.progress)
    assert lit == found["green", Signal.GOOD] + found["yellow", Signal.WARNING]


def test_nothing_missed_needs_no_table() -> None:
    """A heading above nothing would be read as something."""
    assert missed_table(answers_of(example("kunshan"), "2024-12-31")) is None


def test_kunshan_has_six_targets_of_which_nothing_was_reported() -> None:
    """The row of each says so, and there is a dash and no 0 where a figure is missing."""
    rows = target_rows(answers_of(example("kunshan"), "2024-12-31", "zh"))
    said = "截至2024-12-31没有上报数据"
    assert [
        ("城镇开发边界", "平方公里", "—", "99.38\n（2025）", "—", "—", "—", "—", "未上报", said),
        ("收储土地", "亩", "—", "3000亩以上\n（2025）", "—", "—", "—", "—", "未上报", said),
    ] == [texts(rows[index]) for index in (0, 4)]


def test_a_share_never_contradicts_its_verdict() -> None:
    """99.996 % is not shown as 100 % beside a target that is missed."""
    plan = plan_of("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, direction: higher, over_time: sum}]
targets: [{metric: inv, by: 2020, level: 1000亿元}]
observations: [{metric: inv, period: 2020, figure: 999.96亿元}]
""")
    (row,) = target_rows(answers_of(plan, "2020-12"))
    assert ("99.996 %", "100.000 %", "-0.004", "missed") == texts(row)[5:9]


@given(strategies.followed_plans(), MONTHS, st.sampled_from(("zh", "en")))
def test_every_target_has_one_row(plan: Plan, month: Period, language: Language) -> None:
    """Each is listed once, with the words of its status and no other colour."""
    answers = answers_of(plan, str(month), language)
    if not answers.progress.standings:
        return
    rows = target_rows(answers)
    status = -2
    expected = Counter(
        (standing_row(answers.progress, one, Printing(language=language)).cells[8], one.status.signal)
        for one in answers.progress
    )
    assert expected == Counter(
        (one.text, one.signal) for row in rows if (one := row.cells[status]) is not None
    )


@given(strategies.followed_plans(), MONTHS)
def test_bars_are_what_is_written_beside_them(plan: Plan, month: Period) -> None:
    """A cell with a bar has the text of its share, one with a dash has none, and what is met is full."""
    answers = answers_of(plan, str(month))
    for one in cells(indicators(answers)):
        if one.bar is not None:
            told = shown_share(one.bar.share)
            assert one.text.startswith(told.rstrip(" %")[:4]) or "<" in one.text or ">" in one.text
    for standing in answers.progress:
        if standing.completion is not None and standing.status is TargetStatus.MISSED:
            assert shown_share(standing.completion) != "100.00 %"


def test_a_large_plan_lists_every_target_with_a_link_of_its_own() -> None:
    """None of 272 is left out, whatever came of it."""
    answers = answers_of(large_plan(300), "2024-09-30")
    goals = [row.cells[4].link for row in target_rows(answers) if row.cells[4] is not None]
    assert Counter(figure_anchor(one.entry.path) for one in answers.progress) == Counter(goals)


def test_programs_have_the_mean_of_their_targets() -> None:
    """The row of a program has its summary, with how many completions are known."""
    answers = answers_of(large_plan(60), "2024-09-30", "zh")
    table = tables(indicators(answers))[0]
    totals = {texts(row)[0]: row for row in table.rows if row.is_total}
    summary = answers.progress.summary("p0")
    bar = totals["产业创新方案1（虚构）"].cells[6]
    assert bar is not None
    assert PrintedBar(summary.completion or Fraction(0)) == bar.bar
    assert "targets-programs-0" == (totals["产业创新方案1（虚构）"].cells[0] or pytest.fail("no cell")).anchor
    assert f"已知{summary.counted}个" in texts(totals["产业创新方案1（虚构）"])[-1]
