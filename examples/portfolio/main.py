"""Roll up an invented portfolio in DuckDB: every row is drawn from a seed, and none is true of any place."""

import duckdb
import pyarrow as pa

from zoneplan import SyntheticPortfolio, frames

portfolio = SyntheticPortfolio(zones=24, projects=3, shared=3, metrics=3, months=12, missing="0.02")
rows = pa.Table.from_pylist(list(portfolio.observations()))
nodes = pa.Table.from_pylist(list(portfolio.outline()))
print(
    f"An invented portfolio: {portfolio.zones} zones, {portfolio.leaves} projects and {rows.num_rows} figures"
)

connection = duckdb.connect()
answer = frames.roll_up(
    connection.from_arrow(rows),
    outline=nodes,
    metrics=portfolio.metric_definitions(),
    period=2023,
    aspect="actual",
)
for metric in portfolio.metric_definitions():
    print(f"\n{metric.name} in 2023, and how many projects reported all of it, a part, or should have")
    top = answer.filter(f"metric = '{metric.id}' AND regexp_matches(node, '^(synthetic|province|city)')")
    for node, computed, reported, partial, expected in top.project(
        "node, computed, reported, partial, expected"
    ).fetchall():
        print(f"  {node:<12} {computed:>20} {metric.unit}   {reported} + {partial} of {expected}")

print(f"\nThe answer has {len(answer)} rows, and its digest is")
print(frames.digest(answer))
