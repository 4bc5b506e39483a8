"""A number as it was published, with its unit, qualifiers and digits; sums and conversions of them.

Figures are exact: a number keeps the digits it was written with, and a computed one keeps what it
was computed from.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, total_ordering
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from zoneplan import units
from zoneplan.decimals import as_number, exact_sum, finite_decimal, is_short, nearest_decimal
from zoneplan.errors import (
    AmountError,
    CurrencyMismatchError,
    DimensionMismatchError,
    FloatRefusedError,
    PriceBasisMismatchError,
    UnitError,
)
from zoneplan.kinds import FigureKind, Modality, base_name, fits, kind_of
from zoneplan.notation import read_amount, written
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Bound, Qualifier, Side, bound_of, sayable, side_of
from zoneplan.readings import (
    DEFAULT,
    Operation,
    Policy,
    Reading,
    combined_reading,
    next_step,
    published_reading,
)
from zoneplan.texts import member
from zoneplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.intervals import Interval

__all__ = [
    "Derivation",
    "Figure",
    "as_figure",
    "figure_of",
    "is_counted",
    "multiplied",
    "published_figure",
    "require_addable",
    "total",
    "unchecked_total",
]

_ZERO = Fraction(0)
_LOWER = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_UPPER = frozenset({Qualifier.UNDER, Qualifier.AT_MOST})


@attrs.frozen
class Derivation:
    """What a figure was computed from.

    Attributes:
        operation: How the operands were combined.
        operands: The figures combined, in document order; for a ratio the numerators.
        weights: The weights of a weighted mean, one per operand; for a ratio the denominators, and for a
            quotient what is divided by.
        result: The value it gives, in the base unit; a figure of another value is not derived by it.
    """

    operation: Operation
    operands: tuple[Figure, ...]
    weights: tuple[Figure, ...] = ()
    result: Fraction | None = attrs.field(default=None, eq=False, repr=False)

    @cached_property
    def base_reading(self) -> Reading:
        """What it comes to under the default policy, in base units: asked for often, and of many figures."""
        return self.read(DEFAULT)

    def read(self, policy: Policy) -> Reading:
        """Give what it comes to, in base units.

        Args:
            policy: How loosely the wide reading takes the figures.
        """
        return combined_reading(
            self.operation,
            [operand.read(policy) for operand in self.operands],
            [weight.read(policy) for weight in self.weights],
        )


def _as_unit(value: Unit | str) -> Unit:
    return value if type(value) is Unit else units.unit(value)  # type: ignore[arg-type]  # unit() refuses strangers


def _as_optional_number(value: object) -> Decimal | None:
    return None if value is None else as_number(value)


def _as_qualifiers(words: Iterable[Qualifier]) -> tuple[Qualifier, ...]:
    given = tuple(words)
    said = sayable(given) if all(isinstance(word, Qualifier) for word in given) else None
    if said is None:
        raise AmountError(
            f"expected qualifiers that one phrase can say, got {given!r}",
            "give members of Qualifier: a word before the number, a word behind it, or both",
        )
    return said


def _as_kind(value: FigureKind | str | None) -> FigureKind | None:
    return None if value is None else member(FigureKind, value, AmountError)


def _as_modality(value: Modality | str | None) -> Modality | None:
    return None if value is None else member(Modality, value, AmountError)


def _as_basis(value: PriceBasis | str) -> PriceBasis:
    return value if isinstance(value, PriceBasis) else PriceBasis.parse(value)


def _as_quantum(value: object) -> Fraction | None:
    if value is None:
        return None
    number = value if isinstance(value, Fraction) else Fraction(as_number(value))
    if number < 0:
        raise AmountError(f"expected a quantum of at least 0, got {value!r}", "0 means exact")
    return number


class _Slots:
    """The slots of a figure, which a draft shares: an object may become another class of the same slots."""

    __slots__ = (
        "_exact", "_exact_upper", "_kind", "_quantum", "derivation", "is_increment", "modality", "number",
        "price_basis", "qualifiers", "text", "unit", "upper",
    )  # fmt: skip


class _Draft(_Slots):
    """A figure while it is filled: not frozen yet, so that its slots are set at once and unconverted."""

    __slots__ = ("__weakref__",)


@total_ordering
@attrs.frozen(eq=False, repr=False)
class Figure(_Slots):
    """A number as published, with its unit.

    Figures are equal when they say the same: the same exact value, whatever unit it is written in,
    with the same qualifiers and price basis. `<` orders plain figures of one dimension.

    >>> Figure.parse("1亿元") == Figure.parse("10000万元")
    True

    Attributes:
        number: The number as written, its digits kept; the lower end of a range. When a computed
            value has no finite decimal, the nearest at 28 digits, and `is_exact_decimal` is False.
        unit: The unit as written, given as a `Unit` or by its name.
        qualifiers: What the words beside the number say, in the order of `Qualifier`; empty for a
            plain number, and for a range nothing but about.
        upper: The upper end of a range; None for a single number. Like `number`, the nearest at 28
            digits when no finite decimal holds it.
        price_basis: The prices that money is counted at, given as a `PriceBasis` or its text;
            unstated unless the author says.
        text: The figure as its author wrote it; None for a figure made in Python or computed.
        modality: How it is meant, given as a `Modality` or its word; None for a plain statement. Does
            not tell figures apart, nor does `kind`.
        is_increment: Whether it states a change, such as 增长2倍 or 提高2个百分点, and not a level.
        derivation: What a computed figure was computed from; None for one that was stated.

    Raises:
        FloatRefusedError: If a number is a binary float.
        AmountError: If a number is not exact and finite or longer than 60 digits on either side, a
            range runs backwards or is bounded, or no phrase can say the qualifiers together.
        UnitError: If the unit or the price basis is not known.
    """

    number: Decimal = attrs.field(converter=as_number)
    unit: Unit = attrs.field(converter=_as_unit)
    qualifiers: tuple[Qualifier, ...] = attrs.field(default=(), converter=_as_qualifiers, kw_only=True)
    upper: Decimal | None = attrs.field(default=None, converter=_as_optional_number, kw_only=True)
    price_basis: PriceBasis = attrs.field(factory=PriceBasis.unstated, converter=_as_basis, kw_only=True)
    text: str | None = attrs.field(default=None, kw_only=True)
    modality: Modality | None = attrs.field(default=None, converter=_as_modality, kw_only=True)
    is_increment: bool = attrs.field(default=False, kw_only=True)
    derivation: Derivation | None = attrs.field(default=None, kw_only=True)
    _kind: FigureKind | None = attrs.field(default=None, converter=_as_kind, kw_only=True)
    _quantum: Fraction | None = attrs.field(default=None, converter=_as_quantum, kw_only=True)
    # The ends that `number` and `upper` are only near to, because no finite decimal holds them.
    _exact: Fraction | None = attrs.field(default=None, kw_only=True)
    _exact_upper: Fraction | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        # A figure changed by `attrs.evolve` keeps nothing that was true of the old number only.
        if self.text is not None and not self._reads_as(self.text):
            object.__setattr__(self, "text", None)
        if self._kind is not None and not fits(self._kind, self.unit):
            object.__setattr__(self, "_kind", None)
        if self._exact is not None and nearest_decimal(self._exact) != self.number:
            object.__setattr__(self, "_exact", None)
            object.__setattr__(self, "derivation", None)
        result = None if self.derivation is None else self.derivation.result
        if result is not None and result != self.base_value:
            object.__setattr__(self, "derivation", None)
        if self.upper is None:
            return
        if self.upper < self.number:
            raise AmountError(
                f"the range from {self.number} to {self.upper} runs backwards",
                "give the smaller end first",
                f"范围的上限{self.upper}小于下限{self.number}",
                "请先写较小的一端",
            )
        if set(self.qualifiers) - {Qualifier.ABOUT}:
            raise AmountError(
                f"{self} bounds a range, which has both its ends already",
                "give the range without qualifiers or with Qualifier.ABOUT",
            )

    def _reads_as(self, text: str) -> bool:
        """Whether a text says what this figure says."""
        try:
            amount = read_amount(text)
        except (AmountError, UnitError):
            return False
        mine = (self.number, self.upper, self.qualifiers, self.unit)
        return (amount.number, amount.upper, amount.qualifiers, amount.unit) == mine

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
        figure = cls(
            amount.number,
            amount.unit,
            qualifiers=amount.qualifiers,
            upper=amount.upper,
            price_basis=_UNSTATED if price_basis is None else price_basis,
            modality=amount.modality,
            is_increment=amount.is_increment,
            kind=amount.kind,
            quantum=amount.quantum if quantum is None else quantum,
            exact=amount.exact,
        )
        object.__setattr__(figure, "text", amount.text)  # just read: it need not be read again to be checked
        return figure

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
        """Whether `number` and `upper` hold their values without rounding."""
        return self._exact is None and self._exact_upper is None

    @property
    def is_plain(self) -> bool:
        """Whether the figure is one number without qualifying words."""
        return not self.qualifiers and self.upper is None

    @property
    def is_read_by_digits(self) -> bool:
        """Whether digits, words and unit say all that it can mean: one stated decimal, at its own place."""
        return (
            self.upper is None and self._quantum is None and self._exact is None and self.derivation is None
        )

    @property
    def kind(self) -> FigureKind:
        """What it measures: as its phrase said, or as far as its unit tells."""
        return self._kind or kind_of(self.unit)

    @property
    def bound(self) -> Bound:
        """What its words say of the true value, in one word."""
        return bound_of(self.qualifiers, is_range=self.upper is not None)

    @property
    def side(self) -> Side | None:
        """The side of the number on which the true value lies, for 近, 多, 余 and 几; None else."""
        return side_of(self.qualifiers)

    @property
    def low(self) -> Decimal | None:
        """The lower end of a range; None for a single number."""
        return None if self.upper is None else self.number

    @property
    def high(self) -> Decimal | None:
        """The upper end of a range; for 多, 余, 几 and 级 the number that is no longer meant; None else."""
        if self.upper is not None:
            return self.upper
        if Qualifier.JUST_OVER in self.qualifiers:
            place = None if self.number else finite_decimal(self.quantum)
            return place or next_step(self.number)
        if Qualifier.OF_ORDER in self.qualifiers or Qualifier.SEVERAL in self.qualifiers:
            return self.number * 10
        return None

    @property
    def base_unit(self) -> str:
        """The unit that figures of its kind are compared in, named for programs, such as CNY, m2 or tce."""
        return base_name(self.unit)[0]

    @property
    def base_number(self) -> Decimal:
        """The number in `base_unit`, the nearest at 28 digits where no finite decimal holds it."""
        return self._in_base(self.exact)

    @property
    def base_low(self) -> Decimal | None:
        """`low` in `base_unit`; None when there is none."""
        return None if self.upper is None else self.base_number

    @property
    def base_high(self) -> Decimal | None:
        """`high` in `base_unit`; None when there is none."""
        high = self._exact_upper or self.high
        return None if high is None else self._in_base(Fraction(high))

    def _in_base(self, value: Fraction) -> Decimal:
        found = value * self.unit.factor / units.unit(base_name(self.unit)[1]).factor
        return finite_decimal(found) or nearest_decimal(found)

    @property
    def quantum(self) -> Fraction:
        """The unit of the last written place, in the figure's unit; 0 for an exact count.

        Whole counts, ranks and numbers of years are exact (S2); everything else was rounded.
        """
        if self._quantum is not None:
            return self._quantum
        place = _exponent(self.number)
        if self.upper is None and not self.qualifiers and place >= 0 and is_counted(self.unit):
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
        """What the figure can mean, in the base unit of its dimension: `read` with the default policy."""
        return self.read(DEFAULT)

    def read(self, policy: Policy) -> Reading:
        """Give what the figure can mean, in the base unit of its dimension.

        A whole count means whole numbers only; 3.2张 per thousand people is none.

        >>> print(Figure.parse("约100亿元").read(Policy(about=Decimal("0.05"))).wide)
        [9500000000, 10500000000]

        Args:
            policy: How loosely the wide reading takes it; the strict one is the same under any.
        """
        derivation = self.derivation
        if derivation is not None:
            return derivation.base_reading if policy is DEFAULT else derivation.read(policy)
        reading = published_reading(self.number, self.upper, self.qualifiers, self.quantum, policy)
        reading = reading.scaled(self.unit.factor)
        counted = self.unit.is_count and self.base_value.denominator == self._base_top.denominator == 1
        return reading.whole() if counted else reading

    @property
    def _base_top(self) -> Fraction:
        """The exact upper end of a range, or the number itself, in the base unit."""
        if self.upper is None:
            return self.base_value
        top = Fraction(self.upper) if self._exact_upper is None else self._exact_upper
        return top * self.unit.factor

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

        Args:
            unit: The unit, or its name.

        Raises:
            UnitError: If the unit is not a known name.
            CurrencyMismatchError: If it is money of another currency.
            DimensionMismatchError: If it measures something else.
            AmountError: If its number becomes longer than 60 digits.
        """
        target = _as_unit(unit)
        if target == self.unit:
            return self
        factor = units.conversion(self.unit, target)
        return figure_of(
            self.exact * factor,
            target,
            upper=None if self.upper is None else self._base_top / target.factor,
            qualifiers=self.qualifiers,
            price_basis=self.price_basis,
            modality=self.modality,
            is_increment=self.is_increment,
            kind=self._kind,
            quantum=self.quantum * factor,
            derivation=Derivation(Operation.CONVERT, (self,)),
        )

    def __add__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        added = total((self, other))
        derivation = Derivation(Operation.SUM, (*_summands(self), *_summands(other)), (), added.base_value)
        return attrs.evolve(added, derivation=derivation)

    def __sub__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        require_addable(self, other, "subtract")
        has_range = self.upper is not None or other.upper is not None
        words = self.qualifiers, _flipped(other.qualifiers)
        return figure_of(
            (self.base_value - other._base_top) / self.unit.factor,
            self.unit,
            upper=(self._base_top - other.base_value) / self.unit.factor if has_range else None,
            qualifiers=_sum_qualifiers(words, has_range=has_range),
            price_basis=self.price_basis,
            derivation=Derivation(Operation.DIFFERENCE, (self, other)),
        )

    # -- comparing ------------------------------------------------------------------------------

    def _key(self) -> tuple[object, ...]:
        top = None if self.upper is None else self._base_top
        return (self.unit.dimension, self.base_value, self.qualifiers, top, self.price_basis)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        require_addable(self, other, "compare")
        for figure in (self, other):
            if not figure.is_plain:
                raise AmountError(
                    f"cannot order {self} and {other}: {figure} is not one plain number",
                    "compare what they can mean: `a.strict`, `b.strict`",
                    f"{self}与{other}不能比较大小：{figure}不是一个确定的数",
                    "请比较可能的值：`a.strict`、`b.strict`",
                )
        return self.base_value < other.base_value

    # -- printing -------------------------------------------------------------------------------

    def __str__(self) -> str:
        return _shown(self, None)

    def __repr__(self) -> str:
        basis = "" if self.price_basis == _UNSTATED else f", price_basis={str(self.price_basis)!r}"
        return f"Figure({str(self)!r}{basis})"

    def __format__(self, spec: str) -> str:
        """Print the figure as people write it.

        The specification is `[,][.places][unit]`: a comma groups thousands, `.2` rounds to two
        places (ties to even), and a unit, or a scale word such as 亿, converts. Without a unit, a
        number of 10,000 or more, or below 0.01, takes the scale word (万, 亿, 万亿, or none) that
        people would write.

        >>> f"{Figure.parse('240000000000元')}", f"{Figure.parse('12345.67万元'):.1亿元}"
        ('2400亿元', '1.2亿元')

        Raises:
            AmountError: If the specification is not of this form.
            UnitError: If its unit is not a known name.
            CurrencyMismatchError: If its unit is money of another currency.
            DimensionMismatchError: If its unit measures something else.
        """
        match = _SPEC.fullmatch(spec)
        if match is None:
            raise AmountError(
                f"expected a format [,][.places][unit], got {spec!r}", "such as ',.2亿元' or '.1'"
            )
        comma, places, name = match.groups()
        if name in _SCALE_WORDS:
            name += _bare_name(self.unit)
        shown = self.to(name) if name else _humane(self)
        return _shown(shown, None if places is None else int(places), is_grouped=bool(comma))


_UNSTATED = PriceBasis.unstated()
_SMALLEST, _LARGEST = Decimal("0.01"), Decimal(10_000)
_SPEC = re.compile(r"(,)?(?:\.([0-9]{1,2})f?)?([^\W\d_].*|[%‰].*)?", re.DOTALL)


def figure_of(value: Fraction, unit: Unit, *, upper: Fraction | None = None, **fields: Any) -> Figure:
    """Make a figure from exact fractions, which no decimal may hold.

    Args:
        value: The exact number in `unit`; the lower end of a range.
        unit: Its unit.
        upper: The exact upper end of a range; None for a single number.
        **fields: The other fields of `Figure`.

    Raises:
        AmountError: If a number is longer than 60 digits before the point.
    """
    if fields.get("derivation") is not None:
        fields["derivation"] = attrs.evolve(fields["derivation"], result=value * unit.factor)
    number, exact = _held(value)
    if upper is None:
        return Figure(number, unit, exact=exact, **fields)
    top, exact_upper = _held(upper)
    return Figure(number, unit, upper=top, exact=exact, exact_upper=exact_upper, **fields)


def published_figure(
    number: Decimal,
    unit: Unit,
    qualifiers: tuple[Qualifier, ...],
    upper: Decimal | None,
    price_basis: PriceBasis,
    text: str,
    modality: Modality | None,
    kind: FigureKind | None,
    quantum: Fraction | None,
    exact: Fraction | None,
    *,
    is_increment: bool,
) -> Figure:
    """Make a figure of parts that a reader of text has checked, without checking them again.

    Args:
        number: A finite decimal of at most 60 digits, never a signed zero.
        unit: A unit that `units.unit` gave.
        qualifiers: As `sayable` gave them; for a range nothing but about.
        upper: The upper end of a range, no smaller than the number.
        price_basis: Its price basis.
        text: The words it was read from.
        modality: How it is meant.
        kind: A kind that fits the unit.
        quantum: The last place written, where the digits do not show it.
        exact: The number in `unit` where no finite decimal holds it.
        is_increment: Whether it is a change.
    """
    figure: Any = _Draft()
    figure.number = number
    figure.unit = unit
    figure.qualifiers = qualifiers
    figure.upper = upper
    figure.price_basis = price_basis
    figure.text = text
    figure.modality = modality
    figure.is_increment = is_increment
    figure.derivation = None
    figure._kind = kind
    figure._quantum = quantum
    figure._exact = exact
    figure._exact_upper = None
    figure.__class__ = Figure
    return figure  # type: ignore[no-any-return]  # a draft no longer


def _held(value: Fraction) -> tuple[Decimal, Fraction | None]:
    """Give the decimal for a value, and the value itself when the decimal is only near it."""
    number = finite_decimal(value)
    if number is not None and is_short(number):
        return number, None
    return nearest_decimal(value), value


def _summands(figure: Figure) -> tuple[Figure, ...]:
    """Give the terms of a sum, so that a long chain of `+` stays one flat sum."""
    derivation = figure.derivation
    return derivation.operands if derivation and derivation.operation is Operation.SUM else (figure,)


def as_figure(value: object) -> Figure:
    """Take a figure written as text, as a pint quantity of zoneplan's registry, or as it is.

    Args:
        value: A `Figure`, a text such as `2400亿元`, or a quantity.

    Raises:
        FloatRefusedError: If it is a binary float or a quantity holding one.
        AmountError: If it is a bare number without unit, or a text that is no amount.
        UnitError: If its unit is not a known name.
    """
    if isinstance(value, Figure):
        return value
    if isinstance(value, str):
        return Figure.parse(value)
    if isinstance(value, float):
        raise FloatRefusedError(
            f"expected a figure, got the float {value!r}",
            f"write it as text with its unit, such as '{value!r}亿元'",
            f"应为数值，写的是浮点数{value!r}",
            f"请写成带单位的文字，例如 '{value!r}亿元'",
        )
    if units.is_quantity(value):
        number, unit = units.from_quantity(value)
        return Figure(number, unit)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        raise AmountError(
            f"expected a figure with its unit, got {value!r}",
            f"write the unit behind the number, such as '{value}亿元'",
            f"应为带单位的数值，写的是{value!r}",
            f"请在数后写上单位，例如 '{value}亿元'",
        )
    raise AmountError(
        f"expected a figure, got {value!r}",
        "write it as text with its unit, such as '2400亿元'",
        f"应为数值，写的是{value!r}",
        "请写成带单位的文字，例如 '2400亿元'",
    )


def total(figures: Iterable[Figure | str]) -> Figure:
    """Add figures exactly, in the unit of the first.

    >>> print(total([Figure.parse("3000亩以上"), Figure.parse("4000亩以上")]))
    7000亩以上

    Args:
        figures: At least one figure, all of one dimension and price basis; texts and quantities are
            read as by `as_figure`.

    Raises:
        FloatRefusedError: If one is a binary float.
        CurrencyMismatchError: If they are money of different currencies.
        PriceBasisMismatchError: If they are money at different price bases.
        DimensionMismatchError: If they measure different things.
        AmountError: If there is none: nothing added is not zero.
    """
    parts = tuple(as_figure(figure) for figure in figures)
    if not parts:
        raise AmountError(
            "expected at least one figure to add, got none",
            "a missing figure is not zero",
            "应至少有一个数相加，一个也没有",
            "缺数不是0",
        )
    first = parts[0]
    if first.price_basis.is_year_unstated and len(parts) > 1:
        require_addable(first, parts[1], "add")
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
    reach = sum((part._base_top - part.base_value for part in parts), _ZERO) / unit.factor
    return figure_of(
        value,
        unit,
        upper=value + reach if has_range else None,
        qualifiers=_sum_qualifiers((part.qualifiers for part in parts), has_range=has_range),
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


def multiplied(
    figure: Figure,
    factors: Sequence[Figure],
    divisors: Sequence[Figure],
    *,
    unit: Unit,
    price_basis: PriceBasis,
) -> Figure:
    """Multiply a figure by some others and divide it by others again, exactly.

    >>> rate, basis = Figure.parse("6.7261元/美元"), PriceBasis.unstated()
    >>> print(multiplied(Figure.parse("2亿美元"), [rate], [], unit=units.unit("亿元"), price_basis=basis))
    13.4522亿元

    Args:
        figure: The figure; its words stay as far as they are true of any number.
        factors: Plain figures above zero that it is multiplied by.
        divisors: Plain figures above zero that it is divided by.
        unit: The unit of the result, which the caller answers for.
        price_basis: The prices of the result.

    Raises:
        AmountError: If its number becomes longer than 60 digits.
    """
    scale = 1 / unit.factor
    for factor in factors:
        scale *= factor.base_value
    for divisor in divisors:
        scale /= divisor.base_value
    has_range = figure.upper is not None
    operation = Operation.QUOTIENT if divisors else Operation.PRODUCT
    return figure_of(
        figure.base_value * scale,
        unit,
        upper=figure._base_top * scale if has_range else None,
        qualifiers=_sum_qualifiers((figure.qualifiers,), has_range=has_range),
        price_basis=price_basis,
        modality=figure.modality,
        derivation=Derivation(operation, (figure, *factors), tuple(divisors)),
    )


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
    verb_zh = _VERBS_ZH.get(verb, "一起计算")
    if one.unit.dimension != other.unit.dimension:
        if one.unit.currency and other.unit.currency:
            raise CurrencyMismatchError(
                f"cannot {verb} {left} {link} {right}: they are different currencies",
                "state a dated exchange rate; zoneplan never assumes one",
                f"{one}与{other}不能{verb_zh}：币种不同",
                "请写明某一时期的汇率；zoneplan 不自行假定",
            )
        raise DimensionMismatchError(
            f"cannot {verb} {left} {link} {right}: {left.unit} and {right.unit} measure different things",
            "check the units",
            f"{one}与{other}不能{verb_zh}：{one.unit}与{other.unit}所计量的不是同一种量",
            "请核对单位",
        )
    unknown = one.price_basis.is_year_unstated and one.unit.currency is not None
    if one.price_basis != other.price_basis or unknown:
        raise PriceBasisMismatchError(
            f"cannot {verb} {left} {left.price_basis.describe()} "
            f"{link} {right} {right.price_basis.describe()}",
            "bring both to one price basis first, or state the basis where it is missing",
            f"{one}（{one.price_basis.describe('zh')}）与{other}（{other.price_basis.describe('zh')}）不能{verb_zh}",
            "请先换算到同一价格，或补上缺少的价格说明",
        )


_VERBS_ZH: Final = {"add": "相加", "subtract": "相减", "compare": "比较"}


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def is_counted(unit: Unit) -> bool:
    """Tell whether whole numbers of a unit are exact: things counted, ranks, and lengths of time.

    Args:
        unit: The unit, as it stands behind the number.
    """
    return (unit.is_count or unit.dimension in {"year", "month", "day"}) and not unit.is_scaled


# -- qualifiers of sums ---------------------------------------------------------------------------


def _flipped(qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
    swap = {
        Qualifier.OVER: Qualifier.UNDER,
        Qualifier.AT_LEAST: Qualifier.AT_MOST,
        Qualifier.UNDER: Qualifier.OVER,
        Qualifier.AT_MOST: Qualifier.AT_LEAST,
    }
    return tuple(swap.get(qualifier, qualifier) for qualifier in qualifiers)


def _sum_qualifiers(parts: Iterable[tuple[Qualifier, ...]], *, has_range: bool) -> tuple[Qualifier, ...]:
    """Give the words that a sum deserves: those of its parts, where they agree in direction.

    A plain part changes no words, rounded though it was; what the sum can mean is in its reading.
    """
    words = {word for part in parts for word in part}
    if not words:
        return ()
    if has_range or words - _LOWER - _UPPER or (words & _LOWER and words & _UPPER):
        return (Qualifier.ABOUT,)
    if words <= _LOWER:
        return (Qualifier.OVER if Qualifier.OVER in words else Qualifier.AT_LEAST,)
    return (Qualifier.UNDER if Qualifier.UNDER in words else Qualifier.AT_MOST,)


# -- printing -------------------------------------------------------------------------------------

_SCALE_WORDS = {"万", "亿", "万亿"}
_SCALE = re.compile("万亿|[十百千]万|[千万亿]")


def _shown(figure: Figure, places: int | None, *, is_grouped: bool = False) -> str:
    return written(
        figure._exact or figure.number,
        figure.unit,
        figure.qualifiers,
        figure._exact_upper or figure.upper,
        quantum=figure._quantum,
        places=places,
        is_grouped=is_grouped,
    )


def _bare_name(unit: Unit) -> str:
    """Give the name of a unit without its scale word."""
    return _SCALE.sub("", unit.name, count=1) if unit.is_scaled else unit.name


def _humane(figure: Figure) -> Figure:
    """Give the figure in the scale word that people would write, all of its digits kept.

    A number from 0.01 to 10,000 is left in its own unit: nobody turns 0.96亿元 into 9600万元.
    """
    known = units.known_units()
    if not figure.is_exact_decimal or not figure.number or figure.unit.name not in known:
        return figure
    bare = _bare_name(figure.unit)
    names = [name for name in (f"万亿{bare}", f"亿{bare}", f"万{bare}") if name in known]
    if _SMALLEST <= abs(figure.number) < _LARGEST and figure.unit.name in {bare, *names}:
        return figure
    fitting = (name for name in names if abs(figure.base_value) >= known[name].factor)
    return figure.to(next(fitting, bare))
