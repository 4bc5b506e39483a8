"""Plain text that stays in line: columns, trees and characters, Chinese ones taking two columns.

What is printed holds no control characters, and can be written in the encoding that is asked for.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Language", "encodable", "padded", "printable", "shortened", "table", "tree", "width"]

Language: TypeAlias = Literal["en", "zh"]
"""The language that results are printed in."""

_FALLBACKS: Final = {
    "├": "|", "└": "`", "│": "|", "─": "-", "—": "-", "…": "...", "≈": "~", "≥": ">=", "≤": "<=",
    "∞": "inf", "∅": "none", "∩": "and", "ℤ": "Z", "“": '"', "”": '"', "‘": "'", "’": "'",
    "×": "x", "·": "*", "Σ": "sum", "●": "+", "▲": "!", "■": "x", "○": "?", "–": "-", "█": "#",
}  # fmt: skip
"""What zoneplan itself prints outside ASCII, and what stands for it where it cannot be shown."""


# -- characters ---------------------------------------------------------------------------------


def printable(text: str) -> str:
    r"""Spell out the characters that would move the cursor, hide text or turn it around.

    >>> printable("现代\n产业\x1b[2J")
    '现代\\n产业\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(_spelled(one) if unicodedata.category(one) in _UNSHOWN else one for one in text)


_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def encodable(text: str, encoding: str) -> str:
    r"""Give a text that an encoding can hold: lines and dashes drawn in ASCII, other characters spelled out.

    >>> encodable("└─ 产业 5", "ascii")
    '`- \\u4ea7\\u4e1a 5'

    Args:
        text: The text.
        encoding: The name of the encoding it is to be written in.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_encodable_character(one, encoding) for one in text)
    return text


def _encodable_character(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _FALLBACKS.get(character, _spelled(character))
    return character


def width(text: str) -> int:
    """Give the columns that a text takes: Chinese characters two, combining marks none.

    >>> width("产业A"), width("e\u0301")
    (5, 1)
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


@lru_cache(maxsize=8192)  # a text has few different characters, and tables measure millions of them
def _character_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up with spaces; a wider one stays as it is.

    Args:
        text: The text.
        columns: The columns it is to take.
        right: Whether it stands at the right, as figures do.
    """
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank


def shortened(text: str, columns: int) -> str:
    """Cut a text that takes more columns than there are, and say so with an ellipsis.

    Args:
        text: The text.
        columns: The columns there are, 1 or more.
    """
    if width(text) <= columns:
        return text
    end, taken = 0, 1  # the ellipsis takes one
    while (taken := taken + _character_width(text[end])) <= columns:
        end += 1
    return f"{text[:end]}…"


def table(
    rows: Iterable[Sequence[str]], *, right: Collection[int] = (), encoding: str = "utf-8"
) -> list[str]:
    """Set rows of equal length in columns, two spaces apart.

    Args:
        rows: The rows, a heading among them where there is one.
        right: The columns that stand at the right, from 0.
        encoding: What the text is to be written in; widths are those of what it can show.
    """
    cells = [[encodable(printable(cell), encoding) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            padded(cell, columns, right=index in right)
            for index, (cell, columns) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def tree(rows: Sequence[tuple[int, str]]) -> list[str]:
    r"""Draw a tree from its lines in document order.

    >>> print("\n".join(tree([(0, "plan"), (1, "a"), (2, "a1"), (1, "b")])))
    plan
    ├─ a
    │  └─ a1
    └─ b

    Args:
        rows: For each line its depth, 0 for the root, and its text.
    """
    lines: list[str] = []
    continued: set[int] = set()  # the depths at which a sibling follows
    for depth, text in reversed(rows):
        bars = "".join("│  " if level in continued else "   " for level in range(1, depth))
        branch = "" if depth == 0 else "├─ " if depth in continued else "└─ "
        lines.append(f"{bars}{branch}{printable(text)}")
        continued = {level for level in continued if level < depth} | {depth}
    return lines[::-1]
