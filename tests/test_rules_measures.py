from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_figure_in_another_dimension_is_an_error() -> None:
    """Land for an investment is an error at the figure; a target's figure is its level."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - metric: inv
    period: 2023
    figure: 3000亩
targets:
  - metric: inv
    by: 2025
    level: 4000亩
"""
    expected = """\
error UNIT-DIMENSION observations[0].figure (plan.yaml:6:13)
  3000亩 is not in a unit of 完成投资, which is in 亿元
  correct the unit, or the metric it is written for
  3000亩的单位与指标“完成投资”的单位亿元不相容
  请改正单位或所属指标
  figure = 3000亩
  metric = inv
  unit = 亿元
error UNIT-DIMENSION targets[0].level (plan.yaml:10:12)
  4000亩 is not in a unit of 完成投资, which is in 亿元
  correct the unit, or the metric it is written for
  4000亩的单位与指标“完成投资”的单位亿元不相容
  请改正单位或所属指标
  figure = 4000亩
  metric = inv
  unit = 亿元
"""
    assert expected == findings(text, "UNIT-DIMENSION")


def test_another_currency_is_an_error() -> None:
    """Dollars for a metric in yuan are told to be stated otherwise."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations: [{metric: inv, period: 2023, figure: 8.4亿美元}]
"""
    expected = """\
error UNIT-DIMENSION observations[0].figure (plan.yaml:3:52)
  8.4亿美元 is not in a unit of 完成投资, which is in 亿元
  state the figure in the metric's currency, or make it a metric of its own
  8.4亿美元的单位与指标“完成投资”的单位亿元不相容
  请改正单位或所属指标
  figure = 8.4亿美元
  metric = inv
  unit = 亿元
"""
    assert expected == findings(text, "UNIT-DIMENSION")


def test_another_unit_of_the_dimension_is_in_order() -> None:
    """万元 for a metric in 亿元 is no error, and unknown metrics are told elsewhere."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 12345万元}
  - {metric: other, period: 2023, figure: 3000亩}
"""
    assert "" == findings(text, "UNIT-DIMENSION")


def test_figures_of_known_metrics_are_counted() -> None:
    """An entry of an unknown metric is not checked for its unit."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 12345万元}
  - {metric: other, period: 2023, figure: 3000亩}
"""
    assert 1 == checked(text, "UNIT-DIMENSION")


def test_a_figure_outside_the_domain_is_an_error() -> None:
    """A negative investment, and a share above what its metric allows, are errors."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: forest, name: 森林覆盖率, unit: "%", kind: ratio, domain: "[0, 100]"}
observations:
  - {metric: inv, period: 2023, figure: -5亿元}
  - {metric: forest, period: 2023, figure: 101%}
  - {metric: forest, period: 2024, figure: 超100%}
targets:
  - {metric: forest, by: 2025, level: 120%以上}
"""
    expected = """\
error VALUE-DOMAIN observations[0].figure (plan.yaml:5:41)
  -5亿元 is outside what 完成投资 can be, [0, ∞) 亿元
  correct the figure, or state the metric's domain
  -5亿元超出指标“完成投资”的取值范围[0, ∞)亿元
  请改正数值，或写明指标的取值范围
  figure = -5亿元
  domain = [0, ∞)
error VALUE-DOMAIN observations[1].figure (plan.yaml:6:44)
  101% is outside what 森林覆盖率 can be, [0, 100] %
  correct the figure, or state the metric's domain
  101%超出指标“森林覆盖率”的取值范围[0, 100]%
  请改正数值，或写明指标的取值范围
  figure = 101%
  domain = [0, 100]
error VALUE-DOMAIN targets[0].level (plan.yaml:9:39)
  120%以上 is outside what 森林覆盖率 can be, [0, 100] %
  correct the figure, or state the metric's domain
  120%以上超出指标“森林覆盖率”的取值范围[0, 100]%
  请改正数值，或写明指标的取值范围
  figure = 120%以上
  domain = [0, 100]
"""
    assert expected == findings(text, "VALUE-DOMAIN")


def test_a_figure_that_can_lie_in_the_domain_is_in_order() -> None:
    """Zero, a bound that reaches into the domain and a negative growth rate are no errors."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: "%", kind: rate}
  - {id: forest, name: 森林覆盖率, unit: "%", kind: ratio, domain: "[0, 100]"}
observations:
  - {metric: inv, period: 2023, figure: 0亿元}
  - {metric: growth, period: 2023, figure: -2.3%}
  - {metric: forest, period: 2023, figure: 90%以上}
  - {metric: forest, period: 2024, figure: 3000亩}
"""
    assert "" == findings(text, "VALUE-DOMAIN")


def test_figures_in_the_right_dimension_are_counted_for_the_domain() -> None:
    """A figure in a wrong unit is told as such only."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 3000亩}
  - {metric: inv, period: 2022, figure: 3000万元}
"""
    assert 1 == checked(text, "VALUE-DOMAIN")


def test_a_metric_nobody_uses_is_a_warning() -> None:
    """A metric that no entry and no other metric names is told."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - id: jobs
    name: 带动就业
    unit: 人
    kind: count
observations: [{metric: inv, period: 2023, figure: 3亿元}]
"""
    expected = """\
warning METRIC-UNUSED metrics[1] (plan.yaml:3:5)
  metric 带动就业 is defined and never used
  write an observation or target for it, or take it out
  指标“带动就业”已定义但从未使用
  请为它填写数值或目标，或将其删去
"""
    assert expected == findings(text, "METRIC-UNUSED")


def test_a_metric_that_another_needs_is_used() -> None:
    """A denominator without entries of its own is used."""
    text = """\
metrics:
  - {id: a, name: 全市生产总值, unit: 亿元, kind: flow, across: sum}
  - {id: s, name: 占比, unit: "%", kind: ratio, across: ratio_of_sums, numerator: a, denominator: a}
targets: [{metric: s, by: 2025, level: 53%}]
"""
    assert "" == findings(text, "METRIC-UNUSED")


def test_metrics_are_counted_for_use() -> None:
    """Each metric is looked at once."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
"""
    assert 1 == checked(text, "METRIC-UNUSED")


def test_an_action_nothing_is_measured_for_is_advice() -> None:
    """A named action without entry, in it or below it, is advised on."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        name: 现代产业提升
      - {id: a2, name: 创新驱动发展}
      - id: a3
        name: 服务业提质扩容
        projects:
          - {id: p, name: 产业园, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
      - {id: a4}
observations: [{metric: inv, period: 2023, figure: 3亿元, subject: a2}, {metric: inv, period: 2023, figu\
re: 3亿元, subject: x}]
"""
    expected = """\
advice ACTION-UNMEASURED programs[0].actions[0] (plan.yaml:7:9)
  现代产业提升 has no metric
  write an observation or target in it
  现代产业提升没有任何指标
  请为它填写指标数值或目标
"""
    assert expected == findings(text, "ACTION-UNMEASURED")


def test_a_measured_action_is_in_order() -> None:
    """An action with a target of its own, or an observation written beside the plan, is not advised on."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    actions:
      - {id: a1, name: 现代产业提升, targets: [{metric: inv, by: 2025, level: 3亿元}]}
      - {id: a2, name: 创新驱动发展}
observations: [{metric: inv, period: 2023, figure: 3亿元, subject: a2}]
"""
    assert "" == findings(text, "ACTION-UNMEASURED")


def test_an_entry_with_source_is_in_order() -> None:
    """A listed source, and one named on the spot, will do."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

sources: [{id: s, document: 统计公报}]
observations:
  - {metric: inv, period: 2023, figure: 3亿元, source: s}
  - {metric: inv, period: 2022, figure: 2亿元, source: {document: 访谈记录}}
"""
    assert "" == findings(text, "SOURCE-MISSING")


def test_a_nature_is_enough() -> None:
    """A binding metric with a target, and a metric without any, are not advised on."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, nature: 约束性}
  - {id: jobs, name: 带动就业, unit: 人, kind: count}
targets: [{metric: inv, by: 2025, level: 4亿元}]
"""
    assert "" == findings(text, "ATTR-EMPTY")


def test_a_binding_metric_with_a_target_is_in_order() -> None:
    """One target is enough, and an anticipatory metric needs none."""
    text = """\
metrics:
  - {id: forest, name: 森林覆盖率, unit: "%", kind: ratio, nature: 约束性}
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, nature: 预期性}
targets: [{metric: forest, by: 2025, level: 30%}]
"""
    assert "" == findings(text, "TARGET-MISSING")


def test_named_actions_are_counted_for_measures() -> None:
    """Unnamed actions are not looked at."""
    text = """\
programs: [{id: a, name: 产业创新, actions: [{id: a1, name: 现代产业提升}, {id: a4}]}]
"""
    assert 1 == checked(text, "ACTION-UNMEASURED")


def test_an_entry_without_source_is_advice() -> None:
    """Observations and targets that do not say where they were read are told."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

sources: [{id: s, document: 统计公报}]
observations:
  - metric: inv
    period: 2023
    figure: 3亿元
  - {metric: inv, period: 2022, figure: 2亿元, source: s}
targets: [{metric: inv, by: 2025, level: 4亿元}]
"""
    expected = """\
advice SOURCE-MISSING observations[0] (plan.yaml:5:5)
  3亿元 for inv names no source
  name the document it was read in
  inv的3亿元未注明来源
  请注明出处
advice SOURCE-MISSING targets[0] (plan.yaml:9:12)
  4亿元 for inv names no source
  name the document it was read in
  inv的4亿元未注明来源
  请注明出处
"""
    assert expected == findings(text, "SOURCE-MISSING")


def test_entries_are_counted_for_sources() -> None:
    """Every entry is looked at."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations: [{metric: inv, period: 2023, figure: 3亿元}, {metric: inv, period: 2022, figure: 3亿元}]
"""
    assert 2 == checked(text, "SOURCE-MISSING")


def test_a_metric_with_target_states_its_nature() -> None:
    """A metric that has a target and is neither binding nor anticipatory is advised on."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: jobs, name: 带动就业, unit: 人, kind: count, nature: 预期性}
  - {id: land, name: 盘活土地, unit: 亩, kind: stock}
targets:
  - {metric: inv, by: 2025, level: 4亿元}
  - {metric: jobs, by: 2025, level: 3000人}
"""
    expected = """\
advice ATTR-EMPTY metrics[0].nature (plan.yaml:2:6)
  完成投资 has a target and is neither binding nor anticipatory
  state its nature: binding or anticipatory
  “完成投资”有目标值，但属性（约束性或预期性）为空
  请写明属性：约束性或预期性
"""
    assert expected == findings(text, "ATTR-EMPTY")


def test_targeted_metrics_are_counted_for_their_nature() -> None:
    """A metric without target needs no nature."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: land, name: 盘活土地, unit: 亩, kind: stock}
targets: [{metric: inv, by: 2025, level: 4亿元}, {metric: inv, by: 2024, level: 3亿元}]
"""
    assert 1 == checked(text, "ATTR-EMPTY")


def test_a_binding_metric_needs_a_number() -> None:
    """A binding metric without target is an error, as 弋江's is."""
    text = """\
metrics:
  - {id: pm, name: PM2.5浓度下降, unit: "%", kind: rate, nature: binding}
  - {id: forest, name: 森林覆盖率, unit: "%", kind: ratio, nature: 约束性}
observations: [{metric: pm, period: 2022, figure: 3%}]
targets: [{metric: forest, by: 2025, level: 30%}]
"""
    expected = """\
error TARGET-MISSING metrics[0] (plan.yaml:2:6)
  PM2.5浓度下降 is binding and no target gives it a number
  write a target with its number
  “PM2.5浓度下降”为约束性指标，但没有目标数值
  请填写带数值的目标
"""
    assert expected == findings(text, "TARGET-MISSING")


def test_binding_metrics_are_counted_for_targets() -> None:
    """Anticipatory ones need no number."""
    text = """\
metrics:
  - {id: pm, name: PM2.5浓度下降, unit: "%", kind: rate, nature: binding}
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, nature: 预期性}
"""
    assert 1 == checked(text, "TARGET-MISSING")


def test_a_target_worse_than_its_baseline_is_a_warning() -> None:
    """A floor below the present level warns (近岸海域优良), and so does more of what should be less."""
    text = """\
metrics:
  - {id: sea, name: 近岸海域优良比例, unit: "%", kind: ratio, direction: higher}
  - {id: pm, name: PM2.5浓度, unit: "%", kind: index, direction: lower}
observations:
  - {metric: sea, period: 2015, figure: 70.5%, aspect: 基期}
  - {metric: pm, period: 2020, figure: 30%, aspect: baseline}
targets:
  - metric: sea
    by: 2020
    level: 70%左右
  - {metric: pm, by: 2025, level: 31—33%}
"""
    expected = """\
warning TARGET-WORSE targets[0].level (plan.yaml:10:12)
  the target 70%左右 for 近岸海域优良比例 is worse than its baseline 70.5%
  check both figures and the metric's direction
  “近岸海域优良比例”的目标70%左右差于基期值70.5%
  请核对两个数值和指标的方向
  target = 70%左右
  baseline = 70.5%
  direction = higher
warning TARGET-WORSE targets[1].level (plan.yaml:11:35)
  the target 31—33% for PM2.5浓度 is worse than its baseline 30%
  check both figures and the metric's direction
  “PM2.5浓度”的目标31—33%差于基期值30%
  请核对两个数值和指标的方向
  target = 31—33%
  baseline = 30%
  direction = lower
"""
    assert expected == findings(text, "TARGET-WORSE")


def test_a_target_as_good_as_its_baseline_is_in_order() -> None:
    """The same level, a better one, and a range that reaches the baseline are no warnings."""
    text = """\
metrics:
  - {id: sea, name: 近岸海域优良比例, unit: "%", kind: ratio, direction: higher}
  - {id: pm, name: PM2.5浓度, unit: "%", kind: index, direction: lower}
  - {id: cpi, name: 居民消费价格, unit: "%", kind: rate, direction: hold}
observations:
  - {metric: sea, period: 2015, figure: 70.5%, aspect: baseline}
  - {metric: pm, period: 2020, figure: 30%, aspect: baseline}
  - {metric: cpi, period: 2020, figure: 3%, aspect: baseline}
targets:
  - {metric: sea, by: 2020, level: 70.5%}
  - {metric: sea, by: 2021, level: 70—71%}
  - {metric: pm, by: 2025, level: 28%以下}
  - {metric: cpi, by: 2025, level: 2%}
"""
    assert "" == findings(text, "TARGET-WORSE")


def test_the_latest_baseline_counts() -> None:
    """Of several baselines the last period counts, and in it the latest vintage."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
observations:
  - {metric: gdp, period: 2019, figure: 5000亿元, aspect: baseline}
  - {metric: gdp, period: 2020, figure: 4276.76亿元, aspect: baseline, vintage: final}
  - {metric: gdp, period: 2020, figure: 4250亿元, aspect: baseline, vintage: estimate}
targets: [{metric: gdp, by: 2025, level: 4260亿元}]
"""
    expected = """\
warning TARGET-WORSE targets[0].level (plan.yaml:6:42)
  the target 4260亿元 for 地区生产总值 is worse than its baseline 4276.76亿元
  check both figures and the metric's direction
  “地区生产总值”的目标4260亿元差于基期值4276.76亿元
  请核对两个数值和指标的方向
  target = 4260亿元
  baseline = 4276.76亿元
  direction = higher
"""
    assert expected == findings(text, "TARGET-WORSE")


def test_the_plan_and_its_zone_share_baselines() -> None:
    """A baseline of the zone is that of the plan's own target."""
    text = """\
zone: {id: ketd, name: 昆山开发区}
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
observations: [{metric: gdp, period: 2022, figure: 2400亿元, aspect: baseline, subject: ketd}]
targets: [{metric: gdp, by: 2025, level: 2300亿元}]
"""
    expected = """\
warning TARGET-WORSE targets[0].level (plan.yaml:4:42)
  the target 2300亿元 for 地区生产总值 is worse than its baseline 2400亿元
  check both figures and the metric's direction
  “地区生产总值”的目标2300亿元差于基期值2400亿元
  请核对两个数值和指标的方向
  target = 2300亿元
  baseline = 2400亿元
  direction = higher
"""
    assert expected == findings(text, "TARGET-WORSE")


def test_targets_that_cannot_be_compared_are_not_checked() -> None:
    """No baseline, another dimension, and other prices are each listed as not checked."""
    text = """\
places: [{id: kunshan, name: 昆山市}]
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher, price_basis: 现价}
  - {id: jobs, name: 带动就业, unit: 人, kind: count, direction: higher}
programs: [{id: a, name: 产业创新}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, aspect: baseline}
  - {metric: jobs, period: 2022, figure: 2400亩, aspect: baseline}
targets:
  - {metric: gdp, by: 2025, level: 2300亿元, price_basis: 2020年不变价}
  - {metric: jobs, by: 2025, level: 2300人}
  - {metric: gdp, by: 2025, level: 2300亿元, subject: a}
  - {metric: gdp, by: 2025, level: 2300亿元, subject: kunshan}
"""
    expected = """\
targets[0].level (plan.yaml:10:36)
  the target for 地区生产总值 of 示范规划 is at 2020 prices, its baseline at current prices
  “地区生产总值”（示范规划）的目标与基期值的价格口径不同（constant 2020；current）
targets[1].level (plan.yaml:11:37)
  the target for 带动就业 of 示范规划 and its baseline are in units that do not compare
  “带动就业”（示范规划）的目标与基期值的单位不可比
targets[2].level (plan.yaml:12:36)
  the target for 地区生产总值 of 产业创新 has no baseline
  “地区生产总值”（产业创新）的目标没有基期值
targets[3].level (plan.yaml:13:36)
  the target for 地区生产总值 of kunshan has no baseline
  “地区生产总值”（kunshan）的目标没有基期值
"""
    assert expected == not_checked(text, "TARGET-WORSE")


def test_a_stated_default_is_the_same_prices() -> None:
    """A target that names its metric's prices is compared with a baseline that names none."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher, price_basis: 现价}]
observations: [{metric: gdp, period: 2022, figure: 2400亿元, aspect: baseline}]
targets: [{metric: gdp, by: 2025, level: {text: 2500亿元, price_basis: current}}]
"""
    assert 1 == checked(text, "TARGET-WORSE")


def test_a_computed_ratio_is_used() -> None:
    """A ratio of sums needs no entry of its own to be of use."""
    text = """\
metrics:
  - {id: done, name: 完成投资, unit: 亿元, kind: flow, across: sum}
  - {id: plan-of, name: 计划投资, unit: 亿元, kind: flow, across: sum}
  - {id: rate, name: 完成率, unit: '%', kind: ratio, across: ratio_of_sums,
     numerator: done, denominator: plan-of}
"""
    assert "" == findings(text, "METRIC-UNUSED")


def test_a_metric_that_a_relation_names_is_used() -> None:
    """No entry of its own is needed."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
relations: [{kind: order, smaller: 1亿元, larger: {metric: gdp, period: 2022}}]
"""
    assert "" == findings(text, "METRIC-UNUSED")


def test_a_relation_with_figures_of_its_own_names_a_source() -> None:
    """One that looks its figures up, or whose figures have their source, needs none."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {id: 大小, kind: order, smaller: 1亿元, larger: {metric: gdp, period: 2022}}
  - {kind: order, smaller: 1亿元, larger: 2亿元, source: {document: 公报}}
  - {kind: order, smaller: {figure: 1亿元, source: {document: 公报}}, larger: {metric: gdp, period: 2022}}
  - {kind: shares_sum, shares: [{metric: gdp, period: 2022}, {metric: gdp, period: 2023}]}
"""
    expected = """\
advice SOURCE-MISSING relations[0] (plan.yaml:3:6)
  大小 states 1亿元 and names no source
  name the document it was read in
  大小所写的1亿元未注明来源
  请注明出处
"""
    assert expected == findings(text, "SOURCE-MISSING")


def test_relations_with_figures_of_their_own_are_counted() -> None:
    """Those that only look figures up are not."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {kind: order, smaller: 1亿元, larger: {metric: gdp, period: 2022}}
  - {kind: order, smaller: {metric: gdp, period: 2021}, larger: {metric: gdp, period: 2022}}
"""
    assert 1 == checked(text, "SOURCE-MISSING")
