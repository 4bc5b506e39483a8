"""One row of an indicator table: its cells as they are printed, and the typed values they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import MetricError
from zoneplan.metrics import Metric
from zoneplan.observations import Observation
from zoneplan.relations import Relation
from zoneplan.short_reprs import short_repr
from zoneplan.targets import Target

if TYPE_CHECKING:
    from zoneplan.goals import Goal

__all__ = ["Indicator", "IndicatorRow"]


@attrs.frozen(kw_only=True)
class Indicator:
    """One indicator of a table: what is measured, where it starts from and what is to be reached.

    Attributes:
        metric: What is measured.
        base: The figure of the base column; None where the cell prints none.
        observations: That figure, and what was done.
        targets: The goals that its cells state, each with its deadline.
        relations: How a change that was reached stands to the levels beside it.
    """

    metric: Metric
    base: Observation | None = None
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    relations: tuple[Relation, ...] = ()

    __repr__ = short_repr

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that its cells state, in the order of the columns."""
        return tuple(target.goal for target in self.targets)


@attrs.frozen(kw_only=True)
class IndicatorRow:
    """A row of an indicator table; `IndicatorTable.from_records` makes it.

    Each cell is a text exactly as it is printed, None where the table has no such column.

    Attributes:
        cells: Every header with its cell, in the order of the table.
        number: 序号.
        category: The group it stands under.
        name: The name, or names, with a unit in brackets where the table prints it there.
        unit: The unit.
        base_text: Where it starts from.
        base_year: The year of that figure, where it is not that of the head.
        done_text: What was reached.
        target_text: What is to be reached.
        rate_text: The yearly rate, the figure for all years, a change or words.
        attribute: 约束性 or 预期性.
        further: The headers and cells of columns that have no meaning here.
        indicators: What the row comes to: one indicator, or one for each name that it has a value for.
    """

    cells: tuple[tuple[str, str], ...]
    number: str | None = None
    category: str | None = None
    name: str
    unit: str | None = None
    base_text: str | None = None
    base_year: str | None = None
    done_text: str | None = None
    target_text: str | None = None
    rate_text: str | None = None
    attribute: str | None = None
    further: tuple[tuple[str, str], ...] = ()
    indicators: tuple[Indicator, ...] = ()

    __repr__ = short_repr

    @property
    def indicator(self) -> Indicator:
        """The row's only indicator.

        Raises:
            MetricError: If the row names several.
        """
        if len(self.indicators) != 1:
            raise MetricError(f"the row {self.name!r} names several indicators", "go through row.indicators")
        return self.indicators[0]

    @property
    def metric(self) -> Metric:
        """What its only indicator measures.

        Raises:
            MetricError: If the row names several.
        """
        return self.indicator.metric

    @property
    def base(self) -> Observation | None:
        """Where its only indicator starts from; None where the cell prints no figure.

        Raises:
            MetricError: If the row names several.
        """
        return self.indicator.base

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that its cells state, of all its indicators in order."""
        return tuple(goal for one in self.indicators for goal in one.goals)
