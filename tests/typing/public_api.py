"""What a type checker has to conclude from the public API; checked by mypy, never run."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, assert_type

from zoneplan import (
    Action,
    Coverage,
    Figure,
    Finding,
    Interval,
    Location,
    Metric,
    Period,
    Plan,
    Portfolio,
    PortfolioReport,
    Program,
    Project,
    Report,
    Rollup,
    Severity,
    read_plan,
    read_portfolio,
    rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

plan = read_plan("plan.yaml")
assert_type(plan, Plan)
assert_type(plan.validate(), Report)
assert_type(plan.roll_up("gdp"), Rollup)
assert_type(plan.roll_up(["gdp", "investment"]), dict[str, Rollup])
assert_type(plan.roll_up("gdp", period="2023H1", missing="zero")["node"].computed, Figure | None)
assert_type(plan.roll_up("gdp").total.coverage, Coverage)
assert_type(plan["node"], Plan | Program | Action | Project)
assert_type(plan.metric("gdp"), Metric)
assert_type(plan.programs[0].actions[0].lead_units, tuple[str, ...])
assert_type(plan.period, Period | None)

portfolio = read_portfolio("plans", recursive=True)
assert_type(portfolio, Portfolio)
assert_type(portfolio.validate(), PortfolioReport)
assert_type(portfolio.metrics(), dict[str, Metric])
assert_type(portfolio.ledger_table()[0]["number"], Decimal)
assert_type(portfolio.outline_table()[0]["parent"], str | None)

figure = Figure.parse("2400亿元")
assert_type(figure.number, Decimal)
assert_type(figure.exact, Fraction)
assert_type(figure.strict, Interval)
assert_type(figure.to("万元"), Figure)
assert_type(figure + figure, Figure)
assert_type(figure < figure, bool)


def own_rule(plan: Plan) -> Iterator[Finding]:
    """A user's rule takes a plan and yields findings."""
    for program in plan.programs:
        yield Finding(code="OWN", severity=Severity.ADVICE, place=Location(), message=program.name)


assert_type(plan.validate(rules=(*rules.STANDARD, own_rule)), Report)

plan.name = "another"  # type: ignore[misc]  # a plan is frozen
