"""What the targets, deadlines and milestones of each node have come to, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.listing import several, tallied
from zoneplan.outline import NodeKind
from zoneplan.printed_tables import Signal
from zoneplan.progress_groups import programs_of
from zoneplan.progress_listing import statuses_text
from zoneplan.register import ItemStatus
from zoneplan.signals import worst
from zoneplan.standings import TargetStatus
from zoneplan.subjects import own_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.layout import Language
    from zoneplan.outline import Outline
    from zoneplan.progress import Progress

__all__ = ["NodeStatus", "item_word", "items_text", "statuses_below", "statuses_by_program", "unlisted_below"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "targets": "{0}: {1}",
        "items": "{0}: {1}",
        "unlisted": "{0} declared and not listed: nothing is known of them",
        "between": "; ",
    },
    "zh": {
        "targets": "目标{0}个：{1}",
        "items": "时限和节点{0}项：{1}",
        "unlisted": "{0}个行动已声明而未列出，情况不明",
        "between": "；",
    },
}


@attrs.frozen
class NodeStatus:
    """What the targets, deadlines and milestones of a node and of everything below it have come to.

    Attributes:
        targets: How many targets have each status.
        items: How many deadlines and milestones have each status.
        unlisted: How many actions are declared below it without being listed.
    """

    targets: Mapping[TargetStatus, int] = attrs.field(factory=Counter, hash=False)
    items: Mapping[ItemStatus, int] = attrs.field(factory=Counter, hash=False)
    unlisted: int = 0

    @classmethod
    def together(cls, statuses: Iterable[NodeStatus]) -> NodeStatus:
        """Add up what several nodes have come to that share nothing.

        Args:
            statuses: What they have come to.
        """
        targets: Counter[TargetStatus] = Counter()
        items: Counter[ItemStatus] = Counter()
        unlisted = 0
        for one in statuses:
            targets.update(one.targets)
            items.update(one.items)
            unlisted += one.unlisted
        return cls(targets, items, unlisted)

    def __bool__(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.unlisted) or any(number for _, number in self._statuses())

    @property
    def signal(self) -> Signal:
        """The worst of them; what is declared and not listed is open."""
        found = [one.signal for one, number in self._statuses() if number]
        return worst([*found, *([Signal.OPEN] if self.unlisted else [])])

    @property
    def signals(self) -> Counter[Signal]:
        """How many targets, deadlines and milestones have each signal."""
        found: Counter[Signal] = Counter()
        for one, number in self._statuses():
            found[one.signal] += number
        return found

    def of(self, signal: Signal) -> NodeStatus:
        """Give those that have a signal, without what is not listed.

        Args:
            signal: The signal.
        """
        return NodeStatus(
            {one: number for one, number in self.targets.items() if one.signal is signal},
            {one: number for one, number in self.items.items() if one.signal is signal},
        )

    def text(self, language: Language) -> str:
        """Say how many have come to what; empty where there is nothing to tell.

        Args:
            language: `en` or `zh`.
        """
        return _WORDS[language]["between"].join(self._parts(language))

    def _statuses(self) -> Iterator[tuple[TargetStatus | ItemStatus, int]]:
        yield from self.targets.items()
        yield from self.items.items()

    def _parts(self, language: Language) -> Iterator[str]:
        words = _WORDS[language]
        targets, items = sum(self.targets.values()), sum(self.items.values())
        if targets:
            said = several(targets, "target", language)
            yield words["targets"].format(said, statuses_text(self.targets, language))
        if items:
            told = several(items, "date", language)
            yield words["items"].format(told, items_text(self.items, language))
        if self.unlisted:
            yield words["unlisted"].format(several(self.unlisted, "action", language))


def item_word(status: ItemStatus, language: Language) -> str:
    """Give the word for what a deadline or milestone has come to, where it stands beside a count.

    Args:
        status: What it has come to.
        language: `en` or `zh`.
    """
    # "4 due" reads as if their day had come.
    return "not due yet" if language == "en" and status is ItemStatus.DUE else status.word(language)


def items_text(items: Mapping[ItemStatus, int], language: Language) -> str:
    """Say how many deadlines and milestones have come to what; nothing of a status that none has.

    Args:
        items: How many have each status.
        language: `en` or `zh`.
    """
    numbers = ((item_word(one, language), items.get(one, 0)) for one in ItemStatus)
    return tallied(numbers, "项", language)


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


def statuses_below(progress: Progress) -> dict[str, NodeStatus]:
    """Give for each node what it and everything below it has come to, each target and item once.

    Args:
        progress: How its targets stand; its register tells of deadlines and milestones.
    """
    outline = progress.plan.outline
    targets: dict[str, Counter[TargetStatus]] = {node: Counter() for node in outline.nodes}
    items: dict[str, Counter[ItemStatus]] = {node: Counter() for node in outline.nodes}
    unlisted = unlisted_below(outline)
    for one in progress:
        subject = own_subject(progress.plan, one.entry)
        for node in (subject, *outline.ancestors(subject)) if subject in outline.nodes else ():
            targets[node][one.status] += 1
    for item in progress.register.items:
        for node in (item.node, *outline.ancestors(item.node)):
            items[node][item.status] += 1
    return {node: NodeStatus(targets[node], items[node], unlisted.get(node, 0)) for node in outline.nodes}


def statuses_by_program(progress: Progress) -> dict[str | None, NodeStatus]:
    """Count every target, deadline and milestone once: in its program, or under the plan's id or None.

    Under the plan's id stands what belongs to no program or to several, so that the counts add up to the
    whole; under None what is about places that are no part of the plan. Every program is there, also one
    without any.

    Args:
        progress: How its targets stand; its register tells of deadlines and milestones.
    """
    plan, outline = progress.plan, progress.plan.outline
    programs = [node.id for node in outline.walk() if node.kind is NodeKind.PROGRAM]
    keys: list[str | None] = [*programs, plan.id, None]
    targets: dict[str | None, Counter[TargetStatus]] = {key: Counter() for key in keys}
    items: dict[str | None, Counter[ItemStatus]] = {key: Counter() for key in keys}
    for one in progress:
        subject = own_subject(plan, one.entry)
        key = _only(programs_of(plan, subject), plan.id) if subject in outline.nodes else None
        targets[key][one.status] += 1
    for item in progress.register.items:
        items[_only(item.programs, plan.id)][item.status] += 1
    unlisted = {key: 0 if key is None or key == plan.id else outline.unlisted.get(key, 0) for key in keys}
    return {key: NodeStatus(targets[key], items[key], unlisted[key]) for key in keys}


def _only(programs: tuple[str, ...], other: str) -> str:
    return programs[0] if len(programs) == 1 else other
