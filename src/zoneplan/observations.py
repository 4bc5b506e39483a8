"""What was or is expected to be measured: one figure of one metric for one subject and period."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import OutlineError
from zoneplan.figures import Figure, as_figure
from zoneplan.locations import Mark
from zoneplan.periods import Period
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_id, check_text, member

if TYPE_CHECKING:
    from zoneplan.prices import PriceBasis

__all__ = ["Aspect", "Observation", "Vintage"]


class Aspect(enum.StrEnum):
    """What a figure is a figure of."""

    BASELINE = "baseline"
    """基期: where the plan starts from."""
    ACTUAL = "actual"
    """What was achieved."""
    PLANNED = "planned"
    """What is planned, such as a project's investment."""
    FORECAST = "forecast"
    """What is expected to come."""
    TARGET = "target"
    """目标值: what the plan sets out to reach; written as a `Target`."""


class Vintage(enum.StrEnum):
    """How final a statistic is; a later vintage replaces an earlier one."""

    ESTIMATE = "estimate"
    """预计, as in a January government report."""
    PRELIMINARY = "preliminary"
    """初步核算, as in the yearly communique."""
    FINAL = "final"
    """最终核实, a year on."""
    REVISED = "revised"
    """After a census revision."""


def _as_period(value: Period | str | int) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


def _as_aspect(value: Aspect | str) -> Aspect:
    return member(Aspect, value, OutlineError)


def _as_vintage(value: Vintage | str | None) -> Vintage | None:
    return None if value is None else member(Vintage, value, OutlineError)


@attrs.frozen(kw_only=True)
class Observation:
    """One figure of one metric, for one subject and period.

    Written inside a node of the outline it needs no subject: it is about that node.

    >>> str(Observation(metric="gdp", subject="zone", period=2022, figure="2400亿元").figure)
    '2400亿元'

    Attributes:
        metric: Id of the metric.
        period: The period it is about, given as a `Period` or its text.
        figure: The figure as written, given as a `Figure`, its text, or a pint quantity.
        subject: Id of the node or place it is about; None for the node it is written in.
        aspect: What the figure is a figure of; actual unless said.
        vintage: How final it is; None when not stated.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If its aspect is a target, or its aspect or vintage is no word of its set.
    """

    metric: str = attrs.field(validator=check_id)
    period: Period = attrs.field(converter=_as_period)
    figure: Figure = attrs.field(converter=as_figure)
    subject: str | None = attrs.field(default=None, validator=check_text)
    aspect: Aspect = attrs.field(default=Aspect.ACTUAL, converter=_as_aspect)
    vintage: Vintage | None = attrs.field(default=None, converter=_as_vintage)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.aspect is Aspect.TARGET:
            raise OutlineError(
                f"an observation of {self.metric!r} cannot have the aspect 'target'",
                "write it as a Target, under 'targets'",
                f"“{self.metric}”的数据不能以“目标”为方面",
                "请写在“目标”（targets）之下",
            )

    @property
    def price_basis(self) -> PriceBasis:
        """The prices that the figure is counted at."""
        return self.figure.price_basis
