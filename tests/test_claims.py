from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from zoneplan import (
    Cumulative,
    Difference,
    Growth,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
    Term,
)
from zoneplan.claims import called, claim, formula, kind_name, parameters, role_name, written

if TYPE_CHECKING:
    from zoneplan.relations import Relation

BASE, TARGET = Term("2400亿元", period=2025), Term("3400亿元", period=2030)
RELATIONS: dict[str, tuple[Relation, str, str, str]] = {
    "share": (
        Share(part="2400亿元", whole=Term(name="全市"), share="48%"),
        "2400亿元 is 48% of 全市 (missing)",
        "2400亿元占全市（缺）的48%",
        "part = share · whole",
    ),
    "ratio": (
        Ratio(numerator="3080.01亿元", denominator="165.87万人", ratio="18.57万元/人"),
        "3080.01亿元 over 165.87万人 is 18.57万元/人",
        "3080.01亿元除以165.87万人为18.57万元/人",
        "numerator = ratio · denominator",
    ),
    "multiple": (
        Multiple(base="100亿元", target="200亿元", multiple="2倍"),
        "200亿元 is 2倍 of 100亿元",
        "200亿元为100亿元的2倍",
        "target = multiple · base",
    ),
    "at most": (
        Order(smaller="3项", larger="5项"),
        "3项 is at most 5项",
        "3项不大于5项",
        "smaller ≤ larger",
    ),
    "less": (
        Order(smaller="3项", larger="5项", strictly=True),
        "3项 is less than 5项",
        "3项小于5项",
        "smaller < larger",
    ),
    "growth": (
        Growth(base=BASE, target=TARGET, rate="7%左右"),
        "2400亿元 in 2025 grows by 7%左右 a year to 3400亿元 in 2030",
        "2400亿元（2025）年均增长7%左右，到3400亿元（2030）",
        "target = base · (1 + rate)^years",
    ),
    "growth of one year": (
        Growth(base=Term("1亿元", period=2024), target=Term("1.1亿元", period=2025), rate="10%"),
        "1亿元 in 2024 grows by 10% to 1.1亿元 in 2025",
        "1亿元（2024）增长10%，到1.1亿元（2025）",
        "target = base · (1 + rate)^years",
    ),
    "growth from nothing known": (
        Growth(base=Term(name="GDP 2024", period=2024), target=Term("1.1亿元", period=2025), rate="10%"),
        "GDP 2024 (missing) grows by 10% to 1.1亿元 in 2025",
        "GDP 2024（缺）增长10%，到1.1亿元（2025）",
        "target = base · (1 + rate)^years",
    ),
    "mean growth": (
        Growth(base=BASE, target=TARGET, rate="7%", method="mean"),
        "2400亿元 in 2025 grows by 7% a year, the mean of the yearly rates, to 3400亿元 in 2030",
        "2400亿元（2025）各年增速平均为7%，到3400亿元（2030）",
        "rate = mean of the yearly ratios - 1",
    ),
    "difference": (
        Difference(minuend="50%", subtrahend="48%", difference="2个百分点"),
        "50% less 48% is 2个百分点",
        "50%减48%为2个百分点",
        "minuend - subtrahend = difference",
    ),
    "yearly difference": (
        Difference(
            minuend=Term("50%", period=2025),
            subtrahend=Term("40%", period=2020),
            difference="2个百分点",
            yearly=True,
        ),
        "50% less 40% is 2个百分点 a year over 5 years",
        "50%减40%为年均2个百分点（5年）",
        "minuend - subtrahend = difference · years",
    ),
    "cut": (
        Cumulative(change="13.5%", rate="2.7%", period="2021-2025", falling=True),
        "what falls by 2.7% a year over 5 years falls by 13.5% in all",
        "年均下降2.7%，5年累计下降13.5%",
        "1 - change = (1 - rate)^years",
    ),
    "change": (
        Cumulative(start="100亿元", end="120亿元", change="20%"),
        "100亿元 grows by 20% to 120亿元",
        "100亿元增长20%，到120亿元",
        "end = start · (1 + change)",
    ),
    "flow": (
        Cumulative(change="30亿元", parts=["10亿元", "20亿元"], form="flow"),
        "10亿元 + 20亿元 = 30亿元",
        "10亿元 + 20亿元 = 30亿元",
        "change = Σ part",
    ),
    "sum": (
        Sum(total="118项", parts=["140项", "11项", "33项"], weights=[1, 2, -1]),
        "140项 + 2 × 11项 - 33项 = 118项",
        "140项 + 2 × 11项 - 33项 = 118项",
        "total = Σ weight · part",
    ),
    "sum of many": (
        Sum(total="7项", parts=["1项"] * 7),
        "1项 + 1项 + 1项 + 1项 + 1项 + 1项 + … = 7项",
        "1项 + 1项 + 1项 + 1项 + 1项 + 1项 + … = 7项",
        "total = Σ part",
    ),
    "partial sum": (
        Sum(total="150亿元", parts=["100亿元", None], partial=True),
        "100亿元 + (missing) ≤ 150亿元",
        "100亿元 + （缺） ≤ 150亿元",
        "total ≥ Σ part",
    ),
    "shares": (
        SharesSum(shares=["30%", Term(name="其{他}")]),
        "30% + 其{他} (missing) = 100%",
        "30% + 其{他}（缺） = 100%",
        "total = Σ share",
    ),
    "run": (
        Run(runs=[Term("19年", period=2023), Term("18年", period=2022)]),
        "one streak has lasted 19年 by 2023 and 18年 by 2022",
        "同一连续记录：2023年为连续19年、2022年为连续18年",
        "run = end year - start + 1",
    ),
    "run from a start": (
        Run(runs=[Term("19年", period=2023)], start="2005年"),
        "the streak since 2005年 has lasted 19年 by 2023",
        "自2005年起的连续记录：2023年为连续19年",
        "run = end year - start + 1",
    ),
    "one fact": (
        SameFact(statements=["2400亿元"] * 7),
        f"{', '.join(['2400亿元'] * 6)} and … tell one fact",
        f"{'、'.join(['2400亿元'] * 6)}、…说的是同一事实",
        "all statements are equal",
    ),
}


@pytest.mark.parametrize("kind", RELATIONS)
def test_a_relation_says_what_it_says(kind: str) -> None:
    """Each kind has its sentence in both languages and its formula; names with braces stay names."""
    relation, english, chinese, equation = RELATIONS[kind]
    assert (english, chinese, equation) == (claim(relation), claim(relation, "zh"), formula(relation))


def test_kinds_are_named_as_in_plan_files() -> None:
    """The kind of a relation is the word that a plan file has for it."""
    relation = RELATIONS["shares"][0]
    assert ("shares_sum", "占比之和") == (kind_name(relation), kind_name(relation, "zh"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_role_has_a_name(language: str) -> None:
    """No role is printed with brackets, and in Chinese none is in English."""
    for relation, *_ in RELATIONS.values():
        for role, _ in relation.operands:
            name = role_name(role, "zh" if language == "zh" else "en")
            assert "[" not in name
            assert name.isascii() == (language == "en")


def test_formulas_are_told_in_chinese() -> None:
    """Every word of a formula has its Chinese one, and the signs stay."""
    for relation, *_ in RELATIONS.values():
        equation = formula(relation, "zh")
        assert not re.search("[a-z]", equation)
        signs, signs_zh = (re.sub("[^=≤≥<+^·Σ()]", "", one) for one in (formula(relation), equation))
        assert signs == signs_zh
    assert "末值 = 基数 · (1 + 增速)^年数" == formula(RELATIONS["growth"][0], "zh")
    assert "连续年数 = 截止年 - 起点 + 1" == formula(RELATIONS["run"][0], "zh")


def test_constants_are_told_in_chinese() -> None:
    """The same constants, in the same order, by Chinese names."""
    expected = {
        "growth": {"年数": "5", "方法": "水平法"},
        "sum": {"分项1的权数": "1", "分项2的权数": "2", "分项3的权数": "-1"},
        "run": {"第1次的截止年": "2023", "第2次的截止年": "2022"},
        "share": {},
    }
    assert expected == {kind: dict(parameters(RELATIONS[kind][0], "zh")) for kind in expected}


def test_a_number_is_called_by_its_name() -> None:
    """A name, or metric, subject and period; a period alone is no name."""
    assert ["全市", "gdp city 2022", ""] == [
        called(Term(name="全市", period=2022)),
        called(Term(metric="gdp", subject="city", period=2022)),
        called(Term("1亿元", period=2022)),
    ]


def test_a_number_is_written_as_its_author_wrote_it() -> None:
    """A figure made in Python has no text of its own; a missing one says that it is missing."""
    assert ["24000000万元", "GDP (missing)", "(missing)", "GDP（缺）"] == [
        written(Term("24000000万元")),
        written(Term(name="GDP")),
        written(Term()),
        written(Term(name="GDP"), "zh"),
    ]


def test_constants_are_kept_apart() -> None:
    """Years, methods, weights and end years are no published numbers."""
    expected = {
        "growth": {"years": "5", "method": "level"},
        "difference": {},
        "yearly difference": {"years": "5"},
        "cut": {"years": "5"},
        "sum": {"weight of parts[0]": "1", "weight of parts[1]": "2", "weight of parts[2]": "-1"},
        "run": {"end year of runs[0]": "2023", "end year of runs[1]": "2022"},
        "share": {},
    }
    assert expected == {kind: dict(parameters(RELATIONS[kind][0])) for kind in expected}
