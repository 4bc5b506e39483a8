"""Charts: pictures that can stand beside each other in a page, on paper and in a notebook."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert

from vega_lite import expressions, fault
from zoneplan.charts import Chart, ChineseFontWarning
from zoneplan.charts import chart as drawing
from zoneplan.charts.fonts import has_chinese, has_chinese_font, warn_without_chinese_font
from zoneplan.charts.png import packed
from zoneplan.charts.theme import INK, themed
from zoneplan.errors import DocumentError, MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NASTY = "a\"b'c & <script>alert(1)</script> datum.x \\ ]]> ]} {{ x }} =1+1\x00\x1b[2J\u202e"
VL_MISSING = (
    "1 problem\nthe plan: drawing charts needs vl-convert, which is not installed\n"
    "    install it with: pip install 'zoneplan[charts]'"
)


def bars(*names: str, title: str = "示例", **layer: Any) -> Chart:
    """Give a chart of bars that are clipped, so that it has an id, and labelled."""
    rows = [{"name": name, "number": number + 1} for number, name in enumerate(names)]
    spec = {
        "title": title,
        "width": 120,
        "data": {"values": rows},
        "mark": {"type": "bar", "clip": True, "aria": True},
        "encoding": {
            "x": {"field": "number", "type": "quantitative"},
            "y": {"field": "name", "type": "nominal"},
            "description": {"field": "name", "type": "nominal"},
        },
        **layer,
    }
    return Chart(name="example", title=title, description=f"{len(names)} 根柱", spec=themed(spec))


def pixels(png: bytes) -> Iterator[tuple[int, ...]]:
    """Give the colours of a PNG picture with 8 bits and 4 channels, as vl-convert writes it."""
    width, _, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (8, 6) == (depth, kind)
    at, raw = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            raw += png[at + 8 : at + 8 + length]
        at += 12 + length
    data, stride = zlib.decompress(raw), width * 4
    before = bytes(stride)
    for first in range(0, len(data), stride + 1):
        before = unfiltered(data[first], data[first + 1 : first + 1 + stride], before)
        yield from (tuple(before[index : index + 4]) for index in range(0, stride, 4))


def unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """Undo the filter of a line of a PNG picture (RFC 2083, section 6)."""
    found = bytearray()
    for index, value in enumerate(line):
        left = found[index - 4] if index >= 4 else 0
        corner = above[index - 4] if index >= 4 else 0
        guess = left + above[index] - corner
        nearest = min((left, above[index], corner), key=lambda one: abs(guess - one))
        added = (0, left, above[index], (left + above[index]) // 2, nearest)[kind]
        found.append((value + added) & 255)
    return bytes(found)


@pytest.fixture
def without_vl_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make as if vl-convert were not installed."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)


# -- SVG ----------------------------------------------------------------------------------------


def test_a_chart_is_told_as_one_image() -> None:
    """An SVG is an image with a title and a description, and nothing in it is read out by itself."""
    root = ET.fromstring(bars("产业", "城市").to_svg())
    described = root.get("aria-describedby")
    (told,) = [one for one in root.iter() if one.get("id") == described]
    assert ("img", "示例", "2 根柱") == (root.get("role"), root.get("aria-label"), told.text)
    inside = {name for one in root.iter() if one is not root for name in one.attrib}
    assert set() == {name for name in inside if name.startswith("aria-") or name in {"role", "class"}}


def test_labels_of_marks_show_where_the_pointer_rests() -> None:
    """The description of a mark is a title that browsers show without a script."""
    root = ET.fromstring(bars("产业", "城市").to_svg())
    assert ["产业", "城市"] == [one.text for one in root.iter() if one.tag.endswith("title")]


def test_the_same_chart_gives_the_same_bytes() -> None:
    """Drawing is repeatable, whatever was drawn between."""
    first = bars("产业").to_svg()
    bars("城市").to_svg()
    assert (first, bars("产业").to_png()) == (bars("产业").to_svg(), bars("产业").to_png())


def test_ids_of_different_charts_differ() -> None:
    """Charts of different data can stand in one page, and refer to their own ids."""
    drawn = [bars("产业").to_svg(), bars("城市").to_svg()]
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in drawn]
    assert all(len(one) > 1 for one in ids)
    assert set() == ids[0] & ids[1]
    for svg, own in zip(drawn, ids, strict=True):
        used = re.findall(r"url\(#([^)]+)\)", svg)
        assert used
        assert set(used) <= own


def test_a_picture_refers_to_nothing_outside() -> None:
    """No address stands in an SVG but that of its namespace."""
    svg = bars("产业").to_svg()
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"\w+://[^\"'\s)]+", svg)
    assert "href" not in svg


def test_text_takes_the_colour_of_the_page() -> None:
    """Every text of an SVG has the colour of the text around the picture."""
    root = ET.fromstring(bars("产业").to_svg())
    assert {"currentColor"} == {one.get("fill") for one in root.iter() if one.tag.endswith("text")}


def test_a_title_is_left_out_where_the_page_has_one() -> None:
    """Without its title in the picture a chart is still named to who cannot see it."""
    drawn = bars("产业", title="标题").to_svg(titled=False)
    assert 1 == drawn.count("标题")
    assert 'aria-label="标题"' in drawn


def test_what_a_plan_says_is_drawn_and_never_run() -> None:
    """Markup, expressions and control characters are shown as text, in names, titles and descriptions."""
    chart = Chart(name="x", title=NASTY, description=NASTY, spec=bars(NASTY, title=NASTY).spec)
    root = ET.fromstring(chart.to_svg())
    assert set() == {one.tag.rpartition("}")[2] for one in root.iter()} & {"script", "foreignObject", "a"}
    shown = NASTY.replace("\x00", "\\x00").replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert {"title", "text", "desc"} == {
        one.tag.rpartition("}")[2] for one in root.iter() if one.text == shown
    }
    assert shown == root.get("aria-label")
    assert [] == list(expressions(chart.spec))
    assert chart.to_png()


def test_data_in_the_web_is_refused() -> None:
    """A specification cannot make the drawer fetch anything."""
    chart = Chart(
        name="x", title="t", description="d",
        spec={"mark": "point", "data": {"url": "https://example.org/a.csv"}},
    )  # fmt: skip
    with pytest.raises(ValueError, match="External data url not allowed"):
        chart.to_svg()


def test_the_schema_is_that_of_version_5() -> None:
    """What is no specification has a fault, and what is one has none."""
    assert fault(bars("产业")) is None
    assert fault(bars("产业", mark="nonsense")) is not None
    assert fault(bars("产业", surprise=1)) is not None


# -- PNG ----------------------------------------------------------------------------------------


def test_a_picture_for_paper_has_ink_on_white() -> None:
    """A PNG is white at its edge, and its text is as dark as ink: it has no page to take a colour from."""
    found = list(pixels(bars("产业").to_png(scale=2)))
    ink = tuple(int(INK[index : index + 2], 16) for index in (1, 3, 5))
    assert (255, 255, 255, 255) == found[0]
    assert (*ink, 255) in found
    assert {255} == {alpha for *_, alpha in found}


def test_pictures_are_packed_and_keep_every_element() -> None:
    """A picture is smaller than the drawer makes it, with the same elements, and none is made larger."""
    spec = themed({**bars("产业", "城市").spec, "config": {"background": "white"}})
    drawn = bytes(vl_convert.vegalite_to_png(spec, vl_version="5.20", scale=2))
    found = packed(drawn)
    assert len(found) < len(drawn)
    assert list(pixels(drawn)) == list(pixels(found))
    assert found == packed(found)


def test_scale_makes_a_picture_larger() -> None:
    """Twice the scale is twice the width."""
    widths = [struct.unpack(">I", bars("产业").to_png(scale)[16:20])[0] for scale in (1, 2)]
    assert widths[1] == 2 * widths[0]


# -- fonts --------------------------------------------------------------------------------------


@pytest.fixture
def untold() -> Iterator[None]:
    """Begin and end as a process that has not warned yet."""
    warn_without_chinese_font.cache_clear()
    yield
    warn_without_chinese_font.cache_clear()


@pytest.mark.usefixtures("untold")
def test_a_missing_chinese_font_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first PNG with Chinese text warns, in both languages, and the others do not; SVG never does."""
    monkeypatch.setattr(drawing, "has_chinese_font", lambda _: False)
    charts = [bars(name) for name in ("产业", "城市", "生态")]
    with pytest.warns(ChineseFontWarning) as told:
        assert all(chart.to_png() and chart.to_svg() for chart in charts)
    (warning,) = told
    assert (
        "no font with Chinese characters was found, so they become empty boxes in PNG pictures\n"
        "install one, such as Noto Sans CJK SC or WenQuanYi Micro Hei (Debian: fonts-noto-cjk or "
        "fonts-wqy-microhei), or use SVG, which the reader's fonts show\n"
        "未找到含汉字的字体，PNG 图片中的汉字将显示为空框\n"
        "请安装中文字体，如思源黑体或文泉驿微米黑（Debian：fonts-noto-cjk 或 fonts-wqy-microhei），"
        "或改用 SVG，由读者的字体显示"
    ) == str(warning.message)


@pytest.mark.usefixtures("untold")
def test_text_without_chinese_needs_no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart in English is drawn without a warning, which would be an error here."""
    monkeypatch.setattr(drawing, "has_chinese_font", lambda _: False)
    assert bars("industry", title="example").to_png()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("产", True), ("a", False), ({"a": ["x", {"b": "𠀀"}]}, True), ({"产": 1}, False), ([1, None], False)],
)
def test_chinese_text_is_found_wherever_it_stands(value: object, expected: bool) -> None:
    """Texts in lists and mappings count, keys do not: they are not drawn."""
    assert expected is has_chinese(value)


def test_fonts_are_tried_and_not_looked_up() -> None:
    """Where two characters look the same no font has them, and where they differ one has."""

    class Drawer:
        """A drawer for which characters look as they are told."""

        def __init__(self, pictures: dict[str, bytes]) -> None:
            self.pictures = pictures

        def svg_to_png(self, svg: str) -> bytes:
            """Give the picture of the character in the text."""
            return next(picture for character, picture in self.pictures.items() if f">{character}<" in svg)

    assert has_chinese_font(Drawer({"国": b"1", "园": b"2"}))
    assert not has_chinese_font(Drawer({"国": b"box", "园": b"box"}))


def test_a_computer_without_fonts_is_warned() -> None:
    """Where the folder of fonts is really empty, the drawer finds none and the warning comes."""
    hidden = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    empty = "mount -t tmpfs none /usr/share/fonts"
    if shutil.which("unshare") is None or subprocess.run([*hidden, empty], check=False).returncode:
        pytest.skip("needs Linux that lets everybody make name spaces")
    code = (
        "from zoneplan.charts import Chart\n"
        "spec = {'title': '图', 'mark': 'point', 'data': {'values': [{}]}}\n"
        "for _ in range(2): Chart(name='x', title='t', description='d', spec=spec).to_png()"
    )
    done = subprocess.run(
        [*hidden, f'{empty} && exec "$0" -W always -c "$1"', sys.executable, code],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert 1 == done.stderr.count("ChineseFontWarning")
    assert 1 == done.stderr.count("未找到含汉字的字体")


# -- files and notebooks ------------------------------------------------------------------------


def test_a_chart_is_written_by_its_ending(tmp_path: Path) -> None:
    """SVG, PNG and the specification, as they are given."""
    chart = bars("产业")
    for name in ("a.svg", "a.PNG", "a.json"):
        chart.write(tmp_path / name)
    assert chart.to_svg() == (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert chart.to_png() == (tmp_path / "a.PNG").read_bytes()
    assert chart.spec == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """What stands for no picture is refused in both languages, and nothing is written."""
    with pytest.raises(DocumentError) as caught:
        bars("产业").write(str(tmp_path / "a.gif"))
    (problem,) = caught.value.problems
    assert ("the ending '.gif' stands for no picture", "扩展名“.gif”不表示图片") == (
        problem.message,
        problem.message_zh,
    )
    assert [] == list(tmp_path.iterdir())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A chart that cannot be drawn leaves the file as it was."""
    path = tmp_path / "a.svg"
    bars("产业").write(path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="conversion failed"):
        bars("产业", mark="nonsense").write(path)
    assert ([path], before) == (list(tmp_path.iterdir()), path.read_bytes())


def test_a_notebook_gets_the_specification_and_a_picture() -> None:
    """The bundle holds Vega-Lite for who can show it, SVG for others, and the name."""
    chart = bars("产业")
    expected = {
        "application/vnd.vegalite.v5+json": chart.spec,
        "image/svg+xml": chart.to_svg(),
        "text/plain": "<Chart example: 示例>",
    }
    assert expected == chart._repr_mimebundle_()
    assert ["text/plain"] == list(chart._repr_mimebundle_(include=["text/plain"]))
    assert {"text/plain", "image/svg+xml"} == set(
        chart._repr_mimebundle_(exclude=["application/vnd.vegalite.v5+json"])
    )


@pytest.mark.usefixtures("without_vl_convert")
def test_without_vl_convert_a_notebook_still_gets_the_specification() -> None:
    """Only the picture is left out."""
    assert {"application/vnd.vegalite.v5+json", "text/plain"} == set(bars("产业")._repr_mimebundle_())


@pytest.mark.usefixtures("without_vl_convert")
@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_without_vl_convert_pictures_say_how_to_install_it(name: str, tmp_path: Path) -> None:
    """Drawing is refused with the extra, and the specification can still be written."""
    with pytest.raises(MissingLibraryError) as caught:
        bars("产业").write(tmp_path / name)
    assert VL_MISSING == str(caught.value)
    bars("产业").write(tmp_path / "a.json")
    assert ["a.json"] == [one.name for one in tmp_path.iterdir()]


def test_importing_charts_imports_no_drawer() -> None:
    """Who makes a chart does not wait for what draws it."""
    code = "import sys, zoneplan.charts; print('vl_convert' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False\n" == done.stdout
    assert vl_convert.__name__ in sys.modules
