"""The files of a folder: sealed by size and SHA-256, brought to disk, written by one process at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.errors import RollupFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCK", "Seal", "require_size", "require_whole", "sealed", "writing"]

LOCK = "lock"
"""The file that a writer holds; it stays, since taking it away would let two writers hold two of them."""


@attrs.frozen
class Seal:
    """How a file was when it was written.

    Attributes:
        file: Its path in the folder, with slashes.
        size: Its size in bytes.
        sha256: The SHA-256 of its bytes, as hexadecimal digits.
    """

    file: str
    size: int
    sha256: str


def sealed(folder: Path, file: str) -> Seal:
    """Make sure that a file that was just written is on disk, and give its seal.

    Args:
        folder: The folder.
        file: Its path in the folder.

    Raises:
        OSError: If it cannot be brought to disk or read.
    """
    path = folder / file
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Seal(file, path.stat().st_size, _sha256(path))


def require_size(folder: Path, seal: Seal) -> None:
    """Refuse a file that is not there, or has not the size that it was written with.

    Args:
        folder: The folder.
        seal: How the file was.

    Raises:
        RollupFolderError: If it differs.
    """
    try:
        size = (folder / seal.file).stat().st_size
    except FileNotFoundError:
        raise _damaged(folder, seal, "is not there", "不存在") from None
    if size != seal.size:
        raise _damaged(
            folder,
            seal,
            f"has {size:,} bytes, and was written with {seal.size:,}",
            f"有 {size:,} 字节，写入时为 {seal.size:,} 字节",
        )


def require_whole(folder: Path, seal: Seal) -> None:
    """Refuse a file that has not every byte that it was written with.

    Args:
        folder: The folder.
        seal: How the file was.

    Raises:
        RollupFolderError: If it differs.
        OSError: If it cannot be read.
    """
    require_size(folder, seal)
    if _sha256(folder / seal.file) != seal.sha256:
        raise _damaged(folder, seal, "was changed since it was written", "写入后被改动")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(folder: Path, seal: Seal, how: str, how_zh: str) -> RollupFolderError:
    return RollupFolderError(
        f"file {seal.file!r} of the rollup folder {str(folder)!r} {how}",
        "put it back from a copy, or create the folder anew and add its batches to it",
        f"汇总文件夹 {str(folder)!r} 的文件 {seal.file!r} {how_zh}",
        "请从备份恢复，或重建文件夹并重新加入各批数据",
    )


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the right to write in a folder; the system gives it back when a process dies.

    Args:
        folder: The folder, which exists.

    Raises:
        RollupFolderError: If another process, or another thread of this one, is writing there.
        OSError: If the file that is held cannot be made.
    """
    with (folder / LOCK).open("a+", encoding="ascii") as file:
        try:
            _hold(file)
        except OSError:
            file.seek(0)
            raise _busy(folder, file.read().strip()) from None
        try:
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield
        finally:
            _let_go(file)


def _busy(folder: Path, process: str) -> RollupFolderError:
    return RollupFolderError(
        f"the rollup folder {str(folder)!r} is being written by process {process or 'unknown'}",
        "wait until it is done, and try again; nothing was changed",
        f"汇总文件夹 {str(folder)!r} 正由进程 {process or '（未知）'} 写入",
        "请等它完成后再试；没有任何改动",
    )


if sys.platform == "win32":  # pragma: no cover  # the tests run on the other

    def _hold(file: Any) -> None:
        import msvcrt  # noqa: PLC0415  # of this system only

        # A byte behind any text, so that others can still read who holds it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _let_go(file: Any) -> None:
        import msvcrt  # noqa: PLC0415  # the same

        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _hold(file: Any) -> None:
        import fcntl  # noqa: PLC0415  # of these systems only

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(file: Any) -> None:
        import fcntl  # noqa: PLC0415  # the same

        fcntl.flock(file, fcntl.LOCK_UN)
