from __future__ import annotations

import copy
import itertools
import json
import os
import pickle
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zoneplan import (
    AcrossRule,
    Action,
    Aspect,
    Coverage,
    Deadline,
    Figure,
    Interval,
    Level,
    Location,
    Metric,
    Missing,
    Observation,
    Pattern,
    Period,
    Plan,
    PriceBasis,
    Program,
    Project,
    Reading,
    Rollup,
    Source,
    Target,
    TimeRule,
    Vintage,
    Zone,
    read_plan,
    write_plan,
)
from zoneplan.decimals import as_number, exact_sum
from zoneplan.errors import (
    FloatRefusedError,
    MetricError,
    OutlineError,
    PatternError,
    PeriodError,
    RollupError,
    UnitError,
)
from zoneplan.figures import as_figure, total
from zoneplan.periods import PeriodKind, differs
from zoneplan.qualifiers import Qualifier
from zoneplan.rules import STANDARD
from zoneplan.strategies import (
    PlantedFault,
    faulty_plans,
    figure_texts,
    figures,
    findings,
    intervals,
    levels,
    locations,
    metrics,
    observations,
    patterns,
    periods,
    plans,
    price_bases,
    programs,
    readings,
    reports,
    sources,
    targets,
    units,
    zones,
)
from zoneplan.strategies import deadlines as drawn_deadlines
from zoneplan.units import known_units, quantity, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from zoneplan.findings import Judgement

# A failing plan has a long repr; the law that it breaks is what should be told.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

Node: TypeAlias = Plan | Program | Action | Project
Series: TypeAlias = tuple[Metric, Aspect, Period]
Leaves: TypeAlias = dict[str, Figure]

# -- an oracle: the same questions answered from the nodes, with nothing of the library but its values --

FACTORS = {
    "元": Fraction(1),
    "万元": Fraction(10**4),
    "亿元": Fraction(10**8),
    "平方米": Fraction(1),
    "亩": Fraction(2000, 3),
    "公顷": Fraction(10**4),
    "人": Fraction(1),
    "万人": Fraction(10**4),
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "万元/亩": Fraction(15),
}
RANK = [None, Vintage.ESTIMATE, Vintage.PRELIMINARY, Vintage.FINAL, Vintage.REVISED]


def value(figure: Figure) -> Fraction:
    """The figure's number in the base unit."""
    return Fraction(figure.number) * FACTORS[figure.unit.name]


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes written in a node."""
    if isinstance(node, Plan):
        return (*node.programs, *node.projects)
    if isinstance(node, Program):
        return (*node.actions, *node.projects)
    return node.projects if isinstance(node, Action) else ()


def every_node(node: Node) -> Iterator[Node]:
    """A node and everything written in it."""
    yield node
    for child in inside(node):
        yield from every_node(child)


def families(plan: Plan) -> dict[str, set[str]]:
    """The ids of all that lies below each node, itself among them, by whatever way."""
    parents: dict[str, set[str]] = {node.id: set() for node in every_node(plan)}
    for node in every_node(plan):
        for child in inside(node):
            parents[child.id].add(node.id)
        if isinstance(node, Project):
            parents[node.id] |= {*node.serves, *([node.part_of] if node.part_of else [])}
    below: dict[str, set[str]] = {node: set() for node in parents}
    for start in parents:
        reached, stack = set[str](), [start]
        while stack:
            one = stack.pop()
            if one not in reached:
                reached.add(one)
                below[one].add(start)
                stack.extend(parents[one])
    return below


def reported(plan: Plan, metric: str, aspect: Aspect, period: Period) -> Leaves:
    """The figure that counts for each node that reports, stated totals among them."""
    latest: dict[str, tuple[int, Figure]] = {}
    for node in every_node(plan):
        for entry in node.observations:
            if (entry.metric, entry.aspect, entry.period) == (metric, aspect, period):
                rank, subject = RANK.index(entry.vintage), entry.subject or node.id
                if subject not in latest or rank > latest[subject][0]:
                    latest[subject] = rank, entry.figure
    known = {node.id for node in every_node(plan)}
    return {subject: figure for subject, (_, figure) in latest.items() if subject in known}


def deepest(plan: Plan, found: Leaves) -> Leaves:
    """Those that report while nothing below them does."""
    below = families(plan)
    return {node: figure for node, figure in found.items() if below[node] & found.keys() == {node}}


def series_of(plan: Plan, across: AcrossRule | None = None) -> list[Series]:
    """What can be rolled up: each metric with a rule, for each aspect and period reported."""
    found: dict[tuple[str, Aspect, Period], None] = {}
    for node in every_node(plan):
        for entry in node.observations:
            found[entry.metric, entry.aspect, entry.period] = None
    by_id = {metric.id: metric for metric in plan.metrics}
    direct = [(by_id[name], aspect, period) for name, aspect, period in found]
    ratios = [
        (metric, aspect, period)
        for metric in plan.metrics
        for above, aspect, period in direct
        if metric.numerator == above.id
    ]
    return [
        one
        for one in (*direct, *ratios)
        if one[0].across not in {None, AcrossRule.NONE} and across in {None, one[0].across}
    ]


def expected(plan: Plan, series: Series) -> dict[str, Fraction | None]:
    """What each node's figure has to be, in base units."""
    metric, aspect, period = series
    leaves = reported(plan, metric.id, aspect, period)
    weights: Leaves = {}
    if metric.across is AcrossRule.RATIO_OF_SUMS:
        weights = reported(plan, metric.denominator or "", aspect, period)
        above = reported(plan, metric.numerator or "", aspect, period)
        leaves = {node: figure for node, figure in above.items() if node in weights}
    elif metric.weight is not None:
        weights = reported(plan, metric.weight, aspect, period)
    leaves = deepest(plan, leaves)
    return {
        node: _combined(metric, [leaf for leaf in leaves if leaf in below], leaves, weights)
        for node, below in families(plan).items()
    }


def _combined(metric: Metric, ids: list[str], leaves: Leaves, weights: Leaves) -> Fraction | None:
    values = [value(leaves[leaf]) for leaf in ids]
    if not values:
        return None
    match metric.across:
        case AcrossRule.SUM:
            return sum(values, Fraction(0))
        case AcrossRule.MAX:
            return max(values)
        case AcrossRule.MIN:
            return min(values)
        case AcrossRule.RATIO_OF_SUMS:
            return sum(values, Fraction(0)) / sum((value(weights[leaf]) for leaf in ids), Fraction(0))
        case _:
            heavy = [value(weights[leaf]) for leaf in ids]
            return sum((w * x for w, x in zip(heavy, values, strict=True)), Fraction(0)) / sum(heavy)


def rolled(plan: Plan, series: Series, *, missing: Missing | str = Missing.SKIP_IF_ALL) -> Rollup:
    """Roll one series up."""
    metric, aspect, period = series
    return plan.roll_up(metric.id, aspect=aspect, period=period, missing=missing)


def totals(rollup: Rollup) -> dict[str, Fraction | None]:
    """Each node's computed number, in base units."""
    return {node: None if row.computed is None else row.computed.base_value for node, row in rollup.items()}


def picture(rollup: Rollup) -> dict[str, tuple[object, ...]]:
    """All that a rollup says of each node."""
    return {
        node: (
            row.computed,
            None if row.computed is None else row.computed.reading,
            row.stated,
            row.residual,
            row.coverage,
            set(row.missing),
        )
        for node, row in rollup.items()
    }


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """Change every node of a plan, from the innermost outward."""
    fields = {name: tuple(rebuilt(one, change) for one in getattr(node, name, ())) for name in LISTS}
    return change(
        attrs.evolve(node, **{name: found for name, found in fields.items() if hasattr(node, name)})
    )


LISTS = ("programs", "actions", "projects")


def with_entries(plan: Plan, change: Callable[[Node, Observation], Iterable[Observation]]) -> Plan:
    """Put other observations in the place of each one."""

    def changed(node: Any) -> Any:
        return attrs.evolve(
            node, observations=[new for old in node.observations for new in change(node, old)]
        )

    result: Plan = rebuilt(plan, changed)
    return result


def is_of(entry: Observation, series: Series) -> bool:
    """Whether an observation is one of a series."""
    return (entry.metric, entry.aspect, entry.period) == (series[0].id, *series[1:])


@st.composite
def plans_with_series(draw: st.DrawFn, /, **choices: Any) -> tuple[Plan, Series]:
    """A plan and one of its series."""
    plan = draw(plans(**choices))
    found = series_of(plan, choices.get("across"))
    assume(found)
    return plan, draw(st.sampled_from(found))


SUMS = plans_with_series(across=AcrossRule.SUM)

# -- rollup, series and progress: one answer about time -------------------------------------------


NAMED = tuple(
    {
        period: None
        for year in (2022, 2023)
        for period in (
            *(Period.month(year, month) for month in range(1, 13)),
            *(Period.quarter(year, quarter) for quarter in range(1, 5)),
            *(Period.half(year, half) for half in (1, 2)),
            *(Period.year_to_date(year, month) for month in range(1, 13)),
        )
    }
)
"""The periods of two years: single ones and years to date."""


@st.composite
def plans_through_time(draw: st.DrawFn, over_time: TimeRule) -> Plan:
    """A plan that reports some of these periods for two actions; of a flow the figures go together."""
    metric = Metric(id="x", name="指标", unit="亿元", kind="flow", across="sum", over_time=over_time)
    actions = []
    for name in ("a", "b"):
        first = 12 * NAMED[0].first_year
        amounts = draw(st.lists(st.integers(0, 99), min_size=24, max_size=24))
        told = draw(st.sets(st.sampled_from(NAMED), min_size=1, max_size=9))
        entries = [
            Observation(
                metric="x",
                period=period,
                figure=Figure(sum(amounts[period.first - first : period.last - first + 1]), "亿元"),
            )
            for period in sorted(told, key=lambda one: one.sort_key)
        ]
        aim = Target(metric="x", by=2023, goal="100亿元")
        actions.append(Action(id=name, name=name, observations=entries, targets=(aim,)))
    return Plan(
        id="p", name="规划", metrics=(metric,), programs=(Program(id="q", name="q", actions=actions),)
    )


STEPS = {3: "quarter", 6: "half", 12: "year", 1: "month"}
ASKED = st.sampled_from([one for one in NAMED if one.kind is not PeriodKind.YEAR_TO_DATE])


def by_series(plan: Plan, period: Period) -> dict[str, Figure | None]:
    """What the series of each action gives for a period; None where it gives nothing."""
    found: dict[str, Figure | None] = {}
    for name in ("a", "b"):
        try:
            found[name] = plan.series("x", name).by(STEPS[period.months]).figures.get(period)
        except RollupError:  # all that is reported is of longer periods
            found[name] = None
    return found


@given(plans_through_time(TimeRule.SUM), ASKED)
def test_rollup_over_time_is_the_sum_of_the_series(plan: Plan, period: Period) -> None:
    """What is reported wholly gives one number by rollup and series; a difference gives none by rollup."""
    found = by_series(plan, period)
    reports = {name: [*plan.series("x", name).figures] for name in found}
    apart = [name for name in found if differs(period, reports[name])]
    if apart:
        assert all(found[name] is not None for name in apart)
        with pytest.raises(RollupError, match=r"is a difference of reports from January on"):
            plan.roll_up("x", period=period)
        return
    rollup = plan.roll_up("x", period=period)
    for name, figure in found.items():
        assert (figure is not None) is rollup[name].coverage.is_complete
        assert figure is None or figure == rollup[name].computed
    if all(rollup[name].coverage.is_complete for name in found):
        assert rollup.total.computed == total(figure for figure in found.values() if figure is not None)


@pytest.mark.parametrize("rule", [TimeRule.MEAN, TimeRule.MAX, TimeRule.MIN, TimeRule.LAST])
def test_rollup_over_time_is_the_series_by_every_rule(rule: TimeRule) -> None:
    """Means, extremes and what there is at the end are the same by rollup and by series."""

    @given(plans_through_time(rule), ASKED)
    def check(plan: Plan, period: Period) -> None:
        rollup = plan.roll_up("x", period=period)
        for name, figure in by_series(plan, period).items():
            assert (figure is not None) is rollup[name].coverage.is_complete
            assert figure is None or figure == rollup[name].computed

    check()


@given(plans_through_time(TimeRule.SUM))
def test_rollup_of_a_year_is_what_progress_says_was_done(plan: Plan) -> None:
    """A year's amount is one number by rollup and by progress, and the same months are missing of it."""
    rollup = plan.roll_up("x", period=2023)
    for standing in plan.progress("2023-12").standings:
        row = rollup[standing.subject]
        is_told = standing.months is not None and standing.months[1] == 12
        is_whole = is_told and not standing.missing_months
        assert is_whole is row.coverage.is_complete
        if is_whole:
            assert standing.actual == row.computed


# -- rollup: what a total is ----------------------------------------------------------------------


@pytest.mark.parametrize("across", [rule for rule in AcrossRule if rule is not AcrossRule.NONE])
def test_rollup_equals_the_oracle(across: AcrossRule) -> None:
    """Every node's figure is the exact sum, mean, ratio, greatest or least of its leaves, each once."""

    @given(plans(across=across))
    def check(plan: Plan) -> None:
        for series in series_of(plan, across):
            assert expected(plan, series) == totals(rolled(plan, series))

    check()


@given(plans(), st.data())
def test_rollup_is_independent_of_order(plan: Plan, data: st.DataObject) -> None:
    """Programs, actions, projects, metrics and entries may stand in any order."""
    random = data.draw(st.randoms(use_true_random=False))

    def shuffled(node: Any) -> Any:
        lists = [*LISTS, "observations", "targets", "metrics", "places", "sources"]
        fields = {
            name: random.sample(found, len(found)) for name in lists if (found := getattr(node, name, ()))
        }
        return attrs.evolve(node, **fields)

    other = rebuilt(plan, shuffled)
    for series in series_of(plan):
        assert picture(rolled(plan, series)) == picture(rolled(other, series))


@given(plans_with_series(max_programs=3, stated=False))
def test_rollup_is_independent_of_nesting(drawn: tuple[Plan, Series]) -> None:
    """Programs that list something may be merged into one: the plan and what is in them stay the same."""
    plan, series = attrs.evolve(drawn[0], declared_programs=None), drawn[1]
    kept = [program for program in plan.programs if not inside(program)]
    merged = [program for program in plan.programs if inside(program)]
    assume(merged)
    whole = Program(
        id="merged",
        name="合并方案",
        declared_actions=sum(max(one.declared_actions or 0, len(one.actions)) for one in merged),
        actions=[action for one in merged for action in one.actions],
        projects=[project for one in merged for project in one.projects],
        observations=[
            attrs.evolve(entry, subject=entry.subject or one.id)
            for one in merged
            for entry in one.observations
        ],
    )
    other = attrs.evolve(plan, programs=[*kept, whole], declared_programs=None)
    gone = {one.id for one in merged}
    before, after = rolled(plan, series), rolled(other, series)
    assert {k: v[:5] for k, v in picture(before).items() if k not in gone} == {
        k: v[:5] for k, v in picture(after).items() if k != "merged"
    }


@given(plans())
def test_rollup_is_independent_of_where_entries_are_written(plan: Plan) -> None:
    """An entry beside the plan with its subject says what it says inside the node."""
    moved = [
        attrs.evolve(entry, subject=entry.subject or node.id)
        for node in every_node(plan)
        for entry in node.observations
    ]
    other = attrs.evolve(rebuilt(plan, lambda node: attrs.evolve(node, observations=())), observations=moved)
    for series in series_of(plan):
        assert picture(rolled(plan, series)) == picture(rolled(other, series))


@given(plans(), st.randoms(use_true_random=False))
def test_rollup_is_independent_of_the_unit_of_each_leaf(plan: Plan, random: Any) -> None:
    """The same exact value in 元, 万元 or 亿元, to the same place, gives the same totals and readings."""
    other = with_entries(
        plan, lambda _, entry: [attrs.evolve(entry, figure=_in_another_unit(entry.figure, random))]
    )
    assert plan == other
    for series in series_of(plan):
        assert picture(rolled(plan, series)) == picture(rolled(other, series))


def _in_another_unit(figure: Figure, random: Any) -> Figure:
    group = next((names for names in (MONEY, PEOPLE) if figure.unit.name in names), None)
    if group is None:
        return figure
    name = random.choice(group)
    ratio = FACTORS[figure.unit.name] / FACTORS[name]
    power = len(str(max(ratio, 1 / ratio))) - 1
    shift = power if ratio > 1 else -power
    return Figure(
        figure.number.scaleb(shift),
        name,
        qualifiers=figure.qualifiers,
        upper=None if figure.upper is None else figure.upper.scaleb(shift),
        price_basis=figure.price_basis,
        quantum=figure.quantum * ratio,
    )


MONEY = ("元", "万元", "亿元")
PEOPLE = ("人", "万人")


@given(plans_with_series(across=AcrossRule.SUM, plain=True, stated=False), st.data())
def test_splitting_a_leaf_changes_nothing(drawn: tuple[Plan, Series], data: st.DataObject) -> None:
    """Two parts that add up to a leaf give every ancestor, and the leaf itself, what it had."""
    plan, series = drawn
    leaves = reported(plan, series[0].id, *series[1:])
    leaf = data.draw(st.sampled_from(sorted(leaves)))
    whole = leaves[leaf]
    part = data.draw(st.integers(0, 9999))
    first = attrs.evolve(
        whole, number=Decimal(part).scaleb(-4 if whole.unit.name == "万人" else 0), text=None
    )
    second = attrs.evolve(whole, number=whole.number - first.number, text=None)
    halves = [
        Project(
            id=f"half-{number}",
            name=f"分项{number}",
            observations=[
                Observation(metric=series[0].id, aspect=series[1], period=series[2], figure=figure)
            ],
        )
        for number, figure in enumerate((first, second))
    ]

    def split(node: Any) -> Any:
        is_here = node.id == leaf and not isinstance(node, Project)
        return attrs.evolve(node, projects=(*node.projects, *halves)) if is_here else node

    other: Plan = rebuilt(plan, split)
    if isinstance(plan[leaf], Project):
        halves = [attrs.evolve(half, part_of=leaf) for half in halves]
        other = attrs.evolve(plan, projects=(*plan.projects, *halves))
    before, after = totals(rolled(plan, series)), totals(rolled(other, series))
    assert before == {node: after[node] for node in before}
    residual = rolled(other, series)[leaf].residual
    assert residual is not None
    assert residual.base_value == 0


@given(plans_with_series(across=AcrossRule.SUM, plain=True, stated=False), st.data())
def test_splitting_a_period_changes_nothing(drawn: tuple[Plan, Series], data: st.DataObject) -> None:
    """Quarters that add up to a year give the year, where the metric adds over time."""
    plan, series = drawn
    assume(series[0].over_time is TimeRule.SUM)
    year, period = 2050, series[2]
    series = (*series[:2], Period.year(year))

    def quartered(_: Node, entry: Observation) -> list[Observation]:
        if not is_of(entry, series) or data.draw(st.integers(0, 3)) == 0:
            return [entry]
        number = entry.figure.number
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)
        units = int(number.scaleb(-exponent))
        cuts = sorted(data.draw(st.lists(st.integers(0, units), min_size=3, max_size=3)))
        parts = [high - low for low, high in itertools.pairwise([0, *cuts, units])]
        return [
            attrs.evolve(
                entry,
                period=Period.quarter(year, quarter + 1),
                figure=attrs.evolve(entry.figure, number=Decimal(part).scaleb(exponent), text=None),
            )
            for quarter, part in enumerate(parts)
        ]

    def of_the_year(_: Node, entry: Observation) -> list[Observation]:
        if entry.vintage is Vintage.PRELIMINARY:
            return []  # one vintage only, so that no year beside the quarters speaks first
        moved = series[2] if entry.period == period else entry.period
        return [attrs.evolve(entry, vintage=None, period=moved)]

    plan = with_entries(plan, of_the_year)
    other = rolled(with_entries(plan, quartered), series)
    assert totals(rolled(plan, series)) == totals(other)
    assert other.total.coverage == rolled(plan, series).total.coverage


@given(SUMS)
def test_an_unreported_child_changes_coverage_and_never_the_sum(drawn: tuple[Plan, Series]) -> None:
    """One more leaf without a figure is one more expected; what is reported stays what it was."""
    plan, series = drawn
    other = attrs.evolve(plan, projects=(*plan.projects, Project(id="silent", name="未报项目")))
    before, after = rolled(plan, series), rolled(other, series)
    assert totals(before) == {node: number for node, number in totals(after).items() if node != "silent"}
    old, new = before.total.coverage, after.total.coverage
    assert (old.reported, old.expected + 1) == (new.reported, new.expected)
    assert "silent" in after.total.missing
    assert after["silent"].computed is None


@given(SUMS)
def test_missing_as_zero_never_changes_a_sum(drawn: tuple[Plan, Series]) -> None:
    """Zero for what is missing gives the same number wherever something was reported."""
    plan, series = drawn
    other = attrs.evolve(plan, projects=(*plan.projects, Project(id="silent", name="未报项目")))
    plainly, zero = rolled(other, series), rolled(other, series, missing="zero")
    assert {node: number or 0 for node, number in totals(plainly).items() if number is not None} == {
        node: number for node, number in totals(zero).items() if totals(plainly)[node] is not None
    }
    assert totals(zero)["silent"] == 0


@given(plans_with_series())
def test_skip_if_any_gives_no_total_of_parts(drawn: tuple[Plan, Series]) -> None:
    """Under skip_if_any a node has a total only where all that is expected was reported."""
    plan, series = drawn
    some, whole = rolled(plan, series), rolled(plan, series, missing=Missing.SKIP_IF_ANY)
    for node, row in whole.items():
        complete = row.coverage.is_complete
        assert row.computed == (some[node].computed if complete else None)
    other = attrs.evolve(plan, projects=(*plan.projects, Project(id="silent", name="未报项目")))
    total = rolled(other, series, missing="skip_if_any").total
    # A ratio whose numerator and denominator meet in the plan alone is of the plan's own figures.
    is_of_plan = series[0].across is AcrossRule.RATIO_OF_SUMS and list(total.leaves) == [plan.id]
    assert total.computed is None or is_of_plan


@given(plans(stated=False), st.integers(1, 9999))
def test_a_shared_project_counts_once_at_every_ancestor(plan: Plan, amount: int) -> None:
    """However many actions a project serves, each node above it holds it exactly once."""
    served = [action.id for program in plan.programs for action in program.actions]
    metric = Metric(id="shared-money", name="投资", unit="亿元", kind="flow", across="sum")
    shared = Project(
        id="shared",
        name="共用项目",
        serves=served,
        observations=[Observation(metric=metric.id, period=2023, figure=Figure(amount, "亿元"))],
    )
    alone = Project(id="alone", name="单独项目", observations=shared.observations)
    other = attrs.evolve(plan, metrics=(*plan.metrics, metric), projects=(*plan.projects, shared, alone))
    rollup = other.roll_up(metric.id)
    assert expected(other, (metric, Aspect.ACTUAL, Period.year(2023))) == totals(rollup)
    for node in (*served, *(program.id for program in plan.programs if program.actions)):
        assert list(rollup[node].leaves) == ["shared"]
    assert rollup.total.computed == Figure(2 * amount, "亿元")


@given(plans(across=AcrossRule.SUM))
def test_explanation_leaves_add_up_to_the_number(plan: Plan) -> None:
    """The reported lines of an explanation, each once, give the figure at its head."""
    for series in series_of(plan, AcrossRule.SUM):
        rollup = rolled(plan, series)
        for node, row in rollup.items():
            explanation = rollup.explain(node)
            lines = [leaf.figure for leaf in explanation.leaves()]
            assert len(lines) == len(row.leaves)
            assert sum(value(line) for line in lines if line is not None) == (
                0 if row.computed is None else row.computed.base_value
            )
            assert (explanation.figure is None) == (row.computed is None)
            assert str(explanation)


@given(plans())
def test_a_stated_total_never_enters_a_computed_one(plan: Plan) -> None:
    """Taking away or doubling what inner nodes and places state changes no computed figure."""
    for series in series_of(plan):
        if series[0].across is AcrossRule.RATIO_OF_SUMS:
            continue
        leaves = deepest(plan, reported(plan, series[0].id, *series[1:]))

        def stays(node: Node, entry: Observation, leaves: Leaves = leaves, series: Series = series) -> bool:
            return not is_of(entry, series) or (entry.subject or node.id) in leaves

        silent = with_entries(plan, lambda node, entry, stays=stays: [entry] if stays(node, entry) else [])  # type: ignore[misc]
        doubled = with_entries(
            plan,
            lambda node, entry, stays=stays: [  # type: ignore[misc]
                entry if stays(node, entry) else attrs.evolve(entry, figure=entry.figure + entry.figure)
            ],
        )
        before = rolled(plan, series)
        assert totals(before) == totals(rolled(silent, series)) == totals(rolled(doubled, series))
        assert set(before.total.leaves) == set(leaves)


# -- readings of totals ---------------------------------------------------------------------------


def member(data: st.DataObject, interval: Interval) -> Fraction:
    """A number of an interval: an end, one beside it, or one between."""
    if interval.lo is None or interval.hi is None:
        near = interval.hi if interval.lo is None else interval.lo
        near = Fraction(0) if near is None else near
        sign = -1 if interval.lo is None else 1
        choices = [near, near + sign, near + sign * 10**9, near + sign * Fraction(1, 3)]
    else:
        share = data.draw(st.fractions(0, 1, max_denominator=7))
        choices = [interval.lo, interval.hi, interval.lo + share * (interval.hi - interval.lo)]
        choices += [Fraction(int(one)) for one in choices] + [Fraction(int(interval.lo) + 1)]
        choices.append((interval.lo + interval.hi) / 2)
    found = [one for one in choices if one in interval]
    assume(found)
    return data.draw(st.sampled_from(found))


@pytest.mark.parametrize("across", [rule for rule in AcrossRule if rule is not AcrossRule.NONE])
def test_reading_of_a_total_contains_every_total(across: AcrossRule) -> None:
    """Whatever the leaves mean inside their intervals, the total lies in its own."""

    @given(plans_with_series(across=across), st.data())
    def check(drawn: tuple[Plan, Series], data: st.DataObject) -> None:
        plan, (metric, aspect, period) = drawn
        computed = rolled(*drawn).total.computed
        assume(computed is not None)
        assert computed is not None
        which = data.draw(st.sampled_from(("strict", "wide")))
        source = metric.id if metric.numerator is None else metric.numerator
        weigher = metric.weight if metric.denominator is None else metric.denominator
        weights = {} if weigher is None else reported(plan, weigher, aspect, period)
        leaves = reported(plan, source, aspect, period)
        if weigher is not None:
            leaves = {node: figure for node, figure in leaves.items() if node in weights}
        leaves = deepest(plan, leaves)
        meant = {leaf: member(data, getattr(figure.base_reading, which)) for leaf, figure in leaves.items()}
        heavy = {leaf: member(data, getattr(weights[leaf].base_reading, which)) for leaf in leaves if weights}
        assume(not heavy or (sum(heavy.values()) > 0 and min(heavy.values()) >= 0))
        result = _meant(across, meant, heavy)
        assert result in getattr(computed.base_reading, which)

    check()


def _meant(across: AcrossRule, meant: dict[str, Fraction], heavy: dict[str, Fraction]) -> Fraction:
    match across:
        case AcrossRule.SUM:
            return sum(meant.values(), Fraction(0))
        case AcrossRule.MAX:
            return max(meant.values())
        case AcrossRule.MIN:
            return min(meant.values())
        case AcrossRule.RATIO_OF_SUMS:
            return sum(meant.values(), Fraction(0)) / sum(heavy.values())
        case _:
            return sum((heavy[leaf] * meant[leaf] for leaf in meant), Fraction(0)) / sum(heavy.values())


@given(SUMS)
def test_reading_of_a_sum_is_tight(drawn: tuple[Plan, Series]) -> None:
    """The ends of a sum are the sums of the ends, and belong to it exactly when all of them do."""
    plan, series = drawn
    computed = rolled(plan, series).total.computed
    assume(computed is not None)
    assert computed is not None
    parts = deepest(plan, reported(plan, series[0].id, *series[1:])).values()
    for which in ("strict", "wide"):
        given_ends = [getattr(part.base_reading, which) for part in parts]
        assume(not any(one.is_empty for one in given_ends))
        got = getattr(computed.base_reading, which)
        lows, highs = [one.lo for one in given_ends], [one.hi for one in given_ends]
        assert got.lo == (None if None in lows else sum(lows))
        assert got.hi == (None if None in highs else sum(highs))
        assert got.lo is None or got.lo_closed == all(one.lo_closed for one in given_ends)
        assert got.hi is None or got.hi_closed == all(one.hi_closed for one in given_ends)


@pytest.mark.parametrize("across", [AcrossRule.WEIGHTED_MEAN, AcrossRule.RATIO_OF_SUMS, AcrossRule.MAX])
def test_reading_of_other_rules_is_tight(across: AcrossRule) -> None:
    """For plain figures the ends of a total are reached with each leaf at one of its ends."""

    @given(plans_with_series(across=across, plain=True, stated=False, max_programs=1, max_actions=2))
    def check(drawn: tuple[Plan, Series]) -> None:
        plan, (metric, aspect, period) = drawn
        computed = rolled(*drawn).total.computed
        source = metric.id if metric.numerator is None else metric.numerator
        weigher = metric.weight if metric.denominator is None else metric.denominator
        weights = {} if weigher is None else reported(plan, weigher, aspect, period)
        leaves = reported(plan, source, aspect, period)
        if weigher is not None:
            leaves = {leaf: figure for leaf, figure in leaves.items() if leaf in weights}
        assume(computed is not None and len(leaves) <= 3)
        assert computed is not None
        ends = [_ends(figure) for figure in leaves.values()] + [
            _ends(weights[leaf]) for leaf in leaves if weights
        ]
        assume(all(end > 0 for pair in ends[len(leaves) :] for end in pair))
        results = []
        for corner in itertools.product(*ends):
            meant = dict(zip(leaves, corner, strict=False))
            heavy = dict(zip(leaves, corner[len(leaves) :], strict=False))
            results.append(_meant(across, meant, heavy))
        strict = computed.base_reading.strict
        assert (min(results), max(results)) == (strict.lo, strict.hi)
        assert strict.lo_closed
        assert strict.hi_closed

    check()


def _ends(figure: Figure) -> tuple[Fraction, Fraction]:
    strict = figure.base_reading.strict
    assert strict.lo is not None
    assert strict.hi is not None
    return strict.lo, strict.hi


# -- validation -----------------------------------------------------------------------------------


@given(faulty_plans(), st.randoms(use_true_random=False))
def test_validation_is_independent_of_the_order_of_rules(fault: PlantedFault, random: Any) -> None:
    """The same rules in any order give the same report, to the last word."""
    report = fault.plan.validate()
    shuffled = tuple(random.sample(STANDARD, len(STANDARD)))
    assert report.to_dict() == fault.plan.validate(shuffled).to_dict() == fault.plan.validate().to_dict()
    assert json.dumps(report.to_dict())


@given(faulty_plans())
def test_validation_changes_nothing(fault: PlantedFault) -> None:
    """A plan is the same after it was judged and rolled up."""
    before = copy.deepcopy(fault.plan)
    fault.plan.validate()
    assert before == fault.plan
    assert before.to_dict() == fault.plan.to_dict()


@given(plans())
def test_rules_of_ones_own_stand_beside_the_others(plan: Plan) -> None:
    """A rule that finds nothing leaves the report as it was."""

    def silent(plan: Plan) -> Iterable[Judgement]:
        return ()

    assert plan.validate() == plan.validate((silent, *STANDARD))


@given(faulty_plans())
def test_each_finding_names_a_place_and_says_so_in_two_languages(fault: PlantedFault) -> None:
    """No finding is without its sentence in English and Chinese, and a remedy in both."""
    for finding in fault.plan.validate().findings:
        assert all((finding.message, finding.message_zh, finding.remedy, finding.remedy_zh)), finding
        assert finding.message[-1] not in ".。"


# -- documents ------------------------------------------------------------------------------------


def written_texts(plan: Plan) -> list[tuple[str, Fraction]]:
    """Each figure as it is written, with its quantum, in document order."""
    return [(one.text or str(one), one.quantum) for one in (entry.record.figure for entry in plan.ledger)]


@given(plans())
def test_from_dict_after_to_dict_is_the_identity(plan: Plan) -> None:
    """A plan written as plain data and read again is the plan, figures as their authors wrote them."""
    data = plan.to_dict()
    again = Plan.from_dict(data)
    assert plan == again
    assert data == again.to_dict()
    assert written_texts(plan) == written_texts(again)
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_read_after_write_is_the_identity(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A plan written to a file and read again is the plan."""
    path = tmp_path_factory.mktemp("plans") / f"plan.{suffix}"

    @given(plans())
    def check(plan: Plan) -> None:
        write_plan(plan, path)
        again = read_plan(path)
        assert plan == again
        assert plan.to_dict() == again.to_dict()
        assert written_texts(plan) == written_texts(again)
        assert plan.validate().counts == again.validate().counts

    check()


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_faulty_plan_is_written_and_read_too(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is wrong with a plan does not keep it from its file, and is found there again."""
    path = tmp_path_factory.mktemp("plans") / f"plan.{suffix}"

    @given(faulty_plans())
    def check(fault: PlantedFault) -> None:
        write_plan(fault.plan, path)
        again = read_plan(path)
        assert fault.plan == again
        codes = [[one.code for one in plan.validate().findings] for plan in (fault.plan, again)]
        assert sorted(codes[0]) == sorted(codes[1])

    check()


# -- figures --------------------------------------------------------------------------------------


@given(figure_texts())
def test_parse_format_parse_keeps_the_figure(text: str) -> None:
    """P15: number, quantum, qualifiers and range survive being printed and read again."""
    figure = Figure.parse(text)
    again = Figure.parse(str(figure))
    assert figure == again
    assert _digits(figure) == _digits(again)
    assert str(figure) == str(again)
    assert figure.reading == again.reading


def _digits(figure: Figure) -> tuple[object, ...]:
    upper = None if figure.upper is None else figure.upper.as_tuple()
    return (figure.number.as_tuple(), figure.quantum, set(figure.qualifiers), upper, figure.unit)


@given(figures(), st.data())
def test_conversion_there_and_back_is_the_identity(figure: Figure, data: st.DataObject) -> None:
    """In any unit of its dimension a figure is equal, hashes equal, and means the same."""
    others = [one for one in known_units().values() if one.dimension == figure.unit.dimension]
    assume(others)
    there = figure.to(data.draw(st.sampled_from(others)))
    back = there.to(figure.unit)
    assert figure.base_value == there.base_value == back.base_value
    assert figure == there == back
    assert hash(figure) == hash(there) == hash(back)
    assert figure.base_reading == there.base_reading == back.base_reading
    assert figure.reading == back.reading
    assert figure.quantum == back.quantum


@given(figures())
def test_strict_reading_lies_inside_the_wide_one(figure: Figure) -> None:
    """What a figure means when every digit counts, it also means at its loosest."""
    assert figure.strict.is_subset(figure.wide)


@given(figures(unit="亿元"))
def test_a_figure_can_mean_its_own_number(figure: Figure) -> None:
    """The number itself, or what lies next to it, is among what it can mean at its loosest."""
    excluded = {Qualifier.JUST_OVER} & set(figure.qualifiers)
    assert not figure.strict.is_empty
    assert bool(excluded) or figure.exact in figure.wide


@given(figures(unit="家"))
def test_a_count_can_mean_something(figure: Figure) -> None:
    """10余家 is some number of enterprises: no reading of a count is empty."""
    assert not figure.strict.is_empty


ROUNDINGS = [
    "ROUND_HALF_UP",
    "ROUND_HALF_EVEN",
    "ROUND_HALF_DOWN",
    "ROUND_DOWN",
    "ROUND_CEILING",
    "ROUND_FLOOR",
]


@given(
    st.decimals(-(10**8), 10**8, places=6),
    st.sampled_from(ROUNDINGS),
    st.integers(-2, 4),
    st.sampled_from(["亿元", "%", "亩"]),
)
def test_a_published_value_lies_in_its_reading(true: Decimal, how: str, places: int, name: str) -> None:
    """P2: rounded to nearest it lies in the strict reading, cut off or raised in the wide one."""
    number = true.quantize(Decimal(1).scaleb(-places), rounding=how)
    figure = Figure(number, name) if places < 0 else Figure.parse(f"{number:f}{name}")
    assert true in figure.wide
    assert not how.startswith("ROUND_HALF") or true in figure.strict


@given(st.lists(figures(unit="万元", price_basis=PriceBasis.current()), min_size=2, max_size=5), st.data())
def test_sums_are_associative_and_commutative(parts: list[Figure], data: st.DataObject) -> None:
    """However figures are grouped and ordered, their sum and its readings are the same."""
    cut = data.draw(st.integers(1, len(parts) - 1))
    mixed = data.draw(st.permutations(parts))
    whole, grouped, other = total(parts), total(parts[:cut]) + total(parts[cut:]), total(mixed)
    assert whole.base_value == grouped.base_value == other.base_value
    assert whole.base_reading == grouped.base_reading == other.base_reading
    assert whole == other
    assert whole.upper == grouped.upper


@given(figures(plain=True, unit="万元", price_basis=PriceBasis.current()), st.data())
def test_what_was_added_can_be_taken_away(figure: Figure, data: st.DataObject) -> None:
    """(a + b) - b is a, and order agrees with the sign of the difference."""
    other = data.draw(figures(plain=True, unit="亿元", price_basis=PriceBasis.current()))
    assert (figure + other) - other == figure
    assert (figure < other) == ((other - figure).base_value > 0)
    assert (figure <= other) == ((other - figure).base_value >= 0)


def test_figures_are_equal_between_units() -> None:
    """1亿元 is 10000万元, as value and as a key."""
    assert Figure.parse("1亿元") == Figure.parse("10000万元")
    assert hash(Figure.parse("1亿元")) == hash(Figure.parse("10000万元"))


# -- intervals ------------------------------------------------------------------------------------


@given(intervals(), intervals(), st.data())
def test_interval_arithmetic_is_sound(a: Interval, b: Interval, data: st.DataObject) -> None:
    """P10: x in A and y in B give x∘y in A∘B, for plus, minus, times and divided by."""
    x, y = member(data, a), member(data, b)
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert x in a.hull(b)
    assert (x in b) == (x in (a & b))
    if 0 not in b:
        assert x / y in a / b


@given(intervals(), intervals())
def test_interval_sums_are_tight(a: Interval, b: Interval) -> None:
    """P10: an end of a sum is attained exactly when both ends it comes from are."""
    assume(not a.is_empty and not b.is_empty and not a.integral and not b.integral)
    both = a + b
    for end, closed in (("lo", "lo_closed"), ("hi", "hi_closed")):
        ends = getattr(a, end), getattr(b, end)
        assert getattr(both, end) == (None if None in ends else sum(ends))
        if None not in ends:
            assert getattr(both, closed) == (getattr(a, closed) and getattr(b, closed))


@given(intervals(), st.integers(0, 6))
def test_shown_intervals_hold_what_they_show(interval: Interval, places: int) -> None:
    """P15: printed exactly an interval is read back, and ends are rounded outward only."""
    assert Interval.parse(str(interval)) == interval
    shown = Interval.parse(interval.describe(places)) if not interval.is_empty else interval
    assert interval.is_subset(shown)


# -- floats ---------------------------------------------------------------------------------------

ONE = Figure(1, "亿元")
REFUSING: dict[str, Callable[[Any], object]] = {
    "Figure": lambda x: Figure(x, "亿元"),
    "Figure.upper": lambda x: Figure(1, "亿元", upper=x),
    "Figure.quantum": lambda x: Figure(1, "亿元", quantum=x),
    "Figure.parse quantum": lambda x: Figure.parse("1亿元", quantum=x),
    "as_figure": as_figure,
    "as_number": as_number,
    "Level": Level,
    "total": lambda x: total([ONE, x]),
    "Observation": lambda x: Observation(metric="m", period=2023, figure=x),
    "Target": lambda x: Target(metric="m", by=2025, goal=x),
    "quantity": lambda x: quantity(x, unit("元")),
    "Interval lo": lambda x: Interval(x, None),
    "Interval hi": lambda x: Interval(None, x),
    "Interval.point": Interval.point,
    "Interval.at_least": Interval.at_least,
    "Interval.at_most": Interval.at_most,
    "Interval.more_than": Interval.more_than,
    "Interval.less_than": Interval.less_than,
    "Interval.around": lambda x: Interval.around(0, x),
    "Interval.contains": lambda x: Interval(0, 1).contains(x),
    "in Interval": lambda x: x in Interval(0, 1),
    "Interval +": lambda x: Interval(0, 1) + x,
    "Interval *": lambda x: x * Interval(0, 1),
    "Interval /": lambda x: Interval(0, 1) / x,
}  # fmt: skip
ILL_TYPED: dict[str, tuple[type[Exception], Callable[[Any], object]]] = {
    "exact_sum": (TypeError, lambda x: exact_sum([x])),
    "Figure +": (TypeError, lambda x: ONE + x),
    "Figure -": (TypeError, lambda x: ONE - x),
    "Figure <": (TypeError, lambda x: ONE < x),
    "Period.parse": (PeriodError, Period.parse),
    "Period.year": (PeriodError, Period.year),
    "Deadline.parse": (PeriodError, Deadline.parse),
    "Pattern": (PatternError, lambda x: Pattern(1, x, 2)),
    "Pattern.parse": (PatternError, Pattern.parse),
    "PriceBasis.constant": (UnitError, PriceBasis.constant),
    "Program.declared_actions": (OutlineError, lambda x: Program(id="p", name="P", declared_actions=x)),
    "Plan.declared_programs": (OutlineError, lambda x: Plan(id="p", name="P", declared_programs=x)),
}  # fmt: skip


@pytest.mark.parametrize("take", REFUSING.values(), ids=REFUSING)
@pytest.mark.parametrize("number", [0.1, 2400.0, float("nan"), float("inf")])
def test_floats_are_refused(take: Callable[[float], object], number: float) -> None:
    """Wherever a number is accepted, a binary float is refused with a sentence and a remedy."""
    with pytest.raises(FloatRefusedError) as caught:
        take(number)
    assert "float" in caught.value.message or "Decimal" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(("error", "take"), ILL_TYPED.values(), ids=ILL_TYPED)
def test_floats_are_no_years_counts_or_operands(
    error: type[Exception], take: Callable[[float], object]
) -> None:
    """Where a whole number or a figure is expected, a binary float is refused too."""
    with pytest.raises(error):
        take(2023.0)


@given(plans(), st.floats(allow_nan=False))
def test_floats_in_documents_are_refused_with_their_place(plan: Plan, number: float) -> None:
    """Plain data that hold a float are no plan, and the problem says where."""
    from zoneplan.errors import DocumentError

    data = plan.to_dict()
    data["observations"] = [{"metric": "m", "period": "2023", "figure": number}]
    with pytest.raises(DocumentError) as caught:
        Plan.from_dict(data)
    (problem,) = caught.value.problems
    assert problem.place.path == "observations[0].figure"
    assert f"the float {number!r}" in problem.message


# -- copies and hash seeds ------------------------------------------------------------------------

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "deadline": drawn_deadlines(),
    "figure": figures(),
    "finding": findings(),
    "interval": intervals(),
    "level": levels(),
    "location": locations(),
    "metric": metrics(),
    "observation": observations(),
    "pattern": patterns(),
    "period": periods(),
    "plan": plans(),
    "price basis": price_bases(),
    "program": programs(),
    "reading": readings(),
    "report": reports(),
    "source": sources(),
    "target": targets(),
    "unit": units(),
    "zone": zones(),
}


@pytest.mark.parametrize("kind", VALUES)
def test_copies_are_equal_and_frozen(kind: str) -> None:
    """A copy, a deep copy and a pickle of a value are equal to it, hash alike, and cannot be changed."""

    @given(VALUES[kind])
    def check(one: Any) -> None:
        for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
            assert one == other
            assert type(one) is type(other)
            assert repr(one) == repr(other)
            name = attrs.fields(type(one))[0].name
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(other, name, None)
            if kind != "report":
                assert hash(one) == hash(other)

    check()


def run(code: str, seed: str, *arguments: str) -> bytes:
    """Run a script in a fresh interpreter with a hash seed of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    ).stdout


REBUILD = """
import pickle, sys, zoneplan
values = pickle.load(open(sys.argv[1], "rb"))
for value in values:
    twin = pickle.loads(pickle.dumps(value))
    assert value == twin and hash(value) == hash(twin) and value in {twin}, value
plan, figure = values[0], values[1]
assert figure == zoneplan.Figure.parse("1亿元") and hash(figure) == hash(zoneplan.Figure.parse("1亿元"))
assert hash(figure.unit) == hash(zoneplan.units.unit("亿元"))
assert plan == zoneplan.Plan.from_dict(plan.to_dict())
print(plan.validate().counts)
"""


def test_pickles_are_equal_under_another_hash_seed(tmp_path: Path) -> None:
    """What one process pickles, another with other hashes finds equal to its own, and as a key."""
    plan = small_plan()
    values = [plan, Figure.parse("1亿元"), Interval(1, 2), Period.year(2023), *plan.metrics, plan.programs[0]]
    path = tmp_path / "values.pickle"
    for one in values:
        hash(one)  # so that whatever keeps its hash does so now
    path.write_bytes(pickle.dumps(values))
    assert (
        run(REBUILD, "1", str(path)) == run(REBUILD, "2", str(path)) == f"{plan.validate().counts}\n".encode()
    )


ANSWER = """
import json, sys, zoneplan
plan = zoneplan.read_plan(sys.argv[1])
rollups = {name: rollup.to_records() for name, rollup in plan.roll_up(["money", "jobs"]).items()}
told = [plan.validate().to_dict(), rollups, str(plan.roll_up("money").explain()), plan.to_dict()]
print(json.dumps(told, ensure_ascii=False))
"""


def test_results_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """Report, rollup, explanation and document are the same bytes in every process."""
    path = tmp_path / "plan.yaml"
    write_plan(small_plan(), path)
    answers = {run(ANSWER, seed, str(path)) for seed in ("0", "1", "4242")}
    assert len(answers) == 1


def small_plan() -> Plan:
    """A plan with several findings of several kinds, and a project that two programs share."""
    reported_by = defaultdict(list)
    for subject, money in (("x1", "1.5亿元"), ("x2", "300万元"), ("a2", "超2亿元"), ("p1", "99亿元")):
        reported_by[subject].append(Observation(metric="money", period=2023, figure=money))
    jobs = [Observation(metric="jobs", period=2023, figure="120人", subject="x1", source="nowhere")]
    return Plan(
        id="plan",
        name="示范规划",
        pattern="1+3+9",
        zone=Zone(id="zone", name="示范区", within="city"),
        metrics=[
            Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", weight="jobs"),
            Metric(id="jobs", name="就业", unit="人", kind="count", across="sum", nature="binding"),
        ],
        sources=[Source(id="s", document="公报"), Source(id="s", document="年鉴")],
        programs=[
            Program(
                id="p1",
                name="甲",
                declared_actions=3,
                observations=reported_by["p1"],
                actions=[
                    Action(id="a1", name="一", lead_units=["局", "委"], projects=[project("x1", reported_by)])
                ],
            ),
            Program(id="p2", name="乙", actions=[Action(id="a2", name="二", observations=reported_by["a2"])]),
        ],
        projects=[attrs.evolve(project("x2", reported_by), serves=("a1", "a2"))],
        observations=jobs,
    )


def project(name: str, entries: dict[str, list[Observation]]) -> Project:
    """A project with its entries."""
    return Project(id=name, name=f"项目{name}", observations=entries[name])


# -- construction ---------------------------------------------------------------------------------


@given(metrics(), st.sampled_from(["sum"]))
def test_what_is_never_added_is_refused_a_sum(metric: Metric, rule: str) -> None:
    """A ratio, rate, index or rank cannot be made a metric that adds across parts."""
    if metric.kind.value in {"ratio", "rate", "index", "rank"}:
        with pytest.raises(MetricError):
            attrs.evolve(metric, across=rule)
    else:
        assert attrs.evolve(metric, across=rule).across is AcrossRule.SUM


@given(readings(), readings())
def test_readings_of_sums_stay_nested(one: Reading, other: Reading) -> None:
    """Strict inside wide holds after adding, taking away and scaling, too."""
    for reading in (one + other, one - other, one.scaled(Fraction(7, 3))):
        assert reading.strict.is_subset(reading.wide)


@given(SUMS)
def test_coverage_counts_every_expected_leaf_once(drawn: tuple[Plan, Series]) -> None:
    """Reported, missing and unlisted leaves make up what is expected, at every node."""
    for row in rolled(*drawn).values():
        coverage: Coverage = row.coverage
        assert coverage.expected == len(row.leaves) + len(row.missing) + row.unlisted
        assert coverage.reported == len(row.leaves)
        assert set(row.leaves).isdisjoint(row.missing)
        share = coverage.by_count
        assert share is None or 0 <= share <= 1


@given(locations())
def test_locations_are_told_as_path_and_position(location: Location) -> None:
    """A place is printed with its path, and with file, line and column where they are known."""
    text = str(location)
    assert (location.path or "the plan") in text
    assert location.file is None or f"({location.file}:{location.line}:{location.column})" in text
