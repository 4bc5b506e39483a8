"""How values show themselves in one line: what tells them apart, as it was written, and never everything.

A notebook, a debugger and a failed assertion print this; whoever needs the whole asks for its fields.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

import attrs

__all__ = ["LONGEST", "short_repr", "shortened_repr"]

LONGEST: Final = 120
"""How many characters a value takes at most."""
_FIELD: Final = 44
_DIGITS: Final = 6


def short_repr(value: Any) -> str:
    """Show an attrs value by its fields that differ from their defaults, in one line.

    What is longer than there is room for is cut, which an ellipsis says; lists are counted.

    Args:
        value: The value.
    """
    name = type(value).__name__
    told: list[str] = []
    for field in attrs.fields(type(value)):
        found = getattr(value, field.name)
        if field.repr is False or field.name.startswith("_") or _is_default(field, value, found):
            continue
        said = f"{field.alias or field.name}={_shown(found)}"
        if len(name) + sum(map(len, told)) + 2 * len(told) + len(said) > LONGEST - len("(), …"):
            told.append("…")
            break
        told.append(said)
    return f"{name}({', '.join(told)})"


def shortened_repr(text: str) -> str:
    r"""Give a text in one line that is not too long, with the characters spelled out that cannot be shown.

    >>> shortened_repr("<Plan 'p' 两\n行>")
    "<Plan 'p' 两\\n行>"

    Args:
        text: The text, its last character a closing sign.
    """
    if not text.isprintable():
        text = "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 2]
    whole = kept.rpartition(" ")[0]  # half of a number's digits would be another number
    return f"{whole if len(whole) > LONGEST // 2 else kept}…{text[-1]}"


def _is_default(field: attrs.Attribute[Any], value: object, found: object) -> bool:
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        default = default.factory(value) if default.takes_self else default.factory()  # type: ignore[union-attr]
    return found is default or (type(found) is type(default) and bool(found == default))


def _shown(value: object) -> str:
    """Show a field as its constructor takes it, where that is short."""
    match value:
        case enum.Enum():
            return repr(value.value)
        case bool() | int() | float() | None:
            return repr(value)
        case Fraction() | Decimal():
            return _number(value)
        case datetime.date():
            return repr(value.isoformat())
        case str():
            return _quoted(value)
        case Mapping() | Set():
            return f"<{len(value)}>"
        case Sequence() if not attrs.has(type(value)):
            return _listed(value)
        case _ if type(value).__str__ is not object.__str__:
            return _quoted(str(value))
        case _:
            return _cut(repr(value))


def _number(value: Fraction | Decimal) -> str:
    text = str(value)
    if len(text) <= _FIELD // 2:
        return text
    top, bottom = value.as_integer_ratio()
    with localcontext(prec=_DIGITS):
        return f"≈{Decimal(top) / Decimal(bottom)}"  # half of a number's digits would be another number


def _listed(values: Sequence[object]) -> str:
    if all(isinstance(one, str | enum.Enum) for one in values):
        text = f"({', '.join(map(_shown, values))}{',' if len(values) == 1 else ''})"
        if len(text) <= _FIELD:
            return text
    return f"<{len(values)}>"


def _quoted(text: str) -> str:
    whole = repr(text)
    return whole if len(whole) <= _FIELD else f"{whole[: _FIELD - 2]}…{whole[0]}"


def _cut(text: str) -> str:
    return text if len(text) <= _FIELD else f"{text[: _FIELD - 2]}…{text[-1]}"
