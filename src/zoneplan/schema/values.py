"""The schemas of single values: what is written as one text, number, truth value or word."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from zoneplan import texts
from zoneplan.dates import Moment
from zoneplan.deadlines import Deadline
from zoneplan.intervals import Interval
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.prices import BASIS_NAMES, PriceBasis
from zoneplan.schema import forms
from zoneplan.texts import check_id
from zoneplan.units import Unit
from zoneplan.vocabulary import SYNONYMS, WORDS

if TYPE_CHECKING:
    import enum
    from collections.abc import Iterable, Mapping

    import attrs

__all__ = ["VALUES", "Schema", "either", "nullable", "text", "visible", "words"]

Schema: TypeAlias = dict[str, Any]
"""A schema or a part of one, as plain data."""

_YEAR: Final[Schema] = {"type": "integer", "minimum": 1000, "maximum": 9999}


def either(*parts: Schema) -> Schema:
    """Give the schema of what is one of several things.

    Args:
        parts: The schema of each.
    """
    return {"anyOf": list(parts)}


def nullable(made: Schema) -> Schema:
    """Let a value be left empty.

    Args:
        made: The schema of the value.
    """
    if isinstance(made.get("type"), str):
        return {**made, "type": [made["type"], "null"]}
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    return either(made, {"type": "null"})


def visible() -> Schema:
    """Give the schema of a text that is not blank."""
    return {"type": "string", "pattern": forms.VISIBLE, "patternErrorMessage": "不能为空。Expected a text."}


def text(field: attrs.Attribute[Any]) -> Schema:
    """Give the schema of a text by what checks or reads it.

    Args:
        field: The field.
    """
    if field.validator is check_id:
        return {"$ref": "#/$defs/Id"}
    return {"type": "string"} if (field.validator, field.converter) == (None, None) else visible()


def words(kind: type[enum.StrEnum], *, without: enum.StrEnum | None = None) -> Schema:
    """Give the schema of a word of a closed set, in English or Chinese.

    Args:
        kind: The closed set.
        without: A member that cannot stand here.
    """
    english: Iterable[str] = (member.value for member in kind if member is not without)
    every: Mapping[str, enum.StrEnum] = {**WORDS.get(kind, {}), **SYNONYMS.get(kind, {})}
    return {"enum": [*english, *(word for word, member in every.items() if member is not without)]}


def _written(title: str, pattern: str, longest: int, wanted: str, *examples: str) -> Schema:
    """Give the schema of a text of one form, with what an editor says of another."""
    return {
        "title": title,
        "type": "string",
        "maxLength": longest,
        "pattern": pattern,
        "patternErrorMessage": wanted,
        "examples": list(examples),
    }


def _or_year(written: Schema) -> Schema:
    title = {"title": written["title"]}
    return {**title, **either({key: one for key, one in written.items() if key != "title"}, _YEAR)}


VALUES: Final[Mapping[object, tuple[str, Schema]]] = {
    "Id": (
        "Id",
        {
            "title": "编号",
            "type": "string",
            "minLength": 1,
            "maxLength": texts.MAX_ID_LENGTH,
            "pattern": forms.ID,
            "patternErrorMessage": "编号不能有空白。Expected an id without blanks.",
        },
    ),
    Period: (
        "Period",
        _or_year(
            _written(
                "时期", forms.PERIOD, 40, "应为时期。Expected a period: 2023, 2023H1, 2023Q2, 2023-06.",
                "2023", "2023年上半年", "2023Q2", "2023-06", "2021-2025",
            )
        ),
    ),
    Deadline: (
        "Deadline",
        _or_year(
            _written(
                "期限", forms.DEADLINE, 40, "应为期限。Expected a deadline: 2025, 2025-06-30, 长期.",
                "2025年底前", "2025-06-30", "2022年全年", "2021—2025年每年", "长期",
            )
        ),
    ),
    datetime.date: (
        "Day",
        _written(
            "日期", forms.DAY, 40, "应为日期。Expected a day: 2023-06-30, 2023.6.30, 2023年6月30日.",
            "2023-06-30", "2023年6月30日",
        ),
    ),
    Moment: (
        "Moment",
        _or_year(
            _written(
                "日期或时期", forms.MOMENT, 40, "应为日期或时期。Expected a day or a period.",
                "2023-06-30", "2023年6月",
            )
        ),
    ),
    Interval: (
        "Interval",
        _written(
            "取值范围", forms.INTERVAL, 200, "应为取值范围。Expected an interval: [0, 100], > 30, <= 0.",
            "[0, 100]", "> 30", "<= 0",
        ),
    ),
    Pattern: (
        "Pattern",
        _written("结构", forms.PATTERN, 40, "应为结构。Expected a pattern such as 1+5+22.", "1+5+22"),
    ),
    PriceBasis: (
        "PriceBasis",
        {
            "title": "价格口径",
            **either(
                {"enum": [*BASIS_NAMES]},
                {**visible(), "maxLength": 60, "examples": ["2020年不变价", "constant 2020"]},
            ),
        },
    ),
    Unit: ("Unit", {"title": "单位", **visible(), "examples": ["亿元", "%", "人", "平方公里"]}),
    Fraction: (
        "ExactNumber",
        {
            "title": "精确的数",
            **either(
                {"type": "number"},
                {"type": "string", "maxLength": 60, "pattern": forms.EXACT_NUMBER, "examples": ["1/3"]},
            ),
        },
    ),
    bool: ("Truth", {"type": "boolean"}),
}  # fmt: skip
"""The schema of each class whose values are written as one text, number or truth value, and its name."""
