from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_level_and_a_rate_that_lead_elsewhere_are_an_error() -> None:
    """From 25,019 亿元, 6 % a year come to 3.35 万亿元 in five years, and not to 4."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 4.00万亿元}
  - {metric: gdp, by: 2025, annual_rate: 6.0%}
"""
    expected = """\
error RATE-WRONG targets[1].annual_rate (plan.yaml:6:42)
  示范规划 地区生产总值 年均增长: the growth of 6.0% does not agree with 示范规划 地区生产总值 2020 \
(25019亿元) and 示范规划 地区生产总值 2025 as a target (4.00万亿元), which give (9.81, 9.87) %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are \
not, state the price basis of each
  示范规划 地区生产总值 年均增长：增速6.0%与示范规划 地区生产总值 2020（25019亿元）、示范规划 \
地区生产总值 2025的目标数（4.00万亿元）不符，按后者推算为(9.81, 9.87)%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2020 = 25019亿元 ∈ (25018, 25020) 亿元
  示范规划 地区生产总值 2025 = 4.00万亿元 ∈ [3.95, 4.05] 万亿元
  示范规划 地区生产总值 年均增长 = 6.0% ∈ (5.9, 6.1) %
  calculated = (9.56, 10.12) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_level_and_a_rate_that_agree_are_in_order() -> None:
    """7.0 % a year over five years lead from 25,019 to about 35,090 亿元."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 35090亿元}
  - {metric: gdp, by: 2025, annual_rate: 7.0%}
"""
    assert "" == findings(text, "RATE-WRONG")
    assert 1 == checked(text, "RATE-WRONG")
    assert "" == findings(text, "PRICE-BASIS")


def test_the_years_of_a_rate_are_counted_from_the_base_a_target_names() -> None:
    """From 2019 six years lead to 2025, and 24,000 亿元 at 6.0 % come to about 34,045."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2019, figure: 24000亿元}, {metric: gdp, period: 2020, figure: 25019亿元}]
targets:
  - {metric: gdp, by: 2025, level: 34045亿元}
  - {metric: gdp, by: 2025, annual_rate: 6.0%, base: 2019}
"""
    assert "" == findings(text, "RATE-WRONG")
    assert 1 == checked(text, "RATE-WRONG")


def test_a_multiple_that_the_level_is_not_is_an_error() -> None:
    """Twice 25,019 亿元 is 50,038, and not 40,000."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 40000亿元}
  - {metric: gdp, by: 2025, multiple: 翻一番}
"""
    expected = """\
error RATE-WRONG targets[1].multiple (plan.yaml:6:39)
  示范规划 地区生产总值 倍数: the multiple of 翻一番 does not agree with 示范规划 地区生产总值 2020 \
(25019亿元) and 示范规划 地区生产总值 2025 as a target (40000亿元), which give [1.59, 1.6] 倍
  correct the rate or one of the levels; where the rate is at constant prices and the levels are \
not, state the price basis of each
  示范规划 地区生产总值 倍数：倍数翻一番与示范规划 地区生产总值 2020（25019亿元）、示范规划 \
地区生产总值 2025的目标数（40000亿元）不符，按后者推算为[1.59, 1.6]倍
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2020 = 25019亿元 ∈ (25018, 25020) 亿元
  示范规划 地区生产总值 2025 = 40000亿元 ∈ [39500, 40500] 亿元
  示范规划 地区生产总值 倍数 = 翻一番 ∈ [2, 2] 倍
  calculated = (1.57, 1.62) 倍
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_cut_that_the_level_is_not_is_an_error() -> None:
    """0.500 less 13.5 % is about 0.433, and not 0.400."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}]
observations: [{metric: energy, period: 2020, figure: 0.500吨标准煤/万元, aspect: baseline}]
targets:
  - {metric: energy, by: 2025, level: 0.400吨标准煤/万元}
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
"""
    expected = """\
error RATE-WRONG targets[1].cumulative (plan.yaml:6:44)
  示范规划 单位GDP能耗 累计下降: the change over all years of 13.5% does not agree with 示范规划 \
单位GDP能耗 2020 (0.500吨标准煤/万元) and 示范规划 单位GDP能耗 2025 as a target \
(0.400吨标准煤/万元), which give [19.81, 20.18] %
  correct one of the figures; rounding does not explain the difference
  示范规划 单位GDP能耗 累计下降：累计变化13.5%与示范规划 单位GDP能耗 \
2020（0.500吨标准煤/万元）、示范规划 单位GDP能耗 \
2025的目标数（0.400吨标准煤/万元）不符，按后者推算为[19.81, 20.18]%
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 单位GDP能耗 2020 = 0.500吨标准煤/万元 ∈ [0.49, 0.51] 吨标准煤/万元
  示范规划 单位GDP能耗 2025 = 0.400吨标准煤/万元 ∈ [0.39, 0.41] 吨标准煤/万元
  示范规划 单位GDP能耗 累计下降 = 13.5% ∈ (13.4, 13.6) %
  calculated = [18.18, 21.79] %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_an_addition_that_the_level_is_not_is_an_error() -> None:
    """77.3 and one year are 78.3, and not 80.0."""
    text = """\
period: 2021-2025
metrics: [{id: age, name: 人均预期寿命, unit: 岁, kind: stock}]
observations: [{metric: age, period: 2020, figure: 77.3岁, aspect: baseline}]
targets:
  - {metric: age, by: 2025, level: 80.0岁}
  - {metric: age, by: 2025, cumulative: 1.0岁}
"""
    expected = """\
error RELATION-WRONG targets[1].cumulative (plan.yaml:6:41)
  示范规划 人均预期寿命 累计变化: the difference of 1.0岁 does not agree with 示范规划 人均预期寿命 \
2025 as a target (80.0岁) and 示范规划 人均预期寿命 2020 (77.3岁), which give [2.6, 2.8] 岁
  correct one of the figures; rounding does not explain the difference
  示范规划 人均预期寿命 累计变化：差额1.0岁与示范规划 人均预期寿命 2025的目标数（80.0岁）、示范规划 \
人均预期寿命 2020（77.3岁）不符，按后者推算为[2.6, 2.8]岁
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 人均预期寿命 2025 = 80.0岁 ∈ [79.5, 80.5] 岁
  示范规划 人均预期寿命 2020 = 77.3岁 ∈ (77.2, 77.4) 岁
  示范规划 人均预期寿命 累计变化 = 1.0岁 ∈ (0.9, 1.1) 岁
  calculated = (2.1, 3.3) 岁
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_points_that_the_level_is_not_are_an_error() -> None:
    """30.2 % and 13.4 points are 43.6 %, and not 45.6; 3.08 points a year are."""
    text = """\
period: 2021-2025
metrics: [{id: share, name: 服务业比重, unit: '%', kind: ratio}]
observations: [{metric: share, period: 2020, figure: 30.2%, aspect: baseline}]
targets:
  - {metric: share, by: 2025, level: 45.6%}
  - {metric: share, by: 2025, point_change: 提高13.4个百分点}
  - {metric: share, by: 2025, point_change: {figure: 3.08个百分点, yearly: true}}
"""
    expected = """\
error RELATION-WRONG targets[1].point_change (plan.yaml:6:45)
  示范规划 服务业比重 变化: the difference of 提高13.4个百分点 does not agree with 示范规划 \
服务业比重 2025 as a target (45.6%) and 示范规划 服务业比重 2020 (30.2%), which give [15.3, 15.5] \
个百分点
  correct one of the figures; rounding does not explain the difference
  示范规划 服务业比重 变化：差额提高13.4个百分点与示范规划 服务业比重 \
2025的目标数（45.6%）、示范规划 服务业比重 2020（30.2%）不符，按后者推算为[15.3, 15.5]个百分点
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 服务业比重 2025 = 45.6% ∈ (45.5, 45.7) %
  示范规划 服务业比重 2020 = 30.2% ∈ (30.1, 30.3) %
  示范规划 服务业比重 变化 = 提高13.4个百分点 ∈ (13.3, 13.5) 个百分点
  calculated = (15.2, 15.6) 个百分点
"""
    assert expected == findings(text, "RELATION-WRONG")
    assert 2 == checked(text, "RELATION-WRONG")


def test_doubling_in_ten_years_takes_more_than_7_percent() -> None:
    """1.070 ten times over is 1.967: a rate and a multiple need no base to contradict each other."""
    text = """\
period: 2021-2030
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2030, multiple: 翻一番}
  - {metric: gdp, by: 2030, annual_rate: 7.00%}
"""
    expected = """\
error RATE-WRONG targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 累计变化: the change over all years of 100% does not agree with 示范规划 \
地区生产总值 年均增长 (7.00%), which gives [96.62, 96.81] %
  correct one of the figures; rounding does not explain the difference
  示范规划 地区生产总值 累计变化：累计变化100%与示范规划 地区生产总值 \
年均增长（7.00%）不符，按后者推算为[96.62, 96.81]%
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 地区生产总值 年均增长 = 7.00% ∈ [6.95, 7.05] %
  示范规划 地区生产总值 累计变化 = 100% ∈ [100, 100] %
  calculated = [95.79, 97.64] %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_seven_percent_may_be_what_doubles_in_ten_years() -> None:
    """7 % without a place behind the point can be 7.18 %."""
    text = """\
period: 2021-2030
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2030, multiple: 翻一番}
  - {metric: gdp, by: 2030, annual_rate: 7%}
"""
    assert "" == findings(text, "RATE-WRONG")
    assert 1 == checked(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_prices_that_differ_are_not_compared() -> None:
    """A level at current prices and a rate at comparable ones agree if prices changed so much a year."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, price_basis: 现价, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 3.5万亿元, price_basis: 现价}
  - {metric: gdp, by: 2025, annual_rate: 6%, price_basis: 可比价}
"""
    assert "" == findings(text, "RATE-WRONG")
    assert "" == findings(text, "PRICE-BASIS")
    expected = """\
targets[1].annual_rate (plan.yaml:6:42)
  示范规划 地区生产总值 年均增长: the growth of 6% cannot be checked: the figures are at different \
price bases, or some do not state theirs; the levels and the rate agree if prices changed by 0.12 \
to 1.66 % a year
  示范规划 地区生产总值 年均增长：增速6%无法核对：价格口径不同或未注明；若价格每年变动0.12%至1.66%，\
则总量与增速相符
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_level_and_a_rate_without_prices_or_base_are_a_warning() -> None:
    """广州 sets 3.5万亿元 by 2025 and 6%左右 a year and says of neither at what prices."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2025, level: 3.5万亿元}
  - {metric: gdp, by: 2025, annual_rate: 年均增长6%左右}
"""
    expected = """\
warning PRICE-BASIS targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 年均增长: the growth of 年均增长6%左右 is set beside 示范规划 地区生产总值 \
2020 (missing) and 示范规划 地区生产总值 2025 as a target (3.5万亿元), and neither states its \
prices: 示范规划 地区生产总值 2020 is missing; it would be [25180.88, 27162.27] 亿元
  state the prices of each: levels are mostly at current prices, and growth of output is at \
comparable ones
  示范规划 地区生产总值 年均增长：增速年均增长6%左右与示范规划 地区生产总值 2020（未报）、示范规划 \
地区生产总值 2025的目标数（3.5万亿元）同时设定，但均未注明价格口径：示范规划 地区生产总值 \
2020未报；该数应为[25180.88, 27162.27]亿元
  请分别注明价格口径：总量多按现价，产出的增速多按可比价
  示范规划 地区生产总值 2025 = 3.5万亿元 ∈ (3.4, 3.6) 万亿元
  示范规划 地区生产总值 年均增长 = 年均增长6%左右 ∈ [-100, ∞) %
  calculated = (-100, ∞) %
"""
    assert expected == findings(text, "PRICE-BASIS")
    assert "" == findings(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_figures_that_agree_loosely_may_be_at_unlike_prices() -> None:
    """With 2.5019万亿元 known, 6 % come to 3.35万亿元: prices explain the rest as well as rounding does."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 3.5万亿元}
  - {metric: gdp, by: 2025, annual_rate: 年均增长6%左右}
"""
    expected = """\
warning PRICE-BASIS targets[1].annual_rate (plan.yaml:6:42)
  示范规划 地区生产总值 年均增长: the growth of 年均增长6%左右 is set beside 示范规划 地区生产总值 \
2020 (25019亿元) and 示范规划 地区生产总值 2025 as a target (3.5万亿元), and neither states its \
prices: the figures agree only if a word such as 约 or 左右 is stretched
  state the prices of each: levels are mostly at current prices, and growth of output is at \
comparable ones
  示范规划 地区生产总值 年均增长：增速年均增长6%左右与示范规划 地区生产总值 \
2020（25019亿元）、示范规划 地区生产总值 \
2025的目标数（3.5万亿元）同时设定，但均未注明价格口径：只有对“约”“左右”“近”等词从宽理解时才相符
  请分别注明价格口径：总量多按现价，产出的增速多按可比价
  示范规划 地区生产总值 2020 = 25019亿元 ∈ (25018, 25020) 亿元
  示范规划 地区生产总值 2025 = 3.5万亿元 ∈ (3.4, 3.6) 万亿元
  示范规划 地区生产总值 年均增长 = 年均增长6%左右 ∈ [-100, ∞) %
  calculated = (6.32, 7.55) %
"""
    assert expected == findings(text, "PRICE-BASIS")
    assert "" == findings(text, "RATE-WRONG")


def test_what_is_no_money_has_no_prices() -> None:
    """A number of firms and its growth lack a base, and no prices."""
    text = """\
period: 2021-2025
metrics: [{id: firms, name: 高新技术企业数, unit: 个, kind: count}]
targets:
  - {metric: firms, by: 2025, level: 300个}
  - {metric: firms, by: 2025, annual_rate: 15%}
"""
    assert "" == findings(text, "PRICE-BASIS")
    expected = """\
targets[1].annual_rate (plan.yaml:5:44)
  示范规划 高新技术企业数 年均增长: the growth of 15% cannot be checked: 示范规划 高新技术企业数 \
2020 is missing; it would be [145.95, 152.44] 个
  示范规划 高新技术企业数 年均增长：增速15%无法核对：示范规划 高新技术企业数 \
2020未报；该数应为[145.95, 152.44]个
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_base_that_is_told_in_two_ways_decides_nothing() -> None:
    """Nothing rests on a figure that `SAME-FACT` reports."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}
  - {metric: gdp, period: 2020, figure: 25120亿元, aspect: baseline}
targets:
  - {metric: gdp, by: 2025, level: 4.00万亿元}
  - {metric: gdp, by: 2025, annual_rate: 6.0%}
"""
    assert "" == findings(text, "RATE-WRONG")
    expected = """\
targets[1].annual_rate (plan.yaml:8:42)
  示范规划 地区生产总值 年均增长: the growth of 6.0% cannot be checked: the level it starts from is \
told in two ways
  示范规划 地区生产总值 年均增长：增速6.0%无法核对：基期数值有两种说法
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_without_base_and_years_nothing_is_compared() -> None:
    """A plan that states no period does not say from when a rate is meant."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2025, level: 4.00万亿元}
  - {metric: gdp, by: 2025, annual_rate: 6.0%}
"""
    assert "" == findings(text, "RATE-WRONG")
    expected = """\
targets[1].annual_rate (plan.yaml:4:42)
  示范规划 地区生产总值 年均增长: the growth of 6.0% cannot be checked: the plan does not say which \
year it starts from
  示范规划 地区生产总值 年均增长：增速6.0%无法核对：未注明以哪一年为基期
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_year_does_not_grow_into_a_quarter() -> None:
    """A flow of a quarter is no later level of a year's."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025Q4, level: 4.00万亿元}
  - {metric: gdp, by: 2025, annual_rate: 6.0%}
"""
    assert "" == findings(text, "RATE-WRONG")
    expected = """\
targets[1].annual_rate (plan.yaml:6:42)
  示范规划 地区生产总值 年均增长: the growth of 6.0% cannot be checked: the level it starts from is \
of a longer or shorter period than the one it leads to
  示范规划 地区生产总值 年均增长：增速6.0%无法核对：基期与目标期的长短不同
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_rate_of_a_share_beside_its_level_is_told_once() -> None:
    """From 30.2 % to 43.6 % 2.68 % a year may be per cent or points, and the relation says which fits."""
    text = """\
period: 2021-2025
metrics: [{id: share, name: 服务业比重, unit: '%', kind: ratio}]
observations: [{metric: share, period: 2020, figure: 30.2%, aspect: baseline}]
targets:
  - {metric: share, by: 2025, level: 43.6%}
  - {metric: share, by: 2025, annual_rate: 2.68%}
"""
    expected = """\
warning RATE-KIND targets[1].annual_rate (plan.yaml:6:44)
  示范规划 服务业比重 年均增长: the growth of 2.68% is a change of shares, 示范规划 服务业比重 2020 \
(30.2%) and 示范规划 服务业比重 2025 as a target (43.6%), and may mean per cent or points; read as \
points a year, it fits
  state the change of a share in 个百分点
  示范规划 服务业比重 年均增长：增速2.68%说的是比重的变化（示范规划 服务业比重 \
2020（30.2%）、示范规划 服务业比重 \
2025的目标数（43.6%）），可能指百分比，也可能指百分点；按年均百分点理解则相符
  比重的变化请以百分点表示
  示范规划 服务业比重 2020 = 30.2% ∈ (30.1, 30.3) %
  示范规划 服务业比重 2025 = 43.6% ∈ (43.5, 43.7) %
  示范规划 服务业比重 年均增长 = 2.68% ∈ (2.67, 2.69) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_a_figure_for_all_years_that_is_a_yearly_rate_as_well_is_an_error() -> None:
    """PM2.5 that falls 20 % in all does not fall 20 % a year, as was read of 江苏."""
    text = """\
period: 2016-2020
metrics: [{id: pm, name: PM2.5浓度, unit: 微克/立方米, kind: index, direction: lower}]
targets:
  - {metric: pm, by: 2020, cumulative: {figure: 20%, falling: true}}
  - {metric: pm, by: 2020, annual_rate: 年均下降20%}
"""
    expected = """\
error CUM-AS-ANNUAL targets[1].annual_rate (plan.yaml:5:41)
  示范规划 PM2.5浓度 年均下降: 20% a year and 20% over 5 years are set together, and the figure for \
all years is set as a yearly rate as well: it comes to (4.245, 4.485) % a year
  keep the figure that is meant; a change over all years compounds from yearly rates
  示范规划 PM2.5浓度 年均下降：年均20%与5年累计20%同时设定，累计数同时又作为年均增速：折合年均(4.245\
, 4.485)%
  请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加
  示范规划 PM2.5浓度 年均下降 = 20% ∈ (19, 21) %
  示范规划 PM2.5浓度 累计下降 = 20% ∈ (19, 21) %
  calculated = (65.13, 69.23) %
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")
    assert "" == findings(text, "RATE-WRONG")


def test_a_figure_for_all_years_divided_by_them_is_an_error() -> None:
    """[13.5] over five years is 2.848 to 2.870 % a year, and not 2.7."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}]
targets:
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: energy, by: 2025, annual_rate: 年均下降2.7%}
"""
    expected = """\
error CUM-AS-ANNUAL targets[1].annual_rate (plan.yaml:5:45)
  示范规划 单位GDP能耗 年均下降: 2.7% a year and 13.5% over 5 years are set together, and the \
figure for all years is only divided by the years: it comes to (2.847, 2.871) % a year
  keep the figure that is meant; a change over all years compounds from yearly rates
  示范规划 单位GDP能耗 年均下降：年均2.7%与5年累计13.5%同时设定，累计数只是简单除以年数：折合年均(2.\
847, 2.871)%
  请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加
  示范规划 单位GDP能耗 年均下降 = 2.7% ∈ (2.6, 2.8) %
  示范规划 单位GDP能耗 累计下降 = 13.5% ∈ (13.4, 13.6) %
  calculated = (12.34, 13.24) %
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")
    assert "" == findings(text, "RATE-WRONG")


def test_a_figure_for_all_years_that_is_compounded_is_in_order() -> None:
    """2.86 % a year cut 13.5 % in five years."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}]
targets:
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: energy, by: 2025, annual_rate: 年均下降2.86%}
"""
    assert "" == findings(text, "CUM-AS-ANNUAL")
    assert 1 == checked(text, "CUM-AS-ANNUAL")


def test_a_rate_that_is_neither_is_a_wrong_rate() -> None:
    """4.0 % a year cut more than 18 % in five years, and 13.5 is no multiple of it."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}]
targets:
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: energy, by: 2025, annual_rate: 年均下降4.0%}
"""
    assert "" == findings(text, "CUM-AS-ANNUAL")
    expected = """\
error RATE-WRONG targets[1].annual_rate (plan.yaml:5:45)
  示范规划 单位GDP能耗 累计下降: the change over all years of 13.5% does not agree with 示范规划 \
单位GDP能耗 年均下降 (4.0%), which gives [18.25, 18.68] %
  correct one of the figures; rounding does not explain the difference
  示范规划 单位GDP能耗 累计下降：累计变化13.5%与示范规划 单位GDP能耗 \
年均下降（4.0%）不符，按后者推算为[18.25, 18.68]%
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 单位GDP能耗 年均下降 = 4.0% ∈ (3.9, 4.1) %
  示范规划 单位GDP能耗 累计下降 = 13.5% ∈ (13.4, 13.6) %
  calculated = (18.03, 18.89) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_rise_beside_a_cut_is_an_error() -> None:
    """A decline is a negative rate: 4.0 % a year without its sign is growth."""
    text = """\
period: 2021-2025
metrics: [{id: energy, name: 单位GDP能耗, unit: 吨标准煤/万元, kind: ratio, direction: lower}]
targets:
  - {metric: energy, by: 2025, cumulative: {figure: 13.5%, falling: true}}
  - {metric: energy, by: 2025, annual_rate: 4.0%}
"""
    expected = """\
error RATE-WRONG targets[1].annual_rate (plan.yaml:5:45)
  示范规划 单位GDP能耗 累计变化: the change over all years of -13.5% does not agree with 示范规划 \
单位GDP能耗 年均增长 (4.0%), which gives [21.37, 21.96] %
  correct one of the figures; rounding does not explain the difference
  示范规划 单位GDP能耗 累计变化：累计变化-13.5%与示范规划 单位GDP能耗 \
年均增长（4.0%）不符，按后者推算为[21.37, 21.96]%
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 单位GDP能耗 年均增长 = 4.0% ∈ (3.9, 4.1) %
  示范规划 单位GDP能耗 累计变化 = -13.5% ∈ (-13.6, -13.4) %
  calculated = (21.08, 22.26) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_one_number_with_a_loose_word_is_a_warning() -> None:
    """20%左右 can be stretched, and is still the number for all years."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2025, cumulative: '[20]'}
  - {metric: gdp, by: 2025, annual_rate: 20%左右}
"""
    expected = """\
warning CUM-AS-ANNUAL targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 年均增长: 20%左右 a year and [20] over 5 years are set together, and the \
figure for all years is set as a yearly rate as well: it comes to (3.627, 3.801) % a year
  keep the figure that is meant; a change over all years compounds from yearly rates
  示范规划 地区生产总值 年均增长：年均20%左右与5年累计[20]同时设定，累计数同时又作为年均增速：折合年\
均(3.627, 3.801)%
  请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加
  示范规划 地区生产总值 年均增长 = 20%左右 ∈ [-100, ∞) %
  示范规划 地区生产总值 累计变化 = [20] ∈ (19, 21) %
  calculated = [-100, ∞) %
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")


def test_what_is_due_before_it_starts_is_compared_with_nothing() -> None:
    """A rate, a change and a level that are due in the base year lead nowhere; `DATE-OUT` says so."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2020, level: 3万亿元}
  - {metric: gdp, by: 2020, annual_rate: 6%}
  - {metric: gdp, by: 2020, cumulative: '[20]'}
"""
    assert 0 == checked(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_changes_from_unlike_bases_are_not_held_against_each_other() -> None:
    """A rate from 2020 and a change from 2019 run over other years."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2025, annual_rate: 6%}
  - {metric: gdp, by: 2025, cumulative: '[20]', base: 2019}
"""
    assert 0 == checked(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_sums_additions_and_words_without_an_opposite_are_left_alone() -> None:
    """A sum of years, an addition in 亿元 and a cut of 近13.5% say nothing of a rate."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, cumulative: {figure: 600亿元, form: flow}}
  - {metric: gdp, by: 2025, cumulative: {figure: 5亿元, form: flow}}
  - {metric: gdp, by: 2025, cumulative: {figure: 近13.5%, falling: true}}
  - {metric: gdp, by: 2025, annual_rate: 6%}
"""
    assert 0 == checked(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_a_sum_of_years_is_no_change_of_a_level() -> None:
    """600亿元 in all years do not lead to a level of one of them."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
observations: [{metric: gdp, period: 2020, figure: 25019亿元, aspect: baseline}]
targets:
  - {metric: gdp, by: 2025, level: 3万亿元}
  - {metric: gdp, by: 2025, cumulative: {figure: 600亿元, form: flow}}
"""
    assert 0 == checked(text, "RATE-WRONG")
    assert "" == not_checked(text, "RATE-WRONG")


def test_ranges_and_bounds_turn_with_a_cut() -> None:
    """2 to 3 % less a year are 9.6 to 14.1 % less in all: the ends of a range change places."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2025, cumulative: {figure: 13—14%, falling: true}}
  - {metric: gdp, by: 2025, annual_rate: -3—-2%}
"""
    assert "" == findings(text, "RATE-WRONG")
    assert 1 == checked(text, "RATE-WRONG")


def test_ten_percent_a_year_is_no_doubling_in_ten_years() -> None:
    """100 % over ten years are 7.18 % a year, and not 100 / 10."""
    text = """\
period: 2021-2030
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2030, multiple: 翻一番}
  - {metric: gdp, by: 2030, annual_rate: 10%}
"""
    expected = """\
error CUM-AS-ANNUAL targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 年均增长: 10% a year and 100% over 10 years are set together, and the \
figure for all years is only divided by the years: it comes to (7.177, 7.178) % a year
  keep the figure that is meant; a change over all years compounds from yearly rates
  示范规划 地区生产总值 年均增长：年均10%与10年累计100%同时设定，累计数只是简单除以年数：折合年均(7.\
177, 7.178)%
  请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加
  示范规划 地区生产总值 年均增长 = 10% ∈ (9, 11) %
  示范规划 地区生产总值 累计变化 = 100% ∈ [100, 100] %
  calculated = (136.73, 183.95) %
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")


def test_a_range_of_multiples_is_a_range_of_changes() -> None:
    """1.5 to 2 times in five years leave no room for 20 % a year."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2025, multiple: 1.5—2倍}
  - {metric: gdp, by: 2025, annual_rate: 20%以上}
"""
    expected = """\
error RATE-WRONG targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 累计变化: the change over all years of 50—100% does not agree with 示范规划 \
地区生产总值 年均增长 (20%以上), which gives [148.83, ∞) %
  correct one of the figures; rounding does not explain the difference
  示范规划 地区生产总值 累计变化：累计变化50—100%与示范规划 地区生产总值 \
年均增长（20%以上）不符，按后者推算为[148.83, ∞)%
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 地区生产总值 年均增长 = 20%以上 ∈ [20, ∞) %
  示范规划 地区生产总值 累计变化 = 50—100% ∈ [45, 105] %
  calculated = [148.83, ∞) %
"""
    assert expected == findings(text, "RATE-WRONG")
    assert "" == findings(text, "CUM-AS-ANNUAL")


def test_more_than_all_cannot_be_cut() -> None:
    """Of a fall by 120 % no yearly rate can be told, whichever way it is meant."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}]
targets:
  - {metric: gdp, by: 2025, cumulative: '-120%'}
  - {metric: gdp, by: 2025, annual_rate: '-120%'}
"""
    expected = """\
warning CUM-AS-ANNUAL targets[1].annual_rate (plan.yaml:5:42)
  示范规划 地区生产总值 年均增长: -120% a year and -120% over 5 years are set together, and the \
figure for all years is set as a yearly rate as well
  keep the figure that is meant; a change over all years compounds from yearly rates
  示范规划 地区生产总值 年均增长：年均-120%与5年累计-120%同时设定，累计数同时又作为年均增速
  请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加
  示范规划 地区生产总值 年均增长 = -120% ∈ (-121, -119) %
  示范规划 地区生产总值 累计变化 = -120% ∈ (-121, -119) %
"""
    assert expected == findings(text, "CUM-AS-ANNUAL")
