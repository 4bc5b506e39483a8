"""A picture of the floors on which the modules stand, drawn from the code and from the table of its tests."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["floor_picture", "floors", "imports_between"]

_ROOT = Path(__file__).parents[2]
_NAMES = ("nothing of ours", "values", "records", "questions", "the whole", "edges", "doors")
_WIDTH, _LETTERS, _LINE, _ROOM = 960, 118, 17, 190
_COLOURS = ("#0b6e99", "#c75000")


def floors() -> list[tuple[str, ...]]:
    """Give the modules of each floor, lowest first, as `tests/test_architecture.py` tells them."""
    tree = ast.parse((_ROOT / "tests" / "test_architecture.py").read_text(encoding="utf-8"))
    (table,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    )
    found: list[tuple[str, ...]] = ast.literal_eval(table)
    return list(found)


def imports_between(told: Sequence[Sequence[str]]) -> Counter[tuple[int, int]]:
    """Count which floor imports from which: one for each module that imports another one.

    Args:
        told: The modules of each floor, lowest first.
    """
    home = {name: index for index, floor in enumerate(told) for name in floor}
    found: Counter[tuple[int, int]] = Counter()
    for name, floor in home.items():
        below = {other for other in _imports(name, set(home)) if other != name}
        found.update((floor, home[other]) for other in below)
    return found


def _imports(name: str, known: set[str]) -> Iterator[str]:
    package = _ROOT / "src" / "zoneplan"
    inner = "__init__" if name == "zoneplan" else name.replace(".", "/")
    path = package / f"{inner}.py"
    tree = ast.parse((path if path.exists() else package / inner / "__init__.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "zoneplan":
            module = (node.module or "").removeprefix("zoneplan").removeprefix(".")
            for alias in node.names:
                inside = f"{module}.{alias.name}".removeprefix(".")
                yield inside if inside in known else module


@cache
def floor_picture() -> str:
    """Give the picture as SVG: a band for each floor, and an arc for each floor that imports from another."""
    told = floors()
    texts = [_lines(floor) for floor in told]
    heights = [34 + _LINE * len(lines) for lines in texts]
    tops = [sum(heights[index + 1 :]) + 12 * (len(told) - 1 - index) + 10 for index in range(len(told))]
    total = sum(heights) + 12 * (len(told) - 1) + 20
    parts = [
        _band(index, tops[index], heights[index], texts[index], len(told[index]))
        for index in range(len(told))
    ]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    counts = imports_between(told)
    arcs = [_arc(middles, *pair, counts[pair]) for pair in sorted(counts) if pair[0] != pair[1]]
    title = "Modules of zoneplan by floor, and how many imports lead from each floor to those below"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {total}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">\n'
        f"<title>{title}</title>\n"
        '<marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M 0 0 L 8 4 L 0 8 z" fill="{_COLOURS[0]}"/></marker>\n'
        f'<rect width="{_WIDTH}" height="{total}" fill="#ffffff"/>'
    )
    return "\n".join([head, *parts, *arcs, "</svg>\n"])


def _lines(names: Sequence[str]) -> list[str]:
    """Give the names of a floor in lines that fit its band."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]}, {name}" if lines[-1] else name
        if len(longer) > _LETTERS:
            lines.append(name)
        else:
            lines[-1] = longer
    return lines


def _band(index: int, top: int, height: int, lines: Sequence[str], count: int) -> str:
    head = f"{index}  {_NAMES[index]}: {count} modules"
    words = [
        f'<text x="18" y="{top + 40 + _LINE * row}" fill="#333333">{escape(line)}</text>'
        for row, line in enumerate(lines)
    ]
    frame = (
        f'<rect x="8" y="{top}" width="{_WIDTH - _ROOM}" height="{height}" rx="6" '
        f'fill="#f2f6f8" stroke="#9ab4c0"/>\n'
        f'<text x="18" y="{top + 20}" font-weight="bold" fill="#10394a">{head}</text>'
    )
    return "\n".join([frame, *words])


def _arc(middles: Sequence[float], upper: int, lower: int, count: int) -> str:
    """Draw how many imports lead from one floor to another; up, which tests forbid, in another colour."""
    left = _WIDTH - _ROOM + 8
    away = upper - lower
    colour = _COLOURS[away < 0]
    start, end = middles[upper] + 5 * (lower - 3), middles[lower] + 5 * (upper - 3)
    far = left + 18 + 30 * abs(away)
    width = max(1.0, min(6.0, count / 60))
    return (
        f'<path d="M {left} {start:g} C {far} {start:g}, {far} {end:g}, {left} {end:g}" fill="none" '
        f'stroke="{colour}" stroke-opacity="0.75" stroke-width="{width:.1f}" marker-end="url(#end)">'
        f"<title>{_NAMES[upper]} import {count} times from {_NAMES[lower]}</title></path>\n"
        f'<text x="{left + 0.75 * (far - left) + 3:g}" y="{(start + end) / 2 + 4:g}" font-size="11" '
        f'paint-order="stroke" stroke="#ffffff" stroke-width="3" fill="{colour}">{count}</text>'
    )
