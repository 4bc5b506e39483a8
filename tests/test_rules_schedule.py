from __future__ import annotations

from plan_texts import checked, findings, not_checked


def test_a_deadline_cannot_lie_before_the_start() -> None:
    """A project due in the year before it starts is an error."""
    text = """\
projects:
  - id: p
    name: 产业园
    start: 2024年3月
    deadline: 2023年底前
"""
    expected = """\
error DATE-REVERSED projects[0].deadline (plan.yaml:5:15)
  产业园 is due 2023, before it starts in 2024-03
  correct the start or the deadline
  产业园的完成时限2023早于开始时间2024-03
  请改正开始时间或完成时限
  start = 2024-03
  deadline = 2023
"""
    assert expected == findings(text, "DATE-REVERSED")


def test_a_deadline_in_the_period_of_the_start_is_in_order() -> None:
    """What starts in a quarter may be due in the same year, month or day."""
    text = """\
projects:
  - {id: p1, name: 产业园, start: 2024Q4, deadline: 2024}
  - {id: p2, name: 产业园二期, start: 2024-10, deadline: 2024-10-01}
  - {id: p3, name: 产业园三期, start: 2024, deadline: 长期}
  - {id: p4, name: 产业园四期, deadline: 2020}
"""
    assert "" == findings(text, "DATE-REVERSED")


def test_starts_with_a_due_date_are_counted() -> None:
    """What is ongoing, or has no start, cannot be reversed."""
    text = """\
projects:
  - {id: p1, name: 产业园, start: 2024Q4, deadline: 2024}
  - {id: p3, name: 产业园三期, start: 2024, deadline: 长期}
"""
    assert 1 == checked(text, "DATE-REVERSED")


def test_dates_outside_the_plan_are_warnings() -> None:
    """Starts, deadlines and targets before or after the plan's years are told at their lines."""
    text = """\
period: 2023-2025
zone: {id: ketd, name: 昆山开发区}
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
projects:
  - id: p
    name: 产业园
    start: 2022-12
    deadline: 2026-01-01
targets:
  - metric: gdp
    level: 3500亿元
    by: 2035
  - {metric: gdp, level: 3500亿元, by: 2030, subject: ketd}
"""
    expected = """\
warning DATE-OUT projects[0].start (plan.yaml:7:12)
  产业园 starts on 2022-12-01, outside the plan's 2023-2025
  correct the date, or the plan's period
  产业园开始于2022-12-01，不在规划期2023-2025之内
  请改正日期或规划期
  date = 2022-12-01
  period = 2023-2025
warning DATE-OUT projects[0].deadline (plan.yaml:8:15)
  产业园 is due on 2026-01-01, outside the plan's 2023-2025
  correct the date, or the plan's period
  产业园的完成时限为2026-01-01，不在规划期2023-2025之内
  请改正日期或规划期
  date = 2026-01-01
  period = 2023-2025
warning DATE-OUT targets[0].by (plan.yaml:12:9)
  the target for gdp is due 2035-12-31, outside the plan's 2023-2025
  correct the date, or the plan's period
  指标gdp的目标期限为2035-12-31，不在规划期2023-2025之内
  请改正日期或规划期
  date = 2035-12-31
  period = 2023-2025
warning DATE-OUT targets[1].by (plan.yaml:13:38)
  the target for gdp is due 2030-12-31, outside the plan's 2023-2025
  correct the date, or the plan's period
  指标gdp的目标期限为2030-12-31，不在规划期2023-2025之内
  请改正日期或规划期
  date = 2030-12-31
  period = 2023-2025
"""
    assert expected == findings(text, "DATE-OUT")


def test_dates_at_the_edge_of_the_plan_are_in_order() -> None:
    """The first and the last day belong to the plan; a target for a city is the city's own."""
    text = """\
period: 2023-2025
places: [{id: kunshan, name: 昆山市}]
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
projects:
  - {id: p, name: 产业园, start: 2023-01, deadline: 2025-12-31}
  - {id: q, name: 科创园, deadline: 长期}
targets:
  - {metric: gdp, level: 3000亿元, by: 2025}
  - {metric: gdp, level: 9000亿元, by: 2035, subject: kunshan}
"""
    assert "" == findings(text, "DATE-OUT")


def test_a_plan_without_period_is_not_checked_for_dates() -> None:
    """Without the plan's years the check is listed as not made."""
    text = """\
projects: [{id: p, name: 产业园, start: 1999}]
"""
    expected = """\
period (plan.yaml:1:1)
  the plan states no period
  规划未写明起止年份
"""
    assert expected == not_checked(text, "DATE-OUT")


def test_every_date_is_counted_as_checked() -> None:
    """Two dates of a project and one of a target are three."""
    text = """\
period: 2023-2025
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
projects: [{id: p, name: 产业园, start: 2023-01, deadline: 2025}]
targets: [{metric: gdp, level: 3000亿元, by: 2025}]
"""
    assert 3 == checked(text, "DATE-OUT")


def test_a_figure_after_the_plan_is_a_warning() -> None:
    """What a node reports for a year after the plan cannot be its own; what came before may be its base."""
    text = """\
period: 2023-2025
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
observations:
  - {metric: inv, period: 2042, figure: 1亿元}
  - {metric: inv, period: 2012, figure: 1亿元}
"""
    found = findings(text, "DATE-OUT")
    assert 1 == found.count("DATE-OUT")
    assert "a figure for inv is of 2042-01-01, outside the plan's 2023-2025" in found
