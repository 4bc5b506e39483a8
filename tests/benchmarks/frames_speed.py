"""How long rolling frames up takes, as ratios measured in one run; what is compared gives the same answer.

Run it with `python tests/benchmarks/frames_speed.py [OBSERVATIONS]`, 1,000,000 unless said. The data are
synthetic: 10,000 leaves in 4 levels, months of up to five years, two units. Each time is the median of
several runs in one process; the exit code is 1 when a bar is missed. pint-pandas and the loop over pint
quantities are run on a sample and scaled.
"""

from __future__ import annotations

import statistics
import sys
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import duckdb
import pyarrow as pa
from bars import Bar

from zoneplan import Metric, frames, units

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

LEAVES = 10_000
SAMPLE = 20_000
LARGE_SAMPLE = 1_000_000


@attrs.frozen
class Size:
    """How many metrics and months make up so many observations, one for each leaf.

    Attributes:
        observations: How many are asked for; a whole number of metrics gives about as many.
    """

    observations: int

    @property
    def months(self) -> int:
        """How many months are reported."""
        return 60 if self.observations >= 6 * LEAVES * 60 else 50

    @property
    def metrics(self) -> int:
        """How many metrics are."""
        return max(1, self.observations // (LEAVES * self.months))

    @property
    def rows(self) -> int:
        """How many observations there are, exactly."""
        return self.metrics * LEAVES * self.months

    def query(self, start: int, end: int) -> str:
        """Give the SQL that makes some of the observations.

        Args:
            start: Number of the first.
            end: Number of the one behind the last.
        """
        return f"""
        SELECT 'metric' || (i % {self.metrics}) AS metric,
            'leaf' || lpad(((i // {self.metrics}) % {LEAVES})::VARCHAR, 5, '0') AS subject,
            strftime(make_date(2021 + (m // 12)::INT, 1 + (m % 12)::INT, 1), '%Y-%m') AS period,
            (((hash(i) % 2000000)::BIGINT - 500000) / 100)::DECIMAL(18, 2) AS number,
            CASE WHEN i % 7 = 0 THEN '亿元' ELSE '万元' END AS unit
        FROM (SELECT i, i // {self.metrics * LEAVES} AS m FROM range({start}, {end}) t(i))
        """


def synthetic(connection: duckdb.DuckDBPyConnection, observations: int) -> tuple[list[Metric], pa.Table]:
    """Make the table `observations`, and give its metrics and its outline."""
    size = Size(observations)
    connection.execute(f"CREATE TABLE observations AS {size.query(0, size.rows)}")
    return listed_metrics(size.metrics), tree()


def listed_metrics(metrics: int) -> list[Metric]:
    """Give so many metrics of money."""
    return [
        Metric(id=f"metric{one}", name=f"指标{one}", unit="万元", kind="flow", across="sum", over_time="sum")
        for one in range(metrics)
    ]


def tree() -> pa.Table:
    """Give the outline: a nation of cities, zones and leaves."""
    nodes: list[tuple[str, str | None]] = [("nation", None)]
    nodes += [(f"city{one:02}", "nation") for one in range(LEAVES // 1000)]
    nodes += [(f"zone{one:04}", f"city{one % (LEAVES // 1000):02}") for one in range(LEAVES // 10)]
    nodes += [(f"leaf{one:05}", f"zone{one % (LEAVES // 10):04}") for one in range(LEAVES)]
    return pa.table({"node": [one for one, _ in nodes], "parent": [parent for _, parent in nodes]})


def prepare_closure(connection: duckdb.DuckDBPyConnection, outline: pa.Table) -> None:
    """Make the tables that SQL by hand needs: what lies above each leaf, how many lie below a node."""
    assert outline.num_rows
    connection.execute(
        """
        CREATE TABLE closure AS
        WITH RECURSIVE ways AS (
            SELECT node AS leaf, node AS above, parent FROM outline
            WHERE node NOT IN (SELECT parent FROM outline WHERE parent IS NOT NULL)
            UNION ALL
            SELECT leaf, outline.node, outline.parent FROM ways JOIN outline ON ways.parent = outline.node
        ) SELECT leaf, above FROM ways;
        CREATE TABLE leaves AS SELECT above, count(*) AS expected FROM closure GROUP BY above
        """
    )


_TRUSTING = """
            SELECT subject, metric, unit, count(*) AS months, sum(number) AS total
            FROM observations WHERE period BETWEEN '2021-01' AND '2025-12'
            GROUP BY subject, metric, unit"""
_CAREFUL = """
            SELECT subject, metric, unit, count(*) AS months, sum(total) AS total FROM (
                SELECT subject, metric, unit, period,
                    CASE WHEN count(*) = 1 THEN sum(number) ELSE error('two for one month') END AS total
                FROM observations WHERE period BETWEEN '2021-01' AND '2025-12'
                GROUP BY subject, metric, unit, period
            ) GROUP BY subject, metric, unit"""


def by_hand(connection: duckdb.DuckDBPyConnection, metrics: list[Metric], *, is_careful: bool) -> pa.Table:
    """Roll up by SQL written for these data alone: states by leaf, joined with the closure of the tree.

    It knows that there are months only, one aspect and two units, and it gives the numbers as text with their
    counts, as the other does. Where it is careful it makes sure, as the other does, that no leaf has two
    figures for one month; else it trusts that there are none.
    """
    months = _CAREFUL if is_careful else _TRUSTING
    factors = pa.table(
        {
            "metric": [metric.id for metric in metrics for _ in range(2)],
            "unit": ["万元", "亿元"] * len(metrics),
            "factor": [1, 10_000] * len(metrics),
        }
    )
    assert factors.num_rows
    return connection.sql(
        f"""
        WITH raw AS (
            {months}
        ), states AS (
            SELECT subject, metric, sum(months) AS months, sum(total * factor)::DECIMAL(38, 2) AS total
            FROM raw JOIN factors USING (metric, unit) GROUP BY subject, metric
        ), totals AS (
            SELECT above AS node, metric, sum(total) AS total, count(*) AS parts,
                sum(CASE WHEN months = 60 THEN 1 ELSE 0 END) AS whole
            FROM states JOIN closure ON states.subject = closure.leaf GROUP BY above, metric
        )
        SELECT node, metric, rtrim(rtrim(total::VARCHAR, '0'), '.') AS computed, whole::BIGINT AS reported,
            (parts - whole)::BIGINT AS partial, expected
        FROM totals JOIN leaves ON totals.node = leaves.above
        """
    ).to_arrow_table()


def by_pandas(table: pd.DataFrame, outline: pa.Table) -> dict[tuple[str, str], int]:
    """Roll up by pandas with whole numbers of 0.01 万元, level by level."""
    scaled = table["cents"] * table["unit"].map({"万元": 1, "亿元": 10_000})
    level = scaled.groupby([table["subject"], table["metric"]]).agg(["sum", "count", "min", "max"])["sum"]
    parents = dict(zip(*(outline[name].to_pylist() for name in ("node", "parent")), strict=True))
    found = {}
    while len(level):
        found.update(level.to_dict())
        frame = level.reset_index()
        frame["subject"] = frame["subject"].map(parents)
        frame = frame.dropna(subset=["subject"])
        level = frame.groupby(["subject", "metric"])["sum"].sum()
    return found


def by_pint_pandas(table: pd.DataFrame, outline: pa.Table) -> dict[tuple[str, str], int]:
    """Roll up by pandas columns that carry their unit, level by level; pint brings them to one."""
    import pandas as pd
    from pint_pandas import PintArray, PintType

    PintType.ureg = units.registry()
    names = {name: units.quantity(1, units.unit(name)).units for name in ("万元", "亿元")}
    pieces = [
        pd.Series(PintArray(part["cents"].to_numpy(), dtype=f"pint[{names[name]}]"), part.index)
        for name, part in table.groupby("unit")
    ]
    values = pd.concat([piece.pint.to(str(names["万元"])) for piece in pieces]).reindex(table.index)
    level = values.groupby([table["subject"], table["metric"]]).sum()
    parents = dict(zip(*(outline[name].to_pylist() for name in ("node", "parent")), strict=True))
    found: dict[tuple[str, str], int] = {}
    while len(level):
        found.update(zip(level.index, level.pint.magnitude, strict=True))
        subjects = level.index.get_level_values(0).map(parents)
        above = level[subjects.notna()]
        level = above.groupby([subjects[subjects.notna()], above.index.get_level_values(1)]).sum()
    return found


def by_pint(rows: list[tuple[Any, ...]], outline: pa.Table) -> dict[tuple[str, str], Any]:
    """Roll up as a first try would: a loop that adds pint quantities at every node above a row."""
    parents = dict(zip(*(outline[name].to_pylist() for name in ("node", "parent")), strict=True))
    found: dict[tuple[str, str], Any] = {}
    for metric, subject, number, name in rows:
        quantity = units.quantity(number, units.unit(name))
        node = subject
        while node is not None:
            key = (node, metric)
            found[key] = found[key] + quantity if key in found else quantity
            node = parents[node]
    return found


def timed(task: Callable[[], Any], runs: int) -> tuple[float, Any]:
    """Give the median time of some runs, in seconds, and what the last one gave."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = task()
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def main(observations: int) -> int:
    """Bar and print; give 1 when a bar is missed."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    metrics, outline = synthetic(connection, observations)
    relation = connection.table("observations")
    closing = timed(lambda: prepare_closure(connection, outline), 1)[0]
    checking, checked = timed(lambda: frames.read_outline(outline), 1)
    rows = relation.aggregate("count(*)").fetchall()[0][0]
    runs = 5 if rows < 3_000_000 else 3

    def ours() -> pa.Table:
        answer = frames.roll_up(
            relation, outline=checked, metrics=metrics, period="2021-2025", aspect="actual"
        )
        return answer.to_arrow_table()

    trusting, expected = timed(lambda: by_hand(connection, metrics, is_careful=False), runs)
    hand, _ = timed(lambda: by_hand(connection, metrics, is_careful=True), runs)
    mine, actual = timed(ours, runs)
    columns = ["node", "metric", "computed", "reported", "partial", "expected"]
    alike = [sorted(map(str, one.select(columns).to_pylist())) for one in (expected, actual)]
    if alike[0] != alike[1]:
        raise SystemExit("the two answers differ")
    print(
        f"{rows:,} observations, {len(metrics)} metrics, {actual.num_rows:,} rows of answer; "
        f"outline closed by SQL {closing:.3f} s, read and checked {checking:.3f} s; "
        f"then DuckDB SQL by hand {trusting:.3f} s, as careful {hand:.3f} s, zoneplan.frames {mine:.3f} s"
    )
    whole = relation.project("metric, subject, unit, (number * 100)::BIGINT AS cents")
    table = whole.to_arrow_table().to_pandas()
    with_pandas, cents = timed(lambda: by_pandas(table, outline), min(runs, 3))
    one = next(row for row in actual.to_pylist() if row["node"] == "nation")
    assert Fraction(one["computed"]) == Fraction(int(cents["nation", one["metric"]]), 100)
    sample = relation.project("metric, subject, number, unit").limit(SAMPLE).fetchall()
    with_pint = timed(lambda: by_pint(sample, outline), 1)[0] * rows / SAMPLE
    some = table.head(LARGE_SAMPLE)
    with_both, joint = timed(lambda: by_pint_pandas(some, outline), 1)
    assert {key: int(value) for key, value in joint.items()} == by_pandas(some, outline)
    with_both *= rows / len(some)
    bars = [
        Bar("zoneplan.frames / DuckDB SQL by hand, as careful", mine / hand, 1.2),
        Bar("zoneplan.frames / DuckDB SQL by hand that trusts its data", mine / trusting, 1.2),
        Bar("zoneplan.frames / pandas, whole numbers", mine / with_pandas, 1),
        Bar(f"zoneplan.frames / pint-pandas, {len(some):,} rows, scaled", mine / with_both, 1),
        Bar(f"zoneplan.frames / pint, {SAMPLE:,} rows, scaled", mine / with_pint, 1),
    ]
    print(*bars, sep="\n")
    print(
        f"faster than pandas {with_pandas / mine:.1f} times, than pint-pandas {with_both / mine:.1f} times, "
        f"than a loop over pint quantities {with_pint / mine:.0f} times"
    )
    return 0 if all(bar.is_met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
