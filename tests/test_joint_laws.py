"""Laws of what is said about figures and relations taken together."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from joint_systems import Published, missing, published, spoiled, tables, whole_grids
from zoneplan.admissible import admissible_range
from zoneplan.constraints import Compound, CompoundChange
from zoneplan.intervals import Interval
from zoneplan.outcomes import Gap, Minimality, Proof
from zoneplan.proof import prove
from zoneplan.propagation import narrowed, propagate
from zoneplan.repair import doubts
from zoneplan.systems import System
from zoneplan.verdicts import Status
from zoneplan.witnesses import power

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.constraints import Constraint
    from zoneplan.outcomes import Core

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
fewer = settings(
    max_examples=max(20, settings.default.max_examples // 4) if settings.default else 20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
anything = st.one_of(published(), published(nonlinear=True), tables())
wrong = st.one_of(spoiled(), spoiled(nonlinear=True))


def read_strictly(system: System) -> System:
    """The system whose wide readings are the strict ones."""
    return System(
        {key: attrs.evolve(one, wide=one.strict) for key, one in system.variables.items()}, system.relations
    )


def refuted(system: System) -> bool:
    """Whether a system cannot be true even at its widest."""
    return prove(system, time_limit=5).status is Status.INCONSISTENT


def pinned(system: System, key: str, interval: Interval) -> System:
    """The system in which one number lies in a given interval."""
    old = system.variables[key]
    inside = interval & old.domain
    fixed = attrs.evolve(old, strict=inside, wide=inside, is_given=True)
    return System({**system.variables, key: fixed}, system.relations)


def hold(system: System, proof: Proof, *, wide: bool = False) -> bool:
    """Whether every witness makes everything true, reckoned again from the definitions."""
    box = system.box(wide=wide)
    for outcome in proof.outcomes:
        if outcome.witness is None:
            continue
        values = outcome.witness
        if any(key not in outcome.irrational and values[key] not in box[key] for key in outcome.keys):
            return False
        relations = (one for name in outcome.relations for one in system.relations[name])
        if not all(holds_at(one, values, box) for one in relations):
            return False
    return True


def holds_at(one: Constraint, values: Mapping[str, Fraction], box: Mapping[str, Interval]) -> bool:
    """Whether a relation holds, a rate that is no fraction being judged by its power."""
    if all(key in values for key in one.keys):
        return one.holds(values)
    assert isinstance(one, (Compound, CompoundChange))
    growth = values[one.target] / values[one.base] if isinstance(one, Compound) else 1 + values[one.change]
    return growth in power(box[one.rate], one.years)


@slow
@given(anything)
def test_what_was_rounded_from_the_truth_is_never_refuted(made: Published) -> None:
    """P1: strict readings that hold the truth are consistent, or undecided for want of time only."""
    for proof in (prove(made.system), propagate(made.system)):
        assert not [one for one in proof.outcomes if one.status is Status.INCONSISTENT]
        assert not [one for one in proof.outcomes if one.gap is Gap.READING]


@slow
@given(published())
def test_linear_systems_are_always_decided(made: Published) -> None:
    """What holds by construction and multiplies no two unknowns twice over is proved with numbers."""
    proof = prove(made.system)
    assert Status.CONSISTENT is proof.status
    assert proof.witness is not None


@slow
@given(st.one_of(wrong, anything.map(lambda made: made.system)))
def test_a_witness_makes_everything_true(system: System) -> None:
    """P3: numbers that are shown lie in their readings and fulfil each relation exactly."""
    for proof in (prove(system), propagate(system)):
        consistent = attrs.evolve(
            proof, outcomes=tuple(one for one in proof.outcomes if one.status is Status.CONSISTENT)
        )
        assert hold(system, consistent)
        assert hold(system, proof, wide=True)


@slow
@given(wrong)
def test_propagation_refutes_nothing_that_the_solver_finds_true(system: System) -> None:
    """Both methods agree wherever both decide."""
    for solved, spread in zip(prove(system).outcomes, propagate(system).outcomes, strict=True):
        decided = {solved.status, spread.status} - {Status.UNDECIDED}
        assert len(decided) <= 1
        if spread.status is Status.INCONSISTENT or spread.gap is Gap.READING:
            assert (solved.status, solved.gap) == (spread.status, spread.gap)


@fewer
@given(wrong)
def test_a_core_is_contradictory_and_irreducible(system: System) -> None:
    """P4: a core cannot be true by itself, and leaving any member out makes it so."""
    for proof in (prove(system), propagate(system)):
        for outcome in proof.outcomes:
            if outcome.core is None:
                continue
            read = system if outcome.status is Status.INCONSISTENT else read_strictly(system)
            assert refuted(believing(read, outcome.core))
            if outcome.core.minimality is not Minimality.FOUND:
                assert not [one for one in smaller(outcome.core) if refuted(believing(read, one))]


def believing(system: System, core: Core) -> System:
    """The system in which only the members of a core are believed."""
    return system.restricted(core.figures, core.relations)


def smaller(core: Core) -> Iterator[Core]:
    """Every core with one member left out."""
    for key in core.figures:
        yield attrs.evolve(core, figures=tuple(one for one in core.figures if one != key))
    for name in core.relations:
        yield attrs.evolve(core, relations=tuple(one for one in core.relations if one != name))


@fewer
@given(spoiled(most=2))
def test_no_contradiction_is_smaller_than_a_smallest_core(system: System) -> None:
    """P4: every set with fewer members than a core called smallest can be true."""
    for outcome in prove(system).outcomes:
        core = outcome.core
        if core is None or outcome.status is not Status.INCONSISTENT:
            continue
        assert Minimality.SMALLEST is core.minimality
        component = system.component_of(outcome.keys[0])
        members = [*component.figures, *component.relations]
        assume(len(members) <= 9)
        size = len(core.figures) + len(core.relations)
        for chosen in combinations(members, size - 1):
            assert not refuted(component.restricted(chosen, chosen))


@fewer
@given(st.one_of(tables(), published(most=3), published(nonlinear=True, most=2)), st.data())
def test_an_admissible_range_holds_the_truth_and_is_tight(made: Published, data: st.DataObject) -> None:
    """P8: the truth is inside, nothing is possible outside, and exact ends are reached or approached."""
    key = data.draw(st.sampled_from(sorted(made.truth)))
    found = admissible_range(made.system, key, time_limit=2)
    assert made.truth[key] in found.interval
    free = System(
        {**made.system.variables, key: attrs.evolve(made.system.variables[key], is_given=False)}, {}
    )
    assert found.interval.is_subset(free.variables[key].domain)
    assert found.interval.is_subset(narrowed(made.system.without(key)).box[key])
    for end, is_closed, inward in (
        (found.interval.lo, found.interval.lo_closed, 1),
        (found.interval.hi, found.interval.hi_closed, -1),
    ):
        if end is None:
            continue
        beyond = Interval.less_than(end) if inward > 0 else Interval.more_than(end)
        assert prove(pinned(made.system, key, beyond), time_limit=2).status is not Status.CONSISTENT
        if found.is_exact:
            at = Interval.point(end)
            inner = end + inward * Fraction(1, 10**20) * max(Fraction(1), abs(end))
            beside = Interval(min(end, inner), max(end, inner), lo_closed=False, hi_closed=False)
            near = prove(pinned(made.system, key, at if is_closed else beside), time_limit=2)
            assert near.status is Status.CONSISTENT or near.outcomes[0].gap is Gap.TIME
            if not is_closed:
                assert prove(pinned(made.system, key, at), time_limit=2).status is not Status.CONSISTENT


@slow
@given(published(most=3), st.data())
def test_on_a_tree_narrowing_is_exact(made: Published, data: st.DataObject) -> None:
    """P8: where relations form a tree, the admissible range is what narrowing leaves."""
    key = data.draw(st.sampled_from([one for one in sorted(made.truth) if one.startswith("x")]))
    component = made.system.without(key).component_of(key)
    assume(component.is_tree)
    found = admissible_range(made.system, key)
    assert narrowed(component).box[key] == found.interval


@slow
@given(st.one_of(published(most=1), spoiled(most=1), spoiled(nonlinear=True, most=1)))
def test_one_relation_is_decided_as_its_closed_form_says(made: Published | System) -> None:
    """P9: a relation by itself is satisfiable exactly when its closed form says so."""
    system = made if isinstance(made, System) else made.system
    (constraint,) = system.constraints
    component = system.component_of(constraint.keys[0])
    assume(all(not one.is_empty for one in system.box().values()))
    if constraint.is_enclosure(constraint.keys[0]):
        return  # a mean over three levels or more is only enclosed
    outcome = next(one for one in prove(component).outcomes if one.relations)
    assert constraint.admits(component.box()) == (outcome.status is Status.CONSISTENT)


@slow
@given(whole_grids())
def test_whole_numbers_are_decided_as_by_trying_them_all(system: System) -> None:
    """P9: on small grids of whole numbers the verdict is that of trying every point."""
    box = system.box()
    points = product(*(range(int(one.lo or 0), int(one.hi or 0) + 1) for one in box.values()))
    candidates = (dict(zip(box, map(Fraction, point), strict=True)) for point in points)
    is_true = any(all(one.holds(point) for one in system.constraints) for point in candidates)
    proof = prove(system, time_limit=5)
    assert proof.status in ({Status.CONSISTENT} if is_true else {Status.INCONSISTENT})
    assert propagate(system).status in (Status.UNDECIDED, proof.status)


def subsets(figures: Iterable[str]) -> Iterator[frozenset[str]]:
    """Every set of figures."""
    kept = list(figures)
    return map(frozenset, chain.from_iterable(combinations(kept, size) for size in range(len(kept) + 1)))


@fewer
@given(spoiled(most=2), st.data())
def test_doubts_are_all_the_lightest_sets(system: System, data: st.DataObject) -> None:
    """P16: freeing a set makes everything satisfiable, no lighter one does, and none is left out."""
    figures = system.figures
    assume(len(figures) <= 8)
    weights = {key: data.draw(st.integers(1, 3)) for key in figures}
    freeing = [one for one in subsets(figures) if not refuted(system.without(*one))]
    least = min((sum(weights[key] for key in one) for one in freeing), default=None)
    expected = [one for one in freeing if sum(weights[key] for key in one) == least]
    assert sorted(expected, key=sorted) == list(doubts(system, weights))


@slow
@given(wrong)
def test_the_same_system_gives_the_same_proof(system: System) -> None:
    """P17: two runs give the same text, whatever the order of numbers and relations."""
    turned = System(
        dict(reversed(list(system.variables.items()))), dict(reversed(list(system.relations.items())))
    )
    for method in (prove, propagate):
        first, second, third = (json.dumps(method(one).to_dict()) for one in (system, system, turned))
        assert first == second
        assert first == third


@slow
@given(wrong)
def test_unrelated_figures_change_no_verdict(system: System) -> None:
    """P7: what is found about a part does not depend on numbers that it shares nothing with."""
    with_more = System({**system.variables, "unrelated": missing("unrelated")}, system.relations)
    found = [one for one in prove(with_more).outcomes if "unrelated" not in one.keys]
    assert [(one.status, one.gap, one.core) for one in prove(system).outcomes] == [
        (one.status, one.gap, one.core) for one in found
    ]
