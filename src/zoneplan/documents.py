"""Plain data to plan and back. Opens no file.

Plain data is mappings, lists, texts, whole numbers and decimals, as a YAML or JSON file holds them.
Its shape is checked here: every problem is collected with its place, and unknown keys are problems.

What is *not* checked here: whether ids exist, counts agree or totals add up; that is `validate()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from zoneplan.converters import structured, unstructured
from zoneplan.errors import DocumentError, Problem
from zoneplan.locations import MARK_KEY, Location
from zoneplan.shapes import not_a_mapping, shown
from zoneplan.vocabulary import KEYS

__all__ = ["SCHEMA_KEY", "from_dict", "structure", "to_dict"]

T = TypeVar("T")

SCHEMA_KEY: Final = "$schema"
"""The key at the top of a document that names the schema for editors; it is no part of the plan."""

_MOST_LEVELS: Final = 64


def from_dict(data: Mapping[str, object], kind: type[T], name: str | None = None) -> T:
    """Make a value of one of the plan's classes from plain data.

    Args:
        data: Plain data with English or Chinese keys.
        kind: The class to make, such as `Plan`.
        name: What the data is called in messages; None when it has no name.

    Raises:
        DocumentError: With every problem and its path.
    """
    problems: list[Problem] = []
    translated = _translated(data, "", problems, name, _MOST_LEVELS)
    try:
        made = structure(translated, kind, name)
    except DocumentError as error:
        known = {problem.place.path for problem in problems}
        problems += [problem for problem in error.problems if problem.place.path not in known]
        raise DocumentError(tuple(problems)) from None
    if problems:
        raise DocumentError(tuple(problems))
    return made


def structure(data: object, kind: type[T], name: str | None = None) -> T:
    """Make a value from plain data whose keys are English already and whose mappings carry marks.

    A text under `$schema` at the top, and nowhere else, is left unread.

    Args:
        data: Plain data as the file readers give it.
        kind: The class to make.
        name: What the data is called in messages; None when it has no name.

    Raises:
        DocumentError: With every problem and its place.
    """
    if not isinstance(data, dict):
        start = None if name is None else 1
        raise DocumentError.at(Location("", name, start, start), *not_a_mapping(data))
    # Editors look for it in JSON, which has no comments to name a schema in.
    if type(data.get(SCHEMA_KEY)) is str:
        data = {key: value for key, value in data.items() if key != SCHEMA_KEY}
    return structured(data, kind, name)


def to_dict(value: object) -> dict[str, Any]:
    """Give one of the plan's values as plain data; `from_dict` is the inverse.

    Raises:
        DocumentError: If a figure has no finite decimal and cannot be written exactly.
    """
    return unstructured(value)


def _translated(data: object, path: str, problems: list[Problem], name: str | None, levels: int) -> object:
    """Copy plain data with English keys, noting what plain data may not hold."""
    place = Location(path, name)
    if isinstance(data, (Mapping, list, tuple)) and not levels:
        message = f"nested more than {_MOST_LEVELS} levels deep"
        message_zh = f"嵌套超过{_MOST_LEVELS}层"
        problems.append(
            Problem(place, message, "plain data must not hold itself", message_zh, "数据不能包含自身")
        )
        return None
    if isinstance(data, Mapping):
        found: dict[str, object] = {}
        for key, value in data.items():
            if not isinstance(key, str) or key == MARK_KEY:
                message_zh = f"键应为文字，写的是{shown(key, 'zh')}"
                problems.append(
                    Problem(place, f"expected a key as text, got {shown(key)}", message_zh=message_zh)
                )
                continue
            english = KEYS.get(key, key)
            below = f"{path}.{english}" if path else english
            if english in found:
                problems.append(
                    Problem(
                        Location(below, name),
                        f"key {english!r} is given twice",
                        "keep one of them",
                        f"键“{key}”写了两次",
                        "请只留一个",
                    )
                )
            found[english] = _translated(value, below, problems, name, levels - 1)
        return found
    if isinstance(data, (list, tuple)):
        return [
            _translated(value, f"{path}[{index}]", problems, name, levels - 1)
            for index, value in enumerate(data)
        ]
    if isinstance(data, float):
        message = f"expected an exact number, got the float {data!r}"
        remedy, remedy_zh = (
            f"write it as text, such as '{data!r}亿元'",
            f"请写成文字，例如 '{data!r}亿元'",
        )
        message_zh = f"应为精确的数，写的是浮点数 {data!r}"
        problems.append(Problem(place, message, remedy, message_zh, remedy_zh))
    return data
