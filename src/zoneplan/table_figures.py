"""The figures of somebody else's table: which unit each is in, and what its cell states.

The unit stands in the head, in a line such as 单位：万元, in a column of its own or in the cell. Two that
contradict each other are refused with both places; where none is told, so is the column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.cells import cell_figure
from zoneplan.errors import AmountError, GoalError, Problem, UnitError
from zoneplan.locations import Location
from zoneplan.sheets import CellError, Sheet
from zoneplan.table_cells import Absence, TableCell, absence_of, shown_text
from zoneplan.table_heads import FIGURES, GOALS, MONEY, RATIOS, Field, Head
from zoneplan.table_layout import Layout
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.errors import Sentences
    from zoneplan.figures import Figure
    from zoneplan.sheets import Cell

__all__ = ["CellReader"]

_BARE = unit_named("无单位")
_DATES = frozenset({Field.START, Field.DEADLINE, Field.PERIOD})
_LOST = re.compile("缺失|不详|未注明|missing", re.IGNORECASE)
_SERIAL = range(20_000, 80_000)
_Told: TypeAlias = tuple[Unit, Location]


@attrs.define
class CellReader:
    """Reads the cells of a table one after the other, and gathers what cannot be read.

    Attributes:
        sheet: The sheet.
        layout: Where the parts of the table lie.
        units: Units by header, for columns whose unit the caller knows.
        problems: What was told so far.
    """

    sheet: Sheet
    layout: Layout
    units: Mapping[str, Unit]
    problems: list[Problem] = attrs.field(factory=list)
    _of_heads: dict[int, _Told | None] = attrs.field(factory=dict, init=False)
    _told_columns: set[int] = attrs.field(factory=set, init=False)
    _refused_columns: set[int] = attrs.field(factory=set, init=False)

    def row(self, number: int) -> tuple[TableCell, ...]:
        """Read the cells of a row, one for each head.

        Args:
            number: Its number in the sheet.
        """
        cells = {head.column: self.sheet.cell(number, head.column) for head in self.layout.heads}
        own = next(
            (self._own_unit(cells[head.column]) for head in self.layout.heads if head.field is Field.UNIT),
            None,
        )
        return tuple(self._cell(head, cells[head.column], own) for head in self.layout.heads)

    def tell(self, place: Location, sentences: Sentences) -> None:
        """Keep a problem."""
        self.problems.append(Problem(place, *sentences))

    def _own_unit(self, cell: Cell) -> _Told | None:
        """Give the unit in the row's own column; None where it says none, or none that is known."""
        text = shown_text(cell).strip() if not cell.is_uncached and isinstance(cell.stored, str) else ""
        if not text or absence_of(text) is not None:
            return None
        try:
            return unit_named(text), cell.place
        except UnitError as error:
            if _LOST.search(text) is None:
                self.tell(cell.place, (error.message, error.remedy, error.message_zh, error.remedy_zh))
            return None

    def _cell(self, head: Head, cell: Cell, own: _Told | None) -> TableCell:
        place = attrs.evolve(cell.place, path=head.text)
        if head.field in FIGURES and cell.merged is not None and (shared := self._merged(cell, place)):
            return shared
        try:
            text = shown_text(cell)
        except AmountError as error:
            self.tell(place, (error.message, error.remedy, error.message_zh, error.remedy_zh))
            return TableCell(text=str(cell.stored or ""), absence=Absence.REFUSED, place=place)
        absence = absence_of(text)
        if head.field in _DATES and self._is_serial(cell):
            self.tell(place, _serial(text))
            return TableCell(text=text, absence=Absence.REFUSED, place=place)
        if head.field not in FIGURES or absence is not None:
            return TableCell(text=text, absence=absence, place=place)
        return self._stated(head, text, place, own)

    def _merged(self, cell: Cell, place: Location) -> TableCell | None:
        """Read a cell that is merged with others: its figure counts once, and only in one column.

        Returns:
            None for the first cell of an area that lies in one column of figures.
        """
        area = cell.merged
        if area is None:
            return None
        inside = [head for head in self.layout.heads if area.left <= head.column <= area.right]
        columns = [head for head in inside if head.field in FIGURES]
        is_first = (area.top, area.left) == (cell.place.line, cell.place.column)
        if len(columns) < 2:
            return None if is_first else TableCell(text="", absence=Absence.SHARED, place=place)
        text = "" if cell.is_uncached or isinstance(cell.stored, CellError) else shown_text(cell)
        absence = absence_of(text)
        is_line = len(columns) < len(inside) and not _is_figure(text)  # such as the line of a section
        if absence is not None or is_line:
            return TableCell(text="", absence=absence or Absence.SHARED, place=place)
        if is_first or columns[0].column == cell.place.column:
            self.tell(place, _across(text, columns))
        return TableCell(text=text, absence=Absence.REFUSED, place=place)

    def _is_serial(self, cell: Cell) -> bool:
        stored = cell.stored
        return isinstance(stored, (int, float)) and not isinstance(stored, bool) and int(stored) in _SERIAL

    def _stated(self, head: Head, text: str, place: Location, own: _Told | None) -> TableCell:
        """Read the figure of a cell; one of an indicator table may be words."""
        told = self._unit(head, own)
        if self._is_other(head, told, own):
            unit, where = own or told or (_BARE, place)
            self.tell(
                where, _contradicted(f"the row is in {unit}", told or (_BARE, place), f"此行的单位是{unit}")
            )
            return TableCell(text=text, absence=Absence.REFUSED, place=place)
        if head.column in self._refused_columns:
            return TableCell(text=text, absence=Absence.REFUSED, place=place)
        try:
            figure = cell_figure(text, None if told is None else told[0])
        except GoalError as error:
            if head.field in GOALS:
                return TableCell(text=text, place=place)
            self.tell(place, (error.message, error.remedy, error.message_zh, error.remedy_zh))
            return TableCell(text=text, absence=Absence.REFUSED, place=place)
        fault = self._fault(head, figure, told)
        if fault is None:
            if head.field is Field.WEIGHT:  # set by who made the table, and not rounded
                figure = attrs.evolve(figure, quantum=0)
            return TableCell(text=text, figure=figure, place=place)
        if figure.unit == _BARE:  # it is said once of the whole column
            if head.column not in self._told_columns:
                self._told_columns.add(head.column)
                self.tell(attrs.evolve(head.place, path=head.text), fault)
        else:
            self.tell(place, fault)
        return TableCell(text=text, absence=Absence.REFUSED, place=place)

    def _fault(self, head: Head, figure: Figure, told: _Told | None) -> Sentences | None:
        """Say what is wrong with the unit of a figure; None when nothing is."""
        if figure.unit == _BARE and (told is None or told[0] == _BARE):
            return None if head.field in GOALS or head.field is Field.WEIGHT else _no_unit(head)
        if told is not None and figure.unit != told[0] and head.field not in GOALS:
            return _contradicted(f"the cell says {figure.unit}", told, f"单元格写的是{figure.unit}")
        if head.field in MONEY and not figure.unit.currency:
            return _wrong_kind(head, figure, "money", "金额")
        if head.field in RATIOS and figure.unit.dimension not in {"ratio", "percentage_point"}:
            return _wrong_kind(head, figure, "a percentage", "百分比")
        return None

    # -- units --------------------------------------------------------------------------------------

    def _unit(self, head: Head, own: _Told | None) -> _Told | None:
        """Give the unit of a cell's figure and where it is told; None where it is not."""
        if head.column not in self._of_heads:
            self._of_heads[head.column] = self._of_head(head)
        found = self._of_heads[head.column]
        if own is None or head.field not in GOALS | {Field.VALUE} or head.text in self.units:
            return found if found is not None else self._default(head)
        if found is None or (head.unit is None and found[0].dimension != own[0].dimension):
            return own  # a line above the table speaks of the other columns
        return found

    def _is_other(self, head: Head, told: _Told | None, own: _Told | None) -> bool:
        """Tell whether the row's own unit contradicts that of the column; a column of rates is in %."""
        if told is None or own is None or head.text in self.units or told[0] == own[0]:
            return False
        is_same_kind = told[0].dimension == own[0].dimension
        return head.field is Field.VALUE or (head.field in GOALS and is_same_kind)

    def _default(self, head: Head) -> _Told | None:
        return (_BARE, head.place) if head.field is Field.WEIGHT else None

    def _of_head(self, head: Head) -> _Told | None:
        """Give the unit of a column, by the caller, its head, or the line above the table."""
        if (given := self.units.get(head.text)) is not None:
            return given, head.place
        lines = [one for one in self.layout.units if self._fits(head, one[0])]
        told = [
            *lines,
            *([] if head.unit is None else [(head.unit, attrs.evolve(head.place, path=head.text))]),
        ]
        # 单位：万元、% speaks of several columns, each of its own kind; two that both fit leave it open.
        others = [
            one
            for one in told
            if one[0] != told[0][0] and (head.unit is None or one[0].dimension == told[0][0].dimension)
        ]
        if others:
            unit, place = others[0]
            remedy = f"correct one of the two, or say which holds: units={{{head.text!r}: {unit.name!r}}}"
            remedy_zh = f"请改正其一，或指明：units={{{head.text!r}: {unit.name!r}}}"
            says = f"the figures of {head.text!r} are in {unit} here"
            message, _, message_zh, _ = _contradicted(says, told[0], f"此处“{head.text}”的单位是{unit}")
            self.tell(place, (message, remedy, message_zh, remedy_zh))
            self._refused_columns.add(head.column)
        return told[-1] if told else None

    def _fits(self, head: Head, unit: Unit) -> bool:
        """Tell whether a unit of the whole table can be that of a column."""
        if head.field in MONEY:
            return bool(unit.currency)
        if head.field in RATIOS:
            return unit.dimension == "ratio"
        return head.field is Field.VALUE or (head.field is Field.WEIGHT and unit.dimension == "ratio")


def _is_figure(text: str) -> bool:
    try:
        cell_figure(text, None)
    except GoalError:
        return False
    return True


def _across(text: str, columns: Sequence[Head]) -> Sentences:
    headers = [head.text for head in columns]
    named, named_zh = " and ".join(map(repr, headers)), "、".join(headers)
    return (
        f"{text!r} stands in merged cells over {named}",
        "write it in the column that it is of",
        f"“{text}”所在的合并单元格跨{named_zh}几列",
        "请写在所属的一列",
    )


def _no_unit(head: Head) -> Sentences:
    example = "'%'" if head.field in RATIOS else "'万元'"
    return (
        f"nothing says which unit the figures of {head.text!r} are in",
        f"write it into the header, or say it: units={{{head.text!r}: {example}}}",
        f"没有写明“{head.text}”的单位",
        f"请在表头写明单位，或指明：units={{{head.text!r}: {example}}}",
    )


def _contradicted(says: str, told: _Told, says_zh: str) -> Sentences:
    unit, place = told
    where = place.in_file
    return (
        f"{says}, and {where} says {unit}",
        "correct one of the two",
        f"{says_zh}，而 {where} 写的是{unit}",
        "请改正其一",
    )


def _wrong_kind(head: Head, figure: Figure, kind: str, kind_zh: str) -> Sentences:
    return (
        f"expected {kind} in {head.text!r}, got {figure.text!r}",
        "correct the cell, or say what the column holds: columns={header: field}",
        f"“{head.text}”应为{kind_zh}，写的是“{figure.text}”",
        "请改正单元格，或指明该列的含义：columns={列标题: 字段}",
    )


def _serial(text: str) -> Sentences:
    return (
        f"{text} may be a day that has lost its format, since spreadsheets count days",
        "show the cell as a date and save the file",
        f"{text}可能是失去日期格式的日期",
        "请将单元格设为日期格式并保存",
    )
