"""Targets: a goal for one metric and subject, and by when."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from zoneplan import Aspect, Figure, Level, Period, Source, Target, units
from zoneplan.errors import AmountError, FloatRefusedError, OutlineError, ZoneplanError
from zoneplan.locations import Mark


def _target(**fields: Any) -> Target:
    complete: dict[str, Any] = {"metric": "land", "by": "2025", "goal": "3000亩以上"} | fields
    return Target(**complete)


def test_a_target_is_written_in_words() -> None:
    """The period, the goal and the source are given as values or as their texts."""
    target = _target(subject="a1", source="daily", note="五年累计")
    assert Period.year(2025) == target.by.period == target.period
    assert Level(Figure.parse("3000亩以上")) == target.goal
    assert "3000亩以上" == str(target.goal) == target.figure.text
    assert Source(id="daily") == target.source


@pytest.mark.parametrize("by", [2025, "2025年", Period.year(2025)])
@pytest.mark.parametrize(
    "goal",
    [
        "3000亩",
        Figure(3000, "亩"),
        Level("3000亩"),
        Level(Figure(200, "公顷")),
        units.quantity(3000, units.unit("亩")),
    ],
)
def test_one_target_made_in_several_ways(by: object, goal: object) -> None:
    """A bare figure is a level to be reached."""
    assert _target(goal="3000亩") == _target(by=by, goal=goal)
    assert hash(_target(goal="3000亩")) == hash(_target(by=by, goal=goal))


def test_a_target_stands_beside_observations() -> None:
    """Every target has the aspect of targets, no vintage, and its level as a figure."""
    target = _target()
    assert Aspect.TARGET is target.aspect
    assert target.vintage is None
    assert Figure.parse("3000亩以上") == target.figure


def test_a_target_is_a_frozen_value() -> None:
    """A target never changes, and equals another that says the same elsewhere."""
    target = _target()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        target.metric = "gdp"  # type: ignore[misc]  # the mistake under test
    assert target == attrs.evolve(target, mark=Mark("a.yaml", 1, 1))


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        (
            {"goal": 3000.5},
            FloatRefusedError,
            "expected a figure, got the float 3000.5\nwrite it as text with its unit, such as '3000.5亿元'",
        ),
        (
            {"goal": "若干亿元"},
            AmountError,
            (
                "expected an amount, got '若干亿元'\n"
                "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"
            ),
        ),
        (
            {"goal": None},
            AmountError,
            "expected a figure, got None\nwrite it as text with its unit, such as '2400亿元'",
        ),
        ({"metric": 5}, OutlineError, "expected an id as text, got 5\nput quotes around it: '5'"),
        (
            {"subject": ""},
            OutlineError,
            "expected a subject, got an empty text\nleave subject out, or write it",
        ),
    ],
)
def test_a_target_that_cannot_be_read_is_refused(
    fields: dict[str, Any], error: type[ZoneplanError], message: str
) -> None:
    """Each field is checked where it is written, with its own sentence."""
    with pytest.raises(error) as refusal:
        _target(**fields)
    assert message == str(refusal.value)
