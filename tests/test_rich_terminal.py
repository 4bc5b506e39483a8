from __future__ import annotations

import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from zoneplan.rich_terminal import coloured
from zoneplan.styled_lines import Style, plain, spans

LINE = spans(("error X", Style.BAD), ": [red]产业[/red] :smile: ", ("▲", Style.WARNING))
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """A terminal is one."""
        return True


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from a terminal of 16 colours and no wishes."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_text_of_a_plan_is_never_markup() -> None:
    """What looks like markup or an emoji stays as the plan has it."""
    shown = coloured([LINE], Terminal(), force=False)
    assert shown == ["\x1b[1;31merror X\x1b[0m: [red]产业[/red] :smile: \x1b[33m▲\x1b[0m"]


@given(st.lists(st.tuples(st.text(), st.sampled_from(Style))))
def test_colour_adds_nothing_to_what_is_said(parts: list[tuple[str, Style]]) -> None:
    """Without its escape sequences a coloured line is the plain one."""
    line = spans(*parts)
    (shown,) = coloured([line], Terminal(), force=True) or [""]
    assert plain(line) == ESCAPES.sub("", shown).rstrip()


def test_what_no_one_looks_at_has_no_colour() -> None:
    """A file or a pipe gets none, unless colour is forced."""
    assert coloured([LINE], io.StringIO(), force=False) is None
    assert coloured([LINE], io.StringIO(), force=True) is not None


def test_a_dumb_terminal_has_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says it can do nothing is believed."""
    monkeypatch.setenv("TERM", "dumb")
    assert coloured([LINE], Terminal(), force=False) is None


def test_an_old_console_gets_no_escape_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Windows console that knows none would print them."""
    monkeypatch.setattr(Console, "legacy_windows", True, raising=False)

    def made(self: Console, **options: object) -> None:
        original(self, **options)  # type: ignore[arg-type]
        self.legacy_windows = True

    original = Console.__init__
    monkeypatch.setattr(Console, "__init__", made)
    assert coloured([LINE], Terminal(), force=False) is None


def test_without_rich_there_is_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is missed in nothing but colour."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert coloured([LINE], Terminal(), force=True) is None
