"""The figures of a verdict as rows: as written, what they can mean, and what the others give for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from zoneplan import layout
from zoneplan.claims import called, role_name, written
from zoneplan.ranges import shown_range, telling_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.readings import Reading
    from zoneplan.relations import Relation
    from zoneplan.sources import Source
    from zoneplan.terms import Term
    from zoneplan.units import Unit

__all__ = ["LineLike", "VerdictLike", "both_ranges", "places_of", "verdict_rows"]

_SOURCE_WIDTH: Final = 40
_MISSING: Final = "—"
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heads": "figure;name;as written;can mean;at the loosest;source",
        "calculated": "calculated",
        "stated": "stated",
    },
    "zh": {
        "heads": "数据;名称;写作;读作;从宽读作;来源",
        "calculated": "按其余数推算",
        "stated": "写明",
    },
}


class LineLike(Protocol):
    """What is printed of one figure of a verdict."""

    @property
    def role(self) -> str:
        """Its role."""

    @property
    def term(self) -> Term:
        """The number."""

    @property
    def reading(self) -> Reading:
        """What it can mean."""

    @property
    def implied(self) -> Reading | None:
        """What the others give for it; None where nothing can be told."""

    @property
    def unit(self) -> Unit:
        """The unit of its readings."""


class VerdictLike(Protocol):
    """What is printed of a verdict, which stands above this module and prints itself with it."""

    @property
    def relation(self) -> Relation:
        """The relation."""

    @property
    def lines(self) -> Sequence[LineLike]:
        """Its figures."""

    def line(self, role: str, /) -> LineLike:
        """Give the line of a figure."""

    def origin(self, role: str, /) -> Source | None:
        """Give where a figure was read."""


def verdict_rows(verdict: VerdictLike, language: Language) -> list[tuple[str, ...]]:
    """Print a row for each figure of a verdict, then what the others give for the stated one.

    Args:
        verdict: The verdict.
        language: The language.

    Returns:
        The heads and the rows; columns in which nothing stands are left out.
    """
    words = _WORDS[language]
    rows = [
        tuple(words["heads"].split(";")),
        *(_operand_row(line, verdict.origin(line.role), language) for line in verdict.lines),
    ]
    stated = verdict.line(verdict.relation.stated_role)
    if stated.implied is not None:
        ranges = both_ranges(stated.implied, stated, language)
        rows.append((words["calculated"], "", "", *ranges, ""))
        if not stated.term.is_missing:
            rows.append(
                (
                    words["stated"],
                    "",
                    written(stated.term),
                    *both_ranges(stated.reading, stated, language),
                    "",
                )
            )
    used = [index for index in range(len(rows[0])) if any(row[index] for row in rows[1:])]
    return [tuple(row[index] for index in used) for row in rows]


def _operand_row(line: LineLike, origin: Source | None, language: Language) -> tuple[str, ...]:
    term = line.term
    source = "" if origin is None else layout.shortened(str(origin), _SOURCE_WIDTH)
    figure = _MISSING if term.is_missing else written(term)
    return (
        role_name(line.role, language),
        called(term),
        figure,
        *both_ranges(line.reading, line, language),
        source,
    )


def both_ranges(reading: Reading, line: LineLike, language: Language) -> tuple[str, str]:
    """Show a strict range, and the wide one where it differs, to the place that tells them apart.

    Args:
        reading: The reading.
        line: The line of the figure it is of.
        language: The language.
    """
    places = places_of(line)
    strict = shown_range(reading.strict, places, language, line.unit)
    if reading.strict == reading.wide:
        return strict, ""
    return strict, shown_range(reading.wide, places, language, line.unit)


def places_of(line: LineLike) -> int:
    """Give how many decimal places tell the readings of a figure apart.

    Args:
        line: The line of the figure.
    """
    readings = (line.reading,) if line.implied is None else (line.reading, line.implied)
    return telling_places(*(one for reading in readings for one in (reading.strict, reading.wide)))
