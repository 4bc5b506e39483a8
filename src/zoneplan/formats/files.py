"""Text and bytes to files, whole or not at all, and the format a file name asks for.

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
from typing import TYPE_CHECKING, Final, Literal

from zoneplan.errors import DocumentError, Problem
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["by_suffix", "write_bytes", "write_folder", "write_text"]

_FORMATS: Final[dict[str, Literal["yaml", "json", "xlsx"]]] = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx",
}  # fmt: skip
_STALE_SECONDS: Final = 3600
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

    The content goes to a temporary file beside the target, which then takes the target's place. An
    existing file keeps its permissions. Temporary files that a killed run left for the same target are
    removed once they are an hour old.

    Args:
        path: The file; a symbolic link is followed only inside the folder it lies in.
        raw: The whole new content.

    Raises:
        PermissionError: When the file is read-only, or a symbolic link leads out of its folder.
        OSError: When the file cannot be written; it is then as it was before.
    """
    target = _followed(Path(path))
    mode = _mode(target)
    _remove_stale(target)
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
    try:
        # An existing file may be more private than a new one would be: nobody reads it meanwhile.
        descriptor = os.open(temporary, _CREATE, 0o666 if mode is None else 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(descriptor)
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101  (one seam for all calls to the system)
        os.replace(temporary, target)  # noqa: PTH105  (the same)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


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
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
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
    _sync_folder(target.parent)


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


def _sync_folder(folder: Path) -> None:
    # Windows and some network drives cannot do this; the file itself is already whole.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
