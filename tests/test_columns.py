from __future__ import annotations

import pytest

from zoneplan.columns import Column, assigned, header_year
from zoneplan.errors import DocumentError


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            "类别 指标 单位 2020年 2025年 年均增速[累计] 属性",
            "category name unit base target rate attribute",
        ),
        ("指标名称 计量单位 2020年目标值 资料来源", "name unit target -"),
        ("序号 指标名称(单位) 基期 规划目标 〔累计〕 指标属性", "number name base target rate attribute"),
        ("指标 2015年完成 2020年完成 “十三五”年均增长(%) 指标属性", "name base done rate attribute"),
        (
            "no group indicator unit base_2015 target_2020 cumulative",
            "number category name unit base target rate",
        ),
        ("indicator done_2015 done_2020 stated_annual_growth_pct", "name base done rate"),
        (
            "indicator base base_year target_2030 bound rate_or_cumulative rate_kind",
            "name base base_year target bound rate rate_kind",
        ),
        ("指标 2020年 2025年目标 2035年愿景", "name base target -"),
        ("指标 基期 2025年", "name base target"),
        ("指标 完成 方向", "name done direction"),
        ("指标 现状值（2020年） 规划目标（2025年） 年均增长(%)[累计]", "name base target rate"),
        ("指标 2020年（基期） 2025年（目标）", "name base target"),
        ("指标 “十三五”末 “十四五”末 “十四五”年均增长（%）〔累计〕", "name base target rate"),
        ("指标 十三五期末现状 “十四五”规划末目标", "name base target"),
        ("指标 2020年末 2025年底目标 年均增长速度（%）", "name base target rate"),
        ("指标 2020年 2025年 年均", "name base target -"),
        ("指标 2020年 2025年 2021—2025年年均增长", "name base target -"),
        ("指标 2020年完成 2025年", "name done target"),
        ("指标 2015年 2020年完成 2025年", "name base done target"),
    ],
)
def test_usual_headers_are_known(headers: str, expected: str) -> None:
    """Each usual head names its column; one that is not known, or a year that is neither end, names none."""
    found = {header: column for column, header in assigned(headers.split(), {}).headers.items()}
    assert expected.split() == [found[header].value if header in found else "-" for header in headers.split()]


def test_years_in_heads_are_told() -> None:
    """The years of base and target are those of their heads; a head of two years names none."""
    columns = assigned(["指标", "2015年", "2020年"], {})
    assert (2015, 2020) == (columns.base_year, columns.by_year)
    assert (None, None) == (header_year("2015—2020年"), header_year("目标"))


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("“十五”末", 2005),
        ("“十一五”期末", 2010),
        ("十三五末年", 2020),
        ("“十五五”末目标", 2030),
        ("2020 年", 2020),
    ],
)
def test_the_end_of_a_five_year_plan_is_a_year(header: str, year: int) -> None:
    """The tenth plan ended in 2005, and each later one five years after the one before."""
    assert year == header_year(header)


def test_yearly_rates_are_of_the_plan_in_their_head() -> None:
    """“十三五”年均增长 is of the years up to 2020; a head that names no plan says nothing of years."""
    years = [
        assigned(["指标", "2020年", "2025年", head], {}).rate_year
        for head in ("“十三五”年均增长(%)", "“十四五”时期年均增速", "年均增速")
    ]
    assert [2020, 2025, None] == years


def test_years_alone_go_where_their_year_belongs() -> None:
    """Of many years, those of base and target are chosen when somebody says which they are."""
    headers = ["指标", "2018年", "2020年", "2025年"]
    columns = assigned(headers, {}, base_year=2020, by_year=2025)
    assert {Column.NAME: "指标", Column.BASE: "2020年", Column.TARGET: "2025年"} == columns.headers


def test_years_alone_that_may_be_either_are_asked_for() -> None:
    """A single year may be base or target, and of several before a target any may be the base."""
    for headers, message in (
        (["指标", "2020年"], "it cannot be told whether '2020年' is the target\n    say its year: by=2020"),
        (
            ["指标", "2018年", "2020年", "目标"],
            "it cannot be told whether '2018年' or '2020年' is the base\n    say its year: base=2020",
        ),
        (
            ["指标", "2015年", "2020年", "2025年"],
            (
                "it cannot be told whether '2015年' or '2020年' or '2025年' is the target\n"
                "    say its year: by=2025"
            ),
        ),
    ):
        with pytest.raises(DocumentError) as caught:
            assigned(headers, {})
        assert f"1 problem\nthe header: {message}" == str(caught.value)
    assert {Column.NAME: "指标", Column.BASE: "2020年"} == assigned(["指标", "2020年"], {}, 2020).headers


def test_chosen_headers_go_before_known_ones() -> None:
    """A header that the caller chooses is taken, and one that would mean the same is kept as it is."""
    columns = assigned(["指标", "目标", "规划值"], {Column.TARGET: "规划值"})
    assert {Column.NAME: "指标", Column.TARGET: "规划值"} == columns.headers


@pytest.mark.parametrize(
    ("headers", "chosen", "expected"),
    [
        (
            ["目标", "单位"],
            {},
            (
                "1 problem\n"
                "the header: no column holds the names of indicators; the headers are '目标', '单位'\n"
                "    name it: columns={'name': '…'}"
            ),
        ),
        (
            ["指标", "目标", "规划值"],
            {},
            (
                "1 problem\nthe header: '目标' and '规划值' both name the column 'target'\n"
                "    say which it is: columns={'target': '目标'}; the other is kept as it is"
            ),
        ),
        (
            ["指标", "目标"],
            {Column.BASE: "2020"},
            (
                "1 problem\nthe header: no column is headed '2020'; the headers are '指标', '目标'\n"
                "    give headers as they are printed"
            ),
        ),
        (
            ["指标", "2020年完成", "完成"],
            {},
            (
                "1 problem\nthe header: '2020年完成' and '完成' both name the column 'done'\n"
                "    say which it is: columns={'done': '2020年完成'}; the other is kept as it is"
            ),
        ),
        (
            ["指标", "2020年", "2020年完成", "2025年"],
            {},
            (
                "1 problem\nthe header: '2020年' and '2020年完成' are of 2020, and it cannot be told which "
                "is the base\n    say it: columns={'base': '2020年完成'}, and keep the other as it is: "
                "further=['2020年']"
            ),
        ),
        (
            ["指标", "2015年完成", "2020年完成", "2025年目标"],
            {},
            (
                "1 problem\nthe header: '2015年完成' and '2020年完成' both name the column 'done'\n"
                "    say which it is: columns={'done': '2015年完成'}; the other is kept as it is"
            ),
        ),
        (
            ["指标", "2020年完成", "2020年实际"],
            {},
            (
                "1 problem\nthe header: '2020年完成' and '2020年实际' both name the column 'done'\n"
                "    say which it is: columns={'done': '2020年完成'}; the other is kept as it is"
            ),
        ),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(
    headers: list[str], chosen: dict[Column, str], expected: str
) -> None:
    """Headers that leave open what they mean are named, with what to do."""
    with pytest.raises(DocumentError) as caught:
        assigned(headers, chosen)
    assert expected == str(caught.value)
