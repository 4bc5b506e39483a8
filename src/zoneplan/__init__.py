"""zoneplan: a development zone's plan as a typed value that can be checked, rolled up and explained."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan import amounts, errors, goals, inspection, rules, units
    from zoneplan.amounts import Found, parse_figure
    from zoneplan.coverage import Coverage, Missing
    from zoneplan.deadlines import Deadline
    from zoneplan.decisions import decide
    from zoneplan.figures import Figure
    from zoneplan.files import read_plan, write_plan
    from zoneplan.findings import Checked, Finding, NotChecked, Report, Severity
    from zoneplan.goals import AnnualRate, Delegated, Goal, Level, PointChange, Qualitative, Rank, RelativeTo
    from zoneplan.growths import Cumulative, CumulativeForm, Growth, GrowthMethod
    from zoneplan.implications import Implication, implied_level, implied_rate
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
    from zoneplan.reasons import Reason
    from zoneplan.relations import Difference, Multiple, Order, Ratio, Run, SameFact, Share, SharesSum, Sum
    from zoneplan.rollup import Rollup, RollupRow
    from zoneplan.sources import Source
    from zoneplan.targets import Target
    from zoneplan.terms import Term
    from zoneplan.traces import Trace
    from zoneplan.verdicts import Status, Strength, Verdict
    from zoneplan.zones import Zone, ZoneLevel

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
    "Implication",
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
    "implied_level",
    "implied_rate",
    "inspection",
    "parse_figure",
    "read_plan",
    "rules",
    "units",
    "write_plan",
]

_HOMES: Final[Mapping[str, str]] = {
    "AcrossRule": "zoneplan.metrics",
    "Action": "zoneplan.programs",
    "AnnualRate": "zoneplan.goals",
    "Aspect": "zoneplan.observations",
    "Bound": "zoneplan.qualifiers",
    "Checked": "zoneplan.findings",
    "Coverage": "zoneplan.coverage",
    "Cumulative": "zoneplan.growths",
    "CumulativeForm": "zoneplan.growths",
    "Deadline": "zoneplan.deadlines",
    "Delegated": "zoneplan.goals",
    "Difference": "zoneplan.relations",
    "Direction": "zoneplan.metrics",
    "Figure": "zoneplan.figures",
    "FigureKind": "zoneplan.kinds",
    "Finding": "zoneplan.findings",
    "Found": "zoneplan.amounts",
    "Goal": "zoneplan.goals",
    "Growth": "zoneplan.growths",
    "GrowthMethod": "zoneplan.growths",
    "Implication": "zoneplan.implications",
    "Interval": "zoneplan.intervals",
    "Level": "zoneplan.goals",
    "Location": "zoneplan.locations",
    "Metric": "zoneplan.metrics",
    "MetricKind": "zoneplan.metrics",
    "Missing": "zoneplan.coverage",
    "Modality": "zoneplan.kinds",
    "Multiple": "zoneplan.relations",
    "Nature": "zoneplan.metrics",
    "NotChecked": "zoneplan.findings",
    "Observation": "zoneplan.observations",
    "Order": "zoneplan.relations",
    "Pattern": "zoneplan.patterns",
    "Period": "zoneplan.periods",
    "Plan": "zoneplan.plans",
    "PointChange": "zoneplan.goals",
    "Policy": "zoneplan.readings",
    "PriceBasis": "zoneplan.prices",
    "Program": "zoneplan.programs",
    "Project": "zoneplan.programs",
    "Qualifier": "zoneplan.qualifiers",
    "Qualitative": "zoneplan.goals",
    "Rank": "zoneplan.goals",
    "Ratio": "zoneplan.relations",
    "Reading": "zoneplan.readings",
    "Reason": "zoneplan.reasons",
    "RelativeTo": "zoneplan.goals",
    "Report": "zoneplan.findings",
    "Rollup": "zoneplan.rollup",
    "RollupRow": "zoneplan.rollup",
    "Run": "zoneplan.relations",
    "SameFact": "zoneplan.relations",
    "Severity": "zoneplan.findings",
    "Share": "zoneplan.relations",
    "SharesSum": "zoneplan.relations",
    "Side": "zoneplan.qualifiers",
    "Source": "zoneplan.sources",
    "Status": "zoneplan.verdicts",
    "Strength": "zoneplan.verdicts",
    "Sum": "zoneplan.relations",
    "Target": "zoneplan.targets",
    "Term": "zoneplan.terms",
    "TimeRule": "zoneplan.metrics",
    "Trace": "zoneplan.traces",
    "Verdict": "zoneplan.verdicts",
    "Vintage": "zoneplan.observations",
    "Zone": "zoneplan.zones",
    "ZoneLevel": "zoneplan.zones",
    "amounts": "zoneplan.amounts",
    "decide": "zoneplan.decisions",
    "errors": "zoneplan.errors",
    "goals": "zoneplan.goals",
    "implied_level": "zoneplan.implications",
    "implied_rate": "zoneplan.implications",
    "inspection": "zoneplan.inspection",
    "parse_figure": "zoneplan.amounts",
    "read_plan": "zoneplan.files",
    "rules": "zoneplan.rules",
    "strategies": "zoneplan.strategies",
    "units": "zoneplan.units",
    "write_plan": "zoneplan.files",
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
    return sorted({*globals(), *__all__})
