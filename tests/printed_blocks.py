"""Blocks of every kind, made by hand and invented, for tests of what shows them."""

from __future__ import annotations

import datetime
from fractions import Fraction

from zoneplan.briefings import Briefing, Explained, Section, SectionName, Tile
from zoneplan.charts import Chart
from zoneplan.charts.theme import themed
from zoneplan.layout import Language, printable
from zoneplan.printed_tables import (
    PrintedBar,
    PrintedCell,
    PrintedColumn,
    PrintedLine,
    PrintedRow,
    PrintedTable,
    Signal,
)

__all__ = ["bar_chart", "briefing_with", "indicator_table"]


def indicator_table(name: str = "固定资产投资") -> PrintedTable:
    """Give a table with merged cells, bars, signals, links, an anchor, a total and a note."""
    return PrintedTable(
        "指标完成情况",
        (
            PrintedColumn("序号", 3, is_number=True),
            PrintedColumn("指标", 8),
            PrintedColumn("目标（亿元）", 6, is_number=True),
            PrintedColumn("完成率", 6, is_number=True),
            PrintedColumn("情况", 5),
        ),
        (
            PrintedRow(
                (
                    PrintedCell("1", rows=2),
                    PrintedCell(name, rows=2, anchor="row-1"),
                    PrintedCell("120.5", link="figure-1"),
                    PrintedCell("62.5 %", bar=PrintedBar(Fraction(5, 8), Fraction(1, 2))),
                    PrintedCell("按进度", signal=Signal.GOOD),
                )
            ),
            PrintedRow(
                (
                    None,
                    None,
                    PrintedCell("80\n（外资）"),
                    PrintedCell("99.996 %", bar=PrintedBar(Fraction(99_996, 100_000))),
                    PrintedCell("落后", signal=Signal.WARNING, link="figure-2"),
                )
            ),
            PrintedRow(
                (
                    PrintedCell(),
                    PrintedCell("合计"),
                    PrintedCell("200.5"),
                    PrintedCell("130 %", bar=PrintedBar(Fraction(13, 10))),
                    PrintedCell("未上报", signal=Signal.OPEN),
                ),
                is_total=True,
            ),
        ),
        ("2 项中 1 项未上报",),
    )


def wide_table(name: str) -> PrintedTable:
    """Give a table of more columns and rows than a sheet of paper takes."""
    columns = tuple(PrintedColumn(f"第{number}列", 6, number > 1) for number in range(12))
    cells = [
        tuple(PrintedCell(f"{name}第{row}行" if column == 0 else f"{row}.{column}") for column in range(12))
        for row in range(70)
    ]
    return PrintedTable("逐月完成情况", columns, tuple(map(PrintedRow, cells)), is_wide=True)


def long_word_table() -> PrintedTable:
    """Give a table with a word that is longer than a sheet is wide."""
    place = ".".join(f"programs[{number}]" for number in range(12))
    columns = (PrintedColumn("位置", 6), PrintedColumn("问题", 6))
    return PrintedTable("位置", columns, (PrintedRow((PrintedCell(place), PrintedCell(place))),))


def bar_chart(name: str = "投资", height: int = 60) -> Chart:
    """Give a chart of two bars, so many points high, clipped so that its parts are numbered."""
    shown = printable(name)
    values = [{"program": shown, "amount": 28.5}, {"program": "载体", "amount": 55}]
    spec = {
        "title": "图中之题",
        "height": height,
        "data": {"values": values},
        "mark": {"type": "bar", "clip": True},
        "encoding": {
            "y": {"field": "program", "type": "nominal", "title": None},
            "x": {"field": "amount", "type": "quantitative", "title": "亿元"},
        },
    }
    return Chart(
        name="bars",
        title=f"{name}按专项",
        description="两个专项的投资，单位亿元。",
        spec=themed(spec, width=480),
    )


def briefing_with(name: str, language: Language = "zh") -> Briefing:
    """Give a briefing that holds every kind of block, with one text at every place of a plan's own texts.

    Args:
        name: The text.
        language: The language.
    """
    tiles = (
        Tile(
            label=name,
            value="1200亿元以上",
            reading="[1200, ∞) 亿元",
            note="2025年，按进度",
            signal=Signal.GOOD,
            link="figure-1",
        ),
        Tile(label="工业企业", value="未上报", note="未上报", signal=Signal.OPEN, link="figure-2"),
        Tile(label="土地", value="约3000亩", reading="[2950, 3050) 亩"),
        Tile(label="完成目标", value="7项中3项", note="1 项落后", signal=Signal.WARNING),
        Tile(label="节点", value="2 项逾期", note="逾期", signal=Signal.BAD),
    )
    origins = (
        Explained(
            anchor="figure-1",
            heading=f"{name}：1200亿元以上",
            lines=("可为 [1200, ∞) 亿元", f"来源：{name}", "  （缩进）programs[0].observations[0]"),
        ),
        Explained(anchor="figure-2", heading="工业企业：未上报"),
    )
    blocks = {
        SectionName.HEADLINE: (tiles, PrintedLine(f"说明：{name}")),
        SectionName.INDICATORS: (indicator_table(name),),
        SectionName.MONEY: (
            bar_chart(name),
            bar_chart("第二张", 1600),
            PrintedLine("未说明资金来源。"),
            long_word_table(),
        ),
        SectionName.SCHEDULE: (wide_table(name),),
        SectionName.ORIGINS: origins,
    }
    headings = ("主要数据", "指标", "资金", "进度安排", "数据来源")
    return Briefing(
        title=name,
        lines=(PrintedLine("虚构开发区，2021年至2025年"), PrintedLine(name)),
        as_of=datetime.date(2025, 6, 30),
        language=language,
        sections=tuple(
            Section(section, heading, shown)
            for (section, shown), heading in zip(blocks.items(), headings, strict=True)
        ),
    )
