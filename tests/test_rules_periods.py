from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_year_that_its_quarters_contradict_is_an_error() -> None:
    """Four quarters of 1亿元 do not make 9亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: a
    name: 显示产线
    observations:
      - {metric: inv, period: 2024, figure: 9亿元}
      - {metric: inv, period: 2024Q1, figure: 1亿元}
      - {metric: inv, period: 2024Q2, figure: 1亿元}
      - {metric: inv, period: 2024Q3, figure: 1亿元}
      - {metric: inv, period: 2024Q4, figure: 1亿元}
"""
    expected = """\
error SUM-PERIOD programs[0].observations[0].figure (plan.yaml:6:45)
  显示产线 states 9亿元 for 完成投资 in 2024, its shorter periods come to 4亿元
  correct the figure for 2024 or those for 2024Q1, 2024Q2, 2024Q3, 2024Q4
  显示产线的“完成投资”（2024）写为9亿元，所含各期合计为4亿元
  请改正2024的数，或改正2024Q1、2024Q2、2024Q3、2024Q4的数
  stated = 9亿元
  stated can mean = (8, 10)
  parts = 1亿元 (2024Q1) + 1亿元 (2024Q2) + 1亿元 (2024Q3) + 1亿元 (2024Q4)
  parts come to = 4亿元
  parts can mean = (0, 8)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_stated_digits_count() -> None:
    """Four quarters of 10.0亿元 come to 40亿元, and no rounding makes them 100亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 100亿元}
  - {metric: inv, period: 2024Q1, figure: 10.0亿元}
  - {metric: inv, period: 2024Q2, figure: 10.0亿元}
  - {metric: inv, period: 2024Q3, figure: 10.0亿元}
  - {metric: inv, period: 2024Q4, figure: 10.0亿元}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:41)
  示范规划 states 100亿元 for 完成投资 in 2024, its shorter periods come to 40亿元
  correct the figure for 2024 or those for 2024Q1, 2024Q2, 2024Q3, 2024Q4
  示范规划的“完成投资”（2024）写为100亿元，所含各期合计为40亿元
  请改正2024的数，或改正2024Q1、2024Q2、2024Q3、2024Q4的数
  stated = 100亿元
  stated can mean = (99, 101)
  parts = 10.0亿元 (2024Q1) + 10.0亿元 (2024Q2) + 10.0亿元 (2024Q3) + 10.0亿元 (2024Q4)
  parts come to = 40亿元
  parts can mean = (39.6, 40.4)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_half_year_is_held_against_its_quarters() -> None:
    """A half year is as good a longer period as a year."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024H1, figure: 6亿元}
  - {metric: inv, period: 2024Q1, figure: 2.0亿元}
  - {metric: inv, period: 2024Q2, figure: 2.0亿元}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:43)
  示范规划 states 6亿元 for 完成投资 in 2024H1, its shorter periods come to 4亿元
  correct the figure for 2024H1 or those for 2024Q1, 2024Q2
  示范规划的“完成投资”（2024H1）写为6亿元，所含各期合计为4亿元
  请改正2024H1的数，或改正2024Q1、2024Q2的数
  stated = 6亿元
  stated can mean = (5, 7)
  parts = 2.0亿元 (2024Q1) + 2.0亿元 (2024Q2)
  parts come to = 4亿元
  parts can mean = (3.8, 4.2)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_many_months_are_shown_in_part() -> None:
    """Of thirteen parts the evidence shows twelve, and the remedy names four periods."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024-2025, figure: 90亿元}
  - {metric: inv, period: 2024-01, figure: 1亿元}
  - {metric: inv, period: 2024-02, figure: 1亿元}
  - {metric: inv, period: 2024-03, figure: 1亿元}
  - {metric: inv, period: 2024-04, figure: 1亿元}
  - {metric: inv, period: 2024-05, figure: 1亿元}
  - {metric: inv, period: 2024-06, figure: 1亿元}
  - {metric: inv, period: 2024-07, figure: 1亿元}
  - {metric: inv, period: 2024-08, figure: 1亿元}
  - {metric: inv, period: 2024-09, figure: 1亿元}
  - {metric: inv, period: 2024-10, figure: 1亿元}
  - {metric: inv, period: 2024-11, figure: 1亿元}
  - {metric: inv, period: 2024-12, figure: 1亿元}
  - {metric: inv, period: 2025, figure: 1亿元}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:46)
  示范规划 states 90亿元 for 完成投资 in 2024-2025, its shorter periods come to 13亿元
  correct the figure for 2024-2025 or those for 2024-01, 2024-02, 2024-03, 2024-04, …
  示范规划的“完成投资”（2024-2025）写为90亿元，所含各期合计为13亿元
  请改正2024-2025的数，或改正2024-01、2024-02、2024-03、2024-04等各期的数
  stated = 90亿元
  stated can mean = (89, 91)
  parts = 1亿元 (2024-01) + 1亿元 (2024-02) + 1亿元 (2024-03) + 1亿元 (2024-04) + 1亿元 (2024-05) + 1亿\
元 (2024-06) + 1亿元 (2024-07) + 1亿元 (2024-08) + 1亿元 (2024-09) + 1亿元 (2024-10) + 1亿元 (2024-11) +\
 1亿元 (2024-12) + …
  parts come to = 13亿元
  parts can mean = (0, 26)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_difference_that_rounding_explains_is_in_order() -> None:
    """Four quarters of 2.5亿元, rounded one by one, may come to 9.8亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9.8亿元}
  - {metric: inv, period: 2024Q1, figure: 2.5亿元}
  - {metric: inv, period: 2024Q2, figure: 2.5亿元}
  - {metric: inv, period: 2024Q3, figure: 2.5亿元}
  - {metric: inv, period: 2024Q4, figure: 2.5亿元}
"""
    assert "" == findings(text, "SUM-PERIOD")
    assert 1 == checked(text, "SUM-PERIOD")


def test_months_that_exceed_their_year_already_contradict_it() -> None:
    """What is missing of a flow can only add to it."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 5.0亿元}
  - {metric: inv, period: 2024Q1, figure: 3.0亿元}
  - {metric: inv, period: 2024Q2, figure: 4.0亿元}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:41)
  示范规划 states 5.0亿元 for 完成投资 in 2024, 6 of its 12 months alone come to 7亿元
  correct the figure for 2024 or those for 2024Q1, 2024Q2
  示范规划的“完成投资”（2024）写为5.0亿元，12个月中已报的6个月合计即为7亿元
  请改正2024的数，或改正2024Q1、2024Q2的数
  stated = 5.0亿元
  stated can mean = (4.9, 5.1)
  parts = 3.0亿元 (2024Q1) + 4.0亿元 (2024Q2)
  parts come to = 7亿元
  parts can mean = (6.8, 7.2)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_year_with_months_missing_is_not_checked() -> None:
    """What is not reported may be the difference."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024Q1, figure: 1亿元}
"""
    expected = """\
observations[0].figure (plan.yaml:3:41)
  the shorter periods of 9亿元 in 2024 are not all reported: 3 of 12 months are reported
  9亿元（2024）所含各期未报全：共12个月，已报3个月
"""
    assert expected == not_checked(text, "SUM-PERIOD")
    assert "" == findings(text, "SUM-PERIOD")


def test_missing_months_may_take_away() -> None:
    """A flow that can be negative may fall again."""
    text = """\
metrics: [{id: inv, name: 净流入, unit: 亿元, kind: flow, across: sum, over_time: sum, domain: "(-∞, ∞)"\
}]
observations:
  - {metric: inv, period: 2024, figure: 5亿元}
  - {metric: inv, period: 2024Q1, figure: 30亿元}
"""
    expected = """\
observations[0].figure (plan.yaml:3:41)
  the shorter periods of 5亿元 in 2024 are not all reported: 3 of 12 months are reported
  5亿元（2024）所含各期未报全：共12个月，已报3个月
"""
    assert expected == not_checked(text, "SUM-PERIOD")
    assert "" == findings(text, "SUM-PERIOD")


def test_a_stock_is_that_of_its_last_period() -> None:
    """The stock at the end of December is that of the year."""
    text = """\
metrics: [{id: x, name: 指标, unit: 亩, kind: stock, across: sum, over_time: last}]
observations:
  - {metric: x, period: 2024, figure: 900亩}
  - {metric: x, period: 2024Q1, figure: 900亩}
  - {metric: x, period: 2024Q4, figure: 700亩}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:39)
  示范规划 states 900亩 for 指标 in 2024, its shorter periods give 700亩
  correct the figure for 2024 or those for 2024Q4
  示范规划的“指标”（2024）写为900亩，按所含各期计算为700亩
  请改正2024的数，或改正2024Q4的数
  stated = 900亩
  stated can mean = [895, 905]
  parts = 700亩 (2024Q4)
  parts come to = 700亩
  parts can mean = [695, 705]
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_stock_without_its_last_period_has_nothing_beside_it() -> None:
    """What was there in March says nothing of December."""
    text = """\
metrics: [{id: x, name: 指标, unit: 亩, kind: stock, across: sum, over_time: last}]
observations:
  - {metric: x, period: 2024, figure: 900亩}
  - {metric: x, period: 2024Q1, figure: 100亩}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_a_mean_weighs_by_months() -> None:
    """The mean of 80% in a half and 92% and 95% in its quarters is 86.75%."""
    text = """\
metrics: [{id: x, name: 满意度, unit: "%", kind: ratio, across: none, over_time: mean}]
observations:
  - {metric: x, period: 2024, figure: 95.0%}
  - {metric: x, period: 2024H1, figure: 80.0%}
  - {metric: x, period: 2024Q3, figure: 92.0%}
  - {metric: x, period: 2024Q4, figure: 95.0%}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:39)
  示范规划 states 95.0% for 满意度 in 2024, its shorter periods give 86.75%
  correct the figure for 2024 or those for 2024H1, 2024Q3, 2024Q4
  示范规划的“满意度”（2024）写为95.0%，按所含各期计算为86.75%
  请改正2024的数，或改正2024H1、2024Q3、2024Q4的数
  stated = 95.0%
  stated can mean = [94.5, 95.5]
  parts = 80.0% (2024H1), 92.0% (2024Q3), 95.0% (2024Q4)
  parts come to = 86.75%
  parts can mean = [86.25, 87.25]
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_the_largest_of_a_year_is_that_of_its_parts() -> None:
    """A peak of 900亩 is reached in no half year."""
    text = """\
metrics: [{id: x, name: 指标, unit: 亩, kind: stock, across: sum, over_time: max}]
observations:
  - {metric: x, period: 2024, figure: 900亩}
  - {metric: x, period: 2024H1, figure: 500亩}
  - {metric: x, period: 2024H2, figure: 700亩}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:39)
  示范规划 states 900亩 for 指标 in 2024, its shorter periods give 700亩
  correct the figure for 2024 or those for 2024H1, 2024H2
  示范规划的“指标”（2024）写为900亩，按所含各期计算为700亩
  请改正2024的数，或改正2024H1、2024H2的数
  stated = 900亩
  stated can mean = [895, 905]
  parts = 500亩 (2024H1), 700亩 (2024H2)
  parts come to = 700亩
  parts can mean = [695, 705]
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_year_to_date_is_no_part() -> None:
    """Months counted from January on are never added."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024-01/06, figure: 1亿元}
  - {metric: inv, period: 2024-01/09, figure: 2亿元}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_a_metric_without_rule_over_time_says_nothing() -> None:
    """Without a rule, or with the rule that there is none, nothing follows."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: x, name: 排名, unit: 位, kind: rank, over_time: none}
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元}
  - {metric: inv, period: 2024H2, figure: 1亿元}
  - {metric: x, period: 2024, figure: 9位}
  - {metric: x, period: 2024H2, figure: 1位}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_the_latest_vintage_counts() -> None:
    """A final figure replaces the preliminary one that would not agree."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元, vintage: preliminary}
  - {metric: inv, period: 2024, figure: 2亿元, vintage: final}
  - {metric: inv, period: 2024H1, figure: 1亿元}
  - {metric: inv, period: 2024H2, figure: 1亿元}
"""
    assert "" == findings(text, "SUM-PERIOD")
    assert 1 == checked(text, "SUM-PERIOD")


def test_a_subject_whose_entries_conflict_is_left_out() -> None:
    """Which of two figures counts is another question."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024, figure: 2亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元}
  - {metric: inv, period: 2024H2, figure: 1亿元}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_aspects_are_not_mixed() -> None:
    """Planned quarters say nothing of what a year came to."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元, aspect: planned}
  - {metric: inv, period: 2024H2, figure: 1亿元, aspect: planned}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_the_zone_and_the_plan_are_one_subject() -> None:
    """Halves of the zone make up the year of the plan."""
    text = """\
zone: {id: ketd, name: 昆山开发区}
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元, subject: ketd}
  - {metric: inv, period: 2024H2, figure: 1亿元, subject: ketd}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:4:41)
  示范规划 states 9亿元 for 完成投资 in 2024, its shorter periods come to 2亿元
  correct the figure for 2024 or those for 2024H1, 2024H2
  示范规划的“完成投资”（2024）写为9亿元，所含各期合计为2亿元
  请改正2024的数，或改正2024H1、2024H2的数
  stated = 9亿元
  stated can mean = (8, 10)
  parts = 1亿元 (2024H1) + 1亿元 (2024H2)
  parts come to = 2亿元
  parts can mean = (0, 4)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_place_is_a_subject() -> None:
    """A city that is no node is held against its own halves."""
    text = """\
places: [{id: city, name: 昆山市}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元, subject: city}
  - {metric: inv, period: 2024H1, figure: 1亿元, subject: city}
  - {metric: inv, period: 2024H2, figure: 1亿元, subject: city}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:4:41)
  昆山市 states 9亿元 for 完成投资 in 2024, its shorter periods come to 2亿元
  correct the figure for 2024 or those for 2024H1, 2024H2
  昆山市的“完成投资”（2024）写为9亿元，所含各期合计为2亿元
  请改正2024的数，或改正2024H1、2024H2的数
  stated = 9亿元
  stated can mean = (8, 10)
  parts = 1亿元 (2024H1) + 1亿元 (2024H2)
  parts come to = 2亿元
  parts can mean = (0, 4)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_an_unknown_subject_is_left_to_its_own_code() -> None:
    """Nobody knows what a figure of nowhere is about."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元, subject: nowhere}
  - {metric: inv, period: 2024H1, figure: 1亿元, subject: nowhere}
  - {metric: inv, period: 2024H2, figure: 1亿元, subject: nowhere}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_an_unknown_metric_is_left_to_its_own_code() -> None:
    """How figures of an undefined metric combine is not known."""
    text = """\
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元, price_basis: 现价}
  - {metric: inv, period: 2024H2, figure: 1亿元}
"""
    assert (0, 0) == (checked(text, "SUM-PERIOD"), checked(text, "PRICE-BASIS"))


def test_an_id_given_twice_is_left_to_its_own_code() -> None:
    """Whose figures they are is not known."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: a
    name: 显示产线
    observations:
      - {metric: inv, period: 2024, figure: 9亿元}
      - {metric: inv, period: 2024H1, figure: 1亿元}
      - {metric: inv, period: 2024H2, figure: 1亿元}
  - {id: a, name: 别的}
"""
    assert ("", "", 0) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )


def test_figures_that_cannot_be_combined_are_not_checked() -> None:
    """Why they do not go together is said."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元}
  - {metric: inv, period: 2024H1, figure: 1亿元, price_basis: 现价}
  - {metric: inv, period: 2024H2, figure: 1亿元}
"""
    expected = """\
observations[0].figure (plan.yaml:3:41)
  完成投资 of 示范规划 in 2024 cannot be compared with its shorter periods: 'inv' of 'plan': cannot add \
1亿元 at current prices and 1亿元 at an unstated price basis
  示范规划的“完成投资”（2024）无法与其所含各期比较
"""
    assert expected == not_checked(text, "SUM-PERIOD")
    assert "" == findings(text, "SUM-PERIOD")


def test_figures_at_other_prices_are_not_compared() -> None:
    """A year at 2020 prices is not the sum of halves at current ones."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum, price_basis: current}]
observations:
  - {metric: inv, period: 2024, figure: 9亿元, price_basis: 2020年不变价}
  - {metric: inv, period: 2024H1, figure: 1亿元}
  - {metric: inv, period: 2024H2, figure: 1亿元, price_basis: 现价}
"""
    expected = """\
observations[0].figure (plan.yaml:3:41)
  完成投资 of 示范规划 in 2024 cannot be compared with its shorter periods: cannot compare 9亿元 at 2020\
 prices and 2亿元 at current prices
  示范规划的“完成投资”（2024）无法与其所含各期比较
"""
    assert expected == not_checked(text, "SUM-PERIOD")
    assert "" == findings(text, "SUM-PERIOD")


def test_figures_at_two_price_bases_are_an_error() -> None:
    """The first figure that differs from the first is named, and only that."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元, price_basis: 现价}\
]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 2020年\
不变价}]}
  - {id: c, name: 配套, observations: [{metric: inv, period: 2024, figure: 4亿元}]}
"""
    expected = """\
error PRICE-BASIS programs[1].observations[0].figure (plan.yaml:4:75)
  产业园 states 3亿元 at 2020 prices for 完成投资 in 2024, but 显示产线 states 5亿元 at current prices
  bring them to one price basis, or state price_basis in the metric for those that do not say
  产业园的“完成投资”（2024）写为3亿元（2020年不变价），而显示产线写为5亿元（现价）
  请换算为同一价格基准；未注明价格的，请在指标中写明价格基准
  first = 5亿元 at current prices
  second = 3亿元 at 2020 prices
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_an_unstated_basis_beside_a_stated_one_is_an_error() -> None:
    """A metric that does not say either leaves the prices open."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元}]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 可比价}\
]}
"""
    expected = """\
error PRICE-BASIS programs[1].observations[0].figure (plan.yaml:4:75)
  产业园 states 3亿元 at comparable prices for 完成投资 in 2024, but 显示产线 states 5亿元 at an unstate\
d price basis
  bring them to one price basis, or state price_basis in the metric for those that do not say
  产业园的“完成投资”（2024）写为3亿元（可比价），而显示产线写为5亿元（未注明价格）
  请换算为同一价格基准；未注明价格的，请在指标中写明价格基准
  first = 5亿元 at an unstated price basis
  second = 3亿元 at comparable prices
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_the_metric_says_what_its_figures_leave_out() -> None:
    """An unstated basis is that of the metric."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, price_basis: current}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元}]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 现价}]}
"""
    assert "" == findings(text, "PRICE-BASIS")
    assert 1 == checked(text, "PRICE-BASIS")


def test_the_basis_of_the_metric_can_be_the_other_one() -> None:
    """A figure that does not say is at the prices of its metric, and they differ here."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, price_basis: current}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元}]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 2020年\
不变价}]}
"""
    expected = """\
error PRICE-BASIS programs[1].observations[0].figure (plan.yaml:4:75)
  产业园 states 3亿元 at 2020 prices for 完成投资 in 2024, but 显示产线 states 5亿元 at current prices
  bring them to one price basis, or state price_basis in the metric for those that do not say
  产业园的“完成投资”（2024）写为3亿元（2020年不变价），而显示产线写为5亿元（现价）
  请换算为同一价格基准；未注明价格的，请在指标中写明价格基准
  first = 5亿元 at current prices
  second = 3亿元 at 2020 prices
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_periods_and_aspects_may_be_at_other_prices() -> None:
    """Only figures that are added together must agree."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 显示产线
    observations:
      - {metric: inv, period: 2024, figure: 5亿元, price_basis: 现价}
      - {metric: inv, period: 2023, figure: 5亿元, price_basis: 2020年不变价}
      - {metric: inv, period: 2024, figure: 5亿元, aspect: planned}
"""
    assert "" == findings(text, "PRICE-BASIS")
    assert 3 == checked(text, "PRICE-BASIS")


def test_a_metric_that_is_never_added_may_be_at_any_prices() -> None:
    """Without a rule across parts nothing is combined."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: none}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元, price_basis: 现价}\
]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元}]}
"""
    assert ("", "", 0) == (
        findings(text, "PRICE-BASIS"),
        not_checked(text, "PRICE-BASIS"),
        checked(text, "PRICE-BASIS"),
    )


def test_what_a_ratio_divides_by_is_combined() -> None:
    """A metric without a rule of its own is added for the ratio that names it."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
  - {id: land, name: 用地, unit: 亩, kind: stock}
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元}]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 现价}]}
"""
    expected = """\
error PRICE-BASIS programs[1].observations[0].figure (plan.yaml:7:75)
  产业园 states 3亿元 at current prices for 完成投资 in 2024, but 显示产线 states 5亿元 at an unstated p\
rice basis
  bring them to one price basis, or state price_basis in the metric for those that do not say
  产业园的“完成投资”（2024）写为3亿元（现价），而显示产线写为5亿元（未注明价格）
  请换算为同一价格基准；未注明价格的，请在指标中写明价格基准
  first = 5亿元 at an unstated price basis
  second = 3亿元 at current prices
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_a_replaced_figure_may_be_at_other_prices() -> None:
    """Only the latest vintage is added."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 显示产线
    observations:
      - {metric: inv, period: 2024, figure: 2亿元, vintage: estimate}
      - {metric: inv, period: 2024, figure: 5亿元, price_basis: 现价, vintage: final}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元, price_basis: 现价}]}
"""
    assert "" == findings(text, "PRICE-BASIS")
    assert 1 == checked(text, "PRICE-BASIS")


def test_figures_of_places_are_not_added() -> None:
    """A city beside the nodes may be at its own prices."""
    text = """\
places: [{id: city, name: 昆山市}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元}]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 3亿元}]}
observations: [{metric: inv, period: 2024, figure: 9亿元, price_basis: 现价, subject: city}]
"""
    assert "" == findings(text, "PRICE-BASIS")
    assert 1 == checked(text, "PRICE-BASIS")


def test_a_figure_of_another_dimension_is_left_to_its_own_code() -> None:
    """Land has no prices."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - {id: a, name: 显示产线, observations: [{metric: inv, period: 2024, figure: 5亿元, price_basis: 现价}\
]}
  - {id: b, name: 产业园, observations: [{metric: inv, period: 2024, figure: 30亩}]}
"""
    assert "" == findings(text, "PRICE-BASIS")
    assert 1 == checked(text, "PRICE-BASIS")


# -- years to date --------------------------------------------------------------------------------


def test_a_year_to_date_and_the_last_quarter_give_the_year() -> None:
    """45亿元 to September and 15亿元 in the fourth quarter do not make 80亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 80亿元}
  - {metric: inv, period: 2024年1—9月, figure: 45.0亿元}
  - {metric: inv, period: 2024Q4, figure: 15.0亿元}
"""
    expected = """\
error SUM-PERIOD observations[0].figure (plan.yaml:3:41)
  示范规划 states 80亿元 for 完成投资 in 2024, its shorter periods come to 60亿元
  correct the figure for 2024 or those for 2024-01/09, 2024Q4
  示范规划的“完成投资”（2024）写为80亿元，所含各期合计为60亿元
  请改正2024的数，或改正2024-01/09、2024Q4的数
  stated = 80亿元
  stated can mean = (79, 81)
  parts = 45.0亿元 (2024-01/09) + 15.0亿元 (2024Q4)
  parts come to = 60亿元
  parts can mean = (59.4, 60.6)
"""
    assert expected == findings(text, "SUM-PERIOD")


def test_a_month_is_what_one_year_to_date_adds_to_another() -> None:
    """50亿元 to June and 3亿元 in July do not make 58亿元 to July; one finding is enough."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—6月, figure: 50.0亿元}
  - {metric: inv, period: 2024年1—7月, figure: 58.0亿元}
  - {metric: inv, period: 2024年7月, figure: 3.0亿元}
"""
    expected = """\
error SUM-PERIOD observations[1].figure (plan.yaml:4:46)
  示范规划 states 58.0亿元 for 完成投资 in 2024-01/07, its shorter periods come to 53亿元
  correct the figure for 2024-01/07 or those for 2024-01/06, 2024-07
  示范规划的“完成投资”（2024-01/07）写为58.0亿元，所含各期合计为53亿元
  请改正2024-01/07的数，或改正2024-01/06、2024-07的数
  stated = 58.0亿元
  stated can mean = [57.5, 58.5]
  parts = 50.0亿元 (2024-01/06) + 3.0亿元 (2024-07)
  parts come to = 53亿元
  parts can mean = (52.4, 53.6)
"""
    assert expected == findings(text, "SUM-PERIOD")
    assert "" == not_checked(text, "SUM-PERIOD")


def test_a_year_is_held_against_months_and_years_to_date_alike() -> None:
    """Quarters that bear a year out do not hide that 1—9月 and the fourth quarter contradict it."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 40.0亿元}
  - {metric: inv, period: 2024Q1, figure: 10.0亿元}
  - {metric: inv, period: 2024Q2, figure: 10.0亿元}
  - {metric: inv, period: 2024Q3, figure: 10.0亿元}
  - {metric: inv, period: 2024Q4, figure: 10.0亿元}
  - {metric: inv, period: 2024年1—9月, figure: 35.0亿元}
"""
    places = [line for line in findings(text, "SUM-PERIOD").splitlines() if line.startswith("error")]
    expected = [
        "error SUM-PERIOD observations[0].figure (plan.yaml:3:41)",
        "error SUM-PERIOD observations[5].figure (plan.yaml:8:46)",
    ]
    assert expected == places


def test_years_to_date_that_agree_are_in_order() -> None:
    """1—6月 is the half year and the two quarters, and 1—2月 with March the first of them."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—2月, figure: 8.0亿元}
  - {metric: inv, period: 2024-03, figure: 5.0亿元}
  - {metric: inv, period: 2024Q1, figure: 13.0亿元}
  - {metric: inv, period: 2024Q2, figure: 17.0亿元}
  - {metric: inv, period: 2024H1, figure: 30.0亿元}
  - {metric: inv, period: 2024年1—6月, figure: 30.0亿元}
"""
    assert ("", "", 3) == (
        findings(text, "SUM-PERIOD"),
        not_checked(text, "SUM-PERIOD"),
        checked(text, "SUM-PERIOD"),
    )
    assert ("", "", 2) == (
        findings(text, "YTD-FALLS"),
        not_checked(text, "YTD-FALLS"),
        checked(text, "YTD-FALLS"),
    )


def test_a_year_to_date_that_falls_is_an_error() -> None:
    """January to July is no less than January to June."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—6月, figure: 50亿元}
  - {metric: inv, period: 2024年1—7月, figure: 48亿元}
  - {metric: inv, period: 2024年1—8月, figure: 49亿元}
"""
    expected = """\
error YTD-FALLS observations[1].figure (plan.yaml:4:46)
  示范规划 states 48亿元 for 完成投资 in 2024-01/07, less than 50亿元 in 2024-01/06
  correct the figure for 2024-01/07 or that for 2024-01/06; if it was revised, state the vintages
  示范规划的“完成投资”（2024-01/07）写为48亿元，少于2024-01/06的50亿元
  请改正2024-01/07的数或2024-01/06的数；若经修订，请注明版本
  2024-01/06 can mean = (49, 51)
  2024-01/07 can mean = (47, 49)
"""
    assert expected == findings(text, "YTD-FALLS")


def test_a_revised_year_to_date_is_not_asked_for_its_vintage() -> None:
    """It says that it was revised; what is missing is the revised figure for the months before."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—6月, figure: 50亿元}
  - {metric: inv, period: 2024年1—7月, figure: 48亿元, vintage: 修订}
"""
    found = findings(text, "YTD-FALLS").splitlines()
    remedy = "if it was revised, write the revised figure for 2024-01/06 too"
    assert [
        f"  correct the figure for 2024-01/07 or that for 2024-01/06; {remedy}",
        "  请改正2024-01/07的数或2024-01/06的数；若经修订，请同时填写2024-01/06的修订数",
    ] == [found[2], found[4]]


def test_a_fall_that_coarse_rounding_explains_is_a_warning() -> None:
    """50亿元 may have been cut off or raised at its last place, and then be no more than 49.4亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—11月, figure: 50亿元}
  - {metric: inv, period: 2024, figure: 49.4亿元}
"""
    expected = """\
warning YTD-FALLS observations[1].figure (plan.yaml:4:41)
  示范规划 states 49.4亿元 for 完成投资 in 2024, less than 50亿元 in 2024-01/11
  correct the figure for 2024 or that for 2024-01/11; if it was revised, state the vintages
  示范规划的“完成投资”（2024）写为49.4亿元，少于2024-01/11的50亿元
  请改正2024的数或2024-01/11的数；若经修订，请注明版本
  2024-01/11 can mean = (49, 51)
  2024 can mean = (49.3, 49.5)
"""
    assert expected == findings(text, "YTD-FALLS")


def test_a_fall_that_rounding_explains_is_in_order() -> None:
    """50亿元 and 49.8亿元 may be the same amount; a net flow may fall; each year starts anew."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: net, name: 净流入, unit: 亿元, kind: flow, across: sum, over_time: sum, domain: "(-∞, ∞)"}
places: [{id: inv-of, name: 某市}]
observations:
  - {metric: inv, period: 2024年1—6月, figure: 50亿元}
  - {metric: inv, period: 2024年1—7月, figure: 49.8亿元}
  - {metric: inv, period: 2025年1—2月, figure: 9亿元}
  - {metric: net, period: 2024年1—6月, figure: 50亿元}
  - {metric: net, period: 2024年1—7月, figure: 20亿元}
  - {metric: inv, period: 2024年1—6月, figure: 9亿元, subject: nobody}
  - {metric: inv, period: 2024年1—7月, figure: 1亿元, subject: nobody}
"""
    assert "" == findings(text, "YTD-FALLS")
    assert 1 == checked(text, "YTD-FALLS")


def test_years_to_date_at_unlike_prices_are_not_compared() -> None:
    """An amount at current prices and one at 2020 prices may fall or not."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024年1—6月, figure: {text: 50亿元, price_basis: current}}
  - {metric: inv, period: 2024年1—7月, figure: {text: 48亿元, price_basis: constant 2020}}
"""
    expected = """\
observations[1].figure (plan.yaml:4:46)
  完成投资 of 示范规划 in 2024-01/07 cannot be compared with 2024-01/06: cannot compare 50亿元 at current \
prices and 48亿元 at 2020 prices
  示范规划的“完成投资”（2024-01/07）无法与2024-01/06比较
"""
    assert expected == not_checked(text, "YTD-FALLS")


def test_a_year_to_date_and_a_later_month_may_exceed_their_year() -> None:
    """1—9月 and November alone come to more than the year that is stated."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations:
  - {metric: inv, period: 2024, figure: 12.0亿元}
  - {metric: inv, period: 2024年1—9月, figure: 9.0亿元}
  - {metric: inv, period: 2024-11, figure: 5.0亿元}
"""
    found = findings(text, "SUM-PERIOD")
    expected = "示范规划 states 12.0亿元 for 完成投资 in 2024, 10 of its 12 months alone come to 14亿元"
    assert expected == found.splitlines()[1].strip()
