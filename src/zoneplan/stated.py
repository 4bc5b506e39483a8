"""The relations that a plan's author states, with the figures that they name looked up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import attrs

from zoneplan.facts import ASPECTS, Facts, nature
from zoneplan.figures import Figure
from zoneplan.locations import Location, located
from zoneplan.observations import Aspect
from zoneplan.origins import Origin, PlanRelation
from zoneplan.prices import PriceBasis
from zoneplan.relations import Growth, Multiple, Ratio, Relation, SameFact, Share, SharesSum, Sum
from zoneplan.terms import Term
from zoneplan.vocabulary import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.sources import Source

__all__ = ["ASPECTS_ZH", "Retold", "Stated", "named_terms", "term_place"]

# Their figures stand for one period, so they are figures of one nature.
_OF_ONE_NATURE = (Sum, Share, SharesSum, Ratio)
_WAS_FIRST = (Aspect.BASELINE, *(aspect for aspect in ASPECTS if aspect is not Aspect.BASELINE))
ASPECTS_ZH: Mapping[Aspect, str] = {
    Aspect.BASELINE: "基期数",
    Aspect.ACTUAL: "实际数",
    Aspect.PLANNED: "计划数",
    Aspect.FORECAST: "预测数",
    Aspect.TARGET: "目标数",
}
"""What a figure of each aspect is called in Chinese."""

_ROLES_ZH = {english: chinese for chinese, english in KEYS.items()}


def named_terms(relation: Relation) -> Iterator[tuple[str, Term]]:
    """Give the terms that a relation holds, each with its path in it, such as `parts[0]`.

    Args:
        relation: The relation.
    """
    for field in attrs.fields(type(relation)):
        value = getattr(relation, field.name)
        if isinstance(value, Term):
            yield field.name, value
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                if isinstance(one, Term):
                    yield f"{field.name}[{index}]", one


@attrs.frozen(kw_only=True)
class Retold:
    """A figure in a relation that is not what the plan says of the same number elsewhere.

    Attributes:
        term: The number with the figure in the relation.
        other: What the plan says elsewhere.
        where: The path of that.
        agrees: Whether both can mean the same, being printed to different places.
    """

    term: Term
    other: Figure
    where: str
    agrees: bool


@attrs.frozen(eq=False, slots=False)
class Stated:
    """The relations that the author of a plan states.

    Attributes:
        facts: The plan's figures.
    """

    facts: Facts

    @cached_property
    def relations(self) -> tuple[PlanRelation, ...]:
        """The relations in document order, their terms filled from what the plan says.

        A number whose figure is not given is looked up among the plan's entries, then among the figures
        of the other relations.
        """
        taken: set[str] = set()
        found = []
        for index, relation in enumerate(self.facts.plan.relations):
            path = f"relations[{index}]"
            name = path if relation.id is None or relation.id in taken else relation.id
            taken.add(name)
            filled, unmet = self._filled(relation, path)
            found.append(
                PlanRelation(
                    id=name,
                    relation=filled,
                    origin=Origin.STATED,
                    place=located(relation.mark, path),
                    unmet=unmet,
                )
            )
        return tuple(found)

    # -- looking up -----------------------------------------------------------------------------

    def _filled(self, relation: Relation, path: str) -> tuple[Relation, tuple[str, str] | None]:
        terms = dict(named_terms(relation))
        orders = self._orders(relation, terms)
        found: dict[str, Term] = {}
        unmet = None
        for role, term in terms.items():
            if term.metric is not None and term.period is None and term.figure is None:
                found[role] = term
                unmet = unmet or _undated(term, role)
            elif term.figure is not None:
                found[role] = self._inline(term, term_place(relation, term, path, role))
            elif role in orders:
                found[role] = self._looked_up(term, orders[role])
            else:
                found[role] = self.facts.described(term)
                unmet = unmet or self._unclear(found[role])
        if unmet is None:
            found = {role: self._told_inline(term) for role, term in found.items()}
        return _with_terms(relation, found, self._listed(relation.source)), unmet

    def _listed(self, source: Source | None) -> Source | None:
        return self.facts.plan.ledger.listed(source)

    def _orders(self, relation: Relation, terms: Mapping[str, Term]) -> dict[str, Sequence[Aspect]]:
        """Give for each number the aspects to look for; one whose aspect is not clear is left out."""
        natures = {role: self._natures(term) for role, term in terms.items()}
        stated = {nature(term.aspect) for term in terms.values() if term.aspect is not None}
        common = None
        if isinstance(relation, _OF_ONE_NATURE):
            open_ones = [found for found in natures.values() if found]
            shared = stated if len(stated) == 1 else set[Aspect]().union(*open_ones).intersection(*open_ones)
            common = next(iter(shared)) if len(shared) == 1 else None
        orders: dict[str, Sequence[Aspect]] = {}
        for role, term in terms.items():
            if term.aspect is not None:
                orders[role] = (term.aspect,)
            elif common is not None and common in natures[role]:
                orders[role] = [one for one in ASPECTS if nature(one) is common]
            elif len(natures[role]) <= 1:
                orders[role] = ASPECTS
        if isinstance(relation, (Growth, Multiple)) and "base" in orders and "target" in orders:
            target = self._aspect(terms["target"], orders["target"])
            if nature(target) is not Aspect.ACTUAL and terms["base"].aspect is None:
                orders["base"] = _WAS_FIRST
        return orders

    def _natures(self, term: Term) -> set[Aspect]:
        """Give what the plan tells a number as, where a term leaves that open."""
        if term.metric is None or term.period is None or term.figure is not None or term.aspect is not None:
            return set()
        return {nature(one) for one in self.facts.aspects(term.metric, term.subject, term.period)}

    def _aspect(self, term: Term, order: Sequence[Aspect]) -> Aspect | None:
        if term.aspect is not None or term.metric is None or term.period is None:
            return term.aspect
        told = self.facts.aspects(term.metric, term.subject, term.period)
        return next((one for one in order if one in told), None)

    def _looked_up(self, term: Term, order: Sequence[Aspect]) -> Term:
        if term.metric is None or term.period is None:
            return term
        fact = self.facts.term(term.metric, term.subject, term.period, aspects=order, vintage=term.vintage)
        described = self.facts.described(term)
        stated = None if fact.figure is None else fact.figure.price_basis
        has_other_prices = term.price_basis is not None and stated not in {
            None,
            PriceBasis.unstated(),
            term.price_basis,
        }
        return attrs.evolve(
            described,
            figure=None if has_other_prices else fact.figure,
            aspect=fact.aspect,
            vintage=fact.vintage,
            source=self._listed(term.source) or fact.source,
            place=fact.place,
        )

    def _unclear(self, term: Term) -> tuple[str, str]:
        told = [one for one in ASPECTS if one in self.facts.aspects(*_named(term))]
        english = " and as ".join(one.value for one in told)
        return (
            f"{term.label} is told as {english}; state its aspect",
            f"{term.label}有{'、'.join(ASPECTS_ZH[one] for one in told)}，请注明方面",
        )

    # -- figures that stand in relations --------------------------------------------------------

    def _inline(self, term: Term, place: Location) -> Term:
        """Give a number whose figure stands in the relation, as what the plan tells it as."""
        described = attrs.evolve(self.facts.described(term), place=place, source=self._listed(term.source))
        if term.metric is None or term.period is None or term.aspect is not None:
            return described
        told = self.facts.aspects(*_named(term))
        same = (one for one in told if self._fact(described, one).figure == described.figure)
        return attrs.evolve(described, aspect=next(same, next(iter(told), None)))

    def _fact(self, term: Term, aspect: Aspect | None) -> Term:
        """Give what the plan's entries say of the number of a term."""
        metric, subject, period = _named(term)
        aspects = ASPECTS if aspect is None else (aspect,)
        return self.facts.term(metric, subject, period, aspects=aspects, vintage=term.vintage)

    @cached_property
    def _inline_figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures that stand in relations, by what they are figures of, each once."""
        found: dict[str, tuple[Figure, ...]] = {}
        for relation in self.facts.plan.relations:
            for _, term in named_terms(relation):
                figure, name = term.figure, _identity(self.facts.described(term))
                if figure is not None and name is not None and figure not in found.get(name, ()):
                    found[name] = (*found.get(name, ()), figure)
        return found

    def _told_inline(self, term: Term) -> Term:
        if term.figure is not None:
            return term
        figures = self._inline_figures.get(_identity(term) or "", ())
        return term if len(figures) != 1 else self.facts.described(attrs.evolve(term, figure=figures[0]))

    # -- numbers that are told twice ------------------------------------------------------------

    @cached_property
    def retold(self) -> tuple[Retold, ...]:
        """The figures in relations that are not what the plan says of the same number elsewhere.

        Tellings that a relation of its own sets beside each other are left to it.
        """
        found: list[Retold] = []
        first: dict[str, Term] = {}
        for index, one in enumerate(self.relations):
            looked_up = dict(named_terms(self.facts.plan.relations[index]))
            beside = {
                term.key
                for role, term in one.relation.operands
                if isinstance(one.relation, SameFact) and looked_up[role].figure is None
            }
            for role, term in named_terms(one.relation):
                if role not in looked_up or looked_up[role].figure is None or term.key is None:
                    continue
                told = self._told_elsewhere(term, first)
                if not isinstance(one.relation, SameFact):
                    first.setdefault(term.key, term)
                if told is not None and term.key not in beside:
                    found.append(told)
        return tuple(found)

    def _told_elsewhere(self, term: Term, first: Mapping[str, Term]) -> Retold | None:
        others = [first[key]] if (key := term.key or "") in first else []
        if term.metric is not None and term.period is not None:
            others.insert(0, self._fact(term, term.aspect))
        for other in others:
            figure, said = other.figure, term.figure
            if figure is not None and said is not None and figure != said and other.key == term.key:
                where = "" if other.place is None else other.place.path
                return Retold(term=term, other=figure, where=where, agrees=_can_be_one(said, figure))
        return None


def _undated(term: Term, role: str) -> tuple[str, str]:
    head, _, index = role.rstrip("]").partition("[")
    role_zh = _ROLES_ZH[head] + (f"（第{int(index) + 1}个）" if index else "")
    return (
        f"its {role} names the metric {term.metric!r} without a period",
        f"{role_zh}所引用的指标“{term.metric}”未注明时期",
    )


def _can_be_one(one: Figure, other: Figure) -> bool:
    """Whether two figures of one number differ in precision only (S3, SameFact)."""
    if one.unit.dimension != other.unit.dimension:
        return False
    statements = SameFact(statements=(Term(one), Term(other)))
    return statements.contradiction is None and one.base_reading.strict.overlaps(other.base_reading.strict)


def _named(term: Term) -> tuple[str, str | None, Any]:
    return cast("str", term.metric), term.subject, term.period


def _identity(term: Term) -> str | None:
    """Give what identifies a number whatever its figure is; prices belong to the figure."""
    aspect = None if nature(term.aspect) is Aspect.ACTUAL else term.aspect
    return attrs.evolve(term, figure=None, price_basis=None, aspect=aspect).key


def term_place(relation: Relation, term: Term, path: str, role: str) -> Location:
    """Give where a figure stands in a relation.

    Args:
        relation: The relation.
        term: The figure's term in it.
        path: The relation's path in the plan.
        role: The term's path in the relation, such as `parts[0]`.
    """
    if term.mark is not None:
        return located(term.mark, f"{path}.{role}", "figure")
    return located(relation.mark, path, role)


def _with_terms(relation: Relation, terms: Mapping[str, Term], source: Source | None) -> Relation:
    """Give a relation with other terms in the same roles, and with another source."""
    changes: dict[str, Any] = {"source": source}
    for role, term in terms.items():
        field, bracket, _ = role.partition("[")
        changes[field] = (*changes.get(field, ()), term) if bracket else term
    return cast("Relation", attrs.evolve(cast("Any", relation), **changes))
