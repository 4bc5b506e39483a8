"""What targets and dates have come to, program by program: a matrix of counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from zoneplan.charts.chart import Chart
from zoneplan.charts.counts import counts_by_program
from zoneplan.charts.labels import label_lines
from zoneplan.charts.signs import at, counted, signal_colour, signal_layer, signal_words
from zoneplan.charts.theme import WIDTH, themed
from zoneplan.printed_tables import Signal
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.layout import Language
    from zoneplan.progress import Progress

__all__ = ["lights_chart"]

_LABELS: Final = 196  # points for the names of programs
_COLUMN: Final = 76
_TOTAL: Final = _LABELS + _COLUMN * len(Signal)
_HEAD: Final = 46
_ROW: Final = 32
_WORDS: Final = {
    "zh": ("合计", "规划本身或涉及多个方案", "规划以外的地区"),
    "en": ("total", "the plan itself, or several programs", "places outside the plan"),
}


def lights_chart(progress: Progress, *, language: Language = "zh") -> Chart | None:
    """Draw how many targets and dates of each program have come to what.

    Every target counts once, and so does every deadline and milestone on the day of the question: what
    belongs to no program or to several stands in a row of its own, so that the rows add up to the total.

    Args:
        progress: How the targets stand.
        language: The language of its words.

    Returns:
        The chart; None where the plan has no targets and no dates.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    total: Counter[Signal] = Counter()
    for counts in (by_program := counts_by_program(progress)).values():
        total.update(counts)
    if not total:
        return None
    plan, chinese = progress.plan, language == "zh"
    names = _names(progress, by_program, language)
    day = progress.as_of.isoformat()
    title = f"各方案的目标和时限（截至{day}）" if chinese else f"Targets and dates by program as of {day}"
    number = sum(total.values())
    head = (
        f"{shown_name(plan)}：{number}个目标和时限中，{counted(total, language)}。"
        if chinese
        else f"{shown_name(plan)}: {number} targets and dates, {counted(total, language)}."
    )
    told = [f"{name}: {counted(by_program[one], language) or 0}" for one, name in names.items()]
    return Chart(
        name="lights",
        title=title,
        description=" ".join([head, *told]),
        spec=_spec(names, by_program, total, title, language),
    )


def _names(
    progress: Progress, by_program: Mapping[str | None, Counter[Signal]], language: Language
) -> dict[str | None, str]:
    """Name the rows: every program, and what else something stands in."""
    plan = progress.plan
    _, own, outside = _WORDS[language]
    found: dict[str | None, str] = {}
    for node, counts in by_program.items():
        if node is None or node == plan.id:
            if counts:
                found[node] = outside if node is None else own
        else:
            found[node] = shown_name(plan.outline.nodes[node])
    return found


def _spec(
    names: Mapping[str | None, str],
    by_program: Mapping[str | None, Counter[Signal]],
    total: Counter[Signal],
    title: str,
    language: Language,
) -> dict[str, Any]:
    rows = [(name, by_program[node]) for node, name in names.items()]
    cells = [cell for index, row in enumerate(rows) for cell in _cells(index, *row)]
    last = len(rows)
    sums = [
        _sum(_LABELS + _COLUMN * place, last, total[signal], signal.value)
        for place, signal in enumerate(Signal)
    ]
    sums += [_sum(_TOTAL, index, sum(counts.values()), "") for index, (_, counts) in enumerate(rows)]
    sums.append(_sum(_TOTAL, last, sum(total.values()), ""))
    labels = [_label(index, name) for index, (name, _) in enumerate(rows)]
    labels.append(_label(last, _WORDS[language][0]))
    layers = [*_heads(language), *_drawn(cells, sums, labels)]
    height = _HEAD + _ROW * (last + 1)
    return themed({"title": title, "width": WIDTH, "height": height, "layer": layers})


def _cells(index: int, name: str, counts: Counter[Signal]) -> list[dict[str, Any]]:
    top = _HEAD + _ROW * index
    return [
        {
            "row": name, "signal": signal.value, "count": counts[signal], "is_zero": not counts[signal],
            "x": _LABELS + _COLUMN * place + 1, "x2": _LABELS + _COLUMN * (place + 1) - 1,
            "y": top + 1, "y2": top + _ROW - 1,
            "text_x": _LABELS + _COLUMN * place + _COLUMN // 2, "text_y": top + _ROW // 2,
        }
        for place, signal in enumerate(Signal)
    ]  # fmt: skip


def _sum(left: int, index: int, number: int, signal: str) -> dict[str, Any]:
    middle = left + (_COLUMN if signal else WIDTH - _TOTAL) // 2
    return {"sum": number, "signal": signal, "text_x": middle, "text_y": _HEAD + _ROW * index + _ROW // 2}


def _label(index: int, name: str) -> dict[str, Any]:
    lines = label_lines(name, _LABELS - 12, 2)
    first = _HEAD + _ROW * index + _ROW // 2 - 7 * (len(lines) - 1)
    return {"name": name, "label": lines, "x": 4, "y": first}


def _heads(language: Language) -> list[dict[str, Any]]:
    """Draw the shapes with their words above the columns."""
    heads = []
    for place, signal in enumerate(Signal):
        middle = _LABELS + _COLUMN * place + _COLUMN // 2
        lines = label_lines(signal_words(signal, language), _COLUMN - 2, 2)
        heads.append({"signal": signal.value, "label": lines, "x": middle, "y": 7, "text_y": 22})
    place = {"x": at("x"), "y": at("y")}
    words = {**place, "y": at("text_y"), "text": {"field": "label", "type": "nominal"}}
    return [
        {"data": {"values": heads}, **signal_layer(place)},
        {"data": {"values": heads}, "mark": {**_TEXT, "fontSize": 10, "lineHeight": 12}, "encoding": words},
    ]


_TEXT: Final = {"type": "text", "align": "center", "baseline": "middle"}


def _drawn(
    cells: list[dict[str, Any]], sums: list[dict[str, Any]], labels: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Draw cells in their colour where they count anything, the counts, the sums and the names."""
    middle = {"x": at("text_x"), "y": at("text_y")}
    box = {"x": at("x"), "x2": {"field": "x2"}, "y": at("y"), "y2": {"field": "y2"}}
    faint = {"condition": {"test": {"field": "is_zero", "equal": True}, "value": 0.04}, "value": 0.22}
    grey = {"condition": {"test": {"field": "is_zero", "equal": True}, "value": 0.55}, "value": 1}
    return [
        {
            "data": {"values": cells},
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {**box, "color": signal_colour(), "fillOpacity": faint},
        },
        {
            "data": {"values": cells},
            "mark": {**_TEXT, "fontSize": 13},
            "encoding": {**middle, "text": {"field": "count", "type": "nominal"}, "opacity": grey},
        },
        {
            "data": {"values": sums},
            "mark": {**_TEXT, "fontSize": 13, "fontWeight": "bold"},
            "encoding": {**middle, "text": {"field": "sum", "type": "nominal"}},
        },
        {
            "data": {"values": labels},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "lineHeight": 14},
            "encoding": {"x": at("x"), "y": at("y"), "text": {"field": "label", "type": "nominal"}},
        },
    ]
