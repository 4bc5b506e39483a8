"""Pictures for the sections of a briefing, by the names of the functions that draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zoneplan import charts

if TYPE_CHECKING:
    from zoneplan.charts.chart import Chart
    from zoneplan.layout import Language

__all__ = ["pictures"]


def pictures(function: str, *asked: object, language: Language, **chosen: object) -> tuple[Chart, ...]:
    """Give the pictures that a function of `zoneplan.charts` draws; none where it has nothing to show.

    Args:
        function: Name of the function.
        *asked: What it is to draw.
        language: The language of its words.
        **chosen: What else it is told by name, such as which parts to draw.
    """
    draw: Any = getattr(charts, function, None)
    drawn = None if draw is None else draw(*asked, language=language, **chosen)
    if drawn is None:
        return ()
    return drawn if isinstance(drawn, tuple) else (drawn,)
