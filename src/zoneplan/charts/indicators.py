"""How far each target is: bars of completion, a tick where each should be, words where there is no bar."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from zoneplan.charts.chart import Chart
from zoneplan.charts.labels import label_lines
from zoneplan.charts.rows import is_valid, is_wide, layered, named, number, pages, with_keys
from zoneplan.charts.theme import COLOURS, themed
from zoneplan.layout import printable
from zoneplan.percentages import shown_shares
from zoneplan.standing_listing import status_word
from zoneplan.standings import Yardstick
from zoneplan.subjects import as_written, goal_text, own_subject
from zoneplan.terminal import shown_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.progress import Progress
    from zoneplan.standings import Standing

__all__ = ["indicator_charts"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "title": "指标完成情况（截至{day}）",
        "page": "（{page}/{pages}）",
        "bars": "条形：完成率；竖线：到最近一次上报时的序时进度；虚线：时间进度",
        "range": "细线：考虑取整后的可能范围",
        "cut": "▸：超出图示范围，以右侧数字为准",
        "axis": "完成率",
        "scheduled": "（序时{share}）",
        "worded": "（按措辞）",
        "limit": "须保持的限值，目标{goal}，实际{actual}",
        "silent": "须保持的限值，目标{goal}；{why}",
        "why": "无完成率：{why}",
        "unmeasured": "未设数值：{goal}",
        "partial": "只有部分上报，目标{goal}",
        "no_base": "无完成率：基期数值缺失",
        "no_goal": "无完成率：目标不是一个确定的数",
        "of": "{metric}（{subject}）",
        "says": "{label}：{told}",
        "between": "；",
        "end": "。",
        "no_bar": "{signal}，{words}",
    },
    "en": {
        "title": "Completion of targets as of {day}",
        "page": " ({page} of {pages})",
        "bars": "bar: completion; upright line: what was scheduled by the last report; dashed: time gone by",
        "range": "thin line: what completion can be as figures were rounded",
        "cut": "▸: beyond the picture, the number at the right counts",
        "axis": "completion",
        "scheduled": " (due {share})",
        "worded": " (as worded)",
        "limit": "a limit to be kept, goal {goal}, actual {actual}",
        "silent": "a limit to be kept, goal {goal}; {why}",
        "why": "no completion: {why}",
        "unmeasured": "no number is set: {goal}",
        "partial": "reported in part only, goal {goal}",
        "no_base": "no completion: the level it starts from is missing",
        "no_goal": "no completion: its goal comes to no one number",
        "of": "{metric} ({subject})",
        "says": "{label}: {told}",
        "between": "; ",
        "end": ".",
        "no_bar": "{signal}, {words}",
    },
}
_FARTHEST: Final = Fraction(2)
"""What lies beyond 200 % is cut in the picture and told in full beside it: all others would be slivers."""
_REASON_WIDTH: Final = 288
_REASON: Final = {"align": "left", "fontSize": 10, "opacity": 0.8}


def indicator_charts(progress: Progress, *, language: Language = "zh") -> tuple[Chart, ...]:
    """Draw how far each target is, every one of them in a row of its own.

    A bar is the completion, from 0 % to 100 % or to the most that there is. The text beside it never
    contradicts the status: 99.996 % is not printed as 100 % beside *behind*. A target whose completion is
    not known, or that has none, has words in the place of a bar.

    Args:
        progress: How the targets stand.
        language: What titles and words are in, `zh` or `en`.

    Returns:
        The charts, none where there are no targets; one for every 24 of them.
    """
    found = [list(page) for page in pages(list(progress))]
    return tuple(
        _chart(progress, page, (number, len(found)), language) for number, page in enumerate(found, start=1)
    )


def _chart(
    progress: Progress, page: Sequence[Standing], numbered: tuple[int, int], language: Language
) -> Chart:
    words = _WORDS[language]
    rows = [_row(progress, one, language) for one in page]
    title = words["title"].format(day=progress.as_of)
    if numbered[1] > 1:
        title += words["page"].format(page=numbered[0], pages=numbered[1])
    said = words["between"].join(
        words["says"].format(label=row["name"], told=_said(row, words)) for row in rows
    )
    domain = _domain(page)
    for row in rows:
        _cut(row, domain)
    keys = [words["bars"], words["range"]]
    keys += [words["cut"]] if any(row["is_cut"] for row in rows) else []
    chart = layered(rows, _layers(domain, words), words={"reason": (4, _REASON)})
    return Chart(
        name="indicators",
        title=title,
        description=f"{title}{words['between']}{said}{words['end']}",
        spec=themed(with_keys(title, keys, chart)),
    )


def _said(row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    told = " ".join(row["told"])
    return words["no_bar"].format(signal=told, words=row["why"]) if row["why"] else told


# -- rows -----------------------------------------------------------------------------------------


def _row(progress: Progress, one: Standing, language: Language) -> dict[str, Any]:
    """Give the data of a target: exact numbers turned into those of a picture, and texts."""
    words, signal = _WORDS[language], one.status.signal
    metric, subject = _about(progress, one)
    name = words["of"].format(metric=metric, subject=subject) if subject else metric
    scheduled = one.scheduled if one.has_completion else None
    status = f"{signal.shape} {status_word(one.status, language)}{_as_worded(one, words)}"
    share, due, _ = shown_shares(one.completion, scheduled, language)
    told = [status]
    if one.completion is not None:
        told = [f"{share}{words['scheduled'].format(share=due) if scheduled is not None else ''}", status]
    why = "" if one.completion is not None else printable(_reason(one, language))
    can_be = one.completion_range if one.completion is not None else None
    return {
        "name": name,
        "label": named(metric, subject),
        "signal": signal.value,
        "status": one.status.value,
        "completion": number(one.completion),
        "scheduled": number(scheduled) if one.completion is not None else None,
        "elapsed": number(one.time_progress) if one.completion is not None else None,
        "low": None if can_be is None else number(can_be.lo),
        "high": None if can_be is None else number(can_be.hi),
        "told": told,
        "why": why,
        "reason": label_lines(why, _REASON_WIDTH, 2) if why else [],
    }


def _as_worded(one: Standing, words: Mapping[str, str]) -> str:
    """Say that words decide what has become of a goal, where its number alone would say the opposite.

    2.9 % reaches 3%左右 without being all of it; 近600亿元 is all of 600亿元 in numbers, and less in words.
    """
    if one.completion is None or one.is_met is None or (one.completion >= 1) == one.is_met:
        return ""
    return words["worded"]


def _about(progress: Progress, one: Standing) -> tuple[str, str]:
    """Give the name of the metric, and of what it is about where that is not the whole plan."""
    subject = own_subject(progress.plan, one.entry)
    node = progress.plan.outline.nodes.get(subject)
    about = subject if node is None else node.name or subject
    return printable(one.metric.name), "" if subject == progress.plan.id else printable(about)


def _reason(one: Standing, language: Language) -> str:
    """Say what stands in the place of a bar."""
    words, goal = _WORDS[language], goal_text(one.entry.target.goal, language)
    reason = one.reason(language)
    if one.yardstick is Yardstick.NONE:
        return words["unmeasured"].format(goal=goal)
    if one.yardstick is Yardstick.LIMIT and one.actual is not None and not reason:
        actual = as_written(one.actual) if one.actual.text else shown_figure(one.actual)
        return words["limit"].format(goal=goal, actual=actual)
    if one.yardstick is Yardstick.LIMIT:
        return words["silent"].format(goal=goal, why=reason)
    if reason:
        return words["why"].format(why=reason)
    if one.missing_months or one.parts is not None:
        return words["partial"].format(goal=goal)
    return words["no_base" if one.base is None else "no_goal"]


# -- drawing --------------------------------------------------------------------------------------


def _domain(page: Sequence[Standing]) -> tuple[Fraction, Fraction]:
    """Give the least and the most that is drawn, from 0 % to 100 % at least."""
    shares = [one.completion for one in page if one.completion is not None]
    shares += [one.scheduled for one in page if one.completion is not None and one.scheduled is not None]
    least = max(min([Fraction(0), *shares]), 1 - _FARTHEST)
    return least, min(max([Fraction(1), *shares]), _FARTHEST)


def _cut(row: dict[str, Any], domain: tuple[Fraction, Fraction]) -> None:
    """Draw what lies beyond the picture up to its edge, with a mark that says so."""
    low, high = map(float, domain)
    share = row["completion"]
    row["is_cut"] = share is not None and not low <= share <= high
    row["drawn"] = None if share is None else min(max(share, low), high)
    ends = [row["low"], row["high"]]
    ends = [None if end is None else min(max(end, low), high) for end in ends]
    row["low_drawn"], row["high_drawn"] = ends
    row["has_range"] = is_wide((ends[0], ends[1]), (low, high))


def _layers(domain: tuple[Fraction, Fraction], words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    low, high = map(float, domain)
    scale = {"domain": [low, high], "nice": False, "zero": False}
    axis = {"title": words["axis"], "format": "%", "tickCount": 5, "orient": "top"}
    x = {"field": "drawn", "type": "quantitative", "scale": scale, "axis": axis}
    colour = {
        "field": "signal",
        "type": "nominal",
        "scale": {"domain": [str(one) for one in COLOURS], "range": list(COLOURS.values())},
        "legend": None,
    }
    yield {
        "mark": {"type": "rule", "opacity": 0.5},
        "data": {"values": [{"all": 1}]},
        "encoding": {"x": {"datum": 1}, "y": {"value": 0}, "y2": {"value": "height"}},
    }
    yield {
        "transform": [is_valid("completion")],
        "mark": {"type": "bar", "height": 12},
        "encoding": {"x": x, "x2": {"datum": 0}, "color": colour},
    }
    yield {
        "transform": [{"filter": {"field": "has_range", "equal": True}}],
        "mark": {"type": "rule", "strokeWidth": 1, "yOffset": 9},
        "encoding": {"x": {"field": "low_drawn", "type": "quantitative"}, "x2": {"field": "high_drawn"}},
    }
    yield from (_tick(field, dash) for field, dash in (("elapsed", [2, 2]), ("scheduled", None)))
    yield {
        "transform": [{"filter": {"field": "is_cut", "equal": True}}],
        "mark": {"type": "text", "text": "▸", "fontSize": 16, "baseline": "middle", "align": "left"},
        "encoding": {"x": {"field": "drawn", "type": "quantitative"}},
    }


def _tick(field: str, dash: list[int] | None) -> dict[str, Any]:
    """Give an upright line across each row where something should be."""
    mark: dict[str, Any] = {"type": "rule", "strokeWidth": 2 if dash is None else 1}
    if dash is not None:
        mark["strokeDash"] = dash
    return {
        "transform": [is_valid(field)],
        "mark": mark,
        "encoding": {
            "x": {"field": field, "type": "quantitative"},
            "y": {"field": "row", "type": "ordinal", "bandPosition": 0.1},
            "y2": {"field": "row", "bandPosition": 0.9},
        },
    }
