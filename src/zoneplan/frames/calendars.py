"""The periods that observations are of, told once for all rows: what each can be used for.

A row's period is joined with this small table. It gives the slot that the row's figure is added into, and
one bit for each shorter period, so that the sum of the bits says which periods were added. The bits of
as many rows are all different just when their number is the number of ones in their sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import PeriodError
from zoneplan.periods import Period, Periodicity, PeriodKind, cover

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Calendar", "Slot", "asked_periods", "read_periods"]


@attrs.frozen
class Slot:
    """What the figures of some rows have in common.

    Attributes:
        asked: The period that they are used for.
        is_whole: Whether they are of that period itself, and not of shorter ones inside it.
        months: How many months each is of; 0 where no metric asks for it.
        is_last: Whether they are of a period that ends with the asked one; False where no metric asks for it.
        is_inside: Whether they are of months of the asked period only. A year to date that starts before it
            and ends with it tells a stock at its end, and nothing else.
    """

    asked: Period
    is_whole: bool
    months: int
    is_last: bool
    is_inside: bool = True


@attrs.frozen(eq=False, slots=False)
class Calendar:
    """The slot and the bit of every text that names a period.

    Attributes:
        asked: The periods asked for; no two share a month.
        periods: The period that each text of the observations names.
        tells_months: Whether some metric needs to know how long each period is, as a mean does.
        tells_last: Whether some metric needs to know which period ends with the asked one.
        bits: How many bits one column holds: so few that the sum of all rows stays below 2^63.
    """

    asked: tuple[Period, ...]
    periods: Mapping[str, Period]
    tells_months: bool = True
    tells_last: bool = True
    bits: int = 20

    @cached_property
    def _homes(self) -> Mapping[Period, Period]:
        """The asked period that each period lies in or tells the end of; all others are left out."""
        found = dict.fromkeys(self.periods.values())
        return {one: home for one in found for home in self.asked if self._bears_on(one, home)}

    def _bears_on(self, one: Period, home: Period) -> bool:
        tells_end = self.tells_last and one.kind is PeriodKind.YEAR_TO_DATE and one.last == home.last
        return tells_end or home.contains(one)

    @cached_property
    def inner(self) -> Mapping[Period, tuple[Period, ...]]:
        """The periods that bear on each asked one, in the order of their bits."""
        inside: dict[Period, list[Period]] = {}
        for one, home in self._homes.items():
            if one != home:
                inside.setdefault(home, []).append(one)
        return {home: tuple(sorted(found, key=_order)) for home, found in inside.items()}

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in the order of their numbers."""
        return tuple(dict.fromkeys(self._slot(one, home) for one, home in self._homes.items()))

    def _slot(self, one: Period, home: Period) -> Slot:
        months = one.months if self.tells_months else 0
        is_last = self.tells_last and one.last == home.last
        return Slot(home, one == home, months, is_last, home.contains(one))

    @property
    def masks(self) -> int:
        """How many columns of bits there are; none when every period asked for is reported itself."""
        # Rounded up.
        return -(-max(map(len, self.inner.values()), default=0) // self.bits)

    def columns(self) -> dict[str, list[object]]:
        """Give the table as columns: `period`, `slot`, and the bits `mask0`, `mask1` …."""
        numbers = {slot: number for number, slot in enumerate(self.slots)}
        bits = {one: place for found in self.inner.values() for place, one in enumerate(found)}
        rows = [(text, one, self._homes[one]) for text, one in self.periods.items() if one in self._homes]
        table: dict[str, list[object]] = {
            "period": [text for text, _, _ in rows],
            "slot": [numbers[self._slot(one, home)] for _, one, home in rows],
        }
        for column in range(self.masks):
            places = [bits.get(one, -1) - column * self.bits for _, one, _ in rows]
            table[f"mask{column}"] = [1 << place if 0 <= place < self.bits else 0 for place in places]
        return table

    @cached_property
    def _tiled(self) -> dict[tuple[Period, int], tuple[tuple[Period, ...], int, bool]]:
        return {}

    def tiled(self, asked: Period, mask: int) -> tuple[tuple[Period, ...], int, bool]:
        """Choose among the shorter periods of a mask those that make up an asked period.

        Args:
            asked: The period to make up.
            mask: The bits of the periods that have figures.

        Returns:
            The chosen periods, how many months they leave out, and whether none was left aside.
        """
        found = self._tiled.get((asked, mask))
        if found is None:
            parts = [one for place, one in enumerate(self.inner.get(asked, ())) if mask >> place & 1]
            chosen, gap = cover(asked, parts)
            found = self._tiled[asked, mask] = (chosen, gap, len(chosen) == len(parts))
        return found


def _order(period: Period) -> tuple[int, int, str]:
    return period.sort_key


def read_periods(texts: Iterable[object]) -> Mapping[str, Period]:
    """Read the periods that observations name.

    Args:
        texts: The texts, each once.

    Raises:
        PeriodError: If one is no period, or there is none.
    """
    found = {}
    for text in texts:
        if text is None:
            raise PeriodError(
                "an observation has no period",
                "write one in every row, such as '2024' or '2024Q1'",
                "有一行数据没有时期",
                "每行写明时期，例如 '2024' 或 '2024Q1'",
            )
        found[str(text)] = Period.parse(text)
    return found


def asked_periods(period: Period | None, by: Periodicity | None, found: Iterable[Period]) -> Sequence[Period]:
    """Give the periods that are asked for.

    Args:
        period: The period; None for no limit.
        by: What it is split into; None for the period as a whole.
        found: The periods that figures are reported for.

    Returns:
        The period itself, its parts, or, of an unlimited time, the parts that hold a reported period.

    Raises:
        PeriodError: If the period is not made up of such parts.
    """
    if by is None:
        return () if period is None else (period,)
    if period is not None:
        return period.parts(by)
    homes = set()
    for one in found:
        first = one.first - one.first % by.months
        if one.last < first + by.months:
            homes.add(Period.of_months(first, first + by.months - 1))
    return sorted((one for one in homes if one is not None), key=_order)
