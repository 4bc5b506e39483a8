"""Word files that somebody mailed, opened by python-docx once they are known to do no harm.

A file is unpacked within limits before, and what would run in a reader or be fetched by it is refused.
What is *not* checked: what the text says.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.errors import DocumentError, Problem
from zoneplan.formats.packages import unpacked
from zoneplan.formats.text import DEFAULT_LIMITS, Limits
from zoneplan.formats.word_markup import LETTERS
from zoneplan.formats.word_writing import python_docx
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.errors import Sentences

__all__ = ["opened_document"]

_W: Final = f"{{{LETTERS}}}"
_DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TYPES: Final = "[Content_Types].xml"
_ATTACHED: Final = "/attachedTemplate"
_FETCHED_BY_HAND: Final = ("/hyperlink", _ATTACHED)
"""Relations to elsewhere that nothing follows by itself, once the template of the template is taken off."""
_FETCHING: Final = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO)\b", re.IGNORECASE)
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

_DAMAGED: Final[Sentences] = (
    "the file is damaged, or no Word document",
    "open it in Word or WPS and save it once more as .docx",
    "文件已损坏，或不是 Word 文档",
    "请用 Word 或 WPS 打开后另存为 .docx",
)
_STRICT_FORM: Final[Sentences] = (
    "the file is saved as Strict Open XML",
    "save it as an ordinary Word document (.docx)",
    "文件保存为 Strict Open XML 格式",
    "请另存为普通的 Word 文档（.docx）",
)
_MACROS: Final[Sentences] = (
    "the template holds macros, which are programs",
    "save it as .docx or .dotx, without macros",
    "模板含有宏，宏是程序",
    "请另存为不含宏的 .docx 或 .dotx",
)
_FOREIGN: Final[Sentences] = (
    "the template fetches something from elsewhere when it is opened, such as a linked picture",
    "put pictures and objects into the file itself, not as links",
    "模板打开时会从别处取内容，例如链接的图片",
    "请把图片和对象直接放入文件，不要用链接",
)


def _refusal(name: str, sentences: Sentences) -> DocumentError:
    return DocumentError((Problem(Location("template", name), *sentences),))


def _check(raw: bytes, name: str, limits: Limits) -> None:
    """Refuse a package that costs too much or that another program would run.

    Raises:
        DocumentError: With what is wrong with it.
    """
    try:
        members = unpacked(raw, name, limits)
    except DocumentError as error:
        place = Location("template", name)
        raise DocumentError(tuple(attrs.evolve(one, place=place) for one in error.problems)) from None
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
    types = members.get(_TYPES, b"")
    if b"macroEnabled" in types or any(one.lower().endswith("vbaproject.bin") for one in names):
        raise _refusal(name, _MACROS)
    if any(_STRICT in content for content in members.values()):
        raise _refusal(name, _STRICT_FORM)
    if _DOCUMENT not in types and _TEMPLATE not in types:
        raise _refusal(name, _DAMAGED)


def _as_document(raw: bytes) -> bytes:
    """Give a package in which a template says that it is a document, as python-docx and readers want it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content.replace(_TEMPLATE, _DOCUMENT) if member == _TYPES else content)
    return packed.getvalue()


def opened_document(raw: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Any:
    """Open a document or template, and take off the name of the template that it was made from.

    Args:
        raw: The bytes of the file.
        name: Its name, for messages.
        limits: What it may cost.

    Raises:
        DocumentError: If python-docx is not installed, or the file is no document, is damaged or hostile,
            holds macros or fetches something from elsewhere.
    """
    library = python_docx()
    _check(raw, name, limits)
    try:
        made = library.Document(io.BytesIO(_as_document(raw)))
        body, _ = made.element.body, made.styles.element
        parts = list(made.part.package.iter_parts())
    except (
        KeyError, ValueError, AttributeError, TypeError, SyntaxError, RecursionError, zipfile.BadZipFile,
        zlib.error,
    ):  # fmt: skip
        # lxml's errors of syntax are the first; a relation to no member is a KeyError, and so on.
        raise _refusal(name, _DAMAGED) from None
    if body is None:
        raise _refusal(name, _DAMAGED)
    for part in parts:
        if any(_FETCHING.match(one) for one in _instructions(part)):
            raise _refusal(name, _FOREIGN)
        for relation in list(part.rels.values()):
            if relation.is_external and not relation.reltype.endswith(_FETCHED_BY_HAND):
                raise _refusal(name, _FOREIGN)
            if relation.reltype.endswith(_ATTACHED):
                del part.rels[relation.rId]
                _without_attached(part, relation.rId)
    return made


def _instructions(part: Any) -> Iterator[str]:
    """Give what the fields of a part compute."""
    if hasattr(part, "element"):
        for one in part.element.iter(f"{_W}instrText", f"{_W}fldSimple"):
            yield (one.text or "") if one.tag == f"{_W}instrText" else one.get(f"{_W}instr", "")


def _without_attached(part: Any, relation: str) -> None:
    """Take out the element by which settings name the template that a template was made from."""
    for element in list(part.element.iter(f"{_W}attachedTemplate")) if hasattr(part, "element") else ():
        if relation in element.attrib.values():
            element.getparent().remove(element)
