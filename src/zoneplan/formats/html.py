"""Pages from templates, by Jinja2 (extra `report`).

Every text that a template prints is escaped, whatever the template forgets, and a name that it was not given
is an error. Texts are values and never templates: what stands in one between braces is shown as it stands.
"""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zoneplan.errors import MissingLibraryError
from zoneplan.html_tables import escaped
from zoneplan.layout import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["rendered", "resource"]


def rendered(template: str, values: Mapping[str, object]) -> str:
    """Fill in a template of the package.

    A text is printed as `html_tables.escaped` gives it. The filter `html` prints one that is HTML already,
    and `attribute` one that stands in an attribute, where a line break is spelled out.

    Args:
        template: The file of the template, from the folder of the package on, such as `briefings/page.html`.
        values: What it is filled in with, by name; objects are asked for their attributes.

    Raises:
        MissingLibraryError: If Jinja2 is not installed.
        jinja2.UndefinedError: If the template asks for a name that is not there.
    """
    return str(_environment().get_template(template).render(values))


def resource(name: str) -> str:
    """Give the text of a file of the package, such as a style sheet.

    Args:
        name: The file, from the folder of the package on.
    """
    return files("zoneplan").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    try:
        import jinja2  # noqa: PLC0415  # an extra
        from markupsafe import Markup  # noqa: PLC0415  # comes with it
    except ImportError:
        raise MissingLibraryError.of("Jinja2", "report", "writing a page", "生成网页") from None

    def shown(value: object) -> object:
        # A subclass of str, such as Markup, says itself how it is printed.
        return Markup(escaped(value)) if type(value) is str else value

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(resource),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["html"] = Markup
    made.filters["attribute"] = lambda text: Markup(html.escape(printable(text)))
    return made
