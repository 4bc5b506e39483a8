"""Which modules have a page of their own in the reference."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import zoneplan

__all__ = ["public_modules", "public_names"]

_API = Path(__file__).parents[1] / "reference" / "api.md"
_CODE = re.compile(r"`((?:[a-z]\w*\.)+)\w+")


@cache
def public_names() -> dict[str, str]:
    """Give the full name of all that the front door offers, by its name there."""
    homes = zoneplan._HOMES  # its own docs may read the table of the front door
    return {
        name: home if home == f"zoneplan.{name}" else f"{home}.{name}" for name, home in sorted(homes.items())
    }


@cache
def public_modules() -> list[str]:
    """Give the modules that the front door leads to, and those that the page on the API names."""
    told = {f"zoneplan.{dotted[:-1]}" for dotted in _CODE.findall(_API.read_text(encoding="utf-8"))}
    homes = set(zoneplan._HOMES.values())
    return sorted(homes | {name for name in told if _is_module(name)})


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # `plan.to_frame` is no module `zoneplan.plan`
        return False
