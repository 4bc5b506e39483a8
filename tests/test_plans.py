from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from plan_texts import plan_of
from zoneplan import (
    Figure,
    Metric,
    Pattern,
    Period,
    Plan,
    Policy,
    PriceBasis,
    Program,
    Report,
    Share,
    Source,
    Status,
    Sum,
    Term,
    Zone,
)
from zoneplan.errors import ConversionError, DocumentError, OutlineError, RuleError, UnknownIdError
from zoneplan.outline import NodeKind
from zoneplan.rates import ExchangeRate, PriceIndex

TEXT = """\
zone: {id: ketd, name: 昆山开发区, kind: 经开区, level: 国家级, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
period: 2023-2025
pattern: 1+1+2
declared_programs: 1
lead_units: 管委会
sources: [{id: s, document: 统计公报}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 产业创新
    declared_actions: 2
    actions:
      - id: a1
        name: 现代产业提升
        observations: [{metric: inv, period: 2023, figure: 3亿元, source: s}]
projects: [{id: p, name: 产业园, serves: a1}]
targets: [{metric: inv, by: 2025, level: 4亿元以上}]
note: 示例
"""
PLAN = plan_of(TEXT)


def test_a_plan_is_the_root_of_its_outline() -> None:
    """A plan is a node: it has programs and projects below it, its own dates in its period, and no links."""
    assert (NodeKind.PLAN, 1, (), ()) == (PLAN.kind, PLAN.declared, PLAN.links, PLAN.aliases)
    assert (None, None, None) == (PLAN.start, PLAN.deadline, PLAN.place)
    assert ["programs[0]", "projects[0]"] == [path for path, _ in PLAN.children()]


def test_a_plan_is_walked_and_looked_up() -> None:
    """Nodes, metrics and places are found by id, wherever they are written."""
    assert ["plan", "a", "a1", "p"] == [node.id for node in PLAN.walk()]
    assert ("现代产业提升", "完成投资") == (PLAN["a1"].name, PLAN.metric("inv").name)
    assert ("昆山开发区", "昆山市") == (PLAN.zone_of("ketd").name, PLAN.zone_of("kunshan").name)
    assert (True, False) == ("a1" in PLAN, "inv" in PLAN)


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (lambda plan: plan["a9"], "unknown node 'a9'\ndid you mean 'a'?"),
        (lambda plan: plan.metric("in"), "unknown metric 'in'\ndid you mean 'inv'?"),
        (lambda plan: plan.zone_of("suzhou"), "unknown place 'suzhou'\nthe plan declares 'ketd', 'kunshan'"),
    ],
)
def test_an_unknown_id_is_refused(look_up: Any, message: str) -> None:
    """Each look-up says what it looked for and what there is."""
    with pytest.raises(UnknownIdError) as caught:
        look_up(PLAN)
    assert message == str(caught.value)


def test_a_plan_takes_texts_for_values() -> None:
    """Pattern and period are given as text or as values, lists as any iterable."""
    plan = Plan(
        id="p", name="规划", pattern="1+5+22", period="十四五", programs=iter([]), places=[], zone=None
    )
    assert (Pattern(1, 5, 22), Period.span(2021, 2025), ()) == (plan.pattern, plan.period, plan.programs)
    assert Pattern(1, 5, 22) == attrs.evolve(plan, pattern=Pattern(1, 5, 22)).pattern


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"places": ["kunshan"]}, "expected a Zone, got 'kunshan'\nmake a Zone of it first"),
        ({"zone": "ketd"}, "expected a Zone, got 'ketd'\nmake a Zone of it first"),
        ({"sources": ["s"]}, "expected a Source, got 's'\nmake a Source of it first"),
        ({"declared_programs": 1.0}, "expected a whole number for declared_programs, got 1.0\nsuch as 4"),
    ],
)
def test_what_is_no_part_of_a_plan_is_refused(fields: dict[str, Any], message: str) -> None:
    """A constructor refuses what it alone can know to be wrong."""
    with pytest.raises(OutlineError) as caught:
        Plan(**{"id": "p", "name": "规划", **fields})
    assert message == str(caught.value)


def test_a_plan_is_a_value() -> None:
    """Plans are equal and hash alike when they say the same; marks do not count; copies and pickles hold."""
    other = plan_of(f"\n\n{TEXT}")
    assert PLAN == other
    assert hash(PLAN) == hash(other)
    assert PLAN != attrs.evolve(PLAN, note=None)
    assert PLAN == copy.deepcopy(PLAN) == pickle.loads(pickle.dumps(PLAN))


def test_a_plan_is_judged_and_left_as_it_is() -> None:
    """Validation gives a report and raises nothing."""
    report = PLAN.validate()
    assert isinstance(report, Report)
    assert "1 plan, 1 program, 2 declared actions, 1 named, 1 unnamed, 1 project" == str(report.census)
    assert 0 == report.counts["error"]


def test_a_plan_rolls_up_for_its_zone() -> None:
    """An entry about the zone is the plan's own, wherever the question comes from."""
    targets = [attrs.evolve(PLAN.targets[0], subject="ketd")]
    plan = attrs.evolve(PLAN, targets=targets, programs=[Program(id="a", name="产业创新")], projects=[])
    row = plan.roll_up("inv").total
    assert (None, Figure.parse("4亿元以上")) == (row.computed, row.stated)


def test_a_metric_of_ones_own_may_be_asked_for() -> None:
    """A metric that the plan does not define is rolled up from nothing."""
    own = Metric(id="own", name="自定", unit="亿元", kind="flow", across="sum")
    assert None is PLAN.roll_up(own).total.computed


def test_a_plan_goes_to_plain_data_and_back() -> None:
    """`from_dict` is the inverse of `to_dict`."""
    data = PLAN.to_dict()
    assert PLAN == Plan.from_dict(data)
    assert ["id", "name", "zone"] == list(data)[:3]


def test_bad_plain_data_is_refused() -> None:
    """All problems are told, each with its path."""
    with pytest.raises(DocumentError) as caught:
        Plan.from_dict({"id": "p", "programs": [{"id": "a"}]})
    expected = """\
2 problems
the plan: missing key 'name'
    write it; in Chinese it is '名称'
programs[0]: missing key 'name'
    write it; in Chinese it is '名称'"""
    assert expected == str(caught.value)


def test_of_places_with_one_id_the_zone_is_known() -> None:
    """A further place never hides the zone."""
    plan = attrs.evolve(PLAN, places=[Zone(id="ketd", name="另一开发区")])
    assert "昆山开发区" == plan.zone_of("ketd").name


def test_a_rule_has_to_yield_judgements() -> None:
    """A rule that gives nothing to go through, or something else than a judgement, is named and refused."""

    def forgets(plan: Plan) -> None:
        """A rule whose author forgot to yield."""

    with pytest.raises(RuleError) as caught:
        PLAN.validate([forgets])  # type: ignore[list-item]  # the mistake this test is about
    assert "expected rule forgets to yield findings, got None\nwrite `yield` in it" == str(caught.value)
    with pytest.raises(RuleError) as caught:
        PLAN.validate([lambda _: ["wrong"]])  # type: ignore[list-item]  # the same
    assert "expected a rule to yield findings, got 'wrong'\nyield Finding, Checked or NotChecked" == str(
        caught.value
    )


def test_only_relations_are_taken_as_relations() -> None:
    """Anything else is refused with what was meant."""
    with pytest.raises(OutlineError) as caught:
        Plan(id="p", name="x", relations=["占48%"])  # type: ignore[list-item]  # what is tested
    assert str(caught.value) == "expected a relation, got '占48%'\nsuch as Share(part=…, whole=…, share=…)"


def test_relations_are_judged_one_by_one_and_together() -> None:
    """Judging all at once costs a solver, so it is asked for."""
    whole, parts = Term("100.0亿元", name="全市"), (Term(name="甲"), Term(name="乙"))
    plan = Plan(
        id="p",
        name="示范规划",
        relations=[
            Share(part=parts[0], whole=whole, share="50%"),
            Share(part=parts[1], whole=whole, share="40%"),
            Sum(total=whole, parts=parts),
        ],
    )
    assert plan.validate().errors == ()
    assert "JOINT" not in plan.validate().checked
    assert [one.code for one in plan.validate(together=True).errors] == ["JOINT"]
    assert [one.code for one in plan.validate((), together=True).findings] == ["JOINT"]
    assert plan.consistency().prove().status is Status.INCONSISTENT
    assert len(plan.consistency(Policy()).verdicts) == 3


# -- converting ---------------------------------------------------------------------------------


def rated() -> Plan:
    """Give a plan with an index and a rate, both invented."""
    return Plan(
        id="p",
        name="示范规划",
        sources=[Source(id="book", document="统计年鉴", date="2023")],
        price_indices=[PriceIndex(of="GDP平减指数", period=2022, figure="102.0", source="book")],
        exchange_rates=[ExchangeRate(period=2022, figure="7.0元/美元", kind="average", source="other")],
    )


def test_a_plan_converts_by_its_own_records() -> None:
    """Each is named with the whole source that the plan lists."""
    plan = rated()
    found = plan.convert(
        Figure.parse("102亿元", price_basis=PriceBasis.current()), to="constant 2021", period=2022
    )
    assert ("100亿元", "统计年鉴, 2023") == (str(found.figure), str(found.steps[0].record.source))
    found = plan.convert("7亿元", to="亿美元", period=2022, rate_kind="average")
    assert ("1亿美元", "other") == (str(found.figure), str(found.steps[0].record.source))


def test_a_plan_without_records_converts_nothing() -> None:
    """No rate is an error, never 1."""
    with pytest.raises(
        ConversionError, match="no exchange rate leads from CNY to USD in 2022; given are none"
    ):
        Plan(id="p", name="示范规划").convert("7亿元", to="美元", period=2022)


def test_records_are_written_and_read_back() -> None:
    """Plain data holds a plan's indices and rates."""
    assert rated() == Plan.from_dict(rated().to_dict())


def test_what_is_no_record_is_refused() -> None:
    """An index is no rate."""
    for field in ("price_indices", "exchange_rates"):
        with pytest.raises(OutlineError):
            Plan(**{"id": "p", "name": "示范规划", field: [Source(id="s")]})  # type: ignore[arg-type]  # what is tested


def test_a_plan_is_shown_in_one_short_line() -> None:
    """Its id, its name and how much is in it, also where an id occurs twice; never all of it."""
    text = """\
metrics: [{id: x, name: 指标, unit: 亿元, kind: flow, across: sum}]
programs:
  - id: a
    name: 产业创新
    actions: [{id: b, name: 行动, projects: [{id: c, name: 项目}]}]
    observations: [{metric: x, period: 2022, figure: 3亿元}, {metric: x, period: 2023, figure: 4亿元}]
    targets: [{metric: x, by: 2025, level: 10亿元}]
"""
    expected = "<Plan 'plan' 示范规划: 1 program, 1 action, 1 project, 1 metric, 2 observations, 1 target>"
    assert (expected, expected) == (repr(plan_of(text)), str(plan_of(text)))
    twice = Plan(id="p", name="空", programs=[Program(id="p", name="方案"), Program(id="p", name="方案")])
    assert ("<Plan 'p' 空: 2 programs>", "<Plan 'p' 空: empty>") == (
        repr(twice),
        repr(attrs.evolve(twice, programs=())),
    )


def test_the_day_of_a_register_may_stand_without_its_name() -> None:
    """It is the one thing that a register is asked for, as in `plan.progress`."""
    plan = plan_of("programs: [{id: a, name: 产业创新, deadline: 2022-06}]\n")
    assert plan.register(as_of="2022-12-31") == plan.register("2022-12-31")
