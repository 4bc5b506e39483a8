from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zoneplan.layout import printable
from zoneplan.printed_tables import Signal
from zoneplan.styled_lines import Span, Style, bar_text, plain, spans

SHARES = st.fractions(min_value=-2, max_value=3)


def test_a_line_says_the_same_without_its_styles() -> None:
    """Styles leave no trace in what a line says, nor do blanks at its end."""
    assert "error X: wrong" == plain(spans(("error X", Style.BAD), ": wrong", "", "  "))


@given(st.text())
def test_no_part_of_a_line_moves_the_cursor(text: str) -> None:
    """Whatever a plan calls something, a line stays one line."""
    assert Span(text).text == printable(text) == printable(printable(text))


@pytest.mark.parametrize("signal", Signal)
def test_every_signal_has_its_style(signal: Signal) -> None:
    """A signal is shown by the style of its name; nothing to be judged is quiet."""
    assert (Style.QUIET if signal is Signal.NONE else Style(signal.value)) is Style.of(signal)


@given(SHARES, st.none() | SHARES, st.integers(1, 40))
def test_a_bar_has_always_its_length(share: Fraction, tick: Fraction | None, cells: int) -> None:
    """However much is done, and wherever the tick stands, a bar takes its cells."""
    assert cells == len(bar_text(share, tick, cells=cells))


@given(SHARES, st.integers(1, 40))
@example(Fraction(9995, 10_000), 10)
def test_only_what_is_whole_is_drawn_full(share: Fraction, cells: int) -> None:
    """A bar without a gap says that all of it is done, and 99.95 % is not."""
    assert (share >= 1) == (bar_text(share, cells=cells) == "█" * cells)


@given(SHARES, SHARES)
def test_a_tick_is_always_seen(share: Fraction, tick: Fraction) -> None:
    """Before the start and behind the end it stands at the edge."""
    assert 1 == bar_text(share, tick).count("│")
