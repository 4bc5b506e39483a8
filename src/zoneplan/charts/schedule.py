"""Actions and milestones in time: bars from start to deadline, milestones on them, the day as a line.

What is known in part looks like it: a broken line where only the start or only the deadline is stated, and
words where neither is. Nothing dated after the day is used, as in the register.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.dated_rows import DatedRow, dated_rows, years_of
from zoneplan.charts.labels import label_lines, part_names
from zoneplan.charts.signs import KEY_HEIGHT, at, key_layers, signal_colour, signal_layer
from zoneplan.charts.theme import HEIGHT, WIDTH, themed
from zoneplan.findings import plural
from zoneplan.layout import Language
from zoneplan.outline import NodeKind
from zoneplan.plans import Plan
from zoneplan.printed_tables import Signal
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


__all__ = ["schedule_charts"]

_LOW, _HIGH = 22, 32  # points of a row, whose names take one line or two
_LINE: Final = 14
_LABELS: Final = 226  # points for shapes and names
_LEFT, _RIGHT = _LABELS + 8, WIDTH - 10
_TOP: Final = KEY_HEIGHT * 2  # below two lines of a key
_AXIS: Final = 18  # points for the years
_FIRST: Final = _TOP + _AXIS + 15  # where rows begin, below the name of the day
_MOST_YEARS: Final = 11
_EPOCH: Final = datetime.date(1970, 1, 1)
_DAY_MS: Final = 86_400_000


def schedule_charts(
    plan: Plan,
    as_of: datetime.date | str,
    *,
    language: Language = "zh",
    only: Collection[str] | None = None,
) -> tuple[Chart, ...]:
    """Draw the actions of a plan in time, with their milestones.

    Every action has a row, and so has any other part that has a date of its own. A bar goes from the first
    day of the start to the deadline; where one of them is not stated a broken line is open at that end; where
    neither is, words say so.

    Args:
        plan: The plan.
        as_of: The day, or its text; nothing that is dated after it is used.
        language: The language of its words.
        only: Ids of the parts to draw, each below its program; None for all of them.

    Returns:
        One chart, or where that would not fit on a page one for each program, in pieces that do; with
        `only`, programs follow one another on a page. None for a plan without a date.

    Raises:
        PeriodError: If the day cannot be read.
        OutlineError: If an id occurs twice or a reference is broken, so that an item would be lost.
    """
    register = plan.register(as_of)
    rows = list(dated_rows(plan, register.items, language))
    if only is not None:
        rows = _chosen(rows, only)
    if not any(row.has_dates for row in rows):
        return ()
    is_low = all(len(_name_lines(row)) == 1 for row in rows)
    view = _View(plan, years_of(rows, register.as_of), register.as_of, language, _LOW if is_low else _HIGH)
    pages = _pages(rows, view) if only is None else _filled_pages(rows, view)
    return tuple(_chart(page, view, heading) for page, heading in pages)


def _chosen(rows: Sequence[DatedRow], only: Collection[str]) -> list[DatedRow]:
    """Give the rows of some parts, and those of the programs that they stand below."""
    ids = set(only)
    programs = {row.program for row in rows if row.node.id in ids}
    return [row for row in rows if row.node.id in ids or row.node.id in programs]


@attrs.frozen
class _View:
    """What all charts of a plan share.

    Attributes:
        plan: The plan.
        span: The first and last year of the axis.
        as_of: The day.
        language: The language of all words.
        row: How high a row is, in points.
    """

    plan: Plan
    span: tuple[int, int]
    as_of: datetime.date
    language: Language
    row: int

    def middle(self, index: int) -> int:
        """Give the middle of a row, in points from the top.

        Args:
            index: Which row, from 0.
        """
        return _FIRST + self.row * index + self.row // 2


def _pages(rows: list[DatedRow], view: _View) -> Iterator[tuple[list[DatedRow], str]]:
    """Give the rows of each chart: all of them, or program by program in pieces, with what each is of."""
    most = (HEIGHT - _FIRST) // view.row
    if len(rows) <= most:
        yield rows, ""
        return
    by_program: dict[str, list[DatedRow]] = {}
    for row in rows:
        by_program.setdefault(row.program, []).append(row)
    for program, found in by_program.items():
        name = shown_name(view.plan.outline.nodes[program])
        pieces = [found[first : first + most] for first in range(0, len(found), most)]
        yield from zip(pieces, part_names(name, len(pieces)), strict=True)


def _filled_pages(rows: list[DatedRow], view: _View) -> Iterator[tuple[list[DatedRow], str]]:
    """Give the rows of each chart where few of each program are drawn, so that no page is left half empty."""
    most = (HEIGHT - _FIRST) // view.row
    heads = {row.program: row for row in rows if row.node.id == row.program}
    pages: list[list[DatedRow]] = [[]]
    for row in rows:
        is_head = row.node.id == row.program
        if len(pages[-1]) + is_head >= most:  # a program does not stand last, away from its actions
            pages.append([] if is_head or row.program not in heads else [heads[row.program]])
        pages[-1].append(row)
    yield from zip(pages, part_names("", len(pages)), strict=True)


def _chart(rows: Sequence[DatedRow], view: _View, heading: str) -> Chart:
    chinese = view.language == "zh"
    title = f"行动进度（截至{view.as_of}）" if chinese else f"Actions in time, as of {view.as_of}"
    if heading.startswith("（"):  # one of several charts of the whole plan
        title += heading
    elif heading:
        title = f"{heading}：{title}" if chinese else f"{heading}: {title}"
    bars = [_placed(row, index, view) for index, row in enumerate(rows)]
    points = [
        {**point, "y": view.middle(index)}
        for index, row in enumerate(rows)
        for point in row.points(view.language)
    ]
    return Chart(
        name="schedule",
        title=title,
        description=_told(view.plan, rows, points, view.language),
        spec=_spec(bars, points, title, view),
    )


def _told(
    plan: Plan, rows: Sequence[DatedRow], points: Sequence[Mapping[str, Any]], language: Language
) -> str:
    chinese = language == "zh"
    actions = [row for row in rows if row.node.kind is NodeKind.ACTION]
    undated = [row.name for row in actions if row.start is None and row.deadline is None]
    number = f"{len(actions)}个行动" if chinese else plural(len(actions), "action")
    dated = f"{len(points)}个有日期的节点" if chinese else plural(len(points), "dated milestone")
    if chinese:
        rest = f"；{len(undated)}个行动未写明起止：{'、'.join(undated)}" if undated else ""
        return f"{shown_name(plan)}：{number}，{dated}{rest}"
    without = f"; {plural(len(undated), 'action')} without start and deadline: {', '.join(undated)}"
    return f"{shown_name(plan)}: {number}, {dated}{without if undated else ''}"


def _placed(row: DatedRow, index: int, view: _View) -> dict[str, Any]:
    """Give a row as data, with where it is drawn."""
    lines, middle, indent = _name_lines(row), view.middle(index), 10 * row.depth
    return {
        **row.to_data(view.span, view.language),
        "label": lines, "sign_x": 8 + indent, "text_x": 18 + indent,
        "y": middle, "text_y": middle - _LINE * (len(lines) - 1) // 2,
    }  # fmt: skip


def _name_lines(row: DatedRow) -> list[str]:
    return label_lines(row.name, _LABELS - 20 - 10 * row.depth, 2)


def _spec(
    bars: list[dict[str, Any]], points: list[dict[str, Any]], title: str, view: _View
) -> dict[str, Any]:
    height = _FIRST + view.row * len(bars)
    time = _time(view.span)
    shown = {one["signal"] for one in bars if one["is_item"]} | {one["signal"] for one in points}
    known = {one["known"] for one in bars} | {"coming" for one in points if one["signal"] == Signal.NONE}
    layers = [
        *_grid(view.span, time, height),
        *_bar_layers(time),
        *_day(view.as_of, time, height, view.language),
        *_name_layers(),
        *_milestone_layers(time),
        *key_layers(map(Signal, shown), view.language),
        *_line_key(known, view.language),
    ]
    datasets = {"rows": bars, "milestones": points}
    return themed({"title": title, "width": WIDTH, "height": height, "datasets": datasets, "layer": layers})


def _time(span: tuple[int, int]) -> dict[str, Any]:
    """Encode a day: universal time, so that it is the same day wherever the chart is drawn."""
    ends = [_ms(datetime.date(span[0], 1, 1)), _ms(datetime.date(span[1], 12, 31)) + _DAY_MS]
    scale = {"type": "utc", "domain": ends, "range": [_LEFT, _RIGHT], "nice": False}
    return {"type": "temporal", "scale": scale, "axis": None}


def _ms(day: datetime.date) -> int:
    return (day - _EPOCH).days * _DAY_MS


def _day_of(field: str, time: Mapping[str, Any]) -> dict[str, Any]:
    return {"field": field, **time}


def _grid(span: tuple[int, int], time: Mapping[str, Any], height: int) -> list[dict[str, Any]]:
    """Draw the years: a line where each begins, and its number in the middle of it or beside the line."""
    step = -(-(span[1] - span[0] + 1) // _MOST_YEARS)
    middle = "07-02" if step == 1 else "01-01"
    years = [
        {"year": str(year), "begins": f"{year:04}-01-01", "middle": f"{year:04}-{middle}"}
        for year in range(span[0], span[1] + 1, step)
    ]
    label = {"align": "center"} if step == 1 else {"align": "left", "dx": 3}
    return [
        {
            "data": {"values": years},
            "mark": {"type": "rule", "color": "currentColor", "opacity": 0.25},
            "encoding": {"x": _day_of("begins", time), "y": {"value": _TOP}, "y2": {"value": height}},
        },
        {
            "data": {"values": years},
            "mark": {"type": "text", "baseline": "middle", **label},
            "encoding": {
                "x": _day_of("middle", time), "y": {"value": _TOP + _AXIS // 2},
                "text": {"field": "year", "type": "nominal"},
            },
        },
    ]  # fmt: skip


_IS: Final = {
    kind: [{"filter": {"field": "known", "oneOf": kinds}}]
    for kind, kinds in {
        "whole": ["both"],
        "open": ["start", "deadline"],
        "ongoing": ["ongoing"],
        "capped": ["start", "deadline", "ongoing"],
    }.items()
}


def _bar_layers(time: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Draw a bar where both ends are stated, a broken line where one is, an arrow where it has no end."""
    rows = {"data": {"name": "rows"}}
    place = {"x": _day_of("from", time), "x2": {"field": "to"}, "y": at("y"), "color": signal_colour()}
    told = {"description": {"field": "told", "type": "nominal"}}
    rule = {"type": "rule", "strokeWidth": 3, "opacity": 0.75, "aria": True}
    return [
        {
            **rows,
            "transform": _IS["whole"],
            "mark": {**rule, "strokeWidth": 11, "opacity": 0.4},
            "encoding": {**place, **told},
        },
        {
            **rows,
            "transform": _IS["open"],
            "mark": {**rule, "strokeDash": [2, 4]},
            "encoding": {**place, **told},
        },
        {**rows, "transform": _IS["ongoing"], "mark": rule, "encoding": {**place, **told}},
        {
            **rows,
            "transform": _IS["ongoing"],
            "mark": {"type": "point", "shape": "triangle-right", "size": 60, "filled": True, "opacity": 1},
            "encoding": {"x": _day_of("to", time), "y": at("y"), "color": signal_colour()},
        },
        {
            **rows,
            "transform": _IS["capped"],
            "mark": {"type": "tick", "orient": "vertical", "size": 12, "thickness": 3, "opacity": 1},
            "encoding": {"x": _day_of("cap", time), "y": at("y"), "color": signal_colour()},
        },
        {
            **rows,
            "mark": {"type": "text", "align": "left", "baseline": "middle", "opacity": 0.8, "fontSize": 11},
            "encoding": {
                "x": {"value": _LEFT + 4}, "y": at("y"), "text": {"field": "words", "type": "nominal"},
            },
        },
    ]  # fmt: skip


def _milestone_layers(time: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Draw milestones by what they have come to; what is not due yet is a hollow diamond."""
    place = {"x": _day_of("due", time), "y": at("y"), "description": {"field": "told", "type": "nominal"}}
    coming = {"field": "signal", "equal": Signal.NONE.value}
    milestones = {"data": {"name": "milestones"}}
    return [
        {
            **milestones,
            "transform": [{"filter": {"not": coming}}],
            **signal_layer(place, size=60, aria=True),
        },
        {
            **milestones,
            "transform": [{"filter": coming}],
            "mark": {**_DIAMOND, "aria": True},
            "encoding": place,
        },
    ]


_DIAMOND: Final = {
    "type": "point", "shape": "diamond", "size": 60, "stroke": "currentColor", "fill": "transparent",
    "strokeWidth": 1.4, "opacity": 1,
}  # fmt: skip


def _name_layers() -> list[dict[str, Any]]:
    rows = {"data": {"name": "rows"}}
    return [
        {
            **rows,
            "transform": [{"filter": {"field": "is_item", "equal": True}}],
            **signal_layer({"x": at("sign_x"), "y": at("y")}, size=55),
        },
        _names({"field": "depth", "equal": 0}, fontWeight="bold"),
        _names({"field": "depth", "gt": 0}),
    ]  # fmt: skip


_TEXT: Final = {"type": "text", "align": "left", "baseline": "middle"}


def _names(which: Mapping[str, Any], **mark: Any) -> dict[str, Any]:
    return {
        "data": {"name": "rows"},
        "transform": [{"filter": which}],
        "mark": {**_TEXT, "fontSize": 12, "lineHeight": _LINE, "aria": True, **mark},
        "encoding": {
            "x": at("text_x"),
            "y": at("text_y"),
            "text": {"field": "label", "type": "nominal"},
            "description": {"field": "told", "type": "nominal"},
        },
    }


def _day(
    as_of: datetime.date, time: Mapping[str, Any], height: int, language: Language
) -> list[dict[str, Any]]:
    words = f"截至{as_of}" if language == "zh" else f"as of {as_of}"
    data = {"data": {"values": [{"day": as_of.isoformat(), "words": words}]}}
    return [
        {
            **data,
            "mark": {"type": "rule", "color": "currentColor", "strokeWidth": 1.5, "strokeDash": [6, 3]},
            "encoding": {"x": _day_of("day", time), "y": {"value": _FIRST}, "y2": {"value": height}},
        },
        {
            **data,
            "mark": {"type": "text", "baseline": "bottom", "fontSize": 11},
            "encoding": {
                "x": _day_of("day", time), "y": {"value": _FIRST - 1},
                "text": {"field": "words", "type": "nominal"},
            },
        },
    ]  # fmt: skip


_LINES: Final[tuple[tuple[str, frozenset[str], str, str], ...]] = (
    ("whole", frozenset({"both"}), "start to deadline", "起始至时限"),
    ("open", frozenset({"start", "deadline"}), "only one of them stated", "只写明其一"),
    ("ongoing", frozenset({"ongoing"}), "for good", "长期"),
    ("coming", frozenset({"coming"}), "milestone not due or cancelled", "未到期或已取消的节点"),
)


def _line_key(known: set[str], language: Language) -> list[dict[str, Any]]:
    """Say what bars and lines mean, in the second line of the key."""
    found: list[dict[str, Any]] = []
    x = 6
    for kind, kinds, english, chinese in _LINES:
        if known & kinds:
            words = chinese if language == "zh" else english
            found.append({"line": kind, "words": words, "x": x, "x2": x + 24, "text_x": x + 30})
            x += 30 + (12 * len(words) if language == "zh" else 6 * len(words)) + 18
    y = {"value": KEY_HEIGHT + 6}
    marks: dict[str, dict[str, Any]] = {
        "whole": {"type": "rule", "strokeWidth": 9, "opacity": 0.4},
        "open": {"type": "rule", "strokeWidth": 3, "strokeDash": [2, 4]},
        "ongoing": {"type": "rule", "strokeWidth": 3},
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [one]},
            "mark": {"color": "currentColor", **marks[str(one["line"])]},
            "encoding": {"x": at("x"), "x2": {"field": "x2"}, "y": y},
        }
        for one in found
        if one["line"] in marks
    ]
    coming = [{**one, "x": one["x2"] - 6} for one in found if one["line"] == "coming"]
    if coming:
        layers.append({"data": {"values": coming}, "mark": _DIAMOND, "encoding": {"x": at("x"), "y": y}})
    if found:
        words_at = {"x": at("text_x"), "y": y, "text": {"field": "words", "type": "nominal"}}
        text = {"type": "text", "align": "left", "baseline": "middle"}
        layers.append({"data": {"values": found}, "mark": text, "encoding": words_at})
    return layers
