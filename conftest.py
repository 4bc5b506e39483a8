"""Every block of the README, the docs and the docstrings is run.

A `python` block is executed, and an `output` block behind it is what it has to print. A `console` block
holds commands after `$ ` and what they have to print. A `yaml` block is a whole plan that has to be
read and to have no error. Blocks of one file share their names. Pages about Spark are run where it can be.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import SkipTest

import pytest
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser
from sybil.parsers.rest import DocTestParser

from zoneplan import read_plan

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parent
SPARK = {
    "spark.master": "local[2]",
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # Short queries are compiled and never grow hot: the second compiler and a parallel collector only cost.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.log.level": "OFF",
}
"""What every Spark session of a test run starts with, whoever starts it: nothing listens beyond loopback."""
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
os.environ["PYSPARK_SUBMIT_ARGS"] = " ".join(
    (*(f"--conf '{name}={value}'" for name, value in SPARK.items()), "pyspark-shell")
)


def lack_of_spark() -> str | None:
    """Give what Spark lacks here to run; None when it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'zoneplan[spark]'"
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    return None if java else "Spark needs Java 17 or later, and none is found"


@pytest.fixture(scope="session")
def spark() -> SparkSession:
    """Give the one Spark session of a test run; without pyspark or Java the test is skipped."""
    lack = lack_of_spark()
    if lack is not None:
        pytest.skip(lack)
    from pyspark.sql import SparkSession  # noqa: PLC0415  # imported only where it is installed

    return SparkSession.builder.getOrCreate()


def require_spark(example: Example) -> None:
    """Skip a block of a page about Spark where Spark cannot run."""
    lack = lack_of_spark() if "spark" in Path(example.path).name else None
    if lack is not None:
        raise SkipTest(lack)


def run_python(example: Example) -> None:
    """Run a block from the project's folder, keeping what it prints for the block behind it."""
    require_spark(example)
    code = compile("\n" * (example.line - 1) + example.parsed, example.path, "exec")
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(code, example.namespace)
    example.namespace["printed"] = printed.getvalue()


def compare_output(example: Example) -> str | None:
    """Compare what the last Python block printed with what the page says."""
    require_spark(example)
    return compared(str(example.parsed), example.namespace.pop("printed", ""))


def run_console(example: Example) -> str | None:
    """Run each command of a block and compare all that was printed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    shown = []
    for line in str(example.parsed).splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                line.removeprefix("$ "),
                shell=True,
                check=False,
                cwd=ROOT,
                env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            shown += [line, *done.stdout.splitlines()]
    return compared(str(example.parsed), "\n".join(shown))


def read_yaml(example: Example) -> str | None:
    """Read a block as a whole plan; it has to be one without error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_text(str(example.parsed), encoding="utf-8")
        errors = read_plan(path).validate().errors
    return "\n".join(map(str, errors)) or None


def compared(expected: str, actual: str) -> str | None:
    """Give what differs; None when nothing does but blanks at the end."""
    expected, actual = expected.rstrip(), "\n".join(line.rstrip() for line in actual.splitlines()).rstrip()
    return None if expected == actual else f"expected:\n{expected}\n\nprinted:\n{actual}"


pages = Sybil(
    parsers=[
        CodeBlockParser("python", run_python),
        CodeBlockParser("output", compare_output),
        CodeBlockParser("console", run_console),
        CodeBlockParser("yaml", read_yaml),
    ],
    patterns=["*.md"],
    excludes=["docs/_build/**", "docs/changelog.md", "docs/examples/*.md"],  # made of what is run elsewhere
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    patterns=["src/zoneplan/**/*.py", "src/zoneplan/*.py"],
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (pages + docstrings).pytest()
