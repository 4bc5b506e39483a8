"""Rolling up frames: what comes back, what is exact, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from zoneplan import Action, Metric, Observation, Plan, Program, Zone, frames
from zoneplan.errors import (
    AmountError,
    FloatRefusedError,
    OutlineError,
    PeriodError,
    RollupError,
    UnknownIdError,
    ZoneplanError,
)
from zoneplan.frames.engines import Observed
from zoneplan.portfolio import Portfolio
from zoneplan.portfolio_tables import plan_tables
from zoneplan.synthetic import SyntheticPortfolio

if TYPE_CHECKING:
    from pathlib import Path

MONEY = Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
LAND = Metric(id="land", name="用地", unit="公顷", kind="stock", across="sum", over_time="last")
OUTLINE = pa.table({"node": ["city", "east", "west"], "parent": [None, "city", "city"]})


def observed(*rows: tuple[Any, ...], columns: str = "metric subject period number unit") -> pa.Table:
    """Make a table of observations of rows."""
    names = columns.split()
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def rolled(observations: Any, outline: Any = OUTLINE, **further: Any) -> dict[str, Any]:
    """Roll money up and give the computed figures by node."""
    answer = frames.roll_up(observations, outline=outline, metrics=[MONEY], **further)
    return {row["node"]: row["computed"] for row in answer.to_pylist()}


PLAIN = observed(("money", "east", "2024", "1.5", "亿元"), ("money", "west", "2024", "30000", "万元"))


def test_a_row_for_every_node_says_all_of_it() -> None:
    """Computed beside stated, the residual, and coverage, in the metric's unit."""
    table = pa.concat_tables([PLAIN, observed(("money", "city", "2024", "5", "亿元"))])
    answer = frames.roll_up(table, outline=OUTLINE, metrics=[MONEY])
    expected = {
        "node": "city", "metric": "money", "period": "2024", "aspect": "actual", "missing": "skip_if_all",
        "unit": "亿元", "computed": "4.5", "is_decimal": True, "stated": "5", "residual": "0.5",
        "reported": 2, "partial": 0, "expected": 2, "weight_share": None,
    }  # fmt: skip
    assert expected == answer.to_pylist()[0]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (lambda table: table, pa.Table),
        (pl.from_arrow, pl.DataFrame),
        (lambda table: pl.DataFrame(table).lazy(), pl.LazyFrame),
        (lambda table: table.to_pandas(), pd.DataFrame),
        (duckdb.connect().from_arrow, duckdb.DuckDBPyRelation),
    ],
)
def test_the_answer_comes_in_kind(made: Any, kind: type) -> None:
    """Whatever frame is given, its like comes back, with the digest of all others."""
    answer = frames.roll_up(made(PLAIN), outline=OUTLINE, metrics=[MONEY])
    assert isinstance(answer, kind)
    assert frames.digest(frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY])) == frames.digest(answer)


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow"])
def test_an_engine_may_be_chosen(engine: str) -> None:
    """Rows are moved to the engine, and the answer comes back in kind all the same."""
    answer = frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY], engine=engine)
    assert isinstance(answer, pa.Table)
    assert "4.5" == answer.to_pylist()[0]["computed"]


@pytest.mark.parametrize("name", ["rows.parquet", "rows.csv"])
def test_files_are_read_by_duckdb(tmp_path: Path, name: str) -> None:
    """A path or glob of Parquet or CSV gives a relation; numbers of a CSV file keep their digits."""
    path = tmp_path / name
    write = pyarrow.parquet.write_table if path.suffix == ".parquet" else pyarrow.csv.write_csv
    write(PLAIN, path)
    answer = frames.roll_up(str(tmp_path / f"*{path.suffix}"), outline=OUTLINE, metrics=[MONEY])
    assert "4.5" == answer.to_arrow_table().to_pylist()[0]["computed"]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow"])
@pytest.mark.parametrize(
    "number",
    [
        2**62,
        Decimal(10**38 - 1),
        Decimal(-(10**38) + 1),
        Decimal("12345678901234567890123456789012.345678"),
        "9" * 60,
    ],
)
def test_no_engine_wraps_around(engine: str, number: Any) -> None:
    """Sums that pass 64 bits, or the 38 digits of a decimal, are exact where engines by themselves wrap."""
    unit = Metric(id="money", name="投资", unit="元", kind="flow", across="sum")
    rows = [("money", f"leaf{one}", "2024", number, "元") for one in range(9)]
    outline = pa.table({"node": ["city", *(row[1] for row in rows)], "parent": [None, *["city"] * 9]})
    answer = frames.roll_up(observed(*rows), outline=outline, metrics=[unit], engine=engine)
    found = Decimal(answer.to_pylist()[0]["computed"])
    assert Decimal(number).as_integer_ratio()[0] * 9 == found.as_integer_ratio()[0] * (
        Decimal(number).as_integer_ratio()[1] // found.as_integer_ratio()[1]
    )


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow"])
def test_months_of_one_leaf_do_not_wrap_around(engine: str) -> None:
    """The sum over time is made inside the engine, and passes 64 bits as well."""
    rows = [("money", "east", f"2024-{month:02}", 2**62, "元") for month in range(1, 13)]
    found = rolled(observed(*rows), period=2024, engine=engine)
    assert Decimal(found["east"]) * 10**8 == 12 * 2**62


@pytest.mark.parametrize(
    ("number", "total"),
    [("900000000000.00", "1800000000000.0000000001"), ("500000000.00", "1000000000.0000000001")],
)
def test_the_finest_unit_does_not_make_the_others_wrap_around(number: str, total: str) -> None:
    """A hundredth of a yuan makes the steps so fine that one sum, or one number, of 亿元 passes 64 bits."""
    rows = [("money", "east", f"2024-0{month}", number, "亿元") for month in (1, 2)]
    table = observed(*rows, ("money", "west", "2024-01", "0.01", "元"))
    assert total == rolled(table, period="2024-01/02")["city"]


def test_a_fraction_is_kept_where_no_decimal_holds_it() -> None:
    """A 亩 is 2000/3 m², so one is no decimal number of 公顷."""
    answer = frames.roll_up(
        observed(("land", "east", "2024", 1, "亩")), outline=OUTLINE, metrics=[LAND], period=2024
    )
    row = answer.to_pylist()[1]
    assert ("1/15", False, "1/15") == (row["computed"], row["is_decimal"], row["stated"])


def test_the_latest_vintage_counts_month_by_month() -> None:
    """Where a month has two vintages the later one counts, whichever row comes first."""
    rows = (
        ("money", "east", "2024-01", 5, "亿元", "final"),
        ("money", "east", "2024-01", 4, "亿元", "preliminary"),
        ("money", "east", "2024-02", 2, "亿元", "preliminary"),
    )
    table = observed(*rows, columns="metric subject period number unit vintage")
    assert "7" == rolled(table, period=2024)["east"]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow"])
def test_only_the_rows_of_a_period_are_asked_for_again(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two vintages have to be chosen between, no row of another period comes as well."""
    asked_again: list[tuple[int, list[str]]] = []
    added = Observed.added

    def noted(rows: Any, *given: Any, **named: Any) -> Any:
        found = added(rows, *given, **named)
        if named.get("by_period"):
            asked_again.append((found.table.num_rows, found.table["period"].to_pylist()))
        return found

    monkeypatch.setattr(Observed, "added", noted)
    rows = [
        ("money", "east", f"2024-{month:02}", number, "亿元", vintage)
        for month in range(1, 7)
        for number, vintage in (("1", "preliminary"), ("2", "final"))
    ]
    columns = "metric subject period number unit vintage"
    table = observed(*rows, columns=columns)
    frames.roll_up(table, outline=OUTLINE, metrics=[MONEY], by="quarter", engine=engine)
    quarters = [
        [f"2024-{month:02}" for month in range(first, first + 3) for _ in range(2)] for first in (1, 4)
    ]
    assert [(6, quarter) for quarter in quarters] == [(count, sorted(one)) for count, one in asked_again]


def test_a_forest_has_no_row_above_its_roots() -> None:
    """Several roots stand side by side."""
    outline = pa.table({"node": ["a", "b", "a1", "b1"], "parent": [None, None, "a", "b"]})
    table = observed(("money", "a1", "2024", 1, "亿元"), ("money", "b1", "2024", 2, "亿元"))
    assert {"a": "1", "b": "2", "a1": "1", "b1": "2"} == rolled(table, outline)


def test_a_shared_project_counts_once_at_every_ancestor() -> None:
    """A node that stands in two rows is added once to what lies above both."""
    outline = pa.table(
        {
            "node": ["z", "a", "b", "x", "x"],
            "parent": [None, "z", "z", "a", "b"],
            "kind": [*"zaa", *["project"] * 2],
        }
    )
    table = observed(("money", "x", "2024", 1, "亿元"))
    assert dict.fromkeys("zabx", "1") == rolled(table, outline)


def test_by_gives_a_row_for_each_part() -> None:
    """Without a period, every year that holds a reported period is answered."""
    rows = [("money", "east", period, 1, "亿元") for period in ("2023-01", "2023-02", "2024")]
    answer = frames.roll_up(observed(*rows), outline=OUTLINE, metrics=[MONEY], by="year")
    found = {(row["period"], row["computed"]) for row in answer.to_pylist() if row["node"] == "city"}
    assert {("2023", "2"), ("2024", "1")} == found


def test_nothing_reported_is_nothing() -> None:
    """Without any row there is no figure, and every leaf is expected."""
    empty = PLAIN.slice(0, 0)
    answer = frames.roll_up(empty, outline=OUTLINE, metrics=[MONEY]).to_pylist()[0]
    assert (None, None, 0, 2) == tuple(
        answer[name] for name in ("period", "computed", "reported", "expected")
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "the outline has no row"),
        ([(None, None)], "expected the id of a node in row 1 of the outline, got None"),
        ([("a", "b"), ("b", "a")], "the outline runs in a circle: 'a' in 'b' in 'a'"),
        ([("a", "z")], "the parent 'z' of node 'a' is no node of the outline"),
        ([("a", None), ("b", "a"), ("b", "a")], "node 'b' stands twice under 'a'"),
        ([("a", None), ("a", None)], "root 'a' stands twice"),
        (
            [("a", None), ("b", None), ("b", "a")],
            "node 'b' is a root in one row and a part of 'a' in another",
        ),
        ([("a", 1)], "expected the id of the parent of 'a', got 1"),
    ],
)
def test_an_outline_that_is_none_is_refused(rows: list[tuple[Any, Any]], message: str) -> None:
    """Circles, orphans and rows that contradict each other are told before anything is computed."""
    outline = pl.DataFrame(
        {"node": [row[0] for row in rows], "parent": [row[1] for row in rows]}, strict=False
    )
    with pytest.raises(OutlineError) as caught:
        frames.read_outline(outline.to_arrow())
    assert message == caught.value.message
    assert caught.value.message_zh


@pytest.mark.parametrize(
    ("further", "message"),
    [
        (
            {"kind": ["city", "zone", "zone", "action", "action"]},
            "node 'x' of kind 'action' has two parents, 'a' and 'b'",
        ),
        ({"name": ["z", "a", "b", "x", "y"]}, "two rows of node 'x' differ: name 'x' and name 'y'"),
        (
            {"unlisted": [-1, None, None, None, None]},
            "expected how many leaves node 'z' does not list, got -1",
        ),
    ],
)
def test_a_node_that_contradicts_itself_is_refused(further: dict[str, list[Any]], message: str) -> None:
    """Only a project has two parents where kinds are told, and its rows say the same of it."""
    nodes = {"node": ["z", "a", "b", "x", "x"], "parent": [None, "z", "z", "a", "b"]}
    with pytest.raises(OutlineError) as caught:
        frames.read_outline(pa.table({**nodes, **further}))
    assert message == caught.value.message


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        (
            observed(("money", "east", "2024", 1.5, "亿元")),
            FloatRefusedError,
            "the column 'number' holds binary floats, which are not exact",
        ),
        (
            observed(("money", "east", "2024", "1e3", "亿元")),
            AmountError,
            "expected a plain number, got '1e3'",
        ),
        (
            observed(("money", "east", "2024", "1", "亿元"), ("money", "west", "2024", None, "亿元")),
            AmountError,
            "1 of 2 observations have no number",
        ),
        (
            observed(("money", "east", "soon", "1", "亿元")),
            PeriodError,
            "expected a period, got 'soon'",
        ),
        (PLAIN.drop(["unit"]), RollupError, "the observations have no column 'unit'"),
        (
            observed(("money", "east", "2024", True, "亿元")),
            RollupError,
            "the column 'number' holds bool, not numbers",
        ),
        (12, RollupError, "expected a frame or a path, got int"),
    ],
)
def test_observations_that_are_none_are_refused(table: Any, error: type[Any], message: str) -> None:
    """Floats, texts that are no number or period, and missing columns are told in a sentence."""
    with pytest.raises(error) as caught:
        rolled(table)
    assert message == caught.value.message
    assert caught.value.message_zh


@pytest.mark.parametrize(
    ("question", "error", "message"),
    [
        ({"engine": "sqlite"}, RollupError, "unknown engine 'sqlite'"),
        ({"only": ["gdp"]}, UnknownIdError, "unknown metric 'gdp'"),
        (
            {"places": [Zone(id="east", name="东区")]},
            OutlineError,
            "id 'east' is both a place and a node of the outline, so its figures may be of either",
        ),
    ],
)
def test_a_question_that_has_no_answer_is_refused(
    question: dict[str, Any], error: type[Any], message: str
) -> None:
    """Unknown engines and metrics are told, and so are ids that mean two things."""
    with pytest.raises(error) as caught:
        rolled(PLAIN, **question)
    assert message == caught.value.message


def test_two_metrics_of_one_id_are_refused() -> None:
    """Which of two definitions is meant is not guessed."""
    other = Metric(id="money", name="投资", unit="万元", kind="flow", across="sum")
    with pytest.raises(RollupError) as caught:
        frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY, other])
    assert "two metrics have the id 'money' and differ" == caught.value.message


def test_a_digest_is_of_an_answer() -> None:
    """Something else has no digest."""
    with pytest.raises(RollupError) as caught:
        frames.digest(OUTLINE)
    assert caught.value.message.startswith(
        "this is no answer of a rollup: it has no column 'metric', 'period'"
    )


def test_a_missing_library_is_told_with_what_to_install() -> None:
    """Whoever lacks the extra reads what to install."""
    code = "import sys; sys.modules['narwhals'] = None\nimport zoneplan.frames"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert "RollupError: zoneplan.frames needs narwhals, which is not installed" in done.stderr
    assert "pip install 'zoneplan[frames]'" in done.stderr


def test_every_refusal_is_told_in_both_languages() -> None:
    """A refusal of a figure has its sentence in Chinese too."""
    table = observed(("money", "east", "2024", "1", "亿元"), ("money", "east", "2024", "2", "亿元"))
    with pytest.raises(ZoneplanError) as caught:
        rolled(table)
    assert isinstance(caught.value, RollupError)
    assert "two figures for 'money' of 'east' in 2024 differ in one vintage" == caught.value.message
    assert caught.value.message_zh


def announced_plan(**further: Any) -> Plan:
    """Make a plan that declares more actions than it lists, with figures of one of them."""
    done = Observation(metric="money", period="2024", figure="1.50亿元", vintage="final", **further)
    actions = [Action(id="x", name="一", observations=[done]), Action(id="y", name="二")]
    return Plan(
        id="p",
        name="示范规划（虚构）",
        declared_programs=2,
        programs=[Program(id="a", name="产业（虚构）", declared_actions=4, actions=actions)],
        metrics=[MONEY],
    )


@pytest.mark.parametrize("made", [lambda rows: rows, pa.Table.from_pylist, pl.DataFrame, pd.DataFrame])
def test_the_tables_of_a_plan_are_rolled_up_as_they_are(made: Any) -> None:
    """`plan_tables`, as rows or in any frame, gives the answer of the tree, with what is not listed."""
    plan = announced_plan()
    tables = plan_tables(plan)
    answer = frames.roll_up(made(tables.ledger), outline=made(tables.outline), metrics=[MONEY])
    expected = frames.rollup_table(plan.roll_up("money"))
    assert [4, 5] == sorted(set(expected["expected"].to_pylist()) - {1})
    assert frames.digest(expected) == frames.digest(answer)


@pytest.mark.parametrize("made", [lambda rows: rows, pa.Table.from_pylist, pl.DataFrame, pd.DataFrame])
def test_a_range_in_the_tables_of_a_plan_is_refused(made: Any) -> None:
    """A row with an upper end holds two numbers, and the lower one is never taken for both."""
    tables = plan_tables(announced_plan())
    rows = [{**row, "upper": Decimal(2)} for row in tables.ledger]
    with pytest.raises(RollupError, match="is a range"):
        frames.roll_up(made(rows), outline=made(tables.outline), metrics=[MONEY])


def test_rows_of_different_keys_keep_all_of_their_columns() -> None:
    """A key that only a later row has counts, and whole numbers stand beside decimals."""
    rows = [
        {"metric": "money", "subject": "east", "period": "2024", "number": 1, "unit": "亿元"},
        {
            "metric": "money", "subject": "east", "period": "2024", "number": Decimal("2.5"), "unit": "亿元",
            "aspect": "planned",
        },
    ]  # fmt: skip
    assert {"city": "1", "east": "1", "west": None} == rolled(rows)
    with pytest.raises(RollupError, match="expected a frame"):
        rolled([1, 2])
    with pytest.raises(RollupError, match="these rows make no table"):
        rolled([{**rows[0], "number": "1"}, rows[0]])


def test_the_tables_of_a_portfolio_are_rolled_up_as_they_are() -> None:
    """Every plan has the figure of its own tree, and cities the sum of the zones that lie in them."""
    synthetic = SyntheticPortfolio(zones=5, zones_per_city=2, cities_per_province=2, metrics=1, missing="0.1")
    portfolio = Portfolio.of(synthetic.plans())
    (metric,) = portfolio.metrics()
    outline = portfolio.outline_table()
    answer = frames.roll_up(
        portfolio.ledger_table(), outline=outline, metrics=portfolio.metrics(), period=2023, aspect="actual"
    )
    actual = {row["node"]: row["computed"] for row in answer.to_pylist()}
    for plan in portfolio.plans.values():
        tree = frames.rollup_table(plan.roll_up(metric, period=2023, aspect="actual"))
        assert tree["computed"][0].as_py() == actual[plan.id]
    zones: dict[str, list[Decimal]] = {}
    for row in outline:
        if row["kind"] == "zone":
            zones.setdefault(str(row["parent"]), []).append(Decimal(actual[row["node"]]))
    assert {city: sum(figures) for city, figures in zones.items()} == {
        city: Decimal(actual[city]) for city in zones
    }


def test_a_year_to_date_tells_a_stock_at_its_end_and_no_flow_of_the_quarter() -> None:
    """Beside each other, 1—6月 is a level at the second quarter's end, and nothing that flowed in it."""
    rows = observed(("money", "east", "2024-01/06", "7", "亿元"), ("land", "east", "2024-01/06", "7", "公顷"))
    answer = frames.roll_up(rows, outline=OUTLINE, metrics=[MONEY, LAND], period="2024Q2")
    assert [("money", None, 0), ("land", "7", 1)] == [
        (row["metric"], row["computed"], row["reported"] + row["partial"])
        for row in answer.to_pylist()
        if row["node"] == "city"
    ]
