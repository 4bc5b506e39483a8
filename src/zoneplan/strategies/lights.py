"""Strategies for rule sets of status lights: whole ones, and such as leave holes and overlaps."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.intervals import Interval
from zoneplan.lights import Band, Light, LightRules, Measure
from zoneplan.strategies import words
from zoneplan.strategies.records import ids, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["light_rules"]

_LIGHTS = st.sampled_from(Light)
_POINTS = tuple(one for one in Measure if one is not Measure.MONTHS_LATE)
_FINE_CUTS = st.builds(Fraction, st.integers(-60, 60), st.sampled_from((1, 2, 3)))
_WHOLE_CUTS = st.integers(0, 6).map(Fraction)


@st.composite
def light_rules(draw: st.DrawFn, *, is_whole: bool = False, source: bool = True) -> LightRules:
    """Draw a rule set for status lights, with one measure or two, of invented numbers.

    >>> from hypothesis import find
    >>> find(light_rules(is_whole=True), lambda rules: len(rules.bands) > 1).problems()
    ()

    Args:
        draw: Given by Hypothesis.
        is_whole: Whether it gives exactly one light to every value; otherwise it mostly does not.
        source: Whether it may name a source.
    """
    measures = draw(st.lists(st.sampled_from(Measure), min_size=1, max_size=2, unique=True))
    bands = tuple(draw(_tiles(measures) if is_whole else _any_bands(measures)))
    return LightRules(
        id=draw(ids()),
        bands=draw(st.permutations(bands)),
        name=draw(st.none() | st.sampled_from(("项目亮灯", "Project lights"))),
        place=draw(st.none() | st.sampled_from(words.PLACES)),
        year=draw(st.none() | st.integers(2018, 2030)),
        source=draw(st.none() | sources(listed=False)) if source else None,
        note=draw(st.none() | st.sampled_from(words.OTHER_WORDS)),
    )


@st.composite
def _tiles(draw: st.DrawFn, measures: list[Measure]) -> list[Band]:
    """Draw bands that lie side by side: each measure is cut, and each tile is given a light."""
    tiles: list[dict[Measure, Interval]] = [{}]
    for measure in measures:
        pieces = list(_sides(draw, measure))
        tiles = [{**tile, measure: piece} for tile in tiles for piece in pieces]
    return [Band.of(draw(_LIGHTS), tile) for tile in tiles]


def _sides(draw: st.DrawFn, measure: Measure) -> Iterator[Interval]:
    """Cut a measure at a few numbers, each of which belongs to the side below it or above it."""
    numbers = _WHOLE_CUTS if measure is Measure.MONTHS_LATE else _FINE_CUTS
    cuts = sorted(draw(st.lists(numbers, max_size=3, unique=True)))
    ends: list[tuple[Fraction | None, bool]] = [(None, False)]
    ends += [(cut, draw(st.booleans())) for cut in cuts]
    ends.append((None, False))
    for (low, is_below), (high, is_in) in pairwise(ends):
        piece = Interval(low, high, not is_below, is_in)
        if piece.overlaps(measure.domain):
            yield piece


@st.composite
def _any_bands(draw: st.DrawFn, measures: list[Measure]) -> list[Band]:
    """Draw bands that lie anyhow, some of which speak of one measure only."""
    bands = []
    for _ in range(draw(st.integers(1, 4))):
        named = draw(st.lists(st.sampled_from(measures), min_size=1, unique=True))
        bands.append(Band.of(draw(_LIGHTS), {one: draw(_conditions(one)) for one in named}))
    return bands


@st.composite
def _conditions(draw: st.DrawFn, measure: Measure) -> Interval:
    numbers = _WHOLE_CUTS if measure is Measure.MONTHS_LATE else _FINE_CUTS
    low, high = sorted((draw(numbers), draw(numbers)))
    closed_low, closed_high, form = draw(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3)))
    made = (
        Interval(low, high, closed_low, closed_high),
        Interval(low, None, closed_low),
        Interval(None, high, hi_closed=closed_high),
        Interval.point(low),
    )[form]
    return made if made.overlaps(measure.domain) else Interval.point(low)
