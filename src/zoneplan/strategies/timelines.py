"""Strategies for series: one metric of one subject through months and years to date."""

from __future__ import annotations

from decimal import Decimal

import attrs
from hypothesis import strategies as st

from zoneplan.figures import Figure
from zoneplan.metrics import Metric, TimeRule
from zoneplan.periods import Period
from zoneplan.series import Gap, Series

__all__ = ["gaps", "series"]

_FLOW = Metric(id="flow", name="完成投资", unit="亿元", kind="flow", across="sum")
_STOCK = Metric(id="stock", name="在库项目投资", unit="亿元", kind="stock", across="sum")
_RULES = (TimeRule.SUM, TimeRule.LAST, TimeRule.MEAN, TimeRule.MAX, TimeRule.MIN)
_CENTS = st.integers(0, 99_999)
_FIRST_YEAR = 2021
_REPORTED = st.sets(st.integers(1, 12), min_size=1)
_REPORTED_TO_DATE = _REPORTED.filter(lambda months: not months <= {1, 12})
# The months up to which whole years to date are published: each, without January alone, each quarter.
_ROWS = (tuple(range(1, 13)), tuple(range(2, 13)), (3, 6, 9, 12))


@st.composite
def series(
    draw: st.DrawFn,
    *,
    over_time: TimeRule | None = None,
    to_date: bool | None = None,
    whole: bool = False,
) -> Series:
    """Draw the figures of one metric by months or by years to date, of one to three years; invented data.

    Figures are plain numbers, some in 万元. Years to date never fall.

    >>> from hypothesis import find
    >>> find(series(to_date=True), lambda one: len(one.figures) > 2).single().metric.name
    '完成投资'

    Args:
        draw: Given by Hypothesis.
        over_time: The metric's rule over time; None for any rule, the sum for years to date.
        to_date: Whether the figures are years to date, which are of a flow; None for either.
        whole: Whether nothing is missing: of single months all of a year, of years to date each month, each
            from February on or each quarter, up to some last one.
    """
    is_sum = over_time in {None, TimeRule.SUM}
    is_to_date = is_sum and (draw(st.booleans()) if to_date is None else to_date)
    rule = TimeRule.SUM if is_to_date else draw(st.sampled_from(_RULES)) if over_time is None else over_time
    figures: dict[Period, Figure] = {}
    for year in range(_FIRST_YEAR, _FIRST_YEAR + draw(st.integers(1, 3))):
        make = _years_to_date if is_to_date else _months
        figures |= make(draw, year, whole=whole)
    metric = attrs.evolve(_FLOW if rule is TimeRule.SUM else _STOCK, over_time=rule)
    return Series(metric=metric, figures=figures, subject="plan")


def gaps() -> st.SearchStrategy[Gap]:
    """Draw what a series could not give: the quarters, halves or years that it does not cover."""
    found = st.builds(lambda one, step: one.by(step).gaps, series(), st.sampled_from(("quarter", "year")))
    return found.filter(bool).map(lambda some: some[0])


def _months(draw: st.DrawFn, year: int, *, whole: bool) -> dict[Period, Figure]:
    months = range(1, 13) if whole else sorted(draw(_REPORTED))
    return {Period.month(year, month): _figure(draw, draw(_CENTS)) for month in months}


def _years_to_date(draw: st.DrawFn, year: int, *, whole: bool) -> dict[Period, Figure]:
    if whole:
        row = draw(st.sampled_from(_ROWS))
        months = list(row[: draw(st.integers(1, len(row)))])
    else:
        months = sorted(draw(_REPORTED_TO_DATE))
    figures, cents = {}, 0
    for month in months:
        cents += draw(_CENTS)
        figures[Period.year_to_date(year, month)] = _figure(draw, cents)
    return figures


def _figure(draw: st.DrawFn, cents: int) -> Figure:
    """Give a figure of so many hundredths of 亿元, in 亿元 or 万元."""
    if draw(st.booleans()):
        return Figure(Decimal(cents).scaleb(-2), "亿元")
    return Figure(100 * cents, "万元")
