"""What a Word document is made of, before any of it is written: headings, texts, tables and pictures.

It knows no plan. An anchor is what links lead to by; letters, digits and hyphens.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from zoneplan.printed_tables import PrintedTable, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "WordBlock", "WordHeading", "WordPart", "WordPicture", "WordText", "WordTile", "WordTiles", "anchors_of",
]  # fmt: skip

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SIZES: Final = struct.Struct(">II")


@attrs.frozen
class WordHeading:
    """A heading, which is in the navigation of the program.

    Attributes:
        text: What it says.
        level: 1 for a section, 2 and 3 for what lies in it.
        anchor: What links lead here by; empty where none does.
    """

    text: str
    level: int = 1
    anchor: str = ""


@attrs.frozen
class WordText:
    """A paragraph of text.

    Attributes:
        text: What it says, in one line.
        indent: By how many characters it is set in.
        is_small: Whether it only explains something else.
        is_strong: Whether it stands above what explains it, and on the same page.
        anchor: What links lead here by; empty where none does.
    """

    text: str
    indent: int = attrs.field(default=0, kw_only=True)
    is_small: bool = attrs.field(default=False, kw_only=True)
    is_strong: bool = attrs.field(default=False, kw_only=True)
    anchor: str = attrs.field(default="", kw_only=True)


@attrs.frozen(kw_only=True)
class WordTile:
    """A headline figure.

    Attributes:
        label: What the figure is of.
        value: The figure.
        reading: What it can mean; empty for nothing.
        note: What else has to be known of it; empty for nothing.
        signal: What it has come to, whose words stand in the note.
        link: Anchor of what explains it; empty for none.
    """

    label: str
    value: str
    reading: str = ""
    note: str = ""
    signal: Signal = Signal.NONE
    link: str = ""


@attrs.frozen
class WordTiles:
    """Headline figures beside each other.

    Attributes:
        tiles: The figures.
    """

    tiles: tuple[WordTile, ...]


@attrs.frozen
class WordPicture:
    """A picture.

    Attributes:
        png: The picture as a PNG file.
        description: What it shows, for who does not see it.
        scale: How many picture elements there are for each point of 1/96 inch.
    """

    png: bytes = attrs.field(repr=False)
    description: str
    scale: float = 2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points of 1/96 inch.

        Raises:
            ValueError: If it is no PNG file.
        """
        if not self.png.startswith(_PNG) or len(self.png) < len(_PNG) + 16:
            raise ValueError("expected a PNG picture")
        width, height = _SIZES.unpack_from(self.png, len(_PNG) + 8)
        return width / self.scale, height / self.scale


WordBlock: TypeAlias = WordHeading | WordText | WordTiles | PrintedTable | WordPicture
"""Something in a document. A table stands without its heading, which is a block of its own."""


@attrs.frozen
class WordPart:
    """Blocks on pages of one orientation.

    Attributes:
        blocks: The blocks in order.
        is_wide: Whether the pages lie on their side.
    """

    blocks: tuple[WordBlock, ...]
    is_wide: bool = False


def anchors_of(blocks: Iterable[WordBlock]) -> Iterator[str]:
    """Give every anchor that links can lead to, in order.

    Args:
        blocks: The blocks.
    """
    for block in blocks:
        match block:
            case WordHeading(anchor=anchor) | WordText(anchor=anchor) if anchor:
                yield anchor
            case PrintedTable():
                for row in block.rows:
                    yield from (cell.anchor for cell in row.cells if cell is not None and cell.anchor)
            case _:
                pass
