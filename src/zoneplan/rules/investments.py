"""Investments of projects: by year and by source of money against the total, and years against the project's.

Each margin is a sum that is decided like any other relation between figures: with every figure read as its
digits and words allow, and with a missing part as any amount of at least 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.decisions import decide
from zoneplan.errors import ZoneplanError
from zoneplan.figures import Figure, figure_of, require_addable, total
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.locations import Location, located
from zoneplan.relations import Order, Sum
from zoneplan.subjects import as_written, shown_name
from zoneplan.terms import Term
from zoneplan.verdicts import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.investments import Investment
    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Node
    from zoneplan.periods import Period
    from zoneplan.verdicts import Verdict

__all__ = ["investment_years", "investments"]

_MOST_SHOWN = 12


@attrs.frozen(kw_only=True)
class _Margin:
    """The parts of an investment that add up to its total.

    Attributes:
        name: The name of the project.
        what: What the parts are, in English and in Chinese.
        place: Where they stand.
        stated: The total investment.
        parts: The parts that are told, by name.
        missing: What is not told, in English and in Chinese.
    """

    name: str
    what: tuple[str, str]
    place: Location
    stated: Figure
    parts: dict[str, Figure]
    missing: tuple[tuple[str, str], ...]


def investments(plan: PlanLike) -> Iterator[Judgement]:
    """Find investments whose years, or whose sources of money, do not add up to the total (`OVER-PLAN`).

    Where a year or a source is not told, parts that exceed the total already contradict it; any other such
    margin counts as not checked. Years are known to be all told only where the project says when it starts
    and by when it is to be done. What has been invested beyond the total is a warning, for that happens.
    """
    checked = 0
    for node in plan.outline.walk():
        if node.investment is None:
            continue
        for judgement in _judged(plan, node, node.investment):
            checked += not isinstance(judgement, NotChecked)
            if judgement is not None:
                yield judgement
    yield Checked("OVER-PLAN", checked)


def _judged(plan: PlanLike, node: Node, investment: Investment) -> Iterator[Finding | NotChecked | None]:
    """Judge the margins of one investment; None stands for one that adds up."""
    path = f"{plan.outline.paths[node.id]}.investment"
    stated = investment.total
    if stated is None:
        if investment.by_year or investment.by_source or investment.done is not None:
            yield NotChecked(
                code="OVER-PLAN",
                place=located(investment.mark, path),
                reason=f"{shown_name(node)} does not state its total investment",
                reason_zh=f"{shown_name(node)}未写明总投资",
            )
        return
    if investment.by_year:
        yield _added(_by_year(node, investment, stated, located(investment.mark, path, "by_year")))
    if investment.by_source:
        yield _added(_by_source(node, investment, stated, located(investment.mark, path, "by_source")))
    if investment.done is not None:
        place = located(investment.mark, path, "done")
        yield _spent(shown_name(node), investment.done, stated, place)


def _by_year(node: Node, investment: Investment, stated: Figure, place: Location) -> _Margin:
    untold = [(f"{one.period}", f"{one.period}") for one in investment.by_year if one.figure is None]
    return _Margin(
        name=shown_name(node),
        what=("its years", "分年投资"),
        place=place,
        stated=stated,
        parts={str(one.period): one.figure for one in investment.by_year if one.figure is not None},
        missing=(*untold, *_unlisted_years(node, [one.period for one in investment.by_year])),
    )


def _unlisted_years(node: Node, listed: list[Period]) -> Iterator[tuple[str, str]]:
    """Give the years of the project that are not listed, or say that it is not known which they are."""
    due = None if node.deadline is None else node.deadline.due
    if node.start is None or due is None:
        yield "what lies outside the years listed", "所列年份以外的部分"
        return
    months = range(node.start.first, 12 * due.year + due.month)
    told = {month for period in listed for month in range(period.first, period.last + 1)}
    for year in sorted({month // 12 for month in months if month not in told}):
        yield f"{year}", f"{year}"


def _by_source(node: Node, investment: Investment, stated: Figure, place: Location) -> _Margin:
    return _Margin(
        name=shown_name(node),
        what=("its sources of money", "资金来源"),
        place=place,
        stated=stated,
        parts={one.name: one.figure for one in investment.by_source if one.figure is not None},
        missing=tuple((one.name, one.name) for one in investment.by_source if one.figure is None),
    )


# -- judging --------------------------------------------------------------------------------------


def _added(margin: _Margin) -> Finding | NotChecked | None:
    if not margin.parts:
        return _open(margin, *_absence(margin))
    try:
        computed = total(margin.parts.values())
        require_addable(margin.stated, computed, "compare")
    except ZoneplanError as error:
        return _open(margin, str(error).splitlines()[0], "币种或价格口径不同，不能相加")
    named = [Term(figure, name=name) for name, figure in margin.parts.items()]
    rest = [Term(name=f"missing {name}", unit=margin.stated.unit) for name, _ in margin.missing]
    verdict = decide(Sum(total=Term(margin.stated, name="total"), parts=[*named, *rest]))
    if verdict.status is Status.INCONSISTENT:
        return _contradicted(margin, computed)
    if {Reason.READING, Reason.VAGUE} & set(verdict.reasons):
        return _loose(margin, computed)
    if Reason.MISSING in verdict.reasons:
        return _open(margin, *_absence(margin, verdict))
    return None if verdict.status is Status.CONSISTENT else _open(margin, verdict.note, verdict.note_zh)


def _absence(margin: _Margin, verdict: Verdict | None = None) -> tuple[str, str]:
    """Say what is not told, and what a single missing part would have to be."""
    names = ", ".join(name for name, _ in margin.missing[:_MOST_SHOWN])
    names_zh = "、".join(name for _, name in margin.missing[:_MOST_SHOWN])
    more = len(margin.missing) > _MOST_SHOWN
    note, note_zh = f"not told: {names}{', …' if more else ''}", f"未写明{names_zh}{'等' if more else ''}"
    if verdict is None or len(margin.missing) > 1:
        return note, note_zh
    line = next(line for line in verdict.lines if line.term.figure is None)
    needed = line.possible.strict.describe(2)
    return f"{note}, which would have to be {needed} {line.unit}", f"{note_zh}，应为{needed}{line.unit}"


def _open(margin: _Margin, reason: str, reason_zh: str) -> NotChecked:
    what, what_zh = margin.what
    return NotChecked(
        code="OVER-PLAN",
        place=margin.place,
        reason=f"{what} cannot be held against the {as_written(margin.stated)} of {margin.name}: {reason}",
        reason_zh=f"{margin.name}的{what_zh}无法与总投资{as_written(margin.stated)}核对：{reason_zh}",
    )


def _contradicted(margin: _Margin, computed: Figure) -> Finding:
    gap = computed.base_value - margin.stated.base_value
    unit = margin.stated.unit
    shown = figure_of(abs(gap) / unit.factor, unit, price_basis=margin.stated.price_basis)
    what, what_zh = margin.what
    more, more_zh = ("much", "多") if gap > 0 else ("little", "少")
    return Finding(
        code="OVER-PLAN",
        severity=Severity.ERROR,
        place=margin.place,
        message=f"{margin.name} states a total investment of {as_written(margin.stated)}, {what} come to "
        f"{computed!s}: {shown!s} too {more}",
        message_zh=f"{margin.name}的总投资写为{as_written(margin.stated)}，{what_zh}合计为{computed!s}，"
        f"{more_zh}{shown!s}",
        remedy="correct the total or a part; rounding does not explain the difference",
        remedy_zh="请改正总投资或其中一项；差额不能用四舍五入解释",
        evidence=_evidence(margin, computed),
    )


def _loose(margin: _Margin, computed: Figure) -> Finding:
    what, what_zh = margin.what
    return Finding(
        code="OVER-PLAN",
        severity=Severity.ADVICE,
        place=margin.place,
        message=f"{what} come to {computed!s}, which agrees with the {as_written(margin.stated)} of "
        f"{margin.name} only if figures were rounded more coarsely than written, or words are taken loosely",
        message_zh=f"{margin.name}的{what_zh}合计为{computed!s}，只有在数值取整比写出的位数更粗、"
        f"或对“约”“左右”等词从宽理解时，才与总投资{as_written(margin.stated)}相符",
        remedy="state the figures to the same place, or say how they were rounded",
        remedy_zh="请统一小数位数，或说明取整方式",
        evidence=_evidence(margin, computed),
    )


def _evidence(margin: _Margin, computed: Figure) -> dict[str, str]:
    parts = [f"{as_written(figure)} ({name})" for name, figure in margin.parts.items()]
    more = " + …" if len(parts) > _MOST_SHOWN else ""
    found = {
        "stated": as_written(margin.stated),
        "stated can mean": str(margin.stated.wide),
        "parts": " + ".join(parts[:_MOST_SHOWN]) + more,
        "parts come to": str(computed),
        "parts can mean": str(computed.wide),
    }
    if margin.missing:
        found["not told"] = ", ".join(name for name, _ in margin.missing[:_MOST_SHOWN])
    return found


def _spent(name: str, done: Figure, stated: Figure, place: Location) -> Finding | NotChecked | None:
    """Warn of more spent than the total; that happens, and somebody should know."""
    verdict = decide(Order(smaller=Term(done, name="done"), larger=Term(stated, name="total")))
    if verdict.status is Status.INCONSISTENT:
        return Finding(
            code="OVER-PLAN",
            severity=Severity.WARNING,
            place=place,
            message=f"{name} has invested {as_written(done)}, more than its total of {as_written(stated)}",
            message_zh=f"{name}累计完成投资{as_written(done)}，超过总投资{as_written(stated)}",
            remedy="correct one of the two, or state the total as it was raised",
            remedy_zh="请改正其中一个数，或写明调整后的总投资",
            evidence={"done": as_written(done), "total": as_written(stated)},
        )
    if {Reason.UNIT, Reason.BASIS} & set(verdict.reasons):
        return NotChecked(
            code="OVER-PLAN",
            place=place,
            reason=f"what {name} has invested cannot be held against its total: {verdict.note}",
            reason_zh=f"{name}的累计完成无法与总投资核对：{verdict.note_zh}",
        )
    return None


# -- years ----------------------------------------------------------------------------------------


def investment_years(plan: PlanLike) -> Iterator[Judgement]:
    """Find years of an investment that lie outside those of its project (`DATE-OUT`)."""
    checked = 0
    for node in plan.outline.walk():
        years = () if node.investment is None else node.investment.by_year
        first = None if node.start is None else node.start.first_year
        due = None if node.deadline is None else node.deadline.due
        last = None if due is None else due.year
        for index, year in enumerate(years):
            if first is None and last is None:
                continue
            checked += 1
            period = year.period
            is_early = first is not None and period.first_year < first
            if is_early or (last is not None and period.last_year > last):
                path = f"{plan.outline.paths[node.id]}.investment.by_year[{index}]"
                yield _outside(node, period, located(year.mark, path, "period"), is_early=is_early)
    if checked or plan.period is not None:  # otherwise the rule on the plan's dates says why not
        yield Checked("DATE-OUT", checked)


def _outside(node: Node, period: Period, place: Location, *, is_early: bool) -> Finding:
    name = shown_name(node)
    when = f"before it starts in {node.start}" if is_early else f"after it is due in {node.deadline}"
    when_zh = f"早于开始时间{node.start}" if is_early else f"晚于完成时限{node.deadline}"
    return Finding(
        code="DATE-OUT",
        severity=Severity.WARNING,
        place=place,
        message=f"{name} lists an investment for {period}, {when}",
        message_zh=f"{name}列有{period}的投资，{when_zh}",
        remedy="correct the year, or the dates of the project",
        remedy_zh="请改正年份，或项目的起止时间",
        evidence={"period": str(period), "start": str(node.start), "deadline": str(node.deadline)},
    )
