from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Aspect, Figure, Interval, Period, Policy, PriceBasis, Term
from zoneplan.errors import AmountError, FloatRefusedError, OutlineError
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import DEFAULT
from zoneplan.statements import DOMAINS
from zoneplan.strategies import figures, policies, terms
from zoneplan.terms import LEVELS, are_alike
from zoneplan.units import unit

if TYPE_CHECKING:
    from zoneplan.terms import Ends


def test_a_term_is_made_of_what_a_figure_is_made_of() -> None:
    """A figure, its text, or nothing."""
    figure = Figure.parse("2400亿元")
    assert Term.of(figure) == Term.of("2400亿元") == Term(figure)
    assert Term.of(None).is_missing
    term = Term("2400亿元", name="zone")
    assert Term.of(term) is term


@pytest.mark.parametrize(("value", "error"), [("2400", AmountError), (2400.0, FloatRefusedError)])
def test_what_is_no_figure_is_refused(value: object, error: type[Exception]) -> None:
    """As figures refuse it."""
    with pytest.raises(error):
        Term.of(value)


def test_a_word_of_no_set_is_refused() -> None:
    """Aspect and vintage are closed sets."""
    with pytest.raises(OutlineError) as caught:
        Term("53%", aspect="wished")
    assert str(caught.value).startswith("expected one of baseline, actual, planned, forecast, target")
    assert Term("53%", vintage="final", aspect="target").aspect is Aspect.TARGET


@pytest.mark.parametrize(
    ("term", "key"),
    [
        (Term("1亿元", metric="gdp", subject="city", period=2022), "gdp@city<2022>"),
        (Term("1亿元", metric="gdp", subject="city", period=2022, aspect="actual"), "gdp@city<2022>"),
        (
            Term("1亿元", metric="gdp", subject="city", period=2022, aspect="target", vintage="final"),
            "gdp@city<2022>/target~final",
        ),
        (Term("1亿元", metric="gdp", subject="city", name="GDP"), "GDP@city"),
        (Term("1亿元", name="GDP", period=2025), "GDP<2025>"),
        (Term("1亿元", name="GDP", scope="规上", price_basis="current"), "GDP#规上$current"),
        (Term("1亿元", metric="gdp"), None),
        (Term("1亿元"), None),
    ],
)
def test_what_identifies_a_number(term: Term, key: str | None) -> None:
    """A metric with subject and period, or a name, with everything that makes it another number."""
    assert key == term.key


def test_what_it_is_called() -> None:
    """Its name, else what is known of it."""
    assert Term("1亿元", name="GDP", metric="gdp").label == "GDP"
    assert Term("1亿元", metric="gdp", subject="city", period="2021-2025").label == "gdp city 2021-2025"
    assert Term("1亿元").label == ""


def test_prices_are_those_of_the_figure_unless_stated() -> None:
    """A missing figure has none."""
    figure = Figure.parse("1亿元", price_basis=PriceBasis.current())
    assert Term(figure).basis == PriceBasis.current()
    assert Term(figure, price_basis="constant 2020").basis == PriceBasis.constant(2020)
    assert Term().basis is None


def test_equal_traits_are_one_object() -> None:
    """So that they are compared by identity; a baseline is what was."""
    one = Term("1亿元", period=2020, aspect="baseline").traits
    assert one is Term("5万元", period=Period.year(2020), aspect="actual", name="other").traits
    assert one is not Term("5万元", period=2021).traits
    assert one.is_money
    assert Term("5元/人").traits.is_money
    assert not Term("5人").traits.is_money
    assert not Term().traits.is_money


class TestVariable:
    """A number as constraints see it."""

    def test_a_reading_is_cut_to_its_domain(self) -> None:
        """0.3 % printed as 0 % is no negative share."""
        variable = Term("0%").variable("share", DEFAULT, Interval(0, 1))
        assert variable.strict == Interval(0, Fraction(1, 200))
        assert variable.is_given

    def test_a_figure_outside_the_domain_is_taken_at_its_word(self) -> None:
        """Then the domain is wrong."""
        variable = Term("-5亿元").variable("profit", DEFAULT, LEVELS)
        assert variable.domain == Interval.everything()
        assert variable.strict.hi == -450_000_000

    def test_a_missing_number_is_its_domain(self) -> None:
        """In base units."""
        variable = Term(unit="亿元", domain="[1, 2]").variable("x", DEFAULT, LEVELS)
        assert (variable.strict, variable.is_given) == (Interval(10**8, 2 * 10**8), False)
        assert Term(domain="[1, 2]").variable("x", DEFAULT, LEVELS).wide == Interval(1, 2)

    def test_a_stated_domain_replaces_the_usual_one_of_levels(self) -> None:
        """A balance may be negative; a share is never more than 100 %."""
        everything = Interval.everything()
        assert Term(domain=everything).variable("x", DEFAULT, LEVELS).domain == everything
        assert Term(domain=everything).variable("x", DEFAULT, Interval(0, 1)).domain == Interval(0, 1)
        stated = Term("50%", domain="[0, 60]").variable("x", DEFAULT, Interval(0, 1))
        assert stated.domain == Interval(0, Fraction(3, 5))

    def test_what_was_asked_is_kept(self) -> None:
        """For one key, policy and domain."""
        term = Term("2400亿元")
        first = term.variable("x", DEFAULT, LEVELS)
        assert term.variable("x", DEFAULT, LEVELS) is first
        narrow = Policy(coarse_zeros=False, any_rounding=False)
        assert term.variable("x", narrow, LEVELS).wide == first.strict
        assert term.reading(narrow) != term.reading(DEFAULT)
        assert Term().reading(DEFAULT) is None


def cut(figure: Figure, policy: Policy, domain: Interval, *, wide: bool) -> Interval | None:
    """What a figure can mean within a domain, when that is one stretch of numbers with a low end."""
    reading = figure.read(policy)
    if (reading.strict & domain).is_empty:
        return None
    interval = (reading.wide if wide else reading.strict) & domain
    return None if interval.lo is None or interval.integral else interval


def as_interval(ends: Ends | None) -> Interval | None:
    """The interval between two ends."""
    if ends is None:
        return None
    lo, lo_unit, lo_closed, hi, hi_unit, hi_closed = ends
    return Interval(Fraction(lo, lo_unit), Fraction(hi, hi_unit) if hi_unit else None, lo_closed, hi_closed)


BOUNDED = (*DOMAINS.values(), Interval(0, 1, False, False), Interval(Fraction(1, 3), 7), LEVELS)


@given(figures() | figures(plain=True), policies(), st.sampled_from(BOUNDED), st.booleans())
def test_ends_are_those_of_the_reading(figure: Figure, policy: Policy, domain: Interval, wide: bool) -> None:
    """Of figures of all kinds; there are none where the reading is no such interval of the domain."""
    ends = Term(figure).ends(policy, domain, wide=wide)
    assert as_interval(ends) == cut(figure, policy, domain, wide=wide)


@given(
    st.integers(-(10**7), 10**7),
    st.integers(-9, 9),
    st.sampled_from(
        ("亿元", "元", "亩", "%", "‰", "家", "万家", "位", "年", "个月", "元/亩", "张/万人", "1")
    ),
    st.none() | st.sampled_from(Qualifier),
    policies(),
    st.sampled_from(BOUNDED),
)
def test_ends_follow_from_the_digits(
    digits: int, exponent: int, name: str, word: Qualifier | None, policy: Policy, domain: Interval
) -> None:
    """Whatever the place of the last one, and whether the unit is counted, scaled or neither."""
    number = Decimal(digits).scaleb(exponent)
    figure = Figure(number, name, qualifiers=() if word is None else (word,))
    for wide in (False, True):
        ends = Term(figure).ends(policy, domain, wide=wide)
        assert as_interval(ends) == cut(figure, policy, domain, wide=wide)


@given(terms(), policies(), st.sampled_from(BOUNDED))
def test_ends_are_those_of_the_variable(term: Term, policy: Policy, domain: Interval) -> None:
    """The quick form of a reading says what the variable says, or nothing."""
    variable = term.variable("x", policy, domain)
    for interval, wide in ((variable.strict, False), (variable.wide, True)):
        ends = term.ends(policy, domain, wide=wide)
        assert term.ends(policy, domain, wide=wide) == ends
        assert ends is None or as_interval(ends) == interval


@pytest.mark.parametrize("text", [None, "5.5万家", "约5万家", "超5家", "-5亿元", "-5家", "-5亿元以内"])
def test_there_are_no_ends_of_counts_and_of_what_is_outside(text: str | None) -> None:
    """Missing, one of several whole numbers, or outside the domain."""
    assert Term(text).ends(DEFAULT, LEVELS) is None
    assert Term(text).ends(DEFAULT, LEVELS, wide=True) is None


def test_there_are_no_ends_within_a_domain_of_its_own() -> None:
    """Which constraints see to."""
    assert Term("5亿元", domain="[0, 9]").ends(DEFAULT, LEVELS) is None


def test_ends_may_be_at_infinity() -> None:
    """The high one, of what is open; so is the wide one of 约, when nobody says how far it reaches."""
    assert as_interval(Term("超5亿元").ends(DEFAULT, LEVELS)) == Interval.more_than(500_000_000)
    assert as_interval(Term("5亿元以内").ends(DEFAULT, LEVELS)) == Interval(0, 500_000_000)
    assert Term("5亿元以内").ends(DEFAULT, Interval.everything()) is None
    two_words = Term("约5亿元以上")
    assert as_interval(two_words.ends(DEFAULT, LEVELS)) == Interval(500_000_000, 550_000_000)
    vague = Term("约5亿元")
    assert as_interval(vague.ends(DEFAULT, LEVELS)) == Interval(450_000_000, 550_000_000)
    assert as_interval(vague.ends(DEFAULT, LEVELS, wide=True)) == LEVELS
    about = as_interval(vague.ends(Policy(about=Decimal("0.2")), LEVELS, wide=True))
    assert about == Interval(400_000_000, 600_000_000)


def test_ends_of_plain_figures_need_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is what makes deciding quick for figures that were never read."""
    monkeypatch.delattr(Figure, "read")
    for text in ("2400亿元", "12.5%", "5家", "3.2张/万人", "超5亿元", "7%左右"):
        for wide in (False, True):
            assert Term(text).ends(DEFAULT, LEVELS, wide=wide) is not None


def test_terms_are_alike_that_state_the_same() -> None:
    """Units may differ in size; nothing is alike to what is missing."""
    one = Term("5亿元", period=2025, aspect="actual")
    assert are_alike([one, Term("7万元", period="2025", aspect="actual", name="other")])
    assert not are_alike([one, Term("7万元", period=2024, aspect="actual")])
    assert not are_alike([one, Term("7亩", period=2025, aspect="actual")])
    assert not are_alike([one, Term(period=2025, aspect="actual")])


def test_a_changed_term_forgets_what_was_read() -> None:
    """Readings belong to the figure they were made of."""
    term = Term("2400亿元")
    term.variable("x", DEFAULT, LEVELS)
    changed = attrs.evolve(term, figure="5亿元")
    assert changed.variable("x", DEFAULT, LEVELS).strict.hi == 550_000_000
    assert changed.own_unit == unit("亿元")
