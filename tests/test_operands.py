from __future__ import annotations

from plan_texts import refusal, rows


def test_a_ratio_is_that_of_the_sums() -> None:
    """3亿元 on 100亩 and 1亿元 on 300亩 are 100万元 a 亩, not the mean of both ratios."""
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
"""
    expected = """\
plan: 100万元/亩; 2 of 2 reported
a: 300万元/亩; 1 of 1 reported
b: ≈33.33333333333万元/亩; 1 of 1 reported
"""
    assert expected == rows(text, "den")


def test_a_leaf_with_half_a_ratio_is_missing() -> None:
    """A numerator without denominator is not counted."""
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
"""
    expected = """\
plan: 300万元/亩; 1 of 2 reported; missing b
a: 300万元/亩; 1 of 1 reported
b: None; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "den")


def test_a_ratio_may_be_stated() -> None:
    """What a program states is compared with what its parts give."""
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
observations: [{metric: den, period: 2023, figure: 120万元/亩}]
"""
    expected = """\
plan: 100万元/亩; stated 120万元/亩, residual 20万元/亩; 2 of 2 reported
a: 300万元/亩; 1 of 1 reported
b: ≈33.33333333333万元/亩; 1 of 1 reported
"""
    assert expected == rows(text, "den")


def test_units_of_a_ratio_must_fit() -> None:
    """亿元 over 人 is no 万元/亩."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 人, kind: count, across: sum, over_time: last}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 3亿元}
      - {metric: land, period: 2023, figure: 100人}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 1亿元}
      - {metric: land, period: 2023, figure: 300人}
"""
    expected = """\
DimensionMismatchError
'inv' in 亿元 over 'land' in 人 does not give 'den' in 万元/亩
check the units of the three metrics
"""
    assert expected == refusal(text, "den")


def test_only_sums_are_divided() -> None:
    """A share is no numerator of another."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: index, across: max, over_time: last}
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
"""
    expected = """\
RollupError
cannot divide sums for 'den': 'land' does not add across parts
name two metrics that add, such as amounts or counts
"""
    assert expected == refusal(text, "den")


def test_what_takes_the_largest_is_no_sum() -> None:
    """A metric with another rule across parts is not added for a ratio."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: max, over_time: last}
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
"""
    expected = """\
RollupError
cannot divide sums for 'den': 'land' does not add across parts
name two metrics that add, such as amounts or counts
"""
    assert expected == refusal(text, "den")


def test_a_ratio_of_unlike_prices_is_refused() -> None:
    """Nominal money over real money is no share, though no figure states its prices."""
    text = """\
metrics:
  - {id: s, name: 占比, unit: "%", kind: ratio, across: ratio_of_sums, numerator: n, denominator: d}
  - {id: n, name: 部分, unit: 亿元, kind: flow, price_basis: current}
  - {id: d, name: 全部, unit: 亿元, kind: flow, price_basis: constant 2020}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: n, period: 2023, figure: 3亿元}
      - {metric: d, period: 2023, figure: 10亿元}
  - id: b
    name: 产城融合
    observations:
      - {metric: n, period: 2023, figure: 1亿元}
      - {metric: d, period: 2023, figure: 30亿元}
"""
    expected = """\
PriceBasisMismatchError
cannot divide for 's': 'n' is at current prices and 'd' at 2020 prices
bring both to one price basis, or state price_basis in the metrics that do not say
"""
    assert expected == refusal(text, "s")


def test_a_share_of_like_prices_is_given() -> None:
    """Money at one price basis on both sides is divided."""
    text = """\
metrics:
  - {id: s, name: 占比, unit: "%", kind: ratio, across: ratio_of_sums, numerator: n, denominator: d}
  - {id: n, name: 部分, unit: 亿元, kind: flow}
  - {id: d, name: 全部, unit: 亿元, kind: flow}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: n, period: 2023, figure: 3亿元}
      - {metric: d, period: 2023, figure: 10亿元}
  - id: b
    name: 产城融合
    observations:
      - {metric: n, period: 2023, figure: 1亿元}
      - {metric: d, period: 2023, figure: 30亿元}
"""
    expected = """\
plan: 10%; 2 of 2 reported
a: 30%; 1 of 1 reported
b: ≈3.333333333333%; 1 of 1 reported
"""
    assert expected == rows(text, "s")


def test_unlike_prices_of_nothing_are_no_matter() -> None:
    """Where only one side is reported nothing is divided."""
    text = """\
metrics:
  - {id: s, name: 占比, unit: "%", kind: ratio, across: ratio_of_sums, numerator: n, denominator: d}
  - {id: n, name: 部分, unit: 亿元, kind: flow, price_basis: current}
  - {id: d, name: 全部, unit: 亿元, kind: flow, price_basis: constant 2020}
programs:
  - {id: a, name: 产业创新, observations: [{metric: n, period: 2023, figure: 3亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: n, period: 2023, figure: 1亿元}]}
"""
    expected = """\
plan: None; 0 of 2 reported; missing a b
a: None; 0 of 1 reported; missing a
b: None; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "s")


def test_figures_of_unlike_months_are_not_divided() -> None:
    """A whole year over a half is refused, not called a ratio."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 4亿元}
      - {metric: land, period: 2023H1, figure: 100亩}
"""
    expected = """\
RollupError
cannot set 'inv' of 'a' against its 'land': one is of 2023, the other of 2023H1
report both for the same periods, or ask for a period that both are reported for
"""
    assert expected == refusal(text, "den", period=2023)


def test_figures_of_the_same_months_are_divided() -> None:
    """Halves of one year on both sides give the ratio of that half, in part."""
    text = """\
metrics:
  - {id: den, name: 投资强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv, denomin\
ator: land}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: flow, across: sum, over_time: sum}

programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023H1, figure: 4亿元}
      - {metric: land, period: 2023H1, figure: 100亩}
"""
    expected = """\
plan: 400万元/亩; 0 of 1 reported, 1 in part
a: 400万元/亩; 0 of 1 reported, 1 in part
"""
    assert expected == rows(text, "den", period=2023)


def test_a_mean_is_weighed() -> None:
    """90% of 300 and 80% of 100 are 87.5%."""
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
"""
    expected = """\
plan: 87.5%; 2 of 2 reported, 100 % by weight
a: 90%; 1 of 1 reported, 100 % by weight
b: 80%; 1 of 1 reported, 100 % by weight
"""
    assert expected == rows(text, "sat")


def test_a_mean_needs_every_weight() -> None:
    """A value without weight is refused, not left out."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: sat, period: 2023, figure: 90%}]}
  - {id: b, name: 产城融合, observations: [{metric: sat, period: 2023, figure: 80%}]}
"""
    expected = """\
RollupError
cannot weigh 'sat' of 'a': 'jobs' is not reported for it
report 'jobs' for the same period and aspect
"""
    assert expected == refusal(text, "sat")


def test_a_missing_value_may_count_as_zero_by_its_weight() -> None:
    """A leaf that reports its weight alone counts as 0% of that, not of the weight of coverage."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
  - {id: area, name: 面积, unit: 亩, kind: stock}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: sat, period: 2023, figure: 90%}
      - {metric: jobs, period: 2023, figure: 300人}
  - id: b
    name: 产城融合
    observations:
      - {metric: area, period: 2023, figure: 5亩}
      - {metric: jobs, period: 2023, figure: 100人}
"""
    expected = """\
plan: 67.5%; 1 of 2 reported; missing b
a: 90%; 1 of 1 reported
b: 0%; 0 of 1 reported, 0 % by weight; missing b
"""
    assert expected == rows(text, "sat", missing="zero", weight="area")


def test_a_missing_weight_is_not_guessed() -> None:
    """A missing leaf without weight cannot count as zero."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, observations: [{metric: sat, period: 2023, figure: 90%}, {metric: jobs, peri\
od: 2023, figure: 30人}]}
  - {id: b, name: 产城融合}
"""
    expected = """\
RollupError
cannot count missing data of 'sat' as zero: 'b' has no weight
report 'jobs' for it, or use missing='skip_if_all'
"""
    assert expected == refusal(text, "sat", missing="zero")


def test_an_unlisted_leaf_has_no_weight() -> None:
    """An action that is only declared cannot count as zero in a mean."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}

programs:
  - {id: a, name: 产业创新, observations: [{metric: sat, period: 2023, figure: 90%}, {metric: jobs, peri\
od: 2023, figure: 30人}]}
  - {id: b, name: 产城融合, declared_actions: 2}
"""
    expected = """\
RollupError
cannot count missing data of 'sat' as zero: a leaf that is declared but not listed has no weight
report 'jobs' for it, or use missing='skip_if_all'
"""
    assert expected == refusal(text, "sat", missing="zero")


def test_nothing_reported_has_no_weight() -> None:
    """A mean of which nothing is reported cannot be counted as zero."""
    text = """\
metrics:
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, over_time: mean, weight: jobs\
}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
RollupError
cannot count missing data of 'sat' as zero: 'a' has no weight
report 'jobs' for it, or use missing='skip_if_all'
"""
    assert expected == refusal(text, "sat", missing="zero")


def test_a_ratio_does_not_count_the_missing_as_zero() -> None:
    """A ratio of sums has no zero to add."""
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
"""
    expected = """\
RollupError
cannot count missing data of 'den' as zero: it is a ratio of sums
use missing='skip_if_all' or 'skip_if_any', or roll up its numerator and denominator
"""
    assert expected == refusal(text, "den", missing="zero")


def test_an_unknown_weight_is_refused() -> None:
    """Coverage cannot be weighed by a metric that is not defined, whatever is reported."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
"""
    expected = """\
UnknownIdError
unknown metric 'jbos'
the plan declares 'inv'
"""
    assert expected == refusal(text, "inv", weight="jbos")


def test_an_unknown_reporter_is_refused() -> None:
    """A typing error in reported_by would make a total look complete."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, reported_by: [a\
, bb]}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: inv, period: 2023, figure: 1亿元}]}
"""
    expected = """\
UnknownIdError
unknown node 'bb' in reported_by of metric 'inv'
did you mean 'b'?
"""
    assert expected == refusal(text, "inv")


def test_a_place_with_the_id_of_a_node_is_refused() -> None:
    """An entry for such an id may be about either."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

places: [{id: a, name: 昆山市}]
programs: [{id: a, name: 产业创新}]
observations: [{metric: inv, period: 2023, figure: 300亿元, subject: a}]
"""
    expected = """\
OutlineError
id 'a' is both a place and programs[0], so its figures may be of either
give every place its own id
"""
    assert expected == refusal(text, "inv")


def test_a_zone_with_the_id_of_the_plan_is_refused() -> None:
    """The plan itself is a node like others."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
zone: {id: plan, name: 昆山开发区}
"""
    expected = """\
OutlineError
id 'plan' is both a place and the plan, so its figures may be of either
give every place its own id
"""
    assert expected == refusal(text, "inv")


def test_a_part_is_not_added_to_its_whole() -> None:
    """A town is not added to its city."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
programs:
  - {id: a, name: 全市, place: kunshan, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 周市, place: zhoushi, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
"""
    expected = """\
RollupError
cannot add 'inv' of 'b' to that of 'a': 'zhoushi' lies in 'kunshan'
a part is never added to its whole; report one of the two
"""
    assert expected == refusal(text, "inv")


def test_parts_of_the_zone_are_not_added_to_the_city() -> None:
    """The city around the zone is no part of the plan."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 全市配套, place: kunshan, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
"""
    expected = """\
RollupError
cannot add 'inv' of 'a' to that of 'b': 'ketd' lies in 'kunshan'
a part is never added to its whole; report one of the two
"""
    assert expected == refusal(text, "inv")


def test_places_side_by_side_are_added() -> None:
    """Two towns do not overlap."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

places: [{id: zhoushi, name: 周市镇}, {id: bacheng, name: 巴城镇}]
programs:
  - {id: a, name: 周市, place: zhoushi, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 巴城, place: bacheng, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
"""
    expected = """\
plan: 33亿元; 2 of 2 reported
a: 30亿元; 1 of 1 reported
b: 3亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_a_place_that_is_not_listed_may_lie_in_another() -> None:
    """Two places of which one is unknown are not added."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

places: [{id: zhoushi, name: 周市镇}]
programs:
  - {id: a, name: 周市, place: zhoushi, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 巴城, place: bacheng, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
"""
    expected = """\
RollupError
cannot add 'inv' of 'zhoushi' and 'bacheng': where 'bacheng' lies is not known
a part is never added to its whole; give the places, such as places=(plan.zone, *plan.places)
"""
    assert expected == refusal(text, "inv")


def test_a_mean_of_what_is_weighed_in_part_is_partial() -> None:
    """A value at the end of a year that is weighed by its second half stands for the year in part only."""
    text = """\
metrics:
  - id: sat
    name: 满意度
    unit: "%"
    kind: ratio
    across: weighted_mean
    over_time: last
    weight: jobs
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum, over_time: sum}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: sat, period: 2023H2, figure: 90%}
      - {metric: jobs, period: 2023H2, figure: 300人}
"""
    expected = """\
plan: 90%; 0 of 1 reported, 1 in part, 0 % by weight
a: 90%; 0 of 1 reported, 1 in part, 0 % by weight
"""
    assert expected == rows(text, "sat", period=2023)
