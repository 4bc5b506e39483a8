"""Money at other prices or in another currency, by the records that say how; never without one.

A figure at current prices is at the prices of its period; one at constant prices is at those of their
year, and changes currency at the rate of that year. Chains are as short as the records allow.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from zoneplan import units
from zoneplan.chains import Link, path_between
from zoneplan.errors import ConversionError, UnitError, ZoneplanError
from zoneplan.figures import Figure, as_figure, multiplied
from zoneplan.kinds import FigureKind, kind_of
from zoneplan.periods import Period, PeriodKind
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.ranges import exact_text, shown_range, telling_places
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
from zoneplan.records import reading_record, source_record
from zoneplan.short_reprs import short_repr
from zoneplan.subjects import as_written, basis_zh
from zoneplan.texts import member
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zoneplan.layout import Language
    from zoneplan.readings import Reading

__all__ = ["Conversion", "ConversionOrder", "ConversionStep", "Wanted", "convert"]

Wanted: TypeAlias = "Unit | PriceBasis | str"
"""What a figure is converted to: a unit, prices, or the text of either."""


class ConversionOrder(enum.StrEnum):
    """What is converted first where both prices and currency change."""

    PRICES = "prices"
    """Deflate at home prices, then change the currency at the rate of the base year."""
    CURRENCY = "currency"
    """Change the currency at the rate of the period, then deflate at the prices of the other country."""


@attrs.frozen(kw_only=True)
class ConversionStep:
    """One use of one record.

    Attributes:
        start: What it leads from: a year of prices, or a currency.
        end: What it leads to.
        record: The price index or exchange rate used, with its source.
        is_inverse: Whether the figure was divided by it instead of multiplied.
    """

    start: str
    end: str
    record: PriceIndex | ExchangeRate
    is_inverse: bool

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.describe()

    def describe(self, language: Language = "en") -> str:
        """Say what was done, by which record, and where that was read.

        Args:
            language: The language.
        """
        source = self.record.source
        prices = isinstance(self.record, PriceIndex)
        name, name_zh = _named(self.record)
        if language == "zh":
            verb, told = "除以" if self.is_inverse else "乘以", "未注明" if source is None else source
            way = f"{self.start}年价格→{self.end}年价格" if prices else f"{self.start}→{self.end}"
            return f"{way}：{verb}{name_zh}；来源：{told}"
        verb, told = "divided" if self.is_inverse else "multiplied", source or "not named"
        way = f"{self.start} prices to {self.end} prices" if prices else f"{self.start} to {self.end}"
        return f"{way}: {verb} by {name}; source: {told}"

    def to_dict(self) -> dict[str, Any]:
        """Give the step as plain data."""
        record = self.record
        rate: dict[str, Any] = (
            {"index": record.of, "base": record.base_year, "currency": record.currency}
            if isinstance(record, PriceIndex)
            else {"kind": record.kind.value}
        )
        return {
            "from": self.start,
            "to": self.end,
            "figure": as_written(record.figure),
            "period": str(record.period),
            **rate,
            "vintage": None if record.vintage is None else record.vintage.value,
            "inverse": self.is_inverse,
            "source": source_record(record.source),
        }


_KINDS_ZH = {RateKind.AVERAGE: "平均汇率", RateKind.END_OF_PERIOD: "期末汇率"}


def _named(record: PriceIndex | ExchangeRate) -> tuple[str, str]:
    figure = as_written(record.figure).removesuffix("无单位")
    if isinstance(record, PriceIndex):
        base, factor = record.base_year, exact_text(record.factor.exact)
        is_index = record.figure.unit.name == "1"
        since, since_zh = (
            (f"{base} = 100", f"{base}年=100") if is_index else (f"against {base}", f"比{base}年")
        )
        return (
            f"{factor} ({record.of} {figure} of {record.year}, {since}, {record.currency})",
            f"{factor}（{record.year}年{record.of}{figure}，{since_zh}，{record.currency}）",
        )
    kind = "average" if record.kind is RateKind.AVERAGE else "rate at the end"
    return f"{figure} ({kind} of {record.period})", f"{figure}（{record.period}，{_KINDS_ZH[record.kind]}）"


@attrs.frozen(kw_only=True)
class Conversion:
    """A converted figure, with every record that it took.

    Attributes:
        given: The figure that was converted.
        period: The period it is about.
        figure: What it became, exactly; its derivation names `given` and the records' figures, and its
            reading counts their rounding.
        steps: The use of each record, in order; none where only a scale word changed, or prices of a
            year became constant prices of that year.
        order: What came first; None where not both prices and currency changed.
    """

    given: Figure
    period: Period
    figure: Figure
    steps: tuple[ConversionStep, ...]
    order: ConversionOrder | None = None

    __repr__ = short_repr

    @property
    def reading(self) -> Reading:
        """What the converted figure can mean, in its unit."""
        return self.figure.reading

    def __str__(self) -> str:
        return self.explain()

    def explain(self, language: Language = "en") -> str:
        """Tell what the figure became, what that can mean, and by which records in which order.

        Args:
            language: The language.
        """
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        reading = self.reading
        places = telling_places(reading.strict, reading.wide)
        strict, wide = (shown_range(one, places, language) for one in (reading.strict, reading.wide))
        given, found, unit = as_written(self.given), str(self.figure), self.figure.unit
        before, after = self.given.price_basis, self.figure.price_basis
        is_told = before != PriceBasis.unstated()
        if language == "zh":
            old, new = (f"，{basis_zh(before)}", f"（{basis_zh(after)}）") if is_told else ("", "")
            yield f"{given}（{self.period}{old}）折合{found}{new}"
            yield f"  严格读作{strict}{unit}，从宽读作{wide}{unit}"
        else:
            old, new = (f" {before.describe()}", f" {after.describe()}") if is_told else ("", "")
            yield f"{given} of {self.period}{old} is {found}{new}"
            yield f"  read strictly {strict} {unit}, at its loosest {wide} {unit}"
        if self.order is not None:
            yield f"  {_ORDERS[self.order][language == 'zh']}"
        for number, step in enumerate(self.steps, 1):
            yield f"  {number}. {step.describe(language)}"

    def to_dict(self) -> dict[str, Any]:
        """Give the conversion as plain data, for JSON; exact numbers as texts."""
        return {
            "given": as_written(self.given),
            "given_prices": str(self.given.price_basis),
            "period": str(self.period),
            "number": exact_text(self.figure.exact),
            "unit": self.figure.unit.name,
            "shown": str(self.figure),
            "prices": str(self.figure.price_basis),
            "reading": reading_record(self.reading),
            "order": None if self.order is None else self.order.value,
            "steps": [step.to_dict() for step in self.steps],
        }


_ORDERS = {
    ConversionOrder.PRICES: ("prices first, then currency", "先换算价格，再换算币种"),
    ConversionOrder.CURRENCY: ("currency first, then prices", "先换算币种，再换算价格"),
}


def convert(
    figure: Figure | str,
    *,
    to: Wanted | Sequence[Wanted],
    period: Period | str | int,
    rates: Iterable[ExchangeRate] = (),
    indices: Iterable[PriceIndex] = (),
    order: ConversionOrder | str | None = None,
    of: str | None = None,
    rate_kind: RateKind | str | None = None,
) -> Conversion:
    """Bring money to other prices, another currency, or both, by the records that are given.

    >>> rate = ExchangeRate(period=2022, figure="7元/美元", kind="average")  # invented
    >>> print(convert("14亿元", to="亿美元", period=2022, rates=[rate]).figure)
    2亿美元

    Args:
        figure: Money, or money per something such as 元/人, given as a `Figure` or its text.
        to: The unit, the prices, or both: `"亿美元"`, `"constant 2020"`, `("美元", "2020年不变价")`.
        period: The period that the figure is about.
        rates: The exchange rates that may be used, in any order.
        indices: The price indices that may be used, in any order.
        order: What is converted first, `prices` or `currency`; needed where both change, since the two
            ways do not give the same.
        of: The index to use, by what it is an index of; needed where those of several are given.
        rate_kind: The kind of rate to use; needed where both kinds are given for the period.

    Raises:
        ConversionError: If a rate or index is missing, two for one period differ, several would do, the
            order is needed and not stated, the prices of a year are not known, or the figure is no money.
        DimensionMismatchError: If the unit measures something else.
        UnitError: If a text is neither a unit nor a price basis.
        AmountError: If the figure is a text that is no amount.
        PeriodError: If the period cannot be read.
    """
    given = as_figure(figure)
    _require_money(given)
    about = period if isinstance(period, Period) else Period.parse(period)
    unit, basis = _wanted(to, given)
    kind = None if rate_kind is None else member(RateKind, rate_kind, ConversionError)
    job = _Job(about, tuple(rates), tuple(indices), of, kind)
    changes_currency = _currency(unit) != _currency(given.unit)
    changes_prices = basis != given.price_basis and job.year(basis, "to") != job.year(given.price_basis)
    stated = None if order is None else member(ConversionOrder, order, ConversionError)
    first = _needed(stated, given) if changes_currency and changes_prices else None
    found, steps = given, []
    prices_done = first is not ConversionOrder.CURRENCY
    if prices_done:
        found, more = job.at_prices(found, basis)
        steps += more
    if changes_currency:
        found, more = job.in_currency(found, unit)
        steps += more
    if not prices_done:
        found, more = job.at_prices(found, basis)
        steps += more
    return Conversion(given=given, period=about, figure=found.to(unit), steps=tuple(steps), order=first)


# -- what is asked ------------------------------------------------------------------------------


def _currency(unit: Unit) -> str:
    return unit.dimension.partition("/")[0]


def _require_money(figure: Figure) -> None:
    lower = figure.unit.dimension.partition("/")[2]
    if kind_of(figure.unit) is not FigureKind.MONEY or lower.isupper():
        raise ConversionError(
            f"cannot convert {figure}: it is not money",
            "only money has prices and a currency",
            f"{figure}不能换算：不是金额",
            "只有金额才有价格和币种",
        )
    if figure.is_increment:
        raise ConversionError(
            f"cannot convert {figure}: it is a change between periods, each with its own prices and rates",
            "convert the two levels and take their difference",
            f"{figure}不能换算：它是两个时期之间的变化，两个时期的价格和汇率各不相同",
            "请先分别换算两期的数值，再相减",
        )


def _wanted(to: Wanted | Sequence[Wanted], figure: Figure) -> tuple[Unit, PriceBasis]:
    """Give the unit and prices that are asked for; those of the figure where nothing is said."""
    asked = tuple(to) if isinstance(to, (tuple, list)) else (to,)
    read = [_read(one) for one in asked]
    wanted_units = [one for one in read if isinstance(one, Unit)]
    bases = [one for one in read if isinstance(one, PriceBasis)]
    if not read or len(wanted_units) > 1 or len(bases) > 1:
        raise ConversionError(
            f"expected a unit, prices, or one of each to convert to, got {to!r}",
            "such as to='亿美元', to='constant 2020' or to=('亿美元', 'constant 2020')",
            f"应为要换算成的单位、价格，或两者各一，写的是{to!r}",
            "例如 to='亿美元'、to='constant 2020' 或 to=('亿美元', 'constant 2020')",
        )
    unit = wanted_units[0] if wanted_units else figure.unit
    if kind_of(unit) is not FigureKind.MONEY or _rest(unit) != _rest(figure.unit):
        units.conversion(figure.unit, unit)  # refuses it
    return unit, bases[0] if bases else figure.price_basis


def _rest(unit: Unit) -> str:
    return unit.dimension.partition("/")[2]


def _read(wanted: Wanted) -> Unit | PriceBasis:
    if isinstance(wanted, (Unit, PriceBasis)):
        return wanted
    for read in (units.unit, PriceBasis.parse):
        try:
            found: Unit | PriceBasis = read(wanted)
        except ZoneplanError:
            continue
        return found
    raise UnitError(
        f"expected a unit or a price basis to convert to, got {wanted!r}",
        "such as '亿美元' or 'constant 2020'",
        f"应为要换算成的单位或价格，写的是{wanted!r}",
        "例如“亿美元”或“2020年价格”",
    )


def _needed(order: ConversionOrder | None, figure: Figure) -> ConversionOrder:
    if order is not None:
        return order
    raise ConversionError(
        f"cannot convert both prices and currency of {figure} without an order: deflating at home prices and "
        "then changing the currency is not the same as changing it and then deflating at the other prices",
        "state order='prices' or order='currency'",
        f"{figure}的价格和币种都要换算，须写明先后：先在本国价格下平减再换币种，"
        "与先换币种再按另一国价格平减，结果不同",
        "请写 order='prices' 或 order='currency'",
    )


# -- what is done -------------------------------------------------------------------------------


@attrs.frozen
class _Job:
    """The period of a figure and the records that may be used for it.

    Attributes:
        period: The period that the figure is about.
        rates: The exchange rates.
        indices: The price indices.
        of: The index that was asked for.
        kind: The kind of exchange rate that was asked for.
    """

    period: Period
    rates: tuple[ExchangeRate, ...]
    indices: tuple[PriceIndex, ...]
    of: str | None
    kind: RateKind | None

    def year(self, basis: PriceBasis, link: str = "") -> int:
        """Give the year whose prices money is at."""
        if basis.kind is PriceBasisKind.CURRENT:
            if self.period.kind is PeriodKind.YEAR:
                return self.period.first_year
            raise ConversionError(
                f"current prices of {self.period} are not those of a year, and price indices are of years",
                "convert the figure of the whole year",
                f"{self.period}的现价不是全年的价格，而物价指数按年",
                "请换算全年的数",
            )
        if basis.year is not None:
            return basis.year
        raise ConversionError(
            f"cannot convert {link + ' ' if link else ''}money {basis.describe()}: "
            "it is not said which year's prices these are",
            "state current prices, or constant prices with their year",
            f"{basis.describe('zh')}的金额不能换算：没有写明是哪一年的价格",
            "请写明现价，或某一年的不变价",
        )

    def at_prices(self, figure: Figure, basis: PriceBasis) -> tuple[Figure, list[ConversionStep]]:
        """Bring a figure to a price basis."""
        if basis == figure.price_basis:
            return figure, []
        start, end = self.year(figure.price_basis), self.year(basis, "to")
        if start == end:  # current prices of a year are constant prices of that year
            return attrs.evolve(figure, price_basis=basis), []
        return _applied(figure, self._price_path(_currency(figure.unit), start, end), figure.unit, basis)

    def _price_path(self, currency: str, start: int, end: int) -> list[tuple[Link, bool]]:
        mine = [one for one in self.indices if one.currency == currency and self.of in {None, one.of}]
        names = sorted({one.of for one in mine})
        if len(names) > 1:
            raise ConversionError(
                f"several price indices for {currency} are given: {', '.join(names)}",
                f"say which one is meant, such as of={names[0]!r}",
                f"{currency} 有几种物价指数：{'、'.join(names)}",
                f"请写明用哪一种，例如 of={names[0]!r}",
            )
        links = [Link(one.base_year, one.year, one.factor, one) for one in mine]
        path = path_between(links, start, end)
        if path is None:
            what = f"price index for {currency}" if self.of is None else f"{self.of} for {currency}"
            known = ", ".join(f"{one.year} ({one.base_year} = 100)" for one in sorted(mine, key=_years))
            known_zh = "、".join(f"{one.year}年（{one.base_year}年=100）" for one in sorted(mine, key=_years))
            raise ConversionError(
                f"no {what} leads from {start} prices to {end} prices; given are {known or 'none'}",
                "state the missing indices with their source; zoneplan never assumes one",
                f"没有从{start}年价格到{end}年价格的{self.of or '物价指数'}（{currency}）；"
                f"已有{known_zh or '：无'}",
                "请写明缺少的指数及其来源；zoneplan 不自行假定",
            )
        return path

    def in_currency(self, figure: Figure, unit: Unit) -> tuple[Figure, list[ConversionStep]]:
        """Bring a figure to the currency of a unit, at the rate of the period whose prices it is at."""
        basis = figure.price_basis
        is_dated = basis.kind in {PriceBasisKind.CURRENT, PriceBasisKind.UNSTATED}
        when = self.period if is_dated else Period.year(self.year(basis))
        start, end = _currency(figure.unit), _currency(unit)
        return _applied(figure, self._rate_path(when, start, end), unit, basis)

    def _rate_path(self, when: Period, start: str, end: str) -> list[tuple[Link, bool]]:
        mine = [one for one in self.rates if one.period == when and self.kind in {None, one.kind}]
        if len({one.kind for one in mine}) > 1:
            raise ConversionError(
                f"both average rates and rates at the end of {when} are given",
                "say which is meant: rate_kind='average' for what adds up over the period, "
                "'end_of_period' for what is there at its end",
                f"{when}既有平均汇率，又有期末汇率",
                "请写明用哪一种：全期累计的数用 rate_kind='average'，期末的数用 'end_of_period'",
            )
        links = [Link(one.currency, one.quoted_in, one.figure, one) for one in mine]
        path = path_between(links, start, end)
        if path is None:
            known = ", ".join(sorted({f"{one.figure.unit} of {one.period}" for one in self.rates}))
            known_zh = "、".join(sorted({f"{one.period}的{one.figure.unit}" for one in self.rates}))
            what = "exchange rate" if self.kind is None else f"{self.kind} exchange rate"
            raise ConversionError(
                f"no {what} leads from {start} to {end} in {when}; given are {known or 'none'}",
                "state the rate of this period with its source; zoneplan never assumes one",
                f"{when}没有从 {start} 到 {end} 的{_RATES_ZH[self.kind]}；已有{known_zh or '：无'}",
                "请写明该时期的汇率及其来源；zoneplan 不自行假定",
            )
        return path


_RATES_ZH: Final = {None: "汇率", RateKind.AVERAGE: "平均汇率", RateKind.END_OF_PERIOD: "期末汇率"}


def _years(index: PriceIndex) -> tuple[int, int]:
    return index.year, index.base_year


def _applied(
    figure: Figure, path: Sequence[tuple[Link, bool]], unit: Unit, basis: PriceBasis
) -> tuple[Figure, list[ConversionStep]]:
    """Multiply and divide a figure by the records of a path."""
    factors = [link.factor for link, is_inverse in path if not is_inverse]
    divisors = [link.factor for link, is_inverse in path if is_inverse]
    steps = []
    for link, is_inverse in path:
        start, end = (link.end, link.start) if is_inverse else (link.start, link.end)
        steps.append(
            ConversionStep(start=str(start), end=str(end), record=link.record, is_inverse=is_inverse)
        )
    return multiplied(figure, factors, divisors, unit=unit, price_basis=basis), steps
