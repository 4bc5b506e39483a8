"""The site of the docs builds without a warning, asks nobody for anything, and says what is so.

What stands in a page by hand is held against the code; of each such check a fault is planted, to see that
it is found.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from sybil.example import SybilFailure

from browser import Browser, lack_of_browser
from site_reading import (
    Page,
    dead_links,
    dead_markdown_links,
    entries,
    outer_requests,
    pages_of,
    twin_faults,
    unlisted,
)
from zoneplan import errors, rules
from zoneplan.rules import portfolios

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
sys.path[:0] = [str(DOCS), str(DOCS / "_extensions")]

import error_tables  # noqa: E402  # these stand beside the pages that they make
import finding_tables  # noqa: E402
import floor_picture  # noqa: E402
import write_reference  # noqa: E402
from chinese_search import ChineseAndEnglish  # noqa: E402
from markdown_tables import filled  # noqa: E402
from outer_pages import examples  # noqa: E402
from public_modules import public_modules, public_names  # noqa: E402

RENEW = "if this is meant, run `python docs/write_reference.py`"
QUESTIONS = ("目标值", "实际", "指标")
WIDTHS = (360, 1440)
WIDEST = (
    "index",
    "zh/tutorial/1-from-an-article-to-a-plan",
    "reference/finding-codes",
    "reference/errors",
    "reference/plan-file-keys",
    "reference/modules/zoneplan.plans",
    "explanation/design",
    "examples/kunshan",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site, built once in a test run."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(folder / "trees")]
    done = subprocess.run(
        [*command, str(DOCS), str(folder / "html")], capture_output=True, encoding="utf-8", check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return folder / "html"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Give the pages of the site, read."""
    return pages_of(site)


# -- the site -------------------------------------------------------------------------------------


def test_every_public_name_has_an_entry(site: Path) -> None:
    """Each name of the front door, and each public module, has an entry in the reference."""
    assert [] == unlisted([*public_names().values(), *public_modules()], entries(site))


def test_a_name_without_entry_is_found(site: Path) -> None:
    """A name that no page tells of is one that the check above finds."""
    assert ["zoneplan.plans.Forgotten"] == unlisted(
        ["zoneplan.plans.Plan", "zoneplan.plans.Forgotten"], entries(site)
    )


def test_no_link_of_the_site_is_dead(site: Path, pages: dict[str, Page]) -> None:
    """Each link inside the site leads to a page, and to a place in it where it names one."""
    assert len(pages) > 100
    assert [] == dead_links(site, pages)


def test_a_dead_link_of_a_site_is_found(tmp_path: Path) -> None:
    """A link to a page, to a picture and to an anchor that are not there are told."""
    (tmp_path / "a.html").write_text(
        '<h1 id="here">A</h1><a href="b.html#there">B</a><a href="#here">A</a><a href="b.html#nowhere">B</a>'
        '<a href="c.html">C</a><img src="d.svg"><a href="https://example.org/e">E</a>',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text('<h1 id="there">B</h1>', encoding="utf-8")
    expected = ["a.html: b.html#nowhere", "a.html: c.html", "a.html: d.svg"]
    assert expected == dead_links(tmp_path, pages_of(tmp_path))


def test_the_site_asks_no_other_server(site: Path, pages: dict[str, Page]) -> None:
    """No script, style, font or picture comes from elsewhere."""
    assert [] == outer_requests(site, pages)


def test_a_request_to_another_server_is_found(tmp_path: Path) -> None:
    """A script, a style and a font from elsewhere are told; a link to follow is none of them."""
    (tmp_path / "a.html").write_text(
        '<link rel="stylesheet" href="//fonts.example/a.css"><script src="https://cdn.example/a.js"></script>'
        '<a href="https://example.org">E</a><p style="background: url(http://example.org/p.png)">P</p>',
        encoding="utf-8",
    )
    (tmp_path / "a.css").write_text('@import "https://fonts.example/b.css";', encoding="utf-8")
    assert [
        "a.html: //fonts.example/a.css",
        "a.html: https://cdn.example/a.js",
        "a.html: http://example.org/p.png",
        "a.css: https://fonts.example/b.css",
    ] == outer_requests(tmp_path, pages_of(tmp_path))


def test_chinese_pages_say_that_they_are(site: Path) -> None:
    """A Chinese page names its language and leads to its twin, and the other way round."""
    name = "tutorial/1-from-an-article-to-a-plan.html"
    chinese = (site / "zh" / name).read_text(encoding="utf-8")
    english = (site / name).read_text(encoding="utf-8")
    assert not re.search(
        "[\u3000-\u9fff\uff00-\uffef]\n[\u3000-\u9fff]",
        re.sub("<pre>.*?</pre>", "", chinese, flags=re.DOTALL),
    )
    assert 'lang="zh-CN"' in chinese.partition(">")[2].partition(">")[0] + ">"
    assert (
        '<a href="../../tutorial/1-from-an-article-to-a-plan.html" hreflang="en" lang="en">English</a>'
        in chinese
    )
    assert (
        '<a href="../zh/tutorial/1-from-an-article-to-a-plan.html" hreflang="zh-CN" lang="zh-CN">中文</a>'
        in english
    )


def test_the_sidebar_of_a_chinese_page_is_chinese(site: Path) -> None:
    """Beside a Chinese page stand the Chinese pages alone, and beside an English one all of them."""
    name = "tutorial/1-from-an-article-to-a-plan.html"
    captions = []
    for page in (site / "zh" / name, site / name):
        sidebar = (
            page.read_text(encoding="utf-8").partition('class="sidebar-tree"')[2].partition("</aside>")[0]
        )
        assert "一年之后" in sidebar
        captions.append(re.findall(r'class="caption-text">([^<]*)', sidebar))
    assert ["中文"] == captions[0]
    assert ["Tutorial", "中文"] == [captions[1][0], captions[1][-1]]


def test_the_index_answers_chinese_questions(site: Path) -> None:
    """Each question, cut as the search cuts it, has a page that holds all of its parts."""
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    search = ChineseAndEnglish({})
    for question in QUESTIONS:
        held = []
        for part in search.split(question):
            numbers = [table.get(part, []) for table in (terms["terms"], terms["titleterms"])]
            held.append({one for found in numbers for one in (found if isinstance(found, list) else [found])})
        assert set.intersection(*held), question


def test_chinese_is_indexed_by_letters_and_pairs() -> None:
    """A Chinese word gives its letters and neighbours, whatever stands around it; other words stay whole."""
    expected = ["指", "标", "由", "指标", "标由", "gdp_2025", "约", "7"]
    assert expected == ChineseAndEnglish({}).split("指标由 gdp_2025（约7%）")


# -- the pages ------------------------------------------------------------------------------------


def test_pages_hold_what_the_code_gives_now() -> None:
    """The tables of codes, errors and keys and the picture of the floors are those of this code."""
    stale = [
        name
        for name, text in write_reference.written().items()
        if (DOCS / name).read_text(encoding="utf-8") != text
    ]
    assert [] == stale, RENEW


def test_a_table_that_grew_old_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that was taken out of a page is missing beside what the code gives."""
    for name in write_reference.written():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DOCS / name, tmp_path / name)
    page = tmp_path / "reference" / "finding-codes.md"
    kept = [line for line in page.read_text(encoding="utf-8").splitlines() if "| SUM-TOTAL |" not in line]
    page.write_text("\n".join(kept) + "\n", encoding="utf-8")
    monkeypatch.setattr(write_reference, "HERE", tmp_path)
    stale = [
        name
        for name, text in write_reference.written().items()
        if (tmp_path / name).read_text(encoding="utf-8") != text
    ]
    assert ["reference/finding-codes.md"] == stale


def test_every_code_has_a_plan_that_leads_to_it() -> None:
    """Each finding code has a row because it has a plan, and no plan is left of a code that is gone."""
    assert {*rules.CODES, *portfolios.CODES} == {path.stem for path in finding_tables.PLANS.iterdir()}


def test_a_code_without_a_plan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code that nobody wrote a plan for, and one whose plan shows something else, get no row."""
    monkeypatch.setattr(finding_tables, "PLANS", tmp_path)
    (tmp_path / "WRONG-CODE.yaml").write_text("id: p\nname: 示例\n", encoding="utf-8")
    with pytest.raises(LookupError, match="no plan shows what NEW-CODE is"):
        finding_tables.found("NEW-CODE")
    with pytest.raises(LookupError, match="the plan that is to show WRONG-CODE does not lead to it"):
        finding_tables.found("WRONG-CODE")


def test_an_error_without_a_call_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody wrote a call for, and one whose call raises something else, get no row."""
    with pytest.raises(LookupError, match="no call shows when NewError is raised"):
        error_tables.raised("NewError")
    monkeypatch.setattr(error_tables, "CALLS", {"UnitError": 'Period.parse("2024-13")', "RuleError": "1"})
    with pytest.raises(LookupError, match="the call that is to lead to UnitError led to PeriodError"):
        error_tables.raised("UnitError")
    with pytest.raises(LookupError, match="the call that is to lead to RuleError led to no error"):
        error_tables.raised("RuleError")
    assert sorted(set(errors.__all__) - {"Problem", "ZoneplanError"}) == sorted(error_tables.table_names())


def test_a_page_without_marks_is_refused() -> None:
    """What is made from the code is not put just anywhere."""
    with pytest.raises(LookupError, match="expected <!-- codes --> and <!-- /codes --> once each"):
        filled("# Codes\n", "codes", "| code |")


def test_the_picture_shows_every_module_and_no_import_upward() -> None:
    """Each module of the table stands in the picture, and no arc leads up."""
    picture = floor_picture.floor_picture()
    told = floor_picture.floors()
    words = set(re.findall(r"[\w.]+", re.sub(r"<[^>]*>", " ", picture)))
    assert set() == {name for floor in told for name in floor} - words
    assert [] == [pair for pair in floor_picture.imports_between(told) if pair[0] < pair[1]]


def test_no_link_of_the_markdown_is_dead() -> None:
    """Each relative link of README, changelog, docs and examples leads to a file, and to a heading of it."""
    made = {DOCS / "changelog.md", *(DOCS / "examples").glob("*.md")}
    paths = {
        *DOCS.rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
    }
    assert [] == dead_markdown_links(sorted(path for path in paths - made if "_build" not in path.parts))


def test_a_dead_link_of_the_markdown_is_found(tmp_path: Path) -> None:
    """A link to a file and to a heading that are not there are told; one within code is no link."""
    links = "[b](b.md#of-portfolios) [b](b.md#nowhere) [c](c.md) [a](#a-page) [a](#b)"
    code = "```\n[d](d.md)\n```\n\n`[e](e.md)`\n"
    (tmp_path / "a.md").write_text(f"# A page\n\n{links}\n\n{code}", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\n## Of portfolios\n", encoding="utf-8")
    assert ["a.md: b.md#nowhere", "a.md: c.md", "a.md: #b"] == dead_markdown_links([tmp_path / "a.md"])


def test_chinese_pages_show_the_code_of_their_twins() -> None:
    """Each Chinese page has an English twin with the same blocks in the same order."""
    assert [] == twin_faults(DOCS)


@pytest.mark.parametrize(
    ("figure", "faults"), [("2亿元", []), ("2万元", ["zh/a.md shows other code than a.md"])]
)
def test_a_plan_of_chinese_keys_is_no_other_code(figure: str, faults: list[str], tmp_path: Path) -> None:
    """Keys and words of plan files may be Chinese ones that mean the same; figures may not differ."""
    (tmp_path / "zh").mkdir()
    english = "```yaml\nmetrics: [{id: done, kind: flow}]\nobservations: [{figure: 2亿元}]\n```\n"
    chinese = f"```yaml\n指标体系: [{{编号: done, 类型: 流量}}]\n数据: [{{数值: {figure}}}]\n```\n"
    (tmp_path / "a.md").write_text(english, encoding="utf-8")
    (tmp_path / "zh" / "a.md").write_text(chinese, encoding="utf-8")
    assert faults == twin_faults(tmp_path)


def test_a_chinese_page_that_strays_is_found(tmp_path: Path) -> None:
    """Other code and a missing twin are told; a comment and what asks for Chinese are no other code."""
    (tmp_path / "zh").mkdir()
    shown = "```python\nprint(finding)  # why\n```\n\n```console\n$ zoneplan check a.yaml\nerror\n```\n"
    same = shown.replace("finding)  # why", 'finding.text("zh"))').replace(
        "a.yaml\nerror", "a.yaml --lang zh\n错误"
    )
    for name, english, chinese in (("a", shown, same), ("b", shown, shown.replace("finding", "report"))):
        (tmp_path / f"{name}.md").write_text(english, encoding="utf-8")
        (tmp_path / "zh" / f"{name}.md").write_text(chinese, encoding="utf-8")
    (tmp_path / "zh" / "c.md").write_text("# 丙\n", encoding="utf-8")
    assert ["zh/b.md shows other code than b.md", "zh/c.md has no twin"] == twin_faults(tmp_path)


# -- what pages show is run -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("```python\nimport zoneplan\n\nzoneplan.Plam\n```\n", "has no attribute 'Plam'"),
        ("```python\nprint(1 + 1)\n```\n\n```output\n3\n```\n", "expected:\n3\n\nprinted:\n2"),
        ("```console\n$ echo 2\n3\n```\n", "expected:\n\\$ echo 2\n3"),
        ("```yaml\nid: p\nname: 示例\npattern: 1+5+22\n```\n", "COUNT-PATTERN"),
    ],
)
def test_a_block_that_does_not_do_what_it_shows_is_found(
    block: str, told: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A block that does not run, prints something else, or is a plan with an error fails when it is run."""
    collector = pytestconfig.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    assert collector is not None
    path = tmp_path / "page.md"
    path.write_text(f"# A page\n\n{block}", encoding="utf-8")
    *before, last = collector.pages.parse(path)
    for example in before:
        example.evaluate()
    with pytest.raises((SybilFailure, AttributeError), match=told):
        last.evaluate()


def test_every_example_has_a_page_of_its_files(pages: dict[str, Page]) -> None:
    """The page of each example shows the script, what it prints and the plan as the files have them."""
    folders = {path.parent.name for path in (ROOT / "examples").glob("*/main.py")}
    assert folders == set(examples(ROOT))
    for name in folders:
        shown = "".join(pages[f"examples/{name}.html"].text)
        for path in (ROOT / "examples" / name).iterdir():
            if path.name in {"main.py", "output.txt", "plan.yaml"}:
                assert path.read_text(encoding="utf-8").strip() in shown, path


# -- in a browser ---------------------------------------------------------------------------------


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on this machine while it is looked at."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def shown(site: Path) -> Iterator[tuple[Browser, str]]:
    """Give a browser, and the address at which the site is served."""
    lack = lack_of_browser()
    if lack is not None:
        pytest.skip(lack)
    with served(site) as address, Browser() as window:
        yield window, address


def results(window: Browser, address: str, question: str) -> int:
    """Give how many pages the search of the site finds."""
    window.visit(f"{address}/search.html?q={question}")
    end = monotonic() + 20
    while monotonic() < end:
        told = window.run("return document.querySelector('#search-results')?.textContent || ''")
        if "found" in told or "did not match" in told:
            return int(window.run("return document.querySelectorAll('ul.search > li').length"))
        sleep(0.1)
    raise TimeoutError(f"the search for {question} did not end")


def test_the_search_of_the_site_finds_chinese_words(shown: tuple[Browser, str]) -> None:
    """The search finds Chinese words, single letters and English words, and nothing of what is nowhere."""
    window, address = shown
    assert [] == [one for one in (*QUESTIONS, "亩", "indicators") if results(window, address, one) == 0]
    assert 0 == results(window, address, "龘靐齉")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(width: int, shown: tuple[Browser, str]) -> None:
    """On a telephone and on a screen nothing but tables and code is to be scrolled sideways."""
    window, address = shown
    window.resize(width)
    widths = {}
    for name in WIDEST:
        window.visit(f"{address}/{name}.html")
        widths[name] = window.run("return document.documentElement.scrollWidth")
    assert dict.fromkeys(WIDEST, width) == widths


def test_a_browser_asks_no_other_server(shown: tuple[Browser, str]) -> None:
    """All that a browser fetches for a page comes from where the page comes from."""
    window, address = shown
    window.visit(f"{address}/examples/kunshan.html")
    fetched = window.requests()
    assert 1 < len(fetched)
    assert [] == [one for one in fetched if not one.startswith((address, "data:"))]
