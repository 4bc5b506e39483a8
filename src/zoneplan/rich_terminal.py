"""Styled lines in colour, where the terminal shows colour and the extra `terminal` (rich) is installed.

Text is never read as markup, and a console that knows no escape sequences gets none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.styled_lines import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from zoneplan.styled_lines import StyledLine

__all__ = ["coloured"]

_LOOKS: Final[Mapping[Style, str]] = {
    Style.HEADING: "bold",
    Style.QUIET: "dim",
    Style.GOOD: "blue",
    Style.WARNING: "yellow",
    Style.BAD: "bold red",
    Style.OPEN: "magenta",
}


def coloured(lines: Iterable[StyledLine], stream: TextIO, *, force: bool) -> list[str] | None:
    """Give lines with escape sequences for colour; None where the terminal shows no colour.

    Args:
        lines: The lines.
        stream: What they will be written to.
        force: Whether colour is wanted whatever the stream is.
    """
    try:
        from rich.console import Console  # noqa: PLC0415  # an extra
        from rich.style import Style as Look  # noqa: PLC0415  # the same
    except ImportError:
        return None
    console = Console(file=stream, force_terminal=True if force else None)
    system = console._color_system
    if system is None or console.legacy_windows or console.no_color:
        return None
    looks = {style: Look.parse(look) for style, look in _LOOKS.items()}
    return [
        "".join(
            one.text if one.style not in looks else looks[one.style].render(one.text, color_system=system)
            for one in line
        )
        for line in lines
    ]
