"""The reference of a plan's workbook, made from the code that writes it.

Run it with `python tests/workbook_reference.py` after a change of the sheets; a test compares the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zoneplan.plan_sheets import CHARTS, DERIVED, FIRST, LAST, METRICS, OVERVIEW, PLAN, PROGRESS, TABLES
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from zoneplan.sheet_fields import Head

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "workbook.md"
INTRODUCTION = f"""\
# The workbook of a plan

`write_plan(plan, "plan.xlsx")` writes these sheets, and `read_plan("plan.xlsx")` reads them; \
`write_plan_tables`
and `read_plan_tables` do the same with a folder of CSV files.
Sheets, columns and rows may stand in any order, and rows may be blank; rows of one list keep their \
order.
[How to write a plan in Excel](../how-to/write-a-plan-in-excel.md) says how to fill them in.

- {FIRST} says what each sheet holds, {PROGRESS} and {CHARTS} show how the targets stand as of the day \
that was given, or that of the last report, and {LAST} lists what was found when the file was written. \
They are not read, nor are sheets of your own, the counts on {OVERVIEW} and the columns {"、".join(DERIVED)} \
of {METRICS.name}, which are computed.
- A sheet of which the plan has no row is hidden, so that it prints no page; 数据 and 目标 stay in view \
where there are metrics. It is read all the same, once it is shown and filled in.
- A header that is not known is refused when there is something below it. So is a sheet that is missing \
while there is one that is not known: it may have been renamed.
- A number stands in 数值 and its unit in 单位; 小数位 says how many decimals it was written with. When the \
number is changed, the greater of 小数位 and its own decimals counts. Figures that are no plain number \
with a unit, such as 3000亩以上, are texts as written.
- A percentage is 42 with the unit %. A cell with a percent format stores 0.42, and is refused.
- Several units or ids in one cell are separated by 、 and not split within brackets.
- A row is named by its id where others belong to it; by its path, such as `programs[0].actions[1]`, \
where several rows have that id.
- What nests deeper stands as in a plan file: 序时计划, 目标补充 and 内容 have a line `键: 值` for each key.
- A text of more than 32,767 characters, and one with control characters, cannot be written; the error \
names its place.
"""


def page() -> str:
    """Give the whole page."""
    parts = [
        INTRODUCTION,
        f"## {OVERVIEW}\n\n规划本身，每项一行。\n\n{_table(tuple(field.head for field in PLAN))}",
    ]
    parts += [f"## {table.name}\n\n{table.about}。\n\n{_table(table.heads)}" for table in TABLES]
    return "\n".join(parts)


def _table(heads: tuple[Head, ...]) -> str:
    lines = ["| 列 | 必填 | 填什么 | 可选 |", "| --- | --- | --- | --- |"]
    for head in heads:
        words = head.choices or (() if head.words is None else tuple(WORDS[head.words]))
        said = "、".join(words) or (f"“{head.ids}”的编号" if head.ids else "")
        lines.append(f"| {head.header} | {'是' if head.is_required else ''} | {head.note} | {said} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
