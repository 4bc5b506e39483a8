from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import PeriodError
from zoneplan.periods import Period

if TYPE_CHECKING:
    from zoneplan.layout import Language

FORMS = (
    "write 2022-10, 2025, 2023H1, 2022-10-31, 2022年10月底前, 2025年底前, 2022年全年, 2021—2025年每年, "
    "2022-10当月, 长期 or ongoing"
)


def deadlines() -> st.SearchStrategy[Deadline]:
    """Deadlines of every kind, by periods and by days."""
    years = st.integers(1, 9999)
    due = st.one_of(
        st.builds(Period.year, years),
        st.builds(Period.half, years, st.integers(1, 2)),
        st.builds(Period.quarter, years, st.integers(1, 4)),
        st.builds(Period.month, years, st.integers(1, 12)),
        st.builds(Period.year_to_date, years, st.integers(1, 12)),
        st.tuples(years, years).map(lambda pair: Period.span(*sorted(pair))),
    )
    return st.one_of(
        due.map(lambda period: Deadline(DeadlineKind.BY_END_OF, period)),
        due.filter(lambda period: period.kind.value in {"month", "quarter", "half"}).map(
            lambda period: Deadline(DeadlineKind.WITHIN, period)
        ),
        st.dates().map(by_day),
        years.map(lambda year: Deadline(DeadlineKind.ALL_YEAR, Period.year(year))),
        st.tuples(years, years).map(
            lambda pair: Deadline(DeadlineKind.EACH_YEAR, Period.span(*sorted(pair)))
        ),
        st.just(Deadline(DeadlineKind.ONGOING)),
    )


def by_day(day: datetime.date) -> Deadline:
    """The deadline that is due on a day."""
    return Deadline(DeadlineKind.BY_END_OF, Period.month(day.year, day.month), day)


@given(deadlines())
def test_parse_is_inverse_of_str(deadline: Deadline) -> None:
    """What `str` writes, `parse` reads back."""
    assert deadline == Deadline.parse(str(deadline))


@given(st.dates())
def test_day_is_due_on_that_day(day: datetime.date) -> None:
    """A deadline read from a day is due on that very day."""
    assert day == Deadline.parse(day.isoformat()).due


def test_last_day_of_a_month_is_the_month() -> None:
    """A deadline at the last day of a month is equal to that month's."""
    assert Deadline.parse("2022-10") == Deadline.parse("2022-10-31")
    assert Deadline.parse("2022-10") != Deadline.parse("2022-10-30")


@pytest.mark.parametrize(
    ("value", "text", "due"),
    [
        ("2022年10月底前", "2022-10", datetime.date(2022, 10, 31)),
        ("2022年10月底", "2022-10", datetime.date(2022, 10, 31)),
        ("2022 年 10 月末前", "2022-10", datetime.date(2022, 10, 31)),
        ("2022-10", "2022-10", datetime.date(2022, 10, 31)),
        ("2022-10-15", "2022-10-15", datetime.date(2022, 10, 15)),
        ("2025年底前", "2025", datetime.date(2025, 12, 31)),
        ("2025年末", "2025", datetime.date(2025, 12, 31)),
        ("2025", "2025", datetime.date(2025, 12, 31)),
        (2025, "2025", datetime.date(2025, 12, 31)),
        ("2023H1", "2023H1", datetime.date(2023, 6, 30)),
        ("2023年上半年前", "2023H1", datetime.date(2023, 6, 30)),
        ("2023年三季度末前", "2023Q3", datetime.date(2023, 9, 30)),
        ("“十四五”末", "2021-2025", datetime.date(2025, 12, 31)),
        ("2022年全年", "2022 all year", datetime.date(2022, 12, 31)),
        ("2022全年", "2022 all year", datetime.date(2022, 12, 31)),
        ("2022 All Year", "2022 all year", datetime.date(2022, 12, 31)),
        ("2022年10月当月", "2022-10 alone", datetime.date(2022, 10, 31)),
        ("2022年三季度当季", "2022Q3 alone", datetime.date(2022, 9, 30)),
        ("2023H2 当期", "2023H2 alone", datetime.date(2023, 12, 31)),
        ("2022-10 Alone", "2022-10 alone", datetime.date(2022, 10, 31)),
        ("2021—2025年每年", "2021-2025 each year", datetime.date(2025, 12, 31)),
        ("“十四五”期间各年度", "2021-2025 each year", datetime.date(2025, 12, 31)),
        ("2021-2025 each year", "2021-2025 each year", datetime.date(2025, 12, 31)),
        ("长期", "ongoing", None),
        ("持续推进", "ongoing", None),
        ("长期坚持", "ongoing", None),
        (" Ongoing ", "ongoing", None),
    ],
)
def test_spellings_are_read(value: object, text: str, due: datetime.date | None) -> None:
    """The ways plans write a deadline are read with the day it is due."""
    deadline = Deadline.parse(value)
    assert (text, due) == (str(deadline), deadline.due)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "全年",
        "底前",
        "2022年10月前",
        "2025年前",
        "2023年下半年前",
        "2023年一季度前",
        "2022-02-30",
        "20221031",
        "2022年上半年全年",
        "年底前",
        "2022当期",
        "2022年1—9月当期",
        "2022-10-15当月",
        "ongoing" + " " * 40,
        "2025年底前" + " " * 40,
        22,
        True,
        2025.0,
        None,
    ],
)
def test_anything_else_is_refused(value: object) -> None:
    """What is no deadline, or could be read in two ways, is refused with the forms that can be read."""
    with pytest.raises(PeriodError) as caught:
        Deadline.parse(value)
    assert f"expected a deadline, got {value!r}\n{FORMS}" == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "period", "day"),
    [
        (DeadlineKind.BY_END_OF, None, None),
        (DeadlineKind.ALL_YEAR, None, None),
        (DeadlineKind.ALL_YEAR, Period.half(2022, 1), None),
        (DeadlineKind.EACH_YEAR, Period.half(2022, 1), None),
        (DeadlineKind.EACH_YEAR, None, None),
        (DeadlineKind.WITHIN, None, None),
        (DeadlineKind.WITHIN, Period.year(2022), None),
        (DeadlineKind.ONGOING, Period.year(2022), None),
        (DeadlineKind.ONGOING, None, datetime.date(2022, 10, 15)),
        (DeadlineKind.BY_END_OF, Period.month(2022, 9), datetime.date(2022, 10, 15)),
        (DeadlineKind.BY_END_OF, Period.year(2022), datetime.date(2022, 12, 31)),
        ("ongoing", None, None),
    ],
)
def test_period_and_day_go_with_the_kind(
    kind: DeadlineKind, period: Period | None, day: datetime.date | None
) -> None:
    """A deadline whose period or day does not go with its kind cannot be made."""
    with pytest.raises(PeriodError) as caught:
        Deadline(kind, period, day)
    assert (
        f"a deadline of kind {kind!r} cannot have period {period!r} and day {day!r}\n"
        "BY_END_OF takes a period, ALL_YEAR a year, EACH_YEAR a year or several, WITHIN a month, "
        "quarter or half, ONGOING none, and a day goes with its own month"
    ) == str(caught.value)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "text", ["2022-10", "2022-10-15", "2022全年", "2021-2025每年", "2022-10当月", "2022Q3当季", "长期"]
)
def test_a_deadline_is_written_as_it_is_read_in_both_languages(text: str, language: Language) -> None:
    """`parse` reads what `text` writes; in Chinese it is what was read."""
    deadline = Deadline.parse(text)
    assert deadline == Deadline.parse(deadline.text(language))
    assert language == "en" or text == deadline.text(language)
