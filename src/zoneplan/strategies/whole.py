"""Strategies for whole valid plans, and for what one asks of them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from zoneplan.deadlines import Deadline
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate, Cumulative, Goal, Level, Multiple, PointChange
from zoneplan.metrics import AcrossRule, Direction, Metric, Nature
from zoneplan.observations import Aspect, Observation, Vintage
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Qualifier
from zoneplan.rates import ExchangeRate, PriceIndex
from zoneplan.rollup import Missing, Rollup
from zoneplan.sources import Source
from zoneplan.strategies import words
from zoneplan.strategies.nodes import bits, outlines, pick, pick_of, with_projects
from zoneplan.strategies.values import YEARS, figure_texts
from zoneplan.targets import Target
from zoneplan.units import unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.findings import Report
    from zoneplan.ledger import Ledger
    from zoneplan.programs import Action, Program, Project
    from zoneplan.register import Register

__all__ = ["filled", "ledgers", "plans", "registers", "reports", "rollups"]

_Node = TypeVar("_Node", bound="Plan | Program | Action | Project")
_Series = tuple[Aspect, Period]

# The units that the entries of a metric are mixed from; the least and greatest amount is in the first.
_MIXED = {
    "CNY": ("元", "万元", "亿元"),
    "area": ("平方米", "亩", "公顷"),
    "count:人": ("人", "万人"),
    "ratio": ("%", "‰"),
    "rank": ("位",),
}
_FREE: tuple[dict[str, Any], ...] = (
    {
        "id": "investment", "name": "完成投资", "unit": "万元",
        "kind": "flow", "across": "sum", "over_time": "sum",
    },
    {
        "id": "jobs", "name": "带动就业", "unit": "人",
        "kind": "count", "across": "sum", "over_time": "sum",
    },
    {
        "id": "land", "name": "Land supplied", "unit": "亩",
        "kind": "stock", "across": "sum", "over_time": "last",
    },
    {
        "id": "largest", "name": "最大单体投资", "unit": "亿元",
        "kind": "stock", "across": "max", "over_time": "max",
    },
    {
        "id": "lowest", "name": "Lowest score", "unit": "%",
        "kind": "index", "across": "min", "over_time": "min",
    },
    {
        "id": "place", "name": "综合排名", "unit": "位",
        "kind": "rank", "across": "none",
    },
)  # fmt: skip
_WEIGHED: tuple[dict[str, Any], ...] = (
    {
        "id": "satisfaction", "name": "满意度", "unit": "%",
        "kind": "ratio", "across": "weighted_mean", "weight": "jobs",
    },
    {
        "id": "density", "name": "投资强度", "unit": "万元/亩", "kind": "ratio", "across": "ratio_of_sums",
        "numerator": "investment", "denominator": "land",
    },
)  # fmt: skip
_PARTNERS = {"land": "investment", "investment": "land"}
_NEEDS = {"satisfaction": ("jobs",), "density": ("investment", "land")}
_SOURCES = (
    None,
    Source(id="bulletin"),
    Source(id="report", place="p. 7", quote="完成投资稳步增长"),
    Source(document="访谈记录"),
)
_LISTED = (
    Source(id="bulletin", document=words.SOURCES[0], date="2024-02"),
    Source(id="report", document=words.SOURCES[1]),
)
_LOOKS = tuple(
    {"direction": direction, "nature": nature, "scope": scope}
    for direction, nature, scope in product((None, *Direction), (None, *Nature), (None, words.OTHER_WORDS[0]))
)
_RATES: tuple[dict[str, Any], ...] = (
    {},
    {
        "price_indices": (
            PriceIndex(of="GDP平减指数", period=2021, figure="104.5", source=Source(id="bulletin")),
            PriceIndex(of="GDP平减指数", period=2022, figure="上涨1.8%", vintage="final"),
            PriceIndex(of="CPI", period=2022, base=2015, figure="119", currency="USD", note="虚构"),
        ),
    },
    {
        "exchange_rates": (
            ExchangeRate(period=2022, figure="6.7元/美元", kind="average", source=Source(id="report")),
            ExchangeRate(period="2022-12", figure="7.10元/美元", kind="end_of_period"),
        ),
    },
)
_BASES = st.sampled_from((PriceBasis.unstated(), PriceBasis.current(), PriceBasis.constant(2020)))
_SETS = st.tuples(
    st.lists(st.sampled_from(_FREE), min_size=1, max_size=3, unique_by=lambda one: one["id"]),
    st.sampled_from((None, None, *_WEIGHED)).map(lambda row: [] if row is None else [row]),
)


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    plain: bool = False,
    stated: bool = True,
    across: AcrossRule | None = None,
    max_programs: int = 2,
    max_actions: int = 3,
) -> Plan:
    """Draw a whole plan in which `validate()` finds no error; its data are invented.

    It has shared projects and packages, actions that are counted and not named, up to six metrics of all
    rules, entries in mixed units of one dimension and of several periods, aspects and vintages, written in
    their nodes or beside the plan, places that lie in places, and stated totals that agree with their
    parts, rounded or not. Every metric that has a rule rolls up for every aspect and period reported.

    >>> from hypothesis import find
    >>> plan = find(plans(), lambda plan: len({entry.subject for entry in plan.ledger}) > 1)
    >>> plan.validate().errors
    ()

    Args:
        draw: Given by Hypothesis.
        plain: Whether figures are plain numbers, without ranges and qualifying words.
        stated: Whether nodes may state totals of their own.
        across: A rule across parts that at least one of the metrics has; None for any rules.
        max_programs: The most programs listed; at least one is.
        max_actions: The most actions listed in a program.
    """
    plan = draw(outlines(max_programs=max_programs, max_actions=max_actions))
    metrics = draw(_chosen_metrics(across))
    book = _Book(draw, plan, plain=plain)
    for metric in metrics:
        book.report(metric)
    if stated:
        for metric in metrics:
            book.state_totals(metric)
    for metric in metrics:
        book.aim(metric)
    plan = attrs.evolve(plan, metrics=metrics, sources=_LISTED, **draw(pick_of(_RATES)))
    return filled(plan, book.observations, book.targets)


@st.composite
def _chosen_metrics(draw: st.DrawFn, across: AcrossRule | None) -> tuple[Metric, ...]:
    """Draw metrics, those that others are weighed by or divided by before the others."""
    free, weighed = draw(_SETS)
    if across is not None and across not in {row["across"] for row in (*free, *weighed)}:
        wanted_row = draw(pick_of([row for row in (*_FREE, *_WEIGHED) if row["across"] == across]))
        (weighed if wanted_row in _WEIGHED else free).append(wanted_row)
    needed = {name for one in weighed for name in _NEEDS[one["id"]]}
    rows = [*free, *(row for row in _FREE if row["id"] in needed and row not in free), *weighed]
    return tuple(
        Metric(
            **row,
            **draw(pick_of(_LOOKS)),
            price_basis=draw(_BASES) if row["unit"] in {"万元", "亿元"} else PriceBasis.unstated(),
        )
        for row in rows
    )


@attrs.define
class _Book:
    """The entries being drawn for a plan, by the node or place they are written in.

    Attributes:
        draw: Given by Hypothesis.
        plan: The plan without numbers.
        plain: Whether figures are plain numbers.
        observations: What was drawn, by the id of the node to write it in.
        targets: Likewise.
        series: For each metric the aspects and periods it is reported for, with the figure that counts
            for each leaf.
    """

    draw: st.DrawFn
    plan: Plan
    plain: bool
    observations: dict[str, list[Observation]] = attrs.field(factory=dict)
    targets: dict[str, list[Target]] = attrs.field(factory=dict)
    series: dict[str, dict[_Series, dict[str, Figure]]] = attrs.field(factory=dict)

    def report(self, metric: Metric) -> None:
        """Draw which leaves report a metric, for which aspects and periods, and what."""
        mine = self.series.setdefault(metric.id, {})
        if metric.across is AcrossRule.RATIO_OF_SUMS:
            return  # it is computed from the two others
        if metric.across is AcrossRule.NONE:
            subject = self.draw(pick(("plan", *(one.id for one in self.plan.places))))
            self._observe(metric, (Aspect.ACTUAL, self._periods()[0]), subject)
            return
        weights = None if metric.weight is None else self.series[metric.weight]
        for one in self._series_for(metric):
            leaves = tuple(self.plan.outline.terminals if weights is None else weights[one])
            reported = self.draw(bits(len(leaves)))
            mine[one] = {
                leaf: self._observe(metric, one, leaf) for n, leaf in enumerate(leaves) if reported >> n & 1
            }

    def _periods(self) -> Sequence[Period]:
        """Give periods of the plan of which none holds another."""
        years = self.plan.period or Period.year(2023)
        first = years.first_year
        choices = (
            tuple(Period.year(year) for year in range(first, min(first + 2, years.last_year + 1))),
            (Period.quarter(first, 1), Period.quarter(first, 2)),
            (Period.month(first, 11), Period.month(first, 12)),
            (Period.year_to_date(first, 9),),
        )
        return choices[self.draw(bits(2))]

    def _series_for(self, metric: Metric) -> Sequence[_Series]:
        """Draw aspects and periods; those of a mean are its weight's, and a ratio's two share theirs."""
        partner = _PARTNERS.get(metric.id, metric.weight)
        if partner in self.series:
            return tuple(self.series[partner])
        aspects = self.draw(_ASPECTS)
        return [(aspect, period) for aspect in aspects for period in self._periods()]

    def _observe(self, metric: Metric, series: _Series, subject: str) -> Figure:
        """Draw an entry, and sometimes an earlier estimate that it replaces; give the figure that counts."""
        figure, vintage = self._figure(metric), self.draw(_VINTAGES)
        self._write(metric, series, subject, figure, vintage)
        if vintage is Vintage.REVISED:
            self._write(metric, series, subject, self._figure(metric), Vintage.PRELIMINARY)
        return figure

    def _figure(self, metric: Metric) -> Figure:
        name = self.draw(pick(_MIXED[metric.unit.dimension]))
        is_plain = self.plain or metric.across is AcrossRule.NONE
        texts = _PLAIN if is_plain or self.draw(bits(1)) else _TEXTS
        return Figure.parse(self.draw(texts[name]), price_basis=self._basis(metric))

    def _basis(self, metric: Metric) -> PriceBasis:
        stated: PriceBasis = metric.price_basis
        return stated if stated == PriceBasis.unstated() else self.draw(pick((PriceBasis.unstated(), stated)))

    def _write(
        self, metric: Metric, series: _Series, subject: str, figure: Figure, vintage: Vintage | None = None
    ) -> None:
        """Write an entry in its node, or beside the plan with its subject."""
        is_inside, source = self.draw(_MANNERS)
        node = subject if subject in self.plan and is_inside else "plan"
        self.observations.setdefault(node, []).append(
            Observation(
                metric=metric.id,
                period=series[1],
                figure=figure,
                subject=None if node == subject else subject,
                aspect=series[0],
                vintage=vintage,
                source=source,
            )
        )

    def state_totals(self, metric: Metric) -> None:
        """Let nodes above reporting leaves state the total of a metric that adds, rounded or not."""
        if metric.across is not AcrossRule.SUM:
            return
        outline = self.plan.outline
        for series, figures in self.series[metric.id].items():
            for node in dict.fromkeys(above for leaf in figures for above in outline.ancestors(leaf)):
                choice = self.draw(bits(3))
                if choice > 5:  # one in four
                    parts = [figures[leaf] for leaf in figures if outline.is_under(leaf, node)]
                    by_zone = choice == 7 and node == "plan" and self.plan.zone is not None
                    self._write(metric, series, "zone" if by_zone else node, self._total(metric, parts))

    def _total(self, metric: Metric, parts: Iterable[Figure]) -> Figure:
        """Give the total of figures as an author prints it: in one unit, to some place."""
        found = list(parts)
        value = sum((part.base_value for part in found), Fraction(0))
        measured = unit(self.draw(pick(_MIXED[metric.unit.dimension])))
        places = 0 if measured.factor == 1 and measured.is_count else self.draw(pick((0, 2, 4)))
        has_more = any(Qualifier.JUST_OVER in part.qualifiers for part in found)
        qualifiers = (Qualifier.ABOUT,) if has_more else ()
        number = _rounded(value / measured.factor, places)
        if not number and value:  # a rounded 0 would be a whole that nothing can be divided by
            measured = unit(_MIXED[metric.unit.dimension][0])
            number = _rounded(value / measured.factor, 0)
        return Figure(number, measured, qualifiers=qualifiers, price_basis=self._basis(metric))

    def aim(self, metric: Metric) -> None:
        """Draw a target for a metric, which a binding one cannot do without."""
        has_target = self.draw(bits(1))
        if metric.nature is not Nature.BINDING and not has_target:
            return
        subject = self.draw(pick(tuple(self.plan.outline.nodes)))
        years = self.plan.period or Period.year(2023)
        is_ratio = metric.across is AcrossRule.RATIO_OF_SUMS  # by another time than the two it divides
        is_inside, source = self.draw(_MANNERS)
        node = subject if is_inside else "plan"
        name = metric.unit.name if metric.unit.dimension not in _MIXED else _MIXED[metric.unit.dimension][0]
        by: Deadline | Period = Period.half(years.last_year, 2) if is_ratio else Period.year(years.last_year)
        goal: Goal = Level(Figure.parse(self.draw((_PLAIN if self.plain else _TEXTS)[name])))
        if not self.plain and self.draw(bits(2)) == 0:
            goal = self.draw(_AIMS[metric.unit.dimension == "ratio"])
            by = self.draw(pick((by, Deadline.parse(f"{years} each year"), Deadline.parse("ongoing"))))
        self.targets.setdefault(node, []).append(
            Target(
                metric=metric.id,
                by=by,
                goal=goal,
                subject=None if node == subject else subject,
                source=source,
            )
        )


# Goals that are no level, each with a number: for a ratio, and for any other metric.
_AIMS: dict[bool, st.SearchStrategy[Goal]] = {
    True: st.sampled_from((PointChange("提高2个百分点"), PointChange("0.5个百分点", yearly=True))),
    False: st.sampled_from((AnnualRate("6%左右"), Multiple("翻一番"), Cumulative("[13.5]", falling=True))),
}
_VINTAGES = st.sampled_from((None, None, None, None, Vintage.FINAL, Vintage.REVISED))
_MANNERS = st.sampled_from(tuple(product((True, False), _SOURCES)))
_ASPECTS = st.sampled_from(
    ((Aspect.ACTUAL,), (Aspect.PLANNED,), (Aspect.BASELINE, Aspect.ACTUAL), (Aspect.ACTUAL, Aspect.FORECAST))
)


def _texts(*, plain: bool) -> dict[str, st.SearchStrategy[str]]:
    names = ("万元/亩", *(name for names in _MIXED.values() for name in names))
    return {
        name: figure_texts(
            unit=unit(name), plain=plain, min_value=0 if unit(name).currency else 1, max_value=9999
        )
        for name in names
    }


_PLAIN, _TEXTS = _texts(plain=True), _texts(plain=False)


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round an exact number half to even."""
    return Decimal(round(value * 10**places)).scaleb(-places, Context(prec=60, rounding=ROUND_HALF_EVEN))


def filled(
    plan: Plan, observations: Mapping[str, Sequence[Observation]], targets: Mapping[str, Sequence[Target]]
) -> Plan:
    """Write entries into the nodes of a plan, behind those that stand there.

    Args:
        plan: The plan.
        observations: The observations, by the id of the node to write them in.
        targets: The targets, likewise.
    """

    def fill(node: _Node) -> _Node:
        more: Sequence[Observation] = observations.get(node.id, ())
        further: Sequence[Target] = targets.get(node.id, ())
        if not more and not further:
            return node
        return attrs.evolve(node, observations=(*node.observations, *more), targets=(*node.targets, *further))

    changed = with_projects(plan, fill)
    listed = [
        fill(attrs.evolve(program, actions=[fill(action) for action in program.actions]))
        for program in changed.programs
    ]
    return fill(attrs.evolve(changed, programs=listed))


def ledgers() -> st.SearchStrategy[Ledger]:
    """Draw the entries of a valid plan, as the index that is asked of them."""
    return plans().map(lambda plan: plan.ledger)


def reports() -> st.SearchStrategy[Report]:
    """Draw the report on a valid plan: warnings and advice, and no error."""
    return plans().map(lambda plan: plan.validate())


@st.composite
def rollups(draw: st.DrawFn, *, missing: Missing | None = None) -> Rollup:
    """Draw a rollup of one metric of a valid plan, for one aspect and period that are reported.

    >>> from hypothesis import find
    >>> print(find(rollups(), lambda rollup: rollup.total.computed is not None).total.coverage)
    1 of 1 reported

    Args:
        draw: Given by Hypothesis.
        missing: What a leaf that did not report means; None for either word but zero.
    """
    plan = draw(plans())
    choices = [
        (metric.id, aspect, period)
        for metric in plan.metrics
        if metric.across not in {None, AcrossRule.NONE}
        for aspect, periods in plan.ledger.by_metric.get(metric.id, {}).items()
        for period in periods
        if aspect is not Aspect.TARGET
    ]
    word = draw(st.sampled_from((Missing.SKIP_IF_ALL, Missing.SKIP_IF_ANY))) if missing is None else missing
    if not choices:
        return plan.roll_up(
            Metric(id="other", name="其他", unit="个", kind="count", across="sum"), missing=word
        )
    metric, aspect, period = draw(st.sampled_from(choices))
    return plan.roll_up(metric, aspect=aspect, period=period, missing=word)


def registers() -> st.SearchStrategy[Register]:
    """Draw the register of a valid plan on some day."""
    return st.builds(lambda plan, day: plan.register(as_of=day), plans(), _DAYS)


_DAYS = st.dates(YEARS.start, YEARS.end)
