from __future__ import annotations

from itertools import combinations

import pytest

from zoneplan.charts.theme import COLOURS, FONT, INK, SCHEMA, themed
from zoneplan.printed_tables import Signal

DARK = "#121212"
WHITE = "#ffffff"
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB, to three digits.
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopes": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopes": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}  # fmt: skip


def linear(colour: str) -> tuple[float, ...]:
    """Give the light of a colour's red, green and blue."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG 2.1."""
    dim, bright = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other))
    )
    return (bright + 0.05) / (dim + 0.05)


def lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """Give a colour's place in CIELAB, where distances are about as large as they look."""

    def bent(part: float) -> float:
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    red, green, blue = light
    x = bent((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = bent(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = bent((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("ground", [WHITE, DARK])
@pytest.mark.parametrize("signal", list(Signal))
def test_every_colour_stands_out_from_light_and_dark_pages(signal: Signal, ground: str) -> None:
    """Shapes and lines have a contrast of at least 3:1 on both grounds (WCAG 2.1, 1.4.11)."""
    assert contrast(COLOURS[signal], ground) >= 3


@pytest.mark.parametrize("who", SEEN_BY)
def test_colours_of_different_signals_are_told_apart_by_everybody(who: str) -> None:
    """Two signals of different colours differ by 25 in CIELAB at least, also to the colour-blind."""

    def seen(colour: str) -> tuple[float, float, float]:
        light = linear(colour)
        return lab(
            tuple(max(0.0, sum(a * b for a, b in zip(row, light, strict=True))) for row in SEEN_BY[who])
        )

    for one, other in combinations(sorted(set(COLOURS.values())), 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        assert apart >= 25, (one, other)


def test_ink_is_read_on_paper() -> None:
    """Text on white has a contrast of at least 7:1 (WCAG 2.1, 1.4.6)."""
    assert contrast(INK, WHITE) >= 7


def test_a_themed_specification_keeps_what_it_says_itself() -> None:
    """The theme adds to a specification and its config, and takes nothing away."""
    spec = {"mark": "bar", "width": 10, "config": {"axis": {"labelFontSize": 9}, "bar": {"size": 3}}}
    found = themed(spec, width=300)
    expected = {"mark": "bar", "width": 300, "$schema": SCHEMA}
    assert expected == {key: found[key] for key in expected}
    assert (9, "currentColor") == (
        found["config"]["axis"]["labelFontSize"],
        found["config"]["axis"]["labelColor"],
    )
    assert ({"size": 3}, FONT) == (found["config"]["bar"], found["config"]["font"])


def test_themes_are_given_anew_to_each_specification() -> None:
    """Who changes one specification changes no other."""
    themed({"mark": "bar"})["config"]["axis"]["labelColor"] = "red"
    assert "currentColor" == themed({"mark": "bar"})["config"]["axis"]["labelColor"]
