"""Tables in Markdown, and what is written between two marks of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["anchor", "cell", "filled", "table"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table.

    Args:
        head: The heads of its columns.
        rows: The texts of its cells, row by row.
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Give a text as a cell of a table holds it.

    Args:
        text: Any text; several lines become one.
    """
    return re.sub(r"([|*<>\[\]\\])", r"\\\1", "; ".join(line.strip() for line in text.splitlines()))


def anchor(heading: str) -> str:
    """Give the anchor that readers of Markdown make of a heading.

    Args:
        heading: The heading, with its marks.
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def filled(page: str, name: str, text: str) -> str:
    """Give a page with what stands between two marks replaced.

    Args:
        page: The page.
        name: The name of the marks, `<!-- name -->` and `<!-- /name -->`, on lines of their own.
        text: What is to stand between them.

    Raises:
        LookupError: If the page does not have the two marks once.
    """
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if page.count(start) != 1 or page.count(end) != 1:
        raise LookupError(f"expected {start.strip()} and {end} once each")
    before, _, rest = page.partition(start)
    return f"{before}{start}{text}\n{end}{rest.partition(end)[2]}"
