"""Lines for a terminal whose parts have a style, readable where no style can be shown.

A style adds nothing that the words do not say; what shows it, or leaves it out, is decided elsewhere.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.layout import printable
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Span", "Style", "StyledLine", "bar_text", "plain", "spans"]


class Style(enum.StrEnum):
    """What a part of a line is."""

    PLAIN = "plain"
    """Nothing in particular."""
    HEADING = "heading"
    """What stands above other lines."""
    QUIET = "quiet"
    """Lines of a tree, line numbers, what to do."""
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    OPEN = "open"
    """Not known, not reported, not checked."""

    @classmethod
    def of(cls, signal: Signal) -> Style:
        """Give the style of a signal.

        Args:
            signal: The signal.
        """
        return cls.QUIET if signal is Signal.NONE else cls(signal.value)


@attrs.frozen
class Span:
    """A part of a line.

    Attributes:
        text: What it says, without characters that move the cursor.
        style: What it is.
    """

    text: str = attrs.field(converter=printable)
    style: Style = Style.PLAIN


StyledLine: TypeAlias = tuple[Span, ...]
"""A line, part by part."""


def spans(*parts: str | tuple[str, Style]) -> StyledLine:
    """Give a line of texts, some with a style.

    Args:
        *parts: The texts, or each with its style; empty ones are left out.
    """
    made = (Span(part) if isinstance(part, str) else Span(*part) for part in parts)
    return tuple(one for one in made if one.text)


def plain(line: StyledLine) -> str:
    """Give what a line says, without blanks at its end.

    Args:
        line: The line.
    """
    return "".join(one.text for one in line).rstrip()


def bar_text(share: Fraction, tick: Fraction | None = None, *, cells: int = 10) -> str:
    """Draw a share as a bar, with a tick where it should be; only what is whole is drawn full.

    >>> from fractions import Fraction
    >>> bar_text(Fraction(9995, 10_000)), bar_text(Fraction(3, 10), Fraction(1, 2))
    ('█████████·', '███··│····')

    Args:
        share: How much of it is filled; drawn from 0 to 1 whatever the share.
        tick: Where the tick stands; None for none.
        cells: How many characters it has.
    """
    filled = min(max(int(share * cells), 0), cells)
    drawn = ["█"] * filled + ["·"] * (cells - filled)
    if tick is not None:
        drawn[min(max(int(tick * cells), 0), cells - 1)] = "│"
    return "".join(drawn)
