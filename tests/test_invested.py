"""Investments of projects added up: what is told counts once, and what is not told is not zero."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_of_any_size import large_plan
from zoneplan import (
    Action,
    Figure,
    Funding,
    Investment,
    Plan,
    Program,
    Project,
    YearlyInvestment,
)
from zoneplan.errors import OutlineError
from zoneplan.invested import Invested, invested, parts_of_reporting, sums_apart
from zoneplan.strategies import plans


def plan_of(*projects: Project) -> Plan:
    """Give a plan of one action with projects; all of it is invented."""
    action = Action(id="a", name="行动", projects=projects)
    return Plan(id="plan", name="虚构规划", programs=(Program(id="g", name="方案", actions=(action,)),))


def project(name: str, *, part_of: str | None = None, **investment: object) -> Project:
    """Give a project with an investment."""
    return Project(id=name, name=name, part_of=part_of, investment=Investment(**investment))  # type: ignore[arg-type]


def told(found: Invested) -> dict[str, list[str]]:
    """Give every sum by its label, those of nothing said left out."""
    margins = {"total": found.total, "done": found.done}
    margins |= {one.label: one for one in (*found.by_source, *found.by_year)}
    return {name: [str(figure) for figure in one.figures] for name, one in margins.items()}


MIXED = plan_of(
    project("p1", total="10亿元", done="4.5亿元", by_year=[YearlyInvestment(period=2021, figure="4亿元")]),
    project("p2", total="2亿美元", by_source=[Funding(name="外资", figure="2亿美元"), Funding(name="贷款")]),
    project("p3", total="20亿元", by_source=[Funding(name="自筹", figure="20亿元")]),
    project("p4", part_of="p3", total="8亿元", by_source=[Funding(name="自筹", figure="8亿元")]),
    Project(id="p5", name="p5"),
)


def test_money_of_two_currencies_is_never_added() -> None:
    """Each currency has a sum of its own."""
    assert ["30亿元", "2亿美元"] == told(invested(MIXED))["total"]


def test_a_part_is_not_counted_beside_its_package() -> None:
    """What is told of a package holds what is told of its parts."""
    found = invested(MIXED)
    assert ["20亿元"] == told(found)["自筹"]
    assert (4, 3, (2, 1)) == (found.total.expected, found.total.told, found.total.projects)


def test_a_part_counts_where_its_package_says_nothing() -> None:
    """A package that does not report leaves the report to its parts."""
    plan = plan_of(Project(id="p1", name="p1"), project("p2", part_of="p1", total="8亿元"))
    assert ["8亿元"] == told(invested(plan))["total"]


def test_what_is_not_told_is_not_zero() -> None:
    """A source without an amount has no sum, and says that it was named."""
    (loan,) = [one for one in invested(MIXED).by_source if one.label == "贷款"]
    assert ((), 0, 1) == (loan.figures, loan.told, loan.untold)


def test_coverage_says_how_many_projects_state_sources_and_years() -> None:
    """Of those that could, without parts of packages that do."""
    found = invested(MIXED)
    assert ((2, 4), (1, 5), 5) == (found.sourced, found.dated, found.projects)


def test_money_at_prices_of_an_untold_year_stands_by_itself() -> None:
    """Two amounts at constant prices of no year cannot be added."""
    one, other = (Figure.parse("1亿元", price_basis=None) for _ in range(2))
    constant = [Figure(1, "亿元", price_basis="constant unstated") for _ in range(2)]
    assert 1 == len(sums_apart([one, other]))
    assert 2 == len(sums_apart(constant))


def test_packages_in_a_circle_come_to_an_end() -> None:
    """Projects that are part of each other report for each other, and the search ends."""
    circle = [Project(id="a", name="a", part_of="b"), Project(id="b", name="b", part_of="a")]
    assert [] == parts_of_reporting(circle, lambda one: False)


def test_a_plan_whose_ids_clash_is_refused() -> None:
    """Nothing is added up of an outline in which something would be lost."""
    plan = plan_of(project("p", total="1亿元"), project("p", total="2亿元"))
    with pytest.raises(OutlineError, match="'p'"):
        invested(plan)


def test_years_are_in_order_of_time() -> None:
    """Whatever the order in which projects list them."""
    years = [YearlyInvestment(period=year, figure="1亿元") for year in (2023, 2021, 2022)]
    assert ["2021", "2022", "2023"] == [
        one.label for one in invested(plan_of(project("p", by_year=years))).by_year
    ]


@given(st.permutations(list(MIXED.programs[0].actions[0].projects)))
def test_order_of_projects_changes_no_sum(order: list[Project]) -> None:
    """Sums are sums of a set; only the order in which sources are met may change."""
    expected = {name: sorted(sums) for name, sums in told(invested(MIXED)).items()}
    assert expected == {name: sorted(sums) for name, sums in told(invested(plan_of(*order))).items()}


@given(plans())
def test_every_amount_is_counted_once_or_in_its_package(plan: Plan) -> None:
    """Without packages the totals of each currency are what the projects state, added."""
    found = invested(plan)
    projects = [one for one in plan.walk() if isinstance(one, Project)]
    assert len(projects) == found.projects
    if any(one.part_of for one in projects):
        return
    totals = [one.investment.total for one in projects if one.investment and one.investment.total]
    assert sum((one.base_value for one in totals), Fraction(0)) == sum(
        (one.base_value for one in found.total.figures), Fraction(0)
    )
    assert len(totals) == found.total.told


def test_years_of_a_large_plan_are_what_its_projects_state() -> None:
    """The sum of each year is that of the amounts listed for it, and the untold are counted."""
    plan = large_plan(300)
    projects = [one for one in plan.walk() if isinstance(one, Project) and one.investment is not None]
    for margin in invested(plan).by_year:
        listed = [
            year.figure
            for one in projects
            if one.investment is not None
            for year in one.investment.by_year
            if str(year.period) == margin.label
        ]
        known = [one for one in listed if one is not None]
        assert (len(known), len(listed) - len(known)) == (margin.told, margin.untold)
        assert sum(one.base_value for one in known) == sum(one.base_value for one in margin.figures)
