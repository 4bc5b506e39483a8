"""Cells and lines of a briefing, in which no character of a plan can hide or move anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.bands import in_short_words
from zoneplan.layout import printable
from zoneplan.printed_tables import PrintedCell, PrintedLine
from zoneplan.subjects import subject_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneplan.errors import ZoneplanError
    from zoneplan.figures import Figure
    from zoneplan.intervals import Interval
    from zoneplan.layout import Language
    from zoneplan.plans import Plan
    from zoneplan.printed_tables import PrintedBar, Signal

__all__ = [
    "about", "can_be", "cell", "joined", "line", "listed", "meaning", "meant_words", "refusal", "shown",
]  # fmt: skip

_MEANS: Final = {"en": "can be {0}", "zh": "可能的值：{0}"}
_EXACTLY: Final = {"en": "exactly that", "zh": "恰为此数"}


def shown(text: str) -> str:
    r"""Spell out the characters that would move, hide or turn something, except the breaks of lines.

    >>> shown("产业\n创新\x1b")
    '产业\n创新\\x1b'

    Args:
        text: The text.
    """
    return text if text.isprintable() else "\n".join(map(printable, text.split("\n")))


def cell(
    text: str, *, signal: Signal | None = None, bar: PrintedBar | None = None, link: str = ""
) -> PrintedCell:
    """Print a cell.

    Args:
        text: What it shows, with the words for its signal.
        signal: What its colour says; None for no colour.
        bar: A bar beside the text; None for none.
        link: Anchor of the place that says more; empty for none.
    """
    return PrintedCell(shown(text), signal=signal, bar=bar, link=link)


def line(text: str) -> PrintedLine:
    """Print a line of text.

    Args:
        text: What it says.
    """
    return PrintedLine(printable(text))


def about(plan: Plan, subject: str) -> str:
    """Name what a figure is about: of the plan as a whole its zone, where it is for one.

    Args:
        plan: The plan.
        subject: Id of the node or place; the plan's own id for its zone as well.
    """
    if subject == plan.id and plan.zone is not None:
        return plan.zone.name
    return subject_name(plan, subject)


def joined(parts: Iterable[str], language: Language) -> str:
    """Join parts of a sentence, leaving out those that say nothing.

    Args:
        parts: The parts.
        language: `en` or `zh`.
    """
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)


def listed(names: Iterable[str], language: Language) -> str:
    """List names, as a sentence does.

    Args:
        names: The names.
        language: `en` or `zh`.
    """
    return ("、" if language == "zh" else ", ").join(names)


def refusal(error: ZoneplanError, language: Language) -> str:
    """Say what was refused; in English where there is no Chinese sentence.

    Args:
        error: The error.
        language: `en` or `zh`.
    """
    message = str(getattr(error, "message", error))
    return str(getattr(error, "message_zh", "") or message) if language == "zh" else message


def meaning(figure: Figure, language: Language) -> str:
    """Say beside a figure what it can be; empty where that is its number alone.

    Args:
        figure: The figure.
        language: `en` or `zh`.
    """
    return "" if figure.strict.is_point else _MEANS[language].format(can_be(figure, language))


def can_be(figure: Figure, language: Language) -> str:
    """Say what a figure can be when every digit of it counts.

    >>> from zoneplan.figures import Figure
    >>> can_be(Figure.parse("2400亿元"), "zh"), can_be(Figure.parse("120家"), "en")
    ('2399.5至2400.5亿元', 'exactly that')

    Args:
        figure: The figure.
        language: `en` or `zh`.
    """
    return meant_words(figure.strict, figure.unit.name, language)


def meant_words(meant: Interval, unit: str, language: Language) -> str:
    """Say which numbers are meant by a figure, with its unit: one style in all sections.

    Args:
        meant: The numbers, in the unit.
        unit: Name of the unit; empty for none.
        language: `en` or `zh`.
    """
    if meant.is_point:
        return _EXACTLY[language]
    blank = "" if language == "zh" or not unit else " "
    return in_short_words(meant, f"{blank}{unit}", language)
