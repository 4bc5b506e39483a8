"""Which figures to doubt when not all can be true, and what a doubted figure may have been meant to say.

Nothing is changed here: a plan's author decides.
"""

from __future__ import annotations

import enum
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.admissible import AdmissibleRange, admissible, admissible_range
from zoneplan.conflicts import corrections, irreducible
from zoneplan.decimals import plain_text
from zoneplan.errors import ZoneplanError
from zoneplan.intervals import Interval
from zoneplan.proof import SolverOracle
from zoneplan.propagation import PropagationOracle
from zoneplan.solver import Solver, is_installed
from zoneplan.systems import Member

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from zoneplan.conflicts import Members, Oracle
    from zoneplan.systems import System
    from zoneplan.units import Unit

__all__ = [
    "AdmissibleRange",
    "Slip",
    "Suggestion",
    "admissible",
    "admissible_range",
    "doubts",
    "suggestions",
]


class Slip(enum.StrEnum):
    """How a number can have been written wrongly."""

    UNIT = "unit"
    POINT = "point"
    PERCENT = "percent"
    SIGN = "sign"
    TRANSPOSED = "transposed"
    DIGIT = "digit"

    @property
    def sentence(self) -> str:
        """What it says in English, as part of a sentence."""
        return _WORDS[self][0]

    @property
    def sentence_zh(self) -> str:
        """What it says in Chinese."""
        return _WORDS[self][1]

    def suits(self, unit: Unit) -> bool:
        """Tell whether a figure of a unit can have been written wrongly in this way.

        Only a ratio is mistaken for a percentage, and a ratio is not written in 万 or 亿.

        Args:
            unit: The figure's unit.
        """
        is_ratio = unit.dimension in _RATIOS
        return {Slip.PERCENT: is_ratio, Slip.UNIT: not is_ratio}.get(self, True)


_RATIOS: Final = frozenset({"ratio", "percentage_point"})
_WORDS: Mapping[Slip, tuple[str, str]] = {
    Slip.UNIT: ("the unit's scale, such as 万 or 亿, was mistaken", "单位的万、亿有误"),
    Slip.POINT: ("the decimal point is one place off", "小数点错一位"),
    Slip.PERCENT: ("a ratio was written as a percentage, or a percentage as a ratio", "比率与百分数混淆"),
    Slip.SIGN: ("the sign is the opposite one", "正负号相反"),
    Slip.TRANSPOSED: ("two neighbouring digits changed places", "相邻两位数字颠倒"),
    Slip.DIGIT: ("one digit is wrong", "一位数字有误"),
}


@attrs.frozen(kw_only=True)
class Suggestion:
    """What a figure's number may have been meant to be.

    Attributes:
        kind: The slip that would explain it.
        before: The number as written.
        after: The number without the slip, in the same unit.
    """

    kind: Slip
    before: Decimal
    after: Decimal

    @property
    def why(self) -> str:
        """The slip in words, in English."""
        return self.kind.sentence

    @property
    def why_zh(self) -> str:
        """The slip in words, in Chinese."""
        return self.kind.sentence_zh

    def to_dict(self) -> dict[str, str]:
        """Give the suggestion as plain data, numbers as text."""
        return {
            "slip": self.kind.value,
            "before": plain_text(self.before),
            "after": plain_text(self.after),
            "why": self.why,
            "why_zh": self.why_zh,
        }


def doubts(
    system: System,
    weights: Mapping[str, int | Fraction] | None = None,
    *,
    time_limit: int | Fraction = 10,
) -> tuple[frozenset[str], ...]:
    """Give every lightest set of figures without which all else can be true, read at its loosest.

    A figure that is not believed can still only lie in its domain. Where parts that share no number
    contradict themselves independently, every combination of their sets is given: ask for each of
    `System.components()` to keep them apart. Without the solver, and where it runs out of time, sets are
    given after which no contradiction is found.

    Args:
        system: The numbers and relations.
        weights: How much is lost by doubting a figure, by its key: more for the better sourced; 1 where
            nothing is said.
        time_limit: Seconds for each question to the solver; above 0.

    Returns:
        The sets in order of their keys: one empty set when everything can be true, none at all when the
        relations contradict each other whatever the figures are.

    Raises:
        ZoneplanError: When a weight is not above 0.
    """
    given = {key: Fraction(weight) for key, weight in (weights or {}).items()}
    for key, weight in given.items():
        if weight <= 0:
            raise ZoneplanError(
                f"expected a weight above 0 for {key!r}, got {weights[key]!r}" if weights else "",
                "a figure that may be doubted at no loss needs no reading: leave it out",
            )
    solver = Solver(time_limit) if is_installed() else None
    choices = [_component_doubts(one, given, solver) for one in system.components()]
    found = [frozenset(one.id for part in parts for one in part) for parts in product(*choices)]
    return tuple(sorted(found, key=sorted))


def _component_doubts(
    component: System, weights: Mapping[str, Fraction], solver: Solver | None
) -> tuple[Members, ...]:
    oracle: Oracle
    if not component.relations and not any(one.is_empty for one in component.box(wide=True).values()):
        return (frozenset(),)
    if solver is None:
        oracle = PropagationOracle(component, wide=True)
    else:
        oracle = SolverOracle(solver, component, wide=True)
    figures = frozenset(Member("figure", key) for key in component.figures)
    relations = component.members() - figures

    def refute(believed: Members) -> Members | None:
        core = irreducible(oracle, believed | relations, kept=relations)
        return None if core is None else core & figures

    return corrections(refute, figures, lambda one: weights.get(one.id, Fraction(1)))


def suggestions(
    system: System,
    key: str,
    *,
    number: Decimal,
    quantum: Fraction,
    factor: Fraction,
    kinds: Collection[Slip] = tuple(Slip),
    use_wide: bool = False,
    time_limit: int | Fraction = 10,
) -> tuple[Suggestion, ...]:
    """Give the numbers that a figure may have been meant to be, each one slip away from what it says.

    A number is given only if its reading meets what the figure can be by all the others; none when the
    figure's own reading does. None is given either where the others leave open how large or how small the
    figure can be: almost any slip would then lead to a number that is not contradicted. Of two moves of the
    decimal point in one direction the shorter is given, since no longer one is needed.

    Args:
        system: The numbers and relations.
        key: The figure.
        number: Its number as written.
        quantum: One unit of its last digit, in its unit.
        factor: What one of its unit is in base units.
        kinds: The slips that are thought of; see `Slip.suits`.
        use_wide: Whether the other figures are read at their loosest.
        time_limit: Seconds for each question to the solver; above 0.

    Returns:
        The suggestions by kind of slip, in the order of `Slip`; each number once.

    Raises:
        KeyError: When there is no such figure.
    """
    wanted = admissible(system, key, use_wide=use_wide, time_limit=time_limit)
    if wanted.width is None or _reading(number, quantum * factor, factor).overlaps(wanted):
        return ()
    found: dict[Decimal, Suggestion] = {}
    nearest: dict[bool, int] = {}
    for kind, after, shift in sorted(_slips(number), key=lambda slip: abs(slip[2])):
        reading = _reading(after, quantum * factor * Fraction(10) ** shift, factor)
        if kind not in kinds or after == number or not reading.overlaps(wanted):
            continue
        if shift and nearest.setdefault(shift > 0, shift) != shift:
            continue
        found.setdefault(after, Suggestion(kind=kind, before=number, after=after))
    order = list(Slip)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.kind)))


def _reading(number: Decimal, quantum: Fraction, factor: Fraction) -> Interval:
    return Interval.around(Fraction(number) * factor, quantum / 2)


def _slips(number: Decimal) -> Iterator[tuple[Slip, Decimal, int]]:
    """Give each slip with the number without it, and by how many places that moves the digits."""
    shifts = {Slip.UNIT: (4, -4, 8, -8), Slip.POINT: (1, -1), Slip.PERCENT: (2, -2)}
    for kind, places in shifts.items():
        yield from ((kind, _shifted(number, one), one) for one in places)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # a figure's number is finite
    yield Slip.SIGN, Decimal((1 - sign, digits, exponent)), 0
    for index in range(len(digits) - 1):
        swapped = (*digits[:index], digits[index + 1], digits[index], *digits[index + 2 :])
        yield Slip.TRANSPOSED, Decimal((sign, swapped, exponent)), 0
    for index in range(len(digits)):
        for digit in range(10):
            changed = (*digits[:index], digit, *digits[index + 1 :])
            if changed[0] or len(changed) == 1:
                yield Slip.DIGIT, Decimal((sign, changed, exponent)), 0


def _shifted(number: Decimal, places: int) -> Decimal:
    """Move the decimal point; `Decimal.scaleb` would round long numbers."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # a figure's number is finite
    return Decimal((sign, digits, exponent + places))
