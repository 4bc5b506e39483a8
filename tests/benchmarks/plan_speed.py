"""How long reading, rolling up and validating take, as ratios measured in one run.

Run it with `python tests/benchmarks/plan_speed.py [ACTIONS]`; the default of 10,000 actions is what
the bars are set for. The plan is synthetic. Every ratio is of medians of several runs in one process;
the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import yaml
import yamlcore
from bars import Bar

from zoneplan import Plan, read_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PER_PROGRAM = 100


def synthetic_plan(actions: int) -> str:
    """Write the YAML of a synthetic plan with so many actions, one figure each."""
    return "\n".join(_lines(actions)) + "\n"


def _lines(actions: int) -> Iterator[str]:
    yield from ("id: synthetic", "name: 合成规划", "period: 2023-2025")
    yield "metrics:"
    yield "  - {id: investment, name: 投资, unit: 亿元, kind: flow, across: sum, over_time: sum}"
    yield from ("sources:", "  - {id: made-up, document: 合成数据}", "programs:")
    for number in range(actions):
        if number % PER_PROGRAM == 0:
            yield from (f"  - id: p{number}", f"    name: 方案{number}", "    label: 行动", "    actions:")
        yield from (
            f"      - id: a{number}",
            f"        name: 行动{number}",
            f"        lead_units: [单位{number % 30}]",
            f"        supporting_units: [单位{number % 30 + 30}]",
            "        start: 2023",
            "        deadline: 2025-06",
            "        observations:",
            "          - metric: investment",
            "            period: 2024",
            f"            figure: {number % 977 + 1}.{number % 89 + 10}亿元",
            "            source: made-up",
        )


def median_time(run: Callable[[], object], runs: int) -> float:
    """Give the median time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        kept = run()
        times.append(time.perf_counter() - start)
        del kept
    return statistics.median(times)


def _plain_sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total += number
    return total


def measure_plan(path: Path, runs: int) -> Iterator[Bar]:
    """Bar reading, rolling up and validating on one plan file."""
    text = path.read_text(encoding="utf-8")
    composing = median_time(lambda: yaml.compose(text, Loader=yamlcore.CCoreLoader), runs)
    reading = median_time(lambda: read_plan(path), runs)
    yield Bar("read_plan / yaml.compose with libyaml", reading / composing, 3)

    plan = read_plan(path)
    numbers = [entry.record.figure.number for entry in plan.ledger]
    adding = median_time(lambda: _plain_sum(numbers), 4 * runs + 1)
    yield Bar("first roll_up after reading, total / first adding", _first_ratio(path, 5), 10)
    total = median_time(partial(_total, plan), 4 * runs + 1)
    yield Bar("roll_up, total / adding in a loop", total / adding, 10)
    covered = median_time(partial(_total_and_coverage, plan), 4 * runs + 1)
    yield Bar("roll_up, total and coverage / adding in a loop", covered / adding, 10)

    # An evolved plan has no index yet, so validating pays for building it.
    validating = median_time(lambda: attrs.evolve(plan).validate(), runs)
    yield Bar("validate, index included / read_plan", validating / reading, 3)


def measure_memory(path: Path, actions: int) -> Bar:
    """Bar what a plan holds after reading, its indexes included."""
    gc.collect()
    tracemalloc.start()
    plan = read_plan(path)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del plan
    return Bar("bytes held by the read plan, per action", held / actions, 4096)


def _first_ratio(path: Path, runs: int) -> float:
    """Give the ratio of the first rollup of a plan just read to the first plain sum over another."""
    rolling, adding = [], []
    for _ in range(runs):
        plan = read_plan(path)
        rolling.append(median_time(partial(_total, plan), 1))
        numbers = [entry.record.figure.number for entry in read_plan(path).ledger]
        adding.append(median_time(partial(_plain_sum, numbers), 1))
    return statistics.median(rolling) / statistics.median(adding)


def _total(plan: Plan) -> object:
    return plan.roll_up("investment").total.computed


def _total_and_coverage(plan: Plan) -> object:
    row = plan.roll_up("investment").total
    return row.computed, row.coverage


def measure_imports(runs: int) -> Iterator[Bar]:
    """Bar imports in fresh interpreters against importing what zoneplan stands on.

    `import zoneplan` imports nothing yet, so what most people ask for first is measured as well. Where
    Python may not write bytecode, only our own sources are compiled anew in every run: the bars are
    harder to meet there.
    """
    theirs = "import attrs, cattrs, pint, yaml"
    times: dict[str, list[float]] = {
        code: [] for code in ("import zoneplan", "from zoneplan import Figure, Plan, read_plan", theirs)
    }
    for _ in range(runs):  # in turn, so that a drift of the machine meets all
        for code, found in times.items():
            found.append(median_time(partial(_in_a_fresh_interpreter, code), 1))
    whole, first, standing = (statistics.median(found) for found in times.values())
    yield Bar(f"import zoneplan / {theirs}", whole / standing, 1.15)
    yield Bar("from zoneplan import Figure, Plan, read_plan / the same", first / standing, 1.15)


def _in_a_fresh_interpreter(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def measure_all(actions: int, runs: int) -> list[Bar]:
    """Bar everything once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_text(synthetic_plan(actions), encoding="utf-8")
        measures = [*measure_plan(path, runs), measure_memory(path, actions)]
    return [*measures, *measure_imports(max(3, runs))]


def main() -> int:
    """Print every ratio beside its bar."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    measures = measure_all(actions, runs=5)
    print(f"{actions:,} actions, Python {sys.version.split()[0]}")
    for measure in measures:
        print(measure)
    return 0 if all(measure.is_met for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
