"""What tells whether two projects of one name are one: the money that is written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.ledger import PlanLike

__all__ = ["money_of", "shared_money"]


def money_of(plan: PlanLike) -> dict[str, dict[tuple[object, ...], Figure]]:
    """Give the amounts of money written for each subject, by metric, period and aspect."""
    found: dict[str, dict[tuple[object, ...], Figure]] = {}
    for entry in plan.ledger:
        record = entry.record
        if record.figure.unit.currency is not None:
            found.setdefault(entry.subject, {})[record.metric, record.period, record.aspect] = record.figure
    return found


def shared_money(
    money: dict[tuple[object, ...], Figure], other: dict[tuple[object, ...], Figure]
) -> bool | None:
    """Tell whether two projects state the same money; None when money sets them apart.

    Args:
        money: The amounts of one project, by metric, period and aspect.
        other: Those of the other.
    """
    shared = money.keys() & other.keys()
    if any(money[key] != other[key] for key in shared) or (money and other and not shared):
        return None
    return bool(shared)
