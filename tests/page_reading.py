"""A page taken apart by the parser of the standard library, to test what it holds."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Elements"]

_EMPTY = frozenset({"br", "col", "link", "meta"})


class Elements(HTMLParser):
    """What a page holds.

    Attributes:
        started: Its elements with their attributes, in order.
        open: Those that were never closed.
        text: All text, as it is read.
        texts: The text that stands directly in an element of each name.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and that it is open unless it never closes."""
        self.started.append((tag, dict(attrs)))
        self.open += [] if tag in _EMPTY else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element of a picture that closes itself."""
        self.started.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, which has to be this one."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of the elements with a name."""
        return [attributes for name, attributes in self.started if name == tag]

    def attributes(self, name: str) -> list[str]:
        """Give the values of an attribute, whatever elements have it."""
        return [str(one[name]) for _, one in self.started if name in one]
