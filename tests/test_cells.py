from __future__ import annotations

from typing import Any

import pytest

from zoneplan.cells import Asked, cell_figure, cell_goals, is_blank, name_forms, says_fall, says_rate
from zoneplan.errors import GoalError
from zoneplan.goals import (
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
)
from zoneplan.growths import CumulativeForm
from zoneplan.qualifiers import Bound
from zoneplan.units import unit


def asked(measured: str | None = "%", **more: Any) -> Asked:
    """What a cell is read against."""
    more.setdefault("name", "某指标")
    return Asked(unit=None if measured is None else unit(measured), **more)


RATES: dict[str, Any] = {"is_rate_column": True}


@pytest.mark.parametrize(
    ("text", "measured", "more", "goal"),
    [
        ("65", "%", {}, Level("65%")),
        (">80", "%", {}, Level(">80%")),
        ("15左右", "%", {}, Level("15%左右")),
        ("=100", "%", {}, Level("100%")),
        ("5.5%以内", "%", {}, Level("5.5%以内")),
        ("控制在5.5以内", "%", {}, Level("5.5%以内")),
        ("5—6", "%", {}, Level("5—6%")),
        ("76。7", "%", {}, Level("76.7%")),
        ("高于80", "%", {}, Level(">80%")),
        ("5万", "人", {}, Level("5万人")),
        ("2", "倍", {}, Level("2倍")),
        ("57.3", None, {}, Level("57.3无单位")),
        ("增长6%", "%", {"is_rate": True}, Level("6%")),
        ("新增5000人", "人", {"form": CumulativeForm.FLOW}, Level("5000人")),
        ("22", "件", {"bound": Bound.GT}, Level(">22件")),
        (">22", "件", {"bound": Bound.GT}, Level(">22件")),
        (">6.5", "亿吨", {**RATES, "says": "level_each_year"}, Level(">6.5亿吨")),
        ("6", "%", {"name": "地区生产总值年均增长"}, AnnualRate("6%")),
        ("年均增长6%左右", "亿元", {}, AnnualRate("6%左右")),
        (">7", "亿元", RATES, AnnualRate(">7%")),
        ("[13.5]", "%", {"name": "单位GDP能源消耗降低"}, Cumulative("[13.5]", falling=True)),
        ("[20]", "%", {"is_cut": True}, Cumulative("[20]", falling=True)),
        ("[-18]", "%", {"name": "排放量下降"}, Cumulative("-18%")),
        ("〔30〕", "%", {}, Cumulative("〔30〕")),
        ("[1]", "岁", RATES, Cumulative("1岁")),
        ("[≥18]", "%", {}, Cumulative("≥18%")),
        ("[5500]", "万人", {"form": CumulativeForm.FLOW}, Cumulative("5500万人", form=CumulativeForm.FLOW)),
        ("[13.5]", None, {}, Cumulative("13.5无单位")),
        ("[30%]", None, {}, Cumulative("30%")),
        ("18", "%", {**RATES, "says": "cumulative"}, Cumulative("18%")),
        ("累计下降18%", "%", {}, Cumulative("-18%")),
        ("[2个百分点]", "%", {}, PointChange("2个百分点")),
        ("提高13.4个百分点", "%", {}, PointChange("提高13.4个百分点")),
        ("每年提高0.2个百分点", "%", RATES, PointChange("提高0.2个百分点", yearly=True)),
        ("翻一番", "亿元", {}, Multiple("翻一番")),
        ("1.5倍", "亿元", {}, Multiple("1.5倍")),
        ("保持第五", "位", {}, Rank("第五")),
        ("前五", "位", {}, Rank("前五")),
        ("完成市政府下达目标", "%", {}, Delegated("市政府", text="完成市政府下达目标")),
        ("完成下达任务", "%", {}, Delegated("上级", text="完成下达任务")),
        ("保持在合理区间、各年度视情提出", "%", {}, Qualitative("保持在合理区间、各年度视情提出")),
        ("6左右", "%", {"says": "qualitative"}, Qualitative("6左右")),
        ("高于全国平均水平2个百分点", "%", {}, Qualitative("高于全国平均水平2个百分点")),
        ("与经济增长同步", "%", {}, Qualitative("与经济增长同步")),
    ],
)  # fmt: skip
def test_a_cell_states_one_goal(text: str, measured: str | None, more: dict[str, Any], goal: Goal) -> None:
    """A cell's goal follows from its words first, then from its row and column."""
    assert ((goal,), None) == cell_goals(text, asked(measured, **more))


@pytest.mark.parametrize(
    ("text", "bound", "gap"),
    [
        ("高于GDP增长", Bound.GT, None),
        ("略高于GDP增长", Bound.GT, None),
        ("不低于GDP增长", Bound.GE, None),
        ("不超过GDP增长", Bound.LE, None),
        ("慢于GDP增长", Bound.LT, None),
        ("与GDP增长基本同步", Bound.APPROX, None),
        ("与GDP增长保持同步", Bound.EQ, None),
        ("高于GDP增长2个百分点", Bound.GT, "2个百分点"),
    ],
)
def test_a_cell_may_name_another_indicator(text: str, bound: Bound, gap: str | None) -> None:
    """What stands beside another indicator of the table is that indicator's value, with its bound and gap."""
    others = dict.fromkeys(name_forms("国内生产总值(GDP)增长"), "gdp")
    ((goal,), _) = cell_goals(text, asked(others=others))
    assert RelativeTo("gdp", bound=bound, gap=gap, text=text) == goal


def test_words_beside_a_number_are_a_goal_of_their_own() -> None:
    """A number and words in one cell are two goals, in the order of the cell."""
    goals, _ = cell_goals(">7、力争投入强度高于“十三五”时期实际", asked(**RATES))
    assert (AnnualRate(">7%"), Qualitative("力争投入强度高于“十三五”时期实际")) == goals


def test_what_stands_in_round_brackets_is_a_remark() -> None:
    """Beside a number, a bracket may speak of another metric, so it is kept as words."""
    assert ((Multiple("翻一番"),), "全省≥3.4万元") == cell_goals("翻一番(全省≥3.4万元)", asked("元"))
    assert ((Qualitative("达到标准(国家)"),), None) == cell_goals("达到标准(国家)", asked())


@pytest.mark.parametrize("text", ["（5）", "(12)", "(12%)", "(12)左右", "8(12)", "8.5（13.2%）"])
def test_a_figure_in_round_brackets_is_refused(text: str) -> None:
    """Round brackets may mean all years, a fall or a remark; neither a goal nor a base is made of them."""
    for read in (lambda: cell_goals(text, asked(**RATES)), lambda: cell_figure(text, unit("%"))):
        with pytest.raises(GoalError) as caught:
            read()
        assert (
            f"{text!r} has a figure in round brackets, which may be one for all years, a fall or a remark\n"
            "write a figure for all years in square brackets: [12]; a fall with a minus sign; others without"
        ) == str(caught.value)
    assert f"“{text}”用圆括号括着数，可能是累计数、负数或附注" == caught.value.message_zh


@pytest.mark.parametrize("text", ["缺报", "未统计(暂缺)"])
def test_words_are_no_figure(text: str) -> None:
    """Where a figure has to stand, words are told as what they are."""
    with pytest.raises(GoalError) as caught:
        cell_figure(text, unit("%"))
    assert (
        f"expected a figure, got {text!r}\n"
        "write the figure that was reached; leave the cell empty where none is known"
    ) == str(caught.value)
    assert f"此处应为数值，写的是“{text}”" == caught.value.message_zh


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "/", "…", "...", "－"])
def test_blank_cells_state_nothing(text: str) -> None:
    """A dash, a slash, dots and nothing state no goal, and no zero."""
    assert is_blank(text)
    assert ((), None) == cell_goals(text, asked())


@pytest.mark.parametrize(
    ("text", "measured", "more"),
    [
        ("<4/<5.5", "%", {}),
        ("3/4", "%", {}),
        ("1.94:1", "无单位", {}),
        ("60.6*", "%", {}),
        ("7、8", "%", {}),
        ("7%、8%", "%", {}),
        ("5万", "万元", {}),
        ("[一些3]", "%", {}),
        ("约12个左右或更多34", "个", {}),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(text: str, measured: str, more: dict[str, Any]) -> None:
    """Several values, structures, footnotes and scale words that may count twice are no one figure."""
    with pytest.raises(GoalError) as caught:
        cell_goals(text, asked(measured, **more))
    assert (
        f"cannot read {text!r} without guessing\nwrite one figure, or name as many indicators as it has "
        "values: 甲/乙 with <4/<5.5"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("text", "measured", "more"),
    [("增长30%", "亿元", {}), ("提高2%", "%", {}), ("增加5000人", "人", {}), ("300亿元", "亿元", RATES)],
)
def test_a_change_says_whether_it_is_yearly(text: str, measured: str, more: dict[str, Any]) -> None:
    """A change that may be one a year, or one of all years, is refused."""
    with pytest.raises(GoalError) as caught:
        cell_goals(text, asked(measured, **more))
    assert (
        f"{text!r} may be a change a year, or one of all years together\n"
        "write 年均 for a yearly rate, and brackets for all years: [13.5]"
    ) == str(caught.value)


@pytest.mark.parametrize(("text", "bound"), [(">22", Bound.LT), (">22", Bound.EQ), ("22", Bound.RANGE)])
def test_a_column_of_bounds_may_not_contradict_its_cell(text: str, bound: Bound) -> None:
    """A cell that prints one bound beside a column that says another is refused."""
    with pytest.raises(GoalError) as caught:
        cell_goals(text, asked("件", bound=bound))
    printed = "gt" if text.startswith(">") else "eq"
    assert (
        f"{text}件 is {printed} by its own words, and {bound} by the column for bounds\n"
        "correct one of the two"
    ) == str(caught.value)


def test_a_bound_that_no_print_has_is_refused() -> None:
    """No table prints a sign before brackets, so a bound beside them is not made up."""
    with pytest.raises(GoalError) as caught:
        cell_goals("[13.5]", asked(bound=Bound.GT))
    assert "cannot read '[13.5] (gt)' without guessing" == caught.value.message


def test_the_figure_of_a_base() -> None:
    """A base is one figure; words alone are refused."""
    assert "60.6%" == cell_figure("60.6", unit("%")).text
    with pytest.raises(GoalError):
        cell_figure("大幅提高", unit("%"))


def test_names_say_that_figures_are_cuts_or_rates() -> None:
    """The end of a name counts, a unit in brackets apart: 减少率甲 is no cut, 增长极 no rate."""
    cuts = ["单位GDP能源消耗降低", "PM2.5浓度下降比例", "排放总量减少(%)"]
    assert [True] * 3 == [says_fall(name) for name in cuts]
    assert [False] * 2 == [says_fall("降低成本项目"), says_rate("增长极数量")]
    assert [True] * 2 == [says_rate("地区生产总值增长"), says_rate("地区生产总值年均增速(%)")]
