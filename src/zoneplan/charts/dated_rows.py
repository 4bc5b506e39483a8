"""What is known of the time of actions, programs and projects, as the rows of a chart.

What is not stated stays unstated: a row says what is known of its beginning and end, and has no day that
nobody wrote.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.findings import plural
from zoneplan.layout import Language, printable
from zoneplan.outline import Node, NodeKind
from zoneplan.periods import Period
from zoneplan.printed_tables import Signal
from zoneplan.register import RegisterItem
from zoneplan.subjects import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.plans import Plan

__all__ = ["DatedRow", "dated_rows", "years_of"]

_CAPPED: Final = frozenset({"start", "deadline", "ongoing"})
_DRAWN: Final = _CAPPED | {"both"}


@attrs.frozen(kw_only=True)
class DatedRow:
    """What is known of the time of a part of a plan, a row of the chart.

    Attributes:
        node: What it is about.
        name: Its name.
        depth: 0 for a program or the plan, 1 for an action, 2 for a project.
        start: When it starts.
        item: Its own item in the register; None where it has no deadline and is not reported done.
        milestones: The items of its milestones.
        program: Id of the program it is listed under; of the plan where it is in none.
    """

    node: Node
    name: str
    depth: int
    start: Period | None
    item: RegisterItem | None
    milestones: tuple[RegisterItem, ...]
    program: str

    @property
    def deadline(self) -> Deadline | None:
        """By when it is to be done."""
        return self.node.deadline

    @property
    def has_dates(self) -> bool:
        """Whether anything about it has a date."""
        due = self.deadline is not None and self.deadline.due is not None
        return due or self.start is not None or any(one.due and one.due.due for one in self.milestones)

    @property
    def known(self) -> str:
        """What is known of when it begins and ends.

        `both`, `start`, `deadline`, `ongoing` with a start, `ongoing_only` without, `none`, or `reversed`
        where the deadline lies before the start.
        """
        due = self.deadline
        if due is not None and due.kind is DeadlineKind.ONGOING:
            return "ongoing" if self.start is not None else "ongoing_only"
        if due is None or due.due is None:
            return "none" if self.start is None else "start"
        if self.start is None:
            return "deadline"
        return "both" if self.start.start <= due.due else "reversed"

    def to_data(self, years: tuple[int, int], language: Language) -> dict[str, Any]:
        """Give what is drawn of it as a row of data.

        Args:
            years: The first and last year of the axis, to whose ends goes what is open.
            language: The language of its words.
        """
        known, item = self.known, self.item
        due = None if self.deadline is None else self.deadline.due
        first, last = datetime.date(years[0], 1, 1), datetime.date(years[1], 12, 31)
        start = first if self.start is None else self.start.start
        signal = Signal.NONE if item is None else item.status.signal
        return {
            "id": self.node.id, "kind": self.node.kind.value, "name": printable(self.name), "known": known,
            "signal": signal.value, "is_item": item is not None,
            "start": None if self.start is None else str(self.start),
            "deadline": None if self.deadline is None else self.deadline.text(language),
            "from": start.isoformat() if known in _DRAWN else None,
            "to": (last if due is None else due).isoformat() if known in _DRAWN else None,
            "cap": str(due if known == "deadline" else start) if known in _CAPPED else None,
            "words": _words(self, language), "told": printable(_sentence(self, language)),
            "depth": self.depth,
        }  # fmt: skip

    def points(self, language: Language) -> Iterator[dict[str, Any]]:
        """Give its milestones that have a date, as rows of data.

        Args:
            language: The language of their words.
        """
        for one in self.milestones:
            day = None if one.due is None else one.due.due
            if day is not None and one.due is not None:
                due, said = one.due.text(language), one.text(language)
                told = f"：时限{due}，{said}" if language == "zh" else f": due {due}, {said}"
                yield {
                    "node": one.node, "milestone": printable(one.milestone or ""), "due": day.isoformat(),
                    "signal": one.status.signal.value, "told": printable(f"{one.milestone}{told}"),
                }  # fmt: skip


_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "none": ("start and deadline not stated", "未写明起止"),
    "ongoing_only": ("ongoing; start not stated", "长期，未写明起始"),
    "reversed": ("the deadline lies before the start", "期限早于起始"),
}


def _words(row: DatedRow, language: Language) -> str:
    """Say what cannot be drawn as a bar; a program that only heads its actions needs no words."""
    chinese, kind = language == "zh", row.known
    said = _WORDS[kind][chinese] if kind in _WORDS else ""
    if row.node.kind is not NodeKind.ACTION and kind == "none":
        said = ""
    if kind == "reversed" and row.start is not None and row.deadline is not None:
        colon = "：" if chinese else ": "
        said = f"{said}{colon}{row.start}—{row.deadline.text(language)}"
    undated = sum(one.due is None or one.due.due is None for one in row.milestones)
    if undated:
        more = f"{undated}个节点无日期" if chinese else f"{plural(undated, 'milestone')} without a date"
        said = ("，" if chinese else ", ").join(filter(None, (said, more)))
    return said


def _sentence(row: DatedRow, language: Language) -> str:
    status = "" if row.item is None else row.item.text(language)
    chinese = language == "zh"
    start = "—" if row.start is None else str(row.start)
    due = "—" if row.deadline is None else row.deadline.text(language)
    dates = f"起始{start}，时限{due}" if chinese else f"start {start}, deadline {due}"
    if not status:
        return f"{row.name}：{dates}" if chinese else f"{row.name}: {dates}"
    return f"{row.name}：{dates}，{status}" if chinese else f"{row.name}: {dates}, {status}"


def dated_rows(plan: Plan, items: Sequence[RegisterItem], language: Language) -> Iterator[DatedRow]:
    """Give the rows in document order: every program and action, and what else has dates.

    Args:
        plan: The plan.
        items: The items of its register on the day.
        language: The language of the names that have to be made up.
    """
    own = {one.node: one for one in items if one.milestone is None}
    milestones: dict[str, list[RegisterItem]] = {}
    for one in items:
        if one.milestone is not None:
            milestones.setdefault(one.node, []).append(one)
    program = plan.id
    for node in plan.outline.walk():
        if node.kind is NodeKind.PROGRAM:
            program = node.id
        elif node.kind is NodeKind.PROJECT and _is_beside_programs(plan, node):
            program = plan.id
        row = DatedRow(
            node=node,
            name=_name(node, language),
            depth=0 if program == plan.id else _DEPTHS[node.kind],
            start=node.start,
            item=own.get(node.id),
            milestones=tuple(milestones.get(node.id, ())),
            program=program,
        )
        if node.kind in {NodeKind.PROGRAM, NodeKind.ACTION} or row.has_dates:
            yield row


_DEPTHS: Final = {NodeKind.PLAN: 0, NodeKind.PROGRAM: 0, NodeKind.ACTION: 1, NodeKind.PROJECT: 2}


def _is_beside_programs(plan: Plan, node: Node) -> bool:
    return plan.outline.paths[node.id].startswith("projects[")


def _name(node: Node, language: Language) -> str:
    if node.name is None:
        return f"未写明名称的行动（{node.id}）" if language == "zh" else f"action without a name ({node.id})"
    return shown_name(node)


def years_of(rows: Sequence[DatedRow], as_of: datetime.date) -> tuple[int, int]:
    """Give the first and last year of everything that has a date, and of the day.

    Args:
        rows: The rows.
        as_of: The day.
    """
    days = [as_of]
    for row in rows:
        dues = [row.deadline, *(one.due for one in row.milestones)]
        days += [due.due for due in dues if due is not None and due.due is not None]
        days += [] if row.start is None else [row.start.start]
    return min(days).year, max(days).year
