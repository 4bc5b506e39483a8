"""What a number can be by all the others: for a figure that is missing, or that is doubted."""

from __future__ import annotations

import math
from collections import deque
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from zoneplan.formulas import Formula
from zoneplan.intervals import Interval
from zoneplan.propagation import Narrowed, narrowed
from zoneplan.solver import Answer, Solver, is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.systems import System

__all__ = ["AdmissibleRange", "admissible", "admissible_range"]

_TINY = Fraction(1, 10**30)
_SHORT = 10**25  # a fraction so short this close to an end is the end, not an enclosure of a root
_DOUBLINGS = 200


@attrs.frozen
class AdmissibleRange:
    """What a number can be by all the others.

    Attributes:
        interval: Holds every value that it can have; empty when the others contradict each other.
        is_exact: Whether no smaller interval would do: each end is reached, or approached to within 1e-30
            of the number's size. Otherwise the interval may be too wide, never too narrow.
    """

    interval: Interval
    is_exact: bool


def admissible(
    system: System, key: str, *, use_wide: bool = False, time_limit: int | Fraction = 10
) -> Interval:
    """Give the range of a number by all the others, its own reading left out and its domain kept.

    Args:
        system: The numbers and relations.
        key: The number.
        use_wide: Whether the other figures are read at their loosest.
        time_limit: Seconds for each question to the solver; above 0.

    Raises:
        KeyError: When there is no such number.
    """
    return admissible_range(system, key, use_wide=use_wide, time_limit=time_limit).interval


def admissible_range(
    system: System, key: str, *, use_wide: bool = False, time_limit: int | Fraction = 10
) -> AdmissibleRange:
    """Give the range of a number by all the others, and whether it is the smallest one.

    Ranges are narrowed, which is exact on a tree of relations. Around a cycle the solver is asked, where
    it is installed; it gives exact ends where relations are linear and closes in on them where not.

    Args:
        system: The numbers and relations.
        key: The number.
        use_wide: Whether the other figures are read at their loosest.
        time_limit: Seconds for each question to the solver; above 0.

    Raises:
        KeyError: When there is no such number.
    """
    component = system.without(key).component_of(key)
    result = narrowed(component, wide=use_wide)
    if result.conflict is not None:
        return AdmissibleRange(Interval.empty(), is_exact=True)
    if _is_exact(component, key, result):
        return AdmissibleRange(result.box[key], is_exact=True)
    if not is_installed():
        return AdmissibleRange(result.box[key], is_exact=False)
    return _Search(component, key, result, Solver(time_limit)).range()


def _is_exact(component: System, key: str, result: Narrowed) -> bool:
    """Tell whether narrowing lost nothing on the way from every number to this one."""
    is_plain = not any(one.integral for other, one in result.box.items() if other != key)
    if not (component.is_tree and result.is_settled and is_plain):
        return False
    left = list(component.constraints)
    waiting = deque([key])
    while waiting:
        target = waiting.popleft()
        here = [one for one in left if target in one.keys]
        if any(one.is_enclosure(target) for one in here):
            return False
        left = [one for one in left if target not in one.keys]
        waiting.extend(other for one in here for other in one.keys if other != target)
    return True


class _Search:
    """Looking for the ends of one number's range with the solver."""

    def __init__(self, component: System, key: str, result: Narrowed, solver: Solver) -> None:
        self._component = component
        self._key = key
        self._box = dict(result.box)
        self._solver = solver
        formula = self._formula(self._box[key])
        # Where nothing but the number's own interval changes between linear questions, the rest stays loaded.
        is_loaded = formula.is_linear and not formula.is_whole and not self._box[key].is_point
        self._loaded = formula if is_loaded else None
        self._session = solver.session(formula.text, is_linear=True) if is_loaded else None

    def range(self) -> AdmissibleRange:
        start = self._inside()
        outer = self._box[self._key]
        if isinstance(start, Answer):
            is_empty = start is Answer.NO
            return AdmissibleRange(Interval.empty() if is_empty else outer, is_exact=is_empty)
        if _has_plain_ends(outer) and all(self._stands(one) for one in _tests(outer)):
            return AdmissibleRange(outer, is_exact=True)
        found = self._by_solver()
        if found is not None:
            return AdmissibleRange(found, is_exact=True)
        high, is_high_exact = _End(self, 1).closed_in(start)
        low, is_low_exact = _End(self, -1).closed_in(start)
        return AdmissibleRange(low & high & outer, is_exact=is_high_exact and is_low_exact)

    def _inside(self) -> Fraction | Answer:
        """Give a value that the number can have, or why there is none."""
        formula = self._formula(self._box[self._key], asked=True)
        answer, model = self._solver.solve(
            formula.text, is_linear=formula.is_linear, is_whole=formula.is_whole
        )
        if model is None:
            return answer
        symbol = formula.symbols[self._key]
        return model.values[symbol] if symbol in model.values else model.near[symbol]

    def _by_solver(self) -> Interval | None:
        """Give the range as the solver's own search finds it, once every end has stood the test."""
        formula = self._formula(self._component.variables[self._key].domain, asked=True)
        symbol = formula.symbols[self._key]
        found = self._solver.extremes(formula.text, symbol) if formula.is_linear else None
        if found is None or found.is_empty:
            return None
        found = found & self._component.variables[self._key].domain
        return found if all(self._stands(one) for one in _tests(found)) else None

    def _stands(self, test: tuple[Interval, bool]) -> bool:
        interval, is_possible = test
        return self.can_be(interval) is (Answer.YES if is_possible else Answer.NO)

    def can_be(self, interval: Interval) -> Answer:
        """Ask whether the number can lie in an interval.

        Args:
            interval: The interval.
        """
        inside = interval & self._box[self._key]
        if inside.is_empty:
            return Answer.NO
        if self._loaded is not None and self._session is not None:
            return self._session.ask_also(self._loaded.within(self._key, inside))
        formula = self._formula(inside)
        return self._solver.solve(formula.text, is_linear=formula.is_linear, is_whole=formula.is_whole)[0]

    def _formula(self, interval: Interval, *, asked: bool = False) -> Formula:
        box = {**self._box, self._key: interval}
        return Formula.of(self._component, box, asked=self._key if asked else None)


def _has_plain_ends(found: Interval) -> bool:
    """Tell whether no end can be the enclosure of a root."""
    ends = ((found.lo, found.lo_closed), (found.hi, found.hi_closed))
    return all(end is None or is_closed or end.denominator < _SHORT for end, is_closed in ends)


def _tests(found: Interval) -> Iterator[tuple[Interval, bool]]:
    """Give intervals with whether the number can lie there, if `found` is its range."""
    lo, hi = found.lo, found.hi
    if lo is not None:
        yield Interval(None, lo, hi_closed=not found.lo_closed), False
        yield _beside(lo, found.lo_closed, 1), True
    if hi is not None:
        yield Interval(hi, None, lo_closed=not found.hi_closed), False
        yield _beside(hi, found.hi_closed, -1), True


def _beside(end: Fraction, is_closed: bool, direction: int) -> Interval:
    """Give the end itself when it belongs to a range, otherwise a tiny interval just inside it."""
    if is_closed:
        return Interval.point(end)
    inner = end + direction * _TINY * max(Fraction(1), abs(end))
    return Interval(min(end, inner), max(end, inner), lo_closed=False, hi_closed=False)


class _End:
    """One end of a range, closed in on from both sides."""

    def __init__(self, search: _Search, direction: int) -> None:
        self._search = search
        self._direction = direction

    def closed_in(self, start: Fraction) -> tuple[Interval, bool]:
        """Give an interval with this end alone, and whether the end is exact.

        Args:
            start: A value that the number can have.
        """
        inside, outside = self._bracket(start)
        if outside is None:
            return Interval.everything(), False
        size = max(Fraction(1), abs(inside))
        while abs(outside - inside) > size * _TINY**2:
            middle = (inside + outside) / 2
            answer = self._search.can_be(self._beyond(middle, is_closed=True))
            if answer is Answer.UNKNOWN:
                break
            inside, outside = (middle, outside) if answer is Answer.YES else (inside, middle)
        return self._snapped(inside, outside)

    def _bracket(self, start: Fraction) -> tuple[Fraction, Fraction | None]:
        inside, step = start, max(Fraction(1), abs(start))
        for _ in range(_DOUBLINGS):
            outside = start + self._direction * step
            answer = self._search.can_be(self._beyond(outside, is_closed=True))
            if answer is Answer.NO:
                return inside, outside
            if answer is Answer.UNKNOWN:
                break
            inside, step = outside, step * 2
        return inside, None

    def _snapped(self, inside: Fraction, outside: Fraction) -> tuple[Interval, bool]:
        """Try the shortest fraction between two bounds of an end: it is the end if it stands the test."""
        end = simplest(min(inside, outside), max(inside, outside))
        can_be_more = self._search.can_be(self._beyond(end, is_closed=False))
        if can_be_more is not Answer.NO:
            return self._up_to(outside, is_closed=False), False
        at_end = self._search.can_be(Interval.point(end))
        if at_end is not Answer.NO:
            return self._up_to(end, is_closed=True), at_end is Answer.YES
        is_near = (
            end.denominator < _SHORT
            and self._search.can_be(_beside(end, False, -self._direction)) is Answer.YES
        )
        return self._up_to(end, is_closed=False), is_near

    def _beyond(self, end: Fraction, *, is_closed: bool) -> Interval:
        if self._direction > 0:
            return Interval(end, None, lo_closed=is_closed)
        return Interval(None, end, hi_closed=is_closed)

    def _up_to(self, end: Fraction, *, is_closed: bool) -> Interval:
        if self._direction > 0:
            return Interval(None, end, hi_closed=is_closed)
        return Interval(end, None, lo_closed=is_closed)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """Give the fraction with the smallest denominator between two others, or one of them.

    >>> simplest(Fraction(333, 1000), Fraction(334, 1000))
    Fraction(1, 3)

    Args:
        low: The smaller one.
        high: The larger one.
    """
    whole = math.ceil(low)
    if whole <= high:
        return Fraction(whole if low > 0 else min(0, math.floor(high)))
    rest = math.floor(low)
    return rest + 1 / simplest(1 / (high - rest), 1 / (low - rest))
