"""A strategy for charts: those of drawn plans."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.charts.lights import lights_chart
from zoneplan.charts.schedule import schedule_charts
from zoneplan.charts.structure import structure_charts
from zoneplan.strategies.nodes import outlines
from zoneplan.strategies.progress import followed_plans

if TYPE_CHECKING:
    from zoneplan.charts.chart import Chart
    from zoneplan.layout import Language

__all__ = ["charts"]

_LANGUAGES: tuple[Language, Language] = ("zh", "en")


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Draw a chart of a valid plan: its structure, its lights or its schedule; its data are invented.

    >>> from hypothesis import Phase, find, settings
    >>> chart = find(charts(), lambda chart: True, settings=settings(phases=[Phase.generate]))
    >>> chart.name
    'structure'

    Args:
        draw: Given by Hypothesis.
    """
    plan = draw(st.one_of(outlines(), followed_plans()))
    day = draw(st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 12, 31)))
    language = draw(st.sampled_from(_LANGUAGES))
    progress = plan.progress(day)
    lights = lights_chart(progress, language=language)
    found: list[Chart] = [
        *structure_charts(plan, progress, language=language),
        *(() if lights is None else (lights,)),
        *schedule_charts(plan, day, language=language),
    ]
    drawn: Chart = draw(st.sampled_from(found))
    return drawn
