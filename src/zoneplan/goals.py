"""What a target sets out to reach: a level, a rate, a change, a multiple, a place in an order, or words.

Goals are a closed set of frozen values, consumed by `match`. A goal says nothing about where it starts
from or by when it is due; its target does. What it comes to in numbers is worked out in `implications`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from zoneplan.errors import AmountError, GoalError, UnitError
from zoneplan.figures import Figure, as_figure
from zoneplan.growths import CumulativeForm
from zoneplan.kinds import FigureKind, Modality
from zoneplan.metrics import Metric, MetricKind
from zoneplan.qualifiers import Bound
from zoneplan.short_reprs import short_repr
from zoneplan.texts import check_id, check_name, member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.units import Unit

__all__ = [
    "KINDS",
    "AnnualRate",
    "Cumulative",
    "Delegated",
    "Goal",
    "Level",
    "Multiple",
    "PointChange",
    "Qualitative",
    "Rank",
    "RelativeTo",
    "as_goal",
    "meant_key",
    "wanted_dimension",
]


def _require(figure: Figure, dimension: str, what: tuple[str, str], example: tuple[str, str]) -> None:
    if figure.unit.dimension != dimension:
        raise _unexpected(figure, what, example)


def _unexpected(figure: Figure, what: tuple[str, str], example: tuple[str, str]) -> GoalError:
    given = figure.text or str(figure)
    return GoalError(
        f"expected {what[0]}, got {given}",
        f"write it as in {example[0]}",
        f"应为{what[1]}，写的是“{given}”",
        f"例如{example[1]}",
    )


_YEARLY = ("年均", "每年", "逐年")
_IN_ALL = ("累计", "合计", "总计", "共计", "总共")


def _says(figure: Figure, words: tuple[str, ...]) -> bool:
    return figure.text is not None and any(word in figure.text for word in words)


def _refuse_in_all(figure: Figure, other: tuple[str, str]) -> None:
    """Refuse a figure for each year whose words say that it is for all years together."""
    if _says(figure, _IN_ALL):
        raise GoalError(
            f"expected a figure for each year, got {figure.text}, which is for all years together",
            f"write it as {other[0]}",
            f"应为每年的数，写的是“{figure.text}”，是各年累计",
            f"请写成{other[1]}",
        )


def _refuse_yearly(figure: Figure, other: tuple[str, str]) -> None:
    """Refuse a figure for all years together whose words say that it is for each year."""
    if _says(figure, _YEARLY):
        raise GoalError(
            f"expected a figure for all years together, got {figure.text}, which is for each year",
            f"write {other[0]}",
            f"应为各年累计的数，写的是“{figure.text}”，是每年的数",
            f"请写成{other[1]}",
        )


_AS_CUMULATIVE = "a Cumulative", "累计目标（cumulative）"
_AS_RATE = "it as an AnnualRate", "年均增速目标（annual_rate）"
_RATE_IN_PERCENT = "the rate in % as an AnnualRate", "以%计的年均增速目标（annual_rate）"
_AS_POINTS = "it as a PointChange", "百分点变化目标（point_change）"
_AS_EACH_YEAR = (
    "a Level with a deadline such as 2021-2025 each year, or what all years come to",
    "目标值（level），期限如“2021-2025每年”，或填写各年合计的数",
)
_AS_ADDED = "what all years add up to", "各年累计的变化"


class _Figured:
    """A goal that is stated as a figure."""

    __slots__ = ()

    figure: Figure

    @property
    def bound(self) -> Bound:
        """Whether the figure is to be met exactly, at least, at most, or about."""
        return self.figure.bound

    @property
    def modality(self) -> Modality | None:
        """How firmly it is meant: 力争, 确保, 预计; None for a plain statement."""
        return self.figure.modality

    def __str__(self) -> str:
        return self.figure.text or str(self.figure)


@attrs.frozen
class Level(_Figured):
    """A level to be reached, such as 3000亩以上.

    Attributes:
        figure: The level as written, given as a `Figure`, its text, or a pint quantity.

    Raises:
        GoalError: If the figure stands in brackets, which makes it one for all years together.
    """

    figure: Figure = attrs.field(converter=as_figure)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.figure.kind is FigureKind.CUMULATIVE:
            raise GoalError(
                f"expected a level, got {self}, which is for all years together",
                "write it as a Cumulative",
                f"应为水平值，写的是“{self}”，是各年累计",
                "请写成累计目标（cumulative）",
            )


@attrs.frozen
class AnnualRate(_Figured):
    """A yearly rate of growth, from the base to the year it is due (年均增长), by the level method (水平法).

    >>> str(AnnualRate("年均增长6%左右"))
    '年均增长6%左右'

    Attributes:
        figure: The rate in % a year; a decline is negative.

    Raises:
        GoalError: If the figure is no rate: a yearly rise by so many units is none, nor is a multiple such as
            翻一番, or a figure in brackets, or with 累计, which is for all years together.
    """

    figure: Figure = attrs.field(converter=as_figure)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        what, example = ("a yearly rate in %", "年均增长率（%）"), ("6%左右", "“6%左右”")
        _require(self.figure, "ratio", what, example)
        if self.figure.kind in _NO_RATES or self.figure.unit.name == "倍":
            # [13.5] is for all years together, and 翻一番 is a multiple in all.
            raise _unexpected(self.figure, what, example)
        _refuse_in_all(self.figure, _AS_CUMULATIVE)


_NO_RATES = frozenset({FigureKind.CUMULATIVE, FigureKind.MULTIPLE})


def _as_form(value: CumulativeForm | str) -> CumulativeForm:
    return member(CumulativeForm, value, GoalError)


@attrs.frozen
class Cumulative(_Figured):
    """A figure for all years together, which tables print in brackets: [13.5].

    A change in % compounds over the years: [13.5] is no 2.7 a year. A change in the metric's own unit,
    such as [1]岁, is added to the base. A flow is the sum of the years' amounts, as in 累计投资.

    Attributes:
        figure: The change, or the sum.
        form: Whether it is a change or a flow.
        falling: Whether it is a cut that is printed as a positive number, as for 单位GDP能耗降低.

    Raises:
        GoalError: If a sum of years is said to fall, or is in %; a cut is printed as a negative number;
            it is a multiple, such as 翻一番; or its words say that it is for each year, such as 年均.
    """

    figure: Figure = attrs.field(converter=as_figure)
    form: CumulativeForm = attrs.field(default=CumulativeForm.CHANGE, converter=_as_form, kw_only=True)
    falling: bool = attrs.field(default=False, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.form is CumulativeForm.FLOW:
            if self.falling or self.figure.unit.dimension == "ratio":
                raise GoalError(
                    f"{self} cannot be the sum of the years' amounts",
                    "leave out form='flow', or falling",
                    f"{self}不能是各年数额之和",
                    "请去掉 form='flow' 或 falling",
                )
        elif self.falling and self.figure.number < 0:
            raise GoalError(
                f"{self} is a fall already, and falling says so once more",
                "leave falling out, or write the cut as a positive number",
                f"{self}已是下降，不必再注明 falling",
                "请去掉 falling，或把降幅写成正数",
            )
        elif self.figure.unit.name == "倍":
            raise GoalError(
                f"expected a change, got the multiple {self}",
                "write it as a Multiple",
                f"应为变化幅度，写的是倍数“{self}”",
                "请写成倍数目标（multiple）",
            )
        _refuse_yearly(self.figure, self._for_each_year)

    @property
    def _for_each_year(self) -> tuple[str, str]:
        """What to write for a figure of this dimension that is meant for each year."""
        if self.form is CumulativeForm.FLOW:
            return _AS_EACH_YEAR
        return {"ratio": _AS_RATE, "percentage_point": _AS_POINTS}.get(self.figure.unit.dimension, _AS_ADDED)


@attrs.frozen
class PointChange(_Figured):
    """A change of a share or rate in percentage points, such as 提高13.4个百分点.

    >>> PointChange("年均提高1个百分点").yearly
    True

    Attributes:
        figure: The change in points; a decline is negative.
        yearly: Whether it is meant for each year, and not from the base to the year it is due. Words such
            as 年均 say so themselves.

    Raises:
        GoalError: If the figure is not in percentage points; 提高2% is another thing than 提高2个百分点; or
            it is yearly and its words say that it is for all years together, such as 累计.
    """

    figure: Figure = attrs.field(converter=as_figure)
    yearly: bool = attrs.field(default=False, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        what = "a change in percentage points", "以百分点计的变化"
        _require(self.figure, "percentage_point", what, ("提高2个百分点", "“提高2个百分点”"))
        if _says(self.figure, _YEARLY):
            object.__setattr__(self, "yearly", True)
        if self.yearly:
            _refuse_in_all(self.figure, ("a PointChange that is not yearly", "不带 yearly 的百分点变化"))


@attrs.frozen
class Multiple(_Figured):
    """A multiple of the base, such as 翻一番 (twice) or 增长两倍 (three times).

    Attributes:
        figure: The multiple as written.

    Raises:
        GoalError: If the figure is no multiple, or one for each year, as in 年均翻一番.
    """

    figure: Figure = attrs.field(converter=as_figure)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        is_multiple = self.figure.kind is FigureKind.MULTIPLE or self.figure.unit.name == "倍"
        if not is_multiple or self.figure.unit.dimension != "ratio":
            example = "翻一番 or 2倍", "“翻一番”或“2倍”"
            raise _unexpected(self.figure, ("a multiple", "倍数"), example)
        _refuse_yearly(self.figure, _RATE_IN_PERCENT)


_PLACE = ("a place in an order", "位次"), ("第五 or 前五", "“第五”或“前五”")


def _as_place(value: object) -> Figure:
    try:
        return as_figure(value)
    except (AmountError, UnitError):
        if not isinstance(value, str):
            raise
        (what, what_zh), (example, example_zh) = _PLACE
        raise GoalError(
            f"expected {what}, got {value!r}",
            f"write it as in {example}",
            f"应为{what_zh}，写的是“{value}”",
            f"例如{example_zh}",
        ) from None


@attrs.frozen
class Rank(_Figured):
    """A place in an order that is to be held or reached: 保持第五 is exactly that place, 前五 is a bound.

    >>> Rank("保持第五").bound.value, Rank("稳居前五").bound.value
    ('eq', 'le')

    Attributes:
        figure: The place, 1 for the first.

    Raises:
        GoalError: If the figure is no place in an order.
    """

    figure: Figure = attrs.field(converter=_as_place)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        _require(self.figure, "rank", *_PLACE)


def _as_bound(value: Bound | str) -> Bound:
    return member(Bound, value, GoalError)


def _as_gap(value: object) -> Figure | None:
    return None if value is None else as_figure(value)


def _as_modality(value: Modality | str | None) -> Modality | None:
    return None if value is None else member(Modality, value, GoalError)


@attrs.frozen
class RelativeTo:
    """A goal that is another metric's value: 高于GDP增长, 与经济增长基本同步.

    >>> str(RelativeTo("gdp-growth", bound="gt"))
    'more than gdp-growth'

    Attributes:
        metric: Id of the other metric.
        bound: How the two are to stand: gt 高于, ge 不低于, eq 同步, approx 基本同步, le 不高于, lt 低于.
        gap: By how much more or less, where the words say so; always a positive figure.
        text: The words as they are printed.
        modality: How firmly it is meant; None for a plain statement.

    Raises:
        GoalError: If it is to lie in a range, or to differ by a gap while being equal.
    """

    metric: str = attrs.field(validator=check_id)
    bound: Bound = attrs.field(converter=_as_bound, kw_only=True)
    gap: Figure | None = attrs.field(default=None, converter=_as_gap, kw_only=True)
    text: str | None = attrs.field(default=None, kw_only=True)
    modality: Modality | None = attrs.field(default=None, converter=_as_modality, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.bound is Bound.RANGE:
            raise GoalError(
                "a goal beside another metric cannot be a range",
                "give one of the other bounds",
                "参照其他指标的目标不能是区间",
                "请改用其他界限",
            )
        if self.gap is not None and (self.bound in {Bound.EQ, Bound.APPROX} or self.gap.number < 0):
            raise GoalError(
                f"{self.metric} cannot be {self.bound} and differ by {self.gap}",
                "give gt, ge, le or lt with a positive gap",
                f"与“{self.metric}”的关系为 {self.bound} 时不能相差{self.gap}",
                "请用 gt、ge、le 或 lt，差距写成正数",
            )

    def __str__(self) -> str:
        if self.text is not None:
            return self.text
        gap = "" if self.gap is None else f" by {self.gap}"
        return f"{_WORDS[self.bound]} {self.metric}{gap}"


_WORDS = {
    Bound.GT: "more than",
    Bound.GE: "at least",
    Bound.EQ: "as",
    Bound.APPROX: "about as",
    Bound.LE: "at most",
    Bound.LT: "less than",
}


@attrs.frozen
class Qualitative:
    """A goal in words that set no number: 保持在合理区间.

    Attributes:
        text: The words as they are printed.
        modality: How firmly it is meant; None for a plain statement.
    """

    text: str = attrs.field(validator=check_name)
    modality: Modality | None = attrs.field(default=None, converter=_as_modality, kw_only=True)

    __repr__ = short_repr

    @property
    def bound(self) -> None:
        """Always None: words bound nothing."""
        return

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class Delegated:
    """A goal whose number another plan sets: 完成市政府下达目标.

    Attributes:
        to: Who sets it, such as 市政府.
        text: The words as they are printed.
        modality: How firmly it is meant; None for a plain statement.
    """

    to: str = attrs.field(validator=check_name)
    text: str | None = attrs.field(default=None, kw_only=True)
    modality: Modality | None = attrs.field(default=None, converter=_as_modality, kw_only=True)

    __repr__ = short_repr

    @property
    def bound(self) -> None:
        """Always None: the number stands elsewhere."""
        return

    def __str__(self) -> str:
        return self.text or f"as set by {self.to}"


Goal: TypeAlias = (
    Level | AnnualRate | Cumulative | PointChange | Multiple | RelativeTo | Rank | Qualitative | Delegated
)
"""A closed set, consumed by `match`."""

KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "level": Level,
        "annual_rate": AnnualRate,
        "cumulative": Cumulative,
        "point_change": PointChange,
        "multiple": Multiple,
        "rank": Rank,
        "relative_to": RelativeTo,
        "qualitative": Qualitative,
        "delegated": Delegated,
    }
)
"""Each kind of goal by the key that a plan document writes it under."""

_CLASSES = tuple(KINDS.values())


def as_goal(value: object) -> Goal:
    """Take a goal as it is; a figure, its text or a pint quantity is a level.

    Args:
        value: The goal.
    """
    return value if isinstance(value, _CLASSES) else Level(value)


def wanted_dimension(goal: Goal, unit: Unit) -> str | None:
    """Give the dimension that a goal's figure has to have for a metric; None where it has no figure.

    Args:
        goal: The goal.
        unit: The unit of its metric.
    """
    match goal:
        case Level():
            return unit.dimension
        case Cumulative(figure=figure, form=CumulativeForm.CHANGE) if figure.unit.dimension == "ratio":
            return "ratio"
        case Cumulative():
            return unit.dimension
        case RelativeTo() | Qualitative() | Delegated():
            return None
        case _:
            return goal.figure.unit.dimension


def meant_key(figure: Figure, metric: Metric) -> str | None:
    """Give the kind of goal that a level's figure really states, where it is no level but a change of one.

    The level of a metric that is a rate itself, such as the growth of output, is rightly written as growth.

    >>> output = Metric(id="gdp", name="地区生产总值", unit="亿元", kind="flow")
    >>> meant_key(as_figure("年均增长6%"), output), meant_key(as_figure("翻一番"), output)
    ('annual_rate', 'multiple')

    Args:
        figure: The figure that is written as a level.
        metric: Its metric.

    Returns:
        The key of the kind, as in `KINDS`; None for a level.
    """
    if figure.unit.dimension == "percentage_point":
        return "point_change"
    is_multiple = figure.kind is FigureKind.MULTIPLE
    is_change = figure.is_increment or _says(figure, ("番",))  # 2倍 may be a ratio, 翻一番 is none
    if is_multiple and (is_change or metric.unit.dimension != "ratio"):
        return "multiple"
    if figure.kind is FigureKind.GROWTH and metric.kind is not MetricKind.RATE:
        return "annual_rate" if _says(figure, _YEARLY) else "cumulative"
    return "cumulative" if figure.is_increment else None
