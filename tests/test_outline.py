from __future__ import annotations

import pytest

from plan_texts import plan_of
from zoneplan import Plan, Project
from zoneplan.errors import OutlineError, UnknownIdError
from zoneplan.outline import BrokenLink, NodeKind, Outline, suggestion, unknown_id

PLAN = plan_of("""\
declared_programs: 3
programs:
  - id: a
    name: 产业创新
    declared_actions: 3
    actions:
      - id: a1
        name: 现代产业提升
        projects: [{id: p, name: 产业园, serves: [b1]}]
      - {id: a2}
    projects: [{id: q, name: 科创园, part_of: p}]
  - id: b
    name: 产城融合
    declared_actions: 1
    actions: [{id: b1, name: 规划引领, place: zhoushi}]
projects: [{id: r, name: 人才公寓}]
""")


def test_nodes_stand_in_document_order() -> None:
    """The root comes first, then every node before what lies behind it in the document."""
    expected = ["plan", "a", "a1", "p", "a2", "q", "b", "b1", "r"]
    assert expected == [node.id for node in PLAN.outline.walk()]
    assert ["programs[0].actions[0].projects[0]", "projects[0]", ""] == [
        PLAN.outline.paths[node] for node in ("p", "r", "plan")
    ]


def test_a_node_is_looked_up_by_its_id() -> None:
    """An id gives its node, an unknown one an error with those that come near."""
    outline = PLAN.outline
    assert ("产业园", NodeKind.PROJECT) == (outline["p"].name, outline["p"].kind)
    assert (True, False) == ("p" in outline, "z" in outline)
    with pytest.raises(UnknownIdError) as caught:
        outline["plam"]
    assert "unknown node 'plam'\ndid you mean 'plan'?" == str(caught.value)


def test_parents_are_where_a_node_is_written_then_what_it_serves() -> None:
    """A node stands under the one it is written in, then under those it names."""
    assert ("a1", "b1") == PLAN.outline.parents["p"]
    assert ("a", "p") == PLAN.outline.parents["q"]
    assert ("a", "b", "r") == PLAN.outline.children["plan"]


def test_serving_ones_own_action_adds_nothing() -> None:
    """A project that names the action it is written in, or one of them twice, is there once."""
    outline = plan_of("""\
programs:
  - {id: a, name: 产业创新, actions: [{id: a1, projects: [{id: p, name: 产业园, serves: [a1, b1, b1]}]}]}
  - {id: b, name: 产城融合, actions: [{id: b1}]}
""").outline
    assert ("a1", "b1") == outline.parents["p"]
    assert (("p",), ("p",)) == (outline.children["a1"], outline.children["b1"])


def test_ancestors_are_given_once_the_nearest_first() -> None:
    """However many ways lead to a node above, it is given once, parents before what lies above them."""
    assert ("a1", "b1", "a", "plan", "b") == PLAN.outline.ancestors("p")
    assert ("a", "p", "plan", "a1", "b1", "b") == PLAN.outline.ancestors("q")
    assert () == PLAN.outline.ancestors("plan")


def test_a_node_lies_under_itself_and_what_is_above() -> None:
    """A shared project lies under both programs."""
    found = [PLAN.outline.is_under("p", above) for above in ("p", "b1", "b", "plan", "q")]
    assert [True, True, True, True, False] == found


def test_a_long_chain_has_all_its_ancestors() -> None:
    """No chain of packages is too long for the stack of Python."""
    chain = [Project(id=f"p{i}", name=f"标段{i}", part_of=f"p{i + 1}") for i in range(3000)]
    outline = Plan(id="plan", name="规划", projects=[*chain, Project(id="p3000", name="总包")]).outline
    assert 3001 == len(outline.ancestors("p0"))


def test_terminals_have_no_children() -> None:
    """A project is no terminal when another is part of it, nor an action that a project serves."""
    assert ["a2", "q", "r"] == list(PLAN.outline.terminals)


def test_nodes_with_a_place_of_their_own_are_known() -> None:
    """Only nodes that name a place are placed."""
    assert ("b1",) == PLAN.outline.placed


def test_declared_children_that_are_not_listed_are_counted() -> None:
    """Projects do not count for declared actions, nor do actions that are listed."""
    assert {"plan": 1, "a": 1} == dict(PLAN.outline.unlisted)


def test_the_census_counts_what_is_declared_and_named() -> None:
    """Actions that are declared, or listed without a name, are unnamed."""
    expected = "1 plan, 2 programs, 4 declared actions, 2 named, 2 unnamed, 3 projects"
    assert expected == str(PLAN.outline.census)
    assert "1 plan, 0 programs" == str(plan_of("").outline.census)


def test_a_program_by_itself_has_no_plan() -> None:
    """The outline of a program starts with it, and links that lead out of it are not broken."""
    outline = Outline.of(PLAN["a"])
    assert "0 plans, 1 program, 3 declared actions, 1 named, 2 unnamed, 2 projects" == str(outline.census)
    assert ((), ("a1",)) == (outline.broken_links, outline.parents["p"])


def test_a_taken_id_is_kept_apart() -> None:
    """Of two nodes with one id the first is known; what lies in the second is known as well."""
    outline = plan_of("""\
programs:
  - {id: a, name: 产业创新}
  - {id: a, name: 产城融合, actions: [{id: b1, name: 规划引领}]}
""").outline
    assert [("programs[1]", "产城融合")] == [(path, node.name) for path, node in outline.duplicates]
    assert ("产业创新", "programs[1].actions[0]") == (outline["a"].name, outline.paths["b1"])


def test_references_that_lead_nowhere_are_kept_apart() -> None:
    """Unknown and circular links are listed with their field and not followed."""
    outline = plan_of("""\
projects:
  - {id: p, name: 产业园, part_of: q, serves: z}
  - {id: q, name: 科创园, part_of: p}
""").outline
    expected = (BrokenLink("p", "serves", "z", False), BrokenLink("q", "part_of", "p", True))
    assert expected == outline.broken_links
    assert ("plan",) == outline.parents["q"]


def test_an_outline_in_order_is_usable() -> None:
    """Nothing is raised for a plan whose ids are its own and lead somewhere."""
    plan_of("programs: [{id: a, name: 产业创新}]\n").outline.require_usable()


def test_an_id_like_that_of_the_plan_is_told() -> None:
    """The place of the second is named, and that the plan itself has the id."""
    outline = plan_of("programs: [{id: plan, name: 产业创新}]\n").outline
    with pytest.raises(OutlineError) as caught:
        outline.require_usable()
    expected = "id 'plan' in programs[0].id (plan.yaml:1:17) is taken by the plan\n"
    assert f"{expected}give every node its own id; `validate()` lists all of them" == str(caught.value)


def test_a_suggestion_names_what_comes_near() -> None:
    """Near ids are offered, else all of a few, else how many there are."""
    many = [f"metric-{number}" for number in range(9)]
    assert "did you mean 'gdp'?" == suggestion("gpd", ["gdp", "land"])
    assert "the plan declares 'gdp', 'land'" == suggestion("people", ["gdp", "land"])
    assert "the plan declares none" == suggestion("people", [])
    assert "the plan declares 9 others; look the id up in the plan" == suggestion("people", many)


def test_an_unknown_id_is_an_error_with_a_suggestion() -> None:
    """The error says what was looked for."""
    assert "unknown metric 'gpd'\ndid you mean 'gdp'?" == str(unknown_id("metric", "gpd", ["gdp"]))


@pytest.mark.parametrize(
    ("known", "remedy"),
    [
        (("gdp", "land"), "是否应为'gdp'？"),
        ((), "规划中一个也没有"),
        (("land", "jobs"), "规划中有'land'、'jobs'"),
        (tuple("abcdefghi"), "规划中另有9个，请在规划中查找"),
    ],
)
def test_an_unknown_id_is_told_in_chinese(known: tuple[str, ...], remedy: str) -> None:
    """The sentence names the id, and what there is instead."""
    error = unknown_id("metric", "gpd", known)
    assert ("没有编号为 'gpd' 的指标", remedy) == (error.message_zh, error.remedy_zh)
