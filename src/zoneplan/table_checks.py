"""The totals of somebody else's table against its items, and 其中 against what they are part of.

Each is a sum that is decided like any other relation between published figures: with every figure read as its
digits and words allow, and with a missing one as any amount.
What is *not* checked: rates and shares against what they are shares of, and anything across columns.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.decisions import decide
from zoneplan.errors import ZoneplanError
from zoneplan.figures import Figure, figure_of, require_addable, total
from zoneplan.findings import Finding, NotChecked, Severity
from zoneplan.relations import Sum
from zoneplan.table_cells import Absence, TableCell
from zoneplan.table_heads import ADDED, Head
from zoneplan.table_rows import RowKind, TableRow, covered
from zoneplan.terms import Term
from zoneplan.verdicts import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zoneplan.verdicts import Verdict

__all__ = ["checked_sums"]

_MOST_SHOWN: Final = 12
_CODE: Final = "SUM-TOTAL"


@attrs.frozen(kw_only=True)
class _Claim:
    """A figure that others add up to, or are part of.

    Attributes:
        head: The column.
        row: The row that states it.
        stated: The cell that states it.
        parts: The cells that add up to it, by the names of their rows.
        is_partial: Whether there may be more than those that are listed.
    """

    head: Head
    row: TableRow
    stated: TableCell
    parts: tuple[tuple[str, TableCell], ...]
    is_partial: bool


def checked_sums(rows: Sequence[TableRow]) -> Iterator[Finding | NotChecked | None]:
    """Judge every total, subtotal and list of parts; None stands for one that its parts bear out.

    Args:
        rows: The rows, each with its kind.
    """
    sums = covered(rows)
    for index, row in enumerate(rows):
        inside = sums.get(index, ()) or _parts(rows, index)
        if not inside:
            continue
        for column, head in enumerate(row.heads):
            stated = row.cells[column]
            if head.field not in ADDED or stated.figure is None:
                continue
            cells = ((rows[other].name, rows[other].cells[column]) for other in inside)
            parts = tuple((name, cell) for name, cell in cells if cell.absence is not Absence.SHARED)
            claim = _Claim(head=head, row=row, stated=stated, parts=parts, is_partial=index not in sums)
            if parts:
                yield _judged(claim, stated.figure)


def _parts(rows: Sequence[TableRow], index: int) -> tuple[int, ...]:
    """Give the 其中 that follow a row."""
    if rows[index].kind is RowKind.PART:
        return ()
    return tuple(takewhile(lambda one: rows[one].kind is RowKind.PART, range(index + 1, len(rows))))


def _judged(claim: _Claim, stated: Figure) -> Finding | NotChecked | None:
    known = [cell.figure for _, cell in claim.parts if cell.figure is not None]
    if not known:
        return _open(claim, "none of them states a figure", "各项均无数值")
    try:
        computed = total(known)
        require_addable(stated, computed, "compare")
    except ZoneplanError as error:
        return _open(claim, str(error).splitlines()[0], "单位或价格口径不同，不能相加")
    terms = [
        Term(cell.figure, name=f"{index} {name}") if cell.figure is not None
        else Term(name=f"{index} {name}", unit=stated.unit)
        for index, (name, cell) in enumerate(claim.parts)
    ]  # fmt: skip
    verdict = decide(Sum(total=Term(stated, name="total"), parts=terms, partial=claim.is_partial))
    return _told(claim, stated, computed, verdict)


def _told(claim: _Claim, stated: Figure, computed: Figure, verdict: Verdict) -> Finding | NotChecked | None:
    if verdict.status is Status.INCONSISTENT:
        return _contradicted(claim, stated, computed)
    if {Reason.READING, Reason.VAGUE} & set(verdict.reasons):
        return _loose(claim, computed)
    missing = [name for name, cell in claim.parts if cell.figure is None]
    if missing and not claim.is_partial:
        names, names_zh = ", ".join(missing[:_MOST_SHOWN]), "、".join(missing[:_MOST_SHOWN])
        return _open(claim, f"no figure is told for {names}", f"{names_zh}未写数值")
    return None if verdict.status is Status.CONSISTENT else _open(claim, verdict.note, verdict.note_zh)


def _open(claim: _Claim, reason: str, reason_zh: str) -> NotChecked:
    return NotChecked(
        code=_CODE,
        place=claim.stated.place,
        reason=f"{claim.row.name!r} cannot be held against its items in {claim.head.text}: {reason}",
        reason_zh=f"“{claim.row.name}”的{claim.head.text}无法与各项核对：{reason_zh}",
    )


def _contradicted(claim: _Claim, stated: Figure, computed: Figure) -> Finding:
    gap = computed.base_value - stated.base_value
    shown = figure_of(abs(gap) / stated.unit.factor, stated.unit, price_basis=stated.price_basis)
    count, written = len(claim.parts), _shown(stated)
    what, what_zh = ("parts", "其中各项") if claim.is_partial else ("items", "各项")
    more, more_zh = ("much", "多") if gap > 0 else ("little", "少")
    return Finding(
        code=_CODE,
        severity=Severity.ERROR,
        place=claim.stated.place,
        message=f"{claim.row.name!r} states {written} in {claim.head.text}, its {count} {what} come to "
        f"{_shown(computed)}: {_shown(shown)} too {more}",
        message_zh=f"“{claim.row.name}”的{claim.head.text}写为{written}，{what_zh}（{count}项）合计为"
        f"{_shown(computed)}，{more_zh}{_shown(shown)}",
        remedy="correct the total or an item; rounding does not explain the difference",
        remedy_zh="请改正合计或其中一项；差额不能用四舍五入解释",
        evidence=_evidence(claim, computed),
    )


def _shown(figure: Figure) -> str:
    """Write a figure as it was written, or as it comes to; one without unit is a number."""
    return (figure.text or str(figure)).removesuffix("无单位")


def _loose(claim: _Claim, computed: Figure) -> Finding:
    return Finding(
        code=_CODE,
        severity=Severity.ADVICE,
        place=claim.stated.place,
        message=f"the items come to {_shown(computed)}, which agrees with the {claim.stated.text} of "
        f"{claim.row.name!r} only if figures were rounded more coarsely than written, or words are taken "
        "loosely",
        message_zh=f"各项合计为{_shown(computed)}，只有在数值取整比写出的位数更粗、或对“约”“左右”等词从宽理解时，"
        f"才与“{claim.row.name}”的{claim.stated.text}相符",
        remedy="state the figures to the same place, or say how they were rounded",
        remedy_zh="请统一小数位数，或说明取整方式",
        evidence=_evidence(claim, computed),
    )


def _evidence(claim: _Claim, computed: Figure) -> dict[str, str]:
    parts = [
        f"{cell.text} ({name}, {cell.source.place})" for name, cell in claim.parts if cell.figure is not None
    ]
    return {
        "stated": claim.stated.text,
        "parts": " + ".join(parts[:_MOST_SHOWN]) + (" + …" if len(parts) > _MOST_SHOWN else ""),
        "parts come to": _shown(computed),
        "parts can mean": str(computed.wide),
    }
