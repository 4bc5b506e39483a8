"""What a library of frames cannot do is a refusal of ours, told in two languages, and not its own error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from test_frames import MONEY, OUTLINE
from zoneplan import frames
from zoneplan.errors import OutlineError, RollupError

if TYPE_CHECKING:
    from pathlib import Path

ROW = {"metric": ["money"], "subject": ["east"], "period": ["2024"], "number": ["1"], "unit": ["亿元"]}
TWICE = pa.Table.from_arrays([pa.array(["x"])] * 6, names=[*ROW, "unit"])


def duck(table: Any) -> Any:
    """Give a table as a relation of DuckDB."""
    return duckdb.connect().from_arrow(table)


def told(frame: Any, **further: Any) -> tuple[str, str, str, str]:
    """Give how a rollup of a frame is refused."""
    with pytest.raises(RollupError) as caught:
        frames.roll_up(frame, **{"outline": OUTLINE, "metrics": [MONEY], **further})
    error = caught.value
    return error.message, error.remedy, error.message_zh, error.remedy_zh


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.LazyFrame(ROW).select("nowhere"), "nowhere"),
        (pl.LazyFrame(ROW).with_columns(pl.col("unit").cast(pl.Int64)), "failed in column 'unit'"),
        (pl.scan_parquet("/nowhere/a.parquet"), "/nowhere/a.parquet"),
        (pl.DataFrame(ROW).with_columns(number=pl.lit(1, dtype=pl.Int128)), "unsupported format string"),
        (TWICE, "unique column names"),
    ],
)
def test_a_frame_that_cannot_be_worked_out_is_refused(frame: Any, said: str) -> None:
    """The library's first sentence is told, on one line, with what to do."""
    message, remedy, chinese, remedy_zh = told(frame)
    start = "the frame cannot be read and added up: "
    reason = message.removeprefix(start)
    assert (start, True) == (message[: len(start)], said in reason)
    assert "\n" not in reason
    assert f"无法读取并汇总数据表：{reason}" == chinese
    assert "correct the column, the query or the file that this names; nothing was rolled up" == remedy
    assert "请改正其中所指的栏、查询或文件；没有汇总任何数据" == remedy_zh


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [("subject", ["east"], "List(String)"), ("aspect", {"of": "what"}, "Struct({'of': String})")],
)
@pytest.mark.parametrize("made", [pa.table, pl.DataFrame, pl.LazyFrame, pd.DataFrame, ds.dataset, duck])
def test_lists_and_records_are_refused(made: Any, column: str, value: object, kind: str) -> None:
    """No engine writes them out as a text that is the id of nothing."""
    rows = {**ROW, column: [value]}
    expected = (
        f"the column {column!r} holds {kind}, not single values",
        "give one value in each row, as text",
        f"{column} 一栏是 {kind}，不是单个值",
        "每行请给出一个值，写成文字",
    )
    assert expected == told(made(pa.table(rows) if made in {ds.dataset, duck} else rows))


def test_what_ibis_cannot_read_from_duckdb_is_told() -> None:
    """The error of the engine behind it is told as that of an engine."""
    table = ibis.memtable(pa.table(ROW)).mutate(number=ibis._.unit.cast("int"))
    message, *others = told(table)
    assert message.startswith("the observations cannot be read and added up: Conversion Error: ")
    assert all(others)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", "b"), ("b", "a")], "the outline runs in a circle: 'a' in 'b' in 'a'"),
        ([("a", "b")], "the parent 'b' of node 'a' is no node of the outline"),
        ([("a", None), ("b", "a"), ("a", "b")], "node 'a' is a root in one row and a part of 'b' in another"),
    ],
)
def test_the_outline_is_checked_before_an_observation_is_read(
    tmp_path: Path, rows: list[tuple[str, str | None]], message: str
) -> None:
    """The files named do not exist, which nobody has come to ask yet."""
    question: dict[str, Any] = {
        "outline": [{"node": node, "parent": parent} for node, parent in rows], "metrics": [MONEY],
    }  # fmt: skip
    for task in (
        lambda: frames.roll_up("nowhere.parquet", **question),
        lambda: frames.write_rollup("nowhere.parquet", tmp_path / "a.parquet", **question),
        lambda: frames.RollupFolder.create(tmp_path / "folder", **question),
    ):
        with pytest.raises(OutlineError) as caught:
            task()
        assert message == caught.value.message
    assert [] == list(tmp_path.iterdir())


def test_a_lazy_frame_of_a_broken_file_leaves_the_old_answer(tmp_path: Path) -> None:
    """Writing piece by piece refuses it as well."""
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "answer.parquet").write_bytes(b"old")
    with pytest.raises(RollupError, match="the frame cannot be read and added up: parquet"):
        frames.write_rollup(
            pl.scan_parquet(tmp_path / "broken.parquet"), tmp_path / "answer.parquet",
            outline=OUTLINE, metrics=[MONEY],
        )  # fmt: skip
    assert b"old" == (tmp_path / "answer.parquet").read_bytes()


@pytest.mark.parametrize("name", ["Aspect", "UPPER", " vintage", "Price_Basis"])
@pytest.mark.parametrize("made", [pa.table, pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_a_column_that_is_almost_read_is_refused(made: Any, name: str) -> None:
    """Planned figures under `Aspect` are not taken for actual ones."""
    expected = (
        f"the column {name!r} would not be read, since the names of columns are written small",
        f"call it {name.strip().lower()!r}, or give it another name if it is to be left aside",
        f"{name!r} 一栏不会被读取：栏名须为小写",
        f"请改名为 {name.strip().lower()!r}；若不需读取，请换成别的名称",
    )
    assert expected == told(made({**ROW, name: ["planned"]}))


@pytest.mark.parametrize("given", ["money", None, ["money"], {"money": "money"}])
def test_metrics_are_metrics(given: Any) -> None:
    """Ids of metrics are not metrics, and a text is no list of them."""
    wrong = "money" if given else None
    expected = (
        f"expected metrics, got {wrong!r}",
        "give Metric objects, such as plan.ledger.metrics; only= takes the ids of some of them",
        f"应为指标，给的是 {wrong!r}",
        "请给出 Metric 对象，例如 plan.ledger.metrics；only= 才用编号",
    )
    assert expected == told(pa.table(ROW), metrics=given)


def test_only_takes_a_list() -> None:
    """A text would be taken letter by letter."""
    expected = (
        "expected the ids of metrics in only, got the text 'money'",
        "put it into a list: only=['money']",
        "only 应为一组指标编号，写的是文字 'money'",
        "请写成列表：only=['money']",
    )
    assert expected == told(pa.table(ROW), only="money")


@pytest.mark.parametrize(
    "question", [{"missing": "perhaps"}, {"aspect": "guess"}, {"by": "week"}, {"period": "soon"}]
)
def test_a_word_that_is_none_is_told_in_chinese_as_well(question: dict[str, str]) -> None:
    """Words of closed sets are listed in both languages."""
    with pytest.raises(ValueError, match="expected ") as caught:
        frames.roll_up(pa.table(ROW), outline=OUTLINE, metrics=[MONEY], **question)  # type: ignore[arg-type]
    error: Any = caught.value
    assert all(repr(*question.values()) in text for text in (error.message, error.message_zh))
    assert error.remedy_zh
