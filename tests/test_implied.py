"""Implied relations: what metrics' definitions say of the figures they are about."""

from __future__ import annotations

from plan_texts import plan_of
from zoneplan.facts import Facts
from zoneplan.implied import implied_relations
from zoneplan.origins import Origin, PlanRelation

TEXT = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}]
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, breakdowns: [[one, two], [two, three]]}
  - {id: one, name: 一产, unit: 亿元, kind: flow}
  - {id: two, name: 二产, unit: 亿元, kind: flow}
  - {id: three, name: 三产, unit: 亿元, kind: flow}
  - {id: share, name: 占比, unit: '%', kind: ratio, share_of: gdp}
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: gdp}
observations:
  - {metric: gdp, period: 2022, figure: 100亿元}
  - {metric: gdp, subject: kunshan, period: 2022, figure: 200亿元}
  - {metric: two, period: 2022, figure: 60亿元}
  - {metric: share, period: 2022, figure: 50%}
  - {metric: growth, period: 2022, figure: 5%, vintage: preliminary}
  - {metric: growth, period: 2022, figure: 6%, vintage: final}
  - {metric: growth, period: 2021-2025, figure: 5%, aspect: planned}
"""


def relations_of(text: str) -> dict[str, PlanRelation]:
    """Give the implied relations of a plan by their id."""
    return {one.id: one for one in implied_relations(Facts(plan_of(text)))}


def test_each_figure_stands_in_its_relations() -> None:
    """Shares, growths and breakdowns come one for each figure and vintage, with ids of their own."""
    assert {name: one.origin for name, one in relations_of(TEXT).items()} == {
        "share:share@plan<2022>": Origin.SHARE,
        "growth:growth@plan<2022>~preliminary": Origin.GROWTH,
        "growth:growth@plan<2022>~final": Origin.GROWTH,
        "growth:growth@plan<2021-2025>/planned": Origin.GROWTH,
        "breakdown:gdp@plan<2022>[0]": Origin.BREAKDOWN,
        "breakdown:gdp@plan<2022>[1]": Origin.BREAKDOWN,
    }


def test_a_relation_stands_where_its_stated_figure_does() -> None:
    """A finding about it leads there."""
    places = [str(one.place) for one in relations_of(TEXT).values()]
    assert places[0] == "observations[3].figure (plan.yaml:14:43)"
    assert places[-1] == "observations[0].figure (plan.yaml:11:41)"


def test_a_share_has_its_whole_in_the_place_around_its_subject() -> None:
    """Part, whole and share are of one period."""
    share = relations_of(TEXT)["share:share@plan<2022>"].relation
    assert [term.key for _, term in share.operands] == [
        "gdp@plan<2022>",
        "gdp@kunshan<2022>",
        "share@plan<2022>",
    ]


def test_the_growth_of_a_span_leads_from_the_year_before_it() -> None:
    """Of five years it is a yearly one; a planned rate leads to a planned level."""
    growth = relations_of(TEXT)["growth:growth@plan<2021-2025>/planned"].relation
    assert [term.key for _, term in growth.operands] == [
        "gdp@plan<2020>/baseline",
        "growth@plan<2021-2025>/planned",
        "gdp@plan<2025>/planned",
    ]


def test_a_metric_that_is_not_declared_gives_no_comparison() -> None:
    """What a share is of has no figures then, and `ID-UNKNOWN` says so."""
    text = TEXT.replace("share_of: gdp", "share_of: nothing")
    share = relations_of(text)["share:share@plan<2022>"].relation
    assert [term.figure is None for _, term in share.operands] == [True, True, False]


def test_a_plan_without_such_metrics_implies_nothing() -> None:
    """Nothing is guessed from names."""
    text = """\
metrics: [{id: gdp, name: 增速, unit: '%', kind: rate}]
observations: [{metric: gdp, period: 2022, figure: 5%}]
"""
    assert relations_of(text) == {}
