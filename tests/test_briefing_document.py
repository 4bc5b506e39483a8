"""Briefings as Word documents: what stands in the XML, where links lead, and that nothing is lost."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made_briefings import CHART, EXPLAINED, HOSTILE, LONG_ANCHOR, MADE, briefing_of_texts
from zoneplan import strategies
from zoneplan.briefings.document import document_bytes
from zoneplan.briefings.sections import Section, SectionName
from zoneplan.errors import DocumentError
from zoneplan.formats.word_content import WordPicture
from zoneplan.formats.word_markup import Bookmarks, bar_units, bookmark_name
from zoneplan.layout import printable
from zoneplan.printed_tables import (
    PrintedBar,
    PrintedCell,
    PrintedColumn,
    PrintedLine,
    PrintedRow,
    PrintedTable,
    Signal,
)
from zoneplan.signal_tones import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zoneplan.briefings.briefing import Briefing
    from zoneplan.plans import Plan

LETTERS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def opened(briefing: Briefing) -> Any:
    """Write a briefing and open it again."""
    return docx.Document(io.BytesIO(document_bytes(briefing)))


def values(document: Any, element: str, attribute: str) -> list[str]:
    """Give an attribute of every element of a sort in the body."""
    found = document.element.body.iter(f"{LETTERS}{element}")
    return [one.get(f"{LETTERS}{attribute}") for one in found if one.get(f"{LETTERS}{attribute}") is not None]


def text_of(document: Any) -> list[str]:
    """Give the text of every paragraph of the body, in tables and out of them."""
    return [
        "".join(
            one.text or "" if one.tag == f"{LETTERS}t" else "\t"
            for one in paragraph.iter(f"{LETTERS}t", f"{LETTERS}tab")
        )
        for paragraph in document.element.body.iter(f"{LETTERS}p")
    ]


# -- the XML --------------------------------------------------------------------------------------


def test_every_style_in_use_names_its_chinese_font() -> None:
    """Each style that a paragraph has names a font for Chinese, and no theme's font wins over it."""
    document = opened(MADE)
    used = {"Normal", "Header", "Footer", *values(document, "pStyle", "val")}
    by_id = {style.style_id: style for style in document.styles}
    fonts = {name: by_id[name].element.rPr.rFonts for name in used}
    assert {"Title", "Heading1", "Heading2", "TableText", "TileLabel", "TileValue"} <= used
    assert {"宋体", "黑体"} == {one.get(f"{LETTERS}eastAsia") for one in fonts.values()}
    themes = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
    every = document.styles.element.iter(f"{LETTERS}rFonts")
    assert not any(one.get(f"{LETTERS}{theme}") for one in every for theme in themes)


def test_every_link_has_its_target_and_every_bookmark_its_own_name() -> None:
    """Names are unique whatever the size of letters, and at most 40 characters; links lead to one of them."""
    document = opened(MADE)
    names = values(document, "bookmarkStart", "name")
    assert len({one.casefold() for one in names}) == len(names)
    assert max(map(len, names)) <= 40
    assert {*values(document, "hyperlink", "anchor")} <= {*names}
    assert sorted(values(document, "bookmarkStart", "id")) == sorted(values(document, "bookmarkEnd", "id"))
    sections = [bookmark_name(section.name.value) for section in MADE.sections]
    assert {*sections, *(bookmark_name(one.anchor) for one in EXPLAINED)} == {*names}


def test_a_link_without_a_place_is_text() -> None:
    """A cell that links to what the document does not hold shows its text, and is no dead link."""
    document = opened(MADE)
    assert "0.3吨/万元" in text_of(document)
    assert bookmark_name("no-such-place") not in values(document, "hyperlink", "anchor")
    assert bookmark_name(LONG_ANCHOR) in values(document, "hyperlink", "anchor")


@given(st.lists(st.text(alphabet="abAB-_字0", min_size=1, max_size=60), unique=True))
def test_bookmarks_are_names_that_word_allows_one_for_each_anchor(anchors: list[str]) -> None:
    """Whatever anchors there are, the names are short, plain, and none is another one's."""
    names = [bookmark_name(one) for one in anchors]
    assert all(re.fullmatch(r"_[a-z0-9_]{1,39}", one) for one in names)
    assert len(names) == len(set(names))


def test_a_name_that_is_taken_is_not_used_again() -> None:
    """A document that has a bookmark of the same name keeps it, and an anchor is written once."""
    marks = Bookmarks(["a"], ["_A"])
    written = marks.around("a", "x")
    assert 'w:name="_a"' not in written
    assert "x" == marks.around("a", "x")
    assert "w:hyperlink" in marks.link("a", "text")


def test_pictures_say_what_they_show() -> None:
    """A chart is a picture with its description as the text for who does not see it."""
    document = opened(MADE)
    (about,) = document.element.body.iter(f"{DRAWING}docPr")
    assert CHART.description == about.get("descr")
    (shape,) = document.inline_shapes
    assert shape.width <= 9638 * 635
    assert ["image/png"] == [part.content_type for part in document.part.package.image_parts]


def test_headings_are_headings_and_table_heads_repeat() -> None:
    """Sections are in the navigation, and the first row of a table is on each of its pages."""
    document = opened(MADE)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [section.heading for section in MADE.sections] == headings
    heads = [
        [row._tr.find(f".//{LETTERS}tblHeader") is not None for row in table.rows]
        for table in document.tables
        if len(table.columns) != 3 or table.cell(0, 0).text == "专项"
    ]
    assert [[True, *[False] * 4], [True, *[False] * 4]] == heads


def test_a_signal_is_a_shape_words_and_a_ground() -> None:
    """What colour says, a shape and words say beside it."""
    table = opened(MADE).tables[1]
    cells = [row.cells[4] for row in table.rows[1:]]
    assert ["● 达到进度", "▲ 落后", "○ 未上报", "■ 未达到"] == [cell.paragraphs[0].text for cell in cells]
    grounds = [cell._tc.tcPr.find(f"{LETTERS}shd").get(f"{LETTERS}fill") for cell in cells]
    signals = (Signal.GOOD, Signal.WARNING, Signal.OPEN, Signal.BAD)
    assert [TONES[one].ground[1:] for one in signals] == grounds


def test_pages_have_title_day_and_number() -> None:
    """At the head of a page stand title and day, at its foot the number and how many there are."""
    section = opened(MADE).sections[0]
    assert "虚构开发区“1+5+22”方案　截至2024年12月31日" == section.header.paragraphs[0].text
    fields = [
        one.get(f"{LETTERS}instr").strip() for one in section.footer._element.iter(f"{LETTERS}fldSimple")
    ]
    assert ["PAGE", "NUMPAGES"] == fields


def test_wide_tables_alone_lie_on_their_side() -> None:
    """A page is turned for a wide table, and turned back behind it."""
    wide = [section.page_width > section.page_height for section in opened(MADE).sections]
    assert [False, True] == wide[:2]


def test_an_english_briefing_counts_its_pages_in_english() -> None:
    """Head and foot are in the language of the briefing."""
    section = opened(attrs.evolve(MADE, language="en")).sections[0]
    assert "虚构开发区“1+5+22”方案, as of 2024-12-31" == section.header.paragraphs[0].text
    told = [one.text for one in section.footer._element.iter(f"{LETTERS}t")]
    assert ["Page ", "1", " of ", "1"] == told


def test_hostile_text_is_text() -> None:
    """Markup, formulas, places of templates and control characters are shown, and nothing else."""
    assert printable(HOSTILE) in text_of(opened(MADE))


def test_the_same_briefing_gives_the_same_bytes() -> None:
    """Nothing depends on the time or on the order of members."""
    once, again = document_bytes(MADE), document_bytes(MADE)
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {one.date_time for one in archive.infolist()}


# -- what it says ---------------------------------------------------------------------------------


@given(strategies.plans())
def test_texts_of_any_plan_stand_in_the_document_unchanged(plan: Plan) -> None:
    """Every name, figure and note is found as it is written, or with what nobody sees spelled out."""
    briefing = briefing_of_texts(plan)
    shown = set(text_of(opened(briefing)))
    for text in texts(briefing):
        for line in text.split("\n"):
            assert line in shown or printable(line) in shown


def texts(briefing: Briefing) -> Iterator[str]:
    """Give every text of a briefing of texts."""
    yield briefing.title
    yield from (line.text for line in briefing.lines)
    for section in briefing.sections:
        for block in section.blocks:
            rows = getattr(block, "rows", ())
            yield from (cell.text for row in rows for cell in row.cells)
            yield getattr(block, "heading", "")


@example(Fraction(99_996, 100_000), None, 24)
@example(Fraction(1), Fraction(2), 3)
@example(Fraction(99_996, 100_000), Fraction(1), 24)
@example(Fraction(1, 10_000), Fraction(1, 1000), 24)
@given(
    st.fractions(min_value=-1, max_value=3),
    st.none() | st.fractions(min_value=0, max_value=2),
    st.integers(3, 200),
)
def test_a_bar_never_contradicts_its_numbers(share: Fraction, tick: Fraction | None, units: int) -> None:
    """It is full only at 1, empty only at 0, and past its tick once that, or all of it, is reached."""
    filled, at = bar_units(PrintedBar(share, tick), units)
    assert (share >= 1) == (filled == units)
    assert (share <= 0) == (filled == 0)
    if tick is None:
        assert at is None
    elif at is not None and share > 0 and (tick > 0 or share > tick):
        assert (share >= min(tick, Fraction(1))) == (filled > at)


def test_without_the_charts_extra_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture is missing in silence: what is lacking and how to get it stand in its place."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    said = [one for one in text_of(opened(MADE)) if "规划结构图" in one]
    expected = "此处未绘图“规划结构图”：画图需要 vl-convert，尚未安装。请安装：pip install 'zoneplan[charts]'"
    assert [expected] == said


def test_without_the_word_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that is missing is named."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DocumentError) as caught:
        document_bytes(MADE)
    assert "writing Word documents needs python-docx, which is not installed" in str(caught.value)


def test_more_pictures_than_anybody_leafs_through_are_counted() -> None:
    """The first of many pictures are drawn, and a line says how many are not."""
    many = Section(SectionName.SCHEDULE, "进度安排", (CHART,) * 26)
    document = opened(attrs.evolve(MADE, sections=(many,)))
    assert 24 == len(document.inline_shapes)
    assert "本节的图只画出前24张，另有2张未画出。" in text_of(document)


def test_an_empty_briefing_is_a_document() -> None:
    """A briefing without sections has its title."""
    document = opened(attrs.evolve(MADE, sections=(), lines=()))
    assert [MADE.title] == [one.text for one in document.paragraphs if one.text]


def test_a_line_goes_with_what_stands_before_it() -> None:
    """Lines before a wide table stay upright only where something upright stands before them."""
    section = Section(SectionName.FINDINGS, "检查结果", (PrintedLine("第一行"), PrintedLine("第二行")))
    document = opened(attrs.evolve(MADE, sections=(section,), lines=()))
    assert ["检查结果", "第一行", "第二行"] == [one.text for one in document.paragraphs][1:4]


@pytest.mark.parametrize(
    ("words", "kept"), [("短", [True, True, True, False]), ("长" * 400, [True, *[False] * 3])]
)
def test_a_table_stays_on_one_page_only_where_it_has_room_there(words: str, kept: list[bool]) -> None:
    """What is too high for a page starts below its heading, and leaves no empty page behind."""
    columns = (PrintedColumn("指标", 4), PrintedColumn("说明", 4, is_remark=True))
    rows = tuple(PrintedRow((PrintedCell("产值"), PrintedCell(words)), is_total=True) for _ in range(3))
    section = Section(SectionName.INDICATORS, "指标", (PrintedTable("表", columns, rows),))
    (table,) = opened(attrs.evolve(MADE, sections=(section,), lines=())).tables
    assert kept == [row._tr.find(f".//{LETTERS}keepNext") is not None for row in table.rows]
    assert [True, None] == [cell.paragraphs[0].runs[0].bold for cell in table.rows[1].cells]


def test_only_png_files_are_pictures() -> None:
    """The size of a picture is read from its own head, and of nothing else."""
    with pytest.raises(ValueError, match="expected a PNG picture"):
        _ = WordPicture(b"GIF89a", "").size


# -- as another program sees it -------------------------------------------------------------------

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@needs_office
def test_libreoffice_shows_the_whole_document(tmp_path: Path) -> None:
    """Another program opens the document without a complaint, and every text is in what it prints."""
    path = tmp_path / "briefing.docx"
    path.write_bytes(document_bytes(MADE))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    told = path.with_suffix(".txt").read_text("utf-8")
    for text in ("2450.5亿元", "● 达到进度", "99.996%", "绿色低碳", "6.75", printable(HOSTILE)):
        assert text in told
