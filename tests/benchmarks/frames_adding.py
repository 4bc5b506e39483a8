"""What adding a month to a rollup in a folder costs, beside rolling all rows up from scratch, in one run.

Run it with `python tests/benchmarks/frames_adding.py [OBSERVATIONS [LEAVES]]`, 1,000,000 and 10,000 unless
said. The data are the synthetic ones of `frames_speed.py`: leaves in 4 levels, 50 or 60 months, two units,
here rolled up by quarter. The folder holds every month but the last three, once as one batch and once as a
batch for each month. The last three are added one by one, and the median of their times is compared with the
median of rolling all rows up; the answers are the same. The exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import frames_speed
from bars import Bar
from frames_speed import synthetic

from zoneplan import frames

if TYPE_CHECKING:
    from collections.abc import Iterable

ADDED = 3
"""How many months are added one by one, of which the median counts."""
LARGE = 1_000_000
"""Of answers with more rows only the last quarter is compared."""


def seconds(task: Any) -> tuple[float, Any]:
    """Give how long a task took, and what it gave."""
    start = time.perf_counter()
    found = task()
    return time.perf_counter() - start, found


def digest_of(answer: duckdb.DuckDBPyRelation, is_large: bool) -> str:
    """Give the digest of an answer; of a large one, which would take much memory, of its last quarter."""
    last = max(row[0] for row in answer.aggregate("period").fetchall())
    return frames.digest(answer.filter(f"period = '{last}'") if is_large else answer)


def added(
    relation: duckdb.DuckDBPyRelation, first: Iterable[list[str]], months: list[str], question: dict[str, Any]
) -> tuple[float, float, str]:
    """Make a folder of some batches and add further months.

    Args:
        relation: All observations.
        first: The months of each batch that the folder holds before.
        months: The months to be added one by one.
        question: What is asked.

    Returns:
        How long the first batches took together, the median of how long each further month did, and the
        digest of the answer at the end.
    """
    with tempfile.TemporaryDirectory() as path:
        folder = frames.RollupFolder.create(Path(path, "folder"), **question)

        def add(periods: list[str]) -> frames.Recomputed:
            named = ", ".join(f"'{one}'" for one in periods)
            return folder.add(relation.filter(f"period IN ({named})"), periods[-1])

        before = sum(seconds(partial(add, batch))[0] for batch in first)
        times = []
        for month in months:
            taken, recomputed = seconds(partial(add, [month]))
            assert len(recomputed.periods) == 1, "a month is of one quarter"
            times.append(taken)
        answer = folder.answer()
        return before, statistics.median(times), digest_of(answer, answer.count("*").fetchall()[0][0] > LARGE)


def main(observations: int) -> int:
    """Measure and print; give 1 when a bar is missed."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    metrics, outline = synthetic(connection, observations)
    relation = connection.table("observations")
    months = sorted(row[0] for row in relation.aggregate("period").fetchall())
    earlier, last = months[:-ADDED], months[-ADDED:]
    question = {"outline": outline, "metrics": metrics, "by": "quarter", "aspect": "actual"}
    times = []
    for _ in range(3):
        taken, answer = seconds(lambda: frames.roll_up(relation, **question).to_arrow_table())
        times.append(taken)
    whole = statistics.median(times)
    rows, observed = answer.num_rows, relation.count("*").fetchall()[0][0]
    digests = {digest_of(connection.from_arrow(answer), rows > LARGE)}
    del answer
    first, by_one, digest = added(relation, [earlier], last, question)
    each, by_month, other = added(relation, [[month] for month in earlier], last, question)
    if {digest, other} != digests:
        raise SystemExit("the answers differ")
    print(
        f"{observed:,} observations, {len(metrics)} metrics, {len(months)} months, "
        f"{rows:,} rows of answer; rolled up from scratch {whole:.2f} s; "
        f"into a folder as one batch {first:.2f} s, as {len(earlier)} batches {each:.2f} s; "
        f"then a month {by_one:.2f} s and {by_month:.2f} s"
    )
    bars = [
        Bar("a month added to one large batch / from scratch", by_one / whole, 0.2),
        Bar("a month added to a batch for each month / from scratch", by_month / whole, 0.2),
    ]
    print(*bars, sep="\n")
    return 0 if all(bar.is_met for bar in bars) else 1


if __name__ == "__main__":
    if len(sys.argv) > 2:
        frames_speed.LEAVES = int(sys.argv[2])
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
