"""The code is typed and tidy throughout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str) -> str:
    """Run a tool on the project; give what it printed, empty when it was content."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_types_are_strict() -> None:
    """`mypy --strict` is content with sources and tests."""
    assert run("mypy") == ""


def test_code_is_tidy() -> None:
    """`ruff check` is content with the whole project."""
    assert run("ruff", "check", ".") == ""


def test_code_is_formatted() -> None:
    """`ruff format` has nothing to change."""
    assert run("ruff", "format", "--check", ".") == ""
