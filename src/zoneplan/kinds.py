"""What a figure is: money or area, growth or share, a level or an increment, aimed at or estimated."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneplan.units import Unit

__all__ = ["FigureKind", "Modality", "base_name", "fits", "kind_of"]


class FigureKind(enum.StrEnum):
    """What a figure measures, in the words of planning documents."""

    MONEY = "money"
    AREA = "area"
    VOLUME = "volume"
    LENGTH = "length"
    MASS = "mass"
    ENERGY = "energy"
    POWER = "power"
    COUNT = "count"
    PEOPLE = "people"
    RANK = "rank"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    NUMBER = "number"
    SHARE = "share"
    GROWTH = "growth"
    RATE = "rate"
    RATIO = "ratio"
    COMPLETION = "completion"
    CUMULATIVE = "cumulative"
    PP_CHANGE = "pp_change"
    MULTIPLE = "multiple"
    STRUCTURE = "structure"
    SCALE_CLASS = "scale_class"
    INCREMENT = "increment"


class Modality(enum.StrEnum):
    """How a figure is meant where it is not a plain statement."""

    AIM = "aim"
    """力争, 确保, 争取, 努力, 目标."""
    EXPECTED = "expected"
    """预计, 有望, 预期."""
    ESTIMATE = "estimate"
    """预计数, 估计, 初步核算."""


_KINDS = {
    "area": FigureKind.AREA,
    "volume": FigureKind.VOLUME,
    "length": FigureKind.LENGTH,
    "mass": FigureKind.MASS,
    "energy": FigureKind.ENERGY,
    "power": FigureKind.POWER,
    "apparent_power": FigureKind.POWER,
    "percentage_point": FigureKind.PP_CHANGE,
    "year": FigureKind.DURATION,
    "month": FigureKind.DURATION,
    "day": FigureKind.DURATION,
    "workday": FigureKind.DURATION,
    "hour": FigureKind.DURATION,
    "age": FigureKind.AGE,
    "rank": FigureKind.RANK,
    "score": FigureKind.SCORE,
    "count:人": FigureKind.PEOPLE,
    "number": FigureKind.NUMBER,
    "structure": FigureKind.STRUCTURE,
}
_RATIOS = {"倍": FigureKind.MULTIPLE, "成": FigureKind.SHARE, "分之": FigureKind.SHARE, "‰": FigureKind.RATE}
_BASES = {
    "area": "m2",
    "volume": "m3",
    "length": "m",
    "mass": "kg",
    "power": "kW",
    "apparent_power": "kVA",
    "voltage": "kV",
    "score": "point",
    "age": "year_of_age",
    "count:人": "person",
    "count:人次": "person_time",
    "number": "1",
}
_STANDARD_COAL = "标"


@lru_cache(maxsize=4096)
def kind_of(unit: Unit) -> FigureKind:
    """Give the kind that a unit alone tells; of a quotient the kind of its upper part.

    Args:
        unit: The unit as written; % alone tells no more than that it is a ratio.
    """
    upper = unit.dimension.partition("/")[0]
    if upper == "ratio":
        return _RATIOS.get(unit.name, FigureKind.RATIO)
    return _KINDS.get(upper, FigureKind.MONEY if upper.isupper() else FigureKind.COUNT)


@lru_cache(maxsize=4096)
def base_name(unit: Unit) -> tuple[str, str]:
    """Name the base unit in which figures of this unit are compared, and its unit here.

    Coal equivalents are compared in tce and other energy in kWh; 倍 stays a multiple, and other
    ratios are of 1.

    Args:
        unit: The unit as written.

    Returns:
        The name for programs, such as `CNY`, `m2` or `tce`, and the name of the unit it means.
    """
    upper, slash, lower = unit.dimension.partition("/")
    if slash:
        return f"{_BASES.get(upper, upper)}/{_BASES.get(lower, lower)}", unit.base.name
    if upper == "energy":
        return ("tce", "吨标准煤") if _STANDARD_COAL in unit.name else ("kWh", "千瓦时")
    if upper == "ratio":
        return ("multiple" if unit.name == "倍" else "ratio"), "倍"
    if upper.startswith("count:") and upper not in _BASES:
        return "count", unit.base.name
    return _BASES.get(upper, upper), unit.base.name


def fits(kind: FigureKind, unit: Unit) -> bool:
    """Tell whether a figure of this unit can be of this kind.

    Args:
        kind: The kind that a phrase told.
        unit: The unit as written.
    """
    upper = unit.dimension.partition("/")[0]
    if kind in _ANYWHERE or kind is kind_of(unit):
        return True
    return kind in _OF_RATIOS if upper == "ratio" else upper == "number" and kind in _OF_NUMBERS


_ANYWHERE = frozenset({FigureKind.SCALE_CLASS, FigureKind.INCREMENT, FigureKind.CUMULATIVE})
_OF_NUMBERS = frozenset({FigureKind.RATIO, FigureKind.COUNT, FigureKind.MULTIPLE})
_OF_RATIOS = frozenset(
    {
        FigureKind.SHARE,
        FigureKind.GROWTH,
        FigureKind.RATE,
        FigureKind.RATIO,
        FigureKind.COMPLETION,
        FigureKind.MULTIPLE,
    }
)
