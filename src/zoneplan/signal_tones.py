"""The grounds on which documents and workbooks show a signal: pale on paper, with ink that stands out.

Blue, orange, red and grey, as the charts have them: the colour-blind can tell them apart, and a shape and
words stand beside the colour all the same.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zoneplan.pages import Tone
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BAR", "TICK", "TONES"]

TONES: Final[Mapping[Signal, Tone]] = MappingProxyType(
    {
        Signal.GOOD: Tone("#DCE9F9", "#154A8C"),
        Signal.WARNING: Tone("#FBE9CF", "#7A4700"),
        Signal.BAD: Tone("#F8D9DC", "#8A1420"),
        Signal.OPEN: Tone("#ECEEF0", "#44494F"),
    }
)
"""Ground and ink by signal; what is not judged has none. Ink stands out from its ground by at least 4.5:1."""

BAR: Final = "#2A78D6"
"""The filled part of a bar."""
TICK: Final = "#1F2328"
"""The tick on a bar, such as the share of time that has gone by."""
