"""Strategies for sources, zones, metrics, observations and locations."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from zoneplan.intervals import Interval
from zoneplan.locations import Location
from zoneplan.metrics import AcrossRule, Direction, Metric, MetricKind, Nature, TimeRule
from zoneplan.observations import Aspect, Observation, Vintage
from zoneplan.sources import Source
from zoneplan.strategies import words
from zoneplan.strategies.values import figures, periods, price_bases
from zoneplan.units import unit
from zoneplan.zones import Zone, ZoneLevel

__all__ = ["ids", "locations", "metrics", "observations", "sources", "zones"]

_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,7}", fullmatch=True) | st.sampled_from(("产值", "北区.1", "x_2"))
_NOTES = st.none() | st.sampled_from(words.OTHER_WORDS)
_PLACES = st.sampled_from((None, "p. 3", "表 2-1", "第四章"))
_QUOTES = st.sampled_from((None, "到2025年，完成投资超500亿元", "up by a fifth"))


def ids() -> st.SearchStrategy[str]:
    """Draw an id: letters, digits and Chinese characters without blanks."""
    return _IDS


def sources(*, listed: bool | None = None) -> st.SearchStrategy[Source]:
    """Draw a source of invented documents, with place, quotation, date and address or without.

    Args:
        listed: True for a document with an id, as a plan lists it; False for one named on the spot;
            None for either.
    """
    documents = st.sampled_from(words.SOURCES)
    named = {True: ids(), False: st.none(), None: st.none() | ids()}[listed]
    return st.builds(
        Source,
        id=named,
        document=documents,
        place=_PLACES,
        quote=_QUOTES,
        date=st.sampled_from((None, "2024-03", "2023年2月")),
        url=st.sampled_from((None, "https://example.org/plan")),
    )


def zones(*, id: str | None = None, within: str | None = None) -> st.SearchStrategy[Zone]:  # noqa: A002  # the field's name
    """Draw a zone or another place, of invented name.

    Args:
        id: Its id; None for any.
        within: Id of the place it lies in; None for the outermost.
    """
    return st.builds(
        Zone,
        id=ids() if id is None else st.just(id),
        name=st.sampled_from(words.PLACES),
        kind=st.sampled_from((None, "经开区", "高新区", "综保区")),
        level=st.none() | st.sampled_from(ZoneLevel),
        within=st.just(within),
    )


_UNITS = {
    MetricKind.STOCK: ("亩", "公顷", "亿元", "人"),
    MetricKind.FLOW: ("亿元", "万元", "吨标准煤", "人次"),
    MetricKind.RATIO: ("%", "亿元/平方公里", "万元/亩", "吨标准煤/万元"),
    MetricKind.RATE: ("%", "个百分点"),
    MetricKind.INDEX: ("分", "倍"),
    MetricKind.COUNT: ("家", "个", "人", "件"),
    MetricKind.RANK: ("位",),
}
_ACROSS = {
    kind: (
        (None, AcrossRule.NONE)
        if kind is MetricKind.RANK
        else tuple(
            rule
            for rule in (None, *AcrossRule)
            if (rule is not AcrossRule.SUM or kind in {MetricKind.STOCK, MetricKind.FLOW, MetricKind.COUNT})
            and (rule is not AcrossRule.RATIO_OF_SUMS or kind is MetricKind.RATIO)
        )
    )
    for kind in MetricKind
}
_OVER_TIME = {
    kind: tuple(
        rule
        for rule in (None, *TimeRule)
        if rule is not TimeRule.SUM or kind in {MetricKind.FLOW, MetricKind.COUNT}
    )
    for kind in MetricKind
}


@st.composite
def metrics(
    draw: st.DrawFn,
    *,
    id: str | None = None,  # noqa: A002  # the field's name
    kind: MetricKind | None = None,
    across: AcrossRule | None = None,
) -> Metric:
    """Draw a metric whose unit, domain and rules go with its kind.

    >>> from hypothesis import find
    >>> print(find(metrics(across=AcrossRule.SUM), lambda metric: True).kind)
    stock

    Args:
        draw: Given by Hypothesis.
        id: Its id; None for any.
        kind: Its kind; None for any that the rule allows.
        across: Its rule across parts; None for any that the kind allows, none stated among them.
    """
    fitting = [one for one in MetricKind if across is None or across in _ACROSS[one]]
    chosen = draw(st.sampled_from(fitting)) if kind is None else kind
    rule = draw(st.sampled_from(_ACROSS[chosen])) if across is None else across
    named: dict[str, Any] = {}
    if rule is AcrossRule.WEIGHTED_MEAN or draw(st.booleans()):
        named["weight"] = draw(ids())
    if rule is AcrossRule.RATIO_OF_SUMS:
        named["numerator"], named["denominator"] = draw(ids()), draw(ids())
    measured = unit(draw(st.sampled_from(_UNITS[chosen])))
    return Metric(
        id=draw(ids()) if id is None else id,
        name=draw(st.sampled_from(("固定资产投资", "带动就业", "供地面积", "Output", "综合评分"))),
        unit=measured,
        kind=chosen,
        across=rule,
        over_time=draw(st.sampled_from(_OVER_TIME[chosen])),
        domain=draw(st.sampled_from((None, Interval(0, 100), Interval.more_than(0), Interval.everything()))),
        price_basis=draw(price_bases()) if measured.currency else "unstated",
        **draw(_LOOKS),
        **named,
    )


_LOOKS = st.fixed_dictionaries(
    {
        "direction": st.sampled_from((None, *Direction)),
        "nature": st.sampled_from((None, *Nature)),
        "scope": _NOTES,
        "category": st.sampled_from((None, "经济发展", "绿色生态")),
    }
)
_SOURCES = st.none() | sources()
_PERIODS = periods()
_METRICS = st.sampled_from(("investment", "jobs", "land", "产值"))


def observations(
    *, metric: Metric | None = None, subject: str | None = None, plain: bool = False
) -> st.SearchStrategy[Observation]:
    """Draw an observation of any aspect, vintage and period.

    Args:
        metric: The metric it is of, whose unit it is then written in; None for any.
        subject: The node or place it is about; None for the node it is written in.
        plain: Whether to leave out ranges and qualifiers.
    """
    return st.builds(
        Observation,
        metric=_METRICS if metric is None else st.just(metric.id),
        period=_PERIODS,
        figure=figures(unit=None if metric is None else metric.unit, plain=plain),
        subject=st.just(subject),
        aspect=st.sampled_from([one for one in Aspect if one is not Aspect.TARGET]),
        vintage=st.none() | st.sampled_from(Vintage),
        source=_SOURCES,
        note=_NOTES,
    )


def locations() -> st.SearchStrategy[Location]:
    """Draw a place in a plan, with its position in a file or without."""
    paths = st.sampled_from(("", "period", "programs[0]", "programs[1].actions[0].lead_units"))
    numbers = st.integers(1, 999)
    in_file = st.builds(Location, paths, st.just("plan.yaml"), numbers, numbers)
    return st.builds(Location, paths) | in_file
