"""Why a relation between published figures is undecided."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Reason"]


class Reason(enum.StrEnum):
    """Why a relation is undecided."""

    READING = "reading"
    """It holds only when zeros at the end are rounding, or digits were cut off instead of rounded."""
    VAGUE = "vague"
    """It holds only when 约, 左右, 近 or 多 is stretched."""
    MISSING = "missing"
    """A figure is missing; the verdict gives the range it would have to lie in."""
    NO_POWER = "no_power"
    """The figures are so open that they would agree with anything."""
    SCOPE = "scope"
    """The figures cover different things (口径)."""
    PERIOD = "period"
    """The figures are for different periods."""
    BASIS = "basis"
    """The figures are at different prices, or some do not say at which."""
    UNIT = "unit"
    """The figures measure different things, or are money of different currencies."""
    DENOMINATOR = "denominator"
    """A ratio was worked out with another denominator than the one it is held against."""
    VINTAGE = "vintage"
    """The figures are not equally final."""
    NATURE = "nature"
    """Planned, expected and actual figures are mixed."""
    BLOCKED = "blocked"
    """A figure is told differently by different sources, so that nothing can rest on it."""
    ENCLOSURE = "enclosure"
    """Only an outer range of what is possible is known, and it does not rule the figures out."""
    KIND = "kind"
    """A rate or share that has no meaning here: growth of a share in %, or of a base of 0 or less."""

    @property
    def sentence(self) -> str:
        """What it says in English, as part of a sentence."""
        return _WORDS[self][0]

    @property
    def sentence_zh(self) -> str:
        """What it says in Chinese."""
        return _WORDS[self][1]


_WORDS: Mapping[Reason, tuple[str, str]] = {
    Reason.READING: (
        "the figures agree only if they were rounded more coarsely than written, or digits were cut off",
        "只有当数值取整比写出的位数更粗，或尾数被截去时才相符",
    ),
    Reason.VAGUE: (
        "the figures agree only if a word such as 约 or 左右 is stretched",
        "只有对“约”“左右”“近”等词从宽理解时才相符",
    ),
    Reason.MISSING: ("a figure is missing", "有数据未报"),
    Reason.NO_POWER: (
        "the figures are so open that anything would agree with them",
        "数据范围过宽，怎样都会相符",
    ),
    Reason.SCOPE: ("the figures cover different things", "统计口径不同"),
    Reason.PERIOD: ("the figures are for different periods", "时期不同"),
    Reason.BASIS: (
        "the figures are at different price bases, or some do not state theirs",
        "价格口径不同或未注明",
    ),
    Reason.UNIT: ("the figures measure different things", "单位不可比"),
    Reason.DENOMINATOR: ("the ratio is of another denominator", "分母的口径不同"),
    Reason.VINTAGE: ("the figures are of different vintages", "数据版本不同"),
    Reason.NATURE: ("actual, planned and target figures are mixed", "实际数与计划数、目标数相混"),
    Reason.BLOCKED: ("a figure is told differently by different sources", "所依据的数有不同说法"),
    Reason.ENCLOSURE: (
        "only an outer range could be computed, and it does not rule the figures out",
        "只能算出较宽的范围，不足以否定",
    ),
    Reason.KIND: ("the rate or share has no meaning for these figures", "该比率对这些数值没有意义"),
}
