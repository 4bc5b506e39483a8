"""What a reader of the docs meets: links, requests to other servers, blocks, entries of the reference."""

from __future__ import annotations

import io
import re
import tokenize
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import attrs

from zoneplan.vocabulary import KEYS, WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

__all__ = [
    "Page",
    "dead_links",
    "dead_markdown_links",
    "entries",
    "outer_requests",
    "pages_of",
    "twin_faults",
    "unlisted",
]

_RESOURCES = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
_NO_RESOURCE = {"canonical", "next", "prev", "search", "index", "author", "alternate", "genindex"}
_OUTER_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)")
_FENCE = re.compile(r"^(`{3,})(.*?)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!\\)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_COMPARED = {"python", "console", "yaml", "sh"}
_SAME = (
    ("guihua.yaml", "plan.yaml"),
    ("grep -A 2 错误", "grep -A 2 error"),
    ("s/标签/标鉴/", "s/label/lable/"),
    ("类型: 占比", "kind: share"),
)
_KEY = re.compile(r"[\u4e00-\u9fff]+(?=:)")
_WORD = re.compile(r"(?<=: )[\u4e00-\u9fff]+")
_ENGLISH = {word: str(one.value) for words in WORDS.values() for word, one in words.items()}


@attrs.define
class Page(HTMLParser):
    """What is of interest in a page of HTML.

    Attributes:
        anchors: The ids that links can lead to.
        links: Where its links lead.
        resources: What a browser fetches to show it.
        styles: The rules of style that stand in it.
        text: What is read.
    """

    anchors: set[str] = attrs.field(factory=set)
    links: list[str] = attrs.field(factory=list)
    resources: list[str] = attrs.field(factory=list)
    styles: list[str] = attrs.field(factory=list)
    text: list[str] = attrs.field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        told = {name: value or "" for name, value in attributes}
        if "id" in told:
            self.anchors.add(told["id"])
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        is_shown = tag != "link" or not set(told.get("rel", "").split()) & _NO_RESOURCE
        if tag in _RESOURCES and is_shown and told.get(_RESOURCES[tag]):
            self.resources.append(told[_RESOURCES[tag]])
        self.resources += [one.split()[0] for one in told.get("srcset", "").split(",") if one.strip()]
        self.styles.append(told.get("style", ""))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text.append(data)
        self.styles.append(data if self.rawdata and self.cdata_elem == "style" else "")


def pages_of(site: Path) -> dict[str, Page]:
    """Read all pages of a built site, by their names in it."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = page
    return found


def dead_links(site: Path, pages: Mapping[str, Page]) -> list[str]:
    """Give each link inside a site that leads to no page, no file, or no place of a page."""
    dead = []
    for name, page in pages.items():
        for link in (*page.links, *page.resources):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            other = pages.get(target.resolve().relative_to(site.resolve()).as_posix())
            if not target.is_file() or (
                parts.fragment and other is not None and unquote(parts.fragment) not in other.anchors
            ):
                dead.append(f"{name}: {link}")
    return dead


def outer_requests(site: Path, pages: Mapping[str, Page]) -> list[str]:
    """Give what pages and their styles fetch from other servers; a link that a reader may follow is none."""
    found = [
        f"{name}: {one}" for name, page in pages.items() for one in page.resources if urlsplit(one).netloc
    ]
    found += [
        f"{name}: {one}"
        for name, page in pages.items()
        for style in page.styles
        for one in _OUTER_STYLE.findall(style)
    ]
    return found + [
        f"{path.relative_to(site).as_posix()}: {one}"
        for path in sorted(site.rglob("*.css"))
        for one in _OUTER_STYLE.findall(path.read_text(encoding="utf-8"))
    ]


def entries(site: Path) -> set[str]:
    """Give the full names that the reference has entries on, from the inventory of the site."""
    raw = (site / "objects.inv").read_bytes()
    for _ in range(4):  # the head of the file
        raw = raw.partition(b"\n")[2]
    lines = zlib.decompress(raw).decode().splitlines()
    return {line.split(" ", 1)[0] for line in lines if " py:" in line}


def unlisted(names: Iterable[str], told: Collection[str]) -> list[str]:
    """Give the names that the reference has no entry on."""
    return [name for name in names if name not in told]


def dead_markdown_links(paths: Iterable[Path]) -> list[str]:
    """Give each link of a Markdown file that leads to no file, or to no heading of one."""
    dead = []
    for path in paths:
        text = _FENCE.sub("", path.read_text(encoding="utf-8"))
        for link in _LINK.findall(re.sub(r"`[^`\n]*`", "`code`", text)):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = path.parent / unquote(parts.path) if parts.path else path
            is_lost = parts.fragment and target.suffix == ".md" and target.is_file()
            if not target.exists() or (is_lost and unquote(parts.fragment) not in _headings(target)):
                dead.append(f"{path.name}: {link}")
    return dead


def _headings(path: Path) -> set[str]:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    anchors = set()
    for line in re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", line).lower()).replace(" ", "-")
        anchors.add(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return anchors


def twin_faults(docs: Path) -> list[str]:
    """Tell of each Chinese page that has no English twin, or shows other code than its twin does.

    Comments may differ, and whatever asks for Chinese: `--lang zh`, `.text("zh")`, `"zh"`, `message_zh`.
    So may a plan file of Chinese keys and words, such as `guihua.yaml` beside `plan.yaml`.
    """
    faults = []
    for path in sorted((docs / "zh").rglob("*.md")):
        name = path.relative_to(docs / "zh").as_posix()
        twin = docs / name
        if not twin.is_file():
            faults.append(f"zh/{name} has no twin")
        elif _blocks(path) != _blocks(twin):
            faults.append(f"zh/{name} shows other code than {name}")
    return faults


def _blocks(path: Path) -> list[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    found = [(language.strip(), code) for _, language, code in _FENCE.findall(text)]
    return [(language, _bare(language, code)) for language, code in found if language in _COMPARED]


def _bare(language: str, code: str) -> str:
    code = re.sub(r'(?:, )?"(?:zh|en)"(?=\))', "", code.replace('.text("zh")', "")).replace('"zh"', '"en"')
    code = re.sub(r" --lang (?:zh|en)\b", "", code)
    code = re.sub(r"\b(message|remedy)_zh\b", r"\1", code)
    for chinese, english in _SAME:
        code = code.replace(chinese, english)
    code = _KEY.sub(lambda found: str(KEYS.get(found[0], found[0])), code)
    code = _WORD.sub(lambda found: _ENGLISH.get(found[0], found[0]), code)
    if language == "console":  # what is printed is compared with what runs
        return "\n".join(line for line in code.splitlines() if line.startswith("$ "))
    if language == "python":
        tokens = tokenize.generate_tokens(io.StringIO(code).readline)
        kept = [one.string for one in tokens if one.type not in {tokenize.COMMENT, tokenize.NL}]
        return "\n".join(kept)
    return "\n".join(re.sub(r"(?:^|\s)#.*$", "", line).rstrip() for line in code.splitlines())
