"""What targets and dates have come to, program by program: a matrix of counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import label_lines, part_names
from zoneplan.charts.signs import at, counted, signal_colour, signal_layer
from zoneplan.charts.theme import HEIGHT, WIDTH, themed
from zoneplan.node_statuses import statuses_by_program
from zoneplan.printed_tables import Signal
from zoneplan.shown_figures import MISSING
from zoneplan.signals import signal_words
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.progress import Progress

__all__ = ["lights_chart", "lights_charts"]

_Row: TypeAlias = "tuple[str, Counter[Signal]]"

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
    return next(_charts(progress, language, None), None)


def lights_charts(progress: Progress, *, language: Language = "zh") -> tuple[Chart, ...]:
    """Draw the same in as many charts as it takes for each to fit on a page; the last one has the total.

    Args:
        progress: How the targets stand.
        language: The language of its words.

    Returns:
        The charts; none where the plan has no targets and no dates.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    return tuple(_charts(progress, language, (HEIGHT - _HEAD) // _ROW - 1))


def _charts(progress: Progress, language: Language, most: int | None) -> Iterator[Chart]:
    by_program = {key: one.signals for key, one in statuses_by_program(progress).items()}
    total: Counter[Signal] = Counter()
    for counts in by_program.values():
        total.update(counts)
    if not total:
        return
    rows = [(name, by_program[node]) for node, name in _names(progress, by_program, language).items()]
    step = most or len(rows)
    pieces = [rows[first : first + step] for first in range(0, len(rows), step)]
    day, chinese = progress.as_of.isoformat(), language == "zh"
    title = f"各方案的目标和时限（截至{day}）" if chinese else f"Targets and dates by program as of {day}"
    for piece, heading in zip(pieces, part_names(title, len(pieces)), strict=True):
        is_last = piece is pieces[-1]
        yield Chart(
            name="lights",
            title=heading,
            description=_told(shown_name(progress.plan), piece, total, language),
            spec=_spec(piece, total if is_last else None, heading, language),
        )


def _told(plan: str, rows: Sequence[_Row], total: Counter[Signal], language: Language) -> str:
    """Say what a chart shows: the total, and each of its rows."""
    chinese, number = language == "zh", sum(total.values())
    head = (
        f"{plan}：{number}个目标和时限中，{counted(total, language)}。"
        if chinese
        else f"{plan}: {number} targets and dates, {counted(total, language)}."
    )
    colon, apart = ("：", "；") if chinese else (": ", "; ")
    told = [f"{name}{colon}{counted(counts, language) or MISSING}" for name, counts in rows]
    return f"{head} {apart.join(told)}"


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
    rows: Sequence[_Row], total: Counter[Signal] | None, title: str, language: Language
) -> dict[str, Any]:
    cells = [cell for index, row in enumerate(rows) for cell in _cells(index, *row)]
    sums = [_sum(_TOTAL, index, sum(counts.values()), "") for index, (_, counts) in enumerate(rows)]
    labels = [_label(index, name) for index, (name, _) in enumerate(rows)]
    if total is not None:
        last = len(rows)
        sums += [
            _sum(_LABELS + _COLUMN * place, last, total[signal], signal.value)
            for place, signal in enumerate(Signal)
        ]
        sums.append(_sum(_TOTAL, last, sum(total.values()), ""))
        labels.append(_label(last, _WORDS[language][0]))
    return themed(
        {
            "title": title,
            "width": WIDTH,
            "height": _HEAD + _ROW * len(labels),
            "datasets": {"heads": _heads(language), "cells": cells, "sums": sums, "rows": labels},
            "layer": [*_LAYERS, _total_head(language)],
        }
    )


def _cells(index: int, name: str, counts: Counter[Signal]) -> list[dict[str, Any]]:
    top = _HEAD + _ROW * index
    return [
        {
            "row": name, "signal": signal.value, "count": counts[signal], "is_zero": not counts[signal],
            # A zero would look as if something had been judged.
            "shown": str(counts[signal]) if counts.total() else MISSING,
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
    """Give what stands above the columns: the shapes with their words."""
    heads = []
    for place, signal in enumerate(Signal):
        middle = _LABELS + _COLUMN * place + _COLUMN // 2
        lines = label_lines(signal_words(signal, language), _COLUMN, 2)
        heads.append({"signal": signal.value, "label": lines, "x": middle, "y": 7, "text_y": 22})
    return heads


def _total_head(language: Language) -> dict[str, Any]:
    words = [{"label": _WORDS[language][0], "x": (_TOTAL + WIDTH) // 2, "y": 22}]
    place = {"x": at("x"), "y": at("y"), "text": {"field": "label", "type": "nominal"}}
    return {"data": {"values": words}, "mark": {**_TEXT, "fontSize": 10}, "encoding": place}


_TEXT: Final = {"type": "text", "align": "center", "baseline": "middle"}
_LABEL: Final = {"field": "label", "type": "nominal"}
_IS_ZERO: Final = {"test": {"field": "is_zero", "equal": True}}
_LAYERS: Final[tuple[dict[str, Any], ...]] = (
    {"data": {"name": "heads"}, **signal_layer({"x": at("x"), "y": at("y")})},
    {
        "data": {"name": "heads"},
        "mark": {**_TEXT, "fontSize": 10, "lineHeight": 12},
        "encoding": {"x": at("x"), "y": at("text_y"), "text": _LABEL},
    },
    {
        "data": {"name": "cells"},
        "mark": {"type": "rect", "cornerRadius": 3},
        "encoding": {
            "x": at("x"), "x2": {"field": "x2"}, "y": at("y"), "y2": {"field": "y2"},
            "color": signal_colour(),
            "fillOpacity": {"condition": {**_IS_ZERO, "value": 0.04}, "value": 0.22},
        },
    },
    {
        "data": {"name": "cells"},
        "mark": {**_TEXT, "fontSize": 13},
        "encoding": {
            "x": at("text_x"), "y": at("text_y"), "text": {"field": "shown", "type": "nominal"},
            "opacity": {"condition": {**_IS_ZERO, "value": 0.6}, "value": 1},
        },
    },
    {
        "data": {"name": "sums"},
        "mark": {**_TEXT, "fontSize": 13, "fontWeight": "bold"},
        "encoding": {"x": at("text_x"), "y": at("text_y"), "text": {"field": "sum", "type": "nominal"}},
    },
    {
        "data": {"name": "rows"},
        "mark": {**_TEXT, "align": "left", "fontSize": 12, "lineHeight": 14},
        "encoding": {"x": at("x"), "y": at("y"), "text": _LABEL},
    },
)  # fmt: skip
