"""Tables of Word documents as sheets: what is read, what is not, and what is refused with its cell."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest

from word_documents import LETTERS, cell, document, package, paragraph, row, run, table
from zoneplan.errors import DocumentError
from zoneplan.formats.text import Limits
from zoneplan.formats.word_reading import read_tables
from zoneplan.formats.word_styles import PLAIN, Look, Styles
from zoneplan.locations import Part
from zoneplan.sheets import Area

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED = "the document is damaged\n    open it in Word and save it again"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
INSERTED = f"<w:ins>{run('新')}</w:ins>"
DELETED = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
FIELD = (
    "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>"
)


def refusal(raw: bytes, limits: Limits | None = None) -> str:
    """Give what the refusal of a document says."""
    with pytest.raises(DocumentError) as caught:
        read_tables(raw, "x.docx", limits or Limits())
    return str(caught.value)


def test_a_table_made_by_another_library_is_read_with_its_places() -> None:
    """Merged cells, a table in a cell and the lines above are all told."""
    made = docx.Document()
    made.add_paragraph("表1 主要指标")
    made.add_paragraph("单位：万元")
    grid = made.add_table(3, 3)
    for number, one in enumerate(grid._cells):
        one.text = str(number)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "两段\n文字"
    grid.cell(2, 2).add_table(1, 1).cell(0, 0).text = "内"
    raw = io.BytesIO()
    made.save(raw)
    outer, inner = read_tables(raw.getvalue(), "x.docx")
    assert (("两段\n文字", None, "2"), (None, None, "5"), ("6", "7", "8")) == outer.rows
    assert (Area(1, 1, 2, 2),) == outer.merged
    assert ("表1 主要指标", "单位：万元") == outer.above
    assert "x.docx: table 1, row 3, column 2" == outer.place(3, 2).in_file
    assert "两段\n文字" == outer.cell(2, 2).stored
    assert (Part("1.1", is_table=True), (("内",),), ()) == (inner.part, inner.rows, inner.above)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (INSERTED + DELETED, "新"),
        (f"<w:moveFrom>{run('5')}</w:moveFrom><w:moveTo>{run('6')}</w:moveTo>", "6"),
        (run("5", "<w:vanish/>") + run("6"), "6"),
        (run("5", '<w:vanish w:val="0"/>'), "5"),
        (run("12.5") + run("1", '<w:vertAlign w:val="superscript"/>'), "12.5¹"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>'), "PM2.5"),
        (run("5", '<w:strike w:val="false"/>'), "5"),
        (run("5", "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"), "5"),
        ("<w:r><w:t>5</w:t><w:br/><w:t>6</w:t><w:tab/><w:t>7</w:t><w:noBreakHyphen/></w:r>", "5\n6\t7-"),
        ("<w:r><w:t> 5 </w:t></w:r>", "5"),
        (run(" 5 "), " 5 "),
        (f"{run('5')}<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>", "5\N{OBJECT REPLACEMENT CHARACTER}"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "\uf0fe"),
        ('<w:r><w:sym w:font="Arial" w:char="0035"/></w:r>', "\N{OBJECT REPLACEMENT CHARACTER}"),
        ('<w:r><w:sym w:font="Arial" w:char="x"/></w:r>', "\N{OBJECT REPLACEMENT CHARACTER}"),
        (FIELD.format("<w:showingPlcHdr/>"), None),
        (FIELD.format(""), "单击此处输入文字"),
        (f"<w:ruby><w:rt>{run('kun')}</w:rt><w:rubyBase>{run('昆')}</w:rubyBase></w:ruby>", "昆"),
        (f"<mc:AlternateContent><mc:Fallback>{run('5')}</mc:Fallback></mc:AlternateContent>", None),
        (f"<w:r><w:txbxContent>{paragraph('注')}</w:txbxContent></w:r>{run('5')}", "5"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("5"), "5"),
    ],
)  # fmt: skip
def test_a_cell_says_what_is_shown_once_changes_are_accepted(content: str, expected: str | None) -> None:
    """What is deleted, hidden or a placeholder is no text; what may be more than it seems is no digit."""
    (sheet,) = read_tables(document(table(row(cell(content)))))
    assert ((expected,),) == sheet.rows


@pytest.mark.parametrize("letters", [LETTERS, STRICT])
def test_paragraphs_are_lines_and_a_deleted_end_joins_them(letters: str) -> None:
    """A cell's paragraphs stand in lines of their own, unless the end of one is deleted."""
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("3") + "</w:p>"
    inside = f"<w:tc>{paragraph('1')}{paragraph('2')}{joined}{paragraph('4')}</w:tc>"
    (sheet,) = read_tables(document(table(row(inside)), letters))
    assert (("1\n2\n34",),) == sheet.rows


def test_rows_are_what_is_left_of_them() -> None:
    """Deleted rows are none, hidden rows are told, and a row may start further right."""
    made = table(
        row("1", properties="<w:del/>"),
        row("2", "3", properties="<w:ins/>"),
        row("4", properties='<w:gridBefore w:val="1"/>'),
        row("5", properties="<w:hidden/>"),
    )
    (sheet,) = read_tables(document(made))
    assert (("2", "3"), (None, "4"), ("5",)) == sheet.rows
    assert frozenset({3}) == sheet.hidden_rows


def test_merged_cells_are_areas() -> None:
    """Cells are merged across columns and rows, in the new way and the old one, also without a first one."""
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = table(
        row(cell("甲", f'<w:gridSpan w:val="2"/>{down}'), "1"),
        row(cell("看不见", f'<w:gridSpan w:val="2"/>{on}'), cell("2", '<w:hMerge w:val="restart"/>'),
            cell("看不见", "<w:hMerge/>")),
        row(cell("乙", on), "3", cell("4", on)),
    )  # fmt: skip
    (sheet,) = read_tables(document(made))
    assert (("甲", None, "1"), (None, None, "2", None), ("乙", "3", "4")) == sheet.rows
    assert {Area(1, 1, 2, 2), Area(2, 3, 2, 4)} == set(sheet.merged)


def test_cells_that_word_works_out_are_told() -> None:
    """A formula field marks its cell, and one without a result is not taken for a blank."""
    field = '<w:fldSimple w:instr=" =SUM(ABOVE) ">{}</w:fldSimple>'
    code = "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>" + run("7")
    made = table(row(cell(field.format(run("5"))), cell(field.format("")), cell(code), "8"))
    (sheet,) = read_tables(document(made))
    assert (("5", None, "7", "8"),) == sheet.rows
    assert (frozenset({(1, 1), (1, 2), (1, 3)}), frozenset({(1, 2)})) == (sheet.computed, sheet.uncached)


def test_lines_above_a_table_are_its_own() -> None:
    """At most three lines are kept, and none of those above another table."""
    body = "".join(map(paragraph, ("甲", "乙", " ", "丙", "丁"))) + table(row("1")) + table(row("2"))
    assert [("乙", "丙", "丁"), ()] == [one.above for one in read_tables(document(body))]


def test_every_cell_that_is_unclear_is_told() -> None:
    """All such cells are collected, each with its place, in both languages."""
    made = table(row("1", cell(run("5", "<w:strike/>"))), row(cell("6", "<w:cellDel/>")))
    with pytest.raises(DocumentError) as caught:
        read_tables(document(table(row("0")) + made), "x.docx")
    first, second = caught.value.problems
    assert "x.docx: table 2, row 1, column 2" == first.place.in_file
    assert ("'5' is struck through, which does not say whether it counts",
            "delete it, or remove the line through it") == first.sentences()  # fmt: skip
    assert ("“5”带删除线，不知是否有效", "请删去该文字，或去掉删除线") == first.sentences("zh")
    assert "x.docx: table 2, row 2, column 1" == second.place.in_file
    assert "单元格的删除或合并是尚未接受的修订" == second.message_zh


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "the file is empty"),
        (b"hello", "this is no workbook or document of an office program"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"0" * 600, "a file of Office 97-2003"),
        (package("<a/>"), "the file is no Word document"),
        (package("<a"), DAMAGED),
        (document("<w:tc/>"), DAMAGED),
        (document("<w:tr/>"), DAMAGED),
        (document(table(cell("1"))), DAMAGED),
        (document("<w:altChunk/>"), "the document embeds another document"),
        (document(table(row(cell("1", '<w:gridSpan w:val="999999999"/>')))), ""),
        (document(table(row(cell("1", '<w:gridSpan w:val="300"/>')))), "more than 256 columns in a table"),
        (package("<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"), "the file defines entities"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(raw: bytes, expected: str) -> None:
    """Whatever comes by mail is read or refused with a sentence."""
    if not expected:  # a span that is no number of columns counts as one
        assert ((("1",),),) == tuple(sheet.rows for sheet in read_tables(raw))
    else:
        assert expected in refusal(raw)


def _hostile(kind: str) -> bytes:
    match kind:
        case "cell":
            return document(table(row("9" * 50_000_000)))
        case "blanks":
            return document(table("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 1_000_000))
        case "cells":
            return document(table(f"<w:tr>{'<w:tc/>' * 200}</w:tr>" * 1_000))
        case "lines":
            return document("<w:p/>" * 600_000)
        case "nested":
            return document("<w:tbl><w:tr><w:tc>" * 100_000)
        case "tag":
            return package(f'<a b="{"x" * 60_000_000}"/>')
        case _:
            return package("0" * 300_000_000)


@pytest.mark.parametrize("kind", ["cell", "blanks", "cells", "lines", "nested", "tag", "bomb"])
@pytest.mark.parametrize("ratio", [200, 10**9])
def test_a_hostile_document_is_refused_before_it_does_harm(kind: str, ratio: int) -> None:
    """Within two seconds of work and 200 MB, even where the first limit is lifted."""
    raw = _hostile(kind)
    started = time.process_time()
    refusal(raw, Limits(ratio=ratio))
    assert time.process_time() - started < 2
    tracemalloc.start()
    refusal(raw, Limits(ratio=ratio))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


def test_what_stands_outside_of_a_table_changes_nothing() -> None:
    """Words of tables and fields that stand where they mean nothing are passed over."""
    stray = "<w:gridSpan/><w:vMerge/><w:hMerge/><w:hidden/><w:showingPlcHdr/>"
    stray += '<w:fldSimple w:instr="=SUM(ABOVE)"/><w:p><w:pPr><w:rPr><w:vanish/><w:strike/>'
    stray += '<w:vertAlign w:val="superscript"/></w:rPr></w:pPr></w:p>' + paragraph(run("5", "<w:strike/>"))
    bare = "<w:tbl><w:tr><w:tc><w:r><w:t>6</w:t></w:r></w:tc></w:tr></w:tbl>"
    (sheet,) = read_tables(document(stray + bare))
    assert ((("6",),), ("5",)) == (sheet.rows, sheet.above)


def test_a_package_without_a_document_is_refused() -> None:
    """An archive of other files is no Word document."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert "the file is no Word document" in refusal(raw.getvalue())


def test_a_path_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    """A document is named by its path unless it is given a name."""
    path = tmp_path / "x.docx"
    path.write_bytes(document(table(row("1"))))
    assert [str(path), "表.docx"] == [read_tables(path)[0].file, read_tables(path, "表.docx")[0].file]


def test_a_very_long_paragraph_is_no_cell() -> None:
    """Text outside of tables may be as long as it likes, and is not kept."""
    body = paragraph("长" * 200) + table(row("1"))
    assert [()] == [one.above for one in read_tables(document(body), limits=Limits(scalar=100))]


def styled_table(style: Any, kind: int, **look: bool) -> bytes:
    """Write a document whose table has 5 in a style of its own, based on another, and 6 beside it."""
    made = docx.Document()
    base = made.styles.add_style("Base", kind)
    for name, value in look.items():
        setattr(base.font, name, value)
    own = made.styles.add_style("Own", kind)
    own.base_style = base
    paragraph = made.add_table(1, 1).cell(0, 0).paragraphs[0]
    first = paragraph.add_run("5")
    if kind == 1:
        paragraph.style = own
    else:
        first.style = own
        paragraph.add_run("6")
    style(first)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("kind", "look", "expected"),
    [
        (1, {"hidden": True}, None), (2, {"hidden": True}, "6"), (1, {"superscript": True}, "⁵"),
        (2, {"superscript": True}, "⁵6"), (2, {"bold": True}, "56"), (2, {"hidden": False}, "56"),
    ],
)  # fmt: skip
def test_a_style_hides_and_raises_as_a_run_does(
    kind: int, look: dict[str, bool], expected: str | None
) -> None:
    """What a style does to its text counts, whichever style says it; nobody sees hidden figures."""
    (sheet,) = read_tables(styled_table(lambda run: None, kind, **look))
    assert expected == sheet.cell(1, 1).stored


def test_a_run_goes_before_its_style() -> None:
    """A run that says it is shown is shown, whatever its style says."""

    def show(run: Any) -> None:
        run.font.hidden = False

    (sheet,) = read_tables(styled_table(show, 2, hidden=True))
    assert "56" == sheet.cell(1, 1).stored


@pytest.mark.parametrize("kind", [1, 2])
@pytest.mark.parametrize("look", ["strike", "double_strike"])
def test_a_style_that_strikes_through_is_refused(kind: int, look: str) -> None:
    """Whether struck text counts nobody knows, whoever drew the line."""
    assert "'5' is struck through" in refusal(styled_table(lambda run: None, kind, **{look: True}))


def test_a_style_goes_before_what_it_is_based_on() -> None:
    """What a style says of itself counts, and the rest is as in the style below it; tables' parts do not."""
    styles = Styles()
    for own, said in (("base", {"vanish": {}, "strike": {}}), ("own", {"vanish": {"val": "0"}})):
        styles.start("style", {"styleId": own})
        if own == "own":
            styles.start("basedOn", {"val": "base"})
            styles.end()
            styles.start("tblStylePr", {})
            styles.start("rPr", {})
            styles.start("vertAlign", {"val": "superscript"})
            for _ in range(3):
                styles.end()
        styles.start("rPr", {})
        for word, attributes in said.items():
            styles.start(word, attributes)
            styles.end()
        styles.end()
        styles.end()
    assert Look(is_struck=True) == styles.look("own")


def test_styles_that_are_based_on_each_other_end() -> None:
    """A circle of styles, and one that there is not, show text plainly."""
    styles = Styles()
    for own, above in (("a", "b"), ("b", "a")):
        styles.start("style", {"styleId": own})
        styles.start("basedOn", {"val": above})
        styles.end()
        styles.end()
    assert PLAIN == styles.look("a") == styles.look("x")


def test_a_hostile_part_of_styles_is_refused() -> None:
    """Styles cost as little as the text does, and damaged ones are no styles."""
    whole = styled_table(lambda run: None, 1)
    many = b"<a>" + b"<b/>" * 600_000 + b"</a>"
    for content in (many, b"<a>"):
        raw = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(raw, "w") as new:
            for name in old.namelist():
                new.writestr(name, content if name == "word/styles.xml" else old.read(name))
        assert "the document is damaged" in refusal(raw.getvalue())
