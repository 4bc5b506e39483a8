"""The laws that verdicts on single relations keep (S8 of the specification), each by its number there."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zoneplan import (
    Figure,
    Growth,
    Interval,
    Order,
    Policy,
    Ratio,
    Reason,
    SameFact,
    Share,
    SharesSum,
    Status,
    Sum,
    Term,
    decide,
    inspection,
)
from zoneplan.constraints import Box, Compound, CompoundChange, Linear, MeanGrowth, Product, Sense
from zoneplan.strategies import Truth, figures, policies, published, relations, truths, units
from zoneplan.strategies.relations import NEAREST, ROUNDINGS
from zoneplan.units import quotient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

    from zoneplan.certificates import CertificateLine
    from zoneplan.constraints import Constraint
    from zoneplan.relations import Relation
    from zoneplan.units import Unit

CONSISTENT, INCONSISTENT, UNDECIDED = Status.CONSISTENT, Status.INCONSISTENT, Status.UNDECIDED
LOOSE = {Reason.READING, Reason.VAGUE}

VALUES = st.builds(Fraction, st.integers(-(10**12), 10**12), st.sampled_from((1, 3, 7)))
SMALL = st.integers(-6, 9)


def replaced(relation: Relation, change: Callable[[str, Term], Term]) -> Relation:
    """The relation with each of its terms changed."""
    return relation.with_terms({role: change(role, term) for role, term in relation.operands})


def refigured(relation: Relation, change: Callable[[Figure], Figure]) -> Relation:
    """The relation with each of its figures changed."""

    def changed(_: str, term: Term) -> Term:
        return term if term.figure is None else attrs.evolve(term, figure=change(term.figure))

    return replaced(relation, changed)


def requantified(figure: Figure, factor: Fraction) -> Figure:
    """The figure rounded to another place; what is exact stays so."""
    return figure if figure.quantum == 0 else attrs.evolve(figure, quantum=figure.quantum * factor, text=None)


# -- P1 to P3 -------------------------------------------------------------------------------------


@given(truths(gaps=True), policies())
def test_p01_truth_is_never_called_inconsistent(truth: Truth, policy: Policy) -> None:
    """With every true value in its strict reading there is no contradiction, and no stretch is needed."""
    verdict = decide(truth.relation, policy)
    assert verdict.status is not INCONSISTENT
    assert not LOOSE & {*verdict.reasons}


@given(truths(loose=True, gaps=True))
def test_p01w_truth_in_the_wide_readings_is_never_called_inconsistent(truth: Truth) -> None:
    """However figures were cut off or coarsely rounded, what was true is no contradiction."""
    assert decide(truth.relation).status is not INCONSISTENT


@given(VALUES, st.sampled_from(("元", "亿元", "%", "亩")), st.data())
def test_p02_what_is_printed_can_mean_what_is_true(value: Fraction, unit: str, data: st.DataObject) -> None:
    """Every way of rounding keeps the value in the wide reading, every one to nearest in the strict one."""
    mode = data.draw(st.sampled_from(tuple(ROUNDINGS)))
    figure = data.draw(published(value, unit, loose=True, mode=mode))
    assert value in figure.base_reading.wide
    nearest = data.draw(published(value, unit, mode=data.draw(st.sampled_from(NEAREST))))
    assert value in nearest.base_reading.strict


@given(relations(), policies())
def test_p03_consistent_figures_have_a_witness(relation: Relation, policy: Policy) -> None:
    """There are exact values in the strict readings at which the relation holds, and they are given."""
    verdict = decide(relation, policy)
    assume(verdict.status is CONSISTENT)
    witness = verdict.witness
    if witness is None:
        assert is_root_of_counts(relation)
        return
    assert witness.keys() == {role for role, _ in relation.operands}
    for line in verdict.lines:
        assert witness[line.role] in line.reading.strict * line.unit.factor
    assert satisfies(relation, witness)


def is_root_of_counts(relation: Relation) -> bool:
    """Whether both levels of a growth are single numbers, so that its rate is a root."""
    return isinstance(relation, Growth) and all(
        term.figure is not None and term.figure.base_reading.strict.is_point
        for term in (relation.base, relation.target)
    )


def satisfies(relation: Relation, at: Mapping[str, Fraction]) -> bool:
    """Whether a relation holds at exact values, worked out from its definition alone."""
    listed = [value for role, value in at.items() if role.endswith("]")]
    match type(relation).__name__:
        case "Sum":
            assert isinstance(relation, Sum)
            weights = relation.weights or (Fraction(1),) * len(listed)
            total = sum((w * x for w, x in zip(weights, listed, strict=True)), Fraction(0))
            return at["total"] >= total if relation.partial else at["total"] == total
        case "Share":
            return at["part"] == at["share"] * at["whole"]
        case "SharesSum":
            return sum(listed) == at["total"]
        case "Ratio":
            return at["numerator"] == at["ratio"] * at["denominator"]
        case "Multiple":
            return at["target"] == at["multiple"] * at["base"]
        case "Order":
            assert isinstance(relation, Order)
            pair = at["smaller"], at["larger"]
            return pair[0] < pair[1] if relation.strictly else pair[0] <= pair[1]
        case "SameFact":
            return len({*listed}) == 1
        case _:
            return satisfies_over_years(relation, at, listed)


def satisfies_over_years(relation: Relation, at: Mapping[str, Fraction], listed: list[Fraction]) -> bool:
    """The same for relations in which years count."""
    match relation:
        case Growth():
            years = relation.years
            if relation.levels or relation.method.value == "mean":
                levels = [at["base"], *listed, at["target"]]
                ratios = [y / x for x, y in itertools.pairwise(levels)]
                return sum(ratios, Fraction(0)) / years == 1 + at["rate"]
            return at["target"] == at["base"] * (1 + at["rate"]) ** years
        case _ if type(relation).__name__ == "Cumulative":
            sign = -1 if getattr(relation, "falling", False) else 1
            if listed:
                return sum(listed) == at["change"]
            if "rate" in at:
                return 1 + sign * at["change"] == (1 + sign * at["rate"]) ** getattr(relation, "years", 0)
            return at["end"] == at["start"] * (1 + sign * at["change"])
        case _ if type(relation).__name__ == "Difference":
            years = getattr(relation, "years", 1)
            return at["minuend"] - at["subtrahend"] == at["difference"] * years / 100
        case _:
            ends = [term.period.last_year for role, term in relation.operands if term.period is not None]
            starts = {end - length + 1 for end, length in zip(ends, listed, strict=True)}
            return len(starts | ({at["start"]} if "start" in at else set())) == 1


# -- P4 -------------------------------------------------------------------------------------------


@given(relations(changed=True))
def test_p04_the_printed_lines_add_up_to_the_contradiction(relation: Relation) -> None:
    """The proof of each contradiction is checked by code that knows nothing of relations."""
    verdict = decide(relation)
    assume(verdict.status is INCONSISTENT)
    assert is_contradiction(verdict.certificate)
    wide = {line.role: line.reading.wide * line.unit.factor for line in verdict.lines}
    keys = {key: role for role, key in verdict.compiled.roles.items()}
    for line in verdict.certificate:
        if line.is_reading and not isinstance(relation, SameFact):
            ((key, weight),) = line.coefficients.items()
            end = Interval.at_most(line.bound) if not line.strict else Interval.less_than(line.bound)
            assert (wide[keys[key]] * weight).is_subset(end)


def is_contradiction(lines: tuple[CertificateLine, ...]) -> bool:
    """Whether Σ multiplier·(c·x ≤ bound) comes to 0 ≤ a negative number, or to 0 < 0."""
    left: dict[str, Fraction] = {}
    right, strict = Fraction(0), False
    for line in lines:
        assert line.multiplier > 0
        right += line.multiplier * line.bound
        strict = strict or line.strict
        for key, weight in line.coefficients.items():
            left[key] = left.get(key, Fraction(0)) + line.multiplier * weight
    return not any(left.values()) and (right < 0 or (right == 0 and strict))


# -- P5 to P7 -------------------------------------------------------------------------------------


@given(relations(), st.sampled_from((2, 10, 50)))
def test_p05_widening_a_reading_never_makes_a_contradiction(relation: Relation, factor: int) -> None:
    """Nor does narrowing one turn a contradiction into agreement."""
    assume(not isinstance(relation, SameFact))
    wider = refigured(relation, lambda figure: requantified(figure, Fraction(factor)))
    one, other = decide(relation).status, decide(wider).status
    assert not (one is not INCONSISTENT and other is INCONSISTENT)
    assert not (other is INCONSISTENT and one is CONSISTENT)


@given(relations(), policies(), policies())
def test_p06_no_two_policies_contradict_each_other(relation: Relation, one: Policy, other: Policy) -> None:
    """What is consistent under one is never inconsistent under another: all share the strict reading."""
    assert {CONSISTENT, INCONSISTENT} != {decide(relation, one).status, decide(relation, other).status}


@given(relations(kinds=(Sum, SharesSum, SameFact)), st.randoms(use_true_random=False))
def test_p07_the_order_of_parts_does_not_matter(relation: Relation, random: Random) -> None:
    """Parts, shares and tellings may come in any order."""
    name = {Sum: "parts", SharesSum: "shares", SameFact: "statements"}[type(relation)]
    weights = getattr(relation, "weights", ()) or (1,) * len(getattr(relation, name))
    pairs = list(zip(getattr(relation, name), weights, strict=True))
    random.shuffle(pairs)
    changed: dict[str, Any] = {name: tuple(term for term, _ in pairs)}
    if isinstance(relation, Sum):
        changed["weights"] = tuple(weight for _, weight in pairs)
    one, other = decide(relation), decide(attrs.evolve(relation, **changed))
    assert (one.status, one.reasons) == (other.status, other.reasons)


@given(relations())
def test_p07_names_and_ids_do_not_matter(relation: Relation) -> None:
    """A relation comes to the same whatever it and its numbers are called."""
    named = replaced(relation, lambda role, term: attrs.evolve(term, name=f"name of {role}"))
    one, other = decide(relation), decide(attrs.evolve(named, id="r7", note="unrelated"))
    assert (one.status, one.reasons, one.strength) == (other.status, other.reasons, other.strength)


@given(relations())
def test_p07_the_unit_does_not_matter(relation: Relation) -> None:
    """Figures of 亿元 say the same in 万元 when they keep their quantum."""

    def rewritten(figure: Figure) -> Figure:
        if figure.unit.name != "亿元":
            return figure
        quantum = None if figure.qualifiers else figure.quantum * 10**4
        return attrs.evolve(figure, number=figure.number * 10**4, unit="万元", quantum=quantum, text=None)

    plain = refigured(relation, lambda one: attrs.evolve(one, qualifiers=(), text=None))
    one, other = decide(plain), decide(refigured(plain, rewritten))
    assert (one.status, one.reasons) == (other.status, other.reasons)


@given(relations(kinds=(Sum, Share, Growth)), st.integers(1, 4))
def test_p07_scaling_all_levels_does_not_matter(relation: Relation, zeros: int) -> None:
    """Ten times as much of everything comes to the same."""

    def scaled(figure: Figure) -> Figure:
        if figure.unit.dimension != "CNY":
            return figure
        return attrs.evolve(
            figure, number=figure.number * 10**zeros, quantum=figure.quantum * 10**zeros, text=None
        )

    one, other = decide(relation), decide(refigured(relation, scaled))
    assert (one.status, one.reasons) == (other.status, other.reasons)


# -- P9: closed forms and brute force -------------------------------------------------------------


def points(box: Box) -> Iterator[dict[str, Fraction]]:
    """All points of a box whose numbers are whole or halves."""
    grid = [[x for n in range(-14, 21) if (x := Fraction(n, 2)) in box[key]] for key in box]
    return (dict(zip(box, point, strict=True)) for point in itertools.product(*grid))


def box_of(keys: str, whole: st.SearchStrategy[bool]) -> st.SearchStrategy[dict[str, Interval]]:
    """Small boxes with open and closed ends."""
    end = st.builds(Fraction, SMALL, st.sampled_from((1, 2)))
    side = st.builds(
        lambda ends, lo, hi, integral: Interval(min(ends), max(ends), lo, hi, integral),
        st.tuples(end, end),
        st.booleans(),
        st.booleans(),
        whole,
    )
    return st.fixed_dictionaries(dict.fromkeys(keys, side))


def compared_with_brute_force(constraint: Constraint, box: Box, *, exact: bool) -> None:
    """Hold `admits` and `implied` against all points of the grid."""
    found = [point for point in points(box) if constraint.holds(point)]
    if found:
        assert constraint.admits(box)
    for key in constraint.keys:
        values = {point[key] for point in found}
        implied = constraint.implied(box, key)
        assert all(value in implied for value in values)
    if exact:
        assert bool(found) == constraint.admits(box)
    elif constraint.admits(box):
        witness = constraint.witness(box)
        assert witness is None or (
            constraint.holds(witness) and all(witness[key] in box[key] for key in constraint.keys)
        )


WEIGHTS = st.sampled_from((Fraction(1), Fraction(-1)))


@given(
    box_of("abc", st.just(True)),
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS),
    st.integers(-5, 5),
    st.sampled_from(Sense),
)
def test_p09_sums_agree_with_brute_force(
    box: Box, weights: tuple[Fraction, ...], bound: int, sense: Sense
) -> None:
    """Of whole numbers, a sum is possible exactly when some whole numbers add up."""
    constraint = Linear(tuple(zip("abc", weights, strict=True)), Fraction(bound), sense)
    compared_with_brute_force(constraint, box, exact=True)


@given(box_of("bfr", st.booleans()))
def test_p09_products_agree_with_brute_force(box: Box) -> None:
    """What brute force finds is admitted, and what is admitted has a witness."""
    compared_with_brute_force(Product("b", "f", "r"), box, exact=False)


@given(box_of("brt", st.booleans()), st.integers(1, 3))
def test_p09_growth_agrees_with_brute_force(box: Box, years: int) -> None:
    """The same for compound growth."""
    compared_with_brute_force(Compound("b", "r", "t", years), box, exact=False)


@given(box_of("rc", st.booleans()), st.integers(1, 3))
def test_p09_cumulative_changes_agree_with_brute_force(box: Box, years: int) -> None:
    """The same for changes that yearly rates compound to."""
    compared_with_brute_force(CompoundChange("r", "c", years), box, exact=False)


@given(box_of("xyr", st.booleans()))
def test_p09_the_growth_of_one_year_agrees_with_brute_force(box: Box) -> None:
    """The mean of one rate is that rate."""
    compared_with_brute_force(MeanGrowth(("x", "y"), "r"), box, exact=False)


@given(st.lists(st.integers(1, 30), min_size=3, max_size=5), st.data())
def test_p09_mean_growth_is_enclosed(levels: list[int], data: st.DataObject) -> None:
    """Whatever the ranges, what is true is in what is implied, and a witness is one."""
    names = tuple("abcde"[: len(levels)])
    point = {name: Fraction(level) for name, level in zip(names, levels, strict=True)}
    point["r"] = MeanGrowth.mean(list(point.values()))
    reach = st.builds(Fraction, st.integers(0, 8), st.just(4))
    box = {key: Interval(x - data.draw(reach), x + data.draw(reach)) for key, x in point.items()}
    rule = MeanGrowth(names, "r")
    assert rule.holds(point)
    assert rule.admits(box)
    assert all(point[key] in rule.implied(box, key) for key in point)
    witness = rule.witness(box)
    assert witness is None or rule.holds(witness)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(0, 30))
def test_p09_exact_counts_agree_with_arithmetic(parts: list[int], total: int) -> None:
    """Of counts, which are exact, a sum is consistent exactly when it is right."""
    verdict = decide(Sum(total=f"{total}家", parts=[f"{part}家" for part in parts]))
    assert (CONSISTENT if sum(parts) == total else INCONSISTENT) is verdict.status


@given(relations(kinds=(Sum, Share, Growth)), policies())
def test_p09_closed_forms_agree_with_the_constraints(relation: Relation, policy: Policy) -> None:
    """The short way says what the constraints say."""
    verdict = decide(relation, policy)
    compiled = verdict.compiled
    admits = [all(one.admits(compiled.box(wide=wide)) for one in compiled.deciding) for wide in (False, True)]
    if verdict.status is CONSISTENT:
        assert admits == [True, True]
    elif verdict.status is INCONSISTENT:
        assert admits == [False, False]
    elif LOOSE & {*verdict.reasons}:
        assert admits == [False, True]


# -- P11 ------------------------------------------------------------------------------------------


@given(relations(), st.data())
def test_p11_a_missing_figure_never_makes_a_contradiction(relation: Relation, data: st.DataObject) -> None:
    """What agrees with a figure does not disagree without it."""
    verdict = decide(relation)
    assume(verdict.status is not INCONSISTENT)
    gone = data.draw(st.sampled_from([role for role, _ in relation.operands]))
    without = replaced(
        relation,
        lambda role, term: attrs.evolve(term, figure=None, unit=term.own_unit) if role == gone else term,
    )
    assert decide(without).status is not INCONSISTENT


@given(truths(gaps=True), st.data())
def test_p11_the_derived_range_fits(truth: Truth, data: st.DataObject) -> None:
    """A figure from the range derived for a missing one makes no contradiction."""
    verdict = decide(truth.relation)
    assume(verdict.derived)
    role = data.draw(st.sampled_from(sorted(verdict.derived)))
    line = verdict.line(role)
    assert truth.values[role] / line.unit.factor in verdict.derived[role].strict
    assume(verdict.derived[role].strict.lo is not None and not line.unit.is_count)
    # What can be said of a level between others is an outer range.
    assume(not (isinstance(truth.relation, Growth) and truth.relation.levels))
    low, high = verdict.derived[role].strict.lo, verdict.derived[role].strict.hi
    assert low is not None
    middle = low + 1 if high is None else (low + high) / 2
    filled = data.draw(published(middle * line.unit.factor, line.unit, qualified=False))
    completed = replaced(
        truth.relation, lambda name, term: attrs.evolve(term, figure=filled) if name == role else term
    )
    assert decide(completed).status is not INCONSISTENT


# -- P12 to P14 -----------------------------------------------------------------------------------

RATES = st.builds(Fraction, st.integers(-30, 40), st.just(100))
LEVELS = st.builds(
    lambda number, width: Interval(number, number + width), st.integers(1, 10**6), st.integers(0, 10**3)
)


@given(LEVELS, RATES, st.integers(1, 5), st.integers(1, 5))
def test_p12_growth_over_years_adds_up(level: Interval, rate: Fraction, first: int, then: int) -> None:
    """So many years and then so many more are as good as all of them at once."""
    box = {"base": level, "rate": Interval.point(rate)}
    middle = Compound("base", "rate", "target", first).implied(box, "target")
    stepwise = Compound("base", "rate", "target", then).implied({**box, "base": middle}, "target")
    assert Compound("base", "rate", "target", first + then).implied(box, "target") == stepwise


@given(LEVELS, st.integers(1, 9))
def test_p12_without_growth_the_level_stays(level: Interval, years: int) -> None:
    """At a rate of 0 the target is the base."""
    box = {"base": level, "rate": Interval.point(0)}
    assert Compound("base", "rate", "target", years).implied(box, "target") == level


@given(LEVELS, RATES, st.integers(1, 6), st.sampled_from(("base", "rate")))
def test_p12_growth_rises_with_base_and_rate(level: Interval, rate: Fraction, years: int, key: str) -> None:
    """A larger base or a higher rate leads to a larger target."""
    box = {"base": level, "rate": Interval.point(rate)}
    more = {**box, key: box[key] + Fraction(1, 1000)}
    growth = Compound("base", "rate", "target", years)
    one, other = growth.implied(box, "target"), growth.implied(more, "target")
    assert one.lo is not None
    assert other.lo is not None
    assert one.hi is not None
    assert other.hi is not None
    assert (one.lo < other.lo, one.hi < other.hi) == (True, True)


SIDES = box_of("ps", st.just(False))


@given(SIDES, st.integers(1, 9))
def test_p13_a_share_and_its_complement_agree(box: Box, whole: int) -> None:
    """A part is a share of a whole exactly when the rest is the rest of it."""
    product = Product("w", "s", "p")
    rest = {"p": -box["p"] + whole, "s": -box["s"] + 1, "w": Interval.point(whole)}
    assert product.admits({**box, "w": Interval.point(whole)}) == product.admits(rest)


@given(box_of("abt", st.just(False)), st.integers(1, 9))
def test_p13_shares_add_up_as_parts_do(box: Box, whole: int) -> None:
    """Shares and what they are of, scaled by an exact whole, come to the same."""
    terms = (("a", Fraction(1)), ("b", Fraction(1)), ("t", Fraction(-1)))
    scaled = {key: interval * whole for key, interval in box.items()}
    assert Linear(terms).admits(box) == Linear(terms).admits(scaled)


@given(relations(kinds=(SameFact,)))
def test_p14_one_fact_is_symmetric(relation: Relation) -> None:
    """It does not matter who told it first, neither for the verdict nor for what is left of it."""
    assert isinstance(relation, SameFact)
    turned = attrs.evolve(relation, statements=relation.statements[::-1])
    one, other = decide(relation), decide(turned)
    assert (one.status, one.reasons) == (other.status, other.reasons)
    ranges = [{line.possible.strict * line.unit.factor for line in verdict.lines} for verdict in (one, other)]
    assert ranges[0] == ranges[1]


@pytest.mark.parametrize("others", [("53%", "54%"), ("53.0%", "53.1%"), ("2400亿元", "24010000万元")])
def test_p14_digits_of_one_place_must_be_the_same(others: tuple[str, str]) -> None:
    """53 % and 54 % are two facts, though 53.5 % could be printed as either."""
    one, other = others
    expected = UNDECIDED if "万" in other else INCONSISTENT
    assert expected is decide(SameFact(statements=[one, other])).status
    assert CONSISTENT is decide(SameFact(statements=[one, one])).status


@given(st.integers(1, 10**4), st.integers(1, 99))
def test_p14_a_finer_figure_of_the_same_fact_agrees(number: int, more: int) -> None:
    """53 % and 53.4 % are one fact, 53 % and 53.6 % are not, strictly read."""
    finer = Figure(Decimal(number) + Decimal(more) / 100, "%")
    verdict = decide(SameFact(statements=[Figure(number, "%"), finer]))
    assert (verdict.status is CONSISTENT) == (more <= 50)


# -- whatever is asked ----------------------------------------------------------------------------


@st.composite
def any_terms(draw: st.DrawFn, term: Term, measured: Sequence[Unit]) -> Term:
    """A term for the same period, of a figure or missing, whatever it is a figure of."""
    used = draw(st.sampled_from(measured))
    name = draw(st.sampled_from((None, None, "甲")))
    if draw(st.booleans()):
        unit = draw(st.sampled_from((None, used)))
        return Term(unit=unit, period=term.period, name=name, domain=term.domain)
    return Term(draw(figures(unit=used)), period=term.period, name=name, scope=term.scope)


@given(relations(), st.data())
def test_every_relation_comes_to_a_verdict_that_can_be_laid_open(
    relation: Relation, data: st.DataObject
) -> None:
    """Figures of any unit stand in any role, and nothing but a verdict comes of it."""
    measured = data.draw(st.lists(units(), min_size=1, max_size=3))
    odd = replaced(relation, lambda _, term: data.draw(st.just(term) | any_terms(term, measured)))
    verdict = decide(odd)
    laid_open = {
        "tables": [inspection.table(verdict, language) for language in ("en", "zh")],
        "plain": inspection.to_dict(verdict),
        "traces": [str(inspection.derivation(verdict, role)) for role, _ in odd.operands],
    }
    assert verdict.status in Status
    assert all(laid_open.values())
    assert bool(verdict.reasons) == (verdict.status is UNDECIDED)


@given(units(), units(), units())
def test_a_number_that_is_looked_for_is_of_the_unit_that_makes_the_ratio(
    upper: Unit, lower: Unit, ratio: Unit
) -> None:
    """Whichever of the three is missing, either its unit follows from the others or nothing is compared."""
    known = Ratio(
        numerator=Term(Figure(5, upper)), denominator=Term(Figure(2, lower)), ratio=Term(Figure(3, ratio))
    )
    for role, _ in known.operands:
        verdict = decide(known.with_terms({role: Term()}))
        if Reason.UNIT not in verdict.reasons:
            found = {one: verdict.relation.unit_of(one) for one, _ in known.operands}
            expected = quotient(found["numerator"], found["denominator"])
            assert expected is not None
            assert expected.dimension == found["ratio"].dimension
