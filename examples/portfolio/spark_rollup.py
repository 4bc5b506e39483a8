"""Roll observations up with Spark, and write the answer whole or not at all; to be given to spark-submit.

README.md beside it shows how to run it on one machine and on a cluster. It prints how many rows the answer
has and its digest, by which it can be compared with an answer of any other engine. What is refused is told
in a sentence, the exit code is 1, and no file is written.
"""

import argparse
import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from zoneplan import frames, read_plan
from zoneplan.errors import ZoneplanError


def asked() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="roll observations up along an outline with Spark")
    parser.add_argument(
        "--observations", required=True, help="a path, folder or glob of Parquet or CSV files"
    )
    parser.add_argument("--outline", required=True, help="a Parquet or CSV file of nodes and their parents")
    parser.add_argument("--metrics", required=True, help="a plan file whose metrics are rolled up")
    parser.add_argument("--output", required=True, help="the Parquet file that the answer is written to")
    parser.add_argument("--period", help="such as 2024 or 2021-2025; else the only one reported")
    parser.add_argument("--by", choices=["month", "quarter", "half", "year"], help="split the period so")
    parser.add_argument("--aspect", help="such as actual or planned; else the only one reported, or actual")
    parser.add_argument("--only", nargs="+", help="ids of the metrics to roll up; else all of them")
    parser.add_argument(
        "--missing", default="skip_if_all", help="what no report means: skip_if_all, skip_if_any or zero"
    )
    return parser.parse_args()


def write_whole(table: object, path: Path) -> None:
    """Write a table beside its place and then put it there, so that no part is taken for the whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(table, temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def main() -> int:
    """Roll up, write and tell; give the exit code."""
    wish = asked()
    SparkSession.builder.appName("zoneplan rollup").getOrCreate()  # on the master that spark-submit names
    try:
        answer = frames.roll_up(
            wish.observations,
            engine="spark",
            outline=frames.read_outline(wish.outline),
            metrics=read_plan(wish.metrics).ledger.metrics,
            only=wish.only,
            period=wish.period,
            by=wish.by,
            aspect=wish.aspect,
            missing=wish.missing,
        ).toArrow()
        write_whole(answer, Path(wish.output))
    except (ZoneplanError, OSError) as error:
        print(f"refused, and nothing was written: {error}", file=sys.stderr)
        return 1
    print(f"{answer.num_rows:,} rows in {wish.output}, digest {frames.digest(answer)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
