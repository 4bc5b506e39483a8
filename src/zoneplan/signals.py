"""What colour a status has, and what a colour means: one rule for every table, chart and page.

What is not reported or not known is never good, and what lies above shows the worst of what lies below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zoneplan.layout import Language

__all__ = ["signal_of", "signal_words", "worst"]


class StatusLike(Protocol):
    """A member of one of the enumerations below."""

    @property
    def value(self) -> str:
        """Its word in English."""


_SIGNALS: Final[Mapping[str, Mapping[str, Signal]]] = {
    "TargetStatus": {
        "met": Signal.GOOD,
        "on_track": Signal.GOOD,
        "behind": Signal.WARNING,
        "missed": Signal.BAD,
        "unreported": Signal.OPEN,
        "unknown": Signal.OPEN,
        "unmeasured": Signal.NONE,
    },
    "ItemStatus": {
        "overdue": Signal.BAD,
        "reopened": Signal.WARNING,
        "due": Signal.NONE,
        "all_year": Signal.NONE,
        "ongoing": Signal.NONE,
        "unknown": Signal.OPEN,
        "done_late": Signal.GOOD,
        "done": Signal.GOOD,
        "signed_off": Signal.GOOD,
        "cancelled": Signal.NONE,
    },
    "Light": {
        "green": Signal.GOOD,
        "yellow": Signal.WARNING,
        "red": Signal.BAD,
    },
    "Severity": {
        "error": Signal.BAD,
        "warning": Signal.WARNING,
        "advice": Signal.OPEN,
    },
}
"""By the name of the enumeration and the value: the enumerations print themselves with their signals."""

_WORDS: Final[Mapping[Language, Mapping[Signal, str]]] = {
    "en": {
        Signal.GOOD: "done or on track",
        Signal.WARNING: "behind",
        Signal.BAD: "missed or overdue",
        Signal.OPEN: "not reported or known",
        Signal.NONE: "not judged or not due",
    },
    "zh": {
        # Not 按期: what was done late is done as well.
        Signal.GOOD: "完成或达到进度",
        Signal.WARNING: "落后",
        Signal.BAD: "未达标、逾期",
        Signal.OPEN: "未报、不明",
        Signal.NONE: "不评、未到期",
    },
}
_FROM_WORST: Final = (Signal.BAD, Signal.WARNING, Signal.OPEN, Signal.GOOD, Signal.NONE)


def signal_of(status: StatusLike) -> Signal:
    """Give the colour of what a target or an item of the register has come to, of a light or a finding.

    Advice is open: something was left unsaid, so nothing is known there.

    >>> from zoneplan import TargetStatus
    >>> signal_of(TargetStatus.UNREPORTED).shape
    '○'

    Args:
        status: A `TargetStatus`, `ItemStatus`, `Light` or `Severity`.
    """
    return _SIGNALS[type(status).__name__][status.value]


def signal_words(signal: Signal, language: Language) -> str:
    """Say what a signal means for targets and for what has a date.

    >>> signal_words(Signal.BAD, "en"), signal_words(Signal.BAD, "zh")
    ('missed or overdue', '未达标、逾期')

    Args:
        signal: The signal.
        language: `en` or `zh`.
    """
    return _WORDS[language][signal]


def worst(signals: Iterable[Signal]) -> Signal:
    """Give the one that stands for several: the worst that is known, and open rather than good.

    >>> worst([Signal.GOOD, Signal.OPEN]), worst([])
    (<Signal.OPEN: 'open'>, <Signal.NONE: 'none'>)

    Args:
        signals: The signals; without any there is nothing to be judged.
    """
    found = set(signals)
    return next((one for one in _FROM_WORST if one in found), Signal.NONE)
