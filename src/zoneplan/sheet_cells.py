"""The cells of one row of a sheet, taken as what their columns hold, with a problem for each that is not.

A cell is never guessed at: what a spreadsheet may have changed on the way, such as a month that became a
day or a percentage that became a fraction, is refused with its cell and what to do.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from zoneplan.cells import is_blank
from zoneplan.errors import DocumentError, Problem
from zoneplan.formats import yaml
from zoneplan.locations import MARK_KEY, Mark
from zoneplan.sheet_texts import as_list, figure_text, number_text
from zoneplan.sheets import CellError
from zoneplan.texts import folded
from zoneplan.vocabulary import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.errors import Sentences
    from zoneplan.locations import Location
    from zoneplan.sheets import Sheet, Stored

__all__ = ["RowCells"]

_MOST_DECIMALS: Final = 30
_NESTING: Final = ("{", "[", '"', "'")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{1,40})?")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,40})?")
_NOTHING: Final = re.compile("无|暂无|待定|未上报|暂未上报|空缺")
_TYPED_AS_TEXT: Final = (
    "set the cell to the format Text and type it again",
    "请将单元格格式设为“文本”后重新填写",
)


class RowCells:
    """One row of a sheet.

    Attributes:
        problems: What was found wrong so far; shared by all rows of a file.
    """

    def __init__(self, sheet: Sheet, row: int, columns: Mapping[str, int], problems: list[Problem]) -> None:
        self._sheet = sheet
        self._row = row
        self._columns = columns
        self.problems = problems

    @property
    def is_blank(self) -> bool:
        """Whether no cell of a known column says anything."""
        cells = self._sheet.rows[self._row - 1]
        stored = (cells[one - 1] for one in self._columns.values() if one <= len(cells))
        return not any(value is not None and str(value).strip() for value in stored)

    def place(self, header: str) -> Location:
        """Give the place of a cell; of a column that the sheet lacks, the row's first cell."""
        return self._sheet.place(self._row, self._columns.get(header, 1))

    def refuse(self, header: str, sentences: Sentences) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(Problem(self.place(header), *sentences))

    def mark(self, cells: Mapping[str, str], header: str = "") -> Mark:
        """Give the mark of a mapping that the row tells.

        Args:
            cells: For each of its keys the header of the cell that tells it.
            header: The column it starts in; empty for the row's first cell.
        """
        positions = [one for cell in cells.values() for one in self._position(cell)]
        row, column = self._position(header)
        return Mark(self._sheet.file, row, column, tuple(cells), tuple(positions), self._sheet.part)

    def _position(self, header: str) -> tuple[int, int]:
        return self._row, self._columns.get(header, 1)

    def stored(self, header: str) -> Stored:
        """Give what a cell stores; None for nothing, blanks, and what is refused."""
        column = self._columns.get(header)
        if column is None:
            return None
        cell = self._sheet.cell(self._row, column)
        if cell.is_uncached:
            self.refuse(
                header,
                (
                    "this formula has no computed value",
                    "open the file in a spreadsheet program, save it and read it again; or write the value",
                    "公式没有计算结果",
                    "请用表格软件打开并保存后再读取，或直接填写数值",
                ),
            )
            return None
        match cell.stored:
            case CellError(code):
                self.refuse(
                    header,
                    (
                        f"the cell shows the error {code}",
                        "mend its formula, or write the value",
                        f"单元格显示错误 {code}",
                        "请更正公式，或直接填写",
                    ),
                )
                return None
            case bool(value):
                said = "TRUE" if value else "FALSE"
                self.refuse(
                    header,
                    (
                        f"expected a text, got {said}",
                        "write it as a word",
                        f"应为文字，此处是 {said}",
                        "请改写为文字",
                    ),
                )
                return None
            case str(text) if not text.strip():
                return None
            case float() | int() | Decimal() if "%" in cell.number_format:
                self.refuse(header, _percent(cell.stored))
                return None
            case stored:
                return stored

    def text(self, header: str) -> str | None:
        """Give the text of a cell; a number as its digits."""
        stored = self.stored(header)
        match stored:
            case None | str():
                return stored
            case float() | int() | Decimal():
                return number_text(stored)
            case _:
                self.refuse(header, _became_a_date(stored))
                return None

    def time(self, header: str) -> str | None:
        """Give the text of a time; a cell that a spreadsheet made a date is taken as far as it is shown."""
        stored = self.stored(header)
        if not isinstance(stored, datetime.date):
            return self.text(header)
        shown = self._sheet.cell(self._row, self._columns[header]).number_format.casefold()
        if "d" in shown and _is_day(stored):
            return stored.strftime("%Y-%m-%d")
        if "m" in shown and "y" in shown and _is_day(stored):
            return stored.strftime("%Y-%m")
        self.refuse(header, _became_a_date(stored))
        return None

    def day(self, header: str) -> str | None:
        """Give the text of a day, also of one that a spreadsheet keeps as a date."""
        stored = self.stored(header)
        if isinstance(stored, datetime.date) and _is_day(stored):
            return stored.strftime("%Y-%m-%d")
        return self.text(header)

    def whole(self, header: str) -> int | str | None:
        """Give a whole number; what is none stays text, and is told where its shape is checked."""
        text = self.text(header)
        return (
            int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else text
        )

    def texts(self, header: str) -> Any:
        """Give the list of texts in a cell; None for an empty one."""
        text = self.text(header)
        if text is None:
            return None
        return self.nested(header, text) if text.startswith("[") else as_list(text)

    def value(self, header: str) -> Any:
        """Give a text, or what nests in it as in a plan file when it starts with a bracket or quote."""
        text = self.text(header)
        return self.nested(header, text) if text is not None and text.startswith(_NESTING) else text

    def lines(self, header: str) -> Any:
        """Give a mapping written with a line for each key, or a text without any."""
        text = self.text(header)
        nests = text is not None and (text.startswith(_NESTING) or ":" in text or "：" in text)
        return self.nested(header, text or "") if nests else text

    def mapping(self, header: str) -> dict[str, Any] | None:
        """Give a mapping written with a line for each key; anything else is refused."""
        text = self.text(header)
        if text is None:
            return None
        known = len(self.problems)
        told = self.nested(header, text)
        if isinstance(told, dict):
            return told
        if len(self.problems) == known:
            self.refuse(
                header,
                (
                    f"expected a line 'key: value' for each key, got {text!r}",
                    "write the key, a colon and a space before the value",
                    f"应为每行一个“键: 值”，写的是“{text}”",
                    "请在值前写上键、冒号和空格",
                ),
            )
        return None

    def nested(self, header: str, text: str) -> Any:
        """Read what is written in a cell as it would stand in a plan file.

        Args:
            header: The cell's column.
            text: Its text.
        """
        try:
            data = yaml.load(text, self._sheet.file, translate=KEYS)
        except DocumentError as error:
            for one in error.problems:
                self.refuse(header, (one.message, one.remedy, one.message_zh, one.remedy_zh))
            return None
        return self._placed(data, self.mark({}, header))

    def _placed(self, data: Any, mark: Mark) -> Any:
        if isinstance(data, dict):
            placed = {key: self._placed(value, mark) for key, value in data.items() if key != MARK_KEY}
            return {**placed, MARK_KEY: mark}
        return [self._placed(one, mark) for one in data] if isinstance(data, list) else data

    def figure(self, header: str, unit_header: str, decimals_header: str) -> str | None:
        """Give the text of a figure whose number and unit have a column each.

        Args:
            header: The column of its number, or of the whole figure as a text.
            unit_header: The column of its unit.
            decimals_header: The column that says how many decimals are shown.
        """
        stored = self.stored(header)
        if stored is None:
            return None
        unit = self.text(unit_header)
        if isinstance(stored, str):
            typed = _typed_number(stored)
            if unit is None or typed is None:
                return self._told_figure(header, stored, unit)
            stored = typed
        if not isinstance(stored, (float, int, Decimal)):
            self.refuse(header, _became_a_date(stored))
            return None
        if unit is None:
            self.refuse(header, _no_unit(number_text(stored), unit_header))
            return None
        decimals = self.whole(decimals_header) or 0
        if not isinstance(decimals, int) or decimals > _MOST_DECIMALS:
            self.refuse(decimals_header, _wrong_decimals(decimals))
            return None
        return figure_text(stored, decimals, unit)

    def _told_figure(self, header: str, text: str, unit: str | None) -> str | None:
        bare = folded(text).strip()
        if is_blank(bare) or _NOTHING.fullmatch(bare):
            self.refuse(header, _no_figure(bare))
            return None
        if unit is None or unit in text:
            return text
        self.refuse(
            header,
            (
                f"the figure {text!r} stands beside the unit {unit!r} and does not hold it",
                "write the figure with its unit and leave the cell of the unit empty, or write a number",
                f"数值“{text}”中没有旁边所填的单位“{unit}”",
                "请将数值连同单位写全并清空单位一格，或只填数字",
            ),
        )
        return None


def _typed_number(text: str) -> Decimal | None:
    """Give a number that was typed as text, in full-width digits or thousands too; None for other texts."""
    typed = folded(text).strip()
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    return Decimal(typed) if _NUMBER.fullmatch(typed) else None


def _is_day(value: datetime.date) -> bool:
    return not isinstance(value, datetime.datetime) or value.time() == datetime.time()


def _percent(stored: float | Decimal) -> Sentences:
    shown = format((Decimal(number_text(stored)) * 100).normalize(), "f")
    return (
        f"the cell shows {shown} % and stores {number_text(stored)}",
        f"set its format to General, write {shown} and the unit %",
        f"单元格显示为 {shown}%，实际存的是 {number_text(stored)}",
        f"请将格式改为“常规”，填写 {shown}，单位填写 %",
    )


def _became_a_date(stored: object) -> Sentences:
    message = f"the spreadsheet made a date or time of this cell: {stored}"
    return message, _TYPED_AS_TEXT[0], f"表格软件将此格变成了日期或时间：{stored}", _TYPED_AS_TEXT[1]


def _wrong_decimals(told: object) -> Sentences:
    return (
        f"expected a whole number from 0 to {_MOST_DECIMALS}, got {told!r}",
        "say how many decimals the figure has, or leave the cell empty",
        f"应为 0 至 {_MOST_DECIMALS} 的整数，写的是 {told!r}",
        "请填写小数的位数，或留空",
    )


def _no_figure(said: str) -> Sentences:
    return (
        f"{said!r} is no figure",
        "leave the cell empty, or delete the row where it has to state one, and say why in a note",
        f"“{said}”不是数值",
        "请将此格留空；必须有数值的行请删去整行，原因可写在备注中",
    )


def _no_unit(number: str, unit_header: str) -> Sentences:
    return (
        f"the figure {number} has no unit",
        f"write the unit in the column {unit_header!r}",
        f"数值 {number} 没有单位",
        f"请在“{unit_header}”一列填写单位",
    )
