"""Shares, growths, breakdowns and stated relations against the figures they are about.

Each relation is decided by itself, in closed form. What cannot be decided counts as not checked, with
the reason and with the range that a missing figure would have to lie in.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zoneplan import goals
from zoneplan.consistency import Consistency
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Severity
from zoneplan.growths import Growth
from zoneplan.metrics import MetricKind
from zoneplan.origins import Origin
from zoneplan.relations import Cumulative, Difference, Multiple
from zoneplan.rules import accounts
from zoneplan.stated import named_terms, term_place
from zoneplan.subjects import as_written, basis_zh, figure_place, goal_place
from zoneplan.verdicts import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.consistency import PlanVerdict
    from zoneplan.figures import Figure
    from zoneplan.ledger import PlanLike
    from zoneplan.locations import Location
    from zoneplan.metrics import Metric
    from zoneplan.stated import Retold
    from zoneplan.verdicts import Line

__all__ = ["lost_units", "related_figures"]

_CODES = (
    "CUM-AS-ANNUAL",
    "PRICE-BASIS",
    "RATE-KIND",
    "RATE-WRONG",
    "RELATION-WRONG",
    "SAME-FACT",
    "SHARE-100",
    "SHARE-WRONG",
    "SUM-TOTAL",
)


def related_figures(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures that the relations they stand in contradict.

    Growth against levels (`RATE-WRONG`), shares against part and whole (`SHARE-WRONG`), shares against
    100 % (`SHARE-100`), totals against breakdowns (`SUM-TOTAL`), other stated relations
    (`RELATION-WRONG`, `SAME-FACT`), changes of shares that are printed in % (`RATE-KIND`), stated
    relations between figures at unlike prices (`PRICE-BASIS`), and figures in relations that are not
    what the plan says of the same number elsewhere (`SAME-FACT`).
    Goals that are set for one metric, subject and date are held against each other likewise: a level
    against a rate, a rate against a change over all years (`CUM-AS-ANNUAL` where one is read as the other),
    and money of which neither says its prices (`PRICE-BASIS`).
    A figure that agrees only by coarse rounding or loose words is advice.
    """
    found = Consistency(plan)
    counts: Counter[str] = Counter(dict.fromkeys(_CODES, 0))
    for told in found.stated.retold:
        counts["SAME-FACT"] += 1
        yield _retold(told)
    for one in found.verdicts:
        code = accounts.code_of(one)
        judgement = _judged(one, code)
        if judgement is not None:
            yield judgement
        if not isinstance(judgement, NotChecked):
            counts[code if judgement is None else judgement.code] += 1
            said = None if judgement is None else judgement.code
            counts["RATE-KIND"] += said != "RATE-KIND" and isinstance(one.relation.relation, Growth)
            counts["CUM-AS-ANNUAL"] += said != "CUM-AS-ANNUAL" and _is_of_goals_alone(one)
    yield from (Checked(code, count) for code, count in counts.items())


def _is_of_goals_alone(one: PlanVerdict) -> bool:
    """Whether a yearly rate is held against a change over all years, both of them goals."""
    relation = one.relation.relation
    is_aimed = one.relation.origin is Origin.TARGET
    return is_aimed and isinstance(relation, Cumulative) and relation.rate is not None


def _judged(one: PlanVerdict, code: str) -> Finding | NotChecked | None:
    verdict = one.verdict
    if accounts.takes_all_for_annual(one):
        return _taken_for_annual(one)
    if verdict.status is Status.INCONSISTENT:
        return _contradicted(one, code)  # whatever the figures are that are not known
    if one.relation.unmet is not None:
        return _open(one, code)
    if verdict.status is Status.CONSISTENT:
        return None
    if Reason.KIND in verdict.reasons and _is_of_shares(one):
        return _wrong_kind(one)
    if Reason.BASIS in verdict.reasons and accounts.mixes_prices(one):
        return _mixed_prices(one)
    if accounts.lacks_prices(one):
        return _without_prices(one)
    if {Reason.READING, Reason.VAGUE} & set(verdict.reasons):
        return _loose(one, code)
    return _open(one, code)


def _is_of_shares(one: PlanVerdict) -> bool:
    """Whether a change is one of shares, which are ratios themselves."""
    match one.relation.relation:
        case Growth(base=first, target=second) | Difference(minuend=second, subtrahend=first):
            levels = (first, second)
        case Cumulative(start=start, end=end) if start is not None and end is not None:
            levels = (start, end)
        case _:
            return False
    return any(term.own_unit is not None and term.own_unit.dimension == "ratio" for term in levels)


def _contradicted(one: PlanVerdict, code: str) -> Finding:
    message, message_zh = accounts.contradiction(one)
    remedy, remedy_zh = (
        "correct one of the figures; rounding does not explain the difference",
        "请改正其中一个数；差额不能用四舍五入解释",
    )
    if isinstance(one.relation.relation, Growth) or (
        one.relation.origin is Origin.TARGET and isinstance(one.relation.relation, Multiple)
    ):
        remedy = (
            "correct the rate or one of the levels; where the rate is at constant prices and the levels "
            "are not, state the price basis of each"
        )
        remedy_zh = "请改正增速或其中一个数；如增速按不变价计算而总量按现价，请分别注明价格口径"
    return Finding(
        code=code,
        severity=Severity.ERROR,
        place=one.relation.place,
        message=message,
        message_zh=message_zh,
        remedy=remedy,
        remedy_zh=remedy_zh,
        evidence=accounts.evidence(one),
    )


def _loose(one: PlanVerdict, code: str) -> Finding:
    """Advise on figures that agree only by coarse rounding, or by words such as 约."""
    claim, claim_zh = accounts.claim(one)
    others, others_zh = accounts.others(one)
    how, how_zh = _looseness(one)
    return Finding(
        code=code,
        severity=Severity.ADVICE,
        place=one.relation.place,
        message=f"{claim} agrees with {others} only {how}",
        message_zh=f"{claim_zh}与{others_zh}只有{how_zh}时才相符",
        remedy="state the figures to the same place, or say how they were rounded",
        remedy_zh="请统一小数位数，或说明取整方式",
        evidence=accounts.evidence(one),
    )


def _looseness(one: PlanVerdict) -> tuple[str, str]:
    """Say what has to be taken loosely for the figures to agree."""
    if Reason.VAGUE in one.verdict.reasons:
        return "if its words are taken loosely", "对“约”“左右”等词从宽理解"
    how = "if figures were rounded more coarsely than written, or digits were cut off"
    how_zh = "在数值取整比写出的位数更粗、或尾数被截去"
    if one.verdict.one_sided:
        return f"{how}, or if a word such as 超 includes its number", f"{how_zh}、或“超”等词包含本数"
    return how, how_zh


def _wrong_kind(one: PlanVerdict) -> Finding:
    """Warn of the change of a share printed in %, which may mean per cent or points."""
    claim, claim_zh = accounts.claim(one)
    others, others_zh = accounts.others(one)
    fits, fits_zh = _fit(one)
    return Finding(
        code="RATE-KIND",
        severity=Severity.WARNING,
        place=one.relation.place,
        message=f"{claim} is a change of shares, {others}, and may mean per cent or points{fits}",
        message_zh=f"{claim_zh}说的是比重的变化（{others_zh}），可能指百分比，也可能指百分点{fits_zh}",
        remedy="state the change of a share in 个百分点",
        remedy_zh="比重的变化请以百分点表示",
        evidence=accounts.evidence(one),
    )


def _fit(one: PlanVerdict) -> tuple[str, str]:
    """Say whether a rate fits when it is read as points; nothing where that cannot be told."""
    match one.verdict.fits_as_points:
        case (True, True):
            return (
                "; read as points in all or as points a year, it fits",
                "；按总百分点、年均百分点理解均相符",
            )
        case (True, False):
            return "; read as points in all, it fits", "；按总百分点理解则相符"
        case (False, True):
            return "; read as points a year, it fits", "；按年均百分点理解则相符"
        case (False, False):
            return "; read as points, it does not fit either", "；按百分点理解也不符"
        case _:
            return "", ""


def _mixed_prices(one: PlanVerdict) -> Finding:
    """Warn of a statement that sets figures at unlike prices beside each other."""
    claim, claim_zh = accounts.claim(one)
    _, others = accounts.sides(one)
    shown, shown_zh = [], []
    for line in others:
        if line.term.basis is not None and line.term.figure is not None:
            written = as_written(line.term.figure)
            shown.append(f"{written} {line.term.basis.describe()}")
            shown_zh.append(f"{written}（{basis_zh(line.term.basis)}）")
    return Finding(
        code="PRICE-BASIS",
        severity=Severity.WARNING,
        place=one.relation.place,
        message=f"{claim} sets figures at unlike prices beside each other: {', '.join(shown)}",
        message_zh=f"{claim_zh}将不同价格口径的数并列：{'、'.join(shown_zh)}",
        remedy="compare figures at one price basis, and state the basis of each",
        remedy_zh="请用同一价格口径的数比较，并注明各自的价格口径",
        evidence=accounts.evidence(one),
    )


def _without_prices(one: PlanVerdict) -> Finding:
    """Warn of a level and its growth that are both set, of which neither says its prices."""
    claim, claim_zh = accounts.claim(one)
    others, others_zh = accounts.others(one)
    reason, reason_zh = accounts.reason(one)
    return Finding(
        code="PRICE-BASIS",
        severity=Severity.WARNING,
        place=one.relation.place,
        message=f"{claim} is set beside {others}, and neither states its prices: {reason}",
        message_zh=f"{claim_zh}与{others_zh}同时设定，但均未注明价格口径：{reason_zh}",
        remedy="state the prices of each: levels are mostly at current prices, and growth of output is at "
        "comparable ones",
        remedy_zh="请分别注明价格口径：总量多按现价，产出的增速多按可比价",
        evidence=accounts.evidence(one),
    )


def _taken_for_annual(one: PlanVerdict) -> Finding:
    """Tell of a figure for all years that is set as a yearly rate as well, or divided by the years."""
    is_wrong = one.verdict.status is Status.INCONSISTENT
    rate, change = one.verdict.line("rate"), one.verdict.line("change")
    yearly, whole = as_written(rate.term.figure), as_written(change.term.figure)  # type: ignore[arg-type]  # both are told
    years = one.relation.relation.years  # type: ignore[union-attr]  # only such a relation is told here
    is_same = abs(rate.term.figure.base_value) == abs(change.term.figure.base_value)  # type: ignore[union-attr]  # as above
    how, how_zh = (
        ("is set as a yearly rate as well", "同时又作为年均增速")
        if is_same
        else ("is only divided by the years", "只是简单除以年数")
    )
    found, found_zh = _annual(rate)
    return Finding(
        code="CUM-AS-ANNUAL",
        severity=Severity.ERROR if is_wrong else Severity.WARNING,
        place=one.relation.place,
        message=f"{rate.label}: {yearly} a year and {whole} over {years} years are set together, and the "
        f"figure for all years {how}{found}",
        message_zh=f"{rate.label}：年均{yearly}与{years}年累计{whole}同时设定，累计数{how_zh}{found_zh}",
        remedy="keep the figure that is meant; a change over all years compounds from yearly rates",
        remedy_zh="请保留本意所指的一个；累计变化由各年增速复合而成，不是简单相加",
        evidence=accounts.evidence(one),
    )


def _annual(rate: Line) -> tuple[str, str]:
    """Say what yearly rate a change over all years comes to; nothing where that cannot be told."""
    implied = None if rate.implied is None else rate.implied.strict
    if implied is None or implied.is_empty:
        return "", ""
    shown = implied.describe(_PLACES)
    return f": it comes to {shown} % a year", f"：折合年均{shown}%"


_PLACES = 3


def _open(one: PlanVerdict, code: str) -> NotChecked:
    claim, claim_zh = accounts.claim(one)
    reason, reason_zh = accounts.reason(one)
    return NotChecked(
        code=code,
        place=one.relation.place,
        reason=f"{claim} cannot be checked: {reason}",
        reason_zh=f"{claim_zh}无法核对：{reason_zh}",
    )


def _retold(told: Retold) -> Finding:
    """Tell of a figure in a relation that is another one elsewhere."""
    said, other = as_written(told.term.figure), as_written(told.other)  # type: ignore[arg-type]  # both are told
    return Finding(
        code="SAME-FACT",
        severity=Severity.ADVICE if told.agrees else Severity.ERROR,
        place=told.term.place,  # type: ignore[arg-type]  # it stands in a relation
        message=f"{said} for {told.term.label}, but {told.where} says {other}"
        + (", which can mean the same" if told.agrees else ""),
        message_zh=f"{told.term.label}写为{said}，而 {told.where} 写为{other}"
        + ("，两者可能指同一数值" if told.agrees else ""),
        remedy="leave the figure out of the relation, so that it is looked up, or correct one of the two",
        remedy_zh="请删去关系中的数值（将自动查取），或改正其中一个",
        evidence={"first": other, "second": said},
    )


# -- units that were lost ---------------------------------------------------------------------------


def lost_units(plan: PlanLike) -> Iterator[Judgement]:
    """Find figures that stand without a unit though their metric must have one (`UNIT-LOST`).

    A metric that is itself without a unit may be an index, a share or a place in an order; a stock, a flow
    and a count are always of something, so there the unit was lost.
    """
    checked = 0
    for metric, figure, place in _measured(plan):
        checked += 1
        if figure.unit.dimension != "number":
            continue
        if metric.unit.dimension != "number" or metric.kind in _OF_SOMETHING:
            yield _lost(metric, figure, place)
    yield Checked("UNIT-LOST", checked)


_OF_SOMETHING = frozenset({MetricKind.STOCK, MetricKind.FLOW, MetricKind.COUNT})


def _lost(metric: Metric, figure: Figure, place: Location) -> Finding:
    bare = as_written(figure).replace("无单位", "")
    has_unit = metric.unit.dimension != "number"
    told, told_zh = (
        (f"the metric is in {metric.unit}", f"指标的单位为{metric.unit}")
        if has_unit
        else ("neither has the metric", "指标也没有单位")
    )
    return Finding(
        code="UNIT-LOST",
        severity=Severity.WARNING,
        place=place,
        message=f"{bare} for {metric.name} has no unit, and {told}",
        message_zh=f"“{metric.name}”的数值{bare}没有单位，{told_zh}",
        remedy="write its unit; that of the metric is not taken for it, since it may be another"
        if has_unit
        else "write the unit of the metric and of its figures; an index is a metric of kind 'index'",
        remedy_zh="请写明单位；不能直接套用指标的单位"
        if has_unit
        else "请写明指标及其数值的单位；如为指数，请将指标类型写为指数",
        evidence={"figure": as_written(figure), "unit": metric.unit.name},
    )


def _measured(plan: PlanLike) -> Iterator[tuple[Metric, Figure, Location]]:
    """Give the figures of entries and relations whose metric is known, each with where it stands."""
    metrics = plan.ledger.metrics
    for entry in plan.ledger:
        if entry.record.metric in metrics:
            yield metrics[entry.record.metric], entry.record.figure, figure_place(entry)
    for aim in plan.ledger.targets:
        goal, metric = aim.target.goal, metrics.get(aim.target.metric)
        if metric is None or aim.target.is_level:
            continue
        if isinstance(goal, (goals.Level, goals.Cumulative)):
            yield metric, goal.figure, goal_place(aim)
    for index, relation in enumerate(plan.relations):
        for role, term in named_terms(relation):
            if term.metric is not None and term.metric in metrics and term.figure is not None:
                yield (
                    metrics[term.metric],
                    term.figure,
                    term_place(relation, term, f"relations[{index}]", role),
                )
