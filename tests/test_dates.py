from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import strategies
from zoneplan.dates import as_date, as_moment, first_day, last_day
from zoneplan.errors import PeriodError
from zoneplan.periods import Period

DAY = datetime.date(2023, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2023-06-03",
        "2023-6-3",
        "2023.6.3",
        "2023/06/03",
        "2023年6月3日",
        " 2023 年 6 月 3 日 ",
        "２０２３年６月３日",
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    """Year, month and day in this order are one day, whatever stands between them."""
    assert DAY == as_date(text)


@given(st.dates())
def test_reading_a_written_day_gives_it_back(day: datetime.date) -> None:
    """`str` and `as_date` are inverse to each other, and a day is taken as it is."""
    assert (day, day) == (as_date(str(day)), as_date(day))


@pytest.mark.parametrize(
    "value",
    [
        None,
        20230603,
        "2023-06",
        "2023-06-31",
        "6/3/2023",
        "2023-06/03",
        "昨天",
        "2023-06-03" + " " * 40,
        datetime.datetime(2023, 6, 3, tzinfo=datetime.UTC),
    ],
)
def test_what_is_no_day_is_refused(value: object) -> None:
    """A month, a day that there is not, a time and anything else is no day."""
    with pytest.raises(PeriodError) as caught:
        as_date(value)
    assert f"expected a day, got {value!r}\nwrite it as 2023-06-30, 2023.6.30 or 2023年6月30日" == str(
        caught.value
    )


def test_a_moment_is_a_day_or_a_period() -> None:
    """What reads as a day is a day; all else has to be a period."""
    moments = [as_moment(value) for value in ("2023-06-03", DAY, "2023年6月", Period.year(2023), 2023)]
    assert [DAY, DAY, Period.month(2023, 6), Period.year(2023), Period.year(2023)] == moments


@pytest.mark.parametrize("value", [None, "年底", "2023-06-31", "x" * 50])
def test_what_is_no_moment_is_refused(value: object) -> None:
    """The refusal names the value, and the forms of days and periods."""
    with pytest.raises(PeriodError) as caught:
        as_moment(value)
    first, second = str(caught.value).splitlines()
    assert f"expected a day or a period, got {value!r}" == first
    assert second.startswith("write it as 2023-06-30, 2023.6.30 or 2023年6月30日; a period: 2023, 2023H1,")


@given(st.dates() | strategies.periods())
def test_a_moment_lies_between_its_first_and_last_day(moment: datetime.date | Period) -> None:
    """A day is both; a period runs from one to the other."""
    assert first_day(moment) <= last_day(moment)
    assert isinstance(moment, Period) or first_day(moment) == last_day(moment) == moment
