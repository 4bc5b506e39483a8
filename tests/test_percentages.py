from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.percentages import shown_share, shown_shares

SHARES = st.one_of(
    st.fractions(min_value=-3, max_value=3),
    st.sampled_from([Fraction(0), Fraction(1)]),
    # Near all and nothing, where two digits would say something else.
    st.tuples(st.integers(0, 1), st.sampled_from([-1, 1]), st.integers(2, 20)).map(
        lambda parts: parts[0] + parts[1] * Fraction(1, 10 ** parts[2])
    ),
)


def sign(number: Fraction) -> int:
    """Give 1, 0 or -1."""
    return (number > 0) - (number < 0)


def side(text: str, mark: Fraction) -> int:
    """Tell on which side of a mark a printed percentage lies; its own sign settles what digits cannot."""
    number = Fraction(text.removesuffix(" %").lstrip("<>")) / 100
    if number == mark and text[0] in "<>":
        return 1 if text[0] == ">" else -1
    return sign(number - mark)


@given(SHARES, SHARES)
def test_percentages_never_contradict_what_they_stand_for(completion: Fraction, scheduled: Fraction) -> None:
    """A printed share lies on the side of 0 % and 100 % that the exact one lies on, and so does the gap."""
    first, second, gap = shown_shares(completion, scheduled)
    for text, share in ((first, completion), (second, scheduled)):
        for mark in (Fraction(0), Fraction(1)):
            assert sign(share - mark) == side(text, mark)
    exact = completion - scheduled
    assert sign(exact) == ({"<": -1, ">": 1}[gap[0]] if gap[0] in "<>" else sign(Fraction(gap)))


@pytest.mark.parametrize(
    ("completion", "scheduled", "printed"),
    [
        ("6290/6474", "10/12", ("97.16 %", "83.33 %", "+13.82")),
        ("1", "1", ("100.00 %", "100.00 %", "0.00")),
        ("99996/100000", "1", ("99.996 %", "100.000 %", "-0.004")),
        ("1/100000", "0", ("0.001 %", "0.000 %", "+0.001")),
        ("-1/8", "1/4", ("-12.50 %", "25.00 %", "-37.50")),
        ("1/2", "50000001/100000000", ("50.000000 %", "50.000001 %", "-0.000001")),
        ("999999999999/1000000000000", "1", ("<100.00000000 %", "100.00000000 %", "<0")),
        ("1/1000000000000", "0", (">0.00000000 %", "0.00000000 %", ">0")),
        (None, "1/2", ("—", "50.00 %", "—")),
        ("1/2", None, ("50.00 %", "—", "—")),
        (None, None, ("—", "—", "—")),
    ],
)
def test_digits_are_added_until_they_tell(
    completion: str | None, scheduled: str | None, printed: tuple[str, str, str]
) -> None:
    """Two digits, or as many as it takes up to eight; then a sign says on which side it is."""
    first, second = (None if one is None else Fraction(one) for one in (completion, scheduled))
    assert printed == shown_shares(first, second)


def test_one_share_is_printed_alone() -> None:
    """A share is printed as it is in the table, in Chinese without a space."""
    assert ("45.00 %", "45.00%") == (shown_share(Fraction(9, 20)), shown_share(Fraction(9, 20), "zh"))
