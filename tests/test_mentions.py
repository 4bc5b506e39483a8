"""The words before a number: bound, sign, currency mark."""

from __future__ import annotations

from zoneplan.measures import measure_at
from zoneplan.mentions import Mention
from zoneplan.passages import Passage
from zoneplan.qualifiers import Qualifier


def _mention(text: str, at: int) -> Mention:
    measure = measure_at(text, at)
    assert measure is not None
    return Mention(Passage(text), measure)


def test_a_bound_before_a_number_belongs_to_it() -> None:
    """The longest word is taken, and the span begins with it."""
    mention = _mention("投资不低于5亿元", 5)
    assert mention.look_left()
    assert (2, [Qualifier.AT_LEAST]) == (mention.left, mention.words)


def test_a_mark_before_a_number_is_its_currency() -> None:
    """A sign and a mark are part of the amount."""
    mention = _mention("港币500万元", 2)
    assert mention.look_left()
    assert (0, "港元") == (mention.left, mention.mark)


def test_a_number_per_which_is_counted_is_no_amount() -> None:
    """每5亩 says per what the next amount is."""
    mention = _mention("每5亩", 1)
    assert mention.is_slot()
    assert "每5亩" == mention.passage.per
