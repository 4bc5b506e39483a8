"""Portfolios of any size, invented and named so, for trying out, testing and timing.

Everything is a function of the seed and of whole numbers, so that the same portfolio comes from every
machine, row by row, and none of it needs to be held in memory. Nothing in it is true of any place.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypedDict

import attrs

from zoneplan.decimals import as_number
from zoneplan.errors import OutlineError
from zoneplan.figures import Figure
from zoneplan.observations import Observation, Vintage
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.portfolio import Portfolio
from zoneplan.portfolio_tables import SEPARATOR, OutlineRow
from zoneplan.prices import PriceBasis
from zoneplan.programs import Action, Program, Project
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source
from zoneplan.synthetic_metrics import definition, kind_of, metric_id
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.metrics import Metric

__all__ = ["PRIME", "ObservationRow", "SyntheticPortfolio"]

PRIME: Final = 2_147_483_647
"""Numbers are drawn below this prime; its square fits 64 bits, so that every engine can draw them."""


class ObservationRow(TypedDict):
    """One observation, its columns those of the tables that are rolled up.

    Attributes:
        metric: Id of the metric.
        subject: Id of the node, as in the table of the outline.
        period: The month, such as 2023-01.
        aspect: Always actual.
        vintage: preliminary and final for a figure that was revised; None for any other.
        number: The number in `unit`, exactly.
        unit: Its unit.
        price_basis: The prices of money; unstated for anything else.
    """

    metric: str
    subject: str
    period: str
    aspect: str
    vintage: str | None
    number: Decimal
    unit: str
    price_basis: str


def _as_share(value: object) -> Fraction:
    if isinstance(value, (Fraction, str)):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise OutlineError(f"expected a share, got {value!r}", "write it as '0.1' or '1/10'") from None
    return Fraction(as_number(value))


def _as_bases(values: Iterable[str | PriceBasis]) -> tuple[PriceBasis, ...]:
    return tuple(one if isinstance(one, PriceBasis) else PriceBasis.parse(one) for one in values)


@attrs.frozen(kw_only=True, slots=False)
class SyntheticPortfolio:
    """The measures of an invented portfolio, which determine every row of it.

    Each zone has a plan of programs, these have actions, and these projects; whatever is lowest reports
    every metric every month, but for what is missing.

    >>> tiny = SyntheticPortfolio(zones=3, programs=2, actions=2, metrics=2, months=12, missing="0.25")
    >>> tiny.leaves, tiny.rows
    (12, 216)
    >>> row = next(tiny.observations())
    >>> row["subject"], row["period"], str(row["number"]), row["unit"]
    ('syn0/g0a0', '2023-02', '97145.050000', '万元')

    Attributes:
        seed: Another seed gives other figures; from 0.
        zones: Number of zones, each with one plan.
        programs: Number of programs in a plan.
        actions: Number of actions in a program.
        projects: Number of projects in an action; 0 lets the actions report.
        shared: Every so manieth project of an action serves the next action of its plan as well; 0 for none.
        metrics: Number of metrics; their kinds are those of `zoneplan.synthetic_metrics`, in turn.
        months: Number of months reported.
        first_year: The year whose January is the first month.
        missing: Share of what should be reported that is missing, from 0 to 1; given as a `Fraction`, a
            `Decimal`, a whole number or text.
        revised: Share of what should be reported that is reported twice, first as preliminary; with
            `missing` at most 1.
        mixed_units: Whether figures of one metric come in several units.
        price_bases: The prices of the metrics of money, in turn.
        zones_per_city: How many zones lie in a city.
        cities_per_province: How many cities lie in a province.

    Raises:
        OutlineError: If a measure is no whole number or out of its range, or the shares exceed 1.
    """

    seed: int = 0
    zones: int = 10
    programs: int = 2
    actions: int = 3
    projects: int = 0
    shared: int = 0
    metrics: int = 3
    months: int = 12
    first_year: int = 2023
    missing: Fraction = attrs.field(default=Fraction(0), converter=_as_share)
    revised: Fraction = attrs.field(default=Fraction(0), converter=_as_share)
    mixed_units: bool = True
    price_bases: tuple[PriceBasis, ...] = attrs.field(default=("current",), converter=_as_bases)
    zones_per_city: int = 10
    cities_per_province: int = 10

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if type(value) is not int or value < least:
                raise OutlineError(
                    f"expected {name} to be a whole number from {least}, got {value!r}",
                    "give a whole number",
                )
        if min(self.missing, self.revised) < 0 or self.missing + self.revised > 1:
            raise OutlineError(
                f"the shares missing ({self.missing}) and revised ({self.revised}) are not parts of 1",
                "let both be at least 0 and at most 1 together",
            )
        if not self.price_bases:
            raise OutlineError("the metrics of money have no price basis", 'name one, such as "current"')
        if self.slots >= 3 * 10**9:
            raise OutlineError(
                f"{self.slots:,} figures are more than one seed has numbers for",
                "make several portfolios of less than 3,000,000,000 figures, each with its seed",
            )

    # -- how much there is ----------------------------------------------------------------------

    @property
    def leaves_per_zone(self) -> int:
        """How many nodes of a plan report: its projects, or its actions when it has none."""
        return self.programs * self.actions * (self.projects or 1)

    @property
    def leaves(self) -> int:
        """How many nodes report."""
        return self.zones * self.leaves_per_zone

    @cached_property
    def slots(self) -> int:
        """How many figures should be reported: one for each leaf, metric and month."""
        return self.leaves * self.metrics * self.months

    @cached_property
    def missing_slots(self) -> int:
        """How many of these are missing."""
        return math.floor(self.slots * self.missing)

    @cached_property
    def revised_slots(self) -> int:
        """How many of these are reported twice."""
        return math.floor(self.slots * self.revised)

    @property
    def rows(self) -> int:
        """How many observations there are, exactly."""
        return self.slots - self.missing_slots + self.revised_slots

    @property
    def cities(self) -> int:
        """How many cities the zones lie in."""
        return -(-self.zones // self.zones_per_city)

    @property
    def provinces(self) -> int:
        """How many provinces the cities lie in."""
        return -(-self.cities // self.cities_per_province)

    @property
    def nodes(self) -> int:
        """How many nodes the outline has, from the nation down."""
        in_plan = 1 + self.programs * (1 + self.actions * (1 + self.projects))
        return 1 + self.provinces + self.cities + self.zones * (1 + in_plan)

    @property
    def outline_rows(self) -> int:
        """How many rows the table of the outline has: the nodes, and shared projects once more each."""
        shared = self.projects // self.shared if self.shared else 0
        return self.nodes + self.zones * (self.programs * self.actions - 1) * shared

    # -- what is said ---------------------------------------------------------------------------

    @cached_property
    def stride(self) -> int:
        """The step that spreads what is missing and revised; it shares no divisor with `slots`."""
        step = max(1, self.slots * 618_034 // 1_000_000)
        while math.gcd(step, self.slots) != 1:
            step += 1
        return step

    @property
    def periods(self) -> list[str]:
        """The months, in their order."""
        return [str(Period.month(self.first_year + n // 12, n % 12 + 1)) for n in range(self.months)]

    def observations(self) -> Iterator[ObservationRow]:
        """Give every observation, leaf by leaf, metric by metric, month by month."""
        periods = self.periods
        names = [metric_id(k) for k in range(self.metrics)]
        bases = [str(self.basis(k)) for k in range(self.metrics)]
        slot = 0
        for leaf in range(self.leaves):
            subject = self.subject(leaf)
            for k in range(self.metrics):
                for month in range(self.months):
                    for vintage, draw in self._reports(slot):
                        number, unit = self._figure(k, draw)
                        yield ObservationRow(
                            metric=names[k],
                            subject=subject,
                            period=periods[month],
                            aspect="actual",
                            vintage=vintage,
                            number=number,
                            unit=unit,
                            price_basis=bases[k],
                        )
                    slot += 1

    def _reports(self, slot: int) -> tuple[tuple[str | None, int], ...]:
        """Give the reports of a slot, each with its vintage and what its number is drawn by."""
        position = (slot * self.stride + self.seed) % self.slots
        if position < self.missing_slots:
            return ()
        if position < self.missing_slots + self.revised_slots:
            return (Vintage.PRELIMINARY.value, slot + self.slots), (Vintage.FINAL.value, slot)
        return ((None, slot),)

    def drawn(self, index: int) -> int:
        """Draw a whole number below `PRIME`; the same in every language that squares 31-bit numbers.

        Args:
            index: Which number; from 0.
        """
        value = (self.seed % PRIME * 48_271 + index % PRIME * 69_621 + 11) % PRIME
        value = (value * value + value * 3 + 7) % PRIME
        return (value * value + 40_692 * value + 13) % PRIME

    def _figure(self, k: int, index: int) -> tuple[Decimal, str]:
        kind, value = kind_of(k), self.drawn(index)
        units = kind.units if self.mixed_units else kind.units[:1]
        unit, power = units[value // 7919 % len(units)]
        return Decimal(value % kind.bound * 10 ** (power + 6)).scaleb(-6), unit

    def basis(self, k: int) -> PriceBasis:
        """Give the prices of a metric: one of `price_bases` in turn for money, else unstated.

        Args:
            k: The number of the metric, from 0.
        """
        return self.price_bases[k % len(self.price_bases)] if kind_of(k).is_money else PriceBasis.unstated()

    def metric_definitions(self) -> tuple[Metric, ...]:
        """Give the metrics, as each plan defines them."""
        return tuple(definition(k, self.basis(k)) for k in range(self.metrics))

    def subject(self, leaf: int) -> str:
        """Give the id of a leaf in the tables.

        Args:
            leaf: The number of the leaf, from 0.
        """
        zone, rest = divmod(leaf, self.leaves_per_zone)
        action, project = divmod(rest, self.projects or 1)
        name = self._action(action) + (f"p{project}" if self.projects else "")
        return f"syn{zone}{SEPARATOR}{name}"

    def _action(self, number: int) -> str:
        return f"g{number // self.actions}a{number % self.actions}"

    def _is_shared(self, action: int, project: int) -> bool:
        is_last = action + 1 == self.programs * self.actions
        return bool(self.shared) and not is_last and (project + 1) % self.shared == 0

    # -- as an outline and as plans -------------------------------------------------------------

    def outline(self) -> Iterator[OutlineRow]:
        """Give the outline, node by node, with the columns of `portfolio.outline_table()`."""
        yield _row("synthetic", None, "nation", "合成国（synthetic）", "synthetic")
        for n in range(self.provinces):
            yield _row(f"province{n}", "synthetic", "province", f"合成省{n}", f"province{n}")
        for n in range(self.cities):
            yield _row(
                f"city{n}", f"province{n // self.cities_per_province}", "city", f"合成市{n}", f"city{n}"
            )
        for n in range(self.zones):
            yield _row(f"zone{n}", f"city{n // self.zones_per_city}", "zone", f"合成开发区{n}", f"zone{n}")
            yield from self._plan_rows(n)

    def _plan_rows(self, zone: int) -> Iterator[OutlineRow]:
        plan = f"syn{zone}"
        yield _row(plan, f"zone{zone}", "plan", f"合成规划{zone}（synthetic）", f"zone{zone}", plan)
        for g in range(self.programs):
            program = f"{plan}{SEPARATOR}g{g}"
            yield _row(program, plan, "program", f"合成方案{g}", None, plan)
            for a in range(g * self.actions, (g + 1) * self.actions):
                action = f"{plan}{SEPARATOR}{self._action(a)}"
                yield _row(action, program, "action", f"合成行动{a}", None, plan)
                for p in range(self.projects):
                    parents = [action]
                    if self._is_shared(a, p):
                        parents.append(f"{plan}{SEPARATOR}{self._action(a + 1)}")
                    for parent in parents:
                        yield _row(f"{action}p{p}", parent, "project", f"合成项目{a}-{p}", None, plan)

    def plans(self) -> Iterator[Plan]:
        """Give the plans one by one, for portfolios small enough to be held; none has an error."""
        metrics = self.metric_definitions()
        last = self.first_year + (self.months - 1) // 12
        per_zone = self.slots // self.zones
        for zone in range(self.zones):
            city = zone // self.zones_per_city
            province = city // self.cities_per_province
            slot = zone * per_zone
            yield Plan(
                id=f"syn{zone}",
                name=f"合成规划{zone}（synthetic）",
                zone=Zone(
                    id=f"zone{zone}",
                    name=f"合成开发区{zone}",
                    kind="经开区",
                    level="national",
                    within=f"city{city}",
                ),
                places=(
                    Zone(id=f"city{city}", name=f"合成市{city}", level="city", within=f"province{province}"),
                    Zone(
                        id=f"province{province}",
                        name=f"合成省{province}",
                        level="province",
                        within="synthetic",
                    ),
                    Zone(id="synthetic", name="合成国（synthetic）", level="nation"),
                ),
                period=Period.span(self.first_year, last) if last > self.first_year else Period.year(last),
                sources=(Source(id="synthetic", document="合成数据（synthetic）"),),
                metrics=metrics,
                programs=[self._program(zone, g, slot) for g in range(self.programs)],
            )

    def _program(self, zone: int, g: int, slot: int) -> Program:
        per_action = self.slots // self.zones // (self.programs * self.actions)
        numbers = range(g * self.actions, (g + 1) * self.actions)
        return Program(
            id=f"g{g}",
            name=f"合成方案{g}",
            actions=[self._action_node(zone, a, slot + a * per_action) for a in numbers],
        )

    def _action_node(self, zone: int, a: int, slot: int) -> Action:
        per_project = self.metrics * self.months
        return Action(
            id=self._action(a),
            name=f"合成行动{a}",
            lead_units=("合成单位",),
            observations=() if self.projects else self._observed(slot),
            projects=[
                Project(
                    id=f"{self._action(a)}p{p}",
                    name=f"合成项目{a}-{p}",
                    serves=(self._action(a + 1),) if self._is_shared(a, p) else (),
                    observations=self._observed(slot + p * per_project),
                )
                for p in range(self.projects)
            ],
        )

    def _observed(self, slot: int) -> list[Observation]:
        """Give the observations of one leaf, whose slots begin at a number."""
        found = []
        for k in range(self.metrics):
            for month in range(self.months):
                for vintage, draw in self._reports(slot + k * self.months + month):
                    number, unit = self._figure(k, draw)
                    found.append(
                        Observation(
                            metric=metric_id(k),
                            period=Period.month(self.first_year + month // 12, month % 12 + 1),
                            figure=Figure(number, unit, price_basis=self.basis(k)),
                            vintage=vintage,
                            source="synthetic",
                        )
                    )
        return found

    def portfolio(self) -> Portfolio:
        """Give the whole portfolio in memory; `validate()` finds no error in it."""
        return Portfolio.of(self.plans())


_LEAST: Final = {
    "seed": 0,
    "zones": 1,
    "programs": 1,
    "actions": 1,
    "projects": 0,
    "shared": 0,
    "metrics": 1,
    "months": 1,
    "first_year": 1000,
    "zones_per_city": 1,
    "cities_per_province": 1,
}


def _row(
    node: str, parent: str | None, kind: str, name: str, place: str | None, plan: str | None = None
) -> OutlineRow:
    return OutlineRow(node=node, parent=parent, kind=kind, name=name, place=place, declared=None, plan=plan)
