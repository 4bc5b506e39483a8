"""How the site is built: `sphinx-build -W docs docs/_build`, in the environment of the tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import zoneplan  # noqa: F401  # a site of pages on a package that is missing would be an empty one

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))

from chinese_search import ChineseAndEnglish  # noqa: E402  # stands beside this file
from docstrings import name_fields, read_sections  # noqa: E402
from outer_pages import read_outer_links, write_outer_pages  # noqa: E402
from page_twins import join_chinese_lines, show_chinese_pages, show_twin  # noqa: E402

project = "zoneplan"
author = "zoneplan"
html_title = "zoneplan"
language = "en"
smartquotes_action = "D"  # dashes alone: quotes are shown as a program prints them
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_extensions", "reference/findings"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}

myst_heading_anchors = 4  # the anchors that readers of the Markdown know, such as `page.md#a-heading`
myst_enable_extensions = ["colon_fence"]

autodoc_default_options = {"no-value": True}  # the table of a module is for its code
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_inherit_docstrings = False
napoleon_google_docstring = napoleon_numpy_docstring = False  # `docstrings` reads them, with these settings
napoleon_use_ivar = True  # the fields of a record as a list, beside the signature that gives their types
napoleon_use_rtype = False
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
default_role = "py:obj"  # `Name` in a docstring is a link where there is a page on it, and code elsewhere

suppress_warnings = ["ref.python"]  # `Cumulative` is a goal and a relation; a link to either is right nowhere

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_search_language = ChineseAndEnglish.lang
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
pygments_style = "default"


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of what stands beside this file.

    Args:
        app: The build.
    """
    app.add_search_language(ChineseAndEnglish)
    app.connect("builder-inited", write_outer_pages)
    app.connect("autodoc-process-docstring", read_sections)
    app.connect("doctree-read", name_fields)
    app.connect("doctree-read", join_chinese_lines)
    app.connect("source-read", read_outer_links)
    app.connect("html-page-context", show_twin)
    app.connect("html-page-context", show_chinese_pages, priority=900)  # the theme makes the sidebar before
    return {"parallel_read_safe": True, "parallel_write_safe": True}
