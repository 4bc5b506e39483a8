"""What a cell of somebody else's table shows, and what it says instead of a figure where it has none.

A spreadsheet stores 0.42 and shows 42%: what is shown was published. What shows something else than it
stores, or nothing that can be relied on, is refused.
"""

from __future__ import annotations

import datetime
import enum
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import AmountError
from zoneplan.figures import Figure
from zoneplan.locations import Location
from zoneplan.sheets import Cell, CellError, exact_number
from zoneplan.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.sheets import Stored

__all__ = ["Absence", "TableCell", "absence_of", "shown_text"]


class Absence(enum.StrEnum):
    """What a cell says instead of a figure; none of them is zero, and none is another."""

    BLANK = "blank"
    DASH = "dash"
    """-, — and the like."""
    SLASH = "slash"
    """/."""
    ELLIPSIS = "ellipsis"
    """…: there is one, and it is not printed."""
    NONE = "none"
    """无."""
    PENDING = "pending"
    """待定."""
    UNREPORTED = "unreported"
    """未上报."""
    SHARED = "shared"
    """The figure stands in a merged cell above, which holds it for several rows together."""
    REFUSED = "refused"
    """Something is there that cannot be read; the problems tell it."""


_ABSENT: Final[Mapping[Absence, re.Pattern[str]]] = {
    kind: re.compile(form)
    for kind, form in {
        Absence.BLANK: "",
        Absence.DASH: "[-−—–－―─]+",
        Absence.SLASH: "[/／\\\\]+",
        Absence.ELLIPSIS: "[….·⋯]+",
        Absence.NONE: "无|没有|不涉及",
        Absence.PENDING: "待定|待核|待核定|待补|待补充|未定|暂定|另行确定",
        Absence.UNREPORTED: "未上报|未报|未报送|未填报|缺|缺报|暂缺|不详|n/a",
    }.items()
}
_FORMAT: Final = re.compile(r"([^0#?%]*)([#0,?]*[0#?])(?:\.([0#?]+))?(,*)(.*)")
_DECORATION: Final = re.compile(r"\[[^\]]*\]|_.|\*.|\\(?=.)")
_LITERAL: Final = re.compile(r'"([^"]*)"')
_SCALING: Final = "百千万亿"


@attrs.frozen(kw_only=True)
class TableCell:
    """One cell of somebody else's table.

    Attributes:
        text: What it shows.
        figure: The figure it states; None when it states none.
        absence: What it says instead of a figure; None when it states one, or is one of words.
        place: Where it is.
    """

    text: str
    figure: Figure | None = None
    absence: Absence | None = None
    place: Location

    @property
    def source(self) -> Source:
        """The file and the cell, with what it shows."""
        part = self.place.part
        named = "" if part is None else part.cell(self.place.line or 0, self.place.column or 0)
        return Source(document=self.place.file or "a table", place=named or None, quote=self.text or None)


def absence_of(text: str) -> Absence | None:
    """Tell what a text says instead of a figure; None for any other text.

    >>> absence_of(" — "), absence_of("待定"), absence_of("0")
    (<Absence.DASH: 'dash'>, <Absence.PENDING: 'pending'>, None)

    Args:
        text: What a cell shows.
    """
    bare = re.sub(r"\s", "", text).casefold()
    return next((kind for kind, form in _ABSENT.items() if form.fullmatch(bare)), None)


def shown_text(cell: Cell) -> str:
    """Give what a cell shows: a number with the digits, the percent sign and the unit of its format.

    A number typed in keeps all its digits; of a computed one those are taken that are shown.

    Args:
        cell: The cell.

    Raises:
        AmountError: If it is an error, a formula that was never computed, or a number shown on another scale.
    """
    if cell.is_uncached:
        raise AmountError(
            "the formula was never computed, so that its value is not known",
            "open the file in a spreadsheet program and save it",
            "公式未计算，没有数值",
            "请用表格软件打开文件并保存",
        )
    return _shown(cell.stored, cell)


def _shown(stored: Stored, cell: Cell) -> str:
    match stored:
        case None:
            return ""
        case CellError():
            raise AmountError(
                f"the cell has the error {stored}",
                "correct the formula, or leave the cell empty",
                f"单元格出错：{stored}",
                "请改正公式，或将单元格留空",
            )
        case bool():
            return "TRUE" if stored else "FALSE"
        case int() | float() | Decimal():
            return _number(exact_number(stored), cell)
        case datetime.date():
            return _day(stored, cell.number_format)
        case _:
            return str(stored)


def _day(day: datetime.date, form: str) -> str:
    bare = _LITERAL.sub("", form).lower()
    if isinstance(day, datetime.datetime) and day.time() != datetime.time():
        return day.isoformat(" ")
    if form and "d" not in bare:
        return f"{day.year}年{day.month}月" if "m" in bare else f"{day.year}年"
    return f"{day.year}年{day.month}月{day.day}日"


def _number(number: Decimal, cell: Cell) -> str:
    """Write a number as its format shows it.

    Raises:
        AmountError: If the format shows it on another scale.
    """
    form = _DECORATION.sub("", cell.number_format.split(";")[0])
    match = _FORMAT.fullmatch(_LITERAL.sub(lambda found: found[1].replace("0", ""), form))
    if form.startswith("General"):
        return _plain(number) + _LITERAL.sub(r"\1", form.removeprefix("General")).strip()
    if match is None or match[5].startswith("E"):
        return _plain(number)
    before, _, decimals, scaling, after = match.groups()
    unit = after.strip()
    if scaling or "!" in form or unit[:1] in tuple(_SCALING):
        raise AmountError(
            f"the cell stores {_plain(number)} and shows it on another scale, by the format {form!r}",
            "show the number as it is stored, and write the unit into the header",
            f"单元格存的是{_plain(number)}，却按格式 {form} 以另一数量级显示",
            "请按原值显示，并在表头写明单位",
        )
    places = len(decimals or "")
    if "%" in after:
        number, unit = number * 100, "%"
    if cell.is_computed or unit == "%":
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        # Digits that are not shown are not published; a number that would vanish is kept.
        number = rounded if rounded or not number else number.normalize()
    elif "0" in (decimals or "") and -number.as_tuple().exponent < places:  # type: ignore[operator]  # it is finite
        number = number.quantize(Decimal(1).scaleb(-places))
    return f"{before.strip() if before.strip() in {'约', '≥', '≤'} else ''}{_plain(number)}{unit}"


def _plain(number: Decimal) -> str:
    return format(number, "f")
