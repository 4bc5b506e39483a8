"""Which files of a folder are plan files, and what keeps one of them from being read.

Files are found in one order on every system, however the folder lists them. Whatever is left out is told.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError, Problem, ZoneplanError
from zoneplan.files import parse_plan
from zoneplan.formats import files, text
from zoneplan.locations import Location
from zoneplan.shapes import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.formats.text import Limits
    from zoneplan.plans import Plan

__all__ = ["ENDINGS", "existing", "plan_files", "read_file"]

ENDINGS: Final = (".json", ".xlsx", ".yaml", ".yml")
"""The endings of plan files, whatever their case."""

_NO_PLANS: Final = (".", "~$")
"""How names start of files that are hidden, and of those by which Excel notes that a workbook is open."""


def existing(path: str | os.PathLike[str]) -> Path:
    """Give the path of a file or folder that there is.

    Raises:
        OSError: If there is none, or it cannot be looked up.
    """
    found = Path(path)
    found.stat()
    return found


def plan_files(
    sources: Iterable[str | os.PathLike[str]], *, recursive: bool
) -> tuple[list[str], list[tuple[str, Problem]]]:
    """List the plan files of folders, in the order of their paths, each once.

    Args:
        sources: Folders and files; a file is taken whatever its ending.
        recursive: Whether the folders in a folder are listed too.

    Returns:
        The files, and what could not be listed with its problem.
    """
    found = _Found(recursive)
    for path in sorted({Path(source) for source in sources}):
        if path.is_dir():
            found.folders.append(path)
        else:
            found.files.add(path)
    found.list_folders()
    return [str(path) for path in sorted(found.files)], found.problems


class _Found:
    """What was found so far; links are followed last, so that a folder goes by its own name."""

    def __init__(self, recursive: bool) -> None:
        self.recursive = recursive
        self.folders: list[Path] = []
        self.links: list[Path] = []
        self.files: set[Path] = set()
        self.problems: list[tuple[str, Problem]] = []
        self.names: dict[str, Path] = {}

    def list_folders(self) -> None:
        while self.folders or self.links:
            from_link = not self.folders
            folder = (self.links if from_link else self.folders).pop(0)
            real = os.path.realpath(folder)
            if real not in self.names:
                self.names[real] = folder
                self._list(folder)
            elif from_link:
                self.problems.append((str(folder), _read_already(folder, self.names[real])))

    def _list(self, folder: Path) -> None:
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            self.problems.append((str(folder), _unreadable(str(folder), error)))
            return
        for path in entries:
            is_plan = path.suffix.lower() in ENDINGS and not path.name.startswith(_NO_PLANS)
            if not path.is_dir():
                if is_plan:
                    self.files.add(path)
            elif self.recursive and not path.name.startswith("."):
                (self.links if path.is_symlink() else self.folders).append(path)
            elif is_plan:
                self.problems.append((str(path), _is_folder(str(path))))


def read_file(path: str, first: dict[bytes, str], limits: Limits | None = None) -> Plan:
    """Read a plan file whose content was not read before.

    Args:
        path: The file.
        first: The file in which each content was met first, by digest; this one is added.
        limits: What the file may cost, None for the usual.

    Raises:
        DocumentError: With every problem, that the file cannot be opened and that it is a copy among them.
    """
    cost = limits or text.DEFAULT_LIMITS
    raw = _content(path, cost)
    kind = files.by_suffix(path)
    known = first.setdefault(hashlib.sha256(raw).digest(), path)
    if known != path:
        raise DocumentError((_copy(path, known),))
    try:
        return parse_plan(raw, path, kind=kind, limits=cost)
    except DocumentError:
        raise
    except ZoneplanError as error:
        raise DocumentError.at(Location(file=path), *told(error)) from error


def _content(path: str, limits: Limits) -> bytes:
    try:
        mode = existing(path).stat().st_mode
        if stat.S_ISREG(mode):  # a pipe would wait for its writer
            return text.read_bytes(path, limits)
    except OSError as error:
        raise DocumentError((_unreadable(path, error),)) from error
    raise DocumentError((_unreadable(path, OSError(errno.EINVAL, "not an ordinary file")),))


def _unreadable(path: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(
        Location(file=path),
        f"cannot be opened: {reason}",
        "correct the path or its permissions, or take it out",
        f"无法打开：{reason}",
        "请更正路径或权限，或将其移出",
    )


def _is_folder(path: str) -> Problem:
    return Problem(
        Location(file=path),
        "is a folder with the name of a plan file",
        "read it with recursive=True (--recursive), or rename it",
        "是文件夹，名称却像规划文件",
        "请连同子文件夹读取（recursive=True 或 --recursive），或为其改名",
    )


def _read_already(folder: Path, known: Path) -> Problem:
    return Problem(
        Location(file=str(folder)),
        f"leads to the folder {str(known)!r}, which is read already",
        "take the link out, or read the two folders apart",
        f"指向已读取的文件夹“{known}”",
        "请删去该链接，或分别读取",
    )


def _copy(path: str, known: str) -> Problem:
    return Problem(
        Location(file=path),
        f"has the same content as {known!r}, and counts only once",
        "take one of the two files out",
        f"内容与“{known}”相同，只计一次",
        "请移出其中一个文件",
    )
