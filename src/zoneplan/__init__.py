"""zoneplan: a development zone's plan as a typed value that can be checked, rolled up and explained."""

from __future__ import annotations

from zoneplan import errors, rules, units
from zoneplan.deadlines import Deadline
from zoneplan.figures import Figure
from zoneplan.files import read_plan, write_plan
from zoneplan.findings import Checked, Finding, NotChecked, Report, Severity
from zoneplan.intervals import Interval
from zoneplan.locations import Location
from zoneplan.metrics import AcrossRule, Direction, Metric, MetricKind, Nature, TimeRule
from zoneplan.observations import Aspect, Observation, Vintage
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.prices import PriceBasis
from zoneplan.programs import Action, Program, Project
from zoneplan.readings import Reading
from zoneplan.rollup import Coverage, Missing, Rollup, RollupRow
from zoneplan.sources import Source
from zoneplan.targets import Goal, Level, Target
from zoneplan.zones import Zone, ZoneLevel

__all__ = [
    "AcrossRule",
    "Action",
    "Aspect",
    "Checked",
    "Coverage",
    "Deadline",
    "Direction",
    "Figure",
    "Finding",
    "Goal",
    "Interval",
    "Level",
    "Location",
    "Metric",
    "MetricKind",
    "Missing",
    "Nature",
    "NotChecked",
    "Observation",
    "Pattern",
    "Period",
    "Plan",
    "PriceBasis",
    "Program",
    "Project",
    "Reading",
    "Report",
    "Rollup",
    "RollupRow",
    "Severity",
    "Source",
    "Target",
    "TimeRule",
    "Vintage",
    "Zone",
    "ZoneLevel",
    "errors",
    "read_plan",
    "rules",
    "units",
    "write_plan",
]


def __getattr__(name: str) -> object:
    """Import `zoneplan.strategies` when it is asked for: it needs Hypothesis, the extra `testing`."""
    if name == "strategies":
        import importlib  # noqa: PLC0415  # only here is it used

        return importlib.import_module("zoneplan.strategies")
    raise AttributeError(f"module 'zoneplan' has no attribute {name!r}")
