"""Strategies for units, figures, intervals, periods and the other single values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.figures import Figure
from zoneplan.intervals import Interval
from zoneplan.patterns import Pattern
from zoneplan.periods import Period, PeriodKind
from zoneplan.prices import PriceBasis
from zoneplan.units import Unit, known_units, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.readings import Reading

__all__ = [
    "deadlines",
    "figure_texts",
    "figures",
    "intervals",
    "patterns",
    "periods",
    "price_bases",
    "readings",
    "units",
]

YEARS = Period.span(2016, 2030)
_COMMON = ("亿元", "万元", "元", "%", "亩", "公顷", "人", "万人", "家", "个", "吨标准煤", "年", "位")
_ALL = tuple(known_units().values())
_BELOW = tuple(one for one in _ALL if one.dimension != "ratio")
# How a number is worded: before the digits, behind them, behind the unit.
_WORDINGS = (
    ("", "", ""), ("超", "", ""), ("超过", "", ""), ("突破", "", ""), ("≥", "", ""), ("不低于", "", ""),
    ("", "", "以上"), ("", "", "及以上"), ("至少", "", ""), ("低于", "", ""), ("不足", "", ""), ("<", "", ""),
    ("", "", "以下"), ("", "", "以内"), ("不超过", "", ""), ("", "多", ""), ("", "余", ""), ("近", "", ""),
    ("接近", "", ""), ("约", "", ""), ("", "", "左右"), ("约", "", "左右"), ("约", "", "以上"),
    ("超过", "", "以上"), ("超", "余", ""), ("超", "", "左右"), ("至少", "", "左右"), ("近", "", "以内"),
    ("不超过", "", "以内"), ("", "余", "左右"),
)  # fmt: skip
_DASHES = ("—", "-", "～", "至")
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@st.composite
def units(draw: st.DrawFn, *, dimension: str | None = None, quotients: bool = True) -> Unit:
    """Draw a unit that a plan may use, most often an ordinary one.

    >>> from hypothesis import find
    >>> print(find(units(dimension="area"), lambda unit: unit.factor < 1000))
    平方米

    Args:
        draw: Given by Hypothesis.
        dimension: Only units of this dimension, one without a slash; None for any.
        quotients: Whether quotients such as 万元/亩 are drawn too.
    """
    if dimension is not None:
        return draw(st.sampled_from(_of_dimension(dimension)))
    form = draw(_THREE)
    if form == 0:
        return unit(draw(st.sampled_from(_COMMON)))
    if form == 1 or not quotients:
        return draw(st.sampled_from(_ALL))
    above, below = draw(st.sampled_from(_ALL)), draw(st.sampled_from(_BELOW))
    return unit(f"{above}/{below}")


@cache
def _of_dimension(dimension: str) -> tuple[Unit, ...]:
    return tuple(one for one in _ALL if one.dimension == dimension)


_THREE = st.integers(0, 2)
_PLACES = st.sampled_from((0, 1, 2, 4))


@st.composite
def _numbers(draw: st.DrawFn, measured: Unit, low: Decimal | int, high: Decimal | int) -> Decimal:
    """Draw a decimal with so many places that a count in it is a whole number of things."""
    places = draw(_PLACES)
    if measured.is_count:
        places = min(places, len(str(measured.factor)) - 1)
    scale = 10**places
    least, most = -int(-low * scale // 1), int(high * scale // 1)
    return Decimal(draw(st.integers(least, most))).scaleb(-places)


def _bounds(
    measured: Unit, low: Decimal | int | None, high: Decimal | int | None
) -> tuple[Decimal | int, Decimal | int]:
    least = 1 if measured.dimension == "rank" else 0 if measured.is_count else -1000
    given = least if low is None else low
    return given, max(given, 100_000) if high is None else high


@st.composite
def figure_texts(
    draw: st.DrawFn,
    *,
    unit: Unit | None = None,
    plain: bool = False,
    min_value: Decimal | int | None = None,
    max_value: Decimal | int | None = None,
) -> str:
    """Draw a figure's text as plans print it: 超5000亿元, 3,000亩以上, 5—6%, ５．５％.

    Args:
        draw: Given by Hypothesis.
        unit: The unit it is written in; None for any.
        plain: Whether to leave out ranges and qualifying words.
        min_value: The least number, in the unit; None for -1000, 0 for counts, 1 for ranks.
        max_value: The greatest number; None for 100,000.
    """
    measured = draw(_ANY_UNIT) if unit is None else unit
    low, high = _bounds(measured, min_value, max_value)
    numbers = _numbers(measured, low, high)
    number = draw(numbers)
    style = draw(st.integers(0, 3))
    digits = f"{number:,f}" if style == 1 else f"{number:f}"
    blank = " " if style == 2 else ""
    if plain:
        text = f"{digits}{blank}{measured}"
    elif draw(st.integers(0, 4)) == 4:
        top = max(number, draw(numbers))
        text = f"{digits}{draw(st.sampled_from(_DASHES))}{top:f}{measured}"
    else:
        before, more, behind = draw(st.sampled_from(_WORDINGS))
        text = f"{before}{digits}{more}{blank}{measured}{behind}"
    return text.translate(_FULL_WIDTH) if style == 3 else text


@st.composite
def figures(
    draw: st.DrawFn,
    *,
    unit: Unit | str | None = None,
    plain: bool = False,
    min_value: Decimal | int | None = None,
    max_value: Decimal | int | None = None,
    price_basis: PriceBasis | None = None,
) -> Figure:
    """Draw a figure: written by an author or made in Python, of any unit, qualifier and price basis.

    Counts are whole once scaled, ranges run upward, and money may be at any price basis.

    >>> from hypothesis import find
    >>> print(find(figures(unit="亿元", min_value=5), lambda figure: not figure.is_plain))
    超5亿元

    Args:
        draw: Given by Hypothesis.
        unit: The unit, or its name; None for any.
        plain: Whether to leave out ranges and qualifiers.
        min_value: The least number, in the unit; None for -1000, 0 for counts, 1 for ranks.
        max_value: The greatest number; None for 100,000.
        price_basis: The price basis; None for any where the unit is money, else unstated.
    """
    measured = draw(_ANY_UNIT) if unit is None else _unit_of(unit)
    basis = price_basis
    if basis is None:
        basis = draw(_ANY_BASIS) if measured.currency else PriceBasis.unstated()
    texts = figure_texts(unit=measured, plain=plain, min_value=min_value, max_value=max_value)
    written = Figure.parse(draw(texts), price_basis=basis, quantum=draw(_QUANTA) if plain else None)
    if draw(st.booleans()):
        return written
    return Figure(
        written.number, measured, qualifiers=written.qualifiers, upper=written.upper, price_basis=basis,
        quantum=written.quantum,
    )  # fmt: skip


def _unit_of(value: Unit | str) -> Unit:
    return value if isinstance(value, Unit) else unit(value)


_QUANTA = st.sampled_from((None, None, None, 0, Decimal("0.01"), 10))
_ENDS = st.one_of(
    st.builds(Fraction, st.integers(-30, 30), st.sampled_from((1, 2, 3, 7))),
    st.integers(-(10**8), 10**8).map(lambda number: Fraction(number, 100)),
)
_CLOSED = st.tuples(st.booleans(), st.booleans(), st.sampled_from((False, False, False, True)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw an interval: open and closed ends, infinite ones, points, whole numbers, and the empty one."""
    low = draw(st.none() | _ENDS)
    high = draw(st.none() | _ENDS) if low is None else draw(st.none() | st.just(low) | _ENDS)
    if low is not None and high is not None and high < low:
        low, high = high, low
    lo_closed, hi_closed, integral = draw(_CLOSED)
    return Interval(low, high, lo_closed, hi_closed, integral)


def readings() -> st.SearchStrategy[Reading]:
    """Draw what a published figure can mean, its strict reading inside its wide one."""
    return figures().map(lambda figure: figure.reading)


@st.composite
def periods(
    draw: st.DrawFn, *, within: Period = YEARS, kinds: tuple[PeriodKind, ...] = tuple(PeriodKind)
) -> Period:
    """Draw a period of any kind: years, halves, quarters, months, years to date and spans of years.

    >>> from hypothesis import find
    >>> print(find(periods(within=Period.year(2023)), lambda period: period.months < 12))
    2023H1

    Args:
        draw: Given by Hypothesis.
        within: The period that contains it; 2016 to 2030 unless said.
        kinds: The kinds drawn, where `within` has room for them.

    Raises:
        ValueError: If no period of these kinds lies within.
    """
    found = [group for kind in kinds if (group := _inside(within, kind))]
    if not found:
        raise ValueError(f"no period of kinds {kinds!r} lies within {within}")
    return draw(st.sampled_from(draw(st.sampled_from(found))))


@cache
def _inside(within: Period, kind: PeriodKind) -> tuple[Period, ...]:
    years = range(within.first_year, within.last_year + 1)
    return tuple(
        one
        for year in years
        for one in _starting(year, within, kind)
        if one.kind is kind and within.contains(one)
    )


def _starting(year: int, within: Period, kind: PeriodKind) -> Iterator[Period]:
    match kind:
        case PeriodKind.YEAR:
            yield Period.year(year)
        case PeriodKind.HALF:
            yield from (Period.half(year, half) for half in (1, 2))
        case PeriodKind.QUARTER:
            yield from (Period.quarter(year, quarter) for quarter in range(1, 5))
        case PeriodKind.MONTH:
            yield from (Period.month(year, month) for month in range(1, 13))
        case PeriodKind.YEAR_TO_DATE:
            yield from (Period.year_to_date(year, month) for month in range(2, 12))
        case _:  # a span
            yield from (Period.span(year, last) for last in range(year + 1, within.last_year + 1))


@st.composite
def deadlines(draw: st.DrawFn, *, within: Period = YEARS) -> Deadline:
    """Draw a deadline: by the end of a period, on a day, all through a year, or for good.

    Args:
        draw: Given by Hypothesis.
        within: The years that hold it; 2016 to 2030 unless said.
    """
    match draw(st.integers(0, 3)):
        case 0:
            return Deadline(DeadlineKind.BY_END_OF, draw(periods(within=within)))
        case 1:
            return Deadline(
                DeadlineKind.ALL_YEAR, Period.year(draw(st.integers(within.first_year, within.last_year)))
            )
        case 2:
            day = draw(st.dates(within.start, within.end))
            return Deadline(DeadlineKind.BY_END_OF, Period.month(day.year, day.month), day)
        case _:
            return Deadline(DeadlineKind.ONGOING)


def patterns() -> st.SearchStrategy[Pattern]:
    """Draw a pattern such as 1+5+22."""
    return st.builds(Pattern, st.integers(0, 2), st.integers(0, 9), st.integers(0, 99))


def price_bases() -> st.SearchStrategy[PriceBasis]:
    """Draw a price basis: unstated, current, comparable, or constant prices of a year."""
    named = st.sampled_from((PriceBasis.unstated(), PriceBasis.current(), PriceBasis.comparable()))
    return named | st.integers(1990, 2030).map(PriceBasis.constant)


_ANY_UNIT = units()
_ANY_BASIS = price_bases()
