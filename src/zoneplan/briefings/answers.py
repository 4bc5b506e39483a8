"""What a briefing asks of a plan: each question is asked once, and every section draws on the answer."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.layout import Language
from zoneplan.plans import Plan
from zoneplan.progress import Progress

if TYPE_CHECKING:
    import datetime

    from zoneplan.findings import Report
    from zoneplan.register import Register

__all__ = ["Answers", "figure_anchor"]

_APART = re.compile(r"[^0-9A-Za-z]+")


def figure_anchor(path: str) -> str:
    """Give the anchor by which links lead to where a figure comes from.

    >>> figure_anchor("programs[0].actions[2].observations[1]")
    'figure-programs-0-actions-2-observations-1'

    Args:
        path: The figure's path in the plan.
    """
    return f"figure-{_APART.sub('-', path).strip('-')}"


@attrs.frozen(eq=False, slots=False)
class Answers:
    """A plan with the answers to the questions of a briefing, for one day.

    Attributes:
        plan: The plan.
        progress: How its targets stand on the day.
        language: The language that everything is told in.
    """

    plan: Plan
    progress: Progress
    language: Language

    @property
    def as_of(self) -> datetime.date:
        """The day; nothing that is dated after it is used."""
        return self.progress.as_of

    @cached_property
    def register(self) -> Register:
        """Every deadline and milestone on the day."""
        return self.plan.register(self.as_of)

    @cached_property
    def report(self) -> Report:
        """What was found in the plan."""
        return self.plan.validate()
