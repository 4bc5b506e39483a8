"""What colour a status has: one rule for every table, chart and page.

What is not reported or not known is never good, and what lies above shows the worst of what lies below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from zoneplan.printed_tables import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["signal_of", "worst"]


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


def worst(signals: Iterable[Signal]) -> Signal:
    """Give the one that stands for several: the worst that is known, and open rather than good.

    >>> worst([Signal.GOOD, Signal.OPEN]), worst([])
    (<Signal.OPEN: 'open'>, <Signal.NONE: 'none'>)

    Args:
        signals: The signals; without any there is nothing to be judged.
    """
    found = set(signals)
    return next((one for one in _FROM_WORST if one in found), Signal.NONE)
