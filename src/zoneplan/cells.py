"""What one cell of an indicator table says: a figure with the row's unit, or the goals that it states.

Cells print numbers without their unit, yearly rates and sums of years beside levels, and words. What a cell
says is read from its own words and the row's; what neither says is refused and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.amounts import parse_figure
from zoneplan.errors import AmountError, GoalError, UnitError
from zoneplan.figures import Figure
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.growths import CumulativeForm
from zoneplan.kinds import FigureKind
from zoneplan.qualifiers import Bound
from zoneplan.texts import folded
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Asked",
    "cell_figure",
    "cell_goals",
    "is_blank",
    "name_forms",
    "says_fall",
    "says_rate",
    "says_yearly_rate",
]

PERCENT, BARE = unit_named("%"), unit_named("无单位")

_BLANK = re.compile(r"[\s\-—–－/…·.]*")
_BRACKETED = re.compile(r"([\[〔【［])(.+)([\]〕】］])")
_REMARK = re.compile(r"(.+?)[(（]([^()（）]+)[)）]")
_ROUND = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]\D*")
_BARE_NUMBER = re.compile(r"[-+−<>≤≥=]?\s*\d[\d.,]*\s*%?")
_PARTS = re.compile("[、；;]")
_LAST_NUMBER = re.compile(r"(?s)(.*\d)(.*)")
_SCALED = re.compile("[十百千万亿]")
# Several values, a structure, and marks of footnotes: none of them is one figure.
_NO_ONE_FIGURE = re.compile(r"\d.*[/／:：]\W*\d|[*＊†‡※#①-⑳]")
_DELEGATED = re.compile(
    "(?:按照?|完成|达到)?(.{0,20}?)下达(?:的)?(?:年度)?(?:目标|任务|指标)(?:任务|要求|数)?"
)
_BESIDE = re.compile("(?:略|力争)?(不低于|不高于|不超过|高于|快于|超过|低于|慢于)(.+)")
_ALIKE = re.compile("与(.+?)(基本|大体|大致)?(?:保持)?(基本|大体|大致)?(?:同步|持平|一致)(?:增长)?")
_FALL = re.compile("(?:降低|下降|减少|削减)(?:率|幅度|比例)?")
_RATE = re.compile("(?:增长|增速|增幅)(?:率|速度)?")
_YEARLY = re.compile("年均|每年|逐年")
_BOUNDS = {
    "不低于": Bound.GE,
    "不高于": Bound.LE,
    "不超过": Bound.LE,
    "高于": Bound.GT,
    "快于": Bound.GT,
    "超过": Bound.GT,
    "低于": Bound.LT,
    "慢于": Bound.LT,
}
_SIGNS = {Bound.GT: ">{}", Bound.GE: "≥{}", Bound.LT: "<{}", Bound.LE: "≤{}", Bound.APPROX: "{}左右"}
_NAME_WITH_REMARK = re.compile(r"(.*)\(([^()]+)\)(.*)")


@attrs.frozen(kw_only=True)
class Asked:
    """What a cell is read against.

    Attributes:
        name: The name of the indicator; its words say whether it is a rate, and whether it falls.
        unit: The unit of the row; None where it was lost, and numbers stay without one.
        is_rate_column: Whether the column holds rates and sums of years, and not levels.
        is_rate: Whether the indicator is itself a rate of growth.
        is_cut: Whether lower is better and a change is a cut, though the name does not say so.
        form: Whether a figure for all years is a change or the sum of the years.
        says: What the cell holds, as a column beside it says: annual, cumulative, level_each_year, relative
            or qualitative; None when the cell speaks for itself.
        bound: How its figure is meant, as a column beside it says; None when the cell speaks for itself.
        others: The ids of the other indicators of the table by the forms of their names.
    """

    name: str
    unit: Unit | None
    is_rate_column: bool = False
    is_rate: bool = False
    is_cut: bool = False
    form: CumulativeForm = CumulativeForm.CHANGE
    says: str | None = None
    bound: Bound | None = None
    others: Mapping[str, str] = attrs.field(factory=dict)


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds a dash, a slash or dots.

    Args:
        text: The cell as it is printed.
    """
    return _BLANK.fullmatch(text) is not None


def _ends(pattern: re.Pattern[str], name: str) -> bool:
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", name.strip())
    return any(match.end() == len(bare) for match in pattern.finditer(bare))


def says_fall(name: str) -> bool:
    """Tell whether a name ends by saying that its figures are cuts, as 单位GDP能源消耗降低 does.

    Args:
        name: The name of an indicator.
    """
    return _ends(_FALL, name)


def says_rate(name: str) -> bool:
    """Tell whether a name ends by saying that it is a rate of growth, as 居民人均可支配收入增长 does.

    Args:
        name: The name of an indicator.
    """
    return _ends(_RATE, name)


def says_yearly_rate(name: str) -> bool:
    """Tell whether a name says that it is a yearly rate over several years, as 地区生产总值年均增长 does.

    Args:
        name: The name of an indicator.
    """
    return says_rate(name) and "年均" in name


def name_forms(name: str) -> tuple[str, ...]:
    """Give the forms in which a name can be cited: 国内生产总值(GDP)增长 is GDP增长 as well.

    >>> name_forms("国内生产总值(GDP)增长")
    ('国内生产总值(gdp)增长', '国内生产总值增长', 'gdp增长')

    Args:
        name: The name of an indicator.
    """
    bare = re.sub(r"\s", "", folded(name)).casefold()
    match = _NAME_WITH_REMARK.fullmatch(bare)
    if match is None or not match[1]:
        return (bare,)
    return (bare, match[1] + match[3], match[2] + match[3])


# -- figures ----------------------------------------------------------------------------------------


def cell_figure(text: str, unit: Unit | None, bound: Bound | None = None) -> Figure:
    """Read the figure of a cell, with the unit of its row behind the number.

    >>> from zoneplan.units import unit
    >>> cell_figure("15左右", unit("%")).text, cell_figure("57.3", None).text
    ('15%左右', '57.3无单位')

    Args:
        text: The cell as it is printed; a unit of its own goes before that of the row.
        unit: The unit of the row; None where it was lost.
        bound: How the figure is meant, as a column beside it says; None when the cell speaks for itself.

    Raises:
        GoalError: If the cell is no one figure, or its words and `bound` contradict each other.
    """
    _check_round(text)
    is_of_years = _BRACKETED.fullmatch(text.strip()) is not None  # which is no year's level
    figure = None if is_of_years else _figure(text, unit)
    if figure is None:
        raise _unread(text) if re.search(r"\d", folded(text)) else _worded(text)
    return _bounded(figure, bound)


def _check_round(text: str) -> None:
    """Check that no figure stands in round brackets: what they mean is not agreed, a minus in accounts.

    Raises:
        GoalError: If a cell is such a figure, or has one beside its own: 8(12).
    """
    whole = text.strip()
    match = _REMARK.fullmatch(whole)
    beside = match is not None and _BARE_NUMBER.fullmatch(folded(match[2]).strip()) is not None
    if beside or _ROUND.fullmatch(whole) is not None:
        raise GoalError(
            f"{text!r} has a figure in round brackets, which may be one for all years, a fall or a remark",
            "write a figure for all years in square brackets: [12]; a fall with a minus sign; others without",
            f"“{text}”用圆括号括着数，可能是累计数、负数或附注",
            "累计数请用方括号：[12]；负数请写负号；其他情形请去掉括号",
        )


def _worded(text: str) -> GoalError:
    return GoalError(
        f"expected a figure, got {text!r}",
        "write the figure that was reached; leave the cell empty where none is known",
        f"此处应为数值，写的是“{text}”",
        "请填写实际达到的数；没有数的请留空",
    )


def _unread(text: str) -> GoalError:
    return GoalError(
        f"cannot read {text!r} without guessing",
        "write one figure, or name as many indicators as it has values: 甲/乙 with <4/<5.5",
        f"无法确切读出“{text}”",
        "请写成一个数；一格有几个数的，指标名称也应写成几个，例如 甲/乙 对应 <4/<5.5",
    )


def _spellings(text: str, unit: Unit | None) -> Iterator[str]:
    """Give a cell's text as it is, and with the unit behind its last number or at its end."""
    bare = text.strip().lstrip("=＝").strip()
    name = (unit or BARE).name if (unit or BARE) != BARE else "无单位"
    yield bare
    match = _LAST_NUMBER.fullmatch(bare)
    if match is None:
        return
    if _SCALED.match(match[2]) is None:
        yield f"{match[1]}{name}{match[2]}"
    elif unit is not None and not unit.is_scaled:  # 5万 in a column of 万元 may be either
        yield f"{bare}{name}"


def _figure(text: str, unit: Unit | None) -> Figure | None:
    """Read a cell as one figure and nothing else; None when it is none."""
    if _NO_ONE_FIGURE.search(text):
        return None
    for spelling in _spellings(text, unit):
        try:
            return Figure.parse(spelling)
        except (AmountError, UnitError):
            continue
    return None


def _figure_among_words(text: str, unit: Unit | None) -> Figure | None:
    """Read the one figure that stands among other words, such as 控制在5.5%以内; None when there is none."""
    if _NO_ONE_FIGURE.search(text):
        return None
    for spelling in _spellings(text, unit):
        try:
            found = parse_figure(spelling)
        except AmountError:
            continue
        if isinstance(found, Figure) and (found.unit != BARE or unit is None):
            return found
    return None


def _bounded(figure: Figure, bound: Bound | None) -> Figure:
    """Give a figure meant as a column beside it says."""
    if bound is None or figure.bound is bound:
        return figure
    text = figure.text or str(figure)
    if figure.bound is not Bound.EQ or bound not in _SIGNS:
        raise GoalError(
            f"{text} is {figure.bound} by its own words, and {bound} by the column for bounds",
            "correct one of the two",
            f"“{text}”本身表示 {figure.bound}，界限列却写为 {bound}",
            "请改正其一",
        )
    found = _figure(_SIGNS[bound].format(text), figure.unit)
    if found is None:
        raise _unread(f"{text} ({bound})")
    return found


# -- goals ------------------------------------------------------------------------------------------


def cell_goals(text: str, asked: Asked) -> tuple[tuple[Goal, ...], str | None]:
    """Read the goals that a cell states.

    >>> from zoneplan.units import unit
    >>> asked = Asked(name="地区生产总值", unit=unit("亿元"))
    >>> cell_goals("翻一番(全省人均GDP≥10万元)", asked)
    ((Multiple(figure='2倍'),), '全省人均GDP≥10万元')

    Args:
        text: The cell as it is printed.
        asked: What it is read against.

    Returns:
        The goals, none for a blank cell, and what a cell with a figure adds in round brackets: that may be
        about another metric, so it is kept as words.

    Raises:
        GoalError: If the cell holds a number that cannot be read without guessing, or several of them.
    """
    if is_blank(text):
        return (), None
    whole = text.strip()
    if asked.says == "qualitative":
        return (Qualitative(whole),), None
    _check_round(whole)
    match = _REMARK.fullmatch(whole)
    if match is not None and _states_number(match[1], asked):
        return _goals(match[1], asked), match[2].strip()
    return _goals(whole, asked), None


def _states_number(text: str, asked: Asked) -> bool:
    try:
        goal = _goal(text, asked)
    except GoalError:
        return True
    return not isinstance(goal, (Qualitative, Delegated, RelativeTo))


def _goals(text: str, asked: Asked) -> tuple[Goal, ...]:
    """Read a cell's goal; words beside a number are a goal of their own, words alone are one."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    numbers = [part for part in parts if _states_number(part, asked)]
    if len(parts) < 2 or not numbers:
        return (_goal(text, asked),)
    if len(numbers) > 1:
        raise _unread(text)
    return tuple(_goal(part, asked) for part in parts)


def _goal(text: str, asked: Asked) -> Goal:
    bracket = _BRACKETED.fullmatch(text)
    if bracket is not None:
        return _cumulative(bracket, asked)
    if (match := _DELEGATED.fullmatch(text)) is not None:
        return Delegated(match[1] or "上级", text=text)
    figure = _figure(text, _unit_of(asked))
    if figure is not None:
        return _stated(figure, text, asked)
    if (beside := _beside(text, asked)) is not None:
        return beside
    figure = _figure_among_words(text, _unit_of(asked))
    if figure is not None:
        return _stated(figure, text, asked)
    if re.search(r"\d", folded(text)):
        raise _unread(text)
    return Qualitative(text)


def _unit_of(asked: Asked) -> Unit | None:
    """Give the unit of a number that prints none: in a column of rates it is %."""
    is_rate = asked.is_rate_column and asked.says in {None, "annual", "relative"}
    return PERCENT if is_rate else asked.unit


def _cumulative(bracket: re.Match[str], asked: Asked) -> Goal:
    """Read a figure for all years, whose unit is the row's."""
    left, inner, right = bracket.groups()
    as_printed = _figure(bracket[0], asked.unit) if asked.unit == PERCENT else None
    figure = as_printed or _bracketed(left, inner, right, asked.unit) or _figure(inner, asked.unit)
    if figure is None:
        raise _unread(bracket[0])
    return _summed(_bounded(figure, asked.bound), asked)


def _bracketed(left: str, inner: str, right: str, unit: Unit | None) -> Figure | None:
    """Read a figure with its brackets, which are % where no unit stands in them."""
    for spelling in _spellings(inner, unit):
        if _has_unit(spelling):
            try:
                return Figure.parse(f"{left}{spelling}{right}")
            except (AmountError, UnitError):
                continue
    return None


def _has_unit(text: str) -> bool:
    try:
        Figure.parse(text)
    except (AmountError, UnitError):
        return False
    return True


def _summed(figure: Figure, asked: Asked) -> Goal:
    if figure.unit.dimension == "percentage_point":
        return PointChange(figure)
    falling = (says_fall(asked.name) or asked.is_cut) and figure.number > 0
    if asked.form is CumulativeForm.FLOW and figure.unit.dimension != "ratio" and not falling:
        return Cumulative(figure, form=CumulativeForm.FLOW)
    return Cumulative(figure, falling=falling)


def _stated(figure: Figure, text: str, asked: Asked) -> Goal:
    """Give the goal that a figure is, by its own unit and words first, then by its column."""
    figure = _bounded(figure, asked.bound)
    dimension = figure.unit.dimension
    if dimension == "percentage_point" and (asked.unit is None or asked.unit.dimension == "ratio"):
        return PointChange(figure, yearly=_YEARLY.search(text) is not None)
    if dimension == "rank":
        return Rank(figure)
    is_multiple = figure.kind is FigureKind.MULTIPLE or figure.unit.name == "倍"
    if is_multiple and (asked.unit is None or asked.unit.name != "倍"):
        return Multiple(figure)
    if asked.says == "level_each_year":
        return Level(figure)
    if asked.says == "cumulative" or text.startswith("累计"):
        return _summed(figure, asked)
    if dimension == "ratio" and _is_yearly(text, asked):
        return AnnualRate(figure)
    is_change = figure.kind is FigureKind.GROWTH or figure.is_increment
    is_own = asked.is_rate or asked.form is CumulativeForm.FLOW
    if asked.is_rate_column or (is_change and not is_own):
        raise GoalError(
            f"{text!r} may be a change a year, or one of all years together",
            "write 年均 for a yearly rate, and brackets for all years: [13.5]",
            f"“{text}”可能指每年的变化，也可能指各年累计",
            "年均增速请写明“年均”，累计数请加方括号：[13.5]",
        )
    return Level(figure)


def _is_yearly(text: str, asked: Asked) -> bool:
    if asked.is_rate_column or _YEARLY.search(text) is not None:
        return True
    return says_yearly_rate(asked.name)


def _beside(text: str, asked: Asked) -> Goal | None:
    """Read a goal that is another metric's value; one that the table does not list stays words."""
    if (match := _ALIKE.fullmatch(text)) is not None:
        bound = Bound.APPROX if match[2] or match[3] else Bound.EQ
        metric = asked.others.get(name_forms(match[1])[0])
        return Qualitative(text) if metric is None else RelativeTo(metric, bound=bound, text=text)
    if (match := _BESIDE.fullmatch(text)) is None or match[2][0].isdigit():
        return None
    named = re.fullmatch(r"(.*?\D)(\d[\d.]*个百分点)", match[2])
    cited, gap = (match[2], None) if named is None else (named[1], named[2])
    metric = asked.others.get(name_forms(cited)[0])
    if metric is None:
        return Qualitative(text)
    return RelativeTo(metric, bound=_BOUNDS[match[1]], gap=gap, text=text)
