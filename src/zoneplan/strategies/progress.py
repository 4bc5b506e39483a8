"""Strategies for plans whose targets are followed through time, for how they stand, and for what is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.briefings import briefing
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate, Cumulative, Goal, Level, Multiple, Qualitative
from zoneplan.growths import CumulativeForm
from zoneplan.implications import Implication, implied_level
from zoneplan.metrics import AcrossRule, Direction, Metric, MetricKind, TimeRule
from zoneplan.observations import Aspect, Observation
from zoneplan.paces import Pace, Projection
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.programs import Action, Program
from zoneplan.published_lights import PUBLISHED
from zoneplan.strategies.goals import annual_rates, multiples
from zoneplan.targets import Target
from zoneplan.units import unit

if TYPE_CHECKING:
    from zoneplan.briefings import Briefing
    from zoneplan.progress import Progress, Summary
    from zoneplan.standings import Standing

__all__ = [
    "briefings",
    "followed_plans",
    "implications",
    "paces",
    "progresses",
    "projections",
    "standings",
    "summaries",
]

_FIRST, _LAST = 2021, 2025
_AMOUNTS = st.integers(0, 99_999).map(lambda number: Decimal(number) / 100)
_POSITIVE = st.integers(1, 99_999).map(lambda number: Decimal(number) / 100)
_INVESTED = Metric(
    id="invested", name="完成投资", unit="亿元", kind=MetricKind.FLOW, across=AcrossRule.SUM,
    over_time=TimeRule.SUM,
)  # fmt: skip


def _levels_of(direction: Direction) -> Metric:
    return Metric(
        id=f"level-{direction}", name="水平", unit="亿元", kind=MetricKind.STOCK, direction=direction,
        over_time=TimeRule.LAST,
    )  # fmt: skip


_LEVELS = tuple(_levels_of(direction) for direction in Direction)


def _amount(number: Decimal) -> Figure:
    return Figure(number, "亿元")


@st.composite
def followed_plans(draw: st.DrawFn) -> Plan:
    """Draw a plan whose actions have targets and reports: amounts by month, levels by year, some missing.

    All figures are plain and in 亿元. It has programs of one to three actions.

    Args:
        draw: Given by Hypothesis.
    """
    programs = []
    for number in range(draw(st.integers(1, 2))):
        actions = tuple(draw(_followed(f"a{number}-{index}")) for index in range(draw(st.integers(1, 3))))
        programs.append(Program(id=f"p{number}", name=f"方案{number}", actions=actions))
    return Plan(
        id="plan",
        name="示范规划",
        period=Period.span(_FIRST, _LAST),
        metrics=(_INVESTED, *_LEVELS),
        programs=tuple(programs),
    )


@st.composite
def _followed(draw: st.DrawFn, action_id: str) -> Action:
    observations: list[Observation] = []
    targets: list[Target] = []
    if draw(st.booleans()):
        year = draw(st.integers(_FIRST, _LAST))
        goal: Goal = Level(_amount(draw(_POSITIVE)))
        targets.append(Target(metric="invested", by=year, goal=goal))
        observations += draw(_months(year))
    for metric in _LEVELS:
        if draw(st.booleans()):
            goal = draw(_AIMS)
            targets.append(Target(metric=metric.id, by=_LAST, goal=goal))
            observations += draw(_years(metric.id))
    return Action(id=action_id, name=f"行动{action_id}", observations=observations, targets=targets)


@st.composite
def _months(draw: st.DrawFn, year: int) -> list[Observation]:
    """Draw reports of a year's amount: single months, some missing, or years to date that never fall."""
    last = draw(st.integers(0, 12))
    amounts = draw(st.lists(_AMOUNTS, min_size=last, max_size=last))
    if draw(st.booleans()):
        reported = draw(st.lists(st.booleans(), min_size=last, max_size=last))
        return [
            Observation(metric="invested", period=Period.month(year, month + 1), figure=_amount(amount))
            for month, (amount, is_reported) in enumerate(zip(amounts, reported, strict=True))
            if is_reported
        ]
    return [
        Observation(
            metric="invested",
            period=Period.year_to_date(year, month + 1),
            figure=_amount(sum(amounts[: month + 1], Decimal(0))),
        )
        for month in range(last)
    ]


@st.composite
def _years(draw: st.DrawFn, metric: str) -> list[Observation]:
    """Draw a baseline, often, and the levels of some years after it."""
    found = []
    if draw(st.integers(0, 3)):
        found.append(
            Observation(
                metric=metric, period=_FIRST - 1, figure=_amount(draw(_POSITIVE)), aspect=Aspect.BASELINE
            )
        )
    reported = [year for year in range(_FIRST, _LAST + 1) if draw(st.booleans())]
    levels = [Observation(metric=metric, period=year, figure=_amount(draw(_AMOUNTS))) for year in reported]
    return found + levels


_AIMS: st.SearchStrategy[Goal] = st.one_of(
    _POSITIVE.map(lambda number: Level(_amount(number))),
    st.sampled_from(
        (
            AnnualRate("6%"),
            Multiple("翻一番"),
            Cumulative("[13.5]", falling=True),
            Cumulative("12亿元", form=CumulativeForm.CHANGE),
            Qualitative("稳步提升"),
        )
    ),
)


def implications() -> st.SearchStrategy[Implication]:
    """Draw what a rate or multiple implies for a level some years on."""
    bases = _POSITIVE.map(_amount)
    return st.builds(implied_level, annual_rates() | multiples(), base=bases, years=st.integers(1, 10))


def progresses() -> st.SearchStrategy[Progress]:
    """Draw how the targets of a plan stand as of some month, with lights or without."""
    rules = st.sampled_from((None, *sorted(PUBLISHED)))
    months = st.builds(Period.month, st.integers(_FIRST, _LAST), st.integers(1, 12))
    return st.builds(
        lambda plan, month, lights: plan.progress(month, lights=lights), followed_plans(), months, rules
    )


def briefings() -> st.SearchStrategy[Briefing]:
    """Draw what a plan with followed targets shows a meeting at the end of some month, in either language."""
    months = st.builds(Period.month, st.integers(_FIRST, _LAST), st.integers(1, 12))
    return st.builds(
        lambda plan, month, language: briefing(plan, month, language=language),
        followed_plans(),
        months,
        st.sampled_from(("zh", "en")),
    )


def standings() -> st.SearchStrategy[Standing]:
    """Draw how one target stands."""
    some = progresses().filter(lambda progress: len(progress) > 0)
    return some.flatmap(lambda progress: st.sampled_from(progress.standings))


def summaries() -> st.SearchStrategy[Summary]:
    """Draw how the targets of a plan stand together."""
    return progresses().map(lambda progress: progress.summary())


def paces() -> st.SearchStrategy[Pace]:
    """Draw what the rest of a target's time takes."""
    numbers = st.fractions(min_value=0, max_value=10**12, max_denominator=100)
    return st.builds(
        Pace,
        unit=st.just(unit("亿元")),
        start=numbers,
        goal=numbers,
        months=st.integers(1, 60),
        is_amount=st.booleans(),
    )


def projections() -> st.SearchStrategy[Projection]:
    """Draw what would be reached at the average pace so far."""
    found = standings().map(lambda one: one.projection)
    return found.filter(lambda projection: projection is not None)  # type: ignore[return-value]  # None is left out
