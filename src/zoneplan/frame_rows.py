"""What a plan says as rows for data frames, one kind of value a column: observations, targets, findings.

The rows know no library of data frames; `data_frames` makes frames of them. Numbers are exact fractions or
decimals, and what is missing is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

import attrs

from zoneplan.errors import DocumentError
from zoneplan.figures import Figure
from zoneplan.goals import KINDS
from zoneplan.ledger import PlanLike
from zoneplan.locations import Location
from zoneplan.losses import leaves, losses_of
from zoneplan.observations import Observation
from zoneplan.portfolio_tables import plan_tables
from zoneplan.shapes import written_figure
from zoneplan.subjects import goal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.losses import NotHeld
    from zoneplan.metrics import Metric
    from zoneplan.rollup import Rollup, RollupRow
    from zoneplan.sources import Source
    from zoneplan.targets import Target

__all__ = ["COLUMNS", "Rows", "asked_rows", "frame_losses", "rollup_row"]

ColumnKind: TypeAlias = Literal["text", "number", "count"]
Row: TypeAlias = Mapping[str, object]

_SOURCE: Final[Mapping[str, ColumnKind]] = {
    "source": "text", "source_document": "text", "source_place": "text", "source_quote": "text",
    "source_date": "text", "source_url": "text",
}  # fmt: skip
_FIGURE: Final[Mapping[str, ColumnKind]] = {
    "number": "number", "upper": "number", "unit": "text", "bound": "text", "qualifiers": "text",
    "price_basis": "text", "quantum": "text", "text": "text",
}  # fmt: skip

COLUMNS: Final[Mapping[str, Mapping[str, ColumnKind]]] = MappingProxyType(
    {
        "observations": {
            "metric": "text", "subject": "text", "period": "text", "aspect": "text", "vintage": "text",
            **_FIGURE, **_SOURCE, "note": "text", "path": "text",
        },
        "targets": {
            "metric": "text", "subject": "text", "by": "text", "goal": "text",
            **_FIGURE, "base": "text", **_SOURCE, "note": "text", "path": "text",
        },
        "findings": {
            "code": "text", "severity": "text", "path": "text", "file": "text", "line": "count",
            "column": "count", "cell": "text", "message": "text", "message_zh": "text", "remedy": "text",
            "remedy_zh": "text",
        },
        "rollups": {
            "node": "text", "metric": "text", "period": "text", "aspect": "text", "missing": "text",
            "unit": "text", "computed": "number", "stated": "number", "residual": "number",
            "reported": "count", "partial": "count", "expected": "count", "weight_share": "number",
        },
        "outline": {
            "node": "text", "parent": "text", "kind": "text", "name": "text", "place": "text",
            "declared": "count", "plan": "text",
        },
        "metrics": {
            "metric": "text", "name": "text", "unit": "text", "kind": "text", "direction": "text",
            "nature": "text", "scope": "text", "category": "text", "across": "text", "over_time": "text",
            "price_basis": "text", "path": "text",
        },
    }
)  # fmt: skip
"""For each table that a plan gives, its columns and what they hold: text, exact numbers or counts."""


@attrs.frozen
class Rows:
    """A table as rows.

    Attributes:
        columns: Its columns, and what each holds.
        rows: Its rows; what is missing is None.
    """

    columns: Mapping[str, ColumnKind]
    rows: tuple[Row, ...]


class Askable(PlanLike, Protocol):
    """What a plan offers to whoever asks for a table."""

    def validate(self) -> Report:
        """Judge the plan."""

    def to_dict(self) -> dict[str, Any]:
        """Give the plan as plain data."""

    @property
    def roll_up(self) -> Callable[..., Any]:
        """What rolls metrics up."""


_ASKED: Final[Mapping[str, frozenset[str]]] = {
    "findings": frozenset({"report"}),
    "rollups": frozenset({"metrics", "period", "aspect", "missing", "weight"}),
}


def asked_rows(plan: Askable, what: str, asked: Mapping[str, Any]) -> Rows:
    """Give one of a plan's tables.

    Args:
        plan: The plan.
        what: One of the names in `COLUMNS`.
        asked: What is asked, by name: for findings `report`; for rollups `metrics` and what `roll_up` takes.

    Raises:
        DocumentError: If there is no such table, it does not take what is asked, or a figure cannot be
            written exactly.
        OutlineError: If an id occurs twice or a reference is broken, so that a row would be lost.
        RollupError: If a metric cannot be rolled up as asked.
    """
    if what not in COLUMNS:
        raise _no_table(what)
    unfit = sorted(asked.keys() - _ASKED.get(what, frozenset()))
    if unfit:
        takes = ", ".join(sorted(_ASKED.get(what, ()))) or "nothing further"
        raise DocumentError.at(
            Location(),
            f"the table {what!r} does not take {', '.join(map(repr, unfit))}",
            f"it takes {takes}",
            f"“{what}”表不接受参数 {'、'.join(unfit)}",
            f"可用参数：{takes}",
        )
    return Rows(COLUMNS[what], tuple(_TABLES[what](plan, **asked)))


def _no_table(what: str) -> DocumentError:
    names, names_zh = ", ".join(map(repr, COLUMNS)), "、".join(COLUMNS)
    return DocumentError.at(
        Location(),
        f"a plan has no table {what!r}",
        f"ask for one of {names}",
        f"规划没有“{what}”表",
        f"可用：{names_zh}",
    )


# -- figures --------------------------------------------------------------------------------------


def _observations(plan: Askable) -> Iterator[Row]:
    plan.outline.require_usable()
    for entry in plan.ledger.entries:
        record = entry.record
        if isinstance(record, Observation):
            yield {
                "metric": record.metric,
                "subject": entry.subject,
                "period": str(record.period),
                "aspect": record.aspect.value,
                "vintage": None if record.vintage is None else record.vintage.value,
                **_figure(record.figure, f"{entry.path}.figure"),
                **_source(record.source),
                "note": record.note,
                "path": entry.path,
            }


def _targets(plan: Askable) -> Iterator[Row]:
    plan.outline.require_usable()
    for entry in plan.ledger.targets:
        target = entry.target
        yield {
            "metric": target.metric,
            "subject": entry.subject,
            "by": str(target.by),
            **_goal(target, entry.path),
            "base": None if target.base is None else str(target.base),
            **_source(target.source),
            "note": target.note,
            "path": entry.path,
        }


def _goal(target: Target, path: str) -> Row:
    """Give a goal: its figure where it has one, else its words; a goal that is no level is no level here."""
    goal = target.goal
    key = next(key for key, kind in KINDS.items() if type(goal) is kind)
    figure = getattr(goal, "figure", None)
    if isinstance(figure, Figure):
        return {"goal": key, **_figure(figure, f"{path}.{key}")}
    bound = goal.bound
    without = dict.fromkeys(_FIGURE)
    return {**without, "goal": key, "bound": None if bound is None else bound.value, "text": goal_text(goal)}


def _figure(figure: Figure, path: str) -> Row:
    """Give a figure in its own unit, with the text that reads as the same figure.

    Raises:
        DocumentError: If no finite decimal holds it.
    """
    try:
        written = written_figure(figure)
    except DocumentError as error:
        problem = attrs.evolve(error.problems[0], place=Location(path))
        raise DocumentError((problem,)) from None
    told = written if isinstance(written, dict) else {"text": written}
    return {
        "number": figure.number,
        "upper": figure.upper,
        "unit": figure.unit.name,
        "bound": figure.bound.value,
        "qualifiers": " ".join(figure.qualifiers) or None,
        "price_basis": str(figure.price_basis),
        "quantum": told.get("quantum"),
        "text": told["text"],
    }


def _source(source: Source | None) -> Row:
    if source is None:
        return dict.fromkeys(_SOURCE)
    further = ("document", "place", "quote", "date", "url")
    return {"source": source.id, **{f"source_{field}": getattr(source, field) for field in further}}


# -- findings, totals, and what figures are about -------------------------------------------------


def _findings(plan: Askable, report: Report | None = None) -> Iterator[Row]:
    """Give findings, and what could not be checked under a severity of its own: it is no good news."""
    report = plan.validate() if report is None else report
    for one in report.findings:
        yield {**_where(one), "code": one.code, "severity": one.severity.value, "message": one.message,
               "message_zh": one.message_zh or None, "remedy": one.remedy or None,
               "remedy_zh": one.remedy_zh or None}  # fmt: skip
    for other in report.not_checked:
        yield {**_where(other), "code": other.code, "severity": "not_checked", "message": other.reason,
               "message_zh": other.reason_zh or None, "remedy": None, "remedy_zh": None}  # fmt: skip


def _where(one: Finding | NotChecked) -> Row:
    place = one.place.to_dict()
    return {field: place.get(field) for field in ("path", "file", "line", "column", "cell")}


def _rollups(plan: Askable, metrics: Any = None, **asked: Any) -> Iterator[Row]:
    several = list(plan.ledger.metrics) if metrics is None else metrics
    found = plan.roll_up(several, **asked)
    for rollup in found.values() if isinstance(found, dict) else (found,):
        for row in rollup.values():
            yield rollup_row(rollup, row)


def rollup_row(rollup: Rollup, row: RollupRow) -> dict[str, object]:
    """Give a node's figure in a rollup, in the metric's unit, as exact fractions.

    Args:
        rollup: The rollup.
        row: The row.
    """
    metric, coverage = rollup.metric, row.coverage
    stated = None if row.stated is None else row.stated.to(metric.unit)
    return {
        "node": row.node,
        "metric": metric.id,
        "period": None if rollup.period is None else str(rollup.period),
        "aspect": None if rollup.aspect is None else rollup.aspect.value,
        "missing": rollup.missing.value,
        "unit": metric.unit.name,
        "computed": _exact(row.computed),
        "stated": _exact(stated),
        "residual": _exact(row.residual),
        "reported": coverage.reported,
        "partial": coverage.partial,
        "expected": coverage.expected,
        "weight_share": coverage.by_weight,
    }


def _exact(figure: Figure | None) -> object:
    return None if figure is None else figure.exact


def _outline(plan: Askable) -> Iterable[Row]:
    return plan_tables(plan).outline


def _metrics(plan: Askable) -> Iterator[Row]:
    for metric in plan.ledger.metrics.values():
        yield {**_metric(metric), "path": plan.ledger.metric_paths[metric.id]}


def _metric(metric: Metric) -> Row:
    words = {
        field: None if (value := getattr(metric, field)) is None else value.value
        for field in ("kind", "direction", "nature", "across", "over_time")
    }
    return {
        "metric": metric.id,
        "name": metric.name,
        "unit": metric.unit.name,
        **words,
        "scope": metric.scope,
        "category": metric.category,
        "price_basis": str(metric.price_basis),
    }


_TABLES: Final[Mapping[str, Callable[..., Iterable[Row]]]] = {
    "observations": _observations,
    "targets": _targets,
    "findings": _findings,
    "rollups": _rollups,
    "outline": _outline,
    "metrics": _metrics,
}


# -- what is not held -----------------------------------------------------------------------------

_HELD: Final[Mapping[str, tuple[str, ...]]] = {
    "observations": ("metric", "subject", "period", "aspect", "vintage", "figure", "source", "note"),
    "targets": ("metric", "subject", "by", "base", "source", "note"),
    "outline": ("id", "name", "place", "declared_programs", "declared_actions"),
    "metrics": ("id", *(field for field in COLUMNS["metrics"] if field not in {"metric", "path"})),
    "findings": (),
    "rollups": (),
}
"""The fields of what stands in a row that its columns hold; findings and totals are worked out."""


def frame_losses(plan: Askable, what: str) -> tuple[NotHeld, ...]:
    """Say what a plan states and the frame of one of its tables does not hold.

    Args:
        plan: The plan.
        what: One of the names in `COLUMNS`.

    Raises:
        DocumentError: If there is no such table, or a figure cannot be written exactly.
        OutlineError: If an id occurs twice or a reference is broken.
    """
    if what not in COLUMNS:
        raise _no_table(what)
    document = plan.to_dict()
    if what == "outline":
        bases = list(plan.outline.paths.values())
    else:
        bases = [str(row["path"]) for row in asked_rows(plan, what, {}).rows] if _HELD[what] else []
    whole = {f"{base}.{field}".lstrip(".") for base in bases for field in _HELD[what]}
    goals = {f"{base}.{key}" for base in bases for key in _GOALS} if what == "targets" else set()
    held = {path for path, _ in leaves(document) if path in goals or not whole.isdisjoint(_up(path))}
    return losses_of(document, held)


# What a goal says beside its figure, such as the form of a cumulative change, has no column.
_GOALS: Final = tuple(
    f"{key}{field}" for key in KINDS for field in ("", ".text", ".price_basis", ".quantum", ".bound")
)


def _up(path: str) -> Iterator[str]:
    """Give a path and what lies above it."""
    yield path
    for found in re.finditer(r"[.\[]", path):
        yield path[: found.start()]
