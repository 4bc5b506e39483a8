from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

import zoneplan

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(zoneplan.__file__).parent

FLOORS = (
    # 0  knows nothing of ours
    ("locations", "errors"),
    # 1  values
    (
        "decimals",
        "texts",
        "layout",
        "intervals",
        "ranges",
        "points",
        "roots",
        "constraints",
        "periods",
        "deadlines",
        "patterns",
        "prices",
        "units",
        "qualifiers",
        "kinds",
        "numerals",
        "spelling",
        "unit_words",
        "lexicon",
        "measures",
        "dates",
        "phrases",
        "clauses",
        "passages",
        "mentions",
        "endings",
        "enumerations",
        "parts",
        "senses",
        "plain_amounts",
        "scanner",
        "notation",
        "readings",
        "figures",
        "amounts",
    ),
    # 2  what a plan is made of
    (
        "sources",
        "zones",
        "metrics",
        "observations",
        "targets",
        "terms",
        "statements",
        "growths",
        "relations",
        "vocabulary",
        "outline",
        "ledger",
    ),
    # 3  what one asks of a plan
    (
        "findings",
        "certificates",
        "reasons",
        "verdicts",
        "preconditions",
        "closed_forms",
        "decisions",
        "claims",
        "records",
        "traces",
        "inspection",
        "systems",
        "witnesses",
        "outcomes",
        "conflicts",
        "propagation",
        "formulas",
        "solver",
        "pinning",
        "proof",
        "admissible",
        "repair",
        "leaves",
        "aggregation",
        "selection",
        "coverage",
        "operands",
        "explanations",
        "rollup",
        "subjects",
        "facts",
        "origins",
        "stated",
        "implied",
        "linked",
        "consistency",
        "rules.identity",
        "rules.structure",
        "rules.responsibility",
        "rules.schedule",
        "rules.measures",
        "rules.totals",
        "rules.ratios",
        "rules.periods",
        "rules.projects",
        "rules.accounts",
        "rules.relations",
        "rules.together",
        "rules",
    ),
    # 4  the whole; plain data stands below the plan that gives and takes it
    ("shapes", "converters", "documents", "programs", "plans"),
    # 5  the edges
    (
        "formats",
        "formats.text",
        "formats.yaml",
        "formats.json",
        "formats.files",
        "files",
        "terminal",
        "listing",
        "joint_listing",
    ),
    # 6  the doors
    ("zoneplan", "cli", "__main__"),
)
"""Each module may import those before it, and no other: down, or earlier on its own floor."""

BESIDE = (
    "strategies.entry_point",
    "strategies.words",
    "strategies.values",
    "strategies.relations",
    "strategies.records",
    "strategies.nodes",
    "strategies.whole",
    "strategies.faults",
    "strategies.registration",
    "strategies",
)
"""These may import any floor and are imported by none."""

ORDER = (*(module for floor in FLOORS for module in floor), *BESIDE)
MAY_OPEN_FILES = ("formats.", "files", "cli", "terminal", "__main__")
SYSTEM = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time", "urllib"}
ONLY_IN = {
    "pint": {"units"},
    "cattrs": {"converters"},
    "yaml": {"formats.yaml"},
    "yamlcore": {"formats.yaml"},
    "click": {"cli"},
    "z3": {"solver"},
    "hypothesis": set(BESIDE),
}
JUNK = {"base", "common", "core", "helpers", "misc", "util", "utils"}


def source_files() -> dict[str, Path]:
    """Give the file of each module, by its name without the package."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "zoneplan"] = path
    return found


FILES = source_files()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imports(name: str) -> Iterator[str]:
    """Give what a module imports anywhere, also in functions and for type checkers only."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix("zoneplan.") in FILES else str(node.module)


def own_imports(name: str) -> set[str]:
    """Give the modules of the package that a module imports."""
    found = {one.removeprefix("zoneplan.") for one in imports(name) if one.split(".")[0] == "zoneplan"}
    return found - {name}


def definitions(name: str) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Give the public functions, classes and methods of a module with their qualified names."""
    stack: list[tuple[str, ast.Module | ast.ClassDef]] = [("", TREES[name])]
    while stack:
        prefix, holder = stack.pop()
        for node in holder.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                yield f"{prefix}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    stack.append((f"{prefix}{node.name}.", node))


def is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Tell whether a definition only states a signature."""
    return any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)


def is_command(node: ast.FunctionDef) -> bool:
    """Tell whether a function is a command of the command line, whose errors are exit codes."""
    called = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr == "command" for one in called)


def raised(function: ast.FunctionDef) -> Iterator[ast.Raise]:
    """Give the errors that a function raises itself, not in a function inside it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))


def test_every_module_stands_on_one_floor() -> None:
    """The table names every module of the package once, and no other."""
    assert sorted(FILES) == sorted(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_imports_only_go_down(name: str) -> None:
    """A module imports what stands before it in the table, so no two import each other."""
    allowed = set(ORDER[: ORDER.index(name)])
    if name not in BESIDE:
        allowed -= set(BESIDE)
    assert set() == own_imports(name) - allowed


def test_no_module_is_a_junk_drawer() -> None:
    """A file's name answers what lives there."""
    assert set() == JUNK & {part for name in FILES for part in name.split(".")}


@pytest.mark.parametrize("name", FILES)
def test_a_library_is_imported_where_it_belongs(name: str) -> None:
    """Each third-party library has its module, and the others do without it."""
    used = {one.split(".")[0] for one in imports(name)}
    assert set() == {
        library for library, modules in ONLY_IN.items() if library in used and name not in modules
    }
    assert used <= sys.stdlib_module_names | ONLY_IN.keys() | {"attrs", "zoneplan"}


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(MAY_OPEN_FILES)])
def test_the_domain_opens_no_file_and_reads_no_clock(name: str) -> None:
    """Only the edges touch the system."""
    used = {one.split(".")[0] for one in imports(name)}
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert set() == used & SYSTEM
    assert set() == calls & {
        "open",
        "now",
        "today",
        "getenv",
        "read_text",
        "write_text",
        "read_bytes",
        "write_bytes",
    }


def test_importing_zoneplan_imports_no_more_than_needed() -> None:
    """A plan made in Python pays for neither pint, cattrs, Hypothesis nor click."""
    code = (
        "import sys, zoneplan; print(sorted(sys.modules.keys() & {'pint', 'cattrs', 'hypothesis', 'click'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "[]\n" == done.stdout


def test_importing_zoneplan_changes_no_global_state() -> None:
    """The decimal context and pint's application registry stay as they were."""
    code = """\
import decimal, pint
before = str(decimal.getcontext()), pint.get_application_registry().get()
import zoneplan
zoneplan.Figure(1, "亿元").quantity
print(before == (str(decimal.getcontext()), pint.get_application_registry().get()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "True\n" == done.stdout


def test_strategies_are_imported_when_asked_for() -> None:
    """`zoneplan.strategies` is there, though it is not imported with the package."""
    assert isinstance(zoneplan.strategies, ModuleType)
    with pytest.raises(AttributeError) as caught:
        _ = zoneplan.strategy
    assert "module 'zoneplan' has no attribute 'strategy'" == str(caught.value)


def test_the_front_door_is_sorted_and_documented() -> None:
    """Every public name is there once, in order, with a docstring of its own."""
    assert sorted(zoneplan.__all__, key=lambda name: (name.islower(), name)) == zoneplan.__all__
    undocumented = [name for name in zoneplan.__all__ if not getattr(zoneplan, name).__doc__]
    assert [] == undocumented


@pytest.mark.parametrize("name", [name for name in ORDER if name != "__main__"])
def test_a_module_offers_what_it_says(name: str) -> None:
    """Every name in a module's `__all__` is defined in it."""
    module = importlib.import_module("zoneplan" if name == "zoneplan" else f"zoneplan.{name}")
    assert [] == [one for one in getattr(module, "__all__", ()) if not hasattr(module, one)]


@pytest.mark.parametrize("name", FILES)
def test_what_is_public_has_a_docstring(name: str) -> None:
    """Every module, and every public function, class and method says what it does."""
    missing = [
        full for full, node in definitions(name) if not is_overload(node) and ast.get_docstring(node) is None
    ]
    assert ast.get_docstring(TREES[name])
    assert [] == missing


@pytest.mark.parametrize("name", FILES)
def test_what_raises_says_so(name: str) -> None:
    """Every public function that raises an error itself has a section on when."""
    silent = [
        full
        for full, node in definitions(name)
        if isinstance(node, ast.FunctionDef)
        and any(raised(node))
        and not is_command(node)
        and "Raises:" not in (ast.get_docstring(node) or "")
    ]
    assert [] == silent


@pytest.mark.parametrize("name", FILES)
def test_functions_are_short(name: str) -> None:
    """No function is longer than a screen, its docstring apart."""
    long = []
    for full, node in definitions(name):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            if (node.end_lineno or 0) - first.lineno >= 60:
                long.append(full)
    assert [] == long
