"""What is due and done: pictures in time, what is overdue, what is due next, and the rest counted.

Drawn is every part of the plan. Where that would take more than 400 rows, drawn are the 100 parts that are
overdue the longest or reopened and the 100 others that are due first: what a meeting has to speak about. How
many there are of them is said, and the tables leave nothing out.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.printing import listed
from zoneplan.briefings.sections import Block, Section, SectionName
from zoneplan.charts.dated_rows import dated_rows
from zoneplan.charts.schedule import schedule_charts
from zoneplan.layout import Language, printable
from zoneplan.node_statuses import item_word
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable
from zoneplan.register import ItemStatus
from zoneplan.subjects import shown_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.register import RegisterItem

__all__ = ["DAYS_AHEAD", "schedule"]

DAYS_AHEAD: Final = 90
"""What is due within so many days after the day of the briefing is listed by itself."""
_WHOLE: Final = 400
"""So many rows are drawn: those of some 300 actions with their projects."""
_MOST: Final = 100
"""So many parts are drawn of those that are overdue, and of those due next, where not all rows are."""

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "heading": "进度安排", "late": "逾期和重新打开的事项（{0}项）",
        "none late": "截至{1}没有逾期或重新打开的事项。",
        "next": "{2}天内到期的事项（{0}项）", "none next": "自{1}起{2}天内没有到期的事项。",
        "rest": "其余事项（{0}项）", "columns": "时限;事项;牵头单位;状态;逾期天数",
        "program": "方案", "count": "项数", "total": "合计", "no program": "不属于任何方案",
        "shared": "同属几个方案的事项在每个方案中各计一次，在合计中只计一次。",
        "nothing": "规划没有写明时限或里程碑。", "unstated": "未写明时限的行动或项目：{0}个。",
        "drawn": "全规划可画{5}行，图中只画两部分：有事项逾期或重新打开的方案、行动和项目{1}个，"
        "画出其中逾期最久的{0}个；此外有事项在{4}天内到期的{3}个，画出其中最先到期的{2}个。"
        "各项时限和节点均列入或计入下表。",
    },
    "en": {
        "heading": "Schedule", "late": "Overdue or reopened ({0})",
        "none late": "Nothing is overdue or reopened on {1}.",
        "next": "Due within {2} days ({0})", "none next": "Nothing is due within {2} days after {1}.",
        "rest": "All else ({0})", "columns": "Due;Item;Led by;Status;Days late",
        "program": "Program", "count": "Items", "total": "Total", "no program": "In no program",
        "shared": "What belongs to several programs counts in each, and once in the total.",
        "nothing": "The plan states no deadline and no milestone.",
        "unstated": "Actions or projects that state no deadline: {0}.",
        "drawn": "Of {5} rows that the whole plan would take two parts are drawn: of {1} programs, actions "
        "and projects with anything overdue or reopened the {0} longest overdue, and of {3} others with "
        "anything due within {4} days the {2} that are due first. Every deadline and milestone is listed or "
        "counted in the tables below.",
    },
}  # fmt: skip
_WIDTHS: Final = (5, 12, 8, 9, 4)
_LATE: Final = frozenset({ItemStatus.OVERDUE, ItemStatus.REOPENED})
_AHEAD: Final = frozenset({ItemStatus.DUE, ItemStatus.ALL_YEAR})


def schedule(answers: Answers) -> Section | None:
    """Show actions and milestones in time; None where the plan has nothing that could have a date.

    Args:
        answers: The plan with its answers.
    """
    words, register = _WORDS[answers.language], answers.register
    blocks: list[Block] = [*_drawn(answers)]
    if register.items:
        blocks += _tables(answers)
    elif register.without_deadline:
        blocks.append(PrintedLine(words["nothing"]))
    if register.without_deadline:
        blocks.append(PrintedLine(words["unstated"].format(len(register.without_deadline))))
    return Section(SectionName.SCHEDULE, words["heading"], tuple(blocks)) if blocks else None


def _drawn(answers: Answers) -> Iterator[Block]:
    """Draw all parts of the plan in time, or of a large one those that matter, and say how many there are."""
    plan, language = answers.plan, answers.language
    rows = sum(1 for _ in dated_rows(plan, answers.register.items, language))
    if rows <= _WHOLE:
        yield from schedule_charts(plan, answers.as_of, language=language)
        return
    late = list(dict.fromkeys(one.node for one in _late(answers)))
    known = set(late)
    ahead = list(dict.fromkeys(one.node for one in _ahead(answers) if one.node not in known))
    only = [*late[:_MOST], *ahead[:_MOST]]
    yield from schedule_charts(plan, answers.as_of, language=language, only=only)
    counts = (min(len(late), _MOST), len(late), min(len(ahead), _MOST), len(ahead))
    yield PrintedLine(_WORDS[language]["drawn"].format(*counts, DAYS_AHEAD, rows))


def _late(answers: Answers) -> list[RegisterItem]:
    """Give what is overdue or reopened, the longest overdue first."""
    late = [one for one in answers.register.items if one.status in _LATE]
    return sorted(late, key=lambda one: -(one.days_late or 0))


def _ahead(answers: Answers) -> list[RegisterItem]:
    """Give what is due within the next days, the first due first."""
    ahead = [one for one in answers.register.items if _is_ahead(one, answers.as_of)]
    return sorted(ahead, key=lambda one: one.next_due or datetime.date.max)


def _tables(answers: Answers) -> Iterator[Block]:
    items, late, ahead = answers.register.items, _late(answers), _ahead(answers)
    yield _listed(answers, "late", late)
    yield _listed(answers, "next", ahead)
    told = {*map(id, late), *map(id, ahead)}
    if rest := [one for one in items if id(one) not in told]:
        yield _counted(answers, rest)


def _is_ahead(item: RegisterItem, as_of: datetime.date) -> bool:
    due = item.next_due
    return item.status in _AHEAD and due is not None and (due - as_of).days <= DAYS_AHEAD


def _listed(answers: Answers, which: str, items: Sequence[RegisterItem]) -> PrintedTable | PrintedLine:
    """List items one by one, or say that there are none."""
    words = _WORDS[answers.language]
    heading = words[which if items else f"none {which}"].format(len(items), answers.as_of, DAYS_AHEAD)
    if not items:
        return PrintedLine(heading)
    columns = tuple(
        PrintedColumn(header, width, index == len(_WIDTHS) - 1)
        for index, (header, width) in enumerate(zip(words["columns"].split(";"), _WIDTHS, strict=True))
    )
    return PrintedTable(heading, columns, tuple(_row(answers, one) for one in items))


def _row(answers: Answers, item: RegisterItem) -> PrintedRow:
    leading = answers.plan.outline.nodes[item.node].lead_units
    return PrintedRow(
        (
            PrintedCell(MISSING if item.due is None else item.due.text(answers.language)),
            PrintedCell(printable(item.title)),
            PrintedCell(printable(listed(leading, answers.language)) or MISSING),
            PrintedCell(item.text(answers.language), signal=item.status.signal),
            PrintedCell(MISSING if item.days_late is None else str(item.days_late)),
        )
    )


def _counted(answers: Answers, items: Sequence[RegisterItem]) -> PrintedTable:
    """Count items by status, for each program and once for all."""
    words, outline = _WORDS[answers.language], answers.plan.outline
    by_program: dict[str, list[RegisterItem]] = {}
    for item in items:
        for program in item.programs or ("",):
            by_program.setdefault(program, []).append(item)
    found = Counter(item.status for item in items)
    statuses = [status for status in ItemStatus if found[status]]
    rows = [
        _count_row(printable(shown_name(outline.nodes[program])), by_program[program], statuses)
        for program in outline.ordered([one for one in by_program if one])
    ]
    if "" in by_program:
        rows.append(_count_row(words["no program"], by_program[""], statuses))
    rows.append(_count_row(words["total"], items, statuses, is_total=True))
    columns = (
        PrintedColumn(words["program"], 8),
        PrintedColumn(words["count"], 4, True),
        *(PrintedColumn(item_word(status, answers.language), 4, True) for status in statuses),
    )
    is_shared = any(len(item.programs) > 1 for item in items)
    notes = (words["shared"],) if is_shared else ()
    return PrintedTable(words["rest"].format(len(items)), columns, tuple(rows), notes)


def _count_row(
    name: str, items: Sequence[RegisterItem], statuses: Sequence[ItemStatus], *, is_total: bool = False
) -> PrintedRow:
    found = Counter(item.status for item in items)
    numbers = (len(items), *(found[status] for status in statuses))
    return PrintedRow((PrintedCell(name), *(PrintedCell(str(one)) for one in numbers)), is_total)
