from __future__ import annotations

from plan_texts import checked, findings
from zoneplan import Plan
from zoneplan.published_lights import PUBLISHED

TEXT = """\
light_rules:
  - id: lights
    name: 项目亮灯
    bands:
      - {light: green, shortfall_points: "<= 5"}
      - {light: yellow, shortfall_points: "[5, 30]"}
      - {light: red, shortfall_points: "> 40"}
  - id: whole
    bands: [{light: green, growth: ">= 0"}, {light: red, growth: "< 0"}]
"""


def test_edges_of_bands_are_told() -> None:
    """An edge that two colours share is an error, and a gap without a colour a warning."""
    expected = """\
error BAND-EDGE light_rules[0].bands (plan.yaml:5:7)
  by 项目亮灯, a gap of exactly 5 points is green and yellow at once
  leave it to one of the bands
  按项目亮灯，落后序时进度等于5个百分点时同为绿灯和黄灯
  请只归入其中一档
  shortfall_points = [5, 5]
  lights = green, yellow
warning BAND-EDGE light_rules[0].bands (plan.yaml:5:7)
  by 项目亮灯, a gap above 30 and at most 40 points has no colour
  give it a band
  按项目亮灯，落后序时进度大于30且不大于40个百分点时没有对应的灯
  请为其补上一档
  shortfall_points = (30, 40]
  lights = none
"""
    assert expected == findings(TEXT, "BAND-EDGE")
    assert 2 == checked(TEXT, "BAND-EDGE")


def test_a_whole_rule_set_is_no_finding() -> None:
    """Bands that lie side by side, and bands of one light that overlap, leave nothing open."""
    text = """\
light_rules:
  - id: lights
    bands:
      - {light: green, growth: ">= 5"}
      - {light: yellow, growth: "[0, 4]"}
      - {light: yellow, growth: "(3, 5)"}
      - {light: red, growth: "< 0"}
"""
    assert "" == findings(text, "BAND-EDGE")
    assert 1 == checked(text, "BAND-EDGE")


def test_published_rules_are_judged_in_a_plan() -> None:
    """A plan that takes over the published rule sets takes over their faults."""
    report = Plan(id="p", name="规划", light_rules=PUBLISHED.values()).validate()
    found = [(one.severity.value, one.place.path) for one in report.findings if one.code == "BAND-EDGE"]
    assert [
        ("error", "light_rules[3].bands"),
        ("warning", "light_rules[0].bands"),
        ("warning", "light_rules[1].bands"),
        ("warning", "light_rules[3].bands"),
        ("warning", "light_rules[3].bands"),
    ] == found


def test_ids_of_rule_sets_are_checked() -> None:
    """Two rule sets cannot share an id, and the source they name has to exist."""
    text = """\
light_rules:
  - {id: a, source: nowhere, bands: [{light: green, growth: "> 0"}]}
  - {id: a, bands: [{light: green, growth: "> 0"}]}
"""
    for expected in (
        "error ID-DUPLICATE light_rules[1].id (plan.yaml:3:10)",
        "error ID-UNKNOWN light_rules[0].source (plan.yaml:2:21)",
    ):
        assert expected == findings(text, expected.split()[1]).split("\n")[0]
