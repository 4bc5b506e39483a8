"""Portfolios rolled up by the tree of a plan and by every engine: one digest, or one refusal, each time.

Run it in `tests` with `python -m soak.same_digests [PORTFOLIOS] [SEED] [SECONDS]`; 5,000 portfolios take
half an hour or more, and it ends early when the seconds are over. Every portfolio is invented. Each is asked
two questions, and what was met on the way is counted, so that a run says what it has compared: empty frames,
a metric that no leaf reports, outlines of one leaf, negative money, sums of 38 digits and more, shared
projects, mixed units and several vintages. The exit code is 1 when two ways differ.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet

from portfolio_plans import METRICS, drawn_portfolio
from zoneplan import Action, Metric, Missing, Plan, Program, frames
from zoneplan.errors import ZoneplanError
from zoneplan.subjects import known_places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Ways = Mapping[str, Callable[[pa.Table], Any]]

PERIODS = (None, "2023", "2023H1", "2023Q2", "2023H2")
QUESTIONS = 2
DIGITS = 38


@attrs.define
class Tally:
    """What was compared.

    Attributes:
        portfolios: How many portfolios were drawn.
        compared: How many answers were compared with that of the tree.
        outcomes: How often the tree answered, and how often it refused, by the sort of refusal.
        met: In how many portfolios or questions each hard case was met.
        faults: Where an engine gave another outcome than the tree.
    """

    portfolios: int = 0
    compared: int = 0
    outcomes: Counter[str] = attrs.field(factory=Counter)
    met: Counter[str] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)


def engines(folder: Path) -> Ways:
    """Give every way that a table of observations is handed over.

    Args:
        folder: Where files are written.
    """
    connection = duckdb.connect()

    def parquet(table: pa.Table) -> str:
        path = folder / "observations.parquet"
        pyarrow.parquet.write_table(table, path, row_group_size=3)
        return str(path)

    return {
        "pyarrow": lambda table: table,
        "Polars": pl.from_arrow,
        "lazy Polars": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
        "DuckDB": connection.from_arrow,
        "pandas": lambda table: table.to_pandas(),
        "Parquet": parquet,
    }


def outcome(rolled: Callable[[], Any]) -> str:
    """Give the digest of an answer, or the name of its refusal."""
    try:
        return frames.digest(rolled())
    except ZoneplanError as error:
        return type(error).__name__


def _portfolio(draw: random.Random) -> Plan:
    """Draw a portfolio; now and then one that reports nothing, or whose outline has one leaf."""
    plan = drawn_portfolio(draw)
    word = draw.random()
    if word < 0.03:
        return Plan(
            id="plan",
            name="空（虚构）",
            metrics=METRICS,
            programs=[Program(id="p", name="方案", actions=[Action(id="a", name="行动")])],
        )
    if word < 0.08:
        told = next((one for one in plan.outline.nodes.values() if one.observations), None)
        leaf = Action(id="a", name="行动", observations=() if told is None else told.observations)
        program = Program(id="p", name="方案", actions=[leaf])
        return Plan(id="plan", name="一项（虚构）", metrics=METRICS, programs=[program])
    return plan


def _shuffled(table: pa.Table, draw: random.Random) -> pa.Table:
    """Put rows into any order, in two pieces."""
    order = list(range(table.num_rows))
    draw.shuffle(order)
    cut = draw.randint(0, len(order))
    return pa.concat_tables([table.take(pa.array(some, pa.int64())) for some in (order[:cut], order[cut:])])


def _question(plan: Plan, draw: random.Random) -> tuple[Metric, dict[str, Any]]:
    """Draw a question, mostly about a metric that is reported."""
    told = {entry.record.metric for entry in plan.ledger}
    metrics = [one for one in METRICS if {one.id, one.numerator} & told and draw.random() < 0.95] or METRICS
    aspect, weight = draw.choice((None, "actual")), draw.choice((None, None, "jobs"))
    asked = {"period": draw.choice(PERIODS), "missing": draw.choice(list(Missing)), "aspect": aspect}
    return draw.choice(metrics), {**asked, "weight": weight}


def _met(plan: Plan) -> set[str]:
    """Name the hard cases that a portfolio holds."""
    entries = [(entry.subject, entry.record) for entry in plan.ledger]
    units: dict[str, set[str]] = {}
    figures: Counter[tuple[object, ...]] = Counter()
    for subject, record in entries:
        units.setdefault(record.metric, set()).add(record.figure.unit.name)
        figures[subject, record.metric, record.period, record.aspect] += 1
    numbers = [record.figure.exact for _, record in entries]
    cases = {
        "empty frames": not entries,
        "one leaf": len(plan.outline.terminals) == 1,
        "negative money": any(one < 0 for one in numbers),
        "shared projects": any(len(parents) > 1 for parents in plan.outline.parents.values()),
        "mixed units": any(len(found) > 1 for found in units.values()),
        "several vintages": any(count > 1 for count in figures.values()),
    }
    return {name for name, is_met in cases.items() if is_met}


def _met_in(answer: str, rolled: Callable[[], pa.Table]) -> set[str]:
    """Name the hard cases that an answer holds."""
    if not _is_digest(answer):
        return set()
    rows = rolled().to_pylist()
    found = {"all missing"} if not any(row["reported"] for row in rows) else set()
    digits = (len(row["computed"].strip("-").replace(".", "")) for row in rows if row["is_decimal"])
    return found | ({f"sums of {DIGITS} digits and more"} if max(digits, default=0) >= DIGITS else set())


def _is_digest(answer: str) -> bool:
    return not answer.endswith("Error")


def compare(tally: Tally, plan: Plan, draw: random.Random, ways: Ways, name: str) -> None:
    """Ask a portfolio some questions in every way, and note where two differ.

    Args:
        tally: Where it is counted.
        plan: The portfolio.
        draw: The source of chance.
        ways: What `engines` gave.
        name: What to call it when something is found.
    """
    tally.portfolios += 1
    tally.met.update(_met(plan))
    table, outline = frames.observations_table(plan), frames.read_outline(frames.outline_table(plan))
    places = tuple(known_places(plan).values())
    for _ in range(QUESTIONS):
        metric, asked = _question(plan, draw)
        rolled = partial(_by_tree, plan, metric.id, asked)
        expected = outcome(rolled)
        tally.outcomes["answered" if _is_digest(expected) else expected] += 1
        tally.met.update(_met_in(expected, rolled))
        question = {**asked, "outline": outline, "metrics": METRICS, "only": [metric.id], "places": places}
        rows = _shuffled(table, draw)
        for engine, made in ways.items():
            actual = outcome(partial(frames.roll_up, made(rows), **question))
            tally.compared += 1
            if actual != expected:
                tally.faults.append(f"{name}, {metric.id} {asked}: {engine} {actual}, tree {expected}")


def _by_tree(plan: Plan, metric: str, asked: Mapping[str, Any]) -> pa.Table:
    return frames.rollup_table(plan.roll_up(metric, **asked))


def run(portfolios: int, seed: int = 1, seconds: float = float("inf")) -> Tally:
    """Compare so many portfolios, or as many as the time allows."""
    tally, end = Tally(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        ways = engines(Path(folder))
        for number in range(portfolios):
            if time.monotonic() > end:
                break
            draw = random.Random(f"{seed}/{number}")
            compare(tally, _portfolio(draw), draw, ways, f"seed {seed}, portfolio {number}")
    return tally


def main(arguments: list[str]) -> int:
    """Print what was compared."""
    numbers = [int(one) for one in arguments]
    tally = run(*(numbers or [5_000]))
    print(f"{tally.portfolios:,} portfolios, {tally.compared:,} answers compared with the tree's")
    for title, found in (("the tree", tally.outcomes), ("met", tally.met)):
        print(f"{title}: " + ", ".join(f"{count:,} {name}" for name, count in sorted(found.items())))
    print(f"{len(tally.faults)} differ")
    for fault in tally.faults[:20]:
        print(f"  {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
