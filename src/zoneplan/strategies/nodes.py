"""Strategies for projects, actions, programs, and plans that hold no number yet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from zoneplan.deadlines import Deadline
from zoneplan.patterns import Pattern
from zoneplan.periods import Period, PeriodKind
from zoneplan.plans import Plan
from zoneplan.programs import Action, Program, Project
from zoneplan.states import ConstructionKind
from zoneplan.strategies import words
from zoneplan.strategies.goals import targets
from zoneplan.strategies.milestones import completions, investments, ordered_milestones, state_paths
from zoneplan.strategies.records import observations
from zoneplan.strategies.values import YEARS, deadlines, periods
from zoneplan.zones import Zone, ZoneLevel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["actions", "outlines", "programs", "projects"]

T = TypeVar("T")

_SPANS = periods(within=YEARS, kinds=(PeriodKind.YEAR, PeriodKind.SPAN))
_NOTES = (None, *words.OTHER_WORDS)


@cache
def pick(options: tuple[T, ...]) -> st.SearchStrategy[T]:
    """Give the strategy that picks one of some values; kept, for making one costs more than drawing.

    Args:
        options: The values, the simplest first; no flags, for a cache takes False for 0.
    """
    return st.sampled_from(options)


@cache
def bits(count: int) -> st.SearchStrategy[int]:
    """Give a strategy for so many flags as the bits of one whole number: one draw instead of many.

    Args:
        count: How many flags.
    """
    return st.integers(0, 2**count - 1)


def _dates(draw: st.DrawFn, years: Period) -> dict[str, Any]:
    """Draw a start and a deadline inside the years, in that order, either of which may be left out."""
    has_start, has_deadline = draw(pick(((False, False), (True, False), (False, True), (True, True))))
    start = draw(_within(years)) if has_start else None
    deadline = None
    if has_deadline:
        after = years.first_year if start is None else start.last_year + 1
        late = after > years.last_year
        deadline = (
            Deadline.parse(years.last_year) if late else draw(_due(Period.span(after, years.last_year)))
        )
    return {"start": start, "deadline": deadline}


def _progress(draw: st.DrawFn, years: Period, dates: dict[str, Any]) -> dict[str, Any]:
    """Draw what is reported of something with these dates: milestones before its deadline, and its end."""
    start, deadline = dates["start"], dates["deadline"]
    due = None if deadline is None else deadline.due
    last = years.last_year if due is None else due.year - 1
    span = None if last < years.first_year else Period.span(years.first_year, last)
    return {
        "milestones": () if span is None or not draw(bits(1)) else ordered_milestones(draw, span, 2),
        **completions(draw, years.start if start is None else start.start, years.end),
    }


def _building(draw: st.DrawFn, years: Period, dates: dict[str, Any]) -> dict[str, Any]:
    """Draw what only a project has: what is built, its states, and what it costs in the years it takes."""
    start, deadline = dates["start"], dates["deadline"]
    due = None if deadline is None else deadline.due
    first = years.first_year if start is None else start.first_year
    last = min(years.last_year if due is None else due.year, first + 3)
    flags = draw(bits(2))
    return {
        "construction": draw(_CONSTRUCTION),
        "states": draw(state_paths(start=start or years, most=3)) if flags & 1 else (),
        "investment": draw(investments(years=Period.span(first, last))) if flags & 2 else None,
    }


_CONSTRUCTION = st.sampled_from((None, *ConstructionKind))


@cache
def _within(years: Period) -> st.SearchStrategy[Period]:
    return periods(within=years)


@cache
def _due(years: Period) -> st.SearchStrategy[Deadline]:
    return deadlines(within=years)


_PAIRS = tuple((lead, other) for lead in words.OFFICES for other in words.OFFICES if other != lead)
_UNITS: tuple[dict[str, Any], ...] = (
    *({"lead_units": (lead,), "supporting_units": ()} for lead in words.OFFICES),
    *({"lead_units": (lead,), "supporting_units": (other,)} for lead, other in _PAIRS),
)
_SOME_UNITS: tuple[dict[str, Any], ...] = ({}, *_UNITS)


class _Counter:
    """Hands out ids and names that no two nodes of a plan share."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.given = 0

    def next_id(self, letter: str) -> str:
        self.given += 1
        return f"{self.prefix}{letter}{self.given}"

    def name(self, stem: str) -> str:
        return f"{stem} phase {self.given}" if stem.isascii() else f"{stem}（{self.given}期）"


def _listed(draw: st.DrawFn, make: Callable[[], T], most: int) -> list[T]:
    return [make() for _ in range(draw(_up_to(most)))]


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def _project(draw: st.DrawFn, counter: _Counter, years: Period) -> Project:
    project_id, dates = counter.next_id("x"), _dates(draw, years)
    return Project(
        id=project_id,
        name=counter.name(draw(pick(words.PROJECTS))),
        aliases=draw(pick(((), (f"{project_id}号项目",)))),
        note=draw(pick(_NOTES)),
        **dates,
        **_progress(draw, years, dates),
        **_building(draw, years, dates),
    )


def _action(draw: st.DrawFn, counter: _Counter, years: Period, most: int) -> Action:
    action_id, dates = counter.next_id("a"), _dates(draw, years)
    stem = draw(pick((*words.TITLES, None, None)))
    return Action(
        id=action_id,
        name=None if stem is None else counter.name(stem),
        label=draw(pick((None, *words.LABELS))),
        projects=_listed(draw, lambda: _project(draw, counter, years), most),
        **({} if stem is None else draw(pick_of(_UNITS))),
        **dates,
        **_progress(draw, years, dates),
    )


def _program(
    draw: st.DrawFn, counter: _Counter, years: Period, most_actions: int, most_projects: int
) -> Program:
    program_id, dates = counter.next_id("p"), _dates(draw, years)
    name = counter.name(draw(pick(words.PROGRAMS)))
    actions = _listed(draw, lambda: _action(draw, counter, years, most_projects), most_actions)
    unnamed = draw(pick((None, 0, 1, 2)))
    return Program(
        id=program_id,
        name=name,
        title=draw(pick((None, f"{name}行动方案"))),
        label=draw(pick((None, *words.LABELS))),
        declared_actions=None if unnamed is None else len(actions) + unnamed,
        actions=actions,
        projects=_listed(draw, lambda: _project(draw, counter, years), most_projects),
        **draw(pick_of(_SOME_UNITS)),
        **dates,
        **_progress(draw, years, dates),
    )


def pick_of(options: Sequence[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Give the strategy that picks one of some sets of fields.

    Args:
        options: The sets, the simplest first.
    """
    return pick(tuple(range(len(options)))).map(options.__getitem__)


def _with_records(node: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(observations(), max_size=2), st.lists(targets(), max_size=1)
    return st.builds(
        lambda node, *found: attrs.evolve(node, observations=found[0], targets=found[1]), node, *some
    )


@st.composite
def _alone(draw: st.DrawFn, make: Callable[..., T], prefix: str, *most: int) -> T:
    return make(draw, _Counter(prefix), YEARS, *most)


def projects(*, id: str = "") -> st.SearchStrategy[Project]:  # noqa: A002  # the field's name
    """Draw a project by itself, with a few entries; its metrics are for the plan to define.

    Args:
        id: What its id starts with.
    """
    return _with_records(_alone(_project, id))


def actions(*, id: str = "") -> st.SearchStrategy[Action]:  # noqa: A002  # the field's name
    """Draw an action by itself, named or not, with its projects and a few entries.

    Args:
        id: What its id, and those of its projects, start with.
    """
    return _with_records(_alone(_action, id, 2))


def programs(*, id: str = "") -> st.SearchStrategy[Program]:  # noqa: A002  # the field's name
    """Draw a program by itself, which may declare more actions than it lists, with a few entries.

    Args:
        id: What its id, and those of everything in it, start with.
    """
    return _with_records(_alone(_program, id, 3, 2))


@st.composite
def outlines(draw: st.DrawFn, *, max_programs: int = 3, max_actions: int = 3, max_projects: int = 2) -> Plan:
    """Draw a plan without numbers, whose names and offices are invented.

    Some actions are unnamed, programs may declare more actions than they list, projects serve actions of
    several programs and are parts of packages, and parts of the zone lie side by side. `validate()` finds
    no error in it.

    >>> from hypothesis import find
    >>> plan = find(outlines(), lambda plan: plan.outline.census.unnamed_actions > 0)
    >>> print(plan.outline.census)
    1 plan, 1 program, 1 declared action, 0 named, 1 unnamed

    Args:
        draw: Given by Hypothesis.
        max_programs: The most programs listed; at least one is.
        max_actions: The most actions listed in a program.
        max_projects: The most projects listed in an action, in a program or beside the programs.
    """
    years = draw(_SPANS)
    counter = _Counter()

    def program() -> Program:
        return _program(draw, counter, years, max_actions, max_projects)

    listed = [program() for _ in range(1 + draw(_up_to(max_programs - 1)))]
    plan = Plan(
        id="plan",
        name="示范开发区规划（虚构）",
        period=years,
        declared_programs=draw(pick((None, len(listed)))),
        programs=listed,
        projects=_listed(draw, lambda: _project(draw, counter, years), max_projects),
        note=draw(pick(_NOTES)),
        **draw(pick_of(_SOME_UNITS)),
        **_places(draw),
    )
    plan = _linked(draw, plan)
    census = plan.outline.census
    announced = Pattern(1, census.programs, census.declared_actions)
    return attrs.evolve(plan, pattern=draw(pick((None, announced))))


def _places(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a zone with parts that lie side by side in it, and what it lies in itself."""
    parts = draw(pick((None, 0, 1, 2, 3)))
    if parts is None:
        return {}
    outer = (
        Zone(id="province", name="示范省", level=ZoneLevel.PROVINCE),
        Zone(id="city", name="示范市", level=ZoneLevel.CITY, within="province"),
    )
    inner = (
        Zone(id=f"park-{number}", name=words.PLACES[number], level=ZoneLevel.PARK, within="zone")
        for number in range(parts)
    )
    zone = Zone(id="zone", name="示范经开区", kind="经开区", level=ZoneLevel.NATIONAL, within="city")
    return {"zone": zone, "places": (*outer, *inner)}


def _linked(draw: st.DrawFn, plan: Plan) -> Plan:
    """Let projects serve further actions, be parts of earlier ones, and lie in parts of the zone."""
    served = [action.id for program in plan.programs for action in program.actions]
    parks = [place.id for place in plan.places if place.level is ZoneLevel.PARK]
    earlier: list[str] = []

    def linked(project: Project) -> Project:
        changes: dict[str, Any] = {"serves": ()}
        if served:
            changes["serves"] = tuple(dict.fromkeys(served[n % len(served)] for n in draw(_SERVED)))
        if earlier:
            package = draw(_PACKAGE)
            changes["part_of"] = earlier[package % len(earlier)] if package >= 0 else None
        if parks:
            changes["place"] = draw(pick((None, *parks)))
        earlier.append(project.id)
        return attrs.evolve(project, **changes) if any(changes.values()) else project

    return with_projects(plan, linked)


_SERVED = st.sampled_from(((), (), (0,), (1,), (2,), (3,), (0, 1), (1, 2), (4, 0)))
_PACKAGE = st.sampled_from((-1, -1, -1, -1, 0, 1, 2, 3))


def with_projects(plan: Plan, change: Any) -> Plan:
    """Give the plan with every project changed, in document order.

    Args:
        plan: The plan.
        change: Takes a project and gives the one to stand in its place.
    """
    changed = [
        attrs.evolve(
            program,
            actions=[
                attrs.evolve(action, projects=[change(project) for project in action.projects])
                for action in program.actions
            ],
            projects=[change(project) for project in program.projects],
        )
        for program in plan.programs
    ]
    return attrs.evolve(plan, programs=changed, projects=[change(project) for project in plan.projects])
