"""Pages in two languages: which page says the same in the other one, and the link that leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils.nodes import Text

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx

__all__ = ["CHINESE", "join_chinese_lines", "show_chinese_pages", "show_twin", "twin_of"]

CHINESE = "zh/"
"""The folder of the Chinese pages, which are named like their English twins."""

_CAPTION = "中文"  # over the list of Chinese pages in the index


def twin_of(page: str) -> str:
    """Give the name of the page in the other language, whether there is one or not.

    Args:
        page: The name of a page below the folder of the docs, without its ending.
    """
    return page.removeprefix(CHINESE) if page.startswith(CHINESE) else f"{CHINESE}{page}"


def show_twin(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Say in which language a page is, and put the link to its twin above it.

    Args:
        app: The build.
        page: The name of the page.
        context: What its template is filled with.
    """
    is_chinese = page.startswith(CHINESE)
    if is_chinese:
        context["language"] = "zh-CN"  # which decides how a browser draws Chinese letters
    twin = twin_of(page)
    if twin in app.env.found_docs and "body" in context:
        word, code = ("English", "en") if is_chinese else ("中文", "zh-CN")
        link = f'<a href="{context["pathto"](twin)}" hreflang="{code}" lang="{code}">{word}</a>'
        context["body"] = f'<p class="page-twin">{link}</p>\n{context["body"]}'


def show_chinese_pages(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Leave in the sidebar of a Chinese page what is in Chinese, which stands below a hundred English lines.

    Args:
        page: The name of the page.
        context: What its template is filled with; the theme has made the sidebar by now.
    """
    sidebar = context.get("furo_navigation_tree")
    if page.startswith(CHINESE) and sidebar:
        captions = list(re.finditer(r'<p class="caption"[^>]*><span class="caption-text">([^<]*)', sidebar))
        (start,) = [one.start() for one in captions if one[1] == _CAPTION]
        ends = [one.start() for one in captions if one.start() > start]
        context["furo_navigation_tree"] = sidebar[start : min(ends, default=len(sidebar))]


def join_chinese_lines(app: Sphinx, tree: document) -> None:
    """Take the ends of lines out of Chinese sentences, where a browser would show a blank.

    Args:
        app: The build.
        tree: A page.
    """
    if not app.env.docname.startswith(CHINESE):
        return
    for end in [text for text in tree.findall(Text) if text == "\n"]:
        place = end.parent.index(end)
        around = end.parent[place - 1 : place] + end.parent[place + 1 : place + 2]
        if _is_chinese(around[0].astext()[-1:]) or _is_chinese(around[-1].astext()[:1]):
            end.parent.remove(end)


def _is_chinese(letter: str) -> bool:
    return bool(re.match(r"[\u3000-\u9fff\uff00-\uffef]", letter))
