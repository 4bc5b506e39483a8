"""The tree behind a computed figure: what it was added up from, as written, and where that was read."""

from __future__ import annotations

import enum
from collections.abc import Container
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from zoneplan.figures import Figure
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Explanation", "Part"]


@attrs.frozen
class _Shown:
    """What is shown of a tree: where it is not opened, and whether sources are told."""

    closed: Container[str]
    sources: bool


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
        coverage_zh: The same in Chinese.
        label_zh: The label in Chinese, where it is no name; empty for the label.
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
    coverage_zh: str = ""
    label_zh: str = ""
    is_partial: bool = False
    unlisted: int = 0
    children: tuple[Explanation, ...] = ()

    __repr__ = short_repr

    def leaves(self) -> Iterator[Explanation]:
        """Give the reported lines, each once: their figures add up to the figure of a sum."""
        if self.part is Part.LEAF:
            yield self
        for child in self.children:
            yield from child.leaves()

    def text(self, language: str = "en") -> str:
        """Give the tree as text, line by line.

        Args:
            language: `en` or `zh`.
        """
        return "\n".join(line for line, _ in self.lines(language))

    def lines(
        self, language: str = "en", *, closed: Container[str] = (), sources: bool = True
    ) -> Iterator[tuple[str, str]]:
        """Give the tree line by line, each with the key of the figure it is about; empty for a source.

        Args:
            language: `en` or `zh`.
            closed: Keys of figures below which nothing is listed, since they are explained elsewhere.
            sources: Whether it is told where each figure was read.
        """
        return self._lines("", "", _WORDS[language], _Shown(closed, sources))

    def __str__(self) -> str:
        return self.text()

    def _lines(
        self, first: str, rest: str, words: Mapping[str, str], shown: _Shown
    ) -> Iterator[tuple[str, str]]:
        yield f"{first}{self._text(words)}", self.key
        if self.key in shown.closed:
            return
        for source in self.sources if shown.sources else ():
            if source is not None:
                yield f"{rest}    {words['source'].format(source=source)}", ""
        below: list[Explanation | int] = [*self.children, *([self.unlisted] if self.unlisted else [])]
        for position, child in enumerate(below):
            last = position == len(below) - 1
            branch, indent = ("└─ ", "   ") if last else ("├─ ", "│  ")
            if isinstance(child, int):
                yield f"{rest}{branch}{words['more'].format(count=child)}", ""
            else:
                yield from child._lines(f"{rest}{branch}", f"{rest}{indent}", words, shown)

    def _text(self, words: Mapping[str, str]) -> str:
        shown = words["no total"] if self.figure is None else str(self.figure)
        label = (words is _WORDS["zh"] and self.label_zh) or self.label
        text = words["line"].format(label=label, shown=shown)
        match self.part:
            case Part.MISSING:
                return words["line"].format(label=label, shown=words["missing"])
            case Part.SILENT:
                return words["line"].format(label=label, shown=words["silent"])
            case Part.REPEATED:
                return text + words["repeated"]
            case Part.LEAF:
                if any(written != str(self.figure) for written in self.written):
                    text += words["written"].format(written=words["comma"].join(self.written))
                return text + words["partial"] if self.is_partial else text
            case Part.TOTAL:  # pragma: no branch  # mypy knows it is the last
                if self.stated is not None:
                    text += words["stated"].format(stated=self.stated.text or self.stated)
                return text + words["coverage"].format(en=self.coverage, zh=self.coverage_zh)


_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "line": "{label}: {shown}",
            "no total": "no total",
            "missing": "not reported",
            "silent": "not expected to report",
            "repeated": " (counted above)",
            "written": ", written as {written}",
            "comma": ", ",
            "partial": " (a part of the period only)",
            "stated": ", stated as {stated}",
            "coverage": " ({en})",
            "source": "source: {source}",
            "more": "{count} more declared, not listed: no figure",
        },
        "zh": {
            "line": "{label}：{shown}",
            "no total": "无合计",
            "missing": "未填报",
            "silent": "不需填报",
            "repeated": "（上面已计）",
            "written": "，原文{written}",
            "comma": "、",
            "partial": "（只有部分时期）",
            "stated": "，自报{stated}",
            "coverage": "（{zh}）",
            "source": "来源：{source}",
            "more": "另有{count}个已声明，未列出：无数值",
        },
    }
)
