"""What a briefing holds, whatever program will show it: sections of tiles, tables, pictures and lines."""

from __future__ import annotations

import enum
from typing import TypeAlias

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.printed_tables import PrintedLine, PrintedTable, Signal

__all__ = ["Block", "Explained", "Section", "SectionName", "Tile"]


class SectionName(enum.StrEnum):
    """The sections of a briefing, in their order; the value is the anchor of its heading."""

    HEADLINE = "headline"
    """The most telling figures, with what each can mean."""
    STRUCTURE = "structure"
    """The shape of the plan, such as 1+5+22, with what each part has come to."""
    INDICATORS = "indicators"
    """Every target: its base, goal, last report, completion and the time gone by."""
    PATHS = "paths"
    """How indicators came to where they are, and what lies before them."""
    MONEY = "money"
    """Money by program, by source of funding and by year, with how much of it was reported."""
    LIGHTS = "lights"
    """What the targets and deadlines of each program have come to."""
    SCHEDULE = "schedule"
    """Actions and milestones in time."""
    FINDINGS = "findings"
    """What was found in the plan, where, and what to do; what could not be checked."""
    ORIGINS = "origins"
    """Where each figure comes from: as written, what it can mean, its source, what it was computed from."""


@attrs.frozen(kw_only=True)
class Tile:
    """A headline figure.

    Attributes:
        label: What the figure is of.
        value: The figure as it is written; what is not reported is said in words, never as 0.
        reading: What it can mean; empty where that is the same.
        note: What else has to be known of it, such as its period and coverage; empty for nothing.
        signal: What it has come to; its words stand in the note.
        link: Anchor of what explains it; empty for none.
        metric: Id of the metric it is a figure of, by which templates name it; empty for none.
    """

    label: str
    value: str
    reading: str = ""
    note: str = ""
    signal: Signal = Signal.NONE
    link: str = ""
    metric: str = ""


@attrs.frozen(kw_only=True)
class Explained:
    """Where a figure comes from, to which cells and tiles link.

    Attributes:
        anchor: What links lead here by.
        heading: What the figure is of and for, with the figure as it is written.
        lines: What it can mean, its source and quotation, its place in the plan, and what it was computed
            from, a line each; leading blanks of a line are kept.
        links: Anchor of what explains the figure of each line, empty for a line without one; nothing at all
            where no line has any.
    """

    anchor: str
    heading: str
    lines: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


Block: TypeAlias = tuple[Tile, ...] | PrintedTable | PrintedLine | Chart | Explained
"""Something in a section: a row of tiles, a table, a line of text, a picture, an explained figure."""


@attrs.frozen
class Section:
    """A section of a briefing.

    Attributes:
        name: Which one it is.
        heading: Its heading.
        blocks: What it holds, in order.
    """

    name: SectionName
    heading: str
    blocks: tuple[Block, ...]
