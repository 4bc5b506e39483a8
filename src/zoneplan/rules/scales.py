"""Figures in one scale of a unit that seem to be meant in another: 705.1万元 beside 660.0亿元."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from zoneplan.figures import Figure, figure_of
from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.metrics import AcrossRule, MetricKind, TimeRule
from zoneplan.subjects import as_written, figure_place, own_subject
from zoneplan.targets import Target, change_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.ledger import Entry, PlanLike
    from zoneplan.metrics import Metric
    from zoneplan.periods import Period

__all__ = ["slipped_scales"]

# 万元 and 亿元 lie 10,000 apart. A figure is told when it is 1,000 times as large as its neighbour, or a
# thousandth of it, and its number in the neighbour's unit would be no further from it than five times.
_FAR = Fraction(1000)
_NEAR = Fraction(5)
_PER_MILLE = Fraction(10)
"""How far % and ‰ lie apart: too near for `_FAR`, and far enough for nothing but a slip to explain it."""


@attrs.frozen
class _Beside:
    """What a figure is held against.

    Attributes:
        figure: The figure of a neighbour in time, or the sum of parts.
        said: What it is, in English.
        said_zh: The same in Chinese.
    """

    figure: Figure
    said: str
    said_zh: str


def slipped_scales(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures whose unit seems to be of another scale than was meant (`UNIT-SCALE`).

    Held against each other are figures of one metric and subject that follow each other in time, targets
    and baselines among them, and a figure and the sum of its parts. They are told when their units are of
    unlike scale, one is more than 1,000 times the other (of % beside ‰ more than 5 times), and in one unit
    the two numbers would be within 5 times of each other. Of two the one that is not in its metric's unit
    is told, else the later one. What was meant is for the author to say: nothing is corrected.
    """
    checked = 0
    for metric, entries in _series(plan):
        told: set[str] = set()
        for one, other in pairwise(entries):
            checked += 1
            doubted, usual = _doubted(metric, one, other)
            if doubted.path not in told and _is_slip(doubted.record.figure, usual.record.figure):
                told.add(doubted.path)
                yield _slipped(metric, doubted, _neighbour(usual))
    for metric, entry, beside in _against_parts(plan):
        checked += 1
        if _is_slip(entry.record.figure, beside.figure):
            yield _slipped(metric, entry, beside)
    yield Checked("UNIT-SCALE", checked)


def _measured(plan: PlanLike) -> Iterator[tuple[Entry, Metric]]:
    """Give the entries that measure their metric with a number above 0."""
    for entry in plan.ledger:
        metric, record = plan.ledger.metrics.get(entry.record.metric), entry.record
        if metric is None or record.figure.unit.dimension != metric.unit.dimension:
            continue
        is_change = isinstance(record, Target) and change_written(record, metric) is not None
        if not is_change and record.figure.base_value > 0:
            yield entry, metric


def _series(plan: PlanLike) -> Iterator[tuple[Metric, Sequence[Entry]]]:
    """Give the figures of each metric and subject from early to late, of an amount those of like length."""
    found: dict[tuple[str, str, int], list[Entry]] = defaultdict(list)
    for entry, metric in _measured(plan):
        is_amount = metric.kind is MetricKind.FLOW or metric.over_time is TimeRule.SUM
        length = entry.record.period.months if is_amount else 0
        found[metric.id, own_subject(plan, entry), length].append(entry)
    for (metric_id, _, _), entries in found.items():
        entries.sort(key=lambda entry: (entry.record.period.last, entry.record.period.first))
        yield plan.ledger.metrics[metric_id], entries


def _against_parts(plan: PlanLike) -> Iterator[tuple[Metric, Entry, _Beside]]:
    """Give the figures of nodes whose parts all report in one unit, each with the sum of these."""
    found: dict[tuple[str, str, Period], dict[str, Entry]] = defaultdict(dict)
    for entry, metric in _measured(plan):
        if metric.across is AcrossRule.SUM:
            record = entry.record
            found[metric.id, record.aspect, record.period].setdefault(own_subject(plan, entry), entry)
    for (metric_id, _, _), by_subject in found.items():
        for subject, entry in by_subject.items():
            children = plan.outline.children.get(subject, ())
            parts = [by_subject[child].record.figure for child in children if child in by_subject]
            is_whole = len(parts) == len(children) > 0 and len({part.unit for part in parts}) == 1
            if is_whole:
                said = "the sum of its parts", "分项合计"
                yield plan.ledger.metrics[metric_id], entry, _Beside(_added(parts), *said)


def _added(parts: Sequence[Figure]) -> Figure:
    """Add figures of one unit, at whatever prices: a slip of scale is larger than any change of prices."""
    return figure_of(sum((part.exact for part in parts), Fraction(0)), parts[0].unit)


def _doubted(metric: Metric, one: Entry, other: Entry) -> tuple[Entry, Entry]:
    """Give the figure of two that is to be looked at, and the one it is held against."""
    is_usual = other.record.figure.unit.factor == metric.unit.factor
    return (one, other) if is_usual else (other, one)


def _is_slip(figure: Figure, beside: Figure) -> bool:
    """Whether a figure is far from another, and its number in the other's unit would be near."""
    apart = figure.unit.factor / beside.unit.factor
    steps = max(apart, 1 / apart)
    is_rate = figure.unit.dimension == "ratio" and steps == _PER_MILLE
    far = _NEAR if is_rate else _FAR
    if steps < _FAR and not is_rate:
        return False
    ratio = figure.base_value / beside.base_value
    in_its_unit = ratio / apart
    return not 1 / far <= ratio <= far and 1 / _NEAR <= in_its_unit <= _NEAR


def _neighbour(entry: Entry) -> _Beside:
    return _Beside(entry.record.figure, f"that of {entry.record.period}", f"{entry.record.period}的数")


def _slipped(metric: Metric, entry: Entry, beside: _Beside) -> Finding:
    record, figure = entry.record, entry.record.figure
    ratio = figure.base_value / beside.figure.base_value
    times, way, way_zh = (ratio, "more", "大") if ratio > 1 else (1 / ratio, "less", "小")
    said, other = as_written(figure), as_written(beside.figure)
    return Finding(
        code="UNIT-SCALE",
        severity=Severity.WARNING,
        place=figure_place(entry),
        message=f"{said} for {metric.name} in {record.period} is about {round(times)} times {way} than "
        f"{beside.said}, {other}, and would be like it in {beside.figure.unit}",
        message_zh=f"“{metric.name}”（{record.period}）为{said}，与{beside.said_zh}{other}相差约{round(times)}倍"
        f"（偏{way_zh}），若以{beside.figure.unit}计则相近",
        remedy="check the unit of both figures against their sources",
        remedy_zh="请对照出处核对两个数的单位",
        evidence={"figure": said, "beside": other},
    )
