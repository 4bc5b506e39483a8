"""A total and the parts it is made of, one after the other; what was not reported is shown as such."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan.charts.chart import Chart
from zoneplan.charts.rows import (
    MOST_ROWS,
    ends,
    ends_of,
    is_valid,
    label,
    layered,
    number,
    shown_amount,
    with_keys,
)  # fmt: skip
from zoneplan.charts.theme import ACCENT, MUTED, themed
from zoneplan.coverage import Missing
from zoneplan.figures import Figure, unchecked_total
from zoneplan.intervals import Interval
from zoneplan.layout import printable
from zoneplan.metrics import AcrossRule
from zoneplan.subjects import as_written, shown_name
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.rollup import Rollup, RollupRow

__all__ = ["waterfall_chart"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "title": "{metric}：{node}的构成（{unit}）",
        "period": "时期{period}，{aspect}；{coverage}；{missing}",
        "key": "浅色：负数；虚线框：有未上报的，不是零，框长没有含义；细线：取整或措辞留下的范围",
        "rest": "其余{count}个部分",
        "missing": "未上报",
        "zero": "未上报，按0计",
        "silent": "不需填报",
        "again": "已计入上面的部分",
        "unlisted": "另有{count}个未列出",
        "total": "合计（汇总）",
        "no_total": "无合计：有缺数",
        "residual": "差额（自报减汇总）",
        "stated": "{node}自报数",
        "open": "其中{count}个有未报",
        "says": "{label}：{told}",
        "between": "；",
        "end": "。",
        "shared": "，另有部分已计入上面",
    },
    "en": {
        "title": "{metric}: what {node} is made of ({unit})",
        "period": "period {period}, {aspect}; {coverage}; {missing}",
        "key": "pale: below zero; dashed box: something is not reported, which is not zero "
        "(its length means nothing); "
        "thin line: what rounding or words leave open",
        "rest": "{count} further parts",
        "missing": "not reported",
        "zero": "not reported, counted as 0",
        "silent": "not expected to report",
        "again": "counted in the parts above",
        "unlisted": "{count} more, not listed",
        "total": "total (computed)",
        "no_total": "no total: data is missing",
        "residual": "stated less computed",
        "stated": "stated by {node}",
        "open": "{count} of them lack some",
        "says": "{label}: {told}",
        "between": "; ",
        "end": ".",
        "shared": ", some of it counted above",
    },
}
_AFTER: Final = 4
"""Rows that stand below the parts: what is not listed, the total, the difference, and what is stated."""


@attrs.frozen(kw_only=True)
class _Step:
    """A row: from where to where its bar reaches, in the metric's unit.

    Attributes:
        kind: What it is: `part`, `missing`, `silent`, `total`, `residual` or `stated`.
        name: What it is called.
        start: Where its bar or gap begins.
        end: Where its bar ends; None where there is no bar.
        can_be: Where its bar may end as its figures are rounded and worded.
        told: What it says, a line or two.
        lacks_some: Whether something of it was not reported.
    """

    kind: str
    name: str
    start: Fraction
    end: Fraction | None = None
    can_be: Interval | None = None
    told: tuple[str, ...]
    lacks_some: bool = False


def waterfall_chart(rollup: Rollup, *, node: str | None = None, language: Language = "zh") -> Chart | None:
    """Draw what a total is made of: the parts of a node, one after the other.

    Parts stand in document order. A leaf that serves several parts counts with the first of them, as it
    counts once in the total, so that the bars end at the computed total exactly. A part that did not report
    is a hatched box with words, and never a bar of no length. The figure that the node states itself and the
    difference stand below. Of more than 20 parts those that remain are one bar.

    Args:
        rollup: The rollup, of a metric that is added across parts.
        node: Id of the node; None for the whole.
        language: What titles and words are in, `zh` or `en`.

    Returns:
        The chart; None where nothing is made of parts that add up: the metric is no sum, the node has no
        parts, reports for all of them itself, or none of them reported.

    Raises:
        UnknownIdError: If the outline has no such node.
    """
    row = rollup.total if node is None else rollup[node]
    parts = rollup.outline.children[row.node]
    if rollup.metric.across is not AcrossRule.SUM or not parts or not row.leaves or row.node in row.leaves:
        return None
    words = _WORDS[language]
    steps = list(_steps(row, parts, language))
    domain = _domain(steps)
    title = words["title"].format(
        metric=printable(rollup.metric.name), node=_name(row), unit=rollup.metric.unit.name
    )
    said = words["between"].join(
        words["says"].format(label=one.name, told=words["between"].join(one.told)) for one in steps
    )
    chart = layered(_rows(steps, domain), _layers(domain), words={})
    return Chart(
        name="waterfall",
        title=title,
        description=f"{title}{words['between']}{said}{words['end']}",
        spec=themed(with_keys(title, _keys(row, language), chart)),
    )


_RULES: Final[Mapping[Missing, str]] = {
    Missing.SKIP_IF_ANY: "no total where anything is missing",
    Missing.SKIP_IF_ALL: "only what is reported is added up",
    Missing.ZERO: "what is missing counts as 0",
}
"""What missing data means, for readers who never saw the name of the rule."""


def _name(row: RollupRow) -> str:
    return printable(shown_name(row.rollup.outline.nodes[row.node]))


def _keys(row: RollupRow, language: Language) -> list[str]:
    words, rollup = _WORDS[language], row.rollup
    told = words["period"].format(
        period=rollup.period,
        aspect="" if rollup.aspect is None else word_of(rollup.aspect, language),
        coverage=row.coverage.text(language),
        missing=rollup.missing.text("zh") if language == "zh" else _RULES[rollup.missing],
    )
    return [told, words["key"]]


# -- steps ----------------------------------------------------------------------------------------


def _steps(row: RollupRow, parts: Sequence[str], language: Language) -> Iterator[_Step]:
    """Give the rows from above to below: parts, what is not listed, the total, what is stated."""
    words = _WORDS[language]
    most = MOST_ROWS - _AFTER
    reached, seen = Fraction(0), set[str]()
    alone = len(parts) if len(parts) <= most else most - 1
    listed: list[tuple[str, tuple[str, ...]]] = [(_name(row.rollup[part]), (part,)) for part in parts[:alone]]
    if parts[alone:]:
        listed.append((words["rest"].format(count=len(parts) - alone), tuple(parts[alone:])))
    for name, ids in listed:
        step = _part(name, [row.rollup[part] for part in ids], reached, seen, language)
        reached = reached if step.end is None else step.end
        yield step
    own = row.unlisted - sum(row.rollup[part].unlisted for part in parts)
    if own:
        yield _absent(row.rollup, words["unlisted"].format(count=own), reached, language)
    yield _total(row, reached, language)
    yield from _stated(row, language)


def _part(
    name: str, rows: Sequence[RollupRow], reached: Fraction, seen: set[str], language: Language
) -> _Step:
    """Give the step of a part, or of all that have no row of their own: what their leaves add.

    Args:
        name: What it is called.
        rows: The parts.
        reached: Where the step begins.
        seen: The leaves that were counted before; those of the parts are added.
        language: The language of words.
    """
    words, rollup = _WORDS[language], rows[0].rollup
    leaves = {leaf: figure for one in rows for leaf, figure in one.leaves.items() if leaf not in seen}
    is_shared = any(leaf in seen for one in rows for leaf in one.leaves)
    seen.update(leaves)
    coverage = tuple(_coverage(rows, language))
    lacks_some = bool(coverage) and rollup.missing is not Missing.ZERO
    if leaves:
        figure = _added(rollup, leaves.values())
        told = shown_amount(figure, language) + (words["shared"] if is_shared else "")
        return attrs.evolve(_bar("part", name, reached, figure, told, *coverage), lacks_some=lacks_some)
    if is_shared:
        again = (words["again"], *coverage)
        return _Step(kind="silent", name=name, start=reached, told=again, lacks_some=lacks_some)
    if not any(one.coverage.expected for one in rows):
        return _Step(kind="silent", name=name, start=reached, told=(words["silent"],))
    return _absent(rollup, name, reached, language)


def _coverage(rows: Sequence[RollupRow], language: Language) -> Iterator[str]:
    """Say how much of parts was reported, where not all of it was."""
    open_ones = [one for one in rows if not one.coverage.is_complete]
    if open_ones and len(rows) == 1:
        yield rows[0].coverage.text(language)
    elif open_ones:
        yield _WORDS[language]["open"].format(count=len(open_ones))


def _absent(rollup: Rollup, name: str, reached: Fraction, language: Language) -> _Step:
    """Give the step of what did not report; by its author's word that may count as zero."""
    is_zero = rollup.missing is Missing.ZERO
    told = _WORDS[language]["zero" if is_zero else "missing"]
    return _Step(
        kind="silent" if is_zero else "missing",
        name=name,
        start=reached,
        told=(told,),
        lacks_some=not is_zero,
    )


def _added(rollup: Rollup, figures: Iterable[Figure]) -> Figure:
    """Add the figures of leaves, which the rollup knows to be addable, in the metric's unit."""
    found = list(figures)
    return unchecked_total(found, rollup.metric.unit, found[0].price_basis)


def _bar(kind: str, name: str, start: Fraction, figure: Figure, *told: str) -> _Step:
    can_be = figure.strict + Interval.point(start)
    return _Step(kind=kind, name=name, start=start, end=start + figure.exact, can_be=can_be, told=told)


def _total(row: RollupRow, reached: Fraction, language: Language) -> _Step:
    words, computed = _WORDS[language], row.computed
    if computed is None:
        told = (words["no_total"],)
        return _Step(kind="missing", name=words["total"], start=reached, told=told, lacks_some=True)
    found = _bar("total", words["total"], Fraction(0), computed, shown_amount(computed, language))
    lacks_some = not row.coverage.is_complete and row.rollup.missing is not Missing.ZERO
    return attrs.evolve(found, lacks_some=lacks_some)


def _stated(row: RollupRow, language: Language) -> Iterator[_Step]:
    """Give the difference and the figure that the node states itself, where it does."""
    words, stated, computed, residual = _WORDS[language], row.stated, row.computed, row.residual
    if stated is None:
        return
    unit = row.rollup.metric.unit
    if residual is not None and computed is not None:
        told = shown_amount(residual, language)
        yield _bar("residual", words["residual"], computed.exact, residual.to(unit), told)
    name = words["stated"].format(node=_name(row))
    yield _bar("stated", name, Fraction(0), stated.to(unit), as_written(stated))


# -- drawing --------------------------------------------------------------------------------------


def _rows(steps: Sequence[_Step], domain: Sequence[float]) -> Iterator[dict[str, object]]:
    """Give the data: exact numbers become those of a picture here, when all sums are done."""
    for place, one in enumerate(steps):
        is_joined = one.kind in {"part", "missing", "silent"} and place + 1 < len(steps)
        end = one.start if one.end is None else one.end
        yield {
            "kind": one.kind,
            "look": "less" if one.kind == "part" and end < one.start else one.kind,
            "label": label(one.name),
            "told": [*one.told],
            "start": number(one.start),
            **ends_of(one.end, one.can_be, domain),
            "reached": number(end) if is_joined else None,
            "gap": number(end) if one.lacks_some else None,
            "next": place + 1 if is_joined else None,
        }


def _domain(steps: Sequence[_Step]) -> list[float]:
    """Give the least and the most that is drawn, with room for a box behind the last bar."""
    found = [Fraction(0)]
    for one in steps:
        reach = () if one.can_be is None else (one.can_be.lo, one.can_be.hi)
        found += [value for value in (one.start, one.end, *reach) if value is not None]
    low, high = min(found), max(found)
    has_gap = any(one.lacks_some for one in steps)
    room = (high - low) * Fraction(22 if has_gap else 6, 100) or Fraction(1)
    return [float(low), float(high + room)]


def _layers(domain: Sequence[float]) -> Iterator[dict[str, Any]]:
    scale = {"domain": [*domain], "nice": False, "zero": False}
    axis = {"title": None, "tickCount": 4, "orient": "top"}
    x = {"field": "start", "type": "quantitative", "scale": scale, "axis": axis}
    looks: dict[str, dict[str, object]] = {
        "part": {"color": ACCENT},
        "less": {"color": ACCENT, "fillOpacity": 0.3, "stroke": ACCENT, "strokeWidth": 1},
        "total": {"color": "currentColor", "opacity": 0.75},
        "residual": {"color": MUTED},
        "stated": {"color": "currentColor", "filled": False, "strokeWidth": 1.5},
    }
    yield {
        "transform": [is_valid("next")],
        "mark": {"type": "rule", "opacity": 0.45},
        "encoding": {
            "x": {"field": "reached", "type": "quantitative", "scale": scale, "axis": axis},
            "y": {"field": "row", "type": "ordinal", "bandPosition": 0.5},
            "y2": {"field": "next", "bandPosition": 0.5},
        },
    }
    for kind, look in looks.items():
        yield {
            "transform": [{"filter": {"field": "look", "equal": kind}}],
            "mark": {"type": "bar", "height": 14, **look},
            "encoding": {"x": x, "x2": {"field": "end"}},
        }
    yield from ends()
