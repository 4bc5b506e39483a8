"""The answer of a folder after its rows changed: what they can change is rolled up anew, the rest is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zoneplan.frames.batches import bearing, stored_rows, told_rows
from zoneplan.frames.differences import Reports
from zoneplan.frames.effects import Reach
from zoneplan.frames.gathering import needed_metrics
from zoneplan.frames.manifests import Part
from zoneplan.frames.stored_files import require_whole, sealed
from zoneplan.frames.tables import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from zoneplan.coverage import Missing
    from zoneplan.frames.asking import Wish
    from zoneplan.frames.batches import Batch
    from zoneplan.frames.manifests import Manifest
    from zoneplan.frames.totals import Totals
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.outline import Outline
    from zoneplan.periods import Period

__all__ = ["ANSWERS", "Recomputed", "of_nothing", "renewed"]

ANSWERS = "answers"
"""The folder of the answer's files."""

_MOST_ROWS = 2_000_000
"""How many rows of an answer are held in memory at once."""


@attrs.frozen
class Recomputed:
    """What a change of the rows made to be rolled up anew.

    Attributes:
        figures: The metrics and periods that were; the period is None where nothing at all is reported.
        kept: How many metrics and periods were kept as they were.
        rows_read: How many stored observations were read for it.
    """

    figures: tuple[tuple[str, str | None], ...] = ()
    kept: int = 0
    rows_read: int = 0

    @property
    def metrics(self) -> tuple[str, ...]:
        """Ids of the metrics that were rolled up anew for some period."""
        return tuple(dict.fromkeys(metric for metric, _ in self.figures))

    @property
    def periods(self) -> tuple[str | None, ...]:
        """The periods that some metric was rolled up anew for."""
        return tuple(dict.fromkeys(period for _, period in self.figures))


class _ByPeriod(Answer):
    """The rows of an answer, apart for each period."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[Period | None, Answer] = {}

    def add(
        self,
        outline: Outline,
        metric: Metric,
        period: Period | None,
        aspect: Aspect | None,
        missing: Missing,
        totals: Totals,
    ) -> None:
        """Add one row for every node to the answer for the period."""
        self.found.setdefault(period, Answer()).add(outline, metric, period, aspect, missing, totals)


def renewed(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    wish: Wish,
    old: Manifest,
    batches: tuple[Batch, ...],
    changed: Collection[tuple[str, str]],
) -> tuple[tuple[Part, ...], Recomputed]:
    """Give the answer's parts after rows changed, writing those that are new.

    Args:
        connection: The connection that reads the rows.
        folder: The folder.
        wish: What is asked.
        old: What the folder holds.
        batches: The batches that it is to hold.
        changed: The metrics and periods of which rows came, went or changed.

    Raises:
        ZoneplanError: If the rows cannot be rolled up, as `roll_up` says, or a file is damaged.
        OSError: If a file cannot be written.
    """
    return _Renewal(connection, folder, wish, old, batches).parts(changed)


def of_nothing(wish: Wish) -> Answer:
    """Give the answer of a folder without batches.

    Args:
        wish: What is asked.

    Raises:
        RollupError: If what is missing cannot count as zero.
    """
    reports, answer = wish.reports(told_rows(())), Answer()
    for job in wish.jobs(reports):
        wish.add(reports, job, answer)
    return answer


class _Renewal:
    """One change while it is made."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        wish: Wish,
        old: Manifest,
        batches: tuple[Batch, ...],
    ) -> None:
        self._connection = connection
        self._folder, self._wish, self._old, self._batches = folder, wish, old, batches
        self._reports, self._reach = self._reaching(batches)
        self._known = {part.period: part for part in old.parts}
        self._whole: set[str] = set()
        self._written = 0
        self._rows_read = 0

    def _reaching(self, batches: tuple[Batch, ...]) -> tuple[Reports, Reach]:
        rows = told_rows(batches)
        reports = self._wish.reports(rows)
        return reports, Reach.of(self._wish.question, reports.periods, rows.facts)

    def parts(self, changed: Collection[tuple[str, str]]) -> tuple[tuple[Part, ...], Recomputed]:
        """Give the parts of the answer, and what was rolled up anew."""
        parts: list[Part] = []
        figures: list[tuple[str, str | None]] = []
        kept = 0
        for asked, metrics in self._wish.jobs(self._reports):
            touched = self._touched(changed, asked, metrics)
            work: dict[tuple[str, ...], list[Period | None]] = {}
            for period in asked or (None,):
                again = self._again(period, metrics, touched)
                kept += len(metrics) - len(again)
                figures += [(metric, _text(period)) for metric in again]
                work.setdefault(again, []).append(period)
            for again, periods in work.items():
                chosen = [pair for pair in metrics if pair[0].id in again]
                parts += self._made(periods, metrics, chosen)
        return tuple(parts), Recomputed(tuple(figures), kept, self._rows_read)

    def _touched(
        self,
        changed: Collection[tuple[str, str]],
        asked: tuple[Period, ...],
        metrics: Iterable[tuple[Metric, Aspect | None]],
    ) -> set[tuple[str, Period]]:
        """Give the metrics and periods whose figures changed rows can change, now or as things were."""
        _, before = self._reaching(self._old.batches)
        found = {
            (link.metric, link.asked)
            for reach in (before, self._reach)
            for link in reach.links(changed, [metric for metric, _ in metrics], asked)
        }
        for metric, aspect in metrics:
            if aspect is not None and before.weighed_instead(metric, aspect) is not (
                self._reach.weighed_instead(metric, aspect)
            ):
                found |= {(metric.id, period) for period in asked}
        return found

    def _again(
        self,
        period: Period | None,
        metrics: Iterable[tuple[Metric, Aspect | None]],
        touched: Collection[tuple[str, Period]],
    ) -> tuple[str, ...]:
        """Give the metrics that are to be rolled up anew for a period."""
        known = self._known.get(_text(period))
        told = {} if known is None else known.aspects
        return tuple(
            metric.id
            for metric, aspect in metrics
            if (metric.id, _word(aspect)) not in told.items() or (metric.id, period) in touched
        )

    def _made(
        self,
        periods: Sequence[Period | None],
        metrics: Sequence[tuple[Metric, Aspect | None]],
        again: Sequence[tuple[Metric, Aspect | None]],
    ) -> list[Part]:
        """Give the parts for some periods, in which the same metrics are to be rolled up anew."""
        told = {metric.id: _word(aspect) for metric, aspect in metrics}
        size = max(1, _MOST_ROWS // max(1, len(again) * len(self._wish.question.outline.nodes)))
        found = []
        for start in range(0, len(periods), size):
            some = periods[start : start + size]
            answers = self._rolled_up([one for one in some if one is not None], again) if again else {}
            found += [self._part(one, told, answers.get(one)) for one in some]
        return found

    def _rolled_up(
        self, periods: Sequence[Period], metrics: Sequence[tuple[Metric, Aspect | None]]
    ) -> Mapping[Period | None, Answer]:
        asked = [metric for metric, _ in metrics]
        needed = needed_metrics(self._wish.question, asked)
        told = {(fact.metric, fact.period) for batch in self._batches for fact in batch.content.facts}
        texts = {link.text for link in self._reach.links(told, asked, periods)}
        for batch in bearing(self._batches, needed, texts):
            self._require_whole(batch)
        rows = stored_rows(self._connection, self._folder, self._batches, needed, texts)
        self._rows_read += rows.rows
        answer = _ByPeriod()
        reports = Reports(rows, self._reports.periods)
        self._wish.add(reports, (tuple(periods), list(metrics)), answer)
        return answer.found

    def _require_whole(self, batch: Batch) -> None:
        """Refuse a damaged file before anything is concluded from it."""
        if batch.seal.file not in self._whole:
            require_whole(self._folder, batch.seal)
            self._whole.add(batch.seal.file)

    def _part(self, period: Period | None, told: Mapping[str, str | None], answer: Answer | None) -> Part:
        """Give the part for a period: the old one, or a new file of new rows and those that are kept."""
        known = self._known.get(_text(period))
        if answer is None and known is not None and known.aspects == told:
            return known
        tables = [] if answer is None else [answer.table()]
        new = set[str]() if not tables else set(tables[0]["metric"].unique().to_pylist())
        if known is not None and told.keys() - new:
            require_whole(self._folder, known.seal)
            tables.append(_of_metrics(self._folder / known.seal.file, told.keys() - new))
        file = f"{ANSWERS}/{self._old.edition + 1:06}-{self._written:04}.parquet"
        self._written += 1
        nodes = len(self._wish.question.outline.nodes)
        pq.write_table(
            pa.concat_tables(tables), self._folder / file, row_group_size=nodes, compression="zstd"
        )
        return Part(_text(period), sealed(self._folder, file), told)


def _of_metrics(path: Path, metrics: Collection[str]) -> Any:
    table = pq.read_table(path)
    return table.filter(pc.is_in(table["metric"], pa.array(sorted(metrics), pa.string())))


def _text(period: Period | None) -> str | None:
    return None if period is None else str(period)


def _word(aspect: Aspect | None) -> str | None:
    return None if aspect is None else aspect.value
