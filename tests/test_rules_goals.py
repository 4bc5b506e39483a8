from __future__ import annotations

import pytest

from plan_texts import checked, findings, plan_of
from zoneplan.errors import DocumentError


def test_a_change_written_as_a_level_is_a_warning() -> None:
    """Points, rates, multiples and additions say how far to go, and each names the goal to write."""
    text = """\
period: 2021-2025
metrics:
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
targets:
  - {metric: share, by: 2025, level: 提高13.4个百分点}
  - {metric: share, by: 2025, level: 提高2%}
  - {metric: gdp, by: 2025, level: 年均增长6%}
  - {metric: gdp, by: 2025, level: 翻一番}
  - {metric: gdp, by: 2025, level: 增加5亿元}
  - {metric: share, by: 2021-2025 each year, level: 0.18个百分点}
"""
    expected = """\
warning POINT-PERCENT targets[0].level (plan.yaml:6:38)
  提高13.4个百分点 is a change of 服务业比重, and is written as its level
  write it as point_change, or state the level to be reached
  提高13.4个百分点是“服务业比重”的变化幅度，却写成了目标水平
  请写为 point_change，或填写要达到的水平
  figure = 提高13.4个百分点
  goal = point_change
warning POINT-PERCENT targets[1].level (plan.yaml:7:38)
  提高2% is a change of 服务业比重, and is written as its level
  write it as cumulative, or as point_change if points are meant, or state the level to be reached
  提高2%是“服务业比重”的变化幅度，却写成了目标水平
  请写为 cumulative，若指百分点则写为 point_change，或填写要达到的水平
  figure = 提高2%
  goal = cumulative
warning POINT-PERCENT targets[2].level (plan.yaml:8:36)
  年均增长6% is a change of 地区生产总值, and is written as its level
  write it as annual_rate, or state the level to be reached
  年均增长6%是“地区生产总值”的变化幅度，却写成了目标水平
  请写为 annual_rate，或填写要达到的水平
  figure = 年均增长6%
  goal = annual_rate
warning POINT-PERCENT targets[3].level (plan.yaml:9:36)
  翻一番 is a change of 地区生产总值, and is written as its level
  write it as multiple, or state the level to be reached
  翻一番是“地区生产总值”的变化幅度，却写成了目标水平
  请写为 multiple，或填写要达到的水平
  figure = 翻一番
  goal = multiple
warning POINT-PERCENT targets[4].level (plan.yaml:10:36)
  增加5亿元 is a change of 地区生产总值, and is written as its level
  write it as cumulative, or state the level to be reached
  增加5亿元是“地区生产总值”的变化幅度，却写成了目标水平
  请写为 cumulative，或填写要达到的水平
  figure = 增加5亿元
  goal = cumulative
warning POINT-PERCENT targets[5].level (plan.yaml:11:53)
  0.18个百分点 is a change of 服务业比重, and is written as its level
  write it as point_change, or state the level to be reached
  0.18个百分点是“服务业比重”的变化幅度，却写成了目标水平
  请写为 point_change，或填写要达到的水平
  figure = 0.18个百分点
  goal = point_change
"""
    assert expected == findings(text, "POINT-PERCENT")
    assert "" == findings(text, "UNIT-DIMENSION")
    assert "" == findings(text, "VALUE-DOMAIN")
    assert 6 == checked(text, "POINT-PERCENT")


def test_a_bracketed_level_is_refused_where_it_stands() -> None:
    """[13.5] is what changes in all: the document that writes it as a level says so before any rule runs."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio}]
targets:
  - {metric: energy, by: 2025, level: '[13.5]'}
"""
    with pytest.raises(DocumentError) as caught:
        plan_of(text)
    expected = """\
1 problem
targets[0].level (plan.yaml:4:39): expected a level, got [13.5], which is for all years together
    write it as a Cumulative"""
    assert expected == str(caught.value)


def test_doubling_a_share_is_no_level() -> None:
    """翻一番 of a share is a multiple of it, and not 200 %; 2倍 of a ratio that is told in 倍 is a level."""
    text = """\
metrics:
  - {id: share, name: 高技术产业占比, unit: '%', kind: ratio}
  - {id: gap, name: 城乡收入比, unit: 倍, kind: ratio}
targets:
  - {metric: share, by: 2025, level: 翻一番}
  - {metric: gap, by: 2025, level: 2倍}
"""
    expected = """\
warning POINT-PERCENT targets[0].level (plan.yaml:5:38)
  翻一番 is a change of 高技术产业占比, and is written as its level
  write it as multiple, or state the level to be reached
  翻一番是“高技术产业占比”的变化幅度，却写成了目标水平
  请写为 multiple，或填写要达到的水平
  figure = 翻一番
  goal = multiple
"""
    assert expected == findings(text, "POINT-PERCENT")


def test_points_of_what_is_no_share_are_a_warning() -> None:
    """An amount of money does not change by points."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2025, point_change: 提高2个百分点}
"""
    expected = """\
warning POINT-PERCENT targets[0].point_change (plan.yaml:4:43)
  提高2个百分点 is in points, which only shares and rates change by, and 地区生产总值 is in 亿元
  write a change in % as annual_rate or cumulative, or correct the metric it is written for
  提高2个百分点以百分点计，只适用于比重和比率，而“地区生产总值”的单位为亿元
  百分比变化请写为 annual_rate 或 cumulative，或改正所属指标
  figure = 提高2个百分点
  unit = 亿元
"""
    assert expected == findings(text, "POINT-PERCENT")


def test_levels_and_points_of_shares_are_in_order() -> None:
    """提高到65% names a level, and growth is the level of a metric that is a rate."""
    text = """\
period: 2021-2025
metrics:
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
  - {id: growth, name: 地区生产总值增速, unit: '%', kind: rate}
  - {id: beds, name: 储备倍数, unit: 倍, kind: ratio}
targets:
  - {metric: share, by: 2025, level: 提高到65%}
  - {metric: share, by: 2025, point_change: 提高2个百分点}
  - {metric: growth, by: 2025, level: 增长6%左右}
  - {metric: beds, by: 2025, level: 2倍}
"""
    assert "" == findings(text, "POINT-PERCENT")
    assert 4 == checked(text, "POINT-PERCENT")


def test_a_rate_of_a_share_is_a_warning() -> None:
    """In 弋江's table 0.18 stands under a head in %, for a share."""
    text = """\
period: 2021-2025
metrics: [{id: share, name: 服务业比重, unit: '%', kind: ratio}]
targets:
  - {metric: share, by: 2025, annual_rate: 0.18%}
  - {metric: share, by: 2025, cumulative: '[13.4]'}
"""
    expected = """\
warning RATE-KIND targets[0].annual_rate (plan.yaml:4:44)
  0.18% is to change 服务业比重, a share, and may mean per cent or points
  state the change of a share in 个百分点, as point_change; with yearly: true if it is one a year
  “服务业比重”为比重，目标0.18%可能指百分比，也可能指百分点
  比重的变化请以百分点表示，写为 point_change；若为每年的变化，请加 yearly: true
  goal = 0.18%
  unit = %
warning RATE-KIND targets[1].cumulative (plan.yaml:5:43)
  [13.4] is to change 服务业比重, a share, and may mean per cent or points
  state the change of a share in 个百分点, as point_change
  “服务业比重”为比重，目标[13.4]可能指百分比，也可能指百分点
  比重的变化请以百分点表示，写为 point_change
  goal = [13.4]
  unit = %
"""
    assert expected == findings(text, "RATE-KIND")
    assert 2 == checked(text, "RATE-KIND")


def test_points_of_shares_and_rates_of_others_are_in_order() -> None:
    """9.3 % a year is right for money, and 13.4 points for a share; a rate is no share."""
    text = """\
period: 2021-2025
metrics:
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: research, name: 研发经费投入增长, unit: '%', kind: rate}
targets:
  - {metric: gdp, by: 2025, annual_rate: 9.3%}
  - {metric: share, by: 2025, point_change: 提高13.4个百分点}
  - {metric: research, by: 2025, annual_rate: 7%以上}
"""
    assert "" == findings(text, "RATE-KIND")
    assert 1 == checked(text, "RATE-KIND")


def test_one_amount_for_each_year_and_for_all_is_a_warning() -> None:
    """江苏's 500万人 are the jobs of five years, and were read as those of each."""
    text = """\
period: 2016-2020
metrics: [{id: jobs, name: 城镇新增就业, unit: 万人, kind: flow, over_time: sum}]
targets:
  - {metric: jobs, by: 2016-2020 each year, level: 500万人}
  - {metric: jobs, by: 2016-2020, cumulative: {figure: 500万人, form: flow}}
"""
    expected = """\
warning CUM-AS-ANNUAL targets[0].level (plan.yaml:4:52)
  500万人 of 城镇新增就业 in each year of 2016-2020 is the figure that is set for all years \
together, 500万人
  keep the figure that is meant, for each year or for all of them
  “城镇新增就业”2016-2020每年500万人，与各年合计的目标500万人是同一个数
  请核对该数是每年的数还是各年合计，并保留其一
  each year = 500万人
  all years = 500万人
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")


def test_amounts_of_each_year_and_of_all_are_in_order() -> None:
    """100万人 a year are 500万人 in five; another end is another sum."""
    text = """\
period: 2016-2020
metrics: [{id: jobs, name: 城镇新增就业, unit: 万人, kind: flow, over_time: sum}]
targets:
  - {metric: jobs, by: 2016-2020 each year, level: 100万人}
  - {metric: jobs, by: 2016-2020, cumulative: {figure: 500万人, form: flow}}
  - {metric: jobs, by: 2018, cumulative: {figure: 100万人, form: flow}}
"""
    assert "" == findings(text, "CUM-AS-ANNUAL")
    assert 1 == checked(text, "CUM-AS-ANNUAL")


def test_yearly_points_that_leave_the_domain_are_a_warning() -> None:
    """13.4 points a year would lead from 43.6 % beyond all there is; in all they would not."""
    text = """\
period: 2021-2025
metrics: [{id: share, name: 服务业比重, unit: '%', kind: ratio, domain: '[0, 100]'}]
observations:
  - {metric: share, period: 2020, figure: 43.6%, aspect: baseline}
targets:
  - {metric: share, by: 2025, point_change: {figure: 13.4个百分点, yearly: true}}
"""
    expected = """\
warning CUM-AS-ANNUAL targets[0].point_change (plan.yaml:6:45)
  13.4个百分点 a year would lead 服务业比重 to [110.3, 110.9] % in 5 years, outside what it can be, \
[0, 100] %; in all it would lead to [56.9, 57.1] %
  state it as the change over all years, if that is what is meant
  “服务业比重”每年13.4个百分点，5年后为[110.3, 110.9] %，超出取值范围[0, \
100]%；若为各年累计，则为[56.9, 57.1] %
  若为各年累计的变化，请写明
  goal = 13.4个百分点
  years = 5
  domain = [0, 100]
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")


def test_yearly_changes_that_stay_inside_are_in_order() -> None:
    """2 points a year are possible; what another rule reports is left to it."""
    text = """\
period: 2021-2025
metrics:
  - {id: share, name: 服务业比重, unit: '%', kind: ratio, domain: '[0, 100]'}
  - {id: other, name: 工业比重, unit: '%', kind: ratio}
observations:
  - {metric: share, period: 2020, figure: 43.6%, aspect: baseline}
  - {metric: other, period: 2020, figure: 30%}
  - {metric: other, period: 2020, figure: 31%}
targets:
  - {metric: share, by: 2025, point_change: {figure: 2.0个百分点, yearly: true}}
  - {metric: other, by: 2025, point_change: {figure: 2.0个百分点, yearly: true}}
  - {metric: share, by: ongoing, point_change: {figure: 2.0个百分点, yearly: true}}
  - {metric: other, by: 2025, annual_rate: 2%}
"""
    assert "" == findings(text, "CUM-AS-ANNUAL")
    assert 1 == checked(text, "CUM-AS-ANNUAL")


def test_goals_of_unknown_metrics_are_left_to_others() -> None:
    """`ID-UNKNOWN` says that the metric is not defined."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: nowhere, by: 2025, level: 提高2%}
"""
    assert "" == findings(text, "POINT-PERCENT")
    assert 0 == checked(text, "POINT-PERCENT")
