"""Every block of the README, the docs and the docstrings is run.

A `python` block is executed, and an `output` block behind it is what it has to print. A `console` block
holds commands after `$ ` and what they have to print. A `yaml` block is a whole plan that has to be
read and to have no error. Blocks of one file share their names.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser
from sybil.parsers.rest import DocTestParser

from zoneplan import read_plan

ROOT = Path(__file__).parent


def run_python(example: Example) -> None:
    """Run a block from the project's folder, keeping what it prints for the block behind it."""
    code = compile("\n" * (example.line - 1) + example.parsed, example.path, "exec")
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(code, example.namespace)
    example.namespace["printed"] = printed.getvalue()


def compare_output(example: Example) -> str | None:
    """Compare what the last Python block printed with what the page says."""
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
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    patterns=["src/zoneplan/**/*.py", "src/zoneplan/*.py"],
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (pages + docstrings).pytest()
