"""Observations: one figure of one metric, for one subject and period."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from zoneplan import Aspect, Figure, Observation, Period, PriceBasis, Source, Vintage, units
from zoneplan.errors import (
    AmountError,
    FloatRefusedError,
    OutlineError,
    PeriodError,
    UnitError,
    ZoneplanError,
)
from zoneplan.locations import Mark


def _observation(**fields: Any) -> Observation:
    complete: dict[str, Any] = {"metric": "gdp", "period": "2022", "figure": "2400亿元"} | fields
    return Observation(**complete)


def test_an_observation_is_written_in_words() -> None:
    """Period, figure, aspect, vintage and source are given as values or as their texts."""
    observation = _observation(
        subject="zone", aspect="baseline", vintage="preliminary", source="daily", note="口径调整"
    )
    assert Period.year(2022) == observation.period
    assert Figure.parse("2400亿元") == observation.figure
    assert "2400亿元" == observation.figure.text
    assert Aspect.BASELINE is observation.aspect
    assert Vintage.PRELIMINARY is observation.vintage
    assert Source(id="daily") == observation.source


@pytest.mark.parametrize("period", [2022, "2022", "2022年", Period.year(2022)])
@pytest.mark.parametrize(
    "figure", ["2400亿元", Figure(2400, "亿元"), units.quantity(2400, units.unit("亿元"))]
)
def test_one_observation_made_in_several_ways(period: object, figure: object) -> None:
    """A year may be an int, and a figure a pint quantity."""
    assert _observation() == _observation(period=period, figure=figure)


def test_what_an_observation_does_not_say() -> None:
    """Unless said, a figure is actual, about the node it is written in, of unknown vintage and source."""
    observation = _observation()
    assert Aspect.ACTUAL is observation.aspect
    assert (None, None, None) == (observation.subject, observation.vintage, observation.source)


def test_the_price_basis_is_that_of_the_figure() -> None:
    """An observation counts at the prices of its figure."""
    figure = Figure.parse("2400亿元", price_basis=PriceBasis.constant(2020))
    assert PriceBasis.constant(2020) == _observation(figure=figure).price_basis


def test_an_observation_is_a_frozen_value() -> None:
    """An observation never changes, and equals another that says the same elsewhere."""
    observation = _observation()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        observation.metric = "land"  # type: ignore[misc]  # the mistake under test
    assert observation == attrs.evolve(observation, mark=Mark("a.yaml", 1, 1))
    assert 1 == len({observation, _observation(figure="24000000万元")})


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        (
            {"aspect": "target"},
            OutlineError,
            "an observation of 'gdp' cannot have the aspect 'target'\nwrite it as a Target, under 'targets'",
        ),
        (
            {"figure": 2400.0},
            FloatRefusedError,
            "expected a figure, got the float 2400.0\nwrite it as text with its unit, such as '2400.0亿元'",
        ),
        (
            {"figure": 2400},
            AmountError,
            "expected a figure with its unit, got 2400\nwrite the unit behind the number, such as '2400亿元'",
        ),
        ({"figure": "2400亿园"}, UnitError, "unknown unit '亿园'\ndid you mean '亿元'?"),
        (
            {"metric": "g d p"},
            OutlineError,
            (
                "expected an id of 1 to 100 characters without blanks, got 'g d p'\n"
                "use letters, digits, Chinese characters, '-', '_' or '.'"
            ),
        ),
        (
            {"source": 5},
            OutlineError,
            "expected a source or its id, got 5\nwrite the id of one under 'sources'",
        ),
        ({"note": ""}, OutlineError, "expected a note, got an empty text\nleave note out, or write it"),
    ],
)
def test_an_observation_that_cannot_be_read_is_refused(
    fields: dict[str, Any], error: type[ZoneplanError], message: str
) -> None:
    """Each field is checked where it is written, with its own sentence."""
    with pytest.raises(error) as refusal:
        _observation(**fields)
    assert message == str(refusal.value)


def test_a_period_that_cannot_be_read_is_refused() -> None:
    """A period is one of the known forms."""
    with pytest.raises(PeriodError) as refusal:
        _observation(period="2022年13月")
    assert "expected a period, got '2022年13月'" == refusal.value.message


@pytest.mark.parametrize(
    ("field", "words", "member"),
    [
        ("aspect", "baseline, actual, planned, forecast, target", "Aspect.BASELINE"),
        ("vintage", "estimate, preliminary, final, revised", "Vintage.ESTIMATE"),
    ],
)
def test_a_word_outside_a_closed_set_is_refused(field: str, words: str, member: str) -> None:
    """Aspects and vintages are closed sets."""
    with pytest.raises(OutlineError) as refusal:
        _observation(**{field: "guess"})
    remedy = f"write one of these words, or the member itself, such as {member}"
    assert f"expected one of {words}, got 'guess'\n{remedy}" == str(refusal.value)


def test_only_the_vintage_may_be_left_open() -> None:
    """A vintage may be None; an aspect is always one of its words."""
    assert _observation(vintage=None).vintage is None
    with pytest.raises(OutlineError) as refusal:
        _observation(aspect=None)
    message = "expected one of baseline, actual, planned, forecast, target, got None"
    assert message == refusal.value.message
