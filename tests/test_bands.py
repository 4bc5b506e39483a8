from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.bands import EdgeProblem, cells, edge_problems, in_short_words, in_words
from zoneplan.errors import IntervalError
from zoneplan.intervals import Interval

if TYPE_CHECKING:
    from zoneplan.layout import Language

STEP = Fraction(1, 1000)
NUMBERS = st.builds(Fraction, st.integers(-6, 6), st.sampled_from((1, 2, 3)))


@st.composite
def some_bands(draw: st.DrawFn) -> list[Interval]:
    """A few bands of any kind of end, none of whole numbers only."""
    bands = []
    for _ in range(draw(st.integers(1, 5))):
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
        ends = draw(st.sampled_from(((low, high), (None, high), (low, None))))
        bands.append(Interval(*ends, draw(st.booleans()), draw(st.booleans())))
    return bands


def probes(bands: list[Interval]) -> set[Fraction]:
    """Numbers at every end, just inside and just outside of it, and far away."""
    ends = {end for band in bands for end in (band.lo, band.hi) if end is not None}
    return {end + step for end in ends for step in (-STEP, Fraction(0), STEP)} | {Fraction(99), Fraction(-99)}


@given(some_bands())
def test_edge_problems_are_exactly_the_numbers_in_no_band_or_several(bands: list[Interval]) -> None:
    """Every number tried lies in a problem just when it is in no band or several, and names those bands."""
    found = edge_problems(bands, Interval.everything())
    for number in probes(bands):
        holders = tuple(index for index, band in enumerate(bands) if number in band)
        said = [one.bands for one in found if number in one.interval]
        assert said == ([] if len(holders) == 1 else [holders])


@given(some_bands())
def test_cells_hold_each_number_once_and_lie_in_bands_whole(bands: list[Interval]) -> None:
    """Each number is in one cell, and a cell is inside a band or does not meet it."""
    pieces = cells(bands, Interval.everything())
    for number in probes(bands):
        assert 1 == sum(number in piece for piece in pieces)
    assert [] == [
        (piece, band)
        for piece in pieces
        for band in bands
        if piece.overlaps(band) and not piece.is_subset(band)
    ]


def test_size_bands_that_share_their_edges() -> None:
    """A table of 1-5, 5-10, 10-50 and 50亿元项目 puts 5, 10 and 50 in two bands, and forgets what is more."""
    bands = [Interval(1, 5), Interval(5, 10), Interval(10, 50), Interval.point(50)]
    found = edge_problems(bands, Interval.at_least(1))
    assert [
        ("exactly 5 is in bands 1 and 2", "等于5同属第1、2档"),
        ("exactly 10 is in bands 2 and 3", "等于10同属第2、3档"),
        ("exactly 50 is in bands 3 and 4", "等于50同属第3、4档"),
        ("above 50 is in no band", "大于50不属于任何一档"),
    ] == [(one.message, one.message_zh) for one in found]
    assert [False, False, False, True] == [one.is_hole for one in found]


def test_the_domain_is_from_the_lowest_band_to_the_highest() -> None:
    """Without a domain nothing is missed below the lowest band or above the highest."""
    bands = [Interval(5, 10), Interval(1, 5, hi_closed=False), Interval(12, 20)]
    assert (EdgeProblem(Interval(10, 12, False, False), ()),) == edge_problems(bands)
    assert () == edge_problems([])


def test_bands_of_whole_numbers_need_no_edge() -> None:
    """1-4 and 5-9 leave no hole between them when only whole numbers are counted."""
    bands = [Interval(1, 4, integral=True), Interval(5, 9, integral=True)]
    assert () == edge_problems(bands)
    found = edge_problems(bands, Interval(1, 11, integral=True))
    assert (EdgeProblem(Interval(10, 11, integral=True), ()),) == found


def test_points_at_whole_numbers_have_a_hole_between_them() -> None:
    """Bands of exactly 50 and exactly 60 leave out 55, and 50.5 as well."""
    found = edge_problems([Interval.point(50), Interval.point(60)])
    assert (EdgeProblem(Interval(50, 60, False, False), ()),) == found
    assert Fraction(101, 2) in found[0].interval


def test_whole_numbers_beside_others_are_refused() -> None:
    """A band of whole numbers among others has a hole between any two of its numbers."""
    with pytest.raises(IntervalError) as caught:
        edge_problems([Interval(1, 4, integral=True), Interval(4, Fraction(11, 2))])
    assert (
        "the band [1, 4] ∩ ℤ is of whole numbers, the measure [1, 5.5] is not\n"
        "take the whole numbers out of the band, or give a domain of whole numbers"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("interval", "english", "chinese"),
    [
        (Interval.point(Fraction(1, 3)), "exactly 1/3 km", "等于1/3 km"),
        (Interval(1, 2), "from 1 to 2 km", "1至2 km"),
        (Interval(1, 2, False, True), "above 1 and at most 2 km", "大于1且不大于2 km"),
        (Interval(1, 2, True, False), "at least 1 and below 2 km", "不小于1且小于2 km"),
        (Interval.at_most(0), "at most 0 km", "不大于0 km"),
        (Interval.everything(), "any", "任意"),
    ],
)
def test_intervals_are_said_in_words(interval: Interval, english: str, chinese: str) -> None:
    """Each kind of end has its words, and the unit stands behind the last number."""
    languages: tuple[Language, Language] = ("en", "zh")
    assert (english, chinese) == tuple(in_words(interval, " km", language) for language in languages)


@given(some_bands())
def test_short_words_have_no_fraction_and_say_short_ends_exactly(bands: list[Interval]) -> None:
    """What has few digits is said as it is; an end of many is rounded away from what is meant."""
    third = Interval(Fraction(1, 3), Fraction(2, 3), lo_closed=False, hi_closed=False)
    assert ("from 0.3333 to 0.6667", "0.3333至0.6667%") == (
        in_short_words(third),
        in_short_words(third, "%", "zh"),
    )
    for band in bands:
        if not band.is_empty:
            exact, short = in_words(band), in_short_words(band)
            assert short == exact or "/" in exact
            assert "/" not in short
