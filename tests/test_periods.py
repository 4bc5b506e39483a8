from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import PeriodError
from zoneplan.periods import Period, PeriodKind, tile

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = (
    "write 2023, 2023H1, 2023Q2, 2023-06, 2023-01/09 for January to September, or 2023-2025; "
    "2023年, 2023年上半年, 2023年二季度, 2023年6月, 2023年1—9月, 2023—2025年 and 十四五 are read too"
)


def periods(first_year: int = 1, last_year: int = 9999) -> st.SearchStrategy[Period]:
    """Periods of every kind."""
    years = st.integers(first_year, last_year)
    return st.one_of(
        st.builds(Period.year, years),
        st.builds(Period.half, years, st.integers(1, 2)),
        st.builds(Period.quarter, years, st.integers(1, 4)),
        st.builds(Period.month, years, st.integers(1, 12)),
        st.builds(Period.year_to_date, years, st.integers(1, 12)),
        st.tuples(years, years).map(lambda pair: Period.span(*sorted(pair))),
    )


def months_of(period: Period) -> set[int]:
    """The ordinals of all its months."""
    return set(range(period.first, period.last + 1))


def with_shuffled(parts: list[Period]) -> st.SearchStrategy[tuple[list[Period], list[Period]]]:
    """The parts, and the same parts in another order."""
    return st.tuples(st.just(parts), st.permutations(parts))


class TestConstruction:
    """Only periods of the calendar can be made."""

    @pytest.mark.parametrize(
        ("period", "kind", "start", "end", "months"),
        [
            (Period.year(2023), PeriodKind.YEAR, "2023-01-01", "2023-12-31", 12),
            (Period.half(2023, 1), PeriodKind.HALF, "2023-01-01", "2023-06-30", 6),
            (Period.quarter(2023, 2), PeriodKind.QUARTER, "2023-04-01", "2023-06-30", 3),
            (Period.month(2024, 2), PeriodKind.MONTH, "2024-02-01", "2024-02-29", 1),
            (Period.year_to_date(2023, 9), PeriodKind.YEAR_TO_DATE, "2023-01-01", "2023-09-30", 9),
            (Period.span(2023, 2025), PeriodKind.SPAN, "2023-01-01", "2025-12-31", 36),
            (Period.year(9999), PeriodKind.YEAR, "9999-01-01", "9999-12-31", 12),
            (Period.year(1), PeriodKind.YEAR, "0001-01-01", "0001-12-31", 12),
        ],
    )
    def test_named_constructors(
        self, period: Period, kind: PeriodKind, start: str, end: str, months: int
    ) -> None:
        """Each named constructor gives the kind and the days its name says."""
        actual = (period.kind, period.start.isoformat(), period.end.isoformat(), period.months)
        assert (kind, start, end, months) == actual

    def test_same_figures_have_one_name(self) -> None:
        """Up to January is January, up to December and a span of one year are the year."""
        assert Period.month(2023, 1) == Period.year_to_date(2023, 1)
        assert Period.year(2023) == Period.year_to_date(2023, 12) == Period.span(2023, 2023)

    def test_half_year_is_not_year_to_date(self) -> None:
        """The first half and 1—6月 have the same months and are still two periods."""
        assert Period.half(2023, 1) != Period.year_to_date(2023, 6)

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: Period.year(0), "expected a year from 1 to 9999, got 0"),
            (lambda: Period.year(10000), "expected a year from 1 to 9999, got 10000"),
            (lambda: Period.year(True), "expected a year from 1 to 9999, got True"),
            (lambda: Period.year(2023.0), "expected a year from 1 to 9999, got 2023.0"),  # type: ignore[arg-type]
            (lambda: Period.half(2023, 3), "expected a half year from 1 to 2, got 3"),
            (lambda: Period.quarter(2023, 0), "expected a quarter from 1 to 4, got 0"),
            (lambda: Period.month(2023, 13), "expected a month from 1 to 12, got 13"),
            (lambda: Period.year_to_date(2023, 0), "expected a month from 1 to 12, got 0"),
            (lambda: Period.span(2023, 10000), "expected a year from 1 to 9999, got 10000"),
            (lambda: Period.span(0, 2023), "expected a year from 1 to 9999, got 0"),
        ],
    )
    def test_no_period_outside_the_calendar(self, make: Callable[[], Period], message: str) -> None:
        """A number outside its range is refused with the range."""
        with pytest.raises(PeriodError) as caught:
            make()
        assert f"{message}\ngive a whole number in that range" == str(caught.value)

    def test_reversed_span_is_refused(self) -> None:
        """A span whose years stand the wrong way round is refused."""
        with pytest.raises(PeriodError) as caught:
            Period.span(2025, 2023)
        expected = "a span cannot end in 2023, before it starts in 2025\nswap the years"
        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        ("kind", "first", "last"),
        [
            (PeriodKind.YEAR, 24276, 24286),
            (PeriodKind.YEAR, 24277, 24288),
            (PeriodKind.HALF, 24279, 24284),
            (PeriodKind.QUARTER, 24277, 24279),
            (PeriodKind.MONTH, 24276, 24277),
            (PeriodKind.MONTH, 24277, 24276),
            (PeriodKind.YEAR_TO_DATE, 24276, 24276),
            (PeriodKind.YEAR_TO_DATE, 24276, 24287),
            (PeriodKind.YEAR_TO_DATE, 24277, 24279),
            (PeriodKind.SPAN, 24276, 24287),
            (PeriodKind.SPAN, 24276, 24300),
            (PeriodKind.SPAN, 24282, 24305),
            (PeriodKind.YEAR, 0, 11),
            (PeriodKind.SPAN, 119988, 120011),
            (PeriodKind.MONTH, 24276.0, 24276.0),
            ("year", 24276, 24287),
        ],
    )
    def test_months_that_are_no_period_are_refused(self, kind: PeriodKind, first: int, last: int) -> None:
        """Months that do not make up one period of the kind cannot be put together."""
        with pytest.raises(PeriodError) as caught:
            Period(kind, first, last)
        assert (
            f"months {first!r} to {last!r} are not one period of kind {kind!r}\n"
            "make periods with Period.parse, Period.year, Period.quarter and the other class methods"
        ) == str(caught.value)


class TestText:
    """Periods are written and read."""

    @given(periods())
    def test_parse_is_inverse_of_str(self, period: Period) -> None:
        """What `str` writes, `parse` reads back."""
        assert period == Period.parse(str(period))

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (2023, "2023"),
            ("2023", "2023"),
            (" 2023年 ", "2023"),
            ("２０２３年", "2023"),
            ("2023h2", "2023H2"),
            ("2023年上半年", "2023H1"),
            ("2023 年 下半年", "2023H2"),
            ("2023q3", "2023Q3"),
            ("2023年一季度", "2023Q1"),
            ("2023年第二季度", "2023Q2"),
            ("2023年第 3 季度", "2023Q3"),
            ("2023年四季度", "2023Q4"),
            ("2023年4季度", "2023Q4"),
            ("2023-06", "2023-06"),
            ("2023年6月", "2023-06"),
            ("2023年06月", "2023-06"),
            ("2023 年 12 月", "2023-12"),
            ("2023-01/09", "2023-01/09"),
            ("2023-01/12", "2023"),
            ("2023年1—6月", "2023-01/06"),
            ("2023年1-6月", "2023-01/06"),
            ("2023年1–11月", "2023-01/11"),
            ("2023年1～9月", "2023-01/09"),
            ("2023年1~9月", "2023-01/09"),
            ("2023年1月至9月", "2023-01/09"),
            ("2023年1——12月", "2023"),
            ("2023-2025", "2023-2025"),
            ("2023-2025年", "2023-2025"),
            ("2023~2025年", "2023-2025"),
            ("2023—2025", "2023-2025"),
            ("2023年至2025年", "2023-2025"),
            ("2023 — 2025 年", "2023-2025"),
            ("2023-2023", "2023"),
            ("十三五", "2016-2020"),
            ("“十四五”", "2021-2025"),
            ("十五五", "2026-2030"),
        ],
    )
    def test_spellings_are_read(self, value: object, text: str) -> None:
        """The ways plans and bulletins write a period are read as that period."""
        assert text == str(Period.parse(value))

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "23",
            "0000",
            "2023-13",
            "2023-6",
            "2023-6-1",
            "2023年13月",
            "2023H3",
            "2023Q5",
            "2023年五季度",
            "2023年3—6月",
            "2023-02/09",
            "2025-2023",
            "202³",
            "2023年1²月",
            "٢٠٢٣",
            "2023年底",
            "2023年前后",
            "十四五六",
            "2023" + " " * 37,
            22,
            -2023,
            12023,
            True,
            2023.0,
            None,
            ["2023"],
        ],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        """What is not one period in a listed form is refused, even after its look-alike was read."""
        Period.parse(2023)
        with pytest.raises(PeriodError) as caught:
            Period.parse(value)
        assert f"expected a period, got {value!r}\n{FORMS}" == str(caught.value)


class TestOrder:
    """Periods lie in time."""

    @given(periods(2020, 2026), periods(2020, 2026))
    def test_relations_agree_with_months(self, a: Period, b: Period) -> None:
        """Containing, overlapping and coming before are what their months say."""
        expected = (
            months_of(a) >= months_of(b),
            bool(months_of(a) & months_of(b)),
            max(months_of(a)) < min(months_of(b)),
        )
        assert expected == (a.contains(b), a.overlaps(b), a.is_before(b))

    @given(periods(), periods())
    def test_sort_key_tells_periods_apart(self, a: Period, b: Period) -> None:
        """Two periods have one sort key only if they are equal, and an earlier one sorts first."""
        assert (a == b) == (a.sort_key == b.sort_key)
        assert not a.is_before(b) or a.sort_key < b.sort_key

    def test_periods_are_not_ordered(self) -> None:
        """Periods may overlap, so `<` is not defined on them."""
        with pytest.raises(TypeError):
            Period.year(2023) < Period.year(2024)  # type: ignore[operator]  # noqa: B015

    @given(periods())
    def test_days_and_months_agree(self, period: Period) -> None:
        """The first day opens the first month, and the day after the last one opens the next."""
        assert (period.first_year, 1) == (period.start.year, period.start.day)
        assert period.last_year == period.end.year
        if period.end < datetime.date.max:
            following = period.end + datetime.timedelta(days=1)
            assert (period.last + 1, 1) == (12 * following.year + following.month - 1, following.day)


class TestTile:
    """A period is made up from others."""

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12))
    def test_tile_never_overlaps_and_months_add_up(self, asked: Period, parts: list[Period]) -> None:
        """The chosen parts lie in order inside what was asked, and with the uncovered months fill it."""
        chosen, uncovered = tile(asked, parts)
        assert set(chosen) <= set(parts)
        assert all(asked.contains(part) for part in chosen)
        assert all(one.is_before(next_one) for one, next_one in itertools.pairwise(chosen))
        assert asked.months == uncovered + sum(part.months for part in chosen)

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12).flatmap(with_shuffled))
    def test_tile_does_not_depend_on_order(
        self, asked: Period, parts: tuple[list[Period], list[Period]]
    ) -> None:
        """Neither the order of the parts nor their repetition changes the choice."""
        once, shuffled = parts
        assert tile(asked, once) == tile(asked, shuffled + once)

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12))
    def test_nothing_left_out_would_still_fit(self, asked: Period, parts: list[Period]) -> None:
        """Every part inside that was not chosen overlaps a chosen one, or is a year to date."""
        chosen, _ = tile(asked, parts)
        for part in parts:
            assert (
                not asked.contains(part)
                or part.kind is PeriodKind.YEAR_TO_DATE
                or any(part.overlaps(each) for each in chosen)
            )

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12))
    def test_asked_period_is_its_own_tile(self, asked: Period, parts: list[Period]) -> None:
        """When the asked period is there, it alone is chosen."""
        assert ((asked,), 0) == tile(asked, [*parts, asked])

    @pytest.mark.parametrize(
        ("asked", "parts", "chosen", "uncovered"),
        [
            (
                "2023",
                ["2023Q1", "2023H1", "2023Q3", "2023-12", "2023-01"],
                ["2023H1", "2023Q3", "2023-12"],
                2,
            ),
            ("2023", ["2023-01/09", "2023Q4"], ["2023Q4"], 9),
            ("2023-01/06", ["2023Q1", "2023Q2", "2023-01/03"], ["2023Q1", "2023Q2"], 0),
            ("2021-2025", ["2021-2022", "2022-2025", "2023", "2020-2024"], ["2021-2022", "2023"], 24),
            ("2023Q1", ["2023", "2023Q2"], [], 3),
        ],
    )
    def test_tile_by_hand(self, asked: str, parts: list[str], chosen: list[str], uncovered: int) -> None:
        """The earliest part is taken first, of those that start together the longest."""
        actual, months = tile(Period.parse(asked), map(Period.parse, parts))
        assert (chosen, uncovered) == ([str(period) for period in actual], months)
