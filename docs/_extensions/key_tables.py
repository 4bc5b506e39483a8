"""The page on every key of a plan file, made from the schema of plan documents."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_tables import anchor, cell, table
from zoneplan import plan_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["keys_of_plan_files"]

_FORMS = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "mapping"}
_HAN = re.compile(r"[\u4e00-\u9fff]")


def keys_of_plan_files() -> str:
    """Give the sections of all mappings with their keys, and of all values."""
    definitions = _definitions()
    mappings = {name: one for name, one in definitions.items() if "title" in one and "properties" in one}
    order = ["Plan", *sorted(mappings.keys() - {"Plan"})]
    values = {name: one for name, one in definitions.items() if name not in mappings and _is_told(one)}
    parts = [_mapping(name, mappings[name]) for name in order]
    return "\n\n".join([*parts, "## Values", *(_value(name, one) for name, one in sorted(values.items()))])


@cache
def _definitions() -> dict[str, Any]:
    found: dict[str, Any] = plan_schema()["$defs"]
    return found


def _is_told(definition: Mapping[str, Any]) -> bool:
    return "enum" in definition or "title" in definition


def _mapping(name: str, definition: Mapping[str, Any]) -> str:
    rows = []
    for key, one in definition["properties"].items():
        if "description" in one and not _HAN.search(key):
            words = [word for word in one.get("title", key).split("、") if word != key]
            chinese, _, english = one["description"].partition("\n")
            is_needed = "yes" if key in _required(definition) else ""
            meanings = [cell(english), cell(chinese.removesuffix("。"))]
            rows.append([f"`{key}`", "、".join(words), *meanings, _holds(one), is_needed])
    head = ["key", "键", "means", "含义", "holds", "required"]
    return f"## {name} {definition['title']}\n\n{table(head, rows)}"


def _required(definition: Mapping[str, Any]) -> set[str]:
    return {key for one in definition.get("allOf", ()) for key in _all_required(one)}


def _all_required(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from schema.get("required", ())
    for one in schema.get("anyOf", ()):
        yield from _all_required(one)


def _holds(schema: Mapping[str, Any]) -> str:
    """Say what may stand under a key, with a link to what is told of it elsewhere."""
    found = list(dict.fromkeys(_forms(schema)))
    return " or ".join(found)


def _forms(schema: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        yield _link(schema["$ref"].rpartition("/")[2])
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _forms(one)
    if "enum" in schema:
        yield ", ".join(f"`{word}`" for word in schema["enum"])
    kinds = schema.get("type", ())
    for kind in (kinds,) if isinstance(kinds, str) else kinds:
        if kind == "array":
            inner = " or ".join(dict.fromkeys(_forms(schema.get("items", {}))))
            yield f"list of {inner}" if inner else "list"
        elif kind in _FORMS and "enum" not in schema:
            yield _FORMS[kind]


def _link(name: str) -> str:
    if name in {"Texts", "Truth", "Quantum", "WithoutBasis"}:
        plain = {"Texts": "text or list of text", "Truth": "true or false", "Quantum": "number"}
        return plain.get(name, "mapping")
    definition = _definitions()[name]
    return f"[{name}](#{anchor(_heading(name, definition))})"


def _heading(name: str, definition: Mapping[str, Any]) -> str:
    return f"{name} {definition['title']}" if "title" in definition else name


def _value(name: str, definition: Mapping[str, Any]) -> str:
    parts = [f"### {_heading(name, definition)}"]
    forms = _holds(definition)
    if forms:
        parts.append(f"Written as {forms}.")
    examples = [*definition.get("examples", ()), *_examples(definition)]
    if examples:
        parts.append(
            "For example " + ", ".join(f"`{one}`" for one in dict.fromkeys(map(str, examples))) + "."
        )
    return "\n\n".join(parts)


def _examples(definition: Mapping[str, Any]) -> Iterator[object]:
    for one in definition.get("anyOf", ()):
        yield from one.get("examples", ())
