"""Price indices and exchange rates: what they are read from, what they say, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from zoneplan import Figure, Period
from zoneplan.documents import from_dict, to_dict
from zoneplan.errors import ConversionError, UnitError
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind, with_index_unit
from zoneplan.strategies import exchange_rates, price_indices

HOW_INDEX = (
    "write the index with the prices of the base year as 100, such as '102.3', or a change: '上涨2.3%'"
)
HOW_RATE = "write the price of one unit of a currency, such as '6.7261元/美元'"


def index(figure: Any, **fields: Any) -> PriceIndex:
    """Give an index of 2022."""
    return PriceIndex(**{"of": "GDP平减指数", "period": 2022, "figure": figure, **fields})


def rate(figure: str, **fields: Any) -> ExchangeRate:
    """Give an average rate of 2022."""
    return ExchangeRate(**{"period": 2022, "kind": "average", "figure": figure, **fields})


@pytest.mark.parametrize(
    ("figure", "factor"),
    [
        ("102.3", Fraction(1023, 1000)),
        ("１０２．３", Fraction(1023, 1000)),
        (Decimal("102.3"), Fraction(1023, 1000)),
        (98, Fraction(98, 100)),
        ("102.3无单位", Fraction(1023, 1000)),
        ("上涨2.3%", Fraction(1023, 1000)),
        ("下降0.5%", Fraction(995, 1000)),
        (Figure(Decimal("-0.5"), "%", kind="growth"), Fraction(995, 1000)),
    ],
)
def test_an_index_and_a_change_give_the_same_factor(figure: Any, factor: Fraction) -> None:
    """What prices of the base year are multiplied by, exactly."""
    assert factor == index(figure).factor.base_value


def test_the_factor_is_as_rough_as_what_was_printed() -> None:
    """One decimal of an index is a thousandth of its factor, of a change likewise."""
    expected = (Fraction("1.0225"), Fraction("1.0235"))
    for figure in ("102.3", "上涨2.3%"):
        strict = index(figure).factor.strict
        assert expected == (strict.lo, strict.hi)


def test_the_base_is_the_year_before_unless_said() -> None:
    """As yearbooks print 上年=100; a fixed base is named."""
    assert (2022, 2021) == (index("102.3").year, index("102.3").base_year)
    assert 2015 == index("119.0", base=2015).base_year
    assert ("CNY", "USD") == (index("102.3").currency, index("102.3", currency="美元").currency)


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("102.3%", "expected a price index, got 102.3%"),
        ("2.3%", "expected a price index, got 2.3%"),
        ("2亿元", "expected a price index, got 2亿元"),
        ("约102无单位", "expected one plain number for a price index, got 约102无单位"),
        ("0", "expected a price index that is surely above zero, got 0无单位"),
        ("下降100%", "expected a price index that is surely above zero, got 下降100%"),
        ("下降120%", "expected a price index that is surely above zero, got 下降120%"),
    ],
)
def test_what_is_no_index_is_refused(figure: str, message: str) -> None:
    """A percentage without a word could be a level or a rise."""
    with pytest.raises(ConversionError) as refusal:
        index(figure)
    assert f"{message}\n{HOW_INDEX}" == str(refusal.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"period": "2022Q1"},
            (
                "expected a year for a price index, got the period 2022Q1\n"
                "give the index of a whole year; one of a part of a year is not read yet"
            ),
        ),
        (
            {"base": 2022},
            (
                "the index of 2022 cannot have that year as its base\n"
                "prices of the base year are 100 by definition; name the year compared with"
            ),
        ),
        ({"currency": "亿元"}, "expected a currency, got '亿元'\nwrite its code, such as 'CNY', or 元"),
        ({"currency": "亩"}, "expected a currency, got '亩'\nwrite its code, such as 'CNY', or 元"),
    ],
)
def test_what_an_index_cannot_be_about_is_refused(fields: dict[str, Any], message: str) -> None:
    """Parts of years, itself, and what is no currency."""
    with pytest.raises(ConversionError) as refusal:
        index("102.3", **fields)
    assert message == str(refusal.value)


def test_the_unit_of_a_rate_says_which_way_round_it_is() -> None:
    """元/美元 is what a dollar costs."""
    assert ("USD", "CNY") == (rate("6.7261元/美元").currency, rate("6.7261元/美元").quoted_in)
    assert ("CNY", "USD") == (rate("0.1487美元/元").currency, rate("0.1487美元/元").quoted_in)
    assert (Period.year(2022), RateKind.AVERAGE) == (rate("6.7元/美元").period, rate("6.7元/美元").kind)


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("6.7261元", "expected one currency per another, got 6.7261元"),
        ("6.7261元/人", "expected one currency per another, got 6.7261元/人"),
        ("1元/元", "expected one currency per another, got 1元/元"),
        ("约6.7元/美元", "expected one plain number for an exchange rate, got 约6.7元/美元"),
        ("6—7元/美元", "expected one plain number for an exchange rate, got 6—7元/美元"),
        ("0元/美元", "expected an exchange rate that is surely above zero, got 0元/美元"),
        ("-1元/美元", "expected an exchange rate that is surely above zero, got -1元/美元"),
    ],
)
def test_what_is_no_rate_is_refused(figure: str, message: str) -> None:
    """A rate is one plain number above zero, of one currency per another."""
    with pytest.raises(ConversionError) as refusal:
        rate(figure)
    assert f"{message}\n{HOW_RATE}" == str(refusal.value)


def test_a_kind_is_a_word_of_its_set() -> None:
    """Average and end of period differ, so that one has to be said."""
    with pytest.raises(ConversionError, match="expected one of average, end_of_period, got 'mean'"):
        rate("6.7元/美元", kind="mean")
    with pytest.raises(ConversionError, match="expected one of estimate"):
        rate("6.7元/美元", vintage="latest")
    with pytest.raises(UnitError):
        rate("6.7元/里拉")


@given(price_indices())
def test_an_index_is_written_and_read_back(record: PriceIndex) -> None:
    """Plain data holds all that an index says."""
    assert record == from_dict(to_dict(record), PriceIndex)


def test_a_change_made_in_python_is_written_with_its_word() -> None:
    """Without it, it could be taken for an index."""
    for number, text in (("2.3", "上涨2.3%"), ("-0.5", "下降0.5%"), ("0.0", "上涨0.0%")):
        record = index(Figure(Decimal(number), "%", kind="growth"))
        assert text == to_dict(record)["figure"]
        assert record == from_dict(to_dict(record), PriceIndex)


def test_a_bare_index_is_read_from_plain_data() -> None:
    """As a number, a text, or a mapping with a text; with Chinese keys too."""
    for figure in (Decimal("102.30"), "102.30", {"text": "102.30"}, {"原文": "102.3", "精度": "0.01"}):
        record = from_dict({"指数": "GDP平减指数", "时期": 2022, "数值": figure, "基期": 2020}, PriceIndex)
        assert Fraction(1, 100) == record.figure.quantum
        assert 2020 == record.base_year


@given(exchange_rates())
def test_a_rate_is_written_and_read_back(record: ExchangeRate) -> None:
    """Plain data holds all that a rate says."""
    assert record == from_dict(to_dict(record), ExchangeRate)


def test_only_bare_numbers_are_given_a_unit() -> None:
    """Truth values, floats and lists are left for the reader of figures to refuse."""
    for value in (True, 1.5, ["1"], None, "-1", "1e2", "1亿元"):
        assert value is with_index_unit(value)
