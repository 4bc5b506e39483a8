"""Figures in a unit of another scale than is meant."""

from __future__ import annotations

import pytest

from plan_texts import checked, findings

MONEY = "metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, across: sum}]\n"


def test_a_figure_in_another_scale_than_its_neighbours_is_a_warning() -> None:
    """705.1万元 between 660.0亿元 and 750.0亿元 is told once, with the figure it is held against."""
    text = f"""\
{MONEY}observations:
  - {{metric: gdp, period: 2020, figure: 660.0亿元}}
  - {{metric: gdp, period: 2021, figure: 705.1万元}}
  - {{metric: gdp, period: 2022, figure: 750.0亿元}}
"""
    expected = """\
warning UNIT-SCALE observations[1].figure (plan.yaml:4:41)
  705.1万元 for 地区生产总值 in 2021 is about 9360 times less than that of 2020, 660.0亿元, and would be \
like it in 亿元
  check the unit of both figures against their sources
  “地区生产总值”（2021）为705.1万元，与2020的数660.0亿元相差约9360倍（偏小），若以亿元计则相近
  请对照出处核对两个数的单位
  figure = 705.1万元
  beside = 660.0亿元
"""
    assert expected == findings(text, "UNIT-SCALE")
    assert 2 == checked(text, "UNIT-SCALE")


def test_a_target_is_held_against_its_baseline() -> None:
    """The one that is not in the metric's unit is doubted; where neither is, the later one."""
    text = """\
metrics:
  - {id: inv, name: 完成投资, unit: 万元, kind: flow}
  - {id: sales, name: 销售收入, unit: 元, kind: flow}
observations:
  - {metric: inv, period: 2020, figure: 100万元, aspect: 基期}
  - {metric: sales, period: 2020, figure: 100亿元, aspect: 基期}
targets:
  - {metric: inv, by: 2025, level: 200亿元}
  - {metric: sales, by: 2025, level: 200万元}
"""
    found = findings(text, "UNIT-SCALE")
    assert ["targets[0].level", "targets[1].level"] == [
        line.split()[2] for line in found.splitlines() if line.startswith("warning")
    ]
    assert "“完成投资”（2025）为200亿元，与2020的数100万元相差约20000倍（偏大），若以万元计则相近" in found


def test_a_figure_is_held_against_the_sum_of_its_parts() -> None:
    """Where all parts report in one unit."""
    text = f"""\
{MONEY}programs:
  - {{id: a, name: 甲, observations: [{{metric: gdp, period: 2022, figure: 40亿元}}]}}
  - {{id: b, name: 乙, observations: [{{metric: gdp, period: 2022, figure: 60亿元}}]}}
observations:
  - {{metric: gdp, period: 2022, figure: 101万元}}
"""
    found = findings(text, "UNIT-SCALE")
    assert found.startswith("warning UNIT-SCALE observations[0].figure")
    assert (
        "101万元 for 地区生产总值 in 2022 is about 9901 times less than the sum of its parts, 100亿元"
        in found
    )


@pytest.mark.parametrize(("target", "is_told"), [("7.2%以内", True), ("7.2‰以内", False), ("0.72%", False)])
def test_per_cent_beside_per_mille(target: str, is_told: bool) -> None:
    """7.2%以内 beside 6.1‰ was printed 7.2‰以内; 0.72% is the same as that."""
    text = f"""\
metrics: [{{id: births, name: 人口自然增长率, unit: ‰, kind: rate}}]
observations: [{{metric: births, period: 2020, figure: 6.1‰}}]
targets: [{{metric: births, by: 2025, level: {target}}}]
"""
    assert is_told == bool(findings(text, "UNIT-SCALE"))


@pytest.mark.parametrize(
    "figure", ["6600000万元", "7050000元", "3万元", "705.1亿元", "0亿元", "-705.1万元", "705.1亩"]
)
def test_what_is_no_slip_is_not_told(figure: str) -> None:
    """The same amount in a smaller unit, one that no unit brings near, and what another rule tells."""
    text = f"""\
{MONEY}observations:
  - {{metric: gdp, period: 2020, figure: 660.0亿元}}
  - {{metric: gdp, period: 2021, figure: {figure}}}
"""
    assert "" == findings(text, "UNIT-SCALE")


def test_a_month_is_not_held_against_a_year() -> None:
    """Amounts of unlike length do not compare, and changes are no levels."""
    text = f"""\
{MONEY}observations:
  - {{metric: gdp, period: 2020, figure: 660.0亿元}}
  - {{metric: gdp, period: 2021-01, figure: 600万元}}
targets: [{{metric: gdp, by: 2025, level: 翻一番}}]
"""
    assert "" == findings(text, "UNIT-SCALE")
    assert 0 == checked(text, "UNIT-SCALE")
