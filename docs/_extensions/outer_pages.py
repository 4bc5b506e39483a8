"""Pages of the site that are made of what stands elsewhere: docstrings, examples, the changelog.

They are written when a build begins, into folders that git ignores, so that no copy can grow old.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from public_modules import public_modules, public_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["examples", "read_outer_links", "write_outer_pages"]

_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FOLDER = re.compile(r"`python examples/(\w+)/main\.py`")
_LINK = re.compile(r"(\]\()([^)#:\s]+)((?:#[^)]*)?\))")
_NAME = re.compile(r"(?<![`{}\w])`([A-Za-z]\w*)(\([^`<>]*\))?`")
_PAGES = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "examples/README.md": "examples/index.md"}
_SHOWN = ("main.py", "output.txt", "spark_rollup.py", "plan.yaml")
_LANGUAGES = {".yaml": "yaml", ".py": "python", ".txt": "output"}


def write_outer_pages(app: Sphinx) -> None:
    """Write the pages that are made when a build begins.

    Args:
        app: The build.
    """
    docs = Path(app.srcdir)
    changes = (docs.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    pages = {**_module_pages(), **_example_pages(docs)}
    pages["changelog.md"] = _moved(changes, docs.parent, docs, "changelog")
    for folder in ("reference/modules", "examples"):
        kept = {docs / name for name in pages}
        for path in (docs / folder).glob("*"):
            if path not in kept:
                path.unlink()
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def read_outer_links(app: Sphinx, page: str, source: list[str]) -> None:
    """Let links that lead out of the docs lead to what the site has instead.

    Args:
        app: The build.
        page: The name of the page.
        source: Its text, alone in a list, which is changed.
    """
    docs = Path(app.srcdir).resolve()
    source[0] = _moved(source[0], (docs / page).parent, docs, page)
    if page == "reference/api":
        source[0] = _NAME.sub(_linked, source[0])


def _linked(match: re.Match[str]) -> str:
    """Make a public name in the overview a link to the entry on it."""
    full = public_names().get(match[1])
    return match[0] if full is None else f"{{py:obj}}`{match[1]}{match[2] or ''} <{full}>`"


def _moved(text: str, folder: Path, docs: Path, page: str) -> str:
    """Give the text of a file in one folder as it has to be written for a page of the site."""
    here = (docs / page).parent

    def inner(match: re.Match[str]) -> str:
        target = (folder / match[2]).resolve()
        if not target.is_relative_to(docs.parent):
            return match[0]
        inside = docs / (_inner_name(target.relative_to(docs.parent).as_posix()) or "")
        if inside == docs:
            return match[0]
        return f"{match[1]}{os.path.relpath(inside, here)}{match[3]}"

    return _LINK.sub(inner, text)


def examples(root: Path) -> dict[str, tuple[str, str]]:
    """Give the heading and the text on each example, by its folder.

    Args:
        root: The project's folder, whose `examples/README.md` tells of them.
    """
    text = (root / "examples" / "README.md").read_text(encoding="utf-8")
    found = {}
    for heading, body in _SECTION.findall(text):
        command = _FOLDER.search(body)
        if command is not None:
            found[command[1]] = (heading, body.strip())
    return found


def _inner_name(file: str) -> str | None:
    """Give the page of the site, below the docs, for a file of the project; None when it has none."""
    if file.startswith("docs/"):
        return file.removeprefix("docs/")
    if file in _PAGES:
        return _PAGES[file]
    match = re.fullmatch(r"examples/(\w+)(?:/(?:README\.md|plan\.yaml|main\.py|output\.txt))?", file)
    return None if match is None else f"examples/{match[1]}.md"


def _module_pages() -> dict[str, str]:
    names = public_modules()
    pages = {f"reference/modules/{name}.rst": _module_page(name) for name in names}
    rows = "".join(f"   * - :doc:`{name} <{name}>`\n     - {_first_line(name)}\n" for name in names)
    head = "Modules\n=======\n\nOne page per public module, drawn from its docstrings.\n"
    return {**pages, "reference/modules/index.rst": f"{head}\n.. list-table::\n   :widths: auto\n\n{rows}"}


def _first_line(name: str) -> str:
    return (import_module(name).__doc__ or "").partition("\n")[0]


def _module_page(name: str) -> str:
    # Outside the tree of contents: each page of the site would list all of them, with every method.
    lines = [":orphan:", "", name, "=" * len(name), "", f".. automodule:: {name}", "   :members:"]
    if name == "zoneplan.errors":
        lines.append("   :show-inheritance:")  # which standard error each of them is, too
    elsewhere = _told_elsewhere(name)
    if elsewhere:
        lines.append(f"   :exclude-members: {', '.join(elsewhere)}")
    return "\n".join(lines) + "\n"


def _told_elsewhere(name: str) -> list[str]:
    """Give what a module offers and another public module defines, so that nothing is told twice."""
    module = import_module(name)
    homes = {one: getattr(getattr(module, one), "__module__", name) for one in getattr(module, "__all__", ())}
    return sorted(one for one, home in homes.items() if home != name and home in public_modules())


def _example_pages(docs: Path) -> dict[str, str]:
    outer = docs.parent / "examples"
    told = examples(docs.parent)
    pages = {f"examples/{name}.md": _example_page(docs, name, *told[name]) for name in told}
    intro = (outer / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    rows = "".join(f"- [{heading}]({name}.md)\n" for name, (heading, _) in told.items())
    entries = "\n".join(told)
    return {**pages, "examples/index.md": f"{intro}\n\n{rows}\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"}


def _example_page(docs: Path, name: str, heading: str, text: str) -> str:
    folder = docs.parent / "examples" / name
    page = f"examples/{name}"
    parts = [f"# {heading}", _moved(text, folder.parent, docs, page)]
    if (folder / "README.md").exists():
        further = (folder / "README.md").read_text(encoding="utf-8").partition("\n")[2].strip()
        parts.append(_moved(further, folder, docs, page))
    parts += [
        f"## `{file}`\n\n```{{literalinclude}} ../../examples/{name}/{file}\n"
        f":language: {_LANGUAGES[Path(file).suffix]}\n```"
        for file in _SHOWN
        if (folder / file).exists()
    ]
    return "\n\n".join(parts) + "\n"
