"""What a colour means, and which one stands for several: one rule for every table, chart and page.

What is not reported or not known is never good, and what lies above shows the worst of what lies below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zoneplan.layout import Language

__all__ = ["signal_words", "worst"]


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
