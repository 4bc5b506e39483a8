"""How long rolling up on Spark takes, as ratios measured in one run; what is compared gives the same answer.

Run it with `python tests/benchmarks/spark_speed.py [OBSERVATIONS]`, 1,000,000 unless said; it needs the
extra `spark` and Java. The data are the synthetic ones of `frames_speed.py`, read from Parquet on two
cores by both; the two take turns, so that a slow minute falls on both. Each time is the median of several
runs; the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from bars import Bar
from frames_speed import prepare_closure, synthetic
from pyspark.sql import SparkSession

from zoneplan import frames

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from zoneplan import Metric

FILES = 4
COLUMNS = ["node", "metric", "computed", "reported", "partial", "expected"]

TRUSTING = """
    SELECT subject, metric, unit, count(*) AS months, sum(number) AS total
    FROM observations WHERE period BETWEEN '2021-01' AND '2025-12'
    GROUP BY subject, metric, unit"""
CAREFUL = """
    SELECT subject, metric, unit, count(*) AS months, sum(total) AS total FROM (
        SELECT subject, metric, unit, period,
            CASE WHEN count(*) = 1 THEN sum(number) ELSE raise_error('two for one month') END AS total
        FROM observations WHERE period BETWEEN '2021-01' AND '2025-12'
        GROUP BY subject, metric, unit, period
    ) GROUP BY subject, metric, unit"""
TOLD = """
    SELECT count(*) AS rows, count(metric), count(subject), count(period), count(number), count(unit)
    FROM observations"""


def session() -> SparkSession:
    """Start Spark on two cores of this machine; the rest is as Spark has it."""
    builder = SparkSession.builder.master("local[2]").appName("zoneplan spark_speed")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.memory", "3g"),
        ("spark.log.level", "ERROR"),
        ("spark.ui.showConsoleProgress", "false"),
    ):
        builder = builder.config(name, value)
    return builder.getOrCreate()


def by_hand(spark: SparkSession, path: str, metrics: list[Metric], *, is_careful: bool) -> pa.Table:
    """Roll up by Spark SQL written for these data alone: states by leaf, joined with the closure of the tree.

    It knows what `frames_speed.by_hand` knows. Where it is careful it refuses, as the other does, two figures
    of one leaf for one month, and rows that leave something out; else it trusts that there are none.
    """
    spark.read.parquet(path).createOrReplaceTempView("observations")
    if is_careful and len(set(spark.sql(TOLD).first() or ())) != 1:
        raise SystemExit("a row leaves something out")
    factors = [(one.id, unit, factor) for one in metrics for unit, factor in (("万元", 1), ("亿元", 10_000))]
    spark.createDataFrame(factors, "metric STRING, unit STRING, factor INT").createOrReplaceTempView(
        "factors"
    )
    found: pa.Table = spark.sql(
        f"""
        WITH raw AS ({CAREFUL if is_careful else TRUSTING}
        ), states AS (
            SELECT subject, metric, sum(months) AS months,
                CAST(sum(total * factor) AS DECIMAL(38, 2)) AS total
            FROM raw JOIN factors USING (metric, unit) GROUP BY subject, metric
        ), totals AS (
            SELECT above AS node, metric, sum(total) AS total, count(*) AS parts,
                sum(CASE WHEN months = 60 THEN 1 ELSE 0 END) AS whole
            FROM states JOIN closure ON states.subject = closure.leaf GROUP BY above, metric
        )
        SELECT node, metric, rtrim('.', rtrim('0', CAST(total AS STRING))) AS computed, whole AS reported,
            parts - whole AS partial, expected
        FROM totals JOIN leaves ON totals.node = leaves.above
        """
    ).toArrow()
    return found


def in_turns(tasks: list[Callable[[], Any]], runs: int) -> list[tuple[float, Any]]:
    """Give for each task the median time of its runs in seconds, the first apart, and what it gave."""
    times: list[list[float]] = [[] for _ in tasks]
    found: list[Any] = [None] * len(tasks)
    for _ in range(runs + 1):
        for place, task in enumerate(tasks):
            start = time.perf_counter()
            found[place] = task()
            times[place].append(time.perf_counter() - start)
    return [(statistics.median(some[1:]), one) for some, one in zip(times, found, strict=True)]


def prepare(folder: str, spark: SparkSession, observations: int) -> tuple[str, list[Metric], pa.Table]:
    """Write the observations in several files, and give Spark the small tables that SQL by hand needs."""
    path = str(Path(folder, "observations"))
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        metrics, outline = synthetic(connection, observations)
        prepare_closure(connection, outline)
        Path(path).mkdir()
        for number in range(FILES):
            part = connection.sql(f"SELECT * FROM observations WHERE rowid % {FILES} = {number}")
            part.write_parquet(str(Path(path, f"part{number}.parquet")))
        for name in ("closure", "leaves"):
            table = connection.table(name).to_arrow_table()
            spark.createDataFrame(table).cache().createOrReplaceTempView(name)
            spark.table(name).count()
    return path, metrics, outline


def main(observations: int) -> int:
    """Measure and print; give 1 when a bar is missed."""
    spark = session()
    with tempfile.TemporaryDirectory() as folder:
        path, metrics, outline = prepare(folder, spark, observations)
        checked = frames.read_outline(outline)

        def ours() -> pa.Table:
            rows = spark.read.parquet(path)
            answer = frames.roll_up(
                rows, outline=checked, metrics=metrics, period="2021-2025", aspect="actual"
            )
            return answer.toArrow()

        tasks: list[Callable[[], Any]] = [
            lambda: by_hand(spark, path, metrics, is_careful=False),
            lambda: by_hand(spark, path, metrics, is_careful=True),
            ours,
        ]
        (trusting, expected), (careful, _), (mine, actual) = in_turns(
            tasks, 5 if observations < 3_000_000 else 3
        )
        rows = spark.read.parquet(path).count()
    spark.stop()
    alike = [sorted(map(str, one.select(COLUMNS).to_pylist())) for one in (expected, actual)]
    if alike[0] != alike[1]:
        raise SystemExit("the two answers differ")
    print(
        f"{rows:,} observations, {len(metrics)} metrics, {actual.num_rows:,} rows of answer; "
        f"Spark SQL by hand {trusting:.3f} s, as careful {careful:.3f} s, zoneplan.frames {mine:.3f} s"
    )
    bars = [
        Bar("zoneplan.frames / Spark SQL by hand, as careful", mine / careful, 1.2),
        Bar("zoneplan.frames / Spark SQL by hand that trusts its data", mine / trusting, 1.2),
    ]
    print(*bars, sep="\n")
    return 0 if all(bar.is_met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
