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
from zoneplan.strategies.nodes import actions, outlines, programs, projects
from zoneplan.strategies.rates import conversions, exchange_rates, index_chains, price_indices
from zoneplan.strategies.records import (
    ids,
    levels,
    locations,
    metrics,
    observations,
    sources,
    targets,
    zones,
)
from zoneplan.strategies.registration import findings, rows
from zoneplan.strategies.relations import Truth, policies, published, relations, terms, truths, verdicts
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
from zoneplan.strategies.whole import ledgers, plans, reports, rollups

__all__ = [
    "FAULTS",
    "PlantedFault",
    "Truth",
    "actions",
    "conversions",
    "deadlines",
    "exchange_rates",
    "faulty_plans",
    "figure_texts",
    "figures",
    "findings",
    "ids",
    "index_chains",
    "intervals",
    "ledgers",
    "levels",
    "locations",
    "metrics",
    "observations",
    "outlines",
    "patterns",
    "periods",
    "plans",
    "policies",
    "price_bases",
    "price_indices",
    "programs",
    "projects",
    "published",
    "readings",
    "register",
    "relations",
    "reports",
    "rollups",
    "rows",
    "sources",
    "targets",
    "terms",
    "truths",
    "units",
    "verdicts",
    "zones",
]

register()
