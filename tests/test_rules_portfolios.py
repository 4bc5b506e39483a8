"""What is found between plans, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoneplan import Finding, Plan, Portfolio, strategies
from zoneplan.rules import portfolios as rules

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

few = settings(max_examples=max(10, settings().max_examples // 3))


def plan(number: int = 0, **fields: Any) -> Plan:
    """Give a plan from plain data."""
    return Plan.from_dict({"id": f"p{number}", "name": f"规划{number}"} | fields)


def found(*plans: Plan) -> tuple[Finding, ...]:
    """Give what is found between plans."""
    return Portfolio.of(plans).validate().across.findings


def zone(**fields: Any) -> dict[str, Any]:
    """Give a zone from plain data."""
    return {"id": "z", "name": "示范经开区", "level": "national"} | fields


def metric(**fields: Any) -> list[dict[str, Any]]:
    """Give one metric from plain data."""
    stated = {"id": "m", "name": "投资", "unit": "亿元", "kind": "flow", "across": "sum", "over_time": "sum"}
    return [{key: value for key, value in (stated | fields).items() if value is not None}]


def project(money: str | None = "3亿元", name: str = "新型显示项目", **fields: Any) -> dict[str, Any]:
    """Give a plan's list of one project from plain data, with its investment."""
    entries = [] if money is None else [{"metric": "m", "period": 2024, "figure": money}]
    return {"projects": [{"id": "x", "name": name, "observations": entries} | fields], "metrics": metric()}


def places(**withins: str | None) -> list[dict[str, Any]]:
    """Give places by id, each with the place it lies in; those that begin with c are cities."""
    return [
        {"id": one, "name": one, **({"level": "city"} if one[0] == "c" else {})}
        | ({} if outer is None else {"within": outer})
        for one, outer in withins.items()
    ]


CASES: list[tuple[str, list[Plan], list[tuple[str, str, str]]]] = [
    ("two ids", [plan(0), plan(1)], []),
    ("one id", [plan(0), plan(0, note="另一")], [("PLAN-TWICE", "error", "id")]),
    ("one zone", [plan(0, zone=zone()), plan(1, zone=zone())], [("ZONE-TWICE", "warning", "zone")]),
    (
        "one zone, other years",
        [plan(0, zone=zone(), period="2016-2020"), plan(1, zone=zone(), period="2021-2025")],
        [],
    ),
    (
        "one zone, some years in common",
        [plan(0, zone=zone(), period="2016-2021"), plan(1, zone=zone(), period="2021-2025")],
        [("ZONE-TWICE", "warning", "zone")],
    ),
    (
        "one name and level",
        [plan(0, zone=zone()), plan(1, zone=zone(id="y", name="示范 经开区"))],
        [("ZONE-TWICE", "warning", "zone")],
    ),
    ("one name, other level", [plan(0, zone=zone()), plan(1, zone=zone(id="y", level="provincial"))], []),
    (
        "one name in two cities",
        [plan(0, zone=zone(within="c1")), plan(1, zone=zone(id="y", within="c2"))],
        [],
    ),
    (
        "an id with two names",
        [plan(0, zone=zone(), period=2020), plan(1, zone=zone(name="别的"), period=2021)],
        [("PLACE-CLASH", "error", "zone.name")],
    ),
    (
        "an id with two levels",
        [plan(0, places=[zone()]), plan(1, places=[zone(level="park")])],
        [("PLACE-CLASH", "error", "places[0].level")],
    ),
    ("a level left out", [plan(0, places=[zone()]), plan(1, places=[{"id": "z", "name": "示范经开区"}])], []),
    (
        "a place with two ids",
        [plan(0, places=[zone(level="nation")]), plan(1, places=[zone(id="y", level="nation")])],
        [("PLACE-CLASH", "warning", "places[0].id")],
    ),
    (
        "two cities",
        [plan(0, places=places(x="c1", c1=None)), plan(1, places=places(x="c2", c2=None))],
        [("PLACE-WITHIN", "error", "places[0].within")],
    ),
    (
        "perhaps a part of it",
        [plan(0, places=places(x="c1", c1=None)), plan(1, places=places(x="n", n=None))],
        [("PLACE-WITHIN", "warning", "places[0].within")],
    ),
    (
        "farther out",
        [plan(0, places=places(x="c1", c1="n", n=None)), plan(1, places=places(x="n", n=None))],
        [],
    ),
    (
        "in a circle",
        [plan(0, places=places(x="y", y=None)), plan(1, places=places(y="x", x=None))],
        [("PLACE-WITHIN", "error", "places[0].within")],
    ),
    ("in a circle by itself", [plan(0, places=places(x="y", y="x")), plan(1)], []),
    ("one metric alike", [plan(0, metrics=metric()), plan(1, metrics=metric())], []),
    (
        "another unit",
        [plan(0, metrics=metric()), plan(1, metrics=metric(unit="万元"))],
        [("METRIC-CLASH", "advice", "metrics[0]")],
    ),
    (
        "another dimension",
        [plan(0, metrics=metric()), plan(1, metrics=metric(unit="人"))],
        [("METRIC-CLASH", "error", "metrics[0]")],
    ),
    (
        "another kind",
        [plan(0, metrics=metric(over_time=None)), plan(1, metrics=metric(kind="stock", over_time=None))],
        [("METRIC-CLASH", "error", "metrics[0]")],
    ),
    (
        "a rule left out",
        [plan(0, metrics=metric()), plan(1, metrics=metric(across=None))],
        [("METRIC-CLASH", "warning", "metrics[0]")],
    ),
    (
        "other prices",
        [plan(0, metrics=metric()), plan(1, metrics=metric(price_basis="current"))],
        [("METRIC-CLASH", "warning", "metrics[0]")],
    ),
    (
        "one project by its money",
        [plan(0, **project()), plan(1, **project(name="新型显示"))],
        [("PROJECT-TWICE", "warning", "projects[0]")],
    ),
    ("other money", [plan(0, **project()), plan(1, **project("4亿元"))], []),
    ("only one name", [plan(0, **project(None)), plan(1, **project(None))], []),
    (
        "one place",
        [
            plan(0, **project(None, place="c1"), places=places(c1=None)),
            plan(1, **project(place="c1"), places=places(c1=None)),
        ],
        [("PROJECT-TWICE", "warning", "projects[0]")],
    ),
    (
        "other places",
        [
            plan(0, **project(place="c1"), places=places(c1=None)),
            plan(1, **project(place="c2"), places=places(c2=None)),
        ],
        [],
    ),
    (
        "one project twice in one plan, and once in another",
        [
            plan(0),
            plan(
                1,
                projects=[project()["projects"][0], project()["projects"][0] | {"id": "y"}],
                metrics=metric(),
            ),
            plan(2, **project(place="c1"), places=places(c1=None)),
        ],
        [("PROJECT-TWICE", "warning", "projects[0]")],
    ),
    (
        "two cities of one plan, and a third",
        [
            plan(0, places=[*places(x="c1", c1="n", n=None), *places(x="n")]),
            plan(1, places=places(x="c2", c2=None)),
        ],
        [("PLACE-WITHIN", "error", "places[0].within")],
    ),
    ("other years", [plan(0, **project(), period=2024), plan(1, **project(), period=2025)], []),
]


@pytest.mark.parametrize(("plans", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_between_plans_is_found(plans: list[Plan], expected: list[tuple[str, str, str]]) -> None:
    """Each finding stands in the later plan, with a sentence and a remedy in both languages."""
    actual = found(*plans)
    assert expected == [(one.code, one.severity.value, one.place.path) for one in actual]
    for finding in actual:
        assert finding.place.file in {"plans[1]", "plans[2]", "plans[0]"}
        assert finding.message
        assert finding.message_zh
        assert finding.remedy
        assert finding.remedy_zh
        assert finding.code in rules.CODES
    assert {code for one in CASES for code, _, _ in one[2]} == set(rules.CODES)


def test_sentences_name_both_sides() -> None:
    """A reader learns what is said here, what is said there, and where there is."""
    one, other = plan(0, metrics=metric()), plan(1, metrics=metric(unit="万元", across=None))
    (finding,) = found(one, other)
    assert (
        "the metric 'm' is defined otherwise than in plans[0]: "
        "unit is 万元 here and 亿元 there; across is not stated here and sum there"
    ) == finding.message
    assert "指标“m”的定义与 plans[0] 不同：单位在此为万元，彼处为亿元；汇总规则在此为未写明，彼处为求和" == (
        finding.message_zh
    )
    (finding,) = found(plan(0, **project()), plan(1, **project()))
    assert (
        "新型显示项目 looks like 新型显示项目 in plans[0] (projects[0]): same name, money" == finding.message
    )
    assert (
        "“新型显示项目”与 plans[0]（projects[0]）的“新型显示项目”疑为同一项目：名称、投资相同"
        == finding.message_zh
    )


def test_how_much_was_checked_is_counted() -> None:
    """Every rule says how many things it looked at."""
    portfolio = Portfolio.of([plan(0, zone=zone(), **project()), plan(1)])
    checked: Mapping[str, int] = portfolio.validate().across.checked
    assert {
        "METRIC-CLASH": 1,
        "PLACE-CLASH": 1,
        "PLACE-WITHIN": 0,
        "PLAN-TWICE": 2,
        "PROJECT-TWICE": 1,
        "ZONE-TWICE": 1,
    } == checked


@given(strategies.plans())
def test_one_plan_has_nothing_between_plans(one: Plan) -> None:
    """What a plan says differently by itself is told by the rules for one plan."""
    assert () == found(one)


@few
@given(st.lists(strategies.plans(), min_size=2, max_size=3), st.randoms())
def test_what_is_found_does_not_depend_on_the_order_of_plans(
    plans: list[Plan], chance: random.Random
) -> None:
    """In another order findings stand in other plans, but they are of the same kinds."""
    mixed = list(plans)
    chance.shuffle(mixed)
    assert {one.code for one in found(*plans)} == {one.code for one in found(*mixed)}
