"""Plan files: read whole or refused with every problem, written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zoneplan.plans import Plan

if TYPE_CHECKING:
    import os

    from zoneplan.formats.text import Limits

__all__ = ["parse_plan", "read_plan", "write_plan"]


def read_plan(path: str | os.PathLike[str], *, limits: Limits | None = None) -> Plan:
    """Read a plan from a YAML or JSON file, by its ending.

    Args:
        path: The file; UTF-8 with or without byte order mark, UTF-16, or GB18030.
        limits: What a file may cost, None for the usual; a limit reached is a problem that names it.

    Raises:
        DocumentError: With every problem, each with its line, column and what to do.
        OSError: If the file cannot be opened.
    """
    from zoneplan.formats import files, text  # noqa: PLC0415  # a plan made in Python reads no file

    kind, cost = files.by_suffix(path), limits or text.DEFAULT_LIMITS
    return parse_plan(text.read_bytes(path, cost), str(path), kind=kind, limits=cost)


def parse_plan(
    raw: bytes, name: str, *, kind: Literal["yaml", "json"] | None = None, limits: Limits | None = None
) -> Plan:
    """Read a plan from the bytes of a document, wherever they came from.

    Args:
        raw: The document; encoded as a file may be.
        name: What the document is called in messages.
        kind: Its format; None takes what starts with a brace or a bracket for JSON.
        limits: What it may cost, None for the usual; a limit reached is a problem that names it.

    Raises:
        DocumentError: With every problem, each with its line, column and what to do.
    """
    from zoneplan.documents import structure  # noqa: PLC0415  # a plan made in Python reads no file
    from zoneplan.formats import json, text, yaml  # noqa: PLC0415  # the same
    from zoneplan.vocabulary import KEYS  # noqa: PLC0415  # the same

    content = text.decode(raw, name)
    if kind is None:
        kind = "json" if content.lstrip()[:1] in {"{", "["} else "yaml"
    load = yaml.load if kind == "yaml" else json.load
    data = load(content, name, limits=limits or text.DEFAULT_LIMITS, translate=KEYS)
    plan = structure(data, Plan, name)
    plan.outline.prepare()  # indexed once here, so the first question costs no more than the next
    plan.ledger.prepare()
    return plan


def write_plan(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write a plan to a YAML or JSON file, by its ending; `read_plan` gives it back.

    The file is replaced whole: whatever interrupts the writing leaves the old one as it was.

    Args:
        plan: The plan.
        path: The file.

    Raises:
        DocumentError: If a figure has no finite decimal and cannot be written exactly.
        OSError: If the file cannot be written.
    """
    from zoneplan.formats import files, json, yaml  # noqa: PLC0415  # a plan made in Python writes no file

    kind = files.by_suffix(path)
    data = plan.to_dict()
    files.write_text(path, yaml.dump(data) if kind == "yaml" else json.dump(data))
