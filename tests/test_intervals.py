from __future__ import annotations

import operator
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from zoneplan.errors import FloatRefusedError, IntervalError
from zoneplan.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = "write it as [0, 100], (0, ∞), (-∞, 1/3], > 0, <= 5, [0, 5] ∩ ℤ or ∅"
EMPTY = Interval.empty()


def rationals() -> st.SearchStrategy[Fraction]:
    """Small numbers, among which ties and zeros are frequent."""
    return st.one_of(
        st.integers(-4, 4).map(Fraction), st.fractions(min_value=-6, max_value=6, max_denominator=12)
    )


def intervals() -> st.SearchStrategy[Interval]:
    """Intervals of every sort: empty, points, with infinite ends, of whole numbers."""
    end = st.none() | rationals()
    finite = st.tuples(rationals(), rationals()).map(sorted)
    ends = st.tuples(end, end).filter(lambda pair: None in pair) | finite
    flags = st.tuples(st.booleans(), st.booleans(), st.booleans())
    made = st.builds(lambda pair, flags: Interval(*pair, *flags), ends, flags)
    return made | rationals().map(Interval.point) | st.just(EMPTY)


def probes(interval: Interval) -> list[Fraction]:
    """The ends and numbers just beside them, the whole numbers near, and numbers far away."""
    near = {Fraction(n) for n in range(-8, 9)} | {Fraction(10**6), Fraction(-(10**6)), Fraction(1, 7)}
    step = Fraction(1, 1000)
    for end in (interval.lo, interval.hi):
        if end is not None:
            near |= {end - step, end, end + step}
    return sorted(near)


@st.composite
def intervals_with_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and one of its numbers, often an end or close to one."""
    interval = draw(intervals().filter(lambda interval: not interval.is_empty))
    inside = [x for x in probes(interval) if x in interval]
    assume(inside)
    return interval, draw(st.sampled_from(inside))


def approaches(
    interval: Interval,
    operands: tuple[Interval, Interval],
    operation: Callable[[Fraction, Fraction], Fraction],
) -> bool:
    """Say whether numbers of the operands lead as close to both ends of the interval as one likes."""
    left, right = (tuple(close_to_ends(operand)) for operand in operands)
    results = [operation(x, y) for x in left for y in right]
    tiny, huge = Fraction(1, 10**6), Fraction(10**6)
    low = min(results) <= (-huge if interval.lo is None else interval.lo + tiny)
    high = max(results) >= (huge if interval.hi is None else interval.hi - tiny)
    return low and high


def attains(
    interval: Interval,
    operands: tuple[Interval, Interval],
    operation: Callable[[Fraction, Fraction], Fraction],
) -> tuple[bool, bool]:
    """Say which ends of the interval are results of ends of the operands or of zeros in them."""
    left, right = (tuple(close_to_ends(operand)) for operand in operands)
    results = {operation(x, y) for x in left for y in right}
    return interval.lo in results, interval.hi in results


def close_to_ends(interval: Interval) -> set[Fraction]:
    """Members at the ends or so close that what is missing cannot be seen, and 0 when it is a member."""
    tiny, huge = Fraction(1, 10**9), Fraction(10**15)
    lo = -huge if interval.lo is None else interval.lo
    hi = huge if interval.hi is None else interval.hi
    return {x for x in (lo, lo + tiny, hi - tiny, hi, Fraction(0)) if x in interval}


class TestConstruction:
    """An interval is made in one way only for every set of numbers."""

    def test_ends_are_exact_fractions(self) -> None:
        """An int and a Decimal end become the Fraction of the same value."""
        interval = Interval(1, Decimal("2.50"))
        assert (Fraction(1), Fraction(5, 2)) == (interval.lo, interval.hi)

    def test_float_end_is_refused(self) -> None:
        """A float end is refused with the way to write it."""
        with pytest.raises(FloatRefusedError) as caught:
            Interval(0, 0.1)  # type: ignore[arg-type]
        expected = (
            "expected an exact number, got the float 0.1\n"
            "write Decimal('0.1') to mean the digits as they stand"
        )
        assert expected == str(caught.value)

    @pytest.mark.parametrize("value", ["1", True, None, 1j])
    def test_strange_number_is_refused(self, value: object) -> None:
        """Text, booleans, nothing and complex numbers are no exact numbers."""
        with pytest.raises(IntervalError) as caught:
            Interval.point(value)  # type: ignore[arg-type]
        assert (f"expected an exact number, got {value!r}\ngive an int, a Fraction or a Decimal") == str(
            caught.value
        )

    @pytest.mark.parametrize("text", ["NaN", "Infinity"])
    def test_decimal_without_value_is_refused(self, text: str) -> None:
        """A Decimal that is not finite is refused as an end."""
        with pytest.raises(IntervalError) as caught:
            Interval(0, Decimal(text))
        assert (f"expected a finite number, got Decimal('{text}')\nwrite None for an end at infinity") == str(
            caught.value
        )

    def test_infinite_ends_are_open(self) -> None:
        """An end at infinity is open whatever its flag said."""
        assert Interval(None, None, False, False) == Interval(None, None) == Interval.everything()

    @pytest.mark.parametrize(
        "interval",
        [
            Interval(2, 1),
            Interval(1, 1, lo_closed=False),
            Interval(1, 1, hi_closed=False),
            Interval(0, 1, False, False, integral=True),
            Interval(Fraction(1, 3), Fraction(2, 3), integral=True),
            Interval.around(5, 0, closed=False),
            Interval.parse(" ∅ "),
        ],
    )
    def test_there_is_one_empty_interval(self, interval: Interval) -> None:
        """Whatever makes an interval empty, the result is equal, of equal hash, and holds nothing."""
        assert Interval.empty() == interval
        assert hash(EMPTY) == hash(interval)
        assert interval.is_empty
        assert 0 not in interval

    @pytest.mark.parametrize(
        ("given_interval", "snapped"),
        [
            (Interval(Fraction(1, 2), Fraction(7, 2), integral=True), "[1, 3] ∩ ℤ"),
            (Interval(1, 4, False, False, integral=True), "[2, 3] ∩ ℤ"),
            (Interval(Fraction(1, 2), Fraction(7, 2), False, False, integral=True), "[1, 3] ∩ ℤ"),
            (Interval(1000, None, integral=True), "[1000, ∞) ∩ ℤ"),
            (Interval(None, 5, hi_closed=False, integral=True), "(-∞, 4] ∩ ℤ"),
        ],
    )
    def test_integral_ends_move_inward(self, given_interval: Interval, snapped: str) -> None:
        """Ends of an integral interval are the outermost whole numbers in it, and closed."""
        assert snapped == str(given_interval)

    def test_whole_point_needs_no_integral(self) -> None:
        """A single whole number is the same interval with and without the word."""
        assert Interval.point(3) == Interval(Fraction(5, 2), Fraction(7, 2), integral=True)

    @pytest.mark.parametrize(
        ("interval", "text"),
        [
            (Interval.point(3), "[3, 3]"),
            (Interval.at_least(3), "[3, ∞)"),
            (Interval.more_than(3), "(3, ∞)"),
            (Interval.at_most(3), "(-∞, 3]"),
            (Interval.less_than(3), "(-∞, 3)"),
            (Interval.around(2400, Decimal("0.5")), "[2399.5, 2400.5]"),
            (Interval.around(Fraction(1, 3), 1, closed=False), "(-2/3, 4/3)"),
        ],
    )
    def test_named_constructors(self, interval: Interval, text: str) -> None:
        """Each named constructor gives the ends its name says."""
        assert text == str(interval)

    def test_negative_radius_is_refused(self) -> None:
        """A negative radius is refused instead of giving an empty interval."""
        with pytest.raises(IntervalError) as caught:
            Interval.around(1, -2)
        expected = "expected a radius of 0 or more, got -2\ngive the distance to either end"
        assert expected == str(caught.value)

    @given(intervals())
    def test_pickle_and_evolve_keep_the_interval(self, interval: Interval) -> None:
        """A pickled copy and an unchanged evolution are equal to the original."""
        assert interval == pickle.loads(pickle.dumps(interval)) == attrs.evolve(interval)

    @given(intervals(), intervals())
    def test_equal_means_same_numbers(self, a: Interval, b: Interval) -> None:
        """Two intervals are equal exactly when each is a subset of the other, and then hash alike."""
        assert (a == b) == (a.is_subset(b) and b.is_subset(a))
        assert a != b or hash(a) == hash(b)


class TestText:
    """Intervals are written and read."""

    @given(intervals())
    def test_parse_is_inverse_of_str(self, interval: Interval) -> None:
        """What `str` writes, `parse` reads back."""
        assert interval == Interval.parse(str(interval))

    @pytest.mark.parametrize(
        ("text", "interval"),
        [
            ("[0,100]", Interval(0, 100)),
            (" ( 0 , ∞ ) ", Interval.more_than(0)),
            ("［０，１００）", Interval(0, 100, hi_closed=False)),
            ("（－∞，1/3]", Interval.at_most(Fraction(1, 3))),
            ("[−2.50, +inf)", Interval.at_least(Decimal("-2.5"))),
            ("(-INF, 无穷)", Interval.everything()),
            ("[0, 无穷大) ∩ Z", Interval(0, None, integral=True)),
        ],
    )
    def test_other_spellings_are_read(self, text: str, interval: Interval) -> None:
        """Full-width characters, the minus sign, and the names of infinity are read."""
        assert interval == Interval.parse(text)

    @pytest.mark.parametrize(
        ("text", "interval"),
        [
            ("<= 0", Interval.at_most(0)),
            ("≤-1/3", Interval.at_most(Fraction(-1, 3))),
            ("＜５", Interval.less_than(5)),
            (" > 30.5 ", Interval.more_than(Fraction(61, 2))),
            (">=0", Interval.at_least(0)),
            ("≥ 0", Interval.at_least(0)),
            ("= 5", Interval.point(5)),
        ],
    )
    def test_one_end_in_signs_is_read(self, text: str, interval: Interval) -> None:
        """An interval with one end may be written as it is said."""
        assert interval == Interval.parse(text)

    @pytest.mark.parametrize("text", ["5", "=> 0", "> ∞", "> 0, < 5", "<> 0", "0 <", "== 5", "> 1/0"])
    def test_other_signs_are_refused(self, text: str) -> None:
        """A number without a sign, and signs that mean nothing, are refused."""
        with pytest.raises(IntervalError) as caught:
            Interval.parse(text)
        assert f"expected an interval, got {text!r}\n{FORMS}" == str(caught.value)

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (Fraction(0), "0"),
            (Fraction(-1, 20), "-0.05"),
            (Fraction(1, 8), "0.125"),
            (Fraction(-12005, 10), "-1200.5"),
            (Fraction(100), "100"),
            (Fraction(1, 6), "1/6"),
        ],
    )
    def test_finite_decimals_are_written_as_decimals(self, number: Fraction, text: str) -> None:
        """A number with a finite decimal is written as it, any other as a fraction."""
        assert f"[{text}, {text}]" == str(Interval.point(number))

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "5",
            "[0, 100",
            "[0; 100]",
            "[0, 1/0]",
            "[0, 1e3]",
            "[0, .5]",
            "[1,2,3]",
            "[-∞, 5]",
            "(∞, 5)",
            "(0, -∞)",
            "[5, ∞]",
            "[0, 5²]",
            "[٣, 5]",
            "∅ ∩ ℤ",
            5,
            None,
        ],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        """What is not one interval in the grammar is refused, never guessed."""
        with pytest.raises(IntervalError) as caught:
            Interval.parse(value)
        assert f"expected an interval, got {value!r}\n{FORMS}" == str(caught.value)

    def test_long_text_is_refused(self) -> None:
        """A text of more than 200 characters is refused without being read or shown whole."""
        with pytest.raises(IntervalError) as caught:
            Interval.parse("[0, " + "1" * 197 + "]")
        assert (f"expected an interval, got '[0, 1111111111111111'... of 202 characters\n{FORMS}") == str(
            caught.value
        )

    @pytest.mark.parametrize("text", ["[5, 3]", "(3, 3]", "(0, 1) ∩ ℤ"])
    def test_text_without_numbers_is_refused(self, text: str) -> None:
        """Brackets that hold no number are a slip of the pen, not a way to write the empty interval."""
        with pytest.raises(IntervalError) as caught:
            Interval.parse(text)
        assert (f"no number lies in {text!r}\nput the lower end first, or write ∅ to mean none") == str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("interval", "places", "text"),
        [
            (Interval(Fraction(1, 3), Fraction(2, 3), hi_closed=False), 2, "[0.33, 0.67)"),
            (Interval(Fraction(-2, 3), Fraction(-1, 3), False, True), 1, "(-0.7, -0.3]"),
            (Interval(Fraction(1, 3), None), 0, "[0, ∞)"),
            (Interval(None, Decimal("2400.5")), 3, "(-∞, 2400.5]"),
            (Interval(1, 5, integral=True), 0, "[1, 5] ∩ ℤ"),
            (EMPTY, 2, "∅"),
        ],
    )
    def test_describe_rounds_outward(self, interval: Interval, places: int, text: str) -> None:
        """Ends are shown rounded away from the interval, each with its own bracket."""
        assert text == interval.describe(places)

    @given(intervals(), st.integers(0, 3))
    def test_described_interval_holds_the_interval_closely(self, interval: Interval, places: int) -> None:
        """The shown interval holds the true one and each end is less than one last place off."""
        shown = Interval.parse(interval.describe(places))
        assert interval.is_subset(shown)
        step = Fraction(1, 10**places)
        if interval.lo is not None and shown.lo is not None:
            assert 0 <= interval.lo - shown.lo < step
        if interval.hi is not None and shown.hi is not None:
            assert 0 <= shown.hi - interval.hi < step
        assert (interval.lo is None, interval.hi is None) == (shown.lo is None, shown.hi is None)

    @pytest.mark.parametrize("places", [-1, True, "2"])
    def test_describe_needs_a_number_of_places(self, places: object) -> None:
        """A negative number of places, or none at all, is refused."""
        with pytest.raises(IntervalError) as caught:
            Interval(0, 1).describe(places)  # type: ignore[arg-type]
        assert (
            f"expected a number of decimal places, got {places!r}\ngive a whole number of 0 or more"
        ) == str(caught.value)


class TestMembership:
    """Intervals are sets of numbers."""

    def test_ends_belong_iff_closed(self) -> None:
        """A closed end belongs to its interval, an open one does not."""
        interval = Interval(1, 2, hi_closed=False)
        members = [x for x in (Fraction(1, 2), 1, Decimal("1.99"), 2) if x in interval]
        expected = [1, Decimal("1.99")]
        assert expected == members

    def test_integral_interval_has_no_fractions(self) -> None:
        """Between the ends of an integral interval only whole numbers belong to it."""
        interval = Interval(0, 5, integral=True)
        expected = [3]
        assert expected == [x for x in (3, Decimal("3.5")) if interval.contains(x)]

    def test_float_is_never_a_member(self) -> None:
        """Asking for a float is refused, since no honest answer exists."""
        with pytest.raises(FloatRefusedError):
            Interval(0, 1).contains(0.5)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("interval", "point", "width"),
        [
            (Interval.point(2), True, Fraction(0)),
            (Interval(1, 3, False, False), False, Fraction(2)),
            (Interval.at_least(1), False, None),
            (Interval.at_most(1), False, None),
            (Interval.everything(), False, None),
            (EMPTY, False, Fraction(0)),
        ],
    )
    def test_width_and_point(self, interval: Interval, point: bool, width: Fraction | None) -> None:
        """The width is the distance of the ends, and only one single number is a point."""
        assert (point, width) == (interval.is_point, interval.width)

    @given(intervals(), intervals())
    def test_intersection_is_membership_of_both(self, a: Interval, b: Interval) -> None:
        """At each end, just inside and just outside, a number is in the intersection iff it is in both."""
        both = a & b
        for x in probes(a) + probes(b) + probes(both):
            assert (x in both) == (x in a and x in b)

    @given(intervals(), intervals())
    def test_hull_holds_both_and_no_end_more(self, a: Interval, b: Interval) -> None:
        """The hull holds both intervals, and each of its closed ends belongs to one of them."""
        hull = a.hull(b)
        assert a.is_subset(hull)
        assert b.is_subset(hull)
        assert hull.lo_closed == any(hull.lo == each.lo and each.lo_closed for each in (a, b))
        assert hull.hi_closed == any(hull.hi == each.hi and each.hi_closed for each in (a, b))
        filled = [each for each in (a, b) if not each.is_empty]
        assert not filled or hull.lo in [each.lo for each in filled]
        assert not filled or hull.hi in [each.hi for each in filled]

    @given(intervals(), intervals())
    def test_hull_of_whole_numbers_is_whole(self, a: Interval, b: Interval) -> None:
        """A hull holds fractions only if one of its parts does or may."""
        whole = all(each.is_empty or each.is_subset(Interval(None, None, integral=True)) for each in (a, b))
        assert whole == a.hull(b).is_subset(Interval(None, None, integral=True))

    @given(intervals(), intervals())
    def test_subset_and_overlap_agree_with_members(self, a: Interval, b: Interval) -> None:
        """A subset has no number outside the other, and intervals overlap iff some number is in both."""
        tested = [x for x in probes(a) + probes(b) if x in a]
        assert not a.is_subset(b) or all(x in b for x in tested)
        assert a.overlaps(b) or not any(x in b for x in tested)
        assert a.overlaps(b) == b.overlaps(a)

    @pytest.mark.parametrize(
        ("a", "b", "subset", "overlaps"),
        [
            ("[1, 2]", "[1, 2]", True, True),
            ("[1, 2]", "(1, 2]", False, True),
            ("[1, 2]", "[0, 3] ∩ ℤ", False, True),
            ("[1, 2] ∩ ℤ", "(0.5, 2.5)", True, True),
            ("[2, 2]", "[0, 3] ∩ ℤ", True, True),
            ("[0, 1)", "[1, 2]", False, False),
            ("(0, 1)", "(-∞, ∞) ∩ ℤ", False, False),
            ("∅", "[1, 2]", True, False),
            ("[1, 2]", "∅", False, False),
        ],
    )
    def test_subset_and_overlap_by_hand(self, a: str, b: str, subset: bool, overlaps: bool) -> None:
        """Ends, whole numbers and emptiness all count."""
        left, right = Interval.parse(a), Interval.parse(b)
        assert (subset, overlaps) == (left.is_subset(right), left.overlaps(right))


class TestArithmetic:
    """Operations give the smallest interval that holds every result."""

    @given(intervals_with_member(), intervals_with_member())
    def test_sum_contains_every_sum_of_members(
        self, a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
    ) -> None:
        """The sum of any two members belongs to the sum, and so for the difference."""
        (left, x), (right, y) = a, b
        assert x + y in left + right
        assert x - y in left - right

    @given(intervals(), intervals())
    def test_sum_ends_are_attained_iff_closed(self, a: Interval, b: Interval) -> None:
        """An end of a sum is the sum of the ends and belongs to it iff both of them do."""
        assume(not a.is_empty and not b.is_empty)
        total = a + b
        assert total.lo_closed == (a.lo_closed and b.lo_closed)
        assert total.hi_closed == (a.hi_closed and b.hi_closed)
        assert approaches(total, (a, b), operator.add)
        assert (total.lo_closed, total.hi_closed) == attains(total, (a, b), operator.add)

    @given(intervals(), intervals())
    def test_difference_is_sum_with_the_negative(self, a: Interval, b: Interval) -> None:
        """Subtracting is adding the negative, and negating twice changes nothing."""
        assert a + -b == a - b
        negative = -a
        assert a == -negative

    @given(intervals_with_member(), rationals())
    def test_scaling_is_exact_both_ways(self, a: tuple[Interval, Fraction], k: Fraction) -> None:
        """A number belongs to the scaled interval iff it is that multiple of a member, unless k is 0."""
        interval, _ = a
        scaled = interval * k
        assert scaled == k * interval == interval * Interval.point(k)
        assert k or scaled == Interval.point(0)
        for x in probes(interval):
            assert x not in interval or x * k in scaled
            assert x in interval or not k or interval.integral or x * k not in scaled

    @given(intervals_with_member(), intervals_with_member())
    def test_product_contains_every_product_of_members(
        self, a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
    ) -> None:
        """The product of any two members belongs to the product."""
        (left, x), (right, y) = a, b
        assert x * y in left * right

    @given(intervals(), intervals())
    @example(Interval(0, 1, lo_closed=False), Interval.at_least(1))
    @example(Interval(0, 1), Interval.everything())
    @example(Interval(-1, 0, hi_closed=False), Interval(0, 5))
    @example(Interval(-2, 3), Interval(-3, 2, False, False))
    def test_product_ends_are_attained_iff_closed(self, a: Interval, b: Interval) -> None:
        """Products of members come as close to each end as one likes, and reach it iff it is closed."""
        assume(not a.is_empty and not b.is_empty)
        product = a * b
        assert approaches(product, (a, b), operator.mul)
        assert (product.lo_closed, product.hi_closed) == attains(product, (a, b), operator.mul)

    @pytest.mark.parametrize(
        ("a", "b", "product"),
        [
            ("[2, 3]", "[4, 5)", "[8, 15)"),
            ("[-2, 3]", "(-3, 2]", "(-9, 6]"),
            ("[-2, 3)", "(-3, 2]", "(-9, 6)"),
            ("[0, 1]", "(-∞, ∞)", "(-∞, ∞)"),
            ("[0, 1]", "[1, ∞)", "[0, ∞)"),
            ("(0, 1]", "[1, ∞)", "(0, ∞)"),
            ("(0, 1)", "[0, ∞)", "[0, ∞)"),
            ("(-1, 0)", "(0, 2)", "(-2, 0)"),
            ("(-∞, -1]", "(-∞, -2)", "(2, ∞)"),
            ("[0, 0]", "(-∞, ∞)", "[0, 0]"),
            ("[-1, 2] ∩ ℤ", "[3, 4] ∩ ℤ", "[-4, 8] ∩ ℤ"),
            ("[-1, 2] ∩ ℤ", "[3, 4]", "[-4, 8]"),
        ],
    )
    def test_product_over_signs(self, a: str, b: str, product: str) -> None:
        """Signs, zeros, infinities and open ends each give the product worked out by hand."""
        left, right = Interval.parse(a), Interval.parse(b)
        assert (product, product) == (str(left * right), str(right * left))

    @given(intervals_with_member(), intervals_with_member())
    def test_quotient_contains_every_quotient_of_members(
        self, a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
    ) -> None:
        """The quotient of any two members belongs to the quotient, as long as no divisor is 0."""
        (left, x), (right, y) = a, b
        assume(0 not in right)
        assert x / y in left / right

    @given(intervals(), intervals())
    def test_quotient_ends_are_attained_iff_closed(self, a: Interval, b: Interval) -> None:
        """Each end of a quotient by a one-signed interval is approached, and reached iff it is closed."""
        assume(not a.is_empty and not b.is_empty and 0 not in b)
        quotient = a / b
        assert approaches(quotient, (a, b), operator.truediv)
        closed = (quotient.lo_closed, quotient.hi_closed)
        assert closed == attains(quotient, (a, b), operator.truediv)

    @pytest.mark.parametrize(
        ("a", "b", "quotient"),
        [
            ("[1, 2]", "[4, 5)", "(0.2, 0.5]"),
            ("[1, 1]", "(0, 4]", "[0.25, ∞)"),
            ("[1, 1]", "[-4, 0)", "(-∞, -0.25]"),
            ("[1, 2]", "[4, ∞)", "(0, 0.5]"),
            ("[1, 2]", "(-∞, -4]", "[-0.5, 0)"),
            ("[1, 3] ∩ ℤ", "[-1, -1]", "[-3, -1] ∩ ℤ"),
            ("[2, 4] ∩ ℤ", "[2, 2]", "[1, 2]"),
        ],
    )
    def test_quotient_by_hand(self, a: str, b: str, quotient: str) -> None:
        """A divisor that reaches for 0 or infinity gives an open end there."""
        assert quotient == str(Interval.parse(a) / Interval.parse(b))

    @pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 5), Interval.point(0), 0])
    def test_division_by_zero_is_refused(self, divisor: Interval | int) -> None:
        """A divisor that contains 0 is refused, with what can be done instead."""
        shown = "[0, 0]" if divisor == 0 else str(divisor)
        with pytest.raises(IntervalError) as caught:
            Interval(1, 2) / divisor
        assert (
            f"cannot divide [1, 2] by {shown}, which contains 0\n"
            "multiply the other side of the relation instead, or intersect the divisor with (0, ∞) first"
        ) == str(caught.value)

    @given(intervals_with_member(), st.integers(0, 6))
    def test_power_contains_every_power_of_a_member(self, a: tuple[Interval, Fraction], n: int) -> None:
        """The power of any member belongs to the power."""
        interval, x = a
        assert x**n in interval**n

    @given(intervals(), st.integers(1, 4))
    def test_power_ends_are_attained_iff_closed(self, interval: Interval, n: int) -> None:
        """Powers of members come as close to each end as one likes, and reach it iff it is closed."""
        assume(not interval.is_empty)
        power, one = interval**n, Interval.point(1)

        def raised(x: Fraction, _: Fraction) -> Fraction:
            return Fraction(x**n)

        assert approaches(power, (interval, one), raised)
        assert (power.lo_closed, power.hi_closed) == attains(power, (interval, one), raised)

    @given(intervals(), st.integers(0, 3), st.integers(0, 3))
    def test_powers_multiply_when_nothing_is_negative(self, interval: Interval, n: int, m: int) -> None:
        """Over numbers of 0 or more, the powers n and m make the power n + m."""
        base = interval & Interval.at_least(0)
        assert base ** (n + m) == base**n * base**m

    @pytest.mark.parametrize(
        ("base", "n", "power"),
        [
            ("[-2, 3)", 2, "[0, 9)"),
            ("[-3, 3)", 2, "[0, 9]"),
            ("(-3, 2]", 4, "[0, 81)"),
            ("[-3, -2)", 2, "(4, 9]"),
            ("(-∞, ∞)", 2, "[0, ∞)"),
            ("(-∞, -2)", 2, "(4, ∞)"),
            ("(0, 3]", 2, "(0, 9]"),
            ("[-3, 0)", 2, "(0, 9]"),
            ("[-2, 3)", 3, "[-8, 27)"),
            ("[-2, 3] ∩ ℤ", 2, "[0, 9] ∩ ℤ"),
            ("(-∞, ∞)", 0, "[1, 1]"),
            ("∅", 0, "∅"),
        ],
    )
    def test_power_by_hand(self, base: str, n: int, power: str) -> None:
        """An even power over a change of sign starts at 0 and ends at the farther end."""
        assert power == str(Interval.parse(base) ** n)

    @pytest.mark.parametrize("n", [-1, True, Fraction(1, 2)])
    def test_other_powers_are_refused(self, n: object) -> None:
        """A negative or broken power is refused."""
        with pytest.raises(IntervalError) as caught:
            Interval(1, 2) ** n  # type: ignore[operator]
        assert (
            f"expected a power that is a whole number of 0 or more, got {n!r}\n"
            "for a negative power divide 1 by the positive one"
        ) == str(caught.value)

    def test_numbers_stand_on_either_side(self) -> None:
        """Exact numbers add, subtract, multiply and divide from the left and from the right."""
        rate = Interval(1, 3)
        results = (rate + 1, Decimal(1) + rate, rate - 1, 1 - rate, rate / 2, Fraction(3, 2) / rate, 2 * rate)
        expected = ["[2, 4]", "[2, 4]", "[0, 2]", "[-2, 0]", "[0.5, 1.5]", "[0.5, 1.5]", "[2, 6]"]
        assert expected == [str(interval) for interval in results]

    @pytest.mark.parametrize(
        ("interval", "integral"),
        [
            (Interval(0, 5, integral=True) + 2, True),
            (Interval(0, 5, integral=True) - Interval(1, 2, integral=True), True),
            (-Interval(0, 5, integral=True), True),
            (Interval(0, 5, integral=True) * 3, True),
            (Interval(0, 5, integral=True) & Interval(1, 9), True),
            (Interval(0, 5, integral=True).hull(Interval.point(9)), True),
            (Interval(0, 5, integral=True) + Fraction(1, 2), False),
            (Interval(0, 5, integral=True) + Interval(0, 1), False),
            (Interval(0, 5, integral=True) * Fraction(1, 2), False),
            (Interval(0, 5, integral=True).hull(Interval(7, 9)), False),
            (1 / Interval(1, 5, integral=True), False),
        ],
    )
    def test_integral_survives_while_it_is_true(self, interval: Interval, integral: bool) -> None:
        """A result is integral exactly when all its operands make it so."""
        assert integral == interval.integral

    @given(intervals(), st.integers(0, 4), rationals())
    def test_empty_propagates(self, interval: Interval, n: int, k: Fraction) -> None:
        """Every operation with the empty interval is empty, save the hull, to which it adds nothing."""
        results = {
            EMPTY & interval,
            EMPTY + interval,
            interval - EMPTY,
            EMPTY * interval,
            interval * EMPTY,
            EMPTY / interval,
            interval / EMPTY,
            EMPTY**n,
            EMPTY * k,
            k - EMPTY,
            EMPTY / k,
            -EMPTY,
        }
        assert {EMPTY} == results
        assert interval == EMPTY.hull(interval) == interval.hull(EMPTY)

    @pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
    def test_float_operand_is_refused(self, operation: Callable[[object, object], object]) -> None:
        """A float on either side of an operation is refused."""
        with pytest.raises(FloatRefusedError):
            operation(Interval(1, 2), 0.5)
        with pytest.raises(FloatRefusedError):
            operation(0.5, Interval(1, 2))

    @pytest.mark.parametrize(
        "operation", [operator.add, operator.sub, operator.mul, operator.truediv, operator.and_]
    )
    def test_stranger_operand_is_a_type_error(self, operation: Callable[[object, object], object]) -> None:
        """What is neither an interval nor a number is left to Python's own TypeError."""
        with pytest.raises(TypeError):
            operation(Interval(1, 2), "1")
        with pytest.raises(TypeError):
            operation("1", Interval(1, 2))
