"""The shape of a plan, such as 1+5+22: plan, programs and actions side by side, each action equally high.

Heights say nothing of money or weight, so that every name can be read. What is declared and not named has
its place too, with a broken line around it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.counts import counts_below
from zoneplan.charts.labels import ROOM, label_lines, number_of, part_names
from zoneplan.charts.signs import KEY_HEIGHT, at, counted, key_layers, signal_colour, signal_layer
from zoneplan.charts.theme import WIDTH, themed
from zoneplan.layout import printable, width
from zoneplan.printed_tables import Signal
from zoneplan.signals import worst
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.plans import Plan
    from zoneplan.programs import Action, Program
    from zoneplan.progress import Progress

__all__ = ["MOST_ROWS", "structure_chart", "structure_charts"]

MOST_ROWS: Final = 40
"""Rows of a chart that still fit on a page."""
_COLUMNS: Final = ((0, 112), (112, 282), (282, WIDTH))
"""From where to where plan, programs and actions stand, in points."""
_LOW, _HIGH = 24, 38
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


def structure_chart(plan: Plan, progress: Progress | None = None, *, language: Language = "zh") -> Chart:
    """Draw the shape of a plan: its programs, and its actions where they fit on a page.

    A part has the colour of the worst that any target, deadline or milestone about it or below it has come
    to, and the number of each; without `progress` it has none.

    Args:
        plan: The plan.
        progress: How its targets stand; None for the shape alone.
        language: The language of its words.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    whole = _plan_cell(plan, [_program_cell(one, language) for one in plan.programs], language)
    if whole.rows > MOST_ROWS:
        programs = [_closed(_program_cell(one, language), language) for one in plan.programs]
        whole = _plan_cell(plan, programs, language)
    return _chart(whole, plan, progress, language)


def structure_charts(
    plan: Plan, progress: Progress | None = None, *, language: Language = "zh"
) -> tuple[Chart, ...]:
    """Draw the shape of a plan, with further charts for its programs where the actions do not fit on a page.

    Args:
        plan: The plan.
        progress: How its targets stand; None for the shape alone.
        language: The language of its words.

    Returns:
        The whole plan first, then every program of a plan with more than 40 actions, in pieces of at most
        40.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    whole = structure_chart(plan, progress, language=language)
    programs = [_program_cell(one, language) for one in plan.programs]
    if sum(one.rows for one in programs) <= MOST_ROWS:
        return (whole,)
    charts = [whole]
    for one in programs:
        pieces = list(_pieces(one))
        for piece, heading in zip(pieces, part_names(one.name, len(pieces)), strict=True):
            cell = _plan_cell(plan, [piece], language)
            charts.append(_chart(cell, plan, progress, language, heading))
    return tuple(charts)


# -- what stands where --------------------------------------------------------------------------


def _plan_cell(plan: Plan, programs: Sequence[_Cell], language: Language) -> _Cell:
    below = tuple(programs) or (_Cell("", "none", "未列方案" if language == "zh" else "no programs"),)
    pattern = "" if plan.pattern is None else str(plan.pattern)
    return _Cell(plan.id, "plan", shown_name(plan), sum(one.rows for one in below), below, pattern)


def _program_cell(program: Program, language: Language) -> _Cell:
    chinese = language == "zh"
    below = [_action_cell(one, language) for one in program.actions]
    missing = (program.declared_actions or 0) - len(below)
    if missing > 0:
        name = (
            f"另有{missing}个行动未写明名称" if chinese else f"{number_of(missing, 'more action')}, not named"
        )
        below.append(_Cell("", "unnamed", name, min(missing, _MOST_UNNAMED), unnamed=missing))
    number = len(program.actions) + max(missing, 0)
    note = number_of(number, "action", "行动" if chinese else "")
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
    return number_of(number, "project", "项目" if language == "zh" else "") if number else ""


def _closed(program: _Cell, language: Language) -> _Cell:
    """Show a program with the number of its actions in place of them."""
    missing = sum(one.unnamed for one in program.below)
    name = program.below[0].name if program.below[0].kind == "none" else program.note
    if missing:
        name += f"，其中{missing}个未写明名称" if language == "zh" else f", {missing} of them not named"
    told = _Cell("", "closed", name, counted_as=program.id)
    return attrs.evolve(program, rows=1, note="", below=(told,))


def _pieces(program: _Cell) -> Iterable[_Cell]:
    """Cut a program into pieces that fit on a page each."""
    below = list(program.below)
    while below:
        piece: list[_Cell] = []
        while below and sum(one.rows for one in piece) + below[0].rows <= MOST_ROWS:
            piece.append(below.pop(0))
        yield attrs.evolve(program, below=tuple(piece), rows=sum(one.rows for one in piece))


# -- drawing ------------------------------------------------------------------------------------


def _chart(
    whole: _Cell, plan: Plan, progress: Progress | None, language: Language, heading: str = ""
) -> Chart:
    plan.outline.require_usable()
    chinese = language == "zh"
    counts = None if progress is None else counts_below(progress)
    boxes = list(_boxes(whole, counts, language))
    title = "规划结构" if chinese else "Structure of the plan"
    if progress is not None:
        day = progress.as_of.isoformat()
        title += f"与完成情况（截至{day}）" if chinese else f" and what it has come to as of {day}"
    if heading:
        title = f"{heading}：{title}" if chinese else f"{heading}: {title}"
    return Chart(
        name="structure",
        title=title,
        description=_told(whole, plan, counts, language),
        spec=_spec(boxes, whole.rows, title, language, is_judged=counts is not None),
    )


def _told(whole: _Cell, plan: Plan, counts: Mapping[str, Counter[Signal]] | None, language: Language) -> str:
    colon, comma, apart = ("：", "，", "；") if language == "zh" else (": ", ", ", "; ")
    parts = []
    for one in whole.below:
        said = [one.note] if one.note else [below.name for below in one.below]
        if counts is not None and (found := counted(counts.get(one.id, Counter()), language)):
            said.append(found)
        parts.append(f"{one.name}{colon}{comma.join(said)}")
    census = plan.outline.census.text(language)
    return f"{shown_name(plan)}{colon}{census}{apart}{apart.join(parts)}"


def _boxes(
    whole: _Cell, counts: Mapping[str, Counter[Signal]] | None, language: Language
) -> Iterable[dict[str, Any]]:
    """Give every box with its place, in rows from the top."""
    stack = [(whole, 0, 0)]
    while stack:
        cell, column, row = stack.pop()
        below, first = [], row
        for one in cell.below:
            below.append((one, column + 1, first))
            first += one.rows
        stack.extend(reversed(below))
        found = None if counts is None else counts.get(cell.id or cell.counted_as, Counter())
        yield _box(cell, column, row, found, language)


def _box(
    cell: _Cell, column: int, row: int, counts: Counter[Signal] | None, language: Language
) -> dict[str, Any]:
    counts, is_judged = counts or Counter(), counts is not None
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    said = comma.join(filter(None, (cell.note, counted(counts, language))))
    left, right = _COLUMNS[column]
    return {
        "id": cell.id, "kind": cell.kind, "name": printable(cell.name), "is_open": cell.is_open,
        "signal": (worst(counts) if is_judged and cell.id else Signal.NONE).value,
        "counts": {one.value: counts[one] for one in Signal if counts[one]} if cell.id else {},
        "told": printable(f"{cell.name}{colon}{said}" if said else cell.name),
        "note": printable(cell.note),
        "shapes": [f"{one.shape}{counts[one]}" for one in Signal if counts[one]],
        "column": column, "row": row, "rows": cell.rows, "x": left + 1, "x2": right - 1,
        "sign": is_judged and bool(cell.id),
    }  # fmt: skip


def _spec(
    boxes: list[dict[str, Any]], rows: int, title: str, language: Language, *, is_judged: bool
) -> dict[str, Any]:
    top = KEY_HEIGHT if is_judged else 0
    is_low = all(len(_name_lines(box, 2)) == 1 for box in boxes if box["column"] == 2)
    high = _LOW if is_low else _HIGH
    for box in boxes:
        _place(box, top, high)
    layers = [{"data": {"name": "parts"}, **layer} for layer in _LAYERS]
    if is_judged:
        shown = {box["signal"] for box in boxes if box["sign"]}
        shown.update(signal for box in boxes for signal in box["counts"])
        layers += key_layers(map(Signal, shown), language)
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
    room = box["x2"] - box["x"] - (_SIGN if box["sign"] else 6) - 2
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
