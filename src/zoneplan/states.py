"""The states that a project goes through, and which may follow which."""

from __future__ import annotations

import enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.dates import Moment, as_moment, last_day
from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.short_reprs import short_repr
from zoneplan.texts import check_text, member

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

__all__ = ["FINISHED", "LEGAL", "ConstructionKind", "ProjectState", "StateChange", "state_on"]


class ProjectState(enum.StrEnum):
    """How far a project is."""

    RESERVE = "reserve"
    """储备, 预备: listed to come later."""
    PREPARATORY = "preparatory"
    """前期: being prepared."""
    PLANNED_START = "planned_start"
    """计划新开工: to be started in the year of the list."""
    UNDER_CONSTRUCTION = "under_construction"
    """在建, 续建."""
    COMPLETED = "completed"
    """竣工, 建成."""
    IN_PRODUCTION = "in_production"
    """投产."""
    AT_CAPACITY = "at_capacity"
    """达产: it produces what it was built to produce."""
    SUSPENDED = "suspended"
    """停建, 缓建."""
    CANCELLED = "cancelled"
    """取消."""


class ConstructionKind(enum.StrEnum):
    """What is built (建设性质)."""

    NEW = "new"
    """新建."""
    CONTINUED = "continued"
    """续建: carried on from an earlier year."""
    ALTERATION = "alteration"
    """改扩建: altered or extended."""


_ORDER: Final = (
    ProjectState.RESERVE,
    ProjectState.PREPARATORY,
    ProjectState.PLANNED_START,
    ProjectState.UNDER_CONSTRUCTION,
    ProjectState.COMPLETED,
    ProjectState.IN_PRODUCTION,
    ProjectState.AT_CAPACITY,
)
_BUILT: Final = _ORDER.index(ProjectState.COMPLETED)

FINISHED: Final = frozenset(_ORDER[_BUILT:])
"""The states of a project that is built: completed, in production, at capacity."""


def _followers(state: ProjectState) -> frozenset[ProjectState]:
    match state:
        case ProjectState.CANCELLED:
            return frozenset({state})
        case ProjectState.SUSPENDED:
            return frozenset({*_ORDER[:_BUILT], state, ProjectState.CANCELLED})
        case _:
            position = _ORDER.index(state)
            stopped = () if position >= _BUILT else (ProjectState.SUSPENDED, ProjectState.CANCELLED)
            return frozenset({*_ORDER[position:], *stopped})


LEGAL: Final[Mapping[ProjectState, frozenset[ProjectState]]] = MappingProxyType(
    {state: _followers(state) for state in ProjectState}
)
"""For each state those that may be written after it.

- A state may be told again: yearly lists repeat it.
- Forward, states may be left out: a list holds those that its author knows of, not every one there was.
- Back is illegal, for what is built stays built. Only a suspended project may go back: it takes up where it
  was, which may not be written, or is prepared anew.
- A suspended project is not completed before it is taken up again.
- What is built is no longer suspended or cancelled: 停建 and 缓建 are said of building.
- Cancelled is final; a project that comes back is another one.
"""


def _as_state(value: ProjectState | str) -> ProjectState:
    return member(ProjectState, value, OutlineError)


def as_construction(value: ConstructionKind | str | None) -> ConstructionKind | None:
    """Take what is built as it is or from its word; None stays None.

    Args:
        value: A member, its word, or None.
    """
    return None if value is None else member(ConstructionKind, value, OutlineError)


@attrs.frozen(kw_only=True)
class StateChange:
    """A project came into a state.

    >>> print(StateChange(state="under_construction", on="2023年3月").on)
    2023-03

    Attributes:
        state: The state, given as a member or its word.
        on: The day, or the period in which it came into the state, given as itself or as text. A period
            is taken as having come about only at its end.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If there is no such state.
        PeriodError: If the day or period cannot be read.
    """

    state: ProjectState = attrs.field(converter=_as_state)
    on: Moment = attrs.field(converter=as_moment)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr


def as_states(values: Iterable[StateChange]) -> tuple[StateChange, ...]:
    """Take changes of state as a tuple.

    Args:
        values: The changes of state, in order.

    Raises:
        OutlineError: If one of them is of another class.
    """
    found = tuple(values)
    for value in found:
        if not isinstance(value, StateChange):
            raise OutlineError(
                f"expected a StateChange, got {value!r}", "such as StateChange(state='completed', on=2023)"
            )
    return found


def state_on(changes: Iterable[StateChange], day: datetime.date) -> ProjectState | None:
    """Give the state that a project was known to be in at the end of a day.

    Args:
        changes: The changes of state, in the order they are written.
        day: The day; changes that are dated after it, or in a period that ends after it, do not count.

    Returns:
        The last state reached; None when none was.
    """
    reached = [change.state for change in changes if last_day(change.on) <= day]
    return reached[-1] if reached else None
