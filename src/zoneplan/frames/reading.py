"""Observations in files, read by DuckDB: which files, whether they agree, and what went wrong, in sentences.

DuckDB takes the types of the first file for all and rounds the numbers of the others to them, and it matches
the columns of CSV by their place: so all files of a set are compared before a row of one is read.
Folders such as `subject=0012` say what all rows in them have in common; DuckDB would make that the number 12.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zoneplan.errors import RollupError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = [
    "COUNTED",
    "arrow_batches",
    "arrow_of",
    "blamed",
    "connected",
    "engine_faults_told",
    "files_of",
    "folder_columns",
    "interrupts_told",
    "literal_path",
    "read_files",
    "separator_of",
    "told_twice",
]

COUNTED = (
    "metric", "subject", "period", "number", "unit", "aspect", "vintage", "price_basis", "qualifiers",
    "upper", "node", "parent", "name", "kind", "place", "unlisted", "declared",
)  # fmt: skip
"""The columns of observations and outlines, in which the files of a set have to agree."""

_BLOCK = 1 << 20
_INTERRUPTED = re.compile(r"failed: KeyboardInterrupt\b")
_FOLDER = re.compile(r"(?:^|[/\\])([^/\\=]+)=[^/\\]*(?=[/\\])")
_ROWS = 50_000


class _ReadFaultError(RollupError):
    """The engine failed while it read or added up; which file it failed at may still be found out."""


def connected(settings: Mapping[str, Any] | None = None) -> Any:
    """Open an engine of its own, in memory.

    Args:
        settings: Settings of DuckDB; None for its usual ones.
    """
    import duckdb  # noqa: PLC0415  # only files need it

    connection = duckdb.connect(config=dict(settings or {}))
    connection.execute("SET enable_progress_bar = false")  # it would go to standard output
    return connection


def separator_of(path: str) -> str | None:
    """Give what stands between the cells of files that are CSV by their ending, packed by gzip or not.

    Args:
        path: A path or glob.

    Returns:
        A comma, or a tab for `.tsv`; None for files that are taken for Parquet.
    """
    ending = path.lower().removesuffix(".gz")[-4:]
    return {".csv": ",", ".tsv": "\t"}.get(ending)


def files_of(path: str, connection: Any) -> list[str]:
    """Give the files that a path or glob names, in the order of their names.

    Args:
        path: The path or glob; an address such as `s3://…` is left to the engine.
        connection: The engine.

    Raises:
        RollupError: If there is none, or it is a folder.
    """
    if "://" in path or Path(path).is_file():  # what exists is meant, and is no pattern
        return [path]
    found = [
        row[0] for row in connection.execute("SELECT file FROM glob(?) ORDER BY file", [path]).fetchall()
    ]
    if found:
        return found
    if Path(path).is_dir():
        raise RollupError(
            f"{path!r} is a folder",
            f"name the files in it: {str(Path(path) / '*.parquet')!r} or {str(Path(path) / '*.csv')!r}",
            f"{path!r} 是文件夹",
            f"请写明其中的文件：{str(Path(path) / '*.parquet')!r} 或 {str(Path(path) / '*.csv')!r}",
        )
    raise RollupError(
        f"no file matches {path!r}",
        "check the path; '*' stands for any name and '**' for any folders",
        f"没有文件符合 {path!r}",
        "请核对路径；'*' 代表任意名称，'**' 代表任意层文件夹",
    )


def read_files(path: str, connection: Any = None) -> Any:
    """Give the rows of Parquet or CSV files as a relation of DuckDB; those of CSV are text.

    Args:
        path: A path or glob; what ends in `.csv` or `.tsv`, packed by gzip or not, is CSV.
        connection: The engine; None for one of its own.

    Raises:
        RollupError: If no file is named, one cannot be read, or their columns differ.
    """
    connection = connected() if connection is None else connection
    is_csv = separator_of(path) is not None
    with engine_faults_told():
        files = files_of(path, connection)
    found = [(file, _columns_of(file, connection, is_csv=is_csv)) for file in files]
    for file, columns in found[1:]:
        _require_alike(*found[0], file, columns)
    with engine_faults_told():
        return _relation(files, connection, is_csv=is_csv, by_folder=_by_folder(files))


def folder_columns(file: str) -> set[str]:
    """Give the columns that count which the folders of a file are named for, such as `subject=0012`.

    Args:
        file: The path or address of the file.
    """
    return {name for name in _FOLDER.findall(file) if name.strip().lower() in COUNTED}


def told_twice(file: str, columns: Collection[str]) -> RollupError:
    """Make the error for columns that stand in a file and in its folders' names: neither may be guessed.

    Args:
        file: The file.
        columns: The columns.
    """
    return RollupError(
        f"{', '.join(map(repr, sorted(columns)))} stands in {file!r} and in the name of its folder too",
        "take it out of the file, or rename the folder so that it holds no '='",
        f"{'、'.join(sorted(columns))} 一栏既在 {file!r} 中，又在文件夹名中",
        "请从文件中去掉该栏，或改文件夹名，不用 '='",
    )


def literal_path(path: str | Path) -> str:
    """Write a path so that DuckDB takes no character of it for a pattern.

    Args:
        path: The path of one file.
    """
    return re.sub(r"[\[*?]", lambda found: f"[{found[0]}]", str(path))


def _relation(files: Sequence[str], connection: Any, *, is_csv: bool, by_folder: bool) -> Any:
    # An address was left to the engine, pattern and all.
    files = [file if "://" in file else literal_path(file) for file in files]
    if is_csv:
        # As text: DuckDB would read 0.1 as a binary float. From the first line on: it would skip lines until
        # some look alike.
        return connection.read_csv(
            files, all_varchar=True, header=True, skiprows=0, union_by_name=True,
            hive_partitioning=by_folder, hive_types_autocast=False,
        )  # fmt: skip
    if not by_folder:
        return connection.read_parquet(files, union_by_name=True, hive_partitioning=False)
    # The call has no word for it that what folders say is text.
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    told = "union_by_name = true, hive_partitioning = true, hive_types_autocast = false"
    return connection.sql(f"FROM read_parquet([{listed}], {told})")


def _by_folder(files: Sequence[str]) -> bool:
    return any(map(folder_columns, files))


def _columns_of(file: str, connection: Any, *, is_csv: bool) -> dict[str, str]:
    """Give the columns of a file that count, with their types."""
    duckdb = _duckdb()
    try:
        with interrupts_told():
            relation = _relation([file], connection, is_csv=is_csv, by_folder=False)
        told = folder_columns(file)
        twice = {name.lower() for name in told} & {name.lower() for name in relation.columns}
        if twice:
            raise told_twice(file, twice)
        if told:
            relation = _relation([file], connection, is_csv=is_csv, by_folder=True)
        return {
            name: str(kind)
            for name, kind in zip(relation.columns, relation.types, strict=True)
            if name in COUNTED
        }
    except duckdb.Error as error:
        raise _unreadable(file, error, is_csv=is_csv) from None


def _unreadable(file: str, error: Exception, *, is_csv: bool) -> RollupError:
    encoding = _other_encoding(file) if is_csv else None
    if encoding is not None:
        return _not_utf8(file, encoding)
    return RollupError(
        f"cannot read {file!r}: {_words(error)}",
        "the file is damaged, cut off, or of another format: write it again",
        f"无法读取 {file!r}：{_words(error)}",
        "文件损坏、不完整或格式不对，请重新写出",
    )


def _require_alike(first: str, expected: Mapping[str, str], file: str, columns: Mapping[str, str]) -> None:
    """Refuse a set whose files differ in a column or in its type: neither may be guessed."""
    if expected == columns:
        return
    for one, known, other, lacks in ((first, expected, file, columns), (file, columns, first, expected)):
        lacking = [name for name in known if name not in lacks]
        if lacking:
            raise RollupError(
                f"{other!r} has no column {', '.join(map(repr, lacking))}, and {one!r} has",
                "give all files the same columns, empty where there is nothing to say",
                f"{other!r} 没有 {'、'.join(lacking)} 栏，而 {one!r} 有",
                "各文件的栏应相同，没有内容的留空",
            )
    name = next(name for name in expected if expected[name] != columns[name])
    raise RollupError(
        f"the column {name!r} is {columns[name]} in {file!r} and {expected[name]} in {first!r}",
        "write it with one type in all files: one would be rounded to the other",
        f"{name} 一栏在 {file!r} 中是 {columns[name]}，在 {first!r} 中是 {expected[name]}",
        "各文件请用同一类型，以免被舍入",
    )


def arrow_of(relation: Any) -> Any:
    """Run a query of DuckDB and give its answer as an Arrow table.

    Args:
        relation: The query.

    Raises:
        RollupError: If the engine cannot carry it out.
    """
    with engine_faults_told():
        return relation.to_arrow_table()


def arrow_batches(relation: Any) -> Iterator[Any]:
    """Run a query of DuckDB and give its answer piece by piece, so that it never is in memory as a whole.

    Args:
        relation: The query.

    Raises:
        RollupError: If the engine cannot carry it out.
    """
    with engine_faults_told():
        # The newer name of two; releases before 1.5 know the other only.
        read = getattr(relation, "to_arrow_reader", None) or relation.fetch_record_batch
        batches = read(_ROWS)
    while True:
        with engine_faults_told():
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


@contextlib.contextmanager
def interrupts_told() -> Iterator[None]:
    """Let Ctrl-C be what it is: DuckDB tells of it as an error of its own, in several ways.

    Raises:
        KeyboardInterrupt: If a query was interrupted.
    """
    duckdb = _duckdb()
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except (duckdb.Error, RuntimeError) as error:
        # While DuckDB asks a Python object for its rows, it is the object that is interrupted.
        is_of_object = isinstance(error, duckdb.Error) and _INTERRUPTED.search(str(error))
        if is_of_object or (type(error) is RuntimeError and "interrupt" in str(error)):
            raise KeyboardInterrupt from None
        raise


@contextlib.contextmanager
def engine_faults_told() -> Iterator[None]:
    """Tell what DuckDB cannot do as an error of ours, with what to do.

    Raises:
        RollupError: If the engine runs out of memory or disk, or cannot read a file.
        KeyboardInterrupt: If it was interrupted.
    """
    duckdb = _duckdb()
    try:
        with interrupts_told():
            yield
    except duckdb.OutOfMemoryException as error:
        raise RollupError(
            f"the memory limit, or the disk that is spilled to, does not suffice: {_words(error)}",
            "give more memory, such as memory='4GB', or fewer threads, such as threads=1; or free disk space",
            f"内存上限或临时磁盘空间不足：{_words(error)}",
            "请提高内存上限，例如 memory='4GB'，或减少线程，例如 threads=1；或清理磁盘",
        ) from None
    except (duckdb.Error, OSError) as error:  # what fails after the first rows is told as an OSError
        raise _ReadFaultError(
            f"the observations cannot be read and added up: {_words(error)}",
            "write a damaged file again, and see that the disk is not full; no file has been changed",
            f"无法读取并汇总数据：{_words(error)}",
            "请重新写出损坏的文件，并确认磁盘未满；原有文件未改动",
        ) from None


def _duckdb() -> Any:
    import duckdb  # noqa: PLC0415  # only files and relations need it

    return duckdb


def _words(error: Exception) -> str:
    """Give what an engine says, without its advice, which names settings that are ours."""
    return " ".join(str(error).split("Possible ")[0].split("\n\n")[0].split())


def _other_encoding(file: str) -> str | None:
    """Give the encoding of a text file that is not UTF-8, as far as it can be told; None when it is."""
    if file.endswith(".gz") or "://" in file:
        return None
    with Path(file).open("rb") as opened:
        start = opened.read(2)
    if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "UTF-16"
    return None if _is_all("utf-8", file) else "GB18030" if _is_all("gb18030", file) else ""


def _is_all(encoding: str, file: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with Path(file).open("rb") as opened:
            while block := opened.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(file: str, encoding: str) -> RollupError:
    seems = f"seems to be {encoding}" if encoding else "is of an unknown encoding"
    seems_zh = f"似为 {encoding}" if encoding else "编码不明"
    source = encoding or "GB18030"
    return RollupError(
        f"{file!r} is not UTF-8: it {seems}",
        f"convert it first: iconv -f {source} -t UTF-8 OLD.csv > NEW.csv, or save it as CSV UTF-8",
        f"{file!r} 不是 UTF-8，{seems_zh}",
        f"请先转换：iconv -f {source} -t UTF-8 旧.csv > 新.csv，或另存为 CSV UTF-8",
    )


@contextlib.contextmanager
def blamed(source: object) -> Iterator[None]:
    """Name the file that a query failed at: DuckDB does not always say which it is.

    Args:
        source: What is read: a path or glob, or anything else.

    Raises:
        RollupError: If the query fails.
    """
    try:
        yield
    except _ReadFaultError as error:
        if isinstance(source, str | Path):
            _blame(str(source))
        raise RollupError(error.message, error.remedy, error.message_zh, error.remedy_zh) from None


def _blame(path: str) -> None:
    """Read every file once more and refuse the first that cannot be read."""
    duckdb, connection, is_csv = _duckdb(), connected(), separator_of(path) is not None
    for file in files_of(path, connection):
        try:
            with interrupts_told():
                relation = _relation([file], connection, is_csv=is_csv, by_folder=False)
                # A hash, since the statistics of a file alone tell how many values it has.
                hashes = ", ".join(f'bit_xor(hash("{name}"))' for name in relation.columns)
                relation.aggregate(hashes).fetchall()
        except duckdb.Error as error:
            raise _unreadable(file, error, is_csv=is_csv) from None
