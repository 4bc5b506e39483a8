"""Templates of plan files: small invented plans that show every part of a plan with an explanation.

A line with no blank or several behind its `#` holds an example; with these signs taken away a template is
a plan, too.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from zoneplan.layout import Language

__all__ = ["json_template", "yaml_template"]


def yaml_template(language: Language = "en") -> str:
    """Give the template in YAML; its first line names the schema `plan.schema.json` beside it.

    Args:
        language: The language of keys, words and explanations.
    """
    return files(__name__).joinpath(f"plan.{language}.yaml").read_text(encoding="utf-8")


def json_template(language: Language = "en") -> str:
    """Give the template in JSON, which has no comments: the same plan, and the schema under `$schema`.

    Args:
        language: The language of keys and words.
    """
    from zoneplan.documents import SCHEMA_KEY  # noqa: PLC0415  # a template in YAML needs no reader
    from zoneplan.formats import json, yaml  # noqa: PLC0415  # the same
    from zoneplan.schema import FILE_NAME  # noqa: PLC0415  # the same

    plan = cast("dict[str, object]", yaml.load(yaml_template(language), f"plan.{language}.yaml"))
    return json.dump({SCHEMA_KEY: FILE_NAME, **plan})
