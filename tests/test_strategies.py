from __future__ import annotations

import enum
import inspect
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import zoneplan
from zoneplan import Severity, strategies
from zoneplan.errors import UnknownIdError
from zoneplan.metrics import AcrossRule, MetricKind
from zoneplan.outline import NodeKind
from zoneplan.periods import Period, PeriodKind
from zoneplan.rules import CODES
from zoneplan.units import unit

# A plan found has a long repr, which Hypothesis warns about whether or not it is printed.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

ERRORS = {
    "BAND-EDGE",
    "COUNT-DECLARED",
    "COUNT-PATTERN",
    "CUM-AS-ANNUAL",
    "DATE-REVERSED",
    "ID-CIRCLE",
    "ID-DUPLICATE",
    "ID-UNKNOWN",
    "JOINT",
    "OVER-PLAN",
    "PART-WHOLE",
    "PRICE-BASIS",
    "RATE-WRONG",
    "RATIO-WRONG",
    "RELATION-WRONG",
    "SAME-FACT",
    "SCHEDULE-WRONG",
    "SELF-LEAD",
    "SHARE-100",
    "SHARE-WRONG",
    "SIGN-OFF",
    "STATE-ORDER",
    "SUM-PERIOD",
    "SUM-TOTAL",
    "TARGET-MISSING",
    "UNIT-DIMENSION",
    "VALUE-DOMAIN",
    "YTD-FALLS",
}
PUBLIC = [getattr(zoneplan, name) for name in zoneplan.__all__]
VALUES = [one for one in PUBLIC if inspect.isclass(one) and not issubclass(one, enum.Enum)]
seeking = settings(max_examples=500, phases=[Phase.generate])  # any example will do, not the smallest
few = settings(max_examples=max(10, settings().max_examples // 6))


def test_every_public_class_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """`register` names a strategy for each public class that is a value."""
    registered: list[type] = []
    monkeypatch.setattr(st, "register_type_strategy", lambda kind, _: registered.append(kind))
    strategies.register()
    assert set(VALUES) - set(registered) == set()


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_from_type_draws_every_public_class(kind: type) -> None:
    """`from_type` draws values of each public class."""

    @few
    @given(st.from_type(kind))
    def check(value: object) -> None:
        assert isinstance(value, kind)

    check()


@pytest.mark.parametrize("module", ["import hypothesis", "import zoneplan.strategies", "import zoneplan"])
def test_hypothesis_registers_the_strategies_itself(module: str) -> None:
    """Whatever is imported first, `from_type` knows a plan in a fresh interpreter."""
    code = f"{module}\nimport hypothesis.strategies as st, zoneplan\nprint(st.from_type(zoneplan.Plan))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ("plans()\n", "") == (done.stdout, done.stderr)


def test_importing_zoneplan_does_not_import_hypothesis() -> None:
    """Who does not test pays nothing for the strategies."""
    code = "import sys, zoneplan; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_public_strategy_is_described() -> None:
    """Each public function says what it draws."""
    functions = [getattr(strategies, name) for name in strategies.__all__]
    assert [one for one in functions if callable(one) and not inspect.getdoc(one)] == []


@given(strategies.plans())
def test_valid_plans_have_no_error(plan: zoneplan.Plan) -> None:
    """Whatever is drawn as valid is found to be so."""
    assert plan.validate().errors == ()


@given(strategies.outlines())
def test_outlines_have_no_error_and_no_number(plan: zoneplan.Plan) -> None:
    """A plan without numbers is valid and its ledger is empty."""
    assert plan.validate().errors == ()
    assert len(plan.ledger) == 0


@given(strategies.plans())
def test_every_metric_of_a_valid_plan_rolls_up(plan: zoneplan.Plan) -> None:
    """No metric with a rule refuses an aspect and period that are reported."""
    for metric in plan.metrics:
        for aspect, periods in plan.ledger.by_metric.get(metric.id, {}).items():
            if metric.across is not AcrossRule.NONE and aspect is not zoneplan.Aspect.TARGET:
                for period in periods:
                    assert plan.roll_up(metric.id, aspect=aspect, period=period).to_records()


@pytest.mark.parametrize("kind", strategies.FAULTS)
def test_every_planted_fault_is_found(kind: str) -> None:
    """The plan has a finding of the kind at the place, as grave as it is, and more than the sound plan."""

    @few
    @given(strategies.faulty_plans(kind))
    def check(fault: strategies.PlantedFault) -> None:
        # Planting may silence advice about the sound plan, so findings are counted by their severity.
        sound = fault.sound.validate(together=fault.together).findings
        before = Counter(one.severity for one in sound if one.code == kind)
        report = fault.plan.validate(together=fault.together)
        found = [one for one in report.findings if one.code == kind]
        assert fault.kind == kind
        severities = {one.severity for one in found if one.place.path == fault.place}
        assert severities
        after = Counter(one.severity for one in found)
        assert any(after[severity] > before[severity] for severity in severities)
        assert (Severity.ERROR in severities) == (kind in ERRORS)
        assert fault.sound.validate().errors == ()

    check()


def test_every_code_can_be_planted() -> None:
    """There is a fault for each finding code, and for no other."""
    assert set(CODES) == set(strategies.FAULTS)


def test_unknown_fault_is_refused() -> None:
    """A kind that nothing plants is refused with the nearest ones."""
    with pytest.raises(UnknownIdError) as caught:
        strategies.faulty_plans("SUM-TOTALS")
    assert str(caught.value).startswith("unknown kind of fault 'SUM-TOTALS'\ndid you mean 'SUM-TOTAL'")


@given(st.data())
def test_parameters_are_kept(data: st.DataObject) -> None:
    """What a strategy is asked for is what it draws."""
    assert data.draw(strategies.units(dimension="area")).dimension == "area"
    assert "/" not in data.draw(strategies.units(quotients=False)).name
    figure = data.draw(strategies.figures(unit="万元", plain=True, min_value=3, max_value=7))
    assert figure.is_plain
    assert figure.unit is unit("万元")
    assert 3 <= figure.number <= 7
    within = data.draw(strategies.periods())
    assert within.contains(data.draw(strategies.periods(within=within)))
    months = data.draw(strategies.periods(within=Period.half(2023, 2), kinds=(PeriodKind.MONTH,)))
    assert months.months == 1
    assert data.draw(strategies.metrics(id="m", across=AcrossRule.SUM)).across is AcrossRule.SUM
    metric = data.draw(strategies.metrics(kind=MetricKind.RANK))
    assert metric.kind is MetricKind.RANK
    observation = data.draw(strategies.observations(metric=metric, subject="zone", plain=True))
    assert (metric.id, "zone", True) == (observation.metric, observation.subject, observation.figure.is_plain)
    assert data.draw(strategies.targets(metric=metric, subject="zone")).metric == metric.id
    assert data.draw(strategies.sources(listed=True)).id is not None
    assert data.draw(strategies.sources(listed=False)).id is None
    zone = data.draw(strategies.zones(id="zone", within="city"))
    assert ("zone", "city") == (zone.id, zone.within)


def test_periods_without_room_are_refused() -> None:
    """A month holds no year."""
    with pytest.raises(ValueError, match="lies within 2023-05"):
        find(strategies.periods(within=Period.month(2023, 5), kinds=(PeriodKind.YEAR,)), lambda _: True)


def has_unlisted(plan: zoneplan.Plan) -> bool:
    """Whether a program declares more actions than it lists."""
    return bool(plan.outline.unlisted)


def has_unnamed(plan: zoneplan.Plan) -> bool:
    """Whether an action is listed without a name."""
    return any(node.kind is NodeKind.ACTION and node.name is None for node in plan.walk())


def is_shared_across_programs(plan: zoneplan.Plan) -> bool:
    """Whether a project has parents in two programs."""
    names = {program.id for program in plan.programs}
    return any(
        len(names & set(plan.outline.ancestors(node.id))) > 1
        for node in plan.walk()
        if node.kind is NodeKind.PROJECT
    )


def has_package(plan: zoneplan.Plan) -> bool:
    """Whether a project is part of another."""
    return any(field == "part_of" for node in plan.walk() for field, _ in node.links)


def has_mixed_units(plan: zoneplan.Plan) -> bool:
    """Whether one metric is written in two units."""
    written: dict[str, set[str]] = {}
    for entry in plan.ledger:
        written.setdefault(entry.record.metric, set()).add(entry.record.figure.unit.name)
    return any(len(names) > 1 for names in written.values())


def has_stated_total(plan: zoneplan.Plan) -> bool:
    """Whether a total is stated and checked."""
    return plan.validate().checked["SUM-TOTAL"] > 0


def has_several_periods(plan: zoneplan.Plan) -> bool:
    """Whether entries are of several periods."""
    return len({entry.record.period for entry in plan.ledger}) > 1


def has_places_in_places(plan: zoneplan.Plan) -> bool:
    """Whether the zone has parts."""
    return any(place.within == "zone" for place in plan.places)


@pytest.mark.parametrize(
    "is_so",
    [
        has_unlisted,
        has_unnamed,
        is_shared_across_programs,
        has_package,
        has_mixed_units,
        has_stated_total,
        has_several_periods,
        has_places_in_places,
    ],
)
def test_plans_are_of_many_shapes(is_so: Any) -> None:
    """What makes plans hard does occur in those drawn."""
    assert is_so(find(strategies.plans(), is_so, settings=seeking))


def test_plans_shrink_to_a_small_one() -> None:
    """The simplest plan with an entry is one program with one entry."""
    plan = find(strategies.plans(), lambda plan: len(plan.ledger) > 0)
    assert (1, 1) == (len(plan.programs), len(plan.ledger))
