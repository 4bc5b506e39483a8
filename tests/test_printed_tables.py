from __future__ import annotations

from fractions import Fraction

from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow, PrintedTable, Signal


def table_of(heading: str, header: str, text: str, note: str) -> PrintedTable:
    """Give a table with a text in each place that can have one."""
    cell = PrintedCell(
        text, ("targets[0]",), 2, signal=Signal.BAD, bar=PrintedBar(Fraction(1, 2)), link="a", anchor="b"
    )
    row = PrintedRow((cell, None), is_total=True)
    columns = (PrintedColumn(header, 3, True, "家"), PrintedColumn(header, 4))
    return PrintedTable(heading, columns, (row,), (note,), is_wide=True)


def test_other_texts_change_nothing_else() -> None:
    """Heading, heads, cells and notes are given anew; widths, signals, bars, links and blanks stay."""
    assert table_of("甲!", "乙!", "丙!", "丁!") == table_of("甲", "乙", "丙", "丁").with_texts("{}!".format)
