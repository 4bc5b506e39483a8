"""The table of main indicators: where each starts from, and what it is to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from zoneplan.goals import KINDS, Level
from zoneplan.observations import Aspect, Observation
from zoneplan.printed_figures import dated, without_unit
from zoneplan.printed_tables import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from zoneplan.printed_values import join, shown_word
from zoneplan.subjects import goal_text
from zoneplan.targets import Target
from zoneplan.vocabulary import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.metrics import Metric
    from zoneplan.printed_values import PlanValues

__all__ = ["indicator_table"]

T = TypeVar("T")

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "heading": "主要指标", "number": "序号", "metric": "指标", "subject": "主体", "unit": "单位",
        "base": "基期", "target": "目标", "nature": "属性", "actual": "实际",
        "base_of": "{0}年基期", "target_of": "{0}年目标",
    },
    "en": {
        "heading": "Main indicators", "number": "No.", "metric": "Indicator", "subject": "Subject",
        "unit": "Unit", "base": "Baseline", "target": "Target", "nature": "Nature", "actual": "actual",
        "base_of": "Baseline {0}", "target_of": "Target {0}",
    },
}  # fmt: skip


@attrs.frozen
class _Row:
    """What is printed in one row."""

    metric: str
    subject: str
    bases: tuple[tuple[str, Observation], ...]
    targets: tuple[tuple[str, Target], ...]


def indicator_table(values: PlanValues) -> PrintedTable:
    """Print every indicator with its unit, its baseline, its targets and its nature, a row for each subject.

    Where no figure is called the baseline, the last one that was reached stands in its place and is called
    actual. A year that all rows share stands in the header.

    Args:
        values: The plan.
    """
    words = _WORDS[values.language]
    metrics = _metrics(values)
    rows = list(_rows(values, metrics))
    base = _shared(str(one.period) for row in rows for _, one in row.bases)
    if any(one.aspect is not Aspect.BASELINE for row in rows for _, one in row.bases):
        base = None
    due = _shared(one.by.text() for row in rows for _, one in row.targets)
    own = {values.plan.id, *([] if values.plan.zone is None else [values.plan.zone.id])}
    names = values.names() if any(row.subject not in own for row in rows) else {}
    columns = [PrintedColumn(words["number"], 3, True), PrintedColumn(words["metric"], 8)]
    columns += [PrintedColumn(words["subject"], 6)] if names else []
    columns += [
        PrintedColumn(words["unit"], 4),
        PrintedColumn(words["base_of"].format(base) if base else words["base"], 8, True),
        PrintedColumn(words["target_of"].format(due) if due else words["target"], 7, True),
        PrintedColumn(words["nature"], 6),
    ]
    printed = [
        PrintedRow((PrintedCell(str(number)), *_cells(values, metrics, row, names, (base or "", due or ""))))
        for number, row in enumerate(rows, start=1)
    ]
    return PrintedTable(words["heading"], tuple(columns), tuple(printed))


def _metrics(values: PlanValues) -> dict[str, tuple[str, Metric]]:
    found: dict[str, tuple[str, Metric]] = {}
    for path, node in values.nodes():
        for index, metric in enumerate(node.metrics):
            found.setdefault(metric.id, (f"{join(path, 'metrics')}[{index}]", metric))
    return found


def _shared(labels: Iterable[str]) -> str | None:
    """Give the year that all labels are; None where they differ or are no years."""
    found = set(labels)
    only = found.pop() if len(found) == 1 else ""
    return only if only.isdigit() else None


def _rows(values: PlanValues, metrics: Mapping[str, object]) -> Iterator[_Row]:
    by_metric: dict[str, dict[str, list[tuple[str, Observation | Target]]]] = {one: {} for one in metrics}
    for subject, path, record in values.records():
        by_metric.setdefault(record.metric, {}).setdefault(subject, []).append((path, record))
    for metric, subjects in by_metric.items():
        made = [
            _Row(metric, subject, _bases(records), tuple(_only(records, Target)))
            for subject, records in subjects.items()
        ]
        shown = [row for row in made if row.bases or row.targets]
        yield from shown or [_Row(metric, values.plan.id, (), ())]


def _only(records: Iterable[tuple[str, object]], kind: type[T]) -> Iterator[tuple[str, T]]:
    yield from ((path, one) for path, one in records if isinstance(one, kind))


def _bases(records: Iterable[tuple[str, Observation | Target]]) -> tuple[tuple[str, Observation], ...]:
    """Give the baselines; where there is none, the last figure that was reached."""
    given = list(_only(records, Observation))
    bases = [(path, one) for path, one in given if one.aspect is Aspect.BASELINE]
    reached = [(path, one) for path, one in given if one.aspect is Aspect.ACTUAL]
    return tuple(bases) or tuple(sorted(reached, key=lambda one: one[1].period.sort_key)[-1:])


def _cells(
    values: PlanValues,
    metrics: Mapping[str, tuple[str, Metric]],
    row: _Row,
    names: Mapping[str, str],
    shared: tuple[str, str],
) -> Iterator[PrintedCell]:
    path, metric = metrics.get(row.metric, ("", None))
    unit = "" if metric is None else metric.unit.name
    if metric is None:
        yield values.cell(row.metric)
    else:
        yield values.cell(metric.name, f"{path}.name")
    if names:
        yield values.cell(names.get(row.subject, row.subject))
    yield values.cell(unit, f"{path}.unit") if metric is not None else PrintedCell()
    yield dated(_base(values, one, unit, shared[0]) for one in row.bases)
    yield dated(_target(values, one, unit, shared[1]) for one in row.targets)
    nature = None if metric is None else metric.nature
    yield values.cell(shown_word(nature, values.language), f"{path}.nature")


def _base(
    values: PlanValues, base: tuple[str, Observation], unit: str, shared: str
) -> tuple[str, str, tuple[str, ...]]:
    path, record = base
    text, held = values.figure(f"{path}.figure")
    label = "" if shared else str(record.period)
    if record.aspect is not Aspect.BASELINE:
        label = f"{label}，{_WORDS[values.language]['actual']}"
    shown = (held, f"{path}.period", *([f"{path}.aspect"] if record.aspect is Aspect.BASELINE else []))
    return without_unit(text, unit), label, tuple(one for one in shown if one in values.values)


def _target(
    values: PlanValues, target: tuple[str, Target], unit: str, shared: str
) -> tuple[str, str, tuple[str, ...]]:
    path, record = target
    key = next(key for key, kind in KINDS.items() if type(record.goal) is kind)
    text, held = values.figure(f"{path}.{key}")
    language = values.language
    if not held:
        text = goal_text(record.goal, language)
    elif isinstance(record.goal, Level):
        text = without_unit(text, unit)
    else:
        word = words_for(key)[0] if language == "zh" else key.replace("_", " ")
        text = f"{word}：{text}" if language == "zh" else f"{word}: {text}"
    label = "" if shared else record.by.text(language)
    return text, label, tuple(one for one in (held, f"{path}.by") if one in values.values)
