from __future__ import annotations

from plan_texts import refusal, rows


def test_the_largest_of_the_parts() -> None:
    """A whole may be the largest of its parts."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: max, over_time: max}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 30000万元}]}
"""
    expected = """\
plan: 9亿元; 2 of 2 reported
a: 9亿元; 1 of 1 reported
b: 3亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_the_smallest_of_the_parts() -> None:
    """A whole may be the smallest of its parts, with its words."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: min, over_time: min}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 超3亿元}]}
"""
    expected = """\
plan: 超3亿元; 2 of 2 reported
a: 9亿元; 1 of 1 reported
b: 超3亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_the_largest_beside_a_loose_figure_is_loose() -> None:
    """超8亿元 may be more than 9亿元."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: max, over_time: max}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 超8亿元}]}
"""
    expected = """\
plan: 约9亿元; 2 of 2 reported
a: 9亿元; 1 of 1 reported
b: 超8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_a_winning_range_is_loose() -> None:
    """The lower end of a range is not the largest value."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: max, over_time: max}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9—10亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 8亿元}]}
"""
    expected = """\
plan: 约9亿元; 2 of 2 reported
a: 9—10亿元; 1 of 1 reported
b: 8亿元; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_a_ratio_of_loose_figures_is_loose() -> None:
    """More than 3亿元 on 100亩 is about 300万元 a 亩."""
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
      - {metric: inv, period: 2023, figure: 超3亿元}
      - {metric: land, period: 2023, figure: 100亩}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
      - {metric: land, period: 2023, figure: 300亩}
"""
    expected = """\
plan: 约100万元/亩; 2 of 2 reported
a: 约300万元/亩; 1 of 1 reported
b: ≈33.33333333333万元/亩; 1 of 1 reported
"""
    assert expected == rows(text, "den")


def test_a_lone_leaf_is_converted() -> None:
    """The figure of the only leaf is given in the metric's unit."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs: [{id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 12345万元以上}]}]
"""
    expected = """\
plan: 1.2345亿元以上; 1 of 1 reported
a: 1.2345亿元以上; 1 of 1 reported
"""
    assert expected == rows(text, "x")


def test_zeros_are_added_for_the_largest() -> None:
    """A missing leaf counted as zero is the smallest."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: stock, across: min, over_time: min}
programs: [{id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 1亿元}]}, {id: b, na\
me: 产城融合}]
"""
    expected = """\
plan: 0亿元; 1 of 2 reported; missing b
a: 1亿元; 1 of 1 reported
b: 0亿元; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "x", missing="zero")


def test_a_ratio_does_not_divide_by_zero() -> None:
    """Nothing is not a share of nothing."""
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
"""
    expected = """\
RollupError
cannot divide by zero: 'land' of 'den' comes to 0
check the entries of 'land'
"""
    assert expected == refusal(text, "den")


def test_weights_must_come_to_something() -> None:
    """A mean over no weight is refused."""
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
      - {metric: jobs, period: 2023, figure: 0人}
  - id: b
    name: 产城融合
    observations:
      - {metric: sat, period: 2023, figure: 80%}
      - {metric: jobs, period: 2023, figure: 0人}
"""
    expected = """\
RollupError
cannot weigh 'sat': its weights come to 0
check the entries of 'jobs'
"""
    assert expected == refusal(text, "sat")


def test_a_weight_is_not_negative() -> None:
    """A negative weight would turn a mean around."""
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
      - {metric: jobs, period: 2023, figure: -100人}
"""
    expected = """\
RollupError
cannot weigh 'sat': -100人 is no weight
check the entries of 'jobs'
"""
    assert expected == refusal(text, "sat")


def test_without_a_rule_nothing_is_rolled_up() -> None:
    """A metric that states no rule across parts refuses."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 亿元, kind: flow, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 9亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3亿元}]}
"""
    expected = """\
RollupError
metric 'x' states no rule across parts, so its parts give no whole
state across: sum, weighted_mean, ratio_of_sums, max, min or none
"""
    assert expected == refusal(text, "x")


def test_a_rank_is_not_rolled_up() -> None:
    """A metric whose rule is none refuses."""
    text = """\
metrics:
  - {id: x, name: 指标, unit: 位, kind: rank, across: none, over_time: none}
programs:
  - {id: a, name: 产业创新, observations: [{metric: x, period: 2023, figure: 5位}]}
  - {id: b, name: 产城融合, observations: [{metric: x, period: 2023, figure: 3位}]}
"""
    expected = """\
RollupError
metric 'x' has no value for a whole that follows from its parts
read the figures of the single nodes instead; its definition says across: none
"""
    assert expected == refusal(text, "x")


def test_an_unknown_metric_is_refused() -> None:
    """The nearest id is offered."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
"""
    expected = """\
UnknownIdError
unknown metric 'in'
did you mean 'inv'?
"""
    assert expected == refusal(text, "in")


def test_a_duplicate_id_is_refused() -> None:
    """Totals over a doubtful outline would be wrong."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - {id: a, name: 产业创新}
  - {id: a, name: 产城融合}
"""
    expected = """\
OutlineError
id 'a' in programs[1].id (plan.yaml:5:10) is taken by programs[0]
give every node its own id; `validate()` lists all of them
"""
    assert expected == refusal(text, "inv")


def test_a_broken_reference_is_refused() -> None:
    """A project that serves nothing known is not left out in silence."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
projects: [{id: p, name: 产业园, serves: a9}]
"""
    expected = """\
OutlineError
'a9' in projects[0].serves (plan.yaml:2:39) is not the id of an action
correct the id; `validate()` lists all of them
"""
    assert expected == refusal(text, "inv")


def test_a_circle_is_refused() -> None:
    """Projects that are part of each other have no total."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
projects: [{id: p, name: 产业园, part_of: q}, {id: q, name: 科创园, part_of: p}]
"""
    expected = """\
OutlineError
'p' in projects[1].part_of (plan.yaml:2:72) runs in a circle
correct the id; `validate()` lists all of them
"""
    assert expected == refusal(text, "inv")


def test_an_unknown_word_for_missing_data_is_refused() -> None:
    """The three words are named."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
"""
    expected = """\
RollupError
expected missing to be one of 'skip_if_any', 'skip_if_all', 'zero', got 'ignore'
"""
    assert expected == refusal(text, "inv", missing="ignore")


def test_an_unknown_aspect_is_refused() -> None:
    """The five aspects are named."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
"""
    expected = """\
RollupError
expected aspect to be one of 'baseline', 'actual', 'planned', 'forecast', 'target', got 'done'
"""
    assert expected == refusal(text, "inv", aspect="done")
