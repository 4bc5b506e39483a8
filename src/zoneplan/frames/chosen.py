"""Which figure speaks for a node, read off the states: aspect, period, latest vintage, rule over time.

The meaning is that of `zoneplan.selection`, whose errors it raises too. States whose bits are all
different and make up the period are used as they are; the others are asked for again, period by period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.errors import (
    CurrencyMismatchError,
    DimensionMismatchError,
    PriceBasisMismatchError,
    RollupError,
)
from zoneplan.frames.states import Number, Part, StateLedger, Told, bears_on, meant_basis, told_of
from zoneplan.metrics import Metric, TimeRule
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.units import Unit, conversion

if TYPE_CHECKING:
    from collections.abc import Collection

    from zoneplan.frames.engines import StateKind
    from zoneplan.frames.merging import Merged
    from zoneplan.observations import Aspect

__all__ = ["Chosen", "select"]


@attrs.frozen(eq=False)
class Chosen:
    """The figure of each subject for one metric, aspect and period.

    Attributes:
        metric: The metric.
        figures: The figure of each subject that reported, in the metric's steps.
        bases: The prices that each figure states.
        periods: The periods that each figure is made up of.
        partial: Subjects whose figure covers only a part of the period.
        basis: The price basis that all figures share.
        steps: How many steps the metric's unit has.
    """

    metric: Metric
    figures: Mapping[str, Number]
    bases: Mapping[str, PriceBasis]
    periods: Mapping[str, tuple[Period, ...]]
    partial: frozenset[str]
    basis: PriceBasis
    steps: int

    def periods_of(self, subject: str) -> tuple[Period, ...]:
        """Give the periods that the figure of a subject is made up of.

        Args:
            subject: A subject that reported.
        """
        return self.periods[subject]


_Figure: TypeAlias = "tuple[Number, Unit, PriceBasis, tuple[Period, ...], int]"
"""The number in the metric's steps, its unit, prices and periods, and how many months are left out."""


class _AskAgain(Exception):  # noqa: N818  # not an error: it asks for the states of single periods
    """The states of a subject do not say enough."""


def select(
    ledger: StateLedger, metric: Metric, aspect: Aspect, asked: Period, subjects: Collection[str]
) -> Chosen:
    """Give the figure of each subject for one metric, aspect and period.

    Args:
        ledger: The states.
        metric: The metric.
        aspect: The aspect.
        asked: The period; shorter ones inside it are combined by the metric's rule over time, a year to
            date with what follows it. Two years to date are never added.
        subjects: The nodes whose figures count.

    Raises:
        RollupError: If a subject has two figures of one vintage that differ, or one without a vintage that
            differs from those that state theirs, or if shorter periods would have to be combined without a
            rule.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
        PriceBasisMismatchError: If the figures are at different price bases.
    """
    known = ledger.merged.get((metric.id, aspect, asked))
    if known is not None:
        return _of_merged(ledger, metric, asked, known, subjects)
    found: dict[str, _Figure] = {}
    again: dict[str, int] = {}
    for subject, parts in ledger.groups.get((metric.id, aspect, asked), {}).items():
        if subject not in subjects:
            continue
        try:
            figure = _figure(ledger, metric, subject, asked, parts)
        except _AskAgain:
            again[subject] = sum(state.count for _, state in parts)
            continue
        if figure is not None:
            found[subject] = figure
    for batch in _batches(again, ledger.most):
        found |= _asked_again(ledger, metric, aspect, asked, batch)
    return _checked(ledger, metric, found)


def _of_merged(
    ledger: StateLedger,
    metric: Metric,
    asked: Period,
    merged: Merged,
    subjects: Collection[str],
) -> Chosen:
    """Give merged figures, all of which are known to go together."""
    figures: Mapping[str, Number] = dict(zip(merged.subjects, merged.values, strict=True))
    if not all(map(subjects.__contains__, merged.subjects)):
        figures = {subject: figure for subject, figure in figures.items() if subject in subjects}
    basis, shapes = merged.basis, set(merged.masks)
    whole = (asked,), 0, True
    tiled = {mask: ledger.calendar.tiled(asked, mask) if mask else whole for mask in shapes}
    gaps = {mask for mask, (_, gap, _) in tiled.items() if gap}
    if len(shapes) == 1:  # every subject reports for the same periods
        (mask,) = shapes
        periods = dict.fromkeys(figures, tiled[mask][0])
        partial = frozenset(figures) if gaps else frozenset[str]()
    else:
        masks = dict(zip(merged.subjects, merged.masks, strict=True))
        periods = {subject: tiled[masks[subject]][0] for subject in figures}
        partial = frozenset(subject for subject in figures if masks[subject] in gaps)
    return Chosen(
        metric,
        figures,
        dict.fromkeys(figures, meant_basis(basis, metric) if any(shapes) else basis),
        periods,
        partial,
        meant_basis(basis, metric) if figures else metric.price_basis,
        ledger.steps[metric.id],
    )


def _checked(ledger: StateLedger, metric: Metric, found: Mapping[str, _Figure]) -> Chosen:
    """Refuse figures that do not measure the metric, or at more than one price basis.

    It refuses in the same words whatever order the figures come in.
    """
    dimension = metric.unit.dimension
    if wrong := [subject for subject, figure in found.items() if figure[1].dimension != dimension]:
        _require_measured(metric, min(wrong), found[min(wrong)][1])
    first = {meant_basis(figure[2], metric): subject for subject, figure in found.items()}
    if len(first) > 1:
        first = {meant_basis(found[one][2], metric): one for one in sorted(found, reverse=True)}
        names = sorted(f"{basis.describe()} (of {subject!r})" for basis, subject in first.items())
        raise PriceBasisMismatchError(
            f"cannot roll up {metric.id!r}: its figures are {' and '.join(names)}",
            "bring them to one price basis, or state price_basis in the metric for those that do not say",
            f"无法汇总 {metric.id!r}：各数据的价格口径不同",
            "请先折算到同一口径；未写明口径的，在指标的 price_basis 中写明",
        )
    return Chosen(
        metric,
        {subject: figure[0] for subject, figure in found.items()},
        {subject: figure[2] for subject, figure in found.items()},
        {subject: figure[3] for subject, figure in found.items()},
        frozenset(subject for subject, figure in found.items() if figure[4]),
        next(iter(first), metric.price_basis),
        ledger.steps.get(metric.id, 1),
    )


def _require_measured(metric: Metric, subject: str, measured: Unit) -> None:
    try:
        conversion(measured, metric.unit)
    except DimensionMismatchError as error:
        message = f"{metric.id!r} of {subject!r} is in {measured}: {error.message}"
        raise type(error)(
            message,
            error.remedy,
            f"{subject!r} 的 {metric.id!r} 单位为{measured}，与指标的单位{metric.unit}不是同一种量",
            "请核对单位；不同币种须写明汇率",
        ) from None


def _figure(
    ledger: StateLedger, metric: Metric, subject: str, asked: Period, parts: list[Part]
) -> _Figure | None:
    """Give the figure that the states of a subject give; None when they give none."""
    whole = [part for part in parts if part[0].slot.is_whole]
    if whole:
        if any(state.count > 1 for _, state in whole):
            raise _AskAgain  # whether they are one figure is told by the smallest and the greatest
        told, value = _latest(metric, subject, asked, whole)
        return value * ledger.step(metric, told.unit), told.unit, told.basis, (asked,), 0
    if metric.over_time is TimeRule.LAST:
        return _at_end(ledger, metric, subject, asked, parts)
    rows = sum(state.count for _, state in parts)
    mask = sum(state.mask for _, state in parts)
    if rows != mask.bit_count():
        raise _AskAgain  # two rows of one period
    chosen, gap, is_all = ledger.calendar.tiled(asked, mask)
    if not is_all:
        raise _AskAgain
    return *_combined(ledger, metric, subject, asked, chosen, parts), chosen, gap


def _at_end(
    ledger: StateLedger, metric: Metric, subject: str, asked: Period, parts: list[Part]
) -> _Figure | None:
    """Give the figure of the only row that is of the end of a period; None where there is none."""
    ending = [part for part in parts if part[0].slot.is_last]
    if not ending:
        return None
    if sum(state.count for _, state in ending) > 1:
        raise _AskAgain
    chosen = (ledger.calendar.inner[asked][ending[0][1].mask.bit_length() - 1],)
    return *_combined(ledger, metric, subject, asked, chosen, ending), chosen, 0


_Reading: TypeAlias = "tuple[object, ...]"


def _readings(parts: Iterable[Part]) -> set[_Reading]:
    """Give what figures say, alike for those that say the same in other units."""
    return {
        (told.unit.dimension, value * told.unit.factor, told.words, told.basis)
        for told, state in parts
        for value in (state.low, state.high)
    }


def _latest(metric: Metric, subject: str, period: Period, parts: list[Part]) -> tuple[Told, int]:
    """Give the figure of the latest vintage among those of one period, in the steps it was written in."""
    if len(parts) == 1 and parts[0][1].low == parts[0][1].high:  # nearly all are
        return parts[0][0], parts[0][1].low
    best = max(told.rank for told, _ in parts)
    newest = [part for part in parts if part[0].rank == best]
    if len(_readings(newest)) > 1:
        raise RollupError(
            f"two figures for {metric.id!r} of {subject!r} in {period} differ in one vintage",
            "keep one, or state which is preliminary and which is final as their vintage",
            f"{subject!r} 的 {metric.id!r} 在 {period} 有两个同版次而不同的数",
            "请只留一个，或写明哪个是初步数、哪个是最终数",
        )
    untold = _readings(part for part in parts if not part[0].rank)
    if best and not untold <= _readings(part for part in parts if part[0].rank):
        raise RollupError(
            f"two figures for {metric.id!r} of {subject!r} in {period} differ, and one names no vintage",
            "state the vintage of each, or keep one",
            f"{subject!r} 的 {metric.id!r} 在 {period} 有两个不同的数，其中一个未注明版本",
            "请注明各自的版本，或只留一个",
        )
    return newest[0][0], newest[0][1].low


def _combined(
    ledger: StateLedger,
    metric: Metric,
    subject: str,
    asked: Period,
    chosen: tuple[Period, ...],
    parts: list[Part],
) -> tuple[Number, Unit, PriceBasis]:
    """Combine the states of shorter periods by the metric's rule over time."""
    told = parts[0][0]
    if metric.over_time in {None, TimeRule.NONE}:
        raise RollupError(
            f"metric {metric.id!r} has no rule over time, "
            f"so {', '.join(map(str, chosen))} do not give {asked}",
            "ask for a period that is reported, or state over_time in the metric",
            f"指标 {metric.id!r} 没有跨期规则，{'、'.join(map(str, chosen))} 得不出 {asked}",
            "请查询已上报的时期，或在指标中写明 over_time",
        )
    basis = meant_basis(told.basis, metric)
    if len(parts) > 1:
        _require_addable(metric, subject, [part[0] for part in parts])
    if metric.over_time is not TimeRule.LAST:
        _require_known_year(metric, subject, told.unit, basis, len(chosen))
    numbers = [(told, state, ledger.step(metric, told.unit)) for told, state in parts]
    value: Number
    match metric.over_time:
        case TimeRule.MAX:
            value = max(state.high * step for _, state, step in numbers)
        case TimeRule.MIN:
            value = min(state.low * step for _, state, step in numbers)
        case TimeRule.MEAN:
            moment = sum(state.total * step * told.slot.months for told, state, step in numbers)
            value = Fraction(moment, sum(one.months for one in chosen))
        case _:  # a sum, or the one last value
            value = sum(state.total * step for _, state, step in numbers)
    return value, told.unit, basis


def _require_addable(metric: Metric, subject: str, told: list[Told]) -> None:
    """Refuse parts that cannot be added, in the same words whatever order they come in."""
    units: dict[str, Unit] = {}
    for unit in sorted((part.unit for part in told), key=str):
        units.setdefault(unit.dimension, unit)
    if len(units) > 1:
        first, other, *_ = units.values()
        is_money = first.currency and other.currency
        raise (CurrencyMismatchError if is_money else DimensionMismatchError)(
            f"{metric.id!r} of {subject!r}: cannot add figures in {first} and {other}",
            "check the units; zoneplan never assumes an exchange rate",
            f"{subject!r} 的 {metric.id!r}：{first}与{other}不能相加",
            "请核对单位；不同币种须写明汇率",
        )
    bases = sorted({meant_basis(part.basis, metric).describe() for part in told})
    if len(bases) > 1:
        raise PriceBasisMismatchError(
            f"{metric.id!r} of {subject!r}: cannot add figures {bases[0]} and {bases[1]}",
            "bring them to one price basis first, or state the basis where it is missing",
            f"{subject!r} 的 {metric.id!r}：价格口径不同，不能相加",
            "请先折算到同一口径，或补写口径",
        )


def _require_known_year(
    metric: Metric, subject: str, measured: Unit, basis: PriceBasis, periods: int
) -> None:
    if periods > 1 and basis.is_year_unstated and measured.currency is not None:
        raise PriceBasisMismatchError(
            f"{metric.id!r} of {subject!r}: cannot add money {basis.describe()}",
            "name the base year",
            f"{subject!r} 的 {metric.id!r}：不变价未写明基年，不能相加",
            "请写明基年",
        )


def _batches(rows: Mapping[str, int], most: int | None) -> Iterable[list[str]]:
    """Give subjects in batches of no more rows than may be asked for at once, or of one subject."""
    if most is None or not rows:
        return [list(rows)] if rows else []
    batches: list[list[str]] = [[]]
    size = 0
    for subject, count in rows.items():
        if batches[-1] and size + count > most:
            batches.append([])
            size = 0
        batches[-1].append(subject)
        size += count
    return batches


def _asked_again(
    ledger: StateLedger, metric: Metric, aspect: Aspect, asked: Period, subjects: Collection[str]
) -> dict[str, _Figure]:
    """Combine the figures of single periods, the latest vintage of each."""
    wanted = set(subjects)
    found: dict[str, dict[Period, list[Part]]] = {}
    known: dict[StateKind, Told] = {}
    for subject, kind, state in ledger.detail(metric.id, asked, subjects):
        if subject not in wanted:
            continue
        told = known.get(kind)
        if told is None:
            told = known[kind] = told_of(kind, ledger.calendar)
        is_meant = told.aspect is aspect and told.slot.asked == asked and bears_on(told, metric)
        if is_meant and told.period is not None:
            found.setdefault(subject, {}).setdefault(told.period, []).append((told, state))
    figures = {
        subject: _of_periods(ledger, metric, subject, asked, parts) for subject, parts in found.items()
    }
    return {subject: figure for subject, figure in figures.items() if figure is not None}


def _of_periods(
    ledger: StateLedger, metric: Metric, subject: str, asked: Period, parts: Mapping[Period, list[Part]]
) -> _Figure | None:
    if asked in parts:
        told, value = _latest(metric, subject, asked, parts[asked])
        return value * ledger.step(metric, told.unit), told.unit, told.basis, (asked,), 0
    chosen: tuple[Period, ...]
    if metric.over_time is TimeRule.LAST:
        ending = [one for one in parts if one.last == asked.last]
        if not ending:
            return None
        chosen = (min(ending, key=lambda one: one.months),)  # no two of them have as many months
        gap = 0
    else:
        inner = ledger.calendar.inner[asked]
        mask = sum(1 << inner.index(one) for one in parts)
        chosen, gap, _ = ledger.calendar.tiled(asked, mask)
    singles = [_single(metric, subject, one, parts[one]) for one in chosen]
    return *_combined(ledger, metric, subject, asked, chosen, singles), chosen, gap


def _single(metric: Metric, subject: str, period: Period, parts: list[Part]) -> Part:
    """Give the latest figure of one period as a state of one row."""
    told, value = _latest(metric, subject, period, parts)
    state = next(state for found, state in parts if found is told)
    return told, attrs.evolve(state, count=1, total=value, low=value, high=value)
