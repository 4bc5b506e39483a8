"""The invented metrics of synthetic portfolios: one of each rule across parts, taken in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zoneplan.metrics import AcrossRule, Metric, MetricKind, TimeRule

if TYPE_CHECKING:
    from zoneplan.prices import PriceBasis

__all__ = ["KINDS", "SyntheticKind", "definition", "kind_of", "metric_id"]


class SyntheticKind(NamedTuple):
    """A kind of metric that synthetic portfolios have.

    Attributes:
        id: Its id; further metrics of the kind have a number behind it.
        name: Its name.
        kind: Its kind.
        across: Its rule across parts.
        over_time: Its rule over time.
        weight: The id of the kind that weighs it; None when it is not weighed.
        bound: Whole numbers are drawn below this bound.
        units: Its units, each with the power of ten that a whole number is multiplied by.
    """

    id: str
    name: str
    kind: MetricKind
    across: AcrossRule
    over_time: TimeRule
    weight: str | None
    bound: int
    units: tuple[tuple[str, int], ...]

    @property
    def is_money(self) -> bool:
        """Whether its figures have a price basis."""
        return self.units[0][0] == "万元"


_SUM: Final = AcrossRule.SUM
_BY_YUAN: Final = (("万元", -2), ("亿元", -6), ("元", 2))

KINDS: Final = (
    SyntheticKind("investment", "合成投资", MetricKind.FLOW, _SUM, TimeRule.SUM, None, 10**7, _BY_YUAN),
    SyntheticKind(
        "jobs", "合成就业", MetricKind.COUNT, _SUM, TimeRule.LAST, None, 10**3, (("人", 0), ("万人", -4))
    ),
    SyntheticKind(
        "land", "合成供地", MetricKind.STOCK, _SUM, TimeRule.LAST, None, 10**5, (("亩", -2), ("公顷", -4))
    ),
    SyntheticKind(
        "satisfaction",
        "合成满意度",
        MetricKind.RATIO,
        AcrossRule.WEIGHTED_MEAN,
        TimeRule.NONE,
        "jobs",
        10**4,
        (("%", -2), ("‰", -1)),
    ),
    SyntheticKind(
        "largest", "合成最大投资", MetricKind.STOCK, AcrossRule.MAX, TimeRule.MAX, None, 10**7, _BY_YUAN
    ),
    SyntheticKind(
        "score", "合成评分", MetricKind.INDEX, AcrossRule.MIN, TimeRule.MIN, None, 10**3, (("分", -1),)
    ),
)
"""The kinds of metrics, taken in turn."""


def kind_of(k: int) -> SyntheticKind:
    """Give the kind of a metric.

    Args:
        k: The number of the metric, from 0.
    """
    return KINDS[k % len(KINDS)]


def metric_id(k: int) -> str:
    """Give the id of a metric: its kind, with a number from the second round on.

    Args:
        k: The number of the metric, from 0.
    """
    return _turned(kind_of(k).id, k)


def _turned(name: str, k: int) -> str:
    return f"{name}-{k // len(KINDS)}" if k >= len(KINDS) else name


def definition(k: int, basis: PriceBasis) -> Metric:
    """Give a metric.

    Args:
        k: The number of the metric, from 0.
        basis: Its prices.
    """
    kind = kind_of(k)
    return Metric(
        id=metric_id(k),
        name=_turned(kind.name, k),
        unit=kind.units[0][0],
        kind=kind.kind,
        across=kind.across,
        over_time=kind.over_time,
        weight=None if kind.weight is None else _turned(kind.weight, k),
        price_basis=basis,
    )
