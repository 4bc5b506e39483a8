from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_total_its_parts_contradict_is_an_error() -> None:
    """汉中 2018: 454.31 + 124.06 + 40.48 is 618.85, and no rounding makes it 622.2."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 622.2亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 454.31亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 124.06亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 40.48亿元}]
"""
    expected = """\
error SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  重点项目 states 622.2亿元 for 完成投资, its parts come to 618.85亿元: 3.35亿元 too much
  correct the total or the part; rounding does not explain the difference
  重点项目的“完成投资”写为622.2亿元，分项合计为618.85亿元，多3.35亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 622.2亿元
  stated can mean = (622.1, 622.3)
  parts = 454.31亿元 + 124.06亿元 + 40.48亿元
  parts come to = 618.85亿元
  parts can mean = (618.82, 618.88)
  residual = 3.35亿元
  coverage = 3 of 3 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_an_unreported_part_may_hold_the_difference() -> None:
    """汉中 with a fourth group that did not report is not checked; what it would have to be is said."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 622.2亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 454.31亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 124.06亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 40.48亿元}]
      - id: a4
        name: 分项4
"""
    expected = """\
programs[0].observations[0].figure (plan.yaml:8:17)
  the parts of 622.2亿元 are not all reported (3 of 4 reported); what is missing would have to be [3.28,\
 3.42] 亿元
  622.2亿元的分项未报全（应报4项，已报3项）；缺报部分应为[3.28, 3.42] 亿元
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_an_unreported_part_is_not_blamed() -> None:
    """The same total is no finding while a part is missing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 622.2亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 454.31亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 124.06亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 40.48亿元}]
      - id: a4
        name: 分项4
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_parts_above_their_total_are_an_error_even_with_one_missing() -> None:
    """Parts of 200 cannot give 150 whatever the missing one is."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 150亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 120亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 80亿元}]
      - id: a3
        name: 分项3
"""
    expected = """\
error SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  重点项目 states 150亿元 for 完成投资, its parts come to 200亿元: 50亿元 too little
  correct the total or the part; rounding does not explain the difference
  重点项目的“完成投资”写为150亿元，分项合计为200亿元，少50亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 150亿元
  stated can mean = (149, 151)
  parts = 120亿元 + 80亿元
  parts come to = 200亿元
  parts can mean = (198, 202)
  residual = -50亿元
  coverage = 2 of 3 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_rounding_of_the_last_digit_passes() -> None:
    """闽侯 2023: the plan's parts give 561.85 against 561.86."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 561.86亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 327.53亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 194.54亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 39.78亿元}]
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_rounding_downwards_passes() -> None:
    """闽侯 2023: what was done gives 362.33 against 362.32."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 362.32亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 235.8亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 101.97亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 24.56亿元}]
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_rounding_of_three_parts_passes() -> None:
    """珠海 2011: 37.70 + 786.42 + 579.11 against 1403.24."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 1403.24亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 37.70亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 786.42亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 579.11亿元}]
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_a_wrong_digit_is_found() -> None:
    """福建 2000: parts of 9870.58 do not give 9860.58."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 9860.58亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 4000.29亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 5870.29亿元}]
"""
    expected = """\
error SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  重点项目 states 9860.58亿元 for 完成投资, its parts come to 9870.58亿元: 10亿元 too little
  correct the total or the part; rounding does not explain the difference
  重点项目的“完成投资”写为9860.58亿元，分项合计为9870.58亿元，少10亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 9860.58亿元
  stated can mean = (9860.57, 9860.59)
  parts = 4000.29亿元 + 5870.29亿元
  parts come to = 9870.58亿元
  parts can mean = (9870.56, 9870.6)
  residual = -10亿元
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_total_rounded_coarsely_is_advice() -> None:
    """2400 may be 23 hundred and 80 rounded to hundreds, which is said and not blamed."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 2400亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 1180亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 1202亿元}]
"""
    expected = """\
advice SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  the parts of 2400亿元 come to 2382亿元, which agrees only if figures were rounded more coarsely than w\
ritten
  state the figures to the same place, or say how they were rounded
  2400亿元的分项合计为2382亿元，只有在数值取整比写出的位数更粗时才相符
  请统一小数位数，或说明取整方式
  stated = 2400亿元
  stated can mean = [2350, 2450]
  parts = 1180亿元 + 1202亿元
  parts come to = 2382亿元
  parts can mean = (2376, 2388)
  residual = 18亿元
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_total_in_loose_words_is_advice() -> None:
    """约2300 agrees with 2382 only when 约 is taken loosely."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 约2300亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 1180亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 1202亿元}]
"""
    expected = """\
advice SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  the parts of 约2300亿元 come to 2382亿元, which agrees only if its words are taken loosely
  state the figures to the same place, or say how they were rounded
  约2300亿元的分项合计为2382亿元，只有对“约”“左右”等词从宽理解时才相符
  请统一小数位数，或说明取整方式
  stated = 约2300亿元
  stated can mean = (-∞, ∞)
  parts = 1180亿元 + 1202亿元
  parts come to = 2382亿元
  parts can mean = (2376, 2388)
  residual = 约-82亿元
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_total_that_only_coarse_rounding_leaves_room_for_is_not_checked() -> None:
    """Parts of 2404 leave nothing of 2400 as written, but some of it as rounded."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 2400亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 1202亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 1202亿元}]
      - id: a3
        name: 分项3
"""
    expected = """\
programs[0].observations[0].figure (plan.yaml:8:17)
  the parts of 2400亿元 are not all reported (2 of 3 reported); what is missing would have to be [0, 48)\
 亿元
  2400亿元的分项未报全（应报3项，已报2项）；缺报部分应为[0, 48) 亿元
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_a_total_may_be_in_another_unit() -> None:
    """A total in 万元 is held against parts in 亿元."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 50000万元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 1.5亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 2.5亿元}]
"""
    expected = """\
error SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  重点项目 states 50000万元 for 完成投资, its parts come to 4亿元: 1亿元 too much
  correct the total or the part; rounding does not explain the difference
  重点项目的“完成投资”写为50000万元，分项合计为4亿元，多1亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 50000万元
  stated can mean = [49500, 50500]
  parts = 1.5亿元 + 2.5亿元
  parts come to = 4亿元
  parts can mean = (3.8, 4.2)
  residual = 1亿元
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_losses_may_be_what_is_missing() -> None:
    """A metric that can be negative is never contradicted while a part is missing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, domain: "(-∞, ∞)", across: sum, over_time: s\
um}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 150亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 120亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 80亿元}]
      - id: a3
        name: 分项3
"""
    expected = """\
programs[0].observations[0].figure (plan.yaml:8:17)
  the parts of 150亿元 are not all reported (2 of 3 reported); what is missing would have to be [-51.5, \
-48.5] 亿元
  150亿元的分项未报全（应报3项，已报2项）；缺报部分应为[-51.5, -48.5] 亿元
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_the_zone_states_the_plan_s_total() -> None:
    """An entry about the zone is the plan's own statement."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区}
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 产城融合, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
observations:
  - {metric: inv, period: 2023, figure: 60亿元, subject: ketd}
"""
    expected = """\
error SUM-TOTAL observations[0].figure (plan.yaml:8:41)
  示范规划 states 60亿元 for 完成投资, its parts come to 50亿元: 10亿元 too much
  correct the total or the part; rounding does not explain the difference
  示范规划的“完成投资”写为60亿元，分项合计为50亿元，多10亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 60亿元
  stated can mean = (59, 61)
  parts = 30亿元 + 20亿元
  parts come to = 50亿元
  parts can mean = (48, 52)
  residual = 10亿元
  coverage = 2 of 2 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_total_of_a_year_is_held_against_quarters() -> None:
    """Parts that report by quarter are added up first."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        name: 现代产业提升
        observations:
          - {metric: inv, period: 2023Q1, figure: 1亿元}
          - {metric: inv, period: 2023Q2, figure: 2亿元}
          - {metric: inv, period: 2023Q3, figure: 3亿元}
          - {metric: inv, period: 2023Q4, figure: 4亿元}
observations:
  - {metric: inv, period: 2023, figure: 11亿元, subject: a}
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_a_total_without_reported_parts_is_a_leaf() -> None:
    """A program that alone reports is checked against nothing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 150亿元
    actions:
      - id: a1
        name: 分项1
      - id: a2
        name: 分项2
"""
    assert 0 == checked(text, "SUM-TOTAL")


def test_a_zone_without_reported_parts_is_not_counted() -> None:
    """What only the zone states is not held against anything."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区}
programs: [{id: a, name: 产业创新}]
observations: [{metric: inv, period: 2023, figure: 60亿元, subject: ketd}]
"""
    assert 0 == checked(text, "SUM-TOTAL")


def test_checked_totals_are_counted() -> None:
    """A total that was held against its parts counts as one check."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 50亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 30亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 20亿元}]
"""
    assert 1 == checked(text, "SUM-TOTAL")


def test_a_total_that_was_not_checked_does_not_count() -> None:
    """Not checked is not checked."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 50亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 30亿元}]
      - id: a2
        name: 分项2
"""
    assert 0 == checked(text, "SUM-TOTAL")


def test_a_metric_that_cannot_be_rolled_up_is_not_checked() -> None:
    """Why the parts could not be added is said, at the stated total."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 50亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 30亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 20亩}]
"""
    expected = """\
programs[0].observations[0].figure (plan.yaml:8:17)
  完成投资 in 2023 cannot be rolled up: 'inv' of 'a2' is 20亩: cannot convert 亩 to 亿元: they measure d\
ifferent things (area and CNY)
  “完成投资”（2023）无法汇总
"""
    assert expected == not_checked(text, "SUM-TOTAL")


def test_only_sums_are_held_against_their_parts() -> None:
    """A largest value, and an unknown metric, are not looked at."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: max, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 60亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 30亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 20亿元}]
"""
    assert "" == findings(text, "SUM-TOTAL")


def test_many_parts_are_shown_in_part() -> None:
    """The evidence shows twelve parts and that there are more."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: g
    name: 重点项目
    observations:
      - metric: inv
        period: 2023
        figure: 50亿元
    actions:
      - id: a1
        name: 分项1
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a2
        name: 分项2
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a3
        name: 分项3
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a4
        name: 分项4
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a5
        name: 分项5
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a6
        name: 分项6
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a7
        name: 分项7
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a8
        name: 分项8
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a9
        name: 分项9
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a10
        name: 分项10
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a11
        name: 分项11
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a12
        name: 分项12
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
      - id: a13
        name: 分项13
        observations: [{metric: inv, period: 2023, figure: 1亿元}]
"""
    expected = """\
error SUM-TOTAL programs[0].observations[0].figure (plan.yaml:8:17)
  重点项目 states 50亿元 for 完成投资, its parts come to 13亿元: 37亿元 too much
  correct the total or the part; rounding does not explain the difference
  重点项目的“完成投资”写为50亿元，分项合计为13亿元，多37亿元
  请改正合计数或分项；差额不能用四舍五入解释
  stated = 50亿元
  stated can mean = (49, 51)
  parts = 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 + 1亿元 \
+ …
  parts come to = 13亿元
  parts can mean = (0, 26)
  residual = 37亿元
  coverage = 13 of 13 reported
"""
    assert expected == findings(text, "SUM-TOTAL")


def test_a_part_is_never_added_to_its_whole() -> None:
    """A town's figure beside the city's would be counted twice."""
    text = """\
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - {id: a, name: 全市, place: kunshan, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - id: b
    name: 周市
    place: zhoushi
    actions: [{id: b1, name: 产业提升, observations: [{metric: inv, period: 2023, figure: 20亿元}]}]
"""
    expected = """\
error PART-WHOLE programs[1].actions[0] (plan.yaml:9:16)
  完成投资 of 产业提升 (zhoushi) in 2023 is part of that of 全市 (kunshan)
  report one of the two, or take the part out of the outline's sum
  2023：产业提升（zhoushi）的“完成投资”已包含在全市（kunshan）之中
  两者只报其一，部分不得与整体相加
  part = zhoushi
  whole = kunshan
"""
    assert expected == findings(text, "PART-WHOLE")


def test_what_lies_around_the_zone_is_not_one_of_its_parts() -> None:
    """The city's figure beside an action of the zone would hold the zone twice."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 全市配套, place: kunshan, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
"""
    expected = """\
error PART-WHOLE programs[0] (plan.yaml:6:6)
  完成投资 of 产业创新 (ketd) in 2023 is part of that of 全市配套 (kunshan)
  report one of the two, or take the part out of the outline's sum
  2023：产业创新（ketd）的“完成投资”已包含在全市配套（kunshan）之中
  两者只报其一，部分不得与整体相加
  part = ketd
  whole = kunshan
"""
    assert expected == findings(text, "PART-WHOLE")


def test_places_side_by_side_are_added() -> None:
    """Two towns, the zone itself and parts without place of their own do not overlap."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 周市, place: zhoushi, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
  - {id: c, name: 全区, place: ketd, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
observations: [{metric: inv, period: 2023, figure: 200亿元, subject: kunshan}]
"""
    assert "" == findings(text, "PART-WHOLE")


def test_groups_are_counted_for_parts_and_wholes() -> None:
    """Each metric, aspect and period of a plan with places is looked at."""
    text = """\
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs: [{id: a, name: 全市, place: kunshan}]
observations: [{metric: inv, period: 2023, figure: 30亿元}, {metric: inv, period: 2022, figure: 30亿元}]
"""
    assert 2 == checked(text, "PART-WHOLE")


def test_a_plan_without_places_has_no_parts_of_wholes() -> None:
    """Where nothing is placed there is nothing to check."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations: [{metric: inv, period: 2023, figure: 30亿元}]
"""
    assert 0 == checked(text, "PART-WHOLE")


def test_two_figures_for_one_fact_are_an_error() -> None:
    """The second figure is told, with the path of the first."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    observations: [{metric: inv, period: 2023, figure: 30亿元}]
observations:
  - metric: inv
    period: 2023
    figure: 31亿元
    subject: a
"""
    expected = """\
error SAME-FACT programs[0].observations[0].figure (plan.yaml:6:56)
  30亿元 for inv of a in 2023, but observations[0] says 31亿元
  keep one, or state which is preliminary and which is final as their vintage
  产业创新的“完成投资”（2023）为30亿元，而 observations[0] 写为31亿元
  请保留其一，或注明初步数与最终数
  first = 31亿元
  second = 30亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_two_targets_for_one_fact_are_told_at_their_level() -> None:
    """Of a target the level is the figure."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

targets:
  - {metric: inv, by: 2025, level: 30亿元}
  - {metric: inv, by: 2025, level: 31亿元}
"""
    expected = """\
error SAME-FACT targets[1].level (plan.yaml:5:36)
  31亿元 for inv of plan in 2025, but targets[0] says 30亿元
  keep one
  示范规划的“完成投资”（2025）为31亿元，而 targets[0] 写为30亿元
  请只保留其一
  first = 30亿元
  second = 31亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_the_plan_and_its_zone_are_one_subject() -> None:
    """A figure of the plan and another of its zone are two for one fact."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区}
observations:
  - {metric: inv, period: 2023, figure: 30亿元}
  - {metric: inv, period: 2023, figure: 31亿元, subject: ketd}
"""
    expected = """\
error SAME-FACT observations[1].figure (plan.yaml:6:41)
  31亿元 for inv of ketd in 2023, but observations[0] says 30亿元
  keep one, or state which is preliminary and which is final as their vintage
  昆山开发区的“完成投资”（2023）为31亿元，而 observations[0] 写为30亿元
  请保留其一，或注明初步数与最终数
  first = 30亿元
  second = 31亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_one_fact_with_other_rounding_is_advice() -> None:
    """A table prints 2400 and the text 2400.3: both can be meant."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 2400.3亿元}
  - {metric: inv, period: 2023, figure: 2400亿元}
  - {metric: inv, period: 2022, figure: 2276.76亿元}
  - {metric: inv, period: 2022, figure: 超2276亿元}
"""
    expected = """\
advice SAME-FACT observations[1].figure (plan.yaml:5:41)
  2400亿元 for inv of plan in 2023, but observations[0] says 2400.3亿元, which can mean the same
  keep the more exact one
  示范规划的“完成投资”（2023）为2400亿元，而 observations[0] 写为2400.3亿元，两者可能指同一数值
  请保留较精确的一个
  first = 2400.3亿元
  second = 2400亿元
advice SAME-FACT observations[3].figure (plan.yaml:7:41)
  超2276亿元 for inv of plan in 2022, but observations[2] says 2276.76亿元, which can mean the same
  keep the more exact one
  示范规划的“完成投资”（2022）为超2276亿元，而 observations[2] 写为2276.76亿元，两者可能指同一数值
  请保留较精确的一个
  first = 2276.76亿元
  second = 超2276亿元
"""
    assert expected == findings(text, "SAME-FACT")


def test_figures_that_cannot_be_one_are_errors() -> None:
    """Other digits, another dimension and other prices are contradictions."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 2400.3亿元}
  - {metric: inv, period: 2023, figure: 2401亿元}
  - {metric: inv, period: 2022, figure: 30亿元}
  - {metric: inv, period: 2022, figure: 30亩}
  - {metric: inv, period: 2021, figure: 30亿元, price_basis: 现价}
  - {metric: inv, period: 2021, figure: 30亿元, price_basis: 可比价}
"""
    expected = """\
error SAME-FACT observations[1].figure (plan.yaml:5:41)
  2401亿元 for inv of plan in 2023, but observations[0] says 2400.3亿元
  keep one, or state which is preliminary and which is final as their vintage
  示范规划的“完成投资”（2023）为2401亿元，而 observations[0] 写为2400.3亿元
  请保留其一，或注明初步数与最终数
  first = 2400.3亿元
  second = 2401亿元
error SAME-FACT observations[3].figure (plan.yaml:7:41)
  30亩 for inv of plan in 2022, but observations[2] says 30亿元
  keep one, or state which is preliminary and which is final as their vintage
  示范规划的“完成投资”（2022）为30亩，而 observations[2] 写为30亿元
  请保留其一，或注明初步数与最终数
  first = 30亿元
  second = 30亩
error SAME-FACT observations[5].figure (plan.yaml:9:41)
  30亿元 at comparable prices for inv of plan in 2021, but observations[4] says 30亿元 at current prices
  state the price basis of each, and give other prices a metric of their own, or keep one
  示范规划的“完成投资”（2021）为30亿元（可比价），而 observations[4] 写为30亿元（现价）
  请分别注明价格口径，不同口径的数另设指标，或只保留其一
  first = 30亿元 at current prices
  second = 30亿元 at comparable prices
"""
    assert expected == findings(text, "SAME-FACT")


def test_what_differs_in_a_word_is_another_fact() -> None:
    """Vintage, aspect, period and subject tell facts apart, and a fact may be told twice alike."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs: [{id: a, name: 产业创新}]
observations:
  - {metric: inv, period: 2023, figure: 30亿元, vintage: 预计}
  - {metric: inv, period: 2023, figure: 300000万元, vintage: 预计}
  - {metric: inv, period: 2023, figure: 31亿元, vintage: 初步核算}
  - {metric: inv, period: 2023, figure: 32亿元, vintage: 最终核实}
  - {metric: inv, period: 2023, figure: 33亿元, aspect: 计划}
  - {metric: inv, period: 2022, figure: 34亿元}
  - {metric: inv, period: 2023, figure: 35亿元, subject: a}
"""
    assert "" == findings(text, "SAME-FACT")


def test_entries_of_a_duplicate_are_not_set_against_the_first() -> None:
    """Two programs with one id are told once, not again for each of their figures."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: a, name: 产城融合, observations: [{metric: inv, period: 2023, figure: 31亿元}]}
"""
    assert "" == findings(text, "SAME-FACT")


def test_repeated_facts_are_counted() -> None:
    """Each further entry for a fact is one check."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

observations:
  - {metric: inv, period: 2023, figure: 30亿元}
  - {metric: inv, period: 2023, figure: 30亿元}
  - {metric: inv, period: 2022, figure: 31亿元}
"""
    assert 1 == checked(text, "SAME-FACT")


def test_a_figure_without_vintage_beside_one_with_another_is_a_warning() -> None:
    """Which of them is the later one is not known; one that is told with a vintage too is that one."""
    text = """\
metrics: [{id: firms, name: 规上企业数, unit: 家, kind: stock, across: sum}]
programs: [{id: a, name: 产业创新}]
observations:
  - {metric: firms, period: 2023, figure: 128家}
  - {metric: firms, period: 2023, figure: 130家, vintage: 初步核算}
  - {metric: firms, period: 2022, figure: 超120家}
  - {metric: firms, period: 2022, figure: 119家, vintage: 初步核算}
  - {metric: firms, period: 2022, figure: 121家, vintage: 最终核实}
  - {metric: firms, period: 2021, figure: 110家, subject: a}
  - {metric: firms, period: 2021, figure: 110家, vintage: 初步核算, subject: a}
  - {metric: firms, period: 2021, figure: 112家, vintage: 最终核实, subject: a}
"""
    expected = """\
warning SAME-FACT observations[0].figure (plan.yaml:4:43)
  128家 for firms of plan in 2023 names no vintage, and observations[1] says 130家 (preliminary)
  state which is which: give this one its vintage, or keep one of them
  示范规划的“规上企业数”（2023）为128家，未注明版本，而 observations[1] 写为130家（初步核算）
  请注明各自的版本（哪个是初步数、哪个是最终数），或只保留一个
  first = 130家
  second = 128家
advice SAME-FACT observations[2].figure (plan.yaml:6:43)
  超120家 for firms of plan in 2022 names no vintage, and observations[4] says 121家 (final), which can mean \
the same
  state which is which: give this one its vintage, or keep one of them
  示范规划的“规上企业数”（2022）为超120家，未注明版本，而 observations[4] 写为121家（最终核实），\
两者可能指同一数值
  请注明各自的版本（哪个是初步数、哪个是最终数），或只保留一个
  first = 121家
  second = 超120家
"""
    assert expected == findings(text, "SAME-FACT")
    assert 3 == checked(text, "SAME-FACT")


def test_targets_at_other_prices_ask_for_the_price_basis() -> None:
    """A target has no vintage; what tells two of them apart is the prices they are at."""
    text = """\
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
targets:
  - {metric: gdp, by: 2025, level: 900亿元}
  - {metric: gdp, by: 2025, level: 950亿元, price_basis: 2020年不变价}
"""
    expected = """\
error SAME-FACT targets[1].level (plan.yaml:4:36)
  950亿元 at 2020 prices for gdp of plan in 2025, but targets[0] says 900亿元 at an unstated price basis
  state the price basis of each, and give other prices a metric of their own, or keep one
  示范规划的“地区生产总值”（2025）为950亿元（2020年不变价），而 targets[0] 写为900亿元（未注明价格）
  请分别注明价格口径，不同口径的数另设指标，或只保留其一
  first = 900亿元 at an unstated price basis
  second = 950亿元 at 2020 prices
"""
    assert expected == findings(text, "SAME-FACT")
