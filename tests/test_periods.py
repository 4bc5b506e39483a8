from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import PeriodError
from zoneplan.periods import Period, Periodicity, PeriodKind, cover, differs, fill, tile

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


class TestNeighbours:
    """Periods are named by their months, split, shifted and followed back."""

    @given(periods(2020, 2025))
    def test_months_give_the_period_back(self, period: Period) -> None:
        """Months have the name of the period they came from, but for 1—3月 and 1—6月."""
        named = Period.of_months(period.first, period.last)
        same = {Period.year_to_date(period.first_year, 3): 1, Period.year_to_date(period.first_year, 6): 1}
        assert named is not None
        assert (period.first, period.last) == (named.first, named.last)
        assert named == period or period in same

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            ("2023-07", "2023-08", None),
            ("2023-02", "2023-12", None),
            ("2023-12", "2023-01", None),
            ("2023-07", "2023-09", "2023Q3"),
            ("2023-07", "2023-12", "2023H2"),
            ("2023-01", "2023-02", "2023-01/02"),
            ("2023-01", "2023-06", "2023H1"),
            ("2022-01", "2023-12", "2022-2023"),
        ],
    )
    def test_months_that_have_a_name(self, first: str, last: str, expected: str | None) -> None:
        """July to September are a quarter, July and August nothing."""
        found = Period.of_months(Period.parse(first).first, Period.parse(last).last)
        assert expected == (None if found is None else str(found))

    @pytest.mark.parametrize("months", [(0, 11), (12 * 10_000, 12 * 10_000 + 11)])
    def test_months_of_no_year_have_no_name(self, months: tuple[int, int]) -> None:
        """There is no year 0, and none after 9999."""
        assert Period.of_months(*months) is None

    @given(periods(2020, 2025), st.sampled_from(Periodicity))
    def test_parts_fill_their_period(self, period: Period, periodicity: Periodicity) -> None:
        """The parts are of the length asked for and make up the period; else splitting is refused."""
        if period.first % periodicity.months or period.months % periodicity.months:
            with pytest.raises(PeriodError) as caught:
                period.parts(periodicity)
            expected = f"cannot split {period} into periods of {periodicity.months} months"
            assert f"{expected}\nsplit it into shorter ones" == str(caught.value)
            return
        parts = period.parts(periodicity)
        assert parts == (period,) or fill(period, parts) == parts
        assert {periodicity.months} == {part.months for part in parts}

    def test_parts_by_word(self) -> None:
        """A half year has two quarters; a week is no part of it."""
        assert [Period.quarter(2023, 3), Period.quarter(2023, 4)] == list(
            Period.half(2023, 2).parts("quarter")
        )
        with pytest.raises(PeriodError, match=r"^expected one of month, quarter, half, year, got 'week'\n"):
            Period.half(2023, 2).parts("week")

    @given(periods(2020, 2025), st.integers(-50, 50))
    def test_shifting_there_and_back_changes_nothing(self, period: Period, years: int) -> None:
        """The same months so many years later, and as many earlier, are the same period."""
        assert period == period.shifted(years).shifted(-years)
        assert period.first_year + years == period.shifted(years).first_year

    @pytest.mark.parametrize("years", [-2023, 7977])
    def test_shifting_out_of_all_years_is_refused(self, years: int) -> None:
        """There is no year 0 and no year 10000."""
        with pytest.raises(PeriodError, match=r"^expected a year from 1 to 9999, got (0|10000)\n"):
            Period.year(2023).shifted(years)

    @given(periods(2020, 2025))
    def test_the_previous_period_ends_where_this_one_starts(self, period: Period) -> None:
        """It is of the same kind and length; a year to date has none."""
        before = period.previous
        if before is None:
            assert period.kind is PeriodKind.YEAR_TO_DATE
        else:
            assert (period.kind, period.months, period.first - 1) == (before.kind, before.months, before.last)

    def test_the_first_month_has_none_before_it(self) -> None:
        """Before January of the year 1 there is nothing."""
        assert Period.month(1, 1).previous is None


class TestFill:
    """A period is made up of others without a gap, years to date among them."""

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12).flatmap(with_shuffled))
    def test_fill_leaves_no_gap_and_no_overlap(
        self, asked: Period, parts: tuple[list[Period], list[Period]]
    ) -> None:
        """What is chosen follows on each other from start to end, in whatever order it is offered."""
        once, shuffled = parts
        chosen = fill(asked, once)
        assert chosen == fill(asked, shuffled + once)
        if chosen is not None:
            assert set(chosen) <= set(once)
            assert (asked.first, asked.last) == (chosen[0].first, chosen[-1].last)
            assert all(one.last + 1 == other.first for one, other in itertools.pairwise(chosen))
        else:
            assert tile(asked, once)[1]

    @given(periods(2020, 2025), st.lists(periods(2020, 2025), max_size=12).flatmap(with_shuffled))
    def test_cover_leaves_no_more_out_than_single_periods(
        self, asked: Period, parts: tuple[list[Period], list[Period]]
    ) -> None:
        """What is chosen does not overlap, covers at least what single periods do, in whatever order."""
        once, shuffled = parts
        chosen, uncovered = cover(asked, once)
        assert (chosen, uncovered) == cover(asked, shuffled + once)
        assert uncovered == asked.months - sum(part.months for part in chosen)
        assert uncovered <= tile(asked, once)[1]
        assert set(chosen) <= set(once)
        assert all(one.is_before(other) for one, other in itertools.pairwise(chosen))

    @pytest.mark.parametrize(
        ("asked", "parts", "expected"),
        [
            ("2023Q2", ["2023-01/03", "2023-01/06"], True),
            ("2023Q2", ["2023Q1", "2023H1"], True),
            ("2023Q4", ["2023-01/06", "2023Q3", "2023"], True),
            ("2023-02", ["2023-01", "2023-01/02"], True),
            ("2023Q4", ["2023-10", "2023-01/10", "2023-01/11", "2023-12"], True),
            ("2023Q2", ["2023-01/03", "2023-01/05"], False),
            ("2023Q2", ["2022-01/03", "2022-01/06"], False),
            ("2023Q2", ["2023-01/03", "2023-01/06", "2023Q2"], False),
            ("2023Q1", ["2023-01/02", "2023-03"], False),
            ("2023", ["2023-01/09"], False),
        ],
    )
    def test_differences_by_hand(self, asked: str, parts: list[str], expected: bool) -> None:
        """What two reports from January on give is told from what is reported or missing."""
        assert expected is differs(Period.parse(asked), map(Period.parse, parts))

    @pytest.mark.parametrize(
        ("asked", "parts", "chosen"),
        [
            ("2023Q1", ["2023-01/02", "2023-03"], "2023-01/02 2023-03"),
            ("2023", ["2023-01/06", "2023-01/09", "2023Q4"], "2023-01/09 2023Q4"),
            ("2023", ["2023-01/09", "2023H1", "2023Q3", "2023Q4"], "2023H1 2023Q3 2023Q4"),
            ("2023H1", ["2023-01/06"], "2023-01/06"),
            ("2023", ["2023-01/09", "2023-12"], None),
            ("2023Q1", ["2023"], None),
        ],
    )
    def test_fill_by_hand(self, asked: str, parts: list[str], chosen: str | None) -> None:
        """Single periods are taken before years to date, and few before many."""
        found = fill(Period.parse(asked), map(Period.parse, parts))
        assert chosen == (None if found is None else " ".join(map(str, found)))

    @pytest.mark.parametrize("text", ["2023年1—2月", "2023年1-2月", "2023年01月—02月", "2023-01/02"])
    def test_combined_january_and_february_are_one_period(self, text: str) -> None:
        """1—2月 is published as one."""
        assert Period.year_to_date(2023, 2) == Period.parse(text)


@given(periods(1, 9999))
def test_repr_is_code_that_gives_the_period(period: Period) -> None:
    """What is shown of a period can be typed in again."""
    assert period == eval(repr(period))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("月", "month"),
        ("季", "quarter"),
        ("季度", "quarter"),
        ("半年", "half"),
        ("年", "year"),
        ("年度", "year"),
    ],
)
def test_periodicities_have_chinese_words(word: str, expected: str) -> None:
    """What may be asked for in English may be asked for in Chinese."""
    assert Periodicity(expected) is Periodicity(word)
    assert Period.year(2023).parts(expected) == Period.year(2023).parts(word)


@pytest.mark.parametrize("value", ["周", "", 3, None, []])
def test_what_is_no_periodicity_is_refused(value: Any) -> None:
    """Neither a word of another length of time nor what is no word is taken."""
    with pytest.raises(ValueError, match="is not a valid Periodicity"):
        Periodicity(value)
