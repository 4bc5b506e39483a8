from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given

from plan_texts import plan_of
from zoneplan import Progress, strategies
from zoneplan.errors import RollupError
from zoneplan.layout import width
from zoneplan.listing import Printing
from zoneplan.progress_listing import counted, progress_lines, to_dict
from zoneplan.standings import TargetStatus

PLAN = """\
id: p
name: 示范规划
zone: {id: z, name: 示范园区, within: city}
places: [{id: city, name: 示范市}]
period: 2021-2025
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, direction: higher, across: sum, over_time: sum}
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher, across: sum, over_time: sum}
  - {id: rank, name: 综合排名, unit: 位, kind: rank, across: none}
  - {id: size, name: 规模, unit: 人, kind: count, across: sum}
observations:
  - {metric: gdp, period: 2020, figure: 2000亿元, vintage: final}
  - {metric: gdp, period: 2022, figure: 2300亿元, vintage: preliminary}
  - {metric: rank, period: 2022, figure: 第五}
  - {metric: inv, subject: city, period: 2023-01/06, figure: 30亿元}
targets:
  - {metric: gdp, by: 2025, level: 3000亿元左右}
  - {metric: rank, by: 2021-2025每年, rank: 前五}
  - {metric: inv, subject: city, by: 2023, level: 70亿元}
programs:
  - id: a
    name: 产业创新
    targets:
      - {metric: inv, by: 2023, level: 100亿元, schedule: {2023-01/03: 20%, 2023-01/06: 45%}}
    observations:
      - {metric: inv, period: 2023-01/06, figure: 44.9999亿元, source: {document: 月报}}
      - {metric: size, period: 2023, figure: 3人}
    actions:
      - id: a1
        name: 链补强
        targets:
          - {metric: inv, by: 2023, level: 50亿元}
        observations:
          - {metric: inv, period: 2023Q1, figure: 12亿元}
          - {metric: inv, period: 2023-06, figure: 4亿元, vintage: preliminary}
  - id: b
    name: 产城融合
    targets:
      - {metric: gdp, by: 2023, qualitative: 保持在合理区间}
"""
JIANGMEN = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
observations: [{metric: inv, period: 2020-01/10, figure: 629.0亿元, vintage: preliminary}]
targets: [{metric: inv, by: 2020, level: 647.4亿元}]
"""
WIDE = """\
示范规划 (plan) as of 2020-10-31, by what was reported for periods that had ended; weights: evenly

示范规划 (plan)
    metric    goal       by       actual  reported for           \
  completion  scheduled  gap, points  status
    完成投资  647.4亿元  2020  629.0亿元  2020-01/10, preliminary\
     97.16 %    83.33 %       +13.82  on track
        to reach the goal: 9.2 亿元 a month for 2 months
        projection: 754.74 to 754.86 亿元 at the average pace so far (a reckoning, no forecast)

the whole plan: completion known of 1 of 1 target, 100.00 % of the weight; weighted mean 97.16 %
1 target: 1 on track
"""
NARROW_ZH = """\
示范规划（p）截至2023-06-30，只用已结束时期的上报数；权重：各目标相同

示范规划（p）
    指标            完成率  序时进度  差距百分点  状态
    地区生产总值    30.00%    40.00%      -10.00  落后
        目标3000亿元左右（2025）；实际2300亿元（2022，初步核算）
        基期为2000亿元（2020，最终核实）
        达到目标需要：今后3年每年≈233.33333 亿元，即年均增长9.26至9.27%
        按已有平均进度推算为2748至2752亿元（仅为推算）
    综合排名             —         —           —  无法判断
        目标前五（2021-2025每年）；实际第五（2022）
        24个月中只上报了12个月

产业创新（a）
    指标            完成率  序时进度  差距百分点  状态
    完成投资      44.9999%  45.0000%     -0.0001  落后
        目标100亿元（2023）；实际44.9999亿元（2023-01/06）
        达到目标需要：今后6个月每月≈9.1666833 亿元
        按已有平均进度推算为89.99至90亿元（仅为推算）
  链补强（a1）
    完成投资             —    50.00%           —  无法判断
        目标50亿元（2023）；实际16亿元（2023Q1至2023-06，初步核算）
        6个月中只上报了4个月
  可计完成率的目标2个，已知1个，占权重50.00%；加权平均45.00%

产城融合（b）
    指标            完成率  序时进度  差距百分点  状态
    地区生产总值         —         —           —  未设数值
        目标保持在合理区间（2023）
        “保持在合理区间”没有设定数值
  不计完成率的目标1个

其他地区
    指标            完成率  序时进度  差距百分点  状态
  示范市（city）
    完成投资        42.86%    50.00%       -7.14  落后
        目标70亿元（2023）；实际30亿元（2023-01/06）
        达到目标需要：今后6个月每月≈6.6666667 亿元
        按已有平均进度推算为59至61亿元（仅为推算）

全规划：可计完成率的目标3个，已知2个，占权重66.67%；加权平均37.50%；不计完成率的目标2个
其他地区的目标1个，不计入任何平均
目标6个：落后3个、无法判断2个、未设数值1个
"""


def printed(text: str, as_of: str, printing: Printing = Printing(), **choices: object) -> str:  # noqa: B008  # immutable
    """Print how the targets of a plan stand."""
    found = plan_of(text).progress(as_of, **choices)  # type: ignore[arg-type]  # tests name them in full
    return "".join(f"{line}\n" for line in progress_lines(found, printing))


def test_progress_is_printed_in_one_table_for_each_program() -> None:
    """Where there is room, goal, deadline and report stand in the row."""
    assert WIDE == printed(JIANGMEN, "2020-10")


def test_long_names_are_shortened() -> None:
    """A name that would push the numbers out of sight is cut, and the cut is shown."""
    text = printed(
        JIANGMEN.replace("完成投资", "重点建设项目年度计划完成投资额"), "2020-10", Printing(columns=80)
    )
    assert "    重点建设项目年度计划完…     97.16 %    83.33 %       +13.82  on track\n" in text


def test_progress_is_printed_in_chinese_and_narrowly() -> None:
    """In 80 columns the numbers stay in line, and goal and report move below them."""
    text = printed(PLAN, "2023-06-30", Printing(language="zh", columns=80))
    assert NARROW_ZH == text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 120, 160])
def test_tables_keep_within_the_columns(language: str, columns: int) -> None:
    """No row of a table is wider than there are columns; sentences below it may be."""
    printing = Printing(language="zh" if language == "zh" else "en", columns=columns)
    lines = printed(PLAN, "2023-06-30", printing, lights="sanya-2022").splitlines()
    rows = [line for line in lines if line.startswith("    ") and line[4] != " "]
    assert [] == [row for row in rows if width(row) > columns]
    assert len(rows) == 10


def test_a_plan_without_targets_says_so() -> None:
    """There is nothing to follow, which is no table of nothing."""
    assert "the plan sets no targets\n" == printed("", "2023")
    assert "规划没有设定目标\n" == printed("", "2023", Printing(language="zh"))


def test_the_heading_says_what_was_used() -> None:
    """Weights, lights and capping are named, rules by their name and id."""
    text = printed(PLAN, "2023-06-30", weights="size", lights="yinchuan-2025", capped=True)
    assert text.splitlines()[0] == (
        "示范规划 (p) as of 2023-06-30, by what was reported for periods that had ended; "
        "weights: 规模 (size); lights: 银川市重点项目进度亮灯 (yinchuan-2025); "
        "in means nothing counts for more than 100 %"
    )


def test_missing_weights_leave_no_mean() -> None:
    """A mean over targets of which some have no weight is not made up."""
    whole = PLAN.replace("period: 2023-06, figure: 4亿元", "period: 2023Q2, figure: 4亿元")
    text = printed(whole, "2023-06-30", weights="size")
    assert text.splitlines()[-3] == (
        "the whole plan: completion known of 3 of 3 targets; no weighted mean: 规模 is missing for some of "
        "them, or 0 for all; 2 targets without completion"
    )


def test_lights_are_words_and_their_absence_has_a_reason() -> None:
    """A light is a word; where there is none, a hole and what is not known are told apart."""
    lines = printed(PLAN, "2023-06-30", Printing(columns=80), lights="yinchuan-2025").splitlines()
    rows = {line.split()[0]: line.split()[-1] for line in lines if " %  " in line}
    assert {"地区生产总值": "yellow", "完成投资": "—"} == rows
    assert 2 == lines.count("        no light: the rules give none for this gap")
    chinese = printed(PLAN, "2023-06-30", Printing(language="zh"), lights="yinchuan-2025")
    assert "落后      黄灯\n" in chinese
    other = printed(PLAN, "2023-06-30", Printing(language="zh"), lights="tianjin-2022-investment")
    assert "        无灯：规则所用的同比增速、增速高于计划、增速高于平均未知\n" in other


OVERLAP = """\
metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, over_time: sum}]
observations: [{metric: inv, period: 2023-01/06, figure: 30亿元}]
targets: [{metric: inv, by: 2023, level: 70亿元}]
light_rules:
  - {id: both, bands: [{light: green, shortfall_points: "> 0"}, {light: red, shortfall_points: "> 5"}]}
"""


def test_two_lights_are_told_and_none_is_chosen() -> None:
    """Where bands of two colours hold, the row says so, and the other rows are printed all the same."""
    text = printed(OVERLAP, "2023-06", lights="both")
    assert "        the rules 'both' give green and red at once for shortfall_points 50/7\n" in text
    assert "; lights: both\n" in text


KINDS = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 产值, unit: 亿元, kind: flow, direction: higher, over_time: sum}
  - {id: share, name: 比重, unit: '%', kind: ratio, direction: higher}
observations:
  - {metric: gdp, period: 2020, figure: 100亿元}
  - {metric: gdp, period: 2021, figure: 107亿元}
  - {metric: share, period: 2021, figure: 3%}
targets:
  - {metric: gdp, by: 2025, annual_rate: 7%}
  - {metric: gdp, by: 2025, annual_rate: 年均增长7%}
  - {metric: gdp, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: gdp, by: 2025, cumulative: 30%}
  - {metric: gdp, by: 2021-2025, cumulative: {figure: 500亿元, form: flow}}
  - {metric: share, by: 2025, point_change: {figure: 0.2个百分点, yearly: true}}
  - {metric: share, by: 2025, level: 4%}
  - {metric: gdp, by: 2025, multiple: 翻一番}
  - {metric: share, by: ongoing, level: 2%以上}
"""


def goals(language: str) -> list[str]:
    """Give the goals of the plan of all kinds as the table prints them."""
    printing = Printing(language="zh" if language == "zh" else "en", columns=80)
    start = "        目标" if language == "zh" else "        goal "
    ends = "（" if language == "zh" else " ("
    lines = printed(KINDS, "2022", printing).splitlines()
    return [line.removeprefix(start).split(ends)[0] for line in lines if line.startswith(start)]


def test_a_goal_is_never_read_as_a_level_that_it_is_not() -> None:
    """A rate, a change and a sum have a word beside the figure, as far as it is not in the figure."""
    assert [
        "7% a year",
        "年均增长7%",
        "a fall of 13.5%",
        "a change of 30%",
        "500亿元 in all",
        "0.2个百分点 each year",
        "4%",
        "翻一番",
        "2%以上",
    ] == goals("en")
    assert [
        "年均7%",
        "年均增长7%",
        "累计降低13.5%",
        "累计变化30%",
        "累计500亿元",
        "每年0.2个百分点",
    ] == goals("zh")[:6]


def test_everything_says_what_each_number_is_from() -> None:
    """With everything, each report stands with its source, and the completion with its range."""
    lines = printed(PLAN, "2023-06-30", Printing(everything=True)).splitlines()
    at = lines.index("        reported 44.9999亿元 for 2023-01/06: 月报")
    assert lines[at - 2 : at] == [
        "        45 % is scheduled after 6 of 12 months; time progress 50.00 %",
        "        as rounded, completion can be [44.77, 45.23] %",
    ]
    assert "        reported 12亿元 for 2023Q1: no source" in lines


LATE = """\
metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, over_time: sum}]
observations:
  - {metric: inv, period: 2023Q1, figure: 40亿元}
  - {metric: inv, period: 2023Q3, figure: 40.0亿元}
targets: [{metric: inv, by: 2023, level: 85亿元}, {metric: inv, by: 2023, level: 80亿元}]
"""


def test_months_that_nobody_reported_are_named() -> None:
    """What is enough without some months says that they are not counted; what is not says that it is open."""
    lines = printed(LATE, "2023-09").splitlines()
    assert 1 == lines.count("        not counted, because not reported: 3 of the first 9 months")
    assert 1 == lines.count("        only 6 of 9 months are reported")
    assert [] == [line for line in lines if "starts from" in line]


SHARED = """\
metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, over_time: sum}]
programs:
  - {id: a, name: 甲, actions: [{id: a1, name: 一}]}
  - {id: b, name: 乙, actions: [{id: b1, name: 二}]}
projects:
  - id: x
    name: 厂
    serves: [b1, a1]
    targets: [{metric: inv, by: 2023, level: 10亿元}]
    observations: [{metric: inv, period: 2023, figure: 12亿元}]
  - {id: y, name: 路, targets: [{metric: inv, by: 2023, level: 5亿元}]}
"""


def test_a_project_of_two_programs_stands_once_and_counts_in_both() -> None:
    """It is printed under the first program, and the line names both; one of none stands under the plan."""
    lines = printed(SHARED, "2023").splitlines()
    assert ["示范规划 (plan)", "  路 (y)"] == [lines[2], lines[4]]
    assert "  厂 (x), in the means of a and b" in lines
    assert lines[-1] == "2 targets: 1 met, 1 not reported"
    summaries = to_dict(plan_of(SHARED).progress("2023"))["summaries"]
    assert [("plan", "6/5"), ("a", "6/5"), ("b", "6/5")] == [
        (one["node"], one["completion"]) for one in summaries
    ]


def test_years_in_which_a_limit_was_not_kept_are_named() -> None:
    """A limit of each year that was broken once stays broken, and the years are told."""
    text = """\
metrics: [{id: e, name: 能耗, unit: 吨标准煤, kind: flow, direction: lower, over_time: sum}]
observations:
  - {metric: e, period: 2021, figure: 9吨标准煤}
  - {metric: e, period: 2022, figure: 11吨标准煤}
  - {metric: e, period: 2023, figure: 9吨标准煤}
targets: [{metric: e, by: 2021-2025每年, level: 10吨标准煤以内}]
"""
    assert "        not kept in 2022\n" in printed(text, "2023")
    assert "        2022未保持\n" in printed(text, "2023", Printing(language="zh"))


def test_what_has_no_base_says_so() -> None:
    """A level that is reached has no completion when nothing tells where it started, and says that."""
    text = """\
metrics: [{id: l, name: 绿地, unit: 公顷, kind: stock, direction: higher}]
observations: [{metric: l, period: 2023, figure: 12公顷}]
targets: [{metric: l, by: 2025, level: 10公顷以上}]
"""
    assert "        no completion: the level it starts from is missing\n" in printed(text, "2023")


def test_targets_about_places_alone_have_no_mean() -> None:
    """A plan that sets targets for other places only has no line for the whole plan."""
    text = """\
places: [{id: city, name: 全市}]
metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, over_time: sum}]
targets: [{metric: inv, subject: city, by: 2023, level: 10亿元}]
"""
    assert printed(text, "2023").splitlines()[-3:] == [
        "",
        "1 target about other places, in no mean",
        "1 target: 1 not reported",
    ]


def test_no_projection_without_time() -> None:
    """From the base alone nothing can be projected, and the base is no report."""
    text = """\
metrics: [{id: l, name: 绿地, unit: 公顷, kind: stock, direction: higher}]
observations: [{metric: l, period: 2020, figure: 10公顷}]
targets: [{metric: l, by: 2025, level: 20公顷, base: 2020}]
"""
    lines = printed(text, "2020").splitlines()
    assert "        measured from 10公顷 (2020)" in lines
    assert [] == [line for line in lines if "projection" in line]


def test_a_schedule_that_does_not_fit_is_told() -> None:
    """A point outside the target's year leaves no scheduled share, and the row says why."""
    text = JIANGMEN.replace("level: 647.4亿元", "level: 647.4亿元, schedule: {2019: 30%}")
    sentence = "the point 30% by 2019 lies outside the months from 2020-01 to 2020-12"
    assert f"        no scheduled share: {sentence}\n" in printed(text, "2020-10")
    assert "        无序时进度：" in printed(text, "2020-10", Printing(language="zh"))


def test_counts_name_every_status() -> None:
    """A status that no target has counts 0."""
    counts = counted(plan_of(PLAN).progress("2023-06-30"))
    assert list(TargetStatus) == list(counts)
    assert {"behind": 3, "unknown": 2, "unmeasured": 1} == {
        status.value: number for status, number in counts.items() if number
    }


def test_plain_data_is_exact_and_complete() -> None:
    """Records are those of the progress, numbers are exact texts, and each program has its summary."""
    progress = plan_of(PLAN).progress("2023-06-30", lights="sanya-2022", capped=True)
    data = json.loads(json.dumps(to_dict(progress)))
    assert ["plan", "as_of", "weights", "lights", "capped", "counts", "records", "summaries"] == list(data)
    assert ("p", "2023-06-30", "evenly", "sanya-2022", True) == tuple(list(data.values())[:5])
    assert progress.to_records() == data["records"]
    assert ["p", "a", "b"] == [one["node"] for one in data["summaries"]]
    whole = progress.summary().completion
    assert whole is not None
    assert whole == Fraction(data["summaries"][0]["completion"])
    assert {
        "node": "b",
        "name": "产城融合",
        "completion": None,
        "counted": 0,
        "expected": 0,
        "weight": None,
        "statuses": {**{status.value: 0 for status in TargetStatus}, "unmeasured": 1},
    } == data["summaries"][2]


def test_weights_of_several_periods_are_not_guessed_between() -> None:
    """Where the metric that weighs is reported for two years, no year is picked."""
    text = PLAN.replace(
        "      - {metric: size, period: 2023, figure: 3人}\n",
        "      - {metric: size, period: 2022, figure: 2人}\n"
        "      - {metric: size, period: 2023, figure: 3人}\n",
    )
    with pytest.raises(RollupError, match="size"):
        printed(text, "2023-06-30", weights="size")


@given(strategies.progresses())
def test_every_target_is_printed_once(progress: Progress) -> None:
    """However targets stand, each has one row, and the counts add up to all of them."""
    lines = list(progress_lines(progress, Printing(columns=60)))
    rows = [line for line in lines if line.startswith("    ") and line[4] != " "]
    heads = [row for row in rows if row.split()[0] == "metric"]
    assert len(progress) == len(rows) - len(heads)
    assert len(progress) == sum(counted(progress).values())
    assert [] == [row for row in rows if width(row) > 120]
