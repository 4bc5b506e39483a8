"""The pages of a plan's workbook: its records, with latest figures, counts, findings and explanations.

What stands beside the records is not read back. What a formula gives is computed here as well, for readers
that compute nothing.
"""

from __future__ import annotations

import functools
from decimal import Context, Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.deadlines import Deadline
from zoneplan.findings import Severity
from zoneplan.formats.text import FORBIDDEN
from zoneplan.layout import printable
from zoneplan.locations import column_letters
from zoneplan.observations import Vintage
from zoneplan.pages import Link, Number, Page, PageCell, PageColumn, Result, Tone
from zoneplan.plan_sheets import (
    CHARTS,
    DERIVED,
    FIRST,
    LAST,
    METRICS,
    OBSERVATIONS,
    OUTLINE,
    OVERVIEW,
    PLAN,
    PROGRESS,
    PROJECTS,
    TABLES,
    TARGETS,
    Table,
)
from zoneplan.sheet_writing import PlanRows, column_of, table_page
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.locations import Location
    from zoneplan.plans import Plan
    from zoneplan.sheet_fields import Head

__all__ = ["SPARE", "plan_pages", "template_pages"]

SPARE: Final = 200
"""How many empty rows below are prepared for filling in."""

_RED, _YELLOW, _GREEN = Tone("#FFC7CE", "#9C0006"), Tone("#FFEB9C", "#7F6000"), Tone("#C6EFCE", "#006100")
_GREY = Tone("#EDEDED", "#404040")
_LIGHTS: Final[Mapping[str, Tone]] = {"红灯": _RED, "黄灯": _YELLOW, "绿灯": _GREEN}
_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}
_NOT_CHECKED: Final = "未检查"
_TONES: Final[Mapping[str, Tone]] = {
    Severity.ERROR.word("zh"): _RED,
    Severity.WARNING.word("zh"): _YELLOW,
    Severity.ADVICE.word("zh"): _GREEN,
    _NOT_CHECKED: _GREY,
}
_DERIVED_NOTES: Final = (
    "“数据”中基期的数，单位与本指标相同的才显示",
    "最新的实际数的时期",
    "“数据”中最新的实际数，单位与本指标相同的才显示",
    "最晚到期的目标值的期限",
    "“目标”中该期限的目标值",
    "最新实际值除以目标数值；越低越好、保持的指标不算",
)
_OF_METRICS: Final = (OBSERVATIONS, TARGETS)
_HIDDEN: Final = "（空表，已隐藏：右键点击任一表名，选“取消隐藏”）"
_REMARKS: Final = (
    "本工作簿是一份规划。填写或修改后保存，可由 zoneplan 读取和检查。",
    "读取“总览”和下列各表。“说明”“进度”“进度图”“检查”四表、“总览”右侧的统计、灰色斜体列和您自己的工作表不读取。",
    "请勿改动表名和列名；列的先后、行与行之间的空行没有影响；同一上级的各行，先后即规划中的先后。",
    "数值：能写成数字的填数字，单位填在旁边的“单位”列。",
    "“小数位”是要保留的小数位数：5.50 填 5.5，小数位填 2。",
    "改动数字后，以小数位与数字本身的小数位中较大的为准。",
    "3000亩以上、约5亿元、区间等不是单一数字的，连同单位照原文写在“数值”列，“单位”列留空。",
    "百分数填 42，单位填 %，不要用百分比格式。",
    "空格是没有数，不是 0。",
    "一格中有几个单位或编号的，用、隔开。",
    "文字按原样保存，以 =、+、-、@ 开头的也不会成为公式。",
)


def plan_pages(plan: Plan, report: Report | None = None, *, spare: int = SPARE) -> tuple[Page, ...]:
    """Give a plan as the pages of a workbook.

    Args:
        plan: The plan.
        report: What was found in it; None to judge it by the standard rules.
        spare: How many empty rows of each page are prepared for filling in.

    Raises:
        DocumentError: If a figure cannot be written exactly, or a text is one that no cell can hold.
    """
    rows = PlanRows(plan.to_dict())
    return _pages(rows, plan.validate() if report is None else report, spare)


def template_pages(*, spare: int = SPARE) -> tuple[Page, ...]:
    """Give the pages of a workbook in which a plan can be written.

    Args:
        spare: How many empty rows of each page are prepared for filling in.
    """
    return _pages(None, None, spare)


def _pages(rows: PlanRows | None, report: Report | None, spare: int) -> tuple[Page, ...]:
    pages = []
    for table in TABLES:
        page = table_page(table, rows, spare)
        if table is METRICS:
            page = _with_results(page, rows)
        # What a plan has none of would print a page each; where there are metrics, figures come next.
        is_awaited = table in _OF_METRICS and rows is not None and bool(rows.rows[METRICS.name])
        is_hidden = rows is not None and not page.rows and not is_awaited
        columns = tuple(map(_with_tones, page.columns))
        pages.append(attrs.evolve(page, columns=columns, is_hidden=is_hidden))
    findings = _findings(rows, report)
    hidden = {page.name for page in pages if page.is_hidden}
    return (_explanations(hidden), _overview(rows, findings), *pages, findings)


def _with_tones(column: PageColumn) -> PageColumn:
    return attrs.evolve(column, tones=_LIGHTS) if column.header == "灯" else column


# -- the sheets around the records --------------------------------------------------------------


def _explanations(hidden: Collection[str]) -> Page:
    """Say what each sheet and column holds; a link cannot lead to a sheet out of sight."""
    columns = (
        PageColumn(header="工作表", width=14),
        PageColumn(header="列", width=16),
        PageColumn(header="必填", width=6),
        PageColumn(header="填什么", width=70),
        PageColumn(header="可选的词", width=40),
    )
    rows: list[tuple[PageCell, ...]] = [(None, None, None, remark) for remark in _REMARKS]
    rows.append((Link(OVERVIEW, OVERVIEW, 1, 1), None, None, "规划本身：每项一行，填在“内容”一列"))
    rows += [_explained(field.head) for field in PLAN]
    for table in TABLES:
        if table.name in hidden:
            rows.append((table.name, None, None, table.about + _HIDDEN))
        else:
            rows.append((Link(table.name, table.name, 1, 1), None, None, table.about))
        rows += [_explained(head) for head in table.heads]
        if table is METRICS:
            rows += [
                (None, header, None, f"（计算列，不读取）{note}")
                for header, note in zip(DERIVED, _DERIVED_NOTES, strict=True)
            ]
    rows.append(
        (f"{PROGRESS}、{CHARTS}", None, None, "目标截至某日的进展和图表；规划没有目标或上报数的没有；不读取")
    )
    rows.append(
        (Link(LAST, LAST, 1, 1), None, None, "写出时检查所发现的问题，点“位置”可到所在单元格；不读取")
    )
    return Page(name=FIRST, columns=columns, rows=tuple(rows))


def _explained(head: Head) -> tuple[PageCell, ...]:
    words = head.choices or (() if head.words is None else tuple(WORDS[head.words]))
    said = "、".join(words) if words else f"“{head.ids}”表的编号" if head.ids else None
    return (None, head.header, "是" if head.is_required else None, head.note or None, said)


def _overview(rows: PlanRows | None, findings: Page) -> Page:
    """Say what the plan says of itself and, beside it, how much it holds."""
    columns = (
        PageColumn(header="项目", width=12),
        PageColumn(header="内容", width=44),
        PageColumn(header="说明", width=36),
        PageColumn(header="统计", width=14, is_derived=True),
        PageColumn(header="数量", width=8, is_derived=True),
    )
    values = [None] * len(PLAN) if rows is None else rows.overview()
    counts = list(_counts(rows, findings))
    told: list[tuple[PageCell, ...]] = []
    for field, value in zip(PLAN, values, strict=True):
        note = f"必填。{field.head.note}" if field.head.is_required else field.head.note
        told.append((field.head.header, value, note))
    pairs = zip_longest(told, counts, fillvalue=())
    listed = tuple((*(one or (None, None, None)), *count) for one, count in pairs)
    return Page(name=OVERVIEW, columns=columns, rows=listed)


def _counts(rows: PlanRows | None, findings: Page) -> Iterator[tuple[PageCell, Result]]:
    found = {} if rows is None else rows.rows
    for word in OUTLINE.keys.values():
        count = sum(row[0] == word for row in found.get(OUTLINE.name, ()))
        yield word, Result(f"=COUNTIF('{OUTLINE.name}'!$A:$A,\"{word}\")", Decimal(count))
    for table in (PROJECTS, METRICS, OBSERVATIONS, TARGETS):
        letters = column_letters(column_of(table, "编号" if table in (PROJECTS, METRICS) else "指标"))
        count = len(found.get(table.name, ()))
        yield table.name, Result(f"=COUNTA('{table.name}'!${letters}:${letters})-1", Decimal(count))
    for word in _TONES:
        count = sum(row[0] == word for row in findings.rows)
        yield f"检查：{word}", Result(f"=COUNTIF('{LAST}'!$A:$A,\"{word}\")", Decimal(count))


def _findings(rows: PlanRows | None, report: Report | None) -> Page:
    """List what was found when the workbook was written, each with its cell."""
    columns = (
        PageColumn(header="程度", width=8, tones=_TONES),
        PageColumn(header="代码", width=18),
        PageColumn(header="位置", width=20),
        PageColumn(header="问题", width=60),
        PageColumn(header="处理", width=50),
    )
    listed: list[tuple[PageCell, ...]] = []
    if rows is not None and report is not None:
        # By cell, and not by the lines of the file that the plan happened to be read from.
        for one in sorted(report.findings, key=lambda one: (_RANKS[one.severity], *_order(rows, one))):
            said, remedy = map(_shown, one.sentences("zh"))
            listed.append((one.severity.word("zh"), one.code, _link(rows, one.place), said, remedy or None))
        for left in sorted(report.not_checked, key=lambda one: _order(rows, one)):
            reason = _shown(left.sentence("zh"))
            listed.append((_NOT_CHECKED, left.code, _link(rows, left.place), reason, None))
        if not listed:
            count = sum(report.checked.values())
            listed.append((None, None, None, f"共检查{count}项，没有发现问题。", None))
    return Page(name=LAST, columns=columns, rows=tuple(listed))


def _order(rows: PlanRows, one: Finding | NotChecked) -> tuple[int, int, int, str, str]:
    name, row, column = rows.cell(one.place.path)
    page = next((number for number, table in enumerate(TABLES) if table.name == name), -1)
    return page, row, column, one.code, one.place.path


def _shown(sentence: str) -> str:
    """Give a sentence that a cell can hold."""
    return printable(sentence) if FORBIDDEN.search(sentence) else sentence


def _link(rows: PlanRows, place: Location) -> Link:
    name, row, column = rows.cell(place.path)
    return Link(f"{name}!{column_letters(column)}{row}", name, row, column)


# -- the latest figures of each metric ----------------------------------------------------------


@attrs.frozen
class _Entry:
    """A figure that is a number in the unit of its metric: where it stands and what tells it apart."""

    owner: PageCell
    subject: PageCell
    time: str
    end: int
    days: int
    vintage: PageCell
    number: Number
    prices: PageCell


def _with_results(page: Page, rows: PlanRows | None) -> Page:
    """Put the columns that are computed behind the metrics."""
    columns = tuple(
        PageColumn(header=header, note=f"计算得出，不读取。{note}", width=12, is_derived=True)
        for header, note in zip(DERIVED, _DERIVED_NOTES, strict=True)
    )
    made = [] if rows is None else _Results(rows, page.spare).of_rows(page.rows)
    return attrs.evolve(page, columns=(*page.columns, *columns), rows=tuple(made))


class _Results:
    """The latest figures of the metrics of a plan."""

    def __init__(self, rows: PlanRows, spare: int) -> None:
        self.rows = rows
        self.last = {table.name: len(rows.rows[table.name]) + spare + 1 for table in (OBSERVATIONS, TARGETS)}
        zone = rows.data.get("zone", {}).get("id")
        self.own = {None, rows.data["id"], zone}
        self.observations = _by_metric(OBSERVATIONS, rows)
        self.targets = _by_metric(TARGETS, rows)

    def of_rows(self, metrics: tuple[tuple[PageCell, ...], ...]) -> Iterator[tuple[PageCell, ...]]:
        """Give the rows of the metrics, each with what is computed."""
        for number, row in enumerate(metrics, 2):
            yield (*row, *self._of(row, number))

    def _of(self, row: tuple[PageCell, ...], number: int) -> tuple[PageCell, ...]:
        metric, unit = _at(METRICS, row, "编号"), _at(METRICS, row, "单位")
        kept = [one for one in self.observations.get(metric, ()) if _at(OBSERVATIONS, one, "单位") == unit]
        base = self._latest(OBSERVATIONS, kept, "基期", _at(METRICS, row, "写在"))
        actual = self._latest(OBSERVATIONS, kept, "实际", _at(METRICS, row, "写在"))
        aims = [one for one in self.targets.get(metric, ()) if _at(TARGETS, one, "单位") == unit]
        target = self._latest(TARGETS, aims, "目标值", _at(METRICS, row, "写在"))
        first = len(METRICS.heads) + 1
        cells: list[PageCell] = [
            None if base is None else self._looked_up(OBSERVATIONS, base, "基期", number, None),
            None if actual is None else actual.time,
            None if actual is None else self._looked_up(OBSERVATIONS, actual, "实际", number, first + 1),
            None if target is None else target.time,
            None if target is None else self._looked_up(TARGETS, target, "目标值", number, first + 3),
            None,
        ]
        if actual is not None and target is not None and self._is_comparable(row, actual, target):
            cells[5] = _completion(actual.number, target.number, first, number)
        return tuple(cells)

    def _is_comparable(self, row: tuple[PageCell, ...], actual: _Entry, target: _Entry) -> bool:
        is_rising = _at(METRICS, row, "方向") not in {"越低越好", "保持"}
        same_subject = (actual.owner, actual.subject) == (target.owner, target.subject)
        is_count = _at(METRICS, row, "类型") in {"存量", "流量", "数量"}
        return (
            is_rising and same_subject and is_count
            and actual.prices == target.prices and target.number.value > 0
        )  # fmt: skip

    def _latest(
        self, table: Table, rows: list[tuple[PageCell, ...]], kind: str, owner: PageCell
    ) -> _Entry | None:
        """Give the last entry of the metric's own subject; None when it is not clear which that is."""
        entries = [one for row in rows if (one := _entry(table, row, kind)) is not None]
        whose = {(one.owner, one.subject) for one in entries}
        own = {one for one in whose if one[0] in {None, owner} and one[1] in self.own} or whose
        if len(own) != 1:
            return None
        entries = [one for one in entries if (one.owner, one.subject) in own]
        latest = max(entries, key=_rank)
        rivals = [one for one in entries if _rank(one) == _rank(latest)]
        return latest if len({str(one.number.value) for one in rivals}) == 1 else None

    def _looked_up(
        self, table: Table, entry: _Entry, kind: str, number: int, time_column: int | None
    ) -> Result:
        """Give the formula that finds an entry wherever its row is sorted to."""
        is_target = table is TARGETS
        time = _quoted(entry.time) if time_column is None else f"${column_letters(time_column)}{number}"
        wanted = {
            "指标": f"${column_letters(column_of(METRICS, '编号'))}{number}",
            "写在": _quoted(entry.owner),
            "主体": _quoted(entry.subject),
            "期限" if is_target else "时期": time,
            "目标类型" if is_target else "方面": _quoted(kind),
            "单位": f"${column_letters(column_of(METRICS, '单位'))}{number}",
        }
        if not is_target:
            wanted["版本"] = _quoted(entry.vintage)
        tests = "*".join(f"({self._range(table, header)}={value})" for header, value in wanted.items())
        figures = self._range(table, "数值")
        formula = f'=IFERROR(INDEX({figures},MATCH(1,INDEX({tests},0),0)),"")'
        return Result(formula, entry.number.value, entry.number.decimals)

    def _range(self, table: Table, header: str) -> str:
        letters = column_letters(column_of(table, header))
        return f"'{table.name}'!${letters}$2:${letters}${self.last[table.name]}"


def _completion(actual: Number, target: Number, first: int, number: int) -> Result:
    done, aim = f"${column_letters(first + 2)}{number}", f"${column_letters(first + 4)}{number}"
    formula = f'=IF(AND(ISNUMBER({done}),ISNUMBER({aim})),IF({aim}>0,{done}/{aim},""),"")'
    return Result(formula, Context(prec=15).divide(actual.value, target.value), 1, is_percent=True)


def _by_metric(table: Table, rows: PlanRows) -> dict[PageCell, list[tuple[PageCell, ...]]]:
    found: dict[PageCell, list[tuple[PageCell, ...]]] = {}
    for row in rows.rows[table.name]:
        found.setdefault(_at(table, row, "指标"), []).append(row)
    return found


def _at(table: Table, row: tuple[PageCell, ...], header: str) -> PageCell:
    return row[_column(table.name, header) - 1]


@functools.cache
def _column(name: str, header: str) -> int:
    return column_of(next(table for table in TABLES if table.name == name), header)


def _entry(table: Table, row: tuple[PageCell, ...], kind: str) -> _Entry | None:
    is_target = table is TARGETS
    number = _at(table, row, "数值")
    if _at(table, row, "目标类型" if is_target else "方面") != kind or not isinstance(number, Number):
        return None
    time = str(_at(table, row, "期限" if is_target else "时期"))
    days = _ends(time)
    if days is None:
        return None
    vintage = None if is_target else _at(table, row, "版本")
    owner, subject = _at(table, row, "写在"), _at(table, row, "主体")
    return _Entry(owner, subject, time, *days, vintage, number, _at(table, row, "价格"))


@functools.cache
def _ends(time: str) -> tuple[int, int] | None:
    """Give the last day of a time and how many days it has; None of one without an end."""
    deadline = Deadline.parse(time)
    if deadline.due is None:
        return None
    period = deadline.period
    days = 1 if period is None else (period.end - period.start).days + 1
    return deadline.due.toordinal(), days


_VINTAGES: Final[tuple[PageCell, ...]] = (None, *WORDS[Vintage])


def _rank(entry: _Entry) -> tuple[int, int, int]:
    return entry.end, entry.days, _VINTAGES.index(entry.vintage)


def _quoted(text: PageCell) -> str:
    return '"{}"'.format(str(text or "").replace('"', '""'))
