"""Qualifiers: which words can be said together, and what they say in one word."""

from __future__ import annotations

import itertools

import pytest

from zoneplan.qualifiers import Bound, Qualifier, Side, bound_of, sayable, side_of

OVER, AT_LEAST, UNDER, AT_MOST = Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST
JUST_OVER, NEARLY, ABOUT = Qualifier.JUST_OVER, Qualifier.NEARLY, Qualifier.ABOUT
OF_ORDER, SEVERAL = Qualifier.OF_ORDER, Qualifier.SEVERAL


def test_sayable_holds_what_two_words_can_say() -> None:
    """Qualifiers stand together when a word before the number and one behind the unit can say them."""
    spoken = {(), *((one,) for one in Qualifier)}
    for before, more, behind in itertools.product(
        [None, OVER, AT_LEAST, UNDER, AT_MOST, NEARLY, ABOUT],
        [None, JUST_OVER],
        [None, AT_LEAST, AT_MOST, ABOUT],
    ):
        said = {word for word in (before, more, behind) if word is not None}
        if not (said & {OVER, AT_LEAST, JUST_OVER} and said & {UNDER, AT_MOST, NEARLY}):
            spoken.add(tuple(word for word in Qualifier if word in said))
    for size in range(4):
        for words in itertools.permutations(Qualifier, size):
            ordered = tuple(word for word in Qualifier if word in words)
            assert (ordered if ordered in spoken else None) == sayable(words)


@pytest.mark.parametrize(
    ("words", "bound", "side"),
    [
        ((), Bound.EQ, None),
        ((OVER,), Bound.GT, None),
        ((OVER, AT_LEAST), Bound.GT, None),
        ((AT_LEAST, ABOUT), Bound.GE, None),
        ((UNDER,), Bound.LT, None),
        ((AT_MOST,), Bound.LE, None),
        ((JUST_OVER,), Bound.GT, Side.ABOVE),
        ((NEARLY, ABOUT), Bound.APPROX, Side.BELOW),
        ((ABOUT,), Bound.APPROX, None),
        ((OF_ORDER,), Bound.GE, None),
        ((SEVERAL,), Bound.GT, Side.ABOVE),
    ],
)
def test_qualifiers_in_one_word(words: tuple[Qualifier, ...], bound: Bound, side: Side | None) -> None:
    """Every set of qualifiers has one bound, and a side where a vague word says it."""
    assert (bound, side) == (bound_of(words), side_of(words))
    assert Bound.RANGE is bound_of(words, is_range=True)
