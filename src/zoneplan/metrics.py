"""What is measured: a metric's unit, kind, direction, nature, and its two rollup rules."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import MetricError
from zoneplan.intervals import Interval
from zoneplan.locations import Mark
from zoneplan.prices import PriceBasis
from zoneplan.short_reprs import short_repr
from zoneplan.texts import as_texts, check_id, check_name, check_text, member
from zoneplan.units import Unit, unit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AcrossRule", "Direction", "Metric", "MetricKind", "Nature", "TimeRule"]


class MetricKind(enum.StrEnum):
    """What sort of number a metric is."""

    STOCK = "stock"
    """A level at a moment, such as population: never added over time."""
    FLOW = "flow"
    """An amount over a period, such as investment."""
    RATIO = "ratio"
    """A share or intensity: recomputed from its numerator and denominator, never added."""
    RATE = "rate"
    """A rate of change, such as growth: never added."""
    INDEX = "index"
    """A number without unit of its own, such as a price index: never added."""
    COUNT = "count"
    """A number of things."""
    RANK = "rank"
    """A place in an order: neither added nor averaged."""


class Direction(enum.StrEnum):
    """Which way a metric is better."""

    HIGHER = "higher"
    LOWER = "lower"
    HOLD = "hold"


class Nature(enum.StrEnum):
    """Whether a government must deliver a metric's target (属性)."""

    BINDING = "binding"
    """约束性: the government must deliver it."""
    ANTICIPATORY = "anticipatory"
    """预期性: what the government expects of the market."""


class AcrossRule(enum.StrEnum):
    """How the values of the parts give the value of the whole."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO_OF_SUMS = "ratio_of_sums"
    MAX = "max"
    MIN = "min"
    NONE = "none"
    """The whole has no value that follows from its parts."""


class TimeRule(enum.StrEnum):
    """How the values of shorter periods give the value of a longer one."""

    SUM = "sum"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    LAST = "last"
    """The value at the end of the period."""
    NONE = "none"
    """A longer period has no value that follows from shorter ones."""


_NEVER_ADDED = {MetricKind.RATIO, MetricKind.RATE, MetricKind.INDEX, MetricKind.RANK}
_DOMAINS = {
    MetricKind.STOCK: Interval.at_least(0),
    MetricKind.FLOW: Interval.at_least(0),
    MetricKind.RATIO: Interval.at_least(0),
    MetricKind.RATE: Interval.everything(),
    MetricKind.INDEX: Interval.at_least(0),
    MetricKind.COUNT: Interval.at_least(0),
    MetricKind.RANK: Interval.at_least(1),
}


_FIELDS_ZH = {"share_of": "占比对象", "growth_of": "增速对象"}


def _as_unit(value: Unit | str) -> Unit:
    return value if isinstance(value, Unit) else unit(value)


def _as_domain(value: Interval | str | None) -> Interval | None:
    return value if value is None or isinstance(value, Interval) else Interval.parse(value)


def _as_basis(value: PriceBasis | str) -> PriceBasis:
    return value if isinstance(value, PriceBasis) else PriceBasis.parse(value)


def _as_kind(value: MetricKind | str) -> MetricKind:
    return member(MetricKind, value, MetricError)


def _as_direction(value: Direction | str | None) -> Direction | None:
    return None if value is None else member(Direction, value, MetricError)


def _as_nature(value: Nature | str | None) -> Nature | None:
    return None if value is None else member(Nature, value, MetricError)


def _as_across_rule(value: AcrossRule | str | None) -> AcrossRule | None:
    return None if value is None else member(AcrossRule, value, MetricError)


def _as_time_rule(value: TimeRule | str | None) -> TimeRule | None:
    return None if value is None else member(TimeRule, value, MetricError)


def _as_breakdowns(values: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(as_texts(value) for value in values)


@attrs.frozen(kw_only=True)
class Metric:
    """A definition of what is measured, and how its values combine.

    >>> gdp = Metric(id="gdp", name="地区生产总值", unit="亿元", kind="flow", across="sum", over_time="sum")
    >>> print(gdp.natural_domain)
    [0, ∞)

    Attributes:
        id: Id of the metric; entries name it.
        name: Its name as indicator tables print it.
        unit: The unit it is reported in; entries may use any unit of the same dimension.
        kind: What sort of number it is.
        direction: Which way it is better; None when it does not matter.
        nature: Binding or anticipatory; None when the plan does not say.
        scope: Its statistical coverage (口径), such as 规上; None for the ordinary one.
        category: The group it stands under in an indicator table.
        domain: The values it can have at all, in `unit`; None for those natural to its kind.
        across: How the values of parts give the whole; None when not stated, which refuses to roll up.
        over_time: The same for shorter and longer periods.
        weight: Id of the metric that weighs a mean, and the coverage of a total.
        numerator: Id of the metric above the line, for a ratio of sums.
        denominator: Id of the metric below the line, for a ratio of sums.
        price_basis: The prices of entries that do not state their own.
        reported_by: Ids of the nodes that are to report it; empty when every leaf of the outline is.
        share_of: Id of the metric that this one is a share of: a subject's value of that metric over the
            value of the place it lies in; None when it is no such share.
        share_in: Id of the place that the share is taken of; None for the place that encloses the subject.
        growth_of: Id of the metric whose growth this one is, from the year before its period to the
            period's last, a year on average (水平法); None when it is no growth.
        breakdowns: Ids of the metrics that this one is the sum of, subject by subject; several tuples
            when one total is broken down in several ways, such as by sector and by source of money.
        mark: Where it stands in the file it was read from.

    Raises:
        MetricError: If its rules contradict its kind, or lack the metrics they need; if it is a share or a
            growth of itself or in a unit that is no ratio, or broken down into less than two other metrics,
            or into one twice; or if its kind, direction, nature or a rule is no word of its set.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    unit: Unit = attrs.field(converter=_as_unit)
    kind: MetricKind = attrs.field(converter=_as_kind)
    direction: Direction | None = attrs.field(default=None, converter=_as_direction)
    nature: Nature | None = attrs.field(default=None, converter=_as_nature)
    scope: str | None = attrs.field(default=None, validator=check_text)
    category: str | None = attrs.field(default=None, validator=check_text)
    domain: Interval | None = attrs.field(default=None, converter=_as_domain)
    across: AcrossRule | None = attrs.field(default=None, converter=_as_across_rule)
    over_time: TimeRule | None = attrs.field(default=None, converter=_as_time_rule)
    weight: str | None = attrs.field(default=None, validator=check_text)
    numerator: str | None = attrs.field(default=None, validator=check_text)
    denominator: str | None = attrs.field(default=None, validator=check_text)
    price_basis: PriceBasis = attrs.field(factory=PriceBasis.unstated, converter=_as_basis)
    reported_by: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    share_of: str | None = attrs.field(default=None, validator=check_text)
    share_in: str | None = attrs.field(default=None, validator=check_text)
    growth_of: str | None = attrs.field(default=None, validator=check_text)
    breakdowns: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=_as_breakdowns)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.across is AcrossRule.SUM and self.kind in _NEVER_ADDED:
            raise MetricError(
                f"metric {self.id!r} is a {self.kind.value} and cannot be added across parts",
                "use 'ratio_of_sums', 'weighted_mean', 'max', 'min' or 'none' for across",
                f"指标“{self.id}”的类型为 {self.kind.value}，不能在各部分间求和",
                "汇总规则请写总和之比、加权平均、最大、最小或不汇总",
            )
        if self.over_time is TimeRule.SUM and self.kind in {*_NEVER_ADDED, MetricKind.STOCK}:
            raise MetricError(
                f"metric {self.id!r} is a {self.kind.value} and cannot be added over time",
                "use 'last', 'mean', 'max', 'min' or 'none' for over_time",
                f"指标“{self.id}”的类型为 {self.kind.value}，不能在各时期间求和",
                "时间规则请写期末、平均、最大、最小或不汇总",
            )
        if self.kind is MetricKind.RANK and self.across not in {None, AcrossRule.NONE}:
            raise MetricError(
                f"metric {self.id!r} is a rank and has no value for a whole",
                "use 'none' for across",
                f"指标“{self.id}”是位次，没有整体的数",
                "汇总规则请写“不汇总”",
            )
        if self.across is AcrossRule.WEIGHTED_MEAN and self.weight is None:
            raise MetricError(
                f"metric {self.id!r} is a weighted mean without a weight",
                "name the weighing metric",
                f"指标“{self.id}”按加权平均汇总，却没有权重",
                "请在“权重”中写明作权重的指标",
            )
        if self.across is AcrossRule.RATIO_OF_SUMS and (self.numerator is None or self.denominator is None):
            raise MetricError(
                f"metric {self.id!r} is a ratio of sums without numerator and denominator",
                "name both metrics",
                f"指标“{self.id}”按总和之比汇总，却没有分子和分母",
                "请写明分子、分母两个指标",
            )
        self._check_relatives()

    def _check_relatives(self) -> None:
        for field, other in (("share_of", self.share_of), ("growth_of", self.growth_of)):
            if other == self.id:
                raise MetricError(
                    f"metric {self.id!r} is a {field} itself",
                    "name the other metric",
                    f"指标“{self.id}”的{_FIELDS_ZH[field]}是它自己",
                    "请写另一个指标",
                )
            if other is not None and self.unit.dimension != "ratio":
                raise MetricError(
                    f"metric {self.id!r} has {field} {other!r} and is in {self.unit}, which is no ratio",
                    "give it the unit %",
                    f"指标“{self.id}”写了{_FIELDS_ZH[field]} {other!r}，单位却是{self.unit}，不是比率",
                    "请将单位写成 %",
                )
        if self.share_in is not None and self.share_of is None:
            raise MetricError(
                f"metric {self.id!r} says what place it is a share in, but not of which metric",
                "name the metric in share_of",
                f"指标“{self.id}”写了占比范围，却没有写占比对象",
                "请在“占比对象”中写明指标",
            )
        for parts in self.breakdowns:
            if len(parts) < 2 or len(set(parts)) < len(parts) or self.id in parts:
                raise MetricError(
                    f"metric {self.id!r} is broken down into {', '.join(map(repr, parts)) or 'nothing'}",
                    "name two or more others in each list: breakdowns: [[primary, secondary, tertiary]]",
                    f"指标“{self.id}”分解为{'、'.join(map(repr, parts)) or '空'}",
                    "每组请写两个以上其他指标：分解: [[primary, secondary, tertiary]]",
                )

    @property
    def natural_domain(self) -> Interval:
        """The values the metric can have, in its unit: those stated, else those of its kind."""
        return _DOMAINS[self.kind] if self.domain is None else self.domain

    @property
    def base_domain(self) -> Interval:
        """The natural domain in the base unit of the metric's dimension."""
        return self.natural_domain * self.unit.factor

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """The ids of other metrics it names, each with the field that names it."""
        named = [
            ("weight", self.weight),
            ("numerator", self.numerator),
            ("denominator", self.denominator),
            ("share_of", self.share_of),
            ("growth_of", self.growth_of),
            *(("breakdowns", part) for parts in self.breakdowns for part in parts),
        ]
        return tuple((field, other) for field, other in named if other is not None)
