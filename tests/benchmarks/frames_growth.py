"""How a rollup of Parquet files grows with the number of observations: time, memory, bytes.

Run it with `python tests/benchmarks/frames_growth.py [--keep FOLDER] [OBSERVATIONS…]`, 10^6 to 10^8 in five
steps unless said. The data are synthetic, those of `frames_speed`, made in pieces in a temporary folder. Each
size is rolled up in a process of its own, small ones several times, with the median told. The exit code is 1
when the time of the processor grows faster than linearly: when an exponent fitted to it passes 1. With
`--keep` the figures go to FOLDER/growth.json and their plot to FOLDER/growth.svg.
"""

from __future__ import annotations

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from frames_speed import LEAVES, Size, listed_metrics, tree

from zoneplan import Period, frames
from zoneplan.frames.calendars import Calendar, read_periods
from zoneplan.frames.engines import observed

SIZES = (10**6, 3 * 10**6, 10**7, 3 * 10**7, 10**8)
PIECE = 10**7
PERIOD = "2021-2025"
THREADS = 2
NOISE = 0.05


def write_pieces(folder: Path, size: Size) -> int:
    """Write the observations as Parquet files, and give their bytes."""
    connection = duckdb.connect(config={"threads": THREADS})
    for number, start in enumerate(range(0, size.rows, PIECE)):
        query = size.query(start, min(start + PIECE, size.rows))
        connection.sql(query).write_parquet(str(folder / f"{number:03}.parquet"))
    return sum(path.stat().st_size for path in folder.glob("*.parquet"))


def measured(folder: Path, size: Size) -> dict[str, Any]:
    """Roll the files of a folder up, in this process: what it took, and the size of what came out."""
    metrics, outline = listed_metrics(size.metrics), frames.read_outline(tree())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, processor = [], []
    for _ in range(1 if size.rows > PIECE else 3):
        start, used = time.perf_counter(), time.process_time()
        relation = frames.roll_up(
            f"{folder}/*.parquet", outline=outline, metrics=metrics, period=PERIOD, aspect="actual"
        )
        relation.write_parquet(f"{folder}/answer")
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rows": size.rows,
        "metrics": size.metrics,
        "seconds": round(statistics.median(seconds), 3),
        "processor_seconds": round(statistics.median(processor), 3),
        "peak_megabytes": round((peak - before) / 1024),
        "answer_rows": relation.aggregate("count(*)").fetchall()[0][0],
        "answer_bytes": Path(folder, "answer").stat().st_size,
        "answer_bytes_in_memory": relation.to_arrow_table().nbytes,
    }


def states_of(folder: Path, size: Size) -> dict[str, float]:
    """Give how many states the observations are added up to, their bytes as Arrow, and the engine's time."""
    used = time.process_time()
    rows = observed(f"{folder}/*.parquet", None)
    calendar = Calendar(
        (Period.parse(PERIOD),), read_periods(rows.periods()), False, False, 62 - rows.rows.bit_length()
    )
    names = [metric.id for metric in listed_metrics(size.metrics)]
    table = rows.added(calendar, names, extremes=False, is_filtered=False).table
    return {
        "states": table.num_rows,
        "state_bytes": table.nbytes,
        "engine_processor_seconds": round(time.process_time() - used, 3),
    }


def exponent(points: list[dict[str, Any]]) -> float:
    """Fit the power of the number of rows that the time of the processor grows with."""
    xs = [math.log(one["rows"]) for one in points]
    ys = [math.log(one["processor_seconds"]) for one in points]
    if len(xs) < 2:
        return math.nan
    return statistics.linear_regression(xs, ys).slope


def draw(points: list[dict[str, Any]], path: Path) -> None:
    """Plot the time and the memory over the number of rows."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "zoneplan"  # the same picture for the same figures
    from matplotlib import pyplot

    rows = [one["rows"] for one in points]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    first = points[0]
    linear = [first["processor_seconds"] * one / rows[0] for one in rows]
    left.loglog(rows, [one["processor_seconds"] for one in points], "o-", label="processor")
    left.loglog(rows, [one["seconds"] for one in points], "s-", label="clock")
    left.loglog(rows, linear, "k:", label="linear")
    left.set(xlabel="observations", ylabel="seconds", title="Time of a rollup from Parquet")
    left.legend()
    right.loglog(rows, [one["peak_megabytes"] for one in points], "o-", label="peak above start")
    right.loglog(rows, [one["file_bytes"] / 2**20 for one in points], "s-", label="Parquet files")
    right.set(xlabel="observations", ylabel="megabytes", title="Memory")
    right.legend()
    figure.savefig(path, metadata={"Date": None})


def one_size(observations: int, folder: Path) -> dict[str, Any]:
    """Write the files of a size and measure them in a process of its own."""
    size = Size(observations)
    folder.mkdir()
    size_of_files = write_pieces(folder, size)
    states = states_of(folder, size) if size.rows <= PIECE else {}
    command = [sys.executable, __file__, "--measure", str(folder), str(observations)]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    for path in folder.iterdir():
        path.unlink()
    point = {**json.loads(found.stdout), "file_bytes": size_of_files, **states}
    print(
        f"{point['rows']:>12,} observations: {point['processor_seconds'] * 1e9 / point['rows']:>6,.0f} ns "
        f"of the processor and {size_of_files / point['rows']:.1f} bytes a row, {point['seconds']:,.2f} s, "
        f"{point['peak_megabytes']:,} MB above start",
        flush=True,
    )
    return point


def main(arguments: list[str]) -> int:
    """Measure and print; give 1 when time grows faster than linearly."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measured(Path(arguments[1]), Size(int(arguments[2])))))
        return 0
    kept = Path(arguments[1]) if arguments[:1] == ["--keep"] else None
    sizes = [int(one) for one in arguments[2 if kept else 0 :]] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        points = [one_size(size, Path(folder, str(size))) for size in sizes]
    power = exponent(points)
    verdict = "met" if not power > 1 + NOISE else "MISSED"
    print(f"exponent of the processor's time {power:.2f}   at most 1, within {NOISE:g}   {verdict}")
    if kept is not None:
        told = {
            "machine": f"two cores ({os.uname().machine}), shared with other work",
            "python": ".".join(map(str, sys.version_info[:2])),
            "duckdb": version("duckdb"),
            "leaves": LEAVES,
            "nodes": tree().num_rows,
            "exponent": round(power, 3),
            "points": points,
        }
        (kept / "growth.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        draw(points, kept / "growth.svg")
    return 0 if verdict == "met" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
