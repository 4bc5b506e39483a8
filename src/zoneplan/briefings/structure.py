"""The structure of a plan: its programs and actions, who leads them, by when, and what they have come to.

The table has a row for each program, action and project that stands right below a program. Where that would
be more than 300, those of a program that are not missed, behind or open are counted in one row.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from zoneplan.briefings.indicators import group_anchor
from zoneplan.briefings.printing import cell, line, listed
from zoneplan.briefings.sections import Section, SectionName
from zoneplan.charts.structure import structure_chart
from zoneplan.listing import several
from zoneplan.node_statuses import NodeStatus, statuses_below
from zoneplan.outline import NodeKind
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable, Signal
from zoneplan.progress_groups import programs_of, target_groups
from zoneplan.signals import signal_words
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.briefings.answers import Answers
    from zoneplan.layout import Language
    from zoneplan.outline import Node

__all__ = ["structure"]

_WHOLE: Final = 300
_QUIET: Final = (Signal.GOOD, Signal.NONE)
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "Structure",
        "table": "Programs and actions",
        "name": "Program, action",
        "lead": "Lead units",
        "deadline": "Deadline",
        "status": "Status",
        "counts": "Targets and dates below it",
        "unstated": "not stated",
        "unnamed": "({0}, not named)",
        "project": "project {0}",
        "shared": "{0} (shared)",
        "unlisted": "{0} more declared, not listed",
        "unlisted programs": "{0} more declared, not listed",
        "unknown": "not known",
        "nothing": "nothing set",
        "nothing said": "nothing is said of them",
        "projects": "Projects of no program",
        "whole": "The whole plan",
        "rest": "{0} others, none of them missed, behind or open",
        "rest counts": "{0}: {1}",
        "no lead": "no lead unit is stated of any of them",
        "no deadline": "no deadline is stated of any of them",
        "shortened": "Listed one by one is what is missed, behind or open; the others of each program are "
        "counted in one row.",
        "places": "Targets about places outside the plan: {0}; they stand among the indicators.",
        "empty": "the plan lists no program",
    },
    "zh": {
        "heading": "结构",
        "table": "方案和行动",
        "name": "方案、行动",
        "lead": "牵头单位",
        "deadline": "完成时限",
        "status": "状态",
        "counts": "其下的目标、时限和节点",
        "unstated": "未写明",
        "unnamed": "（{0}，未写明名称）",
        "project": "项目{0}",
        "shared": "{0}（共有）",
        "unlisted": "另有{0}个行动已声明，未列出",
        "unlisted programs": "另有{0}个方案已声明，未列出",
        "unknown": "情况不明",
        "nothing": "未设目标和时限",
        "nothing said": "规划没有说明",
        "projects": "不属于任何方案的项目",
        "whole": "全规划",
        "rest": "其余{0}个，其中没有未达标、逾期、落后或不明的",
        "rest counts": "{0}{1}个",
        "no lead": "均未写明牵头单位",
        "no deadline": "均未写明完成时限",
        "shortened": "逐个列出的是未达标、逾期、落后或不明的；每个方案的其余部分合计为一行。",
        "places": "关于规划以外地区的目标{0}个，见“指标”一节。",
        "empty": "规划没有列出方案",
    },
}


def structure(answers: Answers) -> Section:
    """Show what a plan is made of, and what each part has come to.

    Args:
        answers: The plan with its answers.
    """
    words = _WORDS[answers.language]
    drawn = structure_chart(answers.plan, answers.progress, language=answers.language)
    told = _table(answers)
    return Section(SectionName.STRUCTURE, words["heading"], (drawn, told))


def _table(answers: Answers) -> PrintedTable | PrintedLine:
    words, outline = _WORDS[answers.language], answers.plan.outline
    children = [outline.nodes[node] for node in outline.children[outline.root.id]]
    programs = [node for node in children if node.kind is NodeKind.PROGRAM]
    loose = [
        node
        for node in children
        if node.kind is not NodeKind.PROGRAM and not programs_of(answers.plan, node.id)
    ]
    if not (programs or loose):
        return line(words["empty"])
    listed = len(programs) + len(loose) + sum(len(outline.children[program.id]) for program in programs)
    table = _Rows(answers, is_whole=listed <= _WHOLE)
    rows = [row for program in programs for row in table.program(program)]
    if missing := outline.unlisted.get(outline.root.id, 0):
        rows.append(table.unlisted(missing, "unlisted programs"))
    if loose:
        rows.append(table.row(cell(words["projects"]), None, None, is_total=True))
        rows += table.children(loose)
    rows.append(table.whole())
    return PrintedTable(words["table"], tuple(table.columns()), tuple(rows), tuple(table.notes()))


class _Rows:
    """Prints the rows of the table, each with the cells that its columns ask for."""

    def __init__(self, answers: Answers, *, is_whole: bool) -> None:
        self.answers, self.language, self.is_whole = answers, answers.language, is_whole
        self.words, self.outline = _WORDS[answers.language], answers.plan.outline
        self.statuses = statuses_below(answers.progress)
        self.groups = {group.node for group in target_groups(answers.progress)}
        shown = [node for node in self.outline.walk() if node.kind is not NodeKind.PLAN]
        self.has_lead = any(node.lead_units for node in shown)
        self.has_deadline = any(node.deadline is not None for node in shown)

    def columns(self) -> Iterator[PrintedColumn]:
        yield PrintedColumn(self.words["name"], 10)
        if self.has_lead:
            yield PrintedColumn(self.words["lead"], 6)
        if self.has_deadline:
            yield PrintedColumn(self.words["deadline"], 4)
        yield PrintedColumn(self.words["status"], 5)
        yield PrintedColumn(self.words["counts"], 12)

    def row(
        self,
        name: PrintedCell,
        node: Node | None,
        status: NodeStatus | None,
        *,
        is_total: bool = False,
        link: str = "",
    ) -> PrintedRow:
        """Print a row; a node of None has no units and no deadline, a status of None is not told."""
        cells = [name]
        # Who leads and by when is asked of actions and projects: a program need not say so itself.
        unstated = "" if node is None or node.kind is NodeKind.PROGRAM else self.words["unstated"]
        if self.has_lead:
            cells.append(cell(("" if node is None else "、".join(node.lead_units)) or unstated))
        if self.has_deadline:
            due = None if node is None else node.deadline
            cells.append(cell(unstated if due is None else due.text(self.language)))
        if status is None:
            cells += [PrintedCell(), PrintedCell()]
        else:
            told = status.text(self.language) if status else MISSING
            cells += [self._status(status), cell(told, link=link)]
        return PrintedRow(tuple(cells), is_total)

    def _status(self, status: NodeStatus) -> PrintedCell:
        words = signal_words(status.signal, self.language) if status else self.words["nothing"]
        return cell(words, signal=status.signal)

    def program(self, program: Node) -> Iterator[PrintedRow]:
        link = group_anchor(self.outline.paths[program.id]) if program.id in self.groups else ""
        yield self.row(
            cell(self._name(program)), program, self.statuses[program.id], is_total=True, link=link
        )
        yield from self.children([self.outline.nodes[one] for one in self.outline.children[program.id]])
        if missing := self.outline.unlisted.get(program.id, 0):
            yield self.unlisted(missing, "unlisted")

    def children(self, nodes: Sequence[Node]) -> Iterator[PrintedRow]:
        rest: Counter[Signal] = Counter()
        for node in nodes:
            status = self.statuses[node.id]
            if self.is_whole or status.signal not in _QUIET:
                yield self.row(cell(self._name(node)), node, status)
            else:
                rest[status.signal] += 1
        if rest:
            yield self._rest(rest)

    def _rest(self, rest: Mapping[Signal, int]) -> PrintedRow:
        signal = Signal.GOOD if rest.get(Signal.GOOD) else Signal.NONE
        name = cell(self.words["rest"].format(sum(rest.values())))
        told = [
            self.words["rest counts"].format(signal_words(one, self.language), rest[one])
            for one in _QUIET
            if rest.get(one)
        ]
        blank = [PrintedCell()] * (self.has_lead + self.has_deadline)
        words = signal_words(signal, self.language)
        return PrintedRow((name, *blank, cell(words, signal=signal), cell(listed(told, self.language))))

    def unlisted(self, number: int, word: str) -> PrintedRow:
        name = cell(self.words[word].format(number))
        blank = [PrintedCell()] * (self.has_lead + self.has_deadline)
        status = cell(self.words["unknown"], signal=Signal.OPEN)
        return PrintedRow((name, *blank, status, cell(self.words["nothing said"])))

    def whole(self) -> PrintedRow:
        root = self.outline.root
        return self.row(cell(self.words["whole"]), None, self.statuses[root.id], is_total=True)

    def _name(self, node: Node) -> str:
        name = node.name or self.words["unnamed"].format(node.id)
        if node.kind is NodeKind.PROJECT:
            name = self.words["project"].format(name)
        parents = [one for one in self.outline.parents[node.id] if one != self.outline.root.id]
        return self.words["shared"].format(name) if len(parents) > 1 else name

    def notes(self) -> Iterator[str]:
        if not self.has_lead:
            yield self.words["no lead"]
        if not self.has_deadline:
            yield self.words["no deadline"]
        if not self.is_whole:
            yield self.words["shortened"]
        outside = sum(one.subject not in self.outline.nodes for one in self.answers.progress)
        zone = self.answers.plan.zone
        outside -= sum(zone is not None and one.subject == zone.id for one in self.answers.progress)
        if outside:
            yield self.words["places"].format(several(outside, "target", self.language))
