from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_change_for_the_worse_is_a_warning() -> None:
    """A fall of what is better when higher, and a rise of what is better when lower."""
    text = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}
  - {id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}
  - {id: share, name: 服务业比重, unit: '%', kind: ratio, direction: higher}
targets:
  - {metric: gdp, by: 2025, annual_rate: -2%}
  - {metric: gdp, by: 2025, multiple: 0.5倍}
  - {metric: energy, by: 2025, cumulative: '[13.5]'}
  - {metric: share, by: 2025, point_change: 降低2个百分点}
"""
    expected = """\
warning TARGET-WORSE targets[0].annual_rate (plan.yaml:7:42)
  the target -2% for 地区生产总值 is a fall, and higher is better
  check the figure and the metric's direction
  “地区生产总值”的目标-2%会使其下降，而该指标越高越好
  请核对数值和指标的方向
  target = -2%
  direction = higher
warning TARGET-WORSE targets[1].multiple (plan.yaml:8:39)
  the target 0.5倍 for 地区生产总值 is a fall, and higher is better
  check the figure and the metric's direction
  “地区生产总值”的目标0.5倍会使其下降，而该指标越高越好
  请核对数值和指标的方向
  target = 0.5倍
  direction = higher
warning TARGET-WORSE targets[2].cumulative (plan.yaml:9:44)
  the target [13.5] for 单位GDP能耗 is a rise, and lower is better
  check the figure and the metric's direction; a cut that is printed as a positive number is \
written {figure: 13.5%, falling: true}
  “单位GDP能耗”的目标[13.5]会使其上升，而该指标越低越好
  请核对数值和指标的方向；以正数表示的降幅请注明 falling: true
  target = [13.5]
  direction = lower
warning TARGET-WORSE targets[3].point_change (plan.yaml:10:45)
  the target 降低2个百分点 for 服务业比重 is a fall, and higher is better
  check the figure and the metric's direction
  “服务业比重”的目标降低2个百分点会使其下降，而该指标越高越好
  请核对数值和指标的方向
  target = 降低2个百分点
  direction = higher
"""
    assert expected == findings(text, "TARGET-WORSE")
    assert 4 == checked(text, "TARGET-WORSE")


def test_a_change_for_the_better_is_in_order() -> None:
    """A cut printed as a positive number falls, and a range that reaches the better side is no worse."""
    text = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}
  - {id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}
  - {id: share, name: 服务业比重, unit: '%', kind: ratio, direction: higher}
targets:
  - {metric: gdp, by: 2025, annual_rate: 6%左右}
  - {metric: gdp, by: 2025, multiple: 翻一番}
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: gdp, by: 2025, annual_rate: -1—2%}
  - {metric: gdp, by: 2025, cumulative: {figure: 5亿元, form: flow}}
"""
    assert "" == findings(text, "TARGET-WORSE")
    assert 4 == checked(text, "TARGET-WORSE")


def test_a_place_behind_the_present_one_is_a_warning() -> None:
    """前五 lets go of the fourth place that is held: a floor, and so legal."""
    text = """\
period: 2021-2025
metrics: [{id: place, name: 综合排名, unit: 名次, kind: rank}]
observations:
  - {metric: place, period: 2020, figure: 第四, aspect: baseline}
targets:
  - {metric: place, by: 2025, rank: 前五}
  - {metric: place, by: 2025, rank: 前四}
  - {metric: place, by: 2021-2025 each year, rank: 前五}
"""
    expected = """\
warning TARGET-WORSE targets[0].rank (plan.yaml:6:37)
  the target 前五 for 综合排名 is worse than its baseline 第四
  check both figures and the metric's direction
  “综合排名”的目标前五差于基期值第四
  请核对两个数值和指标的方向
  target = 前五
  baseline = 第四
  direction = lower
"""
    assert expected == findings(text, "TARGET-WORSE")
    assert 2 == checked(text, "TARGET-WORSE")


def test_a_place_without_a_present_one_is_not_checked() -> None:
    """Nothing tells the place that is held, or two figures tell it, or what is told is no place."""
    text = """\
period: 2021-2025
metrics: [{id: place, name: 综合排名, unit: 名次, kind: rank}]
programs: [{id: a, name: 产业创新}, {id: b, name: 产城融合}]
observations:
  - {metric: place, period: 2020, figure: 第四, subject: a}
  - {metric: place, period: 2020, figure: 第五, subject: a}
  - {metric: place, period: 2020, figure: 4家, subject: b}
targets:
  - {metric: place, by: 2025, rank: 前五}
  - {metric: place, by: 2025, rank: 前五, subject: a}
  - {metric: place, by: 2025, rank: 前五, subject: b}
"""
    expected = """\
targets[0].rank (plan.yaml:9:37)
  the target for 综合排名 of 示范规划 has no baseline
  “综合排名”（示范规划）的目标没有基期值
targets[1].rank (plan.yaml:10:37)
  the target for 综合排名 of 产业创新 has no baseline
  “综合排名”（产业创新）的目标没有基期值
targets[2].rank (plan.yaml:11:37)
  the target for 综合排名 of 产城融合 has no baseline
  “综合排名”（产城融合）的目标没有基期值
"""
    assert expected == not_checked(text, "TARGET-WORSE")


def test_a_floor_is_compared_by_the_number_as_written() -> None:
    """近岸海域优良 70.5 → 70左右 is worse than its baseline, whatever 左右 allows."""
    text = """\
period: 2021-2025
metrics: [{id: sea, name: 近岸海域水质优良比例, unit: '%', kind: ratio, direction: higher}]
observations:
  - {metric: sea, period: 2015, figure: 70.5%, aspect: baseline}
targets:
  - {metric: sea, by: 2025, level: 70%左右}
"""
    expected = """\
warning TARGET-WORSE targets[0].level (plan.yaml:6:36)
  the target 70%左右 for 近岸海域水质优良比例 is worse than its baseline 70.5%
  check both figures and the metric's direction
  “近岸海域水质优良比例”的目标70%左右差于基期值70.5%
  请核对两个数值和指标的方向
  target = 70%左右
  baseline = 70.5%
  direction = higher
"""
    assert expected == findings(text, "TARGET-WORSE")


def test_a_change_that_is_written_as_a_level_is_no_level_to_compare() -> None:
    """提高2% is neither above nor below a baseline of 50 %; `POINT-PERCENT` says that it is no level."""
    text = """\
period: 2021-2025
metrics: [{id: share, name: 服务业比重, unit: '%', kind: ratio, direction: higher}]
observations:
  - {metric: share, period: 2020, figure: 50%, aspect: baseline}
targets:
  - {metric: share, by: 2025, level: 提高2%}
"""
    assert "" == findings(text, "TARGET-WORSE")
    assert 0 == checked(text, "TARGET-WORSE")


def test_words_are_no_number_for_a_binding_metric() -> None:
    """完成市政府下达目标 sets no number, and the finding stands at the words."""
    text = """\
period: 2021-2025
metrics: [{id: air, name: 城市PM2.5下降, unit: 微克/立方米, kind: index, nature: binding}]
targets:
  - {metric: air, by: 2025, delegated: {to: 市政府, text: 完成市政府下达目标}}
"""
    expected = """\
error TARGET-MISSING targets[0].delegated (plan.yaml:4:40)
  城市PM2.5下降 is binding and its target '完成市政府下达目标' gives it no number
  write a target with its number
  “城市PM2.5下降”为约束性指标，但其目标“完成市政府下达目标”没有数值
  请填写带数值的目标
"""
    assert expected == findings(text, "TARGET-MISSING")


def test_a_goal_in_another_unit_is_an_error() -> None:
    """A change by 亩 is none of an amount of money."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2025, cumulative: 5亩}
  - {metric: gdp, by: 2025, cumulative: 5万元}
"""
    expected = """\
error UNIT-DIMENSION targets[0].cumulative (plan.yaml:4:41)
  5亩 is not in a unit of 地区生产总值, which is in 亿元
  correct the unit, or the metric it is written for
  5亩的单位与指标“地区生产总值”的单位亿元不相容
  请改正单位或所属指标
  figure = 5亩
  metric = gdp
  unit = 亿元
"""
    assert expected == findings(text, "UNIT-DIMENSION")
    assert 2 == checked(text, "UNIT-DIMENSION")
