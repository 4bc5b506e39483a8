"""The shape of a plan, such as 1+5+22: plan, programs and actions side by side, each action equally high.

Heights say nothing of money or weight, so that every name can be read. What is declared and not named has
its place too, with a broken line around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import ROOM, label_lines, part_names
from zoneplan.charts.signs import KEY_HEIGHT, at, counted, key_layers, signal_colour, signal_layer
from zoneplan.charts.theme import HEIGHT, WIDTH, themed
from zoneplan.findings import plural
from zoneplan.layout import Language, printable, width
from zoneplan.node_statuses import statuses_below, unlisted_below
from zoneplan.plans import Plan
from zoneplan.printed_tables import Signal
from zoneplan.progress import Progress
from zoneplan.signals import worst
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.programs import Action, Program

__all__ = ["structure_chart", "structure_charts"]

_COLUMNS: Final = ((0, 112), (112, 282), (282, WIDTH))
"""From where to where plan, programs and actions stand, in points."""
_LOW, _HIGH = 24, 38  # points of a row, whose names take one line or two
_SIGN: Final = 22  # points for a shape and the room around it
_LINE: Final = 14
_MOST_UNNAMED: Final = 8


@attrs.frozen
class _Cell:
    """A box: what it is, how it is called, and how many rows high it is.

    Attributes:
        id: Id of the node; empty for what is declared and not listed.
        kind: `plan`, `program`, `action`, `unnamed` or `none`, which says that there are no actions.
        name: What stands in it.
        rows: How many rows it is high.
        below: The boxes to its right.
        note: What stands below or beside the name, apart from its counts.
        counted_as: Id of the node whose counts it shows, where it has no id itself.
        unnamed: How many actions without a name it stands for.
    """

    id: str
    kind: str
    name: str
    rows: int = 1
    below: tuple[_Cell, ...] = ()
    note: str = ""
    counted_as: str = ""
    unnamed: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it stands for what is not listed or not named."""
        return self.kind in {"unnamed", "none"}


@attrs.frozen
class _View:
    """What is drawn of which plan.

    Attributes:
        plan: The plan.
        progress: How its targets stand; None for the shape alone.
        counts: How many targets and dates at each node and below it have come to what; None likewise.
        unlisted: How many actions below each node are declared and not listed.
        language: The language of all words.
    """

    plan: Plan
    progress: Progress | None
    counts: Mapping[str, Counter[Signal]] | None
    unlisted: Mapping[str, int]
    language: Language

    def signal(self, cell: _Cell) -> Signal:
        """Give the worst that is known of a box; of what is declared and not listed nothing is known."""
        if self.counts is None or not cell.id:
            return Signal.NONE
        unknown = [Signal.OPEN] if self.unlisted.get(cell.id) else []
        return worst([*self.counts.get(cell.id, ()), *unknown])


def structure_chart(plan: Plan, progress: Progress | None = None, *, language: Language = "zh") -> Chart:
    """Draw the shape of a plan: its programs, and its actions where they fit on a page.

    A part has the colour of the worst that any target, deadline or milestone about it or below it has come
    to, and the number of each; actions that are declared and not listed count as not known there. Without
    `progress` it has none. Where the actions do not fit, every program
    has the number of its actions in place of them.

    Args:
        plan: The plan.
        progress: How its targets stand; None for the shape alone.
        language: The language of its words.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    view = _view(plan, progress, language)
    whole = _whole(view)
    return _chart(whole if _most_rows(whole, view) >= whole.rows else _overview(view), view)


def structure_charts(
    plan: Plan, progress: Progress | None = None, *, language: Language = "zh"
) -> tuple[Chart, ...]:
    """Draw the shape of a plan in as many charts as it takes for each to fit on a page.

    Args:
        plan: The plan.
        progress: How its targets stand; None for the shape alone.
        language: The language of its words.

    Returns:
        One chart where all actions fit; else the programs first, then each program with its actions.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    view = _view(plan, progress, language)
    whole = _whole(view)
    most = _most_rows(whole, view)
    if whole.rows <= most:
        return (_chart(whole, view),)
    above = _pieces(_overview(view), most)
    charts = [_chart(one, view, part) for one, part in zip(above, part_names("", len(above)), strict=True)]
    for program in whole.below:
        pieces = _pieces(program, most)
        for piece, heading in zip(pieces, part_names(program.name, len(pieces)), strict=True):
            charts.append(_chart(_plan_cell(plan, [piece], language), view, heading))
    return tuple(charts)


def _view(plan: Plan, progress: Progress | None, language: Language) -> _View:
    plan.outline.require_usable()
    below = None if progress is None else statuses_below(progress)
    counts = None if below is None else {node: one.signals for node, one in below.items()}
    return _View(plan, progress, counts, unlisted_below(plan.outline), language)


# -- what stands where --------------------------------------------------------------------------


def _whole(view: _View) -> _Cell:
    programs = [_program_cell(one, view.language) for one in view.plan.programs]
    return _plan_cell(view.plan, programs, view.language)


def _overview(view: _View) -> _Cell:
    """Give the plan with its programs alone."""
    programs = [_closed(one, view.language) for one in _whole(view).below]
    return _plan_cell(view.plan, programs, view.language)


def _plan_cell(plan: Plan, programs: Sequence[_Cell], language: Language) -> _Cell:
    below = tuple(programs) or (_Cell("", "none", "未列方案" if language == "zh" else "no programs"),)
    pattern = "" if plan.pattern is None else str(plan.pattern)
    return _Cell(plan.id, "plan", shown_name(plan), sum(one.rows for one in below), below, pattern)


def _program_cell(program: Program, language: Language) -> _Cell:
    chinese = language == "zh"
    below = [_action_cell(one, language) for one in program.actions]
    missing = (program.declared_actions or 0) - len(below)
    if missing > 0:
        name = f"另有{missing}个行动未写明名称" if chinese else f"{plural(missing, 'more action')}, not named"
        below.append(_Cell("", "unnamed", name, min(missing, _MOST_UNNAMED), unnamed=missing))
    number = len(program.actions) + max(missing, 0)
    note = f"{number}个行动" if chinese else plural(number, "action")
    if not below:
        below = [
            _Cell("", "none", "未列行动" if chinese else "no actions", note=_projects(program, language))
        ]
    return _Cell(
        program.id, "program", shown_name(program), sum(one.rows for one in below), tuple(below), note
    )


def _action_cell(action: Action, language: Language) -> _Cell:
    if action.name is None:
        words = (
            f"未写明名称的行动（{action.id}）" if language == "zh" else f"action without a name ({action.id})"
        )
        return _Cell(action.id, "unnamed", words, unnamed=1)
    return _Cell(action.id, "action", action.name, note=_projects(action, language))


def _projects(node: Program | Action, language: Language) -> str:
    number = len(node.projects)
    if not number:
        return ""
    return f"{number}个项目" if language == "zh" else plural(number, "project")


def _closed(program: _Cell, language: Language) -> _Cell:
    """Show a program with the number of its actions in place of them."""
    missing = sum(one.unnamed for one in program.below)
    name = program.below[0].name if program.below[0].kind == "none" else program.note
    if missing:
        name += f"，其中{missing}个未写明名称" if language == "zh" else f", {missing} of them not named"
    told = _Cell("", "closed", name, counted_as=program.id)
    return attrs.evolve(program, rows=1, note="", below=(told,))


def _pieces(cell: _Cell, most: int) -> list[_Cell]:
    """Cut a plan or program into pieces of so many rows at most."""
    found: list[list[_Cell]] = [[]]
    for one in cell.below:
        if found[-1] and sum(above.rows for above in found[-1]) + one.rows > most:
            found.append([])
        found[-1].append(one)
    return [attrs.evolve(cell, below=tuple(piece), rows=sum(one.rows for one in piece)) for piece in found]


# -- drawing ------------------------------------------------------------------------------------


def _most_rows(whole: _Cell, view: _View) -> int:
    """Give how many rows fit on a page, which are higher where a name needs two lines."""
    return (HEIGHT - KEY_HEIGHT) // _row_height(list(_boxes(whole, view)))


def _row_height(boxes: Sequence[Mapping[str, Any]]) -> int:
    is_low = all(len(_name_lines(box, 2)) == 1 for box in boxes if box["column"] == 2)
    return _LOW if is_low else _HIGH


def _chart(whole: _Cell, view: _View, heading: str = "") -> Chart:
    chinese = view.language == "zh"
    title = "规划结构" if chinese else "Structure of the plan"
    if view.progress is not None:
        day = view.progress.as_of.isoformat()
        title += f"与完成情况（截至{day}）" if chinese else f" and what it has come to as of {day}"
    if heading.startswith("（"):  # one of several charts of the whole plan
        title += heading
    elif heading:
        title = f"{heading}：{title}" if chinese else f"{heading}: {title}"
    return Chart(
        name="structure",
        title=title,
        description=_told(whole, view),
        spec=_spec(list(_boxes(whole, view)), whole.rows, title, view),
    )


def _told(whole: _Cell, view: _View) -> str:
    colon, comma, apart = ("：", "，", "；") if view.language == "zh" else (": ", ", ", "; ")
    parts = []
    for one in whole.below:
        said = [one.note] if one.note else [below.name for below in one.below]
        if view.counts is not None and (found := counted(view.counts.get(one.id, {}), view.language)):
            said.append(found)
        parts.append(f"{one.name}{colon}{comma.join(said)}")
    census = view.plan.outline.census.text(view.language)
    return f"{shown_name(view.plan)}{colon}{census}{apart}{apart.join(parts)}"


def _boxes(whole: _Cell, view: _View) -> Iterator[dict[str, Any]]:
    """Give every box with its place, in rows from the top."""
    stack = [(whole, 0, 0)]
    while stack:
        cell, column, row = stack.pop()
        below, first = [], row
        for one in cell.below:
            below.append((one, column + 1, first))
            first += one.rows
        stack.extend(reversed(below))
        yield _box(cell, column, row, view)


def _box(cell: _Cell, column: int, row: int, view: _View) -> dict[str, Any]:
    is_judged = view.counts is not None
    counts = (view.counts or {}).get(cell.id or cell.counted_as, Counter())
    colon, comma = ("：", "，") if view.language == "zh" else (": ", ", ")
    said = comma.join(filter(None, (cell.note, counted(counts, view.language))))
    left, right = _COLUMNS[column]
    return {
        "id": cell.id, "kind": cell.kind, "name": printable(cell.name), "is_open": cell.is_open,
        "signal": view.signal(cell).value,
        "counts": {one.value: counts[one] for one in Signal if counts[one]} if cell.id else {},
        "told": printable(f"{cell.name}{colon}{said}" if said else cell.name),
        "note": printable(cell.note),
        "shapes": [f"{one.shape}{counts[one]}" for one in Signal if counts[one]],
        "column": column, "row": row, "rows": cell.rows, "x": left + 1, "x2": right - 1,
        "sign": is_judged and bool(cell.id),
    }  # fmt: skip


def _spec(boxes: list[dict[str, Any]], rows: int, title: str, view: _View) -> dict[str, Any]:
    top = 0 if view.counts is None else KEY_HEIGHT
    high = _row_height(boxes)
    for box in boxes:
        _place(box, top, high)
    layers = [{"data": {"name": "parts"}, **layer} for layer in _LAYERS]
    if view.counts is not None:
        shown = {box["signal"] for box in boxes if box["sign"]}
        shown.update(signal for box in boxes for signal in box["counts"])
        layers += key_layers(map(Signal, shown), view.language)
    return themed(
        {
            "title": title,
            "width": WIDTH,
            "height": top + rows * high,
            "datasets": {"parts": boxes},
            "layer": layers,
        }
    )


def _name_lines(box: Mapping[str, Any], lines: int) -> list[str]:
    """Set a name in its box, beside its shape and, for an action, what stands at its right end."""
    room = box["x2"] - box["x"] - (_SIGN if box["sign"] else 6) - 6
    if box["column"] == 2 and (side := _side(box)):
        room -= ROOM * width(side) + 10
    return label_lines(box["name"], room, lines)


def _side(box: Mapping[str, Any]) -> str:
    return "  ".join(filter(None, (box["note"], *box["shapes"])))


def _place(box: dict[str, Any], top: int, high: int) -> None:
    """Add where the parts of a box are drawn: its frame, its shape, its name and what stands beside that."""
    box["y"], box["y2"] = top + box["row"] * high + 1, top + (box["row"] + box["rows"]) * high - 1
    room = max((box["y2"] - box["y"]) // _LINE, 1)
    is_last = box["column"] == 2
    below = [] if is_last else _below(box)
    lines = _name_lines(box, min(max(room - len(below), 1), 6))
    below = below[: max(room - len(lines), 0)]  # a low box shows its name, and tells the rest
    middle = (box["y"] + box["y2"]) // 2
    first = middle - _LINE * (len(lines) + len(below) - 1) // 2
    box["full"] = box["name"] if lines[-1].endswith("…") else ""
    box["label"], box["text_x"] = lines, box["x"] + (_SIGN if box["sign"] else 6)
    box["text_y"], box["below"], box["below_y"] = first, below, first + _LINE * len(lines)
    box["sign_x"], box["sign_y"] = box["x"] + 12, middle if is_last else first
    box["side"], box["side_x"], box["side_y"] = _side(box) if is_last else "", box["x2"] - 6, middle


def _below(box: Mapping[str, Any]) -> list[str]:
    """Set the note and the counts of a program or plan in lines; a count is not broken."""
    columns = (box["x2"] - box["x"] - _SIGN) // ROOM
    found = [box["note"]] if box["note"] else []
    line = ""
    for count in box["shapes"]:
        if line and width(line) + 1 + width(count) > columns:
            found.append(line)
            line = ""
        line = f"{line} {count}".strip()
    return [*found, line] if line else found


_TEXT: Final = {"type": "text", "align": "left", "baseline": "middle", "lineHeight": _LINE}
_TOLD: Final = {"field": "told", "type": "nominal"}
_FRAME: Final = {"x": at("x"), "x2": {"field": "x2"}, "y": at("y"), "y2": {"field": "y2"}}


def _names(which: Mapping[str, Any], **mark: Any) -> dict[str, Any]:
    """Draw the names of some boxes; one that was shortened is told in full where the pointer rests."""
    return {
        "transform": [{"filter": which}],
        "mark": {**_TEXT, "aria": True, "fontSize": 12, **mark},
        "encoding": {
            "x": at("text_x"),
            "y": at("text_y"),
            "text": {"field": "label", "type": "nominal"},
            "description": {"field": "full", "type": "nominal"},
        },
    }


_LAYERS: Final[tuple[dict[str, Any], ...]] = (
    {
        "transform": [{"filter": {"field": "is_open", "equal": False}}],
        "mark": {"type": "rect", "aria": True, "cornerRadius": 2, "fillOpacity": 0.18},
        "encoding": {**_FRAME, "color": signal_colour(), "description": _TOLD},
    },
    {
        "transform": [{"filter": {"field": "is_open", "equal": True}}],
        "mark": {
            "type": "rect", "aria": True, "cornerRadius": 2, "strokeDash": [4, 3], "strokeOpacity": 0.7,
            "fill": "transparent", "stroke": "currentColor",
        },
        "encoding": {**_FRAME, "description": _TOLD},
    },
    _names({"field": "column", "lt": 2}, fontWeight="bold"),
    _names({"and": [{"field": "column", "equal": 2}, {"field": "is_open", "equal": False}]}),
    _names({"and": [{"field": "column", "equal": 2}, {"field": "is_open", "equal": True}]}, opacity=0.8),
    {
        "mark": {**_TEXT, "fontSize": 11, "opacity": 0.8},
        "encoding": {"x": at("text_x"), "y": at("below_y"), "text": {"field": "below", "type": "nominal"}},
    },
    {
        "mark": {**_TEXT, "align": "right", "fontSize": 11, "opacity": 0.8},
        "encoding": {"x": at("side_x"), "y": at("side_y"), "text": {"field": "side", "type": "nominal"}},
    },
    {
        "transform": [{"filter": {"field": "sign", "equal": True}}],
        **signal_layer({"x": at("sign_x"), "y": at("sign_y")}),
    },
)  # fmt: skip
