"""Rolling up from files into a file: the same as in memory, whole or not at all, within its memory."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_plans import METRICS, portfolios
from test_frames_laws import asked
from zoneplan import Metric, Missing, Plan, frames
from zoneplan.errors import RollupError, ZoneplanError
from zoneplan.formats.files import scratch_beside
from zoneplan.frames import pieces, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
MONEY = Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
JOBS = Metric(id="jobs", name="就业", unit="人", kind="count", across="sum", over_time="last")
OUTLINE = [
    {"node": "city", "parent": None}, {"node": "east", "parent": "city"}, {"node": "west", "parent": "city"},
]  # fmt: skip
OLD = b"what was there before"


def row(metric: str, subject: str, period: str, number: str, unit: str) -> dict[str, str]:
    """Make an observation."""
    return {"metric": metric, "subject": subject, "period": period, "number": number, "unit": unit}


ROWS = [
    row(metric, subject, f"2024-{month:02}", f"{month}.5", unit)
    for metric, unit in (("money", "亿元"), ("jobs", "人"))
    for subject in ("east", "west")
    for month in range(1, 13)
]


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Give the path of a Parquet file of observations."""
    (tmp_path / "observations").mkdir()
    path = tmp_path / "observations" / "2024.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    return str(path)


def written(source: object, path: Path | str, **further: Any) -> frames.Written:
    """Roll money and jobs up into a file."""
    question: dict[str, Any] = {"outline": OUTLINE, "metrics": [MONEY, JOBS], "period": 2024}
    return frames.write_rollup(source, path, **{**question, **further})


def refusal(task: Callable[[], Any]) -> RollupError:
    """Give the error that a task raises."""
    with pytest.raises(RollupError) as caught:
        task()
    assert caught.value.remedy
    assert caught.value.message_zh
    assert caught.value.remedy_zh
    return caught.value


@contextlib.contextmanager
def tiny_pieces(most: int) -> Iterator[None]:
    """Let pieces hold so few states, and be as large as one metric for one period all the same."""
    with (
        mock.patch.object(writing._Limits, "of", return_value=writing._Limits(10**9, 2 * most, most)),
        mock.patch.object(pieces.Piece, "require_fits"),
        mock.patch.object(writing, "_FEW", 1),
        mock.patch.object(writing, "_ROWS", most),
    ):
        yield


def told(rolled: Callable[[], Any]) -> object:
    """Give the digest of an answer, or the sort and the sentence of its refusal."""
    try:
        return frames.digest(rolled())
    except ZoneplanError as error:
        return type(error), str(error)


@asked
@given(
    portfolios,
    st.sets(st.sampled_from([metric.id for metric in METRICS]), min_size=1),
    st.sampled_from(Missing),
    st.sampled_from([(None, None), ("2023", None), ("2023", "quarter"), (None, "half"), ("2023", "month")]),
    st.sampled_from([None, "actual"]),
    st.integers(1, 12),
)
def test_the_pieces_do_not_matter(
    plan: Plan, only: set[str], missing: Missing, dates: tuple[Any, Any], aspect: str | None, most: int
) -> None:
    """From a file in tiny pieces, from a frame in tiny pieces, and in memory: one digest or one refusal."""
    table = frames.observations_table(plan)
    question: dict[str, Any] = {
        "outline": frames.outline_table(plan), "metrics": METRICS, "only": sorted(only),
        "period": dates[0], "by": dates[1], "aspect": aspect, "missing": missing,
    }  # fmt: skip
    expected = told(lambda: frames.roll_up(table, **question))
    with tempfile.TemporaryDirectory() as name, tiny_pieces(most):
        source, target = f"{name}/observations.parquet", f"{name}/answer.parquet"
        pq.write_table(table, source)
        sources = {"file": source, "arrow": table, "polars": pl.DataFrame(table).lazy()}
        actual = {
            kind: told(lambda one=one: frames.write_rollup(one, target, **question) and target)  # type: ignore[misc]
            for kind, one in sources.items()
        }
    assert dict.fromkeys(sources, expected) == actual


@asked
@given(portfolios, st.randoms(use_true_random=False), st.integers(0, 40))
def test_digests_add_up_whatever_the_order_and_the_pieces(plan: Plan, random: Any, cut: int) -> None:
    """Rows in any order and any number of tables have one digest, and another answer has another."""
    table = pa.concat_tables(
        frames.rollup_table(plan.roll_up("money", period=one, aspect="actual", missing="skip_if_any"))
        for one in ("2021", "2022")
    )
    order = list(range(table.num_rows))
    random.shuffle(order)
    shuffled = table.take(pa.array(order, pa.int64()))
    assert frames.digest(table) == frames.digest(pa.concat_tables([shuffled[cut:], shuffled[:cut]]))
    assert frames.digest(table) != frames.digest(table[1:])
    assert frames.digest(table) != frames.digest(pa.concat_tables([table, table[:1]]))


@pytest.mark.parametrize("name", ["answer.parquet", "answer.csv"])
def test_the_file_holds_the_answer(source: str, tmp_path: Path, name: str) -> None:
    """What is told of the file is true of it, and nothing else is left in the folder."""
    found = written(source, tmp_path / name)
    answer = frames.roll_up(source, outline=OUTLINE, metrics=[MONEY, JOBS], period=2024)
    assert frames.digest(answer) == found.digest == frames.digest(str(tmp_path / name))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "observations"])
    expected = frames.Written(
        path=str(tmp_path / name), rows=6, nodes=3, metrics=("money", "jobs"), periods=("2024",),
        digest=found.digest, reported=4, partial=0, expected=4,
    )  # fmt: skip
    assert expected == found


def test_progress_is_told_before_and_after_every_piece(source: str, tmp_path: Path) -> None:
    """The engine adds up as much as it can hold, and pieces of that are rolled up one by one."""
    seen: list[tuple[int, int, str]] = []
    with tiny_pieces(4):
        written(source, tmp_path / "a.parquet", by="half", progress=lambda *told: seen.append(told))
    rolled = [(done, 2, "rolling up") for done in range(3)]
    assert [(0, 2, "adding up"), *rolled, (1, 2, "adding up"), *rolled] == seen


@pytest.mark.parametrize("kind", [pieces.Laid, pieces.Asked])
def test_no_piece_is_larger_than_was_told(source: str, tmp_path: Path, kind: Any) -> None:
    """What is read into memory for a piece are its own states, of its metrics and periods only."""
    read: list[tuple[int, int]] = []
    part = kind.part

    def noted(states: Any, piece: pieces.Piece) -> Any:
        added = part(states, piece)
        read.append((added.table.num_rows, piece.size))
        return added

    observations = source if kind is pieces.Laid else pq.read_table(source)
    with tiny_pieces(2), mock.patch.object(kind, "part", noted):
        written(observations, tmp_path / "a.parquet", by="month")
    assert [(2, 2)] * 24 == read


def test_no_more_is_added_up_than_was_told(source: str, tmp_path: Path) -> None:
    """What the engine adds up at once are the states of its batch, of its metrics and periods only."""
    laid: list[tuple[int, int]] = []
    of = pieces.Laid.of

    def noted(task: Any, connection: Any, batch: pieces.Piece) -> pieces.Laid:
        found = of(task, connection, batch)
        laid.append((sum(found.sizes().values()), batch.size))
        return found

    with tiny_pieces(2), mock.patch.object(pieces.Laid, "of", noted):
        written(source, tmp_path / "a.parquet", by="month")
    assert [(4, 4)] * 12 == laid


def test_nothing_reported_gives_rows_all_the_same(tmp_path: Path) -> None:
    """An empty file has no period, and every node a row."""
    pq.write_table(pa.Table.from_pylist(ROWS)[:0], tmp_path / "none.parquet")
    found = written(str(tmp_path / "none.parquet"), tmp_path / "a.parquet", period=None)
    assert (6, (), 0) == (found.rows, found.periods, found.reported)


# -- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("further", "message"),
    [
        ({"memory": "much"}, "expected an amount of memory, got 'much'"),
        ({"memory": 0}, "expected an amount of memory, got 0"),
        ({"memory": "100 MB"}, "100 MB of memory do not suffice for an outline of 3 nodes"),
        ({"threads": 0}, "expected how many threads to use, got 0"),
    ],
)
def test_a_wrong_limit_is_refused(source: str, tmp_path: Path, further: dict[str, Any], message: str) -> None:
    """Memory and threads are amounts that can be used."""
    assert message == refusal(lambda: written(source, tmp_path / "a.parquet", **further)).message


def test_states_that_do_not_fit_are_refused(source: str, tmp_path: Path) -> None:
    """One metric for one period is in memory as a whole, or not at all."""
    limits = writing._Limits(10**9, 1, 1)
    with mock.patch.object(writing._Limits, "of", return_value=limits):
        error = refusal(lambda: written(source, tmp_path / "a.parquet"))
    expected = (
        "'money' in 2024 alone has 4 states to be in memory at once, and the memory limit leaves room for 1"
    )
    assert expected == error.message


def test_only_parquet_and_csv_are_written(source: str, tmp_path: Path) -> None:
    """The ending says the format."""
    error = refusal(lambda: written(source, tmp_path / "a.xlsx"))
    assert f"the ending '.xlsx' of {str(tmp_path / 'a.xlsx')!r} does not say which format to write" == (
        error.message
    )


def test_a_file_that_is_read_is_never_replaced(source: str) -> None:
    """The observations survive a slip in the name of the answer."""
    before = Path(source).read_bytes()
    folder = str(Path(source).parent / "*.parquet")
    assert f"{source!r} is one of the files that are read from" == (
        refusal(lambda: written(folder, source)).message
    )
    assert before == Path(source).read_bytes()


def test_a_folder_and_a_link_elsewhere_are_no_targets(source: str, tmp_path: Path) -> None:
    """What is no ordinary file in its own folder is refused, and stays."""
    (tmp_path / "folder.parquet").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "real.parquet").write_bytes(OLD)
    (tmp_path / "out" / "link.parquet").symlink_to(tmp_path / "real.parquet")
    away = f"the symbolic link leads out of its folder, to {str(tmp_path / 'real.parquet')!r}"
    for path, why in (
        (tmp_path / "folder.parquet", "not an ordinary file"),
        (tmp_path / "out" / "link.parquet", f"{away}; write there directly"),
        (tmp_path / "nowhere" / "a.parquet", "No such file or directory"),
    ):
        error = refusal(lambda path=path: written(source, path))  # type: ignore[misc]
        assert f"cannot write {str(path)!r}: {why}" == error.message
    assert OLD == (tmp_path / "real.parquet").read_bytes()


def damaged(path: Path, where: float) -> None:
    """Overwrite some bytes of a file."""
    raw = bytearray(path.read_bytes())
    place = int(len(raw) * where)
    raw[place : place + 200] = bytes(200)
    path.write_bytes(raw)


@pytest.mark.parametrize("where", ["cut", "empty", "page", "other"])
def test_a_damaged_file_is_named(tmp_path: Path, where: str) -> None:
    """Of two Parquet files the one that cannot be read is named, and the old answer stays."""
    table = pa.Table.from_pylist(ROWS * 500)
    good, bad, target = tmp_path / "o1.parquet", tmp_path / "o2.parquet", tmp_path / "answer.parquet"
    for path in (good, bad):
        pq.write_table(table, path, use_dictionary=False, compression="gzip")
    raw = bad.read_bytes()
    match where:
        case "page":
            damaged(bad, 0.3)
        case "other":
            bad.write_bytes(b"PAR1" + b"no Parquet at all" * 9)
        case _:
            bad.write_bytes(raw[: len(raw) // 2] if where == "cut" else b"")
    target.write_bytes(OLD)
    for task in (
        lambda: written(str(tmp_path / "o?.parquet"), target),
        lambda: frames.roll_up(str(tmp_path / "o?.parquet"), outline=OUTLINE, metrics=[MONEY], period=2024),
    ):
        error = refusal(task)
        assert error.message.startswith(f"cannot read {str(bad)!r}: ")
        assert "write it again" in error.remedy
    assert OLD == target.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "seems"),
    [
        ("gb18030", "seems to be GB18030"),
        ("utf-16", "seems to be UTF-16"),
        ("latin", "is of an unknown encoding"),
    ],
)
@pytest.mark.parametrize("before", [0, 30_000])
def test_csv_of_another_encoding_is_refused(tmp_path: Path, encoding: str, seems: str, before: int) -> None:
    """DuckDB reads UTF-8; what is none is named with how to convert it, wherever it begins."""
    head = "metric,subject,period,number,unit\n" + "jobs,nobody,2024,1,\n" * before
    text = head + "money,east,2024,1,亿元\n"
    raw = head.encode() + b"money,east,2024,1,\xff\xff\n" if encoding == "latin" else text.encode(encoding)
    (tmp_path / "o.csv").write_bytes(raw)
    error = refusal(lambda: written(str(tmp_path / "*.csv"), tmp_path / "a.parquet"))
    assert f"{str(tmp_path / 'o.csv')!r} is not UTF-8: it {seems}" == error.message
    assert "iconv -f" in error.remedy


def files_of(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Write tables as files, Parquet or CSV by their names."""
    for name, table in tables.items():
        path = folder / name
        pq.write_table(table, path) if path.suffix == ".parquet" else pl.DataFrame(table).write_csv(path)


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_files_that_lack_what_others_have_are_named(tmp_path: Path, ending: str) -> None:
    """A column of some files only is no guess of ours: the first would say what the others mean."""
    table = pa.Table.from_pylist(ROWS)
    told = table.append_column("vintage", pa.array(["final"] * len(ROWS)))
    files_of(tmp_path, {f"o1.{ending}": table, f"o2.{ending}": told})
    one, other = (str(tmp_path / f"o{number}.{ending}") for number in (1, 2))
    error = refusal(lambda: written(str(tmp_path / f"o?.{ending}"), tmp_path / "a.parquet"))
    assert f"{one!r} has no column 'vintage', and {other!r} has" == error.message


def test_files_of_other_types_are_named(tmp_path: Path) -> None:
    """Numbers with more digits would be rounded to the type of the first file."""
    table = pa.Table.from_pylist(ROWS)
    place = table.schema.get_field_index("number")
    for scale in (1, 4):
        numbers = table["number"].cast(pa.decimal128(18, scale))
        files_of(tmp_path, {f"o{scale}.parquet": table.set_column(place, "number", numbers)})
    error = refusal(lambda: written(str(tmp_path / "o?.parquet"), tmp_path / "a.parquet"))
    assert (
        f"the column 'number' is DECIMAL(18,4) in {str(tmp_path / 'o4.parquet')!r} "
        f"and DECIMAL(18,1) in {str(tmp_path / 'o1.parquet')!r}"
    ) == error.message


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_columns_in_another_order_are_the_same_columns(tmp_path: Path, ending: str) -> None:
    """Files are matched by the names of their columns, not by their places."""
    table = pa.Table.from_pylist(ROWS)
    files_of(tmp_path, {f"whole.{ending}": table})
    turned = table.select(list(reversed(table.column_names)))
    files_of(tmp_path, {f"o1.{ending}": table[:20], f"o2.{ending}": turned[20:]})
    expected = written(str(tmp_path / f"whole.{ending}"), tmp_path / "a.parquet")
    assert expected == written(str(tmp_path / f"o?.{ending}"), tmp_path / "a.parquet")


@pytest.mark.parametrize(
    "text",
    [
        "metric,subject,period\nmoney,east,2024\nmoney\nmoney,east,2024,1,亿元\n",
        "a title\nmetric,subject,period,number,unit\nmoney,east,2024,1,亿元\n",
        "metric,subject,period,number,unit\nmoney,east,2024,1\n",
        "",
    ],
)
def test_csv_whose_first_line_names_no_columns_is_refused(tmp_path: Path, text: str) -> None:
    """No line is skipped to make sense of the others."""
    (tmp_path / "o.csv").write_text(text, "utf-8")
    error = refusal(lambda: written(str(tmp_path / "o.csv"), tmp_path / "a.parquet"))
    assert "the observations have no column" in error.message


def test_a_glob_that_matches_nothing_and_a_folder_are_told(tmp_path: Path) -> None:
    """Neither is taken for no observations."""
    for path, message in (
        (str(tmp_path / "*.parquet"), f"no file matches {str(tmp_path / '*.parquet')!r}"),
        (str(tmp_path), f"{str(tmp_path)!r} is a folder"),
    ):
        assert message == refusal(lambda path=path: written(path, tmp_path / "a.parquet")).message  # type: ignore[misc]
        assert message == refusal(lambda path=path: frames.digest(path)).message  # type: ignore[misc]
        assert message == refusal(lambda path=path: frames.read_outline(path)).message  # type: ignore[misc]


# -- faults -------------------------------------------------------------------------------------

BIG = """\
import sys, duckdb
duckdb.sql("SET enable_progress_bar = false")
folder, rows, leaves = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
duckdb.sql(f'''COPY (
    SELECT 'm' || (i // {leaves * 12}) AS metric, 'leaf' || (i % {leaves}) AS subject,
        '2024-' || lpad((1 + (i // {leaves}) % 12)::VARCHAR, 2, '0') AS period,
        (hash(i) % 100000)::DECIMAL(18, 0) AS number, '万元' AS unit
    FROM range({rows}) t(i)) TO '{folder}/o.parquet' (FORMAT parquet)''')
duckdb.sql(f'''COPY (SELECT 'top' AS node, NULL AS parent UNION ALL
    SELECT 'leaf' || i, 'top' FROM range({leaves}) t(i)) TO '{folder}/outline.parquet' (FORMAT parquet)''')
"""
"""Makes synthetic observations in a process of their own, so that no memory of it is counted."""

RUN = """\
import json, os, re, resource, signal, sys
from pathlib import Path
from zoneplan import Metric, frames
folder, metrics, options = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
{before}
def bytes_of(field):
    found = re.search(field + r":\\s+(\\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024
def tell(*told):
    print(*told, flush=True)
start = bytes_of("VmRSS")
metrics = [Metric(id=f"m{{one}}", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")
           for one in range(metrics)]
try:
    found = frames.write_rollup(folder + "/o.parquet", folder + "/answer.parquet",
        outline=folder + "/outline.parquet", metrics=metrics, aspect="actual",
        progress=tell, **options)
except frames.asking.RollupError as error:
    tell("refused", type(error).__name__, error)
else:
    tell("written", found.digest)
tell("bytes", bytes_of("VmHWM") - start)
"""


def made(folder: Path, rows: int, leaves: int) -> None:
    """Write synthetic observations of many leaves, and their outline."""
    subprocess.run([sys.executable, "-c", BIG, str(folder), str(rows), str(leaves)], check=True)
    (folder / "answer.parquet").write_bytes(OLD)


def started(folder: Path, metrics: int, before: str = "", **options: Any) -> subprocess.Popen[str]:
    """Start a rollup in a process of its own."""
    options = {"period": 2024, **options}
    command = [sys.executable, "-c", RUN.format(before=before), str(folder), str(metrics)]
    return subprocess.Popen(
        [*command, json.dumps(options)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def leftovers(folder: Path) -> list[str]:
    """Give the endings of what a run left beside its target."""
    return sorted(path.suffix for path in folder.iterdir() if path.name.startswith(".answer.parquet."))


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    """Read what a process tells until it tells a line."""
    assert process.stdout is not None
    for told in process.stdout:
        if told.startswith(line):
            return
    raise AssertionError(f"the process ended before it told {line!r}")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_memory_limit_is_kept(tmp_path: Path) -> None:
    """1.2 million rows rolled up within little memory have the digest that they have in one piece."""
    made(tmp_path, 1_200_000, 2_000)
    found = {}
    for memory in ("400MB", "4GB"):
        out, errors = started(tmp_path, 50, memory=memory, threads=1, by="quarter").communicate()
        assert "" == errors
        told = dict(line.split(" ", 1) for line in out.splitlines()[-2:])
        pieces = out.splitlines()[-3].split()[1]
        found[memory] = (told["written"], int(told["bytes"]), int(pieces))
    assert found["400MB"][0] == found["4GB"][0]
    assert (True, 1) == (found["400MB"][2] > 1, found["4GB"][2])
    assert 400 * 10**6 > found["400MB"][1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize("stage", ["0 ", "1 "])
def test_ctrl_c_stops_and_cleans_up(tmp_path: Path, stage: str) -> None:
    """In the middle of a query and between pieces: an end within seconds, and only the old file."""
    made(tmp_path, 2_000_000, 2_000)
    process = started(tmp_path, 80, memory="400MB", by="month")
    wait_for(process, stage)
    time.sleep(0.1)
    before = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - before < 5
    assert "KeyboardInterrupt" in errors
    assert (OLD, []) == ((tmp_path / "answer.parquet").read_bytes(), leftovers(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_a_killed_run_leaves_the_old_file_and_the_next_one_succeeds(tmp_path: Path) -> None:
    """What it leaves is never taken for the answer, and is removed once nobody can be working on it."""
    made(tmp_path, 480_000, 2_000)
    process = started(tmp_path, 20, memory="400MB", by="month")
    wait_for(process, "2 ")
    process.kill()
    process.communicate()
    assert (OLD, [".spill", ".tmp"]) == ((tmp_path / "answer.parquet").read_bytes(), leftovers(tmp_path))
    for path in tmp_path.glob(".answer.parquet.*"):
        os.utime(path, (time.time() - 4000,) * 2)
    out, errors = started(tmp_path, 20, memory="400MB", by="month").communicate()
    assert "" == errors
    assert "written" in out
    assert [] == leftovers(tmp_path)
    assert frames.digest(str(tmp_path / "answer.parquet")) in out


def test_a_folder_that_somebody_works_in_is_left_alone(tmp_path: Path) -> None:
    """However old it is: its lock is held."""
    with scratch_beside(tmp_path / "a.parquet") as other:
        os.utime(other, (time.time() - 4000,) * 2)
        with scratch_beside(tmp_path / "a.parquet") as folder:
            assert other.exists()
            assert other != folder
    assert [] == list(tmp_path.iterdir())


LIMITED = """\
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("size", "rows", "options", "message"),
    [
        (20_000, 120_000, {"memory": "1GB", "by": "month"}, "cannot write "),
        (1_000_000, 3_000_000, {"memory": "400MB", "by": "month", "threads": 1}, "cannot write "),
    ],
)
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, size: int, rows: int, options: dict[str, Any], message: str
) -> None:
    """No more of the answer can be written, at once or in the middle: a sentence, and only the old file."""
    made(tmp_path, rows, 2_000)
    process = started(tmp_path, rows // 24_000, LIMITED.format(size=size), **options)
    out, errors = process.communicate()
    assert "" == errors
    refused = next(line for line in out.splitlines() if line.startswith("refused"))
    assert refused.startswith(f"refused RollupError {message}")
    assert "written" not in out
    assert (OLD, []) == ((tmp_path / "answer.parquet").read_bytes(), leftovers(tmp_path))


SPILLED = """\
from zoneplan.frames import writing
writing._ADDED = 1
"""
"""Lets the engine add up far more states at once than it can hold, so that it spills for certain."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_is_full_of_what_was_spilled_leaves_the_old_file(tmp_path: Path) -> None:
    """A file of the spill folder cannot grow: it is named with what to do, and only the old answer stays."""
    made(tmp_path, 1_000_000, 2_000)
    before = SPILLED + LIMITED.format(size=1_000_000)
    out, errors = started(tmp_path, 41, before, memory="335MB", by="month", threads=1).communicate()
    assert "" == errors
    refused, remedy = out.splitlines()[-3:-1]
    start = (
        "refused RollupError the observations cannot be read and added up: IO Error: Could not write file "
    )
    assert (start, True) == (refused[: len(start)], ".spill/duckdb_temp_" in refused)
    assert (
        "write a damaged file again, and see that the disk is not full; no file has been changed"
    ) == remedy
    assert (OLD, []) == ((tmp_path / "answer.parquet").read_bytes(), leftovers(tmp_path))
