"""The one file that says what a rollup folder holds; replacing it is what commits a change.

It names every other file with its size and SHA-256, and its own content by a SHA-256 as well, so that a
changed digit in it is found. What it does not name does not belong to the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.errors import RollupFolderError
from zoneplan.formats import files
from zoneplan.frames.batches import Batch, Content, Fact
from zoneplan.frames.stored_files import Seal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FORMAT", "MANIFEST", "VERSION", "Manifest", "Part", "as_json", "read_manifest", "write_manifest"]

MANIFEST = "manifest.json"
FORMAT = "zoneplan rollup folder"
VERSION = 1
"""The version of the folder's format; a change in what files mean is another one."""


@attrs.frozen
class Part:
    """The answer for one period: a file with a row for each metric and node.

    Attributes:
        period: The text of the period; None where nothing at all is reported.
        seal: The file.
        aspects: The metrics in it, each with the word for what its figures are figures of; None for none.
    """

    period: str | None
    seal: Seal
    aspects: Mapping[str, str | None]


@attrs.frozen
class Manifest:
    """What a rollup folder holds.

    Attributes:
        edition: How many changes were made; the files of a change are named by its number.
        question: The file of what is asked.
        batches: The batches, in the order in which they were added.
        parts: The answer, one part for each period.
    """

    edition: int
    question: Seal
    batches: tuple[Batch, ...]
    parts: tuple[Part, ...]

    @property
    def seals(self) -> Iterator[Seal]:
        """Every file but the manifest itself."""
        yield self.question
        yield from (batch.seal for batch in self.batches)
        yield from (part.seal for part in self.parts)


def as_json(data: object) -> str:
    """Write plain data as JSON that a person can read: each item of its lists on a line.

    Args:
        data: A mapping; what its values hold is written on one line each.
    """
    lines = []
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list) and value:
            listed = ",\n  ".join(_line(one) for one in value)
            lines.append(f"{_line(key)}: [\n  {listed}\n ]")
        else:
            lines.append(f"{_line(key)}: {_line(value)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a folder, whole or not at all.

    Args:
        folder: The folder; every file that the manifest names is on disk.
        manifest: The new one.

    Raises:
        OSError: If it cannot be written; the old one is then as it was.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "edition": manifest.edition,
        "question": attrs.asdict(manifest.question),
        "batches": [_batch_data(batch) for batch in manifest.batches],
        "parts": [attrs.asdict(part) for part in manifest.parts],
    }
    files.write_text(folder / MANIFEST, as_json({**content, "sha256": _sha256(content)}))


def _batch_data(batch: Batch) -> dict[str, Any]:
    content = batch.content
    return {
        "name": batch.name,
        "seal": attrs.asdict(batch.seal),
        "scale": content.scale,
        "greatest": str(content.greatest),
        "is_text": content.is_text,
        "facts": [attrs.astuple(fact) for fact in content.facts],
    }


def _sha256(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Args:
        folder: The folder.

    Raises:
        RollupFolderError: If there is none, it is of another version, or it is not as it was written.
        OSError: If it cannot be read.
    """
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise RollupFolderError(
            f"{str(folder)!r} is no rollup folder: it holds no {MANIFEST}",
            "correct the path, or make one with RollupFolder.create",
            f"{str(folder)!r} 不是汇总文件夹：没有 {MANIFEST}",
            "请更正路径，或用 RollupFolder.create 新建",
        ) from None
    try:
        content = json.loads(raw)
        claimed = content.pop("sha256")
        if content.get("format") != FORMAT or type(content.get("version")) is not int:
            raise _damaged(folder)
        if content["version"] != VERSION:
            raise _other_version(folder, content["version"])
        if claimed != _sha256(content):
            raise _damaged(folder)
        return _manifest(content)
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        if isinstance(error, RollupFolderError):
            raise
        raise _damaged(folder) from None


def _manifest(content: Mapping[str, Any]) -> Manifest:
    return Manifest(
        content["edition"],
        Seal(**content["question"]),
        tuple(map(_batch, content["batches"])),
        tuple(Part(one["period"], Seal(**one["seal"]), one["aspects"]) for one in content["parts"]),
    )


def _batch(data: Mapping[str, Any]) -> Batch:
    facts = tuple(Fact(*fact) for fact in data["facts"])
    content = Content(facts, data["scale"], int(data["greatest"]), data["is_text"])
    return Batch(data["name"], Seal(**data["seal"]), content)


def _damaged(folder: Path) -> RollupFolderError:
    return RollupFolderError(
        f"file {MANIFEST!r} of the rollup folder {str(folder)!r} is not as it was written",
        "put it back from a copy, or create the folder anew and add its batches to it",
        f"汇总文件夹 {str(folder)!r} 的文件 {MANIFEST!r} 写入后被改动",
        "请从备份恢复，或重建文件夹并重新加入各批数据",
    )


def _other_version(folder: Path, version: int) -> RollupFolderError:
    return RollupFolderError(
        f"the rollup folder {str(folder)!r} is of version {version}, and this zoneplan reads {VERSION}",
        "use the zoneplan that wrote it, or create the folder anew and add its batches to it",
        f"汇总文件夹 {str(folder)!r} 的版本为 {version}，本程序只读版本 {VERSION}",
        "请用写入它的版本打开，或重建文件夹并重新加入各批数据",
    )
