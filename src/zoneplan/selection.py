"""Which entry speaks for a node: its aspect, its period, its latest vintage, its price basis.

A longer period than the one an entry is written for is filled by the metric's rule over time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from zoneplan.aggregation import combine_over_time
from zoneplan.errors import DimensionMismatchError, PriceBasisMismatchError, RollupError
from zoneplan.figures import Figure
from zoneplan.ledger import Entry, Group
from zoneplan.metrics import Metric, TimeRule
from zoneplan.observations import Aspect, Vintage
from zoneplan.periods import Period, PeriodKind, cover, differs
from zoneplan.prices import PriceBasis, PriceBasisKind
from zoneplan.units import conversion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from zoneplan.ledger import Ledger

__all__ = [
    "Selection",
    "at_meant_prices",
    "choose_aspect",
    "choose_period",
    "combined_over_time",
    "latest",
    "meant_basis",
    "select",
    "untold_vintage",
    "vintage_rank",
]

_RANK = {None: 0, Vintage.ESTIMATE: 1, Vintage.PRELIMINARY: 2, Vintage.FINAL: 3, Vintage.REVISED: 4}
_NO_PERIODS: Mapping[Period, Group] = {}
_NO_GROUP = Group.of(())


@attrs.frozen(eq=False)
class Selection:
    """The figure of each subject for one metric, aspect and period.

    Attributes:
        metric: The metric.
        figures: The figure of each subject that reported.
        entries: The entries behind each figure: one, or several combined over time.
        partial: Subjects whose figure covers only a part of the period.
        basis: The price basis that all figures share.
        apart: Subjects whose figure would be a difference of what they report from January on, such as
            the second quarter by 1—3月 and 1—6月; what they have is of a part of the period, or nothing.
    """

    metric: Metric
    figures: Mapping[str, Figure]
    entries: Mapping[str, tuple[Entry, ...]]
    partial: frozenset[str]
    basis: PriceBasis
    apart: frozenset[str] = frozenset()

    def periods_of(self, subject: str) -> list[Period]:
        """Give the periods that the figure of a subject is made up of.

        Args:
            subject: A subject that reported.
        """
        return [entry.record.period for entry in self.entries[subject]]


def choose_aspect(ledger: Ledger, metric: Metric, subjects: Collection[str]) -> Aspect | None:
    """Give the aspect to use when none was asked for: the only one reported, or the actual one.

    Args:
        ledger: The entries.
        metric: The metric.
        subjects: The nodes and places whose entries count.

    Raises:
        RollupError: If there are several, and none of them is actual.
    """
    found = [
        aspect
        for aspect, periods in ledger.by_metric.get(metric.id, {}).items()
        if any(subject in subjects for group in periods.values() for subject in group.figures)
    ]
    if len(found) <= 1:
        return found[0] if found else None
    if Aspect.ACTUAL in found:
        return Aspect.ACTUAL
    names = ", ".join(repr(aspect.value) for aspect in found)
    raise RollupError(
        f"metric {metric.id!r} has entries of several aspects: {names}",
        f"say which: aspect={found[0].value!r}",
        f"指标 {metric.id!r} 有几个方面的数据：{names}",
        f"请写明哪一个，例如 aspect={found[0].value!r}（--aspect {found[0].value}）",
    )


def choose_period(ledger: Ledger, metric: Metric, aspect: Aspect, subjects: Collection[str]) -> Period | None:
    """Give the period to use when none was asked for: the only one reported.

    Args:
        ledger: The entries.
        metric: The metric.
        aspect: The aspect.
        subjects: The nodes and places whose entries count.

    Raises:
        RollupError: If entries are of several periods.
    """
    groups = ledger.by_metric.get(metric.id, {}).get(aspect, _NO_PERIODS)
    found = [
        period for period, group in groups.items() if any(subject in subjects for subject in group.figures)
    ]
    if len(found) <= 1:
        return found[0] if found else None
    names = ", ".join(str(period) for period in sorted(found, key=lambda period: period.sort_key))
    raise RollupError(
        f"metric {metric.id!r} has {aspect.value} entries for several periods: {names}",
        "say which period",
        f"指标 {metric.id!r} 有几个时期的数据：{names}",
        "请写明时期（--period）",
    )


def select(
    ledger: Ledger, metric: Metric, aspect: Aspect, period: Period, subjects: Collection[str]
) -> Selection:
    """Give the figure of each subject for one metric, aspect and period.

    Args:
        ledger: The entries.
        metric: The metric.
        aspect: The aspect.
        period: The period; shorter ones inside it are combined by the metric's rule over time, a year to
            date with what follows it. Two years to date are never added.
        subjects: The nodes whose entries count.

    Raises:
        RollupError: If a subject has two figures of one vintage that differ, or one without a vintage that
            differs from those that state theirs, or if shorter periods would have to be combined without a
            rule.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
        PriceBasisMismatchError: If the figures are at different price bases.
    """
    groups = ledger.by_metric.get(metric.id, {}).get(aspect, _NO_PERIODS)
    group = _restricted(groups.get(period, _NO_GROUP), subjects)
    figures, entries, partial = group.figures, _Singles(group.by_subject), frozenset[str]()
    samples, apart = group.samples, frozenset[str]()
    if len(groups) > (period in groups):
        others = {one for one in subjects if one not in figures}
        combined = _combined(groups, metric, period, others)
        whole = {subject for subject, (_, _, gap) in combined.items() if not gap}
        apart = _apart(groups, metric, period, others - whole)
        if combined:
            figures = {**figures, **{subject: figure for subject, (figure, _, _) in combined.items()}}
            entries = _Singles(
                group.by_subject, {subject: parts for subject, (_, parts, _) in combined.items()}
            )
            partial = frozenset(subject for subject, (_, _, gap) in combined.items() if gap)
            samples = tuple(figures.values())
    return Selection(metric, figures, entries, partial, _checked_basis(metric, samples, figures), apart)


def _restricted(group: Group, subjects: Collection[str]) -> Group:
    """Give the group with one entry a subject, the latest, and only the subjects asked about."""
    if group.is_single:
        further = [subject for subject in group.figures if subject not in subjects]
        return group if not further else group.without(further)
    asked = [entry for entry in group.entries if entry.subject in subjects]
    return Group.of(latest(found) for found in _by_subject(asked).values())


class _Singles(Mapping[str, "tuple[Entry, ...]"]):
    """The entries behind each figure, most of them a single one."""

    __slots__ = ("_combined", "_single")

    def __init__(
        self, single: Mapping[str, Entry], combined: Mapping[str, tuple[Entry, ...]] | None = None
    ) -> None:
        self._single = single
        self._combined = combined or {}

    def __getitem__(self, subject: str) -> tuple[Entry, ...]:
        return self._combined[subject] if subject in self._combined else (self._single[subject],)

    def __iter__(self) -> Iterator[str]:
        yield from self._single
        yield from self._combined

    def __len__(self) -> int:
        return len(self._single) + len(self._combined)


def vintage_rank(entry: Entry) -> int:
    """Give the place of an entry's vintage in their order; a later one is higher, none the lowest."""
    return _RANK[entry.record.vintage]


def latest(entries: Sequence[Entry]) -> Entry:
    """Give the entry of the latest vintage.

    Args:
        entries: Entries of one subject, metric and period: of one aspect, or baselines beside what was
            achieved.

    Raises:
        RollupError: If two of the latest vintage differ, or one that states no vintage differs from those
            that do.
    """
    best = max(vintage_rank(entry) for entry in entries)
    newest = [entry for entry in entries if vintage_rank(entry) == best]
    for other in newest[1:]:
        if _figure(other) != _figure(newest[0]):
            raise _two_figures(
                newest[0],
                other,
                "keep one, or state which is preliminary and which is final as their vintage",
                "请只保留一个，或注明哪个是初步核算、哪个是最终核实",
            )
    untold = untold_vintage(newest[0], entries)
    if untold is not None:
        raise _two_figures(
            newest[0],
            untold,
            f"state which is which: {untold.path} names no vintage",
            f"请注明哪个是初步数、哪个是最终数：{untold.path}未注明版本",
        )
    return newest[0]


def untold_vintage(newest: Entry, entries: Iterable[Entry]) -> Entry | None:
    """Give an entry that states no vintage and is none of the figures that do; None where there is none.

    It may be older or newer than those, so none of them can be said to have replaced it.

    Args:
        newest: The entry of the latest vintage.
        entries: All entries of its subject, metric and period; those of its aspect count.
    """
    alike = [entry for entry in entries if entry.record.aspect is newest.record.aspect]
    stated = [_figure(entry) for entry in alike if entry.record.vintage is not None]
    untold = (entry for entry in alike if entry.record.vintage is None)
    return next((entry for entry in untold if stated and _figure(entry) not in stated), None)


def _two_figures(one: Entry, other: Entry, remedy: str, remedy_zh: str) -> RollupError:
    record = other.record
    return RollupError(
        f"two figures for {record.metric!r} of {other.subject!r} in {record.period}: "
        f"{_figure(one)} in {one.path} and {_figure(other)} in {other.path}",
        remedy,
        f"“{other.subject}”的指标“{record.metric}”在{record.period}有两个数值："
        f"{one.path}为{_figure(one)}，{other.path}为{_figure(other)}",
        remedy_zh,
    )


def _by_subject(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.subject, []).append(entry)
    return groups


def _figure(entry: Entry) -> Figure:
    return entry.record.figure


def _combined(
    groups: Mapping[Period, Group], metric: Metric, period: Period, subjects: Collection[str]
) -> dict[str, tuple[Figure, tuple[Entry, ...], int]]:
    """Fill a period from shorter ones, for the subjects that have no entry for the period itself."""
    inside: dict[str, dict[Period, list[Entry]]] = {}
    for part, group in groups.items():
        if part != period and _bears_on(part, period, metric):
            for entry in group.entries:
                if entry.subject in subjects:
                    inside.setdefault(entry.subject, {}).setdefault(part, []).append(entry)
    choose = _at_end if metric.over_time is TimeRule.LAST else cover
    # Most subjects report the same few periods, so what is chosen among them is chosen once.
    known: dict[tuple[Period, ...], tuple[tuple[Period, ...], int]] = {}
    found = {}
    for subject, parts in inside.items():
        named = tuple(parts)
        if named not in known:
            known[named] = choose(period, named)
        chosen, gap = known[named]
        if chosen:
            entries = tuple(latest(parts[part]) for part in chosen)
            found[subject] = (_figure_of(metric, subject, period, entries), entries, gap)
    return found


def _bears_on(part: Period, period: Period, metric: Metric) -> bool:
    """Whether a shorter period is a part of another, or a year to date that tells a stock at its end."""
    is_at_end = part.kind is PeriodKind.YEAR_TO_DATE and part.last == period.last
    return period.contains(part) or (is_at_end and metric.over_time is TimeRule.LAST)


def _at_end(period: Period, parts: Iterable[Period]) -> tuple[tuple[Period, ...], int]:
    """Choose the shortest of the periods that end together with another."""
    ending = [part for part in parts if part.last == period.last]
    return ((min(ending, key=lambda part: part.months),) if ending else ()), 0


def _figure_of(metric: Metric, subject: str, period: Period, entries: tuple[Entry, ...]) -> Figure:
    """Combine entries; what is reported of the same months under another name stays as it is written."""
    first = entries[0].record
    if (first.period.first, first.period.last) == (
        period.first,
        period.last,
    ) and metric.over_time is TimeRule.SUM:
        return _figure(entries[0])
    return combined_over_time(metric, subject, period, entries)


def _apart(
    groups: Mapping[Period, Group], metric: Metric, period: Period, subjects: Collection[str]
) -> frozenset[str]:
    """Give the subjects whose figure would be a difference of what they report from January on."""
    if metric.over_time is not TimeRule.SUM or not any(_ends_within(part, period) for part in groups):
        return frozenset()
    reported: dict[str, list[Period]] = {}
    for part, group in groups.items():
        if part.first_year == part.last_year == period.first_year:
            for subject in [one for one in group.figures if one in subjects]:
                reported.setdefault(subject, []).append(part)
    return frozenset(subject for subject, parts in reported.items() if differs(period, parts))


def _ends_within(part: Period, period: Period) -> bool:
    """Whether a report from January on ends in a period that starts later, so that it may be taken apart."""
    is_later = part.first % 12 == 0 and part.first_year == part.last_year == period.first_year
    return is_later and part.first < period.first <= part.last <= period.last


def combined_over_time(metric: Metric, subject: str, period: Period, entries: tuple[Entry, ...]) -> Figure:
    """Combine the entries of one subject, naming it where they do not go together.

    Args:
        metric: The metric, whose rule over time says how.
        subject: The node or place.
        period: The period that the result is for.
        entries: The entries of shorter periods inside it, from early to late.

    Raises:
        RollupError: If the metric has no rule over time, or periods overlap.
        DimensionMismatchError: If the figures measure different things.
        CurrencyMismatchError: If they are money of different currencies.
        PriceBasisMismatchError: If they are at different price bases.
    """
    try:
        return combine_over_time(
            metric,
            period,
            {entry.record.period: at_meant_prices(_figure(entry), metric) for entry in entries},
        )
    except (DimensionMismatchError, PriceBasisMismatchError) as error:
        raise type(error)(f"{metric.id!r} of {subject!r}: {error.message}", error.remedy) from None


def meant_basis(figure: Figure, metric: Metric) -> PriceBasis:
    """Give the prices a figure is at: those of its metric when it does not say.

    Args:
        figure: The figure.
        metric: The metric it is of.
    """
    return metric.price_basis if figure.price_basis.kind is PriceBasisKind.UNSTATED else figure.price_basis


def at_meant_prices(figure: Figure, metric: Metric) -> Figure:
    """Give a figure with the prices it is at written out.

    Args:
        figure: The figure.
        metric: The metric it is of.
    """
    basis = meant_basis(figure, metric)
    return figure if figure.price_basis == basis else attrs.evolve(figure, price_basis=basis)


def _checked_basis(metric: Metric, samples: Iterable[Figure], figures: Mapping[str, Figure]) -> PriceBasis:
    """Refuse figures that do not measure the metric, or at more than one price basis."""
    meant = set()
    for figure in samples:
        if figure.unit is not metric.unit:
            _require_measured(metric, figure, figures)
        meant.add(meant_basis(figure, metric))
    if len(meant) > 1:
        first: dict[PriceBasis, str] = {}
        for subject in sorted(figures):  # the same words whatever order figures come in
            first.setdefault(meant_basis(figures[subject], metric), subject)
        names = sorted(f"{basis.describe()} (of {subject!r})" for basis, subject in first.items())
        names_zh = sorted(f"{basis.describe('zh')}（{subject!r}）" for basis, subject in first.items())
        raise PriceBasisMismatchError(
            f"cannot roll up {metric.id!r}: its figures are {' and '.join(names)}",
            "bring them to one price basis, or state price_basis in the metric for those that do not say",
            f"{metric.id!r} 无法汇总：其数据为{'、'.join(names_zh)}",
            "请统一价格口径，或在指标中为没有写明的写上价格",
        )
    return meant.pop() if meant else metric.price_basis


def _require_measured(metric: Metric, figure: Figure, figures: Mapping[str, Figure]) -> None:
    """Refuse a figure that does not measure the metric, naming whose it is."""
    try:
        conversion(figure.unit, metric.unit)
    except DimensionMismatchError as error:
        subject = min(one for one, found in figures.items() if found.unit is figure.unit)
        found = figures[subject]
        message = f"{metric.id!r} of {subject!r} is {found}: {error.message}"
        raise type(error)(message, error.remedy) from None
