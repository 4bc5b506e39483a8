"""What a clause says of the number behind it."""

from __future__ import annotations

from zoneplan.clauses import NOTHING, noted, said_behind
from zoneplan.kinds import Modality
from zoneplan.prices import PriceBasis


def test_a_clause_says_what_its_last_verb_makes_of_a_number() -> None:
    """Its place is counted back from the number; what stands before a stop is of another clause."""
    said = said_behind("产值下降。力争人均收入增长约", ("。",))
    assert ("up", Modality.AIM, "人均") == (said.kind, said.modality, said.per)
    assert (3, 1) == (said.reach, said.gap)


def test_a_clause_may_say_nothing() -> None:
    """Nouns alone leave everything open."""
    assert NOTHING == said_behind("全区生物医药", ())


def test_a_remark_overrides_what_the_clause_says() -> None:
    """预计数 is an estimate, and 按可比价格计算 names the prices."""
    assert (Modality.ESTIMATE, None) == noted("预计数", Modality.AIM, None)
    assert (None, PriceBasis.comparable()) == noted("按可比价格计算", None, None)
