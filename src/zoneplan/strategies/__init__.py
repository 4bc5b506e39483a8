"""Hypothesis strategies for every public type of zoneplan, for its own tests and for yours.

Hypothesis, the extra `testing`, registers them when it is imported: `st.from_type(zoneplan.Plan)` works
wherever both are installed. All data drawn are invented.

>>> from hypothesis import given
>>> @given(plans())
... def test_a_valid_plan_has_no_error(plan):
...     assert not plan.validate().errors
>>> test_a_valid_plan_has_no_error()
"""

from zoneplan.strategies.entry_point import register  # first of all: its module says why
from zoneplan.strategies.faults import FAULTS, PlantedFault, faulty_plans
from zoneplan.strategies.goals import (
    annual_rates,
    cumulatives,
    delegations,
    goals,
    levels,
    multiples,
    point_changes,
    qualitatives,
    ranks,
    relative_goals,
    targets,
)
from zoneplan.strategies.indicators import (
    indicator_records,
    indicator_rows,
    indicator_tables,
    indicators,
)
from zoneplan.strategies.lights import light_rules
from zoneplan.strategies.milestones import (
    funding,
    investments,
    milestones,
    sign_offs,
    state_changes,
    state_paths,
    yearly_investments,
)
from zoneplan.strategies.nodes import actions, outlines, programs, projects
from zoneplan.strategies.portfolios import portfolio_reports, portfolios, synthetic_portfolios
from zoneplan.strategies.progress import (
    briefings,
    followed_plans,
    implications,
    paces,
    progresses,
    projections,
    standings,
    summaries,
)
from zoneplan.strategies.rates import conversions, exchange_rates, index_chains, price_indices
from zoneplan.strategies.records import (
    ids,
    locations,
    metrics,
    observations,
    sources,
    zones,
)
from zoneplan.strategies.registration import findings, rows
from zoneplan.strategies.relations import Truth, policies, published, relations, terms, truths, verdicts
from zoneplan.strategies.schedules import schedules
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

__all__ = [
    "FAULTS",
    "PlantedFault",
    "Truth",
    "actions",
    "annual_rates",
    "briefings",
    "conversions",
    "cumulatives",
    "deadlines",
    "delegations",
    "exchange_rates",
    "faulty_plans",
    "figure_texts",
    "figures",
    "findings",
    "followed_plans",
    "funding",
    "gaps",
    "goals",
    "ids",
    "implications",
    "index_chains",
    "indicator_records",
    "indicator_rows",
    "indicator_tables",
    "indicators",
    "intervals",
    "investments",
    "ledgers",
    "levels",
    "light_rules",
    "locations",
    "metrics",
    "milestones",
    "multiples",
    "observations",
    "outlines",
    "paces",
    "patterns",
    "periods",
    "plans",
    "point_changes",
    "policies",
    "portfolio_reports",
    "portfolios",
    "price_bases",
    "price_indices",
    "programs",
    "progresses",
    "projections",
    "projects",
    "published",
    "qualitatives",
    "ranks",
    "readings",
    "register",
    "registers",
    "relations",
    "relative_goals",
    "reports",
    "rollups",
    "rows",
    "schedules",
    "series",
    "sign_offs",
    "sources",
    "standings",
    "state_changes",
    "state_paths",
    "summaries",
    "synthetic_portfolios",
    "targets",
    "terms",
    "truths",
    "units",
    "verdicts",
    "yearly_investments",
    "zones",
]

register()
