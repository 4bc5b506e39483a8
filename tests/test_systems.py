from __future__ import annotations

from fractions import Fraction

import pytest

from joint_systems import missing, total, variable
from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth, Product
from zoneplan.intervals import Interval
from zoneplan.systems import Member, System, mentions

ONE = Interval.point(1)


def some_system() -> System:
    """Two sums that share a part, a share apart from them, and a number alone."""
    return System.of(
        [variable(key, ONE, Interval(0, 2)) for key in ("t", "a", "b", "u", "c")]
        + [missing("share"), variable("part", ONE), variable("whole", ONE), missing("alone")],
        {
            "second": total("u", "b", "c"),
            "first": total("t", "a", "b"),
            "apart": (Product("whole", "share", "part"),),
        },
    )


def test_components_share_no_number() -> None:
    """Each part has the numbers and relations that hang together, sorted."""
    parts = some_system().components()
    assert [("a", "b", "c", "t", "u"), ("alone",), ("part", "share", "whole")] == [
        tuple(one.variables) for one in parts
    ]
    assert [("first", "second"), (), ("apart",)] == [tuple(one.relations) for one in parts]


def test_a_relation_without_numbers_is_a_component() -> None:
    """It can be true or false by itself."""
    system = System.of([missing("a")], {"odd": Linear((), Fraction(1)), "void": ()})
    assert [("odd",), ("void",), ()] == [tuple(one.relations) for one in system.components()]


def test_a_component_is_found_by_a_number() -> None:
    """The part that a key belongs to, or a KeyError."""
    assert ("part", "share", "whole") == tuple(some_system().component_of("share").variables)
    with pytest.raises(KeyError):
        some_system().component_of("nothing")


def test_figures_are_the_given_numbers() -> None:
    """Missing numbers are not among them; together with the relations they are all that is believed."""
    system = some_system()
    assert ("a", "b", "c", "part", "t", "u", "whole") == system.figures
    assert Member("relation", "apart") in system.members()
    assert 10 == len(system.members())


def test_freed_figures_keep_their_domain() -> None:
    """Restricting a system forgets readings and relations, never domains."""
    system = some_system().without("a")
    assert Interval.at_least(0) == system.box()["a"]
    assert not system.variables["a"].is_given
    assert ONE == system.box()["b"]
    assert Interval(0, 2) == system.box(wide=True)["b"]
    kept = some_system().restricted(("a",), ("first",))
    assert ("a",) == kept.figures
    assert ["first"] == list(kept.relations)


def test_a_tree_has_no_cycle() -> None:
    """A second way between two numbers makes a cycle, and so does a number named twice."""
    tree = some_system()
    assert tree.is_tree
    more = System(tree.variables, {**tree.relations, "cycle": (total("t", "u"),)})
    assert not more.is_tree
    assert not System.of([missing("a"), missing("b")], {"twice": Product("a", "b", "a")}).is_tree


def test_every_mention_of_a_number_counts() -> None:
    """Each kind of constraint names its numbers, one of them as often as it stands there."""
    assert ("a", "b") == mentions(Linear((("a", Fraction(1)), ("b", Fraction(2)))))
    assert ("a", "b", "a") == mentions(Product("a", "b", "a"))
    assert ("a", "r", "b") == mentions(Compound("a", "r", "b", 5))
    assert ("r", "c") == mentions(CompoundChange("r", "c", 5))
    assert ("a", "b", "r") == mentions(MeanGrowth(("a", "b"), "r"))


def test_constraints_come_in_order() -> None:
    """One after the other, relation by relation."""
    assert 3 == len(list(some_system().constraints))
