"""Days, and moments that are known to the day or only to a period."""

from __future__ import annotations

import datetime
import re
from typing import Final, TypeAlias

from zoneplan.errors import PeriodError
from zoneplan.periods import Period
from zoneplan.texts import folded

__all__ = ["Moment", "as_date", "as_moment", "first_day", "last_day"]

Moment: TypeAlias = datetime.date | Period
"""When something happened: a day, or a period in which it did."""

_LIMIT: Final = 40
DAY_FORMS: Final = (
    "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})",
    r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})",
    "([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
    "([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日",
)
"""How a day is written, once the text is folded."""
_DAYS: Final = tuple(re.compile(form) for form in DAY_FORMS)
_DAY_FORM: Final = "write it as 2023-06-30, 2023.6.30 or 2023年6月30日"
_DAY_FORM_ZH: Final = "请写 2023-06-30、2023.6.30 或 2023年6月30日"


def as_date(value: object) -> datetime.date:
    """Take a day as it is or from its text.

    A time of day is refused: a register counts whole days, and which day a time falls on depends on where
    one stands.

    >>> as_date("2023年6月30日")
    datetime.date(2023, 6, 30)

    Args:
        value: A `datetime.date`, or text of at most 40 characters.

    Raises:
        PeriodError: If it is no day, or there is none such.
    """
    if type(value) is datetime.date:
        return value
    found = _read(value) if isinstance(value, str) and len(value) <= _LIMIT else None
    if found is None:
        raise PeriodError(
            f"expected a day, got {value!r}", _DAY_FORM, f"应为日期，写的是 {value!r}", _DAY_FORM_ZH
        )
    return found


def _read(text: str) -> datetime.date | None:
    """Read a day, or give None; there is no 31 June."""
    plain = folded(text).strip()
    for form in _DAYS:
        if match := form.fullmatch(plain):
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                return None
    return None


def as_moment(value: object) -> Moment:
    """Take a day or a period as it is or from its text.

    >>> print(as_moment("2023-06-30"), as_moment("2023年6月"), as_moment(2023))
    2023-06-30 2023-06 2023

    Args:
        value: A `datetime.date`, a `Period`, a year, or the text of a day or period.

    Raises:
        PeriodError: If it is neither.
    """
    if type(value) is datetime.date or isinstance(value, Period):
        return value
    if isinstance(value, str) and len(value) <= _LIMIT and (day := _read(value)) is not None:
        return day
    try:
        return Period.parse(value)
    except PeriodError as error:
        raise PeriodError(
            f"expected a day or a period, got {value!r}",
            f"{_DAY_FORM}; a period: {error.remedy.removeprefix('write ')}",
            f"应为日期或时期，写的是 {value!r}",
            f"{_DAY_FORM_ZH}；时期{error.remedy_zh}",
        ) from None


def first_day(moment: Moment) -> datetime.date:
    """Give the earliest day that a moment can be."""
    return moment.start if isinstance(moment, Period) else moment


def last_day(moment: Moment) -> datetime.date:
    """Give the day by which a moment has surely come."""
    return moment.end if isinstance(moment, Period) else moment
