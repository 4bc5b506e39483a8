"""A system written as text in SMT-LIB, the common language of solvers, without losing a digit.

What can be said linearly is: a share used by one relation only becomes two inequalities between its
whole and its part, a growth rate the same with its powers. A share or rate that several relations use
stays a number of its own, and the text then multiplies unknowns.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.constraints import Compound, CompoundChange, Linear, MeanGrowth, Product, Sense
from zoneplan.systems import Member, mentions
from zoneplan.witnesses import power

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.constraints import Box, Constraint
    from zoneplan.intervals import Interval
    from zoneplan.systems import System

__all__ = ["Formula"]


@attrs.frozen(kw_only=True)
class Formula:
    """The text of a system, and what its symbols stand for.

    Attributes:
        text: Declarations and assertions.
        symbols: The symbol of each number that the text asks for, by its key.
        implied: The shares and rates that the text needs no symbol for, each as the term, scale and years
            such that the term is scale times the share, or times the rate's power over the years.
        switches: The symbol that turns each member on; empty when all are on without being asked.
        is_linear: Whether no two unknowns are multiplied.
        is_whole: Whether a number has to be a whole one.
    """

    text: str
    symbols: Mapping[str, str]
    implied: Mapping[str, tuple[str, str, int]]
    switches: Mapping[Member, str]
    is_linear: bool
    is_whole: bool

    @classmethod
    def of(
        cls, system: System, box: Box, *, prefix: str = "", switched: bool = False, asked: str | None = None
    ) -> Formula:
        """Write a system as text.

        Args:
            system: The system.
            box: What each of its numbers can be by its reading; numbers that are known exactly are
                written as such unless `switched`.
            prefix: What every symbol starts with, so that several texts can be joined.
            switched: Whether each reading and each relation only counts while its switch is on.
            asked: Key of a number that needs a symbol, whatever it is; None for no such number.
        """
        return _Writer(system, box, prefix, switched, asked).formula()

    def within(self, key: str, interval: Interval) -> str:
        """Write that a number lies in an interval, to be added to the text.

        Args:
            key: The number, which has a symbol or is implied.
            interval: The interval.
        """
        if key in self.symbols:
            term, scale = self.symbols[key], ""
            claims = list(_inside(interval, term))
        else:
            term, scale, years = self.implied[key]
            claims = list(between(power(interval, years) if years else interval, term, scale))
        return "".join(f"(assert {claim})" for claim in claims)


def number(value: Fraction) -> str:
    """Write a number as SMT-LIB does.

    >>> number(Fraction(-1, 3))
    '(- (/ 1.0 3.0))'

    Args:
        value: The number.
    """
    size = abs(value)
    text = f"{size.numerator}.0"
    if size.denominator != 1:
        text = f"(/ {text} {size.denominator}.0)"
    return f"(- {text})" if value < 0 else text


def between(interval: Interval, value: str, scale: str = "") -> Iterator[str]:
    """Give the inequalities that keep a term inside an interval, its ends times `scale`.

    Args:
        interval: The interval; its integrality is left out.
        value: The term.
        scale: A term that is above zero, or empty for 1.
    """
    if interval.is_empty:
        yield "false"
        return
    lo, hi = interval.lo, interval.hi
    if lo is not None and interval.is_point:
        yield f"(= {value} {_times(lo, scale)})"
        return
    if lo is not None:
        yield f"({'>=' if interval.lo_closed else '>'} {value} {_times(lo, scale)})"
    if hi is not None:
        yield f"({'<=' if interval.hi_closed else '<'} {value} {_times(hi, scale)})"


def _times(factor: Fraction, scale: str) -> str:
    if not scale:
        return number(factor)
    return scale if factor == 1 else f"(* {number(factor)} {scale})"


class _Writer:
    """One system being written."""

    def __init__(self, system: System, box: Box, prefix: str, switched: bool, asked: str | None) -> None:
        self._asked = asked
        self._system = system
        self._box = box
        self._prefix = prefix
        self._lines: list[str] = []
        self._is_linear = True
        self._symbols: dict[str, str] = {}
        self._used = Counter(key for one in system.constraints for key in mentions(one))
        self._switches = self._declared_switches() if switched else {}
        self._growths = self._shared_growths()
        self._powers: dict[tuple[str, int], str] = {}
        self._implied = frozenset(self._implied_keys())
        self._factors: dict[str, tuple[str, str, int]] = {}

    def formula(self) -> Formula:
        for key in self._box:
            if key in self._implied:
                self._assert(self._reading(key), *(["false"] if self._box[key].is_empty else []))
            elif key not in self._growths and (
                self._switches or key == self._asked or not self._box[key].is_point
            ):
                self._declare_number(key)
        for name, constraints in self._system.relations.items():
            for one in constraints:
                self._write(one, self._switches.get(Member("relation", name)))
        return Formula(
            text="".join(self._lines),
            symbols=self._symbols,
            implied=self._factors,
            switches=self._switches,
            is_linear=self._is_linear,
            is_whole=any("(is_int" in line for line in self._lines),
        )

    def _declared_switches(self) -> dict[Member, str]:
        figures = [Member("figure", key) for key in self._system.figures]
        members = figures + [Member("relation", name) for name in self._system.relations]
        switches = {one: f"{self._prefix}s{index}" for index, one in enumerate(members)}
        self._lines += (f"(declare-const {symbol} Bool)" for symbol in switches.values())
        return switches

    def _reading(self, key: str) -> str | None:
        return self._switches.get(Member("figure", key))

    def _is_replaceable(self, key: str) -> bool:
        return key != self._asked and not (
            self._box[key].integral or self._system.variables[key].domain.integral
        )

    def _shared_growths(self) -> dict[str, int]:
        """Find the rates that only growths over equally many years use, and more than one of them.

        Their power is then the unknown, of which growth is a plain multiple.
        """
        years: dict[str, set[int]] = {}
        for one in self._system.constraints:
            if isinstance(one, (Compound, CompoundChange)):
                years.setdefault(one.rate, set()).add(one.years)
        growing = Counter(
            one.rate for one in self._system.constraints if isinstance(one, (Compound, CompoundChange))
        )
        return {
            key: next(iter(spans))
            for key, spans in years.items()
            if len(spans) == 1
            and growing[key] == self._used[key] > 1
            and self._is_replaceable(key)
            and (self._switches or not self._box[key].is_point)
        }

    def _implied_keys(self) -> Iterator[str]:
        for one in self._system.constraints:
            key = one.factor if isinstance(one, Product) else getattr(one, "rate", None)
            if isinstance(one, MeanGrowth) or key is None:
                continue
            if self._used[key] == 1 and self._is_replaceable(key):
                yield key

    def _declare(self, symbol: str) -> str:
        self._lines.append(f"(declare-const {symbol} Real)")
        return symbol

    def _declare_number(self, key: str) -> None:
        symbol = self._symbols[key] = self._declare(f"{self._prefix}x{len(self._symbols)}")
        domain = self._system.variables[key].domain
        if self._switches:
            self._assert(None, *_inside(domain, symbol))
        self._assert(self._reading(key), *_inside(self._box[key], symbol))

    def _assert(self, switch: str | None, *claims: str) -> None:
        for claim in claims:
            self._lines.append(f"(assert (=> {switch} {claim}))" if switch else f"(assert {claim})")

    def _symbol(self, key: str) -> str:
        known = self._symbols.get(key)
        value = self._box[key].lo
        if known is None and value is not None:
            return number(value)
        return known or ""

    def _product(self, one: str, other: str) -> str:
        self._is_linear = self._is_linear and not (_is_unknown(one) and _is_unknown(other))
        return f"(* {one} {other})"

    def _write(self, one: Constraint, switch: str | None) -> None:
        match one:
            case Linear():
                self._assert(switch, self._linear(one))
            case Product():
                self._assert(switch, f"(> {self._symbol(one.base)} 0.0)")
                self._multiple(one.factor, one.result, one.base, 0, switch)
            case Compound():
                self._assert(switch, f"(> {self._symbol(one.base)} 0.0)")
                self._multiple(one.rate, one.target, one.base, one.years, switch)
            case CompoundChange():
                self._multiple(one.rate, one.change, None, one.years, switch)
            case _:
                self._assert(switch, *self._mean_growth(one))

    def _linear(self, one: Linear) -> str:
        terms = [_times(factor, self._symbol(key)) for key, factor in one.terms]
        left = "0.0" if not terms else terms[0] if len(terms) == 1 else f"(+ {' '.join(terms)})"
        sense = {Sense.EQUAL: "=", Sense.AT_MOST: "<=", Sense.LESS: "<"}[one.sense]
        return f"({sense} {left} {number(one.bound)})"

    def _multiple(self, key: str, result: str, base: str | None, years: int, switch: str | None) -> None:
        """Write `result = factor · base`, the factor being a number itself or a power of 1 + rate."""
        left = self._symbol(result) if base is not None else f"(+ 1.0 {self._symbol(result)})"
        scale = "" if base is None else self._symbol(base)
        if key not in self._implied:
            factor = self._power(key, years, switch) if years else self._symbol(key)
            self._assert(switch, f"(= {left} {self._product(factor, scale) if scale else factor})")
            return
        self._factors[key] = left, scale, years
        ranges = [(self._box[key], self._reading(key))]
        if self._switches:
            ranges.append((self._system.variables[key].domain, None))
        for interval, reading in ranges:
            inside = power(interval, years) if years else interval
            both = f"(and {switch} {reading})" if switch and reading else switch
            self._assert(both, *between(inside, left, scale))

    def _power(self, key: str, years: int, switch: str | None) -> str:
        """Give the symbol of (1 + rate)^years, declared once for each rate and number of years."""
        symbol = self._powers.get((key, years))
        if key in self._growths:
            if symbol is None:
                symbol = self._powers[key, years] = self._declare(f"{self._prefix}w{len(self._powers)}")
                domain = self._system.variables[key].domain
                self._assert(None, f"(>= {symbol} 0.0)", *self._powered(domain, years, symbol))
                self._assert(self._reading(key), *self._powered(self._box[key], years, symbol))
            return symbol
        known = self._box[key].lo
        if key not in self._symbols and known is not None:
            self._assert(switch, *(["false"] if known < -1 else []))
            return number((1 + known) ** years)
        factor = f"(+ 1.0 {self._symbol(key)})"
        self._assert(switch, f"(>= {factor} 0.0)")
        if symbol is None:
            symbol = self._powers[key, years] = self._declare(f"{self._prefix}w{len(self._powers)}")
            self._is_linear = self._is_linear and years == 1
            product = factor if years == 1 else f"(* {' '.join([factor] * years)})"
            self._assert(None, f"(= {symbol} {product})")
        return symbol

    def _powered(self, interval: Interval, years: int, symbol: str) -> Iterable[str]:
        return between(power(interval, years), symbol)

    def _mean_growth(self, one: MeanGrowth) -> Iterator[str]:
        """Write a mean of ratios without dividing: each level is its ratio times the one before."""
        levels = [self._symbol(key) for key in one.levels]
        yield from (f"(> {level} 0.0)" for level in levels)
        ratios = []
        for before, after in itertools.pairwise(levels):
            self._ratios += 1
            ratios.append(self._declare(f"{self._prefix}q{self._ratios}"))
            yield f"(= {after} {self._product(ratios[-1], before)})"
        years = number(Fraction(len(ratios)))
        yield f"(= (+ 0.0 {' '.join(ratios)}) (* {years} (+ 1.0 {self._symbol(one.rate)})))"

    _ratios = 0


def _inside(interval: Interval, symbol: str) -> Iterator[str]:
    yield from between(interval, symbol)
    if interval.integral:
        yield f"(is_int {symbol})"


def _is_unknown(term: str) -> bool:
    """Tell whether a term names an unknown rather than being a number."""
    return any(letter.isalpha() for letter in term)
