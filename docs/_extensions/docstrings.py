"""Docstrings with Google sections, as this project writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from docutils.nodes import Text, field_name
from sphinx.ext.napoleon.docstring import GoogleDocstring

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx

__all__ = ["name_fields", "read_sections"]


def read_sections(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Turn the sections of a docstring into fields.

    The extension of Sphinx takes what stands before a colon in the first line of a property for its
    type; here it is the beginning of a sentence.

    Args:
        app: The build.
        what: The kind of thing that it is the docstring of.
        name: Its full name.
        obj: The thing itself.
        options: The options of the directive.
        lines: The lines of the docstring, which are changed.
    """
    is_value = what in {"attribute", "data", "property"}
    kind = cast("Literal['function']", "function" if is_value else what)
    lines[:] = GoogleDocstring(lines, app.config, app, kind, name, obj, options).lines()


def name_fields(_app: Sphinx, tree: document) -> None:
    """Call the fields of a record fields, which Sphinx calls variables.

    Args:
        tree: A page.
    """
    for name in tree.findall(field_name):
        if name.astext() == "Variables":
            name.children = [Text("Fields")]
