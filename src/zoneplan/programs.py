"""Programs, actions and projects: the parts of a plan as frozen values."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from zoneplan.coverage import Missing
from zoneplan.dates import as_date
from zoneplan.deadlines import Deadline
from zoneplan.errors import OutlineError, RollupError, UnknownIdError
from zoneplan.investments import Investment, as_investment
from zoneplan.ledger import Ledger
from zoneplan.locations import Mark
from zoneplan.metrics import Metric
from zoneplan.milestones import Milestone, SignOff, as_day, as_sign_offs
from zoneplan.observations import Aspect, Observation
from zoneplan.outline import Node, NodeKind, Outline, suggestion
from zoneplan.periods import Period
from zoneplan.short_reprs import short_repr
from zoneplan.states import (
    ConstructionKind,
    ProjectState,
    StateChange,
    as_construction,
    as_states,
    state_on,
)
from zoneplan.targets import Target
from zoneplan.texts import as_texts, check_id, check_name, check_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zoneplan.rollup import Rollup
    from zoneplan.sources import Source
    from zoneplan.zones import Zone

__all__ = ["Action", "Program", "Project"]

T = TypeVar("T")
W = TypeVar("W", Aspect, Missing)


def members(values: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    """Take any iterable of one class as a tuple, refusing other members.

    Args:
        values: The members.
        kind: The class that every member must be of.

    Raises:
        OutlineError: If a member is of another class.
    """
    found = values if type(values) is tuple else tuple(values)
    for value in found:
        if not isinstance(value, kind):
            wanted = f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"
            raise OutlineError(f"expected {wanted}, got {value!r}", f"make {wanted} of it first")
    return found


def as_metrics(values: Iterable[Metric]) -> tuple[Metric, ...]:
    """Take metrics as a tuple.

    Args:
        values: The metrics, in document order.
    """
    return members(values, Metric)


def as_observations(values: Iterable[Observation]) -> tuple[Observation, ...]:
    """Take observations as a tuple.

    Args:
        values: The observations, in document order.
    """
    return members(values, Observation)


def as_targets(values: Iterable[Target]) -> tuple[Target, ...]:
    """Take targets as a tuple.

    Args:
        values: The targets, in document order.
    """
    return members(values, Target)


def as_milestones(values: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Take milestones as a tuple.

    Args:
        values: The milestones, in document order.
    """
    return members(values, Milestone)


def as_period(value: Period | str | int | None) -> Period | None:
    """Take a period as it is or from its text; None stays None.

    Args:
        value: A period, its text, a year as a whole number, or None.
    """
    return value if value is None or isinstance(value, Period) else Period.parse(value)


def as_deadline(value: Deadline | str | int | None) -> Deadline | None:
    """Take a deadline as it is or from its text; None stays None.

    Args:
        value: A deadline, its text, a year as a whole number, or None.
    """
    return value if value is None or isinstance(value, Deadline) else Deadline.parse(value)


def check_count(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse a declared number that is not a whole number of at least 0.

    Args:
        instance: The record.
        attribute: The field that holds the number.
        value: The number, or None.

    Raises:
        OutlineError: With the attribute's name and the value.
    """
    if value is not None and (type(value) is not int or value < 0):
        raise OutlineError(f"expected a whole number for {attribute.name}, got {value!r}", "such as 4")


@attrs.frozen(kw_only=True)
class Project:
    """A project: declared once, however many actions it serves.

    Attributes:
        id: Id, unique among the nodes and places of the plan.
        name: Its name as lists print it.
        aliases: Further names it goes by in other lists.
        place: Id of the place it lies in.
        part_of: Id of the project (打包项目) that it was split from; its figures are parts of that one's.
        serves: Ids of further actions that it serves; every ancestor of any of them counts it once.
        lead_units: The units that lead it; one, as a rule.
        supporting_units: The units that support it.
        construction: What is built (建设性质): new, continued or altered; None when not stated.
        start: The period in which it starts.
        deadline: By when it is to be done.
        states: The states it came into, in order.
        done: The day on which it was done; None when nobody has reported it. It counts as done as well
            from when it is completed by its states.
        sign_offs: When it was closed after a check (销号), in order.
        milestones: The steps that are due by dates of their own, in order.
        investment: What it is to cost, by year and by source of money; checked, never rolled up.
        observations: What was or is expected to be measured of it.
        targets: What it is to reach.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    place: str | None = attrs.field(default=None, validator=check_text)
    part_of: str | None = attrs.field(default=None, validator=check_text)
    serves: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    construction: ConstructionKind | None = attrs.field(default=None, converter=as_construction)
    start: Period | None = attrs.field(default=None, converter=as_period)
    deadline: Deadline | None = attrs.field(default=None, converter=as_deadline)
    states: tuple[StateChange, ...] = attrs.field(default=(), converter=as_states)
    done: datetime.date | None = attrs.field(default=None, converter=as_day)
    sign_offs: tuple[SignOff, ...] = attrs.field(default=(), converter=as_sign_offs)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=as_milestones)
    investment: Investment | None = attrs.field(default=None, converter=as_investment)
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_observations)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_targets)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    @property
    def kind(self) -> NodeKind:
        """Always `NodeKind.PROJECT`."""
        return NodeKind.PROJECT

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Always empty: a project defines no metrics."""
        return ()

    @property
    def declared(self) -> int | None:
        """Always None: a project declares no parts."""
        return None

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Ids of the project it is part of and of further actions it serves, each with its field."""
        package = () if self.part_of is None else (("part_of", self.part_of),)
        return (*package, *(("serves", action) for action in self.serves))

    def children(self) -> Iterator[tuple[str, Node]]:
        """Give nothing: a project's parts name it, they are not written in it."""
        return iter(())

    def state_on(self, day: datetime.date | str) -> ProjectState | None:
        """Give the state that it was known to be in at the end of a day.

        >>> project = Project(id="p", name="产业园", states=[StateChange(state="completed", on="2024Q1")])
        >>> project.state_on("2024-03-30"), project.state_on("2024-03-31")
        (None, <ProjectState.COMPLETED: 'completed'>)

        Args:
            day: The day, or its text; a state of a period counts from the period's last day on.

        Returns:
            The last state reached; None when none was.

        Raises:
            PeriodError: If the day cannot be read.
        """
        return state_on(self.states, as_date(day))


def as_projects(values: Iterable[Project]) -> tuple[Project, ...]:
    """Take projects as a tuple.

    Args:
        values: The projects, in document order.
    """
    return members(values, Project)


class Unbuilt:
    """What a node has in place of a project's own: no states and no investment."""

    __slots__ = ()

    @property
    def states(self) -> tuple[StateChange, ...]:
        """Always empty: only a project has states."""
        return ()

    @property
    def investment(self) -> Investment | None:
        """Always None: only a project has an investment of its own."""
        return None


class _Asked(Unbuilt):
    """The questions that a program or action answers from what is written inside it."""

    __slots__ = ()

    @overload
    def roll_up(  # type: ignore[overload-overlap]  # a text is an id, not an iterable of letters
        self,
        metric: str | Metric,
        *,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
        metrics: Iterable[Metric] = (),
        places: Iterable[Zone] = (),
        sources: Iterable[Source] = (),
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
        metrics: Iterable[Metric] = (),
        places: Iterable[Zone] = (),
        sources: Iterable[Source] = (),
    ) -> dict[str, Rollup]: ...

    def roll_up(
        self,
        metric: str | Metric | Iterable[str | Metric],
        *,
        period: Period | str | int | None = None,
        aspect: Aspect | str | None = None,
        missing: Missing | str = Missing.SKIP_IF_ALL,
        weight: str | None = None,
        metrics: Iterable[Metric] = (),
        places: Iterable[Zone] = (),
        sources: Iterable[Source] = (),
    ) -> Rollup | dict[str, Rollup]:
        """Roll a metric up over what is written inside this node.

        What is written elsewhere in the plan is not seen here: entries beside the plan, and projects of
        other programs that serve an action of this one. `plan.roll_up(metric)[node.id]` counts all.

        Args:
            metric: A metric, or the id of one defined inside this node or given in `metrics`; several
                of them give a dictionary by metric id.
            period: The period, its text, or a year; None for the only one reported.
            aspect: What the figures are; None for the only one reported, or the actual one.
            missing: What a leaf that did not report means.
            weight: Id of the metric that coverage is weighed by.
            metrics: Definitions that lie outside this node, such as `plan.metrics`.
            places: The places that actions and projects are about, such as `plan.places`.
            sources: The documents that entries name by id, such as `plan.sources`.

        Raises:
            UnknownIdError: If a metric is not defined here.
            RollupError: If it cannot be rolled up as asked; see `Plan.roll_up`.
        """
        outline = Outline.of(self)  # type: ignore[arg-type]  # mixed into nodes only
        several = None if isinstance(metric, (str, Metric)) else tuple(metric)
        asked = (metric,) if several is None else several
        given = [one for one in asked if isinstance(one, Metric)]
        ledger = Ledger.of(outline, further_metrics=(*given, *metrics), sources=sources)
        for one in asked:
            if isinstance(one, str) and one not in ledger.metrics:
                raise UnknownIdError(
                    f"unknown metric {one!r} in {outline.root.kind} {outline.root.id!r}",
                    f"{suggestion(one, ledger.metrics)}; one defined elsewhere in the plan is given with it: "
                    f"roll_up({one!r}, metrics=plan.metrics)",
                    f"{outline.root.id!r} 中没有编号为 {one!r} 的指标",
                    f"在规划别处定义的，请一并给出：roll_up({one!r}, metrics=plan.metrics)",
                )
        known: dict[str, Zone] = {}
        for place in places:
            known.setdefault(place.id, place)
        return answer(
            outline,
            ledger,
            metric if several is None else several,
            period=period,
            aspect=aspect,
            missing=missing,
            weight=weight,
            places=known,
        )


@attrs.frozen(kw_only=True)
class Action(_Asked):
    """An action (行动, 工程, 计划, 探索, 理念): a named group of tasks; the noun is its program's label.

    Attributes:
        id: Id, unique among the nodes and places of the plan.
        name: Its name; None for an action that is declared but not named, which is legal.
        label: The rhetorical noun for it, where it has one of its own.
        place: Id of the place it is about, where that is not the plan's.
        lead_units: The units that lead it (牵头单位); one, as a rule.
        supporting_units: The units that support it (配合单位).
        start: The period in which it starts.
        deadline: By when it is to be done (完成时限).
        done: The day on which it was done; None when nobody has reported it.
        sign_offs: When it was closed after a check (销号), in order.
        milestones: The steps that are due by dates of their own (时间节点), in order.
        metrics: Metrics defined in it.
        projects: Projects listed in it.
        observations: What was or is expected to be measured of it.
        targets: What it is to reach.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    id: str = attrs.field(validator=check_id)
    name: str | None = attrs.field(default=None, validator=check_text)
    label: str | None = attrs.field(default=None, validator=check_text)
    place: str | None = attrs.field(default=None, validator=check_text)
    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    start: Period | None = attrs.field(default=None, converter=as_period)
    deadline: Deadline | None = attrs.field(default=None, converter=as_deadline)
    done: datetime.date | None = attrs.field(default=None, converter=as_day)
    sign_offs: tuple[SignOff, ...] = attrs.field(default=(), converter=as_sign_offs)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=as_milestones)
    metrics: tuple[Metric, ...] = attrs.field(default=(), converter=as_metrics)
    projects: tuple[Project, ...] = attrs.field(default=(), converter=as_projects)
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_observations)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_targets)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    @property
    def kind(self) -> NodeKind:
        """Always `NodeKind.ACTION`."""
        return NodeKind.ACTION

    @property
    def aliases(self) -> tuple[str, ...]:
        """Always empty."""
        return ()

    @property
    def declared(self) -> int | None:
        """Always None: an action declares no number of projects."""
        return None

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Always empty: an action lies in one program."""
        return ()

    def children(self) -> Iterator[tuple[str, Node]]:
        """Give its projects, each with its path from here."""
        for index, project in enumerate(self.projects):
            yield f"projects[{index}]", project


def as_actions(values: Iterable[Action]) -> tuple[Action, ...]:
    """Take actions as a tuple.

    Args:
        values: The actions, in document order.
    """
    return members(values, Action)


@attrs.frozen(kw_only=True)
class Program(_Asked):
    """A program (方案, 专项规划, 行动计划): one field of the plan, with its actions.

    Attributes:
        id: Id, unique among the nodes and places of the plan.
        name: Its name.
        title: The title it was published under; None when it was not published by itself.
        label: The rhetorical noun for its actions, such as 行动 or 理念; a label, never a type.
        declared_actions: The number of actions it declares; None when it declares none. It may be
            more than are listed: the others are unnamed.
        place: Id of the place it is about, where that is not the plan's.
        lead_units: The units that lead it (牵头单位).
        supporting_units: The units that support it (配合单位).
        start: The period in which it starts.
        deadline: By when it is to be done.
        done: The day on which it was done; None when nobody has reported it.
        sign_offs: When it was closed after a check (销号), in order.
        milestones: The steps that are due by dates of their own (时间节点), in order.
        metrics: Metrics defined in it.
        actions: Its actions, in document order.
        projects: Projects listed in it beside its actions.
        observations: What was or is expected to be measured of it.
        targets: What it is to reach.
        note: Anything a reader should know.
        mark: Where it stands in the file it was read from.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    title: str | None = attrs.field(default=None, validator=check_text)
    label: str | None = attrs.field(default=None, validator=check_text)
    declared_actions: int | None = attrs.field(default=None, validator=check_count)
    place: str | None = attrs.field(default=None, validator=check_text)
    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    start: Period | None = attrs.field(default=None, converter=as_period)
    deadline: Deadline | None = attrs.field(default=None, converter=as_deadline)
    done: datetime.date | None = attrs.field(default=None, converter=as_day)
    sign_offs: tuple[SignOff, ...] = attrs.field(default=(), converter=as_sign_offs)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=as_milestones)
    metrics: tuple[Metric, ...] = attrs.field(default=(), converter=as_metrics)
    actions: tuple[Action, ...] = attrs.field(default=(), converter=as_actions)
    projects: tuple[Project, ...] = attrs.field(default=(), converter=as_projects)
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=as_observations)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_targets)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    @property
    def kind(self) -> NodeKind:
        """Always `NodeKind.PROGRAM`."""
        return NodeKind.PROGRAM

    @property
    def aliases(self) -> tuple[str, ...]:
        """Always empty."""
        return ()

    @property
    def declared(self) -> int | None:
        """The number of actions it declares."""
        return self.declared_actions

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Always empty: a program lies in the plan."""
        return ()

    def children(self) -> Iterator[tuple[str, Node]]:
        """Give its actions, then its projects, each with its path from here."""
        for index, action in enumerate(self.actions):
            yield f"actions[{index}]", action
        for index, project in enumerate(self.projects):
            yield f"projects[{index}]", project


def as_programs(values: Iterable[Program]) -> tuple[Program, ...]:
    """Take programs as a tuple.

    Args:
        values: The programs, in document order.
    """
    return members(values, Program)


def answer(
    outline: Outline,
    ledger: Ledger,
    metric: str | Metric | Iterable[str | Metric],
    *,
    period: Period | str | int | None = None,
    aspect: Aspect | str | None = None,
    missing: Missing | str = Missing.SKIP_IF_ALL,
    **places: Any,
) -> Rollup | dict[str, Rollup]:
    """Roll one metric or several up, taking periods and words as people write them.

    Args:
        outline: The nodes.
        ledger: The entries and metrics.
        metric: A metric or its id, or several.
        period: A period, its text, or a year.
        aspect: What the figures are figures of.
        missing: What a leaf that did not report means.
        **places: Further arguments of `zoneplan.rollup.roll_up`.

    Raises:
        PeriodError: If the period cannot be read.
        RollupError: If the aspect or the word for missing data is none of those there are, or the
            metric cannot be rolled up as asked.
    """
    from zoneplan.rollup import roll_up  # noqa: PLC0415  # who only builds a plan does not wait for it

    def one(metric: str | Metric) -> Rollup:
        return roll_up(
            outline,
            ledger,
            metric,
            period=as_period(period),
            aspect=None if aspect is None else _word(Aspect, "aspect", aspect),
            missing=_word(Missing, "missing", missing),
            **places,
        )

    if isinstance(metric, (str, Metric)):
        return one(metric)
    return {single if isinstance(single, str) else single.id: one(single) for single in metric}


def _word(kind: type[W], name: str, value: W | str) -> W:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(repr(member.value) for member in kind)
        raise RollupError(
            f"expected {name} to be one of {allowed}, got {value!r}",
            message_zh=f"{name} 应为下列之一：{allowed}；写的是 {value!r}",
        ) from None
