"""Scoring a reader of amounts against rows of phrases annotated by hand.

A row says what a phrase means, as shared/data/README.md lays down; a row with `refuse` holds a phrase
that no reader may guess. `either` holds other readings of a row that are as good, each as the fields in
which it differs. The reader is handed in, so this module knows of none.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict, cast

import attrs

from zoneplan.errors import ZoneplanError
from zoneplan.units import conversion, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Figure", "Miss", "Row", "Score", "load", "score"]

DATA = Path(__file__).parent / "data"
TWELVE_DIGITS = Context(prec=12, rounding=ROUND_HALF_EVEN)
MANY_DIGITS = Context(prec=60)


class Row(TypedDict, total=False):
    """One annotated phrase; the fields are told in shared/data/README.md."""

    id: str
    text: str
    value: str | list[str] | None
    unit: str
    bound: str
    kind: str
    low: str
    high: str
    side: str
    base_unit: str
    base_value: str
    base_low: str
    base_high: str
    modality: str
    price_basis: str
    origin: str
    source: str
    url: str
    note: str
    refuse: bool
    either: list[dict[str, str]]


class Figure(Protocol):
    """What a reader gives for one amount."""

    @property
    def number(self) -> Decimal:
        """The number as printed, in `unit`."""

    @property
    def unit(self) -> object:
        """The unit; its text is its name."""

    @property
    def bound(self) -> str:
        """One of eq, approx, ge, gt, le, lt, range."""

    @property
    def kind(self) -> str:
        """What the amount is, such as money or growth."""

    @property
    def low(self) -> Decimal | None:
        """The lower end, in `unit`."""

    @property
    def high(self) -> Decimal | None:
        """The upper end, in `unit`."""

    @property
    def base_number(self) -> Decimal:
        """The number in base units."""

    @property
    def base_unit(self) -> object:
        """The base unit, such as CNY or m2."""

    @property
    def side(self) -> str | None:
        """On which side of the number an approximation lies: below or above."""

    @property
    def modality(self) -> str | None:
        """One of aim, expected, estimate."""


Read: TypeAlias = "Figure | tuple[Figure, ...]"


@attrs.frozen
class Miss:
    """A row that was not read as annotated.

    Attributes:
        row: The row.
        read: What was read instead, or the text of the refusal.
    """

    row: Row
    read: str

    def __str__(self) -> str:
        return f"{self.row.get('id', '?')} {self.row['text']}: {_meant(self.row)} | {self.read}"


@attrs.frozen(kw_only=True)
class Score:
    """How a reader did over some rows.

    Attributes:
        right: Rows read as annotated, and phrases rightly refused.
        refused: Rows with an amount that the reader refused.
        wrong: Rows read otherwise than annotated, and phrases read that had to be refused.
        other_kind: Rows that are right but for the kind.
        other_side: Rows that are right but for the side of an approximation.
        other_modality: Rows that are right but for the modality.
        rows_by_kind: How many rows there are of each kind; `refuse` for those to be refused.
        right_by_kind: How many of them are right.
    """

    right: int
    refused: tuple[Miss, ...]
    wrong: tuple[Miss, ...]
    other_kind: tuple[Miss, ...]
    other_side: tuple[Miss, ...]
    other_modality: tuple[Miss, ...]
    rows_by_kind: Counter[str]
    right_by_kind: Counter[str]

    @property
    def rows(self) -> int:
        """How many rows were scored."""
        return self.right + len(self.refused) + len(self.wrong)

    def __str__(self) -> str:
        lines = [
            (
                f"{self.right} of {self.rows} right, {len(self.refused)} refused, {len(self.wrong)} wrong; "
                f"of the right ones {len(self.other_kind)} of another kind, "
                f"{len(self.other_side)} of another side, {len(self.other_modality)} of another modality"
            )
        ]
        lines += [
            f"  {kind}: {self.right_by_kind[kind]} of {count}"
            for kind, count in self.rows_by_kind.most_common()
        ]
        for head, misses in (
            ("wrong", self.wrong),
            ("refused", self.refused),
            ("other kind", self.other_kind),
            ("other side", self.other_side),
            ("other modality", self.other_modality),
        ):
            lines += [f"{head}: {miss}" for miss in misses]
        return "\n".join(lines)


def load(path: str | Path) -> list[Row]:
    """Read the rows of a file of this tests folder's `data`, one JSON object a line.

    Args:
        path: The file's name in tests/data, or a whole path.
    """
    text = (DATA / path).read_text(encoding="utf-8")
    return [cast("Row", json.loads(line)) for line in text.splitlines() if line.strip()]


def score(rows: Iterable[Row], read: Callable[[str], Read]) -> Score:
    """Read the phrase of every row and compare what was read with what it means.

    Args:
        rows: The annotated phrases.
        read: Gives the figure of a phrase, or the figures of one that states several; refuses by raising
            a ZoneplanError. Any other error is let through.
    """
    misses: dict[str, list[Miss]] = {
        name: [] for name in ("refused", "wrong", "other_kind", "other_side", "other_modality")
    }
    rows_by_kind: Counter[str] = Counter()
    right_by_kind: Counter[str] = Counter()
    for row in rows:
        kind = "refuse" if row.get("refuse") else row["kind"]
        rows_by_kind[kind] += 1
        found = _read(row, read)
        verdict = _verdict(row, found)
        if verdict == "right":
            right_by_kind[kind] += 1
            for name in _apart(row, found):
                misses[name].append(Miss(row, _told(found)))
        else:
            misses[verdict].append(Miss(row, _told(found)))
    return Score(
        right=right_by_kind.total(),
        rows_by_kind=rows_by_kind,
        right_by_kind=right_by_kind,
        **{name: tuple(found) for name, found in misses.items()},
    )


def _read(row: Row, read: Callable[[str], Read]) -> tuple[Figure, ...] | ZoneplanError:
    """Give the figures read, always as a tuple, or the refusal."""
    try:
        found = read(row["text"])
    except ZoneplanError as refusal:
        return refusal
    return found if isinstance(found, tuple) else (found,)


def _verdict(row: Row, found: tuple[Figure, ...] | ZoneplanError) -> str:
    if row.get("refuse"):
        return "right" if isinstance(found, ZoneplanError) else "wrong"
    if isinstance(found, ZoneplanError):
        return "refused"
    readings = [row, *(cast("Row", {**row, **other}) for other in row.get("either", ()))]
    return "right" if any(_is_right(reading, found) for reading in readings) else "wrong"


def _is_right(row: Row, found: tuple[Figure, ...]) -> bool:
    """Tell whether value, unit and bound agree: as printed, in another size of the unit, or in base units."""
    if any(figure.bound != row["bound"] for figure in found):
        return False
    value = row["value"]
    if isinstance(value, list):
        return len(found) == len(value) and all(
            _same_printed(row, figure, [(meant, figure.number)])
            for meant, figure in zip(value, found, strict=True)
        )
    if len(found) != 1:
        return False
    figure = found[0]
    if row["bound"] == "range":
        return _same_printed(row, figure, [(row["low"], figure.low), (row["high"], figure.high)])
    if value is not None and _same_printed(row, figure, [(value, figure.number)]):
        return True
    return _same_base(row, figure)


def _same_printed(row: Row, figure: Figure, pairs: list[tuple[str, Decimal | None]]) -> bool:
    """Compare numbers in the row's unit; each pair is the number meant and the number read."""
    factor = _factor(row, figure)
    if factor is None:
        return False
    return all(read is not None and _same(Decimal(meant), _times(read, factor)) for meant, read in pairs)


def _same_base(row: Row, figure: Figure) -> bool:
    base = row.get("base_value")
    if base is None or not _same(Decimal(base), figure.base_number):
        return False
    return _same_unit(row["base_unit"], str(figure.base_unit))


def _factor(row: Row, figure: Figure) -> Fraction | None:
    """Give how many of the row's unit one of the figure's unit is; None for another dimension."""
    meant, read = row["unit"], str(figure.unit)
    if meant == read:
        return Fraction(1)
    try:
        source = unit(read)
        target = unit(meant)
    except ZoneplanError:
        # 比, 分之 and 1 are names of the scheme; only the base tells whether the reader means the same.
        return Fraction(1) if str(figure.base_unit) == row["base_unit"] and _is_own_base(row) else None
    try:
        return conversion(source, target)
    except ZoneplanError:
        return None


def _is_own_base(row: Row) -> bool:
    """Tell whether the row's unit is its base unit, as 1, 比 and 分之 are."""
    value, base = row["value"], row.get("base_value")
    if isinstance(value, str) and base is not None:
        return Decimal(value) == Decimal(base)
    return row["unit"] in {"1", "比", "分之"}


def _same_unit(meant: str, read: str) -> bool:
    if meant == read:
        return True
    try:
        return unit(meant) == unit(read)
    except ZoneplanError:
        return False


def _times(number: Decimal, factor: Fraction) -> Decimal:
    return MANY_DIGITS.divide(
        MANY_DIGITS.multiply(number, Decimal(factor.numerator)), Decimal(factor.denominator)
    )


def _same(one: Decimal, other: Decimal) -> bool:
    return TWELVE_DIGITS.plus(one) == TWELVE_DIGITS.plus(other)


def _apart(row: Row, found: tuple[Figure, ...] | ZoneplanError) -> list[str]:
    """Name the lists of a score that a right row belongs to all the same."""
    if isinstance(found, ZoneplanError):
        return []
    names = []
    if any(figure.kind != row["kind"] for figure in found):
        names.append("other_kind")
    if any((figure.side or None) != row.get("side") for figure in found):
        names.append("other_side")
    if any((figure.modality or None) != row.get("modality") for figure in found):
        names.append("other_modality")
    return names


def _meant(row: Row) -> str:
    if row.get("refuse"):
        return "to be refused"
    value: Any = row["value"]
    if row["bound"] == "range":
        value = f"{row['low']}..{row['high']}"
    elif isinstance(value, list):
        value = " ".join(value)
    return f"{row['bound']} {value} {row['unit']} ({row['kind']})"


def _told(found: tuple[Figure, ...] | ZoneplanError) -> str:
    if isinstance(found, ZoneplanError):
        return " ".join(str(found).split())
    return "; ".join(_told_figure(figure) for figure in found) or "nothing"


def _told_figure(figure: Figure) -> str:
    bound, kind = str.__str__(figure.bound), str.__str__(figure.kind)
    number = f"{figure.low}..{figure.high}" if bound == "range" else f"{figure.number}"
    return f"{bound} {number} {figure.unit} ({kind})"
