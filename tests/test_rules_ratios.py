from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_ratio_its_parts_contradict_is_an_error() -> None:
    """4亿元 on 400亩 are 100万元 a 亩, which no rounding makes 120."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3.00亿元}
      - {metric: land, period: 2023, figure: 100.0亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1.00亿元}
      - {metric: land, period: 2023, figure: 300.0亩}
observations: [{metric: den, period: 2023, figure: 120.0万元/亩}]
"""
    expected = """\
error RATIO-WRONG observations[0].figure (plan.yaml:16:52)
  示范规划 states 120.0万元/亩 for 投资强度, its parts give 100.00万元/亩
  correct it, or the figures it is computed from; rounding does not explain the difference
  示范规划的“投资强度”写为120.0万元/亩，按分项计算为100.00万元/亩
  请改正该数或其计算所用的数据；差额不能用四舍五入解释
  stated = 120.0万元/亩
  stated can mean = [119.5, 120.5]
  computed = 100万元/亩
  computed can mean = (97.16, 102.92)
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "RATIO-WRONG")


def test_a_ratio_within_rounding_is_in_order() -> None:
    """Of figures of one digit each, 97.3万元 a 亩 is well within rounding."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 100亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
      - {metric: land, period: 2023, figure: 300亩}
observations: [{metric: den, period: 2023, figure: 97.3万元/亩}]
"""
    assert "" == findings(text, "RATIO-WRONG")


def test_a_leaf_s_own_ratio_is_held_against_its_figures() -> None:
    """A program that states a ratio and both its figures is checked as well."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3.00亿元}
      - {metric: land, period: 2023, figure: 100.0亩}
      - metric: den
        period: 2023
        figure: 330.0万元/亩
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1.00亿元}
      - {metric: land, period: 2023, figure: 300.0亩}
"""
    expected = """\
error RATIO-WRONG programs[0].observations[2].figure (plan.yaml:13:17)
  产业创新 states 330.0万元/亩 for 投资强度, its parts give 300.00万元/亩
  correct it, or the figures it is computed from; rounding does not explain the difference
  产业创新的“投资强度”写为330.0万元/亩，按分项计算为300.00万元/亩
  请改正该数或其计算所用的数据；差额不能用四舍五入解释
  stated = 330.0万元/亩
  stated can mean = [325, 335]
  computed = 300万元/亩
  computed can mean = [293.53, 306.54]
  coverage = 1 of 1 reported
"""
    assert expected == findings(text, "RATIO-WRONG")


def test_a_mean_its_parts_contradict_is_an_error() -> None:
    """90% of 300 and 80% of 100 are 87.5%; the zone states 85.0%."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
zone: {id: ketd, name: 昆山开发区}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: sat, period: 2023, figure: 90.0%}
      - {metric: jobs, period: 2023, figure: 300人}
  - id: b
    name: 产城融合
    observations:
      - {metric: sat, period: 2023, figure: 80.0%}
      - {metric: jobs, period: 2023, figure: 100人}
observations: [{metric: sat, period: 2023, figure: 85.0%, subject: ketd}]
"""
    expected = """\
error RATIO-WRONG observations[0].figure (plan.yaml:16:52)
  示范规划 states 85.0% for 满意度, its parts give 87.50%
  correct it, or the figures it is computed from; rounding does not explain the difference
  示范规划的“满意度”写为85.0%，按分项计算为87.50%
  请改正该数或其计算所用的数据；差额不能用四舍五入解释
  stated = 85.0%
  stated can mean = [84.5, 85.5]
  computed = 87.5%
  computed can mean = [87, 88]
  coverage = 2 of 2 reported, 100 % by weight
"""
    assert expected == findings(text, "RATIO-WRONG")


def test_the_largest_of_the_parts_is_checked() -> None:
    """A largest value of 5亿元 is not the larger of 9亿元 and 3亿元."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: max, over_time: max}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9.0亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3.0亿元}]}
observations: [{metric: x, period: 2023, figure: 5.0亿元}]
"""
    expected = """\
error RATIO-WRONG observations[0].figure (plan.yaml:6:50)
  示范规划 states 5.0亿元 for 指标, its parts give 9.00亿元
  correct it, or the figures it is computed from; rounding does not explain the difference
  示范规划的“指标”写为5.0亿元，按分项计算为9.00亿元
  请改正该数或其计算所用的数据；差额不能用四舍五入解释
  stated = 5.0亿元
  stated can mean = (4.9, 5.1)
  computed = 9亿元
  computed can mean = (8.9, 9.1)
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "RATIO-WRONG")


def test_a_ratio_of_parts_that_are_missing_is_not_checked() -> None:
    """What is computed from some of the parts says nothing about all."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 100亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
observations: [{metric: den, period: 2023, figure: 300万元/亩}]
"""
    expected = """\
observations[0].figure (plan.yaml:15:52)
  what 300万元/亩 is computed from is not all reported (1 of 2 reported)
  计算300万元/亩所需的数据未报全（应报2项，已报1项）
"""
    assert expected == not_checked(text, "RATIO-WRONG")


def test_a_ratio_that_cannot_be_computed_is_not_checked() -> None:
    """Why it cannot be computed is said."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 100亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿美元}
      - {metric: land, period: 2023, figure: 300亩}
observations: [{metric: den, period: 2023, figure: 300万元/亩}]
"""
    expected = """\
observations[0].figure (plan.yaml:16:52)
  'inv' of 'b' is 1亿美元: cannot convert 亿美元 to 亿元: they are different currencies
  无法计算
"""
    assert expected == not_checked(text, "RATIO-WRONG")


def test_a_ratio_over_nothing_is_not_checked() -> None:
    """A denominator of zero does not stop the other checks."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 0亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
      - {metric: land, period: 2023, figure: 0亩}
observations: [{metric: den, period: 2023, figure: 300万元/亩}]
"""
    expected = """\
observations[0].figure (plan.yaml:16:52)
  cannot divide by zero: 'land' of 'den' comes to 0
  无法计算
"""
    assert expected == not_checked(text, "RATIO-WRONG")


def test_ratios_that_nobody_states_are_not_counted() -> None:
    """Sums, unknown metrics, and figures of places have nothing to be held against."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
places: [{id: kunshan, name: 昆山市}]
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 100亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
      - {metric: land, period: 2023, figure: 300亩}
observations: [{metric: den, period: 2023, figure: 300万元/亩, subject: kunshan}, {metric: other, period\
: 2023, figure: 1亿元}]
"""
    assert 0 == checked(text, "RATIO-WRONG")


def test_a_leaf_s_own_mean_is_not_checked() -> None:
    """What a mean is computed from has nothing to be held against; the whole counts."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: sat, period: 2023, figure: 90%}
      - {metric: jobs, period: 2023, figure: 300人}
  - id: b
    name: 产城融合
    observations:
      - {metric: sat, period: 2023, figure: 80%}
      - {metric: jobs, period: 2023, figure: 100人}
observations: [{metric: sat, period: 2023, figure: 87%}]
"""
    assert 1 == checked(text, "RATIO-WRONG")


def test_parts_of_half_a_year_are_not_checked() -> None:
    """What was reported for a half says nothing of the year."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: sat, period: 2023H1, figure: 90%}
      - {metric: jobs, period: 2023H1, figure: 300人}
  - id: b
    name: 产城融合
    observations:
      - {metric: sat, period: 2023, figure: 80%}
      - {metric: jobs, period: 2023, figure: 100人}
observations: [{metric: sat, period: 2023, figure: 87%}]
"""
    expected = """\
observations[0].figure (plan.yaml:15:52)
  what 87% is computed from is not all reported (1 of 2 reported, 1 in part, 25 % by weight)
  计算87%所需的数据未报全（应报2项，已报1项）
"""
    assert expected == not_checked(text, "RATIO-WRONG")


def test_a_ratio_with_nothing_behind_it_is_not_checked() -> None:
    """Where the figures it would be computed from are reported higher up, a ratio cannot be checked."""
    text = """\
metrics:
  - {id: done, name: 完成投资, unit: 亿元, kind: flow, across: sum, reported_by: [plan]}
  - {id: planned, name: 计划投资, unit: 亿元, kind: flow, across: sum, reported_by: [plan]}
  - {id: rate, name: 完成率, unit: '%', kind: ratio, across: ratio_of_sums,
     numerator: done, denominator: planned}
observations:
  - {metric: done, period: 2023, figure: 3亿元}
  - {metric: planned, period: 2023, figure: 4亿元}
  - {metric: rate, period: 2023, figure: 75%}
programs:
  - {id: a, name: 产业创新, observations: [{metric: rate, period: 2023, figure: 60%}]}
"""
    expected = """\
programs[0].observations[0].figure (plan.yaml:11:77)
  nothing that 60% is computed from is reported here
  此处没有计算60%所需的数据
"""
    assert expected == not_checked(text, "RATIO-WRONG")
