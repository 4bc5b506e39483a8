"""The shape of a plan as its authors announce it, such as "1+5+22"."""

from __future__ import annotations

import re

import attrs

from zoneplan.errors import PatternError
from zoneplan.short_reprs import short_repr
from zoneplan.texts import folded

__all__ = ["Pattern"]

_LIMIT = 40
_NUMBER = "(0|[1-9][0-9]*)"
FORM = rf" *{_NUMBER} *\+ *{_NUMBER} *\+ *{_NUMBER} *"
"""How a pattern is written, once the text is folded."""
_TEXT = re.compile(FORM)


def _count(_: object, field: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or value < 0:
        raise PatternError(
            f"expected a number of {field.name}, got {value!r}", "give a whole number of 0 or more"
        )


@attrs.frozen
class Pattern:
    """How many plans, programs and actions a plan says it has.

    The announced numbers stand apart from the lists of the plan: an action that is counted but not named
    is legal, and whether both agree is for validation to say.

    >>> Pattern.parse("1+5+22")
    Pattern(plans=1, programs=5, actions=22)
    >>> print(Pattern(plans=1, programs=5, actions=22))
    1+5+22

    Attributes:
        plans: How many overall plans, nearly always 1.
        programs: How many programs (方案) over all plans.
        actions: How many actions (行动、理念、探索、计划、工程) over all programs.

    Raises:
        PatternError: When a number is not an int of 0 or more.
    """

    plans: int = attrs.field(validator=_count)
    programs: int = attrs.field(validator=_count)
    actions: int = attrs.field(validator=_count)

    __repr__ = short_repr

    @classmethod
    def parse(cls, value: object) -> Pattern:
        """Read a pattern as `str` writes it; full-width digits and plus signs are read too.

        Args:
            value: Text of at most 40 characters with exactly three numbers, such as `1+5+22`.

        Raises:
            PatternError: When the value is not such a text.
        """
        match = None
        if isinstance(value, str) and len(value) <= _LIMIT:
            match = _TEXT.fullmatch(folded(value))
        if match is None:
            raise PatternError(
                f"expected a pattern, got {value!r}",
                "write the numbers of plans, programs and actions, joined by plus signs: 1+5+22",
                f"应为结构，写的是 {value!r}",
                "请写总体规划、方案和行动的个数，用加号连接：1+5+22",
            )
        return cls(int(match[1]), int(match[2]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.plans}+{self.programs}+{self.actions}"
