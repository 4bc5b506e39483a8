"""What was reported, from early to late, of every period the latest vintage."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Action, Metric, Observation, Period, Plan, Program, Target, Zone
from zoneplan.errors import RollupError
from zoneplan.histories import Histories, History, last_month
from zoneplan.strategies import followed_plans

LEVEL = Metric(id="m", name="水平", unit="亿元", kind="stock")
OTHER = Metric(id="n", name="别的", unit="亿元", kind="stock")


def seen(period: Any, number: int, metric: str = "m", **fields: Any) -> Observation:
    """Give an observation."""
    return Observation(metric=metric, period=period, figure=f"{number}亿元", **fields)


def history(*observations: Observation) -> History:
    """Give the history of the one metric of a plan."""
    plan = Plan(id="p", name="规划", metrics=[LEVEL, OTHER], observations=observations)
    return Histories.of(plan, {("m", "p")})["m", "p"]


def month(year: int, number: int) -> int:
    """Give a month as periods count them."""
    return Period.month(year, number).last


def told(records: Any) -> list[str]:
    """Give the figures of some reports."""
    return [str(record.figure) for record in records]


@given(st.dates(datetime.date(1900, 1, 1)))
def test_the_last_month_that_has_ended(day: datetime.date) -> None:
    """Its last day is the day itself or before, and the month after it has not ended."""
    last = last_month(day)
    assert Period.month(last // 12, last % 12 + 1).end <= day
    if day < datetime.date(9999, 12, 1):
        assert Period.month((last + 1) // 12, (last + 1) % 12 + 1).end > day


def test_the_last_day_of_all_ends_its_month() -> None:
    """There is no day after it, and its month is over."""
    assert month(9999, 12) == last_month(datetime.date.max)


def test_reports_stand_from_early_to_late() -> None:
    """However they are written; of those that end together the longest first."""
    found = history(seen("2023-06", 3), seen("2022", 1), seen("2023-01/06", 4), seen("2023-03", 2))
    assert ["1亿元", "2亿元", "4亿元", "3亿元"] == told(found.until(month(2023, 12)))
    assert ["2亿元"] == told(found.until(month(2023, 5), first=month(2023, 1)))
    assert month(2022, 1) == found.first_month
    last = found.last(month(2023, 12))
    assert last is not None
    assert "4亿元" == str(last.figure)
    assert found.last(month(2021, 12)) is None
    yearly = found.of_length(12, month(2023, 12))
    assert yearly is not None
    assert "1亿元" == str(yearly.figure)
    assert found.of_length(3, month(2023, 12)) is None


def test_an_entry_has_its_path() -> None:
    """The entry of a report names the place where it is written."""
    action = Action(id="a", name="行动", observations=[seen(2022, 1, "n"), seen(2022, 7), seen(2023, 8)])
    plan = Plan(
        id="p",
        name="规划",
        metrics=[LEVEL, OTHER],
        observations=[
            seen(2021, 5, subject="a"),
            seen(2020, 6, "n", subject="a"),
            seen(2024, 9, subject="a"),
        ],
        programs=[Program(id="g", name="方案", actions=[action])],
    )
    found = Histories.of(plan, {("m", "a"), ("m", "g")})
    paths = [found["m", "a"].entry(record).path for record in found["m", "a"].written]
    inner = "programs[0].actions[0].observations"
    assert ["observations[0]", "observations[2]", f"{inner}[1]", f"{inner}[2]"] == paths
    assert {("m", "a"), ("m", "g")} == set(found)
    assert 2 == len(found)
    empty = found["m", "g"]
    assert ((), None) == (empty.until(month(2030, 1)), empty.first_month)
    assert empty.last(month(2030, 1)) is None
    assert empty.of_length(12, month(2030, 1)) is None


def test_the_zone_is_the_plan() -> None:
    """What is reported of the zone is reported of its plan, and of other places not."""
    plan = Plan(
        id="p",
        name="规划",
        zone=Zone(id="z", name="开发区"),
        places=[Zone(id="city", name="市")],
        metrics=[LEVEL],
        observations=[seen(2022, 1, subject="z"), seen(2022, 2, subject="city"), seen(2023, 3)],
    )
    found = Histories.of(plan, {("m", "p"), ("m", "city")})
    assert ["1亿元", "3亿元"] == told(found["m", "p"].written)
    assert ["2亿元"] == told(found["m", "city"].written)


def test_the_latest_vintage_speaks_for_a_period() -> None:
    """Of an estimate and a final figure the final one; two of one vintage that differ are refused."""
    end = month(2023, 12)
    found = history(seen(2022, 4, vintage="final"), seen(2022, 3, vintage="estimate"))
    assert ["4亿元"] == told(found.until(end))
    assert ["4亿元"] == told(history(seen(2022, 4), seen(2022, 4)).until(end))
    twice = history(seen(2022, 4), seen(2022, 5))
    for ask in (twice.until, twice.last, lambda month: twice.of_length(12, month)):
        with pytest.raises(RollupError) as refusal:
            ask(end)
        assert str(refusal.value) == (
            "two figures for 'm' of 'p' in 2022: 4亿元 in observations[0] and 5亿元 in observations[1]\n"
            "keep one, or state which is preliminary and which is final as their vintage"
        )
        assert "请只保留一个，或注明哪个是初步核算、哪个是最终核实" == refusal.value.remedy_zh


@pytest.mark.parametrize(
    ("observations", "target", "plan_period", "base"),
    [
        ([seen(2019, 1), seen(2020, 2, aspect="baseline")], {}, "2021-2025", "2亿元"),
        ([seen(2019, 1), seen(2020, 2, aspect="baseline")], {"base": 2019}, "2021-2025", "1亿元"),
        ([seen(2019, 1)], {"base": 2018}, "2021-2025", None),
        ([seen(2019, 1), seen(2020, 2)], {}, "2021-2025", "2亿元"),
        ([seen(2019, 1), seen("2020-12", 2)], {}, "2021-2025", None),
        ([seen(2019, 1), seen(2020, 2)], {}, None, None),
        ([seen(2019, 1, aspect="baseline"), seen(2020, 2, aspect="baseline")], {}, None, "2亿元"),
        ([seen(2020, 1, aspect="baseline"), seen("2020-12", 2, aspect="baseline")], {}, None, "1亿元"),
        ([seen(2026, 9, aspect="baseline"), seen(2020, 2, aspect="baseline")], {}, None, "2亿元"),
        ([seen(2026, 9, aspect="baseline")], {"by": "长期"}, None, "9亿元"),
        ([seen(2020, 3, aspect="forecast")], {"base": 2020}, None, None),
        ([seen("2020-01/06", 3)], {"base": "2020H1"}, None, "3亿元"),
        ([seen(2020, 3)], {}, "0001-0005", None),
    ],
)
def test_the_base_of_a_target(
    observations: list[Observation], target: dict[str, Any], plan_period: str | None, base: str | None
) -> None:
    """Its own year where it names one; else the latest baseline; else the year before the plan's first."""
    aim = Target(**{"metric": "m", "by": 2025, "goal": "9亿元", **target})
    period = None if plan_period is None else Period.parse(plan_period)
    found = history(*observations).base(aim, period)
    assert base == (None if found is None else str(found.entry.record.figure))
    if found is not None:
        assert found.stated == ("base" in target)


@given(followed_plans(), st.integers(month(2020, 1), month(2026, 12)))
def test_until_gives_each_period_once_and_in_order(plan: Plan, last: int) -> None:
    """No two reports are of the same months, none ends later, and none is left out."""
    wanted = {(target.target.metric, target.subject) for target in plan.ledger.targets}
    for found in Histories.of(plan, wanted).values():
        reports = found.until(last)
        ends = [record.period.last for record in reports]
        assert ends == sorted(ends)
        assert all(end <= last for end in ends)
        actual = {one.period for one in found.written if one.aspect.value == "actual"}
        assert {one.period for one in reports} == {period for period in actual if period.last <= last}
