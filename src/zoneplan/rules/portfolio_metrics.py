"""Metrics that plans define differently under one id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.gazetteer import in_file
from zoneplan.locations import located
from zoneplan.metrics import AcrossRule, MetricKind, TimeRule
from zoneplan.texts import normal_name
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.ledger import PlanLike
    from zoneplan.metrics import Metric

__all__ = ["Difference", "clashing_metrics", "differing_definitions"]

_GRAVE: Final = ("dimension", "kind", "across", "over_time", "weight", "numerator", "denominator", "scope")
_NAMES_ZH: Final = {
    "dimension": "量纲",
    "unit": "单位",
    "kind": "类型",
    "across": "汇总规则",
    "over_time": "时间规则",
    "weight": "权重",
    "numerator": "分子",
    "denominator": "分母",
    "scope": "口径",
    "name": "名称",
    "price_basis": "价格口径",
}
_WORDS_ZH: Final = {
    (field, str(member)): word
    for field, kind in (("kind", MetricKind), ("across", AcrossRule), ("over_time", TimeRule))
    for word, member in WORDS[kind].items()
}


@attrs.frozen
class Difference:
    """A field in which two definitions of a metric differ.

    Attributes:
        field: The field.
        here: What the later definition says; None when it does not say.
        there: What the first says.
    """

    field: str
    here: str | None
    there: str | None

    @property
    def is_grave(self) -> bool:
        """Whether figures of the two cannot be added up as one metric."""
        return self.field in _GRAVE and self.here is not None and self.there is not None


def clashing_metrics(plans: Mapping[str, PlanLike]) -> Iterator[Judgement]:
    """Find metrics of one id that plans define differently (`METRIC-CLASH`).

    It is an error where figures would mean two things: another dimension, kind, coverage or rule. It is
    a warning where a plan leaves one of these out, states other prices or names it otherwise, and advice
    where it only uses another unit of the dimension.
    """
    first: dict[str, tuple[str, Metric]] = {}
    count = 0
    for key, plan in plans.items():
        for metric in plan.ledger.metrics.values():
            count += 1
            other, known = first.setdefault(metric.id, (key, metric))
            differences = differing_definitions(metric, known)
            if differences:
                yield _metric_clash(key, plan, metric, other, differences)
    yield Checked("METRIC-CLASH", count)


def differing_definitions(here: Metric, there: Metric) -> list[Difference]:
    """Give the fields in which two definitions of one metric differ.

    Args:
        here: The later definition.
        there: The first.
    """
    mine, its = _definition(here), _definition(there)
    found = [Difference(field, mine[field], its[field]) for field in mine if mine[field] != its[field]]
    if any(one.field == "dimension" for one in found):
        return [one for one in found if one.field != "unit"]
    return found


def _definition(metric: Metric) -> dict[str, str | None]:
    return {
        "dimension": metric.unit.dimension,
        "unit": metric.unit.name,
        **{
            field: None if getattr(metric, field) is None else str(getattr(metric, field))
            for field in ("kind", "across", "over_time", "weight", "numerator", "denominator", "scope")
        },
        "name": normal_name(metric.name),
        "price_basis": str(metric.price_basis),
    }


def _metric_clash(key: str, plan: PlanLike, metric: Metric, other: str, found: list[Difference]) -> Finding:
    told = "; ".join(
        f"{one.field} is {one.here or 'not stated'} here and {one.there or 'not stated'} there"
        for one in found
    )
    told_zh = "；".join(map(_told_in_chinese, found))
    severity = Severity.ADVICE if all(one.field == "unit" for one in found) else Severity.WARNING
    severity = Severity.ERROR if any(one.is_grave for one in found) else severity
    return Finding(
        code="METRIC-CLASH",
        severity=severity,
        place=in_file(located(metric.mark, plan.ledger.metric_paths.get(metric.id, "metrics")), key),
        message=f"the metric {metric.id!r} is defined otherwise than in {other}: {told}",
        message_zh=f"指标“{metric.id}”的定义与 {other} 不同：{told_zh}",
        remedy="define it alike in all plans, or give the two metrics ids of their own",
        remedy_zh="如为同一指标，请统一定义；否则请各取编号",
        evidence={"id": metric.id, "first": other, "fields": ", ".join(one.field for one in found)},
    )


def _told_in_chinese(one: Difference) -> str:
    here, there = (
        "未写明" if said is None else _WORDS_ZH.get((one.field, said), said) for said in (one.here, one.there)
    )
    return f"{_NAMES_ZH[one.field]}在此为{here}，彼处为{there}"
