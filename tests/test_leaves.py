from __future__ import annotations

from plan_texts import plan_of
from zoneplan import Figure, Metric
from zoneplan.leaves import Overlap, deepest, missing_leaves, overlapping_places, place_of, spread
from zoneplan.subjects import known_places

PLAN = plan_of("""\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
programs:
  - id: a
    name: 产业创新
    place: zhoushi
    actions:
      - {id: a1, name: 现代产业提升, projects: [{id: p, name: 产业园, serves: b1}]}
      - {id: a2, name: 创新驱动发展}
  - {id: b, name: 产城融合, actions: [{id: b1, name: 规划引领}]}
  - {id: c, name: 对台合作, declared_actions: 4}
""")
OUTLINE = PLAN.outline
ONE = Figure(1, "亿元")


def metric(*reporters: str) -> Metric:
    """Give a metric that some nodes are to report, or all leaves."""
    return Metric(id="inv", name="完成投资", unit="亿元", kind="flow", across="sum", reported_by=reporters)


def test_the_deepest_nodes_that_report_are_the_leaves() -> None:
    """A node above one that reports is no leaf; a shared project takes both its actions out."""
    assert ["p"] == list(deepest(OUTLINE, dict.fromkeys(["plan", "a", "a1", "b1", "p"], ONE)))
    assert ["a1", "b"] == list(deepest(OUTLINE, dict.fromkeys(["plan", "a1", "b"], ONE)))
    assert [] == list(deepest(OUTLINE, {}))


def test_terminals_are_leaves_as_they_stand() -> None:
    """Figures of terminals alone are given back untouched."""
    figures = dict.fromkeys(["p", "a2"], ONE)
    assert figures is deepest(OUTLINE, figures)


def test_a_leaf_is_spread_over_all_above_it_once() -> None:
    """Every ancestor has a leaf once, however many ways lead there; a root that is a leaf has itself."""
    expected = {"a1": ["p"], "b1": ["p"], "a": ["p", "a2"], "plan": ["p", "a2"], "b": ["p"]}
    assert expected == spread(OUTLINE, ["p", "a2"])
    assert {"plan": ["plan"]} == spread(OUTLINE, ["plan"])


def test_terminals_that_do_not_report_are_missing() -> None:
    """A program that lists none of its actions is not missing itself: the four it declares are."""
    assert (["a2"], {"c": 4}) == missing_leaves(OUTLINE, metric(), {"p": ONE})


def test_a_node_that_reports_speaks_for_its_parts() -> None:
    """Neither listed nor declared parts of a reporting node are missing."""
    assert (["p"], {}) == missing_leaves(OUTLINE, metric(), {"a2": ONE, "c": ONE})
    assert ([], {}) == missing_leaves(OUTLINE, metric(), {"a": ONE, "b": ONE, "c": ONE})


def test_only_reporters_are_missing() -> None:
    """A reporter below which nothing reports is missing as a whole, with its unlisted parts."""
    assert (["a", "c"], {}) == missing_leaves(OUTLINE, metric("a", "c"), {})
    assert (["p"], {}) == missing_leaves(OUTLINE, metric("a"), {"a2": ONE})
    assert (["p"], {"c": 4}) == missing_leaves(OUTLINE, metric("plan", "nobody"), {"a2": ONE})


def test_the_place_of_a_node_is_its_own_or_the_nearest_above() -> None:
    """A project takes the place of its program; where nobody names one there is none."""
    assert ["zhoushi", "zhoushi", None] == [place_of(OUTLINE, node) for node in ("a", "p", "b1")]


def test_places_overlap_where_one_lies_in_another() -> None:
    """A leaf in a town overlaps with one of the city, and so does the zone's own; two towns do not."""
    plan = plan_of("""\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places: [{id: kunshan, name: 昆山市, within: suzhou}, {id: zhoushi, name: 周市镇, within: kunshan}]
programs:
  - {id: a, name: 全市, place: kunshan}
  - {id: b, name: 周市, place: zhoushi}
  - {id: c, name: 全区, place: ketd}
  - {id: d, name: 其他}
""")
    places = known_places(plan)
    b, c = Overlap("b", "zhoushi", "a", "kunshan"), Overlap("c", "ketd", "a", "kunshan")
    d = Overlap("d", "ketd", "a", "kunshan")
    assert [c, b] == sorted(overlapping_places(plan.outline, ["a", "b", "c", "d"], places, "ketd"), key=str)[
        ::-1
    ]
    assert [d] == list(overlapping_places(plan.outline, ["a", "d"], places, "ketd"))
    assert [] == list(overlapping_places(plan.outline, ["a", "d"], places, None))
    assert [] == list(overlapping_places(plan.outline, ["b", "c", "d"], places, "ketd"))
