from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure, Growth, Policy, Share, Source, Sum, Term, Verdict, decide, inspection
from zoneplan.errors import RelationError
from zoneplan.figures import Derivation
from zoneplan.formats import json as json_format
from zoneplan.readings import Operation
from zoneplan.strategies import verdicts
from zoneplan.traces import Step, Trace, trace

PART = Term("2400亿元", metric="gdp", subject="zone", period=2022, source="bulletin")
SHARE = decide(Share(part=PART, whole=Term(name="全市"), share="48%"))


def test_a_trace_leads_from_a_number_to_what_was_written() -> None:
    """The stated number stands beside what the others give, and each operand has its text and source."""
    expected = """\
share >> [47.5, 48.5] %, loosely (47, 49)   compare: share
  with coarse_zeros = yes, any_rounding = yes
  share calculated >> (0, 100] %   solve: part = share · whole
    gdp@zone<2022> >> [2399.5, 2400.5] 亿元, loosely [2350, 2450]   2400亿元, bulletin
    全市 >> ≥ 0 亿元   missing
  share stated >> [47.5, 48.5] %, loosely (47, 49)   48%"""
    assert expected == str(trace(SHARE))


def test_a_trace_is_told_in_chinese() -> None:
    """Numbers are called by their names, roles and the relation by their Chinese words."""
    expected = """\
占比 >> [47.5, 48.5]%，从宽为(47, 49)%   对照：占比
  其中：末尾的零可为取整 = 是，末位可为舍去或进位 = 是
  占比（按其余数推算） >> (0, 100]%   推算：部分 = 占比 · 整体
    gdp zone 2022 >> [2399.5, 2400.5]亿元，从宽为[2350, 2450]亿元   2400亿元，bulletin
    全市 >> ≥ 0亿元   缺数
  占比（写明） >> [47.5, 48.5]%，从宽为(47, 49)%   48%"""
    assert expected == trace(SHARE).log(language="zh")
    assert "    …… 其下另有2个数" == trace(SHARE).log(1, "zh").split("\n")[3]


def test_a_computed_figure_is_followed_down_in_chinese() -> None:
    """Operations have their words and operands their places; weights are named by their parts."""
    money = Figure(2, "亿元") + Figure.parse("20000000元").to("亿元")
    found = trace(decide(Sum(total="5亿元", parts=[Term(money), "0亿元"], weights=[2, 1])), "total")
    expected = """\
合计（按其余数推算） >> [3.399, 5.901]亿元，从宽为(2.39, 7.41)亿元   推算：合计 = Σ 权数 · 分项
  其中：分项1的权数 = 2，分项2的权数 = 1
  分项1 >> [1.699, 2.701]亿元，从宽为(1.195, 3.205)亿元   合成：相加
    分项1的第1项 >> [1.5, 2.5]亿元，从宽为(1, 3)亿元   2亿元
    分项1的第2项 >> [0.199999995, 0.200000005]亿元，从宽为[0.195, 0.205]亿元   合成：换算
      分项1的第2项的第1项 >> [19999999.5, 20000000.5]元，从宽为[19500000, 20500000]元   20000000元
  分项2 >> [0, 0.5]亿元，从宽为[0, 1)亿元   0亿元"""
    assert expected == found.children[0].log(language="zh")


@given(verdicts(), st.data())
def test_every_trace_is_told_in_both_languages(verdict: Verdict, data: st.DataObject) -> None:
    """The two logs have the same lines, and the plain data the words of both."""
    role, _ = data.draw(st.sampled_from(verdict.relation.operands))
    found = trace(verdict, role)
    english, chinese = found.log().split("\n"), found.log(language="zh").split("\n")
    assert [line.count("  ") for line in english] == [line.count("  ") for line in chinese]
    for node in found.flat().values():
        assert bool(node["formula"]) == bool(node["formula_zh"])
        assert len(node["parameters"]) == len(node["parameters_zh"])
        assert node["label_zh"]


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_is_told_in_chinese(operation: Operation) -> None:
    """What combined figures is named in a trace, and so is what they were weighed by."""
    two = (Figure(2, "亿元"), Figure(3, "亿元"))
    derived = attrs.evolve(Figure(2, "亿元"), derivation=Derivation(operation, two, two))
    found = trace(decide(Sum(total="5亿元", parts=[Term(derived)])), "parts[0]").children[1]
    assert not found.formula_zh.isascii()
    assert ["分项1（写明）的第2项", "分项1（写明）的第2个权数"] == [
        found.children[index].label_zh for index in (1, 3)
    ]


def test_any_number_can_be_traced() -> None:
    """A missing number has no text of its own, and what is stated for it is everything."""
    expected = """\
全市 >> [4947.42, 5053.69] 亿元, loosely (4795.91, 5212.77)   compare: share
  with coarse_zeros = yes, any_rounding = yes
  全市 calculated >> [4947.42, 5053.69] 亿元, loosely (4795.91, 5212.77)   solve: part = share · whole
    gdp@zone<2022> >> [2399.5, 2400.5] 亿元, loosely [2350, 2450]   2400亿元, bulletin
    share >> [47.5, 48.5] %, loosely (47, 49)   48%
  全市 stated >> ≥ 0 亿元   missing"""
    assert expected == inspection.derivation(SHARE, "whole").log()


def test_depth_is_limited() -> None:
    """What lies deeper is counted, and nothing below the root is the least."""
    assert "share >> [47.5, 48.5] %, loosely (47, 49)   compare: share\n" in f"{trace(SHARE).log(0)}\n"
    assert "  … 4 more below" == trace(SHARE).log(0).split("\n")[-1]
    assert "    … 2 more below" == trace(SHARE).log(1).split("\n")[3]
    assert ["share", "share calculated", "share stated"] == list(trace(SHARE).flat(1))
    assert ["share"] == list(trace(SHARE).flat(0))


def test_constants_stand_apart() -> None:
    """Years and method are parameters of the step, the tolerance one of the whole."""
    growth = Growth(base=Term("100亿元", period=2020), target=Term("140亿元", period=2025), rate="7%")
    found = trace(decide(growth, Policy(about=0)))
    assert {"coarse_zeros": "yes", "any_rounding": "yes", "about": "0"} == found.parameters
    assert {"years": "5", "method": "level"} == found.children[0].parameters
    assert ["base", "rate"] == [child.key for child in found.children[0].children]


def test_a_computed_figure_is_followed_down() -> None:
    """The figures that were added up before stand below their sum, converted ones below what they were."""
    total = Figure.parse("1.5亿元") + Figure.parse("20000000元").to("亿元")
    found = trace(decide(Sum(total="1.7亿元", parts=[Term(total, name="合计"), None])), "total")
    expected = """\
total >> [1.65, 1.75] 亿元, loosely (1.6, 1.8)   compare: sum
  with coarse_zeros = yes, any_rounding = yes
  total calculated >> ≥ 1.649 亿元, loosely > 1.595   solve: total = Σ part
    合计 >> [1.649, 1.751] 亿元, loosely (1.595, 1.805)   computed: sum
      合计.operand[0] >> [1.45, 1.55] 亿元, loosely (1.4, 1.6)   1.5亿元
      合计.operand[1] >> [0.199999995, 0.200000005] 亿元, loosely [0.195, 0.205]   computed: convert
        合计.operand[1].operand[0] >> [19999999.5, 20000000.5] 元, loosely [19500000, 20500000]   20000000元
    parts[1] >> ≥ 0 亿元   missing
  total stated >> [1.65, 1.75] 亿元, loosely (1.6, 1.8)   1.7亿元"""
    assert expected == found.log()
    assert Step.COMPUTED is found.children[0].children[0].step


def test_what_was_not_compared_says_so() -> None:
    """Where a precondition fails nothing is calculated."""
    growth = Growth(
        base=Term("100亿元", period=2024, price_basis="current"),
        target=Term("110亿元", period=2025, price_basis="current"),
        rate=Term("5%", price_basis="comparable"),
    )
    found = trace(decide(growth))
    assert "target >> not compared   compare: growth" == found.log().split("\n")[0]
    assert found.to_dict()["reading"] is None


def test_flat_gives_every_number_once() -> None:
    """Each record names the keys it follows from instead of holding them."""
    found = trace(SHARE).flat()
    assert ["share", "share calculated", "gdp@zone<2022>", "全市", "share stated"] == list(found)
    assert ["share calculated", "share stated"] == found["share"]["children"]
    assert {
        "label": "gdp zone 2022",
        "label_zh": "gdp zone 2022",
        "step": "published",
        "formula": "",
        "formula_zh": "",
        "unit": "亿元",
        "written": "2400亿元",
        "source": {"id": "bulletin"},
        "parameters": {},
        "parameters_zh": {},
        "children": [],
    } == {key: value for key, value in found["gdp@zone<2022>"].items() if key != "reading"}


def test_a_trace_is_plain_data() -> None:
    """The tree can be written as JSON, the same on every run, and holds the same records as the flat view."""
    found = trace(SHARE)
    assert json_format.dump(found.to_dict()) == json_format.dump(trace(SHARE).to_dict())
    root = found.to_dict()
    assert found.flat()["share"] | {"key": "share", "children": root["children"]} == root


def test_a_statement_lends_its_source_to_its_figures() -> None:
    """What is written in a statement was read where the statement was, as the table says too."""
    share = Share(part=PART, whole="5000亿元", share="48%", source=Source(document="公报", place="第一节"))
    sources = [str(node["source"]) for node in trace(decide(share)).flat().values() if node["written"]]
    listed = {"document": "公报", "place": "第一节"}
    assert [str({"id": "bulletin"}), str(listed), str(listed)] == sources


def test_control_characters_do_not_reach_the_log() -> None:
    """A name cannot break a line."""
    part = Term("1亿元", name="甲\n乙")
    assert "    甲\\n乙 >> " in trace(decide(Share(part=part, whole="2亿元", share="50%"))).log()


def test_traces_are_values() -> None:
    """Equal verdicts give equal traces."""
    assert trace(SHARE) == trace(SHARE)
    assert isinstance(trace(SHARE), Trace)


def test_an_unknown_role_is_refused() -> None:
    """The message names the roles there are."""
    with pytest.raises(RelationError) as caught:
        trace(SHARE, "hole")
    assert "unknown role 'hole' in a Share\nit has part, whole, share" == str(caught.value)
