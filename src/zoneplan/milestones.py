"""Milestones, and the sign-offs that close an item of a list after a check."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from zoneplan.dates import as_date
from zoneplan.deadlines import Deadline
from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_name, check_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Milestone", "SignOff"]


def as_day(value: object) -> datetime.date | None:
    """Take a day as it is or from its text; None stays None.

    Args:
        value: A day, its text as in 2023-06-30 or 2023年6月30日, or None.
    """
    return None if value is None else as_date(value)


def _as_due(value: Deadline | str | int) -> Deadline:
    return value if isinstance(value, Deadline) else Deadline.parse(value)


@attrs.frozen(kw_only=True)
class SignOff:
    """A sign-off (销号): an item of a list was closed after a check; it may be reopened later.

    An item that was reopened and closed again has two of them, so that its history stays.

    >>> SignOff(on="2023-07-03", reopened="2023-09-01").is_open_on(datetime.date(2023, 9, 1))
    True

    Attributes:
        on: The day on which it was closed, given as a date or its text.
        checked_by: Who checked; None when not stated.
        reopened: The day on which it was opened again; None when it was not.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If it was reopened before it was closed.
        PeriodError: If a day cannot be read.
    """

    on: datetime.date = attrs.field(converter=as_date)
    checked_by: str | None = attrs.field(default=None, validator=check_text)
    reopened: datetime.date | None = attrs.field(default=None, converter=as_day)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.reopened is not None and self.reopened < self.on:
            raise OutlineError(
                f"what was signed off on {self.on} cannot have been reopened on {self.reopened}, before it",
                "correct one of the two days",
                f"{self.on}销号，却在此前的{self.reopened}重新打开",
                "请改正其中一个日期",
            )

    def is_open_on(self, day: datetime.date) -> bool:
        """Say whether it was opened again by a day.

        Args:
            day: The day, by whose end it may have been opened again.
        """
        return self.reopened is not None and self.reopened <= day


def as_sign_offs(values: Iterable[SignOff]) -> tuple[SignOff, ...]:
    """Take sign-offs as a tuple.

    Args:
        values: The sign-offs, in order.

    Raises:
        OutlineError: If one of them is of another class.
    """
    found = tuple(values)
    for value in found:
        if not isinstance(value, SignOff):
            raise OutlineError(f"expected a SignOff, got {value!r}", "such as SignOff(on='2023-07-03')")
    return found


@attrs.frozen(kw_only=True)
class Milestone:
    """A milestone (时间节点): a step of an action, program or project that is due by a date of its own.

    Whether its days are in order is for `plan.validate()` to judge, so that a list with a wrong day can be
    read and told about.

    >>> print(Milestone(name="主体封顶", due="2023年10月底前", done="2023-09-28").due)
    2023-10

    Attributes:
        name: What is to be reached.
        due: By when, given as a `Deadline` or its text.
        done: The day on which it was reached; after a reopening, the day on which it was reached again.
            None when nobody has reported it, which is not the same as not reached.
        sign_offs: When it was closed after a check, in order; more than one when it was reopened.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.

    Raises:
        OutlineError: If it has no name, or a sign-off is none.
        PeriodError: If a date cannot be read.
    """

    name: str = attrs.field(validator=check_name)
    due: Deadline = attrs.field(converter=_as_due)
    done: datetime.date | None = attrs.field(default=None, converter=as_day)
    sign_offs: tuple[SignOff, ...] = attrs.field(default=(), converter=as_sign_offs)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr
