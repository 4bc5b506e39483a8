"""How long reading a workbook takes, as the ratio to python-calamine's bare reading, in one run.

Run it with `python tests/benchmarks/workbook_speed.py [ROWS]`; the default of 2,000 rows of 22 columns is
what the bar is set for. The workbook is made here and its figures are invented: texts, numbers, percentages.
Bare reading gives Python values and nothing beside them; ours gives number formats, formulas, errors and what
is merged or hidden as well, after every member was looked at. The exit code is 1 when the bar is missed.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import time
from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter

from zoneplan.formats.workbook_reading import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = 3
COLUMNS = 22


def workbook(rows: int, seed: int = 7) -> bytes:
    """Write a workbook of so many rows: six columns of text, two of percentages, the others of numbers."""
    chance = random.Random(seed)
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    sheet = book.add_worksheet("数据")
    percent, money = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0.00"})
    for row in range(rows):
        for column in range(COLUMNS):
            if column < 6:
                sheet.write(row, column, f"项目{chance.randrange(rows)}")
            elif column < 8:
                sheet.write(row, column, chance.random(), percent)
            else:
                sheet.write(row, column, round(chance.uniform(1, 9999), 2), money if column < 12 else None)
    book.close()
    return raw.getvalue()


def bare(raw: bytes) -> list[list[object]]:
    """Read the values of the one sheet, and nothing else."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def elapsed(run: Callable[[], object]) -> float:
    """Give the processor time of a run, in seconds: others may use the machine meanwhile."""
    start = time.process_time()
    kept = run()
    took = time.process_time() - start
    del kept
    return took


def measure(raw: bytes, runs: int = 11) -> float:
    """Give the median ratio of both readings, which take turns."""
    return statistics.median(
        elapsed(lambda: read_sheets(raw)) / elapsed(lambda: bare(raw)) for _ in range(runs)
    )


def main(arguments: list[str]) -> int:
    """Print the ratio beside its bar."""
    rows = int(arguments[0]) if arguments else 2_000
    raw = workbook(rows)
    ratio = measure(raw)
    verdict = "met" if ratio <= BAR else "MISSED"
    print(f"{rows:,} rows, {COLUMNS} columns, {len(raw):,} bytes, Python {sys.version.split()[0]}")
    print(f"read_sheets / bare python-calamine {ratio:>10.2f}   at most {BAR:>4}   {verdict}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
