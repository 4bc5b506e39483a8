"""The readers' regular expressions as JSON Schema takes them: of ECMA-262, over texts as they are typed.

Most readers fold a text first, so that full-width digits and signs are read as ordinary ones. A schema
folds nothing: each character of an expression becomes all those that fold to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zoneplan import dates, deadlines, intervals, patterns, periods, shapes, texts
from zoneplan.periods import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

__all__ = [
    "DAY",
    "DEADLINE",
    "EXACT_NUMBER",
    "ID",
    "INTERVAL",
    "MOMENT",
    "PATTERN",
    "PERIOD",
    "QUANTUM",
    "VISIBLE",
    "widened",
]

# Escapes, classes, repetitions, openings of groups, and single characters.
_TOKEN: Final = re.compile(
    r"\\(?P<escaped>.)|\[(?P<class>(?:\\.|[^\]])+)\]|(?P<repeated>\{[0-9,]+\})|(?P<group>\(\?P<\w+>|\(\?:|\()"
    r"|(?P<sign>[?*+|)])|(?P<plain>.)",
    re.DOTALL,
)
_IN_CLASS: Final = re.compile(r"\\?(.)(?:-\\?([^\]]))?", re.DOTALL)
_BLANKS: Final = "\u3000\u00a0\u2009"
_SYNTAX: Final = frozenset(r"^$\.*+?()[]{}|/")
_TO_FULL_WIDTH: Final = 0xFEE0


def widened(form: str, *, ignore_case: bool = False, also: Mapping[str, str] | None = None) -> str:
    r"""Give an expression that matches every text which the form matches once it is folded.

    >>> widened("[0-9] ?年")
    '[0-9０-９][ \u3000\xa0\u2009]?年'

    Args:
        form: The expression, of the signs that the readers use: groups, classes, alternatives, repetitions.
        ignore_case: Whether the reader ignores the case of letters.
        also: Further characters that the reader takes for one.
    """
    more = also or {}

    def translated(token: re.Match[str]) -> str:
        match token.lastgroup:
            case "escaped" if token["escaped"].isalpha():
                return token[0]
            case "escaped" | "plain":
                typed = "".join(_typed(token["escaped"] or token["plain"], more, ignore_case=ignore_case))
                return _escaped(typed) if len(typed) == 1 else f"[{''.join(map(_in_class, typed))}]"
            case "class":
                return f"[{''.join(_ranges(token['class'], more, ignore_case=ignore_case))}]"
            case "group":
                return "(?:"
            case _:
                return token[0]

    return _TOKEN.sub(translated, form)


def _typed(character: str, more: Mapping[str, str], *, ignore_case: bool) -> Iterator[str]:
    """Give the characters that are read as one."""
    cases = {character.lower(), character.upper()} if ignore_case and character.isascii() else {character}
    for one in sorted(cases):
        yield one
        if "!" <= one <= "~":
            yield chr(ord(one) + _TO_FULL_WIDTH)
    yield from _BLANKS if character == " " else ()
    yield from more.get(character, "")


def _ranges(content: str, more: Mapping[str, str], *, ignore_case: bool) -> Iterator[str]:
    for one in _IN_CLASS.finditer(content):
        first, last = one.groups()
        if last is None:
            yield from map(_in_class, _typed(first, more, ignore_case=ignore_case))
        else:
            yield f"{_in_class(first)}-{_in_class(last)}"
            yield f"{chr(ord(first) + _TO_FULL_WIDTH)}-{chr(ord(last) + _TO_FULL_WIDTH)}"


def _escaped(character: str) -> str:
    return f"\\{character}" if character in _SYNTAX else character


def _in_class(character: str) -> str:
    return f"\\{character}" if character in r"\]^-[" else character


def _whole(*forms: str) -> str:
    """Give the expression for a text that is one of the forms and nothing else.

    A lone `$` would let a line end follow in Python, which is none in ECMA-262.
    """
    return rf"^(?:{'|'.join(forms)})$(?!\n)"


def _periods(kinds: Container[PeriodKind] | None = None) -> str:
    forms = [
        widened(form, ignore_case=True) for kind, form in periods.FORMS if kinds is None or kind in kinds
    ]
    return rf"\s*(?:{'|'.join(forms)})\s*"


def _days() -> str:
    return rf"\s*(?:{'|'.join(map(widened, dates.DAY_FORMS))})\s*"


def _deadlines() -> Iterator[str]:
    """Give the forms of deadlines; the words around a period are read as they are typed."""
    yield rf"\s*(?:{'|'.join(map(_either_case, sorted(deadlines.ONGOING)))}|{deadlines.DAY})\s*"
    after = {
        _periods(): deadlines.END_OF,
        _periods({PeriodKind.YEAR}): deadlines.ALL_YEAR,
        _periods({PeriodKind.YEAR, PeriodKind.SPAN}): deadlines.EACH_YEAR,
        _periods({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF}): deadlines.WITHIN,
    }
    for period, words in after.items():
        yield rf"{period}{_either_case(words)}\s*"
    first_half = "|".join(
        widened(form) for _, form in periods.FORMS if form.endswith("半年") and "上" in form
    ).replace("[上下]", "上")
    yield rf"\s*(?:{first_half})前\s*"


def _either_case(words: str) -> str:
    return "".join(f"[{one.upper()}{one}]" if one.isascii() and one.isalpha() else one for one in words)


def _intervals() -> Iterator[str]:
    for form in intervals.FORMS:
        yield widened(re.sub(r"\s+", "", form), ignore_case=True, also={"-": "−"})


VISIBLE: Final = r"\S"
"""A text that is not blank."""
ID: Final = rf"^[^{texts.BAD_IN_ID.pattern[1:-1]}]+$(?!\n)"
"""An id."""
PERIOD: Final = _whole(_periods())
"""A period."""
DAY: Final = _whole(_days())
"""A day."""
MOMENT: Final = _whole(_days(), _periods())
"""A day, or the period in which something happened."""
DEADLINE: Final = _whole(*_deadlines())
"""A deadline."""
INTERVAL: Final = _whole(*_intervals())
"""An interval."""
PATTERN: Final = _whole(widened(patterns.FORM))
"""How many plans, programs and actions there are."""
EXACT_NUMBER: Final = _whole(shapes.FRACTION_FORM)
"""An exact number that is written as a text."""
QUANTUM: Final = _whole(r"[0-9]+\.?[0-9]*", r"\.[0-9]+")
"""The last meaningful place of a figure, where it is written as a text."""
