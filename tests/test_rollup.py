from __future__ import annotations

import attrs
import pytest

from plan_texts import explained, plan_of, rows
from zoneplan import Aspect, Figure, Missing, Period
from zoneplan.errors import RollupError, UnknownIdError
from zoneplan.figures import total


def test_a_total_is_of_what_was_reported() -> None:
    """By default what is missing is skipped; each node says what is missing and what is partial."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
      - {id: a2, name: 创新驱动发展}
  - id: b
    name: 产城融合
    actions:
      - id: b1
        name: 规划引领
        observations:
          - {metric: inv, period: 2023Q1, figure: 1亿元}
          - {metric: inv, period: 2023Q2, figure: 2亿元}
  - {id: c, name: 对台合作, declared_actions: 4}
"""
    expected = """\
plan: 33亿元; 1 of 8 reported, 1 in part; missing a2; 5 unlisted
a: 30亿元; 1 of 3 reported; missing a2; 1 unlisted
a1: 30亿元; 1 of 1 reported
a2: None; 0 of 1 reported; missing a2
b: 3亿元; 0 of 1 reported, 1 in part
b1: 3亿元; 0 of 1 reported, 1 in part
c: None; 0 of 4 reported; 4 unlisted
"""
    assert expected == rows(text, "inv", period=2023)


def test_no_total_unless_all_reported() -> None:
    """With skip_if_any a node has a total only where nothing is missing, partial or unlisted."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
      - {id: a2, name: 创新驱动发展}
  - id: b
    name: 产城融合
    actions:
      - id: b1
        name: 规划引领
        observations:
          - {metric: inv, period: 2023Q1, figure: 1亿元}
          - {metric: inv, period: 2023Q2, figure: 2亿元}
  - {id: c, name: 对台合作, declared_actions: 4}
"""
    expected = """\
plan: None; 1 of 8 reported, 1 in part; missing a2; 5 unlisted
a: None; 1 of 3 reported; missing a2; 1 unlisted
a1: 30亿元; 1 of 1 reported
a2: None; 0 of 1 reported; missing a2
b: None; 0 of 1 reported, 1 in part
b1: None; 0 of 1 reported, 1 in part
c: None; 0 of 4 reported; 4 unlisted
"""
    assert expected == rows(text, "inv", period=2023, missing="skip_if_any")


def test_what_was_not_reported_counts_as_zero() -> None:
    """With zero every node has a total, declared but unlisted actions among the zeros."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
      - {id: a2, name: 创新驱动发展}
  - id: b
    name: 产城融合
    actions:
      - id: b1
        name: 规划引领
        observations:
          - {metric: inv, period: 2023Q1, figure: 1亿元}
          - {metric: inv, period: 2023Q2, figure: 2亿元}
  - {id: c, name: 对台合作, declared_actions: 4}
"""
    expected = """\
plan: 33亿元; 1 of 8 reported, 1 in part; missing a2; 5 unlisted
a: 30亿元; 1 of 3 reported; missing a2; 1 unlisted
a1: 30亿元; 1 of 1 reported
a2: 0亿元; 0 of 1 reported; missing a2
b: 3亿元; 0 of 1 reported, 1 in part
b1: 3亿元; 0 of 1 reported, 1 in part
c: 0亿元; 0 of 4 reported; 4 unlisted
"""
    assert expected == rows(text, "inv", period=2023, missing="zero")


def test_nothing_reported_is_no_zero() -> None:
    """A metric that nobody reports has no total at all."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
plan: None; 0 of 1 reported; missing a
a: None; 0 of 1 reported; missing a
"""
    assert expected == rows(text, "inv")


def test_nothing_reported_may_count_as_zero() -> None:
    """Unless the caller says so."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
plan: 0亿元; 0 of 1 reported; missing a
a: 0亿元; 0 of 1 reported; missing a
"""
    assert expected == rows(text, "inv", missing="zero")


def test_a_node_s_own_figure_is_not_added() -> None:
    """A program that states a total is compared with its parts, in the metric's unit."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    observations: [{metric: inv, period: 2023, figure: 520000万元}]
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
      - {id: a2, name: 创新驱动发展, observations: [{metric: inv, period: 2023, figure: 20亿元}]}
"""
    expected = """\
plan: 50亿元; 2 of 2 reported
a: 50亿元; stated 52亿元, residual 2亿元; 2 of 2 reported
a1: 30亿元; 1 of 1 reported
a2: 20亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_a_program_that_alone_reports_speaks_for_its_parts() -> None:
    """Where no action reports, the program is the leaf and nothing below it is missing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    declared_actions: 5
    observations: [{metric: inv, period: 2023, figure: 50亿元}]
    actions: [{id: a1, name: 现代产业提升, projects: [{id: p, name: 产业园}]}, {id: a2}]
  - {id: b, name: 产城融合, declared_actions: 2, observations: [{metric: inv, period: 2023, figure: 5亿\
元}]}
"""
    expected = """\
plan: 55亿元; 2 of 2 reported
a: 50亿元; 1 of 1 reported
b: 5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_the_zone_states_the_total_of_the_plan() -> None:
    """An entry about the zone stands beside the plan's total, and one about the city nowhere."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
programs: [{id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}]
observations:
  - {metric: inv, period: 2023, figure: 31亿元, subject: ketd}
  - {metric: inv, period: 2023, figure: 300亿元, subject: kunshan}
"""
    expected = """\
plan: 30亿元; stated 31亿元, residual 1亿元; 1 of 1 reported
a: 30亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_the_plan_s_own_entry_goes_before_the_zone_s() -> None:
    """What the plan says of itself is its statement."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区}
programs: [{id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}]
observations:
  - {metric: inv, period: 2023, figure: 31亿元, subject: ketd}
  - {metric: inv, period: 2023, figure: 32亿元}
"""
    expected = """\
plan: 30亿元; stated 32亿元, residual 2亿元; 1 of 1 reported
a: 30亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_what_only_the_zone_states_is_stated() -> None:
    """Period and aspect are those of the zone's entry when nothing else is reported."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

zone: {id: ketd, name: 昆山开发区}
programs: [{id: a, name: 产业创新}]
observations: [{metric: inv, period: 2023, figure: 31亿元, subject: ketd, aspect: 预测}]
"""
    expected = """\
plan: None; stated 31亿元, residual None; 0 of 1 reported; missing a
a: None; 0 of 1 reported; missing a
"""
    assert expected == rows(text, "inv")


def test_a_shared_project_counts_once_at_every_ancestor() -> None:
    """A project that serves actions of two programs is in both, and once in the plan."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        name: 现代产业提升
        projects:
          - {id: p, name: 产业园, serves: [a2, b1], observations: [{metric: inv, period: 2023, figure: 1\
0亿元}]}
      - id: a2
        name: 创新驱动发展
        projects: [{id: q, name: 科创园, observations: [{metric: inv, period: 2023, figure: 5亿元}]}]
  - {id: b, name: 产城融合, actions: [{id: b1, name: 规划引领}]}
"""
    expected = """\
plan: 15亿元; 2 of 2 reported
a: 15亿元; 2 of 2 reported
a1: 10亿元; 1 of 1 reported
p: 10亿元; 1 of 1 reported
a2: 15亿元; 2 of 2 reported
q: 5亿元; 1 of 1 reported
b: 10亿元; 1 of 1 reported
b1: 10亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_a_shared_project_that_is_missing_counts_once() -> None:
    """What was not reported is expected once at every ancestor too."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    actions:
      - {id: a1, name: 现代产业提升, projects: [{id: p, name: 产业园, serves: b1}]}
  - id: b
    name: 产城融合
    actions:
      - id: b1
        name: 规划引领
        projects: [{id: q, name: 科创园, observations: [{metric: inv, period: 2023, figure: 5亿元}]}]
"""
    expected = """\
plan: 5亿元; 1 of 2 reported; missing p
a: None; 0 of 1 reported; missing p
a1: None; 0 of 1 reported; missing p
p: None; 0 of 1 reported; missing p
b: 5亿元; 1 of 2 reported; missing p
b1: 5亿元; 1 of 2 reported; missing p
q: 5亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_a_package_is_never_added_to_its_parts() -> None:
    """Projects split from a package stand for it, wherever they are listed."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - {id: a, name: 产业创新, projects: [{id: p, name: 产业园, observations: [{metric: inv, period: 2023, \
figure: 12亿元}]}]}
  - id: b
    name: 产城融合
    projects:
      - {id: p1, name: 产业园一期, part_of: p, observations: [{metric: inv, period: 2023, figure: 7亿元}\
]}
      - {id: p2, name: 产业园二期, part_of: p, observations: [{metric: inv, period: 2023, figure: 4亿元}\
]}
"""
    expected = """\
plan: 11亿元; 2 of 2 reported
a: 11亿元; 2 of 2 reported
p: 11亿元; stated 12亿元, residual 1亿元; 2 of 2 reported
b: 11亿元; 2 of 2 reported
p1: 7亿元; 1 of 1 reported
p2: 4亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_only_those_asked_are_expected() -> None:
    """A metric that two programs report expects two leaves, not every action."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, reported_by: [a\
, b]}]

programs:
  - {id: a, name: 产业创新, declared_actions: 2, observations: [{metric: inv, period: 2023, figure: 12亿\
元}]}
  - {id: b, name: 产城融合, declared_actions: 3, actions: [{id: b1, name: 规划引领}]}
  - {id: c, name: 对台合作, declared_actions: 4}
"""
    expected = """\
plan: 12亿元; 1 of 2 reported; missing b
a: 12亿元; 1 of 1 reported
b: None; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "inv")


def test_parts_of_those_asked_are_expected_once_one_reports() -> None:
    """Where an action of a program that is asked reports, its other actions are missing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, reported_by: [a\
, b]}]

programs:
  - id: a
    name: 产业创新
    declared_actions: 4
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 12亿元}]}
      - {id: a2, name: 创新驱动发展}
  - {id: b, name: 产城融合, actions: [{id: b1, name: 规划引领}]}
  - {id: c, name: 对台合作}
"""
    expected = """\
plan: 12亿元; 1 of 5 reported; missing a2 b; 2 unlisted
a: 12亿元; 1 of 4 reported; missing a2; 2 unlisted
a1: 12亿元; 1 of 1 reported
a2: None; 0 of 1 reported; missing a2
b: None; 0 of 1 reported; missing b
"""
    assert expected == rows(text, "inv")


def test_coverage_is_weighed() -> None:
    """Coverage by weight is the share of the weight of leaves that reported the whole period."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, weight: plan-inv}
  - {id: plan-inv, name: 计划投资, unit: 亿元, kind: flow}

programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        name: 现代产业提升
        observations:
          - {metric: inv, period: 2023, figure: 12亿元}
          - {metric: plan-inv, period: 2023, figure: 50亿元, aspect: 计划}
      - {id: a2, name: 创新驱动发展, observations: [{metric: plan-inv, period: 2023, figure: 100000万元,\
 aspect: 计划}]}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023Q1, figure: 5亿元}
      - {metric: plan-inv, period: 2023, figure: 20亿元, aspect: 计划}
  - {id: c, name: 对台合作, observations: [{metric: plan-inv, period: 2023, figure: 0亿元, aspect: 计划}\
]}
"""
    expected = """\
plan: 17亿元; 1 of 4 reported, 1 in part, 62.5 % by weight; missing a2 c
a: 12亿元; 1 of 2 reported, 83.3 % by weight; missing a2
a1: 12亿元; 1 of 1 reported, 100 % by weight
a2: None; 0 of 1 reported, 0 % by weight; missing a2
b: 5亿元; 0 of 1 reported, 1 in part, 0 % by weight
c: None; 0 of 1 reported; missing c
"""
    assert expected == rows(text, "inv", period=2023)


def test_a_weight_that_is_not_known_is_not_guessed() -> None:
    """Where a leaf is not listed or its weight is unknown, there is no share by weight."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: jobs, name: 就业, unit: 人, kind: count}

programs:
  - id: a
    name: 产业创新
    observations: [{metric: inv, period: 2023, figure: 12亿元}, {metric: jobs, period: 2023, figure: 30\
人}]
  - {id: b, name: 产城融合, observations: [{metric: inv, period: 2023, figure: 5亿元}]}
  - {id: c, name: 对台合作, declared_actions: 1}
"""
    expected = """\
plan: 17亿元; 2 of 3 reported; 1 unlisted
a: 12亿元; 1 of 1 reported, 100 % by weight
b: 5亿元; 1 of 1 reported
c: None; 0 of 1 reported; 1 unlisted
"""
    assert expected == rows(text, "inv", weight="jobs")


def test_weights_of_several_other_aspects_are_not_chosen_among() -> None:
    """Planned and forecast weights are not mixed, so coverage is by count."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, weight: w}
  - {id: w, name: 权重, unit: 人, kind: count}

programs:
  - id: a
    name: 产业创新
    observations:
      - {metric: inv, period: 2023, figure: 12亿元}
      - {metric: w, period: 2023, figure: 12人, aspect: 计划}
      - {metric: w, period: 2023, figure: 13人, aspect: 预测}
"""
    expected = """\
plan: 12亿元; 1 of 1 reported
a: 12亿元; 1 of 1 reported
"""
    assert expected == rows(text, "inv")


def test_an_explanation_goes_down_to_the_sources() -> None:
    """The tree behind a number names each figure as written, where it was read, and what is missing."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

sources: [{id: bulletin, document: 统计公报, date: 2024-02}]
zone: {id: ketd, name: 昆山开发区}
observations: [{metric: inv, period: 2023, figure: 45亿元左右, subject: ketd, source: {id: bulletin, quo\
te: 完成投资45亿元左右}}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 4
    actions:
      - id: a1
        name: 现代产业提升
        projects:
          - id: p
            name: 产业园
            serves: b1
            observations: [{metric: inv, period: 2023, figure: 30亿元, source: {id: bulletin, place: 表2\
}}]
          - {id: r, name: 人才公寓, serves: b1}
      - {id: a2}
      - {id: a3, name: 服务业提质扩容, observations: [{metric: inv, period: 2023Q1, figure: 50000万元}]}
  - {id: b, name: 产城融合, actions: [{id: b1, name: 规划引领}]}
"""
    expected = """\
示范规划: 35亿元, stated as 45亿元左右 (1 of 5 reported, 1 in part)
    source: 统计公报, 2024-02: “完成投资45亿元左右”
├─ 产业创新: 35亿元 (1 of 5 reported, 1 in part)
│  ├─ 现代产业提升: 30亿元 (1 of 2 reported)
│  │  ├─ 产业园: 30亿元
│  │  │      source: 统计公报, 表2, 2024-02
│  │  └─ 人才公寓: not reported
│  ├─ (a2, not named): not reported
│  ├─ 服务业提质扩容: 50000万元 (a part of the period only)
│  └─ 1 more declared, not listed: no figure
└─ 产城融合: 30亿元 (1 of 2 reported)
   └─ 规划引领: 30亿元 (1 of 2 reported)
      ├─ 产业园: 30亿元 (counted above)
      └─ 人才公寓: not reported
"""
    assert expected == explained(text, "inv", period=2023)


def test_those_who_are_not_asked_are_not_missing() -> None:
    """A node that is not expected to report is said to be so, and its unlisted actions are not told."""
    text = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum, reported_by: a}\
]

programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: b, name: 产城融合, declared_actions: 3, actions: [{id: b1, name: 规划引领}]}
"""
    expected = """\
示范规划: 30亿元 (1 of 1 reported)
├─ 产业创新: 30亿元
└─ 产城融合: not expected to report
"""
    assert expected == explained(text, "inv")


def test_a_ratio_explains_both_its_figures() -> None:
    """A leaf of a ratio names numerator and denominator."""
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
      - {metric: land, period: 2023, figure: 100亩}
"""
    expected = """\
示范规划: 200万元/亩 (2 of 2 reported)
├─ 产业创新: 300万元/亩, written as 3亿元, divided by 100亩
└─ 产城融合: 100万元/亩, written as 1亿元, divided by 100亩
"""
    assert expected == explained(text, "den")


def test_a_mean_explains_its_weights() -> None:
    """A leaf of a weighted mean names its weight."""
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
示范规划: 87.5% (2 of 2 reported, 100 % by weight)
├─ 产业创新: 90%, written as 90%, weight 300人
└─ 产城融合: 80%, written as 80%, weight 100人
"""
    assert expected == explained(text, "sat")


SHARED = """\
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: jobs, name: 带动就业, unit: 人, kind: count, across: sum}
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    observations: [{metric: inv, period: 2023, figure: 5亿元以上}]
    actions:
      - {id: a1, name: 现代产业提升, observations: [{metric: inv, period: 2023, figure: 4.5亿元}]}
      - id: a2
        observations: [{metric: jobs, period: 2022, figure: 300人}]
"""


def test_a_rollup_is_a_mapping_of_all_nodes() -> None:
    """Every node has a row, in document order, and the same row each time."""
    rollup = plan_of(SHARED).roll_up("inv")
    assert ["plan", "a", "a1", "a2"] == list(rollup)
    assert (4, True, False) == (len(rollup), "a1" in rollup, "a9" in rollup)
    assert rollup["plan"] is rollup.total
    with pytest.raises(UnknownIdError) as caught:
        rollup["a9"]
    assert "unknown node 'a9'\ndid you mean 'a'?" == str(caught.value)


def test_a_rollup_says_what_it_is_of() -> None:
    """Metric, period, aspect and the word for missing data stand in the result."""
    rollup = plan_of(SHARED).roll_up("inv", missing="zero")
    said = (rollup.metric.id, rollup.period, rollup.aspect, rollup.missing)
    assert ("inv", Period.year(2023), Aspect.ACTUAL, Missing.ZERO) == said


def test_leaves_come_in_document_order() -> None:
    """Entries written beside the plan in any order give leaves and missing nodes in that of the outline."""
    plan = plan_of("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, projects: [{id: p, name: 产业园, serves: b1}, {id: r, name: 人才公寓}]}]
  - id: b
    name: 产城融合
    actions: [{id: b1, projects: [{id: q, name: 科创园}, {id: s, name: 污水厂, serves: a1}]}]
observations:
  - {metric: inv, period: 2023, figure: 1亿元, subject: q}
  - {metric: inv, period: 2023, figure: 2亿元, subject: p}
""")
    total = plan.roll_up("inv").total
    assert {"p": Figure(2, "亿元"), "q": Figure(1, "亿元")} == dict(total.leaves)
    assert (["p", "q"], ("r", "s")) == (list(total.leaves), total.missing)


def test_records_are_flat_and_exact() -> None:
    """A record holds text, numbers of leaves, and the digits of its figures as text."""
    records = plan_of(SHARED).roll_up("inv").to_records()
    expected = {
        "node": "a",
        "name": "产业创新",
        "kind": "program",
        "path": "programs[0]",
        "metric": "inv",
        "unit": "亿元",
        "period": "2023",
        "aspect": "actual",
        "missing": "skip_if_all",
        "computed": "4.5",
        "computed_is_exact": True,
        "computed_reading": "[4.45, 4.55]",
        "stated": "5",
        "stated_reading": "[5, ∞)",
        "residual": "0.5",
        "reported": 1,
        "partial": 0,
        "expected": 3,
        "weight_share": None,
        "missing_leaves": ["a2"],
        "unlisted_leaves": 1,
    }
    assert expected == records[1]
    assert ["plan", "a", "a1", "a2"] == [record["node"] for record in records]


def test_a_record_of_nothing_holds_nothing() -> None:
    """Where nothing is reported there is no period, aspect or figure; 83.3 % stands as a person reads it."""
    record = plan_of(SHARED).roll_up(attrs.evolve(plan_of(SHARED).metric("inv"), id="new")).to_records()[3]
    empty = ("period", "aspect", "computed", "computed_is_exact", "computed_reading", "stated", "residual")
    assert [None] * 7 == [record[key] for key in empty]
    assert (None, ["a2"]) == (record["name"], record["missing_leaves"])


def test_a_share_of_weight_stands_in_the_record() -> None:
    """Coverage by weight is given as a person reads it."""
    record = plan_of(SHARED).roll_up("jobs", weight="jobs").to_records()[3]
    assert "100 %" == record["weight_share"]


def test_several_metrics_give_a_rollup_each() -> None:
    """A list, or any other iterable, of metrics and ids gives a dictionary by id."""
    plan = plan_of(SHARED)
    rollups = plan.roll_up([plan.metric("inv"), "jobs"])
    assert ["inv", "jobs"] == list(rollups)
    assert Figure(300, "人") == rollups["jobs"].total.computed
    assert ["jobs"] == list(plan.roll_up(one for one in ["jobs"]))


def test_a_metric_defined_otherwise_is_refused() -> None:
    """A metric with an id of the plan and another definition is not taken for that of the plan."""
    plan = plan_of(SHARED)
    with pytest.raises(RollupError) as caught:
        plan.roll_up(attrs.evolve(plan.metric("inv"), name="投资"))
    expected = "metric 'inv' is defined otherwise in the plan\nask by its id, or give it another id"
    assert expected == str(caught.value)


def test_the_residual_is_at_the_metric_s_prices() -> None:
    """A stated figure that names no prices is at those of its metric, like its parts."""
    plan = plan_of(SHARED.replace("unit: 亿元", "unit: 亿元, price_basis: current"))
    residual = plan.roll_up("inv")["a"].residual
    assert residual is not None
    assert ("0.5亿元以上", "current") == (str(residual), str(residual.price_basis))


def test_the_residual_keeps_stated_prices() -> None:
    """A stated figure that names its prices keeps them."""
    text = SHARED.replace("unit: 亿元", "unit: 亿元, price_basis: current")
    plan = plan_of(text.replace("figure: 5亿元以上", "figure: 5亿元以上, price_basis: 现价"))
    assert "0.5亿元以上" == str(plan.roll_up("inv")["a"].residual)


def test_a_part_of_a_year_is_no_stated_total() -> None:
    """A program that states its first half has stated nothing for the year."""
    plan = plan_of(SHARED.replace("period: 2023, figure: 5亿元以上", "period: 2023H1, figure: 5亿元以上"))
    row = plan.roll_up("inv", period=2023)["a"]
    assert (None, None, None) == (row.stated, row.stated_entry, row.residual)


def test_a_stated_entry_is_the_one_that_was_written() -> None:
    """Beside the stated figure stands the entry it is from."""
    entry = plan_of(SHARED).roll_up("inv")["a"].stated_entry
    assert entry is not None
    assert "programs[0].observations[0]" == entry.path


def test_an_explanation_adds_up() -> None:
    """The leaves of an explanation add up to its figure, a shared project once."""
    explanation = plan_of(SHARED).roll_up("inv").explain("a")
    assert explanation.figure == total(leaf.figure for leaf in explanation.leaves() if leaf.figure)
    assert "inv@a<2023>" == explanation.key


def test_a_chain_too_long_to_explain_is_refused() -> None:
    """A chain of packages is rolled up whatever its length, and explained to a hundred levels."""
    chain = "".join(f"  - {{id: p{i}, name: 标段{i}, part_of: p{i + 1}}}\n" for i in range(150))
    plan = plan_of(f"""\
metrics: [{{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}}]
projects:
{chain}  - {{id: p150, name: 总包}}
observations: [{{metric: inv, period: 2023, figure: 3亿元, subject: p0}}]
""")
    rollup = plan.roll_up("inv")
    assert Figure(3, "亿元") == rollup.total.computed
    with pytest.raises(RollupError) as caught:
        rollup.explain("p150")
    expected = "'plan' is nested more than 100 levels deep\nexplain a node further down, such as 'p49'"
    assert expected == str(caught.value)
    assert Figure(3, "亿元") == rollup.explain("p49").figure


def test_a_rollup_is_shown_in_one_short_line() -> None:
    """What was asked and the total with its coverage; printed it shows the tree."""
    plan = plan_of("""\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
observations: [{metric: inv, period: 2023, figure: 4亿元}]
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 3亿元}]}
  - {id: b, name: 产城融合}
""")
    rollup = plan.roll_up("inv")
    assert "<Rollup 'inv' 2023 actual: 3亿元, stated as 4亿元 (1 of 2 reported)>" == repr(rollup)
    assert "<RollupRow 'b': no total (0 of 1 reported)>" == repr(rollup["b"])
    assert str(rollup.explain()) == str(rollup)
    empty = attrs.evolve(plan, observations=(), programs=())
    assert "<Rollup 'inv': no total (0 of 1 reported)>" == repr(empty.roll_up("inv"))


def test_a_row_without_a_possible_figure_can_be_shown() -> None:
    """A ratio over nothing has no figure, and what is shown says why."""
    plan = plan_of("""\
metrics:
  - {id: out, name: 产出, unit: 亿元, kind: flow, across: sum}
  - {id: area, name: 面积, unit: 亩, kind: stock, across: sum}
  - {id: den, name: 强度, unit: 亿元/亩, kind: ratio, across: ratio_of_sums, \
numerator: out, denominator: area}
observations: [{metric: out, period: 2023, figure: 3亿元}, {metric: area, period: 2023, figure: 0亩}]
""")
    row = plan.roll_up("den").total
    with pytest.raises(RollupError) as caught:
        row.computed  # noqa: B018  # it is worked out when asked for
    assert f"<RollupRow 'plan': no total, {caught.value.message} (1 of 1 reported)>" == repr(row)
