"""One metric of one subject through time: years to date taken apart, longer periods, growth.

Nothing is filled in: a period that what is reported does not give is left out, and a gap says why.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from zoneplan.aggregation import combine_over_time, looser_words
from zoneplan.errors import RollupError
from zoneplan.figures import Derivation, Figure, as_figure, figure_of, require_addable
from zoneplan.ledger import Ledger
from zoneplan.metrics import AcrossRule, Metric, MetricKind, TimeRule
from zoneplan.observations import Aspect
from zoneplan.outline import unknown_id
from zoneplan.periods import Period, Periodicity, PeriodKind, fill
from zoneplan.readings import Operation
from zoneplan.selection import at_meant_prices, latest
from zoneplan.short_reprs import short_repr, shortened_repr
from zoneplan.subjects import known_places, own_subject, root_place
from zoneplan.texts import member
from zoneplan.units import conversion, unit
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from zoneplan.ledger import Entry, PlanLike

__all__ = ["Comparison", "Gap", "Series"]

_MOST_NAMED = 4
_WITHOUT_GROWTH = {MetricKind.RATIO, MetricKind.RATE, MetricKind.RANK}


class Comparison(enum.StrEnum):
    """The earlier period that a growth is counted from."""

    YEAR_ON_YEAR = "year_on_year"
    """同比: the same months of the year before."""
    PERIOD_ON_PERIOD = "period_on_period"
    """环比: the period just before, such as the month before a month."""

    @classmethod
    def _missing_(cls, value: object) -> Comparison | None:
        return next((kind for kind, word in _WORDS.items() if word == value), None)


_WORDS = {Comparison.YEAR_ON_YEAR: "同比", Comparison.PERIOD_ON_PERIOD: "环比"}


@attrs.frozen
class Gap:
    """A period that a series cannot give a figure for, and why.

    Attributes:
        period: The period that is left out.
        reason: Why, as a sentence in English.
        reason_zh: The same sentence in Chinese.
    """

    period: Period
    reason: str
    reason_zh: str

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.reason


class _Timeline(Mapping[Period, Figure]):
    """Figures by period, from early to late; it cannot be changed."""

    __slots__ = ("_figures",)

    def __init__(self, figures: Mapping[Period, Figure]) -> None:
        self._figures = {period: figures[period] for period in sorted(figures, key=lambda one: one.sort_key)}

    def __getitem__(self, period: Period) -> Figure:
        return self._figures[period]

    def __iter__(self) -> Iterator[Period]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{period}: {figure}" for period, figure in self.items()) + "}"


def _as_timeline(values: Mapping[Any, Figure | str]) -> Mapping[Period, Figure]:
    found: dict[Period, Figure] = {}
    for key, value in values.items():
        period = key if isinstance(key, Period) else Period.parse(key)
        if period in found:
            raise RollupError(
                f"two figures are given for {period}",
                "give one for each period",
                f"{period}写了两个数",
                "每个时期请只写一个",
            )
        found[period] = as_figure(value)
    return _Timeline(found)


def _as_aspect(value: Aspect | str) -> Aspect:
    return member(Aspect, value, RollupError)


@attrs.frozen(kw_only=True, repr=False)
class Series:
    """The figures of one metric and one subject, period by period.

    >>> sales = Metric(id="x", name="销售额", unit="亿元", kind="flow", over_time="sum")
    >>> to_date = Series(metric=sales, figures={"2023-01/02": "8亿元", "2023-01/03": "13亿元"})
    >>> {str(period): str(figure) for period, figure in to_date.single().figures.items()}
    {'2023-01/02': '8亿元', '2023-03': '5亿元'}
    >>> to_date
    <Series 'x', actual, 2 figures: 2023-01/02 to 2023-01/03>

    Attributes:
        metric: The metric.
        figures: The figure of each period, from early to late; read-only. Periods and figures may be given
            as texts. A figure that does not state its prices is at those of the metric.
        subject: Id of the node or place it is about; None when it is not said.
        aspect: What the figures are figures of.
        gaps: What the operation that gave this series had to leave out, and why.

    Raises:
        PeriodError: If a text is no period.
        AmountError: If a text is no figure.
        RollupError: If one period has two figures.
        DimensionMismatchError: If a figure is not of the metric's dimension.
        CurrencyMismatchError: If a figure is money of another currency.
    """

    metric: Metric
    figures: Mapping[Period, Figure] = attrs.field(converter=_as_timeline, hash=False)
    subject: str | None = None
    aspect: Aspect = attrs.field(default=Aspect.ACTUAL, converter=_as_aspect)
    gaps: tuple[Gap, ...] = ()

    def __repr__(self) -> str:
        about = "" if self.subject is None else f" of {self.subject!r}"
        ends = list(self.figures)[:: max(1, len(self.figures) - 1)]
        span = ": " + " to ".join(map(str, ends)) if ends else ""
        left_out = f", {len(self.gaps)} left out" if self.gaps else ""
        figures = f"{len(self.figures)} figure{'' if len(self.figures) == 1 else 's'}"
        said = f"<Series {self.metric.id!r}{about}, {self.aspect.value}, {figures}{left_out}{span}>"
        return shortened_repr(said)

    def __str__(self) -> str:
        lines = [f"{period} {figure}" for period, figure in self.figures.items()]
        return "\n".join([*lines, *map(str, self.gaps)])

    def __attrs_post_init__(self) -> None:
        for figure in self.figures.values():
            conversion(figure.unit, self.metric.unit)  # refuses what the metric does not measure
        meant = {period: at_meant_prices(figure, self.metric) for period, figure in self.figures.items()}
        object.__setattr__(self, "figures", _Timeline(meant))

    @classmethod
    def of(
        cls,
        source: PlanLike | Ledger,
        metric: str,
        subject: str | None = None,
        aspect: Aspect | str = Aspect.ACTUAL,
    ) -> Self:
        """Give the series that a plan reports, of each period the latest vintage.

        Args:
            source: The plan, or a ledger alone.
            metric: Id of the metric.
            subject: Id of the node or place; the zone and its plan are one subject. None for the only one
                that reports, else for the plan itself.
            aspect: What the figures are figures of.

        Raises:
            UnknownIdError: If the plan has no such metric or subject.
            RollupError: If two figures of one period and vintage differ, or several subjects report and
                none was named.
            DimensionMismatchError: If a figure is not of the metric's dimension.
        """
        ledger = source if isinstance(source, Ledger) else source.ledger
        plan = None if isinstance(source, Ledger) else source
        found, kind = ledger.metric(metric), _as_aspect(aspect)
        reported: dict[str, dict[Period, list[Entry]]] = {}
        for period, group in ledger.by_metric.get(metric, {}).get(kind, {}).items():
            for entry in group.entries:
                about = entry.subject if plan is None else own_subject(plan, entry)
                reported.setdefault(about, {}).setdefault(period, []).append(entry)
        chosen = _subject(plan, metric, subject, reported)
        periods = {} if chosen is None else reported.get(chosen, {})
        figures = {period: latest(entries).record.figure for period, entries in periods.items()}
        return cls(metric=found, figures=figures, subject=chosen, aspect=kind)

    # -- years to date --------------------------------------------------------------------------

    def single(self) -> Series:
        """Take years to date apart, by differences, into months, quarters and halves.

        The first of a year stays what it is: the combined 1—2月 is one period, and 1—3月 is the first
        quarter. Where what lies between two has no name, as after 1—6月 and 1—8月, or comes to what the
        metric cannot be, as where a year to date falls, it is left out and a gap says so. Periods that
        are reported singly stay as they are, and so do years without a year to date.

        Raises:
            RollupError: If the metric is not added over time.
            PriceBasisMismatchError: If the figures are at different price bases.
        """
        self._require_flow("taken apart")
        years = {period.first_year for period in self.figures if period.kind is PeriodKind.YEAR_TO_DATE}
        figures = {
            period: figure
            for period, figure in self.figures.items()
            if period.first_year not in years or not _from_january(period)
        }
        gaps: list[Gap] = []
        for year in sorted(years):
            for found in self._steps(year, figures):
                if isinstance(found, Gap):
                    gaps.append(found)
                else:
                    figures[found[0]] = found[1]
        return attrs.evolve(self, figures=figures, gaps=tuple(gaps))

    def year_to_date(self) -> Series:
        """Add single periods up from January on: the inverse of `single`.

        A year to date that is reported is kept as it is. In a year where a period is missing the sum stops
        there, and gaps name what could not be added.

        Raises:
            RollupError: If the metric is not added over time.
            PriceBasisMismatchError: If the figures are at different price bases.
        """
        self._require_flow("added up")
        figures: dict[Period, Figure] = {}
        gaps: list[Gap] = []
        for year in sorted({period.first_year for period in self.figures}):
            reached = self._accumulated(year)
            figures |= {Period.year_to_date(year, month): figure for month, figure in reached.items()}
            ends = {12 * year + month - 1 for month in reached}
            mine = (one for one in self.figures if one.first_year == year)
            gaps.extend(_not_reached(one) for one in mine if one.last not in ends)
        return attrs.evolve(self, figures=figures, gaps=tuple(gaps))

    def _accumulated(self, year: int) -> dict[int, Figure]:
        """Give what was reached by the end of each month of a year, where that is known."""
        reached: dict[int, Figure] = {}
        further: list[Period] = []
        for period in self.figures:  # of the half year and 1—6月, the latter counts: it is sorted behind
            if period.first_year == period.last_year == year:
                if _from_january(period):
                    reached[period.months] = self.figures[period]
                else:
                    further.append(period)
        for period in further:
            before, after = period.first % 12, period.last % 12 + 1
            if before in reached and after not in reached:
                reached[after] = reached[before] + self.figures[period]
        return dict(sorted(reached.items()))

    def _steps(self, year: int, stated: Mapping[Period, Figure]) -> Iterator[tuple[Period, Figure] | Gap]:
        """Give what lies between one year to date and the next, where it is not stated itself."""
        reached = self._accumulated(year)
        before = 0
        for month, figure in reached.items():
            first, last = 12 * year + before, 12 * year + month - 1
            step = Period.of_months(first, last)
            months = (Period.of_months(one, one) for one in range(first, last + 1))
            if before == 0 and step is not None:  # months from January on always have a name
                yield step, figure
            elif not all(any(one.contains(part) for one in stated) for part in months if part is not None):
                yield self._difference(year, (before, month), reached, step)
            before = month

    def _difference(
        self, year: int, months: tuple[int, int], reached: Mapping[int, Figure], step: Period | None
    ) -> tuple[Period, Figure] | Gap:
        """Give one year to date less another, or say why not."""
        earlier, later = (Period.year_to_date(year, month) for month in months)
        if step is None:
            return _unnamed(earlier, later)
        figure = reached[months[1]] - reached[months[0]]
        if not figure.base_reading.wide.overlaps(self.metric.base_domain):
            return _impossible(self.metric, step, figure, (earlier, later))
        return step, figure

    def _require_flow(self, done: str) -> None:
        rule = self.metric.over_time
        if rule is not TimeRule.SUM:
            how = "states no rule over time" if rule is None else f"has the rule {rule.value!r} over time"
            how_zh = "没有写明时间规则" if rule is None else f"的时间规则是“{word_of(rule, 'zh')}”"
            is_last = rule is TimeRule.LAST
            raise RollupError(
                f"metric {self.metric.id!r} {how}: its values are not added over time, "
                f"so years to date cannot be {done}",
                "ask for by('quarter') or by('year') for the value at the end of a period"
                if is_last
                else "state over_time: sum in the metric if it is a flow",
                f"指标 {self.metric.id!r} {how_zh}：数值不随时间相加，不能{_DONE_ZH[done]}累计数",
                "如需期末数，请用 by('quarter') 或 by('year')"
                if is_last
                else "如为流量，请在指标中写 时间规则: 求和",
            )

    # -- other periods --------------------------------------------------------------------------

    def by(self, periodicity: Periodicity | str) -> Series:
        """Move to months, quarters, halves or years, by the metric's rule over time.

        Sums, means weighted by months, the largest, the smallest, or the value at the end of the period. Of
        a flow, years to date give the quarters between them. A period that is reported itself keeps its
        figure; one that is not wholly reported is left out, and a gap says how much of it is.

        Args:
            periodicity: How often the figures of the result come, as a `Periodicity` or its word: year, 年.

        Raises:
            RollupError: If the metric has no rule over time, or all that is reported is for longer periods.
            PriceBasisMismatchError: If the figures are at different price bases.
        """
        step = member(Periodicity, periodicity, RollupError)
        if not self.figures:
            return attrs.evolve(self, gaps=())
        pool = {**self.single().figures, **self.figures} if self._is_flow else dict(self.figures)
        figures: dict[Period, Figure] = {}
        gaps: list[Gap] = []
        for period in self._asked(step):
            found = self._found(period, pool)
            if isinstance(found, Gap):
                gaps.append(found)
            else:
                figures[period] = found
        if not figures and not any(_may_serve(period, step) for period in self.figures):
            raise self._too_fine(step)
        return attrs.evolve(self, figures=figures, gaps=tuple(gaps))

    @property
    def _is_flow(self) -> bool:
        return self.metric.over_time is TimeRule.SUM

    def _asked(self, step: Periodicity) -> list[Period]:
        """Give the periods of a periodicity from the first month reported to the last."""
        first, last = min(one.first for one in self.figures), max(one.last for one in self.figures)
        starts = range(first - first % step.months, last + 1, step.months)
        found = (Period.of_months(start, start + step.months - 1) for start in starts)
        return [period for period in found if period is not None]

    def _found(self, period: Period, pool: Mapping[Period, Figure]) -> Figure | Gap:
        """Give the figure of one period: reported, combined of its parts, or a difference."""
        if period in pool:
            return pool[period]
        if self.metric.over_time is TimeRule.LAST:
            return self._at_end(period)
        inside = {part: pool[part] for part in pool if period.contains(part)}
        if inside and self.metric.over_time in {None, TimeRule.NONE}:
            return combine_over_time(self.metric, period, inside)  # refuses
        parts = fill(period, inside)
        if parts is not None and len(parts) > 1:
            return combine_over_time(self.metric, period, {part: inside[part] for part in parts})
        if parts is not None:  # the same months under another name
            return inside[parts[0]]
        reached = self._accumulated(period.first_year) if self._is_flow else {}
        ends = period.first % 12, period.last % 12 + 1
        if set(ends) <= set(reached):
            found = self._difference(period.first_year, ends, reached, period)
            return found if isinstance(found, Gap) else found[1]
        return _incomplete(period, inside, pool)

    def _at_end(self, period: Period) -> Figure | Gap:
        ending = [
            one
            for one in self.figures
            if one.last == period.last and (period.contains(one) or one.kind is PeriodKind.YEAR_TO_DATE)
        ]
        if ending:
            return self.figures[min(ending, key=lambda one: one.months)]
        return Gap(
            period,
            f"{period} is left out: its last month is not reported",
            f"{period}未列出：未报期末数",
        )

    def _too_fine(self, step: Periodicity) -> RollupError:
        periods = [str(period) for period in self.figures]
        more = ", …" if len(periods) > _MOST_NAMED else ""
        return RollupError(
            f"metric {self.metric.id!r} is reported for {', '.join(periods[:_MOST_NAMED])}{more}, "
            f"which does not say how much falls in each {step}",
            "ask for longer periods, or report shorter ones",
            f"指标 {self.metric.id!r} 按{'、'.join(periods[:_MOST_NAMED])}{'……' if more else ''}上报，"
            "不能确定更短的各期各有多少",
            "请用较长的时期，或按较短的时期上报",
        )

    # -- growth ---------------------------------------------------------------------------------

    def growth(self, comparison: Comparison | str) -> Series:
        """Give the growth from an earlier period in %, exactly: 同比 or 环比.

        Levels at current prices give nominal growth, those at constant prices real growth; the result
        names the price basis. A period whose earlier one is not reported, or is not above 0, is left out.

        Args:
            comparison: What to compare with, as a `Comparison` or its word: year_on_year, 同比.

        Raises:
            RollupError: If the metric is a share, a rate or a rank: its change is told in points or places.
            PriceBasisMismatchError: If two figures that are compared are at different price bases.
        """
        kind = member(Comparison, comparison, RollupError)
        if self.metric.kind in _WITHOUT_GROWTH:
            raise RollupError(
                f"metric {self.metric.id!r} is a {self.metric.kind.value} and does not grow by per cent",
                "subtract its values: its change is told in points or places",
                f"指标 {self.metric.id!r} 的类型是“{word_of(self.metric.kind, 'zh')}”，不按百分比增长",
                "请把数值相减：变化以百分点或位次计",
            )
        known = {(period.first, period.last): figure for period, figure in self.figures.items()}
        figures: dict[Period, Figure] = {}
        gaps: list[Gap] = []
        for period, figure in self.figures.items():
            before = _earlier(period, kind)
            base = None if before is None else known.get((before.first, before.last))
            if before is None or base is None:
                gaps.append(_without_base(period, before, kind))
            elif base.base_value <= 0:
                gaps.append(_base_not_positive(period, before, base))
            else:
                figures[period] = _growth(figure, base)
        metric = Metric(
            id=f"{self.metric.id}-{kind.value}",
            name=f"{self.metric.name}{_WORDS[kind]}增速",
            unit="%",
            kind=MetricKind.RATE,
            direction=self.metric.direction,
            scope=self.metric.scope,
            across=AcrossRule.NONE,
            over_time=TimeRule.NONE,
            price_basis=self.metric.price_basis,
        )
        return attrs.evolve(self, metric=metric, figures=figures, gaps=tuple(gaps))


_DONE_ZH: Final = {"taken apart": "拆分", "added up": "合成"}


def _subject(
    plan: PlanLike | None, metric: str, subject: str | None, reported: Mapping[str, object]
) -> str | None:
    """Give the subject to use: the one named, the only one that reports, or the plan itself."""
    if subject is None:
        if len(reported) <= 1:
            return next(iter(reported), None)
        if plan is not None and plan.id in reported:
            return plan.id
        names = ", ".join(map(repr, sorted(reported)[:_MOST_NAMED]))
        more = ", …" if len(reported) > _MOST_NAMED else ""
        raise RollupError(
            f"metric {metric!r} is reported for several subjects: {names}{more}",
            f"say which: subject={min(reported)!r}",
            f"指标 {metric!r} 由几个主体上报：{names.replace(', ', '、')}{'……' if more else ''}",
            f"请写明哪一个：subject={min(reported)!r}",
        )
    if plan is None:
        return subject
    if subject == root_place(plan):
        return plan.id
    known = {**plan.outline.nodes, **known_places(plan)}
    if subject not in known:
        raise unknown_id("subject", subject, known)
    return subject


def _may_serve(period: Period, step: Periodicity) -> bool:
    """Tell whether a period is short enough for a periodicity, or one that others are subtracted from."""
    return period.months <= step.months or period.kind is PeriodKind.YEAR_TO_DATE


def _from_january(period: Period) -> bool:
    return period.first % 12 == 0 and period.months <= 12


def _earlier(period: Period, comparison: Comparison) -> Period | None:
    if comparison is Comparison.PERIOD_ON_PERIOD:
        return period.previous
    return period.shifted(-1) if period.first_year > 1 else None


def _growth(figure: Figure, before: Figure) -> Figure:
    require_addable(before, figure, "compare")
    percent = unit("%")
    ratio = figure_of(
        figure.base_value / before.base_value / percent.factor,
        percent,
        qualifiers=looser_words((figure, before)),
        price_basis=figure.price_basis,
        derivation=Derivation(Operation.RATIO_OF_SUMS, (figure,), (before,)),
    )
    return ratio - Figure(100, percent, quantum=0, price_basis=figure.price_basis)


# -- what is left out, and why --------------------------------------------------------------------


def _unnamed(earlier: Period, later: Period) -> Gap:
    first, last = (Period.of_months(month, month) for month in (earlier.last + 1, later.last))
    return Gap(
        later,
        f"{later} less {earlier} is left out: {first} to {last} is no month, quarter, half or year",
        f"{later}减{earlier}未列出：{first}至{last}不是一个月、季、半年或年",
    )


def _impossible(metric: Metric, step: Period, figure: Figure, ends: tuple[Period, Period]) -> Gap:
    return Gap(
        step,
        f"{step} is left out: {ends[1]} less {ends[0]} is {figure}, which {metric.id!r} cannot be",
        f"{step}未列出：{ends[1]}减{ends[0]}为{figure}，超出“{metric.name}”的取值范围",
    )


def _not_reached(lost: Period) -> Gap:
    if lost.first_year != lost.last_year:
        return Gap(
            lost,
            f"{lost} is left out: it is longer than a year",
            f"{lost}未列出：超过一年",
        )
    return Gap(
        lost,
        f"{lost} is left out: the months before it are not all reported",
        f"{lost}未列出：此前各月未报全",
    )


def _incomplete(period: Period, inside: Iterable[Period], pool: Iterable[Period]) -> Gap:
    months = {month for part in inside for month in range(part.first, part.last + 1)}
    longer = next((one for one in pool if one.contains(period)), None)
    if longer is not None and not months:
        return Gap(
            period,
            f"{period} is left out: it is reported as a part of {longer} only",
            f"{period}未列出：只报了{longer}的数",
        )
    if not months:
        return Gap(period, f"{period} is left out: it is not reported", f"{period}未列出：未报")
    return Gap(
        period,
        f"{period} is left out: {len(months)} of its {period.months} months are reported",
        f"{period}未列出：{period.months}个月中已报{len(months)}个月",
    )


def _without_base(period: Period, before: Period | None, comparison: Comparison) -> Gap:
    word = _WORDS[comparison]
    if before is None:
        return Gap(
            period,
            f"{period} is left out: no period of its length comes just before it",
            f"{period}未列出：没有可作{word}的时期",
        )
    return Gap(
        period,
        f"{period} is left out: {before}, which it is compared with, is not reported",
        f"{period}未列出：未报用于{word}的{before}",
    )


def _base_not_positive(period: Period, before: Period, figure: Figure) -> Gap:
    return Gap(
        period,
        f"{period} is left out: {before} is {figure}, and growth is counted from what is above 0",
        f"{period}未列出：{before}为{figure}，不大于0，不能计算增速",
    )
