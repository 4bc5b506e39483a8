"""Strategies for schedules: even ones, curves of shares, and levels in milestone years."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from zoneplan.figures import Figure
from zoneplan.periods import Period
from zoneplan.scheduled import SchedulePoint
from zoneplan.schedules import EvenSchedule, LevelSchedule, ShareSchedule
from zoneplan.strategies.values import periods

__all__ = ["levels_over_time", "schedules"]

_YEARS = Period.span(2021, 2025)
_UNITS = st.sampled_from(("亿元", "万元", "家", "%"))


@st.composite
def schedules(
    draw: st.DrawFn,
    *,
    within: Period = _YEARS,
    kinds: tuple[type[EvenSchedule | ShareSchedule], ...] = (EvenSchedule, ShareSchedule),
) -> EvenSchedule | ShareSchedule:
    """Draw a schedule of shares of a goal: an even one, or a curve.

    >>> from hypothesis import find
    >>> find(schedules(within=Period.year(2023)), lambda schedule: True)
    EvenSchedule()

    Args:
        draw: Given by Hypothesis.
        within: The months that its points lie in; 2021 to 2025 unless said.
        kinds: The kinds drawn.
    """
    if draw(st.sampled_from(kinds)) is EvenSchedule:
        return EvenSchedule()
    by = sorted(draw(_points_in_time(within)), key=lambda one: one.last)
    tenths = sorted(draw(st.lists(st.integers(0, 1000), min_size=len(by), max_size=len(by))))
    if by[-1].last == within.last:
        tenths[-1] = 1000
    return ShareSchedule(
        SchedulePoint(period, Figure(Decimal(tenth) / 10, "%"))
        for period, tenth in zip(by, tenths, strict=True)
    )


@st.composite
def levels_over_time(draw: st.DrawFn, *, within: Period = _YEARS) -> LevelSchedule:
    """Draw levels to be reached at some points in time, rising or not.

    Args:
        draw: Given by Hypothesis.
        within: The months that its points lie in; 2021 to 2025 unless said.
    """
    unit = draw(_UNITS)
    by = draw(_points_in_time(within))
    return LevelSchedule(SchedulePoint(period, Figure(draw(st.integers(1, 9999)), unit)) for period in by)


def _points_in_time(within: Period) -> st.SearchStrategy[list[Period]]:
    return st.lists(periods(within=within), min_size=1, max_size=4, unique_by=lambda one: one.last)
