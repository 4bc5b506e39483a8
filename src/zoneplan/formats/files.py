"""Files and folders written whole or not at all, and the format a file name asks for.

What is *not* checked: whether somebody else changed the file since it was read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal

from zoneplan.errors import DocumentError, Problem
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]


__all__ = [
    "by_suffix",
    "replacing",
    "scratch_beside",
    "sync_folder",
    "write_bytes",
    "write_folder",
    "write_text",
]

_FORMATS: Final[dict[str, Literal["yaml", "json", "xlsx"]]] = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx",
}  # fmt: skip
_STALE_SECONDS: Final = 3600
_FRESH_SECONDS: Final = 60
_LOCK: Final = "lock"
# Windows translates line ends unless it is told not to.
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def by_suffix(path: str | os.PathLike[str]) -> Literal["yaml", "json", "xlsx"]:
    """Give the format that a file's ending stands for.

    Raises:
        DocumentError: When the ending is none of `.yaml`, `.yml`, `.json` and `.xlsx`.
    """
    suffix = Path(path).suffix
    if (known := _FORMATS.get(suffix.lower())) is not None:
        return known
    message = f"the ending {suffix!r} does not say which format the file has"
    place = Location("", os.fspath(path))
    raise DocumentError(
        (
            Problem(
                place,
                message,
                "name the file .yaml, .yml, .json or .xlsx",
                f"扩展名“{suffix}”不表示文件的格式",
                "请将文件命名为 .yaml、.yml、.json 或 .xlsx",
            ),
        )
    )


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text as UTF-8, as `write_bytes` does; line ends are written as they stand.

    Args:
        path: The file; a symbolic link is followed only inside the folder it lies in.
        text: The whole new text.

    Raises:
        PermissionError: When the file is read-only, or a symbolic link leads out of its folder.
        OSError: When the file cannot be written; it is then as it was before.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | os.PathLike[str], raw: bytes) -> None:
    """Write a file so that it holds the old content or the new one, never a part.

    An existing file keeps its permissions.

    Args:
        path: The file; a symbolic link is followed only inside the folder it lies in.
        raw: The whole new content.

    Raises:
        PermissionError: When the file is read-only, or a symbolic link leads out of its folder.
        OSError: When the file cannot be written; it is then as it was before.
    """
    with replacing(path) as file:
        file.write(raw)


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of another once it is whole.

    It is a temporary file beside the target, `.NAME.RANDOM.tmp`, and takes the target's place when the block
    ends without an error; else it is removed, and the target is as it was. Temporary files that a killed run
    left for the same target are removed once they are an hour old.

    Args:
        path: The target; a symbolic link is followed only inside the folder it lies in.

    Raises:
        PermissionError: When the file is read-only, or a symbolic link leads out of its folder.
        OSError: When the file cannot be written; it is then as it was before.
    """
    target = _followed(Path(path))
    mode = _mode(target)
    _remove_stale(target)
    temporary = _beside(target, "tmp")
    try:
        # An existing file may be more private than a new one would be: nobody reads it meanwhile.
        descriptor = os.open(temporary, _CREATE, 0o666 if mode is None else 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101  (one seam for all calls to the system)
        os.replace(temporary, target)  # noqa: PTH105  (the same)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def write_folder(path: str | os.PathLike[str], contents: Mapping[str, bytes]) -> None:
    """Write a folder of files that appears with all of them, or not at all.

    Args:
        path: The folder; there is none yet, or it is empty.
        contents: The content of each file by its name.

    Raises:
        FileExistsError: When there is something in the folder: files of two plans must not mix.
        OSError: When it cannot be written; nothing is left then.
    """
    target = Path(path)
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        message = "there is something at this place already; name a new folder"
        raise FileExistsError(errno.EEXIST, message, str(path))
    temporary = _beside(target, "tmp")
    try:
        temporary.mkdir()
        for name, raw in contents.items():
            write_bytes(temporary / name, raw)
        if target.exists():
            target.rmdir()
        os.replace(temporary, target)  # noqa: PTH105  (one seam for all calls to the system)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Make sure that the names of new files are on disk, where the system can do that.

    Args:
        path: The folder that they are in.
    """
    # Windows and some network drives cannot do this; the files themselves are already whole.
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def scratch_beside(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a fresh folder beside a file, `.NAME.RANDOM.spill`, that is removed with all in it.

    Such folders that killed runs left for the same file are removed where it is certain that nobody works
    in them: their lock is free, and they are older than a minute. Where the system knows no such locks
    they stay.

    Args:
        path: The file.

    Raises:
        OSError: When the folder cannot be made.
    """
    target = _followed(Path(path))
    _remove_abandoned(target)
    folder = _beside(target, "spill")
    folder.mkdir(mode=0o700)
    try:
        with (folder / _LOCK).open("wb") as lock:
            _is_locked(lock)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}.{os.urandom(8).hex()}.{ending}")


def _is_locked(lock: BinaryIO) -> bool:
    """Whether a file could be locked for this process, which holds until it is closed or the process ends."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_abandoned(target: Path) -> None:
    ours = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}\.spill")
    before = time.time() - _FRESH_SECONDS  # a fresh one may not be locked yet
    # Housekeeping must not keep a rollup from being written.
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            is_ours = ours.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
            if is_ours and entry.stat(follow_symlinks=False).st_mtime < before:
                with contextlib.suppress(OSError), (Path(entry.path) / _LOCK).open("r+b") as lock:
                    if _is_locked(lock):
                        shutil.rmtree(entry.path, ignore_errors=True)


def _followed(path: Path) -> Path:
    if not path.is_symlink():
        return path
    folder, target = Path(os.path.realpath(path.parent)), Path(os.path.realpath(path))
    if not target.is_relative_to(folder):
        message = f"the symbolic link leads out of its folder, to {str(target)!r}; write there directly"
        raise PermissionError(errno.EPERM, message, str(path))
    return target


def _mode(target: Path) -> int | None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only", str(target))
    return stat.S_IMODE(mode)


def _remove_stale(target: Path) -> None:
    ours = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}\.tmp")
    before = time.time() - _STALE_SECONDS
    # Housekeeping must not keep a plan from being written.
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if ours.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < before:
                Path(entry.path).unlink()
