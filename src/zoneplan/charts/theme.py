"""How all charts look: one set of colours, the fonts, and axes in the colour of the text around them.

A page takes its colours from here as well, so that a status has one colour everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from zoneplan.printed_tables import Signal
from zoneplan.signal_tones import COLOURS

__all__ = [
    "ACCENT",
    "COLOURS",
    "FONT",
    "FONT_FAMILIES",
    "HEIGHT",
    "INK",
    "MUTED",
    "SCHEMA",
    "WIDTH",
    "themed",
]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
"""The language of the specifications; notebooks show version 5 without anything installed."""
FONT_FAMILIES: Final = (
    "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "sans-serif",
)  # fmt: skip
"""Fonts with Chinese characters on the usual systems; the first one that is there is taken."""
FONT: Final = ", ".join(FONT_FAMILIES)
INK: Final = "#1f2328"
"""The colour of text on white paper, where there is no page to take it from."""
ACCENT: Final = COLOURS[Signal.GOOD]
"""The colour of what is measured and not judged."""
MUTED: Final = COLOURS[Signal.OPEN]
"""The colour of what is only planned, or stands there for comparison."""
WIDTH: Final = 640
"""Points that a chart is wide: as wide as an A4 page between its margins."""
HEIGHT: Final = 880
"""Points that a chart is high at most, where it can be cut in several: an A4 page below a heading."""

_TEXT: Final = "currentColor"  # in a page: whatever the text around the chart has, light or dark
_AXIS: Final = {
    "labelColor": _TEXT,
    "titleColor": _TEXT,
    "titleFontWeight": "normal",
    "domainColor": _TEXT,
    "domainOpacity": 0.4,
    "tickColor": _TEXT,
    "tickOpacity": 0.4,
    "gridColor": _TEXT,
    "gridOpacity": 0.15,
    "labelFontSize": 11,
    "titleFontSize": 11,
}
_CONFIG: Final = {
    "font": FONT,
    "background": "transparent",
    "padding": 4,
    "view": {"stroke": None},
    "axis": _AXIS,
    "legend": {"labelColor": _TEXT, "titleColor": _TEXT, "labelFontSize": 11, "titleFontSize": 11},
    "header": {"labelColor": _TEXT, "titleColor": _TEXT, "labelFontSize": 12},
    "title": {"color": _TEXT, "subtitleColor": _TEXT, "anchor": "start", "fontSize": 14},
    "text": {"color": _TEXT, "fontSize": 11},
    "rule": {"color": _TEXT},
    "mark": {"color": ACCENT, "aria": False},  # a picture is told as a whole, not mark by mark
}


def themed(spec: Mapping[str, Any], *, width: int | None = None) -> dict[str, Any]:
    """Give a specification the look of all charts: language, fonts, colours, a transparent background.

    Args:
        spec: The specification; what its own `config` says stays, and what it says beside is not changed.
        width: Points that it is wide; None for what it says itself.
    """
    asked = dict(spec.get("config", {}))
    config = {key: _both(_CONFIG.get(key), asked.get(key)) for key in (*_CONFIG, *asked)}
    sized = {} if width is None else {"width": width}
    return {"$schema": SCHEMA, **spec, **sized, "config": config}


def _both(ours: object, asked: object) -> object:
    """Add what was asked for to a part of the theme, over it where both speak of one thing."""
    if isinstance(ours, Mapping) and isinstance(asked, Mapping):
        return {**ours, **asked}
    if isinstance(ours, Mapping):
        return dict(ours)
    return ours if asked is None else asked
