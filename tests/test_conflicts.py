from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from zoneplan.conflicts import corrections, irreducible, minimum_hitting_sets, smallest_core
from zoneplan.outcomes import Core, Minimality
from zoneplan.systems import Member

if TYPE_CHECKING:
    from zoneplan.conflicts import Members

ALL = tuple(Member("figure", letter) for letter in "abcdef")
some = st.frozensets(st.sampled_from(ALL), min_size=1, max_size=4)
families = st.lists(some, max_size=5)


class Listed:
    """An oracle to which some sets are contradictory, and all that hold one of them."""

    def __init__(self, cores: list[Members], *, is_sure: bool = True) -> None:
        self.cores = cores
        self.is_sure = is_sure

    def refute(self, members: Members) -> Members | None:
        """Give all members, as an oracle does that cannot say which matter."""
        return members if any(one <= members for one in self.cores) else None


def one_each(_: Member) -> Fraction:
    """Every member weighs the same."""
    return Fraction(1)


def subsets(size: int) -> list[Members]:
    """Every set of so many members."""
    return [frozenset(one) for one in combinations(ALL, size)]


@given(families)
def test_minimum_hitting_sets_are_all_the_smallest(sets: list[Members]) -> None:
    """As by trying all sets of members, smallest first."""
    for size in range(len(ALL) + 1):
        expected = [one for one in subsets(size) if all(one & other for other in sets)]
        if expected:
            break
    assert sorted(expected, key=sorted) == sorted(minimum_hitting_sets(sets, one_each), key=sorted)


def test_nothing_meets_an_empty_set() -> None:
    """A set without members cannot be met."""
    assert () == minimum_hitting_sets([frozenset()], one_each)


@given(families)
def test_a_smallest_core_is_the_smallest(cores: list[Members]) -> None:
    """No contradiction has fewer members, and without one there is no core."""
    found = smallest_core(Listed(cores), frozenset(ALL))
    if not cores:
        assert found is None
        return
    assert found is not None
    assert Minimality.SMALLEST is found.minimality
    assert min(len(one) for one in cores) == len(found.figures)


def test_a_core_says_how_small_it_is_known_to_be() -> None:
    """Few questions leave superfluous members, more an irreducible core, an unsure oracle neither."""
    cores = [frozenset(ALL[:4]), frozenset(ALL[4:])]

    def minimality(budget: int, *, is_sure: bool = True) -> Minimality:
        found = smallest_core(Listed(cores, is_sure=is_sure), frozenset(ALL), budget)
        assert isinstance(found, Core)
        return found.minimality

    assert Minimality.FOUND is minimality(2)
    assert Minimality.IRREDUCIBLE is minimality(8)
    assert Minimality.SMALLEST is minimality(100)
    assert Minimality.FOUND is minimality(100, is_sure=False)


def test_a_search_ends_where_questions_stay_open() -> None:
    """One that took all its time is the last."""

    class Tired(Listed):
        """An oracle that gives up on small sets."""

        def refute(self, members: Members) -> Members | None:
            self.is_sure = self.is_sure and len(members) > 4
            return super().refute(members) if self.is_sure else None

    found = smallest_core(Tired([frozenset(ALL[:2])]), frozenset(ALL))
    assert found is not None
    assert Minimality.FOUND is found.minimality
    assert 5 == len(found.figures)


def test_running_out_of_questions_never_lies() -> None:
    """Whatever the budget, a core is contradictory, and minimal as far as it says."""
    cores = [frozenset(ALL[:3]), frozenset(ALL[3:5]), frozenset(ALL[2:6])]
    for budget in range(1, 40):
        found = smallest_core(Listed(cores), frozenset(ALL), budget)
        assert found is not None
        members = frozenset(Member("figure", key) for key in found.figures)
        assert any(one <= members for one in cores)
        if found.minimality is Minimality.SMALLEST:
            assert 2 == len(members)


def test_an_irreducible_core_keeps_what_it_is_told_to() -> None:
    """Members that do not matter are not tried."""
    oracle = Listed([frozenset(ALL[:2])])
    assert frozenset(ALL[:2]) == irreducible(oracle, frozenset(ALL))
    kept = frozenset(ALL[4:])
    assert frozenset(ALL[:2]) | kept == irreducible(oracle, frozenset(ALL), kept=kept)
    assert irreducible(oracle, frozenset(ALL[1:])) is None


@given(families, st.lists(st.integers(1, 3), min_size=len(ALL), max_size=len(ALL)))
def test_corrections_are_all_the_lightest(cores: list[Members], weights: list[int]) -> None:
    """Each meets every contradiction, none lighter does."""
    weight = dict(zip(ALL, map(Fraction, weights), strict=True))
    oracle = Listed(cores)
    every = [one for size in range(len(ALL) + 1) for one in subsets(size)]
    freeing = [one for one in every if oracle.refute(frozenset(ALL) - one) is None]
    least = min(sum(weight[one] for one in members) for members in freeing)
    expected = [one for one in freeing if sum(weight[other] for other in one) == least]

    def refute(members: Members) -> Members | None:
        return next((one for one in cores if one <= members), None)

    found = corrections(refute, frozenset(ALL), weight.__getitem__)
    assert sorted(expected, key=sorted) == list(found)


def test_nothing_corrects_what_no_figure_causes() -> None:
    """A contradiction among relations alone is not ended by doubting figures."""
    assert () == corrections(lambda _: frozenset(), frozenset(ALL), one_each)
