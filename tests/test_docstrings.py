"""Docstrings of the reference say what a caller has to know: each argument, units and ranges, shapes, errors.

What is public are the modules that have a page. The rules go by words, so they find what was forgotten
and not what is wrong; of each rule a fault is planted, to see that it is found.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from test_architecture import FILES, TREES, definitions_of, is_command, is_overload, raised
from zoneplan import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(Path(__file__).parents[1] / "docs" / "_extensions"))

from public_modules import public_modules  # stands beside the pages that it lists

MODULES = [name.removeprefix("zoneplan.") for name in public_modules()]
ENTRY = re.compile(r"^    \*{0,2}([\w.]+): (.*?)(?=^    \*{0,2}[\w.]+: |\Z)", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\b(?:int|float|Decimal|Fraction|Exact)\b")
UNIT = re.compile(
    r"%|\bunits?\b|\bshares?\b|\byears?\b|\bmonths?\b|\bdays?\b|\bseconds?\b|\bperiods?\b|\bcolumns?\b"
    r"|\brows?\b|\blevels?\b|\bdigits\b|\bcharacters\b|\bcount(?:ed)?\b|[Hh]ow (?:many|far)|[Nn]umbers? of"
    r"|\b\d for\b|\bfrom -?\d|\b\d+ or more\b|\bat most\b|\bat least\b|\bend of\b|\bend(?:,|;|$)"
    r"|\blast place\b"
    r"|\bas (?:it is )?written\b|\bwhat each part counts\b|\bweighted mean\b|\bas in `",
    re.IGNORECASE,
)
"""Words that say in what a number is counted, or from where to where it goes."""
BY = re.compile(
    r"\bby\b|\bfor (?:each|a|an|another|which|findings|cells)\b|\bof headers to\b|\{|\bthat\b|\bas `"
)
"""Words that say what stands under which key."""
TABLES = {"frame", "observations", "outline", "table", "tables", "records"}


def told(docstring: str | None, section: str) -> dict[str, str]:
    """Give what a section of a docstring tells, by name."""
    found = re.search(rf"^{section}:\n(.*?)(?=^\S|\Z)", docstring or "", re.MULTILINE | re.DOTALL)
    entries = re.finditer(
        r"^    \*{0,2}([\w.]+): (.*?)(?=^    \*{0,2}[\w.]+: |\Z)",
        found[1] if found else "",
        re.MULTILINE | re.DOTALL,
    )
    return {entry[1]: " ".join(entry[2].split()) for entry in entries}


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Give the public functions and methods of a module, overloads and commands apart."""
    for full, node in definitions_of(tree):
        if isinstance(node, ast.FunctionDef) and not is_overload(node) and not is_command(node):
            yield full, node


def arguments(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Give the arguments of a function with their annotations."""
    listed = node.args
    for one in (*listed.posonlyargs, *listed.args, listed.vararg, *listed.kwonlyargs, listed.kwarg):
        if one is not None and one.arg not in {"self", "cls"}:
            yield one.arg, "" if one.annotation is None else ast.unparse(one.annotation)


def untold_arguments(tree: ast.Module) -> list[str]:
    """Give the arguments that no `Args:` tells of."""
    return [
        f"{full}({name})"
        for full, node in functions(tree)
        for name, _ in arguments(node)
        if name not in told(ast.get_docstring(node), "Args")
    ]


def numbers_without_unit(tree: ast.Module) -> list[str]:
    """Give the arguments and fields that are numbers and do not say of what, or from where to where."""
    found = []
    for full, node in functions(tree):
        entries = told(ast.get_docstring(node), "Args")
        found += [
            f"{full}({name})" for name, type_ in arguments(node) if is_bare(type_, entries.get(name, ""))
        ]
    for full, holder in definitions_of(tree):
        if isinstance(holder, ast.ClassDef):
            entries = told(ast.get_docstring(holder), "Attributes")
            found += [
                f"{full}.{name}" for name, type_ in fields(holder) if is_bare(type_, entries.get(name, ""))
            ]
    return found


def fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Give the public fields of a class with their annotations."""
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            type_ = ast.unparse(one.annotation)
            if not one.target.id.startswith("_") and "ClassVar" not in type_:
                yield one.target.id, type_


def is_bare(annotation: str, text: str) -> bool:
    """Tell whether something is a number, and its text says no unit and no range."""
    return bool(NUMBER.search(annotation)) and not UNIT.search(text)


def shapes_untold(tree: ast.Module) -> list[str]:
    """Give the mappings that do not say what they hold by what, and the tables that name no column."""
    found = []
    for full, node in functions(tree):
        docstring = ast.get_docstring(node) or ""
        entries = told(docstring, "Args")
        for name, type_ in arguments(node):
            is_mapping = type_.startswith("Mapping[") and not BY.search(entries.get(name, ""))
            is_table = name in TABLES and type_ in {"object", "Any"} and "column" not in docstring
            found += [f"{full}({name})"] if is_mapping or is_table else []
    return found


def errors_untold(tree: ast.Module) -> list[str]:
    """Give the errors that a function raises by name and its `Raises:` does not tell of."""
    found = []
    for full, node in functions(tree):
        section = (ast.get_docstring(node) or "").partition("Raises:\n")[2]
        for one in raised(node):
            name = error_name(one)
            if name[:1].isupper() and not known_as(name) & set(re.findall(r"\w+", section)):
                found.append(f"{full}: {name}")
    return found


def error_name(node: ast.Raise) -> str:
    """Give the name of the class that is raised, whichever of its constructors makes the error."""
    made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    while isinstance(made, ast.Attribute) and made.attr in {"at", "of"}:
        made = made.value
    return "" if made is None else ast.unparse(made).rpartition(".")[2]


def known_as(name: str) -> set[str]:
    """Give the names by which a caller can catch an error: its own, and those of ours that it refines."""
    bases: tuple[type, ...] = getattr(errors, name).__mro__ if name in errors.__all__ else ()
    own = {one.__name__ for one in bases if one.__module__ == errors.__name__}
    return {name, *(own - {"ZoneplanError"})}


@pytest.mark.parametrize("name", MODULES)
def test_each_argument_is_told(name: str) -> None:
    """Every argument of a public function has its line in `Args:`."""
    assert [] == untold_arguments(TREES[name])


@pytest.mark.parametrize("name", MODULES)
def test_each_number_says_its_unit(name: str) -> None:
    """Every public argument or field that is a number says in what it is counted, or its range."""
    assert [] == numbers_without_unit(TREES[name])


@pytest.mark.parametrize("name", MODULES)
def test_each_table_says_its_shape(name: str) -> None:
    """Every mapping says what by what it holds, and every table names its columns."""
    assert [] == shapes_untold(TREES[name])


@pytest.mark.parametrize("name", FILES)
def test_each_error_is_told(name: str) -> None:
    """Every error that a public function raises by name stands in its `Raises:`."""
    assert [] == errors_untold(TREES[name])


FORGETFUL = '''
def grown(level: Decimal, rate: Fraction, tables: Mapping[str, int], frame: object, note: str) -> Decimal:
    """Let a level grow.

    Args:
        level: The level, in its unit.
        rate: The rate.
        tables: The tables.
        frame: The frame.

    Raises:
        ValueError: If it cannot be read.
    """
    raise RateError("no rate")


class Growth:
    """A growth.

    Attributes:
        years: How many years it takes.
        rate: The rate.
    """

    years: int
    rate: Fraction
'''


def test_forgetful_docstrings_are_found() -> None:
    """An argument, a unit, a shape and an error that were left out are told, and nothing else is."""
    tree = ast.parse(FORGETFUL)
    assert ["grown(note)"] == untold_arguments(tree)
    assert ["grown(rate)", "grown(tables)", "Growth.rate"] == numbers_without_unit(tree)
    assert ["grown(tables)", "grown(frame)"] == shapes_untold(tree)
    assert ["grown: RateError"] == errors_untold(tree)
