"""What a briefing asks of a plan: each question is asked once, and every section draws on the answer."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.briefings.rolled_money import RolledMoney, parts_of, rolled_money
from zoneplan.invested import Invested, invested
from zoneplan.layout import Language
from zoneplan.plans import Plan
from zoneplan.progress import Progress

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

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
    return f"figure-{_worded(path)}"


def _worded(path: str) -> str:
    return _APART.sub("-", path).strip("-")


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

    @property
    def register(self) -> Register:
        """Every deadline and milestone on the day."""
        return self.progress.register

    @cached_property
    def report(self) -> Report:
        """What was found in the plan."""
        return self.plan.validate()

    @cached_property
    def money_rollups(self) -> tuple[RolledMoney, ...]:
        """Every metric of money that adds up, rolled up for the day or told why not."""
        return rolled_money(self.plan, self.as_of)

    @cached_property
    def invested(self) -> Invested:
        """What the projects are to cost together, by source of money and by year."""
        return invested(self.plan)

    def computed_anchor(self, metric: str, node: str) -> str:
        """Give the anchor by which links lead to what a figure was rolled up from; empty where none is.

        Explained are the money of the whole plan and of what stands right below it.

        Args:
            metric: Id of the metric.
            node: Id of the plan, or of a program or project right below it.
        """
        return self.computed.get((metric, node), "")

    @cached_property
    def computed(self) -> Mapping[tuple[str, str], str]:
        """The anchor of every figure that was rolled up and is explained, by the ids of metric and node."""
        outline = self.plan.outline
        return {
            # By places and not by ids, which may be Chinese or differ in one sign only.
            (one.metric.id, node): f"computed-{index}-{_worded(outline.paths[node])}".rstrip("-")
            for index, one in enumerate(self.money_rollups)
            if one.rollup is not None
            for node in (outline.root.id, *parts_of(outline))
            if one.rollup[node].computed is not None
        }
