"""Figures of longer periods against those of shorter ones, and the prices that figures are at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from zoneplan.errors import (
    DimensionMismatchError,
    PriceBasisMismatchError,
    RollupError,
    ZoneplanError,
)
from zoneplan.figures import Figure, require_addable
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.intervals import Interval
from zoneplan.ledger import Entry
from zoneplan.metrics import AcrossRule, Metric, TimeRule
from zoneplan.periods import PeriodKind, cover, tile
from zoneplan.selection import at_meant_prices, combined_over_time, latest, meant_basis
from zoneplan.subjects import (
    as_written,
    basis_zh,
    figure_place,
    known_places,
    own_subject,
    shown_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zoneplan.ledger import Group, PlanLike
    from zoneplan.periods import Period

__all__ = ["falling_years_to_date", "longer_periods", "price_bases"]

_MOST_PARTS_SHOWN = 12
_MOST_PERIODS_NAMED = 4
_OPERANDS = {"weight", "numerator", "denominator"}


@attrs.frozen(kw_only=True)
class _Claim:
    """A figure for a period, beside what the same subject's shorter periods give for it.

    Attributes:
        metric: The metric.
        name: The name of the subject.
        entry: The entry that states the figure.
        parts: The entries of the shorter periods that bear on it, from early to late.
        gap: How many months of the period they leave out.
        computed: What they give.
    """

    metric: Metric
    name: str
    entry: Entry
    parts: tuple[Entry, ...]
    gap: int
    computed: Figure

    @property
    def stated(self) -> Figure:
        """The figure for the longer period."""
        return self.entry.record.figure

    @property
    def period(self) -> Period:
        """The longer period."""
        return self.entry.record.period

    @property
    def months(self) -> tuple[int, int]:
        """How many of its months the shorter periods cover, and how many it has."""
        return self.period.months - self.gap, self.period.months

    @property
    def given(self) -> str:
        """What the shorter periods give, for a person."""
        if self.metric.over_time is TimeRule.MEAN:
            return f"{self.computed:.2}"
        return as_written(self.computed)


def longer_periods(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures that the same subject's figures for shorter periods contradict (`SUM-PERIOD`).

    What the shorter periods give follows the metric's rule over time, as in a rollup, and readings
    follow S2, so a difference that rounding explains is no finding. Where months are missing, parts
    that can only be added to contradict a figure that they exceed already; any other such figure
    counts as not checked. A year to date is a part together with what follows it: 1—9月 and the fourth
    quarter give the year. A subject whose entries conflict is left to `SAME-FACT`,
    and a metric without a rule over time says nothing.
    """
    checked = 0
    names = _names(plan)
    for metric, groups in _groups(plan):
        if metric.over_time in {None, TimeRule.NONE}:
            continue
        for subject, entries in _single_entries(plan, groups.values()).items():
            if subject not in names:
                continue
            for entry in entries.values():
                for judgement in _judged(metric, names[subject], subject, entry, entries):
                    checked += not isinstance(judgement, NotChecked)
                    if judgement is not None:
                        yield judgement
    yield Checked("SUM-PERIOD", checked)


def _groups(plan: PlanLike) -> Iterator[tuple[Metric, Mapping[Period, Group]]]:
    """Give the entries of each known metric and aspect by period."""
    for metric_id, aspects in plan.ledger.by_metric.items():
        metric = plan.ledger.metrics.get(metric_id)
        if metric is not None:
            for groups in aspects.values():
                yield metric, groups


def _names(plan: PlanLike) -> dict[str, str]:
    """Give the names of what figures may be about, without nodes whose id is not their own."""
    nodes = {node.id: shown_name(node) for node in plan.outline.walk()}
    names = {place.id: place.name for place in known_places(plan).values()} | nodes
    for _, node in plan.outline.duplicates:
        names.pop(node.id, None)
    return names


def _single_entries(plan: PlanLike, groups: Iterable[Group]) -> dict[str, dict[Period, Entry]]:
    """Give the latest entry for each subject and period, without the subjects whose entries conflict."""
    found: dict[str, dict[Period, list[Entry]]] = {}
    for group in groups:
        for entry in group.entries:
            periods = found.setdefault(own_subject(plan, entry), {})
            periods.setdefault(entry.record.period, []).append(entry)
    single = {}
    for subject, periods in found.items():
        try:
            single[subject] = {period: latest(entries) for period, entries in periods.items()}
        except RollupError:
            continue
    return single


def _judged(
    metric: Metric, name: str, subject: str, entry: Entry, entries: Mapping[Period, Entry]
) -> Iterator[Finding | NotChecked | None]:
    """Judge one figure; None stands for one that its shorter periods bear out."""
    found: list[Finding | NotChecked | None] = []
    for chosen, gap in _tilings(metric, entry.record.period, entries):
        parts = tuple(entries[part] for part in chosen)
        found += _held_against(metric, name, subject, entry, parts, gap)
    if found:  # one judgement for one figure: what contradicts it, else what bears it out
        yield min(found, key=lambda one: (not isinstance(one, Finding), one is not None))


def _tilings(
    metric: Metric, period: Period, entries: Mapping[Period, Entry]
) -> Iterator[tuple[tuple[Period, ...], int]]:
    """Give the ways to make up a period, and how many months each leaves out.

    First by single periods; then with each year to date and what follows it.
    """
    parts = [part for part in entries if part != period and period.contains(part)]
    chosen, gap = tile(period, parts)
    if metric.over_time is TimeRule.LAST:
        chosen, gap = tuple(part for part in chosen if part.last == period.last), 0
    if chosen:
        yield chosen, gap
    to_date = [part for part in parts if part.kind is PeriodKind.YEAR_TO_DATE and part.months < period.months]
    for one in to_date if metric.over_time is not TimeRule.LAST else ():
        chosen, gap = cover(period, [one, *(part for part in parts if not part.overlaps(one))])
        if not gap or len(chosen) > 1:  # that it exceeds a year to date alone is told by `YTD-FALLS`
            yield chosen, gap


def _held_against(
    metric: Metric, name: str, subject: str, entry: Entry, parts: tuple[Entry, ...], gap: int
) -> Iterator[Finding | NotChecked | None]:
    """Judge one figure by one way to make up its period."""
    period = entry.record.period
    try:
        computed = combined_over_time(metric, subject, period, parts)
        require_addable(at_meant_prices(entry.record.figure, metric), computed, "compare")
    except ZoneplanError as error:
        yield NotChecked(
            code="SUM-PERIOD",
            place=figure_place(entry),
            reason=f"{metric.name} of {name} in {period} cannot be compared with its shorter periods: "
            f"{str(error).splitlines()[0]}",
            reason_zh=f"{name}的“{metric.name}”（{period}）无法与其所含各期比较",
        )
        return
    yield _compared(_Claim(metric=metric, name=name, entry=entry, parts=parts, gap=gap, computed=computed))


def _compared(claim: _Claim) -> Finding | NotChecked | None:
    given, said = claim.computed.base_reading.wide, claim.stated.base_reading.wide
    if not claim.gap:
        return None if given.overlaps(said) else _contradicted(claim)
    lowest = claim.metric.base_domain.lo
    can_only_grow = claim.metric.over_time is TimeRule.SUM and lowest is not None and lowest >= 0
    if can_only_grow and not (given + Interval.at_least(0)).overlaps(said):
        return _contradicted(claim)
    covered, months = claim.months
    written = as_written(claim.stated)
    return NotChecked(
        code="SUM-PERIOD",
        place=figure_place(claim.entry),
        reason=f"the shorter periods of {written} in {claim.period} are not all reported: "
        f"{covered} of {months} months are reported",
        reason_zh=f"{written}（{claim.period}）所含各期未报全：共{months}个月，已报{covered}个月",
    )


def _contradicted(claim: _Claim) -> Finding:
    metric, period, written = claim.metric, claim.period, as_written(claim.stated)
    parts = [str(part.record.period) for part in claim.parts[:_MOST_PERIODS_NAMED]]
    has_more = len(claim.parts) > _MOST_PERIODS_NAMED
    found, found_zh = _found(claim)
    return Finding(
        code="SUM-PERIOD",
        severity=Severity.ERROR,
        place=figure_place(claim.entry),
        message=f"{claim.name} states {written} for {metric.name} in {period}, {found}",
        message_zh=f"{claim.name}的“{metric.name}”（{period}）写为{written}，{found_zh}",
        remedy=f"correct the figure for {period} or those for {', '.join(parts)}{', …' if has_more else ''}",
        remedy_zh=f"请改正{period}的数，或改正{'、'.join(parts)}{'等各期' if has_more else ''}的数",
        evidence=_evidence(claim),
    )


def _found(claim: _Claim) -> tuple[str, str]:
    """Say in both languages what the shorter periods give."""
    (covered, months), given = claim.months, claim.given
    if claim.gap:
        return (
            f"{covered} of its {months} months alone come to {given}",
            f"{months}个月中已报的{covered}个月合计即为{given}",
        )
    if claim.metric.over_time is TimeRule.SUM:
        return f"its shorter periods come to {given}", f"所含各期合计为{given}"
    return f"its shorter periods give {given}", f"按所含各期计算为{given}"


def _evidence(claim: _Claim) -> dict[str, str]:
    parts = [f"{as_written(one.record.figure)} ({one.record.period})" for one in claim.parts]
    more = ["…"] if len(parts) > _MOST_PARTS_SHOWN else []
    is_sum = claim.metric.over_time is TimeRule.SUM
    return {
        "stated": as_written(claim.stated),
        "stated can mean": str(claim.stated.wide),
        "parts": (" + " if is_sum else ", ").join([*parts[:_MOST_PARTS_SHOWN], *more]),
        "parts come to": claim.given,
        "parts can mean": str(claim.computed.wide) if is_sum else claim.computed.wide.describe(2),
    }


def falling_years_to_date(plan: PlanLike) -> Iterator[Judgement]:
    """Find years to date that fall, of flows that can only grow (`YTD-FALLS`).

    January to July is no less than January to June. A fall that rounding explains is no finding; one that
    it explains only if figures were rounded more coarsely than they are written is a warning. The year, the
    half year and the first quarter count as years to date too; where only these fall, `SUM-PERIOD` says so.
    """
    checked = 0
    names = _names(plan)
    for metric, groups in _groups(plan):
        lowest = metric.base_domain.lo
        if metric.over_time is not TimeRule.SUM or lowest is None or lowest < 0:
            continue
        for subject, entries in _single_entries(plan, groups.values()).items():
            for earlier, later in _years_to_date(entries) if subject in names else ():
                judgement = _fallen(metric, names[subject], earlier, later)
                checked += not isinstance(judgement, NotChecked)
                if judgement is not None:
                    yield judgement
    yield Checked("YTD-FALLS", checked)


def _years_to_date(entries: Mapping[Period, Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Give each year to date with the next longer period from the same January on."""
    from_january = sorted(
        (period for period in entries if period.first % 12 == 0 and period.months <= 12),
        key=lambda period: (period.first, period.last, period.kind is not PeriodKind.YEAR_TO_DATE),
    )
    reached: Period | None = None
    for period in from_january:
        if reached is not None and reached.first == period.first and reached.last < period.last:
            yield entries[reached], entries[period]
        if period.kind is PeriodKind.YEAR_TO_DATE:
            reached = period


def _fallen(metric: Metric, name: str, earlier: Entry, later: Entry) -> Finding | NotChecked | None:
    """Judge two years to date; None where the later one may be as large as the earlier."""
    before, after = earlier.record.figure, later.record.figure
    first, last = earlier.record.period, later.record.period
    try:
        require_addable(at_meant_prices(before, metric), at_meant_prices(after, metric), "compare")
    except (DimensionMismatchError, PriceBasisMismatchError) as error:
        return NotChecked(
            code="YTD-FALLS",
            place=figure_place(later),
            reason=f"{metric.name} of {name} in {last} cannot be compared with {first}: {error.message}",
            reason_zh=f"{name}的“{metric.name}”（{last}）无法与{first}比较",
        )
    more = Interval.at_least(0)
    if (before.base_reading.strict + more).overlaps(after.base_reading.strict):
        return None
    is_possible = (before.base_reading.wide + more).overlaps(after.base_reading.wide)
    said, told = as_written(before), as_written(after)
    revised, revised_zh = (
        ("if it was revised, state the vintages", "若经修订，请注明版本")
        if later.record.vintage is None
        else (
            f"if it was revised, write the revised figure for {first} too",
            f"若经修订，请同时填写{first}的修订数",
        )
    )
    return Finding(
        code="YTD-FALLS",
        severity=Severity.WARNING if is_possible else Severity.ERROR,
        place=figure_place(later),
        message=f"{name} states {told} for {metric.name} in {last}, less than {said} in {first}",
        message_zh=f"{name}的“{metric.name}”（{last}）写为{told}，少于{first}的{said}",
        remedy=f"correct the figure for {last} or that for {first}; {revised}",
        remedy_zh=f"请改正{last}的数或{first}的数；{revised_zh}",
        evidence={
            f"{first} can mean": str(before.wide),
            f"{last} can mean": str(after.wide),
        },
    )


def price_bases(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures at different price bases where a rollup would combine them (`PRICE-BASIS`).

    A figure that does not state its prices is at those of its metric. Of the entries of one subject the
    latest vintage counts, and a subject whose entries conflict is left to `SAME-FACT`, a figure in a
    unit of another dimension to `UNIT-DIMENSION`. A metric whose figures are never combined across
    parts may be at any prices.
    """
    combined = _combined_metrics(plan)
    names = {subject: name for subject, name in _names(plan).items() if subject in plan.outline.nodes}
    checked = 0
    for metric, groups in _groups(plan):
        if metric.id not in combined:
            continue
        for group in groups.values():
            entries = [
                (names[subject], entry)
                for subject, found in _single_entries(plan, (group,)).items()
                for entry in found.values()
                if subject in names and entry.record.figure.unit.dimension == metric.unit.dimension
            ]
            checked += bool(entries)
            bases = [meant_basis(entry.record.figure, metric) for _, entry in entries]
            other = next((index for index, basis in enumerate(bases) if basis != bases[0]), None)
            if other is not None:
                yield _mixed(metric, entries[0], entries[other])
    yield Checked("PRICE-BASIS", checked)


def _combined_metrics(plan: PlanLike) -> set[str]:
    """Give the metrics with a rule across parts, and those that such a rule weighs or divides by."""
    ruled = [one for one in plan.ledger.metrics.values() if one.across not in {None, AcrossRule.NONE}]
    others = {other for one in ruled for field, other in one.references if field in _OPERANDS}
    return {one.id for one in ruled} | others


def _mixed(metric: Metric, first: tuple[str, Entry], second: tuple[str, Entry]) -> Finding:
    (one, entry), (other, further) = first, second
    said, told = entry.record.figure, further.record.figure
    basis, another = meant_basis(said, metric), meant_basis(told, metric)
    return Finding(
        code="PRICE-BASIS",
        severity=Severity.ERROR,
        place=figure_place(further),
        message=f"{other} states {as_written(told)} {another.describe()} for {metric.name} in "
        f"{further.record.period}, but {one} states {as_written(said)} {basis.describe()}",
        message_zh=f"{other}的“{metric.name}”（{further.record.period}）写为{as_written(told)}（{basis_zh(another)}），"
        f"而{one}写为{as_written(said)}（{basis_zh(basis)}）",
        remedy="bring them to one price basis, or state price_basis in the metric for those that do not say",
        remedy_zh="请换算为同一价格基准；未注明价格的，请在指标中写明价格基准",
        evidence={
            "first": f"{as_written(said)} {basis.describe()}",
            "second": f"{as_written(told)} {another.describe()}",
        },
    )
