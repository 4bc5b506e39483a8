"""The register of a plan (台账), as plain text: what is to be asked about, and what is done with --all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan import layout
from zoneplan.layout import printable
from zoneplan.listing import Printing, several
from zoneplan.register import ItemStatus
from zoneplan.subjects import shown_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.ledger import PlanLike
    from zoneplan.register import Register, RegisterItem

__all__ = ["register_lines"]

_PLAINLY: Final = Printing()
_TITLE: Final = 50
_CLOSED: Final = (ItemStatus.DONE_LATE, ItemStatus.DONE, ItemStatus.SIGNED_OFF, ItemStatus.CANCELLED)
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "{name} ({id}) as of {day}, by what was dated until then",
        "heads": "due;item;has come to",
        "named": "{name} ({id})",
        "rest": "{items} done, signed off or cancelled; --all lists them",
        "undated": "{count} no deadline; --all names them",
        "undated_all": "no deadline is stated for:",
        "nothing": "the plan states no deadline and no milestone",
    },
    "zh": {
        "heading": "{name}（{id}）台账，截至{day}，其后的记载不计",
        "heads": "时限;事项;结果",
        "named": "{name}（{id}）",
        "rest": "已完成、已销号或已取消的{items}项；用 --all 全部列出",
        "undated": "另有{count}个行动或项目未写明时限；用 --all 列出",
        "undated_all": "未写明时限的行动或项目：",
        "nothing": "规划没有写明时限，也没有时间节点",
    },
}


def register_lines(register: Register, plan: PlanLike, printing: Printing = _PLAINLY) -> Iterator[str]:
    """Print a register: the items of each program in document order, then the counts.

    Args:
        register: The register.
        plan: Its plan.
        printing: How it is printed; everything means what is closed, and what states no deadline, as well.
    """
    language = printing.language
    words = _WORDS[language]
    yield printable(words["heading"].format(name=shown_name(plan), id=plan.id, day=register.as_of))
    if not register.items:
        yield words["nothing"]
    closed = set() if printing.everything else set(_CLOSED)
    listed = [item for item in register.items if item.status not in closed]
    yield from _tables(listed, plan, printing)
    yield ""
    yield from _ends(register, plan, len(register.items) - len(listed), printing)


def _tables(listed: Sequence[RegisterItem], plan: PlanLike, printing: Printing) -> Iterator[str]:
    """Print a table for each program, all set in the same columns."""
    if not listed:
        return
    language = printing.language
    words = _WORDS[language]
    rows = [tuple(words["heads"].split(";")), *(_row(item, language) for item in listed)]
    head, *printed = layout.table(rows, encoding=printing.encoding)
    groups: dict[str, list[str]] = {}
    for item, line in zip(listed, printed, strict=True):
        # An item of several programs stands under the first, and counts in each.
        groups.setdefault(item.programs[0] if item.programs else plan.id, []).append(line)
    for node, lines in groups.items():
        name = shown_name(plan.outline.nodes[node])
        yield ""
        yield printable(words["named"].format(name=name, id=node))
        yield from (f"  {line}" for line in (head, *lines))


def _row(item: RegisterItem, language: Language) -> tuple[str, ...]:
    due = MISSING if item.due is None else item.due.text(language)
    return due, layout.shortened(printable(item.title), _TITLE), item.text(language)


def _ends(register: Register, plan: PlanLike, hidden: int, printing: Printing) -> Iterator[str]:
    language = printing.language
    words = _WORDS[language]
    if register.items:
        yield register.summary_text(language)
    if hidden:
        yield words["rest"].format(items=several(hidden, "item", language))
    undated = register.without_deadline
    if undated and not printing.everything:
        count = len(undated)
        stating = "1 action or project states" if count == 1 else f"{count} actions or projects state"
        yield words["undated"].format(count=count if language == "zh" else stating)
    elif undated:
        yield words["undated_all"]
        nodes = plan.outline.nodes
        yield from (
            f"  {printable(words['named'].format(name=shown_name(nodes[one]), id=one))}" for one in undated
        )
