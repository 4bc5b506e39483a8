"""The indicator tables of `tests/data/indicators`: every row is loaded, read, judged and given back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from zoneplan import IndicatorTable, Plan, Severity, Source, read_plan, write_plan
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate, Cumulative, Goal, Level, Multiple, Qualitative, RelativeTo
from zoneplan.metrics import Nature
from zoneplan.relations import Difference, Growth

DATA = Path(__file__).parent / "data" / "indicators"
ROWS = {
    "cn_14fyp_indicators": 20,
    "cn_15fyp_indicators_partial": 11,
    "yijiang_13fyp_table1": 14,
    "jiangsu_xiaokang_2020_targets": 29,
    "cn_13fyp_eco_indicators_partial": 8,
    "guangzhou_14fyp_targets": 7,
}
# What the tables do not print and somebody who knows them says.
SAID: dict[str, dict[str, Any]] = {
    "cn_15fyp_indicators_partial": {"base": 2025},
    "yijiang_13fyp_table1": {"kinds": {"累计全社会固定资产投资": "rate"}},
    "jiangsu_xiaokang_2020_targets": {"period": "2016-2020"},
    "cn_13fyp_eco_indicators_partial": {"directions": {"近岸海域水质优良(一、二类)比例": "higher"}},
    "guangzhou_14fyp_targets": {
        "period": "2021-2025",
        "growth_of": {"地区生产总值年均增长": "地区生产总值"},
    },
}

GOALS: dict[str, tuple[tuple[Goal, ...], ...]] = {
    "cn_14fyp_indicators": (
        (Qualitative("保持在合理区间、各年度视情提出"),),
        (RelativeTo("国内生产总值(GDP)增长", bound="gt", text="高于GDP增长"),),
        (Level("65%"),),
        (AnnualRate(">7%"),),
        (Level("12件"),),
        (Level("10%"),),
        (RelativeTo("国内生产总值(GDP)增长", bound="approx", text="与GDP增长基本同步"),),
        (Level("<5.5%"),),
        (Level("11.3年"),),
        (Level("3.2人"),),
        (Level("95%"),),
        (Level("4.5个"),),
        (Cumulative("1岁"),),
        (Cumulative("[13.5]", falling=True),),
        (Cumulative("[18]", falling=True),),
        (Level("87.5%"),),
        (Level("85%"),),
        (Level("24.1%"),),
        (Level(">6.5亿吨"),),
        (Level(">46亿吨标准煤"),),
    ),
    "cn_15fyp_indicators_partial": (
        (Qualitative("保持在合理区间、各年度视情提出"),),
        (Level("71%"),),
        (AnnualRate(">7%"),),
        (Level(">22件"),),
        (Level("12.5%"),),
        (Level("11.7年"),),
        (Level("80岁"),),
        (Level("73%"),),
        (Cumulative("[17]", falling=True),),
        (Level("25%"),),
        (Level("58亿吨标准煤"),),
    ),
    "yijiang_13fyp_table1": (
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
    ),
    "jiangsu_xiaokang_2020_targets": (
        (Multiple("翻一番"),),
        (Level("≥15%"),),
        (Level("≥53%"),),
        (Level("≥55%"),),
        (Level("≥10%"),),
        (Level("≥72%"),),
        (Level("≥10%"),),
        (Level("≥2.8%"),),
        (Level("≥20件"),),
        (Level("≥140人年"),),
        (Level("≥750人"),),
        (Level("≥26%"),),
        (Level("≥45%"),),
        (Level("≥65%"),),
        (Multiple("翻一番"),),
        (Level("100%"),),
        (Level("≥10.8年"),),
        (Level("≥98%"),),
        (Level("≥98%"),),
        (Level("≥98%"),),
        (Level("<4%"), Level("<5.5%")),
        (Level("≥98%"),),
        (Level("≥96%"),),
        (Level("≥90%"),),
        (Level("≥60%"),),
        (Level("≥16标台"),),
        (Level("≥90%"),),
        (Level("≥2.5人"),),
        (Level("≥40张"),),
    ),
    "cn_13fyp_eco_indicators_partial": (
        (Level(">80%"),),
        (Cumulative("〔18〕", falling=True),),
        (Cumulative("〔25〕", falling=True),),
        (Level(">70%"),),
        (Level("<5%"),),
        (Level(">80%"),),
        (Level("15%左右"),),
        (Level("70%左右"),),
    ),
    "guangzhou_14fyp_targets": (
        (Level("3.5万亿元"),),
        (AnnualRate("6%左右"),),
        (Level("3.4%左右"),),
        (Level(">1.2万亿元"),),
        (Level("88%"),),
        (Level("41.65%"),),
        (Level("83岁"),),
    ),
}

# Everything that `validate` finds above advice, by code and by the metric it is about.
FINDINGS = {
    "cn_14fyp_indicators": [
        ("BASE-YEAR", "人均预期寿命"),
        ("BASE-YEAR", "常住人口城镇化率"),
        ("BASE-YEAR", "森林覆盖率"),
    ],
    "cn_15fyp_indicators_partial": [("BASE-YEAR", "数字经济核心产业增加值占GDP比重")],
    "yijiang_13fyp_table1": [
        ("RATE-KIND", "研究与试验发展经费支出占地区生产总值比重"),
        ("RATE-WRONG", "社会消费品零售总额"),
        ("RATE-WRONG", "规模以上工业增加值"),
        ("TARGET-MISSING", "城市PM2.5下降"),
        ("TARGET-MISSING", "空气质量优良天数占比"),
        ("UNIT-LOST", "城市PM2.5下降"),
    ],
    "jiangsu_xiaokang_2020_targets": [],
    "cn_13fyp_eco_indicators_partial": [("TARGET-WORSE", "近岸海域水质优良(一、二类)比例")],
    "guangzhou_14fyp_targets": [("PRICE-BASIS", "地区生产总值")],
}


def records_of(name: str) -> list[dict[str, str]]:
    """Read the records of a table as the standard library gives them."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table_of(name: str, **said: Any) -> IndicatorTable:
    """Load a table, with what somebody says of it."""
    source = Source(id="table", document=name, place="专栏1")
    options = {**SAID.get(name, {}), **said}
    return IndicatorTable.from_records(records_of(name), id=name, name=name, source=source, **options)


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_loaded(name: str) -> None:
    """All rows that a table has are loaded, and no others."""
    loaded = table_of(name)
    assert ROWS[name] == len(records_of(name)) == len(loaded.rows)
    assert [] == [row.name for row in loaded.rows if not row.indicators]


@pytest.mark.parametrize("name", ROWS)
def test_every_cell_is_given_back(name: str) -> None:
    """The records come back as they were: the same headers, in the same order, over the same texts."""
    records, given = records_of(name), table_of(name).to_records()
    assert records == given
    assert [list(record.items()) for record in records] == [list(record.items()) for record in given]


@pytest.mark.parametrize("name", ROWS)
def test_a_plan_made_of_it_is_written_and_read_again(name: str, tmp_path: Path) -> None:
    """The plan of a table, written as YAML and read again, is the same, and quotes every printed cell."""
    table = table_of(name)
    plan = Plan.from_indicators(table)
    write_plan(plan, tmp_path / "plan.yaml")
    again = read_plan(tmp_path / "plan.yaml")
    assert plan == again
    stated = (*again.observations, *again.targets, *again.relations)
    quoted = {None if one.source is None else one.source.quote for one in stated}
    assert set() == printed_values(table) - quoted


def printed_values(table: IndicatorTable) -> set[str]:
    """Give the cells of a table that print something, one for each indicator of a row."""
    cells = {
        text
        for row in table.rows
        for text in (row.base_text, row.done_text, row.target_text, row.rate_text)
        if text
    }
    return {value for text in cells for value in text.split("/") if value and value != "-"}


@pytest.mark.parametrize("name", ROWS)
def test_the_goals_of_each_row(name: str) -> None:
    """Each row states the goals that its cells print, each of its own type."""
    assert GOALS[name] == tuple(row.goals for row in table_of(name).rows)


@pytest.mark.parametrize("name", ROWS)
def test_a_goal_keeps_the_print_of_its_cell(name: str) -> None:
    """The number and the sign of a cell stand in its goal's text as they are printed; units are added."""
    wrong = []
    for row in table_of(name).rows:
        cells = f"{row.target_text}/{row.rate_text}".replace("=", "")
        for goal in row.goals:
            text = str(goal)
            found = any(text.replace(unit, "") in cells for unit in ("", row.unit or "", "%"))
            if not found and not text.startswith(">") and not text.endswith("左右"):
                wrong.append((row.name, text))
    assert [] == wrong


@pytest.mark.parametrize("name", ROWS)
def test_what_is_found_above_advice(name: str) -> None:
    """`validate` finds what is known to be wrong with a table, and nothing else above advice."""
    table = table_of(name)
    names = sorted((one.metric.name for one in table.indicators), key=len, reverse=True)
    found = [
        (finding.code, next(name for name in names if name in finding.message))
        for finding in Plan.from_indicators(table).validate().findings
        if finding.severity is not Severity.ADVICE
    ]
    assert FINDINGS[name] == sorted(found)


def test_bases_of_another_year() -> None:
    """Three rows of the national table are of 2019 under a head of 2020."""
    table = table_of("cn_14fyp_indicators")
    other = {
        row.name: str(row.base.period) for row in table.rows if row.base and row.base.period != table.base
    }
    assert {"常住人口城镇化率": "2019", "人均预期寿命": "2019", "森林覆盖率": "2019"} == other
    assert "2024" == str(table_of("cn_15fyp_indicators_partial").rows[4].base.period)  # type: ignore[union-attr]


def test_a_yearly_rate_is_a_goal_of_what_grows() -> None:
    """广州's 地区生产总值年均增长 of 6%左右 and 3.5万亿元 are two goals of one metric."""
    table = table_of("guangzhou_14fyp_targets")
    output = [str(one.goal) for one in table.targets if one.metric == "地区生产总值"]
    assert ["3.5万亿元", "6%左右"] == output
    assert "地区生产总值年均增长" not in {metric.name for metric in table.metrics}


def test_attributes_are_counted_as_the_outline_says() -> None:
    """The fourteenth plan has 8 binding and 12 anticipatory indicators."""
    natures = [metric.nature for metric in table_of("cn_14fyp_indicators").metrics]
    assert (8, 12) == (natures.count(Nature.BINDING), natures.count(Nature.ANTICIPATORY))


def test_levels_of_each_year_are_due_each_year() -> None:
    """What is to be kept every year is no target for the last year alone."""
    table = table_of("cn_14fyp_indicators")
    yearly = [one.metric for one in table.targets if str(one.by) == "2021-2025 each year"]
    assert ["城镇调查失业率", "粮食综合生产能力", "能源综合生产能力"] == yearly


def test_a_row_of_two_names_has_two_indicators() -> None:
    """<4/<5.5 under 城镇登记失业率/城镇调查失业率 is one limit for each rate."""
    (row,) = [row for row in table_of("jiangsu_xiaokang_2020_targets").rows if row.number == "18"]
    assert ["城镇登记失业率", "城镇调查失业率"] == [one.metric.name for one in row.indicators]
    assert ["<4%", "<5.5%"] == [str(goal) for goal in row.goals]


def test_what_a_cell_adds_in_brackets_is_a_remark() -> None:
    """翻一番(全省人均GDP≥10万元) doubles this metric; what it says of another one is kept as words."""
    table = table_of("jiangsu_xiaokang_2020_targets")
    assert ["全省人均GDP≥10万元", "全省≥3.4万元"] == [one.note for one in table.targets if one.note]
    assert "constant 2010" == str(table.rows[0].metric.price_basis)


def test_a_table_that_looks_back_states_relations() -> None:
    """What 弋江 prints as growth is said of two levels that were reached, and sets no goal."""
    table = table_of("yijiang_13fyp_table1")
    assert [] == [str(target) for target in table.targets]
    kinds = [type(one) for one in table.relations]
    assert (8, 2) == (kinds.count(Growth), kinds.count(Difference))
    assert "13.8%" == str(table.rows[3].indicator.observations[-1].figure)
    assert Figure.parse("57.3无单位") == table.rows[11].base.figure  # type: ignore[union-attr]


def test_a_unit_that_was_lost_may_be_given_to_the_metric() -> None:
    """The metric takes the unit that somebody says; the figure stays without, and is found."""
    table = table_of("yijiang_13fyp_table1", units={"城市PM2.5下降": "微克/立方米"})
    plan = Plan.from_indicators(table, id="yijiang", name="弋江区")
    (found,) = [one for one in plan.validate().findings if one.code == "UNIT-LOST"]
    assert "57.3 for 城市PM2.5下降 has no unit, and the metric is in 微克/立方米" == found.message
