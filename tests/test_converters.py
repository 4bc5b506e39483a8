from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plan_texts import plan_of
from zoneplan import ExchangeRate, Metric, Observation, Plan, Program, Target
from zoneplan.converters import structured, unstructured
from zoneplan.errors import DocumentError
from zoneplan.locations import Mark

PROGRAM = Program(id="a", name="产业创新", lead_units=["科技局"], note="注")


def test_a_value_goes_to_plain_data_and_back() -> None:
    """Structuring undoes unstructuring."""
    data = {"id": "a", "name": "产业创新", "lead_units": ["科技局"], "note": "注"}
    assert data == unstructured(PROGRAM)
    assert PROGRAM == structured(data, Program, None)


def test_a_rule_of_the_class_is_told_at_its_place() -> None:
    """What a constructor refuses is a problem of the mapping that was read."""
    data = {
        "id": "p",
        "name": "x",
        "metrics": [{"id": "m", "name": "x", "unit": "%", "kind": "rank", "across": "sum"}],
    }
    with pytest.raises(DocumentError) as caught:
        structured(data, Plan, "plan.yaml")
    expected = """\
1 problem
metrics[0] (plan.yaml): metric 'm' is a rank and cannot be added across parts
    use 'ratio_of_sums', 'weighted_mean', 'max', 'min' or 'none' for across"""
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "field", "when"), [(Observation, "figure", "period"), (Target, "level", "by")]
)
def test_a_price_basis_has_its_place_where_it_is_written(kind: type, field: str, when: str) -> None:
    """Beside a figure it is told there, inside one there."""
    beside = Mark("plan.yaml", 1, 1, ("metric", field, "price_basis"), (1, 9, 2, 9, 3, 14))
    inside = Mark("plan.yaml", 2, 10, ("text", "price_basis"), (2, 16, 2, 40))
    base: dict[str, Any] = {"metric": "gdp", when: 2022, "@": beside}
    found = []
    for data in (
        {**base, field: "1亿元", "price_basis": "旧价"},
        {**base, field: {"text": "1亿元", "price_basis": "旧价", "@": inside}},
    ):
        with pytest.raises(DocumentError) as caught:
            structured(data, kind, "plan.yaml")
        found.append(str(caught.value.problems[0].place))
    assert ["price_basis (plan.yaml:3:14)", f"{field}.price_basis (plan.yaml:2:40)"] == found


@pytest.mark.parametrize("key", ["level", "annual_rate"])
def test_a_goal_takes_its_price_basis_beside_its_figure(key: str) -> None:
    """As an observation does, under the keys that the documentation names."""
    amount = "8%" if key == "annual_rate" else "950亿元"
    data: dict[str, Any] = {"metric": "gdp", "by": "2025"}
    beside = {**data, key: {"figure": amount, "price_basis": "2020年不变价"}}
    inside = {**data, key: {"text": amount, "price_basis": "2020年不变价"}}
    assert structured(inside, Target, None) == structured(beside, Target, None)
    mistaken = {**data, key: {"figure": amount, "price_bases": "2020年不变价"}}
    with pytest.raises(DocumentError) as caught:
        structured(mistaken, Target, None)
    assert "did you mean 'price_basis'?" == caught.value.problems[0].remedy


@pytest.mark.parametrize(
    ("body", "place", "remedy", "remedy_zh"),
    [
        (
            "项目: [{编号: a, 名称: 甲, 累计完成: 2022}]",
            "projects[0].累计完成 (plan.yaml:1:27): unknown key '累计完成'",
            "'累计完成' belongs to an investment; did you mean '完成时间'?",
            "“累计完成”属于投资；是否应为“完成时间”？",
        ),
        (
            "项目: [{编号: a, 名称: 甲, 总投资: 3亿元}]",
            "projects[0].总投资 (plan.yaml:1:26): unknown key '总投资'",
            "'总投资' belongs to an investment; did you mean '投资'?",
            "“总投资”属于投资；是否应为“投资”？",
        ),
        (
            "目标: [{指标: gdp, 期限: 2025, 目标值: 3亿元, 基数: 2020}]",
            "targets[0].基数 (plan.yaml:1:40): unknown key '基数'",
            "'基数' belongs to a relation; did you mean '基期'?",
            "“基数”属于关系；是否应为“基期”？",
        ),
    ],
)
def test_a_key_of_another_class_is_named_as_such(body: str, place: str, remedy: str, remedy_zh: str) -> None:
    """A word is not read for what shares its English key, and no word of another class is offered."""
    with pytest.raises(DocumentError) as caught:
        plan_of(f"{body}\n")
    (problem,) = caught.value.problems
    assert f"{place}\n    {remedy}" == str(problem)
    assert remedy_zh == problem.remedy_zh


def test_the_keys_of_a_mapping_are_offered_in_its_own_words() -> None:
    """总投资 and 累计完成 are no keys of a project, whatever they are called in English."""
    with pytest.raises(DocumentError) as caught:
        plan_of("项目: [{编号: a, 名称: 甲, 状况: 1}]\n")
    offered = caught.value.problems[0].remedy_zh
    assert "完成时间" in offered
    assert [] == [word for word in ("累计完成", "总投资", "出处", "起点") if word in offered]


def test_an_item_that_is_no_mapping_is_told_by_its_list() -> None:
    """A list carries no marks of its own: an item without one stands where the list does."""
    mark = Mark("plan.yaml", 1, 1, ("id", "metrics"), (1, 5, 2, 10))
    with pytest.raises(DocumentError) as caught:
        structured({"id": "p", "name": "x", "metrics": ["gdp"], "@": mark}, Plan, "plan.yaml")
    assert "metrics[0] (plan.yaml:2:10)" == str(caught.value.problems[0].place)


def test_a_metric_is_read_with_its_words() -> None:
    """Words of closed sets come in either language and are written in English."""
    data = {"id": "m", "name": "x", "unit": "亿元", "kind": "流量", "direction": "越高越好"}
    expected = {"id": "m", "name": "x", "unit": "亿元", "kind": "flow", "direction": "higher"}
    assert expected == unstructured(structured(data, Metric, None))


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (Target, {"annual_rate": 8}, ("write the unit behind it, such as 8%", "请在数后写上单位，例如 8%")),
        (Target, {"rank": 5}, ("write it out, such as 第5", "请写完整，例如 第5")),
        (Target, {"multiple": 3}, ("write the unit behind it, such as 3倍", "请在数后写上单位，例如 3倍")),
        (
            Target,
            {"point_change": {"figure": 5, "yearly": True}},
            ("write the unit behind it, such as 5个百分点", "请在数后写上单位，例如 5个百分点"),
        ),
        (Target, {"point_change": "提高5%"}, ("write it as in 提高2个百分点", "例如“提高2个百分点”")),
        (Target, {"rank": "领先"}, ("write it as in 第五 or 前五", "例如“第五”或“前五”")),
        (Target, {"rank": None}, ("write it with its unit, such as 第5", "请连同单位写上，例如 第5")),
        (Target, {"level": 5}, ("write the unit behind it, such as 5亿元", "请在数后写上单位，例如 5亿元")),
        (
            ExchangeRate,
            {"figure": Decimal("6.7")},
            ("write the unit behind it, such as 6.7元/美元", "请在数后写上单位，例如 6.7元/美元"),
        ),
    ],
)
def test_what_is_asked_for_is_shown(kind: type, data: dict[str, Any], expected: tuple[str, str]) -> None:
    """A figure without its unit is answered with one of the sort that is asked for."""
    whole = {"metric": "gdp", "by": 2025} if kind is Target else {"period": 2022, "kind": "average"}
    with pytest.raises(DocumentError) as caught:
        structured({**whole, **data}, kind, None)
    (problem,) = caught.value.problems
    assert expected == (problem.remedy, problem.remedy_zh)


@pytest.mark.parametrize("text", ["保持第五", "稳居全国前五"])
def test_a_place_that_is_held_goes_there_and_back(text: str) -> None:
    """Its words are written as they were read."""
    data = {"metric": "place", "by": "2025", "rank": text}
    assert data == unstructured(structured(data, Target, None))
