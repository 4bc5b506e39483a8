"""A relation between a plan's figures, with where it comes from and where it stands."""

from __future__ import annotations

import enum

import attrs

from zoneplan.locations import Location
from zoneplan.relations import Relation

__all__ = ["Origin", "PlanRelation"]


class Origin(enum.StrEnum):
    """Where a relation between a plan's figures comes from."""

    STATED = "stated"
    """Its author wrote it under `relations`."""
    SHARE = "share"
    """A metric is a share of another, by `share_of`."""
    GROWTH = "growth"
    """A metric is the growth of another, by `growth_of`."""
    BREAKDOWN = "breakdown"
    """A metric is the sum of others, by `breakdowns`."""
    TARGET = "target"
    """Two goals are set for one metric, subject and date."""
    OUTLINE = "outline"
    """A node's figure is the sum of what its parts report."""
    TIME = "time"
    """A longer period's figure is the sum of those for shorter ones."""
    RATIO = "ratio"
    """A ratio is its numerator over its denominator, for one node and period."""


@attrs.frozen(kw_only=True)
class PlanRelation:
    """A relation between figures of a plan, all of them looked up.

    Attributes:
        id: Id of the relation, unique in the plan.
        relation: The relation with its terms filled.
        origin: Where it comes from.
        place: Where its stated figure stands, or the relation itself.
        unmet: Why it is not known which figures it is about, in English and in Chinese; None when it is
            known. Such a relation is neither true nor false.
    """

    id: str
    relation: Relation
    origin: Origin
    place: Location
    unmet: tuple[str, str] | None = None
