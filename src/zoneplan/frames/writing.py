"""A rollup from files into a file, piece by piece, so that neither has to fit into memory."""

from __future__ import annotations

import contextlib
import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, Self

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from zoneplan.coverage import Missing
from zoneplan.errors import RollupError
from zoneplan.formats.files import replacing, scratch_beside
from zoneplan.frames.asking import Wish
from zoneplan.frames.digests import RowSum
from zoneplan.frames.engines import observed
from zoneplan.frames.outlines import ABOVE_ALL, roots_of
from zoneplan.frames.pieces import Asked, Laid, bounds, pieces
from zoneplan.frames.reading import blamed, connected, read_files
from zoneplan.frames.tables import SCHEMA, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.frames.asking import Job, Task
    from zoneplan.frames.differences import Reports
    from zoneplan.frames.pieces import Piece
    from zoneplan.frames.totals import Totals
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.outline import Outline
    from zoneplan.periods import Period, Periodicity
    from zoneplan.zones import Zone

__all__ = ["Progress", "Written", "write_rollup"]

_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_MEMORY = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMGT]B)\s*", re.IGNORECASE)
_LIBRARIES = 80 * 10**6
"""Bytes that loading the engine and writing Parquet take however little there is, measured and rounded up."""
_LEAST_ENGINE = 125 * 10**6
"""Bytes for each thread, as DuckDB advises."""
_ADDED = 1_000
"""Bytes that a state takes in the engine while it is added up, measured: at 600 it spills all rows."""
_STATE = 1_000
"""Bytes that a state takes while its piece is rolled up: twice what was measured."""
_NODE = 2_000
"""Bytes that a node takes in the outline and while a metric is rolled up for a period, the same."""
_ROWS = 50_000
"""Rows that are written at once."""
_FEW = 4
"""As many pieces are read from unsorted states; of more, each would read all of them."""


class Progress(Protocol):
    """Is told how far a rollup is."""

    def __call__(self, done: int, pieces: int, doing: str, /) -> object:
        """Take note of it.

        Args:
            done: How many pieces are done.
            pieces: How many there are.
            doing: `adding up` while the engine adds observations up, `rolling up` for the pieces of what it
                added; the engine may be asked several times.
        """


@attrs.frozen(kw_only=True)
class Written:
    """What was written, in short.

    Attributes:
        path: The file.
        rows: How many rows it has.
        nodes: How many nodes the outline has.
        metrics: Ids of the metrics.
        periods: The periods, in the order of the rows.
        digest: What `frames.digest` gives of the file.
        reported: How many figures were reported wholly, counted at the roots for each metric and period.
        partial: How many were reported in part.
        expected: How many were expected.
    """

    path: str
    rows: int
    nodes: int
    metrics: tuple[str, ...]
    periods: tuple[str, ...]
    digest: str
    reported: int
    partial: int
    expected: int


def write_rollup(
    observations: object,
    path: str | os.PathLike[str],
    *,
    outline: object,
    metrics: Iterable[Metric] | Mapping[str, Metric],
    only: Iterable[str] | None = None,
    by: Periodicity | str | None = None,
    period: Period | str | int | None = None,
    aspect: Aspect | str | None = None,
    missing: Missing | str = Missing.SKIP_IF_ALL,
    weight: str | None = None,
    places: Iterable[Zone] = (),
    engine: str | None = None,
    memory: str | int = "2GB",
    threads: int | None = None,
    progress: Progress | None = None,
) -> Written:
    """Roll observations up into one Parquet or CSV file; neither they nor the answer have to fit into memory.

    The rows, the refusals and the digest are those of `roll_up`, whatever the pieces. The outline has to fit
    into memory, and the states of one metric for one period at a time.

    The file is replaced whole: whatever stops the run leaves the old one as it was. A killed run leaves
    `.NAME.RANDOM.tmp` and `.NAME.RANDOM.spill` beside it, which do no harm; later runs remove them.

    Args:
        observations: As for `roll_up`; what is larger than memory is given as a path or glob.
        path: The file, which ends in `.parquet` or `.csv`. A link is followed only inside its folder.
        outline: As for `roll_up`, as are all up to `engine`.
        metrics: The metrics.
        only: Ids of the metrics to roll up; None for all.
        by: What the period is split into.
        period: The period.
        aspect: The aspect.
        missing: What a leaf that did not report means.
        weight: Id of the metric that coverage is weighed by.
        places: The places that nodes are about.
        engine: As for `roll_up`; DuckDB for files, and there only `memory` and `threads` bind the engine.
        memory: The most bytes to be used beyond what the process holds before: a number, or a text such as
            `500MB` or `2GB`. It bounds DuckDB, and the pieces by which states are read into Python.
        threads: How many threads DuckDB uses; None for one a core.
        progress: Called before the first and after every piece with how many are done, how many there are,
            and what is being done.

    Raises:
        RollupError: If the file cannot be written, would replace a file that is read, or has another ending;
            if the memory does not suffice; and as `roll_up` says.
        ZoneplanError: As `roll_up` says.
    """
    wish = Wish.of(
        outline=outline, metrics=metrics, only=only, by=by, period=period, aspect=aspect,
        missing=missing, weight=weight, places=places,
    )  # fmt: skip
    ending = _ending(path)
    limits = _Limits.of(_bytes(memory), len(wish.question.outline.nodes))
    for source in (observations, outline):
        _require_other(source, path)
    is_ours = isinstance(observations, str | Path) and engine in {None, "duckdb"}
    given = None if is_ours else observed(observations, engine)
    with _target_faults_told(path), blamed(observations), contextlib.ExitStack() as stack:
        spill = stack.enter_context(scratch_beside(path))
        connection = None
        if given is None:
            connection = stack.enter_context(_engine(_settings(limits.engine, threads, spill)))
        rows = given or observed(read_files(str(observations), connection), None)
        reports = wish.reports(rows)
        output = stack.enter_context(_Output(stack.enter_context(replacing(path)), ending, wish))
        for job in wish.jobs(reports):
            _roll_up(wish, reports, job, output, connection, limits, progress or _unseen)
    return output.written(str(path))


def _roll_up(
    wish: Wish,
    reports: Reports,
    job: Job,
    output: _Output,
    connection: Any,
    limits: _Limits,
    progress: Progress,
) -> None:
    task, question = wish.task(reports, job, limits.states), wish.question
    found = bounds(task)
    if connection is None:
        _roll_pieces(
            task, Asked(task), list(pieces(question, job, found, limits.states)), output, limits, progress
        )
        return
    # What the engine adds up at once would be spilled again and again if it were more than it can hold.
    batches = list(pieces(question, job, found, limits.added))
    for done, batch in enumerate(batches):
        progress(done, len(batches), "adding up")
        with contextlib.closing(Laid.of(task, connection, batch)) as laid:
            parts = list(pieces(question, (batch.asked, list(batch.metrics)), laid.sizes(), limits.states))
            if len(parts) > _FEW:
                laid.sort()
            _roll_pieces(task, laid, parts, output, limits, progress)


def _roll_pieces(
    task: Task, states: Asked | Laid, parts: list[Piece], output: _Output, limits: _Limits, progress: Progress
) -> None:
    for piece in parts:
        piece.require_fits(limits.states)
    for done, piece in enumerate(parts):
        progress(done, len(parts), "rolling up")
        task.answer(states.part(piece), piece.asked, piece.metrics, output)
    progress(len(parts), len(parts), "rolling up")


def _unseen(done: int, pieces: int, doing: str) -> None:
    """Show no progress."""


class _Output:
    """The file that rows go to as they are made, and what is told of it."""

    def __init__(self, file: BinaryIO, ending: str, wish: Wish) -> None:
        make = pq.ParquetWriter if ending == ".parquet" else pa.csv.CSVWriter
        options = {"compression": "zstd"} if ending == ".parquet" else {}
        self._writer = make(file, SCHEMA, **options)
        self._answer = Answer()
        self._sum = RowSum()
        self._wish = wish
        self._roots = pa.array(roots_of(wish.question.outline), pa.string())
        self._periods: dict[str, None] = {}
        self._counts = dict.fromkeys(("reported", "partial", "expected"), 0)

    def add(
        self,
        outline: Outline,
        metric: Metric,
        period: Period | None,
        aspect: Aspect | None,
        missing: Missing,
        totals: Totals,
    ) -> None:
        """Add one row for every node, and write what has come together."""
        if period is not None:
            self._periods[str(period)] = None
        self._answer.add(outline, metric, period, aspect, missing, totals)
        if len(self._answer) >= _ROWS:
            self._write()

    def _write(self) -> None:
        table = self._answer.table()
        self._answer = Answer()
        self._sum.add(table)
        roots = table.filter(pc.is_in(table["node"], self._roots))
        for name in self._counts:
            self._counts[name] += pc.sum(roots[name]).as_py() or 0
        self._writer.write_table(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Write what is left and the end of the file; after an error only what frees the writer."""
        if error is None:
            if len(self._answer):
                self._write()
            self._writer.close()
            return
        with contextlib.suppress(OSError, pa.ArrowException):
            self._writer.close()

    def written(self, path: str) -> Written:
        """Tell what was written.

        Args:
            path: The file.
        """
        return Written(
            path=path,
            rows=self._sum.rows,
            nodes=sum(node != ABOVE_ALL for node in self._wish.question.outline.nodes),
            metrics=tuple(metric.id for metric in self._wish.metrics),
            periods=tuple(self._periods),
            digest=self._sum.digest(),
            **self._counts,
        )


@contextlib.contextmanager
def _engine(settings: Mapping[str, Any]) -> Iterator[Any]:
    connection = connected(settings)
    try:
        yield connection
    finally:
        connection.close()


def _settings(memory: int, threads: int | None, spill: Path) -> dict[str, Any]:
    if threads is not None and (type(threads) is not int or threads < 1):
        raise RollupError(
            f"expected how many threads to use, got {threads!r}",
            "write a whole number from 1, or None for one a core",
            f"线程数应为正整数，写的是 {threads!r}",
            "请写从 1 起的整数；留空则每核一个",
        )
    cores = (os.cpu_count() or 1) if threads is None else threads
    return {
        "memory_limit": f"{memory // 1000}KB",
        # A thread needs room of its own: with little memory, fewer are faster than many that spill.
        "threads": max(1, min(cores, memory // _LEAST_ENGINE)) if threads is None else threads,
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
    }


def _bytes(memory: str | int) -> int:
    """Read how much memory may be used."""
    found = _MEMORY.fullmatch(memory) if isinstance(memory, str) else None
    if found is not None:
        return int(float(found[1]) * _UNITS[found[2].upper()])
    if type(memory) is int and memory > 0:
        return memory
    raise RollupError(
        f"expected an amount of memory, got {memory!r}",
        "write it like '500MB' or '2GB', or as a number of bytes",
        f"应为内存大小，写的是 {memory!r}",
        "请写成 '500MB' 或 '2GB'，或字节数",
    )


@attrs.frozen
class _Limits:
    """How much memory is for what.

    Attributes:
        engine: Bytes for the engine.
        added: How many states the engine adds up at once.
        states: How many states Python holds at once.
    """

    engine: int
    added: int
    states: int

    @classmethod
    def of(cls, memory: int, nodes: int) -> _Limits:
        """Share memory out, or refuse where it does not suffice for the outline and the least of the rest."""
        fixed = _LIBRARIES + nodes * _NODE
        left = memory - fixed
        if left < 2 * _LEAST_ENGINE:
            needed = -(-(fixed + 2 * _LEAST_ENGINE) // 10**6)
            raise RollupError(
                f"{memory / 10**6:,.0f} MB of memory do not suffice for an outline of {nodes:,} nodes",
                f"give at least memory='{needed}MB'",
                f"内存上限 {memory / 10**6:,.0f} MB 容不下 {nodes:,} 个节点的提纲",
                f"请至少给 memory='{needed}MB'",
            )
        return cls(left // 2, left // 2 // _ADDED, left // 4 // _STATE)


def _ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in {".parquet", ".csv"}:
        raise RollupError(
            f"the ending {Path(path).suffix!r} of {os.fspath(path)!r} does not say which format to write",
            "name the file .parquet or .csv",
            f"{os.fspath(path)!r} 的扩展名“{Path(path).suffix}”不表示文件的格式",
            "请将文件命名为 .parquet 或 .csv",
        )
    return ending


def _require_other(source: object, path: str | os.PathLike[str]) -> None:
    """Refuse to replace a file that is read."""
    if not isinstance(source, str | Path) or not Path(path).exists():
        return
    read = glob.iglob(str(source), recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
    # What exists is meant itself, whatever its name holds.
    if any(Path(file).samefile(path) for file in ([source] if Path(source).is_file() else read)):
        raise RollupError(
            f"{os.fspath(path)!r} is one of the files that are read from",
            "write the answer to another file, in another folder than the observations",
            f"{os.fspath(path)!r} 是要读取的文件之一",
            "请把结果写到另一个文件，不与数据放在同一文件夹",
        )


@contextlib.contextmanager
def _target_faults_told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Tell why a file cannot be written."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise RollupError(
            f"cannot write {os.fspath(path)!r}: {why}",
            "check the folder, its permissions and the free space; a file that was there is as it was",
            f"无法写入 {os.fspath(path)!r}：{why}",
            "请检查文件夹、权限和磁盘空间；原有文件未改动",
        ) from None
