"""A folder that keeps a rollup and the observations it is from: new rows cost only what they touch.

A change writes new files first and then replaces one, the manifest. Whatever stops it before leaves the
folder as it was, whatever stops it after leaves it as it is to be; files that the manifest does not name are
cleared away by the next change.

What is *not* checked: whether a file was changed without its size, by anything but `verify` and what reads it
to compute from it.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import duckdb

from zoneplan.coverage import Missing
from zoneplan.errors import RollupFolderError, ZoneplanError
from zoneplan.formats import files
from zoneplan.frames.asking import Wish
from zoneplan.frames.batches import Batch, changes, write_rows
from zoneplan.frames.digests import digest
from zoneplan.frames.manifests import MANIFEST, Manifest, as_json, read_manifest, write_manifest
from zoneplan.frames.outlines import reporting_subjects
from zoneplan.frames.questions import question_data, read_question
from zoneplan.frames.reading import interrupts_told, literal_path
from zoneplan.frames.renewal import ANSWERS, Recomputed, of_nothing, renewed
from zoneplan.frames.stored_files import LOCK, require_size, require_whole, sealed, writing
from zoneplan.outline import unknown_id
from zoneplan.shapes import told

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period, Periodicity
    from zoneplan.zones import Zone

__all__ = ["RollupFolder"]

_QUESTION = "question.json"
_BATCHES = "batches"


@attrs.frozen(eq=False)
class RollupFolder:
    """A rollup in a folder, with the observations that it is from, in batches that are added and removed.

    Its answer is what `roll_up` gives of the rows of all batches, in whatever order these were added.
    It is made by `create` and `open`.

    Attributes:
        path: The folder.
    """

    path: Path
    _wish: Wish = attrs.field(repr=False)
    _connection: duckdb.DuckDBPyConnection = attrs.field(factory=duckdb.connect, init=False, repr=False)

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        outline: object,
        metrics: Iterable[Metric] | Mapping[str, Metric],
        only: Iterable[str] | None = None,
        by: Periodicity | str | None = None,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
        places: Iterable[Zone] = (),
    ) -> RollupFolder:
        """Make a folder that holds no observation yet; what is asked of them stays as it is.

        Args:
            path: The folder; it does not exist or is empty.
            outline: As `roll_up` takes it.
            metrics: As `roll_up` takes them.
            only: Ids of the metrics to roll up; None for all.
            by: `month`, `quarter`, `half` or `year`; None for the period itself.
            period: The period, its text, or a year; None for what is reported.
            aspect: baseline, actual, planned, forecast or target; None for what is reported.
            missing: `skip_if_all`, `skip_if_any` or `zero`.
            weight: Id of the metric that coverage is weighed by; None for each metric's own weight.
            places: The places that nodes are about, and those around them.

        Raises:
            RollupFolderError: If the folder holds anything, or somebody else is writing there.
            ZoneplanError: If the question is none, as `roll_up` says.
            OSError: If the folder cannot be made or written.
        """
        folder, given = Path(path), tuple(places)
        wish = Wish.of(
            outline=outline, metrics=metrics, only=None if only is None else dict.fromkeys(only), by=by,
            period=period, aspect=aspect, missing=missing, weight=weight, places=given,
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        _require_room(folder)
        with writing(folder):
            _require_room(folder)  # again, for somebody may have made one meanwhile
            _clear(folder, None)
            for name in (_BATCHES, ANSWERS):
                (folder / name).mkdir(exist_ok=True)
            files.write_text(folder / _QUESTION, as_json(question_data(wish, given)))
            _commit(folder, Manifest(1, sealed(folder, _QUESTION), (), ()))
        return cls.open(folder)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> RollupFolder:
        """Open a folder, whose files are looked at by their sizes; `verify` reads them.

        Args:
            path: The folder.

        Raises:
            RollupFolderError: If it is no rollup folder, of another version, or a file is missing or damaged.
            OSError: If it cannot be read.
        """
        folder = Path(path)
        manifest = read_manifest(folder)
        for seal in manifest.seals:
            require_size(folder, seal)
        require_whole(folder, manifest.question)
        return cls(folder, read_question(json.loads((folder / _QUESTION).read_bytes())))

    @property
    def batches(self) -> dict[str, int]:
        """The batches that are in the folder now, each with how many rows it has.

        Raises:
            RollupFolderError: If the manifest is missing or damaged.
        """
        return {batch.name: batch.content.rows for batch in read_manifest(self.path).batches}

    def add(self, observations: object, batch: str, *, replace: bool = False) -> Recomputed:
        """Add a batch of observations, and roll up anew what its rows can change.

        The same rows under the same name change nothing, so a script that adds many files can be run again.

        Args:
            observations: What `roll_up` takes.
            batch: The name of the batch, such as 2025-03.
            replace: Whether the rows take the place of those that are there under the same name.

        Returns:
            What was rolled up anew.

        Raises:
            RollupFolderError: If the name is no text, or is there with other rows and `replace` is not said;
                if a file is damaged, DuckDB cannot read the rows or write them, or somebody else is writing.
                The folder is then as it was, as it is after every other error.
            ZoneplanError: If the rows are no observations, or cannot be rolled up together with those that
                are there, as `roll_up` says.
            OSError: If a file cannot be written.
        """
        _require_name(batch)
        with self._changing() as manifest, _refusing(batch, "added", "加入"):
            file = f"{_BATCHES}/{manifest.edition + 1:06}.parquet"
            content = write_rows(
                self._connection,
                observations,
                self.path / file,
                reporting_subjects(self._wish.question.outline),
            )
            new = Batch(batch, sealed(self.path, file), content)
            old = next((one for one in manifest.batches if one.name == batch), None)
            if old is None:
                changed = {(fact.metric, fact.period) for fact in content.facts}
                return self._change(manifest, (*manifest.batches, new), changed)
            require_whole(self.path, old.seal)
            changed = changes(self._connection, self.path, old, new)
            if not changed:
                _clear(self.path, manifest)
                return Recomputed(kept=_figures(manifest))
            if not replace:
                raise _other_rows(batch, changed)
            batches = tuple(new if one is old else one for one in manifest.batches)
            return self._change(manifest, batches, changed)

    def remove(self, batch: str) -> Recomputed:
        """Take a batch of observations out, and roll up anew what its rows had a part in.

        Args:
            batch: Its name.

        Returns:
            What was rolled up anew.

        Raises:
            UnknownIdError: If there is no such batch.
            RollupFolderError: If a file is damaged, or somebody else is writing. The folder is then as it
                was, as it is after every other error.
            ZoneplanError: If the other rows cannot be rolled up without it, as `roll_up` says.
            OSError: If a file cannot be written.
        """
        with self._changing() as manifest, _refusing(batch, "removed", "移出"):
            known = {one.name: one for one in manifest.batches}
            if batch not in known:
                raise unknown_id("batch", batch, known)
            gone = known.pop(batch)
            changed = {(fact.metric, fact.period) for fact in gone.content.facts}
            return self._change(manifest, tuple(known.values()), changed)

    def answer(self) -> Any:
        """Give the answer as it is now, as a DuckDB relation with the columns that `roll_up` gives.

        Its files are read when the relation is: ask again after a change.

        Raises:
            RollupFolderError: If a file of it is missing or of another size than it was written with.
            RollupError: If there is no batch, and what is missing cannot count as zero.
            OSError: If the folder cannot be read.
        """
        manifest = read_manifest(self.path)
        for part in manifest.parts:
            require_size(self.path, part.seal)
        connection = self._connection.cursor()  # so that it may be read in another thread
        if not manifest.parts:
            return connection.from_arrow(of_nothing(self._wish).table())
        return connection.read_parquet([literal_path(self.path / part.seal.file) for part in manifest.parts])

    def digest(self) -> str:
        """Give the digest of the answer: that of `roll_up` of the rows of all batches.

        Raises:
            RollupFolderError: As `answer` says.
            RollupError: As `answer` says.
        """
        return digest(self.answer())

    def verify(self) -> None:
        """Read every byte of the folder, and refuse it if one was changed since it was written.

        Raises:
            RollupFolderError: If a file is missing or damaged.
            OSError: If one cannot be read.
        """
        for seal in read_manifest(self.path).seals:
            require_whole(self.path, seal)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Manifest]:
        """Hold the right to write, clear away what a killed change left, and what a failed one leaves."""
        with writing(self.path):
            manifest = read_manifest(self.path)
            for seal in manifest.seals:
                require_size(self.path, seal)
            _clear(self.path, manifest)
            try:
                yield manifest
            except BaseException:
                with contextlib.suppress(OSError, RollupFolderError):
                    _clear(self.path, read_manifest(self.path))
                raise

    def _change(
        self, manifest: Manifest, batches: tuple[Batch, ...], changed: set[tuple[str, str]]
    ) -> Recomputed:
        # What nothing at all gives may be refused, so that it is not asked of a folder that is emptied.
        if not batches:
            _commit(self.path, Manifest(manifest.edition + 1, manifest.question, (), ()))
            return Recomputed()
        parts, recomputed = renewed(self._connection, self.path, self._wish, manifest, batches, changed)
        _commit(self.path, Manifest(manifest.edition + 1, manifest.question, batches, parts))
        return recomputed


def _commit(folder: Path, manifest: Manifest) -> None:
    for name in (_BATCHES, ANSWERS):
        files.sync_folder(folder / name)
    write_manifest(folder, manifest)


def _figures(manifest: Manifest) -> int:
    return sum(len(part.aspects) for part in manifest.parts)


def _clear(folder: Path, manifest: Manifest | None) -> None:
    """Take away the files of changes that were not finished, and those that a later one replaced."""
    named = set() if manifest is None else {folder / seal.file for seal in manifest.seals}
    for path in (*folder.glob(f"{_BATCHES}/*"), *folder.glob(f"{ANSWERS}/*"), *folder.glob(".*.tmp")):
        if path not in named:
            path.unlink()


def _require_room(folder: Path) -> None:
    """Refuse to make a folder where there is one, or where there is anything else."""
    found = {path.name for path in folder.iterdir()}
    if MANIFEST in found:
        raise RollupFolderError(
            f"there is a rollup folder at {str(folder)!r} already",
            "use RollupFolder.open, or another path",
            f"{str(folder)!r} 已是汇总文件夹",
            "请用 RollupFolder.open，或换一个路径",
        )
    others = sorted(one for one in found - {LOCK, _QUESTION, _BATCHES, ANSWERS} if not one.endswith(".tmp"))
    if others:
        raise RollupFolderError(
            f"the folder {str(folder)!r} is not empty: it holds {others[0]!r}",
            "give a path that does not exist, or an empty folder",
            f"文件夹 {str(folder)!r} 不为空，有 {others[0]!r}",
            "请给出不存在的路径或空文件夹",
        )


def _require_name(batch: object) -> None:
    if not isinstance(batch, str) or not batch.strip() or not batch.isprintable():
        raise RollupFolderError(
            f"expected the name of a batch, got {batch!r}",
            "give it as text on one line, such as '2025-03'",
            f"应为批次的名称，写的是 {batch!r}",
            "请写一行文字，例如 '2025-03'",
        )


def _other_rows(batch: str, changed: set[tuple[str, str]]) -> RollupFolderError:
    metric, period = min(changed)
    return RollupFolderError(
        f"batch {batch!r} is in the folder with other rows: they differ in {metric!r} of {period}"
        + (f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""),
        "say replace=True if these are to take their place, or give them another name",
        f"批次 {batch!r} 已在文件夹中，内容不同：{metric!r} 在 {period} 的数不一致",
        "若要替换，请写 replace=True，否则换一个名称",
    )


@contextlib.contextmanager
def _refusing(batch: str, what: str, what_zh: str) -> Iterator[None]:
    """Say of a refusal which batch it is about, and that nothing was changed."""
    try:
        with interrupts_told():
            yield
    except RollupFolderError:
        raise
    except duckdb.Error as error:
        told_by_engine = " ".join(str(error).split())
        raise RollupFolderError(
            f"batch {batch!r} is not {what}, since DuckDB says: {told_by_engine}",
            "check the files that it is read from and the room on the disk; nothing was changed",
            f"批次 {batch!r} 未{what_zh}，DuckDB 报告：{told_by_engine}",
            "请检查数据文件和磁盘空间；没有任何改动",
        ) from error
    except ZoneplanError as error:
        message, remedy, message_zh, remedy_zh = told(error)
        raise type(error)(
            f"batch {batch!r} is not {what}, since {message}",
            remedy,
            message_zh and f"批次 {batch!r} 未{what_zh}：{message_zh}",
            remedy_zh,
        ) from error
