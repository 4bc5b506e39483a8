"""How much memory rolling Parquet files up into a Parquet file takes, and how long, at growing sizes.

Run it with `python tests/benchmarks/frames_memory.py [OBSERVATIONS …]`, 1,000,000 and 10,000,000 unless said;
100,000,000 are the size that the bar is for, and take some 3 GB of disk meanwhile. The data are the synthetic
ones of `frames_speed.py`. Each size runs in a process of its own under a limit of 2 GB, and its totals are
compared with those of plain SQL; the exit code is 1 when the limit was passed, or the time for an observation
grew by more than half from one size to the next.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from frames_speed import synthetic

from zoneplan import Metric, frames

LIMIT = 2 * 10**9
GROWTH = 1.5


def resident(field: str) -> int:
    """Give a figure of this process's memory in bytes: VmRSS for now, VmHWM for the most so far."""
    found = re.search(rf"^{field}:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


def prepare(folder: Path, observations: int) -> int:
    """Write observations and outline as Parquet, with what SQL adds up for each metric; give the rows."""
    connection = duckdb.connect(str(folder / "synthetic.duckdb"), config={"memory_limit": "2GB"})
    metrics, outline = synthetic(connection, observations)
    pq.write_table(outline, folder / "outline.parquet")
    connection.execute(f"COPY observations TO '{folder / 'observations.parquet'}' (FORMAT parquet)")
    rows = connection.execute(
        """
        SELECT metric, sum(number * CASE unit WHEN '亿元' THEN 10000 ELSE 1 END)::VARCHAR AS total, count(*)
        FROM observations GROUP BY metric
        """
    ).fetchall()
    connection.close()
    (folder / "synthetic.duckdb").unlink()
    (folder / "metrics.json").write_text(json.dumps([metric.id for metric in metrics]), "utf-8")
    (folder / "totals.json").write_text(json.dumps({row[0]: row[1] for row in rows}), "utf-8")
    return sum(int(row[2]) for row in rows)


def roll_up(folder: Path) -> None:
    """Roll up in this process, and print the seconds and the bytes."""
    ids = json.loads((folder / "metrics.json").read_text("utf-8"))
    metrics = [
        Metric(id=one, name=one, unit="万元", kind="flow", across="sum", over_time="sum") for one in ids
    ]
    pieces = 0

    def note(done: int, count: int, doing: str) -> None:
        nonlocal pieces
        pieces = count

    before, start = resident("VmRSS"), time.perf_counter()
    written = frames.write_rollup(
        str(folder / "observations.parquet"), folder / "answer.parquet",
        outline=str(folder / "outline.parquet"), metrics=metrics, period="2021-2025", aspect="actual",
        memory=LIMIT, progress=note,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    told = {"seconds": seconds, "bytes": resident("VmHWM") - before, "rows": written.rows, "pieces": pieces}
    print(json.dumps(told))


def is_as_by_sql(folder: Path) -> bool:
    """Whether the whole of every metric is what plain SQL gives."""
    answer = pq.read_table(folder / "answer.parquet", filters=[("node", "=", "nation")])
    found = dict(zip(answer["metric"].to_pylist(), answer["computed"].to_pylist(), strict=True))
    expected = json.loads((folder / "totals.json").read_text("utf-8"))
    return found == {one: re.sub(r"\.?0*$", "", total) for one, total in expected.items()}


def main(sizes: list[int]) -> int:
    """Measure and print; give 1 when a bar is missed."""
    is_met, before = True, None
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="zoneplan-") as name:
            folder = Path(name)
            observations = prepare(folder, size)
            command = [sys.executable, __file__, "--inside", name]
            told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            if not is_as_by_sql(folder):
                raise SystemExit("the totals are not those of SQL")
        each = told["seconds"] / observations
        is_kept = told["bytes"] <= LIMIT
        grew = 1.0 if before is None else each / before
        print(
            f"{observations:>11,} observations, {told['rows']:>9,} rows of answer, {told['pieces']} pieces: "
            f"{told['seconds']:7.1f} s, {each * 1e9:5.0f} ns each ({grew:.2f} of the size before, "
            f"at most {GROWTH}), {told['bytes'] / 1e9:.2f} GB above start, "
            f"at most {LIMIT / 1e9:g} GB: {'met' if is_kept and grew <= GROWTH else 'MISSED'}",
            flush=True,
        )
        is_met, before = is_met and is_kept and grew <= GROWTH, each
    return 0 if is_met else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        roll_up(Path(sys.argv[2]))
    else:
        sys.exit(main([int(one) for one in sys.argv[1:]] or [1_000_000, 10_000_000]))
