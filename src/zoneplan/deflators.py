"""The change of prices that levels at current prices and real growth imply when both are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.errors import ConversionError
from zoneplan.figures import as_figure, require_addable
from zoneplan.intervals import Interval
from zoneplan.kinds import FigureKind, kind_of
from zoneplan.prices import PriceBasisKind
from zoneplan.readings import Reading
from zoneplan.roots import root_of

if TYPE_CHECKING:
    from zoneplan.figures import Figure

__all__ = ["implied_deflator"]

_POSITIVE = Interval.more_than(0)
_OF_LEVELS = frozenset({PriceBasisKind.CURRENT, PriceBasisKind.UNSTATED})


def implied_deflator(base: Figure | str, target: Figure | str, growth: Figure | str, years: int) -> Reading:
    """Give the yearly change of prices at which levels at current prices and real growth agree.

    It is the growth from level to level over the stated growth, less 1. Ends that are no fractions are
    rounded outward, by less than 10⁻²⁹.

    >>> change = implied_deflator("4748.06亿元", "5006.7亿元", "1.8%", 1)
    >>> print((change.strict * 100).describe(2))
    [3.53, 3.64]

    Args:
        base: The level that growth starts from, at current prices.
        target: The level that is reached, at current prices.
        growth: The yearly growth at constant or comparable prices, in %.
        years: How many years lie between the levels, 1 or more.

    Returns:
        The change as a ratio, 0.035 for 3.5 %: with every digit counting, and at its loosest.

    Raises:
        ConversionError: If a level is no money, at constant prices or not surely above zero, the growth is
            no ratio or may be -100 % or less, or the years are no whole number of 1 or more.
        CurrencyMismatchError: If the levels are money of different currencies.
        AmountError: If a text is no amount.
    """
    first, last, rate = as_figure(base), as_figure(target), as_figure(growth)
    _check(first, last, rate, years)
    strict, wide = (
        _change(after / (before & _POSITIVE), (real + 1) & _POSITIVE, years)
        for before, after, real in zip(*map(_ranges, (first, last, rate)), strict=True)
    )
    return Reading(strict, wide)


def _ranges(figure: Figure) -> tuple[Interval, Interval]:
    return figure.base_reading.strict, figure.base_reading.wide


def _change(growth: Interval, real: Interval, years: int) -> Interval:
    return root_of(growth, years) / real - 1


def _check(first: Figure, last: Figure, rate: Figure, years: int) -> None:
    for level in (first, last):
        if kind_of(level.unit) is not FigureKind.MONEY:
            raise ConversionError(
                f"expected money, got {level}",
                "only money has prices",
                f"应为金额，写的是{level}",
                "只有金额才有价格",
            )
        if level.price_basis.kind not in _OF_LEVELS:
            raise ConversionError(
                f"expected a level at current prices, got {level} {level.price_basis.describe()}",
                "at constant prices no change of prices is left to be found",
                f"应为现价的数值，写的是{level}，{level.price_basis.describe('zh')}",
                "不变价的数值中没有价格变化",
            )
    require_addable(first, last, "compare")
    if not first.base_reading.strict.is_subset(_POSITIVE):
        raise ConversionError(
            f"nothing grows from {first}, which may be zero or less",
            "give the level",
            f"基数{first}可能为0或以下，无从计算增长",
            "请写基数",
        )
    if rate.unit.dimension != "ratio":
        raise ConversionError(
            f"expected growth in %, got {rate}",
            "such as '1.8%'",
            f"增速应以%为单位，写的是{rate}",
            "例如“1.8%”",
        )
    if not (rate.base_reading.strict + 1).is_subset(_POSITIVE):
        raise ConversionError(
            f"growth of {rate} may leave nothing",
            "give a rate above -100 %",
            f"按增速{rate}可能降为0",
            "请写高于-100%的增速",
        )
    if type(years) is not int or years < 1:
        raise ConversionError(
            f"expected a whole number of years of 1 or more, got {years!r}",
            "such as 1",
            f"年数应为1以上的整数，写的是{years!r}",
            "例如 1",
        )
