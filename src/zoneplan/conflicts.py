"""Finding what contradicts itself in as few members as possible, and what to give up for it.

Two facts carry everything here: a contradiction meets every set whose removal ends all contradictions,
and such a set meets every contradiction. Each search therefore guesses a smallest set that meets all
those known of the other kind, and learns one more whenever the guess is wrong.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from zoneplan.outcomes import Core, Minimality
from zoneplan.systems import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["Members", "Oracle", "corrections", "irreducible", "minimum_hitting_sets", "smallest_core"]

Members = frozenset[Member]

_LARGE = 16  # a contradiction of so many members is dropped by halves


class Oracle(Protocol):
    """Something that can tell whether members contradict each other."""

    is_sure: bool
    """Whether no question so far was left open. One that was is taken as "no contradiction"."""

    def refute(self, members: Members) -> Members | None:
        """Give some of the members that contradict each other; None when no contradiction is known."""


def smallest_core(oracle: Oracle, members: Members, budget: int = 300) -> Core | None:
    """Find the smallest contradiction among members; None when there is none.

    Args:
        oracle: What tells contradictions.
        members: All that is believed.
        budget: How many questions may be asked before a contradiction that is only irreducible will do.
    """
    counted = _Counted(oracle, budget)
    found = counted.refute(members)
    if found is None:
        return None
    best = _shrunk(counted, found)
    if counted.is_spent:
        return _core(best, Minimality.FOUND)
    best, is_smallest = _improved(counted, members, best)
    if not oracle.is_sure:
        return _core(best, Minimality.FOUND)
    return _core(best, Minimality.SMALLEST if is_smallest else Minimality.IRREDUCIBLE)


def irreducible(
    oracle: Oracle, members: Members, *, kept: Members = frozenset(), budget: int = 300
) -> Members | None:
    """Find a contradiction from which no member can be left out; None when there is none.

    Args:
        oracle: What tells contradictions.
        members: All that is believed.
        kept: Members that need not be tried, because it does not matter whether they are superfluous.
        budget: How many questions may be asked before superfluous members will do.
    """
    counted = _Counted(oracle, budget)
    found = counted.refute(members)
    return None if found is None else _shrunk(counted, found, kept)


def _improved(counted: _Counted, members: Members, best: Members) -> tuple[Members, bool]:
    """Look for a contradiction smaller than an irreducible one; say whether the search came to its end."""
    corrections: list[Members] = []
    while not counted.is_spent:
        guess = _smallest_hitting_set(corrections, len(best))
        if guess is None:
            return best, True
        if counted.refute(guess) is not None:
            return guess, True
        used = Counter(one for found in corrections for one in found)
        correction = _correction(counted, members, guess, used)
        if correction is None:
            break
        corrections.append(correction)
    return best, False


def _shrunk(counted: _Counted, core: Members, kept: Members = frozenset()) -> Members:
    """Drop members while a contradiction remains."""
    for one in sorted(core - kept):
        if one in core and not counted.is_spent:
            smaller = counted.refute((core | kept) - {one})
            core = core if smaller is None else smaller
    return core


def _correction(
    counted: _Counted, members: Members, kept: Members, used: Mapping[Member, int]
) -> Members | None:
    """Find what to drop so that the rest, which holds `kept`, can be true; None when questions run out.

    Sets that share few members with those found before tell most, so what was used least is dropped
    first; among those, what most contradictions have in common and relations, so that few are dropped.
    """
    dropped: list[Member] = []
    rest = members
    while (core := counted.refute(rest)) is not None:
        if counted.is_spent or core <= kept:
            return None
        counted.seen.update(core)
        ranked = sorted(
            core - kept, key=lambda one: (used[one], -counted.seen[one], one.kind == "figure", one)
        )
        dropped += ranked[: 1 if len(ranked) < _LARGE else len(ranked) // 2]
        rest = members.difference(dropped)
    return members - _regained(counted, rest, dropped)


def _regained(counted: _Counted, rest: Members, dropped: Sequence[Member]) -> Members:
    """Take back what was dropped, as long as no contradiction returns: half by half, first come first."""
    stack = [dropped]
    while stack and not counted.is_spent:
        chunk = stack.pop()
        if counted.refute(rest.union(chunk)) is None:
            rest = rest.union(chunk)
        elif len(chunk) > 1:
            middle = len(chunk) // 2
            stack += [chunk[middle:], chunk[:middle]]
    return rest


def corrections(
    refute: Callable[[Members], Members | None],
    figures: Members,
    weight: Callable[[Member], Fraction],
) -> tuple[Members, ...]:
    """Find all lightest sets of figures without which no contradiction is left, in order.

    None at all when relations contradict each other whatever the figures are.

    Args:
        refute: Given the figures that are believed, what of them is part of a contradiction; None when
            there is none. An empty answer means a contradiction without any figure.
        figures: The figures that can be doubted.
        weight: How much is lost by doubting a figure; above 0.
    """
    cores: list[Members] = []
    while True:
        guesses = sorted(minimum_hitting_sets(cores, weight), key=sorted)
        for guess in guesses:
            core = refute(figures - guess)
            if core is not None:
                if not core:
                    return ()
                cores.append(core)
                break
        else:
            return tuple(guesses)


def minimum_hitting_sets(
    sets: Sequence[Members], weight: Callable[[Member], Fraction]
) -> tuple[Members, ...]:
    """Give every lightest set that shares a member with each of some sets.

    Args:
        sets: The sets to meet.
        weight: The weight of a member; above 0.
    """
    found: list[tuple[Fraction, Members]] = []
    for total, one in _hitting(sets, weight, None, ties=True):
        found = [(total, one), *(other for other in found if other[0] == total)]
    return tuple(one for _, one in reversed(found))


def _smallest_hitting_set(sets: Sequence[Members], below: int) -> Members | None:
    """Give one of the smallest sets that meet all others and have fewer members than `below`."""
    found = None
    for _, one in _hitting(sets, lambda _: Fraction(1), Fraction(below), ties=False):
        found = one
    return found


def _hitting(
    sets: Sequence[Members], weight: Callable[[Member], Fraction], limit: Fraction | None, *, ties: bool
) -> Iterator[tuple[Fraction, Members]]:
    """Give hitting sets, each lighter than the limit and than those before, or as light with `ties`."""
    stack: list[tuple[Fraction, Members, Members]] = [(Fraction(0), frozenset(), frozenset())]
    while stack:
        total, chosen, barred = stack.pop()
        left = [one - barred for one in sets if not one & chosen]
        least = total + _least(left, weight)
        if limit is not None and (least > limit or (least == limit and not ties)):
            continue
        if not left:
            limit = total
            yield total, chosen
            continue
        branches = []
        for one in sorted(min(left, key=_by_size)):
            branches.append((total + weight(one), chosen | {one}, barred))
            barred |= {one}  # the sets with this one are all found by its own branch
        stack.extend(reversed(branches))


def _by_size(members: Iterable[Member]) -> tuple[int, list[Member]]:
    ordered = sorted(members)
    return len(ordered), ordered


def _least(sets: Iterable[Members], weight: Callable[[Member], Fraction]) -> Fraction:
    """Give a weight that no set meeting all of `sets` can fall below: that of sets which share nothing."""
    least, met = Fraction(0), frozenset[Member]()
    for one in sets:
        if not one & met:
            least += min((weight(member) for member in one), default=Fraction(0))
            met |= one
    return least


class _Counted:
    """An oracle whose questions are counted."""

    def __init__(self, oracle: Oracle, budget: int) -> None:
        self._oracle = oracle
        self._was_sure = oracle.is_sure
        self._left = budget
        self.seen: Counter[Member] = Counter()

    @property
    def is_spent(self) -> bool:
        """Whether to stop; also after a question that took all its time, as more of that kind would."""
        return self._left <= 0 or (self._was_sure and not self._oracle.is_sure)

    def refute(self, members: Members) -> Members | None:
        self._left -= 1
        return self._oracle.refute(members)


def _core(members: Members, minimality: Minimality) -> Core:
    return Core(
        figures=tuple(sorted(one.id for one in members if one.kind == "figure")),
        relations=tuple(sorted(one.id for one in members if one.kind == "relation")),
        minimality=minimality,
    )
