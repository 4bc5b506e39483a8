"""One number that a relation is about: a published figure or a missing one, and what it is a number of."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, overload

import attrs

from zoneplan.constraints import Variable
from zoneplan.errors import OutlineError
from zoneplan.figures import Figure, as_figure, is_counted
from zoneplan.intervals import Interval
from zoneplan.locations import Location, Mark
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import Policy, Reading
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_text, member
from zoneplan.units import Unit, known_units
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LEVELS", "Ends", "Term", "Traits", "are_alike"]

Ends: TypeAlias = tuple[int, int, bool, int, int, bool]
"""The ends of an interval: numerator, denominator and whether it belongs to it, of either.

A high end at infinity is 1/0, with which sums, products and comparisons come out right; no low end is.
"""

LEVELS = Interval.at_least(0)
"""What an amount or a count can be, in base units."""


def _as_figure(value: object) -> Figure | None:
    return None if value is None else as_figure(value)


def _as_period(value: Period | str | int | None) -> Period | None:
    return value if value is None or isinstance(value, Period) else Period.parse(value)


def _as_aspect(value: Aspect | str | None) -> Aspect | None:
    return None if value is None else member(Aspect, value, OutlineError)


def _as_vintage(value: Vintage | str | None) -> Vintage | None:
    return None if value is None else member(Vintage, value, OutlineError)


def _as_basis(value: PriceBasis | str | None) -> PriceBasis | None:
    return value if value is None or isinstance(value, PriceBasis) else PriceBasis.parse(value)


def _as_domain(value: Interval | str | None) -> Interval | None:
    return value if value is None or isinstance(value, Interval) else Interval.parse(value)


def _as_unit(value: Unit | str | None) -> Unit | None:
    return value if value is None or isinstance(value, Unit) else unit_named(value)


@attrs.frozen(eq=False)
class Traits:
    """What has to be alike in figures that are compared; None where it is not stated.

    Traits with equal fields are one object, so that they are compared by identity.

    Attributes:
        dimension: What the unit measures.
        period: The period.
        scope: The coverage.
        denominator: The scope of the denominator, for a ratio.
        basis: The prices.
        nature: What it is a figure of; a baseline is actual.
        vintage: How final it is.
        is_missing: Whether there is no figure.
    """

    dimension: str | None
    period: Period | None
    scope: str | None
    denominator: str | None
    basis: PriceBasis | None
    nature: Aspect | None
    vintage: Vintage | None
    is_missing: bool

    @property
    def is_money(self) -> bool:
        """Whether the unit is money, or money per something."""
        return self.dimension is not None and self.dimension.partition("/")[0] in _CURRENCIES


# What traits are made of; that of a figure is all at once, which costs less than one by one.
_OWN = attrgetter("price_basis", "period", "scope", "denominator", "aspect", "vintage")
_STATED = attrgetter(
    "figure.unit.dimension", "figure.price_basis",
    "price_basis", "period", "scope", "denominator", "aspect", "vintage",
)  # fmt: skip


@lru_cache(maxsize=4096)
def _traits(
    dimension: str | None,
    figure_basis: PriceBasis | None,
    basis: PriceBasis | None,
    period: Period | None,
    scope: str | None,
    denominator: str | None,
    aspect: Aspect | None,
    vintage: Vintage | None,
    is_missing: bool,
) -> Traits:
    # A baseline is what was, seen from the plan.
    nature = Aspect.ACTUAL if aspect is Aspect.BASELINE else aspect
    basis = figure_basis if basis is None else basis
    return _one_of(dimension, period, scope, denominator, basis, nature, vintage, is_missing)


_one_of = lru_cache(maxsize=4096)(Traits)
_CURRENCIES = frozenset(one.dimension for one in known_units().values() if one.currency)


@attrs.frozen
class Term:
    """A number in a relation, with what has to be known before it may be compared with others.

    What is not stated (None) is not checked. A term without figure is missing, which is not zero: it
    stands for every number of its domain.

    >>> print(Term("超5000亿元", metric="gdp", subject="city", period=2022).key)
    gdp@city<2022>

    Attributes:
        figure: The figure, given as a `Figure`, its text or a pint quantity; None when it is missing.
        name: What to call it. Without a metric it also identifies the number.
        metric: Id of the metric it is a number of.
        subject: Id of the node or place it is about.
        period: The period it is for, given as a `Period`, its text, or a year.
        aspect: What the figure is a figure of: actual, planned, target and so on.
        vintage: How final the statistic is.
        scope: Its statistical coverage (口径), such as 规上 or 常住人口.
        denominator: For a ratio, the scope of the number it was divided by, such as 年平均人口.
        price_basis: The prices it is counted at; None for those of its figure.
        domain: What the value can be at all, in `unit`, or in the figure's unit where that is None;
            None for the domain of its role in the relation.
        unit: The unit that a missing number is shown in; None for that of its neighbours.
        source: Where the figure was read, given as a `Source` or the id of one that the plan lists.
        place: Where the figure stands in a plan.
        mark: Where it stands in the file it was read from.

    Raises:
        AmountError: If the figure is no amount that can be read without guessing.
        FloatRefusedError: If the figure is a binary float.
        UnitError: If a unit or a price basis is not known.
        PeriodError: If the period cannot be read.
        IntervalError: If the domain cannot be read.
        OutlineError: If the aspect or the vintage is no word of its set, or a name is blank.
    """

    figure: Figure | None = attrs.field(default=None, converter=_as_figure)
    name: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    metric: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    subject: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    period: Period | None = attrs.field(default=None, converter=_as_period, kw_only=True)
    aspect: Aspect | None = attrs.field(default=None, converter=_as_aspect, kw_only=True)
    vintage: Vintage | None = attrs.field(default=None, converter=_as_vintage, kw_only=True)
    scope: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    denominator: str | None = attrs.field(default=None, validator=check_text, kw_only=True)
    price_basis: PriceBasis | None = attrs.field(default=None, converter=_as_basis, kw_only=True)
    domain: Interval | None = attrs.field(default=None, converter=_as_domain, kw_only=True)
    unit: Unit | None = attrs.field(default=None, converter=_as_unit, kw_only=True)
    source: Source | None = attrs.field(default=None, converter=as_source, kw_only=True)
    place: Location | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    # The last policy and domain asked for, with what the number can be under them.
    _held: list[tuple[Policy, Interval, Variable]] = attrs.field(
        factory=list, init=False, eq=False, repr=False
    )
    _held_ends: list[tuple[Policy, Interval, tuple[Ends, Ends | None] | None]] = attrs.field(
        factory=list, init=False, eq=False, repr=False
    )

    __repr__ = short_repr

    @overload
    @classmethod
    def of(cls, value: Term | Figure | str | None) -> Term: ...
    @overload
    @classmethod
    def of(cls, value: object) -> Term: ...
    @classmethod
    def of(cls, value: object) -> Term:
        """Take a term as it is, or make one of a figure or its text; None makes a missing one.

        Args:
            value: The term, or what its figure is made of.

        Raises:
            AmountError: If it is no amount that can be read without guessing.
            FloatRefusedError: If it is a binary float.
            UnitError: If its unit is not known.
        """
        return value if isinstance(value, Term) else cls(value)

    @property
    def is_missing(self) -> bool:
        """Whether no figure is known."""
        return self.figure is None

    @cached_property
    def key(self) -> str | None:
        """What identifies the number among all numbers of a plan; None when nothing does.

        It is `metric@subject<period>/aspect~vintage` with what was stated: the aspect only where it is
        not actual, and scope and prices at the end, since they make it another number. A metric alone
        identifies nothing: without subject and period the number is known by its name, or not at all.
        """
        head = self.metric if self.subject and self.period else None
        head = head or self.name
        if head is None:
            return None
        basis = self.basis
        stated = (
            ("@", self.subject),
            ("<", self.period and f"{self.period}>"),
            ("/", self.aspect if self.aspect is not Aspect.ACTUAL else None),
            ("~", self.vintage),
            ("#", self.scope),
            ("$", None if basis is None or basis == PriceBasis.unstated() else basis),
        )
        return head + "".join(f"{sign}{value}" for sign, value in stated if value is not None)

    @property
    def label(self) -> str:
        """What to call it in a sentence: its name, or metric, subject and period; empty when unknown."""
        if self.name is not None:
            return self.name
        known = (self.metric, self.subject, self.period)
        return " ".join(str(one) for one in known if one is not None)

    @property
    def basis(self) -> PriceBasis | None:
        """The prices it is counted at: its own, else its figure's; None when there is neither."""
        if self.price_basis is not None or self.figure is None:
            return self.price_basis
        return self.figure.price_basis

    @property
    def own_unit(self) -> Unit | None:
        """The unit it is shown in: that of its figure, else `unit`; None when neither is known."""
        return self.unit if self.figure is None else self.figure.unit

    @property
    def traits(self) -> Traits:
        """What has to be alike in figures that are compared."""
        if self.figure is not None:
            return _traits(*_STATED(self), False)
        return _traits(None if self.unit is None else self.unit.dimension, None, *_OWN(self), True)

    def reading(self, policy: Policy) -> Reading | None:
        """Give what its figure can mean, in base units; None when it is missing.

        Args:
            policy: How numbers are read.
        """
        return None if self.figure is None else self.figure.read(policy)

    def variable(self, key: str, policy: Policy, domain: Interval) -> Variable:
        """Give the number as constraints see it, in base units.

        A reading is cut to the domain, unless nothing would be left of it: then the figure says that
        the domain is wrong.

        Args:
            key: What the constraints call it.
            policy: How numbers are read.
            domain: What it can be at all, in base units, where the term states no domain of its own.
        """
        for held_policy, held_domain, variable in self._held:
            if held_policy is policy and held_domain is domain and variable.key == key:
                return variable
        made = self._variable(key, policy, self._base_domain(domain))
        self._held[:] = [(policy, domain, made)]
        return made

    def ends(self, policy: Policy, domain: Interval, *, wide: bool = False) -> Ends | None:
        """Give the ends of a reading, cut to the domain, in base units.

        None when it is missing, a reading has no low end or means several whole numbers only, or another
        domain is the right one for it.

        Args:
            policy: How numbers are read.
            domain: What it can be at all, in base units.
            wide: Whether it is the wide reading that is asked for.
        """
        figure = self.figure
        if figure is None or self.domain is not None:
            return None
        if figure.is_read_by_digits:
            ends = _ends_by_digits(figure, domain)
            if ends is not None and wide:
                ends = _ends_by_digits(figure, domain, policy)
            if ends is not None:
                return ends
        found = self._held_pair(policy, domain)
        return None if found is None else found[wide]

    def _held_pair(self, policy: Policy, domain: Interval) -> tuple[Ends, Ends | None] | None:
        for held_policy, held_domain, ends in self._held_ends:
            if held_policy is policy and held_domain is domain:
                return ends
        made = self._pair(policy, domain)
        self._held_ends[:] = [(policy, domain, made)]
        return made

    def _pair(self, policy: Policy, domain: Interval) -> tuple[Ends, Ends | None] | None:
        variable = self._variable("", policy, domain)
        if variable.domain is not domain:
            return None
        strict = _ends_of(variable.strict)
        return None if strict is None else (strict, _ends_of(variable.wide))

    def _variable(self, key: str, policy: Policy, domain: Interval) -> Variable:
        reading = self.reading(policy)
        if reading is None:
            return Variable(key=key, strict=domain, wide=domain, domain=domain, is_given=False)
        strict, wide = reading.strict & domain, reading.wide & domain
        if strict.is_empty:
            everything = Interval.everything()
            return Variable(key=key, strict=reading.strict, wide=reading.wide, domain=everything)
        return Variable(key=key, strict=strict, wide=wide, domain=domain)

    def _base_domain(self, domain: Interval) -> Interval:
        if self.domain is None:
            return domain
        unit = self.unit or self.own_unit
        stated = self.domain * (Fraction(1) if unit is None else unit.factor)
        # What holds of every share and every rate holds whatever else is stated; 0 for a level is a habit.
        return stated if domain == LEVELS else stated & domain


def are_alike(terms: Sequence[Term]) -> bool:
    """Tell whether terms have figures and state all that has to be alike in the same way.

    Args:
        terms: The terms, at least one. False may also mean that it takes a closer look to tell.
    """
    first = None
    for term in terms:
        if term.figure is None:
            return False
        stated = _STATED(term)
        if first is None:
            first = stated
        elif stated != first:
            return False
    return True


def _ends_of(interval: Interval) -> Ends | None:
    lo, hi = interval.lo, interval.hi
    if lo is None or interval.integral:
        return None
    top = _INFINITE if hi is None else hi.as_integer_ratio()
    return (*lo.as_integer_ratio(), interval.lo_closed, *top, interval.hi_closed)


# -- readings in whole numbers --------------------------------------------------------------------


_INFINITE = (1, 0)
_FROM = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_UP_TO = frozenset({Qualifier.UNDER, Qualifier.AT_MOST})
_INCLUDED = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})


def _ends_by_digits(figure: Figure, domain: Interval, policy: Policy | None = None) -> Ends | None:
    """Give the ends of what digits and words explain: the strict ones, or the wide ones of a policy.

    None when it takes a closer look, as where it may be several whole numbers or lies outside the domain.
    """
    number, unit, words = figure.number, figure.unit, figure.qualifiers
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or (scale := _scale(unit, exponent)) is None:
        return None
    places, step, parts, reach = scale
    numerator, denominator = number.as_integer_ratio()
    # The number in its last written place: 123.45 is 12345 hundredths.
    written = numerator * places // denominator if exponent < 0 else numerator // places
    if words:
        ends = None if unit.is_count else _worded(2 * written, step, parts, words, policy)
        return None if ends is None else _cut(ends, domain)
    is_closed = True
    if policy is not None and reach:
        reach, is_closed = _wide_reach(written, policy)
    low, high = (2 * written - reach) * step, (2 * written + reach) * step
    if domain is LEVELS and low >= 0:
        return low, parts, is_closed, high, parts, is_closed
    return _cut((low, parts, is_closed, high, parts, is_closed), domain)


def _worded(
    halves: int, step: int, parts: int, words: tuple[Qualifier, ...], policy: Policy | None
) -> Ends | None:
    """Give the ends of a number, in halves of its last place, with one word; -1/0 is minus infinity."""
    word, *others = words
    if others:
        return None
    is_closed = policy is not None or word in _INCLUDED
    if word in _FROM:
        return halves * step, parts, is_closed, *_INFINITE, False
    if word in _UP_TO:
        return -1, 0, False, halves * step, parts, is_closed
    if word is not Qualifier.ABOUT or (policy is not None and policy.about is not None):
        return None
    if policy is not None:
        return -1, 0, False, *_INFINITE, False
    return (halves - 1) * step, parts, True, (halves + 1) * step, parts, True


@lru_cache(maxsize=4096)
def _scale(unit: Unit, exponent: int) -> tuple[int, int, int, int] | None:
    """Give the last place of a number in a unit, and what half of it is in the base unit.

    It is the power of ten that the place is, or is a part of 1; numerator and denominator of half the
    place in the base unit; and how many halves a number strictly reaches: 1, and 0 where it is exact.
    """
    is_exact = exponent >= 0 and is_counted(unit)
    if unit.is_count and not is_exact:
        return None
    half = unit.factor * Fraction(10) ** exponent / 2
    return 10 ** abs(exponent), half.numerator, half.denominator, 0 if is_exact else 1


def _wide_reach(written: int, policy: Policy) -> tuple[int, bool]:
    """Give how many halves of its last place a number may mean, and whether it may mean the last of them."""
    if policy.coarse_zeros:
        digits = str(abs(written))
        zeros = len(digits) - len(digits.rstrip("0"))
        coarse = min(zeros, len(digits) - (2 if digits[0] >= "2" else 3))  # as readings.coarse_quantum has it
        if coarse > 0:
            return 10**coarse, True
    return (2, False) if policy.any_rounding else (1, True)


def _cut(ends: Ends, domain: Interval) -> Ends | None:
    """Cut ends to a domain; None when nothing is left, no low end is, or only whole numbers are."""
    lo, lo_unit, lo_closed, hi, hi_unit, hi_closed = ends
    if domain.lo is not None:
        least, least_unit = domain.lo.as_integer_ratio()
        above = least * lo_unit - lo * least_unit
        if above >= 0:
            lo_closed = domain.lo_closed and (lo_closed or above > 0)
            lo, lo_unit = least, least_unit
    if domain.hi is not None:
        most, most_unit = domain.hi.as_integer_ratio()
        below = hi * most_unit - most * hi_unit
        if below >= 0:
            hi_closed = domain.hi_closed and (hi_closed or below > 0)
            hi, hi_unit = most, most_unit
    width = hi * lo_unit - lo * hi_unit
    if not lo_unit or domain.integral or width < 0 or (width == 0 and not (lo_closed and hi_closed)):
        return None
    return lo, lo_unit, lo_closed, hi, hi_unit, hi_closed
