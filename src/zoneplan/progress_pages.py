"""The sheet of progress in a plan's workbook: how its targets stand on a day, with charts of its cells.

It is drawn up from the plan, and reading a workbook leaves it alone. Without a day it is that of the last
period for which something was reported: no clock is read.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from zoneplan.courses import course
from zoneplan.decimals import plain_text
from zoneplan.errors import PeriodError, ZoneplanError
from zoneplan.formats.text import FORBIDDEN
from zoneplan.histories import last_month
from zoneplan.invested import invested
from zoneplan.layout import printable
from zoneplan.listing import Printing
from zoneplan.observations import Aspect
from zoneplan.periods import Period
from zoneplan.plan_sheets import CHARTS, PROGRESS
from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.report_charts import add_bar_charts, add_money_charts
from zoneplan.report_flow import ReportFlow, exact_share
from zoneplan.report_pages import (
    Area,
    ChartKind,
    NativeChart,
    NativeSeries,
    ReportCell,
    ReportFormula,
    ReportNumber,
    Role,
    SeriesRole,
)
from zoneplan.selection import at_meant_prices
from zoneplan.standing_listing import standing_row
from zoneplan.standings import Yardstick
from zoneplan.subjects import own_subject, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from zoneplan.invested import Margin
    from zoneplan.plans import Plan
    from zoneplan.progress import Progress
    from zoneplan.report_pages import ReportPage
    from zoneplan.standings import Standing

__all__ = ["progress_pages"]

_HEADS: Final = (
    "指标",
    "目标",
    "期限",
    "最近上报",
    "时期",
    "完成率",
    "序时进度",
    "差距（百分点）",
    "状态",
    "说明",
)
_COMPLETION, _SCHEDULED, _GAP = 6, 7, 8
_NUMBERS: Final = frozenset({_COMPLETION, _SCHEDULED, _GAP})
_PRINTING: Final = Printing(language="zh")
_MOST_PATHS: Final = 6
_MONTHS: Final = 12
_DAY_ZERO: Final = datetime.date(1899, 12, 30)
"""The day that spreadsheets count from."""
_CHART_ROWS: Final = 15


def progress_pages(plan: Plan, as_of: datetime.date | Period | str | None = None) -> tuple[ReportPage, ...]:
    """Give the sheets of progress; none for a plan without targets, or without a report and a day.

    Args:
        plan: The plan.
        as_of: The day, its text, or a period at whose end it lies; None for the last day of the last period
            for which something was reported.

    Raises:
        PeriodError: If the day cannot be read.
    """
    day = _last_day(plan) if as_of is None else as_of
    if day is None or not plan.ledger.targets:
        return ()
    flow, charts = ReportFlow(PROGRESS), ReportFlow(CHARTS)
    try:
        found = plan.progress(day)
        charts.text(f"进度图（截至{_day_text(found.as_of)}）", Role.TITLE)
        charts.text("由规划算出，不读取。图表的数取自本表和“进度”表的格子。", Role.SMALL)
        _add_targets(flow, charts, found)
        _add_paths(charts, found)
        _add_money(charts, plan)
    except PeriodError:
        raise
    except ZoneplanError as error:  # a plan with errors is written all the same, with why this is missing
        flow, charts = ReportFlow(PROGRESS), ReportFlow(CHARTS)
        flow.text("进度", Role.TITLE)
        why = getattr(error, "message_zh", "") or str(error)
        flow.text(_shown(f"未能计算：{why}"))
    shown = (flow, charts) if charts.charts else (flow,)
    return tuple(one.page({}, footer="第{0}页　共{1}页") for one in shown)


def _day_text(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _last_day(plan: Plan) -> datetime.date | None:
    ends = [entry.record.period.end for entry in plan.ledger if entry.record.aspect is Aspect.ACTUAL]
    return max(ends, default=None)


def _shown(text: str) -> str:
    return "\n".join(map(printable, text.split("\n"))) if FORBIDDEN.search(text) or "\r" in text else text


# -- targets --------------------------------------------------------------------------------------


def _add_targets(flow: ReportFlow, charts: ReportFlow, found: Progress) -> None:
    flow.text(f"进度（截至{_day_text(found.as_of)}）", Role.TITLE)
    flow.text(
        "由规划算出，不读取；只用截至该日已结束时期的上报数。没有上报的不按0计。",
        Role.SMALL,
    )
    columns = tuple(PrintedColumn(head, 8, number in _NUMBERS) for number, head in enumerate(_HEADS, start=1))
    rows = tuple(_row(found, one) for one in found)
    place = flow.table(PrintedTable("目标", columns, rows, is_wide=True))
    for row, one in enumerate(found, start=place.first):
        planned = flow.content(row, _SCHEDULED)
        if isinstance(planned, ReportNumber) and one.scheduled is not None:
            flow.put(row, _SCHEDULED, exact_share(one.scheduled, planned))
        _add_gap(flow, row)
    add_bar_charts(flow, charts, place, "zh")


def _row(found: Progress, one: Standing) -> PrintedRow:
    row = standing_row(found, one, _PRINTING)
    _, goal, due, actual, period, completion, scheduled, gap, status = row.cells[:9]
    bar = None if one.completion is None else PrintedBar(one.completion, one.scheduled)
    cells = (
        PrintedCell(_shown(_name(found, one))),
        PrintedCell(_shown(goal)),
        PrintedCell(due),
        PrintedCell(_shown(actual)),
        PrintedCell(period),
        PrintedCell(completion, bar=bar),
        PrintedCell(scheduled),
        PrintedCell(gap),
        PrintedCell(status, signal=one.status.signal),
        PrintedCell(_shown("\n".join(row.notes))),
    )
    return PrintedRow(cells)


def _name(found: Progress, one: Standing) -> str:
    """Give the name of a metric, with what it is about where that is not the whole plan."""
    subject = own_subject(found.plan, one.entry)
    if subject == found.plan.id:
        return one.metric.name
    node = found.plan.outline.nodes.get(subject)
    return f"{one.metric.name}（{subject if node is None else shown_name(node)}）"


def _add_gap(flow: ReportFlow, row: int) -> None:
    """Let a gap be computed from the shares beside it, where that shows the same."""
    shares = [flow.content(row, column) for column in (_COMPLETION, _SCHEDULED)]
    gap = flow.content(row, _GAP)
    if not isinstance(gap, ReportNumber) or not all(isinstance(one, ReportNumber) for one in shares):
        return
    done, due = (one.value for one in shares if isinstance(one, ReportNumber))
    places = Decimal(1).scaleb(int(gap.value.as_tuple().exponent))
    exact = 100 * (done - due)
    if exact.quantize(places, ROUND_HALF_UP) == gap.value:
        flow.put(row, _GAP, ReportFormula(f"=100*(F{row}-G{row})", exact, gap.shown))


# -- paths ----------------------------------------------------------------------------------------


def _add_paths(flow: ReportFlow, found: Progress) -> None:
    """Draw the targets of the plan itself, or the first ones, from base to goal with what was reported."""
    drawn = [one for one in found if one.has_completion and len(course(one)) > 1]
    own = [one for one in drawn if own_subject(found.plan, one.entry) == found.plan.id] or drawn
    for one in own[:_MOST_PATHS]:
        _add_path(flow, found, one)
    if len(own) > _MOST_PATHS:
        flow.space()
        flow.text(f"另有{len(own) - _MOST_PATHS}个目标未画路径，见“进度”表。", Role.SMALL)


def _add_path(flow: ReportFlow, found: Progress, one: Standing) -> None:
    unit = one.metric.unit
    planned = dict(course(one))
    told = dict(_reported(one))
    title = f"{_name(found, one)}：目标路径（{unit.name}）"
    start = flow.next_row
    flow.text(_shown(title), Role.HEADING)
    flow.row([ReportCell(content=head, role=Role.HEAD) for head in ("时间", "序时", "上报")])
    first = flow.next_row
    for month in sorted({*planned, *told}):
        levels = (planned.get(month), told.get(month))
        cells = [None if level is None else _level(level / unit.factor) for level in levels]
        flow.row([ReportCell(content=_month_end(month)), *cells])
    last = flow.next_row - 1
    series = [
        NativeSeries(name="序时", values=Area(CHARTS, 2, first, last), role=SeriesRole.PLAN),
        NativeSeries(name="上报", values=Area(CHARTS, 3, first, last)),
    ]
    flow.charts.append(
        NativeChart(
            kind=ChartKind.LINES, title=_shown(title), description=_shown(title),
            names=Area(CHARTS, 1, first, last), series=tuple(series), row=flow.space(_CHART_ROWS),
            rows=_CHART_ROWS,
        )
    )  # fmt: skip
    flow.keep(start)


def _reported(one: Standing) -> Iterator[tuple[int, Fraction]]:
    """Give months with what had been reached at their end, in base units; no figure that is a range."""
    if one.base is not None and one.base.entry.record.figure.upper is None:
        yield one.base.period.last, at_meant_prices(one.base.entry.record.figure, one.metric).base_value
    if one.history is None or one.yardstick is not Yardstick.WAY:
        if one.actual is not None and one.reported_for is not None and one.actual.upper is None:
            yield one.reported_for.last, one.actual.base_value
        return
    since = 0 if one.base is None else one.base.period.last + 1
    for record in one.history.until(last_month(one.as_of), first=since):
        if record.figure.upper is None:
            yield record.period.last, at_meant_prices(record.figure, one.metric).base_value


def _level(level: Fraction) -> ReportCell:
    value = Decimal(f"{float(level):.15g}")
    decimals = min(max(-int(value.as_tuple().exponent), 0), 2)
    return ReportCell(content=ReportNumber(value, f"0.{'0' * decimals}" if decimals else "0"), is_right=True)


def _month_end(month: int) -> ReportNumber:
    day = Period.month(month // _MONTHS, month % _MONTHS + 1).end
    return ReportNumber(Decimal((day - _DAY_ZERO).days), "yyyy-mm")


# -- money ----------------------------------------------------------------------------------------


def _add_money(flow: ReportFlow, plan: Plan) -> None:
    found = invested(plan)
    for heading, head, margins in (
        ("项目投资（按资金来源）", "资金来源", found.by_source),
        ("项目年度计划投资", "年度", found.by_year),
    ):
        table = _money_table(heading, head, margins)
        if table is not None:
            flow.space()
            flow.text(heading, Role.HEADING)
            add_money_charts(flow, flow, flow.table(table), "zh")


def _money_table(heading: str, head: str, margins: tuple[Margin, ...]) -> PrintedTable | None:
    """Give sums of one currency and price basis as a table; None where they are of several."""
    figures = [one for margin in margins for one in margin.figures]
    sorts = {(one.unit.currency, str(one.price_basis)) for one in figures}
    if len(sorts) != 1 or any(len(margin.figures) > 1 or one.upper is not None
                              for margin in margins for one in margin.figures):  # fmt: skip
        return None
    unit = figures[0].unit
    columns = (
        PrintedColumn(head, 8),
        PrintedColumn(f"金额（{unit.name}）", 6, True, unit.name),
        PrintedColumn("已报项目", 6),
    )
    rows = []
    for margin in margins:
        told = "—"
        if margin.figures:
            value = margin.figures[0].to(unit).base_value / unit.factor
            told = plain_text(Decimal(f"{float(value):.15g}"))
        count = f"{margin.expected}个中的{margin.told}个"
        rows.append(PrintedRow((PrintedCell(_shown(margin.label)), PrintedCell(told), PrintedCell(count))))
    return PrintedTable(heading, columns, tuple(rows))
