"""Strategies for relations between published numbers: true values first, then how they were printed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from zoneplan.decisions import decide
from zoneplan.figures import Figure
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import Policy
from zoneplan.relations import (
    Cumulative,
    Difference,
    Growth,
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
from zoneplan.terms import Term
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.verdicts import Verdict

__all__ = ["ROUNDINGS", "Truth", "policies", "published", "relations", "terms", "truths", "verdicts"]


def _half_up(x: Fraction) -> int:
    return math.floor(x + Fraction(1, 2))


def _half_down(x: Fraction) -> int:
    return math.ceil(x - Fraction(1, 2))


ROUNDINGS: Mapping[str, Callable[[Fraction], int]] = {
    "half_up": _half_up,
    "half_even": round,
    "half_down": _half_down,
    "down": math.trunc,
    "up": lambda x: math.ceil(x) if x > 0 else math.floor(x),
}
"""The ways in which a number may have been rounded to print it."""

NEAREST = ("half_up", "half_even", "half_down")


@attrs.frozen
class Truth:
    """A relation together with the true values that it was printed from, at which it holds.

    Attributes:
        relation: The relation.
        values: The true values in base units, by role.
    """

    relation: Relation
    values: Mapping[str, Fraction] = attrs.field(hash=False)


@st.composite
def published(
    draw: st.DrawFn,
    value: Fraction,
    unit: Unit | str = "亿元",
    *,
    loose: bool = False,
    qualified: bool = True,
    mode: str | None = None,
) -> Figure:
    """Draw a figure that a true value may have been printed as.

    >>> from hypothesis import find
    >>> print(find(published(Fraction(240050000000)), lambda figure: figure.number == 2400))
    2400亿元

    Args:
        draw: Given by Hypothesis.
        value: The true value, in base units.
        unit: The unit it is printed in.
        loose: Whether digits may be cut off, or rounded up, and zeros at the end may be rounding, so
            that the value lies in the wide reading only. Otherwise it lies in the strict one.
        qualified: Whether words such as 超 may stand beside the number.
        mode: How it is rounded, a key of `ROUNDINGS`; None for any that is allowed.
    """
    measured = unit_named(unit) if isinstance(unit, str) else unit
    scaled = value / measured.factor
    if measured.is_count or measured.dimension in {"year", "rank"}:
        return _counted(draw, scaled, measured)
    rounding = draw(st.sampled_from(tuple(ROUNDINGS) if loose else NEAREST)) if mode is None else mode
    places = draw(st.integers(0, 3))
    if qualified and draw(st.integers(0, 3)) == 3:
        return _worded(draw, scaled, measured, places)
    coarse = draw(st.integers(0, 2)) if loose and rounding in NEAREST else 0
    if coarse and abs(scaled) >= 40 * 10**coarse:
        number = ROUNDINGS[rounding](scaled / 10**coarse) * 10**coarse
        return Figure(Decimal(number), measured)
    return Figure(_printed(ROUNDINGS[rounding](scaled * 10**places), places), measured)


def _printed(number: int, places: int) -> Decimal:
    return Decimal(number).scaleb(-places)


def _counted(draw: st.DrawFn, value: Fraction, measured: Unit) -> Figure:
    """Print a count: whole where its unit is, else at so many places that it stays what it is."""
    if value.denominator == 1:
        return Figure(Decimal(value.numerator), measured)
    places = draw(st.integers(0, len(str(measured.factor.numerator)) - 1))
    return Figure(_printed(_half_up(value * 10**places), places), measured)


def _worded(draw: st.DrawFn, value: Fraction, measured: Unit, places: int) -> Figure:
    """Print a number with a word that is true of the value."""
    word = draw(st.sampled_from(Qualifier))
    step = 10**places
    low, high = _printed(math.floor(value * step), places), _printed(math.ceil(value * step), places)
    is_exact = low == high
    match word:
        case Qualifier.OVER if not is_exact:
            return Figure(low, measured, qualifiers=(word,))
        case Qualifier.JUST_OVER if not is_exact and low > 0:
            return Figure(low, measured, qualifiers=(word,))
        case Qualifier.UNDER | Qualifier.NEARLY if not is_exact:
            return Figure(high, measured, qualifiers=(word,))
        case Qualifier.AT_LEAST:
            return Figure(low, measured, qualifiers=(word,))
        case Qualifier.AT_MOST:
            return Figure(high, measured, qualifiers=(word,))
        case _:
            near = _printed(_half_up(value * step), places)
            return Figure(near, measured, qualifiers=(Qualifier.ABOUT,))


_MONEY = st.sampled_from(("元", "万元", "亿元"))
_LEVELS = st.builds(
    lambda number, zeros, parts: Fraction(number * 10**zeros, parts),
    st.integers(1, 10**6),
    st.integers(0, 6),
    st.sampled_from((1, 1, 3, 7)),
)
_SHARES = st.builds(lambda part, rest: Fraction(part, part + rest), st.integers(1, 400), st.integers(0, 400))
_RATES = st.builds(Fraction, st.integers(-300, 500), st.sampled_from((1000, 1700)))
_YEARS = st.integers(1, 6)


@attrs.frozen(eq=False)
class _Printer:
    """What draws the figures of one relation.

    Attributes:
        draw: Given by Hypothesis.
        loose: Whether values may lie in the wide readings only.
        gaps: Whether figures may be missing.
    """

    draw: st.DrawFn
    loose: bool
    gaps: bool

    def term(self, value: Fraction, unit: str, period: int | None = None) -> Term:
        """Print a value, or leave it out."""
        if self.gaps and self.draw(st.integers(0, 3)) == 3:
            return Term(None, period=period, unit=unit)
        return Term(self.draw(published(value, unit, loose=self.loose)), period=period)

    def money(self, value: Fraction, period: int | None = None) -> Term:
        """Print an amount of money in some unit."""
        return self.term(value, self.draw(_MONEY), period)


def _sum(one: _Printer) -> Truth:
    parts = one.draw(st.lists(_LEVELS, min_size=1, max_size=5))
    weights = one.draw(st.just([1] * len(parts)) | st.lists(
        st.sampled_from((1, 1, -1)), min_size=len(parts), max_size=len(parts)
    ))  # fmt: skip
    total = sum((weight * part for weight, part in zip(weights, parts, strict=True)), Fraction(0))
    if total < 0:
        weights, total = [-weight for weight in weights], -total
    left_out = one.draw(st.sampled_from((Fraction(0), Fraction(0), total / 3)))
    relation = Sum(
        total=one.money(total + left_out),
        parts=[one.money(part) for part in parts],
        weights=weights,
        partial=left_out > 0,
    )
    return Truth(relation, {**_indexed("parts", parts), "total": total + left_out})


def _indexed(name: str, values: list[Fraction]) -> dict[str, Fraction]:
    return {f"{name}[{index}]": value for index, value in enumerate(values)}


def _share(one: _Printer) -> Truth:
    whole, share = one.draw(_LEVELS), one.draw(_SHARES)
    values = {"part": whole * share, "whole": whole, "share": share}
    relation = Share(part=one.money(whole * share), whole=one.money(whole), share=one.term(share, "%"))
    return Truth(relation, values)


def _shares_sum(one: _Printer) -> Truth:
    parts = one.draw(st.lists(st.integers(1, 99), min_size=2, max_size=5))
    shares = [Fraction(part, sum(parts)) for part in parts]
    relation = SharesSum(shares=[one.term(share, "%") for share in shares])
    return Truth(relation, {**_indexed("shares", shares), "total": Fraction(1)})


def _ratio(one: _Printer) -> Truth:
    heads, ratio = one.draw(st.integers(1, 10**6)), one.draw(_LEVELS)
    relation = Ratio(
        numerator=one.money(ratio * heads),
        denominator=one.term(Fraction(heads), one.draw(st.sampled_from(("人", "万人")))),
        ratio=one.term(ratio, one.draw(st.sampled_from(("元/人", "万元/人")))),
    )
    return Truth(relation, {"numerator": ratio * heads, "denominator": Fraction(heads), "ratio": ratio})


def _growth(one: _Printer) -> Truth:
    base, rate, years = one.draw(_LEVELS), one.draw(_RATES), one.draw(_YEARS)
    target = base * (1 + rate) ** years
    relation = Growth(
        base=one.money(base, 2020), target=one.money(target, 2020 + years), rate=one.term(rate, "%")
    )
    return Truth(relation, {"base": base, "rate": rate, "target": target})


def _mean_growth(one: _Printer) -> Truth:
    levels = one.draw(st.lists(_LEVELS, min_size=2, max_size=4))
    ratios = [later / earlier for earlier, later in pairwise(levels)]
    rate = sum(ratios, Fraction(0)) / len(ratios) - 1
    relation = Growth(
        base=one.money(levels[0], 2020),
        levels=[one.money(level) for level in levels[1:-1]],
        target=one.money(levels[-1], 2020 + len(ratios)),
        rate=one.term(rate, "%"),
        method="mean",
    )
    between = _indexed("levels", levels[1:-1])
    return Truth(relation, {"base": levels[0], **between, "rate": rate, "target": levels[-1]})


def _cumulative(one: _Printer) -> Truth:
    rate, years, falling = one.draw(_RATES), one.draw(_YEARS), one.draw(st.booleans())
    sign = -1 if falling else 1
    change = (1 + rate) ** years - 1
    relation = Cumulative(
        change=one.term(sign * change, "%"),
        rate=one.term(sign * rate, "%"),
        period=f"2021-{2020 + years}" if years > 1 else 2021,
        falling=falling,
    )
    return Truth(relation, {"rate": sign * rate, "change": sign * change})


def _change(one: _Printer) -> Truth:
    start, rate, falling = one.draw(_LEVELS), one.draw(_RATES), one.draw(st.booleans())
    sign = -1 if falling else 1
    end = start * (1 + rate)
    relation = Cumulative(
        change=one.term(sign * rate, "%"), start=one.money(start), end=one.money(end), falling=falling
    )
    return Truth(relation, {"start": start, "end": end, "change": sign * rate})


def _flow(one: _Printer) -> Truth:
    parts = one.draw(st.lists(_LEVELS, min_size=1, max_size=4))
    total = sum(parts, Fraction(0))
    relation = Cumulative(change=one.money(total), parts=[one.money(part) for part in parts], form="flow")
    return Truth(relation, {**_indexed("parts", parts), "change": total})


def _difference(one: _Printer) -> Truth:
    minuend, subtrahend, years = one.draw(_SHARES), one.draw(_SHARES), one.draw(_YEARS)
    yearly = one.draw(st.booleans())
    left = 100 * (minuend - subtrahend) / (years if yearly else 1)
    relation = Difference(
        minuend=one.term(minuend, "%", 2020 + years),
        subtrahend=one.term(subtrahend, "%", 2020),
        difference=one.term(left, "个百分点"),
        yearly=yearly,
    )
    return Truth(relation, {"minuend": minuend, "subtrahend": subtrahend, "difference": left})


def _multiple(one: _Printer) -> Truth:
    base, multiple = one.draw(_LEVELS), Fraction(one.draw(st.integers(1, 90)), 10)
    relation = Multiple(
        base=one.money(base), target=one.money(base * multiple), multiple=one.term(multiple, "倍")
    )
    return Truth(relation, {"base": base, "target": base * multiple, "multiple": multiple})


def _order(one: _Printer) -> Truth:
    smaller, larger = sorted((one.draw(_LEVELS), one.draw(_LEVELS)))
    relation = Order(smaller=one.money(smaller), larger=one.money(larger), strictly=smaller < larger)
    return Truth(relation, {"smaller": smaller, "larger": larger})


def _run(one: _Printer) -> Truth:
    ends = one.draw(st.lists(st.integers(2010, 2030), min_size=2, max_size=4))
    start = one.draw(st.integers(1990, 2009))
    lengths = [Fraction(end - start + 1) for end in ends]
    is_stated = one.draw(st.booleans())
    relation = Run(
        runs=[one.term(length, "年", end) for length, end in zip(lengths, ends, strict=True)],
        start=one.term(Fraction(start), "年") if is_stated else None,
    )
    values = _indexed("runs", lengths)
    return Truth(relation, {"start": Fraction(start), **values} if is_stated else values)


def _same_fact(one: _Printer) -> Truth:
    value, mode = one.draw(_LEVELS), one.draw(st.sampled_from(NEAREST))
    count = one.draw(st.integers(2, 3))
    statements = [Term(one.draw(published(value, one.draw(_MONEY), mode=mode))) for _ in range(count)]
    return Truth(SameFact(statements=statements), _indexed("statements", [value] * count))


_MAKERS: Mapping[type, tuple[Callable[[_Printer], Truth], ...]] = {
    Sum: (_sum,),
    Share: (_share,),
    SharesSum: (_shares_sum,),
    Ratio: (_ratio,),
    Growth: (_growth, _mean_growth),
    Cumulative: (_cumulative, _change, _flow),
    Difference: (_difference,),
    Multiple: (_multiple,),
    Order: (_order,),
    Run: (_run,),
    SameFact: (_same_fact,),
}


@st.composite
def truths(
    draw: st.DrawFn,
    *,
    kinds: tuple[type, ...] = tuple(_MAKERS),
    loose: bool = False,
    gaps: bool = False,
) -> Truth:
    """Draw a relation that holds at its true values, each printed at random.

    Args:
        draw: Given by Hypothesis.
        kinds: The kinds of relation drawn.
        loose: Whether values may lie in the wide readings only. Never of one fact told twice, where the
            same place printed with other digits is a contradiction by itself.
        gaps: Whether figures may be missing.
    """
    makers = [maker for kind in kinds for maker in _MAKERS[kind] if not (loose and kind is SameFact)]
    return draw(st.sampled_from(makers))(_Printer(draw, loose, gaps))


@st.composite
def relations(
    draw: st.DrawFn, *, kinds: tuple[type, ...] = tuple(_MAKERS), changed: bool | None = None
) -> Relation:
    """Draw a relation between published or missing figures, which may hold or not.

    Args:
        draw: Given by Hypothesis.
        kinds: The kinds of relation drawn.
        changed: Whether a figure is made larger or smaller than the truth, so that the relation mostly
            does not hold; None for either.
    """
    gaps = changed is not True and draw(st.booleans())
    relation = draw(truths(kinds=kinds, gaps=gaps)).relation
    role, term = draw(st.sampled_from(relation.operands))
    is_changed = draw(st.booleans()) if changed is None else changed
    if term.figure is None or not is_changed:
        return relation
    figure = term.figure
    number = figure.number * draw(_FACTORS)
    exact = Decimal(int(number)) if figure.quantum == 0 else number
    return relation.with_terms({role: attrs.evolve(term, figure=attrs.evolve(figure, number=exact))})


_FACTORS = st.sampled_from((Decimal("0.9"), Decimal("1.02"), Decimal("1.1"), Decimal(10)))


def terms() -> st.SearchStrategy[Term]:
    """Draw a term of a relation, with or without figure."""
    return relations().flatmap(lambda relation: st.sampled_from([term for _, term in relation.operands]))


def policies() -> st.SearchStrategy[Policy]:
    """Draw how loosely numbers are read."""
    tolerances = st.sampled_from((None, None, Fraction(0), Fraction(1, 20), Fraction(1, 10)))
    return st.builds(Policy, coarse_zeros=st.booleans(), any_rounding=st.booleans(), about=tolerances)


def verdicts() -> st.SearchStrategy[Verdict]:
    """Draw what a relation between published figures comes to."""
    return st.builds(decide, relations(), policies())
