"""Strategies for portfolios: a few valid plans together, and measures of synthetic ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.portfolio import Portfolio
from zoneplan.strategies.whole import plans
from zoneplan.synthetic import SyntheticPortfolio

if TYPE_CHECKING:
    from zoneplan.plans import Plan
    from zoneplan.portfolio import PortfolioReport

__all__ = ["portfolio_reports", "portfolios", "synthetic_portfolios"]


@st.composite
def portfolios(draw: st.DrawFn, *, max_plans: int = 3) -> Portfolio:
    """Draw a portfolio of valid plans whose ids, zones and places are their own; its data are invented.

    What plans say of one metric may differ, which `validate()` finds.

    >>> from hypothesis import Phase, find, settings
    >>> simplest = find(portfolios(), lambda portfolio: True, settings=settings(phases=[Phase.generate]))
    >>> [plan.id for plan in simplest.plans.values()]
    ['plan']

    Args:
        draw: Given by Hypothesis.
        max_plans: The most plans; at least one is drawn.
    """
    drawn = draw(st.lists(plans(), min_size=1, max_size=max_plans))
    return Portfolio.of(apart(plan, number) for number, plan in enumerate(drawn))


def apart(plan: Plan, number: int) -> Plan:
    """Give a plan with an id and places that no plan of another number has; number 0 stays as it is.

    Args:
        plan: The plan.
        number: Its number, from 0.
    """
    if number == 0:
        return plan
    names = {plan.id, *(one.id for one in plan.places)} | ({plan.zone.id} if plan.zone else set())
    data = plan.to_dict()
    return plan.from_dict(_renamed(data, {name: f"{name}-{number}" for name in names}))


def _renamed(data: dict[str, object], names: dict[str, str]) -> dict[str, object]:
    """Rename the plan and its places wherever plain data refers to them by id."""
    keys = {"id", "within", "place", "subject", "share_in", "reported_by"}

    def walk(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {one: walk(inner, one) for one, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, key) for inner in value]
        return names.get(value, value) if key in keys and isinstance(value, str) else value

    found = walk(data, "")
    if not isinstance(found, dict):  # pragma: no cover  # a plan is a mapping
        raise TypeError(found)
    return found


def portfolio_reports() -> st.SearchStrategy[PortfolioReport]:
    """Draw the report on a portfolio of valid plans."""
    return portfolios().map(lambda portfolio: portfolio.validate())


@st.composite
def synthetic_portfolios(draw: st.DrawFn, *, max_zones: int = 4) -> SyntheticPortfolio:
    """Draw the measures of a synthetic portfolio small enough to be held in memory.

    Args:
        draw: Given by Hypothesis.
        max_zones: The most zones; at least one is drawn.
    """
    tenths = draw(st.integers(0, 10))
    small = st.integers(1, 3)
    return SyntheticPortfolio(
        seed=draw(st.integers(0, 2**40)),
        zones=draw(st.integers(1, max_zones)),
        programs=draw(small),
        actions=draw(small),
        projects=draw(st.integers(0, 3)),
        shared=draw(st.integers(0, 2)),
        metrics=draw(st.integers(1, 8)),
        months=draw(st.sampled_from((1, 3, 13))),
        missing=Fraction(tenths, 10),
        revised=Fraction(draw(st.integers(0, 10 - tenths)), 10),
        mixed_units=draw(st.booleans()),
        price_bases=draw(st.sampled_from((("current",), ("unstated", "constant 2020")))),
        zones_per_city=draw(small),
        cities_per_province=draw(small),
    )
