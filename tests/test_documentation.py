"""The pages say what is so: their tables are compared with the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import zoneplan
from zoneplan import errors, rules, units
from zoneplan.rules import portfolios
from zoneplan.vocabulary import KEYS

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    """Give the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Give the cells of every table row of a page, heads and rules left out."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page(name).splitlines()
        if line[:1] == "|"
    ]
    return [row for row in cells if not set("".join(row)) <= set("-: ")]


def test_every_finding_code_is_in_the_reference() -> None:
    """The table of finding codes is the one in the code, sentence by sentence."""
    actual = {row[0]: row[2] for row in rows("docs/reference/finding-codes.md") if row[0] != "code"}
    assert dict(rules.CODES) | dict(portfolios.CODES) == actual


def test_every_error_is_in_the_reference() -> None:
    """The table of errors names each error and the standard error that it refines."""
    actual = {row[0]: row[1] for row in rows("docs/reference/errors.md") if row[0] != "error"}
    kinds = {"ZoneplanError", "Problem"}
    expected = {
        name: next(base.__name__ for base in getattr(errors, name).__mro__ if base.__module__ == "builtins")
        for name in errors.__all__
        if name not in kinds
    }
    assert expected == actual


def test_every_public_name_is_in_the_reference() -> None:
    """Each name of the front door stands in the page on the Python API."""
    text = page("docs/reference/api.md")
    assert [] == [name for name in (*zoneplan.__all__, "strategies") if f"`{name}" not in text]


def test_every_key_is_in_the_reference() -> None:
    """Each key of a plan file stands in the page on plan files, in both languages."""
    text = page("docs/reference/plan-files.md")
    assert [] == [word for pair in KEYS.items() for word in pair if word not in text]


def test_the_glossary_names_what_exists() -> None:
    """Each unit and class that the glossary names is one."""
    for row in rows("docs/glossary.md")[1:]:
        for name in re.findall(r"unit `([^`]+)`", row[2]):
            assert units.unit(name).name
        for name in re.findall(r"`([A-Z]\w+)", row[2]):
            assert hasattr(zoneplan, name), name


def test_readme_shows_what_it_has_to_in_order() -> None:
    """Three sentences, the two commands of one line each, Python with its output, and where to read on."""
    text = page("README.md")
    sentences = text.split("\n\n")[1].splitlines()
    assert 3 == len(sentences)
    blocks = re.findall(r"^```(\w+)$", text, re.MULTILINE)
    assert ["sh", "sh", "python", "output"] == blocks
    commands = re.findall(r"^```sh\n(.*?)```$", text, re.MULTILINE | re.DOTALL)
    assert [1, 1] == [len(command.splitlines()) for command in commands]
    code = re.search(r"^```python\n(.*?)```$", text, re.MULTILINE | re.DOTALL)
    assert code is not None
    assert 20 >= len([line for line in code[1].splitlines() if line])
    assert text.index("```output") < text.index("Read on:")


def test_readme_job_runs() -> None:
    """The job of the README's first command does what the README says, without an error."""
    command = re.search(r"&& \.venv/bin/zoneplan (check .*)$", page("README.md"), re.MULTILINE)
    assert command is not None
    done = subprocess.run(
        [sys.executable, "-m", "zoneplan", *command[1].split()],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode
    assert "1 plan, 5 programs, 22 declared actions, 17 named, 5 unnamed" in done.stdout


def test_ci_runs_the_readme_command() -> None:
    """What CI runs is found in the README, so that the two cannot differ."""
    pattern = re.search(r"grep -m1 -E '([^']+)'", page(".ci/run"))
    assert pattern is not None
    assert 1 == len(re.findall(pattern[1], page("README.md"), re.MULTILINE))


def test_links_lead_somewhere() -> None:
    """Each relative link of a page leads to a file that exists."""
    lost = []
    for path in (ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        lost += [f"{path.name}: {target}" for target in targets if not (path.parent / target).exists()]
    assert [] == lost
