"""By when something is to be done: by the end of a period, all through a year, each year, or for good.

An amount may also be due within a month, quarter or half alone, without what was done before it.
"""

from __future__ import annotations

import datetime
import enum
import re
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import PeriodError
from zoneplan.periods import Period, PeriodKind
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    from zoneplan.layout import Language

__all__ = ["Deadline", "DeadlineKind"]

_LIMIT = 40
ONGOING = frozenset({"长期", "持续推进", "长期坚持", "ongoing"})
"""What is to be kept up for good; the case of letters does not count."""
ALL_YEAR = "(?: ?全年| all year)"
"""What follows a year all through which something is due; the case of letters does not count."""
EACH_YEAR = "(?: ?(?:期间)?(?:每年|各年度?|逐年)| each year)"
"""What follows the years in each of which something is due; the case of letters does not count."""
WITHIN = "(?: ?当[月季期]| alone)"
"""What follows a month, quarter or half within which something is due; the case of letters does not count."""
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""How a day is written by which something is due."""
_ALL_YEAR = re.compile(f"(.+?){ALL_YEAR}", re.IGNORECASE)
_EACH_YEAR = re.compile(f"(.+?){EACH_YEAR}", re.IGNORECASE)
_WITHIN = re.compile(f"(.+?){WITHIN}", re.IGNORECASE)
_DAY = re.compile(DAY)

# 前 alone is read after 上半年 only: whether 10月前 and 2025年前 still hold the month and the year named
# is not settled by usage, and a guess would be wrong by all of it.
END_OF = "(?: ?[底末]前?)?"
"""What may follow a period by whose end something is due."""
_END_OF = re.compile(f"(.+?)(?:{END_OF}|(?<=上半年)前)")
_FORMS = (
    "write 2022-10, 2025, 2023H1, 2022-10-31, 2022年10月底前, 2025年底前, 2022年全年, 2021—2025年每年, "
    "2022-10当月, 长期 or ongoing"
)
_FORMS_ZH = (
    "请写 2022-10、2025、2023H1、2022-10-31、2022年10月底前、2025年底前、2022年全年、2021—2025年每年、"
    "2022-10当月或长期"
)


class DeadlineKind(enum.StrEnum):
    """How a deadline binds.

    >>> Deadline.parse("长期坚持").kind
    <DeadlineKind.ONGOING: 'ongoing'>
    """

    BY_END_OF = "by_end_of"
    ALL_YEAR = "all_year"
    EACH_YEAR = "each_year"
    WITHIN = "within"
    ONGOING = "ongoing"


@attrs.frozen(order=False)  # the default, spelled out because mypy would let `<` pass otherwise
class Deadline:
    """By when something is to be done.

    >>> deadline = Deadline.parse("2022年10月底前")
    >>> print(deadline, deadline.due)
    2022-10 2022-10-31
    >>> print(Deadline.parse("2022年全年"), Deadline.parse("持续推进"), sep="; ")
    2022 all year; ongoing
    >>> print(Deadline.parse("2021—2025年每年"))
    2021-2025 each year
    >>> print(Deadline.parse("2022年10月当月"), Deadline.parse("2022Q3 alone").text("zh"))
    2022-10 alone 2022Q3当季

    Attributes:
        kind: Whether it is to be done by the end of a period, all through a year, in each year of some,
            within a month, quarter or half alone, or for good.
        period: The period at whose end it is due, or whose every year counts; None when it is for good.
        day: The day it is due, when that is not the last day of the period; then the period is its month.

    Raises:
        PeriodError: When the period or the day does not go with the kind.
    """

    kind: DeadlineKind
    period: Period | None = None
    day: datetime.date | None = None

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self._agrees():
            raise PeriodError(
                f"a deadline of kind {self.kind!r} cannot have period {self.period!r} and day {self.day!r}",
                "BY_END_OF takes a period, ALL_YEAR a year, EACH_YEAR a year or several, WITHIN a month, "
                "quarter or half, ONGOING none, and a day goes with its own month",
            )
        if self.period is not None and self.day == self.period.end:
            object.__setattr__(self, "day", None)  # the same deadline must be equal to itself

    def _agrees(self) -> bool:
        if not isinstance(self.kind, DeadlineKind):
            return False  # its text is equal to it, but not the same thing
        if self.day is not None and self.period != Period.month(self.day.year, self.day.month):
            return False
        match self.kind:
            case DeadlineKind.BY_END_OF:
                return self.period is not None
            case DeadlineKind.ALL_YEAR:
                return self.period is not None and self.period.kind is PeriodKind.YEAR
            case DeadlineKind.EACH_YEAR:
                return self.period is not None and self.period.kind in {PeriodKind.YEAR, PeriodKind.SPAN}
            case DeadlineKind.WITHIN:
                return self.period is not None and self.period.kind in _PARTS
            case _:
                return self.period is None  # ongoing

    @classmethod
    def parse(cls, value: object) -> Deadline:
        """Read a deadline as `str` writes it, or as Chinese plans do.

        A period alone, and a period with 底, 末, 底前 or 末前, mean its last day. 2022年10月前 and 2025年前
        are refused: they may or may not hold the month or year they name.

        Args:
            value: A year as an int, or text of at most 40 characters.

        Raises:
            PeriodError: When the value is not a deadline that can be read without guessing.
        """
        text = value.strip() if isinstance(value, str) and len(value) <= _LIMIT else ""
        if text.lower() in ONGOING:
            return cls(DeadlineKind.ONGOING)
        try:
            if _DAY.fullmatch(text):
                day = datetime.date.fromisoformat(text)
                return cls(DeadlineKind.BY_END_OF, Period.month(day.year, day.month), day)
            if match := _ALL_YEAR.fullmatch(text):
                return cls(DeadlineKind.ALL_YEAR, Period.parse(match[1]))
            if match := _EACH_YEAR.fullmatch(text):
                return cls(DeadlineKind.EACH_YEAR, Period.parse(match[1]))
            if match := _WITHIN.fullmatch(text):
                return cls(DeadlineKind.WITHIN, Period.parse(match[1]))
            match = _END_OF.fullmatch(text)
            return cls(DeadlineKind.BY_END_OF, Period.parse(match[1] if match else value))
        except ValueError:
            raise PeriodError(
                f"expected a deadline, got {value!r}", _FORMS, f"应为完成时限，写的是 {value!r}", _FORMS_ZH
            ) from None

    @property
    def due(self) -> datetime.date | None:
        """The last day on which it can still be done in time; None when it is for good."""
        return self.day or (None if self.period is None else self.period.end)

    def text(self, language: Language = "en") -> str:
        """Write the deadline as `parse` reads it.

        >>> print(Deadline.parse("2022 all year").text("zh"), Deadline.parse("ongoing").text("zh"))
        2022全年 长期

        Args:
            language: `en` or `zh`.
        """
        chinese = language == "zh"
        if self.kind is DeadlineKind.ONGOING:
            return "长期" if chinese else "ongoing"
        if self.day is not None:
            return self.day.isoformat()
        if self.kind is DeadlineKind.WITHIN and self.period is not None:
            return f"{self.period}{_PARTS[self.period.kind] if chinese else ' alone'}"
        return f"{self.period}{_SUFFIXES.get(self.kind, ('', ''))[chinese]}"

    def __str__(self) -> str:
        return self.text()


_PARTS = {PeriodKind.MONTH: "当月", PeriodKind.QUARTER: "当季", PeriodKind.HALF: "当期"}
_SUFFIXES = {DeadlineKind.ALL_YEAR: (" all year", "全年"), DeadlineKind.EACH_YEAR: (" each year", "每年")}
