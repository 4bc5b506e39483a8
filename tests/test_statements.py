from __future__ import annotations

from fractions import Fraction

import pytest

from zoneplan import Cumulative, Difference, Growth, Interval, Ratio, Share, Sum, Term
from zoneplan.constraints import Linear, Sense
from zoneplan.errors import RelationError
from zoneplan.statements import as_terms, linear, year_of

ONE, ZERO = Fraction(1), Fraction(0)


def test_numbers_without_a_name_belong_to_their_relation() -> None:
    """Their keys are their roles behind the prefix; named ones keep their own."""
    relation = Sum(total=Term("5亿元", name="T"), parts=["2亿元", None])
    compiled = relation.compiled(prefix="r1:")
    assert compiled.roles == {"parts[0]": "r1:parts[0]", "parts[1]": "r1:parts[1]", "total": "T"}
    assert compiled.variables.keys() == {"r1:parts[0]", "r1:parts[1]", "T"}
    assert not compiled.variables["r1:parts[1]"].is_given


def test_one_number_in_two_roles_is_one_variable() -> None:
    """Its coefficients are added up, and of two readings both hold."""
    both = [Term("2.0亿元", name="x"), Term("2亿元", name="x"), Term(name="x")]
    compiled = Sum(total="6亿元", parts=both).compiled()
    assert compiled.roles["parts[0]"] == compiled.roles["parts[2]"] == "x"
    assert compiled.variables["x"].strict == Interval(195_000_000, 205_000_000)
    (rule,) = compiled.deciding
    assert isinstance(rule, Linear)
    assert dict(rule.terms)["x"] == 3
    turned = Sum(total="6亿元", parts=both[::-1]).compiled()
    assert turned.variables["x"] == compiled.variables["x"]


def test_a_cut_is_tied_to_its_negative() -> None:
    """A printed cut of 13.5 % is a change of -13.5 %."""
    relation = Cumulative(change=Term("13.5%", name="cut"), rate="2.7%", period="2021-2025", falling=True)
    compiled = relation.compiled(prefix="p:")
    assert compiled.mirrors == {"p:rate": "-p:rate", "cut": "-cut"}
    box = compiled.box()
    assert box["-cut"] == -box["cut"]
    assert len(compiled.constraints) == 3
    point = {"cut": ONE, "-cut": -ONE, "p:rate": ZERO, "-p:rate": ZERO}
    assert all(rule.holds(point) for rule in compiled.constraints[:2])


def test_a_share_above_all_is_capped_by_its_rule() -> None:
    """120 % is outside the domain of a share, so the rule says it in a constraint."""
    compiled = Share(part="6亿元", whole="5亿元", share="120%").compiled()
    assert compiled.deciding[1] == linear([("share", ONE)], ONE, Sense.AT_MOST)
    assert len(Share(part="6亿元", whole="5亿元", share="120%", may_exceed=True).compiled().deciding) == 1


@pytest.mark.parametrize(
    ("relation", "role", "expected"),
    [
        (Sum(total="5亿元", parts=[None]), "parts[0]", "亿元"),
        (Sum(total="5亿元", parts=[Term(unit="万元")]), "parts[0]", "万元"),
        (Share(part="5亿元", whole=None, share=None), "share", "%"),
        (Share(part=None, whole=None, share="5%"), "whole", "倍"),
        (Ratio(numerator="5亿元", denominator="5人", ratio=None), "ratio", "亿元/人"),
        (Ratio(numerator="5亿元", denominator="5元", ratio=None), "ratio", "%"),
        (Ratio(numerator=None, denominator=None, ratio="5万元/人"), "numerator", "万元"),
        (Ratio(numerator=None, denominator=None, ratio="5万元/人"), "denominator", "人"),
        (Ratio(numerator=None, denominator="5亿元", ratio="5%"), "numerator", "亿元"),
        (Ratio(numerator="5亿元", denominator=None, ratio="5%"), "denominator", "亿元"),
        (Ratio(numerator="5亿元", denominator=None, ratio=None), "ratio", "倍"),
        (Difference(minuend="5%", subtrahend=None, difference=None), "difference", "个百分点"),
        (Difference(minuend=None, subtrahend=None, difference="5个百分点"), "minuend", "%"),
        (Difference(minuend="5亿元", subtrahend=None, difference=None), "difference", "亿元"),
        (Difference(minuend="5亿元", subtrahend=None, difference=None), "subtrahend", "亿元"),
        (Difference(minuend=None, subtrahend=None, difference="5亿元"), "minuend", "亿元"),
    ],
)
def test_a_missing_number_is_shown_in_the_unit_beside_it(relation: Sum, role: str, expected: str) -> None:
    """Or in that usual for its role."""
    assert expected == relation.unit_of(role).name


def test_unknown_roles_are_refused() -> None:
    """With the roles there are."""
    relation = Share(part="5亿元", whole="6亿元", share="5%")
    for ask in (lambda: relation.unit_of("total"), lambda: relation.with_terms({"total": Term()})):
        with pytest.raises(RelationError) as caught:
            ask()
        assert str(caught.value) == "unknown role 'total' in a Share\nit has part, whole, share"


def test_terms_are_replaced_by_role() -> None:
    """The others stay."""
    relation = Growth(
        base=Term("5亿元", period=2020),
        target=Term("6亿元", period=2022),
        rate="5%",
        levels=[None],
        method="mean",
    )
    changed = relation.with_terms({"levels[0]": Term("5.5亿元"), "rate": Term("6%")})
    assert [str(term.figure) for _, term in changed.operands] == ["5亿元", "5.5亿元", "6%", "6亿元"]
    assert changed.with_terms({}) == changed


def test_a_text_is_no_list_of_figures() -> None:
    """It would be taken apart into its characters."""
    with pytest.raises(RelationError) as caught:
        as_terms("5亿元")
    assert str(caught.value) == "expected a list of figures, got '5亿元'\nput it in brackets"


def test_a_year_that_is_needed() -> None:
    """The last one of its period."""
    assert year_of(Term("5亿元", period="2021-2025"), "base") == 2025
    with pytest.raises(RelationError) as caught:
        year_of(Term("5亿元"), "base")
    assert str(caught.value) == (
        "the base 5亿元 has no period\nstate the year of each, such as Term('2400亿元', period=2025)"
    )
