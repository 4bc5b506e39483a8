from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_texts import checked, findings, not_checked
from zoneplan import Figure, Plan, Project, strategies
from zoneplan.investments import Funding, Investment, YearlyInvestment

AMOUNTS = st.integers(0, 10**6)


def project(cost: str, dates: str = "start: 2023, deadline: 2024") -> str:
    """Give the text of a plan with one project and its investment."""
    return f"projects:\n  - {{id: p, name: 产业园, {dates}}}\n    \n".replace(
        "}\n    \n", f",\n     investment: {{{cost}}}}}\n"
    )


def test_years_that_exceed_the_total_are_an_error() -> None:
    """The years come to more than the total, and rounding does not explain it."""
    text = project(
        "total: 10.0亿元, by_year: [{period: 2023, figure: 3.0亿元}, {period: 2024, figure: 90000万元}]"
    )
    expected = """\
error OVER-PLAN projects[0].investment.by_year (plan.yaml:3:43)
  产业园 states a total investment of 10.0亿元, its years come to 12亿元: 2亿元 too much
  correct the total or a part; rounding does not explain the difference
  产业园的总投资写为10.0亿元，分年投资合计为12亿元，多2亿元
  请改正总投资或其中一项；差额不能用四舍五入解释
  stated = 10.0亿元
  stated can mean = (9.9, 10.1)
  parts = 3.0亿元 (2023) + 90000万元 (2024)
  parts come to = 12亿元
  parts can mean = (11.85, 12.15)
"""
    assert (expected, 1) == (findings(text, "OVER-PLAN"), checked(text, "OVER-PLAN"))


def test_sources_that_miss_the_total_are_an_error() -> None:
    """The list of sources is the whole when each has a figure."""
    text = project(
        "total: 10.0亿元, by_source: [{name: 财政, figure: 3.0亿元}, {name: 外资, figure: 4.0亿元}]"
    )
    found = findings(text, "OVER-PLAN")
    assert "its sources of money come to 7亿元: 3亿元 too little" in found
    assert "资金来源合计为7亿元，少3亿元" in found


def test_figures_that_rounding_explains_are_in_order() -> None:
    """3.3, 3.3 and 3.3 may be ten; of figures rounded more coarsely than written that is advice."""
    years = f"[{', '.join(f'{{period: {year}, figure: 3.3亿元}}' for year in (2023, 2024, 2025))}]"
    text = project(f"total: 10.0亿元, by_year: {years}", "start: 2023, deadline: 2025")
    assert "" == findings(text, "OVER-PLAN")
    assert 1 == checked(text, "OVER-PLAN")
    loose = project("total: 12亿元, by_year: [{period: 2023, figure: 3亿元}, {period: 2024, figure: 7亿元}]")
    found = findings(loose, "OVER-PLAN")
    assert found.startswith("advice OVER-PLAN projects[0].investment.by_year (plan.yaml:3:41)\n")
    assert "its years come to 10亿元, which agrees with the 12亿元 of 产业园 only if figures were" in found
    assert "产业园的分年投资合计为10亿元，只有在数值取整比写出的位数更粗" in found


def test_a_missing_year_may_mend_a_sum_that_is_too_small() -> None:
    """It counts as not checked, with what the year would have to be."""
    text = project("total: 10.0亿元, by_year: [{period: 2023, figure: 3.0亿元}]")
    needed = "which would have to be"
    expected = f"""\
projects[0].investment.by_year (plan.yaml:3:43)
  its years cannot be held against the 10.0亿元 of 产业园: not told: 2024, {needed} [6.9, 7.1] 亿元
  产业园的分年投资无法与总投资10.0亿元核对：未写明2024，应为[6.9, 7.1]亿元
"""
    assert ("", expected) == (findings(text, "OVER-PLAN"), not_checked(text, "OVER-PLAN"))
    assert 0 == checked(text, "OVER-PLAN")


def test_exceeding_alone_is_an_error_although_a_part_is_missing() -> None:
    """No amount of at least 0 mends a sum that is too large; what is missing is told."""
    text = project("total: 10.0亿元, by_source: [{name: 财政, figure: 12.0亿元}, {name: 外资}]")
    found = findings(text, "OVER-PLAN")
    assert found.startswith("error OVER-PLAN")
    assert "  not told = 外资\n" in found


@pytest.mark.parametrize("dates", ["start: 2023", "deadline: 2023", "start: 2023, deadline: 长期"])
def test_years_are_known_to_be_all_only_with_both_dates(dates: str) -> None:
    """Without them the years that are not listed are not known; those that are listed may exceed."""
    text = project("total: 10.0亿元, by_year: [{period: 2023, figure: 3.0亿元}]", dates)
    assert "" == findings(text, "OVER-PLAN")
    assert "not told: what lies outside the years listed" in not_checked(text, "OVER-PLAN")
    assert findings(text.replace("3.0", "13.0"), "OVER-PLAN").startswith("error OVER-PLAN")


def test_what_cannot_be_added_is_not_checked() -> None:
    """Money of two currencies, no figure at all, no total, and a word that leaves the total open."""
    dollars = "total: 10亿元, by_source: [{name: 财政, figure: 3亿元}, {name: 外资, figure: 1亿美元}]"
    assert "cannot add" in not_checked(project(dollars), "OVER-PLAN")
    mixed = "total: 10亿元, by_source: [{name: 外资, figure: 1亿美元}]"
    assert "cannot compare" in not_checked(project(mixed), "OVER-PLAN")
    untold = not_checked(project("total: 10亿元, by_source: [{name: 财政}, {name: 外资}]"), "OVER-PLAN")
    assert "not told: 财政, 外资\n" in untold
    absent = not_checked(project("by_source: [{name: 财政, figure: 3亿元}]"), "OVER-PLAN")
    assert "产业园 does not state its total investment" in absent
    assert "产业园未写明总投资" in absent
    assert "" == not_checked(project("note: 待定"), "OVER-PLAN")
    vague = "total: 0亿元以上, by_source: [{name: 财政, figure: 0亿元以上}]"
    assert "cannot be held against the 0亿元以上" in not_checked(project(vague), "OVER-PLAN")
    many = ", ".join(f"{{name: 来源{number}}}" for number in range(20))
    assert "来源11, …" in not_checked(project(f"total: 10亿元, by_source: [{many}]"), "OVER-PLAN")


def test_more_invested_than_the_total_is_a_warning() -> None:
    """That happens, and somebody should know; in another currency it cannot be said."""
    text = project("total: 10.0亿元, done: 12.0亿元")
    expected = """\
warning OVER-PLAN projects[0].investment.done (plan.yaml:3:40)
  产业园 has invested 12.0亿元, more than its total of 10.0亿元
  correct one of the two, or state the total as it was raised
  产业园累计完成投资12.0亿元，超过总投资10.0亿元
  请改正其中一个数，或写明调整后的总投资
  done = 12.0亿元
  total = 10.0亿元
"""
    assert expected == findings(text, "OVER-PLAN")
    assert "" == findings(text.replace("12.0", "10.0"), "OVER-PLAN")
    dollars = text.replace("12.0亿元", "1亿美元")
    assert "what 产业园 has invested cannot be held against its total" in not_checked(dollars, "OVER-PLAN")


def test_years_lie_inside_those_of_the_project() -> None:
    """One before the start or after the deadline is a warning; without dates nothing is looked at."""
    years = "by_year: [{period: 2022}, {period: 2023}, {period: 2025-2026}]"
    expected = """\
warning DATE-OUT projects[0].investment.by_year[0].period (plan.yaml:3:38)
  产业园 lists an investment for 2022, before it starts in 2023
  correct the year, or the dates of the project
  产业园列有2022的投资，早于开始时间2023
  请改正年份，或项目的起止时间
  period = 2022
  start = 2023
  deadline = 2024
warning DATE-OUT projects[0].investment.by_year[2].period (plan.yaml:3:70)
  产业园 lists an investment for 2025-2026, after it is due in 2024
  correct the year, or the dates of the project
  产业园列有2025-2026的投资，晚于完成时限2024
  请改正年份，或项目的起止时间
  period = 2025-2026
  start = 2023
  deadline = 2024
"""
    assert expected == findings(project(years), "DATE-OUT")
    text = "period: 2020-2030\n" + project(years)
    assert 5 == checked(text, "DATE-OUT")
    assert "" == findings(project(years, "note: 待定"), "DATE-OUT")


@given(strategies.investments())
def test_an_investment_that_adds_up_is_no_error(investment: Investment) -> None:
    """Whatever is split into years and sources adds up again, whether or not all of it is told."""
    plan = Plan(id="p", name="规划", projects=[_built(investment)])
    assert [] == [one for one in plan.validate().errors if one.code == "OVER-PLAN"]


@given(st.lists(AMOUNTS, min_size=1, max_size=4), AMOUNTS)
def test_exact_margins_agree_exactly_when_they_add_up(amounts: list[int], total: int) -> None:
    """Amounts that mean nothing but themselves agree when their sum is the total, in both margins."""
    figures = [_exact(amount) for amount in amounts]
    years = [YearlyInvestment(period=2021 + n, figure=figure) for n, figure in enumerate(figures)]
    sources = [Funding(name=f"来源{n}", figure=figure) for n, figure in enumerate(figures)]
    cost = Investment(total=_exact(total), by_year=years, by_source=sources)
    built = Project(id="x", name="产业园", start=2021, deadline=2020 + len(amounts), investment=cost)
    errors = Plan(id="p", name="规划", projects=[built]).validate().errors
    expected = [] if sum(amounts) == total else ["by_source", "by_year"]
    assert expected == [one.place.path.rpartition(".")[2] for one in errors]


def _exact(amount: int) -> Figure:
    return Figure.parse(f"{amount}万元", quantum=0)


def _built(investment: Investment) -> Project:
    return Project(id="x", name="产业园", start=2021, deadline=2023, investment=investment)
