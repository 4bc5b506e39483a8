"""How targets of every sort are measured, one situation at a time: what is told, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from zoneplan import Aspect, Metric, Observation, Plan, Target, Zone
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.prices import PriceBasis
from zoneplan.published_lights import PUBLISHED

if TYPE_CHECKING:
    from zoneplan.standings import Standing

CURRENT, CONSTANT, YEARLESS = (
    PriceBasis.current(),
    PriceBasis.constant(2020),
    PriceBasis.constant_of_unstated_year(),
)


def metric(kind: str = "stock", unit: str = "亿元", **fields: Any) -> Metric:
    """Give the metric that is followed."""
    return Metric(**{"id": "m", "name": "指标", "unit": unit, "kind": kind, **fields})


STOCK = metric(over_time="last", direction="higher")
LOWER = metric(over_time="last", direction="lower")
EITHER = metric(over_time="last")
FLOW = metric("flow", over_time="sum")
OUTPUT = metric("flow", over_time="sum", direction="higher")
USE = metric("flow", over_time="sum", direction="lower")
SHARE = metric("ratio", "%", direction="higher")
HELD = metric("ratio", "%", direction="hold")
RANK = metric("rank", "名次")
YEARLY = metric("rate", "%", over_time="none", direction="higher")
GROWTH = metric("rate", "%", direction="higher")


def plan_of(
    measured: Metric,
    goal: Any,
    reports: dict[str, Any],
    *,
    by: Any = 2025,
    base: Any = None,
    target: dict[str, Any] | None = None,
    more: tuple[Observation, ...] = (),
    metrics: tuple[Metric, ...] = (),
    **fields: Any,
) -> Plan:
    """Give a plan with one target; a base is a baseline of 2020, or given by its period."""
    observations = [Observation(metric="m", period=period, figure=one) for period, one in reports.items()]
    bases = base if isinstance(base, dict) else {} if base is None else {"2020": base}
    observations += [
        Observation(metric="m", period=period, figure=one, aspect=Aspect.BASELINE)
        for period, one in bases.items()
    ]
    aim = Target(metric="m", by=by, goal=goal, **(target or {}))
    return Plan(
        id="p",
        name="规划",
        metrics=[measured, *metrics],
        observations=[*observations, *more],
        targets=[aim],
        **fields,
    )


def stand(
    measured: Metric, goal: Any, reports: dict[str, Any], *, as_of: Any = "2023", **fields: Any
) -> Standing:
    """Give where the one target of such a plan stands."""
    (one,) = plan_of(measured, goal, reports, **fields).progress(as_of)
    return one


def shown(one: Standing) -> tuple[str, str, str]:
    """Give yardstick, status, and completion in per cent to a tenth."""
    done = "-" if one.completion is None else f"{float(one.completion * 100):.1f}"
    return one.yardstick.value, one.status.value, done


# -- amounts ----------------------------------------------------------------------------------------

MONTHS = {f"2023-{month:02}": "10亿元" for month in range(1, 13)}


def months(first: int, last: int, year: int = 2023) -> dict[str, str]:
    """Give ten for each of some months."""
    return {f"{year}-{month:02}": "10亿元" for month in range(first, last + 1)}


@pytest.mark.parametrize(
    ("reports", "as_of", "expected", "missing"),
    [
        (months(1, 6), "2023-06", ("amount", "on_track", "50.0"), 0),
        (months(1, 6), "2023-04", ("amount", "on_track", "33.3"), 0),
        ({"2023-01/06": "55亿元"}, "2023-06", ("amount", "behind", "45.8"), 0),
        # a year to date takes the place of its months, and what follows is added
        ({**months(1, 3), "2023-01/02": "19亿元"}, "2023-06", ("amount", "behind", "24.2"), 0),
        ({"2023-01/06": "55亿元", "2023-01/08": "80亿元"}, "2023-08", ("amount", "on_track", "66.7"), 0),
        ({"2023-01/06": "55亿元", "2023H1": "55亿元"}, "2023-06", ("amount", "behind", "45.8"), 0),
        # 1—8月 and the third quarter overlap; the half year and the quarter tell of more
        (
            {"2023H1": "60亿元", "2023-01/08": "80亿元", "2023Q3": "30亿元"},
            "2023-09",
            ("amount", "on_track", "75.0"),
            0,
        ),
        (
            {"2023Q1": "30亿元", "2023Q2": "31亿元", "2023-07": "9亿元"},
            "2023-07",
            ("amount", "on_track", "58.3"),
            0,
        ),
        ({"2023-01/02": "20亿元", "2023-03": "10亿元"}, "2023-03", ("amount", "on_track", "25.0"), 0),
        # a month that is missing is not zero
        ({**months(1, 2), **months(4, 6)}, "2023-06", ("amount", "unknown", "-"), 1),
        (months(2, 6), "2023-06", ("amount", "unknown", "-"), 1),
        ({"2023-02": "130亿元"}, "2023-06", ("amount", "met", "-"), 1),
        ({"2023-01/11": "121亿元"}, "2023-12", ("amount", "met", "100.8"), 0),
        ({"2023": "119亿元"}, "2023", ("amount", "missed", "99.2"), 0),
        (months(1, 11), "2023-12", ("amount", "unknown", "91.7"), 0),
        ({}, "2023-12", ("amount", "unreported", "-"), 0),
        ({"2022": "500亿元"}, "2023-06", ("amount", "unreported", "-"), 0),
        ({"2024": "500亿元"}, "2024", ("amount", "unreported", "-"), 0),
    ],
)
def test_a_years_amount(
    reports: dict[str, str], as_of: str, expected: tuple[str, str, str], missing: int
) -> None:
    """What was done in the year, over what is planned for it, with no month counted twice or as zero."""
    one = stand(FLOW, "120亿元", reports, by=2023, as_of=as_of)
    assert (expected, missing) == (shown(one), one.missing_months)


def test_why_an_amount_is_not_known() -> None:
    """The reason counts the months, or names the last report."""
    one = stand(FLOW, "120亿元", {**months(1, 2), **months(4, 6)}, by=2023, as_of="2023-06")
    assert ("only 5 of 6 months are reported", "6个月中只上报了5个月") == (one.reason(), one.reason("zh"))
    one = stand(FLOW, "120亿元", months(1, 11), by=2023, as_of="2024-02")
    assert "it was due, and is reported for 2023-11 only" == one.reason()
    assert "目标已到期，但只上报到2023-11" == one.reason("zh")
    one = stand(FLOW, "120亿元", {}, by=2023, as_of="2024-02")
    assert ("nothing was reported by 2024-02-29", "截至2024-02-29没有上报数据") == (
        one.reason(),
        one.reason("zh"),
    )


def test_an_amount_without_a_report_of_its_period_says_what_would_make_it_a_way() -> None:
    """What was reported of earlier years is not passed over as if there were nothing."""
    one = stand(OUTPUT, "200亿元", {"2022": "160亿元"}, by=2025, as_of="2023-12")
    assert ("amount", "unreported", "-") == shown(one)
    assert (
        "nothing was reported for 2025 by 2023-12-31; "
        "with a baseline, the way there is measured by what was reported before"
    ) == one.reason()
    assert "截至2023-12-31没有上报2025的数据；写明基期值后，可按此前的数据计算进度" == one.reason("zh")


def test_months_that_nothing_says_how_to_add_up_are_told_as_reported() -> None:
    """A flow without a rule over time is no flow without reports."""
    unruled = metric("flow", direction="higher")
    one = stand(unruled, Level("60亿元"), months(1, 3), as_of="2023Q1", by=2023)
    assert [one.status.value, one.light(PUBLISHED["sanya-2022"])] == ["unknown", None]
    assert one.reason() == (
        "what was told by 2023-03-31 is for parts of a year, and 指标 has no rule over time: "
        "state over_time: sum in the metric if its months add up"
    )
    assert one.reason("zh") == (
        "截至2023-03-31只上报了年内部分时期的数，而“指标”未写明时间规则：各月可以相加的，请在指标中写明时间规则为求和"
    )
    silent = stand(unruled, Level("60亿元"), {}, as_of="2023Q1", by=2023)
    assert silent.status.value == "unreported"
    assert silent.reason() == "nothing was reported by 2023-03-31"


def test_what_is_due_and_half_reported_has_no_gap_and_no_light() -> None:
    """Nothing says that it was behind in the end: a year that ended without its last report is open."""
    one = stand(FLOW, "120亿元", months(1, 6), by=2023, as_of="2024-02")
    assert ("amount", "unknown", "50.0") == shown(one)
    assert (None, {}, None) == (one.gap, one.measures(), one.light(PUBLISHED["sanya-2022"]))
    before = stand(FLOW, "120亿元", months(1, 5), by=2023, as_of="2023-06")
    assert (Fraction(0), True) == (before.gap, before.light(PUBLISHED["sanya-2022"]) is not None)


def test_what_reaches_a_goal_with_about_falls_short_of_nothing() -> None:
    """A light does not call behind what is met: 99.6 of about 100 has the light of 100."""
    one = stand(FLOW, "约100亿元", {"2023": "99.6亿元"}, by=2023)
    assert (Fraction(-4, 1000), "met") == (one.gap, one.status.value)
    assert {0} == set(one.measures().values())


@pytest.mark.parametrize(
    ("by", "as_of", "completion", "time"),
    [
        ("2023H1", "2023-06", "50.0", Fraction(1)),
        ("2023Q1", "2023-02", "16.7", Fraction(2, 3)),
        ("2023-01", "2023-06", "8.3", Fraction(1)),
        ("2023Q2当季", "2023-05", "16.7", Fraction(2, 3)),
        ("2023-06 alone", "2023-06", "8.3", Fraction(1)),
        ("2023-01/09", "2023-06", "50.0", Fraction(2, 3)),
    ],
)
def test_amounts_of_parts_of_a_year(by: str, as_of: str, completion: str, time: Fraction) -> None:
    """An amount that is due within a half, a quarter, a month or a year to date is done within it."""
    one = stand(FLOW, "120亿元", months(1, 6), by=by, as_of=as_of)
    assert (completion, time) == (shown(one)[2], one.time_progress)


@pytest.mark.parametrize(
    ("goal", "by", "to_date", "alone", "alone_zh"),
    [
        ("60亿元", "2022年10月底前", "2022-01/10", "2022-10 alone", "2022-10当月"),
        ("60亿元", "2022Q3", "2022-01/09", "2022Q3 alone", "2022Q3当季"),
        ("60亿元", "2022H2", "2022", "2022H2 alone", "2022H2当期"),
        (Cumulative("60亿元", form="flow"), "2022-02", "2022-01/02", "2022-02 alone", "2022-02当月"),
    ],
)
def test_an_amount_by_the_end_of_a_month_is_not_guessed(
    goal: Any, by: str, to_date: str, alone: str, alone_zh: str
) -> None:
    """It may count from January or be the month's alone; the reason names both ways of writing."""
    one = stand(FLOW, goal, {"2022-01/06": "30亿元"}, by=by, as_of="2022-06")
    period = alone.removesuffix(" alone")
    assert ("limit", "unknown", "-") == shown(one)
    assert one.reason() == (
        f"60亿元 by {period} may be what is done from January to then or in {period} alone: write the "
        f"deadline as {to_date} or as {alone}"
    )
    assert one.reason("zh") == (
        f"期限{period}的60亿元可能自1月起累计，也可能只是{period}的数：请将期限写为{to_date}或{alone_zh}"
    )
    for written in (to_date, alone, alone_zh):
        assert "" == stand(FLOW, goal, {"2022": "60亿元"}, by=written, as_of="2022-01").why


@pytest.mark.parametrize(
    ("goal", "by", "remedy", "remedy_zh"),
    [
        ("60亿元", "2022-01/10", "", ""),
        ("60亿元", "2022-10当月", "", ""),
        (
            Cumulative("500亿元", form="flow"),
            2025,
            "; a sum of several years is written with all of them, such as 2021-2025",
            "；如为多年合计，期限应写明起止年份，例如2021-2025",
        ),
    ],
)
def test_no_baseline_is_asked_for_where_none_would_help(
    goal: Any, by: Any, remedy: str, remedy_zh: str
) -> None:
    """A sum and an amount of some months are measured by what is reported of them alone."""
    one = stand(FLOW, goal, {"2021": "30亿元"}, by=by, as_of="2022-09")
    period = one.entry.target.period
    assert f"nothing was reported for {period} by 2022-09-30{remedy}" == one.reason()
    assert f"截至2022-09-30没有上报{period}的数据{remedy_zh}" == one.reason("zh")


@pytest.mark.parametrize(
    ("reports", "as_of", "completion", "time"),
    [
        ({"2021": "100亿元", "2022": "110亿元", "2023-01/06": "60亿元"}, "2023-06", "54.0", Fraction(1, 2)),
        ({"2021": "100亿元", "2022": "110亿元", "2022-01/06": "60亿元"}, "2023-06", "42.0", Fraction(2, 5)),
        ({"2021-2023": "330亿元", "2021": "100亿元"}, "2023", "66.0", Fraction(3, 5)),
        ({"2022": "110亿元"}, "2022", "-", Fraction(2, 5)),
    ],
)
def test_a_sum_of_five_years(reports: dict[str, str], as_of: str, completion: str, time: Fraction) -> None:
    """累计投资 over 2021 to 2025 adds years and the year to date, and no month twice."""
    for goal in (Cumulative("500亿元", form="flow"), "500亿元"):
        one = stand(FLOW, goal, reports, by="2021-2025", as_of=as_of)
        assert (completion, time) == (shown(one)[2], one.time_progress)


@pytest.mark.parametrize(
    ("goal", "reports", "as_of", "expected"),
    [
        ("120亿元", {"2023-01/06": "100亿元"}, "2023-06", ("limit", "on_track", "-")),
        ("120亿元", {"2023-01/06": "121亿元"}, "2023-06", ("limit", "missed", "-")),
        ("120亿元", {"2023": "120亿元"}, "2023", ("limit", "met", "-")),
        ("120亿元", {"2023-01/11": "110亿元"}, "2024-02", ("limit", "unknown", "-")),
        ("120亿元", {"2023-02": "10亿元"}, "2023-06", ("limit", "unknown", "-")),
        ("120亿元", {"2023-02": "130亿元"}, "2023-06", ("limit", "missed", "-")),
        ("不超过120亿元", {"2023-01/06": "100亿元"}, "2023-06", ("limit", "on_track", "-")),
        ("120亿元", {"2023-01/06": "超120亿元"}, "2023-06", ("limit", "missed", "-")),
        ("120亿元", {"2023-01/06": "超100亿元"}, "2023-06", ("limit", "unknown", "-")),
    ],
)
def test_a_cap_is_kept_until_the_year_is_over(
    goal: str, reports: dict[str, str], as_of: str, expected: tuple[str, str, str]
) -> None:
    """Of energy used less is better: the year's cap is met when the year is over, and broken at once."""
    assert expected == shown(stand(USE, goal, reports, by=2023, as_of=as_of))


def test_a_bound_from_above_makes_a_cap() -> None:
    """不超过 is a cap also where the metric does not say that less is better."""
    for done, status in (("100亿元", "on_track"), ("121亿元", "missed")):
        one = stand(FLOW, "不超过120亿元", {"2023-01/06": done}, by=2023, as_of="2023-06")
        assert ("limit", status, "-") == shown(one)


def test_an_amount_that_is_to_be_held_is_judged_by_the_whole_year() -> None:
    """A month's amount is not held against a year's."""
    held = attrs.evolve(FLOW, direction="hold")
    shares = [
        (months(1, 6), "2023-06", "on_track"),
        ({"2023": "120亿元"}, "2023", "met"),
        ({"2023": "100亿元"}, "2023", "missed"),
        (months(1, 11), "2024-03", "unknown"),
        ({"2023-01/06": "130亿元"}, "2023-06", "missed"),
    ]
    assert "on_track" == stand(held, "120亿元以上", months(1, 6), by=2023, as_of="2023-06").status.value
    for reports, as_of, status in shares:
        assert ("limit", status, "-") == shown(stand(held, "120亿元", reports, by=2023, as_of=as_of))


def test_an_amount_of_nothing_has_no_share() -> None:
    """What is planned has to be above 0 to be divided by."""
    one = stand(FLOW, "0亿元", {"2023-01/06": "3亿元"}, by=2023, as_of="2023-06")
    assert ("amount", "unknown", "-") == shown(one)
    assert "no share of 0亿元 can be told, which is not above 0" == one.reason()
    assert "0亿元不大于零，无法计算完成率" == one.reason("zh")


def test_a_range_has_a_range_of_completions() -> None:
    """A goal or a report that is a range has no one completion; the range is told."""
    one = stand(FLOW, "100—120亿元", {"2023-01/06": "60亿元"}, by=2023, as_of="2023-06")
    assert ("amount", "unknown", "-") == shown(one)
    assert ("100—120亿元 is a range, and no one number", "100—120亿元是一个区间，不是一个数") == (
        one.reason(),
        one.reason("zh"),
    )
    assert one.completion_range is not None
    assert "[0.49, 0.61]" == one.completion_range.describe(2)
    one = stand(FLOW, "120亿元", {"2023-01/06": "50—70亿元"}, by=2023, as_of="2023-06")
    assert ("amount", "unknown", "-") == shown(one)
    one = stand(FLOW, "100—120亿元", {"2023": "105亿元"}, by=2023)
    assert ("amount", "met", "-") == shown(one)
    one = stand(FLOW, "100—120亿元", {"2023": "99亿元"}, by=2023)
    assert ("amount", "missed", "-") == shown(one)
    one = stand(FLOW, "100亿元", {"2023": "105—110亿元"}, by=2023)
    assert ("amount", "met", "-") == shown(one)
    one = stand(FLOW, "0—120亿元", {"2023-01/06": "60亿元"}, by=2023, as_of="2023-06")
    assert one.completion_range is not None
    assert one.completion_range.lo is None


def test_a_flow_that_may_fall_is_not_met_with_a_month_missing() -> None:
    """Net inflow may be negative: what is not reported can take away what was reached."""
    net = metric("flow", over_time="sum", domain="(-∞, ∞)")
    assert ("amount", "unknown", "-") == shown(stand(net, "100亿元", {"2023-02": "130亿元"}, by=2023))


def test_a_sum_of_years_that_nothing_was_done_of() -> None:
    """Without any report of its years a sum has nothing to show, whatever was done before."""
    goal = Cumulative("500亿元以上", form="flow")
    one = stand(FLOW, goal, {"2020": "90亿元"}, by="2021-2025", base="90亿元")
    assert ("amount", "unreported", "-") == shown(one)
    one = stand(FLOW, goal, {"2021": "100亿元"}, by="2021-2025", as_of="2021")
    assert one.completion_range is not None
    assert "[0.199, 0.201]" == one.completion_range.describe(3)


def test_a_day_within_a_month_is_not_measured_by_months() -> None:
    """What was done by the 15th is in no monthly figure."""
    one = stand(FLOW, "100亿元", months(1, 10), by="2023-10-15", as_of="2023-12")
    assert "figures are by month, and do not tell what was done by 2023-10-15" == one.reason()
    assert "数据按月上报，无法得知截至2023-10-15的完成数" == one.reason("zh")
    one = stand(
        STOCK, "100亿元", {"2023-09": "90亿元", "2023-10": "101亿元"}, by="2023-10-15", as_of="2023-12"
    )
    assert ("way", "unknown", "-") == shown(one)
    assert "it was due, and is reported for 2023-09 only" == one.reason()


# -- ways -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measured", "goal", "base", "level", "expected"),
    [
        (STOCK, "200亿元", "100亿元", "160亿元", ("way", "on_track", "60.0")),
        (STOCK, "200亿元", "100亿元", "159亿元", ("way", "behind", "59.0")),
        (STOCK, "200亿元", "100亿元", "90亿元", ("way", "behind", "-10.0")),
        (STOCK, "200亿元", "100亿元", "210亿元", ("way", "met", "110.0")),
        (LOWER, "50亿元", "100亿元", "70亿元", ("way", "on_track", "60.0")),
        (LOWER, "50亿元", "100亿元", "110亿元", ("way", "behind", "-20.0")),
        (LOWER, Cumulative("[20]", falling=True), "100亿元", "87亿元", ("way", "on_track", "65.0")),
        (LOWER, Cumulative("[20]", falling=True), "100亿元", "88亿元", ("way", "behind", "60.0")),
        (LOWER, Cumulative("20%以上", falling=True), "100亿元", "80亿元", ("way", "met", "100.0")),
        (LOWER, Cumulative("20%以上", falling=True), "100亿元", "81亿元", ("way", "on_track", "95.0")),
        (LOWER, Cumulative("累计下降20%"), "100亿元", "87亿元", ("way", "on_track", "65.0")),
        (STOCK, Cumulative("50亿元"), "100亿元", "130亿元", ("way", "on_track", "60.0")),
        (STOCK, Multiple("翻一番"), "100亿元", "160亿元", ("way", "on_track", "60.0")),
        (STOCK, Multiple("增长两倍"), "100亿元", "160亿元", ("way", "behind", "30.0")),
        (STOCK, AnnualRate("20%"), "100亿元", "172.8亿元", ("way", "on_track", "48.9")),
        (STOCK, AnnualRate("20%"), "100亿元", "172.7亿元", ("way", "behind", "48.8")),
        (STOCK, Multiple("翻一番"), "100亿元", "152亿元", ("way", "on_track", "52.0")),
        (STOCK, Multiple("翻一番"), "100亿元", "151亿元", ("way", "behind", "51.0")),
        (SHARE, PointChange("提高10个百分点"), "50%", "56%", ("way", "on_track", "60.0")),
        (SHARE, PointChange("2个百分点", yearly=True), "50%", "56%", ("way", "on_track", "60.0")),
        (SHARE, PointChange("2个百分点以上", yearly=True), "50%", "60%", ("way", "met", "100.0")),
        # the way from base to goal says what is better where the metric does not
        (EITHER, "200亿元", "100亿元", "210亿元", ("way", "met", "110.0")),
        (EITHER, "50亿元", "100亿元", "40亿元", ("way", "met", "120.0")),
        # bases of 0 and below
        (STOCK, "10亿元", "0亿元", "6亿元", ("way", "on_track", "60.0")),
        (STOCK, "5亿元", "-5亿元", "1亿元", ("way", "on_track", "60.0")),
        # a goal that is no better than the base is a floor
        (STOCK, "70亿元", "70.5亿元", "70.2亿元", ("limit", "met", "-")),
        (STOCK, "70亿元", "70亿元", "69亿元", ("limit", "behind", "-")),
        (LOWER, "100亿元", "90亿元", "95亿元", ("limit", "met", "-")),
        # bounds
        (STOCK, "超200亿元", "100亿元", "200亿元", ("way", "on_track", "100.0")),
        (STOCK, "超200亿元", "100亿元", "超200亿元", ("way", "met", "100.0")),
        (STOCK, "200亿元以上", "100亿元", "200亿元", ("way", "met", "100.0")),
        (LOWER, "50亿元以下", "100亿元", "50亿元", ("way", "met", "100.0")),
        (LOWER, "低于50亿元", "100亿元", "50亿元", ("way", "on_track", "100.0")),
        (STOCK, "200亿元左右", "100亿元", "约160亿元", ("way", "on_track", "60.0")),
        # reports with bounds: only what is certain is said
        (STOCK, "200亿元", "100亿元", "超170亿元", ("way", "unknown", "70.0")),
        (STOCK, "200亿元", "100亿元", "近200亿元", ("way", "on_track", "100.0")),
        (STOCK, "200亿元", "100亿元", "不足160亿元", ("way", "unknown", "60.0")),
        # ranges
        (STOCK, "200—220亿元", "100亿元", "200亿元", ("way", "met", "-")),
        (STOCK, "200—220亿元", "100亿元", "230亿元", ("way", "met", "-")),
        (STOCK, "200—220亿元", "100亿元", "150亿元", ("way", "unknown", "-")),
        (LOWER, "50—60亿元", "100亿元", "40亿元", ("way", "met", "-")),
        (EITHER, "200—220亿元", "100亿元", "210亿元", ("way", "met", "-")),
        (STOCK, "200亿元", "100—110亿元", "150亿元", ("way", "unknown", "-")),
        (STOCK, AnnualRate("10%以上"), "100—110亿元", "180亿元", ("way", "met", "-")),
    ],
)
def test_the_way_to_2025_in_2023(
    measured: Metric, goal: Any, base: str, level: str, expected: tuple[str, str, str]
) -> None:
    """How much of the way is gone after three of five years, up and down, and what that has come to."""
    assert expected == shown(stand(measured, goal, {"2023": level}, base=base))


def test_a_base_of_2019_makes_six_years() -> None:
    """A target whose footnote names 2019 starts there: its rate is applied six times."""
    one = stand(
        STOCK,
        AnnualRate("10%"),
        {"2019": "100亿元", "2020": "150亿元", "2022": "133.1亿元"},
        base={"2020": "150亿元"},
        target={"base": 2019},
    )
    assert (6, True) == (one.years, one.base is not None and one.base.stated)
    assert 100 * 10**8 * Fraction(11, 10) ** 6 == one.goal.value
    assert Fraction(1, 2) == one.time_progress


@pytest.mark.parametrize(
    ("fields", "why", "why_zh"),
    [
        (
            {"measured": STOCK, "goal": "200亿元", "reports": {"2023": "150亿元"}},
            "the level it starts from is missing",
            "基期数值缺失",
        ),
        (
            {"measured": STOCK, "goal": AnnualRate("6%"), "reports": {"2023": "150亿元"}},
            "the level that 6% starts from is missing",
            "6%所依据的基期数值缺失",
        ),
        (
            {
                "measured": STOCK,
                "goal": "200亿元",
                "reports": {"2023": "150亿元"},
                "base": "100亿元",
                "target": {"base": 2019},
            },
            "the level it starts from is missing",
            "基期数值缺失",
        ),
        (
            {"measured": EITHER, "goal": "100亿元", "reports": {"2023": "150亿元"}, "base": "100亿元"},
            "the goal 100亿元 is the base itself",
            "目标100亿元与基期值相同",
        ),
        (
            {"measured": EITHER, "goal": "100亿元", "reports": {"2023": "150亿元"}},
            "the metric does not say which way it is better; write its direction: higher, lower or hold",
            "未注明指标的方向，无法判断是否达到目标；请写明方向：越高越好、越低越好或保持",
        ),
        (
            {"measured": STOCK, "goal": AnnualRate("6%"), "reports": {"2023": "150亿元"}, "base": "0亿元"},
            "6% of 0亿元 is not defined: only a level above 0 grows by a rate or a multiple",
            "0亿元不大于零，6%没有意义",
        ),
        (
            {
                "measured": STOCK,
                "goal": "200亿元",
                "reports": {"2023": "150亿元"},
                "base": {"2025": "190亿元"},
                "target": {"base": 2025},
            },
            "the base 2025 does not end before 2025, when it is due",
            "基期2025不早于目标期2025",
        ),
        (
            {
                "measured": STOCK,
                "goal": AnnualRate("6%"),
                "by": "2025H1",
                "reports": {"2023": "150亿元"},
                "base": "100亿元",
            },
            "it is not known over how many years 6% is meant",
            "不知道6%持续多少年",
        ),
        (
            {
                "measured": metric("flow", direction="higher"),
                "goal": "90亿元",
                "by": "2025H1",
                "reports": {"2023": "150亿元"},
                "base": "100亿元",
            },
            "figures for 2020 and 2025H1 are of unlike length, and do not compare",
            "2020与2025H1的时长不同，数值不可比",
        ),
        (
            {"measured": STOCK, "goal": "200万人", "reports": {"2023": "150亿元"}, "base": "100亿元"},
            "150亿元 and the goal are in units that do not compare: 亿元 and 万人",
            "150亿元与目标的单位不可比（亿元、万人）",
        ),
        (
            {"measured": STOCK, "goal": "200亿元", "reports": {"2023": "150亿元"}, "base": "100亿美元"},
            "150亿元 and the base 100亿美元 are in units that do not compare: 亿元 and 亿美元",
            "150亿元与基期值100亿美元的单位不可比（亿元、亿美元）",
        ),
        (
            {"measured": STOCK, "goal": Cumulative("1岁"), "reports": {"2023": "150亿元"}, "base": "100亿元"},
            "cannot convert 岁 to 亿元: they measure different things (age and CNY)",
            "岁不能换算成亿元：所计量的不是同一种量（age 与 CNY）",
        ),
        (
            {
                "measured": STOCK,
                "goal": Cumulative("[20]", falling=True),
                "reports": {"2023": "150亿元"},
                "base": "100亿元",
            },
            "[20] is a fall, and 指标 is better when it is higher",
            "[20]是下降，而“指标”越高越好",
        ),
        (
            {
                "measured": OUTPUT,
                "goal": Cumulative("500亿元"),
                "reports": {"2023": "90亿元"},
                "base": "80亿元",
            },
            "500亿元 of an amount may be the sum of the years or what a year's amount grows by",
            "500亿元可能是各年合计，也可能是年度数额的增量",
        ),
        (
            {
                "measured": STOCK,
                "goal": Cumulative("500亿元", form="flow"),
                "by": "2021-2025",
                "reports": {"2023": "90亿元"},
            },
            "500亿元 is a sum of years, and 指标 is a stock that is never added",
            "500亿元是各年合计，而“指标”不能按时间相加",
        ),
        (
            {
                "measured": OUTPUT,
                "goal": AnnualRate("6%"),
                "by": "2021-2025 each year",
                "reports": {"2023": "9亿元"},
            },
            "6% counts from a base to a year, and 2021-2025 each year is no one year",
            "6%须从基期计至某一年，而时限“2021-2025 each year”不是某一年",
        ),
        (
            {"measured": SHARE, "goal": AnnualRate("6%"), "reports": {"2023": "60%"}, "base": "50%"},
            "6% of a share may mean per cent or points",
            "比重的变化6%可能指百分比，也可能指百分点",
        ),
    ],
)
def test_what_cannot_be_told_is_said(fields: dict[str, Any], why: str, why_zh: str) -> None:
    """A target that cannot be measured is unknown, with a reason in both languages, and never zero."""
    one = stand(**fields)
    assert "unknown" == one.status.value
    assert (why, why_zh) == (one.reason(), one.reason("zh"))
    assert one.completion is None
    assert one.gap is None
    assert one.pace is None
    assert {} == one.measures()


def test_two_figures_of_one_vintage_are_refused() -> None:
    """Which of two figures is meant is not guessed; a later vintage takes the place of an earlier one."""
    twice = Observation(metric="m", period=2023, figure="150亿元")
    one = stand(STOCK, "200亿元", {"2023": "160亿元"}, base="100亿元", more=(twice,))
    assert (
        "two figures for 'm' of 'p' in 2023: 160亿元 in observations[0] and 150亿元 in observations[2]"
        == one.reason()
    )
    assert "“p”的指标“m”在2023有两个数值：observations[0]为160亿元，observations[2]为150亿元" == one.reason(
        "zh"
    )
    first = Observation(metric="m", period=2023, figure="160亿元", vintage="preliminary")
    final = attrs.evolve(twice, vintage="final")
    one = stand(STOCK, "200亿元", {}, base="100亿元", more=(first, final))
    assert (("way", "behind", "50.0"), "final") == (shown(one), one.vintage and one.vintage.value)
    assert ["observations[2]"] == [entry.path for entry in one.reports]


def test_a_figure_without_a_vintage_is_not_chosen_beside_one_that_states_its_own() -> None:
    """Neither is known to be the later one."""
    final = Observation(metric="m", period=2023, figure="150亿元", vintage="final")
    one = stand(STOCK, "200亿元", {"2023": "160亿元"}, base="100亿元", more=(final,))
    assert ("limit", "unknown", "-") == shown(one)
    assert "160亿元" in one.reason()
    assert "150亿元" in one.reason("zh")


def test_an_estimate_used_as_base_gives_way_to_the_final_figure() -> None:
    """昆山's 4250亿元 was expected for 2020 and 4276.76 is final: the way starts from the latter."""
    expected = Observation(metric="m", period=2020, figure="4250亿元", aspect="baseline", vintage="estimate")
    final = Observation(metric="m", period=2020, figure="4276.76亿元", vintage="final")
    one = stand(STOCK, "5000亿元", {"2023": "4700亿元"}, more=(expected, final))
    assert one.base is not None
    assert "4276.76亿元" == str(one.base.entry.record.figure)


def test_forecasts_and_plans_are_no_reports() -> None:
    """What is expected or planned was not achieved."""
    more = tuple(
        Observation(metric="m", period=2023, figure="300亿元", aspect=aspect)
        for aspect in ("forecast", "planned")
    )
    one = stand(STOCK, "200亿元", {}, base="100亿元", more=more)
    assert ("way", "unreported", "-") == shown(one)
    assert "nothing that tells of a whole period after 2020 was reported by 2023-12-31" == one.reason()
    assert "截至2023-12-31没有上报2020之后完整时期的数据" == one.reason("zh")


def test_a_day_before_the_base_tells_nothing() -> None:
    """What was reported up to the base is no progress from it."""
    for as_of in ("2019", "2020", "2021-06"):
        one = stand(STOCK, "200亿元", {"2018": "90亿元", "2020": "100亿元"}, base="100亿元", as_of=as_of)
        assert ("way", "unreported", "-") == shown(one)


def test_a_target_that_was_due_is_told_by_the_report_of_its_own_year() -> None:
    """What was reported before or after is not it."""
    base = "100亿元"
    for reports, status in (
        ({"2024": "190亿元"}, "unknown"),
        ({"2025": "190亿元", "2026": "210亿元"}, "missed"),
        ({"2025-12": "200亿元"}, "met"),
        ({"2024": "200亿元"}, "met"),
    ):
        assert status == stand(STOCK, "200亿元", reports, base=base, as_of="2027").status.value


def test_the_base_is_the_year_before_the_plan() -> None:
    """A target that names no base, and has no baseline, starts from the year before the plan's first."""
    one = stand(STOCK, "200亿元", {"2020": "100亿元", "2023": "160亿元"}, period="2021-2025")
    assert ("way", "on_track", "60.0") == shown(one)
    assert one.base is not None
    assert not one.base.stated
    assert "observations[0]" == one.base.entry.path


def test_growth_of_output_is_told_by_whole_years() -> None:
    """A year to date is not held against a year; a year is the sum of its quarters where all are reported."""
    quarters = {f"2022Q{number}": "30亿元" for number in range(1, 5)}
    rate = AnnualRate("20%")
    one = stand(OUTPUT, rate, {**quarters, "2023-01/06": "70亿元"}, base="100亿元", as_of="2023-06")
    assert ("2022Q4", 4, "120亿元") == (str(one.reported_for), len(one.reports), str(one.actual))
    assert Fraction(2, 5) == one.time_progress
    del quarters["2022Q3"]
    one = stand(OUTPUT, rate, {"2021": "120亿元", **quarters}, base="100亿元", as_of="2023-06")
    assert "2021" == str(one.reported_for)
    one = stand(OUTPUT, rate, {"2023-01/06": "70亿元"}, base="100亿元", as_of="2023-06")
    assert ("way", "unreported", "-") == shown(one)


def test_output_of_2025_is_a_way_before_2025_and_an_amount_in_it() -> None:
    """From a baseline output is followed year by year; in its own year by what is done of it."""
    reports = {"2023": "160亿元", "2025-01/06": "110亿元"}
    assert ("way", "on_track", "60.0") == shown(stand(OUTPUT, "200亿元", reports, base="100亿元"))
    later = stand(OUTPUT, "200亿元", reports, base="100亿元", as_of="2025-06")
    assert ("amount", "on_track", "55.0") == shown(later)
    assert ("amount", "unreported", "-") == shown(stand(OUTPUT, "200亿元", reports))
    none = stand(OUTPUT, "200亿元", {}, base="100亿元")
    assert ("amount", "unreported", "-") == shown(none)
    unlike = stand(OUTPUT, "200亿元", {"2023": "160亿美元"}, base="100亿元")
    assert "unknown" == unlike.status.value


# -- prices -----------------------------------------------------------------------------------------


def priced(text: str, basis: PriceBasis) -> Any:
    """Give a figure at some prices."""
    from zoneplan import Figure

    return Figure.parse(text, price_basis=basis)


@pytest.mark.parametrize(
    ("goal", "base", "level", "why", "why_zh"),
    [
        (
            priced("200亿元", CONSTANT),
            priced("100亿元", CURRENT),
            priced("150亿元", CURRENT),
            "150亿元 is at current prices and the goal 200亿元 is at 2020 prices",
            "150亿元与目标200亿元的价格口径不同（现价、2020年不变价）",
        ),
        (
            priced("200亿元", CURRENT),
            priced("100亿元", CONSTANT),
            priced("150亿元", CURRENT),
            "150亿元 is at current prices and the base 100亿元 is at 2020 prices",
            "150亿元与基期值100亿元的价格口径不同（现价、2020年不变价）",
        ),
        (
            AnnualRate("6%"),
            priced("100亿元", CONSTANT),
            priced("150亿元", CURRENT),
            "150亿元 is at current prices and the base 100亿元 is at 2020 prices",
            "150亿元与基期值100亿元的价格口径不同（现价、2020年不变价）",
        ),
        (
            AnnualRate(priced("6%", PriceBasis.comparable())),
            priced("100亿元", CURRENT),
            priced("150亿元", CURRENT),
            "6% is at comparable prices and the levels are at current prices",
            "6%为可比价，各年数值为现价",
        ),
        (
            priced("200亿元", YEARLESS),
            priced("100亿元", YEARLESS),
            priced("150亿元", YEARLESS),
            (
                "150亿元 is at constant prices of an unstated year and the goal 200亿元 "
                "is at constant prices of an unstated year"
            ),
            "150亿元与目标200亿元的价格口径不同（未注明基年的不变价、未注明基年的不变价）",
        ),
    ],
)
def test_prices_that_differ_do_not_compare(goal: Any, base: Any, level: Any, why: str, why_zh: str) -> None:
    """Levels at one price basis are no way to a goal at another."""
    one = stand(STOCK, goal, {"2023": level}, base=base)
    assert (why, why_zh, "unknown") == (one.reason(), one.reason("zh"), one.status.value)


def test_prices_that_a_metric_states_are_those_of_its_figures() -> None:
    """A figure that does not say is at its metric's prices; real growth goes with constant ones."""
    nominal = attrs.evolve(STOCK, price_basis=CURRENT)
    one = stand(nominal, priced("200亿元", CURRENT), {"2023": "160亿元"}, base="100亿元")
    assert ("way", "on_track", "60.0") == shown(one)
    real = AnnualRate(priced("10%", PriceBasis.comparable()))
    fixed = attrs.evolve(STOCK, price_basis=CONSTANT)
    assert "behind" == stand(fixed, real, {"2023": "130亿元"}, base="100亿元").status.value


@pytest.mark.parametrize(
    ("goal", "basis", "why", "why_zh"),
    [
        (
            AnnualRate("8%"),
            CURRENT,
            "8% does not say at which prices it is, and the levels are at current prices",
            "8%未注明价格口径，各年数值为现价",
        ),
        (
            Cumulative("40%"),
            CONSTANT,
            "40% does not say at which prices it is, and the levels are at 2020 prices",
            "40%未注明价格口径，各年数值为2020年不变价",
        ),
        (AnnualRate(priced("8%", CURRENT)), CURRENT, "", ""),
        (AnnualRate("8%"), PriceBasis.unstated(), "", ""),
        (Cumulative("40亿元"), CURRENT, "", ""),
        (Multiple("翻一番"), CURRENT, "", ""),
    ],
)
def test_growth_at_unstated_prices_leads_to_no_level_at_stated_ones(
    goal: Any, basis: PriceBasis, why: str, why_zh: str
) -> None:
    """As no relation between them is checked, no target between them is judged."""
    one = stand(attrs.evolve(STOCK, price_basis=basis), goal, {"2023": "130亿元"}, base="100亿元")
    assert (why, why_zh) == (one.reason(), one.reason("zh"))
    assert (why != "") == (one.status.value == "unknown")


def test_months_at_unlike_prices_are_not_added() -> None:
    """A sum over two price bases is refused."""
    reports = {"2023-01": priced("10亿元", CURRENT), "2023-02": priced("10亿元", CONSTANT)}
    one = stand(FLOW, "120亿元", reports, by=2023, as_of="2023-02")
    assert "cannot add 10亿元 at current prices and 10亿元 at 2020 prices" == one.reason()
    mixed = {"2023-01": priced("10亿元", CURRENT), "2023-02": "10亿元"}
    nominal = attrs.evolve(FLOW, price_basis=CURRENT)
    assert "16.7" == shown(stand(nominal, "120亿元", mixed, by=2023, as_of="2023-02"))[2]


# -- limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measured", "goal", "reports", "by", "as_of", "expected"),
    [
        (RANK, Rank("第五"), {"2022": "第五"}, 2025, "2023", ("limit", "met")),
        (RANK, Rank("第五"), {"2022": "第四"}, 2025, "2023", ("limit", "met")),
        (RANK, Rank("前五"), {"2022": "第六"}, 2025, "2023", ("limit", "behind")),
        (RANK, Rank("前五"), {"2022": "第六"}, "长期", "2023", ("limit", "behind")),
        (RANK, Rank("前五"), {"2025": "第六"}, 2025, "2026", ("limit", "missed")),
        (RANK, Rank("前五"), {"2024": "第五"}, 2025, "2026", ("limit", "unknown")),
        (RANK, Rank("前五"), {"2024": "第六"}, 2025, "2026", ("limit", "unknown")),
        (RANK, Rank("前五"), {"2025": "第五"}, 2025, "2026", ("limit", "met")),
        (RANK, "第五", {"2022": "第五"}, 2025, "2023", ("limit", "met")),
        (RANK, Rank("前五"), {}, 2025, "2023", ("limit", "unreported")),
        (HELD, "95%以上", {"2022": "96%"}, 2025, "2023", ("limit", "met")),
        (HELD, "95%", {"2022": "97%"}, 2025, "2023", ("limit", "behind")),
        (HELD, "95—98%", {"2022": "97%"}, "长期", "2023", ("limit", "met")),
        (HELD, "95—98%", {"2022": "99%"}, "长期", "2023", ("limit", "behind")),
        (FLOW, "100亿元以上", {**months(1, 12, 2022), **months(1, 3)}, "长期", "2023-03", ("limit", "met")),
        (FLOW, "100亿元以上", months(1, 3), "长期", "2023-03", ("limit", "unreported")),
        (SHARE, "60%", {"2022-03": "70%"}, "2022 all year", "2022-06", ("way", "on_track")),
        (SHARE, "60%", {"2022": "70%"}, "2022 all year", "2023", ("way", "met")),
        (SHARE, "60%", {"2022-03": "70%"}, "2022 all year", "2023", ("way", "unknown")),
    ],
)
def test_limits_and_places(
    measured: Metric, goal: Any, reports: dict[str, str], by: Any, as_of: str, expected: tuple[str, str]
) -> None:
    """A place or limit is kept or not by the last report; due, by the report of the time it is due in."""
    assert expected == shown(stand(measured, goal, reports, by=by, as_of=as_of))[:2]


@pytest.mark.parametrize(
    ("measured", "goal", "reports", "as_of", "status"),
    [
        (FLOW, "100亿元", {"2021": "100亿元", "2022": "110亿元"}, "2022", "on_track"),
        (FLOW, "100亿元", {"2021": "99亿元", "2022": "110亿元"}, "2022", "missed"),
        (FLOW, "100亿元", {"2022": "110亿元"}, "2022", "unknown"),
        (FLOW, "100亿元", {"2021": "100亿元", **months(1, 6, 2022)}, "2022-06", "on_track"),
        (FLOW, "100亿元", {"2021": "100亿元", **months(1, 12, 2022)}, "2022", "on_track"),
        (FLOW, "100亿元", {}, "2022", "unreported"),
        (FLOW, "100亿元", {f"202{year}": "100亿元" for year in range(1, 6)}, "2025", "met"),
        (FLOW, "100亿元", {f"202{year}": "100亿元" for year in range(2, 6)}, "2025", "unknown"),
        (STOCK, "100亿元", {"2021-12": "100亿元", "2022-06": "90亿元"}, "2022-06", "on_track"),
        (STOCK, "100亿元", {"2021-12": "90亿元", "2022-06": "120亿元"}, "2022-06", "missed"),
        (
            metric("rate", "%", over_time="none", direction="higher"),
            "6%",
            {"2021": "6%", "2021-12": "3%"},
            "2021",
            "on_track",
        ),
        (EITHER, "100亿元", {"2021": "100亿元"}, "2021", "unknown"),
    ],
)
def test_what_is_to_hold_every_year(
    measured: Metric, goal: str, reports: dict[str, str], as_of: str, status: str
) -> None:
    """Each year that is over is held against it: one that breaks it is enough, one missing leaves it open."""
    one = stand(measured, goal, reports, by="2021-2025 each year", as_of=as_of)
    assert ("limit", status) == shown(one)[:2]


def test_the_years_that_broke_a_limit_are_named() -> None:
    """The reports that did not keep it are given."""
    reports = {"2021": "99亿元", "2022": "110亿元", "2023": "98亿元"}
    one = stand(FLOW, "100亿元", reports, by="2021-2025 each year")
    assert ["2021", "2023"] == [str(entry.record.period) for entry in one.failed]


def test_a_goal_beside_another_metric_is_held_against_its_figure_of_the_same_months() -> None:
    """Growth above that of GDP compares figures for the same months, and is unknown where one is missing."""
    gdp = Metric(id="gdp", name="GDP增速", unit="%", kind="rate")
    goal = RelativeTo("gdp", bound="gt")

    def beside(period: str, figure: Any, report: Any = "7.0%") -> Standing:
        other = Observation(metric="gdp", period=period, figure=figure)
        return stand(GROWTH, goal, {"2023-01/06": report}, more=(other,), metrics=(gdp,), as_of="2023-06")

    assert "met" == beside("2023-01/06", "6.0%").status.value
    assert "met" == beside("2023H1", "6.0%").status.value
    assert "behind" == beside("2023H1", "7.0%").status.value
    missing = beside("2023Q1", "6.0%")
    assert "the figure of 'gdp', which it stands beside, is missing" == missing.reason()
    real = beside("2023H1", priced("6.0%", PriceBasis.comparable()), priced("7.0%", CURRENT))
    assert (
        "7.0% is at current prices and 6.0%, which it stands beside, is at comparable prices" == real.reason()
    )
    unknown = stand(GROWTH, RelativeTo("nowhere", bound="gt"), {"2023": "7%"})
    assert "the figure of 'nowhere', which it stands beside, is missing" == unknown.reason()


@pytest.mark.parametrize(
    ("goal", "why", "why_zh"),
    [
        (Qualitative("稳步提升"), "'稳步提升' sets no number", "“稳步提升”没有设定数值"),
        (
            Delegated("市政府"),
            "its number is set by 市政府, and not here",
            "目标数值由市政府下达，此处未写明",
        ),
    ],
)
def test_words_are_not_measured(goal: Any, why: str, why_zh: str) -> None:
    """A goal that sets no number is neither met nor missed, whatever was reported."""
    one = stand(STOCK, goal, {"2023": "100亿元"})
    assert ("none", "unmeasured", "-") == shown(one)
    assert (why, why_zh) == (one.reason(), one.reason("zh"))


def test_a_metric_that_is_not_defined() -> None:
    """Nothing can be told of a target whose metric nobody defined."""
    plan = Plan(id="p", name="规划", targets=[Target(metric="gdp", by=2025, goal="5000亿元")])
    (one,) = plan.progress("2023")
    assert ("limit", "unknown", "-") == shown(one)
    assert ("metric 'gdp' is not defined", "指标“gdp”没有定义") == (one.reason(), one.reason("zh"))
    assert (None, None, ()) == (one.reported_for, one.vintage, one.reports)


def test_a_change_that_is_to_be_held_is_a_limit() -> None:
    """A metric that is to be held, and moved by points, is held against the level that comes to."""
    one = stand(HELD, PointChange("提高2个百分点"), {"2023": "62%"}, base="60%")
    assert ("limit", "met", "-") == shown(one)


def test_a_mean_of_the_year_is_not_told_by_a_month() -> None:
    """A metric that is averaged over time compares whole years only."""
    mean = metric("index", "微克/立方米", over_time="mean", direction="lower")
    reports = {"2022": "38微克/立方米", "2023-01": "80微克/立方米"}
    one = stand(mean, "35微克/立方米", reports, base="40微克/立方米", as_of="2023-01")
    assert ("2022", ("way", "on_track", "40.0")) == (str(one.reported_for), shown(one))


# -- goals that are about a number -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measured", "goal", "base", "level", "expected"),
    [
        (YEARLY, "8%左右", None, "7.8%", ("met", "no exact")),
        (YEARLY, "8%左右", None, "7.5%", ("met", "no exact")),
        (YEARLY, "8%左右", None, "9%", ("met", "no exact")),
        (YEARLY, "8%左右", None, "7.4%", ("unknown", "no exact")),
        (YEARLY, "8%左右", None, "3.9%", ("missed", "no exact")),
        (YEARLY, "8%", None, "7.8%", ("missed", "no exact")),
        (FLOW, "约100亿元", None, "99.5亿元", ("met", "no exact")),
        (FLOW, "约100亿元", None, "99.0亿元", ("unknown", "no exact")),
        (FLOW, "约100亿元", None, "49.0亿元", ("missed", "no exact")),
        (FLOW, "100—120亿元左右", None, "99亿元", ("missed", "no exact")),
        (USE, "约100亿元", None, "100.4亿元", ("met", "no exact")),
        (USE, "约100亿元", None, "103亿元", ("unknown", "no exact")),
        (USE, "约100亿元", None, "151亿元", ("missed", "no exact")),
        (HELD, "95%左右", None, "95.3%", ("met", "no exact")),
        (HELD, "95%左右", None, "97%", ("unknown", "no exact")),
        (STOCK, "200亿元左右", "100亿元", "199.6亿元", ("met", "no exact")),
        (STOCK, "200亿元左右", "100亿元", "190亿元", ("unknown", "no exact")),
        (STOCK, "200亿元左右", "100亿元", "149亿元", ("missed", "no exact")),
        (STOCK, AnnualRate("8%左右"), "100.0亿元", "145亿元", ("met", "no exact")),
        (STOCK, AnnualRate("8%左右"), "100.0亿元", "140亿元", ("unknown", "no exact")),
    ],
)
def test_a_goal_with_about_is_not_judged_to_the_digit(
    measured: Metric, goal: Any, base: str | None, level: str, expected: tuple[str, str]
) -> None:
    """约 is reached by what the goal means when every digit counts; nobody says how far beside it reaches."""
    one = stand(measured, goal, {"2025": level}, base=base, as_of="2025")
    status, why = expected
    assert status == one.status.value
    assert (why in one.reason()) == (status == "unknown")


def test_why_a_goal_with_about_is_open() -> None:
    """The reason names the goal and the report; before it is due, the schedule is gone by."""
    one = stand(FLOW, "约100亿元", {"2023": "99.0亿元"}, by=2023)
    assert "约100亿元 is no exact number, which leaves open whether 99.0亿元 reaches it" == one.reason()
    assert "目标约100亿元不是确数，99.0亿元是否达到目标无法判断" == one.reason("zh")
    assert "behind" == stand(FLOW, "约120亿元", {"2023-01/06": "55亿元"}, by=2023, as_of="2023-06").status
    held = stand(HELD, "95%左右", {"2023": "97%"}, by="长期")
    assert "95%左右 is no exact number, which leaves open whether 97% reaches it" == held.reason()


@pytest.mark.parametrize(
    ("bound", "report", "status"),
    [
        ("eq", "6.0%", "met"),
        ("eq", "6.1%", "missed"),
        ("approx", "6.0%", "met"),
        ("approx", "6.3%", "unknown"),
        ("approx", "2%", "missed"),
        ("gt", "6.1%", "met"),
    ],
)
def test_to_be_equal_to_another_figure_needs_no_direction(bound: Any, report: str, status: str) -> None:
    """与全国平均持平 is told of a metric that does not say which way it is better."""
    gdp = Metric(id="gdp", name="GDP增速", unit="%", kind="rate")
    other = Observation(metric="gdp", period=2025, figure="6.0%")
    measured = attrs.evolve(GROWTH, direction=None)
    goal = RelativeTo("gdp", bound=bound)
    one = stand(measured, goal, {"2025": report}, more=(other,), metrics=(gdp,), as_of="2025")
    assert status == one.status.value


# -- schedules --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "reports", "scheduled"),
    [
        ("均衡", months(1, 6), Fraction(1, 2)),
        ({"2023-01/03": "10%", "2023-01/06": "40%"}, months(1, 6), Fraction(2, 5)),
        ({"2023-01/03": "12亿元", "2023-01/06": "48亿元"}, months(1, 6), Fraction(2, 5)),
        ({"2023-01/03": "12亿元", "2023-01/06": "48亿元"}, months(1, 1), Fraction(1, 30)),
        ({"2023-01/06": "60亿元"}, months(1, 9), Fraction(3, 4)),
    ],
)
def test_scheduled_progress_of_an_amount(schedule: Any, reports: dict[str, str], scheduled: Fraction) -> None:
    """A schedule says how much should be done; an amount starts at nothing, and ends with the goal."""
    nominal = attrs.evolve(FLOW, price_basis=CURRENT)
    one = stand(nominal, "120亿元", reports, by=2023, as_of="2023-11", target={"schedule": schedule})
    assert scheduled == one.scheduled
    assert one.completion is not None
    assert one.completion - scheduled == one.gap


def test_scheduled_progress_of_a_way() -> None:
    """Levels for milestone years are shares of the way from base to goal."""
    levels = {"2022": "110亿元", "2024": "150亿元"}
    one = stand(STOCK, "200亿元", {"2023": "140亿元"}, base="100亿元", target={"schedule": levels})
    assert (Fraction(3, 10), Fraction(1, 10)) == (one.scheduled, one.gap)
    rate = stand(STOCK, Multiple("翻一番"), {"2023": "140亿元"}, base="100亿元", target={"schedule": levels})
    assert Fraction(3, 10) == rate.scheduled


def test_a_schedule_of_levels_is_no_share_of_a_range() -> None:
    """Of a goal that is a range nobody can say what share a level is."""
    levels = {"2023-01/06": "50亿元", "2023": "110亿元"}
    one = stand(FLOW, "100—120亿元", months(1, 6), by=2023, as_of="2023-06", target={"schedule": levels})
    assert (None, None, "unknown") == (one.scheduled, one.gap, one.status.value)


def test_a_schedule_that_does_not_fit_is_told() -> None:
    """Where the schedule says nothing of the month there is no gap, and the reason is its own."""
    levels = {"2027": "300亿元"}
    one = stand(STOCK, "200亿元", {"2023": "140亿元"}, base="100亿元", target={"schedule": levels})
    assert ("way", "unknown", "40.0") == shown(one)
    told = "the point 300亿元 by 2027 lies outside the months from 2021-01 to 2025-12"
    told_zh = "序时计划的2027（300亿元）不在2021-01至2025-12之内"
    assert (told, told_zh) == (one.reason(), one.reason("zh"))
    assert (None, None) == (one.scheduled, one.gap)


def test_growth_is_scheduled_by_the_same_rate_in_every_year() -> None:
    """A zone that grows by the 8 % a year it set out for is not behind, and is told why."""
    one = stand(STOCK, AnnualRate("8%"), {"2022": "699.84亿元"}, base="600亿元", as_of="2022")
    assert (Fraction(0), "on_track") == (one.gap, one.status.value)
    assert one.scheduled_text() == (
        "≈35.454943 % is scheduled after 24 of 60 months, by the same rate in every year"
    )
    assert one.scheduled_text("zh") == "60个月中过去24个月，按每年增速相同，序时进度为≈35.454943%"
    assert one.pace is not None
    assert "增长8%" in one.pace.text("zh")
    even = stand(STOCK, AnnualRate("8%"), {"2022": "699亿元"}, base="600亿元", target={"schedule": "均衡"})
    assert Fraction(2, 5) == even.scheduled
    ranged = stand(STOCK, AnnualRate("7—8%"), {"2022": "690亿元"}, base="600亿元")
    assert (None, "", "unknown") == (ranged.scheduled, ranged.scheduled_text(), ranged.status.value)


# -- subjects ---------------------------------------------------------------------------------------


def test_the_zone_and_the_plan_are_one_subject() -> None:
    """A target of the plan is told by what is reported of its zone, and asked for by either."""
    zone = Zone(id="ketd", name="昆山经济技术开发区")
    other = Zone(id="city", name="昆山市")
    report = Observation(metric="m", period=2023, figure="160亿元", subject="ketd")
    plan = plan_of(STOCK, "200亿元", {}, base="100亿元", more=(report,), zone=zone, places=[other])
    city = Target(metric="m", by=2025, goal="900亿元", subject="city")
    plan = attrs.evolve(plan, targets=[*plan.targets, city])
    progress = plan.progress("2023")
    assert [("way", "on_track", "60.0"), ("way", "unreported", "-")] == [shown(one) for one in progress]
    assert progress.of("m", "ketd") == progress.of("m", "p") == progress[:1]
    assert progress.of("m") == progress.standings
    assert progress[1:] == progress.of("m", "city")
    assert 1 == progress.summary().expected


def test_levels_are_their_own_text() -> None:
    """A goal that is a level prints as it is written."""
    assert "200亿元" == str(Level("200亿元"))
