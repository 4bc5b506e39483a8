"""Outlines and ledgers as tables: every node and entry is there, under ids that nothing else has."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from zoneplan import Figure, Observation, Plan, Portfolio, Zone, plan_tables, strategies
from zoneplan.errors import AmountError, OutlineError
from zoneplan.figures import figure_of
from zoneplan.portfolio_tables import LedgerRow, OutlineRow
from zoneplan.units import unit

few = settings(max_examples=max(10, settings().max_examples // 3))


@given(strategies.plans())
def test_tables_of_a_plan_hold_every_node_under_each_parent_and_every_entry_once(plan: Plan) -> None:
    """No row is lost or doubled, and each figure is the one that was written."""
    tables = plan_tables(plan)
    outline = plan.outline
    links = [(node, parent) for node, parents in outline.parents.items() for parent in parents or (None,)]
    assert Counter(links) == Counter((row["node"], row["parent"]) for row in tables.outline)
    assert [entry.path for entry in plan.ledger] == [row["path"] for row in tables.ledger]
    for entry, row in zip(plan.ledger, tables.ledger, strict=True):
        figure = entry.record.figure
        assert (figure.number, figure.upper, figure.unit.name) == (row["number"], row["upper"], row["unit"])
        assert str(figure.number) == str(row["number"])
        read = Figure.parse(row["text"] or str(figure), price_basis=figure.price_basis)
        assert figure == read
    own = {plan.id} | ({plan.zone.id} if plan.zone else set())
    assert {plan.id if entry.subject in own else entry.subject for entry in plan.ledger} == {
        row["subject"] for row in tables.ledger
    }


@few
@given(strategies.portfolios())
def test_tables_of_a_portfolio_are_those_of_its_plans_under_their_places(portfolio: Portfolio) -> None:
    """Rows are those of each plan, ids prefixed; every parent is a node, and every path leads to a root."""
    outline, ledger = portfolio.outline_table(), portfolio.ledger_table()
    parts = [plan_tables(plan) for plan in portfolio.plans.values()]
    assert sum(len(part.ledger) for part in parts) == len(ledger)
    inside = [row for row in outline if row["plan"] is not None]
    assert sum(len(part.outline) for part in parts) == len(inside)
    assert len(outline) == len({(row["node"], row["parent"]) for row in outline})
    nodes = {row["node"] for row in outline}
    assert set() == {row["parent"] for row in outline if row["parent"] is not None} - nodes
    places = {row["node"] for row in outline if row["plan"] is None}
    zones = {plan.zone.id for plan in portfolio.plans.values() if plan.zone}
    assert zones <= places
    for plan, part in zip(portfolio.plans.values(), parts, strict=True):
        mine = [row for row in ledger if row["plan"] == plan.id]
        for one, other in zip(part.ledger, mine, strict=True):
            assert {key: value for key, value in one.items() if key != "subject"} == {
                key: value for key, value in other.items() if key != "subject"
            }
            listed = {place.id for place in plan.places}
            is_own = one["subject"] == plan.id or one["subject"] in listed
            expected = one["subject"] if is_own else f"{plan.id}/{one['subject']}"
            assert expected == other["subject"]


def zone_plan(number: int, **zone: object) -> Plan:
    """Give a plan of a zone in a city of a province."""
    return Plan.from_dict(
        {
            "id": f"p{number}",
            "name": f"规划{number}",
            "zone": {"id": f"z{number}", "name": f"开发区{number}", "kind": "经开区", "within": "c"} | zone,
            "places": [
                {"id": "c", "name": "甲市", "level": "city", "within": "s"},
                {"id": "s", "name": "甲省", "level": "province"},
                {"id": "far", "name": "远市", "level": "city"},
            ],
            "programs": [{"id": "g", "name": "方案", "actions": [{"id": "a", "name": "行动"}]}],
            "projects": [{"id": "x", "name": "项目", "serves": ["a"]}],
            "observations": [
                {"metric": "m", "period": 2024, "figure": "1亿元", "subject": f"z{number}"},
                {"metric": "m", "period": 2024, "figure": "3—5亿元", "subject": "c"},
                {"metric": "m", "period": 2024, "figure": "约2.50亿元", "subject": "a", "vintage": "final"},
            ],
        }
    )


def test_places_stand_above_the_plans_of_their_zones() -> None:
    """Province, city and zones come first; a shared project stands under both its parents."""
    rows = Portfolio.of([zone_plan(0), zone_plan(1)]).outline_table()
    assert [
        ("s", None, "province"),
        ("c", "s", "city"),
        ("z0", "c", "zone"),
        ("z1", "c", "zone"),
        ("p0", "z0", "plan"),
        ("p0/g", "p0", "program"),
        ("p0/a", "p0/g", "action"),
        ("p0/x", "p0", "project"),
        ("p0/x", "p0/a", "project"),
    ] == [(row["node"], row["parent"], row["kind"]) for row in rows][:9]
    assert 14 == len(rows)
    assert list(OutlineRow.__annotations__) == list(rows[0])


def test_entries_are_about_nodes_of_the_outline_or_places() -> None:
    """An entry about the plan's own zone is about the plan; ranges and words are columns of their own."""
    rows = Portfolio.of([zone_plan(0)]).ledger_table()
    assert ["p0", "c", "p0/a"] == [row["subject"] for row in rows]
    assert [Decimal(1), Decimal(3), Decimal("2.50")] == [row["number"] for row in rows]
    assert [None, Decimal(5), None] == [row["upper"] for row in rows]
    assert [None, None, "about"] == [row["qualifiers"] for row in rows]
    assert [None, None, "final"] == [row["vintage"] for row in rows]
    assert ["1亿元", "3—5亿元", "约2.50亿元"] == [row["text"] for row in rows]
    assert list(LedgerRow.__annotations__) == list(rows[0])


def test_a_plan_that_names_only_the_province_is_completed_by_the_others() -> None:
    """The nearer of two places is the parent where one lies in the other."""
    plans = [zone_plan(0), attrs.evolve(zone_plan(1), zone=Zone(id="z0", name="开发区0", within="s"))]
    rows = Portfolio.of(plans).outline_table()
    assert ["c"] == [row["parent"] for row in rows if row["node"] == "z0"]


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        (
            [Plan(id="a", name="甲"), Plan(id="a", name="乙")],
            "the id 'a' stands for two nodes in one table: of plans[1] and of plans[0]",
        ),
        (
            [zone_plan(0), Plan(id="c", name="乙")],
            "the id 'c' stands for two nodes in one table: of plans[1] and of a place",
        ),
        ([zone_plan(0), zone_plan(1, id="z0", within="far")], "plans differ on where 'z0' lies: 'c', 'far'"),
    ],
)
def test_tables_that_would_mix_two_things_are_refused(plans: list[Plan], expected: str) -> None:
    """Nothing is merged under one id, and no place is put where only some plans say it lies."""
    with pytest.raises(OutlineError) as caught:
        Portfolio.of(plans).outline_table()
    assert expected == caught.value.message
    assert caught.value.remedy_zh


def test_a_computed_figure_without_finite_decimal_is_refused() -> None:
    """A table would round it without saying so."""
    third = figure_of(Fraction(1, 3), unit("亿元"))
    plan = Plan(id="p", name="规划", observations=[Observation(metric="m", period=2024, figure=third)])
    with pytest.raises(AmountError, match=r"in observations\[0\]\.figure has no finite decimal"):
        plan_tables(plan)
    with pytest.raises(AmountError, match=r"\(plans\[0\]\) has no finite decimal"):
        Portfolio.of([plan]).ledger_table()
