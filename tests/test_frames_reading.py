"""Files of observations: what the names of their folders say, and what no file may say twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zoneplan import Metric, frames
from zoneplan.errors import RollupError
from zoneplan.frames import reading
from zoneplan.frames.reading import engine_faults_told, folder_columns

if TYPE_CHECKING:
    from pathlib import Path

MONEY = Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
OUTLINE = [
    {"node": "city", "parent": None}, {"node": "0012", "parent": "city"}, {"node": "12", "parent": "city"},
]  # fmt: skip
WHOLE = {"metric": "money", "subject": "0012", "period": "2024", "number": "3", "unit": "亿元"}


def put(path: Path, row: dict[str, str]) -> None:
    """Write one observation as Parquet or CSV, by the name of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist([row]), path)
    else:
        path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", "utf-8")


def rolled(path: str, **further: Any) -> dict[str, str | None]:
    """Roll up files, and give what each node comes to."""
    answer = frames.roll_up(path, outline=OUTLINE, metrics=[MONEY], period=2024, **further)
    return dict(answer.project("node, computed").fetchall())


@pytest.mark.parametrize("ending", ["parquet", "csv"])
@pytest.mark.parametrize("column", ["metric", "subject", "period", "unit"])
def test_what_folders_say_is_text(tmp_path: Path, column: str, ending: str) -> None:
    """`subject=0012` is the node 0012, not the node 12, and no column has to stand in the files."""
    row = {name: value for name, value in WHOLE.items() if name != column}
    put(tmp_path / f"{column}={WHOLE[column]}" / f"a.{ending}", row)
    assert {"city": "3", "0012": "3", "12": None} == rolled(f"{tmp_path}/*/*.{ending}")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_planned_figures_in_a_folder_of_their_own_are_not_actual_ones(tmp_path: Path, ending: str) -> None:
    """A column that may be left out is not left out because it stands in the name of a folder."""
    for word, number in (("actual", "3"), ("planned", "40")):
        put(tmp_path / f"aspect={word}" / f"a.{ending}", {**WHOLE, "number": number})
    found = {word: rolled(f"{tmp_path}/*/*.{ending}", aspect=word)["city"] for word in ("actual", "planned")}
    assert {"actual": "3", "planned": "40"} == found


def test_a_folder_without_a_value_says_nothing(tmp_path: Path) -> None:
    """Hive's word for nothing is no vintage, and percent signs are read as what they stand for."""
    put(tmp_path / "vintage=__HIVE_DEFAULT_PARTITION__" / "unit=%E4%BA%BF%E5%85%83" / "a.parquet", WHOLE)
    bare = {name: value for name, value in WHOLE.items() if name != "unit"}
    put(tmp_path / "vintage=__HIVE_DEFAULT_PARTITION__" / "unit=%E4%BA%BF%E5%85%83" / "a.parquet", bare)
    assert {"city": "3", "0012": "3", "12": None} == rolled(f"{tmp_path}/*/*/*.parquet")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_column_of_files_and_folders_is_refused(tmp_path: Path, ending: str) -> None:
    """One of the two would be taken, and nobody would see which."""
    path = tmp_path / "subject=12" / f"a.{ending}"
    put(path, WHOLE)
    with pytest.raises(RollupError) as caught:
        rolled(f"{tmp_path}/*/*.{ending}")
    expected = (
        f"'subject' stands in {str(path)!r} and in the name of its folder too",
        "take it out of the file, or rename the folder so that it holds no '='",
        f"subject 一栏既在 {str(path)!r} 中，又在文件夹名中",
        "请从文件中去掉该栏，或改文件夹名，不用 '='",
    )
    told = caught.value
    assert expected == (told.message, told.remedy, told.message_zh, told.remedy_zh)


def test_files_in_folders_of_other_names_are_told(tmp_path: Path) -> None:
    """A file beside the folders lacks what they say of the others."""
    put(tmp_path / "a.parquet", WHOLE)
    put(tmp_path / "aspect=planned" / "b.parquet", WHOLE)
    with pytest.raises(RollupError, match="has no column 'aspect', and "):
        rolled(f"{tmp_path}/**/*.parquet")


def test_a_range_in_a_later_file_is_not_overlooked(tmp_path: Path) -> None:
    """A column that the first file of a glob does not have is a column all the same."""
    put(tmp_path / "a.parquet", WHOLE)
    put(tmp_path / "b.parquet", {**WHOLE, "upper": "5"})
    with pytest.raises(RollupError, match="has no column 'upper', and "):
        rolled(f"{tmp_path}/*.parquet")


def test_folders_that_are_named_for_no_column_say_nothing() -> None:
    """Only what a rollup reads counts, however it is written, and the name of the file does not."""
    path = "/data/year=2024/subject=12/Aspect=planned/unit=x.parquet"
    assert {"subject", "Aspect"} == folder_columns(path)
    assert {"subject"} == folder_columns(path.replace("/", "\\").replace("Aspect", "what"))


@pytest.mark.parametrize(
    "error",
    [
        duckdb.InterruptException("INTERRUPT Error: Interrupted!"),
        duckdb.InvalidInputException(
            "counting the rows of the Python object 'x' failed: KeyboardInterrupt: "
        ),
        RuntimeError("Query interrupted"),
    ],
)
def test_ctrl_c_is_no_fault_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """However DuckDB tells of it, while files are looked at, added up, or added to a folder."""

    def interrupted(*_: object, **__: object) -> None:
        raise error

    put(tmp_path / "a.parquet", WHOLE)
    folder = frames.RollupFolder.create(tmp_path / "folder", outline=OUTLINE, metrics=[MONEY])
    with pytest.raises(KeyboardInterrupt), engine_faults_told():
        interrupted()
    monkeypatch.setattr(reading, "_relation", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rolled(f"{tmp_path}/a.parquet")
    with pytest.raises(KeyboardInterrupt):
        reading._blame(f"{tmp_path}/a.parquet")
    monkeypatch.undo()
    monkeypatch.setattr("zoneplan.frames.rollup_folders.write_rows", interrupted)
    with pytest.raises(KeyboardInterrupt):
        folder.add([WHOLE], "2024")
    assert {} == folder.batches


def test_what_only_speaks_of_an_interrupt_is_an_error() -> None:
    """Other errors of the engine and of Python are told as what they are."""
    with pytest.raises(RollupError, match="KeyboardInterrupt"), engine_faults_told():
        raise duckdb.ConversionException("Could not convert string 'KeyboardInterrupt' to INT32")
    with pytest.raises(RuntimeError, match="interrupt"), engine_faults_told():
        raise RecursionError("no interrupt")


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_name_with_brackets_is_a_name(tmp_path: Path, ending: str) -> None:
    """A file that a glob found, or that is named, is read itself and not what its name matches."""
    put(tmp_path / f"x1.{ending}", WHOLE)
    put(tmp_path / f"x[1].{ending}", {**WHOLE, "subject": "12", "number": "4"})
    found = {
        path: rolled(f"{tmp_path}/{path}") for path in (f"*.{ending}", f"x[1].{ending}", f"x[1-2].{ending}")
    }
    assert {
        f"*.{ending}": {"city": "7", "0012": "3", "12": "4"},
        f"x[1].{ending}": {"city": "4", "0012": None, "12": "4"},
        f"x[1-2].{ending}": {"city": "3", "0012": "3", "12": None},
    } == found
    source = tmp_path / f"x[1].{ending}"
    with pytest.raises(RollupError, match="is one of the files that are read from"):
        frames.write_rollup(source, source, outline=OUTLINE, metrics=[MONEY], period=2024)
