from __future__ import annotations

import io
import re
import sys
import warnings
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_sheets_made import TEXTS
from zoneplan.errors import DocumentError
from zoneplan.formats.workbook_reading import read_sheets
from zoneplan.formats.workbook_writing import workbook_bytes
from zoneplan.pages import Link, ListOf, Number, Page, PageCell, PageColumn, Result, Tone, as_sheet


def page(*cells: PageCell, **column: object) -> Page:
    """Make a page of one column."""
    return Page(
        name="表",
        columns=(PageColumn(header="列", **column),),  # type: ignore[arg-type]
        rows=tuple((cell,) for cell in cells),
    )


def member(raw: bytes, name: str) -> str:
    """Give a member of a workbook as text."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read(name).decode()


def sheet_xml(*cells: PageCell, **column: object) -> str:
    """Give the XML of a page of one column."""
    return member(workbook_bytes([page(*cells, **column)]), "xl/worksheets/sheet1.xml")


@given(st.lists(TEXTS | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1), max_size=5))
@settings(max_examples=40, deadline=None)
def test_text_is_text(texts: list[str]) -> None:
    """No text becomes a number, a formula or a link, and none is changed, blanks and line ends included."""
    raw = workbook_bytes([page(*texts)])
    (sheet,) = read_sheets(raw, "x.xlsx")
    assert (("列",), *((text,) for text in texts)) == sheet.rows
    assert "<f>" not in member(raw, "xl/worksheets/sheet1.xml")
    assert "<hyperlink" not in member(raw, "xl/worksheets/sheet1.xml")


def test_pages_are_read_as_they_are_said_to_be() -> None:
    """What a page is taken for in tests is what a reader finds in the file."""
    made = page(
        "文字", 5, Number(Decimal("5.50"), 2), Result("=A4*2", Decimal(11)), Link("去", "表", 1, 1), None
    )
    (sheet,) = read_sheets(workbook_bytes([made]), "x.xlsx")
    expected = as_sheet(made, "x.xlsx")
    assert expected.rows[:-1] == sheet.rows[: len(expected.rows) - 1]
    assert expected.computed == sheet.computed


def test_number_formats_show_what_was_written() -> None:
    """5.50 is shown with two decimals, a share in per cent."""
    raw = workbook_bytes(
        [page(Number(Decimal("5.50"), 2), Result("=1/2", Decimal("0.5"), 1, is_percent=True))]
    )
    styles = member(raw, "xl/styles.xml")
    assert 'formatCode="0.00_ "' in styles
    assert 'formatCode="0.0%_ "' in styles


def test_every_formula_has_its_value() -> None:
    """Readers that compute nothing show what the formula comes to, not 0."""
    xml = sheet_xml(Result("=1+1", Decimal(2)), Result('=IF(1,"a","")', "a"))
    assert "<f>1+1</f><v>2.0</v>" in xml
    assert '<f>IF(1,"a","")</f><v>a</v>' in xml.replace("&quot;", '"')


def test_words_are_chosen_from_a_list() -> None:
    """Closed sets allow nothing else; ids of another sheet are offered and not demanded."""
    closed = sheet_xml("红", choices=("红", "绿"))
    assert '<formula1>"红,绿"</formula1>' in closed.replace("&quot;", '"')
    assert 'showErrorMessage="1"' in closed
    offered = sheet_xml("a", choices=ListOf("表", 1), is_open=True)
    assert "!$A$2:$A$2</formula1>" in offered
    assert 'showErrorMessage="1"' not in offered


def test_headers_stay_in_view_and_rows_can_be_filtered() -> None:
    """Panes are frozen, a filter is set, and print shows the header on each page, A4 across."""
    raw = workbook_bytes([page("a")])
    xml = member(raw, "xl/worksheets/sheet1.xml")
    assert 'topLeftCell="A2" activePane="bottomLeft" state="frozen"' in xml
    assert "<autoFilter" in xml
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', xml)
    assert "_xlnm.Print_Titles" in member(raw, "xl/workbook.xml")
    assert "_xlnm.Print_Area" not in member(raw, "xl/workbook.xml")  # or rows added later would not print
    assert "sheetProtection" not in xml


def test_a_word_stands_out_by_colour_and_stays_a_word() -> None:
    """Conditional formats colour words; the word itself is in the cell."""
    xml = sheet_xml("红灯", tones={"红灯": Tone("#FFC7CE", "#9C0006")})
    assert '<formula>"红灯"</formula>' in xml.replace("&quot;", '"')


def test_notes_explain_headers() -> None:
    """What a column holds is a comment of its header."""
    raw = workbook_bytes([page("a", note="填写编号")])
    assert "填写编号" in member(raw, "xl/comments1.xml")


def test_wrapped_rows_are_as_high_as_their_texts() -> None:
    """A text of several lines is shown whole in programs that measure nothing."""
    assert 'ht="45"' in sheet_xml("一\n二\n三")


def test_the_same_pages_give_the_same_bytes() -> None:
    """No time of writing is in the file."""
    made = [page("a", Number(Decimal(1)))]
    assert workbook_bytes(made, "题") == workbook_bytes(made, "题")
    assert "2000-01-01" in member(workbook_bytes(made), "docProps/core.xml")


def test_every_member_is_well_formed() -> None:
    """Each part of the package is XML that an independent parser takes, also with quotes in names."""
    made = Page(
        name="它's", columns=(PageColumn(header="<&>\"'"),), rows=((Link("<去>", "它's", 1, 1),), ("a",))
    )
    raw = workbook_bytes([made], title="<&>")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
    assert "'它''s'!A1" in member(raw, "xl/worksheets/sheet1.xml").replace("&#39;", "'")


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    """Where xlsxwriter would leave a cell blank, nothing is dropped in silence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(DocumentError) as caught:
            workbook_bytes([page("x" * 32_768)])
    assert "the cell 表!A2 cannot hold its text" in str(caught.value)


def test_the_extra_is_asked_for_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no xlsxwriter is told what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(DocumentError) as caught:
        workbook_bytes([])
    assert str(caught.value) == (
        "1 problem\n"
        "the plan: writing workbooks needs xlsxwriter, which is not installed\n"
        "    install it with: pip install 'zoneplan[excel]'"
    )


def test_more_links_than_a_sheet_holds_are_texts() -> None:
    """Excel drops all links of a sheet with too many; the first stay, the others are text."""
    raw = workbook_bytes([page(*[Link("a", "表", 1, 1)] * 65_002)])
    assert 65_000 == member(raw, "xl/worksheets/sheet1.xml").count("<hyperlink ")
