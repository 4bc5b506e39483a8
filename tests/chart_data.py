"""What a chart's specification holds as data, for tests of what charts show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.charts import Chart

__all__ = ["NASTY", "panels", "rows", "values"]

NASTY = "a\"b'c & <script>alert(1)</script> datum.x \\ ]]> ]} {{ x }} =1+1\x00\x1b[2J\u202e"
"""A name that would do harm in a page, a formula, an expression or a terminal."""


def values(spec: object) -> Iterator[dict[str, Any]]:
    """Give every row of data in a specification, in the order in which it is drawn."""
    if isinstance(spec, dict):
        for key, held in spec.items():
            if key == "values" and isinstance(held, list) and all(isinstance(one, dict) for one in held):
                yield from held
            else:
                yield from values(held)
    elif isinstance(spec, list):
        for one in spec:
            yield from values(one)


def rows(chart: Chart) -> list[dict[str, Any]]:
    """Give the rows of a chart of rows, those of all its panels."""
    return [one for one in values(chart.spec) if "label" in one and "row" in one]


def panels(chart: Chart) -> list[Mapping[str, Any]]:
    """Give the panels of a chart of paths."""
    found: list[Mapping[str, Any]] = chart.spec["vconcat"][0]["concat"]
    return found
