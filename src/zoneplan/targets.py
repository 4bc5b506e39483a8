"""What a plan sets out to reach: a goal for one metric and subject, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import GoalError
from zoneplan.goals import Goal, Level, as_goal, meant_key
from zoneplan.locations import Mark
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period
from zoneplan.schedules import Schedule, as_schedule
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_id, check_text

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.metrics import Metric

__all__ = ["Target", "change_written"]


def _as_deadline(value: Deadline | Period | str | int) -> Deadline:
    if isinstance(value, Deadline):
        return value
    return Deadline(DeadlineKind.BY_END_OF, value) if isinstance(value, Period) else Deadline.parse(value)


def _as_base(value: Period | str | int | None) -> Period | None:
    return value if value is None or isinstance(value, Period) else Period.parse(value)


@attrs.frozen(kw_only=True)
class Target:
    """A goal for one metric and subject, and by when it is to be reached.

    Written inside a node of the outline it needs no subject: it is about that node.

    >>> Target(metric="land", by=2025, goal="3000亩以上").goal
    Level(figure='3000亩以上')

    Attributes:
        metric: Id of the metric.
        by: By when, given as a `Deadline`, a `Period` at whose end it is due, or its text: 2025,
            2025 all year, 2021-2025 each year, ongoing.
        goal: What is to be reached, given as a goal, or as a figure for a level.
        subject: Id of the node or place it is about; None for the node it is written in.
        base: The period whose level a change, rate or multiple starts from, where a footnote names one of
            its own (基期为2019年); None for that of its baseline, or the year before the plan's first.
        schedule: How much of it should be done by when (序时计划), given as a schedule, or as shares or
            levels by period; None when every month counts as much as every other.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    metric: str = attrs.field(validator=check_id)
    by: Deadline = attrs.field(converter=_as_deadline)
    goal: Goal = attrs.field(converter=as_goal)
    subject: str | None = attrs.field(default=None, validator=check_text)
    base: Period | None = attrs.field(default=None, converter=_as_base)
    schedule: Schedule | None = attrs.field(default=None, converter=as_schedule)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    @property
    def aspect(self) -> Aspect:
        """Always `Aspect.TARGET`, so that targets and observations stand side by side in a ledger."""
        return Aspect.TARGET

    @property
    def period(self) -> Period:
        """The period it is due in or by the end of.

        Raises:
            GoalError: If it is to be held for good, which no period ends.
        """
        if self.by.period is None:
            raise GoalError(
                f"the target {self.goal} for {self.metric!r} is {self.by} and has no period",
                "ask for its deadline: target.by",
                f"“{self.metric}”的目标{self.goal}的时限为{self.by}，没有时期",
                "请改用 target.by",
            )
        return self.by.period

    @property
    def vintage(self) -> Vintage | None:
        """Always None: a target is set, not estimated."""
        return None

    @property
    def is_level(self) -> bool:
        """Whether it is one level for one period, which can stand in sums and shares like an observation."""
        return isinstance(self.goal, Level) and self.by.kind in _ONCE

    @property
    def figure(self) -> Figure:
        """The level as a figure.

        Raises:
            GoalError: If its goal is no level.
        """
        if not isinstance(self.goal, Level):
            raise GoalError(
                f"the target {self.goal} for {self.metric!r} is no level",
                "ask for its goal: target.goal",
                f"“{self.metric}”的目标{self.goal}不是水平值",
                "请改用 target.goal",
            )
        return self.goal.figure


def change_written(target: Target, metric: Metric) -> str | None:
    """Give the kind of goal that a target's level really states, as `meant_key` does; None for all others.

    Args:
        target: The target.
        metric: Its metric.
    """
    return meant_key(target.goal.figure, metric) if isinstance(target.goal, Level) else None


_ONCE = frozenset({DeadlineKind.BY_END_OF, DeadlineKind.ALL_YEAR, DeadlineKind.WITHIN})
