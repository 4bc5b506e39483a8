"""Plans from files of one format to files of another, and what the other cannot hold.

The format is told by a file's ending; a folder holds a plan as CSV files.

What is *not* done here: reading tables that are no plan; `read_table` reads those.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from zoneplan.documents import SCHEMA_KEY
from zoneplan.errors import DocumentError, Problem
from zoneplan.files import parse_plan, read_plan_tables, write_plan, write_plan_tables
from zoneplan.formats import files, json, text, yaml
from zoneplan.locations import MARK_KEY, Location, Mark, Part
from zoneplan.losses import NotHeld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.layout import Language
    from zoneplan.plans import Plan

__all__ = ["READABLE", "WRITABLE", "is_folder", "parse", "read", "write"]

READABLE: Final = (".yaml", ".yml", ".json", ".xlsx")
"""The endings of files that plans are read from."""
WRITABLE: Final = (*READABLE, ".docx")
"""The endings of files that plans are written to."""


def read(source: str) -> tuple[Plan, tuple[NotHeld, ...]]:
    """Read a plan from a file, by its ending, or from a folder of CSV files.

    Args:
        source: The file or folder.

    Returns:
        The plan, and what the file holds beside it.

    Raises:
        DocumentError: With every problem; of a workbook without any sheet of a plan only that.
        OSError: If a file cannot be opened.
    """
    folder = Path(source)
    if folder.is_dir():
        names = sorted(path.stem for path in folder.iterdir() if path.suffix.lower() == ".csv")
        _require_sheets(names, source)
        return read_plan_tables(source), tuple(_strange_sheets(names, source))
    return parse(text.read_bytes(source, text.DEFAULT_LIMITS), source, files.by_suffix(source))


def parse(
    raw: bytes, name: str, kind: Literal["yaml", "json", "xlsx"] | None = None
) -> tuple[Plan, tuple[NotHeld, ...]]:
    """Read a plan from the bytes of a document.

    Args:
        raw: The document.
        name: What it is called in messages.
        kind: Its format; None where it has to be told by how it begins.

    Returns:
        The plan, and what the document holds beside it.

    Raises:
        DocumentError: With every problem; of a workbook without any sheet of a plan only that.
    """
    if kind == "xlsx" or (kind is None and files.is_zip(raw)):
        names = _sheet_names(raw, name)
        _require_sheets(names, name)
        return parse_plan(raw, name, kind="xlsx"), tuple(_strange_sheets(names, name))
    plan = parse_plan(raw, name, kind=kind)
    return plan, tuple(_beside_text(text.cleaned(text.decode(raw, name), name), name, kind))


def write(plan: Plan, target: str, language: Language) -> tuple[NotHeld, ...]:
    """Write a plan to a file, by its ending, or to a new folder of CSV files.

    Args:
        plan: The plan.
        target: The file, or a folder, which ends in `/`.
        language: What the headings of a document for people are written in.

    Returns:
        What of the plan the file cannot hold.

    Raises:
        DocumentError: If a figure cannot be written exactly, or an extra is missing.
        OSError: If it cannot be written; an old file is then as it was.
    """
    if is_folder(target):
        write_plan_tables(plan, target)
    elif Path(target).suffix.lower() == ".docx":
        from zoneplan.word_documents import write_word  # noqa: PLC0415  # few plans become documents

        return write_word(plan, target, language=language)
    else:
        write_plan(plan, target)
    return ()


def is_folder(path: str) -> bool:
    """Say whether a path is that of a folder: it ends as one, or there is one.

    Args:
        path: The path.
    """
    return path.endswith(("/", "\\")) or Path(path).is_dir()


# -- what stands beside a plan ------------------------------------------------------------------


def _beside_text(content: str, name: str, kind: str | None) -> Iterator[NotHeld]:
    """Give the comments of a text, and the name of its schema."""
    if kind is None:
        kind = "json" if content.lstrip()[:1] in {"{", "["} else "yaml"
    if kind == "yaml":
        for line, column in yaml.comments(content):
            yield NotHeld(Location("", name, line, column), "the comment", "注释")
    if SCHEMA_KEY in content:
        data = (json if kind == "json" else yaml).load(content, name)
        if isinstance(data, dict) and SCHEMA_KEY in data:
            mark = data.get(MARK_KEY)
            place = mark.at("", SCHEMA_KEY) if isinstance(mark, Mark) else Location(SCHEMA_KEY, name)
            yield NotHeld(place, "the name of the schema", "结构文件的名称")


def _sheet_names(raw: bytes, name: str) -> list[str]:
    from zoneplan.formats import workbook_reading  # noqa: PLC0415  # few plans are workbooks

    return [sheet.part.name for sheet in workbook_reading.read_sheets(raw, name, text.DEFAULT_LIMITS)]


def _plan_sheets() -> set[str]:
    from zoneplan.plan_sheets import OVERVIEW, TABLES  # noqa: PLC0415  # few plans are workbooks

    return {OVERVIEW, *(table.name for table in TABLES)}


def _require_sheets(names: Iterable[str], source: str) -> None:
    """Refuse tables of which none is a plan's: they are somebody's own."""
    if _plan_sheets().isdisjoint(one.strip() for one in names):
        from zoneplan.sheet_reading import NO_PLAN  # noqa: PLC0415  # few plans are workbooks

        raise DocumentError((Problem(Location(file=source), *NO_PLAN),))


def _strange_sheets(names: Iterable[str], source: str) -> Iterator[NotHeld]:
    """Give the sheets that somebody added to those of a plan, which reading leaves alone."""
    from zoneplan.plan_sheets import CHARTS, FIRST, LAST, PROGRESS  # noqa: PLC0415  # few plans are workbooks

    known = {*_plan_sheets(), CHARTS, FIRST, LAST, PROGRESS}
    for name in names:
        if name.strip() not in known:
            yield NotHeld(Location("", source, 1, 1, Part(name)), "the sheet", "工作表")
