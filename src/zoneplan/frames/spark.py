"""Spark: the session that files are read with, what has to hold for its digits to count, and its errors.

A session is what its user set it up to be, so none of its settings is changed; where one would cost digits
or refusals, a frame of it is refused. Nothing of pyspark is imported before Spark is asked for.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zoneplan.errors import RollupError
from zoneplan.frames.reading import folder_columns, separator_of, told_twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

__all__ = ["placed", "read_files", "require_exact", "session", "to_arrow"]

_ANSI = "spark.sql.ansi.enabled"
_INFERENCE = "spark.sql.sources.partitionColumnTypeInference.enabled"
_CSV = {
    "header": True,
    "inferSchema": False,  # as text: a number would be read as a binary float
    "enforceSchema": False,  # the heads of all files are compared; else columns are taken by their place
    "mode": "FAILFAST",  # a row of too few or too many cells is refused, not filled up or cut
    "columnPruning": False,  # else such rows are not seen
    "quote": '"',
    "escape": '"',
}


def session() -> Any:
    """Give the session in use; where there is none, start one with what Spark is set up with.

    Without any setting that is a local one, on all cores of this machine.

    Raises:
        RollupError: If pyspark or Java is missing, or Spark does not start.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415  # only Spark needs it
        from pyspark.sql import SparkSession  # noqa: PLC0415  # the same
    except ImportError:
        raise RollupError(
            "the engine 'spark' needs pyspark, which is not installed",
            "install it with: pip install 'zoneplan[spark]'; it needs Java 17 or later too",
            "引擎 'spark' 需要 pyspark，尚未安装",
            "请安装：pip install 'zoneplan[spark]'，并安装 Java 17 或更高版本",
        ) from None
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    try:
        return SparkSession.builder.appName("zoneplan").getOrCreate()
    except (PySparkException, FileNotFoundError) as error:
        raise RollupError(
            f"Spark does not start: {_cause(error)}",
            "install Java 17 or later and let JAVA_HOME name its folder; then see what Spark wrote above",
            f"Spark 无法启动：{_cause(error)}",
            "请安装 Java 17 或更高版本并设置 JAVA_HOME，再看上面 Spark 的提示",
        ) from error


def require_exact(spark: Any) -> None:
    """Refuse a session in which a sum that does not fit, or a text that is no number, becomes NULL.

    Args:
        spark: The session.

    Raises:
        RollupError: If it does not follow the ANSI rules.
    """
    if spark.conf.get(_ANSI) != "true":
        raise RollupError(
            f"{_ANSI} is false in this Spark session, so that what does not fit would become NULL unseen",
            f'set it: spark.conf.set("{_ANSI}", "true")',
            f"此 Spark 会话的 {_ANSI} 为 false，溢出会悄悄变成 NULL",
            f'请设置：spark.conf.set("{_ANSI}", "true")',
        )


def read_files(path: str) -> Any:
    """Read Parquet or CSV files as a frame of the session in use.

    Args:
        path: A path, folder or glob, on this machine or wherever else Spark can read.

    Raises:
        RollupError: If there is none, Spark cannot read it, or it would not read what folders are named for.
    """
    spark = session()
    with _told(), _texts_of_folders(spark):
        frame = _frame(spark.read, path)
        _require_folders_read(frame, lambda: _frame(spark.read.option("recursiveFileLookup", True), path))
        return frame


def _frame(reader: Any, path: str) -> Any:
    if (separator := separator_of(path)) is not None:
        return reader.options(**_CSV, sep=separator).csv(path)
    # Else the columns of one file would count for all, and an `upper` of another file be overlooked.
    return reader.option("mergeSchema", True).parquet(path)


def _require_folders_read(frame: Any, without: Callable[[], Any]) -> None:
    """Refuse files whose folders are named for a column that Spark leaves out or would prefer to theirs.

    Args:
        frame: The rows as Spark reads them.
        without: Reads them without what the folders say.
    """
    told = {name: file for file in frame.inputFiles() for name in folder_columns(file)}
    if not told:
        return
    twice = {name for name in told if name.lower() in {one.lower() for one in without().columns}}
    if twice:
        raise told_twice(told[min(twice)], twice)
    unread = sorted(set(told) - set(frame.columns))
    if unread:
        raise RollupError(
            f"folders are named for {', '.join(map(repr, unread))}, which Spark does not read there",
            "give the path of the folder above them",
            f"文件夹名写有 {'、'.join(unread)}，而 Spark 在此不读",
            "请给出它们上一层文件夹的路径",
        )


def placed(spark: Any, table: Any) -> Any:
    """Give an Arrow table as a frame of a session.

    Args:
        spark: The session.
        table: The table.
    """
    return spark.createDataFrame(table)


def to_arrow(frame: Any) -> Any:
    """Run a query and give its answer.

    Args:
        frame: The query, a frame of Spark.

    Raises:
        RollupError: If Spark gives up.
    """
    with _told():
        return frame.toArrow()


@contextmanager
def _texts_of_folders(spark: Any) -> Iterator[None]:
    """Let what folders are named for, such as `subject=0012`, be text: Spark would make it 12.

    Reading has no option for it, so that the session's setting is changed and put back.
    """
    before = spark.conf.get(_INFERENCE)
    spark.conf.set(_INFERENCE, "false")
    try:
        yield
    finally:
        spark.conf.set(_INFERENCE, before)


def _told() -> AbstractContextManager[None]:
    """Tell in a sentence that Spark gave up, and why by its own account."""
    from py4j.protocol import Py4JError  # noqa: PLC0415  # comes with pyspark
    from pyspark.errors import PySparkException  # noqa: PLC0415  # only Spark needs it

    @contextmanager
    def told() -> Iterator[None]:
        try:
            yield
        except (PySparkException, Py4JError, ConnectionError) as error:
            raise RollupError(
                f"Spark gave up: {_cause(error)}",
                "nothing was written; see Spark's log for the cause, and roll up again",
                f"Spark 中止：{_cause(error)}",
                "没有写出任何结果；请查看 Spark 日志中的原因，再重新汇总",
            ) from error

    return told()


def _cause(error: Exception) -> str:
    """Give what an error says first, and what is behind it; Java says much in between."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [
        line.removeprefix(": ").removeprefix("Caused by: ")
        for place, line in enumerate(lines)
        if place == 0 or line.startswith((": ", "Caused by: "))
    ]
    # The first lines of a call into Java name the call, those of a thread that waited name the wait.
    said = [one for one in told if one and not one.startswith("An error occurred") and not one.endswith(":")]
    ends = dict.fromkeys((said[0], said[-1])) if said else {type(error).__name__: None}
    return "; ".join(one[:300] for one in ends)
