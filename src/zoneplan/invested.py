"""What the projects of a plan are to cost together: in all, by source of money and by year, and what is done.

Money of several currencies or price bases is never added, and neither is that of a package and of its parts.
A sum says of how many projects it is, for what nobody told is not zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from zoneplan.figures import Figure, total
from zoneplan.outline import NodeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from zoneplan.ledger import PlanLike
    from zoneplan.outline import Node
    from zoneplan.periods import Period

__all__ = ["Invested", "Margin", "invested", "parts_of_reporting", "sums_apart"]

K = TypeVar("K")


def sums_apart(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Add figures of one currency and price basis; what cannot be added stands by itself.

    >>> [str(one) for one in sums_apart(map(Figure.parse, ["2亿元", "3亿元", "1亿美元"]))]
    ['5亿元', '1亿美元']

    Args:
        figures: The figures, of money.
    """
    sorts: dict[object, list[Figure]] = {}
    for one in figures:
        sorts.setdefault((one.unit.currency, str(one.price_basis)), []).append(one)
    # At constant prices of a year that nobody told: two of them cannot be added.
    return tuple(
        one
        for group in sorts.values()
        for one in (group if group[0].price_basis.is_year_unstated else [total(group)])
    )


def parts_of_reporting(projects: Sequence[Node], states: Callable[[Node], bool]) -> list[Node]:
    """Give the projects whose figures are counted in that of the package (打包项目) they are part of.

    Args:
        projects: The projects.
        states: Whether a project states the figure that is asked about.
    """
    by_id = {project.id: project for project in projects}
    return [project for project in by_id.values() if _is_counted_above(project, by_id, states)]


def _is_counted_above(project: Node, by_id: Mapping[str, Node], states: Callable[[Node], bool]) -> bool:
    seen = {project.id}
    above = _package(project, by_id)
    while above is not None and above.id not in seen:
        if states(above):
            return True
        seen.add(above.id)
        above = _package(above, by_id)
    return False


def _package(project: Node, by_id: Mapping[str, Node]) -> Node | None:
    return next((by_id.get(one) for field, one in project.links if field == "part_of"), None)


@attrs.frozen(kw_only=True)
class Margin:
    """One sum over the projects of a plan.

    Attributes:
        label: The source of money, or the year or period; empty for the whole.
        figures: The sums, each currency and price basis by itself; several of one sort where nobody knows
            the year of their prices, so that they cannot be added. Empty when nobody told: that is not 0.
        told: How many projects state it.
        untold: How many name it without an amount.
        expected: How many projects there are, without parts that are counted in their package.
    """

    label: str = ""
    figures: tuple[Figure, ...]
    told: int
    untold: int
    expected: int


@attrs.frozen(kw_only=True)
class Invested:
    """What the projects of a plan are to cost together.

    Attributes:
        projects: How many projects the plan lists.
        total: The total investment (总投资).
        done: What has been invested until now (累计完成).
        by_source: What comes from each source of money, in the order in which they are met.
        by_year: What is planned for each year or other period, from early to late; periods may overlap
            where projects report by unlike ones, and are never added.
        sourced: How many projects state an amount from any source, and how many could.
        dated: How many projects state an amount for any period, and how many could.
    """

    projects: int
    total: Margin
    done: Margin
    by_source: tuple[Margin, ...]
    by_year: tuple[Margin, ...]
    sourced: tuple[int, int]
    dated: tuple[int, int]


def invested(plan: PlanLike) -> Invested:
    """Add up the investments of a plan's projects.

    Args:
        plan: The plan.

    Raises:
        OutlineError: If an id occurs twice or a reference is broken, so that something would be lost or
            counted twice.
    """
    plan.outline.require_usable()
    projects = [node for node in plan.outline.walk() if node.kind is NodeKind.PROJECT]
    # The figures of each, by source and by period; None for one that is named without an amount.
    sources = {one.id: dict(_sources(one)) for one in projects}
    years = {one.id: dict(_years(one)) for one in projects}
    names = dict.fromkeys(name for found in sources.values() for name in found)
    periods = sorted({one for found in years.values() for one in found}, key=lambda one: one.sort_key)
    sourcing = _counted(projects, lambda one: _tells(sources[one.id]))
    return Invested(
        projects=len(projects),
        total=_margin(projects, _total),
        done=_margin(projects, _done),
        by_source=tuple(
            _added(name, [sources[one.id].get(name) for one in sourcing], _named(sourcing, sources, name))
            for name in names
        ),
        by_year=tuple(_of_period(projects, years, period) for period in periods),
        sourced=_telling(sourcing, sources),
        dated=_telling(_counted(projects, lambda one: _tells(years[one.id])), years),
    )


def _total(project: Node) -> Figure | None:
    return None if project.investment is None else project.investment.total


def _done(project: Node) -> Figure | None:
    return None if project.investment is None else project.investment.done


def _sources(project: Node) -> Iterator[tuple[str, Figure | None]]:
    if project.investment is not None:
        yield from ((one.name, one.figure) for one in project.investment.by_source)


def _years(project: Node) -> Iterator[tuple[Period, Figure | None]]:
    if project.investment is not None:
        yield from ((one.period, one.figure) for one in project.investment.by_year)


def _tells(figures: Mapping[K, Figure | None]) -> bool:
    return any(one is not None for one in figures.values())


def _telling(projects: Sequence[Node], figures: Mapping[str, Mapping[K, Figure | None]]) -> tuple[int, int]:
    return sum(_tells(figures[one.id]) for one in projects), len(projects)


def _counted(projects: Sequence[Node], states: Callable[[Node], bool]) -> list[Node]:
    """Give the projects without those that are counted in their package."""
    parts = {one.id for one in parts_of_reporting(projects, states)}
    return [one for one in projects if one.id not in parts]


def _margin(projects: Sequence[Node], figure: Callable[[Node], Figure | None]) -> Margin:
    counted = _counted(projects, lambda one: figure(one) is not None)
    return _added("", [figure(one) for one in counted], 0)


def _of_period(
    projects: Sequence[Node], years: Mapping[str, Mapping[Period, Figure | None]], period: Period
) -> Margin:
    counted = _counted(projects, lambda one: years[one.id].get(period) is not None)
    return _added(str(period), [years[one.id].get(period) for one in counted], _named(counted, years, period))


def _named(projects: Sequence[Node], figures: Mapping[str, Mapping[K, Figure | None]], key: K) -> int:
    """Count the projects that name a source or period without an amount."""
    return sum(key in figures[one.id] and figures[one.id][key] is None for one in projects)


def _added(label: str, figures: Sequence[Figure | None], untold: int) -> Margin:
    told = [one for one in figures if one is not None]
    return Margin(
        label=label,
        figures=sums_apart(told),
        told=len(told),
        untold=untold,
        expected=len(figures),
    )
