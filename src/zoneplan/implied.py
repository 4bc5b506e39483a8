"""The relations between a plan's figures that its metrics' definitions imply.

A share stands to a place around its subject, a growth to the levels of its years, a total to its
breakdowns. Nothing is guessed from names: a metric says what it is a share or growth of, and what it is
the sum of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.facts import ASPECTS, Facts, nature
from zoneplan.observations import Aspect
from zoneplan.origins import Origin, PlanRelation
from zoneplan.periods import Period, PeriodKind
from zoneplan.relations import Growth, Relation, Share, Sum
from zoneplan.subjects import figure_place
from zoneplan.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.ledger import Entry
    from zoneplan.metrics import Metric

__all__ = ["implied_relations", "related"]

_MONTHS = 12
_FIRST_MONTH = Period.year(1).first
_WAS = (Aspect.ACTUAL, Aspect.BASELINE)
_TWO_BASES = (
    "the level it grows from is told both as what was and as what was to be",
    "起点既有实际数，又有计划数或目标数，无法确定以何者为基数",
)
_OTHER_VINTAGE = (
    "the level it leads to is told in another vintage",
    "所对应的总量数据版本不同",
)


def implied_relations(facts: Facts) -> Iterator[PlanRelation]:
    """Give the relations that metrics' `share_of`, `growth_of` and `breakdowns` imply, one for each figure.

    Args:
        facts: The plan's figures.
    """
    yield from _shares(facts)
    yield from _growths(facts)
    yield from _breakdowns(facts)


def related(
    origin: Origin, facts: Facts, entry: Entry, relation: Relation, unmet: tuple[str, str] | None = None
) -> PlanRelation:
    """Give a relation that an entry's figure is stated in.

    Args:
        origin: Where the relation comes from.
        facts: The plan's figures.
        entry: The entry.
        relation: The relation.
        unmet: Why it is not known which figures it is about.
    """
    return PlanRelation(
        id=f"{origin}:{facts.of(entry).key}",
        relation=relation,
        origin=origin,
        place=figure_place(entry),
        unmet=unmet,
    )


def _alike(aspect: Aspect) -> Sequence[Aspect]:
    """Give the aspects of one nature, the given one first."""
    return (aspect, *(one for one in ASPECTS if nature(one) is nature(aspect) and one is not aspect))


# -- shares -----------------------------------------------------------------------------------------


def _shares(facts: Facts) -> Iterator[PlanRelation]:
    metrics = facts.plan.ledger.metrics.values()
    for metric, entry in facts.entries(one for one in metrics if one.share_of is not None):
        place, unmet = _whole_place(facts, metric, facts.subject(entry.subject))
        whole = Term() if place is None else _level(facts, metric, place, entry)
        part = _level(facts, metric, entry.subject, entry)
        share = Share(part=part, whole=whole, share=facts.of(entry))
        yield related(Origin.SHARE, facts, entry, share, unmet)


def _level(facts: Facts, share: Metric, subject: str, entry: Entry) -> Term:
    """Give what a share is of; figures of another nature or vintage are found last, and told as such."""
    record = entry.record
    return facts.term(
        share.share_of or "",
        subject,
        record.period,
        aspects=(*_alike(record.aspect), *ASPECTS),
        vintage=record.vintage,
        or_latest=True,
    )


def _whole_place(facts: Facts, metric: Metric, subject: str) -> tuple[str | None, tuple[str, str] | None]:
    """Give the subject that a share is taken of, or why it is not known, in both languages."""
    around, name = facts.around(subject), facts.name(subject)
    if facts.doubtful.intersection(around):
        return None, (f"an id of the places around {name} is given twice", f"{name}所在地区的编号重复")
    if metric.share_in is None:
        if not around:
            return None, (f"the plan does not say which place {name} lies in", f"未注明{name}所在的地区")
        return around[0], None
    wanted = facts.subject(metric.share_in)
    if wanted not in around:
        other = facts.name(wanted)
        return None, (
            f"the plan does not say that {name} lies in {other}, which the share is taken of",
            f"未注明{name}位于占比范围“{other}”之内",
        )
    return wanted, None


# -- growths ----------------------------------------------------------------------------------------


def _growths(facts: Facts) -> Iterator[PlanRelation]:
    metrics = facts.plan.ledger.metrics.values()
    for metric, entry in facts.entries(one for one in metrics if one.growth_of is not None):
        record, of = entry.record, metric.growth_of or ""
        ends = _ends(record.period)
        if ends is None:
            continue
        before, after = ends
        # A planned rate leads to a planned level: what was achieved does not contradict it.
        target = facts.term(of, entry.subject, after, aspects=_alike(record.aspect), vintage=record.vintage)
        base, unmet = _base(facts, of, entry, before)
        latest = facts.term(of, entry.subject, after, aspects=_alike(record.aspect))
        if target.figure is None and latest.figure is not None:
            unmet = _OTHER_VINTAGE
        growth = Growth(base=base, target=target, rate=facts.of(entry))
        yield related(Origin.GROWTH, facts, entry, growth, unmet)


def _ends(period: Period) -> tuple[Period, Period] | None:
    """Give the periods whose levels a growth leads from and to: of a span, the year before and the last.

    None in the first year of all, which has none before it.
    """
    if period.first - _MONTHS < _FIRST_MONTH:
        return None
    if period.kind is PeriodKind.SPAN:
        return Period.year(period.first_year - 1), Period.year(period.last_year)
    return attrs.evolve(period, first=period.first - _MONTHS, last=period.last - _MONTHS), period


def _base(facts: Facts, of: str, entry: Entry, before: Period) -> tuple[Term, tuple[str, str] | None]:
    """Give the level that a growth leads from, and why it is not known which one that is."""
    aspect = entry.record.aspect
    if nature(aspect) is Aspect.ACTUAL:
        return facts.term(of, entry.subject, before, aspects=_alike(aspect)), None
    was = (Aspect.BASELINE, Aspect.ACTUAL)
    if entry.record.period.kind is PeriodKind.SPAN:
        # The year before a plan's years is past.
        return facts.term(of, entry.subject, before, aspects=(*was, Aspect.FORECAST, aspect)), None
    past = facts.term(of, entry.subject, before, aspects=was)
    ahead = facts.term(of, entry.subject, before, aspects=(aspect, Aspect.FORECAST))
    if past.figure is None:
        return ahead, None
    unclear = ahead.figure is not None and ahead.figure != past.figure
    return (Term(period=before), _TWO_BASES) if unclear else (past, None)


# -- breakdowns -------------------------------------------------------------------------------------


def _breakdowns(facts: Facts) -> Iterator[PlanRelation]:
    metrics = facts.plan.ledger.metrics.values()
    for metric, entry in facts.entries(one for one in metrics if one.breakdowns):
        record, total = entry.record, facts.of(entry)
        for index, parts in enumerate(metric.breakdowns):
            terms = [
                facts.term(
                    part,
                    entry.subject,
                    record.period,
                    aspects=_alike(record.aspect),
                    vintage=record.vintage,
                )
                for part in parts
            ]
            if any(term.figure is not None for term in terms):
                found = related(Origin.BREAKDOWN, facts, entry, Sum(total=total, parts=terms))
                yield attrs.evolve(found, id=f"{found.id}[{index}]")
