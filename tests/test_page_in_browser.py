"""Pages in a headless Chromium: nothing leaves, nothing runs, nothing is cut, and everybody can read them.

Skipped where Chromium, its driver, poppler's pdftotext or npm is missing, each test with what it lacks;
`.ci/run` installs them.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING, Literal

import attrs
import pytest
from matplotlib.image import imread

from browser import Browser, lack_of_browser
from hostile_plans import HOSTILE, hostile_plan
from plans_of_any_size import large_plan
from printed_blocks import briefing_with
from zoneplan import briefing, read_plan
from zoneplan.briefings.page import page_text
from zoneplan.briefings.sections import Explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zoneplan.briefings import Briefing

AXE = "axe-core@4.14.1"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1440)
DAY = "2024-10-31"
"""A day on which much of the large plan has fallen due and much has not."""
PAGES: dict[str, Callable[[], Briefing]] = {
    "by-hand": lambda: briefing_with("固定资产投资（虚构精密机械产业园）"),
    "english": lambda: briefing(read_plan("examples/progress/plan.yaml"), "2025-06-30", language="en"),
    "kunshan": lambda: briefing(read_plan("examples/kunshan/plan.yaml"), "2025-06-30"),
    "large": lambda: briefing(large_plan(40), DAY),
}
hostile_pages = pytest.mark.parametrize("made", ["by-hand", "plan"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give the one browser of these tests."""
    if (lack := lack_of_browser()) is not None:
        pytest.skip(lack)
    with Browser() as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give each page as a file."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in PAGES}
    for name, path in found.items():
        path.write_text(page_text(PAGES[name]()), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the script of axe-core, which finds faults that keep people from reading a page."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, and axe-core comes by it")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run([npm, "pack", AXE], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    packed = next(folder.glob("*.tgz"), None)
    if packed is None:
        pytest.skip(f"npm could not fetch {AXE}: {done.stderr.strip().splitlines()[-1:]}")
    with tarfile.open(packed) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_asks_for_nothing(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """Nothing is logged to the console, and the only thing that is loaded is the page's own file."""
    browser.show(pages[name])
    assert [] == browser.logged("browser")
    asked = [one for one in browser.requests() if not one.startswith("data:")]
    assert [pages[name].resolve().as_uri()] == asked


@pytest.mark.parametrize("name", PAGES)
def test_every_link_moves_to_its_place(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """A click on a link brings its place into sight; where there are very many, on each of the first 200."""
    browser.show(pages[name])
    lost = browser.wait(
        """
        const frame = () => new Promise(requestAnimationFrame), lost = [];
        const links = [...document.querySelectorAll("a[href]")];
        for (const link of links.slice(0, 200)) {
            const name = decodeURIComponent(link.getAttribute("href").slice(1));
            link.click();
            await frame();
            const place = document.getElementById(name), box = place && place.getBoundingClientRect();
            if (!place || location.hash !== "#" + encodeURI(name) || box.top < -1 || box.top > innerHeight) {
                lost.push([name, box && box.top]);
            }
        }
        const leading = links.filter(one => !document.querySelector(one.getAttribute("href")));
        return lost.concat(leading.map(String));
        """
    )
    assert [] == lost


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_wider_than_its_window(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    """Wide tables and pictures are scrolled in frames of their own, which the keyboard reaches."""
    browser.show(pages[name], width=width)
    assert width == browser.run("return document.documentElement.scrollWidth")
    stuck = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)"
    assert [] == browser.run(f"return {stuck}.filter(one => one.tabIndex < 0).map(one => one.outerHTML)")


def test_what_is_too_wide_for_a_window_is_found(browser: Browser, tmp_path: Path) -> None:
    """A planted table without a frame makes the page wider, which the test above would see."""
    path = tmp_path / "wide.html"
    path.write_text(page_text(briefing_with("x")).replace('class="scroll"', ""), encoding="utf-8")
    browser.show(path, width=360)
    assert 360 < browser.run("return document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(
    browser: Browser, pages: dict[str, Path], axe: str, name: str, scheme: Literal["light", "dark"]
) -> None:
    """The rules of axe-core find nothing serious or critical in either colours."""
    browser.show(pages[name], scheme=scheme)
    assert [] == serious(browser, axe)


def test_axe_finds_a_planted_fault(browser: Browser, axe: str, tmp_path: Path) -> None:
    """Text that hardly stands out from its ground, and a frame that no keyboard reaches, are found."""
    path = tmp_path / "faint.html"
    text = page_text(briefing_with("x"))
    path.write_text(text.replace("--quiet: #57606a", "--quiet: #c0c4c8"), encoding="utf-8")
    browser.show(path)
    assert ["color-contrast"] == [one.partition(":")[0] for one in serious(browser, axe)]


def serious(browser: Browser, axe: str) -> list[str]:
    """Give the serious and critical faults that axe-core finds, each with the first place."""
    browser.run(f"{axe}; window.axe = axe")
    found = browser.wait("return (await axe.run({resultTypes: ['violations']})).violations")
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@hostile_pages
@pytest.mark.parametrize("is_guarded", [True, False])
def test_hostile_text_runs_nothing(
    browser: Browser,
    tmp_path: Path,
    made: str,
    is_guarded: bool,
) -> None:
    """Texts that are scripts, links and formulas do nothing, also where no policy would hold them back."""
    shown = briefing_with(" ".join(HOSTILE)) if made == "by-hand" else briefing(hostile_plan(), DAY)
    text = page_text(shown)
    path = tmp_path / "hostile.html"
    if not is_guarded:
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert 1 == count
    path.write_text(text, encoding="utf-8")
    browser.show(path)
    assert [] == browser.logged("browser")
    assert [path.resolve().as_uri()] == [one for one in browser.requests() if not one.startswith("data:")]
    assert "unset" == browser.run("return window.ran === undefined ? 'unset' : 'set'")
    assert [] == browser.run(
        "return [...document.querySelectorAll('script, img, iframe, object, form, [onload], [onerror]')]"
        ".map(one => one.outerHTML)"
    )
    links = "[...document.querySelectorAll('a')].map(one => one.getAttribute('href'))"
    assert [] == browser.run(f"return {links}.filter(one => !/^#[0-9A-Za-z-]+$/.test(one))")
    shown_text = browser.run("return document.body.innerText")
    assert "<script>window.ran = 1</script>" in shown_text
    assert "{{ 7 * 7 }}" in shown_text


def test_a_script_that_runs_is_found(browser: Browser, tmp_path: Path) -> None:
    """A planted script in a page without a policy sets what the test above looks for."""
    path = tmp_path / "planted.html"
    path.write_text(f"<!DOCTYPE html><title>x</title><p>{HOSTILE[0]}", encoding="utf-8")
    browser.show(path)
    assert "set" == browser.run("return window.ran === undefined ? 'unset' : 'set'")


MARKS = """
    const mark = text => {
        const made = document.createElement("span");
        made.textContent = ` ${text} `;
        made.style.cssText = "font-size: 2px; font-weight: 400";
        return made;
    };
    let count = 0;
    const around = (first, last) => {
        count += 1;
        first.prepend(mark(`q${count}a`));
        last.append(mark(`q${count}z`));
    };
    for (const row of document.querySelectorAll("tbody tr")) {
        const cells = [...row.cells].filter(one => one.rowSpan === 1);
        if (cells.length) around(cells[0], cells.at(-1));
        for (const cell of cells) around(cell, cell);
    }
    for (const one of document.querySelectorAll(".tile, .origins > div:not(.long)")) {
        around(one.firstElementChild, one.lastElementChild);
    }
    for (const one of document.querySelectorAll(".long")) {
        around(one.querySelector("dt"), one.querySelector("dd > div"));
        for (const line of one.querySelectorAll("dd > div")) around(line, line);
    }
    for (const figure of document.querySelectorAll("figure")) {
        const svg = figure.querySelector("svg");
        around(figure.querySelector("figcaption"), svg ? document.createElement("p") : figure);
        if (!svg) continue;
        const end = document.createElementNS("http://www.w3.org/2000/svg", "text");
        const placed = {x: 1, y: svg.viewBox.baseVal.y + svg.viewBox.baseVal.height - 1, "font-size": 3};
        for (const [name, value] of Object.entries(placed)) end.setAttribute(name, value);
        end.textContent = `q${count}z`;
        svg.append(end);
    }
    const rule = document.createElement("p");
    rule.style.whiteSpace = "nowrap";
    const gap = Object.assign(document.createElement("span"), {style: "display: inline-block; width: 100px"});
    rule.append(mark("q0a"), gap, mark("q0z"));
    document.querySelector("main").before(rule);
    return count;
"""
"""Marks the start and the end of all that should stand whole on one sheet: q1a and q1z, q2a and q2z, …

Between q0a and q0z are 100 pixels, 75 points on paper: browsers print all smaller where something is wider.
"""
WORD = re.compile(r'<word xMin="([-0-9.]+)"[^>]* xMax="([-0-9.]+)"[^>]*>([^<]*)</word>')
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="pdftotext is not installed: it is in the Debian package poppler-utils",
)


def sheets_of(browser: Browser, *options: str) -> list[str]:
    """Print the page that is shown; give the text of each sheet."""
    command = ["pdftotext", *options, "-", "-"]
    done = subprocess.run(command, input=browser.printed(), capture_output=True, check=True)
    return re.split("\f|(?=<page )", done.stdout.decode())


def cut(browser: Browser, path: Path, style: str = "") -> list[int]:
    """Print a page; give what stands on two sheets or beyond the edge of one, by the number of its marks.

    It is 0 alone where the browser printed all of it smaller, since something is wider than a sheet.
    """
    browser.show(path)
    count: int = browser.run(MARKS)
    assert (count > 0) == browser.run("return document.querySelectorAll('section').length > 0")
    browser.run("document.querySelector('style').append(arguments[0])", f"@media print {{ {style} }}")
    places: dict[str, set[int]] = {}
    ends: dict[str, set[float]] = {}
    beyond = set()
    for sheet, text in enumerate(sheets_of(browser, "-bbox")):
        size = re.match(r'<page width="([0-9.]+)"', text)
        for left, right, word in WORD.findall(text):
            for one in re.findall(r"q\d+[az]", word):
                places.setdefault(one, set()).add(sheet)
                ends.setdefault(one, set()).add(float(left))
                if size is None or float(left) < 0 or float(right) > float(size[1]):
                    beyond.add(int(one[1:-1]))
    if min(ends["q0z"]) - min(ends["q0a"]) < 74:
        return [0]
    nowhere = {-1}
    whole = (places.get(f"q{one}a", set()) | places.get(f"q{one}z", nowhere) for one in range(1, count + 1))
    return [number for number, found in enumerate(whole, 1) if len(found) != 1 or number in beyond]


@needs_poppler
@pytest.mark.parametrize("name", PAGES)
def test_the_print_cuts_nothing(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """Each row, tile, picture with its caption, and explained figure stands whole on one A4 sheet."""
    assert [] == cut(browser, pages[name])


@needs_poppler
@pytest.mark.parametrize(
    "style",
    [
        "tr { break-inside: auto !important } table { table-layout: fixed }",
        "table { width: 150% !important }",
        "td:not(.number, .status) { overflow-wrap: break-word !important }",
        "figure { break-inside: auto !important } figcaption { padding-bottom: 130mm; break-after: auto }",
        "svg { height: 400mm !important; max-height: none !important }",
    ],
    ids=["row", "width", "word", "caption", "picture"],
)
def test_what_is_cut_in_print_is_found(browser: Browser, pages: dict[str, Path], style: str) -> None:
    """Rows that may break, tables wider than the sheet, and pictures apart or too high are found."""
    assert [] != cut(browser, pages["by-hand"], style)


LONG = 200
"""Lines of a figure that no column has room for."""


def long_origins() -> Briefing:
    """Give a briefing with an invented figure explained in very many lines, some of them wrapped."""
    shown = briefing_with("虚构")
    lines = tuple(f"  └ 第{number}行{'合计所含的项目' * (number % 12)}第{number}尾" for number in range(LONG))
    longest = Explained(anchor="longest", heading="完成投资（虚构）：1200亿元", lines=lines)
    blocks = [Explained(anchor=f"short-{number}", heading="土地", lines=("一", "二")) for number in range(9)]
    # Of many lengths, so that headings come to stand at the foot of a column as well.
    blocks += [attrs.evolve(longest, anchor=f"long-{count}", heading="土地", lines=("可能的值",) * count)
               for count in range(26, 66)]  # fmt: skip
    origins = attrs.evolve(shown.sections[-1], blocks=(*blocks[:5], longest, *blocks[5:]))
    return attrs.evolve(shown, sections=(*shown.sections[:-1], origins))


@needs_poppler
def test_a_figure_longer_than_a_sheet_is_printed_line_by_line(browser: Browser, tmp_path: Path) -> None:
    """Its heading stands with its first line, each line stands whole on a sheet, and none is missing."""
    path = tmp_path / "long.html"
    path.write_text(page_text(long_origins()), encoding="utf-8")
    assert [] == cut(browser, path)
    browser.show(path)
    # As it was drawn, for the lines of two columns stand beside each other.
    sheets = ["".join(one.split()) for one in sheets_of(browser, "-raw")]
    on = [[sheet for sheet, text in enumerate(sheets) if f"第{number}尾" in text] for number in range(LONG)]
    assert [1] * LONG == list(map(len, on))
    assert on == sorted(on)
    heading = [
        sheet for sheet, text in enumerate(sheets) if "1200亿元" in text and "完成投资（虚构）" in text
    ]
    assert heading == on[0]


@needs_poppler
@pytest.mark.parametrize(
    "style",
    [
        ".long dd > div { break-inside: auto !important; padding-bottom: 9mm }",
        ".long dd > div { margin-left: 60mm; white-space: nowrap }",
    ],
    ids=["line", "beyond"],
)
def test_a_line_that_is_cut_is_found(browser: Browser, tmp_path: Path, style: str) -> None:
    """Lines that may break, and lines that run beyond the sheet, are found."""
    path = tmp_path / "long.html"
    path.write_text(page_text(long_origins()), encoding="utf-8")
    assert [] != cut(browser, path, style)


@needs_poppler
def test_a_table_has_its_heads_on_every_sheet(browser: Browser, pages: dict[str, Path]) -> None:
    """A table that goes on on the next sheet has its heads there as well, and sheets are numbered."""
    browser.show(pages["by-hand"])
    sheets = [one for one in sheets_of(browser) if one]
    rows = [one for one in sheets if re.search(r"第\d+行", "".join(one.split()))]
    assert 2 < len(rows)
    assert [1] * len(rows) == [one.count("第0列") for one in rows]
    numbers = [f"{number}/{len(sheets)}" for number in range(1, len(sheets) + 1)]
    found = [re.findall(r"^\d+/\d+$", one.replace(" ", ""), re.MULTILINE) for one in sheets]
    assert [[one] for one in numbers] == found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_seen_in_its_colours(
    browser: Browser, pages: dict[str, Path], width: int, scheme: Literal["light", "dark"]
) -> None:
    """The ground is white or nearly black, and there is something on it."""
    browser.show(pages["by-hand"], width=width, scheme=scheme)
    seen = (imread(io.BytesIO(browser.screenshot()))[:, :, :3] * 255).round().astype(int)
    assert (900, width) == seen.shape[:2]
    assert {"light": [255, 255, 255], "dark": [18, 18, 18]}[scheme] == seen[2, 2].tolist()
    assert 50 < len({tuple(one) for one in seen[::4, ::4].reshape(-1, 3).tolist()})


def test_tables_and_pictures_keep_off_each_other(browser: Browser, pages: dict[str, Path]) -> None:
    """No block of a section lies over the next one."""
    for width in WIDTHS:
        browser.show(pages["by-hand"], width=width)
        assert [] == browser.run(
            """
            const found = [];
            for (const section of document.querySelectorAll("section")) {
                const blocks = [...section.children].map(one => one.getBoundingClientRect());
                const over = blocks.slice(1).filter((box, index) => box.top < blocks[index].bottom - 1);
                found.push(...over.map(one => one.top));
            }
            return found;
            """
        )
