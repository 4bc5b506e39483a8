"""Price indices and exchange rates: two for one period that differ, and those without a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.locations import located
from zoneplan.rates import PriceIndex
from zoneplan.subjects import as_written, listed_rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.rates import ExchangeRate

__all__ = ["differing_records", "sources_of_records"]


def differing_records(plan: PlanLike) -> Iterator[Judgement]:
    """Find two price indices or exchange rates for one period that differ (`SAME-FACT`).

    Records of other vintages, bases or kinds tell other facts. Figures of unlike precision that can mean
    the same are told as advice.
    """
    first: dict[tuple[object, ...], tuple[str, PriceIndex | ExchangeRate]] = {}
    checked = 0
    for path, record in listed_rates(plan):
        where, known = first.setdefault(_fact(record), (path, record))
        if known is record:
            continue
        checked += 1
        if _value(known) != _value(record):
            yield _told_twice(where, known, path, record)
    yield Checked("SAME-FACT", checked)


def _fact(record: PriceIndex | ExchangeRate) -> tuple[object, ...]:
    if isinstance(record, PriceIndex):
        return (record.of, record.currency, record.year, record.base_year, record.vintage)
    return (record.currency, record.quoted_in, record.period, record.kind, record.vintage)


def _value(record: PriceIndex | ExchangeRate) -> object:
    return (record.factor if isinstance(record, PriceIndex) else record.figure).base_value


def _told_twice(
    where: str, known: PriceIndex | ExchangeRate, path: str, record: PriceIndex | ExchangeRate
) -> Finding:
    agrees = _can_mean_the_same(known, record)
    one, other, (name, name_zh) = _written(record), _written(known), _names(record)
    return Finding(
        code="SAME-FACT",
        severity=Severity.ADVICE if agrees else Severity.ERROR,
        place=located(record.mark, path, "figure"),
        message=f"{one} for {name} in {record.period}, but {where} says {other}"
        + (", which can mean the same" if agrees else ""),
        message_zh=f"{name_zh}（{record.period}）为{one}，而 {where} 写为{other}"
        + ("，两者可能指同一数值" if agrees else ""),
        remedy="keep the more exact one"
        if agrees
        else "keep one, or state which is preliminary and which is final as their vintage",
        remedy_zh="请保留较精确的一个" if agrees else "请保留其一，或注明初步数与最终数",
        evidence={"first": other, "second": one},
    )


def _can_mean_the_same(known: PriceIndex | ExchangeRate, record: PriceIndex | ExchangeRate) -> bool:
    """Whether two records differ in precision only; equal digits would have to be equal numbers."""
    one, other = (each.factor if isinstance(each, PriceIndex) else each.figure for each in (known, record))
    strict, told = one.base_reading.strict, other.base_reading.strict
    return strict.width != told.width and strict.overlaps(told)


def _written(record: PriceIndex | ExchangeRate) -> str:
    return as_written(record.figure).removesuffix("无单位")


def _names(record: PriceIndex | ExchangeRate) -> tuple[str, str]:
    if isinstance(record, PriceIndex):
        return record.of, record.of
    return f"the rate of {record.currency} in {record.quoted_in}", f"{record.currency}汇率"


def sources_of_records(plan: PlanLike) -> Iterator[Judgement]:
    """Find price indices and exchange rates that do not say where they were read (`SOURCE-MISSING`)."""
    records = listed_rates(plan)
    for path, record in records:
        if record.source is None:
            name, name_zh = _names(record)
            yield Finding(
                code="SOURCE-MISSING",
                severity=Severity.ADVICE,
                place=located(record.mark, path),
                message=f"{_written(record)} for {name} in {record.period} names no source",
                message_zh=f"{name_zh}（{record.period}）{_written(record)}未注明来源",
                remedy="name the document it was read in",
                remedy_zh="请注明出处",
            )
    yield Checked("SOURCE-MISSING", len(records))
