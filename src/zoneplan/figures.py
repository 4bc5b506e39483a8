"""A number as it was published, with its unit, qualifiers and digits; sums and conversions of them.

Figures are exact: a number keeps the digits it was written with, and a computed one keeps what it
was computed from.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import attrs

from zoneplan import units
from zoneplan.amounts import Qualifier, read_amount
from zoneplan.decimals import as_number, exact_sum, finite_decimal, nearest_decimal, plain_text, rounded
from zoneplan.errors import (
    AmountError,
    CurrencyMismatchError,
    DimensionMismatchError,
    FloatRefusedError,
    PriceBasisMismatchError,
)
from zoneplan.prices import PriceBasis
from zoneplan.readings import Operation, Reading, combined_reading, published_reading
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.intervals import Interval

__all__ = ["Derivation", "Figure", "as_figure", "figure_of", "require_addable", "total", "unchecked_total"]

_ZERO = Fraction(0)
_LOWER = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_UPPER = frozenset({Qualifier.UNDER, Qualifier.AT_MOST})


@attrs.frozen
class Derivation:
    """What a figure was computed from.

    Attributes:
        operation: How the operands were combined.
        operands: The figures combined, in document order; for a ratio the numerators.
        weights: The weights of a weighted mean, one per operand; for a ratio the denominators.
    """

    operation: Operation
    operands: tuple[Figure, ...]
    weights: tuple[Figure, ...] = ()


def _as_unit(value: Unit | str) -> Unit:
    return value if type(value) is Unit else units.unit(value)  # type: ignore[arg-type]  # unit() refuses strangers


def _as_optional_number(value: object) -> Decimal | None:
    return None if value is None else as_number(value)


def _as_fraction(value: object) -> Fraction | None:
    if value is None or type(value) is Fraction:
        return value
    number = Fraction(as_number(value))
    if number < 0:
        raise AmountError(f"expected a quantum of at least 0, got {value!r}", "0 means exact")
    return number


@attrs.frozen(eq=False, repr=False)
class Figure:
    """A number as published, with its unit.

    Figures are equal when they say the same: the same exact value, whatever unit it is written in,
    with the same qualifiers and price basis. `<` orders plain figures of one dimension.

    >>> Figure.parse("1亿元") == Figure.parse("10000万元")
    True

    Attributes:
        number: The number as written, its digits kept; the lower end of a range. When a computed
            value has no finite decimal, the nearest at 28 digits, and `is_exact_decimal` is False.
        unit: The unit as written, given as a `Unit` or by its name.
        qualifiers: What the words beside the number say; empty for a plain number.
        upper: The upper end of a range; None for a single number.
        price_basis: The prices that money is counted at; unstated unless the author says.
        text: The figure as its author wrote it; None for a figure made in Python or computed.
        derivation: What a computed figure was computed from; None for one that was stated.
    """

    number: Decimal = attrs.field(converter=as_number)
    unit: Unit = attrs.field(converter=_as_unit)
    qualifiers: tuple[Qualifier, ...] = attrs.field(default=(), kw_only=True)
    upper: Decimal | None = attrs.field(default=None, converter=_as_optional_number, kw_only=True)
    price_basis: PriceBasis = attrs.field(factory=PriceBasis.unstated, kw_only=True)
    text: str | None = attrs.field(default=None, kw_only=True)
    derivation: Derivation | None = attrs.field(default=None, kw_only=True)
    _quantum: Fraction | None = attrs.field(default=None, converter=_as_fraction, kw_only=True)
    _exact: Fraction | None = attrs.field(default=None, kw_only=True)

    # -- making ---------------------------------------------------------------------------------

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        price_basis: PriceBasis | None = None,
        quantum: Decimal | Fraction | int | None = None,
    ) -> Self:
        """Read a figure from its text; `str(figure)` is the inverse.

        Args:
            text: One amount with its unit, such as `超5000亿元`; it is kept as `figure.text`.
            price_basis: The prices it is counted at; unstated when omitted.
            quantum: The unit of the last meaningful place, in the written unit; taken from the
                digits when omitted, 0 for an exact number.

        Raises:
            AmountError: If the text is not one amount that can be read without guessing.
            UnitError: If its unit is not a known name.
        """
        amount = read_amount(text)
        return cls(
            amount.number,
            units.unit(amount.unit),
            qualifiers=amount.qualifiers,
            upper=amount.upper,
            price_basis=_UNSTATED if price_basis is None else price_basis,
            text=amount.text,
            quantum=quantum,
        )

    # -- what it says ---------------------------------------------------------------------------

    @property
    def exact(self) -> Fraction:
        """The number as an exact fraction, in the figure's unit."""
        return Fraction(self.number) if self._exact is None else self._exact

    @property
    def base_value(self) -> Fraction:
        """The exact number in the base unit of its dimension (元, m², kg …)."""
        return self.exact * self.unit.factor

    @property
    def is_exact_decimal(self) -> bool:
        """Whether `number` holds the value without rounding."""
        return self._exact is None

    @property
    def is_plain(self) -> bool:
        """Whether the figure is one number without qualifying words."""
        return not self.qualifiers and self.upper is None

    @property
    def quantum(self) -> Fraction:
        """The unit of the last written place, in the figure's unit; 0 for an exact count.

        Whole counts, ranks and numbers of years are exact (S2); everything else was rounded.
        """
        if self._quantum is not None:
            return self._quantum
        place = _exponent(self.number)
        if self.upper is None and not self.qualifiers and place >= 0 and _is_counted(self.unit):
            return _ZERO
        return Fraction(10) ** place

    @property
    def reading(self) -> Reading:
        """What the figure can mean, in its own unit."""
        return self.base_reading.scaled(1 / self.unit.factor)

    @property
    def strict(self) -> Interval:
        """The strict interval of `reading`."""
        return self.reading.strict

    @property
    def wide(self) -> Interval:
        """The wide interval of `reading`."""
        return self.reading.wide

    @property
    def base_reading(self) -> Reading:
        """What the figure can mean, in the base unit of its dimension."""
        derivation = self.derivation
        if derivation is not None:
            return combined_reading(
                derivation.operation,
                [operand.base_reading for operand in derivation.operands],
                [weight.base_reading for weight in derivation.weights],
            )
        reading = published_reading(self.number, self.upper, self.qualifiers, self.quantum).scaled(
            self.unit.factor
        )
        return reading.whole() if self.unit.is_count else reading

    @property
    def quantity(self) -> units.Quantity:
        """The number as a pint quantity of zoneplan's registry; qualifiers are left behind.

        Raises:
            AmountError: If no finite decimal holds the value.
        """
        if self._exact is not None:
            raise AmountError(
                f"no finite decimal holds {self}",
                "ask for `figure.exact`, or convert to a unit that divides it",
            )
        return units.quantity(self.number, self.unit)

    # -- changing -------------------------------------------------------------------------------

    def to(self, unit: Unit | str) -> Figure:
        """Give the same figure in another unit, exactly; the reading stays what it was.

        >>> print(Figure.parse("15亩").to("公顷"))
        1公顷

        Raises:
            UnitError: If the unit is not a known name.
            CurrencyMismatchError: If it is money of another currency.
            DimensionMismatchError: If it measures something else.
        """
        target = _as_unit(unit)
        if target == self.unit:
            return self
        factor = units.conversion(self.unit, target)
        upper = None if self.upper is None else nearest_decimal(Fraction(self.upper) * factor)
        return figure_of(
            self.exact * factor,
            target,
            qualifiers=self.qualifiers,
            upper=upper,
            price_basis=self.price_basis,
            quantum=self.quantum * factor,
            derivation=Derivation(Operation.CONVERT, (self,)),
        )

    def __add__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        return total((self, other))

    def __sub__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        require_addable(self, other, "subtract")
        qualifiers = _sum_qualifiers(
            (self.qualifiers, _flipped(other.qualifiers)), has_range=not _single(self, other)
        )
        return figure_of(
            (self.base_value - other.base_value) / self.unit.factor,
            self.unit,
            qualifiers=qualifiers,
            price_basis=self.price_basis,
            derivation=Derivation(Operation.DIFFERENCE, (self, other)),
        )

    # -- comparing ------------------------------------------------------------------------------

    def _key(self) -> tuple[object, ...]:
        upper = None if self.upper is None else Fraction(self.upper) * self.unit.factor
        return (self.unit.dimension, self.base_value, self.qualifiers, upper, self.price_basis)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _compared(self, other: Figure) -> tuple[Fraction, Fraction]:
        require_addable(self, other, "compare")
        for figure in (self, other):
            if not figure.is_plain:
                raise AmountError(
                    f"cannot order {self} and {other}: {figure} is not one plain number",
                    "compare what they can mean: `a.strict`, `b.strict`",
                )
        return self.base_value, other.base_value

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        mine, its = self._compared(other)
        return mine < its

    def __le__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        mine, its = self._compared(other)
        return mine <= its

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return other < self

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return other <= self

    # -- printing -------------------------------------------------------------------------------

    def __str__(self) -> str:
        return _written(self, None)

    def __repr__(self) -> str:
        basis = "" if self.price_basis == _UNSTATED else f", price_basis={str(self.price_basis)!r}"
        return f"Figure({str(self)!r}{basis})"

    def __format__(self, spec: str) -> str:
        """Print the figure as people write it.

        The specification is `[,][.places][unit]`: a comma groups thousands, `.2` rounds to two
        places (ties to even), and a unit converts. Without a unit, scaled units such as 元, 家 or
        亩 take the scale word (万, 亿, 万亿) that keeps the number short and every digit.

        >>> f"{Figure.parse('240000000000元')}", f"{Figure.parse('12345.67万元'):.1亿元}"
        ('2400亿元', '1.2亿元')

        Raises:
            AmountError: If the specification is not of this form.
        """
        match = _SPEC.fullmatch(spec)
        if match is None:
            raise AmountError(
                f"expected a format [,][.places][unit], got {spec!r}", "such as ',.2亿元' or '.1'"
            )
        comma, places, name = match.groups()
        shown = self.to(name) if name else _humane(self)
        return _written(shown, None if places is None else int(places), grouped=bool(comma))


_UNSTATED = PriceBasis.unstated()
_SPEC = re.compile(r"(,)?(?:\.(\d{1,2})f?)?(\D.*)?", re.DOTALL)


def figure_of(value: Fraction, unit: Unit, **fields: Any) -> Figure:
    """Make a figure from an exact fraction, which no decimal may hold.

    Args:
        value: The exact number in `unit`.
        unit: Its unit.
        **fields: The other fields of `Figure`.
    """
    number = finite_decimal(value)
    if number is not None and abs(number.adjusted()) < 60 and len(number.as_tuple().digits) <= 60:
        return Figure(number, unit, **fields)
    return Figure(nearest_decimal(value), unit, exact=value, **fields)


def as_figure(value: object) -> Figure:
    """Take a figure written as text, as a pint quantity of zoneplan's registry, or as it is.

    Args:
        value: A `Figure`, a text such as `2400亿元`, or a quantity.

    Raises:
        FloatRefusedError: If it is a binary float or a quantity holding one.
        AmountError: If it is a bare number without unit, or a text that is no amount.
        UnitError: If its unit is not a known name.
    """
    if type(value) is Figure:
        return value
    if isinstance(value, str):
        return Figure.parse(value)
    if isinstance(value, float):
        raise FloatRefusedError(
            f"expected a figure, got the float {value!r}",
            f"write it as text with its unit, such as '{value!r}亿元'",
        )
    if units.is_quantity(value):
        number, unit = units.from_quantity(value)
        return Figure(number, unit)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        raise AmountError(
            f"expected a figure with its unit, got {value!r}",
            f"write the unit behind the number, such as '{value}亿元'",
        )
    raise AmountError(
        f"expected a figure, got {value!r}", "write it as text with its unit, such as '2400亿元'"
    )


def total(figures: Iterable[Figure]) -> Figure:
    """Add figures exactly, in the unit of the first.

    >>> print(total([Figure.parse("3000亩以上"), Figure.parse("4000亩以上")]))
    7000亩以上

    Args:
        figures: At least one figure; all of one dimension and price basis.

    Raises:
        CurrencyMismatchError: If they are money of different currencies.
        PriceBasisMismatchError: If they are money at different price bases.
        DimensionMismatchError: If they measure different things.
        AmountError: If there is none: nothing added is not zero.
    """
    parts = tuple(figures)
    if not parts:
        raise AmountError("expected at least one figure to add, got none", "a missing figure is not zero")
    first = parts[0]
    for part in parts:
        if part.unit is not first.unit or part.price_basis is not first.price_basis:
            require_addable(first, part, "add")
    return unchecked_total(parts, first.unit, first.price_basis)


def unchecked_total(parts: Sequence[Figure], unit: Unit, basis: PriceBasis) -> Figure:
    """Add figures that are known to be of one dimension and price basis.

    Args:
        parts: The figures, at least one.
        unit: The unit of the result.
        basis: The price basis of the result.
    """
    first = parts[0].unit
    # One pass over plain decimals of one unit is the common case, and close to a plain loop in cost.
    others = [
        part
        for part in parts
        if part.unit is not first or part.qualifiers or part._exact is not None or part.upper is not None
    ]
    if others:
        return _mixed_total(parts, unit, basis)
    return figure_of(
        Fraction(exact_sum([part.number for part in parts])) * (first.factor / unit.factor),
        unit,
        price_basis=basis,
        derivation=Derivation(Operation.SUM, tuple(parts)),
    )


def _mixed_total(parts: Sequence[Figure], unit: Unit, basis: PriceBasis) -> Figure:
    """Add figures of several units, ranges, and figures with qualifying words."""
    value = _base_total(parts) / unit.factor
    has_range = any(part.upper is not None for part in parts)
    reach = sum((_width(part) for part in parts), _ZERO) / unit.factor
    return figure_of(
        value,
        unit,
        qualifiers=_sum_qualifiers([part.qualifiers for part in parts if part.qualifiers], has_range=has_range),
        upper=nearest_decimal(value + reach) if has_range else None,
        price_basis=basis,
        derivation=Derivation(Operation.SUM, tuple(parts)),
    )


def _base_total(parts: Sequence[Figure]) -> Fraction:
    """Add figures in the base unit; decimals of one unit are added as decimals and converted once."""
    by_unit: dict[Unit, list[Decimal]] = {}
    rest = _ZERO
    for part in parts:
        if part._exact is None:
            by_unit.setdefault(part.unit, []).append(part.number)
        else:
            rest += part.base_value
    return sum((Fraction(exact_sum(numbers)) * unit.factor for unit, numbers in by_unit.items()), rest)


def _width(figure: Figure) -> Fraction:
    """How far a range reaches above its lower end, in the base unit."""
    return _ZERO if figure.upper is None else (Fraction(figure.upper) - figure.exact) * figure.unit.factor


def require_addable(one: Figure, other: Figure, verb: str) -> None:
    """Refuse two figures that cannot be added, subtracted or compared.

    Args:
        one: The first figure.
        other: The second figure.
        verb: What was going to be done, for the message.

    Raises:
        CurrencyMismatchError: If they are money of different currencies.
        PriceBasisMismatchError: If they are money at different price bases.
        DimensionMismatchError: If they measure different things.
    """
    link = "from" if verb == "subtract" else "and"
    left, right = (other, one) if verb == "subtract" else (one, other)
    if one.unit.dimension != other.unit.dimension:
        if one.unit.currency and other.unit.currency:
            raise CurrencyMismatchError(
                f"cannot {verb} {left} {link} {right}: they are different currencies",
                "state a dated exchange rate; zoneplan never assumes one",
            )
        raise DimensionMismatchError(
            f"cannot {verb} {left} {link} {right}: {left.unit} and {right.unit} measure different things",
            "check the units",
        )
    if one.price_basis != other.price_basis:
        raise PriceBasisMismatchError(
            f"cannot {verb} {left} {left.price_basis.describe()} {link} {right} {right.price_basis.describe()}",
            "bring both to one price basis first, or state the basis where it is missing",
        )


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is_counted(unit: Unit) -> bool:
    return (unit.is_count or unit.dimension in {"rank", "year", "month", "day"}) and not unit.is_scaled


# -- qualifiers of sums ---------------------------------------------------------------------------


def _single(*figures: Figure) -> bool:
    return all(figure.upper is None for figure in figures)


def _flipped(qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    swap = {
        Qualifier.OVER: Qualifier.UNDER,
        Qualifier.AT_LEAST: Qualifier.AT_MOST,
        Qualifier.UNDER: Qualifier.OVER,
        Qualifier.AT_MOST: Qualifier.AT_LEAST,
    }
    return tuple(swap.get(qualifier, qualifier) for qualifier in qualifiers)


def _sum_qualifiers(parts: Iterable[tuple[Qualifier, ...]], *, has_range: bool) -> tuple[Qualifier, ...]:
    """Give the words that a sum deserves: it is bounded only where every part is."""
    words = {word for part in parts for word in part}
    if not words:
        return ()
    if has_range or words - _LOWER - _UPPER or (words & _LOWER and words & _UPPER):
        return (Qualifier.ABOUT,)
    if words <= _LOWER:
        return (Qualifier.OVER if Qualifier.OVER in words else Qualifier.AT_LEAST,)
    return (Qualifier.UNDER if Qualifier.UNDER in words else Qualifier.AT_MOST,)


# -- printing -------------------------------------------------------------------------------------

_PRINTED = {
    Qualifier.OVER: ("超", ""),
    Qualifier.AT_LEAST: ("", "以上"),
    Qualifier.UNDER: ("低于", ""),
    Qualifier.AT_MOST: ("", "以内"),
    Qualifier.JUST_OVER: ("", ""),
    Qualifier.NEARLY: ("近", ""),
    Qualifier.ABOUT: ("约", ""),
}
_SCALES = (("万亿", 12), ("亿", 8), ("万", 4))


def _written(figure: Figure, places: int | None, *, grouped: bool = False) -> str:
    number = _digits(figure.exact if not figure.is_exact_decimal else figure.number, places, grouped=grouped)
    mark = "" if figure.is_exact_decimal or places is not None else "≈"
    if figure.upper is not None:
        number = f"{number}—{_digits(figure.upper, places, grouped=grouped)}"
    if Qualifier.JUST_OVER in figure.qualifiers:
        number += "余"
    before = "".join(_PRINTED[word][0] for word in figure.qualifiers)
    behind = "".join(_PRINTED[word][1] for word in figure.qualifiers)
    return f"{mark}{before}{number}{figure.unit.name}{behind}"


def _digits(number: Decimal | Fraction, places: int | None, *, grouped: bool) -> str:
    if isinstance(number, Fraction):
        number = nearest_decimal(number)
        places = max(0, 12 - number.adjusted()) if places is None else places
    if places is not None:
        number = rounded(number, places)
    return format(number, ",f") if grouped else plain_text(number)


def _humane(figure: Figure) -> Figure:
    """Give the figure in the scale word that keeps its number short and all of its digits."""
    known = units.known_units()
    if not figure.is_exact_decimal or figure.unit.name not in known:
        return figure
    value = figure.base_value
    if value == 0 or not figure.unit.name.endswith(_base_name(figure.unit)):
        return figure
    for word, power in _SCALES:
        name = word + _base_name(figure.unit)
        if (
            name in known
            and abs(value) >= known[name].factor
            and known[name].dimension == figure.unit.dimension
        ):
            return figure if name == figure.unit.name else figure.to(name)
    return figure


def _base_name(unit: Unit) -> str:
    return unit.name.lstrip("十百千万亿")
