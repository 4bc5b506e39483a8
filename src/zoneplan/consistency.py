"""Do a plan's figures contradict each other: relation by relation, and all of them together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan import inspection
from zoneplan.aims import aimed_relations
from zoneplan.claims import claim
from zoneplan.constraints import Constraint, Variable
from zoneplan.decisions import decide
from zoneplan.errors import UnknownIdError
from zoneplan.facts import ASPECTS, Facts
from zoneplan.figures import Figure
from zoneplan.implied import implied_relations
from zoneplan.ledger import PlanLike
from zoneplan.linked import linking_relations
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.origins import PlanRelation
from zoneplan.outline import suggestion
from zoneplan.printed_tables import PrintedCell, Signal
from zoneplan.readings import Policy, Reading
from zoneplan.relations import SharesSum
from zoneplan.short_reprs import shortened_repr
from zoneplan.stated import Stated
from zoneplan.systems import System
from zoneplan.terms import Term
from zoneplan.units import Unit
from zoneplan.verdicts import Reason, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from zoneplan.layout import Language
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period
    from zoneplan.proof import Proof
    from zoneplan.repair import Suggestion
    from zoneplan.statements import Compiled

__all__ = ["Admissible", "Consistency", "PlanVerdict"]

_COMPARED = {Reason.MISSING, Reason.NO_POWER, Reason.READING, Reason.VAGUE, Reason.ENCLOSURE}


_WORDS: Final = {
    "en": {"heading": "relations of {plan}", "heads": "verdict;says", "not_checked": "not checked"},
    "zh": {"heading": "{plan} 的关系", "heads": "结论;内容", "not_checked": "未核对"},
}
_SIGNALS: Final = {
    Status.CONSISTENT: Signal.GOOD,
    Status.INCONSISTENT: Signal.BAD,
    Status.UNDECIDED: Signal.OPEN,
}


@attrs.frozen
class PlanVerdict:
    """What is found about one relation of a plan.

    Attributes:
        relation: The relation, with where it comes from and where it stands.
        verdict: The verdict on it.
    """

    relation: PlanRelation
    verdict: Verdict

    @property
    def is_comparable(self) -> bool:
        """Whether it is known which figures it is about, and they may be compared, whatever came of it."""
        return self.relation.unmet is None and set(self.verdict.reasons) <= _COMPARED

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        from zoneplan.records import to_dict  # noqa: PLC0415  # only for plain data

        return {
            "id": self.relation.id,
            "origin": self.relation.origin.value,
            "path": self.relation.place.path,
            "verdict": to_dict(self.verdict),
        }


@attrs.frozen(kw_only=True)
class Admissible:
    """What a figure can be, judged by all others.

    Attributes:
        term: The number asked about.
        reading: What it can be when the others' digits all count, and at their loosest, in `unit`.
        unit: The unit of the reading.
        is_exact: Whether no smaller range would do; otherwise it holds at least the admissible values.
    """

    term: Term
    reading: Reading
    unit: Unit
    is_exact: bool

    def __str__(self) -> str:
        return f"{self.term.label}: {self.reading.strict.describe(2)} {self.unit}"


@attrs.frozen(eq=False, slots=False)
class Consistency:
    """A plan's relations and what is found about them.

    Attributes:
        plan: The plan.
        policy: How its figures are read.
    """

    plan: PlanLike
    policy: Policy = attrs.field(factory=Policy)

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        words = _WORDS[language]
        rows = ((_told(one, language), claim(one.verdict.relation, language)) for one in self.verdicts)
        table = plain_table(words["heading"].format(plan=self.plan.id), words["heads"].split(";"), rows)
        return notebook_html([table], language=language, whole="consistency.verdicts")

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        return shortened_repr(f"<Consistency of {self.plan.id!r}>")

    @cached_property
    def facts(self) -> Facts:
        """The plan's figures, by metric, subject and period."""
        return Facts(self.plan)

    @cached_property
    def stated(self) -> Stated:
        """The relations that the plan's author states, and the figures in them that are told twice."""
        return Stated(self.facts)

    @cached_property
    def blocked(self) -> frozenset[str]:
        """Keys of the numbers that are told differently in two places, so that nothing may rest on them."""
        return self.facts.blocked.union(one.term.key or "" for one in self.stated.retold if not one.agrees)

    @cached_property
    def verdicts(self) -> tuple[PlanVerdict, ...]:
        """The verdict on each stated relation, share, growth, breakdown and pair of goals, by origin.

        Those of one origin are in document order.
        """
        relations = (*self.stated.relations, *implied_relations(self.facts), *aimed_relations(self.facts))
        return self._decided(relations)

    @cached_property
    def linked(self) -> tuple[PlanVerdict, ...]:
        """The verdict on every relation, ratios and sums over the outline and over time among them."""
        operands = (term for one in self.verdicts for _, term in one.relation.relation.operands)
        used = {term.key for term in operands if term.key is not None}
        return (*self.verdicts, *self._decided(linking_relations(self.facts, used)))

    def _decided(self, relations: Iterable[PlanRelation]) -> tuple[PlanVerdict, ...]:
        return tuple(
            PlanVerdict(one, decide(one.relation, self.policy, blocked=self.blocked)) for one in relations
        )

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every number of the relations that may be compared, by its key in `system`."""
        found: dict[str, Term] = {}
        for one in self.linked:
            if one.is_comparable:
                keys = one.relation.relation.compiled(self.policy, f"{one.relation.id}.").roles
                for role, term in one.relation.relation.operands:
                    found.setdefault(keys[role], term)
        return found

    @cached_property
    def system(self) -> System:
        """Every relation whose figures may be compared, contradicted by itself or not."""
        return self._system(one for one in self.linked if one.is_comparable)

    def _system(self, wanted: Iterable[PlanVerdict]) -> System:
        variables: dict[str, Variable] = {}
        relations: dict[str, tuple[Constraint, ...]] = {}
        for one in wanted:
            compiled = one.relation.relation.compiled(self.policy, f"{one.relation.id}.")
            relations[one.relation.id] = compiled.constraints
            for key, found in compiled.variables.items():
                variable = _certain(found) if _is_definition(one, compiled, key) else found
                known = variables.get(key)
                variables[key] = variable if known is None else _both(known, variable)
        return System(variables, relations)

    def prove(self, *, time_limit: int | Fraction = 10) -> Proof:
        """Find out whether all figures can be true together, so far as each relation by itself allows it.

        Relations that are contradicted by themselves, or whose figures must not be compared, are left
        out: `verdicts` tells of them.

        Args:
            time_limit: Seconds for each question about a part that shares no figure with another.
        """
        from zoneplan.proof import prove  # noqa: PLC0415  # who only reads a plan does not wait for it

        return prove(self.joint, time_limit=time_limit)

    @cached_property
    def joint(self) -> System:
        """The relations that can each hold by themselves."""
        return self._system(
            one for one in self.linked if one.is_comparable and one.verdict.status is not Status.INCONSISTENT
        )

    def admissible(
        self,
        metric: str,
        subject: str | None = None,
        period: Period | str | int | None = None,
        *,
        aspect: Aspect | str | None = None,
    ) -> Admissible:
        """Give the range of a missing or doubted figure that all others allow.

        Args:
            metric: Id of the metric.
            subject: Id of the node or place; None for the plan itself.
            period: The period.
            aspect: What it is a figure of; None for the one that is told first.

        Raises:
            UnknownIdError: If no relation speaks of it.
        """
        from zoneplan.repair import admissible_range  # noqa: PLC0415  # as for `prove`

        key = self._named(Term(metric=metric, subject=subject, period=period, aspect=aspect))
        term = self.terms[key]
        found = {wide: admissible_range(self.system, key, use_wide=wide) for wide in (False, True)}
        unit = term.own_unit or self.plan.ledger.metric(metric).unit
        reading = Reading(found[False].interval, found[True].interval).scaled(1 / unit.factor)
        return Admissible(
            term=term, reading=reading, unit=unit, is_exact=all(one.is_exact for one in found.values())
        )

    def doubts(self, *, time_limit: int | Fraction = 10) -> tuple[tuple[tuple[Term, ...], ...], ...]:
        """Give, for each part of the plan that contradicts itself, which figures may be the wrong ones.

        Args:
            time_limit: Seconds for each question to the solver; above 0.

        Returns:
            For each part that shares no figure with another, every smallest set of figures without which
            the others can all be true. Empty when nothing contradicts.
        """
        from zoneplan.repair import doubts  # noqa: PLC0415  # as for `prove`

        found = []
        for part in self.system.components():
            sets = doubts(part, time_limit=time_limit) if part.relations else ()
            if any(sets):
                found.append(tuple(tuple(self.terms[key] for key in sorted(one)) for one in sets))
        return tuple(found)

    def suggestions(self, term: Term) -> tuple[Suggestion, ...]:
        """Give slips that would explain a doubted figure, each leading to a figure that all others allow.

        None are given where the others leave open how large or how small the figure can be.

        Args:
            term: The term, as `doubts` gives it.

        Raises:
            UnknownIdError: If no relation speaks of it, or it has no figure.
        """
        from zoneplan.repair import Slip, suggestions  # noqa: PLC0415  # as for `prove`

        key, figure = self._key(term), term.figure
        if not isinstance(figure, Figure):
            raise UnknownIdError(f"{term.label} has no figure", "ask for what it can be: `admissible`")
        return suggestions(
            self.system,
            key,
            number=figure.number,
            quantum=figure.quantum,
            factor=figure.unit.factor,
            kinds=[one for one in Slip if one.suits(figure.unit)],
        )

    def _key(self, term: Term) -> str:
        key = next((one for one, known in self.terms.items() if known is term), term.key or "")
        if key not in self.terms:
            raise UnknownIdError(f"no relation speaks of {term.label!r}", suggestion(key, self.terms))
        return key

    def _named(self, asked: Term) -> str:
        """Give the key of the number of a metric, subject and period; an aspect that is told comes first."""
        subject = self.facts.subject(asked.subject)
        found: dict[Aspect | None, str] = {
            term.aspect: key
            for key, term in reversed(tuple(self.terms.items()))
            if (term.metric, term.subject, term.period) == (asked.metric, subject, asked.period)
        }
        wanted = (None, *ASPECTS) if asked.aspect is None else (asked.aspect,)
        key = next((found[one] for one in wanted if one in found), None)
        if key is None:
            named = f"{asked.metric}@{subject}<{asked.period}>"
            raise UnknownIdError(f"no relation speaks of {named!r}", suggestion(named, self.terms))
        return key


def _is_definition(one: PlanVerdict, compiled: Compiled, key: str) -> bool:
    """Whether a number is the 100 % that shares add up to by definition, which nobody published."""
    relation = one.relation.relation
    if not isinstance(relation, SharesSum) or compiled.roles["total"] != key:
        return False
    return relation.total.figure is not None and relation.total.figure.quantum == 0


def _certain(variable: Variable) -> Variable:
    return attrs.evolve(variable, domain=variable.strict, wide=variable.strict, is_given=False)


def _both(one: Variable, other: Variable) -> Variable:
    """Give what two relations know of one number."""
    if one == other:
        return one
    return Variable(
        key=one.key,
        strict=one.strict & other.strict,
        wide=one.wide & other.wide,
        domain=one.domain & other.domain,
        is_given=one.is_given or other.is_given,
    )


def _told(one: PlanVerdict, language: Language) -> PrintedCell:
    """Print what was found about a relation; what must not be compared is open, and never consistent."""
    if one.relation.unmet is not None:
        return PrintedCell(_WORDS[language]["not_checked"], signal=Signal.OPEN)
    if not one.is_comparable:
        reasons = "、".join(inspection.reason_word(reason, language) for reason in one.verdict.reasons)
        said = f"{_WORDS[language]['not_checked']}（{reasons}）" if language == "zh" else ""
        english = ", ".join(inspection.reason_word(reason, language) for reason in one.verdict.reasons)
        return PrintedCell(said or f"{_WORDS[language]['not_checked']} ({english})", signal=Signal.OPEN)
    word = inspection.status_word(one.verdict, language)
    return PrintedCell(word, signal=_SIGNALS[one.verdict.status])
