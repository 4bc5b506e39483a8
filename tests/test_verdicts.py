from __future__ import annotations

from fractions import Fraction

import pytest

from zoneplan import (
    Figure,
    Growth,
    Interval,
    Order,
    PriceBasis,
    Reason,
    SameFact,
    Share,
    Status,
    Strength,
    Sum,
    Term,
    decide,
)
from zoneplan.errors import RelationError


def grown(base: str, target: str, rate: str, basis: str = "unstated", years: int = 5) -> Growth:
    """Growth over some years; the levels are at the prices given."""
    prices = PriceBasis.parse(basis)
    return Growth(
        base=Term(Figure.parse(base, price_basis=prices), period=2020),
        target=Term(Figure.parse(target, price_basis=prices), period=2020 + years),
        rate=rate,
    )


def test_lines_are_in_the_units_of_their_figures() -> None:
    """With what the others imply, and what is left."""
    verdict = decide(Share(part=Term("2400亿元", name="zone"), whole="5006.7亿元", share="48%"))
    assert [(line.role, line.label, line.unit.name) for line in verdict.lines] == [
        ("part", "zone", "亿元"),
        ("whole", "whole", "亿元"),
        ("share", "share", "%"),
    ]
    assert verdict.stated == verdict.line("share").reading
    assert verdict.calculated == verdict.line("share").implied
    assert verdict.line("share").possible.strict.describe(3) == "[47.925, 47.947]"
    with pytest.raises(RelationError):
        verdict.line("total")


def test_a_relation_that_could_not_be_applied_implies_nothing() -> None:
    """What is possible is then what each figure can mean by itself."""
    verdict = decide(Share(part="5亿元", whole="5亿美元", share=None))
    line = verdict.line("part")
    assert line.implied is None
    assert line.possible == line.reading
    assert (verdict.calculated, verdict.derived, verdict.needed) == (None, {}, ())


def test_strength() -> None:
    """Entailed where it holds for all values, compatible where for some, and nothing else has one."""
    assert decide(Order(smaller="5亿元", larger="7亿元")).strength is Strength.ENTAILED
    assert decide(Order(smaller="5亿元", larger="5亿元")).strength is Strength.COMPATIBLE
    assert decide(Sum(total="7家", parts=["3家", "4家"])).strength is Strength.ENTAILED
    assert decide(Sum(total="7亿元", parts=["3亿元", "4亿元"])).strength is Strength.COMPATIBLE
    assert decide(Order(smaller="9亿元", larger="7亿元")).strength is None


def test_one_sided_verdicts_rest_on_a_bound() -> None:
    """约 and 多 are no bounds of that sort."""
    assert decide(Share(part="24亿元", whole="超50亿元", share="48%")).one_sided
    assert not decide(Share(part="24亿元", whole="约50亿元", share="48%")).one_sided


def test_what_would_be_needed() -> None:
    """Each figure in turn, the others staying; none for verdicts that need nothing."""
    verdict = decide(Sum(total="10.0亿元", parts=["3.0亿元", "4.0亿元"]))
    assert [(one.role, one.to.describe(2), one.by) for one in verdict.needed] == [
        ("parts[0]", "(5.8, 6.2)", Fraction("2.8")),
        ("parts[1]", "(6.8, 7.2)", Fraction("2.8")),
        ("total", "(6.8, 7.2)", Fraction("2.8")),
    ]
    assert decide(Sum(total="7.0亿元", parts=["3.0亿元", "4.0亿元"])).needed == ()


def test_the_outer_range_of_a_mean_needs_nothing() -> None:
    """What is implied for a year between others is too wide to tell."""
    base, target = Term("236.3亿元", period=2016), Term("365亿元", period=2018)
    verdict = decide(Growth(base=base, target=target, rate="27.9%", levels=["314.5亿元"], method="mean"))
    assert [one.role for one in verdict.needed] == ["base", "rate", "target"]


def test_a_word_alone_may_stand_against_it() -> None:
    """Then the number itself would do, and nothing has to stretch."""
    verdict = decide(Sum(total="超7家", parts=["3家", "4家"]))
    assert [one.by for one in verdict.needed if one.role == "total"] == [0]
    ranged = decide(Order(smaller="5—6亿元", larger="3亿元"))
    assert {one.role: one.by for one in ranged.needed}["smaller"] == 1


def test_the_witness_is_told_by_role() -> None:
    """In base units; only a consistent verdict has one."""
    verdict = decide(Sum(total="7家", parts=["3家", "4家"]))
    expected = {"parts[0]": Fraction(3), "parts[1]": Fraction(4), "total": Fraction(7)}
    assert expected == verdict.witness
    assert decide(Sum(total="8家", parts=["3家", "4家"])).witness is None
    facts = decide(SameFact(statements=["53%", "53.4%", "53.41%"])).witness
    assert facts is not None
    assert len({*facts.values()}) == 1


def test_no_fraction_is_a_root_of_two() -> None:
    """100 households become 200 in five years at a rate that no fraction equals."""
    base, target = Term("100户", period=2020), Term("200户", period=2025)
    verdict = decide(Growth(base=base, target=target, rate="14.9%"))
    assert (verdict.status, verdict.witness) == (Status.CONSISTENT, None)


def test_unlike_prices_imply_a_change_of_prices() -> None:
    """Nominal growth of 7.2 % a year against real growth of 6 %."""
    verdict = decide(grown("2400亿元", "3400亿元", "6.0%", "current"))
    assert verdict.reasons == (Reason.BASIS,)
    assert verdict.price_change is not None
    assert (verdict.price_change * 100).describe(2) == "(1.09, 1.21)"
    assert verdict.note == (
        "the figures are at different price bases, or some do not state theirs; "
        "the levels and the rate agree if prices changed by 1.09 to 1.21 % a year"
    )
    assert verdict.note_zh == "价格口径不同或未注明；若价格每年变动1.09%至1.21%，则总量与增速相符"
    assert decide(grown("2400亿元", "3400亿元", "-100%", "current")).price_change is None
    assert decide(grown("2400亿元", "3400亿元", "6.0%")).price_change is None


def test_levels_at_unlike_prices_imply_no_change_of_prices() -> None:
    """From 660.0亿元 at current prices to 705.1亿元 at those of 2020 nothing has grown."""
    verdict = decide(
        Growth(
            base=Term("660.0亿元", period=2021, price_basis="current"),
            target=Term("705.1亿元", period=2022, price_basis="constant 2020"),
            rate=Term("9%", price_basis="comparable"),
        )
    )
    assert (Reason.BASIS,) == verdict.reasons
    assert verdict.price_change is None
    assert "价格每年变动" not in verdict.note_zh


@pytest.mark.parametrize(
    ("base", "target", "rate"),
    [(None, "3400亿元", "6.0%"), ("2400亿元", None, "6.0%"), ("2400亿元", "3400亿元以上", "6.0%")],
)
def test_a_change_of_prices_without_end_is_not_told(base: str | None, target: str | None, rate: str) -> None:
    """It says nothing, as (-100, ∞) does, and the reason alone is left."""
    relation = Growth(
        base=Term(base, period=2020, price_basis="current"),
        target=Term(target, period=2025, price_basis="current"),
        rate=Term(rate, price_basis="comparable"),
    )
    verdict = decide(relation)
    assert Reason.BASIS in verdict.reasons
    assert verdict.price_change is not None
    assert verdict.price_change.width is None
    assert verdict.note == "; ".join(reason.sentence for reason in verdict.reasons)
    assert verdict.note_zh == "；".join(reason.sentence_zh for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("base", "target", "rate", "fits", "note", "note_zh"),
    [
        ("48.0%", "50.0%", "2.0%", (True, False), "it fits as points in all", "可理解为总百分点"),
        ("40.0%", "50.0%", "2.0%", (False, True), "it fits as points a year", "可理解为年均百分点"),
        (
            "48.0%",
            "50.0%",
            "7.0%",
            (False, False),
            "it does not fit as points either",
            "按百分点理解也不符",
        ),
    ],
)
def test_growth_of_a_share_may_be_meant_in_points(
    base: str, target: str, rate: str, fits: tuple[bool, bool], note: str, note_zh: str
) -> None:
    """The verdict tells whether it fits so."""
    verdict = decide(grown(base, target, rate))
    assert verdict.reasons == (Reason.KIND,)
    assert fits == verdict.fits_as_points
    assert verdict.note.endswith(note)
    assert verdict.note_zh.endswith(note_zh)


def test_in_one_year_both_are_the_same() -> None:
    """Points in all are points a year."""
    verdict = decide(grown("48.0%", "50.0%", "2.0%", years=1))
    assert verdict.fits_as_points == (True, True)
    assert verdict.note.endswith("it fits as points in all and as points a year")


def test_a_base_of_less_than_nothing_fits_in_no_way() -> None:
    """It is of another kind, but no share."""
    verdict = decide(grown("-5亿元", "6亿元", "2%"))
    assert verdict.reasons == (Reason.KIND,)
    assert verdict.fits_as_points is None
    assert decide(Share(part="5亿元", whole="6亿元", share=None)).fits_as_points is None


def test_a_verdict_prints_its_answer() -> None:
    """With the reasons."""
    verdict = decide(Share(part="2400亿元", whole=None, share="48%"))
    assert str(verdict) == "undecided (missing)"
    assert (verdict.note, verdict.note_zh) == ("a figure is missing", "有数据未报")
    assert str(decide(Share(part="2400亿元", whole="5000亿元", share="48%"))) == "consistent"


def test_every_reason_has_words() -> None:
    """In both languages."""
    for reason in Reason:
        verdict = decide(Order(smaller="5亿元", larger="7亿元"))
        other = type(verdict)(
            relation=verdict.relation, status=Status.UNDECIDED, reasons=(reason,), policy=verdict.policy
        )
        assert other.note
        assert other.note_zh


def test_verdicts_on_equal_relations_are_equal() -> None:
    """And what was worked out later does not matter."""
    one, other = (decide(Order(smaller="5亿元", larger="7亿元")) for _ in range(2))
    assert one.lines
    assert one == other
    assert one.line("larger").reading.strict == Interval(Fraction(13, 2), Fraction(15, 2))


def test_one_change_of_prices_is_told_as_one() -> None:
    """Where rounding outward leaves one number, it is said once."""
    base = Term(Figure(100, "亿元", quantum=0), period=2020, price_basis="current")
    target = Term(Figure(110, "亿元", quantum=0), period=2021, price_basis="current")
    rate = Term(Figure(10, "%", quantum=0), price_basis="comparable")
    note = decide(Growth(base=base, target=target, rate=rate)).note
    assert note.endswith("; the levels and the rate agree if prices changed by 0 % a year")


def test_two_currencies_take_an_exchange_rate() -> None:
    """The reason says which record would be needed, in both languages."""
    verdict = decide(Share(part="740亿元", whole="超1000亿美元", share="74%"))
    expected = (
        "the figures measure different things; it takes an exchange rate of CNY and USD to compare them"
    )
    assert expected == verdict.note
    assert verdict.note_zh == "单位不可比；比较需有CNY和USD的汇率"
    assert (
        decide(Share(part="740亿元", whole="1000亩", share="74%")).note
        == "the figures measure different things"
    )


def test_two_price_bases_take_a_price_index() -> None:
    """Where both say which year's prices they are; an index leads nowhere from comparable prices."""

    def note(basis: str) -> str:
        smaller, larger = Term("3亿元", price_basis="current"), Term("4亿元", price_basis=basis)
        return decide(Order(smaller=smaller, larger=larger)).note

    unlike = "the figures are at different price bases, or some do not state theirs"
    assert f"{unlike}; it takes a price index to compare them" == note("constant 2020")
    assert unlike == note("comparable")
    assert unlike == note("unstated")
    verdict = decide(
        Order(smaller=Term("3亿元", price_basis="现价"), larger=Term("4亿元", price_basis="2020年不变价"))
    )
    assert verdict.note_zh == "价格口径不同或未注明；比较需有物价指数"
