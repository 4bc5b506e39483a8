"""zoneplan: a development zone's plan as a typed value that can be checked, rolled up and explained."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan import amounts, charts, errors, goals, inspection, lights, published_lights, rules, units
    from zoneplan.amounts import Found, parse_figure
    from zoneplan.bands import EdgeProblem, edge_problems
    from zoneplan.briefings.briefing import Briefing, briefing
    from zoneplan.briefings.writing import write_briefing
    from zoneplan.conversions import Conversion, ConversionOrder, ConversionStep, convert
    from zoneplan.coverage import Coverage, Missing
    from zoneplan.deadlines import Deadline
    from zoneplan.decisions import decide
    from zoneplan.deflators import implied_deflator
    from zoneplan.figures import Figure
    from zoneplan.files import read_plan, read_plan_tables, write_plan, write_plan_tables, write_template
    from zoneplan.findings import Checked, Finding, NotChecked, Report, Severity
    from zoneplan.frame_reading import observations_from_frame
    from zoneplan.frame_rows import frame_losses
    from zoneplan.goals import AnnualRate, Delegated, Goal, Level, PointChange, Qualitative, Rank, RelativeTo
    from zoneplan.growths import Cumulative, CumulativeForm, Growth, GrowthMethod
    from zoneplan.implications import Implication, implied_level, implied_rate
    from zoneplan.indicator_rows import Indicator, IndicatorRow
    from zoneplan.indicators import IndicatorTable
    from zoneplan.intervals import Interval
    from zoneplan.investments import Funding, Investment, YearlyInvestment
    from zoneplan.kinds import FigureKind, Modality
    from zoneplan.lights import Band, BandProblem, Light, LightRules, Measure
    from zoneplan.locations import Location
    from zoneplan.losses import NotHeld
    from zoneplan.metrics import AcrossRule, Direction, Metric, MetricKind, Nature, TimeRule
    from zoneplan.milestones import Milestone, SignOff
    from zoneplan.observations import Aspect, Observation, Vintage
    from zoneplan.paces import Pace, Projection
    from zoneplan.patterns import Pattern
    from zoneplan.periods import Period, Periodicity
    from zoneplan.plans import Plan
    from zoneplan.portfolio import Portfolio, PortfolioReport, read_portfolio
    from zoneplan.portfolio_tables import plan_tables
    from zoneplan.prices import PriceBasis
    from zoneplan.programs import Action, Program, Project
    from zoneplan.progress import Progress, Summary
    from zoneplan.qualifiers import Bound, Qualifier, Side
    from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
    from zoneplan.readings import Policy, Reading
    from zoneplan.reasons import Reason
    from zoneplan.register import ItemStatus, Register, RegisterItem
    from zoneplan.relations import Difference, Multiple, Order, Ratio, Run, SameFact, Share, SharesSum, Sum
    from zoneplan.rollup import Rollup, RollupRow
    from zoneplan.scheduled import Scheduled, ScheduledLevel, SchedulePoint
    from zoneplan.schedules import EvenSchedule, LevelSchedule, Schedule, ShareSchedule
    from zoneplan.schema import plan_schema
    from zoneplan.series import Comparison, Gap, Series
    from zoneplan.sources import Source
    from zoneplan.standings import Standing, TargetStatus, Yardstick
    from zoneplan.states import ConstructionKind, ProjectState, StateChange
    from zoneplan.synthetic import SyntheticPortfolio
    from zoneplan.table_files import read_table
    from zoneplan.targets import Target
    from zoneplan.terms import Term
    from zoneplan.traces import Trace
    from zoneplan.verdicts import Status, Strength, Verdict
    from zoneplan.word_documents import write_word
    from zoneplan.zones import Zone, ZoneLevel

__all__ = [
    "AcrossRule",
    "Action",
    "AnnualRate",
    "Aspect",
    "Band",
    "BandProblem",
    "Bound",
    "Briefing",
    "Checked",
    "Comparison",
    "ConstructionKind",
    "Conversion",
    "ConversionOrder",
    "ConversionStep",
    "Coverage",
    "Cumulative",
    "CumulativeForm",
    "Deadline",
    "Delegated",
    "Difference",
    "Direction",
    "EdgeProblem",
    "EvenSchedule",
    "ExchangeRate",
    "Figure",
    "FigureKind",
    "Finding",
    "Found",
    "Funding",
    "Gap",
    "Goal",
    "Growth",
    "GrowthMethod",
    "Implication",
    "Indicator",
    "IndicatorRow",
    "IndicatorTable",
    "Interval",
    "Investment",
    "ItemStatus",
    "Level",
    "LevelSchedule",
    "Light",
    "LightRules",
    "Location",
    "Measure",
    "Metric",
    "MetricKind",
    "Milestone",
    "Missing",
    "Modality",
    "Multiple",
    "Nature",
    "NotChecked",
    "NotHeld",
    "Observation",
    "Order",
    "Pace",
    "Pattern",
    "Period",
    "Periodicity",
    "Plan",
    "PointChange",
    "Policy",
    "Portfolio",
    "PortfolioReport",
    "PriceBasis",
    "PriceIndex",
    "Program",
    "Progress",
    "Project",
    "ProjectState",
    "Projection",
    "Qualifier",
    "Qualitative",
    "Rank",
    "RateKind",
    "Ratio",
    "Reading",
    "Reason",
    "Register",
    "RegisterItem",
    "RelativeTo",
    "Report",
    "Rollup",
    "RollupRow",
    "Run",
    "SameFact",
    "Schedule",
    "SchedulePoint",
    "Scheduled",
    "ScheduledLevel",
    "Series",
    "Severity",
    "Share",
    "ShareSchedule",
    "SharesSum",
    "Side",
    "SignOff",
    "Source",
    "Standing",
    "StateChange",
    "Status",
    "Strength",
    "Sum",
    "Summary",
    "SyntheticPortfolio",
    "Target",
    "TargetStatus",
    "Term",
    "TimeRule",
    "Trace",
    "Verdict",
    "Vintage",
    "Yardstick",
    "YearlyInvestment",
    "Zone",
    "ZoneLevel",
    "amounts",
    "briefing",
    "charts",
    "convert",
    "decide",
    "edge_problems",
    "errors",
    "frame_losses",
    "goals",
    "implied_deflator",
    "implied_level",
    "implied_rate",
    "inspection",
    "lights",
    "observations_from_frame",
    "parse_figure",
    "plan_schema",
    "plan_tables",
    "published_lights",
    "read_plan",
    "read_plan_tables",
    "read_portfolio",
    "read_table",
    "rules",
    "units",
    "write_briefing",
    "write_plan",
    "write_plan_tables",
    "write_template",
    "write_word",
]

_HOMES: Final[Mapping[str, str]] = {
    "AcrossRule": "zoneplan.metrics",
    "Action": "zoneplan.programs",
    "AnnualRate": "zoneplan.goals",
    "Aspect": "zoneplan.observations",
    "Band": "zoneplan.lights",
    "BandProblem": "zoneplan.lights",
    "Bound": "zoneplan.qualifiers",
    "Briefing": "zoneplan.briefings.briefing",
    "Checked": "zoneplan.findings",
    "Comparison": "zoneplan.series",
    "ConstructionKind": "zoneplan.states",
    "Conversion": "zoneplan.conversions",
    "ConversionOrder": "zoneplan.conversions",
    "ConversionStep": "zoneplan.conversions",
    "Coverage": "zoneplan.coverage",
    "Cumulative": "zoneplan.growths",
    "CumulativeForm": "zoneplan.growths",
    "Deadline": "zoneplan.deadlines",
    "Delegated": "zoneplan.goals",
    "Difference": "zoneplan.relations",
    "Direction": "zoneplan.metrics",
    "EdgeProblem": "zoneplan.bands",
    "EvenSchedule": "zoneplan.schedules",
    "ExchangeRate": "zoneplan.rates",
    "Figure": "zoneplan.figures",
    "FigureKind": "zoneplan.kinds",
    "Finding": "zoneplan.findings",
    "Found": "zoneplan.amounts",
    "Funding": "zoneplan.investments",
    "Gap": "zoneplan.series",
    "Goal": "zoneplan.goals",
    "Growth": "zoneplan.growths",
    "GrowthMethod": "zoneplan.growths",
    "Implication": "zoneplan.implications",
    "Indicator": "zoneplan.indicator_rows",
    "IndicatorRow": "zoneplan.indicator_rows",
    "IndicatorTable": "zoneplan.indicators",
    "Interval": "zoneplan.intervals",
    "Investment": "zoneplan.investments",
    "ItemStatus": "zoneplan.register",
    "Level": "zoneplan.goals",
    "LevelSchedule": "zoneplan.schedules",
    "Light": "zoneplan.lights",
    "LightRules": "zoneplan.lights",
    "Location": "zoneplan.locations",
    "Measure": "zoneplan.lights",
    "Metric": "zoneplan.metrics",
    "MetricKind": "zoneplan.metrics",
    "Milestone": "zoneplan.milestones",
    "Missing": "zoneplan.coverage",
    "Modality": "zoneplan.kinds",
    "Multiple": "zoneplan.relations",
    "Nature": "zoneplan.metrics",
    "NotChecked": "zoneplan.findings",
    "NotHeld": "zoneplan.losses",
    "Observation": "zoneplan.observations",
    "Order": "zoneplan.relations",
    "Pace": "zoneplan.paces",
    "Pattern": "zoneplan.patterns",
    "Period": "zoneplan.periods",
    "Periodicity": "zoneplan.periods",
    "Plan": "zoneplan.plans",
    "PointChange": "zoneplan.goals",
    "Policy": "zoneplan.readings",
    "Portfolio": "zoneplan.portfolio",
    "PortfolioReport": "zoneplan.portfolio",
    "PriceBasis": "zoneplan.prices",
    "PriceIndex": "zoneplan.rates",
    "Program": "zoneplan.programs",
    "Progress": "zoneplan.progress",
    "Project": "zoneplan.programs",
    "ProjectState": "zoneplan.states",
    "Projection": "zoneplan.paces",
    "Qualifier": "zoneplan.qualifiers",
    "Qualitative": "zoneplan.goals",
    "Rank": "zoneplan.goals",
    "RateKind": "zoneplan.rates",
    "Ratio": "zoneplan.relations",
    "Reading": "zoneplan.readings",
    "Reason": "zoneplan.reasons",
    "Register": "zoneplan.register",
    "RegisterItem": "zoneplan.register",
    "RelativeTo": "zoneplan.goals",
    "Report": "zoneplan.findings",
    "Rollup": "zoneplan.rollup",
    "RollupRow": "zoneplan.rollup",
    "Run": "zoneplan.relations",
    "SameFact": "zoneplan.relations",
    "Schedule": "zoneplan.schedules",
    "SchedulePoint": "zoneplan.scheduled",
    "Scheduled": "zoneplan.scheduled",
    "ScheduledLevel": "zoneplan.scheduled",
    "Series": "zoneplan.series",
    "Severity": "zoneplan.findings",
    "Share": "zoneplan.relations",
    "ShareSchedule": "zoneplan.schedules",
    "SharesSum": "zoneplan.relations",
    "Side": "zoneplan.qualifiers",
    "SignOff": "zoneplan.milestones",
    "Source": "zoneplan.sources",
    "Standing": "zoneplan.standings",
    "StateChange": "zoneplan.states",
    "Status": "zoneplan.verdicts",
    "Strength": "zoneplan.verdicts",
    "Sum": "zoneplan.relations",
    "Summary": "zoneplan.progress",
    "SyntheticPortfolio": "zoneplan.synthetic",
    "Target": "zoneplan.targets",
    "TargetStatus": "zoneplan.standings",
    "Term": "zoneplan.terms",
    "TimeRule": "zoneplan.metrics",
    "Trace": "zoneplan.traces",
    "Verdict": "zoneplan.verdicts",
    "Vintage": "zoneplan.observations",
    "Yardstick": "zoneplan.standings",
    "YearlyInvestment": "zoneplan.investments",
    "Zone": "zoneplan.zones",
    "ZoneLevel": "zoneplan.zones",
    "amounts": "zoneplan.amounts",
    "briefing": "zoneplan.briefings.briefing",
    "charts": "zoneplan.charts",
    "convert": "zoneplan.conversions",
    "decide": "zoneplan.decisions",
    "edge_problems": "zoneplan.bands",
    "errors": "zoneplan.errors",
    "frame_losses": "zoneplan.frame_rows",
    "goals": "zoneplan.goals",
    "implied_deflator": "zoneplan.deflators",
    "implied_level": "zoneplan.implications",
    "implied_rate": "zoneplan.implications",
    "inspection": "zoneplan.inspection",
    "lights": "zoneplan.lights",
    "observations_from_frame": "zoneplan.frame_reading",
    "parse_figure": "zoneplan.amounts",
    "plan_schema": "zoneplan.schema",
    "plan_tables": "zoneplan.portfolio_tables",
    "published_lights": "zoneplan.published_lights",
    "read_plan": "zoneplan.files",
    "read_plan_tables": "zoneplan.files",
    "read_portfolio": "zoneplan.portfolio",
    "read_table": "zoneplan.table_files",
    "rules": "zoneplan.rules",
    "strategies": "zoneplan.strategies",
    "units": "zoneplan.units",
    "write_briefing": "zoneplan.briefings.writing",
    "write_plan": "zoneplan.files",
    "write_plan_tables": "zoneplan.files",
    "write_template": "zoneplan.files",
    "write_word": "zoneplan.word_documents",
}
"""The module in which each name lives; a name that is a module's own stands for the module.

`strategies` is missing in `__all__`: it needs Hypothesis, the extra `testing`.
"""


def __getattr__(name: str) -> object:
    """Import the module of a public name when the name is first asked for, so that nobody waits for the rest.

    Raises:
        AttributeError: If the package has no such name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES[name]
    module = import_module(home)
    found: object = module if home == f"{__name__}.{name}" else getattr(module, name)
    globals()[name] = found  # asked for once; two threads that ask at once find the same object
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
