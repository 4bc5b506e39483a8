"""Pages as plain text, one line for each thing that is read: to keep, and to see what a change changes.

`python tests/page_snapshots.py` writes those of the examples anew into `tests/snapshots`.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

from zoneplan import Plan, briefing, read_plan
from zoneplan.briefings.page import page_text

__all__ = ["EXAMPLES", "page_lines", "snapshot", "snapshot_path"]

ROOT = Path(__file__).parent.parent
EXAMPLES: dict[str, tuple[str, Literal["zh", "en"]]] = {
    "kunshan": ("2024-12-31", "zh"),
    "following": ("2023-08-31", "zh"),
    "progress": ("2023-12-31", "en"),
    "hanzhong": ("2018-08-31", "zh"),
    "yijiang": ("2020-12-31", "en"),
}
"""The examples whose pages are kept, each as of a day and in a language."""
_LINES = frozenset({"title", "h1", "h2", "p", "li", "caption", "tr", "dt", "dd", "figcaption", "summary"})
_CELLS = frozenset({"td", "th"})
_SKIPPED = frozenset({"style", "svg"})


class _Lines(HTMLParser):
    """A page as lines: bars stand between cells, a link says where it leads and a bar how far it reaches."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._skipped = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a cell, a link or a bar."""
        given = {name: value or "" for name, value in attrs}
        self._skipped += tag in _SKIPPED
        if self._skipped:
            return
        place = f"<{given['id']}> " if "id" in given else ""
        if tag in _LINES or (place and tag not in _CELLS):
            self.lines += ["", f"{place}{tag}: "] if tag == "section" else [f"{place}{tag}: "]
        elif tag in _CELLS:
            reach = given.get("rowspan", "")
            self._add(f" |{reach}| {place}" if reach else f" | {place}")
        elif tag == "a":
            self._link = given["href"]
        elif tag == "br":
            self._add(" / ")
        elif tag == "span" and given.get("class") in {"filled", "tick"}:
            self._add(f" [{given['class']} {given['style'].partition(';')[0]}]")

    def handle_endtag(self, tag: str) -> None:
        """End what is skipped, a link, or what is folded up."""
        self._skipped -= tag in _SKIPPED
        if self._skipped:
            return
        if tag == "a":
            self._add(f" → {self._link}")
        elif tag == "summary":
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Add text to the line."""
        if not self._skipped and data.strip():
            self._add(data.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self.lines:
            self.lines[-1] += text


def page_lines(page: str) -> list[str]:
    """Give a page as lines, without its style and what is drawn.

    Args:
        page: The page.
    """
    reader = _Lines()
    reader.feed(page)
    reader.close()
    return [line.rstrip() for line in reader.lines]


def snapshot(plan: Plan, name: str) -> list[str]:
    """Give the page of a plan as lines, as of the day and in the language of an example.

    Args:
        plan: The plan.
        name: The example.
    """
    day, language = EXAMPLES[name]
    return page_lines(page_text(briefing(plan, day, language=language)))


def example(name: str) -> Plan:
    """Give the plan of an example, named by its place in the project.

    Args:
        name: The example.
    """
    return read_plan(ROOT / "examples" / name / "plan.yaml")


def snapshot_path(name: str) -> Path:
    """Give the file that keeps the page of an example.

    Args:
        name: The example.
    """
    return Path(__file__).parent / "snapshots" / f"{name}.txt"


def main() -> None:
    """Write the pages of the examples anew."""
    for name in EXAMPLES:
        path = snapshot_path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([*snapshot(example(name), name), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
