"""The table of which strategy draws which public type."""

from __future__ import annotations

from hypothesis import strategies as st

from zoneplan import goals
from zoneplan.amounts import Found, find
from zoneplan.bands import EdgeProblem, edge_problems
from zoneplan.briefings import Briefing
from zoneplan.conversions import Conversion, ConversionStep
from zoneplan.deadlines import Deadline
from zoneplan.explanations import Explanation
from zoneplan.figures import Figure
from zoneplan.findings import Checked, Finding, NotChecked, Report
from zoneplan.implications import Implication
from zoneplan.indicator_rows import Indicator, IndicatorRow
from zoneplan.indicators import IndicatorTable
from zoneplan.intervals import Interval
from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.ledger import Entry, Ledger
from zoneplan.lights import Band, BandProblem, LightRules
from zoneplan.locations import Location
from zoneplan.losses import NotHeld
from zoneplan.metrics import Metric
from zoneplan.milestones import Milestone, SignOff
from zoneplan.observations import Observation
from zoneplan.outline import Outline
from zoneplan.paces import Pace, Projection
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.portfolio import Portfolio, PortfolioReport
from zoneplan.prices import PriceBasis
from zoneplan.programs import Action, Program, Project
from zoneplan.progress import Progress, Summary
from zoneplan.rates import ExchangeRate, PriceIndex
from zoneplan.readings import Policy, Reading
from zoneplan.register import Register, RegisterItem
from zoneplan.relations import (
    Cumulative,
    Difference,
    Growth,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.rollup import Coverage, Rollup, RollupRow
from zoneplan.rules import CODES
from zoneplan.scheduled import Scheduled, ScheduledLevel, SchedulePoint
from zoneplan.schedules import EvenSchedule, LevelSchedule, ShareSchedule
from zoneplan.series import Gap, Series
from zoneplan.sources import Source
from zoneplan.standings import Standing
from zoneplan.states import StateChange
from zoneplan.strategies.faults import PlantedFault, faulty_plans
from zoneplan.strategies.goals import (
    annual_rates,
    cumulatives,
    delegations,
    levels,
    multiples,
    point_changes,
    qualitatives,
    ranks,
    relative_goals,
    targets,
)
from zoneplan.strategies.indicators import indicator_rows, indicator_tables, indicators
from zoneplan.strategies.lights import light_rules
from zoneplan.strategies.milestones import (
    funding,
    investments,
    milestones,
    sign_offs,
    state_changes,
    yearly_investments,
)
from zoneplan.strategies.nodes import actions, outlines, programs, projects
from zoneplan.strategies.portfolios import portfolio_reports, portfolios, synthetic_portfolios
from zoneplan.strategies.progress import (
    briefings,
    implications,
    paces,
    progresses,
    projections,
    standings,
    summaries,
)
from zoneplan.strategies.rates import conversions, exchange_rates, price_indices
from zoneplan.strategies.records import locations, metrics, observations, sources, zones
from zoneplan.strategies.relations import Truth, policies, relations, terms, truths, verdicts
from zoneplan.strategies.schedules import levels_over_time, schedules
from zoneplan.strategies.timelines import gaps, series
from zoneplan.strategies.values import (
    deadlines,
    figure_texts,
    figures,
    intervals,
    patterns,
    periods,
    price_bases,
    readings,
    units,
)
from zoneplan.strategies.whole import ledgers, plans, registers, reports, rollups
from zoneplan.synthetic import SyntheticPortfolio
from zoneplan.targets import Target
from zoneplan.terms import Term
from zoneplan.traces import Trace, trace
from zoneplan.units import Unit, unit
from zoneplan.verdicts import Verdict
from zoneplan.zones import Zone

__all__ = ["findings", "founds", "register_all", "rows"]


def findings() -> st.SearchStrategy[Finding]:
    """Draw a finding as the standard rules make them: one of those on a plan with a planted fault."""
    return faulty_plans().map(_planted)


def _planted(fault: PlantedFault) -> Finding:
    report = fault.plan.validate(together=fault.together)
    return next(one for one in report.findings if one.code == fault.kind)


def rows() -> st.SearchStrategy[RollupRow]:
    """Draw the row of one node of a rollup."""
    return rollups().flatmap(lambda rollup: st.sampled_from(list(rollup.values())))


def founds() -> st.SearchStrategy[Found]:
    """Draw an amount of money found in a text."""
    texts = figure_texts(unit=unit("亿元"), min_value=1)
    return texts.map(find).filter(bool).map(lambda found: found[0])


def register_all() -> None:
    """Register every strategy for its type."""
    codes = st.sampled_from(tuple(CODES))
    st.register_type_strategy(Action, actions())
    st.register_type_strategy(Briefing, briefings())
    st.register_type_strategy(Found, founds())
    st.register_type_strategy(Checked, st.builds(Checked, codes, st.integers(0, 99)))
    st.register_type_strategy(Coverage, rows().map(lambda row: row.coverage))
    st.register_type_strategy(Deadline, deadlines())
    st.register_type_strategy(
        Entry, ledgers().filter(lambda ledger: len(ledger) > 0).map(lambda ledger: ledger.entries[0])
    )
    st.register_type_strategy(Explanation, rollups().map(lambda rollup: rollup.explain()))
    st.register_type_strategy(Figure, figures())
    st.register_type_strategy(Finding, findings())
    st.register_type_strategy(Gap, gaps())
    st.register_type_strategy(Interval, intervals())
    st.register_type_strategy(Ledger, ledgers())
    st.register_type_strategy(Location, locations())
    st.register_type_strategy(Metric, metrics())
    st.register_type_strategy(
        NotChecked,
        st.builds(NotChecked, code=codes, place=locations(), reason=st.just("the plan states no period")),
    )
    st.register_type_strategy(NotHeld, st.builds(NotHeld, locations(), st.just("the note"), st.just("备注")))
    st.register_type_strategy(Observation, observations())
    st.register_type_strategy(Outline, outlines().map(lambda plan: plan.outline))
    st.register_type_strategy(Pattern, patterns())
    st.register_type_strategy(Period, periods())
    st.register_type_strategy(Plan, plans())
    st.register_type_strategy(PlantedFault, faulty_plans())
    st.register_type_strategy(PriceBasis, price_bases())
    st.register_type_strategy(Program, programs())
    st.register_type_strategy(Project, projects())
    st.register_type_strategy(Reading, readings())
    st.register_type_strategy(Report, reports())
    st.register_type_strategy(Rollup, rollups())
    st.register_type_strategy(RollupRow, rows())
    st.register_type_strategy(Series, series())
    st.register_type_strategy(Source, sources())
    st.register_type_strategy(Target, targets())
    st.register_type_strategy(Unit, units())
    st.register_type_strategy(Zone, zones())
    st.register_type_strategy(Portfolio, portfolios())
    st.register_type_strategy(PortfolioReport, portfolio_reports())
    st.register_type_strategy(SyntheticPortfolio, synthetic_portfolios())
    _register_goals()
    _register_standings()
    _register_register()
    st.register_type_strategy(PriceIndex, price_indices())
    st.register_type_strategy(ExchangeRate, exchange_rates())
    st.register_type_strategy(Conversion, conversions())
    st.register_type_strategy(ConversionStep, conversions().map(lambda conversion: conversion.steps[0]))
    _register_relations()
    _register_progress()


def _register_goals() -> None:
    st.register_type_strategy(goals.AnnualRate, annual_rates())
    st.register_type_strategy(goals.Cumulative, cumulatives())
    st.register_type_strategy(goals.Delegated, delegations())
    st.register_type_strategy(goals.Level, levels())
    st.register_type_strategy(goals.Multiple, multiples())
    st.register_type_strategy(goals.PointChange, point_changes())
    st.register_type_strategy(goals.Qualitative, qualitatives())
    st.register_type_strategy(goals.Rank, ranks())
    st.register_type_strategy(goals.RelativeTo, relative_goals())


def _register_register() -> None:
    st.register_type_strategy(Funding, funding())
    st.register_type_strategy(Investment, investments())
    st.register_type_strategy(Milestone, milestones())
    st.register_type_strategy(Register, registers())
    st.register_type_strategy(
        RegisterItem, registers().filter(lambda one: bool(one.items)).map(lambda one: one.items[0])
    )
    st.register_type_strategy(SignOff, sign_offs())
    st.register_type_strategy(StateChange, state_changes())
    st.register_type_strategy(YearlyInvestment, yearly_investments())


def _register_standings() -> None:
    st.register_type_strategy(Implication, implications())
    st.register_type_strategy(Indicator, indicators())
    st.register_type_strategy(IndicatorRow, indicator_rows())
    st.register_type_strategy(IndicatorTable, indicator_tables())
    st.register_type_strategy(Pace, paces())
    st.register_type_strategy(Progress, progresses())
    st.register_type_strategy(Projection, projections())
    st.register_type_strategy(Standing, standings())
    st.register_type_strategy(Summary, summaries())


def _register_relations() -> None:
    st.register_type_strategy(Policy, policies())
    st.register_type_strategy(Term, terms())
    st.register_type_strategy(Truth, truths())
    st.register_type_strategy(Trace, verdicts().map(trace))
    st.register_type_strategy(Verdict, verdicts())
    for kind in _RELATIONS:
        st.register_type_strategy(kind, relations(kinds=(kind,)))


def _register_progress() -> None:
    rules, levels = light_rules(), levels_over_time()
    curves = schedules(kinds=(ShareSchedule,))
    points = levels.map(lambda one: one.points[0])
    st.register_type_strategy(Band, rules.map(lambda one: one.bands[0]))
    st.register_type_strategy(
        BandProblem, light_rules().map(lambda one: one.problems()).filter(bool).map(lambda found: found[0])
    )
    st.register_type_strategy(
        EdgeProblem,
        st.integers(2, 9).map(lambda end: edge_problems((Interval(1, end), Interval(end, 10)))[0]),
    )
    st.register_type_strategy(LightRules, rules)
    st.register_type_strategy(EvenSchedule, st.just(EvenSchedule()))
    st.register_type_strategy(LevelSchedule, levels)
    st.register_type_strategy(ShareSchedule, curves)
    st.register_type_strategy(SchedulePoint, points)
    st.register_type_strategy(Scheduled, schedules().map(lambda one: one.at("2023-06", 2021, 2025)))
    st.register_type_strategy(
        ScheduledLevel, levels.map(lambda one: one.scheduled_level(one.points[0].by, 2021, 2025))
    )


_RELATIONS = (
    Cumulative,
    Difference,
    Growth,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
