from __future__ import annotations

from plan_texts import plan_of, refusal, rows
from zoneplan import Aspect, Period
from zoneplan.selection import select


def test_quarters_add_up_to_a_year() -> None:
    """A flow is filled by adding; halves and quarters fit together."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023H2, figure: 30000万元}
"""
    expected = """\
plan: 6亿元; 1 of 1 reported
a: 6亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_entries_about_places_fill_no_node() -> None:
    """Quarters of the city are not those of the plan."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
places: [{id: kunshan, name: 昆山市}]
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
observations: [{metric: x, period: 2023Q1, figure: 50亿元, subject: kunshan}]
"""
    expected = """\
plan: 6亿元; 1 of 1 reported
a: 6亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_a_gap_is_told() -> None:
    """A year of which a quarter is missing is reported in part."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023Q4, figure: 3亿元}
"""
    expected = """\
plan: 6亿元; 0 of 1 reported, 1 in part
a: 6亿元; 0 of 1 reported, 1 in part
"""
    assert expected == rows(text, "x", period=2023)


def test_the_last_value_stands_for_a_year() -> None:
    """A stock takes its value at the end of the year."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
plan: 3亿元; 1 of 1 reported
a: 3亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_a_stock_without_value_at_the_end_is_missing() -> None:
    """The third quarter does not stand for the year."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023Q3, figure: 3亿元}
"""
    expected = """\
plan: None; 0 of 1 reported; missing a
a: None; 0 of 1 reported; missing a
"""
    assert expected == rows(text, "x", period=2023)


def test_a_mean_is_weighed_by_months() -> None:
    """A half year counts twice a quarter."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: "%", kind: ratio, across: max, over_time: mean}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 10%}
      - {metric: x, period: 2023Q2, figure: 20%}
      - {metric: x, period: 2023H2, figure: 40%}
"""
    expected = """\
plan: 27.5%; 1 of 1 reported
a: 27.5%; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_the_largest_of_a_year() -> None:
    """The peak of shorter periods is that of the longer."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: max}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 5亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
plan: 5亿元; 1 of 1 reported
a: 5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_the_smallest_of_a_year() -> None:
    """The low of shorter periods is that of the longer."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: min}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 超1亿元}
      - {metric: x, period: 2023Q2, figure: 5亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
plan: 超1亿元; 1 of 1 reported
a: 超1亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_a_peak_beside_loose_figures_is_loose() -> None:
    """The largest of figures that are not plain is only about that."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: max}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 超4亿元}
      - {metric: x, period: 2023Q2, figure: 5亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
plan: 约5亿元; 1 of 1 reported
a: 约5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_a_mean_of_loose_figures_is_loose() -> None:
    """What is averaged from a bound is only about that."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: mean}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 超4亿元}
      - {metric: x, period: 2023Q2, figure: 4亿元}
      - {metric: x, period: 2023H2, figure: 4亿元}
"""
    expected = """\
plan: 约4亿元; 1 of 1 reported
a: 约4亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_without_a_rule_over_time_nothing_is_filled() -> None:
    """A metric that states no rule refuses, and names the periods there are."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
RollupError
metric 'x' states no rule over time, so 2023Q1, 2023Q2, 2023H2 do not give 2023
ask for a period that is reported, or state over_time in the metric
"""
    assert expected == refusal(text, "x", period=2023)


def test_a_rule_of_none_says_so() -> None:
    """A metric whose rule is none has no value for a longer period."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: none}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: 2亿元}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
RollupError
metric 'x' has no value for a longer period, so 2023Q1, 2023Q2, 2023H2 do not give 2023
ask for a period that is reported, or state over_time in the metric
"""
    assert expected == refusal(text, "x", period=2023)


def test_two_years_to_date_are_never_added() -> None:
    """Of 1—6月 and 1—9月 the longer tells of nine months of the year, and the rest is missing."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—9月, figure: 9亿元}
      - {metric: x, period: 2023年1—6月, figure: 6亿元}
"""
    expected = """\
plan: 9亿元; 0 of 1 reported, 1 in part
a: 9亿元; 0 of 1 reported, 1 in part
"""
    assert expected == rows(text, "x", period=2023)


def test_a_year_to_date_is_added_to_what_follows_it() -> None:
    """1—9月 and the fourth quarter make the year."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—9月, figure: 10亿元}
      - {metric: x, period: 2023Q4, figure: 7亿元}
"""
    expected = """\
plan: 17亿元; 1 of 1 reported
a: 17亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_the_combined_first_months_are_a_part() -> None:
    """1—2月, the first period of the year, and March make the first quarter."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—2月, figure: 10亿元}
      - {metric: x, period: 2023-03, figure: 4亿元}
"""
    expected = """\
plan: 14亿元; 1 of 1 reported
a: 14亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023Q1")


def test_years_to_date_fill_years_to_date() -> None:
    """1—2月 and March make 1—3月."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—2月, figure: 10亿元}
      - {metric: x, period: 2023-03, figure: 4亿元}
"""
    expected = """\
plan: 14亿元; 1 of 1 reported
a: 14亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023-01/03")


def test_the_same_months_answer_under_another_name() -> None:
    """The first quarter is 1—3月, as it was written."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—3月, figure: 约14亿元}
      - {metric: x, period: 2023年1—2月, figure: 10亿元}
"""
    expected = """\
plan: 约14亿元; 1 of 1 reported
a: 约14亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023Q1")


def test_a_year_to_date_with_a_gap_behind_it_is_a_part() -> None:
    """What is missing between 1—6月 and the fourth quarter is told."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—6月, figure: 10亿元}
      - {metric: x, period: 2023Q4, figure: 7亿元}
"""
    expected = """\
plan: 17亿元; 0 of 1 reported, 1 in part
a: 17亿元; 0 of 1 reported, 1 in part
"""
    assert expected == rows(text, "x", period=2023)


def test_years_to_date_are_not_taken_apart() -> None:
    """The second quarter is not said to be missing where 1—3月 and 1—6月 give it."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—3月, figure: 4亿元}
      - {metric: x, period: 2023年1—6月, figure: 9亿元}
"""
    expected = """\
RollupError
'x' of 'a' for 2023Q2 is a difference of reports from January on, which a rollup does not take apart
take it from plan.series('x', 'a').single() or .by('quarter'), and report it for 2023Q2
"""
    assert expected == refusal(text, "x", period="2023Q2")


def test_a_difference_is_no_part_either() -> None:
    """A quarter is not counted in part where its third month is a difference."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023-10, figure: 1亿元}
      - {metric: x, period: 2023年1—10月, figure: 9亿元}
      - {metric: x, period: 2023年1—11月, figure: 10亿元}
      - {metric: x, period: 2023-12, figure: 1亿元}
"""
    expected = """\
RollupError
'x' of 'a' for 2023Q4 is a difference of reports from January on, which a rollup does not take apart
take it from plan.series('x', 'a').single() or .by('quarter'), and report it for 2023Q4
"""
    assert expected == refusal(text, "x", period="2023Q4")


def test_a_stock_is_that_at_the_end() -> None:
    """A stock told for 1—9月 is that of September, and so of the third quarter."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023年1—9月, figure: 9亿元}
      - {metric: x, period: 2023H1, figure: 8亿元}
"""
    expected = """\
plan: 9亿元; 1 of 1 reported
a: 9亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023Q3")


def test_of_reports_of_a_stock_that_end_together_the_shortest_counts() -> None:
    """December tells what there was at the end of the year, as the series of the stock says."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023H2, figure: 9亿元}
      - {metric: x, period: 2023-12, figure: 8亿元}
"""
    expected = """\
plan: 8亿元; 1 of 1 reported
a: 8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_what_a_node_above_leaves_states_may_be_a_difference() -> None:
    """A total stated for 1—3月 and 1—6月 states nothing for the second quarter; its parts add up."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
observations:
  - {metric: x, period: 2023年1—3月, figure: 4亿元}
  - {metric: x, period: 2023年1—6月, figure: 9亿元}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023Q2, figure: 5亿元}]}
"""
    expected = """\
plan: 5亿元; 1 of 1 reported
a: 5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023Q2")


def test_a_year_to_date_may_be_asked_for() -> None:
    """What is reported for 1—9月 is rolled up for 1—9月."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023年1—9月, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023年1—9月, figure: 3亿元}]}
"""
    expected = """\
plan: 12亿元; 2 of 2 reported
a: 9亿元; 1 of 1 reported
b: 3亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2023-01/09")


def test_a_year_is_not_cut_into_quarters() -> None:
    """A longer period than asked says nothing of the shorter."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3亿元}]}
"""
    expected = """\
plan: None; 0 of 2 reported; missing a b
a: None; 0 of 1 reported; missing a
b: None; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "x", period="2023Q1")


def test_years_fill_a_span() -> None:
    """The years of a five-year plan add up to it."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2021, figure: 9亿元}, {metric: x, period:\
 2022, figure: 6亿元}]}
"""
    expected = """\
plan: 15亿元; 1 of 1 reported
a: 15亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period="2021-2022")


def test_several_periods_are_not_chosen_among() -> None:
    """Two years need to be told apart."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2022, figure: 3亿元}]}
"""
    expected = """\
RollupError
metric 'x' has actual entries for several periods: 2022, 2023
say which period
"""
    assert expected == refusal(text, "x")


def test_several_aspects_are_not_chosen_among() -> None:
    """Planned and forecast figures need to be told apart."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations: [{metric: x, period: 2023, figure: 9亿元, aspect: 计划}, {metric: x, period: 2023, fig\
ure: 8亿元, aspect: 预测}]
"""
    expected = """\
RollupError
metric 'x' has entries of several aspects: 'planned', 'forecast'
say which: aspect='planned'
"""
    assert expected == refusal(text, "x")


def test_actual_figures_go_before_others() -> None:
    """Where something is actual, that is rolled up unless another aspect is asked for."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations: [{metric: x, period: 2023, figure: 9亿元, aspect: 计划}, {metric: x, period: 2023, fig\
ure: 8亿元}]
    targets: [{metric: x, by: 2025, level: 10亿元}]
"""
    expected = """\
plan: 8亿元; 1 of 1 reported
a: 8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_targets_are_rolled_up_as_an_aspect() -> None:
    """Targets add up like anything else."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, targets: [{metric: x, by: 2025, level: 10亿元以上}]}
  - {id: b, name: 产城融合, targets: [{metric: x, by: 2025, level: 5亿元}]}
"""
    expected = """\
plan: 15亿元以上; 2 of 2 reported
a: 10亿元以上; 1 of 1 reported
b: 5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", aspect="target")


def test_the_latest_vintage_counts() -> None:
    """A final figure replaces a preliminary one, and one without a vintage may be told with one too."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023, figure: 8亿元, vintage: 最终核实}
      - {metric: x, period: 2023, figure: 9亿元, vintage: 初步核算}
      - {metric: x, period: 2023, figure: 90000万元}
"""
    expected = """\
plan: 8亿元; 1 of 1 reported
a: 8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_a_figure_without_vintage_is_not_chosen_against_one_with() -> None:
    """It may be older or newer, so nothing rests on either; both are named with their paths."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023, figure: 7亿元}
      - {metric: x, period: 2023, figure: 8亿元, vintage: 初步核算}
"""
    expected = """\
RollupError
two figures for 'x' of 'a' in 2023: 8亿元 in programs[0].observations[1] and 7亿元 in programs[0].observ\
ations[0]
state which is which: programs[0].observations[0] names no vintage
"""
    assert expected == refusal(text, "x")


def test_one_fact_told_twice_alike_counts_once() -> None:
    """The same figure in two units is one figure."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 8亿元}, {metric: x, period:\
 2023, figure: 80000万元}]}
"""
    expected = """\
plan: 8亿元; 1 of 1 reported
a: 8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_two_figures_of_one_vintage_are_refused() -> None:
    """Which of two counts is not guessed; both are named with their paths."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 8亿元}, {metric: x, period:\
 2023, figure: 9亿元}]}
"""
    expected = """\
RollupError
two figures for 'x' of 'a' in 2023: 8亿元 in programs[0].observations[0] and 9亿元 in programs[0].observ\
ations[1]
keep one, or state which is preliminary and which is final as their vintage
"""
    assert expected == refusal(text, "x")


def test_a_figure_of_another_dimension_is_refused() -> None:
    """Land is not added to money; the node is named."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3亩}]}
"""
    expected = """\
DimensionMismatchError
'x' of 'b' is 3亩: cannot convert 亩 to 亿元: they measure different things (area and CNY)
check which of the two is meant
"""
    assert expected == refusal(text, "x")


def test_a_figure_in_another_currency_is_refused() -> None:
    """Dollars are not added to yuan."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3亿美元}]}
"""
    expected = """\
CurrencyMismatchError
'x' of 'b' is 3亿美元: cannot convert 亿美元 to 亿元: they are different currencies
state a dated exchange rate; zoneplan never assumes one
"""
    assert expected == refusal(text, "x")


def test_two_price_bases_are_refused() -> None:
    """Current and constant prices are not added; a node of each is named."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum, price_basis: current}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: {text: 3亿元, price_basis: \
constant 2020}}]}
"""
    expected = """\
PriceBasisMismatchError
cannot roll up 'x': its figures are at 2020 prices (of 'b') and at current prices (of 'a')
bring them to one price basis, or state price_basis in the metric for those that do not say
"""
    assert expected == refusal(text, "x")


def test_a_stated_default_is_one_price_basis() -> None:
    """A figure that names the metric's prices goes with those that name none, over time as well."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum, price_basis: current}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: {text: 2亿元, price_basis: 现价}}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
plan: 6亿元; 1 of 1 reported
a: 6亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x", period=2023)


def test_quarters_at_two_price_bases_are_refused() -> None:
    """Prices are not mixed over time either."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum, price_basis: current}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: x, period: 2023Q1, figure: 1亿元}
      - {metric: x, period: 2023Q2, figure: {text: 2亿元, price_basis: 可比价}}
      - {metric: x, period: 2023H2, figure: 3亿元}
"""
    expected = """\
PriceBasisMismatchError
'x' of 'a': cannot add 1亿元 at current prices and 2亿元 at comparable prices
bring both to one price basis first, or state the basis where it is missing
"""
    assert expected == refusal(text, "x", period=2023)


def test_the_entries_behind_figures_are_a_mapping() -> None:
    """Entries that fill a period stand beside those that were written for it, each subject once."""
    plan = plan_of("""\
metrics: [{id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023H1, figure: 3亿元}]}
""")
    selection = select(plan.ledger, plan.metric("x"), Aspect.ACTUAL, Period.year(2023), plan.outline.nodes)
    assert (["a", "b"], 2) == (list(selection.entries), len(selection.entries))
    assert {"b"} == selection.partial
    expected = {"a": ["programs[0].observations[0]"], "b": ["programs[1].observations[0]"]}
    assert expected == {node: [entry.path for entry in found] for node, found in selection.entries.items()}
