"""The colours of signals: of shapes on light and dark pages, and of grounds on paper with their ink.

Blue, orange, red and grey, which the colour-blind can tell apart; a shape and words stand beside the colour
all the same.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zoneplan.pages import Tone
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BAR", "COLOURS", "TICK", "TONES"]

COLOURS: Final[Mapping[Signal, str]] = MappingProxyType(
    {
        Signal.GOOD: "#2a78d6",
        Signal.WARNING: "#cf7d0c",
        Signal.BAD: "#bf2a38",
        Signal.OPEN: "#868b94",
        Signal.NONE: "#868b94",
    }
)
"""The colours of shapes and lines: each stands out from white and from #121212 by at least 3:1."""
TONES: Final[Mapping[Signal, Tone]] = MappingProxyType(
    {
        Signal.GOOD: Tone("#DCE9F9", "#154A8C"),
        Signal.WARNING: Tone("#FBE9CF", "#7A4700"),
        Signal.BAD: Tone("#F8D9DC", "#8A1420"),
        Signal.OPEN: Tone("#ECEEF0", "#44494F"),
    }
)
"""Grounds and ink; what is not judged has none. Ink stands out from its ground by at least 4.5:1."""

BAR: Final = COLOURS[Signal.GOOD].upper()
"""The filled part of a bar."""
TICK: Final = "#1F2328"
"""The tick on a bar, such as the share of time that has gone by."""
