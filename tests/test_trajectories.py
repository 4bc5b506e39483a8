"""The way on which growth leads from a base to a goal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import GoalError
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate, Cumulative, Level, Multiple, PointChange
from zoneplan.trajectories import Trajectory, grows_by_rate


@pytest.mark.parametrize(
    ("goal", "years", "factors"),
    [
        (AnnualRate("20%"), 2, (1, Fraction(6, 5), Fraction(36, 25))),
        (AnnualRate("-50%"), 2, (1, Fraction(1, 2), Fraction(1, 4))),
        (Multiple("4倍"), 2, (1, 2, 4)),
        (Multiple("翻两番"), 2, (1, 2, 4)),
        (Cumulative("44%"), 2, (1, Fraction(6, 5), Fraction(36, 25))),
        (Cumulative("75%", falling=True), 2, (1, Fraction(1, 2), Fraction(1, 4))),
        (Cumulative("100%", falling=True), 2, (1, 0, 0)),
        (Cumulative("-200%"), 2, ()),
    ],
)
def test_each_year_grows_by_the_same(goal: Any, years: int, factors: tuple[Any, ...]) -> None:
    """At the end of a year the level is a power of the growth of one; below nothing there is no way."""
    assert factors == Trajectory(goal, years).factors


@pytest.mark.parametrize(
    ("goal", "months", "share"),
    [
        (AnnualRate("100%"), 0, Fraction(0)),
        (AnnualRate("100%"), 6, Fraction(1, 6)),
        (AnnualRate("100%"), 12, Fraction(1, 3)),
        (AnnualRate("100%"), 18, Fraction(2, 3)),
        (AnnualRate("100%"), 24, Fraction(1)),
        (AnnualRate("0%"), 12, None),
        (Cumulative("-200%"), 12, None),
    ],
)
def test_between_two_years_lies_a_straight_line(goal: Any, months: int, share: Fraction | None) -> None:
    """Within a year each month brings as much as every other; where nothing grows there is no share."""
    path = Trajectory(goal, 2)
    assert share == path.share(months)
    assert (share is None) == (path.text(months) == "")


@given(
    st.integers(1, 300).map(lambda number: Multiple(Figure(number, "倍")))
    | st.integers(1, 99).map(lambda number: Cumulative(Figure(number, "%"), falling=True)),
    st.integers(1, 10),
    st.data(),
)
def test_a_rounded_root_never_schedules_too_much(goal: Any, years: int, data: st.DataObject) -> None:
    """Where a year's level is no fraction, the share lies below what the exact one is by a hair at most."""
    path, year = Trajectory(goal, years), data.draw(st.integers(0, years))
    share, whole = path.share(12 * year), path.factors[-1]
    if whole == 1:
        assert share is None
        return
    assert share is not None
    for reached, is_less in ((share, True), (share + Fraction(1, 10**20), False)):
        factor = 1 + reached * (whole - 1)
        gone = factor**years <= whole**year if whole > 1 else factor**years >= whole**year
        assert gone is is_less or factor <= 0


@pytest.mark.parametrize(
    ("goal", "grows"),
    [
        (AnnualRate("8%"), True),
        (Multiple("翻一番"), True),
        (Cumulative("40%"), True),
        (Cumulative("40亿元"), False),
        (Cumulative("400亿元", form="flow"), False),
        (PointChange("2个百分点"), False),
        (Level("400亿元"), False),
    ],
)
def test_growth_is_told_from_steps(goal: Any, grows: bool) -> None:
    """A rate, a multiple and a change in % grow; what is added does not."""
    assert grows is grows_by_rate(goal)


def test_what_is_no_growth_is_refused() -> None:
    """A level, a range of rates and no years lead along no path."""
    for goal in (Level("400亿元"), AnnualRate("7—8%")):
        with pytest.raises(GoalError) as refusal:
            Trajectory(goal, 5)
        assert f"{goal} is no growth by one number" == refusal.value.message
        assert f"{goal}不是以一个数表示的增长" == refusal.value.message_zh
    with pytest.raises(GoalError) as refusal:
        Trajectory(AnnualRate("8%"), 0)
    assert "expected a number of years from 1 on, got 0" == refusal.value.message
    assert "年数应为不小于1的整数，写的是 0" == refusal.value.message_zh
