"""Write what the blocks of the README and the docs really print into the pages.

Run it with `python tests/renew_pages.py` after a change that alters output, then read the diff: the
tests compare the same blocks with the pages.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[Path]:
    """Give the pages whose blocks are run."""
    yield ROOT / "README.md"
    yield ROOT / "examples" / "README.md"
    yield from sorted((ROOT / "docs").rglob("*.md"))


def renewed(text: str) -> str:
    """Give a page with every output block as its commands print it."""
    names: dict[str, object] = {"__name__": "page"}
    printed = ""

    def replace(block: re.Match[str]) -> str:
        nonlocal printed
        language, body = block.groups()
        if language == "python":
            printed = _ran(body, names)
        elif language == "output":
            body = _trimmed(printed)
        elif language == "console":
            commands = [line for line in body.splitlines() if line.startswith("$ ")]
            body = "".join(f"{line}\n{_trimmed(_called(line.removeprefix('$ ')))}" for line in commands)
        return f"```{language}\n{body}```"

    return _BLOCK.sub(replace, text)


def _ran(code: str, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(code, names)
    return printed.getvalue()


def _called(command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, shell=True, check=False, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8"
    )
    return done.stdout + done.stderr


def _trimmed(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.rstrip().splitlines()) + "\n"


def main() -> None:
    """Renew every page in place."""
    for page in pages():
        if page.exists():
            text = page.read_text(encoding="utf-8")
            page.write_text(renewed(text), encoding="utf-8")


if __name__ == "__main__":
    main()
