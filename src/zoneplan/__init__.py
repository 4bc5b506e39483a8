"""zoneplan: a development zone's plan as a typed value that can be checked, rolled up and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan import amounts, errors, goals, rules, units
from zoneplan.amounts import Found, parse_figure
from zoneplan.deadlines import Deadline
from zoneplan.decisions import decide
from zoneplan.figures import Figure
from zoneplan.files import read_plan, write_plan
from zoneplan.findings import Checked, Finding, NotChecked, Report, Severity
from zoneplan.goals import AnnualRate, Delegated, Goal, Level, PointChange, Qualitative, Rank, RelativeTo
from zoneplan.intervals import Interval
from zoneplan.kinds import FigureKind, Modality
from zoneplan.locations import Location
from zoneplan.metrics import AcrossRule, Direction, Metric, MetricKind, Nature, TimeRule
from zoneplan.observations import Aspect, Observation, Vintage
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.prices import PriceBasis
from zoneplan.programs import Action, Program, Project
from zoneplan.qualifiers import Bound, Qualifier, Side
from zoneplan.readings import Policy, Reading
from zoneplan.relations import (
    Cumulative,
    CumulativeForm,
    Difference,
    Growth,
    GrowthMethod,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.rollup import Coverage, Missing, Rollup, RollupRow
from zoneplan.sources import Source
from zoneplan.targets import Target
from zoneplan.terms import Term
from zoneplan.verdicts import Reason, Status, Strength, Verdict
from zoneplan.zones import Zone, ZoneLevel

if TYPE_CHECKING:
    from zoneplan import inspection as inspection
    from zoneplan.traces import Trace as Trace

__all__ = [
    "AcrossRule",
    "Action",
    "AnnualRate",
    "Aspect",
    "Bound",
    "Checked",
    "Coverage",
    "Cumulative",
    "CumulativeForm",
    "Deadline",
    "Delegated",
    "Difference",
    "Direction",
    "Figure",
    "FigureKind",
    "Finding",
    "Found",
    "Goal",
    "Growth",
    "GrowthMethod",
    "Interval",
    "Level",
    "Location",
    "Metric",
    "MetricKind",
    "Missing",
    "Modality",
    "Multiple",
    "Nature",
    "NotChecked",
    "Observation",
    "Order",
    "Pattern",
    "Period",
    "Plan",
    "PointChange",
    "Policy",
    "PriceBasis",
    "Program",
    "Project",
    "Qualifier",
    "Qualitative",
    "Rank",
    "Ratio",
    "Reading",
    "Reason",
    "RelativeTo",
    "Report",
    "Rollup",
    "RollupRow",
    "Run",
    "SameFact",
    "Severity",
    "Share",
    "SharesSum",
    "Side",
    "Source",
    "Status",
    "Strength",
    "Sum",
    "Target",
    "Term",
    "TimeRule",
    "Trace",
    "Verdict",
    "Vintage",
    "Zone",
    "ZoneLevel",
    "amounts",
    "decide",
    "errors",
    "goals",
    "inspection",
    "parse_figure",
    "read_plan",
    "rules",
    "units",
    "write_plan",
]


def __getattr__(name: str) -> object:
    """Import what few need when it is asked for.

    `zoneplan.strategies` needs Hypothesis, the extra `testing`; `inspection` and `Trace` lay verdicts open.
    """
    import importlib  # noqa: PLC0415  # only here is it used

    if name in {"inspection", "strategies"}:
        return importlib.import_module(f"zoneplan.{name}")
    if name == "Trace":
        return importlib.import_module("zoneplan.traces").Trace
    raise AttributeError(f"module 'zoneplan' has no attribute {name!r}")
