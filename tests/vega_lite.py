"""What a Vega-Lite v5 specification has to be, by the published schema that Altair 5 holds."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.charts import Chart

__all__ = ["data_rows", "expressions", "fault"]


@cache
def _validator() -> Draft7Validator:
    # Found without importing Altair, which takes a second and is not what is tested.
    found = importlib.util.find_spec("altair")
    assert found is not None
    assert found.submodule_search_locations is not None
    path = Path(found.submodule_search_locations[0], "vegalite", "v5", "schema", "vega-lite-schema.json")
    return Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def fault(chart: Chart) -> str | None:
    """Say what is wrong with a chart's specification as it is read back from JSON; None for nothing."""
    error = best_match(_validator().iter_errors(json.loads(chart.to_json())))
    return None if error is None else f"{list(error.absolute_path)}: {error.message[:300]}"


def data_rows(chart: Chart) -> Iterator[dict[str, Any]]:
    """Give every row of data in a specification, once."""
    for rows in chart.spec.get("datasets", {}).values():
        yield from rows
    for layer in chart.spec["layer"]:
        yield from layer.get("data", {}).get("values", ())


def expressions(value: object) -> Iterator[object]:
    """Give what Vega-Lite would run: texts of keys that hold expressions, wherever they stand."""
    if isinstance(value, dict):
        for key, held in value.items():
            if key in _EXPRESSIONS or (key in {"filter", "test"} and isinstance(held, str)):
                yield held
            if key not in {"values", "datasets"}:
                yield from expressions(held)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from expressions(one)


_EXPRESSIONS = {"expr", "calculate", "signal", "labelExpr", "href", "url", "events", "init"}
