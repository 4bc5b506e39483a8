"""Plan files: read whole or refused with every problem, written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zoneplan.errors import DocumentError
from zoneplan.locations import Location
from zoneplan.plans import Plan

if TYPE_CHECKING:
    import datetime
    import os

    from zoneplan.findings import Report
    from zoneplan.formats.text import Limits
    from zoneplan.periods import Period

__all__ = [
    "parse_plan", "read_plan", "read_plan_tables", "write_plan", "write_plan_tables", "write_template",
]  # fmt: skip


def read_plan(path: str | os.PathLike[str], *, limits: Limits | None = None) -> Plan:
    """Read a plan from a YAML, JSON or Excel file (.xlsx), by its ending.

    Args:
        path: The file; a text in UTF-8 with or without byte order mark, UTF-16, or GB18030.
        limits: What a file may cost, None for the usual; a limit reached is a problem that names it.

    Raises:
        DocumentError: With every problem, each with its line and column or its cell, and what to do; and
            if the extra `excel` that a workbook takes is not installed.
        OSError: If the file cannot be opened.
    """
    from zoneplan.formats import files, text  # noqa: PLC0415  # a plan made in Python reads no file

    kind, cost = files.by_suffix(path), limits or text.DEFAULT_LIMITS
    return parse_plan(text.read_bytes(path, cost), str(path), kind=kind, limits=cost)


def parse_plan(
    raw: bytes,
    name: str,
    *,
    kind: Literal["yaml", "json", "xlsx"] | None = None,
    limits: Limits | None = None,
) -> Plan:
    """Read a plan from the bytes of a document, wherever they came from.

    Args:
        raw: The document; encoded as a file may be.
        name: What the document is called in messages.
        kind: Its format; None takes a zip archive for a workbook, and what starts with a brace or a bracket
            for JSON.
        limits: What it may cost, None for the usual; a limit reached is a problem that names it.

    Raises:
        DocumentError: With every problem, each with its line, column and what to do.
    """
    from zoneplan.formats.files import is_zip  # noqa: PLC0415  # a plan made in Python reads no file

    if kind == "xlsx" or (kind is None and is_zip(raw)):
        plan = _parse_workbook(raw, name, limits)
    else:
        plan = _parse_text(raw, name, kind, limits)
    plan.outline.prepare()  # indexed once here, so the first question costs no more than the next
    plan.ledger.prepare()
    return plan


def _parse_workbook(raw: bytes, name: str, limits: Limits | None) -> Plan:
    from zoneplan.formats import text, workbook_reading  # noqa: PLC0415  # few plans are workbooks
    from zoneplan.sheet_reading import plan_of_sheets  # noqa: PLC0415  # the same

    sheets = workbook_reading.read_sheets(raw, name, limits or text.DEFAULT_LIMITS)
    return plan_of_sheets({sheet.part.name: sheet for sheet in sheets}, name)


def _parse_text(raw: bytes, name: str, kind: str | None, limits: Limits | None) -> Plan:
    from zoneplan.documents import structure  # noqa: PLC0415  # a plan made in Python reads no file
    from zoneplan.formats import json, text, yaml  # noqa: PLC0415  # the same
    from zoneplan.vocabulary import KEYS  # noqa: PLC0415  # the same

    content = text.decode(raw, name)
    if kind is None:
        kind = "json" if content.lstrip()[:1] in {"{", "["} else "yaml"
    load = yaml.load if kind == "yaml" else json.load
    data = load(content, name, limits=limits or text.DEFAULT_LIMITS, translate=KEYS)
    return structure(data, Plan, name)


def write_plan(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    report: Report | None = None,
    as_of: datetime.date | Period | str | None = None,
) -> None:
    """Write a plan to a YAML, JSON or Excel file (.xlsx), by its ending; `read_plan` gives it back.

    The file is replaced whole: whatever interrupts the writing leaves the old one as it was. A workbook
    shows, beside what is read back, what was found in the plan, its latest figures, how its targets stand,
    with charts, and explanations.

    Args:
        plan: The plan.
        path: The file; a symbolic link is followed only inside the folder it lies in.
        report: What was found in the plan, for a workbook; None to validate it now.
        as_of: The day that a workbook shows the progress of, its text, or a period at whose end it lies; None
            for the last day of the last period for which something was reported. No clock is read.

    Raises:
        DocumentError: If a figure has no finite decimal and cannot be written exactly; of a workbook also if
            no cell can hold a text, or the extra `excel` is not installed.
        PeriodError: If the day cannot be read.
        OSError: If the file cannot be written.
    """
    from zoneplan.formats import files, json, yaml  # noqa: PLC0415  # a plan made in Python writes no file

    kind = files.by_suffix(path)
    if kind == "xlsx":
        from zoneplan.formats.workbook_writing import workbook_bytes  # noqa: PLC0415  # few plans are workbooks
        from zoneplan.pages import Page  # noqa: PLC0415  # the same
        from zoneplan.progress_pages import progress_pages  # noqa: PLC0415  # the same
        from zoneplan.report_pages import ReportPage  # noqa: PLC0415  # the same
        from zoneplan.workbook_pages import plan_pages  # noqa: PLC0415  # the same

        pages = list[Page | ReportPage](plan_pages(plan, report))
        pages[-1:-1] = progress_pages(plan, as_of)  # the findings stand last
        files.write_bytes(path, workbook_bytes(pages, plan.name))
        return
    data = plan.to_dict()
    files.write_text(path, yaml.dump(data) if kind == "yaml" else json.dump(data))


def read_plan_tables(folder: str | os.PathLike[str], *, limits: Limits | None = None) -> Plan:
    """Read a plan from a folder of CSV files, as `write_plan_tables` writes them.

    Args:
        folder: The folder; its other files are left alone.
        limits: What each file may cost, None for the usual.

    Raises:
        DocumentError: With every problem, each with its cell and what to do.
        OSError: If a file cannot be opened.
    """
    from zoneplan.formats import csv, text  # noqa: PLC0415  # few plans are tables
    from zoneplan.sheet_reading import plan_of_sheets  # noqa: PLC0415  # the same

    paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() == ".csv")
    sheets = {path.stem: csv.read_csv(path, None, limits or text.DEFAULT_LIMITS) for path in paths}
    plan = plan_of_sheets(sheets, str(folder))
    plan.outline.prepare()
    plan.ledger.prepare()
    return plan


def write_plan_tables(plan: Plan, folder: str | os.PathLike[str]) -> None:
    """Write a plan as a folder of CSV files, one for each sheet of its workbook; `read_plan_tables` reads it.

    The folder appears with all its files, or not at all.

    Args:
        plan: The plan.
        folder: The folder; there is none yet, or it is empty.

    Raises:
        DocumentError: If a figure cannot be written exactly, or a text is one that no cell can hold.
        FileExistsError: If there is something in the folder already.
        OSError: If it cannot be written.
    """
    from zoneplan.formats import csv, files  # noqa: PLC0415  # few plans are tables
    from zoneplan.sheet_writing import text_tables  # noqa: PLC0415  # the same

    tables = text_tables(plan.to_dict()).items()
    texts = {f"{name}.csv": csv.csv_text(rows, f"{name}.csv") for name, rows in tables}
    files.write_folder(folder, {name: text.encode("utf-8") for name, text in texts.items()})


def write_template(path: str | os.PathLike[str]) -> None:
    """Write an Excel workbook in which a plan can be filled in, with explanations and drop-down lists.

    `read_plan` reads it once it holds a plan.

    Args:
        path: The file; its ending is `.xlsx`.

    Raises:
        DocumentError: If the file has another ending, or the extra `excel` is not installed.
        OSError: If the file cannot be written.
    """
    from zoneplan.formats import files  # noqa: PLC0415  # a plan made in Python writes no file
    from zoneplan.formats.workbook_writing import workbook_bytes  # noqa: PLC0415  # the same
    from zoneplan.workbook_pages import template_pages  # noqa: PLC0415  # the same

    if files.by_suffix(path) != "xlsx":
        raise DocumentError.at(
            Location("", str(path)),
            "a template to fill in is an Excel workbook",
            "name the file .xlsx",
            "供填写的模板是 Excel 工作簿",
            "请将文件命名为 .xlsx",
        )
    files.write_bytes(path, workbook_bytes(template_pages(), "规划模板"))
