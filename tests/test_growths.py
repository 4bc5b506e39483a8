from __future__ import annotations

from typing import Any

import pytest

from zoneplan import Cumulative, CumulativeForm, Growth, GrowthMethod, Status, Term, decide
from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth
from zoneplan.errors import RelationError

BASE, TARGET = Term("5亿元", period=2020), Term("6亿元", period=2023)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"target": Term("6亿元", period=2020)},
            "growth cannot run from 2020 to 2020\ngive the earlier level as base",
        ),
        (
            {"levels": ["5.5亿元"]},
            (
                "levels between base and target do not enter growth by the level method\n"
                "leave them out, or state method='mean'"
            ),
        ),
        (
            {"levels": ["5.5亿元"], "method": "mean"},
            "expected 2 levels between 2020 and 2023, got 1\ngive one for each year, None for a missing one",
        ),
        (
            {"base": Term(period=None, name="GDP")},
            "the base GDP has no period\nstate the year of each, such as Term('2400亿元', period=2025)",
        ),
        (
            {"method": "guess"},
            (
                "expected one of level, mean, got 'guess'\n"
                "write one of these words, or the member itself, such as GrowthMethod.LEVEL"
            ),
        ),
    ],
)
def test_growth_that_cannot_be_built(changes: dict[str, Any], message: str) -> None:
    """The years run forward, and the levels between are one for each year."""
    given: dict[str, Any] = {"base": BASE, "target": TARGET, "rate": "5%"}
    with pytest.raises(RelationError) as caught:
        Growth(**given | changes)
    assert message == str(caught.value)


def test_growth_by_either_method() -> None:
    """The level method compounds, the mean needs the years between; of one year both are the same."""
    level = Growth(base=BASE, target=TARGET, rate="5%")
    assert (level.years, level.stated_role) == (3, "target")
    assert level.compiled().deciding == (Compound("base", "rate", "target", 3),)
    mean = Growth(base=BASE, target=TARGET, rate="5%", method=GrowthMethod.MEAN)
    assert (len(mean.levels), mean.stated_role) == (2, "rate")
    assert mean.compiled().deciding == (MeanGrowth(("base", "levels[0]", "levels[1]", "target"), "rate"),)
    year = Growth(base=BASE, target=Term("6亿元", period=2021), rate="5%", method="mean")
    assert year.compiled().deciding == (Compound("base", "rate", "target", 1),)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"start": "5亿元"},
        {"start": "5亿元", "end": "6亿元", "parts": ["1亿元"]},
        {"rate": "2%"},
        {"rate": "2%", "period": 2021, "start": "5亿元"},
        {"rate": "2%", "period": 2021, "parts": ["1亿元"]},
    ],
)
def test_a_change_is_from_level_to_level_or_by_a_rate(changes: dict[str, Any]) -> None:
    """Not both, and not neither."""
    with pytest.raises(RelationError) as caught:
        Cumulative(change="13.5%", **changes)
    assert str(caught.value) == (
        "a cumulative change needs either start and end, or rate and period\n"
        "give a missing figure as Term(), and leave out what the relation is not about"
    )


@pytest.mark.parametrize(
    "changes", [{}, {"rate": "2%"}, {"start": "5亿元"}, {"end": "5亿元"}, {"falling": True}]
)
def test_a_flow_is_the_sum_of_its_years(changes: dict[str, Any]) -> None:
    """And of nothing else."""
    parts = ["1亿元"] if changes else []
    with pytest.raises(RelationError) as caught:
        Cumulative(change="5亿元", form=CumulativeForm.FLOW, **{"parts": parts} | changes)
    assert str(caught.value) == (
        "a cumulative flow needs its parts alone\n"
        "give a missing figure as Term(), and leave out what the relation is not about"
    )


def test_cumulative_forms() -> None:
    """Each is one constraint."""
    change = Cumulative(change="13%", start="5亿元", end="5.65亿元")
    assert change.compiled().deciding == (Compound("start", "change", "end", 1),)
    assert change.years is None
    rate = Cumulative(change="13%", rate="2.5%", period="2021-2025")
    assert rate.compiled().deciding == (CompoundChange("rate", "change", 5),)
    flow = Cumulative(change="5亿元", form="flow", parts=["2亿元", "3亿元"])
    assert isinstance(flow.compiled().deciding[0], Linear)
    assert decide(flow).status is Status.CONSISTENT
    fallen = Cumulative(change="20.0%", start="10.0亿元", end="8.0亿元", falling=True)
    assert decide(fallen).status is Status.CONSISTENT
    assert decide(Cumulative(change="20.0%", start="10.0亿元", end="8.0亿元")).status is Status.INCONSISTENT
