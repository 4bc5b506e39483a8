"""Money of a plan: a total by its parts, and investments of projects by source and by year.

Money of several currencies or price bases is never added: each has a panel of its own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import label_lines
from zoneplan.charts.rows import MOST_ROWS, ends, ends_of, label, layered, shown_amount, with_keys
from zoneplan.charts.theme import ACCENT, MUTED, themed
from zoneplan.charts.waterfalls import waterfall_chart
from zoneplan.invested import Invested, Margin, invested, sort_of
from zoneplan.prices import PriceBasisKind
from zoneplan.terminal import shown_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.figures import Figure
    from zoneplan.intervals import Interval
    from zoneplan.layout import Language
    from zoneplan.ledger import PlanLike
    from zoneplan.units import Unit

__all__ = ["funding_chart", "waterfall_chart", "yearly_chart"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "funding": "项目投资：按资金来源",
        "yearly": "项目投资：按年度",
        "sourced": "共{projects}个项目；{expected}个中{told}个写明资金来源的金额",
        "dated": "共{projects}个项目；{expected}个中{told}个写明年度计划金额",
        "key": "灰色：计划；蓝色：累计完成；虚线框：有未写明的，不是零，框长没有含义；"
        "细线：取整或措辞留下的范围",
        "apart": "不同币种或价格口径的金额不相加，分别画出",
        "total": "总投资",
        "done": "累计完成",
        "year": "{label}计划",
        "of": "{expected}个项目中{told}个写明",
        "apart_of": "{of_sum}个项目（{expected}个中{told}个写明）",
        "by": "{of_sum}个项目",
        "untold": "，另有{untold}个未写金额",
        "nothing": "未写明金额，不是零",
        "not_added": "{figures}：价格年份未写明，不能相加",
        "axis": "{unit}",
        "priced": "{unit}，{basis}",
        "rest": "其余{count}项",
        "not_drawn": "此图未画出，见项目表",
        "join": "、",
        "says": "{label}：{told}",
        "between": "；",
        "end": "。",
    },
    "en": {
        "funding": "Investment of projects by source of money",
        "yearly": "Investment of projects by year",
        "sourced": "{projects} projects; {told} of {expected} state an amount from a source",
        "dated": "{projects} projects; {told} of {expected} state an amount for a year",
        "key": "grey: planned; blue: done until now; dashed box: not told by all, which is not zero "
        "(its length means nothing); thin line: what rounding or words leave open",
        "apart": "money of several currencies or price bases is not added, and drawn apart",
        "total": "total investment",
        "done": "done until now",
        "year": "planned for {label}",
        "of": "projects: {told} of {expected}",
        "apart_of": "projects: {of_sum} ({told} of {expected} told)",
        "by": "projects: {of_sum}",
        "untold": ", {untold} without an amount",
        "nothing": "no amount is told, which is not zero",
        "not_added": "{figures}: the year of their prices is not told, so they cannot be added",
        "axis": "{unit}",
        "priced": "{unit}, {basis}",
        "rest": "{count} more",
        "not_drawn": "not drawn here, see the table of projects",
        "join": ", ",
        "says": "{label}: {told}",
        "between": "; ",
        "end": ".",
    },
}


@attrs.frozen(kw_only=True)
class _Row:
    """A sum in a panel.

    Attributes:
        name: What it is called.
        margin: The sum over projects, of all currencies and price bases.
        is_done: Whether it is what was done, and not planned.
        is_of_all: Whether every project should state it.
    """

    name: str
    margin: Margin
    is_done: bool = False
    is_of_all: bool = False


class _Bar(NamedTuple):
    """A sum that is drawn, in the unit of its panel, with what it can be."""

    figure: Figure
    can_be: Interval


def funding_chart(plan: PlanLike, *, language: Language = "zh") -> Chart | None:
    """Draw what the projects of a plan are to cost by source of money, below the total and what is done.

    Each sum says of how many projects it is. Projects that are parts of a package (打包项目) are not
    counted beside it.

    Args:
        plan: The plan.
        language: What titles and words are in, `zh` or `en`.

    Returns:
        The chart; None where no project names a source of money.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken.
    """
    found = invested(plan)
    if not found.by_source:
        return None
    words = _WORDS[language]
    rows = [_Row(name=one.label, margin=one) for one in found.by_source]
    return _chart("funding", found, rows, words["sourced"], found.sourced, language)


def yearly_chart(plan: PlanLike, *, language: Language = "zh") -> Chart | None:
    """Draw what the projects of a plan are to cost by year, below the total and what is done.

    Args:
        plan: The plan.
        language: What titles and words are in, `zh` or `en`.

    Returns:
        The chart; None where no project names a year, nor what has been invested until now.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken.
    """
    found = invested(plan)
    if not (found.by_year or found.done.figures):
        return None
    words = _WORDS[language]
    rows = [_Row(name=words["year"].format(label=one.label), margin=one) for one in found.by_year]
    return _chart("yearly", found, rows, words["dated"], found.dated, language)


def _chart(
    name: str,
    found: Invested,
    rows: Sequence[_Row],
    coverage: str,
    told: tuple[int, int],
    language: Language,
) -> Chart:
    words = _WORDS[language]
    whole = [
        _Row(name=words["total"], margin=found.total, is_of_all=True),
        _Row(name=words["done"], margin=found.done, is_done=True, is_of_all=True),
    ]
    title, listed = words[name], [*whole, *rows]
    sorts = _sorts(listed)
    panels = [_panel(sort, listed, is_first=sort == sorts[0], language=language) for sort in sorts]
    keys = [coverage.format(projects=found.projects, told=told[0], expected=told[1]), words["key"]]
    keys += [words["apart"]] if len(sorts) > 1 else []
    said = [
        words["says"].format(label="".join(row["label"]), told=words["between"].join(row["told"]))
        for panel in panels
        for row in panel["data"]["values"]
    ]
    text = words["between"].join([title, keys[0], *said])
    spec = with_keys(title, keys, {"vconcat": panels})
    return Chart(name=name, title=title, description=f"{text}{words['end']}", spec=themed(spec))


def _sorts(rows: Iterable[_Row]) -> list[tuple[str | None, str]]:
    """Give the currencies and price bases that are met, each of which is drawn by itself."""
    found = dict.fromkeys(sort_of(figure) for row in rows for figure in row.margin.figures)
    return list(found) or [(None, "")]


# -- panels ---------------------------------------------------------------------------------------


def _panel(
    sort: tuple[str | None, str], rows: Sequence[_Row], *, is_first: bool, language: Language
) -> dict[str, Any]:
    """Give the panel of one currency and price basis: the sums that have money of it."""
    words = _WORDS[language]
    of_sort = [(row, [figure for figure in row.margin.figures if sort_of(figure) == sort]) for row in rows]
    # What nobody told an amount of has no currency: it is said once, in the first panel.
    shown = [(row, figures) for row, figures in of_sort if figures or (is_first and not row.margin.figures)]
    unit = _unit(figure for _, figures in shown for figure in figures)
    # What a sum of many can mean takes reading them all: once for each bar.
    bars = [
        (row, figures, _bar(figures[0], unit) if len(figures) == 1 and unit is not None else None)
        for row, figures in shown
    ]
    domain = _domain([bar for _, _, bar in bars if bar is not None])
    values = [_values(row, figures, bar, domain, language) for row, figures, bar in bars]
    if len(values) > MOST_ROWS:
        left = values[MOST_ROWS - 1 :]
        values = [*values[: MOST_ROWS - 1], _left_off(len(left), domain, language)]
    figures = [figure for _, found in shown for figure in found]
    title = _axis_title(figures, unit, words, language)
    return layered(values, _layers(domain, title), words={})


def _bar(figure: Figure, unit: Unit) -> _Bar:
    shown = figure.to(unit)
    return _Bar(shown, shown.strict)


def _unit(figures: Iterable[Figure]) -> Unit | None:
    """Give the unit that all bars of a panel are in: the largest that an amount is written in."""
    return max((one.unit for one in figures), key=lambda unit: unit.factor, default=None)


def _axis_title(
    figures: Sequence[Figure], unit: Unit | None, words: Mapping[str, str], language: Language
) -> str:
    if unit is None:
        return ""
    basis = figures[0].price_basis
    if basis.kind is PriceBasisKind.UNSTATED:
        return words["axis"].format(unit=unit.name)
    return words["priced"].format(unit=unit.name, basis=basis.describe(language))


def _values(
    row: _Row, figures: Sequence[Figure], bar: _Bar | None, domain: Sequence[float], language: Language
) -> dict[str, Any]:
    """Give the data of a row; without a figure that can be drawn there is no bar."""
    words, margin = _WORDS[language], row.margin
    count = _count(row, figures, words)
    if bar is not None:
        told = [shown_amount(bar.figure, language), count]
    elif figures:
        listed = words["join"].join(map(shown_figure, figures))
        told = label_lines(words["not_added"].format(figures=listed), 240, 2)
    else:
        told = [words["nothing"], *([count] if row.is_of_all or margin.untold else [])]
    end = None if bar is None else bar.figure.exact
    lacks_some = margin.untold or (row.is_of_all and margin.told < margin.expected)
    return {
        "kind": "done" if row.is_done else "planned",
        "label": label(row.name),
        "told": told,
        **ends_of(end, None if bar is None else bar.can_be, domain),
        "gap": float(end or 0) if lacks_some or end is None else None,
    }


def _count(row: _Row, figures: Sequence[Figure], words: Mapping[str, str]) -> str:
    """Say of how many projects a sum is, and how many should have told theirs."""
    margin = row.margin
    of_sum = sum(count for one, count in zip(margin.figures, margin.projects, strict=True) if one in figures)
    told = {"of_sum": of_sum, "told": margin.told, "expected": margin.expected, "untold": margin.untold}
    key = "by" if not row.is_of_all else "of" if of_sum == margin.told else "apart_of"
    return words[key].format(**told) + (words["untold"].format(**told) if margin.untold else "")


def _left_off(count: int, domain: Sequence[float], language: Language) -> dict[str, Any]:
    words = _WORDS[language]
    return {
        "kind": "planned",
        "label": label(words["rest"].format(count=count)),
        "told": label_lines(words["not_drawn"], 240, 2),
        **ends_of(None, None, domain),
        "gap": None,
    }


def _domain(bars: Sequence[_Bar]) -> list[float]:
    """Give 0 and the most that is drawn, with room for a box behind it."""
    found = [Fraction(0)]
    for figure, can_be in bars:
        found += [figure.exact, *(end for end in (can_be.lo, can_be.hi) if end is not None)]
    low, high = min(found), max(found)
    return [float(low), float(high + ((high - low) * Fraction(22, 100) or Fraction(1)))]


def _layers(domain: Sequence[float], title: str) -> Iterator[dict[str, Any]]:
    scale = {"domain": [*domain], "nice": False, "zero": False}
    axis = {"title": title, "tickCount": 4, "orient": "top"}
    for kind, colour in (("planned", MUTED), ("done", ACCENT)):
        yield {
            "transform": [{"filter": {"field": "kind", "equal": kind}}],
            "mark": {"type": "bar", "height": 14, "color": colour},
            "encoding": {
                "x": {"field": "end", "type": "quantitative", "scale": scale, "axis": axis},
                "x2": {"datum": 0},
            },
        }
    yield from ends()
