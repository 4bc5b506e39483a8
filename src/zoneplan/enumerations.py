"""Numbers that stand together as one phrase: cells, structures, and lists with the unit behind the last."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from zoneplan import units
from zoneplan.endings import read_behind
from zoneplan.measures import measure_at
from zoneplan.phrases import LONGEST_LIST, Part
from zoneplan.qualifiers import Qualifier, sayable

if TYPE_CHECKING:
    from zoneplan.mentions import Mention

__all__ = ["JOIN", "RATIO", "enumerated"]

JOIN = re.compile(r"\s?(?:[、,]|和|及|与|以及|/)\s?")
RATIO = re.compile(r"\s?:\s?(?P<number>\d+(?:\.\d+)?)", re.ASCII)
_CELL = re.compile(r"\s?/\s?(?P<sign>[<>≤≥]=?)\s?", re.ASCII)
_POINTS = re.compile(r"(?:\d{1,9}\.\d{1,9}个、){1,9}\d{1,9}\.\d{1,9}个百分点", re.ASCII)
_ARABIC = re.compile(r"\d+\.\d+", re.ASCII)
_UNENDED = re.compile(r"\s?(?:[:\d.]|[万亿]|个(?!\s|$)|[%‰元家人亩])")
_COMPARED = re.compile(r"比|结构|构成")
_SIGNS = {
    "<": Qualifier.UNDER, ">": Qualifier.OVER, "≤": Qualifier.AT_MOST, "≥": Qualifier.AT_LEAST,
    "<=": Qualifier.AT_MOST, ">=": Qualifier.AT_LEAST,
}  # fmt: skip


def enumerated(mention: Mention) -> tuple[Part, ...] | None:
    """Read the numbers of which a mention is the first; None when it stands alone, none when unreadable.

    Args:
        mention: The mention; its end goes to the end of the last.
    """
    measure = mention.measure
    if (
        measure.unit == "个"
        and not mention.words
        and (listed_points := _POINTS.match(mention.text, measure.start))
    ):
        mention.end = listed_points.end()
        numbers = _ARABIC.findall(listed_points.group())
        return tuple(Part(Decimal(number), units.unit("个百分点")) for number in numbers)
    if measure.unit is not None or measure.scale or not measure.is_arabic or mention.upper is not None:
        return None
    if mention.words and (cell := _CELL.match(mention.text, mention.end)):
        return _cells(mention, cell)
    if RATIO.match(mention.text, mention.measure.end):
        return _structure(mention) or ()
    if mention.clause().is_each and JOIN.match(mention.text, mention.end):
        return _shared_unit(mention)
    return None


def _cells(mention: Mention, cell: re.Match[str] | None) -> tuple[Part, ...] | None:
    """Read <4/<5.5: cells of several indicators in one."""
    words = sayable(mention.words) or ()
    parts = [Part(mention.measure.value, units.unit("1"), words)]
    while cell is not None:
        if _SIGNS[cell["sign"]] not in words:
            return None
        measure = measure_at(mention.text, cell.end()) if cell.end() < len(mention.text) else None
        if measure is None or measure.unit or measure.scale:
            return None
        parts.append(Part(measure.value, units.unit("1"), words))
        mention.end = measure.end
        cell = _CELL.match(mention.text, mention.end)
    return tuple(parts)


def _structure(mention: Mention) -> tuple[Part, ...] | None:
    """Read 0.6:51.8:47.6 as a structure and 1.94:1 as a ratio."""
    numbers, end = [mention.measure.value], mention.measure.end
    while (match := RATIO.match(mention.text, end)) and len(match["number"]) <= 20:
        numbers.append(Decimal(match["number"]))
        end = match.end()
    mention.end = end
    if _UNENDED.match(mention.text, end) or mention.negative:
        return None
    if len(numbers) == 2 and numbers[1] == 1:
        read_behind(mention)
        words = sayable(mention.words)
        return None if words is None else (Part(numbers[0], units.unit("1"), words),)
    alone = mention.passage.size == end - mention.left  # 3:2; a time of day has two digits behind the colon
    if len(numbers) == 2 and not (
        alone or _COMPARED.search(mention.text, max(0, mention.left - 16), mention.left)
    ):
        return None
    return tuple(Part(number, units.unit("比")) for number in numbers)


def _shared_unit(mention: Mention) -> tuple[Part, ...] | None:
    """Read 分别增长3.2、1.5个百分点: the unit stands behind the last number."""
    values = [mention.measure.value]
    join = JOIN.match(mention.text, mention.end)
    while join is not None and join.end() < len(mention.text) and len(values) <= LONGEST_LIST:
        measure = measure_at(mention.text, join.end())
        if measure is None:
            return None
        values.append(measure.value)
        mention.end = measure.end
        if measure.unit or measure.scale:
            unit = mention.unit_of(measure)
            if unit is None or unit[1] != 1:
                return None
            read_behind(mention)
            words = sayable(mention.words)
            return None if words is None else tuple(Part(value, unit[0], words) for value in values)
        join = JOIN.match(mention.text, mention.end)
    return None
