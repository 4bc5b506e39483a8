"""Strategies for what is due, done and signed off, for the states of projects and for investments."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.milestones import Milestone, SignOff
from zoneplan.periods import Period
from zoneplan.states import LEGAL, ProjectState, StateChange
from zoneplan.strategies import words
from zoneplan.strategies.values import YEARS, deadlines

if TYPE_CHECKING:
    from zoneplan.dates import Moment
    from zoneplan.deadlines import Deadline

__all__ = [
    "funding",
    "investments",
    "milestones",
    "sign_offs",
    "state_changes",
    "state_paths",
    "yearly_investments",
]

_STEPS = ("方案印发", "开工", "主体封顶", "Mid-term review", "竣工验收")
_SOURCES = ("财政", "专项债", "自筹", "银行贷款", "外资")
_OFFICES = st.sampled_from((None, *words.OFFICES))
_NOTES = st.sampled_from((None, None, *words.OTHER_WORDS))
_DAYS = st.dates(YEARS.start, YEARS.end)
_WAITS = st.integers(0, 200)


@st.composite
def sign_offs(draw: st.DrawFn, *, not_before: datetime.date | None = None) -> SignOff:
    """Draw a sign-off, which may have been reopened later.

    Args:
        draw: Given by Hypothesis.
        not_before: The first day on which it may be; None for any from 2016 to 2030.
    """
    on = draw(_DAYS) if not_before is None else not_before + datetime.timedelta(draw(_WAITS))
    wait = draw(st.none() | _WAITS)
    return SignOff(
        on=on,
        checked_by=draw(_OFFICES),
        reopened=None if wait is None else on + datetime.timedelta(wait),
        note=draw(_NOTES),
    )


def _history(draw: st.DrawFn, done: datetime.date) -> tuple[SignOff, ...]:
    """Draw the sign-offs of what was done on a day: none, one, or another after each reopening."""
    found: list[SignOff] = []
    day: datetime.date | None = done
    while day is not None and len(found) < 3 and draw(st.booleans()):
        found.append(draw(sign_offs(not_before=day)))
        day = found[-1].reopened
    return tuple(found)


def completions(draw: st.DrawFn, start: datetime.date, end: datetime.date) -> dict[str, Any]:
    """Draw whether something is reported done between two days, and how it was signed off since.

    Args:
        draw: Given by Hypothesis.
        start: The first day on which it may have been done.
        end: The last one, not before the first.
    """
    if not draw(st.booleans()):
        return {}
    done = draw(st.dates(start, end))
    return {"done": done, "sign_offs": _history(draw, done)}


@st.composite
def milestones(draw: st.DrawFn, *, within: Period = YEARS) -> Milestone:
    """Draw a milestone, reported done or not, whose days are in order.

    Args:
        draw: Given by Hypothesis.
        within: The years in which it is due; 2016 to 2030 unless said.
    """
    return Milestone(
        name=draw(st.sampled_from(_STEPS)),
        due=draw(_due(within)),
        note=draw(_NOTES),
        **completions(draw, within.start, within.end),
    )


@cache
def _due(within: Period) -> st.SearchStrategy[Deadline]:
    return deadlines(within=within)


def ordered_milestones(draw: st.DrawFn, within: Period, most: int) -> tuple[Milestone, ...]:
    """Draw milestones in the order in which they are due, those for good behind the others.

    Args:
        draw: Given by Hypothesis.
        within: The years in which they are due.
        most: The most of them.
    """
    found = [draw(milestones(within=within)) for _ in range(draw(st.integers(0, most)))]
    return tuple(sorted(found, key=lambda one: one.due.due or datetime.date.max))


@st.composite
def state_changes(draw: st.DrawFn) -> StateChange:
    """Draw a change of state, on a day or in a month or year."""
    day = draw(_DAYS)
    moments: tuple[Moment, ...] = (day, Period.month(day.year, day.month), Period.year(day.year))
    return StateChange(
        state=draw(st.sampled_from(ProjectState)), on=draw(st.sampled_from(moments)), note=draw(_NOTES)
    )


_STATES = st.sampled_from(ProjectState)
_FOLLOWERS = {
    state: st.sampled_from([one for one in ProjectState if one in LEGAL[state]]) for state in ProjectState
}


@st.composite
def state_paths(draw: st.DrawFn, *, start: Period | None = None, most: int = 4) -> tuple[StateChange, ...]:
    """Draw states that may follow each other, their dates in order.

    >>> from hypothesis import find
    >>> path = find(state_paths(), lambda path: len(path) > 1)
    >>> [change.state.value for change in path]
    ['reserve', 'reserve']

    Args:
        draw: Given by Hypothesis.
        start: The period at whose beginning they begin; None for 2016.
        most: The most states.
    """
    month = YEARS.first if start is None else start.first
    found: list[StateChange] = []
    for _ in range(draw(st.integers(0, most))):
        state = draw(_FOLLOWERS[found[-1].state] if found else _STATES)
        period = Period.month(month // 12, month % 12 + 1)
        found.append(StateChange(state=state, on=draw(st.sampled_from((period, period.end)))))
        month += draw(st.integers(0, 8))
    return tuple(found)


_AMOUNTS = st.integers(1, 99_999)


@st.composite
def yearly_investments(draw: st.DrawFn) -> YearlyInvestment:
    """Draw what is to be invested in a year, or a year for which that is not told."""
    year = draw(st.integers(YEARS.first_year, YEARS.last_year))
    amount = draw(st.none() | _AMOUNTS)
    return YearlyInvestment(period=year, figure=None if amount is None else f"{amount}万元")


@st.composite
def funding(draw: st.DrawFn) -> Funding:
    """Draw what comes from a source of money, or one for which that is not told."""
    amount = draw(st.none() | _AMOUNTS)
    return Funding(name=draw(st.sampled_from(_SOURCES)), figure=None if amount is None else f"{amount}万元")


@st.composite
def investments(draw: st.DrawFn, *, years: Period = Period.span(2021, 2023)) -> Investment:  # noqa: B008  # immutable
    """Draw an investment whose years and sources of money add up to its total, or are not all told.

    >>> from hypothesis import find
    >>> found = find(investments(), lambda investment: len(investment.by_year) > 1)
    >>> [str(year.figure) for year in found.by_year], str(found.total)
    (['1万元', '1万元', '1万元'], '3万元')

    Args:
        draw: Given by Hypothesis.
        years: The years over which it is spread, from the first to the last.
    """
    listed = range(years.first_year, years.last_year + 1)
    amounts = [draw(_AMOUNTS) for _ in listed]
    total = sum(amounts)
    first = draw(st.integers(0, total))
    untold = draw(st.sampled_from((-1, -1, -1, *range(len(amounts) + 1))))  # -1: all is told
    by_year = [
        YearlyInvestment(period=year, figure=None if index == untold else f"{amount}万元")
        for index, (year, amount) in enumerate(zip(listed, amounts, strict=True))
    ]
    by_source = [
        Funding(name=_SOURCES[0], figure=f"{first}万元"),
        Funding(name=_SOURCES[2], figure=None if untold == len(amounts) else f"{total - first}万元"),
    ]
    has_years, has_sources = draw(st.sampled_from(((True, True), (True, False), (False, True))))
    done = draw(st.none() | st.integers(0, total))
    return Investment(
        total=f"{total}万元",
        by_year=by_year if has_years else (),
        by_source=by_source if has_sources else (),
        done=None if done is None else f"{done}万元",
        note=draw(_NOTES),
    )
