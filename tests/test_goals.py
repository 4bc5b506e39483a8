"""Kinds of goals: what each takes and prints, and what is refused because it would mean another thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from zoneplan import Bound, Figure, Metric, Modality, Target, goals
from zoneplan.errors import GoalError
from zoneplan.goals import (
    KINDS,
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
    as_goal,
    wanted_dimension,
)
from zoneplan.growths import CumulativeForm
from zoneplan.shapes import told
from zoneplan.strategies import goals as drawn_goals
from zoneplan.subjects import goal_text
from zoneplan.units import unit

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("goal", "text", "bound", "modality"),
    [
        (Level("3000亩以上"), "3000亩以上", Bound.GE, None),
        (Level(Figure(3000, "亩")), "3000亩", Bound.EQ, None),
        (AnnualRate("年均增长6%左右"), "年均增长6%左右", Bound.APPROX, None),
        (AnnualRate("-4.72%"), "-4.72%", Bound.EQ, None),
        (Cumulative("[13.5]", falling=True), "[13.5]", Bound.EQ, None),
        (Cumulative("500亿元", form="flow"), "500亿元", Bound.EQ, None),
        (PointChange("提高13.4个百分点"), "提高13.4个百分点", Bound.EQ, None),
        (Multiple("翻一番"), "翻一番", Bound.EQ, None),
        (Rank("前五"), "前五", Bound.LE, None),
        (RelativeTo("gdp", bound="gt", text="高于GDP增长"), "高于GDP增长", Bound.GT, None),
        (RelativeTo("gdp", bound="eq"), "as gdp", Bound.EQ, None),
        (RelativeTo("gdp", bound="approx"), "about as gdp", Bound.APPROX, None),
        (RelativeTo("gdp", bound="ge", gap="2个百分点"), "at least gdp by 2个百分点", Bound.GE, None),
        (Level("力争达到5000亿元"), "力争达到5000亿元", Bound.EQ, Modality.AIM),
        (Qualitative("保持在合理区间", modality="aim"), "保持在合理区间", None, Modality.AIM),
        (Delegated("市政府", text="完成市政府下达目标"), "完成市政府下达目标", None, None),
        (Delegated("市政府"), "as set by 市政府", None, None),
    ],
)
def test_a_goal_prints_as_it_is_written(
    goal: Goal, text: str, bound: Bound | None, modality: Modality | None
) -> None:
    """Its words are kept, and what they say of bound and intent."""
    assert (text, bound, modality) == (str(goal), goal.bound, goal.modality)
    assert goal == goals.as_goal(goal)


def test_goals_in_chinese() -> None:
    """Words of our own stand for what was never written, in the language asked for."""
    assert "高于gdp2个百分点" == goal_text(RelativeTo("gdp", bound="gt", gap="2个百分点"), "zh")
    assert "6%" == goal_text(AnnualRate("6%"), "zh")


@pytest.mark.parametrize(
    ("make", "message", "remedy", "message_zh", "remedy_zh"),
    [
        (
            lambda: AnnualRate("3岁"),
            "expected a yearly rate in %, got 3岁",
            "write it as in 6%左右",
            "应为年均增长率（%），写的是“3岁”",
            "例如“6%左右”",
        ),
        (
            lambda: AnnualRate("[13.5]"),
            "expected a yearly rate in %, got [13.5]",
            "write it as in 6%左右",
            "应为年均增长率（%），写的是“[13.5]”",
            "例如“6%左右”",
        ),
        (
            lambda: AnnualRate("翻一番"),
            "expected a yearly rate in %, got 翻一番",
            "write it as in 6%左右",
            "应为年均增长率（%），写的是“翻一番”",
            "例如“6%左右”",
        ),
        (
            lambda: AnnualRate("累计40%"),
            "expected a figure for each year, got 累计40%, which is for all years together",
            "write it as a Cumulative",
            "应为每年的数，写的是“累计40%”，是各年累计",
            "请写成累计目标（cumulative）",
        ),
        (
            lambda: PointChange("累计提高2个百分点", yearly=True),
            "expected a figure for each year, got 累计提高2个百分点, which is for all years together",
            "write it as a PointChange that is not yearly",
            "应为每年的数，写的是“累计提高2个百分点”，是各年累计",
            "请写成不带 yearly 的百分点变化",
        ),
        (
            lambda: Cumulative("年均下降2.7%"),
            "expected a figure for all years together, got 年均下降2.7%, which is for each year",
            "write it as an AnnualRate",
            "应为各年累计的数，写的是“年均下降2.7%”，是每年的数",
            "请写成年均增速目标（annual_rate）",
        ),
        (
            lambda: Cumulative("年均提高1个百分点"),
            "expected a figure for all years together, got 年均提高1个百分点, which is for each year",
            "write it as a PointChange",
            "应为各年累计的数，写的是“年均提高1个百分点”，是每年的数",
            "请写成百分点变化目标（point_change）",
        ),
        (
            lambda: Cumulative("年均增加2万人"),
            "expected a figure for all years together, got 年均增加2万人, which is for each year",
            "write what all years add up to",
            "应为各年累计的数，写的是“年均增加2万人”，是每年的数",
            "请写成各年累计的变化",
        ),
        (
            lambda: Cumulative("年均100亿元", form="flow"),
            "expected a figure for all years together, got 年均100亿元, which is for each year",
            "write a Level with a deadline such as 2021-2025 each year, or what all years come to",
            "应为各年累计的数，写的是“年均100亿元”，是每年的数",
            "请写成目标值（level），期限如“2021-2025每年”，或填写各年合计的数",
        ),
        (
            lambda: Multiple("年均翻一番"),
            "expected a figure for all years together, got 年均翻一番, which is for each year",
            "write the rate in % as an AnnualRate",
            "应为各年累计的数，写的是“年均翻一番”，是每年的数",
            "请写成以%计的年均增速目标（annual_rate）",
        ),
        (
            lambda: Level("[13.5]"),
            "expected a level, got [13.5], which is for all years together",
            "write it as a Cumulative",
            "应为水平值，写的是“[13.5]”，是各年累计",
            "请写成累计目标（cumulative）",
        ),
        (
            lambda: Cumulative("翻一番"),
            "expected a change, got the multiple 翻一番",
            "write it as a Multiple",
            "应为变化幅度，写的是倍数“翻一番”",
            "请写成倍数目标（multiple）",
        ),
        (
            lambda: Cumulative("-13.5%", falling=True),
            "-13.5% is a fall already, and falling says so once more",
            "leave falling out, or write the cut as a positive number",
            "-13.5%已是下降，不必再注明 falling",
            "请去掉 falling，或把降幅写成正数",
        ),
        (
            lambda: Cumulative("13.5%", form="flow"),
            "13.5% cannot be the sum of the years' amounts",
            "leave out form='flow', or falling",
            "13.5%不能是各年数额之和",
            "请去掉 form='flow' 或 falling",
        ),
        (
            lambda: Cumulative("500亿元", form=CumulativeForm.FLOW, falling=True),
            "500亿元 cannot be the sum of the years' amounts",
            "leave out form='flow', or falling",
            "500亿元不能是各年数额之和",
            "请去掉 form='flow' 或 falling",
        ),
        (
            lambda: PointChange("提高2%"),
            "expected a change in percentage points, got 提高2%",
            "write it as in 提高2个百分点",
            "应为以百分点计的变化，写的是“提高2%”",
            "例如“提高2个百分点”",
        ),
        (
            lambda: Multiple("6%"),
            "expected a multiple, got 6%",
            "write it as in 翻一番 or 2倍",
            "应为倍数，写的是“6%”",
            "例如“翻一番”或“2倍”",
        ),
        (
            lambda: Rank(Figure(5, "个")),
            "expected a place in an order, got 5个",
            "write it as in 第五 or 前五",
            "应为位次，写的是“5个”",
            "例如“第五”或“前五”",
        ),
        (
            lambda: RelativeTo("gdp", bound="range"),
            "a goal beside another metric cannot be a range",
            "give one of the other bounds",
            "参照其他指标的目标不能是区间",
            "请改用其他界限",
        ),
        (
            lambda: RelativeTo("gdp", bound="eq", gap="2个百分点"),
            "gdp cannot be eq and differ by 2个百分点",
            "give gt, ge, le or lt with a positive gap",
            "与“gdp”的关系为 eq 时不能相差2个百分点",
            "请用 gt、ge、le 或 lt，差距写成正数",
        ),
        (
            lambda: RelativeTo("gdp", bound="gt", gap="-2个百分点"),
            "gdp cannot be gt and differ by -2个百分点",
            "give gt, ge, le or lt with a positive gap",
            "与“gdp”的关系为 gt 时不能相差-2个百分点",
            "请用 gt、ge、le 或 lt，差距写成正数",
        ),
        (
            lambda: Target(metric="gdp", by="长期", goal="6%").period,
            "the target 6% for 'gdp' is ongoing and has no period",
            "ask for its deadline: target.by",
            "“gdp”的目标6%的时限为ongoing，没有时期",
            "请改用 target.by",
        ),
        (
            lambda: Target(metric="gdp", by=2025, goal=AnnualRate("6%")).figure,
            "the target 6% for 'gdp' is no level",
            "ask for its goal: target.goal",
            "“gdp”的目标6%不是水平值",
            "请改用 target.goal",
        ),
    ],
)
def test_a_goal_of_another_sort_is_refused(
    make: Callable[[], object], message: str, remedy: str, message_zh: str, remedy_zh: str
) -> None:
    """What would be read as another thing than it says is refused, in both languages."""
    with pytest.raises(GoalError) as refusal:
        make()
    assert f"{message}\n{remedy}" == str(refusal.value)
    assert (message_zh, remedy_zh) == (refusal.value.message_zh, refusal.value.remedy_zh)


@pytest.mark.parametrize(
    ("goal", "measured", "dimension"),
    [
        (Level("3000亩"), "公顷", "area"),
        (Level("3%"), "公顷", "area"),
        (Cumulative("[13.5]"), "公顷", "ratio"),
        (Cumulative("1岁"), "岁", "age"),
        (Cumulative("500亿元", form="flow"), "亿元", "CNY"),
        (AnnualRate("6%"), "亿元", "ratio"),
        (PointChange("2个百分点"), "%", "percentage_point"),
        (Multiple("翻一番"), "亿元", "ratio"),
        (Rank("第五"), "名次", "rank"),
        (RelativeTo("gdp", bound="gt"), "%", None),
        (Qualitative("稳步提升"), "%", None),
        (Delegated("市政府"), "%", None),
    ],
)
def test_the_dimension_that_a_figure_should_have(goal: Goal, measured: str, dimension: str | None) -> None:
    """A level is of its metric's dimension, a rate is a ratio, and words have none."""
    assert dimension == wanted_dimension(goal, unit(measured))


@given(drawn_goals(metric=Metric(id="m", name="投资", unit="亿元", kind="flow")))
def test_every_goal_has_the_dimension_that_is_wanted(goal: Goal) -> None:
    """The figure of a goal that is drawn for a metric goes with it."""
    wanted = wanted_dimension(goal, unit("亿元"))
    figure: Any = getattr(goal, "figure", None)
    assert wanted == (None if figure is None else figure.unit.dimension)


@given(drawn_goals())
def test_goals_equal_themselves_and_keep_their_kind(goal: Goal) -> None:
    """Each goal is of one of the kinds, equal to itself and hashable."""
    assert as_goal(goal) is goal
    assert type(goal) in KINDS.values()
    assert 1 == len({goal, as_goal(goal)})


def test_a_figure_alone_is_a_level() -> None:
    """What is no goal yet is read as the level to be reached."""
    assert Level("3000亩") == as_goal("3000亩") == as_goal(Figure(3000, "亩"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("年均提高1个百分点", True), ("提高1个百分点", False), ("累计提高5个百分点", False)],
)
def test_words_say_that_points_are_yearly(text: str, expected: bool) -> None:
    """年均 in its words makes a change in points one for each year."""
    assert expected == PointChange(text).yearly
    assert PointChange(text, yearly=expected) == PointChange(text)


@pytest.mark.parametrize(
    ("text", "bound"),
    [("保持第五", Bound.EQ), ("保持前五", Bound.LE), ("稳居全国前五", Bound.LE), ("力争进入前十", Bound.LE)],
)
def test_a_place_is_held_or_reached(text: str, bound: Bound) -> None:
    """The words that say so stand before it, and are kept."""
    goal = Rank(text)
    assert (text, bound) == (str(goal), goal.bound)


@pytest.mark.parametrize("text", ["保持领先", "第五产业", "保持第五家", "2400"])
def test_what_is_no_place_is_told_with_a_place(text: str) -> None:
    """Who is asked for a place is shown one, in both languages."""
    with pytest.raises(GoalError) as caught:
        Rank(text)
    expected = (
        f"expected a place in an order, got {text!r}",
        "write it as in 第五 or 前五",
        f"应为位次，写的是“{text}”",
        "例如“第五”或“前五”",
    )
    assert expected == told(caught.value)
