"""How long writing a workbook takes, as the ratio to bare xlsxwriter writing the same cells, in one run.

Run it with `python tests/benchmarks/workbook_writing_speed.py [ROWS]`; 2,000 rows of 22 columns is what the
bar is set for. The cells are invented: texts, some of them Chinese, and numbers. Told beside it, without a
bar: writing and reading the workbook of a synthetic plan with as many actions. The exit code is 1 when the
bar is missed.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter

from zoneplan import Action, Plan, Program
from zoneplan.files import parse_plan
from zoneplan.formats.workbook_writing import workbook_bytes
from zoneplan.pages import Number, Page, PageCell, PageColumn
from zoneplan.workbook_pages import plan_pages

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = 2
COLUMNS = 22


def page(rows: int) -> Page:
    """Make a page of texts and numbers."""

    def cell(row: int, column: int) -> PageCell:
        if column % 3 == 2:
            return Number(Decimal(row * column) / 100, 2)
        return f"第{row}项" if column % 3 else f"a{row}-{column}"

    return Page(
        name="表",
        columns=tuple(PageColumn(header=f"列{column}", is_text=column % 3 != 2) for column in range(COLUMNS)),
        rows=tuple(tuple(cell(row, column) for column in range(COLUMNS)) for row in range(rows)),
    )


def bare(made: Page) -> bytes:
    """Write the cells with nothing around them."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    sheet = book.add_worksheet(made.name)
    shown = book.add_format({"num_format": "0.00"})
    for number, column in enumerate(made.columns):
        sheet.write_string(0, number, column.header)
    for row, cells in enumerate(made.rows, 1):
        for number, cell in enumerate(cells):
            if isinstance(cell, Number):
                sheet.write_number(row, number, float(cell.value), shown)
            else:
                sheet.write_string(row, number, str(cell))
    book.close()
    return raw.getvalue()


def seconds(function: Callable[[], object]) -> float:
    """Give the time of one call, without the garbage of what was measured before it."""
    gc.collect()
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def main(rows: int) -> int:
    """Measure, print, and tell whether the bar was met."""
    made = page(rows)
    ratios, best = [], 1e9
    for _ in range(5):
        least = seconds(lambda: bare(made))
        ours = seconds(lambda: workbook_bytes([made]))
        best = min(best, ours)
        ratios.append(ours / least)
    ratio = statistics.median(ratios)
    print(f"{COLUMNS} x {rows:,} cells, xlsxwriter {xlsxwriter.__version__}, {best:.3f} s")
    verdict = "met" if ratio <= BAR else "MISSED"
    print(f"workbook_bytes / bare xlsxwriter  {ratio:.2f} (bar {BAR})   {verdict}")
    actions = tuple(
        Action(id=f"a{number}", name=f"行动{number}", lead_units=("经发局",), deadline="2025")
        for number in range(rows)
    )
    plan = Plan(id="p", name="虚构规划", programs=[Program(id="a", name="专项", actions=actions)])
    report = plan.validate()
    raw = b""

    def write() -> None:
        nonlocal raw
        raw = workbook_bytes(plan_pages(plan, report), plan.name)

    print(f"a plan of {rows:,} actions: written in {seconds(write):.2f} s, ", end="")
    print(f"read in {seconds(lambda: parse_plan(raw, 'plan.xlsx')):.2f} s")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
