"""Decimals: what counts as an exact number, sums without rounding, fractions as decimals."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.decimals import (
    MAX_DIGITS,
    as_number,
    exact_sum,
    finite_decimal,
    is_short,
    nearest_decimal,
    plain_text,
    rounded,
)
from zoneplan.errors import AmountError, FloatRefusedError

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)
FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


class Money(Decimal):
    """A decimal of somebody else's."""


@pytest.mark.parametrize("written", ["2400", "0", "-3", "844.40", "0.00", "1E+3", "9" * 60, f"0.{'9' * 60}"])
def test_a_decimal_keeps_its_digits(written: str) -> None:
    """A decimal of at most 60 digits on either side is taken as it is."""
    assert Decimal(written).as_tuple() == as_number(Decimal(written)).as_tuple()


def test_an_int_and_a_subclass_become_decimals() -> None:
    """Whole numbers and decimals of a subclass are taken as plain decimals."""
    assert Decimal(-7) == as_number(-7)
    assert Decimal is type(as_number(Money("1.10")))
    assert "1.10" == str(as_number(Money("1.10")))


@pytest.mark.parametrize("written", ["-0", "-0.00"])
def test_a_signed_zero_is_zero(written: str) -> None:
    """Minus zero loses its sign and keeps its digits."""
    assert written.removeprefix("-") == str(as_number(Decimal(written)))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            Decimal("NaN"),
            "expected a finite number, got Decimal('NaN')\nleave a missing figure out",
        ),
        (Decimal("sNaN"), "expected a finite number, got Decimal('sNaN')\nleave a missing figure out"),
        (
            Decimal("-Infinity"),
            "expected a finite number, got Decimal('-Infinity')\nleave a missing figure out",
        ),
        (
            Decimal("1E+60"),
            "expected a number of at most 60 digits, got Decimal('1E+60')\ncheck the unit",
        ),
        (
            10**60,
            f"expected a number of at most 60 digits, got Decimal('1{'0' * 50}…\ncheck the unit",
        ),
        (
            Decimal("1E-61"),
            "expected a number of at most 60 digits, got Decimal('1E-61')\ncheck the unit",
        ),
        (
            Decimal("0E+999999"),
            "expected a number of at most 60 digits, got Decimal('0E+999999')\ncheck the unit",
        ),
        (
            Decimal("1E+999999999"),
            "expected a number of at most 60 digits, got Decimal('1E+999999999')\ncheck the unit",
        ),
        (True, "expected an exact number, got True\ngive a Decimal or an int"),
        ("5", "expected an exact number, got '5'\ngive a Decimal or an int"),
        (None, "expected an exact number, got None\ngive a Decimal or an int"),
        (Fraction(1, 3), "expected an exact number, got Fraction(1, 3)\ngive a Decimal or an int"),
        ("x" * 10**7, f"expected an exact number, got '{'x' * 59}…\ngive a Decimal or an int"),
    ],
)
def test_what_is_no_exact_number_is_refused(value: object, message: str) -> None:
    """Numbers that are not finite, too long or no numbers at all are refused in one short sentence."""
    with pytest.raises(AmountError) as refusal:
        as_number(value)
    assert message == str(refusal.value)


@pytest.mark.parametrize("value", [0.1, -0.0, float("nan"), float("inf")])
def test_a_float_is_refused(value: float) -> None:
    """A binary float is refused with the way out, whatever its value."""
    with pytest.raises(FloatRefusedError) as refusal:
        as_number(value)
    expected = (
        f"expected an exact number, got the float {value!r}\nwrite it as text or as Decimal('{value!r}')"
    )
    assert expected == str(refusal.value)


def test_is_short_counts_digits_on_either_side() -> None:
    """Sixty digits before the point and sixty behind it are the most a number has."""
    assert is_short(Decimal(f"{'9' * MAX_DIGITS}.{'9' * MAX_DIGITS}"))
    assert not is_short(Decimal(10**MAX_DIGITS))
    assert not is_short(Decimal(f"0.{'0' * MAX_DIGITS}1"))


@given(st.lists(DECIMALS))
def test_exact_sum_is_the_sum_of_fractions(numbers: list[Decimal]) -> None:
    """A sum of decimals is never rounded."""
    assert sum(map(Fraction, numbers), Fraction(0)) == Fraction(exact_sum(numbers))


def test_exact_sum_does_not_depend_on_the_callers_context() -> None:
    """A context of three digits around the call changes nothing."""
    with decimal.localcontext(prec=3):
        assert Decimal("123456.789") == exact_sum([Decimal(123456), Decimal("0.789")])


def test_nothing_sums_to_zero() -> None:
    """The sum of no numbers is 0."""
    assert Decimal(0) == exact_sum([])


@given(DECIMALS)
def test_finite_decimal_inverts_fraction(number: Decimal) -> None:
    """Every decimal comes back from its fraction."""
    assert number == finite_decimal(Fraction(number))


@given(FRACTIONS)
def test_finite_decimal_is_equal_or_none(value: Fraction) -> None:
    """A fraction has a decimal exactly when its denominator has no other primes than 2 and 5."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    found = finite_decimal(value)
    assert (rest == 1) == (found is not None)
    assert found is None or value == Fraction(found)


def test_finite_decimal_of_thousands_of_digits() -> None:
    """Length is no reason to fail: 2 to the minus 5000 has a decimal of 5000 places."""
    found = finite_decimal(Fraction(1, 2**5000))
    assert found is not None
    assert Fraction(1, 2**5000) == Fraction(found)


@given(FRACTIONS)
def test_nearest_decimal_is_within_half_a_digit(value: Fraction) -> None:
    """The nearest decimal has at most 28 digits and is off by at most half its last place."""
    found = nearest_decimal(value)
    assert len(found.as_tuple().digits) <= 28
    last = Fraction(10) ** int(found.as_tuple().exponent)
    assert abs(Fraction(found) - value) <= last / 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(2000, 3), "666.6666666666666666666666667"),
        (Fraction(1, 3 * 10**40), f"0.{'0' * 40}33333333333333333333"),
        (Fraction(1, 3 * 10**70), f"0.{'0' * 60}"),
    ],
)
def test_nearest_decimal_has_at_most_60_places(value: Fraction, expected: str) -> None:
    """However small a fraction is, its nearest decimal is one that a figure can hold."""
    assert expected == plain_text(nearest_decimal(value))
    assert is_short(nearest_decimal(value))


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        ("2.345", 2, "2.34"),
        ("2.355", 2, "2.36"),
        ("2400", 1, "2400.0"),
        ("-0.04", 1, "0.0"),
        ("9" * 50 + ".96", 1, "1" + "0" * 50 + ".0"),
        ("0.5", 0, "0"),
        ("-1.5", 0, "-2"),
    ],
)
def test_rounded_goes_to_even_and_never_to_minus_zero(number: str, places: int, expected: str) -> None:
    """Ties go to the even digit, long numbers keep theirs, and nothing becomes minus zero."""
    assert expected == str(rounded(Decimal(number), places))


@pytest.mark.parametrize(
    ("number", "expected"), [("3.5E+4", "35000"), ("1E-7", "0.0000001"), ("2.50", "2.50"), ("0E+3", "0")]
)
def test_plain_text_has_no_exponent(number: str, expected: str) -> None:
    """A number is written with all its digits and no exponent."""
    assert expected == plain_text(Decimal(number))


@given(st.one_of(st.integers(), st.text(), st.none(), st.floats(), DECIMALS))
def test_as_number_gives_the_value_or_refuses(value: Any) -> None:
    """Whatever is given, the result equals it or there is an error of zoneplan's."""
    try:
        number = as_number(value)
    except (AmountError, FloatRefusedError):
        return
    assert value == number
