"""Charts of a plan as plain Vega-Lite specifications, one function each, usable alone."""

from zoneplan.charts.chart import Chart

__all__ = ["Chart"]
