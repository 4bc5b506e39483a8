"""Stated totals against their parts, parts against their wholes, and one fact told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.errors import ZoneplanError
from zoneplan.figures import figure_of
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.intervals import Interval
from zoneplan.leaves import deepest, overlapping_places
from zoneplan.metrics import AcrossRule
from zoneplan.observations import Vintage
from zoneplan.rollup import Rollup, RollupRow, roll_up
from zoneplan.selection import untold_vintage, vintage_rank
from zoneplan.subjects import (
    as_written,
    basis_zh,
    figure_place,
    known_places,
    node_place,
    own_subject,
    root_place,
    shown_name,
)
from zoneplan.targets import Target
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.figures import Figure
    from zoneplan.leaves import Overlap
    from zoneplan.ledger import Entry, Group, PlanLike
    from zoneplan.locations import Location
    from zoneplan.metrics import Metric
    from zoneplan.observations import Aspect
    from zoneplan.periods import Period

__all__ = ["conflicting_entries", "parts_of_wholes", "stated_totals"]

_MOST_PARTS_SHOWN = 12


def _groups(plan: PlanLike) -> Iterator[tuple[Metric, Aspect, Period, Group]]:
    """Give the entries of metrics that add across parts, by metric, aspect and period."""
    for metric_id, aspects in plan.ledger.by_metric.items():
        metric = plan.ledger.metrics.get(metric_id)
        if metric is None or metric.across is not AcrossRule.SUM:
            continue
        for aspect, periods in aspects.items():
            for period, group in periods.items():
                yield metric, aspect, period, group


def stated_totals(plan: PlanLike) -> Iterator[Judgement]:
    """Find stated totals that their parts contradict within their readings (`SUM-TOTAL`).

    Readings follow S2, so a difference that rounding explains is no finding. A total with parts that
    were not reported is contradicted only when no admissible value of them would mend it; otherwise
    it counts as not checked. A node that states a figure while no part of it does is a leaf, and
    nothing is checked of it.
    """
    children = plan.outline.children
    checked = 0
    for metric, aspect, period, group in _groups(plan):
        claims = [node for node in group.figures if children.get(node) or node == root_place(plan)]
        if not claims:
            continue
        try:
            rollup = roll_up(
                plan.outline,
                plan.ledger,
                metric,
                period=period,
                aspect=aspect,
                places=known_places(plan),
                root_place=root_place(plan),
            )
        except ZoneplanError as error:
            yield NotChecked(
                code="SUM-TOTAL",
                place=figure_place(group.by_subject[claims[0]]),
                reason=f"{metric.name} in {period} cannot be rolled up: {str(error).splitlines()[0]}",
                reason_zh=f"“{metric.name}”（{period}）无法汇总",
            )
            continue
        for judgement in _judged_claims(plan, rollup, claims):
            checked += not isinstance(judgement, NotChecked)
            if judgement is not None:
                yield judgement
    yield Checked("SUM-TOTAL", checked)


def _judged_claims(
    plan: PlanLike, rollup: Rollup, claims: list[str]
) -> Iterator[Finding | NotChecked | None]:
    """Judge the stated totals of one rollup; None stands for one that its parts bear out."""
    nodes = [node if node in plan.outline.nodes else plan.outline.root.id for node in claims]
    for node in dict.fromkeys(nodes):
        row = rollup[node]
        stated, computed, entry = row.stated, row.computed, row.stated_entry
        if stated is None or computed is None or entry is None or rollup.entries_behind(node):
            continue
        yield _judged(plan, rollup.metric, row, stated, computed, figure_place(entry))


def _judged(
    plan: PlanLike, metric: Metric, row: RollupRow, stated: Figure, computed: Figure, place: Location
) -> Finding | NotChecked | None:
    is_open = not row.coverage.is_complete
    rest = _rest(metric) if is_open else Interval.point(0)
    reading, claim = computed.base_reading, stated.base_reading
    if not (reading.wide + rest).overlaps(claim.wide):
        return _contradicted(plan, metric, row, stated, computed, place)
    if is_open:
        needed = (claim.strict - reading.strict) & rest
        if needed.is_empty:
            needed = (claim.wide - reading.wide) & rest
        range_text = f"{(needed * (1 / metric.unit.factor)).describe(2)} {metric.unit}"
        written, coverage = as_written(stated), row.coverage
        return NotChecked(
            code="SUM-TOTAL",
            place=place,
            reason=f"the parts of {written} are not all reported ({coverage}); "
            f"what is missing would have to be {range_text}",
            reason_zh=f"{written}的分项未报全（应报{coverage.expected}项，已报{coverage.reported}项）；"
            f"缺报部分应为{range_text}",
        )
    if not reading.strict.overlaps(claim.strict):
        return _loosely_agreeing(row, stated, computed, place)
    return None


def _rest(metric: Metric) -> Interval:
    """What any number of missing parts can add."""
    domain = metric.base_domain
    if domain.lo is not None and domain.lo >= 0:
        return Interval.at_least(0)
    return Interval.everything()


def _loosely_agreeing(row: RollupRow, stated: Figure, computed: Figure, place: Location) -> Finding:
    """Advise on a total that agrees only by coarse rounding, or by words such as 约."""
    is_plain = stated.is_plain and computed.is_plain
    how = (
        "if figures were rounded more coarsely than written" if is_plain else "if its words are taken loosely"
    )
    how_zh = "在数值取整比写出的位数更粗" if is_plain else "对“约”“左右”等词从宽理解"
    return Finding(
        code="SUM-TOTAL",
        severity=Severity.ADVICE,
        place=place,
        message=f"the parts of {as_written(stated)} come to {computed!s}, which agrees only {how}",
        message_zh=f"{as_written(stated)}的分项合计为{computed!s}，只有{how_zh}时才相符",
        remedy="state the figures to the same place, or say how they were rounded",
        remedy_zh="请统一小数位数，或说明取整方式",
        evidence=_evidence(row, stated, computed),
    )


def _contradicted(
    plan: PlanLike, metric: Metric, row: RollupRow, stated: Figure, computed: Figure, place: Location
) -> Finding:
    name, gap = shown_name(plan.outline.nodes[row.node]), row.residual
    too_much = gap is not None and gap.base_value > 0
    shown = gap if gap is None or too_much else figure_of(-gap.exact, gap.unit, price_basis=gap.price_basis)
    return Finding(
        code="SUM-TOTAL",
        severity=Severity.ERROR,
        place=place,
        message=f"{name} states {as_written(stated)} for {metric.name}, its parts come to {computed!s}: "
        f"{shown!s} too {'much' if too_much else 'little'}",
        message_zh=f"{name}的“{metric.name}”写为{as_written(stated)}，分项合计为{computed!s}，"
        f"{'多' if too_much else '少'}{shown!s}",
        remedy="correct the total or the part; rounding does not explain the difference",
        remedy_zh="请改正合计数或分项；差额不能用四舍五入解释",
        evidence=_evidence(row, stated, computed),
    )


def _evidence(row: RollupRow, stated: Figure, computed: Figure) -> dict[str, str]:
    parts = [as_written(figure) for figure in row.leaves.values()]
    more = " + …" if len(parts) > _MOST_PARTS_SHOWN else ""
    return {
        "stated": as_written(stated),
        "stated can mean": str(stated.wide),
        "parts": " + ".join(parts[:_MOST_PARTS_SHOWN]) + more,
        "parts come to": str(computed),
        "parts can mean": str(computed.wide),
        "residual": str(row.residual),
        "coverage": str(row.coverage),
    }


def parts_of_wholes(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures of a place that would be added to those of a place it lies in (`PART-WHOLE`)."""
    outline = plan.outline
    checked = 0
    if outline.placed:
        places = known_places(plan)
        for metric, _, period, group in _groups(plan):
            checked += 1
            figures = {
                subject: figure for subject, figure in group.figures.items() if subject in outline.nodes
            }
            leaves = deepest(outline, figures)
            for overlap in overlapping_places(outline, leaves, places, root_place(plan)):
                yield _part_of_whole(plan, metric, period, overlap)
    yield Checked("PART-WHOLE", checked)


def _part_of_whole(plan: PlanLike, metric: Metric, period: Period, overlap: Overlap) -> Finding:
    part, whole = plan.outline.nodes[overlap.part], plan.outline.nodes[overlap.whole]
    inner, outer = overlap.part_place, overlap.whole_place
    return Finding(
        code="PART-WHOLE",
        severity=Severity.ERROR,
        place=node_place(plan, part),
        message=f"{metric.name} of {shown_name(part)} ({inner}) in {period} is part of "
        f"that of {shown_name(whole)} ({outer})",
        message_zh=f"{period}：{shown_name(part)}（{inner}）的“{metric.name}”已包含在"
        f"{shown_name(whole)}（{outer}）之中",
        remedy="report one of the two, or take the part out of the outline's sum",
        remedy_zh="两者只报其一，部分不得与整体相加",
        evidence={"part": inner, "whole": outer},
    )


def conflicting_entries(plan: PlanLike) -> Iterator[Judgement]:
    """Find two figures for one fact: same metric, subject, period, aspect and vintage (`SAME-FACT`).

    Figures of unlike precision that can mean the same are told as advice. Of a figure that states no
    vintage beside others that do it is not known which of them is the later one, so it is a warning.
    Entries of a node whose id is not its own are left out: whose they are is not known.
    """
    doubtful = {node.id for _, node in plan.outline.duplicates}
    first: dict[tuple[object, ...], Entry] = {}
    facts: dict[tuple[object, ...], list[Entry]] = {}
    checked = 0
    for entry in plan.ledger:
        record, subject = entry.record, own_subject(plan, entry)
        if subject in doubtful:
            continue
        known = first.setdefault(
            (record.metric, subject, record.period, record.aspect, record.vintage), entry
        )
        if known is entry:
            facts.setdefault((record.metric, subject, record.period, record.aspect), []).append(entry)
            continue
        checked += 1
        if known.record.figure != record.figure:
            yield _told_twice(plan, known, entry)
    for entries in facts.values():
        newest = max(entries, key=vintage_rank)
        checked += newest.record.vintage is not None and any(one.record.vintage is None for one in entries)
        untold = untold_vintage(newest, entries)
        if untold is not None:
            yield _without_vintage(plan, newest, untold)
    yield Checked("SAME-FACT", checked)


def _named(plan: PlanLike, entry: Entry) -> str:
    """Name what an entry tells, for a sentence in Chinese."""
    record = entry.record
    metric, node = plan.ledger.metrics.get(record.metric), plan.outline.nodes.get(entry.subject)
    place = known_places(plan).get(entry.subject)
    subject = entry.subject if place is None else place.name
    subject = subject if node is None else shown_name(node)
    return f"{subject}的“{record.metric if metric is None else metric.name}”（{record.period}）"


def _without_vintage(plan: PlanLike, newest: Entry, untold: Entry) -> Finding:
    record, figure, other = untold.record, untold.record.figure, newest.record.figure
    one, two, agrees = as_written(figure), as_written(other), _can_mean_the_same(figure, other)
    vintage = newest.record.vintage
    word = next(word for word, meant in WORDS[Vintage].items() if meant is vintage)
    return Finding(
        code="SAME-FACT",
        severity=Severity.ADVICE if agrees else Severity.WARNING,
        place=figure_place(untold),
        message=f"{one} for {record.metric} of {untold.subject} in {record.period} names no vintage, and "
        f"{newest.path} says {two} ({vintage})" + (", which can mean the same" if agrees else ""),
        message_zh=f"{_named(plan, untold)}为{one}，未注明版本，而 {newest.path} 写为{two}（{word}）"
        + ("，两者可能指同一数值" if agrees else ""),
        remedy="state which is which: give this one its vintage, or keep one of them",
        remedy_zh="请注明各自的版本（哪个是初步数、哪个是最终数），或只保留一个",
        evidence={"first": two, "second": one},
    )


def _told_twice(plan: PlanLike, known: Entry, entry: Entry) -> Finding:
    record, figure, earlier = entry.record, entry.record.figure, known.record.figure
    agrees = _can_mean_the_same(figure, earlier)
    one, other = as_written(figure), as_written(earlier)
    one_zh, other_zh = one, other
    if figure.price_basis != earlier.price_basis:
        one, other = f"{one} {figure.price_basis.describe()}", f"{other} {earlier.price_basis.describe()}"
        one_zh, other_zh = (
            f"{one_zh}（{basis_zh(figure.price_basis)}）",
            f"{other_zh}（{basis_zh(earlier.price_basis)}）",
        )
    remedy, remedy_zh = _keeping(known, entry, agrees=agrees)
    return Finding(
        code="SAME-FACT",
        severity=Severity.ADVICE if agrees else Severity.ERROR,
        place=figure_place(entry),
        message=f"{one} for {record.metric} of {entry.subject} in {record.period}, "
        f"but {known.path} says {other}" + (", which can mean the same" if agrees else ""),
        message_zh=f"{_named(plan, entry)}为{one_zh}，而 {known.path} 写为{other_zh}"
        + ("，两者可能指同一数值" if agrees else ""),
        remedy=remedy,
        remedy_zh=remedy_zh,
        evidence={"first": other, "second": one},
    )


def _keeping(one: Entry, other: Entry, *, agrees: bool) -> tuple[str, str]:
    """Say what to do about two figures: only what was reported has vintages, and prices tell facts apart."""
    if agrees:
        return "keep the more exact one", "请保留较精确的一个"
    if one.record.figure.price_basis != other.record.figure.price_basis:
        return (
            "state the price basis of each, and give other prices a metric of their own, or keep one",
            "请分别注明价格口径，不同口径的数另设指标，或只保留其一",
        )
    if isinstance(other.record, Target):
        return "keep one", "请只保留其一"
    return (
        "keep one, or state which is preliminary and which is final as their vintage",
        "请保留其一，或注明初步数与最终数",
    )


def _can_mean_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures differ in precision only (S3, SameFact): equal digits must be equal numbers."""
    if one.unit.dimension != other.unit.dimension or one.price_basis != other.price_basis:
        return False
    is_as_exact = one.quantum * one.unit.factor == other.quantum * other.unit.factor
    if one.is_plain and other.is_plain and is_as_exact:
        return False
    return one.base_reading.strict.overlaps(other.base_reading.strict)
