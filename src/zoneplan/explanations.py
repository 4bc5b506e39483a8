"""The tree behind a computed figure: what it was added up from, as written, and where that was read."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from zoneplan.figures import Figure
from zoneplan.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Explanation", "Part"]


class Part(enum.StrEnum):
    """What a line of an explanation stands for."""

    TOTAL = "total"
    """A figure computed from the lines below it."""
    LEAF = "leaf"
    """A figure that was reported."""
    MISSING = "missing"
    """A leaf that should have reported and did not."""
    REPEATED = "repeated"
    """A node that several parents share, met again: counted once, where it was met first."""
    SILENT = "silent"
    """A node that is not expected to report."""


@attrs.frozen(kw_only=True)
class Explanation:
    """One line of an explanation, with the lines below it.

    Attributes:
        key: Stable key of the figure, `metric@node<period>`.
        label: The node's name.
        part: What the line stands for.
        figure: The figure, in the metric's unit for a total and as reported for a leaf.
        stated: What the node states itself beside a computed total; None when it states nothing.
        written: The texts of the entries behind a leaf, as their authors wrote them.
        sources: Where each of those entries, or the stated figure, was read; None where not said.
        coverage: How much of what should be reported was, in words.
        is_partial: Whether a leaf reported a part of the period only.
        unlisted: How many further leaves are declared here without being listed.
        children: The lines below.
    """

    key: str
    label: str
    part: Part
    figure: Figure | None
    stated: Figure | None = None
    written: tuple[str, ...] = ()
    sources: tuple[Source | None, ...] = ()
    coverage: str = ""
    is_partial: bool = False
    unlisted: int = 0
    children: tuple[Explanation, ...] = ()

    def leaves(self) -> Iterator[Explanation]:
        """Give the reported lines, each once: their figures add up to the figure of a sum."""
        if self.part is Part.LEAF:
            yield self
        for child in self.children:
            yield from child.leaves()

    def __str__(self) -> str:
        return "\n".join(self._lines("", ""))

    def _lines(self, first: str, rest: str) -> Iterator[str]:
        yield f"{first}{self._text()}"
        for source in self.sources:
            if source is not None:
                yield f"{rest}    source: {source}"
        below: list[Explanation | int] = [*self.children, *([self.unlisted] if self.unlisted else [])]
        for position, child in enumerate(below):
            last = position == len(below) - 1
            branch, indent = ("└─ ", "   ") if last else ("├─ ", "│  ")
            if isinstance(child, int):
                yield f"{rest}{branch}{child} more declared, not listed: no figure"
            else:
                yield from child._lines(f"{rest}{branch}", f"{rest}{indent}")

    def _text(self) -> str:
        match self.part:
            case Part.MISSING:
                return f"{self.label}: not reported"
            case Part.SILENT:
                return f"{self.label}: not expected to report"
            case Part.REPEATED:
                return f"{self.label}: {self._shown()} (counted above)"
            case Part.LEAF:
                text = f"{self.label}: {self._shown()}"
                others = [written for written in self.written if written != str(self.figure)]
                if others:
                    text += f", written as {', '.join(self.written)}"
                return f"{text} (a part of the period only)" if self.is_partial else text
            case Part.TOTAL:  # pragma: no branch  # mypy knows it is the last
                text = f"{self.label}: {self._shown()}"
                if self.stated is not None:
                    text += f", stated as {self.stated.text or self.stated}"
                return f"{text} ({self.coverage})"

    def _shown(self) -> str:
        return "no total" if self.figure is None else str(self.figure)
