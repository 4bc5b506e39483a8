"""The styles of a Word document, as far as they say what is shown: hidden, struck through, raised.

A style that hides its text hides it as the run's own setting does, and a reader that overlooks it would take
figures that nobody sees.
What is *not* read: the styles of tables, and what a document does to all its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PLAIN", "Look", "Styles", "is_on"]

_OFF: Final = {"0", "false", "off", "none"}
_SETTINGS: Final[Mapping[str, str]] = {
    "vanish": "is_hidden",
    "strike": "is_struck",
    "dstrike": "is_struck",
    "vertAlign": "is_raised",
}


@attrs.frozen
class Look:
    """How text is shown.

    Attributes:
        is_hidden: Whether it is not shown at all.
        is_struck: Whether a line goes through it.
        is_raised: Whether it is raised, as marks of footnotes are.
    """

    is_hidden: bool = False
    is_struck: bool = False
    is_raised: bool = False


PLAIN: Final = Look()
"""How text is shown that nothing is said of."""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether a setting is on: it is unless it says otherwise.

    Args:
        attributes: The attributes of its element, without prefixes.
    """
    return attributes.get("val", "true") not in _OFF


class Styles:
    """The styles of a document; they are told by the elements of the part that holds them, in order."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, bool]] = {}
        self._above: dict[str, str] = {}
        self._path: list[str] = []
        self._own = ""

    def start(self, word: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element.

        Args:
            word: Its name without prefix.
            attributes: Its attributes without prefixes.
        """
        self._path.append(word)
        if word == "style":
            self._own = attributes.get("styleId", "")
        elif word == "basedOn":
            self._above[self._own] = attributes.get("val", "")
        # What tables show in some of their cells stands deeper, and is not the style's own.
        elif word in _SETTINGS and self._path[-3:-1] == ["style", "rPr"]:
            on = attributes.get("val") == "superscript" if word == "vertAlign" else is_on(attributes)
            self._said.setdefault(self._own, {})[_SETTINGS[word]] = on

    def end(self) -> None:
        """Take the end of an element."""
        self._path.pop()

    def look(self, style: str) -> Look:
        """Give how a style shows text, by what it says and then by the styles that it is based on.

        Args:
            style: Its id; one that there is not shows text plainly.
        """
        said: dict[str, bool] = {}
        passed: set[str] = set()
        while style and style not in passed:
            passed.add(style)
            said = {**self._said.get(style, {}), **said}
            style = self._above.get(style, "")
        return Look(**said)
