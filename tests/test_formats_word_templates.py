"""Filling the template of an office: what is found and filled, what stays, and what is refused."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import given
from hypothesis import strategies as st

from made_briefings import HOSTILE, MADE
from word_documents import document as bare_document
from word_documents import package, paragraph
from zoneplan.briefings.document import document_bytes, places_of
from zoneplan.errors import DocumentError
from zoneplan.formats.text import Limits
from zoneplan.formats.word_content import WordText
from zoneplan.formats.word_templates import Places, filled_template
from zoneplan.layout import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LETTERS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACES = places_of(MADE)


def saved(made: Any) -> bytes:
    """Give the bytes of a document."""
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def template(*lines: str) -> bytes:
    """Give a template of paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def changed(raw: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]) -> bytes:
    """Give a package with other members."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members = dict(change(members) or members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def filled(raw: bytes, places: Places = PLACES) -> Any:
    """Fill a template and open it."""
    return docx.Document(io.BytesIO(filled_template(raw, "红头.docx", places)))


def lines(document: Any) -> list[str]:
    """Give the paragraphs of the body that say something."""
    return [one.text for one in document.paragraphs if one.text]


def refused(raw: bytes, places: Places = PLACES, **limits: int) -> str:
    """Give what is said of a template that is refused, in Chinese."""
    with pytest.raises(DocumentError) as caught:
        filled_template(raw, "红头.docx", places, Limits(**limits))
    return "\n".join(f"{one.message_zh}。{one.remedy_zh}" for one in caught.value.problems)


# -- places ---------------------------------------------------------------------------------------


def test_texts_are_filled_in_amid_others() -> None:
    """Title, day and headline figures stand in sentences, under their names in Chinese and English."""
    raw = template(
        "关于{{标题}}的简报",
        "截至{{ 日期 }}，生产总值{{gdp}}、{{GDP}}、{{地区生产总值}}。",
        "{{title}}{{day}}",
    )
    assert [
        "关于虚构开发区“1+5+22”方案的简报",
        "截至2024年12月31日，生产总值2450.5亿元、2450.5亿元、2450.5亿元。",
        "虚构开发区“1+5+22”方案2024年12月31日",
    ] == lines(filled(raw))


def test_full_width_braces_are_braces() -> None:
    """Who writes with a Chinese keyboard may get these."""
    assert ["2024年12月31日"] == lines(filled(template("｛｛日期｝｝")))


@given(st.lists(st.integers(0, 30), max_size=8))
def test_a_place_is_found_however_it_is_split_over_runs(cuts: list[int]) -> None:
    """Runs end wherever spelling and formatting leave it; what stands around a place keeps its look."""
    text = "关于{{标题}}，截至{{日期}}。"
    ends = sorted({0, len(text), *(one for one in cuts if one < len(text))})
    made = docx.Document()
    line = made.add_paragraph()
    for start, end in pairwise(ends):
        run = line.add_run(text[start:end])
        run.bold = start < 2
    (said,) = filled(saved(made)).paragraphs
    assert "关于虚构开发区“1+5+22”方案，截至2024年12月31日。" == said.text
    assert "关" in "".join(run.text for run in said.runs if run.bold)


def test_places_in_headers_tables_and_text_boxes_are_filled() -> None:
    """Texts of one line can stand anywhere."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "{{标题}}"
    made.add_table(1, 1).cell(0, 0).text = "{{gdp}}"
    box = docx.oxml.parse_xml(
        f'<w:r xmlns:w="{LETTERS[1:-1]}"><w:pict><w:txbxContent>{paragraph("x{{日期}}")}</w:txbxContent>'
        "</w:pict></w:r>"
    )
    made.add_paragraph("框：").runs[0]._r.addnext(box)
    found = filled(saved(made))
    assert MADE.title == found.sections[0].header.paragraphs[0].text
    assert "2450.5亿元" == found.tables[0].cell(0, 0).text
    assert ["x2024年12月31日"] == [
        "".join(one.text for one in line.iter(f"{LETTERS}t"))
        for line in found.element.iter(f"{LETTERS}txbxContent")
    ]


def test_a_section_takes_the_paragraph_of_its_place() -> None:
    """It stands without its heading, which the office writes itself; all of them come with theirs."""
    found = filled(template("一、指标", "{{主要指标}}", "二、其他", "{{structure}}"))
    assert [
        "一、指标",
        "主要指标完成情况",
        "条下的刻度为序时进度。",
        "第二条说明。",
        "二、其他",
        "结构为1+2。",
    ] == lines(found)
    assert 1 == len(found.tables)
    assert 1 == len(found.inline_shapes)
    whole = filled(template("{{全部}}"))
    assert [one.heading for one in MADE.sections] == [
        one.text for one in whole.paragraphs if one.style.name == "Heading 1"
    ]


def test_a_section_that_the_plan_says_nothing_of_says_so() -> None:
    """A place is never empty in silence."""
    assert ["规划没有这方面的内容。"] == lines(filled(template("{{亮灯}}")))


def test_the_name_of_a_section_may_be_the_heading_it_has() -> None:
    """Whoever has seen a briefing writes the heading that stood there."""
    assert ["虚构开发区", "规划期：2023—2025"] == lines(filled(template("{{概况}}")))
    assert printable(HOSTILE) in lines(filled(template("{{检查结果}}")))[0]


def test_what_is_filled_in_is_no_place() -> None:
    """A text of the plan that looks like a place stays a text."""
    places = Places(texts={"标题": "{{日期}}", "日期": "今天"}, blocks={}, refused={}, shown=("标题",))
    assert ["{{日期}}，今天"] == lines(filled(template("{{标题}}，{{日期}}"), places))
    blocks = Places(texts={"日期": "今天"}, blocks={"全部": (WordText("{{日期}}"),)}, refused={}, shown=())
    assert ["{{日期}}", "今天"] == lines(filled(template("{{全部}}", "{{日期}}"), blocks))


def test_everything_else_in_the_template_stays() -> None:
    """Page set-up, styles, the red head and the paragraph's own look are the office's."""
    made = docx.Document()
    made.styles["Normal"].font.size = Pt(16)
    made.sections[0].left_margin = Cm(2.8)
    head = made.add_paragraph("某某委员会文件")
    head.runs[0].font.color.rgb = docx.shared.RGBColor(0xE0, 0, 0)
    place = made.add_paragraph("{{概况}}")
    place.paragraph_format.first_line_indent = Pt(32)
    found = filled(saved(made))
    assert made.element.body[0].xml == found.element.body[0].xml
    assert made.sections[0]._sectPr.xml == found.sections[0]._sectPr.xml
    assert made.styles["Normal"].element.xml == found.styles["Normal"].element.xml
    assert [Pt(32)] * 2 == [one.paragraph_format.first_line_indent for one in found.paragraphs[1:]]


def test_tables_are_as_wide_as_the_page_of_the_template() -> None:
    """A table fits between the margins of the page that its place is on, in each of its columns of text."""
    made = docx.Document()
    made.add_paragraph("{{资金}}")
    section = made.sections[0]
    section.page_width, section.left_margin, section.right_margin = Cm(14.8), Cm(2), Cm(2)
    (table,) = filled(saved(made)).tables
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert 0 <= Cm(10.8).twips - sum(widths) <= 3


def test_a_set_up_of_pages_that_ends_at_a_place_stays() -> None:
    """The paragraph that holds it is emptied, and not taken away."""
    made = docx.Document()
    made.add_paragraph("{{概况}}")
    made.add_section()
    about = made.element.body[1]
    about.getparent().remove(about)
    made.paragraphs[0]._p.get_or_add_pPr().append(about.pPr.sectPr)
    made.add_paragraph("后页")
    found = filled(saved(made))
    assert 2 == len(found.sections)
    assert ["虚构开发区", "规划期：2023—2025", "后页"] == lines(found)


def test_headings_take_the_styles_of_the_template() -> None:
    """A template without a style for headings gets one that is in the navigation."""
    made = docx.Document()
    for style in list(made.styles):
        if style.name in {"Heading 1", "Heading 2"}:
            style.element.getparent().remove(style.element)
    (first,) = [one for one in filled(saved(made) if made.add_paragraph("{{全部}}") else b"").paragraphs
                if one.text == "资金"]  # fmt: skip
    assert "Heading 1" == first.style.name
    assert "0" == first.style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))


def test_bookmarks_of_the_template_stay_the_only_ones_of_their_name() -> None:
    """What is filled into a document that was filled before leads to its own places."""
    once = filled(template("{{指标}}", "{{数据来源}}"))
    once.add_paragraph("{{数据出处}}")
    once.add_paragraph("{{indicators}}")
    again = filled(saved(once))
    names = [one.get(qn("w:name")) for one in again.element.iter(qn("w:bookmarkStart"))]
    assert len({one.casefold() for one in names}) == len(names)
    assert 2 * len(MADE.sections[-1].blocks) == len(names)
    links = [one.get(qn("w:anchor")) for one in again.element.iter(qn("w:hyperlink"))]
    assert {*links} <= {*names}
    numbers = [one.get(qn("w:id")) for one in again.element.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_a_content_control_around_a_place_stays() -> None:
    """Its text is no longer taken for a hint that a click would wipe out."""
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph('{{概况}}')}</w:sdtContent></w:sdt>"
    )
    raw = put(template(), "word/document.xml", b"<w:sectPr", control.encode() + b"<w:sectPr")
    found = filled(raw)
    (content,) = found.element.iter(qn("w:sdtContent"))
    assert 2 == len(content)
    assert [] == list(found.element.iter(qn("w:showingPlcHdr")))


def test_a_template_of_word_becomes_a_document(tmp_path: Path) -> None:
    """A .dotx says that it is a template; what is made of it says that it is a document."""
    raw = put(template("{{标题}}"), "[Content_Types].xml", b".document.main", b".template.main")
    path = tmp_path / "红头.dotx"
    path.write_bytes(raw)
    made = document_bytes(MADE, path)
    assert [MADE.title] == lines(docx.Document(io.BytesIO(made)))
    assert made == document_bytes(MADE, path)


def put(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Replace a piece of a member of a package, where it stands first; all of it where nothing is named."""
    return changed(raw, lambda one: {**one, name: one[name].replace(old, new, 1) if old else new})


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至{{日其}}", "没有名为{{日其}}的内容（正文：“截至{{日其}}”）。是否应为{{日期}}？"),
        ("{{qqq}}", "没有名为{{qqq}}的内容（正文：“{{qqq}}”）。可用的位置例如{{标题}}、{{日期}}、{{全部}}、"),
        ("{{标题", "位置以 {{ 开始，同一行内没有以 }} 结束（正文：“{{标题”）。请写成 {{标题}}"),
        ("见{{资金}}", "位置{{资金}}夹在其他文字或图片中（正文：“见{{资金}}”）。一节内容须独占一段"),
        ("{{园区}}", "{{园区}}对应几个数：1个、2个（正文：“{{园区}}”）。请改用其他名称"),
        ("没有位置", "模板中没有可填的位置。请在要填的地方写上双花括号中的名称"),
    ],
)
def test_a_place_that_stands_for_nothing_is_refused_with_where_it_stands(text: str, expected: str) -> None:
    """The name, the line around it and the nearest names are told."""
    assert expected in refused(template(text))


def test_every_place_that_cannot_be_filled_is_told_at_once() -> None:
    """Nobody mends a template one error at a time."""
    with pytest.raises(DocumentError) as caught:
        filled_template(template("{{x1}}", "{{x2}}", "{{标题}}"), "红头.docx", PLACES)
    assert ["{{x1}}", "{{x2}}"] == [one.message.split()[3].rstrip(",") for one in caught.value.problems]
    assert "template (红头.docx): nothing is called {{x1}}, in the text: '{{x1}}'" in str(caught.value)


@pytest.mark.parametrize("where", ["table", "header", "box"])
def test_a_section_stands_in_the_text_itself(where: str) -> None:
    """Tables and pictures are not put into cells, headers and boxes."""
    made = docx.Document()
    if where == "table":
        made.add_table(1, 1).cell(0, 0).text = "{{资金}}"
    elif where == "header":
        made.sections[0].header.paragraphs[0].text = "{{资金}}"
    else:
        content = f"<w:pict><w:txbxContent>{paragraph('{{资金}}')}</w:txbxContent></w:pict>"
        box = docx.oxml.parse_xml(f'<w:r xmlns:w="{LETTERS[1:-1]}">{content}</w:r>')
        made.add_paragraph()._p.append(box)
    words = {"table": "表格", "header": "页眉", "box": "文本框"}
    assert f"位置{{{{资金}}}}处放不下表格和图片（{words[where]}：" in refused(saved(made))


def test_a_picture_beside_a_place_is_not_lost() -> None:
    """A paragraph that holds a picture is not replaced."""
    made = docx.Document(io.BytesIO(document_bytes(MADE)))
    line = next(one for one in made.paragraphs if one._p.findall(f".//{qn('w:drawing')}"))
    line.add_run("{{资金}}")
    assert "位置{{资金}}夹在其他文字或图片中" in refused(saved(made))


def test_a_place_in_a_note_is_refused() -> None:
    """Footnotes and comments are not filled, and that is told."""
    made = docx.Document()
    made.add_comment(made.add_paragraph("{{标题}}").runs, text="{{日期}}")
    assert "位置写在脚注、尾注或批注中" in refused(saved(made))


def relation(members: dict[str, bytes], kind: str, target: str, mode: str = "External") -> dict[str, bytes]:
    """Add a relation to the document part."""
    name = "word/_rels/document.xml.rels"
    line = f'<Relationship Id="rId999" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return {**members, name: members[name].replace(b"</Relationships>", f"{line}</Relationships>".encode())}


BODY, TYPES = "word/document.xml", "[Content_Types].xml"
ENTITY = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
FETCHING = b'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x&quot; "/></w:p><w:sectPr'
STRICT = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
NAMED = f'<w:document xmlns:w="{LETTERS[1:-1]}"'
DEEP = f"{NAMED}>{'<w:sdt>' * 9000}{'</w:sdt>' * 9000}</w:document>".encode()
GOOD = template("{{标题}}")
DAMAGED = "文件已损坏，或不是 Word 文档"


def with_member(name: str, content: bytes) -> bytes:
    """Give a good template with another member."""
    return changed(GOOD, lambda one: {**one, name: content})


def with_relation(kind: str, target: str, mode: str = "External") -> bytes:
    """Give a good template with another relation."""
    return changed(GOOD, lambda one: relation(one, kind, target, mode))


HOSTILE_TEMPLATES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "text": (b"{{title}}", "这不是办公软件的工作簿或文档"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不能读取 Office 97-2003 格式"),
    "cut": (GOOD[:-40], "文件已损坏"),
    "bomb": (with_member("word/x.xml", bytes(2**24)), "倍，超过上限"),
    "entity": (put(GOOD, BODY, b"<w:document", ENTITY), "定义了 XML 实体"),
    "macros": (with_member("word/vbaProject.bin", b"x"), "模板含有宏"),
    "leaves": (with_member("../x.xml", b"<x/>"), "指向文件之外"),
    "linked picture": (with_relation("image", "http://example.com/x.png"), "从别处取内容"),
    "frame": (with_relation("frame", "file:///x/y.docx"), "从别处取内容"),
    "missing part": (with_relation("header", "gone.xml", "Internal"), DAMAGED),
    "no xml": (put(GOOD, BODY, b"", b"<w:document"), DAMAGED),
    "no body": (put(GOOD, BODY, b"", f"{NAMED}/>".encode()), DAMAGED),
    "deep": (put(GOOD, BODY, b"", DEEP), DAMAGED),
    "strict": (put(GOOD, BODY, b"", STRICT), "Strict Open XML"),
    "workbook": (put(GOOD, TYPES, b"wordprocessingml.document", b"spreadsheetml.sheet"), DAMAGED),
    "bare": (package("<x/>"), DAMAGED),
    "fetches": (put(GOOD, BODY, b"<w:sectPr", FETCHING), "从别处取内容"),
}


@pytest.mark.parametrize("name", HOSTILE_TEMPLATES)
def test_a_hostile_template_is_refused_with_a_sentence(name: str) -> None:
    """What is damaged, larger than it seems, runs or fetches something is refused, and told what to do."""
    made, expected = HOSTILE_TEMPLATES[name]
    assert expected in refused(made)


def test_a_template_over_the_limit_is_refused() -> None:
    """The limits are those of all files that are read."""
    assert "超过上限1,000" in refused(template("{{标题}}"), size=1000)


def test_the_template_of_a_template_is_not_fetched() -> None:
    """Word names the template that a file was made from, on somebody's disk; the document does not."""
    made = docx.Document()
    made.add_paragraph("{{标题}}")
    settings = made.part._settings_part
    number = settings.relate_to("file:///C:/x.dotx", f"{RELATIONS}/attachedTemplate", is_external=True)
    line = f'<w:attachedTemplate xmlns:w="{LETTERS[1:-1]}" xmlns:r="{RELATIONS}" r:id="{number}"/>'
    settings.element.append(docx.oxml.parse_xml(line))
    found = filled(saved(made))
    assert [] == [one for one in found.part._settings_part.rels.values() if one.is_external]
    assert [] == list(found.settings.element.iter(qn("w:attachedTemplate")))


def test_a_link_to_a_page_stays() -> None:
    """Links that people follow by hand fetch nothing by themselves."""
    raw = changed(template("{{标题}}"), lambda one: relation(one, "hyperlink", "http://example.com/"))
    assert [MADE.title] == lines(filled(raw))


@pytest.mark.parametrize("seed", range(12))
def test_broken_templates_are_refused_and_never_crash(seed: int) -> None:
    """Whatever bytes and members are changed, a template is filled or refused with a sentence."""
    chance = random.Random(seed)
    raw = bytearray(template("关于{{标题}}", "{{主要指标}}"))
    if seed % 2:
        for _ in range(chance.randint(1, 20)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        broken = bytes(raw)
    else:
        broken = changed(bytes(raw), lambda one: shuffled(one, chance))
    try:
        told = [docx.Document(io.BytesIO(filled_template(broken, "x.docx", PLACES))).part.content_type]
    except DocumentError as error:
        told = [one.message_zh for one in error.problems]
    assert told
    assert all(told)


def shuffled(members: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Drop a piece of some XML member, or the whole member."""
    name = chance.choice([one for one in members if one.endswith((".xml", ".rels"))])
    content = members[name]
    if chance.random() < 0.3:
        return {one: held for one, held in members.items() if one != name}
    tags = [one for one in range(len(content)) if content[one : one + 1] == b"<"]
    start, end = sorted(chance.sample(tags, 2)) if len(tags) > 1 else (0, 1)
    return {**members, name: content[:start] + content[end:]}


def test_documents_made_by_hand_are_told_from_templates() -> None:
    """A package with a document and no list of types is damaged."""
    raw = bare_document(paragraph("{{标题}}"))
    assert struct.unpack("<4s", raw[:4]) == (b"PK\x03\x04",)
    assert "文件已损坏，或不是 Word 文档" in refused(raw)
