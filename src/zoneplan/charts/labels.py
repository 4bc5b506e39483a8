"""Names set in the room that a chart has for them."""

from __future__ import annotations

from typing import Final

from zoneplan.layout import printable, shortened, width

__all__ = ["ROOM", "label_lines", "part_names"]

ROOM: Final = 6
"""Points that one column of text takes at 12 points: a Chinese character takes two columns."""


def label_lines(name: str, points: int, lines: int) -> list[str]:
    """Break a name into lines, and shorten it where it needs more of them than there are.

    Latin words stay whole where they fit a line.

    >>> label_lines("打造全国一流现代化示范园区", 96, 2)
    ['打造全国一流现代', '化示范园区']
    >>> label_lines("a plan for the whole zone", 60, 2)
    ['a plan for', 'the whole…']

    Args:
        name: The name.
        points: How wide a line is, for text of 12 points.
        lines: How many lines there are, at least 1.
    """
    columns = max(points // ROOM, 4)
    rest = printable(name).strip()
    found: list[str] = []
    while rest and len(found) < lines - 1 and width(rest) > columns:
        end = _break(rest, columns)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, shortened(rest, columns)] if rest or not found else found


def part_names(name: str, parts: int) -> list[str]:
    """Name the charts that something is shown in, with which of how many each is where they are several.

    >>> part_names("产业", 1), part_names("产业", 2)
    (['产业'], ['产业（1/2）', '产业（2/2）'])

    Args:
        name: What is shown.
        parts: In how many charts.
    """
    shown = printable(name)
    return [shown] if parts == 1 else [f"{shown}（{part}/{parts}）" for part in range(1, parts + 1)]


def _break(text: str, columns: int) -> int:
    """Give where the first line ends: before a word that would be cut, or as far as there is room.

    No line ends with an opening bracket or begins with a closing one or a comma.
    """
    end = len(shortened(text, columns + 1)) - 1
    if text[end - 1].isascii() and text[end].isascii() and not text[end].isspace():
        blank = text.rfind(" ", 1, end)
        end = blank if blank > 0 else end
    earlier = end
    while earlier > 1 and (text[earlier] in _NEVER_FIRST or text[earlier - 1] in _NEVER_LAST):
        earlier -= 1
    return earlier if earlier > 1 else end


_NEVER_FIRST: Final = frozenset("，。、；：！？）》】”’,.;:!?)]}%")
_NEVER_LAST: Final = frozenset("（《【“‘([{")
