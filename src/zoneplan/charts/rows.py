"""Charts of rows: a label at the left, bars in the middle, what they say in words at the right.

Labels are marks and no axis, so that two rows of one name stay two rows, and long names take two lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zoneplan.charts.labels import label_lines
from zoneplan.ranges import shown_range
from zoneplan.terminal import shown_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from zoneplan.figures import Figure
    from zoneplan.intervals import Interval
    from zoneplan.layout import Language

__all__ = [
    "BARS", "MOST_ROWS", "STEP", "ends", "ends_of", "is_valid", "is_wide", "label", "layered", "named",
    "number", "pages", "shown_amount", "texts",
    "with_keys",
]  # fmt: skip

STEP: Final = 31
"""Points from one row to the next: room for two lines of a label."""
BARS: Final = 270
"""Points that bars have from side to side."""
MOST_ROWS: Final = 24
"""More rows than these are spread over several charts, so that print cuts none."""
LABEL_WIDTH: Final = 204
"""Points of a label's line, as of `label_lines`."""
_LINE: Final = 12
_TITLE_WIDTH: Final = 468
_KEY_WIDTH: Final = 540
_THINNEST: Final = 3
_GAP: Final = "M0,-1L6,-1L6,1L0,1ZM0,1L2,-1M2,1L4,-1M4,1L6,-1"
"""A hatched box, drawn as a symbol of one size: how much is missing is not known, so no length may say it."""
_CAN_BE: Final[Mapping[Language, str]] = {"zh": "{figure}，可为{range}", "en": "{figure}, can be {range}"}


def number(value: Fraction | None) -> float | None:
    """Give an exact number as one that a picture is drawn from; None stays None.

    Args:
        value: The number.
    """
    return None if value is None else float(value)


def label(text: str) -> list[str]:
    """Give the label of a row, in one line or two.

    Args:
        text: What it says.
    """
    return label_lines(text, LABEL_WIDTH, 2)


def named(metric: str, subject: str = "") -> list[str]:
    """Give the label of a row: what it is of and, below it, what that is about.

    Args:
        metric: What it is of.
        subject: What it is about; empty where that need not be said.
    """
    if not subject:
        return label(metric)
    return [*label_lines(metric, LABEL_WIDTH, 1), *label_lines(subject, LABEL_WIDTH, 1)]


def pages(rows: Sequence[Any], most: int = MOST_ROWS) -> Iterator[Sequence[Any]]:
    """Spread rows evenly over as few charts as hold them.

    Args:
        rows: The rows.
        most: How many a chart holds, 1 or more.
    """
    count = -(-len(rows) // most)
    for page in range(count):
        yield rows[page * len(rows) // count : (page + 1) * len(rows) // count]


def with_keys(title: str, keys: Iterable[str], chart: Mapping[str, Any]) -> dict[str, Any]:
    """Give the specification of a chart with its title, and with what its marks mean right above it.

    The key is no part of the title, so that it stays where a page has a title of its own.

    Args:
        title: The title.
        keys: What there is to be known, a line each, or two where one does not hold it.
        chart: The chart.
    """
    lines = [line for key in keys for line in label_lines(key, _KEY_WIDTH, 2)]
    told = {"text": lines, "fontSize": 11, "fontWeight": "normal", "lineHeight": 15}
    return {
        "title": label_lines(title, _TITLE_WIDTH, 2),
        "description": title,
        "vconcat": [{"title": told, **chart}],
    }


def is_wide(ends: tuple[float | None, float | None], domain: Sequence[float]) -> bool:
    """Tell whether a range is long enough to be drawn: a shorter one would look like dust.

    Args:
        ends: Its ends; None for one that is open.
        domain: The least and the most that bars reach to.
    """
    low, high = ends
    return low is not None and high is not None and (high - low) * BARS >= _THINNEST * (domain[1] - domain[0])


def shown_amount(figure: Figure, language: Language) -> str:
    """Give a figure with what it can mean, where it is no plain number.

    Args:
        figure: The figure.
        language: The language of the words between.
    """
    shown = shown_figure(figure)
    if figure.is_plain:
        return shown
    strict = figure.strict
    if strict.width is None:  # the words of a bound say all that is open
        return shown
    return _CAN_BE[language].format(figure=shown, range=shown_range(strict, language=language))


def ends_of(end: Fraction | None, can_be: Interval | None, domain: Sequence[float]) -> dict[str, object]:
    """Give the data that `ends` are drawn from.

    Args:
        end: Where a bar ends; None where there is none.
        can_be: Where it may end; None where there is none.
        domain: The least and the most that bars reach to.
    """
    low, high = (None, None) if can_be is None else (number(can_be.lo), number(can_be.hi))
    is_open = can_be is not None and None in {low, high}
    return {
        "end": number(end),
        "low": low,
        "high": high,
        "has_range": is_wide((low, high), domain),
        "open": None if not is_open else "above" if high is None else "below",
    }


def is_valid(field: str) -> dict[str, Any]:
    """Give the filter that keeps the rows which have a number in a field.

    Args:
        field: The field.
    """
    return {"filter": {"field": field, "valid": True}}


def texts(field: str, x: int, **mark: object) -> Iterator[dict[str, Any]]:
    """Give the layers of a text in each row, of one line or of two, in the middle of its height.

    Args:
        field: The field of the text.
        x: Where it stands, in points from the left of the bars.
        **mark: More of the mark.
    """
    shown = {"type": "text", "baseline": "middle", "lineHeight": _LINE, **mark}
    for lines in (1, 2):
        yield {
            "transform": [{"filter": {"field": f"{field}_lines", "equal": lines}}],
            "mark": {**shown, "dy": (1 - lines) * _LINE / 2},
            "encoding": {"x": {"value": x}, "text": {"field": field}},
        }


def layered(
    rows: Iterable[Mapping[str, object]],
    layers: Iterable[Mapping[str, Any]],
    *,
    words: Mapping[str, tuple[int, Mapping[str, object]]],
) -> dict[str, Any]:
    """Give the specification of a chart of rows.

    Args:
        rows: What its layers ask for, with the `label` of each row and what is `told` of it at its right.
        layers: What is drawn below the texts.
        words: Fields of further texts, each with where it stands and what its mark is like.
    """
    columns = {"label": (-8, {"align": "right"}), "told": (BARS + 8, {"align": "left"}), **words}
    values = [{"row": place, **row} for place, row in enumerate(rows)]
    for row in values:
        row |= {f"{field}_lines": _count(row[field]) for field in columns}
    # The order of rows is said: it would be that in which layers, each with its own filter, meet them.
    scale = {"domain": list(range(len(values)))}
    return {
        "data": {"values": values},
        "width": BARS,
        "height": {"step": STEP},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None, "scale": scale}},
        "layer": [*layers, *(one for field, (x, mark) in columns.items() for one in texts(field, x, **mark))],
    }


def _count(lines: object) -> int:
    return len(lines) if isinstance(lines, list) else 0


def ends() -> Iterator[dict[str, Any]]:
    """Give the layers of ends: where a bar ends, what it can be, and a box where something is missing.

    They are drawn from what `ends_of` gives, and `gap`, where a box begins; None for none.
    """
    yield {
        "transform": [is_valid("end")],
        "mark": {"type": "tick", "thickness": 2, "size": 18, "color": "currentColor"},
        "encoding": {"x": {"field": "end", "type": "quantitative"}},
    }
    yield {
        "transform": [{"filter": {"field": "has_range", "equal": True}}],
        "mark": {"type": "rule", "yOffset": 10},
        "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
    }
    for side, arrow, align in (("above", "▸", "left"), ("below", "◂", "right")):
        yield {
            "transform": [{"filter": {"field": "open", "equal": side}}],
            "mark": {"type": "text", "text": arrow, "fontSize": 15, "baseline": "middle", "align": align},
            "encoding": {"x": {"field": "end", "type": "quantitative"}},
        }
    yield {
        "transform": [is_valid("gap")],
        "mark": {"type": "point", "shape": _GAP, "size": 200, "filled": False, "strokeWidth": 1,
                 "strokeDash": [3, 2], "color": "currentColor"},
        "encoding": {"x": {"field": "gap", "type": "quantitative"}},
    }  # fmt: skip
