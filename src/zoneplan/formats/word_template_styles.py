"""The styles that a briefing needs of a template: its headings, found by their names, and plain texts.

What the template has is used as it is; what it has not is added below the style of its usual text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from zoneplan.formats.word_markup import LETTERS, TABLE_TEXT, TILE_LABEL, TILE_VALUE
from zoneplan.formats.word_writing import letters

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["heading_styles"]

_W: Final = f"{{{LETTERS}}}"
_PLAIN_ID: Final = re.compile(r"[\w -]+")
_SIZES: Final = {1: 32, 2: 28, 3: 24}
_BARE: Final = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)
_BARE_STYLES: Final = (
    (TABLE_TEXT, "Table Text", 21),
    (TILE_LABEL, "Tile Label", 18),
    (TILE_VALUE, "Tile Value", 30),
)


def heading_styles(styles: Any) -> Mapping[int, str]:
    """Give the styles of headings of a template; those it has not are added, with texts of tables and tiles.

    Args:
        styles: The element of its styles.

    Returns:
        The id of the style of each level, from 1 to 3.
    """
    known = {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style")}
    by_name, usual = {}, ""
    for key, style in known.items():
        name = style.find(f"{_W}name")
        if style.get(f"{_W}type") == "paragraph" and name is not None and _PLAIN_ID.fullmatch(key or ""):
            by_name[str(name.get(f"{_W}val")).casefold()] = key
            if style.get(f"{_W}default") in {"1", "true", "on"}:
                usual = key
    based = f'<w:basedOn w:val="{usual}"/>' if usual else ""
    found = {}
    for level, size in _SIZES.items():
        key = by_name.get(f"heading {level}")
        if key is None:
            key = f"ZoneplanHeading{level}"
            about = (
                f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
                f'<w:ind w:firstLineChars="0" w:firstLine="0"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            )
            _add_style(styles, known, key, f"heading {level}", based + about + _run(size, "<w:b/>"))
        found[level] = key
    for key, name, size in _BARE_STYLES:
        _add_style(styles, known, key, name, based + _BARE + _run(size))
    return found


def _run(size: int, more: str = "") -> str:
    return f'<w:rPr>{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _add_style(styles: Any, known: Mapping[Any, Any], key: str, name: str, content: str) -> None:
    if key not in known:
        (style,) = letters(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{content}</w:style>'
        )
        styles.append(style)
