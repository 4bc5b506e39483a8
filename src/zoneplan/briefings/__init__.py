"""Briefings (简报): what a plan shows a meeting, as one value and as pages, documents and workbooks."""

from zoneplan.briefings.briefing import Briefing, briefing
from zoneplan.briefings.sections import Block, Explained, Section, SectionName, Tile
from zoneplan.briefings.writing import write_briefing

__all__ = ["Block", "Briefing", "Explained", "Section", "SectionName", "Tile", "briefing", "write_briefing"]
