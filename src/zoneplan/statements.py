"""What all relations between published numbers share: terms in their roles, and what they compile to."""

from __future__ import annotations

import abc
import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import attrs

from zoneplan.constraints import Constraint, Linear, Sense, Variable
from zoneplan.errors import RelationError
from zoneplan.intervals import Interval
from zoneplan.locations import Mark
from zoneplan.readings import DEFAULT, Policy
from zoneplan.sources import Source, as_source
from zoneplan.terms import LEVELS, Term
from zoneplan.texts import check_text
from zoneplan.units import Unit, unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.figures import Figure


__all__ = [
    "DOMAINS",
    "Compiled",
    "Part",
    "Statement",
    "as_optional_term",
    "as_term",
    "as_terms",
    "linear",
    "year_of",
]


class Part(enum.StrEnum):
    """What a number is in a relation, which says what it can be at all and how it is shown."""

    LEVEL = "level"
    """An amount or a count: 0 or more, unless its term says otherwise."""
    FREE = "free"
    """A number of any sign, such as a difference."""
    SHARE = "share"
    """A share of a whole: from 0 to 100 %."""
    FACTOR = "factor"
    """A multiple: 0 or more."""
    RATE = "rate"
    """A rate of change: -100 % or more."""
    CUT = "cut"
    """A rate of decline that is printed as a positive number: 100 % or less."""
    YEARS = "years"
    """A number of years, or a year: a whole number."""


DOMAINS = {
    Part.LEVEL: LEVELS,
    Part.FREE: Interval.everything(),
    Part.SHARE: Interval(0, 1),
    Part.FACTOR: Interval.at_least(0),
    Part.RATE: Interval.at_least(-1),
    Part.CUT: Interval.at_most(1),
    Part.YEARS: Interval(0, None, integral=True),
}
"""What a number can be at all, in base units, by what it is in its relation."""

_UNITS = {
    Part.SHARE: unit("%"),
    Part.RATE: unit("%"),
    Part.CUT: unit("%"),
    Part.FACTOR: unit("倍"),
    Part.YEARS: unit("年"),
}


@attrs.frozen(eq=False)
class Compiled:
    """A relation as constraints see it, in base units.

    Attributes:
        variables: Every number, by its key.
        constraints: What has to hold, the negatives of printed cuts tied to them among it.
        roles: The key of the number in each role.
        deciding: The constraints that are left when every tie is taken for granted: they decide alone.
        mirrors: For a cut that is printed as a positive number, the key of its negative, by its own key.
    """

    variables: Mapping[str, Variable]
    constraints: tuple[Constraint, ...]
    roles: Mapping[str, str]
    deciding: tuple[Constraint, ...]
    mirrors: Mapping[str, str]

    def box(self, *, wide: bool = False) -> dict[str, Interval]:
        """Give what each number can be.

        Args:
            wide: Whether figures are read at their loosest.
        """
        if wide:
            return {key: variable.wide for key, variable in self.variables.items()}
        return {key: variable.strict for key, variable in self.variables.items()}


@attrs.frozen(kw_only=True)
class Statement(abc.ABC):
    """A relation between published numbers, without saying which.

    Attributes:
        id: Id of the relation within its plan; None when it needs none.
        source: Where the relation itself is stated.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    id: str | None = attrs.field(default=None, validator=check_text)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def operands(self) -> tuple[tuple[str, Term], ...]:
        """The terms with their roles, in order."""
        return tuple([(role, term) for role, term, _ in self._numbers()])

    @property
    def stated_role(self) -> str:
        """The role of the term that is shown as stated, beside what the others give."""
        return self._numbers()[-1][0]

    def unit_of(self, role: str) -> Unit:
        """Give the unit that the number in a role is shown in.

        It is that of its figure; for a missing number the unit its term states, else the one usual for
        its role, else that of the first number beside it of the same sort.

        Args:
            role: The role, such as `whole` or `parts[0]`.

        Raises:
            RelationError: If the relation has no such role.
        """
        parts = {one: (term, part) for one, term, part in self._numbers()}
        if role not in parts:
            raise RelationError(
                f"unknown role {role!r} in a {type(self).__name__}", f"it has {', '.join(parts)}"
            )
        term, part = parts[role]
        return term.own_unit or self._unit_beside(role, part) or unit("倍")

    def with_terms(self, terms: Mapping[str, Term]) -> Self:
        """Give the relation with the terms in some roles replaced.

        Args:
            terms: The new terms, by role.

        Raises:
            RelationError: If the relation has no such role.
        """
        known = [role for role, _ in self.operands]
        for role in terms:
            if role not in known:
                raise RelationError(
                    f"unknown role {role!r} in a {type(self).__name__}", f"it has {', '.join(known)}"
                )
        found: dict[str, Any] = {}
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                found[field.name] = tuple(
                    terms.get(f"{field.name}[{index}]", one) for index, one in enumerate(value)
                )
            elif field.name in terms:
                found[field.name] = terms[field.name]
        return attrs.evolve(self, **found)

    def _unit_beside(self, role: str, part: Part) -> Unit | None:
        if part in _UNITS:
            return _UNITS[part]
        units = (term.own_unit for _, term, other in self._numbers() if other is part)
        return next((one for one in units if one is not None), None)

    @abc.abstractmethod
    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        """Give every role with its term and what the number is."""

    @abc.abstractmethod
    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        """Give the constraints, from the key of each role."""

    def compiled(self, policy: Policy = DEFAULT, prefix: str = "") -> Compiled:
        """Give the relation as constraints between numbers in base units.

        Args:
            policy: How numbers are read.
            prefix: What to put before the role to make the key of a number that nothing identifies, so
                that the numbers of many relations stay apart.
        """
        variables: dict[str, Variable] = {}
        roles: dict[str, str] = {}
        mirrors: dict[str, str] = {}
        caps: list[Constraint] = []
        for role, term, part in self._numbers():
            key = self._key(role, term) or prefix + role
            roles[role] = key
            variable = term.variable(key, policy, DOMAINS[part])
            variables[key] = _merged(variables[key], variable) if key in variables else variable
            if part is Part.CUT:
                mirrors[key] = f"-{key}"
            elif part is Part.SHARE and variable.domain.hi is None:
                caps.append(linear([(key, _ONE)], _ONE, Sense.AT_MOST))  # its figure is above 100 %
        named = {role: mirrors.get(key, key) for role, key in roles.items()}
        deciding = (*self._constraints(named), *caps)
        if not mirrors:
            return Compiled(variables, deciding, roles, deciding, mirrors)
        for key, mirror in mirrors.items():
            variables[mirror] = _negative(variables[key], mirror)
        ties = (Linear(((key, _ONE), (mirror, _ONE))) for key, mirror in mirrors.items())
        return Compiled(variables, (*ties, *deciding), roles, deciding, mirrors)

    def _key(self, role: str, term: Term) -> str | None:
        return term.key


def linear(
    terms: Iterable[tuple[str, Fraction]], bound: Fraction = Fraction(0), sense: Sense = Sense.EQUAL
) -> Linear:
    """Make a linear constraint in which each number stands once.

    Args:
        terms: Keys with their coefficients; those of one key are added up.
        bound: The number on the right.
        sense: How the two sides stand to each other.
    """
    weights: dict[str, Fraction] = {}
    for key, weight in terms:
        weights[key] = weights[key] + weight if key in weights else weight
    return Linear(tuple([item for item in weights.items() if item[1]]), bound, sense)


def as_term(value: Term | Figure | str | None) -> Term:
    """Take a term, or what its figure is made of; None makes a missing one."""
    return Term.of(value)


def as_optional_term(value: Term | Figure | str | None) -> Term | None:
    """Take a term, or what its figure is made of; None stays None: the relation has no such term."""
    return None if value is None else Term.of(value)


def as_terms(values: Iterable[Term | Figure | str | None]) -> tuple[Term, ...]:
    """Take several terms, each given as a term, a figure, its text, or None for a missing one.

    Raises:
        RelationError: If a single text was given for a list.
    """
    if isinstance(values, str):
        raise RelationError(f"expected a list of figures, got {values!r}", "put it in brackets")
    return tuple(Term.of(value) for value in values)


_ROLES_ZH = {
    "base": "基数",
    "target": "末值",
    "minuend": "被减数",
    "subtrahend": "减数",
    "run": "连续",
    "start": "起点",
    "end": "终点",
}


def year_of(term: Term, role: str) -> int:
    """Give the last year of a term's period.

    Args:
        term: The term.
        role: Its role, for the message.

    Raises:
        RelationError: If its period is not stated.
    """
    if term.period is None:
        raise RelationError(
            f"the {role} {term.label or term.figure or 'without figure'} has no period",
            "state the year of each, such as Term('2400亿元', period=2025)",
            f"{_ROLES_ZH.get(role, role)}{term.label or term.figure or '（无数值）'}没有写时期",
            "请为每个数写明年份，例如 {数值: 2400亿元, 时期: 2025}",
        )
    return term.period.last_year


def _merged(one: Variable, other: Variable) -> Variable:
    """Give the number that two terms are about: what both allow."""
    if not other.is_given or one == other:
        return one
    if not one.is_given:
        return other
    return attrs.evolve(
        one,
        strict=one.strict & other.strict,
        wide=one.wide & other.wide,
        domain=one.domain.hull(other.domain),
    )


def _negative(variable: Variable, key: str) -> Variable:
    return Variable(
        key=key,
        strict=-variable.strict,
        wide=-variable.wide,
        domain=-variable.domain,
        is_given=False,
    )


_ONE = Fraction(1)
