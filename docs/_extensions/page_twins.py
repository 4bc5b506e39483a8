"""Pages in two languages: which page says the same in the other one, and the link that leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils.nodes import Text, literal_block

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx

__all__ = ["CHINESE", "join_chinese_lines", "show_twin", "twin_of"]

CHINESE = "zh/"
"""The folder of the Chinese pages, which are named like their English twins."""


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


def join_chinese_lines(app: Sphinx, tree: document) -> None:
    """Take the ends of lines out of Chinese sentences, where a browser would show a blank.

    Args:
        app: The build.
        tree: A page.
    """
    if app.env.docname.startswith(CHINESE):
        for text in list(tree.findall(Text)):
            if text.parent is not None and not isinstance(text.parent, literal_block) and "\n" in text:
                text.parent.replace(text, Text(_END.sub("", text)))


_END = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n|\n(?=[\u3000-\u9fff\uff00-\uffef])")
