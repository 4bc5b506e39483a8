"""Blocks of every kind, made by hand and invented, for tests of what shows them."""

from __future__ import annotations

from fractions import Fraction

from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal

__all__ = ["indicator_table"]


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
