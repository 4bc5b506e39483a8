"""Actions and milestones in time: bars from start to deadline, milestones on them, the day as a line.

What is known in part looks like it: a broken line where only the start or only the deadline is stated, and
words where neither is. Nothing dated after the day is used, as in the register.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import label_lines, number_of, part_names
from zoneplan.charts.signs import KEY_HEIGHT, at, key_layers, signal_colour, signal_layer
from zoneplan.charts.theme import WIDTH, themed
from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.layout import printable
from zoneplan.outline import Node, NodeKind
from zoneplan.periods import Period
from zoneplan.printed_tables import Signal
from zoneplan.register import RegisterItem
from zoneplan.signals import signal_of
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.plans import Plan

__all__ = ["schedule_charts"]

_MOST_ROWS: Final = 40
_ROW: Final = 22
_LABELS: Final = 226  # points for shapes and names
_LEFT, _RIGHT = _LABELS + 8, WIDTH - 10
_TOP: Final = KEY_HEIGHT * 2 + 14  # below two lines of a key and the name of the day
_AXIS: Final = 18
_MOST_YEARS: Final = 11
_EPOCH: Final = datetime.date(1970, 1, 1)
_DAY_MS: Final = 86_400_000


@attrs.frozen(kw_only=True)
class _Row:
    """A row of the chart.

    Attributes:
        node: What it is about.
        name: Its name.
        depth: 0 for a program or the plan, 1 for an action, 2 for a project.
        start: When it starts.
        item: Its own item in the register; None where it has no deadline and is not reported done.
        milestones: The items of its milestones.
        program: Id of the program it is listed under; of the plan where it is in none.
    """

    node: Node
    name: str
    depth: int
    start: Period | None
    item: RegisterItem | None
    milestones: tuple[RegisterItem, ...]
    program: str

    @property
    def deadline(self) -> Deadline | None:
        """By when it is to be done."""
        return self.node.deadline

    @property
    def has_dates(self) -> bool:
        """Whether anything about it has a date."""
        due = self.deadline is not None and self.deadline.due is not None
        return due or self.start is not None or any(one.due and one.due.due for one in self.milestones)


def schedule_charts(
    plan: Plan, as_of: datetime.date | str, *, language: Language = "zh"
) -> tuple[Chart, ...]:
    """Draw the actions of a plan in time, with their milestones.

    Every action has a row, and so has any other part that has a date of its own. A bar goes from the first
    day of the start to the deadline; where one of them is not stated a broken line is open at that end; where
    neither is, words say so.

    Args:
        plan: The plan.
        as_of: The day, or its text; nothing that is dated after it is used.
        language: The language of its words.

    Returns:
        One chart, or where that would have more than 40 rows one for each program, in pieces of at most 40;
        none for a plan without a date.

    Raises:
        PeriodError: If the day cannot be read.
        OutlineError: If an id occurs twice or a reference is broken, so that an item would be lost.
    """
    register = plan.register(as_of)
    rows = list(_rows(plan, register.items, language))
    if not any(row.has_dates for row in rows):
        return ()
    span = _span(rows, register.as_of)
    return tuple(
        _chart(plan, page, span, register.as_of, heading, language) for page, heading in _pages(plan, rows)
    )


# -- what stands in which row -------------------------------------------------------------------


def _rows(plan: Plan, items: Sequence[RegisterItem], language: Language) -> Iterator[_Row]:
    """Give the rows in document order: every program and action, and what else has dates."""
    own = {one.node: one for one in items if one.milestone is None}
    milestones: dict[str, list[RegisterItem]] = {}
    for one in items:
        if one.milestone is not None:
            milestones.setdefault(one.node, []).append(one)
    program = plan.id
    for node in plan.outline.walk():
        if node.kind is NodeKind.PROGRAM:
            program = node.id
        elif node.kind is NodeKind.PROJECT and _is_beside_programs(plan, node):
            program = plan.id
        row = _Row(
            node=node,
            name=_name(node, language),
            depth=0 if program == plan.id else _DEPTHS[node.kind],
            start=node.start,
            item=own.get(node.id),
            milestones=tuple(milestones.get(node.id, ())),
            program=program,
        )
        if node.kind in {NodeKind.PROGRAM, NodeKind.ACTION} or row.has_dates:
            yield row


_DEPTHS: Final = {NodeKind.PLAN: 0, NodeKind.PROGRAM: 0, NodeKind.ACTION: 1, NodeKind.PROJECT: 2}


def _is_beside_programs(plan: Plan, node: Node) -> bool:
    return plan.outline.paths[node.id].startswith("projects[")


def _name(node: Node, language: Language) -> str:
    if node.name is None:
        return f"未写明名称的行动（{node.id}）" if language == "zh" else f"action without a name ({node.id})"
    return shown_name(node)


def _span(rows: Sequence[_Row], as_of: datetime.date) -> tuple[int, int]:
    """Give the first and last year of everything that has a date, and of the day."""
    days = [as_of]
    for row in rows:
        dues = [row.deadline, *(one.due for one in row.milestones)]
        days += [due.due for due in dues if due is not None and due.due is not None]
        days += [] if row.start is None else [row.start.start]
    return min(days).year, max(days).year


def _pages(plan: Plan, rows: list[_Row]) -> Iterator[tuple[list[_Row], str]]:
    """Give the rows of each chart: all of them, or program by program in pieces, with what each is of."""
    if len(rows) <= _MOST_ROWS:
        yield rows, ""
        return
    by_program: dict[str, list[_Row]] = {}
    for row in rows:
        by_program.setdefault(row.program, []).append(row)
    for program, found in by_program.items():
        name = shown_name(plan.outline.nodes[program])
        pieces = [found[first : first + _MOST_ROWS] for first in range(0, len(found), _MOST_ROWS)]
        yield from zip(pieces, part_names(name, len(pieces)), strict=True)


# -- drawing ------------------------------------------------------------------------------------


def _chart(
    plan: Plan,
    rows: Sequence[_Row],
    span: tuple[int, int],
    as_of: datetime.date,
    heading: str,
    language: Language,
) -> Chart:
    chinese = language == "zh"
    title = f"行动进度（截至{as_of}）" if chinese else f"Actions in time, as of {as_of}"
    if heading:
        title = f"{heading}：{title}" if chinese else f"{heading}: {title}"
    bars = [_bar(row, index, span, language) for index, row in enumerate(rows)]
    points = [point for index, row in enumerate(rows) for point in _points(row, index, language)]
    return Chart(
        name="schedule",
        title=title,
        description=_told(plan, rows, points, language),
        spec=_spec(bars, points, span, as_of, title, language),
    )


def _told(plan: Plan, rows: Sequence[_Row], points: Sequence[Mapping[str, Any]], language: Language) -> str:
    chinese = language == "zh"
    actions = [row for row in rows if row.node.kind is NodeKind.ACTION]
    undated = [row.name for row in actions if row.start is None and row.deadline is None]
    number = number_of(len(actions), "action", "行动" if chinese else "")
    dated = number_of(len(points), "dated milestone", "有日期的节点" if chinese else "")
    if chinese:
        rest = f"；{len(undated)}个行动未写明起止：{'、'.join(undated)}" if undated else ""
        return f"{shown_name(plan)}：{number}，{dated}{rest}"
    without = f"; {number_of(len(undated), 'action')} without start and deadline: {', '.join(undated)}"
    return f"{shown_name(plan)}: {number}, {dated}{without if undated else ''}"


def _bar(row: _Row, index: int, span: tuple[int, int], language: Language) -> dict[str, Any]:
    """Give a row as data: what is known of its time, what it has come to, and where it stands."""
    kind = _kind(row)
    due = None if row.deadline is None else row.deadline.due
    first, last = datetime.date(span[0], 1, 1), datetime.date(span[1], 12, 31)
    start = first if row.start is None else row.start.start
    item = row.item
    status = "" if item is None else item.text(language)
    signal = Signal.NONE if item is None else signal_of(item.status)
    lines = label_lines(row.name, _LABELS - 26 - 10 * row.depth, 1)
    return {
        "id": row.node.id, "kind": row.node.kind.value, "name": printable(row.name), "row": index,
        "known": kind, "signal": signal.value, "is_item": item is not None,
        "start": None if row.start is None else str(row.start),
        "deadline": None if row.deadline is None else row.deadline.text(language),
        "from": start.isoformat() if kind in _DRAWN else None,
        "to": (last if due is None else due).isoformat() if kind in _DRAWN else None,
        "cap": _cap(kind, row, due), "words": _words(row, kind, language),
        "told": printable(_sentence(row, status, language)),
        "label": lines[0], "depth": row.depth, "sign_x": 8 + 10 * row.depth, "text_x": 18 + 10 * row.depth,
        "y": _top(index),
    }  # fmt: skip


_DRAWN: Final = frozenset({"both", "start", "deadline", "ongoing"})


def _kind(row: _Row) -> str:
    """Tell what is known of when a row begins and ends."""
    due = row.deadline
    if due is not None and due.kind is DeadlineKind.ONGOING:
        return "ongoing" if row.start is not None else "ongoing_only"
    if due is None or due.due is None:
        return "none" if row.start is None else "start"
    if row.start is None:
        return "deadline"
    return "both" if row.start.start <= due.due else "reversed"


def _cap(kind: str, row: _Row, due: datetime.date | None) -> str | None:
    """Give the one end that is stated, where the other is open."""
    if kind in {"start", "ongoing"} and row.start is not None:
        return row.start.start.isoformat()
    return due.isoformat() if kind == "deadline" and due is not None else None


_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "none": ("start and deadline not stated", "未写明起止"),
    "ongoing_only": ("ongoing; start not stated", "长期，未写明起始"),
    "reversed": ("the deadline lies before the start", "期限早于起始"),
}


def _words(row: _Row, kind: str, language: Language) -> str:
    """Say what cannot be drawn as a bar; a program that only heads its actions needs no words."""
    chinese = language == "zh"
    said = _WORDS[kind][chinese] if kind in _WORDS else ""
    if row.node.kind is not NodeKind.ACTION and kind == "none":
        said = ""
    if kind == "reversed" and row.start is not None and row.deadline is not None:
        colon = "：" if chinese else ": "
        said = f"{said}{colon}{row.start}—{row.deadline.text(language)}"
    undated = sum(one.due is None or one.due.due is None for one in row.milestones)
    if undated:
        more = f"{undated}个节点无日期" if chinese else f"{number_of(undated, 'milestone')} without a date"
        said = ("，" if chinese else ", ").join(filter(None, (said, more)))
    return said


def _sentence(row: _Row, status: str, language: Language) -> str:
    chinese = language == "zh"
    start = "—" if row.start is None else str(row.start)
    due = "—" if row.deadline is None else row.deadline.text(language)
    dates = f"起始{start}，时限{due}" if chinese else f"start {start}, deadline {due}"
    if not status:
        return f"{row.name}：{dates}" if chinese else f"{row.name}: {dates}"
    return f"{row.name}：{dates}，{status}" if chinese else f"{row.name}: {dates}, {status}"


def _points(row: _Row, index: int, language: Language) -> Iterator[dict[str, Any]]:
    for one in row.milestones:
        day = None if one.due is None else one.due.due
        if day is not None and one.due is not None:
            due, said = one.due.text(language), one.text(language)
            told = (
                f"{one.milestone}：时限{due}，{said}"
                if language == "zh"
                else f"{one.milestone}: due {due}, {said}"
            )
            yield {
                "node": one.node, "milestone": printable(one.milestone or ""), "due": day.isoformat(),
                "signal": signal_of(one.status).value, "told": printable(told), "y": _top(index),
            }  # fmt: skip


def _top(index: int) -> int:
    """Give the middle of a row, in points from the top."""
    return _TOP + _AXIS + _ROW * index + _ROW // 2


def _spec(
    bars: list[dict[str, Any]],
    points: list[dict[str, Any]],
    span: tuple[int, int],
    as_of: datetime.date,
    title: str,
    language: Language,
) -> dict[str, Any]:
    height = _top(len(bars)) - _ROW // 2
    time = _time(span)
    shown = {one["signal"] for one in bars if one["is_item"]} | {one["signal"] for one in points}
    known = {one["known"] for one in bars} | {"coming" for one in points if one["signal"] == Signal.NONE}
    layers = [
        *_grid(span, time, height),
        *_bar_layers(time),
        *_day(as_of, time, height, language),
        *_name_layers(),
        *_milestone_layers(time),
        *key_layers(map(Signal, shown), language),
        *_line_key(known, language),
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


def _names(which: Mapping[str, Any], **mark: Any) -> dict[str, Any]:
    return {
        "data": {"name": "rows"},
        "transform": [{"filter": which}],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "aria": True, **mark},
        "encoding": {
            "x": at("text_x"),
            "y": at("y"),
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
            "encoding": {"x": _day_of("day", time), "y": {"value": _TOP}, "y2": {"value": height}},
        },
        {
            **data,
            "mark": {"type": "text", "baseline": "bottom", "fontSize": 11},
            "encoding": {
                "x": _day_of("day", time), "y": {"value": _TOP - 2},
                "text": {"field": "words", "type": "nominal"},
            },
        },
    ]  # fmt: skip


_LINES: Final[tuple[tuple[str, frozenset[str], str, str], ...]] = (
    ("whole", frozenset({"both"}), "start to deadline", "起始至时限"),
    ("open", frozenset({"start", "deadline"}), "only one of them stated", "只写明其一"),
    ("ongoing", frozenset({"ongoing"}), "for good", "长期"),
    ("coming", frozenset({"coming"}), "milestone not due", "未到期的节点"),
)


def _line_key(known: set[str], language: Language) -> list[dict[str, Any]]:
    """Say what bars and lines mean, in the second line of the key."""
    found: list[dict[str, Any]] = []
    x = 0
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
