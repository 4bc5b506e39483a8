from __future__ import annotations

import pickle
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plan_texts import plan_of
from zoneplan.aggregation import combine_over_time
from zoneplan.errors import (
    DimensionMismatchError,
    PriceBasisMismatchError,
    RollupError,
    UnknownIdError,
    ZoneplanError,
)
from zoneplan.figures import Figure, total
from zoneplan.metrics import Metric, MetricKind, TimeRule
from zoneplan.observations import Observation
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.series import Comparison, Series
from zoneplan.strategies import series

if TYPE_CHECKING:
    from collections.abc import Callable

FLOW = Metric(id="inv", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")
NET = attrs.evolve(FLOW, id="net", name="净流入", domain="(-∞, ∞)")
STOCK = Metric(id="pop", name="常住人口", unit="万人", kind="stock", across="sum", over_time="last")


def of(metric: Metric, **figures: str) -> Series:
    """Make a series from figures by the month up to which a year to date of 2023 runs: `to9="45亿元"`."""
    return Series(
        metric=metric,
        figures={Period.year_to_date(2023, int(name[2:])): figure for name, figure in figures.items()},
    )


def written(found: Series) -> dict[str, str]:
    """Give the figures of a series by the texts of their periods."""
    return {str(period): str(figure) for period, figure in found.figures.items()}


def left_out(found: Series) -> list[str]:
    """Give the sentences of what a series leaves out, in both languages."""
    return [text for gap in found.gaps for text in (str(gap), gap.reason_zh)]


def readings_contain(loose: Series, tight: Series) -> bool:
    """Tell whether the readings of one series contain those of another, period by period."""
    return all(
        figure.strict.is_subset(loose.figures[period].to(figure.unit).strict)
        and figure.wide.is_subset(loose.figures[period].to(figure.unit).wide)
        for period, figure in tight.figures.items()
    )


# -- laws -----------------------------------------------------------------------------------------


@given(series(to_date=True, whole=True))
def test_years_to_date_to_single_periods_and_back_is_the_identity(found: Series) -> None:
    """What is taken apart adds up again to the same numbers, and can mean no less than the original."""
    again = found.single().year_to_date()
    assert (found.figures, ()) == (again.figures, again.gaps)
    assert readings_contain(again, found)


@given(series(to_date=False, over_time=TimeRule.SUM, whole=True))
def test_months_to_years_to_date_and_back_is_the_identity(found: Series) -> None:
    """What is added up is taken apart again into the same numbers, which can mean no less."""
    again = found.year_to_date().single()
    assert (found.figures, ()) == (again.figures, again.gaps)
    assert readings_contain(again, found)


@given(series(to_date=False))
def test_by_quarter_then_by_year_equals_by_year(found: Series) -> None:
    """Sum, largest, smallest, last and mean weighted by months do not care about steps between."""
    expected = found.by("year")
    assert expected.figures == found.by("quarter").by("year").figures
    assert expected.figures == found.by("quarter").by("half").by("year").figures


@given(series(to_date=True))
def test_quarters_of_years_to_date_are_those_of_their_single_periods(found: Series) -> None:
    """Taking years to date apart first gives no other quarter and no more."""
    single = found.single()
    assume(any(period.months <= 3 for period in single.figures))
    quarters = single.by("quarter").figures
    assert dict(quarters) == {
        period: figure for period, figure in found.by("quarter").figures.items() if period in quarters
    }


@given(series(to_date=False, over_time=TimeRule.SUM, whole=True), st.sampled_from(("quarter", "half")))
def test_splitting_a_period_and_rolling_up_again_changes_nothing(found: Series, periodicity: str) -> None:
    """The parts of a year add up to it, in a series and in the rollup of a plan alike."""
    for period, figure in found.by("year").figures.items():
        parts = found.by(periodicity).figures
        assert figure == total(parts[part] for part in period.parts(periodicity))
        plan = reporting(found.by(periodicity))
        assert figure == plan.roll_up(found.metric.id, period=period).total.stated


def reporting(found: Series, order: Callable[[list[Observation]], list[Observation]] = list) -> Plan:
    """Make a plan that reports a series."""
    entries = [
        Observation(metric=found.metric.id, period=period, figure=figure)
        for period, figure in found.figures.items()
    ]
    return Plan(id="plan", name="示范规划", metrics=[found.metric], observations=order(entries))


@given(series(), st.randoms(use_true_random=False))
def test_order_of_entries_does_not_matter(found: Series, random: object) -> None:
    """However a plan lists its observations, it has the same series, from early to late."""

    def shuffled(entries: list[Observation]) -> list[Observation]:
        random.shuffle(entries)  # type: ignore[attr-defined]  # Hypothesis gives a Random
        return entries

    actual = reporting(found, shuffled).series(found.metric.id)
    assert found == actual
    assert list(found.figures) == list(actual.figures)


@given(series())
def test_nothing_is_filled_in_silently(found: Series) -> None:
    """Each quarter from the first month reported to the last has a figure or a gap, and never both."""
    quarters = found.by("quarter")
    told = [*quarters.figures, *(gap.period for gap in quarters.gaps)]
    first = min(period.first for period in found.figures) // 3
    last = max(period.last for period in found.figures) // 3
    assert list(range(first, last + 1)) == sorted(period.first // 3 for period in told)


@given(series(over_time=TimeRule.SUM), st.sampled_from(Comparison))
def test_growth_applied_to_its_base_gives_the_level(found: Series, comparison: Comparison) -> None:
    """A growth is exact: the earlier level times one more than it is the later level."""
    for period, growth in found.growth(comparison).figures.items():
        base = period.shifted(-1) if comparison is Comparison.YEAR_ON_YEAR else period.previous
        assert base is not None
        level = found.figures[base].base_value * (1 + growth.base_value)
        assert found.figures[period].base_value == level
        assert growth.reading.strict.contains(growth.exact)


@given(series())
def test_a_series_survives_pickling(found: Series) -> None:
    """A series comes back equal, with an equal hash."""
    again = pickle.loads(pickle.dumps(found))
    assert (found, hash(found)) == (again, hash(again))


# -- taking apart ---------------------------------------------------------------------------------


def test_combined_january_and_february_stay_one_period() -> None:
    """1—2月 is published as one and stays so; March is what 1—3月 adds to it."""
    found = of(FLOW, to2="8.0亿元", to3="13.0亿元", to4="20.0亿元").single()
    assert {"2023-01/02": "8.0亿元", "2023-03": "5亿元", "2023-04": "7亿元"} == written(found)
    assert "[4.9, 5.1]" == str(found.figures[Period.month(2023, 3)].strict)
    assert [] == left_out(found)


def test_quarters_follow_from_years_to_date() -> None:
    """1—3, 1—6, 1—9月 and the year give the four quarters."""
    found = of(FLOW, to3="10亿元", to6="30亿元", to9="45亿元", to12="60亿元").single()
    expected = {"2023Q1": "10亿元", "2023Q2": "20亿元", "2023Q3": "15亿元", "2023Q4": "15亿元"}
    assert expected == written(found)


def test_what_has_no_name_is_left_out_and_said() -> None:
    """July and August are no period, so what 1—8月 adds to 1—6月 is not given as one; September is."""
    found = of(FLOW, to6="30亿元", to8="41亿元", to9="45亿元").single()
    assert {"2023H1": "30亿元", "2023-09": "4亿元"} == written(found)
    expected = [
        "2023-01/08 less 2023-01/06 is left out: 2023-07 to 2023-08 is no month, quarter, half or year",
        "2023-01/08减2023-01/06未列出：2023-07至2023-08不是一个月、季、半年或年",
    ]
    assert expected == left_out(found)
    # 1—9月 less 1—6月 is the third quarter all the same.
    assert {"2023Q3": "15亿元"} == written(of(FLOW, to6="30亿元", to8="41亿元", to9="45亿元").by("quarter"))


def test_a_year_to_date_that_falls_gives_no_negative_month() -> None:
    """What an investment cannot be is not given for a month; of a net flow it is a figure like any."""
    expected = [
        "2023-07 is left out: 2023-01/07 less 2023-01/06 is -5亿元, which 'inv' cannot be",
        "2023-07未列出：2023-01/07减2023-01/06为-5亿元，超出“完成投资”的取值范围",
    ]
    found = of(FLOW, to6="50亿元", to7="45亿元")
    assert ({"2023H1": "50亿元"}, expected) == (written(found.single()), left_out(found.single()))
    assert expected == left_out(found.by("month"))[-2:]
    assert {"2023H1": "50亿元", "2023-07": "-5亿元"} == written(of(NET, to6="50亿元", to7="45亿元").single())


def test_single_periods_beside_years_to_date_are_kept() -> None:
    """Months that are stated are not taken from a year to date again, and help to take it apart."""
    found = Series(
        metric=FLOW,
        figures={"2023-01": "1亿元", "2023-02": "2亿元", "2023-01/03": "6亿元", "2023Q2": "9亿元"},
    )
    expected = {"2023-01": "1亿元", "2023-02": "2亿元", "2023-03": "3亿元", "2023Q2": "9亿元"}
    assert (expected, []) == (written(found.single()), left_out(found.single()))


def test_a_year_without_years_to_date_stays_what_it_is() -> None:
    """A year and a half that nothing is to be taken from are single periods already."""
    found = Series(metric=FLOW, figures={2022: "50亿元", "2023H1": "30亿元", "2021-2025": "300亿元"})
    assert found.figures == found.single().figures


def test_adding_up_stops_where_a_period_is_missing() -> None:
    """Without March nothing after it is added to January; a span of years is in no year to date."""
    found = Series(
        metric=FLOW,
        figures={"2023-01": "1亿元", "2023-02": "2亿元", "2023-04": "4亿元", "2023-2025": "90亿元"},
    ).year_to_date()
    assert {"2023-01": "1亿元", "2023-01/02": "3亿元"} == written(found)
    expected = [
        "2023-2025 is left out: it is longer than a year",
        "2023-2025未列出：超过一年",
        "2023-04 is left out: the months before it are not all reported",
        "2023-04未列出：此前各月未报全",
    ]
    assert expected == left_out(found)


@pytest.mark.parametrize(
    ("metric", "rule", "remedy"),
    [
        (
            STOCK,
            "has the rule 'last' over time",
            "ask for by('quarter') or by('year') for the value at the end of a period",
        ),
        (
            attrs.evolve(STOCK, over_time=None),
            "states no rule over time",
            "state over_time: sum in the metric if it is a flow",
        ),
    ],
)
def test_a_stock_is_never_added_over_time(metric: Metric, rule: str, remedy: str) -> None:
    """A level at a moment has no difference to give for a month and no sum for a year."""
    expected = (
        f"metric 'pop' {rule}: its values are not added over time, so years to date cannot be {{}}\n{remedy}"
    )
    found = of(metric, to6="30万人", to9="31万人")
    with pytest.raises(RollupError) as caught:
        found.single()
    assert expected.format("taken apart") == str(caught.value)
    with pytest.raises(RollupError) as caught:
        found.year_to_date()
    assert expected.format("added up") == str(caught.value)


@pytest.mark.parametrize("rule", [TimeRule.SUM, TimeRule.MEAN])
def test_years_to_date_are_never_added(rule: TimeRule) -> None:
    """What two years to date share would count twice."""
    metric = attrs.evolve(FLOW, over_time=rule)
    with pytest.raises(RollupError) as caught:
        combine_over_time(metric, Period.year(2023), of(metric, to6="30亿元", to9="45亿元").figures)
    expected = (
        "2023-01/06 and 2023-01/09 of metric 'inv' share months and cannot be added: "
        "what both hold would count twice\n"
        "take year-to-date values apart first, with plan.series(…).single()"
    )
    assert expected == str(caught.value)


# -- other periods --------------------------------------------------------------------------------


def test_a_stock_is_that_of_the_last_month() -> None:
    """The stock at the end of September is that of the third quarter, whatever came before."""
    found = Series(
        metric=STOCK,
        figures={"2023-03": "10万人", "2023-05": "10.5万人", "2023-01/09": "12万人", "2023-12": "13万人"},
    )
    assert {"2023Q1": "10万人", "2023Q3": "12万人", "2023Q4": "13万人"} == written(found.by("quarter"))
    expected = ["2023Q2 is left out: its last month is not reported", "2023Q2未列出：未报期末数"]
    assert expected == left_out(found.by("quarter"))
    assert {"2023": "13万人"} == written(found.by("year"))


def test_a_mean_weighs_by_months() -> None:
    """1—2月 counts twice as much as March."""
    metric = Metric(id="rate", name="开工率", unit="%", kind="ratio", across="none", over_time="mean")
    found = Series(metric=metric, figures={"2023-01/02": "80.0%", "2023-03": "95.0%"})
    assert {"2023Q1": "85%"} == written(found.by("quarter"))


def test_an_incomplete_period_is_left_out_and_said() -> None:
    """Two months are no quarter, and a quarter between reported ones is not passed over."""
    found = Series(metric=FLOW, figures={"2023-01": "1亿元", "2023-02": "2亿元", "2023Q3": "9亿元"})
    expected = [
        "2023Q1 is left out: 2 of its 3 months are reported",
        "2023Q1未列出：3个月中已报2个月",
        "2023Q2 is left out: it is not reported",
        "2023Q2未列出：未报",
    ]
    assert ({"2023Q3": "9亿元"}, expected) == (
        written(found.by("quarter")),
        left_out(found.by("quarter")),
    )


def test_january_to_june_and_the_half_year_are_the_same_months() -> None:
    """What is reported for 1—6月 is the half year's figure too."""
    assert {"2023H1": "30亿元"} == written(of(FLOW, to6="30亿元").by("half"))
    largest = attrs.evolve(FLOW, over_time="max")
    assert {"2023H1": "30亿元"} == written(of(largest, to6="30亿元").by("half"))


def test_shorter_periods_are_refused() -> None:
    """A year does not say how much falls in each month."""
    found = Series(metric=FLOW, figures=dict.fromkeys(range(2019, 2024), "5亿元"))
    with pytest.raises(RollupError) as caught:
        found.by("month")
    expected = (
        "metric 'inv' is reported for 2019, 2020, 2021, 2022, …, which does not say how much falls in "
        "each month\nask for longer periods, or report shorter ones"
    )
    assert expected == str(caught.value)


def test_without_a_rule_over_time_a_longer_period_is_refused() -> None:
    """A metric that does not say how its months combine has no quarter; its months it has."""
    found = Series(
        metric=attrs.evolve(FLOW, over_time=None), figures={"2023-01": "1亿元", "2023-03": "2亿元"}
    )
    assert found.figures == found.by("month").figures
    with pytest.raises(RollupError) as caught:
        found.by("quarter")
    expected = (
        "metric 'inv' states no rule over time, so 2023-01, 2023-03 do not give 2023Q1\n"
        "ask for a period that is reported, or state over_time in the metric"
    )
    assert expected == str(caught.value)


def test_an_unknown_periodicity_is_refused() -> None:
    """Weeks are no part of a year that plans are published by."""
    with pytest.raises(RollupError, match=r"^expected one of month, quarter, half, year, got 'week'\n"):
        of(FLOW, to6="30亿元").by("week")


def test_what_only_a_longer_period_tells_is_left_out_and_said() -> None:
    """1—2月 does not tell January from February, nor the year of 2022 its months."""
    found = of(FLOW, to2="8亿元", to3="13亿元").by("month")
    assert {"2023-03": "5亿元"} == written(found)
    expected = [
        "2023-01 is left out: it is reported as a part of 2023-01/02 only",
        "2023-01未列出：只报了2023-01/02的数",
        "2023-02 is left out: it is reported as a part of 2023-01/02 only",
        "2023-02未列出：只报了2023-01/02的数",
    ]
    assert expected == left_out(found)


def test_an_empty_series_stays_empty() -> None:
    """What nobody reports is not zero."""
    found = Series(metric=FLOW, figures={})
    assert found == found.by("year") == found.single() == found.year_to_date()


# -- growth ---------------------------------------------------------------------------------------


def test_year_on_year_compares_the_same_months() -> None:
    """45 after 40 is 12.5 %, also where the half year is called 1—6月 a year later."""
    found = Series(
        metric=FLOW,
        figures={"2022-01/09": "40亿元", "2023-01/09": "45亿元", "2022H1": "20亿元", "2023-01/06": "30亿元"},
    )
    growth = found.growth("year_on_year")
    assert {"2023-01/06": "50%", "2023-01/09": "12.5%"} == written(growth)
    assert ("inv-year_on_year", "完成投资同比增速", MetricKind.RATE) == (
        growth.metric.id,
        growth.metric.name,
        growth.metric.kind,
    )
    assert [
        "2022H1 is left out: 2021H1, which it is compared with, is not reported",
        "2022H1未列出：未报用于同比的2021H1",
    ] == left_out(growth)[:2]


def test_the_growth_that_jiangmen_published_follows() -> None:
    """江门 completed 313.64亿元 in 1—3月 2021 after 160.30亿元, and printed 95.66 %."""
    found = Series(metric=FLOW, figures={"2020年1—3月": "160.30亿元", "2021年1—3月": "313.64亿元"})
    growth = found.growth("year_on_year").figures[Period.year_to_date(2021, 3)]
    assert "95.66%" == f"{growth:.2}"
    assert Figure.parse("95.66%").strict.overlaps(growth.strict)


def test_growth_can_mean_what_its_levels_can() -> None:
    """The reading of a growth is the exact range of the quotient, less one."""
    found = Series(metric=FLOW, figures={2022: "40亿元", 2023: "45亿元"}).growth("year_on_year")
    strict = found.figures[Period.year(2023)].strict
    assert (Fraction("44.5") / Fraction("40.5") - 1) * 100 == strict.lo
    assert (Fraction("45.5") / Fraction("39.5") - 1) * 100 == strict.hi


def test_period_on_period_compares_with_the_one_before() -> None:
    """A month follows a month; a year to date follows nothing of its length."""
    found = Series(
        metric=FLOW,
        figures={"2023-04": "4亿元", "2023-05": "5亿元", "2023-06": "3亿元", "2023-01/06": "20亿元"},
    ).growth(Comparison.PERIOD_ON_PERIOD)
    assert {"2023-05": "25%", "2023-06": "-40%"} == written(found)
    expected = [
        "2023-01/06 is left out: no period of its length comes just before it",
        "2023-01/06未列出：没有可作环比的时期",
        "2023-04 is left out: 2023-03, which it is compared with, is not reported",
        "2023-04未列出：未报用于环比的2023-03",
    ]
    assert expected == left_out(found)


def test_growth_from_nothing_is_left_out() -> None:
    """From 0 or below no growth is counted."""
    found = Series(metric=NET, figures={2021: "0亿元", 2022: "-3亿元", 2023: "6亿元"}).growth("year_on_year")
    expected = [
        "2022 is left out: 2021 is 0亿元, and growth is counted from what is above 0",
        "2022未列出：2021为0亿元，不大于0，不能计算增速",
        "2023 is left out: 2022 is -3亿元, and growth is counted from what is above 0",
        "2023未列出：2022为-3亿元，不大于0，不能计算增速",
    ]
    assert expected == left_out(found)[2:]


def test_growth_at_unlike_prices_is_refused() -> None:
    """A level at current prices and one at 2020 prices have no growth between them."""
    found = Series(
        metric=attrs.evolve(FLOW, price_basis="current"),
        figures={2022: Figure.parse("40亿元"), 2023: Figure(45, "亿元", price_basis="constant 2020")},
    )
    with pytest.raises(PriceBasisMismatchError) as caught:
        found.growth("year_on_year")
    expected = (
        "cannot compare 40亿元 at current prices and 45亿元 at 2020 prices\n"
        "bring both to one price basis first, or state the basis where it is missing"
    )
    assert expected == str(caught.value)


def test_a_growth_names_the_prices_of_its_levels() -> None:
    """Growth of levels at 2020 prices is real growth, and says so."""
    metric = attrs.evolve(FLOW, price_basis="constant 2020")
    found = Series(metric=metric, figures={2022: "40亿元", 2023: "45亿元"}).growth("year_on_year")
    assert "constant 2020" == str(found.figures[Period.year(2023)].price_basis)


def test_a_share_does_not_grow_by_per_cent() -> None:
    """The change of a share is told in points."""
    metric = Metric(id="rate", name="开工率", unit="%", kind="ratio", across="none")
    with pytest.raises(RollupError) as caught:
        Series(metric=metric, figures={2022: "80%", 2023: "90%"}).growth("year_on_year")
    expected = (
        "metric 'rate' is a ratio and does not grow by per cent\n"
        "subtract its values: its change is told in points or places"
    )
    assert expected == str(caught.value)


def test_the_first_year_has_none_before_it() -> None:
    """Before the year 1 there is no year to compare with."""
    found = Series(metric=FLOW, figures={"0001": "5亿元"})
    expected = [
        "0001 is left out: no period of its length comes just before it",
        "0001未列出：没有可作{}的时期",
    ]
    for comparison, word in ((Comparison.YEAR_ON_YEAR, "同比"), (Comparison.PERIOD_ON_PERIOD, "环比")):
        assert [text.format(word) for text in expected] == left_out(found.growth(comparison))


# -- from a plan ----------------------------------------------------------------------------------

PLAN = """\
zone: {id: zone, name: 示范区}
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: none, name: 无数据, unit: 亿元, kind: flow, across: sum, over_time: sum}
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023年1—2月, figure: 3亿元}]}
  - {id: b, name: 产城融合}
observations:
  - {metric: inv, period: 2023年1—2月, figure: 8亿元, subject: zone}
  - {metric: inv, period: 2023年1—3月, figure: 12亿元, vintage: preliminary}
  - {metric: inv, period: 2023年1—3月, figure: 13亿元, vintage: revised}
  - {metric: inv, period: 2023, figure: 70亿元, aspect: planned}
"""


def test_the_plan_and_its_zone_are_one_subject() -> None:
    """Of several subjects the plan is meant; its latest vintages count, and actual figures unless asked."""
    plan = plan_of(PLAN)
    expected = {"2023-01/02": "8亿元", "2023-01/03": "13亿元"}
    assert [expected] * 3 == [written(plan.series("inv", subject)) for subject in (None, "plan", "zone")]
    assert "plan" == plan.series("inv", "zone").subject
    assert {"2023-01/02": "3亿元"} == written(plan.series("inv", "a"))
    assert {"2023": "70亿元"} == written(plan.series("inv", "zone", "planned"))


def test_what_is_not_reported_is_an_empty_series() -> None:
    """A node that reports nothing, and a metric that nobody reports, have no figures."""
    plan = plan_of(PLAN)
    assert ({}, "b") == (written(plan.series("inv", "b")), plan.series("inv", "b").subject)
    assert ({}, None) == (written(plan.series("none")), plan.series("none").subject)


def test_unknown_names_are_refused() -> None:
    """An unknown metric or subject is refused with the nearest names."""
    plan = plan_of(PLAN)
    with pytest.raises(UnknownIdError, match=r"^unknown metric 'invest'"):
        plan.series("invest")
    with pytest.raises(UnknownIdError, match=r"^unknown subject 'zones'\ndid you mean 'zone'"):
        plan.series("inv", "zones")


def test_a_ledger_alone_gives_a_series() -> None:
    """A ledger knows no zone, so a subject is named, or is the only one."""
    ledger = plan_of(PLAN).ledger
    assert {"2023-01/03": "13亿元"} == written(Series.of(ledger, "inv", "plan"))
    assert {"2023": "70亿元"} == written(Series.of(ledger, "inv", aspect="planned"))
    with pytest.raises(RollupError) as caught:
        Series.of(ledger, "inv")
    expected = "metric 'inv' is reported for several subjects: 'a', 'plan', 'zone'\nsay which: subject='a'"
    assert expected == str(caught.value)


def test_many_subjects_are_not_all_listed() -> None:
    """Of many subjects the message names four."""
    places = "".join(f"  - {{id: p{n}, name: 项目{n}}}\n" for n in range(6))
    entries = "".join(f"  - {{metric: inv, period: 2023, figure: 1亿元, subject: p{n}}}\n" for n in range(6))
    metric = "metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum}]\n"
    plan = plan_of(f"{metric}projects:\n{places}observations:\n{entries}")
    with pytest.raises(RollupError, match=r"subjects: 'p0', 'p1', 'p2', 'p3', …\n"):
        plan.series("inv")


def test_two_figures_of_one_vintage_are_refused() -> None:
    """The zone's figure and the plan's own are of one subject, and contradict each other."""
    text = PLAN.replace(
        "8亿元, subject: zone}",
        "8亿元, subject: zone}\n  - {metric: inv, period: 2023年1—2月, figure: 9亿元}",
    )
    with pytest.raises(RollupError, match=r"^two figures for 'inv' of 'plan' in 2023-01/02: 8亿元"):
        plan_of(text).series("inv")


# -- made in Python -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "kind", "expected"),
    [
        ({2023: "5亩"}, DimensionMismatchError, "cannot convert 亩 to 亿元"),
        ({2023: "5亿元", "2023": "6亿元"}, RollupError, "two figures are given for 2023\n"),
        ({"soon": "5亿元"}, ZoneplanError, "expected a period, got 'soon'"),
    ],
)
def test_what_is_no_series_is_refused(
    figures: dict[object, str], kind: type[ZoneplanError], expected: str
) -> None:
    """A series holds one figure of its metric's dimension for each period."""
    with pytest.raises(kind) as caught:
        Series(metric=FLOW, figures=figures)
    assert str(caught.value).startswith(expected)


def test_figures_of_a_series_cannot_be_changed() -> None:
    """The mapping is read-only, counts its periods and prints them."""
    found = of(FLOW, to2="8亿元", to3="13亿元")
    assert not hasattr(found.figures, "__setitem__")
    assert (2, "{2023-01/02: 8亿元, 2023-01/03: 13亿元}") == (len(found.figures), repr(found.figures))


def test_a_series_is_shown_in_one_short_line() -> None:
    """Whose it is, how many figures it has and of when; printed it shows them all, and what is left out."""
    to_date = attrs.evolve(of(FLOW, to2="8亿元", to3="13亿元", to8="30亿元"), subject="a")
    single = to_date.single()
    assert "<Series 'inv' of 'a', actual, 3 figures: 2023-01/02 to 2023-01/08>" == repr(to_date)
    assert "<Series 'inv' of 'a', actual, 2 figures, 1 left out: 2023-01/02 to 2023-03>" == repr(single)
    assert "<Series 'inv', actual, 0 figures>" == repr(of(FLOW))
    expected = """\
2023-01/02 8亿元
2023-03 5亿元
2023-01/08 less 2023-01/03 is left out: 2023-04 to 2023-08 is no month, quarter, half or year"""
    assert expected == str(single)


def test_chinese_words_ask_for_the_same() -> None:
    """季度 is a quarter, 同比 from the year before and 环比 from the period before."""
    found = of(FLOW, to3="13亿元", to6="30亿元")
    assert found.by("quarter") == found.by("季度")
    assert found.growth("year_on_year") == found.growth("同比")
    assert found.by("quarter").growth("period_on_period") == found.by("quarter").growth("环比")
    with pytest.raises(RollupError):
        found.growth("同比增长")
