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


def test_a_schedule_that_does_not_lead_to_its_target_is_an_error() -> None:
    """It ends elsewhere, with less than all, after the target is due, or in another unit."""
    text = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
observations:
  - {metric: gdp, period: 2020, figure: 2400亿元, aspect: baseline}
targets:
  - {metric: gdp, by: 2025, level: 3000亿元, schedule: {2022: 2600亿元, 2025: 2900亿元}}
  - {metric: gdp, by: 2025, level: 3000亿元, schedule: {2022: 40%, 2025: 90%}}
  - {metric: gdp, by: 2024, level: 2900亿元, schedule: {2025: 2900亿元}}
  - {metric: gdp, by: 2025, level: 3000亿元, schedule: {2019: 2600亿元}}
  - {metric: gdp, by: 2025, annual_rate: 6%, schedule: {2022: 2600亩}}
"""
    expected = """\
error SCHEDULE-WRONG targets[0].schedule (plan.yaml:8:54)
  the schedule does not lead to the target 3000亿元 for 地区生产总值: 2900亿元 is scheduled by \
2025, where the goal 3000亿元 is due
  correct the schedule or the goal
  序时计划与“地区生产总值”的目标3000亿元不符：2025的目标为3000亿元，而序时计划为2900亿元
  请改正序时计划或目标
error SCHEDULE-WRONG targets[1].schedule (plan.yaml:9:54)
  the schedule does not lead to the target 3000亿元 for 地区生产总值: 90% is scheduled by 2025, \
where all of the goal is due
  write 100% for the end, or leave it out; levels are written {levels: {2025: 3%}}
  序时计划与“地区生产总值”的目标3000亿元不符：2025应完成全部目标，而序时计划为90%
  期末请写100%，或不写；如为水平值，请写为 {levels: {2025: 3%}}
error SCHEDULE-WRONG targets[2].schedule (plan.yaml:10:54)
  the schedule does not lead to the target 2900亿元 for 地区生产总值: the point 2900亿元 by 2025 \
lies outside the months from 2021-01 to 2024-12
  correct the schedule, or the years of the target
  序时计划与“地区生产总值”的目标2900亿元不符：序时计划的2025（2900亿元）不在2021-01至2024-12之内
  请改正序时计划，或目标的年份
error SCHEDULE-WRONG targets[3].schedule (plan.yaml:11:54)
  the schedule does not lead to the target 3000亿元 for 地区生产总值: the point 2600亿元 by 2019 \
lies outside the months from 2021-01 to 2025-12
  correct the schedule, or the years of the target
  序时计划与“地区生产总值”的目标3000亿元不符：序时计划的2019（2600亿元）不在2021-01至2025-12之内
  请改正序时计划，或目标的年份
error SCHEDULE-WRONG targets[4].schedule (plan.yaml:12:56)
  the schedule does not lead to the target 6% for 地区生产总值: 2600亩 is not in a unit of \
地区生产总值, which is in 亿元
  correct the unit; shares of the goal are written {shares: {2025: 100%}}
  序时计划与“地区生产总值”的目标6%不符：2600亩的单位与指标的单位亿元不相容
  请改正单位；如为目标的比例，请写为 {shares: {2025: 100%}}
"""
    assert expected == findings(text, "SCHEDULE-WRONG")
    assert 5 == checked(text, "SCHEDULE-WRONG")


def test_a_schedule_that_cannot_be_used_is_a_warning() -> None:
    """What is held every year has no way to go, and other prices do not compare."""
    text = """\
period: 2021-2025
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
targets:
  - {metric: gdp, by: 2021-2025 each year, level: 3000亿元, schedule: {2022: 2600亿元}}
  - {metric: gdp, by: 2025, level: 3000亿元, price_basis: 现价, schedule: {2025: 3000亿元}}
"""
    expected = """\
warning SCHEDULE-WRONG targets[0].schedule (plan.yaml:6:69)
  the schedule does not lead to the target 3000亿元 for 地区生产总值: it is due 2021-2025 each \
year, and there is no way to it that could be scheduled
  leave the schedule out, or write a target for each year
  序时计划与“地区生产总值”的目标3000亿元不符：该目标须逐年或长期保持，不存在可安排序时的过程
  请删去序时计划，或逐年填写目标
warning SCHEDULE-WRONG targets[1].schedule (plan.yaml:7:71)
  the schedule does not lead to the target 3000亿元 for 地区生产总值: the levels 3000亿元 and \
3000亿元 of a schedule cannot be compared
  write all of them in one unit and at the same prices
  序时计划与“地区生产总值”的目标3000亿元不符：序时计划中的3000亿元与3000亿元不可比
  请统一单位和价格口径
"""
    assert expected == findings(text, "SCHEDULE-WRONG")


def test_schedules_that_lead_there_are_in_order() -> None:
    """Even, by shares or by levels, from the base on; a range has no single end."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 服务业比重, unit: '%', kind: ratio}
places: [{id: city, name: 某市}]
observations:
  - {metric: gdp, period: 2018, figure: 2400亿元, aspect: baseline}
  - {metric: share, period: 2020, figure: 40%}
  - {metric: share, period: 2020, figure: 41%}
targets:
  - {metric: gdp, by: 2025, level: 3000亿元, schedule: even}
  - {metric: gdp, by: 2025, level: 3000亿元, schedule: {2019: 2450亿元, 2025: 3000亿元}}
  - {metric: gdp, by: 2025, level: 3000—3100亿元, schedule: {2025: 3000亿元}}
  - {metric: share, by: 2025, level: 43%, schedule: {levels: {2025: 43%}}, base: 2020}
  - {metric: share, by: 2025, level: 提高2个百分点, schedule: {2025: 100%}}
"""
    assert "" == findings(text, "SCHEDULE-WRONG")
    assert 4 == checked(text, "SCHEDULE-WRONG")


def test_an_amount_is_scheduled_within_its_own_period() -> None:
    """As progress applies it: what is to be invested in 2022 has no share that is due in 2021."""
    text = """\
period: 2021-2025
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations: [{metric: inv, period: 2020, figure: 80亿元}]
targets:
  - {metric: inv, by: 2022, level: 100亿元, schedule: {2021: 15%, 2022-01/06: 45%}}
  - {metric: inv, by: 2022, level: 100亿元, schedule: {2022-01/06: 45%}}
  - {metric: inv, by: 2022, cumulative: {figure: 300亿元, form: flow}, schedule: {2021: 15%}}
  - {metric: inv, by: 2021-2022, cumulative: {figure: 300亿元, form: flow}, schedule: {2021: 15%}}
  - {metric: inv, by: 2025, level: 120亿元, schedule: {2022: 90亿元, 2025: 120亿元}}
"""
    found = findings(text, "SCHEDULE-WRONG")
    assert ["targets[0].schedule", "targets[2].schedule"] == [
        line.split()[2] for line in found.splitlines() if line.startswith("error")
    ]
    assert 2 == found.count("序时计划的2021（15%）不在2022-01至2022-12之内")


def test_a_way_is_scheduled_from_its_base() -> None:
    """A point before the base is none of the way, even where it lies in the plan."""
    text = """\
period: 2021-2025
metrics: [{id: land, name: 产业用地, unit: 亩, kind: stock}]
observations: [{metric: land, period: 2022, figure: 800亩, aspect: 基期}]
targets:
  - {metric: land, by: 2025, level: 1000亩, schedule: {2021: 10%}}
  - {metric: land, by: 2025, level: 1000亩, schedule: {2023: 10%}}
"""
    found = findings(text, "SCHEDULE-WRONG")
    assert 1 == found.count("error SCHEDULE-WRONG")
    assert "序时计划的2021（10%）不在2023-01至2025-12之内" in found


def test_levels_do_not_go_beyond_their_goal() -> None:
    """200亿元 by 2022 on the way to 150亿元 by 2025 would be twice the goal; on the way down it is not."""
    text = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, direction: higher}
  - {id: energy, name: 能耗, unit: 吨标准煤, kind: flow, direction: lower}
  - {id: stock, name: 存量, unit: 亿元, kind: stock}
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
targets:
  - {metric: gdp, by: 2022-2025, level: 150亿元, schedule: {2022: 200亿元, 2025: 150亿元}}
  - {metric: energy, by: 2022-2025, level: 150吨标准煤, schedule: {2022: 200吨标准煤, 2025: 150吨标准煤}}
  - {metric: energy, by: 2022-2025, level: 150吨标准煤, schedule: {2022: 100吨标准煤, 2025: 150吨标准煤}}
  - {metric: stock, by: 2022-2025, level: 150亿元, schedule: {2022: 200亿元, 2025: 150亿元}}
  - {metric: inv, by: 2022-2025, level: 150亿元, schedule: {2022: 200亿元, 2025: 150亿元}}
"""
    found = findings(text, "SCHEDULE-WRONG")
    assert ["targets[0].schedule", "targets[2].schedule", "targets[4].schedule"] == [
        line.split()[2] for line in found.splitlines() if line.startswith("error")
    ]
    assert "200亿元 is scheduled by 2022, beyond the goal 150亿元" in found
    assert "2022的序时计划为100吨标准煤，已超过目标150吨标准煤" in found
