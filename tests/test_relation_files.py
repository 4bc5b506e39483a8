"""Relations as plan files hold them: every kind, in either language, there and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from plan_texts import plan_of
from zoneplan import Figure, Plan, SharesSum, Sum, Term
from zoneplan.errors import DocumentError
from zoneplan.vocabulary import RELATIONS

if TYPE_CHECKING:
    from zoneplan.relations import Relation

PAIRS = {
    "sum": (
        "total: 118项, parts: [140项, 11项, {name: 退出, figure: 33项}], weights: [1, 1, -1], partial: true",
        "合计: 118项, 分项: [140项, 11项, {名称: 退出, 数值: 33项}], 系数: [1, 1, -1], 不完全: true",
    ),
    "share": (
        (
            "part: {metric: gdp, period: 2022, aspect: actual, vintage: final, scope: 规上}, "
            "whole: {metric: gdp, subject: kunshan, period: 2022, unit: 亿元, domain: '[0, 9000]'}, "
            "share: {figure: {text: 48%, quantum: '0.1'}, denominator: 常住人口}, may_exceed: true"
        ),
        (
            "部分: {指标: gdp, 时期: 2022, 方面: 实际, 版本: 最终核实, 口径: 规上}, "
            "整体: {指标: gdp, 主体: kunshan, 时期: 2022, 单位: 亿元, 取值范围: '[0, 9000]'}, "
            "占比: {数值: {原文: 48%, 精度: '0.1'}, 分母: 常住人口}, 可超过: true"
        ),
    ),
    "shares_sum": ("shares: [0.6%, 51.8%, {name: 三产}]", "各占比: [0.6%, 51.8%, {名称: 三产}]"),
    "ratio": (
        "numerator: 3080.01亿元, denominator: 165.87万人, ratio: 18.66万元/人",
        "分子: 3080.01亿元, 分母: 165.87万人, 比值: 18.66万元/人",
    ),
    "growth": (
        (
            "base: {figure: 236.3亿元, period: 2016}, target: {figure: 365亿元, period: 2018}, rate: 24.5%, "
            "method: mean, levels: [{figure: 314.5亿元, period: 2017}]"
        ),
        (
            "基数: {数值: 236.3亿元, 时期: 2016}, 末值: {数值: 365亿元, 时期: 2018}, 增速: 24.5%, "
            "算法: 累计平均, 各年: [{数值: 314.5亿元, 时期: 2017}]"
        ),
    ),
    "cumulative": (
        "change: 13.5%, rate: 2.7%, period: 2021-2025, falling: true",
        "累计: 13.5%, 增速: 2.7%, 时期: 十四五, 为下降: true",
    ),
    "difference": (
        (
            "minuend: {figure: 43.6%, period: 2020}, subtrahend: {figure: 30.2%, period: 2015}, "
            "difference: 2.7个百分点, yearly: true"
        ),
        "被减数: {数值: 43.6%, 时期: 2020}, 减数: {数值: 30.2%, 时期: 2015}, 差: 2.7个百分点, 按年: true",
    ),
    "multiple": ("base: 100亿元, target: 200亿元, multiple: 2倍", "基数: 100亿元, 末值: 200亿元, 倍数: 2倍"),
    "order": (
        "smaller: 100亿元, larger: 200亿元, strictly: true",
        "较小: 100亿元, 较大: 200亿元, 不相等: true",
    ),
    "run": (
        "runs: [{figure: 19年, period: 2023}], start: {figure: 2005年, price_basis: 现价}",
        "各次: [{数值: 19年, 时期: 2023}], 起点: {数值: 2005年, 价格: current}",
    ),
    "same_fact": (
        "statements: [4250亿元, {figure: 4276.76亿元, source: {id: s, place: 表2}}]",
        "各说法: [4250亿元, {数值: 4276.76亿元, 来源: {编号: s, 出处: 表2}}]",
    ),
}


def relation_of(kind: str, fields: str) -> Relation:
    """Read one relation in English."""
    return plan_of(f"relations:\n  - {{kind: {kind}, {fields}}}\n").relations[0]


def test_every_kind_is_tried() -> None:
    """The examples here are of every kind there is."""
    assert list(RELATIONS) == list(PAIRS)


@pytest.mark.parametrize("kind", PAIRS)
def test_a_relation_reads_the_same_in_both_languages(kind: str) -> None:
    """English and Chinese keys give one relation, of the class that its kind names."""
    english, chinese = PAIRS[kind]
    cls, word = RELATIONS[kind]
    one = relation_of(kind, f"id: r, source: s, note: 注, {english}")
    other = plan_of(f"关系:\n  - {{类型: {word}, 编号: r, 来源: s, 备注: 注, {chinese}}}\n").relations[0]
    assert one == other
    assert type(one) is cls


@pytest.mark.parametrize("kind", PAIRS)
def test_a_relation_survives_being_written_and_read(kind: str) -> None:
    """A plan with a relation goes to plain data and back, its kind first."""
    plan = plan_of(f"relations:\n  - {{kind: {kind}, id: r, source: s, {PAIRS[kind][0]}}}\n")
    data = json.loads(json.dumps(plan.to_dict()))
    assert plan == Plan.from_dict(data)
    assert kind == next(iter(data["relations"][0].values()))


def test_a_figure_of_a_relation_is_a_text_or_a_mapping() -> None:
    """Both are read as one term."""
    text = relation_of("sum", "total: 150亿元, parts: [150亿元]")
    mapping = relation_of("sum", "total: {figure: 150亿元}, parts: [{figure: {text: 150亿元}}]")
    assert text == mapping == Sum(total="150亿元", parts=["150亿元"])


def test_a_missing_figure_is_an_empty_mapping_or_has_a_name() -> None:
    """What is not known is written without a figure."""
    relation = relation_of("shares_sum", "shares: [60%, {}, {name: 三产}]")
    assert relation == SharesSum(shares=["60%", None, Term(name="三产")])


def test_prices_beside_a_figure_to_look_up_are_kept() -> None:
    """They say which of several figures is meant."""
    relation = relation_of("order", "smaller: {metric: gdp, period: 2022, price_basis: 现价}, larger: 5亿元")
    assert relation.operands[0][1].price_basis == Figure(1, "元", price_basis="current").price_basis


def refusal(fields: str) -> str:
    """Give the text of the problems that a relation leads to, without their number."""
    with pytest.raises(DocumentError) as caught:
        plan_of(f"relations:\n  - {fields}\n")
    head, _, rest = str(caught.value).partition("\n")
    assert head == "1 problem"
    return f"{rest}\n"


KINDS = ", ".join(RELATIONS)
KINDS_ZH = "、".join(word for _, word in RELATIONS.values())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "{kind: share, part: 5亿元, whole: 10亿元}",
            "relations[0] (plan.yaml:2:6): missing key 'share'\n    write it; in Chinese it is '占比'\n",
        ),
        (
            "{part: 5亿元}",
            f"relations[0] (plan.yaml:2:6): missing key 'kind'\n    write one of {KINDS}\n",
        ),
        (
            "{kind: shares, part: 5亿元}",
            (
                f"relations[0].kind (plan.yaml:2:12): expected one of {KINDS}, got 'shares'\n"
                f"    in Chinese: {KINDS_ZH}\n"
            ),
        ),
        (
            "{kind: 3}",
            (
                f"relations[0].kind (plan.yaml:2:12): expected one of {KINDS}, got 3\n"
                f"    in Chinese: {KINDS_ZH}\n"
            ),
        ),
        (
            "占48%",
            (
                "relations[0] (plan.yaml:2:3): expected a mapping, got '占48%'\n"
                "    write keys and values, such as 'id: p1'\n"
            ),
        ),
        (
            "{kind: share, part: [5亿元], whole: 10亿元, share: 50%}",
            (
                "relations[0].part (plan.yaml:2:25): expected a figure, got a list\n"
                "    write it with its unit, or say where it is told: {metric: gdp, period: 2022}\n"
            ),
        ),
        (
            "{kind: share, part: null, whole: 10亿元, share: 50%}",
            (
                "relations[0].part (plan.yaml:2:25): expected a figure, got nothing\n"
                "    write it with its unit, or say where it is told: {metric: gdp, period: 2022}\n"
            ),
        ),
        (
            "{kind: share, part: 5, whole: 10亿元, share: 50%}",
            (
                "relations[0].part (plan.yaml:2:25): expected a figure with its unit, got 5\n"
                "    write the unit behind it, such as 5亿元\n"
            ),
        ),
        (
            "{kind: share, part: 5亿元, whole: 10亿元, share: 50%, shre: 1}",
            "relations[0].shre (plan.yaml:2:61): unknown key 'shre'\n    did you mean 'share' or 'source'?\n",
        ),
        (
            "{kind: order, smaller: 5亿元, larger: 10亿元, zzz: 1}",
            (
                "relations[0].zzz (plan.yaml:2:52): unknown key 'zzz'\n"
                "    the keys here are id, source, note, smaller, larger, strictly, kind\n"
            ),
        ),
        (
            "{kind: share, part: {metrc: gdp}, whole: 10亿元, share: 50%}",
            "relations[0].part.metrc (plan.yaml:2:33): unknown key 'metrc'\n    did you mean 'metric'?\n",
        ),
        (
            "{kind: share, part: {place: x}, whole: 10亿元, share: 50%}",
            (
                "relations[0].part.place (plan.yaml:2:33): unknown key 'place'\n"
                "    the keys here are figure, name, metric, subject, period, aspect, vintage, scope, "
                "denominator, price_basis, domain, unit, source\n"
            ),
        ),
        (
            "{类型: 占比, 部分: {指标: gdp, 时期: 2022, 价格: 旧价}, 整体: 10亿元, 占比: 50%}",
            (
                "relations[0].part.price_basis (plan.yaml:2:42): unknown price basis '旧价'\n"
                "    write 'current', 'constant 2020', 'comparable' or 'unstated', "
                "or 现价, 2020年不变价, 可比价\n"
            ),
        ),
        (
            "{kind: sum, total: 5亿元, parts: 5亿元}",
            (
                "relations[0].parts (plan.yaml:2:36): expected a list, got '5亿元'\n"
                "    write '- ' before each item\n"
            ),
        ),
        (
            "{kind: sum, total: 5亿元, parts: [5亿元], weights: [1, 2]}",
            "relations[0] (plan.yaml:2:6): expected 1 weights, got 2\n    give one for each part\n",
        ),
        (
            "{kind: sum, total: 5亿元, parts: [5亿元], weights: [half]}",
            (
                "relations[0].weights[0] (plan.yaml:2:52): expected an exact number, got 'half'\n"
                "    such as 1, -1, 0.5 or 1/3\n"
            ),
        ),
        (
            "{kind: sum, total: 5亿元, parts: [5亿元], partial: 1}",
            "relations[0].partial (plan.yaml:2:52): expected true or false, got 1\n    write true or false\n",
        ),
        (
            "{kind: growth, base: 5亿元, target: 6亿元, rate: 5%}",
            (
                "relations[0] (plan.yaml:2:6): the base 5亿元 has no period\n"
                "    state the year of each, such as Term('2400亿元', period=2025)\n"
            ),
        ),
        (
            "{kind: growth, base: {period: 2020}, target: {period: 2021}, rate: 5%, method: guess}",
            (
                "relations[0].method (plan.yaml:2:84): expected one of level, mean, got 'guess'\n"
                "    in Chinese: 水平法、累计平均\n"
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_relation_is_told_with_its_place(fields: str, expected: str) -> None:
    """Each mistake has its sentence, its line and column, and what to do about it."""
    assert expected == refusal(fields)


def test_relations_are_a_list() -> None:
    """A single relation stands in a list too."""
    with pytest.raises(DocumentError) as caught:
        plan_of("relations: {kind: order, smaller: 1亿元, larger: 2亿元}\n")
    expected = """\
1 problem
relations (plan.yaml:1:13): expected a list, got a mapping
    write '- ' before each item"""
    assert expected == str(caught.value)
