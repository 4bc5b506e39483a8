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
from zoneplan.frames.files import engine_faults_told
from zoneplan.frames.gathering import needed_metrics
from zoneplan.frames.states import told_of
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect
from zoneplan.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from zoneplan.frames.asking import Job
    from zoneplan.frames.gathering import Question

__all__ = ["Asked", "Laid", "Piece", "pieces"]

_FEW = 4
"""As many pieces are read from unsorted states; of more, each would read all of them."""


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


@attrs.frozen(eq=False)
class Asked:
    """States that are asked for piece by piece of an engine that keeps nothing between two questions.

    Attributes:
        task: What is asked for.
    """

    task: Task

    def sizes(self) -> Mapping[tuple[str, Period], int]:
        """Count the rows of each metric and asked period, which are no fewer than its states.

        Raises:
            ZoneplanError: If a unit, aspect, vintage or price basis cannot be read.
        """
        columns = self.task.calendar.columns()
        slots = dict(zip(columns["period"], columns["slot"], strict=True))
        counted = self.task.reports.rows.counted(list(self.task.needed))
        return _sizes(
            self.task,
            (
                {**row, "period": None, "slot": slots[row["period"]]}
                for row in counted
                if row["period"] in slots
            ),
        )

    def part(self, piece: Piece) -> Added:
        """Give the states of a piece.

        Args:
            piece: The piece.
        """
        task = self.task
        return task.reports.rows.added(
            task.calendar, sorted(piece.needed), extremes=task.extremes, slots=task.slots(piece.asked)
        )

    def prepare(self, count: int) -> None:
        """Make ready for a number of pieces: nothing is to be done.

        Args:
            count: How many pieces follow.
        """

    def close(self) -> None:
        """Forget the states: there are none."""


@attrs.define(eq=False)
class Laid:
    """States added up at once and laid down in DuckDB, which spills them, to be read piece by piece.

    Attributes:
        task: What is asked for.
        connection: The engine, which is ours.
    """

    task: Task
    connection: Any
    _table: Any = attrs.field(init=False, default=None)
    _empty: Added = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        task = self.task
        query, self._empty = task.reports.rows.adding(
            task.calendar, list(task.needed), extremes=task.extremes
        )
        if query is not None:
            with engine_faults_told():
                nw.to_native(query).create("zoneplan_states")
                self._table = self.connection.table("zoneplan_states")

    def sizes(self) -> Mapping[tuple[str, Period], int]:
        """Count the states of each metric and asked period.

        Raises:
            ZoneplanError: If a unit, aspect, vintage or price basis cannot be read.
        """
        if self._table is None:
            return {}
        grouped = nw.from_native(self._table).group_by(*self._empty.keys).agg(nw.len().alias("rows"))
        rows = self.task.reports.rows.kind.to_arrow(grouped).to_pylist()
        return _sizes(self.task, rows)

    def part(self, piece: Piece) -> Added:
        """Give the states of a piece.

        Args:
            piece: The piece.
        """
        if self._table is None:
            return self._empty
        chosen = nw.from_native(self._table).filter(
            nw.col("metric").is_in(sorted(piece.needed)),
            nw.col("slot").is_in(sorted(self.task.slots(piece.asked))),
        )
        return attrs.evolve(self._empty, table=self.task.reports.rows.kind.to_arrow(chosen))

    def prepare(self, count: int) -> None:
        """Sort the states for many pieces, so that each is read from its own place only.

        Args:
            count: How many pieces follow.
        """
        if self._table is None or count <= _FEW:
            return
        with engine_faults_told():
            self._table.order("metric, slot").create("zoneplan_sorted")
            self.connection.execute("DROP TABLE zoneplan_states")
            self.connection.execute("ALTER TABLE zoneplan_sorted RENAME TO zoneplan_states")
            self._table = self.connection.table("zoneplan_states")

    def close(self) -> None:
        """Forget the states."""
        self._table = None
        self.connection.execute("DROP TABLE IF EXISTS zoneplan_states")


def _sizes(task: Task, rows: Iterable[Mapping[str, Any]]) -> Mapping[tuple[str, Period], int]:
    """Add the counts up, and read all kinds once: what is wrong with one is told before any piece."""
    found: dict[tuple[str, Period], int] = {}
    for row in rows:
        told = told_of(kind_of_rows(row), task.calendar)
        key = (told.metric, told.slot.asked)
        found[key] = found.get(key, 0) + int(row["rows"])
    return found


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
