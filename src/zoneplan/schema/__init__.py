"""The JSON Schema of plan documents, for editors to complete and check plan files by.

The schema is made by `zoneplan.schema.generation`, kept in a file beside this module, and compared with
what would be made now in the tests; `python tests/renew_schema.py` renews it. So whoever only wants the
schema waits for nothing, and a change of it is seen for what it is.

What is *not* in it: whether ids exist, totals agree, and whether a text is an amount; the reader and
`validate()` say so.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

__all__ = ["FILE_NAME", "plan_schema", "schema_text"]

FILE_NAME: Final = "plan.schema.json"
"""What the schema is called, here and beside the plan files that name it."""


def schema_text() -> str:
    """Give the schema as it is written, in JSON."""
    return files(__name__).joinpath(FILE_NAME).read_text(encoding="utf-8")


def plan_schema() -> dict[str, Any]:
    """Give the JSON Schema of plan documents (draft 2020-12), with keys and words in both languages.

    It accepts every document that `Plan.from_dict` and `read_plan` take, and refuses those that have the
    wrong shape: an unknown key, one that is missing or written twice, a list for a mapping, a word outside
    its set. It knows nothing of what a plan adds up to; that is for `validate()`.

    >>> schema = plan_schema()
    >>> schema["$schema"], schema["$defs"]["Metric"]["properties"]["unit"]["title"]
    ('https://json-schema.org/draft/2020-12/schema', '单位、unit')

    Returns:
        The schema as plain data, made anew for each call.
    """
    found: dict[str, Any] = json.loads(schema_text())
    return found
