"""The rules that judge a plan. A rule is a function from a plan to judgements; a rule set is a tuple.

A rule yields `Finding`s, and may say with `Checked` how much it looked at and with `NotChecked` what
it could not look at. It never raises and never changes anything, and no rule depends on another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from zoneplan.errors import RuleError
from zoneplan.findings import Judgement, Report
from zoneplan.ledger import PlanLike
from zoneplan.rules import (
    bases,
    goals,
    identity,
    investments,
    lights,
    measures,
    milestones,
    periods,
    projects,
    rates,
    ratios,
    relations,
    responsibility,
    scales,
    schedule,
    states,
    structure,
    targets,
    totals,
)

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["CODES", "STANDARD", "Rule"]

P = TypeVar("P", bound=PlanLike)

Rule: TypeAlias = Callable[[PlanLike], Iterable[Judgement]]

STANDARD: tuple[Rule, ...] = (
    identity.duplicate_ids,
    identity.unknown_ids,
    structure.declared_counts,
    structure.pattern,
    structure.unnamed_actions,
    responsibility.leads,
    schedule.dates_in_order,
    schedule.dates_inside_plan,
    schedule.schedules_of_targets,
    milestones.done_after_start,
    milestones.sign_offs_in_order,
    milestones.milestones_in_order,
    milestones.milestones_inside,
    states.states_in_order,
    investments.investments,
    investments.investment_years,
    measures.unit_dimensions,
    measures.domains,
    scales.slipped_scales,
    measures.unused_metrics,
    measures.unmeasured_actions,
    measures.sources,
    measures.attributes,
    targets.binding_targets,
    targets.goal_units,
    targets.targets_against_baselines,
    goals.changes_as_levels,
    goals.rates_of_shares,
    goals.annual_goals,
    bases.baseline_years,
    bases.baseline_vintages,
    bases.missing_bases,
    totals.stated_totals,
    totals.parts_of_wholes,
    totals.conflicting_entries,
    ratios.stated_ratios,
    periods.longer_periods,
    periods.falling_years_to_date,
    periods.price_bases,
    projects.duplicate_projects,
    relations.related_figures,
    relations.lost_units,
    lights.band_edges,
    rates.differing_records,
    rates.sources_of_records,
)
"""The rules that `plan.validate()` applies."""

CODES: Mapping[str, str] = {
    "ACTION-UNMEASURED": "a named action has no observation or target",
    "ACTION-UNNAMED": "an action is declared but not named",
    "ATTR-EMPTY": "a metric of an indicator table or with a target is neither binding nor anticipatory",
    "BAND-EDGE": "a rule set for lights gives some values no light, or several",
    "BASE-MISSING": "a target starts from a period that no figure is given for",
    "BASE-VINTAGE": "a baseline was replaced by a later figure of the same fact",
    "BASE-YEAR": "a baseline is of another year than the one before the plan's first",
    "COUNT-DECLARED": "a list does not have the declared number of members",
    "COUNT-PATTERN": "the plan does not have the numbers that its pattern announces",
    "CUM-AS-ANNUAL": "a figure for all years is read as annual",
    "DATE-OUT": "a date lies outside the plan's years, or those of what it belongs to",
    "DATE-REVERSED": "a deadline, or the day something was done, lies before the start",
    "DUP-PROJECT": "one project is listed twice",
    "ID-CIRCLE": "references run in a circle",
    "ID-DUPLICATE": "an id is given twice",
    "ID-UNKNOWN": "an id is referred to that nothing has",
    "JOINT": "figures cannot all be true together",
    "LEAD-MISSING": "an action has no lead unit",
    "LEAD-SEVERAL": "a node has several lead units",
    "METRIC-UNUSED": "a metric is defined and never used",
    "MILESTONE-ORDER": "a milestone is due before one listed ahead of it",
    "OVER-PLAN": "an investment by year or by source of money does not agree with its total",
    "PART-WHOLE": "a part would be added to its whole",
    "POINT-PERCENT": "a change is written as a level, or points are given of what is no share",
    "PRICE-BASIS": "figures that would be added or compared are at different price bases",
    "RATE-KIND": "the change of a share is stated in %",
    "RATE-WRONG": "a stated growth does not follow from its levels",
    "RATIO-WRONG": "a stated ratio, mean or extreme does not agree with its parts",
    "RELATION-WRONG": "a stated relation between figures does not hold",
    "SAME-FACT": "two figures are given for one fact",
    "SCHEDULE-WRONG": "a schedule does not lead to its target",
    "SELF-LEAD": "a lead unit is also a supporting unit",
    "SHARE-100": "shares of one whole do not add up to it",
    "SHARE-WRONG": "a stated share or ratio does not agree with its figures",
    "SIGN-OFF": "something is signed off before it is done, or again without being reopened",
    "SOURCE-MISSING": "an entry, a relation, a price index or an exchange rate names no source",
    "STATE-ORDER": "a project's states cannot follow each other",
    "SUM-PERIOD": "a figure does not agree with the same subject's shorter periods",
    "SUM-TOTAL": "a stated total does not agree with its parts",
    "TARGET-MISSING": "a binding metric has no target with a number",
    "TARGET-WORSE": "a target is worse than its baseline",
    "UNIT-DIMENSION": "a figure's unit is not of its metric's dimension",
    "UNIT-LOST": "a figure has lost its unit",
    "UNIT-SCALE": "a figure seems to be in a unit of another scale than is meant",
    "VALUE-DOMAIN": "a figure is outside what its metric can be",
    "YTD-FALLS": "a year to date is less than an earlier one of the same year",
}
"""What each finding code of the standard rules means."""


def judged(
    plan: P,
    rules: Iterable[Callable[[P], Iterable[Judgement]]] | None = None,
    *,
    together: bool = False,
    time_limit: int | Fraction = 10,
) -> Report:
    """Apply rules to a whole plan, as `plan.validate()` does.

    Args:
        plan: The plan.
        rules: The rules to apply; None for `STANDARD`.
        together: Whether to judge all relations at once as well.
        time_limit: Seconds for each question about figures that hang together, when `together`.

    Raises:
        RuleError: If a rule yields something that is no judgement, or gives nothing to go through.
    """
    applied: list[Callable[[P], Iterable[Judgement]]] = list(STANDARD if rules is None else rules)
    if together:
        from zoneplan.rules.together import all_together  # noqa: PLC0415  # only who asks for it pays

        applied.append(partial(all_together, time_limit=time_limit))
    return Report.of((one for rule in applied for one in _judgements(rule, plan)), plan.outline.census)


def _judgements(rule: Callable[[P], Iterable[Judgement]], plan: P) -> Iterable[Judgement]:
    found = rule(plan)
    if not isinstance(found, Iterable):
        name = getattr(rule, "__name__", repr(rule))
        raise RuleError(f"expected rule {name} to yield findings, got {found!r}", "write `yield` in it")
    return found
