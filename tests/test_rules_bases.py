from __future__ import annotations

from plan_texts import checked, findings, not_checked, report_of


def test_a_baseline_of_another_year_is_a_warning() -> None:
    """Rows of the national 14th table carry 2019 data under a head that says 2020."""
    text = """\
period: 2021-2025
metrics:
  - {id: urban, name: 常住人口城镇化率, unit: '%', kind: ratio}
  - {id: forest, name: 森林覆盖率, unit: '%', kind: ratio}
observations:
  - {metric: urban, period: 2019, figure: 60.6%, aspect: baseline}
  - {metric: forest, period: 2020, figure: 23.2%, aspect: baseline}
targets:
  - {metric: urban, by: 2025, level: 65%}
  - {metric: forest, by: 2025, level: 24.1%}
"""
    expected = """\
warning BASE-YEAR observations[0].figure (plan.yaml:6:43)
  the baseline 60.6% for 常住人口城镇化率 is of 2019, and the year before the plan's is 2020, so \
that 6 years lead to 2025
  name it in the target as base: 2019, or state the baseline of 2020
  “常住人口城镇化率”的基期值60.6%为2019数据，而规划期前一年为2020年，到2025年应按6年计算
  请在目标中注明基期（base: 2019），或填写2020年的基期值
  baseline = 60.6%
  period = 2019
  year before the plan = 2020
"""
    assert expected == findings(text, "BASE-YEAR")
    assert 2 == checked(text, "BASE-YEAR")


def test_a_footnote_says_so() -> None:
    """A target that names its base leaves nothing unsaid: the years are counted from it."""
    text = """\
period: 2021-2025
metrics:
  - {id: urban, name: 常住人口城镇化率, unit: '%', kind: ratio}
  - {id: forest, name: 森林覆盖率, unit: '%', kind: ratio}
observations:
  - {metric: urban, period: 2019, figure: 60.6%, aspect: baseline}
  - {metric: forest, period: 2019, figure: 23.2%, aspect: baseline}
targets:
  - {metric: urban, by: 2025, level: 65%, base: 2019}
  - {metric: forest, by: 2025, level: 24.1%, base: 2019}
"""
    assert "" == findings(text, "BASE-YEAR")
    assert 2 == checked(text, "BASE-YEAR")


def test_the_digital_economy_of_the_15th_plan_starts_from_2024() -> None:
    """10.5 % is of 2024 under a head that says 2025; two targets from it are one warning."""
    text = """\
period: 2026-2030
metrics: [{id: digital, name: 数字经济核心产业增加值占GDP比重, unit: '%', kind: ratio}]
observations:
  - {metric: digital, period: 2024, figure: 10.5%, aspect: baseline}
targets:
  - {metric: digital, by: 2030, level: 12.5%}
  - {metric: digital, by: 2025, level: 11%}
"""
    expected = """\
warning BASE-YEAR observations[0].figure (plan.yaml:4:45)
  the baseline 10.5% for 数字经济核心产业增加值占GDP比重 is of 2024, and the year before the plan's \
is 2025, so that 6 years lead to 2030
  name it in the target as base: 2024, or state the baseline of 2025
  “数字经济核心产业增加值占GDP比重”的基期值10.5%为2024数据，而规划期前一年为2025年，到2030年应按6年计算
  请在目标中注明基期（base: 2024），或填写2025年的基期值
  baseline = 10.5%
  period = 2024
  year before the plan = 2025
"""
    assert expected == findings(text, "BASE-YEAR")
    assert 2 == checked(text, "BASE-YEAR")


def test_words_start_from_nothing() -> None:
    """A goal without a number counts no years."""
    text = """\
period: 2021-2025
metrics:
  - {id: urban, name: 常住人口城镇化率, unit: '%', kind: ratio}
  - {id: forest, name: 森林覆盖率, unit: '%', kind: ratio}
observations:
  - {metric: urban, period: 2019, figure: 60.6%, aspect: baseline}
targets:
  - {metric: urban, by: 2025, qualitative: 稳步提升}
"""
    assert "" == findings(text, "BASE-YEAR")
    assert 0 == checked(text, "BASE-YEAR")


def test_without_years_no_base_year_is_known() -> None:
    """A plan that states no period has no year before its first."""
    text = """\
metrics:
  - {id: urban, name: 常住人口城镇化率, unit: '%', kind: ratio}
  - {id: forest, name: 森林覆盖率, unit: '%', kind: ratio}
observations:
  - {metric: urban, period: 2019, figure: 60.6%, aspect: baseline}
targets:
  - {metric: urban, by: 2025, level: 65%}
"""
    expected = """\
period (plan.yaml:1:1)
  the plan states no period, so that no year is the one before its first
  规划未写明起止年份，无法确定基期年
"""
    assert expected == not_checked(text, "BASE-YEAR")


def test_an_estimate_as_baseline_after_the_final_figure_is_a_warning() -> None:
    """昆山 printed 4250亿元 for 2020 as 预计, and 4276.76 when it was final."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2020, figure: 4250亿元, aspect: baseline, vintage: estimate}
  - {metric: gdp, period: 2020, figure: 4276.76亿元, vintage: final}
targets:
  - {metric: gdp, by: 2025, level: 6000亿元}
"""
    expected = """\
warning BASE-VINTAGE observations[0].figure (plan.yaml:4:41)
  the baseline 4250亿元 for 地区生产总值 in 2020 is an estimate, and observations[1] gives the \
final figure, 4276.76亿元
  take 4276.76亿元 as the baseline; progress counts from it already
  “地区生产总值”（2020）的基期值4250亿元为预计数，而 observations[1] 已有最终核实数4276.76亿元
  请以4276.76亿元为基期值；进度已按该数计算
  baseline = 4250亿元
  later = 4276.76亿元
"""
    assert expected == findings(text, "BASE-VINTAGE")
    assert 1 == checked(text, "BASE-VINTAGE")


def test_words_can_say_that_a_baseline_is_an_estimate() -> None:
    """预计4250亿元 is an estimate, whatever its vintage."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2020, figure: 预计4250亿元, aspect: baseline}
  - {metric: gdp, period: 2020, figure: 4276.76亿元, vintage: revised}
"""
    expected = """\
warning BASE-VINTAGE observations[0].figure (plan.yaml:4:41)
  the baseline 预计4250亿元 for 地区生产总值 in 2020 is an estimate, and observations[1] gives the \
revised figure, 4276.76亿元
  take 4276.76亿元 as the baseline; progress counts from it already
  “地区生产总值”（2020）的基期值预计4250亿元为预计数，而 observations[1] 已有修订数4276.76亿元
  请以4276.76亿元为基期值；进度已按该数计算
  baseline = 预计4250亿元
  later = 4276.76亿元
"""
    assert expected == findings(text, "BASE-VINTAGE")


def test_the_latest_baseline_is_in_order() -> None:
    """What replaced the estimate stands as a baseline too, says the same, or does not say how final it is."""
    text = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: tax, name: 财政收入, unit: 亿元, kind: flow}
  - {id: trade, name: 进出口, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2020, figure: 4250亿元, aspect: baseline, vintage: estimate}
  - {metric: gdp, period: 2020, figure: 4276.76亿元, aspect: baseline, vintage: final}
  - {metric: tax, period: 2020, figure: 42.6亿元, aspect: baseline, vintage: estimate}
  - {metric: tax, period: 2020, figure: 42.6亿元, vintage: final}
  - {metric: trade, period: 2020, figure: 70亿元, aspect: baseline}
  - {metric: trade, period: 2020, figure: 71亿元, vintage: final}
"""
    assert "" == findings(text, "BASE-VINTAGE")
    assert 3 == checked(text, "BASE-VINTAGE")


def test_a_base_that_nothing_tells_is_advice() -> None:
    """A target that starts from 2019 leads nowhere without a figure of 2019."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2020, figure: 4276.76亿元}
targets:
  - {metric: gdp, by: 2025, annual_rate: 6%, base: 2019}
"""
    expected = """\
advice BASE-MISSING targets[0].base (plan.yaml:6:52)
  the target 6% for 地区生产总值 starts from 2019, which no figure is given for
  write an observation for 2019, with aspect: baseline
  “地区生产总值”的目标6%以2019为基期，但没有该期数值
  请填写2019的基期值
"""
    assert expected == findings(text, "BASE-MISSING")
    assert 1 == checked(text, "BASE-MISSING")


def test_a_base_that_is_told_is_in_order() -> None:
    """Told once it is known; told in two ways it is left to `SAME-FACT`."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
places: [{id: city, name: 某市}]
observations:
  - {metric: gdp, period: 2019, figure: 4000亿元}
  - {metric: gdp, period: 2019, figure: 4000亿元, subject: city}
  - {metric: gdp, period: 2019, figure: 4001亿元, subject: city}
targets:
  - {metric: gdp, by: 2025, annual_rate: 6%, base: 2019}
  - {metric: gdp, by: 2025, annual_rate: 6%, base: 2019, subject: city}
"""
    assert "" == findings(text, "BASE-MISSING")
    assert 1 == checked(text, "BASE-MISSING")


def test_what_is_held_counts_no_years() -> None:
    """A limit for every year, or for good, leads nowhere, so that its base is of no year in particular."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2019, figure: 4000亿元, aspect: baseline}
targets:
  - {metric: gdp, by: ongoing, level: 4000亿元以上}
  - {metric: gdp, by: 2021-2025 each year, level: 4000亿元以上}
"""
    assert "" == findings(text, "BASE-YEAR")
    assert 0 == checked(text, "BASE-YEAR")


def test_a_baseline_after_the_year_before_counts_what_is_left() -> None:
    """From a baseline of 2024 one year leads to 2025."""
    text = """\
period: 2021-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2024, figure: 4000亿元, aspect: baseline}
targets:
  - {metric: gdp, by: 2025, level: 4000亿元以上}
"""
    found = report_of(text).warnings[0].message
    assert "of 2024, and the year before the plan's is 2020, so that 1 year leads to 2025" in found
