"""Briefings made by hand for tests, all invented: one of every sort of block, one of a plan's texts."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.briefing import Briefing
from zoneplan.briefings.sections import Explained, Section, SectionName, Tile
from zoneplan.charts.chart import Chart
from zoneplan.printed_tables import (
    PrintedBar,
    PrintedCell,
    PrintedColumn,
    PrintedLine,
    PrintedRow,
    PrintedTable,
    Signal,
)

if TYPE_CHECKING:
    from zoneplan.plans import Plan

DAY = datetime.date(2024, 12, 31)
LONG_ANCHOR = "figure-programs-0-actions-11-projects-2-investment-by-source-3"
CHART = Chart(
    name="structure",
    title="规划结构图",
    description='产业创新28项，绿色低碳55项 <&">',
    spec={
        "width": 300,
        "height": 60,
        "data": {"values": [{"name": "产业创新", "count": 28}, {"name": "绿色低碳", "count": 55}]},
        "mark": "bar",
        "encoding": {
            "y": {"field": "name", "type": "nominal"},
            "x": {"field": "count", "type": "quantitative"},
        },
    },
)
TILES = (
    Tile(
        label="地区生产总值", value="2450.5亿元", reading="2450.45至2450.55亿元", note="2024年，达到进度",
        signal=Signal.GOOD, link="figure-observations-0", metric="gdp",
    ),
    Tile(label="单位能耗", value="未上报", note="应报2024年", signal=Signal.OPEN, metric="energy"),
    Tile(label="专项", value="5个"),
    Tile(label="园区", value="1个", metric="parks"),
    Tile(label="园区", value="2个", metric="parks"),
)  # fmt: skip


def number(
    text: str, share: Fraction | None = None, tick: Fraction | None = None, **more: Any
) -> PrintedCell:
    """Give a cell of a number, perhaps with a bar."""
    return PrintedCell(text, bar=None if share is None else PrintedBar(share, tick), **more)


INDICATORS = PrintedTable(
    "主要指标完成情况",
    (
        PrintedColumn("序号", 2, True), PrintedColumn("指标", 8), PrintedColumn("目标", 5, True),
        PrintedColumn("完成率", 6, True), PrintedColumn("状态", 5),
    ),
    (
        PrintedRow((
            number("1"), PrintedCell("地区生产总值"), number("2600", link="figure-targets-0"),
            number("97.16%", Fraction(6290, 6474), Fraction(5, 6)),
            PrintedCell("达到进度", signal=Signal.GOOD),
        )),
        PrintedRow((
            number("2"), PrintedCell("规上工业产值"), number("5500.50", link=LONG_ANCHOR),
            number("99.996%", Fraction(99_996, 100_000), Fraction(1)),
            PrintedCell("落后", signal=Signal.WARNING),
        )),
        PrintedRow((
            number("3"), PrintedCell("单位能耗"), number("0.3吨/万元", link="no-such-place"),
            number("—"), PrintedCell("未上报", signal=Signal.OPEN),
        )),
        PrintedRow((
            number("4"), PrintedCell("研发投入"), number("+4.5"), number("0.01%", Fraction(1, 10_000)),
            PrintedCell("未达到", signal=Signal.BAD),
        )),
    ),
    ("条下的刻度为序时进度。", "第二条说明。"),
)  # fmt: skip
MONEY = PrintedTable(
    "资金（按专项）",
    (PrintedColumn("专项", 6), PrintedColumn("计划（亿元）", 4, True, "亿元"), PrintedColumn("填报", 5)),
    (
        PrintedRow((PrintedCell("产业创新", rows=2), number("5.50"), PrintedCell("已报"))),
        PrintedRow((None, number("1.25"), PrintedCell("已报"))),
        PrintedRow((PrintedCell("绿色低碳"), number("—"), PrintedCell("未报", signal=Signal.OPEN))),
        PrintedRow((PrintedCell("合计"), number("6.75"), PrintedCell("2/3")), is_total=True),
    ),
    is_wide=True,
)
HOSTILE = '=HYPERLINK("http://x","y") {{title}} <w:p>&amp; \x07\x1b[2J'
EXPLAINED = tuple(
    Explained(anchor=anchor, heading=f"{anchor}的数", lines=("来源：公报", "  原文：“2600亿元”", ""))
    for anchor in ("figure-observations-0", "figure-targets-0", LONG_ANCHOR, LONG_ANCHOR.upper())
)
MADE = Briefing(
    title="虚构开发区“1+5+22”方案",
    lines=(PrintedLine("虚构开发区"), PrintedLine("规划期：2023—2025")),
    as_of=DAY,
    language="zh",
    sections=(
        Section(SectionName.HEADLINE, "总体情况", (TILES,)),
        Section(SectionName.STRUCTURE, "结构", (CHART, PrintedLine("结构为1+2。"))),
        Section(SectionName.INDICATORS, "指标", (INDICATORS,)),
        Section(SectionName.MONEY, "资金", (MONEY,)),
        Section(SectionName.FINDINGS, "检查结果", (PrintedLine(HOSTILE),)),
        Section(SectionName.ORIGINS, "数据来源", EXPLAINED),
    ),
)
"""A briefing of every sort of block."""


def briefing_of_texts(plan: Plan) -> Briefing:
    """Give a briefing that shows every text and figure of a plan as it is written, each linked."""
    entries = list(plan.ledger)
    nodes = list(plan.outline.nodes.values())
    rows = tuple(
        PrintedRow((
            PrintedCell(entry.record.metric, link=figure_anchor(entry.path)),
            number(entry.record.figure.text or str(entry.record.figure)),
            PrintedCell(entry.record.note or "", anchor=f"note-{index}"),
        ))
        for index, entry in enumerate(entries)
    )  # fmt: skip
    columns = (PrintedColumn("指标", 4), PrintedColumn("数值", 4, True), PrintedColumn("备注", 4))
    names = tuple(PrintedLine(str(getattr(node, "name", None) or node.id)) for node in nodes)
    return Briefing(
        title=plan.name,
        lines=names,
        as_of=DAY,
        language="zh",
        sections=(
            Section(SectionName.INDICATORS, "指标", (PrintedTable("各数", columns, rows),)),
            Section(
                SectionName.ORIGINS,
                "数据来源",
                tuple(
                    Explained(anchor=figure_anchor(entry.path), heading=f"{entry.record.figure}")
                    for entry in entries
                ),
            ),
        ),
    )
