"""Price indices and exchange rates: dated, sourced records, the only ways to other prices or money.

What is *not* checked here: whether two records of one period agree, and whether a chain of them has
gaps; the first is `validate()`'s, the second is found when a figure is converted.
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal

import attrs

from zoneplan import units
from zoneplan.errors import ConversionError
from zoneplan.figures import Derivation, Figure, as_figure, figure_of
from zoneplan.intervals import Interval
from zoneplan.kinds import FigureKind
from zoneplan.locations import Mark
from zoneplan.observations import Vintage
from zoneplan.periods import Period, PeriodKind
from zoneplan.readings import Operation
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_name, check_text, folded, member

__all__ = ["ExchangeRate", "PriceIndex", "RateKind", "with_index_unit"]

_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_POSITIVE = Interval.more_than(0)
_INDEX_HOW = (
    "write the index with the prices of the base year as 100, such as '102.3', or a change: '上涨2.3%'"
)
_INDEX_HOW_ZH = "请写以基期为100的指数，例如 '102.3'，或写变化：'上涨2.3%'"
_RATE_HOW_ZH = "请写一单位外币的价格，例如 '6.7261元/美元'"
_RATE_HOW = "write the price of one unit of a currency, such as '6.7261元/美元'"


class RateKind(enum.StrEnum):
    """What an exchange rate of a period is."""

    AVERAGE = "average"
    """期间平均: for what is added up over the period, such as trade or output."""
    END_OF_PERIOD = "end_of_period"
    """期末: for what is there at its end, such as deposits or capital."""


def _as_period(value: Period | str | int) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


def _as_year(value: Period | str | int) -> Period:
    period = _as_period(value)
    if period.kind is not PeriodKind.YEAR:
        raise ConversionError(
            f"expected a year for a price index, got the period {period}",
            "give the index of a whole year; one of a part of a year is not read yet",
            f"物价指数应按年，写的时期是{period}",
            "请写全年的指数；年内各期的指数暂不能读",
        )
    return period


def _as_optional_year(value: Period | str | int | None) -> Period | None:
    return None if value is None else _as_year(value)


def _as_kind(value: RateKind | str) -> RateKind:
    return member(RateKind, value, ConversionError)


def _as_vintage(value: Vintage | str | None) -> Vintage | None:
    return None if value is None else member(Vintage, value, ConversionError)


def _as_currency(value: str) -> str:
    unit = units.unit(value)
    if unit.currency is None or unit.is_scaled:
        raise ConversionError(
            f"expected a currency, got {value!r}",
            "write its code, such as 'CNY', or 元",
            f"应为币种，写的是{value!r}",
            "请写代码，例如 'CNY'，或写元",
        )
    return unit.currency


def with_index_unit(value: object) -> object:
    """Give a bare number the unit 无单位, since yearbooks print indices without one; leave all else.

    >>> with_index_unit("102.3"), with_index_unit("上涨2.3%")
    ('102.3无单位', '上涨2.3%')

    Args:
        value: The text or number of an index, or anything else.
    """
    is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    text = str(value) if is_number else value
    bare = isinstance(text, str) and _BARE.fullmatch(folded(text).strip())
    return f"{bare[0]}无单位" if bare else value


def _as_index(value: object) -> Figure:
    figure = as_figure(with_index_unit(value))
    is_change = figure.unit.name == "%" and (figure.kind is FigureKind.GROWTH or figure.is_increment)
    if figure.unit.name != "1" and not is_change:
        raise ConversionError(
            f"expected a price index, got {figure.text or figure}",
            _INDEX_HOW,
            f"应为物价指数，写的是{figure.text or figure}",
            _INDEX_HOW_ZH,
        )
    if figure.text is None and is_change:  # a change is written with its word, or it could be an index
        word = "下降" if figure.number < 0 else "上涨"
        return attrs.evolve(figure, text=f"{word}{abs(figure.number):f}%")
    return figure


def _require_sure(figure: Figure, factor: Figure, nouns: tuple[str, str], remedies: tuple[str, str]) -> None:
    """Refuse a number that is vague, or that may be nothing or less; both in English and in Chinese."""
    (noun, noun_zh), (remedy, remedy_zh) = nouns, remedies
    written = figure.text or figure
    if not figure.is_plain:
        raise ConversionError(
            f"expected one plain number for {noun}, got {written}",
            remedy,
            f"{noun_zh}应为一个确定的数，写的是{written}",
            remedy_zh,
        )
    if not factor.base_reading.wide.is_subset(_POSITIVE):
        raise ConversionError(
            f"expected {noun} that is surely above zero, got {written}",
            remedy,
            f"{noun_zh}应大于0，写的是{written}",
            remedy_zh,
        )


@attrs.frozen(kw_only=True)
class PriceIndex:
    """How the prices of a year stand to those of a base year, for one currency and one basket.

    >>> str(PriceIndex(of="GDP平减指数", period=2022, figure="上涨2.3%").factor)
    '1.023倍'

    Attributes:
        of: What it is an index of, such as GDP平减指数 or 居民消费价格指数; one name is one series.
        period: The year, given as a `Period`, its text or a number.
        figure: The index with the prices of the base year as 100, such as `102.3`, or the change against
            them with its word, such as `上涨2.3%`. A percentage without a word could mean either.
        base: The year whose prices are 100; None for the year before.
        currency: The money whose prices it measures, as an ISO 4217 code.
        vintage: How final it is; None when not stated.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        ConversionError: If the figure is no index or change, vague or not surely above zero, the period or
            base is no year, they are one and the same, or the currency is none.
        FloatRefusedError: If the figure is a binary float.
        AmountError: If it is a text that is no amount.
        UnitError: If its unit or the currency is not known.
    """

    of: str = attrs.field(validator=check_name)
    period: Period = attrs.field(converter=_as_year)
    figure: Figure = attrs.field(converter=_as_index)
    base: Period | None = attrs.field(default=None, converter=_as_optional_year)
    currency: str = attrs.field(default="CNY", converter=_as_currency)
    vintage: Vintage | None = attrs.field(default=None, converter=_as_vintage)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.base_year == self.year:
            raise ConversionError(
                f"the index of {self.year} cannot have that year as its base",
                "prices of the base year are 100 by definition; name the year compared with",
                f"{self.year}年的指数不能以该年为基期",
                "基期价格按定义为100；请写所比的年份",
            )
        _require_sure(self.figure, self.factor, ("a price index", "物价指数"), (_INDEX_HOW, _INDEX_HOW_ZH))

    @property
    def year(self) -> int:
        """The year whose prices it tells."""
        return self.period.first_year

    @property
    def base_year(self) -> int:
        """The year whose prices are 100."""
        return self.year - 1 if self.base is None else self.base.first_year

    @property
    def factor(self) -> Figure:
        """What money at prices of the base year is multiplied by to be at prices of the year, in 倍."""
        if self.figure.unit.name == "1":
            derivation = Derivation(Operation.QUOTIENT, (self.figure,), (_HUNDRED,))
            return figure_of(self.figure.exact / 100, _TIMES, derivation=derivation)
        derivation = Derivation(Operation.SUM, (_ONE, self.figure))
        return figure_of(1 + self.figure.base_value, _TIMES, derivation=derivation)


_TIMES = units.unit("倍")
_ONE = Figure(1, _TIMES, quantum=0)
_HUNDRED = Figure(100, "无单位", quantum=0)


@attrs.frozen(kw_only=True)
class ExchangeRate:
    """What one unit of a currency cost in another, in or at the end of a period.

    The unit of the figure says which way round it is, so that no direction can be mistaken.

    >>> rate = ExchangeRate(period=2022, figure="6.7261元/美元", kind="average")
    >>> rate.currency, rate.quoted_in
    ('USD', 'CNY')

    Attributes:
        period: The period, given as a `Period`, its text or a year.
        figure: The rate as published, such as `6.7261元/美元`.
        kind: Whether it is the average of the period or the rate at its end, given as a `RateKind` or its
            word.
        vintage: How final it is; None when not stated.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        ConversionError: If the figure is not one currency per another, vague or not surely above zero, or
            the kind is no word of its set.
        FloatRefusedError: If the figure is a binary float.
        AmountError: If it is a text that is no amount.
        UnitError: If its unit is not known.
    """

    period: Period = attrs.field(converter=_as_period)
    figure: Figure = attrs.field(converter=as_figure)
    kind: RateKind = attrs.field(converter=_as_kind)
    vintage: Vintage | None = attrs.field(default=None, converter=_as_vintage)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        upper, _, lower = self.figure.unit.dimension.partition("/")
        if not (upper.isupper() and lower.isupper()):
            raise ConversionError(
                f"expected one currency per another, got {self.figure.text or self.figure}",
                _RATE_HOW,
                f"应为每单位外币的金额，写的是{self.figure.text or self.figure}",
                _RATE_HOW_ZH,
            )
        _require_sure(self.figure, self.figure, ("an exchange rate", "汇率"), (_RATE_HOW, _RATE_HOW_ZH))

    @property
    def currency(self) -> str:
        """The currency whose price it is, as an ISO 4217 code: USD of 6.7261元/美元."""
        return self.figure.unit.dimension.partition("/")[2]

    @property
    def quoted_in(self) -> str:
        """The currency that it is paid in: CNY of 6.7261元/美元."""
        return self.figure.unit.dimension.partition("/")[0]
