"""Consistency: what a plan's figures say about each other, by themselves and together."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plan_texts import plan_of
from zoneplan import Status
from zoneplan.errors import UnknownIdError
from zoneplan.outcomes import Gap, Method
from zoneplan.repair import Slip

if TYPE_CHECKING:
    from zoneplan.consistency import Consistency

ZONE = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占全市比重, unit: '%', kind: ratio, share_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元}
  - {metric: share, period: 2022, figure: 48%}
"""
CITY = "  - {{metric: gdp, subject: kunshan, period: 2022, figure: {}}}\n"
CIRCLE = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 超100亿元}, share: 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市}, share: 40%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""


def consistency_of(text: str) -> Consistency:
    """Ask a plan's text whether its figures contradict each other."""
    return plan_of(text).consistency()


def test_each_relation_has_its_verdict() -> None:
    """What is found is plain data too."""
    (found,) = consistency_of(ZONE + CITY.format("5006.7亿元")).verdicts
    assert str(found.verdict) == "consistent"
    assert found.is_comparable
    data = json.loads(json.dumps(found.to_dict()))
    assert (data["id"], data["origin"], data["path"]) == (
        "share:share@plan<2022>",
        "share",
        "observations[1].figure",
    )
    assert data["verdict"]["status"] == "consistent"


def test_a_missing_figure_has_a_range() -> None:
    """Worked example 2: 2400 at 48 % leave 4947.42 to 5053.69, and 超5000 cuts that."""
    found = consistency_of(ZONE)
    admissible = found.admissible("gdp", "kunshan", 2022)
    assert str(admissible) == "昆山市 地区生产总值 2022: [4947.42, 5053.69] 亿元"
    assert admissible.is_exact
    assert admissible.reading.strict.is_subset(admissible.reading.wide)
    assert found.doubts() == ()
    over = CIRCLE.replace("40%", "50%") + "  - {kind: order, smaller: 4900亿元, larger: {name: 全市}}\n"
    assert consistency_of(over).prove().status is Status.CONSISTENT


def test_a_figure_itself_is_left_out_of_its_range() -> None:
    """What a figure can be is what the others leave for it."""
    found = consistency_of(ZONE + CITY.format("9999亿元"))
    assert str(found.admissible("gdp", "kunshan", "2022")) == (
        "昆山市 地区生产总值 2022: [4947.42, 5053.69] 亿元"
    )


def test_a_range_is_asked_for_in_an_aspect() -> None:
    """An aspect that is told is found without being named; another one is unknown."""
    text = ZONE.replace("figure: 2400亿元", "figure: 2400亿元, aspect: planned").replace(
        "figure: 48%", "figure: 48%, aspect: planned"
    )
    found = consistency_of(text)
    assert found.admissible("gdp", "kunshan", 2022) == found.admissible(
        "gdp", "kunshan", 2022, aspect="planned"
    )
    with pytest.raises(UnknownIdError) as caught:
        found.admissible("gdp", "kunshan", 2022, aspect="actual")
    assert str(caught.value).startswith("no relation speaks of 'gdp@kunshan<2022>'\n")


def test_an_unknown_number_has_no_range() -> None:
    """The numbers that come near are offered."""
    with pytest.raises(UnknownIdError) as caught:
        consistency_of(ZONE).admissible("gdp", "kunshan", 2023)
    assert str(caught.value) == (
        "no relation speaks of 'gdp@kunshan<2023>'\ndid you mean 'gdp@kunshan<2022>' or 'gdp@plan<2022>'?"
    )


def test_the_figures_to_doubt_are_told_for_each_contradiction() -> None:
    """Of part, whole and share each by itself may be the wrong one; 100 % is nobody's figure."""
    text = ZONE + CITY.format("9999亿元")
    text += "relations: [{id: 合计, kind: shares_sum, shares: [60%, 30%]}]\n"
    doubted = [
        [[f"{term.label} {term.figure}" for term in one] for one in part]
        for part in consistency_of(text).doubts()
    ]
    assert sorted(doubted) == [
        [[" 60%"], [" 30%"]],
        [
            ["昆山市 地区生产总值 2022 9999亿元"],
            ["昆山开发区 地区生产总值 2022 2400亿元"],
            ["昆山开发区 占全市比重 2022 48%"],
        ],
    ]


def test_a_slip_of_the_unit_is_suggested() -> None:
    """万元 was written for 亿元: the figures are off by four places."""
    found = consistency_of(ZONE.replace("2400亿元", "2400万元") + CITY.format("5006.7亿元"))
    by_name = {term.label: term for part in found.doubts() for one in part for term in one}
    (suggestion,) = found.suggestions(by_name["昆山开发区 地区生产总值 2022"])
    assert (suggestion.kind, suggestion.after) == (Slip.UNIT, Decimal(24000000))


def test_what_has_no_figure_has_no_suggestion() -> None:
    """A missing figure has a range instead."""
    found = consistency_of(ZONE)
    with pytest.raises(UnknownIdError) as caught:
        found.suggestions(found.terms["gdp@kunshan<2022>"])
    assert str(caught.value) == "昆山市 地区生产总值 2022 has no figure\nask for what it can be: `admissible`"


def test_a_term_of_another_plan_is_unknown() -> None:
    """No relation of this plan speaks of it."""
    other = consistency_of(CIRCLE).terms["全市"]
    with pytest.raises(UnknownIdError, match="no relation speaks of '全市'"):
        consistency_of(ZONE).suggestions(other)


def test_a_circle_is_refuted_by_the_solver() -> None:
    """Worked example 10: 50 and 40 % of a whole above 100 are not the whole."""
    proof = consistency_of(CIRCLE).prove()
    assert (proof.method, proof.status) == (Method.SOLVER, Status.INCONSISTENT)
    (core,) = proof.cores
    assert core.relations == ("A占比", "B占比", "合计")
    assert set(core.figures) <= {"A占比.share", "B占比.share", "全市"}


def test_a_circle_stays_open_without_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges passed from figure to figure do not tell."""
    monkeypatch.setattr("zoneplan.proof.is_installed", lambda: False)
    proof = consistency_of(CIRCLE).prove()
    assert (proof.method, proof.status) == (Method.PROPAGATION, Status.UNDECIDED)
    assert proof.outcomes[0].gap is Gap.PROPAGATION


def test_relations_that_are_contradicted_by_themselves_are_left_to_their_verdicts() -> None:
    """All together is asked of the others."""
    found = consistency_of(ZONE + CITY.format("9999亿元"))
    assert len(found.system.relations) == 1
    assert len(found.joint.relations) == 0
    assert found.prove().status is Status.CONSISTENT


def test_relations_whose_figures_are_not_known_are_left_out() -> None:
    """Which figures they are about is not known, so they say nothing about others."""
    found = consistency_of(ZONE.replace(", within: kunshan", ""))
    assert [one.is_comparable for one in found.verdicts] == [False]
    assert found.terms == {}


def test_figures_told_in_two_ways_bear_on_nothing() -> None:
    """In entries and in relations alike."""
    text = ZONE + CITY.format("5006.7亿元")
    text += """\
relations:
  - {kind: order, smaller: {metric: gdp, period: 2022, figure: 2300亿元}, larger: 5000亿元}
"""
    found = consistency_of(text)
    assert found.blocked == {"gdp@plan<2022>"}
    assert [str(one.verdict) for one in found.verdicts] == ["undecided (blocked)", "undecided (blocked)"]


def test_a_ratio_and_a_total_are_linked() -> None:
    """A total that its parts and a share contradict together is found, though each can hold by itself."""
    text = """\
metrics:
  - {id: inv, name: 投资, unit: 亿元, kind: flow, across: sum}
  - {id: share, name: 占比, unit: '%', kind: ratio, share_of: inv}
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 70.0亿元}]}
  - id: b
    name: 产城融合
    observations:
      - {metric: inv, period: 2023, figure: 30.0亿元}
      - {metric: share, period: 2023, figure: 40.0%}
"""
    found = consistency_of(text)
    assert [str(one.verdict) for one in found.verdicts] == ["undecided (missing)"]
    proof = found.prove()
    assert proof.status is Status.INCONSISTENT
    assert proof.cores[0].relations == ("outline:inv@plan<2023>", "share:share@b<2023>")
