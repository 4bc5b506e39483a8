"""The lines of an indicator table: what all rows share, the indicators that a row names, and their units.

A row of several names, such as 甲/乙 with <4/<5.5, holds several indicators, each of them a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.cells import (
    BARE,
    is_blank,
    says_fall,
    says_rate,
)
from zoneplan.columns import Column
from zoneplan.deadlines import Deadline
from zoneplan.errors import MetricError, Problem, ZoneplanError
from zoneplan.locations import Location
from zoneplan.metrics import Direction, MetricKind
from zoneplan.periods import Period
from zoneplan.sources import Source
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Frame", "Line", "default_kind", "lines_of", "place_of", "told_in"]

T = TypeVar("T")

_LOST = re.compile(r"[(（]?\s*(?:unit missing|missing|单位缺失|缺失|不详|未注明)\s*[)）]?", re.IGNORECASE)
_NAME_WITH_UNIT = re.compile(r"(.+)[(（]([^()（）]+)[)）]")
_SLASH = re.compile("[/／]")
_VALUES = (Column.BASE, Column.DONE, Column.TARGET, Column.RATE)


@attrs.frozen(kw_only=True)
class Frame:
    """What all rows of a table share.

    Attributes:
        columns: The header of each column that is known.
        base: The period of the base column.
        by: By when targets are due.
        done: The period of what was done.
        period: The years of the plan.
        source: The document that holds the table.
        units: Units of metrics, by the name of the indicator.
        kinds: Kinds of metrics, by name.
        directions: Directions of metrics, by name.
        growth_of: For an indicator that is the growth of another, that one's name.
        footnotes: What year the figure with a mark such as * is of.
    """

    columns: Mapping[Column, str]
    base: Period | None
    by: Deadline | None
    done: Period | None = None
    period: Period | None
    source: Source | None = None
    units: Mapping[str, Unit] = attrs.field(factory=dict)
    kinds: Mapping[str, MetricKind] = attrs.field(factory=dict)
    directions: Mapping[str, Direction] = attrs.field(factory=dict)
    growth_of: Mapping[str, str] = attrs.field(factory=dict)
    footnotes: Mapping[str, Period] = attrs.field(factory=dict)

    @property
    def looks_back(self) -> bool:
        """Whether the table tells what was done, and sets no targets."""
        return Column.DONE in self.columns and Column.TARGET not in self.columns


@attrs.frozen(kw_only=True)
class Line:
    """One indicator of a row before it is read: a row of several names has several.

    Attributes:
        row: Number of the row in the table, from 1.
        name: Its own name, without the unit.
        unit: The unit of its figures; None where it was lost.
        texts: Its cells by column.
    """

    row: int
    name: str
    unit: Unit | None
    texts: Mapping[Column, str]

    def text(self, column: Column) -> str:
        """Give a cell as it is printed; empty where the table has no such column."""
        return self.texts.get(column, "")


def told_in(problems: list[Problem], place: str, read: Callable[[], T], instead: T) -> T:
    """Read something, and tell at its place what keeps it from being read.

    Args:
        problems: What was told so far.
        place: Where it stands, such as row 14, 目标.
        read: What reads it.
        instead: What stands for it when it cannot be read.
    """
    try:
        return read()
    except ZoneplanError as error:
        sentences = (
            str(getattr(error, name, "")) for name in ("message", "remedy", "message_zh", "remedy_zh")
        )
        problems.append(Problem(Location(place), *sentences))
        return instead


def place_of(frame: Frame, row: int, column: Column) -> str:
    """Name a cell of a table, such as row 14, 目标."""
    return f"row {row}, {frame.columns.get(column, column.value)}"


# -- names and units --------------------------------------------------------------------------------


def lines_of(row: int, texts: Mapping[Column, str], frame: Frame) -> tuple[Line, ...]:
    """Give the indicators of a row: several where it has as many names as values.

    Args:
        row: Number of the row, from 1.
        texts: Its cells by column.
        frame: What all rows share.

    Raises:
        MetricError: If the row has no name, or some cells have a value for each name and others have not.
        UnitError: If its unit is not known.
    """
    name, unit = _name_and_unit(texts)
    names = [part.strip() for part in _SLASH.split(name)]
    split = {column: _values(texts.get(column, "")) for column in _VALUES}
    if len(names) < 2 or all(len(values) != len(names) for values in split.values()):
        return (Line(row=row, name=name, unit=unit, texts=texts),)
    for column, values in split.items():
        text = texts.get(column, "")
        if not is_blank(text) and len(values) != len(names):
            raise MetricError(
                f"{name!r} names {len(names)} indicators, and {text!r} in {frame.columns[column]!r} is not "
                "one value for each",
                "write each indicator in a row of its own",
                f"“{name}”是{len(names)}项指标，而“{frame.columns[column]}”列的“{text}”不是逐项数值",
                "请将各项指标分行填写",
            )
    return tuple(
        Line(
            row=row,
            name=one,
            unit=unit,
            texts={**texts, **{column: values[index] for column, values in split.items() if values}},
        )
        for index, one in enumerate(names)
    )


def _values(text: str) -> list[str]:
    """Give the values of a cell that has several, such as <4/<5.5; none where it has not."""
    parts = [part.strip() for part in _SLASH.split(text)]
    return parts if len(parts) > 1 and all(re.match(r"\D?\d", part) for part in parts) else []


def _name_and_unit(texts: Mapping[Column, str]) -> tuple[str, Unit | None]:
    name = texts[Column.NAME].strip()
    if not name:
        raise MetricError("the indicator has no name", "write it", "指标没有名称", "请填写指标名称")
    if Column.UNIT in texts:
        text = texts[Column.UNIT].strip()
        return name, None if is_blank(text) or _LOST.fullmatch(text) else unit_named(text)
    match = _NAME_WITH_UNIT.fullmatch(name)
    if match is not None:
        try:
            return match[1].strip(), unit_named(match[2].strip())
        except ZoneplanError:
            pass  # what stands in the brackets belongs to the name, as in 国内生产总值(GDP)
    return name, None


def default_kind(name: str, unit: Unit | None) -> MetricKind:
    """Give the kind of a metric as far as its name and unit are sure to tell it.

    What they do not tell is a stock: a level that nothing adds up over time.

    Args:
        name: The name of the indicator.
        unit: Its unit; None where it was lost.
    """
    if unit is None:
        return MetricKind.STOCK
    if unit.dimension == "rank":
        return MetricKind.RANK
    if unit.dimension in {"ratio", "percentage_point"}:
        return MetricKind.RATE if says_rate(name) or says_fall(name) else MetricKind.RATIO
    if unit == BARE:
        return MetricKind.INDEX
    if "/" in unit.dimension:
        return MetricKind.RATIO
    if "新增" in name:
        return MetricKind.FLOW
    return MetricKind.COUNT if unit.is_count else MetricKind.STOCK
