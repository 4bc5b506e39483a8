"""Linking relations: ratios, sums over time and sums over the outline."""

from __future__ import annotations

from plan_texts import plan_of
from zoneplan.facts import Facts
from zoneplan.linked import linking_relations

METRICS = """\
metrics:
  - {id: inv, name: 投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum}
  - id: den
    name: 强度
    unit: 万元/亩
    kind: ratio
    across: ratio_of_sums
    numerator: inv
    denominator: land
"""


def linked(text: str, used: frozenset[str] = frozenset()) -> dict[str, dict[str, str]]:
    """Give the keys in the roles of each linking relation, by its id."""
    found = linking_relations(Facts(plan_of(METRICS + text)), used)
    return {one.id: {role: str(term.key) for role, term in one.relation.operands} for one in found}


def test_a_ratio_ties_its_two_figures() -> None:
    """It is the numerator over the denominator for one node and period; the latest counts."""
    text = """\
observations:
  - {metric: den, period: 2023, figure: 101.0万元/亩, vintage: final}
  - {metric: den, period: 2023, figure: 100.0万元/亩, vintage: preliminary}
"""
    assert linked(text)["ratio:den@plan<2023>~final"] == {
        "numerator": "inv@plan<2023>",
        "denominator": "land@plan<2023>",
        "ratio": "den@plan<2023>~final",
    }


def test_a_year_is_the_sum_of_its_parts_and_of_what_they_leave_out() -> None:
    """Months that nobody reports stand as one missing part."""
    text = """\
observations:
  - {metric: inv, period: 2023Q1, figure: 1亿元}
  - {metric: inv, period: 2023Q2, figure: 1亿元}
  - {metric: inv, period: 2023H1, figure: 2亿元}
  - {metric: inv, period: 2023, figure: 5亿元, vintage: preliminary}
  - {metric: inv, period: 2023, figure: 6亿元, vintage: final}
"""
    assert linked(text) == {
        "time:inv@plan<2023H1>": {
            "parts[0]": "inv@plan<2023Q1>",
            "parts[1]": "inv@plan<2023Q2>",
            "change": "inv@plan<2023H1>",
        },
        "time:inv@plan<2023>~final": {
            "parts[0]": "inv@plan<2023H1>",
            "parts[1]": "inv@plan<2023>~final: other months of 2023",
            "change": "inv@plan<2023>~final",
        },
    }


def test_a_year_to_date_and_what_follows_make_up_a_period() -> None:
    """1—2月 and March are the first quarter, as in a rollup."""
    text = """\
observations:
  - {metric: inv, period: 2023年1—2月, figure: 1亿元}
  - {metric: inv, period: 2023-03, figure: 1亿元}
  - {metric: inv, period: 2023Q1, figure: 2亿元}
"""
    assert linked(text) == {
        "time:inv@plan<2023Q1>": {
            "parts[0]": "inv@plan<2023-01/02>",
            "parts[1]": "inv@plan<2023-03>",
            "change": "inv@plan<2023Q1>",
        },
    }


OUTLINE = """\
programs:
  - {id: a, name: 产业创新, observations: [{metric: inv, period: 2023, figure: 7亿元}]}
  - {id: b, name: 产城融合, declared_actions: 2}
  - {id: c, name: 和谐善治, observations: [{metric: inv, period: 2023Q1, figure: 1亿元}]}
"""


def test_a_stated_total_is_the_sum_of_its_leaves() -> None:
    """Leaves that did not report and actions that are not listed are missing parts, not nothing."""
    text = OUTLINE + "observations: [{metric: inv, period: 2023, figure: 9亿元}]\n"
    assert linked(text)["outline:inv@plan<2023>"] == {
        "parts[0]": "inv@a<2023>",
        "parts[1]": "inv@c<2023>",
        "parts[2]": "inv@plan<2023>: 2 unlisted",
        "total": "inv@plan<2023>",
    }


def test_a_total_that_is_not_stated_counts_only_where_it_is_used() -> None:
    """Nothing bears on it otherwise."""
    assert linked(OUTLINE) == {}
    assert list(linked(OUTLINE, frozenset({"inv@plan<2023>"}))) == ["outline:inv@plan<2023>"]


def test_what_cannot_be_rolled_up_gives_no_sum() -> None:
    """A figure told in two ways has no total; the rules on totals say so."""
    text = """\
programs: [{id: a, name: 产业创新}]
observations:
  - {metric: inv, period: 2023, figure: 9亿元}
  - {metric: inv, subject: a, period: 2023, figure: 7亿元}
  - {metric: inv, subject: a, period: 2023, figure: 8亿元}
"""
    assert linked(text) == {}
