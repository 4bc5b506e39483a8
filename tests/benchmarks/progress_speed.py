"""How long it takes to say where a plan's targets stand, against reading its observations from CSV.

Run it with `python tests/benchmarks/progress_speed.py [TARGETS] [MONTHS]`; 10,000 targets and 60 months
are what the bar is set for. The plan is synthetic: a figure of each month for each target. Reading is
`csv.DictReader` to rows, and a `Decimal` of each row's number. Progress is that of a plan that was never
asked anything, with the completion, gap, status, pace and light of every target. The ratio is of medians
of several runs in one process; the exit code is 1 when the bar is missed.
"""

from __future__ import annotations

import csv
import gc
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from zoneplan import Action, Metric, Observation, Period, Plan, Program, Target

if TYPE_CHECKING:
    from collections.abc import Callable

PER_PROGRAM = 100
FIRST_YEAR = 2021
BAR = 3.0
RUNS = 5
INVESTED = Metric(id="invested", name="完成投资", unit="亿元", kind="flow", over_time="sum")


def number(target: int, month: int) -> str:
    """Give the made-up number of a target in a month."""
    return f"{(target * 7 + month * 13) % 97}.{(target + month) % 90 + 10}"


def synthetic_rows(targets: int, months: int) -> list[tuple[str, str, str, str]]:
    """Give a made-up row for each target and month: subject, metric, period and figure."""
    periods = [str(Period.month(FIRST_YEAR + month // 12, month % 12 + 1)) for month in range(months)]
    return [
        (f"a{target}", "invested", period, number(target, month))
        for target in range(targets)
        for month, period in enumerate(periods)
    ]


def synthetic_plan(targets: int, months: int) -> Plan:
    """Make the plan that has these rows as its observations."""
    years = Period.span(FIRST_YEAR, FIRST_YEAR + (months - 1) // 12)
    periods = [Period.month(FIRST_YEAR + month // 12, month % 12 + 1) for month in range(months)]
    actions = [
        Action(
            id=f"a{target}",
            name=f"行动{target}",
            observations=[
                Observation(metric="invested", period=period, figure=f"{number(target, month)}亿元")
                for month, period in enumerate(periods)
            ],
            targets=[Target(metric="invested", by=years, goal=f"{1000 + target % 2500}亿元")],
        )
        for target in range(targets)
    ]
    programs = [
        Program(id=f"p{first}", name=f"方案{first}", actions=actions[first : first + PER_PROGRAM])
        for first in range(0, targets, PER_PROGRAM)
    ]
    return Plan(id="synthetic", name="合成规划", period=years, metrics=[INVESTED], programs=programs)


def read_rows(path: Path) -> list[Decimal]:
    """Read the observations with the standard library."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Decimal(row["figure"]) for row in csv.DictReader(file)]


def follow(plan: Plan, as_of: Period) -> list[object]:
    """Say where every target of a plan stands."""
    progress = plan.progress(as_of, lights="sanya-2022")
    return [(one.completion, one.gap, one.status, one.pace, progress.light(one)) for one in progress]


def timed(run: Callable[[], object]) -> float:
    """Give the time of one run, in seconds."""
    gc.collect()
    start = time.perf_counter()
    kept = run()
    found = time.perf_counter() - start
    del kept
    return found


def measure(targets: int, months: int) -> tuple[float, float]:
    """Give the median times of reading and of following, measured in turn."""
    plan = synthetic_plan(targets, months)
    last = months - 2  # the last month is not over, so that something is left to do
    as_of = Period.month(FIRST_YEAR + last // 12, last % 12 + 1)
    reading, following = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "observations.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("subject", "metric", "period", "figure"))
            writer.writerows(synthetic_rows(targets, months))
        for _ in range(RUNS):
            reading.append(timed(lambda: read_rows(path)))
            fresh = attrs.evolve(plan)  # an evolved plan has no index yet
            following.append(timed(lambda fresh=fresh: follow(fresh, as_of)))  # type: ignore[misc]  # bound now
    return statistics.median(reading), statistics.median(following)


def main() -> int:
    """Print the ratio beside its bar."""
    targets = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    months = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    reading, following = measure(targets, months)
    ratio = following / reading
    print(f"{targets:,} targets, {months} months, Python {sys.version.split()[0]}")
    print(f"reading {reading:.3f} s, progress {following:.3f} s")
    verdict = "met" if ratio <= BAR else "MISSED"
    print(
        f"{'plan.progress / csv.DictReader and Decimal':<58} {ratio:>10.2f}   at most {BAR:>7g}   {verdict}"
    )
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
