"""A briefing as a page of HTML."""

from __future__ import annotations

import re
import sys
from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from page_reading import Elements
from printed_blocks import bar_chart, briefing_with
from zoneplan import strategies
from zoneplan.briefings import Briefing, Section, SectionName
from zoneplan.briefings.page import page_text
from zoneplan.errors import MissingLibraryError
from zoneplan.formats import html
from zoneplan.formats.html import rendered, resource
from zoneplan.layout import printable
from zoneplan.printed_tables import Signal
from zoneplan.signal_tones import COLOURS

PAGE = page_text(briefing_with("固定资产投资"))
FOUND = Elements(PAGE)
HOSTILE = (
    "<script>run()</script>", '"><img src=x onerror=run()>', "'onmouseover='run()", "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(\"http://example.com\")", "javascript:run()", "</style><style>*{display:none}",
    "a\x00\x07\x1b[2J",
    "\u202egnp.exe\u2066", "</title><b>", "]]>", "&lt;b&gt;", "<!-- ", "</svg><script>run()</script>",
)  # fmt: skip
"""Texts that do something where they are not taken for texts; invented."""
few = settings(max_examples=max(10, settings().max_examples // 6))


def without_pictures(briefing: Briefing) -> Briefing:
    """Leave the pictures out, which take longest."""
    sections = [
        Section(one.name, one.heading, tuple(block for block in one.blocks if not hasattr(block, "spec")))
        for one in briefing.sections
    ]
    return attrs.evolve(briefing, sections=tuple(sections))


def shape(found: Elements) -> list[tuple[str, set[str]]]:
    """Give the elements of a page with the names of their attributes, line breaks left out."""
    return [(one, set(attributes)) for one, attributes in found.started if one != "br"]


def test_the_page_holds_every_block_in_order() -> None:
    """Each section has its heading, its tiles, tables, lines, pictures and figures explained."""
    assert [] == FOUND.open
    assert [str(one) for one in SectionName if one in PAGE] == [
        one["id"] for one in FOUND.of("section") if one["id"]
    ]
    counts = Counter(one for one, _ in FOUND.started)
    assert (5, 3, 2, 2, 1) == tuple(counts[one] for one in ("section", "table", "figure", "svg", "dl"))
    assert 5 == FOUND.attributes("class").count("tile good") + sum(
        FOUND.attributes("class").count(f"tile {one}") for one in ("open", "none", "warning", "bad")
    )
    assert ["固定资产投资：1200亿元以上", "工业企业：未上报"] == FOUND.texts["dt"]


def test_the_page_is_one_file_without_network_and_script() -> None:
    """Nothing is loaded, nothing runs, and the browser is told to allow neither."""
    assert set() == {"script", "iframe", "object", "embed", "form", "base"} & {
        one for one, _ in FOUND.started
    }
    policy = next(one["content"] for one in FOUND.of("meta") if "http-equiv" in one)
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" == policy
    assert ["data:,"] == [one["href"] for one in FOUND.of("link")]
    style = "".join(FOUND.texts["style"])
    assert [] == re.findall(r"@import|url\((?!#)|expression|https?:", style)
    assert {"http://www.w3.org/2000/svg"} == set(re.findall(r"https?://[^\s\"'<]+", PAGE))


def test_headings_go_down_one_by_one() -> None:
    """One first heading, and below it one for each section."""
    assert ["h1", "h2", *["h2"] * 5] == [one for one, _ in FOUND.started if re.fullmatch(r"h\d", one)]


def test_the_contents_lead_to_every_section() -> None:
    """The contents list the sections in order, and the first link of the page skips over them."""
    places = [one["href"] for one in FOUND.of("a")]
    sections = [f"#{one['id']}" for one in FOUND.of("section")]
    assert ["#text", *sections] == places[: 1 + len(sections)]


def test_every_link_has_its_place_and_every_place_one_name() -> None:
    """No link leads out of the page or nowhere, and no anchor is there twice."""
    anchors = Counter(FOUND.attributes("id"))
    assert {} == {one: count for one, count in anchors.items() if count > 1}
    assert set() == {one["href"] for one in FOUND.of("a")} - {f"#{one}" for one in anchors}


def test_a_picture_is_told_in_words() -> None:
    """A picture has its title and what it shows beside it, and as its name."""
    captions = [text for text in FOUND.texts["span"] if "专项" in text]
    assert ["固定资产投资按专项", "两个专项的投资，单位亿元。"] == captions[:2]
    assert "图中之题" not in PAGE
    assert ["固定资产投资按专项", "第二张按专项"] == [one["aria-label"] for one in FOUND.of("svg")]


def test_the_same_briefing_gives_the_same_page() -> None:
    """Nothing in the page depends on when it was written, or on what was written before it."""
    assert PAGE == page_text(briefing_with("固定资产投资"))


def test_a_page_is_told_in_its_language() -> None:
    """The page says which language it is in, and tells its own words in it."""
    english = Elements(page_text(without_pictures(briefing_with("x", "en"))))
    assert ["en", "zh-CN"] == [english.of("html")[0]["lang"], FOUND.of("html")[0]["lang"]]
    assert ["Contents", "目录"] == [english.texts["h2"][0], FOUND.texts["h2"][0]]
    assert "x: briefing as of 2025-06-30" == english.texts["title"][0]
    assert "固定资产投资：截至 2025-06-30 的简报" == FOUND.texts["title"][0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    """What would do something elsewhere adds no element and no attribute, and stands there to be read."""
    found = Elements(page_text(briefing_with(text)))
    assert [] == found.open
    assert shape(FOUND) == shape(found)
    assert printable(text) in found.text
    assert [printable(text)] == found.texts["h1"]


@few
@given(st.text())
def test_any_text_adds_nothing_to_a_page(text: str) -> None:
    """Elements and their attributes are those of a page of other texts, whatever the texts are."""
    plain = Elements(page_text(without_pictures(briefing_with("x"))))
    found = Elements(page_text(without_pictures(briefing_with(text))))
    assert shape(plain) == shape(found)


@few
@given(strategies.briefings())
def test_every_briefing_has_a_page_without_loose_ends(briefing: Briefing) -> None:
    """Whatever a plan holds, elements are closed, and links lead to anchors that are there once."""
    found = Elements(page_text(without_pictures(briefing)))
    assert [] == found.open
    anchors = Counter(found.attributes("id"))
    assert {} == {one: count for one, count in anchors.items() if count > 1}
    assert set() == {one["href"] for one in found.of("a")} - {f"#{one}" for one in anchors}


def test_a_briefing_without_sections_has_a_page() -> None:
    """A plan that says nothing still has its title and day."""
    bare = attrs.evolve(briefing_with("空"), sections=(), lines=())
    assert ["空"] == Elements(page_text(bare)).texts["h1"]


def test_without_a_drawing_library_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a picture would stand is what it shows, that it was not drawn, and how to have it drawn."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    found = Elements(page_text(briefing_with("投资")))
    assert [] == found.of("svg")
    expected = ["图未画出：画图需要 vl-convert，尚未安装", "请安装：pip install 'zoneplan[charts]'"]
    assert expected * 2 == [one for one in found.texts["p"] if "安装" in one]
    assert "两个专项的投资，单位亿元。" in found.text


def test_without_jinja_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Jinja2 there is no page, and the error names the extra."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    html._environment.cache_clear()
    with pytest.raises(MissingLibraryError) as caught:
        page_text(briefing_with("x"))
    assert "writing a page needs Jinja2, which is not installed" in str(caught.value)
    assert "install it with: pip install 'zoneplan[report]'" in str(caught.value)


def test_a_name_that_a_template_was_not_given_is_an_error() -> None:
    """A template never prints nothing where something was forgotten."""
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        rendered("briefings/page.html", {})
    with pytest.raises(jinja2.UndefinedError):
        html._environment().from_string("{{ forgotten }}").render()


def light(colour: str) -> float:
    """Give how light a colour is, as the guidelines for accessible pages (WCAG 2.2) reckon it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palettes() -> list[dict[str, str]]:
    """Give the colours of the style sheet: in light, in dark and on paper."""
    found = re.findall(r":root \{(.*?)\}", resource("briefings/page.css"), re.DOTALL)
    return [dict(re.findall(r"--(\w+): (#\w{6})", one)) for one in found]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark", "paper"])
def test_text_stands_out_from_every_ground(palette: dict[str, str]) -> None:
    """Text has a contrast of at least 4.5 to what is behind it, and the shapes of status one of 3."""
    grounds = [palette[one] for one in ("ground", "raised", "found") if one in palette]
    texts = {
        one: min(contrast(palette[one], ground) for ground in grounds) for one in ("ink", "quiet", "link")
    }
    assert {} == {name: round(value, 2) for name, value in texts.items() if value < 4.5}
    shapes = {one: min(contrast(COLOURS[one], ground) for ground in grounds[:2]) for one in Signal}
    assert {} == {name: round(value, 2) for name, value in shapes.items() if value < 3}


def test_a_picture_is_as_wide_as_it_was_drawn() -> None:
    """A page makes no picture larger than it was drawn."""
    chart = bar_chart()
    width = re.search(r'width="([0-9.]+)"', chart.to_svg(titled=False))
    assert width is not None
    assert f"--width:{width[1]}px" in page_text(
        attrs.evolve(briefing_with("x"), sections=(Section(SectionName.MONEY, "资金", (chart,)),))
    )
