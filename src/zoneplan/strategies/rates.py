"""Strategies for price indices, exchange rates, and conversions by them; all invented."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from zoneplan.conversions import Conversion, convert
from zoneplan.observations import Vintage
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
from zoneplan.strategies.records import sources
from zoneplan.strategies.values import figures, periods

__all__ = ["conversions", "exchange_rates", "index_chains", "price_indices"]

_YEARS = st.integers(2016, 2030)
_NAMES = st.sampled_from(("GDP平减指数", "居民消费价格指数", "CPI"))
_CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元"}
_SOURCES = st.none() | sources()
_VINTAGES = st.none() | st.sampled_from(Vintage)
_TENTHS = st.integers(800, 1300)


@st.composite
def price_indices(
    draw: st.DrawFn, *, of: str | None = None, year: int | None = None, base: int | None = None
) -> PriceIndex:
    """Draw a price index, written with its base year as 100 or as a change.

    Args:
        draw: Given by Hypothesis.
        of: What it is an index of; None for any.
        year: Its year; None for any from 2016 to 2030.
        base: The year whose prices are 100; None for the year before.
    """
    tenths = draw(_TENTHS)
    change = Decimal(tenths - 1000).scaleb(-1)
    index = f"{Decimal(tenths).scaleb(-1)}"
    word = "下降" if change < 0 else "上涨"
    return PriceIndex(
        of=draw(_NAMES) if of is None else of,
        period=draw(_YEARS) if year is None else year,
        figure=draw(st.sampled_from((index, f"{word}{abs(change)}%"))),
        base=base,
        vintage=draw(_VINTAGES),
        source=draw(_SOURCES),
    )


def index_chains(*, first: int = 2016, last: int = 2030) -> st.SearchStrategy[tuple[PriceIndex, ...]]:
    """Draw the indices of one series from year to year.

    Args:
        first: The first base year.
        last: The last year; later than the first.
    """
    years = range(first + 1, last + 1)
    return _NAMES.flatmap(lambda name: st.tuples(*(price_indices(of=name, year=year) for year in years)))


@st.composite
def exchange_rates(
    draw: st.DrawFn,
    *,
    currency: str | None = None,
    quoted_in: str = "CNY",
    period: Period | None = None,
    kind: RateKind | None = None,
) -> ExchangeRate:
    """Draw an exchange rate with four places.

    Args:
        draw: Given by Hypothesis.
        currency: The currency whose price it is, CNY, USD, EUR, HKD or JPY; None for any but the other.
        quoted_in: The currency it is paid in, one of the same.
        period: Its period; None for any.
        kind: Whether it is an average or of the end; None for either.
    """
    others = [code for code in _CURRENCIES if code != quoted_in]
    code = draw(st.sampled_from(others)) if currency is None else currency
    number = Decimal(draw(st.integers(100, 200_000))).scaleb(-4)
    return ExchangeRate(
        period=draw(periods()) if period is None else period,
        figure=f"{number:f}{_CURRENCIES[quoted_in]}/{_CURRENCIES[code]}",
        kind=draw(st.sampled_from(RateKind)) if kind is None else kind,
        vintage=draw(_VINTAGES),
        source=draw(_SOURCES),
    )


@st.composite
def conversions(draw: st.DrawFn) -> Conversion:
    """Draw a conversion of money to constant prices, to another currency, or both in either order."""
    year = Period.year(2022)
    figure = draw(figures(unit="亿元", price_basis=PriceBasis.current()))
    chain = draw(index_chains(first=2020, last=2022))
    rates = [draw(exchange_rates(currency="USD", period=Period.year(one))) for one in (2020, 2022)]
    rates = [ExchangeRate(period=one.period, figure=one.figure, kind=RateKind.AVERAGE) for one in rates]
    abroad = [PriceIndex(of=one.of, period=one.period, figure=one.figure, currency="USD") for one in chain]
    wanted, order = draw(
        st.sampled_from(
            (
                ("constant 2020", None),
                ("亿美元", None),
                (("亿美元", "constant 2020"), "prices"),
                (("亿美元", "constant 2020"), "currency"),
            )
        )
    )
    return convert(figure, to=wanted, period=year, rates=rates, indices=(*chain, *abroad), order=order)
