"""The plan: an outline and a ledger as one frozen value, and the questions one asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self, overload

import attrs

from zoneplan import documents, rules
from zoneplan.consistency import Consistency
from zoneplan.conversions import Conversion, ConversionOrder, Wanted, convert
from zoneplan.errors import OutlineError, RuleError
from zoneplan.findings import Judgement, Report
from zoneplan.ledger import Ledger
from zoneplan.locations import Mark
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect, Observation
from zoneplan.outline import Node, NodeKind, Outline, unknown_id
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.programs import (
    Action,
    Program,
    Project,
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
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
from zoneplan.readings import Policy
from zoneplan.relations import Relation
from zoneplan.rollup import Missing, Rollup
from zoneplan.sources import Source
from zoneplan.subjects import known_places
from zoneplan.targets import Target
from zoneplan.texts import as_texts, check_id, check_name, check_text
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from zoneplan.deadlines import Deadline
    from zoneplan.figures import Figure

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


@attrs.frozen(kw_only=True, slots=False)
class Plan:
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
    price_indices: tuple[PriceIndex, ...] = attrs.field(default=(), converter=_as_price_indices)
    exchange_rates: tuple[ExchangeRate, ...] = attrs.field(default=(), converter=_as_exchange_rates)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

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

        Raises:
            UnknownIdError: If there is none; the message offers the nearest ids.
        """
        return self.ledger.metric(metric_id)

    def zone_of(self, place_id: str) -> Zone:
        """Give the zone or place with an id.

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
        rules: Iterable[Callable[[Plan], Iterable[Judgement]]] = rules.STANDARD,
        *,
        together: bool = False,
        time_limit: int | Fraction = 10,
    ) -> Report:
        """Judge the whole plan; nothing is raised and nothing is changed.

        Args:
            rules: The rules to apply; add your own with `(*zoneplan.rules.STANDARD, my_rule)`. A rule
                takes the plan and yields findings.
            together: Whether to judge all relations at once as well, which finds figures that cannot all
                be true though each relation by itself allows them (`JOINT`). It takes the extra `prove`;
                without it ranges are only passed from figure to figure, and what that leaves open is
                reported as not checked.
            time_limit: Seconds for each question about figures that hang together, when `together`.

        Raises:
            RuleError: If a rule yields something that is no judgement, or gives nothing to go through.
        """
        applied: list[Callable[[Plan], Iterable[Judgement]]] = list(rules)
        if together:
            from zoneplan.rules.together import all_together  # noqa: PLC0415  # only who asks for it pays

            applied.append(partial(all_together, time_limit=time_limit))
        return Report.of((one for rule in applied for one in _judgements(rule, self)), self.outline.census)

    def consistency(self, policy: Policy = Policy()) -> Consistency:  # noqa: B008  # immutable
        """Ask whether the plan's figures contradict each other.

        Its `verdicts` judge relation by relation, `prove` all of them together, and `admissible`, `doubts`
        and `suggestions` say what a missing or doubted figure can be.

        Args:
            policy: How figures are read.
        """
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
                is filled from shorter ones by the metric's rule over time.
            aspect: baseline, actual, planned, forecast or target; None for the only one reported, or
                the actual one.
            missing: What a leaf that did not report means: `skip_if_all` (the total is of what was
                reported), `skip_if_any` (no total unless all reported) or `zero`.
            weight: Id of the metric that coverage is weighed by; None for the metric's own weight.

        Raises:
            UnknownIdError: If a metric is not defined.
            OutlineError: If an id occurs twice or a reference is broken, so that totals would be wrong.
            RollupError: If the metric has no rule, several periods or aspects are reported and none
                was asked for, figures contradict each other, or a part would be added to its whole.
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
        return convert(
            figure,
            to=to,
            period=period,
            rates=[attrs.evolve(one, source=self._full(one.source)) for one in self.exchange_rates],
            indices=[attrs.evolve(one, source=self._full(one.source)) for one in self.price_indices],
            order=order,
            of=of,
            rate_kind=rate_kind,
        )

    def _full(self, source: Source | None) -> Source | None:
        """Give a source with what it leaves out taken from the plan's list."""
        listed = None if source is None or source.id is None else self.ledger.sources.get(source.id)
        return source if source is None or listed is None else source.combined(listed)

    # -- documents ------------------------------------------------------------------------------

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Make a plan from plain data, as `to_dict` gives it; Chinese keys are read too.

        Args:
            data: Mappings, lists, texts and whole numbers; no binary floats.

        Raises:
            DocumentError: With every problem and its path.
        """
        return documents.from_dict(data, cls)

    def to_dict(self) -> dict[str, Any]:
        """Give the plan as plain data; `Plan.from_dict` is the inverse.

        Raises:
            DocumentError: If a figure has no finite decimal and cannot be written exactly.
        """
        return documents.to_dict(self)


def _judgements(rule: Callable[[Plan], Iterable[Judgement]], plan: Plan) -> Iterable[Judgement]:
    found = rule(plan)
    if not isinstance(found, Iterable):
        name = getattr(rule, "__name__", repr(rule))
        raise RuleError(f"expected rule {name} to yield findings, got {found!r}", "write `yield` in it")
    return found
