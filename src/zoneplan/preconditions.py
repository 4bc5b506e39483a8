"""What has to be alike before figures may be compared at all.

The table is S3 of the specification of published figures. What is not stated on one side is not held
against the other, with one exception: money whose prices are stated beside money whose prices are not.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from zoneplan.growths import Cumulative, CumulativeForm, Growth
from zoneplan.relations import (
    Difference,
    Multiple,
    Order,
    Ratio,
    Relation,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.terms import are_alike
from zoneplan.units import has_quotient
from zoneplan.verdicts import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zoneplan.periods import Period
    from zoneplan.terms import Term, Traits

__all__ = ["failures"]

_Failures: TypeAlias = "Callable[..., Iterator[Reason]]"


def failures(relation: Relation) -> tuple[Reason, ...]:
    """Give what keeps the figures of a relation from being compared, most telling first.

    Args:
        relation: The relation.

    Returns:
        The reasons, each once; none when the figures may be compared.
    """
    kind = type(relation)
    found = _CHECKS[kind](relation)
    is_meaningless = _MEANINGLESS.get(kind)
    if is_meaningless is not None and Reason.KIND not in found and is_meaningless(relation):
        return tuple(reason for reason in _ORDER if reason in {*found, Reason.KIND})
    return found


@lru_cache(maxsize=4096)  # the relations of a document repeat the same few combinations
def _found(form: _Failures, *traits: Traits) -> tuple[Reason, ...]:
    found = {*form(*traits)}
    return tuple(reason for reason in _ORDER if reason in found)


_ORDER = (
    Reason.UNIT,
    Reason.KIND,
    Reason.PERIOD,
    Reason.SCOPE,
    Reason.DENOMINATOR,
    Reason.BASIS,
    Reason.NATURE,
    Reason.VINTAGE,
)
_FIELDS = {
    Reason.UNIT: attrgetter("dimension"),
    Reason.PERIOD: attrgetter("period"),
    Reason.SCOPE: attrgetter("scope"),
    Reason.DENOMINATOR: attrgetter("denominator"),
    Reason.BASIS: attrgetter("basis"),
    Reason.NATURE: attrgetter("nature"),
    Reason.VINTAGE: attrgetter("vintage"),
}


def _unlike(terms: Iterable[Traits], *reasons: Reason) -> Iterator[Reason]:
    """Give the reasons by which some of the terms differ."""
    listed = {*terms}
    for reason in reasons:
        if len({_FIELDS[reason](one) for one in listed} - {None}) > 1:
            yield reason


def _not_of(dimension: str, *terms: Traits) -> Iterator[Reason]:
    """Give UNIT when a term is of another dimension."""
    if any(term.dimension not in {None, dimension} for term in terms):
        yield Reason.UNIT


def _other_denominator(ratio: Traits, whole: Traits) -> Iterator[Reason]:
    if ratio.denominator is not None and whole.scope not in {None, ratio.denominator}:
        yield Reason.DENOMINATOR


def _alike(*terms: Traits) -> Iterator[Reason]:
    yield from _unlike(terms, *_FIELDS)


def _sum(total: Traits, *parts: Traits) -> Iterator[Reason]:
    for reason in _alike(total, *parts):
        if reason is not Reason.PERIOD or not _tile(total.period, [part.period for part in parts]):
            yield reason


def _tile(whole: Period | None, parts: list[Period | None]) -> bool:
    """Whether periods follow each other within another and, where all are stated, make it up."""
    known = sorted((part for part in parts if part is not None), key=lambda part: part.first)
    if whole is None or any(not whole.contains(part) for part in known):
        return False
    months = sum(part.months for part in known)
    is_disjoint = all(one.is_before(other) for one, other in pairwise(known))
    return is_disjoint and (len(known) < len(parts) or months == whole.months)


def _share(part: Traits, whole: Traits, share: Traits) -> Iterator[Reason]:
    yield from _unlike((part, whole), Reason.UNIT, Reason.SCOPE, Reason.BASIS)
    yield from _unlike((part, whole, share), Reason.PERIOD, Reason.NATURE, Reason.VINTAGE)
    yield from _not_of("ratio", share)
    yield from _other_denominator(share, whole)


def _shares(total: Traits, *shares: Traits) -> Iterator[Reason]:
    yield from _alike(*shares)
    yield from _not_of("ratio", total, *shares)


def _ratio(numerator: Traits, denominator: Traits, ratio: Traits) -> Iterator[Reason]:
    if not _is_quotient(ratio.dimension, numerator.dimension, denominator.dimension):
        yield Reason.UNIT
    terms = (numerator, denominator, ratio)
    yield from _unlike(terms, Reason.PERIOD, Reason.NATURE, Reason.VINTAGE)
    yield from _unlike((term for term in terms if term.is_money), Reason.BASIS)
    yield from _other_denominator(ratio, denominator)


def _is_quotient(ratio: str | None, above: str | None, below: str | None) -> bool:
    """Whether a ratio can be one dimension over another, each of them None where it is not known."""
    if ratio is None or ratio == "ratio":
        if above is None or below is None or above == below:
            return True
        return ratio is None and has_quotient(above, below)
    upper, _, lower = ratio.partition("/")
    return lower != "" and above in {None, upper} and below in {None, lower}


def _sum_failures(relation: Sum) -> tuple[Reason, ...]:
    terms = (relation.total, *relation.parts)
    # Whatever all terms state alike, no two can differ in, which most sums need not ask further.
    return () if are_alike(terms) else _found(_sum, *[term.traits for term in terms])


def _share_failures(relation: Share) -> tuple[Reason, ...]:
    return _found(_share, relation.part.traits, relation.whole.traits, relation.share.traits)


def _growth_failures(relation: Growth) -> tuple[Reason, ...]:
    levels = [level.traits for level in relation.levels] if relation.levels else ()
    return _found(_growth, relation.rate.traits, relation.base.traits, relation.target.traits, *levels)


def _growth(rate: Traits, base: Traits, target: Traits, *others: Traits) -> Iterator[Reason]:
    levels = (base, target, *others)
    yield from _unlike(levels, Reason.UNIT, Reason.SCOPE)
    yield from _unlike((*levels, rate), Reason.BASIS)
    if any(level.dimension == "ratio" for level in levels):
        yield from () if rate.is_missing else (Reason.KIND,)
    else:
        yield from _not_of("ratio", rate)
    if not _covers(rate, base, target):
        yield Reason.PERIOD


def _is_nothing(base: Term) -> bool:
    """Whether a base is 0 or less, from which no rate leads anywhere and of which nothing is a share."""
    # The number itself is asked first, since that costs nothing and nearly always settles it.
    if base.figure is None or base.figure.number > 0:
        return False
    highest = base.figure.base_reading.wide.hi
    return highest is not None and highest <= 0


def _is_no_rate(rate: Term, *, falling: bool = False) -> bool:
    """Whether a rate is less than -100 %, or a cut that is printed as a positive number more than 100 %."""
    figure = rate.figure
    if figure is None or (figure.number >= 0 and not falling):
        return False
    if (figure.base_value <= 1) if falling else (figure.base_value >= -1):
        return False  # as above: what a number can mean reaches to the number
    wide = figure.base_reading.wide
    rates = -wide if falling else wide
    return rates.hi is not None and rates.hi < -1


def _covers(rate: Traits, base: Traits, target: Traits) -> bool:
    """Whether the period of a rate, when stated, is the years between base and target."""
    if rate.period is None or base.period is None or target.period is None:
        return True
    # 2021-2025 is the usual name of the growth from 2020; some write 2020-2025.
    is_from_base = rate.period.first_year - base.period.last_year in {0, 1}
    return is_from_base and rate.period.last_year == target.period.last_year


def _cumulative_failures(relation: Cumulative) -> tuple[Reason, ...]:
    if relation.form is CumulativeForm.FLOW:
        return _found(_flow, relation.change.traits, *[part.traits for part in relation.parts])
    if relation.start is None or relation.end is None:
        rate = relation.change if relation.rate is None else relation.rate
        return _found(_rates, relation.change.traits, rate.traits)
    return _found(_growth, relation.change.traits, relation.start.traits, relation.end.traits)


def _flow(*terms: Traits) -> Iterator[Reason]:
    yield from _unlike(terms, Reason.UNIT, Reason.SCOPE, Reason.BASIS)


def _rates(change: Traits, rate: Traits) -> Iterator[Reason]:
    yield from _not_of("ratio", change, rate)
    yield from _unlike((change, rate), Reason.BASIS)


def _difference(minuend: Traits, subtrahend: Traits, difference: Traits) -> Iterator[Reason]:
    pair = (minuend, subtrahend)
    yield from _unlike(pair, Reason.UNIT, Reason.SCOPE, Reason.DENOMINATOR)
    yield from _unlike((*pair, difference), Reason.BASIS)
    levels = {term.dimension for term in pair} - {None}
    if levels != {"ratio"}:
        if levels and difference.dimension not in {None, *levels}:
            yield Reason.UNIT
    elif difference.dimension == "ratio":
        yield Reason.KIND
    else:
        yield from _not_of("percentage_point", difference)


def _multiple(base: Traits, target: Traits, multiple: Traits) -> Iterator[Reason]:
    yield from _unlike((base, target), Reason.UNIT, Reason.SCOPE, Reason.BASIS)
    yield from _not_of("ratio", multiple)


def _order(smaller: Traits, larger: Traits) -> Iterator[Reason]:
    yield from _unlike((smaller, larger), Reason.UNIT, Reason.BASIS)


def _run(*terms: Traits) -> Iterator[Reason]:
    yield from _not_of("year", *terms)


def _operands_with(form: _Failures) -> Callable[[Relation], tuple[Reason, ...]]:
    return lambda relation: _found(form, *[term.traits for _, term in relation.operands])


def _is_meaningless_change(relation: Cumulative) -> bool:
    if relation.form is not CumulativeForm.CHANGE:
        return False
    rates = [rate for rate in (relation.change, relation.rate) if rate is not None]
    starts_at_nothing = relation.start is not None and _is_nothing(relation.start)
    return starts_at_nothing or any(_is_no_rate(rate, falling=relation.falling) for rate in rates)


_CHECKS: dict[type, Callable[[Any], tuple[Reason, ...]]] = {
    Sum: _sum_failures,
    Share: _share_failures,
    Growth: _growth_failures,
    SharesSum: lambda relation: _found(
        _shares, relation.total.traits, *[share.traits for share in relation.shares]
    ),
    Cumulative: _cumulative_failures,
    SameFact: _operands_with(_alike),
    Ratio: _operands_with(_ratio),
    Difference: _operands_with(_difference),
    Multiple: _operands_with(_multiple),
    Order: _operands_with(_order),
    Run: _operands_with(_run),
}
# Whether a base or whole is 0 or less, or a rate below -100 %, however loosely it is read.
_MEANINGLESS: dict[type, Callable[[Any], bool]] = {
    Growth: lambda relation: _is_nothing(relation.base) or _is_no_rate(relation.rate),
    Share: lambda relation: _is_nothing(relation.whole),
    Ratio: lambda relation: _is_nothing(relation.denominator),
    Multiple: lambda relation: _is_nothing(relation.base),
    Cumulative: _is_meaningless_change,
}
