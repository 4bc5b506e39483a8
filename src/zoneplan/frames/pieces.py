"""A rollup in pieces: some metrics and some of the periods asked for, whose states fit into memory.

Whoever answers the pieces in their order answers metric by metric and period by period, so the first refusal
is that of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from zoneplan.errors import RollupError
from zoneplan.frames.asking import Task
from zoneplan.frames.engines import Added, kind_of_rows
from zoneplan.frames.gathering import needed_metrics
from zoneplan.frames.reading import engine_faults_told
from zoneplan.frames.states import told_of
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect
from zoneplan.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from zoneplan.frames.asking import Job
    from zoneplan.frames.engines import StateKind
    from zoneplan.frames.gathering import Question

__all__ = ["Asked", "Laid", "Piece", "bounds", "pieces"]

_TABLE = "zoneplan_states"


@attrs.frozen
class Piece:
    """Some metrics for some of the periods asked for.

    Attributes:
        metrics: The metrics, each with its aspect.
        asked: The periods; none when nothing is reported.
        needed: Ids of the metrics whose states are needed.
        size: How many states it has at most.
    """

    metrics: tuple[tuple[Metric, Aspect | None], ...]
    asked: tuple[Period, ...]
    needed: frozenset[str]
    size: int

    def require_fits(self, most: int) -> None:
        """Refuse a piece that is too large: one metric for one period cannot be split any further.

        Args:
            most: How many states may be in memory at once.

        Raises:
            RollupError: If it has more.
        """
        if self.size > most:
            metric, period = self.metrics[0][0].id, self.asked[0]
            raise RollupError(
                f"{metric!r} in {period} alone has {self.size:,} states to be in memory at once, "
                f"and the memory limit leaves room for {most:,}",
                "give more memory, such as memory='8GB'",
                f"仅 {metric!r} 在 {period} 就有 {self.size:,} 个状态须同在内存，内存上限只容 {most:,} 个",
                "请提高内存上限，例如 memory='8GB'",
            )


def bounds(task: Task) -> Mapping[tuple[str, Period], int]:
    """Give how many states each metric has for each asked period at most.

    All kinds of rows are read once: what is wrong with one is told before any piece.

    Args:
        task: What is asked for.

    Raises:
        ZoneplanError: If a unit, aspect, vintage or price basis cannot be read.
    """
    columns = task.calendar.columns()
    slots = dict(zip(columns["period"], columns["slot"], strict=True))
    counted, subjects = task.reports.rows.counted(list(task.needed))
    rows: dict[StateKind, int] = {}
    for row in counted:
        if row["period"] in slots:
            kind = kind_of_rows({**row, "period": None, "slot": slots[row["period"]]})
            rows[kind] = rows.get(kind, 0) + int(row["rows"])
    found: dict[tuple[str, Period], int] = {}
    for kind, count in rows.items():
        told = told_of(kind, task.calendar)
        key = (told.metric, told.slot.asked)
        # Numbers too long for the engine come row by row.
        found[key] = found.get(key, 0) + (count if task.reports.rows.is_long else min(count, subjects))
    return found


@attrs.frozen(eq=False)
class Asked:
    """States that are asked for piece by piece of an engine that keeps nothing between two questions.

    Attributes:
        task: What is asked for.
    """

    task: Task

    def part(self, piece: Piece) -> Added:
        """Give the states of a piece.

        Args:
            piece: The piece.
        """
        task = self.task
        return task.reports.rows.added(
            task.calendar, sorted(piece.needed), extremes=task.extremes, slots=task.slots(piece.asked)
        )


@attrs.define(eq=False)
class Laid:
    """States added up at once and laid down in DuckDB, which spills them, to be read piece by piece.

    Attributes:
        task: What is asked for.
        connection: The engine, which is ours.
        table: The states; None when no period was asked about.
        empty: What is answered, without its rows.
    """

    task: Task
    connection: Any
    table: Any
    empty: Added

    @classmethod
    def of(cls, task: Task, connection: Any, piece: Piece) -> Laid:
        """Add the rows of a piece up.

        Args:
            task: What is asked for.
            connection: The engine.
            piece: The piece, whose states may be too many for memory.

        Raises:
            RollupError: If they are too many for the engine, or a file cannot be read.
        """
        query, empty = task.reports.rows.adding(
            task.calendar, sorted(piece.needed), extremes=task.extremes, slots=task.slots(piece.asked)
        )
        if query is None:
            return cls(task, connection, None, empty)
        with engine_faults_told():
            nw.to_native(query).create(_TABLE)
            return cls(task, connection, connection.table(_TABLE), empty)

    def sizes(self) -> Mapping[tuple[str, Period], int]:
        """Count the states of each metric and asked period."""
        if self.table is None:
            return {}
        grouped = nw.from_native(self.table).group_by("metric", "slot").agg(nw.len().alias("rows"))
        slots = self.task.calendar.slots
        found: dict[tuple[str, Period], int] = {}
        for row in self.task.reports.rows.kind.to_arrow(grouped).to_pylist():
            key = (row["metric"], slots[row["slot"]].asked)
            found[key] = found.get(key, 0) + int(row["rows"])
        return found

    def part(self, piece: Piece) -> Added:
        """Give the states of a piece.

        Args:
            piece: The piece.
        """
        if self.table is None:
            return self.empty
        chosen = nw.from_native(self.table).filter(
            nw.col("metric").is_in(sorted(piece.needed)),
            nw.col("slot").is_in(sorted(self.task.slots(piece.asked))),
        )
        return attrs.evolve(self.empty, table=self.task.reports.rows.kind.to_arrow(chosen))

    def sort(self) -> None:
        """Sort the states, so that each of many pieces is read from its own place only."""
        if self.table is None:
            return
        with engine_faults_told():
            self.table.order("metric, slot").create(f"{_TABLE}_sorted")
            self.connection.execute(f"DROP TABLE {_TABLE}; ALTER TABLE {_TABLE}_sorted RENAME TO {_TABLE}")
            self.table = self.connection.table(_TABLE)

    def close(self) -> None:
        """Forget the states."""
        self.connection.execute(f"DROP TABLE IF EXISTS {_TABLE}")


def pieces(
    question: Question, job: Job, sizes: Mapping[tuple[str, Period], int], most: int
) -> Iterator[Piece]:
    """Split a job into pieces of no more states than may be in memory, or of one metric for one period.

    Args:
        question: What is asked of the states.
        job: The periods and metrics.
        sizes: How many states each metric and period has at most.
        most: How many states may be in memory at once.
    """
    asked, metrics = job
    gathered: list[tuple[Metric, Aspect | None]] = []
    needed: frozenset[str] = frozenset()
    for pair in metrics:
        own = frozenset(needed_metrics(question, [pair[0]]))
        if gathered and _size(sizes, needed | own, asked) > most:
            yield Piece(tuple(gathered), asked, needed, _size(sizes, needed, asked))
            gathered, needed = [], frozenset()
        if _size(sizes, own, asked) > most:
            yield from _by_period(pair, asked, own, sizes, most)
            continue
        gathered.append(pair)
        needed |= own
    if gathered:
        yield Piece(tuple(gathered), asked, needed, _size(sizes, needed, asked))


def _by_period(
    pair: tuple[Metric, Aspect | None],
    asked: Iterable[Period],
    needed: frozenset[str],
    sizes: Mapping[tuple[str, Period], int],
    most: int,
) -> Iterator[Piece]:
    """Split one metric by its periods, which follow each other."""
    run: tuple[Period, ...] = ()
    for period in asked:
        if run and _size(sizes, needed, (*run, period)) > most:
            yield Piece((pair,), run, needed, _size(sizes, needed, run))
            run = ()
        run = (*run, period)
    yield Piece((pair,), run, needed, _size(sizes, needed, run))


def _size(sizes: Mapping[tuple[str, Period], int], metrics: Iterable[str], asked: Collection[Period]) -> int:
    return sum(sizes.get((metric, period), 0) for metric in metrics for period in asked)
