"""Frames whose rows come batch by batch: Dask, Ibis, Arrow's data sets and readers."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import dask
import dask.dataframe as dd
import ibis
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from test_frames import MONEY, OUTLINE, PLAIN, observed
from zoneplan import frames
from zoneplan.errors import AmountError, FloatRefusedError, RollupError
from zoneplan.frames import streams

EXPECTED = frames.digest(frames.roll_up(PLAIN, outline=OUTLINE, metrics=[MONEY]))


def by_dask(table: pa.Table, **further: Any) -> dd.DataFrame:
    """Give a table as a Dask frame of three partitions."""
    return dd.from_pandas(table.to_pandas(**further), npartitions=3)


def of_any_values(*numbers: Any) -> dd.DataFrame:
    """Give numbers of east and its brothers as a Dask frame whose column `number` holds any values."""
    table = pd.DataFrame(
        {
            "metric": "money", "subject": ["east", "west"] * (len(numbers) // 2), "period": "2024",
            "number": pd.Series(numbers, dtype=object), "unit": "亿元",
        }
    )  # fmt: skip
    with dask.config.set({"dataframe.convert-string": False}):
        return dd.from_pandas(table, npartitions=2)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (by_dask, dd.DataFrame),
        (ibis.memtable, ibis.expr.types.Table),
        (lambda table: ibis.polars.connect({"rows": pl.from_arrow(table)}).table("rows"), ibis.Table),
        (pyarrow.dataset.dataset, pyarrow.dataset.Dataset),
        (lambda table: table.to_reader(max_chunksize=1), pa.RecordBatchReader),
    ],
    ids=["Dask", "Ibis", "Ibis on Polars", "data set", "reader"],
)
@pytest.mark.parametrize("engine", [None, "duckdb", "polars", "pyarrow"])
def test_the_answer_comes_in_kind(made: Any, kind: type, engine: str | None) -> None:
    """Whatever frame is given, its like comes back, with the digest of all others."""
    answer = frames.roll_up(made(PLAIN), outline=OUTLINE, metrics=[MONEY], engine=engine)
    assert isinstance(answer, kind)
    assert EXPECTED == frames.digest(answer)


@pytest.mark.parametrize("made", [by_dask, ibis.memtable, pyarrow.dataset.dataset])
def test_an_outline_comes_as_any_frame(made: Any) -> None:
    """The outline is read of such a frame as well."""
    assert EXPECTED == frames.digest(frames.roll_up(PLAIN, outline=made(OUTLINE), metrics=[MONEY]))


@pytest.mark.parametrize("made", [by_dask, ibis.memtable, pyarrow.dataset.dataset])
@pytest.mark.parametrize("number", [Decimal("12345678901234567890123456789012.345678"), 2**62])
def test_digits_are_kept(made: Any, number: Any) -> None:
    """Decimals of 38 digits and whole numbers of 62 bits come through as they are."""
    rows = observed(("money", "east", "2024", number, "元"), ("money", "west", "2024", number, "元"))
    expected = frames.digest(frames.roll_up(rows, outline=OUTLINE, metrics=[MONEY]))
    assert expected == frames.digest(frames.roll_up(made(rows), outline=OUTLINE, metrics=[MONEY]))


def test_partitions_of_dask_may_hold_decimals_of_any_places() -> None:
    """Decimals, whole numbers and text stand beside each other, each with its own digits."""
    rows = of_any_values(Decimal("1.5"), Decimal("2E+3"), "0.25", 7)
    east, west = rows.loc[[0, 1]], rows.loc[[2, 3]].assign(period="2025")
    answer = frames.roll_up(
        dd.concat([east, west]), outline=OUTLINE, metrics=[MONEY], by="year", engine="pyarrow"
    ).compute()
    assert ["2001.5", "1.5", "2000", "7.25", "0.25", "7"] == answer["computed"].to_list()


def test_columns_of_categories_are_text() -> None:
    """A category of pandas is the text that it stands for, in whatever order the partitions number it."""
    rows = PLAIN.to_pandas().astype({"subject": "category", "unit": "category"})
    answer = frames.roll_up(dd.from_pandas(rows, npartitions=2), outline=OUTLINE, metrics=[MONEY])
    assert EXPECTED == frames.digest(answer)


def test_partitions_may_number_their_categories_as_they_like() -> None:
    """Of categories that Dask does not know beforehand there may be more in a partition than it thought."""
    nodes = [f"leaf{one}" for one in range(300)]
    rows = observed(*(("money", node, "2024", 1, "亿元") for node in nodes))
    outline = pa.table({"node": ["city", *nodes], "parent": [None, *["city"] * len(nodes)]})
    frame = by_dask(rows).astype({"subject": "category"}).repartition(npartitions=2)
    answer = frames.roll_up(frame, outline=outline, metrics=[MONEY]).compute()
    assert "300" == answer["computed"].to_list()[0]


def test_dask_keeps_truth_beside_nothing() -> None:
    """Where a node has no figure, whether it is a decimal is not known, and no text says so."""
    answer = frames.roll_up(by_dask(PLAIN.slice(0, 1)), outline=OUTLINE, metrics=[MONEY])
    assert {"city": True, "east": True, "west": None} == {
        row["node"]: row["is_decimal"] for row in pa.Table.from_pandas(answer.compute()).to_pylist()
    }


@pytest.mark.parametrize("nothing", [None, pd.NA, float("nan")])
def test_a_number_that_is_missing_is_refused(nothing: object) -> None:
    """Nothing in a column of any values is nothing, not a text that says so."""
    with pytest.raises(AmountError) as caught:
        frames.roll_up(of_any_values(Decimal(1), nothing), outline=OUTLINE, metrics=[MONEY])
    assert "1 of 2 observations have no number" == caught.value.message


@pytest.mark.parametrize("made", [by_dask, ibis.memtable, pyarrow.dataset.dataset])
def test_binary_floats_are_refused(made: Any) -> None:
    """A column of floats is refused, whoever holds it."""
    rows = observed(("money", "east", "2024", 0.1, "亿元"))
    with pytest.raises(FloatRefusedError) as caught:
        frames.roll_up(made(rows), outline=OUTLINE, metrics=[MONEY])
    assert "the column 'number' holds binary floats, which are not exact" == caught.value.message


def test_a_float_among_any_values_is_refused() -> None:
    """So is a single float that hides among decimals."""
    with pytest.raises(FloatRefusedError) as caught:
        frames.roll_up(of_any_values(Decimal(1), 0.1), outline=OUTLINE, metrics=[MONEY])
    assert "the column 'number' holds binary floats, which are not exact" == caught.value.message


def test_none_of_them_is_what_others_are() -> None:
    """What is no frame, or a frame of another library, is left to others."""
    assert [False] * 3 == [streams.is_stream(one) for one in (None, PLAIN, PLAIN.to_pandas())]


def test_frames_without_exact_sums_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a frame that narwhals knows and that is none of these, no exact sum is known."""
    stranger = SimpleNamespace(implementation=nw.Implementation.SQLFRAME)
    monkeypatch.setattr(nw, "from_native", lambda _: stranger)
    with pytest.raises(RollupError) as caught:
        frames.roll_up(object(), outline=OUTLINE, metrics=[MONEY])
    assert "no exact sums are known of sqlframe frames" == caught.value.message
