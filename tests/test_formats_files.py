from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zoneplan.errors import DocumentError
from zoneplan.formats.files import by_suffix, write_text

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = "name: 旧\n", "name: 新\n"
CALLS = ("open", "fdopen", "fsync", "chmod", "replace", "scandir", "close", "access")


def leftovers(folder: Path) -> list[str]:
    """Names of the temporary files in a folder."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_text_is_written_as_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    """The bytes are the text in UTF-8 without a mark."""
    write_text(tmp_path / "plan.yaml", NEW)
    assert (tmp_path / "plan.yaml").read_bytes() == NEW.encode()
    assert leftovers(tmp_path) == []


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    """The process's umask decides about a new file."""
    mask = os.umask(0o027)
    try:
        write_text(tmp_path / "plan.yaml", NEW)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "plan.yaml").stat().st_mode) == 0o640


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    """Writing changes the text and nothing else."""
    path = tmp_path / "plan.yaml"
    path.write_text(OLD, "utf-8")
    path.chmod(0o604)
    write_text(path, NEW)
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == (NEW, 0o604)


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file its owner protected is not replaced behind the protection."""
    path = tmp_path / "plan.yaml"
    path.write_text(OLD, "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="the file is read-only"):
        write_text(path, NEW)
    assert path.read_text("utf-8") == OLD


def test_only_ordinary_files_are_replaced(tmp_path: Path) -> None:
    """A folder or a device is never replaced by a file."""
    for path in (tmp_path, Path("/dev/null")):
        with pytest.raises(OSError, match="not an ordinary file"):
            write_text(path, NEW)


def test_a_link_inside_its_folder_is_written_through(tmp_path: Path) -> None:
    """The link stays a link and its target gets the text."""
    (tmp_path / "plan.yaml").write_text(OLD, "utf-8")
    (tmp_path / "link.yaml").symlink_to("plan.yaml")
    write_text(tmp_path / "link.yaml", NEW)
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "plan.yaml").read_text("utf-8") == NEW


def test_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """A link in a folder from elsewhere cannot redirect the writing."""
    (tmp_path / "folder").mkdir()
    target = tmp_path / "plan.yaml"
    target.write_text(OLD, "utf-8")
    (tmp_path / "folder" / "link.yaml").symlink_to(target)
    with pytest.raises(PermissionError) as caught:
        write_text(tmp_path / "folder" / "link.yaml", NEW)
    assert caught.value.strerror == (
        f"the symbolic link leads out of its folder, to {str(target)!r}; write there directly"
    )
    assert target.read_text("utf-8") == OLD


def test_old_temporaries_of_the_same_file_are_removed(tmp_path: Path) -> None:
    """What a killed run left is removed after an hour; fresh and foreign files stay."""
    stale, fresh, foreign = (
        tmp_path / f".plan.yaml.{'0' * 16}.tmp",
        tmp_path / f".plan.yaml.{'1' * 16}.tmp",
        tmp_path / f".other.yaml.{'0' * 16}.tmp",
    )
    for path in (stale, fresh, foreign):
        path.write_text("", "utf-8")
    for path in (stale, foreign):
        os.utime(path, (time.time() - 3700,) * 2)
    write_text(tmp_path / "plan.yaml", NEW)
    assert sorted(leftovers(tmp_path)) == sorted([fresh.name, foreign.name])


def test_text_that_is_no_utf8_leaves_the_file(tmp_path: Path) -> None:
    """Half a character is refused before anything is opened."""
    path = tmp_path / "plan.yaml"
    path.write_text(OLD, "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text("utf-8") == OLD


def test_the_text_reaches_the_disk_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and then its folder are flushed, and nobody else can read a text on its way."""
    path = tmp_path / "plan.yaml"
    path.write_text(OLD, "utf-8")
    path.chmod(0o644)
    seen: list[str] = []
    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, _noting(seen, name, getattr(os, name), tmp_path))
    write_text(path, NEW)
    assert seen == ["fsync 600", "replace 644", "fsync"]


def _noting(seen: list[str], name: str, call: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def noted(*args: Any) -> Any:
        modes = [f"{stat.S_IMODE((folder / file).stat().st_mode):o}" for file in leftovers(folder)]
        seen.append(" ".join([name, *modes]))
        return call(*args)

    return noted


class Saboteur:
    """Counts the calls to the system and lets the n-th one fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException) -> None:
        self.calls = 0
        self.failing = failing
        self.error = error
        for name in CALLS:
            monkeypatch.setattr(os, name, self.wrapped(getattr(os, name)))

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give the call that fails at its turn."""

        def counted(*args: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == self.failing:
                raise self.error
            return call(*args, **options)

        return counted


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()]
)
@pytest.mark.parametrize("existing", [True, False])
def test_a_failure_at_any_call_leaves_a_whole_file(
    tmp_path: Path, error: BaseException, existing: bool
) -> None:
    """Whichever call to the system fails, the file is the old or the new one and no temporary stays."""
    path = tmp_path / "plan.yaml"
    for failing in range(1, 30):
        if existing:
            path.write_text(OLD, "utf-8")
        else:
            path.unlink(missing_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            saboteur = Saboteur(patch, failing, error)
            with contextlib.suppress(type(error)):
                write_text(path, NEW)
        assert leftovers(tmp_path) == []
        assert path.read_text("utf-8") in (OLD, NEW) if path.exists() else not existing
        if saboteur.calls < failing:
            break
    assert 7 <= saboteur.calls < failing


def run(code: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start Python with some code."""
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """When the system allows no more bytes, the old file stays and no temporary is left."""
    path = tmp_path / "plan.yaml"
    path.write_text(OLD, "utf-8")
    code = (
        "import resource, signal, sys\n"
        "from zoneplan.formats.files import write_text\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_text(sys.argv[1], 'x' * 100_000)\n"
    )
    _, told = run(code, str(path)).communicate()
    assert b"File too large" in told
    assert (path.read_text("utf-8"), leftovers(tmp_path)) == (OLD, [])


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    """A process killed while it writes again and again leaves one whole text."""
    path = tmp_path / "plan.yaml"
    code = (
        "import sys\n"
        "from zoneplan.formats.files import write_text\n"
        "for n in range(10**9):\n"
        "    write_text(sys.argv[1], 'ab'[n % 2] * 300_000)\n"
    )
    for pause in (0.0, 0.003, 0.011, 0.017, 0.023):
        path.unlink(missing_ok=True)
        process = run(code, str(path))
        while not path.exists():
            time.sleep(0.001)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert path.read_text("utf-8") in ("a" * 300_000, "b" * 300_000)


@pytest.mark.parametrize(
    ("name", "known"),
    [("a.yaml", "yaml"), ("a.YML", "yaml"), ("开发区.json", "json"), (Path("a.b.json"), "json")],
)
def test_the_ending_names_the_format(name: str | Path, known: str) -> None:
    """The ending decides, in upper or lower case."""
    assert by_suffix(name) == known


@pytest.mark.parametrize(("name", "ending"), [("plan.txt", ".txt"), ("plan", "")])
def test_an_unknown_ending_is_refused(name: str, ending: str) -> None:
    """Another ending is refused with those that are known."""
    with pytest.raises(DocumentError) as caught:
        by_suffix(name)
    assert str(caught.value) == (
        f"1 problem\nthe plan ({name}): the ending {ending!r} does not say which format the file has\n"
        "    name the file .yaml, .yml, .json or .xlsx"
    )
