"""Charts of a plan as plain Vega-Lite specifications, one function each, usable alone."""

from zoneplan.charts import theme
from zoneplan.charts.chart import Chart
from zoneplan.charts.fonts import ChineseFontWarning
from zoneplan.charts.lights import lights_chart, lights_charts
from zoneplan.charts.schedule import schedule_charts
from zoneplan.charts.structure import structure_chart, structure_charts

__all__ = [
    "Chart", "ChineseFontWarning", "lights_chart", "lights_charts", "schedule_charts", "structure_chart",
    "structure_charts", "theme",
]  # fmt: skip
