"""What goals come to in numbers, by the method of levels, and sentences where they come to none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zoneplan
from zoneplan import Figure, Implication, Level, goals, implied_level, implied_rate
from zoneplan.errors import DimensionMismatchError, GoalError
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.strategies import annual_rates, implications, multiples

if TYPE_CHECKING:
    from collections.abc import Callable

NO_YEARS = "expected a number of years from 1 on, got 0\ncount from the base year: from 2020 to 2025 are five"


# -- the figures of the fourteenth plan -------------------------------------------------------------


def test_13_5_in_brackets_is_2_848_to_2_870_a_year() -> None:
    """The cut in energy intensity, [13.5] over five years, compounds: it is no 2.7 a year."""
    cut = zoneplan.implied_rate(zoneplan.goals.Cumulative("[13.5]", falling=True), 5)
    assert "(-2.871, -2.847)" == cut.strict.describe(3)
    low, high = cut.strict.lo, cut.strict.hi
    assert low is not None
    assert high is not None
    assert ("-2.870", "-2.848") == (f"{float(low):.3f}", f"{float(high):.3f}")
    assert Fraction(-27, 10) not in cut.strict
    assert Fraction(-27, 10) not in cut.wide


def test_doubling_in_ten_years_needs_7_18_percent() -> None:
    """翻一番 in ten years is 7.18 % a year, to two places."""
    needed = zoneplan.implied_rate(zoneplan.goals.Multiple("翻一番"), 10)
    assert "(7.1773, 7.1774) %" == str(needed)
    assert needed.strict.lo is not None
    assert "7.18" == f"{float(needed.strict.lo):.2f}"


def test_doubling_follows_from_the_rate_that_is_needed() -> None:
    """At 7.18 % a level doubles in ten years, at 7.17 % it does not."""
    enough = implied_level(AnnualRate("7.18%"), base="100亿元", years=10).value
    assert enough is not None
    assert enough > 200 * 10**8
    short = implied_level(AnnualRate("7.17%"), base="100亿元", years=10).value
    assert short is not None
    assert short < 200 * 10**8


def test_a_base_of_2019_makes_six_years() -> None:
    """From 2019 to 2025 a rate is applied six times."""
    six = implied_level(AnnualRate("10%"), base="100亿元", years=6)
    assert Fraction(11, 10) ** 6 * 100 * 10**8 == six.value


# -- levels -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goal", "base", "years", "value", "unit"),
    [
        (Level("3000亩以上"), None, None, 3000, "亩"),
        (Level("5000亿元"), "4000亿元", 5, 5000, "亿元"),
        (Rank("前五"), None, None, 5, "名次"),
        (AnnualRate("10%"), "100亿元", 2, 121, "亿元"),
        (AnnualRate("-10%"), "100亿元", 2, 81, "亿元"),
        (Cumulative("[13.5]", falling=True), "100亿元", None, Fraction(173, 2), "亿元"),
        (Cumulative("30%以上"), "100亿元", 5, 130, "亿元"),
        (Cumulative("1岁"), "77.3岁", None, Fraction(783, 10), "岁"),
        (Cumulative("1岁", falling=True), "77.3岁", None, Fraction(763, 10), "岁"),
        (PointChange("提高13.4个百分点"), "60%", None, Fraction(734, 10), "%"),
        (PointChange("降低4.3个百分点"), "60%", 5, Fraction(557, 10), "%"),
        (PointChange("0.5个百分点", yearly=True), "60%", 4, 62, "%"),
        (Multiple("翻一番"), "100亿元", None, 200, "亿元"),
        (Multiple("2倍"), "100亿元", None, 200, "亿元"),
        (Multiple("增长两倍"), "100亿元", None, 300, "亿元"),
        (Multiple("1.5倍以上"), "40%", None, 60, "%"),
    ],
)
def test_levels_that_goals_come_to(
    goal: Goal, base: str | None, years: int | None, value: int | Fraction, unit: str
) -> None:
    """The level follows from the figures as they are written, in the unit of the base."""
    found = implied_level(goal, base=base, years=years)
    assert found.follows
    assert unit == found.unit.name
    assert value * found.unit.factor == found.value
    if goal.bound not in {zoneplan.Bound.GE, zoneplan.Bound.LE}:
        assert Fraction(value) in found.strict
    assert found.strict.is_subset(found.wide)


@pytest.mark.parametrize(
    ("goal", "base", "shown"),
    [
        (AnnualRate("5—6%"), "100.00亿元", "[127.62, 133.83] 亿元"),
        (Multiple("1.5倍以上"), "100.0亿元", "≥ 149.92 亿元"),
    ],
)
def test_levels_of_ranges_and_bounds_are_ranges(goal: Goal, base: str, shown: str) -> None:
    """A goal that is a range, or has a bound, comes to one, widened by the rounding of its base."""
    assert shown == str(implied_level(goal, base=base, years=5))


def test_a_range_has_no_one_value() -> None:
    """No single number is told where a figure is a range."""
    assert implied_level(Level("5—6%")).value is None
    assert implied_level(AnnualRate("5—6%"), base="100亿元", years=5).value is None
    assert implied_level(AnnualRate("5%"), base="100—120亿元", years=5).value is None
    assert implied_level(PointChange("1—2个百分点"), base="60%").value is None
    assert implied_level(Cumulative("10—12%"), base="100亿元").value is None
    assert implied_level(Multiple("2—3倍"), base="100亿元").value is None


@pytest.mark.parametrize(
    ("goal", "base", "years", "why", "why_zh"),
    [
        (Qualitative("稳步提升"), None, None, "'稳步提升' sets no number", "“稳步提升”没有设定数值"),
        (
            Delegated("市政府"),
            None,
            None,
            "its number is set by 市政府, and not here",
            "目标数值由市政府下达，此处未写明",
        ),
        (
            Cumulative("500亿元", form="flow"),
            "90亿元",
            5,
            "500亿元 is the sum of all years, which sets no year's level",
            "500亿元是各年合计，不确定某一年的水平",
        ),
        (
            RelativeTo("gdp-growth", bound="gt"),
            None,
            None,
            "the figure of 'gdp-growth', which it stands beside, is missing",
            "所参照的“gdp-growth”没有数值",
        ),
        (
            AnnualRate("6%"),
            None,
            5,
            "the level that 6% starts from is missing",
            "6%所依据的基期数值缺失",
        ),
        (
            AnnualRate("6%"),
            "100亿元",
            None,
            "it is not known over how many years 6% is meant",
            "不知道6%持续多少年",
        ),
        (
            PointChange("0.5个百分点", yearly=True),
            "60%",
            None,
            "it is not known over how many years 0.5个百分点 is meant",
            "不知道0.5个百分点持续多少年",
        ),
        (
            AnnualRate("6%"),
            "60%",
            5,
            "6% of a share may mean per cent or points",
            "比重的变化6%可能指百分比，也可能指百分点",
        ),
        (
            AnnualRate("6%"),
            "0.0亿元",
            5,
            "6% of 0.0亿元 is not defined: only a level above 0 grows by a rate or a multiple",
            "0.0亿元不大于零，6%没有意义",
        ),
        (
            Multiple("翻一番"),
            "-3亿元",
            5,
            "翻一番 of -3亿元 is not defined: only a level above 0 grows by a rate or a multiple",
            "-3亿元不大于零，翻一番没有意义",
        ),
    ],
)
def test_a_goal_that_comes_to_no_level_says_so(
    goal: Goal, base: str | None, years: int | None, why: str, why_zh: str
) -> None:
    """Where no number follows there is a sentence, in both languages, and asking for one is refused."""
    found = implied_level(goal, base=base, years=years)
    assert not found.follows
    assert (None, None) == (found.reading, found.value)
    assert (why, why_zh) == (found.text(), found.text("zh"))
    with pytest.raises(GoalError) as refusal:
        found.strict  # noqa: B018  # asking is what is tested
    assert f"{why}\nask for `reading`, which is None when nothing follows" == str(refusal.value)
    assert (why_zh, "请改用 `reading`，无法推算时为 None") == (
        refusal.value.message_zh,
        refusal.value.remedy_zh,
    )


@pytest.mark.parametrize(
    ("bound", "gap", "value", "inside", "outside"),
    [
        ("gt", None, "6", "6.06", "5.9"),
        ("ge", None, "6", "6.0", "5.9"),
        ("ge", "1个百分点", "7", "7.0", "6.4"),
        ("le", None, "6", "6.0", "6.1"),
        ("lt", None, "6", "5.94", "6.1"),
        ("lt", "1个百分点", "5", "4.4", "5.6"),
        ("eq", None, "6", "6.0", "5.9"),
        ("approx", None, "6", "6.0", "5.9"),
    ],
)
def test_a_goal_beside_another_metric(
    bound: str, gap: str | None, value: str, inside: str, outside: str
) -> None:
    """It lies on the side of the other figure that its words say, moved by the gap."""
    goal = RelativeTo("gdp-growth", bound=bound, gap=gap)
    found = implied_level(goal, other="6.0%")
    assert Fraction(value) / 100 == found.value
    assert Fraction(inside) in found.strict
    assert Fraction(outside) not in found.strict


def test_a_gap_of_another_dimension_is_refused() -> None:
    """One person more than a rate of growth is nothing."""
    with pytest.raises(DimensionMismatchError):
        implied_level(RelativeTo("gdp-growth", bound="gt", gap="1人"), other="6.0%")
    with pytest.raises(DimensionMismatchError):
        implied_level(Cumulative("1岁"), base="60亿元")


@pytest.mark.parametrize("years", [0, -1, True, 1.5])
def test_years_are_whole_and_at_least_one(years: int) -> None:
    """From 2020 to 2025 are five; a base year that is the year it is due makes none."""
    asks: tuple[Callable[[], object], ...] = (
        lambda: implied_level(AnnualRate("6%"), base="100亿元", years=years),
        lambda: implied_rate(Multiple("翻一番"), years),
        lambda: implied_rate(Cumulative("[13.5]"), years),
        lambda: implied_rate(Level("120亿元"), years, base="100亿元"),
    )
    for ask in asks:
        with pytest.raises(GoalError) as refusal:
            ask()
        assert NO_YEARS.replace("got 0", f"got {years!r}") == str(refusal.value)
    assert f"年数应为不小于1的整数，写的是 {years!r}" == refusal.value.message_zh
    assert "请从基期起算：2020年至2025年为五年" == refusal.value.remedy_zh


# -- rates ------------------------------------------------------------------------------------------


def test_rates_that_are_fractions_are_told_exactly() -> None:
    """Four times in two years is 100 % a year, and a rate is itself."""
    assert 1 == implied_rate(Multiple("翻两番"), 2).value
    assert Fraction(1, 10) == implied_rate(Level("121亿元"), 2, base="100亿元").value
    assert Fraction(6, 100) == implied_rate(AnnualRate("6%"), 5).value
    assert implied_rate(Multiple("翻一番"), 10).value is None
    assert implied_rate(Level("110—121亿元"), 2, base="100亿元").value is None
    assert implied_rate(Level("121亿元"), 2, base="100—110亿元").value is None


@pytest.mark.parametrize(
    ("goal", "base", "why", "why_zh"),
    [
        (
            Level("120亿元"),
            None,
            "the level that 120亿元 starts from is missing",
            "120亿元所依据的基期数值缺失",
        ),
        (
            Level("120亿元"),
            "0亿元",
            "no rate leads from 0亿元: growth from a level that may be 0 is not defined",
            "0亿元可能为0，增速无定义",
        ),
        (
            Rank("第三"),
            "第五",
            "no rate leads from 5名次: growth from a level that may be 0 is not defined",
            "5名次可能为0，增速无定义",
        ),
        (
            Level("120亿元"),
            "100万人",
            "100万人 and the goal are in units that do not compare",
            "100万人与目标的单位不可比",
        ),
        (Qualitative("稳步提升"), "3亿元", "'稳步提升' sets no number", "“稳步提升”没有设定数值"),
    ],
)
def test_a_goal_that_no_rate_leads_to_says_so(goal: Goal, base: str | None, why: str, why_zh: str) -> None:
    """Where no rate follows there is a sentence."""
    found = implied_rate(goal, 5, base=base)
    assert (why, why_zh, None) == (found.why, found.why_zh, found.reading)


def test_a_negative_level_has_no_rate_value() -> None:
    """No yearly rate leads from a positive level to a negative one."""
    assert implied_rate(Level("-3亿元"), 2, base="100亿元").value is None


# -- laws -------------------------------------------------------------------------------------------


@given(multiples(), st.integers(1, 10))
def test_the_rate_that_is_implied_leads_to_the_level(goal: Multiple, years: int) -> None:
    """A level grown at the implied rate is the level that the goal implies."""
    rate = implied_rate(goal, years)
    level = implied_level(goal, base="100亿元").value
    assert level is not None
    if goal.bound is zoneplan.Bound.EQ:
        assert level / (100 * 10**8) in (rate.strict / 100 + 1) ** years


@given(annual_rates(), st.integers(1, 9), st.integers(1, 9))
def test_years_add_up(goal: AnnualRate, first: int, then: int) -> None:
    """Growing for some years and then for others is growing for all of them."""
    whole = implied_level(goal, base="100亿元", years=first + then).value
    part = implied_level(goal, base="100亿元", years=first).value
    if whole is None or part is None:
        assert goal.bound is zoneplan.Bound.RANGE
        return
    rest = implied_level(goal, base="100亿元", years=then).value
    assert rest is not None
    assert whole * 100 * 10**8 == part * rest


@given(implications())
def test_what_is_written_lies_in_what_it_can_be(found: Implication) -> None:
    """Strict within wide; the value as it is written is at an end or inside."""
    assert found.strict.is_subset(found.wide)
    if found.value is not None:
        hull = found.strict.hull(zoneplan.Interval.point(found.value / found.unit.factor))
        assert hull.is_subset(found.wide.hull(hull))
    assert str(found).endswith("亿元")


def test_goals_module_is_public() -> None:
    """The kinds of goals are reached from the front door."""
    assert goals.Level is Level
    assert Figure.parse("3亿元") == goals.as_goal("3亿元").figure  # type: ignore[union-attr]  # it is a level
