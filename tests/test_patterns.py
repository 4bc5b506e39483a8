from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import PatternError
from zoneplan.patterns import Pattern


def patterns() -> st.SearchStrategy[Pattern]:
    """Patterns as plans announce them, and larger ones."""
    counts = st.integers(0, 10**9)
    return st.builds(Pattern, counts, counts, counts)


@given(patterns())
def test_parse_is_inverse_of_str(pattern: Pattern) -> None:
    """What `str` writes, `parse` reads back."""
    assert pattern == Pattern.parse(str(pattern))


@pytest.mark.parametrize("text", ["1+5+22", " 1 + 5 + 22 ", "１＋５＋２２", "1+5　+22"])
def test_spellings_are_read(text: str) -> None:
    """Spaces and full-width digits and plus signs do not matter."""
    assert Pattern(plans=1, programs=5, actions=22) == Pattern.parse(text)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1+5",
        "1+5+22+3",
        "1+05+22",
        "1+-5+22",
        "1,5,22",
        "1+5²+22",
        "1+٥+22",
        "1+5+2.0",
        28,
        None,
        "1+5+" + "2" * 37,
    ],
)
def test_anything_else_is_refused(value: object) -> None:
    """Fewer or more than three numbers, or anything that is not a plain number, is refused."""
    with pytest.raises(PatternError) as caught:
        Pattern.parse(value)
    assert (
        f"expected a pattern, got {value!r}\n"
        "write the numbers of plans, programs and actions, joined by plus signs: 1+5+22"
    ) == str(caught.value)


@pytest.mark.parametrize("count", [-1, True, 5.0, "5"])
def test_only_counts_are_numbers_of_programs(count: object) -> None:
    """A negative, boolean or inexact number of programs is refused."""
    with pytest.raises(PatternError) as caught:
        Pattern(plans=1, programs=count, actions=22)  # type: ignore[arg-type]
    assert (f"expected a number of programs, got {count!r}\ngive a whole number of 0 or more") == str(
        caught.value
    )
