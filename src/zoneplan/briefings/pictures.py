"""Pictures of charts for documents and workbooks, or the words that stand where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.charts.chart import Chart
    from zoneplan.layout import Language

__all__ = ["MOST_PICTURES", "SCALE", "left_out", "picture"]

SCALE: Final = 2
"""Picture elements for each point of 1/96 inch, so that print is sharp."""
MOST_PICTURES: Final = 24
"""So many pictures of a section are drawn: more are leafed through by nobody, and take half a second each."""
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "left out": "本节的图只画出前{0}张，另有{1}张未画出。",
        "undrawn": "此处未绘图“{title}”：{why}。{remedy}",
    },
    "en": {
        "left out": "The first {0} pictures of this section are drawn, and {1} more are not.",
        "undrawn": "“{title}” is not drawn: {why}; {remedy}",
    },
}


def picture(chart: Chart, language: Language) -> bytes | str:
    """Draw a chart, with its title in it.

    Args:
        chart: The chart.
        language: `en` or `zh`.

    Returns:
        A PNG picture; or a sentence that says why there is none, where nothing to draw with is installed.
    """
    try:
        return chart.to_png(SCALE)
    except MissingLibraryError as error:
        why, remedy = error.problems[0].sentences(language)
        return _WORDS[language]["undrawn"].format(title=chart.title, why=why, remedy=remedy)


def left_out(charts: int, language: Language) -> str:
    """Say how many charts of a section are too many to be drawn; empty where none is.

    Args:
        charts: How many charts it has.
        language: `en` or `zh`.
    """
    more = charts - MOST_PICTURES
    return _WORDS[language]["left out"].format(MOST_PICTURES, more) if more > 0 else ""
