"""What a relation between published figures comes to: consistent, inconsistent or undecided, and why.

A verdict keeps the relation and works out only what is asked of it: ranges, a witness, a proof.
"""

from __future__ import annotations

import enum
import math
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.certificates import CertificateLine, certificate
from zoneplan.claims import claim
from zoneplan.constraints import narrow
from zoneplan.growths import Growth
from zoneplan.intervals import Interval
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.points import candidates
from zoneplan.prices import PriceBasisKind
from zoneplan.qualifiers import Qualifier
from zoneplan.readings import Policy, Reading
from zoneplan.reasons import Reason
from zoneplan.relations import Difference, Relation, SameFact
from zoneplan.short_reprs import shortened_repr
from zoneplan.terms import Term
from zoneplan.units import Unit
from zoneplan.verdict_rows import verdict_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.figures import Figure
    from zoneplan.layout import Language
    from zoneplan.prices import PriceBasis
    from zoneplan.sources import Source
    from zoneplan.statements import Compiled

__all__ = ["Line", "Needed", "Reason", "Status", "Strength", "Verdict"]


class Status(enum.StrEnum):
    """The three answers."""

    CONSISTENT = "consistent"
    """Some exact values that the figures can mean, every digit counted, satisfy the relation."""
    INCONSISTENT = "inconsistent"
    """None do, however loosely the figures are read."""
    UNDECIDED = "undecided"
    """Neither can be said; the reasons tell why."""

    def word(self, language: str = "en") -> str:
        """Give the word for it.

        Args:
            language: `en` or `zh`.
        """
        chinese = {Status.CONSISTENT: "一致", Status.INCONSISTENT: "不一致", Status.UNDECIDED: "不能判定"}
        return chinese[self] if language == "zh" else self.value


class Strength(enum.StrEnum):
    """How much a consistent verdict says."""

    ENTAILED = "entailed"
    """The relation holds whatever the figures mean in their strict readings."""
    COMPATIBLE = "compatible"
    """It holds for some of their values."""


_BOUNDING = frozenset({Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST})
_LOOSE = (Reason.READING, Reason.VAGUE)
# With these the relation was applied, so that its numbers imply something for each other.
_APPLIED = frozenset(
    {Reason.DENOMINATOR, *_LOOSE, Reason.MISSING, Reason.NO_POWER, Reason.ENCLOSURE},
)


@attrs.frozen
class Line:
    """One number of a relation: what it can mean, and what the others leave for it.

    Attributes:
        role: Its role, such as `whole` or `parts[0]`.
        label: What to call it.
        term: The term.
        reading: What it can mean, in `unit`; of a missing number its domain.
        implied: What the others imply for it, in `unit`; None when the relation could not be applied.
        unit: The unit it is shown in.
    """

    role: str
    label: str
    term: Term
    reading: Reading
    implied: Reading | None
    unit: Unit

    def compared(self, *, wide: bool) -> tuple[Interval, Interval]:
        """Give what the others imply for it beside what it can mean; nothing when they imply nothing.

        Args:
            wide: Whether all figures are read at their loosest.
        """
        implied = Reading(Interval.empty(), Interval.empty()) if self.implied is None else self.implied
        return (implied.wide, self.reading.wide) if wide else (implied.strict, self.reading.strict)

    @property
    def possible(self) -> Reading:
        """What it can mean and the others leave for it as well, in `unit`."""
        if self.implied is None:
            return self.reading
        strict = self.reading.strict & self.implied.strict
        return Reading(strict, self.reading.wide & self.implied.wide)


@attrs.frozen
class Needed:
    """What one figure would have to be for the relation to hold, the others staying as they are.

    Attributes:
        role: The role of the number.
        label: What to call it.
        to: What it would have to be, in `unit`.
        by: How far that is from the number as written, in `unit`, rounded up to a hundredth of its last
            place; 0 when the number itself would do and only its word, such as 超, stands against it.
        unit: The unit of the figure.
    """

    role: str
    label: str
    to: Interval
    by: Fraction
    unit: Unit


@attrs.frozen(kw_only=True)
class Verdict:
    """What a relation comes to.

    Attributes:
        relation: The relation.
        status: The answer.
        reasons: Why it is undecided, most telling first; empty otherwise.
        policy: How numbers were read.
    """

    relation: Relation
    status: Status
    reasons: tuple[Reason, ...]
    policy: Policy

    @cached_property
    def compiled(self) -> Compiled:
        """The relation as constraints see it, in base units."""
        return self.relation.compiled(self.policy)

    # -- how much it says -----------------------------------------------------------------------

    @cached_property
    def strength(self) -> Strength | None:
        """How much a consistent verdict says; None for the others."""
        if self.status is not Status.CONSISTENT:
            return None
        box = self.compiled.box()
        is_entailed = all(constraint.is_entailed(box) for constraint in self.compiled.deciding)
        return Strength.ENTAILED if is_entailed else Strength.COMPATIBLE

    @cached_property
    def one_sided(self) -> bool:
        """Whether a word such as 超 or 以上 leaves a figure open to one side."""
        figures = (term.figure for _, term in self.relation.operands)
        return any(_BOUNDING & {*figure.qualifiers} for figure in figures if figure is not None)

    # -- the ranges -----------------------------------------------------------------------------

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every number of the relation with its ranges, in order."""
        return tuple(self._line(role, term) for role, term in self.relation.operands)

    def line(self, role: str) -> Line:
        """Give the line of one number.

        Args:
            role: Its role, such as `whole`.

        Raises:
            RelationError: If the relation has no such role.
        """
        self.relation.unit_of(role)
        return next(line for line in self.lines if line.role == role)

    def origin(self, role: str) -> Source | None:
        """Give where the figure in a role was read: its own source, else that of the whole statement.

        Args:
            role: Its role, such as `whole`.

        Returns:
            None where that is not said, and for a missing figure.

        Raises:
            RelationError: If the relation has no such role.
        """
        term = self.line(role).term
        return None if term.is_missing else term.source or self.relation.source

    @property
    def stated(self) -> Reading:
        """What the stated number can mean, in its unit: the share, the total, the target."""
        return self.line(self.relation.stated_role).reading

    @property
    def calculated(self) -> Reading | None:
        """What the others give for the stated number; None when the relation could not be applied."""
        return self.line(self.relation.stated_role).implied

    @cached_property
    def derived(self) -> Mapping[str, Reading]:
        """The range of each missing number, by its role, in the unit of its line."""
        return {line.role: line.possible for line in self.lines if line.term.is_missing and line.implied}

    def _line(self, role: str, term: Term) -> Line:
        unit = self.relation.unit_of(role)
        variable = self.compiled.variables[self.compiled.roles[role]]
        implied = None
        if all(reason in _APPLIED for reason in self.reasons):
            implied = Reading(*(self._implied(role, wide=wide) for wide in (False, True)))
            implied = implied.scaled(1 / unit.factor)
        reading = Reading(variable.strict, variable.wide).scaled(1 / unit.factor)
        return Line(role, term.label or role, term, reading, implied, unit)

    def _implied(self, role: str, *, wide: bool) -> Interval:
        """Give what the other numbers imply for one, in base units."""
        key = self.compiled.roles[role]
        domain = self.compiled.variables[key].domain
        mirror = self.compiled.mirrors.get(key)
        name = mirror or key
        box = self.compiled.box(wide=wide)
        box[name] = -domain if mirror else domain
        if len(self.compiled.deciding) > 1:
            narrowed = narrow(self.compiled.deciding, box)
            # Where the others contradict each other, nothing is left for any number.
            is_empty = any(interval.is_empty for interval in narrowed.values())
            found = Interval.empty() if is_empty else narrowed[name]
        else:
            found = box[name] & self.compiled.deciding[0].implied(box, name)
        return -found if mirror else found

    # -- why ------------------------------------------------------------------------------------

    @cached_property
    def needed(self) -> tuple[Needed, ...]:
        """For each figure what it would have to be; empty unless the figures, read strictly, disagree.

        The others keep their strict readings, or their wide ones when the verdict is inconsistent.
        """
        is_loose = any(reason in _LOOSE for reason in self.reasons)
        if not is_loose and self.status is not Status.INCONSISTENT:
            return ()
        found = []
        for line in self.lines:
            figure, to, read = line.term.figure, *line.compared(wide=not is_loose)
            # What overlaps is the outer range of a mean growth, and no help.
            if figure is not None and not to.is_empty and not to.overlaps(read):
                found.append(Needed(line.role, line.label, to, _stretch(figure, to), line.unit))
        return tuple(found)

    @cached_property
    def witness(self) -> Mapping[str, Fraction] | None:
        """Exact values in base units, by role, within the strict readings, at which the relation holds.

        None unless the verdict is consistent; and where the only rate between two single levels is a
        root that no fraction equals.
        """
        if self.status is not Status.CONSISTENT:
            return None
        point = _witness(self.compiled)
        if point is None:
            return None
        return {role: point[key] for role, key in self.compiled.roles.items()}

    @cached_property
    def certificate(self) -> tuple[CertificateLine, ...]:
        """The proof of a contradiction, line by line; empty for other verdicts."""
        if self.status is not Status.INCONSISTENT:
            return ()
        found = certificate(self.compiled, self.compiled.box(wide=True))
        if found or not isinstance(self.relation, SameFact):
            return found
        return tuple(self._told_lines(self.relation))

    def _told_lines(self, fact: SameFact) -> Iterator[CertificateLine]:
        """Hold two figures of one fact against each other as they are printed."""
        figures = {role: term.figure for role, term in fact.operands if term.figure is not None}
        for role, sign in zip(fact.contradiction or (), (1, -1), strict=False):
            bound, text = sign * figures[role].base_value, f"{role} says {figures[role]}"
            yield CertificateLine(text, Fraction(1), {"fact": Fraction(sign)}, bound, False, True)

    @cached_property
    def price_change(self) -> Interval | None:
        """For growth at unlike prices, the yearly change of prices that would make the figures agree.

        It is the growth from level to level over the stated growth, less 1, as a ratio; None otherwise, and
        where the levels are at unlike prices themselves: from one to the other nothing has grown.
        """
        if Reason.BASIS not in self.reasons or not isinstance(self.relation, Growth):
            return None
        if len({self.relation.base.basis, self.relation.target.basis} - {None}) > 1:
            return None
        real = self.compiled.box()[self.compiled.roles["rate"]] + 1
        nominal = self._implied("rate", wide=False) + 1
        return None if Fraction(0) in real else nominal / real - 1

    @cached_property
    def fits_as_points(self) -> tuple[bool, bool] | None:
        """For the growth of a share in %, whether it fits as 个百分点: in all, and a year; None otherwise."""
        if Reason.KIND not in self.reasons or not isinstance(self.relation, Growth):
            return None
        rate = self.relation.rate.figure
        if rate is None or self.relation.unit_of("base").dimension != "ratio":
            return None
        points = attrs.evolve(rate, unit="个百分点", text=None)
        in_all, yearly = (self._fits(self.relation, points, yearly=yearly) for yearly in (False, True))
        return in_all, yearly

    def _fits(self, growth: Growth, points: Figure, *, yearly: bool) -> bool:
        read = Difference(
            minuend=growth.target, subtrahend=growth.base, difference=Term(points), yearly=yearly
        ).compiled(self.policy)
        return all(constraint.admits(read.box()) for constraint in read.deciding)

    def __repr__(self) -> str:
        named = "" if self.relation.id is None else f" {self.relation.id!r}"
        return shortened_repr(f"<Verdict on {type(self.relation).__name__}{named}: {self}>")

    @property
    def note(self) -> str:
        """The reasons in English; empty when there are none."""
        return "; ".join([reason.sentence for reason in self.reasons] + self._extra(0))

    @property
    def note_zh(self) -> str:
        """The reasons in Chinese; empty when there are none."""
        return "；".join([reason.sentence_zh for reason in self.reasons] + self._extra(1))

    def _extra(self, language: int) -> list[str]:
        if self.fits_as_points is not None:
            in_all, yearly = self.fits_as_points
            fits = [_FITS[language][0]] * in_all + [_FITS[language][1]] * yearly
            return [_FITS[language][3] + _FITS[language][2].join(fits)] if fits else [_FITS[language][4]]
        change = self.price_change
        # A range without end, such as (-100, ∞) % where a level is missing, says nothing of prices.
        if change is not None and change.width is not None and not change.is_empty:
            return [_agreeing_change(change)[language]]
        return self._records_needed(language)

    def _records_needed(self, language: int) -> list[str]:
        """Say which record would make figures comparable that are unlike in prices or currency alone."""
        money = [term for _, term in self.relation.operands if term.own_unit and term.own_unit.currency]
        currencies = sorted({str(term.own_unit and term.own_unit.currency) for term in money})
        found = []
        if Reason.UNIT in self.reasons and len(currencies) > 1:
            told = " and ".join(currencies), "和".join(currencies)
            found.append(
                (f"it takes an exchange rate of {told[0]} to compare them", f"比较需有{told[1]}的汇率")
            )
        bases = {term.basis for term in money}
        if Reason.BASIS in self.reasons and len(bases) > 1 and all(map(_has_prices_of_a_year, bases)):
            found.append(("it takes a price index to compare them", "比较需有物价指数"))
        return [both[language] for both in found]

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        heads, *rows = verdict_rows(self, language)
        said = f"{self.status.word(language)}: {claim(self.relation, language)}"
        note = self.note_zh if language == "zh" else self.note
        table = plain_table(said, heads, rows, notes=[note] if note else ())
        return notebook_html([table], language=language, whole="print(zoneplan.inspection.table(verdict))")

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return " ".join([self.status.value, *(f"({reason.value})" for reason in self.reasons)])


def _has_prices_of_a_year(basis: PriceBasis | None) -> bool:
    """Whether a price index could lead from a basis to another."""
    return basis is not None and (basis.year is not None or basis.kind is PriceBasisKind.CURRENT)


def _agreeing_change(change: Interval) -> tuple[str, str]:
    """Say at which yearly change of prices levels and rate agree, its ends rounded outward."""
    shown = (change * 100).describe(2).strip("[]()").split(", ")
    if len({*shown}) == 1:
        shown = shown[:1]
    return (
        f"the levels and the rate agree if prices changed by {' to '.join(shown)} % a year",
        f"若价格每年变动{'至'.join(f'{one}%' for one in shown)}，则总量与增速相符",
    )


_FITS = (
    ("points in all", "points a year", " and as ", "it fits as ", "it does not fit as points either"),
    ("总百分点", "年均百分点", "和", "可理解为", "按百分点理解也不符"),
)


def _witness(compiled: Compiled) -> dict[str, Fraction] | None:
    """Find a point of the strict box at which every constraint holds."""
    box = compiled.box()
    point: dict[str, Fraction] = {}
    if len(compiled.deciding) > 1:
        box = narrow(compiled.deciding, box)
    for constraint in compiled.deciding:
        found = constraint.witness({**box, **{key: Interval.point(x) for key, x in point.items()}})
        if found is None:
            return None
        point |= found
    for key in box.keys() - point.keys() - compiled.mirrors.keys():
        point[key] = next(candidates(box[key]))  # it stands on both sides and cancels out
    mirrored = {key: -point[mirror] for key, mirror in compiled.mirrors.items()}
    return {**point, **mirrored}


def _stretch(figure: Figure, to: Interval) -> Fraction:
    """Give how far a figure's number is from an interval, in its unit, rounded up."""
    low, high = figure.exact, figure.exact if figure.upper is None else Fraction(figure.upper)
    if to.lo is not None and to.lo > high:
        distance = to.lo - high
    elif to.hi is not None and to.hi < low:
        distance = low - to.hi
    else:
        distance = Fraction(0)
    step = (figure.quantum or Fraction(1)) / 100
    return step * max(math.ceil(distance / step), int(low not in to and high not in to))
