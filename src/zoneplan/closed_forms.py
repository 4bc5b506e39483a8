"""The commonest relations decided in whole numbers: plain sums, shares, growth by the level method.

The answers are those of the constraints, which decide every relation; these are only reached sooner.
Ends of intervals are numerators and denominators here, compared by cross-multiplication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.growths import Growth, GrowthMethod
from zoneplan.relations import Share, Sum
from zoneplan.statements import DOMAINS, Part
from zoneplan.terms import LEVELS
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zoneplan.readings import Policy
    from zoneplan.relations import Relation
    from zoneplan.terms import Ends, Term

__all__ = ["status"]

_SHARES, _RATES = DOMAINS[Part.SHARE], DOMAINS[Part.RATE]


def status(relation: Relation, policy: Policy) -> Status | None:
    """Decide a relation whose figures may be compared, when a closed form settles it.

    Args:
        relation: The relation.
        policy: How numbers are read.

    Returns:
        Consistent or inconsistent, or None when the relation has to be looked at more closely.
    """
    form = _FORMS.get(type(relation))
    if form is None:
        return None
    ends_of, admits = form
    strict = ends_of(relation, policy)
    said = None if strict is None else admits(strict)
    if said is None:
        return None
    if said:
        return Status.CONSISTENT
    wide = ends_of(relation, policy, wide=True)
    return Status.INCONSISTENT if wide is not None and admits(wide) is False else None


def _sum(relation: Sum, policy: Policy, *, wide: bool = False) -> list[Ends] | None:
    terms = (*relation.parts, relation.total)
    if relation.weights or relation.partial or _repeat(terms):
        return None
    found = []
    for term in terms:
        ends = term.ends(policy, LEVELS, wide=wide)
        if ends is None:
            return None
        found.append(ends)
    return found


def _share(relation: Share, policy: Policy, *, wide: bool = False) -> Sequence[Ends] | None:
    part, whole, share = relation.part, relation.whole, relation.share
    if relation.may_exceed or _repeat((part, whole, share)):
        return None
    result = part.ends(policy, LEVELS, wide=wide)
    base = whole.ends(policy, LEVELS, wide=wide)
    factor = share.ends(policy, _SHARES, wide=wide)
    return None if result is None or base is None or factor is None else (result, base, factor)


def _growth(relation: Growth, policy: Policy, *, wide: bool = False) -> Sequence[Ends] | None:
    base, rate, target = relation.base, relation.rate, relation.target
    if relation.method is not GrowthMethod.LEVEL or _repeat((base, rate, target)):
        return None
    result = target.ends(policy, LEVELS, wide=wide)
    start = base.ends(policy, LEVELS, wide=wide)
    yearly = rate.ends(policy, _RATES, wide=wide)
    if result is None or start is None or yearly is None:
        return None
    return result, start, _powers(yearly, relation.years)


def _repeat(terms: Sequence[Term]) -> bool:
    """Whether a number may stand among the terms twice."""
    named = [term for term in terms if term.name is not None or term.metric is not None]
    keys = [term.key for term in named if term.key is not None] if len(named) > 1 else ()
    return len({*keys}) < len(keys)


def _adds_up(ends: Sequence[Ends]) -> bool | None:
    """Compare a total with the sum of parts; None where they agree and nothing speaks for power to refute."""
    low, low_unit, low_closed = 0, 1, True
    high, high_unit, high_closed = 0, 1, True
    *parts, total = ends
    for lo, lo_unit, lo_closed, hi, hi_unit, hi_closed in parts:
        if lo_unit == low_unit:
            low += lo
        else:
            low, low_unit = low * lo_unit + lo * low_unit, low_unit * lo_unit
        if hi_unit == high_unit:
            high += hi
        else:
            high, high_unit = high * hi_unit + hi * high_unit, high_unit * hi_unit
        low_closed = low_closed and lo_closed
        high_closed = high_closed and hi_closed
    # A sum that has a high end, or cannot be 0, binds its total more closely than being a level does.
    has_power = high_unit != 0 or low > 0
    agrees = _meet(total, (low, low_unit, low_closed, high, high_unit, high_closed))
    return agrees if has_power or not agrees else None


def _multiplies(ends: Sequence[Ends]) -> bool | None:
    """Compare a result with the product of a base and a factor; None where an end is 0 or less.

    A product above 0 binds its result more closely than being a level does: there is power to refute.
    """
    result, base, factor = ends
    if base[0] <= 0 or factor[0] <= 0:
        return None
    low, low_unit, low_closed, high, high_unit, high_closed = base
    return _meet(
        result,
        (
            low * factor[0],
            low_unit * factor[1],
            low_closed and factor[2],
            high * factor[3],
            high_unit * factor[4],
            high_closed and factor[5],
        ),
    )


def _powers(rate: Ends, years: int) -> Ends:
    lo, lo_unit, lo_closed, hi, hi_unit, hi_closed = rate
    low, high = (lo_unit + lo) ** years, (hi_unit + hi) ** years
    return low, lo_unit**years, lo_closed, high, hi_unit**years, hi_closed


def _meet(one: Ends, other: Ends) -> bool:
    """Tell whether two intervals share a number."""
    lo, lo_unit, lo_closed, hi, hi_unit, hi_closed = one
    low, low_unit, low_closed, high, high_unit, high_closed = other
    above, below = high * lo_unit - lo * high_unit, hi * low_unit - low * hi_unit
    if above < 0 or below < 0:
        return False
    return (above > 0 or (lo_closed and high_closed)) and (below > 0 or (hi_closed and low_closed))


_FORMS: dict[type, tuple[Callable[..., Sequence[Ends] | None], Callable[[Sequence[Ends]], bool | None]]] = {
    Sum: (_sum, _adds_up),
    Share: (_share, _multiplies),
    Growth: (_growth, _multiplies),
}
