"""Texts are folded place for place, and many words are found by one pattern."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from zoneplan.lexicon import CONTEXT_WORDS
from zoneplan.spelling import alternation, folded, searched


@given(st.text(alphabet="５％，。：（）［］萬億兩圓—－　a五元 ‰", max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    """A folded text is as long as the text, and folding it again changes nothing."""
    assert len(text) == len(folded(text))
    assert folded(text) == folded(folded(text))


@given(
    st.sets(st.text(alphabet="亿元美吨标", min_size=1, max_size=4), min_size=1),
    st.text(alphabet="亿元美吨标"),
)
def test_an_alternation_finds_the_longest_word(words: set[str], text: str) -> None:
    """The tree of words matches what the words sorted by length match."""
    plain = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    assert plain.findall(text) == re.compile(alternation(words)).findall(text)


@given(st.lists(st.sampled_from([*CONTEXT_WORDS, "全", "新", "年", ","]), max_size=12).map("".join))
def test_a_search_finds_what_an_alternation_finds(text: str) -> None:
    """Passing by at the second character leaves no word out."""
    plain = re.compile(alternation(list(CONTEXT_WORDS)))
    assert plain.findall(text) == re.compile(searched(CONTEXT_WORDS)).findall(text)
