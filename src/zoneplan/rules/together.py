"""All relations of a plan at once: figures that each relation allows and that cannot all be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.consistency import Consistency
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.outcomes import Core, Gap, Minimality, Outcome
from zoneplan.subjects import as_written
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from zoneplan.ledger import PlanLike
    from zoneplan.locations import Location
    from zoneplan.terms import Term

__all__ = ["all_together"]

_MOST_SHOWN = 8
_OPEN = {
    Gap.TIME: (
        "the solver ran out of time on figures that hang together; give it a longer time limit",
        "求解超时，请放宽时限",
    ),
    Gap.PROPAGATION: (
        (
            "figures that hang together in a circle were only compared range by range, which can miss a "
            'contradiction; to prove or refute it: pip install "zoneplan[prove]"'
        ),
        '相互关联的数据只做了区间推算，可能漏掉矛盾；如需证明，请运行 pip install "zoneplan[prove]"',
    ),
}
_BY_WORD = (
    "the solver says that these figures can all be true, but no numbers in fractions were found that show it",
    "求解器认为这些数可以同时成立，但未找到分数形式的例证",
)


def all_together(plan: PlanLike, time_limit: int | Fraction = 10) -> Iterator[Judgement]:
    """Find figures that cannot all be true though each relation by itself allows them (`JOINT`).

    Args:
        plan: The plan.
        time_limit: Seconds for each question about a part that shares no figure with another.
    """
    found = Consistency(plan)
    checked = 0
    for outcome in found.prove(time_limit=time_limit).outcomes:
        if len(outcome.relations) < 2:
            continue
        if outcome.gap in _OPEN:
            yield _open(found, outcome, *_OPEN[outcome.gap])
            continue
        if outcome.status is Status.CONSISTENT and outcome.is_by_word:
            yield _open(found, outcome, *_BY_WORD)
            continue
        checked += 1
        core = outcome.core
        if core is not None and len(core.relations) > 1:
            yield _contradiction(found, outcome, core)
    yield Checked("JOINT", checked)


def _open(found: Consistency, outcome: Outcome, reason: str, reason_zh: str) -> NotChecked:
    return NotChecked(
        code="JOINT", place=_first_place(found, outcome.relations), reason=reason, reason_zh=reason_zh
    )


def _contradiction(found: Consistency, outcome: Outcome, core: Core) -> Finding:
    is_error = outcome.status is Status.INCONSISTENT
    named = [_named(key, found.terms[key]) for key in core.figures if key in found.terms]
    shown = [*named[:_MOST_SHOWN], "…"] if len(named) > _MOST_SHOWN else named
    how = "" if is_error else " unless figures were rounded more coarsely than written"
    is_least = core.minimality is not Minimality.FOUND
    rest, rest_zh = (
        ("without any one of them the others can all be true", "去掉任何一个，其余都可同时成立")
        if is_least
        else ("some of them may not matter", "其中有的可能无关")
    )
    how_zh = "" if is_error else "，除非取整比写出的位数更粗"
    return Finding(
        code="JOINT",
        severity=Severity.ERROR if is_error else Severity.ADVICE,
        place=_first_place(found, core.relations),
        message=f"these figures cannot all be true{how}, though each of the {len(core.relations)} relations "
        f"between them can hold by itself: {', '.join(shown)}",
        message_zh=f"下列各数不能同时成立{how_zh}，虽然其间{len(core.relations)}条关系各自都可成立：{'、'.join(shown)}",
        remedy=f"correct one of these figures; {rest}",
        remedy_zh=f"请改正其中一个数；{rest_zh}",
        evidence={
            "figures": "; ".join(named),
            "relations": "; ".join(core.relations),
            "contradiction": core.minimality.value,
        },
    )


def _named(key: str, term: Term) -> str:
    """Name a figure with its number; one without a name of its own by its relation, which its key leads."""
    name = term.label or key.rpartition(".")[0]
    return name if term.figure is None else f"{name} {as_written(term.figure)}"


def _first_place(found: Consistency, relations: tuple[str, ...]) -> Location:
    """Give the earliest place among those of some relations."""
    places = [one.relation.place for one in found.linked if one.relation.id in set(relations)]
    return min(places, key=lambda place: (place.file or "", place.line or 0, place.column or 0, place.path))
