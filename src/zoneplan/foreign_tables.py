"""Tables that zoneplan did not make, as values: rows, figures with their cells, problems and findings.

Nothing that cannot be read is guessed or left out unseen: it is a problem with its cell. Nothing counts
twice: subtotals, totals and 其中 are told from items, and checked against them.
What is *not* checked: what a plan says of the same projects and indicators.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from zoneplan.columns import named_column
from zoneplan.errors import DocumentError, MetricError, Problem
from zoneplan.findings import Finding, NotChecked
from zoneplan.indicators import IndicatorTable
from zoneplan.locations import Location, Part
from zoneplan.sources import Source
from zoneplan.table_cells import Absence
from zoneplan.table_checks import checked_sums
from zoneplan.table_figures import CellReader
from zoneplan.table_heads import FIGURES, NAMES, SEVERAL, Field, Head
from zoneplan.table_layout import has_heads, layout_of
from zoneplan.table_projects import project_of
from zoneplan.table_rows import RowKind, TableRow, classified
from zoneplan.texts import member
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.programs import Project
    from zoneplan.sheets import Sheet
    from zoneplan.table_layout import Layout

__all__ = ["ForeignTable", "Hidden", "chosen_sheet", "table_of"]

Hidden = Literal["refuse", "read", "skip"]
"""What is done with hidden rows and columns."""

_UNNAMED: Final = (None, None, False)
_INDICATOR_WORDS: Final[Mapping[Field, str]] = {
    Field.INDICATOR: "name",
    Field.BASE: "base",
    Field.REACHED: "done",
    Field.TARGET: "target",
    Field.ANNUAL_RATE: "rate",
}
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@attrs.frozen(kw_only=True, repr=False)
class ForeignTable:
    """A table that somebody else made.

    Attributes:
        file: The file's name as it was given to the reader.
        part: The sheet, or the table of a document.
        title: The lines above the table.
        heads: The heads of its columns; those that are not known have no field.
        rows: Its rows, in order; items count, and subtotals, totals and parts are sums of them or in them.
        notes: The lines below it.
        problems: What cannot be read, each with its cell; those cells state no figure.
        findings: Totals that their items contradict.
        not_checked: Totals that could not be held against their items, and why.
        checked: How many totals were held against their items.
    """

    file: str
    part: Part
    title: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    checked: int

    def __repr__(self) -> str:
        told = f"{len(self.items)} items, {len(self.problems)} problems, {len(self.findings)} findings"
        return f"<ForeignTable {self.file} {self.part.name}: {told}>"

    @property
    def items(self) -> tuple[TableRow, ...]:
        """The rows that count, each once."""
        return tuple(row for row in self.rows if row.kind is RowKind.ITEM)

    @property
    def unknown(self) -> tuple[Head, ...]:
        """The heads that are not known; their cells are kept as texts."""
        return tuple(head for head in self.heads if head.field is None)

    @property
    def units(self) -> Mapping[str, Unit]:
        """The unit of the figures of each column, by its header; columns of several units are left out."""
        found: dict[str, set[Unit]] = {}
        for row in self.rows:
            for head, cell in zip(row.heads, row.cells, strict=True):
                if cell.figure is not None:
                    found.setdefault(head.text, set()).add(cell.figure.unit)
        return MappingProxyType({text: units.pop() for text, units in found.items() if len(units) == 1})

    def raise_for_problems(self) -> None:
        """Raise what cannot be read, if anything cannot.

        Raises:
            DocumentError: With every problem.
        """
        if self.problems:
            raise DocumentError(self.problems)

    def to_records(self) -> list[dict[str, str]]:
        """Give the items as records: headers to what their cells show.

        Raises:
            DocumentError: With every cell that cannot be read.
        """
        self.raise_for_problems()
        return [
            {head.text: cell.text for head, cell in zip(row.heads, row.cells, strict=True)}
            for row in self.items
        ]

    def indicators(self, *, id: str, name: str, **known: Any) -> IndicatorTable:  # noqa: A002  # as its field
        """Give the indicators that the items are.

        Args:
            id: Id of the table.
            name: Its title.
            known: What `IndicatorTable.from_records` takes beside, such as `columns` and `further`.

        Raises:
            DocumentError: With every cell that cannot be read, or is no goal or figure of an indicator.
        """
        source = known.pop("source", Source(document=self.file, place=self.part.name or None))
        columns = {**self._indicator_columns(), **known.pop("columns", {})}
        return IndicatorTable.from_records(
            self.to_records(), id=id, name=name, source=source, columns=columns, **known
        )

    def _indicator_columns(self) -> dict[str, str]:
        """Give the columns that are known here, and not by their headers alone."""
        told = {head.field: head.text for head in self.heads if named_column(head.text) == _UNNAMED}
        return {word: told[field] for field, word in _INDICATOR_WORDS.items() if field in told}

    def projects(self, *, year: int | None = None, prefix: str = "") -> tuple[Project, ...]:
        """Give the projects that the items are; what a project has no field for is kept in its note.

        Ids are the numbers of the table, or of the rows where a number is missing or printed twice.

        Args:
            year: The year of an annual plan whose head names none.
            prefix: What ids begin with.

        Raises:
            DocumentError: With every cell that cannot be read.
        """
        self.raise_for_problems()
        numbers = [row.text(Field.NUMBER).strip() for row in self.items]
        are_ids = all(numbers) and len(set(numbers)) == len(numbers)
        problems: list[Problem] = []
        found = []
        for row, number in zip(self.items, numbers, strict=True):
            own = f"{prefix}{number if are_ids else f'r{row.number}'}"
            found.append(project_of(row, own, year, problems))
        if problems:
            raise DocumentError(tuple(problems))
        return tuple(one for one in found if one is not None)


def chosen_sheet(sheets: Sequence[Sheet], file: str, name: str | int | None) -> Sheet:
    """Give the sheet to read: the one that is named, or the only visible one that has a table.

    Args:
        sheets: The sheets.
        file: The file's name.
        name: The name of a sheet, or its number or that of a table, from 1; None for the only one.

    Raises:
        DocumentError: If there is none such, or several could be meant.
    """
    names = [sheet.part.name for sheet in sheets]
    if name is not None:
        found = [sheet for sheet in sheets if sheet.part.name == str(name)]
        if not found and isinstance(name, int) and 1 <= name <= len(sheets):
            found = [sheets[name - 1]]
        if not found:
            raise _refused(
                file,
                f"there is no sheet {name!r}; there are {', '.join(map(repr, names))}",
                "give the name of one of them",
                f"没有工作表“{name}”；现有{'、'.join(names)}",
                "请写其中一个的名称",
            )
        return found[0]
    tables = [sheet for sheet in sheets if not sheet.is_hidden and has_heads(sheet)]
    if len(tables) > 1:
        told = [sheet.part.name for sheet in tables]
        raise _refused(
            file,
            f"{' and '.join(map(repr, told))} each hold a table",
            f"say which to read: sheet={told[0]!r}",
            f"{'、'.join(told)}各有一张表",
            f"请指明：sheet={told[0]!r}",
        )
    visible = [sheet for sheet in sheets if not sheet.is_hidden and sheet.rows]
    if not tables and len(visible) != 1:
        raise _refused(
            file,
            "no visible sheet has a row that names two known columns, such as 项目名称 and 总投资",
            "say which to read, and what its headers mean: sheet=…, columns={header: field}",
            "各工作表均没有一行含两个以上能识别的列标题，例如项目名称、总投资",
            "请指明工作表和各列含义：sheet=…，columns={列标题: 字段}",
        )
    return (tables or visible)[0]


def _refused(file: str, *sentences: str) -> DocumentError:
    return DocumentError.at(Location("the table", file), *sentences)


def table_of(
    sheet: Sheet,
    *,
    columns: Mapping[str, str] = _NOTHING,
    units: Mapping[str, Unit | str] = _NOTHING,
    hidden: Hidden = "refuse",
) -> ForeignTable:
    """Read the table of a sheet.

    Args:
        sheet: The sheet.
        columns: Fields by header, for headers that are not known or mean something else: words of `Field`.
        units: Units by header, for columns whose unit nothing tells.
        hidden: What is done with hidden rows and columns: `refuse`, `read` them like others, or `skip` them.

    Raises:
        DocumentError: If rows or columns are hidden and nothing was said of them, no row names two known
            columns, or two columns hold the same.
        MetricError: If a field given is no word of `Field`.
        UnitError: If a unit given is not known.
    """
    chosen = {header: member(Field, field, MetricError) for header, field in columns.items()}
    given = {
        _bare(header): one if isinstance(one, Unit) else unit_named(one) for header, one in units.items()
    }
    rows, lost = _unseen(sheet, hidden)
    layout = layout_of(sheet, chosen=chosen, without_rows=rows, without_columns=lost)
    _check_heads(layout, [*columns, *units])
    reader = CellReader(sheet, layout, given)
    read = [
        TableRow(kind=RowKind.ITEM, number=number, heads=layout.heads, cells=reader.row(number))
        for number in layout.body
    ]
    known = classified(read)
    problems = [*reader.problems, *_unnamed(known)]
    judged = [*checked_sums(known)]
    return ForeignTable(
        file=sheet.file,
        part=sheet.part,
        title=layout.title,
        heads=layout.heads,
        rows=known,
        notes=layout.notes,
        problems=tuple(problems),
        findings=tuple(one for one in judged if isinstance(one, Finding)),
        not_checked=tuple(one for one in judged if isinstance(one, NotChecked)),
        checked=sum(not isinstance(one, NotChecked) for one in judged),
    )


def _unseen(sheet: Sheet, hidden: Hidden) -> tuple[frozenset[int], frozenset[int]]:
    """Give the rows and columns that are not read.

    Raises:
        DocumentError: If some are hidden and nothing was said of them.
    """
    rows = frozenset(row for row in sheet.hidden_rows if row <= len(sheet.rows))
    columns = frozenset(column for column in sheet.hidden_columns if column <= sheet.width)
    if hidden == "skip":
        return rows, columns
    if hidden == "refuse" and (rows or columns):
        place = sheet.place(min(rows, default=1), min(columns, default=1))
        what = f"{len(rows)} rows and {len(columns)} columns are hidden"
        raise DocumentError.at(
            attrs.evolve(place, path="the table"),
            f"{what}, and may or may not count",
            "say what is meant: hidden='read' or hidden='skip'; or show them and save the file",
            f"有{len(rows)}行、{len(columns)}列被隐藏，无法确定是否计入",
            "请指明：hidden='read' 或 hidden='skip'；或取消隐藏后保存",
        )
    return frozenset(), frozenset()


def _check_heads(layout: Layout, given: Iterable[str]) -> None:
    """Check that no two columns hold the same, and that headers the caller gives are there.

    Raises:
        DocumentError: If not.
    """
    problems = []
    seen: dict[tuple[Field, str, int | None], Head] = {}
    for head in layout.heads:
        if head.field is None:
            continue
        key = (head.field, *((head.detail, head.year) if head.field in SEVERAL else ("", None)))
        if (other := seen.get(key)) is not None:
            problems.append(Problem(attrs.evolve(head.place, path=head.text), *_same(head, other)))
        seen.setdefault(key, head)
    texts = {_bare(head.text) for head in layout.heads} | {
        _bare(part) for head in layout.heads for part in head.text.split("/")
    }
    problems += [_no_such(header, layout) for header in given if _bare(header) not in texts]
    if problems:
        raise DocumentError(tuple(problems))


def _no_such(header: str, layout: Layout) -> Problem:
    headers = [head.text for head in layout.heads]
    return Problem(
        Location("the header"),
        f"no column is headed {header!r}; the headers are {', '.join(map(repr, headers))}",
        "give headers as they are printed",
        f"没有标题为“{header}”的列；各列标题为{'、'.join(headers)}",
        "请照原文填写列标题",
    )


def _bare(header: str) -> str:
    return "".join(header.split())


def _same(head: Head, other: Head) -> tuple[str, str, str, str]:
    assert head.field is not None
    return (
        f"{other.text!r} ({other.place.in_file}) and {head.text!r} both hold the field {head.field.value!r}",
        f"say what one of them is: columns={{{head.text!r}: 'note'}}",
        f"“{other.text}”（{other.place.in_file}）与“{head.text}”都指同一列（{head.field.value}）",
        f"请指明其中一列的含义：columns={{{head.text!r}: 'note'}}",
    )


def _unnamed(rows: Iterable[TableRow]) -> Iterable[Problem]:
    """Tell of items with figures and no name."""
    for row in rows:
        named = [head for head in row.heads if head.field in NAMES]
        if row.kind is RowKind.ITEM and named and not any(row.text(field) for field in NAMES):
            stated = [
                cell
                for head, cell in zip(row.heads, row.cells, strict=True)
                if head.field in FIGURES and cell.absence is not Absence.BLANK
            ]
            if stated:
                yield Problem(
                    stated[0].place,
                    "the row has figures and no name",
                    "name it, or write 合计, 小计 or 其中 for what is no item",
                    "这一行有数而没有名称",
                    "请填写名称；合计、小计、其中项请写明",
                )
