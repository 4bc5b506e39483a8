"""The register (台账): every deadline and milestone of a plan, with its status on a day.

The day is given; no clock is read. Nothing that is dated after the day is used: what was not yet known does
not count. Nothing is guessed either: what nobody has reported done is not done, and says so.
"""

from __future__ import annotations

import datetime
import enum
from collections import Counter
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan import layout
from zoneplan.dates import Moment, first_day, last_day
from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import RegisterError
from zoneplan.locations import Location, located
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.outline import NodeKind
from zoneplan.printed_tables import PrintedCell, Signal
from zoneplan.short_reprs import short_repr, shortened_repr
from zoneplan.states import FINISHED, ProjectState, state_on
from zoneplan.subjects import milestones_of, node_place, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.ledger import PlanLike
    from zoneplan.milestones import Milestone, SignOff
    from zoneplan.outline import Node

__all__ = ["ItemStatus", "Register", "RegisterItem", "register"]


class ItemStatus(enum.StrEnum):
    """What an item of a register has come to, on the day of the register. Every item has exactly one."""

    OVERDUE = "overdue"
    """逾期: its date has passed, and it is not reported done."""
    REOPENED = "reopened"
    """重新打开: it was signed off, opened again, and is not reported done since."""
    DUE = "due"
    """未到期: not reported done, and its date has not passed."""
    ALL_YEAR = "all_year"
    """全年: due all through a year that has not ended, or in each year of some of which one is running."""
    ONGOING = "ongoing"
    """长期: for good, so that it is never overdue."""
    UNKNOWN = "unknown"
    """无时限: not reported done, and nothing says by when it is to be."""
    DONE_LATE = "done_late"
    """逾期完成: done after its date."""
    DONE = "done"
    """完成."""
    SIGNED_OFF = "signed_off"
    """已销号: closed after a check, in time or not."""
    CANCELLED = "cancelled"
    """取消: the project it belongs to was cancelled before it was done."""

    def word(self, language: layout.Language = "en") -> str:
        """Give the word for it.

        Args:
            language: `en` or `zh`.
        """
        return _WORDS_ZH[self] if language == "zh" else self.value.replace("_", " ")

    @property
    def signal(self) -> Signal:
        """What its colour says; what has no known date is never good."""
        return _ITEM_STATUS_SIGNALS[self]


_ITEM_STATUS_SIGNALS: Final[Mapping[ItemStatus, Signal]] = {
    ItemStatus.OVERDUE: Signal.BAD,
    ItemStatus.REOPENED: Signal.WARNING,
    ItemStatus.DUE: Signal.NONE,
    ItemStatus.ALL_YEAR: Signal.NONE,
    ItemStatus.ONGOING: Signal.NONE,
    ItemStatus.UNKNOWN: Signal.OPEN,
    ItemStatus.DONE_LATE: Signal.GOOD,
    ItemStatus.DONE: Signal.GOOD,
    ItemStatus.SIGNED_OFF: Signal.GOOD,
    ItemStatus.CANCELLED: Signal.NONE,
}


_WORDS_ZH: Final[Mapping[ItemStatus, str]] = {
    ItemStatus.OVERDUE: "逾期",
    ItemStatus.REOPENED: "重新打开",
    ItemStatus.DUE: "未到期",
    ItemStatus.ALL_YEAR: "全年",
    ItemStatus.ONGOING: "长期",
    ItemStatus.UNKNOWN: "无时限",
    ItemStatus.DONE_LATE: "逾期完成",
    ItemStatus.DONE: "完成",
    ItemStatus.SIGNED_OFF: "已销号",
    ItemStatus.CANCELLED: "取消",
}
_BY_WORD: Final[Mapping[str, ItemStatus]] = {word: status for status, word in _WORDS_ZH.items()}
_HEADS: Final = {"en": ("due", "item", "status"), "zh": ("时限", "事项", "状态")}


@attrs.frozen(kw_only=True)
class RegisterItem:
    """One deadline or milestone, with what it has come to.

    Attributes:
        node: Id of the program, action or project.
        kind: What the node is.
        name: The node's name, or its id.
        milestone: The milestone's name; None for the deadline of the node itself.
        place: Where it stands in the plan.
        programs: Ids of the programs it belongs to; a project that serves several counts in each.
        due: By when it is to be done; None when nothing says.
        done: When it was done, as far as known on the day: a day, or the period in which a project was
            completed.
        signed_off: The day on which it was closed, unless it was opened again.
        reopened: The day on which it was last opened again.
        state: The state of the project; None for anything else.
        status: What it has come to.
        days_late: How many days after its date it was done, or is still open; None when it is in time, has
            no date, or how late it was is not known.
    """

    node: str
    kind: NodeKind
    name: str
    milestone: str | None
    place: Location
    programs: tuple[str, ...]
    due: Deadline | None
    done: Moment | None
    signed_off: datetime.date | None
    reopened: datetime.date | None
    state: ProjectState | None
    status: ItemStatus
    days_late: int | None

    __repr__ = short_repr

    @property
    def title(self) -> str:
        """The node's name, with the milestone's behind it."""
        return self.name if self.milestone is None else f"{self.name}: {self.milestone}"

    @property
    def next_due(self) -> datetime.date | None:
        """The day by which it is due next; None when nothing says, or it is due for good.

        Of what is due each year it is the end of the first year that it is not reported done for.
        """
        return None if self.due is None else _first_due(self.due, self.done)

    def text(self, language: layout.Language = "en") -> str:
        """Say in a few words what it has come to.

        Args:
            language: `en` or `zh`.
        """
        index = 1 if language == "zh" else 0
        said = [_sentence(self)[index]]
        if self.state is ProjectState.SUSPENDED and self.status in _OPEN:
            said.append(("the project is suspended", "项目停建")[index])
        return ("; ", "；")[index].join(said)

    def to_dict(self) -> dict[str, Any]:
        """Give the item as plain data."""
        texts = {"due": self.due, "done": self.done, "signed_off": self.signed_off, "reopened": self.reopened}
        return {
            "node": self.node,
            "kind": self.kind.value,
            "name": self.name,
            "milestone": self.milestone,
            "path": self.place.path,
            "programs": list(self.programs),
            **{key: None if value is None else str(value) for key, value in texts.items()},
            "state": None if self.state is None else self.state.value,
            "status": self.status.value,
            "days_late": self.days_late,
        }


_OPEN: Final = frozenset(
    {
        ItemStatus.OVERDUE,
        ItemStatus.REOPENED,
        ItemStatus.DUE,
        ItemStatus.ALL_YEAR,
        ItemStatus.ONGOING,
        ItemStatus.UNKNOWN,
    }
)


def _sentence(item: RegisterItem) -> tuple[str, str]:
    """Say what an item has come to, in English and in Chinese."""
    late = item.days_late
    match item.status:
        case ItemStatus.OVERDUE:
            since, since_zh = _since(item)
            return f"overdue by {_days(late)}, not reported done{since}", f"逾期{late}天，{since_zh}未报完成"
        case ItemStatus.ALL_YEAR if _is_yearly(item.due):
            return "due each year", "每年"
        case ItemStatus.REOPENED:
            past, past_zh = (
                ("", "") if late is None else (f", {_days(late)} past its date", f"，已逾期{late}天")
            )
            return f"reopened on {item.reopened}{past}", f"{item.reopened}重新打开{past_zh}"
        case ItemStatus.UNKNOWN:
            return "not reported done, and no date is stated", "未报完成，也未写明时限"
        case ItemStatus.DONE_LATE:
            how, how_zh = ("late", "逾期") if late is None else (f"{_days(late)} late", f"逾期{late}天")
            return f"done {item.done}, {how}", f"{item.done}完成，{how_zh}"
        case ItemStatus.DONE:
            doubt, doubt_zh = _doubt(item)
            return f"done {item.done}{doubt}", f"{item.done}完成{doubt_zh}"
        case ItemStatus.SIGNED_OFF:
            past, past_zh = (
                ("", "") if late is None else (f", done {_days(late)} late", f"，逾期{late}天完成")
            )
            return f"signed off on {item.signed_off}{past}", f"{item.signed_off}销号{past_zh}"
        case status:
            return status.word(), status.word("zh")


def _since(item: RegisterItem) -> tuple[str, str]:
    """Name the first year for which what is due each year was not reported done."""
    if item.due is None or not _is_yearly(item.due):
        return "", ""
    day = _first_due(item.due, item.done)
    return ("", "") if day is None else (f" for {day.year}", f"{day.year}年")


def _days(number: int | None) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _doubt(item: RegisterItem) -> tuple[str, str]:
    """Say that it is not known whether it was in time, where the period it ended in leaves that open."""
    due = None if item.due is None else item.due.due
    if due is None or item.done is None or last_day(item.done) <= due:
        return "", ""
    return ", whether in time is not stated", "，是否按期未写明"


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Register:
    """Every deadline and milestone of a plan, with its status on a day.

    Attributes:
        plan: Id of the plan.
        as_of: The day; nothing that is dated after it was used.
        items: The items in document order, each node before its milestones.
        without_deadline: Ids of the actions and projects that say neither by when they are to be done nor
            that they are; they are no items.
    """

    plan: str
    as_of: datetime.date
    items: tuple[RegisterItem, ...]
    without_deadline: tuple[str, ...]

    def __repr__(self) -> str:
        return shortened_repr(f"<Register of {self.plan!r} as of {self.as_of}: {self.summary_text()}>")

    def to_html(self, language: layout.Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        rows = (
            (due, title, PrintedCell(layout.printable(said), signal=item.status.signal))
            for item, (due, title, said) in zip(self.items, self._rows(language), strict=True)
        )
        table = plain_table(self._heading(language), _HEADS[language], rows, notes=self._endings(language))
        return notebook_html([table], language=language, whole="print(register)")

    def _repr_html_(self) -> str:
        return self.to_html()

    def with_status(self, *statuses: ItemStatus | str) -> tuple[RegisterItem, ...]:
        """Give the items that have one of some statuses.

        Args:
            *statuses: The statuses, or their words in English or Chinese, such as `overdue` or 逾期.

        Raises:
            RegisterError: If a word is no status.
        """
        wanted = {_as_status(status) for status in statuses}
        return tuple(item for item in self.items if item.status in wanted)

    @cached_property
    def counts(self) -> Mapping[ItemStatus, int]:
        """How many items have each status; a status that none has counts 0."""
        return _counted(self.items)

    @cached_property
    def by_program(self) -> Mapping[str, Mapping[ItemStatus, int]]:
        """The same for each program, by its id.

        An item that belongs to several programs counts in each; one that belongs to none counts under the
        plan's own id. So the programs need not add up to `counts`.
        """
        groups: dict[str, list[RegisterItem]] = {}
        for item in self.items:
            for program in item.programs or (self.plan,):
                groups.setdefault(program, []).append(item)
        return MappingProxyType({program: _counted(items) for program, items in groups.items()})

    def text(self, language: layout.Language = "en") -> str:
        """Print the register as a table, with the counts below it.

        Args:
            language: `en` or `zh`.
        """
        lines = [self._heading(language)]
        if self.items:
            lines += layout.table([_HEADS[language], *self._rows(language)])
        return "\n".join([*lines, *self._endings(language)])

    def _heading(self, language: layout.Language) -> str:
        return f"台账（截至{self.as_of}）" if language == "zh" else f"register as of {self.as_of}"

    def _rows(self, language: layout.Language) -> list[tuple[str, str, str]]:
        return [
            ("—" if one.due is None else one.due.text(language), one.title, one.text(language))
            for one in self.items
        ]

    def _endings(self, language: layout.Language) -> list[str]:
        lines = [self.summary_text(language)]
        number = len(self.without_deadline)
        if number:
            stating = "action or project states" if number == 1 else "actions or projects state"
            lines.append(
                f"另有{number}个行动或项目未写明时限"
                if language == "zh"
                else f"{number} more {stating} no deadline"
            )
        return lines

    def summary_text(self, language: layout.Language = "en") -> str:
        """Count the items by status, in one line.

        Args:
            language: `en` or `zh`.
        """
        found = [(status, number) for status, number in self.counts.items() if number]
        if language == "zh":
            parts = [f"{status.word('zh')}{number}" for status, number in found]
            return f"共{len(self.items)}项" + (f"：{'、'.join(parts)}" if parts else "")
        parts = [f"{number} {status.word()}" for status, number in found]
        head = "1 item" if len(self.items) == 1 else f"{len(self.items)} items"
        return f"{head}: {', '.join(parts)}" if parts else head

    def __str__(self) -> str:
        return self.text()

    def to_dict(self) -> dict[str, Any]:
        """Give the register as plain data, for JSON."""
        return {
            "version": 1,
            "plan": self.plan,
            "as_of": self.as_of.isoformat(),
            "counts": _plain(self.counts),
            "by_program": {program: _plain(counts) for program, counts in self.by_program.items()},
            "items": [item.to_dict() for item in self.items],
            "without_deadline": list(self.without_deadline),
        }


def _as_status(value: ItemStatus | str) -> ItemStatus:
    known: Mapping[str, ItemStatus] = {**_BY_WORD, **{status.value: status for status in ItemStatus}}
    found = known.get(value) if isinstance(value, str) else None
    if found is None:
        english, chinese = ", ".join(status.value for status in ItemStatus), "、".join(_BY_WORD)
        raise RegisterError(
            f"expected one of {english}, got {value!r}",
            f"in Chinese: {chinese}",
            f"应为下列之一：{chinese}；写的是{value!r}",
            f"英文写作 {english}",
        )
    return found


def _counted(items: Iterable[RegisterItem]) -> Mapping[ItemStatus, int]:
    found = Counter(item.status for item in items)
    return MappingProxyType({status: found[status] for status in ItemStatus})


def _plain(counts: Mapping[ItemStatus, int]) -> dict[str, int]:
    return {status.value: number for status, number in counts.items()}


# -- drawing it up ------------------------------------------------------------------------------


def register(plan: PlanLike, as_of: datetime.date) -> Register:
    """List every deadline and milestone of a plan with its status.

    Args:
        plan: The plan.
        as_of: The day it is drawn up for.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that an item would be lost.
    """
    plan.outline.require_usable()
    items: list[RegisterItem] = []
    unstated: list[str] = []
    for node in plan.outline.walk():
        if node.deadline is not None or node.done is not None or node.sign_offs or _completions(node):
            items.append(_node_item(plan, node, as_of))
        elif node.kind in {NodeKind.ACTION, NodeKind.PROJECT}:
            unstated.append(node.id)
        items.extend(_milestone_items(plan, node, as_of))
    return Register(plan=plan.id, as_of=as_of, items=tuple(items), without_deadline=tuple(unstated))


def _node_item(plan: PlanLike, node: Node, as_of: datetime.date) -> RegisterItem:
    done = () if node.done is None else (node.done,)
    return _item(
        plan,
        node,
        as_of,
        milestone=None,
        place=node_place(plan, node, "deadline" if node.deadline is not None else ""),
        due=node.deadline,
        word=_word((*done, *_completions(node)), node.sign_offs, as_of),
    )


def _milestone_items(plan: PlanLike, node: Node, as_of: datetime.date) -> Iterator[RegisterItem]:
    for milestone, path in milestones_of(plan, node):
        done = () if milestone.done is None else (milestone.done,)
        yield _item(
            plan,
            node,
            as_of,
            milestone=milestone,
            place=located(milestone.mark, path, "due"),
            due=milestone.due,
            word=_word(done, milestone.sign_offs, as_of),
        )


def _completions(node: Node) -> tuple[Moment, ...]:
    """Give when a project came into states in which it is built."""
    return tuple(change.on for change in node.states if change.state in FINISHED)


@attrs.frozen
class _Word:
    """What is known of an item on a day.

    Attributes:
        done: When it was done, since it was last opened again.
        signed_off: When it was closed, unless it was opened again.
        reopened: When it was last opened again.
    """

    done: Moment | None
    signed_off: datetime.date | None
    reopened: datetime.date | None


def _word(moments: Iterable[Moment], sign_offs: Iterable[SignOff], as_of: datetime.date) -> _Word:
    """Gather what is known of an item on a day; of several words that it is done the first counts.

    What is done on the day of a reopening was done before it: that is what was opened again.
    """
    signed_off = reopened = None
    for one in sign_offs:
        if one.on <= as_of:
            signed_off = one.on
            if one.is_open_on(as_of):
                signed_off, reopened = None, one.reopened
    known = [
        moment
        for moment in moments
        if last_day(moment) <= as_of and (reopened is None or first_day(moment) > reopened)
    ]
    return _Word(min(known, key=last_day, default=None), signed_off, reopened)


def _item(
    plan: PlanLike,
    node: Node,
    as_of: datetime.date,
    *,
    milestone: Milestone | None,
    place: Location,
    due: Deadline | None,
    word: _Word,
) -> RegisterItem:
    state = state_on(node.states, as_of)
    return RegisterItem(
        node=node.id,
        kind=node.kind,
        name=shown_name(node),
        milestone=None if milestone is None else milestone.name,
        place=place,
        programs=_programs(plan, node),
        due=due,
        done=word.done,
        signed_off=word.signed_off,
        reopened=word.reopened,
        state=state,
        status=_status(due, word, as_of, is_cancelled=state is ProjectState.CANCELLED),
        days_late=_days_late(due, word, as_of, is_cancelled=state is ProjectState.CANCELLED),
    )


def _programs(plan: PlanLike, node: Node) -> tuple[str, ...]:
    lineage = {node.id, *plan.outline.ancestors(node.id)}
    found = [one for one in lineage if plan.outline.nodes[one].kind is NodeKind.PROGRAM]
    return plan.outline.ordered(found)


def _status(due: Deadline | None, word: _Word, as_of: datetime.date, *, is_cancelled: bool) -> ItemStatus:
    day = None if due is None else due.due
    if word.signed_off is not None:
        return ItemStatus.SIGNED_OFF
    if _is_done(due, word.done, as_of):
        is_late = day is not None and word.done is not None and first_day(word.done) > day
        return ItemStatus.DONE_LATE if is_late else ItemStatus.DONE
    if is_cancelled:
        return ItemStatus.CANCELLED
    if word.reopened is not None and word.done is None:
        return ItemStatus.REOPENED
    return _open_status(due, word.done, as_of)


def _open_status(due: Deadline | None, done: Moment | None, as_of: datetime.date) -> ItemStatus:
    """Give the status of what is not reported done, or of what is due each year not for this one."""
    if due is None:
        return ItemStatus.UNKNOWN
    day = _first_due(due, done)
    if day is None:
        return ItemStatus.ONGOING
    if as_of > day:
        return ItemStatus.OVERDUE
    is_running = due.period is not None and due.period.start <= as_of
    return ItemStatus.ALL_YEAR if due.kind in _YEARLONG and is_running else ItemStatus.DUE


_YEARLONG: Final = frozenset({DeadlineKind.ALL_YEAR, DeadlineKind.EACH_YEAR})


def _is_yearly(due: Deadline | None) -> bool:
    return due is not None and due.kind is DeadlineKind.EACH_YEAR


def _first_due(due: Deadline, done: Moment | None) -> datetime.date | None:
    """Give the day by which it is due: of what is due each year, the end of the first year not reported done.

    Who reports it done in one year is taken to speak of the years before as well.
    """
    if not _is_yearly(due) or due.period is None:
        return due.due
    first = due.period.start.year
    year = first if done is None else max(first, last_day(done).year + 1)
    return min(datetime.date(year, 12, 31), due.period.end)


def _is_done(due: Deadline | None, done: Moment | None, as_of: datetime.date) -> bool:
    """Tell whether it is reported done: what is due each year, for the year of the day or the last one."""
    if done is None:
        return False
    if due is None or due.period is None or not _is_yearly(due):
        return True
    return last_day(done).year >= min(as_of.year, due.period.end.year)


def _days_late(due: Deadline | None, word: _Word, as_of: datetime.date, *, is_cancelled: bool) -> int | None:
    """Count the days from the date to when it was done, or to the day of the register while it is open."""
    if due is None or due.due is None:
        return None
    is_open = not _is_done(due, word.done, as_of)
    day = _first_due(due, word.done) if is_open else due.due
    end: Moment | None = None if is_open else word.done
    if is_open and word.signed_off is None and not is_cancelled:
        end = as_of
    # A period says not how many days, and a sign-off alone not when what was checked had been done.
    if day is None or not isinstance(end, datetime.date) or end <= day:
        return None
    return (end - day).days
