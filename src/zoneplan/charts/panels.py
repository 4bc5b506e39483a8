"""A small chart of one target over time, among others of its size; it draws what it is told."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.labels import label_lines
from zoneplan.charts.rows import number
from zoneplan.charts.theme import COLOURS
from zoneplan.intervals import Interval
from zoneplan.periods import Period
from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Aim", "Panel", "PanelPoint", "panel_spec"]

_WIDTH, _HEIGHT = 158, 105
_NAME_WIDTH: Final = 204
_GOAL_WIDTH: Final = 132
_MONTHS: Final = 12
_DAY: Final = 86_400_000
_SHAPES: Final = {
    "reported": ("circle", True),
    "early": ("circle", False),
    "replaced": ("M-1,-1L1,1M-1,1L1,-1", False),
    "partial": ("diamond", False),
    "base": ("square", True),
    "at_least": ("triangle-up", True),
    "at_most": ("triangle-down", True),
    "exactly": ("diamond", True),
}
"""The shape of each kind of point, and whether it is filled."""
_ZIGZAG: Final = "M-1,1L1,0.5L-1,0L1,-0.5L-1,-1"


@attrs.frozen(kw_only=True)
class PanelPoint:
    """A figure at the end of a month.

    Attributes:
        kind: What it is: `reported`, `early`, `replaced`, `partial` or `base`.
        month: The month, counted as in `Period.last`.
        value: The number as it is written.
        can_be: What it can be as it is rounded and worded.
        told: The figure as it is written.
    """

    kind: str
    month: int
    value: Fraction
    can_be: Interval
    told: str


@attrs.frozen(kw_only=True)
class Aim:
    """A goal, where it is due or for how long it is to be kept.

    Attributes:
        side: `at_least`, `at_most` or `exactly`.
        months: The first and the last month for whose ends it holds; the same for what is due once.
        value: Its number; None for a range.
        span: What it can be, where that is drawn: of a range, and of a level that is to be met.
        told: It as it is written.
        reaches: What reaches or keeps it, where it is a limit; None where no area is to be drawn.
    """

    side: str
    months: tuple[int, int]
    value: Fraction | None
    span: Interval | None
    told: str
    reaches: Interval | None = None


@attrs.frozen(kw_only=True)
class Panel:
    """What a panel shows, in one unit.

    Attributes:
        title: The name of the metric.
        lines: What stands below it.
        signal: What it has come to.
        axis: The unit, as it stands at the axis.
        broken: The same where the axis does not start at 0.
        is_rank: Whether it is a place in an order, of which 1 is at the top.
        points: What was reported, from early to late, and the base.
        aim: The goal; None where it sets no number.
        course: The months and levels of what was scheduled.
        as_of: The day.
    """

    title: str
    lines: tuple[str, ...]
    signal: Signal
    axis: str
    broken: str
    is_rank: bool
    points: tuple[PanelPoint, ...]
    aim: Aim | None
    course: tuple[tuple[int, Fraction], ...]
    as_of: datetime.date


def panel_spec(panel: Panel) -> dict[str, Any]:
    """Give the specification of a panel, to be put beside others.

    Args:
        panel: What it shows, with at least one number.
    """
    times, levels = _times(panel), _levels(panel)
    names = label_lines(panel.title, _NAME_WIDTH, 2)
    lines = [line for line in panel.lines if line]
    return {
        "title": {"text": names, "subtitle": lines, "fontSize": 11, "subtitleFontSize": 10, "offset": 6},
        "width": _WIDTH,
        "height": _HEIGHT,
        "encoding": _channels(panel, times, levels),
        "layer": list(_layers(panel, times, levels)),
    }


# -- scales ---------------------------------------------------------------------------------------


def _moment(month: int) -> int:
    """Give the end of a month as Vega counts time, in milliseconds; before the year 1 there is none."""
    day = datetime.date.min if month < _MONTHS else Period.month(month // _MONTHS, month % _MONTHS + 1).end
    return _moment_of(day)


def _moment_of(day: datetime.date) -> int:
    return (day - datetime.date(1970, 1, 1)).days * _DAY


def _times(panel: Panel) -> tuple[int, int]:
    """Give the first and the last month of a panel, at least a year apart."""
    found = [point.month for point in panel.points] + [month for month, _ in panel.course]
    found += [] if panel.aim is None else panel.aim.months
    first, last = min(found), max(found)
    return (first, last) if last - first >= _MONTHS // 2 else (last - _MONTHS, last)


def _ticks(times: tuple[int, int]) -> dict[str, Any]:
    """Give the marks of the time axis: ends of years, or of months where there are few."""
    first, last = times
    months = last - first
    if months >= 3 * _MONTHS:
        step = _MONTHS * -(-months // (4 * _MONTHS))
        shown = "%Y"
    else:
        step = next(one for one in (3, 6, 12) if months / one <= 4)
        shown = "%Y-%m"
    values = [_moment(month) for month in range(last, first - 1, -1) if (month + 1) % step == 0]
    return {"values": values[::-1], "format": shown, "labelFontSize": 9, "labelFlush": False}


def _numbers(panel: Panel) -> Iterator[Fraction]:
    """Give the numbers as they are written, and those of the course."""
    yield from (point.value for point in panel.points)
    yield from (level for _, level in panel.course)
    if panel.aim is not None and panel.aim.value is not None:
        yield panel.aim.value


def _ends(panel: Panel) -> Iterator[Fraction]:
    """Give the ends of what the numbers can be, as far as they are drawn."""
    ranges = [point.can_be for point in panel.points]
    if panel.aim is not None and panel.aim.span is not None:
        ranges.append(panel.aim.span)
    for can_be in ranges:
        yield from (end for end in (can_be.lo, can_be.hi) if end is not None)


def _levels(panel: Panel) -> tuple[Fraction, Fraction]:
    """Give the least and the most that is drawn: from 0 on unless that would press all of it together."""
    ends = list(_ends(panel))
    numbers = list(_numbers(panel)) or ends
    low, high = min(numbers), max(numbers)
    if panel.is_rank:
        return Fraction(1, 2), max([high, *ends]) + 1
    is_wide = low == high or 3 * (high - low) >= max(abs(low), abs(high))
    low, high = min([low, *ends]), max([high, *ends])
    if is_wide:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    room = (high - low) / 4 or Fraction(1)
    # Room for the goal's text, which stands below a goal that lies below what leads to it.
    return low - room if low else low, high + room if high else high


def _is_broken(panel: Panel, levels: tuple[Fraction, Fraction]) -> bool:
    return not panel.is_rank and not levels[0] <= 0 <= levels[1]


def _channels(panel: Panel, times: tuple[int, int], levels: tuple[Fraction, Fraction]) -> dict[str, Any]:
    """Give the channels that all layers share: time, and the level in the unit of the panel."""
    axis = {
        "title": panel.broken if _is_broken(panel, levels) else panel.axis,
        "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -4, "titleY": -8,
        "titleFontSize": 10, "labelFontSize": 9, "tickCount": 3,
    }  # fmt: skip
    domain = [float(level) for level in levels]
    return {
        "x": {
            "field": "time",
            "type": "temporal",
            "scale": {"type": "utc", "domain": [_moment(month) for month in times], "nice": False},
            "axis": {"title": None, "grid": False, **_ticks(times)},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": domain, "nice": False, "zero": False, "reverse": panel.is_rank},
            "axis": axis,
        },
    }


# -- layers ---------------------------------------------------------------------------------------


def _layers(
    panel: Panel, times: tuple[int, int], levels: tuple[Fraction, Fraction]
) -> Iterator[dict[str, Any]]:
    if panel.aim is not None:
        yield from _kept(panel.aim, times, levels)
    moment = _moment_of(panel.as_of)
    if _moment(times[0]) <= moment <= _moment(times[1]):
        across = {"y": {"value": 0}, "y2": {"value": "height"}}
        yield _layer([{"time": moment}], {"type": "rule", "opacity": 0.35}, across)
    line = {"type": "line", "strokeWidth": 1.2, "strokeDash": [4, 3], "color": "currentColor", "opacity": 0.7}
    yield _layer([_at(month, level) for month, level in panel.course], line)
    yield from _reported(panel, COLOURS[panel.signal])
    if panel.aim is not None:
        yield from _goal(panel, panel.aim)
    if _is_broken(panel, levels):
        zigzag = {"type": "point", "shape": _ZIGZAG, "size": 60, "filled": False, "strokeWidth": 1.5}
        where = {"x": {"value": 0}, "y": {"value": _HEIGHT - 8}}
        yield _layer([{"broken": 1}], {**zigzag, "color": "currentColor"}, where)


def _layer(
    values: Iterable[dict[str, object]], mark: dict[str, Any], encoding: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding or {}}


def _at(month: int, value: Fraction | None, **more: object) -> dict[str, object]:
    return {"time": _moment(month), "value": number(value), **more}


def _reported(panel: Panel, colour: str) -> Iterator[dict[str, Any]]:
    """Give the layers of what was reported: the ranges that rounding leaves, a line, and the points."""
    values = [_at_point(point) for point in panel.points]
    bars = [one for one in values if one["low"] is not None and one["high"] is not None]
    thick = {"type": "rule", "strokeWidth": 5, "opacity": 0.4, "color": colour}
    yield _layer(bars, thick, {"y": {"field": "low"}, "y2": {"field": "high"}})
    joined = [one for one in values if one["kind"] in {"base", "reported", "early"}]
    yield _layer(joined, {"type": "line", "strokeWidth": 1.5, "color": colour})
    for kind in ("reported", "early", "replaced", "partial", "base"):
        shown = [one for one in values if one["kind"] == kind]
        if shown:
            yield _symbols(kind, shown, "currentColor" if kind == "base" else colour)
    for end, arrow, away in (("high", "↑", -10), ("low", "↓", 10)):
        beyond = [one for one in values if one[end] is None]
        if beyond:
            dy = -away if panel.is_rank else away
            yield _layer(beyond, {"type": "text", "text": arrow, "dy": dy, "fontSize": 11})


def _at_point(point: PanelPoint) -> dict[str, object]:
    low, high = number(point.can_be.lo), number(point.can_be.hi)
    return _at(point.month, point.value, kind=point.kind, told=point.told, low=low, high=high)


def _symbols(kind: str, values: Iterable[dict[str, object]], colour: str) -> dict[str, Any]:
    shape, is_filled = _SHAPES[kind]
    mark = {
        "type": "point", "shape": shape, "filled": is_filled, "size": 45, "opacity": 1, "strokeWidth": 1.5,
        "color": colour,
    }  # fmt: skip
    return _layer(values, mark)


# -- goals ----------------------------------------------------------------------------------------


def _kept(aim: Aim, times: tuple[int, int], levels: tuple[Fraction, Fraction]) -> Iterator[dict[str, Any]]:
    """Give the area of what keeps a limit, from side to side."""
    if aim.reaches is None:
        return
    low = levels[0] if aim.reaches.lo is None else max(levels[0], aim.reaches.lo)
    high = levels[1] if aim.reaches.hi is None else min(levels[1], aim.reaches.hi)
    if low <= high:
        area = {"time": _moment(times[0]), "end": _moment(times[1]), "value": number(low)}
        mark = {"type": "rect", "color": "currentColor", "opacity": 0.12}
        yield _layer(
            [{**area, "high": number(high)}], mark, {"x2": {"field": "end"}, "y2": {"field": "high"}}
        )


def _goal(panel: Panel, aim: Aim) -> Iterator[dict[str, Any]]:
    """Give the layers of the goal: its mark or its range, how long it is to be kept, and its words."""
    first, last = aim.months
    if aim.span is not None and aim.span.lo is not None and aim.span.hi is not None:
        span = _at(last, aim.span.lo, high=number(aim.span.hi), told=aim.told)
        yield _layer([span], {"type": "rule", "strokeWidth": 6, "opacity": 0.5}, {"y2": {"field": "high"}})
    if aim.value is not None:
        point = _at(last, aim.value, told=aim.told, kind=aim.side)
        if first < last:
            line = {"type": "line", "strokeWidth": 1.2, "color": "currentColor"}
            yield _layer([_at(first, aim.value), point], line)
        yield _symbols(aim.side, [point], "currentColor")
    yield from _words(panel, aim)


def _words(panel: Panel, aim: Aim) -> Iterator[dict[str, Any]]:
    """Give the goal as it is written, where the course that leads to it leaves room."""
    marks = [aim.value, *((aim.span.lo, aim.span.hi) if aim.span is not None else ())]
    known = [mark for mark in marks if mark is not None]
    if not known:
        return
    before = [level for _, level in panel.course] or [point.value for point in panel.points]
    is_below = bool(before) and before[0] > known[0]
    at, away = (min(known), 11) if is_below else (max(known), -10)
    text = _at(aim.months[1], at, label=label_lines(aim.told, _GOAL_WIDTH, 1))
    mark = {
        "type": "text",
        "align": "right",
        "dx": 4,
        "dy": -away if panel.is_rank else away,
        "fontSize": 9.5,
    }
    yield _layer([text], mark, {"text": {"field": "label"}})
