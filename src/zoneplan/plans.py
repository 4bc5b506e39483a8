"""The plan: an outline and a ledger as one frozen value, and the questions one asks of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, overload

import attrs

from zoneplan.coverage import Missing
from zoneplan.dates import as_date, as_moment, last_day
from zoneplan.errors import OutlineError, UnknownIdError
from zoneplan.ledger import Ledger
from zoneplan.lights import LightRules
from zoneplan.locations import Mark
from zoneplan.metrics import Metric
from zoneplan.notebook_tables import notebook_html
from zoneplan.observations import Aspect, Observation
from zoneplan.outline import Node, NodeKind, Outline, unknown_id
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.programs import (
    Action,
    Program,
    Project,
    Unbuilt,
    answer,
    as_metrics,
    as_observations,
    as_period,
    as_programs,
    as_projects,
    as_targets,
    check_count,
    members,
)
from zoneplan.rates import ExchangeRate, PriceIndex
from zoneplan.readings import Policy
from zoneplan.relations import Relation
from zoneplan.short_reprs import shortened_repr
from zoneplan.sources import Source
from zoneplan.subjects import known_places
from zoneplan.targets import Target
from zoneplan.texts import as_texts, check_id, check_name, check_text
from zoneplan.zones import Zone

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from zoneplan.consistency import Consistency
    from zoneplan.conversions import Conversion, ConversionOrder, Wanted
    from zoneplan.data_frames import FrameBackend, Numbers
    from zoneplan.deadlines import Deadline
    from zoneplan.figures import Figure
    from zoneplan.findings import Judgement, Report
    from zoneplan.indicators import IndicatorTable
    from zoneplan.layout import Language
    from zoneplan.milestones import Milestone, SignOff
    from zoneplan.progress import Progress
    from zoneplan.rates import RateKind
    from zoneplan.register import Register
    from zoneplan.rollup import Rollup
    from zoneplan.series import Series

__all__ = ["Plan"]


def _as_pattern(value: Pattern | str | None) -> Pattern | None:
    return Pattern.parse(value) if isinstance(value, str) else value


def _as_zone(value: Zone | None) -> Zone | None:
    return None if value is None else members((value,), Zone)[0]


def _as_zones(values: Iterable[Zone]) -> tuple[Zone, ...]:
    return members(values, Zone)


def _as_sources(values: Iterable[Source]) -> tuple[Source, ...]:
    return members(values, Source)


def _as_price_indices(values: Iterable[PriceIndex]) -> tuple[PriceIndex, ...]:
    return members(values, PriceIndex)


def _as_exchange_rates(values: Iterable[ExchangeRate]) -> tuple[ExchangeRate, ...]:
    return members(values, ExchangeRate)


def _as_relations(values: Iterable[Relation]) -> tuple[Relation, ...]:
    found = tuple(values)
    for value in found:
        if not isinstance(value, Relation):
            raise OutlineError(
                f"expected a relation, got {value!r}", "such as Share(part=…, whole=…, share=…)"
            )
    return found


def _as_light_rules(values: Iterable[LightRules]) -> tuple[LightRules, ...]:
    return members(values, LightRules)


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Plan(Unbuilt):
    """A development plan: what it is made of, and everything it says in numbers.

    >>> plan = Plan(id="p", name="示范园区", programs=[Program(id="a", name="产业创新", declared_actions=6)])
    >>> print(plan.validate().census)
    1 plan, 1 program, 6 declared actions, 0 named, 6 unnamed

    Attributes:
        id: Id, unique among the nodes and places of the plan.
        name: Its name.
        zone: The zone it is for; figures about that place are the plan's own statements.
        places: Further places that figures are about, such as the city the zone lies in.
        period: The years it covers.
        pattern: The numbers it announces, such as 1+5+22.
        declared_programs: The number of programs it declares; None when it does not say.
        lead_units: The units that lead it.
        supporting_units: The units that support it.
        sources: The documents its entries refer to by id.
        metrics: The metrics it defines.
        programs: Its programs, in document order.
        projects: Projects listed beside the programs; those that serve actions name them.
        observations: What was or is expected to be measured.
        targets: What it sets out to reach.
        relations: What it says of figures that stand beside each other: shares, growths, sums and more.
        light_rules: The rule sets by which its progress is given a green, yellow or red light.
        price_indices: How prices stood from year to year, for `convert`.
        exchange_rates: What currencies cost, for `convert`.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    zone: Zone | None = attrs.field(default=None, converter=_as_zone)
    places: tuple[Zone, ...] = attrs.field(default=(), converter=_as_zones)
    period: Period | None = attrs.field(default=None, converter=as_period)
    pattern: Pattern | None = attrs.field(default=None, converter=_as_pattern)
    declared_programs: int | None = attrs.field(default=None, validator=check_count)
    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_as_sources)
    metrics: tuple[Metric, ...] = attrs.field(default=(), converter=as_metrics)
    programs: tuple[Program, ...] = attrs.field(default=(), converter=as_programs)
    projects: tuple[Project, ...] = attrs.field(default=(), converter=as_projects)
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_observations)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_targets)
    relations: tuple[Relation, ...] = attrs.field(default=(), converter=_as_relations)
    light_rules: tuple[LightRules, ...] = attrs.field(default=(), converter=_as_light_rules)
    price_indices: tuple[PriceIndex, ...] = attrs.field(default=(), converter=_as_price_indices)
    exchange_rates: tuple[ExchangeRate, ...] = attrs.field(default=(), converter=_as_exchange_rates)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False)

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook: what it is, its tree, its entries; without script.

        Args:
            language: What headings and words are in, `en` or `zh`.
        """
        from zoneplan.plan_listing import plan_tables  # noqa: PLC0415  # few plans are shown

        return notebook_html(plan_tables(self, language), language=language, whole="plan.to_dict()")

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        # Counted by hand: a plan whose outline is refused has to be shown as well.
        actions = [action for program in self.programs for action in program.actions]
        projects = [*self.projects, *(project for one in self.programs for project in one.projects)]
        projects += [project for action in actions for project in action.projects]
        everywhere: tuple[Node, ...] = (self, *self.programs, *actions, *projects)
        counts = {
            "program": len(self.programs),
            "action": len(actions),
            "project": len(projects),
            "metric": len(self.metrics),
            "observation": sum(len(node.observations) for node in everywhere),
            "target": sum(len(node.targets) for node in everywhere),
        }
        listed = [f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items() if count]
        told = ", ".join(listed) or "empty"
        return shortened_repr(f"<Plan {self.id!r} {self.name[:40]}: {told}>")

    # -- as a node of its own outline -----------------------------------------------------------

    @property
    def kind(self) -> NodeKind:
        """Always `NodeKind.PLAN`."""
        return NodeKind.PLAN

    @property
    def aliases(self) -> tuple[str, ...]:
        """Always empty."""
        return ()

    @property
    def start(self) -> Period | None:
        """Always None: a plan's dates are its `period`."""
        return None

    @property
    def deadline(self) -> Deadline | None:
        """Always None: a plan's dates are its `period`."""
        return None

    @property
    def done(self) -> datetime.date | None:
        """Always None: a plan is done part by part."""
        return None

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """Always empty: a plan is closed part by part."""
        return ()

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Always empty: milestones are those of its parts."""
        return ()

    @property
    def place(self) -> str | None:
        """Always None: the plan as a whole is about its `zone`."""
        return None

    @property
    def declared(self) -> int | None:
        """The number of programs it declares."""
        return self.declared_programs

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Always empty: nothing lies above a plan."""
        return ()

    def children(self) -> Iterator[tuple[str, Node]]:
        """Give its programs, then its projects, each with its path."""
        for index, program in enumerate(self.programs):
            yield f"programs[{index}]", program
        for index, project in enumerate(self.projects):
            yield f"projects[{index}]", project

    # -- looking up -----------------------------------------------------------------------------

    @cached_property
    def outline(self) -> Outline:
        """The index of its nodes."""
        return Outline.of(self)

    @cached_property
    def ledger(self) -> Ledger:
        """The index of its metrics and of all entries, wherever they were written."""
        return Ledger.of(self.outline, sources=self.sources)

    def walk(self) -> Iterator[Plan | Program | Action | Project]:
        """Give the plan and every node in it once, in document order."""
        return self.outline.walk()  # type: ignore[return-value]  # a plan's nodes are of these classes

    def __getitem__(self, node_id: str) -> Plan | Program | Action | Project:
        """Give the node with an id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        return self.outline[node_id]  # type: ignore[return-value]  # a plan's nodes are of these classes

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.outline

    def metric(self, metric_id: str) -> Metric:
        """Give the metric with an id, wherever it is defined.

        Args:
            metric_id: The id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        return self.ledger.metric(metric_id)

    def zone_of(self, place_id: str) -> Zone:
        """Give the zone or place with an id.

        Args:
            place_id: The id.

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        places = known_places(self)
        if place_id not in places:
            raise unknown_id("place", place_id, places)
        return places[place_id]

    # -- asking ---------------------------------------------------------------------------------

    def validate(
        self,
        rules: Iterable[Callable[[Plan], Iterable[Judgement]]] | None = None,
        *,
        together: bool = False,
        time_limit: int | Fraction = 10,
    ) -> Report:
        """Judge the whole plan; nothing is raised and nothing is changed.

        Args:
            rules: The rules to apply, None for `zoneplan.rules.STANDARD`; add your own with
                `(*zoneplan.rules.STANDARD, my_rule)`. A rule takes the plan and yields findings.
            together: Whether to judge all relations at once as well, which finds figures that cannot all
                be true though each relation by itself allows them (`JOINT`). It takes the extra `prove`;
                without it ranges are only passed from figure to figure, and what that leaves open is
                reported as not checked.
            time_limit: Seconds for each question about figures that hang together, when `together`.

        Raises:
            RuleError: If a rule yields something that is no judgement, or gives nothing to go through.
        """
        from zoneplan.rules import judged  # noqa: PLC0415  # half of the package; a plan is often only made

        return judged(self, rules, together=together, time_limit=time_limit)

    def consistency(self, policy: Policy = Policy()) -> Consistency:  # noqa: B008  # immutable
        """Ask whether the plan's figures contradict each other.

        Its `verdicts` judge relation by relation, `prove` all of them together, and `admissible`, `doubts`
        and `suggestions` say what a missing or doubted figure can be.

        Args:
            policy: How figures are read.
        """
        from zoneplan.consistency import Consistency  # noqa: PLC0415  # as in `validate`

        return Consistency(self, policy)

    @overload
    def roll_up(  # type: ignore[overload-overlap]  # a text is an id, not an iterable of letters
        self,
        metric: str | Metric,
        *,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
    ) -> Rollup: ...

    @overload
    def roll_up(
        self,
        metric: Iterable[str | Metric],
        *,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
    ) -> dict[str, Rollup]: ...

    def roll_up(
        self,
        metric: str | Metric | Iterable[str | Metric],
        *,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
    ) -> Rollup | dict[str, Rollup]:
        """Roll a metric up along the outline; `rollup[node_id]` gives a node's figure.

        Args:
            metric: The metric or its id; several of them give a dictionary by metric id.
            period: The period, its text, or a year; None for the only one reported. A longer period
                is filled from shorter ones by the metric's rule over time, a year to date among them.
            aspect: baseline, actual, planned, forecast or target; None for the only one reported, or
                the actual one.
            missing: What a leaf that did not report means: `skip_if_all` (the total is of what was
                reported), `skip_if_any` (no total unless all reported) or `zero`.
            weight: Id of the metric that coverage is weighed by; None for the metric's own weight.

        Raises:
            UnknownIdError: If a metric is not defined.
            OutlineError: If an id occurs twice or a reference is broken, so that totals would be wrong.
            RollupError: If the metric has no rule, several periods or aspects are reported and none
                was asked for, figures contradict each other, a leaf's figure would be a difference of
                years to date (`series` takes them apart), or a part would be added to its whole.
            DimensionMismatchError: If a figure is not of the metric's dimension.
            CurrencyMismatchError: If a figure is money of another currency.
            PriceBasisMismatchError: If figures are at different price bases.
        """
        return answer(
            self.outline,
            self.ledger,
            metric,
            period=period,
            aspect=aspect,
            missing=missing,
            weight=weight,
            places=known_places(self),
            root_place=None if self.zone is None else self.zone.id,
        )

    def series(self, metric: str, subject: str | None = None, aspect: Aspect | str | None = None) -> Series:
        """Give the figures of one metric and one subject, period by period, as they are reported.

        Args:
            metric: Id of the metric.
            subject: Id of the node or place; the zone and the plan are one subject. None for the only one
                that reports, else for the plan itself.
            aspect: baseline, actual, planned, forecast or target; None for the only one reported, or
                the actual one.

        Raises:
            UnknownIdError: If the plan has no such metric or subject.
            RollupError: If two figures of one period and vintage differ, or several subjects or aspects
                are reported and none was asked for.
            DimensionMismatchError: If a figure is not of the metric's dimension.
        """
        from zoneplan.selection import choose_aspect  # noqa: PLC0415  # making a plan does not wait for it
        from zoneplan.series import Series  # noqa: PLC0415  # the same

        if aspect is None:
            aspect = choose_aspect(self.ledger, self.metric(metric), self._alike(subject))
        return Series.of(self, metric, subject, aspect or Aspect.ACTUAL)

    def _alike(self, subject: str | None) -> set[str]:
        """Give a subject with its other name: the zone and the plan are one; all subjects for None."""
        if subject is None:
            return {*self.outline.nodes, *known_places(self)}
        own = {self.id} if self.zone is None else {self.id, self.zone.id}
        return own if subject in own else {subject}

    def progress(
        self,
        as_of: datetime.date | Period | str,
        *,
        weights: str = "evenly",
        lights: LightRules | str | None = None,
        capped: bool = False,
    ) -> Progress:
        """Say how every target stands as of a day: how far it is, if that is enough, what the rest takes.

        >>> invested = Metric(id="inv", name="完成投资", unit="亿元", kind="flow", over_time="sum")
        >>> done = Observation(metric="inv", period="2020-01/10", figure="629.0亿元")
        >>> aim = Target(metric="inv", by=2020, goal="647.4亿元")
        >>> plan = Plan(id="p", name="重点项目", metrics=[invested], observations=[done], targets=[aim])
        >>> (one,) = plan.progress("2020-10")
        >>> f"{float(one.completion):.2%}, {float(one.gap) * 100:+.2f} points", one.status.value
        ('97.16%, +13.82 points', 'on_track')

        Args:
            as_of: The day, its text, or a period at whose end it lies. What ended later is not used.
            weights: What targets are weighed by in summaries: `evenly`, or the id of a metric.
            lights: Rules for status lights, or the id of rules that the plan states or that are published.
            capped: Whether a completion above 100 % counts as 100 % in summaries.

        Raises:
            PeriodError: If the day cannot be read.
            UnknownIdError: If there is no such metric, or no such rules.
            OutlineError: If an id occurs twice or a reference is broken.
        """
        from zoneplan.progress import progress  # noqa: PLC0415  # making a plan does not wait for it

        day = last_day(as_moment(as_of))
        rules = self._rules(lights) if isinstance(lights, str) else lights
        return progress(self, day, weights=weights, lights=rules, capped=capped)

    def _rules(self, rules_id: str) -> LightRules:
        from zoneplan.published_lights import PUBLISHED  # noqa: PLC0415  # few ask for it

        own = {one.id: one for one in self.light_rules}
        known = {**PUBLISHED, **own}
        if rules_id not in known:
            stated = f"the plan has {', '.join(own)}" if own else "the plan has none of its own"
            stated_zh = f"规划中有{'、'.join(own)}" if own else "规划自己没有写明"
            raise UnknownIdError(
                f"unknown light rules {rules_id!r}",
                f"{stated}; published are {', '.join(PUBLISHED)}",
                f"没有编号为 {rules_id!r} 的亮灯规则",
                f"{stated_zh}；已公布的有{'、'.join(PUBLISHED)}",
            )
        return known[rules_id]

    def register(self, as_of: datetime.date | str) -> Register:
        """List every deadline and milestone with its status (台账): done, due, overdue, signed off.

        >>> action = Action(id="a", name="产业强链", deadline="2023-06")
        >>> program = Program(id="g", name="产业创新", actions=[action])
        >>> plan = Plan(id="p", name="示范规划", programs=[program])
        >>> plan.register(as_of="2023-07-10").items[0].text()
        'overdue by 10 days, not reported done'

        Args:
            as_of: The day it is drawn up for, as a date or its text. No clock is read, and nothing that
                is dated after it is used: what was not yet known does not count.

        Raises:
            OutlineError: If an id occurs twice or a reference is broken, so that an item would be lost.
            PeriodError: If the day cannot be read.
        """
        from zoneplan.register import register  # noqa: PLC0415  # making a plan does not wait for it

        return register(self, as_date(as_of))

    def convert(
        self,
        figure: Figure | str,
        *,
        to: Wanted | Sequence[Wanted],
        period: Period | str | int,
        order: ConversionOrder | str | None = None,
        of: str | None = None,
        rate_kind: RateKind | str | None = None,
    ) -> Conversion:
        """Bring money to other prices or another currency, by the plan's indices and rates.

        Args:
            figure: Money, or money per something, given as a `Figure` or its text.
            to: The unit, the prices, or both: `"亿美元"`, `"constant 2020"`, `("美元", "2020年不变价")`.
            period: The period that the figure is about.
            order: What is converted first, `prices` or `currency`; needed where both change.
            of: The index to use, by what it is an index of; needed where the plan has several.
            rate_kind: The kind of rate to use; needed where the plan has both kinds for the period.

        Raises:
            ConversionError: If a rate or index is missing, two for one period differ, several would do, the
                order is needed and not stated, the prices of a year are not known, or it is no money.
            DimensionMismatchError: If the unit measures something else.
            UnitError: If a text is neither a unit nor a price basis.
            AmountError: If the figure is a text that is no amount.
            PeriodError: If the period cannot be read.
        """
        from zoneplan.conversions import convert  # noqa: PLC0415  # making a plan does not wait for it

        listed = self.ledger.listed
        return convert(
            figure,
            to=to,
            period=period,
            rates=[attrs.evolve(one, source=listed(one.source)) for one in self.exchange_rates],
            indices=[attrs.evolve(one, source=listed(one.source)) for one in self.price_indices],
            order=order,
            of=of,
            rate_kind=rate_kind,
        )

    # -- documents ------------------------------------------------------------------------------

    def to_frame(
        self, what: str, *, backend: FrameBackend = "pyarrow", numbers: Numbers = "decimal", **asked: Any
    ) -> Any:
        """Give one of the plan's tables as a data frame, one row for each fact, with exact decimals.

        Needs the extra `frames`, and pandas or Polars for their frames. Numbers are in the unit that stands
        beside them, `text` is the figure as written; what is missing is missing.

        >>> stated = Observation(metric="gdp", period=2022, figure="2400.0亿元")
        >>> frame = Plan(id="p", name="示范规划", observations=[stated]).to_frame("observations")
        >>> frame.select(["period", "number", "unit", "text"]).to_pylist()
        [{'period': '2022', 'number': Decimal('2400.0'), 'unit': '亿元', 'text': '2400.0亿元'}]

        Args:
            what: `observations`, `targets`, `findings` (with what could not be checked), `rollups`,
                `outline` or `metrics`.
            backend: `pyarrow`, `polars` or `pandas`, whose columns then have Arrow's types.
            numbers: `decimal`, or `text`, which holds fractions and numbers of any length as well.
            **asked: For findings `report`, None to validate now. For rollups `metrics` (all of them
                unless said), `period`, `aspect`, `missing` and `weight` as `roll_up` takes them.

        Raises:
            DocumentError: If there is no such table or backend, a library is not installed, the table does
                not take what is asked, or a figure cannot be written exactly.
            AmountError: If a number has no finite decimal or more than 38 digits.
            OutlineError: If an id occurs twice or a reference is broken, so that a row would be lost.
            RollupError: If a metric cannot be rolled up as asked.
        """
        from zoneplan.data_frames import framed  # noqa: PLC0415  # making a plan does not wait for it
        from zoneplan.frame_rows import asked_rows  # noqa: PLC0415  # the same

        return framed(asked_rows(self, what, asked), backend, numbers)

    @classmethod
    def from_indicators(
        cls,
        table: IndicatorTable,
        *,
        id: str | None = None,  # noqa: A002  # the field's name
        name: str | None = None,
        zone: Zone | None = None,
    ) -> Self:
        """Make a plan of an indicator table: its metrics, figures, targets, and how they stand together.

        Args:
            table: The table.
            id: Id of the plan; None for that of the table.
            name: Its name; None for that of the table.
            zone: The zone it is for.
        """
        source = table.source
        is_listed = source is not None and source.id is not None and source.document is not None
        return cls(
            id=table.id if id is None else id,
            name=table.name if name is None else name,
            zone=zone,
            period=table.period,
            sources=(source,) if source is not None and is_listed else (),
            metrics=table.metrics,
            observations=table.observations,
            targets=table.targets,
            relations=table.relations,
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Make a plan from plain data, as `to_dict` gives it; Chinese keys are read too.

        Args:
            data: Mappings by key, lists, texts and whole numbers; no binary floats.

        Raises:
            DocumentError: With every problem and its path.
        """
        from zoneplan.documents import from_dict  # noqa: PLC0415  # a plan made in Python needs no cattrs

        return from_dict(data, cls)

    def to_dict(self) -> dict[str, Any]:
        """Give the plan as plain data; `Plan.from_dict` is the inverse.

        Raises:
            DocumentError: If a figure has no finite decimal and cannot be written exactly.
        """
        from zoneplan.documents import to_dict  # noqa: PLC0415  # as in `from_dict`

        return to_dict(self)
