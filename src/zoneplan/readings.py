"""What a published number can mean: two nested exact intervals, and what follows for computed ones.

The rules are those of the zoneplan specification of published figures (S2), which rests on GB/T 8170
for rounding and trailing zeros and on 民法典 art. 1259 for 以上, 以下, 超过 and 不满.
"""

from __future__ import annotations

import enum
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.decimals import as_number, exact_sum
from zoneplan.errors import AmountError
from zoneplan.intervals import Interval
from zoneplan.qualifiers import Qualifier
from zoneplan.short_reprs import short_repr

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Operation",
    "Policy",
    "Reading",
    "coarse_quantum",
    "combined_reading",
    "next_step",
    "published_reading",
]

_ZERO = Fraction(0)


@attrs.frozen
class Reading:
    """What a published number can mean.

    Attributes:
        strict: The values it means when every digit counts and rounding was to nearest.
        wide: The values it can mean when trailing zeros may be rounding, digits may have been cut
            off instead of rounded, and 约 or 左右 are taken at their loosest. Contains `strict`.
    """

    strict: Interval
    wide: Interval

    __repr__ = short_repr

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.strict + other.strict, self.wide + other.wide)

    def __sub__(self, other: Reading) -> Reading:
        return Reading(self.strict - other.strict, self.wide - other.wide)

    def scaled(self, factor: Fraction) -> Reading:
        """Give the reading in another unit, `factor` being the exact conversion.

        Args:
            factor: How many of the other unit one of this unit is; above 0.
        """
        return self if factor == 1 else Reading(self.strict * factor, self.wide * factor)

    def whole(self) -> Reading:
        """Give the reading of a count of whole things: the whole numbers in it.

        Where the strict one holds none, as (1, 2) for 1余家, the wide one stands for both.
        """
        strict, wide = _whole(self.strict), _whole(self.wide)
        return Reading(wide if strict.is_empty else strict, wide)


def _as_tolerance(value: object) -> Fraction | None:
    if value is None:
        return None
    share = value if isinstance(value, Fraction) else Fraction(as_number(value))
    if not 0 <= share < 1:
        raise AmountError(
            f"expected a tolerance of at least 0 and below 1, got {value!r}",
            "write 5 % as Decimal('0.05') or Fraction(1, 20)",
        )
    return share


@attrs.frozen(kw_only=True)
class Policy:
    """How loosely published numbers are taken in the wide reading; the strict one knows no choice.

    >>> Policy(about=Decimal("0.05")).about
    Fraction(1, 20)

    Attributes:
        coarse_zeros: Whether the zeros that end a number may be rounding: 2400 meaning 2350 to 2450.
        any_rounding: Whether a number may have been cut off or raised at its last place instead of
            rounded to nearest.
        about: How far the true value may lie from a number with 约, 左右 or 近, as a share of it; a
            `Decimal`, `int` or `Fraction`. None, the default, when nobody says: then 约 bounds nothing,
            and 近 only from above.

    Raises:
        FloatRefusedError: If the tolerance is a binary float.
        AmountError: If the tolerance is no number of at least 0 and below 1.
    """

    coarse_zeros: bool = True
    any_rounding: bool = True
    about: Fraction | None = attrs.field(default=None, converter=_as_tolerance)

    __repr__ = short_repr


DEFAULT = Policy()


class Operation(enum.StrEnum):
    """How a computed figure came from others."""

    CONVERT = "convert"
    SUM = "sum"
    DIFFERENCE = "difference"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO_OF_SUMS = "ratio_of_sums"
    MAX = "max"
    MIN = "min"
    LAST = "last"
    MEAN = "mean"
    PRODUCT = "product"
    QUOTIENT = "quotient"


def published_reading(
    number: Decimal,
    upper: Decimal | None,
    qualifiers: tuple[Qualifier, ...],
    quantum: Fraction,
    policy: Policy = DEFAULT,
) -> Reading:
    """Give what a number can mean as it was published, in its own unit.

    Args:
        number: The number; the lower end of a range.
        upper: The upper end of a range; None for a single number.
        qualifiers: What the words beside the number say; for a range nothing but about.
        quantum: The unit of its last meaningful place; 0 for an exact number.
        policy: How loosely it is taken in the wide reading.
    """
    value = Fraction(number)
    if upper is not None:
        return _range_reading(value, Fraction(upper), quantum, policy, is_vague=bool(qualifiers))
    coarse = quantum if quantum == 0 else coarse_quantum(number, quantum)
    if not qualifiers:
        return _plain_reading(value, quantum, coarse, policy)
    reading = Reading(Interval.everything(), Interval.everything())
    for qualifier in qualifiers:
        part = _qualified_reading(qualifier, number, quantum, coarse, policy)
        reading = Reading(reading.strict & part.strict, reading.wide & part.wide)
    return reading


def combined_reading(
    operation: Operation, parts: Sequence[Reading], weights: Sequence[Reading] = ()
) -> Reading:
    """Give what a computed figure can mean, from what its operands can.

    Args:
        operation: How the operands were combined.
        parts: Their readings, all in base units.
        weights: The readings of weights, or of what a ratio or a quotient divides by.
    """
    return Reading(
        _combined(operation, [part.strict for part in parts], [weight.strict for weight in weights]),
        _combined(operation, [part.wide for part in parts], [weight.wide for weight in weights]),
    )


def _whole(interval: Interval) -> Interval:
    return Interval(interval.lo, interval.hi, interval.lo_closed, interval.hi_closed, True)


def coarse_quantum(number: Decimal, quantum: Fraction) -> Fraction:
    """Give the unit that trailing zeros may have been rounded to.

    The largest power of ten that divides the number and is at most a twentieth of it, and no
    finer than the written place: 2400 gives 100, 1000 gives 10, 53 gives 1.

    Args:
        number: The number, in the unit as written.
        quantum: Its last meaningful place, in the same unit.
    """
    _, digits, exponent = number.as_tuple()
    if not any(digits) or not isinstance(exponent, int):
        return quantum
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    # A twentieth of v = d.ddd × 10^a holds 10^(a-1) only when v ≥ 20 × 10^(a-1), else 10^(a-2).
    largest = number.adjusted() - (1 if digits[0] >= 2 else 2)
    return max(quantum, Fraction(10) ** min(exponent + zeros, largest))


def next_step(number: Decimal) -> Decimal:
    """Give the next number up when the last digit that is no zero goes up by one.

    It ends what 多, 余 and 几 can mean: 30多年 is less than 40 years, 2400余 less than 2500.

    >>> next_step(Decimal("2400")), next_step(Decimal("1.50"))
    (Decimal('2500'), Decimal('1.60'))

    Args:
        number: The number, in the unit as written; 0 or more.
    """
    _, digits, exponent = number.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    if not any(digits) or not isinstance(exponent, int):
        return number + 1
    step = Decimal(1).scaleb(exponent + zeros)
    nearest = exact_sum((number, step))
    return nearest.quantize(number) if exponent <= 0 else nearest


def _plain_reading(value: Fraction, quantum: Fraction, coarse: Fraction, policy: Policy) -> Reading:
    strict = Interval(value - quantum / 2, value + quantum / 2)
    if quantum == 0:
        return Reading(strict, strict)
    reach, is_closed = quantum / 2, True
    if policy.coarse_zeros and coarse > quantum:
        reach = coarse / 2
    if policy.any_rounding and quantum > reach:
        reach, is_closed = quantum, False
    wide = Interval(value - reach, value + reach, is_closed, is_closed)
    return Reading(strict, wide)


def _range_reading(
    low: Fraction, high: Fraction, quantum: Fraction, policy: Policy, *, is_vague: bool
) -> Reading:
    strict = Interval(low, high)
    loose = Interval(low - quantum / 2, high + quantum / 2)
    if not is_vague:
        return Reading(strict, loose)
    if policy.about is None:
        return Reading(strict, Interval.everything())
    reach = abs(low) * policy.about, abs(high) * policy.about
    return Reading(strict, loose.hull(Interval(low - reach[0], high + reach[1])))


def _qualified_reading(
    qualifier: Qualifier, number: Decimal, quantum: Fraction, coarse: Fraction, policy: Policy
) -> Reading:
    value = Fraction(number)
    match qualifier:
        case Qualifier.OVER:
            return Reading(Interval.more_than(value), Interval.at_least(value))
        case Qualifier.AT_LEAST:
            return Reading(Interval.at_least(value), Interval.at_least(value))
        case Qualifier.UNDER:
            return Reading(Interval.less_than(value), Interval.at_most(value))
        case Qualifier.AT_MOST:
            return Reading(Interval.at_most(value), Interval.at_most(value))
        case Qualifier.JUST_OVER:
            # A zero has no digit that goes up by one: its place does, whatever the unit.
            top = Fraction(next_step(number)) if number or not quantum else quantum
            return Reading(Interval(value, top, False, False), Interval.more_than(value))
        case Qualifier.OF_ORDER | Qualifier.SEVERAL:
            return _order_reading(value)
        case Qualifier.NEARLY:
            strict = Interval(value - (coarse or 1), value, False, False)
            below = Interval.at_most(value)
            if policy.about is not None:
                below = strict.hull(Interval(value - abs(value) * policy.about, value))
            return Reading(strict, below)
        case Qualifier.ABOUT:  # pragma: no branch  # mypy knows it is the last
            plain = _plain_reading(value, quantum, coarse, policy)
            if policy.about is None:
                return Reading(plain.strict, Interval.everything())
            reach = abs(value) * policy.about
            return Reading(plain.strict, plain.wide.hull(Interval(value - reach, value + reach)))


def _order_reading(value: Fraction) -> Reading:
    """Give [v, 10v): an order of magnitude is told exactly, though little is told."""
    order = Interval(value, 10 * value, True, False) if value > 0 else Interval.at_least(value)
    return Reading(order, order)


def _combined(operation: Operation, parts: list[Interval], weights: list[Interval]) -> Interval:
    match operation:
        case Operation.CONVERT | Operation.LAST:
            return parts[-1]
        case Operation.SUM:
            return _sum(parts)
        case Operation.DIFFERENCE:
            return parts[0] - parts[1]
        case Operation.MEAN:
            return _sum(parts) / len(parts)
        case Operation.MAX:
            return _extreme(parts)
        case Operation.MIN:
            return -_extreme([-part for part in parts])
        case Operation.RATIO_OF_SUMS:
            return _ratio(_sum(parts), _sum(weights))
        case Operation.PRODUCT:
            return _product(parts)
        case Operation.QUOTIENT:
            return _ratio(_product(parts), _product(weights))
        case Operation.WEIGHTED_MEAN:  # pragma: no branch  # mypy knows it is the last
            return _weighted_mean(parts, weights)


def _sum(parts: Sequence[Interval]) -> Interval:
    result = Interval.point(0)
    for part in parts:
        result = result + part
    return result


def _product(parts: Sequence[Interval]) -> Interval:
    result = Interval.point(1)
    for part in parts:
        result = result * part
    return result


def _extreme(parts: Sequence[Interval]) -> Interval:
    """Give the range of the largest of several values."""
    result = parts[0]
    for part in parts[1:]:
        lower = _higher_start(result, part)
        upper = result.hull(part)
        result = Interval(lower.lo, upper.hi, lower.lo_closed, upper.hi_closed)
    return result


def _higher_start(one: Interval, other: Interval) -> Interval:
    if one.lo is None or (
        other.lo is not None and (other.lo, not other.lo_closed) > (one.lo, not one.lo_closed)
    ):
        return other
    return one


def _ratio(numerator: Interval, denominator: Interval) -> Interval:
    positive = denominator & Interval.more_than(0)
    if positive.is_empty or positive != denominator:
        return Interval.everything()
    return numerator / denominator


def _weighted_mean(parts: list[Interval], weights: list[Interval]) -> Interval:
    """Give the exact range of Σwx/Σw over boxes of values and positive weights.

    At the highest mean every value stands at its top, and weights are heavy exactly for the values
    above that mean: the objective is monotone in each weight, so it is enough to try each threshold.
    Weights that have no bounds, or may all be nothing, leave the values' own range.
    """
    bounded = all(w.lo is not None and w.lo >= 0 and w.hi is not None for w in weights)
    if not bounded or all(w.lo == 0 for w in weights):
        return _hull(parts)
    high = _heaviest([(p.hi, p.hi_closed) for p in parts], weights)
    low = _heaviest([(None if p.lo is None else -p.lo, p.lo_closed) for p in parts], weights)
    return Interval(None if low[0] is None else -low[0], high[0], low[1], high[1])


def _heaviest(
    tops: list[tuple[Fraction | None, bool]], weights: list[Interval]
) -> tuple[Fraction | None, bool]:
    ranked = []
    for (top, closed), weight in zip(tops, weights, strict=True):
        if top is None:
            return None, False
        ranked.append((top, closed, weight))
    ranked.sort(key=lambda item: item[0], reverse=True)
    whole = sum((w.lo or _ZERO for _, _, w in ranked), _ZERO)
    moment = sum(((w.lo or _ZERO) * top for top, _, w in ranked), _ZERO)
    for top, _, weight in ranked:
        if top * whole > moment:
            extra = weight.width or _ZERO
            whole, moment = whole + extra, moment + extra * top
    best = moment / whole
    return best, all(_attained(top, closed, weight, best) for top, closed, weight in ranked)


def _attained(top: Fraction, closed: bool, weight: Interval, best: Fraction) -> bool:
    """Tell whether a value and its weight can stand where the highest mean needs them."""
    if top == best:
        return closed or _ZERO in weight
    needed, reached = (weight.hi, weight.hi_closed) if top > best else (weight.lo, weight.lo_closed)
    return reached and (closed or needed == 0)


def _hull(parts: Sequence[Interval]) -> Interval:
    """Give the range of all means of several values, which of whole numbers need not be whole."""
    result = parts[0]
    for part in parts[1:]:
        result = result.hull(part)
    return Interval(result.lo, result.hi, result.lo_closed, result.hi_closed)
