"""Many constraints over one set of numbers, taken together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import attrs

from zoneplan.constraints import (
    Compound,
    CompoundChange,
    Constraint,
    Linear,
    Product,
    Variable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.intervals import Interval

__all__ = ["Member", "System", "mentions"]


class Member(NamedTuple):
    """Something that is believed and could be given up: a figure's reading, or a relation.

    Attributes:
        kind: "figure" or "relation".
        id: The figure's key or the relation's id.
    """

    kind: str
    id: str


@attrs.frozen(eq=False, slots=False)
class System:
    """Numbers and the relations that must all hold between them.

    Attributes:
        variables: Every number, by its key. A number without a relation is a component of its own.
        relations: The constraints of each relation, by the relation's id; a constraint may only speak of
            keys in `variables`.
    """

    variables: Mapping[str, Variable]
    relations: Mapping[str, tuple[Constraint, ...]]

    @classmethod
    def of(
        cls, variables: Iterable[Variable], relations: Mapping[str, Constraint | tuple[Constraint, ...]]
    ) -> System:
        """Make a system from a list of variables, and from relations of one constraint or several.

        Args:
            variables: The numbers; of two with one key the last counts.
            relations: The constraint or constraints of each relation, by its id.
        """
        return cls(
            {one.key: one for one in variables},
            {key: one if isinstance(one, tuple) else (one,) for key, one in relations.items()},
        )

    @property
    def constraints(self) -> Iterator[Constraint]:
        """Every constraint of every relation, in order."""
        for members in self.relations.values():
            yield from members

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of the numbers that a figure was published for, sorted."""
        return tuple(sorted(key for key, one in self.variables.items() if one.is_given))

    def members(self) -> frozenset[Member]:
        """Give all that is believed: the figures' readings and the relations."""
        figures = (Member("figure", key) for key in self.figures)
        return frozenset((*figures, *(Member("relation", name) for name in self.relations)))

    def box(self, *, wide: bool = False) -> dict[str, Interval]:
        """Give what each number can be by its reading and its domain.

        Args:
            wide: Whether figures are read at their loosest.
        """
        return {key: one.domain & (one.wide if wide else one.strict) for key, one in self.variables.items()}

    @cached_property
    def is_tree(self) -> bool:
        """Whether numbers and constraints hang together without a cycle.

        Interval propagation then loses nothing. A number named twice in one constraint is a cycle.
        """
        groups = _Groups(self.variables)
        for constraint in self.constraints:
            roots = [groups.root(key) for key in mentions(constraint)]
            if len(set(roots)) < len(roots):
                return False
            groups.join(roots)
        return True

    def components(self) -> tuple[System, ...]:
        """Give the parts that share no number, sorted by their first key.

        Inside each, keys and ids are sorted too, so what is found about a part depends neither on the
        order in which a plan states things nor on the other parts.
        """
        groups = _Groups(self.variables)
        for members in self.relations.values():
            groups.join([groups.root(key) for one in members for key in mentions(one)])
        keys: dict[str, list[str]] = {}
        for key in sorted(self.variables):
            keys.setdefault(groups.root(key), []).append(key)
        ids: dict[str | None, list[str]] = {}
        for name in sorted(self.relations):
            mentioned = next((key for one in self.relations[name] for key in mentions(one)), None)
            ids.setdefault(None if mentioned is None else groups.root(mentioned), []).append(name)
        loose = [self._part((), (name,)) for name in ids.get(None, ())]
        return (*loose, *(self._part(members, ids.get(root, ())) for root, members in keys.items()))

    def _part(self, keys: Iterable[str], names: Iterable[str]) -> System:
        return System(
            {key: self.variables[key] for key in keys}, {name: self.relations[name] for name in names}
        )

    def restricted(
        self, figures: Iterable[str] | None = None, relations: Iterable[str] | None = None
    ) -> System:
        """Give the system in which only some figures and relations are believed.

        Args:
            figures: Keys of the figures to believe, the others being freed to their domain; None for all.
            relations: Ids of the relations to keep; None for all.
        """
        kept = set(self.figures if figures is None else figures)
        names = set(self.relations if relations is None else relations)
        return System(
            {key: one if key in kept else freed(one) for key, one in self.variables.items()},
            {name: one for name, one in self.relations.items() if name in names},
        )

    def without(self, *keys: str) -> System:
        """Give the system in which some figures are not believed, only their domain.

        Args:
            keys: Keys of the figures to free.
        """
        return self.restricted(figures=set(self.figures) - set(keys))

    def component_of(self, key: str) -> System:
        """Give the part that a number belongs to.

        Args:
            key: The key of the number.

        Raises:
            KeyError: When there is no such number.
        """
        for one in self.components():
            if key in one.variables:
                return one
        raise KeyError(key)


def freed(variable: Variable) -> Variable:
    """Give a variable as if no figure had been published for it.

    Args:
        variable: The variable.
    """
    domain = variable.domain
    return Variable(key=variable.key, strict=domain, wide=domain, domain=domain, is_given=False)


def mentions(constraint: Constraint) -> tuple[str, ...]:
    """Give the keys that a constraint names, once for each place where it names them.

    Args:
        constraint: The constraint.
    """
    match constraint:
        case Linear(terms=terms):
            return tuple(key for key, _ in terms)
        case Product(base=base, factor=factor, result=result):
            return base, factor, result
        case Compound(base=base, rate=rate, target=target):
            return base, rate, target
        case CompoundChange(rate=rate, change=change):
            return rate, change
    return *constraint.levels, constraint.rate


class _Groups:
    """Which keys hang together, found by joining them group by group."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._above = {key: key for key in keys}

    def root(self, key: str) -> str:
        above = self._above
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    def join(self, roots: list[str]) -> None:
        first = min(roots, default="")
        for one in roots:
            self._above[one] = first
