"""A folder killed, failing or written twice at once is as it was or as it is to be, never between."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zoneplan import Metric, frames
from zoneplan.errors import RollupFolderError
from zoneplan.formats import files
from zoneplan.frames import RollupFolder, batches, renewal, stored_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

METRICS = [
    Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum", weight="jobs"),
    Metric(id="jobs", name="就业", unit="人", kind="count", across="sum", over_time="last"),
]
QUESTION: dict[str, Any] = {
    "outline": pa.table({"node": ["city", "east", "west"], "parent": [None, "city", "city"]}),
    "metrics": METRICS,
    "by": "quarter",
}


def month(number: int, value: str = "1") -> pa.Table:
    """Make the synthetic reports of a month of 2024."""
    rows = [
        {"metric": metric, "subject": subject, "period": f"2024-{number:02}", "number": value, "unit": unit}
        for metric, unit in (("money", "亿元"), ("jobs", "人"))
        for subject in ("east", "west")
    ]
    return pa.Table.from_pylist(rows)


def rolled_up(*months: pa.Table) -> str:
    """Give the digest of rolling months up from scratch."""
    return frames.digest(frames.roll_up(pa.concat_tables(months), **QUESTION))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a folder that holds January and April."""
    made = RollupFolder.create(tmp_path / "folder", **QUESTION)
    made.add(month(1), "1月")
    made.add(month(4), "4月")
    return tmp_path / "folder"


BEFORE, AFTER = rolled_up(month(1), month(4)), rolled_up(month(1), month(4), month(2))


def state(path: Path) -> tuple[str, dict[str, int]]:
    """Give the digest and the batches of a folder of which every byte is as it was written."""
    folder = RollupFolder.open(path)
    folder.verify()
    return folder.digest(), folder.batches


def require_before_or_after(path: Path) -> bool:
    """Assert that February is in the folder wholly or not at all; give whether it is."""
    found = state(path)
    is_after = "2月" in found[1]
    assert (AFTER if is_after else BEFORE, {"1月": 4, "4月": 4, **({"2月": 4} if is_after else {})}) == found
    return is_after


def require_it_can_go_on(path: Path) -> None:
    """Assert that the same change can be made again, after which no file is left over."""
    RollupFolder.open(path).add(month(2), "2月")
    assert require_before_or_after(path)
    RollupFolder.open(path).add(month(2), "2月")  # which clears away what the one before replaced
    named = {"lock", "manifest.json", "question.json"}
    assert named == {one.name for one in path.iterdir() if one.is_file()}
    assert (3, 2) == tuple(len(list((path / name).iterdir())) for name in ("batches", "answers"))


SEAMS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "replace"),
    (os, "open"),
    (batches, "_content"),
    (pq, "write_table"),
    (renewal, "sealed"),
    (stored_files, "_sha256"),
    (files, "sync_folder"),
)
"""Where the system is asked to write, or between two writings."""


class Stopped(Exception):  # noqa: N818  # it stands for whatever may happen
    """A failure that nobody expects."""


def counted(patch: pytest.MonkeyPatch, stop: Callable[[int], None]) -> list[int]:
    """Count the calls at all seams together, and tell each its number before and after it is made."""
    calls = [0]
    for holder, name in SEAMS:
        # No test waits for the disk itself.
        whole = (lambda _: None) if name == "fsync" else getattr(holder, name)

        def seam(*given: Any, whole: Any = whole, **named: Any) -> Any:
            calls[0] += 1
            stop(calls[0])
            found = whole(*given, **named)
            calls[0] += 1
            stop(calls[0])
            return found

        patch.setattr(holder, name, seam)
    return calls


def moments(path: Path) -> int:
    """Give how many moments there are in adding February at which it may be stopped."""
    copy = path.with_name("counted")
    shutil.copytree(path, copy)
    with pytest.MonkeyPatch.context() as patch:
        calls = counted(patch, lambda _: None)
        RollupFolder.open(copy).add(month(2), "2月")
    return calls[0]


@pytest.mark.parametrize(("error", "each"), [(Stopped, 1), (OSError, 4), (KeyboardInterrupt, 5)])
def test_a_failure_at_any_moment_leaves_the_folder_as_it_was_or_is_to_be(
    path: Path, error: type[BaseException], each: int
) -> None:
    """Whatever is raised before, in or after each writing, the folder is whole and can go on."""
    count = moments(path)
    assert count > 20
    seen = set()
    for number in {*range(1, count + 1, each), count}:
        copy = path.with_name(f"failed{number}")
        shutil.copytree(path, copy)

        def stop(call: int, number: int = number) -> None:
            if call == number:
                raise error(number)

        with pytest.MonkeyPatch.context() as patch:
            counted(patch, stop)
            with contextlib.suppress(error, RollupFolderError):
                RollupFolder.open(copy).add(month(2), "2月")
        seen.add(require_before_or_after(copy))
        require_it_can_go_on(copy)
    assert {False, True} == seen


KILLED = """
    import os, pathlib, signal, sys
    import pytest
    import test_rollup_folders_faults as faults

    path, number = pathlib.Path(sys.argv[1]), int(sys.argv[2])

    def stop(call):
        if call == number:
            os.kill(os.getpid(), signal.SIGKILL)

    folder = faults.RollupFolder.open(path)
    with pytest.MonkeyPatch.context() as patch:
        faults.counted(patch, stop)
        folder.add(faults.month(2), "2月")
"""


def killed_at(path: Path, number: int) -> int:
    """Add February in another process, which is killed at a moment; give its exit code."""
    code = ["-c", textwrap.dedent(KILLED), str(path), str(number)]
    there = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.run([sys.executable, *code], env=there, capture_output=True, check=False).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_process_killed_at_any_moment_leaves_the_folder_as_it_was_or_is_to_be(path: Path) -> None:
    """SIGKILL at moments from the first to the last: whole, not locked, and ready to go on."""
    count = moments(path) - 2  # of which opening the folder, before the counting, took two
    seen = []
    for number in sorted({1, 2, count // 3, count // 2, count - 8, count - 4, count - 1, count}):
        copy = path.with_name(f"killed{number}")
        shutil.copytree(path, copy)
        assert -9 == killed_at(copy, number)
        seen.append(require_before_or_after(copy))
        require_it_can_go_on(copy)
    assert (False, True) == (seen[0], seen[-1])
    assert sorted(seen) == seen


def test_a_folder_killed_while_it_is_made_can_be_made_again(tmp_path: Path) -> None:
    """Without a manifest there is no folder, and what lies there of one is no hindrance."""
    for name in ("batches", "answers"):
        (tmp_path / name).mkdir()
    (tmp_path / "question.json").write_text("{", "utf-8")
    (tmp_path / ".manifest.json.0123456789abcdef.tmp").write_text("{", "utf-8")
    with pytest.raises(RollupFolderError):
        RollupFolder.open(tmp_path)
    made = RollupFolder.create(tmp_path, **QUESTION)
    made.add(month(1), "1月")
    assert rolled_up(month(1)) == made.digest()
    assert [] == list(tmp_path.glob(".*"))


@contextlib.contextmanager
def written_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the right to write in a folder."""
    code = """
        import pathlib, sys
        from zoneplan.frames.stored_files import writing
        with writing(pathlib.Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert "held\n" == process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_writer_is_refused_until_the_first_is_done_or_dead(path: Path) -> None:
    """The message names the process, reading goes on meanwhile, and a dead process holds nothing."""
    folder = RollupFolder.open(path)
    with written_by_another(path) as process:
        with pytest.raises(RollupFolderError) as refusal:
            folder.add(month(2), "2月")
        assert str(refusal.value) == (
            f"the rollup folder {str(path)!r} is being written by process {process.pid}\n"
            "wait until it is done, and try again; nothing was changed"
        )
        assert not require_before_or_after(path)
        process.kill()
        process.wait()
        folder.add(month(2), "2月")
    assert require_before_or_after(path)


def test_two_threads_never_write_at_once(path: Path) -> None:
    """One is refused while the other writes, and no batch is lost."""
    waits, goes_on = threading.Event(), threading.Event()

    class Slow(list[Any]):
        """Rows that take a while to be read."""

        def __iter__(self) -> Iterator[Any]:
            waits.set()
            goes_on.wait(60)
            return super().__iter__()

    folder = RollupFolder.open(path)
    thread = threading.Thread(target=folder.add, args=(Slow(month(2).to_pylist()), "2月"))
    thread.start()
    waits.wait(60)
    with pytest.raises(RollupFolderError, match="is being written by process"):
        RollupFolder.open(path).add(month(3), "3月")
    goes_on.set()
    thread.join()
    assert require_before_or_after(path)


def test_a_script_that_was_stopped_can_be_run_again(tmp_path: Path) -> None:
    """Batches that are there already cost a comparison, and the rest is added."""

    def script(stop_at: int | None) -> list[bool]:
        folder = (
            RollupFolder.open(tmp_path / "folder")
            if (tmp_path / "folder").exists()
            else RollupFolder.create(tmp_path / "folder", **QUESTION)
        )
        done: list[bool] = []
        for number in range(1, 7):
            if number == stop_at:
                return done
            done.append(bool(folder.add(month(number), f"{number}月").figures))
        return done

    assert [True] * 3 == script(4)
    assert [False] * 3 + [True] * 3 == script(None)
    expected = rolled_up(*map(month, range(1, 7)))
    assert expected == RollupFolder.open(tmp_path / "folder").digest()
