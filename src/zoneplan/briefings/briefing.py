"""A briefing (简报): a plan on a day, as one value that pages, documents and workbooks are made from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from zoneplan.briefings.answers import Answers
from zoneplan.briefings.findings import findings
from zoneplan.briefings.headline import headline
from zoneplan.briefings.indicators import indicators
from zoneplan.briefings.lights import lights
from zoneplan.briefings.money import money
from zoneplan.briefings.notebook import briefing_html
from zoneplan.briefings.opening import opening
from zoneplan.briefings.origins import origins
from zoneplan.briefings.paths import paths
from zoneplan.briefings.schedule import schedule
from zoneplan.briefings.sections import Section, SectionName
from zoneplan.briefings.structure import structure
from zoneplan.layout import Language
from zoneplan.printed_tables import PrintedLine
from zoneplan.short_reprs import shortened_repr

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.lights import LightRules
    from zoneplan.periods import Period
    from zoneplan.plans import Plan

__all__ = ["Briefing", "briefing"]

_SECTIONS: tuple[Callable[[Answers], Section | None], ...] = (
    headline,
    structure,
    indicators,
    paths,
    money,
    lights,
    schedule,
    findings,
    origins,
)
"""Each gives its section; None where the plan says nothing of what it shows."""


@attrs.frozen(kw_only=True, repr=False)
class Briefing:
    """What a plan shows a meeting, for one day and in one language.

    Attributes:
        title: The name of the plan.
        lines: What stands below the title: zone, period, the day.
        as_of: The day; nothing that is dated after it was used.
        language: The language it is in, `en` or `zh`.
        sections: What it holds, in order; a section of which the plan says nothing is left out.
    """

    title: str
    lines: tuple[PrintedLine, ...]
    as_of: datetime.date
    language: Language
    sections: tuple[Section, ...]

    def __repr__(self) -> str:
        sections = ", ".join(one.name for one in self.sections)
        return shortened_repr(f"<Briefing {self.title[:40]} as of {self.as_of}: {sections}>")

    def _repr_html_(self) -> str:
        return briefing_html(self.title, self.lines, self.sections, self.language)

    def section(self, name: SectionName | str) -> Section | None:
        """Give a section; None where the plan says nothing of it.

        Args:
            name: Which one.
        """
        return next((one for one in self.sections if one.name == name), None)


def briefing(
    plan: Plan,
    as_of: datetime.date | Period | str,
    *,
    language: Language = "zh",
    weights: str = "evenly",
    lights: LightRules | str | None = None,
) -> Briefing:
    """Draw up what a plan shows a meeting.

    Args:
        plan: The plan.
        as_of: The day, its text, or a period at whose end it lies. No clock is read, and what is dated after
            the day is not used.
        language: What everything is told in, `zh` or `en`.
        weights: What targets are weighed by in means: `evenly`, or the id of a metric.
        lights: Rules for status lights, or the id of rules that the plan states or that are published.

    Raises:
        PeriodError: If the day cannot be read.
        UnknownIdError: If there is no such metric, or no such rules.
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    answers = Answers(plan, plan.progress(as_of, weights=weights, lights=lights), language)
    found = (section(answers) for section in _SECTIONS)
    return Briefing(
        title=plan.name,
        lines=opening(answers),
        as_of=answers.as_of,
        language=language,
        sections=tuple(one for one in found if one is not None),
    )
