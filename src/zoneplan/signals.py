"""What colour a status has: one rule for every table, chart and page.

What is not reported or not known is never good, and what lies above shows the worst of what lies below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zoneplan.findings import Severity
from zoneplan.lights import Light
from zoneplan.printed_tables import Signal
from zoneplan.register import ItemStatus
from zoneplan.standings import TargetStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["signal_of", "worst"]

# By class as well: members of two enumerations that have one value are equal.
_SIGNALS: Final[Mapping[tuple[type, str], Signal]] = {
    (type(one), one.value): signal
    for one, signal in (
        (TargetStatus.MET, Signal.GOOD),
        (TargetStatus.ON_TRACK, Signal.GOOD),
        (TargetStatus.BEHIND, Signal.WARNING),
        (TargetStatus.MISSED, Signal.BAD),
        (TargetStatus.UNREPORTED, Signal.OPEN),
        (TargetStatus.UNKNOWN, Signal.OPEN),
        (TargetStatus.UNMEASURED, Signal.NONE),
        (ItemStatus.OVERDUE, Signal.BAD),
        (ItemStatus.REOPENED, Signal.WARNING),
        (ItemStatus.DUE, Signal.NONE),
        (ItemStatus.ALL_YEAR, Signal.NONE),
        (ItemStatus.ONGOING, Signal.NONE),
        (ItemStatus.UNKNOWN, Signal.OPEN),
        (ItemStatus.DONE_LATE, Signal.GOOD),
        (ItemStatus.DONE, Signal.GOOD),
        (ItemStatus.SIGNED_OFF, Signal.GOOD),
        (ItemStatus.CANCELLED, Signal.NONE),
        (Light.GREEN, Signal.GOOD),
        (Light.YELLOW, Signal.WARNING),
        (Light.RED, Signal.BAD),
        (Severity.ERROR, Signal.BAD),
        (Severity.WARNING, Signal.WARNING),
        (Severity.ADVICE, Signal.OPEN),
    )
}
_FROM_WORST: Final = (Signal.BAD, Signal.WARNING, Signal.OPEN, Signal.GOOD, Signal.NONE)


def signal_of(status: TargetStatus | ItemStatus | Light | Severity) -> Signal:
    """Give the colour of what a target or an item of the register has come to, of a light or a finding.

    Advice is open: something was left unsaid, so nothing is known there.

    >>> signal_of(TargetStatus.UNREPORTED).shape
    '○'

    Args:
        status: The status, light or severity.
    """
    return _SIGNALS[type(status), status.value]


def worst(signals: Iterable[Signal]) -> Signal:
    """Give the one that stands for several: the worst that is known, and open rather than good.

    >>> worst([Signal.GOOD, Signal.OPEN]), worst([])
    (<Signal.OPEN: 'open'>, <Signal.NONE: 'none'>)

    Args:
        signals: The signals; without any there is nothing to be judged.
    """
    found = set(signals)
    return next((one for one in _FROM_WORST if one in found), Signal.NONE)
