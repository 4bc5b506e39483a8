"""What a clause says of the number behind it."""

from __future__ import annotations

from zoneplan.clauses import NOTHING, noted, said_behind
from zoneplan.kinds import Modality
from zoneplan.prices import PriceBasis


def test_a_clause_says_what_its_last_verb_makes_of_a_number() -> None:
    """Its place is counted back from the number."""
    said = said_behind("力争人均收入增长约")
    assert ("up", Modality.AIM, "人均") == (said.kind, said.modality, said.per)
    assert (3, 1) == (said.reach, said.gap)


def test_before_the_last_comma_only_what_holds_on_counts() -> None:
    """A verb there is of another number; how it is meant, and at which prices, is not."""
    said = said_behind("力争按可比价计算下降,产值")
    assert (None, Modality.AIM, PriceBasis.comparable()) == (said.kind, said.modality, said.basis)


def test_a_verb_inside_a_longer_word_is_not_where_it_stands() -> None:
    """The verb that was read counts, and not the same characters in a later word."""
    said = said_behind("增的新增长点")
    assert ("up", 6, 5) == (said.kind, said.reach, said.gap)


def test_a_clause_may_say_nothing() -> None:
    """Nouns alone leave everything open."""
    assert NOTHING == said_behind("全区生物医药")


def test_a_remark_overrides_what_the_clause_says() -> None:
    """预计数 is an estimate, and 按可比价格计算 names the prices."""
    assert (Modality.ESTIMATE, None) == noted("预计数", Modality.AIM, None)
    assert (None, PriceBasis.comparable()) == noted("按可比价格计算", None, None)
