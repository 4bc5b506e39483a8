"""The way from one year's prices to another's, or from currency to currency, along given records.

Of several ways the one with the fewest records is taken, and no result depends on their order. Records
that contradict each other beyond rounding lead nowhere: which of them is wrong is not guessed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.errors import ConversionError
from zoneplan.figures import Figure
from zoneplan.intervals import Interval
from zoneplan.observations import Vintage
from zoneplan.rates import ExchangeRate, PriceIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Link", "Node", "path_between"]

Node: TypeAlias = "int | str"
"""A year whose prices money is at, or a currency."""


@attrs.frozen
class Link:
    """A record as a way between two ends.

    Attributes:
        start: The year or currency that it leads from when multiplied by.
        end: Where it leads to.
        factor: What is multiplied by.
        record: The record.
    """

    start: Node
    end: Node
    factor: Figure
    record: PriceIndex | ExchangeRate


_VINTAGES = tuple(Vintage)  # from the first estimate to the last revision
_Way: TypeAlias = "list[tuple[Link, bool]]"


def path_between(links: Iterable[Link], start: Node, end: Node) -> list[tuple[Link, bool]] | None:
    """Give the shortest way between two ends, each link with whether it is taken backwards.

    Args:
        links: The records, in any order.
        start: Where it starts.
        end: Where it ends; not the start.

    Returns:
        The way, or None where the records leave a gap.

    Raises:
        ConversionError: If records of one period differ, or contradict each other round a circle.
    """
    chosen = _chosen(links)
    ways = _ways(chosen, start)
    if end not in ways:
        return None
    _require_agreement(chosen, ways)
    return ways[end]


def _chosen(links: Iterable[Link]) -> list[Link]:
    """Give one record for each way, the latest vintage where all that differ state theirs."""
    groups: dict[tuple[Node, Node], list[Link]] = {}
    for link in sorted(links, key=_key):
        groups.setdefault((link.start, link.end), []).append(link)
    return [_only(group) for group in groups.values()]


def _key(link: Link) -> tuple[str, str, Fraction, str]:
    """Sort records by what they say, the more precise of equals first."""
    record, width = link.record, link.factor.base_reading.strict.width
    said = (record.figure.text, record.figure, record.vintage, record.source, record.note)
    return str(link.start), str(link.end), width or Fraction(0), " ".join(map(str, said))


def _only(group: Sequence[Link]) -> Link:
    if len({link.factor.base_value for link in group}) == 1:
        return group[0]
    stated = [vintage for vintage in _VINTAGES if any(link.record.vintage is vintage for link in group)]
    if stated and all(link.record.vintage is not None for link in group):
        latest = [link for link in group if link.record.vintage is stated[-1]]
        if len({link.factor.base_value for link in latest}) == 1:
            return latest[0]
    told = list(dict.fromkeys(_told(link) for link in group))
    raise ConversionError(
        f"two records for one period differ: {' and '.join(told)}",
        "keep one of them, or state the vintage of each, so that the latest counts",
        f"同一时期的两条记录不同：{'、'.join(told)}",
        "请只留一条，或写明各自的版本，以最新的为准",
    )


def _told(link: Link) -> str:
    figure, record = link.record.figure, link.record
    name = f"{record.of} " if isinstance(record, PriceIndex) else ""
    return f"{name}{figure.text or figure} of {record.period}".replace("无单位", "")


def _ways(links: Sequence[Link], start: Node) -> dict[Node, _Way]:
    """Give the shortest way to every end that can be reached, the first in order of equals."""
    ways: dict[Node, _Way] = {start: []}
    edge = [start]
    while edge:
        reached = []
        for node in edge:
            for link in links:
                is_inverse = link.end == node
                other = link.start if is_inverse else link.end
                if node in {link.start, link.end} and other not in ways:
                    ways[other] = [*ways[node], (link, is_inverse)]
                    reached.append(other)
        edge = reached
    return ways


def _require_agreement(links: Sequence[Link], ways: Mapping[Node, _Way]) -> None:
    """Refuse a record that rounding cannot reconcile with the ways to its two ends."""
    for link in links:
        if link.start not in ways or any(link is step for step, _ in (*ways[link.start], *ways[link.end])):
            continue
        implied = _product(ways[link.end]) / _product(ways[link.start])
        if not implied.overlaps(link.factor.base_reading.wide):
            others = sorted({_told(step) for step, _ in (*ways[link.start], *ways[link.end])})
            raise ConversionError(
                f"{_told(link)} contradicts {', '.join(others)}",
                "correct or remove the wrong one",
                f"{_told(link)} 与 {'、'.join(others)} 矛盾",
                "请改正或删去有误的一条",
            )


def _product(way: _Way) -> Interval:
    found = Interval.point(1)
    for link, is_inverse in way:
        wide = link.factor.base_reading.wide
        found = found / wide if is_inverse else found * wide
    return found
