"""States merged for a whole metric and period at once, where nothing about them takes judgement.

Most states differ in unit or vintage only, and adding them is multiplying by a whole number and adding: Arrow
does that for all subjects together. What could be refused, or has to be chosen, is left to `chosen`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from zoneplan.frames.exchange import integers, low_words
from zoneplan.prices import PriceBasis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Merged", "Plain", "Sorted", "merged", "sorted_kinds"]

_INT64 = 2**63


@attrs.frozen(eq=False)
class Merged:
    """The states of one metric, aspect and period, one for each subject.

    Attributes:
        subjects: Ids of the subjects.
        values: The figure of each, in steps of the metric.
        rows: How many rows each is from.
        masks: The sum of the bits of their periods.
        basis: The prices that all of them state.
    """

    subjects: list[str]
    values: list[int]
    rows: list[int]
    masks: list[int]
    basis: PriceBasis = attrs.field(factory=PriceBasis.unstated)


@attrs.frozen
class Plain:
    """Where the states of a kind may be merged, and what they are multiplied by.

    Attributes:
        group: Number of the metric, aspect and period; -1 for states that take judgement.
        step: How many steps of the metric one step of their numbers is.
    """

    group: int
    step: int


@attrs.frozen(eq=False)
class Sorted:
    """States in Arrow with the kind of each.

    Attributes:
        table: The states.
        kinds: What the rows of each kind say, by the column they stand in.
        places: The kind of each row, an Arrow column.
    """

    table: Any
    kinds: list[dict[str, Any]]
    places: Any


def sorted_kinds(table: Any, keys: Sequence[str]) -> Sorted:
    """Tell which rows of a table of states are of one kind.

    Args:
        table: The states.
        keys: The columns that make up a kind.
    """
    combined = table.combine_chunks()
    number, coded, size = pa.array([0] * combined.num_rows, pa.int64()), [], 1
    for key in keys:
        column = combined[key]
        encoded = (column.chunk(0) if column.num_chunks else pa.array([], column.type)).dictionary_encode(
            null_encoding="encode"
        )
        values = encoded.dictionary.to_pylist()
        number = pc.add(number, pc.multiply(encoded.indices.cast(pa.int64()), size))
        coded.append((key, values, size))
        size *= max(1, len(values))
    encoded = number.dictionary_encode()
    kinds = [
        {key: values[code // step % len(values)] for key, values, step in coded}
        for code in encoded.dictionary.to_pylist()
    ]
    return Sorted(combined, kinds, encoded.indices)


def merged(
    states: Sorted,
    plain: Sequence[Plain],
    masks: Sequence[str],
    bits: int,
    bound: int,
    is_usable: Callable[[int, set[tuple[int, int]]], bool],
) -> tuple[Mapping[int, Merged], Any]:
    """Merge the states that may be, and give those that are left.

    Args:
        states: The states.
        plain: For each kind where it belongs.
        masks: The columns of bits.
        bits: How many bits a column holds.
        bound: What no sum of numbers passes, in the steps they were written in.
        is_usable: Whether a group with these numbers of rows and sums of bits may be used as it is.

    Returns:
        The merged groups by their numbers, and the table of all other states with their kinds.
    """
    numbers = pa.array([one.group for one in plain], pa.int64()).take(states.places)
    most = max((one.step for one in plain), default=1)
    if not states.table.num_rows or bound * most >= _INT64:
        return {}, states.table
    steps = pa.array([one.step for one in plain], pa.int64()).take(states.places)
    keep = pc.greater_equal(numbers, 0)
    values = pc.multiply_checked(low_words(states.table["total"]), steps)
    # Adding by one whole number takes a fourth of the time of adding by a number and a text.
    subjects = states.table["subject"].chunk(0).dictionary_encode()
    count = len(subjects.dictionary)
    columns = {
        "place": pc.add(pc.multiply(numbers, count), subjects.indices.cast(pa.int64())),
        "value": values,
    }
    columns["rows"] = states.table["rows"].chunk(0).cast(pa.int64())
    for mask in masks:
        columns[mask] = low_words(states.table[mask])
    added = (
        pa.table(columns)
        .filter(keep)
        .group_by("place", use_threads=False)
        .aggregate([(name, "sum") for name in ("value", "rows", *masks)])
    )
    found = _by_group(added, subjects.dictionary.to_pylist(), masks, bits)
    usable = {
        group: one
        for group, one in found.items()
        if is_usable(group, set(zip(one.rows, one.masks, strict=True)))
    }
    left = [number not in usable for number in numbers.unique().to_pylist()]
    others = pc.is_in(numbers, pa.array(list(usable), pa.int64()))
    return usable, states.table.filter(pc.invert(others)) if any(left) else states.table.slice(0, 0)


def _by_group(added: Any, names: Sequence[str], masks: Sequence[str], bits: int) -> Mapping[int, Merged]:
    """Part the sums of all groups, each row of which tells its group and subject in one whole number."""
    ordered = added.sort_by("place")
    places = integers(ordered["place"])
    values, rows = integers(ordered["value_sum"]), integers(ordered["rows_sum"])
    combined = [0] * len(rows)
    for place, mask in enumerate(masks):
        column = integers(ordered[f"{mask}_sum"])
        shift = place * bits
        combined = (
            [low + (high << shift) for low, high in zip(combined, column, strict=True)] if place else column
        )
    found, start = {}, 0
    while start < len(places):
        group = places[start] // len(names)
        end = bisect_left(places, (group + 1) * len(names), start)
        subjects = [names[place % len(names)] for place in places[start:end]]
        found[group] = Merged(subjects, values[start:end], rows[start:end], combined[start:end])
        start = end
    return found
