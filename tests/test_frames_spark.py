"""Spark gives the answers and refusals of the tree; a session that would cost digits is refused."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio_plans import METRICS, portfolios
from test_frames import LAND, MONEY, OUTLINE, PLAIN, observed
from test_frames_laws import outcome
from zoneplan import Metric, Missing, Plan, frames
from zoneplan.errors import AmountError, FloatRefusedError, RollupError
from zoneplan.subjects import known_places
from zoneplan.synthetic import SyntheticPortfolio

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
# Spark takes a second for what others do in milliseconds; HYPOTHESIS_PROFILE=long asks for hundreds.
few = settings(
    max_examples=settings().max_examples // 6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
MOST = 2**63 - 1
COLUMNS = "metric subject period number unit vintage"


def pieces(spark: SparkSession, table: pa.Table, random: Any) -> Any:
    """Give a table as a frame of Spark, its rows in any order and in several partitions."""
    order = list(range(table.num_rows))
    random.shuffle(order)
    return spark.createDataFrame(table.take(pa.array(order, pa.int64()))).repartition(random.randint(1, 4))


@few
@given(
    plan=portfolios,
    metric=st.sampled_from(METRICS),
    missing=st.sampled_from(Missing),
    period=st.sampled_from((None, "2023", "2023H1", "2023Q2", "2023H2")),
    random=st.randoms(use_true_random=False),
)
def test_spark_answers_as_the_tree_does(
    spark: SparkSession, plan: Plan, metric: Metric, missing: Missing, period: str | None, random: Any
) -> None:
    """Shared projects, vintages, mixed units, long and negative numbers: one digest or one refusal."""
    rows = pieces(spark, frames.observations_table(plan), random)
    asked: dict[str, Any] = {"period": period, "missing": missing, "aspect": "actual", "weight": None}
    expected = outcome(lambda: frames.rollup_table(plan.roll_up(metric.id, **asked)))
    asked |= {"outline": frames.outline_table(plan), "metrics": METRICS, "only": [metric.id]}
    asked["places"] = tuple(known_places(plan).values())
    assert expected == outcome(partial(frames.roll_up, rows, **asked))


def months(subject: str, number: Any, *further: Any) -> list[tuple[Any, ...]]:
    """Give a figure of money for each month of 2024."""
    return [("money", subject, f"2024-{month:02}", number, "万元", *further) for month in range(1, 13)]


CASES: dict[str, tuple[pa.Table, Any]] = {
    "empty": (PLAIN.slice(0, 0), None),
    "one leaf": (observed(*months("east", Decimal("1.50"))), None),
    "all missing": (observed(("land", "east", "2024", "1", "公顷")), None),
    "negative": (observed(*months("east", Decimal("-0.01")), *months("west", Decimal("0.01"))), None),
    "38 digits": (
        observed(*months("east", Decimal("9" * 36 + ".99")), *months("west", Decimal("-1.00"))),
        None,
    ),
    "39 digits": (observed(*months("east", "9" * 39), *months("west", "-0.0001")), None),
    "text": (observed(*months("east", "+1.5"), *months("west", "-0.25")), None),
    "64 bits": (observed(*months("east", MOST), *months("west", -MOST - 1)), None),
    "two vintages": (
        observed(*months("east", "1", "preliminary"), *months("east", "2", "final"), columns=COLUMNS),
        None,
    ),
    "no plain number": (observed(*months("east", "1,5")), AmountError),
    "a line end": (observed(*months("east", "1\n")), AmountError),
    "binary floats": (observed(*months("east", 1.5)), FloatRefusedError),
    "no number": (observed(*months("east", "1"), ("money", "west", "2024", None, "亿元")), AmountError),
    "two figures": (observed(*months("east", 1), *months("east", 2)), RollupError),
}


@pytest.mark.parametrize("case", CASES)
def test_spark_gives_the_digest_or_the_refusal_of_arrow(spark: SparkSession, case: str) -> None:
    """What is awkward for an engine comes to the same digest, or to the same error."""
    table, error = CASES[case]
    asked: dict[str, Any] = {"outline": OUTLINE, "metrics": [MONEY, LAND], "period": 2024}
    expected = outcome(partial(frames.roll_up, table, **asked))
    assert expected == outcome(partial(frames.roll_up, spark.createDataFrame(table), **asked))
    assert error is None or error is expected


def test_neither_order_nor_partitions_matter(spark: SparkSession) -> None:
    """A portfolio cut into any number of parts, sorted either way, has the digest of DuckDB."""
    synthetic = SyntheticPortfolio(zones=4, projects=2, shared=2, metrics=3, missing="0.1", revised="0.1")
    table = pa.Table.from_pylist(list(synthetic.observations()))
    asked: dict[str, Any] = {
        "outline": frames.read_outline(pa.Table.from_pylist(list(synthetic.outline()))),
        "metrics": synthetic.metric_definitions(),
        "period": 2023,
        "by": "month",
        "aspect": "actual",
    }
    frame = spark.createDataFrame(table)
    made = [frame, frame.repartition(5), frame.coalesce(1).sort("number"), frame.sort(frame.number.desc())]
    expected = frames.digest(frames.roll_up(table, engine="duckdb", **asked))
    assert [expected] * 4 == [frames.digest(frames.roll_up(one, **asked)) for one in made]


def test_the_answer_is_a_frame_of_the_same_session(spark: SparkSession) -> None:
    """Frames of Spark and files that Spark reads come back as frames of Spark; what was moved, as it came."""
    from pyspark.sql import DataFrame

    answer = frames.roll_up(spark.createDataFrame(PLAIN), outline=OUTLINE, metrics=[MONEY])
    assert isinstance(answer, DataFrame)
    assert spark is answer.sparkSession
    assert isinstance(frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY], engine="spark"), pa.Table)


def test_files_are_read_by_spark(spark: SparkSession, tmp_path: Path) -> None:
    """Parquet and CSV, by path, folder and glob, give the digest that DuckDB gives of them."""
    from pyspark.sql import DataFrame

    pq.write_table(PLAIN, tmp_path / "one.parquet")
    rows = zip(*PLAIN.to_pydict().values(), strict=True)
    lines = [",".join(PLAIN.column_names), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    (tmp_path / "one.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    tabbed = "\n".join(line.replace(",", "\t") for line in lines).encode()
    (tmp_path / "one.tsv").write_bytes(tabbed)
    (tmp_path / "one.tsv.gz").write_bytes(gzip.compress(tabbed))
    roll_up = partial(frames.roll_up, outline=OUTLINE, metrics=[MONEY], engine="spark")
    answers = [roll_up(f"{tmp_path}/{one}") for one in ("*.parquet", "one.csv", "one.tsv", "one.tsv.gz")]
    assert all(isinstance(one, DataFrame) for one in answers)
    expected = frames.digest(frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY]))
    assert [expected] * 4 == list(map(frames.digest, answers))


def test_files_with_other_columns_are_not_cut_to_those_of_the_first(
    spark: SparkSession, tmp_path: Path
) -> None:
    """A column that only one of several files has counts, such as the upper end of a range."""
    pq.write_table(PLAIN, tmp_path / "a.parquet")
    pq.write_table(PLAIN.append_column("upper", pa.array(["2", None])), tmp_path / "b.parquet")
    with pytest.raises(RollupError, match="is a range"):
        frames.roll_up(f"{tmp_path}/*.parquet", outline=OUTLINE, metrics=[MONEY], engine="spark")


def test_files_whose_heads_differ_are_refused(spark: SparkSession, tmp_path: Path) -> None:
    """The cells of a second CSV file are not read under the head of the first."""
    (tmp_path / "a.csv").write_text("metric,subject,period,number,unit\nmoney,east,2024,1,亿元\n", "utf-8")
    (tmp_path / "b.csv").write_text("metric,period,subject,number,unit\nmoney,2024,west,1,亿元\n", "utf-8")
    with pytest.raises(RollupError, match=r"Spark gave up: .*\.csv"):
        frames.roll_up(f"{tmp_path}/*.csv", outline=OUTLINE, metrics=[MONEY], engine="spark")


@pytest.mark.parametrize("row", ["money,east,2024,1,亿元", "money,east,2024,1,亿元,,2"])
def test_a_row_of_too_few_or_many_cells_is_refused(spark: SparkSession, tmp_path: Path, row: str) -> None:
    """A broken row of a CSV file is not filled up or cut off, were it in a column that does not count."""
    (tmp_path / "a.csv").write_text(f"metric,subject,period,number,unit,remark\n{row}\n", "utf-8")
    with pytest.raises(RollupError, match=r"Spark gave up: .*a\.csv"):
        frames.roll_up(f"{tmp_path}/a.csv", outline=OUTLINE, metrics=[MONEY], engine="spark")


def test_names_of_folders_are_text(spark: SparkSession, tmp_path: Path) -> None:
    """`subject=0012` is the node 0012, not 12; the session's setting for it is put back."""
    name = "spark.sql.sources.partitionColumnTypeInference.enabled"
    folder = tmp_path / "subject=0012" / "period=2024-01"
    folder.mkdir(parents=True)
    pq.write_table(PLAIN.drop_columns(["subject", "period"]).slice(0, 1), folder / "a.parquet")
    outline = pa.table({"node": ["0012", "12"], "parent": pa.nulls(2, pa.string())})
    answer = frames.roll_up(str(tmp_path), outline=outline, metrics=[MONEY], engine="spark")
    assert [("0012", "2024-01", "1.5"), ("12", "2024-01", None)] == [
        (row["node"], row["period"], row["computed"]) for row in answer.toArrow().to_pylist()
    ]
    assert "true" == spark.conf.get(name)


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_folders_that_spark_would_not_read_are_refused(
    spark: SparkSession, tmp_path: Path, ending: str
) -> None:
    """Behind a pattern Spark leaves out what folders say: planned figures would be taken for actual ones."""
    folder = tmp_path / "aspect=planned"
    folder.mkdir()
    if ending == "parquet":
        pq.write_table(PLAIN, folder / "a.parquet")
    else:
        (folder / "a.csv").write_text("metric,subject,period,number,unit\nmoney,east,2024,1,亿元\n", "utf-8")
    question: dict[str, Any] = {"outline": OUTLINE, "metrics": [MONEY], "engine": "spark"}
    with pytest.raises(RollupError) as caught:
        frames.roll_up(f"{folder}/*.{ending}", **question)
    assert "folders are named for 'aspect', which Spark does not read there" == caught.value.message
    assert "give the path of the folder above them" == caught.value.remedy
    assert caught.value.message_zh
    assert caught.value.remedy_zh


def test_a_column_of_files_and_folders_is_refused(spark: SparkSession, tmp_path: Path) -> None:
    """Spark would prefer the name of the folder, DuckDB was told to refuse both."""
    (tmp_path / "unit=万元").mkdir()
    pq.write_table(PLAIN, tmp_path / "unit=万元" / "a.parquet")
    with pytest.raises(RollupError, match=r"'unit' stands in '.*/a\.parquet' and in the name of its"):
        frames.roll_up(str(tmp_path), outline=OUTLINE, metrics=[MONEY], engine="spark")


def test_names_that_differ_in_case_are_two(spark: SparkSession) -> None:
    """A column whose collation holds East and east for one is compared letter by letter all the same."""
    table = observed(("money", "east", "2024", "1", "亿元"), ("money", "East", "2024", "9", "亿元"))
    frame = spark.createDataFrame(table).selectExpr(
        "metric", "subject COLLATE UTF8_LCASE AS subject", "period", "number", "unit"
    )
    answer = frames.roll_up(frame, outline=OUTLINE, metrics=[MONEY]).toArrow()
    assert ["1", "1", None] == answer["computed"].to_pylist()


def test_a_session_without_ansi_rules_is_refused(spark: SparkSession) -> None:
    """Where a sum that does not fit would become NULL, nothing is summed."""
    frame = spark.createDataFrame(PLAIN)
    spark.conf.set("spark.sql.ansi.enabled", "false")
    try:
        with pytest.raises(RollupError) as caught:
            frames.roll_up(frame, outline=OUTLINE, metrics=[MONEY])
    finally:
        spark.conf.set("spark.sql.ansi.enabled", "true")
    assert (
        "spark.sql.ansi.enabled is false in this Spark session, "
        "so that what does not fit would become NULL unseen" == caught.value.message
    )
    assert 'set it: spark.conf.set("spark.sql.ansi.enabled", "true")' == caught.value.remedy


def test_what_spark_says_is_told_in_a_sentence(spark: SparkSession, tmp_path: Path) -> None:
    """A file that is none, or none at all, and an error in the user's own query."""
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 none PAR1")
    for path, told in (("bad.parquet", "Could not read footer"), ("no.parquet", "Path does not exist")):
        with pytest.raises(RollupError, match=rf"Spark gave up: .*{told}") as caught:
            frames.roll_up(f"{tmp_path}/{path}", outline=OUTLINE, metrics=[MONEY], engine="spark")
        assert caught.value.message_zh
    frame = spark.createDataFrame(PLAIN).selectExpr(
        "metric", "subject", "period", "unit", "CAST(raise_error('no such rate') AS DECIMAL(9, 2)) AS number"
    )
    with pytest.raises(RollupError, match=r"Spark gave up: .*no such rate"):
        frames.roll_up(frame, outline=OUTLINE, metrics=[MONEY])


def test_missing_pyspark_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks the extra reads what to install."""
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(RollupError) as caught:
        frames.roll_up("rows.parquet", outline=OUTLINE, metrics=[MONEY], engine="spark")
    assert "the engine 'spark' needs pyspark, which is not installed" == caught.value.message
    assert "pip install 'zoneplan[spark]'" in caught.value.remedy


def test_missing_java_is_told_with_what_to_install(tmp_path: Path) -> None:
    """Where Java is missing, a sentence says so."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'zoneplan[spark]'")
    code = "from zoneplan.frames.spark import session\nsession()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "JAVA_HOME": str(tmp_path)},
    )
    assert "RollupError: Spark does not start: " in done.stderr
    assert "install Java 17 or later" in done.stderr
