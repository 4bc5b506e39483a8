"""What a plan sets out to reach: a goal for one metric and subject, and by when."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from zoneplan.figures import Figure, as_figure
from zoneplan.locations import Mark
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_id, check_text

__all__ = ["Goal", "Level", "Target"]


@attrs.frozen
class Level:
    """A goal that is a level to be reached, such as 3000亩以上 by 2025.

    Attributes:
        figure: The level as written, given as a `Figure`, its text, or a pint quantity.
    """

    figure: Figure = attrs.field(converter=as_figure)

    def __str__(self) -> str:
        return str(self.figure)


# A closed set, consumed by `match`; the other sorts of goal (rates, multiples, ranks, words) join here.
Goal: TypeAlias = Level


def _as_goal(value: object) -> Goal:
    return value if isinstance(value, Level) else Level(value)


def _as_period(value: Period | str | int) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


@attrs.frozen(kw_only=True)
class Target:
    """A goal for one metric and subject, to be reached by the end of a period.

    Written inside a node of the outline it needs no subject: it is about that node.

    >>> Target(metric="land", by=2025, goal="3000亩以上").goal
    Level(figure=Figure('3000亩以上'))

    Attributes:
        metric: Id of the metric.
        by: The period at whose end it is due, given as a `Period` or its text.
        goal: What is to be reached, given as a goal, or as a figure for a level.
        subject: Id of the node or place it is about; None for the node it is written in.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    metric: str = attrs.field(validator=check_id)
    by: Period = attrs.field(converter=_as_period)
    goal: Goal = attrs.field(converter=_as_goal)
    subject: str | None = attrs.field(default=None, validator=check_text)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def aspect(self) -> Aspect:
        """Always `Aspect.TARGET`, so that targets and observations stand side by side in a ledger."""
        return Aspect.TARGET

    @property
    def period(self) -> Period:
        """The period at whose end it is due."""
        return self.by

    @property
    def vintage(self) -> Vintage | None:
        """Always None: a target is set, not estimated."""
        return None

    @property
    def figure(self) -> Figure:
        """The level as a figure."""
        return self.goal.figure
