"""Money at other prices and in other currencies: laws, sentences, and what is refused.

The exchange rates of 2020 and 2022 are yearly averages quoted from memory, and every index is invented:
they stand here for their digits, not as statistics.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Period, PriceBasis, Source, units
from zoneplan.conversions import Conversion, ConversionOrder, convert
from zoneplan.errors import ConversionError, DimensionMismatchError, UnitError
from zoneplan.figures import figure_of
from zoneplan.rates import ExchangeRate, PriceIndex
from zoneplan.readings import Operation
from zoneplan.strategies import conversions, exchange_rates, figures, index_chains

YEAR = Period.year(2022)
BOOK = Source(document="统计年鉴（虚构）", place="表 2-1")
CURRENT = PriceBasis.current()


def index(year: int, figure: str, **fields: Any) -> PriceIndex:
    """Give an invented index."""
    return PriceIndex(**{"of": "GDP平减指数", "period": year, "figure": figure, "source": BOOK, **fields})


def rate(figure: str, period: Any = 2022, **fields: Any) -> ExchangeRate:
    """Give an average rate."""
    return ExchangeRate(**{"period": period, "figure": figure, "kind": "average", **fields})


CHAIN = (index(2021, "104.5"), index(2022, "上涨1.8%"), index(2023, "99.4"))
DOLLARS = (rate("6.8976元/美元", 2020), rate("6.7261元/美元", 2022, note="from memory"))
GDP = Figure.parse("5006.7亿元", price_basis=CURRENT)


def refusal(*, figure: Any = GDP, period: Any = 2022, **options: Any) -> str:
    """Give the sentence of a refused conversion."""
    with pytest.raises(ConversionError) as refused:
        convert(figure, period=period, **{"rates": DOLLARS, "indices": CHAIN, **options})
    return str(refused.value)


# -- laws ---------------------------------------------------------------------------------------


MONEY = figures(unit="亿元", price_basis=CURRENT)
RATES = exchange_rates(currency="USD", period=YEAR)


@given(MONEY, RATES)
def test_currency_there_and_back_contains_the_start(figure: Figure, record: ExchangeRate) -> None:
    """What comes back is the number it was, and can mean all that it could."""
    there = convert(figure, to="万美元", period=YEAR, rates=[record])
    back = convert(there.figure, to="亿元", period=YEAR, rates=[record]).figure
    assert figure.base_value == back.base_value
    assert figure.strict.is_subset(back.strict)
    assert figure.wide.is_subset(back.wide)


@given(MONEY, index_chains(first=2019, last=2022))
def test_prices_there_and_back_contain_the_start(figure: Figure, chain: tuple[PriceIndex, ...]) -> None:
    """From current to constant prices and back again."""
    there = convert(figure, to="constant 2019", period=YEAR, indices=chain)
    back = convert(there.figure, to=CURRENT, period=YEAR, indices=chain).figure
    assert (figure.base_value, CURRENT) == (back.base_value, back.price_basis)
    assert figure.strict.is_subset(back.strict)
    assert figure.wide.is_subset(back.wide)


@given(figures(unit="亿元", plain=True), st.integers(1, 99_999))
def test_exact_rates_there_and_back_change_nothing(figure: Figure, number: int) -> None:
    """A rate without rounding gives back the same figure, in what it can mean too."""
    figure = attrs.evolve(figure, price_basis="unstated")
    record = rate("1元/美元")
    exact = Figure(Decimal(number).scaleb(-2), "元/美元", quantum=0)
    record = attrs.evolve(record, figure=exact)
    there = convert(figure, to="美元", period=YEAR, rates=[record]).figure
    back = convert(there, to="亿元", period=YEAR, rates=[record]).figure
    assert figure == back
    assert figure.reading == back.reading


@given(MONEY, index_chains(first=2020, last=2024))
def test_price_conversion_composes_over_a_chain(figure: Figure, chain: tuple[PriceIndex, ...]) -> None:
    """2020 to 2022 to 2024 is 2020 to 2024, in value and in what it can mean."""
    start = attrs.evolve(figure, price_basis="constant 2020")
    first = convert(start, to="constant 2022", period=2020, indices=chain).figure
    composed = convert(first, to="constant 2024", period=2020, indices=chain).figure
    direct = convert(start, to="constant 2024", period=2020, indices=chain).figure
    assert direct == composed
    assert direct.reading == composed.reading


@given(MONEY, index_chains(first=2018, last=2024), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    figure: Figure, chain: tuple[PriceIndex, ...], chance: Any
) -> None:
    """Shuffled records, and records told twice, give the same conversion."""
    given_records = [*chain, *chain[:2], index(2023, "104", of=chain[0].of, base=2019)]
    shuffled = chance.sample(given_records, len(given_records))

    def found(records: Any) -> Any:
        try:
            return convert(figure, to="constant 2018", period=YEAR, indices=records).to_dict()
        except ConversionError as error:
            return str(error)

    assert found(given_records) == found(shuffled)


@given(figures(unit="亿元", plain=True, price_basis=CURRENT), RATES)
def test_an_inverse_record_is_the_reciprocal(figure: Figure, record: ExchangeRate) -> None:
    """Dividing by 元/美元 is multiplying by 美元/元."""
    inverse = figure_of(1 / record.figure.exact, units.unit("美元/元"), quantum=Fraction(0))
    exact = attrs.evolve(record, figure=attrs.evolve(record.figure, quantum=0, text=None))
    turned = attrs.evolve(record, figure=inverse)
    one = convert(figure, to="亿美元", period=YEAR, rates=[exact])
    other = convert(figure, to="亿美元", period=YEAR, rates=[turned])
    assert one.figure.base_value == other.figure.base_value
    assert one.reading == other.reading or not inverse.is_exact_decimal
    assert [True] == [step.is_inverse for step in one.steps]
    assert [False] == [step.is_inverse for step in other.steps]


@given(conversions())
def test_the_derivation_gives_the_figure_again(conversion: Conversion) -> None:
    """The value follows from the records that the steps name."""
    value = conversion.given.base_value
    for step in conversion.steps:
        record = step.record
        factor = (record.factor if isinstance(record, PriceIndex) else record.figure).base_value
        value = value / factor if step.is_inverse else value * factor
    assert value == conversion.figure.base_value
    assert conversion.reading.strict.is_subset(conversion.reading.wide)


@given(conversions())
def test_a_conversion_names_rate_order_and_source(conversion: Conversion) -> None:
    """In both languages, and as plain data that JSON can hold."""
    for language in ("en", "zh"):
        told = conversion.explain(language)
        for step in conversion.steps:
            assert str(step.record.figure).removesuffix("无单位").lstrip("-") in told
            assert step.record.source is None or str(step.record.source) in told
    data = conversion.to_dict()
    assert data == json.loads(json.dumps(data))
    assert (None if conversion.order is None else conversion.order.value) == data["order"]


# -- what it says -------------------------------------------------------------------------------


def test_a_price_conversion_is_told() -> None:
    """Each index, its source, and what rounding leaves."""
    found = convert(GDP, to="2020年不变价", period=2022, indices=CHAIN)
    assert Fraction("5006.7") / Fraction("1.018") / Fraction("1.045") == found.figure.exact
    assert PriceBasis.constant(2020) == found.figure.price_basis
    expected = """\
5006.7亿元 of 2022 at current prices is ≈4706.385538771亿元 at 2020 prices
  read strictly [4701.77, 4711] 亿元, at its loosest (4697.17, 4715.62) 亿元
  1. 2022 prices to 2021 prices: divided by 1.018 (GDP平减指数 上涨1.8% of 2022, against 2021, CNY); \
source: 统计年鉴（虚构）, 表 2-1
  2. 2021 prices to 2020 prices: divided by 1.045 (GDP平减指数 104.5 of 2021, 2020 = 100, CNY); \
source: 统计年鉴（虚构）, 表 2-1"""
    assert expected == str(found)


def test_both_changes_are_told_in_their_order() -> None:
    """In Chinese, prices first: the rate is that of the base year."""
    found = convert(
        GDP, to=("亿美元", "constant 2020"), period=2022, rates=DOLLARS, indices=CHAIN, order="prices"
    )
    expected = """\
5006.7亿元（2022，现价）折合≈682.3221901489亿美元（2020年不变价）
  严格读作[681.64, 683]亿美元，从宽读作(680.97, 683.68)亿美元
  先换算价格，再换算币种
  1. 2022年价格→2021年价格：除以1.018（2022年GDP平减指数上涨1.8%，比2021年，CNY）；\
来源：统计年鉴（虚构）, 表 2-1
  2. 2021年价格→2020年价格：除以1.045（2021年GDP平减指数104.5，2020年=100，CNY）；\
来源：统计年鉴（虚构）, 表 2-1
  3. CNY→USD：除以6.8976元/美元（2020，平均汇率）；来源：未注明"""
    assert expected == found.explain("zh")
    assert "  prices first, then currency" in str(found).splitlines()
    assert "CNY to USD: divided by 6.8976元/美元 (average of 2020); source: not named" == str(found.steps[2])


def test_the_order_changes_the_result() -> None:
    """Deflating at home and then converting is not converting and then deflating abroad."""
    abroad = (index(2021, "103.0", currency="USD"), index(2022, "107.0", currency="USD"))

    def found(order: str) -> Figure:
        records = {"rates": DOLLARS, "indices": (*CHAIN, *abroad)}
        return convert(GDP, to=["constant 2020", "美元"], period=2022, order=order, **records).figure  # type: ignore[arg-type]  # a mapping of options

    assert (
        Fraction(500_670_000_000) / Fraction("1.018") / Fraction("1.045") / Fraction("6.8976")
        == found("prices").exact
    )
    assert (
        Fraction(500_670_000_000) / Fraction("6.7261") / Fraction("1.03") / Fraction("1.07")
        == found("currency").exact
    )
    assert ConversionOrder.CURRENCY.value == "currency"


def test_the_derivation_names_its_operands() -> None:
    """Down to the index as it was printed."""
    derivation = convert(GDP, to="constant 2021", period=2022, indices=CHAIN).figure.derivation
    assert derivation is not None
    assert (Operation.QUOTIENT, (GDP,)) == (derivation.operation, derivation.operands)
    inner = derivation.weights[0].derivation
    assert inner is not None
    assert "上涨1.8%" == inner.operands[1].text
    forward = convert(GDP, to="constant 2023", period=2022, indices=CHAIN).figure.derivation
    assert forward is not None
    assert Operation.PRODUCT is forward.operation


def test_words_stay_where_they_are_true_of_any_number() -> None:
    """超 and 以上 stay, 余 and 近 become 约, since they speak of the digits."""
    expected = {"超14亿元": "超2亿美元", "14亿元以上": "2亿美元以上", "约14亿元": "约2亿美元"}
    expected |= {"14余亿元": "约2亿美元", "近14亿元": "约2亿美元", "7—14亿元": "1—2亿美元"}
    for text, shown in expected.items():
        found = convert(text, to="亿美元", period=2022, rates=[rate("7.0000元/美元")])
        assert shown == str(found.figure)
        assert str(found).startswith(f"{text} of 2022 is {shown}\n")
    assert found.explain("zh").startswith("7—14亿元（2022）折合1—2亿美元\n")


def test_money_per_person_converts_too() -> None:
    """人均GDP in dollars."""
    found = convert("2万美元/人", to="元/人", period=2022, rates=DOLLARS).figure
    assert (Decimal(134522), "元/人") == (found.number, str(found.unit))


def test_a_third_currency_may_lie_between() -> None:
    """套算: both rates are named."""
    rates = [rate("7.0元/美元"), rate("1.05美元/欧元")]
    found = convert("7.35亿元", to="亿欧元", period=2022, rates=rates)
    assert Decimal(1) == found.figure.number
    assert [("CNY", "USD", True), ("USD", "EUR", True)] == [
        (step.start, step.end, step.is_inverse) for step in found.steps
    ]


def test_prices_of_a_year_are_constant_prices_of_that_year() -> None:
    """That takes no index, and the figure stays as it was written."""
    figure = Figure.parse("5000余亿元", price_basis=CURRENT)
    found = convert(figure, to="constant 2022", period=2022)
    assert ("5000余亿元", PriceBasis.constant(2022)) == (found.figure.text, found.figure.price_basis)
    assert ((), None) == (found.steps, found.order)
    both = convert(figure, to=("亿美元", "constant 2022"), period=2022, rates=DOLLARS)
    assert (1, None) == (len(both.steps), both.order)


def test_a_scale_word_alone_takes_no_record() -> None:
    """亿元 to 万元 is no conversion of money."""
    found = convert("2亿元", to="万元", period="2022Q1")
    assert ("20000万元", ()) == (str(found.figure), found.steps)
    assert found.figure == convert("2亿元", to=units.unit("万元"), period=2022).figure


def test_constant_prices_change_currency_at_the_rate_of_their_year() -> None:
    """Money at 2020 prices is worth what it bought in 2020."""
    figure = attrs.evolve(GDP, price_basis="constant 2020")
    found = convert(figure, to="亿美元", period=2022, rates=DOLLARS)
    assert ["6.8976元/美元"] == [str(step.record.figure) for step in found.steps]


def test_a_fixed_base_is_the_shorter_way() -> None:
    """One index of 2020 = 100 goes before two of the year before, when they agree."""
    fixed = index(2022, "106.4", base=2020)
    found = convert(GDP, to="constant 2020", period=2022, indices=[*CHAIN, fixed])
    assert [fixed] == [step.record for step in found.steps]


def test_the_latest_vintage_counts_where_all_are_stated() -> None:
    """And the more precise of two that are equal."""
    first, last = index(2022, "102.0", vintage="preliminary"), index(2022, "102.4", vintage="final")
    for given_indices in ([first, last], [last, first]):
        found = convert(GDP, to="constant 2021", period=2022, indices=given_indices)
        assert [last] == [step.record for step in found.steps]
    precise = index(2022, "102.40")
    found = convert(GDP, to="constant 2021", period=2022, indices=[last, precise])
    assert [precise] == [step.record for step in found.steps]


# -- what is refused ----------------------------------------------------------------------------


ASSUMES = "zoneplan never assumes one"
CASES: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"to": "欧元"},
        (
            "no exchange rate leads from CNY to EUR in 2022; given are 元/美元 of 2020, 元/美元 of 2022\n"
            f"state the rate of this period with its source; {ASSUMES}"
        ),
    ),
    (
        {"to": "美元", "rates": (), "rate_kind": "average"},
        (
            "no average exchange rate leads from CNY to USD in 2022; given are none\n"
            f"state the rate of this period with its source; {ASSUMES}"
        ),
    ),
    (
        {"to": "美元", "period": "2022-12"},
        (
            "no exchange rate leads from CNY to USD in 2022-12; given are 元/美元 of 2020, 元/美元 of 2022\n"
            f"state the rate of this period with its source; {ASSUMES}"
        ),
    ),
    (
        {"to": "constant 2015"},
        (
            "no price index for CNY leads from 2022 prices to 2015 prices; "
            "given are 2021 (2020 = 100), 2022 (2021 = 100), 2023 (2022 = 100)\n"
            f"state the missing indices with their source; {ASSUMES}"
        ),
    ),
    (
        {"to": "constant 2020", "indices": (CHAIN[0], CHAIN[2])},
        (
            "no price index for CNY leads from 2022 prices to 2020 prices; "
            "given are 2021 (2020 = 100), 2023 (2022 = 100)\n"
            f"state the missing indices with their source; {ASSUMES}"
        ),
    ),
    (
        {"to": "constant 2020", "of": "CPI"},
        (
            "no CPI for CNY leads from 2022 prices to 2020 prices; given are none\n"
            f"state the missing indices with their source; {ASSUMES}"
        ),
    ),
    (
        {"to": ("亿美元", "constant 2020"), "order": "currency"},
        (
            "no price index for USD leads from 2022 prices to 2020 prices; given are none\n"
            f"state the missing indices with their source; {ASSUMES}"
        ),
    ),
    (
        {"to": ("亿美元", "constant 2020")},
        (
            "cannot convert both prices and currency of 5006.7亿元 without an order: "
            "deflating at home prices and then changing the currency is not the same "
            "as changing it and then deflating at the other prices\n"
            "state order='prices' or order='currency'"
        ),
    ),
    (
        {"to": "constant 2020", "indices": (*CHAIN, index(2022, "102", of="CPI"))},
        "several price indices for CNY are given: CPI, GDP平减指数\nsay which one is meant, such as of='CPI'",
    ),
    (
        {"to": "美元", "rates": (*DOLLARS, rate("6.9646元/美元", kind="end_of_period"))},
        (
            "both average rates and rates at the end of 2022 are given\n"
            "say which is meant: rate_kind='average' for what adds up over the period, "
            "'end_of_period' for what is there at its end"
        ),
    ),
    (
        {"to": "constant 2021", "indices": (*CHAIN, index(2022, "102.4"))},
        (
            "two records for one period differ: GDP平减指数 102.4 of 2022 and GDP平减指数 上涨1.8% of 2022\n"
            "keep one of them, or state the vintage of each, so that the latest counts"
        ),
    ),
    (
        {
            "to": "美元",
            "rates": (rate("6.7元/美元", vintage="final"), rate("6.8元/美元", vintage="final")),
        },
        (
            "two records for one period differ: 6.7元/美元 of 2022 and 6.8元/美元 of 2022\n"
            "keep one of them, or state the vintage of each, so that the latest counts"
        ),
    ),
    (
        {"to": "constant 2020", "indices": (*CHAIN, index(2022, "120.0", base=2020))},
        (
            "GDP平减指数 104.5 of 2021 contradicts GDP平减指数 120.0 of 2022, GDP平减指数 上涨1.8% of 2022\n"
            "correct or remove the wrong one"
        ),
    ),
    (
        {"to": "comparable"},
        (
            "cannot convert to money at comparable prices: it is not said which year's prices these are\n"
            "state current prices, or constant prices with their year"
        ),
    ),
    (
        {"to": "constant unstated"},
        (
            "cannot convert to money at constant prices of an unstated year: "
            "it is not said which year's prices these are\n"
            "state current prices, or constant prices with their year"
        ),
    ),
    (
        {"to": "constant 2020", "figure": "5亿元"},
        (
            "cannot convert money at an unstated price basis: it is not said which year's prices these are\n"
            "state current prices, or constant prices with their year"
        ),
    ),
    (
        {"to": "美元", "figure": Figure(5, "亿元", price_basis="comparable")},
        (
            "cannot convert money at comparable prices: it is not said which year's prices these are\n"
            "state current prices, or constant prices with their year"
        ),
    ),
    (
        {"to": "constant 2020", "period": "2022Q1"},
        (
            "current prices of 2022Q1 are not those of a year, and price indices are of years\n"
            "convert the figure of the whole year"
        ),
    ),
    (
        {"to": "美元", "figure": "5亩"},
        "cannot convert 5亩: it is not money\nonly money has prices and a currency",
    ),
    (
        {"to": "美元", "figure": "7元/美元"},
        "cannot convert 7元/美元: it is not money\nonly money has prices and a currency",
    ),
    (
        {"to": "美元", "figure": Figure(5, "亿元", is_increment=True)},
        (
            "cannot convert 5亿元: it is a change between periods, each with its own prices and rates\n"
            "convert the two levels and take their difference"
        ),
    ),
    (
        {"to": "美元", "rates": (rate("6.7261元/美元"), rate("0.1600美元/元"))},
        ("6.7261元/美元 of 2022 contradicts 0.1600美元/元 of 2022\ncorrect or remove the wrong one"),
    ),
    (
        {"to": "美元", "order": "dollars"},
        (
            "expected one of prices, currency, got 'dollars'\n"
            "write one of these words, or the member itself, such as ConversionOrder.PRICES"
        ),
    ),
    (
        {"to": ("元", "美元")},
        (
            "expected a unit, prices, or one of each to convert to, got ('元', '美元')\n"
            "such as to='亿美元', to='constant 2020' or to=('亿美元', 'constant 2020')"
        ),
    ),
    (
        {"to": ()},
        (
            "expected a unit, prices, or one of each to convert to, got ()\n"
            "such as to='亿美元', to='constant 2020' or to=('亿美元', 'constant 2020')"
        ),
    ),
)


@pytest.mark.parametrize(("options", "message"), CASES)
def test_what_cannot_be_converted_is_refused(options: dict[str, Any], message: str) -> None:
    """Never by 1, and with what is missing."""
    assert message == refusal(**options)


def test_an_index_that_was_named_is_used() -> None:
    """Of several, by what it is an index of."""
    indices = (*CHAIN, index(2022, "102.0", of="CPI"))
    found = convert(GDP, to="constant 2021", period=2022, indices=indices, of="CPI")
    assert [indices[-1]] == [step.record for step in found.steps]


def test_a_kind_of_rate_that_was_named_is_used() -> None:
    """Of both kinds, by its word."""
    rates = (*DOLLARS, rate("6.9646元/美元", kind="end_of_period"))
    found = convert(GDP, to="亿美元", period=2022, rates=rates, rate_kind="end_of_period")
    assert [rates[-1]] == [step.record for step in found.steps]
    assert "(rate at the end of 2022)" in str(found)
    assert "期末汇率" in found.explain("zh")


def test_a_unit_of_something_else_is_refused() -> None:
    """As anywhere, before any record is looked for."""
    for wanted in ("亩", "美元/人", "元/人"):
        with pytest.raises(DimensionMismatchError):
            convert(GDP, to=wanted, period=2022, rates=DOLLARS)
    for nothing in ("里拉", None, 2020):
        with pytest.raises(UnitError) as refused:
            convert(GDP, to=nothing, period=2022)  # type: ignore[arg-type]  # what is tested
        expected = (
            f"expected a unit or a price basis to convert to, got {nothing!r}\n"
            "such as '亿美元' or 'constant 2020'"
        )
        assert expected == str(refused.value)
