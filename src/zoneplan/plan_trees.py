"""The tree of a plan with what each part has come to on a day: shape, words, and a bar with the tick of time.

What lies above shows the worst of what lies below it; what nobody reported is open, and never good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import shortened, width
from zoneplan.listing import Printing, several
from zoneplan.node_statuses import NodeStatus, items_text, statuses_below
from zoneplan.percentages import shown_shares
from zoneplan.progress import Progress
from zoneplan.progress_listing import statuses_text
from zoneplan.standing_listing import standing_row, status_word
from zoneplan.standings import Standing
from zoneplan.styled_lines import Span, Style, StyledLine, bar_text, plain, spans
from zoneplan.subjects import own_subject, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.layout import Language

__all__ = ["plan_tree"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "{name} ({id}) as of {day}",
        "nothing": "no target, no deadline",
        "shared": "see above",
        "more": "{count} more declared, not named",
        "of": "{completion}, scheduled {scheduled}",
        "joint": ", ",
        "legend": "● good;▲ behind or open again;■ missed or overdue;○ not reported or not known;"
        "– nothing due",
        "bars": "█ done;│ where it should be",
        "elsewhere": "{targets} about other places not shown; without --tree they are listed",
    },
    "zh": {
        "heading": "{name}（{id}）截至{day}",
        "nothing": "无目标、无时限",
        "shared": "见上",
        "more": "另有{count}个已声明，未写明名称",
        "of": "{completion}，应完成{scheduled}",
        "joint": "、",
        "legend": "● 良好;▲ 落后或重新打开;■ 未达到或逾期;○ 未上报或无法判断;– 无到期事项",
        "bars": "█ 已完成;│ 目前应完成之处",
        "elsewhere": "其他地区的目标{targets}个未列出；不用 --tree 时列出",
    },
}
_BAR: Final = 12
_LEAST: Final = 8
_NARROW: Final = 72
"""In fewer columns there is no room for bars: the numbers say the same."""


@attrs.frozen
class _Tree:
    """A plan's tree with what was found out for it.

    Attributes:
        progress: How its targets stand.
        statuses: What targets, deadlines and milestones in and below each node have come to.
        standings: Its targets by node.
        printing: How it is printed.
    """

    progress: Progress
    statuses: Mapping[str, NodeStatus]
    standings: Mapping[str, list[Standing]]
    printing: Printing

    @property
    def language(self) -> Language:
        """The language it is printed in."""
        return self.printing.language


def plan_tree(progress: Progress, printing: Printing) -> Iterator[StyledLine]:
    """Print a plan as a tree, each node and target with what it has come to.

    Args:
        progress: How the targets of the plan stand.
        printing: How it is printed; where it is narrow, numbers stand without bars.
    """
    standings: dict[str, list[Standing]] = {}
    for one in progress:
        standings.setdefault(own_subject(progress.plan, one.entry), []).append(one)
    tree = _Tree(progress, statuses_below(progress), standings, printing)
    words, plan = _WORDS[printing.language], progress.plan
    named = words["heading"].format(name=shown_name(plan), id=plan.id, day=progress.as_of.isoformat())
    yield spans((named, Style.HEADING))
    yield ()
    yield from _drawn(list(_rows(tree)), printing.columns)
    yield ()
    elsewhere = sum(len(found) for node, found in standings.items() if node not in plan.outline.nodes)
    if elsewhere:
        told = several(elsewhere, "target", printing.language)
        yield spans(words["elsewhere"].format(targets=told))
    yield from _legend(printing)


def _legend(printing: Printing) -> Iterator[StyledLine]:
    """Say what the shapes mean, as many in a line as fit."""
    words = _WORDS[printing.language]
    told = words["legend"].split(";")
    told += words["bars"].split(";") if printing.columns >= _NARROW else []
    line = ""
    for one in told:
        if line and width(f"{line}  {one}") > printing.columns:
            yield spans((line, Style.QUIET))
            line = ""
        line = f"{line}  {one}" if line else one
    yield spans((line, Style.QUIET))


def _rows(tree: _Tree) -> Iterator[tuple[int, StyledLine]]:
    """Give the lines of the tree with their depths: a node, its targets, what is below it."""
    outline, words = tree.progress.plan.outline, _WORDS[tree.language]
    seen: set[str] = set()
    waiting: list[tuple[int, str, int]] = [(0, outline.root.id, 0)]
    while waiting:
        depth, node_id, more = waiting.pop()
        if more:
            yield depth, spans(("○ ", Style.OPEN), words["more"].format(count=more))
            continue
        name = shown_name(outline.nodes[node_id])
        if node_id in seen:
            yield depth, spans(f"{name}  ", (words["shared"], Style.QUIET))
            continue
        seen.add(node_id)
        yield depth, _node_line(tree, node_id, name)
        for one in tree.standings.get(node_id, ()):
            yield from _target_rows(tree, one, depth + 1)
        if unlisted := outline.unlisted.get(node_id, 0):
            waiting.append((depth + 1, "", unlisted))
        waiting.extend((depth + 1, child, 0) for child in reversed(outline.children[node_id]))


def _node_line(tree: _Tree, node_id: str, name: str) -> StyledLine:
    """Print a node with the worst of what lies in and below it, and how much of each there is."""
    status, words = tree.statuses[node_id], _WORDS[tree.language]
    told = (statuses_text(status.targets, tree.language), items_text(status.items, tree.language))
    said, signal = words["joint"].join(filter(None, told)) or words["nothing"], status.signal
    style = Style.of(signal)
    return spans((f"{signal.shape} ", style), f"{name}  ", (said, style))


def _target_rows(tree: _Tree, one: Standing, depth: int) -> Iterator[tuple[int, StyledLine]]:
    """Print a target: its metric and goal, its status, and how much is done of what should be."""
    language, is_wide = tree.language, tree.printing.columns >= _NARROW
    metric, goal, by, *_ = standing_row(tree.progress, one, tree.printing).cells
    signal = one.status.signal
    style = Style.of(signal)
    goal = f" {goal}（{by}）  " if language == "zh" else f" {goal} ({by})  "
    line = spans((f"{signal.shape} ", style), metric, goal, (status_word(one.status, language), style))
    if one.completion is None or not one.has_completion:
        yield depth, line
        return
    completion, planned, _ = shown_shares(one.completion, one.scheduled, language)
    said = completion
    if one.scheduled is not None:
        said = _WORDS[language]["of"].format(completion=completion, scheduled=planned)
    if is_wide:
        bar = bar_text(one.completion, one.scheduled, cells=_BAR)
        yield depth, line + spans("  ", (bar, style), f"  {said}")
    else:
        yield depth, line
        yield depth + 1, spans(said)


# -- drawing ------------------------------------------------------------------------------------


def _drawn(rows: list[tuple[int, StyledLine]], columns: int) -> Iterator[StyledLine]:
    """Draw the lines of the tree, and cut names for which there is no room."""
    drawn: list[StyledLine] = []
    continued: set[int] = set()  # the depths at which a sibling follows
    for depth, line in reversed(rows):
        bars = "".join("│  " if level in continued else "   " for level in range(1, depth))
        branch = "" if depth == 0 else "├─ " if depth in continued else "└─ "
        drawn.append(_fitted((*spans((f"{bars}{branch}", Style.QUIET)), *line), columns))
        continued = {level for level in continued if level < depth} | {depth}
    return reversed(drawn)


def _fitted(line: StyledLine, columns: int) -> StyledLine:
    """Shorten the first part without style, which is a name; figures and statuses are never cut."""
    over = width(plain(line)) - columns
    index = next((at for at, one in enumerate(line) if one.style is Style.PLAIN), None)
    if over <= 0 or index is None:
        return line
    name = line[index].text.rstrip()
    blank = line[index].text[len(name) :]
    kept = Span(f"{shortened(name, max(width(name) - over, _LEAST))}{blank}")
    return (*line[:index], kept, *line[index + 1 :])
