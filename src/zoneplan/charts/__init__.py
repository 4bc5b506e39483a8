"""Charts of a plan as plain Vega-Lite specifications, one function each, usable alone."""

from zoneplan.charts import theme
from zoneplan.charts.chart import Chart
from zoneplan.charts.fonts import ChineseFontWarning
from zoneplan.charts.indicators import indicator_charts
from zoneplan.charts.lights import lights_chart, lights_charts
from zoneplan.charts.money import funding_chart, yearly_chart
from zoneplan.charts.paths import path_charts
from zoneplan.charts.schedule import schedule_charts
from zoneplan.charts.structure import structure_chart, structure_charts
from zoneplan.charts.waterfalls import waterfall_chart

__all__ = [
    "Chart", "ChineseFontWarning", "funding_chart", "indicator_charts", "lights_chart", "lights_charts",
    "path_charts", "schedule_charts", "structure_chart", "structure_charts", "theme", "waterfall_chart",
    "yearly_chart",
]  # fmt: skip
