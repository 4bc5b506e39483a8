from __future__ import annotations

from plan_texts import checked, findings, not_checked

# -- shares -----------------------------------------------------------------------------------------


def test_a_share_that_part_and_whole_contradict_is_an_error() -> None:
    """2400亿元 are 47.9 % of 5006.7亿元, not 52 %."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元}
  - {metric: share, period: 2022, figure: 52%}
"""
    expected = """\
error SHARE-WRONG observations[2].figure (plan.yaml:11:43)
  昆山开发区 占全市比重 2022: the share of 52% does not agree with 昆山开发区 地区生产总值 2022 (2400亿\
元) and 昆山市 地区生产总值 2022 (5006.7亿元), which give [47.92, 47.95] %
  correct one of the figures; rounding does not explain the difference
  昆山开发区 占全市比重 2022：占比52%与昆山开发区 地区生产总值 2022（2400亿元）、昆山市 地区生产总值 202\
2（5006.7亿元）不符，按后者推算为[47.92, 47.95]%
  请改正其中一个数；差额不能用四舍五入解释
  昆山开发区 地区生产总值 2022 = 2400亿元 ∈ [2350, 2450] 亿元
  昆山市 地区生产总值 2022 = 5006.7亿元 ∈ (5006.6, 5006.8) 亿元
  昆山开发区 占全市比重 2022 = 52% ∈ (51, 53) %
  calculated = (46.93, 48.94) %
"""
    assert expected == findings(text, "SHARE-WRONG")


def test_a_share_within_rounding_is_in_order() -> None:
    """48 % is 47.9 % rounded; the zone and the plan are one subject."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, subject: ketd, period: 2022, figure: 2400亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元}
  - {metric: share, period: 2022, figure: 48%}
"""
    assert "" == findings(text, "SHARE-WRONG")


def test_a_share_is_counted() -> None:
    """Each stated share that was held against its figures counts once."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元}
  - {metric: share, period: 2022, figure: 48%}
"""
    assert 1 == checked(text, "SHARE-WRONG")


def test_a_share_cut_off_instead_of_rounded_is_advice() -> None:
    """129 of 270 are 47.8 %, which is printed as 47 %."""
    text = """\
relations:
  - {id: 开工率, kind: share, part: 129项, whole: 270项, share: 47%}
"""
    expected = """\
advice SHARE-WRONG relations[0] (plan.yaml:2:6)
  开工率: the share of 47% agrees with 129项 and 270项 only if figures were rounded more coarsely than w\
ritten, or digits were cut off
  state the figures to the same place, or say how they were rounded
  开工率：占比47%与129项、270项只有在数值取整比写出的位数更粗、或尾数被截去时才相符
  请统一小数位数，或说明取整方式
  part = 129项 ∈ [129, 129] 项
  whole = 270项 ∈ [270, 270] 项
  share = 47% ∈ (46, 48) %
  calculated = [47.77, 47.78] %
"""
    assert expected == findings(text, "SHARE-WRONG")


def test_a_share_whose_whole_is_missing_is_not_checked() -> None:
    """What the whole would have to be is said (worked example 2)."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: share, period: 2022, figure: 48%}
"""
    expected = """\
observations[1].figure (plan.yaml:10:43)
  昆山开发区 占全市比重 2022: the share of 48% cannot be checked: 昆山市 地区生产总值 2022 is missing; i\
t would be [4947.42, 5053.69] 亿元
  昆山开发区 占全市比重 2022：占比48%无法核对：昆山市 地区生产总值 2022未报；该数应为[4947.42, 5053.69]\
亿元
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_which_nothing_else_is_known_is_not_checked() -> None:
    """Without part and whole there is no range to speak of."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: share, period: 2022, figure: 48%}
"""
    expected = """\
observations[0].figure (plan.yaml:9:43)
  昆山开发区 占全市比重 2022: the share of 48% cannot be checked: 昆山开发区 地区生产总值 2022 and 昆山\
市 地区生产总值 2022 are missing
  昆山开发区 占全市比重 2022：占比48%无法核对：昆山开发区 地区生产总值 2022、昆山市 地区生产总值 2022未报
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_in_a_place_that_does_not_enclose_the_subject_is_not_checked() -> None:
    """The zone is not said to lie in 太仓市, so nothing is compared."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp, share_in: taicang}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: gdp, subject: taicang, period: 2022, figure: 1653.57亿元}
  - {metric: share, period: 2022, figure: 52%}
"""
    expected = """\
observations[2].figure (plan.yaml:11:43)
  昆山开发区 占全市比重 2022: the share of 52% cannot be checked: the plan does not say that 昆山开发区 \
lies in 太仓市, which the share is taken of
  昆山开发区 占全市比重 2022：占比52%无法核对：未注明昆山开发区位于占比范围“太仓市”之内
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_more_than_all_is_an_error_wherever_it_is_taken() -> None:
    """Of no place is a part larger than the whole."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp, share_in: taicang}
observations:
  - {metric: share, period: 2022, figure: 120%}
"""
    expected = """\
error SHARE-WRONG observations[0].figure (plan.yaml:9:43)
  昆山开发区 占全市比重 2022: the share of 120% does not agree with 昆山开发区 地区生产总值 2022 (missin\
g) and a missing figure, which give [0, 100] %
  correct one of the figures; rounding does not explain the difference
  昆山开发区 占全市比重 2022：占比120%与昆山开发区 地区生产总值 2022（未报）、一个未报的数不符，按后者推\
算为[0, 100]%
  请改正其中一个数；差额不能用四舍五入解释
  昆山开发区 占全市比重 2022 = 120% ∈ (119, 121) %
  calculated = [0, 100] %
"""
    assert expected == findings(text, "SHARE-WRONG")


def test_a_share_in_its_own_subject_is_not_checked() -> None:
    """A place does not lie in itself."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp, share_in: kunshan}
observations:
  - {metric: gdp, subject: kunshan, period: 2022, figure: 2400亿元}
  - {metric: share, subject: kunshan, period: 2022, figure: 52%}
"""
    expected = """\
observations[1].figure (plan.yaml:10:61)
  昆山市 占全市比重 2022: the share of 52% cannot be checked: the plan does not say that 昆山市 lies in \
昆山市, which the share is taken of
  昆山市 占全市比重 2022：占比52%无法核对：未注明昆山市位于占比范围“昆山市”之内
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_an_outermost_place_is_not_checked() -> None:
    """Nothing lies around the city."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: share, subject: kunshan, period: 2022, figure: 52%}
"""
    expected = """\
observations[0].figure (plan.yaml:9:61)
  昆山市 占全市比重 2022: the share of 52% cannot be checked: the plan does not say which place 昆山市 l\
ies in
  昆山市 占全市比重 2022：占比52%无法核对：未注明昆山市所在的地区
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_a_place_named_twice_is_not_checked() -> None:
    """Which of the two is meant is not known."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: kunshan, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元}
  - {metric: share, period: 2022, figure: 52%}
"""
    expected = """\
observations[2].figure (plan.yaml:11:43)
  昆山开发区 占全市比重 2022: the share of 52% cannot be checked: an id of the places around 昆山开发区 \
is given twice
  昆山开发区 占全市比重 2022：占比52%无法核对：昆山开发区所在地区的编号重复
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_program_s_share_is_of_the_plan() -> None:
    """A node that names no place lies in what the plan is about."""
    text = """\
metrics:
  - {id: inv, name: 投资, unit: 亿元, kind: flow}
  - {id: share, name: 占比, unit: '%', kind: ratio, share_of: inv}
programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 30.0亿元}
      - {metric: share, period: 2023, figure: 40.0%}
observations:
  - {metric: inv, period: 2023, figure: 100.0亿元}
"""
    expected = """\
error SHARE-WRONG programs[0].observations[1].figure (plan.yaml:9:47)
  产业创新 占比 2023: the share of 40.0% does not agree with 产业创新 投资 2023 (30.0亿元) and 示范规划 \
投资 2023 (100.0亿元), which give [29.93, 30.07] %
  correct one of the figures; rounding does not explain the difference
  产业创新 占比 2023：占比40.0%与产业创新 投资 2023（30.0亿元）、示范规划 投资 2023（100.0亿元）不符，按\
后者推算为[29.93, 30.07]%
  请改正其中一个数；差额不能用四舍五入解释
  产业创新 投资 2023 = 30.0亿元 ∈ [29.5, 30.5] 亿元
  示范规划 投资 2023 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  产业创新 占比 2023 = 40.0% ∈ [39.5, 40.5] %
  calculated = [29.35, 30.66] %
"""
    assert expected == findings(text, "SHARE-WRONG")


def test_a_target_is_not_held_against_what_was_achieved() -> None:
    """A share to be reached is no statement about this year's figures."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2025, figure: 2400亿元}
  - {metric: gdp, subject: kunshan, period: 2025, figure: 5006.7亿元}
targets: [{metric: share, by: 2025, level: 52%}]
"""
    expected = """\
targets[0].level (plan.yaml:11:44)
  昆山开发区 占全市比重 2025: the share of 52% cannot be checked: actual, planned and target figures are\
 mixed
  昆山开发区 占全市比重 2025：占比52%无法核对：实际数与计划数、目标数相混
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_figures_of_unlike_vintage_is_not_checked() -> None:
    """A preliminary part over a final whole says nothing."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, vintage: preliminary}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元, vintage: final}
  - {metric: share, period: 2022, figure: 52%}
"""
    expected = """\
observations[2].figure (plan.yaml:11:43)
  昆山开发区 占全市比重 2022: the share of 52% cannot be checked: the figures are of different vintages
  昆山开发区 占全市比重 2022：占比52%无法核对：数据版本不同
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_share_of_conflicting_figures_is_not_checked() -> None:
    """Nothing rests on a figure that is told in two ways."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: gdp, period: 2022, figure: 2600亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 5006.7亿元}
  - {metric: share, period: 2022, figure: 52%}
"""
    expected = """\
observations[3].figure (plan.yaml:12:43)
  昆山开发区 占全市比重 2022: the share of 52% cannot be checked: a figure is told differently by differ\
ent sources
  昆山开发区 占全市比重 2022：占比52%无法核对：所依据的数有不同说法
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_stated_ratio_its_figures_contradict_is_an_error() -> None:
    """Output per head of 18.66万元 does not follow from 3080.01亿元 and 160.00万人."""
    text = """\
relations:
  - {id: 人均, kind: ratio, numerator: 3080.01亿元, denominator: 160.00万人, ratio: 18.66万元/人}
"""
    expected = """\
error SHARE-WRONG relations[0] (plan.yaml:2:6)
  人均: the ratio of 18.66万元/人 does not agree with 3080.01亿元 and 160.00万人, which give [19.24, 19.\
26] 万元/人
  correct one of the figures; rounding does not explain the difference
  人均：比值18.66万元/人与3080.01亿元、160.00万人不符，按后者推算为[19.24, 19.26]万元/人
  请改正其中一个数；差额不能用四舍五入解释
  numerator = 3080.01亿元 ∈ (3080, 3080.02) 亿元
  denominator = 160.00万人 ∈ [159.5, 160.5] 万人
  ratio = 18.66万元/人 ∈ (18.65, 18.67) 万元/人
  calculated = (19.19, 19.32) 万元/人
"""
    assert expected == findings(text, "SHARE-WRONG")


def test_a_share_of_less_than_nothing_is_not_checked() -> None:
    """A whole below 0 has no shares."""
    text = """\
relations:
  - {id: 占比, kind: share, part: 5.0亿元, whole: -5.0亿元, share: 50%}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  占比: the share of 50% cannot be checked: the rate or share has no meaning for these figures
  占比：占比50%无法核对：该比率对这些数值没有意义
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_ratio_that_no_unit_can_be_made_for_is_not_checked() -> None:
    """People over a multiple are nothing that has a unit."""
    text = """\
relations:
  - {id: 比值, kind: ratio, numerator: 5万人, denominator: 2倍, ratio: {name: 某比值}}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  某比值: the ratio cannot be checked: the figures measure different things
  某比值：比值无法核对：单位不可比
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_ratio_that_is_missing_is_not_checked() -> None:
    """What it would have to be is said."""
    text = """\
relations:
  - {id: 人均, kind: ratio, numerator: 3080.01亿元, denominator: 165.87万人, ratio: {}}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  人均: the ratio cannot be checked: a figure is missing; it would be [18.56, 18.57] 亿元/万人
  人均：比值无法核对：一个数未报；该数应为[18.56, 18.57]亿元/万人
"""
    assert expected == not_checked(text, "SHARE-WRONG")


# -- shares of one whole ----------------------------------------------------------------------------


def test_shares_that_leave_a_tenth_out_are_an_error() -> None:
    """50, 30 and 10 % are 90 %."""
    text = """\
relations:
  - {id: 三次产业, kind: shares_sum, shares: [50%, 30%, 10%]}
"""
    expected = """\
error SHARE-100 relations[0] (plan.yaml:2:6)
  三次产业: the shares 50%, 30% and 10% come to [88.5, 91.5] %, not to 100%
  correct one of the figures; rounding does not explain the difference
  三次产业：各占比50%、30%、10%合计为[88.5, 91.5]%，不等于100%
  请改正其中一个数；差额不能用四舍五入解释
  shares[0] = 50% ∈ (49, 51) %
  shares[1] = 30% ∈ (29, 31) %
  shares[2] = 10% ∈ (9, 11) %
  total = 100% ∈ [100, 100] %
  calculated = (87, 93) %
"""
    assert expected == findings(text, "SHARE-100")


def test_shares_that_give_a_hundred_within_rounding_are_in_order() -> None:
    """33.3 three times is 100 within rounding."""
    text = """\
relations:
  - {kind: shares_sum, shares: [33.3%, 33.3%, 33.3%]}
"""
    assert "" == findings(text, "SHARE-100")


def test_known_shares_can_be_too_many_already() -> None:
    """Whatever the third share is, 60 and 45 % are more than all."""
    text = """\
relations:
  - {kind: shares_sum, shares: [60%, 45%, {name: 三产}]}
"""
    expected = """\
error SHARE-100 relations[0] (plan.yaml:2:6)
  the shares 60%, 45% and 三产 (missing) come to [104, 206] %, not to 100%
  correct one of the figures; rounding does not explain the difference
  各占比60%、45%、三产（未报）合计为[104, 206]%，不等于100%
  请改正其中一个数；差额不能用四舍五入解释
  shares[0] = 60% ∈ (59, 61) %
  shares[1] = 45% ∈ (44, 46) %
  total = 100% ∈ [100, 100] %
  calculated = (103, 207) %
"""
    assert expected == findings(text, "SHARE-100")


def test_shares_of_which_one_is_missing_are_not_checked() -> None:
    """What the missing one would have to be is said."""
    text = """\
relations:
  - {kind: shares_sum, shares: [{name: 一产, figure: 0.6%}, {name: 二产, figure: 51.8%}, {name: 三产}]}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  the sum of 100% cannot be checked: 三产 is missing; it would be [47.5, 47.7] %
  合计100%无法核对：三产未报；该数应为[47.5, 47.7]%
"""
    assert expected == not_checked(text, "SHARE-100")


def test_shares_are_counted() -> None:
    """A list of shares counts once."""
    text = """\
relations:
  - {kind: shares_sum, shares: [60%, 40%]}
"""
    assert 1 == checked(text, "SHARE-100")


# -- growth -----------------------------------------------------------------------------------------


def test_a_rate_that_levels_contradict_is_an_error() -> None:
    """From 100 to 200 in five years are 14.9 % a year, not 3 %."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2020, figure: 100.0亿元}
  - {metric: gdp, period: 2025, figure: 200.0亿元}
  - {metric: growth, period: 2021-2025, figure: 3.0%}
"""
    expected = """\
error RATE-WRONG observations[2].figure (plan.yaml:7:49)
  示范规划 增速 2021-2025: the growth of 3.0% does not agree with 示范规划 地区生产总值 2020 (100.0亿元)\
 and 示范规划 地区生产总值 2025 (200.0亿元), which give (14.85, 14.89) %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are not, st\
ate the price basis of each
  示范规划 增速 2021-2025：增速3.0%与示范规划 地区生产总值 2020（100.0亿元）、示范规划 地区生产总值 2025\
（200.0亿元）不符，按后者推算为(14.85, 14.89)%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2020 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  示范规划 地区生产总值 2025 = 200.0亿元 ∈ [195, 205] 亿元
  示范规划 增速 2021-2025 = 3.0% ∈ (2.9, 3.1) %
  calculated = (14.17, 15.56) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_rate_within_rounding_is_in_order() -> None:
    """From 13.9884 to 14.8 are 5.8 %; from 14 to 14.8 a printed 5.6 % is well within rounding."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 14亿元}
  - {metric: gdp, period: 2023, figure: 14.8亿元}
  - {metric: growth, period: 2023, figure: 5.6%}
"""
    assert "" == findings(text, "RATE-WRONG")


def test_growth_of_a_quarter_is_over_the_same_quarter_a_year_before() -> None:
    """The quarter before has no part in it."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022Q1, figure: 100.0亿元}
  - {metric: gdp, period: 2022Q4, figure: 106.0亿元}
  - {metric: gdp, period: 2023Q1, figure: 110.0亿元}
  - {metric: growth, period: 2023Q1, figure: 3.8%}
"""
    expected = """\
error RATE-WRONG observations[3].figure (plan.yaml:8:46)
  示范规划 增速 2023Q1: the growth of 3.8% does not agree with 示范规划 地区生产总值 2022Q1 (100.0亿元) \
and 示范规划 地区生产总值 2023Q1 (110.0亿元), which give [9.89, 10.11] %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are not, st\
ate the price basis of each
  示范规划 增速 2023Q1：增速3.8%与示范规划 地区生产总值 2022Q1（100.0亿元）、示范规划 地区生产总值 2023Q\
1（110.0亿元）不符，按后者推算为[9.89, 10.11]%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2022Q1 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  示范规划 地区生产总值 2023Q1 = 110.0亿元 ∈ [109.5, 110.5] 亿元
  示范规划 增速 2023Q1 = 3.8% ∈ (3.7, 3.9) %
  calculated = [8.95, 11.06] %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_growth_of_a_year_to_date_is_over_the_same_months() -> None:
    """From January to June each year."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022-01/06, figure: 100.0亿元}
  - {metric: gdp, period: 2023-01/06, figure: 110.0亿元}
  - {metric: growth, period: 2023-01/06, figure: 10.0%}
"""
    assert "" == findings(text, "RATE-WRONG")


def test_growth_and_its_kind_are_counted() -> None:
    """A rate counts once."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022H1, figure: 100.0亿元}
  - {metric: gdp, period: 2023H1, figure: 110.0亿元}
  - {metric: growth, period: 2023H1, figure: 10.0%}
"""
    assert 1 == checked(text, "RATE-WRONG")


def test_growth_from_a_missing_level_is_not_checked() -> None:
    """What the level before would have to be is said."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2023, figure: 110.0亿元}
  - {metric: growth, period: 2023, figure: 10.0%}
"""
    expected = """\
observations[1].figure (plan.yaml:6:44)
  示范规划 增速 2023: the growth of 10.0% cannot be checked: 示范规划 地区生产总值 2022 is missing; it w\
ould be [99.9, 100.1] 亿元
  示范规划 增速 2023：增速10.0%无法核对：示范规划 地区生产总值 2022未报；该数应为[99.9, 100.1]亿元
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_growth_at_constant_prices_is_not_held_against_current_levels() -> None:
    """The change of prices that would explain both is said."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, price_basis: current}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: gdp, period: 2023, figure: 110.0亿元}
  - {metric: growth, period: 2023, figure: 5.0%, price_basis: comparable}
"""
    expected = """\
observations[2].figure (plan.yaml:7:44)
  示范规划 增速 2023: the growth of 5.0% cannot be checked: the figures are at different price bases, or\
 some do not state theirs; the levels and the rate agree if prices changed by 4.61 to 4.92 % a year
  示范规划 增速 2023：增速5.0%无法核对：价格口径不同或未注明；若价格每年变动4.61%至4.92%，则总量与增速相符
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_kunshan_2022_says_what_prices_did() -> None:
    """The level of 2021 is from memory; 1.8 % at constant prices leaves 3.53 to 3.64 % for prices."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, price_basis: current}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2021, figure: 4748.06亿元}
  - {metric: gdp, period: 2022, figure: 5006.7亿元}
  - {metric: growth, period: 2022, figure: 1.8%, price_basis: 不变价(基期未注明)}
"""
    expected = """\
observations[2].figure (plan.yaml:7:44)
  示范规划 增速 2022: the growth of 1.8% cannot be checked: the figures are at different price bases, or\
 some do not state theirs; the levels and the rate agree if prices changed by 3.53 to 3.64 % a year
  示范规划 增速 2022：增速1.8%无法核对：价格口径不同或未注明；若价格每年变动3.53%至3.64%，则总量与增速相符
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_growth_at_unlike_prices_without_levels_is_not_checked() -> None:
    """Nothing is said of a change of prices that can be any."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, price_basis: current}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2023, figure: 110.0亿元}
  - {metric: growth, period: 2023, figure: 5.0%, price_basis: comparable}
"""
    expected = """\
observations[1].figure (plan.yaml:6:44)
  示范规划 增速 2023: the growth of 5.0% cannot be checked: the figures are at different price bases, or\
 some do not state theirs
  示范规划 增速 2023：增速5.0%无法核对：价格口径不同或未注明
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_planned_rate_is_not_held_against_what_was_achieved() -> None:
    """A target that was missed is no contradiction."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: gdp, period: 2023, figure: 103.0亿元}
  - {metric: growth, period: 2023, figure: 8.0%, aspect: planned}
"""
    expected = """\
observations[2].figure (plan.yaml:7:44)
  示范规划 增速 2023: the growth of 8.0% cannot be checked: 示范规划 地区生产总值 2023 as planned is mis\
sing; it would be [107.89, 108.11] 亿元
  示范规划 增速 2023：增速8.0%无法核对：示范规划 地区生产总值 2023的计划数未报；该数应为[107.89, 108.11]\
亿元
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_planned_rate_leads_from_what_was_to_what_is_planned() -> None:
    """From 100 to the 120 that are planned are not 8 %."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: gdp, period: 2023, figure: 120.0亿元, aspect: planned}
  - {metric: gdp, period: 2023, figure: 103.0亿元}
  - {metric: growth, period: 2023, figure: 8.0%, aspect: planned}
"""
    expected = """\
error RATE-WRONG observations[3].figure (plan.yaml:8:44)
  示范规划 增速 2023: the growth of 8.0% does not agree with 示范规划 地区生产总值 2022 (100.0亿元) and \
示范规划 地区生产总值 2023 as planned (120.0亿元), which give [19.89, 20.12] %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are not, st\
ate the price basis of each
  示范规划 增速 2023：增速8.0%与示范规划 地区生产总值 2022（100.0亿元）、示范规划 地区生产总值 2023的计\
划数（120.0亿元）不符，按后者推算为[19.89, 20.12]%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2022 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  示范规划 地区生产总值 2023 = 120.0亿元 ∈ [119.5, 120.5] 亿元
  示范规划 增速 2023 = 8.0% ∈ (7.9, 8.1) %
  calculated = [18.9, 21.11] %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_planned_rate_from_a_year_told_in_two_ways_is_not_checked() -> None:
    """It may lead from what was planned or from what was achieved."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: gdp, period: 2022, figure: 104.0亿元, aspect: planned}
  - {metric: gdp, period: 2023, figure: 120.0亿元, aspect: planned}
  - {metric: growth, period: 2023, figure: 8.0%, aspect: planned}
"""
    expected = """\
observations[3].figure (plan.yaml:8:44)
  示范规划 增速 2023: the growth of 8.0% cannot be checked: the level it grows from is told both as what\
 was and as what was to be
  示范规划 增速 2023：增速8.0%无法核对：起点既有实际数，又有计划数或目标数，无法确定以何者为基数
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_planned_rate_may_lead_from_another_plan() -> None:
    """Where only the plan of the year before is known, it counts."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元, aspect: planned}
  - {metric: gdp, period: 2023, figure: 120.0亿元, aspect: planned}
  - {metric: growth, period: 2023, figure: 8.0%, aspect: planned}
"""
    expected = """\
error RATE-WRONG observations[2].figure (plan.yaml:7:44)
  示范规划 增速 2023: the growth of 8.0% does not agree with 示范规划 地区生产总值 2022 as planned (100.\
0亿元) and 示范规划 地区生产总值 2023 as planned (120.0亿元), which give [19.89, 20.12] %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are not, st\
ate the price basis of each
  示范规划 增速 2023：增速8.0%与示范规划 地区生产总值 2022的计划数（100.0亿元）、示范规划 地区生产总值 2\
023的计划数（120.0亿元）不符，按后者推算为[19.89, 20.12]%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2022 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  示范规划 地区生产总值 2023 = 120.0亿元 ∈ [119.5, 120.5] 亿元
  示范规划 增速 2023 = 8.0% ∈ (7.9, 8.1) %
  calculated = [18.9, 21.11] %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_five_year_rate_leads_from_the_baseline() -> None:
    """The year before the plan's years is its baseline, whatever else is told of it."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2020, figure: 100.0亿元, aspect: baseline}
  - {metric: gdp, period: 2020, figure: 150.0亿元, aspect: planned}
targets:
  - {metric: gdp, by: 2025, level: 150.0亿元}
  - {metric: growth, by: 2021-2025, level: 5.0%}
"""
    expected = """\
error RATE-WRONG targets[1].level (plan.yaml:9:44)
  示范规划 增速 2021-2025: the growth of 5.0% does not agree with 示范规划 地区生产总值 2020 (100.0亿元)\
 and 示范规划 地区生产总值 2025 as a target (150.0亿元), which give (8.42, 8.47) %
  correct the rate or one of the levels; where the rate is at constant prices and the levels are not, st\
ate the price basis of each
  示范规划 增速 2021-2025：增速5.0%与示范规划 地区生产总值 2020（100.0亿元）、示范规划 地区生产总值 2025\
的目标数（150.0亿元）不符，按后者推算为(8.42, 8.47)%
  请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径
  示范规划 地区生产总值 2020 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  示范规划 地区生产总值 2025 = 150.0亿元 ∈ [149.5, 150.5] 亿元
  示范规划 增速 2021-2025 = 5.0% ∈ (4.9, 5.1) %
  calculated = (8.26, 8.63) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_preliminary_rate_is_held_against_the_preliminary_level() -> None:
    """The final level came later."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2019, figure: 100.0亿元}
  - {metric: gdp, period: 2020, figure: 110.0亿元, vintage: preliminary}
  - {metric: gdp, period: 2020, figure: 105.0亿元, vintage: final}
  - {metric: growth, period: 2020, figure: 10.0%, vintage: preliminary}
"""
    assert "" == findings(text, "RATE-WRONG")


def test_a_preliminary_rate_is_not_held_against_a_final_level() -> None:
    """The level it was worked out from is not known."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2019, figure: 100.0亿元}
  - {metric: gdp, period: 2020, figure: 105.0亿元, vintage: final}
  - {metric: growth, period: 2020, figure: 10.0%, vintage: preliminary}
"""
    expected = """\
observations[2].figure (plan.yaml:7:44)
  示范规划 增速 2020: the growth of 10.0% cannot be checked: the level it leads to is told in another vi\
ntage
  示范规划 增速 2020：增速10.0%无法核对：所对应的总量数据版本不同
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_growth_in_the_first_year_of_all_has_no_year_before() -> None:
    """Nothing is checked, and nothing fails."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: growth, period: '0001', figure: 10.0%}
"""
    assert 0 == checked(text, "RATE-WRONG")


def test_growth_from_nothing_is_not_checked() -> None:
    """No rate leads away from 0."""
    text = """\
relations:
  - {kind: growth, base: {figure: -5.0亿元, period: 2020}, target: {figure: 5.0亿元, period: 2021}, rate\
: 50%}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  the growth of 50% cannot be checked: the rate or share has no meaning for these figures
  增速50%无法核对：该比率对这些数值没有意义
"""
    assert expected == not_checked(text, "RATE-WRONG")


def test_a_stated_rate_with_loose_words_is_advice() -> None:
    """7 % 左右 reaches 3500亿元 only if the words are stretched (worked example 6)."""
    text = """\
relations:
  - {id: 年均增长, kind: growth, base: {figure: 2400亿元, period: 2025}, target: {figure: 3500亿元以上, \
period: 2030}, rate: 7%左右}
"""
    expected = """\
advice RATE-WRONG relations[0] (plan.yaml:2:6)
  年均增长: the growth of 7%左右 agrees with 2025 (2400亿元) and 2030 (3500亿元以上) only if its words a\
re taken loosely
  state the figures to the same place, or say how they were rounded
  年均增长：增速7%左右与2025（2400亿元）、2030（3500亿元以上）只有对“约”“左右”等词从宽理解时才相符
  请统一小数位数，或说明取整方式
  2025 = 2400亿元 ∈ [2350, 2450] 亿元
  2030 = 3500亿元以上 ∈ [3500, ∞) 亿元
  rate = 7%左右 ∈ [-100, ∞) %
  calculated = (7.39, ∞) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_cumulative_cut_that_its_yearly_rate_contradicts_is_an_error() -> None:
    """2.7 % a year are not 13.5 % in five (worked example 7)."""
    text = """\
relations:
  - {id: 能耗, kind: cumulative, change: 13.5%, rate: 2.7%, period: 2021-2025, falling: true}
"""
    expected = """\
error RATE-WRONG relations[0] (plan.yaml:2:6)
  能耗: the change over all years of 13.5% does not agree with 2.7%, which gives [12.56, 13.02] %
  correct one of the figures; rounding does not explain the difference
  能耗：累计变化13.5%与2.7%不符，按后者推算为[12.56, 13.02]%
  请改正其中一个数；差额不能用四舍五入解释
  rate = 2.7% ∈ (2.6, 2.8) %
  change = 13.5% ∈ (13.4, 13.6) %
  calculated = (12.34, 13.24) %
"""
    assert expected == findings(text, "RATE-WRONG")


def test_a_multiple_that_levels_contradict_is_an_error() -> None:
    """From 100 to 150 is not twice as much."""
    text = """\
relations:
  - {kind: multiple, base: 100.0亿元, target: 150.0亿元, multiple: 2.0倍}
"""
    expected = """\
error RATE-WRONG relations[0] (plan.yaml:2:6)
  the multiple of 2.0倍 does not agree with 100.0亿元 and 150.0亿元, which give [1.49, 1.51] 倍
  correct one of the figures; rounding does not explain the difference
  倍数2.0倍与100.0亿元、150.0亿元不符，按后者推算为[1.49, 1.51]倍
  请改正其中一个数；差额不能用四舍五入解释
  base = 100.0亿元 ∈ [99.5, 100.5] 亿元
  target = 150.0亿元 ∈ [149.5, 150.5] 亿元
  multiple = 2.0倍 ∈ (1.9, 2.1) 倍
  calculated = [1.48, 1.52] 倍
"""
    assert expected == findings(text, "RATE-WRONG")


# -- growth of shares -------------------------------------------------------------------------------


def test_the_growth_of_a_share_in_per_cent_is_a_warning() -> None:
    """0.18 % is 0.18 points a year."""
    text = """\
relations:
  - {id: 研发比重增速, kind: growth, base: {figure: 2.5%, period: 2015}, target: {figure: 3.4%, period: \
2020}, rate: 0.18%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  研发比重增速: the growth of 0.18% is a change of shares, 2015 (2.5%) and 2020 (3.4%), and may mean per\
 cent or points; read as points a year, it fits
  state the change of a share in 个百分点
  研发比重增速：增速0.18%说的是比重的变化（2015（2.5%）、2020（3.4%）），可能指百分比，也可能指百分点；按\
年均百分点理解则相符
  比重的变化请以百分点表示
  2015 = 2.5% ∈ (2.4, 2.6) %
  2020 = 3.4% ∈ (3.3, 3.5) %
  rate = 0.18% ∈ (0.17, 0.19) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_the_growth_of_a_share_may_fit_as_points_in_all() -> None:
    """13.4 % is 13.4 points in five years."""
    text = """\
relations:
  - {kind: growth, base: {figure: 30.2%, period: 2015}, target: {figure: 43.6%, period: 2020}, rate: 13.\
4%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  the growth of 13.4% is a change of shares, 2015 (30.2%) and 2020 (43.6%), and may mean per cent or poi\
nts; read as points in all, it fits
  state the change of a share in 个百分点
  增速13.4%说的是比重的变化（2015（30.2%）、2020（43.6%）），可能指百分比，也可能指百分点；按总百分点理解\
则相符
  比重的变化请以百分点表示
  2015 = 30.2% ∈ (30.1, 30.3) %
  2020 = 43.6% ∈ (43.5, 43.7) %
  rate = 13.4% ∈ (13.3, 13.5) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_the_growth_of_a_share_within_a_year_may_fit_both_ways() -> None:
    """In one year, points in all are points a year."""
    text = """\
relations:
  - {kind: growth, base: {figure: 30.2%, period: 2019}, target: {figure: 43.6%, period: 2020}, rate: 13.\
4%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  the growth of 13.4% is a change of shares, 2019 (30.2%) and 2020 (43.6%), and may mean per cent or poi\
nts; read as points in all or as points a year, it fits
  state the change of a share in 个百分点
  增速13.4%说的是比重的变化（2019（30.2%）、2020（43.6%）），可能指百分比，也可能指百分点；按总百分点、年\
均百分点理解均相符
  比重的变化请以百分点表示
  2019 = 30.2% ∈ (30.1, 30.3) %
  2020 = 43.6% ∈ (43.5, 43.7) %
  rate = 13.4% ∈ (13.3, 13.5) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_the_growth_of_a_share_may_fit_in_no_way() -> None:
    """Neither points in all nor points a year."""
    text = """\
relations:
  - {kind: growth, base: {figure: 30.2%, period: 2015}, target: {figure: 43.6%, period: 2020}, rate: 9%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  the growth of 9% is a change of shares, 2015 (30.2%) and 2020 (43.6%), and may mean per cent or points\
; read as points, it does not fit either
  state the change of a share in 个百分点
  增速9%说的是比重的变化（2015（30.2%）、2020（43.6%）），可能指百分比，也可能指百分点；按百分点理解也不符
  比重的变化请以百分点表示
  2015 = 30.2% ∈ (30.1, 30.3) %
  2020 = 43.6% ∈ (43.5, 43.7) %
  rate = 9% ∈ (8, 10) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_a_difference_of_shares_in_per_cent_is_a_warning() -> None:
    """提高13.4% is said where 13.4 points are meant."""
    text = """\
relations:
  - {id: 服务业比重变化, kind: difference, minuend: 43.6%, subtrahend: 30.2%, difference: 13.4%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  服务业比重变化: the difference of 13.4% is a change of shares, 43.6% and 30.2%, and may mean per cent \
or points
  state the change of a share in 个百分点
  服务业比重变化：差额13.4%说的是比重的变化（43.6%、30.2%），可能指百分比，也可能指百分点
  比重的变化请以百分点表示
  minuend = 43.6% ∈ (43.5, 43.7) %
  subtrahend = 30.2% ∈ (30.1, 30.3) %
  difference = 13.4% ∈ (13.3, 13.5) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_the_change_of_a_share_over_all_years_in_per_cent_is_a_warning() -> None:
    """The same holds of a cumulative change."""
    text = """\
relations:
  - {kind: cumulative, start: {figure: 30.2%, period: 2015}, end: {figure: 43.6%, period: 2020}, change:\
 13.4%}
"""
    expected = """\
warning RATE-KIND relations[0] (plan.yaml:2:6)
  the change over all years of 13.4% is a change of shares, 2015 (30.2%) and 2020 (43.6%), and may mean \
per cent or points
  state the change of a share in 个百分点
  累计变化13.4%说的是比重的变化（2015（30.2%）、2020（43.6%）），可能指百分比，也可能指百分点
  比重的变化请以百分点表示
  2015 = 30.2% ∈ (30.1, 30.3) %
  2020 = 43.6% ∈ (43.5, 43.7) %
  change = 13.4% ∈ (13.3, 13.5) %
"""
    assert expected == findings(text, "RATE-KIND")


def test_a_difference_of_shares_in_points_is_in_order() -> None:
    """43.6 % less 30.2 % are 13.4 points."""
    text = """\
relations:
  - {kind: difference, minuend: 43.6%, subtrahend: 30.2%, difference: 13.4个百分点}
"""
    assert "" == findings(text, "RATE-KIND")


def test_the_kind_of_a_rate_is_counted() -> None:
    """A rate of growth of levels has the right kind."""
    text = """\
relations:
  - {kind: growth, base: {figure: 100亿元, period: 2020}, target: {figure: 110亿元, period: 2021}, rate:\
 10%}
"""
    assert 1 == checked(text, "RATE-KIND")


# -- breakdowns and sums ----------------------------------------------------------------------------


def test_a_total_that_its_breakdown_contradicts_is_an_error() -> None:
    """30, 50 and 30 are not 100."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: one, period: 2022, figure: 30.0亿元}
  - {metric: two, period: 2022, figure: 50.0亿元}
  - {metric: three, period: 2022, figure: 30.0亿元}
"""
    expected = """\
error SUM-TOTAL observations[0].figure (plan.yaml:7:41)
  示范规划 地区生产总值 2022: the total of 100.0亿元 does not agree with 示范规划 一产 2022 (30.0亿元), \
示范规划 二产 2022 (50.0亿元) and 示范规划 三产 2022 (30.0亿元), which give [109.85, 110.15] 亿元
  correct one of the figures; rounding does not explain the difference
  示范规划 地区生产总值 2022：合计100.0亿元与示范规划 一产 2022（30.0亿元）、示范规划 二产 2022（50.0亿\
元）、示范规划 三产 2022（30.0亿元）不符，按后者推算为[109.85, 110.15]亿元
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 一产 2022 = 30.0亿元 ∈ [29.5, 30.5] 亿元
  示范规划 二产 2022 = 50.0亿元 ∈ [49.5, 50.5] 亿元
  示范规划 三产 2022 = 30.0亿元 ∈ [29.5, 30.5] 亿元
  示范规划 地区生产总值 2022 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  calculated = [108.5, 111.5] 亿元
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_breakdown_within_rounding_is_in_order() -> None:
    """Three roundings can be off by one and a half last digits."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.1亿元}
  - {metric: one, period: 2022, figure: 30.0亿元}
  - {metric: two, period: 2022, figure: 50.0亿元}
  - {metric: three, period: 2022, figure: 20.0亿元}
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_a_part_that_is_missing_is_not_zero() -> None:
    """What it would have to be is said."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: one, period: 2022, figure: 30.0亿元}
  - {metric: two, period: 2022, figure: 50.0亿元}
"""
    expected = """\
observations[0].figure (plan.yaml:7:41)
  示范规划 地区生产总值 2022: the total of 100.0亿元 cannot be checked: 示范规划 三产 2022 is missing; i\
t would be [19.85, 20.15] 亿元
  示范规划 地区生产总值 2022：合计100.0亿元无法核对：示范规划 三产 2022未报；该数应为[19.85, 20.15]亿元
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_two_parts_that_are_missing_each_have_their_range() -> None:
    """Each could be all of what is missing."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: one, period: 2022, figure: 30.0亿元}
"""
    expected = """\
observations[0].figure (plan.yaml:7:41)
  示范规划 地区生产总值 2022: the total of 100.0亿元 cannot be checked: 示范规划 二产 2022 and 示范规划 \
三产 2022 are missing; 示范规划 二产 2022 would be [0, 70.1] 亿元; 示范规划 三产 2022 would be [0, 70.1]\
 亿元
  示范规划 地区生产总值 2022：合计100.0亿元无法核对：示范规划 二产 2022、示范规划 三产 2022未报；示范规\
划 二产 2022应为[0, 70.1]亿元；示范规划 三产 2022应为[0, 70.1]亿元
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_parts_can_exceed_a_total_though_one_is_missing() -> None:
    """No third part makes 130 and 50 into 100."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
  - {metric: one, period: 2022, figure: 130.0亿元}
  - {metric: two, period: 2022, figure: 50.0亿元}
"""
    expected = """\
error SUM-TOTAL observations[0].figure (plan.yaml:7:41)
  示范规划 地区生产总值 2022: the total of 100.0亿元 does not agree with 示范规划 一产 2022 (130.0亿元),\
 示范规划 二产 2022 (50.0亿元) and 示范规划 三产 2022 (missing), which give [179.9, ∞) 亿元
  correct one of the figures; rounding does not explain the difference
  示范规划 地区生产总值 2022：合计100.0亿元与示范规划 一产 2022（130.0亿元）、示范规划 二产 2022（50.0亿\
元）、示范规划 三产 2022（未报）不符，按后者推算为[179.9, ∞)亿元
  请改正其中一个数；差额不能用四舍五入解释
  示范规划 一产 2022 = 130.0亿元 ∈ [129.5, 130.5] 亿元
  示范规划 二产 2022 = 50.0亿元 ∈ [49.5, 50.5] 亿元
  示范规划 地区生产总值 2022 = 100.0亿元 ∈ [99.5, 100.5] 亿元
  calculated = [179, ∞) 亿元
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_total_without_any_part_is_not_spoken_of() -> None:
    """Nothing bears on it."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元}
"""
    assert 0 == checked(text, "SUM-TOTAL")


def test_a_breakdown_is_of_one_vintage() -> None:
    """The final total came without its parts, and the preliminary one agrees with its own."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
observations:
  - {metric: gdp, period: 2022, figure: 100.0亿元, vintage: preliminary}
  - {metric: gdp, period: 2022, figure: 90.0亿元, vintage: final}
  - {metric: one, period: 2022, figure: 30.0亿元, vintage: preliminary}
  - {metric: two, period: 2022, figure: 50.0亿元, vintage: preliminary}
  - {metric: three, period: 2022, figure: 20.0亿元, vintage: preliminary}
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_a_stated_sum_with_weights_is_checked() -> None:
    """140 and 11 less 33 are 118, not 120."""
    text = """\
relations:
  - {id: 开工数, kind: sum, total: 120项, parts: [140项, 11项, 33项], weights: [1, 1, -1]}
"""
    expected = """\
error SUM-TOTAL relations[0] (plan.yaml:2:6)
  开工数: the total of 120项 does not agree with 140项, 11项 and 33项, which give [118, 118] 项
  correct one of the figures; rounding does not explain the difference
  开工数：合计120项与140项、11项、33项不符，按后者推算为[118, 118]项
  请改正其中一个数；差额不能用四舍五入解释
  parts[0] = 140项 ∈ [140, 140] 项
  parts[1] = 11项 ∈ [11, 11] 项
  parts[2] = 33项 ∈ [33, 33] 项
  total = 120项 ∈ [120, 120] 项
  calculated = [118, 118] 项
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_sum_of_years_is_a_total() -> None:
    """100, 110 and 120 are 330, not 300."""
    text = """\
relations:
  - {id: 三年投资, kind: cumulative, form: flow, change: 300.0亿元, parts: [100.0亿元, 110.0亿元, 120.0\
亿元]}
"""
    expected = """\
error SUM-TOTAL relations[0] (plan.yaml:2:6)
  三年投资: the sum of all years of 300.0亿元 does not agree with 100.0亿元, 110.0亿元 and 120.0亿元, wh\
ich give [329.85, 330.15] 亿元
  correct one of the figures; rounding does not explain the difference
  三年投资：各年合计300.0亿元与100.0亿元、110.0亿元、120.0亿元不符，按后者推算为[329.85, 330.15]亿元
  请改正其中一个数；差额不能用四舍五入解释
  parts[0] = 100.0亿元 ∈ [99.5, 100.5] 亿元
  parts[1] = 110.0亿元 ∈ [109.5, 110.5] 亿元
  parts[2] = 120.0亿元 ∈ [119.5, 120.5] 亿元
  change = 300.0亿元 ∈ [295, 305] 亿元
  calculated = [328.5, 331.5] 亿元
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_sum_of_many_parts_shows_the_first() -> None:
    """Eight parts are not all spelled out."""
    text = """\
relations:
  - {kind: sum, total: 9项, parts: [1项, 1项, 1项, 1项, 1项, 1项, 1项, 1项]}
"""
    expected = """\
error SUM-TOTAL relations[0] (plan.yaml:2:6)
  the total of 9项 does not agree with 1项, 1项, 1项, 1项, 1项, 1项 and 2 more, which give [8, 8] 项
  correct one of the figures; rounding does not explain the difference
  合计9项与1项、1项、1项、1项、1项、1项等8个数不符，按后者推算为[8, 8]项
  请改正其中一个数；差额不能用四舍五入解释
  parts[0] = 1项 ∈ [1, 1] 项
  parts[1] = 1项 ∈ [1, 1] 项
  parts[2] = 1项 ∈ [1, 1] 项
  parts[3] = 1项 ∈ [1, 1] 项
  parts[4] = 1项 ∈ [1, 1] 项
  parts[5] = 1项 ∈ [1, 1] 项
  parts[6] = 1项 ∈ [1, 1] 项
  parts[7] = 1项 ∈ [1, 1] 项
  total = 9项 ∈ [9, 9] 项
  calculated = [8, 8] 项
"""
    assert expected == findings(text, "SUM-TOTAL")


# -- other relations --------------------------------------------------------------------------------


def test_a_difference_that_its_figures_contradict_is_an_error() -> None:
    """43.6 % less 30.2 % are not 12 points."""
    text = """\
relations:
  - {id: 比重变化, kind: difference, minuend: {name: 2020年比重, figure: 43.6%}, subtrahend: {name: 2015\
年比重, figure: 30.2%}, difference: 12.0个百分点}
"""
    expected = """\
error RELATION-WRONG relations[0] (plan.yaml:2:6)
  比重变化: the difference of 12.0个百分点 does not agree with 2020年比重 (43.6%) and 2015年比重 (30.2%)\
, which give [13.3, 13.5] 个百分点
  correct one of the figures; rounding does not explain the difference
  比重变化：差额12.0个百分点与2020年比重（43.6%）、2015年比重（30.2%）不符，按后者推算为[13.3, 13.5]个百分点
  请改正其中一个数；差额不能用四舍五入解释
  2020年比重 = 43.6% ∈ (43.5, 43.7) %
  2015年比重 = 30.2% ∈ (30.1, 30.3) %
  difference = 12.0个百分点 ∈ (11.9, 12.1) 个百分点
  calculated = (13.2, 13.6) 个百分点
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_an_order_that_is_the_wrong_way_round_is_an_error() -> None:
    """200亿元 are not less than 100亿元."""
    text = """\
relations:
  - {id: 大小, kind: order, smaller: {name: 开发区, figure: 200亿元}, larger: {name: 全市, figure: 100亿\
元}}
"""
    expected = """\
error RELATION-WRONG relations[0] (plan.yaml:2:6)
  大小: 全市 (100亿元) should be at least 开发区 (200亿元)
  correct one of the figures; rounding does not explain the difference
  大小：全市（100亿元）应不小于开发区（200亿元）
  请改正其中一个数；差额不能用四舍五入解释
  开发区 = 200亿元 ∈ [195, 205] 亿元
  全市 = 100亿元 ∈ (99, 101) 亿元
  calculated = [195, ∞) 亿元
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_an_order_may_be_strict() -> None:
    """Whole numbers that are equal are not one less than the other."""
    text = """\
relations:
  - {kind: order, smaller: {name: 上年, figure: 22项}, larger: {name: 本年, figure: 22项}, strictly: true}
"""
    expected = """\
error RELATION-WRONG relations[0] (plan.yaml:2:6)
  本年 (22项) should be more than 上年 (22项)
  correct one of the figures; rounding does not explain the difference
  本年（22项）应大于上年（22项）
  请改正其中一个数；差额不能用四舍五入解释
  上年 = 22项 ∈ [22, 22] 项
  本年 = 22项 ∈ [22, 22] 项
  calculated = (22, ∞) 项
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_a_run_that_began_in_another_year_is_an_error() -> None:
    """Nineteen years in 2023 were eighteen in 2022 (worked example 9)."""
    text = """\
relations:
  - {id: 连续第五, kind: run, runs: [{figure: 19年, period: 2023}, {figure: 17年, period: 2022}]}
"""
    expected = """\
error RELATION-WRONG relations[0] (plan.yaml:2:6)
  连续第五: the run of 17年 (2022) does not agree with 2023 (19年), which gives [18, 18] 年
  correct one of the figures; rounding does not explain the difference
  连续第五：连续年数17年（2022）与2023（19年）不符，按后者推算为[18, 18]年
  请改正其中一个数；差额不能用四舍五入解释
  2023 = 19年 ∈ [19, 19] 年
  2022 = 17年 ∈ [17, 17] 年
  calculated = [18, 18] 年
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_runs_that_contradict_each_other_say_nothing_of_another() -> None:
    """What the third would have to be cannot be said."""
    text = """\
relations:
  - {kind: run, runs: [{figure: 19年, period: 2023}, {figure: 17年, period: 2022}, {figure: 17年, period\
: 2021}]}
"""
    expected = """\
error RELATION-WRONG relations[0] (plan.yaml:2:6)
  the run of 17年 (2021) does not agree with 2023 (19年) and 2022 (17年)
  correct one of the figures; rounding does not explain the difference
  连续年数17年（2021）与2023（19年）、2022（17年）不符
  请改正其中一个数；差额不能用四舍五入解释
  2023 = 19年 ∈ [19, 19] 年
  2022 = 17年 ∈ [17, 17] 年
  2021 = 17年 ∈ [17, 17] 年
"""
    assert expected == findings(text, "RELATION-WRONG")


def test_relations_that_hold_are_in_order() -> None:
    """An order, a run and a difference."""
    text = """\
relations:
  - {kind: order, smaller: 100亿元, larger: 200亿元}
  - {kind: run, runs: [{figure: 19年, period: 2023}, {figure: 18年, period: 2022}]}
  - {kind: difference, minuend: 200亿元, subtrahend: 100亿元, difference: 100亿元}
"""
    assert "" == findings(text, "RELATION-WRONG")


def test_a_difference_without_its_figures_is_not_checked() -> None:
    """It is said which figures the plan does not hold."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {id: 差距, kind: difference, minuend: {metric: gdp, period: 2022}, subtrahend: {metric: gdp, period:\
 2021}, difference: 10亿元}
"""
    expected = """\
relations[0] (plan.yaml:3:6)
  差距: the difference of 10亿元 cannot be checked: 示范规划 地区生产总值 2022 and 示范规划 地区生产总值\
 2021 are missing; 示范规划 地区生产总值 2022 would be [9.5, ∞) 亿元
  差距：差额10亿元无法核对：示范规划 地区生产总值 2022、示范规划 地区生产总值 2021未报；示范规划 地区生\
产总值 2022应为[9.5, ∞)亿元
"""
    assert expected == not_checked(text, "RELATION-WRONG")


def test_a_relation_without_its_stated_figure_is_not_checked() -> None:
    """What the missing figure would have to be is said."""
    text = """\
relations:
  - {id: 差距, kind: difference, minuend: 43.6%, subtrahend: 30.2%, difference: {name: 提高}}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  提高: the difference cannot be checked: 提高 is missing; it would be [13.3, 13.5] 个百分点
  提高：差额无法核对：提高未报；该数应为[13.3, 13.5]个百分点
"""
    assert expected == not_checked(text, "RELATION-WRONG")


def test_a_relation_that_names_a_metric_without_a_period_is_not_checked() -> None:
    """Which figure is meant is not known."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {id: 差距, kind: difference, minuend: {metric: gdp}, subtrahend: 5亿元, difference: 10亿元}
observations:
  - {metric: gdp, period: 2022, figure: 100亿元}
"""
    expected = """\
relations[0] (plan.yaml:3:6)
  差距: the difference of 10亿元 cannot be checked: its minuend names the metric 'gdp' without a period
  差距：差额10亿元无法核对：被减数所引用的指标“gdp”未注明时期
"""
    assert expected == not_checked(text, "RELATION-WRONG")


def test_a_relation_between_figures_of_unlike_dimension_is_not_checked() -> None:
    """Money and land are not compared."""
    text = """\
relations:
  - {kind: order, smaller: 100亿元, larger: 200亩}
"""
    expected = """\
relations[0] (plan.yaml:2:6)
  the larger figure of 200亩 cannot be checked: the figures measure different things
  较大的数200亩无法核对：单位不可比
"""
    assert expected == not_checked(text, "RELATION-WRONG")


def test_a_figure_told_as_plan_and_as_fact_is_not_guessed() -> None:
    """The relation has to say which is meant."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {id: 差距, kind: difference, minuend: {metric: gdp, period: 2022}, subtrahend: 5亿元, difference: 10\
亿元}
observations:
  - {metric: gdp, period: 2022, figure: 100亿元}
  - {metric: gdp, period: 2022, figure: 90亿元, aspect: planned}
"""
    expected = """\
relations[0] (plan.yaml:3:6)
  差距: the difference of 10亿元 cannot be checked: 示范规划 地区生产总值 2022 is told as actual and as \
planned; state its aspect
  差距：差额10亿元无法核对：示范规划 地区生产总值 2022有实际数、计划数，请注明方面
"""
    assert expected == not_checked(text, "RELATION-WRONG")


def test_a_statement_across_price_bases_is_a_warning() -> None:
    """10.3 % at unstated prices is set against 6.1 % at comparable ones."""
    text = """\
relations:
  - {id: 高于全国, kind: difference, minuend: {name: 开发区, figure: 10.3%}, subtrahend: {name: 全国, fi\
gure: 6.1%, price_basis: comparable}, difference: 4.2个百分点}
"""
    expected = """\
warning PRICE-BASIS relations[0] (plan.yaml:2:6)
  高于全国: the difference of 4.2个百分点 sets figures at unlike prices beside each other: 10.3% at an u\
nstated price basis, 6.1% at comparable prices
  compare figures at one price basis, and state the basis of each
  高于全国：差额4.2个百分点将不同价格口径的数并列：10.3%（未注明价格）、6.1%（可比价）
  请用同一价格口径的数比较，并注明各自的价格口径
  开发区 = 10.3% ∈ (10.2, 10.4) %
  全国 = 6.1% ∈ (6, 6.2) %
  difference = 4.2个百分点 ∈ (4.1, 4.3) 个百分点
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_figures_that_are_missing_have_no_prices() -> None:
    """Those that are told are shown with theirs."""
    text = """\
relations:
  - {id: 合计, kind: sum, total: 9亿元, parts: [{figure: 3亿元, price_basis: 现价}, {figure: 3亿元, pric\
e_basis: 2020年不变价}, {name: 其他, price_basis: 可比价}]}
"""
    expected = """\
warning PRICE-BASIS relations[0] (plan.yaml:2:6)
  合计: the total of 9亿元 sets figures at unlike prices beside each other: 3亿元 at current prices, 3亿\
元 at 2020 prices
  compare figures at one price basis, and state the basis of each
  合计：合计9亿元将不同价格口径的数并列：3亿元（现价）、3亿元（2020年不变价）
  请用同一价格口径的数比较，并注明各自的价格口径
  parts[0] = 3亿元 ∈ (2, 4) 亿元
  parts[1] = 3亿元 ∈ (2, 4) 亿元
  total = 9亿元 ∈ (8, 10) 亿元
"""
    assert expected == findings(text, "PRICE-BASIS")


def test_a_statement_at_one_price_basis_is_in_order() -> None:
    """Both are at comparable prices."""
    text = """\
relations:
  - {kind: difference, minuend: {figure: 10.3%, price_basis: comparable}, subtrahend: {figure: 6.1%, pri\
ce_basis: comparable}, difference: 4.2个百分点}
"""
    assert "" == findings(text, "PRICE-BASIS")


# -- one fact ---------------------------------------------------------------------------------------


def test_one_fact_told_in_two_ways_is_an_error() -> None:
    """4250亿元 and 4276.76亿元 are not one number."""
    text = """\
relations:
  - {id: 昆山2020年生产总值, kind: same_fact, statements: [4250.00亿元, 4276.76亿元]}
"""
    expected = """\
error SAME-FACT relations[0] (plan.yaml:2:6)
  昆山2020年生产总值 is told as 4250.00亿元 and as 4276.76亿元
  correct one of the figures; rounding does not explain the difference
  昆山2020年生产总值有不同说法：4250.00亿元、4276.76亿元
  请改正其中一个数；差额不能用四舍五入解释
  statements[0] = 4250.00亿元 ∈ [4245, 4255] 亿元
  statements[1] = 4276.76亿元 ∈ (4276.75, 4276.77) 亿元
  calculated = [4245, 4255] 亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_one_fact_told_alike_is_in_order() -> None:
    """4277亿元 is 4276.76亿元, rounded."""
    text = """\
relations:
  - {kind: same_fact, statements: [4277亿元, 4276.76亿元]}
"""
    assert "" == findings(text, "SAME-FACT")


def test_a_figure_in_a_relation_that_is_another_in_the_plan_is_an_error() -> None:
    """The relation says 2600亿元 where the plan says 2400亿元, and nothing rests on either."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
relations:
  - {kind: share, part: {metric: gdp, period: 2022, figure: 2600亿元}, whole: 5000亿元, share: 52%}
"""
    expected = """\
error SAME-FACT relations[0].part.figure (plan.yaml:11:61)
  2600亿元 for 昆山开发区 地区生产总值 2022, but observations[0].figure says 2400亿元
  leave the figure out of the relation, so that it is looked up, or correct one of the two
  昆山开发区 地区生产总值 2022写为2600亿元，而 observations[0].figure 写为2400亿元
  请删去关系中的数值（将自动查取），或改正其中一个
  first = 2400亿元
  second = 2600亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_nothing_rests_on_a_figure_told_in_two_ways() -> None:
    """Neither is the share checked."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
relations:
  - {id: 占比, kind: share, part: {metric: gdp, period: 2022, figure: 2600亿元}, whole: 5000亿元, share:\
 52%}
"""
    expected = """\
relations[0] (plan.yaml:11:6)
  占比: the share of 52% cannot be checked: a figure is told differently by different sources
  占比：占比52%无法核对：所依据的数有不同说法
"""
    assert expected == not_checked(text, "SHARE-WRONG")


def test_a_figure_in_a_relation_may_be_rounded_further() -> None:
    """2400亿元 and 2399.8亿元 can be one number."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2399.8亿元}
relations:
  - {kind: share, part: {metric: gdp, period: 2022, figure: 2400亿元}, whole: 5000亿元, share: 48%}
"""
    expected = """\
advice SAME-FACT relations[0].part.figure (plan.yaml:11:61)
  2400亿元 for 昆山开发区 地区生产总值 2022, but observations[0].figure says 2399.8亿元, which can mean \
the same
  leave the figure out of the relation, so that it is looked up, or correct one of the two
  昆山开发区 地区生产总值 2022写为2400亿元，而 observations[0].figure 写为2399.8亿元，两者可能指同一数值
  请删去关系中的数值（将自动查取），或改正其中一个
  first = 2399.8亿元
  second = 2400亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_one_name_is_one_figure_in_all_relations() -> None:
    """Two relations give 某市产值 different figures."""
    text = """\
relations:
  - {kind: share, part: 50亿元, whole: {name: 某市产值, figure: 100亿元}, share: 50%}
  - {kind: share, part: 40亿元, whole: {name: 某市产值, figure: 120亿元}, share: 33%}
"""
    expected = """\
error SAME-FACT relations[1].whole.figure (plan.yaml:3:59)
  120亿元 for 某市产值, but relations[0].whole.figure says 100亿元
  leave the figure out of the relation, so that it is looked up, or correct one of the two
  某市产值写为120亿元，而 relations[0].whole.figure 写为100亿元
  请删去关系中的数值（将自动查取），或改正其中一个
  first = 100亿元
  second = 120亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_a_same_fact_leaves_the_looked_up_figure_to_itself() -> None:
    """The two tellings are reported once."""
    text = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市}
  - {id: taicang, name: 太仓市}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400.0亿元}
relations:
  - {id: 开发区2022, kind: same_fact, statements: [{metric: gdp, period: 2022}, {metric: gdp, period: 20\
22, figure: 2500.0亿元}]}
"""
    expected = """\
error SAME-FACT relations[0] (plan.yaml:11:6)
  开发区2022 is told as 2400.0亿元 and as 2500.0亿元
  correct one of the figures; rounding does not explain the difference
  开发区2022有不同说法：2400.0亿元、2500.0亿元
  请改正其中一个数；差额不能用四舍五入解释
  昆山开发区 地区生产总值 2022 = 2400.0亿元 ∈ [2350, 2450] 亿元
  昆山开发区 地区生产总值 2022 (statements[1]) = 2500.0亿元 ∈ [2450, 2550] 亿元
  calculated = [2350, 2450] 亿元
"""
    assert expected == findings(text, "SAME-FACT")


# -- units that were lost ---------------------------------------------------------------------------


def test_a_figure_without_its_unit_is_a_warning() -> None:
    """57.3 is given for a concentration, without a unit."""
    text = """\
metrics: [{id: pm, name: 细颗粒物, unit: 微克/立方米, kind: stock}]
observations:
  - {metric: pm, period: 2015, figure: 57.3无单位}
"""
    expected = """\
warning UNIT-LOST observations[0].figure (plan.yaml:3:40)
  57.3 for 细颗粒物 has no unit, and the metric is in 微克/立方米
  write its unit; that of the metric is not taken for it, since it may be another
  “细颗粒物”的数值57.3没有单位，指标的单位为微克/立方米
  请写明单位；不能直接套用指标的单位
  figure = 57.3无单位
  unit = 微克/立方米
"""
    assert expected == findings(text, "UNIT-LOST")


def test_a_figure_without_its_unit_is_told_once() -> None:
    """That it has no unit is all that is wrong with its unit."""
    text = """\
metrics: [{id: pm, name: 细颗粒物, unit: 微克/立方米, kind: stock}]
observations:
  - {metric: pm, period: 2015, figure: 57.3无单位}
"""
    assert "" == findings(text, "UNIT-DIMENSION")


def test_a_figure_of_a_relation_can_have_lost_its_unit() -> None:
    """The same holds of figures that stand in relations."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
relations:
  - {kind: order, smaller: {metric: gdp, period: 2021, figure: 100无单位}, larger: 200亿元}
"""
    expected = """\
warning UNIT-LOST relations[0].smaller.figure (plan.yaml:3:64)
  100 for 地区生产总值 has no unit, and the metric is in 亿元
  write its unit; that of the metric is not taken for it, since it may be another
  “地区生产总值”的数值100没有单位，指标的单位为亿元
  请写明单位；不能直接套用指标的单位
  figure = 100无单位
  unit = 亿元
"""
    assert expected == findings(text, "UNIT-LOST")


def test_a_number_without_unit_is_in_order_for_a_metric_without_unit() -> None:
    """An index has none."""
    text = """\
metrics: [{id: index, name: 指数, unit: 无单位, kind: index}]
observations:
  - {metric: index, period: 2015, figure: 57.3无单位}
"""
    assert "" == findings(text, "UNIT-LOST")


def test_figures_with_units_are_counted() -> None:
    """Those of unknown metrics are not."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
observations:
  - {metric: gdp, period: 2015, figure: 57.3亿元}
  - {metric: other, period: 2015, figure: 57.3亿元}
"""
    assert 1 == checked(text, "UNIT-LOST")
