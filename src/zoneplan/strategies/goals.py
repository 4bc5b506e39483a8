"""Strategies for goals, and for the targets that set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.goals import (
    AnnualRate,
    Cumulative,
    Delegated,
    Goal,
    Level,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
    RelativeTo,
)
from zoneplan.growths import CumulativeForm
from zoneplan.kinds import Modality
from zoneplan.periods import Period
from zoneplan.qualifiers import Bound
from zoneplan.strategies.records import ids, sources
from zoneplan.strategies.values import YEARS, deadlines, figures, periods
from zoneplan.targets import Target

if TYPE_CHECKING:
    from zoneplan.figures import Figure
    from zoneplan.metrics import Metric
    from zoneplan.units import Unit

__all__ = [
    "annual_rates",
    "cumulatives",
    "delegations",
    "goals",
    "levels",
    "multiples",
    "point_changes",
    "qualitatives",
    "ranks",
    "relative_goals",
    "targets",
]

_RATES = st.sampled_from(("6%左右", "9.3%", "7%以上", "不低于5.5%", "-4.72%", "年均增长6%", "5—6%", "超10%"))
_POINTS = st.sampled_from(("提高13.4个百分点", "降低4.3个百分点", "2个百分点以上", "0.18个百分点"))
_MULTIPLES = st.sampled_from(("翻一番", "翻两番", "2倍", "1.5倍以上", "增长两倍"))
_RANKS = st.sampled_from(("第五", "前五", "第1位", "前三"))
_CUTS = st.sampled_from(("13.5%", "[13.5]", "18%左右", "〔18〕"))
_CHANGES = st.sampled_from(("30%以上", "-18%", "[25]", "累计下降18%"))
_WORDS = st.sampled_from(("保持在合理区间", "稳步提升", "各年度视情提出"))
_AUTHORITIES = st.sampled_from(("市政府", "省政府", "上级部门"))
_MODALITIES = st.none() | st.sampled_from(Modality)
_ONE_SIDED = st.sampled_from((Bound.GT, Bound.GE, Bound.LE, Bound.LT))
_EITHER = st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE])


def _measured(measured: Unit | None) -> st.SearchStrategy[Figure]:
    return figures(unit=measured)


def levels(*, unit: Unit | None = None) -> st.SearchStrategy[Level]:
    """Draw a level.

    Args:
        unit: Its unit; None for any.
    """
    return st.builds(Level, _measured(unit))


def annual_rates() -> st.SearchStrategy[AnnualRate]:
    """Draw a yearly rate of growth or decline."""
    return st.builds(AnnualRate, _RATES)


def cumulatives(*, unit: Unit | None = None) -> st.SearchStrategy[Cumulative]:
    """Draw a figure for all years together: a change in %, a cut, an addition, or a sum of years.

    Args:
        unit: The unit of additions and sums; None for any but %.
    """
    own = _measured(unit).filter(lambda figure: figure.unit.dimension != "ratio")
    return st.one_of(
        st.builds(Cumulative, _CUTS, falling=st.booleans()),
        st.builds(Cumulative, _CHANGES),
        st.builds(Cumulative, own, form=st.sampled_from(CumulativeForm)),
    )


def point_changes() -> st.SearchStrategy[PointChange]:
    """Draw a change in percentage points, in all or a year."""
    return st.builds(PointChange, _POINTS, yearly=st.booleans())


def multiples() -> st.SearchStrategy[Multiple]:
    """Draw a multiple of the base."""
    return st.builds(Multiple, _MULTIPLES)


def ranks() -> st.SearchStrategy[Rank]:
    """Draw a place in an order, exact or as a bound."""
    return st.builds(Rank, _RANKS)


def relative_goals(*, metric: str | None = None) -> st.SearchStrategy[RelativeTo]:
    """Draw a goal that is another metric's value, with a gap or without.

    Args:
        metric: Id of the other metric; None for any.
    """
    other = ids() if metric is None else st.just(metric)
    texts = st.none() | st.sampled_from(("高于GDP增长", "与GDP增长基本同步"))
    gaps = st.sampled_from(("2个百分点", "1%"))
    return st.builds(RelativeTo, other, bound=_EITHER, text=texts, modality=_MODALITIES) | st.builds(
        RelativeTo, other, bound=_ONE_SIDED, gap=gaps, text=texts
    )


def qualitatives() -> st.SearchStrategy[Qualitative]:
    """Draw a goal in words."""
    return st.builds(Qualitative, _WORDS, modality=_MODALITIES)


def delegations() -> st.SearchStrategy[Delegated]:
    """Draw a goal whose number another plan sets."""
    texts = st.none() | st.just("完成市政府下达目标")
    return st.builds(Delegated, _AUTHORITIES, text=texts, modality=_MODALITIES)


def goals(*, metric: Metric | None = None) -> st.SearchStrategy[Goal]:
    """Draw a goal of any sort; for a metric, one whose figure goes with it.

    >>> from hypothesis import find
    >>> find(goals(), lambda goal: isinstance(goal, Multiple))
    Multiple(figure='2倍')

    Args:
        metric: The metric it is for; None for any.
    """
    measured = None if metric is None else metric.unit
    found: list[st.SearchStrategy[Goal]] = [
        levels(unit=measured),
        cumulatives(unit=measured),
        qualitatives(),
        delegations(),
        relative_goals(metric=None if metric is None else metric.id),
    ]
    if measured is None or measured.dimension == "ratio":
        found.append(point_changes())
    if measured is None or measured.dimension == "rank":
        found.append(ranks())
    if measured is None or measured.dimension not in {"ratio", "rank"}:
        found += [annual_rates(), multiples()]
    return st.one_of(found)


def _each_year(within: Period) -> st.SearchStrategy[Deadline]:
    first = st.integers(within.first_year, within.last_year)
    return st.tuples(first, first).map(
        lambda pair: Deadline(DeadlineKind.EACH_YEAR, Period.span(*sorted(pair)))
    )


def targets(*, metric: Metric | None = None, subject: str | None = None) -> st.SearchStrategy[Target]:
    """Draw a target with a goal of any sort.

    Args:
        metric: The metric it is for, with whose unit its figure then goes; None for any.
        subject: The node or place it is about; None for the node it is written in.
    """
    return st.builds(
        Target,
        metric=ids() if metric is None else st.just(metric.id),
        by=deadlines() | _each_year(YEARS),
        goal=goals(metric=metric),
        subject=st.just(subject),
        base=st.none() | periods(),
        source=st.none() | sources(),
        note=st.sampled_from((None, "2019年数据")),
    )
