"""How charts show a status: a shape in a colour, with a key that says what each means in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from zoneplan.charts.theme import COLOURS
from zoneplan.layout import Language, width
from zoneplan.printed_tables import Signal
from zoneplan.signals import signal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["KEY_HEIGHT", "at", "counted", "key_layers", "signal_colour", "signal_layer"]

KEY_HEIGHT: Final = 22
"""Points that a key takes at the top of a chart."""
# None of these is drawn by a font, so that a shape is the same everywhere.
_SHAPES: Final[Mapping[Signal, str]] = MappingProxyType(
    {
        Signal.GOOD: "circle",
        Signal.WARNING: "triangle-up",
        Signal.BAD: "square",
        Signal.OPEN: "circle",
        Signal.NONE: "stroke",
    }
)
_HOLLOW: Final = frozenset({Signal.OPEN, Signal.NONE})
_SIGNALS: Final = [one.value for one in Signal]


def counted(counts: Mapping[Signal, int], language: Language) -> str:
    """Say how many have each signal, in words; empty where there are none.

    Args:
        counts: The numbers.
        language: `en` or `zh`.
    """
    chinese = language == "zh"
    told = [(signal_words(one, language), counts[one]) for one in Signal if counts.get(one)]
    parts = [f"{words}{number}" if chinese else f"{number} {words}" for words, number in told]
    return ("，" if chinese else ", ").join(parts)


def at(field: str) -> dict[str, Any]:
    """Encode a field that holds points from the left or the top.

    Args:
        field: The field.
    """
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def signal_colour(channel: str = "signal") -> dict[str, Any]:
    """Encode the field of a signal as its colour.

    Args:
        channel: The field.
    """
    colours = [COLOURS[one] for one in Signal]
    return {
        "field": channel, "type": "nominal", "legend": None, "scale": {"domain": _SIGNALS, "range": colours},
    }  # fmt: skip


def signal_layer(place: Mapping[str, Any], *, size: int = 70, **mark: Any) -> dict[str, Any]:
    """Give the layer that draws the field `signal` as a shape in its colour.

    Args:
        place: How `x` and `y` are encoded, and what else is.
        size: How large the shapes are, in square points.
        **mark: Further properties of the mark.
    """
    fills = ["transparent" if one in _HOLLOW else COLOURS[one] for one in Signal]
    shapes = [_SHAPES[one] for one in Signal]
    fill = {"domain": _SIGNALS, "range": fills}
    return {
        "mark": {"type": "point", "size": size, "strokeWidth": 1.6, "opacity": 1, **mark},
        "encoding": {
            **place,
            "shape": {**signal_colour(), "scale": {"domain": _SIGNALS, "range": shapes}},
            "fill": {**signal_colour(), "scale": fill},
            "stroke": signal_colour(),
        },
    }


def key_layers(signals: Iterable[Signal], language: Language, *, y: int = 8) -> list[dict[str, Any]]:
    """Give the layers of a key: every shape that is drawn, with its words, in one line.

    Args:
        signals: What is drawn.
        language: `en` or `zh`.
        y: Points from the top to the middle of the line.
    """
    found = set(signals)
    rows, x = [], 6
    for one in Signal:
        if one in found:
            words = signal_words(one, language)
            rows.append({"signal": one.value, "words": words, "x": x, "text_x": x + 9, "y": y})
            x += 9 + 6 * width(words) + 22
    return [_with(rows, layer) for layer in _KEY] if rows else []


def _with(rows: Sequence[Mapping[str, Any]], layer: Mapping[str, Any]) -> dict[str, Any]:
    return {"data": {"values": list(rows)}, **layer}


_KEY: Final = (
    signal_layer({"x": at("x"), "y": at("y")}),
    {
        "mark": {"type": "text", "align": "left", "baseline": "middle"},
        "encoding": {
            "x": at("text_x"), "y": at("y"), "text": {"field": "words", "type": "nominal"},
        },
    },
)  # fmt: skip
