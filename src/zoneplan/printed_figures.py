"""Figures in printed cells: as they are written, short where the unit stands beside them already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.printed_tables import PrintedCell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.figures import Figure
    from zoneplan.units import Unit

__all__ = ["dated", "named", "shared_unit", "without_unit"]


def without_unit(text: str, unit: str) -> str:
    """Give a figure without its unit where it is nothing but a number and that unit.

    >>> without_unit("5.70亿元", "亿元"), without_unit("超5000亿元", "亿元")
    ('5.70', '超5000亿元')

    Args:
        text: The figure as it is written.
        unit: The unit that stands beside it; empty for none.
    """
    number = text.removesuffix(unit) if unit else text
    plain = number.removeprefix("-").replace(".", "", 1)
    return number if plain.isascii() and plain.isdigit() else text


def shared_unit(figures: Iterable[Figure | None]) -> Unit | None:
    """Give the unit that all figures are in; None where there are several or no figures.

    Args:
        figures: The figures; None is none.
    """
    found = {one.unit.name: one.unit for one in figures if one is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def dated(parts: Iterable[tuple[str, str, tuple[str, ...]]]) -> PrintedCell:
    """Print several figures under each other, each with its date on a line of its own below it.

    A number with a bracket behind it is broken in two where the column is narrow.

    Args:
        parts: A figure, its date (empty where the header says it), and the paths that they show, for each.
    """
    return _listed((f"{text}\n（{date}）" if date else text, paths) for text, date, paths in parts)


def named(parts: Iterable[tuple[str, str, tuple[str, ...]]]) -> PrintedCell:
    """Print several texts under each other, each behind its name.

    Args:
        parts: A text, its name (empty for none), and the paths that they show, for each.
    """
    return _listed(
        (f"{name}：{text}" if name and text else name or text, paths) for text, name, paths in parts
    )


def _listed(parts: Iterable[tuple[str, tuple[str, ...]]]) -> PrintedCell:
    listed = list(parts)
    return PrintedCell(
        "\n".join(text for text, _ in listed), tuple(one for _, paths in listed for one in paths)
    )
