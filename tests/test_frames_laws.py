"""The same rollup everywhere: the tree of a plan, DuckDB, Polars, pyarrow and pandas give one digest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portfolio_plans import METRICS, portfolios
from zoneplan import Metric, Missing, Plan, frames, strategies
from zoneplan.errors import ZoneplanError
from zoneplan.subjects import known_places

if TYPE_CHECKING:
    from collections.abc import Callable

# A plan found has a long repr, which Hypothesis warns about whether or not it is printed.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
CONNECTION = duckdb.connect()
ENGINES: dict[str, Callable[[Any], Any]] = {
    "pyarrow": lambda table: table,
    "Polars": pl.from_arrow,
    "lazy Polars": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
    "DuckDB": CONNECTION.from_arrow,
    "pandas": lambda table: table.to_pandas(),
}
asked = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def outcome(rolled: Callable[[], Any]) -> str | type[ZoneplanError]:
    """Give the digest of an answer, or the sort of its refusal."""
    try:
        return frames.digest(rolled())
    except ZoneplanError as error:
        return type(error)


def require_one_outcome(plan: Plan, metric: str, table: pa.Table, **question: Any) -> None:
    """Assert that every engine answers or refuses as the tree does."""
    outline, places = frames.outline_table(plan), tuple(known_places(plan).values())
    expected = outcome(lambda: frames.rollup_table(plan.roll_up(metric, **question)))
    question |= {"outline": outline, "metrics": plan.ledger.metrics, "only": [metric], "places": places}
    actual = {
        name: outcome(partial(frames.roll_up, made(table), **question)) for name, made in ENGINES.items()
    }
    assert dict.fromkeys(ENGINES, expected) == actual


@asked
@given(
    portfolios,
    st.sampled_from(METRICS),
    st.sampled_from(Missing),
    st.sampled_from((None, "2023", "2023H1", "2023Q2", "2023H2")),
)
def test_every_engine_answers_as_the_tree_does(
    plan: Plan, metric: Metric, missing: Missing, period: str | None
) -> None:
    """Shared projects, vintages, mixed units, long and negative numbers: one digest or one refusal."""
    table = frames.observations_table(plan)
    require_one_outcome(plan, metric.id, table, period=period, missing=missing, weight=None)
    require_one_outcome(
        plan, metric.id, table, period=period, missing=missing, aspect="actual", weight="jobs"
    )


@asked
@given(
    st.booleans().flatmap(lambda plain: strategies.plans(plain=plain)), st.sampled_from(Missing), st.data()
)
def test_every_engine_answers_as_the_tree_does_for_valid_plans(
    plan: Plan, missing: Missing, data: st.DataObject
) -> None:
    """Places, unlisted actions, aspects and stated totals mean the same in a table as in a plan."""
    assume(plan.ledger.metrics)
    assume(all(entry.record.figure.upper is None for entry in plan.ledger))
    metric = data.draw(st.sampled_from(sorted(plan.ledger.metrics)))
    periods = sorted({str(entry.record.period) for entry in plan.ledger})
    period = data.draw(st.sampled_from((None, "2023", *periods)))
    aspect = data.draw(st.sampled_from((None, *sorted({entry.record.aspect for entry in plan.ledger}))))
    weight = data.draw(st.sampled_from((None, *sorted(plan.ledger.metrics))))
    table = frames.observations_table(plan)
    require_one_outcome(plan, metric, table, period=period, aspect=aspect, missing=missing, weight=weight)


@asked
@given(portfolios, st.sampled_from(METRICS), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_their_pieces_do_not_matter(plan: Plan, metric: Metric, random: Any) -> None:
    """Rows in any order and in any number of chunks give the answer of the tree."""
    table = frames.observations_table(plan)
    order = list(range(table.num_rows))
    random.shuffle(order)
    cut = random.randint(0, len(order))
    pieces = [table.take(pa.array(some, pa.int64())) for some in (order[:cut], order[cut:])]
    require_one_outcome(plan, metric.id, pa.concat_tables(pieces), period="2023", aspect="actual")


@asked
@given(portfolios)
def test_parts_of_a_period_are_what_each_is_by_itself(plan: Plan) -> None:
    """`by` gives for every part what asking for that part alone gives."""
    table, outline = frames.observations_table(plan), frames.outline_table(plan)
    metric = plan.metric("money")
    question: dict[str, Any] = {
        "outline": outline, "metrics": METRICS, "only": ["money"], "aspect": "actual",
    }  # fmt: skip
    quarters = [f"2023Q{number}" for number in range(1, 5)]
    expected = outcome(
        lambda: pa.concat_tables(
            frames.rollup_table(plan.roll_up(metric.id, period=one, aspect="actual")) for one in quarters
        )
    )
    assert expected == outcome(lambda: frames.roll_up(table, period=2023, by="quarter", **question))
