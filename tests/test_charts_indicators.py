"""Bullets of completion: every target once, and nothing shown that its status denies."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart_data import NASTY, rows
from plans_of_any_size import AS_OF, large_plan
from vega_lite import expressions, fault
from zoneplan import Metric, Observation, Plan, Program, Target, read_plan
from zoneplan.charts import indicator_charts
from zoneplan.percentages import shown_share
from zoneplan.standing_listing import status_word
from zoneplan.standings import TargetStatus
from zoneplan.strategies import progresses

if TYPE_CHECKING:
    from zoneplan.progress import Progress

EXAMPLES = "examples/{}/plan.yaml"
SPENT = Metric(id="m", name="完成投资", unit="万元", kind="flow", over_time="sum", direction="higher")


def spent(done: str, *, of: str = "100000万元", by: str = "2023-12-31", months: str = "2023") -> Progress:
    """Give the progress of an invented plan with one amount, done and planned."""
    plan = Plan(
        id="plan",
        name="虚构",
        metrics=(SPENT,),
        observations=(Observation(metric="m", period=months, figure=done),),
        targets=(Target(metric="m", by=2023, goal=of),),
    )
    return plan.progress(by)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["following", "indicators", "kunshan", "zones"])
def test_charts_of_examples_are_vega_lite_and_run_nothing(name: str, language: str) -> None:
    """Each specification is valid by the published schema, and holds no expression."""
    for chart in indicator_charts(read_plan(EXAMPLES.format(name)).progress("2023-06-30"), language=language):  # type: ignore[arg-type]
        assert fault(chart) is None
        assert [] == list(expressions(chart.spec))


def test_charts_of_a_large_plan_hold_every_target_once_in_order() -> None:
    """However many charts its targets are spread over, each of which fits a page."""
    progress = large_plan(300).progress(AS_OF)
    charts = indicator_charts(progress)
    found = [row for chart in charts for row in rows(chart)]
    assert [one.status.value for one in progress] == [row["status"] for row in found]
    assert max(len(rows(chart)) for chart in charts) <= 24
    assert all(fault(chart) is None for chart in charts)


@given(progresses(), st.sampled_from(["zh", "en"]))
def test_every_target_has_one_row_with_its_numbers(progress: Progress, language: str) -> None:
    """The data are what the standing says, as numbers of a picture, and words where there is no number."""
    found = [row for chart in indicator_charts(progress, language=language) for row in rows(chart)]  # type: ignore[arg-type]
    assert len(progress) == len(found)
    for one, row in zip(progress, found, strict=True):
        assert (None if one.completion is None else float(one.completion)) == row["completion"]
        assert one.status.signal.value == row["signal"]
        assert status_word(one.status, language) in row["told"][-1]  # type: ignore[arg-type]
        assert (one.completion is None) == bool(row["reason"])
        assert (one.completion is None) == (row["drawn"] is None)
        if one.completion is not None and one.is_met is not None:
            is_worded = any(word in row["told"][-1] for word in ("按措辞", "as worded"))
            assert is_worded == ((one.completion >= 1) != one.is_met)


@pytest.mark.parametrize(
    ("done", "status", "shown"),
    [
        ("99950万元", TargetStatus.MISSED, "99.95%"),
        ("99999万元", TargetStatus.MISSED, "99.999%"),
        ("100001万元", TargetStatus.MET, "100.001%"),
        ("100000万元", TargetStatus.MET, "100.00%"),
        ("99999.9999万元", TargetStatus.MISSED, "99.9999999%"),
    ],
)
def test_a_display_never_contradicts_its_verdict(done: str, status: TargetStatus, shown: str) -> None:
    """What falls short by a little is not printed as all of it, nor is more printed as just that."""
    progress = spent(done)
    (row,) = rows(indicator_charts(progress)[0])
    assert (status.value, shown) == (row["status"], row["told"][0].partition("（")[0])
    assert shown in indicator_charts(progress)[0].description


@given(st.integers(1, 2 * 10**7))
def test_printed_shares_lie_on_the_side_of_their_verdict(done: int) -> None:
    """Any amount beside one of 100,000.00 is printed below, at or above 100 % as it is met."""
    progress = spent(f"{done // 100}.{done % 100:02}万元")
    (row,) = rows(indicator_charts(progress)[0])
    printed = row["told"][0].partition("（")[0].removesuffix("%")
    is_met = Fraction(printed.lstrip("<>")) >= 100 and not printed.startswith("<")
    assert is_met == (row["status"] == "met")
    assert shown_share(progress[0].completion, "zh") == f"{printed}%"


@pytest.mark.parametrize(
    ("done", "goal", "shown"),
    [
        ("99800万元", "100000万元左右", ["99.80%（序时100.00%）", "○ 无法判断"]),
        ("97000万元", "10亿元左右", ["97.00%（序时100.00%）", "● 已达到（按措辞）"]),
        ("10亿元", "超10亿元", ["100.00%（序时100.00%）", "■ 未达到（按措辞）"]),
        ("近10亿元", "10亿元", ["100.00%（序时100.00%）", "■ 未达到（按措辞）"]),
        ("10亿元", "10亿元以上", ["100.00%（序时100.00%）", "● 已达到"]),
    ],
)
def test_where_words_decide_it_is_said(done: str, goal: str, shown: list[str]) -> None:
    """A share below 100 % beside *met*, or one of 100 % beside *missed*, has the reason beside it."""
    (row,) = rows(indicator_charts(spent(done, of=goal))[0])
    assert shown == row["told"]


def test_what_goes_beyond_the_picture_is_cut_and_told() -> None:
    """A completion of 500 % has a bar to the edge, a mark, the full number, and a line that says so."""
    (chart,) = indicator_charts(spent("500000万元"))
    (row,) = rows(chart)
    assert (2.0, 5.0, True) == (row["drawn"], row["completion"], row["is_cut"])
    assert "500.00%" in row["told"][0]
    assert "▸" in "".join(chart.spec["vconcat"][0]["title"]["text"])


def test_a_way_back_has_a_bar_to_the_left() -> None:
    """What lies behind its base has gone less than nothing of its way, and the axis says so."""
    metric = Metric(id="m", name="产值", unit="亿元", kind="stock", over_time="last", direction="higher")
    plan = Plan(
        id="plan",
        name="虚构",
        metrics=(metric,),
        observations=(
            Observation(metric="m", period=2020, figure="100亿元", aspect="baseline"),
            Observation(metric="m", period=2022, figure="80亿元"),
        ),
        targets=(Target(metric="m", by=2025, goal="200亿元"),),
    )
    (chart,) = indicator_charts(plan.progress("2022-12-31"))
    (row,) = rows(chart)
    assert (-0.2, -0.2) == (row["completion"], row["drawn"])


def test_a_plan_without_targets_has_no_chart() -> None:
    """There is nothing to show."""
    assert () == indicator_charts(Plan(id="plan", name="虚构").progress("2023-12-31"))


def test_a_partly_reported_amount_has_words_and_no_bar() -> None:
    """A month that is not reported is not zero."""
    plan = Plan(
        id="plan",
        name="虚构",
        metrics=(SPENT,),
        observations=(
            Observation(metric="m", period="2023-01", figure="1万元"),
            Observation(metric="m", period="2023-03", figure="2万元"),
        ),
        targets=(Target(metric="m", by=2023, goal="10万元"),),
    )
    (row,) = rows(indicator_charts(plan.progress("2023-03-31"))[0])
    assert (None, "无完成率：3个月中只上报了2个月") == (row["completion"], row["why"])


def test_names_of_a_plan_are_data_only() -> None:
    """Text from a plan enters no expression, and control characters are spelled out."""
    metric = Metric(id="m", name=NASTY, unit="亿元", kind="flow", over_time="sum")
    target = Target(metric="m", by=2023, goal="10亿元")
    program = Program(id="p", name=NASTY, targets=(target,))
    plan = Plan(id="plan", name=NASTY, metrics=(metric,), programs=(program,))
    (chart,) = indicator_charts(plan.progress("2023-12-31"))
    assert (None, []) == (fault(chart), list(expressions(chart.spec)))
    assert "\x1b" not in chart.to_json() + chart.description
