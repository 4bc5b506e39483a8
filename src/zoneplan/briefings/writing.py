"""Writing a briefing to a file: a page, a Word document or a workbook, by the ending of its name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError
from zoneplan.formats.files import write_bytes
from zoneplan.locations import Location

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from zoneplan.briefings.briefing import Briefing

__all__ = ["write_briefing"]

# Imported when one is written: each form brings the libraries of its own extra.
_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    ".html": ("zoneplan.briefings.page", "page_text"),
    ".docx": ("zoneplan.briefings.document", "document_bytes"),
    ".xlsx": ("zoneplan.briefings.workbook", "workbook_bytes"),
}


def write_briefing(
    briefing: Briefing, path: str | os.PathLike[str], *, template: str | os.PathLike[str] | None = None
) -> None:
    """Write a briefing to a file, whole or not at all. The same briefing gives the same file.

    Args:
        briefing: The briefing.
        path: The file: `.html` for a page (extra `report`), `.docx` for a Word document (extra `word`) or
            `.xlsx` for a workbook (extra `excel`). A symbolic link is followed only inside its folder.
        template: An office's own Word document, whose named places are filled in; None for zoneplan's own
            look.

    Raises:
        DocumentError: If the ending is another one, or there is a template and the file is no Word document.
        MissingLibraryError: If a library that the form needs is not installed.
        OSError: If the template cannot be read or the file cannot be written; it is then as it was before.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _FORMS:
        raise DocumentError.at(
            Location("", str(path)),
            f"the ending {suffix!r} does not say what the briefing is written as",
            "name the file .html, .docx or .xlsx",
            f"扩展名“{suffix}”不表示简报的格式",
            "请将文件命名为 .html、.docx 或 .xlsx",
        )
    if template is not None and suffix != ".docx":
        raise DocumentError.at(
            Location("", str(path)),
            f"a template is for Word documents, and {suffix} files are made without one",
            "leave the template out, or name the file .docx",
            f"模板只用于 Word 文档，{suffix} 文件不用模板",
            "请去掉模板，或将文件命名为 .docx",
        )
    module, name = _FORMS[suffix]
    write = getattr(import_module(module), name)
    content: str | bytes = write(briefing) if template is None else write(briefing, template)
    write_bytes(path, content.encode("utf-8") if isinstance(content, str) else content)
