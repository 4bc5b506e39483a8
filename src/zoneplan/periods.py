"""The stretches of time that figures are published for: years, parts of years, spans of years."""

from __future__ import annotations

import calendar
import datetime
import enum
import functools
import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.errors import PeriodError
from zoneplan.texts import folded, member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Period", "PeriodKind", "Periodicity", "cover", "differs", "fill", "tile"]

_YEARS = range(1, 10_000)
_LIMIT = 40

_FORMS = (
    "write 2023, 2023H1, 2023Q2, 2023-06, 2023-01/09 for January to September, or 2023-2025; "
    "2023年, 2023年上半年, 2023年二季度, 2023年6月, 2023年1—9月, 2023—2025年 and 十四五 are read too"
)
_FORMS_ZH = (
    "请写 2023、2023H1、2023Q2、2023-06、2023-01/09（1至9月）或 2023-2025；"
    "也可写 2023年、2023年上半年、2023年二季度、2023年6月、2023年1—9月、2023—2025年、十四五"
)


class PeriodKind(enum.StrEnum):
    """What a period is called, which months alone do not tell: 1—6月 is not the half year.

    >>> Period.half(2023, 1).kind
    <PeriodKind.HALF: 'half'>
    """

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    YEAR_TO_DATE = "year_to_date"
    SPAN = "span"


class Periodicity(enum.StrEnum):
    """How often figures come: a year divided evenly; 月, 季度, 半年 and 年 are read too.

    >>> Periodicity("季度").months
    3
    """

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @classmethod
    def _missing_(cls, value: object) -> Periodicity | None:
        return _CHINESE.get(value) if isinstance(value, str) else None

    @property
    def months(self) -> int:
        """How many months each of its periods has."""
        return _MONTHS[self]


_CHINESE = {
    "月": Periodicity.MONTH,
    "季": Periodicity.QUARTER,
    "季度": Periodicity.QUARTER,
    "半年": Periodicity.HALF,
    "年": Periodicity.YEAR,
    "年度": Periodicity.YEAR,
}
_MONTHS = {Periodicity.MONTH: 1, Periodicity.QUARTER: 3, Periodicity.HALF: 6, Periodicity.YEAR: 12}


def _check(period: Period, _field: attrs.Attribute[int], _value: int) -> None:
    """Refuse months that do not make up one period of the kind."""
    kind, first, last = period.kind, period.first, period.last
    valid = isinstance(kind, PeriodKind) and type(first) is int and type(last) is int
    valid = valid and first // 12 in _YEARS and last // 12 in _YEARS
    if not valid or not _fits(kind, first, last - first + 1):
        raise PeriodError(
            f"months {first!r} to {last!r} are not one period of kind {kind!r}",
            "make periods with Period.parse, Period.year, Period.quarter and the other class methods",
        )


def _fits(kind: PeriodKind, first: int, months: int) -> bool:
    match kind:
        case PeriodKind.YEAR:
            return months == 12 and first % 12 == 0
        case PeriodKind.HALF:
            return months == 6 and first % 6 == 0
        case PeriodKind.QUARTER:
            return months == 3 and first % 3 == 0
        case PeriodKind.MONTH:
            return months == 1
        case PeriodKind.YEAR_TO_DATE:
            return 1 < months < 12 and first % 12 == 0
        case _:
            return months > 12 and months % 12 == 0 and first % 12 == 0  # a span


@attrs.frozen(order=False, repr=False)  # the default, spelled out because mypy would let `<` pass otherwise
class Period:
    """A stretch of whole months that a figure is published for.

    Periods are equal when they have the same kind and the same months. They are not ordered, because they
    may overlap: ask `is_before`, or sort by `sort_key`.

    >>> half = Period.parse("2023年上半年")
    >>> print(half, half.start, half.end, half.months)
    2023H1 2023-01-01 2023-06-30 6
    >>> half.contains(Period.quarter(2023, 2))
    True
    >>> print(Period.parse("2023年1—9月"), Period.parse("十四五"))
    2023-01/09 2021-2025
    >>> half
    Period.parse('2023H1')

    Attributes:
        kind: What the period is called.
        first: Its first month, as `12 * year + month - 1`, from year 1 to year 9999.
        last: Its last month, counted the same way; it belongs to the period.

    Raises:
        PeriodError: When the months are not one period of the kind.
    """

    kind: PeriodKind
    first: int
    last: int = attrs.field(validator=_check)

    @classmethod
    def year(cls, year: int) -> Period:
        """Give a calendar year.

        Args:
            year: From 1 to 9999.

        Raises:
            PeriodError: When there is no such year.
        """
        return cls._of(PeriodKind.YEAR, year, 0, 12)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """Give a half of a year.

        Args:
            year: From 1 to 9999.
            half: 1 for 上半年, 2 for 下半年.

        Raises:
            PeriodError: When there is no such half year.
        """
        _require("half year", half, 1, 2)
        return cls._of(PeriodKind.HALF, year, 6 * (half - 1), 6)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Give a quarter of a year.

        Args:
            year: From 1 to 9999.
            quarter: From 1 to 4.

        Raises:
            PeriodError: When there is no such quarter.
        """
        _require("quarter", quarter, 1, 4)
        return cls._of(PeriodKind.QUARTER, year, 3 * (quarter - 1), 3)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Give a month.

        Args:
            year: From 1 to 9999.
            month: From 1 to 12.

        Raises:
            PeriodError: When there is no such month.
        """
        _require("month", month, 1, 12)
        return cls._of(PeriodKind.MONTH, year, month - 1, 1)

    @classmethod
    def year_to_date(cls, year: int, month: int) -> Period:
        """Give the months from January on, as in 1—9月.

        Up to January it is that month and up to December that year: the same figures are published under
        either name.

        Args:
            year: From 1 to 9999.
            month: The last month, from 1 to 12.

        Raises:
            PeriodError: When there is no such month.
        """
        _require("month", month, 1, 12)
        kind = {1: PeriodKind.MONTH, 12: PeriodKind.YEAR}.get(month, PeriodKind.YEAR_TO_DATE)
        return cls._of(kind, year, 0, month)

    @classmethod
    def span(cls, first_year: int, last_year: int) -> Period:
        """Give a span of whole years, such as the years of a five-year plan; a span of one year is that year.

        Args:
            first_year: From 1 to 9999.
            last_year: The last year, which belongs to the span; not before the first.

        Raises:
            PeriodError: When there is no such year, or the years stand the wrong way round.
        """
        _require("year", first_year, 1, _YEARS[-1])
        _require("year", last_year, 1, _YEARS[-1])
        if last_year < first_year:
            raise PeriodError(
                f"a span cannot end in {last_year}, before it starts in {first_year}", "swap the years"
            )
        kind = PeriodKind.YEAR if first_year == last_year else PeriodKind.SPAN
        return cls._of(kind, first_year, 0, 12 * (last_year - first_year + 1))

    @classmethod
    def of_months(cls, first: int, last: int) -> Period | None:
        """Give the period that has a name for some months: April to June are the second quarter.

        >>> print(Period.of_months(12 * 2023 + 3, 12 * 2023 + 5), Period.of_months(12 * 2023, 12 * 2023 + 6))
        2023Q2 2023-01/07

        Args:
            first: The first month, as `12 * year + month - 1`.
            last: The last month, counted the same way.

        Returns:
            The month, quarter, half, year or span of years, else the months from January on; None when
            the months have no name of their own, such as July and August.
        """
        in_order = first // 12 in _YEARS and last // 12 in _YEARS
        kinds = (kind for kind in PeriodKind if in_order and _fits(kind, first, last - first + 1))
        # A quarter and a half year stand before the year to date of the same months.
        found = min(kinds, key=lambda kind: kind is PeriodKind.YEAR_TO_DATE, default=None)
        return None if found is None else cls(found, first, last)

    @classmethod
    def _of(cls, kind: PeriodKind, year: int, skipped: int, months: int) -> Period:
        _require("year", year, 1, _YEARS[-1])
        first = 12 * year + skipped
        return cls(kind, first, first + months - 1)

    @classmethod
    def parse(cls, value: object) -> Period:
        """Read a period as `str` writes it, or as Chinese plans and bulletins do.

        Args:
            value: A year as an int of four digits, or text of at most 40 characters. Full-width characters
                and any dash are read; an unlisted wording is refused rather than guessed.

        Raises:
            PeriodError: When the value is not one period.
        """
        read = None
        if isinstance(value, str) and len(value) <= _LIMIT:
            read = _read(str(value))
        elif type(value) is int and 1000 <= value <= _YEARS[-1]:
            read = cls.year(value)
        if read is None:
            raise PeriodError(
                f"expected a period, got {value!r}", _FORMS, f"应为时期，写的是 {value!r}", _FORMS_ZH
            )
        return read

    @property
    def start(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.first_year, self.first % 12 + 1, 1)

    @property
    def end(self) -> datetime.date:
        """Its last day, which belongs to it."""
        year, month = self.last_year, self.last % 12 + 1
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def first_year(self) -> int:
        """The year of its first month."""
        return self.first // 12

    @property
    def last_year(self) -> int:
        """The year of its last month."""
        return self.last // 12

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key that sorts periods by their first month, then the shorter ones first, then by kind."""
        return self.first, self.last, self.kind.value

    def contains(self, other: Period) -> bool:
        """Say whether every month of another period belongs to this one.

        Args:
            other: The period that may lie inside.
        """
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Say whether some month belongs to both periods.

        Args:
            other: The other period.
        """
        return self.first <= other.last and other.first <= self.last

    def is_before(self, other: Period) -> bool:
        """Say whether this period has ended when another one starts.

        Args:
            other: The period that may come later.
        """
        return self.last < other.first

    def parts(self, periodicity: Periodicity | str) -> tuple[Period, ...]:
        """Split it into months, quarters, halves or years.

        >>> print(*Period.half(2023, 1).parts("quarter"))
        2023Q1 2023Q2

        Args:
            periodicity: What to split it into, as a `Periodicity` or its word.

        Raises:
            PeriodError: If it is not made up of such periods: 1—8月 has no third quarter to give.
        """
        step = member(Periodicity, periodicity, PeriodError)
        starts = range(self.first, self.last + 1, step.months)
        if self.first % step.months or self.months % step.months:
            raise PeriodError(
                f"cannot split {self} into periods of {step.months} months", "split it into shorter ones"
            )
        return tuple(part for first in starts if (part := Period.of_months(first, first + step.months - 1)))

    def shifted(self, years: int) -> Period:
        """Give the same months of another year; what a figure is compared with 同比 is `shifted(-1)`.

        Args:
            years: How many years later; below 0 for earlier.

        Raises:
            PeriodError: If there is no such year.
        """
        _require("year", self.first_year + years, 1, _YEARS[-1])
        _require("year", self.last_year + years, 1, _YEARS[-1])
        return Period(self.kind, self.first + 12 * years, self.last + 12 * years)

    @property
    def previous(self) -> Period | None:
        """The period of its kind and length just before it, what a figure is compared with 环比.

        None for a year to date, before which there are not as many months of a year, and where there is no
        earlier year.
        """
        first = self.first - self.months
        if self.kind is PeriodKind.YEAR_TO_DATE or first // 12 not in _YEARS:
            return None
        return Period(self.kind, first, self.first - 1)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.parse({str(self)!r})"

    def __str__(self) -> str:
        year, month = f"{self.first_year:04}", self.first % 12
        match self.kind:
            case PeriodKind.YEAR:
                return year
            case PeriodKind.HALF:
                return f"{year}H{month // 6 + 1}"
            case PeriodKind.QUARTER:
                return f"{year}Q{month // 3 + 1}"
            case PeriodKind.MONTH:
                return f"{year}-{month + 1:02}"
            case PeriodKind.YEAR_TO_DATE:
                return f"{year}-01/{self.last % 12 + 1:02}"
            case _:
                return f"{year}-{self.last_year:04}"  # a span


def tile(asked: Period, parts: Iterable[Period]) -> tuple[tuple[Period, ...], int]:
    """Choose, among periods that have figures, those that make up an asked period.

    From the start of the asked period on, the earliest part that fits is taken, and the longest of those
    that start together. No two of the chosen overlap. A year to date is never chosen, for its figures
    already hold those of its months, unless it is itself what was asked.

    >>> quarters = [Period.quarter(2023, 1), Period.quarter(2023, 2), Period.month(2023, 7)]
    >>> chosen, uncovered = tile(Period.year(2023), [Period.month(2023, 1), *quarters])
    >>> [str(period) for period in chosen], uncovered
    (['2023Q1', '2023Q2', '2023-07'], 5)

    Args:
        asked: The period to make up; when it is among the parts, it is the only one chosen.
        parts: The periods to choose from, in any order; repetitions count once.

    Returns:
        The chosen periods from early to late, and how many months of the asked one they leave uncovered.
    """
    inside = {part for part in parts if asked.contains(part)}
    if asked in inside:
        return (asked,), 0
    chosen: list[Period] = []
    reached = asked.first
    for part in sorted(inside, key=lambda part: (part.first, -part.last, part.kind.value)):
        if part.first >= reached and part.kind is not PeriodKind.YEAR_TO_DATE:
            chosen.append(part)
            reached = part.last + 1
    return tuple(chosen), asked.months - sum(part.months for part in chosen)


def cover(asked: Period, parts: Iterable[Period]) -> tuple[tuple[Period, ...], int]:
    """Choose, among periods that have figures, those that make up as much of an asked period as can be.

    Unlike `tile` it takes years to date. Two of them are never chosen together, for each starts with
    January and no two of the chosen overlap: 1—2月 and March make the first quarter, 1—9月 and the fourth
    quarter the year.

    >>> reported = [Period.year_to_date(2023, 6), Period.year_to_date(2023, 9), Period.month(2023, 11)]
    >>> chosen, uncovered = cover(Period.year(2023), reported)
    >>> [str(period) for period in chosen], uncovered
    (['2023-01/09', '2023-11'], 2)

    Args:
        asked: The period to make up; when it is among the parts, it is the only one chosen.
        parts: The periods to choose from, in any order; repetitions count once.

    Returns:
        The chosen periods from early to late, and how many months of the asked one they leave uncovered:
        as few months as possible, then as few years to date, then as few periods.
    """
    inside = {part for part in parts if asked.contains(part)}
    if asked in inside:
        return (asked,), 0
    ordered = sorted(inside, key=lambda part: part.sort_key)
    if all(one.last < other.first for one, other in pairwise(ordered)):  # all of them go together
        return tuple(ordered), asked.months - sum(part.months for part in ordered)
    ways: dict[int, tuple[Period, ...]] = {asked.first: ()}  # the best choice that ends before each month
    for part in ordered:
        before = min((way for month, way in ways.items() if month <= part.first), key=_worth)
        way = (*before, part)
        ways[part.last + 1] = min(way, ways.get(part.last + 1, way), key=_worth)
    chosen = min(ways.values(), key=_worth)
    return chosen, asked.months - sum(part.months for part in chosen)


def _worth(way: tuple[Period, ...]) -> tuple[int, int, int, list[tuple[int, int, str]]]:
    months = sum(part.months for part in way)
    to_date = sum(part.kind is PeriodKind.YEAR_TO_DATE for part in way)
    return -months, to_date, len(way), [part.sort_key for part in way]


def fill(asked: Period, parts: Iterable[Period]) -> tuple[Period, ...] | None:
    """Choose, among periods that have figures, those that make up an asked period without a gap.

    They are chosen as by `cover`.

    >>> print(*fill(Period.quarter(2023, 1), [Period.year_to_date(2023, 2), Period.month(2023, 3)]))
    2023-01/02 2023-03

    Args:
        asked: The period to make up; when it is among the parts, it is the only one chosen.
        parts: The periods to choose from, in any order; repetitions count once.

    Returns:
        The chosen periods from early to late, as few as possible and single ones before years to date;
        None when they leave a gap.
    """
    chosen, uncovered = cover(asked, parts)
    return None if uncovered else chosen


def differs(asked: Period, parts: Iterable[Period]) -> bool:
    """Whether a period that others do not make up is what one report from January on adds to another.

    >>> reported = [Period.year_to_date(2023, 3), Period.year_to_date(2023, 6)]
    >>> differs(Period.quarter(2023, 2), reported), differs(Period.quarter(2023, 3), reported)
    (True, False)

    Args:
        asked: The period.
        parts: The periods that have figures, in any order; those of other years are left aside.
    """
    start = 12 * asked.first_year
    year = sorted(
        (one for one in parts if one.first_year == one.last_year == asked.first_year), key=_from_start
    )
    reached: set[int] = set()  # the months up to which the sum from January on is known
    for one in year:
        if one.first == start or one.first in reached:
            reached.add(one.last + 1)
    steps = [Period.of_months(first, last - 1) for first, last in pairwise(sorted(reached))]
    apart = any(one.kind is PeriodKind.YEAR_TO_DATE for one in year)
    named = [step for step in steps if step is not None] if apart else []
    is_between = {asked.first, asked.last + 1} <= reached
    return fill(asked, year) is None and (is_between or fill(asked, [*year, *named]) is not None)


def _from_start(period: Period) -> tuple[bool, tuple[int, int, str]]:
    """Sort the periods from January on before all others, which may follow them."""
    return period.first % 12 != 0, period.sort_key


def _require(noun: str, value: object, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise PeriodError(
            f"expected a {noun} from {least} to {most}, got {value!r}", "give a whole number in that range"
        )


_Y = "([0-9]{4})"
_YY = f"{_Y} ?年 ?"
_M = "(0?[1-9]|1[0-2])"
_DASH = " ?(?:——|[-‐‑–—―−~至]) ?"
_NUMERALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "上": 1,
    "下": 2,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}

_Reader: TypeAlias = "Callable[[re.Match[str]], Period]"


def _number(text: str) -> int:
    return _NUMERALS[text] if text in _NUMERALS else int(text)


def _with(make: Callable[..., Period]) -> _Reader:
    return lambda match: make(*map(_number, match.groups()))


def _five_years(match: re.Match[str]) -> Period:
    first_year = _number(match[1])
    return Period.span(first_year, first_year + 4)


_WRITTEN: tuple[tuple[PeriodKind, str, _Reader], ...] = (
    (PeriodKind.YEAR, _Y, _with(Period.year)),
    (PeriodKind.YEAR, f"{_Y} ?年", _with(Period.year)),
    (PeriodKind.HALF, f"{_Y} ?H([12])", _with(Period.half)),
    (PeriodKind.HALF, f"{_YY}([上下])半年", _with(Period.half)),
    (PeriodKind.QUARTER, f"{_Y} ?Q([1-4])", _with(Period.quarter)),
    (PeriodKind.QUARTER, f"{_YY}第? ?([一二三四1-4]) ?季度", _with(Period.quarter)),
    (PeriodKind.MONTH, f"{_Y}-(0[1-9]|1[0-2])", _with(Period.month)),
    (PeriodKind.MONTH, f"{_YY}{_M} ?月", _with(Period.month)),
    (PeriodKind.YEAR_TO_DATE, f"{_Y}-01/(0[1-9]|1[0-2])", _with(Period.year_to_date)),
    (PeriodKind.YEAR_TO_DATE, f"{_YY}0?1 ?月?{_DASH}{_M} ?月", _with(Period.year_to_date)),
    (PeriodKind.SPAN, f"{_Y} ?年?{_DASH}{_Y} ?年?", _with(Period.span)),
    (PeriodKind.SPAN, '[“"「]?(十[三四五]五)[”"」]?', _five_years),
)
FORMS: tuple[tuple[PeriodKind, str], ...] = tuple((kind, form) for kind, form, _ in _WRITTEN)
"""How a period is written, once the text is folded and stripped, the case of letters ignored."""
_READERS = tuple((re.compile(form, re.IGNORECASE), reader) for _, form, reader in _WRITTEN)


@functools.lru_cache(maxsize=4096)
def _read(text: str) -> Period | None:
    """Read a text, or give None; files repeat the same few periods, so what was read is kept."""
    plain = folded(text).strip()
    for form, reader in _READERS:
        if match := form.fullmatch(plain):
            try:
                return reader(match)
            except PeriodError:  # the year 0000, or a span the wrong way round
                return None
    return None
