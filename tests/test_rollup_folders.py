"""A folder that keeps a rollup: what a change costs, what is refused, and what its files are."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zoneplan import Metric, Zone, frames
from zoneplan.errors import (
    AmountError,
    FloatRefusedError,
    OutlineError,
    PriceBasisMismatchError,
    RollupError,
    RollupFolderError,
    UnknownIdError,
)
from zoneplan.frames import Recomputed, RollupFolder, exchange
from zoneplan.frames.asking import Wish
from zoneplan.frames.questions import question_data, read_question
from zoneplan.frames.reading import arrow_batches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MONEY = Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
LAND = Metric(id="land", name="用地", unit="亩", kind="stock", across="sum", over_time="last")
YIELD = Metric(
    id="yield", name="强度", unit="亿元/亩", kind="ratio", across="ratio_of_sums",
    numerator="money", denominator="land",
)  # fmt: skip
JOBS = Metric(id="jobs", name="就业", unit="人", kind="count", across="sum", over_time="last", weight="land")
METRICS = [MONEY, LAND, YIELD, JOBS]
OUTLINE = pa.table({"node": ["city", "east", "west"], "parent": [None, "city", "city"]})
UNITS = {"money": "亿元", "land": "亩", "jobs": "人"}


def reports(period: str, *metrics: str, **further: Any) -> pa.Table:
    """Make the synthetic reports of both zones for a period."""
    return pa.Table.from_pylist(
        [
            {
                "metric": metric, "subject": subject, "period": period, "aspect": "actual",
                "number": "2.50", "unit": UNITS[metric], **further,
            }
            for metric in metrics or UNITS
            for subject in ("east", "west")
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the months of a half year, asked by quarter, to be copied."""
    path = tmp_path_factory.mktemp("made") / "folder"
    made = RollupFolder.create(path, outline=OUTLINE, metrics=METRICS, by="quarter", aspect="actual")
    for month in range(1, 7):
        made.add(reports(f"2024-{month:02}"), f"2024-{month:02}")
    return path


@pytest.fixture
def folder(half_year: Path, tmp_path: Path) -> RollupFolder:
    """Give a copy of the folder with a half year."""
    return RollupFolder.open(shutil.copytree(half_year, tmp_path / "folder"))


ALL = ("money", "land", "yield", "jobs")


def test_a_month_touches_the_quarter_that_holds_it(folder: RollupFolder) -> None:
    """One quarter of four metrics is rolled up anew, from its own months."""
    found = folder.add(reports("2024-07"), "2024-07")
    assert Recomputed(tuple((one, "2024Q3") for one in ALL), kept=8, rows_read=6) == found
    assert (ALL, ("2024Q3",)) == (found.metrics, found.periods)
    found = folder.add(reports("2024-08"), "2024-08")
    assert Recomputed(tuple((one, "2024Q3") for one in ALL), kept=8, rows_read=12) == found


@pytest.mark.parametrize(
    ("metric", "touched"),
    [("money", ("money", "yield")), ("land", ("land", "yield", "jobs")), ("jobs", ("jobs",))],
)
def test_a_metric_touches_what_is_computed_or_weighed_by_it(
    folder: RollupFolder, metric: str, touched: tuple[str, ...]
) -> None:
    """A revision of one metric touches it, its ratios, and the coverage that it weighs."""
    revised = folder.add(reports("2024-05", metric, vintage="final"), "revised", replace=True)
    assert tuple((one, "2024Q2") for one in touched) == revised.figures
    assert 8 - len(touched) == revised.kept


def test_a_year_to_date_touches_the_end_of_a_stock_and_no_flow(folder: RollupFolder) -> None:
    """The level at the end of 1—6月 is that of the second quarter; an amount since January is none of it."""
    found = folder.add(reports("2024-01/06", "land"), "land")
    assert (("land", "2024Q2"), ("yield", "2024Q2"), ("jobs", "2024Q2")) == found.figures


def test_a_year_to_date_touches_quarters_that_it_might_be_taken_apart_for(tmp_path: Path) -> None:
    """1—3月 beside 1—6月 makes the second quarter a difference, which is refused with the batch's name."""
    made = RollupFolder.create(
        tmp_path / "folder", outline=OUTLINE, metrics=[MONEY], by="quarter", period=2024, aspect="actual"
    )
    made.add(reports("2024-01/06", "money"), "half")
    before = made.digest()
    with pytest.raises(RollupError) as refusal:
        made.add(reports("2024-01/03", "money"), "quarter")
    assert (
        "batch 'quarter' is not added, since 'money' of 'east' for 2024Q2 is a difference of reports from "
        "January on, which a rollup does not take apart"
    ) == refusal.value.message
    assert ({"half": 2}, before) == (made.batches, made.digest())


def test_a_year_to_date_touches_no_flow_that_it_does_not_end_in(folder: RollupFolder) -> None:
    """Rows of a year matter to a quarter only where a report from January on ends in it."""
    found = folder.add(reports("2024-01/06", "money"), "money")
    assert (("money", "2024Q2"), ("yield", "2024Q2")) == found.figures


def test_a_replaced_batch_touches_what_differs(folder: RollupFolder) -> None:
    """Of a batch given again with one correction, the rest of its rows is the same and costs nothing."""
    rows = reports("2024-02").to_pylist()
    rows[0]["number"] = "3"
    found = folder.add(pa.Table.from_pylist(rows), "2024-02", replace=True)
    assert (("money", "2024Q1"), ("yield", "2024Q1")) == found.figures


def test_the_digest_is_taken_piece_by_piece(folder: RollupFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is never in memory as a whole, which it need not fit into."""
    expected = frames.digest(folder.answer().to_arrow_table())
    sizes: list[int] = []

    def noted(relation: Any) -> Iterator[Any]:
        for batch in arrow_batches(relation):
            sizes.append(batch.num_rows)
            yield batch

    monkeypatch.setattr(exchange, "arrow_of", None)
    monkeypatch.setattr(exchange, "arrow_batches", noted)
    assert expected == folder.digest()
    assert sum(sizes) == len(folder.answer())


@pytest.mark.parametrize(
    "same",
    [
        lambda table: table.take(list(range(table.num_rows))[::-1]),
        lambda table: table.set_column(4, "number", pa.array([Decimal("2.5")] * table.num_rows)),
        pl.from_arrow,
        lambda table: table.to_pandas(),
        lambda table: table.to_pylist(),
        lambda table: table.append_column("plan", pa.array(["p"] * table.num_rows)),
    ],
)
def test_the_same_rows_again_change_nothing(folder: RollupFolder, same: Any) -> None:
    """In any order, kind of frame and way to write a number, and with columns that do not count."""
    manifest = (folder.path / "manifest.json").read_bytes()
    assert Recomputed(kept=8) == folder.add(same(reports("2024-03")), "2024-03")
    assert manifest == (folder.path / "manifest.json").read_bytes()


def test_numbers_too_long_for_decimals_are_compared_as_well(folder: RollupFolder) -> None:
    """1.50 with forty digits before the point is 1.5 with as many."""
    long = "1" * 40
    folder.add(reports("2024-09", "money", number=f"{long}.50"), "long")
    assert Recomputed(kept=12) == folder.add(reports("2024-09", "money", number=f"+{long}.5"), "long")
    with pytest.raises(RollupFolderError, match="they differ in 'money' of 2024-09\n"):
        folder.add(reports("2024-09", "money", number=f"{long}.6"), "long")


def test_other_rows_under_a_name_are_refused(folder: RollupFolder) -> None:
    """Unless it is said that they take the place of those that are there."""
    before = folder.digest()
    with pytest.raises(RollupFolderError) as refusal:
        folder.add(reports("2024-03", "money"), "2024-03")
    assert str(refusal.value) == (
        "batch '2024-03' is in the folder with other rows: they differ in 'jobs' of 2024-03 and 1 more\n"
        "say replace=True if these are to take their place, or give them another name"
    )
    assert before == folder.digest()
    assert folder.add(reports("2024-03", "money"), "2024-03", replace=True).periods == ("2024Q1",)
    assert 2 == folder.batches["2024-03"]


def test_a_batch_removed_is_as_if_it_had_never_been(folder: RollupFolder) -> None:
    """Only its quarter is rolled up anew, and the answer is what it was before."""
    before = folder.digest()
    folder.add(reports("2024-07"), "2024-07")
    assert folder.digest() != before
    assert Recomputed((), kept=8, rows_read=0) == folder.remove("2024-07")
    assert before == folder.digest()
    assert ("2024Q2",) == folder.remove("2024-06").periods
    with pytest.raises(RollupError, match=r"^batch '2024-02' is not removed, since cannot set 'money'"):
        folder.remove("2024-02")
    for name in reversed(folder.batches):
        folder.remove(name)
    nothing = frames.roll_up(
        reports("2024").slice(0, 0), outline=OUTLINE, metrics=METRICS, by="quarter", aspect="actual"
    )
    assert frames.digest(nothing) == folder.digest()


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        (reports("2024-07", number="两"), AmountError, "expected a plain number, got '两'"),
        (reports("2024-07", number=1.5), FloatRefusedError, "the column 'number' holds binary floats"),
        (reports("2024-07", upper="3"), RollupError, "'money' of 'east' in 2024-07 is a range"),
        (reports("2024-05", number="9"), RollupError, "two figures for 'money' of 'east' in 2024-05 differ"),
        (
            reports("2024-07", "money", subject="east", price_basis="constant 2020").slice(0, 1),
            RollupError,
            "",
        ),
    ],
)
def test_a_refused_batch_leaves_the_folder_as_it_was(
    folder: RollupFolder, table: pa.Table, error: type[Exception], message: str
) -> None:
    """The refusal is the one of `roll_up`, and names the batch."""
    if not message:  # two bases need two leaves
        table = pa.concat_tables(
            [table, reports("2024-07", "money", subject="west", price_basis="current")[:1]]
        )
        error, message = PriceBasisMismatchError, "cannot roll up 'money': its figures are"
    folder.add(reports("2024-06"), "2024-06")  # which clears away what was replaced
    files = sorted(folder.path.rglob("*"))
    before = folder.digest()
    with pytest.raises(error, match=re.escape(f"batch 'new' is not added, since {message}")) as refusal:
        folder.add(table, "new")
    assert str(refusal.value.message_zh).startswith("批次 'new' 未加入：")  # type: ignore[attr-defined]  # all have it
    assert (before, files) == (folder.digest(), sorted(folder.path.rglob("*")))
    folder.verify()


def test_what_no_manifest_names_is_cleared_away(folder: RollupFolder) -> None:
    """Files that a killed change left belong to nothing, and the next change takes them away."""
    for name in ("batches/000099.parquet", "answers/000099-0000.parquet", ".manifest.json.0123.tmp"):
        (folder.path / name).write_text("", "utf-8")
    before = folder.digest()
    folder.add(reports("2024-07").slice(0, 0), "none")
    assert before == folder.digest()
    assert [] == [path.name for path in folder.path.rglob("*") if "99" in path.name or ".tmp" in path.name]


def test_an_unknown_batch_is_not_removed(folder: RollupFolder) -> None:
    """The message offers the names that come near."""
    with pytest.raises(UnknownIdError, match="batch '2024-3' is not removed, since unknown batch '2024-3'"):
        folder.remove("2024-3")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", 3, None])
def test_a_name_is_text_on_one_line(folder: RollupFolder, name: Any) -> None:
    """Anything else is no name."""
    with pytest.raises(RollupFolderError, match=r"^expected the name of a batch, got "):
        folder.add(reports("2024-07"), name)


def test_rows_of_files_and_engines_are_taken(folder: RollupFolder, tmp_path: Path) -> None:
    """Parquet, CSV and a DuckDB relation give what a table does; a broken file is told with the batch."""
    rows = reports("2024-07")
    twin = RollupFolder.create(
        tmp_path / "[twin]*?", outline=OUTLINE, metrics=METRICS, by="quarter", aspect="actual"
    )
    for month in range(1, 7):
        twin.add(reports(f"2024-{month:02}"), f"{month}")
    twin.add(rows, "table")
    pq.write_table(rows, tmp_path / "rows.parquet")
    pl.DataFrame(pl.from_arrow(rows)).write_csv(tmp_path / "rows.csv")
    for given in (tmp_path / "rows.parquet", tmp_path / "rows.csv", duckdb.connect().from_arrow(rows)):
        folder.add(given, "2024-07")
        assert twin.digest() == folder.digest()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(RollupError, match="batch 'broken' is not added, since cannot read "):
        folder.add(tmp_path / "broken.parquet", "broken")
    folder.verify()


def test_numbers_of_all_lengths_are_added_over_batches(tmp_path: Path) -> None:
    """Batches of other scales and widths, and of more digits than a decimal has, are added exactly."""
    numbers = ["1", "0.000001", "9" * 17, "9" * 30 + ".5", "-" + "9" * 60 + ".25"]
    made = RollupFolder.create(tmp_path / "folder", outline=OUTLINE, metrics=[MONEY], period=2024)
    tables = []
    for month, number in enumerate(numbers, 1):
        tables.append(reports(f"2024-{month:02}", "money", number=number))
        made.add(tables[-1], str(month))
        scratch = frames.roll_up(pa.concat_tables(tables), outline=OUTLINE, metrics=[MONEY], period=2024)
        assert frames.digest(scratch) == made.digest()


def test_which_aspect_is_chosen_follows_all_rows(tmp_path: Path) -> None:
    """Planned figures count until actual ones come, of whatever period; then all periods are of these."""
    made = RollupFolder.create(tmp_path / "folder", outline=OUTLINE, metrics=[MONEY], by="quarter")
    made.add(reports("2024-01", "money", aspect="planned"), "plan")
    found = made.add(reports("2024-04", "money"), "done")
    assert (("money", "2024Q1"), ("money", "2024Q2")) == found.figures
    aspects = made.answer().aggregate("aspect").fetchall()
    assert [("actual",)] == aspects


def test_weights_that_stand_in_follow_all_rows(tmp_path: Path) -> None:
    """Planned weights stand in for actual ones, until those of a third aspect leave it open which would."""
    question: dict[str, Any] = {
        "outline": OUTLINE, "metrics": METRICS, "only": ["money"], "by": "month", "weight": "jobs",
        "aspect": "actual",
    }  # fmt: skip
    tables = [
        reports("2024-01", "money"),
        reports("2024-01", "jobs", aspect="planned"),
        reports("2024-05", "jobs", aspect="baseline"),
    ]
    made = RollupFolder.create(tmp_path / "folder", **question)
    shares = []
    for number, table in enumerate(tables, 1):
        made.add(table, str(number))
        scratch = frames.roll_up(pa.concat_tables(tables[:number]), **question)
        assert frames.digest(scratch) == made.digest()
        january = made.answer().filter("period = '2024-01' AND node = 'city'")
        shares.append(january.project("weight_share").fetchall()[0][0])
    assert [None, "1", None] == shares


# -- the folder and its files -------------------------------------------------------------------


def test_a_folder_is_opened_as_it_was_made(folder: RollupFolder) -> None:
    """The answer, the batches and the next change are the same."""
    again = RollupFolder.open(str(folder.path))
    assert (folder.digest(), folder.batches) == (again.digest(), again.batches)
    again.add(reports("2024-07"), "2024-07")
    assert 7 == len(folder.batches)  # which another object added
    assert folder.digest() == again.digest()
    assert f"RollupFolder(path={folder.path!r})" == repr(again)


def test_the_question_is_read_back_as_it_was_asked() -> None:
    """Outline, metrics, places and arguments survive as plain data; the text is JSON that says all of it."""
    outline = pa.table(
        {
            "node": ["n", "c", "p", "p", "q"], "parent": [None, "n", "n", "c", None],
            "kind": ["nation", "city", "project", "project", "plan"], "place": ["x", "c", None, None, None],
            "unlisted": [None, 2, None, None, None], "declared": [4, None, None, None, None],
        }
    )  # fmt: skip
    places = (Zone(id="x", name="合成国（synthetic）"), Zone(id="y", name="乙", within="x"))
    wish = Wish.of(
        outline=outline, metrics=METRICS, only=["yield"], by="half", period="2023-2024", aspect="planned",
        missing="zero", weight="land", places=places,
    )  # fmt: skip
    data = json.loads(json.dumps(question_data(wish, places)))
    again = read_question(data)
    assert data == question_data(again, places)
    assert [getattr(wish, name) for name in ("metrics", "by", "period", "aspect", "missing")] == [
        getattr(again, name) for name in ("metrics", "by", "period", "aspect", "missing")
    ]
    for name in ("metrics", "places", "weight"):
        assert getattr(wish.question, name) == getattr(again.question, name)
    for name in ("root", "nodes", "parents"):
        assert getattr(wish.question.outline, name) == getattr(again.question.outline, name)


@pytest.mark.parametrize("change", [{"weight": None}, {"engine": "duckdb"}])
def test_a_question_with_other_keys_is_refused(change: dict[str, Any]) -> None:
    """A key too few or too many is not passed over."""
    wish = Wish.of(
        outline=OUTLINE, metrics=[MONEY], only=None, by=None, period=None, aspect=None,
        missing="zero", weight=None, places=(),
    )  # fmt: skip
    data = question_data(wish, ())
    if data.keys() >= change.keys():
        del data["weight"]
    with pytest.raises(RollupFolderError, match=r"has not the keys that it should: '(weight|engine)'"):
        read_question({**data, **(change if "engine" in change else {})})


def test_a_folder_is_made_where_there_is_nothing(folder: RollupFolder, tmp_path: Path) -> None:
    """A folder that holds something, be it a rollup, is left alone; so is one whose question is none."""
    with pytest.raises(RollupFolderError, match="there is a rollup folder at"):
        RollupFolder.create(folder.path, outline=OUTLINE, metrics=METRICS)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("甲", "utf-8")
    with pytest.raises(RollupFolderError, match=r"is not empty: it holds 'a\.txt'"):
        RollupFolder.create(tmp_path / "notes", outline=OUTLINE, metrics=METRICS)
    with pytest.raises(OutlineError):
        RollupFolder.create(tmp_path / "new", outline=OUTLINE.slice(0, 0), metrics=METRICS)
    assert not (tmp_path / "new").exists()


def test_what_is_no_rollup_folder_is_refused(tmp_path: Path) -> None:
    """A path that does not exist, or a file, says what to do."""
    (tmp_path / "file").write_text("", "utf-8")
    for path in (tmp_path / "nowhere", tmp_path / "file", tmp_path):
        with pytest.raises(RollupFolderError) as refusal:
            RollupFolder.open(path)
        assert str(refusal.value) == (
            f"{str(path)!r} is no rollup folder: it holds no manifest.json\n"
            "correct the path, or make one with RollupFolder.create"
        )


def test_another_version_is_refused(folder: RollupFolder) -> None:
    """What a later version means by its files is not guessed."""
    path = folder.path / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")
    with pytest.raises(RollupFolderError) as refusal:
        RollupFolder.open(folder.path)
    assert str(refusal.value) == (
        f"the rollup folder {str(folder.path)!r} is of version 2, and this zoneplan reads 1\n"
        "use the zoneplan that wrote it, or create the folder anew and add its batches to it"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"rows"', '"row"').replace("2024-03", "2024-02"),
        lambda text: text[:-100],
        lambda text: "",
        lambda text: "[" * 100_000,
        lambda text: "[]",
        lambda text: text.replace('"version": 1', '"version": "1"'),
        lambda text: text.replace("zoneplan rollup folder", "other folder"),
    ],
)
def test_a_changed_manifest_is_refused(folder: RollupFolder, change: Any) -> None:
    """One letter in it is enough."""
    path = folder.path / "manifest.json"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(
        RollupFolderError, match=r"^file 'manifest.json' of the rollup folder .* is not as it"
    ):
        RollupFolder.open(folder.path)


def stored(folder: RollupFolder, which: str) -> Path:
    """Give a file of a folder: the first of the sort that belongs to it."""
    manifest = json.loads((folder.path / "manifest.json").read_text("utf-8"))
    seal = manifest["question"] if which == "question" else manifest[which][0]["seal"]
    return folder.path / str(seal["file"])


@pytest.mark.parametrize("which", ["question", "batches", "parts"])
def test_a_missing_or_cut_file_is_found_at_once(folder: RollupFolder, which: str) -> None:
    """Its size is looked at by whatever uses the folder, and the message names it."""
    path = stored(folder, which)
    name = path.relative_to(folder.path).as_posix()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(
        RollupFolderError, match=rf"^file '{name}' of the rollup folder .* bytes, and was written"
    ):
        RollupFolder.open(folder.path)
    path.unlink()
    with pytest.raises(RollupFolderError, match=rf"^file '{name}' of the rollup folder .* is not there\n"):
        folder.add(reports("2024-07"), "2024-07")
    if which == "parts":
        with pytest.raises(RollupFolderError, match="is not there"):
            folder.digest()


@pytest.mark.parametrize("which", ["question", "batches", "parts"])
def test_a_changed_file_is_found_by_verify(folder: RollupFolder, which: str) -> None:
    """A single bit that leaves the size as it was is found by reading everything."""
    path = stored(folder, which)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    name = path.relative_to(folder.path).as_posix()
    with pytest.raises(RollupFolderError) as refusal:
        folder.verify()
    assert str(refusal.value) == (
        f"file {name!r} of the rollup folder {str(folder.path)!r} was changed since it was written\n"
        "put it back from a copy, or create the folder anew and add its batches to it"
    )


@pytest.mark.parametrize(("which", "metrics"), [("batches", ()), ("parts", ("money",))])
def test_nothing_is_computed_from_a_changed_file(
    folder: RollupFolder, which: str, metrics: tuple[str, ...]
) -> None:
    """A batch that is read again, and an answer of which rows are kept, are read whole before."""
    path = stored(folder, which)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(RollupFolderError, match="was changed since it was written"):
        folder.add(reports("2024-01", *metrics, vintage="final"), "late")
    with pytest.raises(RollupFolderError, match="was changed since it was written"):
        folder.add(reports("2024-01"), "2024-01") if which == "batches" else folder.verify()


def test_what_was_recomputed_is_a_value(folder: RollupFolder) -> None:
    """Equal ones are equal, and it survives a pickle."""
    found = folder.add(reports("2024-07"), "2024-07")
    assert found == pickle.loads(pickle.dumps(found))
    assert Recomputed() == folder.add(reports("2024-07"), "2024-07").__class__()
