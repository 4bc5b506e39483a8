"""Where the parts of a table lie in a sheet."""

from __future__ import annotations

from typing import Any

from zoneplan.foreign_tables import ForeignTable, table_of
from zoneplan.locations import Part
from zoneplan.sheets import Area, Sheet


def table(*rows: tuple[Any, ...], merged: tuple[Area, ...] = ()) -> ForeignTable:
    """Read a table."""
    return table_of(Sheet("a.xlsx", Part("表"), rows, merged=merged))


def heads(found: ForeignTable) -> list[str]:
    """Give the headers."""
    return [head.text for head in found.heads]


def test_a_flattened_head_of_two_levels_is_read() -> None:
    """CSV has no merged cells: a group goes on to the right over sub-heads, and blanks below are no text."""
    found = table(
        ("序号", "项目名称", "资金来源（万元）", None, "备注"),
        (None, None, "财政", "自筹", None),
        (1, "甲", 3, 4, None),
    )
    assert ["序号", "项目名称", "资金来源(万元)/财政", "资金来源(万元)/自筹", "备注"] == [
        text.replace("（", "(").replace("）", ")") for text in heads(found)
    ]
    assert ["3万元", "4万元"] == [str(cell.figure) for cell in found.items[0].cells[2:4]]


def test_groups_above_the_heads_are_levels() -> None:
    """A row of several groups above the heads belongs to them; a title over all columns does not."""
    found = table(
        ("重点项目表", None, None, None, None, None),
        ("基本情况", None, None, "投资（亿元）", None, None),
        ("序号", "项目名称", "建设地点", "总投资", "累计完成", "年度计划投资"),
        (1, "甲", "东区", 3, 1, 2),
        merged=(Area(1, 1, 1, 6), Area(2, 1, 2, 3), Area(2, 4, 2, 6)),
    )
    assert ("重点项目表",) == found.title
    assert "投资（亿元）/总投资" == heads(found)[3]
    assert ["3亿元", "1亿元", "2亿元"] == [str(cell.figure) for cell in found.items[0].cells[3:]]


def test_heads_and_titles_printed_again_are_no_rows() -> None:
    """A page break repeats the title, the unit and the heads."""
    found = table(
        ("项目表", None),
        (None, "单位：亿元"),
        ("项目名称", "总投资"),
        ("甲", 1),
        ("项目表", None),
        (None, "单位：亿元"),
        ("项目名称", "总投资"),
        ("乙", 2),
    )
    assert (["甲", "乙"], ()) == ([row.name for row in found.items], found.problems)


def test_lines_above_a_table_of_a_document_belong_to_it() -> None:
    """A document writes title and unit above the table, where no cell is."""
    rows = (("项目名称", "总投资"), ("甲", 1))
    part = Part("1", is_table=True)
    found = table_of(Sheet("a.docx", part, rows, above=("表1  项目表", "单位：亿元")))
    assert ("表1  项目表", "单位：亿元") == found.title
    assert "1亿元" == str(found.items[0].cells[1].figure)
    wrong = table_of(
        Sheet("a.docx", part, (("项目名称", "总投资（万元）"), ("甲", 1)), above=("单位：亿元",))
    )
    assert "and a.docx says 亿元" in wrong.problems[0].message


def test_units_that_differ_between_pages_are_told() -> None:
    """A second 单位 below contradicts the first, and neither is taken."""
    found = table((None, "单位：亿元"), ("项目名称", "总投资"), ("甲", 1), (None, "单位：万元"), ("乙", 2))
    (problem,) = found.problems
    assert "a.xlsx: 表!B4" == problem.place.in_file
    assert [None, None] == [row.cells[1].figure for row in found.items]


def test_notes_end_the_table() -> None:
    """Notes and signatures below the rows are kept apart, and go on to the end."""
    rows = (("甲", 1), ("注：含土地", None), ("另见附件", None), ("审核：张某", None))
    found = table(("项目名称", "总投资（亿元）"), *rows)
    assert ["甲"] == [row.name for row in found.items]
    assert ("注：含土地", "另见附件", "审核：张某") == found.notes
