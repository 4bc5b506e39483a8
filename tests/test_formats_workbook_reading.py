from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from zoneplan.errors import DocumentError
from zoneplan.formats.text import Limits
from zoneplan.formats.workbook_reading import read_sheets
from zoneplan.sheets import Area, CellError, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def written(fill: Callable[[Any, Any], None]) -> bytes:
    """Give a workbook with one sheet, filled by a function."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    fill(book, book.add_worksheet("数据"))
    book.close()
    return raw.getvalue()


def saved(fill: Callable[[Any], None]) -> bytes:
    """Give a workbook with one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    fill(book.active)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def only(raw: bytes) -> Sheet:
    """Give the one sheet of a workbook."""
    (sheet,) = read_sheets(raw, "数据.xlsx")
    return sheet


def refused(raw: bytes, **limits: int) -> tuple[str, str]:
    """Give the sentences by which a workbook is refused."""
    with pytest.raises(DocumentError) as caught:
        read_sheets(raw, "数据.xlsx", Limits(**limits))
    (problem,) = caught.value.problems
    assert problem.message_zh
    assert problem.remedy_zh
    return problem.message, problem.remedy


def test_cells_store_what_was_written() -> None:
    """Texts, numbers, truth values and dates come back where they stood, and blanks as nothing."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write("B2", " 总投资 ")
        sheet.write("C2", 18.3)
        sheet.write("B3", True)
        sheet.write("D3", "_x000D_\n")
        sheet.write_datetime("C3", datetime.date(2025, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))

    sheet = only(written(fill))
    assert (
        (None, None, None, None),
        (None, " 总投资 ", 18.3, None),
        (None, True, datetime.date(2025, 3, 1), "_x000D_\n"),
    ) == sheet.rows
    assert "数据.xlsx: 数据!C2" == sheet.place(2, 3).in_file


def test_formats_of_numbers_are_told() -> None:
    """The format of a percentage and of a date is told; the general one, and that of a text, is not."""

    def fill(book: Any, sheet: Any) -> None:
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write("A1", 0.42, percent)
        sheet.write("A2", "42%", percent)
        sheet.write("A3", 0.42, book.add_format({"num_format": 9}))
        sheet.write("A4", 1)
        sheet.write("A5", 45717, book.add_format({"num_format": 31}))

    assert {(1, 1): "0.0%", (3, 1): "0%", (5, 1): 'yyyy"年"m"月"d"日"'} == only(written(fill)).formats


def test_formulas_without_a_value_are_told() -> None:
    """A formula that no program has computed is not blank."""

    def fill(sheet: Any) -> None:
        sheet["A1"] = 1
        sheet["A2"] = "=A1+1"

    sheet = only(saved(fill))
    assert (frozenset({(2, 1)}), frozenset({(2, 1)})) == (sheet.computed, sheet.uncached)

    def computed(_: Any, sheet: Any) -> None:
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", '="x"', None, "x")
        sheet.write_formula("A3", "=1+1")

    sheet = only(written(computed))
    assert frozenset({(1, 1), (2, 1), (3, 1)}) == sheet.computed
    assert frozenset({(3, 1)}) == sheet.uncached  # 0 stands for want of a value


def test_errors_are_neither_text_nor_blank() -> None:
    """An error stored by a formula is told from the same text typed in."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write("B1", "#DIV/0!")
        sheet.write_formula("C4", "=NA()", None, "#N/A")

    sheet = only(written(fill))
    assert [CellError("#DIV/0!"), "#DIV/0!", CellError("#N/A")] == [
        sheet.cell(*one).stored for one in ((1, 1), (1, 2), (4, 3))
    ]
    assert "#DIV/0!" == str(sheet.cell(1, 1).stored)


def test_merged_and_hidden_cells_are_told() -> None:
    """Merged areas, hidden rows, columns and sheets are told, rows of no height among them."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A3", "先进制造")
        for row in range(4):
            sheet.write(row, 3, row)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, 0)
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("C:C", 0)
        book.add_worksheet("草稿").hide()
        book.add_chartsheet("图")

    data, draft = read_sheets(written(fill), "数据.xlsx")
    assert (Area(1, 1, 3, 1),) == data.merged
    assert (frozenset({2, 3}), frozenset({2, 3})) == (data.hidden_rows, data.hidden_columns)
    assert not data.is_hidden
    assert ("草稿", (), True) == (draft.part.name, draft.rows, draft.is_hidden)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """A path names the file in places, and whoever gives another name is told that one."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(written(lambda _, sheet: sheet.write("A1", 1)))
    assert [str(path), "附件.xlsx"] == [read_sheets(path)[0].file, read_sheets(path, "附件.xlsx")[0].file]


def test_more_cells_than_the_limit_are_refused() -> None:
    """Two cells far apart span a sheet that no machine holds; the sentence says how to raise the limit."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write("A1", "x")
        sheet.write("XFD1048576", "y")

    assert (
        "the values of sheet '数据' span 1,048,576 rows and 16,384 columns, more cells than the limit of 50",
        "if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(nodes=17179869184))",
    ) == refused(written(fill), nodes=50)
