"""Goals that are rounded from one truth agree; `test_rules_aims` has what is said where they do not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from zoneplan import Metric, Observation, Period, Plan, Severity, Status, Target
from zoneplan.goals import AnnualRate, Cumulative, Level, Multiple, PointChange
from zoneplan.origins import Origin

if TYPE_CHECKING:
    from zoneplan.consistency import PlanVerdict
    from zoneplan.goals import Goal

GDP = Metric(id="gdp", name="地区生产总值", unit="亿元", kind="stock", price_basis="unstated")
SHARE = Metric(id="share", name="服务业比重", unit="%", kind="ratio")
_LEVELS = st.integers(10_000, 10**7).map(lambda number: Fraction(number, 100))
_FACTORS = st.integers(500, 3000).map(lambda number: Fraction(number, 1000))
_RATES = st.integers(-150, 250).map(lambda number: Fraction(number, 1000))
_YEARS = st.integers(1, 10)
_PLACES = st.integers(0, 3)


def rounded(value: Fraction, places: int) -> Decimal:
    """Round half to even."""
    return Decimal(round(value * 10**places)).scaleb(-places)


def plan_with(metric: Metric, base: str, years: int, *goals: Goal, start: int = 2020) -> Plan:
    """Give a plan that sets goals for one metric from a baseline on."""
    due = start + years
    return Plan(
        id="plan",
        name="示范规划（虚构）",
        period=Period.span(start + 1, due),
        metrics=[metric],
        observations=[Observation(metric=metric.id, period=start, figure=base, aspect="baseline")],
        targets=[Target(metric=metric.id, by=due, goal=goal) for goal in goals],
    )


def aimed(plan: Plan) -> list[PlanVerdict]:
    """Give the verdicts on what its goals say of each other."""
    return [one for one in plan.consistency().verdicts if one.relation.origin is Origin.TARGET]


@given(_LEVELS, _RATES, _YEARS, _PLACES, _PLACES)
def test_a_true_rate_leads_to_a_true_level(
    base: Fraction, rate: Fraction, years: int, places: int, finer: int
) -> None:
    """However a level and the rate that leads to it are rounded, they are never called contradictory."""
    level = base * (1 + rate) ** years
    assume(level > 1)
    plan = plan_with(
        GDP,
        f"{rounded(base, 2)}亿元",
        years,
        Level(f"{rounded(level, finer)}亿元"),
        AnnualRate(f"{rounded(rate * 100, places)}%"),
    )
    assert plan.validate().errors == ()
    (verdict,) = aimed(plan)
    assert verdict.verdict.status is not Status.INCONSISTENT


@given(_LEVELS, _FACTORS, _YEARS, _PLACES)
def test_true_changes_agree_with_each_other(
    base: Fraction, factor: Fraction, years: int, places: int
) -> None:
    """A level, a multiple, a change in % and an addition of one truth have no error among them."""
    level, change = base * factor, (factor - 1) * 100
    assume(rounded(factor, 2) > 0)
    plan = plan_with(
        GDP,
        f"{rounded(base, 2)}亿元",
        years,
        Level(f"{rounded(level, places)}亿元"),
        Multiple(f"{rounded(factor, 2)}倍"),
        Cumulative(f"{rounded(change, places)}%"),
        Cumulative(f"{rounded(level - base, places)}亿元"),
    )
    assert plan.validate().errors == ()
    assert len(aimed(plan)) == 3


@given(st.integers(1, 20), _YEARS, _PLACES)
def test_a_true_rate_agrees_with_what_it_comes_to(percent: int, years: int, places: int) -> None:
    """A rate or a cut, and what it compounds to, are in order by themselves and without a base."""
    rate = Fraction(percent, 100)
    grown, cut = (1 + rate) ** years - 1, 1 - (1 - rate) ** years
    growing = (AnnualRate(f"{percent}.0%"), Cumulative(f"{rounded(grown * 100, places)}%"))
    falling = (
        AnnualRate(f"-{percent}.0%"),
        Cumulative(f"{rounded(cut * 100, places)}%", falling=True),
    )
    for goals in (growing, falling):
        found = plan_with(GDP, "100.00亿元", years, *goals)
        assert found.validate().errors == ()
        assert [one.verdict.status for one in aimed(found)] != [Status.INCONSISTENT]


@given(st.integers(1, 900), st.integers(-300, 300), _YEARS)
def test_true_points_lead_to_a_true_share(tenths: int, change: int, years: int) -> None:
    """Shares and the points between them, in all or a year, agree."""
    reached = tenths + change * years
    assume(reached > 0)
    plan = plan_with(
        SHARE,
        f"{Decimal(tenths) / 10}%",
        years,
        Level(f"{Decimal(reached) / 10}%"),
        PointChange(f"{Decimal(change * years) / 10}个百分点"),
        PointChange(f"{Decimal(change) / 10}个百分点", yearly=True),
    )
    assert plan.validate().errors == ()
    assert len(aimed(plan)) == 2


@given(_LEVELS, st.integers(2, 10))
def test_a_level_that_is_no_such_growth_is_found(base: Fraction, years: int) -> None:
    """Three times the base is not 3.0 % a year in ten years or fewer, however loosely both are read."""
    plan = plan_with(
        GDP,
        f"{rounded(base, 2)}亿元",
        years,
        Level(f"{rounded(3 * base, 2)}亿元"),
        AnnualRate("3.0%"),
    )
    assert ["RATE-WRONG"] == [one.code for one in plan.validate().errors]
    assert [Status.INCONSISTENT] == [one.verdict.status for one in aimed(plan)]


@given(st.integers(5, 60), st.integers(2, 10))
def test_one_number_for_each_year_and_for_all_is_found(percent: int, years: int) -> None:
    """A change of so many per cent in all is not that many a year."""
    plan = plan_with(GDP, "100.00亿元", years, Cumulative(f"[{percent}.0]"), AnnualRate(f"{percent}.0%"))
    assert ["CUM-AS-ANNUAL"] == [one.code for one in plan.validate().errors]


def test_goals_take_part_in_the_joint_proof() -> None:
    """What goals say of each other stands in the system that all figures are proved in."""
    plan = plan_with(GDP, "100.0亿元", 5, Level("133.8亿元"), AnnualRate("6.0%"))
    assert [Status.CONSISTENT] == [one.verdict.status for one in aimed(plan)]
    found = plan.consistency()
    assert "target:targets[1]" in found.joint.relations
    assert [] == [one for one in plan.validate(together=True).findings if one.severity is Severity.ERROR]


def test_a_single_goal_stands_in_no_relation() -> None:
    """A rate alone, sums of years, limits, words and other dates are held against nothing."""
    rate = AnnualRate("6.0%")
    assert [] == aimed(plan_with(GDP, "100.0亿元", 5, rate))
    assert [] == aimed(plan_with(GDP, "100.0亿元", 5, rate, Cumulative("600亿元", form="flow")))
    assert [] == aimed(plan_with(GDP, "100.0亿元", 5, Level("翻一番"), rate))
