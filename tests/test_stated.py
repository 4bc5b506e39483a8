"""Stated relations: which figures they name, and figures that they tell differently."""

from __future__ import annotations

import pytest

from plan_texts import plan_of
from zoneplan import Aspect, Term
from zoneplan.facts import Facts
from zoneplan.stated import Stated, named_terms, term_place

METRICS = """\
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}
  - {id: share, name: 占比, unit: '%', kind: ratio}
places: [{id: city, name: 全市}]
"""


def stated_of(relations: str, entries: str = "") -> Stated:
    """Read relations, with entries beside them, and look their figures up."""
    observations = f"observations:\n{entries}" if entries else ""
    return Stated(Facts(plan_of(f"{METRICS}{observations}relations:\n{relations}")))


def figures(stated: Stated, index: int = 0) -> dict[str, str]:
    """Give the figure in each role of a relation."""
    return {role: str(term.figure) for role, term in stated.relations[index].relation.operands}


def entry(fields: str) -> str:
    """Write an entry for the output of the plan's zone."""
    return f"  - {{metric: gdp, {fields}}}\n"


def growth(base: str = "", target: str = "") -> str:
    """Write a growth from 2020 to 2025 whose levels are looked up."""
    return (
        f"  - {{kind: growth, base: {{metric: gdp, period: 2020{base}}}, "
        f"target: {{metric: gdp, period: 2025{target}}}, rate: 5%}}\n"
    )


def test_figures_are_looked_up() -> None:
    """A mapping with metric and period stands for what the plan tells of it."""
    found = stated_of(
        growth(), entry("period: 2020, figure: 100亿元") + entry("period: 2025, figure: 128亿元")
    )
    assert figures(found) == {"base": "100亿元", "rate": "5%", "target": "128亿元"}
    assert found.relations[0].unmet is None
    assert found.relations[0].id == "relations[0]"


def test_an_id_given_twice_does_not_make_two_relations_one() -> None:
    """The second one is known by its path."""
    one = "  - {id: r, kind: order, smaller: 1亿元, larger: 2亿元}\n"
    assert [found.id for found in stated_of(one + one).relations] == ["r", "relations[1]"]


def test_a_growth_to_a_target_leads_from_the_baseline() -> None:
    """A growth between facts leads from the fact."""
    entries = entry("period: 2020, figure: 100亿元") + entry("period: 2020, figure: 99亿元, aspect: baseline")
    ahead = stated_of(growth(), entries + entry("period: 2025, figure: 128亿元, aspect: planned"))
    assert figures(ahead)["base"] == "99亿元"
    told = stated_of(growth(), entries + entry("period: 2025, figure: 128亿元"))
    assert figures(told)["base"] == "100亿元"
    asked = stated_of(growth(base=", aspect: actual", target=", aspect: planned"), entries)
    assert figures(asked) == {"base": "100亿元", "rate": "5%", "target": "None"}


def test_what_is_told_as_plan_and_as_fact_is_left_open() -> None:
    """The relation has to say which is meant, and then it is taken."""
    entries = (
        entry("period: 2020, figure: 100亿元")
        + entry("period: 2025, figure: 128亿元, aspect: planned")
        + entry("period: 2025, figure: 120亿元")
    )
    found = stated_of(growth(), entries).relations[0]
    assert found.unmet == (
        "示范规划 地区生产总值 2025 is told as actual and as planned; state its aspect",
        "示范规划 地区生产总值 2025有实际数、计划数，请注明方面",
    )
    clear = stated_of(growth(target=", aspect: planned"), entries)
    assert figures(clear)["target"] == "128亿元"


SHARE = (
    "  - {{kind: share, part: {{metric: gdp, period: 2025}}, "
    "whole: {{metric: gdp, subject: city, period: 2025{}}}, share: 50%}}\n"
)


def test_figures_of_one_period_are_of_one_nature() -> None:
    """Where only the whole is told as plan alone, the part's plan is meant as well."""
    entries = (
        entry("period: 2025, figure: 60亿元")
        + entry("period: 2025, figure: 50亿元, aspect: planned")
        + entry("subject: city, period: 2025, figure: 100亿元, aspect: planned")
    )
    assert figures(stated_of(SHARE.format(""), entries))["part"] == "50亿元"
    both = entries + entry("subject: city, period: 2025, figure: 110亿元")
    assert stated_of(SHARE.format(""), both).relations[0].unmet is not None
    assert figures(stated_of(SHARE.format(", aspect: planned"), both))["part"] == "50亿元"
    assert figures(stated_of(SHARE.format(", aspect: actual"), both))["whole"] == "110亿元"


def test_prices_that_a_relation_asks_for_are_not_others() -> None:
    """A figure at current prices is not the one at constant prices."""
    entries = entry("period: 2020, figure: 100亿元, price_basis: current")
    asked = stated_of(growth(base=", price_basis: 2020年不变价"), entries)
    assert figures(asked)["base"] == "None"
    assert figures(stated_of(growth(base=", price_basis: 现价"), entries))["base"] == "100亿元"


def test_a_metric_without_a_period_names_no_figure() -> None:
    """Which one is meant cannot be known."""
    found = stated_of("  - {kind: sum, total: 5亿元, parts: [1亿元, {metric: gdp}]}\n").relations[0]
    assert found.unmet == (
        "its parts[1] names the metric 'gdp' without a period",
        "分项（第2个）所引用的指标“gdp”未注明时期",
    )


def test_a_figure_of_one_relation_is_known_in_the_others() -> None:
    """One name is one figure, wherever it is told; of two figures none is chosen."""
    whole = "  - {{kind: sum, total: {}, parts: [{{name: 乙}}]}}\n"
    found = stated_of(whole.format("{name: 甲, figure: 5亿元}") + whole.format("{name: 甲}"))
    assert figures(found, 1)["total"] == "5亿元"
    two = stated_of(
        "".join(whole.format(f"{{name: 甲{one}}}") for one in ("", ", figure: 5亿元", ", figure: 6亿元"))
    )
    assert figures(two, 0)["total"] == "None"
    assert [(str(one.term.figure), str(one.other), one.where) for one in two.retold] == [
        ("6亿元", "5亿元", "relations[1].total.figure")
    ]


INLINE = "  - {kind: sum, total: {metric: gdp, period: 2025, figure: 60亿元}, parts: [{name: 乙}]}\n"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("", []),
        (entry("period: 2025, figure: 60亿元"), []),
        (entry("period: 2025, figure: 60.2亿元"), [("60.2亿元", True)]),
        (entry("period: 2025, figure: 70亿元"), [("70亿元", False)]),
        (entry("period: 2025, figure: 70万元"), [("70万元", False)]),
        (entry("period: 2025, figure: 60人"), [("60人", False)]),
        (entry("period: 2025, figure: 70亿元") + entry("period: 2025, figure: 60亿元, aspect: planned"), []),
    ],
)
def test_a_figure_in_a_relation_is_held_against_the_plan_s(
    entries: str, expected: list[tuple[str, bool]]
) -> None:
    """It is what the plan tells it as; where the plan tells another, that is found."""
    found = stated_of(INLINE, entries).retold
    assert expected == [(str(one.other), one.agrees) for one in found]


def test_a_figure_takes_the_aspect_that_it_is_told_in() -> None:
    """A plan's figure that is repeated in a relation is a plan's figure there."""
    found = stated_of(INLINE, entry("period: 2025, figure: 60亿元, aspect: planned"))
    assert found.relations[0].relation.operands[-1][1].aspect is Aspect.PLANNED


def test_terms_are_named_by_their_path() -> None:
    """Lists count from 0, and what is no figure is left out."""
    relation = stated_of(
        "  - {kind: sum, total: 5亿元, parts: [1亿元, 4亿元], weights: [1, 1]}\n"
    ).facts.plan.relations[0]
    assert [role for role, _ in named_terms(relation)] == ["total", "parts[0]", "parts[1]"]
    place = term_place(relation, Term(), "relations[0]", "total")
    assert str(place) == "relations[0].total (plan.yaml:6:24)"


def test_a_source_that_the_plan_lists_is_given_whole() -> None:
    """The source of a relation and those of its figures say the document and the place, not the id alone."""
    listed = "sources: [{id: text, document: 规划文本, place: 第3页}]\n"
    (found,) = stated_of(
        "  - {kind: growth, source: text, rate: {figure: 5%, source: {id: text, place: 表1}},"
        " base: {metric: gdp, period: 2020, source: text}, target: {name: 末值, period: 2025}}\n" + listed,
        entry("period: 2020, figure: 100亿元"),
    ).relations
    assert "规划文本, 第3页" == str(found.relation.source)
    assert {"base": "规划文本, 第3页", "rate": "规划文本, 表1", "target": "None"} == {
        role: str(term.source) for role, term in found.relation.operands
    }
