"""What targets and dates have come to, counted by signal: for each node, and for the rows of a matrix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zoneplan.outline import NodeKind
from zoneplan.signals import signal_of
from zoneplan.subjects import own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.outline import Outline
    from zoneplan.printed_tables import Signal
    from zoneplan.progress import Progress

__all__ = ["counts_below", "counts_by_program", "judged", "unlisted_below"]


def judged(progress: Progress) -> Iterator[tuple[str, Signal]]:
    """Give the subject and signal of every target, and of every item of the register of that day.

    Args:
        progress: How the targets stand.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost.
    """
    for one in progress:
        yield own_subject(progress.plan, one.entry), signal_of(one.status)
    for item in progress.register.items:
        yield item.node, signal_of(item.status)


def counts_below(progress: Progress) -> Mapping[str, Counter[Signal]]:
    """Count for each node the targets and items that are about it or anything below it, each once.

    Args:
        progress: How the targets stand.
    """
    outline = progress.plan.outline
    found: dict[str, Counter[Signal]] = {node: Counter() for node in outline.nodes}
    for subject, signal in judged(progress):
        if subject in found:
            for node in (subject, *outline.ancestors(subject)):
                found[node][signal] += 1
    return found


def unlisted_below(outline: Outline) -> Mapping[str, int]:
    """Count for each node the actions that are declared below it and not listed; 0 where there is none.

    Args:
        outline: The outline of the plan.
    """
    found: Counter[str] = Counter()
    for program, number in outline.unlisted.items():
        if program != outline.root.id:  # programs that are not listed are no actions
            for node in (program, *outline.ancestors(program)):
                found[node] += number
    return found


def counts_by_program(progress: Progress) -> Mapping[str | None, Counter[Signal]]:
    """Count every target and item once: in its program, or under the plan's id or None.

    Under the plan's id stands what belongs to no program or to several, so that nothing counts twice; under
    None what is about places that are no part of the plan. Every program is there, also one without any.

    Args:
        progress: How the targets stand.
    """
    plan, outline = progress.plan, progress.plan.outline
    programs = [node.id for node in outline.walk() if node.kind is NodeKind.PROGRAM]
    found: dict[str | None, Counter[Signal]] = {one: Counter() for one in (*programs, plan.id, None)}
    for subject, signal in judged(progress):
        if subject not in outline.nodes:
            found[None][signal] += 1
            continue
        lineage = {subject, *outline.ancestors(subject)} & set(programs)
        found[lineage.pop() if len(lineage) == 1 else plan.id][signal] += 1
    return found
