"""Briefings as workbooks: what is a number and how it is shown, where links lead, what charts draw."""

from __future__ import annotations

import io
import itertools
import re
import struct
import sys
import zipfile
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_briefings import CHART, EXPLAINED, HOSTILE, INDICATORS, LONG_ANCHOR, MADE, briefing_of_texts
from plans_of_any_size import AS_OF, large_plan
from zoneplan import briefing, strategies
from zoneplan.briefings.pictures import SCALE
from zoneplan.briefings.sections import Section, SectionName
from zoneplan.briefings.workbook import workbook_bytes
from zoneplan.errors import DocumentError
from zoneplan.formats.workbook_reading import read_sheets
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedLine, PrintedRow, PrintedTable, Signal
from zoneplan.report_flow import ReportFlow, exact_share
from zoneplan.report_pages import ReportNumber, as_number
from zoneplan.signal_tones import TONES

if TYPE_CHECKING:
    from fractions import Fraction

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.layout import Language
    from zoneplan.plans import Plan

# Bars behind numbers are an extension of the format that openpyxl does not know.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")


def opened(briefing: Briefing) -> Any:
    """Write a briefing and open it as another library does."""
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(briefing)))


def found(sheet: Any, text: object) -> Any:
    """Give the first cell that holds something."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def member(raw: bytes, pattern: str) -> list[str]:
    """Give the members of a workbook whose names match, as text."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return [archive.read(one).decode() for one in archive.namelist() if re.search(pattern, one)]


def test_each_section_has_a_sheet_that_the_contents_lead_to() -> None:
    """The first sheet has the title and a link to each other one; the charts stand last."""
    book = opened(MADE)
    assert ["目录", *(section.heading for section in MADE.sections), "图表"] == book.sheetnames
    contents = book["目录"]
    assert MADE.title == contents["A1"].value
    links = {
        cell.value: cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink
    }
    assert {name: f"'{name}'!A1" for name in book.sheetnames[1:]} == links


def test_plain_numbers_are_numbers_shown_as_they_are_written() -> None:
    """A figure with other words stays a text, and what is missing stays a dash."""
    sheet = opened(MADE)["指标"]
    row = [found(sheet, value) for value in (5500.5, "0.3吨/万元", "—", 4.5)]
    assert ["0.00", "+0.0;-0.0;+0.0"] == [row[0].number_format, row[3].number_format]
    assert ["n", "s", "s", "n"] == [cell.data_type for cell in row]


def test_a_share_keeps_the_digits_behind_those_that_are_shown() -> None:
    """97.16 % is shown, and 6290/6474 is what the office computes with."""
    sheet = opened(MADE)["指标"]
    cell = found(sheet, float(f"{6290 / 6474:.15g}"))
    assert "0.00%" == cell.number_format
    assert "0.000%" == found(sheet, 0.99996).number_format


def shown(number: ReportNumber) -> str:
    """Show a number as a spreadsheet does, by the formats that are used."""
    positive, *negative = number.shown.split(";")
    form = negative[0] if negative and number.value < 0 else positive
    value = abs(number.value) if negative else number.value
    scaled = value.scaleb(2) if "%" in form else value
    digits = len(form.partition(".")[2].rstrip(" %"))
    sign = "+" if form.startswith("+") else "-" if negative and number.value < 0 else ""
    return f"{sign}{scaled:.{digits}f}{form[form.index('0') :].lstrip('0.')}"


@given(st.from_regex(r"[+-]?(0|[1-9][0-9]{0,9})(\.[0-9]{1,5})?( ?%)?", fullmatch=True))
def test_a_number_is_shown_as_exactly_its_text(text: str) -> None:
    """What a cell shows is what the briefing says, digit for digit."""
    number = as_number(text)
    if number is None:
        assert text.startswith("-")
        assert not Decimal(re.sub("[ %]", "", text))
    else:
        assert text == shown(number)


@pytest.mark.parametrize(
    "text", ["", "—", "约5亿元", "007", "1e5", "1,000", "1234567890123456", "5 亿元", "=1"]
)
def test_what_is_no_plain_number_is_text(text: str) -> None:
    """Leading zeros, separators, words and more digits than a cell keeps are not made numbers."""
    assert as_number(text) is None


@given(st.fractions(min_value=0, max_value=2), st.integers(0, 8))
def test_a_share_is_never_shown_as_another_text(share: Fraction, places: int) -> None:
    """More digits stand behind a share only where it is shown as it is printed."""
    text = f"{float(share) * 100:.{places}f}%"
    number = as_number(text)
    assert number is not None
    exact = exact_share(share, number)
    rounded = exact.value.quantize(Decimal(1).scaleb(-places - 2), "ROUND_HALF_UP")
    assert number.value == rounded


def test_a_signal_is_a_shape_words_and_a_ground() -> None:
    """What colour says, a shape and words say beside it."""
    sheet = opened(MADE)["指标"]
    told = {
        Signal.GOOD: "● 达到进度",
        Signal.WARNING: "▲ 落后",
        Signal.OPEN: "○ 未上报",
        Signal.BAD: "■ 未达到",
    }
    for signal, text in told.items():
        cell = found(sheet, text)
        assert f"FF{TONES[signal].ground[1:]}" == cell.fill.fgColor.rgb
        assert f"FF{TONES[signal].ink[1:]}" == cell.font.color.rgb


def test_links_lead_to_what_explains_a_figure() -> None:
    """A number is a number and a link at once; what the file does not hold is no link."""
    book = opened(MADE)
    cell = found(book["指标"], 5500.5)
    sheet, place = cell.hyperlink.location.replace("'", "").split("!")
    assert f"{LONG_ANCHOR}的数" == book[sheet][place].value
    assert found(book["指标"], "0.3吨/万元").hyperlink is None
    assert f"{EXPLAINED[0].anchor}的数" == book["数据来源"]["A2"].value


def test_hostile_text_is_text() -> None:
    """A formula from a plan is a text, and control characters are spelled out."""
    cell = found(opened(MADE)["检查结果"], printable(HOSTILE))
    assert "s" == cell.data_type
    formulas = [
        one
        for text in member(workbook_bytes(MADE), "worksheets/sheet")
        for one in re.findall("<f>(.*?)</f>", text)
    ]
    assert [] == [one for one in formulas if "HYPERLINK" in one]


def test_heads_stay_in_view_and_sheets_fit_the_paper() -> None:
    """A sheet of one table keeps its head on screen and on each page; all are as wide as A4."""
    book = opened(MADE)
    sheet = book["指标"]
    head = found(sheet, "指标").row if sheet["A1"].value != "指标" else found(sheet, "序号").row
    assert f"A{head + 1}" == sheet.freeze_panes
    assert f"$1:${head}" == sheet.print_title_rows
    for one in book:
        assert (9, 1, 0) == (
            one.page_setup.paperSize,
            one.page_setup.fitToWidth or 1,
            one.page_setup.fitToHeight,
        )
        assert one.sheet_properties.pageSetUpPr.fitToPage
    assert "landscape" == book["数据来源"].page_setup.orientation


def test_charts_take_their_numbers_from_cells() -> None:
    """Bars with a tick for the time, and a waterfall of parts that add up, both by formulas."""
    raw = workbook_bytes(MADE)
    charts = member(raw, "charts/chart")
    assert 2 == len(charts)
    bars, waterfall = charts
    assert "指标" in bars
    assert bars.count("<c:errBars>") == 1
    assert '<c:grouping val="stacked"/>' in waterfall
    assert all("<c:f>图表!" in chart for chart in charts)
    cells = {
        cell.value for row in openpyxl.load_workbook(io.BytesIO(raw))["图表"].iter_rows() for cell in row
    }
    formulas = {one for one in cells if str(one).startswith("=")}
    taken = {re.sub("[0-9]+", "", str(one)) for one in formulas}
    assert {"='指标'!D", "='资金'!B", "=N(C)+N(B)", "="} == taken


def test_what_is_missing_is_no_bar_of_no_length() -> None:
    """A target that nobody reported is not drawn at 0."""
    sheets = {one.part.name: one for one in read_sheets(workbook_bytes(MADE), "x.xlsx")}
    names = [row[0] for row in sheets["图表"].rows]
    assert "规上工业产值" in names
    assert "单位能耗" not in names
    missing = next(row for row in sheets["图表"].rows if row[0] == "绿色低碳")
    assert missing[1] in {None, ""}


def test_a_chart_says_what_it_shows() -> None:
    """Charts and pictures have a description for who does not see them."""
    drawings = "".join(member(workbook_bytes(MADE), "drawings/drawing"))
    told = re.findall('descr="([^"]*)"', drawings)
    assert 3 == len(told)
    assert any("产业创新28项" in one for one in told)


def test_no_picture_is_cut_by_the_edge_of_a_page() -> None:
    """Pictures end before the row at which the next page begins, and before what stands below them."""
    raw = workbook_bytes(briefing(large_plan(60), AS_OF))
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["图表"]
    drawn = "".join(member(raw, "drawings/drawing")).split("</xdr:twoCellAnchor>")
    told = [re.findall("<xdr:row>([0-9]+)</xdr:row>", one) for one in drawn if "<xdr:pic>" in one]
    spans = [(int(first), int(last)) for first, last in told]
    assert len(spans) > 3
    assert [] == [last for (_, last), (first, _) in itertools.pairwise(spans) if last >= first]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert breaks
    assert [] == [(first, last) for first, last in spans if any(first < one <= last for one in breaks)]


@pytest.mark.parametrize("said", [b"", struct.pack(">IIB", 5669, 5669, 1), struct.pack(">IIB", 1, 2, 0)])
def test_a_picture_is_as_large_whatever_density_it_tells(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    """A picture takes the same rows and columns with any density in its file, and with none."""
    section = Section(SectionName.SCHEDULE, "进度安排", (CHART,))
    shown = attrs.evolve(MADE, sections=(section,))
    place = re.compile("<xdr:to>.*?</xdr:to>")
    before = place.findall("".join(member(workbook_bytes(shown), "drawings/drawing")))
    png = CHART.to_png(SCALE)
    start = png.index(b"pHYs") - 4
    chunk = struct.pack(">I", 9) + b"pHYs" + said + struct.pack(">I", zlib.crc32(b"pHYs" + said))
    other = png[:start] + (chunk if said else b"") + png[start + 21 :]
    monkeypatch.setattr("zoneplan.briefings.workbook.picture", lambda _chart, _language: other)
    after = place.findall("".join(member(workbook_bytes(shown), "drawings/drawing")))
    assert 1 == len(before)
    assert before == after


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "本节的图只画出前24张，另有2张未画出。"),
        ("en", "The first 24 pictures of this section are drawn, and 2 more are not."),
    ],
)
def test_more_pictures_than_anybody_leafs_through_are_counted(language: Language, said: str) -> None:
    """The first of many pictures are drawn, and a line on the sheet says how many are not."""
    many = Section(SectionName.SCHEDULE, "进度安排", (CHART,) * 26)
    raw = workbook_bytes(attrs.evolve(MADE, sections=(many,), language=language))
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["进度安排"]
    assert 24 == "".join(member(raw, "drawings/drawing")).count("<xdr:pic>")
    assert said in [cell.value for row in sheet.iter_rows() for cell in row]


def test_without_the_charts_extra_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture is missing in silence; charts of the spreadsheet need nothing."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    raw = workbook_bytes(MADE)
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["结构"]
    told = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(one.startswith("此处未绘图“规划结构图”：画图需要 vl-convert，尚未安装。") for one in told)
    assert 2 == len(member(raw, "charts/chart"))


def test_the_same_briefing_gives_the_same_bytes() -> None:
    """Nothing depends on the time."""
    assert workbook_bytes(MADE) == workbook_bytes(MADE)


def test_sheets_have_names_that_spreadsheets_take() -> None:
    """Headings of any length and with any signs give names that are allowed, and none twice."""
    headings = ["a" * 40, "A" * 40, "[资金]:*?/\\", "'引号'", "History", "", "图表"]
    sections = tuple(Section(SectionName.MONEY, one, (PrintedLine("x"),)) for one in headings)
    names = opened(attrs.evolve(MADE, sections=sections)).sheetnames
    assert len(headings) + 1 == len({one.casefold() for one in names})
    assert all(0 < len(one) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", one) for one in names)
    assert "history" not in {one.casefold() for one in names}


def test_many_bars_are_drawn_on_several_charts() -> None:
    """A chart has as many bars as can be read, and its number says which one it is."""
    columns = (PrintedColumn("指标", 4), PrintedColumn("完成率", 4, True))
    half = attrs.evolve(INDICATORS.rows[0].cells[3] or PrintedCell(), text="97.16%")
    rows = tuple(PrintedRow((PrintedCell(f"指标{number}"), half)) for number in range(30))
    section = Section(SectionName.INDICATORS, "指标", (PrintedTable("指标", columns, rows),))
    charts = member(workbook_bytes(attrs.evolve(MADE, sections=(section,))), "charts/chart")
    assert 2 == len(charts)
    assert all(f"（{number}/2）" in chart for number, chart in enumerate(charts, start=1))


def test_without_the_excel_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that is missing is named."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(DocumentError) as caught:
        workbook_bytes(MADE)
    assert "writing workbooks needs xlsxwriter, which is not installed" in str(caught.value)


def test_a_flow_gives_numbers_of_cells_that_hold_one() -> None:
    """A text is no number, and whoever takes it for one is told."""
    flow = ReportFlow("表")
    place = flow.table(
        PrintedTable("", (PrintedColumn("数", 4, True),), (PrintedRow((PrintedCell("约5"),)),))
    )
    with pytest.raises(TypeError, match="no number in row 2, column 1 of '表'"):
        flow.number(place.first, 1)


@given(strategies.plans())
def test_texts_of_any_plan_stand_in_the_workbook_unchanged(plan: Plan) -> None:
    """Every name and note is found as it is written, or with what no cell keeps spelled out."""
    briefing = briefing_of_texts(plan)
    held = {
        str(cell.stored)
        for sheet in read_sheets(workbook_bytes(briefing), "x.xlsx")
        for number in range(1, len(sheet.rows) + 1)
        for column in range(1, 4)
        if (cell := sheet.cell(number, column)).stored is not None
    }
    for line in (briefing.title, *(one.text for one in briefing.lines)):
        assert line in held or printable(line) in held
    (table,) = briefing.sections[0].blocks
    assert isinstance(table, PrintedTable)
    for row in table.rows:
        for one in (row.cells[0], row.cells[2]):
            assert one is None or not one.text or {one.text, printable(one.text)} & held
