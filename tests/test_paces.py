"""What the rest of the time takes, and what going on as before would bring."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from zoneplan import Interval, Pace, Projection
from zoneplan.errors import FloatRefusedError, GoalError
from zoneplan.strategies import paces, projections
from zoneplan.units import unit

YI = unit("亿元")


def pace(**fields: Any) -> Pace:
    """Give the pace from 60 to 90 in six months."""
    given = {"unit": YI, "start": 60 * 10**8, "goal": 90 * 10**8, "months": 6, "is_amount": True}
    return Pace(**{**given, **fields})


@pytest.mark.parametrize(
    ("fields", "text", "text_zh"),
    [
        ({}, "5 亿元 a month for 6 months", "今后6个月每月5 亿元"),
        ({"goal": 30 * 10**8}, "-5 亿元 a month for 6 months", "今后6个月每月-5 亿元"),
        (
            {"is_amount": False},
            "5 亿元 a month for 6 months, or growth of 125 % a year",
            "今后6个月每月5 亿元，即年均增长125%",
        ),
        (
            {"is_amount": False, "months": 24},
            "15 亿元 a year for 2 years, or growth of 22.47 to 22.48 % a year",
            "今后2年每年15 亿元，即年均增长22.47至22.48%",
        ),
        ({"is_amount": False, "start": 0}, "15 亿元 a month for 6 months", "今后6个月每月15 亿元"),
        (
            {"is_amount": False, "goal": 30 * 10**8, "months": 24},
            "-15 亿元 a year for 2 years, or a fall of 29.28 to 29.29 % a year",
            "今后2年每年-15 亿元，即年均下降29.28至29.29%",
        ),
        (
            {"is_amount": False, "goal": 30 * 10**8, "months": 12},
            "-30 亿元 a year for 1 years, or a fall of 50 % a year",
            "今后1年每年-30 亿元，即年均下降50%",
        ),
        ({"is_amount": False, "goal": -1}, None, None),
    ],
)
def test_a_pace_is_told_in_words(fields: dict[str, Any], text: str | None, text_zh: str | None) -> None:
    """An amount is told by the month; a level by the year where years are left, and by its growth."""
    found = pace(**fields)
    if text is None:
        assert found.rate is None
        return
    assert (text, text_zh) == (str(found), found.text("zh"))


@pytest.mark.parametrize(
    ("name", "text", "text_zh"),
    [
        ("%", "1.2 points a year for 2 years", "今后2年每年1.2 个百分点"),
        ("‰", "12 per mille points a year for 2 years", "今后2年每年12 个千分点"),
    ],
)
def test_a_share_moves_by_points(name: str, text: str, text_zh: str) -> None:
    """46 to 48.4 % in two years are 1.2 points a year, and no growth in per cent of it."""
    share = {"start": Fraction(46, 100), "goal": Fraction(484, 1000), "months": 24, "is_amount": False}
    found = pace(unit=unit(name), **share)
    assert (None, text, text_zh) == (found.rate, str(found), found.text("zh"))


def test_a_pace_adds_up() -> None:
    """What each month brings, and twelve of them."""
    assert (Fraction(5), Fraction(60)) == (pace().per_month, pace().per_year)
    assert [60 * 10**8, 65 * 10**8, 90 * 10**8] == [pace().after(months) for months in (0, 1, 6)]


@pytest.mark.parametrize("months", [0, -1, 1.5, True])
def test_a_pace_needs_a_month(months: Any) -> None:
    """Where no month is left nothing can be brought by each."""
    with pytest.raises(GoalError) as refusal:
        pace(months=months)
    told = f"expected a number of months from 1 on, got {months!r}\nwhere no month is left there is no pace"
    assert told == str(refusal.value)
    assert f"月数应为不小于1的整数，写的是 {months!r}" == refusal.value.message_zh
    assert "没有剩余月份时无所谓进度要求" == refusal.value.remedy_zh


def test_a_pace_is_exact() -> None:
    """A binary float is no exact number."""
    with pytest.raises(FloatRefusedError):
        pace(start=0.5)
    assert Fraction(1, 3) == pace(start=Fraction(1, 3)).start


def test_a_projection_says_that_it_is_a_reckoning() -> None:
    """It is labelled as no forecast, with its range."""
    found = Projection(unit=YI, value=Fraction(12 * 10**9), strict=Interval(119 * 10**8, 121 * 10**8))
    assert "119 to 121 亿元 at the average pace so far (a reckoning, no forecast)" == str(found)
    assert "按已有平均进度推算为119至121亿元（仅为推算）" == found.text("zh")


def test_a_projection_of_one_number_is_that_number() -> None:
    """What rounding does not move is told as a number, without a sign before it."""
    found = Projection(unit=unit("家"), value=Fraction(240), strict=Interval.point(240))
    assert "240 家 at the average pace so far (a reckoning, no forecast)" == str(found)
    assert "按已有平均进度推算为240家（仅为推算）" == found.text("zh")


@given(paces())
def test_equal_months_lead_to_the_goal(pace: Pace) -> None:
    """Each month brings as much as every other, and all of them the rest."""
    assert pace.goal == pace.after(pace.months)
    steps = {pace.after(month + 1) - pace.after(month) for month in range(pace.months)}
    assert {pace.per_month * pace.unit.factor} == steps


@given(projections())
def test_a_projection_lies_in_its_range(projection: Projection) -> None:
    """What would be reached by the figures as written lies in what it can be."""
    assert projection.value in projection.strict
    assert projection.value / projection.unit.factor in projection.range
