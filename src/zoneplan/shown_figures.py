"""How figures are printed in tables: with their unit, and a dash where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneplan.figures import Figure

__all__ = ["MISSING", "shown_figure", "telling_places"]

MISSING: Final = "—"
"""Stands where there is no figure; a zero is always a figure."""


def shown_figure(figure: Figure | None) -> str:
    """Print a figure with its unit, a number that no decimal holds with a ≈; a dash where there is none.

    Args:
        figure: The figure; None when it is missing.
    """
    if figure is None:
        return MISSING
    if figure.is_exact_decimal:
        return str(figure)
    return f"≈{figure:.{telling_places(figure)}{figure.unit.name}}"


def telling_places(figure: Figure) -> int:
    """Give how many decimal places of an endless number tell something: four digits, two places at least.

    Args:
        figure: The figure.
    """
    return max(2, 3 - figure.number.adjusted())
