"""What stands in a briefing, for tests that ask for it by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zoneplan import read_plan
from zoneplan.briefings import Section, Tile
from zoneplan.briefings.answers import Answers
from zoneplan.printed_tables import PrintedCell, PrintedLine, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan import LightRules, Plan
    from zoneplan.briefings import Briefing
    from zoneplan.layout import Language
    from zoneplan.printed_tables import PrintedRow

EXAMPLES = Path(__file__).parent.parent / "examples"


def example(name: str) -> Plan:
    """Read an example."""
    return read_plan(EXAMPLES / name / "plan.yaml")


def answers_of(
    plan: Plan, as_of: str, language: Language = "en", *, lights: LightRules | str | None = None
) -> Answers:
    """Ask a plan what a briefing asks of it."""
    return Answers(plan, plan.progress(as_of, lights=lights), language)


def tables(section: Section) -> list[PrintedTable]:
    """Give the tables of a section."""
    return [one for one in section.blocks if isinstance(one, PrintedTable)]


def lines(section: Section) -> list[str]:
    """Give the lines of a section."""
    return [one.text for one in section.blocks if isinstance(one, PrintedLine)]


def tiles(section: Section) -> tuple[Tile, ...]:
    """Give the tiles of a section."""
    return next(one for one in section.blocks if isinstance(one, tuple))


def texts(row: PrintedRow) -> tuple[str, ...]:
    """Give the texts of a row."""
    return tuple("" if one is None else one.text for one in row.cells)


def cells(found: Briefing | Section) -> Iterator[PrintedCell]:
    """Give every cell of every table."""
    for section in [found] if isinstance(found, Section) else found.sections:
        for table in tables(section):
            for row in table.rows:
                yield from (one for one in row.cells if one is not None)


def shape(found: Briefing) -> list[object]:
    """Give all of a briefing but its words: sections, blocks, rows, colours, bars, links."""
    told: list[object] = [len(found.lines)]
    for section in found.sections:
        told.append(section.name)
        for block in section.blocks:
            if isinstance(block, tuple):
                told.append([(one.signal, one.link, bool(one.reading), bool(one.note)) for one in block])
            elif isinstance(block, PrintedTable):
                told.append((len(block.columns), len(block.notes), block.is_wide))
                told += [(row.is_total, [_shape(one) for one in row.cells]) for row in block.rows]
            else:
                told.append(type(block).__name__)
    return told


def _shape(cell: PrintedCell | None) -> object:
    return None if cell is None else (bool(cell.text), cell.signal, cell.bar, cell.link)
