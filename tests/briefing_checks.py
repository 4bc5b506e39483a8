"""What tests ask of a briefing: its blocks by kind, its links and anchors, and its cells as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from zoneplan import Plan, read_plan
from zoneplan.briefings import Briefing, Explained, briefing
from zoneplan.printed_tables import PrintedCell, PrintedLine, PrintedTable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from zoneplan.layout import Language

__all__ = [
    "anchors", "blocks", "cells", "example", "explained", "lines", "links", "table", "tables", "texts",
]  # fmt: skip

EXAMPLES = Path(__file__).parent.parent / "examples"
B = TypeVar("B")


def example(name: str) -> Plan:
    """Give the plan of an example."""
    return read_plan(EXAMPLES / name / "plan.yaml")


def blocks(found: Briefing, section: str, kind: type[B]) -> list[B]:
    """Give the blocks of one kind in a section; none where there is no such section."""
    held = found.section(section)
    return [] if held is None else [one for one in held.blocks if isinstance(one, kind)]


def tables(
    plan: Plan, as_of: datetime.date | str, section: str, language: Language = "en"
) -> list[PrintedTable]:
    """Give the tables of a section of a plan's briefing."""
    return blocks(briefing(plan, as_of, language=language), section, PrintedTable)


def table(plan: Plan, as_of: datetime.date | str, section: str, heading: str) -> list[tuple[str, ...]]:
    """Give the rows of the table whose English heading starts so."""
    (found,) = (one for one in tables(plan, as_of, section) if one.heading.startswith(heading))
    return texts(found)


def texts(found: PrintedTable) -> list[tuple[str, ...]]:
    """Give a table's cells as text."""
    return [tuple("" if cell is None else cell.text for cell in row.cells) for row in found.rows]


def lines(plan: Plan, as_of: datetime.date | str, section: str, language: Language = "en") -> list[str]:
    """Give the lines of a section of a plan's briefing."""
    found = briefing(plan, as_of, language=language)
    return [one.text for one in blocks(found, section, PrintedLine)]


def explained(found: Briefing) -> dict[str, Explained]:
    """Give what is explained, by its anchor."""
    return {one.anchor: one for one in blocks(found, "origins", Explained)}


def cells(found: Briefing) -> Iterator[PrintedCell]:
    """Give every cell of every table."""
    for section in found.sections:
        for block in section.blocks:
            if isinstance(block, PrintedTable):
                yield from (cell for row in block.rows for cell in row.cells if cell is not None)


def links(found: Briefing) -> set[str]:
    """Give every anchor that something leads to."""
    led = {cell.link for cell in cells(found)}
    for section in found.sections:
        for block in section.blocks:
            if isinstance(block, Explained):
                led.update(block.links)
            if isinstance(block, tuple):
                led.update(tile.link for tile in block)
    return led - {""}


def anchors(found: Briefing) -> list[str]:
    """Give every anchor that there is, as often as it is given."""
    given = [section.name.value for section in found.sections]
    given += [cell.anchor for cell in cells(found) if cell.anchor]
    return given + [one.anchor for one in blocks(found, "origins", Explained)]
