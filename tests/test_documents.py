from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from zoneplan import (
    Action,
    Deadline,
    Figure,
    Funding,
    Metric,
    Observation,
    Plan,
    PriceBasis,
    Source,
    Target,
    YearlyInvestment,
)
from zoneplan.documents import from_dict, structure, to_dict
from zoneplan.errors import DocumentError
from zoneplan.figures import figure_of
from zoneplan.locations import Mark
from zoneplan.qualifiers import Qualifier
from zoneplan.units import unit

BASE: dict[str, Any] = {"id": "plan", "name": "示范规划"}
ENTRY: dict[str, Any] = {"metric": "gdp", "period": 2022, "figure": "2400亿元"}


LEVELS = "zone.level: expected one of nation, national, province, provincial, city, county, town, park"
KEYS_HERE = """\
the keys here are id, name, zone, places, period, pattern, declared_programs, lead_units, \
supporting_units, sources, metrics, programs, projects, observations, targets, relations, light_rules, \
price_indices, exchange_rates, note"""
PRICES = "write 'current', 'constant 2020', 'comparable' or 'unstated', or 现价, 2020年不变价, 可比价"


def told(message: str, remedy: str) -> str:
    """Give the text of an error with one problem."""
    return f"1 problem\n{message}\n    {remedy}" if remedy else f"1 problem\n{message}"


def refusal(data: Any, kind: type = Plan, name: str | None = None) -> str:
    """Give the text of the error that plain data leads to."""
    with pytest.raises(DocumentError) as caught:
        from_dict(data, kind, name)
    return str(caught.value)


def observed(figure: Any, **fields: Any) -> Figure:
    """Read an observation with a figure and give that back."""
    return from_dict({**ENTRY, "figure": figure, **fields}, Observation).figure


def test_plain_data_gives_a_plan() -> None:
    """Mappings and lists of any kind, in English or Chinese, give the same plan."""
    english = {**BASE, "programs": [{"id": "a", "name": "产业创新", "lead_units": "科技局"}]}
    chinese = MappingProxyType(
        {
            "编号": "plan",
            "名称": "示范规划",
            "方案": ({"编号": "a", "名称": "产业创新", "牵头单位": ["科技局"]},),
        }
    )
    assert from_dict(english, Plan) == from_dict(chinese, Plan)


def test_values_may_stand_as_they_are() -> None:
    """A period, unit or deadline that is one already is taken as it is; empty keys are left out."""
    due = Deadline.parse("2025")
    data = {"id": "a", "name": None, "deadline": due, "start": None, "projects": None}
    action = from_dict(data, Action)
    assert (None, due, None, ()) == (action.name, action.deadline, action.start, action.projects)
    yuan = unit("亿元")
    assert yuan is from_dict({"id": "m", "name": "x", "unit": yuan, "kind": "flow"}, Metric).unit


def test_a_source_may_be_an_id() -> None:
    """A lone text under `source` is the id of a listed document."""
    assert Source(id="s") == from_dict({**ENTRY, "source": "s"}, Observation).source


@pytest.mark.parametrize(
    ("figure", "fields"),
    [
        ({"text": "2400亿元", "price_basis": "现价"}, {}),
        ({"text": "2400亿元"}, {"price_basis": "current"}),
        ("2400亿元", {"价格": "现价"}),
    ],
)
def test_prices_stand_in_a_figure_or_beside_it(figure: Any, fields: dict[str, Any]) -> None:
    """A price basis is that of the figure wherever it stands, for observations and targets."""
    expected = Figure(2400, "亿元", price_basis=PriceBasis.current())
    assert expected == observed(figure, **fields)
    assert expected == from_dict({"metric": "gdp", "by": 2025, "level": figure, **fields}, Target).figure


@pytest.mark.parametrize(
    ("quantum", "expected"),
    [("0.01", Fraction(1, 100)), (10, 10), (Decimal("0.5"), Fraction(1, 2)), (None, 1)],
)
def test_a_figure_may_state_its_quantum(quantum: object, expected: Fraction) -> None:
    """The unit of the last meaningful place is read from a text or a number, else from the digits."""
    assert expected == observed({"text": "2400亿元", "quantum": quantum}).quantum


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        ([], "the plan: expected a mapping, got a list", "write keys and values, such as 'id: p1'"),
        (None, "the plan: expected a mapping, got nothing", "write keys and values, such as 'id: p1'"),
        ({"name": "x"}, "the plan: missing key 'id'", "write it; in Chinese it is '编号'"),
        ({"id": "plan", "name": "x", 5: 1}, "the plan: expected a key as text, got 5", ""),
        ({**BASE, "@": 1}, "the plan: expected a key as text, got '@'", ""),
        ({**BASE, "名称": "x"}, "name: key 'name' is given twice", "keep one of them"),
        ({**BASE, "note": 5}, "note: expected text, got 5", "put quotes around it: '5'"),
        ({**BASE, "note": True}, "note: expected text, got True", "put quotes around it: 'True'"),
        ({**BASE, "note": ["x"]}, "note: expected text, got a list", ""),
        ({**BASE, "note": {"a": 1}}, "note: expected text, got a mapping", ""),
        ({**BASE, "note": 10**5000}, "note: expected text, got a number of hundreds of digits", ""),
        ({"id": None, "name": "x"}, "id: expected text, got nothing", "write it, or leave the key out"),
        (
            {**BASE, "note": " "},
            "the plan: expected a note, got an empty text",
            "leave note out, or write it",
        ),
        (
            {**BASE, "declared_programs": True},
            "declared_programs: expected a whole number, got True",
            "such as 4",
        ),
        (
            {**BASE, "declared_programs": Decimal("1.50")},
            "declared_programs: expected a whole number, got 1.50",
            "such as 4",
        ),
        ({**BASE, "programs": "a"}, "programs: expected a list, got 'a'", "write '- ' before each item"),
        (
            {**BASE, "programs": {}},
            "programs: expected a list, got a mapping",
            "write '- ' before each item",
        ),
        (
            {**BASE, "programs": ["a"]},
            "programs[0]: expected a mapping, got 'a'",
            "write keys and values, such as 'id: p1'",
        ),
        (
            {**BASE, "lead_units": ["科技局", 5]},
            "lead_units[1]: expected text, got 5",
            "put quotes around it: '5'",
        ),
        (
            {**BASE, "pattern": 5},
            "pattern: expected text, got 5",
            "put quotes around it: '5'",
        ),
        (
            {**BASE, "pattern": "1+5"},
            "pattern: expected a pattern, got '1+5'",
            "write the numbers of plans, programs and actions, joined by plus signs: 1+5+22",
        ),
        (
            {**BASE, "zone": {"id": "z", "name": "x", "level": "大"}},
            f"{LEVELS}, got '大'",
            "in Chinese: 国家、国家级、省、省级、市、县、镇、园区",
        ),
        (
            {**BASE, "zone": {"id": "z", "name": "x", "level": 3}},
            f"{LEVELS}, got 3",
            "in Chinese: 国家、国家级、省、省级、市、县、镇、园区",
        ),
        (
            {**BASE, "qqqq": "x" * 100},
            "qqqq: unknown key 'qqqq'",
            KEYS_HERE,
        ),
        (
            {**BASE, "指标": []},
            "指标: unknown key '指标'",
            (
                "'指标' belongs to an observation or a target or a figure of a relation; "
                "did you mean '指标体系'?"
            ),
        ),
        (
            {**BASE, "zone": "x" * 100},
            f"zone: expected a mapping, got '{'x' * 59}…",
            "write keys and values, such as 'id: p1'",
        ),
    ],
)
def test_data_of_another_shape_is_refused(data: Any, message: str, remedy: str) -> None:
    """Each problem has its path, its sentence and, where one can be given, what to do."""
    assert told(message, remedy) == refusal(data)


@pytest.mark.parametrize(
    ("fields", "message", "remedy"),
    [
        (
            {"figure": 2400},
            "figure: expected a figure with its unit, got 2400",
            "write the unit behind it, such as 2400亿元",
        ),
        (
            {"figure": Decimal("2.50")},
            "figure: expected a figure with its unit, got 2.50",
            "write the unit behind it, such as 2.50亿元",
        ),
        (
            {"figure": True},
            "figure: expected a figure, got True",
            "write it with its unit, such as 2400亿元",
        ),
        (
            {"figure": None},
            "figure: expected a figure, got nothing",
            "write it with its unit, such as 2400亿元",
        ),
        (
            {"figure": {"price_basis": "现价"}},
            "figure: missing key 'text'",
            "write the figure as it is printed, such as '2400亿元'",
        ),
        (
            {"figure": {"text": "2400亿元", "unit": "x"}},
            "figure.unit: unknown key 'unit'",
            "the keys here are text, price_basis, quantum",
        ),
        (
            {"figure": {"text": "2400亿元", "quantum": "half"}},
            "figure.quantum: expected a number for quantum, got 'half'",
            "such as 0.01, in the figure's unit",
        ),
        (
            {"figure": {"text": "2400亿元", "quantum": True}},
            "figure.quantum: expected a number for quantum, got True",
            "such as 0.01, in the figure's unit",
        ),
        (
            {"figure": {"text": "2400亿元", "price_basis": "旧价"}},
            "figure.price_basis: unknown price basis '旧价'",
            PRICES,
        ),
        (
            {"price_basis": "旧价"},
            "price_basis: unknown price basis '旧价'",
            PRICES,
        ),
        (
            {"figure": {"text": "2400亿元", "price_basis": "现价"}, "price_basis": "现价"},
            "price_basis: the price basis is given twice",
            "keep one of them",
        ),
        (
            {"aspect": "target"},
            "the plan: an observation of 'gdp' cannot have the aspect 'target'",
            "write it as a Target, under 'targets'",
        ),
        ({"price_bases": "现价"}, "price_bases: unknown key 'price_bases'", "did you mean 'price_basis'?"),
    ],
)
def test_a_figure_of_another_shape_is_refused(fields: dict[str, Any], message: str, remedy: str) -> None:
    """A figure is never guessed: a bare number, a null and a wrong price basis are told at their place."""
    assert told(message, remedy) == refusal({**ENTRY, **fields}, Observation)


def test_a_missing_figure_is_told_as_such() -> None:
    """A price basis beside no figure does not stand for one."""
    data = {"metric": "gdp", "period": 2022, "price_basis": "现价"}
    assert "1 problem\nthe plan: missing key 'figure'\n    write it; in Chinese it is '数值'" == refusal(
        data, Observation
    )


@pytest.mark.parametrize(
    ("kind", "data"), [(YearlyInvestment, {"period": 2022}), (Funding, {"name": "自筹"})]
)
def test_a_price_basis_of_a_figure_that_is_missing_is_refused(kind: type, data: dict[str, Any]) -> None:
    """Where a figure may be missing, prices that are of none are told and not dropped."""
    expected = told(
        "price_basis: a price basis stands here without a figure",
        "write the figure, or leave the price basis out",
    )
    assert expected == refusal({**data, "price_basis": "现价"}, kind)
    assert from_dict(data, kind) == from_dict({**data, "price_basis": None}, kind)


def test_a_price_basis_in_a_goal_and_beside_it_is_refused() -> None:
    """Of two price bases neither is taken silently, also where the goal is a mapping that says more."""
    goal = {"figure": "5亿元", "price_basis": "constant 2020"}
    data = {"metric": "gdp", "by": 2025, "level": goal, "price_basis": "现价"}
    assert told("level.price_basis: the price basis is given twice", "keep one of them") == refusal(
        data, Target
    )


def test_floats_are_told_with_all_other_problems() -> None:
    """A binary float is one problem, told once, beside those of shape."""
    data = {**BASE, "observations": [{**ENTRY, "figure": 2.4}, ENTRY], "programs": "a"}
    expected = """\
2 problems
observations[0].figure: expected an exact number, got the float 2.4
    write it as text, such as '2.4亿元'
programs: expected a list, got 'a'
    write '- ' before each item"""
    assert expected == refusal(data)


def test_data_that_holds_itself_is_refused() -> None:
    """Nesting without end stops at a limit."""
    data = dict(BASE)
    data["programs"] = [data]
    text = refusal(data)
    assert "nested more than 64 levels deep\n    plain data must not hold itself" in text


def test_data_may_have_a_name() -> None:
    """A name stands in the messages; data without marks has no lines."""
    assert "1 problem\nname (draft): expected text, got 5\n    put quotes around it: '5'" == refusal(
        {"id": "plan", "name": 5}, name="draft"
    )
    with pytest.raises(DocumentError) as caught:
        structure([], Plan, "draft")
    assert str(caught.value).startswith("1 problem\nthe plan (draft:1:1): expected a mapping, got a list")


def test_marks_give_lines() -> None:
    """Data whose mappings carry marks is told by line, and a mark stays with what was read there."""
    mark = Mark("plan.yaml", 3, 1, ("id", "name"), (3, 5, 4, 7))
    with pytest.raises(DocumentError) as caught:
        structure({"id": "plan", "name": 5, "@": mark}, Plan, "plan.yaml")
    assert str(caught.value).startswith("1 problem\nname (plan.yaml:4:7): expected text, got 5")
    assert mark is structure({"id": "plan", "name": "x", "@": mark}, Plan).mark


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure.parse("2400亿元左右"), "2400亿元左右"),
        (Figure(2400, "亿元"), "2400亿元"),
        (Figure(2400, "亿元", qualifiers=(Qualifier.OVER, Qualifier.ABOUT)), "超2400亿元左右"),
        (Figure(2400, "亿元", text="two thousand"), "2400亿元"),
        (Figure(2400, "亿元", text="2500亿元"), "2400亿元"),
        (Figure(2400, "亿元", quantum=0), {"text": "2400亿元", "quantum": "0"}),
        (
            Figure(2400, "亿元", price_basis=PriceBasis.constant(2020)),
            {"text": "2400亿元", "price_basis": "constant 2020"},
        ),
        (Figure.parse("5—6%"), "5—6%"),
    ],
)
def test_a_figure_is_written_so_that_it_reads_back(figure: Figure, expected: object) -> None:
    """The author's text is kept where it says the same; prices and quantum are written where needed."""
    entry = Observation(metric="gdp", period=2022, figure=figure)
    data = to_dict(entry)
    assert expected == data["figure"]
    assert figure == from_dict(data, Observation).figure


@pytest.mark.parametrize(
    "figure",
    [figure_of(Fraction(1, 3), unit("亿元")), Figure(1, "亿元", quantum=Fraction(1, 3))],
)
def test_a_figure_that_no_decimal_holds_is_not_written(figure: Figure) -> None:
    """Nothing is rounded in silence."""
    with pytest.raises(DocumentError) as caught:
        to_dict(Observation(metric="gdp", period=2022, figure=figure))
    expected = "cannot be written exactly\n    convert it to a unit that divides it, or round it"
    assert expected in str(caught.value)


def test_what_is_not_said_is_not_written() -> None:
    """Defaults and marks are left out; a source of an id alone stays a mapping."""
    entry = Observation(metric="gdp", period=2022, figure="2400亿元", source="s", mark=Mark("f", 1, 1))
    expected = {"metric": "gdp", "period": "2022", "figure": "2400亿元", "source": {"id": "s"}}
    assert expected == to_dict(entry)
    assert entry == from_dict(expected, Observation)
    assert None is attrs.evolve(entry, mark=None).mark
