"""Files that hold tables of others: workbooks, CSV and Word documents, by their endings."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from zoneplan.errors import DocumentError
from zoneplan.foreign_tables import ForeignTable, Hidden, chosen_sheet, table_of
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.formats.text import Limits
    from zoneplan.sheets import Sheet
    from zoneplan.units import Unit

__all__ = ["read_table"]

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def read_table(
    path: str | os.PathLike[str],
    *,
    sheet: str | int | None = None,
    columns: Mapping[str, str] = _NOTHING,
    units: Mapping[str, Unit | str] = _NOTHING,
    hidden: Hidden = "refuse",
    separator: str | None = None,
    limits: Limits | None = None,
) -> ForeignTable:
    """Read a table that somebody else made: a list of projects, tasks or indicators, weights, sectors.

    Headers are known by the words in use, and those that are not are kept and told. Units are taken from
    the head, from a line such as 单位：万元, from a column of their own or from the cell.

    Args:
        path: A workbook (.xlsx, .xlsm), a CSV file (.csv, .tsv, .txt) or a Word document (.docx).
        sheet: The name of the sheet, or its number or that of the table, from 1; None for the only table.
        columns: Fields by header, for headers that are not known or mean something else:
            {"总投资（亿元）": "investment"}. The values are the words of `zoneplan.table_heads.Field`.
        units: Units by header, for columns whose unit nothing tells: {"完成率": "%"}.
        hidden: What is done with hidden rows and columns: `refuse`, `read` them like others, or `skip` them.
        separator: What stands between the cells of a CSV file: a comma, a tab or a semicolon; None where the
            file tells.
        limits: What a file may cost, None for the usual; a limit reached is a problem that names it.

    Raises:
        DocumentError: If the file cannot be read as such, it cannot be told which table or column is meant,
            or rows are hidden and nothing was said of them. Cells that cannot be read are problems of the
            table instead.
        MetricError: If a field given is no word of `Field`.
        UnitError: If a unit given is not known.
        OSError: If the file cannot be opened.
    """
    name = os.fspath(path)
    found = chosen_sheet(_sheets(name, separator, limits), name, sheet)
    return table_of(found, columns=columns, units=units, hidden=hidden)


def _sheets(name: str, separator: str | None, limits: Limits | None) -> tuple[Sheet, ...]:
    """Read the sheets of a file by its ending.

    Raises:
        DocumentError: If its ending says no format that is read.
    """
    from zoneplan.formats.text import DEFAULT_LIMITS  # noqa: PLC0415  # who makes plans in Python reads no file

    cost = limits or DEFAULT_LIMITS
    match Path(name).suffix.lower():
        case ".xlsx" | ".xlsm" | ".xls" | ".xlsb" | ".ods":
            from zoneplan.formats.workbook_reading import read_sheets  # noqa: PLC0415  # the same

            return read_sheets(name, name, cost)
        case ".csv" | ".tsv" | ".txt":
            from zoneplan.formats.csv import read_csv  # noqa: PLC0415  # the same

            return (read_csv(name, name, cost, separator=separator),)
        case ".docx":
            from zoneplan.formats.word_reading import read_tables  # noqa: PLC0415  # the same

            return read_tables(name, name, cost)
        case other:
            raise DocumentError.at(
                Location("the table", name),
                f"the ending {other!r} does not say which format the file has",
                "name the file .xlsx, .csv or .docx",
                f"扩展名“{other}”不表示文件的格式",
                "请将文件命名为 .xlsx、.csv 或 .docx",
            )
