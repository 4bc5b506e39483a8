"""What a project is to cost: its total investment, by year and by source of money."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.errors import OutlineError
from zoneplan.figures import Figure, as_figure
from zoneplan.locations import Mark
from zoneplan.periods import Period
from zoneplan.short_reprs import short_repr
from zoneplan.texts import check_name, check_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["Funding", "Investment", "YearlyInvestment"]

T = TypeVar("T")


_CALLED = {"total": "总投资", "done": "累计完成", "figure": "数值"}


def _as_money(value: object) -> Figure | None:
    return None if value is None else as_figure(value)


def _check_money(instance: object, attribute: attrs.Attribute[Any], value: Figure | None) -> None:
    """Refuse a figure that is no money, or less than nothing.

    Raises:
        OutlineError: With the attribute's name and the figure.
    """
    if value is None:
        return
    if not value.unit.currency:
        raise OutlineError(
            f"expected an amount of money for {attribute.name}, got {value.text or str(value)!r}",
            "such as 10亿元",
            f"{_CALLED.get(attribute.name, attribute.name)}应为金额，写的是{value.text or str(value)!r}",
            "例如 10亿元",
        )
    highest = value.base_reading.wide.hi
    if highest is not None and highest < 0:
        raise OutlineError(
            f"expected an investment of at least 0 for {attribute.name}, got {value.text or str(value)!r}",
            "write what was paid back in a note",
            f"{_CALLED.get(attribute.name, attribute.name)}不能小于0，写的是{value.text or str(value)!r}",
            "退回的金额请写入备注",
        )


def _as_period(value: Period | str | int) -> Period:
    return value if isinstance(value, Period) else Period.parse(value)


@attrs.frozen(kw_only=True)
class YearlyInvestment:
    """What is to be invested in a year (年度计划投资), or in another period.

    Attributes:
        period: The year or period, given as a `Period` or its text.
        figure: The amount, at least 0; None when it is not told, which is not 0.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If the figure is no money, or less than 0.
    """

    period: Period = attrs.field(converter=_as_period)
    figure: Figure | None = attrs.field(default=None, converter=_as_money, validator=_check_money)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr


@attrs.frozen(kw_only=True)
class Funding:
    """What comes from one source of money (资金来源).

    Attributes:
        name: The source as it is printed, such as 财政, 专项债, 自筹, 银行贷款 or 外资.
        figure: The amount, at least 0; None when it is not told, which is not 0.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If it has no name, or the figure is no money, or less than 0.
    """

    name: str = attrs.field(validator=check_name)
    figure: Figure | None = attrs.field(default=None, converter=_as_money, validator=_check_money)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr


def _all(values: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    found = tuple(values)
    for value in found:
        if not isinstance(value, kind):
            raise OutlineError(f"expected a {kind.__name__}, got {value!r}", f"make a {kind.__name__} of it")
    return found


def _as_years(values: Iterable[YearlyInvestment]) -> tuple[YearlyInvestment, ...]:
    return _all(values, YearlyInvestment)


def _as_sources(values: Iterable[Funding]) -> tuple[Funding, ...]:
    return _all(values, Funding)


@attrs.frozen(kw_only=True)
class Investment:
    """What a project is to cost, and its two margins: the years add up to it, and the sources of money do.

    It is there to be checked (`OVER-PLAN`). It enters no ledger and no rollup, so that an investment that is
    an observation of a metric as well is never counted twice.

    >>> investment = Investment(total="10亿元", by_source=[Funding(name="自筹", figure="10亿元")])
    >>> print(investment.total, investment.by_source[0].name)
    10亿元 自筹

    Attributes:
        total: The total investment (总投资); None when it is not told.
        by_year: What of it is planned for each year, in order; what lies before the years listed is one
            further period.
        by_source: What of it comes from each source of money.
        done: What has been invested until now (累计完成); None when it is not told.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If a figure is no money or less than 0, two periods overlap, or a source is named twice.
    """

    total: Figure | None = attrs.field(default=None, converter=_as_money, validator=_check_money)
    by_year: tuple[YearlyInvestment, ...] = attrs.field(default=(), converter=_as_years)
    by_source: tuple[Funding, ...] = attrs.field(default=(), converter=_as_sources)
    done: Figure | None = attrs.field(default=None, converter=_as_money, validator=_check_money)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        ordered = sorted((year.period for year in self.by_year), key=lambda period: period.sort_key)
        for one, other in pairwise(ordered):
            if one.overlaps(other):
                raise OutlineError(
                    f"{one} and {other} overlap, so that an investment would count twice",
                    "list each month once: years, or the parts of a year, not both",
                    f"{one}与{other}重叠，投资会重复计算",
                    "每个月只列一次：或按年，或按年内各期，不要两者都写",
                )
        names = [source.name for source in self.by_source]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise OutlineError(
                f"the source of money {twice!r} is listed twice",
                "add the two up",
                f"资金来源“{twice}”列了两次",
                "请合并为一项",
            )


def as_investment(value: Investment | None) -> Investment | None:
    """Take an investment as it is; None stays None.

    Args:
        value: The investment, or None.

    Raises:
        OutlineError: If it is anything else.
    """
    if value is not None and not isinstance(value, Investment):
        raise OutlineError(f"expected an Investment, got {value!r}", "such as Investment(total='10亿元')")
    return value
